//! What is said about themes and packages: names, and the patterns in which a language composes themes.

use super::names::Named;
use super::{Lang, Msg, Texts};
use crate::model::{PackageKind, Quality, ThemePart};

macro_rules! named {
    ($($kind:ident { $($variant:ident => $msg:ident),* $(,)? })*) => {$(
        impl Named for $kind {
            fn name_in<'a>(&'a self, texts: &'a Texts) -> &'a str {
                texts.get(match self { $(Self::$variant => Msg::$msg),* })
            }
        }
    )*};
}

named! {
    ThemePart {
        Purpose => ThemePartPurpose, Category => ThemePartCategory, Audience => ThemePartAudience,
        Season => ThemePartSeason, Strength => ThemePartStrength, HotTopic => ThemePartHotTopic,
        Highlight => ThemePartHighlight, Company => ThemePartCompany,
    }
    Quality {
        Short => ThemeQualityShort, Spreads => ThemeQualitySpreads, Clear => ThemeQualityClear,
        Relevant => ThemeQualityRelevant, Fun => ThemeQualityFun, Memorable => ThemeQualityMemorable,
    }
    PackageKind { Benefit => PackageBenefit, Finance => PackageFinance, Insurance => PackageInsurance }
}

/// The patterns in which a language composes themes, as `engine::theme::patterns` reads them.
#[must_use]
pub const fn theme_patterns(lang: Lang) -> &'static str {
    match lang {
        Lang::ZhHans => include_str!("../../assets/theme/zh-Hans.txt"),
        Lang::ZhHant => include_str!("../../assets/theme/zh-Hant.txt"),
        Lang::En => include_str!("../../assets/theme/en.txt"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::theme::{compose, patterns};

    #[test]
    fn every_pattern_of_every_language_can_be_filled() {
        let parts = ThemePart::ALL.map(|part| (part, "x".to_owned())).into();
        for lang in Lang::ALL {
            let all = patterns(theme_patterns(lang));
            assert!(all.len() > 20, "{lang:?}");
            for pattern in all {
                let alone = crate::engine::theme::Pattern { purposes: Vec::new(), ..pattern.clone() };
                let composed = compose(&[alone], &parts, &[]);
                assert_eq!(composed.len(), 1, "{}", pattern.words);
                assert!(!composed[0].words.contains(['{', '}']) && !composed[0].parts.is_empty(), "{}", pattern.words);
            }
        }
    }
}
