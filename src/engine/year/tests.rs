//! Years from made-up campaigns: what counts where, what moves along, and that all sums agree.

use std::sync::Arc;

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::preview::input;
use super::*;
use crate::engine::funnel::{campaign_targets, ladder, solve};
use crate::engine::schedule::{Calendars, HolidayName};
use crate::engine::template::{NewCampaign, Template, add_campaign};
use crate::model::{Actual, Anchor, Constraint, Offer, OfferId, Project, Rate, Row as _, Task, TaskId, When, YearPlan};

fn yuan(amount: i64) -> Money {
    Money::from_major(amount)
}

fn add(project: &mut Project, name: &str, opening: Date, template: Template, target: i64) -> CampaignId {
    let new =
        NewCampaign { name: name.to_owned(), opening, target: Some(yuan(target)), aov: Some(yuan(200)), template };
    add_campaign(project, &new)
}

fn inputs(project: &Project) -> Vec<YearInput> {
    project.campaigns.iter().map(|c| input(project, Arc::clone(c), &solve(&c.funnel))).collect()
}

fn answer(project: &Project, of: i16, today: Date) -> YearAnswer {
    let targets = campaign_targets(project);
    let ladders: Vec<_> = project.years.iter().map(|plan| ladder(plan, &targets)).collect();
    year(of, &inputs(project), ladders.iter().find(|l| l.year == of), today)
}

fn sums_agree(answer: &YearAnswer) {
    let months: Money = answer.months.iter().map(|cell| cell.sum.total()).sum();
    let quarters: Money = answer.quarters.iter().map(|cell| cell.sum.total()).sum();
    let lanes: Money = answer.lanes.iter().map(|lane| lane.sum.total()).sum();
    let campaigns: Money = answer.campaigns.iter().map(|campaign| campaign.counted.total()).sum();
    let total = answer.total.sum.total();
    assert_eq!((months, quarters, lanes, campaigns), (total, total, total, total));
}

#[test]
fn a_campaign_over_two_months_counts_by_its_days() {
    let mut project = Project::default();
    project.years.push(YearPlan { year: 2026, target: yuan(1_200), ..YearPlan::default() });
    // preheat from the 25th of November, launch from the 30th to the 3rd, burst on the 4th, return until the 6th
    let id = add(&mut project, "暖冬", date(2026, 11, 30), Template::LevelA, 700);
    let got = answer(&project, 2026, date(2026, 10, 13));
    sums_agree(&got);
    let campaign = got.campaign(id).expect("of the year");
    assert_eq!(campaign.days, (date(2026, 11, 25), date(2026, 12, 6)));
    assert_eq!((campaign.stand, campaign.figure()), (Stand::Ahead, Some(yuan(700))));
    assert!(campaign.months[10].planned > Money::ZERO && campaign.months[11].planned > Money::ZERO);
    assert_eq!(got.total.sum.total(), yuan(700));
    assert_eq!(got.total.gap(), Some(yuan(-500)));
    assert_eq!(got.lanes[1].count, 1);
}

#[test]
fn what_came_stands_for_what_was_planned() {
    let mut project = Project::default();
    let id = add(&mut project, "618", date(2026, 6, 16), Template::LevelC, 100);
    let day = |day, gmv| Actual { date: date(2026, 6, day), gmv: yuan(gmv), ..Actual::default() };
    if let Some(campaign) = project.campaigns.get_mut(id) {
        campaign.actuals = vec![day(16, 70)].into();
    }
    let sum = |today| {
        let got = answer(&project, 2026, today);
        let campaign = got.campaign(id).expect("of the year").clone();
        (campaign.stand, campaign.reached, campaign.counted.actual)
    };
    // the 15th is preheat, the 16th the burst
    assert_eq!(sum(date(2026, 6, 16)), (Stand::Running, None, yuan(70)));
    assert_eq!(sum(date(2026, 6, 17)), (Stand::Over, Some(false), yuan(70)));
    let running = answer(&project, 2026, date(2026, 6, 16)).total.sum;
    assert!(running.planned > Money::ZERO, "the day without an actual one counts as planned");
    let over = answer(&project, 2026, date(2026, 7, 1)).total.sum;
    assert_eq!(over.total(), yuan(70), "once it is over, nothing is made up");
}

