//! The currency of a project: the symbol before its figures, and the word in the headings of columns.

use super::Msg;

/// A currency that is known by name.
#[derive(Debug)]
struct Known {
    code: &'static str,
    symbol: &'static str,
    name: Msg,
}

const KNOWN: [Known; 17] = [
    Known { code: "CNY", symbol: "¥", name: Msg::CurrencyCny },
    Known { code: "USD", symbol: "$", name: Msg::CurrencyUsd },
    Known { code: "EUR", symbol: "€", name: Msg::CurrencyEur },
    Known { code: "GBP", symbol: "£", name: Msg::CurrencyGbp },
    Known { code: "JPY", symbol: "¥", name: Msg::CurrencyJpy },
    Known { code: "HKD", symbol: "HK$", name: Msg::CurrencyHkd },
    Known { code: "TWD", symbol: "NT$", name: Msg::CurrencyTwd },
    Known { code: "MOP", symbol: "MOP$", name: Msg::CurrencyMop },
    Known { code: "SGD", symbol: "S$", name: Msg::CurrencySgd },
    Known { code: "MYR", symbol: "RM", name: Msg::CurrencyMyr },
    Known { code: "THB", symbol: "THB ", name: Msg::CurrencyThb },
    Known { code: "VND", symbol: "₫", name: Msg::CurrencyVnd },
    Known { code: "IDR", symbol: "Rp", name: Msg::CurrencyIdr },
    Known { code: "PHP", symbol: "PHP ", name: Msg::CurrencyPhp },
    Known { code: "KRW", symbol: "₩", name: Msg::CurrencyKrw },
    Known { code: "AUD", symbol: "A$", name: Msg::CurrencyAud },
    Known { code: "CAD", symbol: "C$", name: Msg::CurrencyCad },
];

/// Signs that may stand before a typed sum, the longest first.
const SIGNS: [&str; 18] =
    ["MOP$", "US$", "PHP", "NT$", "THB", "HK$", "Rp", "RM", "C$", "A$", "S$", "€", "￥", "$", "₩", "¥", "£", "₫"];

/// A currency, by its ISO 4217 code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Currency(Which);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    /// By its place in the list.
    Known(u8),
    /// None that is known by name.
    Other,
}

impl Default for Which {
    fn default() -> Self {
        Self::Known(0)
    }
}

impl Currency {
    /// The renminbi, in which a project is unless it says otherwise.
    pub const CNY: Self = Self(Which::Known(0));

    /// The currency of a code; one that is not known is written with the general sign ¤.
    #[must_use]
    pub fn of(code: &str) -> Self {
        let at = KNOWN.iter().position(|known| known.code.eq_ignore_ascii_case(code.trim()));
        Self(at.and_then(|at| u8::try_from(at).ok()).map_or(Which::Other, Which::Known))
    }

    fn known(self) -> Option<&'static Known> {
        match self.0 {
            Which::Known(at) => KNOWN.get(usize::from(at)),
            Which::Other => None,
        }
    }

    /// What stands before a figure: ¥, $, HK$.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        self.known().map_or("¤", |known| known.symbol)
    }

    /// What it is called, if it is known: 元, 美元.
    #[must_use]
    pub fn name(self) -> Option<Msg> {
        self.known().map(|known| known.name)
    }
}

/// A typed sum without the sign of a currency before it.
#[must_use]
pub fn without_sign(text: &str) -> &str {
    SIGNS.iter().find_map(|sign| text.strip_prefix(sign)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Money;
    use crate::text::{Lang, Texts};

    #[test]
    fn figures_carry_the_sign_of_their_currency() {
        let cents = Money::from_minor(25_183);
        let millions = Money::from_major(47_497_000);
        for (code, price, english, heading) in [
            ("CNY", "¥251.83", "¥47.5 M", "万元"),
            ("usd", "$251.83", "$47.5 M", "万美元"),
            ("EUR", "€251.83", "€47.5 M", "万欧元"),
            ("GBP", "£251.83", "£47.5 M", "万英镑"),
            ("HKD", "HK$251.83", "HK$47.5 M", "万港元"),
            ("TWD", "NT$251.83", "NT$47.5 M", "万新台币"),
            ("XXX", "¤251.83", "¤47.5 M", "万"),
        ] {
            let (zh, en) = (Texts::new(Lang::ZhHans), Texts::new(Lang::En));
            zh.set_currency(code);
            en.set_currency(code);
            assert_eq!(zh.format().price(cents), price);
            assert_eq!(zh.format().price(Money::from_minor(-25_183)), format!("−{price}"));
            assert_eq!(zh.format().amount(cents), "251.83");
            assert_eq!(en.format().sum(millions).to_string(), english);
            assert_eq!(zh.money_unit(), heading);
        }
    }

    #[test]
    fn typed_signs_are_passed_over() {
        for text in ["¥5", "$5", "HK$5", "NT$5", "US$5", "€5", "5", "￥5"] {
            assert_eq!(without_sign(text), "5", "{text}");
        }
        let longest_first = SIGNS.windows(2).all(|pair| pair[0].chars().count() >= pair[1].chars().count());
        assert!(longest_first);
    }
}
