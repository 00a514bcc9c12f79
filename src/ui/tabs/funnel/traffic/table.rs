//! The sources as a tree table: what stands in each cell and which columns there are.

use std::collections::{BTreeSet, HashMap};

use crate::engine::funnel::{SourceAnswer, TrafficAnswer};
use crate::engine::value::Origin;
use crate::model::{Basis, CostModel, Money, Rate, Rows, Source, SourceId};
use crate::text::Msg;
use crate::text::names::Named;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::funnel::terms::{basis_shown, basis_typed, cost_shown, cost_typed, read_cost};
use crate::ui::widgets::grid::{
    CellValue, CellView, Column, ColumnId, ColumnKind, GridSource, Ink, Judgement, RowKey, RowStyle,
};

pub(super) const NAME: ColumnId = ColumnId(1);
pub(super) const UV: ColumnId = ColumnId(2);
pub(super) const BASIS: ColumnId = ColumnId(3);
pub(super) const PRICING: ColumnId = ColumnId(4);
pub(super) const COST: ColumnId = ColumnId(5);
pub(super) const CVR: ColumnId = ColumnId(6);
pub(super) const AOV: ColumnId = ColumnId(7);
pub(super) const GMV: ColumnId = ColumnId(8);
pub(super) const ROI: ColumnId = ColumnId(9);
pub(super) const COST_PER_UV: ColumnId = ColumnId(10);
pub(super) const COST_PER_ORDER: ColumnId = ColumnId(11);
pub(super) const OWNER: ColumnId = ColumnId(12);

/// The sources as a table shows them.
pub(super) struct Table<'a> {
    pub(super) scene: &'a Scene<'a>,
    pub(super) open: &'a Open<'a>,
    pub(super) answer: &'a TrafficAnswer,
    pub(super) sources: &'a Rows<Source>,
    pub(super) index: &'a HashMap<SourceId, usize>,
    pub(super) folded: &'a BTreeSet<SourceId>,
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
            PRICING if source.cost == CostModel::Free && answer.paid => {
                CellView::inked(self.scene.text(Msg::CostPlay), Ink::Reference)
            }
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

pub(super) fn columns(scene: &Scene<'_>, departments: &[String], room: f32) -> Vec<Column> {
    let text = |msg| scene.text(msg).to_owned();
    let chinese = scene.texts.lang().is_chinese();
    let sign = scene.format().currency.symbol().trim();
    let millions = scene.texts.money_unit();
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
        Column::new(COST, text(Msg::ColumnCost), ColumnKind::Money).unit(unit(sign)).width(76.0),
        Column::new(CVR, text(Msg::ColumnCvr), ColumnKind::Rate).editable().width(62.0),
        Column::new(AOV, text(Msg::ColumnAov), ColumnKind::Money).editable().width(60.0),
        Column::new(GMV, text(Msg::ColumnGmv), ColumnKind::Money).unit(unit(&millions)).width(82.0),
        Column::new(ROI, text(Msg::ColumnRoi), ColumnKind::Factor).width(56.0),
        Column::new(COST_PER_UV, text(Msg::ColumnCostPerUv), ColumnKind::Money).width(78.0),
        Column::new(COST_PER_ORDER, text(Msg::ColumnCostPerOrder), ColumnKind::Money).width(84.0),
        Column::new(OWNER, text(Msg::ColumnDepartment), ColumnKind::Reference(departments.into()))
            .editable()
            .width(84.0),
    ]
}
