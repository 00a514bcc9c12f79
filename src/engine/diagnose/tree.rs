//! The driver tree (指标拆解): a metric, the factors that it follows from, and theirs, each with what is needed, planned,
//! known and really came.
//!
//! GMV = UV × CVR × 客单价; UV sums the sources; CVR multiplies the stages' rates; 客单价 = price of a piece × pieces per
//! buyer. Once there are actual figures they are held against the part of the plan that their days hold – by GMV, as the split
//! over days has it –, before that the plan is held against the need. What the three factors of GMV cost or bring is the
//! log-mean Divisia effect of [`crate::engine::variance`]; that of CVR is shared among its rates by their logarithms.

use std::collections::{BTreeMap, HashMap};

use crate::engine::actuals::{Figures, SourceCame, by_source};
use crate::engine::funnel::references::ReferenceKind;
use crate::engine::funnel::{TrafficAnswer, references};
use crate::engine::plan::CampaignAnswer;
use crate::engine::split::share::settle;
use crate::engine::value::Value;
use crate::engine::variance::effects;
use crate::engine::why::{FigureId, TermLabel};
use crate::model::{
    Basis, Campaign, CampaignId, Count, Factor, GoalOf, GoalUnit, GoalValue, Money, Rate, SourceId, Stage, StageKind,
};

/// How a factor joins its siblings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Link {
    /// It is the root, or the first.
    First,
    /// Added.
    Plus,
    /// Multiplied.
    Times,
}

/// What a figure can be held against beside the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reference {
    /// One of a stage's references, the best.
    Of(ReferenceKind),
    /// The best that an earlier campaign came to.
    Best(CampaignId),
    /// The source's visitors of the last campaign.
    LastTime,
}

/// A factor in the tree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Node {
    /// Which.
    pub factor: Factor,
    /// Position of what it drives; nothing for the root.
    pub parent: Option<usize>,
    /// How deep it stands, from 0.
    pub depth: usize,
    /// How it joins.
    pub link: Link,
    /// What the funnel needs.
    pub needed: Option<Value>,
    /// What is planned.
    pub planned: Option<Value>,
    /// What really came so far.
    pub actual: Option<Value>,
    /// What the last figure is held against: the need, else the plan; with actual figures the part of it that their days
    /// hold.
    pub due: Option<Value>,
    /// The best figure known beside.
    pub reference: Option<(Value, Reference)>,
    /// How far the last figure lies off what is due, as a part of it, half up to nine places; below zero: short.
    pub off: Option<Rate>,
    /// What that does to the root, where that is a GMV.
    pub effect: Option<Money>,
    /// Whether it falls short most of its siblings.
    pub worst: bool,
    /// Whether other factors stand below it.
    pub parted: bool,
}

/// The whole tree, each factor before those below it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tree {
    /// The factors.
    pub nodes: Vec<Node>,
    /// The part of the target that the days with actual figures hold, 0 … 1; nothing without such days.
    pub so_far: Option<Rate>,
}

impl Tree {
    /// A factor of the tree.
    #[must_use]
    pub fn of(&self, factor: Factor) -> Option<&Node> {
        self.nodes.iter().find(|node| node.factor == factor)
    }
}

/// Whether a factor's rows are there.
#[must_use]
pub fn exists(campaign: &Campaign, factor: Factor) -> bool {
    match factor {
        Factor::Rate(id) => campaign.funnel.stages.contains(id),
        Factor::SourceGmv(id) | Factor::SourceUv(id) | Factor::SourceCvr(id) | Factor::SourceAov(id) => {
            campaign.traffic.contains(id)
        }
        Factor::Gmv | Factor::Uv | Factor::Cvr | Factor::Aov | Factor::PiecePrice | Factor::Pieces => true,
    }
}

/// Whether a factor's figure is a part of people, so that a test can tell.
#[must_use]
pub fn is_rate(campaign: &Campaign, factor: Factor) -> bool {
    unit(campaign, factor) == GoalUnit::Percent
}

