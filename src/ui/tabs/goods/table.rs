//! What the table shows, gathered once per change: the rows that pass the filters, counts for the chips, sums.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::columns::{Col, PhaseColumn};
use super::filters::{Chip, Filters};
use crate::engine::goods::{StockCover, campaign_price, full_cost, margin, mean_margin, phase_price, units_by_target};
use crate::model::{
    Campaign, CampaignId, CampaignSku, CategoryId, Count, Money, Phase, PhaseId, Project, Rate, Rows, Shop, Sku, SkuId,
};
use crate::text::names::Named;
use crate::text::{Lang, Texts};
use crate::ui::widgets::grid::{CellValue, Column, ColumnFilter, ColumnId};

/// A product, and what the campaign does with it.
#[derive(Clone, Debug)]
pub struct Line {
    /// The product.
    pub sku: Arc<Sku>,
    /// Its row in the campaign.
    pub part: Option<Arc<CampaignSku>>,
}

impl Line {
    /// The price in the campaign.
    #[must_use]
    pub fn price(&self) -> Option<Money> {
        self.part.as_ref().and_then(|part| campaign_price(&self.sku, part))
    }

    /// The price in a phase.
    #[must_use]
    pub fn phase_price(&self, phase: PhaseId) -> Option<Money> {
        self.part.as_ref().and_then(|part| phase_price(&self.sku, part, phase))
    }

    /// Full cost at the campaign price.
    #[must_use]
    pub fn full_cost(&self) -> Option<Money> {
        self.price().map(|price| full_cost(&self.sku, price))
    }

    /// Margin at the campaign price.
    #[must_use]
    pub fn margin(&self) -> Option<Rate> {
        self.price().and_then(|price| margin(&self.sku, price))
    }

    /// Share of the campaign's GMV, if it has one.
    #[must_use]
    pub fn share(&self) -> Option<Rate> {
        self.part.as_ref().map(|part| part.share).filter(|share| !share.is_zero())
    }

    /// Units by target.
    #[must_use]
    pub fn units(&self, target: Option<Money>) -> Option<Count> {
        units_by_target(target?, self.share()?, self.price()?)
    }

    /// How far the stock goes.
    #[must_use]
    pub fn cover(&self, target: Option<Money>) -> Option<StockCover> {
        self.units(target).map(|units| StockCover::of(&self.sku, units))
    }

    /// Whether some price in the campaign is below the floor.
    #[must_use]
    pub fn below_floor(&self) -> bool {
        let Some((floor, part)) = self.sku.floor.zip(self.part.as_ref()) else { return false };
        self.price().is_some_and(|price| price < floor) || part.phase_prices.values().any(|price| *price < floor)
    }
}

/// Sums under the columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// How many products are summed.
    pub lines: usize,
    /// Sum of the shares.
    pub share: Rate,
    /// Whether everything that takes part in the campaign is among them, so that the shares can be judged.
    pub whole: bool,
    /// Margin of all of them, by their shares.
    pub margin: Option<Rate>,
    /// Units by target.
    pub units: Count,
    /// Safety stock.
    pub safety: Count,
    /// Stock.
    pub stock: Count,
    /// Pieces missing, over the products that fall short.
    pub missing: i128,
    /// Pieces left over, over the others.
    pub surplus: i128,
}

/// What the gathered rows were made from.
#[derive(Debug, PartialEq)]
struct Origin {
    goods: Rows<Sku>,
    parts: Rows<CampaignSku>,
    phases: Rows<Phase>,
    shop: Arc<Shop>,
    campaign: CampaignId,
    target: Option<Money>,
    lang: Lang,
}

impl Origin {
    /// By the identity of the tables: comparing thousands of rows would take as long as reading them.
    fn same(&self, other: &Self) -> bool {
        self.goods.same(&other.goods)
            && self.parts.same(&other.parts)
            && self.phases.same(&other.phases)
            && Arc::ptr_eq(&self.shop, &other.shop)
            && self.campaign == other.campaign
            && self.target == other.target
            && self.lang == other.lang
    }
}

