//! Levelling beside the window: one search at a time, stopped by the next.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::App;
use super::jobs::Done;
use crate::engine::schedule::level::campaign::Levelled;
use crate::ui::action::LevelRequest;

/// How long is looked for a better schedule.
const TIME: Duration = Duration::from_millis(800);
/// So that the same plan gives the same proposal.
const SEED: u64 = 1;
/// The most lists that are tried: a small plan is done long before the time is over.
const ROUNDS: u64 = 4_000;

/// The search under way.
#[derive(Debug, Default)]
pub(super) struct LevelWork {
    asked: u64,
    stop: Option<Arc<AtomicBool>>,
}

/// What a search reports: to which request, and what it found.
#[derive(Debug)]
pub struct LevelDone(u64, Arc<Levelled>);

impl App {
    /// Does what a view asks of levelling.
    pub(super) fn level(&mut self, request: LevelRequest) {
        if let Some(stop) = self.levelling.stop.take() {
            stop.store(true, Ordering::Relaxed);
        }
        self.levelling.asked += 1;
        let LevelRequest::Ask(schedule, campaign) = request else { return };
        if let Some(work) = &self.work {
            self.view.tabs.calendar.level(work.document.revision());
        }
        let asked = self.levelling.asked;
        let stop = Arc::new(AtomicBool::new(false));
        self.levelling.stop = Some(Arc::clone(&stop));
        self.jobs.spawn("level", move || {
            let begun = Instant::now();
            let enough = || stop.load(Ordering::Relaxed) || begun.elapsed() >= TIME;
            Done::Levelled(LevelDone(asked, Arc::new(schedule.levelled(&campaign, SEED, ROUNDS, &enough))))
        });
    }

    /// A search reports; what answers an earlier request is let go.
    pub(super) fn levelled(&mut self, LevelDone(asked, found): LevelDone) {
        if self.levelling.asked == asked {
            self.levelling.stop = None;
            self.view.tabs.calendar.levelled(found);
        }
    }
}