/// In what a factor is counted.
#[must_use]
pub fn unit(campaign: &Campaign, factor: Factor) -> GoalUnit {
    match factor {
        Factor::Gmv | Factor::Aov | Factor::PiecePrice | Factor::SourceGmv(_) | Factor::SourceAov(_) => GoalUnit::Money,
        Factor::Uv | Factor::SourceUv(_) => GoalUnit::People,
        Factor::Rate(id) if campaign.funnel.stages.get(id).is_some_and(|stage| stage.depth) => GoalUnit::Points,
        Factor::Cvr | Factor::SourceCvr(_) | Factor::Rate(_) => GoalUnit::Percent,
        Factor::Pieces => GoalUnit::Points,
    }
}

/// How a factor's figure is called and written elsewhere.
#[must_use]
pub const fn label(factor: Factor) -> TermLabel {
    match factor {
        Factor::Gmv => TermLabel::Figure(FigureId::Gmv),
        Factor::Uv => TermLabel::Figure(FigureId::Uv),
        Factor::Cvr => TermLabel::Figure(FigureId::Cvr),
        Factor::Aov => TermLabel::Figure(FigureId::Aov),
        Factor::PiecePrice => TermLabel::PiecePrice,
        Factor::Pieces => TermLabel::Pieces,
        Factor::Rate(id) => TermLabel::Figure(FigureId::Rate(id)),
        Factor::SourceGmv(id) => TermLabel::Figure(FigureId::SourceGmv(id)),
        Factor::SourceUv(id) => TermLabel::Figure(FigureId::SourceUv(id)),
        Factor::SourceCvr(id) => TermLabel::SourceCvr(id),
        Factor::SourceAov(id) => TermLabel::SourceAov(id),
    }
}

/// The metrics that a tree can begin with: those of the identity, then the GMV of each source.
#[must_use]
pub fn roots(traffic: &TrafficAnswer) -> Vec<Factor> {
    let sources = traffic.rows.iter().filter(|row| !row.group).map(|row| Factor::SourceGmv(row.id));
    [Factor::Gmv, Factor::Uv, Factor::Cvr, Factor::Aov].into_iter().chain(sources).collect()
}

/// Whether there is anything to be split: a funnel.
#[must_use]
pub fn has_tree(campaign: &Campaign) -> bool {
    !campaign.funnel.stages.is_empty()
}

/// Builds the tree of a campaign from the root that is chosen; from GMV where that is gone.
#[must_use]
pub fn tree(campaign: &Campaign, answer: &CampaignAnswer) -> Tree {
    let root = Some(campaign.diagnosis.root).filter(|root| exists(campaign, *root)).unwrap_or_default();
    let mut builder = Builder::new(campaign, answer);
    builder.grow(root);
    builder.effects();
    builder.worst();
    Tree { nodes: builder.nodes, so_far: builder.so_far }
}

struct Builder<'a> {
    campaign: &'a Campaign,
    answer: &'a CampaignAnswer,
    /// What really came, by source.
    sources: BTreeMap<SourceId, SourceCame>,
    so_far: Option<Rate>,
    nodes: Vec<Node>,
}

impl<'a> Builder<'a> {
    fn new(campaign: &'a Campaign, answer: &'a CampaignAnswer) -> Self {
        let sources = by_source(&answer.ledger, answer.traffic.rows.iter().map(|row| (row.id, row.parent)));
        let days = answer.ledger.days();
        let held: i128 = days.iter().filter_map(|day| answer.time.day(day.date)).map(|day| day.gmv.wide()).sum();
        let so_far = Rate::ratio(held, answer.time.target.wide()).filter(|part| *part > Rate::ZERO);
        Self { campaign, answer, sources, so_far, nodes: Vec::new() }
    }

    fn push(&mut self, factor: Factor, parent: Option<usize>, link: Link) -> usize {
        let depth = parent.and_then(|at| self.nodes.get(at)).map_or(0, |node| node.depth + 1);
        if let Some(parent) = parent.and_then(|at| self.nodes.get_mut(at)) {
            parent.parted = true;
        }
        let (needed, planned, actual) = (self.needed(factor), self.planned(factor), self.actual(factor));
        let yard = needed.or(planned);
        let due = if actual.is_some() { yard.and_then(|yard| self.to_date(factor, yard)) } else { yard };
        let measured = actual.or(planned);
        self.nodes.push(Node {
            factor,
            parent,
            depth,
            link,
            needed,
            planned,
            actual,
            due,
            reference: self.reference(factor),
            off: measured.zip(due).and_then(|(measured, due)| off(measured, due)),
            effect: None,
            worst: false,
            parted: false,
        });
        self.nodes.len() - 1
    }

