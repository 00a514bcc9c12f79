//! A campaign's offers made ready for one moment and one kind of customer.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::DateTime;

use super::amount::part_paid;
use crate::engine::goods;
use crate::model::offer::{BundleItem, CustomerKind, Funding, ItemBenefit, Reduction, Rung, SameLayer};
use crate::model::{
    Campaign, Count, Held, Layer, Money, Offer, OfferId, OfferRule, PhaseId, PricingPolicy, Project, Sku, SkuId,
};

/// Most offers, each rung of a coupon ladder counted by itself, that can hold at one moment.
pub const MAX_CANDIDATES: usize = 128;

/// When a basket is bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Moment {
    /// At an instant.
    At(DateTime),
    /// Whenever in a phase: everything that holds at some instant of it.
    Phase(PhaseId),
}

/// When, and by whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Circumstances {
    /// When.
    pub moment: Moment,
    /// By whom.
    pub customer: CustomerKind,
}

/// More offers hold at one moment than can be priced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} offers and coupons at one moment; at most {MAX_CANDIDATES} can be priced")]
pub struct TooMany(pub usize);

/// Why an offer does not stand for a basket at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AbsentReason {
    /// It is switched off.
    Off,
    /// Not at this moment.
    NotNow,
    /// Not for this kind of customer.
    NotForCustomer,
    /// It is a budget and no price.
    BudgetOnly,
}

/// What is taken off, in minor units and billionths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::engine::offers) enum Off {
    Less(i64),
    Pay { part: i64, cap: i64 },
}

/// What becomes of a piece's price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::engine::offers) enum Benefit {
    Pay(i64),
    Less(i64),
    Price(i64),
}

/// A rule with plain numbers: nothing below zero, no part above one, so that no offer raises a price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::engine::offers) enum Rule {
    Item { benefit: Benefit, limit: i64 },
    Tiered(Vec<(i64, Off)>),
    EveryN { every: i64, off: i64, cap: i64 },
    NForPrice { pieces: i64, price: i64 },
    PiecesRate(Vec<(i64, i64)>),
    NthPiece { nth: i64, part: i64 },
    Bundle { items: Vec<(u32, i64)>, price: i64 },
    Voucher { at: i64, off: Off, copies: i64 },
    Points { up_to: i64, per_major: i64 },
    Deposit { pay: i64, credit: i64 },
    FreeShipping { from: i64 },
    Gift { gift: SkuId, pieces: i64 },
    ThresholdGift(Vec<(i64, SkuId, i64, i64)>),
}

impl Rule {
    /// Whether for what it takes off an order only the sum of the lines counts: no piece or line is looked at or rounded.
    fn goes_by_sum(&self) -> bool {
        match self {
            Self::Tiered(rungs) => rungs.iter().all(|(_, off)| matches!(off, Off::Less(_))),
            Self::Voucher { off, .. } => matches!(off, Off::Less(_)),
            Self::EveryN { .. }
            | Self::Points { .. }
            | Self::FreeShipping { .. }
            | Self::Gift { .. }
            | Self::ThresholdGift(_) => true,
            Self::Item { .. }
            | Self::NForPrice { .. }
            | Self::PiecesRate(_)
            | Self::NthPiece { .. }
            | Self::Bundle { .. }
            | Self::Deposit { .. } => false,
        }
    }

    /// The most that it takes off any order, if that is a plain amount.
    fn flat(&self) -> Option<i64> {
        let less = |off: &Off| match off {
            Off::Less(less) => Some(*less),
            Off::Pay { .. } => None,
        };
        match self {
            Self::Tiered(rungs) => rungs.iter().map(|(_, off)| less(off)).try_fold(0, |most, off| Some(off?.max(most))),
            Self::Voucher { off, copies, .. } => less(off).map(|off| off.saturating_mul(*copies)),
            Self::Item { .. } | Self::FreeShipping { .. } | Self::Gift { .. } | Self::ThresholdGift(_) => Some(0),
            _ => None,
        }
    }
}

