//! The chance in the side pane, below the reasons of the planned GMV: its spread, and what matters most.

use egui::{Rect, Sense, Stroke, Ui, vec2};

use super::{drawn, part, spread, swings};
use crate::engine::finding::{Place, PlaceKind, Tab};
use crate::text::Msg;
use crate::text::amounts::chances;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::theme::{self, size};

/// Bars of the tornado shown beside the reasons.
const SWINGS: usize = 4;

/// Draws it, where the target has been drawn; a click leads to the pane below left.
pub fn card(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, view: &mut View) {
    let Some(answer) = open.simulated.answer else { return };
    let p = theme::tokens(ui);
    let strip = |ui: &mut Ui, height: f32| -> Rect {
        let width = ui.available_width();
        ui.allocate_exact_size(vec2(width, height), Sense::hover()).0.shrink2(vec2(size::S16, 0.0))
    };
    let rule = |ui: &mut Ui| {
        let width = ui.available_width();
        let (line, _) = ui.allocate_exact_size(vec2(width, 1.0), Sense::hover());
        ui.painter().hline(line.x_range(), line.center().y, Stroke::new(1.0, p.line));
    };
    let mut leads = None;
    ui.add_space(size::S8);
    rule(ui);
    let title = strip(ui, 34.0);
    let name = match answer.chance() {
        Some(chance) => format!("{} {}", scene.text(Msg::HeaderChance), chances(scene.texts, chance, answer.wanted).0),
        None => scene.text(Msg::ChanceHistogram).to_owned(),
    };
    part(ui, title, &name, &drawn(scene, open, answer));
    let plot = strip(ui, 116.0);
    if spread::picture(ui, plot, scene, open, answer, false) {
        leads = Some(Place::at(Tab::Funnel, PlaceKind::Chance).field("spread"));
    }
    if !answer.swings.is_empty() {
        ui.add_space(size::S8);
        rule(ui);
        let title = strip(ui, 34.0);
        part(ui, title, scene.text(Msg::ChanceSwings), &scene.texts.money_unit());
        let bars = strip(ui, swings::height(answer.swings.len().min(SWINGS)));
        if let Some(id) = swings::show(ui, bars, scene, open, answer) {
            leads = Some(Place::at(Tab::Funnel, PlaceKind::Chance).row(id.0));
        }
    }
    if let Some(place) = leads {
        view.tabs.reveal(&place);
        view.tab = Some(Tab::Funnel);
    }
}
