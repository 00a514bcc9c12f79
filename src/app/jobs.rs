//! Work beside the window: named threads that report through one channel and wake the window. Knows nothing of what the
//! reports mean.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use egui::Context;

use super::actuals::ActualsDone;
use super::dialogs::{Picked, Purpose};
use super::guard::GuardDone;
use super::keeper::Kept;
use super::lessons::LessonsDone;
use super::level::LevelDone;
use super::opening::Source;
use super::orders::OrdersDone;
use super::pictures::Pictured;
use super::plans::PlanDone;
use super::running::FileRead;
use super::settings::Kind;
use super::simulate::SimulationDone;
use super::suggest::SuggestDone;
use super::templates::TemplatesDone;
use crate::file::{OpenError, Opened, SaveError};
use crate::model::Project;

/// What a job reports.
#[derive(Debug)]
pub enum Done {
    /// A project was read.
    Loaded(Source, Result<Opened, OpenError>),
    /// A project was written, as it was when the save began.
    Saved(Project, Result<(), SaveError>),
    /// A file dialog was answered.
    Picked(Purpose, Picked),
    /// A list of orders was looked at or read; which request it answers.
    Orders(u64, OrdersDone),
    /// A list of actual figures was read; which request it answers.
    Actuals(u64, ActualsDone),
    /// The file of actual figures was looked at.
    Watched(FileRead),
    /// A search for a ladder ended.
    Suggested(SuggestDone),
    /// Levelling has a proposal.
    Levelled(LevelDone),
    /// The floor guard has answered, or was stopped.
    Guarded(GuardDone),
    /// The simulation has an answer, or was stopped.
    Simulated(SimulationDone),
    /// The shop's own templates were listed, after one was written or deleted.
    Templates(TemplatesDone),
    /// The lessons of a folder were read.
    Lessons(LessonsDone),
    /// Which of the recent files are there.
    Recent(Vec<bool>),
    /// The settings, or how files are looked at, were written, or why not.
    Settings(Kind, Result<(), String>),
    /// A schedule of another program was read, or one was written.
    Plan(PlanDone),
    /// A picture was made, or not.
    Pictured(Pictured),
    /// From the keeper of unsaved work.
    Kept(Kept),
    /// A job broke off; a fault of the program.
    Broken(&'static str),
}

/// Reports of one thread to the window.
#[derive(Clone, Debug)]
pub struct Reporter {
    sender: Sender<Done>,
    ctx: Context,
}

impl Reporter {
    /// Reports, and wakes the window.
    pub fn report(&self, done: Done) {
        // nobody listens any more when the window is gone
        if self.sender.send(done).is_ok() {
            self.ctx.request_repaint();
        }
    }
}

/// The jobs under way.
#[derive(Debug)]
pub struct Jobs {
    reporter: Reporter,
    receiver: Receiver<Done>,
    running: usize,
}

impl Jobs {
    /// No jobs yet.
    #[must_use]
    pub fn new(ctx: &Context) -> Self {
        let (sender, receiver) = channel();
        Self { reporter: Reporter { sender, ctx: ctx.clone() }, receiver, running: 0 }
    }

    /// Where a thread of its own may report. Each report must be [expected](Self::expect).
    #[must_use]
    pub fn reporter(&self) -> Reporter {
        self.reporter.clone()
    }

    /// Counts a report that is going to come.
    pub fn expect(&mut self) {
        self.running += 1;
    }

    /// Runs a job on a thread of its own.
    pub fn spawn(&mut self, name: &'static str, job: impl FnOnce() -> Done + Send + 'static) {
        self.expect();
        let reporter = self.reporter();
        let run = move || {
            let done = catch_unwind(AssertUnwindSafe(job)).unwrap_or(Done::Broken(name));
            reporter.report(done);
        };
        if thread::Builder::new().name(name.to_owned()).spawn(run).is_err() {
            self.reporter.report(Done::Broken(name));
        }
    }

    /// The next report, if one is there.
    pub fn next(&mut self) -> Option<Done> {
        let done = self.receiver.try_recv().ok()?;
        self.running = self.running.saturating_sub(1);
        Some(done)
    }

    /// Waits for the next report, for a while.
    pub fn wait(&mut self, limit: Instant) -> Option<Done> {
        let left = limit.saturating_duration_since(Instant::now()).max(Duration::from_millis(1));
        match self.receiver.recv_timeout(left) {
            Ok(done) => {
                self.running = self.running.saturating_sub(1);
                Some(done)
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => None,
        }
    }

    /// Whether a job is under way.
    #[must_use]
    pub const fn any(&self) -> bool {
        self.running > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_reports_even_when_it_breaks_off() {
        let mut jobs = Jobs::new(&Context::default());
        jobs.spawn("recent", || Done::Recent(vec![true]));
        let soon = Instant::now() + Duration::from_secs(5);
        assert!(matches!(jobs.wait(soon), Some(Done::Recent(there)) if there == [true]));
        std::panic::set_hook(Box::new(|_| {}));
        jobs.spawn("save", || panic!("on purpose"));
        assert!(matches!(jobs.wait(soon), Some(Done::Broken("save"))));
        let _ = std::panic::take_hook();
        assert!(!jobs.any());
    }
}
