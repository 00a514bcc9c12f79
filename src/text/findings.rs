//! Findings as sentences.

use super::Texts;
use crate::engine::finding::Finding;
use crate::model::{Campaign, Project};

/// A finding in one sentence.
#[must_use]
pub fn sentence(_texts: &Texts, _project: &Project, _campaign: &Campaign, finding: &Finding) -> String {
    finding.code.name().to_owned()
}
