//! Lessons written, removed and put to use.

use crate::model::{CampaignId, Lesson, LessonId, Project, Task, TaskId, TaskSource};

/// Adds a lesson; gives its identity. Its own is not looked at.
pub fn add(project: &mut Project, lesson: Lesson) -> LessonId {
    let id: LessonId = project.new_id();
    project.lessons.push(Lesson { id, ..lesson });
    id
}

/// Removes lessons; tasks that came from them stay, without a source.
pub fn forget(project: &mut Project, gone: &[LessonId]) {
    project.lessons.remove_where(|lesson| gone.contains(&lesson.id));
    let of = |task: &Task| matches!(task.source, Some(TaskSource::Lesson(id)) if gone.contains(&LessonId(id)));
    for campaign in project.campaigns.list_mut() {
        if campaign.tasks.iter().any(|task| of(task)) {
            let tasks = &mut std::sync::Arc::make_mut(campaign).tasks;
            tasks.map_where(|task| of(task).then(|| Task { source: None, ..task.clone() }));
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

/// How often a lesson was put to use: tasks of all campaigns that name it.
#[must_use]
pub fn reuses(project: &Project, id: LessonId) -> usize {
    let named = |task: &&std::sync::Arc<Task>| task.source == Some(TaskSource::Lesson(id.0));
    project.campaigns.iter().map(|campaign| campaign.tasks.iter().filter(named).count()).sum()
}
