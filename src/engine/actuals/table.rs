//! Edits that keep the rows true.

use crate::model::{ActualOf, Campaign, OfferId, SkuId, SourceId};

/// Removes what a campaign knows of sources that are gone.
pub fn clear_sources(campaign: &mut Campaign, gone: impl Fn(SourceId) -> bool) {
    clear(campaign, |of| matches!(of, ActualOf::Source(id) if gone(id)));
}

/// Removes what a campaign knows of products that are gone.
pub fn clear_skus(campaign: &mut Campaign, gone: impl Fn(SkuId) -> bool) {
    clear(campaign, |of| matches!(of, ActualOf::Sku(id) if gone(id)));
}

/// Removes what a campaign knows of an offer that is gone.
pub fn clear_offer(campaign: &mut Campaign, gone: OfferId) {
    clear(campaign, |of| of == ActualOf::Offer(gone));
}

fn clear(campaign: &mut Campaign, gone: impl Fn(ActualOf) -> bool) {
    if campaign.actuals.iter().any(|row| gone(row.of)) {
        campaign.actuals.remove_where(|row| gone(row.of));
    }
    if campaign.run.handled.iter().any(|alarm| gone(alarm.of)) {
        std::sync::Arc::make_mut(&mut campaign.run).handled.retain(|alarm| !gone(alarm.of));
    }
}
