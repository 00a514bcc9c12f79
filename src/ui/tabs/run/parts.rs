//! Plan against actual by source, category, product and kind of customers.

use egui::{Align2, Rect, Ui};

use super::LowerPane;
use crate::engine::offers::campaign::OfferCosts;
use crate::engine::run::{Breakdown, PartRow, RunAnswer};
use crate::model::{ActualOf, Count, Money, Rate};
use crate::text::Msg;
use crate::text::rows::RowNames;
use crate::text::run::{against, whose};
use crate::ui::scene::{Open, Scene, View};
use crate::ui::theme::{self, fonts};
use crate::ui::widgets::grid::{
    Bar, CellValue, CellView, Column, ColumnId, ColumnKind, Grid, GridSource, Ink, Judgement, RowKey,
};
use crate::ui::widgets::{paint, pane};

const NAME: ColumnId = ColumnId(1);
const PLAN_UV: ColumnId = ColumnId(2);
const UV: ColumnId = ColumnId(3);
const DONE: ColumnId = ColumnId(4);
const CVR: ColumnId = ColumnId(5);
const AOV: ColumnId = ColumnId(6);
const PLAN_GMV: ColumnId = ColumnId(7);
const GMV: ColumnId = ColumnId(8);
const AGAINST: ColumnId = ColumnId(9);
const COST: ColumnId = ColumnId(10);
const ROI: ColumnId = ColumnId(11);
const UNITS: ColumnId = ColumnId(12);
const STOCK: ColumnId = ColumnId(13);
const SHARE: ColumnId = ColumnId(14);
const CLAIMS: ColumnId = ColumnId(15);
const PLANNED_USES: ColumnId = ColumnId(16);
const USES: ColumnId = ColumnId(17);
const REDEMPTION: ColumnId = ColumnId(18);
const DISCOUNT: ColumnId = ColumnId(19);

struct Source<'a> {
    scene: &'a Scene<'a>,
    open: &'a Open<'a>,
    names: RowNames<'a>,
    of: &'a Breakdown,
    run: &'a RunAnswer,
    /// What the offers were planned to come to, where they are shown.
    costs: Option<&'a OfferCosts>,
}

impl Source<'_> {
    fn stock(&self, row: &PartRow) -> Option<Count> {
        let ActualOf::Sku(id) = row.of else { return None };
        let stock = self.open.project.goods.get(id)?.stock;
        Some(Count::from_wide(stock.wide() - row.actual.units.wide()))
    }

    fn planned_uses(&self, row: &PartRow) -> Option<Count> {
        let ActualOf::Offer(id) = row.of else { return None };
        let (run, until) = (self.run, self.of.until);
        self.costs?.uses_due(id, |phase| {
            let span = match phase.and_then(|id| self.open.campaign.phases.get(id)) {
                Some(phase) => (phase.start, phase.end),
                None => run.span,
            };
            run.pace.part_by(span.0, span.1, until)
        })
    }

    fn share(&self, gmv: Money) -> Option<Rate> {
        Rate::ratio(gmv.wide(), self.of.total.gmv.wide())
    }

    fn done(actual: i128, plan: i128) -> Option<Rate> {
        Rate::ratio(actual, plan)
    }

    fn rate(&self, rate: Option<Rate>) -> CellView<'_> {
        rate.map_or_else(CellView::absent, |rate| CellView::new(self.scene.format().percent(rate, 1)))
    }

    fn judged(&self, actual: Money, plan: Option<Money>) -> CellView<'_> {
        plan.map_or_else(CellView::absent, |plan| {
            let (better, words) = against(self.scene.texts, actual, plan);
            let (judgement, ink) =
                if better { (Judgement::Better, Ink::Better) } else { (Judgement::Worse, Ink::Worse) };
            CellView::inked(words, ink).judged(judgement)
        })
    }
}

fn count<'a>(scene: &Scene<'_>, count: Option<Count>, ink: Ink) -> CellView<'a> {
    count
        .filter(|count| *count > Count::ZERO)
        .map_or_else(CellView::absent, |count| CellView::inked(scene.format().count_in_column(count).to_string(), ink))
}

