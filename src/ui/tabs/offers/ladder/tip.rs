//! What the pointer reads in the drawing: the orders of a class, the discount rate at a value, and what is within reach.

use egui::{Response, RichText, Stroke, Ui, pos2};

use super::drawing::Picture;
use super::plan::within;
use super::scale::Scale;
use crate::engine::offers::ladder::Ladder;
use crate::model::{Money, Rate};
use crate::text::Msg;
use crate::ui::scene::Scene;
use crate::ui::theme::{self, fonts};

/// Draws the cross-line and the tooltip under the pointer.
pub fn show(ui: &Ui, pointed: &Response, scale: &Scale, scene: &Scene<'_>, picture: &Picture<'_>) {
    let p = theme::tokens(ui);
    let Some(pointer) = pointed.hover_pos() else { return };
    let value = scale.value(pointer.x);
    let class = scale.class();
    let n = usize::try_from(value.minor() / class.minor().max(1)).unwrap_or(usize::MAX);
    let Some(share) = picture.bars.shares.get(n).copied() else { return };
    let line = [pos2(pointer.x, pointed.rect.top()), pos2(pointer.x, pointed.rect.bottom())];
    ui.painter().line_segment(line, Stroke::new(1.0, p.t1.gamma_multiply(0.5)));
    pointed.clone().on_hover_ui_at_pointer(|ui| {
        let format = scene.format();
        let low = Money::from_wide(class.wide() * n as i128);
        let high = Money::from_wide(low.wide() + class.wide());
        let range = format!("{}–{}", format.price_short(low), format.price_short(high));
        ui.label(RichText::new(range).font(fonts::text_medium()).color(p.t1));
        let rate = |part: f64| Rate::from_ppm((part * 1e6).round() as i64);
        row(ui, scene.text(Msg::LadderShare), &format.percent(rate(share), 2));
        row(ui, scene.text(Msg::LadderOrders), &format.whole((share * picture.bars.orders).round() as i128));
        if within(scale, n, &picture.view.within_reach) {
            ui.label(RichText::new(scene.text(Msg::LadderWithin)).color(p.t2));
        }
        let ladder = Ladder::new(picture.rungs);
        let minor = value.minor() as f64;
        let off = ladder.best(minor).map_or(0.0, |hit| hit.off);
        row(ui, scene.text(Msg::LadderAtValue), &format.price_short(value));
        row(ui, scene.text(Msg::LadderRate), &format.percent(rate(if minor > 0.0 { off / minor } else { 0.0 }), 2));
        row(ui, scene.text(Msg::LadderPays), &format.price(Money::from_minor((minor - off).round() as i64)));
        if let Some(next) = ladder.next(minor) {
            let short = Money::from_wide(next.wide() - value.wide());
            let words = [("rung", format.price_short(next).into()), ("gap", format.price(short).into())];
            ui.label(RichText::new(scene.texts.with(Msg::LadderShort, &words)).color(p.t2));
        }
    });
}

/// A name and its figure at the right.
pub fn row(ui: &mut Ui, name: &str, value: &str) {
    let p = theme::tokens(ui);
    ui.horizontal(|ui| {
        ui.set_min_width(168.0);
        ui.label(RichText::new(name).color(p.t2));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.label(RichText::new(value).color(p.t1));
        });
    });
}
