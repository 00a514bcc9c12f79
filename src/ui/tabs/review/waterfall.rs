//! The waterfall: from what it is held against over three effects to what came.

use egui::{Align2, Color32, CornerRadius, CursorIcon, Rangef, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::Chosen;
use super::facts::Facts;
use crate::engine::review::{Against, Factor, ReviewAnswer, Side, earlier};
use crate::model::{Count, Money};
use crate::text::Msg;
use crate::text::amounts::sum;
use crate::text::names::Named as _;
use crate::text::review::factor_name;
use crate::ui::action::Actions;
use crate::ui::pose::PicturePane;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::picture;
use crate::ui::theme::{self, Palette, fonts, size};
use crate::ui::widgets::select::select;
use crate::ui::widgets::{button, paint, pane};

/// A column: from which sum to which, and what stands around it.
struct Step {
    from: f64,
    to: f64,
    label: String,
    note: String,
    /// The figure over or under it; with better or worse for an effect.
    figure: String,
    better: Option<bool>,
    factor: Option<Factor>,
}

/// Where an axis begins and ends, and its lines.
#[derive(Clone, Debug, PartialEq)]
struct Axis {
    bottom: f64,
    top: f64,
    lines: Vec<f64>,
    cut: bool,
}

/// An axis for columns that begin and end at these levels: from zero, unless all of them are far from it.
fn axis(levels: &[f64]) -> Axis {
    let top = levels.iter().copied().fold(0.0, f64::max);
    let low = levels.iter().copied().fold(f64::INFINITY, f64::min);
    let low = if low.is_finite() { low.min(top) } else { 0.0 };
    let span = (top - low).max(top * 0.01);
    let cut = low > 0.0 && span < 0.5 * top;
    let room = if cut { span * 1.62 } else { top - low.min(0.0) };
    let raw = (room / 4.0).max(f64::MIN_POSITIVE);
    let power = 10f64.powf(raw.log10().floor());
    let step = [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().map(|m| m * power).find(|s| *s >= raw).unwrap_or(power);
    let bottom = if cut { top - room } else { low.min(0.0) };
    let first = (bottom / step).ceil();
    let steps = ((top / step).floor() - first).clamp(0.0, 12.0) as u32;
    let lines = (0..=steps).map(|n| (first + f64::from(n)) * step).filter(|at| !cut || *at > bottom + step * 0.3);
    Axis { bottom, top, lines: lines.collect(), cut }
}

/// Draws the pane.
pub(super) fn show(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    facts: &Facts,
    actions: &mut Actions,
) {
    let (row, body) = pane::title(ui, area, scene.text(Msg::ReviewWaterfall));
    let right = picture::button(ui, row, area, PicturePane::Gap, scene, view, actions);
    let row = row.with_max_x(right);
    let font = fonts::medium(size::TITLE);
    let end = row.left() + size::S16 + paint::width(ui.painter(), scene.text(Msg::ReviewWaterfall), font);
    let gap = facts.answer.gap;
    let words = sum(scene.texts, Money::from_wide(gap.wide().abs()));
    let at = pos2(end + size::S8, row.center().y);
    pane::judged(ui, at, Align2::LEFT_CENTER, gap >= Money::ZERO, &words, fonts::text_medium());
    if view.pose.is_none() {
        against(ui, row, scene, open, view);
    }
    let figure = body.shrink2(vec2(size::S12, size::S8));
    if let Some(factor) = draw(ui, figure, scene, facts, view.tabs.review.chosen) {
        view.tabs.review.choose(Chosen::Effect(factor));
    }
}

/// What it is held against: the plan, or a campaign before.
fn against(ui: &mut Ui, row: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View) {
    let others = earlier(open.project, open.campaign);
    if others.is_empty() {
        return;
    }
    let mut names = vec![scene.text(Msg::ReviewTarget)];
    names.extend(others.iter().map(|other| other.name_in(scene.texts)));
    let of = |at: usize| match at.checked_sub(1) {
        None => Some(Against::Plan),
        Some(at) => others.get(at).map(|other| Against::Campaign(other.id)),
    };
    let state = &mut view.tabs.review;
    let chosen = (0..names.len()).find(|at| of(*at) == Some(state.against));
    let width = 116.0;
    let place = Rect::from_min_size(pos2(row.right() - size::S4 - width, row.center().y - 12.0), vec2(width, 24.0));
    let label = scene.text(Msg::ReviewAgainst);
    let at = pos2(place.left() - size::S8, row.center().y);
    let p = theme::tokens(ui);
    pane::label(ui, at, Align2::RIGHT_CENTER, label, fonts::text(), p.t2);
    let mut child = paint::at(ui, place, "review against");
    if let Some(picked) = select(&mut child, label, &names, chosen, width).and_then(of) {
        state.against = picked;
        state.chosen = Chosen::Worst;
    }
}

fn steps(scene: &Scene<'_>, facts: &Facts) -> Vec<Step> {
    let ReviewAnswer { base, came, effects, .. } = *facts.answer;
    let format = scene.format();
    let whole = |label: String, money: Money| Step {
        from: 0.0,
        to: money.to_f64(),
        label,
        note: String::new(),
        figure: format.sum_in_whole_units(money),
        better: None,
        factor: None,
    };
    let name = facts.other.as_ref().map_or_else(|| scene.text(Msg::ReviewTarget), |other| other.name_in(scene.texts));
    let mut out = vec![whole(name.to_owned(), base.gmv)];
    let mut at = base.gmv.to_f64();
    for (factor, effect) in effects.each() {
        let to = at + effect.to_f64();
        let words =
            [("from", short(scene, factor, &base, false).into()), ("to", short(scene, factor, &came, true).into())];
        out.push(Step {
            from: at,
            to,
            label: scene.text(factor_name(factor)).to_owned(),
            note: scene.texts.with(Msg::ReviewFromTo, &words),
            figure: format.sum_in_unit_kept(Money::from_wide(effect.wide().abs())),
            better: Some(effect >= Money::ZERO),
            factor: Some(factor),
        });
        at = to;
    }
    out.push(whole(scene.text(Msg::ReviewActual).to_owned(), came.gmv));
    out
}

/// A factor in as few characters as tell it; its unit stands with the second of two only.
fn short(scene: &Scene<'_>, of: Factor, side: &Side, unit: bool) -> String {
    let format = scene.format();
    let trimmed = |text: String| -> String {
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
    };
    let known = match of {
        Factor::Uv => (side.uv > Count::ZERO).then(|| {
            let chinese = scene.texts.lang().is_chinese();
            let shown = if chinese { format.count(side.uv) } else { format.count_headline(side.uv) };
            if unit { shown.to_string() } else { trimmed(shown.number) }
        }),
        Factor::Cvr => side.cvr().map(|cvr| {
            let words = trimmed(format.percent_number(cvr, 2));
            if unit { format!("{words}%") } else { words }
        }),
        Factor::Aov => side.aov().map(|aov| {
            let tenths = aov.minor().div_euclid(10) + i64::from(aov.minor().rem_euclid(10) >= 5);
            trimmed(format.amount(Money::from_minor(tenths.saturating_mul(10))))
        }),
    };
    known.unwrap_or_else(|| "—".to_owned())
}

/// Draws the columns; gives the effect that was clicked.
pub(super) fn draw(ui: &mut Ui, area: Rect, scene: &Scene<'_>, facts: &Facts, chosen: Chosen) -> Option<Factor> {
    let p = theme::tokens(ui);
    let steps = steps(scene, facts);
    let whole = |step: &&Step| step.factor.is_none();
    let mut levels: Vec<f64> = steps.iter().filter(|step| step.factor.is_some()).flat_map(|s| [s.from, s.to]).collect();
    levels.extend(steps.iter().filter(whole).map(|step| step.to));
    let axis = axis(&levels);
    let frame = Rect::from_min_max(area.min + vec2(34.0, 20.0), area.max - vec2(0.0, 40.0));
    let span = (axis.top - axis.bottom).max(f64::MIN_POSITIVE);
    let y_of = |v: f64| {
        let part = ((v - axis.bottom) / span).clamp(0.0, 1.0) as f32;
        frame.bottom() - part * frame.height()
    };
    for line in &axis.lines {
        let y = y_of(*line).round() + 0.5;
        ui.painter().hline(frame.x_range(), y, Stroke::new(1.0, p.grid));
        let words = scene.format().sum_in_whole_units(Money::from_wide((line * 100.0) as i128));
        let at = pos2(frame.left() - size::S8, y);
        paint::text(ui.painter(), at, Align2::RIGHT_CENTER, &words, fonts::text(), p.t3);
    }
    let slot = frame.width() / steps.len().max(1) as f32;
    let width = (slot * 0.66).min(64.0);
    let mut clicked = None;
    let middle = |index: usize| frame.left() + slot * (index as f32 + 0.5);
    for (index, step) in steps.iter().enumerate() {
        let x = middle(index);
        let (top, bottom) = (y_of(step.from.max(step.to)), y_of(step.from.min(step.to)));
        let bottom = if step.factor.is_none() { frame.bottom() } else { bottom.max(top + 1.0) };
        let bar = Rect::from_x_y_ranges(Rangef::new(x - width / 2.0, x + width / 2.0), Rangef::new(top, bottom));
        if let Some(factor) = step.factor {
            let place = Rect::from_x_y_ranges(Rangef::new(x - slot / 2.0, x + slot / 2.0), area.y_range());
            if choose(ui, place, step, factor, chosen == Chosen::Effect(factor)) {
                clicked = Some(factor);
            }
        }
        let color = fill(p, step, index + 1 == steps.len());
        ui.painter().rect_filled(bar, CornerRadius::ZERO, color);
        if axis.cut && step.factor.is_none() {
            paint::zigzag(ui.painter(), bar, bar.bottom() - 14.0, p.panel);
        }
        if index + 1 < steps.len() {
            let from = pos2(bar.right(), y_of(step.to));
            let to = pos2(middle(index + 1) - width / 2.0, from.y);
            ui.painter().extend(egui::Shape::dashed_line(&[from, to], Stroke::new(1.0, p.t3), 2.0, 2.0));
        }
        figure(ui, step, bar);
        labels(ui, step, pos2(x, frame.bottom()), slot);
    }
    ui.painter().hline(frame.x_range(), frame.bottom(), Stroke::new(1.0, p.line_2));
    clicked
}

fn fill(p: &Palette, step: &Step, last: bool) -> Color32 {
    match step.better {
        Some(true) => p.better,
        Some(false) => p.worse,
        None if last => p.accent,
        None => p.bar_2,
    }
}

fn figure(ui: &mut Ui, step: &Step, bar: Rect) {
    let p = theme::tokens(ui);
    match step.better {
        None => {
            let at = pos2(bar.center().x, bar.top() - 3.0);
            pane::label(ui, at, Align2::CENTER_BOTTOM, &step.figure, fonts::text_medium(), p.t1);
        }
        Some(true) => {
            let at = pos2(bar.center().x, bar.top() - 3.0);
            pane::judged(ui, at, Align2::CENTER_BOTTOM, true, &step.figure, fonts::text_medium());
        }
        Some(false) => {
            let at = pos2(bar.center().x, bar.bottom() + 3.0);
            pane::judged(ui, at, Align2::CENTER_TOP, false, &step.figure, fonts::text_medium());
        }
    }
}

fn labels(ui: &mut Ui, step: &Step, at: egui::Pos2, slot: f32) {
    let p = theme::tokens(ui);
    for (dy, words, ink) in [(12.0, &step.label, p.t1), (28.0, &step.note, p.t2)] {
        let galley = paint::cut(ui.painter(), words, fonts::text(), ink, slot + size::S8);
        let place = Align2::CENTER_CENTER.anchor_size(pos2(at.x, at.y + dy), galley.size());
        let cut = paint::is_cut(&galley);
        ui.painter().galley(place.min, galley, ink);
        if !words.is_empty() {
            let response = pane::named(ui, place, words);
            if cut {
                response.on_hover_text(words);
            }
        }
    }
}

fn choose(ui: &mut Ui, place: Rect, step: &Step, factor: Factor, on: bool) -> bool {
    let p = theme::tokens(ui);
    let response = ui.interact(place, ui.scope_id().with(("review effect", factor)), Sense::click());
    let spoken = format!("{} {}", step.label, step.note);
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::Button, true, &spoken);
        info.selected = Some(on);
        info
    });
    if on || response.hovered() {
        ui.painter().rect_filled(place, CornerRadius::same(size::RADIUS), p.accent.gamma_multiply(0.05));
    }
    if response.has_focus() {
        button::focus_ring(ui.painter(), place.shrink(2.0), p);
    }
    response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_far_from_zero_are_cut() {
        let near = axis(&[5_000.0, 4_794.0, 4_491.0, 4_612.0]);
        assert!(near.cut && near.bottom > 4_000.0 && near.bottom < 4_491.0, "{near:?}");
        assert!((3..=6).contains(&near.lines.len()), "{near:?}");
        let far = axis(&[5_000.0, 900.0, 2_000.0]);
        assert!(!far.cut && far.bottom == 0.0, "{far:?}");
        assert!((3..=7).contains(&far.lines.len()), "{far:?}");
        let below = axis(&[100.0, -50.0]);
        assert!(!below.cut && below.bottom <= -50.0, "{below:?}");
        for levels in [vec![], vec![0.0], vec![f64::NAN]] {
            assert!(axis(&levels).lines.len() < 14, "{levels:?}");
        }
    }
}
