//! The tools of the title row, and the circumstances: when, who, what is at hand.

use egui::{Align2, Rect, Stroke, Ui, pos2, vec2};

use super::{Sim, SimState, change};
use crate::engine::offers::basket::edit::toggle;
use crate::engine::offers::basket::phase_of;
use crate::model::offer::CustomerKind;
use crate::model::{Count, Held, OfferKind, PhaseId};
use crate::text::Msg;
use crate::text::names::Named as _;
use crate::ui::action::Actions;
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::grid::dates::parse_date_time;
use crate::ui::widgets::{button, paint, pane, select};

/// Keeping the basket, at the right of the title row.
pub fn title(ui: &mut Ui, tools: Rect, sim: &Sim<'_>, state: &mut SimState, actions: &mut Actions) {
    let words = sim.scene.text(Msg::SimSave);
    let width = paint::width(ui.painter(), words, fonts::text_medium()) + 2.0 * size::S12 + size::ICON + 6.0;
    let place = Rect::from_min_size(pos2(tools.right() - width, tools.center().y - 14.0), vec2(width, size::BUTTON));
    let mut child = paint::at(ui, place, "sim save");
    if state.basket(sim.open).items.is_empty() {
        child.disable();
    }
    if button::secondary_with_icon(&mut child, icons::SAVE, words).clicked() {
        change::save(sim.scene, sim.open, state, actions);
    }
}

/// Where chips stand: in rows of a width, each row as high as the toolbar's first; the second number is its row.
#[must_use]
pub fn flow(widths: &[f32], first: f32, room: f32, gap: f32) -> Vec<(f32, usize)> {
    let (mut x, mut row) = (first, 0);
    let mut places = Vec::with_capacity(widths.len());
    for width in widths {
        if x + width > room && x > 0.0 {
            (x, row) = (0.0, row + 1);
        }
        places.push((x, row));
        x += width + gap;
    }
    places
}

/// Draws the row, or rows, of circumstances; gives the rest.
pub fn circumstances(ui: &mut Ui, body: Rect, sim: &Sim<'_>, state: &mut SimState, actions: &mut Actions) -> Rect {
    const LINE: f32 = 32.0;
    let p = theme::tokens(ui);
    let scene = sim.scene;
    let basket = state.basket(sim.open);
    let row = Rect::from_min_size(body.min, vec2(body.width(), size::TOOLBAR));
    let mut x = row.left() + size::S16;
    let label = |ui: &mut Ui, x: f32, y: f32, msg: Msg| {
        let at = pos2(x, y);
        pane::label(ui, at, Align2::LEFT_CENTER, scene.text(msg), fonts::text(), p.t2).rect.right() + size::S8
    };
    let y = row.center().y;
    x = label(ui, x, y, Msg::SimMoment);
    x = moment(ui, x, y, sim, state, &basket, actions) + size::S8;
    x = phase(ui, x, y, sim, state, &basket, actions) + size::S12;
    x = label(ui, x, y, Msg::SimCustomer);
    let names = CustomerKind::ALL.each_ref().map(|kind| kind.name_in(scene.texts));
    let chosen = CustomerKind::ALL.iter().position(|kind| *kind == basket.customer);
    let place = Rect::from_min_size(pos2(x, y - 12.0), vec2(row.right() - x, size::FIELD));
    let mut child = paint::at(ui, place, "sim customer");
    let picked = button::segmented(&mut child, scene.text(Msg::SimCustomer), &names, chosen);
    x = child.min_rect().right() + size::S12;
    if let Some(kind) = picked.and_then(|at| CustomerKind::ALL.get(at)).copied() {
        change::basket(scene, sim.open, state, actions, move |basket| basket.customer = kind);
    }
    // what is at hand
    x = label(ui, x, y, Msg::SimAtHand);
    let holdable: Vec<Held> = state
        .found()
        .and_then(|(_, found)| found.compiled.as_ref())
        .map(|compiled| compiled.holdable().collect())
        .unwrap_or_default();
    let kind = |held: &Held| sim.open.campaign.offers.get(held.offer).map(|offer| offer.rule.kind());
    let has_points = holdable.iter().any(|held| kind(held) == Some(OfferKind::Points));
    let chips: Vec<(Held, String)> = holdable
        .iter()
        .filter(|held| kind(held) != Some(OfferKind::Points))
        .map(|held| (*held, sim.words.held(*held)))
        .collect();
    let points_words = scene.text(Msg::SimPoints);
    let points_width = paint::width(ui.painter(), points_words, fonts::text()) + 8.0 + 56.0;
    let mut widths: Vec<f32> = chips
        .iter()
        .map(|(_, words)| (paint::width(ui.painter(), words, fonts::text()) + 34.0).min(row.width() * 0.4))
        .collect();
    if has_points {
        widths.push(points_width);
    }
    let start = row.left() + size::S16;
    let places = flow(&widths, x - start, row.width() - 2.0 * size::S16, 6.0);
    for ((held, words), ((at, line), width)) in chips.iter().zip(places.iter().zip(&widths)) {
        let place = Rect::from_min_size(pos2(start + at, y - 12.0 + *line as f32 * LINE), vec2(*width, size::FIELD));
        if chip(ui, place, words, !basket.without.contains(held)) {
            let held = *held;
            change::basket(scene, sim.open, state, actions, move |basket| toggle(basket, held));
        }
    }
    if let Some((at, line)) = places.last().filter(|_| has_points) {
        let y = y + *line as f32 * LINE;
        let x =
            pane::label(ui, pos2(start + at, y), Align2::LEFT_CENTER, points_words, fonts::text(), p.t2).rect.right();
        let place = Rect::from_min_size(pos2(x + size::S8, y - 12.0), vec2(56.0, size::FIELD));
        let shown = scene.format().whole(basket.points.wide());
        let raw = basket.points.to_string();
        let field = Field::new(points_words, &shown, &raw).size(56.0, size::FIELD);
        let check = |text: &str| Count::parse(text).map(|_| ()).map_err(|_| scene.text(Msg::SimNotCount).to_owned());
        let typed = field.show(&mut paint::at(ui, place, "sim points"), "points", check).committed;
        if let Some(points) = typed.and_then(|text| Count::parse(&text).ok()) {
            change::basket(scene, sim.open, state, actions, move |basket| basket.points = points);
        }
    }
    let lines = places.last().map_or(0, |(_, line)| *line);
    let bottom = row.bottom() + lines as f32 * LINE;
    ui.painter().hline(body.x_range(), bottom - 0.5, Stroke::new(1.0, p.line));
    Rect::from_min_max(pos2(body.left(), bottom), body.max)
}

