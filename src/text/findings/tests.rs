//! The words of findings, in every language.

use jiff::civil::{date, time};

use super::*;
use crate::engine::brief::Reason;
use crate::engine::finding::{DueFault, PlayFault};
use crate::engine::finding::{OfferFault, OfferSpan, PlaceKind, ScheduleFault, Tab, TaskFault, TaskRef};
use crate::engine::funnel::{Conflict, Equation};
use crate::engine::lessons::LessonFault;
use crate::engine::offers::bands::Tier;
use crate::engine::offers::basket::Unpriced;
use crate::engine::offers::basket::checks::Actual;
use crate::engine::offers::price::{BasketError, TooMany};
use crate::engine::run::alarm::{Alarm, AlarmFigure};
use crate::engine::schedule::load::Resource;
use crate::engine::split::CellKey;
use crate::model::ThemeId;
use crate::model::{
    ActualOf, AlarmKind, CalendarId, CampaignId, CategoryId, CheckId, DepartmentId, Expectation, GoalId, Held,
    LaunchCheckId, Layer, LessonId, LinkId, OfferId, PersonId, ResourceId, Role, SourceId, Subject, TaskId, WaveId,
};
use crate::text::Lang;
use crate::text::test_rows::{project, reads_well};

fn chance_low(reached: Money) -> FindingCode {
    FindingCode::ChanceLow { chance: rate("29%"), wanted: rate("50%"), target: yuan("50000000"), reached }
}

fn yuan(text: &str) -> Money {
    Money::parse(text).unwrap()
}

fn rate(text: &str) -> Rate {
    Rate::parse(text).unwrap()
}

const FUNNEL: Place = Place::at(Tab::Funnel, PlaceKind::Funnel);

fn conflict() -> Conflict {
    let value = |text| Value::Money(yuan(text));
    Conflict {
        equation: Equation::Identity,
        on: Unknown::Gmv,
        implied: value("48000000"),
        fixed: value("50000000"),
        gap: value("-2000000"),
    }
}

fn alarm(kind: AlarmKind) -> Alarm {
    let of = |text| AlarmFigure::Money(yuan(text));
    let since = date(2026, 11, 6).at(14, 0, 0, 0);
    let (value, plan, threshold) = (of("2961000"), Some(of("3132000")), of("3038000"));
    Alarm { kind, of: ActualOf::Shop, since, value, plan, threshold, handled: false }
}

