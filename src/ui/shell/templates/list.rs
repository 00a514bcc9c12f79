//! The templates that there are: inside the program, and the shop's own, which can be made and deleted here.

use egui::{Align2, CornerRadius, CursorIcon, Rect, RichText, Role, Sense, TextEdit, Ui, WidgetInfo, pos2, vec2};

use super::form::{TemplatesForm, TemplatesRequest};
use super::words;
use crate::engine::task_template::keep;
use crate::text::Msg;
use crate::text::names::Named as _;
use crate::ui::action::{Action, Actions};
use crate::ui::scene::{Open, Scene};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::{button, paint, pane};

/// Room at the foot for what is asked there.
const FOOT: f32 = 116.0;

/// Draws the list.
pub fn show(
    ui: &mut Ui,
    place: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    form: &mut TemplatesForm,
    actions: &mut Actions,
) {
    let foot = if form.naming.is_some() || form.deleting.is_some() { FOOT } else { size::TOOLBAR };
    let (upper, lower) = place.split_top_bottom_at_y(place.bottom() - foot);
    let mut child = super::column(ui, upper, "templates");
    egui::ScrollArea::vertical().auto_shrink(false).show(&mut child, |ui| entries(ui, scene, form));
    let inner = Rect::from_min_max(lower.min + vec2(0.0, size::S8), lower.max - vec2(size::S12, 0.0));
    let mut child = super::column(ui, inner, "template foot");
    if let Some(at) = form.deleting {
        delete(&mut child, scene, form, at, actions);
    } else if form.naming.is_some() {
        name(&mut child, scene, open, form, actions);
    } else {
        let can = !open.campaign.tasks.is_empty();
        let label = scene.text(Msg::TemplateKeep);
        if child.add_enabled_ui(can, |ui| button::secondary(ui, label).clicked()).inner {
            form.naming = Some(proposal(scene, open));
        }
    }
}

/// The name under which tasks are kept, unless another is typed.
pub fn proposal(scene: &Scene<'_>, open: &Open<'_>) -> String {
    scene.texts.with(Msg::TemplateNameNew, &[("campaign", open.campaign.name_in(scene.texts).into())])
}

fn entries(ui: &mut Ui, scene: &Scene<'_>, form: &mut TemplatesForm) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut own = false;
    heading(ui, scene.text(Msg::TemplateBuiltIn));
    for at in 0..form.entries.len() {
        let Some(entry) = form.entries.get(at) else { continue };
        if entry.file.is_some() && !own {
            own = true;
            heading(ui, scene.text(Msg::TemplateOwn));
        }
        match row(ui, scene, entry, form.chosen == at) {
            Some(Asked::Show) => form.choose(at),
            Some(Asked::Delete) => {
                (form.deleting, form.naming) = (Some(at), None);
                form.choose(at);
            }
            None => {}
        }
    }
    if !own {
        heading(ui, scene.text(Msg::TemplateOwn));
        let p = theme::tokens(ui);
        ui.set_max_width(super::LIST - size::S24 - size::S12);
        ui.label(RichText::new(scene.text(Msg::TemplateOwnNone)).color(p.t3));
    }
}

fn heading(ui: &mut Ui, text: &str) {
    let p = theme::tokens(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::BUTTON + 4.0), Sense::hover());
    let at = pos2(rect.left(), rect.bottom() - 11.0);
    pane::label(ui, at, Align2::LEFT_CENTER, text, fonts::text(), p.t3);
}

enum Asked {
    Show,
    Delete,
}

fn row(ui: &mut Ui, scene: &Scene<'_>, entry: &super::Entry, chosen: bool) -> Option<Asked> {
    let p = theme::tokens(ui);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width() - size::S12, size::MENU_ROW), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, &entry.name));
    if chosen || response.hovered() {
        let fill = if chosen { p.acc_soft } else { p.hover };
        ui.painter().rect_filled(rect, CornerRadius::same(size::RADIUS), fill);
    }
    let mut left = rect.left() + size::S8;
    if entry.template.is_err() {
        let at = pos2(left + 7.0, rect.center().y);
        paint::icon(ui.painter(), at, icons::TRIANGLE_ALERT, size::ICON_TEXT, p.warn);
        left += 20.0;
    }
    let trash = if entry.file.is_some() { 28.0 } else { 0.0 };
    let ink = if chosen { p.input } else { p.t1 };
    words(ui, left, rect.center().y, rect.right() - trash - left, &entry.name, fonts::text(), ink);
    if response.has_focus() {
        button::focus_ring(ui.painter(), rect.shrink(2.0), p);
    }
    let clicked = response.on_hover_cursor(CursorIcon::PointingHand).clicked();
    if entry.file.is_some() {
        let place = Rect::from_min_size(pos2(rect.right() - 28.0, rect.top()), vec2(28.0, 28.0));
        let name = scene.texts.with(Msg::TemplateDelete, &[("name", entry.name.as_str().into())]);
        if button::icon(&mut paint::at(ui, place, ("delete template", &entry.name)), icons::TRASH_2, &name).clicked() {
            return Some(Asked::Delete);
        }
    }
    clicked.then_some(Asked::Show)
}

/// Under which name are the tasks to be kept?
fn name(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, form: &mut TemplatesForm, actions: &mut Actions) {
    let p = theme::tokens(ui);
    let Some(text) = &mut form.naming else { return };
    ui.label(RichText::new(scene.text(Msg::TemplateKeepNote)).color(p.t2));
    let field = TextEdit::singleline(text).desired_width(f32::INFINITY).margin(egui::Margin::symmetric(8, 4));
    let response = ui.add(field).accessible_name(scene.text(Msg::TemplateName));
    let enter = response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
    let can = !text.trim().is_empty();
    let (act, cancel) = ui
        .horizontal(|ui| {
            let label = scene.text(Msg::TemplateKeepButton);
            let act = ui.add_enabled_ui(can, |ui| button::secondary(ui, label).clicked()).inner;
            (act, button::plain(ui, scene.text(Msg::DialogCancel)).clicked())
        })
        .inner;
    if can && (act || enter) {
        let template = keep(open.project, open.campaign, &open.answer.schedule, text.trim());
        actions.push(Action::Templates(TemplatesRequest::Keep(Box::new(template))));
        form.naming = None;
    } else if cancel {
        form.naming = None;
    }
}

/// Is it really to go?
fn delete(ui: &mut Ui, scene: &Scene<'_>, form: &mut TemplatesForm, at: usize, actions: &mut Actions) {
    let p = theme::tokens(ui);
    let Some((name, file)) = form.entries.get(at).and_then(|entry| Some((entry.name.clone(), entry.file.clone()?)))
    else {
        form.deleting = None;
        return;
    };
    let asked = scene.texts.with(Msg::TemplateDeleteAsk, &[("name", name.into())]);
    ui.label(RichText::new(asked).color(p.t1));
    ui.horizontal(|ui| {
        if button::secondary(ui, scene.text(Msg::TemplateDeleteButton)).clicked() {
            actions.push(Action::Templates(TemplatesRequest::Delete(file)));
            form.deleting = None;
        }
        if button::plain(ui, scene.text(Msg::DialogCancel)).clicked() {
            form.deleting = None;
        }
    });
}
