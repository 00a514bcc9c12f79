//! Projects for tests: one with every field set, and any number from seeds.
#![allow(dead_code, reason = "each test uses its part")]
#![allow(
    clippy::wildcard_imports,
    clippy::cast_possible_wrap,
    clippy::expect_used,
    reason = "made-up numbers, and the model is the vocabulary"
)]

pub mod brief;
#[path = "../../benches/common/large.rs"]
pub mod large;
pub mod offers;
pub mod review;
pub mod run;
pub mod tasks;

use std::sync::Arc;

use jiff::civil::{Date, DateTime, date};
use large::Dice;
use promoplan::model::*;

/// Text with everything that could trip a reader or writer of text.
pub fn text(dice: &mut Dice) -> String {
    const PIECES: [&str; 24] = [
        "双11",
        "大促",
        " ",
        "\"",
        "\\",
        "\n",
        "\r\n",
        "\t",
        "\0",
        "#",
        "\"#",
        "r#\"",
        "\\n",
        "//",
        "/*",
        "(",
        "]",
        ",",
        "👩‍👩‍👧",
        "❤\u{fe0f}",
        "e\u{301}",
        "\u{2028}",
        "\u{202e}",
        "\u{feff}",
    ];
    (0..dice.below(7)).map(|_| dice.one(&PIECES)).collect()
}

/// Sums of all sizes, also negative.
pub fn money(dice: &mut Dice) -> Money {
    match dice.below(8) {
        0 => Money::ZERO,
        1 => Money::MAX,
        2 => Money::from_minor(-Money::MAX.minor()),
        n => Money::from_minor((dice.next() >> (n * 8)) as i64),
    }
}

/// Rates of all sizes, also negative.
pub fn rate(dice: &mut Dice) -> Rate {
    match dice.below(8) {
        0 => Rate::ZERO,
        1 => Rate::MAX,
        2 => Rate::from_wide(-1),
        3 => Rate::ONE,
        n => Rate::from_wide(i128::from((dice.next() >> (n * 6)) as i64)),
    }
}

/// Counts of all sizes.
pub fn count(dice: &mut Dice) -> Count {
    let shift = dice.below(64);
    Count::new(dice.next() >> shift)
}

fn day(dice: &mut Dice) -> Date {
    date((dice.below(9999) + 1) as i16, (dice.below(12) + 1) as i8, (dice.below(28) + 1) as i8)
}

fn time(dice: &mut Dice) -> DateTime {
    let nano = if dice.chance(4) { 5_000 } else { 0 };
    day(dice).at(dice.below(24) as i8, dice.below(60) as i8, dice.below(60) as i8, nano)
}

fn quantity<T>(dice: &mut Dice, make: impl FnOnce(&mut Dice) -> T) -> Quantity<T> {
    match dice.below(3) {
        0 => Quantity::Free,
        1 => Quantity::Fixed(make(dice)),
        _ => Quantity::Loose(make(dice)),
    }
}

fn cell(dice: &mut Dice) -> Cell {
    Cell { weight: dice.maybe(rate), lock: dice.maybe(money) }
}

/// Up to four rows with keys of their own.
fn rows<T: Row>(dice: &mut Dice, mut make: impl FnMut(&mut Dice) -> T) -> Rows<T> {
    let mut rows = Rows::default();
    for _ in 0..dice.below(5) {
        let row = make(dice);
        if !rows.contains(row.id()) {
            rows.push(row);
        }
    }
    rows
}

