//! Working days as a planner sets them: what a day is and why, exceptions put and taken back, the State Council's notice
//! read, who works by a calendar, and what a change did to a schedule.

mod crew;
mod day;
mod effect;
mod exceptions;
mod hours;
mod named;
mod notice;

pub use crew::{
    Bound, Users, bound_to, bound_to_departments, calendar_of_project, delete_calendar, delete_departments,
    delete_people, duplicate_calendar, own_calendar, users,
};
pub use day::{Day, DayWhy, Tally, Workdays, usual};
pub use effect::{Effect, effect};
pub use exceptions::{Set, dates, set, toggle, work_of};
pub use hours::{set_hours, usual_minutes};
pub use notice::{Notice, NoticeRun, put_notice, read_notice};

#[cfg(test)]
mod tests;
