//! The title row of a ladder: whose order values, by order or by customer, and the suggestion; below it the legend.

use egui::{Align2, CornerRadius, CursorIcon, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::scale::Scale;
use crate::engine::offers::reading::{LadderView, OrdersBy};
use crate::model::{Offer, OrderSource};
use crate::text::Msg;
use crate::text::offers::offer_name;
use crate::ui::action::{Action, Actions, OrdersRequest, Way};
use crate::ui::scene::{Open, Scene, View};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::float::{MenuRow, keys, menu, menu_row};
use crate::ui::widgets::{button, paint, pane};

/// What the title row was asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Show the suggested ladder in the drawing, or stop showing it.
    pub compare: bool,
    /// Open the suggestion.
    pub suggest: bool,
}

/// Where the order values are from, in a few words.
#[must_use]
pub fn source_words(scene: &Scene<'_>, open: &Open<'_>) -> String {
    let values = &open.campaign.order_values;
    let n = scene.format().whole(values.orders.number().wide());
    match &values.source {
        _ if values.orders.is_empty() => scene.text(Msg::LadderNoOrders).to_owned(),
        OrderSource::Imported { first: Some(first), last: Some(last), .. } => {
            let days = last.duration_since(*first).as_hours() / 24 + 1;
            scene.texts.with(Msg::LadderLastDays, &[("days", days.to_string().into()), ("n", n.into())])
        }
        OrderSource::Imported { .. } => scene.texts.with(Msg::LadderImported, &[("n", n.into())]),
        OrderSource::LogNormal { .. } | OrderSource::None => scene.texts.with(Msg::LadderAssumed, &[("n", n.into())]),
    }
}

/// Draws the title row.
pub fn show(
    ui: &mut Ui,
    row: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
    offer: &Offer,
) -> Asked {
    let p = theme::tokens(ui);
    let mut asked = Asked::default();
    ui.painter().hline(row.x_range(), row.bottom() - 0.5, Stroke::new(1.0, p.line));
    let right = paint_buttons(ui, row, scene, view, &mut asked);
    let y = row.center().y;
    let name = offer_name(scene.texts, open.project, offer);
    let most = ((right - row.left()) * 0.3).max(80.0);
    let galley = paint::cut(ui.painter(), &name, fonts::medium(size::TITLE), p.t1, most);
    let title = Rect::from_min_size(pos2(row.left() + size::S16, y - galley.size().y / 2.0), galley.size());
    ui.painter().galley(title.min, galley, p.t1);
    pane::named(ui, title, &name);
    let place = Rect::from_min_max(
        pos2(title.right() + size::S16, y - size::FIELD / 2.0),
        pos2(right - size::S8, y + size::FIELD / 2.0),
    );
    let mut child = paint::at(ui, place, "ladder source");
    source(&mut child, scene, open, actions);
    let known = !open.campaign.order_values.customers.is_empty();
    let ladder = &mut view.tabs.offers.ladder;
    if !known {
        ladder.by = OrdersBy::Order;
    }
    child.add_enabled_ui(known, |ui| {
        let names = [scene.text(Msg::LadderByOrder), scene.text(Msg::LadderByCustomer)];
        let chosen = OrdersBy::ALL.iter().position(|by| *by == ladder.by);
        let picked = button::segmented(ui, scene.text(Msg::LadderBy), &names, chosen);
        if let Some(by) = picked.filter(|_| known).and_then(|n| OrdersBy::ALL.get(n)) {
            ladder.by = *by;
        }
    });
    asked
}

/// The buttons at the right end; gives where the room left of them ends.
fn paint_buttons(ui: &mut Ui, row: Rect, scene: &Scene<'_>, view: &View, asked: &mut Asked) -> f32 {
    let width = row.width() / 2.0;
    let place = Rect::from_min_max(
        pos2(row.right() - size::S16 - width, row.center().y - size::BUTTON / 2.0),
        pos2(row.right() - size::S16, row.center().y + size::BUTTON / 2.0),
    );
    let mut child = ui.new_child(
        egui::UiBuilder::new()
            .id_salt("ladder buttons")
            .max_rect(place)
            .layout(egui::Layout::right_to_left(egui::Align::Center)),
    );
    if button::primary(&mut child, scene.text(Msg::LadderSuggest)).clicked() {
        asked.suggest = true;
    }
    let on = view.tabs.offers.ladder.suggest.comparing;
    let (icon, msg) = if on { (icons::EYE_OFF, Msg::LadderCompareOff) } else { (icons::EYE, Msg::LadderCompare) };
    if button::secondary_with_icon(&mut child, icon, scene.text(msg)).clicked() {
        asked.compare = true;
    }
    child.min_rect().left()
}

