//! Row identities. One counter in the project gives every row, of whatever kind, its own number: stable for ever,
//! short in the file, never reused, never the row's position.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl From<u32> for $name {
            fn from(number: u32) -> Self {
                Self(number)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

ids! {
    /// A step of a brief's approval.
    ApprovalId,
    /// A baseline of a campaign's tasks (基线).
    BaselineId,
    /// A working calendar (工作日历).
    CalendarId,
    /// A campaign (活动).
    CampaignId,
    /// A category of goods (类目).
    CategoryId,
    /// A basket kept as a check.
    CheckId,
    /// A department's confirmation.
    ConfirmationId,
    /// A department (部门).
    DepartmentId,
    /// A range about a planned figure.
    DriverId,
    /// An event of a platform (平台活动).
    EventId,
    /// A remark about a campaign (反馈).
    FeedbackId,
    /// A goal (目标).
    GoalId,
    /// Something to be right before the opening (上线检查).
    LaunchCheckId,
    /// A lesson (经验).
    LessonId,
    /// A link between two tasks (依赖).
    LinkId,
    /// A means to move a factor (措施).
    MeansId,
    /// A milestone of a goal (里程碑).
    MilestoneId,
    /// An offer (优惠).
    OfferId,
    /// A package (套餐).
    PackageId,
    /// A look at one area in a patrol (巡检).
    PatrolId,
    /// A person (人员).
    PersonId,
    /// Someone a campaign is made for (画像).
    PersonaId,
    /// A phase of a campaign (阶段).
    PhaseId,
    /// A resource (资源).
    ResourceId,
    /// A risk (风险).
    RiskId,
    /// A product (商品).
    SkuId,
    /// A traffic source or a group of them (流量来源).
    SourceId,
    /// A stage of the funnel (漏斗环节).
    StageId,
    /// A task of a campaign (任务).
    TaskId,
    /// A candidate for a theme (候选主题).
    ThemeId,
    /// A trial (试验).
    TrialId,
    /// A brief as it stood at a time.
    VersionId,
    /// A wave within a phase (波段).
    WaveId,
}
