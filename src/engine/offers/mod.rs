//! Offers: what a basket costs, to the minor unit; with what each combines, how clear the rules are, worked examples; what
//! ladders of thresholds do to many orders, what offers cost and which ladder is best; new ones ready-made; edits of the list.
//!
//! Two rooms that know nothing of each other: `price` knows baskets, and is exact; all that is about many orders knows them by
//! their value only. Floats carry expected values there; each sum of money that leaves is rounded half up to the minor unit by
//! [`values::minor`].

pub mod bands;
pub mod basket;
pub mod campaign;
pub mod clarity;
pub mod cost;
pub mod edit;
pub mod example;
pub mod fit;
pub mod floor;
pub mod ladder;
pub mod nice;
pub mod preset;
pub mod price;
pub mod reading;
pub mod response;
pub mod settle;
pub mod sold;
pub mod stacking;
pub mod suggest;
pub mod values;

use super::finding::{Finding, offer_findings};
use crate::model::{Campaign, Money, Project};

/// What follows from a campaign's offers by themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OffersAnswer {
    /// With what each combines.
    pub matrix: stacking::Matrix,
    /// How clear the rules are.
    pub clarity: clarity::Clarity,
    /// What is wrong with them.
    pub findings: Vec<Finding>,
}

/// Works out what follows from a campaign's offers. Reads, of the project, goods and categories; of the campaign, phases,
/// offers, stacking and pricing; and the 客单价 of the funnel.
#[must_use]
pub fn offers(project: &Project, campaign: &Campaign, aov: Option<Money>) -> OffersAnswer {
    OffersAnswer {
        matrix: stacking::matrix(campaign),
        clarity: clarity::clarity(campaign),
        findings: offer_findings(project, campaign, aov),
    }
}