/// An offer, or one coupon of a ladder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::engine::offers) struct Candidate {
    pub held: Held,
    pub layer: Layer,
    pub rule: Rule,
    pub chosen: bool,
    pub stop_after: bool,
    pub funding: Funding,
}

/// A product as it is sold at the moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::engine::offers) struct Good {
    pub sku: Arc<Sku>,
    /// List price, never below what it is sold for.
    pub list: i64,
    /// Campaign price.
    pub price: i64,
    /// Floor of a piece; 0 = none.
    pub floor: i64,
    /// Candidates that it is eligible for.
    pub mask: u128,
}

/// A campaign's offers made ready for one moment and one kind of customer.
#[derive(Clone, Debug)]
pub struct Compiled {
    pub(in crate::engine::offers) policy: PricingPolicy,
    pub(in crate::engine::offers) goods: Vec<Good>,
    pub(super) places: HashMap<SkuId, u32>,
    /// In the order of the file: the bit of each in all masks is its place here.
    pub(in crate::engine::offers) candidates: Vec<Candidate>,
    /// Item offers.
    pub(in crate::engine::offers) items: u128,
    /// Those the customer may use or not.
    pub(in crate::engine::offers) chosen: u128,
    /// Those that may be left out in some basket: chosen, or with others that they exclude.
    pub(super) can_be_optional: u128,
    /// Gifts, which lower no price.
    pub(super) gifts: u128,
    /// Those for which only the sum of the lines that take part counts, for what they take off it.
    pub(super) by_sum: u128,
    /// For each, the most it takes off any order, where that is a plain amount.
    pub(super) flat: Vec<Option<i64>>,
    /// Places of those that waive shipping, in the order of computation.
    pub(super) waives: Vec<u8>,
    /// Places of all others than item offers, by layer and then in the order of the file.
    pub(in crate::engine::offers) order: Vec<u8>,
    /// For each, those that it excludes in the whole order.
    pub(in crate::engine::offers) clash: Vec<u128>,
    /// For each, those that it excludes where a line takes part in both.
    pub(in crate::engine::offers) clash_on_line: Vec<u128>,
    /// Offers of the campaign that do not stand here.
    pub(super) absent: Vec<(Held, Layer, AbsentReason)>,
}

fn minor(money: Money) -> i64 {
    money.minor().max(0)
}

fn pieces(count: Count) -> i64 {
    i64::try_from(count.get()).unwrap_or(i64::MAX).max(1)
}

fn cap(cap: Option<Money>) -> i64 {
    cap.map_or(i64::MAX, minor)
}

fn off(reduction: Reduction) -> Off {
    match reduction {
        Reduction::Less(value) => Off::Less(minor(value)),
        Reduction::Pay { rate, cap: most } => Off::Pay { part: part_paid(rate), cap: cap(most) },
    }
}

fn benefit(benefit: ItemBenefit) -> Benefit {
    match benefit {
        ItemBenefit::Pay(rate) => Benefit::Pay(part_paid(rate)),
        ItemBenefit::Less(value) => Benefit::Less(minor(value)),
        ItemBenefit::Price(price) => Benefit::Price(minor(price)),
    }
}

impl Compiled {
    /// Makes a campaign's offers ready.
    ///
    /// # Errors
    /// More hold at the moment than can be priced.
    pub fn new(project: &Project, campaign: &Campaign, of: Circumstances) -> Result<Self, TooMany> {
        Self::made_for(project, campaign, of.moment, |offer| offer.audience.holds(of.customer))
    }

    /// Whether a basket is priced here as it is there.
    pub(in crate::engine::offers) fn prices_as(&self, other: &Self) -> bool {
        // what else it is made of follows from these
        self.policy == other.policy
            && self.goods == other.goods
            && self.candidates == other.candidates
            && self.clash == other.clash
            && self.clash_on_line == other.clash_on_line
    }

