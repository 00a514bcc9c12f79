//! The simulation beside the window: it draws the campaign in front after a pause, and nothing twice. Decides nothing about
//! figures.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::App;
use super::jobs::{Done, Jobs};
use super::work::{Shown, Work};
use crate::document::ChanceKey;
use crate::engine::plan::CampaignAnswer;
use crate::engine::simulate::{ChanceAnswer, threads};
use crate::engine::watch::Progress;
use crate::model::{Campaign, CampaignId, Rate};
use crate::ui::scene::Simulation;

/// Name of the job.
const SIMULATION: &str = "simulation";
/// A run that takes no longer needs no progress.
const SHORT: Duration = Duration::from_millis(300);
/// How often progress is shown anew.
const TICK: Duration = Duration::from_millis(100);

/// What the job reports, with the number of its request; nothing if it was stopped.
#[derive(Debug)]
pub struct SimulationDone(u64, Option<Box<ChanceAnswer>>);

/// A job under way.
#[derive(Debug)]
struct Running {
    asked: u64,
    key: ChanceKey,
    since: Instant,
    progress: Arc<Progress>,
}

/// The last answer about a campaign; nothing where the job broke off.
#[derive(Debug)]
struct Last {
    key: ChanceKey,
    answer: Option<Arc<ChanceAnswer>>,
}

/// The simulation's job and what it found.
#[derive(Debug)]
pub(super) struct SimulationWork {
    after: Option<Duration>,
    asked: u64,
    last: BTreeMap<CampaignId, Last>,
    running: Option<Running>,
    /// What is to be drawn, and when.
    due: Option<(ChanceKey, Instant)>,
}

impl SimulationWork {
    /// A simulation that draws so long after a change; nothing = it sleeps.
    pub(super) const fn new(after: Option<Duration>) -> Self {
        Self { after, asked: 0, last: BTreeMap::new(), running: None, due: None }
    }

    /// Ends what is under way.
    pub(super) fn stop(&mut self) {
        self.due = None;
        if let Some(running) = self.running.take() {
            running.progress.end();
        }
    }

    /// Forgets everything: another project is open, whose campaigns may have the same numbers.
    pub(super) fn forget(&mut self) {
        self.stop();
        self.last.clear();
    }

    /// The last answer about the campaign that is shown.
    pub(super) fn shown(&self, work: &Work, shown: &Shown) -> Simulation<'_> {
        let (campaign, plan) = (&shown.campaign, &shown.answer);
        let margin = work.answers.margin(work.document.project(), campaign);
        let key = ChanceKey::of(campaign, (&plan.funnel, &plan.traffic), margin);
        let last = self.last.get(&campaign.id).filter(|_| key.can_be_drawn(&plan.traffic));
        let running = self.running.as_ref().filter(|running| running.key.campaign() == campaign.id);
        let part = |running: &Running| running.progress.done() as f32 / running.key.steps().max(1) as f32;
        Simulation {
            answer: last.and_then(|last| last.answer.as_ref()),
            stale: last.is_some_and(|last| last.key != key),
            progress: running.filter(|running| running.since.elapsed() > SHORT).map(|r| part(r).min(1.0)),
        }
    }

    /// Sees to it that the campaign in front is drawn; how long until there is something to do or to show.
    fn keep(
        &mut self,
        campaign: &Arc<Campaign>,
        plan: &CampaignAnswer,
        margin: Option<Rate>,
        jobs: &mut Jobs,
    ) -> Option<Duration> {
        let after = self.after?;
        let key = ChanceKey::of(campaign, (&plan.funnel, &plan.traffic), margin);
        if !key.can_be_drawn(&plan.traffic) {
            self.stop();
            self.last.remove(&campaign.id);
            return None;
        }
        if self.last.get(&campaign.id).is_some_and(|last| last.key == key) {
            self.stop();
            return None;
        }
        if self.running.as_ref().is_some_and(|running| running.key == key) {
            self.due = None;
            return Some(TICK);
        }
        let due = self.due.take();
        self.stop();
        let now = Instant::now();
        let at = match &due {
            Some((due, at)) if *due == key => *at,
            // what nobody has drawn yet needs no pause: nobody is typing
            _ if !self.last.contains_key(&campaign.id) => now,
            _ => now + after,
        };
        if at > now {
            self.due = Some((key, at));
            return Some(at - now);
        }
        self.asked += 1;
        let (asked, progress) = (self.asked, Arc::<Progress>::default());
        self.running = Some(Running { asked, key: key.clone(), since: now, progress: Arc::clone(&progress) });
        let (campaign, traffic) = (Arc::clone(campaign), Arc::clone(&plan.traffic));
        jobs.spawn(SIMULATION, move || {
            let answer = progress.watched(|watch| key.draw(&campaign, &traffic, threads(), watch));
            Done::Simulated(SimulationDone(asked, answer.map(Box::new)))
        });
        Some(TICK)
    }

    /// Takes in what the job reports, if it is what was asked for last.
    pub(super) fn done(&mut self, SimulationDone(asked, answer): SimulationDone) {
        let Some(running) = self.running.take_if(|running| running.asked == asked) else { return };
        self.last.insert(running.key.campaign(), Last { key: running.key, answer: answer.map(|a| Arc::new(*a)) });
    }

    /// A job broke off; whether it was this one. It is not tried again until something changes.
    pub(super) fn broken(&mut self, name: &str) -> bool {
        if name == SIMULATION
            && let Some(running) = self.running.take()
        {
            self.last.insert(running.key.campaign(), Last { key: running.key, answer: None });
        }
        name == SIMULATION
    }
}

impl App {
    /// Lets the campaign in front be drawn when its pause is over; how long until then.
    pub(super) fn keep_simulation(&mut self) -> Option<Duration> {
        let Some(work) = self.work.as_ref().filter(|_| !self.closing) else {
            self.simulation.forget();
            return None;
        };
        let shown = work.shown(&mut self.view, self.clock.shop());
        let margin = work.answers.margin(work.document.project(), &shown.campaign);
        self.simulation.keep(&shown.campaign, &shown.answer, margin, &mut self.jobs)
    }
}
