//! What the view remembers, and what it has worked out until something changes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::notice::NoticeForm;
use crate::engine::schedule::{Holiday, HolidayTable, Schedule};
use crate::engine::workdays::{Effect, Users, Workdays, calendar_of_project, effect, users};
use crate::model::{CalendarId, CampaignId, DepartmentId, PersonId, Shop, WorkCalendar};
use crate::ui::scene::Open;
use crate::ui::widgets::grid::GridState;

/// What stands under the list of calendars.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in super::super) enum Below {
    /// The week of the calendar that is shown, and its exceptions.
    #[default]
    Hours,
    /// The departments.
    Departments,
    /// The people.
    People,
}

impl Below {
    pub(super) const ALL: [Self; 3] = [Self::Hours, Self::Departments, Self::People];
}

/// A calendar that is to go, and by which one its users are to work.
#[derive(Clone, Copy, Debug)]
pub(super) struct Going {
    pub(super) id: CalendarId,
    pub(super) to: Option<CalendarId>,
}

/// The schedule as it was seen last.
#[derive(Debug)]
struct Seen {
    campaign: CampaignId,
    shop: Arc<Shop>,
    schedule: Arc<Schedule>,
}

/// What is drawn, until something changes.
#[derive(Debug)]
pub(super) struct Made {
    of: (u64, CampaignId, i16, Option<CalendarId>, Option<CalendarId>),
    /// The calendar that is shown.
    pub(super) calendar: WorkCalendar,
    /// Its year.
    pub(super) year: Workdays,
    /// The public holidays that touch the year.
    pub(super) runs: Vec<Holiday>,
    /// The calendar it is held against, with its year.
    pub(super) against: Option<(WorkCalendar, Workdays)>,
    /// Who works by each calendar.
    pub(super) users: BTreeMap<CalendarId, Users>,
    /// Tasks of the campaign by who does them.
    pub(super) tasks_of: BTreeMap<PersonId, usize>,
    /// Tasks of the campaign by department.
    pub(super) tasks_in: BTreeMap<DepartmentId, usize>,
}

/// What the view remembers.
#[derive(Debug, Default)]
pub(in super::super) struct WorkdaysState {
    /// The year in front; nothing = the campaign's own.
    pub(super) year: Option<i16>,
    /// The calendar that is shown; nothing = the project's.
    pub(super) chosen: Option<CalendarId>,
    /// The calendar it is held against; office hours that belong to nobody have the id of none.
    pub(super) against: Option<CalendarId>,
    /// What stands below left.
    pub(super) below: Below,
    /// The days that are chosen.
    pub(super) picked: Option<(Date, Date)>,
    /// The day on which a drag began.
    pub(super) anchor: Option<Date>,
    /// The table of people.
    pub(super) people: GridState,
    /// The table of departments.
    pub(super) departments: GridState,
    /// A table is to have the keyboard.
    pub(super) focus: bool,
    /// The notice that is being typed.
    pub(super) notice: Option<NoticeForm>,
    /// The calendar that is to go.
    pub(super) going: Option<Going>,
    /// The calendar that was just added, until the project has it.
    pub(super) coming: Option<CalendarId>,
    /// The step that was asked for, until the project has it.
    asked: Option<String>,
    /// Whether something had the keyboard in the last frame: then Escape is its own.
    pub(super) held: bool,
    seen: Option<Seen>,
    /// What the last step did to the schedule.
    pub(super) effect: Option<(String, Effect)>,
    made: Option<Made>,
}

impl Made {
    /// Whether it is known how many days the law has worked in the year.
    pub(super) fn announced(&self) -> bool {
        HolidayTable::china().announced(self.year.year)
    }
}

impl WorkdaysState {
    /// The same, to be put into a picture.
    pub(in super::super) fn posing(&self) -> Self {
        Self { year: self.year, chosen: self.chosen, against: self.against, below: self.below, ..Self::default() }
    }

    /// Shows a calendar; none = the project's.
    pub(in super::super) fn show_calendar(&mut self, id: Option<CalendarId>) {
        self.chosen = id;
        self.below = Below::Hours;
        self.picked = None;
    }

