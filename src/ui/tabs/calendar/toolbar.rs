//! The tools above table and bars: what stands out, which baseline, how the chosen task stands, how close time is looked at.

use egui::{Align2, Rect, Ui, pos2, vec2};

use super::{CalendarState, CalendarView, Shown, first_selected};
use crate::engine::schedule::Moment;
use crate::model::{Baseline, BaselineId, BaselineTask};
use crate::text::Msg;
use crate::text::schedule::float;
use crate::ui::action::{Action, Actions, TemplatesRequest};
use crate::ui::command::Command;
use crate::ui::pose::PicturePane;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::edit;
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::float::{MenuRow, menu, menu_line, menu_row};
use crate::ui::widgets::gantt::Zoom;
use crate::ui::widgets::slider::slider;
use crate::ui::widgets::{button, paint, pane, select};

/// A step of the magnifiers.
const STEP: f64 = 1.4;

/// The width from which on there is room for slider and magnifiers.
const ROOMY: f32 = 860.0;
/// The width below which the scale alone must do.
const NARROW: f32 = 740.0;
const SLIDER: f32 = 96.0;

/// Draws the row.
pub fn show(
    ui: &mut Ui,
    row: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut CalendarState,
    actions: &mut Actions,
) {
    if open.campaign.tasks.is_empty() {
        return;
    }
    let mut child = paint::at(ui, row, "calendar tools");
    child.spacing_mut().item_spacing.x = size::S8;
    let near = crate::text::schedule::length(scene.texts, open.project.shop.near_critical.wide(), 480);
    let means = scene.texts.with(Msg::CalendarCriticalMeans, &[("near", near.into())]);
    let chip = button::chip(&mut child, scene.text(Msg::CalendarCritical), None, state.critical);
    if chip.on_hover_text(means).clicked() {
        state.critical = !state.critical;
    }
    baselines(&mut child, scene, open, state, actions);
    if button::chip(&mut child, scene.text(Msg::CalendarFloatsChip), None, state.floats).clicked() {
        state.floats = !state.floats;
    }
    super::sides::buttons(&mut child, scene, open, state);
    if state.loads.iter().any(super::load::Line::is_over) {
        let label = scene.text(Msg::LevelButton);
        if button::secondary(&mut child, label).clicked() {
            super::level::ask(open, actions);
        }
    }
    more(&mut child, scene, open, actions);
    let used = child.min_rect().right();
    let left = zoom(ui, row, scene, open, state);
    words(ui, row, used + size::S16, left - size::S16, scene, open, state);
}

/// Tasks from templates and a template from the tasks, tasks from and to other programs, the calendar as a picture.
pub fn more(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) {
    let response = button::icon(ui, icons::ELLIPSIS, scene.text(Msg::CalendarMore));
    let campaign = open.campaign.id;
    menu(&response, 260.0, |ui| {
        let add = MenuRow { label: scene.text(Msg::TemplateAdd), icon: icons::LAYOUT_TEMPLATE, ..MenuRow::default() };
        if menu_row(ui, add) {
            actions.push(Action::Templates(TemplatesRequest::Open { campaign, naming: None }));
        }
        if menu_row(ui, MenuRow { label: scene.text(Msg::TemplateKeep), icon: icons::PLUS, ..MenuRow::default() }) {
            let naming = Some(crate::ui::shell::templates::proposal(scene, open));
            actions.push(Action::Templates(TemplatesRequest::Open { campaign, naming }));
        }
        menu_line(ui);
        let label = scene.text(Msg::WorkdaysMenu);
        if menu_row(ui, MenuRow { label, icon: icons::USERS, ..MenuRow::default() }) {
            actions.push(Action::Command(Command::CalendarView(CalendarView::Workdays)));
        }
        menu_line(ui);
        for (at, command) in [
            Command::ImportPlan,
            Command::ExportPlan,
            Command::ExportCalendar,
            Command::CopyPicture(PicturePane::Calendar),
            Command::SavePicture(PicturePane::Calendar),
        ]
        .into_iter()
        .enumerate()
        {
            if at == 3 {
                menu_line(ui);
            }
            let name = command.name(scene.texts);
            if menu_row(ui, MenuRow { label: &name, icon: command.icon(), ..MenuRow::default() }) {
                actions.push(Action::Command(command));
            }
        }
    });
}

