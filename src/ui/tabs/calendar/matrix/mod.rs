//! 矩阵: who and what down, phases, weeks or days across; in each cell what happens there, and quietly what is missing.

mod cells;
mod layout;
mod names;

use std::collections::{BTreeMap, BTreeSet};

use egui::{Align2, CornerRadius, Rect, ScrollArea, Stroke, Ui, Vec2, pos2, vec2};

use self::layout::Layout;
use self::names::Names;
use super::level::Levelling;
use super::{CalendarState, sides, toolbar};
use crate::engine::matrix::{Ground, Group, Matrix, Scale};
use crate::engine::schedule::Moment;
use crate::engine::staffing::staffing;
use crate::model::CampaignId;
use crate::text::Msg;
use crate::ui::action::{Action, Actions};
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::later;
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::grid::tsv;
use crate::ui::widgets::{button, paint, pane};

/// What the view remembers.
#[derive(Debug)]
pub struct MatrixState {
    scale: Scale,
    matrix: Matrix,
    /// How many entries each group has in each column.
    counts: BTreeMap<Group, Vec<usize>>,
    made_for: Option<(CampaignId, u64, u64, Scale)>,
    /// Groups whose lines are folded away.
    folded: BTreeSet<Group>,
    layout: Layout,
    /// The column in which it is now is to be in view.
    seek: bool,
}

impl Default for MatrixState {
    fn default() -> Self {
        Self {
            scale: Scale::default(),
            matrix: Matrix::default(),
            counts: BTreeMap::new(),
            made_for: None,
            // the same tasks once more
            folded: BTreeSet::from([Group::Owners]),
            layout: Layout::default(),
            seek: true,
        }
    }
}

impl MatrixState {
    /// The same matrix, for a picture.
    #[must_use]
    pub fn posing(&self) -> Self {
        Self { scale: self.scale, folded: self.folded.clone(), ..Self::default() }
    }

    /// How large it is.
    #[must_use]
    pub fn size(&self) -> Vec2 {
        self.layout.size()
    }

    fn refresh(&mut self, open: &Open<'_>, table: &super::table::Table) {
        let made = (open.campaign.id, open.revision, table.revision, self.scale);
        if self.made_for == Some(made) {
            return;
        }
        self.made_for = Some(made);
        let people = staffing(open.campaign, &open.answer.time, open.answer.funnel.aov.value).ok();
        let ground = Ground {
            project: open.project,
            campaign: open.campaign,
            schedule: &table.schedule,
            time: &open.answer.time,
            staffing: people.as_ref(),
            tasks: &table.order,
        };
        self.matrix = Matrix::new(&ground, self.scale);
        self.counts = Group::ALL.into_iter().map(|group| (group, self.matrix.counts(group))).collect();
    }
}