    fn grow(&mut self, root: Factor) {
        let at = self.push(root, None, Link::First);
        match root {
            Factor::Gmv => {
                let uv = self.push(Factor::Uv, Some(at), Link::First);
                self.below(uv);
                let cvr = self.push(Factor::Cvr, Some(at), Link::Times);
                self.below(cvr);
                let aov = self.push(Factor::Aov, Some(at), Link::Times);
                self.below(aov);
            }
            Factor::SourceGmv(id) => {
                self.push(Factor::SourceUv(id), Some(at), Link::First);
                self.push(Factor::SourceCvr(id), Some(at), Link::Times);
                self.push(Factor::SourceAov(id), Some(at), Link::Times);
            }
            _ => self.below(at),
        }
    }

    /// The factors below one of the identity.
    fn below(&mut self, at: usize) {
        let Some(factor) = self.nodes.get(at).map(|node| node.factor) else { return };
        match factor {
            Factor::Uv => {
                let answer = self.answer;
                let mut placed: HashMap<SourceId, usize> = HashMap::new();
                let mut begun: Vec<usize> = Vec::new();
                for row in &answer.traffic.rows {
                    let parent = row.parent.and_then(|id| placed.get(&id)).copied().unwrap_or(at);
                    let link = if begun.contains(&parent) { Link::Plus } else { Link::First };
                    begun.push(parent);
                    let node = self.push(Factor::SourceUv(row.id), Some(parent), link);
                    if row.group {
                        placed.insert(row.id, node);
                    }
                }
            }
            Factor::Cvr => {
                let campaign = self.campaign;
                let stages = &campaign.funnel.stages;
                let from = self.answer.funnel.uv_stage.and_then(|id| stages.position(id)).unwrap_or(0);
                let steps = stages.len().saturating_sub(from + 1);
                for (n, stage) in stages.iter().skip(from).take(steps).enumerate() {
                    let link = if n == 0 { Link::First } else { Link::Times };
                    self.push(Factor::Rate(stage.id), Some(at), link);
                }
            }
            Factor::Aov if self.planned(Factor::PiecePrice).or(self.actual(Factor::PiecePrice)).is_some() => {
                self.push(Factor::PiecePrice, Some(at), Link::First);
                self.push(Factor::Pieces, Some(at), Link::Times);
            }
            _ => {}
        }
    }

    fn needed(&self, factor: Factor) -> Option<Value> {
        let funnel = &self.answer.funnel;
        match factor {
            Factor::Gmv => funnel.gmv.value.map(Value::Money),
            Factor::Uv => funnel.uv.value.map(Value::Count),
            Factor::Cvr => funnel.cvr.value.map(Value::Rate),
            Factor::Aov => funnel.aov.value.map(Value::Money),
            Factor::Rate(id) => funnel.stage(id)?.rate.value.map(Value::Rate),
            _ => None,
        }
    }

    fn planned(&self, factor: Factor) -> Option<Value> {
        let traffic = &self.answer.traffic;
        let total = Some(&traffic.total).filter(|_| !traffic.rows.is_empty());
        match factor {
            Factor::Gmv => total.map(|total| Value::Money(total.gmv)),
            Factor::Uv => total.map(|total| Value::Count(total.uv)),
            Factor::Cvr => total?.cvr().map(Value::Rate),
            Factor::Aov => total?.aov().map(Value::Money),
            Factor::PiecePrice => self.answer.aov.piece_price.map(Value::Money),
            Factor::Pieces => {
                let aov = self.answer.aov.estimate?;
                aov.ratio(self.answer.aov.piece_price?).map(Value::Rate)
            }
            Factor::Rate(_) => self.needed(factor),
            Factor::SourceGmv(id) => traffic.source(id).map(|row| Value::Money(row.sums.gmv)),
            Factor::SourceUv(id) => traffic.source(id)?.uv.value.map(Value::Count),
            Factor::SourceCvr(id) => traffic.source(id)?.cvr.value.map(Value::Rate),
            Factor::SourceAov(id) => traffic.source(id)?.aov.value.map(Value::Money),
        }
    }

