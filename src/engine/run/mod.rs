//! A campaign while it runs (执行): plan against actual, where it will end, what calls for attention, what closes the gap.
//!
//! Plan is the target and its split, not what the traffic plan adds up to. Knows no clock: whoever asks says up to when.

pub mod alarm;
mod board;
pub mod forecast;
mod gap;
mod pace;
pub mod prepare;
pub mod returning;
pub mod stock;
pub mod wave;

pub use alarm::{Alarm, alarms};
pub use board::{Breakdown, DayRow, PartRow, RunAnswer, known_until, run};
pub use forecast::{Forecast, by_pace, forecast};
pub use gap::{Closers, closers};
pub use pace::{Pace, PlanHour, PlanSums, SourcePlan};

#[cfg(test)]
mod tests;