    /// Shows a year.
    pub(in super::super) fn show_year(&mut self, year: i16) {
        self.year = Some(year);
    }

    /// Shows the people, and selects one of them.
    pub(in super::super) fn show_person(&mut self, id: Option<PersonId>) {
        self.below = Below::People;
        if let Some(id) = id {
            self.people.select_row(super::people::key(id.0));
        }
    }

    /// Selects a department.
    pub(in super::super) fn show_department(&mut self, id: DepartmentId) {
        self.below = Below::Departments;
        self.departments.select_row(super::people::key(id.0));
    }

    /// Remembers that a step was asked for, so that what it does is told.
    pub(super) fn ask(&mut self, step: &str) {
        self.asked = Some(step.to_owned());
    }

    /// Looks at what a step did; what was not asked for here – undo – says nothing.
    pub(super) fn watch(&mut self, open: &Open<'_>) {
        let now = &open.answer.schedule;
        if let Some(seen) = &self.seen {
            let (same, shop) = (seen.campaign == open.campaign.id, &open.project.shop);
            if same && Arc::ptr_eq(&seen.shop, shop) && Arc::ptr_eq(&seen.schedule, now) {
                return;
            }
            self.effect = match self.asked.take() {
                Some(step) if same => Some((step, effect(open.campaign, &seen.schedule, now))),
                _ => None,
            };
        }
        let (shop, schedule) = (Arc::clone(&open.project.shop), Arc::clone(now));
        self.seen = Some(Seen { campaign: open.campaign.id, shop, schedule });
    }

    /// What is drawn, made anew where something has changed.
    pub(super) fn made(&mut self, open: &Open<'_>, year: i16) -> Made {
        let shop = &open.project.shop;
        if let Some(id) = self.coming.filter(|id| shop.calendars.contains(*id)) {
            self.coming = None;
            self.show_calendar(Some(id));
        }
        self.chosen = self.chosen.filter(|id| shop.calendars.contains(*id));
        self.against = self.against.filter(|id| *id == CalendarId::default() || shop.calendars.contains(*id));
        let of = (open.revision, open.campaign.id, year, self.chosen, self.against);
        if let Some(made) = self.made.take().filter(|made| made.of == of) {
            return made;
        }
        let get = |id: Option<CalendarId>| {
            id.and_then(|id| shop.calendars.get(id)).cloned().unwrap_or_else(|| calendar_of_project(shop))
        };
        let calendar = get(self.chosen);
        let against = self.against.map(|id| get(Some(id))).filter(|other| other.id != calendar.id);
        let mut tasks_of: BTreeMap<PersonId, usize> = BTreeMap::new();
        let mut tasks_in: BTreeMap<DepartmentId, usize> = BTreeMap::new();
        let department_of: BTreeMap<PersonId, DepartmentId> =
            shop.people.iter().filter_map(|row| Some((row.id, row.department?))).collect();
        for task in &open.campaign.tasks {
            if let Some(id) = task.owner {
                *tasks_of.entry(id).or_default() += 1;
            }
            if let Some(id) = task.department.or_else(|| department_of.get(&task.owner?).copied()) {
                *tasks_in.entry(id).or_default() += 1;
            }
        }
        Made {
            of,
            year: Workdays::new(&calendar, year),
            runs: HolidayTable::china().runs(year),
            against: against.map(|other| {
                let year = Workdays::new(&other, year);
                (other, year)
            }),
            users: shop.calendars.iter().map(|row| (row.id, users(open.project, row.id))).collect(),
            tasks_of,
            tasks_in,
            calendar,
        }
    }

    /// Keeps what was drawn.
    pub(super) fn keep(&mut self, made: Made) {
        self.made = Some(made);
    }

    /// The tables, to be kept.
    pub(in super::super) fn grids(&mut self) -> [(&'static str, &mut GridState); 2] {
        [("people", &mut self.people), ("departments", &mut self.departments)]
    }
}

/// All identities of some kind.
pub(super) fn set_of<T: Ord>(ids: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    ids.into_iter().collect()
}
