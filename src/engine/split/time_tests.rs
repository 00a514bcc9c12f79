//! The target over time: the picture's rhythm, borders inside days, locks at every level.

use super::*;
use crate::engine::split::edit::{self, CellKey};
use crate::model::{Actual, Count, DayCurve, Hour, HourCurve, Phase, PhaseKind, Splits, Wave};
use jiff::civil::{date, datetime};
use proptest::prelude::*;
use std::sync::Arc;

fn phase(id: u32, kind: PhaseKind, start: DateTime, end: DateTime) -> Phase {
    Phase { id: PhaseId(id), kind, name: String::new(), start, end, waves: Rows::default() }
}

fn day(month: i8, day: i8) -> DateTime {
    datetime(2026, month, day, 0, 0, 0, 0)
}

/// Preheat 24–31 October, launch 1–10 November, burst on the 11th, return 12–14.
fn double11() -> Campaign {
    Campaign {
        phases: vec![
            phase(1, PhaseKind::Prepare, day(10, 8), day(10, 24)),
            phase(2, PhaseKind::Preheat, day(10, 24), day(11, 1)),
            phase(3, PhaseKind::Launch, day(11, 1), day(11, 11)),
            phase(4, PhaseKind::Burst, day(11, 11), day(11, 12)),
            phase(5, PhaseKind::Return, day(11, 12), day(11, 15)),
        ]
        .into(),
        ..Campaign::default()
    }
}

fn yuan(n: i64) -> Money {
    Money::from_major(n)
}

fn rate(text: &str) -> Rate {
    Rate::parse(text).unwrap()
}

fn with(campaign: &Campaign, change: impl Fn(&Splits) -> Splits) -> Campaign {
    Campaign { splits: Arc::new(change(&campaign.splits)), ..campaign.clone() }
}

fn split(campaign: &Campaign, target: i64) -> TimeSplit {
    split_time(campaign, yuan(target), Some(rate("10%")), Some(yuan(250)), None)
}

#[test]
fn the_rhythm_of_double_11() {
    let campaign = with(&double11(), |s| {
        let s = edit::set_weight(s, CellKey::Phase(PhaseId(2)), Some(rate("3.2%")));
        let s = edit::set_weight(&s, CellKey::Phase(PhaseId(3)), Some(rate("39.8%")));
        let s = edit::set_amount(&s, CellKey::Phase(PhaseId(4)), yuan(23_500_000));
        edit::set_weight(&s, CellKey::Phase(PhaseId(5)), Some(rate("10%")))
    });
    let got = split(&campaign, 50_000_000);
    let rows: Vec<(u32, usize, Money, Rate, bool)> =
        got.phases.iter().map(|p| (p.of.0, p.days, p.gmv, p.share, p.locked)).collect();
    assert_eq!(
        rows,
        [
            (2, 8, yuan(1_600_000), rate("3.2%"), false),
            (3, 10, yuan(19_900_000), rate("39.8%"), false),
            (4, 1, yuan(23_500_000), rate("47%"), true),
            (5, 3, yuan(5_000_000), rate("10%"), false),
        ]
    );
    assert_eq!(got.days.len(), 22);
    assert_eq!(got.days.iter().map(|d| d.gmv).sum::<Money>(), yuan(50_000_000));
    assert_eq!(got.day(date(2026, 11, 11)).unwrap().gmv, yuan(23_500_000));
    // two peaks: the opening within the launch, and the burst
    let gmv = |m, d| got.day(date(2026, m, d)).unwrap().gmv;
    assert!(
        gmv(11, 1) > gmv(11, 2) && gmv(11, 2) > gmv(11, 6) && gmv(11, 10) > gmv(11, 7) && gmv(11, 12) > gmv(11, 13)
    );
    // the identity holds in each
    assert_eq!(got.phase(PhaseId(4)).unwrap().factors.uv.value.map(Count::get), Some(940_000));
    assert_eq!(got.unfit, []);
}

