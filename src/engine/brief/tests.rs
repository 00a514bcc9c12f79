//! Cases of the brief that a planner can read.

use std::sync::Arc;

use jiff::civil::{Date, date};

use super::*;
use crate::model::{
    Actual, ApprovalStep, Brief, Campaign, CampaignId, CampaignSku, Count, DepartmentId, Funnel, Goal, GoalId, GoalOf,
    GoalUnit, GoalValue, Level, Money, Phase, PhaseId, PhaseKind, Project, Quantity, Rate, Resource, ResourceId,
    ResourceKind, Rows, Sku, SkuId, Stage, StageId, StageKind, Subject, TaskSource,
};

fn money(text: &str) -> Money {
    Money::parse(text).expect("a sum")
}

fn rate(text: &str) -> Rate {
    Rate::parse(text).expect("a rate")
}

fn day(month: i8, day: i8) -> Date {
    date(2026, month, day)
}

/// A campaign from 24 October to 14 November that aims at 5,000万 with 10 % of 200万 visitors and 250 元 each; the one before
/// made 4,060万 with 8.91 %.
fn project() -> Project {
    let midnight = |day: Date| day.at(0, 0, 0, 0);
    let phase = |id, kind, from, to| Phase {
        id: PhaseId(id),
        kind,
        name: String::new(),
        start: midnight(from),
        end: midnight(to),
        waves: Rows::default(),
    };
    let stage = |id, kind, rate| Stage { id: StageId(id), kind, rate, ..Stage::default() };
    let funnel = Funnel {
        gmv: Quantity::Fixed(money("50000000")),
        aov: Quantity::Fixed(money("250")),
        stages: vec![
            stage(1, StageKind::Visitors, Quantity::Fixed(rate("10%"))),
            stage(2, StageKind::Paid, Quantity::Free),
        ]
        .into(),
        refund_rate: rate("6%"),
        ..Funnel::default()
    };
    let before = Campaign {
        id: CampaignId(1),
        name: "2025 双11".to_owned(),
        phases: vec![phase(10, PhaseKind::Launch, date(2025, 11, 1), date(2025, 11, 12))].into(),
        actuals: vec![Actual {
            date: date(2025, 11, 11),
            uv: Count::new(1_914_700),
            buyers: Count::new(170_600),
            gmv: money("40600000"),
            ..Actual::default()
        }]
        .into(),
        ..Campaign::default()
    };
    let now = Campaign {
        id: CampaignId(2),
        name: "2026 双11".to_owned(),
        level: Level::S,
        previous: Some(CampaignId(1)),
        phases: vec![
            phase(11, PhaseKind::Preheat, day(10, 24), day(11, 1)),
            phase(12, PhaseKind::Launch, day(11, 1), day(11, 15)),
        ]
        .into(),
        funnel: funnel.into(),
        goods: vec![CampaignSku { sku: SkuId(5), ..CampaignSku::default() }].into(),
        brief: Brief {
            purpose: "冲全年最高单场，拉新 7 万人；清夏季库存".to_owned(), ..Brief::default()
        }
        .into(),
        ..Campaign::default()
    };
    Project {
        next_id: 100,
        goods: vec![
            Sku { id: SkuId(5), stock: Count::new(6_500), ..Sku::default() },
            Sku { id: SkuId(6), stock: Count::new(9_000), ..Sku::default() },
        ]
        .into(),
        campaigns: vec![before, now].into(),
        ..Project::default()
    }
}

const NOW: CampaignId = CampaignId(2);

fn campaign(project: &Project) -> &Campaign {
    project.campaign(NOW).expect("it is there")
}

fn checked(project: &Project, goal: &Goal, chance: Option<Chance>) -> String {
    let campaign = campaign(project);
    let funnel = crate::engine::funnel::solve(&campaign.funnel);
    let past = History::new(project).past(campaign, goal.of);
    let figures = figures(campaign, &funnel, goal, &past);
    let checks = check(project, campaign, goal, &figures, &past, chance);
    let sign = |check: &Check| match check.judged {
        Judged::Holds => check.letter.sign().to_owned(),
        Judged::Misses => check.letter.sign().to_lowercase(),
        Judged::Open => "?".to_owned(),
    };
    checks.0.iter().map(sign).collect()
}

