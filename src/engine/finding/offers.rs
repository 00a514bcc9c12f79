//! The cross-checks of a campaign's offers: figures that cannot be, references that are gone, windows that do not fit, and
//! what customers are likely to complain about.

use std::collections::HashSet;

use jiff::civil::{DateTime, Time};

use super::offer_fault::{OfferFault as F, OfferFigure as Fig, OfferSpan};
use super::{AdText, Finding, FindingCode, Place, PlaceKind, Tab};
use crate::engine::offers::price::MAX_CANDIDATES;
use crate::engine::theme::AdLaw;
use crate::model::offer::{DailyHours, GiftRung, ItemBenefit, OfferWindow, PiecesRung, Reduction, Rung};
use crate::model::{
    Campaign, CategoryId, Count, Money, Offer, OfferId, OfferRule, Phase, PhaseId, Project, Rate, SkuId,
};

/// A threshold of so many times the 客单价 is one that hardly anybody reaches.
const BEYOND: i128 = 5;
/// Fewer hours of use than this in all are few.
const FEW_HOURS: i64 = 12;
/// Checks a campaign's offers. Reads, of the project, goods and the shop; of the campaign, phases, offers and stacking;
/// and the 客单价 of the funnel, if it is known.
#[must_use]
pub fn offer_findings(project: &Project, campaign: &Campaign, aov: Option<Money>) -> Vec<Finding> {
    let mut checks = Checks {
        campaign,
        aov,
        law: AdLaw::of(&project.shop),
        goods: project.goods.iter().map(|sku| sku.id).collect(),
        categories: project.shop.categories.iter().map(|category| category.id).collect(),
        phases: campaign.phases.iter().map(|phase| phase.id).collect(),
        found: Vec::new(),
        id: OfferId::default(),
    };
    for offer in &campaign.offers {
        checks.id = offer.id;
        checks.rule(offer);
        checks.scope(project, offer);
        checks.windows(offer);
        checks.shares(offer);
        if !offer.off {
            checks.risks(offer);
        }
    }
    for pair in &campaign.stacking {
        for (id, other) in [(pair.a, pair.b), (pair.b, pair.a)] {
            if !campaign.offers.contains(other) {
                checks.id = id;
                checks.add(F::StackingGone(other));
            }
        }
    }
    checks.crowds();
    checks.found
}

struct Checks<'a> {
    campaign: &'a Campaign,
    aov: Option<Money>,
    /// Words that advertising law bans.
    law: AdLaw,
    goods: HashSet<SkuId>,
    categories: HashSet<CategoryId>,
    phases: HashSet<PhaseId>,
    found: Vec<Finding>,
    /// The offer that is being checked.
    id: OfferId,
}

