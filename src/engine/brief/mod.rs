//! The brief: goals held against history and stock, who agreed to what, what has changed since, what is in place.

mod agree;
mod chance;
mod changes;
mod edit;
mod goal;
mod history;
mod pages;
mod resources;
mod smart;

pub use agree::{Agreed, Agreement, ApprovalState, approval_state, confirm, prune, take_back, take_step};
pub use chance::chance_of;
pub use changes::{BriefChange, changes};
pub(in crate::engine) use edit::forget;
pub use edit::{
    EditRefused, add_goal, add_milestone, add_task, drop_goals, drop_milestone, drop_resources, set_target, task_of,
};
pub use goal::{GoalChange, GoalFigures, counts, figures, unit_of};
pub use history::{Came, History, Past};
pub use pages::usual_pages;
pub use resources::{InPlace, in_place, is_late};
pub use smart::{Chance, Check, Checks, GROWTH, Judged, Letter, REFUNDS_SETTLE, Reason, check, clauses};

#[cfg(test)]
mod tests;
