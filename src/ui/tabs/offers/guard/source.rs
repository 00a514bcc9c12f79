//! The lowest prices as rows of a table: gathered once per answer, breaches first.

use std::sync::Arc;

use super::by_room;
use crate::document::GuardAnswer;
use crate::engine::offers::floor::Lowest;
use crate::model::{Money, PhaseId, SkuId};
use crate::text::findings::basket_name;
use crate::text::rows::RowNames;
use crate::text::{Lang, Msg, Texts};
use crate::ui::scene::{Open, Scene};
use crate::ui::theme::icons;
use crate::ui::widgets::grid::{
    CellValue, CellView, Column, ColumnId, ColumnKind, GridSource, Ink, Judgement, RowKey, Span,
};

/// The columns, by the numbers that their widths are kept under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Col {
    Sku = 1,
    Phase,
    Cost,
    Floor,
    Price,
    Lowest,
    Room,
    Scale,
    Basket,
    Offers,
    Exact,
}

impl Col {
    const ALL: [Self; 11] = [
        Self::Sku,
        Self::Phase,
        Self::Cost,
        Self::Floor,
        Self::Price,
        Self::Lowest,
        Self::Room,
        Self::Scale,
        Self::Basket,
        Self::Offers,
        Self::Exact,
    ];

    /// Its number in the grid.
    pub const fn id(self) -> ColumnId {
        ColumnId(self as u32)
    }

    fn of(id: ColumnId) -> Option<Self> {
        Self::ALL.into_iter().find(|col| col.id() == id)
    }
}

/// The columns in a language.
pub fn columns(texts: &Texts) -> Vec<Column> {
    let head = |col: Col, msg, kind| Column::new(col.id(), texts.get(msg), kind);
    let tip = |column: Column, msg| column.tooltip(texts.get(msg));
    let money = |col, msg| head(col, msg, ColumnKind::Money).width(76.0);
    vec![
        head(Col::Sku, Msg::GuardColumnSku, ColumnKind::Text).width(176.0).pinned().stretch(),
        head(Col::Phase, Msg::GuardColumnPhase, ColumnKind::Text).width(64.0),
        tip(money(Col::Cost, Msg::GuardColumnCost), Msg::GuardTipCost),
        money(Col::Floor, Msg::GuardColumnFloor),
        money(Col::Price, Msg::GuardColumnPrice),
        money(Col::Lowest, Msg::GuardColumnLowest),
        tip(money(Col::Room, Msg::GuardColumnRoom), Msg::GuardTipRoom),
        tip(head(Col::Scale, Msg::GuardColumnScale, ColumnKind::Text).width(120.0).unsortable(), Msg::GuardTipScale),
        head(Col::Basket, Msg::GuardColumnBasket, ColumnKind::Text).width(150.0).stretch(),
        head(Col::Offers, Msg::GuardColumnOffers, ColumnKind::Text).width(120.0).stretch(),
        tip(head(Col::Exact, Msg::GuardColumnExact, ColumnKind::Text).width(56.0), Msg::GuardTipExact),
    ]
}

/// One price.
#[derive(Debug)]
pub struct Line {
    pub lowest: Lowest,
    sku: String,
    phase: String,
    basket: String,
    offers: String,
}

/// What the rows were made from.
#[derive(Debug)]
struct Origin {
    answer: Arc<GuardAnswer>,
    revision: u64,
    lang: Lang,
}

/// The rows, gathered.
#[derive(Debug, Default)]
pub struct Table {
    origin: Option<Origin>,
    /// The prices, breaches first, then by how close they are to their floor.
    pub lines: Vec<Line>,
    /// How many are below their floor.
    pub below: usize,
    /// Changes whenever the rows do.
    pub revision: u64,
}