#[test]
fn each_letter_holds_or_misses() {
    let project = project();
    let count = |n| Some(GoalValue::Count(Count::new(n)));
    let percent = |text| Some(GoalValue::Rate(rate(text)));
    let whole = |of| Goal { of, due: Some(day(11, 14)), serves: "冲全年最高单场".to_owned(), ..Goal::default() };
    let own = Goal { name: "口碑好".to_owned(), serves: "冲全年最高单场".to_owned(), ..Goal::default() };
    let reviews = Goal {
        unit: GoalUnit::Percent,
        target: percent("97%"),
        baseline: percent("96%"),
        due: Some(day(11, 14)),
        ..own.clone()
    };
    let half = |chance| Some(Chance { chance: rate(chance), wanted: rate("50%") });
    let new =
        |target, baseline| Goal { target: count(target), baseline: count(baseline), ..whole(GoalOf::NewCustomers) };
    let cleared = |n| Goal { target: count(n), ..whole(GoalOf::StockCleared) };
    // capital = holds, small = misses, ? = nothing to judge by
    for (name, goal, chance, expected) in [
        ("23 % over the last one, not simulated", whole(GoalOf::Gmv), None, "SMART"),
        ("as sure as asked", whole(GoalOf::Gmv), half("50%"), "SMART"),
        ("less sure", whole(GoalOf::Gmv), half("49.9%"), "SMaRT"),
        ("10 % against 8.91 % the last time", whole(GoalOf::Cvr), None, "SMaRT"),
        ("250 against 238", whole(GoalOf::Aov), None, "SMART"),
        ("20.3 % more", new(70_000, 58_200), None, "SMART"),
        ("exactly 30 % more", new(130, 100), None, "SMART"),
        ("31 % more", new(131, 100), None, "SMaRT"),
        ("no baseline", Goal { target: count(70_000), ..whole(GoalOf::NewCustomers) }, None, "SM?RT"),
        ("no number", whole(GoalOf::NewCustomers), None, "Sm?RT"),
        ("6,000 of 6,500 pieces; goods that take no part do not count", cleared(6_000), None, "SMART"),
        ("more than there are", cleared(6_501), None, "SMaRT"),
        (
            "refunds to fall from 6.9 % to 6 %",
            Goal { baseline: percent("6.9%"), ..whole(GoalOf::RefundRate) },
            None,
            "SMART",
        ),
        ("refunds to be halved", Goal { baseline: percent("12%"), ..whole(GoalOf::RefundRate) }, None, "SMaRT"),
        ("words only", own, None, "sm?Rt"),
        ("the same with unit, number and day", reviews.clone(), None, "SMART"),
        (
            "a number without a unit",
            Goal { unit: GoalUnit::None, scope: "评价".to_owned(), ..reviews.clone() },
            None,
            "SmART",
        ),
        ("serves nothing", Goal { serves: String::new(), ..whole(GoalOf::Gmv) }, None, "SMArT"),
        ("serves what is no clause", Goal { serves: "拉新".to_owned(), ..whole(GoalOf::Gmv) }, None, "SMArT"),
        ("the day after the end", Goal { due: Some(day(11, 15)), ..whole(GoalOf::Gmv) }, None, "SMARt"),
        ("before the beginning", Goal { due: Some(day(10, 23)), ..whole(GoalOf::Gmv) }, None, "SMARt"),
        (
            "refunds settle for 15 days",
            Goal { due: Some(day(11, 29)), baseline: percent("6.9%"), ..whole(GoalOf::RefundRate) },
            None,
            "SMART",
        ),
        (
            "and not longer",
            Goal { due: Some(day(11, 30)), baseline: percent("6.9%"), ..whole(GoalOf::RefundRate) },
            None,
            "SMARt",
        ),
    ] {
        assert_eq!(checked(&project, &goal, chance), expected, "{name}");
    }
}

