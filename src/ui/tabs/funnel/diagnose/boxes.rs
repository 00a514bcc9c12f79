//! The driver tree as it is painted: a box a factor with its figures and means, lines to what it drives.

use std::collections::HashMap;
use std::sync::Arc;

use egui::{
    Align2, CornerRadius, CursorIcon, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::Chosen;
use super::layout::{Wanted, places};
use crate::engine::diagnose::{Link, Node, Tree};
use crate::engine::value::Value;
use crate::model::{Factor, Means, MeansState, Money, Rate};
use crate::text::Msg;
use crate::text::amounts::sum;
use crate::text::diagnose::{factor_name, factor_shown, reference_shown};
use crate::ui::scene::{Open, Scene, View};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::{button, paint, pane};

/// Height of a box without means.
const BOX: f32 = 66.0;
/// Height of a means in it.
const MEANS: f32 = 20.0;
/// More means than that are told by their number.
const SHOWN: usize = 4;
/// Up to so many boxes are there for the keyboard, in view or not.
const REACHED: usize = 80;
/// Side of the button that folds.
const FOLD: f32 = 16.0;

/// Draws the tree; a click on a box brings its factor to the inspector.
pub(super) fn show(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, tree: &Tree, view: &mut View) {
    let state = &view.tabs.funnel.left_state.diagnose;
    let mut means: HashMap<Factor, Vec<&Arc<Means>>> = HashMap::new();
    for row in &open.campaign.diagnosis.means {
        let of = if tree.of(row.of).is_some() { row.of } else { tree.nodes.first().map_or(row.of, |node| node.factor) };
        means.entry(of).or_default().push(row);
    }
    // what stands below something folded is not placed
    let mut at: Vec<Option<usize>> = vec![None; tree.nodes.len()];
    let mut shown: Vec<usize> = Vec::new();
    let mut wanted: Vec<Wanted> = Vec::new();
    for (index, node) in tree.nodes.iter().enumerate() {
        let parent = node.parent.map(|parent| (parent, at.get(parent).copied().flatten()));
        let hidden = match parent {
            None => false,
            Some((_, None)) => true,
            Some((parent, _)) => {
                tree.nodes.get(parent).is_some_and(|parent| state.is_folded(parent.factor, parent.parted))
            }
        };
        if hidden {
            continue;
        }
        if let Some(slot) = at.get_mut(index) {
            *slot = Some(shown.len());
        }
        let lines = means.get(&node.factor).map_or(0, |rows| rows.len().min(SHOWN + 1));
        let height = height(node) + if lines > 0 { lines as f32 * MEANS + 6.0 } else { 0.0 };
        wanted.push(Wanted { parent: parent.and_then(|(_, at)| at), height });
        shown.push(index);
    }
    let (rects, whole) = places(&wanted);
    let margin = vec2(size::S16 + 8.0, size::S16);
    let room = (whole + 2.0 * margin).max(ui.available_size());
    let (area, _) = ui.allocate_exact_size(room, Sense::hover());
    // a small tree stands in the middle of its height
    let spare = ((room.y - whole.y) / 2.0 - margin.y).clamp(0.0, 40.0);
    let by = area.min.to_vec2() + margin + vec2(0.0, spare);
    let rects: Vec<Rect> = rects.into_iter().map(|rect| rect.translate(by)).collect();
    let clip = ui.clip_rect();
    for ((index, wanted), rect) in shown.iter().zip(&wanted).zip(&rects) {
        let (Some(node), Some(parent)) = (tree.nodes.get(*index), wanted.parent.and_then(|at| rects.get(at))) else {
            continue;
        };
        if parent.union(*rect).intersects(clip) {
            join(ui, *parent, *rect, node);
        }
    }
    for (index, rect) in shown.iter().zip(&rects) {
        let built = shown.len() <= REACHED || rect.expand(FOLD).intersects(clip);
        let Some(node) = tree.nodes.get(*index).filter(|_| built) else { continue };
        let rows = means.get(&node.factor).map_or(&[][..], Vec::as_slice);
        one(ui, *rect, scene, open, node, rows, view);
    }
}

/// Height of a box without its means.
fn height(node: &Node) -> f32 {
    if node.reference.is_some() || told(node).is_some() { BOX } else { BOX - 20.0 }
}

/// The effect that a box tells: not the root's, which is its gap, and none of nothing.
fn told(node: &Node) -> Option<Money> {
    node.effect.filter(|effect| *effect != Money::ZERO && node.parent.is_some())
}

/// The line from a factor to what it drives, with the sign by which it joins.
fn join(ui: &Ui, parent: Rect, child: Rect, node: &Node) {
    let p = theme::tokens(ui);
    let stroke = if node.worst { Stroke::new(1.5, p.worse) } else { Stroke::new(1.0, p.line_2) };
    let middle = (f32::midpoint(parent.right(), child.left())).round();
    let (from, to) = (parent.center().y.round(), child.center().y.round());
    let way = [pos2(parent.right(), from), pos2(middle, from), pos2(middle, to), pos2(child.left(), to)];
    ui.painter().add(Shape::line(way.to_vec(), stroke));
    let sign = match node.link {
        Link::First => return,
        Link::Plus => "+",
        Link::Times => "×",
    };
    let at = pos2(child.left() - 9.0, to);
    ui.painter().rect_filled(paint::square(at, 12.0), CornerRadius::ZERO, p.panel);
    paint::text(ui.painter(), at, Align2::CENTER_CENTER, sign, fonts::text(), p.t2);
}

fn one(
    ui: &mut Ui,
    rect: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    node: &Node,
    means: &[&Arc<Means>],
    view: &mut View,
) {
    let p = theme::tokens(ui);
    let texts = scene.texts;
    let of = |value: Value| factor_shown(texts, open.campaign, node.factor, value);
    let full = factor_name(texts, open.project, open.campaign, node.factor, false);
    let value = node.actual.or(node.planned).or(node.needed);
    let shown = value.map_or_else(|| "—".to_owned(), of);
    let chosen = view.tabs.funnel.left_state.diagnose.chosen == Some(Chosen::Factor(node.factor));
    let response = ui.interact(rect, ui.scope_id().with(("factor", &full)), Sense::click());
    let spoken = texts.with(Msg::DiagnoseNode, &[("name", full.as_str().into()), ("value", shown.as_str().into())]);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, &spoken));
    let (fill, edge) = match (chosen, response.hovered()) {
        (true, _) => (p.acc_soft, p.accent),
        (_, true) => (p.hover, p.t3),
        _ => (p.panel, p.line_2),
    };
    let radius = CornerRadius::same(size::RADIUS);
    ui.painter().rect(rect, radius, fill, Stroke::new(1.0, edge), StrokeKind::Inside);
    if node.worst {
        let bar = Rect::from_min_max(rect.min, pos2(rect.left() + 3.0, rect.bottom()));
        ui.painter().rect_filled(bar, CornerRadius { nw: 4, sw: 4, ne: 0, se: 0 }, p.worse);
    }
    if response.gained_focus() {
        ui.scroll_to_rect(rect.expand(size::S16), None);
    }
    if response.has_focus() {
        button::focus_ring(ui.painter(), rect, p);
    }
    figures(ui, rect, scene, open, node, &shown);
    let mut y = rect.top() + height(node);
    if !means.is_empty() {
        ui.painter().hline(rect.shrink2(vec2(1.0, 0.0)).x_range(), y, Stroke::new(1.0, p.line));
        y += 3.0;
    }
    for row in means.iter().take(SHOWN) {
        let line = Rect::from_min_size(pos2(rect.left(), y), vec2(rect.width(), MEANS));
        means_line(ui, line, scene, open, row);
        y += MEANS;
    }
    if means.len() > SHOWN {
        let words = texts.with(Msg::DiagnoseMeansCount, &[("n", means.len().into())]);
        let at = pos2(rect.left() + 26.0, y + MEANS / 2.0);
        paint::text(ui.painter(), at, Align2::LEFT_CENTER, &words, fonts::text(), p.t3);
    }
    let mut response = response.on_hover_cursor(CursorIcon::PointingHand);
    if node.worst {
        response = response.on_hover_text(scene.text(Msg::DiagnoseWorstNote));
    }
    if response.clicked() {
        view.tabs.funnel.left_state.diagnose.chosen = Some(Chosen::Factor(node.factor));
        (view.figure, view.findings) = (None, false);
    }
    fold(ui, rect, scene, node, &full, view);
}

