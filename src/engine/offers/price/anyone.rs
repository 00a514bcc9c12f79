//! A campaign with the offers of all kinds of customers at once: not as anybody meets it, but nobody meets more.

use super::compile::{Compiled, Moment, TooMany};
use crate::model::offer::{Audience, CustomerKind};
use crate::model::{Campaign, PhaseId, Project};

impl Compiled {
    /// A phase with the offers of all kinds of customers. What is not for everyone may be used or not, and what no one
    /// customer meets together excludes each other: whatever a customer can bring about can be brought about here.
    ///
    /// # Errors
    /// More hold together than can be priced.
    pub(in crate::engine::offers) fn for_anyone(
        project: &Project,
        campaign: &Campaign,
        phase: PhaseId,
    ) -> Result<Self, TooMany> {
        let mut made = Self::made_for(project, campaign, Moment::Phase(phase), |_| true)?;
        let audience = |place: usize| {
            let held = made.candidates.get(place).map(|c| c.held.offer);
            held.and_then(|id| campaign.offers.get(id)).map_or(Audience::Everyone, |offer| offer.audience)
        };
        let audiences: Vec<Audience> = (0..made.candidates.len()).map(audience).collect();
        for (i, a) in audiences.iter().enumerate() {
            if *a != Audience::Everyone {
                made.chosen |= 1 << i;
                made.can_be_optional |= 1 << i;
                made.candidates.get_mut(i).into_iter().for_each(|c| c.chosen = true);
            }
            for (j, b) in audiences.iter().enumerate().take(i) {
                if !CustomerKind::ALL.iter().any(|kind| a.holds(*kind) && b.holds(*kind)) {
                    made.clash.get_mut(i).into_iter().for_each(|of| *of |= 1 << j);
                    made.clash.get_mut(j).into_iter().for_each(|of| *of |= 1 << i);
                }
            }
        }
        Ok(made)
    }
}
