//! Offers: what a basket costs, to the minor unit; with what each combines, how clear the rules are, worked examples; new
//! ones ready-made; edits of the list.

pub mod clarity;
pub mod edit;
pub mod example;
pub mod preset;
pub mod price;
pub mod stacking;

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
