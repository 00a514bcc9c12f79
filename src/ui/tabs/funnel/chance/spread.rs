//! The outcomes: P10, P50 and P90 of each measure, how sure each aim is, and how GMV is spread.

use egui::{Align2, CornerRadius, Rect, RichText, Stroke, Ui, pos2, vec2};

use super::super::host::figure_at;
use super::part;
use crate::engine::simulate::{Aim, ChanceAnswer, Measure, Spread, money, rate};
use crate::engine::why::FigureId;
use crate::model::{Count, Money, Rate};
use crate::text::Msg;
use crate::text::chance::aim_words;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::histogram::{Histogram, Spot, histogram};
use crate::ui::widgets::{paint, pane};

/// Columns of the histogram.
const COLUMNS: usize = 60;
/// The part of all draws left out at each end.
const END: f64 = 0.002;
const ROW: f32 = 24.0;

/// Draws the outcomes.
pub(super) fn show(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    answer: &ChanceAnswer,
    view: &mut View,
) {
    let width = (area.width() * 0.44).clamp(320.0, 420.0);
    let (left, right) = area.split_left_right_at_x((area.left() + width).round());
    let inner = Rect::from_min_max(left.min + vec2(size::S16, size::S8), left.max - vec2(size::S16, 0.0));
    let y = outcomes(ui, inner, scene, open, answer, view);
    let p = theme::tokens(ui);
    ui.painter().hline(left.x_range(), y + size::S4 - 0.5, Stroke::new(1.0, p.line));
    aims(ui, Rect::from_min_max(pos2(inner.left(), y + size::S8), inner.max), scene, open, answer, view);
    pane::divider_v(ui, area, right.left());
    let inner = Rect::from_min_max(right.min + vec2(size::S12, size::S8), right.max - vec2(size::S16, size::S8));
    let title = Rect::from_min_size(inner.min, vec2(inner.width(), ROW));
    part(ui, title, scene.text(Msg::ChanceHistogram), &scene.texts.money_unit());
    let plot = Rect::from_min_max(pos2(inner.left(), title.bottom() + size::S4), inner.max);
    // where there is room to spare, a chart does not grow without end
    let plot = plot.with_max_y(plot.bottom().min(plot.top() + 420.0));
    if picture(ui, plot, scene, open, answer, true) {
        view.figure = Some(FigureId::Chance);
    }
}

/// P10, P50 and P90 of each measure; gives where it ends.
fn outcomes(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    answer: &ChanceAnswer,
    view: &mut View,
) -> f32 {
    let p = theme::tokens(ui);
    let ink = if open.simulated.stale { p.t3 } else { p.t1 };
    let column = ((area.width() - 96.0) / 3.0).min(86.0);
    let right = |nth: usize| area.right() - column * (2 - nth) as f32;
    let mut row = Rect::from_min_size(area.min, vec2(area.width(), ROW));
    pane::label(ui, row.left_center(), Align2::LEFT_CENTER, scene.text(Msg::ChanceOutcome), fonts::text_medium(), p.t1);
    let title = paint::width(ui.painter(), scene.text(Msg::ChanceOutcome), fonts::text_medium());
    let unit = pos2(row.left() + title + size::S8, row.center().y);
    paint::text(ui.painter(), unit, Align2::LEFT_CENTER, &scene.texts.money_unit(), fonts::text(), p.t3);
    for (nth, name) in ["P10", "P50", "P90"].into_iter().enumerate() {
        paint::text(ui.painter(), pos2(right(nth), row.center().y), Align2::RIGHT_CENTER, name, fonts::text(), p.t2);
    }
    for of in Measure::ALL {
        let Some(spread) = answer.spread(of) else { continue };
        row = row.translate(vec2(0.0, ROW));
        ui.painter().hline(row.x_range(), row.top() - 0.5, Stroke::new(1.0, p.line));
        let name = scene.text(match of {
            Measure::Gmv => Msg::CliSimulationGmv,
            Measure::Buyers => Msg::ChanceOrders,
            Measure::Cost => Msg::CliSimulationCost,
            Measure::Profit => Msg::CliSimulationProfit,
        });
        let galley = paint::cut(ui.painter(), name, fonts::text(), p.t2, area.width() - 3.0 * column);
        ui.painter().galley(pos2(row.left(), row.center().y - galley.size().y / 2.0), galley, p.t2);
        let Spread { p10, p50, p90, .. } = spread;
        for (nth, (label, value)) in [("P10", p10), ("P50", p50), ("P90", p90)].into_iter().enumerate() {
            let (shown, exact) = figure(scene, open, of, value);
            let font = if nth == 1 { fonts::text_medium() } else { fonts::text() };
            let at = pos2(right(nth), row.center().y);
            let asked = figure_at(ui, at, &format!("{name} {label}"), &shown, font, ink);
            if asked.on_hover_text(exact).clicked() {
                view.figure = Some(FigureId::Chance);
            }
        }
    }
    row.bottom()
}

/// A figure of a measure as it is shown, and exactly. Orders are buyers × orders per buyer of the staffing plan.
fn figure(scene: &Scene<'_>, open: &Open<'_>, of: Measure, value: f64) -> (String, String) {
    let format = scene.format();
    if of == Measure::Buyers {
        let orders = value * open.campaign.staffing.orders_per_buyer.to_f64();
        let orders = Count::from_wide(orders.round() as i128);
        return (format.count(orders).to_string(), format.whole(orders.wide()));
    }
    let sum = money(value);
    (format.sum_in_unit(sum), format.exact(sum))
}

