//! Themes: composed from their parts, scored, and held to the words that advertising law bans.
//!
//! Knows no words of any language: patterns come from the caller, and the list of banned words is data.

mod compose;
mod law;
mod score;

pub use compose::{Composed, Pattern, compose, patterns};
pub use law::{AdLaw, AdWord};
pub use score::{MOST_TOTAL, Score, mark, measured, score, units};
