//! The traffic plan: what each source brings and costs, summed up its tree, against the visitors needed.
//!
//! Buyers are kept exactly (in billionths of a person), not rounded per source. Knows nothing of how the needed visitors
//! were found.

use std::collections::HashMap;
use std::sync::Arc;

use crate::engine::value::{Figure, difference};
use crate::engine::viral::{Crowd, PlayAnswer, joiners, viral};
use crate::model::number::div_half_up;
use crate::model::{Basis, CostModel, Count, DepartmentId, Money, Rate, Rows, Source, SourceId, WordOfMouth};

/// What sources fall back to and are held against: the funnel's own figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Yardstick {
    /// Visitors the funnel needs.
    pub needed_uv: Option<Count>,
    /// The funnel's CVR.
    pub cvr: Option<Rate>,
    /// The funnel's 客单价.
    pub aov: Option<Money>,
    /// Whom word-of-mouth plays can begin with; zeros where no source asks for them.
    pub crowd: Crowd,
}

/// What a source, a group or the whole plan brings and costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TrafficSums {
    /// Visitors.
    pub uv: Count,
    /// Paying buyers in billionths of a person: UV × CVR, exact.
    pub buyers_nano: i128,
    /// GMV: UV × CVR × AOV, half up to the minor unit per source.
    pub gmv: Money,
    /// Cost, half up to the minor unit per source. A source whose cost cannot be told adds nothing.
    pub cost: Money,
}

impl TrafficSums {
    /// Buyers ÷ visitors, half up; nothing without visitors.
    #[must_use]
    pub fn cvr(&self) -> Option<Rate> {
        div_half_up(self.buyers_nano, self.uv.wide()).map(Rate::from_wide)
    }

    /// GMV ÷ buyers, half up; nothing without buyers.
    #[must_use]
    pub fn aov(&self) -> Option<Money> {
        per_buyer(self.gmv, self.buyers_nano)
    }

    /// GMV ÷ cost, half up; nothing without cost.
    #[must_use]
    pub fn roi(&self) -> Option<Rate> {
        self.gmv.ratio(self.cost)
    }

    /// Cost ÷ visitors, half up; nothing without visitors.
    #[must_use]
    pub fn cost_per_uv(&self) -> Option<Money> {
        self.cost.per(self.uv)
    }

    /// Cost ÷ buyers, half up; nothing without buyers. (One order per buyer.)
    #[must_use]
    pub fn cost_per_order(&self) -> Option<Money> {
        per_buyer(self.cost, self.buyers_nano)
    }

    fn add(&mut self, other: &Self) {
        self.uv = Count::from_wide(self.uv.wide() + other.uv.wide());
        self.buyers_nano = self.buyers_nano.saturating_add(other.buyers_nano);
        self.gmv = Money::from_wide(self.gmv.wide() + other.gmv.wide());
        self.cost = Money::from_wide(self.cost.wide() + other.cost.wide());
    }
}

fn per_buyer(sum: Money, buyers_nano: i128) -> Option<Money> {
    div_half_up(sum.wide() * Rate::ONE.wide(), buyers_nano).map(Money::from_wide)
}

/// What is wrong with a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SourceProblem {
    /// It costs something, but brings no visitors.
    CostWithoutVisitors,
    /// It has no visitors planned and none follow from a basis.
    NoVisitors,
    /// Its cost per thousand impressions cannot be told without a click rate above zero.
    NoClickRate,
    /// It earns less than it costs.
    RoiBelowOne(Rate),
    /// Its parent is no source of this campaign.
    ParentGone(SourceId),
    /// It is its own ancestor.
    ParentCycle,
    /// A rate, price or sum below zero.
    Negative,
    /// A word-of-mouth play begins with nobody.
    PlayWithoutSeeds,
    /// A word-of-mouth play grows from round to round, and only its rounds end it: this many new inviters each.
    PlayWithoutCap(Rate),
    /// A part of a word-of-mouth play beyond the whole.
    PlayRateAboveOne(Rate),
    /// Fewer people come to an opener of a group than it takes to fill it: how many come, half up to nine places.
    PlayGroupsStayOpen(Rate),
}