impl Checks<'_> {
    fn add(&mut self, fault: F) {
        let place = Place::offer(self.id).field(fault.field());
        let code = FindingCode::Offer(self.id, fault);
        // one kind of fault is told once of an offer
        if !self.found.iter().any(|f| f.code.name() == code.name() && f.place == place) {
            self.found.push(Finding::new(code, Some(self.campaign.id), place));
        }
    }

    fn positive(&mut self, figure: Fig, money: Money) {
        if money < Money::ZERO {
            self.add(F::Negative(figure, money));
        } else if money == Money::ZERO {
            self.add(F::Zero(figure));
        }
    }

    fn not_negative(&mut self, figure: Fig, money: Money) {
        if money < Money::ZERO {
            self.add(F::Negative(figure, money));
        }
    }

    fn share(&mut self, figure: Fig, rate: Rate) {
        if rate < Rate::ZERO || rate > Rate::ONE {
            self.add(F::NotAShare(figure, rate));
        }
    }

    fn pieces(&mut self, figure: Fig, count: Count) {
        if count == Count::ZERO {
            self.add(F::Zero(figure));
        }
    }

    fn benefit(&mut self, benefit: ItemBenefit) {
        match benefit {
            ItemBenefit::Pay(rate) => self.share(Fig::Pay, rate),
            ItemBenefit::Less(off) => self.positive(Fig::Off, off),
            ItemBenefit::Price(price) => self.not_negative(Fig::Price, price),
        }
    }

    fn rule(&mut self, offer: &Offer) {
        match &offer.rule {
            OfferRule::Tiered(rungs) | OfferRule::Coupon(rungs) => self.rungs(rungs),
            OfferRule::EveryN { every, off, cap } => {
                self.positive(Fig::Threshold, *every);
                self.positive(Fig::Off, *off);
                self.takes_all(*every, *off);
                if let Some(cap) = cap {
                    self.positive(Fig::Cap, *cap);
                }
            }
            OfferRule::Item(benefit) | OfferRule::Flash(benefit) | OfferRule::MemberPrice(benefit) => {
                self.benefit(*benefit);
            }
            OfferRule::GroupBuy { people, benefit } => {
                self.pieces(Fig::People, *people);
                self.benefit(*benefit);
            }
            OfferRule::TradeIn(off) => self.positive(Fig::Off, *off),
            OfferRule::Bundle { items, price } => {
                if items.is_empty() {
                    self.add(F::BundleEmpty);
                }
                for item in items {
                    self.pieces(Fig::Pieces, item.pieces);
                    if !self.goods.contains(&item.sku) {
                        self.add(F::BundleGone(item.sku));
                    }
                }
                self.positive(Fig::Price, *price);
            }
            OfferRule::Gift { gift, pieces } => {
                self.pieces(Fig::Pieces, *pieces);
                self.gift(*gift);
            }
            OfferRule::ThresholdGift(rungs) => self.gifts(rungs),
            OfferRule::NForPrice { pieces, price } => {
                self.pieces(Fig::Pieces, *pieces);
                self.positive(Fig::Price, *price);
            }
            OfferRule::PiecesRate(rungs) => self.by_pieces(rungs),
            OfferRule::NthPiece(rung) => {
                self.pieces(Fig::Pieces, rung.nth);
                self.share(Fig::Pay, rung.pay);
            }
            OfferRule::RedPacket { value, at } => {
                self.positive(Fig::Value, *value);
                self.not_negative(Fig::Threshold, *at);
                self.takes_all(*at, *value);
            }
            OfferRule::Points { up_to, per_major } => {
                self.share(Fig::UpTo, *up_to);
                self.pieces(Fig::PerMajor, *per_major);
            }
            OfferRule::Deposit { pay, credit } => {
                self.positive(Fig::Deposit, *pay);
                self.not_negative(Fig::Credit, *credit);
                if *credit >= Money::ZERO && credit < pay {
                    self.add(F::CreditBelowDeposit(*pay, *credit));
                }
            }
            OfferRule::FreeShipping { from } => self.not_negative(Fig::Threshold, *from),
            OfferRule::Lottery { budget } => self.positive(Fig::Budget, *budget),
        }
        if let Some(layer) = offer.layer
            && !offer.rule.kind().layers().contains(&layer)
        {
            self.add(F::LayerUnfit(layer));
        }
    }

    fn takes_all(&mut self, at: Money, off: Money) {
        if at > Money::ZERO && off >= at {
            self.add(F::TakesAll(at, off));
        }
    }

    fn rungs(&mut self, rungs: &[Rung]) {
        if rungs.is_empty() {
            self.add(F::NoRungs);
        }
        for (index, rung) in rungs.iter().enumerate() {
            self.not_negative(Fig::Threshold, rung.at);
            match rung.off {
                Reduction::Less(off) => {
                    self.positive(Fig::Off, off);
                    self.takes_all(rung.at, off);
                }
                Reduction::Pay { rate, cap } => {
                    self.share(Fig::Pay, rate);
                    if let Some(cap) = cap {
                        self.positive(Fig::Cap, cap);
                    }
                }
            }
            if rungs.iter().take(index).any(|before| before.at == rung.at) {
                self.add(F::RungTwice(rung.at));
            }
        }
    }

    fn by_pieces(&mut self, rungs: &[PiecesRung]) {
        if rungs.is_empty() {
            self.add(F::NoRungs);
        }
        for (index, rung) in rungs.iter().enumerate() {
            self.pieces(Fig::Pieces, rung.pieces);
            self.share(Fig::Pay, rung.pay);
            if rungs.iter().take(index).any(|before| before.pieces == rung.pieces) {
                self.add(F::PiecesTwice(rung.pieces));
            }
        }
    }

    fn gifts(&mut self, rungs: &[GiftRung]) {
        if rungs.is_empty() {
            self.add(F::NoRungs);
        }
        for (index, rung) in rungs.iter().enumerate() {
            self.not_negative(Fig::Threshold, rung.at);
            self.not_negative(Fig::Add, rung.add);
            self.pieces(Fig::Pieces, rung.pieces);
            self.gift(rung.gift);
            if rungs.iter().take(index).any(|before| before.at == rung.at) {
                self.add(F::RungTwice(rung.at));
            }
        }
    }

    fn gift(&mut self, gift: SkuId) {
        if !self.goods.contains(&gift) {
            self.add(F::GiftGone(gift));
        }
    }

    fn scope(&mut self, project: &Project, offer: &Offer) {
        let scope = &offer.scope;
        for id in scope.skus.iter().chain(&scope.except) {
            if !self.goods.contains(id) {
                self.add(F::ScopeSkuGone(*id));
            }
        }
        for id in &scope.categories {
            if !self.categories.contains(id) {
                self.add(F::ScopeCategoryGone(*id));
            }
        }
        let bundle = matches!(offer.rule, OfferRule::Bundle { .. });
        if !bundle && !project.goods.is_empty() && !project.goods.iter().any(|sku| scope.holds(sku)) {
            self.add(F::ScopeEmpty);
        }
    }

    fn windows(&mut self, offer: &Offer) {
        for (span, window) in [(OfferSpan::Claim, &offer.claim), (OfferSpan::Use, &offer.usable)] {
            for id in &window.phases {
                if !self.phases.contains(id) {
                    self.add(F::PhaseGone(span, *id));
                }
            }
            if window.from.zip(window.until).is_some_and(|(from, until)| until <= from) {
                self.add(F::Backwards(span));
            }
        }
        if self.campaign.phases.is_empty() {
            return;
        }
        let Some((use_from, use_until)) = span(self.campaign, &offer.usable) else {
            self.add(F::NeverUsable);
            return;
        };
        if offer.claim == OfferWindow::default() {
            return;
        }
        match span(self.campaign, &offer.claim) {
            None => self.add(F::NeverClaimed),
            Some((claim_from, _)) if claim_from >= use_until => self.add(F::NeverClaimed),
            Some((claim_from, claim_until)) => {
                if use_from < claim_from {
                    self.add(F::UseBeforeClaim);
                }
                if claim_until > use_until {
                    self.add(F::ClaimAfterUse);
                }
            }
        }
    }

    fn shares(&mut self, offer: &Offer) {
        let (funding, uptake) = (offer.funding, offer.uptake);
        self.share(Fig::Platform, funding.platform);
        self.share(Fig::Supplier, funding.supplier);
        self.share(Fig::Claim, uptake.claim);
        self.share(Fig::Redemption, uptake.redemption);
        if funding.shop() < Rate::ZERO {
            self.add(F::FundingAboveOne(Rate::from_wide(funding.platform.wide() + funding.supplier.wide())));
        }
    }

    fn risks(&mut self, offer: &Offer) {
        if let Some(count) = offer.quantity {
            self.add(F::Limited(count));
        }
        let thresholds: &[Rung] = match &offer.rule {
            OfferRule::Tiered(rungs) | OfferRule::Coupon(rungs) => rungs,
            _ => &[],
        };
        if let Some(aov) = self.aov.filter(|aov| *aov > Money::ZERO)
            && let Some(rung) = thresholds.iter().find(|rung| rung.at.wide() > aov.wide() * BEYOND)
        {
            self.add(F::ThresholdBeyond(rung.at, aov));
        }
        let hours = open_hours(self.campaign, &offer.usable);
        // a flash sale is short by nature
        if hours > 0 && hours < FEW_HOURS && !matches!(offer.rule, OfferRule::Flash(_)) {
            self.add(F::ShortUse(hours));
        }
        if offer.scope.is_all() && !offer.scope.except.is_empty() {
            self.add(F::HiddenExceptions(offer.scope.except.len()));
        }
        let found = [&offer.name, &offer.group].into_iter().flat_map(|text| self.law.found(text));
        let words: Vec<String> = found.map(|found| found.word).collect();
        if !words.is_empty() {
            let code = FindingCode::AdWords(AdText::Offer(offer.id), words.join(" "));
            self.found.push(Finding::new(code, Some(self.campaign.id), Place::offer(offer.id).field("name")));
        }
    }

    /// Phases in which more can be used than can be priced.
    fn crowds(&mut self) {
        for phase in &self.campaign.phases {
            let here = self.campaign.offers.iter().filter(|o| !o.off && o.usable.meets(phase));
            let count: usize = here
                .map(|offer| match &offer.rule {
                    OfferRule::Coupon(rungs) => rungs.len(),
                    OfferRule::Lottery { .. } => 0,
                    _ => 1,
                })
                .sum();
            if count > MAX_CANDIDATES {
                let code = FindingCode::OffersTooMany(phase.id, count);
                let place = Place::at(Tab::Offers, PlaceKind::Offer);
                self.found.push(Finding::new(code, Some(self.campaign.id), place));
            }
        }
    }
}

