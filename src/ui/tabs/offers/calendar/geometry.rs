//! Time ↔ x, and the stretches in which a window is open within the phases.

use egui::Rect;
use jiff::SignedDuration;
use jiff::civil::{Date, DateTime};

use crate::model::offer::{DailyHours, OfferWindow};
use crate::model::{Phase, Rows};

/// A stretch of time, half-open.
pub type Stretch = (DateTime, DateTime);

/// Time ↔ x.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    start: DateTime,
    left: f32,
    per_second: f64,
}

impl Scale {
    /// A scale on which a stretch fills a width; nothing without a stretch.
    #[must_use]
    pub fn new((start, end): Stretch, left: f32, right: f32) -> Option<Self> {
        let seconds = start.duration_until(end).as_secs_f64();
        (seconds > 0.0 && right > left).then(|| Self { start, left, per_second: f64::from(right - left) / seconds })
    }

    /// Where an instant is.
    #[must_use]
    pub fn x(&self, at: DateTime) -> f32 {
        self.left + (self.start.duration_until(at).as_secs_f64() * self.per_second) as f32
    }

    /// How wide a day is.
    #[must_use]
    pub fn day(&self) -> f32 {
        (86_400.0 * self.per_second) as f32
    }

    /// A bar over a stretch within a row, never thinner than can be seen.
    #[must_use]
    pub fn bar(&self, (start, end): Stretch, row: Rect, from: f32, height: f32) -> Rect {
        let (left, right) = (self.x(start), self.x(end));
        let top = row.top() + from;
        Rect::from_x_y_ranges(left..=right.max(left + 2.0), top..=top + height)
    }

    /// The midnights that have a label, so that labels are at least so far apart.
    #[must_use]
    pub fn ticks(&self, end: DateTime, apart: f32) -> Vec<Date> {
        let every = [1, 2, 7, 14, 28, 91].into_iter().find(|days| self.day() * *days as f32 >= apart).unwrap_or(182);
        let mut ticks = Vec::new();
        let mut date = self.start.date();
        while date.at(0, 0, 0, 0) < end && ticks.len() < 400 {
            if date.at(0, 0, 0, 0) >= self.start {
                ticks.push(date);
            }
            date = date.saturating_add(SignedDuration::from_hours(24 * every));
        }
        ticks
    }
}

/// The stretches in which a window is open, one for each run of phases; hours of the day are not taken out.
#[must_use]
pub fn stretches(window: &OfferWindow, phases: &Rows<Phase>) -> Vec<Stretch> {
    let mut all: Vec<Stretch> = Vec::new();
    let mut order: Vec<&Phase> = phases.iter().map(AsRef::as_ref).collect();
    order.sort_by_key(|phase| phase.start);
    for phase in order.into_iter().filter(|phase| window.meets(phase)) {
        let start = window.from.map_or(phase.start, |from| from.max(phase.start));
        let end = window.until.map_or(phase.end, |until| until.min(phase.end));
        if start >= end {
            continue;
        }
        match all.last_mut().filter(|last| last.1 >= start) {
            Some(last) => last.1 = last.1.max(end),
            None => all.push((start, end)),
        }
    }
    all
}

/// The parts of a stretch that lie in hours of a day, at most as many as given.
#[must_use]
pub fn hours((start, end): Stretch, daily: DailyHours, most: usize) -> Vec<Stretch> {
    let mut parts = Vec::new();
    // hours past midnight can have begun the day before
    let mut date = start.date().saturating_sub(SignedDuration::from_hours(24));
    while date.at(0, 0, 0, 0) < end && parts.len() < most {
        let from = date.to_datetime(daily.from);
        let same = date.to_datetime(daily.until);
        let until = if daily.until > daily.from { same } else { same.saturating_add(SignedDuration::from_hours(24)) };
        let (from, until) = (from.max(start), until.min(end));
        if from < until {
            parts.push((from, until));
        }
        let Ok(next) = date.tomorrow() else { break };
        date = next;
    }
    parts
}

/// The parts that two lists of stretches have in common, each list in order and without overlaps.
#[must_use]
pub fn common(a: &[Stretch], b: &[Stretch]) -> Vec<Stretch> {
    let both = |x: &Stretch, y: &Stretch| (x.0.max(y.0), x.1.min(y.1));
    a.iter().flat_map(|x| b.iter().map(move |y| both(x, y))).filter(|(start, end)| start < end).collect()
}

/// Stretches in any order as those that they cover together.
#[must_use]
pub fn joined(mut all: Vec<Stretch>) -> Vec<Stretch> {
    all.sort_unstable();
    let mut out: Vec<Stretch> = Vec::with_capacity(all.len());
    for (start, end) in all {
        match out.last_mut().filter(|last| last.1 >= start) {
            Some(last) => last.1 = last.1.max(end),
            None => out.push((start, end)),
        }
    }
    out
}

