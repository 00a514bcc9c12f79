//! Trials that a planner can check, trees whose figures agree with the plan's.

use std::sync::Arc;

use jiff::civil::{Date, date, datetime};

use super::*;
use crate::engine::funnel::preset;
use crate::engine::plan::plan;
use crate::model::{
    Actual, Basis, Campaign, Count, Diagnosis, Factor, Funnel, GoalValue, Means, MeansId, Money, Phase, PhaseId,
    PhaseKind, Project, Quantity, Rate, Rows, Shop, Source, SourceId, StageId, TaskSource, TouchState, Touchpoint,
    Trial, TrialId, Verdict,
};

fn rate(text: &str) -> Rate {
    Rate::parse(text).expect("a rate")
}

fn trial(before: &str, after: &str, people: Option<(u64, u64)>) -> Trial {
    Trial {
        before: Some(GoalValue::Rate(rate(before))),
        after: Some(GoalValue::Rate(rate(after))),
        visitors_before: people.map(|(n, _)| Count::new(n)),
        visitors_after: people.map(|(_, n)| Count::new(n)),
        ..Trial::default()
    }
}

#[test]
fn whether_a_difference_is_more_than_chance() {
    // z and p as Python has them: z = (p2 − p1) ∕ sqrt(p(1 − p)(1∕n1 + 1∕n2)), p = erfc(|z| ∕ √2)
    for (before, after, n1, n2, z, p, verdict) in [
        ("10%", "12%", 1_000, 1_000, 1.4294, 0.152_88, Verdict::Unclear),
        ("10%", "12%", 5_000, 5_000, 3.1964, 0.001_391, Verdict::Works),
        ("12%", "10%", 5_000, 5_000, -3.1964, 0.001_391, Verdict::DoesNot),
        ("9.2%", "10.4%", 12_400, 11_900, 3.1470, 0.001_650, Verdict::Works),
        ("50%", "50%", 100, 300, 0.0, 1.0, Verdict::Unclear),
    ] {
        let proof = proof(&trial(before, after, Some((n1, n2))), true);
        let Proof::Tested { z: got, p: chance } = proof else { panic!("{proof:?}") };
        assert!((got - z).abs() < 5e-4 && (chance - p).abs() < 5e-5, "{before} {after}: {got} {chance}");
        assert_eq!(suggested(proof), Some(verdict), "{before} {after}");
    }
    for (trial, is_rate, expected) in [
        (Trial::default(), true, Proof::Open),
        (trial("10%", "12%", None), true, Proof::NoPeople),
        (trial("10%", "12%", Some((40, 1_000))), true, Proof::TooFew),
        (trial("100%", "100%", Some((500, 500))), true, Proof::TooFew),
        (trial("10%", "12%", Some((0, 0))), true, Proof::TooFew),
        (trial("90%", "120%", Some((500, 500))), true, Proof::NoPart),
        (trial("1.2", "1.3", Some((500, 500))), false, Proof::NoTest),
    ] {
        assert_eq!(proof(&trial, is_rate), expected);
        assert_eq!(suggested(expected), None);
    }
}

fn day(d: i8) -> Date {
    date(2026, 11, d)
}

/// A target of 1,000,000: 100,000 × 10 % × ¥100, of which 80,000 visitors are planned; ten days of sale.
fn campaign() -> Campaign {
    let mut id = 0;
    let stages = preset::retail(&Shop::default(), &mut || {
        id += 1;
        StageId(id)
    });
    let funnel = Funnel {
        gmv: Quantity::Fixed(Money::from_major(1_000_000)),
        aov: Quantity::Fixed(Money::from_major(100)),
        stages,
        ..Funnel::default()
    };
    let source = |id, parent: Option<u32>, uv: Option<u64>| Source {
        id: SourceId(id),
        parent: parent.map(SourceId),
        uv: uv.map(Count::new),
        basis: Basis::LastCampaign { uv: Count::new(20_000), growth: Rate::ONE },
        ..Source::default()
    };
    let phase = Phase {
        id: PhaseId(50),
        kind: PhaseKind::Burst,
        name: String::new(),
        start: datetime(2026, 11, 1, 0, 0, 0, 0),
        end: datetime(2026, 11, 11, 0, 0, 0, 0),
        waves: Rows::default(),
    };
    let splits = crate::model::Splits { day_curve: crate::model::DayCurve::Even, ..Default::default() };
    Campaign {
        funnel: Arc::new(funnel),
        phases: vec![phase].into(),
        splits: Arc::new(splits),
        traffic: vec![
            source(10, None, None),
            source(11, Some(10), Some(50_000)),
            source(12, Some(10), Some(10_000)),
            source(13, None, None),
        ]
        .into(),
        ..Campaign::default()
    }
}

