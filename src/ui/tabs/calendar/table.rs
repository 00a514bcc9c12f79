//! What the calendar shows of a campaign: its tasks in the order of their tree, their dates, links between those in view.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use jiff::civil::Date;

use crate::engine::schedule::{Moment, Schedule, TaskTimes};
use crate::model::{BaselineId, CampaignId, Task, TaskId};
use crate::ui::scene::Open;
use crate::ui::widgets::gantt::{End, Link};

/// A task that slips by more days than this slips by so many.
const MOST_SLIP: usize = 1_000;

/// Tasks and schedule, as they were when the project changed last.
#[derive(Debug, Default)]
pub struct Table {
    made_from: Option<(CampaignId, u64, u64)>,
    /// The schedule.
    pub schedule: Arc<Schedule>,
    /// Rows of the campaign's table in the order in which they are shown, folded ones included.
    pub order: Vec<u32>,
    /// Counts the changes.
    pub revision: u64,
    baseline: Option<BaselineId>,
    baseline_at: HashMap<TaskId, (Moment, Moment)>,
    /// The rows shown, by their place in `order`; links are between these.
    shown: Vec<u32>,
    /// Links between rows shown.
    pub links: Vec<Link>,
    linked_from: Option<(u64, usize)>,
}

/// Whether a work package is shown.
pub type Keep<'a> = dyn Fn(&Task, &TaskTimes) -> bool + 'a;

/// Which tasks are shown.
#[derive(Clone, Copy)]
pub struct Chosen<'a> {
    /// Counts the choices.
    pub stamp: u64,
    /// Whether a work package is among them; nothing = all are.
    pub keep: Option<&'a Keep<'a>>,
}

impl Table {
    /// Brings it up to date.
    pub fn refresh(&mut self, open: &Open<'_>, baseline: Option<BaselineId>, chosen: Chosen<'_>) {
        let from = (open.campaign.id, open.revision, chosen.stamp);
        if self.made_from == Some(from) && self.baseline == baseline {
            return;
        }
        self.made_from = Some(from);
        self.baseline = baseline;
        self.revision += 1;
        self.schedule = Arc::clone(&open.answer.schedule);
        self.order.clear();
        self.order.extend_from_slice(self.schedule.outline().order());
        if let Some(keep) = chosen.keep {
            self.filter(open, keep);
        }
        let taken = baseline.and_then(|id| open.campaign.baselines.get(id));
        let span = |line: &Arc<crate::model::BaselineTask>| (line.task, (line.start.into(), line.finish.into()));
        self.baseline_at = taken.map_or_else(HashMap::new, |taken| taken.tasks.iter().map(span).collect());
    }

    /// Leaves the tasks that are chosen, with the summaries in which they stand.
    fn filter(&mut self, open: &Open<'_>, keep: &Keep<'_>) {
        let outline = self.schedule.outline();
        let mut kept = vec![false; self.schedule.times.len()];
        for row in outline.order() {
            let at = *row as usize;
            let found = open.campaign.tasks.at(at).zip(self.schedule.times.get(at));
            if outline.is_summary(*row) || !found.is_some_and(|(task, times)| keep(task, times)) {
                continue;
            }
            let mut up = Some(*row);
            while let Some(slot) = up.and_then(|row| kept.get_mut(row as usize)).filter(|slot| !**slot) {
                *slot = true;
                up = up.and_then(|row| outline.parent(row));
            }
        }
        self.order.retain(|row| kept.get(*row as usize).copied().unwrap_or(false));
    }

