//! Where ranges come from: the program's assumptions, and how far past campaigns missed their plans.

use crate::engine::funnel::solve;
use crate::engine::plan::traffic_of;
use crate::model::{Campaign, CampaignId, Driver, DriverOf, Project, RangeShape, Rate};

/// The ranges that the program assumes, lowest to highest with the plan as the likeliest. Round figures from no survey:
/// visitors that are bought come in less surely than those that come by themselves, refunds and prices of traffic rise more
/// easily than they fall.
pub const ASSUMED: [(DriverOf, i64, i64); 7] = [
    (DriverOf::FreeUv, 80, 120),
    (DriverOf::PaidUv, 75, 120),
    (DriverOf::Cvr, 80, 120),
    (DriverOf::Aov, 90, 110),
    (DriverOf::Refunds, 85, 130),
    (DriverOf::TrafficCost, 90, 125),
    (DriverOf::GoodsCost, 97, 108),
];

/// The assumed range of a figure; visitors of one source as those of paid ones.
#[must_use]
pub fn assumed(of: DriverOf) -> Driver {
    let like = if matches!(of, DriverOf::SourceUv(_)) { DriverOf::PaidUv } else { of };
    let (low, high) =
        ASSUMED.iter().find(|(known, ..)| *known == like).map_or((80, 120), |(_, low, high)| (*low, *high));
    Driver { of, low: Rate::from_percent(low), high: Rate::from_percent(high), assumed: true, ..Driver::default() }
}

/// What is not in a campaign's ranges yet, of the kinds that name no source.
pub fn missing(campaign: &Campaign) -> impl Iterator<Item = DriverOf> + '_ {
    let has = |of: DriverOf| campaign.uncertainty.drivers.iter().any(|driver| driver.of == of);
    DriverOf::ALL.into_iter().filter(move |of| !has(*of))
}

/// Campaigns that a spread needs at least.
pub const CAMPAIGNS: usize = 3;
/// The 90 % quantile of a standard normal distribution.
const Z90: f64 = 1.281_551_565_544_600_4;

/// How a past campaign came out, as parts of its plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Past {
    /// Which.
    pub campaign: CampaignId,
    /// Visitors.
    pub uv: f64,
    /// CVR.
    pub cvr: f64,
    /// 客单价.
    pub aov: f64,
}

/// Past campaigns whose visitors, buyers and GMV are known, planned and actual: those that opened before this one.
#[must_use]
pub fn past(project: &Project, campaign: &Campaign) -> Vec<Past> {
    let before = |other: &Campaign| match (other.opening(), campaign.opening()) {
        (Some(other), Some(own)) => other < own,
        _ => false,
    };
    project
        .campaigns
        .iter()
        .filter(|other| other.id != campaign.id && !other.actuals.is_empty() && before(other))
        .filter_map(|other| outcome(other))
        .collect()
}

fn outcome(campaign: &Campaign) -> Option<Past> {
    let funnel = solve(&campaign.funnel);
    let plan = traffic_of(campaign, &funnel).total;
    // a campaign without a traffic plan is held against its funnel
    let planned = if plan.uv.get() > 0 {
        (plan.uv.to_f64(), plan.cvr()?.to_f64(), plan.aov()?.to_f64())
    } else {
        (funnel.uv.value?.to_f64(), funnel.cvr.value?.to_f64(), funnel.aov.value?.to_f64())
    };
    let came = *crate::engine::actuals::Ledger::new(&campaign.actuals).total();
    let (uv, buyers, gmv) = (came.uv.to_f64(), came.buyers.to_f64(), came.gmv.to_f64());
    let past =
        Past { campaign: campaign.id, uv: uv / planned.0, cvr: buyers / uv / planned.1, aov: gmv / buyers / planned.2 };
    [past.uv, past.cvr, past.aov].iter().all(|part| part.is_finite() && *part > 0.0).then_some(past)
}

/// Why past campaigns give no ranges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooFew {
    /// Campaigns that there are.
    pub found: usize,
}

/// Log-normal ranges of visitors, CVR and 客单价 by how past campaigns missed their plans: P10, median and P90 by the mean and
/// the standard deviation (of a sample, n − 1) of the logarithms. Their days do not tell free visitors from paid ones, so that both have the same.
///
/// # Errors
/// Fewer than three campaigns.
pub fn from_history(past: &[Past]) -> Result<Vec<Driver>, TooFew> {
    if past.len() < CAMPAIGNS {
        return Err(TooFew { found: past.len() });
    }
    let range = |of: DriverOf, part: fn(&Past) -> f64| {
        let logs: Vec<f64> = past.iter().map(|past| part(past).ln()).collect();
        let n = logs.len() as f64;
        let mean = logs.iter().sum::<f64>() / n;
        let spread = (logs.iter().map(|log| (log - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt();
        // to the tenth of a per cent, as it is shown and typed
        let rate = |log: f64| Rate::from_ppm((log.exp() * 1e3).round() as i64 * 1_000);
        Driver {
            of,
            low: rate(mean - Z90 * spread),
            likely: rate(mean),
            high: rate(mean + Z90 * spread),
            shape: RangeShape::LogNormal,
            ..Driver::default()
        }
    };
    Ok(vec![
        range(DriverOf::FreeUv, |past| past.uv),
        range(DriverOf::PaidUv, |past| past.uv),
        range(DriverOf::Cvr, |past| past.cvr),
        range(DriverOf::Aov, |past| past.aov),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn past(uv: f64, cvr: f64, aov: f64) -> Past {
        Past { campaign: CampaignId(1), uv, cvr, aov }
    }

    #[test]
    fn ranges_follow_how_past_campaigns_missed_their_plans() {
        // logarithms −0.1, 0, 0.1: mean 0, deviation 0.1; e^±0.12816 = 1.13673 and 0.87971
        let e = |log: f64| log.exp();
        let found = from_history(&[past(e(-0.1), 1.0, 0.9), past(1.0, 1.0, 0.9), past(e(0.1), 1.0, 0.9)]);
        let found = found.expect("three are enough");
        let told: Vec<_> = found.iter().map(|d| (d.of, d.low, d.likely, d.high)).collect();
        let rate = |per_mille| Rate::per_mille(per_mille);
        assert_eq!(
            told,
            [
                (DriverOf::FreeUv, rate(880), rate(1_000), rate(1_137)),
                (DriverOf::PaidUv, rate(880), rate(1_000), rate(1_137)),
                (DriverOf::Cvr, rate(1_000), rate(1_000), rate(1_000)),
                (DriverOf::Aov, rate(900), rate(900), rate(900)),
            ]
        );
        assert!(found.iter().all(|d| d.shape == RangeShape::LogNormal && !d.assumed));
    }

    #[test]
    fn two_campaigns_are_too_few() {
        assert_eq!(from_history(&[past(1.0, 1.0, 1.0); 2]), Err(TooFew { found: 2 }));
    }
}
