//! The baskets kept as checks, with how they ended.

use egui::{
    Align2, CornerRadius, CursorIcon, Id, Key, Rect, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2,
};

use super::{Sim, SimState, change};
use crate::engine::offers::basket::checks::Verdict;
use crate::model::{Basket, BasketCheck};
use crate::text::Msg;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::float::{MenuRow, menu_row};
use crate::ui::widgets::{button, paint, pane};

const HEIGHT: f32 = 66.0;

/// Draws what stands on the left.
pub fn show(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    let sim = Sim::new(scene, open);
    let mut state = std::mem::take(&mut view.tabs.offers.simulator);
    let p = theme::tokens(ui);
    let (title, rest) = area.split_top_bottom_at_y(area.top() + size::PANE_TITLE);
    head(ui, title, &sim, &mut state);
    let (count, rest) = rest.split_top_bottom_at_y(rest.top() + 32.0);
    counts(ui, count, &sim);
    let mut child = paint::at(ui, rest, "sim checks");
    child.set_clip_rect(rest.intersect(ui.clip_rect()));
    ScrollArea::vertical().id_salt("sim checks").auto_shrink(false).show(&mut child, |ui| {
        ui.set_width(rest.width());
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
            if state.is_trial(open) || state.trial(open.campaign.id).is_some() {
                trial(ui, &sim, &mut state);
            }
            for check in &open.campaign.checks {
                let verdict = open.answer.checks.iter().find(|v| v.check == check.id);
                one(ui, &sim, &mut state, check, verdict, actions);
            }
            let (note, _) = ui.allocate_exact_size(vec2(rest.width(), 56.0), Sense::hover());
            let inner = note.shrink2(vec2(size::S16, size::S8));
            let mut child = paint::at(ui, inner, "sim note");
            let words = egui::RichText::new(scene.text(Msg::SimNote)).color(p.t2);
            child.add(egui::Label::new(words).wrap());
        });
    });
    view.tabs.offers.simulator = state;
}

fn head(ui: &mut Ui, row: Rect, sim: &Sim<'_>, state: &mut SimState) {
    let p = theme::tokens(ui);
    let y = row.center().y;
    let words = sim.scene.text(Msg::SimBaskets);
    let start = pos2(row.left() + size::S16, y);
    let end = pane::label(ui, start, Align2::LEFT_CENTER, words, fonts::medium(size::TITLE), p.t1).rect.right();
    let count = sim.scene.texts.with(Msg::SimCount, &[("n", sim.open.campaign.checks.len().into())]);
    pane::label(ui, pos2(end + size::S8, y), Align2::LEFT_CENTER, &count, fonts::text(), p.t2);
    let place = Rect::from_min_size(pos2(row.right() - 40.0, y - 14.0), vec2(28.0, 28.0));
    if button::icon(&mut paint::at(ui, place, "sim new"), icons::PLUS, sim.scene.text(Msg::SimNew)).clicked() {
        state.try_out(sim.open.campaign.id, Some(Basket::default()));
    }
    ui.painter().hline(row.x_range(), row.bottom() - 0.5, Stroke::new(1.0, p.line));
}

fn counts(ui: &mut Ui, row: Rect, sim: &Sim<'_>) {
    let p = theme::tokens(ui);
    let checks = &sim.open.answer.checks;
    let failed = checks.iter().filter(|verdict| !verdict.passes()).count();
    let y = row.center().y;
    let mut x = row.left() + size::S16;
    if failed > 0 {
        paint::icon(ui.painter(), pos2(x + 6.0, y), icons::OCTAGON_ALERT, size::ICON_TEXT, p.error);
        let words = sim.scene.texts.with(Msg::SimFailed, &[("n", failed.into())]);
        let at = pos2(x + 18.0, y);
        x = pane::label(ui, at, Align2::LEFT_CENTER, &words, fonts::text_medium(), p.error).rect.right() + size::S12;
    }
    let words = sim.scene.texts.with(Msg::SimPassed, &[("n", (checks.len() - failed).into())]);
    pane::label(ui, pos2(x, y), Align2::LEFT_CENTER, &words, fonts::text(), p.t2);
    ui.painter().hline(row.x_range(), row.bottom() - 0.5, Stroke::new(1.0, p.line));
}

fn ground(ui: &Ui, rect: Rect, on: bool, hovered: bool) {
    let p = theme::tokens(ui);
    if on || hovered {
        ui.painter().rect_filled(rect, CornerRadius::ZERO, if on { p.acc_soft } else { p.hover });
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, p.line));
}

fn trial(ui: &mut Ui, sim: &Sim<'_>, state: &mut SimState) {
    let p = theme::tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 44.0), Sense::click());
    let (name, words) = (sim.scene.text(Msg::SimTrial), sim.scene.text(Msg::SimTrialNote));
    let on = state.is_trial(sim.open);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, on, name));
    ground(ui, rect, on, response.hovered());
    let x = rect.left() + 36.0;
    let painter = ui.painter();
    paint::icon(painter, pos2(rect.left() + 22.0, rect.top() + 14.0), icons::CALCULATOR, size::ICON_TEXT, p.t2);
    paint::text(painter, pos2(x, rect.top() + 14.0), Align2::LEFT_CENTER, name, fonts::text_medium(), p.t1);
    paint::text(painter, pos2(x, rect.top() + 31.0), Align2::LEFT_CENTER, words, fonts::text(), p.t2);
    if response.has_focus() {
        button::focus_ring(painter, rect.shrink(3.0), p);
    }
    if response.clicked() {
        state.try_out(sim.open.campaign.id, None);
    }
}

