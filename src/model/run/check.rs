//! Checklists: what each department must have ready before the opening, and the rounds walked after it.

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use crate::model::{DepartmentId, LaunchCheckId, LessonId, PatrolId, PersonId, Row, is_default};

/// Something that must be right before the opening (上线检查).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LaunchCheck {
    /// Identity.
    pub id: LaunchCheckId,
    /// Department that must have it ready.
    #[serde(default, skip_serializing_if = "is_default")]
    pub department: Option<DepartmentId>,
    /// What must be right.
    #[serde(default, skip_serializing_if = "is_default")]
    pub text: String,
    /// Who looks.
    #[serde(default, skip_serializing_if = "is_default")]
    pub owner: Option<PersonId>,
    /// By when.
    #[serde(default, skip_serializing_if = "is_default")]
    pub due: Option<DateTime>,
    /// When it was found right.
    #[serde(default, skip_serializing_if = "is_default")]
    pub done: Option<DateTime>,
    /// What was found.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
    /// The lesson that it was made from.
    #[serde(default, skip_serializing_if = "is_default")]
    pub lesson: Option<LessonId>,
}

impl Row for LaunchCheck {
    type Id = LaunchCheckId;
    fn id(&self) -> LaunchCheckId {
        self.id
    }
}

/// What a patrol looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PatrolArea {
    /// 货品.
    #[default]
    Goods,
    /// 页面.
    Page,
    /// 数据.
    Data,
    /// 用户.
    User,
    /// 机制.
    Mechanism,
}

impl PatrolArea {
    /// Every area, in the order of a round.
    pub const ALL: [Self; 5] = [Self::Goods, Self::Page, Self::Data, Self::User, Self::Mechanism];
}

/// What a patrol found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PatrolResult {
    /// Not looked at yet.
    #[default]
    Open,
    /// 正常.
    Fine,
    /// 有问题: something is wrong.
    Wrong,
    /// 已处理: it was wrong and is right now.
    Mended,
}

impl PatrolResult {
    /// Every result.
    pub const ALL: [Self; 4] = [Self::Open, Self::Fine, Self::Wrong, Self::Mended];
}

/// A look at one area in a round (巡检).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Patrol {
    /// Identity.
    pub id: PatrolId,
    /// When the round begins.
    pub at: DateTime,
    /// What is looked at.
    #[serde(default, skip_serializing_if = "is_default")]
    pub area: PatrolArea,
    /// What was found.
    #[serde(default, skip_serializing_if = "is_default")]
    pub result: PatrolResult,
    /// In words.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
    /// Who looked.
    #[serde(default, skip_serializing_if = "is_default")]
    pub by: Option<PersonId>,
}

impl Patrol {
    /// A look that has not been taken yet.
    #[must_use]
    pub const fn new(id: PatrolId, at: DateTime) -> Self {
        Self { id, at, area: PatrolArea::Goods, result: PatrolResult::Open, note: String::new(), by: None }
    }
}

impl Row for Patrol {
    type Id = PatrolId;
    fn id(&self) -> PatrolId {
        self.id
    }
}