#[test]
fn targets_of_the_funnel_stand_there_and_baselines_come_from_the_campaign_before() {
    let mut project = project();
    let id = add_goal(&mut project, NOW, GoalOf::Gmv).expect("a goal");
    let of = |project: &Project| {
        let campaign = campaign(project);
        let funnel = crate::engine::funnel::solve(&campaign.funnel);
        let goal = campaign.brief.goals.get(id).expect("the goal");
        figures(campaign, &funnel, goal, &History::new(project).past(campaign, goal.of))
    };
    let first = of(&project);
    assert_eq!(first.target, Some(GoalValue::Money(money("50000000"))));
    assert_eq!((first.baseline, first.baseline_of), (Some(GoalValue::Money(money("40600000"))), Some(CampaignId(1))));
    // 5,000 ÷ 4,060 − 1 = 23.1527 %
    assert_eq!(first.change, Some(GoalChange::Growth(rate("23.1527094%"))));
    let campaign = project.campaigns.get_mut(NOW).expect("it is there");
    set_target(campaign, id, Some(GoalValue::Money(money("47200000")))).expect("typed");
    assert_eq!(campaign.funnel.gmv, Quantity::Fixed(money("47200000")));
    assert_eq!(campaign.brief.goals.get(id).expect("the goal").target, None);
    assert_eq!(set_target(campaign, id, None), Err(EditRefused::NeedsValue));
    assert_eq!(set_target(campaign, id, Some(GoalValue::Count(Count::ZERO))), Err(EditRefused::NeedsValue));
    assert_eq!(of(&project).target, Some(GoalValue::Money(money("47200000"))));
}

#[test]
fn a_change_reopens_what_it_touches_and_nothing_else() {
    let mut project = project();
    let at = day(10, 12).at(9, 0, 0, 0);
    let (sales, design) = (DepartmentId(1), DepartmentId(2));
    for department in [sales, design] {
        for subject in Subject::ALL {
            confirm(&mut project, NOW, department, subject, None, at);
        }
    }
    assert_eq!(campaign(&project).brief.versions.len(), 1, "nothing changed between: one version holds all");
    let state = |project: &Project| -> Vec<bool> {
        let agreed = Agreed::of(campaign(project));
        let stands = |subject| agreed.is_confirmed(&campaign(project).brief, sales, subject);
        Subject::ALL.into_iter().map(stands).collect()
    };
    assert_eq!(state(&project), [true; 4]);
    let brief = |project: &mut Project, change: fn(&mut Brief)| {
        let campaign = project.campaigns.get_mut(NOW).expect("it is there");
        change(std::sync::Arc::make_mut(&mut campaign.brief));
    };
    brief(&mut project, |brief| brief.budget = Some(Money::from_major(1)));
    assert_eq!(state(&project), [true, false, true, true]);
    brief(&mut project, |brief| {
        brief.resources.push(Resource { id: ResourceId(70), needed: Count::new(3), ..Resource::default() });
    });
    assert_eq!(state(&project), [true, false, false, true]);
    confirm(&mut project, NOW, sales, Subject::Resources, None, at);
    // that more of it is there is no change to be agreed to again
    brief(&mut project, |brief| {
        if let Some(row) = brief.resources.get_mut(ResourceId(70)) {
            row.confirmed = Count::new(2);
        }
    });
    assert_eq!(state(&project), [true, false, true, true]);
    project.campaigns.get_mut(NOW).expect("it is there").level = Level::A;
    assert_eq!(state(&project), [true, false, true, false]);
    let funnel = &project.campaign(NOW).expect("it is there").funnel;
    let lower = crate::engine::funnel::edit::type_value(funnel, crate::engine::funnel::Typed::Gmv(money("1")));
    project.campaigns.get_mut(NOW).expect("it is there").funnel = lower.into();
    assert_eq!(state(&project), [false, false, true, false]);
    assert_eq!(
        changes(campaign(&project).brief.versions.first().expect("a version"), &agree::now(campaign(&project)))
            .iter()
            .map(BriefChange::subject)
            .collect::<Vec<_>>(),
        [Subject::Target, Subject::Budget, Subject::Resources, Subject::Plan]
    );
    for department in [sales, design] {
        for subject in Subject::ALL {
            take_back(&mut project, NOW, department, subject);
        }
    }
    assert!(campaign(&project).brief.versions.is_empty(), "versions that nothing names are dropped");
}

