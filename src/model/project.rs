//! A whole project: one shop, its goods, its years, its campaigns.

use std::sync::Arc;

use jiff::civil::DateTime;

use super::{Campaign, CampaignId, Lesson, PlatformEvent, Rows, Shop, Sku, YearPlan};

/// Everything that one project file holds, as one immutable, cheaply cloned value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Project {
    /// The number the next new row gets; above every id in use.
    pub next_id: u32,
    /// The shop.
    pub shop: Arc<Shop>,
    /// Its products.
    pub goods: Rows<Sku>,
    /// Its annual targets, by year.
    pub years: Rows<YearPlan>,
    /// What the platforms put on themselves.
    pub platform_events: Rows<PlatformEvent>,
    /// Its campaigns.
    pub campaigns: Rows<Campaign>,
    /// What they taught.
    pub lessons: Rows<Lesson>,
}

impl Project {
    /// An identity that no row of the project has or ever had.
    pub fn new_id<I: From<u32>>(&mut self) -> I {
        let id = self.next_id.max(1);
        self.next_id = id.saturating_add(1);
        I::from(id)
    }

    /// Whether both share every section in memory: the cheap way to see that nothing changed.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        self.next_id == other.next_id
            && Arc::ptr_eq(&self.shop, &other.shop)
            && self.goods.same(&other.goods)
            && self.years.same(&other.years)
            && self.platform_events.same(&other.platform_events)
            && self.campaigns.same(&other.campaigns)
            && self.lessons.same(&other.lessons)
    }

    /// The campaign with an identity.
    #[must_use]
    pub fn campaign(&self, id: CampaignId) -> Option<&Arc<Campaign>> {
        self.campaigns.iter().find(|c| c.id == id)
    }

    /// The campaign to look at first: the one whose opening comes next, else the last to open.
    #[must_use]
    pub fn next_campaign(&self, now: DateTime) -> Option<&Arc<Campaign>> {
        let opening = |c: &&Arc<Campaign>| c.opening();
        let next = self.campaigns.iter().filter(|c| c.opening().is_some_and(|o| o >= now)).min_by_key(opening);
        next.or_else(|| self.campaigns.iter().max_by_key(opening))
    }
}
