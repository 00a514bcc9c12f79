//! No customers yet: what they are for, and where they come from.

use egui::{Rect, Ui};

use super::edits;
use crate::model::Segment;
use crate::text::Msg;
use crate::ui::action::{Action, Actions, OrdersRequest};
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::brief::Chosen;
use crate::ui::tabs::later;
use crate::ui::theme::{icons, size};
use crate::ui::widgets::button;

/// Draws it.
pub fn show(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    let title = scene.text(Msg::AudienceEmpty);
    later::empty(ui, area, icons::USERS, title, &[scene.text(Msg::AudienceEmptyNote)], |ui| {
        let names = [scene.text(Msg::AudienceImport), scene.text(Msg::AudienceType)];
        let width: f32 = names.iter().map(|name| button::text_width(ui, name)).sum::<f32>() + size::S8;
        ui.horizontal(|ui| {
            ui.add_space(((ui.available_width() - width) / 2.0).max(0.0));
            if button::primary(ui, names[0]).clicked() {
                actions.push(Action::Orders(OrdersRequest::OpenCustomers));
            }
            if button::secondary(ui, names[1]).clicked() {
                edits::type_counts(scene, open, actions);
                view.tabs.brief.choose(Chosen::Segment(Segment::KeyValue));
            }
        });
    });
}
