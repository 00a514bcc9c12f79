//! How customers took offers up, learned from a campaign for the next.

use crate::engine::actuals::Ledger;
use crate::engine::offers::campaign::OfferCosts;
use crate::model::offer::Uptake;
use crate::model::{ActualOf, Campaign, Count, Offer, OfferId, Rate};
use jiff::civil::DateTime;

/// Each offer of a campaign whose twin of the campaign before – of its kind and name, the n-th of them for the n-th – was used, with the
/// uptake that this shows. `costs` is what was planned before.
pub(super) fn uptakes(
    campaign: &Campaign,
    before: &Campaign,
    ledger: &Ledger,
    costs: &OfferCosts,
) -> Vec<(OfferId, Uptake)> {
    let called = |offer: &Offer| (offer.rule.kind(), offer.name.clone());
    let mut out = Vec::new();
    for (at, offer) in campaign.offers.iter().enumerate() {
        let earlier = campaign.offers.iter().take(at).filter(|other| called(other) == called(offer)).count();
        let Some(twin) = before.offers.iter().filter(|other| called(other) == called(offer)).nth(earlier) else {
            continue;
        };
        let used = ledger.part(ActualOf::Offer(twin.id), DateTime::MIN, DateTime::MAX).orders;
        let Some(planned) = costs.uses(twin.id) else { continue };
        if let Some(uptake) = learned(twin.uptake, (planned, costs.orders), (used, ledger.total().buyers)) {
            out.push((offer.id, uptake));
        }
    }
    out
}

/// Of the same number of orders, as many times more used the offer than was planned: claim × redemption grows by that, up to all. The
/// claim rate stays as it was where it can. To a tenth of a percent.
fn learned(was: Uptake, planned: (f64, f64), came: (Count, Count)) -> Option<Uptake> {
    let part = |(uses, orders): (f64, f64)| (uses > 0.0 && orders > 0.0).then(|| uses / orders);
    let times = part((came.0.to_f64(), came.1.to_f64()))? / part(planned)?;
    let usage = (was.claim.to_f64() * was.redemption.to_f64() * times).clamp(0.0, 1.0);
    let claim = was.claim.to_f64().max(usage);
    let rate = |value: f64| Rate::from_ppm((value * 1_000.0).round() as i64 * 1_000);
    Some(Uptake { claim: rate(claim), redemption: rate(usage / claim) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_planner_can_read_it() {
        let percent = Rate::from_percent;
        for (what, was, planned, came, expected) in [
            ("as planned", (60, 50), (300.0, 1_000.0), (60, 200), Some((60, 50))),
            ("half as often", (60, 50), (300.0, 1_000.0), (30, 200), Some((60, 25))),
            ("more than claims allow", (60, 50), (300.0, 1_000.0), (160, 200), Some((80, 100))),
            ("more than there can be", (60, 50), (100.0, 1_000.0), (200, 200), Some((100, 100))),
            ("nothing known", (60, 50), (300.0, 1_000.0), (0, 200), None),
            ("no orders known", (60, 50), (300.0, 1_000.0), (60, 0), None),
        ] {
            let was = Uptake { claim: percent(was.0), redemption: percent(was.1) };
            let got = learned(was, planned, (Count::new(came.0), Count::new(came.1)));
            assert_eq!(got, expected.map(|(c, r)| Uptake { claim: percent(c), redemption: percent(r) }), "{what}");
        }
    }
}
