//! 人群: the customer base in eight segments, and the personas.

mod edits;
mod empty;
mod geometry;
mod personas;
mod segments;
mod side;

use egui::{Align2, Rect, Ui, pos2, vec2};

use crate::engine::rfm::RfmAnswer;
use crate::model::{RfmSource, Threshold};
use crate::text::Msg;
use crate::ui::action::{Action, Actions, OrdersRequest};
use crate::ui::scene::{Open, Scene, View};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::grid::GridState;
use crate::ui::widgets::select::select;
use crate::ui::widgets::titles::titles;
use crate::ui::widgets::{button, paint, pane};

pub use side::{side_body, side_title};

/// What the pane remembers.
#[derive(Debug, Default)]
pub struct AudienceState {
    /// Whether personas stand in front.
    pub personas: bool,
    /// The table of personas.
    pub grid: GridState,
}

/// How all thresholds are found at once.
const WAYS: [Msg; 3] = [Msg::AudienceMean, Msg::AudienceQuantile, Msg::AudienceValue];

/// Draws the pane.
pub fn show(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    let (title, body) = area.split_top_bottom_at_y(area.top() + size::PANE_TITLE);
    let names = [scene.text(Msg::AudienceViewSegments), scene.text(Msg::AudienceViewPersonas)];
    let state = &mut view.tabs.brief.audience;
    let (picked, end) =
        titles(ui, title, &names, Some(usize::from(state.personas)), view.pose.is_some(), scene.text(Msg::PaneMore));
    if let Some(at) = picked {
        state.personas = at == 1;
    }
    pane::rule(ui, title);
    let tools = Rect::from_min_max(pos2(end + size::S12, title.top()), pos2(title.right() - size::S12, title.bottom()));
    let mut child = paint::at(ui, body, "audience");
    child.set_clip_rect(body.intersect(ui.clip_rect()));
    if view.tabs.brief.audience.personas {
        personas::show(ui, &mut child, tools, body, scene, open, view, actions);
    } else if open.campaign.brief.rfm.source == RfmSource::None {
        empty::show(&mut child, body, scene, open, view, actions);
    } else {
        let answer = open.answers.rfm(open.campaign);
        head(ui, tools, scene, open, view, &answer, actions);
        segments::show(&mut child, body, scene, open, view, &answer, actions);
    }
}

/// How many customers, and how the thresholds are found.
fn head(
    ui: &mut Ui,
    row: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &View,
    answer: &RfmAnswer,
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    let mut right = row.right();
    if view.pose.is_none() {
        let place = Rect::from_min_size(pos2(right - 28.0, row.center().y - 14.0), vec2(28.0, 28.0));
        if button::icon(&mut paint::at(ui, place, "again"), icons::UPLOAD, scene.text(Msg::AudienceImport)).clicked() {
            actions.push(Action::Orders(OrdersRequest::OpenCustomers));
        }
        right = place.left() - size::S4;
    }
    if let RfmSource::Imported(_) = open.campaign.brief.rfm.source {
        let width = if scene.texts.lang().is_chinese() { 88.0 } else { 108.0 };
        let place = Rect::from_min_size(pos2(right - width, row.center().y - 12.0), vec2(width, size::FIELD));
        ways(ui, place, scene, open, answer, actions);
        right = place.left() - size::S8;
    }
    let people = scene.format().people(answer.all.customers.into()).to_string();
    let room = right - row.left();
    for msg in [Msg::AudienceNote, Msg::AudienceNoteShort] {
        let words = scene.texts.with(msg, &[("customers", people.clone().into())]);
        if paint::width(ui.painter(), &words, fonts::text()) <= room {
            pane::label(ui, row.left_center(), Align2::LEFT_CENTER, &words, fonts::text(), p.t2);
            break;
        }
    }
}

fn way<T>(threshold: &Threshold<T>) -> usize {
    match threshold {
        Threshold::Mean => 0,
        Threshold::Quantile(_) => 1,
        Threshold::Value(_) => 2,
    }
}

/// The choice for all three dimensions.
fn ways(ui: &mut Ui, place: Rect, scene: &Scene<'_>, open: &Open<'_>, answer: &RfmAnswer, actions: &mut Actions) {
    let rfm = &open.campaign.brief.rfm;
    let all = [way(&rfm.recency), way(&rfm.frequency), way(&rfm.monetary)];
    let same = all.iter().all(|way| Some(way) == all.first()).then_some(all[0]);
    let mut names: Vec<&str> = WAYS.iter().map(|msg| scene.text(*msg)).collect();
    let chosen = same.unwrap_or_else(|| {
        names.push(scene.text(Msg::AudienceMixed));
        names.len() - 1
    });
    let mut child = paint::at(ui, place, "ways");
    let picked = select(&mut child, scene.text(Msg::AudienceBy), &names, Some(chosen), place.width());
    if let Some(picked) = picked.filter(|at| *at < WAYS.len()) {
        edits::ways(scene, open, picked, answer, actions);
    }
}
