//! What a frame is drawn from (read only) and what a person looks at (the view's own state, no part of the project).

use std::hash::{DefaultHasher, Hash, Hasher as _};
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::DateTime;

use super::pose::Pose;
use super::settings::Settings;
use super::shell::dialogs::Dialog;
use super::shell::palette::PaletteState;
use super::tabs::TabStates;
use crate::document::{Answers, GuardAnswer, Remedy};
use crate::engine::finding::Tab;
use crate::engine::funnel::LadderAnswer;
use crate::engine::plan::CampaignAnswer;
use crate::engine::simulate::ChanceAnswer;
use crate::engine::why::FigureId;
use crate::model::{Campaign, CampaignId, Project};
use crate::text::{Msg, Texts};

/// Whether the project stands in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// As the file has it since opening.
    Opened,
    /// Written at that time.
    At(DateTime),
    /// Changes that are not written, by number of steps.
    Unsaved(usize),
    /// Never written.
    Never,
    /// Being written now.
    Saving,
}

/// The floor guard's last answer about the campaign in front.
#[derive(Clone, Copy, Debug)]
pub struct Guarded<'a> {
    /// What it found.
    pub answer: &'a Arc<GuardAnswer>,
    /// Whether something it read has changed since; another answer is on its way.
    pub stale: bool,
    /// What can be done about the breach that was asked for last.
    pub remedy: Option<&'a Remedy>,
}

/// The simulation's last answer about the campaign in front.
#[derive(Clone, Copy, Debug, Default)]
pub struct Simulation<'a> {
    /// How sure the target is; nothing until it was drawn, and where there are no ranges.
    pub answer: Option<&'a Arc<ChanceAnswer>>,
    /// Whether something it read has changed since; another answer is on its way.
    pub stale: bool,
    /// How much of a run that takes long is done, 0 … 1.
    pub progress: Option<f32>,
}

/// The open project with its answers.
#[derive(Debug)]
pub struct Open<'a> {
    /// The project.
    pub project: &'a Project,
    /// The campaign that is shown.
    pub campaign: &'a Arc<Campaign>,
    /// What follows from it.
    pub answer: &'a CampaignAnswer,
    /// The annual ladders, in the order of the years.
    pub ladders: &'a [LadderAnswer],
    /// What else follows from it, worked out for those who ask and kept.
    pub answers: &'a Answers,
    /// What the floor guard last found; nothing until it has answered.
    pub guard: Option<Guarded<'a>>,
    /// How sure the target is, as it was drawn last.
    pub simulated: Simulation<'a>,
    /// Counts the changes of the project: tables hold what they made of it until the next.
    pub revision: u64,
    /// Name of the file, without folder.
    pub file: String,
    /// Whether it is saved.
    pub saved: Saved,
    /// What undo would take back.
    pub undo: Option<&'a str>,
    /// What redo would bring.
    pub redo: Option<&'a str>,
}

impl Open<'_> {
    /// Changes with every edit and with the campaign: tells a table to look again.
    #[must_use]
    pub fn table_revision(&self) -> u64 {
        (u64::from(self.campaign.id.0) << 40) | (self.revision & 0xff_ffff_ffff)
    }

    /// The same for a table that can be shown in several ways: changes with `shown`, too.
    #[must_use]
    pub fn table_revision_of(&self, shown: impl Hash) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.table_revision(), shown).hash(&mut hasher);
        hasher.finish()
    }
}

/// A recent project as the welcome page lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecentFile {
    /// Its file.
    pub path: PathBuf,
    /// When it was last used.
    pub at: DateTime,
    /// Its campaign.
    pub campaign: String,
    /// That campaign's opening.
    pub opening: Option<DateTime>,
    /// Whether the file is still there.
    pub exists: bool,
}

/// Work kept from a session that ended badly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recoverable {
    /// What the project is called.
    pub name: String,
    /// How many steps were not saved.
    pub steps: usize,
    /// The last of them.
    pub last: String,
    /// When it was kept.
    pub at: DateTime,
}

/// A message that floats for a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// What it says.
    pub text: String,
    /// Whether something went wrong.
    pub error: bool,
}

/// Everything a frame is drawn from.
#[derive(Debug)]
pub struct Scene<'a> {
    /// Words.
    pub texts: &'a Texts,
    /// Settings.
    pub settings: &'a Settings,
    /// The shop's clock.
    pub now: DateTime,
    /// The open project; nothing = the welcome page.
    pub open: Option<Open<'a>>,
    /// Recent projects.
    pub recent: &'a [RecentFile],
    /// Kept work.
    pub recoverable: &'a [Recoverable],
    /// Floating messages.
    pub toasts: &'a [Toast],
}

impl Scene<'_> {
    /// A message without variables.
    #[must_use]
    pub fn text(&self, msg: Msg) -> &str {
        self.texts.get(msg)
    }

    /// What figures on screen are of: the campaign in front, as this language writes them.
    #[must_use]
    pub fn figures_of(&self, open: &Open<'_>) -> u64 {
        u64::from(open.campaign.id.0) << 8 | self.texts.lang() as u64
    }

    /// Number formats of the language.
    #[must_use]
    pub fn format(&self) -> crate::text::format::Format {
        self.texts.format()
    }
}

/// What a person looks at.
#[derive(Debug, Default)]
pub struct View {
    /// The tab in front.
    pub tab: Option<Tab>,
    /// The campaign chosen; nothing = the next to open.
    pub campaign: Option<CampaignId>,
    /// The figure whose reasons the inspector shows.
    pub figure: Option<FigureId>,
    /// Whether the inspector lists the findings.
    pub findings: bool,
    /// Whether the inspector was unfolded in a narrow window.
    pub unfolded: bool,
    /// How wide the inspector was drawn, in points; nothing = as usual.
    pub inspector_width: Option<f32>,
    /// The command palette, when it is open.
    pub palette: Option<PaletteState>,
    /// The dialog in front.
    pub dialog: Option<Dialog>,
    /// Set while a picture is taken: what belongs to the window only stays away.
    pub pose: Option<Pose>,
    /// What each tab remembers.
    pub tabs: TabStates,
}

impl View {
    /// The tab in front; at first the funnel.
    #[must_use]
    pub fn tab(&self) -> Tab {
        self.tab.unwrap_or(Tab::Funnel)
    }
}
