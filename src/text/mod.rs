//! Every word a person sees, by language: the catalogues, number and date formats, and the sentences that typed codes
//! of the lower layers become. Knows nothing of windows.

pub mod catalogue;
pub mod findings;
pub mod format;
pub mod lang;
pub mod names;
pub mod why;

pub use catalogue::{Msg, Texts};
pub use lang::Lang;
