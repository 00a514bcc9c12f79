//! 再买一件会怎样: a piece of the chosen line in baskets with 1 … 8 of it, and what one more of a product would change.

use egui::{Align2, CornerRadius, Rect, Role, ScrollArea, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::{Sim, SimState, change};
use crate::engine::offers::basket::edit::set_pieces;
use crate::engine::offers::basket::more::{OneMore, PiecesPoint, reversal};
use crate::model::{Count, Money};
use crate::text::Msg;
use crate::text::offers::discount;
use crate::ui::action::Actions;
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::{button, paint, pane};

/// Draws the pane.
pub fn show(ui: &mut Ui, area: Rect, sim: &Sim<'_>, state: &mut SimState, actions: &mut Actions) {
    let p = theme::tokens(ui);
    let (title, rest) = area.split_top_bottom_at_y(area.top() + size::PANE_TITLE);
    let Some((basket, found)) = state.found() else { return };
    let Some(sku) = found.line else { return };
    let pieces = crate::engine::offers::basket::edit::pieces_of(basket, sku);
    let (points, more) = (found.points.clone(), found.more.clone());
    let y = title.center().y;
    let name = sim.scene.text(Msg::SimOneMore);
    let at = pos2(title.left() + size::S16, y);
    let end = pane::label(ui, at, Align2::LEFT_CENTER, name, fonts::medium(size::TITLE), p.t1).rect.right();
    let unit = sim.scene.texts.with(Msg::SimUnitOf, &[("sku", sim.words.sku(sku).into())]);
    let galley = paint::cut(ui.painter(), &unit, fonts::text(), p.t2, title.right() - end - 24.0);
    ui.painter().galley(pos2(end + size::S8, y - galley.size().y / 2.0), galley, p.t2);
    ui.painter().hline(title.x_range(), title.bottom() - 0.5, Stroke::new(1.0, p.line));
    let height = (rest.height() * 0.4).clamp(120.0, 200.0);
    let (plot, table) = rest.split_top_bottom_at_y(rest.top() + height);
    if let Some(pieces) = chart(ui, plot, sim, &points, pieces) {
        change::basket(sim.scene, sim.open, state, actions, move |basket| set_pieces(basket, sku, pieces));
    }
    rows(ui, table, sim, &points, &more, pieces);
}

/// The place of each column and of amounts, in a plot.
#[derive(Clone, Copy, Debug)]
pub struct Columns {
    plot: Rect,
    count: usize,
    most: f32,
}

impl Columns {
    /// Columns that fill a plot; the highest amount has a seventh of it above.
    #[must_use]
    pub fn new(plot: Rect, points: &[PiecesPoint]) -> Self {
        let amounts = points.iter().flat_map(|p| [Some(p.unit), p.floor]).flatten();
        let most = amounts.map(|m| m.to_f64() as f32).fold(0.01, f32::max) * 7.0 / 6.0;
        Self { plot, count: points.len().max(1), most }
    }

    /// The height of an amount.
    #[must_use]
    pub fn y(&self, money: Money) -> f32 {
        self.plot.bottom() - self.plot.height() * (money.to_f64() as f32 / self.most).clamp(0.0, 1.0)
    }

    /// The column at a position, up to an amount.
    #[must_use]
    pub fn column(&self, at: usize, money: Money) -> Rect {
        let step = self.plot.width() / self.count as f32;
        let x = self.plot.left() + step * (at as f32 + 0.5);
        let half = (step * 0.38).min(20.0);
        Rect::from_min_max(pos2(x - half, self.y(money)), pos2(x + half, self.plot.bottom()))
    }
}

/// Draws the columns; gives the number of pieces of one that was clicked.
fn chart(ui: &mut Ui, area: Rect, sim: &Sim<'_>, points: &[PiecesPoint], pieces: Count) -> Option<Count> {
    let p = theme::tokens(ui);
    let plot = Rect::from_min_max(
        pos2(area.left() + size::S16, area.top() + size::S12),
        pos2(area.right() - size::S12, area.bottom() - 24.0),
    );
    let columns = Columns::new(plot, points);
    let format = sim.scene.format();
    for quarter in 1..4 {
        let y = plot.bottom() - plot.height() * 6.0 / 7.0 * quarter as f32 / 3.0;
        ui.painter().hline(plot.x_range(), y.round() + 0.5, Stroke::new(1.0, p.grid));
    }
    ui.painter().hline(plot.x_range(), plot.bottom() + 0.5, Stroke::new(1.0, p.line_2));
    let mut picked = None;
    for (at, point) in points.iter().enumerate() {
        let bar = columns.column(at, point.unit);
        let on = point.pieces == pieces;
        let hit = Rect::from_min_max(pos2(bar.left(), plot.top()), pos2(bar.right(), area.bottom()));
        let response = ui.interact(hit, ui.scope_id().with(("sim point", at)), Sense::click());
        let n = i64::try_from(point.pieces.get()).unwrap_or(i64::MAX);
        let arguments =
            [("n", n.into()), ("unit", format.amount(point.unit).into()), ("total", format.amount(point.total).into())];
        let words = sim.scene.texts.with(Msg::SimPoint, &arguments);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, &words));
        let fill = match (on, response.hovered()) {
            (true, _) => p.accent,
            (_, true) => p.bar_2,
            _ => p.bar,
        };
        ui.painter().rect_filled(bar, CornerRadius::ZERO, fill);
        if let Some(floor) = point.floor.filter(|_| point.below_floor) {
            let gap = Rect::from_min_max(pos2(bar.left(), columns.y(floor)), pos2(bar.right(), bar.top()));
            paint::hatch(ui.painter(), gap, p.worse);
        }
        let top = if point.below_floor { point.floor.map_or(bar.top(), |f| columns.y(f)) } else { bar.top() };
        let ink = if point.below_floor { p.worse } else { p.t2 };
        let tenth = Money::from_minor((point.unit.minor() + 5) / 10 * 10);
        let mut shown = format.amount(tenth);
        // tenths are enough above a column; the exact figure is in the hover
        shown.truncate(shown.len().saturating_sub(1));
        let above = pos2(bar.center().x, top - 3.0);
        paint::text(ui.painter(), above, Align2::CENTER_BOTTOM, &shown, fonts::text(), ink);
        let font = if on { fonts::text_medium() } else { fonts::text() };
        let below = pos2(bar.center().x, plot.bottom() + 13.0);
        let ink = if on { p.t1 } else { p.t3 };
        paint::text(ui.painter(), below, Align2::CENTER_CENTER, &point.pieces.to_string(), font, ink);
        if response.has_focus() {
            button::focus_ring(ui.painter(), hit.shrink(2.0), p);
        }
        if response.clicked() {
            picked = Some(point.pieces);
        }
        response.on_hover_text(words);
    }
    if let Some(floor) = points.first().and_then(|point| point.floor) {
        let y = columns.y(floor);
        let line = [pos2(plot.left(), y), pos2(plot.right(), y)];
        ui.painter().extend(Shape::dashed_line(&line, Stroke::new(1.5, p.t1), 5.0, 4.0));
        let words = format!("{} {}", sim.scene.text(Msg::SimFloor), format.amount(floor));
        let room = paint::width(ui.painter(), &words, fonts::text());
        let at = pos2(plot.right() - room, plot.top() - 4.0);
        pane::label(ui, at, Align2::LEFT_CENTER, &words, fonts::text(), p.t2);
    }
    picked.filter(|picked| *picked != pieces)
}