/// A source or group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceAnswer {
    /// Which source.
    pub id: SourceId,
    /// The group it stands in, if that exists and is not below it.
    pub parent: Option<SourceId>,
    /// How deep it stands in the tree, from 0.
    pub depth: usize,
    /// Whether others stand in it, so that its own figures do not count.
    pub group: bool,
    /// Department that must deliver it: its own, else that of the nearest group with one.
    pub department: Option<DepartmentId>,
    /// Visitors: typed, from the basis, or the sum of a group.
    pub uv: Figure<Count>,
    /// CVR: its own, the funnel's, or a group's buyers ÷ visitors.
    pub cvr: Figure<Rate>,
    /// 客单价: its own, the funnel's, or a group's GMV ÷ buyers.
    pub aov: Figure<Money>,
    /// Cost; nothing if it cannot be told.
    pub cost: Option<Money>,
    /// Whether it, or anything in it, is paid for.
    pub paid: bool,
    /// What it brings and costs, with what is missing as zero.
    pub sums: TrafficSums,
    /// What its word-of-mouth play comes to, if that is its basis.
    pub play: Option<Arc<PlayAnswer>>,
    /// What is wrong with it.
    pub problems: Vec<SourceProblem>,
}

/// The whole plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrafficAnswer {
    /// Sources in the order of the tree: each group before its members, otherwise in the order of the file.
    pub rows: Vec<SourceAnswer>,
    /// All sources that are no groups.
    pub total: TrafficSums,
    /// Visitors the funnel needs.
    pub needed: Option<Count>,
    /// What it was worked out against.
    pub yardstick: Yardstick,
    /// Planned − needed visitors; negative: short.
    pub gap: Option<i64>,
}

impl TrafficAnswer {
    /// The answer of a source.
    #[must_use]
    pub fn source(&self, id: SourceId) -> Option<&SourceAnswer> {
        self.rows.iter().find(|r| r.id == id)
    }
}

/// Visitors that follow from a basis, rounded down; nothing if it holds no figures. Those of a word-of-mouth play are its
/// own answer's.
#[must_use]
pub fn uv_from_basis(basis: &Basis) -> Option<Count> {
    let times = |count: Count, rate: Rate| Count::from_wide((count.wide() * rate.wide()).div_euclid(Rate::ONE.wide()));
    match basis {
        Basis::None | Basis::Note(_) | Basis::WordOfMouth(_) => None,
        Basis::LastCampaign { uv, growth } => Some(times(*uv, *growth)),
        Basis::PlatformDaily { uv, days } | Basis::ShopDaily { uv, days } => Some(times(*uv, *days)),
        Basis::Reach { people, rate } => Some(times(*people, *rate)),
        Basis::Events { events, uv } => Some(Count::from_wide(events.wide() * uv.wide())),
    }
}

/// What a source costs, half up to the minor unit; nothing if its click rate is missing.
#[must_use]
pub fn cost(model: &CostModel, uv: Count, gmv: Money) -> Option<Money> {
    match *model {
        CostModel::Free => Some(Money::ZERO),
        CostModel::Cpc(price) => Some(price.times(uv)),
        CostModel::Cpm { price, ctr } => {
            let per_thousand = ctr.wide().max(0) * 1000;
            let product = (price.wide() * uv.wide()).checked_mul(Rate::ONE.wide())?;
            div_half_up(product, per_thousand).map(Money::from_wide)
        }
        CostModel::Cps(rate) => Some(gmv.at_rate(rate)),
        CostModel::PerMessage { price, sent } => Some(price.times(sent)),
        CostModel::Fixed(sum) => Some(sum),
    }
}

