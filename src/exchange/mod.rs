//! Other formats in and out. Readers of foreign files have limits that their errors name, and trust nothing.

pub mod actuals;
pub mod ics;
pub mod mspdi;
pub mod orders;
