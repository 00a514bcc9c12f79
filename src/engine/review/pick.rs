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
/// the one before is the latest other of that level that opened earlier, else the latest other.
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
    let others = || earlier.iter().filter(|other| Some(other.id) != last_year);
    // a day for members is no yardstick for a great campaign
    let alike = others().find(|other| other.level == campaign.level);
    let before = alike.or_else(|| others().next()).map(|other| other.id);
    Pick { last_year, before }
}

/// The two campaigns: those that the review names, as far as they are there, else as chosen by [`pick`].
#[must_use]
pub fn compared(project: &Project, campaign: &Campaign) -> Pick {
    let chosen = pick(project, campaign);
    let there = |id: Option<CampaignId>| id.filter(|id| *id != campaign.id && project.campaign(*id).is_some());
    Pick {
        last_year: there(campaign.review.last_year).or(chosen.last_year),
        before: there(campaign.review.before).or(chosen.before),
    }
}
