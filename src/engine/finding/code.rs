//! Every kind of finding, with its figures, its stable name and how bad it is.

use jiff::civil::Date;

use super::{DueFault, OfferFault, PlayFault, ScheduleFault, Severity, TaskFault};
use crate::engine::brief::Reason;
use crate::engine::funnel::references::ReferenceKind;
use crate::engine::funnel::{Conflict, Unknown};
use crate::engine::lessons::LessonFault;
use crate::engine::offers::bands::Tier;
use crate::engine::offers::basket::Unpriced;
use crate::engine::offers::basket::checks::Actual;
use crate::engine::split::CellKey;
use crate::model::{
    BasketItem, CampaignId, CategoryId, CheckId, Count, DepartmentId, Expectation, GoalId, LessonId, Money, OfferId,
    PhaseId, Rate, SkuId, SourceId, StageId, Subject, TaskId, ThemeId, WaveId,
};

/// A text that customers read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AdText {
    /// The name of an offer.
    Offer(OfferId),
    /// A candidate for the theme.
    Theme(ThemeId),
    /// The line below the theme.
    Subtitle,
}

/// What is wrong. The figures are those a sentence about it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FindingCode {
    /// Fixed quantities of the funnel do not agree.
    FunnelConflict(Conflict),
    /// More than one quantity is open: which one is to be solved?
    FunnelOpen(Vec<Unknown>),
    /// The funnel has no stage.
    NoStages,
    /// A rate of zero or below.
    RateNotPositive(StageId),
    /// A conversion beyond 100 %.
    RateAboveOne(StageId, Rate),
    /// 客单价 of zero or below.
    AovNotPositive,
    /// A target below zero.
    NegativeTarget,
    /// A figure leads beyond the range of numbers.
    OutOfRange(Unknown),
    /// A figure that nothing determines (0 ÷ 0).
    Indeterminate(Unknown),
    /// A planned rate lies beyond the best of its references.
    RateBeyondReferences {
        /// Whose rate.
        stage: StageId,
        /// Planned.
        planned: Rate,
        /// The best reference.
        best: Rate,
        /// Which one that is.
        reference: ReferenceKind,
    },
    /// Planned visitors fall short of those needed.
    TrafficShort {
        /// How many are missing.
        missing: u64,
        /// How many are needed.
        needed: Count,
        /// How many are planned.
        planned: Count,
    },
    /// A source costs something but brings no visitors.
    SourceCostWithoutVisitors(SourceId, Money),
    /// A source has no visitors.
    SourceWithoutVisitors(SourceId),
    /// A source's cost per thousand impressions needs a click rate.
    SourceWithoutClickRate(SourceId),
    /// A source earns less than it costs.
    SourceRoiBelowOne(SourceId, Rate),
    /// A source's parent is gone.
    SourceParentGone(SourceId, SourceId),
    /// A source is its own ancestor.
    SourceCycle(SourceId),
    /// A source has a rate, price or sum below zero.
    SourceNegative(SourceId),
    /// Something is wrong with a source's word-of-mouth play.
    Play(SourceId, PlayFault),
    /// Locked parts exceed their whole (nothing = the target).
    SplitExcess(Option<CellKey>, Money),
    /// Locked parts stay below their whole and none is free.
    SplitShort(Option<CellKey>, Money),
    /// Typed UV × CVR × 客单价 of a phase or wave differ from its GMV by so much.
    StretchConflict(CellKey, Money),
    /// A phase ends at or before its start.
    PhaseEndsBeforeStart(PhaseId),
    /// Two phases overlap.
    PhasesOverlap(PhaseId, PhaseId),
    /// Time between two phases belongs to none: days, rounded up.
    PhaseGap(PhaseId, PhaseId, i64),
    /// A phase is too long for its days to be planned one by one.
    PhaseTooLong(PhaseId),
    /// A wave ends at or before its start.
    WaveEndsBeforeStart(WaveId),
    /// A wave leaves its phase.
    WaveOutsidePhase(WaveId),
    /// No phase sells: there is no opening.
    NoOpening,
    /// The curve asks for the last campaign's actuals and there are none.
    NoActuals,
    /// A goal fails letters of the SMART check, for these reasons.
    GoalMisses(GoalId, Vec<Reason>),
    /// The brief was changed so many times since it was approved.
    ApprovedBriefChanged(usize),
    /// Something that the time makes a fault.
    Due(DueFault),
    /// A lesson teaches nothing: nothing to do, or nobody who sees to it.
    LessonLacks(LessonId, Vec<LessonFault>),
    /// What a department confirmed has changed since.
    AgreementReopened(DepartmentId, Vec<Subject>),
    /// The campaign before is no campaign of the project, or is this one.
    PreviousGone(CampaignId),
    /// The pool's rate lies outside what is usual.
    PoolRateUnusual(Rate),
    /// Orders that cannot be shipped as soon as promised: the warehouse has no shift then.
    OrdersLate {
        /// How many.
        orders: u64,
    },
    /// Hours in which agents are needed and none has a shift.
    HoursUncovered {
        /// How many, over all days.
        hours: u64,
        /// The first day with one.
        first: Date,
    },
    /// The target is less sure than asked for.
    ChanceLow {
        /// The chance of reaching it.
        chance: Rate,
        /// The chance that is asked for.
        wanted: Rate,
        /// The target.
        target: Money,
        /// What is reached with the chance asked for.
        reached: Money,
    },
    /// A typed cell of the splits is for something that is not there.
    CellOrphaned(CellKey),
    /// The goods' shares of GMV do not sum to 100 %.
    SharesNotWhole(Rate),
    /// A share below zero.
    ShareNegative(SkuId),
    /// A product without a code.
    SkuWithoutCode(SkuId),
    /// Two products with the same code.
    SkuCodeTwice(SkuId, SkuId),
    /// A product's category is gone.
    CategoryGone(SkuId, CategoryId),
    /// A department is gone.
    DepartmentGone(DepartmentId),
    /// A campaign's product is gone.
    SkuGone(SkuId),
    /// A price for a phase that is gone.
    PhasePriceGone(SkuId, PhaseId),
    /// A product in a campaign has no price.
    NoPrice(SkuId),
    /// The campaign price is above the list price.
    PriceAboveList {
        /// Which product.
        sku: SkuId,
        /// In which phase; nothing = the campaign's price.
        phase: Option<PhaseId>,
        /// The price.
        price: Money,
        /// The list price.
        list: Money,
    },
    /// The campaign price is below the typed floor.
    PriceBelowFloor {
        /// Which product.
        sku: SkuId,
        /// In which phase; nothing = the campaign's price.
        phase: Option<PhaseId>,
        /// The price.
        price: Money,
        /// The floor.
        floor: Money,
    },
    /// The campaign price is below unit cost + fees at that price.
    PriceBelowCost {
        /// Which product.
        sku: SkuId,
        /// In which phase; nothing = the campaign's price.
        phase: Option<PhaseId>,
        /// The price.
        price: Money,
        /// Unit cost + fees.
        cost: Money,
    },
    /// A rung whose threshold is below the one before.
    RungNotHigher {
        /// Whose.
        offer: OfferId,
        /// Its threshold.
        at: Money,
        /// The one before.
        before: Money,
    },
    /// A rung that takes off no more than the one before does at its threshold.
    RungGivesNoMore {
        /// Whose.
        offer: OfferId,
        /// Its threshold.
        at: Money,
        /// What it takes off.
        off: Money,
        /// What the one before takes off there.
        before: Money,
    },
    /// Two neighbouring thresholds that lie too close.
    RungsTooClose {
        /// Whose.
        offer: OfferId,
        /// The lower.
        at: Money,
        /// The higher.
        next: Money,
    },
    /// No shop coupon has a threshold of this tier of the 客单价.
    TierMissing(Tier, Money),
    /// A shop coupon's threshold lies between the mid and the high tier.
    RungInGap {
        /// Whose.
        offer: OfferId,
        /// The threshold.
        at: Money,
        /// 客单价.
        aov: Money,
        /// A nice threshold outside the gap.
        better: Money,
    },
    /// Just below a rung many orders would pay less if they were bigger, or the rung costs no more than the one before.
    BiggerIsCheaper {
        /// Whose.
        offer: OfferId,
        /// From which value on.
        from: Money,
        /// The rung's threshold.
        at: Money,
        /// Share of the orders in between.
        share: Rate,
        /// Whether what is paid at the rung is at or below what is paid at the one before.
        below_rung_before: bool,
    },
    /// A rung that next to no order reaches.
    RungUnreached {
        /// Whose.
        offer: OfferId,
        /// Its threshold.
        at: Money,
        /// Share of the orders that reach it.
        share: Rate,
    },
    /// A basket brings a piece below its floor (破价预警).
    LowestBelowFloor {
        /// Which product.
        sku: SkuId,
        /// In which phase.
        phase: PhaseId,
        /// The lowest price of a piece, rounded half up.
        lowest: Money,
        /// The floor.
        floor: Money,
        /// The basket that does it, the product first.
        basket: Vec<BasketItem>,
    },
    /// A price that was promised to stay the lowest is undercut (价保).
    PromiseUndercut {
        /// Which product.
        sku: SkuId,
        /// In which phase it is cheaper.
        phase: PhaseId,
        /// The lowest price of a piece there, rounded half up.
        lowest: Money,
        /// The phase before, whose price was promised; nothing = the days before the campaign.
        earlier: Option<PhaseId>,
        /// That price.
        promised: Money,
    },
    /// A basket kept as a check does not come to what is expected.
    CheckFails {
        /// Which check.
        check: CheckId,
        /// What is expected.
        expect: Expectation,
        /// What it comes to.
        actual: Actual,
    },
    /// A basket kept as a check has no price.
    CheckUnpriced(CheckId, Unpriced),
    /// The campaigns of a year stay below (negative) its target.
    YearShort(i16, Money),
    /// Locked parts of a year's ladder exceed their whole. Quarter from 0; nothing = the year.
    LadderExcess(i16, Option<usize>, Money),
    /// Locked parts of a year's ladder stay below their whole and none is free.
    LadderShort(i16, Option<usize>, Money),
    /// A year stands twice in the plan.
    YearTwice(i16),
    /// Actuals of a day stand twice.
    ActualTwice(Date),
    /// Something is wrong with an offer.
    Offer(OfferId, OfferFault),
    /// So many offers and coupons hold in a phase, more than can be priced.
    OffersTooMany(PhaseId, usize),
    /// Words that advertising law bans, in a text that customers read; several are divided by spaces.
    AdWords(AdText, String),
    /// More than one main theme is chosen: so many.
    MainThemes(usize),
    /// Something is wrong with a task.
    Task(TaskId, TaskFault),
    /// Something is wrong with the schedule.
    Schedule(ScheduleFault),
}

