//! Amounts in sentences: a sum always says that it is money, and two figures that differ never read alike.

use jiff::civil::DateTime;

use super::{Lang, Texts};
use crate::model::{Count, Money, Rate};

/// A sum in running text: 250.3万, ¥9,999, ¥0.40; ¥2.5 M.
#[must_use]
pub fn sum(texts: &Texts, money: Money) -> String {
    let format = texts.format();
    let shown = format.sum(money);
    if !shown.unit.is_empty() {
        shown.to_string()
    } else if money.minor() % 100 == 0 || money.minor().abs() >= 10_000 {
        format.price_short(money)
    } else {
        format.price(money)
    }
}

/// Two sums to be compared.
#[must_use]
pub fn sums(texts: &Texts, a: Money, b: Money) -> (String, String) {
    let exact = |money| texts.format().exact(money);
    unlike(a == b, (sum(texts, a), sum(texts, b)), || (exact(a), exact(b)))
}

/// Two numbers of people to be compared.
#[must_use]
pub fn counts(texts: &Texts, a: Count, b: Count) -> (String, String) {
    let format = texts.format();
    let short = (format.count(a).to_string(), format.count(b).to_string());
    unlike(a == b, short, || (format.whole(a.wide()), format.whole(b.wide())))
}

/// Two percentages to be compared: one decimal, or as many as it takes to tell them apart.
#[must_use]
pub fn percents(texts: &Texts, a: Rate, b: Rate) -> (String, String) {
    let format = texts.format();
    (1..=3)
        .map(|decimals| (format.percent(a, decimals), format.percent(b, decimals)))
        .find(|(a_text, b_text)| a == b || a_text != b_text)
        .unwrap_or_else(|| (format.percent_exact(a), format.percent_exact(b)))
}

/// A chance and the one asked for: whole per cent, or as many decimals as it takes to see that the first is less.
#[must_use]
pub fn chances(texts: &Texts, a: Rate, b: Rate) -> (String, String) {
    let format = texts.format();
    let whole = (format.percent(a, 0), format.percent(b, 0));
    if a >= b || whole.0 != whole.1 { whole } else { percents(texts, a, b) }
}

/// Two factors to be compared: one decimal, or as many as it takes to tell them apart.
#[must_use]
pub fn factors(texts: &Texts, a: Rate, b: Rate) -> (String, String) {
    let format = texts.format();
    (1..=3)
        .map(|decimals| (format.factor(a, decimals), format.factor(b, decimals)))
        .find(|(a_text, b_text)| a == b || a_text != b_text)
        .unwrap_or_else(|| (format.factor_exact(a), format.factor_exact(b)))
}

/// Two instants to be compared, with their years if those differ.
#[must_use]
pub fn instants(texts: &Texts, a: DateTime, b: DateTime) -> (String, String) {
    let one = |at: DateTime| {
        let short = texts.format().day_and_time(at);
        if a.year() == b.year() {
            return short;
        }
        let (day, time) = (texts.format().day(at.date()), texts.format().time(at));
        match texts.lang() {
            Lang::ZhHans => format!("{}-{short}", at.year()),
            Lang::ZhHant => format!("{}/{short}", at.year()),
            Lang::En => format!("{day} {} {time}", at.year()),
        }
    };
    (one(a), one(b))
}

fn unlike(same: bool, short: (String, String), exact: impl FnOnce() -> (String, String)) -> (String, String) {
    if same || short.0 != short.1 { short } else { exact() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_that_differ_do_not_read_alike() {
        let texts = Texts::new(Lang::ZhHans);
        let pair = |(a, b): (String, String)| format!("{a} {b}");
        let yuan = Money::from_major;
        assert_eq!(pair(sums(&texts, yuan(50_000_000), yuan(48_000_000))), "5,000万 4,800万");
        assert_eq!(pair(sums(&texts, yuan(50_000_000), yuan(50_000_400))), "¥50,000,000.00 ¥50,000,400.00");
        assert_eq!(pair(counts(&texts, Count::new(2_000_000), Count::new(1_999_999))), "2,000,000 1,999,999");
        let rate = |text: &str| Rate::parse(text).unwrap();
        assert_eq!(pair(percents(&texts, rate("25%"), rate("24%"))), "25.0% 24.0%");
        assert_eq!(pair(percents(&texts, rate("24.04%"), rate("24%"))), "24.04% 24.00%");
        assert_eq!(pair(percents(&texts, rate("100.00001%"), rate("1"))), "100.00001% 100%");
        assert_eq!(pair(factors(&texts, rate("0.96"), rate("1"))), "0.96 1.00");
        let at = |year| jiff::civil::date(year, 12, 31).at(20, 0, 0, 0);
        assert_eq!(pair(instants(&texts, at(2026), at(2026))), "12-31 20:00 12-31 20:00");
        assert_eq!(pair(instants(&texts, at(2026), at(2027))), "2026-12-31 20:00 2027-12-31 20:00");
        assert_eq!(instants(&Texts::new(Lang::En), at(2026), at(2027)).0, "31 Dec 2026 20:00");
    }

    #[test]
    fn small_sums_are_money_too() {
        for (text, zh, en) in [
            ("2503000", "250.3万", "¥2.5 M"),
            ("9999", "¥9,999", "¥9,999"),
            ("0.4", "¥0.40", "¥0.40"),
            ("0", "¥0", "¥0"),
            ("-1234.5", "−¥1,235", "−¥1,235"),
        ] {
            let money = Money::parse(text).unwrap();
            assert_eq!(sum(&Texts::new(Lang::ZhHans), money), zh);
            assert_eq!(sum(&Texts::new(Lang::En), money), en);
        }
    }
}
