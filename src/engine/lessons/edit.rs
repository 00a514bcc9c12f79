//! Lessons written, removed and put to use.

use std::sync::Arc;

use super::figure::{holds, set};
use crate::model::{
    Campaign, CampaignId, LaunchCheck, Lesson, LessonId, Project, Risk, RiskKind, Run, Task, TaskId, TaskSource, Trial,
};

/// Adds a lesson; gives its identity. Its own is not looked at.
pub fn add(project: &mut Project, lesson: Lesson) -> LessonId {
    let id: LessonId = project.new_id();
    project.lessons.push(Lesson { id, ..lesson });
    id
}

/// Removes lessons; tasks, checks, risks and trials that name them stay, without one.
pub fn forget(project: &mut Project, gone: &[LessonId]) {
    project.lessons.remove_where(|lesson| gone.contains(&lesson.id));
    let of = |task: &Task| matches!(task.source, Some(TaskSource::Lesson(id)) if gone.contains(&LessonId(id)));
    for campaign in project.campaigns.list_mut() {
        if campaign.tasks.iter().any(|task| of(task)) {
            let tasks = &mut Arc::make_mut(campaign).tasks;
            tasks.map_where(|task| of(task).then(|| Task { source: None, ..task.clone() }));
        }
        let named = |lesson: Option<LessonId>| lesson.is_some_and(|id| gone.contains(&id));
        if campaign.diagnosis.trials.iter().any(|row| named(row.lesson)) {
            let trials = &mut Arc::make_mut(&mut Arc::make_mut(campaign).diagnosis).trials;
            trials.map_where(|row| named(row.lesson).then(|| Trial { lesson: None, ..row.clone() }));
        }
        if campaign.lessons.iter().any(|id| gone.contains(id)) {
            Arc::make_mut(campaign).lessons.retain(|id| !gone.contains(id));
        }
        let run = &campaign.run;
        if run.checks.iter().any(|row| named(row.lesson)) || run.risks.iter().any(|row| named(row.lesson)) {
            let run = Arc::make_mut(&mut Arc::make_mut(campaign).run);
            run.checks.map_where(|row| named(row.lesson).then(|| LaunchCheck { lesson: None, ..row.clone() }));
            run.risks.map_where(|row| named(row.lesson).then(|| Risk { lesson: None, ..row.clone() }));
        }
    }
}

/// Makes what a lesson asks for a task of a campaign, called `name`, due when the lesson is; gives it, or the one that is there already.
pub fn become_task(project: &mut Project, campaign: CampaignId, id: LessonId, name: String) -> Option<TaskId> {
    let source = TaskSource::Lesson(id.0);
    if let Some(task) = crate::engine::brief::task_of(project.campaign(campaign)?, source) {
        return Some(task);
    }
    let lesson = project.lessons.get(id)?;
    let (owner, due, department) = (lesson.owner, lesson.due, lesson.department);
    crate::engine::brief::add_task(project, campaign, source, name, owner, due);
    let campaign = project.campaigns.get_mut(campaign)?;
    let made = crate::engine::brief::task_of(campaign, source)?;
    if let (None, Some(task)) = (owner, campaign.tasks.get_mut(made)) {
        task.department = department;
    }
    Some(made)
}

/// As what a lesson is put to use in a campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Use {
    /// A task.
    Task,
    /// Something that must be right before the opening.
    Check,
    /// A risk that is watched.
    Risk,
    /// The figure that it sets.
    Default,
}

impl Use {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Task, Self::Check, Self::Risk, Self::Default];
}

/// Whether a campaign puts a lesson to use so. A figure that the plan has left again is used no more.
#[must_use]
pub fn is_used(campaign: &Campaign, lesson: &Lesson, how: Use) -> bool {
    let id = lesson.id;
    match how {
        Use::Task => campaign.tasks.iter().any(|task| task.source == Some(TaskSource::Lesson(id.0))),
        Use::Check => campaign.run.checks.iter().any(|row| row.lesson == Some(id)),
        Use::Risk => campaign.run.risks.iter().any(|row| row.lesson == Some(id)),
        Use::Default => {
            campaign.lessons.contains(&id) && lesson.default.and_then(|of| holds(campaign, of)) == Some(true)
        }
    }
}

/// Whether a campaign can put a lesson to use so, and does not yet: a figure needs a place in the plan.
#[must_use]
pub fn can_be_used(campaign: &Campaign, lesson: &Lesson, how: Use) -> bool {
    let has_room = how != Use::Default || lesson.default.is_some_and(|of| holds(campaign, of).is_some());
    has_room && !is_used(campaign, lesson, how)
}

