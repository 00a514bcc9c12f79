//! What views hand back: requests that the shell carries out after the frame.

use std::path::PathBuf;
use std::sync::Arc;

use super::command::Command;
use super::pose::PicturePane;
use super::settings::Settings;
use crate::document::Gesture;
use crate::engine::finding::Place;
use crate::engine::schedule::Schedule;
pub use crate::engine::template::{NewCampaign, Template};
use crate::model::{Campaign, CampaignId, PhaseId, Project, SkuId};
pub use crate::ui::shell::actuals::ActualsRequest;
pub use crate::ui::shell::orders::{OrdersRequest, Way};
pub use crate::ui::shell::templates::TemplatesRequest;
pub use crate::ui::tabs::offers::ladder::suggest::{SuggestFor, SuggestQuestion, SuggestRequest};

/// A change of the project.
pub type Change = Box<dyn FnOnce(&mut Project)>;

/// A sample project inside the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sample {
    /// The home shop's 双11.
    Double11,
    /// The same, run to its end.
    Double11Run,
    /// The car dealer's spring.
    Car,
}

impl Sample {
    /// Every sample.
    pub const ALL: [Self; 3] = [Self::Double11, Self::Double11Run, Self::Car];

    /// How many SKUs, traffic sources of all campaigns, and campaigns it holds.
    #[must_use]
    pub const fn size(self) -> (usize, usize, usize) {
        match self {
            Self::Double11 | Self::Double11Run => (60, 33, 34),
            Self::Car => (12, 18, 2),
        }
    }
}

/// What a new project is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewProject {
    /// Shop name.
    pub shop: String,
    /// Its first campaign.
    pub campaign: NewCampaign,
    /// Whether it begins with the usual tasks of its kind.
    pub tasks: bool,
}

/// The answer to「保存改动」.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnsavedAnswer {
    /// Save, then go on.
    Save,
    /// Go on without.
    Discard,
    /// Stay.
    Cancel,
}

/// What a file is picked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To open it.
    Open,
    /// To save the project to it.
    Save,
    /// To save the picture of a pane to it.
    Picture(PicturePane),
    /// To read orders from it.
    Orders,
    /// To read actual figures from it.
    Actuals,
    /// To read a plan of MS Project from it.
    PlanIn,
    /// To write the tasks to it, as a plan of MS Project.
    PlanOut,
    /// To write phases and tasks to it, as a calendar.
    CalendarOut,
    /// A folder, to read the lessons of its projects.
    Lessons,
}

/// What to do with work kept from a session that ended badly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecoveryAnswer {
    /// Open it, as unsaved changes of its file.
    Restore,
    /// Open it as a new project.
    Copy,
    /// Throw it away.
    Discard,
}

/// What is asked of the library of lessons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LessonsRequest {
    /// Choose a folder.
    Pick,
    /// Read the projects of a folder.
    Read(PathBuf),
    /// List the files that could not be read, with why.
    Broken,
}

/// What is asked of levelling.
pub enum LevelRequest {
    /// Look for a schedule without overloads: of this schedule, made from this campaign.
    Ask(Arc<Schedule>, Arc<Campaign>),
    /// Stop looking.
    Stop,
}

