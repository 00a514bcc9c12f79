//! Numbers, money and dates as each language writes them (semantics 30): short on screen, exact on hover.

use jiff::civil::{Date, DateTime, Weekday};

use super::Lang;
use super::currency::Currency;
use crate::model::number::{div_half_up, write_scaled};
use crate::model::{Count, Money, Rate};

/// The minus sign of figures.
const MINUS: char = '−';

/// A figure and the unit that follows it in smaller type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// What stands before the figure, such as `¥`.
    pub prefix: &'static str,
    /// The figure itself, with its sign.
    pub number: String,
    /// 万, 亿, M, % or nothing.
    pub unit: &'static str,
}

impl std::fmt::Display for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (sign, digits) = self.number.strip_prefix(MINUS).map_or(("", self.number.as_str()), |digits| ("−", digits));
        let space = if self.unit == "M" { " " } else { "" };
        write!(f, "{sign}{}{digits}{space}{}", self.prefix, self.unit)
    }
}

/// The formats of one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    /// Whose.
    pub lang: Lang,
    /// In which sums are.
    pub currency: Currency,
}

impl Format {
    const fn units(self) -> (&'static str, &'static str) {
        if matches!(self.lang, Lang::ZhHant) { ("萬", "億") } else { ("万", "亿") }
    }

    /// A quantity in steps of `10^-decimals` read in 万/亿 or millions. `keep` holds the decimal also when it is zero.
    fn short(self, scaled: i128, decimals: u32, prefix: &'static str, keep: bool) -> Shown {
        let one = 10i128.pow(decimals);
        let magnitude = scaled.abs();
        let (wan, yi) = self.units();
        let (divisor, places, unit) = if self.lang.is_chinese() {
            // a figure that rounds up to 1亿 is written as such
            if magnitude >= 100_000_000 * one - 500 * one {
                (100_000_000 * one, 2, yi)
            } else if magnitude >= 10_000 * one {
                (10_000 * one, 1, wan)
            } else {
                (one, 0, "")
            }
        } else if magnitude >= 1_000_000 * one {
            (1_000_000 * one, if keep { 2 } else { 1 }, "M")
        } else {
            (one, 0, "")
        };
        let rounded = div_half_up(scaled * 10i128.pow(places), divisor).unwrap_or(0);
        let drop = !keep && self.lang.is_chinese() && unit != yi;
        Shown { prefix, number: grouped(rounded, places, drop), unit }
    }

    /// A sum of money in running text or a header: 5,000万, ¥12.5 M.
    #[must_use]
    pub fn sum(self, money: Money) -> Shown {
        self.short(money.wide(), 2, if self.lang.is_chinese() { "" } else { self.currency.symbol() }, false)
    }

    /// A sum of money in a column, where the decimals stand under each other: 86.0万.
    #[must_use]
    pub fn sum_in_column(self, money: Money) -> Shown {
        self.short(money.wide(), 2, "", true)
    }

    /// A sum in the one unit a column of sums is headed with: 万元, or ¥ M with two decimals.
    #[must_use]
    pub fn sum_in_unit(self, money: Money) -> String {
        if self.lang.is_chinese() {
            grouped(div_half_up(money.wide(), 100_000).unwrap_or(0), 1, true)
        } else {
            grouped(div_half_up(money.wide(), 1_000_000).unwrap_or(0), 2, false)
        }
    }

    /// The same where the decimals stand under each other: 598.0.
    #[must_use]
    pub fn sum_in_unit_kept(self, money: Money) -> String {
        if self.lang.is_chinese() {
            grouped(div_half_up(money.wide(), 100_000).unwrap_or(0), 1, false)
        } else {
            self.sum_in_unit(money)
        }
    }

    /// The same where whole units are enough, such as on a bar: 3,266 for 3,266.4万. Below ten units one decimal stays.
    #[must_use]
    pub fn sum_in_whole_units(self, money: Money) -> String {
        if self.lang.is_chinese() && money.wide().abs() >= 10_000_000 {
            grouped(div_half_up(money.wide(), 1_000_000).unwrap_or(0), 0, true)
        } else {
            self.sum_in_unit(money)
        }
    }

    /// A number of people or pieces in running text: 187.2万, 1,872,000.
    #[must_use]
    pub fn count(self, count: Count) -> Shown {
        self.count_wide(count.wide())
    }

    /// The same for differences, which may be negative.
    #[must_use]
    pub fn count_wide(self, count: i128) -> Shown {
        if self.lang.is_chinese() {
            self.short(count, 0, "", false)
        } else {
            Shown { prefix: "", number: grouped(count, 0, true), unit: "" }
        }
    }

    /// A number of people who are told apart from others: 48.62万, 486,200.
    #[must_use]
    pub fn people(self, count: i128) -> Shown {
        let (wan, _) = self.units();
        // a figure that rounds up to 1亿 is written as such
        if !self.lang.is_chinese() || !(10_000..99_995_000).contains(&count) {
            return self.count_wide(count);
        }
        let rounded = div_half_up(count * 100, 10_000).unwrap_or(0);
        Shown { prefix: "", number: grouped(rounded, 2, false), unit: wan }
    }

