//! Which task stands in which lane, and on which of its lines: no bar covers another, nor its words.

use std::ops::Range;

use super::super::table::Table;
use crate::engine::schedule::Moment;
use crate::engine::schedule::sides::{Kin, Side};
use crate::model::Task;
use crate::ui::scene::Open;

/// Points between a bar's words and the next bar.
const GAP: f64 = 14.0;

/// A lane.
#[derive(Clone, Debug)]
pub struct Lane {
    /// What its tasks are.
    pub kin: Kin,
    /// Its lines.
    pub lines: Range<usize>,
    /// How many tasks.
    pub tasks: usize,
}

/// Tasks in lanes.
#[derive(Clone, Debug, Default)]
pub struct Lanes {
    /// The lanes, from the top.
    pub all: Vec<Lane>,
    /// Tasks by their place in the table's order, by line and start.
    pub places: Vec<u32>,
    /// The line of each.
    lines: Vec<u32>,
    /// The first task of each line.
    firsts: Vec<usize>,
}

impl Lanes {
    /// Puts the tasks that are shown into lanes; summaries have none. `per_day` points are a day.
    #[must_use]
    pub fn new(open: &Open<'_>, table: &Table, side: Side, per_day: f64, now: Moment) -> Self {
        let outline = table.schedule.outline();
        let mut of: Vec<(Kin, i64, i64, u32)> = Vec::with_capacity(table.order.len());
        for place in 0..table.order.len() {
            let Some((task, times, row)) = table.at(open, place) else { continue };
            if outline.is_summary(row) {
                continue;
            }
            let kin = Kin::of(side, open.project, open.campaign, task, &times, now);
            let words = (words(task) + GAP) / per_day.max(0.001) * 1_440.0;
            of.push((kin, times.start.0, times.finish.0 + words as i64, place as u32));
        }
        let mut made = Self::default();
        let mut line = 0;
        for kin in Kin::all(side, open.project, open.campaign) {
            let mut own: Vec<_> = of.iter().filter(|(of, ..)| *of == kin).copied().collect();
            own.sort_by_key(|(_, start, _, place)| (*start, *place));
            // a lane into which nothing can be put is not shown empty
            if own.is_empty() && !matches!(kin, Kin::Department(Some(_)) | Kin::Owner(Some(_)) | Kin::Phase(Some(_))) {
                continue;
            }
            let mut ends: Vec<i64> = Vec::new();
            let mut placed: Vec<(usize, u32)> = Vec::with_capacity(own.len());
            for (_, start, end, place) in &own {
                let at = ends.iter().position(|free| free <= start).unwrap_or(ends.len());
                match ends.get_mut(at) {
                    Some(free) => *free = *end,
                    None => ends.push(*end),
                }
                placed.push((at, *place));
            }
            placed.sort_by_key(|(at, _)| *at);
            let count = ends.len().max(1);
            for at in 0..count {
                made.firsts.push(made.places.len());
                for (_, place) in placed.iter().filter(|(of, _)| *of == at) {
                    made.places.push(*place);
                    made.lines.push((line + at) as u32);
                }
            }
            made.all.push(Lane { kin, lines: line..line + count, tasks: own.len() });
            line += count;
        }
        made
    }

    /// How many lines there are.
    #[must_use]
    pub fn lines(&self) -> usize {
        self.firsts.len()
    }

    /// The line of a task.
    #[must_use]
    pub fn line(&self, at: usize) -> usize {
        self.lines.get(at).map_or(0, |line| *line as usize)
    }

    /// The tasks on some lines.
    #[must_use]
    pub fn on(&self, lines: Range<usize>) -> Range<usize> {
        let at = |line: usize| self.firsts.get(line).copied().unwrap_or(self.places.len());
        at(lines.start)..at(lines.end)
    }

    /// The lane of a line.
    #[must_use]
    pub fn lane(&self, line: usize) -> Option<&Lane> {
        self.all.iter().find(|lane| lane.lines.contains(&line))
    }
}

/// About how wide a task's words are.
fn words(task: &Task) -> f64 {
    let width = |c: char| if c.is_ascii() { 7.5 } else { 13.0 };
    // the share that is done stands behind the name
    let done = if task.progress.wide() > 0 { 36.0 } else { 0.0 };
    task.name.chars().map(width).sum::<f64>() + done + if task.milestone { 10.0 } else { 0.0 }
}
