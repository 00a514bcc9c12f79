//! The floor guard beside the window: it looks at the campaign in front after a pause, and at nothing twice. Decides nothing
//! about prices.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::App;
use super::jobs::{Done, Jobs};
use super::work::Shown;
use crate::document::{GuardAnswer, GuardKey, Remedy};
use crate::engine::offers::floor::{Domain, FloorError, fixes};
use crate::engine::watch::Progress;
use crate::model::{Campaign, CampaignId, PhaseId, Project, SkuId};
use crate::ui::scene::Guarded;

/// Name of the job that looks for the lowest prices.
const FLOORS: &str = "floors";
/// Name of the job that looks for what heals one.
const FIXES: &str = "fixes";

/// What the guard's jobs report; each with the number of its request.
#[derive(Debug)]
pub enum GuardDone {
    /// The lowest prices, or why there are none.
    Floors(u64, Result<GuardAnswer, FloorError>),
    /// What heals a price, or that it was stopped.
    Fixes(u64, Result<Remedy, FloorError>),
}

/// A job under way.
#[derive(Debug)]
struct Running {
    asked: u64,
    key: GuardKey,
    progress: Arc<Progress>,
}

/// The last answer about a campaign.
#[derive(Debug)]
struct Last {
    key: GuardKey,
    answer: Arc<GuardAnswer>,
    /// What was found about one of its breaches, or is being looked for.
    remedy: Option<Remedy>,
}

/// The guard's jobs and what they found.
#[derive(Debug)]
pub(super) struct GuardWork {
    after: Option<Duration>,
    asked: u64,
    last: BTreeMap<CampaignId, Last>,
    floors: Option<Running>,
    fixes: Option<Running>,
    /// What is to be looked at, and when.
    due: Option<(GuardKey, Instant)>,
}

impl GuardWork {
    /// A guard that looks so long after a change; nothing = it sleeps.
    pub(super) const fn new(after: Option<Duration>) -> Self {
        Self { after, asked: 0, last: BTreeMap::new(), floors: None, fixes: None, due: None }
    }

    /// Ends what is under way.
    pub(super) fn stop(&mut self) {
        self.due = None;
        stop(&mut self.floors);
        stop(&mut self.fixes);
    }

    /// Forgets everything: another project is open, whose campaigns may have the same numbers.
    pub(super) fn forget(&mut self) {
        self.stop();
        self.last.clear();
    }

