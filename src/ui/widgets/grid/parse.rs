//! Typed and pasted text → values, by the kind of the column.
//!
//! Numbers: grouping commas, ¥, 元, full-width digits and the column's own unit are understood; 千, 万, 亿, k, w, M
//! multiply exactly. A bare number in a column of rates is a percentage (`10.5` and `10.5%` are the same), in a column
//! of factors it is itself. A lone dash is nothing. Dates are read by [`super::dates`].

use jiff::civil::Date;

use super::column::{Column, ColumnKind};
use super::dates::{parse_date, parse_date_time};
use super::value::CellValue;
use crate::model::number::{NumberError, parse_scaled};
use crate::model::{Count, Money, Rate};
use crate::text::currency::without_sign;
use crate::text::{Msg, Texts};

/// Why a text is no value of its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParseProblem {
    /// No number.
    NotANumber,
    /// A whole number is needed.
    NotWhole,
    /// More decimals than can be kept.
    TooPrecise(u32),
    /// Larger than can be kept.
    OutOfRange,
    /// Below zero.
    Negative,
    /// No day.
    NotADate,
    /// A day that the calendar does not have.
    NoSuchDay,
    /// No time of day.
    NotATime,
    /// None of the options.
    NoSuchChoice,
    /// Several options begin like this or contain it.
    Ambiguous(usize),
}

impl ParseProblem {
    /// The sentence.
    #[must_use]
    pub fn sentence(self, texts: &Texts) -> String {
        match self {
            Self::NotANumber => texts.get(Msg::GridBadNumber).to_owned(),
            Self::NotWhole => texts.get(Msg::GridBadWhole).to_owned(),
            Self::TooPrecise(n) => texts.with(Msg::GridBadPrecision, &[("n", n.into())]),
            Self::OutOfRange => texts.get(Msg::GridBadRange).to_owned(),
            Self::Negative => texts.get(Msg::GridBadNegative).to_owned(),
            Self::NotADate => texts.get(Msg::GridBadDate).to_owned(),
            Self::NoSuchDay => texts.get(Msg::GridBadDay).to_owned(),
            Self::NotATime => texts.get(Msg::GridBadTime).to_owned(),
            Self::NoSuchChoice => texts.get(Msg::GridBadChoice).to_owned(),
            Self::Ambiguous(n) => texts.with(Msg::GridBadAmbiguous, &[("n", n.into())]),
        }
    }
}

impl From<NumberError> for ParseProblem {
    fn from(error: NumberError) -> Self {
        match error {
            NumberError::Empty | NumberError::NotANumber => Self::NotANumber,
            NumberError::TooPrecise(n) => Self::TooPrecise(n),
            NumberError::OutOfRange => Self::OutOfRange,
            NumberError::Negative => Self::Negative,
        }
    }
}

/// What multiplies a number, and by which power of ten. Longer ones first.
const MULTIPLIERS: [(&str, u32); 18] = [
    ("千万", 7),
    ("千萬", 7),
    ("百万", 6),
    ("百萬", 6),
    ("十万", 5),
    ("十萬", 5),
    ("万", 4),
    ("萬", 4),
    ("亿", 8),
    ("億", 8),
    ("千", 3),
    ("k", 3),
    ("K", 3),
    ("w", 4),
    ("W", 4),
    ("m", 6),
    ("M", 6),
    ("百", 2),
];

/// Reads a text as a value of a column. A day without a year is the one nearest to `base`.
///
/// # Errors
/// Why it cannot be read.
pub fn parse(text: &str, column: &Column, base: Date) -> Result<CellValue, ParseProblem> {
    if column.kind == ColumnKind::Text {
        let text = text.trim_matches(['\r', '\n']).trim();
        return Ok(if text.is_empty() { CellValue::Empty } else { CellValue::Text(text.to_owned()) });
    }
    let text = text.trim();
    if matches!(text, "" | "-" | "—" | "–" | "－" | "−") {
        return Ok(CellValue::Empty);
    }
    match &column.kind {
        ColumnKind::Text => Ok(CellValue::Empty),
        ColumnKind::Money => {
            let (number, exponent) = amount(text, column)?;
            let minor = parse_scaled(&number, 2 + exponent)?;
            if minor.abs() > Money::MAX.wide() {
                return Err(ParseProblem::OutOfRange);
            }
            Ok(CellValue::Money(Money::from_wide(minor)))
        }
        ColumnKind::Integer => {
            let (number, exponent) = amount(text, column)?;
            let count = parse_scaled(&number, exponent).map_err(|error| match error {
                NumberError::TooPrecise(_) => ParseProblem::NotWhole,
                other => other.into(),
            })?;
            if count < 0 {
                return Err(ParseProblem::Negative);
            }
            if count > Count::MAX.wide() {
                return Err(ParseProblem::OutOfRange);
            }
            Ok(CellValue::Count(Count::from_wide(count)))
        }
        ColumnKind::Rate => rate(text, column, Rate::DECIMALS - 2),
        ColumnKind::Factor => rate(text, column, Rate::DECIMALS),
        ColumnKind::Date => parse_date(text, base).map(CellValue::Date),
        ColumnKind::DateTime => parse_date_time(text, base).map(CellValue::DateTime),
        ColumnKind::Choice(options) | ColumnKind::Reference(options) => choice(text, options).map(CellValue::Choice),
    }
}