/// The chooser of the order values: what they are, and how to have others.
fn source(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) {
    let p = theme::tokens(ui);
    let words = source_words(scene, open);
    let empty = open.campaign.order_values.orders.is_empty();
    let ink = if empty { p.warn } else { p.input };
    let wanted = paint::width(ui.painter(), &words, fonts::text()) + 34.0;
    let width = wanted.min((ui.available_width() - 170.0).max(96.0));
    let (rect, response) = ui.allocate_exact_size(vec2(width, size::FIELD), Sense::click());
    let spoken = format!("{} {words}", scene.text(Msg::LadderSource));
    response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &spoken));
    let edge = if response.hovered() { p.t3 } else { p.field };
    ui.painter().rect(rect, CornerRadius::same(size::RADIUS), p.panel, Stroke::new(1.0, edge), StrokeKind::Inside);
    let galley = paint::cut(ui.painter(), &words, fonts::text(), ink, width - 30.0);
    ui.painter().galley(pos2(rect.left() + size::S8, rect.center().y - galley.size().y / 2.0), galley, ink);
    let chevron = pos2(rect.right() - 13.0, rect.center().y);
    paint::icon(ui.painter(), chevron, icons::CHEVRON_DOWN, size::ICON_TEXT, p.t2);
    if response.has_focus() {
        button::focus_ring(ui.painter(), rect, p);
    }
    let response = response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(&words);
    menu(&response, width.max(200.0), |ui| {
        for (msg, icon, way) in
            [(Msg::LadderImport, icons::TABLE, Way::File), (Msg::LadderAssume, icons::CALCULATOR, Way::Assumption)]
        {
            if menu_row(ui, MenuRow { label: scene.text(msg), icon, ..MenuRow::default() }) {
                actions.push(Action::Orders(OrdersRequest::Open(way)));
            }
        }
    });
}

/// Draws the legend, and at its right end how a rung is moved.
pub fn legend(ui: &mut Ui, row: Rect, scene: &Scene<'_>, ladder: &LadderView, scale: &Scale, compare: bool) {
    let p = theme::tokens(ui);
    let y = row.center().y;
    let step = scene.format().price_short(scale.step(false));
    let hint = scene.texts.with(Msg::LadderStep, &[("step", step.into())]);
    let end = row.right() - size::S16;
    let each = pane::label(ui, pos2(end, y), Align2::RIGHT_CENTER, &hint, fonts::text(), p.t2).rect;
    let arrows = keys(ui, pos2(each.left() - size::S8, y), "↑ ↓");
    let drag = scene.text(Msg::LadderDrag);
    let drag = pane::label(ui, pos2(arrows.left() - size::S8, y), Align2::RIGHT_CENTER, drag, fonts::text(), p.t2).rect;
    let mut x = row.left() + size::S16;
    let reach = scene.format().price_short(ladder.reach);
    let within = scene.texts.with(Msg::LadderLegendReach, &[("gap", reach.into())]);
    let chip = |ui: &Ui, x: f32, color| {
        ui.painter().rect_filled(paint::square(pos2(x + 6.0, y), 11.0), CornerRadius::same(size::RADIUS_SMALL), color);
    };
    let text = |msg: Msg| scene.text(msg).to_owned();
    let mut entries = vec![
        (0, text(Msg::LadderLegendShare)),
        (1, within),
        (2, text(Msg::LadderLegendRate)),
        (3, text(Msg::LadderLegendReversal)),
    ];
    if compare {
        entries.push((4, text(Msg::LadderLegendOther)));
    }
    for (kind, words) in entries {
        if x + 20.0 + paint::width(ui.painter(), &words, fonts::text()) > drag.left() - size::S8 {
            break;
        }
        match kind {
            0 => chip(ui, x, p.bar),
            1 => chip(ui, x, p.bar_2),
            2 => {
                ui.painter().hline(x..=x + 14.0, y, Stroke::new(2.0, p.accent));
            }
            3 => {
                let rect = Rect::from_min_size(pos2(x, y - 2.0), vec2(14.0, 4.0));
                ui.painter().rect_filled(rect, CornerRadius::same(1), p.worse);
            }
            _ => {
                let line = [pos2(x, y), pos2(x + 14.0, y)];
                ui.painter().extend(egui::Shape::dashed_line(&line, Stroke::new(1.5, p.t2), 5.0, 4.0));
            }
        }
        x = pane::label(ui, pos2(x + 20.0, y), Align2::LEFT_CENTER, &words, fonts::text(), p.t2).rect.right()
            + size::S16;
    }
}
