//! Every word a person sees, by language: the catalogues, number and date formats, and the sentences that typed codes
//! of the lower layers become. Knows nothing of windows.

pub mod catalogue;
pub mod errors;
pub mod format;
pub mod lang;
pub mod line;
pub mod names;
#[cfg(test)]
mod test_rows;

pub use catalogue::{Argument, Msg, Texts};
pub use lang::Lang;
