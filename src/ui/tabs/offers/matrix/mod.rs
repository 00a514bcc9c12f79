//! 叠加规则: offers × offers, which can be used together and why; a click turns a pair round.

pub mod geometry;

use egui::{
    Align2, CornerRadius, CursorIcon, EventFilter, Id, Key, Modifiers, Rect, Role, ScrollArea, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use self::geometry::{Geometry, WRAPPED, step};
use crate::engine::offers::stacking::{self, Turn, Verdict, Why};
use crate::model::{CampaignId, Offer, OfferId};
use crate::text::names::Named;
use crate::text::offers::offer_name;
use crate::text::{Lang, Msg};
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::edit;
use crate::ui::theme::{self, Palette, fonts, icons, size};
use crate::ui::widgets::{paint, pane};

/// What the matrix remembers.
#[derive(Debug, Default)]
pub struct MatrixState {
    made_from: Option<(CampaignId, u64, Lang)>,
    /// Offers with their names and how often each may be used in an order, in the order of computation.
    rows: Vec<(OfferId, String, Option<u64>)>,
    /// What is said of each pair, by row and column.
    said: Vec<Vec<String>>,
    active: (usize, usize),
}

impl MatrixState {
    fn refresh(&mut self, scene: &Scene<'_>, open: &Open<'_>) {
        let from = (open.campaign.id, open.revision, scene.texts.lang());
        let matrix = &open.answer.offers.matrix;
        if self.made_from == Some(from) && self.rows.len() == matrix.offers.len() {
            return;
        }
        self.made_from = Some(from);
        self.rows = matrix
            .offers
            .iter()
            .filter_map(|id| open.campaign.offers.get(*id))
            .map(|offer| (offer.id, offer_name(scene.texts, open.project, offer), times(offer)))
            .collect();
        self.said = (0..self.rows.len())
            .map(|row| (0..self.rows.len()).map(|column| self.words(scene, open, row, column)).collect())
            .collect();
        let last = self.rows.len().saturating_sub(1);
        self.active = (self.active.0.min(last), self.active.1.min(last));
    }

    fn words(&self, scene: &Scene<'_>, open: &Open<'_>, row: usize, column: usize) -> String {
        let (Some((a, a_name, n)), Some((b, b_name, _))) = (self.rows.get(row), self.rows.get(column)) else {
            return String::new();
        };
        if row == column {
            let n = n.map_or_else(|| "1".to_owned(), |n| n.to_string());
            return scene.texts.with(Msg::OffersTimes, &[("name", a_name.into()), ("n", n.into())]);
        }
        let Some(verdict) = open.answer.offers.matrix.get(*a, *b).filter(|_| row < column) else {
            return String::new();
        };
        let msg = if verdict.together { Msg::OffersPairTogether } else { Msg::OffersPairApart };
        let why = why(scene, open, verdict);
        scene.texts.with(msg, &[("a", a_name.into()), ("b", b_name.into()), ("why", why.into())])
    }
}

/// Coupons and red packets: how often one may be used in an order.
fn times(offer: &Offer) -> Option<u64> {
    offer.is_chosen().then(|| {
        let times = offer.per_order.map_or(1, crate::model::Count::get);
        times.min(offer.per_customer.map_or(u64::MAX, crate::model::Count::get)).max(1)
    })
}

/// The reason of a verdict, in a few words.
#[must_use]
pub fn why(scene: &Scene<'_>, open: &Open<'_>, verdict: Verdict) -> String {
    let t = |msg| scene.text(msg).to_owned();
    match verdict.why {
        Why::OtherLayer => t(Msg::OffersWhyOtherLayer),
        Why::NoPrice => t(Msg::OffersWhyNoPrice),
        Why::LayerStacks(_) => t(Msg::OffersWhyLayerStacks),
        Why::SameLayer(layer) => {
            scene.texts.with(Msg::OffersWhySameLayer, &[("layer", layer.name_in(scene.texts).into())])
        }
        Why::Group => t(Msg::OffersWhyGroup),
        Why::Said => t(Msg::OffersWhySaid),
        Why::Stops(id) => {
            let name = open.campaign.offers.get(id).map(|offer| offer_name(scene.texts, open.project, offer));
            scene.texts.with(Msg::OffersWhyStops, &[("name", name.unwrap_or_default().into())])
        }
    }
}

/// Draws the pane.
pub fn show(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut MatrixState,
    selected: Option<OfferId>,
    actions: &mut Actions,
) -> Option<OfferId> {
    state.refresh(scene, open);
    let p = theme::tokens(ui);
    let (row, body) = pane::title(ui, area, scene.text(Msg::OffersMatrix));
    let end =
        row.left() + size::S16 + paint::width(ui.painter(), scene.text(Msg::OffersMatrix), fonts::medium(size::TITLE));
    let note = scene.text(Msg::OffersMatrixNote);
    let galley = paint::cut(ui.painter(), note, fonts::text(), p.t2, row.right() - end - size::S24);
    ui.painter().galley(pos2(end + size::S8, row.center().y - galley.size().y / 2.0), galley, p.t2);
    let (body, foot) = body.split_top_bottom_at_y(body.bottom() - 62.0);
    let inner = Rect::from_min_max(
        pos2(body.left() + size::S12, body.top() + 6.0),
        pos2(body.right() - size::S8, body.bottom()),
    );
    let mut child = paint::at(ui, inner, "offers matrix");
    child.set_clip_rect(inner.intersect(ui.clip_rect()));
    let (pointed, chosen) = ScrollArea::both()
        .id_salt("offers matrix")
        .auto_shrink(false)
        .show(&mut child, |ui| cells(ui, inner.width(), scene, open, state, selected, actions))
        .inner;
    legend(ui, foot, scene, state, pointed);
    chosen
}

/// Draws the cells; gives the pair under the pointer or the keyboard, and the offer whose name was clicked.
fn cells(
    ui: &mut Ui,
    width: f32,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut MatrixState,
    selected: Option<OfferId>,
    actions: &mut Actions,
) -> (Option<(usize, usize)>, Option<OfferId>) {
    let p = theme::tokens(ui);
    let count = state.rows.len();
    let wanted = Geometry::new(pos2(0.0, 0.0), width, count).size();
    let (place, _) = ui.allocate_exact_size(wanted, Sense::hover());
    let g = Geometry::new(place.min, width, count);
    let id = ui.scope_id().with("matrix");
    let whole = ui.interact(place, id, Sense::focusable_noninteractive());
    whole.widget_info(|| WidgetInfo::labeled(Role::Grid, true, scene.text(Msg::OffersMatrix)));
    let focused = whole.has_focus();
    let mut pointed = focused.then_some(state.active);
    let mut turned = None;
    let mut chosen = None;
    if focused {
        turned = keys(ui, id, state, count).then_some(state.active);
    }
    for (row, (offer, name, times)) in state.rows.iter().enumerate() {
        let on = selected == Some(*offer);
        if head(ui, &g, row, name, on, p) {
            chosen = Some(*offer);
        }
        for column in row..count {
            let Some(rect) = g.cell(row, column).filter(|rect| ui.is_rect_visible(*rect)) else { continue };
            let said = state.said.get(row).and_then(|row| row.get(column)).map_or("", String::as_str);
            let response = ui.interact(rect, id.with((row, column)), Sense::CLICK);
            response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, said));
            let other = state.rows.get(column).map_or(*offer, |(id, ..)| *id);
            let verdict = (row != column).then(|| open.answer.offers.matrix.get(*offer, other)).flatten();
            paint_cell(ui, rect, verdict, *times, response.hovered(), p);
            if focused && state.active == (row, column) {
                ui.painter().rect_stroke(
                    rect.shrink(1.0),
                    CornerRadius::ZERO,
                    Stroke::new(2.0, p.accent),
                    StrokeKind::Inside,
                );
            }
            if response.hovered() {
                pointed = Some((row, column));
            }
            if response.on_hover_text(said).on_hover_cursor(CursorIcon::PointingHand).clicked() {
                if row == column {
                    chosen = Some(*offer);
                } else {
                    turned = Some((row, column));
                }
            }
        }
    }
    if let Some((row, column)) = turned {
        state.active = (row, column);
        turn(scene, open, state, row, column, actions);
    }
    (pointed, chosen)
}

