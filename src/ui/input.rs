//! What is typed into a field, read as the tables read it: 5000万, 1.2亿, 10.5%, ×1.08. The refusal is a sentence.

use crate::model::{Count, GoalUnit, GoalValue, Money, Rate};
use crate::text::{Msg, Texts};
use crate::ui::widgets::grid::{CellValue, Column, ColumnId, ColumnKind, parse};

fn read(texts: &Texts, text: &str, kind: ColumnKind) -> Result<CellValue, String> {
    let column = Column::new(ColumnId(0), "", kind);
    parse(text, &column, jiff::civil::Date::constant(2026, 1, 1)).map_err(|problem| problem.sentence(texts))
}

fn missing<T>(texts: &Texts) -> Result<T, String> {
    Err(texts.get(Msg::InputMissing).to_owned())
}

/// A sum or price, not below zero.
///
/// # Errors
/// The reason, as a sentence.
pub fn money(texts: &Texts, text: &str) -> Result<Money, String> {
    match read(texts, text, ColumnKind::Money)? {
        CellValue::Money(money) if money < Money::ZERO => Err(texts.get(Msg::InputNegative).to_owned()),
        CellValue::Money(money) => Ok(money),
        _ => missing(texts),
    }
}

/// A whole number of people or pieces.
///
/// # Errors
/// The reason, as a sentence.
pub fn count(texts: &Texts, text: &str) -> Result<Count, String> {
    match read(texts, text, ColumnKind::Integer)? {
        CellValue::Count(count) => Ok(count),
        _ => missing(texts),
    }
}

/// A figure of a goal or a trial in its unit; no text is nothing.
///
/// # Errors
/// The reason, as a sentence.
pub fn goal_value(texts: &Texts, unit: GoalUnit, text: &str) -> Result<Option<GoalValue>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    Ok(Some(match unit {
        GoalUnit::Money => GoalValue::Money(money(texts, text)?),
        GoalUnit::Percent => GoalValue::Rate(percent(texts, text)?),
        GoalUnit::Points => GoalValue::Rate(factor(texts, text)?),
        GoalUnit::None if text.contains('%') => GoalValue::Rate(percent(texts, text)?),
        GoalUnit::None | GoalUnit::People | GoalUnit::Orders | GoalUnit::Pieces | GoalUnit::Times => {
            GoalValue::Count(count(texts, text)?)
        }
    }))
}

/// A percentage, not below zero: a bare number counts as one.
///
/// # Errors
/// The reason, as a sentence.
pub fn percent(texts: &Texts, text: &str) -> Result<Rate, String> {
    rate(texts, text, ColumnKind::Rate)
}

/// A factor, not below zero: a bare number counts as itself.
///
/// # Errors
/// The reason, as a sentence.
pub fn factor(texts: &Texts, text: &str) -> Result<Rate, String> {
    rate(texts, text, ColumnKind::Factor)
}

fn rate(texts: &Texts, text: &str, kind: ColumnKind) -> Result<Rate, String> {
    match read(texts, text, kind)? {
        CellValue::Rate(rate) if rate < Rate::ZERO => Err(texts.get(Msg::InputNegative).to_owned()),
        CellValue::Rate(rate) => Ok(rate),
        _ => missing(texts),
    }
}

/// A day with a time, the day nearest to another if it has no year.
///
/// # Errors
/// The reason, as a sentence.
pub fn instant(texts: &Texts, text: &str, near: jiff::civil::Date) -> Result<jiff::civil::DateTime, String> {
    let column = Column::new(ColumnId(0), "", ColumnKind::DateTime);
    match parse(text, &column, near).map_err(|problem| problem.sentence(texts))? {
        CellValue::DateTime(at) => Ok(at),
        _ => missing(texts),
    }
}

/// A day, the one nearest to another if it has no year.
///
/// # Errors
/// The reason, as a sentence.
pub fn day(texts: &Texts, text: &str, near: jiff::civil::Date) -> Result<jiff::civil::Date, String> {
    let column = Column::new(ColumnId(0), "", ColumnKind::Date);
    match parse(text, &column, near).map_err(|problem| problem.sentence(texts))? {
        CellValue::Date(day) => Ok(day),
        _ => missing(texts),
    }
}

/// A time of day: 20:00, 20点; 24:00 is midnight.
///
/// # Errors
/// The reason, as a sentence.
pub fn time_of_day(texts: &Texts, text: &str) -> Result<jiff::civil::Time, String> {
    let text = text.trim();
    let text = if text.chars().all(|c| c.is_ascii_digit()) { format!("{text}:00") } else { text.to_owned() };
    instant(texts, &format!("2026-01-01 {text}"), jiff::civil::Date::constant(2026, 1, 1))
        .map(jiff::civil::DateTime::time)
}
