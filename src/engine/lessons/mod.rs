//! Lessons: found again by their words, used again, and what is wrong with them.

mod edit;
pub mod figure;
mod search;

pub use edit::{Use, add, become_task, can_be_used, forget, is_used, reuse, reuses};
pub use search::{Filter, Library, LibraryEntry, Words, speaking_of};

use jiff::civil::Date;

use crate::model::Lesson;

/// What keeps a lesson from being one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LessonFault {
    /// Nothing says what to do next time.
    NoAction,
    /// Nobody sees to it.
    NoOwner,
}

impl Lesson {
    /// What keeps it from being a lesson: an action that nobody sees to, or nothing to do.
    pub fn faults(&self) -> impl Iterator<Item = LessonFault> {
        let action = self.action.trim().is_empty().then_some(LessonFault::NoAction);
        let owner = (self.owner.is_none() && self.department.is_none()).then_some(LessonFault::NoOwner);
        action.into_iter().chain(owner)
    }

    /// Whether what it asks for should be done by now and is not.
    #[must_use]
    pub fn is_overdue(&self, today: Date) -> bool {
        !self.done && self.due.is_some_and(|due| due < today)
    }
}
