//! The rows as the grid asks for them: cells as they look, exact values, sums, and what may be typed.

use super::columns::Col;
use super::table::{Line, Table, Totals};
use crate::model::{Count, Money, Rate, Role, SkuId};
use crate::text::names::Named;
use crate::text::{Msg, Texts};
use crate::ui::theme::icons;
use crate::ui::widgets::grid::{Bar, CellValue, CellView, ColumnId, GridSource, Ink, Judgement, MenuEntry, RowKey};

/// Menu entry: takes the products into the campaign.
pub const JOIN: u32 = 1;
/// Menu entry: takes the products out of the campaign.
pub const LEAVE: u32 = 2;

/// The bar's right end, in tenths of what is needed.
const FULL: f32 = 1.6;

/// A product as a row of the grid.
#[must_use]
pub fn key(id: SkuId) -> RowKey {
    RowKey(u64::from(id.0))
}

/// The product of a row.
#[must_use]
pub fn sku(key: RowKey) -> SkuId {
    SkuId(u32::try_from(key.0).unwrap_or_default())
}

/// A price as it stands in a column: the heading has the unit.
#[must_use]
pub fn bare_price(texts: &Texts, money: Money) -> String {
    texts.format().amount(money)
}

/// A cover in whole per cent, with a decimal where that would hide that something is missing.
#[must_use]
pub fn cover_percent(texts: &Texts, ratio: Rate) -> String {
    let whole = Rate::from_wide((ratio.wide() + 5_000_000) / 10_000_000 * 10_000_000);
    texts.format().percent(ratio, u32::from(ratio < Rate::ONE && whole >= Rate::ONE))
}

/// The exact value of a cell.
#[must_use]
pub fn value(table: &Table, row: usize, col: Col) -> CellValue {
    table.at(row).map_or(CellValue::Empty, |line| value_of(table, line, col))
}

/// The exact value of a product in a column.
#[must_use]
pub fn value_of(table: &Table, line: &Line, col: Col) -> CellValue {
    let (sku, part) = (&line.sku, line.part.as_deref());
    let text = |text: &str| if text.is_empty() { CellValue::Empty } else { CellValue::Text(text.to_owned()) };
    let known = |money: Money| if money == Money::ZERO { CellValue::Empty } else { CellValue::Money(money) };
    let money = |money: Option<Money>| money.map_or(CellValue::Empty, CellValue::Money);
    let rate = |rate: Option<Rate>| rate.map_or(CellValue::Empty, CellValue::Rate);
    match col {
        Col::Code => text(&sku.code),
        Col::Name => text(&sku.name),
        Col::Category => table.category(line).map_or(CellValue::Empty, text),
        Col::Role => Role::ALL.iter().position(|role| *role == sku.role).map_or(CellValue::Empty, CellValue::Choice),
        Col::List => known(sku.list_price),
        Col::Price => money(part.and_then(|part| part.price)),
        Col::Phase(phase) => money(part.and_then(|part| part.phase_prices.get(&phase).copied())),
        Col::Cost => known(sku.unit_cost),
        Col::Commission => rate(Some(sku.commission)),
        Col::Payment => rate(Some(sku.payment_fee)),
        Col::FullCost => money(line.full_cost()),
        Col::Margin => rate(line.margin()),
        Col::Floor => money(sku.floor),
        Col::Share => rate(line.share()),
        Col::Units => line.units(table.target).map_or(CellValue::Empty, CellValue::Count),
        Col::Safety => CellValue::Count(sku.safety_stock),
        Col::Stock => CellValue::Count(sku.stock),
        Col::Cover => rate(line.cover(table.target).and_then(|cover| cover.ratio())),
        Col::Surplus => line
            .cover(table.target)
            .map_or(CellValue::Empty, |cover| CellValue::Money(Money::from_wide(cover.surplus() * 100))),
    }
}

/// The grid's source.
#[derive(Debug)]
pub struct Source<'a> {
    /// The rows.
    pub table: &'a Table,
    /// The sums.
    pub totals: &'a Totals,
    /// Words.
    pub texts: &'a Texts,
}

