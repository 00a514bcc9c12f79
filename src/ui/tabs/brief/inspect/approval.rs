//! The way to approval: the steps that can be taken now, what has changed since, and the trail.

use egui::{Align2, Ui, pos2};

use crate::engine::brief::{ApprovalState, approval_state, take_step};
use crate::model::ApprovalStep;
use crate::text::Msg;
use crate::text::brief::{change_sentence, step_done};
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::brief::edits;
use crate::ui::tabs::brief::track::{sentence, who};
use crate::ui::tabs::form;
use crate::ui::tabs::side_rows::{buttons, inset, line, nothing, paragraph_inked, section};
use crate::ui::theme::{self, fonts};
use crate::ui::widgets::{button, paint, pane};

/// Draws it.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    let state = approval_state(&open.campaign.brief);
    ui.add_space(6.0);
    let ink = if state == ApprovalState::SentBack { theme::tokens(ui).warn } else { theme::tokens(ui).t1 };
    paragraph_inked(ui, &sentence(scene, open), ink);
    inset(ui, |ui| {
        form::row(ui, scene, scene.text(Msg::BriefApprover), |ui| {
            let rows: Vec<_> = open.project.shop.people.iter().map(|row| (row.id, row.name.as_str())).collect();
            let now = open.campaign.brief.approver;
            let mut approver = now;
            let none = scene.text(Msg::BriefNobody);
            form::choose(ui, scene.text(Msg::BriefApprover), none, &rows, 128.0, &mut approver);
            if approver != now {
                let name = scene.text(Msg::BriefStepApprover);
                edits::brief(actions, open.campaign.id, name, move |brief| brief.approver = approver);
            }
        });
        edits::who_row(ui, scene, open, actions);
        form::row(ui, scene, scene.text(Msg::BriefRemark), |ui| {
            let remark = &view.tabs.brief.remark;
            let hint = scene.text(Msg::BriefRemarkHint);
            if let Some(new) = form::text(ui, scene.text(Msg::BriefRemark), remark, hint, 172.0) {
                view.tabs.brief.remark = new;
            }
        });
    });
    ui.add_space(4.0);
    buttons(ui, |ui| {
        for (index, step) in state.steps().iter().copied().enumerate() {
            let msg = match step {
                ApprovalStep::Submit if state == ApprovalState::Draft => Msg::BriefStepSubmit,
                ApprovalStep::Submit => Msg::BriefStepResubmit,
                ApprovalStep::Withdraw => Msg::BriefStepWithdraw,
                ApprovalStep::Approve => Msg::BriefStepApprove,
                ApprovalStep::SendBack => Msg::BriefStepSendBack,
            };
            let words = scene.text(msg);
            let response = if index == 0 { button::primary(ui, words) } else { button::secondary(ui, words) };
            if response.clicked() {
                step_taken(scene, open, view, step, words, actions);
            }
        }
    });
    if matches!(state, ApprovalState::Submitted | ApprovalState::Approved) {
        section(ui, scene.text(Msg::BriefChanged));
        let changes = open.answer.agreed.since(&open.campaign.brief);
        if changes.is_empty() {
            nothing(ui, scene.text(Msg::BriefChangedNone));
        }
        for change in changes {
            paragraph_inked(ui, &change_sentence(scene.texts, open.campaign, change), theme::tokens(ui).warn);
        }
    }
    trail(ui, scene, open);
}

fn step_taken(
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    step: ApprovalStep,
    name: &str,
    actions: &mut Actions,
) {
    let (id, at) = (open.campaign.id, scene.now);
    // where nobody has said who works here, whoever decides is the approver
    let decides = matches!(step, ApprovalStep::Approve | ApprovalStep::SendBack);
    let by = edits::who(scene, open).or(open.campaign.brief.approver.filter(|_| decides));
    let remark = std::mem::take(&mut view.tabs.brief.remark).trim().to_owned();
    actions.edit(name, move |project| {
        take_step(project, id, step, by, remark, at);
    });
}

fn trail(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>) {
    section(ui, scene.text(Msg::BriefTrail));
    let p = theme::tokens(ui);
    let steps = &open.campaign.brief.approvals;
    if steps.is_empty() {
        nothing(ui, scene.text(Msg::BriefTrailNone));
    }
    for step in steps.iter().rev() {
        let rect = line(ui, 24.0);
        let y = rect.center().y;
        let done = scene.text(step_done(step.step));
        pane::label(ui, pos2(rect.left(), y), Align2::LEFT_CENTER, done, fonts::text_medium(), p.t1);
        if step.by.is_some() {
            let name = who(scene, open, step.by);
            let galley = paint::cut(ui.painter(), &name, fonts::text(), p.t2, rect.width() - 160.0);
            ui.painter().galley(pos2(rect.left() + 72.0, y - galley.size().y / 2.0), galley, p.t2);
        }
        let at = scene.format().day_and_time(step.at);
        pane::label(ui, pos2(rect.right(), y), Align2::RIGHT_CENTER, &at, fonts::text(), p.t2);
        if !step.remark.is_empty() {
            paragraph_inked(ui, &step.remark, theme::tokens(ui).t1);
        }
    }
}