    /// A number of people or pieces in a column: 42.0万, 420,000.
    #[must_use]
    pub fn count_in_column(self, count: Count) -> Shown {
        if self.lang.is_chinese() { self.short(count.wide(), 0, "", true) } else { self.count(count) }
    }

    /// The large count of a funnel stage: 840 万, 8.40 M.
    #[must_use]
    pub fn count_headline(self, count: Count) -> Shown {
        if self.lang.is_chinese() { self.count(count) } else { self.short(count.wide(), 0, "", true) }
    }

    /// A price to the minor unit: ¥66.16; whole prices keep their decimals.
    #[must_use]
    pub fn price(self, money: Money) -> String {
        let (sign, money) = if money < Money::ZERO { ("−", Money::from_minor(-money.minor())) } else { ("", money) };
        format!("{sign}{}{}", self.currency.symbol(), self.amount(money))
    }

    /// The same where a heading names the currency: 66.16.
    #[must_use]
    pub fn amount(self, money: Money) -> String {
        grouped(money.wide(), 2, false)
    }

    /// A price where whole yuan are enough, such as a 客单价 in a column: ¥252.
    #[must_use]
    pub fn price_short(self, money: Money) -> String {
        let rounded = div_half_up(money.wide(), 100).unwrap_or(0);
        if rounded < 0 {
            format!("{MINUS}{}{}", self.currency.symbol(), grouped(-rounded, 0, true))
        } else {
            format!("{}{}", self.currency.symbol(), grouped(rounded, 0, true))
        }
    }

    /// A sum to the minor unit with grouping, for hovers and copies meant for reading: ¥50,000,000.00.
    #[must_use]
    pub fn exact(self, money: Money) -> String {
        self.price(money)
    }

    /// A whole number with grouping: 2,000,000.
    #[must_use]
    pub fn whole(self, number: i128) -> String {
        grouped(number, 0, true)
    }

    /// A rate as a percentage with a fixed number of decimals: 10.08%.
    #[must_use]
    pub fn percent(self, rate: Rate, decimals: u32) -> String {
        format!("{}%", self.percent_number(rate, decimals))
    }

    /// The same without the sign.
    #[must_use]
    pub fn percent_number(self, rate: Rate, decimals: u32) -> String {
        let divisor = 10i128.pow(7u32.saturating_sub(decimals));
        grouped(div_half_up(rate.wide(), divisor).unwrap_or(0), decimals, false)
    }

    /// A rate as a percentage with all the decimals it has: 10.08%, 12%.
    #[must_use]
    pub fn percent_exact(self, rate: Rate) -> String {
        write_scaled(rate.wide(), 7).replace('-', "−") + "%"
    }

    /// A factor, depth or ratio with a fixed number of decimals: 4.2, 7.7.
    #[must_use]
    pub fn factor(self, rate: Rate, decimals: u32) -> String {
        let divisor = 10i128.pow(9u32.saturating_sub(decimals));
        grouped(div_half_up(rate.wide(), divisor).unwrap_or(0), decimals, false)
    }

    /// A factor with all the decimals it has: 1.08.
    #[must_use]
    pub fn factor_exact(self, rate: Rate) -> String {
        write_scaled(rate.wide(), 9).replace('-', "−")
    }

    /// A day: 10-24 · 10/24 · 24 Oct.
    #[must_use]
    pub fn day(self, date: Date) -> String {
        match self.lang {
            Lang::ZhHans => format!("{:02}-{:02}", date.month(), date.day()),
            Lang::ZhHant => format!("{:02}/{:02}", date.month(), date.day()),
            Lang::En => format!("{} {}", date.day(), month_en(date)),
        }
    }

    /// A day with its year: 2026-10-24, 24 Oct 2026.
    #[must_use]
    pub fn day_of_year(self, date: Date) -> String {
        let (year, day) = (date.year(), self.day(date));
        match self.lang {
            Lang::ZhHans => format!("{year}-{day}"),
            Lang::ZhHant => format!("{year}/{day}"),
            Lang::En => format!("{day} {year}"),
        }
    }

    /// A range of days, the last one included: 10-24 – 10-31, 24–31 Oct.
    #[must_use]
    pub fn days(self, first: Date, last: Date) -> String {
        if first == last {
            return self.day(first);
        }
        if self.lang == Lang::En && first.month() == last.month() && first.year() == last.year() {
            return format!("{}–{}", first.day(), self.day(last));
        }
        format!("{} – {}", self.day(first), self.day(last))
    }

    /// A day with its weekday: 10-13 周二 · Tue 13 Oct.
    #[must_use]
    pub fn day_with_weekday(self, date: Date) -> String {
        match self.lang {
            Lang::En => format!("{} {}", self.weekday(date), self.day(date)),
            _ => format!("{} {}", self.day(date), self.weekday(date)),
        }
    }