#[test]
fn a_day_is_divided_where_a_phase_begins() {
    // preheat ends and the launch begins at 20:00; every hour alike: 20 of 24 hours, then 4
    let mut campaign = Campaign {
        phases: vec![
            phase(1, PhaseKind::Preheat, day(11, 1), datetime(2026, 11, 1, 20, 0, 0, 0)),
            phase(2, PhaseKind::Launch, datetime(2026, 11, 1, 20, 0, 0, 0), day(11, 3)),
        ]
        .into(),
        ..Campaign::default()
    };
    campaign.splits = Arc::new(Splits { day_curve: DayCurve::Even, hour_curve: HourCurve::Even, ..Splits::default() });
    let got = split(&campaign, 4800);
    let pieces: Vec<(u32, Money)> = got.pieces.iter().map(|p| (p.phase.0, p.gmv)).collect();
    assert_eq!(pieces, [(1, yuan(2000)), (2, yuan(400)), (2, yuan(2400))]);
    let days: Vec<(u32, Money)> = got.days.iter().map(|d| (d.phase.0, d.gmv)).collect();
    assert_eq!(days, [(1, yuan(2400)), (2, yuan(2400))]);
    let hours = hours_of(&campaign, &got, date(2026, 11, 1)).hours;
    assert_eq!((hours.len(), hours[19].gmv, hours[20].gmv), (24, yuan(100), yuan(100)));
    assert_eq!(all_hours(&campaign, &got).iter().map(|h| h.gmv).sum::<Money>(), yuan(4800));

    // a locked day that a border divides is locked as a whole
    let locked = with(&campaign, |s| edit::set_amount(s, CellKey::Day(date(2026, 11, 1)), yuan(3000)));
    let got = split(&locked, 4800);
    assert_eq!(got.day(date(2026, 11, 1)).map(|d| (d.gmv, d.locked)), Some((yuan(3000), true)));

    // in the evening curve, the opening at 20:00 gets the evening
    let evening = with(&campaign, |s| Splits { hour_curve: HourCurve::Evening, ..s.clone() });
    let got = split(&evening, 4800);
    assert_eq!(got.pieces[1].gmv, Money::parse("801.60").unwrap());
}

#[test]
fn waves_share_their_phase_with_the_rest() {
    let mut campaign =
        Campaign { phases: vec![phase(1, PhaseKind::Launch, day(11, 1), day(11, 5))].into(), ..Campaign::default() };
    let wave = |id, start, end| Wave { id: WaveId(id), name: String::new(), start, end };
    campaign.phases.get_mut(PhaseId(1)).unwrap().waves =
        vec![wave(7, day(11, 1), day(11, 2)), wave(8, day(11, 3), day(11, 4))].into();
    campaign.splits = Arc::new(Splits { day_curve: DayCurve::Even, ..Splits::default() });
    let got = split(&campaign, 4000);
    assert_eq!(
        got.waves.iter().map(|w| (w.of.0, w.gmv, w.days)).collect::<Vec<_>>(),
        [(7, yuan(1000), 1), (8, yuan(1000), 1)]
    );

    // a wave is at least what is locked in it; the rest of the phase gives way
    let locked = with(&campaign, |s| edit::set_amount(s, CellKey::Day(date(2026, 11, 3)), yuan(2500)));
    let got = split(&locked, 4000);
    assert_eq!(got.waves.iter().map(|w| w.gmv).collect::<Vec<_>>(), [yuan(500), yuan(2500)]);
    assert_eq!((got.waves[1].least, got.phases[0].least), (yuan(2500), yuan(2500)));
    assert_eq!(got.days.iter().map(|d| d.gmv).collect::<Vec<_>>(), [500, 500, 2500, 500].map(yuan));

    // a locked hour holds its day up
    let locked =
        with(&campaign, |s| edit::set_amount(s, CellKey::Hour(datetime(2026, 11, 3, 20, 0, 0, 0)), yuan(2500)));
    let got = split(&locked, 4000);
    assert_eq!(got.day(date(2026, 11, 3)).unwrap().gmv, yuan(2500));
    let hours = hours_of(&locked, &got, date(2026, 11, 3));
    assert_eq!((hours.hours[20].gmv, hours.hours[20].locked, hours.hours[19].gmv), (yuan(2500), true, Money::ZERO));
}

