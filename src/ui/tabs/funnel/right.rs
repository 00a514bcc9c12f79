//! The pane below right: the target by day and phase, by hour, by category, role and department.

use egui::{Align2, Rect, Stroke, Ui, pos2, vec2};

use super::{RightPane, days, hours, parts};
use crate::engine::split::Unfit;
use crate::model::{DayCurve, HourCurve, Money};
use crate::text::Msg;
use crate::text::names::Named;
use crate::ui::action::Actions;
use crate::ui::pose::PicturePane;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::{edit, picture};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::select::select;
use crate::ui::widgets::titles::titles;
use crate::ui::widgets::{paint, pane};

/// What the panes remember.
#[derive(Clone, Debug, Default)]
pub struct RightState {
    /// Phases below the days.
    pub days: days::DaysState,
    /// Hours.
    pub hours: hours::HoursState,
    /// Categories, roles, departments.
    pub parts: parts::PartsState,
}

/// Draws the pane.
pub fn show(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
    compact: bool,
) {
    let p = theme::tokens(ui);
    let (title, body) = area.split_top_bottom_at_y(area.top() + size::PANE_TITLE);
    let names = RightPane::ALL.map(|pane| scene.text(pane.name()));
    let chosen = RightPane::ALL.iter().position(|pane| *pane == view.tabs.funnel.right);
    let right = picture::button(ui, title, area, PicturePane::FunnelRight, scene, view, actions);
    let (picked, end) = titles(ui, title, &names, chosen, view.pose.is_some(), scene.text(Msg::PaneMore));
    if let Some(pane) = picked.and_then(|i| RightPane::ALL.get(i)) {
        view.tabs.funnel.right = *pane;
    }
    ui.painter().hline(title.x_range(), title.bottom() - 0.5, Stroke::new(1.0, p.line));
    let head = Rect::from_min_max(pos2(end + size::S8, title.top()), pos2(right, title.bottom()));
    curve(ui, head, scene, open, view.tabs.funnel.right, actions);
    let mut child = paint::at(ui, body, ("right", names.get(chosen.unwrap_or(0)).copied().unwrap_or_default()));
    child.set_clip_rect(body.intersect(ui.clip_rect()));
    match view.tabs.funnel.right {
        RightPane::Days => days::show(&mut child, body, scene, open, view, actions, compact),
        RightPane::Hours => hours::show(&mut child, body, scene, open, view, actions, compact),
        RightPane::Categories | RightPane::Roles | RightPane::Departments => {
            parts::show(&mut child, body, scene, open, view, actions, compact);
        }
    }
}

/// The curve by which days or hours are weighed.
fn curve(ui: &mut Ui, head: Rect, scene: &Scene<'_>, open: &Open<'_>, pane: RightPane, actions: &mut Actions) {
    let width = head.width().min(112.0);
    if width < 60.0 {
        return;
    }
    let place =
        Rect::from_min_size(pos2(head.right() - width, head.center().y - size::FIELD / 2.0), vec2(width, size::FIELD));
    let mut child = paint::at(ui, place, "curve");
    let splits = &open.campaign.splits;
    let id = open.campaign.id;
    let step = scene.text(Msg::StepCurve);
    match pane {
        RightPane::Days => {
            let names: Vec<&str> = DayCurve::ALL.iter().map(|c| c.name_in(scene.texts)).collect();
            let chosen = DayCurve::ALL.iter().position(|c| *c == splits.day_curve);
            let picked = select(&mut child, scene.text(Msg::SplitCurve), &names, chosen, width);
            if let Some(curve) = picked.and_then(|i| DayCurve::ALL.get(i)).copied() {
                edit::splits(actions, id, step, move |s| crate::model::Splits { day_curve: curve, ..s.clone() });
            }
        }
        RightPane::Hours => {
            let names: Vec<&str> = HourCurve::ALL.iter().map(|c| c.name_in(scene.texts)).collect();
            let chosen = HourCurve::ALL.iter().position(|c| *c == splits.hour_curve);
            let picked = select(&mut child, scene.text(Msg::SplitHourCurve), &names, chosen, width);
            if let Some(curve) = picked.and_then(|i| HourCurve::ALL.get(i)).copied() {
                edit::splits(actions, id, step, move |s| crate::model::Splits { hour_curve: curve, ..s.clone() });
            }
        }
        _ => {}
    }
}

/// The line below a split: that it always sums to the target, or by how much locks do not fit.
pub fn note(ui: &mut Ui, row: Rect, scene: &Scene<'_>, total: Money, unfit: Option<&Unfit>) {
    let p = theme::tokens(ui);
    let format = scene.format();
    let left = row.left() + size::S16;
    match unfit {
        None => {
            let words = scene.texts.with(Msg::SplitNote, &[("total", format.sum(total).to_string().into())]);
            let galley = paint::cut(ui.painter(), &words, fonts::text(), p.t2, row.width() - 24.0);
            let at = pos2(left, row.center().y - galley.size().y / 2.0);
            let place = Rect::from_min_size(at, galley.size());
            ui.painter().galley(at, galley, p.t2);
            pane::named(ui, place, &words);
        }
        Some(unfit) => {
            let excess = unfit.gap > Money::ZERO;
            let size_of = format.sum(Money::from_wide(unfit.gap.wide().abs())).to_string();
            let msg = if excess { Msg::SplitExcess } else { Msg::SplitShort };
            let words = scene.texts.with(msg, &[("gap", size_of.into())]);
            let (icon, ink) = if excess { (icons::OCTAGON_ALERT, p.error) } else { (icons::TRIANGLE_ALERT, p.warn) };
            paint::icon(ui.painter(), pos2(left + 7.0, row.center().y), icon, size::ICON_TEXT, ink);
            pane::label(ui, pos2(left + 20.0, row.center().y), Align2::LEFT_CENTER, &words, fonts::text(), ink);
        }
    }
}
