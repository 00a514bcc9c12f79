//! How the tasks stand as a whole, while none is chosen; late ones lead to themselves.

use egui::{Align2, CornerRadius, CursorIcon, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::super::CalendarState;
use super::super::source::key;
use super::fact;
use crate::engine::schedule::Moment;
use crate::engine::schedule::overview::{Late, Overview, overview};
use crate::model::{CampaignId, Rate};
use crate::text::Msg;
use crate::text::names::Named;
use crate::text::schedule::float;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::side_rows::{nothing, section};
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::{button, paint, pane};

/// Late tasks that are listed.
const LISTED: usize = 40;
/// Height of one.
const ROW: f32 = 44.0;

/// The overview, for as long as nothing changes but the minutes of an hour.
#[derive(Debug, Default)]
pub struct Kept {
    of: Option<(CampaignId, u64, i64)>,
    found: Overview,
}

/// Draws it.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, state: &mut CalendarState) {
    let now = Moment::from(scene.now);
    let stamp = (open.campaign.id, open.revision, now.0 / 60);
    if state.overview.of != Some(stamp) && state.origin.is_none() {
        let found = overview(open.campaign, &open.answer.schedule, &open.answer.time, now);
        state.overview = Kept { of: Some(stamp), found };
    }
    let kept = std::mem::take(&mut state.overview);
    let found = &kept.found;
    let format = scene.format();
    let words = [("n", found.tasks.into()), ("done", found.done.into())];
    fact(ui, scene.text(Msg::OverviewTasks), &scene.texts.with(Msg::OverviewTasksCount, &words), false);
    fact(ui, scene.text(Msg::OverviewProgress), &format.percent(found.progress, 0), false);
    fact(ui, scene.text(Msg::OverviewCritical), &found.critical.to_string(), false);
    fact(ui, scene.text(Msg::FloatNear), &found.near.to_string(), false);
    if let Some((start, finish)) = found.span {
        fact(ui, scene.text(Msg::OverviewFrom), &format.day_and_time(start.datetime()), false);
        fact(ui, scene.text(Msg::OverviewTo), &format.day_and_time(finish.datetime()), false);
    }
    section(ui, &format!("{}　{}", scene.text(Msg::OverviewLate), found.late.len()));
    if found.late.is_empty() {
        nothing(ui, scene.text(Msg::OverviewNoneLate));
    }
    for late in found.late.iter().take(LISTED) {
        if row(ui, scene, open, late) {
            state.selected = std::iter::once(late.task).collect();
            state.grid.select_row(key(late.task));
        }
    }
    if found.late.len() > LISTED {
        nothing(ui, &scene.texts.with(Msg::OverviewMore, &[("n", (found.late.len() - LISTED).into())]));
    }
    state.overview = kept;
}

/// A late task: its name and finish, below them what is missing and what hangs on it. Whether it was clicked.
fn row(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, late: &Late) -> bool {
    let Some(task) = open.campaign.tasks.get(late.task) else { return false };
    let p = theme::tokens(ui);
    let format = scene.format();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let short = float(scene.texts, &open.answer.schedule, task, late.total_float);
    let phase = late.risk.phases.first().and_then(|id| open.campaign.phases.get(*id));
    let target = crate::engine::plan::target(&open.answer.funnel);
    let share = Rate::ratio(late.risk.gmv.wide(), target.wide()).unwrap_or_default();
    let sum = [("gmv", format.sum(late.risk.gmv).to_string().into()), ("share", format.percent(share, 0).into())];
    let hangs = match phase {
        Some(phase) if late.risk.gmv > crate::model::Money::ZERO => {
            format!("{} · {}", phase.name_in(scene.texts), scene.texts.with(Msg::RiskOfTarget, &sum))
        }
        Some(phase) => phase.name_in(scene.texts).to_owned(),
        None => scene.text(Msg::RiskNone).to_owned(),
    };
    let due = format.day(late.finish.last_day());
    let below = format!("{} {short}", scene.text(Msg::CalendarFloat));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{} {due} {below} {hangs}", task.name)));
    if response.hovered() {
        ui.painter().rect_filled(rect.shrink2(vec2(size::S8, 0.0)), CornerRadius::same(size::RADIUS), p.hover);
    }
    let inner = rect.shrink2(vec2(size::S16, 0.0));
    let (upper, lower) = (inner.top() + 13.0, inner.top() + 31.0);
    let end = pane::label(ui, pos2(inner.right(), upper), Align2::RIGHT_CENTER, &due, fonts::text(), p.t2).rect.left();
    let name = paint::cut(ui.painter(), &task.name, fonts::text_medium(), p.t1, end - inner.left() - size::S8);
    ui.painter().galley(pos2(inner.left(), upper - name.size().y / 2.0), name, p.t1);
    let ink = if late.total_float < 0 { p.error } else { p.t2 };
    let end = pane::label(ui, pos2(inner.left(), lower), Align2::LEFT_CENTER, &below, fonts::text(), ink).rect.right();
    let words = paint::cut(ui.painter(), &hangs, fonts::text(), p.t2, inner.right() - end - size::S12);
    ui.painter().galley(pos2(inner.right() - words.size().x, lower - words.size().y / 2.0), words, p.t2);
    if response.has_focus() {
        button::focus_ring(ui.painter(), rect.shrink(2.0), p);
    }
    response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}
