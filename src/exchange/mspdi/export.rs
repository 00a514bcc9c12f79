//! A campaign's schedule as MS Project XML: rows in the order of the outline, with the dates that are worked out for them.
//! Elements stand in the order of the format's schema.

use std::collections::{BTreeMap, HashMap};

use super::import::baseline_name;
use super::roster::Roster;
use super::value::length;
use super::write::Out;
use crate::engine::schedule::carry::{About, Carried, Note, Notes};
use crate::engine::schedule::{Moment, Schedule, TaskTimes};
use crate::model::{
    Baseline, BaselineTask, Campaign, Constraint, Lag, LinkKind, Project, Task, TaskDuration, TaskId, TaskLink, When,
};
use crate::text::Texts;
use crate::text::names::Named as _;

/// Baselines that the format has places for.
const MOST_BASELINES: i64 = 11;

/// A schedule that was written.
#[derive(Clone, Debug, Default)]
pub struct Exported {
    /// The file.
    pub bytes: Vec<u8>,
    /// Tasks, summaries included.
    pub tasks: usize,
    /// Links.
    pub links: usize,
    /// Calendars that stand by themselves.
    pub calendars: usize,
    /// People and departments who do something.
    pub resources: usize,
    /// Baselines.
    pub baselines: usize,
    /// What was left out or changed.
    pub notes: Vec<Note>,
}

struct Export<'a> {
    campaign: &'a Campaign,
    schedule: Schedule,
    roster: Roster<'a>,
    out: Out,
    notes: Notes,
    made: Exported,
    /// The number of the row of each task.
    rows: HashMap<TaskId, u32>,
}

/// Writes a campaign's schedule. Names that the project leaves to the language are those of `texts`.
pub(super) fn export(project: &Project, campaign: &Campaign, texts: &Texts) -> Exported {
    let schedule = Schedule::new(project, campaign);
    let order = schedule.outline().order();
    let rows = order.iter().zip(1..).filter_map(|(row, n)| Some((schedule.outline().id(*row)?, n))).collect();
    let mut export = Export {
        campaign,
        roster: Roster::new(project, campaign, texts),
        schedule,
        out: Out::new(),
        notes: Notes::default(),
        made: Exported::default(),
        rows,
    };
    export.head(texts);
    export.roster.calendars(&mut export.out, &mut export.notes);
    export.tasks(texts);
    export.roster.resources(&mut export.out);
    export.assignments();
    let Export { out, notes, mut made, roster, .. } = export;
    (made.calendars, made.resources) = (roster.count(), roster.people());
    made.bytes = out.done();
    made.notes = notes.list();
    made
}

