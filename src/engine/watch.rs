//! How long work is watched and stopped from outside. Knows nothing of what the work is.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// A watch over a search or a simulation.
#[derive(Clone, Copy)]
pub struct Watch<'a> {
    /// Asked between pieces of the work: true ends it.
    pub stop: &'a (dyn Fn() -> bool + Sync),
    /// Pieces that are done: products and phases, blocks of draws …, as the work says.
    pub done: &'a AtomicUsize,
}

/// What whoever started the work holds: it counts what is done, and ends it.
#[derive(Debug, Default)]
pub struct Progress {
    stop: AtomicBool,
    done: AtomicUsize,
}

impl Progress {
    /// Ends the work at its next look.
    pub fn end(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Pieces that are done.
    #[must_use]
    pub fn done(&self) -> usize {
        self.done.load(Ordering::Relaxed)
    }

    /// Lets work go on under this watch.
    pub fn watched<T>(&self, work: impl FnOnce(Watch<'_>) -> T) -> T {
        work(Watch { stop: &|| self.stop.load(Ordering::Relaxed), done: &self.done })
    }
}

/// Work that nobody stops or looks at.
pub fn unwatched<T>(work: impl FnOnce(Watch<'_>) -> T) -> T {
    Progress::default().watched(work)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_counts_and_ends_when_told() {
        let progress = Progress::default();
        let piece = |watch: Watch<'_>| {
            if !(watch.stop)() {
                watch.done.fetch_add(1, Ordering::Relaxed);
            }
        };
        progress.watched(piece);
        assert_eq!(progress.done(), 1);
        progress.end();
        progress.watched(piece);
        assert_eq!(progress.done(), 1);
    }
}