fn rate(text: &str, column: &Column, bare: u32) -> Result<CellValue, ParseProblem> {
    let text = plain(text);
    let text = text.trim_start_matches(['×', 'x', 'X']);
    let nano = if let Some(percent) = text.strip_suffix('%') {
        parse_scaled(percent, Rate::DECIMALS - 2)?
    } else {
        parse_scaled(without_unit(text, column), bare)?
    };
    if nano.abs() > Rate::MAX.wide() {
        return Err(ParseProblem::OutOfRange);
    }
    Ok(CellValue::Rate(Rate::from_wide(nano)))
}

/// The digits of an amount and the power of ten that they are to be multiplied with.
fn amount(text: &str, column: &Column) -> Result<(String, u32), ParseProblem> {
    let text = plain(text);
    // an accountant's brackets
    let (mut text, negative) = match text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        Some(inner) => (inner, true),
        None => (text.as_str(), false),
    };
    text = text.strip_suffix(['元', '圆', '圓']).unwrap_or(text);
    let mut exponent = column.exponent;
    if let Some((rest, power)) =
        MULTIPLIERS.iter().find_map(|(s, power)| text.strip_suffix(s).map(|rest| (rest, power)))
    {
        (text, exponent) = (rest, *power);
    } else {
        text = without_unit(text, column);
    }
    let mut sign = if negative { "-" } else { "" };
    if let Some(rest) = text.strip_prefix(['-', '−']) {
        if negative {
            return Err(ParseProblem::NotANumber);
        }
        (text, sign) = (rest, "-");
    }
    text = without_sign(text);
    Ok((format!("{sign}{text}"), exponent))
}

fn without_unit<'a>(text: &'a str, column: &Column) -> &'a str {
    if column.unit.is_empty() { text } else { text.strip_suffix(column.unit.as_str()).unwrap_or(text) }
}

/// Full-width characters made narrow, white space left out.
pub(super) fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).map(narrow).collect()
}

/// The narrow form of a full-width character.
pub(super) fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '￥' => '¥',
        '−' => '-',
        '。' => '.',
        _ => c,
    }
}

