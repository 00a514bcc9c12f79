//! Traffic sources as a tree table, with the visitors that are needed and the gap always in view.

mod edits;
mod play;
mod table;

use std::collections::{BTreeSet, HashMap};

use egui::{Align2, CornerRadius, Rect, Ui, pos2, vec2};

use crate::model::{CampaignId, Count, PlayKind, Rate, SourceId};
use crate::text::Msg;
use crate::text::names::Named;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::selection;
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::float::{MenuRow, menu, menu_line, menu_row};
use crate::ui::widgets::grid::{Grid, GridEvent, GridState, RowKey};
use crate::ui::widgets::{button, paint, pane};

pub use self::edits::fill_gap;
use self::edits::{add, apply, source_id};
use self::table::{BASIS, COST_PER_ORDER, COST_PER_UV, OWNER, Table, UV, columns};

/// What the pane remembers.
#[derive(Clone, Debug, Default)]
pub struct TrafficState {
    /// The table.
    pub grid: GridState,
    folded: BTreeSet<SourceId>,
    /// Positions of the sources by identity, for the project as it was at that edit.
    index: Option<(CampaignId, u64, HashMap<SourceId, usize>)>,
    started: bool,
    /// The source whose word-of-mouth play is in front of the table.
    play: Option<SourceId>,
    /// A play was asked for: the table had so many sources then.
    coming: Option<usize>,
}

/// The kinds of word of mouth, as menus offer them; a group of three is the usual one.
const PLAYS: [PlayKind; 4] =
    [PlayKind::Bargain, PlayKind::GroupBuy { size: Count::new(3) }, PlayKind::ShareLottery, PlayKind::ShareCoupon];

impl TrafficState {
    /// Its tables, to be kept or put into a picture.
    pub(super) fn grids(&mut self) -> [&mut GridState; 1] {
        [&mut self.grid]
    }
}

impl TrafficState {
    /// Whether it was decided which columns are hidden at first.
    pub fn settled(&self) -> bool {
        self.started
    }

    /// Takes it as decided, or not, which columns are hidden at first.
    pub fn settle(&mut self, settled: bool) {
        self.started = settled;
    }

    /// Shows the word-of-mouth play of a source.
    pub fn open_play(&mut self, id: SourceId) {
        self.play = Some(id);
    }

    /// Selects a source.
    pub fn reveal(&mut self, id: SourceId) {
        self.play = None;
        self.grid.select(RowKey(u64::from(id.0)), UV);
    }
}
/// What the inspector says of the play behind a figure of a source.
pub fn play_card(ui: &mut Ui, id: SourceId, scene: &Scene<'_>, open: &Open<'_>, view: &mut View) {
    if play::card(ui, id, scene, open) {
        view.tabs.funnel.left = super::LeftPane::Traffic;
        view.tabs.funnel.left_state.traffic.play = Some(id);
    }
}