impl GridSource for Source<'_> {
    fn rows(&self) -> usize {
        self.of.rows.len()
    }

    fn key(&self, row: usize) -> RowKey {
        let key = |of: ActualOf| match of {
            ActualOf::Shop => 0,
            ActualOf::Source(id) => u64::from(id.0),
            ActualOf::Category(id) => u64::from(id.0),
            ActualOf::Sku(id) => u64::from(id.0),
            ActualOf::Customers(kind) => kind as u64 + 1,
            ActualOf::Offer(id) => u64::from(id.0),
        };
        self.of.rows.get(row).map(|row| RowKey(key(row.of))).unwrap_or_default()
    }

    fn cell(&self, row: usize, column: ColumnId) -> CellView<'_> {
        let Some(row) = self.of.rows.get(row) else { return CellView::default() };
        let format = self.scene.format();
        let plan_uv = row.plan.and_then(|plan| plan.uv);
        match column {
            NAME => CellView::new(whose(&self.names, row.of)),
            PLAN_UV => count(self.scene, plan_uv, Ink::Reference),
            UV => count(self.scene, Some(row.actual.uv), Ink::Plain),
            DONE => {
                let done = match (plan_uv, row.plan_gmv) {
                    (Some(plan), _) => Self::done(row.actual.uv.wide(), plan.wide()),
                    (None, Some(plan)) => Self::done(row.actual.gmv.wide(), plan.wide()),
                    (None, None) => None,
                };
                done.map_or_else(CellView::absent, |done| {
                    let bar = Bar {
                        value: done.to_f64() as f32,
                        full: 1.2,
                        yardstick: Some(1.0),
                        missing: false,
                        excess: false,
                    };
                    CellView::new(format.percent(done, 0)).bar(bar)
                })
            }
            CVR => self.rate(row.actual.cvr()),
            AOV => row.actual.aov().map_or_else(CellView::absent, |aov| CellView::new(format.price_short(aov))),
            PLAN_GMV => row
                .plan_gmv
                .map_or_else(CellView::absent, |gmv| CellView::inked(format.sum_in_unit(gmv), Ink::Reference)),
            GMV => CellView::new(format.sum_in_unit(row.actual.gmv)),
            AGAINST => self.judged(row.actual.gmv, row.plan_gmv),
            COST if row.actual.cost > Money::ZERO => CellView::new(format.sum_in_unit(row.actual.cost)),
            ROI => row.actual.roi().map_or_else(CellView::absent, |roi| CellView::new(format.factor(roi, 1))),
            UNITS => count(self.scene, Some(row.actual.units), Ink::Plain),
            STOCK => self.stock(row).map_or_else(CellView::absent, |left| {
                let ink = if left < Count::new(1) { Ink::Error } else { Ink::Plain };
                CellView::inked(format.whole(left.wide()), ink)
            }),
            SHARE => self.rate(self.share(row.actual.gmv)),
            CLAIMS => count(self.scene, Some(row.actual.claims), Ink::Plain),
            PLANNED_USES => count(self.scene, self.planned_uses(row), Ink::Reference),
            USES => count(self.scene, Some(row.actual.orders), Ink::Plain),
            REDEMPTION => self.rate(row.actual.redemption()),
            DISCOUNT if row.actual.discount > Money::ZERO => CellView::new(format.sum_in_unit(row.actual.discount)),
            COST | DISCOUNT => CellView::absent(),
            _ => CellView::default(),
        }
    }

    fn value(&self, row: usize, column: ColumnId) -> CellValue {
        let Some(row) = self.of.rows.get(row) else { return CellValue::Empty };
        let money = |money: Option<Money>| money.map_or(CellValue::Empty, CellValue::Money);
        let rate = |rate: Option<Rate>| rate.map_or(CellValue::Empty, CellValue::Rate);
        let plan_uv = row.plan.and_then(|plan| plan.uv);
        match column {
            NAME => CellValue::Text(whose(&self.names, row.of)),
            PLAN_UV => plan_uv.map_or(CellValue::Empty, CellValue::Count),
            UV => CellValue::Count(row.actual.uv),
            DONE => rate(match (plan_uv, row.plan_gmv) {
                (Some(plan), _) => Self::done(row.actual.uv.wide(), plan.wide()),
                (None, Some(plan)) => Self::done(row.actual.gmv.wide(), plan.wide()),
                (None, None) => None,
            }),
            CVR => rate(row.actual.cvr()),
            AOV => money(row.actual.aov()),
            PLAN_GMV => money(row.plan_gmv),
            GMV => CellValue::Money(row.actual.gmv),
            AGAINST => money(row.plan_gmv.map(|plan| Money::from_wide(row.actual.gmv.wide() - plan.wide()))),
            COST => CellValue::Money(row.actual.cost),
            ROI => rate(row.actual.roi()),
            UNITS => CellValue::Count(row.actual.units),
            STOCK => self.stock(row).map_or(CellValue::Empty, CellValue::Count),
            SHARE => rate(self.share(row.actual.gmv)),
            CLAIMS => CellValue::Count(row.actual.claims),
            PLANNED_USES => self.planned_uses(row).map_or(CellValue::Empty, CellValue::Count),
            USES => CellValue::Count(row.actual.orders),
            REDEMPTION => rate(row.actual.redemption()),
            DISCOUNT => CellValue::Money(row.actual.discount),
            _ => CellValue::Empty,
        }
    }

    fn total(&self, column: ColumnId) -> Option<CellView<'_>> {
        let total = &self.of.total;
        let format = self.scene.format();
        if self.costs.is_some() {
            // an order may use several offers, so that their orders and GMV do not add up
            return Some(match column {
                NAME => CellView::new(self.scene.text(Msg::RunTotal)),
                CLAIMS => count(self.scene, Some(total.claims), Ink::Plain),
                DISCOUNT if total.discount > Money::ZERO => CellView::new(format.sum_in_unit(total.discount)),
                _ => return None,
            });
        }
        let planned = self.of.rows.iter().any(|row| row.plan_gmv.is_some());
        let plan_uv = self.of.plan_uv;
        Some(match column {
            NAME => CellView::new(self.scene.text(Msg::RunTotal)),
            PLAN_UV => count(self.scene, Some(plan_uv?), Ink::Plain),
            UV => count(self.scene, Some(total.uv), Ink::Plain),
            DONE => {
                let done = plan_uv.and_then(|plan| Self::done(total.uv.wide(), plan.wide()))?;
                let bar =
                    Bar { value: done.to_f64() as f32, full: 1.2, yardstick: Some(1.0), missing: false, excess: false };
                CellView::new(format.percent(done, 0)).bar(bar)
            }
            CVR => self.rate(total.cvr()),
            AOV => CellView::new(format.price_short(total.aov()?)),
            PLAN_GMV if planned => CellView::new(format.sum_in_unit(self.of.plan.gmv)),
            GMV => CellView::new(format.sum_in_unit(total.gmv)),
            AGAINST if planned => self.judged(total.gmv, Some(self.of.plan.gmv)),
            COST if total.cost > Money::ZERO => CellView::new(format.sum_in_unit(total.cost)),
            ROI => CellView::new(format.factor(total.roi()?, 1)),
            UNITS => count(self.scene, Some(total.units), Ink::Plain),
            _ => return None,
        })
    }
}