fn one(
    ui: &mut Ui,
    sim: &Sim<'_>,
    state: &mut SimState,
    check: &BasketCheck,
    verdict: Option<&Verdict>,
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    let id = Id::unique(("sim check", sim.open.campaign.id.0, check.id.0));
    let response = ui.interact(rect, id, Sense::click());
    let on = state.check(sim.open).is_some_and(|shown| shown.id == check.id);
    let passes = verdict.is_some_and(Verdict::passes);
    let name = match check.name.trim() {
        "" => sim.scene.texts.with(Msg::RowCheck, &[("id", check.id.to_string().into())]),
        name => name.to_owned(),
    };
    let spoken = if passes { Msg::SimSpokenPasses } else { Msg::SimSpokenFails };
    let spoken = sim.scene.texts.with(spoken, &[("name", name.as_str().into())]);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, on, &spoken));
    ground(ui, rect, on, response.hovered());
    let (x, right) = (rect.left() + 36.0, rect.right() - size::S12);
    let lines = [rect.top() + 15.0, rect.top() + 33.0, rect.top() + 51.0];
    let [first, second, third] = lines;
    let (icon, ink) = if passes { (icons::CHECK, p.ok) } else { (icons::OCTAGON_ALERT, p.error) };
    paint::icon(ui.painter(), pos2(rect.left() + 22.0, first), icon, size::ICON_TEXT, ink);
    let cut = |ui: &Ui, text: &str, y: f32, font, color, width: f32| {
        let galley = paint::cut(ui.painter(), text, font, color, width);
        ui.painter().galley(pos2(x, y - galley.size().y / 2.0), galley, color);
    };
    if state.rename == Some(check.id) {
        let place = Rect::from_min_max(pos2(x - 8.0, rect.top() + 3.0), pos2(right, rect.top() + 27.0));
        let label = sim.scene.text(Msg::SimName);
        let field = Field::new(label, &check.name, &check.name).left().size(place.width(), size::FIELD);
        let mut child = paint::at(ui, place, "sim rename");
        let outcome = field.show(&mut child, ("rename", check.id.0), |_| Ok(()));
        let started = ui.data_mut(|d| std::mem::replace(d.get_temp_mut_or_default(id.with("renaming")), true));
        if !started {
            outcome.response.request_focus();
        } else if !outcome.response.has_focus() {
            state.rename = None;
            ui.data_mut(|d| d.remove::<bool>(id.with("renaming")));
        }
        if let Some(name) = outcome.committed {
            change::check(sim.scene, sim.open, actions, Msg::SimStepRename, check, move |check| check.name = name);
        }
    } else {
        cut(ui, &name, first, fonts::text_medium(), p.t1, right - x);
    }
    cut(ui, &sim.words.circumstances(&check.basket), second, fonts::text(), p.t2, right - x);
    let actual = match verdict.map(|v| &v.outcome) {
        Some(Ok(judged)) => sim.words.actual(judged.actual),
        _ => "—".to_owned(),
    };
    let ink = if passes { p.t1 } else { p.error };
    let width = paint::width(ui.painter(), &actual, fonts::text()).min((right - x) * 0.5);
    let galley = paint::cut(ui.painter(), &actual, fonts::text(), ink, width + 1.0);
    ui.painter().galley(pos2(right - galley.size().x, third - galley.size().y / 2.0), galley, ink);
    cut(ui, &sim.words.expectation(check.expect), third, fonts::text(), p.t2, right - x - width - size::S8);
    if response.has_focus() {
        button::focus_ring(ui.painter(), rect.shrink(3.0), p);
        if ui.input(|i| i.key_pressed(Key::F2)) {
            state.rename = Some(check.id);
        }
        if ui.input(|i| i.key_pressed(Key::Delete)) {
            change::delete(sim.scene, sim.open, actions, check);
        }
    }
    if response.clicked() || response.gained_focus() {
        state.choose(check.id);
    }
    let response = match verdict.map(|v| &v.outcome) {
        Some(Err(why)) => response.on_hover_text(sim.words.unpriced(*why)),
        _ => response.on_hover_text(&name),
    };
    menu(&response, sim, state, check, actions);
    response.on_hover_cursor(CursorIcon::PointingHand);
}

fn menu(response: &egui::Response, sim: &Sim<'_>, state: &mut SimState, check: &BasketCheck, actions: &mut Actions) {
    let p = theme::of(&response.ctx);
    egui::Popup::context_menu(response).frame(theme::float_frame(p).inner_margin(egui::Margin::symmetric(0, 5))).show(
        |ui| {
            ui.set_width(200.0);
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            let row = |msg, icon, keys| MenuRow { label: sim.scene.text(msg), icon, keys, ..MenuRow::default() };
            if menu_row(ui, row(Msg::OffersRename, icons::TEXT_CURSOR, "F2")) {
                state.choose(check.id);
                state.rename = Some(check.id);
            }
            if menu_row(ui, row(Msg::SimCopy, icons::COPY, "")) {
                state.try_out(sim.open.campaign.id, Some(check.basket.clone()));
            }
            if menu_row(ui, MenuRow { danger: true, ..row(Msg::SimDelete, icons::TRASH_2, "Del") }) {
                change::delete(sim.scene, sim.open, actions, check);
            }
        },
    );
}