/// The parts of a stretch that none of others covers.
#[must_use]
pub fn uncovered(whole: Stretch, mut others: Vec<Stretch>) -> Vec<Stretch> {
    others.sort_unstable();
    let mut gaps = Vec::new();
    let mut at = whole.0;
    for (start, end) in others {
        if start > at && at < whole.1 {
            gaps.push((at, start.min(whole.1)));
        }
        at = at.max(end);
    }
    if at < whole.1 {
        gaps.push((at, whole.1));
    }
    gaps
}

#[cfg(test)]
mod tests {
    use egui::pos2;
    use jiff::civil::{date, time};

    use super::*;
    use crate::model::{PhaseId, PhaseKind};

    fn day(d: i8) -> DateTime {
        date(2026, 11, d).at(0, 0, 0, 0)
    }

    fn phases() -> Rows<Phase> {
        let phase = |id, from, to| Phase {
            id: PhaseId(id),
            kind: PhaseKind::Launch,
            name: String::new(),
            start: day(from),
            end: day(to),
            waves: Rows::default(),
        };
        vec![phase(1, 1, 5), phase(2, 5, 9), phase(3, 10, 12)].into()
    }

    #[test]
    fn a_bar_lies_over_its_time() {
        let scale = Scale::new((day(1), day(11)), 100.0, 200.0).expect("a scale");
        let row = Rect::from_min_max(pos2(0.0, 50.0), pos2(300.0, 76.0));
        let bar = scale.bar((day(3), day(6)), row, 4.0, 8.0);
        assert!((bar.left() - 120.0).abs() < 0.01 && (bar.right() - 150.0).abs() < 0.01);
        assert!((bar.top() - 54.0).abs() < 0.01 && (bar.height() - 8.0).abs() < 0.01);
        assert!(scale.bar((day(3), day(3)), row, 4.0, 8.0).width() >= 2.0);
        assert_eq!(Scale::new((day(1), day(1)), 0.0, 9.0), None);
        assert_eq!(scale.ticks(day(11), 15.0).len(), 5, "every second day");
    }

    #[test]
    fn phases_that_touch_are_one_stretch() {
        let window = |phases: &[u32]| OfferWindow {
            phases: phases.iter().map(|id| PhaseId(*id)).collect(),
            ..OfferWindow::default()
        };
        for (window, expected) in [
            (window(&[]), vec![(day(1), day(9)), (day(10), day(12))]),
            (window(&[3, 1]), vec![(day(1), day(5)), (day(10), day(12))]),
            (OfferWindow { from: Some(day(4)), until: Some(day(6)), ..window(&[]) }, vec![(day(4), day(6))]),
            (OfferWindow { from: Some(day(9)), until: Some(day(10)), ..window(&[]) }, vec![]),
            (window(&[9]), vec![]),
        ] {
            assert_eq!(stretches(&window, &phases()), expected, "{window:?}");
        }
    }

    #[test]
    fn hours_of_a_day_are_taken_out_also_past_midnight() {
        let ten = DailyHours { from: time(10, 0, 0, 0), until: time(12, 0, 0, 0) };
        let at = |d, h| date(2026, 11, d).at(h, 0, 0, 0);
        assert_eq!(hours((day(1), day(3)), ten, 99), [(at(1, 10), at(1, 12)), (at(2, 10), at(2, 12))]);
        let night = DailyHours { from: time(22, 0, 0, 0), until: time(2, 0, 0, 0) };
        assert_eq!(hours((day(1), day(2)), night, 99), [(day(1), at(1, 2)), (at(1, 22), day(2))]);
        assert_eq!(hours((day(1), day(9)), ten, 3).len(), 3);
    }

    #[test]
    fn overlaps_are_what_two_have_in_common() {
        let (a, b) = ([(day(1), day(5)), (day(8), day(12))], [(day(3), day(9)), (day(12), day(14))]);
        assert_eq!(common(&a, &b), [(day(3), day(5)), (day(8), day(9))]);
        assert_eq!(common(&a, &[(day(5), day(8))]), [], "half-open");
        let all = vec![(day(8), day(9)), (day(1), day(3)), (day(3), day(5)), (day(2), day(4))];
        assert_eq!(joined(all), [(day(1), day(5)), (day(8), day(9))]);
    }

    #[test]
    fn gaps_are_what_nothing_covers() {
        let others = vec![(day(6), day(8)), (day(2), day(4)), (day(3), day(5))];
        assert_eq!(uncovered((day(1), day(9)), others), [(day(1), day(2)), (day(5), day(6)), (day(8), day(9))]);
        assert_eq!(uncovered((day(1), day(9)), vec![(day(1), day(9))]), []);
        assert_eq!(uncovered((day(5), day(9)), vec![(day(1), day(2)), (day(10), day(11))]), [(day(5), day(9))]);
    }
}
