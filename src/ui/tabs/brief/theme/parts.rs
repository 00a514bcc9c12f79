//! What themes are composed of: a chip each, that opens to be typed into; a plus for those that are missing.

use egui::{
    Align2, CornerRadius, CursorIcon, Margin, Popup, PopupCloseBehavior, Rect, Response, Role, Sense, Ui, WidgetInfo,
    pos2, vec2,
};

use super::edits;
use crate::model::ThemePart;
use crate::text::Msg;
use crate::text::names::Named;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::form;
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::button::{self, focus_ring};
use crate::ui::widgets::paint;

/// Height of a chip.
const CHIP: f32 = 20.0;
/// The parts that are shown without words, too.
const MAIN: [ThemePart; 5] =
    [ThemePart::Purpose, ThemePart::Category, ThemePart::Audience, ThemePart::Season, ThemePart::Strength];
/// Width of a field.
const FIELD: f32 = 200.0;

/// Draws the row.
pub fn show(ui: &mut Ui, row: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &View, actions: &mut Actions) {
    let parts = &open.campaign.brief.theme.parts;
    let mut x = row.left() + size::S16;
    let plus = 24.0;
    let mut hidden: Vec<ThemePart> = Vec::new();
    for part in ThemePart::ALL {
        let words = parts.get(&part).map_or("", |words| words.trim());
        if words.is_empty() && !MAIN.contains(&part) {
            hidden.push(part);
            continue;
        }
        let words = if words.is_empty() { "—" } else { words };
        let name = part.name_in(scene.texts);
        let width = width(ui, name, words).min(180.0);
        if x + width > row.right() - size::S16 - plus {
            hidden.push(part);
            continue;
        }
        let place = Rect::from_min_size(pos2(x, row.center().y - CHIP / 2.0), vec2(width, CHIP));
        let response = chip(ui, place, part, name, words);
        popup(&response, |ui| field(ui, scene, open, part, actions));
        x = place.right() + 6.0;
    }
    if !hidden.is_empty() && view.pose.is_none() {
        let place = Rect::from_min_size(pos2(x - 2.0, row.center().y - 14.0), vec2(28.0, 28.0));
        let mut child = paint::at(ui, place, "more parts");
        let response = button::icon(&mut child, icons::PLUS, scene.text(Msg::ThemePartMore));
        popup(&response, |ui| {
            for part in hidden {
                field(ui, scene, open, part, actions);
            }
        });
    }
}

fn width(ui: &Ui, name: &str, words: &str) -> f32 {
    let text = |words: &str| paint::width(ui.painter(), words, fonts::text());
    text(name) + size::S4 + text(words) + 2.0 * 6.0
}

fn chip(ui: &mut Ui, place: Rect, part: ThemePart, name: &str, words: &str) -> Response {
    let p = theme::tokens(ui);
    let response = ui.interact(place, ui.scope_id().with(("part", part as u8)), Sense::click());
    let spoken = format!("{name} {words}");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
    let fill = if response.hovered() { p.press } else { p.sunken };
    ui.painter().rect_filled(place, CornerRadius::same(size::RADIUS), fill);
    let at = pos2(place.left() + 6.0, place.center().y);
    let end = paint::text(ui.painter(), at, Align2::LEFT_CENTER, name, fonts::text(), p.t2).right();
    let room = place.right() - 6.0 - end - size::S4;
    let galley = paint::cut(ui.painter(), words, fonts::text(), p.t1, room);
    ui.painter().galley(pos2(end + size::S4, place.center().y - galley.size().y / 2.0), galley, p.t1);
    if response.has_focus() {
        focus_ring(ui.painter(), place, p);
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}

fn popup(response: &Response, fill: impl FnOnce(&mut Ui)) {
    let p = theme::of(&response.ctx);
    Popup::menu(response)
        .frame(theme::float_frame(p).inner_margin(Margin::same(size::S12 as i8)))
        .gap(4.0)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            ui.set_width(FIELD + 112.0);
            ui.spacing_mut().item_spacing = vec2(size::S8, size::S4);
            fill(ui);
        });
}

/// A part to be typed.
pub fn field(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, part: ThemePart, actions: &mut Actions) {
    let words = open.campaign.brief.theme.parts.get(&part).map_or("", String::as_str);
    let label = part.name_in(scene.texts);
    let name = scene.texts.with(Msg::ThemePartOf, &[("part", label.into())]);
    form::row(ui, scene, label, |ui| {
        if let Some(words) = form::text(ui, &name, words, "", FIELD.min(ui.available_width())) {
            let change = move |theme: &mut crate::model::Theme| {
                if words.trim().is_empty() {
                    theme.parts.remove(&part);
                } else {
                    theme.parts.insert(part, words);
                }
            };
            edits::theme(scene, open, Msg::ThemeStepPart, change, actions);
        }
    });
}
