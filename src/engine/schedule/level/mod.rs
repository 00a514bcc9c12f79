//! Levelling (负荷均衡): tasks moved apart until nobody has more to do on a day than can be done.
//!
//! [`rcpsp`] is the problem as the literature has it; [`campaign`] is that of a real schedule, with calendars, links of
//! every kind and work counted by day. Both are searched by breeding lists.

pub mod campaign;
pub mod rcpsp;
mod search;
