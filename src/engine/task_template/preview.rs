//! What a template would make of a campaign, before it does: which tasks, when, by whom.

use std::collections::BTreeSet;

use super::put::{Choice, Fate, Tree, put};
use crate::engine::schedule::{Moment, Schedule};
use crate::model::{CampaignId, Department, Minutes, Project, TaskId, TaskTemplate};

/// A task of a template as it would stand in a campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewRow {
    /// The template's task.
    pub id: TaskId,
    /// The group it stands in.
    pub parent: Option<TaskId>,
    /// How deep it stands; 0 = nowhere in a group.
    pub depth: usize,
    /// Whether other tasks stand in it.
    pub group: bool,
    /// What it is called.
    pub name: String,
    /// What would become of it.
    pub fate: Fate,
    /// First instant; nothing for what would not be added and is not there.
    pub start: Option<Moment>,
    /// First instant no longer in it.
    pub finish: Option<Moment>,
    /// How long it takes.
    pub length: Minutes,
    /// Whether it is a point in time.
    pub milestone: bool,
    /// Whether it must be done before the opening.
    pub go_live: bool,
    /// Who does it.
    pub department: Option<Department>,
}

/// What a template would make of a campaign.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// Its tasks, each group before what stands in it.
    pub rows: Vec<PreviewRow>,
    /// Departments that the shop does not have yet.
    pub new_departments: Vec<Department>,
}

impl Preview {
    /// The work packages and milestones that would be added if some tasks and groups were left out.
    pub fn added<'a>(&'a self, left_out: &'a BTreeSet<TaskId>) -> impl Iterator<Item = &'a PreviewRow> + 'a {
        self.rows.iter().filter(|row| !row.group && matches!(row.fate, Fate::Added(_)) && !self.is_out(row, left_out))
    }

    /// Whether a row is left out, by itself or with its group.
    #[must_use]
    pub fn is_out(&self, row: &PreviewRow, left_out: &BTreeSet<TaskId>) -> bool {
        let up = |row: &PreviewRow| row.parent.and_then(|id| self.rows.iter().find(|other| other.id == id));
        std::iter::successors(Some(row), |row| up(row)).take(64).any(|row| left_out.contains(&row.id))
    }
}

/// Puts a template into a copy of the project and tells what came of it.
#[must_use]
pub fn preview(project: &Project, campaign: CampaignId, template: &TaskTemplate, doubles: bool) -> Preview {
    let mut after = project.clone();
    let fates = put(&mut after, campaign, template, Choice { left_out: &BTreeSet::new(), doubles });
    let Some(made) = after.campaign(campaign) else { return Preview::default() };
    let schedule = Schedule::new(&after, made);
    let tree = Tree::new(template);
    let rows = tree.walk().into_iter().filter_map(|(depth, task)| {
        let fate = fates.iter().find(|(id, _)| *id == task.id)?.1;
        let times = fate.task().and_then(|id| schedule.of(id));
        let own = fate.task().and_then(|id| made.tasks.get(id));
        let department = own.and_then(|task| schedule.calendars().department_of(task));
        Some(PreviewRow {
            id: task.id,
            parent: tree.parent(task.id),
            depth,
            group: tree.is_group(task.id),
            name: task.name.clone(),
            fate,
            start: times.map(|times| times.start),
            finish: times.map(|times| times.finish),
            length: task.duration.minutes(),
            milestone: task.milestone,
            go_live: task.go_live,
            department: department.and_then(|id| after.shop.departments.get(id)).cloned(),
        })
    });
    let rows = rows.collect();
    let known = |department: &Department| project.shop.departments.contains(department.id);
    let new_departments = after.shop.departments.iter().filter(|row| !known(row)).map(|row| row.as_ref().clone());
    Preview { rows, new_departments: new_departments.collect() }
}