fn keys(ui: &Ui, id: Id, state: &mut MatrixState, count: usize) -> bool {
    ui.memory_mut(|m| {
        let arrows = EventFilter { vertical_arrows: true, horizontal_arrows: true, ..EventFilter::default() };
        m.set_focus_lock_filter(id, arrows);
    });
    let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    for (key, by) in
        [(Key::ArrowUp, (-1, 0)), (Key::ArrowDown, (1, 0)), (Key::ArrowLeft, (0, -1)), (Key::ArrowRight, (0, 1))]
    {
        if pressed(key) {
            state.active = step(state.active, by, count);
        }
    }
    (pressed(Key::Space) || pressed(Key::Enter)) && state.active.0 != state.active.1
}

/// Asks for the other verdict about a pair, if the matrix can say so.
fn turn(scene: &Scene<'_>, open: &Open<'_>, state: &MatrixState, row: usize, column: usize, actions: &mut Actions) {
    let (Some((a, name, _)), Some((b, ..))) = (state.rows.get(row), state.rows.get(column)) else { return };
    let (a, b) = (*a, *b);
    let turn = stacking::turn(open.campaign, a, b);
    if turn == Turn::Fixed {
        return;
    }
    let step = scene.texts.with(Msg::OffersStepStacking, &[("name", name.into())]);
    edit::campaign(actions, open.campaign.id, step, move |campaign| stacking::apply(campaign, a, b, turn));
}

