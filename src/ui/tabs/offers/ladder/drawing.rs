//! The drawing of a ladder: order values as bars, the effective discount rate as a curve, the tiers as a strip above, the
//! rungs as poles that can be dragged, and in red where a bigger basket is cheaper. Works nothing out itself.

use egui::{Align2, CornerRadius, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::handles::{FLAG, Handle, HandleState};
use super::plan::{Bars, FLAG_ROWS, curve, flags, rate_axis, within};
use super::scale::Scale;
use super::{handles, tip};
use crate::engine::offers::bands::Tier;
use crate::engine::offers::ladder::{Ladder, RateSegment};
use crate::engine::offers::reading::LadderView;
use crate::model::offer::Rung;
use crate::model::{Money, Offer, OfferRule, Rate};
use crate::text::Msg;
use crate::text::offers::promise;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::theme::{self, Palette, fonts, size};
use crate::ui::widgets::{paint, pane};

/// Room for the figures of the left and right axis.
const LEFT: f32 = 48.0;
const RIGHT: f32 = 48.0;
/// Above the plot: the 客单价's label, the strip of tiers, and a gap.
const LABEL: f32 = 18.0;
const STRIP: f32 = 18.0;
/// Below the plot: the values.
const VALUES: f32 = 24.0;
/// Height of a red strip.
const RED: f32 = 4.0;
/// The least height at which a plot can be read.
const LEAST: f32 = 60.0;

/// What the drawing shows.
pub struct Picture<'a> {
    /// The rungs as they stand in the list.
    pub rungs: &'a [Rung],
    /// What was worked out.
    pub view: &'a LadderView,
    /// The histogram.
    pub bars: &'a Bars,
    /// The ladder to compare with.
    pub other: Option<&'a [Rung]>,
    /// The value at the axis's end.
    pub end: Money,
}

/// The places of its parts.
#[derive(Clone, Copy)]
struct Parts {
    strip: Rect,
    flags: f32,
    plot: Rect,
}

fn parts(area: Rect) -> Parts {
    let inner =
        Rect::from_min_max(pos2(area.left() + LEFT, area.top()), pos2(area.right() - RIGHT, area.bottom() - VALUES));
    let strip = Rect::from_min_size(inner.min + vec2(0.0, LABEL), vec2(inner.width(), STRIP));
    let flags = strip.bottom() + size::S8;
    let plot = inner.with_min_y(flags + FLAG + size::S12);
    Parts { strip, flags, plot }
}

/// Draws it in an area.
pub fn show(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    offer: &Offer,
    picture: &Picture<'_>,
    state: &mut HandleState,
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    let parts = parts(area);
    if parts.plot.height() < LEAST || parts.plot.width() < 2.0 * LEAST {
        return;
    }
    let scale = Scale::new(parts.plot.left(), parts.plot.right(), picture.end);
    // what is pointed at lies under the handles
    let pointed = ui.interact(parts.plot, ui.scope_id().with("ladder plot"), Sense::hover());
    pointed.widget_info(|| WidgetInfo::labeled(Role::Figure, true, scene.text(Msg::LadderDrawing)));
    let highest = picture.bars.shares.iter().copied().fold(0.0, f64::max);
    let (share_end, share_step) = rate_axis(highest);
    let segments = &picture.view.curve;
    let other = picture.other.map(|rungs| Ladder::new(rungs).curve()).unwrap_or_default();
    let top = |curve: &[RateSegment]| curve.iter().map(|s| s.rate_at(s.from).to_f64()).fold(0.0, f64::max);
    let (rate_end, rate_step) = rate_axis(top(segments).max(top(&other)));
    bands(ui, &parts, &scale, scene, picture.view.aov);
    axes(ui, &parts, &scale, scene, (share_end, share_step), (rate_end, rate_step));
    bars(ui, &parts, &scale, scene, picture, share_end);
    aov(ui, &parts, &scale, scene, picture.view.aov);
    let y = |rate: f64| parts.plot.bottom() - (rate / rate_end) as f32 * parts.plot.height();
    for line in curve(&other, scale.end) {
        let points: Vec<_> = line.iter().map(|(v, r)| pos2(scale.at_minor(*v), y(*r))).collect();
        ui.painter().extend(Shape::dashed_line(&points, Stroke::new(1.5, p.t2), 5.0, 4.0));
    }
    for line in curve(segments, scale.end) {
        let points = line.iter().map(|(v, r)| pos2(scale.at_minor(*v), y(*r))).collect();
        ui.painter().add(Shape::line(points, Stroke::new(2.0, p.accent)));
    }
    others(ui, &parts, &scale, scene, open, picture.other);
    reversals(ui, &parts, &scale, picture.view, p);
    rungs(ui, &parts, &scale, scene, open, offer, picture, state, actions);
    tip::show(ui, &pointed, &scale, scene, picture);
}

