//! The floor guard (底价保护): for each product and phase, the lowest price at which a piece can be bought, and the basket
//! that does it.
//!
//! The lowest price is the minimum of line net ÷ pieces over the receipts that the policy really yields, over the whole
//! [`Domain`]: 1 … 10 pieces of the product, up to two other products of the catalogue with a price, 1 … 5 pieces each,
//! every kind of customer, and every set of chosen offers that can be held in the phase. `exact` says that this minimum is
//! proved; a case that was cut off by [`Domain::budget`] is not, and what is given is the lowest that was found.
//!
//! Where practice leaves room, this is what is meant:
//! - The product stands first in the basket, the others in the order of the catalogue: odd minor units go by it.
//! - A limit on pieces at a price is no limit on the pieces bought; the model knows none of these, so ten pieces it is.
//! - Whoever holds points holds as many as can be used.
//! - A phase has everything that holds at some instant of it.
//! - A receipt is the best for the customer over the whole basket, which need not be the lowest for the product: what a
//!   customer does not hold can lower a single line.
//!
//! How it is found without enumerating the domain:
//! - `search`: branches of baskets, the most promising first; `fillers`: these branches; `hold`: what a customer must hold for a way.
//! - `tell` and `ways`: the ways on which an order can be priced, by its lines and by its sums; `steps`: what is met on one.
//! - `bound`: what must at least be paid in a branch; `quick`: the same under the usual policy; `sums` and `sets`: what thresholds say
//!   of several lines together; `whole`: what the sums alone say.
//! - `groups`: what offers that count pieces say of the product; `counted`: what stands in these together.
//! - `apart`: which offers are used beside the product and, where these are known, `local`: what befalls each line by itself, `pairs`
//!   and `total`: fillers of which the sum counts, `boxes`: of which each counts.
//!
//! All kinds of customers are searched at once, over the offers of all; a basket is priced as each meets it. A branch is left only
//! when its bound is no lower than a receipt that was found; so the answer is that of brute force, which the tests hold it to.

mod apart;
mod bound;
mod boxes;
mod class;
mod counted;
mod exact;
mod fillers;
mod fixes;
mod ground;
mod groups;
mod hold;
mod list;
mod local;
mod pairs;
mod pieces;
mod places;
mod promise;
mod quick;
mod rules;
mod search;
mod sets;
mod steps;
mod sums;
mod tell;
mod total;
mod ways;
mod whole;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;

use super::price::{Candidate, Circumstances, Compiled, Moment, Rule, TooMany};
use crate::engine::goods;
use crate::engine::watch::Watch;
use crate::model::offer::CustomerKind;
use crate::model::{Basket, BasketItem, Campaign, Count, Held, Money, PhaseId, Project, Rate, SkuId};

pub use fixes::{Change, Fix, apply, fixes};
pub use promise::{Undercut, guard_findings, undercuts};

use class::Class;
use fillers::Fillers;
use search::{Found, PARTS, Room, Shop, Terms, search};

/// Points of a customer who holds points.
const POINTS: u64 = Count::MAX.get();

/// Over which baskets the lowest price is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Domain {
    /// Most pieces of the product, 1 … 10.
    pub pieces: u32,
    /// Most other products, 0 … 2.
    pub fillers: u32,
    /// Most pieces of each of these.
    pub filler_pieces: u32,
    /// Branches and baskets looked at for one product in one phase, after which the search is cut off.
    pub budget: u32,
}

impl Default for Domain {
    fn default() -> Self {
        Self { pieces: 10, fillers: 2, filler_pieces: 5, budget: 100_000 }
    }
}

/// The lowest price of a product in a phase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lowest {
    /// Which product.
    pub sku: SkuId,
    /// In which phase.
    pub phase: PhaseId,
    /// Its price in the phase before offers.
    pub price: Money,
    /// Its floor, if it has one.
    pub floor: Option<Money>,
    /// What is paid for its pieces in the basket.
    pub net: Money,
    /// How many these are.
    pub pieces: Count,
    /// Full cost of a piece at that price.
    pub cost: Money,
    /// The basket: the product first; what is not held, and who buys it.
    pub basket: Basket,
    /// Offers that lower it, with what each takes off its pieces, in the order of computation.
    pub offers: Vec<(Held, Money)>,
    /// Whether it is proved that no basket of the domain leads lower.
    pub exact: bool,
    /// What is proved anyhow: no basket of the domain leads below this price of a piece, rounded down.
    pub at_least: Money,
}