fn columns(scene: &Scene<'_>, pane: LowerPane) -> Vec<Column> {
    let t = |msg| scene.text(msg).to_owned();
    let name = match pane {
        LowerPane::Sources => Msg::RunColumnSource,
        LowerPane::Categories => Msg::RunColumnCategory,
        LowerPane::Goods => Msg::RunColumnProduct,
        LowerPane::Offers => Msg::RunColumnOffer,
        _ => Msg::RunColumnCustomers,
    };
    let wide = if scene.texts.lang().is_chinese() { 1.0 } else { 1.12 };
    let number = |id, msg, kind, width: f32| Column::new(id, t(msg), kind).width(width * wide);
    let plan_uv = || number(PLAN_UV, Msg::RunColumnPlanUv, ColumnKind::Integer, 64.0);
    let uv = || number(UV, Msg::RunColumnUv, ColumnKind::Integer, 64.0);
    let done = || number(DONE, Msg::RunColumnDone, ColumnKind::Rate, 104.0);
    let cvr = || number(CVR, Msg::RunColumnCvr, ColumnKind::Rate, 58.0);
    let aov = || number(AOV, Msg::RunColumnAov, ColumnKind::Money, 60.0);
    let plan_gmv = || number(PLAN_GMV, Msg::RunColumnPlanGmv, ColumnKind::Money, 76.0);
    let gmv = || number(GMV, Msg::RunColumnGmv, ColumnKind::Money, 66.0);
    let against = || number(AGAINST, Msg::RunColumnAgainst, ColumnKind::Money, 70.0);
    let cost = || number(COST, Msg::RunColumnCost, ColumnKind::Money, 54.0);
    let roi = || number(ROI, Msg::RunColumnRoi, ColumnKind::Factor, 46.0);
    let share = || number(SHARE, Msg::RunColumnShare, ColumnKind::Rate, 64.0);
    let mut all = vec![Column::new(NAME, t(name), ColumnKind::Text).width(108.0).stretch()];
    all.extend(match pane {
        LowerPane::Sources => vec![plan_uv(), uv(), done(), cvr(), aov(), gmv(), against(), cost(), roi()],
        LowerPane::Categories => vec![plan_gmv(), gmv(), done(), against(), share(), uv(), cvr(), aov()],
        LowerPane::Goods => vec![
            gmv(),
            share(),
            number(UNITS, Msg::RunColumnUnits, ColumnKind::Integer, 70.0),
            number(STOCK, Msg::RunColumnStock, ColumnKind::Integer, 76.0),
        ],
        LowerPane::Offers => vec![
            number(CLAIMS, Msg::FigureClaims, ColumnKind::Integer, 66.0),
            number(PLANNED_USES, Msg::RunColumnPlannedUses, ColumnKind::Integer, 76.0),
            number(USES, Msg::RunColumnUses, ColumnKind::Integer, 66.0),
            number(REDEMPTION, Msg::RunColumnRedemption, ColumnKind::Rate, 66.0),
            number(DISCOUNT, Msg::FigureDiscount, ColumnKind::Money, 76.0),
            gmv(),
        ],
        _ => vec![uv(), cvr(), aov(), gmv(), share()],
    });
    all
}

