//! Two pictures of a suggestion: the orders before and after the ladder that is looked at, and what moving one rung of the
//! best ladder would do to profit or GMV.

use egui::{Align2, CornerRadius, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::engine::offers::suggest::{Goal, Neighbour, Suggested, Suggestion};
use crate::model::Money;
use crate::model::offer::Reduction;
use crate::text::Msg;
use crate::ui::scene::Scene;
use crate::ui::tabs::offers::ladder::plan::bars;
use crate::ui::tabs::offers::ladder::scale::{Scale, end_for};
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::{paint, pane};

const TITLE: f32 = 24.0;
const VALUES: f32 = 20.0;

/// Draws both, side by side.
pub fn show(ui: &mut Ui, area: Rect, scene: &Scene<'_>, found: &Suggestion, chosen: &Suggested, goal: Goal) {
    let (left, right) = area.split_left_right_at_x(area.center().x);
    before_after(ui, left.with_max_x(left.right() - size::S12), scene, found, chosen);
    around(ui, right.with_min_x(right.left() + size::S12), scene, found, goal);
}

fn heading(ui: &mut Ui, area: Rect, scene: &Scene<'_>, msg: Msg) -> Rect {
    let p = theme::tokens(ui);
    let at = pos2(area.left(), area.top() + TITLE / 2.0);
    pane::label(ui, at, Align2::LEFT_CENTER, scene.text(msg), fonts::text_medium(), p.t1);
    let plot = Rect::from_min_max(pos2(area.left(), area.top() + TITLE), pos2(area.right(), area.bottom() - VALUES));
    let response = ui.interact(plot, ui.scope_id().with(("suggest picture", msg as usize)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Figure, true, scene.text(msg)));
    plot
}

fn axis(ui: &Ui, plot: Rect, scene: &Scene<'_>, scale: &Scale) {
    let p = theme::tokens(ui);
    ui.painter().hline(plot.x_range(), plot.bottom() - 0.5, Stroke::new(1.0, p.line_2));
    for (n, value) in scale.marks().into_iter().enumerate().filter(|(n, _)| n % 2 == 0) {
        let align = match n {
            0 => Align2::LEFT_CENTER,
            10 => Align2::RIGHT_CENTER,
            _ => Align2::CENTER_CENTER,
        };
        let at = pos2(scale.x(value), plot.bottom() + VALUES / 2.0);
        paint::text(ui.painter(), at, align, &scene.format().price_short(value), fonts::text(), p.t3);
    }
}

fn before_after(ui: &mut Ui, area: Rect, scene: &Scene<'_>, found: &Suggestion, chosen: &Suggested) {
    let p = theme::tokens(ui);
    let plot = heading(ui, area, scene, Msg::SuggestBeforeAfter);
    let highest = chosen.rungs.iter().map(|rung| rung.at).max();
    let mean = found.before.mean().map(|mean| Money::from_minor(mean.round() as i64));
    let scale = Scale::new(plot.left(), plot.right(), end_for(mean, highest));
    let before = bars(&found.before, scale.class());
    let after = bars(&chosen.response.after, scale.class());
    let most = before.shares.iter().chain(&after.shares).copied().fold(1e-9, f64::max) * 1.05;
    let place = |n: usize, share: f64| {
        let at = |n: usize| scale.x(Money::from_wide(scale.class().wide() * n as i128));
        Rect::from_min_max(
            pos2(at(n), plot.bottom() - (share / most) as f32 * plot.height()),
            pos2(at(n + 1), plot.bottom()),
        )
    };
    for (n, share) in before.shares.iter().enumerate() {
        ui.painter().rect_filled(place(n, *share).shrink2(vec2(0.5, 0.0)), CornerRadius::ZERO, p.bar);
    }
    let step = after.shares.iter().enumerate().flat_map(|(n, share)| {
        let rect = place(n, *share);
        [rect.left_top(), rect.right_top()]
    });
    ui.painter().add(Shape::line(step.collect(), Stroke::new(1.5, p.accent)));
    for rung in &chosen.rungs {
        let x = scale.x(rung.at).round() - 0.5;
        let pole = [pos2(x, plot.top()), pos2(x, plot.bottom())];
        ui.painter().extend(Shape::dashed_line(&pole, Stroke::new(1.0, p.t2), 5.0, 4.0));
    }
    axis(ui, plot, scene, &scale);
}

/// What a neighbour is judged by.
const fn worth(neighbour: &Neighbour, goal: Goal) -> Money {
    match goal {
        Goal::Profit => neighbour.profit,
        Goal::Gmv => neighbour.gmv,
    }
}

fn around(ui: &mut Ui, area: Rect, scene: &Scene<'_>, found: &Suggestion, goal: Goal) {
    let p = theme::tokens(ui);
    let msg = if goal == Goal::Profit { Msg::SuggestAroundProfit } else { Msg::SuggestAroundGmv };
    let plot = heading(ui, area, scene, msg);
    let highest = found.curve.iter().map(|n| n.threshold).max();
    let mean = found.before.mean().map(|mean| Money::from_minor(mean.round() as i64));
    let scale = Scale::new(plot.left(), plot.right(), end_for(mean, highest));
    let values = || found.curve.iter().map(|n| worth(n, goal).to_f64());
    let (least, most) = values().fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), v| (a.min(v), b.max(v)));
    // a little room, so that the best does not touch the edge
    let span = (most - least).max(1.0) * 1.15;
    let y = |money: Money| plot.bottom() - ((money.to_f64() - least) / span) as f32 * (plot.height() - 4.0) - 2.0;
    for (n, rung) in found.best.rungs.iter().enumerate() {
        let Reduction::Less(off) = rung.off else { continue };
        let moved = found.curve.iter().filter(|c| c.rung == n && c.value == off);
        let points: Vec<_> = moved.clone().map(|c| pos2(scale.x(c.threshold), y(worth(c, goal)))).collect();
        ui.painter().add(Shape::line(points, Stroke::new(1.5, p.accent)));
        for c in moved {
            let at = pos2(scale.x(c.threshold), y(worth(c, goal)));
            let own = c.threshold == rung.at;
            let (radius, fill) = if own { (4.0, p.accent) } else { (2.5, p.panel) };
            ui.painter().circle(at, radius, fill, Stroke::new(1.5, p.accent));
            let name = ui.scope_id().with(("neighbour", n, c.threshold.minor()));
            ui.interact(paint::square(at, 12.0), name, Sense::hover()).on_hover_ui(|ui| {
                ui.label(scene.format().price_short(c.threshold));
                ui.label(scene.format().exact(worth(c, goal)));
            });
        }
    }
    axis(ui, plot, scene, &scale);
}
