//! 货品: the shop's products, and what the campaign in front does with them.

mod bar;
mod change;
mod columns;
mod events;
mod filters;
mod formula;
mod pick;
mod source;
mod table;
mod toolbar;

use std::collections::BTreeSet;

use egui::{Align2, Rect, Ui, pos2};

use self::columns::Col;
pub use self::columns::FirstHidden;
use self::filters::Filters;
use self::formula::Lead;
use self::source::{Source, key, sku, value};
use self::table::Table;
use super::later::empty;
use super::selection::Selection;
use crate::engine::finding::{Place, PlaceKind, Tab};
use crate::engine::why::FigureId;
use crate::model::{CampaignId, SkuId};
use crate::text::{Lang, Msg};
use crate::ui::action::{Action, Actions};
use crate::ui::scene::{Open, Scene, View};
use crate::ui::shell::is_compact;
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::grid::{CellValue, Column, Grid, GridEvent, GridState};
use crate::ui::widgets::{button, paint, pane};

/// What the tab remembers.
#[derive(Debug, Default)]
pub struct GoodsState {
    grid: GridState,
    table: Table,
    filters: Filters,
    first: FirstHidden,
    columns: Vec<Column>,
    lang: Option<Lang>,
    campaign: Option<CampaignId>,
    /// Products that stay in view whatever the filters say: they were changed or sought since the filters were set.
    kept: BTreeSet<SkuId>,
    sought: Option<(Option<SkuId>, Col)>,
    searched: String,
    /// The table is to have the keyboard.
    focus: bool,
}

impl GoodsState {
    /// Makes a product's cell the active one, whatever the filters say; without a product that of the first row.
    pub fn reveal(&mut self, product: Option<SkuId>, field: Option<&str>) {
        let col = field.and_then(Col::of_field).unwrap_or(Col::Code);
        self.sought = Some((product, col));
    }

    /// Leads to a place of this tab: a product, or its row in the campaign.
    pub fn reveal_place(&mut self, place: &Place) {
        let product = matches!(place.kind, PlaceKind::Sku | PlaceKind::CampaignSku).then_some(place.id).flatten();
        self.reveal(product.map(SkuId), place.field);
    }

    /// Its table.
    pub fn grid_mut(&mut self) -> &mut GridState {
        &mut self.grid
    }

    /// What was decided about columns that are hidden at first.
    pub fn first(&self) -> &FirstHidden {
        &self.first
    }

    /// Brings back what was decided about columns that are hidden at first.
    pub fn set_first(&mut self, first: FirstHidden) {
        self.first = first;
    }

    fn clear_filters(&mut self) {
        self.filters.clear();
        self.grid.clear_filters();
        self.kept.clear();
    }

    /// If someone has just put the columns back, hides those that are hidden at first.
    fn first_again(&mut self, chosen: bool) {
        let bare = self.grid.hidden.is_empty() && self.grid.order.is_empty() && self.grid.widths.is_empty();
        if chosen && bare {
            self.first.again(&self.table.phases, &mut self.grid);
        }
    }

    /// Brings rows, columns and filters up to date.
    fn refresh(&mut self, scene: &Scene<'_>, open: &Open<'_>) {
        if self.campaign != Some(open.campaign.id) || self.searched != self.filters.search {
            self.kept.clear();
            self.campaign = Some(open.campaign.id);
            self.searched.clone_from(&self.filters.search);
        }
        let target = open.answer.funnel.gmv.value;
        let changed = self.table.refresh(scene.texts, open.project, open.campaign, target);
        if changed || self.lang != Some(scene.texts.lang()) {
            self.columns = columns::columns(scene.texts, &self.table.phases, self.table.dearest);
            self.lang = Some(scene.texts.lang());
            self.first.settle(&self.table.phases, &mut self.grid);
        }
        if let Some((product, col)) = self.sought.take() {
            let product = product.or_else(|| self.table.lines.first().map(|line| line.sku.id));
            if let Some(id) = product.filter(|id| self.table.line(*id).is_some()) {
                self.kept.insert(id);
                self.grid.clear_filters();
                self.grid.hidden.remove(&col.id());
                self.grid.select(key(id), col.id());
                self.focus = true;
            }
        }
        self.table.filter(&self.filters, &self.kept);
    }
}

/// Draws the tab.
pub fn show(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    let compact = is_compact(ui.ctx().content_rect());
    let state = &mut view.tabs.goods;
    state.refresh(scene, open);
    let (head, rest) = area.split_top_bottom_at_y(area.top() + size::TOOLBAR);
    let (line, body) = rest.split_top_bottom_at_y(rest.top() + size::GRID_HEADER);
    if open.project.goods.is_empty() {
        view.tabs.selection = None;
        return without_goods(ui, area, scene, open, &mut view.tabs.goods, actions, compact);
    }
    let columns = std::mem::take(&mut state.columns);
    toolbar::show(ui, head, scene, state, &columns, compact);
    state.table.filter(&state.filters, &state.kept);
    if let Some(lead) = formula_bar(ui, line, scene, state, &columns) {
        let place = Place::at(Tab::Funnel, PlaceKind::Funnel).field("gmv");
        match (lead, state.grid.active()) {
            (Lead::Target, _) => {
                view.figure = Some(FigureId::Gmv);
                actions.push(Action::GoTo(place));
            }
            (Lead::Cell(col), Some((row, _))) => {
                let state = &mut view.tabs.goods;
                state.grid.hidden.remove(&col.id());
                state.grid.select(row, col.id());
                state.focus = true;
            }
            (Lead::Cell(_), None) => {}
        }
    }
    let state = &mut view.tabs.goods;
    grid(ui, body, scene, open, state, &columns, actions, compact);
    let selection = selection(scene, state, &columns);
    state.columns = columns;
    view.tabs.selection = selection;
}