    /// Ready for whoever the offers hold for.
    pub(super) fn made_for(
        project: &Project,
        campaign: &Campaign,
        moment: Moment,
        holds: impl Fn(&Offer) -> bool,
    ) -> Result<Self, TooMany> {
        let phase = match moment {
            Moment::At(at) => campaign.phases.iter().find(|p| p.start <= at && at < p.end),
            Moment::Phase(id) => campaign.phases.iter().find(|p| p.id == id),
        };
        let open = |offer: &Offer| match moment {
            Moment::At(at) => offer.usable.holds(at, phase.map(|p| p.id)),
            Moment::Phase(_) => phase.is_some_and(|phase| offer.usable.meets(phase)),
        };
        let mut made = Self::goods_of(project, campaign, phase.map(|p| p.id));
        for offer in &campaign.offers {
            let absent = if offer.off {
                Some(AbsentReason::Off)
            } else if matches!(offer.rule, OfferRule::Lottery { .. }) {
                Some(AbsentReason::BudgetOnly)
            } else if !open(offer) {
                Some(AbsentReason::NotNow)
            } else if !holds(offer) {
                Some(AbsentReason::NotForCustomer)
            } else {
                None
            };
            match absent {
                Some(reason) => made.absent.push((Held { offer: offer.id, rung: 0 }, offer.layer(), reason)),
                None => made.add(offer),
            }
        }
        if made.candidates.len() > MAX_CANDIDATES {
            return Err(TooMany(made.candidates.len()));
        }
        made.match_goods(campaign);
        made.match_offers(campaign);
        Ok(made)
    }

    fn goods_of(project: &Project, campaign: &Campaign, phase: Option<PhaseId>) -> Self {
        let rows: HashMap<SkuId, _> = campaign.goods.iter().map(|row| (row.sku, row)).collect();
        let mut goods = Vec::with_capacity(project.goods.len());
        let mut places = HashMap::with_capacity(project.goods.len());
        for sku in &project.goods {
            let row = rows.get(&sku.id).map(AsRef::as_ref);
            let price = match (row, phase) {
                (Some(row), Some(phase)) => goods::phase_price(sku, row, phase),
                (Some(row), None) => goods::campaign_price(sku, row),
                (None, _) => Some(sku.list_price),
            };
            let price = minor(price.unwrap_or_default());
            let floor = goods::floor(sku, row, campaign.required_margin, phase).map_or(0, minor);
            places.insert(sku.id, goods.len() as u32);
            goods.push(Good { sku: Arc::clone(sku), list: minor(sku.list_price).max(price), price, floor, mask: 0 });
        }
        Self {
            policy: campaign.pricing,
            goods,
            places,
            candidates: Vec::new(),
            items: 0,
            chosen: 0,
            can_be_optional: 0,
            gifts: 0,
            by_sum: 0,
            flat: Vec::new(),
            waives: Vec::new(),
            order: Vec::new(),
            clash: Vec::new(),
            clash_on_line: Vec::new(),
            absent: Vec::new(),
        }
    }

