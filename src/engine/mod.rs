//! Arithmetic: `&model` in, values and typed diagnostics out.
//!
//! Knows nothing of files, clocks, words or windows, and never panics, whatever the model holds. Every function here is
//! pure, so that an answer may be kept for as long as the parts it was made from are the same.

pub mod funnel;
pub mod split;
pub mod value;
pub mod variance;