#[test]
fn without_days_the_target_counts_where_the_campaign_begins() {
    let mut project = Project::default();
    let id = add(&mut project, "筹备", date(2026, 3, 10), Template::LevelC, 50);
    if let Some(campaign) = project.campaigns.get_mut(id) {
        campaign.phases.remove_where(|phase| phase.kind.sells());
    }
    let nowhere = add(&mut project, "待定", date(2026, 3, 10), Template::LevelC, 50);
    if let Some(campaign) = project.campaigns.get_mut(nowhere) {
        campaign.phases.remove_where(|_| true);
    }
    let got = answer(&project, 2026, date(2026, 1, 1));
    sums_agree(&got);
    assert_eq!(got.months[2].sum.total(), yuan(50));
    assert_eq!(got.unplaced, [nowhere]);
}

/// A campaign with tasks of every kind, an offer with bounds, and days typed.
fn rich(opening: Date) -> (Project, CampaignId) {
    let mut project = Project::default();
    let id = add(&mut project, "双11", opening, Template::LevelS, 5_000);
    let at = |days: i64| opening.checked_add(days.days()).expect("a date").at(9, 0, 0, 0);
    let fixed = Task { id: TaskId(900), constraint: Constraint::NotBefore(When::At(at(-20))), ..Task::default() };
    let relative = When::Relative { from: Anchor::Opening, days: -5, time: at(0).time() };
    let relative =
        Task { id: TaskId(901), constraint: Constraint::StartOn(relative), go_live: true, ..Task::default() };
    let started = Task { id: TaskId(902), actual_start: Some(at(-40)), ..fixed.clone() };
    let mut offer = Offer { id: OfferId(903), ..Offer::default() };
    offer.usable.from = Some(at(0));
    if let Some(campaign) = project.campaigns.get_mut(id) {
        campaign.tasks = vec![fixed, relative, started].into();
        campaign.offers.push(offer);
        Arc::make_mut(&mut campaign.splits).days =
            vec![crate::model::PartCell { of: opening, cell: crate::model::Cell::default() }].into();
    }
    project.next_id = 1_000;
    (project, id)
}

#[test]
fn what_lies_ahead_moves_and_what_has_happened_stays() {
    let (project, id) = rich(date(2026, 11, 1));
    let campaign = project.campaign(id).expect("there");
    let now = date(2026, 10, 13).at(14, 32, 0, 0);
    let got = shift(campaign, Shift { days: 7, hold_tasks: false }, now).expect("moved");
    let new = &got.campaign;
    assert_eq!(new.opening(), Some(date(2026, 11, 8).at(0, 0, 0, 0)));
    // the preparation began on the 23rd of September and becomes longer
    let prepare = new.phases.first().expect("prepare");
    assert_eq!((prepare.start.date(), prepare.end.date()), (date(2026, 9, 23), date(2026, 10, 31)));
    assert_eq!(got.stays, [Stay::PhaseStart(prepare.id), Stay::Task(TaskId(902), Held::Begun)]);
    assert_eq!(new.splits.days.first().map(|day| day.of), Some(date(2026, 11, 8)));
    assert_eq!(new.offers.first().and_then(|o| o.usable.from), Some(date(2026, 11, 8).at(9, 0, 0, 0)));
    let of = |campaign: &Campaign, at: usize| campaign.tasks.at(at).map(|task| task.constraint);
    assert_eq!(of(new, 0), Some(Constraint::NotBefore(When::At(date(2026, 10, 19).at(9, 0, 0, 0)))));
    assert_eq!(of(new, 1), of(campaign, 1), "it follows by itself");
    assert_eq!(of(new, 2), of(campaign, 2));
    let held = shift(campaign, Shift { days: 7, hold_tasks: true }, now).expect("moved");
    assert_eq!(of(&held.campaign, 0), of(campaign, 0));
    assert!(held.stays.contains(&Stay::Task(TaskId(900), Held::ByChoice)));
}

#[test]
fn nothing_ahead_is_moved_into_the_past_and_what_sells_not_at_all() {
    let (project, id) = rich(date(2026, 11, 1));
    let campaign = project.campaign(id).expect("there");
    let day = |month, day| date(2026, month, day).at(14, 32, 0, 0);
    // preheat begins on the 24th: ten days and some hours ahead
    assert_eq!(least_days(campaign, day(10, 13)), Ok(-10));
    let by = |days| shift(campaign, Shift { days, hold_tasks: false }, day(10, 13));
    assert!(by(-10).is_ok());
    assert_eq!(by(-11).err(), Some(Refused::IntoPast(-10)));
    assert_eq!(by(i32::MAX).err(), Some(Refused::TooFar));
    assert_eq!(least_days(campaign, day(10, 24)), Err(Refused::Selling));
    assert_eq!(least_days(campaign, day(12, 1)), Err(Refused::Over));
    assert_eq!(least_days(&Campaign::default(), day(12, 1)), Err(Refused::NoPhases));
}

