//! Traffic sources as a tree table, with the visitors that are needed and the gap always in view.

use std::collections::{BTreeSet, HashMap};

use egui::{Align2, CornerRadius, Rect, Ui, pos2, vec2};

use super::terms::{basis_shown, basis_typed, cost_shown, cost_typed, read_basis, read_cost};
use crate::engine::funnel::{SourceAnswer, TrafficAnswer};
use crate::engine::value::Origin;
use crate::engine::why::FigureId;
use crate::model::{Basis, Campaign, CampaignId, CostModel, Count, Money, Rate, Rows, Source, SourceId, SourceKind};
use crate::text::Msg;
use crate::text::names::Named;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::{edit, selection};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::grid::{
    CellValue, CellView, Column, ColumnId, ColumnKind, Grid, GridEvent, GridSource, GridState, Ink, Judgement, Place,
    RowKey, RowStyle,
};
use crate::ui::widgets::{button, paint, pane};

const NAME: ColumnId = ColumnId(1);
const UV: ColumnId = ColumnId(2);
const BASIS: ColumnId = ColumnId(3);
const PRICING: ColumnId = ColumnId(4);
const COST: ColumnId = ColumnId(5);
const CVR: ColumnId = ColumnId(6);
const AOV: ColumnId = ColumnId(7);
const GMV: ColumnId = ColumnId(8);
const ROI: ColumnId = ColumnId(9);
const COST_PER_UV: ColumnId = ColumnId(10);
const COST_PER_ORDER: ColumnId = ColumnId(11);
const OWNER: ColumnId = ColumnId(12);

/// What the pane remembers.
#[derive(Clone, Debug, Default)]
pub struct TrafficState {
    /// The table.
    pub grid: GridState,
    folded: BTreeSet<SourceId>,
    /// Positions of the sources by identity, for the project as it was at that edit.
    index: Option<(CampaignId, u64, HashMap<SourceId, usize>)>,
    started: bool,
}

impl TrafficState {
    /// Its tables, to be kept or put into a picture.
    pub(super) fn grids(&mut self) -> [&mut GridState; 1] {
        [&mut self.grid]
    }
}

impl TrafficState {
    /// Selects a source.
    pub fn reveal(&mut self, id: SourceId) {
        self.grid.select(RowKey(u64::from(id.0)), UV);
    }
}

struct Table<'a> {
    scene: &'a Scene<'a>,
    open: &'a Open<'a>,
    answer: &'a TrafficAnswer,
    sources: &'a Rows<Source>,
    index: &'a HashMap<SourceId, usize>,
    folded: &'a BTreeSet<SourceId>,
}

impl Table<'_> {
    fn answer(&self, row: usize) -> Option<&SourceAnswer> {
        self.answer.rows.get(row)
    }

    fn source(&self, row: usize) -> Option<&Source> {
        let id = self.answer(row)?.id;
        self.index.get(&id).and_then(|at| self.sources.at(*at)).map(AsRef::as_ref)
    }

    fn money(&self, money: Money) -> CellView<'_> {
        CellView::new(self.sum(money))
    }

    /// A sum of a column: with 万 in Chinese, in the unit of the heading in English.
    fn sum(&self, money: Money) -> String {
        let format = self.scene.format();
        if self.scene.texts.lang().is_chinese() {
            format.sum_in_column(money).to_string()
        } else {
            format.sum_in_unit(money)
        }
    }

    fn cost_text(&self, money: Money) -> String {
        let format = self.scene.format();
        if self.scene.texts.lang().is_chinese() {
            format.sum_in_column(money).to_string()
        } else {
            format.whole(money.wide() / 100)
        }
    }
}

