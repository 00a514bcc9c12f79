//! What is sold besides the product (套餐).

use serde::{Deserialize, Serialize};

use crate::model::{Money, PackageId, PersonaId, Rate, Row, is_default};

/// What kind of package.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PackageKind {
    /// 权益: a benefit agreed with a partner.
    #[default]
    Benefit,
    /// 金融: instalments, credit.
    Finance,
    /// 保险.
    Insurance,
}

impl PackageKind {
    /// Every kind, in the order in which lists show them.
    pub const ALL: [Self; 3] = [Self::Benefit, Self::Finance, Self::Insurance];
}

/// A package.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Package {
    /// Identity.
    pub id: PackageId,
    /// Kind.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: PackageKind,
    /// What it is called.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// With whom it was agreed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub partner: String,
    /// For whom it is.
    #[serde(default, skip_serializing_if = "is_default")]
    pub persona: Option<PersonaId>,
    /// What one costs the shop.
    #[serde(default, skip_serializing_if = "is_default")]
    pub unit_cost: Money,
    /// The part of the buyers who take it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub take_up: Rate,
    /// Who delivers it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub delivery: String,
    /// Its terms: what is given, the term of a loan, the base cover of an insurance.
    #[serde(default, skip_serializing_if = "is_default")]
    pub terms: String,
    /// What goes beyond: how a loan is repaid, what an insurance covers besides for its persona.
    #[serde(default, skip_serializing_if = "is_default")]
    pub more: String,
}

impl Row for Package {
    type Id = PackageId;
    fn id(&self) -> PackageId {
        self.id
    }
}
