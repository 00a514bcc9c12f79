//! What the inspector says of the chosen offer: its words to customers, who pays, what it cannot be used with and why.

use egui::{Align2, CursorIcon, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::matrix::why;
use crate::model::{CampaignId, OfferId};
use crate::text::offers::{conditions, offer_name, promise};
use crate::text::{Lang, Msg};
use crate::ui::scene::{Open, Scene, View};
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::{button, paint, pane};

/// What the side remembers: made again when the project, the choice or the language changes.
#[derive(Debug, Default)]
pub struct SideState {
    made_from: Option<(CampaignId, OfferId, u64, Lang)>,
    title: String,
    promise: String,
    conditions: Vec<String>,
    excluded: Vec<(OfferId, String, String)>,
    /// The frame in which the tab was last drawn.
    seen: u64,
}

impl SideState {
    fn refresh(&mut self, scene: &Scene<'_>, open: &Open<'_>, id: OfferId) {
        let from = (open.campaign.id, id, open.revision, scene.texts.lang());
        if self.made_from == Some(from) {
            return;
        }
        let Some(offer) = open.campaign.offers.get(id) else { return };
        self.made_from = Some(from);
        self.title = offer_name(scene.texts, open.project, offer);
        self.promise = promise(scene.texts, open.project, &offer.rule);
        self.conditions = conditions(scene.texts, open.project, open.campaign, offer);
        let name = |id: OfferId| {
            let other = open.campaign.offers.get(id);
            other.map_or_else(String::new, |other| offer_name(scene.texts, open.project, other))
        };
        let matrix = &open.answer.offers.matrix;
        self.excluded = matrix.excluded_by(id).map(|(id, verdict)| (id, name(id), why(scene, open, verdict))).collect();
    }
}

/// Notes that the tab is drawn; a figure asked for in another tab gives way when it comes to the front.
pub fn enter(ui: &Ui, view: &mut View) {
    if crate::ui::tabs::entered(ui, &mut view.tabs.offers.side.seen) {
        view.figure = None;
    }
}

/// The title of the inspector while an offer is chosen and no figure was asked for.
#[must_use]
pub fn title(scene: &Scene<'_>, open: &Open<'_>, view: &mut View) -> Option<String> {
    if view.figure.is_some() {
        return None;
    }
    let id = view.tabs.offers.selected(open.campaign)?;
    let side = &mut view.tabs.offers.side;
    side.refresh(scene, open, id);
    Some(side.title.clone())
}

/// Draws the inspector's body.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, view: &mut View) {
    let state = &view.tabs.offers.side;
    let p = theme::tokens(ui);
    section(ui, scene.text(Msg::OffersSaid));
    paragraph(ui, &state.promise, fonts::medium(size::TITLE), p.t1);
    for words in &state.conditions {
        paragraph(ui, words, fonts::text(), p.t2);
    }
    ui.add_space(size::S8);
    rule(ui);
    section(ui, scene.text(Msg::OffersExcludes));
    if state.excluded.is_empty() {
        paragraph(ui, scene.text(Msg::OfferNobody), fonts::text(), p.t3);
    }
    let mut chosen = None;
    for (id, name, why) in &state.excluded {
        let (row, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::FIELD), Sense::click());
        let row = row.shrink2(vec2(size::S16, 0.0));
        response.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("{name} {why}")));
        let at = row.right_center();
        let why = paint::cut(ui.painter(), why, fonts::text(), p.t2, row.width() * 0.5);
        let left = at.x - why.size().x;
        ui.painter().galley(pos2(left, at.y - why.size().y / 2.0), why, p.t2);
        let galley = paint::cut(ui.painter(), name, fonts::text(), p.input, left - row.left() - size::S8);
        let end = row.left() + galley.size().x;
        ui.painter().galley(pos2(row.left(), at.y - galley.size().y / 2.0), galley, p.input);
        if response.hovered() {
            ui.painter().hline(row.left()..=end, at.y + 8.0, Stroke::new(1.0, p.input));
        }
        if response.has_focus() {
            button::focus_ring(ui.painter(), row, p);
        }
        if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
            chosen = Some(*id);
        }
    }
    if let Some(id) = chosen {
        view.tabs.offers.choose(id);
    }
}

fn section(ui: &mut Ui, words: &str) {
    let p = theme::tokens(ui);
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), 34.0), Sense::hover());
    let at = pos2(row.left() + size::S16, row.center().y);
    pane::label(ui, at, Align2::LEFT_CENTER, words, fonts::text_medium(), p.t1);
}

fn rule(ui: &mut Ui) {
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().hline(row.x_range(), row.center().y, Stroke::new(1.0, theme::tokens(ui).line));
}

fn paragraph(ui: &mut Ui, words: &str, font: egui::FontId, ink: egui::Color32) {
    let width = ui.available_width();
    let job = egui::epaint::text::LayoutJob::simple(words.to_owned(), font, ink, width - 2.0 * size::S16);
    let galley = ui.painter().layout_job(job);
    let (row, _) = ui.allocate_exact_size(vec2(width, galley.size().y + size::S4), Sense::hover());
    let place = Rect::from_min_size(pos2(row.left() + size::S16, row.top()), galley.size());
    ui.painter().galley(place.min, galley, ink);
    pane::named(ui, place, words);
}
