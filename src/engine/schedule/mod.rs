//! The schedule: working time, early and late dates, floats, what is wrong.
//!
//! A campaign's tasks and links are compiled to a network (`network`) whose nodes stand in an order in which
//! predecessors come first; dates are one pass over it (`pass`), late dates one back. [`Schedule`] keeps the network
//! beside the dates, so that a drag works out only what follows.

pub mod calendar;
pub mod carry;
pub mod copy;
pub mod edit;
mod fault;
mod faults;
mod frame;
mod graph;
pub mod hold;
mod holiday_runs;
pub mod holidays;
pub mod level;
pub mod load;
mod marks;
mod moment;
mod network;
mod outline;
pub mod overview;
mod pass;
mod plan;
pub mod risk;
pub mod sides;

pub use calendar::WorkTime;
pub use fault::Fault;
pub use frame::Calendars;
pub use holiday_runs::{Holiday, HolidayName};
pub use holidays::HolidayTable;
pub use moment::Moment;
pub use outline::Outline;
pub use plan::{Schedule, TaskTimes};

#[cfg(test)]
mod tests;