/// The rows, gathered.
#[derive(Debug, Default)]
pub struct Table {
    origin: Option<Origin>,
    /// Every product of the shop.
    pub lines: Vec<Line>,
    /// Which of them pass the filters.
    pub shown: Vec<usize>,
    /// Names of the categories.
    pub categories: HashMap<CategoryId, String>,
    /// Phases that sell.
    pub phases: Vec<PhaseColumn>,
    /// The highest price of all.
    pub dearest: Money,
    /// What the campaign is to bring.
    pub target: Option<Money>,
    /// How many products each chip would show.
    pub counts: [usize; Chip::ALL.len()],
    /// Changes whenever rows or values may have changed.
    pub revision: u64,
    place: HashMap<SkuId, usize>,
    passed: Option<(Filters, usize)>,
    codes: OnceCell<Codes>,
    totals: Option<(u64, BTreeMap<ColumnId, ColumnFilter>, Arc<Totals>)>,
}

/// Which code is whose.
#[derive(Debug, Default)]
struct Codes {
    first: HashMap<Box<str>, SkuId>,
    twice: HashSet<SkuId>,
}

impl Table {
    /// Gathers the rows, unless nothing they are made from has changed. Whether it has.
    pub fn refresh(&mut self, texts: &Texts, project: &Project, campaign: &Campaign, target: Option<Money>) -> bool {
        let origin = Origin {
            goods: project.goods.clone(),
            parts: campaign.goods.clone(),
            phases: campaign.phases.clone(),
            shop: Arc::clone(&project.shop),
            campaign: campaign.id,
            target,
            lang: texts.lang(),
        };
        if self.origin.as_ref().is_some_and(|known| known.same(&origin)) {
            return false;
        }
        let parts: HashMap<SkuId, &Arc<CampaignSku>> = campaign.goods.iter().map(|part| (part.sku, part)).collect();
        self.lines = project
            .goods
            .iter()
            .map(|sku| Line { sku: Arc::clone(sku), part: parts.get(&sku.id).map(|part| Arc::clone(part)) })
            .collect();
        self.place = self.lines.iter().enumerate().map(|(at, line)| (line.sku.id, at)).collect();
        self.categories = project.shop.categories.iter().map(|c| (c.id, c.name.clone())).collect();
        let used: BTreeSet<PhaseId> =
            campaign.goods.iter().flat_map(|part| part.phase_prices.keys().copied()).collect();
        let selling = campaign.phases.iter().filter(|phase| phase.kind.sells());
        self.phases = selling
            .map(|phase| PhaseColumn {
                id: phase.id,
                name: phase.name_in(texts).to_owned(),
                used: used.contains(&phase.id),
            })
            .collect();
        self.dearest =
            self.lines.iter().map(|line| line.sku.list_price.max(line.sku.unit_cost)).max().unwrap_or_default();
        self.target = target;
        self.codes = OnceCell::new();
        self.origin = Some(origin);
        self.passed = None;
        true
    }

    /// Applies the filters, unless neither they nor the rows have changed.
    pub fn filter(&mut self, filters: &Filters, kept: &BTreeSet<SkuId>) {
        if self.passed.as_ref().is_some_and(|(known, n)| known == filters && *n == kept.len()) {
            return;
        }
        self.counts = [0; Chip::ALL.len()];
        self.shown.clear();
        let wanted = filters.search.trim().to_lowercase();
        for (at, line) in self.lines.iter().enumerate() {
            let mut passes = true;
            for (index, chip) in Chip::ALL.into_iter().enumerate() {
                let holds = chip.holds(line, self.target, filters.limit);
                if let Some(count) = self.counts.get_mut(index).filter(|_| holds) {
                    *count += 1;
                }
                passes &= holds || !filters.is_on(chip);
            }
            let found = wanted.is_empty()
                || line.sku.code.to_lowercase().contains(&wanted)
                || line.sku.name.to_lowercase().contains(&wanted);
            if (passes && found) || kept.contains(&line.sku.id) {
                self.shown.push(at);
            }
        }
        self.passed = Some((filters.clone(), kept.len()));
        self.revision += 1;
    }

