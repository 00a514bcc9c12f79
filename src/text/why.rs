//! Reasons in words.

use super::Texts;
use crate::engine::finding::Place;
use crate::engine::value::Value;
use crate::engine::why::{FigureId, Operator, Rounding, TermLabel};
use crate::model::{Campaign, Project};

/// The name of a figure.
#[must_use]
pub fn figure_name(_texts: &Texts, _project: &Project, _campaign: &Campaign, figure: FigureId) -> String {
    format!("{figure:?}")
}

/// The name of a term.
#[must_use]
pub fn term_label(_texts: &Texts, _project: &Project, _campaign: &Campaign, label: TermLabel) -> String {
    format!("{label:?}")
}

/// The sign of an operator.
#[must_use]
pub const fn operator_sign(op: Operator) -> &'static str {
    match op {
        Operator::Start | Operator::Note => "",
        Operator::Plus => "+",
        Operator::Minus => "−",
        Operator::Times => "×",
        Operator::Over => "÷",
    }
}

/// The value of a figure.
#[must_use]
pub fn value_shown(_texts: &Texts, _figure: FigureId, value: &Value) -> String {
    format!("{value:?}")
}

/// The value of a term.
#[must_use]
pub fn term_value(_texts: &Texts, _label: TermLabel, value: &Value) -> String {
    format!("{value:?}")
}

/// All digits of a value.
#[must_use]
pub fn value_exact(_texts: &Texts, value: &Value) -> String {
    format!("{value:?}")
}

/// How a result is rounded.
#[must_use]
pub fn rounding_note(_texts: &Texts, _rounding: Rounding) -> Option<&'static str> {
    None
}

/// Where a place is.
#[must_use]
pub fn place_name(_texts: &Texts, _project: &Project, _campaign: &Campaign, place: &Place) -> String {
    format!("{place:?}")
}
