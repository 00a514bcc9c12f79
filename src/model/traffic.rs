//! Traffic sources (流量来源), in a tree.

use serde::{Deserialize, Serialize};

use super::{Count, DepartmentId, Money, Rate, Row, SourceId, WordOfMouth, is_default};

/// Sources that the trade knows; gives a source its name unless it has one of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SourceKind {
    /// 免费 (a group).
    Free,
    /// 付费 (a group).
    Paid,
    /// 直接访问.
    Direct,
    /// 搜索.
    Search,
    /// 推荐信息流.
    Feed,
    /// 老客回访.
    ReturningCustomers,
    /// 收藏加购回流.
    CartReturn,
    /// 短视频与图文.
    Content,
    /// 移动端入口.
    MobileEntrances,
    /// 直通车 (search ads).
    SearchAds,
    /// 引力魔方 (display ads).
    DisplayAds,
    /// 淘宝客 / CPS.
    Affiliates,
    /// 直播间.
    LiveRooms,
    /// 短信触达.
    TextMessages,
    /// 达人种草 (KOL).
    Creators,
    /// 社群.
    Communities,
    /// Any other; has a name of its own.
    #[default]
    Other,
}

impl SourceKind {
    /// Every kind, in the order in which lists show them.
    pub const ALL: [Self; 17] = [
        Self::Free,
        Self::Paid,
        Self::Direct,
        Self::Search,
        Self::Feed,
        Self::ReturningCustomers,
        Self::CartReturn,
        Self::Content,
        Self::MobileEntrances,
        Self::SearchAds,
        Self::DisplayAds,
        Self::Affiliates,
        Self::LiveRooms,
        Self::TextMessages,
        Self::Creators,
        Self::Communities,
        Self::Other,
    ];
}

/// What a planned number of visitors is based on. Where it holds figures, they give the number unless one is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Basis {
    /// Nothing stated.
    #[default]
    None,
    /// Last campaign × growth.
    LastCampaign {
        /// Visitors then.
        uv: Count,
        /// Growth factor.
        growth: Rate,
    },
    /// The platform's visitors a day × days.
    PlatformDaily {
        /// Visitors a day.
        uv: Count,
        /// Days.
        days: Rate,
    },
    /// The shop's visitors a day × days.
    ShopDaily {
        /// Visitors a day.
        uv: Count,
        /// Days.
        days: Rate,
    },
    /// People reached × the part of them that comes: members, messages, the favourite/cart pool.
    Reach {
        /// People reached.
        people: Count,
        /// Part that comes.
        rate: Rate,
    },
    /// Events × visitors each: live sessions, creators.
    Events {
        /// How many events.
        events: Count,
        /// Visitors each.
        uv: Count,
    },
    /// Customers who invite others: those who come. What the play costs is added to what the cost model says.
    WordOfMouth(Box<WordOfMouth>),
    /// In words.
    Note(String),
}

impl Basis {
    /// The word-of-mouth play, if it is one.
    #[must_use]
    pub fn play(&self) -> Option<&WordOfMouth> {
        match self {
            Self::WordOfMouth(play) => Some(play),
            _ => None,
        }
    }
}

/// How a source is paid for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum CostModel {
    /// Costs nothing.
    #[default]
    Free,
    /// Cost per click: price × UV.
    Cpc(Money),
    /// Cost per thousand impressions: price × UV ÷ click rate ÷ 1000.
    Cpm {
        /// Price of a thousand impressions.
        price: Money,
        /// Clicks ÷ impressions.
        ctr: Rate,
    },
    /// Cost per sale: share of the source's GMV.
    Cps(Rate),
    /// Price per message × messages sent.
    PerMessage {
        /// Price of one.
        price: Money,
        /// How many are sent.
        sent: Count,
    },
    /// A fixed sum.
    Fixed(Money),
}

/// A traffic source, or a group of sources if others name it as their parent: then its own figures are not counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Identity.
    pub id: SourceId,
    /// The group it stands in.
    #[serde(default, skip_serializing_if = "is_default")]
    pub parent: Option<SourceId>,
    /// What it is.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: SourceKind,
    /// Its own name; empty = named after its kind.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// Planned visitors; nothing = from the basis.
    #[serde(default, skip_serializing_if = "is_default")]
    pub uv: Option<Count>,
    /// What the visitors are based on.
    #[serde(default, skip_serializing_if = "is_default")]
    pub basis: Basis,
    /// Paying buyers ÷ visitors; nothing = that of the funnel.
    #[serde(default, skip_serializing_if = "is_default")]
    pub cvr: Option<Rate>,
    /// 客单价; nothing = that of the funnel.
    #[serde(default, skip_serializing_if = "is_default")]
    pub aov: Option<Money>,
    /// How it is paid for.
    #[serde(default, skip_serializing_if = "is_default")]
    pub cost: CostModel,
    /// Department that must deliver it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub department: Option<DepartmentId>,
}

impl Row for Source {
    type Id = SourceId;
    fn id(&self) -> SourceId {
        self.id
    }
}
