//! Every word a person sees, by language: the catalogues, number and date formats, and the sentences that typed codes
//! of the lower layers become. Knows nothing of windows.

pub mod actuals;
pub mod amounts;
pub mod audience;
pub mod brief;
pub mod catalogue;
pub mod chance;
pub mod currency;
pub mod diagnose;
pub mod errors;
pub mod exchange;
pub mod findings;
pub mod format;
pub mod lang;
pub mod line;
pub mod mends;
pub mod names;
pub mod offers;
pub mod orders;
pub mod places;
pub mod receipt;
pub mod review;
pub mod rows;
pub mod run;
pub mod schedule;
pub mod staffing;
pub mod templates;
#[cfg(test)]
mod test_rows;
pub mod theme;
pub mod why;
pub mod word_of_mouth;
pub mod workdays;
pub mod year;

pub use catalogue::{Argument, Msg, Texts};
pub use lang::Lang;
