//! Duty tasks: the shifts of a day as tasks of the calendar.

use std::collections::BTreeSet;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::{DayNeed, Role};
use crate::engine::schedule::edit::delete;
use crate::model::{Campaign, CampaignId, DepartmentKind, Placed, Project, Rate, Shifts, Task, TaskId, TaskSource};

/// What the tasks are called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DutyWords {
    /// The group that they stand in.
    pub group: String,
    /// The tasks, by shift and role.
    pub tasks: [[String; 3]; 3],
}

/// Puts the shifts of a day into a campaign, in place of those that were made of that day before.
pub fn duty_tasks(project: &mut Project, id: CampaignId, day: &DayNeed, words: &DutyWords) {
    let department = |kind| project.shop.departments.iter().find(|row| row.kind == kind).map(|row| row.id);
    let (service, logistics) = (department(DepartmentKind::Service), department(DepartmentKind::Logistics));
    let source = TaskSource::Staffing(day.date);
    let Some(campaign) = project.campaigns.get_mut(id) else { return };
    let old: BTreeSet<TaskId> =
        campaign.tasks.iter().filter(|task| task.source == Some(source)).map(|task| task.id).collect();
    if !old.is_empty() {
        delete(campaign, &old);
    }
    let staffing = std::sync::Arc::clone(&campaign.staffing);
    let group = group(campaign, &words.group);
    let group = group.unwrap_or_else(|| {
        let new = TaskId(project.new_id());
        if let Some(campaign) = project.campaigns.get_mut(id) {
            campaign.tasks.push(Task { id: new, name: words.group.clone(), ..Task::default() });
        }
        new
    });
    let mut tasks = Vec::new();
    for (shift, (heads, names)) in day.shifts.iter().zip(&words.tasks).enumerate() {
        for (role, (heads, name)) in Role::ALL.into_iter().zip(heads.iter().zip(names)) {
            let (shifts, department) = match role {
                Role::Agents => (&staffing.agents, service),
                Role::Pickers | Role::Packers => (&staffing.warehouse, logistics),
            };
            let placed = shifts.list().get(shift).and_then(|shift| placed(day.date, shift));
            if let Some(placed) = placed.filter(|_| *heads > 0) {
                tasks.push(Task {
                    id: TaskId(project.new_id()),
                    parent: Some(group),
                    name: name.clone(),
                    department,
                    manual: Some(placed),
                    units: Rate::from_wide(i128::from(*heads) * Rate::ONE.wide()),
                    source: Some(source),
                    ..Task::default()
                });
            }
        }
    }
    if let Some(campaign) = project.campaigns.get_mut(id) {
        campaign.tasks.list_mut().extend(tasks.into_iter().map(std::sync::Arc::new));
    }
}

/// The group of that name, if there is one: a root that is no work package of its own.
fn group(campaign: &Campaign, name: &str) -> Option<TaskId> {
    let plain = |task: &&std::sync::Arc<Task>| task.parent.is_none() && task.name == name && task.source.is_none();
    campaign.tasks.iter().find(plain).map(|task| task.id)
}

/// From the first minute of a shift to its last; nothing where nobody works.
fn placed(date: Date, shift: &Shifts) -> Option<Placed> {
    let midnight = date.at(0, 0, 0, 0);
    let at = |minute: u16| midnight.checked_add(i64::from(minute).minutes()).ok();
    let (first, last) = shift.list().first().zip(shift.list().last())?;
    Some(Placed { start: at(first.from())?, finish: at(last.to())? })
}
