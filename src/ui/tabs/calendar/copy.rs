//! Whole tasks on the clipboard: as text for other programs, and as tasks for this one.

use std::collections::BTreeSet;

use egui::{Event, Ui};

use super::source::task_id;
use super::{CalendarState, events};
use crate::engine::schedule::copy::{self, Copied};
use crate::engine::schedule::edit::Spot;
use crate::model::{CampaignId, TaskId};
use crate::text::Msg;
use crate::ui::action::{Action, Actions};
use crate::ui::scene::{Open, Scene};

/// What was copied, and the text that went to the clipboard with it.
#[derive(Debug)]
pub struct Kept {
    what: Copied,
    text: String,
}

/// Takes the keys for copying, cutting and pasting, where whole tasks are chosen; cells are the table's.
pub fn keys(ui: &Ui, scene: &Scene<'_>, open: &Open<'_>, state: &mut CalendarState, actions: &mut Actions) {
    if !state.has_keyboard || state.grid.is_editing() {
        return;
    }
    let mut taken: Vec<Event> = Vec::new();
    let whole = chosen(open, state);
    ui.input_mut(|i| {
        i.events.retain(|event| {
            let ours = match event {
                Event::Copy | Event::Cut => !whole.is_empty(),
                Event::Paste(text) => state.copied.as_ref().is_some_and(|kept| same(&kept.text, text)),
                _ => false,
            };
            if ours {
                taken.push(event.clone());
            }
            !ours
        });
    });
    for event in taken {
        match event {
            Event::Copy => take(scene, open, state, actions, &whole),
            Event::Cut => {
                take(scene, open, state, actions, &whole);
                events::delete(scene, open, actions, whole.clone());
            }
            _ => paste(scene, open, state, actions),
        }
    }
}

/// The tasks chosen as a whole, by rows or by bars.
fn chosen(open: &Open<'_>, state: &CalendarState) -> BTreeSet<TaskId> {
    if state.in_chart {
        return state.selected.clone();
    }
    let outline = state.table.schedule.outline();
    let Some((rows, picked)) = state.grid.whole_rows() else { return BTreeSet::new() };
    rows.filter_map(|at| state.grid.shown_row(at))
        .filter_map(|place| state.table.order.get(place))
        .filter_map(|row| outline.id(*row))
        .chain(picked.iter().map(|key| task_id(*key)))
        .filter(|id| open.campaign.tasks.contains(*id))
        .collect()
}

/// Puts tasks on the clipboard.
pub fn take(
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut CalendarState,
    actions: &mut Actions,
    ids: &BTreeSet<TaskId>,
) {
    let Some(what) = copy::copied(open.campaign, ids) else { return };
    let schedule = &state.table.schedule;
    let format = scene.format();
    let rows: Vec<Vec<String>> = what
        .tasks()
        .iter()
        .map(|task| {
            let owner = task.owner.and_then(|id| open.project.shop.people.get(id));
            let mut row = vec![task.name.clone(), owner.map(|person| person.name.clone()).unwrap_or_default()];
            if let Some(times) = schedule.of(task.id) {
                let day = |at: crate::engine::schedule::Moment| format.day(at.datetime().date());
                row.extend([day(times.start), format.day(times.finish.last_day())]);
            }
            row
        })
        .collect();
    let text = crate::ui::widgets::grid::block_text(&rows);
    actions.push(Action::Copy(text.clone()));
    state.copied = Some(Kept { what, text });
}

/// Puts the copied tasks below the chosen one, or at the end.
pub fn paste(scene: &Scene<'_>, open: &Open<'_>, state: &mut CalendarState, actions: &mut Actions) {
    let Some(kept) = &state.copied else { return };
    let spot = last(state).map_or(Spot::End, Spot::After);
    put(scene, open.campaign.id, kept.what.clone(), spot, Msg::CalendarStepPaste, actions);
    let first = open.project.next_id.max(1);
    let count = u32::try_from(kept.what.tasks().len()).unwrap_or(u32::MAX);
    state.selected = (first..first.saturating_add(count)).map(TaskId).collect();
    state.in_chart = true;
}

/// Puts tasks there once more, below themselves.
pub fn again(scene: &Scene<'_>, open: &Open<'_>, state: &CalendarState, actions: &mut Actions, ids: &BTreeSet<TaskId>) {
    let Some(what) = copy::copied(open.campaign, ids) else { return };
    let spot = state.table.lowest(ids).map_or(Spot::End, Spot::After);
    put(scene, open.campaign.id, what, spot, Msg::CalendarStepAgain, actions);
}

fn put(scene: &Scene<'_>, campaign: CampaignId, what: Copied, spot: Spot, msg: Msg, actions: &mut Actions) {
    let name = scene.texts.with(msg, &[("n", what.tasks().len().into())]);
    actions.edit(name, move |project| {
        let ids = (0..what.ids()).map(|_| project.new_id()).collect();
        if let Some(campaign) = project.campaigns.get_mut(campaign) {
            copy::paste(campaign, &what, spot, ids);
        }
    });
}

/// The lowest of the chosen tasks.
fn last(state: &CalendarState) -> Option<TaskId> {
    match state.grid.active().map(|(row, _)| task_id(row)) {
        Some(active) if !state.in_chart => Some(active),
        _ => state.table.lowest(&state.selected),
    }
}

/// Whether a clipboard gives back a text; some change how lines end.
fn same(ours: &str, theirs: &str) -> bool {
    ours.lines().map(str::trim_end).eq(theirs.lines().map(str::trim_end))
}
