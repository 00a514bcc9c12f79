//! How a department stands to a subject: confirm, what a change has opened again, take back.

use egui::Ui;

use crate::engine::brief::{Agreement, confirm, take_back};
use crate::model::{DepartmentId, Subject};
use crate::text::Msg;
use crate::text::brief::change_sentence;
use crate::text::names::Named;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::brief::edits;
use crate::ui::tabs::side_rows::{buttons, inset, paragraph_inked, section};
use crate::ui::theme;
use crate::ui::widgets::button;

/// Draws it.
pub fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    open: &Open<'_>,
    id: DepartmentId,
    subject: Subject,
    actions: &mut Actions,
) {
    let Some(department) = open.project.shop.departments.get(id) else { return };
    let stands = open.answer.agreed.stands(&open.campaign.brief, id, subject);
    let words =
        [("department", department.name_in(scene.texts).into()), ("subject", subject.name_in(scene.texts).into())];
    let confirmed = |at: jiff::civil::DateTime| {
        scene.texts.with(Msg::BriefConfirmed, &[("day", scene.format().day_and_time(at).into())])
    };
    ui.add_space(6.0);
    match &stands {
        Agreement::Open => paragraph_inked(ui, scene.text(Msg::BriefOpen), theme::tokens(ui).t1),
        Agreement::Confirmed(by) | Agreement::Reopened(by, _) => {
            let name = by.by.and_then(|id| open.project.shop.people.get(id)).map(|row| format!(" · {}", row.name));
            let words = format!("{}{}", confirmed(by.at), name.unwrap_or_default());
            paragraph_inked(ui, &words, theme::tokens(ui).t1);
        }
    }
    let campaign = open.campaign.id;
    inset(ui, |ui| edits::who_row(ui, scene, open, actions));
    ui.add_space(4.0);
    buttons(ui, |ui| {
        let msg = match &stands {
            Agreement::Open => Msg::BriefConfirm,
            _ => Msg::BriefConfirmAgain,
        };
        if !matches!(stands, Agreement::Confirmed(_)) && button::primary(ui, scene.text(msg)).clicked() {
            let (at, by) = (scene.now, edits::who(scene, open));
            actions.edit(scene.texts.with(Msg::BriefStepConfirm, &words), move |project| {
                confirm(project, campaign, id, subject, by, at);
            });
        }
        if !matches!(stands, Agreement::Open) && button::secondary(ui, scene.text(Msg::BriefTakeBack)).clicked() {
            actions.edit(scene.texts.with(Msg::BriefStepTakeBack, &words), move |project| {
                take_back(project, campaign, id, subject);
            });
        }
    });
    if let Agreement::Reopened(_, changes) = &stands {
        section(ui, scene.text(Msg::BriefChanged));
        for change in changes {
            paragraph_inked(ui, &change_sentence(scene.texts, open.campaign, change), theme::tokens(ui).warn);
        }
    }
}