#[test]
fn locks_above_the_target_are_shown_as_they_are() {
    let campaign = with(&double11(), |s| {
        let s = edit::set_amount(s, CellKey::Phase(PhaseId(4)), yuan(60));
        edit::set_amount(&s, CellKey::Phase(PhaseId(3)), yuan(50))
    });
    let got = split(&campaign, 100);
    assert_eq!(got.unfit, [Unfit { of: None, gap: yuan(10) }]);
    assert_eq!(got.phases.iter().map(|p| p.gmv).collect::<Vec<_>>(), [0, 50, 60, 0].map(yuan));
    // locked days above their locked phase
    let campaign = with(&campaign, |s| edit::set_amount(s, CellKey::Day(date(2026, 11, 11)), yuan(70)));
    let got = split(&campaign, 110);
    assert_eq!(got.unfit, [Unfit { of: Some(CellKey::Phase(PhaseId(4))), gap: yuan(10) }]);
}

#[test]
fn the_last_campaign_gives_the_days() {
    let actual = |m, d, gmv| Actual { date: date(2025, m, d), gmv: yuan(gmv), ..Actual::default() };
    let mut previous = double11();
    previous.phases.map_where(|p| {
        let back = |at: DateTime| at.with().year(2025).build().unwrap();
        Some(Phase { start: back(p.start), end: back(p.end), ..p.clone() })
    });
    previous.actuals = vec![actual(11, 1, 200), actual(11, 2, 100), actual(11, 11, 700)].into();
    let campaign = with(&double11(), |s| Splits { day_curve: DayCurve::LastActual, ..s.clone() });
    let got = split_time(&campaign, yuan(10_000), None, None, Some(&previous));
    assert_eq!(got.curve, DayCurve::LastActual);
    let gmv = |d| got.day(date(2026, 11, d)).unwrap().gmv;
    assert_eq!((gmv(1), gmv(2), gmv(3), gmv(11)), (yuan(2000), yuan(1000), Money::ZERO, yuan(7000)));
    // without it, the double peak stands in, and the answer says so
    assert_eq!(split_time(&campaign, yuan(1), None, None, None).curve, DayCurve::DoublePeak);
}

#[test]
fn a_late_opening_and_the_day_of_the_burst_tower_over_their_neighbours() {
    let evening = |month, day| datetime(2026, month, day, 20, 0, 0, 0);
    // opens on 31 October at 20:00; the burst goes from the eve to the end of the 11th, with two hours of the 12th
    let campaign = Campaign {
        phases: vec![
            phase(2, PhaseKind::Preheat, day(10, 24), evening(10, 31)),
            phase(3, PhaseKind::Launch, evening(10, 31), evening(11, 10)),
            phase(4, PhaseKind::Burst, evening(11, 10), datetime(2026, 11, 12, 2, 0, 0, 0)),
        ]
        .into(),
        ..Campaign::default()
    };
    let got = split(&campaign, 50_000_000);
    let gmv = |month, day| got.day(date(2026, month, day)).unwrap().gmv;
    assert!(gmv(10, 31) > gmv(11, 1), "four hours of opening: {:?} {:?}", gmv(10, 31), gmv(11, 1));
    assert!(gmv(10, 30) > gmv(10, 24), "preheat rises");
    let most = got.days.iter().max_by_key(|d| d.gmv).unwrap();
    assert_eq!(most.date, date(2026, 11, 11));
    assert!(gmv(11, 12) < gmv(11, 11));
    assert_eq!(got.days.iter().map(|d| d.gmv).sum::<Money>(), yuan(50_000_000));
}

