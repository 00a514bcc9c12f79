//! What to do about a finding, as a button says it.

use super::super::{Msg, Texts};
use crate::engine::finding::{AdText, DueFault, FindingCode, PlayFault, ScheduleFault, TaskFault};

/// What to do about a finding: a short verb phrase. Nothing where a look is all there is to do.
#[must_use]
pub fn action<'a>(texts: &'a Texts, code: &FindingCode) -> Option<&'a str> {
    use FindingCode as C;
    let msg = match code {
        C::FunnelConflict(_) | C::SplitExcess(..) | C::SplitShort(..) | C::LadderExcess(..) | C::LadderShort(..) => {
            Msg::FindingDoUnlock
        }
        C::FunnelOpen(_) => Msg::FindingDoLock,
        C::NoStages => Msg::FindingDoAddStage,
        C::RateNotPositive(_) | C::RateAboveOne(..) | C::RateBeyondReferences { .. } | C::PoolRateUnusual(_) => {
            Msg::FindingDoChangeRate
        }
        C::AovNotPositive => Msg::FindingDoChangeAov,
        C::NegativeTarget => Msg::FindingDoChangeTarget,
        C::OutOfRange(_) | C::Indeterminate(_) | C::SourceNegative(_) | C::StretchConflict(..) => {
            Msg::FindingDoChangeFigure
        }
        C::TrafficShort { .. } => Msg::FindingDoCoverTraffic,
        C::ChanceLow { .. } => Msg::FindingDoTryLever,
        C::OrdersLate { .. } | C::HoursUncovered { .. } => Msg::FindingDoChangeShifts,
        C::SourceCostWithoutVisitors(..) | C::SourceWithoutVisitors(_) => Msg::FindingDoEnterUv,
        C::SourceWithoutClickRate(_) => Msg::FindingDoEnterClickRate,
        C::Play(_, fault) => match fault {
            PlayFault::WithoutSeeds => Msg::FindingDoPlaySeeds,
            PlayFault::WithoutCap(_) => Msg::FindingDoPlayCap,
            PlayFault::AboveOne(_) | PlayFault::GroupsStayOpen { .. } => Msg::FindingDoPlayRate,
            PlayFault::Dear { .. } => Msg::FindingDoPlayRewards,
        },
        C::SourceRoiBelowOne(..) => Msg::FindingDoCutCost,
        C::SourceParentGone(..) | C::SourceCycle(_) => Msg::FindingDoChangeGroup,
        C::PhaseEndsBeforeStart(_)
        | C::PhasesOverlap(..)
        | C::PhaseGap(..)
        | C::PhaseTooLong(_)
        | C::WaveEndsBeforeStart(_)
        | C::WaveOutsidePhase(_) => Msg::FindingDoChangeTimes,
        C::NoOpening => Msg::FindingDoAddPhase,
        C::NoActuals => Msg::FindingDoChangeCurve,
        C::GoalMisses(..) => Msg::FindingDoChangeGoal,
        C::LessonLacks(..) => Msg::FindingDoCompleteLesson,
        C::Due(fault) => match fault {
            DueFault::Alarm(..) => Msg::FindingDoSeeAlarm,
            DueFault::Checks(..) => Msg::FindingDoCheck,
            DueFault::Resources(..) => Msg::FindingDoConfirmResource,
            DueFault::Lessons(..) => Msg::FindingDoSeeLesson,
        },
        C::ApprovedBriefChanged(_) => Msg::FindingDoSubmitAgain,
        C::AgreementReopened(..) => Msg::FindingDoConfirmAgain,
        C::PreviousGone(_) => Msg::FindingDoChoosePrevious,
        C::CellOrphaned(_) => Msg::FindingDoClearCell,
        C::SharesNotWhole(_) | C::ShareNegative(_) => Msg::FindingDoChangeShare,
        C::SkuWithoutCode(_) => Msg::FindingDoEnterCode,
        C::SkuCodeTwice(..) => Msg::FindingDoChangeCode,
        C::CategoryGone(..) => Msg::FindingDoChooseCategory,
        C::DepartmentGone(_) => Msg::FindingDoChooseDepartment,
        C::SkuGone(_) => Msg::FindingDoRemoveSku,
        C::PhasePriceGone(..) => Msg::FindingDoClearPrice,
        C::NoPrice(_) => Msg::FindingDoEnterPrice,
        C::PriceAboveList { .. } | C::PriceBelowFloor { .. } | C::PriceBelowCost { .. } => Msg::FindingDoChangePrice,
        C::TierMissing(..) => Msg::FindingDoAddRung,
        C::RungGivesNoMore { .. } | C::BiggerIsCheaper { .. } => Msg::FindingDoChangeBenefit,
        C::RungNotHigher { .. } | C::RungsTooClose { .. } | C::RungInGap { .. } | C::RungUnreached { .. } => {
            Msg::FindingDoChangeThreshold
        }
        C::LowestBelowFloor { .. } | C::PromiseUndercut { .. } => Msg::FindingDoChangeOffer,
        C::CheckFails { .. } | C::CheckUnpriced(..) => Msg::FindingDoShowBasket,
        C::YearShort(..) => Msg::FindingDoAddCampaign,
        C::Offer(_, fault) => super::offers::action(*fault),
        C::AdWords(AdText::Offer(_), _) => Msg::FindingDoChangeName,
        C::AdWords(AdText::Theme(_) | AdText::Subtitle, _) => Msg::FindingDoChangeWords,
        C::MainThemes(_) => Msg::FindingDoChooseTheme,
        C::OffersTooMany(..) => Msg::FindingDoSwitchOff,
        C::Task(_, fault) => match fault {
            TaskFault::ParentUnfit => Msg::FindingDoChangeParent,
            TaskFault::NoOwner => Msg::FindingDoAssign,
            TaskFault::Gone(_) => Msg::FindingDoClearReference,
            _ => Msg::FindingDoChangeTimes,
        },
        C::Schedule(fault) => match fault {
            ScheduleFault::Circle(_)
            | ScheduleFault::LinkGone(_)
            | ScheduleFault::LinkToItself(_)
            | ScheduleFault::LinkWithin(_) => Msg::FindingDoDeleteLink,
            ScheduleFault::CalendarIdle(_) => Msg::FindingDoChangeCalendar,
            ScheduleFault::NotAnnounced(_) => Msg::FindingDoEnterHolidays,
            ScheduleFault::Overload { .. } => Msg::FindingDoLevel,
            ScheduleFault::GoLiveNone => Msg::FindingDoMarkTasks,
            ScheduleFault::NoCapacity(..) => Msg::FindingDoChangeCapacity,
            ScheduleFault::NoDepartment(..) => Msg::FindingDoChooseDepartment,
        },
        C::YearTwice(_) | C::ActualTwice(_) => Msg::FindingDoDeleteRepeat,
    };
    Some(texts.get(msg))
}
