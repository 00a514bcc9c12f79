//! 小票: the steps of the price by layer, with what did not apply and why, and a waterfall beside them.

use egui::{Align2, CornerRadius, Rect, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::waterfall::{Row, Scale, rows};
use super::{Sim, SimState};
use crate::engine::offers::basket::phase_of;
use crate::engine::offers::price::{Receipt, Step};
use crate::model::{Basket, Layer, Money};
use crate::text::Msg;
use crate::text::names::Named as _;
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::{button, paint, pane};

/// What a row says.
struct Said {
    name: String,
    figure: String,
    left: String,
    applied: bool,
    /// Amounts between which its bar stands.
    bar: Option<(Money, Money)>,
}

/// Draws the pane.
pub fn show(ui: &mut Ui, area: Rect, sim: &Sim<'_>, state: &mut SimState) {
    let p = theme::tokens(ui);
    let (title, body) = area.split_top_bottom_at_y(area.top() + size::PANE_TITLE);
    head(ui, title, sim, state);
    let Some((basket, found)) = state.found() else { return };
    let Ok(receipt) = &found.receipt else { return };
    let shown = rows(receipt, !state.hide_unused);
    let mut picked = None;
    let mut child = paint::at(ui, body, "sim receipt");
    child.set_clip_rect(body.intersect(ui.clip_rect()));
    let scale = Scale::new(receipt, body.left() + body.width() * 0.66, body.right() - 74.0);
    ScrollArea::vertical().id_salt("sim receipt").auto_shrink(false).show(&mut child, |ui| {
        ui.set_width(body.width());
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
            let mut at: Option<(f32, f32)> = None;
            for row in &shown {
                let (rect, response) = ui.allocate_exact_size(vec2(body.width(), size::ROW), Sense::click());
                let said = say(sim, basket, receipt, row);
                let on = matches!(row, Row::Step(index, _) if found.step == Some(*index));
                let role = if matches!(row, Row::Step(..)) { Role::Button } else { Role::Label };
                let words = format!("{} {}", said.name, said.figure);
                response.widget_info(|| WidgetInfo::selected(role, true, on, words.trim()));
                if on {
                    ui.painter().rect_filled(rect, CornerRadius::ZERO, p.acc_soft);
                } else if response.hovered() && matches!(row, Row::Step(..)) {
                    ui.painter().rect_filled(rect, CornerRadius::ZERO, p.hover);
                }
                one(ui, sim, rect, row, &said, receipt, on, scale, &mut at);
                if response.has_focus() {
                    button::focus_ring(ui.painter(), rect.shrink(3.0), p);
                }
                if response.clicked()
                    && let Row::Step(index, _) = row
                {
                    picked = receipt.steps.get(*index).map(|s| (s.held, s.layer));
                }
                let full = if said.left.is_empty() { words } else { format!("{words} = {}", said.left) };
                response.on_hover_text(full);
            }
        });
    });
    if let Some(step) = picked {
        state.choose_step(step);
    }
}

fn head(ui: &mut Ui, row: Rect, sim: &Sim<'_>, state: &mut SimState) {
    let p = theme::tokens(ui);
    let y = row.center().y;
    let at = pos2(row.left() + size::S16, y);
    let name = sim.scene.text(Msg::SimReceipt);
    let end = pane::label(ui, at, Align2::LEFT_CENTER, name, fonts::medium(size::TITLE), p.t1).rect.right();
    let counts = state.found().and_then(|(_, found)| found.receipt.as_ref().ok()).map(|receipt| {
        let offers = receipt.steps.iter().filter(|s| s.held.is_some());
        let used = offers.clone().filter(|s| s.applied()).count();
        (used, offers.count() - used)
    });
    let words = sim.scene.text(if state.hide_unused { Msg::SimShowUnused } else { Msg::SimHideUnused });
    let label = sim.scene.text(Msg::SimShowUnused);
    let width = paint::width(ui.painter(), label, fonts::text()) + 2.0 * size::S8;
    let place = Rect::from_min_size(pos2(row.right() - width - size::S12, y - 12.0), vec2(width, size::FIELD));
    if let Some((used, unused)) = counts {
        let said = sim.scene.texts.with(Msg::SimUsed, &[("used", used.into()), ("unused", unused.into())]);
        let room = place.left() - end - 2.0 * size::S8;
        let galley = paint::cut(ui.painter(), &said, fonts::text(), p.t2, room);
        ui.painter().galley(pos2(end + size::S8, y - galley.size().y / 2.0), galley, p.t2);
    }
    let mut child = paint::at(ui, place, "sim unused");
    if button::chip(&mut child, label, None, !state.hide_unused).on_hover_text(words).clicked() {
        state.hide_unused = !state.hide_unused;
    }
    ui.painter().hline(row.x_range(), row.bottom() - 0.5, Stroke::new(1.0, p.line));
}

