//! The rungs as rows: thresholds and benefits to be typed, and what each comes to.

use egui::{Rect, Ui};

use super::edits;
use crate::engine::offers::bands::{RungReading, Tier};
use crate::engine::offers::reading::LadderView;
use crate::model::offer::{Reduction, Rung};
use crate::model::{Money, Offer, Rate};
use crate::text::Msg;
use crate::text::offers::discount;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::selection;
use crate::ui::theme::{icons, size};
use crate::ui::widgets::grid::{
    CellValue, CellView, Column, ColumnId, ColumnKind, Grid, GridEvent, GridSource, Ink, RowKey, Side,
};
use crate::ui::widgets::paint;

const AT: ColumnId = ColumnId(1);
const OFF: ColumnId = ColumnId(2);
const RATIO: ColumnId = ColumnId(3);
const TIER: ColumnId = ColumnId(4);
const RATE: ColumnId = ColumnId(5);
const LANDED: ColumnId = ColumnId(6);
const REACH: ColumnId = ColumnId(7);
const USES: ColumnId = ColumnId(8);
const SUBSIDY: ColumnId = ColumnId(9);

struct Table<'a> {
    scene: &'a Scene<'a>,
    rungs: &'a [Rung],
    view: &'a LadderView,
}

/// How high the table is with so many rungs.
#[must_use]
pub fn height(rungs: usize, compact: bool) -> f32 {
    let row = if compact { size::ROW_COMPACT } else { size::ROW };
    size::GRID_HEADER + row * (rungs + 1) as f32 + size::TOTALS + 2.0
}

fn part(part: f64) -> Rate {
    Rate::from_wide((part * 1e9).round() as i128)
}

impl Table<'_> {
    fn reading(&self, row: usize) -> Option<&RungReading> {
        self.view.reading.rungs.iter().find(|reading| reading.rung == row)
    }

    fn sum(&self, of: impl Fn(&RungReading) -> f64) -> f64 {
        self.view.reading.rungs.iter().map(of).sum()
    }

    fn tier(&self, tier: Tier) -> CellView<'_> {
        let view = CellView::new(self.scene.text(tier_name(tier)));
        if tier == Tier::Gap { CellView { ink: Ink::Warn, ..view.icon(icons::TRIANGLE_ALERT) } } else { view }
    }
}

/// A tier's name.
pub const fn tier_name(tier: Tier) -> Msg {
    match tier {
        Tier::Low => Msg::LadderTierLow,
        Tier::Mid => Msg::LadderTierMid,
        Tier::Gap => Msg::LadderTierGap,
        Tier::High => Msg::LadderTierHigh,
    }
}

