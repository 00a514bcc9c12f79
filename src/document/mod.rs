//! The open project: edits, history, dirty state, memoised answers. The one place that changes a project.

pub mod answers;
pub mod chance;
pub mod guard;
pub mod history;
pub mod memo;

pub use answers::Answers;
pub use chance::ChanceKey;
pub use guard::{GuardAnswer, GuardKey, Remedy};
pub use history::{Document, Gesture, StepName};
pub use memo::Memo;