    fn add(&mut self, offer: &Offer) {
        let copies = offer.per_order.map_or(1, pieces).min(offer.per_customer.map_or(i64::MAX, pieces));
        let limit = offer.per_customer.map_or(i64::MAX, pieces);
        let item = |b: ItemBenefit| vec![Rule::Item { benefit: benefit(b), limit }];
        let rules = match &offer.rule {
            OfferRule::Tiered(rungs) => vec![Rule::Tiered(rungs.iter().map(|r| (minor(r.at), off(r.off))).collect())],
            OfferRule::EveryN { every, off, cap: most } => {
                vec![Rule::EveryN { every: minor(*every), off: minor(*off), cap: cap(*most) }]
            }
            OfferRule::Item(b) | OfferRule::Flash(b) | OfferRule::MemberPrice(b) => item(*b),
            OfferRule::GroupBuy { benefit, .. } => item(*benefit),
            OfferRule::TradeIn(less) => item(ItemBenefit::Less(*less)),
            OfferRule::Bundle { items, price } => {
                vec![Rule::Bundle { items: self.set_of(items).unwrap_or_default(), price: minor(*price) }]
            }
            OfferRule::Gift { gift, pieces: n } => vec![Rule::Gift { gift: *gift, pieces: pieces(*n) }],
            OfferRule::ThresholdGift(rungs) => vec![Rule::ThresholdGift(
                rungs.iter().map(|r| (minor(r.at), r.gift, pieces(r.pieces), minor(r.add))).collect(),
            )],
            OfferRule::NForPrice { pieces: n, price } => {
                vec![Rule::NForPrice { pieces: pieces(*n), price: minor(*price) }]
            }
            OfferRule::PiecesRate(rungs) => {
                vec![Rule::PiecesRate(rungs.iter().map(|r| (pieces(r.pieces), part_paid(r.pay))).collect())]
            }
            OfferRule::NthPiece(rung) => vec![Rule::NthPiece { nth: pieces(rung.nth), part: part_paid(rung.pay) }],
            OfferRule::Coupon(rungs) => rungs
                .iter()
                .map(|Rung { at, off: reduction }| Rule::Voucher { at: minor(*at), off: off(*reduction), copies })
                .collect(),
            OfferRule::RedPacket { value, at } => {
                vec![Rule::Voucher { at: minor(*at), off: Off::Less(minor(*value)), copies }]
            }
            OfferRule::Points { up_to, per_major } => {
                vec![Rule::Points { up_to: part_paid(*up_to), per_major: pieces(*per_major) }]
            }
            OfferRule::Deposit { pay, credit } => {
                vec![Rule::Deposit { pay: minor(*pay), credit: minor(*credit) }]
            }
            OfferRule::FreeShipping { from } => vec![Rule::FreeShipping { from: minor(*from) }],
            OfferRule::Lottery { .. } => vec![],
        };
        for (rung, rule) in (0u32..).zip(rules) {
            self.candidates.push(Candidate {
                held: Held { offer: offer.id, rung },
                layer: offer.layer(),
                rule,
                chosen: offer.is_chosen(),
                stop_after: offer.stop_after,
                funding: offer.funding,
            });
        }
    }

    /// What a set is made of, each product once; nothing if one of them is gone.
    fn set_of(&self, items: &[BundleItem]) -> Option<Vec<(u32, i64)>> {
        let mut set: Vec<(u32, i64)> = Vec::with_capacity(items.len());
        for item in items {
            let good = *self.places.get(&item.sku)?;
            match set.iter_mut().find(|(of, _)| *of == good) {
                Some((_, n)) => *n = n.saturating_add(pieces(item.pieces)),
                None => set.push((good, pieces(item.pieces))),
            }
        }
        Some(set)
    }

    fn match_goods(&mut self, campaign: &Campaign) {
        let offers: HashMap<OfferId, &Arc<Offer>> = campaign.offers.iter().map(|o| (o.id, o)).collect();
        for (place, candidate) in self.candidates.iter().enumerate() {
            let bit = 1u128 << place;
            let Some(offer) = offers.get(&candidate.held.offer) else { continue };
            match &candidate.rule {
                Rule::Bundle { items, .. } => {
                    for (good, _) in items {
                        if let Some(good) = self.goods.get_mut(*good as usize) {
                            good.mask |= bit;
                        }
                    }
                }
                _ => {
                    for good in &mut self.goods {
                        if offer.scope.holds(&good.sku) {
                            good.mask |= bit;
                        }
                    }
                }
            }
        }
    }

