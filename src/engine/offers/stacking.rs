//! Whether two offers can be used together, and why: what the stacking matrix shows. It says of each pair what
//! [`price::Compiled`](crate::engine::offers::price::Compiled) does with it; a test holds the two together.

use std::collections::HashMap;

use crate::model::offer::{OfferPair, SameLayer};
use crate::model::{Campaign, Layer, Offer, OfferId, OfferKind, Row, StackingRule};

/// Why two offers can be used together, or cannot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// They stand in different layers, which stack.
    OtherLayer,
    /// One of them lowers no price.
    NoPrice,
    /// Offers of this layer stack by the campaign's policy, or in itself (shipping).
    LayerStacks(Layer),
    /// Offers of one layer exclude each other.
    SameLayer(Layer),
    /// They name the same exclusion group.
    Group,
    /// The matrix says so.
    Said,
    /// The first of the two stops all later layers.
    Stops(OfferId),
}

/// What becomes of a pair of offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Verdict {
    /// Whether both can be used in an order.
    pub together: bool,
    /// Of a pair that excludes each other: whether only products that take part in both are concerned.
    pub on_line: bool,
    /// Why.
    pub why: Why,
}

/// The verdicts about all pairs of a campaign's offers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matrix {
    /// The offers in the order in which they are computed: by layer, then by the list.
    pub offers: Vec<OfferId>,
    verdicts: HashMap<OfferPair, Verdict>,
}

impl Matrix {
    /// The verdict about two different offers of the campaign.
    #[must_use]
    pub fn get(&self, a: OfferId, b: OfferId) -> Option<Verdict> {
        self.verdicts.get(&OfferPair::of(a, b)).copied()
    }

    /// The offers that an offer cannot be used with, in order.
    pub fn excluded_by(&self, id: OfferId) -> impl Iterator<Item = (OfferId, Verdict)> + '_ {
        self.offers.iter().filter_map(move |other| {
            self.get(id, *other).filter(|verdict| !verdict.together).map(|verdict| (*other, verdict))
        })
    }
}

/// Works out the matrix. Offers that are switched off are judged as if they were on.
#[must_use]
pub fn matrix(campaign: &Campaign) -> Matrix {
    let mut offers: Vec<&Offer> = campaign.offers.iter().map(AsRef::as_ref).collect();
    offers.sort_by_key(|offer| offer.layer());
    // of a pair that stands twice the last counts, as in the pipeline
    let said: HashMap<OfferPair, bool> = campaign.stacking.iter().map(|rule| (rule.id(), rule.together)).collect();
    let mut verdicts = HashMap::with_capacity(offers.len() * offers.len() / 2);
    for (at, a) in offers.iter().enumerate() {
        for b in offers.iter().skip(at + 1) {
            let pair = OfferPair::of(a.id, b.id);
            verdicts.insert(pair, judge(campaign, a, b, said.get(&pair).copied()));
        }
    }
    Matrix { offers: offers.iter().map(|offer| offer.id).collect(), verdicts }
}

/// Whether an offer changes a price at all.
const fn lowers(kind: OfferKind) -> bool {
    !matches!(kind, OfferKind::Gift | OfferKind::ThresholdGift | OfferKind::Lottery)
}

/// The verdict about two offers, the earlier layer first, given what the matrix says of them.
fn judge(campaign: &Campaign, a: &Offer, b: &Offer, said: Option<bool>) -> Verdict {
    let (first, second) = (a.layer(), b.layer());
    let items = a.rule.kind().is_item() && b.rule.kind().is_item();
    let apart = |on_line, why| Verdict { together: false, on_line, why };
    let joined = |why| Verdict { together: true, on_line: false, why };
    if !a.group.is_empty() && a.group == b.group {
        return apart(items, Why::Group);
    }
    if said == Some(false) {
        return apart(items, Why::Said);
    }
    if a.stop_after && lowers(a.rule.kind()) && second > first && second < Layer::Shipping {
        return apart(false, Why::Stops(a.id));
    }
    if said == Some(true) {
        return joined(Why::Said);
    }
    if first != second {
        return joined(Why::OtherLayer);
    }
    if !lowers(a.rule.kind()) || !lowers(b.rule.kind()) {
        return joined(Why::NoPrice);
    }
    if first == Layer::Shipping || campaign.pricing.same_layer == SameLayer::Stack {
        return joined(Why::LayerStacks(first));
    }
    apart(true, Why::SameLayer(first))
}

/// What the matrix can say of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Turn {
    /// A rule that says so is put there.
    Say(bool),
    /// The rule that is there goes; layers decide again.
    Clear,
    /// The matrix cannot change it: a group or an offer that stops all others decides.
    Fixed,
}

/// What turns the verdict about two offers round.
#[must_use]
pub fn turn(campaign: &Campaign, a: OfferId, b: OfferId) -> Turn {
    let Some((a, b)) = campaign.offers.get(a).zip(campaign.offers.get(b)) else { return Turn::Fixed };
    let (a, b) = if b.layer() < a.layer() { (b, a) } else { (a, b) };
    let said = campaign.stacking.iter().rev().find(|rule| rule.id() == OfferPair::of(a.id, b.id)).map(|r| r.together);
    let now = judge(campaign, a, b, said);
    if judge(campaign, a, b, None).together != now.together {
        Turn::Clear
    } else if judge(campaign, a, b, Some(!now.together)).together != now.together {
        Turn::Say(!now.together)
    } else {
        Turn::Fixed
    }
}

