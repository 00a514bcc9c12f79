//! For which goods and which customers an offer holds.

use serde::{Deserialize, Serialize};

use crate::model::{CategoryId, Role, Sku, SkuId, is_default};

/// Goods: everything, or what is named by category, role or product; less what is excepted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// Categories.
    #[serde(default, skip_serializing_if = "is_default")]
    pub categories: Vec<CategoryId>,
    /// Roles.
    #[serde(default, skip_serializing_if = "is_default")]
    pub roles: Vec<Role>,
    /// Products.
    #[serde(default, skip_serializing_if = "is_default")]
    pub skus: Vec<SkuId>,
    /// Products left out, whatever the rest says.
    #[serde(default, skip_serializing_if = "is_default")]
    pub except: Vec<SkuId>,
}

impl Scope {
    /// Whether nothing is named, so that it is for all goods but the excepted.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.categories.is_empty() && self.roles.is_empty() && self.skus.is_empty()
    }

    /// Whether a product is in it.
    #[must_use]
    pub fn holds(&self, sku: &Sku) -> bool {
        let named = self.is_all()
            || self.skus.contains(&sku.id)
            || self.roles.contains(&sku.role)
            || sku.category.is_some_and(|category| self.categories.contains(&category));
        named && !self.except.contains(&sku.id)
    }
}

/// Who is buying.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CustomerKind {
    /// 新客: buys for the first time.
    New,
    /// 老客: has bought before, is no member.
    #[default]
    Old,
    /// 会员: has joined the shop's membership.
    Member,
}

impl CustomerKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::New, Self::Old, Self::Member];
}

/// Which customers an offer is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Audience {
    /// All.
    #[default]
    Everyone,
    /// 新客.
    New,
    /// 老客 and 会员: whoever has bought before.
    Returning,
    /// 会员.
    Members,
}

impl Audience {
    /// Every audience.
    pub const ALL: [Self; 4] = [Self::Everyone, Self::New, Self::Returning, Self::Members];

    /// Whether a customer belongs to it.
    #[must_use]
    pub const fn holds(self, customer: CustomerKind) -> bool {
        match self {
            Self::Everyone => true,
            Self::New => matches!(customer, CustomerKind::New),
            Self::Returning => matches!(customer, CustomerKind::Old | CustomerKind::Member),
            Self::Members => matches!(customer, CustomerKind::Member),
        }
    }
}
