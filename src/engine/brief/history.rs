//! What a measure came to in earlier campaigns, from their actual figures.

use jiff::civil::DateTime;

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

/// The actual days of a campaign, summed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Totals {
    campaign: CampaignId,
    opening: Option<DateTime>,
    gmv: Money,
    buyers: Count,
    uv: Count,
}

impl Totals {
    /// What a measure came to: GMV and visitors summed, CVR = buyers ÷ visitors, 客单价 = GMV ÷ buyers (half up), the stage of
    /// paying buyers; nothing for what days do not tell.
    fn of(&self, of: GoalOf) -> Option<GoalValue> {
        let known = |count: Count| (count > Count::ZERO).then_some(GoalValue::Count(count));
        let cvr = || Rate::ratio(self.buyers.wide(), self.uv.wide()).filter(|rate| !rate.is_zero());
        match of {
            GoalOf::Gmv => (self.gmv > Money::ZERO).then_some(GoalValue::Money(self.gmv)),
            GoalOf::Uv => known(self.uv),
            GoalOf::Cvr => cvr().map(GoalValue::Rate),
            GoalOf::Aov => self.gmv.per(self.buyers).filter(|aov| *aov > Money::ZERO).map(GoalValue::Money),
            GoalOf::Stage(_) => known(self.buyers),
            GoalOf::RefundRate | GoalOf::NewCustomers | GoalOf::OldCustomers | GoalOf::StockCleared | GoalOf::Own => {
                None
            }
        }
    }
}

/// What the campaigns of a project that have actual figures came to: their days are read once, for all goals.
#[derive(Clone, Debug, Default)]
pub struct History(Vec<Totals>);

impl History {
    /// Reads the actual days of all campaigns.
    #[must_use]
    pub fn new(project: &Project) -> Self {
        let totals = |campaign: &Campaign| {
            let days = || campaign.actuals.iter();
            Totals {
                campaign: campaign.id,
                opening: campaign.opening(),
                gmv: days().map(|day| day.gmv).sum(),
                buyers: days().map(|day| day.buyers).sum(),
                uv: days().map(|day| day.uv).sum(),
            }
        };
        let with_days = project.campaigns.iter().filter(|campaign| !campaign.actuals.is_empty());
        let mut all: Vec<Totals> = with_days.map(|campaign| totals(campaign)).collect();
        all.sort_by_key(|totals| std::cmp::Reverse(totals.opening));
        Self(all)
    }

    /// What a measure of a campaign came to before it.
    #[must_use]
    pub fn past(&self, campaign: &Campaign, of: GoalOf) -> Past {
        if !told(campaign, of) {
            return Past::default();
        }
        let came = |totals: &Totals| totals.of(of).map(|value| Came { campaign: totals.campaign, value });
        let before = |totals: &&Totals| {
            totals.campaign != campaign.id
                && totals.opening.zip(campaign.opening()).is_some_and(|(other, own)| other < own)
        };
        let previous = campaign.previous.filter(|id| *id != campaign.id);
        Past {
            previous: self.0.iter().find(|totals| Some(totals.campaign) == previous).and_then(came),
            all: self.0.iter().filter(before).filter_map(came).collect(),
        }
    }
}

/// Whether days tell how many reached a stage: only that of paying buyers.
fn told(campaign: &Campaign, of: GoalOf) -> bool {
    let GoalOf::Stage(id) = of else { return true };
    let last = campaign.funnel.stages.last();
    last.is_some_and(|stage| stage.id == id && matches!(stage.kind, StageKind::Paid | StageKind::Sales))
}
