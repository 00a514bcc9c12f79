//! Departments by subjects: who has confirmed what, and what a change has opened again.

use egui::{Align2, CornerRadius, CursorIcon, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::Chosen;
use crate::engine::brief::{Agreement, confirm};
use crate::engine::finding::{Place, PlaceKind, Tab};
use crate::model::{Department, Subject};
use crate::text::Msg;
use crate::text::names::Named;
use crate::ui::action::{Action, Actions};
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::later::empty;
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::{button, paint, pane};

/// Height of a row.
const ROW: f32 = 32.0;
/// Width of the departments' names.
const NAMES: f32 = 120.0;
/// Width of the button that confirms all.
const ALL: f32 = 96.0;

/// Draws the pane.
pub fn show(
    ui: &mut Ui,
    head: Rect,
    body: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    let departments = &open.project.shop.departments;
    if departments.is_empty() {
        let words = [scene.text(Msg::BriefAlignmentEmptyLine)];
        empty(ui, body, icons::BUILDING_2, scene.text(Msg::BriefAlignmentEmpty), &words, |ui| {
            if button::primary(ui, scene.text(Msg::BriefAlignmentGo)).clicked() {
                actions.push(Action::GoTo(Place::at(Tab::Calendar, PlaceKind::Department)));
            }
        });
        return;
    }
    let all = departments.len() * Subject::ALL.len();
    let agreed = &open.answer.agreed;
    let done = departments
        .iter()
        .flat_map(|row| Subject::ALL.map(|subject| (row.id, subject)))
        .filter(|(id, subject)| agreed.is_confirmed(&open.campaign.brief, *id, *subject))
        .count();
    let words = scene.texts.with(Msg::BriefAlignmentCount, &[("done", done.into()), ("all", all.into())]);
    pane::label(ui, head.left_center(), Align2::LEFT_CENTER, &words, fonts::text(), p.t2);
    let (top, rows) = body.split_top_bottom_at_y(body.top() + size::GRID_HEADER);
    ui.painter().rect_filled(top, CornerRadius::ZERO, p.side);
    ui.painter().hline(top.x_range(), top.bottom() - 0.5, Stroke::new(1.0, p.line));
    let names = body.left() + size::S16;
    paint::text(
        ui.painter(),
        pos2(names, top.center().y),
        Align2::LEFT_CENTER,
        scene.text(Msg::BriefDepartment),
        fonts::text(),
        p.t2,
    );
    let left = names + NAMES;
    let step = (body.right() - size::S12 - ALL - left) / Subject::ALL.len() as f32;
    for (at, subject) in Subject::ALL.into_iter().enumerate() {
        let x = left + step * at as f32 + size::S8;
        let words = subject.name_in(scene.texts);
        paint::text(ui.painter(), pos2(x, top.center().y), Align2::LEFT_CENTER, words, fonts::text(), p.t2);
    }
    let mut child = ui.new_child(
        egui::UiBuilder::new().id_salt("alignment").max_rect(rows).layout(egui::Layout::top_down(egui::Align::Min)),
    );
    child.set_clip_rect(rows.intersect(ui.clip_rect()));
    child.spacing_mut().item_spacing = vec2(0.0, 0.0);
    egui::ScrollArea::vertical().id_salt("alignment").auto_shrink(false).show(&mut child, |ui| {
        for department in departments {
            let (line, _) = ui.allocate_exact_size(vec2(rows.width(), ROW), Sense::hover());
            let y = line.center().y;
            let name = department.name_in(scene.texts);
            let galley = paint::cut(ui.painter(), name, fonts::text(), p.t1, NAMES - size::S8);
            ui.painter().galley(pos2(names, y - galley.size().y / 2.0), galley, p.t1);
            for (at, subject) in Subject::ALL.into_iter().enumerate() {
                let place = Rect::from_min_size(
                    pos2(left + step * at as f32, line.top() + 3.0),
                    vec2(step - size::S4, ROW - 6.0),
                );
                cell(ui, place, scene, open, department, subject, view, actions);
            }
            let place = line.with_min_x(body.right() - size::S12 - ALL + 4.0);
            confirm_all(ui, place, scene, open, department, actions);
            ui.painter().hline(line.x_range(), line.bottom() - 0.5, Stroke::new(1.0, p.line));
        }
    });
}

fn cell(
    ui: &mut Ui,
    place: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    department: &Department,
    subject: Subject,
    view: &mut View,
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    let stands = open.answer.agreed.stands(&open.campaign.brief, department.id, subject);
    let (state, icon, ink) = match &stands {
        Agreement::Open => (scene.text(Msg::BriefOpen).to_owned(), icons::CIRCLE, p.t3),
        Agreement::Confirmed(row) => {
            let day = scene.format().day(row.at.date());
            (scene.texts.with(Msg::BriefConfirmed, &[("day", day.into())]), icons::CIRCLE_CHECK, p.ok)
        }
        Agreement::Reopened(..) => (scene.text(Msg::BriefReopened).to_owned(), icons::TRIANGLE_ALERT, p.warn),
    };
    let name = department.name_in(scene.texts);
    let words = [
        ("department", name.into()),
        ("subject", subject.name_in(scene.texts).into()),
        ("state", state.as_str().into()),
    ];
    let spoken = scene.texts.with(Msg::BriefCell, &words);
    let id = ui.scope_id().with(("agreement", department.id.0, subject as u8));
    let response = ui.interact(place, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
    let chosen = view.tabs.brief.chosen == Chosen::Cell(department.id, subject) && view.figure.is_none();
    let corner = CornerRadius::same(size::RADIUS);
    if chosen {
        ui.painter().rect(place, corner, p.sel, Stroke::new(1.0, p.accent), StrokeKind::Inside);
    } else if matches!(stands, Agreement::Reopened(..)) {
        ui.painter().rect_filled(place, corner, p.warn_soft);
    } else if response.hovered() {
        ui.painter().rect_filled(place, corner, p.hover);
    }
    let x = place.left() + size::S8;
    paint::icon(ui.painter(), pos2(x + 6.0, place.center().y), icon, size::ICON_CELL, ink);
    let ink = if matches!(stands, Agreement::Open) { p.t3 } else { p.t1 };
    let galley = paint::cut(ui.painter(), &state, fonts::text(), ink, place.right() - x - 20.0);
    ui.painter().galley(pos2(x + 18.0, place.center().y - galley.size().y / 2.0), galley, ink);
    if response.has_focus() {
        button::focus_ring(ui.painter(), place, p);
    }
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    if response.clicked() {
        view.tabs.brief.choose(Chosen::Cell(department.id, subject));
    }
    // what nobody has said yet is said by a second click, as it would be ticked
    if response.double_clicked() && !matches!(stands, Agreement::Confirmed(_)) {
        let (campaign, id, at) = (open.campaign.id, department.id, scene.now);
        let by = super::edits::who(scene, open);
        let words = [("department", name.into()), ("subject", subject.name_in(scene.texts).into())];
        actions.edit(scene.texts.with(Msg::BriefStepConfirm, &words), move |project| {
            confirm(project, campaign, id, subject, by, at);
        });
    }
}

fn confirm_all(
    ui: &mut Ui,
    place: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    department: &Department,
    actions: &mut Actions,
) {
    let open_ones: Vec<Subject> = Subject::ALL
        .into_iter()
        .filter(|subject| !open.answer.agreed.is_confirmed(&open.campaign.brief, department.id, *subject))
        .collect();
    if open_ones.is_empty() {
        return;
    }
    let mut child = paint::at(ui, place, ("confirm all", department.id.0));
    if button::link(&mut child, scene.text(Msg::BriefConfirmAll)).clicked() {
        let (campaign, id, at) = (open.campaign.id, department.id, scene.now);
        let by = super::edits::who(scene, open);
        let words = [("department", department.name_in(scene.texts).into())];
        actions.edit(scene.texts.with(Msg::BriefStepConfirmAll, &words), move |project| {
            for subject in open_ones {
                confirm(project, campaign, id, subject, by, at);
            }
        });
    }
}
