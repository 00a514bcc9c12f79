//! Cross-checks as typed findings: what is wrong, how bad, and where. Knows no words.

mod brief;
mod campaign;
mod checks;
mod code;
mod due;
mod goods;
mod ladders;
mod mend;
mod offer_fault;
mod offers;
mod play;
mod project;
mod staffing;
mod task_fault;
mod tasks;
mod theme;

pub use brief::brief_findings;
pub use campaign::campaign_findings;
pub use checks::check_findings;
pub use code::{AdText, FindingCode};
pub use due::{DueFault, due_findings, lessons_due};
pub use goods::goods_findings;
pub use ladders::{CLOSE_PERCENT, ladder_findings};
pub use mend::{Mend, mends};
pub use offer_fault::{OfferFault, OfferFigure, OfferSpan};
pub use offers::{offer_findings, span as window_span};
pub use play::{PlayFault, play_findings};
pub use project::{findings, project_findings};
pub use staffing::staffing_findings;
pub use task_fault::{ScheduleFault, TaskFault, TaskRef};
pub use tasks::task_findings;
pub use theme::theme_findings;

use crate::model::CampaignId;

/// How bad a finding is, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The plan cannot be right.
    Error,
    /// The plan is in danger.
    Warning,
    /// Worth a look.
    Hint,
}

impl Severity {
    /// The name in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
        }
    }
}

/// The tabs, in the order of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tab {
    /// 目标.
    Brief,
    /// 漏斗.
    Funnel,
    /// 优惠.
    Offers,
    /// 货品.
    Goods,
    /// 预算.
    Budget,
    /// 日历.
    Calendar,
    /// 执行.
    Run,
    /// 复盘.
    Review,
}

impl Tab {
    /// Every tab, in order.
    pub const ALL: [Self; 8] =
        [Self::Brief, Self::Funnel, Self::Offers, Self::Goods, Self::Budget, Self::Calendar, Self::Run, Self::Review];

    /// The name in JSON and on the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Brief => "brief",
            Self::Funnel => "funnel",
            Self::Offers => "offers",
            Self::Goods => "goods",
            Self::Budget => "budget",
            Self::Calendar => "calendar",
            Self::Run => "run",
            Self::Review => "review",
        }
    }
}

/// What kind of thing a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceKind {
    /// The campaign itself.
    Campaign,
    /// A phase.
    Phase,
    /// A wave.
    Wave,
    /// The funnel's own figures.
    Funnel,
    /// A stage.
    Stage,
    /// The traffic plan.
    Traffic,
    /// A source.
    Source,
    /// The splits.
    Split,
    /// A category.
    Category,
    /// A department.
    Department,
    /// The AOV estimate.
    AovEstimate,
    /// The pool release.
    Pool,
    /// How sure the target is; with a row, one of the ranges.
    Chance,
    /// What drives the target: a means, a trial or a part of the customer's way, by field.
    Diagnosis,
    /// A product of the shop.
    Sku,
    /// A product in a campaign.
    CampaignSku,
    /// A basket kept as a check.
    Check,
    /// A year's ladder.
    Year,
    /// An offer; without a row, all of them.
    Offer,
    /// A task; without a row, all of them.
    Task,
    /// A link between tasks.
    Link,
    /// A working calendar; without a row, the project's.
    Calendar,
    /// A person.
    Person,
    /// A candidate for the theme; without a row, the theme.
    Theme,
    /// A goal; without a row, all of them.
    Goal,
    /// A resource; without a row, all of them.
    Resource,
    /// The staffing.
    Staffing,
    /// A lesson.
    Lesson,
    /// An alarm: its kind as the field, with the source or product as the row.
    Alarm,
    /// A check before the opening.
    LaunchCheck,
}

impl PlaceKind {
    /// The name in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Campaign => "campaign",
            Self::Phase => "phase",
            Self::Wave => "wave",
            Self::Funnel => "funnel",
            Self::Stage => "stage",
            Self::Traffic => "traffic",
            Self::Source => "source",
            Self::Split => "split",
            Self::Category => "category",
            Self::Department => "department",
            Self::AovEstimate => "aov_estimate",
            Self::Pool => "pool",
            Self::Chance => "chance",
            Self::Diagnosis => "diagnosis",
            Self::Sku => "sku",
            Self::CampaignSku => "campaign_sku",
            Self::Check => "check",
            Self::Year => "year",
            Self::Offer => "offer",
            Self::Task => "task",
            Self::Link => "link",
            Self::Calendar => "calendar",
            Self::Person => "person",
            Self::Theme => "theme",
            Self::Goal => "goal",
            Self::Resource => "resource",
            Self::Staffing => "staffing",
            Self::Lesson => "lesson",
            Self::Alarm => "alarm",
            Self::LaunchCheck => "launch_check",
        }
    }
}

/// Where something stands: enough to lead a person to the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The tab.
    pub tab: Tab,
    /// What it is.
    pub kind: PlaceKind,
    /// Which of them: the row's id, or the calendar year.
    pub id: Option<u32>,
    /// The field's name in the file.
    pub field: Option<&'static str>,
}

impl Place {
    /// A place without a row.
    #[must_use]
    pub const fn at(tab: Tab, kind: PlaceKind) -> Self {
        Self { tab, kind, id: None, field: None }
    }

    /// The same place, at a row.
    #[must_use]
    pub const fn row(self, id: u32) -> Self {
        Self { id: Some(id), ..self }
    }

    /// The same place, at a field.
    #[must_use]
    pub const fn field(self, field: &'static str) -> Self {
        Self { field: Some(field), ..self }
    }

    /// A stage of the funnel.
    #[must_use]
    pub const fn stage(id: crate::model::StageId) -> Self {
        Self::at(Tab::Funnel, PlaceKind::Stage).row(id.0)
    }

    /// A traffic source.
    #[must_use]
    pub const fn source(id: crate::model::SourceId) -> Self {
        Self::at(Tab::Funnel, PlaceKind::Source).row(id.0)
    }

    /// An offer.
    #[must_use]
    pub const fn offer(id: crate::model::OfferId) -> Self {
        Self::at(Tab::Offers, PlaceKind::Offer).row(id.0)
    }

    /// A phase.
    #[must_use]
    pub const fn phase(id: crate::model::PhaseId) -> Self {
        Self::at(Tab::Funnel, PlaceKind::Phase).row(id.0)
    }
}

/// One cross-check that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How bad.
    pub severity: Severity,
    /// What, with its figures.
    pub code: FindingCode,
    /// Whose; nothing = the project's.
    pub campaign: Option<CampaignId>,
    /// Where.
    pub place: Place,
}

impl Finding {
    /// A finding, with the severity that its code has.
    #[must_use]
    pub fn new(code: FindingCode, campaign: Option<CampaignId>, place: Place) -> Self {
        Self { severity: code.severity(), code, campaign, place }
    }
}

/// Errors first, then warnings, then hints; within each, as found.
pub(crate) fn sort(findings: &mut [Finding]) {
    findings.sort_by_key(|f| f.severity);
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