impl Table {
    /// Gathers the rows, unless nothing they are made from has changed. Whether it has.
    pub fn refresh(&mut self, scene: &Scene<'_>, open: &Open<'_>) -> bool {
        let Some(guard) = open.guard else {
            let had = self.origin.take().is_some();
            self.lines.clear();
            return had;
        };
        let lang = scene.texts.lang();
        let same = |made: &Origin| {
            let (answer, revision) = (Arc::ptr_eq(&made.answer, guard.answer), made.revision == open.revision);
            answer && revision && made.lang == lang
        };
        if self.origin.as_ref().is_some_and(same) {
            return false;
        }
        let rows = RowNames { texts: scene.texts, project: open.project, campaign: open.campaign };
        let comma = if lang.is_chinese() { "、" } else { ", " };
        let line = |lowest: &Lowest| {
            let mut offers: Vec<String> = lowest.offers.iter().map(|(held, _)| rows.offer(held.offer)).collect();
            offers.dedup();
            Line {
                lowest: lowest.clone(),
                sku: rows.sku(lowest.sku),
                phase: rows.phase(lowest.phase),
                basket: basket_name(&rows, &lowest.basket.items),
                offers: offers.join(comma),
            }
        };
        self.lines = guard.answer.lowest.iter().map(line).collect();
        self.lines.sort_by_key(|line| by_room(&line.lowest));
        self.below = self.lines.iter().filter(|line| line.lowest.is_below_floor()).count();
        self.origin = Some(Origin { answer: Arc::clone(guard.answer), revision: open.revision, lang });
        self.revision += 1;
        true
    }
}

/// A price as a row of the grid.
pub fn key(sku: SkuId, phase: PhaseId) -> RowKey {
    RowKey(u64::from(sku.0) << 32 | u64::from(phase.0))
}

/// The price of a row.
pub fn of_key(key: RowKey) -> (SkuId, PhaseId) {
    let half = |bits: u64| u32::try_from(bits & u64::from(u32::MAX)).unwrap_or_default();
    (SkuId(half(key.0 >> 32)), PhaseId(half(key.0)))
}

/// The grid's source.
#[derive(Debug)]
pub struct Source<'a> {
    pub table: &'a Table,
    pub texts: &'a Texts,
    /// The prices are of the plan as it was.
    pub stale: bool,
}

impl Source<'_> {
    fn amount(&self, money: Money, ink: Ink) -> CellView<'static> {
        CellView::inked(self.texts.format().amount(money), if self.stale { Ink::Stale } else { ink })
    }

    fn room(&self, lowest: &Lowest) -> CellView<'static> {
        let Some(room) = lowest.room() else { return CellView::absent() };
        let words = self.texts.format().amount(Money::from_wide(room.wide().abs()));
        // a breach by less than half a minor unit is one still
        if lowest.is_below_floor() { CellView::new(words).judged(Judgement::Worse) } else { CellView::new(words) }
    }
}

/// Where the prices lie between each other; each row has its own scale.
fn span(lowest: &Lowest) -> Span {
    let figure = |money: Money| money.minor() as f32;
    let (unit, price, cost) = (figure(lowest.unit()), figure(lowest.price), figure(lowest.cost));
    let floor = lowest.floor.map(figure);
    let least = [Some(unit), Some(cost), floor].into_iter().flatten().fold(price, f32::min);
    let most = [Some(unit), Some(cost), floor].into_iter().flatten().fold(price, f32::max);
    // a little air at both ends, so that no tick lies on the edge
    let air = (most - least).max(1.0) * 0.06;
    Span { from: unit, to: price, least: least - air, most: most + air, yardstick: floor, tick: Some(cost) }
}