/// Every code, at least once.
fn every() -> Vec<FindingCode> {
    use FindingCode as C;
    let (stage, source, phase, sku) = (StageId(11), SourceId(20), PhaseId(30), SkuId(70));
    let rates = Conflict {
        equation: Equation::Step(StageId(11)),
        on: Unknown::Rate(StageId(11)),
        implied: Value::Rate(rate("24%")),
        fixed: Value::Rate(rate("25%")),
        gap: Value::Rate(rate("-1%")),
    };
    let prices = |phase| {
        let (price, limit) = (yuan("66.16"), yuan("70.91"));
        [
            C::PriceAboveList { sku, phase, price, list: limit },
            C::PriceBelowFloor { sku, phase, price, floor: limit },
            C::PriceBelowCost { sku, phase, price, cost: limit },
        ]
    };
    let beyond = |planned, best, reference| C::RateBeyondReferences {
        stage,
        planned: rate(planned),
        best: rate(best),
        reference,
    };
    let short =
        |missing| C::TrafficShort { missing, needed: Count::new(2_000_000), planned: Count::new(2_000_000 - missing) };
    let keys = [
        CellKey::Phase(phase),
        CellKey::Phase(PhaseId(31)),
        CellKey::Wave(WaveId(40)),
        CellKey::Day(date(2026, 11, 11)),
        CellKey::Hour(date(2026, 11, 11).to_datetime(time(20, 0, 0, 0))),
        CellKey::Category(CategoryId(50)),
        CellKey::Role(Role::Hero),
        CellKey::Department(DepartmentId(60)),
    ];
    let offer = OfferId(80);
    let reversal = |below_rung_before| C::BiggerIsCheaper {
        offer,
        from: yuan("184"),
        at: yuan("199"),
        share: rate("7.2%"),
        below_rung_before,
    };
    let promise =
        |earlier| C::PromiseUndercut { sku, phase: PhaseId(31), lowest: yuan("66.16"), earlier, promised: yuan("69") };
    let item = |sku, pieces| BasketItem { sku, pieces: Count::new(pieces) };
    let held = Held { offer, rung: 0 };
    let fails = |expect, actual| C::CheckFails { check: CheckId(90), expect, actual };
    let mut all = vec![
        C::LowestBelowFloor {
            sku,
            phase,
            lowest: yuan("66.16"),
            floor: yuan("70.91"),
            basket: vec![item(sku, 2), item(SkuId(71), 1)],
        },
        promise(None),
        promise(Some(phase)),
        C::FunnelConflict(conflict()),
        C::FunnelConflict(rates),
        C::FunnelOpen(vec![Unknown::Gmv, Unknown::Aov, Unknown::Count(StageId(14))]),
        C::FunnelOpen(vec![Unknown::Cvr(stage)]),
        C::NoStages,
        C::RateNotPositive(StageId(12)),
        C::RateAboveOne(stage, rate("120%")),
        C::AovNotPositive,
        C::NegativeTarget,
        C::OutOfRange(Unknown::Gmv),
        C::OutOfRange(Unknown::Count(StageId(10))),
        C::OutOfRange(Unknown::Rate(stage)),
        C::Indeterminate(Unknown::Aov),
        beyond("25%", "24%", ReferenceKind::Industry),
        beyond("24.04%", "24%", ReferenceKind::LastYear),
        beyond("25%", "24%", ReferenceKind::History),
        short(128_000),
        short(1),
        C::SourceCostWithoutVisitors(source, yuan("794000")),
        C::SourceWithoutVisitors(source),
        C::SourceWithoutClickRate(SourceId(22)),
        C::SourceRoiBelowOne(SourceId(21), rate("0.7")),
        C::SourceParentGone(source, SourceId(99)),
        C::SourceCycle(source),
        C::SourceNegative(source),
        C::Play(source, PlayFault::WithoutSeeds),
        C::Play(source, PlayFault::WithoutCap(rate("1.2"))),
        C::Play(source, PlayFault::AboveOne(rate("1.3"))),
        C::Play(source, PlayFault::GroupsStayOpen { each: rate("1.2"), joiners: Count::new(2) }),
        C::Play(source, PlayFault::Dear { cost: yuan("146.17"), margin: yuan("102.82") }),
        C::SourceNegative(SourceId(21)),
        C::SplitExcess(None, yuan("2000000")),
        C::SplitShort(None, yuan("2000000")),
        C::StretchConflict(CellKey::Phase(phase), yuan("250000")),
        C::StretchConflict(CellKey::Wave(WaveId(40)), yuan("-250000")),
        C::PhaseEndsBeforeStart(PhaseId(32)),
        C::PhasesOverlap(PhaseId(32), phase),
        C::PhaseGap(phase, PhaseId(31), 2),
        C::PhaseTooLong(phase),
        C::WaveEndsBeforeStart(WaveId(40)),
        C::WaveOutsidePhase(WaveId(40)),
        C::NoOpening,
        C::NoActuals,
        C::GoalMisses(GoalId(80), vec![Reason::NoTarget, Reason::NoDay]),
        C::ApprovedBriefChanged(2),
        C::LessonLacks(LessonId(90), vec![LessonFault::NoAction, LessonFault::NoOwner]),
        C::Due(DueFault::Alarm(alarm(AlarmKind::GmvBehind), Count::new(3), 0)),
        C::Due(DueFault::Alarm(alarm(AlarmKind::ClickCost), Count::new(1), 2)),
        C::Due(DueFault::Checks(LaunchCheckId(95), 3)),
        C::Due(DueFault::Resources(ResourceId(96), 2)),
        C::Due(DueFault::Lessons(LessonId(90), 1)),
        C::AgreementReopened(DepartmentId(1), vec![Subject::Target, Subject::Plan]),
        C::PreviousGone(CampaignId(9)),
        C::PreviousGone(CampaignId(1)),
        C::PoolRateUnusual(rate("50%")),
        chance_low(yuan("47200000")),
        chance_low(Money::ZERO),
        C::OrdersLate { orders: 1_200 },
        C::HoursUncovered { hours: 1, first: jiff::civil::date(2026, 11, 11) },
        C::HoursUncovered { hours: 7, first: jiff::civil::date(2026, 11, 11) },
        C::SharesNotWhole(rate("97%")),
        C::ShareNegative(sku),
        C::SkuWithoutCode(SkuId(72)),
        C::SkuCodeTwice(sku, SkuId(71)),
        C::CategoryGone(sku, CategoryId(51)),
        C::DepartmentGone(DepartmentId(61)),
        C::SkuGone(SkuId(99)),
        C::PhasePriceGone(sku, PhaseId(99)),
        C::NoPrice(sku),
        C::RungNotHigher { offer, at: yuan("189"), before: yuan("199") },
        C::RungGivesNoMore { offer, at: yuan("329"), off: yuan("15"), before: yuan("15") },
        C::RungsTooClose { offer, at: yuan("199"), next: yuan("209") },
        C::TierMissing(Tier::Low, yuan("250")),
        C::TierMissing(Tier::Mid, yuan("250")),
        C::TierMissing(Tier::Gap, yuan("250")),
        C::TierMissing(Tier::High, yuan("250")),
        C::RungInGap { offer, at: yuan("459"), aov: yuan("250"), better: yuan("509") },
        reversal(true),
        reversal(false),
        C::RungUnreached { offer, at: yuan("5000"), share: rate("0.02%") },
        fails(Expectation::UnitAtLeast(yuan("70.91")), Actual::Unit(sku, yuan("66.16"))),
        fails(Expectation::AboveFloor, Actual::Floor(Some((sku, yuan("66.16"), yuan("70.91"))))),
        fails(Expectation::AboveFloor, Actual::Floor(None)),
        fails(Expectation::PaysExactly(yuan("67")), Actual::Money(yuan("75"))),
        fails(Expectation::MarginAtLeast(rate("12%")), Actual::Rate(None)),
        fails(Expectation::Applies(held), Actual::Applied(None)),
        fails(Expectation::Applies(held), Actual::Applied(Some(Held { rung: 1, ..held }))),
        C::CheckUnpriced(CheckId(90), Unpriced::Empty),
        C::CheckUnpriced(CheckId(90), Unpriced::NoPhase),
        C::CheckUnpriced(CheckId(90), Unpriced::PhaseGone(PhaseId(3))),
        C::CheckUnpriced(CheckId(90), Unpriced::TooMany(TooMany(300))),
        C::CheckUnpriced(CheckId(90), Unpriced::Goods(BasketError::NoSuchSku(SkuId(99)))),
        C::CheckUnpriced(CheckId(90), Unpriced::Goods(BasketError::TooManyLines(40))),
        C::CheckUnpriced(CheckId(90), Unpriced::Goods(BasketError::TooManyPieces(sku, 20_000))),
        C::YearShort(2026, yuan("-2500000")),
        C::LadderExcess(2026, None, yuan("1000000")),
        C::LadderExcess(2026, Some(3), yuan("1000000")),
        C::LadderShort(2026, None, yuan("1000000")),
        C::LadderShort(2026, Some(0), yuan("0.4")),
        C::YearTwice(2026),
        C::ActualTwice(date(2026, 11, 11)),
    ];
    all.extend(keys.map(|key| C::SplitExcess(Some(key), yuan("300000"))));
    all.extend(keys.map(C::CellOrphaned));
    all.extend(faults().into_iter().map(|fault| C::Offer(OfferId(90), fault)));
    all.push(C::OffersTooMany(phase, 130));
    for of in [AdText::Offer(OfferId(90)), AdText::Theme(ThemeId(95)), AdText::Subtitle] {
        all.push(C::AdWords(of, "lowest price".to_owned()));
    }
    all.push(C::MainThemes(2));
    all.extend(task_faults());
    all.extend(prices(None).into_iter().chain(prices(Some(PhaseId(31)))));
    all
}

