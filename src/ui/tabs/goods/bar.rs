//! The bar above the table: the active cell, where its figure comes from, and the formula with figures that lead on.

use egui::{Align2, CornerRadius, CursorIcon, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2};

use super::columns::Col;
use super::formula::{Formula, Lead, Piece, spoken};
use super::table::Line;
use crate::text::{Lang, Msg};
use crate::ui::scene::Scene;
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::{button, paint, pane};

/// What the active cell is called.
fn name(scene: &Scene<'_>, line: &Line, heading: &str) -> String {
    let sku = &line.sku;
    let who = if !sku.code.is_empty() {
        sku.code.as_str()
    } else if sku.name.is_empty() {
        scene.text(Msg::GoodsUnnamed)
    } else {
        sku.name.as_str()
    };
    if scene.texts.lang() == Lang::En { format!("{who} · {heading}") } else { format!("{who}・{heading}") }
}

/// Draws the bar. Gives where a figure that was clicked leads.
pub fn show(ui: &mut Ui, area: Rect, scene: &Scene<'_>, cell: Option<(&Line, Col, &str, &Formula)>) -> Option<Lead> {
    let p = theme::tokens(ui);
    let y = area.center().y;
    let painter = ui.painter().with_clip_rect(area.intersect(ui.clip_rect()));
    painter.rect_filled(area, CornerRadius::ZERO, p.side);
    painter.hline(area.x_range(), area.bottom() - 0.5, Stroke::new(1.0, p.line_2));
    let start = pos2(area.left() + size::S16, y);
    let Some((line, _, heading, formula)) = cell else {
        pane::label(ui, start, Align2::LEFT_CENTER, scene.text(Msg::GoodsPick), fonts::text(), p.t3);
        return None;
    };
    let label = name(scene, line, heading);
    let end = pane::label(ui, start, Align2::LEFT_CENTER, &label, fonts::text_medium(), p.t1).rect.right();
    let mut x = end + size::S12;
    painter.vline(x, (area.top() + 7.0)..=(area.bottom() - 7.0), Stroke::new(1.0, p.line_2));
    x += size::S12;
    let origin = scene.text(formula.origin);
    let width = paint::width(ui.painter(), origin, fonts::text());
    let tag = Rect::from_center_size(pos2(x + width / 2.0 + 5.0, y), egui::vec2(width + 10.0, 18.0));
    painter.rect_filled(tag, CornerRadius::same(3), p.press);
    pane::label(ui, pos2(x + 5.0, y), Align2::LEFT_CENTER, origin, fonts::text(), p.t2);
    x = tag.right() + size::S8;
    if !formula.value.is_empty() {
        let galley = paint::cut(ui.painter(), &formula.value, fonts::text_medium(), p.t1, area.right() - x - size::S16);
        let rect = Rect::from_min_size(pos2(x, y - galley.size().y / 2.0), galley.size());
        painter.galley(rect.min, galley, p.t1);
        pane::named(ui, rect, &formula.value);
        x = rect.right() + size::S12;
    }
    pieces(ui, area, x, formula)
}

fn pieces(ui: &mut Ui, area: Rect, mut x: f32, formula: &Formula) -> Option<Lead> {
    let p = theme::tokens(ui);
    let y = area.center().y;
    let from = x;
    let mut led = None;
    let mut cut = false;
    let whole = spoken(formula);
    let rest = Rect::from_min_max(pos2(from, area.top()), area.max);
    let named = (!whole.is_empty()).then(|| pane::named(ui, rest, &whole));
    for (index, piece) in formula.pieces.iter().enumerate() {
        let (words, ink) = match piece {
            Piece::Words(words) => (words, p.t2),
            Piece::Figure(words, _, true) => (words, p.input),
            Piece::Figure(words, _, false) => (words, p.t1),
        };
        let galley = ui.painter().layout_no_wrap(words.clone(), fonts::text(), ink);
        // the dots of a formula that goes on need room too
        if x + galley.size().x > area.right() - size::S24 {
            cut = true;
            break;
        }
        let rect = Rect::from_min_size(pos2(x, y - galley.size().y / 2.0), galley.size());
        x = rect.right();
        if let Piece::Figure(words, lead, _) = piece {
            let response = ui.interact(rect, ui.scope_id().with(("formula", index)), Sense::click());
            response.widget_info(|| WidgetInfo::labeled(Role::Link, true, words));
            if response.hovered() {
                ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, Stroke::new(1.0, ink));
            }
            if response.has_focus() {
                button::focus_ring(ui.painter(), rect, p);
            }
            if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
                led = Some(*lead);
            }
        }
        ui.painter().galley(rect.min, galley, ink);
    }
    if cut {
        paint::text(ui.painter(), pos2(x, y), Align2::LEFT_CENTER, "...", fonts::text(), p.t2);
        if let Some(named) = named {
            named.on_hover_text(whole);
        }
    }
    led
}