/// Works out the traffic plan.
#[must_use]
pub fn traffic(sources: &Rows<Source>, yardstick: &Yardstick) -> TrafficAnswer {
    let order = tree(sources);
    let mut rows: Vec<SourceAnswer> = Vec::with_capacity(order.len());
    // position in `rows` of each placed parent, by its position in the table
    let mut placed: Vec<usize> = vec![usize::MAX; sources.len()];
    for node in &order {
        let Some(source) = sources.at(node.at) else { continue };
        if let Some(slot) = placed.get_mut(node.at) {
            *slot = rows.len();
        }
        let parent = node.parent.and_then(|p| placed.get(p)).and_then(|p| rows.get(*p));
        let place = (parent.map(|p| p.id), parent.map_or(0, |p| p.depth + 1), parent.and_then(|p| p.department));
        let mut row = leaf(source, yardstick, place);
        if node.group {
            row.group = true;
            row.sums = TrafficSums::default();
            row.cost = Some(Money::ZERO);
            row.paid = false;
            row.play = None;
            row.problems.clear();
        }
        row.problems.extend(node.problem);
        rows.push(row);
    }
    let mut total = TrafficSums::default();
    for (at, node) in order.iter().enumerate().rev() {
        let Some(row) = rows.get_mut(at) else { continue };
        if row.group {
            row.uv = Figure::solved(row.sums.uv);
            row.cvr = Figure::from_solved(row.sums.cvr());
            row.aov = Figure::from_solved(row.sums.aov());
            row.cost = Some(row.sums.cost);
        } else {
            total.add(&row.sums);
        }
        let (sums, paid) = (row.sums, row.paid);
        let parent = node.parent.and_then(|p| placed.get(p)).copied();
        if let Some(parent) = parent.and_then(|p| rows.get_mut(p)) {
            parent.sums.add(&sums);
            parent.paid |= paid;
        }
    }
    let gap = yardstick.needed_uv.map(|needed| difference(total.uv, needed));
    TrafficAnswer { rows, total, needed: yardstick.needed_uv, yardstick: *yardstick, gap }
}

fn leaf(
    source: &Source,
    yardstick: &Yardstick,
    (parent, depth, department): (Option<SourceId>, usize, Option<DepartmentId>),
) -> SourceAnswer {
    let own = |typed: Option<Rate>, fallback| typed.map_or_else(|| Figure::from_solved(fallback), Figure::typed);
    let play = source.basis.play().map(|play| (play, Arc::new(viral(play, &yardstick.crowd))));
    let followed = match &play {
        Some((_, answer)) => answer.seeds.map(|_| answer.visitors),
        None => uv_from_basis(&source.basis),
    };
    let uv = source.uv.map_or_else(|| Figure::from_solved(followed), Figure::typed);
    let cvr = own(source.cvr, yardstick.cvr);
    let aov = source.aov.map_or_else(|| Figure::from_solved(yardstick.aov), Figure::typed);
    let count = uv.value.unwrap_or_default();
    let buyers_nano = count.wide() * cvr.value.unwrap_or_default().wide().max(0);
    let gmv = buyers_nano
        .checked_mul(aov.value.unwrap_or_default().wide().max(0))
        .and_then(|minor_nano| div_half_up(minor_nano, Rate::ONE.wide()))
        .map_or(Money::MAX, Money::from_wide);
    let of_play = play.as_ref().map_or(Money::ZERO, |(_, answer)| answer.cost.total());
    let cost = cost(&source.cost, count, gmv).map(|cost| Money::from_wide(cost.wide() + of_play.wide()));
    let sums = TrafficSums { uv: count, buyers_nano, gmv, cost: cost.unwrap_or_default() };
    let mut problems = Vec::new();
    let paid = source.cost != CostModel::Free || of_play != Money::ZERO;
    if let Some((play, answer)) = &play {
        play_problems(play, answer, &mut problems);
    }
    if cost.is_none() {
        problems.push(SourceProblem::NoClickRate);
    }
    if count == Count::ZERO {
        let costs = cost.is_some_and(|c| c > Money::ZERO);
        problems.push(if costs { SourceProblem::CostWithoutVisitors } else { SourceProblem::NoVisitors });
    } else if let Some(roi) = sums.roi().filter(|roi| *roi < Rate::ONE && cvr.value.is_some() && aov.value.is_some()) {
        problems.push(SourceProblem::RoiBelowOne(roi));
    }
    let negative_price = match source.cost {
        CostModel::Free => false,
        CostModel::Cpc(price) | CostModel::PerMessage { price, .. } | CostModel::Fixed(price) => price < Money::ZERO,
        CostModel::Cpm { price, ctr } => price < Money::ZERO || ctr < Rate::ZERO,
        CostModel::Cps(rate) => rate < Rate::ZERO,
    };
    let below = |rate: Option<Rate>| rate.is_some_and(|r| r < Rate::ZERO);
    let negative = negative_price || below(source.cvr) || source.aov.is_some_and(|a| a < Money::ZERO);
    if negative && !problems.contains(&SourceProblem::Negative) {
        problems.push(SourceProblem::Negative);
    }
    let department = source.department.or(department);
    SourceAnswer {
        id: source.id,
        parent,
        depth,
        group: false,
        department,
        uv,
        cvr,
        aov,
        cost,
        paid,
        sums,
        play: play.map(|(_, answer)| answer),
        problems,
    }
}