impl GridSource for Source<'_> {
    fn rows(&self) -> usize {
        self.table.lines.len()
    }

    fn key(&self, row: usize) -> RowKey {
        self.table.lines.get(row).map(|line| key(line.lowest.sku, line.lowest.phase)).unwrap_or_default()
    }

    fn cell(&self, row: usize, column: ColumnId) -> CellView<'_> {
        let Some((line, col)) = self.table.lines.get(row).zip(Col::of(column)) else { return CellView::default() };
        let lowest = &line.lowest;
        match col {
            Col::Sku if lowest.is_below_floor() => {
                CellView { icon: Some(icons::OCTAGON_ALERT), ..CellView::inked(line.sku.as_str(), Ink::Error) }
            }
            Col::Sku => CellView::new(line.sku.as_str()),
            Col::Phase => CellView::inked(line.phase.as_str(), Ink::Reference),
            Col::Cost => self.amount(lowest.cost, Ink::Reference),
            Col::Floor => lowest.floor.map_or_else(CellView::absent, |floor| self.amount(floor, Ink::Plain)),
            Col::Price => self.amount(lowest.price, Ink::Reference),
            Col::Lowest => {
                let ink = if lowest.is_below_floor() { Ink::Error } else { Ink::Plain };
                self.amount(lowest.unit(), ink).strong()
            }
            Col::Room => self.room(lowest),
            Col::Scale => CellView { span: Some(span(lowest)), ..CellView::default() },
            Col::Basket => CellView::inked(line.basket.as_str(), Ink::Reference),
            Col::Offers => CellView::inked(line.offers.as_str(), Ink::Reference),
            Col::Exact if lowest.exact => CellView::inked(self.texts.get(Msg::GuardExact), Ink::Reference),
            Col::Exact => CellView::inked(self.texts.get(Msg::GuardNotExact), Ink::Warn),
        }
    }

    fn value(&self, row: usize, column: ColumnId) -> CellValue {
        let Some((line, col)) = self.table.lines.get(row).zip(Col::of(column)) else { return CellValue::Empty };
        let lowest = &line.lowest;
        let money = |money: Option<Money>| money.map_or(CellValue::Empty, CellValue::Money);
        match col {
            Col::Sku => CellValue::Text(line.sku.clone()),
            Col::Phase => CellValue::Text(line.phase.clone()),
            Col::Cost => money(Some(lowest.cost)),
            Col::Floor => money(lowest.floor),
            Col::Price => money(Some(lowest.price)),
            Col::Lowest => money(Some(lowest.unit())),
            Col::Room => money(lowest.room()),
            Col::Scale => CellValue::Empty,
            Col::Basket => CellValue::Text(line.basket.clone()),
            Col::Offers => CellValue::Text(line.offers.clone()),
            Col::Exact => {
                let msg = if lowest.exact { Msg::GuardExact } else { Msg::GuardNotExact };
                CellValue::Text(self.texts.get(msg).to_owned())
            }
        }
    }

    fn hover(&self, row: usize, column: ColumnId) -> Option<String> {
        let lowest = &self.table.lines.get(row)?.lowest;
        let col = Col::of(column)?;
        if col == Col::Exact && !lowest.exact {
            let least = self.texts.format().price(lowest.at_least);
            return Some(self.texts.with(Msg::GuardCutOff, &[("price", least.into())]));
        }
        if col != Col::Scale {
            return None;
        }
        let price =
            |money: Option<Money>| money.map_or_else(|| "—".to_owned(), |money| self.texts.format().price(money));
        let arguments = [
            ("cost", price(Some(lowest.cost)).into()),
            ("floor", price(lowest.floor).into()),
            ("lowest", price(Some(lowest.unit())).into()),
            ("price", price(Some(lowest.price)).into()),
        ];
        Some(self.texts.with(Msg::GuardScale, &arguments))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_leads_back_to_its_price() {
        for (sku, phase) in [(0, 0), (1042, 3), (u32::MAX, u32::MAX)] {
            assert_eq!(of_key(key(SkuId(sku), PhaseId(phase))), (SkuId(sku), PhaseId(phase)));
        }
        for col in Col::ALL {
            assert_eq!(Col::of(col.id()), Some(col));
        }
    }
}
