//! The columns of the goods table: which they are, how they are headed, which are hidden at first.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::{Money, PhaseId, Role};
use crate::text::names::Named;
use crate::text::{Lang, Msg, Texts};
use crate::ui::theme::size;
use crate::ui::widgets::grid::{Column, ColumnId, ColumnKind, GridState, Side};

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Col {
    /// SKU code.
    Code,
    /// Name.
    Name,
    /// Category.
    Category,
    /// Role.
    Role,
    /// List price.
    List,
    /// Campaign price.
    Price,
    /// Price in a phase.
    Phase(PhaseId),
    /// Unit cost.
    Cost,
    /// Commission.
    Commission,
    /// Payment fee.
    Payment,
    /// Full cost at the campaign price.
    FullCost,
    /// Margin at the campaign price.
    Margin,
    /// Floor.
    Floor,
    /// Share of the campaign's GMV.
    Share,
    /// Units by target.
    Units,
    /// Safety stock.
    Safety,
    /// Stock.
    Stock,
    /// Stock against what is needed.
    Cover,
    /// What is missing or left over.
    Surplus,
}

/// Columns of phases are numbered from here on, by the phase's id.
const PHASES: u32 = 1000;

/// Every column that is no phase's, in order; those of the phases follow the campaign price.
const FIXED: [(Col, u32); 18] = [
    (Col::Code, 1),
    (Col::Name, 2),
    (Col::Category, 3),
    (Col::Role, 4),
    (Col::List, 5),
    (Col::Price, 6),
    (Col::Cost, 7),
    (Col::Commission, 8),
    (Col::Payment, 9),
    (Col::FullCost, 10),
    (Col::Margin, 11),
    (Col::Floor, 12),
    (Col::Share, 13),
    (Col::Units, 14),
    (Col::Safety, 15),
    (Col::Stock, 16),
    (Col::Cover, 17),
    (Col::Surplus, 18),
];

impl Col {
    /// Its number in the grid.
    #[must_use]
    pub fn id(self) -> ColumnId {
        if let Self::Phase(phase) = self {
            return ColumnId(PHASES.saturating_add(phase.0));
        }
        ColumnId(FIXED.iter().find(|(col, _)| *col == self).map_or(0, |(_, id)| *id))
    }

    /// The column of a number.
    #[must_use]
    pub fn of(id: ColumnId) -> Option<Self> {
        if let Some(phase) = id.0.checked_sub(PHASES) {
            return Some(Self::Phase(PhaseId(phase)));
        }
        FIXED.iter().find(|(_, known)| *known == id.0).map(|(col, _)| *col)
    }

    /// The column in which a field of the file stands.
    #[must_use]
    pub fn of_field(field: &str) -> Option<Self> {
        Some(match field {
            "code" | "sku" => Self::Code,
            "name" => Self::Name,
            "category" => Self::Category,
            "role" => Self::Role,
            "list_price" => Self::List,
            "price" | "phase_prices" => Self::Price,
            "unit_cost" => Self::Cost,
            "commission" => Self::Commission,
            "payment_fee" => Self::Payment,
            "floor" => Self::Floor,
            "share" => Self::Share,
            "safety_stock" => Self::Safety,
            "stock" => Self::Stock,
            _ => return None,
        })
    }

    /// Whether it belongs to the campaign rather than to the product.
    #[must_use]
    pub const fn is_campaigns(self) -> bool {
        matches!(self, Self::Price | Self::Phase(_) | Self::Share)
    }
}

/// Width of a digit.
const DIGIT: f32 = 6.7;
/// Least width of a price.
const PRICE: f32 = 60.0;

/// A phase that sells and so may have prices of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhaseColumn {
    /// Which.
    pub id: PhaseId,
    /// Its name.
    pub name: String,
    /// Whether any product has a price of its own in it.
    pub used: bool,
}

