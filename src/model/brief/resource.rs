//! What a campaign needs to be there (资源).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::{Count, PersonId, ResourceId, Row, is_default};

/// What kind of resource.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ResourceKind {
    /// 人.
    #[default]
    People,
    /// 货.
    Goods,
    /// 技术.
    Tech,
}

impl ResourceKind {
    /// Every kind, in the order in which lists show them.
    pub const ALL: [Self; 3] = [Self::People, Self::Goods, Self::Tech];
}

/// A resource.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resource {
    /// Identity.
    pub id: ResourceId,
    /// Kind.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: ResourceKind,
    /// What it is.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// How many are needed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub needed: Count,
    /// How many of them are confirmed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub confirmed: Count,
    /// Who sees to it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub owner: Option<PersonId>,
    /// When it must be there.
    #[serde(default, skip_serializing_if = "is_default")]
    pub due: Option<Date>,
    /// What is done where it fails (预案).
    #[serde(default, skip_serializing_if = "is_default")]
    pub contingency: String,
}

impl Row for Resource {
    type Id = ResourceId;
    fn id(&self) -> ResourceId {
        self.id
    }
}