/// A small project in which anything may be set.
pub fn any_project(seed: u64) -> Project {
    let dice = &mut Dice::new(seed);
    let mut p = Project::default();
    p.shop = Arc::new(Shop {
        name: text(dice),
        currency: dice.one(&["CNY", "TWD", "USD"]).to_owned(),
        zone: dice.one(&["Asia/Shanghai", "Asia/Taipei"]).to_owned(),
        categories: rows(dice, |d| Category { id: p.new_id(), name: text(d) }),
        departments: rows(dice, |d| Department {
            id: p.new_id(),
            kind: d.one(&DepartmentKind::ALL),
            name: text(d),
            capacity: d.maybe(rate),
            calendar: d.maybe(|d| CalendarId(d.below(99) as u32)),
        }),
        ..tasks::any_staff(&mut p, dice)
    });
    p.goods = rows(dice, |d| Sku {
        id: p.new_id(),
        code: text(d),
        name: text(d),
        category: d.maybe(|d| CategoryId(d.below(9) as u32)),
        role: d.one(&Role::ALL),
        list_price: money(d),
        unit_cost: money(d),
        commission: rate(d),
        payment_fee: rate(d),
        floor: d.maybe(money),
        stock: count(d),
        safety_stock: count(d),
    });
    p.platform_events =
        rows(dice, |d| PlatformEvent { id: p.new_id(), name: text(d), platform: text(d), first: day(d), last: day(d) });
    p.years = rows(dice, |d| YearPlan {
        year: 2000 + d.below(50) as i16,
        target: money(d),
        quarters: std::array::from_fn(|_| cell(d)),
        months: std::array::from_fn(|_| cell(d)),
    });
    for _ in 0..dice.below(4) {
        let campaign = any_campaign(&mut p, dice);
        p.campaigns.push(campaign);
    }
    p.lessons = any_lessons(&mut p, dice);
    p
}

fn any_phase(p: &mut Project, dice: &mut Dice) -> Phase {
    let waves = rows(dice, |d| Wave { id: p.new_id(), name: text(d), start: time(d), end: time(d) });
    let (kind, name) = (dice.one(&PhaseKind::ALL), text(dice));
    Phase { id: p.new_id(), kind, name, start: time(dice), end: time(dice), waves }
}

fn any_campaign(p: &mut Project, dice: &mut Dice) -> Campaign {
    let mut phases = Rows::default();
    for _ in 0..dice.below(4) {
        phases.push(any_phase(p, dice));
    }
    let stages = rows(dice, |d| Stage {
        id: p.new_id(),
        kind: d.one(&StageKind::ALL),
        name: text(d),
        department: d.maybe(|d| DepartmentId(d.below(9) as u32)),
        count: quantity(d, count),
        rate: quantity(d, rate),
        depth: d.chance(2),
        history: d.maybe(rate),
        last_year: d.maybe(rate),
        industry: d.maybe(rate),
    });
    Campaign {
        id: p.new_id(),
        name: text(dice),
        level: dice.one(&Level::ALL),
        kind: dice.one(&[
            CampaignKind::Own,
            CampaignKind::PlatformItem,
            CampaignKind::PlatformBrand,
            CampaignKind::MemberDay,
        ]),
        previous: dice.maybe(|d| CampaignId(d.below(9) as u32)),
        phases,
        funnel: Arc::new(Funnel {
            gmv: quantity(dice, money),
            aov: quantity(dice, money),
            stages,
            refund_rate: rate(dice),
            pool: PoolRelease { pool: dice.maybe(count), rate: dice.maybe(rate) },
        }),
        brief: Arc::new(brief::any_brief(p, dice)),
        aov_estimate: AovEstimate { pieces: rate(dice), cross_sell: rate(dice), threshold_pull: rate(dice) },
        traffic: rows(dice, |d| any_source(p, d)),
        splits: Arc::new(any_splits(dice)),
        goods: rows(dice, |d| CampaignSku {
            sku: SkuId(d.below(99) as u32),
            price: d.maybe(money),
            phase_prices: (0..d.below(3)).map(|_| (PhaseId(d.below(99) as u32), money(d))).collect(),
            floor: d.maybe(money),
            phase_floors: (0..d.below(3)).map(|_| (PhaseId(d.below(99) as u32), money(d))).collect(),
            lowest_before: d.maybe(money),
            share: rate(d),
        }),
        required_margin: dice.maybe(rate),
        price_promise: dice.maybe(count),
        offers: offers::any_offers(p, dice),
        stacking: offers::any_stacking(dice),
        pricing: offers::any_policy(dice),
        top_up: offers::any_top_up(dice),
        checks: offers::any_checks(p, dice),
        staffing: Arc::new(tasks::any_staffing(dice)),
        diagnosis: Arc::new(any_diagnosis(p, dice)),
        order_values: Arc::new(order_values(dice)),
        sold: Arc::new(order_values(dice)),
        lessons: (0..dice.below(3)).map(|_| LessonId(dice.below(99) as u32)).collect(),
        uncertainty: Arc::new(uncertainty(p, dice)),
        tasks_from: dice.maybe(time),
        tasks: tasks::any_tasks(p, dice),
        links: tasks::any_links(p, dice),
        baselines: tasks::any_baselines(p, dice),
        actuals: any_actuals(dice),
        run: Arc::new(run::any_run(p, dice)),
        review: Arc::new(review::any_review(p, dice)),
    }
}

