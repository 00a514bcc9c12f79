//! Edits of a review, and what keeps it true when rows go.

use std::sync::Arc;

use crate::model::{Campaign, ProcessOf, Review, SentenceOf};

/// Changes a review; a campaign of which nothing changes is left alone.
pub fn change(campaign: &mut Campaign, change: impl FnOnce(&mut Review)) {
    let mut new = (*campaign.review).clone();
    change(&mut new);
    if *campaign.review != new {
        campaign.review = Arc::new(new);
    }
}

/// Removes what is said of sources and phases that are gone.
pub fn forget(campaign: &mut Campaign, gone: impl Fn(SentenceOf) -> bool) {
    let review = &campaign.review;
    if review.sentences.is_empty() && review.process.is_empty() {
        return;
    }
    change(campaign, |review| {
        review.sentences.retain(|of, _| !gone(*of));
        review.process.retain(|of, _| !matches!(of, ProcessOf::Phase(id) if gone(SentenceOf::Phase(*id))));
    });
}
