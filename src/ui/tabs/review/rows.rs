//! What tables of the review ask for, as edits of their rows: the same for lessons and remarks.

use std::sync::Arc;

use jiff::civil::Date;

use crate::engine::lessons;
use crate::engine::review;
use crate::model::{CampaignId, Feedback, FeedbackId, Lesson, LessonId, Project, Row, Rows};
use crate::text::Msg;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::widgets::grid::{CellValue, ColumnId, GridEvent, Place, RowKey};

/// A cell ready to be put into a row.
pub(super) type Put<T> = Box<dyn Fn(&mut T)>;

/// The names of the steps of a table.
#[derive(Clone, Copy)]
pub(super) struct Steps {
    pub(super) change: Msg,
    pub(super) add: Msg,
    pub(super) delete: Msg,
}

/// A row of such a table.
pub(super) trait Noted: Row + Clone + 'static {
    /// Changes the rows that the table shows some of.
    fn edit(project: &mut Project, campaign: CampaignId, change: impl FnOnce(&mut Rows<Self>));
    /// A row of a campaign, written on a day.
    fn fresh(id: u32, campaign: CampaignId, today: Date) -> Self;
    /// Its number.
    fn number(&self) -> u32;
    /// Deletes rows.
    fn delete(project: &mut Project, campaign: CampaignId, gone: &[u32]);
}

impl Noted for Lesson {
    fn edit(project: &mut Project, _: CampaignId, change: impl FnOnce(&mut Rows<Self>)) {
        change(&mut project.lessons);
    }

    fn fresh(id: u32, campaign: CampaignId, today: Date) -> Self {
        Self { id: LessonId(id), campaign: Some(campaign), noted: Some(today), ..Self::default() }
    }

    fn number(&self) -> u32 {
        self.id.0
    }

    fn delete(project: &mut Project, _: CampaignId, gone: &[u32]) {
        let gone: Vec<LessonId> = gone.iter().map(|id| LessonId(*id)).collect();
        lessons::forget(project, &gone);
    }
}

impl Noted for Feedback {
    fn edit(project: &mut Project, campaign: CampaignId, change: impl FnOnce(&mut Rows<Self>)) {
        if let Some(campaign) = project.campaigns.get_mut(campaign) {
            review::change(campaign, |review| change(&mut review.feedback));
        }
    }

    fn fresh(id: u32, _: CampaignId, _: Date) -> Self {
        Self { id: FeedbackId(id), ..Self::default() }
    }

    fn number(&self) -> u32 {
        self.id.0
    }

    fn delete(project: &mut Project, campaign: CampaignId, gone: &[u32]) {
        Self::edit(project, campaign, |rows| rows.remove_where(|row| gone.contains(&row.number())));
    }
}

fn key(number: u32) -> RowKey {
    RowKey(u64::from(number))
}

/// Does what a table asks for. `read` makes a cell ready to be put into a row; nothing where it says nothing.
pub(super) fn apply<T: Noted>(
    scene: &Scene<'_>,
    open: &Open<'_>,
    steps: Steps,
    event: GridEvent,
    read: impl Fn(ColumnId, CellValue) -> Option<Put<T>>,
    actions: &mut Actions,
) {
    let (campaign, today) = (open.campaign.id, scene.now.date());
    let put = |changes: Vec<(RowKey, ColumnId, CellValue)>| -> Vec<(RowKey, Put<T>)> {
        changes.into_iter().filter_map(|(key, column, value)| Some((key, read(column, value)?))).collect()
    };
    match event {
        GridEvent::Set(changes) => {
            let changes = put(changes);
            actions
                .edit(scene.text(steps.change), move |project| T::edit(project, campaign, |rows| set(rows, &changes)));
        }
        GridEvent::Append { set: changes, rows } => {
            let changes = put(changes);
            let new: Vec<Vec<Put<T>>> = rows
                .into_iter()
                .map(|cells| cells.into_iter().filter_map(|(column, value)| read(column, value)).collect())
                .collect();
            actions.edit(scene.text(steps.add), move |project| {
                let ids = ids(project, new.len());
                T::edit(project, campaign, |rows| {
                    set(rows, &changes);
                    for (id, cells) in ids.into_iter().zip(&new) {
                        let mut row = T::fresh(id, campaign, today);
                        for cell in cells {
                            cell(&mut row);
                        }
                        rows.push(row);
                    }
                });
            });
        }
        GridEvent::AddAtEnd => {
            actions.edit(scene.text(steps.add), move |project| {
                let ids = ids(project, 1);
                T::edit(project, campaign, |rows| {
                    for id in ids {
                        rows.push(T::fresh(id, campaign, today));
                    }
                });
            });
        }
        GridEvent::Insert { place, count } => {
            let (Place::Before(beside) | Place::After(beside)) = place;
            let after = usize::from(matches!(place, Place::After(_)));
            actions.edit(scene.text(steps.add), move |project| {
                let ids = ids(project, count.min(100));
                T::edit(project, campaign, |rows| {
                    let at = rows.iter().position(|row| key(row.number()) == beside);
                    let at = at.map_or(rows.len(), |at| at + after);
                    for id in ids {
                        rows.insert(at.min(rows.len()), T::fresh(id, campaign, today));
                    }
                });
            });
        }
        GridEvent::Delete(keys) => {
            let gone: Vec<u32> = keys.into_iter().filter_map(|key| u32::try_from(key.0).ok()).collect();
            actions.edit(scene.text(steps.delete), move |project| T::delete(project, campaign, &gone));
        }
        GridEvent::Move { .. }
        | GridEvent::Fold(_)
        | GridEvent::Activate(..)
        | GridEvent::OpenWhy(..)
        | GridEvent::Menu { .. } => {}
    }
}

fn ids(project: &mut Project, count: usize) -> Vec<u32> {
    (0..count).map(|_| project.new_id::<LessonId>().0).collect()
}

fn set<T: Noted>(rows: &mut Rows<T>, changes: &[(RowKey, Put<T>)]) {
    if changes.is_empty() {
        return;
    }
    for row in rows.list_mut() {
        let wanted = key(row.number());
        for (_, change) in changes.iter().filter(|(key, _)| *key == wanted) {
            change(Arc::make_mut(row));
        }
    }
}

/// The text of a cell; empty for any other value.
pub(super) fn text(value: CellValue) -> String {
    if let CellValue::Text(text) = value { text.trim().to_owned() } else { String::new() }
}