fn moment(
    ui: &mut Ui,
    x: f32,
    y: f32,
    sim: &Sim<'_>,
    state: &mut SimState,
    basket: &crate::model::Basket,
    actions: &mut Actions,
) -> f32 {
    let scene = sim.scene;
    let width = if scene.texts.lang().is_chinese() { 88.0 } else { 100.0 };
    let shown = basket.at.map(|at| scene.format().day_and_time(at)).unwrap_or_default();
    let raw = basket.at.map(|at| at.strftime("%Y-%m-%d %H:%M").to_string()).unwrap_or_default();
    let base = sim.open.campaign.span().map_or(scene.now.date(), |(start, _)| start.date());
    let place = Rect::from_min_size(pos2(x, y - 12.0), vec2(width, size::FIELD));
    let field = Field::new(scene.text(Msg::SimMoment), &shown, &raw).hint(scene.text(Msg::SimWholePhase)).left();
    let check = |text: &str| match text {
        "" => Ok(()),
        text => parse_date_time(text, base).map(|_| ()).map_err(|why| why.sentence(scene.texts)),
    };
    let typed = field.size(width, size::FIELD).show(&mut paint::at(ui, place, "sim moment"), "moment", check).committed;
    if let Some(text) = typed {
        let at = parse_date_time(&text, base).ok();
        let phase = phase_of(sim.open.campaign, basket).map(|phase| phase.id);
        change::basket(scene, sim.open, state, actions, move |basket| {
            // without an instant, the phase in which it lay stays
            (basket.at, basket.phase) = (at, if at.is_none() { phase } else { None });
        });
    }
    x + width
}

fn phase(
    ui: &mut Ui,
    x: f32,
    y: f32,
    sim: &Sim<'_>,
    state: &mut SimState,
    basket: &crate::model::Basket,
    actions: &mut Actions,
) -> f32 {
    const WIDTH: f32 = 84.0;
    let p = theme::tokens(ui);
    let phases = &sim.open.campaign.phases;
    let here = phase_of(sim.open.campaign, basket);
    if let Some(phase) = here {
        let block = paint::square(pos2(x + 5.0, y), 9.0);
        ui.painter().rect_filled(block, egui::CornerRadius::same(size::RADIUS_SMALL), p.phase(phase.kind));
    }
    let names: Vec<&str> = phases.iter().map(|phase| phase.name_in(sim.scene.texts)).collect();
    let chosen = here.and_then(|phase| phases.position(phase.id));
    let place = Rect::from_min_size(pos2(x + 16.0, y - 12.0), vec2(WIDTH, size::FIELD));
    let mut child = paint::at(ui, place, "sim phase");
    let picked = select::select(&mut child, sim.scene.text(Msg::SimPhase), &names, chosen, WIDTH);
    let id: Option<PhaseId> = picked.and_then(|at| phases.at(at)).map(|phase| phase.id);
    if let Some(id) = id {
        change::basket(sim.scene, sim.open, state, actions, move |basket| {
            (basket.at, basket.phase) = (None, Some(id));
        });
    }
    x + 16.0 + WIDTH
}

/// Something that is at hand or not.
fn chip(ui: &mut Ui, rect: Rect, words: &str, on: bool) -> bool {
    use egui::{CornerRadius, CursorIcon, Role, Sense, StrokeKind, WidgetInfo};
    let p = theme::tokens(ui);
    let response = ui.interact(rect, ui.scope_id().with(("sim chip", words)), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, words));
    let (fill, edge, ink) = match (on, response.hovered()) {
        (true, _) => (p.acc_soft, p.accent, p.input),
        (_, true) => (p.hover, p.t3, p.t1),
        _ => (p.panel, p.field, p.t2),
    };
    let painter = ui.painter();
    painter.rect(rect, CornerRadius::same(size::RADIUS), fill, Stroke::new(1.0, edge), StrokeKind::Inside);
    let icon = if on { icons::CHECK } else { icons::X };
    let tint = if on { p.input } else { p.t4 };
    paint::icon(painter, pos2(rect.left() + 13.0, rect.center().y), icon, size::ICON_CELL, tint);
    let galley = paint::cut(painter, words, fonts::text(), ink, rect.width() - 32.0);
    painter.galley(pos2(rect.left() + 24.0, rect.center().y - galley.size().y / 2.0), galley, ink);
    if response.has_focus() {
        button::focus_ring(painter, rect, p);
    }
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(words).clicked()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chips_go_on_in_the_next_row() {
        assert_eq!(flow(&[30.0, 30.0, 30.0], 50.0, 120.0, 5.0), [(50.0, 0), (85.0, 0), (0.0, 1)]);
        // one that is too wide for any row stands in a row of its own
        assert_eq!(flow(&[300.0, 10.0], 0.0, 120.0, 5.0), [(0.0, 0), (0.0, 1)]);
    }
}