/// Draws the pane.
pub fn show(
    ui: &mut Ui,
    head: Rect,
    body: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    of: &RunAnswer,
    view: &mut View,
    compact: bool,
) {
    let p = theme::tokens(ui);
    let pane_shown = view.tabs.run.lower;
    let part = match pane_shown {
        LowerPane::Sources => &of.sources,
        LowerPane::Categories => &of.categories,
        LowerPane::Goods => &of.skus,
        LowerPane::Offers => &of.offers,
        _ => &of.customers,
    };
    let format = scene.format();
    if part.until > of.span.0 {
        let (from, until) = (format.day(of.span.0.date()), format.day_and_time(part.until));
        let words = scene.texts.with(Msg::RunUntil, &[("from", from.into()), ("until", until.into())]);
        if paint::width(ui.painter(), &words, fonts::text()) <= head.width() - 16.0 {
            pane::label(ui, head.left_center(), Align2::LEFT_CENTER, &words, fonts::text(), p.t3);
        }
    }
    if part.rows.is_empty() {
        let words = scene.text(Msg::RunPartsNone);
        pane::label(ui, body.center(), Align2::CENTER_CENTER, words, fonts::text(), p.t3);
        return;
    }
    let names = RowNames { texts: scene.texts, project: open.project, campaign: open.campaign };
    let costs =
        (pane_shown == LowerPane::Offers).then(|| open.answers.offer_costs(open.project, open.campaign, open.answer));
    let source = Source { scene, open, names, of: part, run: of, costs: costs.as_deref() };
    let columns = columns(scene, pane_shown);
    let revision = open.table_revision_of((pane_shown as u8, of.at));
    let name = scene.text(pane_shown.name());
    let _ = Grid::new("run parts", name, scene.texts, &columns, &source)
        .revision(revision)
        .compact(compact)
        .totals()
        .show(&mut paint::at(ui, body, "run parts grid"), &mut view.tabs.run.parts);
}