    /// 周二 · 週二 · Tue.
    #[must_use]
    pub fn weekday(self, date: Date) -> &'static str {
        let names = match self.lang {
            Lang::ZhHans => ["周一", "周二", "周三", "周四", "周五", "周六", "周日"],
            Lang::ZhHant => ["週一", "週二", "週三", "週四", "週五", "週六", "週日"],
            Lang::En => ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
        };
        let index = match date.weekday() {
            Weekday::Monday => 0,
            Weekday::Tuesday => 1,
            Weekday::Wednesday => 2,
            Weekday::Thursday => 3,
            Weekday::Friday => 4,
            Weekday::Saturday => 5,
            Weekday::Sunday => 6,
        };
        names.get(index).copied().unwrap_or_default()
    }

    /// A month, from 1: 1月 · Jan.
    #[must_use]
    pub fn month(self, month: i8) -> String {
        match (self.lang, Date::new(2026, month, 1)) {
            (Lang::En, Ok(date)) => month_en(date).to_owned(),
            _ => format!("{month}月"),
        }
    }

    /// A time of day: 14:00.
    #[must_use]
    pub fn time(self, at: DateTime) -> String {
        format!("{:02}:{:02}", at.hour(), at.minute())
    }

    /// A day and time: 10-13 14:28.
    #[must_use]
    pub fn day_and_time(self, at: DateTime) -> String {
        format!("{} {}", self.day(at.date()), self.time(at))
    }
}

fn month_en(date: Date) -> &'static str {
    const NAMES: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    usize::try_from(date.month() - 1).ok().and_then(|i| NAMES.get(i)).copied().unwrap_or_default()
}

/// A scaled integer with thousands grouped; `drop` leaves out decimals that are all zero.
fn grouped(scaled: i128, decimals: u32, drop: bool) -> String {
    let one = 10u128.pow(decimals);
    let magnitude = scaled.unsigned_abs();
    let (whole, part) = (magnitude / one, magnitude % one);
    let digits = whole.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3 + 8);
    if scaled < 0 {
        text.push(MINUS);
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if decimals > 0 && !(drop && part == 0) {
        text.push('.');
        text.push_str(&format!("{part:0width$}", width = decimals as usize));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZH: Format = Format { lang: Lang::ZhHans, currency: Currency::CNY };
    const EN: Format = Format { lang: Lang::En, currency: Currency::CNY };

    fn yuan(text: &str) -> Money {
        Money::parse(text).expect("money")
    }

    #[test]
    fn sums_as_the_trade_reads_them() {
        for (money, zh, column, en) in [
            ("50000000", "5,000万", "5,000.0万", "¥50.0 M"),
            ("860000", "86万", "86.0万", "¥860,000"),
            ("47497000", "4,749.7万", "4,749.7万", "¥47.5 M"),
            ("9999.49", "9,999", "9,999", "¥9,999"),
            ("123456789", "1.23亿", "1.23亿", "¥123.5 M"),
            ("99999999", "1.00亿", "1.00亿", "¥100.0 M"),
            ("-2503000", "−250.3万", "−250.3万", "−¥2.5 M"),
        ] {
            let money = yuan(money);
            assert_eq!(ZH.sum(money).to_string(), zh);
            assert_eq!(ZH.sum_in_column(money).to_string(), column);
            assert_eq!(EN.sum(money).to_string(), en);
        }
    }

    #[test]
    fn counts_prices_rates_dates() {
        assert_eq!(ZH.count(Count::new(1_872_000)).to_string(), "187.2万");
        assert_eq!(ZH.count_in_column(Count::new(420_000)).to_string(), "42.0万");
        assert_eq!(ZH.people(486_200).to_string(), "48.62万");
        assert_eq!((ZH.people(9_999).to_string(), EN.people(486_200).to_string()), ("9,999".into(), "486,200".into()));
        assert_eq!(EN.count(Count::new(420_000)).to_string(), "420,000");
        assert_eq!(EN.count_headline(Count::new(8_400_000)).to_string(), "8.40 M");
        assert_eq!(ZH.price(Money::from_minor(6616)), "¥66.16");
        assert_eq!(ZH.price(Money::from_minor(-6616)), "−¥66.16");
        assert_eq!(ZH.price_short(Money::from_minor(25_183)), "¥252");
        assert_eq!(ZH.percent(Rate::from_ppm(100_800), 2), "10.08%");
        assert_eq!(ZH.percent_exact(Rate::from_ppm(120_000)), "12%");
        assert_eq!(ZH.factor(Rate::from_ppm(4_200_000), 1), "4.2");
        let (a, b) = (jiff::civil::date(2026, 10, 24), jiff::civil::date(2026, 10, 31));
        assert_eq!(ZH.days(a, b), "10-24 – 10-31");
        assert_eq!(EN.days(a, b), "24–31 Oct");
        assert_eq!(EN.day_of_year(jiff::civil::date(2026, 10, 13)), "13 Oct 2026");
        assert_eq!(ZH.day_of_year(jiff::civil::date(2026, 10, 13)), "2026-10-13");
        assert_eq!(EN.day_with_weekday(jiff::civil::date(2026, 10, 13)), "Tue 13 Oct");
        assert_eq!(ZH.day_with_weekday(jiff::civil::date(2026, 10, 13)), "10-13 周二");
    }
}