/// The tiers of the 客单价, as far as the axis goes.
fn bands(ui: &mut Ui, parts: &Parts, scale: &Scale, scene: &Scene<'_>, aov: Option<Money>) {
    let p = theme::tokens(ui);
    let Some(aov) = aov.filter(|aov| *aov > Money::ZERO) else { return };
    let times = |halves: i128| Money::from_wide(aov.wide() * halves / 2).min(scale.end);
    for (tier, from, until, msg) in [
        (Tier::Low, Money::ZERO, times(2), Msg::LadderBandLow),
        (Tier::Mid, times(2), times(3), Msg::LadderBandMid),
        (Tier::Gap, times(3), times(4), Msg::LadderBandGap),
        (Tier::High, times(4), scale.end, Msg::LadderBandHigh),
    ] {
        let rect = parts.strip.with_min_x(scale.x(from)).with_max_x(scale.x(until));
        if rect.width() < 1.0 {
            continue;
        }
        let (fill, ink) = match tier {
            Tier::Low | Tier::High => (p.sunken, p.t2),
            Tier::Mid => (p.acc_soft, p.input),
            Tier::Gap => (p.warn_soft, p.warn),
        };
        ui.painter().rect_filled(rect, CornerRadius::ZERO, fill);
        if tier == Tier::Gap {
            let plot = parts.plot.with_min_x(rect.left()).with_max_x(rect.right()).with_min_y(rect.bottom());
            paint::hatch(ui.painter(), plot, p.warn_fill.gamma_multiply(0.22));
            for x in [plot.left(), plot.right()] {
                let edge = [pos2(x.round(), plot.top()), pos2(x.round(), plot.bottom())];
                ui.painter().extend(Shape::dashed_line(&edge, Stroke::new(1.0, p.line_2), 1.5, 2.5));
            }
        }
        let galley = paint::cut(ui.painter(), scene.text(msg), fonts::text(), ink, rect.width() - 2.0 * size::S4);
        let at = pos2(rect.left() + size::S4 + 2.0, rect.center().y - galley.size().y / 2.0);
        let place = Rect::from_min_size(at, galley.size());
        ui.painter().galley(at, galley, ink);
        pane::named(ui, place, scene.text(msg));
    }
}

fn axes(ui: &Ui, parts: &Parts, scale: &Scale, scene: &Scene<'_>, share: (f64, f64), rate: (f64, f64)) {
    let p = theme::tokens(ui);
    let plot = parts.plot;
    let painter = ui.painter();
    let percent = |part: f64, step: f64| {
        let decimals = u32::from(step < 0.01);
        scene.format().percent(Rate::from_ppm((part * 1e6).round() as i64), decimals)
    };
    let marks = |(end, step): (f64, f64)| (0..=(end / step).round() as i32).map(move |n| f64::from(n) * step);
    for part in marks(share) {
        let y = (plot.bottom() - (part / share.0) as f32 * plot.height()).round() - 0.5;
        painter.hline(plot.x_range(), y, Stroke::new(1.0, if part == 0.0 { p.line_2 } else { p.grid }));
        let words = percent(part, share.1);
        paint::text(painter, pos2(plot.left() - size::S8, y), Align2::RIGHT_CENTER, &words, fonts::text(), p.t3);
    }
    for part in marks(rate) {
        let y = plot.bottom() - (part / rate.0) as f32 * plot.height();
        let words = percent(part, rate.1);
        paint::text(painter, pos2(plot.right() + size::S8, y), Align2::LEFT_CENTER, &words, fonts::text(), p.input);
    }
    for value in scale.marks() {
        let words = scene.format().price_short(value);
        let at = pos2(scale.x(value), plot.bottom() + VALUES / 2.0 + 4.0);
        paint::text(painter, at, Align2::CENTER_CENTER, &words, fonts::text(), p.t3);
    }
}