/// Everything that can be wrong with tasks.
fn task_faults() -> Vec<FindingCode> {
    use ScheduleFault as S;
    use TaskFault as T;
    let (a, b) = (date(2026, 10, 9).at(18, 0, 0, 0).into(), date(2026, 10, 12).at(9, 30, 0, 0).into());
    let overload = |of, ratio| S::Overload {
        of,
        first: date(2026, 10, 9),
        last: date(2026, 10, 12),
        worst: date(2026, 10, 10),
        ratio,
    };
    let mut all: Vec<FindingCode> = [
        T::ParentUnfit,
        T::SummaryHeld,
        T::AnchorGone,
        T::OffTime(a, b),
        T::LinkBroken(TaskId(101), 90),
        T::LinkBroken(TaskId(101), 4_000),
        T::DeadlineMissed(a, b),
        T::OutsidePhase(PhaseId(30), a, b),
        T::NoOwner,
        T::AcrossHolidays(TaskId(101), 7),
        T::AcrossHolidays(TaskId(101), 1),
        T::GoLiveLate(a, b),
        T::Gone(TaskRef::Owner),
        T::Gone(TaskRef::Department),
        T::Gone(TaskRef::Phase),
        T::Gone(TaskRef::Calendar),
    ]
    .map(|fault| FindingCode::Task(TaskId(100), fault))
    .into();
    all.extend(
        [
            S::Circle(vec![TaskId(100), TaskId(101)]),
            S::LinkGone(LinkId(9)),
            S::LinkToItself(TaskId(100)),
            S::LinkWithin(LinkId(9)),
            S::CalendarIdle(CalendarId(9)),
            S::NotAnnounced(2027),
            overload(Resource::Department(DepartmentId(60)), Some(rate("175%"))),
            overload(Resource::Person(PersonId(110)), None),
            S::GoLiveNone,
            S::NoCapacity(Resource::Department(DepartmentId(60)), 3),
            S::NoCapacity(Resource::Person(PersonId(110)), 1),
            S::NoDepartment(PersonId(110), 2),
        ]
        .map(FindingCode::Schedule),
    );
    all
}

