//! The SMART check as a planner reads it: goals, what each letter says of them, in three languages.

#![allow(clippy::expect_used, reason = "a panic is a test's report")]

use std::path::Path;

use jiff::civil::date;
use promoplan::engine::brief::{Chance, History, Judged, check, figures};
use promoplan::engine::funnel::solve;
use promoplan::file;
use promoplan::model::{Campaign, Count, Goal, GoalOf, GoalUnit, GoalValue, Project, Rate};
use promoplan::text::brief::reason;
use promoplan::text::{Lang, Texts};

fn rate(text: &str) -> Rate {
    Rate::parse(text).expect("a rate")
}

/// What the letters that are not fine say of a goal of the sample's 2026 双11, one after the other.
fn said(project: &Project, campaign: &Campaign, goal: &Goal, chance: Option<Chance>, lang: Lang) -> String {
    let past = History::new(project).past(campaign, goal.of);
    let figures = figures(campaign, &solve(&campaign.funnel), goal, &past);
    let checks = check(project, campaign, goal, &figures, &past, chance);
    let texts = Texts::new(lang);
    let not_fine = checks.0.iter().filter(|check| check.judged != Judged::Holds);
    let words = not_fine
        .map(|check| format!("{} {}", check.letter.sign(), reason(&texts, project, campaign, goal, &check.reason)));
    words.collect::<Vec<_>>().join(" | ")
}

#[test]
fn what_the_check_says_of_goals() {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/double11.ron"));
    let project = file::open(path).expect("the sample opens").project;
    let campaign = project.campaigns.iter().find(|c| c.name == "2026 双11").expect("it has it");
    let in_time =
        |of| Goal { of, due: Some(date(2026, 11, 14)), serves: "冲全年最高单场".to_owned(), ..Goal::default() };
    let new = |target, baseline| Goal {
        target: Some(GoalValue::Count(Count::new(target))),
        baseline: Some(GoalValue::Count(Count::new(baseline))),
        ..in_time(GoalOf::NewCustomers)
    };
    let chance = |chance| Some(Chance { chance: rate(chance), wanted: rate("50%") });
    let words = Goal { name: "口碑好".to_owned(), serves: "冲全年最高单场".to_owned(), ..Goal::default() };
    let number = Goal { target: Some(GoalValue::Count(Count::new(97))), scope: "好评".to_owned(), ..words.clone() };
    let reviews = Goal {
        name: "好评率".to_owned(),
        unit: GoalUnit::Percent,
        target: Some(GoalValue::Rate(rate("97%"))),
        baseline: Some(GoalValue::Rate(rate("96.2%"))),
        ..in_time(GoalOf::Own)
    };
    let late = Goal { due: Some(date(2026, 12, 5)), ..new(70_000, 58_200) };
    let early = Goal { due: Some(date(2026, 9, 1)), ..new(70_000, 58_200) };
    let table: [(Goal, Option<Chance>, [&str; 3]); 11] = [
        (in_time(GoalOf::Gmv), chance("61%"), ["", "", ""]),
        (
            in_time(GoalOf::Gmv),
            chance("29%"),
            ["A 达成概率 29%，低于门槛 50%", "A 達成機率 29%，低於門檻 50%", "A Chance 29%, below the 50% asked for"],
        ),
        (
            in_time(GoalOf::Cvr),
            None,
            ["A 超过自己的历史 9.64%", "A 超過自己的歷史 9.64%", "A Above own history, 9.64%"],
        ),
        (in_time(GoalOf::Aov), None, ["", "", ""]),
        (new(70_000, 58_200), None, ["", "", ""]),
        (
            new(90_000, 58_200),
            None,
            ["A 比基线高 54.6%，超过 30%", "A 比基線高 54.6%，超過 30%", "A 54.6% above the baseline, more than 30%"],
        ),
        (
            words,
            None,
            [
                "S 没说清算什么，补上口径或单位 | M 没有目标值，填一个数 | A 没有可比的数，填基线 | T 没有期限，填一天",
                "S 沒說清算什麼，補上口徑或單位 | M 沒有目標值，填一個數 | A 沒有可比的數，填基線 | T 沒有期限，填一天",
                "S Say what counts: add a scope or a unit | M No target: type a number | A Nothing to compare with: type a baseline | T No due day: type one",
            ],
        ),
        (
            number,
            None,
            [
                "M 目标值没有单位，选一个 | A 没有可比的数，填基线 | T 没有期限，填一天",
                "M 目標值沒有單位，選一個 | A 沒有可比的數，填基線 | T 沒有期限，填一天",
                "M The target has no unit: choose one | A Nothing to compare with: type a baseline | T No due day: type one",
            ],
        ),
        (reviews, None, ["", "", ""]),
        (
            late,
            None,
            ["T 晚于 11-14，活动后看不到", "T 晚於 11/14，活動後看不到", "T After 14 Nov, when the campaign is over"],
        ),
        (
            Goal { serves: "卖得好".to_owned(), ..early },
            None,
            [
                "R 目的里已没有「卖得好」，重选一条 | T 早于活动开始 09-22",
                "R 目的裡已沒有「卖得好」，重選一條 | T 早於活動開始 09/22",
                "R The purpose no longer says \"卖得好\": choose again | T Before the campaign begins, 22 Sep",
            ],
        ),
    ];
    for (goal, chance, expected) in table {
        for (lang, expected) in [Lang::ZhHans, Lang::ZhHant, Lang::En].into_iter().zip(expected) {
            assert_eq!(said(&project, campaign, &goal, chance, lang), expected, "{lang:?}");
        }
    }
}
