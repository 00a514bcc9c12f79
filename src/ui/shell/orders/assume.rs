//! The assumption: mean, spread and number of orders, and what they give.

use egui::{Align, Layout, Rect, RichText, Ui, UiBuilder, pos2};

use super::form::Assumed;
use super::result;
use crate::engine::orders::LogNormal;
use crate::model::{Count, Money, Rate};
use crate::text::Msg;
use crate::ui::input;
use crate::ui::scene::Scene;
use crate::ui::theme::{self, size};
use crate::ui::widgets::field::Field;

/// How wide names of fields are.
const NAME: f32 = 120.0;
/// How wide a field is.
const FIELD: f32 = 120.0;
/// How wide the text and the fields are.
const COLUMN: f32 = 360.0;
/// How high the picture of what the assumption gives is.
const ASSUMED_PICTURE: f32 = 260.0;

/// Shows the form; typing changes the assumption at once.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, assumed: &mut Assumed) {
    let layout = Layout::top_down(Align::Min);
    let area = ui.available_rect_before_wrap();
    let (left, right) = area.split_left_right_at_x(area.left() + COLUMN);
    let mut form = ui.new_child(UiBuilder::new().id_salt("form").max_rect(left).layout(layout));
    fields(&mut form, scene, assumed);
    let right = Rect::from_min_max(pos2(right.left() + size::S24, right.top()), right.max);
    let mut at = ui.new_child(UiBuilder::new().id_salt("gives").max_rect(right).layout(layout));
    if let Some(values) = &assumed.values {
        at.spacing_mut().item_spacing.y = size::S4;
        result::values(&mut at, scene, values, ASSUMED_PICTURE);
    }
    ui.advance_cursor_after_rect(area);
}

fn fields(ui: &mut Ui, scene: &Scene<'_>, assumed: &mut Assumed) {
    let p = theme::tokens(ui);
    ui.label(RichText::new(scene.text(Msg::OrdersAssumeNote)).color(p.t2));
    ui.add_space(size::S4);
    let texts = scene.texts;
    let format = scene.format();
    let mut by = assumed.by;
    let shown = format.price(by.mean);
    let raw = by.mean.to_string();
    let money =
        |text: &str| input::money(texts, text).and_then(|money| within(scene, LogNormal { mean: money, ..by }, money));
    if let Some(text) = field(ui, scene, Msg::OrdersAssumeMean, &shown, &raw, |text| money(text).map(drop))
        && let Ok(mean) = money(&text)
    {
        by.mean = mean;
    }
    let shown = format.factor_exact(by.spread);
    let spread = |text: &str| input::factor(texts, text).and_then(|spread| fits_spread(scene, spread));
    if let Some(text) = field(ui, scene, Msg::OrdersAssumeSpread, &shown, &shown, |text| spread(text).map(drop))
        && let Ok(spread) = spread(&text)
    {
        by.spread = spread;
    }
    let shown = format.whole(by.orders.wide());
    let raw = by.orders.to_string();
    let count =
        |text: &str| input::count(texts, text).and_then(|orders| within(scene, LogNormal { orders, ..by }, orders));
    if let Some(text) = field(ui, scene, Msg::OrdersAssumeNumber, &shown, &raw, |text| count(text).map(drop))
        && let Ok(orders) = count(&text)
    {
        by.orders = orders;
    }
    assumed.set(by);
}

fn field(
    ui: &mut Ui,
    scene: &Scene<'_>,
    name: Msg,
    shown: &str,
    raw: &str,
    check: impl Fn(&str) -> Result<(), String>,
) -> Option<String> {
    let p = theme::tokens(ui);
    let name = scene.text(name);
    ui.horizontal(|ui| {
        let (place, _) = ui.allocate_exact_size(egui::vec2(NAME, size::FIELD), egui::Sense::hover());
        let at = place.left_center();
        crate::ui::widgets::paint::text(
            ui.painter(),
            at,
            egui::Align2::LEFT_CENTER,
            name,
            crate::ui::theme::fonts::text(),
            p.t2,
        );
        Field::new(name, shown, raw).size(FIELD, size::FIELD).show(ui, name, check).committed
    })
    .inner
}

fn fits_spread(scene: &Scene<'_>, spread: Rate) -> Result<Rate, String> {
    if (LogNormal::LEAST_SPREAD..=LogNormal::MOST_SPREAD).contains(&spread) {
        return Ok(spread);
    }
    Err(scene.text(Msg::OrdersAssumeWrong).to_owned())
}

/// The value, if the assumption with it is possible; mean and number have limits that nobody meets by chance.
fn within<T>(scene: &Scene<'_>, by: LogNormal, value: T) -> Result<T, String> {
    if by.is_possible() {
        return Ok(value);
    }
    let format = scene.format();
    let (mean, orders) = (format.price_short(Money::from_major(1_000_000)), LogNormal::MOST_ORDERS);
    let about = [("mean", mean.into()), ("orders", format.whole(Count::wide(orders)).into())];
    Err(scene.texts.with(Msg::OrdersAssumeLimits, &about))
}