    fn actual(&self, factor: Factor) -> Option<Value> {
        let came = self.answer.ledger.total();
        let count = |count: Count| (count > Count::ZERO).then_some(Value::Count(count));
        let money = |money: Money| (money > Money::ZERO).then_some(Value::Money(money));
        let source = |id| self.sources.get(&id).map(|came| &came.whole);
        match factor {
            Factor::Gmv => money(came.gmv),
            Factor::Uv => count(came.uv),
            Factor::Cvr => came.cvr().map(Value::Rate),
            Factor::Aov => came.aov().and_then(money),
            Factor::PiecePrice => came.gmv.per(came.units).and_then(money),
            Factor::Pieces => {
                let pieces = Rate::ratio(came.units.wide(), came.buyers.wide())?;
                (came.units > Count::ZERO).then_some(Value::Rate(pieces))
            }
            Factor::Rate(id) => {
                let stages = &self.campaign.funnel.stages;
                let at = stages.position(id)?;
                let (stage, next) = (stages.at(at)?, stages.at(at + 1)?);
                let (upper, lower) = (reached(came, stage)?, reached(came, next)?);
                let (part, whole) = if stage.depth { (upper, lower) } else { (lower, upper) };
                Rate::ratio(part.wide(), whole.wide()).map(Value::Rate)
            }
            Factor::SourceGmv(id) => money(source(id)?.gmv),
            Factor::SourceUv(id) => count(source(id)?.uv),
            Factor::SourceCvr(id) => source(id)?.cvr().map(Value::Rate),
            Factor::SourceAov(id) => source(id)?.aov().and_then(money),
        }
    }

    /// What of a figure is due by the days with actual figures, half up; rates and prices are due as a whole.
    fn to_date(&self, factor: Factor, yard: Value) -> Option<Value> {
        let part = self.so_far;
        Some(match (factor, yard) {
            (Factor::Gmv | Factor::SourceGmv(_), Value::Money(money)) => Value::Money(money.at_rate(part?)),
            (Factor::Uv | Factor::SourceUv(_), Value::Count(count)) => {
                let half = Rate::ONE.wide() / 2;
                Value::Count(Count::from_wide((count.wide() * part?.wide() + half).div_euclid(Rate::ONE.wide())))
            }
            (_, other) => other,
        })
    }

    fn reference(&self, factor: Factor) -> Option<(Value, Reference)> {
        let best = |of: GoalOf| {
            let came = self.answer.history.past(self.campaign, of).best()?;
            let value = match came.value {
                GoalValue::Money(money) => Value::Money(money),
                GoalValue::Count(count) => Value::Count(count),
                GoalValue::Rate(rate) => Value::Rate(rate),
            };
            Some((value, Reference::Best(came.campaign)))
        };
        match factor {
            Factor::Gmv => best(GoalOf::Gmv),
            Factor::Uv => best(GoalOf::Uv),
            Factor::Cvr => best(GoalOf::Cvr),
            Factor::Aov => best(GoalOf::Aov),
            Factor::Rate(id) => {
                let stage = self.campaign.funnel.stages.get(id)?;
                let (kind, rate) = references(stage, None).best?;
                Some((Value::Rate(rate), Reference::Of(kind)))
            }
            Factor::SourceUv(id) => match self.campaign.traffic.get(id)?.basis {
                Basis::LastCampaign { uv, .. } => Some((Value::Count(uv), Reference::LastTime)),
                _ => None,
            },
            _ => None,
        }
    }

    /// What the factors of a GMV cost or bring.
    fn effects(&mut self) {
        let Some(root) = self.nodes.first().copied() else { return };
        if !matches!(root.factor, Factor::Gmv | Factor::SourceGmv(_)) {
            return;
        }
        let parts: Vec<usize> = (0..self.nodes.len()).filter(|at| self.nodes[*at].parent == Some(0)).collect();
        let [uv, cvr, aov] = parts[..] else { return };
        let measured = |node: &Node| node.actual.or(node.planned).and_then(number);
        let due = |node: &Node| node.due.and_then(number);
        let of = |at: usize| self.nodes.get(at).and_then(|node| due(node).zip(measured(node)));
        let (Some(a), Some(b), Some(c)) = (of(uv), of(cvr), of(aov)) else { return };
        let (Some(Value::Money(came)), Some(Value::Money(wanted))) = (root.actual.or(root.planned), root.due) else {
            return;
        };
        // the same as the plan's own gap says, where that is what is held against the need
        let known = self.answer.gap.filter(|_| root.factor == Factor::Gmv && root.actual.is_none());
        let (gap, split) = if let Some(known) = known {
            (known.gap, [known.uv, known.cvr, known.aov])
        } else {
            let gap = Money::from_wide(came.wide() - wanted.wide());
            (gap, effects([a.0, b.0, c.0], [a.1, b.1, c.1], gap))
        };
        for (at, effect) in parts.into_iter().zip(split) {
            if let Some(node) = self.nodes.get_mut(at) {
                node.effect = Some(effect);
            }
        }
        if let Some(root) = self.nodes.first_mut() {
            root.effect = Some(gap);
        }
        self.share_rates(cvr);
    }

