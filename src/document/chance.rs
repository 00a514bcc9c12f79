//! Of what a campaign was simulated: drawing it takes longer than a frame, so its answer is kept with all that it was read
//! from, and whoever shows it can tell whether it still fits.

use std::sync::Arc;

use crate::engine::funnel::{FunnelAnswer, TrafficAnswer, Yardstick};
use crate::engine::simulate::{ChanceAnswer, HeldAgainst, steps};
use crate::engine::watch::Watch;
use crate::model::{Campaign, CampaignId, Money, Rate, Rows, Source, Uncertainty};

/// What the simulation reads of a project: rows by identity, figures by value. Rows are held, so that an address cannot come
/// back as another value.
#[derive(Clone, Debug)]
pub struct ChanceKey {
    campaign: CampaignId,
    traffic: Rows<Source>,
    uncertainty: Arc<Uncertainty>,
    yardstick: Yardstick,
    held: HeldAgainst,
    refund_rate: Rate,
}

impl ChanceKey {
    /// What the simulation of a campaign reads now. `margin` is the average margin of its goods
    /// ([`super::Answers::margin`]).
    #[must_use]
    pub fn of(campaign: &Campaign, plan: (&FunnelAnswer, &TrafficAnswer), margin: Option<Rate>) -> Self {
        let (funnel, traffic) = plan;
        Self {
            campaign: campaign.id,
            traffic: campaign.traffic.clone(),
            uncertainty: Arc::clone(&campaign.uncertainty),
            yardstick: traffic.yardstick,
            held: HeldAgainst::of(funnel, margin),
            refund_rate: campaign.funnel.refund_rate,
        }
    }

    /// Whose it is.
    #[must_use]
    pub const fn campaign(&self) -> CampaignId {
        self.campaign
    }

    /// Whether there is anything to draw: a range, and a plan that sells.
    #[must_use]
    pub fn can_be_drawn(&self, traffic: &TrafficAnswer) -> bool {
        !self.uncertainty.drivers.is_empty() && traffic.total.gmv > Money::ZERO
    }

    /// Pieces of the work: what a watch counts up to, at most.
    #[must_use]
    pub fn steps(&self) -> usize {
        steps(&self.uncertainty)
    }

    /// Draws the campaign that the key is of; nothing if it is told to stop.
    #[must_use]
    pub fn draw(
        &self,
        campaign: &Campaign,
        traffic: &TrafficAnswer,
        threads: usize,
        watch: Watch<'_>,
    ) -> Option<ChanceAnswer> {
        ChanceAnswer::new(campaign, traffic, self.held, threads, watch)
    }
}

impl PartialEq for ChanceKey {
    fn eq(&self, other: &Self) -> bool {
        self.campaign == other.campaign
            && self.traffic.same(&other.traffic)
            && Arc::ptr_eq(&self.uncertainty, &other.uncertainty)
            && self.yardstick == other.yardstick
            && self.held == other.held
            && self.refund_rate == other.refund_rate
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::funnel::solve;
    use crate::engine::plan::traffic_of;
    use crate::model::{Funnel, Quantity};

    #[test]
    fn a_key_changes_with_what_is_read_and_with_nothing_else() {
        let mut campaign = Campaign::default();
        let key = |campaign: &Campaign, margin| {
            let funnel = solve(&campaign.funnel);
            ChanceKey::of(campaign, (&funnel, &traffic_of(campaign, &funnel)), margin)
        };
        let first = key(&campaign, None);
        campaign.name = "双12".to_owned();
        assert_eq!(key(&campaign, None), first, "names are not read");
        assert_ne!(key(&campaign, Some(Rate::from_percent(35))), first);
        campaign.funnel = Arc::new(Funnel { gmv: Quantity::Fixed(Money::from_major(1_000_000)), ..Funnel::default() });
        let second = key(&campaign, None);
        assert_ne!(second, first);
        Arc::make_mut(&mut campaign.uncertainty).seed = 3;
        assert_ne!(key(&campaign, None), second);
    }
}