impl GridSource for Table<'_> {
    fn rows(&self) -> usize {
        self.answer.rows.len()
    }

    fn key(&self, row: usize) -> RowKey {
        RowKey(self.answer(row).map_or(0, |a| u64::from(a.id.0)))
    }

    fn depth(&self, row: usize) -> usize {
        self.answer(row).map_or(0, |a| a.depth)
    }

    fn has_children(&self, row: usize) -> bool {
        self.answer(row).is_some_and(|a| a.group)
    }

    fn folded(&self, row: usize) -> bool {
        self.answer(row).is_some_and(|a| self.folded.contains(&a.id))
    }

    fn style(&self, row: usize) -> RowStyle {
        if self.has_children(row) { RowStyle::Group } else { RowStyle::Plain }
    }

    fn editable(&self, row: usize, column: ColumnId) -> bool {
        !self.has_children(row) || matches!(column, NAME | OWNER)
    }

    fn cell(&self, row: usize, column: ColumnId) -> CellView<'_> {
        let (Some(answer), Some(source)) = (self.answer(row), self.source(row)) else { return CellView::default() };
        let format = self.scene.format();
        let typed = |origin: Origin| if origin == Origin::Typed { Ink::Input } else { Ink::Plain };
        let rate = |rate: Option<Rate>, ink| {
            rate.map_or_else(CellView::absent, |r| CellView::inked(format.percent(r, 1), ink))
        };
        let price = |money: Option<Money>, ink| {
            money.map_or_else(CellView::absent, |m| CellView::inked(format.price_short(m), ink))
        };
        match column {
            NAME => CellView::new(source.name_in(self.scene.texts)),
            UV => match (answer.group, answer.uv.value) {
                (true, _) => CellView::new(format.count_in_column(answer.sums.uv).to_string()),
                (false, Some(uv)) => CellView::inked(format.count_in_column(uv).to_string(), typed(answer.uv.origin)),
                (false, None) => CellView::absent(),
            },
            BASIS | PRICING if answer.group => CellView::default(),
            BASIS if source.basis == Basis::None => CellView::absent(),
            BASIS => CellView::inked(basis_shown(self.scene.texts, &source.basis), Ink::Reference),
            PRICING if source.cost == CostModel::Free => CellView::absent(),
            PRICING => CellView::inked(cost_shown(self.scene.texts, source.cost), Ink::Input),
            COST => {
                answer.cost.filter(|_| answer.paid).map_or_else(CellView::absent, |m| CellView::new(self.cost_text(m)))
            }
            CVR if answer.group => rate(answer.sums.cvr(), Ink::Plain),
            CVR => rate(answer.cvr.value, typed(answer.cvr.origin)),
            AOV if answer.group => price(answer.sums.aov(), Ink::Plain),
            AOV => price(answer.aov.value, typed(answer.aov.origin)),
            GMV => self.money(answer.sums.gmv),
            ROI => match answer.sums.roi().filter(|_| answer.paid) {
                Some(roi) if roi < Rate::ONE && !answer.group => {
                    CellView::new(format.factor(roi, 1)).judged(Judgement::Worse)
                }
                Some(roi) => CellView::new(format.factor(roi, 1)),
                None => CellView::absent(),
            },
            COST_PER_UV => answer
                .sums
                .cost_per_uv()
                .filter(|_| answer.paid)
                .map_or_else(CellView::absent, |m| CellView::new(format.price(m))),
            COST_PER_ORDER => answer
                .sums
                .cost_per_order()
                .filter(|_| answer.paid)
                .map_or_else(CellView::absent, |m| CellView::new(format.price(m))),
            OWNER => source
                .department
                .or(answer.department)
                .and_then(|id| self.open.project.shop.departments.get(id))
                .map_or_else(CellView::absent, |d| {
                    let ink = if source.department.is_some() { Ink::Input } else { Ink::Reference };
                    CellView::inked(d.name_in(self.scene.texts), ink)
                }),
            _ => CellView::default(),
        }
    }

    fn value(&self, row: usize, column: ColumnId) -> CellValue {
        let (Some(answer), Some(source)) = (self.answer(row), self.source(row)) else { return CellValue::Empty };
        let texts = self.scene.texts;
        let money = |m: Option<Money>| m.map_or(CellValue::Empty, CellValue::Money);
        let rate = |r: Option<Rate>| r.map_or(CellValue::Empty, CellValue::Rate);
        match column {
            NAME => CellValue::Text(source.name_in(texts).to_owned()),
            UV if answer.group => CellValue::Count(answer.sums.uv),
            UV => answer.uv.value.map_or(CellValue::Empty, CellValue::Count),
            BASIS => CellValue::Text(basis_typed(texts, &source.basis)),
            PRICING => CellValue::Text(cost_typed(texts, source.cost)),
            COST => money(answer.cost.filter(|_| answer.paid)),
            CVR => rate(if answer.group { answer.sums.cvr() } else { answer.cvr.value }),
            AOV => money(if answer.group { answer.sums.aov() } else { answer.aov.value }),
            GMV => CellValue::Money(answer.sums.gmv),
            ROI => rate(answer.sums.roi().filter(|_| answer.paid)),
            COST_PER_UV => money(answer.sums.cost_per_uv().filter(|_| answer.paid)),
            COST_PER_ORDER => money(answer.sums.cost_per_order().filter(|_| answer.paid)),
            OWNER => source
                .department
                .and_then(|id| self.open.project.shop.departments.position(id))
                .map_or(CellValue::Empty, CellValue::Choice),
            _ => CellValue::Empty,
        }
    }

    fn hover(&self, row: usize, column: ColumnId) -> Option<String> {
        let (answer, source) = (self.answer(row)?, self.source(row)?);
        let format = self.scene.format();
        match column {
            UV => answer.uv.value.map(|c| format.whole(c.wide())),
            BASIS => Some(basis_typed(self.scene.texts, &source.basis)).filter(|t| !t.is_empty()),
            PRICING => Some(cost_typed(self.scene.texts, source.cost)).filter(|t| !t.is_empty()),
            COST => answer.cost.map(|m| format.exact(m)),
            GMV => Some(format.exact(answer.sums.gmv)),
            AOV => answer.aov.value.map(|m| format.price(m)),
            _ => None,
        }
    }

    fn answers(&self, _row: usize, column: ColumnId) -> bool {
        matches!(column, UV | COST | GMV | ROI)
    }

    fn validate(&self, _row: Option<usize>, column: ColumnId, value: &CellValue) -> Result<(), String> {
        match (column, value) {
            (PRICING, CellValue::Text(text)) => read_cost(self.scene.texts, text).map(|_| ()),
            (CVR, CellValue::Rate(r)) if *r < Rate::ZERO || *r > Rate::ONE => {
                Err(self.scene.text(Msg::TrafficBadCvr).to_owned())
            }
            (AOV, CellValue::Money(m)) if *m < Money::ZERO => Err(self.scene.text(Msg::InputNegative).to_owned()),
            _ => Ok(()),
        }
    }

    fn total(&self, column: ColumnId) -> Option<CellView<'_>> {
        let format = self.scene.format();
        let total = &self.answer.total;
        Some(match column {
            NAME => CellView::new(self.scene.text(Msg::TrafficTotal)),
            UV => CellView::new(format.count_in_column(total.uv).to_string()),
            COST => CellView::new(self.cost_text(total.cost)),
            CVR => CellView::new(format.percent(total.cvr()?, 2)),
            AOV => CellView::new(format.price_short(total.aov()?)),
            GMV => self.money(total.gmv),
            _ => return None,
        })
    }
}

