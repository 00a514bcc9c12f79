//! Pages and sections that the level usually has, each to be switched off, and the way to its tasks.

use egui::{Align2, Rect, Ui, UiBuilder, pos2, vec2};

use super::edits;
use crate::engine::brief::usual_pages;
use crate::model::BriefPage;
use crate::text::Msg;
use crate::text::brief::level_sign;
use crate::text::names::Named;
use crate::ui::action::{Action, Actions, TemplatesRequest};
use crate::ui::scene::{Open, Scene};
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::{button, pane};

/// Draws the pane.
pub fn show(ui: &mut Ui, head: Rect, body: Rect, scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) {
    let p = theme::tokens(ui);
    let brief = &open.campaign.brief;
    let usual: Vec<BriefPage> = usual_pages(open.campaign.level).collect();
    let on = usual.iter().filter(|page| !brief.pages_off.contains(page)).count();
    let words = [("level", level_sign(open.campaign.level).into()), ("all", usual.len().into()), ("on", on.into())];
    let words = scene.texts.with(Msg::BriefPagesCount, &words);
    pane::label(ui, head.left_center(), Align2::LEFT_CENTER, &words, fonts::text(), p.t2);
    let mut y = body.top() + size::S12;
    let (left, right) = (body.left() + size::S16, body.right() - size::S16);
    for (section, msg) in [(false, Msg::BriefPagesPages), (true, Msg::BriefPagesSections)] {
        let pages: Vec<BriefPage> = usual.iter().copied().filter(|page| page.is_section() == section).collect();
        if pages.is_empty() {
            continue;
        }
        pane::label(ui, pos2(left, y + 10.0), Align2::LEFT_CENTER, scene.text(msg), fonts::text_medium(), p.t1);
        y += 26.0;
        let place = Rect::from_min_max(pos2(left, y), pos2(right, body.bottom()));
        let mut child = ui.new_child(
            UiBuilder::new()
                .id_salt(("pages", section))
                .max_rect(place)
                .layout(egui::Layout::left_to_right(egui::Align::Min).with_main_wrap(true)),
        );
        child.spacing_mut().item_spacing = vec2(size::S8, size::S8);
        for page in pages {
            let off = brief.pages_off.contains(&page);
            if button::chip(&mut child, page.name_in(scene.texts), None, !off).clicked() {
                edits::brief(actions, open.campaign.id, scene.text(Msg::BriefStepPage), move |brief| {
                    if !brief.pages_off.remove(&page) {
                        brief.pages_off.insert(page);
                    }
                });
            }
        }
        y = child.min_rect().bottom() + size::S16;
    }
    pane::label(ui, pos2(left, y + 4.0), Align2::LEFT_CENTER, scene.text(Msg::BriefPagesNote), fonts::text(), p.t3);
    y += 30.0;
    let title = scene.text(Msg::BriefPagesTasks);
    pane::label(ui, pos2(left, y + 6.0), Align2::LEFT_CENTER, title, fonts::text_medium(), p.t1);
    y += 24.0;
    let place = Rect::from_min_max(pos2(left, y), pos2(right, y + size::BUTTON));
    let mut child = ui.new_child(
        UiBuilder::new()
            .id_salt("pages tasks")
            .max_rect(place)
            .layout(egui::Layout::left_to_right(egui::Align::Center)),
    );
    if button::secondary(&mut child, scene.text(Msg::BriefPagesTemplates)).clicked() {
        actions.push(Action::Templates(TemplatesRequest::Open { campaign: open.campaign.id, naming: None }));
    }
    let at = child.min_rect().right() + size::S12;
    let off = brief.tasks_off.get(&open.campaign.level).map_or(0, std::collections::BTreeSet::len);
    let note = match off {
        0 => scene.text(Msg::BriefPagesTasksNote).to_owned(),
        n => scene.texts.with(Msg::BriefPagesTasksOff, &[("n", n.into())]),
    };
    pane::label(ui, pos2(at, place.center().y), Align2::LEFT_CENTER, &note, fonts::text(), p.t2);
}
