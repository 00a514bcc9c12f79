//! A running campaign by hand: what was planned and what came up to an instant, what closes the gap, what calls.

use std::sync::Arc;

use jiff::civil::{DateTime, date};

use super::wave::{self, ExtraWave, MoreUv, WaveNames};
use super::{RunAnswer, alarm::AlarmFigure, run};
use crate::engine::plan::plan;
use crate::engine::template::{NewCampaign, Template, add_campaign};
use crate::model::{
    Actual, ActualKey, ActualOf, AlarmKind, AlarmRule, Campaign, CampaignId, CostModel, Count, Funnel, HandledAlarm,
    Hour, Money, Project, Quantity, Rate, Run, Source, SourceId,
};

/// A campaign of 5,000万 at 10 % and 250, opening on 1 November, with two sources of which one is paid by click.
fn project() -> (Project, CampaignId) {
    let mut project = Project::default();
    let new = NewCampaign {
        name: "双11".to_owned(),
        opening: date(2026, 11, 1),
        target: Some(Money::from_major(50_000_000)),
        aov: Some(Money::from_major(250)),
        template: Template::LevelS,
    };
    let id = add_campaign(&mut project, &new);
    let campaign = project.campaigns.get_mut(id).expect("there");
    let funnel = Arc::make_mut(&mut campaign.funnel);
    *funnel =
        Funnel { aov: Quantity::Fixed(Money::from_major(250)), refund_rate: Rate::from_percent(6), ..funnel.clone() };
    let source = |id, uv, cost| Source { id: SourceId(id), uv: Some(Count::new(uv)), cost, ..Source::default() };
    campaign.traffic =
        vec![source(9001, 1_500_000, CostModel::Free), source(9002, 500_000, CostModel::Cpc(Money::from_major(3)))]
            .into();
    (project, id)
}

fn at(project: &Project, id: CampaignId, now: DateTime) -> Option<RunAnswer> {
    let campaign = project.campaign(id).expect("there");
    run(project, campaign, &plan(project, campaign), None, now)
}

fn of(project: &mut Project, id: CampaignId) -> &mut Campaign {
    project.campaigns.get_mut(id).expect("there")
}

/// Every hour of the plan sold `part` of it, with visitors and buyers that go with it.
fn sell(project: &mut Project, id: CampaignId, part: f64, cvr: f64) {
    let campaign = project.campaign(id).expect("there");
    let pace = super::Pace::new(campaign, &plan(project, campaign).time, &plan(project, campaign).traffic);
    let rows: Vec<Actual> = pace
        .hours
        .iter()
        .map(|hour| {
            let gmv = hour.gmv.to_f64() * part;
            let buyers = gmv / 250.0;
            Actual {
                uv: Count::new((buyers / cvr) as u64),
                buyers: Count::new(buyers as u64),
                gmv: Money::from_minor((gmv * 100.0) as i64),
                ..Actual::at(ActualKey {
                    date: hour.start.date(),
                    hour: Some(Hour::of(hour.start)),
                    of: ActualOf::Shop,
                })
            }
        })
        .collect();
    of(project, id).actuals = rows.into();
}

#[test]
fn nothing_without_figures_and_up_to_the_last_full_hour_with_some() {
    let (mut project, id) = project();
    let now = date(2026, 11, 6).at(14, 25, 0, 0);
    assert!(at(&project, id, now).is_none());
    sell(&mut project, id, 1.0, 0.1);
    let board = at(&project, id, now).expect("sold");
    assert_eq!(board.at, date(2026, 11, 6).at(14, 0, 0, 0));
    let after = at(&project, id, date(2027, 1, 1).at(0, 0, 0, 0)).expect("sold");
    assert_eq!(after.at, after.span.1);
    assert_eq!(after.plan.gmv, Money::from_major(50_000_000), "at the end the plan is the target");
    assert_eq!(after.whole, after.plan);
}

/// The hours of every day as one row a day.
fn by_days(project: &mut Project, id: CampaignId) {
    let mut days: std::collections::BTreeMap<jiff::civil::Date, Actual> = std::collections::BTreeMap::new();
    for hour in &project.campaign(id).expect("there").actuals {
        let key = ActualKey { date: hour.date, hour: None, of: hour.of };
        let day = days.entry(key.date).or_insert_with(|| Actual::at(key));
        day.uv = [day.uv, hour.uv].into_iter().sum();
        day.buyers = [day.buyers, hour.buyers].into_iter().sum();
        day.gmv = [day.gmv, hour.gmv].into_iter().sum();
    }
    of(project, id).actuals = days.into_values().collect::<Vec<_>>().into();
}