/// Every factor by depth with its figure and gap: `UV 80000 −20%`.
fn told(campaign: &Campaign) -> Vec<String> {
    let answer = plan(&Project::default(), campaign);
    let tree = tree(campaign, &answer);
    let text = |value: crate::engine::Value| match value {
        crate::engine::Value::Money(m) => format!("¥{m}"),
        crate::engine::Value::Count(c) => c.to_string(),
        crate::engine::Value::Difference(d) => d.to_string(),
        crate::engine::Value::Rate(r) => r.to_string(),
    };
    let line = |node: &Node| {
        let figure = node.actual.or(node.planned).map_or_else(|| "?".to_owned(), text);
        let due = node.due.map_or_else(|| "?".to_owned(), text);
        let off = node.off.map_or_else(|| "?".to_owned(), |off| off.to_string());
        let worst = if node.worst { " !" } else { "" };
        format!("{}{:?} {figure} of {due} {off}{worst}", "·".repeat(node.depth), node.factor)
    };
    tree.nodes.iter().map(line).collect()
}

#[test]
fn a_target_falls_into_factors_that_explain_it() {
    let campaign = campaign();
    assert_eq!(
        told(&campaign),
        [
            "Gmv ¥800000 of ¥1000000 -20%",
            "·Uv 80000 of 100000 -20% !",
            "··SourceUv(SourceId(10)) 60000 of 60000 0%",
            "···SourceUv(SourceId(11)) 50000 of 50000 0%",
            "···SourceUv(SourceId(12)) 10000 of 10000 0%",
            "··SourceUv(SourceId(13)) 20000 of 20000 0%",
            "·Cvr 10% of 10% 0%",
            "··Rate(StageId(2)) 25% of 25% 0%",
            "··Rate(StageId(3)) 50% of 50% 0%",
            "··Rate(StageId(4)) 80% of 80% 0%",
            "·Aov ¥100 of ¥100 0%",
        ]
    );
    let answer = plan(&Project::default(), &campaign);
    let tree = tree(&campaign, &answer);
    let effect = |factor| tree.of(factor).and_then(|node| node.effect);
    assert_eq!(effect(Factor::Uv), Some(Money::from_major(-200_000)), "visitors alone are short");
    assert_eq!(effect(Factor::Cvr), Some(Money::ZERO));
}

/// Two of ten days came: 22,000 visitors, 1,540 buyers, ¥169,400.
fn with_actuals() -> Campaign {
    let row = |d| Actual {
        date: day(d),
        uv: Count::new(11_000),
        carts: Count::new(2_750),
        orders: Count::new(1_100),
        buyers: Count::new(770),
        gmv: Money::from_major(84_700),
        ..Actual::default()
    };
    Campaign { actuals: vec![row(1), row(2)].into(), ..campaign() }
}

#[test]
fn what_came_is_held_against_the_days_it_came_on() {
    let campaign = with_actuals();
    let answer = plan(&Project::default(), &campaign);
    let tree = tree(&campaign, &answer);
    assert_eq!(tree.so_far, Some(rate("20%")));
    let told = told(&campaign);
    for line in [
        "Gmv ¥169400 of ¥200000 -15.3%",
        "·Uv 22000 of 20000 10%",
        "·Cvr 7% of 10% -30% !",
        "··Rate(StageId(2)) 25% of 25% 0%",
        "··Rate(StageId(3)) 40% of 50% -20% !",
        "··Rate(StageId(4)) 70% of 80% -12.5%",
        "·Aov ¥110 of ¥100 10%",
    ] {
        assert!(told.iter().any(|other| other == line), "{line} in {told:#?}");
    }
    let sum =
        |at: &[Factor]| -> i128 { at.iter().filter_map(|factor| tree.of(*factor)?.effect).map(Money::wide).sum() };
    assert_eq!(sum(&[Factor::Uv, Factor::Cvr, Factor::Aov]), Money::from_major(-30_600).wide(), "the whole gap");
    let rates = [2, 3, 4].map(|id| Factor::Rate(StageId(id)));
    assert_eq!(sum(&rates), sum(&[Factor::Cvr]), "and that of CVR among its rates");
}

