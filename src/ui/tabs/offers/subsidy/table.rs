//! What each offer costs in each phase, and who pays.

use std::collections::BTreeSet;

use egui::{Rect, Ui};

use super::SubsidyState;
use crate::engine::offers::campaign::{OfferCosts, SubsidyRow};
use crate::model::{Money, OfferId, PhaseId};
use crate::text::Msg;
use crate::text::names::Named;
use crate::text::offers::offer_name;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::shell::is_compact;
use crate::ui::tabs::selection;
use crate::ui::widgets::grid::{
    CellValue, CellView, Column, ColumnId, ColumnKind, Grid, GridEvent, GridSource, Ink, RowKey,
};
use crate::ui::widgets::paint;

const NAME: ColumnId = ColumnId(1);
const USES: ColumnId = ColumnId(2);
const AMOUNT: ColumnId = ColumnId(3);
const SHOP: ColumnId = ColumnId(4);
const PLATFORM: ColumnId = ColumnId(5);
const SUPPLIER: ColumnId = ColumnId(6);

/// A row: an offer with the sum of its phases, or one of its phases.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    offer: OfferId,
    /// Nothing = the offer's own row.
    phase: Option<PhaseId>,
    redemptions: Option<f64>,
    amount: Money,
    shop: Money,
    platform: Money,
    supplier: Money,
}

impl Line {
    fn of(row: &SubsidyRow) -> Self {
        let SubsidyRow { offer, phase, redemptions, amount, shop, platform, supplier } = *row;
        Self { offer, phase, redemptions, amount, shop, platform, supplier }
    }

    fn add(&mut self, row: &SubsidyRow) {
        let sum = |a: Money, b: Money| Money::from_wide(a.wide() + b.wide());
        self.redemptions = self.redemptions.zip(row.redemptions).map(|(a, b)| a + b);
        self.amount = sum(self.amount, row.amount);
        self.shop = sum(self.shop, row.shop);
        self.platform = sum(self.platform, row.platform);
        self.supplier = sum(self.supplier, row.supplier);
    }

    fn money(&self, column: ColumnId) -> Money {
        match column {
            AMOUNT => self.amount,
            SHOP => self.shop,
            PLATFORM => self.platform,
            _ => self.supplier,
        }
    }
}

/// The rows as a tree: each offer once, its phases below it.
#[must_use]
pub fn lines(rows: &[SubsidyRow]) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::with_capacity(rows.len() * 2);
    let mut head = None;
    for row in rows {
        if let Some(line) = head.and_then(|at: usize| out.get_mut(at)).filter(|line| line.offer == row.offer) {
            line.add(row);
        } else {
            head = Some(out.len());
            out.push(Line { phase: None, ..Line::of(row) });
        }
        if row.phase.is_some() {
            out.push(Line::of(row));
        }
    }
    out
}

struct Table<'a> {
    scene: &'a Scene<'a>,
    open: &'a Open<'a>,
    lines: &'a [Line],
    folded: &'a BTreeSet<OfferId>,
}

impl Table<'_> {
    fn name(&self, line: &Line) -> String {
        match line.phase {
            Some(id) => self.open.campaign.phases.get(id).map(|p| p.name_in(self.scene.texts).to_owned()),
            None => self
                .open
                .campaign
                .offers
                .get(line.offer)
                .map(|offer| offer_name(self.scene.texts, self.open.project, offer)),
        }
        .unwrap_or_default()
    }
}