/// The option that a text means: exactly, else the only one that begins with it, else the only one that contains it.
fn choice(text: &str, options: &[String]) -> Result<usize, ParseProblem> {
    let wanted = text.to_lowercase();
    if let Some(index) = options.iter().position(|option| option.to_lowercase() == wanted) {
        return Ok(index);
    }
    let among = |test: &dyn Fn(&str) -> bool| -> Vec<usize> {
        (0..options.len()).filter(|i| options.get(*i).is_some_and(|o| test(&o.to_lowercase()))).collect()
    };
    for found in [among(&|o| o.starts_with(&wanted)), among(&|o| o.contains(&wanted))] {
        match found.as_slice() {
            [] => {}
            [one] => return Ok(*one),
            many => return Err(ParseProblem::Ambiguous(many.len())),
        }
    }
    Err(ParseProblem::NoSuchChoice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::widgets::grid::ColumnId;

    fn base() -> Date {
        jiff::civil::date(2026, 10, 13)
    }

    fn column(kind: ColumnKind) -> Column {
        Column::new(ColumnId(1), "c", kind)
    }

    fn read(kind: ColumnKind, text: &str) -> Result<String, ParseProblem> {
        let column = column(kind);
        let value = parse(text, &column, base())?;
        let written = value.edit_text(&column);
        assert_eq!(parse(&written, &column, base()).as_ref(), Ok(&value), "{text} written as {written}");
        Ok(written)
    }

    #[test]
    fn money_as_the_trade_writes_it() {
        for (text, written) in [
            ("66.16", "66.16"),
            ("¥1,699.00", "1699"),
            ("￥1，699", "1699"),
            ("5000万", "50000000"),
            ("5,000 万元", "50000000"),
            ("1.2亿", "120000000"),
            ("1.2億", "120000000"),
            ("86.5萬", "865000"),
            ("3千万", "30000000"),
            ("5000w", "50000000"),
            ("12k", "12000"),
            ("12.5M", "12500000"),
            ("0.12345678亿", "12345678"),
            ("-329", "-329"),
            ("−¥329", "-329"),
            ("¥329元", "329"),
            ("(329)", "-329"),
            ("１２３", "123"),
            (" 45 ", "45"),
            ("—", ""),
            ("", ""),
        ] {
            assert_eq!(read(ColumnKind::Money, text).as_deref(), Ok(written), "{text}");
        }
        for (text, problem) in [
            ("abc", ParseProblem::NotANumber),
            ("0.001", ParseProblem::TooPrecise(2)),
            ("1e7", ParseProblem::NotANumber),
            ("####", ParseProblem::NotANumber),
            ("999999亿", ParseProblem::OutOfRange),
            ("(-3)", ParseProblem::NotANumber),
            ("万", ParseProblem::NotANumber),
        ] {
            assert_eq!(read(ColumnKind::Money, text), Err(problem), "{text}");
        }
    }

    #[test]
    fn a_column_in_ten_thousands_reads_bare_numbers_so() {
        let column = column(ColumnKind::Money).unit("万元").exponent(4);
        for (text, minor) in [("160", 160_000_000), ("160万", 160_000_000), ("160万元", 160_000_000), ("2k", 200_000)]
        {
            assert_eq!(parse(text, &column, base()), Ok(CellValue::Money(Money::from_minor(minor))), "{text}");
        }
        assert_eq!(CellValue::Money(Money::from_minor(160_000_000)).edit_text(&column), "160");
        assert_eq!(CellValue::Money(Money::from_minor(123_456)).edit_text(&column), "0.123456");
    }

    #[test]
    fn rates_are_percentages_and_factors_are_not() {
        for (text, written) in [
            ("10.5", "10.5%"),
            ("10.5%", "10.5%"),
            ("10.5％", "10.5%"),
            ("0.105", "0.105%"),
            ("-3", "-3%"),
            ("250", "250%"),
        ] {
            assert_eq!(read(ColumnKind::Rate, text).as_deref(), Ok(written), "{text}");
        }
        for (text, written) in [("1.08", "1.08"), ("×1.08", "1.08"), ("108%", "1.08"), ("7", "7")] {
            assert_eq!(read(ColumnKind::Factor, text).as_deref(), Ok(written), "{text}");
        }
        assert_eq!(read(ColumnKind::Rate, "十"), Err(ParseProblem::NotANumber));
        assert_eq!(read(ColumnKind::Rate, "0.00000001"), Err(ParseProblem::TooPrecise(7)));
    }

    #[test]
    fn integers_are_whole() {
        for (text, written) in [("42万", "420000"), ("42.0万", "420000"), ("1,825", "1825"), ("2,400.00", "2400")] {
            assert_eq!(read(ColumnKind::Integer, text).as_deref(), Ok(written), "{text}");
        }
        for (text, problem) in [
            ("1.5", ParseProblem::NotWhole),
            ("-1", ParseProblem::Negative),
            ("9".repeat(20).as_str(), ParseProblem::OutOfRange),
        ] {
            assert_eq!(read(ColumnKind::Integer, text), Err(problem), "{text}");
        }
        let pages = column(ColumnKind::Integer).unit("件");
        assert_eq!(parse("380 件", &pages, base()), Ok(CellValue::Count(Count::new(380))));
    }

    #[test]
    fn choices_by_name_or_the_only_one_that_fits() {
        let options: Vec<String> = ["主推款", "引流款", "常规款", "CPC", "CPM"].map(str::to_owned).into();
        let kind = || ColumnKind::Choice(options.clone().into());
        for (text, written) in [("引流款", "引流款"), ("引", "引流款"), ("常规", "常规款"), ("cpm", "CPM")]
        {
            assert_eq!(read(kind(), text).as_deref(), Ok(written), "{text}");
        }
        assert_eq!(read(kind(), "款"), Err(ParseProblem::Ambiguous(3)));
        assert_eq!(read(kind(), "cp"), Err(ParseProblem::Ambiguous(2)));
        assert_eq!(read(kind(), "清仓"), Err(ParseProblem::NoSuchChoice));
    }
}
