//! Finding a product to put into the basket: by name, code, or the first letters of its pinyin.

use egui::{Align2, Frame, Key, Rect, Role, Sense, Stroke, TextEdit, Ui, WidgetInfo, pos2, vec2};
use pinyin::ToPinyin as _;

use super::{Sim, SimState, change};
use crate::engine::offers::basket::edit::{pieces_of, set_pieces};
use crate::model::{Count, Sku, SkuId};
use crate::text::Msg;
use crate::ui::action::Actions;
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::{button, paint};

/// How many products the list offers.
const OFFERED: usize = 8;

/// Whether what is typed finds a product; nothing typed finds all.
#[must_use]
pub fn finds(query: &str, sku: &Sku) -> bool {
    let query = query.trim().to_lowercase();
    let initials = || -> String {
        sku.name
            .chars()
            .filter_map(|c| match c.to_pinyin() {
                Some(syllable) => syllable.plain().chars().next(),
                None => c.is_alphanumeric().then_some(c),
            })
            .collect()
    };
    sku.name.to_lowercase().contains(&query)
        || sku.code.to_lowercase().contains(&query)
        || initials().to_lowercase().contains(&query)
}

/// The field at the end of the lines, with what it finds below it.
pub fn show(ui: &mut Ui, row: Rect, sim: &Sim<'_>, state: &mut SimState, actions: &mut Actions) {
    let p = theme::tokens(ui);
    let name = sim.scene.text(Msg::SimAdd);
    paint::icon(ui.painter(), pos2(row.left() + size::S16 + 6.0, row.center().y), icons::PLUS, size::ICON_TEXT, p.t2);
    let inner =
        Rect::from_min_max(pos2(row.left() + 36.0, row.top() + 2.0), pos2(row.left() + 360.0, row.bottom() - 2.0));
    let mut child = paint::at(ui, inner, "sim add");
    let response = child
        .add(
            TextEdit::singleline(&mut state.search)
                .font(fonts::text())
                .hint_text(egui::RichText::new(name).color(p.t2))
                .frame(Frame::NONE)
                .margin(egui::Margin::ZERO)
                .min_size(inner.size())
                .align(Align2::LEFT_CENTER)
                .desired_width(inner.width()),
        )
        .accessible_name(name);
    let enter = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
    if state.search.trim().is_empty() {
        return;
    }
    if ui.input(|i| i.key_pressed(Key::Escape)) {
        state.search.clear();
        return;
    }
    let campaign = &sim.open.campaign.goods;
    let found: Vec<&Sku> = {
        let goods = sim.open.project.goods.iter().map(AsRef::as_ref).filter(|sku| finds(&state.search, sku));
        let (here, elsewhere): (Vec<&Sku>, Vec<&Sku>) = goods.partition(|sku| campaign.contains(sku.id));
        here.into_iter().chain(elsewhere).take(OFFERED).collect()
    };
    let mut picked: Option<SkuId> = if enter { found.first().map(|sku| sku.id) } else { None };
    egui::Area::new(ui.scope_id().with("sim found"))
        .order(egui::Order::Foreground)
        .fixed_pos(inner.left_bottom())
        .show(ui.ctx(), |ui| {
            theme::float_frame(p).inner_margin(egui::Margin::symmetric(0, 4)).show(ui, |ui| {
                ui.set_width(340.0);
                ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
                for sku in &found {
                    let (rect, response) = ui.allocate_exact_size(vec2(340.0, size::MENU_ROW), Sense::click());
                    let words = sim.words.sku(sku.id);
                    response.widget_info(|| WidgetInfo::labeled(Role::MenuItem, true, &words));
                    if response.hovered() || response.has_focus() {
                        ui.painter().rect_filled(rect, egui::CornerRadius::ZERO, p.acc_soft);
                    }
                    let at = pos2(rect.left() + size::S12, rect.center().y);
                    paint::text(ui.painter(), at, Align2::LEFT_CENTER, &words, fonts::text(), p.t1);
                    let at = pos2(rect.right() - size::S12, rect.center().y);
                    paint::text(ui.painter(), at, Align2::RIGHT_CENTER, &sku.code, fonts::text(), p.t3);
                    if response.clicked() {
                        picked = Some(sku.id);
                    }
                }
                if found.is_empty() {
                    let (rect, _) = ui.allocate_exact_size(vec2(340.0, size::MENU_ROW), Sense::hover());
                    let at = pos2(rect.left() + size::S12, rect.center().y);
                    let words = sim.scene.text(Msg::SimAddNone);
                    paint::text(ui.painter(), at, Align2::LEFT_CENTER, words, fonts::text(), p.t3);
                }
            });
        });
    if let Some(sku) = picked {
        state.search.clear();
        change::basket(sim.scene, sim.open, state, actions, move |basket| {
            let pieces = pieces_of(basket, sku).get().saturating_add(1);
            set_pieces(basket, sku, Count::new(pieces));
        });
        state.choose_line(sku);
    }
    if response.has_focus() {
        let under = Rect::from_min_max(pos2(inner.left(), row.bottom() - 2.0), pos2(inner.right(), row.bottom()));
        ui.painter().hline(under.x_range(), under.center().y, Stroke::new(1.0, p.accent));
    }
}

/// A small square button with a sign.
pub fn step_button(ui: &mut Ui, rect: Rect, sign: &str, name: &str) -> bool {
    let p = theme::tokens(ui);
    let response = ui.interact(rect, ui.scope_id().with(("step", name)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    if response.hovered() {
        ui.painter().rect_filled(rect, egui::CornerRadius::same(size::RADIUS), p.press);
    }
    paint::icon(ui.painter(), rect.center(), sign, size::ICON_CELL, p.t2);
    if response.has_focus() {
        button::focus_ring(ui.painter(), rect.shrink(2.0), p);
    }
    response.clicked()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goods_are_found_by_name_code_and_pinyin() {
        let sku = Sku { name: "云感记忆枕 2 只".to_owned(), code: "SY-1042".to_owned(), ..Sku::default() };
        for query in ["", "记忆", "sy-10", "1042", "ygjy", "YGJYZ2", " jyz "] {
            assert!(finds(query, &sku), "{query}");
        }
        for query in ["抱枕", "SY-2", "yjg"] {
            assert!(!finds(query, &sku), "{query}");
        }
    }
}