impl GridSource for Table<'_> {
    fn rows(&self) -> usize {
        self.lines.len()
    }

    fn key(&self, row: usize) -> RowKey {
        let key = |line: &Line| u64::from(line.offer.0) << 32 | line.phase.map_or(0, |phase| u64::from(phase.0));
        RowKey(self.lines.get(row).map_or(0, key))
    }

    fn depth(&self, row: usize) -> usize {
        usize::from(self.lines.get(row).is_some_and(|line| line.phase.is_some()))
    }

    fn has_children(&self, row: usize) -> bool {
        self.depth(row) == 0 && self.lines.get(row + 1).is_some_and(|next| next.phase.is_some())
    }

    fn folded(&self, row: usize) -> bool {
        self.lines.get(row).is_some_and(|line| line.phase.is_none() && self.folded.contains(&line.offer))
    }

    fn cell(&self, row: usize, column: ColumnId) -> CellView<'_> {
        let Some(line) = self.lines.get(row) else { return CellView::default() };
        let format = self.scene.format();
        let view = match column {
            NAME => CellView::new(self.name(line)),
            USES => line.redemptions.map_or_else(CellView::absent, |n| CellView::new(format.whole(n.round() as i128))),
            _ if line.money(column) == Money::ZERO => CellView::absent(),
            _ => CellView::new(format.sum_in_column(line.money(column)).to_string()),
        };
        match (line.phase, view.ink) {
            (None, _) => view.strong(),
            (Some(_), Ink::Absent) => view,
            (Some(_), _) => CellView { ink: Ink::Reference, ..view },
        }
    }

    fn value(&self, row: usize, column: ColumnId) -> CellValue {
        let Some(line) = self.lines.get(row) else { return CellValue::Empty };
        match column {
            NAME => CellValue::Text(self.name(line)),
            USES => line
                .redemptions
                .map_or(CellValue::Empty, |n| CellValue::Count(crate::model::Count::from_wide(n.round() as i128))),
            _ => CellValue::Money(line.money(column)),
        }
    }

    fn hover(&self, row: usize, column: ColumnId) -> Option<String> {
        let line = self.lines.get(row)?;
        (!matches!(column, NAME | USES)).then(|| self.scene.format().exact(line.money(column)))
    }

    fn total(&self, column: ColumnId) -> Option<CellView<'_>> {
        let offers = || self.lines.iter().filter(|line| line.phase.is_none());
        let words = match column {
            NAME => self.scene.text(Msg::LadderTotal).to_owned(),
            USES => return None,
            _ => {
                let sum: Money = offers().map(|line| line.money(column)).sum();
                self.scene.format().sum_in_column(sum).to_string()
            }
        };
        Some(CellView::new(words).strong())
    }
}

/// Draws the table.
pub fn show(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, answer: &OfferCosts) {
    let text = |msg| scene.text(msg).to_owned();
    let money = |id, msg| Column::new(id, text(msg), ColumnKind::Money).width(84.0).unsortable();
    let columns = [
        Column::new(NAME, text(Msg::SubsidyOffer), ColumnKind::Text).stretch().pinned().width(150.0).unsortable(),
        Column::new(USES, text(Msg::LadderUses), ColumnKind::Integer).width(84.0).unsortable(),
        money(AMOUNT, Msg::LadderSubsidy),
        money(SHOP, Msg::SubsidyShop),
        money(PLATFORM, Msg::SubsidyPlatform),
        money(SUPPLIER, Msg::SubsidySupplier),
    ];
    let lines = lines(&answer.subsidy);
    let SubsidyState { grid: state, folded, .. } = &mut view.tabs.offers.subsidy;
    let table = Table { scene, open, lines: &lines, folded };
    let mut child = paint::at(ui, area, "subsidy");
    let output = Grid::new("subsidy", scene.text(Msg::LadderSubsidy), scene.texts, &columns, &table)
        .revision(open.table_revision())
        .compact(is_compact(ui.ctx().content_rect()))
        .totals()
        .show(&mut child, state);
    if let Some(stats) = selection::of(scene, state, &columns, &table, open.table_revision(), &output.response) {
        view.tabs.selection = stats;
    }
    for event in output.events {
        let offer = |key: RowKey| OfferId((key.0 >> 32) as u32);
        match event {
            GridEvent::Activate(key, _) => view.tabs.offers.choose(offer(key)),
            GridEvent::Fold(key) => {
                let folded = &mut view.tabs.offers.subsidy.folded;
                if !folded.remove(&offer(key)) {
                    folded.insert(offer(key));
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_phases_of_an_offer_sum_up_in_its_row() {
        let row = |offer, phase: Option<u32>, uses, amount| SubsidyRow {
            offer: OfferId(offer),
            phase: phase.map(PhaseId),
            redemptions: uses,
            amount: Money::from_major(amount),
            shop: Money::from_major(amount),
            platform: Money::ZERO,
            supplier: Money::ZERO,
        };
        let rows = [
            row(7, Some(1), Some(10.0), 100),
            row(7, Some(2), Some(5.0), 50),
            row(9, None, None, 30),
            row(8, Some(1), None, 20),
        ];
        let read: Vec<(u32, Option<u32>, Option<f64>, Money)> =
            lines(&rows).iter().map(|l| (l.offer.0, l.phase.map(|p| p.0), l.redemptions, l.amount)).collect();
        let yuan = Money::from_major;
        assert_eq!(
            read,
            [
                (7, None, Some(15.0), yuan(150)),
                (7, Some(1), Some(10.0), yuan(100)),
                (7, Some(2), Some(5.0), yuan(50)),
                (9, None, None, yuan(30)),
                (8, None, None, yuan(20)),
                (8, Some(1), None, yuan(20)),
            ]
        );
    }
}
