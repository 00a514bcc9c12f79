//! Templates of tasks (任务模板): what departments do for a campaign of some level, placed by its rhythm, not by dates.
//!
//! A template is a small world of its own: its ids are its own, and phases, departments and calendars are named by what
//! they are, so that it fits any shop.

use serde::{Deserialize, Serialize};

use super::task::{is_whole, whole};
use super::{
    CalendarId, Constraint, DepartmentId, DepartmentKind, Holidays, Level, PhaseId, PhaseKind, Rate, Row, Rows,
    TaskDuration, TaskId, TaskLink, Week, When, is_default,
};

/// A template of tasks. Names stand in up to three languages; where one is missing, `name` stands in for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskTemplate {
    /// What it is called.
    pub name: String,
    /// The same in zh-Hant.
    #[serde(default, skip_serializing_if = "is_default")]
    pub hant: String,
    /// The same in English.
    #[serde(default, skip_serializing_if = "is_default")]
    pub en: String,
    /// The level of the campaigns that it is meant for.
    #[serde(default, skip_serializing_if = "is_default")]
    pub level: Option<Level>,
    /// The phases that its tasks name; the second of a kind is a campaign's second of that kind.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub phases: Rows<TemplatePhase>,
    /// The departments that its tasks name.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub departments: Rows<TemplateDepartment>,
    /// The calendars that its tasks name.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub calendars: Rows<TemplateCalendar>,
    /// Its tasks; siblings in their order.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub tasks: Rows<TemplateTask>,
    /// Links between them.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub links: Rows<TaskLink>,
}

/// A phase that a template's tasks name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplatePhase {
    /// Identity within the template.
    pub id: PhaseId,
    /// What happens in it.
    pub kind: PhaseKind,
}

impl Row for TemplatePhase {
    type Id = PhaseId;
    fn id(&self) -> PhaseId {
        self.id
    }
}

/// A department that a template's tasks name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateDepartment {
    /// Identity within the template.
    pub id: DepartmentId,
    /// What it does.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: DepartmentKind,
    /// Its own name; empty = named after its kind.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
}

impl Row for TemplateDepartment {
    type Id = DepartmentId;
    fn id(&self) -> DepartmentId {
        self.id
    }
}

/// A working calendar that a template's tasks name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateCalendar {
    /// Identity within the template.
    pub id: CalendarId,
    /// What it is called.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// The same in zh-Hant.
    #[serde(default, skip_serializing_if = "is_default")]
    pub hant: String,
    /// The same in English.
    #[serde(default, skip_serializing_if = "is_default")]
    pub en: String,
    /// Its week.
    #[serde(default, skip_serializing_if = "is_default")]
    pub week: Week,
    /// The public holidays that it keeps.
    #[serde(default, skip_serializing_if = "is_default")]
    pub holidays: Holidays,
}

impl Row for TemplateCalendar {
    type Id = CalendarId;
    fn id(&self) -> CalendarId {
        self.id
    }
}

/// A task of a template. What it names – parent, department, phases, calendar – are the template's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateTask {
    /// Identity within the template.
    pub id: TaskId,
    /// The summary it stands in.
    #[serde(default, skip_serializing_if = "is_default")]
    pub parent: Option<TaskId>,
    /// What it is called.
    pub name: String,
    /// The same in zh-Hant.
    #[serde(default, skip_serializing_if = "is_default")]
    pub hant: String,
    /// The same in English.
    #[serde(default, skip_serializing_if = "is_default")]
    pub en: String,
    /// The department that does it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub department: Option<DepartmentId>,
    /// The phase it belongs to.
    #[serde(default, skip_serializing_if = "is_default")]
    pub phase: Option<PhaseId>,
    /// How long it takes.
    #[serde(default, skip_serializing_if = "is_default")]
    pub duration: TaskDuration,
    /// A point in time without a duration.
    #[serde(default, skip_serializing_if = "is_default")]
    pub milestone: bool,
    /// What holds it beside its links; dates are counted from the rhythm.
    #[serde(default, skip_serializing_if = "is_default")]
    pub constraint: Constraint,
    /// When it must be done.
    #[serde(default, skip_serializing_if = "is_default")]
    pub deadline: Option<When>,
    /// How much of its department it takes while it lasts.
    #[serde(default = "whole", skip_serializing_if = "is_whole")]
    pub units: Rate,
    /// Its own calendar; nothing = the department's, else the project's.
    #[serde(default, skip_serializing_if = "is_default")]
    pub calendar: Option<CalendarId>,
    /// Must be done before the opening.
    #[serde(default, skip_serializing_if = "is_default")]
    pub go_live: bool,
    /// Notes.
    #[serde(default, skip_serializing_if = "is_default")]
    pub notes: String,
}

impl Default for TemplateTask {
    fn default() -> Self {
        Self {
            id: TaskId::default(),
            parent: None,
            name: String::new(),
            hant: String::new(),
            en: String::new(),
            department: None,
            phase: None,
            duration: TaskDuration::default(),
            milestone: false,
            constraint: Constraint::default(),
            deadline: None,
            units: Rate::ONE,
            calendar: None,
            go_live: false,
            notes: String::new(),
        }
    }
}

impl Row for TemplateTask {
    type Id = TaskId;
    fn id(&self) -> TaskId {
        self.id
    }
}
