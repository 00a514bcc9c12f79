//! The cross-checks that planners keep themselves: baskets of which something is expected.

use super::{Finding, FindingCode, Place, PlaceKind, Tab};
use crate::engine::offers::basket::checks::Verdict;
use crate::model::{Campaign, CheckId};

/// A finding for each check that does not pass; `verdicts` are those of the campaign's checks.
#[must_use]
pub fn check_findings(campaign: &Campaign, verdicts: &[Verdict]) -> Vec<Finding> {
    let failed = verdicts.iter().filter(|verdict| !verdict.passes());
    failed
        .filter_map(|verdict| {
            let check = campaign.checks.get(verdict.check)?;
            let code = match &verdict.outcome {
                Ok(judged) => FindingCode::CheckFails { check: check.id, expect: check.expect, actual: judged.actual },
                Err(why) => FindingCode::CheckUnpriced(check.id, *why),
            };
            Some(Finding::new(code, Some(campaign.id), Place::check(check.id)))
        })
        .collect()
}

impl Place {
    /// A basket kept as a check.
    #[must_use]
    pub const fn check(id: CheckId) -> Self {
        Self::at(Tab::Offers, PlaceKind::Check).row(id.0)
    }
}