fn formula_bar(ui: &mut Ui, area: Rect, scene: &Scene<'_>, state: &GoodsState, columns: &[Column]) -> Option<Lead> {
    let active = state.grid.active().and_then(|(row, column)| {
        let line = state.table.line(sku(row))?;
        let col = Col::of(column)?;
        let heading = columns.iter().find(|c| c.id == column)?.title.as_str();
        Some((line, col, heading, formula::formula(scene.texts, &state.table, line, col)))
    });
    let cell = active.as_ref().map(|(line, col, heading, formula)| (*line, *col, *heading, formula));
    bar::show(ui, area, scene, cell)
}

fn grid(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut GoodsState,
    columns: &[Column],
    actions: &mut Actions,
    compact: bool,
) {
    let totals = state.table.totals(columns, state.grid.filters(), value);
    let mut child = paint::at(ui, area, "goods grid");
    let chosen = !state.grid.hidden.is_empty() || !state.grid.order.is_empty() || !state.grid.widths.is_empty();
    let output = {
        let GoodsState { grid, table, .. } = &mut *state;
        let source = Source { table, totals: &totals, texts: scene.texts };
        let mut shown = Grid::new("goods", scene.text(Msg::GoodsTitle), scene.texts, columns, &source)
            .revision(table.revision)
            .row_numbers()
            .compact(compact)
            .add_line(scene.text(Msg::GoodsAdd))
            .totals()
            .allow_insert()
            .allow_delete()
            .allow_move();
        if let Some(opening) = open.campaign.opening() {
            shown = shown.near(opening.date());
        }
        shown.show(&mut child, grid)
    };
    state.first_again(chosen);
    if state.grid.shown_rows() == 0 {
        nothing_fits(ui, area, scene, state);
    }
    for event in output.events {
        if matches!(event, GridEvent::Activate(..)) {
            // the bar above was drawn before
            ui.ctx().request_repaint();
        }
        events::carry_out(event, scene, open, columns, state, actions);
    }
    if std::mem::take(&mut state.focus) {
        output.response.request_focus();
    }
}

/// Every product is filtered away.
fn nothing_fits(ui: &mut Ui, area: Rect, scene: &Scene<'_>, state: &mut GoodsState) {
    let p = theme::tokens(ui);
    let words = scene.text(Msg::GoodsNoneFit);
    let middle = pos2(area.center().x, area.center().y - size::S24);
    pane::label(ui, middle, Align2::CENTER_CENTER, words, fonts::text(), p.t2);
    let clear = scene.text(Msg::GoodsClearFilters);
    let width = paint::width(ui.painter(), clear, fonts::text());
    let place = Rect::from_center_size(pos2(middle.x, middle.y + size::S24), egui::vec2(width, size::FIELD));
    if button::link(&mut paint::at(ui, place, "goods none"), clear).clicked() {
        state.clear_filters();
    }
}

/// The shop has no products yet: the table takes a paste, the button a first row.
fn without_goods(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut GoodsState,
    actions: &mut Actions,
    compact: bool,
) {
    let (_, body) = pane::title(ui, area, scene.text(Msg::GoodsTitle));
    let columns = std::mem::take(&mut state.columns);
    let totals = state.table.totals(&columns, state.grid.filters(), value);
    let output = {
        let GoodsState { grid, table, .. } = &mut *state;
        let source = Source { table, totals: &totals, texts: scene.texts };
        let shown = Grid::new("goods", scene.text(Msg::GoodsTitle), scene.texts, &columns, &source)
            .revision(table.revision)
            .row_numbers()
            .compact(compact)
            .add_line(scene.text(Msg::GoodsAdd));
        shown.show(&mut paint::at(ui, body, "goods grid"), grid)
    };
    // a paste goes to what has the focus
    if ui.memory(|m| m.focused().is_none()) {
        output.response.request_focus();
    }
    let lines = [scene.text(Msg::GoodsEmpty)];
    let mut adding = false;
    empty(ui, body, icons::PACKAGE, scene.text(Msg::GoodsEmptyTitle), &lines, |ui| {
        adding = button::primary(ui, scene.text(Msg::GoodsEmptyButton)).clicked();
    });
    for event in output.events {
        events::carry_out(event, scene, open, &columns, state, actions);
    }
    if adding {
        events::add(scene, open, state, actions);
    }
    state.columns = columns;
}

/// What is selected, for the status line.
fn selection(scene: &Scene<'_>, state: &mut GoodsState, columns: &[Column]) -> Option<Selection> {
    let active = state.grid.active().and_then(|(_, column)| Col::of(column));
    let GoodsState { grid, table, .. } = state;
    let source = Source { table, totals: &table::Totals::default(), texts: scene.texts };
    let stats = grid.selection_stats(&source, columns, table.revision);
    if !stats.is_worth_showing() {
        return None;
    }
    let format = scene.format();
    let figure = |value: CellValue| match value {
        // pieces missing or left over stand in the table as sums
        CellValue::Money(money) if active == Some(Col::Surplus) => Some(format.whole(money.wide() / 100)),
        CellValue::Money(money) => Some(format.price(money)),
        CellValue::Rate(rate) => Some(format.percent(rate, 2)),
        CellValue::Count(count) => Some(format.whole(count.wide())),
        _ => None,
    };
    Some(Selection {
        count: format.whole(stats.count as i128),
        sum: stats.sum.and_then(figure),
        mean: stats.mean.and_then(figure),
    })
}
