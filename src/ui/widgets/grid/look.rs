//! What of a table outlives the program: widths, order, hidden columns, sorting. Whatever a file says, what comes out can
//! be shown.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::column::ColumnId;
use super::state::GridState;
use super::view::Sort;

/// No table has so many columns; what goes beyond is not kept.
const COLUMNS: usize = 400;
/// The narrowest and widest column that is kept, in points.
const WIDTHS: std::ops::RangeInclusive<u16> = 24..=2000;

/// How a table was arranged.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GridLook {
    /// Widths of columns that were drawn wider or narrower, in whole points.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub widths: BTreeMap<ColumnId, u16>,
    /// Columns in the order that was chosen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub order: Vec<ColumnId>,
    /// Columns that are hidden.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub hidden: BTreeSet<ColumnId>,
    /// What is sorted by, the first one foremost.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sort: Vec<Sort>,
}

impl GridLook {
    /// Whether nothing was arranged.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl GridState {
    /// How it is arranged.
    #[must_use]
    pub fn look(&self) -> GridLook {
        let whole = |width: f32| (width.round() as u16).clamp(*WIDTHS.start(), *WIDTHS.end());
        GridLook {
            widths: self.widths.iter().take(COLUMNS).map(|(id, width)| (*id, whole(*width))).collect(),
            order: self.order.iter().take(COLUMNS).copied().collect(),
            hidden: self.hidden.iter().take(COLUMNS).copied().collect(),
            sort: self.sort.iter().take(COLUMNS).copied().collect(),
        }
    }

    /// Arranges it as it was; columns that are no more do no harm.
    pub fn arrange(&mut self, look: &GridLook) {
        let width = |width: u16| f32::from(width.clamp(*WIDTHS.start(), *WIDTHS.end()));
        self.widths = look.widths.iter().take(COLUMNS).map(|(id, w)| (*id, width(*w))).collect();
        self.order = look.order.iter().take(COLUMNS).copied().collect();
        self.hidden = look.hidden.iter().take(COLUMNS).copied().collect();
        self.sort = look.sort.iter().take(COLUMNS).copied().collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_comes_back_and_absurd_widths_are_brought_into_range() {
        let mut state = GridState::default();
        state.widths.insert(ColumnId(2), 208.4);
        state.order = vec![ColumnId(3), ColumnId(2)];
        state.hidden.insert(ColumnId(9));
        state.sort.push(Sort { column: ColumnId(3), descending: true });
        let look = state.look();
        let mut again = GridState::default();
        again.arrange(&look);
        assert_eq!(again.look(), look);
        assert_eq!(again.widths.get(&ColumnId(2)), Some(&208.0));
        let mut absurd = look.clone();
        absurd.widths = BTreeMap::from([(ColumnId(1), 0), (ColumnId(2), u16::MAX)]);
        again.arrange(&absurd);
        assert_eq!(again.widths.values().copied().collect::<Vec<_>>(), [24.0, 2000.0]);
        state.widths.insert(ColumnId(2), f32::NAN);
        assert_eq!(state.look().widths.get(&ColumnId(2)), Some(&24));
        assert!(GridState::default().look().is_empty());
    }
}