/// The part of a phase in which a window is open, but for hours of the day.
fn part(phase: &Phase, window: &OfferWindow) -> Option<(DateTime, DateTime)> {
    if !window.meets(phase) {
        return None;
    }
    let start = window.from.map_or(phase.start, |from| from.max(phase.start));
    let end = window.until.map_or(phase.end, |until| until.min(phase.end));
    (start < end).then_some((start, end))
}

/// First instant at which a window is open within the campaign, and the first after which it never is.
#[must_use]
pub fn span(campaign: &Campaign, window: &OfferWindow) -> Option<(DateTime, DateTime)> {
    let parts = campaign.phases.iter().filter_map(|phase| part(phase, window));
    parts.reduce(|all, one| (all.0.min(one.0), all.1.max(one.1)))
}

/// Hours in which a window is open while goods are sold, rounded down.
fn open_hours(campaign: &Campaign, window: &OfferWindow) -> i64 {
    let sells = campaign.phases.iter().filter(|phase| phase.kind.sells());
    sells
        .filter_map(|phase| part(phase, window))
        .map(|(start, end)| {
            let hours = start.duration_until(end).as_hours();
            match window.daily {
                None => hours,
                // whole days only: a rough figure, which need only tell few from many
                Some(daily) => ((hours + 23) / 24) * length(daily),
            }
        })
        .sum()
}

/// How long hours of the day are, rounded up to whole hours.
fn length(daily: DailyHours) -> i64 {
    let seconds = |time: Time| i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second());
    let long = seconds(daily.until) - seconds(daily.from);
    let long = if long <= 0 { long + 86_400 } else { long };
    (long + 3599) / 3600
}

#[cfg(test)]
#[path = "offers_tests.rs"]
mod tests;