/// Name and gap; the figure and what it is held against; the best known and the effect.
fn figures(ui: &mut Ui, rect: Rect, scene: &Scene<'_>, open: &Open<'_>, node: &Node, shown: &str) {
    let p = theme::tokens(ui);
    let texts = scene.texts;
    let edge = if node.parted { 16.0 } else { 10.0 };
    let (left, right) = (rect.left() + 10.0, rect.right() - edge);
    let line = |n: f32| rect.top() + 13.0 + n * 20.0;
    let mut end = right;
    if let Some(off) = node.off.filter(|off| off.wide().abs() >= Rate::per_mille(1).wide() / 2) {
        let words = texts.format().percent(Rate::from_wide(off.wide().abs()), 1);
        let at = pos2(right, line(0.0));
        let better = off > Rate::ZERO;
        end = pane::judged(ui, at, Align2::RIGHT_CENTER, better, &words, fonts::text()).rect.left() - size::S4;
    }
    let name = factor_name(texts, open.project, open.campaign, node.factor, true);
    let galley = paint::cut(ui.painter(), &name, fonts::text_medium(), p.t1, end - left);
    ui.painter().galley(pos2(left, line(0.0) - galley.size().y / 2.0), galley, p.t1);
    let kind = if node.actual.is_some() { Msg::DiagnoseActual } else { Msg::DiagnosePlanned };
    let word = pane::label(ui, pos2(left, line(1.0)), Align2::LEFT_CENTER, scene.text(kind), fonts::text(), p.t3);
    let at = pos2(word.rect.right() + size::S4, line(1.0));
    let figure = pane::label(ui, at, Align2::LEFT_CENTER, shown, fonts::text_medium(), p.t1);
    let held = if node.actual.is_some() { node.due.map(|due| (Msg::DiagnoseDue, due)) } else { None };
    let held = held.or(node.needed.map(|needed| (Msg::DiagnoseNeeded, needed)));
    if let Some((msg, due)) = held {
        let value = factor_shown(texts, open.campaign, node.factor, due);
        let words = format!("{} {value}", scene.text(msg));
        let room = right - figure.rect.right() - size::S8;
        let words = if paint::width(ui.painter(), &words, fonts::text()) > room { value } else { words };
        let galley = paint::cut(ui.painter(), &words, fonts::text(), p.t3, room);
        let at = pos2(right - galley.size().x, line(1.0) - galley.size().y / 2.0);
        ui.painter().galley(at, galley, p.t3);
    }
    let mut from = left;
    if let Some(reference) = node.reference {
        let words = reference_shown(texts, open.campaign, node.factor, reference);
        let at = pos2(left, line(2.0));
        from = paint::text(ui.painter(), at, Align2::LEFT_CENTER, &words, fonts::text(), p.t3).right();
    }
    if let Some(effect) = told(node) {
        let sign = if effect < Money::ZERO { "−" } else { "+" };
        let words = format!("{sign}{}", sum(texts, Money::from_wide(effect.wide().abs())));
        if right - from > paint::width(ui.painter(), &words, fonts::text()) + size::S8 {
            let ink = if effect < Money::ZERO { p.worse } else { p.better };
            paint::text(ui.painter(), pos2(right, line(2.0)), Align2::RIGHT_CENTER, &words, fonts::text(), ink);
        }
    }
}

