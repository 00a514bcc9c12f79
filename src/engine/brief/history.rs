//! What a measure came to in earlier campaigns, from their actual figures.

use crate::model::{Campaign, CampaignId, Count, GoalOf, GoalValue, Money, Project, Rate, StageKind};

/// What one campaign came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Came {
    /// Which campaign.
    pub campaign: CampaignId,
    /// How much.
    pub value: GoalValue,
}

/// What a measure came to before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Past {
    /// In the campaign that this one is planned from.
    pub previous: Option<Came>,
    /// In all campaigns of the file that opened before this one and have actual figures, the latest first.
    pub all: Vec<Came>,
}

impl Past {
    /// The highest; the latest of equals.
    #[must_use]
    pub fn best(&self) -> Option<Came> {
        self.all.iter().rev().copied().max_by_key(|came| came.value.wide())
    }
}

/// What a campaign came to by its actual days: GMV and visitors summed, CVR = buyers ÷ visitors, 客单价 = GMV ÷ buyers
/// (half up), the stage of paying buyers; nothing for what days do not tell.
#[must_use]
pub fn came_to(campaign: &Campaign, of: GoalOf) -> Option<GoalValue> {
    if campaign.actuals.is_empty() {
        return None;
    }
    let gmv: Money = campaign.actuals.iter().map(|day| day.gmv).sum();
    let buyers: Count = campaign.actuals.iter().map(|day| day.buyers).sum();
    let uv: Count = campaign.actuals.iter().map(|day| day.uv).sum();
    let known = |count: Count| (count > Count::ZERO).then_some(GoalValue::Count(count));
    match of {
        GoalOf::Gmv => (gmv > Money::ZERO).then_some(GoalValue::Money(gmv)),
        GoalOf::Uv => known(uv),
        GoalOf::Cvr => Rate::ratio(buyers.wide(), uv.wide()).filter(|rate| !rate.is_zero()).map(GoalValue::Rate),
        GoalOf::Aov => gmv.per(buyers).filter(|aov| *aov > Money::ZERO).map(GoalValue::Money),
        GoalOf::Stage(_) => known(buyers),
        GoalOf::RefundRate | GoalOf::NewCustomers | GoalOf::OldCustomers | GoalOf::StockCleared | GoalOf::Own => None,
    }
}

/// Whether days tell how many reached a stage: only that of paying buyers.
fn told(campaign: &Campaign, of: GoalOf) -> bool {
    let GoalOf::Stage(id) = of else { return true };
    let last = campaign.funnel.stages.last();
    last.is_some_and(|stage| stage.id == id && matches!(stage.kind, StageKind::Paid | StageKind::Sales))
}

/// What a measure of a campaign came to before it.
#[must_use]
pub fn past(project: &Project, campaign: &Campaign, of: GoalOf) -> Past {
    if !told(campaign, of) {
        return Past::default();
    }
    let came = |other: &Campaign| came_to(other, of).map(|value| Came { campaign: other.id, value });
    let before = |other: &Campaign| match (other.opening(), campaign.opening()) {
        (Some(other), Some(own)) => other < own,
        _ => false,
    };
    let mut earlier: Vec<&Campaign> =
        project.campaigns.iter().map(AsRef::as_ref).filter(|other| other.id != campaign.id && before(other)).collect();
    earlier.sort_by_key(|other| std::cmp::Reverse(other.opening()));
    Past {
        previous: crate::engine::plan::previous(project, campaign).and_then(came),
        all: earlier.into_iter().filter_map(came).collect(),
    }
}