/// Puts a lesson to use in a campaign, under the words of what it asks for; once only.
pub fn reuse(project: &mut Project, campaign: CampaignId, id: LessonId, how: Use, words: String) {
    let Some(lesson) = project.lessons.get(id).cloned() else { return };
    if project.campaign(campaign).is_none_or(|campaign| !can_be_used(campaign, &lesson, how)) {
        return;
    }
    let Lesson { owner, department, fact, default, .. } = lesson;
    match how {
        Use::Task => {
            become_task(project, campaign, id, words);
        }
        Use::Check => {
            let row = LaunchCheck {
                id: project.new_id(),
                department,
                text: words,
                owner,
                lesson: Some(id),
                ..LaunchCheck::default()
            };
            edit_run(project, campaign, |run| run.checks.push(row));
        }
        Use::Risk => {
            let row = Risk {
                id: project.new_id(),
                kind: RiskKind::Other,
                name: fact,
                measure: words,
                department,
                owner,
                lesson: Some(id),
                ..Risk::default()
            };
            edit_run(project, campaign, |run| run.risks.push(row));
        }
        Use::Default => {
            if let Some((campaign, figure)) = project.campaigns.get_mut(campaign).zip(default) {
                set(campaign, id, figure);
            }
        }
    }
}

fn edit_run(project: &mut Project, campaign: CampaignId, change: impl FnOnce(&mut Run)) {
    if let Some(campaign) = project.campaigns.get_mut(campaign) {
        change(Arc::make_mut(&mut campaign.run));
    }
}

/// How often a lesson was put to use: tasks, checks, risks and plans of all campaigns that name it.
#[must_use]
pub fn reuses(project: &Project, id: LessonId) -> usize {
    let of = |campaign: &Arc<Campaign>| {
        let tasks = campaign.tasks.iter().filter(|task| task.source == Some(TaskSource::Lesson(id.0))).count();
        let checks = campaign.run.checks.iter().filter(|row| row.lesson == Some(id)).count();
        let plans = usize::from(campaign.lessons.contains(&id));
        plans + tasks + checks + campaign.run.risks.iter().filter(|row| row.lesson == Some(id)).count()
    };
    project.campaigns.iter().map(of).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{LessonDefault, Rate};

    #[test]
    fn whoever_goes_leaves_lessons_without_an_owner() {
        use crate::engine::workdays::{delete_departments, delete_people};
        use crate::model::{DepartmentId, PersonId};
        let mut project = Project { next_id: 10, ..Project::default() };
        let (person, department) = (PersonId(3), DepartmentId(4));
        add(&mut project, Lesson { owner: Some(person), ..Lesson::default() });
        add(&mut project, Lesson { department: Some(department), ..Lesson::default() });
        let owned = |project: &Project| -> Vec<bool> {
            project.lessons.iter().map(|row| row.owner.is_some() || row.department.is_some()).collect()
        };
        assert_eq!(owned(&project), [true, true]);
        delete_people(&mut project, &[person].into());
        assert_eq!(owned(&project), [false, true]);
        delete_departments(&mut project, &[department].into());
        assert_eq!(owned(&project), [false, false]);
    }

    #[test]
    fn a_lesson_is_used_once_in_each_way_and_counted() {
        let mut project = Project { next_id: 10, ..Project::default() };
        let campaign = CampaignId(1);
        project.campaigns.push(Campaign { id: campaign, ..Campaign::default() });
        let default = Some(LessonDefault::RefundRate(Rate::from_percent(6)));
        let id = add(
            &mut project,
            Lesson { fact: "断货".to_owned(), action: "多备".to_owned(), default, ..Lesson::default() },
        );
        for _ in 0..2 {
            for how in Use::ALL {
                reuse(&mut project, campaign, id, how, "多备".to_owned());
            }
        }
        assert_eq!(reuses(&project, id), 4);
        let Some(lesson) = project.lessons.get(id).cloned() else { panic!("added") };
        let of = |project: &Project| {
            Use::ALL.map(|how| project.campaign(campaign).is_some_and(|c| is_used(c, &lesson, how)))
        };
        assert_eq!(of(&project), [true; 4]);
        forget(&mut project, &[id]);
        assert_eq!((of(&project), reuses(&project, id), project.lessons.len()), ([false; 4], 0, 0));
        let left = project.campaign(campaign).map(|c| (c.tasks.len(), c.run.checks.len(), c.run.risks.len()));
        assert_eq!(left, Some((1, 1, 1)), "what was made of it stays");
    }
}
