//! The campaign's tasks: their table beside the bars, the load below, and the keys that belong to them.

use egui::{Key, Modifiers, Rangef, Rect, Ui};

use super::level::Levelling;
use super::sides::Colours;
use super::source::Source;
use super::{CalendarState, copy, events, level, load, sides, toolbar};
use crate::engine::schedule::{Moment, edit};
use crate::model::TaskId;
use crate::text::{Lang, Msg};
use crate::ui::action::{Action, Actions, TemplatesRequest};
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::later::empty;
use crate::ui::theme::{fonts, icons, size};
use crate::ui::widgets::edge::{Edge, Moved, edge};
use crate::ui::widgets::gantt::Gantt;
use crate::ui::widgets::grid::{Grid, GridEvent};
use crate::ui::widgets::{button, paint, pane};

/// Height of the headings: two lines of the axis.
pub(super) const HEAD: f32 = 42.0;
/// Width of the table before anyone drew it wider or narrower: words are longer in English.
const fn table_width(lang: Lang) -> f32 {
    if lang.is_chinese() { 512.0 } else { 568.0 }
}

/// The tasks of the campaign, below what levelling proposes.
pub(super) fn show(
    ui: &mut Ui,
    tools: Rect,
    mut body: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut CalendarState,
    actions: &mut Actions,
) {
    state.lanes.hide();
    state.refresh(scene, open);
    if !matches!(state.levelling, Levelling::Idle) {
        let (line, rest) = body.split_top_bottom_at_y(body.top() + level::HEIGHT);
        level::show(ui, line, scene, open, state, actions);
        body = rest;
    }
    toolbar::show(ui, tools, scene, open, state, actions);
    copy::keys(ui, scene, open, state, actions);
    if state.coloured.is_some() {
        let (line, rest) = body.split_top_bottom_at_y(body.top() + sides::LEGEND);
        sides::legend(ui, line, scene, open, state);
        body = rest;
    }
    if open.campaign.tasks.is_empty() {
        without_tasks(ui, body, scene, open, state, actions);
    } else {
        tasks(ui, body, scene, open, state, actions);
    }
}

fn tasks(
    ui: &mut Ui,
    body: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut CalendarState,
    actions: &mut Actions,
) {
    let width =
        state.width.unwrap_or(table_width(scene.texts.lang())).clamp(160.0, (body.width() - 200.0).max(160.0)).round();
    let (body, strip) = body.split_top_bottom_at_y(body.bottom() - load::HEIGHT.min(body.height() / 3.0));
    let (left, right) = body.split_left_right_at_x(body.left() + width);
    let selected = state.selected.clone();
    let columns = std::mem::take(&mut state.columns);
    let kept = std::mem::take(&mut state.phases);
    let CalendarState {
        grid, gantt, table, folded, folds, critical, link, levelling, coloured, copied, floats, ..
    } = &mut *state;
    let critical = *critical;
    let colours = &Colours::new(open, *coloured, crate::ui::theme::tokens(ui));
    let now = Moment::from(scene.now);
    let (copied, floats) = (copied.is_some(), *floats);
    let (texts, selected, phases) = (scene.texts, &selected, kept.as_slice());
    let source =
        Source { open, table, texts, folded, selected, critical, floats, phases, copied, levelling, colours, now };
    let output = Grid::new("tasks", scene.text(Msg::CalendarTitle), scene.texts, &columns, &source)
        .revision(table.revision.wrapping_mul(1 << 20).wrapping_add(*folds))
        .row_numbers()
        .header_height(HEAD)
        .compact(true)
        .add_line(scene.text(Msg::CalendarAdd))
        .allow_insert()
        .allow_delete()
        .allow_move()
        .still()
        .near(open.campaign.opening().map_or(scene.now.date(), jiff::civil::DateTime::date))
        .show(&mut paint::at(ui, left, "calendar table"), grid);
    let shown: Vec<u32> =
        (0..grid.shown_rows()).filter_map(|at| grid.shown_row(at)).map(|place| place as u32).collect();
    table.show(open, shown);
    let source =
        Source { open, table, texts, folded, selected, critical, floats, phases, copied, levelling, colours, now };
    let chart = Gantt {
        name: scene.text(Msg::CalendarGantt),
        source: &source,
        texts: scene.texts,
        now: Moment::from(scene.now),
        span: table.first_look(open),
        header: HEAD,
        row: size::ROW_COMPACT,
        scroll: grid.scrolled_down(),
        picked: link.map(|id| id.0),
        posing: grid.is_posing(),
    };
    let chart = chart.show(ui, right, gantt);
    state.columns = columns;
    state.phases = kept;
    let (strip_left, strip_right) = strip.split_left_right_at_x(right.left());
    load::show(ui, strip_left, strip_right, &chart.axis, scene, state);
    pane::divider_v(ui, body.union(strip), right.left());
    edge_of_table(ui, body, right.left(), scene, state);
    for event in output.events {
        if matches!(event, GridEvent::Activate(..)) {
            ui.ctx().request_repaint();
        }
        events::table(event, scene, open, state, actions);
    }
    for event in chart.events {
        events::bars(event, scene, open, state, actions);
        ui.ctx().request_repaint();
    }
    keys(ui, &output.response, &chart.response, scene, open, state, actions);
    if std::mem::take(&mut state.focus) {
        output.response.request_focus();
    }
}