/// The choice of the baseline that the bars are held against; and a new one.
fn baselines(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, state: &mut CalendarState, actions: &mut Actions) {
    let shown = state.shown_baseline(open);
    let name = |baseline: &Baseline| match baseline.date {
        Some(date) => scene.texts.with(Msg::CalendarBaselineOf, &[("date", scene.format().day(date).into())]),
        None => baseline.name.clone(),
    };
    let label = shown
        .and_then(|id| open.campaign.baselines.get(id))
        .map_or_else(|| scene.text(Msg::CalendarBaseline).to_owned(), name);
    let response = button::chip(ui, &label, None, shown.is_some());
    menu(&response, 220.0, |ui| {
        for baseline in &open.campaign.baselines {
            let mut words = name(baseline);
            if baseline.date.is_some() && !baseline.name.is_empty() {
                words = format!("{words} · {}", baseline.name);
            }
            let icon = if shown == Some(baseline.id) { icons::CHECK } else { "" };
            if menu_row(ui, MenuRow { label: &words, icon, ..MenuRow::default() }) {
                state.baseline = Shown::This(baseline.id);
            }
        }
        if !open.campaign.baselines.is_empty() {
            let icon = if shown.is_none() { icons::CHECK } else { "" };
            if menu_row(ui, MenuRow { label: scene.text(Msg::CalendarBaselineNone), icon, ..MenuRow::default() }) {
                state.baseline = Shown::None;
            }
            menu_line(ui);
        }
        let take = MenuRow { label: scene.text(Msg::CalendarBaselineTake), icon: icons::PLUS, ..MenuRow::default() };
        if menu_row(ui, take) {
            take_baseline(scene, open, state, actions);
        }
        if let Some(id) = shown {
            let label = scene.text(Msg::CalendarBaselineDelete);
            let row = MenuRow { label, icon: icons::TRASH_2, danger: true, ..MenuRow::default() };
            if menu_row(ui, row) {
                edit::campaign(actions, open.campaign.id, label, move |campaign| {
                    campaign.baselines.remove_where(|baseline| baseline.id == id);
                });
                state.baseline = Shown::Last;
            }
        }
    });
}

/// Keeps the tasks' dates of now as a baseline.
fn take_baseline(scene: &Scene<'_>, open: &Open<'_>, state: &mut CalendarState, actions: &mut Actions) {
    let schedule = std::sync::Arc::clone(&state.table.schedule);
    let (campaign, date) = (open.campaign.id, scene.now.date());
    state.baseline = Shown::This(BaselineId(open.project.next_id.max(1)));
    actions.edit(scene.text(Msg::CalendarBaselineTake), move |project| {
        let id = BaselineId(project.new_id());
        let Some(campaign) = project.campaigns.get_mut(campaign) else { return };
        let line = |task: &std::sync::Arc<crate::model::Task>| {
            let times = schedule.of(task.id)?;
            let (start, finish) = (times.start.datetime(), times.finish.datetime());
            (!times.summary).then_some(BaselineTask { task: task.id, start, finish })
        };
        let tasks: Vec<BaselineTask> = campaign.tasks.iter().filter_map(line).collect();
        campaign.baselines.push(Baseline { id, name: String::new(), date: Some(date), tasks: tasks.into() });
    });
}