    fn match_offers(&mut self, campaign: &Campaign) {
        let n = self.candidates.len();
        let offers: HashMap<OfferId, &Arc<Offer>> = campaign.offers.iter().map(|o| (o.id, o)).collect();
        let matrix: HashMap<_, bool> =
            campaign.stacking.iter().map(|rule| (crate::model::Row::id(rule.as_ref()), rule.together)).collect();
        let group = |c: &Candidate| offers.get(&c.held.offer).map_or("", |offer| offer.group.as_str());
        let lowers = |c: &Candidate| !matches!(c.rule, Rule::Gift { .. } | Rule::ThresholdGift(_));
        self.clash = vec![0; n];
        self.clash_on_line = vec![0; n];
        for (i, a) in self.candidates.iter().enumerate() {
            for (j, b) in self.candidates.iter().enumerate().take(i) {
                let pair = crate::model::offer::OfferPair::of(a.held.offer, b.held.offer);
                let items = matches!(a.rule, Rule::Item { .. }) && matches!(b.rule, Rule::Item { .. });
                let same_group = !group(a).is_empty() && group(a) == group(b);
                let said =
                    if a.held.offer == b.held.offer || same_group { Some(false) } else { matrix.get(&pair).copied() };
                let by_layer = a.layer == b.layer
                    && self.policy.same_layer == SameLayer::Exclude
                    && a.layer != Layer::Shipping
                    && lowers(a)
                    && lowers(b);
                let on_line = match said {
                    Some(false) => items,
                    None if by_layer => true,
                    Some(true) | None => continue,
                };
                let clash = if on_line { &mut self.clash_on_line } else { &mut self.clash };
                clash[i] |= 1 << j;
                clash[j] |= 1 << i;
            }
        }
        self.flat = self.candidates.iter().map(|candidate| candidate.rule.flat()).collect();
        for (i, candidate) in self.candidates.iter().enumerate() {
            if matches!(candidate.rule, Rule::Item { .. }) {
                self.items |= 1 << i;
            } else {
                self.order.push(i as u8);
            }
            if candidate.chosen {
                self.chosen |= 1 << i;
            }
            if candidate.chosen || self.clash[i] | self.clash_on_line[i] != 0 {
                self.can_be_optional |= 1 << i;
            }
            if matches!(candidate.rule, Rule::Gift { .. } | Rule::ThresholdGift(_)) {
                self.gifts |= 1 << i;
            }
            if candidate.rule.goes_by_sum() {
                self.by_sum |= 1 << i;
            }
        }
        self.order.sort_by_key(|place| (self.candidates[usize::from(*place)].layer, *place));
        let waives = |place: &u8| matches!(self.candidates[usize::from(*place)].rule, Rule::FreeShipping { .. });
        self.waives = self.order.iter().copied().filter(waives).collect();
    }

    /// Chosen offers and coupons that a customer can hold here, in the order of the list.
    pub fn holdable(&self) -> impl Iterator<Item = Held> + '_ {
        self.candidates.iter().filter(|c| c.chosen).map(|c| c.held)
    }

    /// The products that can be put into a basket, with their campaign price.
    pub fn prices(&self) -> impl Iterator<Item = (SkuId, Money)> + '_ {
        self.goods.iter().map(|good| (good.sku.id, Money::from_minor(good.price)))
    }

    /// The place of a product for [`Compiled::total`].
    #[must_use]
    pub fn place(&self, sku: SkuId) -> Option<u32> {
        self.places.get(&sku).copied()
    }

    /// Whether a product takes part in an offer that stands here.
    #[must_use]
    pub fn takes_part(&self, held: Held, sku: SkuId) -> bool {
        let good = self.place(sku).and_then(|place| self.goods.get(place as usize));
        good.is_some_and(|good| good.mask & self.bit_of(held) != 0)
    }

    /// Whether two offers exclude each other: for the whole order, or only where a line takes part in both (`true`);
    /// nothing within if they do not. Nothing at all if one of them does not stand here.
    #[must_use]
    pub fn clash_of(&self, a: Held, b: Held) -> Option<Option<bool>> {
        let at = |held| self.candidates.iter().position(|c| c.held == held);
        let (a, b) = (at(a)?, at(b)?);
        let holds = |masks: &[u128]| masks.get(a).is_some_and(|mask| mask >> b & 1 == 1);
        Some(match (holds(&self.clash), holds(&self.clash_on_line)) {
            (true, _) => Some(false),
            (false, true) => Some(true),
            (false, false) => None,
        })
    }

    pub(in crate::engine::offers) fn bit_of(&self, held: Held) -> u128 {
        self.candidates.iter().position(|c| c.held == held).map_or(0, |place| 1 << place)
    }
}
