//! The catalogues: Fluent files under `assets/text`, compiled in, one folder a language and one file a room.

use std::borrow::Cow;
use std::cell::Cell;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use super::Lang;
use super::currency::Currency;
use super::format::Format;

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// The words of one language.
pub struct Texts {
    lang: Lang,
    currency: Cell<Currency>,
    bundle: FluentBundle<FluentResource>,
    /// By the order of [`Msg::ALL`]: messages without variables, ready to show.
    plain: Vec<Box<str>>,
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Texts").field("lang", &self.lang).finish_non_exhaustive()
    }
}

impl Texts {
    /// Reads the catalogue of a language. The build has checked that it parses and is complete.
    #[must_use]
    pub fn new(lang: Lang) -> Self {
        let locale = lang.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        bundle.set_use_isolating(false);
        let index = Lang::ALL.iter().position(|l| *l == lang).unwrap_or_default();
        for source in SOURCES.get(index).copied().unwrap_or_default() {
            let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(partial, _)| partial);
            bundle.add_resource_overriding(resource);
        }
        let plain = Msg::ALL.iter().map(|(_, key)| format(&bundle, key, None).into()).collect();
        Self { lang, currency: Cell::default(), bundle, plain }
    }

    /// The language.
    #[must_use]
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// Number and date formats of the language, with sums in the project's currency.
    #[must_use]
    pub fn format(&self) -> Format {
        Format { lang: self.lang, currency: self.currency.get() }
    }

    /// Writes sums in the currency of this ISO 4217 code from now on.
    pub fn set_currency(&self, code: &str) {
        self.currency.set(Currency::of(code));
    }

    /// What a currency is called where figures stand without its sign: 元; in English the sign itself.
    fn currency_word(&self) -> &str {
        let currency = self.currency.get();
        if self.lang.is_chinese() {
            currency.name().map_or("", |name| self.get(name))
        } else {
            currency.symbol().trim()
        }
    }

    /// The unit of a column of large sums: 万元, ¥ M.
    #[must_use]
    pub fn money_unit(&self) -> String {
        self.with(Msg::SplitUnit, &[("currency", self.currency_word().into())])
    }

    /// The unit in which the window shows large sums.
    #[must_use]
    pub fn status_unit(&self) -> String {
        self.with(Msg::StatusMoneyUnit, &[("currency", self.currency_word().into())])
    }

    /// A message without variables.
    #[must_use]
    pub fn get(&self, msg: Msg) -> &str {
        self.plain.get(msg as usize).map_or("", |text| text)
    }

    /// A message with variables. Counts that decide about a plural are passed as numbers.
    #[must_use]
    pub fn with<'a>(&self, msg: Msg, arguments: &[(&'a str, Argument<'a>)]) -> String {
        let mut args = FluentArgs::with_capacity(arguments.len());
        for (name, value) in arguments {
            match value {
                Argument::Text(text) => args.set(*name, FluentValue::String(text.clone())),
                Argument::Number(number) => args.set(*name, FluentValue::from(*number)),
            }
        }
        let key = Msg::ALL.get(msg as usize).map_or("", |(_, key)| key);
        format(&self.bundle, key, Some(&args))
    }
}

/// What fills a variable of a message.
#[derive(Clone, Debug)]
pub enum Argument<'a> {
    /// Text as it is.
    Text(Cow<'a, str>),
    /// A whole number that may decide about a plural.
    Number(i64),
}

impl<'a> From<&'a str> for Argument<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Argument<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Argument<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<i64> for Argument<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Argument<'_> {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<u32> for Argument<'_> {
    fn from(number: u32) -> Self {
        Self::Number(i64::from(number))
    }
}

fn format(bundle: &FluentBundle<FluentResource>, key: &str, args: Option<&FluentArgs<'_>>) -> String {
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        return key.to_owned();
    };
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, args, &mut errors).into_owned();
    // a message with variables has no plain form; one that is given its variables must be given all
    debug_assert!(args.is_none() || errors.is_empty(), "{key}: {errors:?}");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_enum_is_in_the_order_of_the_list() {
        for (index, (msg, _)) in Msg::ALL.iter().enumerate() {
            assert_eq!(*msg as usize, index);
        }
    }

    #[test]
    fn english_says_no_ellipsis_character_and_has_no_chinese() {
        let texts = Texts::new(Lang::En);
        for (msg, key) in Msg::ALL {
            let text = texts.get(*msg);
            assert!(!text.contains('…'), "{key}: three periods in English");
            assert!(text.chars().all(|c| !('\u{3000}'..='\u{9fff}').contains(&c)), "{key}: {text}");
        }
    }

    #[test]
    fn house_words_are_kept() {
        for lang in [Lang::ZhHans, Lang::ZhHant] {
            let texts = Texts::new(lang);
            for (msg, key) in Msg::ALL {
                let text = texts.get(*msg);
                for banned in ["您", "！", "请", "請", "成功"] {
                    assert!(!text.contains(banned), "{key}: {text}");
                }
            }
        }
    }
}
