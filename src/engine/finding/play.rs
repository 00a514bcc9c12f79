//! What is wrong with word-of-mouth plays, held against what an order earns.

use super::{Finding, FindingCode, Place, Severity};
use crate::engine::funnel::{SourceProblem, TrafficAnswer};
use crate::engine::viral::joiners;
use crate::model::{Campaign, Count, Money, Rate};

/// Something wrong with a play.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlayFault {
    /// It begins with nobody.
    WithoutSeeds,
    /// It grows from round to round, and nothing but its rounds ends it: this many new inviters each.
    WithoutCap(Rate),
    /// A part beyond the whole; it is counted as all.
    AboveOne(Rate),
    /// Fewer people come to an opener of a group than it takes to fill it.
    GroupsStayOpen {
        /// How many come on average.
        each: Rate,
        /// How many it takes.
        joiners: Count,
    },
    /// An order costs more than it earns.
    Dear {
        /// What the play costs for each order.
        cost: Money,
        /// What an order earns: 客单价 × average margin of the goods.
        margin: Money,
    },
}

impl PlayFault {
    /// How bad it is.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::AboveOne(_) => Severity::Error,
            Self::WithoutSeeds | Self::WithoutCap(_) | Self::Dear { .. } => Severity::Warning,
            Self::GroupsStayOpen { .. } => Severity::Hint,
        }
    }

    /// The stable name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::WithoutSeeds => "play-without-seeds",
            Self::WithoutCap(_) => "play-without-cap",
            Self::AboveOne(_) => "play-rate-above-one",
            Self::GroupsStayOpen { .. } => "play-groups-stay-open",
            Self::Dear { .. } => "play-dear",
        }
    }
}

/// Checks a campaign's plays. `margin` is the average margin of its goods, where they have one.
#[must_use]
pub fn play_findings(campaign: &Campaign, traffic: &TrafficAnswer, margin: Option<Rate>) -> Vec<Finding> {
    let mut found = Vec::new();
    for row in traffic.rows.iter().filter(|row| row.play.is_some()) {
        let play = campaign.traffic.get(row.id).and_then(|source| source.basis.play());
        let mut add = |fault: PlayFault, field| {
            let place = Place::source(row.id).field(field);
            found.push(Finding::new(FindingCode::Play(row.id, fault), Some(campaign.id), place));
        };
        for problem in &row.problems {
            match *problem {
                SourceProblem::PlayWithoutSeeds => add(PlayFault::WithoutSeeds, "play"),
                SourceProblem::PlayWithoutCap(k) => add(PlayFault::WithoutCap(k), "play"),
                SourceProblem::PlayRateAboveOne(rate) => add(PlayFault::AboveOne(rate), "play"),
                SourceProblem::PlayGroupsStayOpen(each) => {
                    let joiners = play.and_then(|play| joiners(play.kind)).unwrap_or_default();
                    add(PlayFault::GroupsStayOpen { each, joiners }, "play");
                }
                _ => {}
            }
        }
        let earned = row.aov.value.zip(margin).map(|(aov, margin)| aov.at_rate(margin));
        if let Some((cost, margin)) = row.sums.cost_per_order().zip(earned)
            && cost > margin
        {
            add(PlayFault::Dear { cost, margin }, "play");
        }
    }
    found
}
