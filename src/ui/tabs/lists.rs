//! What a small table of a campaign asks for, as edits of its rows: the same for resources, personas, packages, risks, checks, trials.

use std::sync::Arc;

use egui::{Rect, Ui, pos2, vec2};
use jiff::civil::DateTime;

use crate::model::{Brief, Campaign, CampaignId, Row, Rows};
use crate::text::Msg;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::{edit, later};
use crate::ui::theme::{icons, size};
use crate::ui::widgets::grid::{CellValue, ColumnId, GridEvent, Place, RowKey};
use crate::ui::widgets::{button, paint};

/// Rows of a campaign that stand in a table.
pub trait Listed: Row + Clone + Default + 'static {
    /// Where they stand.
    fn rows(campaign: &mut Campaign) -> &mut Rows<Self>;
    /// A new row of an identity, made at an instant.
    fn fresh(id: u32, now: DateTime) -> Self;
    /// The identity's number.
    fn number(&self) -> u32;
    /// Deletes rows by their numbers, with what hangs on them.
    fn delete(campaign: &mut Campaign, gone: &[u32]) {
        Self::rows(campaign).remove_where(|row| gone.contains(&row.number()));
    }
}

/// The key of a row.
pub fn key<T: Listed>(row: &T) -> RowKey {
    RowKey(u64::from(row.number()))
}

/// What the steps are called.
#[derive(Clone, Copy, Debug)]
pub struct Steps {
    /// A row is changed.
    pub change: Msg,
    /// Rows are added.
    pub add: Msg,
    /// Rows are deleted.
    pub delete: Msg,
}

/// What a table says while it is empty, and what its button is called.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// The icon of the empty place.
    pub icon: &'static str,
    /// What is missing.
    pub title: Msg,
    /// What to do.
    pub note: Msg,
    /// The button that adds a row.
    pub add: Msg,
}

/// Draws the empty place with its button, or the button that adds a row at the end of the title row; gives where that row's
/// free end is, nothing while there are no rows.
pub fn head<T: Listed>(
    ui: &mut Ui,
    (child, body): (&mut Ui, Rect),
    tools: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    (is_empty, posing): (bool, bool),
    (steps, words): (Steps, Words),
    actions: &mut Actions,
) -> Option<f32> {
    let id = open.campaign.id;
    if is_empty {
        later::empty(child, body, words.icon, scene.text(words.title), &[scene.text(words.note)], |ui| {
            if button::primary(ui, scene.text(words.add)).clicked() {
                add::<T>(scene, id, steps, actions);
            }
        });
        return None;
    }
    if posing {
        return Some(tools.right());
    }
    let place = Rect::from_min_size(pos2(tools.right() - 28.0, tools.center().y - 14.0), vec2(28.0, 28.0));
    let mut at = paint::at(ui, place, ("add to list", steps.add as u32));
    if button::icon(&mut at, icons::PLUS, scene.text(words.add)).clicked() {
        add::<T>(scene, id, steps, actions);
    }
    Some(place.left() - size::S8)
}

/// A cell ready to be put into a row.
pub type Put<T> = Box<dyn Fn(&mut T)>;