impl Source<'_> {
    fn prices(&self, line: &Line, own: Option<Money>, inherited: Option<Money>) -> CellView<'static> {
        if line.part.is_none() {
            return CellView::absent();
        }
        let (price, ink) = match (own, inherited) {
            (Some(own), _) => (own, Ink::Input),
            (None, Some(price)) => (price, Ink::Reference),
            (None, None) => return CellView::absent(),
        };
        let below = line.sku.floor.is_some_and(|floor| price < floor);
        CellView::inked(bare_price(self.texts, price), if below { Ink::Error } else { ink })
    }

    fn count(&self, count: Count) -> String {
        self.texts.format().whole(count.wide())
    }

    fn signed(&self, surplus: i128) -> CellView<'static> {
        let words = self.texts.format().whole(surplus.abs());
        match surplus {
            0 => CellView::new(words),
            1.. => CellView::new(format!("+{words}")),
            _ => CellView::new(words).judged(Judgement::Worse),
        }
    }

    fn cover(&self, line: &Line) -> CellView<'static> {
        let Some(cover) = line.cover(self.table.target) else { return CellView::absent() };
        let Some(ratio) = cover.ratio() else { return CellView::absent() };
        let needed = cover.needed.to_f64() as f32;
        let bar = Bar {
            value: cover.stock.to_f64() as f32,
            full: needed * FULL,
            yardstick: Some(needed),
            missing: true,
            excess: cover.is_over(),
        };
        let ink = match (cover.surplus(), cover.is_over()) {
            (..0, _) => Ink::Worse,
            (_, true) => Ink::Warn,
            _ => Ink::Reference,
        };
        CellView::inked(cover_percent(self.texts, ratio), ink).bar(bar)
    }
}