fn columns(scene: &Scene<'_>, departments: &[String], room: f32) -> Vec<Column> {
    let text = |msg| scene.text(msg).to_owned();
    let chinese = scene.texts.lang().is_chinese();
    let unit = |unit: &str| if chinese { String::new() } else { unit.to_owned() };
    // the usual columns fill the pane as it is; wider panes give the rest to names
    let tight = room < 760.0;
    vec![
        Column::new(NAME, text(Msg::ColumnSource), ColumnKind::Text).editable().pinned().stretch().width(if tight {
            116.0
        } else {
            124.0
        }),
        Column::new(UV, text(Msg::ColumnPlannedUv), ColumnKind::Integer).editable().width(78.0),
        Column::new(BASIS, text(Msg::ColumnBasis), ColumnKind::Text).editable().width(if chinese {
            104.0
        } else {
            110.0
        }),
        Column::new(PRICING, text(Msg::ColumnPricing), ColumnKind::Text).editable().width(if chinese {
            84.0
        } else {
            82.0
        }),
        Column::new(COST, text(Msg::ColumnCost), ColumnKind::Money).unit(unit("¥")).width(76.0),
        Column::new(CVR, text(Msg::ColumnCvr), ColumnKind::Rate).editable().width(62.0),
        Column::new(AOV, text(Msg::ColumnAov), ColumnKind::Money).editable().width(60.0),
        Column::new(GMV, text(Msg::ColumnGmv), ColumnKind::Money).unit(unit("¥ M")).width(82.0),
        Column::new(ROI, text(Msg::ColumnRoi), ColumnKind::Factor).width(56.0),
        Column::new(COST_PER_UV, text(Msg::ColumnCostPerUv), ColumnKind::Money).width(78.0),
        Column::new(COST_PER_ORDER, text(Msg::ColumnCostPerOrder), ColumnKind::Money).width(84.0),
        Column::new(OWNER, text(Msg::ColumnDepartment), ColumnKind::Reference(departments.into()))
            .editable()
            .width(84.0),
    ]
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
        if button::icon(&mut child, icons::PLUS, scene.text(Msg::TrafficAddSource)).clicked() {
            add(scene, open, None, actions);
        }
        right = plus.left() - size::S8;
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

/// Draws the table.
pub fn show(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
    compact: bool,
) {
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
        apply(scene, open, event, &mut view.figure, &mut state.folded, actions);
    }
    if let Some(stats) = stats {
        view.tabs.selection = stats;
    }
}