/// Rows of all kinds, no two with the same key.
fn any_actuals(dice: &mut Dice) -> Rows<Actual> {
    let mut seen = std::collections::BTreeSet::new();
    let of = |d: &mut Dice| match d.below(6) {
        0 => ActualOf::Source(SourceId(d.below(99) as u32)),
        1 => ActualOf::Category(CategoryId(d.below(99) as u32)),
        2 => ActualOf::Sku(SkuId(d.below(99) as u32)),
        4 => ActualOf::Offer(OfferId(d.below(99) as u32)),
        3 => ActualOf::Customers(d.one(&[CustomerKind::New, CustomerKind::Old, CustomerKind::Member])),
        _ => ActualOf::Shop,
    };
    let all: Rows<Actual> = rows(dice, |d| Actual {
        date: day(d),
        hour: d.maybe(|d| Hour::new(d.below(24) as u8).expect("an hour")),
        of: of(d),
        impressions: count(d),
        clicks: count(d),
        pv: count(d),
        uv: count(d),
        carts: count(d),
        leads: count(d),
        orders: count(d),
        buyers: count(d),
        gmv: money(d),
        refunds: money(d),
        units: count(d),
        due: count(d),
        shipped: count(d),
        cost: money(d),
        claims: count(d),
        discount: money(d),
    });
    all.iter().filter(|row| seen.insert(row.id())).map(|row| **row).collect()
}

fn any_default(d: &mut Dice) -> LessonDefault {
    match d.below(6) {
        0 => LessonDefault::RefundRate(rate(d)),
        1 => LessonDefault::RequiredMargin(rate(d)),
        2 => LessonDefault::StageRate(d.one(&StageKind::ALL), rate(d)),
        3 => LessonDefault::SourceCvr(d.one(&SourceKind::ALL), rate(d)),
        4 => LessonDefault::SourceAov(d.one(&SourceKind::ALL), money(d)),
        _ => LessonDefault::Redemption(d.one(&OfferKind::ALL), rate(d)),
    }
}

/// Lessons of all kinds.
pub fn any_lessons(p: &mut Project, dice: &mut Dice) -> Rows<Lesson> {
    rows(dice, |d| Lesson {
        id: p.new_id(),
        campaign: d.maybe(|d| CampaignId(d.below(99) as u32)),
        origin: text(d),
        kind: d.one(&LessonKind::ALL),
        default: d.maybe(any_default),
        fact: text(d),
        cause: text(d),
        action: text(d),
        department: d.maybe(|d| DepartmentId(d.below(99) as u32)),
        owner: d.maybe(|d| PersonId(d.below(99) as u32)),
        due: d.maybe(day),
        noted: d.maybe(day),
        tags: (0..d.below(3)).map(|_| text(d)).collect(),
        reusable: d.below(2) == 0,
        done: d.below(2) == 0,
    })
}

