//! The products of a search by what they share: what is made for one of a class serves the others, so each thread looks at one
//! class after the other, and helps out where the most is left.

use std::sync::atomic::{AtomicUsize, Ordering};

/// Products that are looked at after each other, by their places among all.
pub(super) struct Class {
    of: Vec<usize>,
    next: AtomicUsize,
    workers: AtomicUsize,
}

/// What is left for each worker is compared to one part in so many.
const FINE: usize = 1024;

impl Class {
    pub fn new(of: Vec<usize>) -> Self {
        Self { of, next: AtomicUsize::new(0), workers: AtomicUsize::new(0) }
    }

    /// Joins the class of which the most is left for whoever works at it; nothing if there is nothing left of any.
    pub fn join(all: &[Self]) -> Option<&Self> {
        let left = |class: &Self| class.of.len().saturating_sub(class.next.load(Ordering::Relaxed));
        let each = |class: &Self| left(class) * FINE / (1 + class.workers.load(Ordering::Relaxed));
        let class = all.iter().filter(|class| left(class) > 0).max_by_key(|class| each(class))?;
        class.workers.fetch_add(1, Ordering::Relaxed);
        Some(class)
    }

    /// The next product of the class.
    pub fn take(&self) -> Option<usize> {
        self.of.get(self.next.fetch_add(1, Ordering::Relaxed)).copied()
    }
}