#[test]
fn a_tree_begins_where_it_is_told_to() {
    let mut campaign = campaign();
    let root = |campaign: &mut Campaign, root| Arc::make_mut(&mut campaign.diagnosis).root = root;
    root(&mut campaign, Factor::SourceGmv(SourceId(11)));
    assert_eq!(
        told(&campaign),
        [
            "SourceGmv(SourceId(11)) ¥500000 of ¥500000 0%",
            "·SourceUv(SourceId(11)) 50000 of 50000 0%",
            "·SourceCvr(SourceId(11)) 10% of 10% 0%",
            "·SourceAov(SourceId(11)) ¥100 of ¥100 0%",
        ]
    );
    // what is gone is led to what it was a part of
    root(&mut campaign, Factor::SourceGmv(SourceId(99)));
    assert!(told(&campaign)[0].starts_with("Gmv"));
    let means = |id, of| Means { id: MeansId(id), of, ..Means::default() };
    let diagnosis = Diagnosis {
        root: Factor::SourceGmv(SourceId(11)),
        means: vec![means(1, Factor::SourceUv(SourceId(11))), means(2, Factor::Rate(StageId(3)))].into(),
        trials: vec![Trial { id: TrialId(3), of: Factor::SourceCvr(SourceId(12)), ..Trial::default() }].into(),
        ..Diagnosis::default()
    };
    let mut diagnosis = Arc::new(diagnosis);
    let before = Arc::clone(&diagnosis);
    clear_factors(&mut diagnosis, |_| false, |_| false);
    assert!(Arc::ptr_eq(&before, &diagnosis), "nothing gone, nothing touched");
    clear_factors(&mut diagnosis, |id| id == SourceId(11), |id| id == StageId(3));
    let of: Vec<Factor> = diagnosis.means.iter().map(|row| row.of).collect();
    assert_eq!((diagnosis.root, of), (Factor::Gmv, vec![Factor::Uv, Factor::Cvr]));
    assert_eq!(diagnosis.trials.at(0).map(|row| row.of), Some(Factor::SourceCvr(SourceId(12))));
}

#[test]
fn a_trial_becomes_one_lesson_and_a_means_leaves_its_task() {
    let mut project = Project { campaigns: vec![campaign()].into(), ..Project::default() };
    let id = project.campaigns.at(0).expect("one").id;
    let means = add_means(&mut project, id, Factor::Aov);
    crate::engine::brief::add_task(&mut project, id, TaskSource::Means(means), "赠抱枕".to_owned(), None, None);
    let campaign = project.campaigns.get_mut(id).expect("there");
    drop_means(campaign, means);
    assert_eq!(campaign.tasks.at(0).map(|task| (task.name.clone(), task.source)), Some(("赠抱枕".to_owned(), None)));
    Arc::make_mut(&mut campaign.diagnosis).trials.push(Trial { id: TrialId(70), ..Trial::default() });
    for _ in 0..2 {
        learn(&mut project, id, TrialId(70), crate::model::Lesson { fact: "有效".to_owned(), ..Default::default() });
    }
    assert_eq!(project.lessons.len(), 1);
    let lesson = project.lessons.at(0).expect("one");
    assert_eq!(lesson.campaign, Some(id));
    let trial = |project: &Project| project.campaigns.at(0)?.diagnosis.trials.at(0)?.lesson;
    assert_eq!(trial(&project), Some(lesson.id));
    // a lesson that was deleted can be made again
    project.lessons = Rows::default();
    learn(&mut project, id, TrialId(70), crate::model::Lesson::default());
    assert_eq!(project.lessons.len(), 1);
}

#[test]
fn the_way_keeps_its_order_and_nothing_that_says_nothing() {
    let mut campaign = Campaign::default();
    touch(&mut campaign, Touchpoint::Care, |row| row.finding = "没有回访".to_owned());
    touch(&mut campaign, Touchpoint::Shopping, |row| row.state = TouchState::Fine);
    touch(&mut campaign, Touchpoint::Review, |_| {});
    let parts = |campaign: &Campaign| campaign.diagnosis.path.iter().map(|row| row.of).collect::<Vec<_>>();
    assert_eq!(parts(&campaign), [Touchpoint::Shopping, Touchpoint::Care]);
    touch(&mut campaign, Touchpoint::Shopping, |row| row.state = TouchState::Open);
    assert_eq!(parts(&campaign), [Touchpoint::Care]);
}
