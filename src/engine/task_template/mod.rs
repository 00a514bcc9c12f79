//! Templates of tasks: put into a campaign, and made from one. Knows no languages: a template comes with its names as they
//! are to stand.

mod keep;
mod preview;
mod put;

pub use keep::keep;
pub use preview::{Preview, PreviewRow, preview};
pub use put::{Choice, Fate, put};

#[cfg(test)]
mod tests;
