//! The menu that adds an offer: ready-made ones on the left, all kinds by layer on the right.

use egui::{Align2, Response, Ui, pos2, vec2};

use super::change::{self, New};
use super::list::{GROUPS, group_of};
use crate::engine::offers::preset::Preset;
use crate::model::OfferKind;
use crate::text::Msg;
use crate::text::names::Named;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::float::{MenuRow, menu, menu_row};
use crate::ui::widgets::{button, paint};

const WIDTH: f32 = 520.0;

/// The button with its menu.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) -> Response {
    let button = button::icon(ui, icons::PLUS, scene.text(Msg::OffersAdd));
    let room = ui.ctx().content_rect().bottom() - button.rect.bottom() - 2.0 * size::S24;
    let picked = menu(&button, WIDTH, |ui| {
        let mut picked = None;
        egui::ScrollArea::vertical().max_height(room).show(ui, |ui| {
            ui.horizontal_top(|ui| {
                column(ui, |ui| {
                    heading(ui, scene.text(Msg::OffersPresets));
                    for preset in Preset::ALL {
                        if menu_row(ui, MenuRow { label: preset.name_in(scene.texts), ..MenuRow::default() }) {
                            picked = Some(New::Preset(preset));
                        }
                    }
                });
                column(ui, |ui| {
                    for (index, (name, _)) in GROUPS.iter().enumerate() {
                        heading(ui, scene.text(*name));
                        for kind in OfferKind::ALL.into_iter().filter(|kind| group_of(kind.layer()) == index) {
                            if menu_row(ui, MenuRow { label: kind.name_in(scene.texts), ..MenuRow::default() }) {
                                picked = Some(New::Kind(kind));
                            }
                        }
                    }
                });
            });
        });
        picked
    });
    if let Some(new) = picked.flatten() {
        change::add(scene, open, view, actions, new);
    }
    button
}

fn column(ui: &mut Ui, rows: impl FnOnce(&mut Ui)) {
    ui.vertical(|ui| {
        ui.set_width(WIDTH / 2.0);
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        rows(ui);
    });
}

fn heading(ui: &mut Ui, words: &str) {
    let p = theme::tokens(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::FIELD), egui::Sense::hover());
    let at = pos2(rect.left() + size::S16, rect.center().y);
    paint::text(ui.painter(), at, Align2::LEFT_CENTER, words, fonts::text(), p.t3);
}
