//! Names of the field's kinds: what a stage, source, phase, role or department is called unless it has a name of its own.

use super::{Msg, Texts};
use crate::model::{
    BriefPage, Campaign, CampaignKind, DayCurve, Department, DepartmentKind, Drill, HourCurve, PatrolArea,
    PatrolResult, Phase, PhaseKind, ResourceKind, RiskKind, Role, Source, SourceKind, Stage, StageKind, Subject,
};

/// Something with a name in the language of the interface.
pub trait Named {
    /// Its name.
    fn name_in<'a>(&'a self, texts: &'a Texts) -> &'a str;
}

macro_rules! kinds {
    ($($kind:ident { $($variant:ident => $msg:ident),* $(,)? })*) => {$(
        impl Named for $kind {
            fn name_in<'a>(&'a self, texts: &'a Texts) -> &'a str {
                texts.get(match self { $(Self::$variant => Msg::$msg),* })
            }
        }
    )*};
}

kinds! {
    PhaseKind {
        Prepare => PhasePrepare, Announce => PhaseAnnounce, Preheat => PhasePreheat, Launch => PhaseLaunch,
        Burst => PhaseBurst, Countdown => PhaseCountdown, Return => PhaseReturn,
    }
    StageKind {
        PageViews => StagePageViews, Visitors => StageVisitors, Cart => StageCart, Leads => StageLeads,
        ShopVisits => StageShopVisits, Orders => StageOrders, Paid => StagePaid, Sales => StageSales,
        Other => StageOther,
    }
    SourceKind {
        Free => SourceFree, Paid => SourcePaid, Direct => SourceDirect, Search => SourceSearch, Feed => SourceFeed,
        ReturningCustomers => SourceReturning, CartReturn => SourceCartReturn, Content => SourceContent,
        MobileEntrances => SourceMobile, SearchAds => SourceSearchAds, DisplayAds => SourceDisplayAds,
        Affiliates => SourceAffiliates, LiveRooms => SourceLiveRooms, TextMessages => SourceTextMessages,
        Creators => SourceCreators, Communities => SourceCommunities, Other => SourceOther,
    }
    Role {
        TrafficDriver => RoleTrafficDriver, RisingStar => RoleRisingStar, Hero => RoleHero, Regular => RoleRegular,
        AddOn => RoleAddOn,
    }
    DepartmentKind {
        Merchandising => DepartmentMerchandising, Traffic => DepartmentTraffic,
        UserOperations => DepartmentUserOperations, Design => DepartmentDesign, Service => DepartmentService,
        Logistics => DepartmentLogistics, Production => DepartmentProduction, Partners => DepartmentPartners,
        Technology => DepartmentTechnology, SalesDesk => DepartmentSalesDesk, Campaign => DepartmentCampaign,
        Other => DepartmentOther,
    }
    CampaignKind {
        PlatformItem => CampaignPlatformItem, PlatformBrand => CampaignPlatformBrand, Own => CampaignOwn,
        MemberDay => CampaignMemberDay,
    }
    DayCurve {
        Even => CurveEven, FrontLoaded => CurveFrontLoaded, DoublePeak => CurveDoublePeak,
        LastActual => CurveLastActual,
    }
    ResourceKind { People => BriefResourcePeople, Goods => BriefResourceGoods, Tech => BriefResourceTech }
    Subject {
        Target => BriefSubjectTarget, Budget => BriefSubjectBudget, Resources => BriefSubjectResources,
        Plan => BriefSubjectPlan,
    }
    BriefPage {
        Main => BriefPageMain, Preheat => BriefPagePreheat, Opening => BriefPageOpening, Burst => BriefPageBurst,
        Return => BriefPageReturn, Categories => BriefPageCategories, Live => BriefPageLive,
        Members => BriefPageMembers, Coupons => BriefPageCoupons, Heroes => BriefPageHeroes,
        Bundles => BriefPageBundles, Ranking => BriefPageRanking,
    }
    RiskKind {
        StockOut => RiskStockOut, CourierDelay => RiskCourierDelay, FakeOrders => RiskFakeOrders,
        Overload => RiskOverload, PriceBreach => RiskPriceBreach, WrongOffer => RiskWrongOffer,
        PageFault => RiskPageFault, ServiceQueue => RiskServiceQueue, BadReviews => RiskBadReviews,
        AdViolation => RiskAdViolation, SupplierDelay => RiskSupplierDelay, TrafficShort => RiskTrafficShort,
        Other => RiskOther,
    }
    Drill { None => RunDrillNone, Planned => RunDrillPlanned, Passed => RunDrillPassed, Failed => RunDrillFailed }
    PatrolArea {
        Goods => RunPatrolGoods, Page => RunPatrolPage, Data => RunPatrolData, User => RunPatrolUser,
        Mechanism => RunPatrolMechanism,
    }
    PatrolResult {
        Open => RunPatrolOpen, Fine => RunPatrolFine, Wrong => RunPatrolWrong, Mended => RunPatrolMended,
    }
    HourCurve { Even => HoursEven, Evening => HoursEvening, Midnight => HoursMidnight, LastActual => HoursLastActual }
}

macro_rules! named_after_kind {
    ($($row:ident),*) => {$(
        impl Named for $row {
            fn name_in<'a>(&'a self, texts: &'a Texts) -> &'a str {
                if self.name.is_empty() { self.kind.name_in(texts) } else { &self.name }
            }
        }
    )*};
}

named_after_kind!(Phase, Stage, Source, Department);

impl Named for Campaign {
    fn name_in<'a>(&'a self, texts: &'a Texts) -> &'a str {
        if self.name.is_empty() { texts.get(Msg::CampaignUntitled) } else { &self.name }
    }
}

/// What the rate from a stage to the next is called: after the stage it leads into, or the depth of the stage itself.
#[must_use]
pub fn rate_name(texts: &Texts, stage: &Stage, next: Option<&Stage>) -> String {
    if stage.depth && stage.kind == StageKind::PageViews {
        return texts.get(Msg::RateDepth).to_owned();
    }
    let known = next.and_then(|n| match n.kind {
        StageKind::Cart => Some(Msg::RateCart),
        StageKind::Leads => Some(Msg::RateLeads),
        StageKind::ShopVisits => Some(Msg::RateShopVisits),
        StageKind::Orders => Some(Msg::RateOrders),
        StageKind::Paid => Some(Msg::RatePaid),
        StageKind::Sales => Some(Msg::RateSales),
        _ => None,
    });
    match (known, next) {
        (Some(msg), _) => texts.get(msg).to_owned(),
        (None, Some(n)) => texts.with(Msg::RateInto, &[("stage", n.name_in(texts).into())]),
        (None, None) => String::new(),
    }
}