fn apply(
    scene: &Scene<'_>,
    open: &Open<'_>,
    event: GridEvent,
    figure: &mut Option<FigureId>,
    folded: &mut BTreeSet<SourceId>,
    actions: &mut Actions,
) {
    let id = open.campaign.id;
    let step = scene.text(Msg::StepSource);
    match event {
        GridEvent::Fold(key) => {
            let source = source_id(key);
            if !folded.remove(&source) {
                folded.insert(source);
            }
        }
        GridEvent::Activate(key, column) | GridEvent::OpenWhy(key, column) => {
            let source = source_id(key);
            *figure = Some(match column {
                COST | PRICING | COST_PER_UV => FigureId::SourceCost(source),
                GMV | AOV | CVR => FigureId::SourceGmv(source),
                ROI => FigureId::SourceRoi(source),
                _ => FigureId::SourceUv(source),
            });
        }
        GridEvent::Set(changes) => {
            let changes = readable(scene, open, changes);
            edit::campaign(actions, id, step, move |campaign| set(campaign, &changes));
        }
        GridEvent::Append { set: changes, rows } => {
            let changes = readable(scene, open, changes);
            let rows: Vec<Vec<Edit>> = rows
                .into_iter()
                .map(|cells| cells.into_iter().filter_map(|(c, v)| read(scene, open, c, v)).collect())
                .collect();
            actions.edit(step, move |project| {
                let ids: Vec<SourceId> = rows.iter().map(|_| project.new_id()).collect();
                let Some(campaign) = project.campaigns.get_mut(id) else { return };
                set(campaign, &changes);
                let parent = campaign.traffic.last().and_then(|s| s.parent);
                for (id, cells) in ids.into_iter().zip(rows) {
                    let mut source = Source { id, parent, ..Source::default() };
                    for cell in cells {
                        cell.apply(&mut source);
                    }
                    campaign.traffic.push(source);
                }
            });
        }
        GridEvent::AddAtEnd => add(scene, open, None, actions),
        GridEvent::Insert { place, count } => {
            for _ in 0..count.min(100) {
                add(scene, open, Some(place), actions);
            }
        }
        GridEvent::Delete(keys) => {
            let gone: BTreeSet<SourceId> = keys.into_iter().map(source_id).collect();
            edit::campaign(actions, id, step, move |campaign| delete(campaign, gone));
        }
        GridEvent::Move { keys, place } => {
            let keys: Vec<SourceId> = keys.into_iter().map(source_id).collect();
            edit::campaign(actions, id, step, move |campaign| shift(campaign, &keys, place));
        }
        GridEvent::Menu { .. } => {}
    }
}

fn source_id(key: RowKey) -> SourceId {
    SourceId(u32::try_from(key.0).unwrap_or(0))
}

/// A cell that was read and checked, ready to be put into a source.
#[derive(Clone, Debug)]
enum Edit {
    Name(String),
    Uv(Option<Count>),
    Basis(Basis),
    Cost(CostModel),
    Cvr(Option<Rate>),
    Aov(Option<Money>),
    Owner(Option<crate::model::DepartmentId>),
}

impl Edit {
    fn apply(self, source: &mut Source) {
        match self {
            Self::Name(name) => source.name = name,
            Self::Uv(uv) => source.uv = uv,
            Self::Basis(basis) => source.basis = basis,
            Self::Cost(cost) => source.cost = cost,
            Self::Cvr(cvr) => source.cvr = cvr,
            Self::Aov(aov) => source.aov = aov,
            Self::Owner(owner) => source.department = owner,
        }
    }
}

fn read(scene: &Scene<'_>, open: &Open<'_>, column: ColumnId, value: CellValue) -> Option<Edit> {
    let text = |value: CellValue| if let CellValue::Text(text) = value { text } else { String::new() };
    Some(match (column, value) {
        (NAME, value) => Edit::Name(text(value)),
        (UV, CellValue::Count(count)) => Edit::Uv(Some(count)),
        (UV, _) => Edit::Uv(None),
        (BASIS, value) => Edit::Basis(read_basis(scene.texts, &text(value))),
        (PRICING, value) => Edit::Cost(read_cost(scene.texts, &text(value)).ok()?),
        (CVR, CellValue::Rate(rate)) => Edit::Cvr(Some(rate)),
        (CVR, _) => Edit::Cvr(None),
        (AOV, CellValue::Money(money)) => Edit::Aov(Some(money)),
        (AOV, _) => Edit::Aov(None),
        (OWNER, CellValue::Choice(at)) => Edit::Owner(open.project.shop.departments.at(at).map(|d| d.id)),
        (OWNER, _) => Edit::Owner(None),
        _ => return None,
    })
}

