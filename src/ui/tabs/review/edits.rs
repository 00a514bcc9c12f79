//! Edits of the review in front and of lessons, as requests.

use crate::engine::review;
use crate::model::{CampaignId, Lesson, LessonId, Review};
use crate::ui::action::Actions;
use crate::ui::tabs::edit;

/// Asks for a change of a review.
pub(super) fn change(
    actions: &mut Actions,
    id: CampaignId,
    name: impl Into<String>,
    change: impl FnOnce(&mut Review) + 'static,
) {
    edit::campaign(actions, id, name, move |campaign| review::change(campaign, change));
}

/// Asks for a change of a lesson.
pub(super) fn lesson(
    actions: &mut Actions,
    id: LessonId,
    name: impl Into<String>,
    change: impl FnOnce(&mut Lesson) + 'static,
) {
    actions.edit(name, move |project| {
        let Some(mut new) = project.lessons.get(id).cloned() else { return };
        change(&mut new);
        if project.lessons.get(id) != Some(&new)
            && let Some(lesson) = project.lessons.get_mut(id)
        {
            *lesson = new;
        }
    });
}