    /// The last answer about a campaign.
    pub(super) fn shown<'a>(&'a self, project: &Project, campaign: &Campaign) -> Option<Guarded<'a>> {
        let last = self.last.get(&campaign.id)?;
        let stale = last.key != GuardKey::of(project, campaign);
        Some(Guarded { answer: &last.answer, stale, remedy: last.remedy.as_ref().filter(|_| !stale) })
    }

    /// Sees to it that the campaign in front is looked at; how long until that is due.
    fn keep(&mut self, project: &Project, campaign: &Arc<Campaign>, jobs: &mut Jobs) -> Option<Duration> {
        let after = self.after?;
        if campaign.goods.is_empty() {
            self.stop();
            self.last.remove(&campaign.id);
            return None;
        }
        let key = GuardKey::of(project, campaign);
        if self.last.get(&campaign.id).is_some_and(|last| last.key == key) {
            stop(&mut self.floors);
            self.due = None;
            return None;
        }
        self.drop_fixes();
        if self.floors.as_ref().is_some_and(|running| running.key == key) {
            self.due = None;
            return None;
        }
        stop(&mut self.floors);
        let now = Instant::now();
        let at = match &self.due {
            Some((due, at)) if *due == key => *at,
            // what nobody has looked at yet needs no pause: nobody is typing
            _ if !self.last.contains_key(&campaign.id) => now,
            _ => now + after,
        };
        if at > now {
            self.due = Some((key, at));
            return Some(at - now);
        }
        self.due = None;
        let (asked, progress) = self.next();
        self.floors = Some(Running { asked, key, progress: Arc::clone(&progress) });
        let (project, campaign) = (project.clone(), Arc::clone(campaign));
        jobs.spawn(FLOORS, move || {
            let answer = progress.watched(|watch| GuardAnswer::new(&project, &campaign, Domain::default(), watch));
            Done::Guarded(GuardDone::Floors(asked, answer))
        });
        None
    }

    /// Ends the search for what heals a price; whoever comes back to it asks again.
    fn drop_fixes(&mut self) {
        let Some(running) = &self.fixes else { return };
        if let Some(last) = self.last.get_mut(&running.key.campaign()) {
            last.remedy.take_if(|remedy| remedy.fixes.is_none());
        }
        stop(&mut self.fixes);
    }

    fn next(&mut self) -> (u64, Arc<Progress>) {
        self.asked += 1;
        (self.asked, Arc::default())
    }

    /// Looks for what heals a price, unless that is known or being looked for.
    fn find(&mut self, project: &Project, campaign: &Arc<Campaign>, of: (SkuId, PhaseId), jobs: &mut Jobs) {
        let (sku, phase) = of;
        let key = GuardKey::of(project, campaign);
        let known = |last: &Last| last.remedy.as_ref().is_some_and(|known| (known.sku, known.phase) == of);
        if self.last.get(&campaign.id).is_some_and(known) {
            return;
        }
        self.drop_fixes();
        let (asked, progress) = self.next();
        let Some(last) = self.last.get_mut(&campaign.id).filter(|last| last.key == key) else { return };
        let Some(broken) = last.answer.of(sku, phase).cloned() else { return };
        last.remedy = Some(Remedy { sku, phase, fixes: None });
        self.fixes = Some(Running { asked, key, progress: Arc::clone(&progress) });
        let (project, campaign) = (project.clone(), Arc::clone(campaign));
        jobs.spawn(FIXES, move || {
            let found = progress.watched(|watch| fixes(&project, &campaign, &broken, Domain::default(), watch));
            let remedy = found.map(|found| Remedy { sku, phase, fixes: Some(found) });
            Done::Guarded(GuardDone::Fixes(asked, remedy))
        });
    }

    /// Takes in what a job reports, if it is what was asked for last.
    pub(super) fn done(&mut self, done: GuardDone) {
        match done {
            GuardDone::Floors(asked, answer) => {
                let Some(running) = self.floors.take_if(|running| running.asked == asked) else { return };
                // too many offers to price is a finding of its own
                self.take(running.key, answer.unwrap_or_default());
            }
            GuardDone::Fixes(asked, remedy) => {
                let Some(running) = self.fixes.take_if(|running| running.asked == asked) else { return };
                let last = self.last.get_mut(&running.key.campaign()).filter(|last| last.key == running.key);
                let Some(last) = last else { return };
                match (remedy, last.remedy.as_mut()) {
                    (Ok(remedy), _) => last.remedy = Some(remedy),
                    // with a change there are more offers than can be priced: nothing is known to heal it
                    (Err(_), Some(asked)) => asked.fixes = Some(Vec::new()),
                    (Err(_), None) => {}
                }
            }
        }
    }

    fn take(&mut self, key: GuardKey, answer: GuardAnswer) {
        self.last.insert(key.campaign(), Last { key, answer: Arc::new(answer), remedy: None });
    }

    /// A job broke off; whether it was one of the guard's. It is not tried again until something changes.
    pub(super) fn broken(&mut self, name: &str) -> bool {
        match name {
            FLOORS => {
                if let Some(running) = self.floors.take() {
                    self.take(running.key, GuardAnswer::default());
                }
            }
            FIXES => {
                let running = self.fixes.take();
                let last = running.and_then(|running| self.last.get_mut(&running.key.campaign()));
                if let Some(remedy) = last.and_then(|last| last.remedy.as_mut()) {
                    remedy.fixes = Some(Vec::new());
                }
            }
            _ => return false,
        }
        true
    }
}

fn stop(running: &mut Option<Running>) {
    if let Some(running) = running.take() {
        running.progress.end();
    }
}

impl App {
    /// Lets the guard look at the campaign in front when its pause is over; how long until then.
    pub(super) fn keep_guard(&mut self) -> Option<Duration> {
        let Some(work) = self.work.as_ref().filter(|_| !self.closing) else {
            self.guard.forget();
            return None;
        };
        let campaign = work.in_front(&mut self.view, self.clock.shop());
        self.guard.keep(work.document.project(), &campaign, &mut self.jobs)
    }

    /// Looks for what heals a price of the campaign in front.
    pub(super) fn find_remedy(&mut self, sku: SkuId, phase: PhaseId) {
        let Some(work) = &self.work else { return };
        let campaign = work.in_front(&mut self.view, self.clock.shop());
        self.guard.find(work.document.project(), &campaign, (sku, phase), &mut self.jobs);
    }

    /// What is shown, with what the guard and the simulation found among the findings.
    pub(super) fn with_findings(&self, shown: Shown) -> Shown {
        let Some(work) = &self.work else { return shown };
        let guard = self.guard.last.get(&shown.campaign.id);
        let chance = self.simulation.shown(work, &shown).answer;
        let mut answer = work.answers.due(shown.answer, work.document.project(), &shown.campaign, self.clock.shop());
        if let Some(last) = guard {
            answer = work.answers.guarded(answer, &last.answer);
        }
        if let Some(chance) = chance {
            answer = work.answers.simulated(answer, chance);
        }
        Shown { answer, ..shown }
    }
}