impl Lowest {
    /// What a piece costs, rounded half up. To compare, use [`Lowest::is_below`].
    #[must_use]
    pub fn unit(&self) -> Money {
        self.net.per(self.pieces).unwrap_or_default()
    }

    /// Whether a piece costs less than this, compared exactly.
    #[must_use]
    pub fn is_below(&self, price: Money) -> bool {
        self.net.wide() < price.wide() * self.pieces.wide()
    }

    /// Margin at that price, to nine decimals: what is paid less full cost, as a part of what is paid. Gifts that come with
    /// the basket are not in it. Nothing if nothing is paid.
    #[must_use]
    pub fn margin(&self) -> Option<Rate> {
        Money::from_wide(self.net.wide() - self.cost.wide() * self.pieces.wide()).ratio(self.net)
    }

    /// By how much a piece lies above its floor; below zero it is a breach. Of the rounded price; nothing without a floor.
    #[must_use]
    pub fn room(&self) -> Option<Money> {
        self.floor.map(|floor| Money::from_wide(self.unit().wide() - floor.wide()))
    }

    /// Whether a piece can be bought below its floor (破价).
    #[must_use]
    pub fn is_below_floor(&self) -> bool {
        self.floor.is_some_and(|floor| self.is_below(floor))
    }
}

/// Which products and phases are looked at.
#[derive(Clone, Copy, Debug, Default)]
pub struct Which<'a> {
    /// One phase; nothing = all in which goods are sold.
    pub phase: Option<PhaseId>,
    /// Some products; nothing = all of the campaign.
    pub skus: Option<&'a [SkuId]>,
    /// Over which baskets.
    pub domain: Domain,
}

/// Why there are no prices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FloorError {
    /// Too many offers.
    #[error(transparent)]
    TooMany(#[from] TooMany),
    /// It was stopped.
    #[error("stopped")]
    Stopped,
}

/// How many products and phases a search looks at: what [`Watch::done`] counts up to.
#[must_use]
pub fn size(campaign: &Campaign, which: Which<'_>) -> usize {
    phases(campaign, which).count() * which.skus.map_or(campaign.goods.len(), <[SkuId]>::len)
}

fn phases<'a>(campaign: &'a Campaign, which: Which<'a>) -> impl Iterator<Item = PhaseId> + 'a {
    let sold = campaign.phases.iter().filter(move |phase| which.phase.map_or(phase.kind.sells(), |id| phase.id == id));
    sold.map(|phase| phase.id)
}

/// The lowest prices, in the order of the phases and within them of the campaign's goods. A product without a price has none.
///
/// Runs on as many threads as the machine has; the answer does not depend on it.
///
/// # Errors
/// More offers in a phase than can be priced, or stopped.
pub fn floors(
    project: &Project,
    campaign: &Campaign,
    which: Which<'_>,
    watch: Watch<'_>,
) -> Result<Vec<Lowest>, FloorError> {
    let skus: Vec<SkuId> = match which.skus {
        Some(skus) => skus.to_vec(),
        None => campaign.goods.iter().map(|row| row.sku).collect(),
    };
    // phases in which the same holds are searched once
    let mut alike: Vec<(Vec<(usize, PhaseId)>, Kinds)> = Vec::new();
    for (at, phase) in phases(campaign, which).enumerate() {
        let kinds = kinds(project, campaign, phase)?;
        let same = |of: &Kinds| of.iter().zip(&kinds).all(|(a, b)| a.1.prices_as(&b.1));
        match alike.iter_mut().find(|(_, of)| same(of)) {
            Some((phases, _)) => phases.push((at, phase)),
            None => alike.push((vec![(at, phase)], kinds)),
        }
    }
    let mut lowest = Vec::new();
    for (phases, kinds) in alike {
        let Some((_, first)) = phases.first().copied() else { continue };
        let shops = shops(project, campaign, first, &kinds, which.domain);
        let guard = Guard { project, campaign, phases, kinds, shops, domain: which.domain };
        lowest.extend(guard.all(&skus, watch)?);
    }
    lowest.sort_by_key(|(at, _)| *at);
    Ok(lowest.into_iter().map(|(_, lowest)| lowest).collect())
}

/// The campaign as each kind of customer meets it, the usual one first.
type Kinds = Vec<(CustomerKind, Compiled)>;

/// A lowest price with the places of its phase and of its product among all that are looked at.
type Placed = ((usize, usize), Lowest);