/// What there was to pay before a step.
fn before(receipt: &Receipt, at: usize) -> Money {
    let applied = receipt.steps.get(..at).unwrap_or_default().iter().rfind(|s| s.applied());
    applied.map_or(receipt.list_total, |s| s.left)
}

fn is_fee(step: &Step) -> bool {
    step.layer == Layer::Shipping && step.held.is_none()
}

fn say(sim: &Sim<'_>, basket: &Basket, receipt: &Receipt, row: &Row) -> Said {
    let (texts, format) = (sim.scene.texts, sim.scene.format());
    let plain = |name: String, left: Money| Said {
        name,
        figure: String::new(),
        left: format.amount(left),
        applied: true,
        bar: None,
    };
    let none = |name: String, figure: String| Said { name, figure, left: String::new(), applied: false, bar: None };
    match row {
        Row::List => plain(texts.get(Msg::ReceiptList).to_owned(), receipt.list_total),
        Row::Paid => plain(texts.get(Msg::ReceiptPaid).to_owned(), receipt.total),
        Row::Empty(_) => none(texts.get(Msg::ReceiptNone).to_owned(), String::new()),
        Row::Step(at, _) => {
            let Some(step) = receipt.steps.get(*at) else { return none(String::new(), String::new()) };
            let phase = phase_of(sim.open.campaign, basket);
            let name = step.held.map_or_else(|| sim.words.plain_step(step.layer, phase), |held| sim.words.held(held));
            if !step.applied() {
                return none(name, sim.words.reason(step.held, step.reason, basket));
            }
            let given = receipt.gifts.iter().find(|gift| Some(gift.held) == step.held);
            if is_fee(step) {
                let figure = format!("+{}", format.amount(step.amount));
                let bar = Some((step.left, receipt.total));
                return Said { name, figure, left: format.amount(receipt.total), applied: true, bar };
            }
            // a fee that is waived was never part of what is paid for the goods
            let amount = if step.layer == Layer::Shipping { Money::ZERO } else { step.amount };
            let sign = if amount > Money::ZERO { "−" } else { "" };
            let figure = match given {
                Some(gift) => sim.words.gift(gift),
                None => format!("{sign}{}", format.amount(amount)),
            };
            let bar = Some((before(receipt, *at), step.left));
            Said { name, figure, left: format.amount(step.left), applied: true, bar }
        }
        Row::Missed(range, _) => {
            let steps = receipt.steps.get(range.clone()).unwrap_or_default();
            let names: Vec<String> = steps.iter().filter_map(|s| Some(sim.words.held(s.held?))).collect();
            let first = steps.first().map(|s| sim.words.reason(s.held, s.reason, basket)).unwrap_or_default();
            let least = steps.iter().filter_map(|s| match s.reason {
                crate::engine::offers::price::Reason::BelowThreshold(missing) => Some(missing),
                _ => None,
            });
            let reason = match least.min().filter(|_| steps.len() > 1) {
                Some(missing) => texts.with(Msg::ReceiptShortFrom, &[("missing", format.amount(missing).into())]),
                None => first,
            };
            none(crate::text::line::list(texts, &names), reason)
        }
    }
}