#[test]
fn a_preview_says_what_follows() {
    let (mut project, id) = rich(date(2026, 11, 1));
    let twelve = add(&mut project, "双12", date(2026, 12, 4), Template::LevelA, 1_000);
    let six = add(&mut project, "99", date(2026, 9, 5), Template::LevelS, 1_000);
    let today = date(2026, 9, 1);
    let clock = today.at(10, 0, 0, 0);
    let calendars = Arc::new(Calendars::new(&project.shop));
    let inputs = inputs(&project);
    let now = year(2026, &inputs, None, today);
    let see = |days| {
        let how = Shift { days, hold_tasks: false };
        preview(&project, &calendars, (&inputs, None), &now, id, how, clock).expect("it moves")
    };
    let later = see(20);
    assert_eq!((later.from.0, later.to.0), (date(2026, 10, 24), date(2026, 11, 13)));
    assert_eq!((later.phases, later.offers, later.tasks), (5, 1, 2));
    // December's campaign is of a lower level: it is no neighbour
    assert_eq!((later.before.map(|n| n.id), later.after), (Some(six), None));
    let sum: i128 = later.months.iter().map(|change| change.by().wide()).sum();
    assert_eq!(sum, 0, "what one month loses another gains");
    assert!(later.quarters.is_empty() && later.total.is_none());
    sums_agree(&later.year);
    let earlier = see(-21);
    assert_eq!(earlier.holidays.iter().map(|h| h.name).collect::<Vec<_>>(), [HolidayName::National]);
    assert!(earlier.before.is_some_and(|six| !six.is_close()), "{:?}", earlier.before);
    let of_twelve =
        preview(&project, &calendars, (&inputs, None), &now, twelve, Shift { days: -7, hold_tasks: false }, clock)
            .expect("it moves");
    assert_eq!(of_twelve.before.map(|n| n.id), Some(id));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn months_quarters_lanes_and_campaigns_sum_to_the_year(
        rows in prop::collection::vec((0_i64..800, 0_usize..5, 0_i64..90_000_000, 0_usize..6), 0..9),
        today in 0_i64..800,
    ) {
        let first = date(2025, 6, 1);
        let mut project = Project::default();
        project.years.push(YearPlan { year: 2026, target: yuan(240_000_007), ..YearPlan::default() });
        for (at, template, target, actuals) in rows {
            let opening = first.checked_add(at.days()).expect("a date");
            let template = Template::ALL[template];
            let id = add(&mut project, "a", opening, template, target);
            let days: Vec<Actual> = (0..actuals)
                .map(|n| Actual {
                    date: opening.checked_add((n as i64 * 3).days()).expect("a date"),
                    gmv: Money::from_minor(target / 7 + n as i64),
                    ..Actual::default()
                })
                .collect();
            if let Some(campaign) = project.campaigns.get_mut(id) {
                campaign.actuals = days.into();
            }
        }
        let today = first.checked_add(today.days()).expect("a date");
        let ladders: Money = answer(&project, 2026, today).months.iter().filter_map(|cell| cell.ladder).sum();
        prop_assert_eq!(ladders, yuan(240_000_007));
        for of in 2025..=2028 {
            sums_agree(&answer(&project, of, today));
        }
    }

    #[test]
    fn there_and_back_is_where_it_was(days in -30_i32..400, template in 0_usize..5, hold: bool) {
        let (mut project, id) = rich(date(2026, 11, 1));
        let other = add(&mut project, "b", date(2026, 11, 20), Template::ALL[template], 77);
        // nothing has begun
        if let Some(campaign) = project.campaigns.get_mut(id) {
            campaign.tasks.map_where(|task| (task.id() == TaskId(902)).then(|| Task {
                actual_start: None, progress: Rate::ZERO, ..task.clone()
            }));
        }
        let now = date(2026, 8, 1).at(8, 0, 0, 0);
        for id in [id, other] {
            let campaign = project.campaign(id).expect("there");
            let there = shift(campaign, Shift { days, hold_tasks: hold }, now).expect("moved");
            prop_assert_eq!(there.stays.is_empty(), !hold || days == 0 || campaign.tasks.is_empty());
            let back = shift(&there.campaign, Shift { days: -days, hold_tasks: hold }, now).expect("moved back");
            prop_assert_eq!(&back.campaign, campaign.as_ref());
        }
    }
}