#[test]
fn broken_rhythms_do_not_panic() {
    let max = DateTime::MAX;
    for phases in [
        vec![],
        vec![phase(1, PhaseKind::Prepare, day(1, 1), day(1, 2))],
        vec![phase(1, PhaseKind::Launch, day(1, 2), day(1, 1))],
        vec![phase(1, PhaseKind::Launch, DateTime::MIN, max)],
        vec![phase(1, PhaseKind::Launch, max, max), phase(1, PhaseKind::Burst, day(1, 1), max)],
    ] {
        let campaign = Campaign { phases: phases.into(), ..Campaign::default() };
        let got = split(&campaign, 1_000_000);
        assert!(got.days.len() <= 2 * 1100);
        if got.phases.is_empty() {
            assert_eq!(got.unfit, [Unfit { of: None, gap: yuan(-1_000_000) }]);
        } else {
            assert_eq!(got.phases.iter().map(|p| p.gmv).sum::<Money>(), yuan(1_000_000));
        }
    }
}

/// Ten thousand random edits of locks and weights: every level sums exactly or says by how much it does not, and what is
/// locked stays untouched.
#[test]
fn ten_thousand_edits() {
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = move |below: u64| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed % below
    };
    let wave = |id, start, end| Wave { id: WaveId(id), name: String::new(), start, end };
    let mut campaign = double11();
    campaign.phases.get_mut(PhaseId(3)).unwrap().waves =
        vec![wave(7, day(11, 1), datetime(2026, 11, 4, 20, 0, 0, 0)), wave(8, day(11, 5), day(11, 8))].into();
    let mut target = Money::from_minor(5_000_000_001);
    for step in 0..10_000 {
        let of_day = |n: u64| date(2026, 10, 24).saturating_add(jiff::Span::new().days(n.cast_signed()));
        let key = match random(10) {
            0..4 => CellKey::Phase(PhaseId(1 + random(5) as u32)),
            4..6 => CellKey::Wave(WaveId(7 + random(2) as u32)),
            6..9 => CellKey::Day(of_day(random(22))),
            _ => CellKey::Hour(of_day(random(22)).at(random(24) as i8, 0, 0, 0)),
        };
        let splits = match random(8) {
            0..2 => edit::set_amount(&campaign.splits, key, Money::from_minor(random(200_000_000).cast_signed())),
            2..4 => edit::set_weight(&campaign.splits, key, Some(Rate::from_ppm(random(1_000_000).cast_signed()))),
            4 => edit::set_weight(&campaign.splits, key, None),
            5 => {
                target = Money::from_minor(random(9_000_000_000).cast_signed());
                Splits::clone(&campaign.splits)
            }
            _ => edit::unlock(&campaign.splits, key),
        };
        campaign.splits = Arc::new(splits);
        let got = split_time(&campaign, target, None, None, None);
        let gap = |of: Option<CellKey>| -> i128 { got.unfit.iter().filter(|u| u.of == of).map(|u| u.gap.wide()).sum() };
        let all: i128 = got.unfit.iter().map(|u| u.gap.wide()).sum();
        let phases: i128 = got.phases.iter().map(|p| p.gmv.wide()).sum();
        assert_eq!(phases, target.wide() + gap(None), "step {step}");
        let days: i128 = got.days.iter().map(|d| d.gmv.wide()).sum();
        assert_eq!(days, target.wide() + all, "step {step}");
        for row in &campaign.splits.phases {
            if let (Some(lock), Some(share)) = (row.cell.lock, got.phase(row.of)) {
                assert_eq!(share.gmv, lock, "step {step}");
            }
        }
        for row in &campaign.splits.waves {
            if let (Some(lock), Some(share)) = (row.cell.lock, got.waves.iter().find(|w| w.of == row.of)) {
                assert_eq!(share.gmv, lock, "step {step}");
            }
        }
        for row in &campaign.splits.days {
            if let (Some(lock), Some(share)) = (row.cell.lock, got.day(row.of)) {
                assert_eq!((share.gmv, share.locked), (lock, true), "step {step}");
            }
        }
        if step % 10 == 0 {
            let day = of_day(random(22));
            let hours = hours_of(&campaign, &got, day);
            let sum: i128 = hours.hours.iter().map(|h| h.gmv.wide()).sum();
            let slack = hours.excess.unwrap_or_default().wide() - hours.short.unwrap_or_default().wide();
            assert_eq!(sum, got.day(day).unwrap().gmv.wide() + slack, "step {step}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_span_sums(start in 0i32..2000, minutes in 1i32..40_000, cut in 0i32..40_000, target in 0i64..10_000_000_000) {
        let at = |m: i32| day(1, 1).saturating_add(jiff::Span::new().minutes(m));
        let (a, b) = (at(start), at(start + minutes));
        let mut launch = phase(1, PhaseKind::Launch, a, b);
        launch.waves = vec![Wave { id: WaveId(2), name: String::new(), start: at(start + cut), end: b }].into();
        let campaign = Campaign { phases: vec![launch].into(), ..Campaign::default() };
        let got = split_time(&campaign, Money::from_minor(target), None, None, None);
        prop_assert_eq!(got.pieces.iter().map(|p| p.gmv).sum::<Money>(), Money::from_minor(target));
        let all: Money = got.days.iter().flat_map(|d| hours_of(&campaign, &got, d.date).hours).map(|h| h.gmv).sum();
        prop_assert_eq!(all, Money::from_minor(target));
    }
}

#[test]
fn the_last_campaign_comes_again_hour_by_hour() {
    // two days of which the first opened at 20:00; the second sold by night and by day
    let at = |d: i8, hour: i8| datetime(2025, 11, d, hour, 0, 0, 0);
    let mut previous =
        Campaign { phases: vec![phase(1, PhaseKind::Launch, at(1, 20), at(3, 0))].into(), ..Campaign::default() };
    let row =
        |d, hour, gmv| Actual { gmv: yuan(gmv), hour: Hour::new(hour), date: date(2025, 11, d), ..Actual::default() };
    previous.actuals = vec![row(1, 20, 300), row(1, 21, 100), row(1, 23, 100), row(2, 0, 400), row(2, 23, 100)].into();
    let mut campaign = Campaign {
        phases: vec![phase(1, PhaseKind::Launch, datetime(2026, 11, 1, 20, 0, 0, 0), day(11, 3))].into(),
        ..Campaign::default()
    };
    campaign.splits =
        Arc::new(Splits { day_curve: DayCurve::LastActual, hour_curve: HourCurve::LastActual, ..Splits::default() });
    let got = split_time(&campaign, yuan(2_000), None, None, Some(&previous));
    let sold: Vec<(i8, i8, Money)> = all_hours(&campaign, &got)
        .into_iter()
        .filter(|hour| hour.gmv > Money::ZERO)
        .map(|hour| (hour.at.day(), hour.at.hour(), hour.gmv))
        .collect();
    let twice = [(1, 20, 600), (1, 21, 200), (1, 23, 200), (2, 0, 800), (2, 23, 200)];
    assert_eq!(sold, twice.map(|(d, hour, gmv)| (d, hour, yuan(gmv))), "twice the target, twice every hour");

    // a day of which the end is not known is weighed as all days together; without hours, the evening stands in
    previous.actuals = vec![row(1, 20, 300), row(2, 0, 100)].into();
    let got = split_time(&campaign, yuan(2_000), None, None, Some(&previous));
    assert_eq!(got.hours.on(date(2026, 11, 2))[0], 250_000);
    assert_eq!(got.hours.on(date(2026, 11, 2))[20], 750_000);
    previous.actuals = vec![Actual { hour: None, ..row(1, 20, 300) }].into();
    let got = split_time(&campaign, yuan(2_000), None, None, Some(&previous));
    assert_eq!((got.curve, got.hours.curve()), (DayCurve::LastActual, HourCurve::Evening));
}
