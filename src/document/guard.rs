//! What the floor guard found, and of what: the answer takes too long to be made between two frames, so it is kept with all
//! that it was read from, and whoever shows it can tell whether it still fits.

use crate::engine::finding::Finding;
use crate::engine::offers::floor::{Domain, Fix, FloorError, Lowest, Which, fixes, floors, guard_findings, size};
use crate::engine::watch::{Watch, unwatched};
use crate::model::{
    Campaign, CampaignId, CampaignSku, Count, Offer, Phase, PhaseId, PricingPolicy, Project, Rate, Rows, Sku, SkuId,
    StackingRule,
};

/// What the guard reads of a project, compared by identity. It is held, so that an address cannot come back as another value.
#[derive(Clone, Debug)]
pub struct GuardKey {
    campaign: CampaignId,
    skus: Rows<Sku>,
    goods: Rows<CampaignSku>,
    phases: Rows<Phase>,
    offers: Rows<Offer>,
    stacking: Rows<StackingRule>,
    pricing: PricingPolicy,
    required_margin: Option<Rate>,
    price_promise: Option<Count>,
}

impl GuardKey {
    /// What the guard of a campaign reads now.
    #[must_use]
    pub fn of(project: &Project, campaign: &Campaign) -> Self {
        Self {
            campaign: campaign.id,
            skus: project.goods.clone(),
            goods: campaign.goods.clone(),
            phases: campaign.phases.clone(),
            offers: campaign.offers.clone(),
            stacking: campaign.stacking.clone(),
            pricing: campaign.pricing,
            required_margin: campaign.required_margin,
            price_promise: campaign.price_promise,
        }
    }

    /// Whose it is.
    #[must_use]
    pub const fn campaign(&self) -> CampaignId {
        self.campaign
    }
}

impl PartialEq for GuardKey {
    fn eq(&self, other: &Self) -> bool {
        self.campaign == other.campaign
            && self.skus.same(&other.skus)
            && self.goods.same(&other.goods)
            && self.phases.same(&other.phases)
            && self.offers.same(&other.offers)
            && self.stacking.same(&other.stacking)
            && self.pricing == other.pricing
            && self.required_margin == other.required_margin
            && self.price_promise == other.price_promise
    }
}

/// What the guard found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GuardAnswer {
    /// The lowest prices, by phase and then in the order of the campaign's goods.
    pub lowest: Vec<Lowest>,
    /// What of them is wrong.
    pub findings: Vec<Finding>,
}

impl GuardAnswer {
    /// The answer, from scratch.
    ///
    /// # Errors
    /// More offers than can be priced, or stopped.
    pub fn new(project: &Project, campaign: &Campaign, domain: Domain, watch: Watch<'_>) -> Result<Self, FloorError> {
        let lowest = floors(project, campaign, Which { domain, ..Which::default() }, watch)?;
        Ok(Self { findings: guard_findings(campaign, &lowest), lowest })
    }

    /// The answer without anybody who stops it; nothing where there are more offers than can be priced, which is a finding
    /// of its own.
    #[must_use]
    pub fn whole(project: &Project, campaign: &Campaign, domain: Domain) -> Self {
        unwatched(|watch| Self::new(project, campaign, domain, watch)).unwrap_or_default()
    }

    /// How many products and phases it is about: what a watch counts up to.
    #[must_use]
    pub fn steps(campaign: &Campaign) -> usize {
        size(campaign, Which::default())
    }

    /// The lowest margin of all: that of a product at its lowest price.
    #[must_use]
    pub fn lowest_margin(&self) -> Option<Rate> {
        self.lowest.iter().filter_map(Lowest::margin).min()
    }

    /// The lowest price of a product in a phase.
    #[must_use]
    pub fn of(&self, sku: SkuId, phase: PhaseId) -> Option<&Lowest> {
        self.lowest.iter().find(|lowest| lowest.sku == sku && lowest.phase == phase)
    }
}

/// What can be done about a breach, or that it is being looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    /// The product below its floor.
    pub sku: SkuId,
    /// In which phase.
    pub phase: PhaseId,
    /// The changes that heal it; nothing while they are looked for.
    pub fixes: Option<Vec<Fix>>,
}

impl Remedy {
    /// Whether it is about this price.
    #[must_use]
    pub fn is_of(&self, lowest: &Lowest) -> bool {
        self.sku == lowest.sku && self.phase == lowest.phase
    }

    /// Looks for what heals a price, without anybody who stops it.
    #[must_use]
    pub fn whole(project: &Project, campaign: &Campaign, lowest: &Lowest, domain: Domain) -> Self {
        let found = unwatched(|watch| fixes(project, campaign, lowest, domain, watch)).unwrap_or_default();
        Self { sku: lowest.sku, phase: lowest.phase, fixes: Some(found) }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn a_key_changes_with_what_is_read_and_with_nothing_else() {
        let mut project = Project::default();
        project.campaigns.push(Campaign::default());
        let key = |project: &Project| {
            let campaign = project.campaigns.iter().next().expect("there is one");
            GuardKey::of(project, campaign)
        };
        let first = key(&project);
        let edit = |project: &mut Project, change: &dyn Fn(&mut Campaign)| {
            let id = CampaignId::default();
            project.campaigns.get_mut(id).map(change).expect("there is one");
        };
        edit(&mut project, &|c| c.name = "双12".to_owned());
        Arc::make_mut(&mut project.shop).name = "山屿".to_owned();
        assert_eq!(key(&project), first, "names are not read");
        edit(&mut project, &|c| c.required_margin = Some(Rate::from_percent(12)));
        let second = key(&project);
        assert_ne!(second, first);
        edit(&mut project, &|c| c.offers.push(Offer::default()));
        assert_ne!(key(&project), second);
        edit(&mut project, &|c| c.price_promise = Some(Count::new(15)));
        assert_ne!(key(&project), second);
    }
}
