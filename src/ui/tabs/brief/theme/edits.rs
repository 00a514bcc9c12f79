//! Edits of the theme, as requests.

use std::sync::Arc;

use crate::model::{Mark, Quality, Theme, ThemeCandidate, ThemeId};
use crate::text::Msg;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::lists;

/// Asks for a change of the theme.
pub fn theme(
    scene: &Scene<'_>,
    open: &Open<'_>,
    step: Msg,
    change: impl FnOnce(&mut Theme) + 'static,
    actions: &mut Actions,
) {
    lists::brief(actions, open.campaign.id, scene.text(step), move |_, brief| {
        change(Arc::make_mut(&mut brief.theme));
    });
}

/// Asks for a change of a candidate.
pub fn candidate(
    scene: &Scene<'_>,
    open: &Open<'_>,
    step: Msg,
    id: ThemeId,
    change: impl FnOnce(&mut ThemeCandidate) + 'static,
    actions: &mut Actions,
) {
    let change = move |theme: &mut Theme| {
        if let Some(candidate) = theme.candidates.get_mut(id) {
            change(candidate);
        }
    };
    theme(scene, open, step, change, actions);
}

/// Asks for another candidate.
pub fn add(scene: &Scene<'_>, open: &Open<'_>, words: String, actions: &mut Actions) {
    lists::brief(actions, open.campaign.id, scene.text(Msg::ThemeStepAdd), move |ids, brief| {
        let candidate = ThemeCandidate { id: ThemeId(ids()), words, ..ThemeCandidate::default() };
        Arc::make_mut(&mut brief.theme).candidates.push(candidate);
    });
}

/// Asks for a candidate to go.
pub fn delete(scene: &Scene<'_>, open: &Open<'_>, id: ThemeId, actions: &mut Actions) {
    let change = move |theme: &mut Theme| theme.candidates.remove_where(|candidate| candidate.id == id);
    theme(scene, open, Msg::ThemeStepDelete, change, actions);
}

/// Sets a mark, or takes it away.
pub fn mark(
    scene: &Scene<'_>,
    open: &Open<'_>,
    id: ThemeId,
    quality: Quality,
    mark: Option<Mark>,
    actions: &mut Actions,
) {
    let change = move |candidate: &mut ThemeCandidate| {
        match mark {
            Some(mark) => candidate.marks.insert(quality, mark),
            None => candidate.marks.remove(&quality),
        };
    };
    candidate(scene, open, Msg::ThemeStepMark, id, change, actions);
}

/// Chooses a candidate as the main theme, or no longer.
pub fn choose(scene: &Scene<'_>, open: &Open<'_>, id: ThemeId, main: bool, actions: &mut Actions) {
    candidate(scene, open, Msg::ThemeStepChoose, id, move |candidate| candidate.main = main, actions);
}

/// Keeps one main theme only.
pub fn only(scene: &Scene<'_>, open: &Open<'_>, id: ThemeId, actions: &mut Actions) {
    let change = move |theme: &mut Theme| {
        for candidate in theme.candidates.list_mut() {
            if candidate.main != (candidate.id == id) {
                Arc::make_mut(candidate).main = candidate.id == id;
            }
        }
    };
    theme(scene, open, Msg::ThemeStepChoose, change, actions);
}