/// Draws the view.
pub fn show(
    ui: &mut Ui,
    tools: Rect,
    body: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut CalendarState,
    actions: &mut Actions,
) {
    state.lanes.hide();
    state.levelling = Levelling::Idle;
    state.refresh(scene, open);
    state.matrix.refresh(open, &state.table);
    if state.matrix.matrix.columns.is_empty() {
        let lines = [scene.text(Msg::MatrixEmpty)];
        later::empty(ui, body, icons::CALENDAR, scene.text(Msg::MatrixEmptyTitle), &lines, |_| {});
        return;
    }
    let chinese = scene.texts.lang().is_chinese();
    let CalendarState { matrix: own, .. } = &mut *state;
    own.layout = Layout::new(&own.matrix, own.scale, &own.folded, body, chinese);
    // another scale chosen now is laid out in the next frame, and sought then
    let seek = std::mem::take(&mut state.matrix.seek);
    self::tools(ui, tools, scene, open, state, actions);
    let layout = state.matrix.layout.clone();
    let now = Moment::from(scene.now);
    let names = Names { scene, open, schedule: &state.table.schedule, now };
    let area = Rect::from_min_max(body.min + vec2(layout.names, layout::HEAD), body.max);
    let p = theme::tokens(ui);
    ui.painter().rect_filled(body, CornerRadius::ZERO, p.panel);
    let mut asked = None;
    let mut child = paint::at(ui, area, "matrix");
    child.set_clip_rect(area.intersect(ui.clip_rect()));
    let mut scroll = ScrollArea::both().id_salt("matrix").auto_shrink(false);
    if seek {
        let columns = &state.matrix.matrix.columns;
        let now = columns.iter().position(|column| scene.now < column.end).unwrap_or(0);
        scroll = scroll.horizontal_scroll_offset(layout.left(now.saturating_sub(1)));
    }
    let scrolled = scroll.show_viewport(&mut child, |ui, view| {
        let inside = layout.inside();
        let (rect, _) = ui.allocate_exact_size(inside.max(area.size()), egui::Sense::hover());
        asked = cells::show(
            ui,
            rect.min,
            view,
            &layout,
            (&state.matrix.matrix, &state.matrix.counts),
            &names,
            &state.selected,
            state.critical,
        );
    });
    let offset = scrolled.state.unclamped_offset();
    cells::head(ui, body, offset.x, &layout, &state.matrix.matrix, &names);
    let folded = cells::sides(ui, body, offset.y, &layout, &state.matrix.matrix, &names, &state.matrix.folded);
    corner(ui, body, &layout, scene);
    pane::divider_v(ui, body, area.left());
    if let Some(group) = folded
        && !state.matrix.folded.remove(&group)
    {
        state.matrix.folded.insert(group);
    }
    if let Some(entry) = asked {
        cells::lead(entry, scene, open, state, actions);
        ui.ctx().request_repaint();
    }
}

/// What the first line of the heads is.
fn corner(ui: &mut Ui, body: Rect, layout: &Layout, scene: &Scene<'_>) {
    let p = theme::tokens(ui);
    let rect = Rect::from_min_size(body.min, vec2(layout.names, layout::HEAD));
    ui.painter().rect_filled(rect, CornerRadius::ZERO, p.chrome);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, p.line_2));
    let at = pos2(rect.left() + size::S16, rect.top() + layout::LOWER);
    pane::label(ui, at, Align2::LEFT_CENTER, scene.text(Msg::MatrixGmv), fonts::text(), p.t2);
}

/// The tools: what the columns are, which tasks, what stands out; the table for a spreadsheet.
fn tools(ui: &mut Ui, row: Rect, scene: &Scene<'_>, open: &Open<'_>, state: &mut CalendarState, actions: &mut Actions) {
    let mut child = paint::at(ui, row, "matrix tools");
    child.spacing_mut().item_spacing.x = size::S8;
    let scales = [Msg::MatrixPhases, Msg::MatrixWeeks, Msg::MatrixDays].map(|msg| scene.text(msg));
    let chosen = Scale::ALL.iter().position(|scale| *scale == state.matrix.scale);
    let picked = button::segmented(&mut child, scene.text(Msg::MatrixBy), &scales, chosen);
    if let Some(scale) = picked.and_then(|at| Scale::ALL.get(at)) {
        state.matrix.scale = *scale;
        state.matrix.seek = true;
    }
    child.add_space(size::S8);
    if button::chip(&mut child, scene.text(Msg::CalendarCritical), None, state.critical).clicked() {
        state.critical = !state.critical;
    }
    sides::filter(&mut child, scene, open, state);
    if button::secondary_with_icon(&mut child, icons::COPY, scene.text(Msg::MatrixCopy)).clicked() {
        let now = Moment::from(scene.now);
        let names = Names { scene, open, schedule: &state.table.schedule, now };
        actions.push(Action::Copy(tsv::write(&names.table(&state.matrix.matrix))));
    }
    toolbar::more(&mut child, scene, open, actions);
}