impl GridSource for Table<'_> {
    fn rows(&self) -> usize {
        self.rungs.len()
    }

    // a rung has no identity of its own: its place in the list is how offers and baskets name it
    fn key(&self, row: usize) -> RowKey {
        RowKey(row as u64)
    }

    fn cell(&self, row: usize, column: ColumnId) -> CellView<'_> {
        let Some(rung) = self.rungs.get(row) else { return CellView::default() };
        let format = self.scene.format();
        match (column, rung.off) {
            (AT, _) => return CellView::inked(format.price_short(rung.at), Ink::Input),
            (OFF, Reduction::Less(off)) => return CellView::inked(format.price_short(off), Ink::Input),
            (OFF, Reduction::Pay { rate, .. }) => {
                return CellView::inked(discount(self.scene.texts, rate), Ink::Input);
            }
            _ => {}
        }
        let Some(reading) = self.reading(row) else { return CellView::absent() };
        match column {
            RATIO => reading
                .ratio
                .map_or_else(CellView::absent, |ratio| CellView::new(format!("{}×", format.factor(ratio, 2)))),
            TIER => reading.tier.map_or_else(CellView::absent, |tier| self.tier(tier)),
            RATE => CellView::new(format.percent(reading.rate, 1)),
            LANDED => CellView::new(format.percent(part(reading.landed), 1)),
            REACH => CellView::new(format.percent(part(reading.within_reach), 1)),
            USES => CellView::new(format.whole(reading.redemptions.round() as i128)),
            _ => CellView::new(format.sum_in_column(reading.subsidy).to_string()),
        }
    }

    fn value(&self, row: usize, column: ColumnId) -> CellValue {
        let Some(rung) = self.rungs.get(row) else { return CellValue::Empty };
        match column {
            AT => return CellValue::Money(rung.at),
            OFF => return CellValue::Text(edits::off_text(self.scene.texts, rung.off)),
            _ => {}
        }
        let Some(reading) = self.reading(row) else { return CellValue::Empty };
        match column {
            RATIO => reading.ratio.map_or(CellValue::Empty, CellValue::Rate),
            TIER => reading
                .tier
                .map_or(CellValue::Empty, |tier| CellValue::Text(self.scene.text(tier_name(tier)).to_owned())),
            RATE => CellValue::Rate(reading.rate),
            LANDED => CellValue::Rate(part(reading.landed)),
            REACH => CellValue::Rate(part(reading.within_reach)),
            USES => CellValue::Count(crate::model::Count::from_wide(reading.redemptions.round() as i128)),
            _ => CellValue::Money(reading.subsidy),
        }
    }

    fn hover(&self, row: usize, column: ColumnId) -> Option<String> {
        let reading = self.reading(row)?;
        let format = self.scene.format();
        match column {
            RATIO => {
                let aov = self.view.aov?;
                let at = self.rungs.get(row)?.at;
                Some(format!("{} ÷ {}", format.price(at), format.price(aov)))
            }
            LANDED => Some(self.orders(reading.landed)),
            REACH => Some(self.orders(reading.within_reach)),
            SUBSIDY => Some(format.exact(reading.subsidy)),
            _ => None,
        }
    }

    fn validate(&self, row: Option<usize>, column: ColumnId, value: &CellValue) -> Result<(), String> {
        let before = row.and_then(|row| self.rungs.get(row)).map(|rung| rung.off);
        match (column, value) {
            (AT, CellValue::Money(at)) if *at < Money::ZERO => Err(self.scene.text(Msg::InputNegative).to_owned()),
            (OFF, CellValue::Text(text)) => edits::read_off(self.scene.texts, text, before).map(|_| ()),
            (AT | OFF, CellValue::Empty) => Err(self.scene.text(Msg::InputMissing).to_owned()),
            _ => Ok(()),
        }
    }

    fn total(&self, column: ColumnId) -> Option<CellView<'_>> {
        let format = self.scene.format();
        let words = match column {
            AT => self.scene.text(Msg::LadderTotal).to_owned(),
            LANDED => format.percent(part(self.sum(|r| r.landed)), 1),
            USES => format.whole(self.sum(|r| r.redemptions).round() as i128),
            SUBSIDY => {
                let sum = self.view.reading.rungs.iter().map(|r| r.subsidy).sum();
                format.sum_in_column(sum).to_string()
            }
            _ => return None,
        };
        Some(CellView::new(words).strong())
    }
}

impl Table<'_> {
    fn orders(&self, share: f64) -> String {
        let orders = (share * self.view.reading.response.orders).round() as i128;
        self.scene.texts.with(Msg::LadderOrdersOf, &[("n", self.scene.format().whole(orders).into())])
    }
}