/// Carries out what a table asks for. `read` makes a change of a row out of a cell, or nothing where it cannot be.
pub fn apply<T: Listed>(
    scene: &Scene<'_>,
    campaign: CampaignId,
    steps: Steps,
    event: GridEvent,
    read: impl Fn(ColumnId, CellValue) -> Option<Put<T>>,
    actions: &mut Actions,
) {
    let now = scene.now;
    let put = |changes: Vec<(RowKey, ColumnId, CellValue)>| -> Vec<(RowKey, Put<T>)> {
        changes.into_iter().filter_map(|(key, column, value)| Some((key, read(column, value)?))).collect()
    };
    match event {
        GridEvent::Set(changes) => {
            let changes = put(changes);
            changed(actions, campaign, scene.text(steps.change), move |_, campaign| set(T::rows(campaign), &changes));
        }
        GridEvent::Append { set: changes, rows } => {
            let changes = put(changes);
            let rows: Vec<Vec<Put<T>>> = rows
                .into_iter()
                .map(|cells| cells.into_iter().filter_map(|(column, value)| read(column, value)).collect())
                .collect();
            changed(actions, campaign, scene.text(steps.add), move |ids, campaign| {
                set(T::rows(campaign), &changes);
                for cells in &rows {
                    let mut row = T::fresh(ids(), now);
                    for cell in cells {
                        cell(&mut row);
                    }
                    T::rows(campaign).push(row);
                }
            });
        }
        GridEvent::AddAtEnd => add::<T>(scene, campaign, steps, actions),
        GridEvent::Insert { place, count } => {
            changed(actions, campaign, scene.text(steps.add), move |ids, campaign| {
                let rows = T::rows(campaign);
                let (Place::Before(beside) | Place::After(beside)) = place;
                let at = rows.iter().position(|row| key(row.as_ref()) == beside).unwrap_or(rows.len());
                let at = at + usize::from(matches!(place, Place::After(_)));
                for _ in 0..count.min(100) {
                    rows.insert(at.min(rows.len()), T::fresh(ids(), now));
                }
            });
        }
        GridEvent::Delete(keys) => {
            let gone: Vec<u32> = keys.into_iter().filter_map(|key| u32::try_from(key.0).ok()).collect();
            edit::campaign(actions, campaign, scene.text(steps.delete), move |campaign| T::delete(campaign, &gone));
        }
        GridEvent::Move { keys, place } => {
            changed(actions, campaign, scene.text(steps.change), move |_, campaign| {
                shift(T::rows(campaign), &keys, place, key);
            });
        }
        GridEvent::Fold(_) | GridEvent::Activate(..) | GridEvent::OpenWhy(..) | GridEvent::Menu { .. } => {}
    }
}

/// Asks for a row at the end.
pub fn add<T: Listed>(scene: &Scene<'_>, campaign: CampaignId, steps: Steps, actions: &mut Actions) {
    let now = scene.now;
    changed(actions, campaign, scene.text(steps.add), move |ids, campaign| {
        T::rows(campaign).push(T::fresh(ids(), now));
    });
}

fn set<T: Listed>(rows: &mut Rows<T>, changes: &[(RowKey, Put<T>)]) {
    for row in rows.list_mut() {
        let wanted = key(row.as_ref());
        for (_, change) in changes.iter().filter(|(key, _)| *key == wanted) {
            change(Arc::make_mut(row));
        }
    }
}

/// Asks for a change of a campaign, with new identities where rows are added. What changes nothing is no step.
pub fn changed(
    actions: &mut Actions,
    campaign: CampaignId,
    name: impl Into<String>,
    change: impl FnOnce(&mut dyn FnMut() -> u32, &mut Campaign) + 'static,
) {
    actions.edit(name, move |project| {
        let Some(mut new) = project.campaign(campaign).map(|campaign| (**campaign).clone()) else { return };
        change(&mut || project.new_id::<crate::model::PackageId>().0, &mut new);
        if let Some(campaign) = project.campaigns.get_mut(campaign)
            && *campaign != new
        {
            *campaign = new;
        }
    });
}

/// Asks for a change of a brief, with new identities where rows are added.
pub fn brief(
    actions: &mut Actions,
    campaign: CampaignId,
    name: impl Into<String>,
    change: impl FnOnce(&mut dyn FnMut() -> u32, &mut Brief) + 'static,
) {
    changed(actions, campaign, name, move |ids, campaign| {
        let mut new = (*campaign.brief).clone();
        change(ids, &mut new);
        // the same brief stays the same in memory, too
        if *campaign.brief != new {
            campaign.brief = Arc::new(new);
        }
    });
}

/// Moves rows of a table before or after another one, in the order given.
pub fn shift<T: Row>(rows: &mut Rows<T>, keys: &[RowKey], place: Place, key: impl Fn(&T) -> RowKey) {
    let list = rows.list_mut();
    let mut moved = Vec::with_capacity(keys.len());
    for wanted in keys {
        if let Some(at) = list.iter().position(|row| key(row) == *wanted) {
            moved.push(list.remove(at));
        }
    }
    let (Place::Before(other) | Place::After(other)) = place;
    let at = list
        .iter()
        .position(|row| key(row) == other)
        .map_or(list.len(), |at| at + usize::from(matches!(place, Place::After(_))));
    list.splice(at..at, moved);
}