fn rows(ui: &mut Ui, area: Rect, sim: &Sim<'_>, points: &[PiecesPoint], more: &[OneMore], pieces: Count) {
    let p = theme::tokens(ui);
    let (head, body) = area.split_top_bottom_at_y(area.top() + size::GRID_HEADER);
    ui.painter().rect_filled(head, CornerRadius::ZERO, p.chrome);
    ui.painter().hline(head.x_range(), head.top() + 0.5, Stroke::new(1.0, p.line));
    ui.painter().hline(head.x_range(), head.bottom() - 0.5, Stroke::new(1.0, p.line));
    let left = area.left() + size::S16;
    let extra = left + (area.width() - 2.0 * size::S16) * 0.5;
    let part = extra + 58.0;
    let y = head.center().y;
    for (msg, at, align) in [
        (Msg::SimAddOne, left, Align2::LEFT_CENTER),
        (Msg::SimExtra, extra, Align2::RIGHT_CENTER),
        (Msg::SimPart, part, Align2::RIGHT_CENTER),
        (Msg::SimChange, part + size::S12, Align2::LEFT_CENTER),
    ] {
        pane::label(ui, pos2(at, y), align, sim.scene.text(msg), fonts::text(), p.t2);
    }
    let mut child = paint::at(ui, body, "sim more");
    child.set_clip_rect(body.intersect(ui.clip_rect()));
    ScrollArea::vertical().id_salt("sim more").auto_shrink(false).show(&mut child, |ui| {
        ui.set_width(body.width());
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
            for one in more {
                row(ui, sim, one, (left, extra, part, body.right() - size::S12));
            }
            if let Some(found) = reversal(points, pieces) {
                note(ui, sim, found.pieces, found.less);
            }
        });
    });
}