#[test]
fn steps_follow_each_other_as_they_can() {
    use ApprovalStep::{Approve, SendBack, Submit, Withdraw};
    let mut project = project();
    let at = day(10, 12).at(9, 0, 0, 0);
    let mut take = |step| take_step(&mut project, NOW, step, None, String::new(), at);
    for (step, can) in [
        (Approve, false),
        (Withdraw, false),
        (Submit, true),
        (Submit, false),
        (SendBack, true),
        (Approve, false),
        (Submit, true),
        (Withdraw, true),
        (Submit, true),
        (Approve, true),
        (SendBack, false),
    ] {
        assert_eq!(take(step), can, "{step:?}");
    }
    assert_eq!(approval_state(&campaign(&project).brief), ApprovalState::Approved);
    let since = |project: &Project| Agreed::of(campaign(project)).since(&campaign(project).brief).to_vec();
    assert_eq!(since(&project), []);
    project.campaigns.get_mut(NOW).expect("it is there").level = Level::B;
    assert_eq!(since(&project), [BriefChange::Level(Level::S, Level::B)]);
    assert_eq!(campaign(&project).brief.approvals.len(), 6);
}

#[test]
fn resources_count_up_to_what_is_needed() {
    let row = |id, kind, needed, confirmed, due: Option<Date>, plan: &str| Resource {
        id: ResourceId(id),
        kind,
        needed: Count::new(needed),
        confirmed: Count::new(confirmed),
        due,
        contingency: plan.to_owned(),
        ..Resource::default()
    };
    let brief = Brief {
        resources: vec![
            row(1, ResourceKind::People, 4, 3, Some(day(10, 10)), ""),
            // one too many does not make up for the other row
            row(2, ResourceKind::People, 2, 5, Some(day(10, 10)), ""),
            row(3, ResourceKind::Goods, 3, 0, Some(day(10, 13)), "预售"),
        ]
        .into(),
        ..Brief::default()
    };
    let of = |kind| in_place(&brief, kind, day(10, 13));
    let people = of(Some(ResourceKind::People));
    assert_eq!((people.confirmed.get(), people.needed.get(), people.late, people.without_contingency), (5, 6, 1, 1));
    let all = of(None);
    assert_eq!((all.confirmed.get(), all.needed.get(), all.late, all.without_contingency), (5, 9, 1, 1));
    assert_eq!(of(Some(ResourceKind::Tech)), InPlace::default());
}

#[test]
fn tasks_outlive_what_they_came_from() {
    let mut project = project();
    let goal = add_goal(&mut project, NOW, GoalOf::Gmv).expect("a goal");
    add_milestone(&mut project, NOW, goal, day(11, 1));
    let milestone = campaign(&project).brief.goals.get(goal).and_then(|goal| goal.milestones.first()).expect("one").id;
    let source = TaskSource::Milestone(milestone.0);
    add_task(&mut project, NOW, source, "首日".to_owned(), None, Some(day(11, 1)));
    let task = task_of(campaign(&project), source).expect("a task");
    assert!(campaign(&project).tasks.get(task).is_some_and(|task| task.milestone));
    drop_goals(project.campaigns.get_mut(NOW).expect("it is there"), &[goal]);
    assert_eq!(campaign(&project).tasks.get(task).map(|task| task.source), Some(None));
    assert_eq!(campaign(&project).brief.goals.get(GoalId(goal.0)), None);
}

#[test]
fn a_purpose_is_read_clause_by_clause() {
    assert_eq!(clauses("冲全年最高单场，拉新 7 万人；清夏季库存。"), ["冲全年最高单场", "拉新 7 万人", "清夏季库存"]);
    assert_eq!(clauses(" , ，\n"), Vec::<&str>::new());
    assert_eq!(usual_pages(Level::S).count(), 12);
    assert_eq!(usual_pages(Level::C).count(), 2);
}