fn kinds(project: &Project, campaign: &Campaign, phase: PhaseId) -> Result<Kinds, TooMany> {
    [CustomerKind::Old, CustomerKind::New, CustomerKind::Member]
        .into_iter()
        .map(|customer| {
            let of = Circumstances { moment: Moment::Phase(phase), customer };
            Ok((customer, Compiled::new(project, campaign, of)?))
        })
        .collect()
}

/// What is searched: the kinds of customers together, or each by itself where they have too many offers together. Whoever
/// meets nothing that another kind does not meet or can leave out need not be looked at.
fn shops(
    project: &Project,
    campaign: &Campaign,
    phase: PhaseId,
    kinds: &[(CustomerKind, Compiled)],
    domain: Domain,
) -> Vec<Shop> {
    let within = |a: &Compiled, b: &Compiled| {
        let missing = |c: &&Candidate| !a.candidates.iter().any(|of| of.held == c.held);
        let there = a.candidates.iter().all(|c| b.candidates.iter().any(|of| of.held == c.held));
        there && b.candidates.iter().filter(missing).all(|c| c.chosen)
    };
    let mut searched: Vec<usize> = Vec::new();
    for (at, (_, compiled)) in kinds.iter().enumerate() {
        let covered = kinds.iter().enumerate().any(|(other, (_, by))| {
            // of two that meet the same the first stands
            other != at && within(compiled, by) && (other < at || !within(by, compiled))
        });
        if !covered {
            searched.push(at);
        }
    }
    let terms = |at: &usize| kinds.get(*at).map(|(_, compiled)| (*at, Terms::new(compiled.clone())));
    let shop = |at: usize, bound: Compiled, kinds: Vec<(usize, Terms)>| Shop {
        at,
        fillers: Fillers::new(&bound, domain.filler_pieces),
        bound: Terms::new(bound),
        kinds,
    };
    if let [only] = searched.as_slice() {
        return kinds
            .get(*only)
            .map(|(_, c)| shop(0, c.clone(), terms(only).into_iter().collect()))
            .into_iter()
            .collect();
    }
    match Compiled::for_anyone(project, campaign, phase) {
        Ok(anyone) => vec![shop(0, anyone, searched.iter().filter_map(terms).collect())],
        Err(_) => {
            searched.iter().filter_map(terms).map(|(at, t)| shop(at, t.compiled.clone(), vec![(at, t)])).collect()
        }
    }
}

struct Guard<'a> {
    project: &'a Project,
    campaign: &'a Campaign,
    /// Phases in which the same holds, with their places among all that are looked at.
    phases: Vec<(usize, PhaseId)>,
    kinds: Kinds,
    shops: Vec<Shop>,
    domain: Domain,
}