    /// A task by its place in the order, with its times.
    #[must_use]
    pub fn at<'a>(&self, open: &'a Open<'_>, place: usize) -> Option<(&'a Arc<Task>, TaskTimes, u32)> {
        let row = *self.order.get(place)?;
        Some((open.campaign.tasks.at(row as usize)?, *self.schedule.times.get(row as usize)?, row))
    }

    /// Where a baseline has a task.
    #[must_use]
    pub fn planned(&self, id: TaskId) -> Option<(Moment, Moment)> {
        self.baseline_at.get(&id).copied()
    }

    /// By how many working days a task finishes later than the baseline has it; before it, below zero.
    #[must_use]
    pub fn slip(&self, id: TaskId, times: &TaskTimes) -> Option<i64> {
        let (_, planned) = self.planned(id)?;
        let work = self.schedule.calendars().project();
        let (early, late) = (planned.min(times.finish).last_day(), planned.max(times.finish).last_day());
        let days = std::iter::successors(early.tomorrow().ok(), |day| day.tomorrow().ok());
        let days = days.take_while(|day| *day <= late).take(MOST_SLIP).filter(|day| work.minutes_on(*day) > 0);
        let count = i64::try_from(days.count()).unwrap_or(0);
        Some(if times.finish < planned { -count } else { count })
    }

    /// Takes note of the rows shown, and finds the links between them; what is folded away is linked by what it lies in.
    pub fn show(&mut self, open: &Open<'_>, shown: Vec<u32>) {
        let stamp = (self.revision, shown.len());
        if self.linked_from == Some(stamp) && self.shown == shown {
            return;
        }
        self.linked_from = Some(stamp);
        self.shown = shown;
        let outline = self.schedule.outline();
        let mut place_of = vec![u32::MAX; self.order.len()];
        for (at, place) in (0_u32..).zip(&self.shown) {
            let row = self.order.get(*place as usize).copied().unwrap_or(u32::MAX);
            if let Some(slot) = place_of.get_mut(row as usize) {
                *slot = at;
            }
        }
        let seen = |id: TaskId| {
            let mut row = outline.row(id)?;
            loop {
                match place_of.get(row as usize).copied() {
                    Some(at) if at != u32::MAX => return Some((at as usize, row)),
                    _ => row = outline.parent(row)?,
                }
            }
        };
        let critical = |row: u32| self.schedule.times.get(row as usize).is_some_and(|times| times.critical);
        let end = |finish: bool| if finish { End::Finish } else { End::Start };
        let link = |link: &Arc<crate::model::TaskLink>| {
            let ((from, from_row), (to, to_row)) = (seen(link.from)?, seen(link.to)?);
            (from != to).then(|| Link {
                id: link.id.0,
                from,
                from_end: end(link.kind.from_finish()),
                to,
                to_end: end(link.kind.to_finish()),
                critical: critical(from_row) && critical(to_row),
            })
        };
        self.links = open.campaign.links.iter().filter_map(link).collect();
    }

    /// The lowest of some tasks, of which those that stand in another of them do not count.
    #[must_use]
    pub fn lowest(&self, ids: &BTreeSet<TaskId>) -> Option<TaskId> {
        let outline = self.schedule.outline();
        let among = |row: u32| outline.id(row).filter(|id| ids.contains(id));
        let inside = |row: u32| {
            std::iter::successors(outline.parent(row), |row| outline.parent(*row)).any(|row| among(row).is_some())
        };
        outline.order().iter().rev().filter(|row| !inside(**row)).find_map(|row| among(*row))
    }

    /// The place in the order of a row shown.
    #[must_use]
    pub fn shown(&self, at: usize) -> Option<usize> {
        self.shown.get(at).map(|place| *place as usize)
    }

    /// How many rows are shown.
    #[must_use]
    pub fn shown_rows(&self) -> usize {
        self.shown.len()
    }

    /// What is in view at first: from the first task on.
    #[must_use]
    pub fn first_look(&self, open: &Open<'_>) -> (Moment, Moment) {
        let (start, end) = self.span(open);
        (if self.order.is_empty() { start } else { self.schedule.start }, end)
    }

    /// First and last instant of all tasks and phases.
    #[must_use]
    pub fn span(&self, open: &Open<'_>) -> (Moment, Moment) {
        let phases = open.campaign.span().map(|(start, end)| (Moment::from(start), Moment::from(end)));
        match (phases, self.order.is_empty()) {
            (Some(phases), true) => phases,
            (Some((start, end)), false) => (start.min(self.schedule.start), end.max(self.schedule.finish)),
            (None, false) => (self.schedule.start, self.schedule.finish),
            (None, true) => {
                (Moment::midnight(Date::constant(2026, 1, 1)), Moment::midnight(Date::constant(2026, 2, 1)))
            }
        }
    }
}