/// Everything that can be wrong with an offer.
fn faults() -> Vec<OfferFault> {
    use crate::engine::finding::OfferFigure as Fig;
    use OfferFault as F;
    let figures = [
        Fig::Threshold,
        Fig::Off,
        Fig::Cap,
        Fig::Price,
        Fig::Pay,
        Fig::Pieces,
        Fig::People,
        Fig::Value,
        Fig::UpTo,
        Fig::PerMajor,
        Fig::Deposit,
        Fig::Credit,
        Fig::Budget,
        Fig::Add,
        Fig::Platform,
        Fig::Supplier,
        Fig::Claim,
        Fig::Redemption,
    ];
    let mut all: Vec<F> = figures.into_iter().flat_map(|f| [F::Negative(f, yuan("-5")), F::Zero(f)]).collect();
    all.extend(figures.map(|f| F::NotAShare(f, rate("120%"))));
    for span in [OfferSpan::Claim, OfferSpan::Use] {
        all.extend([F::PhaseGone(span, PhaseId(9)), F::Backwards(span)]);
    }
    all.extend([
        F::NoRungs,
        F::RungTwice(yuan("199")),
        F::PiecesTwice(Count::new(3)),
        F::TakesAll(yuan("99"), yuan("120")),
        F::CreditBelowDeposit(yuan("30"), yuan("10")),
        F::BundleEmpty,
        F::BundleGone(SkuId(9)),
        F::GiftGone(SkuId(9)),
        F::ScopeEmpty,
        F::ScopeSkuGone(SkuId(9)),
        F::ScopeCategoryGone(CategoryId(9)),
        F::NeverUsable,
        F::UseBeforeClaim,
        F::ClaimAfterUse,
        F::NeverClaimed,
        F::FundingAboveOne(rate("110%")),
        F::LayerUnfit(Layer::Shipping),
        F::StackingGone(OfferId(8)),
        F::Limited(Count::new(100)),
        F::ThresholdBeyond(yuan("1999"), yuan("250")),
        F::ShortUse(2),
        F::HiddenExceptions(3),
    ]);
    all
}

