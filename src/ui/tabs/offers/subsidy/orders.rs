//! The orders by value before the offers and after them.

use std::sync::Arc;

use egui::{Align2, CornerRadius, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2};

use super::{Held, SubsidyState};
use crate::engine::offers::campaign::OfferCosts;
use crate::model::{Money, Rate};
use crate::text::Msg;
use crate::ui::scene::Scene;
use crate::ui::tabs::offers::ladder::plan::bars;
use crate::ui::tabs::offers::ladder::scale::{Scale, end_for};
use crate::ui::tabs::offers::ladder::tip::row;
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::{paint, pane};

const HEAD: f32 = 28.0;
const VALUES: f32 = 22.0;

/// Draws the picture.
pub fn show(ui: &mut Ui, area: Rect, scene: &Scene<'_>, state: &mut SubsidyState, answer: &Arc<OfferCosts>) {
    let p = theme::tokens(ui);
    let format = scene.format();
    let left = area.left() + size::S16;
    let plot = Rect::from_min_max(
        pos2(left, area.top() + HEAD),
        pos2(area.right() - size::S16, area.bottom() - VALUES - size::S4),
    );
    let scale = Scale::new(plot.left(), plot.right(), end_for(answer.base_aov, None));
    let key = (Held(Arc::clone(answer)), scale.end);
    let kept =
        state.bars.get(key, |_| Arc::new((bars(&answer.before, scale.class()), bars(&answer.after, scale.class()))));
    let (before, after) = &*kept;
    let y = area.top() + HEAD / 2.0 + 2.0;
    let title = scene.text(Msg::SubsidyBeforeAfter);
    let mut x = pane::label(ui, pos2(left, y), Align2::LEFT_CENTER, title, fonts::text_medium(), p.t1).rect.right();
    x += size::S16;
    ui.painter().rect_filled(paint::square(pos2(x + 5.0, y), 10.0), CornerRadius::same(size::RADIUS_SMALL), p.bar);
    let words = scene.text(Msg::SubsidyBefore);
    x = pane::label(ui, pos2(x + size::S16, y), Align2::LEFT_CENTER, words, fonts::text(), p.t2).rect.right();
    x += size::S16;
    ui.painter().hline(x..=x + 14.0, y, Stroke::new(1.5, p.accent));
    let words = scene.text(Msg::SubsidyAfter);
    pane::label(ui, pos2(x + 20.0, y), Align2::LEFT_CENTER, words, fonts::text(), p.t2);
    if plot.height() < 30.0 {
        return;
    }
    let most = before.shares.iter().chain(&after.shares).copied().fold(1e-9, f64::max) * 1.05;
    let place = |n: usize, share: f64| {
        let at = |n: usize| scale.x(Money::from_wide(scale.class().wide() * n as i128));
        let top = plot.bottom() - (share / most) as f32 * plot.height();
        Rect::from_min_max(pos2(at(n), top), pos2(at(n + 1), plot.bottom()))
    };
    let mut step = Vec::with_capacity(after.shares.len() * 2);
    for (n, share) in before.shares.iter().enumerate() {
        let rect = place(n, *share);
        ui.painter().rect_filled(rect.shrink2(egui::vec2(0.75, 0.0)), CornerRadius::ZERO, p.bar);
    }
    for (n, share) in after.shares.iter().enumerate() {
        let rect = place(n, *share);
        step.extend([rect.left_top(), rect.right_top()]);
    }
    ui.painter().add(Shape::line(step, Stroke::new(1.5, p.accent)));
    ui.painter().hline(plot.x_range(), plot.bottom() - 0.5, Stroke::new(1.0, p.line_2));
    for value in scale.marks() {
        let at = pos2(scale.x(value), plot.bottom() + VALUES / 2.0);
        let align = if value == scale.end { Align2::RIGHT_CENTER } else { Align2::CENTER_CENTER };
        paint::text(ui.painter(), at, align, &format.price_short(value), fonts::text(), p.t3);
    }
    let response = ui.interact(plot, ui.scope_id().with("before and after"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Figure, true, title));
    let Some(pointer) = response.hover_pos() else { return };
    let value = scale.value(pointer.x);
    let n = usize::try_from(value.minor() / scale.class().minor().max(1)).unwrap_or(usize::MAX);
    let (Some(was), Some(is)) = (before.shares.get(n), after.shares.get(n)) else { return };
    response.on_hover_ui_at_pointer(|ui| {
        let low = Money::from_wide(scale.class().wide() * n as i128);
        let high = Money::from_wide(low.wide() + scale.class().wide());
        ui.label(format!("{}–{}", format.price_short(low), format.price_short(high)));
        let percent = |part: f64| format.percent(Rate::from_ppm((part * 1e6).round() as i64), 2);
        row(ui, scene.text(Msg::SubsidyBefore), &percent(*was));
        row(ui, scene.text(Msg::SubsidyAfter), &percent(*is));
    });
}