    /// A row that is shown, by its place.
    #[must_use]
    pub fn at(&self, row: usize) -> Option<&Line> {
        self.shown.get(row).and_then(|at| self.lines.get(*at))
    }

    /// A product's row.
    #[must_use]
    pub fn line(&self, id: SkuId) -> Option<&Line> {
        self.place.get(&id).and_then(|at| self.lines.get(*at))
    }

    /// The name of a product's category.
    #[must_use]
    pub fn category(&self, line: &Line) -> Option<&str> {
        self.categories.get(&line.sku.category?).map(String::as_str)
    }

    fn codes(&self) -> &Codes {
        self.codes.get_or_init(|| {
            let mut codes = Codes { first: HashMap::with_capacity(self.lines.len()), twice: HashSet::new() };
            for line in &self.lines {
                let code = line.sku.code.trim();
                if code.is_empty() {
                    continue;
                }
                if codes.first.contains_key(code) {
                    codes.twice.insert(line.sku.id);
                } else {
                    codes.first.insert(code.into(), line.sku.id);
                }
            }
            codes
        })
    }

    /// Whose code this is.
    #[must_use]
    pub fn whose(&self, code: &str) -> Option<SkuId> {
        self.codes().first.get(code.trim()).copied()
    }

    /// Whether a product has a code that belongs to an earlier one.
    #[must_use]
    pub fn is_twice(&self, id: SkuId) -> bool {
        self.codes().twice.contains(&id)
    }

    /// The sums of the rows that pass the chips and the filters of the columns.
    pub fn totals(
        &mut self,
        columns: &[Column],
        filters: &BTreeMap<ColumnId, ColumnFilter>,
        value: impl Fn(&Self, usize, Col) -> CellValue,
    ) -> Arc<Totals> {
        if let Some((revision, known, totals)) = &self.totals
            && *revision == self.revision
            && known == filters
        {
            return Arc::clone(totals);
        }
        let by: Vec<(Col, &Column, &ColumnFilter)> = filters
            .iter()
            .filter_map(|(id, filter)| Some((Col::of(*id)?, columns.iter().find(|c| c.id == *id)?, filter)))
            .collect();
        let mut sum = Totals::default();
        let mut margins = Vec::new();
        let (mut share, mut units, mut safety, mut stock, mut parts) = (0, 0, 0, 0, 0);
        for row in 0..self.shown.len() {
            let Some(line) = self.at(row) else { continue };
            if !by.iter().all(|(col, column, filter)| filter.lets(&value(self, row, *col), column)) {
                continue;
            }
            sum.lines += 1;
            parts += usize::from(line.part.is_some());
            stock += line.sku.stock.wide();
            safety += line.sku.safety_stock.wide();
            share += line.share().map_or(0, Rate::wide);
            margins.extend(line.share().zip(line.margin()));
            if let Some(cover) = line.cover(self.target) {
                units += cover.needed.wide() - line.sku.safety_stock.wide();
                sum.missing += (-cover.surplus()).max(0);
                sum.surplus += cover.surplus().max(0);
            }
        }
        sum.whole = parts == self.lines.iter().filter(|line| line.part.is_some()).count();
        sum.share = Rate::from_wide(share);
        sum.margin = mean_margin(margins);
        (sum.units, sum.safety, sum.stock) =
            (Count::from_wide(units), Count::from_wide(safety), Count::from_wide(stock));
        let sum = Arc::new(sum);
        self.totals = Some((self.revision, filters.clone(), Arc::clone(&sum)));
        sum
    }
}
