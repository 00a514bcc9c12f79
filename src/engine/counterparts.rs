//! Which phase of one rhythm does the work of which phase of another.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Phase, PhaseId, PhaseKind, Rows};

/// For each of some phases, named in the order of their time, the one of `own` that does its work: the first, second … of
/// its kind; without one, a phase of the kind that stands in for it. One that has no counterpart is not among them.
pub(in crate::engine) fn counterparts(
    theirs: impl IntoIterator<Item = (PhaseId, PhaseKind)>,
    own: &Rows<Phase>,
) -> BTreeMap<PhaseId, PhaseId> {
    let of = |kind: PhaseKind| -> Vec<&Arc<Phase>> {
        let mut found: Vec<_> = own.iter().filter(|phase| phase.kind == kind).collect();
        found.sort_by_key(|phase| phase.start);
        found
    };
    let mut seen: BTreeMap<PhaseKind, usize> = BTreeMap::new();
    let mut map = BTreeMap::new();
    for (id, kind) in theirs {
        let nth = seen.entry(kind).or_default();
        let kinds = std::iter::once(kind).chain(stands_in(kind).iter().copied());
        let found = kinds.map(of).find(|found| !found.is_empty());
        if let Some(found) = found
            && let Some(own) = found.get(*nth).or_else(|| found.last())
        {
            map.insert(id, own.id);
        }
        *nth += 1;
    }
    map
}

/// The phases that do the work of one that a campaign has not.
const fn stands_in(kind: PhaseKind) -> &'static [PhaseKind] {
    match kind {
        PhaseKind::Announce => &[PhaseKind::Preheat],
        PhaseKind::Preheat => &[PhaseKind::Announce],
        PhaseKind::Launch => &[PhaseKind::Burst],
        PhaseKind::Burst => &[PhaseKind::Launch],
        PhaseKind::Countdown => &[PhaseKind::Burst, PhaseKind::Launch],
        PhaseKind::Prepare | PhaseKind::Return => &[],
    }
}