/// How close time is looked at; gives where the row's free part ends.
fn zoom(ui: &mut Ui, row: Rect, scene: &Scene<'_>, open: &Open<'_>, state: &mut CalendarState) -> f32 {
    let names = [
        Msg::CalendarZoomHours,
        Msg::CalendarZoomDays,
        Msg::CalendarZoomWeeks,
        Msg::CalendarZoomMonths,
        Msg::CalendarZoomQuarters,
    ]
    .map(|msg| scene.text(msg));
    let y = row.center().y;
    let mut right = row.right() - size::S12;
    let mut place = |width: f32, height: f32| {
        let rect = Rect::from_min_size(pos2(right - width, y - height / 2.0), vec2(width, height));
        right = rect.left() - size::S8;
        rect
    };
    let today = scene.text(Msg::CalendarToday);
    let width = paint::width(ui.painter(), today, fonts::text_medium()) + size::S24;
    if button::secondary(&mut paint::at(ui, place(width, size::BUTTON), "calendar today"), today).clicked() {
        state.gantt.show_at(Moment::from(scene.now));
    }
    let fit = scene.text(Msg::CalendarFit);
    let width = paint::width(ui.painter(), fit, fonts::text_medium()) + size::S24;
    if row.width() >= NARROW
        && button::secondary(&mut paint::at(ui, place(width, size::BUTTON), "calendar fit"), fit).clicked()
    {
        let (from, until) = state.table.span(open);
        state.gantt.fit(from, until);
    }
    let chosen = Zoom::ALL.iter().position(|zoom| *zoom == state.gantt.zoom_now());
    let mut child = paint::at(ui, place(72.0, size::FIELD), "calendar zoom");
    if let Some(zoom) =
        select::select(&mut child, scene.text(Msg::CalendarZoom), &names, chosen, 72.0).and_then(|at| Zoom::ALL.get(at))
    {
        state.gantt.zoom(*zoom);
    }
    if row.width() < ROOMY {
        return right;
    }
    let mut magnifier = |ui: &mut Ui, rect: Rect, icon: &str, msg: Msg, factor: f64| {
        let mut child = paint::at(ui, rect, ("calendar zoom", icon));
        if button::icon(&mut child, icon, scene.text(msg)).clicked() {
            state.gantt.zoom_by(factor);
        }
    };
    magnifier(ui, place(28.0, 28.0), icons::ZOOM_IN, Msg::CalendarZoomIn, STEP);
    let slide = place(SLIDER, size::FIELD);
    magnifier(ui, place(28.0, 28.0), icons::ZOOM_OUT, Msg::CalendarZoomOut, 1.0 / STEP);
    let mut child = paint::at(ui, slide, "calendar slider");
    let name = scene.text(Msg::CalendarCloseness);
    if let Some(closeness) = slider(&mut child, name, state.gantt.closeness(), SLIDER) {
        state.gantt.zoom_to(closeness);
    }
    right
}

/// The chosen task's floats, or why a link was refused.
pub fn words(ui: &mut Ui, row: Rect, left: f32, right: f32, scene: &Scene<'_>, open: &Open<'_>, state: &CalendarState) {
    let p = theme::tokens(ui);
    let y = row.center().y;
    let (words, ink) = if let Some(refused) = &state.refused {
        (refused.clone(), p.error)
    } else if let Some((task, times)) =
        first_selected(open, state).and_then(|task| Some((task, state.table.schedule.of(task.id)?)))
    {
        let schedule = &state.table.schedule;
        let total = float(scene.texts, schedule, task, times.total_float);
        let free = float(scene.texts, schedule, task, times.free_float);
        let words = scene.texts.with(Msg::CalendarFloats, &[("total", total.into()), ("free", free.into())]);
        (format!("{}　{words}", task.name), p.t2)
    } else {
        return;
    };
    let galley = paint::cut(ui.painter(), &words, fonts::text(), ink, right - left);
    let place = Align2::RIGHT_CENTER.anchor_size(pos2(right, y), galley.size());
    ui.painter().galley(place.min, galley, ink);
    pane::named(ui, place, &words).on_hover_text(&words);
}
