//! What a project file holds: plain, validated data with serde.
//!
//! Knows nothing of files, arithmetic between rows, words or windows. A [`Project`] is one immutable value: sections
//! stand behind [`std::sync::Arc`], tables are [`Rows`], so a clone costs nothing and an edit copies only the path to what
//! changed.

pub mod actual;
pub mod aov;
pub mod basket;
pub mod brief;
pub mod calendar;
pub mod campaign;
pub mod count;
pub mod diagnosis;
pub mod funnel;
pub mod goods;
pub mod id;
pub mod lesson;
pub mod minutes;
pub mod money;
pub mod number;
pub mod offer;
pub mod order_values;
pub mod person;
pub mod phase;
pub mod platform_event;
pub mod project;
pub mod rate;
pub mod response;
pub mod review;
pub mod rows;
pub mod run;
pub mod shop;
pub mod split;
pub mod staffing;
pub mod task;
pub mod template;
pub mod traffic;
pub mod uncertainty;
pub mod word_of_mouth;
pub mod year;

pub use actual::{Actual, ActualKey, ActualOf, Hour};
pub use aov::AovEstimate;
pub use basket::{Basket, BasketCheck, BasketItem, Expectation, Held};
pub use brief::{
    Approval, ApprovalStep, Brief, BriefPage, BriefVersion, Confirmation, CustomerList, CustomerRun, CustomerTable,
    Goal, GoalOf, GoalUnit, GoalValue, Mark, Milestone, Package, PackageKind, Persona, Priority, Quality, Resource,
    ResourceKind, Rfm, RfmSource, Segment, Subject, Theme, ThemeCandidate, ThemePart, Threshold, TypedSegment,
};
pub use calendar::{CalendarException, Holidays, Shift, Shifts, Week, WorkCalendar};
pub use campaign::{Campaign, CampaignKind, Level};
pub use count::Count;
pub use diagnosis::{Diagnosis, Factor, Means, MeansState, TouchCheck, TouchState, Touchpoint, Trial, Verdict};
pub use funnel::{Funnel, PoolRelease, Quantity, Stage, StageKind};
pub use goods::{CampaignSku, Role, Sku};
pub use id::{
    ApprovalId, BaselineId, CalendarId, CampaignId, CategoryId, CheckId, ConfirmationId, DepartmentId, DriverId,
    EventId, FeedbackId, GoalId, LaunchCheckId, LessonId, LinkId, MeansId, MilestoneId, OfferId, PackageId, PatrolId,
    PersonId, PersonaId, PhaseId, ResourceId, RiskId, SkuId, SourceId, StageId, TaskId, ThemeId, TrialId, VersionId,
    WaveId,
};
pub use lesson::{Lesson, LessonDefault, LessonKind};
pub use minutes::{Minutes, SignedMinutes};
pub use money::Money;
pub use offer::{CustomerKind, Layer, Offer, OfferKind, OfferRule, PricingPolicy, Scope, StackingRule};
pub use order_values::{Histogram, OrderSource, OrderValues};
pub use person::Person;
pub use phase::{Phase, PhaseKind, Wave};
pub use platform_event::PlatformEvent;
pub use project::Project;
pub use rate::Rate;
pub use response::TopUp;
pub use review::{
    Feedback, FeedbackFrom, FeedbackKind, Module, NotedFigure, ProcessAnswer, ProcessNote, ProcessOf, Review,
    SentenceOf,
};
pub use rows::{Row, Rows};
pub use run::{
    AlarmKind, AlarmRule, Drill, HandledAlarm, LaunchCheck, Patrol, PatrolArea, PatrolResult, Risk, RiskKind, Run,
    Score,
};
pub use shop::{AdWords, Category, Department, DepartmentKind, Shop};
pub use split::{Cell, DayCurve, HourCurve, PartCell, Splits, StretchCell};
pub use staffing::{DutyShifts, Staffing};
pub use task::{
    Anchor, Baseline, BaselineTask, Constraint, Lag, LinkKind, Placed, Task, TaskDuration, TaskLink, TaskSource, When,
};
pub use template::{TaskTemplate, TemplateCalendar, TemplateDepartment, TemplatePhase, TemplateTask};
pub use traffic::{Basis, CostModel, Source, SourceKind};
pub use uncertainty::{Driver, DriverOf, RangeShape, Uncertainty};
pub use word_of_mouth::{PlayKind, Seeds, WordOfMouth};
pub use year::YearPlan;

/// Whether a value is its type's default: such fields are left out of the file.
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
