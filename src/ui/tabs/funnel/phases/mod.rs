//! Phases and waves: to scale on a line of time, and as a table with GMV, UV, CVR and 客单价 of each.

mod edits;
mod table;
mod timeline;

use std::collections::BTreeSet;

use egui::{Key, Rect, Ui};

use super::host::{key, lock_key};
use crate::engine::why::FigureId;
use crate::model::{PhaseId, PhaseKind};
use crate::text::Msg;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::phase_edges::EdgesState;
use crate::ui::tabs::{later, selection};
use crate::ui::theme::{self, icons};
use crate::ui::widgets::grid::{Grid, GridState, RowKey};
use crate::ui::widgets::{button, paint};

/// What the pane remembers.
#[derive(Clone, Debug, Default)]
pub struct PhasesState {
    grid: GridState,
    folded: BTreeSet<PhaseId>,
    timeline: EdgesState,
    /// The table in the last frame: it hears the keys that lock and that add a wave.
    table: Option<egui::Id>,
}

impl PhasesState {
    /// Its tables, to be kept or put into a picture.
    pub(super) fn grids(&mut self) -> [&mut GridState; 1] {
        [&mut self.grid]
    }
}

impl PhasesState {
    /// Selects a phase or wave, unfolded.
    pub fn reveal(&mut self, id: u32) {
        self.folded.clear();
        self.grid.select(RowKey(u64::from(id)), table::START);
    }
}

/// The buttons at the right end of the title row.
pub fn head(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    if open.campaign.phases.is_empty() || view.pose.is_some() {
        return;
    }
    let mut child = ui.new_child(
        egui::UiBuilder::new()
            .id_salt("phases head")
            .max_rect(area)
            .layout(egui::Layout::right_to_left(egui::Align::Center)),
    );
    let active = view.tabs.funnel.left_state.phases.grid.active().map(|(row, _)| row);
    let lines = table::lines(open);
    let line = |row: Option<RowKey>| lines.iter().copied().find(|l| Some(l.key()) == row);
    let target = line(active).or_else(|| line(main_phase(open)));
    let room = target.is_some_and(|line| edits::room_for_wave(open, line));
    let reason = scene.text(Msg::PanesNoRoom);
    let add = |ui: &mut Ui, room: bool, msg| {
        let button = ui.add_enabled_ui(room, |ui| button::icon_text(ui, icons::PLUS, scene.text(msg))).inner;
        button.on_disabled_hover_text(reason).clicked()
    };
    if add(&mut child, room, Msg::SplitWaveAdd)
        && let Some(line) = target
    {
        edits::add_wave_at(scene, open, line.key(), view, actions);
    }
    let after = line(active).map(|l| l.phase().id);
    if add(&mut child, after.is_none_or(|id| edits::room_for_phase(open, id)), Msg::SplitPhaseAdd) {
        edits::add_phase(scene, open, after.map_or(edits::NewAt::Last, edits::NewAt::After), view, actions);
    }
}

/// The phase that a wave goes to unless one is chosen: the first launch, else the first that sells.
fn main_phase(open: &Open<'_>) -> Option<RowKey> {
    let phases = &open.campaign.phases;
    let launch = phases.iter().find(|p| p.kind == PhaseKind::Launch);
    launch.or_else(|| phases.iter().find(|p| p.kind.sells())).map(|p| RowKey(u64::from(p.id.0)))
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
    if open.campaign.phases.is_empty() {
        let day = scene.format().day(scene.now.date());
        let note = scene.texts.with(Msg::PanesPhaseNoneNote, &[("day", day.into())]);
        later::empty(ui, area, icons::CALENDAR, scene.text(Msg::PanesPhaseNone), &[&note], |ui| {
            if button::primary(ui, scene.text(Msg::SplitPhaseAdd)).clicked() {
                edits::add_phase(scene, open, edits::NewAt::Last, view, actions);
            }
        });
        return;
    }
    let (upper, body) = area.split_top_bottom_at_y(area.top() + timeline::HEIGHT);
    let state = &mut view.tabs.funnel.left_state.phases;
    let clicked = timeline::show(ui, upper, scene, open, &mut state.timeline, actions);
    if let Some(id) = clicked {
        state.grid.select(RowKey(u64::from(id.0)), table::NAME);
        if open.answer.time.phase(id).is_some() {
            view.figure = Some(FigureId::Phase(id));
        }
    }
    let state = &mut view.tabs.funnel.left_state.phases;
    let near = open.campaign.opening().map_or_else(|| scene.now.date(), jiff::civil::DateTime::date);
    let lines = table::lines(open);
    let columns = table::columns(scene);
    let folded = state.folded.clone();
    let table = table::Table { scene, open, lines: &lines, folded: &folded, palette: theme::tokens(ui), near };
    let active = state.grid.active();
    let toggle = lock_key(ui, state.table).then_some(active).flatten();
    let wave = key(ui, state.table, Key::B).then_some(active).flatten();
    let mut child = paint::at(ui, body, "phases");
    let output = Grid::new("phases and waves", scene.text(Msg::PanePhases), scene.texts, &columns, &table)
        .revision(open.table_revision())
        .near(near)
        .compact(compact)
        .add_line(scene.text(Msg::SplitPhaseAdd))
        .totals()
        .allow_insert()
        .allow_delete()
        .allow_move()
        .show(&mut child, &mut state.grid);
    state.table = Some(output.response.id);
    let stats = selection::of(scene, &mut state.grid, &columns, &table, open.table_revision(), &output.response);
    if let Some(stats) = stats {
        view.tabs.selection = stats;
    }
    for event in output.events {
        edits::apply(scene, open, event, near, view, actions);
    }
    if let Some((row, column)) = toggle {
        edits::toggle_lock(scene, open, row, column, actions);
    }
    if let Some((row, _)) = wave {
        edits::add_wave_at(scene, open, row, view, actions);
    }
}
