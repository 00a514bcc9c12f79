//! Working-time arithmetic: a calendar compiled to a table in which a sum of working minutes is an addition.
//!
//! Every instant has a **position**: the working minutes before it, counted from some Monday. Between two shifts all
//! instants have the same position; who works by the calendar cannot tell them apart. Adding work is adding to the position.
//! The way back has two answers: [`WorkTime::finish_at`] is where the work before ends, [`WorkTime::start_at`] where the
//! work after begins.

use jiff::civil::Date;
use smallvec::SmallVec;

use super::holidays::HolidayTable;
use super::moment::{DAY, Moment, day_number};
use crate::model::{Holidays, Shifts, WorkCalendar};

/// Exceptions are looked at from 1990-01-01 on.
const FIRST_DAY: i64 = 7_305;
/// Exceptions are looked at until 2099-12-31.
const LAST_DAY: i64 = 47_481;
/// Width of a step of the index from positions to days.
const STEP: i64 = 256;
/// Days in a relative date beyond this are cut off: thirty years.
const MOST_DAYS: i32 = 10_958;

/// A shift with the work of its day before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Span {
    from: i64,
    to: i64,
    before: i64,
}

/// The shifts of a kind of day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Pattern {
    spans: SmallVec<[Span; 3]>,
    minutes: i64,
}

impl Pattern {
    fn new(shifts: &Shifts) -> Self {
        let mut pattern = Self::default();
        for shift in shifts.list() {
            let (from, to) = (i64::from(shift.from()), i64::from(shift.to()));
            pattern.spans.push(Span { from, to, before: pattern.minutes });
            pattern.minutes += to - from;
        }
        pattern
    }

    /// Work before a minute of the day.
    fn before(&self, minute: i64) -> i64 {
        let mut sum = 0;
        for span in &self.spans {
            if minute <= span.from {
                break;
            }
            sum = span.before + minute.min(span.to) - span.from;
        }
        sum
    }

    /// The minute of the day at which its `n`-th working minute begins, from 0.
    fn nth(&self, n: i64) -> i64 {
        let span = self.spans.iter().rev().find(|span| span.before <= n).copied().unwrap_or_default();
        span.from + n - span.before
    }
}

/// A compiled calendar.
#[derive(Clone, Debug, Default)]
pub struct WorkTime {
    /// Day and night: positions are instants.
    always: bool,
    /// Day number of the table's first day, a Monday.
    first: i64,
    /// Work before each day of the table, and after its last.
    before: Vec<i64>,
    /// Which pattern each day of the table has.
    kinds: Vec<u16>,
    patterns: Vec<Pattern>,
    /// The patterns of the week, Monday first.
    week: [u16; 7],
    /// Work of a week before each of its days, and in all.
    week_before: [i64; 8],
    /// For each step of positions in the table, the day in which its first minute lies.
    index: Vec<u32>,
    holidays: bool,
}

fn at<T: Copy + Default>(list: &[T], index: usize) -> T {
    list.get(index).copied().unwrap_or_default()
}