fn bars(ui: &mut Ui, parts: &Parts, scale: &Scale, scene: &Scene<'_>, picture: &Picture<'_>, end: f64) {
    let p = theme::tokens(ui);
    let plot = parts.plot;
    let class = scale.class();
    for (n, share) in picture.bars.shares.iter().enumerate().filter(|(_, share)| **share > 0.0) {
        let low = Money::from_wide(class.wide() * n as i128);
        let (left, right) = (scale.x(low), scale.x(Money::from_wide(low.wide() + class.wide())));
        let top = plot.bottom() - (share / end) as f32 * plot.height();
        let rect = Rect::from_min_max(pos2(left + 0.75, top), pos2(right - 0.75, plot.bottom()));
        let color = if within(scale, n, &picture.view.within_reach) { p.bar_2 } else { p.bar };
        ui.painter().rect_filled(rect, CornerRadius { nw: 1, ne: 1, sw: 0, se: 0 }, color);
    }
    let beyond = picture.bars.beyond;
    if beyond >= 0.000_5 {
        let share = scene.format().percent(Rate::from_ppm((beyond * 1e6).round() as i64), 1);
        let words = [("share", share.into()), ("end", scene.format().price_short(scale.end).into())];
        let words = scene.texts.with(Msg::LadderBeyond, &words);
        let at = pos2(plot.right() - size::S4, plot.bottom() - size::S16);
        pane::label(ui, at, Align2::RIGHT_CENTER, &words, fonts::text(), p.t3);
    }
}

/// The 客单价 as a dashed line with its label over the strip.
fn aov(ui: &mut Ui, parts: &Parts, scale: &Scale, scene: &Scene<'_>, aov: Option<Money>) {
    let p = theme::tokens(ui);
    let Some(aov) = aov.filter(|aov| *aov > Money::ZERO && *aov <= scale.end) else { return };
    let x = scale.x(aov).round() - 0.5;
    let line = [pos2(x, parts.strip.top() - 2.0), pos2(x, parts.plot.bottom())];
    ui.painter().extend(Shape::dashed_line(&line, Stroke::new(1.5, p.t2), 5.0, 4.0));
    let words = scene.texts.with(Msg::LadderAov, &[("aov", scene.format().price_short(aov).into())]);
    let half = paint::width(ui.painter(), &words, fonts::text_medium()) / 2.0;
    let middle = x.clamp(parts.plot.left() + half, (parts.plot.right() - half).max(parts.plot.left() + half));
    let at = pos2(middle, parts.strip.top() - LABEL / 2.0 - 1.0);
    pane::label(ui, at, Align2::CENTER_CENTER, &words, fonts::text_medium(), p.t1);
}