    /// Shares the effect of CVR among the stages' rates that really came.
    fn share_rates(&mut self, cvr: usize) {
        let Some(whole) = self.nodes.get(cvr).and_then(|node| node.effect) else { return };
        let rates: Vec<usize> = (0..self.nodes.len()).filter(|at| self.nodes[*at].parent == Some(cvr)).collect();
        let logs: Option<Vec<f64>> = rates
            .iter()
            .map(|at| {
                let node = self.nodes.get(*at)?;
                let (due, came) = (node.due.and_then(number)?, node.actual.and_then(number)?);
                Some((came / due).ln()).filter(|log| log.is_finite())
            })
            .collect();
        let Some(logs) = logs else { return };
        let sum: f64 = logs.iter().sum();
        if sum.abs() < 1e-9 {
            return;
        }
        let raw: Vec<f64> = logs.iter().map(|log| whole.wide() as f64 * log / sum).collect();
        for (at, effect) in rates.into_iter().zip(settle(whole.wide(), &raw)) {
            if let Some(node) = self.nodes.get_mut(at) {
                node.effect = Some(Money::from_wide(effect));
            }
        }
    }

    /// Marks the factor that falls short most among each parent's: by effect, by missing visitors, or by its part.
    fn worst(&mut self) {
        let mut least: HashMap<usize, (f64, usize)> = HashMap::new();
        for (at, node) in self.nodes.iter().enumerate() {
            let Some(parent) = node.parent else { continue };
            let short = match (node.effect, node.factor) {
                (Some(effect), _) => effect.to_f64(),
                (None, Factor::SourceUv(_)) => {
                    let pair = node.actual.or(node.planned).and_then(number).zip(node.due.and_then(number));
                    pair.map_or(0.0, |(came, due)| came - due)
                }
                (None, _) => node.off.map_or(0.0, Rate::to_f64),
            };
            let slot = least.entry(parent).or_insert((0.0, at));
            if short < slot.0 {
                *slot = (short, at);
            }
        }
        for (short, at) in least.into_values() {
            if let Some(node) = self.nodes.get_mut(at).filter(|_| short < 0.0) {
                node.worst = true;
            }
        }
    }
}

/// How many reached a stage, as far as actual figures tell.
fn reached(came: &Figures, stage: &Stage) -> Option<Count> {
    let count = match stage.kind {
        StageKind::PageViews => came.pv,
        StageKind::Visitors => came.uv,
        StageKind::Cart => came.carts,
        StageKind::Leads => came.leads,
        StageKind::Orders => came.orders,
        StageKind::Paid | StageKind::Sales => came.buyers,
        StageKind::ShopVisits | StageKind::Other => Count::ZERO,
    };
    (count > Count::ZERO).then_some(count)
}

fn number(value: Value) -> Option<f64> {
    let number = match value {
        Value::Money(money) => money.to_f64(),
        Value::Count(count) => count.to_f64(),
        Value::Difference(difference) => difference as f64,
        Value::Rate(rate) => rate.to_f64(),
    };
    Some(number).filter(|number| number.is_finite())
}

/// (measured − due) ÷ due.
fn off(measured: Value, due: Value) -> Option<Rate> {
    let wide = |value: Value| match value {
        Value::Money(money) => money.wide(),
        Value::Count(count) => count.wide(),
        Value::Difference(difference) => i128::from(difference),
        Value::Rate(rate) => rate.wide(),
    };
    let (measured, due) = (wide(measured), wide(due));
    if due <= 0 { None } else { Rate::ratio(measured - due, due) }
}