impl GridSource for Source<'_> {
    fn rows(&self) -> usize {
        self.table.shown.len()
    }

    fn key(&self, row: usize) -> RowKey {
        self.table.at(row).map(|line| key(line.sku.id)).unwrap_or_default()
    }

    fn cell(&self, row: usize, column: ColumnId) -> CellView<'_> {
        let Some((line, col)) = self.table.at(row).zip(Col::of(column)) else { return CellView::default() };
        let (sku, part) = (&line.sku, line.part.as_deref());
        let format = self.texts.format();
        let known = |money: Money, ink| {
            if money == Money::ZERO { CellView::absent() } else { CellView::inked(bare_price(self.texts, money), ink) }
        };
        match col {
            Col::Code if self.table.is_twice(sku.id) => CellView::inked(sku.code.as_str(), Ink::Error),
            Col::Code if sku.code.is_empty() => CellView::absent(),
            Col::Code => CellView::new(sku.code.as_str()),
            Col::Name => CellView::new(sku.name.as_str()),
            Col::Category => {
                self.table.category(line).map_or_else(CellView::absent, |name| CellView::inked(name, Ink::Reference))
            }
            Col::Role => CellView::inked(sku.role.name_in(self.texts), Ink::Reference),
            Col::List => known(sku.list_price, Ink::Reference),
            Col::Price => self.prices(line, part.and_then(|p| p.price), line.price()),
            Col::Phase(phase) => {
                let own = part.and_then(|p| p.phase_prices.get(&phase).copied());
                self.prices(line, own, line.phase_price(phase))
            }
            Col::Cost => known(sku.unit_cost, Ink::Reference),
            Col::Commission => CellView::inked(format.percent_exact(sku.commission), Ink::Reference),
            Col::Payment => CellView::inked(format.percent_exact(sku.payment_fee), Ink::Reference),
            Col::FullCost => line.full_cost().map_or_else(CellView::absent, |cost| known(cost, Ink::Plain)),
            Col::Margin => line.margin().map_or_else(CellView::absent, |margin| {
                let view = CellView::new(format.percent(margin, 1));
                if margin < Rate::ZERO { view.judged(Judgement::Worse) } else { view }
            }),
            Col::Floor => sku.floor.map_or_else(CellView::absent, |floor| known(floor, Ink::Input)),
            Col::Share => line.share().map_or_else(CellView::absent, |share| {
                let exact = format.percent_exact(share);
                let short = format.percent(share, 1);
                CellView::inked(if exact.len() > short.len() { exact } else { short }, Ink::Input)
            }),
            Col::Units => {
                line.units(self.table.target).map_or_else(CellView::absent, |units| CellView::new(self.count(units)))
            }
            Col::Safety => CellView::inked(self.count(sku.safety_stock), Ink::Input),
            Col::Stock => CellView::new(self.count(sku.stock)),
            Col::Cover => self.cover(line),
            Col::Surplus => line.cover(self.table.target).map_or_else(CellView::absent, |cover| {
                let view = self.signed(cover.surplus());
                if cover.is_over() { CellView { ink: Ink::Warn, ..view } } else { view }
            }),
        }
    }

    fn value(&self, row: usize, column: ColumnId) -> CellValue {
        Col::of(column).map(|col| value(self.table, row, col)).unwrap_or_default()
    }

    fn hover(&self, row: usize, column: ColumnId) -> Option<String> {
        let (line, col) = self.table.at(row).zip(Col::of(column))?;
        let price = match col {
            Col::Code if self.table.is_twice(line.sku.id) => {
                return Some(self.texts.with(Msg::GoodsCodeTwice, &[("code", line.sku.code.as_str().into())]));
            }
            Col::Price => line.price()?,
            Col::Phase(phase) => line.phase_price(phase)?,
            _ => return None,
        };
        let floor = line.sku.floor.filter(|floor| price < *floor)?;
        Some(self.texts.with(Msg::GoodsBelowFloorBy, &[("floor", self.texts.format().price(floor).into())]))
    }

    fn validate(&self, row: Option<usize>, column: ColumnId, value: &CellValue) -> Result<(), String> {
        let refuse = |msg: Msg| Err(self.texts.get(msg).to_owned());
        match (Col::of(column), value) {
            (Some(Col::Code), CellValue::Text(code)) => {
                let own = row.and_then(|row| self.table.at(row)).map(|line| line.sku.id);
                match self.table.whose(code).filter(|id| Some(*id) != own) {
                    Some(_) => Err(self.texts.with(Msg::GoodsCodeTwice, &[("code", code.trim().into())])),
                    None => Ok(()),
                }
            }
            (_, CellValue::Money(money)) if *money < Money::ZERO => refuse(Msg::GoodsNegative),
            (_, CellValue::Rate(rate)) if *rate < Rate::ZERO => refuse(Msg::GoodsNegative),
            (_, CellValue::Rate(rate)) if *rate > Rate::ONE => refuse(Msg::GoodsAboveWhole),
            (Some(Col::Price | Col::Phase(_)), CellValue::Money(Money::ZERO)) => refuse(Msg::GoodsPriceZero),
            _ => Ok(()),
        }
    }

    fn total(&self, column: ColumnId) -> Option<CellView<'_>> {
        let format = self.texts.format();
        let sum = self.totals;
        if sum.lines == 0 {
            return None;
        }
        Some(match Col::of(column)? {
            Col::Code => CellView::new(self.texts.get(Msg::GoodsTotal)),
            Col::Name => CellView::new(self.texts.with(Msg::GoodsTotalSkus, &[("n", sum.lines.into())])),
            Col::Margin => {
                let margin = sum.margin?;
                let view = CellView::new(format.percent(margin, 1));
                if margin < Rate::ZERO { view.judged(Judgement::Worse) } else { view }
            }
            Col::Share => {
                let wrong = sum.whole && sum.share != Rate::ONE && !sum.share.is_zero();
                let short = format.percent(sum.share, 1);
                let hides = wrong && short == format.percent(Rate::ONE, 1);
                let view = CellView::new(if hides { format.percent_exact(sum.share) } else { short });
                if wrong { view.judged(Judgement::Worse) } else { view }
            }
            Col::Units => CellView::new(self.count(sum.units)),
            Col::Safety => CellView::new(self.count(sum.safety)),
            Col::Stock => CellView::new(self.count(sum.stock)),
            Col::Surplus if sum.missing > 0 => self.signed(-sum.missing),
            Col::Surplus => self.signed(sum.surplus),
            _ => return None,
        })
    }

    fn menu(&self, row: usize, _column: ColumnId) -> Vec<MenuEntry> {
        let Some(line) = self.table.at(row) else { return Vec::new() };
        let entry = |id, msg, icon| MenuEntry {
            id,
            label: self.texts.get(msg).to_owned(),
            icon: Some(icon),
            ..MenuEntry::default()
        };
        // the row under the pointer decides which of the two it is about; both hold for all that are selected
        if line.part.is_none() {
            vec![entry(JOIN, Msg::GoodsJoin, icons::PLUS)]
        } else {
            vec![entry(LEAVE, Msg::GoodsLeave, icons::MINUS)]
        }
    }
}