#[test]
fn buyers_and_orders_have_a_simulated_chance_and_the_limit_of_growth_can_be_set() {
    use crate::engine::plan::plan;
    use crate::engine::simulate::{ChanceAnswer, ranges::assumed};
    use crate::model::{Driver, DriverId, DriverOf, Source, SourceId, Uncertainty};
    let mut project = project();
    let change = project.campaigns.get_mut(NOW).expect("there");
    let stage = |id, kind, rate| Stage { id: StageId(id), kind, rate, ..Stage::default() };
    change.funnel = Arc::new(Funnel {
        stages: vec![
            stage(1, StageKind::Visitors, Quantity::Fixed(rate("12.5%"))),
            stage(3, StageKind::Orders, Quantity::Fixed(rate("80%"))),
            stage(2, StageKind::Paid, Quantity::Free),
        ]
        .into(),
        ..(*change.funnel).clone()
    });
    change.traffic = vec![Source { id: SourceId(70), uv: Some(Count::new(2_000_000)), ..Source::default() }].into();
    let drivers = vec![Driver { id: DriverId(71), ..assumed(DriverOf::Cvr) }];
    change.uncertainty = Arc::new(Uncertainty { drivers: drivers.into(), draws: 20_000, ..Uncertainty::default() });
    let campaign = campaign(&project);
    let answer = plan(&project, campaign);
    let drawn = ChanceAnswer::whole(campaign, &answer.funnel, &answer.traffic, None).expect("drawn");
    let chance = |of, target| {
        let goal = Goal { of, ..Goal::default() };
        chance_of(campaign, &answer.funnel, &goal, Some(GoalValue::Count(Count::new(target))), &drawn)
    };
    // 2,000,000 visitors at 10 %: 200,000 buyers; as likely as the target GMV, which takes as many
    let buyers = chance(GoalOf::Stage(StageId(2)), 200_000).expect("drawn");
    let gmv = chance(GoalOf::Gmv, 1).expect("drawn");
    assert!((buyers.chance.to_f64() - gmv.chance.to_f64()).abs() < 0.01, "{buyers:?} {gmv:?}");
    // 250,000 orders of which 80 % are paid are the same buyers
    assert_eq!(chance(GoalOf::Stage(StageId(3)), 250_000), Some(buyers));
    assert!(chance(GoalOf::Stage(StageId(2)), 150_000).expect("drawn").chance > buyers.chance);
    assert_eq!(chance(GoalOf::Stage(StageId(1)), 2_000_000), None, "visitors are not drawn by themselves");
    assert_eq!(chance(GoalOf::NewCustomers, 10), None);
    // CVR is drawn: 10 % as likely as the buyers that it makes; visitors and 客单价 are not
    let of_goal =
        |of, target| chance_of(campaign, &answer.funnel, &Goal { of, ..Goal::default() }, Some(target), &drawn);
    let cvr = of_goal(GoalOf::Cvr, GoalValue::Rate(rate("10%"))).expect("drawn");
    assert!((cvr.chance.to_f64() - buyers.chance.to_f64()).abs() < 0.01, "{cvr:?} {buyers:?}");
    assert_eq!(of_goal(GoalOf::Uv, GoalValue::Count(Count::new(2_000_000))), None);
    assert_eq!(of_goal(GoalOf::Aov, GoalValue::Money(Money::from_major(250))), None);
    // 31 % more is too much as assumed, and not where the brief says 40 %
    let goal = Goal {
        of: GoalOf::NewCustomers,
        target: Some(GoalValue::Count(Count::new(131))),
        baseline: Some(GoalValue::Count(Count::new(100))),
        due: Some(day(11, 14)),
        serves: "冲全年最高单场".to_owned(),
        ..Goal::default()
    };
    assert_eq!(checked(&project, &goal, None), "SMaRT");
    let campaign = project.campaigns.get_mut(NOW).expect("there");
    Arc::make_mut(&mut campaign.brief).growth = Some(rate("40%"));
    assert_eq!(checked(&project, &goal, None), "SMART");
}
