//! Why a campaign came to more or less than it was held against: its plan, or another campaign (semantics 3 and 28).
//!
//! The gap is attributed to visitors, CVR and 客单价 by log-mean Divisia ([`crate::engine::variance`]), for the whole and for every source,
//! category and phase. What the parts' effects of a factor do not sum to is the factor's mix row: more came from where less
//! is bought. What no part accounts for is the rest's row. So rows, rest and mix sum to the whole's effect and to the gap, to
//! the minor unit.
//!
//! The plan is the target and its split, not the GMV planned from traffic. By source, the visitors of every source are raised or
//! lowered alike until the target is reached, and each source's CVR and 客单价 stay as planned. By phase it is the split
//! over time, by category the split of the goods; a category's plan has no visitors and no rates, so these move as the
//! whole's. `docs/review.md` has the rules and a case worked by hand.

mod edit;
mod feedback;
mod modules;
mod parts;
mod pick;
mod process;
mod side;

use super::actuals::{Figures, Ledger};
use super::funnel::FunnelAnswer;
use super::plan::CampaignAnswer;
use crate::model::{Campaign, CampaignId, CategoryId, Money, PhaseId, Project, Rate, SourceId};

pub use edit::{change, forget};
pub use feedback::{Topic, topics};
pub use modules::{HITS, IDLE_BELOW, Measured, ModuleFigures, growth, module_figures};
pub use pick::{Pick, compared, earlier, pick};
pub use process::{Kept, ProcessFigures, process};
pub use side::{Effects, Factor, Side};

/// What a campaign is held against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Against {
    /// Its target and the split of it.
    #[default]
    Plan,
    /// What another campaign came to.
    Campaign(CampaignId),
}

/// By what a gap is broken down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum By {
    /// Traffic sources.
    #[default]
    Source,
    /// Categories.
    Category,
    /// Phases.
    Phase,
}

impl By {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Source, Self::Category, Self::Phase];
}

/// Whose row of a breakdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartOf {
    /// A traffic source of the campaign.
    Source(SourceId),
    /// A source that only the campaign it is held against has.
    OtherSource(SourceId),
    /// A category; nothing = goods without one.
    Category(Option<CategoryId>),
    /// A phase of the campaign.
    Phase(PhaseId),
    /// A phase that only the campaign it is held against has.
    OtherPhase(PhaseId),
    /// What no row accounts for.
    Rest,
}

/// A row: what was to come, what came, and why they differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Whose.
    pub of: PartOf,
    /// What it is held against.
    pub base: Side,
    /// What came.
    pub came: Side,
    /// What came − what it is held against.
    pub gap: Money,
    /// What each factor bears of it.
    pub effects: Effects,
}

/// A gap by parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Breakdown {
    /// The parts, in the order of the project; the rest last, where there is one.
    pub rows: Vec<Row>,
    /// What the rows' effects lack to those of the whole. Sums to zero.
    pub mix: Effects,
}

/// A campaign held against something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewAnswer {
    /// What it is held against.
    pub base: Side,
    /// What came.
    pub came: Side,
    /// What came − what it is held against.
    pub gap: Money,
    /// What each factor bears of it.
    pub effects: Effects,
    /// By source.
    pub sources: Breakdown,
    /// By category.
    pub categories: Breakdown,
    /// By phase.
    pub phases: Breakdown,
}

impl ReviewAnswer {
    /// A breakdown.
    #[must_use]
    pub const fn by(&self, by: By) -> &Breakdown {
        match by {
            By::Source => &self.sources,
            By::Category => &self.categories,
            By::Phase => &self.phases,
        }
    }

    /// The logarithmic mean of the sums on both sides, by which a row's effects are weighed; nothing where a side is zero.
    #[must_use]
    pub fn log_mean(base: &Side, came: &Side) -> Option<Money> {
        let (a, b) = (came.gmv.to_f64(), base.gmv.to_f64());
        if a <= 0.0 || b <= 0.0 {
            return None;
        }
        let ln = (a / b).ln();
        let mean = if ln.abs() < 1e-7 { f64::midpoint(a, b) } else { (a - b) / ln };
        Some(Money::from_wide((mean * 100.0).round() as i128))
    }
}

/// The plan's side of the whole: the target, the visitors that it needs and the buyers they become.
#[must_use]
pub fn target_side(funnel: &FunnelAnswer) -> Side {
    let gmv = super::plan::target(funnel);
    let uv = funnel.uv.value.unwrap_or_default();
    Side::at_rate(gmv, uv, funnel.cvr.value.unwrap_or(Rate::ZERO))
}

/// What figures came to, as a side.
#[must_use]
pub fn came_side(figures: &Figures) -> Side {
    Side::of(figures.gmv, figures.uv, figures.buyers)
}

/// Another campaign that one is held against.
#[derive(Clone, Copy, Debug)]
pub struct Other<'a> {
    /// The campaign.
    pub campaign: &'a Campaign,
    /// What it came to.
    pub ledger: &'a Ledger,
}

/// Holds a campaign against its plan, or against another campaign.
#[must_use]
pub fn review(
    project: &Project,
    campaign: &Campaign,
    answer: &CampaignAnswer,
    other: Option<Other<'_>>,
) -> ReviewAnswer {
    let base = other.map_or_else(|| target_side(&answer.funnel), |other| came_side(other.ledger.total()));
    let came = came_side(answer.ledger.total());
    let whole = side::Whole::of(&base, &came);
    let effects = whole.effects(&base, &came);
    let down = |parts: Vec<(PartOf, Side, Side)>| parts::breakdown(parts, &base, &came, &whole, &effects);
    ReviewAnswer {
        base,
        came,
        gap: Money::from_wide(came.gmv.wide() - base.gmv.wide()),
        effects,
        sources: down(parts::sources(campaign, answer, other)),
        categories: down(parts::categories(project, answer, other)),
        phases: down(parts::phases(campaign, answer, other)),
    }
}

#[cfg(test)]
mod tests;
