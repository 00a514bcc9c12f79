//! The languages of the interface.

use serde::{Deserialize, Serialize};

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Lang {
    /// 简体中文.
    #[default]
    #[serde(rename = "zh-Hans")]
    ZhHans,
    /// 繁體中文, Taiwan usage.
    #[serde(rename = "zh-Hant")]
    ZhHant,
    /// English.
    #[serde(rename = "en")]
    En,
}

impl Lang {
    /// Every language, in the order in which the settings show them.
    pub const ALL: [Self; 3] = [Self::ZhHans, Self::ZhHant, Self::En];

    /// BCP 47 tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::ZhHans => "zh-Hans",
            Self::ZhHant => "zh-Hant",
            Self::En => "en",
        }
    }

    /// The language's own name for itself.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::ZhHans => "简体中文",
            Self::ZhHant => "繁體中文",
            Self::En => "English",
        }
    }

    /// The language for a BCP 47 or POSIX locale name such as `zh-TW`, `zh_CN.UTF-8`, `en-GB`: Chinese by script or
    /// region, anything else English.
    #[must_use]
    pub fn from_locale(locale: &str) -> Self {
        let lower = locale.to_ascii_lowercase().replace('_', "-");
        let mut parts = lower.split(['-', '.', '@']);
        if parts.next() != Some("zh") {
            return Self::En;
        }
        let rest: Vec<&str> = parts.collect();
        let traditional = rest.contains(&"hant")
            || (!rest.contains(&"hans") && rest.iter().any(|p| matches!(*p, "tw" | "hk" | "mo")));
        if traditional { Self::ZhHant } else { Self::ZhHans }
    }

    /// The language with exactly this tag.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|l| l.tag() == tag)
    }

    /// Whether sums are read in 万 and 亿.
    #[must_use]
    pub const fn is_chinese(self) -> bool {
        !matches!(self, Self::En)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_the_locale() {
        for (locale, lang) in [
            ("zh-CN", Lang::ZhHans),
            ("zh_CN.UTF-8", Lang::ZhHans),
            ("zh", Lang::ZhHans),
            ("zh-SG", Lang::ZhHans),
            ("zh-TW", Lang::ZhHant),
            ("zh-HK", Lang::ZhHant),
            ("zh-Hant-CN", Lang::ZhHant),
            ("zh-Hans-HK", Lang::ZhHans),
            ("en-GB", Lang::En),
            ("de-DE", Lang::En),
            ("C", Lang::En),
        ] {
            assert_eq!(Lang::from_locale(locale), lang, "{locale}");
        }
    }
}
