//! The shifts of a week, typed: several a day, also over midnight.

use jiff::civil::Weekday;

use crate::model::number::NumberError;
use crate::model::{Shift, Shifts, Week, WorkCalendar};

/// Sets the shifts of a weekday as they were typed. A shift that ends before it begins goes on into the next day: `22:00-06:00`
/// is this day's `22:00-24:00` and joins what the next has from `00:00` to `06:00`.
///
/// # Errors
/// No times, or shifts that overlap.
pub fn set_hours(week: &mut Week, day: Weekday, text: &str) -> Result<(), NumberError> {
    let mut own: Vec<Shift> = Vec::new();
    let mut next: Vec<Shift> = Vec::new();
    for part in text.split([' ', ',', '，', '、']).filter(|part| !part.is_empty()) {
        match Shifts::parse(part) {
            Ok(shifts) => own.extend(shifts.list()),
            Err(error) => {
                let (from, to) = part.split_once(['-', '–']).ok_or(error)?;
                own.extend(Shifts::parse(&format!("{from}-24:00"))?.list());
                // until midnight is no part of the next day
                if let Ok(shifts) = Shifts::parse(&format!("00:00-{to}")) {
                    next.extend(shifts.list());
                } else if !is_midnight(to) {
                    return Err(error);
                }
            }
        }
    }
    let minutes: u32 = own.iter().map(|shift| u32::from(shift.minutes())).sum();
    let own = Shifts::new(own);
    if u32::from(own.minutes()) != minutes {
        return Err(NumberError::OutOfRange);
    }
    *week.of_mut(day) = own;
    if !next.is_empty() {
        let slot = week.of_mut(day.next());
        next.extend(slot.list());
        *slot = Shifts::new(next);
    }
    Ok(())
}

fn is_midnight(text: &str) -> bool {
    matches!(text.trim(), "0:00" | "00:00" | "0：00" | "00：00")
}

/// The minutes of the longest weekday: a whole day's work by a calendar.
#[must_use]
pub fn usual_minutes(calendar: &WorkCalendar) -> u16 {
    calendar.week.days().into_iter().map(Shifts::minutes).max().unwrap_or(0)
}
