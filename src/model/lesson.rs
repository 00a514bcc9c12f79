//! Lessons (经验): what a campaign taught, kept for the next ones.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{CampaignId, DepartmentId, LessonId, PersonId, Row, is_default};

/// Whether something went better or worse than it should.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum LessonKind {
    /// 亮点: to be done again.
    Highlight,
    /// 不足: to be done better.
    #[default]
    Shortcoming,
}

impl LessonKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Highlight, Self::Shortcoming];
}

/// A lesson. Without an action, or nobody to see to it, it teaches nothing: that is a finding.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lesson {
    /// Identity.
    pub id: LessonId,
    /// The campaign that taught it; nothing where that lies in another file or is gone.
    #[serde(default, skip_serializing_if = "is_default")]
    pub campaign: Option<CampaignId>,
    /// Where it comes from, in words, when no campaign of this project taught it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub origin: String,
    /// Better or worse.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: LessonKind,
    /// What happened.
    #[serde(default, skip_serializing_if = "is_default")]
    pub fact: String,
    /// Why.
    #[serde(default, skip_serializing_if = "is_default")]
    pub cause: String,
    /// What to do next time.
    #[serde(default, skip_serializing_if = "is_default")]
    pub action: String,
    /// Department that sees to it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub department: Option<DepartmentId>,
    /// Who sees to it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub owner: Option<PersonId>,
    /// By when.
    #[serde(default, skip_serializing_if = "is_default")]
    pub due: Option<Date>,
    /// When it was written.
    #[serde(default, skip_serializing_if = "is_default")]
    pub noted: Option<Date>,
    /// Words to find it by.
    #[serde(default, skip_serializing_if = "is_default")]
    pub tags: Vec<String>,
    /// Whether it is meant for other campaigns too (入库).
    #[serde(default, skip_serializing_if = "is_default")]
    pub reusable: bool,
    /// Whether what it asks for has been done.
    #[serde(default, skip_serializing_if = "is_default")]
    pub done: bool,
}

impl Row for Lesson {
    type Id = LessonId;
    fn id(&self) -> LessonId {
        self.id
    }
}