/// Needed, planned and the gap, at the right end of the title row.
pub fn head(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    let p = theme::tokens(ui);
    let format = scene.format();
    let y = area.center().y;
    let mut right = area.right();
    if view.pose.is_none() {
        let plus = Rect::from_min_size(pos2(right - 28.0, y - 14.0), vec2(28.0, 28.0));
        let mut child = paint::at(ui, plus, "add source");
        let pressed = button::icon(&mut child, icons::PLUS, scene.text(Msg::PlayAdd));
        let picked = menu(&pressed, 200.0, |ui| {
            let plain = MenuRow { label: scene.text(Msg::PlayAddSource), ..MenuRow::default() };
            let mut picked = menu_row(ui, plain).then_some(None);
            menu_line(ui);
            for kind in PLAYS {
                let label = scene.texts.with(Msg::PlayAddPlay, &[("kind", kind.name_in(scene.texts).into())]);
                if menu_row(ui, MenuRow { label: &label, ..MenuRow::default() }) {
                    picked = Some(Some(kind));
                }
            }
            picked
        });
        match picked.flatten() {
            Some(None) => add(scene, open, None, None, actions),
            Some(kind) => {
                add(scene, open, None, kind, actions);
                view.tabs.funnel.left_state.traffic.coming = Some(open.campaign.traffic.len());
            }
            None => {}
        }
        right = plus.left() - size::S8;
        let state = &mut view.tabs.funnel.left_state.traffic;
        let active = state.grid.active().map(|(key, _)| source_id(key)).filter(|_| state.play.is_none());
        if let Some(id) = active.filter(|id| play::can_be_shown(open, *id)) {
            let place = Rect::from_min_size(pos2(right - 28.0, y - 14.0), vec2(28.0, 28.0));
            let mut child = paint::at(ui, place, "open play");
            if button::icon(&mut child, icons::USERS, scene.text(Msg::PlayOpen)).clicked() {
                state.play = Some(id);
            }
            right = place.left() - size::S8;
        }
    }
    let traffic = &open.answer.traffic;
    let Some(needed) = traffic.needed.filter(|n| n.get() > 0) else { return };
    let gap = traffic.gap.unwrap_or(0);
    if gap != 0 {
        let share = Rate::ratio(i128::from(gap.abs()), needed.wide()).unwrap_or_default();
        let msg = if gap < 0 { Msg::TrafficGapShort } else { Msg::TrafficGapOver };
        let words = scene.texts.with(
            msg,
            &[
                ("uv", format.count_wide(i128::from(gap.abs())).to_string().into()),
                ("share", format.percent(share, 1).into()),
            ],
        );
        let shown = pane::judged(ui, pos2(right, y), Align2::RIGHT_CENTER, gap > 0, &words, fonts::text_medium());
        right = shown.rect.left() - size::S8;
    }
    let figure = |label: Msg, count: Count, medium: bool| {
        let number = format.count_in_column(count).to_string();
        (scene.text(label).to_owned(), number, medium)
    };
    let draw = |ui: &mut Ui, right: f32, (label, number, _): (String, String, bool)| -> f32 {
        let number = pane::label(ui, pos2(right, y), Align2::RIGHT_CENTER, &number, fonts::text_medium(), p.t1).rect;
        paint::text(ui.painter(), pos2(number.left() - 4.0, y), Align2::RIGHT_CENTER, &label, fonts::text(), p.t2)
            .left()
    };
    let needed_words = figure(Msg::TrafficNeeded, needed, true);
    let needed_width = paint::width(ui.painter(), &needed_words.0, fonts::text())
        + paint::width(ui.painter(), &needed_words.1, fonts::text_medium())
        + 12.0;
    let room = right - area.left() - needed_width;
    if room > 170.0 {
        right = draw(ui, right, figure(Msg::TrafficPlanned, traffic.total.uv, true)) - size::S8;
    }
    let width = (right - area.left() - needed_width).clamp(0.0, 150.0);
    if width >= 40.0 {
        let bar = Rect::from_min_max(pos2(right - width, y - 4.0), pos2(right, y + 4.0));
        ui.painter().rect_filled(bar, CornerRadius::same(size::RADIUS_SMALL), p.sunken);
        let part = (traffic.total.uv.to_f64() / needed.to_f64()).clamp(0.0, 1.0) as f32;
        let full = Rect::from_min_max(bar.min, pos2(bar.left() + bar.width() * part, bar.bottom()));
        ui.painter().rect_filled(full, CornerRadius::same(size::RADIUS_SMALL), p.accent);
        if part < 1.0 {
            let missing = Rect::from_min_max(pos2(full.right(), bar.top()), bar.max);
            paint::hatch(ui.painter(), missing, p.worse);
            ui.painter().rect_stroke(
                missing,
                CornerRadius::same(1),
                egui::Stroke::new(1.0, p.worse),
                egui::StrokeKind::Inside,
            );
        }
        right = bar.left() - size::S8;
    }
    if right - needed_width > area.left() - 8.0 {
        draw(ui, right, needed_words);
    }
}

/// Draws the table, or the play that is in front of it.
pub fn show(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
    compact: bool,
) {
    let state = &mut view.tabs.funnel.left_state.traffic;
    if state.coming.is_some_and(|before| before != open.campaign.traffic.len()) {
        (state.play, state.coming) = (open.campaign.traffic.last().map(|source| source.id), None);
    }
    if let Some(id) = state.play {
        if play::show(ui, area, id, scene, open, view, actions) {
            view.tabs.funnel.left_state.traffic.play = None;
        }
        return;
    }
    let departments: Vec<String> =
        open.project.shop.departments.iter().map(|d| d.name_in(scene.texts).to_owned()).collect();
    let columns = columns(scene, &departments, area.width());
    let state = &mut view.tabs.funnel.left_state.traffic;
    if !state.started {
        state.started = true;
        state.grid.hidden.extend([COST_PER_UV, COST_PER_ORDER, OWNER]);
    }
    let id = open.campaign.id;
    if state.index.as_ref().is_none_or(|(campaign, edits, _)| (*campaign, *edits) != (id, open.revision)) {
        let index = open.campaign.traffic.iter().enumerate().map(|(at, s)| (s.id, at)).collect();
        state.index = Some((id, open.revision, index));
    }
    let empty = HashMap::new();
    let index = state.index.as_ref().map_or(&empty, |(_, _, index)| index);
    let table = Table {
        scene,
        open,
        answer: &open.answer.traffic,
        sources: &open.campaign.traffic,
        index,
        folded: &state.folded,
    };
    let output = Grid::new("traffic", scene.text(Msg::TrafficTitle), scene.texts, &columns, &table)
        .revision(open.revision)
        .compact(compact)
        .add_line(scene.text(Msg::TrafficAdd))
        .totals()
        .allow_insert()
        .allow_delete()
        .allow_move()
        .show(ui, &mut state.grid);
    let stats = selection::of(scene, &mut state.grid, &columns, &table, open.revision, &output.response);
    for event in output.events {
        if let GridEvent::OpenWhy(key, BASIS) = event
            && play::can_be_shown(open, source_id(key))
        {
            state.play = Some(source_id(key));
            continue;
        }
        apply(scene, open, event, &mut view.figure, &mut state.folded, actions);
    }
    if let Some(stats) = stats {
        view.tabs.selection = stats;
    }
}