#[test]
fn days_of_which_only_the_whole_is_known_count_when_they_are_over() {
    let (mut project, id) = project();
    sell(&mut project, id, 0.9, 0.1);
    let by_hour = at(&project, id, date(2026, 11, 6).at(0, 0, 0, 0)).expect("sold");
    let sold: Money = project.campaign(id).expect("there").actuals.iter().map(|row| row.gmv).sum();
    by_days(&mut project, id);
    let board = at(&project, id, date(2026, 11, 6).at(14, 25, 0, 0)).expect("sold");
    assert_eq!(board.at, date(2026, 11, 6).at(0, 0, 0, 0), "the sixth is not over");
    assert_eq!((board.at, board.actual.gmv, board.plan.gmv), (by_hour.at, by_hour.actual.gmv, by_hour.plan.gmv));
    let first = project.campaign(id).expect("there").actuals.iter().next().expect("sold").date;
    assert!(at(&project, id, first.at(23, 59, 0, 0)).is_none(), "the first day is not over");
    let after = at(&project, id, date(2027, 1, 1).at(0, 0, 0, 0)).expect("sold");
    assert_eq!((after.at, after.actual.gmv), (after.span.1, sold), "the last day's row counts whole");
    assert_eq!(after.course.last().map(|(_, gmv)| *gmv), Some(sold.to_f64()), "the curve ends where the figure stands");
    assert_eq!(after.days.iter().map(|day| day.actual.map_or(Money::ZERO, |f| f.gmv)).sum::<Money>(), sold);
}

#[test]
fn sources_share_the_target_to_the_last_fen() {
    let (mut project, id) = project();
    sell(&mut project, id, 0.9, 0.1);
    for day in 1..=11 {
        let board = at(&project, id, date(2026, 11, day).at(7, 0, 0, 0)).expect("sold");
        let sources = board.pace.by_source(&board.plan);
        assert_eq!(sources.iter().map(|s| s.gmv).sum::<Money>(), board.plan.gmv);
        let uv = sources.iter().filter_map(|s| s.uv).sum::<Count>();
        // phases round their visitors up to whole people, each by less than one
        let off = board.plan.uv.expect("known").wide() - uv.wide();
        assert!((0..=4).contains(&off), "the plan brings what the target needs: {off}");
    }
}

#[test]
fn a_source_has_one_plan_in_execution_and_review() {
    use crate::engine::review::{PartOf, review};
    let (mut project, id) = project();
    // the plan brings more than the target asks for, so that both must scale it
    of(&mut project, id).traffic.list_mut().iter_mut().for_each(|row| {
        let row = Arc::make_mut(row);
        row.uv = row.uv.map(|uv| Count::new(uv.get() * 11 / 10));
        row.cvr = Some(Rate::from_percent(9));
    });
    sell(&mut project, id, 0.9, 0.1);
    let campaign = project.campaign(id).expect("there");
    let answer = plan(&project, campaign);
    let whole = run(&project, campaign, &answer, None, date(2027, 1, 1).at(0, 0, 0, 0)).expect("sold");
    let reviewed = review(&project, campaign, &answer, None);
    assert_eq!(whole.pace.by_source(&whole.whole).len(), 2);
    for source in whole.pace.by_source(&whole.whole) {
        let row = reviewed.sources.rows.iter().find(|row| row.of == PartOf::Source(source.id)).expect("there");
        assert_eq!((source.gmv, source.uv), (row.base.gmv, Some(row.base.uv)));
    }
}

#[test]
fn a_campaign_on_plan_ends_there_and_needs_nothing() {
    let (mut project, id) = project();
    sell(&mut project, id, 1.02, 0.1);
    let board = at(&project, id, date(2026, 11, 6).at(14, 0, 0, 0)).expect("sold");
    let forecast = board.forecast.expect("a plan");
    assert!((forecast.p50().to_f64() / 51_000_000.0 - 1.0).abs() < 0.005, "{:?}", forecast.p50());
    assert!(board.closers.is_none() && board.alarms.is_empty(), "{:?}", board.alarms);
}

#[test]
fn what_closes_the_gap_does_close_it() {
    let (mut project, id) = project();
    sell(&mut project, id, 0.85, 0.08);
    let board = at(&project, id, date(2026, 11, 6).at(14, 0, 0, 0)).expect("sold");
    let forecast = board.forecast.as_ref().expect("a plan");
    let closers = board.closers.expect("short");
    assert_eq!(closers.gap.wide() + forecast.p50().wide(), Money::from_major(50_000_000).wide());
    let left = |uv: f64, cvr: f64, aov: f64| uv * cvr * aov;
    let (uv, cvr, aov) = (closers.uv_left.to_f64(), closers.cvr_left.to_f64(), closers.aov_left.to_f64());
    let now = left(uv, cvr, aov);
    assert!((now / forecast.to_come() - 1.0).abs() < 0.002, "{now} {}", forecast.to_come());
    for (what, with) in [
        ("visitors", left(uv + closers.more_uv.to_f64(), cvr, aov)),
        ("cvr", left(uv, closers.cvr_needed.to_f64(), aov)),
        ("aov", left(uv, cvr, closers.aov_needed.to_f64())),
    ] {
        let gained = with - now;
        assert!((gained / closers.gap.to_f64() - 1.0).abs() < 0.01, "{what}: {gained} of {}", closers.gap);
    }
    assert_eq!(closers.uv_cost, Some(Money::from_major(3).times(closers.more_uv)));
}

