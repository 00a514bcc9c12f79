//! Working calendars (工作日历): when people work.

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::number::NumberError;
use super::rate::deserialize_text;
use super::{CalendarId, Row, Rows, is_default};

/// Minutes of a day.
pub const DAY: u16 = 24 * 60;

/// A stretch of work within a day: minutes from midnight, half-open, `from` below `to`, `to` at most [`DAY`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shift {
    from: u16,
    to: u16,
}

impl Shift {
    /// A shift; nothing if it is empty, backwards, or goes beyond the day.
    #[must_use]
    pub const fn new(from: u16, to: u16) -> Option<Self> {
        if from < to && to <= DAY { Some(Self { from, to }) } else { None }
    }

    /// The first minute, from midnight.
    #[must_use]
    pub const fn from(self) -> u16 {
        self.from
    }

    /// The first minute no longer in it.
    #[must_use]
    pub const fn to(self) -> u16 {
        self.to
    }

    /// How many minutes.
    #[must_use]
    pub const fn minutes(self) -> u16 {
        self.to - self.from
    }
}

/// The shifts of a day, in order, none touching another; none at all is a day off. As text `09:00-12:00 13:00-18:00`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Shifts(Vec<Shift>);

impl Shifts {
    /// No work.
    #[must_use]
    pub const fn off() -> Self {
        Self(Vec::new())
    }

    /// Shifts in any order; those that touch or overlap become one.
    #[must_use]
    pub fn new(mut shifts: Vec<Shift>) -> Self {
        shifts.sort_unstable();
        let mut joined: Vec<Shift> = Vec::with_capacity(shifts.len());
        for shift in shifts {
            match joined.last_mut() {
                Some(last) if shift.from <= last.to => last.to = last.to.max(shift.to),
                _ => joined.push(shift),
            }
        }
        Self(joined)
    }

    /// Nine to twelve and one to six.
    #[must_use]
    pub fn office() -> Self {
        Self(vec![Shift { from: 9 * 60, to: 12 * 60 }, Shift { from: 13 * 60, to: 18 * 60 }])
    }

    /// The shifts.
    #[must_use]
    pub fn list(&self) -> &[Shift] {
        &self.0
    }

    /// Whether nobody works.
    #[must_use]
    pub fn is_off(&self) -> bool {
        self.0.is_empty()
    }

    /// Minutes of work, 0 … [`DAY`].
    #[must_use]
    pub fn minutes(&self) -> u16 {
        self.0.iter().map(|shift| shift.minutes()).sum()
    }

    /// Reads `09:00-12:00 13:00-18:00`: shifts in order, a space between two; also with a comma or an en dash. Empty text
    /// is a day off. The end of a day is `24:00`.
    ///
    /// # Errors
    /// No times, a shift that ends before it starts, or shifts that overlap.
    pub fn parse(text: &str) -> Result<Self, NumberError> {
        let mut shifts: Vec<Shift> = Vec::new();
        for part in text.split([' ', ',', '，', '、']).filter(|part| !part.is_empty()) {
            let (from, to) = part.split_once(['-', '–']).ok_or(NumberError::NotANumber)?;
            let shift = Shift::new(clock(from)?, clock(to)?).ok_or(NumberError::OutOfRange)?;
            if shifts.last().is_some_and(|last| shift.from < last.to) {
                return Err(NumberError::OutOfRange);
            }
            shifts.push(shift);
        }
        Ok(Self::new(shifts))
    }
}

fn clock(text: &str) -> Result<u16, NumberError> {
    let (hour, minute) = text.trim().split_once([':', '：']).ok_or(NumberError::NotANumber)?;
    let two = |text: &str| match text.len() {
        1 | 2 if text.bytes().all(|b| b.is_ascii_digit()) => text.parse::<u16>().map_err(|_| NumberError::NotANumber),
        _ => Err(NumberError::NotANumber),
    };
    let (hour, minute) = (two(hour)?, two(minute)?);
    let at = hour * 60 + minute;
    if minute < 60 && at <= DAY { Ok(at) } else { Err(NumberError::OutOfRange) }
}

impl std::fmt::Display for Shifts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (n, Shift { from, to }) in self.0.iter().enumerate() {
            let space = if n > 0 { " " } else { "" };
            write!(f, "{space}{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, to / 60, to % 60)?;
        }
        Ok(())
    }
}

impl Serialize for Shifts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Shifts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize_text(deserializer, "working hours as text, like \"09:00-12:00 13:00-18:00\"", Self::parse)
    }
}

