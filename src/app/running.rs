//! A campaign that runs, beside the window: new alarms are said once, and the file of actual figures is read again when it has
//! changed while the wall screen shows.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use super::App;
use super::jobs::Done;
use crate::engine::actuals::intake::{ActualsIntake, merge};
use crate::engine::run::alarm::rule;
use crate::exchange::actuals::{convert, guess, open};
use crate::model::{ActualOf, AlarmKind, CampaignId};
use crate::text::rows::RowNames;
use crate::text::run::alarm_title;

/// How often the file is looked at.
const EVERY: Duration = Duration::from_secs(3);

/// Which alarms were calling when the campaign was last looked at.
type Calling = BTreeSet<(AlarmKind, ActualOf)>;

/// What is remembered of running campaigns.
#[derive(Debug, Default)]
pub(super) struct RunningWork {
    calling: BTreeMap<CampaignId, Calling>,
    /// When the file is to be looked at, and when it was written the last time.
    due: Option<Instant>,
    seen: Option<(CampaignId, PathBuf, Option<SystemTime>)>,
    reading: bool,
    /// Counts the files that were opened: what was read for another one is not put into this one.
    opened: u64,
}

/// What reading the file anew has brought: rows for a campaign, when the file was written.
#[derive(Debug)]
pub struct FileRead {
    opened: u64,
    campaign: CampaignId,
    path: PathBuf,
    written: Option<SystemTime>,
    intake: Option<Arc<ActualsIntake>>,
}

impl RunningWork {
    /// Forgets what belongs to the project that was open; a reading under way still ends.
    pub(super) fn forget(&mut self) {
        *self = Self { reading: self.reading, opened: self.opened + 1, ..Self::default() };
    }
}

impl App {
    /// Says alarms that were not calling before: each once, until it has stopped. What calls when a file is opened stands in the
    /// tab and is not said.
    pub(super) fn tell_alarms(&mut self) {
        let Some(work) = &self.work else {
            self.running.calling.clear();
            return;
        };
        let now = self.clock.shop();
        let shown = work.shown(&mut self.view, now);
        if shown.answer.ledger.is_empty() {
            return;
        }
        let project = work.document.project();
        let Some(of) = work.answers.run(project, &shown.campaign, &shown.answer, now, false) else { return };
        if of.at >= of.span.1 {
            return;
        }
        let calling: Calling = of.alarms.iter().map(|a| (a.kind, a.of)).collect();
        if self.running.calling.get(&shown.campaign.id) == Some(&calling) {
            return;
        }
        let before = self.running.calling.insert(shown.campaign.id, calling);
        let Some(before) = before else { return };
        let rows = RowNames { texts: &self.texts, project, campaign: &shown.campaign };
        let new = of.alarms.iter().filter(|a| !a.handled && a.is_severe() && !before.contains(&(a.kind, a.of)));
        let words: Vec<String> =
            new.map(|alarm| alarm_title(&rows, alarm, rule(&shown.campaign.run, alarm.kind).hours)).collect();
        for words in words {
            self.toasts.warn(words);
        }
    }

    /// Looks at the file of actual figures while the wall screen shows; gives when to look again.
    pub(super) fn keep_actuals(&mut self) -> Option<Duration> {
        if !self.view.tabs.run.wall {
            self.running.due = None;
            return None;
        }
        let due = *self.running.due.get_or_insert_with(Instant::now);
        let wait = due.saturating_duration_since(Instant::now());
        if !wait.is_zero() || self.running.reading {
            return Some(wait.max(Duration::from_millis(200)));
        }
        self.running.due = Some(Instant::now() + EVERY);
        let work = self.work.as_ref()?;
        let campaign = work.shown(&mut self.view, self.clock.shop()).campaign;
        let path = PathBuf::from(&campaign.run.actuals_file);
        if campaign.run.actuals_file.is_empty() {
            return None;
        }
        let id = campaign.id;
        let seen =
            self.running.seen.as_ref().filter(|(of, at, _)| *of == id && *at == path).map(|(.., written)| *written);
        let project = work.document.project().clone();
        let opened = self.running.opened;
        self.running.reading = true;
        self.jobs.spawn("watch actuals", move || {
            let written = std::fs::metadata(&path).and_then(|about| about.modified()).ok();
            // a file that is being written is read the next time
            let changed = written.is_some() && seen != Some(written);
            let table = if changed { open(&path).ok() } else { None };
            // what could not be opened is tried again
            let written = if changed && table.is_none() { seen.flatten() } else { written };
            let intake = table.and_then(|table| {
                let campaign = project.campaign(id)?;
                let mapping = guess(&table);
                let intake = convert(&table, &mapping, &project, campaign);
                let changes = merge(&mut campaign.actuals.clone(), &intake.rows);
                (mapping.is_complete() && changes != (0, 0)).then(|| Arc::new(intake))
            });
            Done::Watched(FileRead { opened, campaign: id, path, written, intake })
        });
        Some(EVERY)
    }

    /// The file was looked at: new rows are a step.
    pub(super) fn watched(&mut self, read: FileRead) {
        self.running.reading = false;
        if read.opened != self.running.opened {
            return;
        }
        self.running.seen = Some((read.campaign, read.path.clone(), read.written));
        if let Some(intake) = read.intake {
            self.put_actuals(read.campaign, intake, Some(&read.path));
        }
    }
}