fn columns(scene: &Scene<'_>, view: &LadderView) -> Vec<Column> {
    let text = |msg| scene.text(msg).to_owned();
    let reach = scene.format().price_short(view.reach);
    let mut columns = vec![
        Column::new(AT, text(Msg::LadderThreshold), ColumnKind::Money).editable().pinned().width(72.0),
        Column::new(OFF, text(Msg::LadderOff), ColumnKind::Text)
            .editable()
            .align(Side::Right)
            .width(64.0)
            .tooltip(text(Msg::LadderOffHint)),
        Column::new(RATIO, text(Msg::LadderRatio), ColumnKind::Factor).width(72.0).stretch(),
        Column::new(TIER, text(Msg::LadderTier), ColumnKind::Text).width(72.0),
        Column::new(RATE, text(Msg::LadderRate), ColumnKind::Rate)
            .width(72.0)
            .stretch()
            .tooltip(text(Msg::LadderRateHint)),
        Column::new(LANDED, text(Msg::LadderLanded), ColumnKind::Rate)
            .width(72.0)
            .stretch()
            .tooltip(text(Msg::LadderLandedHint)),
        Column::new(REACH, text(Msg::LadderReach), ColumnKind::Rate)
            .width(72.0)
            .tooltip(scene.texts.with(Msg::LadderReachHint, &[("gap", reach.into())])),
        Column::new(USES, text(Msg::LadderUses), ColumnKind::Integer)
            .width(80.0)
            .stretch()
            .tooltip(text(Msg::LadderUsesHint)),
        Column::new(SUBSIDY, text(Msg::LadderSubsidy), ColumnKind::Money).width(80.0).stretch(),
    ];
    // the order of the rungs is what they are named by
    for column in &mut columns {
        column.sortable = false;
    }
    columns
}

/// Draws the table and asks for what was done in it.
pub fn show(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
    (offer, rungs, ladder): (&Offer, &[Rung], &LadderView),
    compact: bool,
) {
    let columns = columns(scene, ladder);
    let table = Table { scene, rungs, view: ladder };
    let revision = open.table_revision_of((offer.id, view.tabs.offers.ladder.by as u8));
    let state = &mut view.tabs.offers.ladder.grid;
    let mut child = paint::at(ui, area, "ladder rows");
    let output = Grid::new("ladder", scene.text(Msg::LadderRungs), scene.texts, &columns, &table)
        .revision(revision)
        .compact(compact)
        .add_line(scene.text(Msg::LadderAdd))
        .allow_delete()
        .totals()
        .show(&mut child, state);
    if let Some(stats) = selection::of(scene, state, &columns, &table, revision, &output.response) {
        view.tabs.selection = stats;
    }
    for event in output.events {
        apply(scene, open, actions, offer, rungs, ladder, event);
    }
}

fn apply(
    scene: &Scene<'_>,
    open: &Open<'_>,
    actions: &mut Actions,
    offer: &Offer,
    rungs: &[Rung],
    ladder: &LadderView,
    event: GridEvent,
) {
    let set = |rungs: &mut Vec<Rung>, row: usize, column: ColumnId, value: &CellValue| {
        let Some(rung) = rungs.get(row).copied() else { return };
        match (column, value) {
            (AT, CellValue::Money(at)) => *rungs = edits::with_threshold(rungs, row, *at),
            (OFF, CellValue::Text(text)) => {
                if let Ok(off) = edits::read_off(scene.texts, text, Some(rung.off)) {
                    *rungs = edits::with_off(rungs, row, off);
                }
            }
            _ => {}
        }
    };
    let mut new = rungs.to_vec();
    match event {
        GridEvent::Set(changes) => {
            for (key, column, value) in &changes {
                set(&mut new, usize::try_from(key.0).unwrap_or(usize::MAX), *column, value);
            }
        }
        GridEvent::Append { set: changes, rows } => {
            for (key, column, value) in &changes {
                set(&mut new, usize::try_from(key.0).unwrap_or(usize::MAX), *column, value);
            }
            for row in &rows {
                let at = new.len();
                new.push(edits::next_rung(&new, ladder.aov));
                for (column, value) in row {
                    set(&mut new, at, *column, value);
                }
            }
        }
        GridEvent::AddAtEnd => new.push(edits::next_rung(&new, ladder.aov)),
        GridEvent::Delete(keys) => {
            let gone: Vec<usize> = keys.iter().filter_map(|key| usize::try_from(key.0).ok()).collect();
            new = edits::without(&new, &gone);
        }
        _ => return,
    }
    edits::change(scene, open, actions, offer, None, move |_| new);
}
