//! A small picture of order values: bars of a round width, drawn up to where nearly all orders lie.

use egui::{Align2, CornerRadius, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::engine::orders::Distribution;
use crate::model::{Histogram, Money, Rate};
use crate::text::Msg;
use crate::ui::scene::Scene;
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::paint;

/// About how many bars there are.
const BARS: i64 = 40;

/// Bars of one width, from zero.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bars {
    /// How wide a bar is.
    pub width: Money,
    /// How many orders each holds.
    pub counts: Vec<f64>,
}

/// Divides the values up to the highest hundredth into bars whose width is 1, 2, 2.5 or 5 times a power of ten.
#[must_use]
pub fn bars(histogram: &Histogram) -> Bars {
    let orders = Distribution::new(histogram);
    let Some(far) = orders.quantile(Rate::from_percent(99)) else { return Bars::default() };
    let width = round_up(far.minor().max(1) / BARS);
    let number = (far.minor() / width + 1).clamp(1, 2 * BARS);
    let edge = |bar: i64| Money::from_minor(bar.saturating_mul(width));
    let counts = (0..number).map(|bar| orders.between(edge(bar), edge(bar + 1))).collect();
    Bars { width: Money::from_minor(width), counts }
}

fn round_up(least: i64) -> i64 {
    let mut power = 100_i64;
    loop {
        for (times, by) in [(1, 1), (2, 1), (5, 2), (5, 1)] {
            let width = power.saturating_mul(times) / by;
            if width >= least || power > i64::MAX / 100 {
                return width;
            }
        }
        power *= 10;
    }
}

/// Draws the bars of a histogram over the width there is.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, histogram: &Histogram, height: f32) {
    let p = theme::tokens(ui);
    let (area, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, scene.text(Msg::OrdersHistogram)));
    let found = bars(histogram);
    let most = found.counts.iter().copied().fold(0.0, f64::max);
    let plot = Rect::from_min_max(area.min, pos2(area.right(), area.bottom() - size::S16));
    let painter = ui.painter();
    painter.hline(plot.x_range(), plot.bottom(), Stroke::new(1.0, p.line_2));
    if most <= 0.0 {
        return;
    }
    let step = plot.width() / found.counts.len() as f32;
    let over = response.hover_pos().map(|at| ((at.x - plot.left()) / step) as usize);
    for (bar, count) in found.counts.iter().enumerate() {
        let high = plot.height() * (*count / most) as f32;
        let left = plot.left() + step * bar as f32;
        let rect = Rect::from_min_max(pos2(left, plot.bottom() - high), pos2(left + step - 1.0, plot.bottom()));
        painter.rect_filled(rect, CornerRadius::ZERO, if over == Some(bar) { p.bar_2 } else { p.bar });
    }
    let format = scene.format();
    let at = |bar: usize| Money::from_wide(found.width.wide() * bar as i128);
    let last = found.counts.len();
    for (bar, align) in [(0, Align2::LEFT_BOTTOM), (last / 2, Align2::CENTER_BOTTOM), (last, Align2::RIGHT_BOTTOM)] {
        let x = plot.left() + step * bar as f32;
        paint::text(painter, pos2(x, area.bottom()), align, &format.price_short(at(bar)), fonts::text(), p.t3);
    }
    if let Some((bar, count)) = over.and_then(|bar| Some((bar, *found.counts.get(bar)?))) {
        let number = histogram.number().to_f64().max(1.0);
        let share = Rate::from_ppm((count / number * 1e6).round() as i64);
        let words = scene.texts.with(
            Msg::OrdersHistogramTip,
            &[
                ("from", format.price_short(at(bar)).into()),
                ("to", format.price_short(at(bar + 1)).into()),
                ("count", format.whole(count.round() as i128).into()),
                ("share", format.percent(share, 1).into()),
            ],
        );
        response.on_hover_text(words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::orders::histogram;

    #[test]
    fn bars_are_round_and_hold_the_orders() {
        let mut values: Vec<u64> = (0..10_000).map(|n| n * 10).collect();
        let found = bars(&histogram(&mut values).expect("few"));
        // the highest hundredth begins at 990.00; a fortieth of it is 24.75
        assert_eq!((found.width, found.counts.len()), (Money::from_major(25), 40));
        assert_eq!((found.counts[0], found.counts[39]), (250.0, 250.0));
        assert_eq!(bars(&Histogram::default()), Bars::default());
        let one = bars(&histogram(&mut [1]).expect("few"));
        assert_eq!((one.width, one.counts.len()), (Money::ONE, 1));
        assert_eq!([1, 101, 2_400, 2_600, 90_000].map(round_up), [100, 200, 2_500, 5_000, 100_000]);
    }
}