/// A histogram that stands, of any width, with something above or not.
pub fn histogram(d: &mut Dice) -> Histogram {
    let width = d.one(&[1, 100, 250, 5_000]);
    let counts: Vec<Count> = (0..d.below(9)).map(|_| Count::new(d.below(1_000))).collect();
    let above = d.below(3) * d.below(50);
    let mut sum = 0;
    for (step, count) in (0_u64..).zip(&counts) {
        sum += count.get() * (step * width + d.below(width));
    }
    let above_sum = above * counts.len() as u64 * width + if above > 0 { d.below(100_000) } else { 0 };
    let money = |minor: u64| Money::from_minor(minor as i64);
    Histogram::new(money(width), counts, Count::new(above), money(above_sum), money(sum + above_sum))
        .expect("it stands")
}

fn order_values(d: &mut Dice) -> OrderValues {
    let source = match d.below(3) {
        0 => return OrderValues::default(),
        1 => OrderSource::LogNormal { mean: money(d), spread: rate(d) },
        _ => OrderSource::Imported {
            file: text(d),
            on: d.maybe(day),
            first: d.maybe(day),
            last: d.maybe(day),
            rows: count(d),
            bad: count(d),
            left_out: count(d),
        },
    };
    OrderValues { source, orders: Arc::new(histogram(d)), customers: Arc::new(histogram(d)) }
}

/// Any factor.
fn factor(d: &mut Dice) -> Factor {
    let (stage, source) = (StageId(d.below(99) as u32), SourceId(d.below(99) as u32));
    d.one(&[
        Factor::Gmv,
        Factor::Uv,
        Factor::Cvr,
        Factor::Aov,
        Factor::PiecePrice,
        Factor::Pieces,
        Factor::Rate(stage),
        Factor::SourceGmv(source),
        Factor::SourceUv(source),
        Factor::SourceCvr(source),
        Factor::SourceAov(source),
    ])
}

fn any_diagnosis(p: &mut Project, dice: &mut Dice) -> Diagnosis {
    let value = |d: &mut Dice| match d.below(3) {
        0 => GoalValue::Money(money(d)),
        1 => GoalValue::Count(count(d)),
        _ => GoalValue::Rate(rate(d)),
    };
    let path: Vec<TouchCheck> = Touchpoint::ALL
        .into_iter()
        .filter(|_| dice.below(2) == 1)
        .collect::<Vec<_>>()
        .into_iter()
        .map(|of| TouchCheck {
            of,
            state: dice.one(&TouchState::ALL),
            finding: text(dice),
            action: text(dice),
            owner: dice.maybe(|d| PersonId(d.below(99) as u32)),
            due: dice.maybe(day),
        })
        .collect();
    Diagnosis {
        root: factor(dice),
        means: rows(dice, |d| Means {
            id: p.new_id(),
            of: factor(d),
            text: text(d),
            department: d.maybe(|d| DepartmentId(d.below(99) as u32)),
            owner: d.maybe(|d| PersonId(d.below(99) as u32)),
            state: d.one(&MeansState::ALL),
        }),
        trials: rows(dice, |d| Trial {
            id: p.new_id(),
            what: text(d),
            of: factor(d),
            from: d.maybe(day),
            to: d.maybe(day),
            before: d.maybe(value),
            after: d.maybe(value),
            visitors_before: d.maybe(count),
            visitors_after: d.maybe(count),
            verdict: d.maybe(|d| d.one(&Verdict::ALL)),
            note: text(d),
            lesson: d.maybe(|d| LessonId(d.below(99) as u32)),
        }),
        path: path.into(),
    }
}

fn any_play(d: &mut Dice) -> WordOfMouth {
    WordOfMouth {
        kind: match d.below(4) {
            0 => PlayKind::Bargain,
            1 => PlayKind::GroupBuy { size: count(d) },
            2 => PlayKind::ShareLottery,
            _ => PlayKind::ShareCoupon,
        },
        seeds: match d.below(3) {
            0 => Seeds::People(count(d)),
            1 => Seeds::Segments(Segment::ALL.into_iter().filter(|_| d.below(2) == 1).collect()),
            _ => Seeds::Pool,
        },
        participation: rate(d),
        invites: rate(d),
        acceptance: rate(d),
        onward: rate(d),
        rounds: Count::new(d.below(30)),
        cap: d.maybe(count),
        inviter_reward: money(d),
        invitee_reward: money(d),
        coupon: money(d),
        redemption: rate(d),
        fixed: money(d),
    }
}

