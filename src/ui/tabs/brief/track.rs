//! The way to approval as a track of stations, and what was said last.

use egui::{Align2, CursorIcon, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2};

use crate::engine::brief::{ApprovalState, approval_state};
use crate::model::{Approval, ApprovalStep, PersonId};
use crate::text::Msg;
use crate::text::brief::state_name;
use crate::text::names::Named;
use crate::ui::scene::{Open, Scene};
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::{button, paint, pane};

/// Height of the track with its names.
pub const HEIGHT: f32 = 50.0;
const DOT: f32 = 6.0;

/// Draws the stations; whether the track was clicked.
pub fn stations(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>) -> bool {
    let p = theme::tokens(ui);
    let state = approval_state(&open.campaign.brief);
    let names = [Msg::BriefStateDraft, Msg::BriefStateSubmitted, Msg::BriefStateWaiting, Msg::BriefStateApproved];
    let at: usize = match state {
        ApprovalState::Draft | ApprovalState::SentBack => 0,
        ApprovalState::Submitted => 2,
        ApprovalState::Approved => 3,
    };
    let words = scene.texts.with(Msg::BriefTrack, &[("state", scene.text(state_name(state)).into())]);
    let response = ui.interact(area, ui.scope_id().with("approval track"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
    let (left, right) = (area.left() + DOT, area.right() - DOT);
    let y = area.top() + 12.0;
    let x = |station: usize| left + (right - left) * station as f32 / 3.0;
    ui.painter().hline(left..=right, y, Stroke::new(2.0, p.line_2));
    ui.painter().hline(left..=x(at), y, Stroke::new(2.0, p.accent));
    for (station, msg) in names.into_iter().enumerate() {
        let center = pos2(x(station), y);
        let done = station < at || state == ApprovalState::Approved;
        if done {
            ui.painter().circle_filled(center, DOT, p.accent);
        } else {
            let (edge, width) = if station == at { (p.accent, 2.0) } else { (p.field, 1.5) };
            ui.painter().circle(center, DOT, p.panel, Stroke::new(width, edge));
        }
        let (align, anchor) = match station {
            0 => (Align2::LEFT_CENTER, area.left()),
            3 => (Align2::RIGHT_CENTER, area.right()),
            _ => (Align2::CENTER_CENTER, center.x),
        };
        let (font, ink) = if station == at { (fonts::text_medium(), p.t1) } else { (fonts::text(), p.t2) };
        paint::text(ui.painter(), pos2(anchor, y + 22.0), align, scene.text(msg), font, ink);
    }
    if response.has_focus() {
        button::focus_ring(ui.painter(), area.expand(2.0), p);
    }
    response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}

/// A person as a sentence names them: department and name.
#[must_use]
pub fn who(scene: &Scene<'_>, open: &Open<'_>, id: Option<PersonId>) -> String {
    let shop = &open.project.shop;
    let Some(person) = id.and_then(|id| shop.people.get(id)) else {
        return scene.text(Msg::BriefAnybody).to_owned();
    };
    match person.department.and_then(|id| shop.departments.get(id)) {
        Some(department) => format!("{} {}", department.name_in(scene.texts), person.name),
        None => person.name.clone(),
    }
}

fn waited(scene: &Scene<'_>, since: &Approval) -> String {
    let days = since.at.date().duration_until(scene.now.date()).as_hours() / 24;
    match days {
        ..=0 => scene.text(Msg::BriefTrailToday).to_owned(),
        1 => scene.text(Msg::BriefTrailDay).to_owned(),
        n => scene.texts.with(Msg::BriefTrailDays, &[("n", n.into())]),
    }
}

/// What was said last, as a sentence.
#[must_use]
pub fn sentence(scene: &Scene<'_>, open: &Open<'_>) -> String {
    let brief = &open.campaign.brief;
    let Some(last) = brief.approvals.last() else { return scene.text(Msg::BriefTrailDraft).to_owned() };
    let day = scene.format().day(last.at.date());
    match last.step {
        ApprovalStep::Submit => {
            let words = [
                ("day", day.into()),
                ("who", who(scene, open, brief.approver).into()),
                ("days", waited(scene, last).into()),
            ];
            scene.texts.with(Msg::BriefTrailWaiting, &words)
        }
        ApprovalStep::Withdraw => scene.texts.with(Msg::BriefTrailWithdrawn, &[("day", day.into())]),
        ApprovalStep::Approve => {
            let words = [("day", day.into()), ("who", who(scene, open, last.by).into())];
            scene.texts.with(Msg::BriefTrailApproved, &words)
        }
        ApprovalStep::SendBack => {
            let bare = last.remark.trim().is_empty();
            let msg = if bare { Msg::BriefTrailSentBackBare } else { Msg::BriefTrailSentBack };
            let words =
                [("day", day.into()), ("who", who(scene, open, last.by).into()), ("remark", last.remark.trim().into())];
            scene.texts.with(msg, &words)
        }
    }
}

/// That the brief was changed since it was submitted or approved; nothing if it was not.
#[must_use]
pub fn changed(scene: &Scene<'_>, open: &Open<'_>) -> Option<String> {
    let changes = open.answer.agreed.since(&open.campaign.brief);
    if changes.is_empty() {
        return None;
    }
    let state = match approval_state(&open.campaign.brief) {
        ApprovalState::Approved => Msg::BriefDidApprove,
        _ => Msg::BriefDidSubmit,
    };
    let words = [("state", scene.text(state).into()), ("n", changes.len().into())];
    Some(scene.texts.with(Msg::BriefTrailChanged, &words))
}

/// Draws the sentence, and that the brief was changed since; gives the height it took.
pub fn said(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>) {
    let p = theme::tokens(ui);
    let line = sentence(scene, open);
    let y = area.top() + 9.0;
    let sent_back = approval_state(&open.campaign.brief) == ApprovalState::SentBack;
    let mut room = area.width();
    if let Some(words) = changed(scene, open) {
        let width = paint::width(ui.painter(), &words, fonts::text());
        let end = pane::label(ui, pos2(area.right(), y), Align2::RIGHT_CENTER, &words, fonts::text(), p.warn).rect;
        paint::icon(ui.painter(), pos2(end.left() - 9.0, y), theme::icons::TRIANGLE_ALERT, size::ICON_CELL, p.warn);
        room -= width + 26.0;
    }
    let ink = if sent_back { p.warn } else { p.t2 };
    let galley = paint::cut(ui.painter(), &line, fonts::text(), ink, room);
    let rect = Rect::from_min_size(pos2(area.left(), y - galley.size().y / 2.0), galley.size());
    let cut = paint::is_cut(&galley);
    ui.painter().galley(rect.min, galley, ink);
    let response = pane::named(ui, rect, &line);
    if cut {
        response.on_hover_text(line);
    }
}