impl FindingCode {
    /// How bad it is.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        use FindingCode as C;
        match self {
            C::Offer(_, fault) => fault.severity(),
            C::Play(_, fault) => fault.severity(),
            C::Due(fault) => fault.severity(),
            C::Task(_, fault) => fault.severity(),
            C::Schedule(fault) => fault.severity(),
            C::OffersTooMany(..)
            | C::FunnelConflict(_)
            | C::RateNotPositive(_)
            | C::RateAboveOne(..)
            | C::AovNotPositive
            | C::NegativeTarget
            | C::OutOfRange(_)
            | C::SourceWithoutClickRate(_)
            | C::SourceParentGone(..)
            | C::SourceCycle(_)
            | C::SourceNegative(_)
            | C::SplitExcess(..)
            | C::StretchConflict(..)
            | C::PhaseEndsBeforeStart(_)
            | C::PhasesOverlap(..)
            | C::WaveEndsBeforeStart(_)
            | C::PreviousGone(_)
            | C::ShareNegative(_)
            | C::SkuCodeTwice(..)
            | C::CategoryGone(..)
            | C::DepartmentGone(_)
            | C::SkuGone(_)
            | C::PhasePriceGone(..)
            | C::PriceBelowFloor { .. }
            | C::RungNotHigher { .. }
            | C::LowestBelowFloor { .. }
            | C::PromiseUndercut { .. }
            | C::CheckFails { .. }
            | C::CheckUnpriced(..)
            | C::LadderExcess(..)
            | C::YearTwice(_)
            | C::ActualTwice(_) => Severity::Error,
            C::FunnelOpen(_)
            | C::Indeterminate(_)
            | C::RateBeyondReferences { .. }
            | C::TrafficShort { .. }
            | C::ChanceLow { .. }
            | C::OrdersLate { .. }
            | C::HoursUncovered { .. }
            | C::SourceCostWithoutVisitors(..)
            | C::SourceRoiBelowOne(..)
            | C::SplitShort(..)
            | C::PhaseTooLong(_)
            | C::WaveOutsidePhase(_)
            | C::NoOpening
            | C::NoActuals
            | C::GoalMisses(..)
            | C::ApprovedBriefChanged(_)
            | C::SharesNotWhole(_)
            | C::SkuWithoutCode(_)
            | C::NoPrice(_)
            | C::PriceAboveList { .. }
            | C::PriceBelowCost { .. }
            | C::RungGivesNoMore { .. }
            | C::AdWords(..)
            | C::MainThemes(_)
            | C::TierMissing(Tier::Mid | Tier::Gap | Tier::High, _)
            | C::RungInGap { .. }
            | C::BiggerIsCheaper { .. }
            | C::LadderShort(..) => Severity::Warning,
            C::NoStages
            | C::SourceWithoutVisitors(_)
            | C::PhaseGap(..)
            | C::PoolRateUnusual(_)
            | C::CellOrphaned(_)
            | C::RungsTooClose { .. }
            | C::TierMissing(Tier::Low, _)
            | C::RungUnreached { .. }
            | C::AgreementReopened(..)
            | C::YearShort(..)
            | C::LessonLacks(..) => Severity::Hint,
        }
    }

    /// The stable name in JSON.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        use FindingCode as C;
        match self {
            C::FunnelConflict(_) => "funnel-conflict",
            C::FunnelOpen(_) => "funnel-open",
            C::NoStages => "no-stages",
            C::RateNotPositive(_) => "rate-not-positive",
            C::RateAboveOne(..) => "rate-above-one",
            C::AovNotPositive => "aov-not-positive",
            C::NegativeTarget => "negative-target",
            C::OutOfRange(_) => "out-of-range",
            C::Indeterminate(_) => "indeterminate",
            C::RateBeyondReferences { .. } => "rate-beyond-references",
            C::TrafficShort { .. } => "traffic-short",
            C::SourceCostWithoutVisitors(..) => "source-cost-without-visitors",
            C::SourceWithoutVisitors(_) => "source-without-visitors",
            C::SourceWithoutClickRate(_) => "source-without-click-rate",
            C::SourceRoiBelowOne(..) => "source-roi-below-one",
            C::SourceParentGone(..) => "source-parent-gone",
            C::SourceCycle(_) => "source-cycle",
            C::SourceNegative(_) => "source-negative",
            C::SplitExcess(..) => "split-excess",
            C::SplitShort(..) => "split-short",
            C::StretchConflict(..) => "stretch-conflict",
            C::PhaseEndsBeforeStart(_) => "phase-ends-before-start",
            C::PhasesOverlap(..) => "phases-overlap",
            C::PhaseGap(..) => "phase-gap",
            C::PhaseTooLong(_) => "phase-too-long",
            C::WaveEndsBeforeStart(_) => "wave-ends-before-start",
            C::WaveOutsidePhase(_) => "wave-outside-phase",
            C::NoOpening => "no-opening",
            C::NoActuals => "no-actuals",
            C::GoalMisses(..) => "goal-misses",
            C::ApprovedBriefChanged(_) => "approved-brief-changed",
            C::LessonLacks(..) => "lesson-lacks",
            C::AgreementReopened(..) => "agreement-reopened",
            C::PreviousGone(_) => "previous-gone",
            C::PoolRateUnusual(_) => "pool-rate-unusual",
            C::ChanceLow { .. } => "chance-low",
            C::OrdersLate { .. } => "orders-late",
            C::HoursUncovered { .. } => "hours-uncovered",
            C::CellOrphaned(_) => "cell-orphaned",
            C::SharesNotWhole(_) => "shares-not-whole",
            C::ShareNegative(_) => "share-negative",
            C::SkuWithoutCode(_) => "sku-without-code",
            C::SkuCodeTwice(..) => "sku-code-twice",
            C::CategoryGone(..) => "category-gone",
            C::DepartmentGone(_) => "department-gone",
            C::SkuGone(_) => "sku-gone",
            C::PhasePriceGone(..) => "phase-price-gone",
            C::NoPrice(_) => "no-price",
            C::PriceAboveList { .. } => "price-above-list",
            C::PriceBelowFloor { .. } => "price-below-floor",
            C::LowestBelowFloor { .. } => "lowest-below-floor",
            C::PromiseUndercut { .. } => "promise-undercut",
            C::PriceBelowCost { .. } => "price-below-cost",
            C::RungNotHigher { .. } => "rung-not-higher",
            C::RungGivesNoMore { .. } => "rung-gives-no-more",
            C::RungsTooClose { .. } => "rungs-too-close",
            C::TierMissing(..) => "tier-missing",
            C::RungInGap { .. } => "rung-in-gap",
            C::BiggerIsCheaper { .. } => "bigger-is-cheaper",
            C::RungUnreached { .. } => "rung-unreached",
            C::CheckFails { .. } => "check-fails",
            C::CheckUnpriced(..) => "check-unpriced",
            C::YearShort(..) => "year-short",
            C::LadderExcess(..) => "ladder-excess",
            C::LadderShort(..) => "ladder-short",
            C::YearTwice(_) => "year-twice",
            C::ActualTwice(_) => "actual-twice",
            C::Offer(_, fault) => fault.name(),
            C::OffersTooMany(..) => "offers-too-many",
            C::AdWords(AdText::Offer(_), _) => "offer-risky-word",
            C::AdWords(AdText::Theme(_), _) => "theme-risky-word",
            C::AdWords(AdText::Subtitle, _) => "subtitle-risky-word",
            C::MainThemes(_) => "two-main-themes",
            C::Play(_, fault) => fault.name(),
            C::Due(fault) => fault.name(),
            C::Task(_, fault) => fault.name(),
            C::Schedule(fault) => fault.name(),
        }
    }
}
