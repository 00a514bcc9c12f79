//! What sources came to where groups and their members both have figures.

use std::collections::BTreeMap;

use jiff::civil::DateTime;

use super::{Figures, Ledger};
use crate::model::{ActualOf, SourceId};

/// What a source came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SourceCame {
    /// All of it: its own figures, which hold its members'; those of its members where they sold more.
    pub whole: Figures,
    /// What its members came to.
    pub members: Figures,
}

/// What each source of a tree came to that has figures, or members with figures. `tree` names sources and the groups that they stand in,
/// a group before its members.
#[must_use]
pub fn by_source(
    ledger: &Ledger,
    tree: impl DoubleEndedIterator<Item = (SourceId, Option<SourceId>)>,
) -> BTreeMap<SourceId, SourceCame> {
    let mut own: BTreeMap<SourceId, Figures> = BTreeMap::new();
    for part in ledger.parts(|of| matches!(of, ActualOf::Source(_)), DateTime::MIN, DateTime::MAX) {
        if let ActualOf::Source(id) = part.of {
            own.insert(id, part.figures);
        }
    }
    let mut out: BTreeMap<SourceId, SourceCame> = BTreeMap::new();
    // from the last on, a group's members are complete
    for (id, group) in tree.rev() {
        let members = out.get(&id).map(|came| came.members);
        let whole = match (own.get(&id).copied(), members) {
            (Some(own), Some(members)) if own.gmv < members.gmv => members,
            (Some(came), _) | (None, Some(came)) => came,
            (None, None) => continue,
        };
        out.entry(id).or_default().whole = whole;
        if let Some(group) = group {
            out.entry(group).or_default().members.add(&whole);
        }
    }
    out
}
