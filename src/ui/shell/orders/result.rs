//! What came of reading a list: how many rows count, which do not and why, and the order values as a small picture.

use egui::{Align, Layout, RichText, ScrollArea, Ui};

use super::bars;
use super::form::ReadState;
use crate::engine::orders::Distribution;
use crate::engine::orders::intake::{Intake, Reading};
use crate::engine::rfm::RfmAnswer;
use crate::model::{CustomerList, OrderSource, OrderValues, Rate, Segment};
use crate::text::Msg;
use crate::text::names::Named as _;
use crate::text::orders::{bad_row, missing};
use crate::ui::scene::Scene;
use crate::ui::theme::{self, fonts, size};

/// How high the small picture is.
const PICTURE: f32 = 108.0;

/// Shows it in the width there is.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, reading: &Reading, state: &ReadState) {
    let p = theme::tokens(ui);
    match state {
        ReadState::Waiting => {
            if let Some(what) = reading.mapping.missing(reading.wanted, reading.level) {
                ui.label(RichText::new(missing(scene.texts, what)).color(p.warn));
            }
        }
        ReadState::Reading(part) => {
            let percent = scene.format().percent(Rate::from_ppm(i64::from(*part) * 1_000), 0);
            ui.label(RichText::new(scene.texts.with(Msg::OrdersReading, &[("part", percent.into())])).color(p.t2));
            progress(ui, f32::from(*part) / 1_000.0);
        }
        ReadState::Failed { what, advice } => {
            ui.label(RichText::new(what).color(p.error));
            ui.label(RichText::new(advice).color(p.t2));
        }
        ReadState::Done(intake) => done(ui, scene, intake),
    }
}

fn progress(ui: &mut Ui, part: f32) {
    let p = theme::tokens(ui);
    let (rect, _) = ui.allocate_exact_size(egui::vec2(ui.available_width(), 4.0), egui::Sense::hover());
    let corner = egui::CornerRadius::same(size::RADIUS_SMALL);
    ui.painter().rect_filled(rect, corner, p.sunken);
    let done = egui::Rect::from_min_size(rect.min, egui::vec2(rect.width() * part.clamp(0.0, 1.0), rect.height()));
    ui.painter().rect_filled(done, corner, p.accent);
}

/// A name and its figure at the right.
pub fn figure(ui: &mut Ui, name: &str, value: &str, color: egui::Color32) {
    let p = theme::tokens(ui);
    let row = egui::vec2(ui.available_width(), size::S16);
    ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), |ui| {
        ui.label(RichText::new(name).color(p.t2));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.label(RichText::new(value).color(color));
        });
    });
}

/// Number, mean, median and picture of order values.
pub fn values(ui: &mut Ui, scene: &Scene<'_>, values: &OrderValues, picture: f32) {
    let p = theme::tokens(ui);
    let format = scene.format();
    let orders = Distribution::new(&values.orders);
    figure(ui, scene.text(Msg::OrdersOrders), &format.whole(orders.number().into()), p.t1);
    if !values.customers.is_empty() {
        figure(ui, scene.text(Msg::OrdersCustomers), &format.whole(values.customers.number().wide()), p.t1);
    }
    if let (Some(mean), Some(median)) = (orders.mean(), orders.quantile(Rate::from_percent(50))) {
        figure(ui, scene.text(Msg::OrdersMean), &format.price(mean), p.t1);
        figure(ui, scene.text(Msg::OrdersMedian), &format.price(median), p.t1);
    }
    if let OrderSource::Imported { first: Some(first), last: Some(last), .. } = &values.source {
        figure(ui, scene.text(Msg::OrdersDays), &format!("{first} – {last}"), p.t1);
    }
    ui.add_space(size::S4);
    ui.label(RichText::new(scene.text(Msg::OrdersHistogram)).font(fonts::text_medium()).color(p.t1));
    bars::show(ui, scene, &values.orders, picture);
}

/// Number, days and the eight segments by the mean.
fn customers(ui: &mut Ui, scene: &Scene<'_>, list: &CustomerList, answer: &RfmAnswer) {
    let p = theme::tokens(ui);
    let format = scene.format();
    figure(ui, scene.text(Msg::OrdersCustomers), &format.whole(answer.all.customers.into()), p.t1);
    figure(ui, scene.text(Msg::OrdersCustomersSpent), &format.sum(answer.all.spent).to_string(), p.t1);
    figure(ui, scene.text(Msg::OrdersDays), &format!("{} – {}", list.first, list.last), p.t1);
    ui.add_space(size::S4);
    ui.label(RichText::new(scene.text(Msg::OrdersSegments)).font(fonts::text_medium()).color(p.t1));
    for segment in Segment::ALL {
        let number = format.whole(answer.of(segment).customers.into());
        let share = answer.share(segment).map_or_else(|| "—".to_owned(), |share| format.percent(share, 1));
        figure(ui, segment.name_in(scene.texts), &format!("{number} · {share}"), p.t1);
    }
}

fn done(ui: &mut Ui, scene: &Scene<'_>, intake: &Intake) {
    let p = theme::tokens(ui);
    let whole = |number: u64| scene.format().whole(number.into());
    ui.spacing_mut().item_spacing.y = size::S4;
    figure(ui, scene.text(Msg::OrdersRows), &whole(intake.rows), p.t1);
    if intake.left_out > 0 {
        figure(ui, scene.text(Msg::OrdersLeftOut), &whole(intake.left_out), p.t1);
    }
    let bad = intake.bad.total();
    figure(ui, scene.text(Msg::OrdersBad), &whole(bad), if bad > 0 { p.warn } else { p.t1 });
    match &intake.customers {
        Some(list) => customers(ui, scene, list, &intake.segments),
        None => values(ui, scene, &intake.values, PICTURE),
    }
    if bad == 0 {
        return;
    }
    ui.add_space(size::S4);
    ui.label(RichText::new(scene.text(Msg::OrdersBad)).font(fonts::text_medium()).color(p.t1));
    let rows = intake.bad.kept();
    let more = bad.saturating_sub(rows.len() as u64);
    let lines = rows.len() + usize::from(more > 0);
    ScrollArea::vertical().id_salt("bad rows").auto_shrink(false).show_rows(ui, size::S16, lines, |ui, seen| {
        for at in seen {
            let words = rows.get(at).map_or_else(
                || scene.texts.with(Msg::OrdersBadMore, &[("count", whole(more).into())]),
                |row| bad_row(scene.texts, row),
            );
            ui.add(egui::Label::new(RichText::new(words).color(p.t2)).truncate());
        }
    });
}