#[test]
fn alarms_by_their_rules() {
    let (mut project, id) = project();
    sell(&mut project, id, 0.85, 0.08);
    let now = date(2026, 11, 6).at(14, 0, 0, 0);
    let kinds = |project: &Project| {
        let alarms = at(project, id, now).expect("sold").alarms;
        alarms.iter().map(|a| (a.kind, a.handled)).collect::<Vec<_>>()
    };
    assert_eq!(kinds(&project), [(AlarmKind::GmvBehind, false), (AlarmKind::CvrBelow, false)]);
    let cvr =
        at(&project, id, now).expect("sold").alarms.into_iter().find(|a| a.kind == AlarmKind::CvrBelow).expect("below");
    assert_eq!(cvr.since, date(2026, 11, 6).at(8, 0, 0, 0));
    let AlarmFigure::Rate(threshold) = cvr.threshold else { panic!("{cvr:?}") };
    assert!((threshold.to_f64() - 0.09).abs() < 0.000_1, "a tenth below the 10 % of the plan: {threshold:?}");

    let mut rules = Run::default();
    rules.alarms.insert(
        AlarmKind::CvrBelow,
        AlarmRule { limit: Rate::from_percent(25), ..AlarmRule::usual(AlarmKind::CvrBelow) },
    );
    rules.handled.push(HandledAlarm {
        kind: AlarmKind::GmvBehind,
        of: ActualOf::Shop,
        at: date(2026, 11, 6).at(9, 0, 0, 0),
        note: String::new(),
    });
    of(&mut project, id).run = Arc::new(rules);
    assert_eq!(kinds(&project), [(AlarmKind::GmvBehind, true)]);

    // what a source costs and brings, what is paid back and sent, by the day
    let day = |of, figures: Actual| Actual { date: date(2026, 11, 5), of, ..figures };
    let click = day(
        ActualOf::Source(SourceId(9002)),
        Actual { uv: Count::new(10), clicks: Count::new(1_000), cost: Money::from_major(3_400), ..Actual::default() },
    );
    of(&mut project, id).actuals.push(click);
    let found = at(&project, id, now).expect("sold").alarms;
    let click = found.iter().find(|a| a.kind == AlarmKind::ClickCost).expect("3.40 a click is above 3.30");
    assert_eq!((click.of, click.value), (ActualOf::Source(SourceId(9002)), AlarmFigure::Money(Money::from_minor(340))));
    assert!(found.iter().any(|a| a.kind == AlarmKind::SourceBehind && a.of == ActualOf::Source(SourceId(9002))));
}

#[test]
fn an_extra_wave_that_buys_what_is_missing_closes_the_gap() {
    let (mut project, id) = project();
    sell(&mut project, id, 0.9, 0.09);
    let board = at(&project, id, date(2026, 11, 6).at(14, 0, 0, 0)).expect("sold");
    let closers = board.closers.expect("short");
    let waves = wave::proposals(&board);
    assert_eq!(waves.len(), 4, "no goods are known that could return");
    let buy = waves.first().copied().expect("visitors");
    let price = Money::from_major(3);
    let enough = ExtraWave { traffic: Some(MoreUv { uv: closers.more_uv, price }), ..buy };
    let got = wave::outcome(&board, &enough).expect("worked out");
    assert!((got.gain.to_f64() / closers.gap.to_f64() - 1.0).abs() < 0.01, "{got:?} {closers:?}");
    assert_eq!(got.cost, price.times(closers.more_uv));
    assert!((got.chance - 0.5).abs() < 0.02, "the median reaches the target: {}", got.chance);
    // a coupon that lifts nothing only costs
    let coupon = waves.get(1).copied().expect("a coupon");
    let flat = coupon.coupon.map(|c| crate::engine::run::wave::MoreCoupon { lift: Rate::ZERO, ..c });
    let got = wave::outcome(&board, &ExtraWave { coupon: flat, ..coupon }).expect("worked out");
    assert!(got.gain < Money::ZERO && got.cost.wide() == -got.gain.wide(), "{got:?}");
}

#[test]
fn an_extra_wave_becomes_rows_of_the_plan() {
    let (mut project, id) = project();
    sell(&mut project, id, 0.9, 0.09);
    let board = at(&project, id, date(2026, 11, 6).at(14, 0, 0, 0)).expect("sold");
    let both = wave::proposals(&board).get(2).copied().expect("both");
    let before = (**project.campaign(id).expect("there")).clone();
    wave::put(&mut project, id, &board, &both, &WaveNames { wave: "加推".to_owned(), ..WaveNames::default() });
    let after = project.campaign(id).expect("there");
    assert_eq!(after.traffic.len(), before.traffic.len() + 1);
    assert_eq!(after.offers.len(), before.offers.len() + 1);
    assert_eq!(after.tasks.len(), before.tasks.len() + 3);
    let waves = |of: &Campaign| of.phases.iter().map(|phase| phase.waves.len()).sum::<usize>();
    assert!(waves(after) == waves(&before) + 1 || wave::free_phase(&before, &both).is_none());
}