/// A request.
pub enum Action {
    /// Change the project: one step of that name; edits under one gesture are one step.
    Edit {
        /// What the step is called.
        name: String,
        /// The gesture it belongs to.
        gesture: Option<Gesture>,
        /// The change.
        change: Change,
    },
    /// A gesture ended.
    EndGesture,
    /// A gesture was dropped: back to how it began.
    CancelGesture(Gesture),
    /// Run a command.
    Command(Command),
    /// Show a campaign.
    Campaign(CampaignId),
    /// Add a campaign and show it; whether with the usual tasks of its kind.
    AddCampaign(NewCampaign, bool),
    /// Go to a place.
    GoTo(Place),
    /// Open a file.
    OpenPath(PathBuf),
    /// Save to a file.
    SavePath(PathBuf),
    /// Save the picture of a pane to a file.
    PicturePath(PicturePane, PathBuf),
    /// A schedule comes from a file, or goes to one.
    PlanPath(Purpose, PathBuf),
    /// Ask for what a new project from a template needs.
    NewFrom(Template),
    /// Open a copy of a sample.
    OpenSample(Sample),
    /// Make a project.
    Create(NewProject),
    /// Go back to what the file holds; it was confirmed.
    RevertNow,
    /// Answer about unsaved changes.
    Unsaved(UnsavedAnswer),
    /// Answer about kept work: which entry, and what.
    Recovery(usize, RecoveryAnswer),
    /// Change settings.
    Settings(Box<dyn FnOnce(&mut Settings)>),
    /// Order values: open their dialog, or what it asks for.
    Orders(OrdersRequest),
    /// Actual figures: open their dialog, or what it asks for.
    Actuals(ActualsRequest),
    /// Look for a ladder beside the window, or stop.
    Suggest(SuggestRequest),
    /// Look for a schedule without overloads beside the window, or stop.
    Level(LevelRequest),
    /// Templates of tasks: open their dialog, or what it asks for.
    Templates(TemplatesRequest),
    /// Lessons of a folder of projects.
    Lessons(LessonsRequest),
    /// Look for what heals the price of a product in a phase.
    Remedy(SkuId, PhaseId),
    /// Put text on the clipboard.
    Copy(String),
}

impl std::fmt::Debug for Action {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Edit { name, .. } => write!(f, "Edit({name})"),
            Self::Command(command) => write!(f, "Command({command:?})"),
            Self::Campaign(id) => write!(f, "Campaign({id})"),
            Self::AddCampaign(new, tasks) => write!(f, "AddCampaign({new:?}, {tasks})"),
            Self::GoTo(place) => write!(f, "GoTo({place:?})"),
            Self::OpenPath(path) => write!(f, "OpenPath({})", path.display()),
            Self::SavePath(path) => write!(f, "SavePath({})", path.display()),
            Self::PlanPath(purpose, path) => write!(f, "PlanPath({purpose:?}, {})", path.display()),
            Self::PicturePath(pane, path) => write!(f, "PicturePath({pane:?}, {})", path.display()),
            Self::NewFrom(template) => write!(f, "NewFrom({template:?})"),
            Self::OpenSample(sample) => write!(f, "OpenSample({sample:?})"),
            Self::Create(new) => write!(f, "Create({new:?})"),
            Self::Unsaved(answer) => write!(f, "Unsaved({answer:?})"),
            Self::Recovery(index, answer) => write!(f, "Recovery({index}, {answer:?})"),
            Self::RevertNow => f.write_str("RevertNow"),
            Self::EndGesture => f.write_str("EndGesture"),
            Self::CancelGesture(gesture) => write!(f, "CancelGesture({gesture:?})"),
            Self::Settings(_) => f.write_str("Settings"),
            Self::Orders(request) => write!(f, "Orders({request:?})"),
            Self::Actuals(request) => write!(f, "Actuals({request:?})"),
            Self::Suggest(SuggestRequest::Ask(of, _)) => write!(f, "Suggest({of:?})"),
            Self::Suggest(SuggestRequest::Stop(of)) => write!(f, "StopSuggest({of:?})"),
            Self::Level(LevelRequest::Ask(..)) => f.write_str("Level"),
            Self::Level(LevelRequest::Stop) => f.write_str("StopLevel"),
            Self::Templates(request) => write!(f, "Templates({request:?})"),
            Self::Lessons(request) => write!(f, "Lessons({request:?})"),
            Self::Remedy(sku, phase) => write!(f, "Remedy({sku}, {phase})"),
            Self::Copy(text) => write!(f, "Copy({text})"),
        }
    }
}

/// The requests of one frame.
#[derive(Debug, Default)]
pub struct Actions(pub Vec<Action>);

impl Actions {
    /// Asks for something.
    pub fn push(&mut self, action: Action) {
        self.0.push(action);
    }

    /// Asks for a change of the project as a step of its own.
    pub fn edit(&mut self, name: impl Into<String>, change: impl FnOnce(&mut Project) + 'static) {
        self.push(Action::Edit { name: name.into(), gesture: None, change: Box::new(change) });
    }

    /// Asks for a change of settings.
    pub fn settings(&mut self, change: impl FnOnce(&mut Settings) + 'static) {
        self.push(Action::Settings(Box::new(change)));
    }
}