fn row(ui: &mut Ui, sim: &Sim<'_>, one: &OneMore, (left, extra, part, right): (f32, f32, f32, f32)) {
    let p = theme::tokens(ui);
    let (texts, format) = (sim.scene.texts, sim.scene.format());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), Sense::hover());
    let y = rect.center().y;
    let name = sim.words.sku(one.sku);
    let name = if one.by < 0 { texts.with(Msg::SimOneLess, &[("sku", name.into())]) } else { name };
    let negative = one.extra < Money::ZERO;
    let sum = format.amount(Money::from_wide(one.extra.wide().abs()));
    let sum = format!("{}{sum}", if negative { "−" } else { "+" });
    // more for less, or less for more: both say that the basket is priced against the customer's sense
    let odd = (one.by > 0) == negative && one.extra != Money::ZERO;
    let sum_width = paint::width(ui.painter(), &sum, fonts::text_medium()) + if odd { 14.0 } else { 0.0 };
    let galley = paint::cut(ui.painter(), &name, fonts::text(), p.t1, extra - left - sum_width - 6.0);
    ui.painter().galley(pos2(left, y - galley.size().y / 2.0), galley, p.t1);
    if odd {
        pane::judged(ui, pos2(extra, y), Align2::RIGHT_CENTER, false, &sum, fonts::text_medium());
    } else {
        pane::label(ui, pos2(extra, y), Align2::RIGHT_CENTER, &sum, fonts::text_medium(), p.t1);
    }
    let shown = match one.part.filter(|part| part.wide() >= 0) {
        Some(part) => discount(texts, crate::model::Rate::from_ppm((part.to_f64() * 100.0).round() as i64 * 10_000)),
        None => "—".to_owned(),
    };
    paint::text(ui.painter(), pos2(part, y), Align2::RIGHT_CENTER, &shown, fonts::text(), p.t2);
    let said = changed(sim, one);
    let ink = if one.lost.is_empty() || !one.gained.is_empty() { p.t2 } else { p.worse };
    let galley = paint::cut(ui.painter(), &said, fonts::text(), ink, right - part - size::S12);
    ui.painter().galley(pos2(part + size::S12, y - galley.size().y / 2.0), galley, ink);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, p.line));
    let words = format!("{name} {sum} {said}");
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    response.on_hover_text(words);
}

/// What changes with it: what is gained, then what is lost without something of the same offer in its place.
fn changed(sim: &Sim<'_>, one: &OneMore) -> String {
    let texts = sim.scene.texts;
    let with = |msg, held| texts.with(msg, &[("offer", sim.words.held(held).into())]);
    let mut said: Vec<String> = one
        .gained
        .iter()
        .map(|held| {
            let other = one.lost.iter().any(|lost| lost.offer == held.offer);
            with(if other { Msg::SimTo } else { Msg::SimGains }, *held)
        })
        .collect();
    let lost = one.lost.iter().filter(|lost| !one.gained.iter().any(|held| held.offer == lost.offer));
    said.extend(lost.map(|held| with(Msg::SimLoses, *held)));
    if said.is_empty() {
        return sim.scene.text(Msg::SimUnchanged).to_owned();
    }
    said.join(if texts.lang().is_chinese() { "，" } else { ", " })
}

fn note(ui: &mut Ui, sim: &Sim<'_>, pieces: Count, less: Money) {
    let p = theme::tokens(ui);
    let n = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let words = sim.scene.texts.with(
        Msg::SimReversal,
        &[
            ("more", n(pieces.get()).into()),
            ("fewer", n(pieces.get().saturating_sub(1)).into()),
            ("less", sim.scene.format().price(less).into()),
        ],
    );
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 48.0), Sense::hover());
    let rect = rect.shrink2(vec2(size::S12, size::S8));
    ui.painter().rect_filled(rect, CornerRadius::same(size::RADIUS), p.warn_soft);
    paint::icon(
        ui.painter(),
        pos2(rect.left() + 16.0, rect.center().y),
        icons::TRIANGLE_ALERT,
        size::ICON_TEXT,
        p.warn,
    );
    let galley = paint::cut(ui.painter(), &words, fonts::text(), p.t1, rect.width() - 40.0);
    ui.painter().galley(pos2(rect.left() + 32.0, rect.center().y - galley.size().y / 2.0), galley, p.t1);
    pane::named(ui, rect, &words).on_hover_text(&words);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_on_the_axis() {
        let point = |n: u64, unit| PiecesPoint {
            pieces: Count::new(n),
            total: Money::from_major(unit),
            unit: Money::from_major(unit),
            floor: Some(Money::from_major(50)),
            below_floor: unit < 50,
        };
        let plot = Rect::from_min_max(pos2(0.0, 0.0), pos2(80.0, 70.0));
        let columns = Columns::new(plot, &[point(1, 60), point(2, 30)]);
        // 60 stands at six sevenths
        assert!((columns.y(Money::from_major(60)) - 10.0).abs() < 0.01);
        let second = columns.column(1, Money::from_major(30));
        assert!((second.center().x - 60.0).abs() < 0.01 && (second.top() - 40.0).abs() < 0.01);
        assert_eq!(second.bottom(), 70.0);
    }
}
