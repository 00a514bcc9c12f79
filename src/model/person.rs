//! People (人员) who own tasks.

use serde::{Deserialize, Serialize};

use super::task::{is_whole, whole};
use super::{CalendarId, DepartmentId, PersonId, Rate, Row, is_default};

/// A person of the shop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Identity.
    pub id: PersonId,
    /// Name.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// The department they work in.
    #[serde(default, skip_serializing_if = "is_default")]
    pub department: Option<DepartmentId>,
    /// How much they can do at once: 100 % is one task of 100 %. 0 and above.
    #[serde(default = "whole", skip_serializing_if = "is_whole")]
    pub capacity: Rate,
    /// Their own calendar; nothing = the department's, else the project's.
    #[serde(default, skip_serializing_if = "is_default")]
    pub calendar: Option<CalendarId>,
}

impl Default for Person {
    fn default() -> Self {
        Self { id: PersonId::default(), name: String::new(), department: None, capacity: Rate::ONE, calendar: None }
    }
}

impl Row for Person {
    type Id = PersonId;
    fn id(&self) -> PersonId {
        self.id
    }
}