#[expect(clippy::too_many_arguments, reason = "a row and what its bar hangs on")]
fn one(
    ui: &mut Ui,
    sim: &Sim<'_>,
    rect: Rect,
    row: &Row,
    said: &Said,
    receipt: &Receipt,
    on: bool,
    scale: Scale,
    hangs: &mut Option<(f32, f32)>,
) {
    let p = theme::tokens(ui);
    let y = rect.center().y;
    let total = matches!(row, Row::List | Row::Paid);
    let layer = match row {
        Row::Step(at, true) => receipt.steps.get(*at).map(|s| s.layer),
        Row::Missed(range, true) => receipt.steps.get(range.start).map(|s| s.layer),
        Row::Empty(layer) => Some(*layer),
        _ => None,
    };
    let line = if matches!(row, Row::Paid) { p.line_2 } else { p.line };
    if layer.is_some() || total {
        ui.painter().hline(rect.x_range(), rect.top() + 0.5, Stroke::new(1.0, line));
    }
    let left = rect.left() + size::S16;
    let labels = if sim.scene.texts.lang().is_chinese() { 84.0 } else { 124.0 };
    let mut x = left + labels;
    if let Some(layer) = layer {
        let number = layer.number().to_string();
        paint::text(ui.painter(), pos2(left, y), Align2::LEFT_CENTER, &number, fonts::text(), p.t2);
        let galley = paint::cut(ui.painter(), layer.name_in(sim.scene.texts), fonts::text(), p.t2, labels - 20.0);
        ui.painter().galley(pos2(left + 16.0, y - galley.size().y / 2.0), galley, p.t2);
    }
    let figure_right = rect.left() + rect.width() * 0.64;
    let (ink, font) = match (said.applied, total || on) {
        (true, true) => (p.t1, fonts::text_medium()),
        (true, false) => (p.t1, fonts::text()),
        _ => (p.t2, fonts::text()),
    };
    if total {
        x = left;
    } else if !said.applied && !matches!(row, Row::Empty(_)) {
        paint::icon(ui.painter(), pos2(x - 8.0, y), icons::X, size::ICON_CELL, p.t3);
    }
    let figure = paint::cut(ui.painter(), &said.figure, font.clone(), ink, (figure_right - x) * 0.66);
    let figure_width = figure.size().x;
    ui.painter().galley(pos2(figure_right - figure_width, y - figure.size().y / 2.0), figure, ink);
    let galley = paint::cut(ui.painter(), &said.name, font.clone(), ink, figure_right - figure_width - x - size::S8);
    ui.painter().galley(pos2(x, y - galley.size().y / 2.0), galley, ink);
    let right = pos2(rect.right() - size::S12, y);
    paint::text(ui.painter(), right, Align2::RIGHT_CENTER, &said.left, fonts::text_medium(), p.t1);

    let bar = match row {
        Row::List => Some((scale.x(Money::ZERO), scale.x(receipt.list_total), p.bar_2, scale.x(receipt.list_total))),
        Row::Paid => Some((scale.x(Money::ZERO), scale.x(receipt.total), p.accent, scale.x(receipt.total))),
        _ => said.bar.map(|(from, to)| {
            let (low, high) = scale.bar(from, to);
            (low, high, if on { p.accent } else { p.bar }, scale.x(to))
        }),
    };
    let Some((low, high, fill, next)) = bar else { return };
    let place = Rect::from_min_max(pos2(low, y - 6.0), pos2(high, y + 6.0));
    if let Some((x, from)) = *hangs {
        ui.painter().vline(x, from..=place.top(), Stroke::new(1.0, p.bar_2));
    }
    ui.painter().rect_filled(place, CornerRadius::ZERO, fill);
    if total && scale.is_cut() {
        cut_mark(ui, place);
    }
    *hangs = Some((next, place.bottom()));
}

/// The sign that a bar does not begin at zero.
fn cut_mark(ui: &Ui, bar: Rect) {
    let p = theme::tokens(ui);
    let x = bar.left() + 9.0;
    let points = [
        (x, bar.top() - 1.0),
        (x + 3.0, bar.center().y - 2.0),
        (x - 1.0, bar.center().y + 2.0),
        (x + 2.0, bar.bottom() + 1.0),
    ];
    let points = points.map(|(x, y)| pos2(x, y)).to_vec();
    ui.painter().add(egui::Shape::line(points, Stroke::new(3.0, p.panel)));
}
