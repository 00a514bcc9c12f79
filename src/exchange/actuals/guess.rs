//! What the columns of a list probably say, by their names.

use super::words::{bare, names};
use crate::engine::actuals::intake::{ActualsColumn, ActualsMapping, ActualsTable};

/// Columns by their names: those that are called so first, then those whose name contains it.
#[must_use]
pub fn guess(table: &ActualsTable) -> ActualsMapping {
    let header: Vec<String> = (0..table.columns).map(|at| bare(table.name(at))).collect();
    let mut mapping = ActualsMapping::default();
    for whole in [true, false] {
        for column in ActualsColumn::all() {
            if mapping.place(column).is_some() {
                continue;
            }
            let fits = |name: &str, known: &str| {
                if whole { name == known } else { known.chars().count() > 1 && name.contains(known) }
            };
            let found = names(column).iter().find_map(|known| {
                let free = |at: &usize| !mapping.0.contains_key(at);
                header.iter().enumerate().filter(|(_, name)| fits(name, known)).map(|(at, _)| at).find(free)
            });
            if let Some(at) = found {
                mapping.set(at, Some(column));
            }
        }
    }
    mapping
}