/// The name of an offer beside its row and above its column; whether it was clicked.
fn head(ui: &mut Ui, g: &Geometry, at: usize, name: &str, on: bool, p: &'static Palette) -> bool {
    let place = g.name(at);
    let mut clicked = false;
    if ui.is_rect_visible(place) {
        let response = ui.interact(place, ui.scope_id().with(("matrix name", at)), Sense::CLICK);
        response.widget_info(|| WidgetInfo::labeled(Role::RowHeader, true, name));
        let ink = if on || response.hovered() { p.t1 } else { p.t2 };
        let font = if on { fonts::text_medium() } else { fonts::text() };
        let galley = paint::cut(ui.painter(), name, font, ink, place.width());
        let left = place.right() - galley.size().x;
        ui.painter().galley(pos2(left, place.center().y - galley.size().y / 2.0), galley, ink);
        clicked = response.on_hover_text(name).on_hover_cursor(CursorIcon::PointingHand).clicked();
    }
    let place = g.head(at);
    if ui.is_rect_visible(place) {
        let ink = if on { p.t1 } else { p.t2 };
        if g.cell >= WRAPPED {
            wrapped(ui, place, name, ink);
        } else {
            turned(ui, place, name, ink);
        }
    }
    clicked
}

/// A head in two short lines.
fn wrapped(ui: &Ui, place: Rect, name: &str, ink: egui::Color32) {
    let name: String = name.chars().filter(|c| !c.is_whitespace() || name.is_ascii()).collect();
    let mut job = egui::epaint::text::LayoutJob::simple(name, fonts::text(), ink, place.width() + 2.0);
    job.wrap.max_rows = 2;
    job.wrap.break_anywhere = true;
    job.wrap.overflow_character = None;
    job.halign = egui::Align::Center;
    let galley = ui.painter().layout_job(job);
    let at = pos2(place.center().x, place.bottom() - galley.size().y);
    ui.painter().galley(at, galley, ink);
}

/// A head that reads upwards.
fn turned(ui: &Ui, place: Rect, name: &str, ink: egui::Color32) {
    let galley = paint::cut(ui.painter(), name, fonts::text(), ink, place.height());
    let at = pos2(place.center().x - galley.size().y / 2.0, place.bottom());
    let angle = -std::f32::consts::FRAC_PI_2;
    ui.painter().add(egui::epaint::TextShape::new(at, galley, ink).with_angle(angle));
}

fn paint_cell(ui: &Ui, rect: Rect, verdict: Option<Verdict>, times: Option<u64>, hovered: bool, p: &Palette) {
    let painter = ui.painter();
    let fill = match (verdict, hovered) {
        (None, _) => p.sunken,
        (_, true) => p.hover,
        _ => p.panel,
    };
    painter.rect(rect, CornerRadius::ZERO, fill, Stroke::new(1.0, p.line), StrokeKind::Middle);
    match verdict {
        None => {
            if let Some(times) = times {
                let words = times.to_string();
                paint::text(painter, rect.center(), Align2::CENTER_CENTER, &words, fonts::text(), p.t2);
            }
        }
        Some(verdict) => {
            let (icon, ink) = if verdict.together { (icons::CHECK, p.ok) } else { (icons::X, p.worse) };
            paint::icon(painter, rect.center(), icon, size::ICON_TEXT, ink);
            if verdict.why == Why::Said {
                // set by hand: a corner in the ink of what is typed
                let corner = rect.right_top();
                let points = vec![corner, corner + vec2(-6.0, 0.0), corner + vec2(0.0, 6.0)];
                painter.add(egui::Shape::convex_polygon(points, p.input, Stroke::NONE));
            }
        }
    }
}

/// What the marks mean, and what is said of the pair in question.
fn legend(ui: &mut Ui, area: Rect, scene: &Scene<'_>, state: &MatrixState, pointed: Option<(usize, usize)>) {
    let p = theme::tokens(ui);
    let y = area.top() + 14.0;
    let mut x = area.left() + size::S16;
    for (icon, ink, msg) in [(icons::CHECK, p.ok, Msg::OffersTogether), (icons::X, p.worse, Msg::OffersApart)] {
        paint::icon(ui.painter(), pos2(x + 6.0, y), icon, size::ICON_TEXT, ink);
        let at = pos2(x + 18.0, y);
        x = pane::label(ui, at, Align2::LEFT_CENTER, scene.text(msg), fonts::text(), p.t2).rect.right() + size::S16;
    }
    let said = pointed.and_then(|(row, column)| state.said.get(row)?.get(column));
    if let Some(said) = said {
        let job =
            egui::epaint::text::LayoutJob::simple(said.clone(), fonts::text(), p.t1, area.width() - 2.0 * size::S16);
        let galley = ui.painter().layout_job(job);
        ui.painter().galley(pos2(area.left() + size::S16, y + 10.0), galley, p.t1);
    }
}