fn any_source(p: &mut Project, d: &mut Dice) -> Source {
    Source {
        id: p.new_id(),
        parent: d.maybe(|d| SourceId(d.below(9) as u32)),
        kind: d.one(&SourceKind::ALL),
        name: text(d),
        uv: d.maybe(count),
        basis: match d.below(8) {
            0 => Basis::None,
            1 => Basis::LastCampaign { uv: count(d), growth: rate(d) },
            2 => Basis::PlatformDaily { uv: count(d), days: rate(d) },
            3 => Basis::ShopDaily { uv: count(d), days: rate(d) },
            4 => Basis::Reach { people: count(d), rate: rate(d) },
            5 => Basis::Events { events: count(d), uv: count(d) },
            6 => Basis::WordOfMouth(Box::new(any_play(d))),
            _ => Basis::Note(text(d)),
        },
        cvr: d.maybe(rate),
        aov: d.maybe(money),
        cost: match d.below(6) {
            0 => CostModel::Free,
            1 => CostModel::Cpc(money(d)),
            2 => CostModel::Cpm { price: money(d), ctr: rate(d) },
            3 => CostModel::Cps(rate(d)),
            4 => CostModel::PerMessage { price: money(d), sent: count(d) },
            _ => CostModel::Fixed(money(d)),
        },
        department: d.maybe(|d| DepartmentId(d.below(9) as u32)),
    }
}

fn stretch<K>(d: &mut Dice, of: K) -> StretchCell<K> {
    StretchCell { of, cell: cell(d), uv: d.maybe(count), cvr: d.maybe(rate), aov: d.maybe(money) }
}

fn any_splits(dice: &mut Dice) -> Splits {
    Splits {
        day_curve: dice.one(&DayCurve::ALL),
        hour_curve: dice.one(&HourCurve::ALL),
        phases: rows(dice, |d| {
            let of = PhaseId(d.below(99) as u32);
            stretch(d, of)
        }),
        waves: rows(dice, |d| {
            let of = WaveId(d.below(99) as u32);
            stretch(d, of)
        }),
        days: rows(dice, |d| PartCell { of: day(d), cell: cell(d) }),
        hours: rows(dice, |d| PartCell { of: time(d), cell: cell(d) }),
        categories: rows(dice, |d| PartCell { of: CategoryId(d.below(99) as u32), cell: cell(d) }),
        roles: rows(dice, |d| PartCell { of: d.one(&Role::ALL), cell: cell(d) }),
        departments: rows(dice, |d| PartCell { of: DepartmentId(d.below(99) as u32), cell: cell(d) }),
    }
}

/// Any ranges.
pub fn uncertainty(p: &mut Project, dice: &mut Dice) -> Uncertainty {
    let shapes = [RangeShape::Pert, RangeShape::Triangular, RangeShape::LogNormal];
    let drivers = (0..dice.below(5)).map(|n| Driver {
        id: p.new_id(),
        of: match n {
            0 => DriverOf::SourceUv(SourceId(dice.below(99) as u32)),
            n => DriverOf::ALL[n as usize],
        },
        low: rate(dice),
        likely: rate(dice),
        high: rate(dice),
        shape: shapes[dice.below(3) as usize],
        assumed: dice.below(2) == 1,
    });
    let drivers: Vec<Driver> = drivers.collect();
    Uncertainty {
        drivers: drivers.into(),
        correlation: rate(dice),
        wanted: rate(dice),
        draws: dice.below(1_000_000) as u32,
        seed: dice.below(9) as u32,
    }
}