fn means_line(ui: &mut Ui, line: Rect, scene: &Scene<'_>, open: &Open<'_>, means: &Means) {
    let p = theme::tokens(ui);
    let (icon, ink) = match means.state {
        MeansState::Idea => (icons::CIRCLE, p.t3),
        MeansState::Doing => (icons::CIRCLE_DOT, p.accent),
        MeansState::Done => (icons::CIRCLE_CHECK, p.ok),
        MeansState::Dropped => (icons::X, p.t4),
    };
    let y = line.center().y;
    paint::icon(ui.painter(), pos2(line.left() + 16.0, y), icon, size::ICON_CELL, ink);
    let owner = means.owner.and_then(|id| open.project.shop.people.get(id)).map(|person| person.name.as_str());
    let mut right = line.right() - 10.0;
    if let Some(owner) = owner {
        let galley = paint::cut(ui.painter(), owner, fonts::text(), p.t3, 60.0);
        right -= galley.size().x;
        ui.painter().galley(pos2(right, y - galley.size().y / 2.0), galley, p.t3);
        right -= size::S8;
    }
    let ink = if means.state == MeansState::Dropped { p.t3 } else { p.t2 };
    let words = if means.text.is_empty() { scene.text(Msg::DiagnoseMeansHint) } else { means.text.as_str() };
    let left = line.left() + 26.0;
    let galley = paint::cut(ui.painter(), words, fonts::text(), ink, right - left);
    let at = pos2(left, y - galley.size().y / 2.0);
    let place = Rect::from_min_size(at, galley.size());
    ui.painter().galley(at, galley, ink);
    pane::named(ui, place, words);
}

/// The button at the right edge that folds what stands below.
fn fold(ui: &mut Ui, rect: Rect, scene: &Scene<'_>, node: &Node, name: &str, view: &mut View) {
    if !node.parted {
        return;
    }
    let p = theme::tokens(ui);
    let state = &mut view.tabs.funnel.left_state.diagnose;
    let folded = state.is_folded(node.factor, true);
    let place = paint::square(pos2(rect.right(), rect.center().y.round()), FOLD);
    let msg = if folded { Msg::DiagnoseUnfold } else { Msg::DiagnoseFold };
    let words = scene.texts.with(msg, &[("name", name.into())]);
    let response = ui.interact(place, ui.scope_id().with(("fold", name)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
    let edge = if response.hovered() { p.t2 } else { p.line_2 };
    ui.painter().circle(place.center(), FOLD / 2.0, p.panel, Stroke::new(1.0, edge));
    let icon = if folded { icons::PLUS } else { icons::MINUS };
    paint::icon(ui.painter(), place.center(), icon, 10.0, p.t2);
    if response.has_focus() {
        button::focus_ring(ui.painter(), place, p);
    }
    if response.on_hover_text(words).on_hover_cursor(CursorIcon::PointingHand).clicked()
        && !state.turned.remove(&node.factor)
    {
        state.turned.insert(node.factor);
    }
}