/// All columns, hidden ones included.
#[must_use]
pub fn columns(texts: &Texts, phases: &[PhaseColumn], dearest: Money) -> Vec<Column> {
    let price = price_width(texts, dearest);
    let chinese = texts.lang().is_chinese();
    let roles: Arc<[String]> = Role::ALL.iter().map(|role| role.name_in(texts).to_owned()).collect();
    let head = |col: Col, msg: Msg, kind: ColumnKind| Column::new(col.id(), texts.get(msg), kind);
    // in Chinese a price needs no unit; in English the heading names it
    let money = |col: Col, msg: Msg| {
        let column = head(col, msg, ColumnKind::Money).width(price);
        if texts.lang() == Lang::En { column.unit(texts.format().currency.symbol().trim()) } else { column }
    };
    let tip = |column: Column, msg: Msg| column.tooltip(texts.get(msg));
    let mut list = vec![
        head(Col::Code, Msg::GoodsColumnSku, ColumnKind::Text).width(72.0).editable().pinned(),
        head(Col::Name, Msg::GoodsColumnName, ColumnKind::Text).width(132.0).editable().pinned().stretch(),
        head(Col::Category, Msg::GoodsColumnCategory, ColumnKind::Text).width(52.0).editable(),
        head(Col::Role, Msg::GoodsColumnRole, ColumnKind::Choice(roles))
            .width(if chinese { 54.0 } else { 92.0 })
            .editable(),
        money(Col::List, Msg::GoodsColumnList).editable(),
        tip(money(Col::Price, Msg::GoodsColumnPrice).editable(), Msg::GoodsTipPrice),
    ];
    for phase in phases {
        let title = texts.with(Msg::GoodsColumnPhasePrice, &[("phase", phase.name.as_str().into())]);
        let mut column = money(Col::Phase(phase.id), Msg::GoodsColumnPrice).editable();
        column.title = title;
        list.push(tip(column, Msg::GoodsTipPhasePrice));
    }
    list.extend([
        money(Col::Cost, Msg::GoodsColumnCost).editable(),
        head(Col::Commission, Msg::GoodsColumnCommission, ColumnKind::Rate).width(56.0).editable(),
        head(Col::Payment, Msg::GoodsColumnPayment, ColumnKind::Rate).width(56.0).editable(),
        tip(money(Col::FullCost, Msg::GoodsColumnFullCost), Msg::GoodsTipFullCost),
        tip(head(Col::Margin, Msg::GoodsColumnMargin, ColumnKind::Rate).width(68.0), Msg::GoodsTipMargin),
        money(Col::Floor, Msg::GoodsColumnFloor).editable(),
        tip(head(Col::Share, Msg::GoodsColumnShare, ColumnKind::Rate).width(62.0).editable(), Msg::GoodsTipShare),
        tip(head(Col::Units, Msg::GoodsColumnUnits, ColumnKind::Integer).width(64.0), Msg::GoodsTipUnits),
        head(Col::Safety, Msg::GoodsColumnSafety, ColumnKind::Integer).width(60.0).editable(),
        head(Col::Stock, Msg::GoodsColumnStock, ColumnKind::Integer).width(64.0).editable(),
        tip(head(Col::Cover, Msg::GoodsColumnCover, ColumnKind::Rate).width(132.0), Msg::GoodsTipCover),
        // pieces below zero: the only signed figures that the table knows are sums
        tip(head(Col::Surplus, Msg::GoodsColumnSurplus, ColumnKind::Money).width(80.0), Msg::GoodsTipSurplus),
    ]);
    for column in &mut list {
        if column.id == Col::Cover.id() {
            column.align = Side::Right;
        }
    }
    list
}

/// Room for the dearest price, to the minor unit.
fn price_width(texts: &Texts, dearest: Money) -> f32 {
    let wide = |c: char| if c.is_ascii_digit() { DIGIT } else { DIGIT / 2.0 };
    let words: f32 = texts.format().amount(dearest).chars().map(wide).sum();
    (words.ceil() + 2.0 * size::S8).max(PRICE)
}

/// Which columns are hidden until someone wants them: fee rates, which rarely differ between products, and phases in
/// which no product has a price of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FirstHidden {
    /// Columns about which it was decided.
    known: BTreeSet<ColumnId>,
    /// Phases hidden because they were not used.
    unused: BTreeSet<ColumnId>,
}

impl FirstHidden {
    /// Decides about columns that are new, and shows those of phases that have come into use.
    pub fn settle(&mut self, phases: &[PhaseColumn], grid: &mut GridState) {
        for id in [Col::Commission.id(), Col::Payment.id()] {
            if self.known.insert(id) {
                grid.hidden.insert(id);
            }
        }
        for phase in phases {
            let id = Col::Phase(phase.id).id();
            if phase.used {
                if self.unused.remove(&id) {
                    grid.hidden.remove(&id);
                }
                self.known.insert(id);
            } else if self.known.insert(id) {
                self.unused.insert(id);
                grid.hidden.insert(id);
            }
        }
    }

    /// After the columns were put back to how they are at first.
    pub fn again(&mut self, phases: &[PhaseColumn], grid: &mut GridState) {
        *self = Self::default();
        self.settle(phases, grid);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_columns_are_the_same() {
        for (col, _) in FIXED {
            assert_eq!(Col::of(col.id()), Some(col));
        }
        assert_eq!(Col::of(Col::Phase(PhaseId(7)).id()), Some(Col::Phase(PhaseId(7))));
        assert_eq!(Col::of(ColumnId(0)), None);
    }

    #[test]
    fn a_phase_is_shown_once_it_has_prices() {
        let mut grid = GridState::default();
        let mut first = FirstHidden::default();
        let phase = |used| [PhaseColumn { id: PhaseId(7), name: String::new(), used }];
        let id = Col::Phase(PhaseId(7)).id();
        first.settle(&phase(false), &mut grid);
        assert!(grid.hidden.contains(&id) && grid.hidden.contains(&Col::Payment.id()));
        first.settle(&phase(true), &mut grid);
        assert!(!grid.hidden.contains(&id));
        grid.hidden.insert(id);
        first.settle(&phase(true), &mut grid);
        assert!(grid.hidden.contains(&id), "hidden by hand stays hidden");
    }
}
