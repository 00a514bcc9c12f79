//! Which campaigns a campaign is compared with, where nobody chose one.

use std::sync::Arc;

use crate::model::{Campaign, CampaignId, Project};

/// The two campaigns that a review names beside the plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pick {
    /// Last year's of the same level.
    pub last_year: Option<CampaignId>,
    /// The one before.
    pub before: Option<CampaignId>,
}

/// Campaigns that opened earlier and have actual figures, the latest first.
#[must_use]
pub fn earlier<'a>(project: &'a Project, campaign: &Campaign) -> Vec<&'a Arc<Campaign>> {
    let opening = campaign.opening();
    let mut out: Vec<&Arc<Campaign>> = project
        .campaigns
        .iter()
        .filter(|other| other.id != campaign.id && !other.actuals.is_empty())
        .filter(|other| other.opening().zip(opening).is_some_and(|(theirs, own)| theirs < own))
        .collect();
    out.sort_by_key(|other| std::cmp::Reverse(other.opening()));
    out
}

/// Chooses. Last year's is the campaign of the same level that opened nearest to a year before, not more than ninety days from it;
/// the one before is the latest other that opened earlier.
#[must_use]
pub fn pick(project: &Project, campaign: &Campaign) -> Pick {
    let earlier = earlier(project, campaign);
    let off = |other: &Campaign| {
        let (theirs, own) = other.opening().zip(campaign.opening())?;
        let days = own.date().since(theirs.date()).ok()?.get_days();
        let off = (days - 365).abs();
        (off <= 90).then_some(off)
    };
    let same_level = earlier.iter().filter(|other| other.level == campaign.level);
    let last_year = same_level.filter_map(|other| Some((off(other)?, other.id))).min().map(|(_, id)| id);
    let before = earlier.iter().find(|other| Some(other.id) != last_year).map(|other| other.id);
    Pick { last_year, before }
}