#[test]
fn every_code_has_a_sentence_and_an_action() {
    let (project, campaign) = project();
    let codes = every();
    let mut names: Vec<&str> = codes.iter().map(FindingCode::name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 129, "a code is not constructed: {names:?}");
    let places = [FUNNEL, Place::stage(StageId(11)), Place::source(SourceId(20)).field("categories")];
    for lang in Lang::ALL {
        let texts = Texts::new(lang);
        for code in &codes {
            for place in places {
                let finding = Finding::new(code.clone(), Some(campaign.id), place);
                let said = sentence(&texts, &project, &campaign, &finding);
                reads_well(lang, &said);
                assert!(!said.ends_with(['。', '.']), "{said}");
                assert_eq!(sentence_in(&texts, &project, &finding), said);
                // all rows gone
                reads_well(lang, &sentence_in(&texts, &Project::default(), &finding));
            }
            let action = action(&texts, code).unwrap_or("-");
            reads_well(lang, action);
            let longest = if lang == Lang::En { 20 } else { 6 };
            assert!(action.chars().count() <= longest, "{action}");
        }
    }
}

#[test]
fn parts_are_named_by_where_they_stand() {
    let (project, campaign) = project();
    let texts = Texts::new(Lang::En);
    for (field, parts) in [("categories", "categories"), ("roles", "roles"), ("departments", "departments")] {
        let place = Place::at(Tab::Funnel, PlaceKind::Split).field(field);
        let finding = Finding::new(FindingCode::SplitShort(None, yuan("1")), None, place);
        let said = sentence(&texts, &project, &campaign, &finding);
        assert_eq!(said, format!("All {parts} are locked and add up to ¥1 less than the target GMV"));
    }
}

