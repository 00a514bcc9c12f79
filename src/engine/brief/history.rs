//! What a measure came to in earlier campaigns, from their actual figures.

use jiff::civil::DateTime;

use crate::engine::actuals::{Figures, Ledger};
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
    came: Figures,
}

impl Totals {
    /// What a measure came to: GMV and visitors summed, CVR = buyers ÷ visitors, 客单价 = GMV ÷ buyers (half up), the stage of
    /// paying buyers; nothing for what days do not tell.
    fn of(&self, of: GoalOf) -> Option<GoalValue> {
        let known = |count: Count| (count > Count::ZERO).then_some(GoalValue::Count(count));
        let cvr = || self.came.cvr().filter(|rate: &Rate| !rate.is_zero());
        match of {
            GoalOf::Gmv => (self.came.gmv > Money::ZERO).then_some(GoalValue::Money(self.came.gmv)),
            GoalOf::Uv => known(self.came.uv),
            GoalOf::Cvr => cvr().map(GoalValue::Rate),
            GoalOf::Aov => self.came.aov().filter(|aov| *aov > Money::ZERO).map(GoalValue::Money),
            GoalOf::Stage(_) => known(self.came.buyers),
            GoalOf::RefundRate | GoalOf::NewCustomers | GoalOf::OldCustomers | GoalOf::StockCleared | GoalOf::Own => {
                None
            }
        }
    }
}

/// What the campaigns of a project that have actual figures came to: their days are read once, for all goals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History(Vec<Totals>);

impl History {
    /// Reads the actual figures of all campaigns.
    #[must_use]
    pub fn new(project: &Project) -> Self {
        let with_rows = project.campaigns.iter().filter(|campaign| !campaign.actuals.is_empty());
        Self::of(with_rows.map(|campaign| (&**campaign, *Ledger::new(&campaign.actuals).total())))
    }

    /// From campaigns and what they came to.
    #[must_use]
    pub fn of<'a>(came: impl Iterator<Item = (&'a Campaign, Figures)>) -> Self {
        let totals = came.map(|(of, came)| Totals { campaign: of.id, opening: of.opening(), came });
        let mut all: Vec<Totals> = totals.collect();
        all.sort_by_key(|totals| std::cmp::Reverse(totals.opening));
        Self(all)
    }

    /// What a campaign came to; nothing without actual figures.
    #[must_use]
    pub fn came(&self, campaign: CampaignId) -> Option<&Figures> {
        self.0.iter().find(|totals| totals.campaign == campaign).map(|totals| &totals.came)
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