/// Carries out a turn.
pub fn apply(campaign: &mut Campaign, a: OfferId, b: OfferId, turn: Turn) {
    let pair = OfferPair::of(a, b);
    match turn {
        Turn::Fixed => {}
        Turn::Clear => campaign.stacking.remove_where(|rule| rule.id() == pair),
        Turn::Say(together) => {
            campaign.stacking.remove_where(|rule| rule.id() == pair);
            campaign.stacking.push(StackingRule { a, b, together });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::offers::preset::of_kind;
    use crate::engine::offers::price::{Circumstances, Compiled, Moment};
    use crate::model::{CustomerKind, Held, Phase, PhaseId, PhaseKind, PricingPolicy, Project};

    fn phase() -> Phase {
        let day = |d| jiff::civil::date(2026, 11, d).at(0, 0, 0, 0);
        Phase {
            id: PhaseId(1),
            kind: PhaseKind::Burst,
            name: String::new(),
            start: day(11),
            end: day(12),
            waves: crate::model::Rows::default(),
        }
    }

    /// One offer of every kind.
    fn campaign() -> Campaign {
        let project = Project::default();
        let mut campaign = Campaign { phases: vec![phase()].into(), ..Campaign::default() };
        for (id, kind) in (10..).zip(OfferKind::ALL) {
            let offer = of_kind(kind, &project, &campaign);
            campaign.offers.push(Offer { id: OfferId(id), ..offer });
        }
        campaign
    }

    fn agrees(campaign: &Campaign) {
        let of = Circumstances { moment: Moment::Phase(PhaseId(1)), customer: CustomerKind::Member };
        let compiled = Compiled::new(&Project::default(), campaign, of).expect("few");
        let matrix = matrix(campaign);
        let mut compared = 0;
        for a in &campaign.offers {
            for b in campaign.offers.iter().filter(|b| b.id > a.id) {
                let held = |offer| Held { offer, rung: 0 };
                let Some(clash) = compiled.clash_of(held(a.id), held(b.id)) else { continue };
                let verdict = matrix.get(a.id, b.id).expect("every pair");
                if matches!(verdict.why, Why::Stops(_)) {
                    continue;
                }
                let expected = (!verdict.together).then_some(verdict.on_line);
                assert_eq!(clash, expected, "{:?} {:?} {verdict:?}", a.rule.kind(), b.rule.kind());
                compared += 1;
            }
        }
        assert!(compared >= 120, "{compared}");
    }

    #[test]
    fn the_matrix_says_what_the_pipeline_does() {
        let plain = campaign();
        agrees(&plain);
        let stack = PricingPolicy { same_layer: SameLayer::Stack, ..PricingPolicy::default() };
        agrees(&Campaign { pricing: stack, ..plain.clone() });
        let mut grouped = plain.clone();
        for id in [10, 12, 15, 23, 24, 27] {
            grouped.offers.get_mut(OfferId(id)).expect("there").group = "甲".to_owned();
        }
        agrees(&grouped);
        let mut said = plain;
        for (a, b, together) in
            [(10, 11, true), (15, 16, true), (17, 15, false), (23, 15, false), (12, 14, false), (27, 23, false)]
        {
            said.stacking.push(StackingRule { a: OfferId(a), b: OfferId(b), together });
        }
        agrees(&said);
    }

    #[test]
    fn a_turn_changes_the_verdict_and_another_changes_it_back() {
        let plain = campaign();
        for a in plain.offers.iter().map(|o| o.id) {
            for b in plain.offers.iter().map(|o| o.id).filter(|b| *b != a) {
                let mut turned = plain.clone();
                let before = matrix(&plain).get(a, b).expect("a pair").together;
                apply(&mut turned, a, b, turn(&plain, a, b));
                assert_ne!(matrix(&turned).get(a, b).expect("a pair").together, before, "{a} {b}");
                let back = turn(&turned, b, a);
                assert_eq!(back, Turn::Clear);
                apply(&mut turned, b, a, back);
                assert_eq!(turned, plain);
            }
        }
    }

    #[test]
    fn a_group_and_a_stop_cannot_be_turned() {
        let mut campaign = campaign();
        for id in [10, 11] {
            campaign.offers.get_mut(OfferId(id)).expect("there").group = "甲".to_owned();
        }
        campaign.offers.get_mut(OfferId(15)).expect("there").stop_after = true;
        let (shop, coupon, shipping) = (OfferId(15), OfferId(23), OfferId(27));
        assert_eq!(turn(&campaign, OfferId(10), OfferId(11)), Turn::Fixed);
        assert_eq!(turn(&campaign, coupon, shop), Turn::Fixed);
        let matrix = matrix(&campaign);
        assert_eq!(matrix.get(shop, coupon).map(|v| v.why), Some(Why::Stops(shop)));
        assert_eq!(matrix.get(shop, shipping).map(|v| v.together), Some(true), "shipping is never stopped");
    }
}