/// Code, zh-Hans, zh-Hant, en.
#[test]
fn sentences_as_people_read_them() {
    use FindingCode as C;
    let (project, campaign) = project();
    let at = |day, hour| date(2026, 11, day).at(hour, 0, 0, 0).into();
    let floor = |phase| C::PriceBelowFloor { sku: SkuId(70), phase, price: yuan("66.16"), floor: yuan("70.91") };
    for (code, expected) in [
        (
            C::RateBeyondReferences {
                stage: StageId(11),
                planned: rate("25%"),
                best: rate("24%"),
                reference: ReferenceKind::Industry,
            },
            [
                "收藏加购率计划 25.0%，高于三项参考中最好的行业 24.0%",
                "收藏加購率計畫 25.0%，高於三項參考中最好的同業 24.0%",
                "Save or add-to-cart rate is planned at 25.0%, above the best of three references (industry, 24.0%)",
            ],
        ),
        (
            C::TrafficShort { missing: 128_000, needed: Count::new(2_000_000), planned: Count::new(1_872_000) },
            [
                "流量缺 12.8万 UV（6.4%）：需要 200万，计划 187.2万",
                "流量缺 12.8萬 UV（6.4%）：需要 200萬，計畫 187.2萬",
                "Traffic is 128,000 UV short (6.4%): 2,000,000 needed, 1,872,000 planned",
            ],
        ),
        (
            floor(Some(PhaseId(31))),
            [
                "破价：SY-01 在爆发阶段活动价 ¥66.16，低于底价 ¥70.91",
                "跌破底價：SY-01 在爆發階段活動價 ¥66.16，低於底價 ¥70.91",
                "Below floor: SY-01 at ¥66.16 in Burst, floor ¥70.91",
            ],
        ),
        (
            C::LowestBelowFloor {
                sku: SkuId(70),
                phase: PhaseId(31),
                lowest: yuan("66.16"),
                floor: yuan("70.91"),
                basket: vec![BasketItem { sku: SkuId(70), pieces: Count::new(2) }],
            },
            [
                "破价预警：SY-01 在爆发阶段最低到手 ¥66.16，低于底价 ¥70.91；这样买：SY-01 × 2",
                "跌破底價：SY-01 在爆發階段最低到手價 ¥66.16，低於底價 ¥70.91；這樣買：SY-01 × 2",
                "Below floor: SY-01 for as little as ¥66.16 in Burst, floor ¥70.91; the basket: SY-01 × 2",
            ],
        ),
        (
            C::PromiseUndercut {
                sku: SkuId(70),
                phase: PhaseId(31),
                lowest: yuan("66.16"),
                earlier: Some(PhaseId(30)),
                promised: yuan("69"),
            },
            [
                "价保：SY-01 在爆发阶段最低到手 ¥66.16，低于正式阶段承诺的 ¥69.00",
                "保價：SY-01 在爆發階段最低到手價 ¥66.16，低於正式階段承諾的 ¥69.00",
                "Price promise: SY-01 for as little as ¥66.16 in Burst, below the ¥69.00 promised in Launch",
            ],
        ),
        (
            C::FunnelConflict(conflict()),
            [
                "漏斗对不上：目标 GMV 锁定为 5,000万，支付与客单价却算出 4,800万，相差 200万",
                "漏斗對不上：目標 GMV 鎖定為 5,000萬，付款與客單價卻算出 4,800萬，相差 200萬",
                "Funnel does not add up: Target GMV locked at ¥50.0 M, but Paid and AOV give ¥48.0 M, ¥2.0 M apart",
            ],
        ),
        (
            C::FunnelOpen(vec![Unknown::Gmv, Unknown::Aov]),
            [
                "漏斗有 2 个数未定（目标 GMV、客单价），只能求出一个，还要锁定 1 个",
                "漏斗有 2 個數字未定（目標 GMV、客單價），只能求出一個，還要鎖定 1 個",
                "2 figures of the funnel are open (Target GMV, AOV), only one can be solved; lock 1 more",
            ],
        ),
        (
            C::SourceCostWithoutVisitors(SourceId(20), yuan("794000")),
            [
                "有费用没访客：直通车计划花 79.4万，UV 为 0",
                "有費用沒訪客：直通車計畫花 79.4萬，UV 為 0",
                "Cost without visitors: Search ads, ¥794,000 for 0 UV",
            ],
        ),
        (
            C::SourceNegative(SourceId(20)),
            [
                "直通车的点击单价为 −¥3.20，不能小于 0",
                "直通車的點擊單價為 −¥3.20，不能小於 0",
                "Price per click of Search ads is −¥3.20, it must not be below 0",
            ],
        ),
        (
            C::SplitExcess(Some(CellKey::Day(date(2026, 11, 11))), yuan("300000")),
            [
                "锁定的各小时合计比 11-11 多 30万，未锁定的只能为 0",
                "鎖定的各小時合計比 11/11 多 30萬，未鎖定的只能是 0",
                "The locked hours add up to ¥300,000 more than 11 Nov, nothing is left for the others",
            ],
        ),
        (
            C::PhaseGap(PhaseId(30), PhaseId(31), 2),
            [
                "正式与爆发之间空了 2 天：11-11 00:00 – 11-13 00:00",
                "正式與爆發之間空了 2 天：11/11 00:00 – 11/13 00:00",
                "2 days between Launch and Burst in no phase: 11 Nov 00:00 – 13 Nov 00:00",
            ],
        ),
        (
            C::WaveOutsidePhase(WaveId(40)),
            [
                "正式第 1 波（11-01 20:00 – 11-13 20:00）超出了正式（11-01 00:00 – 11-11 00:00）",
                "正式第 1 波（11/01 20:00 – 11/13 20:00）超出了正式（11/01 00:00 – 11/11 00:00）",
                "Launch wave 1 (1 Nov 20:00 – 13 Nov 20:00) goes beyond Launch (1 Nov 00:00 – 11 Nov 00:00)",
            ],
        ),
        (
            chance_low(yuan("47200000")),
            [
                "达成概率 29%，低于 50%：目标调到 4,720万，或 UV、转化率、客单价中一项提高 5.9%，可到 50%",
                "達成機率 29%，低於 50%：目標調到 4,720萬，或 UV、轉換率、客單價其中一項提高 5.9%，可到 50%",
                "Chance of target 29%, below 50%: a target of ¥47.2 M, or 5.9% more UV, CVR or AOV, makes it 50%",
            ],
        ),
        (
            C::PoolRateUnusual(rate("50%")),
            [
                "释放转化率 50.0%，不在常见的 25–40% 之内",
                "釋放轉換率 50.0%，不在常見的 25–40% 之內",
                "Release rate is 50.0%, outside the usual 25–40%",
            ],
        ),
        (
            C::RungInGap { offer: OfferId(80), at: yuan("459"), aov: yuan("250"), better: yuan("509") },
            [
                "¥459 是客单价的 1.84 倍，落在中、高档之间：中档顾客够不着，高档顾客不需要，改为 ¥509",
                "¥459 是客單價的 1.84 倍，落在中、高檔之間：中檔顧客搆不到，高檔顧客用不著，改為 ¥509",
                "¥459 is 1.84 times AOV, between the mid and high tiers: too far for one, no use to the other; make it ¥509",
            ],
        ),
        (
            C::BiggerIsCheaper {
                offer: OfferId(80),
                from: yuan("184"),
                at: yuan("199"),
                share: rate("7.2%"),
                below_rung_before: false,
            },
            [
                "多买反而更便宜：¥184–¥199 的订单凑到 ¥199 付得更少，占 7.2%",
                "多買反而更便宜：¥184–¥199 的訂單湊到 ¥199 付得更少，占 7.2%",
                "Bigger is cheaper: orders of ¥184–¥199, 7.2% of all, pay less at ¥199",
            ],
        ),
        (
            C::Task(TaskId(100), TaskFault::GoLiveLate(at(1, 20), at(2, 18))),
            [
                "赶不上开卖：任务 100 要到 11-02 18:00 才完成，11-01 20:00 就开卖",
                "趕不上開賣：任務 100 要到 11/02 18:00 才完成，11/01 20:00 就開賣",
                "Not ready to open: Task 100 finishes 2 Nov 18:00, the sale opens 1 Nov 20:00",
            ],
        ),
        (
            C::Schedule(ScheduleFault::Overload {
                of: Resource::Department(DepartmentId(60)),
                first: date(2026, 10, 9),
                last: date(2026, 10, 12),
                worst: date(2026, 10, 10),
                ratio: Some(rate("175%")),
            }),
            [
                "忙不过来：推广在 10-09 – 10-12 超负荷，10-10 达到 175.0%",
                "忙不過來：推廣在 10/09 – 10/12 超過負荷，10/10 達到 175.0%",
                "Overload: Traffic on 9–12 Oct, 175.0% of capacity on 10 Oct",
            ],
        ),
        (
            C::YearShort(2026, yuan("-2500000")),
            [
                "2026 年目标缺 250万：全年 1.20亿，各活动合计 1.18亿",
                "2026 年目標缺 250萬：全年 1.20億，各活動合計 1.18億",
                "2026 is ¥2.5 M short: target ¥120.0 M, campaigns ¥117.5 M",
            ],
        ),
        (
            C::DepartmentGone(DepartmentId(61)),
            [
                "访客 UV 的负责部门（编号 61）已不存在",
                "訪客 UV 的負責部門（編號 61）已不存在",
                "Department gone: Visitors, with department 61, which no longer exists",
            ],
        ),
        (
            C::SourceWithoutVisitors(SourceId(99)),
            [
                "来源 99 没有计划 UV，也没有可以推算的依据",
                "來源 99 沒有計畫 UV，也沒有可以推算的依據",
                "No visitors planned: Source 99, with no basis to work them out from",
            ],
        ),
    ] {
        for (lang, expected) in Lang::ALL.into_iter().zip(expected) {
            let finding = Finding::new(code.clone(), Some(campaign.id), Place::stage(StageId(11)));
            assert_eq!(sentence(&Texts::new(lang), &project, &campaign, &finding), expected);
        }
    }
}