fn play_problems(play: &WordOfMouth, answer: &PlayAnswer, problems: &mut Vec<SourceProblem>) {
    let parts = [play.participation, play.acceptance, play.onward, play.redemption];
    if let Some(rate) = parts.into_iter().find(|rate| *rate > Rate::ONE) {
        problems.push(SourceProblem::PlayRateAboveOne(rate));
    }
    let sums = [play.inviter_reward, play.invitee_reward, play.coupon, play.fixed];
    let below = parts.into_iter().chain([play.invites]).any(|rate| rate < Rate::ZERO);
    if below || sums.into_iter().any(|sum| sum < Money::ZERO) {
        problems.push(SourceProblem::Negative);
    }
    if answer.seeds.is_none() {
        problems.push(SourceProblem::PlayWithoutSeeds);
    }
    if answer.k >= Rate::ONE && play.cap.is_none() {
        problems.push(SourceProblem::PlayWithoutCap(answer.k));
    }
    let each = Rate::ratio(answer.visitors.wide(), answer.inviters.wide());
    if let Some((each, joiners)) = each.zip(joiners(play.kind))
        && each.wide() < joiners.wide() * Rate::ONE.wide()
    {
        problems.push(SourceProblem::PlayGroupsStayOpen(each));
    }
}

struct Node {
    at: usize,
    parent: Option<usize>,
    group: bool,
    problem: Option<SourceProblem>,
}

/// The rows in tree order, by position. A source whose parent is gone stands at the top; of sources in a cycle the first
/// in the file does. No recursion: a chain may be as long as the table.
fn tree(sources: &Rows<Source>) -> Vec<Node> {
    let mut index: HashMap<SourceId, usize> = HashMap::with_capacity(sources.len());
    for (at, source) in sources.iter().enumerate() {
        index.entry(source.id).or_insert(at);
    }
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); sources.len()];
    let mut roots: Vec<(usize, Option<SourceProblem>)> = Vec::new();
    for (at, source) in sources.iter().enumerate() {
        match source.parent.map(|p| (p, index.get(&p))) {
            None => roots.push((at, None)),
            Some((id, None)) => roots.push((at, Some(SourceProblem::ParentGone(id)))),
            Some((_, Some(parent))) => {
                if let Some(list) = children.get_mut(*parent) {
                    list.push(at);
                }
            }
        }
    }
    let mut seen = vec![false; sources.len()];
    let mut out = Vec::with_capacity(sources.len());
    for (at, problem) in roots {
        walk(at, problem, &children, &mut seen, &mut out);
    }
    // what no root reaches hangs on a cycle
    for at in 0..sources.len() {
        if !seen.get(at).copied().unwrap_or(true) {
            walk(at, Some(SourceProblem::ParentCycle), &children, &mut seen, &mut out);
        }
    }
    out
}

fn walk(root: usize, problem: Option<SourceProblem>, children: &[Vec<usize>], seen: &mut [bool], out: &mut Vec<Node>) {
    let mut stack = vec![(root, None, problem)];
    while let Some((at, parent, problem)) = stack.pop() {
        match seen.get_mut(at) {
            Some(seen) if !*seen => *seen = true,
            _ => continue,
        }
        let below = children.get(at).map_or(&[][..], Vec::as_slice);
        let open: Vec<usize> = below.iter().copied().filter(|c| !seen.get(*c).copied().unwrap_or(true)).collect();
        out.push(Node { at, parent, group: !open.is_empty(), problem });
        stack.extend(open.into_iter().rev().map(|child| (child, Some(at), None)));
    }
}

#[cfg(test)]
#[path = "traffic_tests.rs"]
mod tests;
