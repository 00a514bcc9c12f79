//! The funnel and all that hangs on it: solving, edits, references, traffic, the gap to the plan, the AOV estimate, the
//! pool and the annual ladder.

pub mod aov;
pub mod at_target;
pub mod edit;
pub mod ladder;
pub mod plan_gap;
pub mod pool;
pub mod preset;
pub mod references;
pub mod solve;
pub mod stages;
pub mod step;
pub mod traffic;

pub use aov::{AovAnswer, estimate_aov};
pub use at_target::{SourceAtTarget, at_target};
pub use edit::{Mode, Typed};
pub use ladder::{CampaignTarget, LadderAnswer, LadderCell, LadderKey, campaign_targets, ladder};
pub use plan_gap::{PlanGap, plan_gap};
pub use pool::{PoolAnswer, pool};
pub use references::{References, references};
pub use solve::{Ask, Conflict, Equation, FunnelAnswer, FunnelProblem, StageAnswer, Unknown, solve};
pub use traffic::{SourceAnswer, SourceProblem, TrafficAnswer, TrafficSums, Yardstick, traffic};