impl Guard<'_> {
    /// The lowest prices with the places of their phase and of their product.
    fn all(&self, skus: &[SkuId], watch: Watch<'_>) -> Result<Vec<Placed>, FloorError> {
        let classes = self.classes(skus);
        let work = || {
            let (mut mine, mut room) = (Vec::new(), Room::default());
            while let Some(class) = Class::join(&classes) {
                room.forget();
                while let Some(at) = class.take() {
                    if (watch.stop)() {
                        return None;
                    }
                    let Some(sku) = skus.get(at) else { continue };
                    mine.extend(self.lowest(*sku, &mut room).into_iter().map(|(phase, lowest)| ((phase, at), lowest)));
                    watch.done.fetch_add(self.phases.len(), Ordering::Relaxed);
                }
            }
            Some(mine)
        };
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(skus.len()).max(1);
        let found = std::thread::scope(|scope| {
            let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
            let mut all = vec![work()];
            all.extend(others.into_iter().map(|thread| thread.join().unwrap_or(None)));
            all
        });
        let found: Option<Vec<_>> = found.into_iter().collect();
        Ok(found.ok_or(FloorError::Stopped)?.into_iter().flatten().collect())
    }

    /// Products by what tells apart what stands beside them: what is made for one of a class serves the others.
    fn classes(&self, skus: &[SkuId]) -> Vec<Class> {
        let key = |sku: SkuId| {
            let shop = self.shops.first()?;
            Some(shop.fillers.key(&shop.bound.guide(shop.bound.compiled.place(sku)?, 1)))
        };
        let mut by_key: BTreeMap<Option<u128>, Vec<usize>> = BTreeMap::new();
        for (at, sku) in skus.iter().enumerate() {
            by_key.entry(key(*sku)).or_default().push(at);
        }
        by_key.into_values().map(Class::new).collect()
    }

    /// The lowest price of a product in each phase; nothing if it has no price, or is not there.
    fn lowest(&self, sku: SkuId, room: &mut Room) -> Vec<(usize, Lowest)> {
        let found = self.search(sku, room);
        let found = found.iter().flat_map(|(found, below)| {
            self.phases.iter().filter_map(|(at, phase)| Some((*at, self.describe(sku, *phase, found, *below)?)))
        });
        found.collect()
    }

    /// What was found for a product, and what no unit price is below if it is not proved.
    fn search(&self, sku: SkuId, room: &mut Room) -> Option<(Found, Option<i64>)> {
        let (mut best, mut below, mut budget) = (None, None::<i64>, self.domain.budget);
        for shop in &self.shops {
            let good = shop.bound.compiled.place(sku)?;
            if shop.bound.compiled.goods.get(good as usize)?.price <= 0 {
                return None;
            }
            if let Some(cut) = search(shop, good, &self.domain, &mut budget, &mut best, room) {
                below = Some(below.map_or(cut, |below| below.min(cut)));
            }
        }
        Some((best?, below))
    }

    /// What was found as the most usual kind of customer can have it, with what is then held.
    fn usual(&self, found: &Found) -> Option<(CustomerKind, &Compiled, u128)> {
        let (customer, compiled) = self.kinds.get(found.customer)?;
        let held: Vec<Held> = compiled.holdable().filter(|held| found.held & compiled.bit_of(*held) != 0).collect();
        for (usual, by) in self.kinds.get(..found.customer).unwrap_or_default() {
            let mask = held.iter().fold(0, |all, held| all | by.bit_of(*held));
            if mask.count_ones() as usize == held.len()
                && by.outcome(&found.basket, mask | !by.chosen, POINTS).net == found.net
            {
                return Some((*usual, by, mask));
            }
        }
        Some((*customer, compiled, found.held))
    }

    fn describe(&self, sku: SkuId, phase: PhaseId, found: &Found, below: Option<i64>) -> Option<Lowest> {
        let (customer, compiled, mask) = self.usual(found)?;
        let id = |good: u32| compiled.goods.get(good as usize).map(|good| good.sku.id);
        let items: Option<Vec<BasketItem>> = found
            .basket
            .iter()
            .map(|(good, n)| Some(BasketItem { sku: id(*good)?, pieces: Count::new(u64::from(*n)) }))
            .collect();
        let held = |held: Held| mask & compiled.bit_of(held) != 0;
        let without = compiled.holdable().filter(|h| !held(*h)).collect();
        let by_points = compiled.candidates.iter().any(|candidate| {
            matches!(candidate.rule, Rule::Points { .. }) && (!candidate.chosen || held(candidate.held))
        });
        let points = if by_points { Count::MAX } else { Count::ZERO };
        let basket = Basket { items: items?, phase: Some(phase), at: None, customer, without, points };
        let receipt = compiled.receipt(&basket.items, &basket.without, points).ok()?;
        let line = receipt.lines.first()?;
        debug_assert_eq!(line.net, Money::from_minor(found.net), "the receipt says the same");
        // what was left open may lie no lower than what was found
        let exact = below.is_none_or(|below| below >= found.unit());
        let product = self.project.goods.get(sku)?;
        let row = self.campaign.goods.get(sku);
        let price = compiled.prices().find(|(of, _)| *of == sku).map(|(_, price)| price)?;
        let mut lowest = Lowest {
            sku,
            phase,
            price,
            floor: goods::floor(product, row, self.campaign.required_margin, Some(phase)),
            net: line.net,
            pieces: line.pieces,
            cost: Money::ZERO,
            basket,
            offers: line.shares.clone(),
            exact,
            at_least: Money::from_minor(below.map_or(found.unit(), |below| below.clamp(0, found.unit())) / PARTS),
        };
        lowest.cost = goods::full_cost(product, lowest.unit());
        Some(lowest)
    }
}

/// Whether one price of a piece is below another, each so much for so many pieces.
fn is_lower(a: &Lowest, b: &Lowest) -> bool {
    a.net.wide() * b.pieces.wide() < b.net.wide() * a.pieces.wide()
}

/// What a search counts in: so many parts of a minor unit make one.
const _: () = assert!(PARTS % 9 == 0 && PARTS % 8 == 0 && PARTS % 7 == 0 && PARTS % 10 == 0);