/// The ladder that is compared with: dashed poles with their words.
fn others(ui: &mut Ui, parts: &Parts, scale: &Scale, scene: &Scene<'_>, open: &Open<'_>, other: Option<&[Rung]>) {
    let p = theme::tokens(ui);
    // where the labels of each row end: one that would cover another goes a row down
    let mut ends: Vec<f32> = Vec::new();
    for rung in other.unwrap_or_default().iter().filter(|rung| rung.at <= scale.end) {
        let x = scale.x(rung.at).round() - 0.5;
        let top = parts.plot.top() + size::S4;
        let pole = [pos2(x, top), pos2(x, parts.plot.bottom())];
        ui.painter().extend(Shape::dashed_line(&pole, Stroke::new(1.5, p.t2), 5.0, 4.0));
        let words = words_of(scene, open, *rung);
        let galley = ui.painter().layout_no_wrap(words.clone(), fonts::text(), p.t2);
        let at = Align2::CENTER_TOP.anchor_size(pos2(x, top), galley.size()).expand2(vec2(4.0, 1.0));
        let at = at.translate(vec2((parts.plot.right() - at.right()).min(0.0), 0.0));
        let row = ends.iter().position(|end| *end + 2.0 <= at.left()).unwrap_or(ends.len());
        match ends.get_mut(row) {
            Some(end) => *end = at.right(),
            None => ends.push(at.right()),
        }
        let at = at.translate(vec2(0.0, row as f32 * (at.height() + 2.0)));
        ui.painter().rect_filled(at, CornerRadius::same(size::RADIUS_SMALL), p.panel);
        ui.painter().galley(at.min + vec2(4.0, 1.0), galley, p.t2);
        pane::named(ui, at, &words);
    }
}

fn reversals(ui: &Ui, parts: &Parts, scale: &Scale, view: &LadderView, p: &Palette) {
    for (reversal, _) in &view.reading.reversals {
        let (left, right) = (scale.x(reversal.from), scale.x(reversal.until.min(scale.end)));
        let y = parts.plot.bottom();
        let rect = Rect::from_min_max(pos2(left, y), pos2(right, y + RED));
        ui.painter().rect_filled(rect, CornerRadius::same(1), p.worse);
    }
}

/// A rung in the trade's words: 满199减15.
pub fn words_of(scene: &Scene<'_>, open: &Open<'_>, rung: Rung) -> String {
    promise(scene.texts, open.project, &OfferRule::Tiered(vec![rung]))
}

#[expect(clippy::too_many_arguments, reason = "a part of a drawing, with all that it is drawn from")]
fn rungs(
    ui: &mut Ui,
    parts: &Parts,
    scale: &Scale,
    scene: &Scene<'_>,
    open: &Open<'_>,
    offer: &Offer,
    picture: &Picture<'_>,
    state: &mut HandleState,
    actions: &mut Actions,
) {
    let mut order: Vec<(usize, Rung)> = picture.rungs.iter().copied().enumerate().collect();
    order.retain(|(_, rung)| rung.at <= scale.end && rung.at >= Money::ZERO);
    order.sort_by_key(|(_, rung)| rung.at);
    let words: Vec<String> = order.iter().map(|(_, rung)| words_of(scene, open, *rung)).collect();
    let width = |words: &String| paint::width(ui.painter(), words, fonts::text_medium()) + 2.0 * size::S8;
    let widths: Vec<f32> = words.iter().map(width).collect();
    let poles: Vec<f32> = order.iter().map(|(_, rung)| scale.x(rung.at).round()).collect();
    let line = picture.view.aov.map(|aov| scale.x(aov));
    let hung = flags(&poles, &widths, (parts.plot.left(), parts.plot.right() + RIGHT), line);
    for (n, (rung, _)) in order.iter().enumerate() {
        let (Some(flag), Some(width), Some(words)) = (hung.get(n), widths.get(n), words.get(n)) else { continue };
        let Some(at) = picture.rungs.get(*rung).map(|r| r.at) else { continue };
        let row = flag.row.min(FLAG_ROWS - 1) as f32;
        let top = parts.flags + row * (FLAG + 2.0);
        let warn = picture.view.aov.and_then(|aov| Tier::of(at, aov)) == Some(Tier::Gap);
        let handle = Handle {
            rung: *rung,
            at,
            words,
            warn,
            flag: Rect::from_min_size(pos2(flag.left, top), vec2(*width, FLAG)),
            axis: parts.plot.bottom(),
        };
        handles::show(ui, scale, &handle, scene, open, offer, picture.rungs, state, actions);
    }
}
