//! Edits of the campaign in front, as requests.

use std::sync::Arc;

use crate::model::{Campaign, CampaignId, Funnel, Splits};
use crate::ui::action::Actions;

/// Asks for a change of a campaign.
pub fn campaign(
    actions: &mut Actions,
    id: CampaignId,
    name: impl Into<String>,
    change: impl FnOnce(&mut Campaign) + 'static,
) {
    actions.edit(name, move |project| {
        if let Some(campaign) = project.campaigns.get_mut(id) {
            change(campaign);
        }
    });
}

/// Asks for another funnel.
pub fn funnel(
    actions: &mut Actions,
    id: CampaignId,
    name: impl Into<String>,
    change: impl FnOnce(&Funnel) -> Funnel + 'static,
) {
    campaign(actions, id, name, |campaign| {
        let new = change(&campaign.funnel);
        if *campaign.funnel != new {
            campaign.funnel = Arc::new(new);
        }
    });
}

/// Asks for other splits.
pub fn splits(
    actions: &mut Actions,
    id: CampaignId,
    name: impl Into<String>,
    change: impl FnOnce(&Splits) -> Splits + 'static,
) {
    campaign(actions, id, name, |campaign| {
        let new = change(&campaign.splits);
        if *campaign.splits != new {
            campaign.splits = Arc::new(new);
        }
    });
}