/// The shifts of a week that repeats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Week {
    /// 周一.
    #[serde(skip_serializing_if = "is_office")]
    pub monday: Shifts,
    /// 周二.
    #[serde(skip_serializing_if = "is_office")]
    pub tuesday: Shifts,
    /// 周三.
    #[serde(skip_serializing_if = "is_office")]
    pub wednesday: Shifts,
    /// 周四.
    #[serde(skip_serializing_if = "is_office")]
    pub thursday: Shifts,
    /// 周五.
    #[serde(skip_serializing_if = "is_office")]
    pub friday: Shifts,
    /// 周六.
    #[serde(skip_serializing_if = "Shifts::is_off")]
    pub saturday: Shifts,
    /// 周日.
    #[serde(skip_serializing_if = "Shifts::is_off")]
    pub sunday: Shifts,
}

fn is_office(shifts: &Shifts) -> bool {
    *shifts == Shifts::office()
}

impl Default for Week {
    /// Office hours from Monday to Friday.
    fn default() -> Self {
        let office = Shifts::office;
        Self {
            monday: office(),
            tuesday: office(),
            wednesday: office(),
            thursday: office(),
            friday: office(),
            saturday: Shifts::off(),
            sunday: Shifts::off(),
        }
    }
}

impl Week {
    /// The same shifts on every day.
    #[must_use]
    pub fn every_day(shifts: &Shifts) -> Self {
        let day = || shifts.clone();
        Self {
            monday: day(),
            tuesday: day(),
            wednesday: day(),
            thursday: day(),
            friday: day(),
            saturday: day(),
            sunday: day(),
        }
    }

    /// The days, Monday first.
    #[must_use]
    pub const fn days(&self) -> [&Shifts; 7] {
        [&self.monday, &self.tuesday, &self.wednesday, &self.thursday, &self.friday, &self.saturday, &self.sunday]
    }

    /// The shifts of a weekday.
    #[must_use]
    pub const fn of(&self, day: Weekday) -> &Shifts {
        match day {
            Weekday::Monday => &self.monday,
            Weekday::Tuesday => &self.tuesday,
            Weekday::Wednesday => &self.wednesday,
            Weekday::Thursday => &self.thursday,
            Weekday::Friday => &self.friday,
            Weekday::Saturday => &self.saturday,
            Weekday::Sunday => &self.sunday,
        }
    }

    /// The shifts of a weekday, to change.
    pub const fn of_mut(&mut self, day: Weekday) -> &mut Shifts {
        match day {
            Weekday::Monday => &mut self.monday,
            Weekday::Tuesday => &mut self.tuesday,
            Weekday::Wednesday => &mut self.wednesday,
            Weekday::Thursday => &mut self.thursday,
            Weekday::Friday => &mut self.friday,
            Weekday::Saturday => &mut self.saturday,
            Weekday::Sunday => &mut self.sunday,
        }
    }
}

/// Which public holidays a calendar keeps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Holidays {
    /// China's, with the workdays that are made up for them (调休).
    #[default]
    China,
    /// Not any: the week goes on.
    Ignored,
}

/// Days on which a calendar differs: days off, or other shifts. They go before public holidays and the week; where two
/// cover a day, the later in the list counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarException {
    /// The first day.
    pub first: Date,
    /// The last day; nothing = the first is the only one.
    #[serde(default, skip_serializing_if = "is_default")]
    pub last: Option<Date>,
    /// The shifts of each of these days; none = off.
    #[serde(default, skip_serializing_if = "is_default")]
    pub shifts: Shifts,
    /// What it is for.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
}

impl Row for CalendarException {
    type Id = Date;
    fn id(&self) -> Date {
        self.first
    }
}

/// A working calendar.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkCalendar {
    /// Identity.
    pub id: CalendarId,
    /// Name.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// Its week.
    #[serde(default, skip_serializing_if = "is_default")]
    pub week: Week,
    /// The public holidays that it keeps. A made-up workday has its weekday's shifts or, where these are none, those of the
    /// first weekday from Monday on that has some.
    #[serde(default, skip_serializing_if = "is_default")]
    pub holidays: Holidays,
    /// Days on which it differs, each `first` once.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub exceptions: Rows<CalendarException>,
}

impl Row for WorkCalendar {
    type Id = CalendarId;
    fn id(&self) -> CalendarId {
        self.id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shifts_are_read_and_written() {
        for (text, back, minutes) in [
            ("", "", 0),
            ("09:00-12:00 13:00-18:00", "09:00-12:00 13:00-18:00", 480),
            ("9:00–12:00，13:30–18:00", "09:00-12:00 13:30-18:00", 450),
            ("00:00-24:00", "00:00-24:00", 1440),
            ("08:00-12:00 12:00-16:00", "08:00-16:00", 480),
        ] {
            let shifts = Shifts::parse(text).expect(text);
            assert_eq!((shifts.to_string().as_str(), shifts.minutes()), (back, minutes));
        }
        for text in ["9-12", "12:00-09:00", "09:00", "09:00-25:00", "09:60-10:00", "10:00-12:00 11:00-13:00", "a:b-c:d"]
        {
            assert!(Shifts::parse(text).is_err(), "{text}");
        }
    }
}