fn readable(scene: &Scene<'_>, open: &Open<'_>, changes: Vec<(RowKey, ColumnId, CellValue)>) -> Vec<(SourceId, Edit)> {
    changes
        .into_iter()
        .filter_map(|(key, column, value)| Some((source_id(key), read(scene, open, column, value)?)))
        .collect()
}

fn set(campaign: &mut Campaign, changes: &[(SourceId, Edit)]) {
    for (id, change) in changes {
        if let Some(source) = campaign.traffic.get_mut(*id) {
            change.clone().apply(source);
        }
    }
}

/// Adds a source at a place, in the group that stands there; at the end without one.
fn add(scene: &Scene<'_>, open: &Open<'_>, place: Option<Place>, actions: &mut Actions) {
    let campaign = open.campaign.id;
    let name = scene.text(Msg::TrafficNew).to_owned();
    actions.edit(scene.text(Msg::TrafficAddSource), move |project| {
        let id = project.new_id();
        let Some(campaign) = project.campaigns.get_mut(campaign) else { return };
        let traffic = &mut campaign.traffic;
        let (at, parent) = match place {
            Some(Place::Before(key)) => {
                let at = traffic.position(source_id(key)).unwrap_or(traffic.len());
                (at, traffic.at(at).and_then(|s| s.parent))
            }
            Some(Place::After(key)) => {
                let at = traffic.position(source_id(key)).unwrap_or(traffic.len());
                let group = traffic.iter().any(|s| s.parent == Some(source_id(key)));
                let parent = if group { Some(source_id(key)) } else { traffic.at(at).and_then(|s| s.parent) };
                (at + 1, parent)
            }
            None => (traffic.len(), traffic.last().and_then(|s| s.parent.or(None))),
        };
        traffic.insert(at, Source { id, parent, kind: SourceKind::Other, name, ..Source::default() });
    });
}

/// Removes sources; what stood in a removed group goes with it.
fn delete(campaign: &mut Campaign, mut gone: BTreeSet<SourceId>) {
    loop {
        let more: Vec<SourceId> = campaign
            .traffic
            .iter()
            .filter(|s| s.parent.is_some_and(|p| gone.contains(&p)) && !gone.contains(&s.id))
            .map(|s| s.id)
            .collect();
        if more.is_empty() {
            break;
        }
        gone.extend(more);
    }
    campaign.traffic.remove_where(|s| gone.contains(&s.id));
}

/// Moves sources to a place and into the group that is there.
fn shift(campaign: &mut Campaign, keys: &[SourceId], place: Place) {
    let (Place::Before(key) | Place::After(key)) = place;
    let target = source_id(key);
    if keys.contains(&target) {
        return;
    }
    let parent = campaign.traffic.get(target).and_then(|s| s.parent);
    let list = campaign.traffic.list_mut();
    let (moved, mut rest): (Vec<_>, Vec<_>) = list.drain(..).partition(|s| keys.contains(&s.id));
    let at = rest.iter().position(|s| s.id == target).unwrap_or(rest.len());
    let at = if matches!(place, Place::After(_)) { (at + 1).min(rest.len()) } else { at };
    let moved = moved.into_iter().map(|mut source| {
        if source.parent.is_some() || parent.is_some() {
            std::sync::Arc::make_mut(&mut source).parent = parent;
        }
        source
    });
    rest.splice(at..at, moved);
    *list = rest;
}

/// Raises every source in proportion, so that the needed visitors are planned. Whole people, largest remainder first.
pub fn fill_gap(scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) {
    let traffic = &open.answer.traffic;
    let Some(missing) = traffic.gap.filter(|g| *g < 0).map(|g| i128::from(-g)) else { return };
    let leaves: Vec<(SourceId, i128)> =
        traffic.rows.iter().filter(|r| !r.group).map(|r| (r.id, r.sums.uv.wide())).collect();
    let weights: Vec<i128> = leaves.iter().map(|(_, uv)| *uv).collect();
    if weights.iter().sum::<i128>() == 0 {
        return;
    }
    let added = crate::engine::split::share::apportion(missing, &weights);
    let changes: Vec<(SourceId, Edit)> =
        leaves.iter().zip(added).map(|((id, uv), more)| (*id, Edit::Uv(Some(Count::from_wide(uv + more))))).collect();
    edit::campaign(actions, open.campaign.id, scene.text(Msg::FunnelFillStep), move |campaign| {
        set(campaign, &changes);
    });
}
