//! 均衡负荷: what levelling would move, shown before it is accepted.

use std::collections::HashMap;
use std::sync::Arc;

use egui::{Align2, CornerRadius, Rect, Ui, pos2, vec2};

use super::CalendarState;
use crate::engine::schedule::level::campaign::{Levelled, Move};
use crate::model::TaskId;
use crate::text::Msg;
use crate::ui::action::{Action, Actions, LevelRequest};
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::edit;
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::{button, paint, pane};

/// Height of the line that says what is proposed.
pub const HEIGHT: f32 = 36.0;

/// Where levelling stands.
#[derive(Debug, Default)]
pub enum Levelling {
    /// Nobody has asked.
    #[default]
    Idle,
    /// It is being looked for, for the project as it was at this count of changes.
    Asked(u64),
    /// What was found.
    Found(u64, Arc<Levelled>, HashMap<TaskId, Move>),
}

impl Levelling {
    /// Where a task would stand.
    #[must_use]
    pub fn of(&self, id: TaskId) -> Option<&Move> {
        if let Self::Found(_, _, moves) = self { moves.get(&id) } else { None }
    }

    /// Takes in what was found.
    pub fn answer(&mut self, found: Arc<Levelled>) {
        if let Self::Asked(revision) = self {
            let moves = found.moves.iter().map(|one| (one.task, *one)).collect();
            *self = Self::Found(*revision, found, moves);
        }
    }

    /// Forgets a proposal for a project that is no longer as it was.
    pub fn keep(&mut self, revision: u64) {
        match self {
            Self::Asked(of) | Self::Found(of, ..) if *of != revision => *self = Self::Idle,
            _ => {}
        }
    }
}

/// Asks for a proposal.
pub fn ask(open: &Open<'_>, actions: &mut Actions) {
    let request = LevelRequest::Ask(Arc::clone(&open.answer.schedule), Arc::clone(open.campaign));
    actions.push(Action::Level(request));
}

/// Draws the line that says what is proposed, with the buttons that accept or drop it.
pub fn show(
    ui: &mut Ui,
    row: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut CalendarState,
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    ui.painter().rect_filled(row, CornerRadius::ZERO, p.acc_soft);
    let (words, found) = match &state.levelling {
        Levelling::Idle => return,
        Levelling::Asked(_) => (scene.text(Msg::LevelLooking).to_owned(), None),
        Levelling::Found(_, found, moves) if moves.is_empty() => {
            let msg = if found.overloads_before == 0 { Msg::LevelNothing } else { Msg::LevelNone };
            (scene.text(msg).to_owned(), None)
        }
        Levelling::Found(_, found, moves) => {
            let format = scene.format();
            let words = [
                ("n", moves.len().into()),
                ("before", found.overloads_before.into()),
                ("after", found.overloads_after.into()),
                ("was", format.day(open.answer.schedule.finish.last_day()).into()),
                ("finish", format.day(found.finish.last_day()).into()),
            ];
            (scene.texts.with(Msg::LevelFound, &words), Some(Arc::clone(found)))
        }
    };
    let left = pos2(row.left() + size::S16, row.center().y);
    let mut right = row.right() - size::S16;
    let mut place = |ui: &Ui, label: &str| {
        let width = paint::width(ui.painter(), label, fonts::text_medium()) + size::S24;
        let rect =
            Rect::from_min_size(pos2(right - width, row.center().y - size::BUTTON / 2.0), vec2(width, size::BUTTON));
        right = rect.left() - size::S8;
        rect
    };
    let drop = scene.text(Msg::LevelDrop);
    let rect = place(ui, drop);
    let dropped = button::secondary(&mut paint::at(ui, rect, "level drop"), drop).clicked();
    let mut accepted = false;
    if found.is_some() {
        let accept = scene.text(Msg::LevelAccept);
        let rect = place(ui, accept);
        accepted = button::primary(&mut paint::at(ui, rect, "level accept"), accept).clicked();
    }
    pane::label(ui, left, Align2::LEFT_CENTER, &words, fonts::text(), p.t1);
    if dropped || accepted {
        state.levelling = Levelling::Idle;
        actions.push(Action::Level(LevelRequest::Stop));
    }
    if let Some(found) = found.filter(|_| accepted) {
        edit::campaign(actions, open.campaign.id, scene.text(Msg::LevelStep), move |campaign| found.accept(campaign));
    }
}
