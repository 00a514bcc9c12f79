//! What is typed into a field, read as the trade writes it: 5000万, 1.2亿, 10.5%, ×1.08. The refusal is a sentence.

use crate::model::{Count, Money, Rate};
use crate::text::{Msg, Texts};

/// A sum or price.
///
/// # Errors
/// The reason, as a sentence.
pub fn money(texts: &Texts, text: &str) -> Result<Money, String> {
    Money::parse(text).map_err(|_| texts.get(Msg::InputBad).to_owned())
}

/// A whole number of people or pieces.
///
/// # Errors
/// The reason, as a sentence.
pub fn count(texts: &Texts, text: &str) -> Result<Count, String> {
    Count::parse(text).map_err(|_| texts.get(Msg::InputBad).to_owned())
}

/// A percentage: a bare number counts as one.
///
/// # Errors
/// The reason, as a sentence.
pub fn percent(texts: &Texts, text: &str) -> Result<Rate, String> {
    let text = text.trim().trim_end_matches('%');
    Rate::parse(&format!("{text}%")).map_err(|_| texts.get(Msg::InputBad).to_owned())
}

/// A factor: a bare number counts as itself.
///
/// # Errors
/// The reason, as a sentence.
pub fn factor(texts: &Texts, text: &str) -> Result<Rate, String> {
    Rate::parse(text).map_err(|_| texts.get(Msg::InputBad).to_owned())
}
