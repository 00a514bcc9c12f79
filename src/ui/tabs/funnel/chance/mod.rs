//! How sure the target is: the spread of the outcomes, what matters most and what would help, and the ranges that all is drawn
//! from.

mod card;
mod edits;
mod levers;
mod ranges;
mod settings;
mod spread;
mod swings;
mod table;

use egui::{Align2, Rect, Stroke, Ui, pos2, vec2};

use super::LeftPane;
use crate::engine::simulate::{ChanceAnswer, ranges::Past};
use crate::model::{DriverId, Money};
use crate::text::Msg;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::later;
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::grid::{GridState, RowKey};
use crate::ui::widgets::{button, paint, pane};

pub use card::card;
pub use edits::pull_lever;

/// What the pane shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChanceView {
    /// The spread of the outcomes.
    #[default]
    Spread,
    /// What matters most, and what would help.
    Levers,
    /// The ranges.
    Ranges,
}

impl ChanceView {
    /// Every view, in order.
    pub const ALL: [Self; 3] = [Self::Spread, Self::Levers, Self::Ranges];

    /// Its name on the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Spread => "chance",
            Self::Levers => "levers",
            Self::Ranges => "ranges",
        }
    }

    const fn name(self) -> Msg {
        match self {
            Self::Spread => Msg::ChanceViewSpread,
            Self::Levers => Msg::ChanceViewLevers,
            Self::Ranges => Msg::ChanceViewRanges,
        }
    }
}

/// What the pane remembers.
#[derive(Clone, Debug, Default)]
pub struct ChanceState {
    /// What it shows.
    pub view: ChanceView,
    grid: GridState,
    /// How past campaigns came out, for as long as nothing changes.
    past: Option<(u64, Vec<Past>)>,
}

impl ChanceState {
    /// Its tables, to be kept or put into a picture.
    pub(super) fn grids(&mut self) -> [&mut GridState; 1] {
        [&mut self.grid]
    }

    /// Brings a field of the simulation, or one of the ranges, to the front.
    pub(super) fn reveal(&mut self, range: Option<DriverId>, field: Option<&str>) {
        if let Some(id) = range {
            self.view = ChanceView::Ranges;
            self.grid.select(RowKey(u64::from(id.0)), table::LOW);
        } else {
            self.view = match field {
                Some("draws" | "seed" | "correlation" | "drivers") => ChanceView::Ranges,
                Some(_) => ChanceView::Spread,
                None => ChanceView::Levers,
            };
        }
    }
}

/// Draws the pane.
pub fn show(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
    compact: bool,
) {
    if open.campaign.uncertainty.drivers.is_empty() {
        empty(ui, area, scene, open, view, actions);
        return;
    }
    let (tools, body) = area.split_top_bottom_at_y(area.top() + size::TOOLBAR);
    toolbar(ui, tools, scene, open, view, actions);
    let shown = view.tabs.funnel.left_state.chance.view;
    if shown == ChanceView::Ranges {
        ranges::show(ui, body, scene, open, view, actions, compact);
        return;
    }
    if open.answer.traffic.total.gmv <= Money::ZERO {
        let lines = [scene.text(Msg::ChanceNothingNote)];
        later::empty(ui, body, icons::FUNNEL, scene.text(Msg::ChanceNothing), &lines, |ui| {
            if button::primary(ui, scene.text(Msg::ChanceToTraffic)).clicked() {
                view.tabs.funnel.left = LeftPane::Traffic;
            }
        });
        return;
    }
    let Some(answer) = open.simulated.answer else {
        pane::label(
            ui,
            body.center(),
            Align2::CENTER_CENTER,
            scene.text(Msg::ChanceDrawing),
            fonts::text(),
            theme::tokens(ui).t3,
        );
        return;
    };
    if shown == ChanceView::Spread {
        spread::show(ui, body, scene, open, answer, view);
    } else {
        levers::show(ui, body, scene, open, answer, actions);
    }
}

fn empty(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    let lines = [scene.text(Msg::ChanceEmptyNote), scene.text(Msg::ChanceEmptyAssumed)];
    later::empty(ui, area, icons::TARGET, scene.text(Msg::ChanceEmpty), &lines, |ui| {
        if button::primary(ui, scene.text(Msg::ChanceFill)).clicked() {
            view.tabs.funnel.left_state.chance.view = ChanceView::Spread;
            edits::fill(scene, open, actions);
        }
    });
}

/// What is shown, the chance that is asked for, and how much was drawn.
fn toolbar(ui: &mut Ui, row: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    let p = theme::tokens(ui);
    ui.painter().hline(row.x_range(), row.bottom() - 0.5, Stroke::new(1.0, p.line));
    let options = ChanceView::ALL.map(|shown| scene.text(shown.name()));
    let state = &mut view.tabs.funnel.left_state.chance;
    let chosen = ChanceView::ALL.iter().position(|shown| *shown == state.view);
    let mut child = paint::at(ui, row.shrink2(vec2(size::S16, 0.0)), "chance tools");
    let width = button::segmented_width(&child, &options);
    let picked = button::segmented(&mut child, scene.text(Msg::ChanceView), &options, chosen);
    if let Some(shown) = picked.and_then(|at| ChanceView::ALL.get(at)) {
        state.view = *shown;
    }
    let left = row.left() + size::S16 + width + size::S24;
    let end = settings::wanted(ui, pos2(left, row.center().y), scene, open, actions);
    let Some(answer) = open.simulated.answer else { return };
    let words = drawn(scene, open, answer);
    let room = row.right() - size::S16 - end - size::S16;
    let galley = paint::cut(ui.painter(), &words, fonts::text(), p.t3, room);
    let at = pos2(row.right() - size::S16 - galley.size().x, row.center().y - galley.size().y / 2.0);
    let place = Rect::from_min_size(at, galley.size());
    ui.painter().galley(at, galley, p.t3);
    pane::named(ui, place, &words);
}

/// How much was drawn: 模拟 10万次 · 种子 42; that it is being drawn anew.
fn drawn(scene: &Scene<'_>, open: &Open<'_>, answer: &ChanceAnswer) -> String {
    if open.simulated.stale {
        return scene.text(Msg::ChanceDrawing).to_owned();
    }
    let draws = scene.format().whole(i128::from(answer.drawn.draws));
    let seed = open.campaign.uncertainty.seed.to_string();
    scene.texts.with(Msg::ChanceDrawn, &[("draws", draws.into()), ("seed", seed.into())])
}

/// The title of a part, with what it is measured in at the right.
fn part(ui: &mut Ui, row: Rect, title: &str, note: &str) {
    let p = theme::tokens(ui);
    let end = pane::label(ui, row.left_center(), Align2::LEFT_CENTER, title, fonts::text_medium(), p.t1).rect.right();
    let galley = paint::cut(ui.painter(), note, fonts::text(), p.t3, row.right() - end - size::S16);
    let at = pos2(row.right() - galley.size().x, row.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, p.t3);
}