/// The edge between table and bars, to be dragged.
fn edge_of_table(ui: &Ui, body: Rect, x: f32, scene: &Scene<'_>, state: &mut CalendarState) {
    let limits = Rangef::new(200.0, (body.width() - 160.0).max(200.0));
    let bars = Edge {
        name: scene.text(Msg::CalendarEdge),
        right: body.right(),
        width: body.right() - x,
        limits,
        y: body.y_range(),
    };
    match edge(ui, "calendar edge", &bars) {
        Some(Moved::To(width)) => state.width = Some(body.width() - width),
        Some(Moved::Back) => state.width = None,
        None => {}
    }
}

/// The keys that belong to tasks: in and out, and away.
pub(super) fn keys(
    ui: &Ui,
    table: &egui::Response,
    chart: &egui::Response,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut CalendarState,
    actions: &mut Actions,
) {
    state.has_keyboard = table.has_focus() || chart.has_focus() || ui.memory(|m| m.focused().is_none());
    if state.grid.is_editing() || !state.has_keyboard {
        return;
    }
    let ids: Vec<TaskId> = state.selected.iter().copied().collect();
    let pressed = |modifiers: Modifiers, key| ui.input_mut(|i| i.consume_key(modifiers, key));
    let many = |msg: Msg| scene.texts.with(msg, &[("n", ids.len().into())]);
    if !ids.is_empty() && pressed(Modifiers::ALT, Key::ArrowRight) {
        let ids = ids.clone();
        crate::ui::tabs::edit::campaign(actions, open.campaign.id, many(Msg::CalendarStepIndent), move |c| {
            edit::indent(c, &ids);
        });
    } else if !ids.is_empty() && pressed(Modifiers::ALT, Key::ArrowLeft) {
        let ids = ids.clone();
        crate::ui::tabs::edit::campaign(actions, open.campaign.id, many(Msg::CalendarStepOutdent), move |c| {
            edit::outdent(c, &ids);
        });
    } else if !table.has_focus() && pressed(Modifiers::NONE, Key::Delete) {
        if let Some(link) = state.link.take() {
            events::unlink(scene, open, actions, link);
        } else if !ids.is_empty() {
            events::delete(scene, open, actions, ids.into_iter().collect());
        }
    }
}

/// The campaign has no tasks yet.
pub(super) fn without_tasks(
    ui: &mut Ui,
    body: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut CalendarState,
    actions: &mut Actions,
) {
    let lines = [scene.text(Msg::CalendarEmpty)];
    let (mut adding, mut choosing) = (false, false);
    empty(ui, body, icons::CALENDAR, scene.text(Msg::CalendarEmptyTitle), &lines, |ui| {
        let (template, own) = (scene.text(Msg::TemplateAdd), scene.text(Msg::CalendarEmptyButton));
        let width = |words: &str| paint::width(ui.painter(), words, fonts::text_medium()) + size::S24;
        let (left, right) = (width(template), width(own));
        let room = egui::vec2(left + right + size::S8, size::BUTTON);
        ui.allocate_ui_with_layout(room, egui::Layout::left_to_right(egui::Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = size::S8;
            choosing = button::primary(ui, template).clicked();
            adding = button::secondary(ui, own).clicked();
        });
    });
    if choosing {
        let campaign = open.campaign.id;
        actions.push(Action::Templates(TemplatesRequest::Open { campaign, naming: None }));
    }
    if adding {
        events::add(scene, open, state, actions, vec![String::new()], edit::Spot::End, None);
    }
}