impl Export<'_> {
    fn head(&mut self, texts: &Texts) {
        let out = &mut self.out;
        out.root("Project", "http://schemas.microsoft.com/project");
        out.put("SaveVersion", 14);
        let name = self.campaign.name_in(texts);
        out.put("Name", name);
        out.put("Title", name);
        out.flag("ScheduleFromStart", true);
        let rhythm = || self.campaign.span().map(|(from, _)| from);
        let first = || (!self.campaign.tasks.is_empty()).then(|| self.schedule.start.datetime());
        if let Some(start) = self.campaign.tasks_from.or_else(rhythm).or_else(first) {
            out.at("StartDate", start);
            out.at("FinishDate", self.schedule.finish.datetime().max(start));
        }
        out.put("CalendarUID", 1);
        out.put("MinutesPerDay", 480);
        out.put("MinutesPerWeek", 2_400);
        out.put("DaysPerMonth", 20);
        out.put("DurationFormat", 7);
        out.put("WorkFormat", 2);
        out.put("WeekStartDay", 1);
        out.flag("NewTasksAreManual", false);
    }

    fn about(&self, task: &Task) -> About {
        About::Task(self.rows.get(&task.id).copied().unwrap_or(0), task.name.clone())
    }

    fn tasks(&mut self, texts: &Texts) {
        let campaign = self.campaign;
        let links = self.links();
        let baselines = self.baselines(texts);
        self.out.begin("Tasks");
        self.plan_row(texts);
        let order = self.schedule.outline().order().to_vec();
        for (row, number) in order.iter().zip(1_u32..) {
            let (Some(task), Some(times)) =
                (campaign.tasks.at(*row as usize), self.schedule.times.get(*row as usize).copied())
            else {
                continue;
            };
            let into = links.get(&task.id).map_or(&[][..], Vec::as_slice);
            let before = baselines.get(&task.id).map_or(&[][..], Vec::as_slice);
            self.task(task, *row, number, &times, into, before);
            self.made.tasks += 1;
        }
        self.out.end();
    }

    /// The row that stands for the plan, which programs expect first.
    fn plan_row(&mut self, texts: &Texts) {
        let out = &mut self.out;
        out.begin("Task");
        out.put("UID", 0);
        out.put("ID", 0);
        out.put("Name", self.campaign.name_in(texts));
        out.put("OutlineNumber", 0);
        out.put("OutlineLevel", 0);
        if !self.campaign.tasks.is_empty() {
            out.at("Start", self.schedule.start.datetime());
            out.at("Finish", self.schedule.finish.datetime());
        }
        out.flag("Summary", true);
        out.end();
    }

    fn task(
        &mut self,
        task: &Task,
        row: u32,
        number: u32,
        times: &TaskTimes,
        links: &[TaskLink],
        baselines: &[(i64, BaselineTask)],
    ) {
        let outline = self.schedule.outline();
        let (wbs, level, summary) = (outline.number(row), outline.depth(row) + 1, outline.is_summary(row));
        let about = self.about(task);
        self.lost(task, &about);
        let held = self.held(task, summary, &about);
        let deadline = self.instant(task.deadline, task, &about);
        let time = self.schedule.calendar_of(task);
        let (duration, format) = match task.duration {
            _ if summary => (time.position(times.finish) - time.position(times.start), 7),
            _ if task.milestone => (0, 7),
            TaskDuration::Work(minutes) => (minutes.wide(), 7),
            TaskDuration::Elapsed(minutes) => (minutes.wide(), 8),
        };
        let (start, finish) = (times.start.datetime(), times.finish.datetime());
        let manual = task.manual.filter(|_| !summary);
        let out = &mut self.out;
        out.begin("Task");
        out.put("UID", task.id);
        out.put("ID", number);
        out.put("Name", &task.name);
        out.flag("Active", true);
        out.flag("Manual", manual.is_some());
        // the duration stands, whoever does it
        out.put("Type", 1);
        out.flag("IsNull", false);
        out.put("WBS", &wbs);
        out.put("OutlineNumber", &wbs);
        out.put("OutlineLevel", level);
        out.put("Priority", 500);
        out.at("Start", start);
        out.at("Finish", finish);
        out.put("Duration", length(duration));
        if manual.is_some() {
            out.at("ManualStart", start);
            out.at("ManualFinish", finish);
            out.put("ManualDuration", length(duration));
        }
        out.put("DurationFormat", format);
        out.flag("EffortDriven", false);
        out.flag("Estimated", false);
        out.flag("Milestone", task.milestone && !summary);
        out.flag("Summary", summary);
        out.flag("Critical", times.critical);
        if !summary {
            let percent = (task.progress.wide() + 5_000_000) / 10_000_000;
            if percent * 10_000_000 != task.progress.wide() {
                self.notes.add(about.clone(), Carried::Rounded);
            }
            out.put("PercentComplete", percent.clamp(0, 100));
            if let Some(at) = task.actual_start {
                out.at("ActualStart", at);
            }
            if let Some(at) = task.actual_finish {
                out.at("ActualFinish", at);
            }
        }
        out.put("ConstraintType", held.0);
        out.put("CalendarUID", task.calendar.and_then(|id| self.roster.calendar(id)).unwrap_or(-1));
        if let Some(at) = held.1 {
            out.at("ConstraintDate", at);
        }
        if let Some(at) = deadline {
            out.at("Deadline", at);
        }
        out.flag("IgnoreResourceCalendar", task.calendar.is_some());
        if !task.notes.is_empty() {
            out.put("Notes", &task.notes);
        }
        for link in links {
            put_link(out, link);
        }
        for (number, dates) in baselines {
            out.begin("Baseline");
            out.put("Number", number);
            out.at("Start", dates.start);
            out.at("Finish", dates.finish);
            out.end();
        }
        out.end();
    }

    /// Notes what of a task has no place.
    fn lost(&mut self, task: &Task, about: &About) {
        let lost = [
            (task.phase.is_some(), Carried::Phase),
            (task.go_live, Carried::GoLive),
            (task.source.is_some(), Carried::Source),
        ];
        for (_, what) in lost.into_iter().filter(|(is, _)| *is) {
            self.notes.count(what, || about.clone());
        }
    }

    /// The number of a task's constraint, and its date.
    fn held(&mut self, task: &Task, summary: bool, about: &About) -> (u8, Option<jiff::civil::DateTime>) {
        let (kind, when) = match task.constraint {
            Constraint::AsSoon => (0, None),
            Constraint::AsLate => (1, None),
            Constraint::StartOn(when) => (2, Some(when)),
            Constraint::FinishOn(when) => (3, Some(when)),
            Constraint::NotBefore(when) => (4, Some(when)),
        };
        if summary && (!matches!(kind, 0 | 4) || task.manual.is_some()) {
            self.notes.add(about.clone(), Carried::SummaryHeld);
            return (0, None);
        }
        match (when, self.instant(when, task, about)) {
            (Some(_), None) => (0, None),
            (_, at) => (kind, at),
        }
    }

    fn instant(&mut self, when: Option<When>, task: &Task, about: &About) -> Option<jiff::civil::DateTime> {
        let when = when?;
        if matches!(when, When::Relative { .. }) {
            self.notes.count(Carried::Relative, || about.clone());
        }
        self.schedule.instant(when, task).map(Moment::datetime)
    }

    /// Links by their successor.
    fn links(&mut self) -> HashMap<TaskId, Vec<TaskLink>> {
        let mut into: HashMap<TaskId, Vec<TaskLink>> = HashMap::new();
        let outline = self.schedule.outline();
        for link in &self.campaign.links {
            let about = || {
                let name = self.campaign.tasks.get(link.to).map(|task| task.name.clone()).unwrap_or_default();
                About::Task(self.rows.get(&link.to).copied().unwrap_or(0), name)
            };
            match outline.row(link.from).zip(outline.row(link.to)) {
                None => self.notes.add(about(), Carried::LinkGone),
                Some((from, to)) if outline.within(from, to) || outline.within(to, from) => {
                    self.notes.add(about(), Carried::LinkWithin);
                }
                Some(_) => {
                    self.made.links += 1;
                    into.entry(link.to).or_default().push(link.as_ref().clone());
                }
            }
        }
        into
    }

    /// The dates in baselines by their task, with the number of the place that each baseline has.
    fn baselines(&mut self, texts: &Texts) -> HashMap<TaskId, Vec<(i64, BaselineTask)>> {
        let mut places: BTreeMap<i64, &Baseline> = BTreeMap::new();
        let mut others: Vec<&Baseline> = Vec::new();
        for baseline in &self.campaign.baselines {
            // one that came from such a file goes back to its place
            let own = (0..MOST_BASELINES).find(|n| baseline_name(texts, *n) == baseline.name);
            match own.filter(|n| !places.contains_key(n)) {
                Some(place) => {
                    places.insert(place, baseline);
                }
                None => others.push(baseline),
            }
        }
        for baseline in others {
            match (0..MOST_BASELINES).find(|n| !places.contains_key(n)) {
                Some(place) => {
                    self.notes.add(About::Plan, Carried::BaselineName(baseline.name.clone()));
                    places.insert(place, baseline);
                }
                None => self.notes.add(About::Plan, Carried::BaselineFull(baseline.name.clone())),
            }
        }
        self.made.baselines = places.len();
        let mut of: HashMap<TaskId, Vec<(i64, BaselineTask)>> = HashMap::new();
        for (place, baseline) in places {
            for dates in &baseline.tasks {
                of.entry(dates.task).or_default().push((place, dates.as_ref().clone()));
            }
        }
        of
    }

    fn assignments(&mut self) {
        self.out.begin("Assignments");
        let mut number = 0;
        for task in &self.campaign.tasks {
            let Some(times) = self.schedule.of(task.id).copied() else { continue };
            let work = if times.summary || task.milestone { 0 } else { task.duration.minutes().wide() };
            let work = i64::try_from(i128::from(work) * task.units.wide() / 1_000_000_000).unwrap_or(0);
            for resource in self.roster.of_task(task) {
                number += 1;
                let out = &mut self.out;
                out.begin("Assignment");
                out.put("UID", number);
                out.put("TaskUID", task.id);
                out.put("ResourceUID", resource);
                out.at("Finish", times.finish.datetime());
                out.at("Start", times.start.datetime());
                out.put("Units", decimal(task.units.wide()));
                out.put("Work", length(work));
                out.end();
            }
        }
        self.out.end();
    }
}

/// Billionths as a decimal number.
pub(super) fn decimal(nano: i128) -> String {
    let text = format!("{}.{:09}", nano / 1_000_000_000, (nano % 1_000_000_000).abs());
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn put_link(out: &mut Out, link: &TaskLink) {
    let kind = match link.kind {
        LinkKind::FinishFinish => 0,
        LinkKind::FinishStart => 1,
        LinkKind::StartFinish => 2,
        LinkKind::StartStart => 3,
    };
    let (minutes, format) = match link.lag {
        Lag::Work(minutes) => (minutes.wide(), 7),
        Lag::Elapsed(minutes) => (minutes.wide(), 8),
    };
    out.begin("PredecessorLink");
    out.put("PredecessorUID", link.from);
    out.put("Type", kind);
    out.flag("CrossProject", false);
    // tenths of minutes
    out.put("LinkLag", minutes * 10);
    out.put("LagFormat", format);
    out.end();
}