/// How sure each aim is, against what is asked for.
fn aims(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, answer: &ChanceAnswer, view: &mut View) {
    let p = theme::tokens(ui);
    let mut row = Rect::from_min_size(area.min, vec2(area.width(), ROW));
    part(ui, row, scene.text(Msg::ChanceAims), "");
    if answer.target.is_none() {
        row = row.translate(vec2(0.0, ROW));
        paint::icon(ui.painter(), pos2(row.left() + 7.0, row.center().y), icons::INFO, size::ICON_TEXT, p.t2);
        let left = pos2(row.left() + 20.0, row.center().y);
        super::super::host::words(ui, left, scene.text(Msg::ChanceNoTarget), row.width() - 20.0, p.t2);
    }
    for aim in &answer.aims {
        row = row.translate(vec2(0.0, ROW));
        aim_row(ui, row, scene, open, answer, aim, view);
    }
}

fn aim_row(
    ui: &mut Ui,
    row: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    answer: &ChanceAnswer,
    aim: &Aim,
    view: &mut View,
) {
    const BAR: f32 = 84.0;
    const NUMBER: f32 = 52.0;
    let p = theme::tokens(ui);
    let chance = rate(aim.chance);
    // the target alone is held against what is asked for
    let short = aim.of == Measure::Gmv && chance < answer.wanted;
    let words = aim_words(scene.texts, aim);
    super::super::host::words(ui, row.left_center(), &words, row.width() - BAR - NUMBER - 24.0, p.t2);
    let track = Rect::from_min_size(pos2(row.right() - NUMBER - BAR, row.center().y - 4.0), vec2(BAR, 8.0));
    let radius = CornerRadius::same(size::RADIUS_SMALL);
    ui.painter().rect_filled(track, radius, p.sunken);
    let fill = track.with_max_x(track.left() + track.width() * aim.chance.clamp(0.0, 1.0) as f32);
    ui.painter().rect_filled(fill, radius, if open.simulated.stale { p.bar } else { p.bar_2 });
    if aim.of == Measure::Gmv {
        let x = track.left() + track.width() * answer.wanted.to_f64() as f32;
        ui.painter().vline(x.round() - 0.5, track.top() - 3.0..=track.bottom() + 3.0, Stroke::new(1.0, p.t1));
    }
    let shown = scene.format().percent(chance, 0);
    let ink = if open.simulated.stale {
        p.t3
    } else if short {
        p.worse
    } else {
        p.t1
    };
    let shown = if short { format!("▼ {shown}") } else { shown };
    let asked = figure_at(ui, row.right_center(), &words, &shown, fonts::text_medium(), ink);
    if asked.on_hover_text(scene.format().percent(chance, 2)).clicked() {
        view.figure = Some(FigureId::Chance);
    }
}

/// The histogram of GMV with the target; gives whether it was clicked.
pub(super) fn picture(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    answer: &ChanceAnswer,
    curve: bool,
) -> bool {
    let format = scene.format();
    let target = answer.target.map(|target| target.minor() as f64);
    let (low, high) = (answer.quantile(Measure::Gmv, END), answer.quantile(Measure::Gmv, 1.0 - END));
    // room at both ends, and for a target that is not far beyond
    let room = (high - low) * 0.04;
    let from = target.map_or(low, |target| low.min(target).max(low - (high - low) * 0.5)) - room;
    let until = target.map_or(high, |target| high.max(target).min(high + (high - low) * 0.5)) + room;
    if until <= from {
        return false;
    }
    let step = (until - from) / COLUMNS as f64;
    let columns = answer.drawn.bins(Measure::Gmv).columns(from - step, until + step, COLUMNS + 2);
    let [below, counts @ .., above] = columns.as_slice() else { return false };
    let spread = answer.drawn.gmv;
    let whole = |minor: f64| format.sum_in_whole_units(money(minor));
    let mark = |name: &str, value: f64| (value, format!("{name} {}", whole(value)));
    let marks = [mark("P50", spread.p50), mark("P10", spread.p10), mark("P90", spread.p90)];
    let words = answer
        .target
        .map(|target| scene.texts.with(Msg::ChanceTarget, &[("value", format.sum_in_whole_units(target).into())]));
    let chart = Histogram {
        salt: if curve { "chance" } else { "chance card" },
        name: scene.text(Msg::ChanceHistogram),
        counts,
        beyond: (*below, *above),
        range: (from, until),
        line: target.zip(words.as_deref()),
        marks: &marks,
        curve,
        stale: open.simulated.stale,
    };
    histogram(ui, area, &chart, |ui, spot| tip(ui, scene, answer, spot))
}

fn tip(ui: &mut Ui, scene: &Scene<'_>, answer: &ChanceAnswer, spot: Spot) {
    let p = theme::tokens(ui);
    let format = scene.format();
    let line = |ui: &mut Ui, name: &str, value: String| {
        ui.horizontal(|ui| {
            ui.set_min_width(190.0);
            ui.label(RichText::new(name).color(p.t2));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.label(RichText::new(value).color(p.t1));
            });
        });
    };
    let gmv = money(spot.value);
    ui.label(RichText::new(format!("GMV {}", format.sum(gmv))).font(fonts::text_medium()));
    line(ui, scene.text(Msg::ChanceTipChance), format.percent(rate(spot.reaching), 1));
    line(ui, scene.text(Msg::ChanceTipShare), format.percent(rate(spot.share), 1));
    if let Some(target) = answer.target {
        let gap = Money::from_wide(gmv.wide() - target.wide());
        let share = Rate::ratio(gap.wide().abs(), target.wide()).unwrap_or_default();
        let sign = if gap < Money::ZERO { "−" } else { "+" };
        line(ui, scene.text(Msg::ChanceTipGap), format!("{sign}{}", format.percent(share, 1)));
    }
}
