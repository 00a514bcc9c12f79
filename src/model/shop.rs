//! The shop: its name, currency, clock, categories and departments.

use serde::{Deserialize, Serialize};

use super::{CalendarId, CategoryId, DepartmentId, Minutes, Person, Rate, Row, Rows, WorkCalendar, is_default};

/// What all campaigns of a project share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shop {
    /// Name (店铺名).
    pub name: String,
    /// ISO 4217 code of the currency in which every sum of the project is.
    #[serde(default = "cny", skip_serializing_if = "is_cny")]
    pub currency: String,
    /// IANA name of the time zone in which dates and times are meant.
    #[serde(default = "shanghai", skip_serializing_if = "is_shanghai")]
    pub zone: String,
    /// Categories of goods (类目).
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub categories: Rows<Category>,
    /// Departments (部门).
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub departments: Rows<Department>,
    /// People (人员).
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub people: Rows<Person>,
    /// Working calendars.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub calendars: Rows<WorkCalendar>,
    /// The project's calendar; nothing = office hours from Monday to Friday with China's public holidays.
    #[serde(default, skip_serializing_if = "is_default")]
    pub calendar: Option<CalendarId>,
    /// A task whose total float is above zero and at most this much work is near-critical.
    #[serde(default = "workday", skip_serializing_if = "is_workday")]
    pub near_critical: Minutes,
    /// Words that advertising law bans, as the shop keeps them; nothing = the usual list of the program.
    #[serde(default, skip_serializing_if = "is_default")]
    pub ad_words: Option<AdWords>,
}

/// Words that themes and rules must do without (广告法用词).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdWords {
    /// Banned words.
    #[serde(default, skip_serializing_if = "is_default")]
    pub banned: Vec<String>,
    /// Phrases in which a banned word is harmless.
    #[serde(default, skip_serializing_if = "is_default")]
    pub harmless: Vec<String>,
}

impl Default for Shop {
    fn default() -> Self {
        Self {
            name: String::new(),
            currency: cny(),
            zone: shanghai(),
            categories: Rows::default(),
            departments: Rows::default(),
            people: Rows::default(),
            calendars: Rows::default(),
            calendar: None,
            near_critical: workday(),
            ad_words: None,
        }
    }
}

fn cny() -> String {
    "CNY".to_owned()
}

fn is_cny(code: &str) -> bool {
    code == "CNY"
}

fn shanghai() -> String {
    "Asia/Shanghai".to_owned()
}

fn is_shanghai(zone: &str) -> bool {
    zone == "Asia/Shanghai"
}

const fn workday() -> Minutes {
    Minutes::WORKDAY
}

fn is_workday(minutes: &Minutes) -> bool {
    *minutes == Minutes::WORKDAY
}

/// A category of goods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Identity.
    pub id: CategoryId,
    /// Name.
    pub name: String,
}

impl Row for Category {
    type Id = CategoryId;
    fn id(&self) -> CategoryId {
        self.id
    }
}

/// The departments a shop usually has; gives a department its name unless it has one of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DepartmentKind {
    /// 商品: merchandising and product selection.
    Merchandising,
    /// 推广: traffic and marketing.
    Traffic,
    /// 用户运营: customers and members.
    UserOperations,
    /// 设计.
    Design,
    /// 客服.
    Service,
    /// 物流仓储.
    Logistics,
    /// 生产.
    Production,
    /// 商务: business partners.
    Partners,
    /// 产品技术.
    Technology,
    /// 销售 (DCC): for lead-based trades.
    SalesDesk,
    /// 活动: the planner's own.
    Campaign,
    /// Any other.
    #[default]
    Other,
}

impl DepartmentKind {
    /// Every kind, in the order in which lists show them.
    pub const ALL: [Self; 12] = [
        Self::Campaign,
        Self::Merchandising,
        Self::Traffic,
        Self::UserOperations,
        Self::Design,
        Self::Service,
        Self::Logistics,
        Self::Production,
        Self::Partners,
        Self::Technology,
        Self::SalesDesk,
        Self::Other,
    ];
}

/// A department.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Department {
    /// Identity.
    pub id: DepartmentId,
    /// What it does.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: DepartmentKind,
    /// Its own name; empty = named after its kind.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// How many people's work it can do at once, 0 and above; nothing = the sum of its people's, and without people no
    /// limit.
    #[serde(default, skip_serializing_if = "is_default")]
    pub capacity: Option<Rate>,
    /// Its calendar; nothing = the project's.
    #[serde(default, skip_serializing_if = "is_default")]
    pub calendar: Option<CalendarId>,
}

impl Row for Department {
    type Id = DepartmentId;
    fn id(&self) -> DepartmentId {
        self.id
    }
}
