//! How sure the target is: the plan drawn many times from its ranges.
//!
//! A [`Problem`] is the traffic plan with ranges about its figures; `run` draws it and counts what it comes to, `tornado`
//! says how much each range matters, `remedy` what would make the target as sure as wanted. Floats throughout: these are
//! chances, no sums of money.

mod answer;
mod bins;
mod problem;
mod pull;
pub mod ranges;
mod remedy;
mod run;
pub mod shape;
mod tornado;

pub use answer::{Aim, ChanceAnswer, HeldAgainst, draws, money, rate, steps, threads};
pub use bins::{Bins, Spread};
pub use problem::{Outcome, Problem, Range};
pub use pull::{Pull, can_pull, figures, planned, pull};
pub use remedy::{Lever, Remedy, remedies};
pub use run::{DRAWS, Factor, Measure, Settings, Simulated, blocks, simulate};
pub use tornado::{Swing, tornado};

#[cfg(test)]
mod checked;
#[cfg(test)]
mod tests;