fn place(number: i64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

impl WorkTime {
    /// The clock: every minute counts.
    #[must_use]
    pub fn clock() -> Self {
        Self { always: true, ..Self::default() }
    }

    /// Compiles a calendar; nothing if its week has no work, so that something might never be done.
    #[must_use]
    pub fn new(calendar: &WorkCalendar) -> Option<Self> {
        let mut table = Self::default();
        let mut known: Vec<Shifts> = Vec::new();
        for (slot, shifts) in table.week.iter_mut().zip(calendar.week.days()) {
            *slot = kind_of(&mut known, shifts);
        }
        let made_up = calendar.week.days().into_iter().find(|shifts| !shifts.is_off())?;
        let made_up = kind_of(&mut known, made_up);
        let china = (calendar.holidays == Holidays::China).then(HolidayTable::china);
        table.holidays = china.is_some();
        let mut special: Vec<(i64, i64)> = Vec::new();
        if let Some((first, last)) = china.and_then(|t| t.days().first().zip(t.days().last())) {
            special.push((first.0, last.0));
        }
        let mut exceptions: Vec<(i64, i64, u16)> = Vec::new();
        for exception in &calendar.exceptions {
            let first = day_number(exception.first).max(FIRST_DAY);
            let last = day_number(exception.last.unwrap_or(exception.first)).min(LAST_DAY);
            if first <= last {
                special.push((first, last));
                exceptions.push((first, last, kind_of(&mut known, &exception.shifts)));
            }
        }
        let from = special.iter().map(|(first, _)| *first).min().unwrap_or(0);
        let to = special.iter().map(|(_, last)| last + 1).max().unwrap_or(0);
        // 1970-01-01 was a Thursday
        table.first = from - (from + 3).rem_euclid(7);
        let weeks = (to - table.first + 6).div_euclid(7).max(0);
        table.kinds = (0..weeks).flat_map(|_| table.week).collect();
        for (day, off) in china.map_or(&[][..], HolidayTable::days) {
            if let Some(kind) = table.kinds.get_mut(place(day - table.first)) {
                let week = at(&table.week, place((day - table.first).rem_euclid(7)));
                let is_off = |kind: u16| known.get(usize::from(kind)).is_none_or(Shifts::is_off);
                *kind = match (off, is_off(week)) {
                    (true, _) => kind_of(&mut known, &Shifts::off()),
                    (false, true) => made_up,
                    (false, false) => week,
                };
            }
        }
        for (first, last, kind) in exceptions {
            let days = place(first - table.first)..=place(last - table.first);
            if let Some(kinds) = table.kinds.get_mut(days) {
                kinds.fill(kind);
            }
        }
        table.patterns = known.iter().map(Pattern::new).collect();
        table.sum_up();
        Some(table)
    }

    /// Fills in what follows from the days' patterns.
    fn sum_up(&mut self) {
        let minutes = |kind: u16| self.patterns.get(usize::from(kind)).map_or(0, |pattern| pattern.minutes);
        let mut sum = 0;
        for (n, slot) in self.week_before.iter_mut().enumerate() {
            *slot = sum;
            sum += self.week.get(n).map_or(0, |kind| minutes(*kind));
        }
        let mut sum = 0;
        self.before.reserve(self.kinds.len() + 1);
        self.before.push(0);
        for (day, kind) in self.kinds.iter().enumerate() {
            sum += minutes(*kind);
            self.before.push(sum);
            while (self.index.len() as i64) * STEP < sum {
                self.index.push(day as u32);
            }
        }
    }

    /// Whether it is the clock.
    #[must_use]
    pub const fn is_clock(&self) -> bool {
        self.always
    }

    /// Whether it keeps China's public holidays.
    #[must_use]
    pub const fn keeps_holidays(&self) -> bool {
        self.holidays
    }

    /// The work before a day, and the day's pattern; days counted from the table's first.
    fn day(&self, day: i64) -> (i64, u16) {
        let index = place(day);
        if day >= 0
            && let Some(kind) = self.kinds.get(index)
        {
            return (at(&self.before, index), *kind);
        }
        // outside the table the week goes on
        let days = self.kinds.len() as i64;
        let (base, day) = if day < 0 { (0, day) } else { (self.total(), day - days) };
        let of_week = place(day.rem_euclid(7));
        let weeks = day.div_euclid(7);
        (base + weeks * self.per_week() + at(&self.week_before, of_week), at(&self.week, of_week))
    }

    fn pattern(&self, kind: u16) -> Option<&Pattern> {
        self.patterns.get(usize::from(kind))
    }

    fn total(&self) -> i64 {
        self.before.last().copied().unwrap_or(0)
    }

    fn per_week(&self) -> i64 {
        at(&self.week_before, 7)
    }

    /// The position of an instant: working minutes before it.
    #[must_use]
    pub fn position(&self, at: Moment) -> i64 {
        if self.always {
            return at.0;
        }
        let (before, kind) = self.day(at.0.div_euclid(DAY) - self.first);
        before + self.pattern(kind).map_or(0, |pattern| pattern.before(at.0.rem_euclid(DAY)))
    }

    /// The instant at which the working minute with a number begins: the minute between positions `n` and `n + 1`.
    fn minute(&self, n: i64) -> i64 {
        if self.always {
            return n;
        }
        let total = self.total();
        let day = if (0..total).contains(&n) {
            let mut day = at(&self.index, place(n / STEP)) as usize;
            while at(&self.before, day + 1) <= n {
                day += 1;
            }
            day as i64
        } else {
            let per_week = self.per_week().max(1);
            let (base, n, days) = if n < 0 { (0, n, 0) } else { (total, n - total, self.kinds.len() as i64) };
            debug_assert!(base >= 0);
            let rest = n.rem_euclid(per_week);
            let of_week = self.week_before.iter().skip(1).take_while(|before| **before <= rest).count() as i64;
            days + n.div_euclid(per_week) * 7 + of_week.min(6)
        };
        let (before, kind) = self.day(day);
        (day + self.first) * DAY + self.pattern(kind).map_or(0, |pattern| pattern.nth(n - before))
    }

    /// The last instant of a position: where the work after it begins.
    #[must_use]
    pub fn start_at(&self, position: i64) -> Moment {
        Moment(self.minute(position))
    }

    /// The first instant of a position: where the work before it ends.
    #[must_use]
    pub fn finish_at(&self, position: i64) -> Moment {
        if self.always { Moment(position) } else { Moment(self.minute(position - 1) + 1) }
    }

    /// So many minutes of work after an instant (before it, if negative): the first instant of that position. The same
    /// instant if there are none.
    #[must_use]
    pub fn add(&self, at: Moment, minutes: i64) -> Moment {
        if minutes == 0 { at } else { self.finish_at(self.position(at) + minutes) }
    }

    /// The instant itself if it lies within a shift or at either end of one; else where work begins again.
    #[must_use]
    pub fn forward(&self, at: Moment) -> Moment {
        if self.always {
            return at;
        }
        let position = self.position(at);
        let start = self.start_at(position);
        if start == at || self.finish_at(position) == at { at } else { start }
    }

    /// The instant itself if it lies within a shift or at either end of one; else where work ended last.
    #[must_use]
    pub fn backward(&self, at: Moment) -> Moment {
        if self.always {
            return at;
        }
        let position = self.position(at);
        let finish = self.finish_at(position);
        if finish == at || self.start_at(position) == at { at } else { finish }
    }

    /// Whether work is done in the minute that begins at an instant.
    #[must_use]
    pub fn works_at(&self, at: Moment) -> bool {
        self.position(Moment(at.0 + 1)) > self.position(at)
    }

    /// Minutes of work on a day, 0 … 1440.
    #[must_use]
    pub fn minutes_on(&self, date: Date) -> i64 {
        self.minutes_of(day_number(date))
    }

    fn minutes_of(&self, number: i64) -> i64 {
        if self.always {
            return DAY;
        }
        let (_, kind) = self.day(number - self.first);
        self.pattern(kind).map_or(0, |pattern| pattern.minutes)
    }

    /// The shifts of a day, as instants.
    pub fn shifts_on(&self, date: Date) -> impl Iterator<Item = (Moment, Moment)> {
        let midnight = Moment::midnight(date).0;
        let (_, kind) = self.day(day_number(date) - self.first);
        let whole = self.always.then_some((Moment(midnight), Moment(midnight + DAY)));
        let spans = self.pattern(kind).filter(|_| !self.always).map_or(&[][..], |pattern| &pattern.spans);
        let spans = spans.iter().map(move |span| (Moment(midnight + span.from), Moment(midnight + span.to)));
        whole.into_iter().chain(spans)
    }

    /// The day `days` working days from a date: 0 is the first working day on or after it, −1 the last one before it.
    /// Beyond thirty years it stays there.
    #[must_use]
    pub fn working_day(&self, from: Date, days: i32) -> Date {
        let days = days.clamp(-MOST_DAYS, MOST_DAYS);
        let mut day = day_number(from);
        let step = if days < 0 { -1 } else { 1 };
        let mut left = if days < 0 { -days } else { days + 1 };
        if days < 0 {
            day -= 1;
        }
        // a calendar may be off for years, but not for ever
        for _ in 0..LAST_DAY {
            if self.minutes_of(day) > 0 {
                left -= 1;
                if left == 0 {
                    break;
                }
            }
            day += step;
        }
        super::moment::date_of(day)
    }
}

fn kind_of(known: &mut Vec<Shifts>, shifts: &Shifts) -> u16 {
    let found = known.iter().position(|other| other == shifts);
    let index = found.unwrap_or_else(|| {
        known.push(shifts.clone());
        known.len() - 1
    });
    u16::try_from(index).unwrap_or(0)
}

#[cfg(test)]
#[path = "calendar_tests.rs"]
mod tests;
