//! Messages that float for a while.

use std::time::{Duration, Instant};

use crate::ui::scene::Toast;

/// How long a message stays.
const SHORT: Duration = Duration::from_secs(4);
/// How long a message stays that somebody must read.
const LONG: Duration = Duration::from_secs(12);
/// More than these cover the work.
const AT_ONCE: usize = 4;

/// The messages that float now.
#[derive(Debug, Default)]
pub struct Toasts {
    shown: Vec<Toast>,
    until: Vec<Instant>,
}

impl Toasts {
    /// Says something.
    pub fn say(&mut self, text: String) {
        self.push(Toast { text, error: false }, SHORT);
    }

    /// Says what went wrong.
    pub fn warn(&mut self, text: String) {
        self.push(Toast { text, error: true }, LONG);
    }

    fn push(&mut self, toast: Toast, stay: Duration) {
        if let Some(same) = self.shown.iter().position(|t| *t == toast) {
            self.remove(same);
        }
        if self.shown.len() == AT_ONCE {
            self.remove(0);
        }
        self.shown.push(toast);
        self.until.push(Instant::now() + stay);
    }

    fn remove(&mut self, index: usize) {
        self.shown.remove(index);
        self.until.remove(index);
    }

    /// Lets go of those whose time is over; gives how long the next one stays.
    pub fn tick(&mut self) -> Option<Duration> {
        let now = Instant::now();
        while let Some(over) = self.until.iter().position(|until| *until <= now) {
            self.remove(over);
        }
        self.until.iter().min().map(|until| until.saturating_duration_since(now))
    }

    /// What is to be shown.
    #[must_use]
    pub fn shown(&self) -> &[Toast] {
        &self.shown
    }
}
