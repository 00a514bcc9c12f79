//! Find, split, try (找拆试): what drives the target and by which means, what was tried, and the customer's way through the
//! shop (体验路径).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Count, DepartmentId, GoalValue, LessonId, MeansId, PersonId, Row, Rows, SourceId, StageId, TrialId, is_default,
};

/// A metric of the plan that drives another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Factor {
    /// GMV.
    #[default]
    Gmv,
    /// Visitors.
    Uv,
    /// Paying buyers ÷ visitors.
    Cvr,
    /// 客单价.
    Aov,
    /// Average price of a piece.
    PiecePrice,
    /// Pieces per buyer.
    Pieces,
    /// The rate from a stage to the next.
    Rate(StageId),
    /// GMV of a source.
    SourceGmv(SourceId),
    /// Visitors of a source.
    SourceUv(SourceId),
    /// CVR of a source.
    SourceCvr(SourceId),
    /// 客单价 of a source.
    SourceAov(SourceId),
}

/// How far a means has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum MeansState {
    /// Thought of.
    #[default]
    Idea,
    /// Being done.
    Doing,
    /// Done.
    Done,
    /// Given up.
    Dropped,
}

impl MeansState {
    /// Every state, in the order of the work.
    pub const ALL: [Self; 4] = [Self::Idea, Self::Doing, Self::Done, Self::Dropped];
}

/// A means (措施) to move a factor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Means {
    /// Identity.
    pub id: MeansId,
    /// Which factor it is to move.
    #[serde(default, skip_serializing_if = "is_default")]
    pub of: Factor,
    /// What is done.
    #[serde(default, skip_serializing_if = "is_default")]
    pub text: String,
    /// Department that does it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub department: Option<DepartmentId>,
    /// Who does it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub owner: Option<PersonId>,
    /// How far it has come.
    #[serde(default, skip_serializing_if = "is_default")]
    pub state: MeansState,
}

impl Row for Means {
    type Id = MeansId;
    fn id(&self) -> MeansId {
        self.id
    }
}

/// What a trial showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Verdict {
    /// The change works.
    Works,
    /// It does not.
    DoesNot,
    /// That cannot be told.
    Unclear,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: [Self; 3] = [Self::Works, Self::DoesNot, Self::Unclear];
}

/// Something that was changed to see what it does (试).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trial {
    /// Identity.
    pub id: TrialId,
    /// What was changed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub what: String,
    /// Which factor it was to move.
    #[serde(default, skip_serializing_if = "is_default")]
    pub of: Factor,
    /// First day.
    #[serde(default, skip_serializing_if = "is_default")]
    pub from: Option<Date>,
    /// Last day.
    #[serde(default, skip_serializing_if = "is_default")]
    pub to: Option<Date>,
    /// The factor's figure without the change.
    #[serde(default, skip_serializing_if = "is_default")]
    pub before: Option<GoalValue>,
    /// The factor's figure with it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub after: Option<GoalValue>,
    /// People of whom a rate before was counted.
    #[serde(default, skip_serializing_if = "is_default")]
    pub visitors_before: Option<Count>,
    /// People of whom a rate after was counted.
    #[serde(default, skip_serializing_if = "is_default")]
    pub visitors_after: Option<Count>,
    /// What it showed; nothing = not judged yet.
    #[serde(default, skip_serializing_if = "is_default")]
    pub verdict: Option<Verdict>,
    /// Notes.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
    /// The lesson that was made of it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub lesson: Option<LessonId>,
}

impl Row for Trial {
    type Id = TrialId;
    fn id(&self) -> TrialId {
        self.id
    }
}

/// A part of the customer's way (体验路径).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Touchpoint {
    /// 第一印象: what is seen first.
    #[default]
    FirstImpression,
    /// 购物: finding, comparing, paying.
    Shopping,
    /// 产品: what arrives.
    Product,
    /// 售后: questions, returns.
    AfterSale,
    /// 评价: what is written about it.
    Review,
    /// 会员权益: what members get.
    Members,
    /// 关怀: what comes afterwards.
    Care,
}

impl Touchpoint {
    /// Every part, in the order of the way.
    pub const ALL: [Self; 7] = [
        Self::FirstImpression,
        Self::Shopping,
        Self::Product,
        Self::AfterSale,
        Self::Review,
        Self::Members,
        Self::Care,
    ];
}

/// How a part of the way is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum TouchState {
    /// Nobody has looked.
    #[default]
    Open,
    /// As it should be.
    Fine,
    /// Something is to be done.
    Lacking,
    /// That has been done.
    Mended,
}

impl TouchState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Open, Self::Fine, Self::Lacking, Self::Mended];
}

/// What was seen at a part of the way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TouchCheck {
    /// Which part; each stands once.
    pub of: Touchpoint,
    /// How it is.
    #[serde(default, skip_serializing_if = "is_default")]
    pub state: TouchState,
    /// What was found.
    #[serde(default, skip_serializing_if = "is_default")]
    pub finding: String,
    /// What is done about it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub action: String,
    /// Who does it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub owner: Option<PersonId>,
    /// By when.
    #[serde(default, skip_serializing_if = "is_default")]
    pub due: Option<Date>,
}

impl Row for TouchCheck {
    type Id = Touchpoint;
    fn id(&self) -> Touchpoint {
        self.of
    }
}

/// What drives a campaign's target, what was tried, how the customer's way is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Diagnosis {
    /// The metric that the driver tree begins with.
    #[serde(default, skip_serializing_if = "is_default")]
    pub root: Factor,
    /// Means, by factor in the order of the table.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub means: Rows<Means>,
    /// Trials.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub trials: Rows<Trial>,
    /// The customer's way; parts that nobody has looked at are left out.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub path: Rows<TouchCheck>,
}
