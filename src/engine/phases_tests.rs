//! Edits of phases and waves, as tables that a planner can read.

use super::*;
use crate::model::{CampaignSku, Cell, Money, SkuId, Splits, StretchCell};

fn at(text: &str) -> DateTime {
    format!("2026-{text}").parse().expect("an instant")
}

fn phase(id: u32, kind: PhaseKind, start: &str, end: &str) -> Phase {
    plain(PhaseId(id), kind, at(start), at(end))
}

fn wave(id: u32, start: &str, end: &str) -> Wave {
    Wave { id: WaveId(id), name: String::new(), start: at(start), end: at(end) }
}

/// Preheat, launch with two waves, a gap of a day, return.
fn rhythm() -> Rows<Phase> {
    let mut launch = phase(2, PhaseKind::Launch, "11-01T00", "11-11T00");
    launch.waves = vec![wave(21, "11-01T00", "11-04T00"), wave(22, "11-04T00", "11-11T00")].into();
    vec![
        phase(1, PhaseKind::Preheat, "10-24T00", "11-01T00"),
        launch,
        phase(3, PhaseKind::Return, "11-12T00", "11-15T00"),
    ]
    .into()
}

fn written(phases: &Rows<Phase>) -> String {
    let range = |start: DateTime, end: DateTime| {
        let one = |at: DateTime| at.strftime("%m-%dT%H").to_string();
        format!("{} {}", one(start), one(end))
    };
    let phase = |p: &Arc<Phase>| {
        let waves =
            p.waves.iter().fold(String::new(), |all, w| all + &format!(" [{} {}]", w.id, range(w.start, w.end)));
        format!("{} {}{waves}", p.id, range(p.start, p.end))
    };
    phases.iter().map(phase).collect::<Vec<_>>().join(", ")
}

#[test]
fn an_edge_takes_the_neighbour_along_only_if_they_touched() {
    use Edge::{End, Start};
    for (id, edge, to, expected) in [
        (
            2,
            Start,
            "11-02T20",
            "1 10-24T00 11-02T20, 2 11-02T20 11-11T00 [21 11-02T20 11-04T00] [22 11-04T00 11-11T00], 3 11-12T00 11-15T00",
        ),
        (
            1,
            End,
            "10-31T20",
            "1 10-24T00 10-31T20, 2 10-31T20 11-11T00 [21 10-31T20 11-04T00] [22 11-04T00 11-11T00], 3 11-12T00 11-15T00",
        ),
        // behind the launch there is a gap: nothing else moves
        (
            2,
            End,
            "11-12T00",
            "1 10-24T00 11-01T00, 2 11-01T00 11-12T00 [21 11-01T00 11-04T00] [22 11-04T00 11-12T00], 3 11-12T00 11-15T00",
        ),
        (
            3,
            Start,
            "11-11T00",
            "1 10-24T00 11-01T00, 2 11-01T00 11-11T00 [21 11-01T00 11-04T00] [22 11-04T00 11-11T00], 3 11-11T00 11-15T00",
        ),
        (
            1,
            Start,
            "10-20T00",
            "1 10-20T00 11-01T00, 2 11-01T00 11-11T00 [21 11-01T00 11-04T00] [22 11-04T00 11-11T00], 3 11-12T00 11-15T00",
        ),
        // a wave that would hang over the edge is cut, one wholly outside stays for the finding
        (
            2,
            End,
            "11-03T00",
            "1 10-24T00 11-01T00, 2 11-01T00 11-03T00 [21 11-01T00 11-03T00] [22 11-04T00 11-11T00], 3 11-12T00 11-15T00",
        ),
    ] {
        let got = set_edge(&rhythm(), PhaseId(id), edge, at(to)).expect("it can stand there");
        assert_eq!(written(&got), expected, "{id} {edge:?} {to}");
    }
}

#[test]
fn an_edge_leaves_everyone_some_time() {
    use EdgeProblem::{EndsBeforeStart, SwallowsPhase};
    let r = rhythm();
    assert_eq!(set_start(&r, PhaseId(2), at("11-11T00")), Err(EndsBeforeStart));
    assert_eq!(set_start(&r, PhaseId(2), at("10-24T00")), Err(SwallowsPhase(PhaseId(1))));
    assert_eq!(set_end(&r, PhaseId(1), at("11-11T00")), Err(SwallowsPhase(PhaseId(2))));
    assert_eq!(set_end(&r, PhaseId(9), at("11-11T00")), Ok(r.clone()));
    let range = set_range(&r, PhaseId(3), (at("10-20T00"), at("10-22T00"))).expect("two days");
    assert!(written(&range).starts_with("3 10-20T00 10-22T00, 1 "));
    assert_eq!(set_range(&r, PhaseId(3), (at("10-20T00"), at("10-20T00"))), Err(EndsBeforeStart));
    assert_eq!(room(&r, PhaseId(2), Edge::Start), Some((at("10-24T01"), at("11-10T23"))));
    assert_eq!(room(&r, PhaseId(1), Edge::End), Some((at("10-24T01"), at("11-10T23"))));
}

#[test]
fn new_phases_stand_where_there_is_time() {
    let id = PhaseId(9);
    let day = jiff::civil::date(2026, 10, 13);
    for (after, expected) in [
        // between two that meet: the later half of the one before
        (
            Some(1),
            "1 10-24T00 10-28T00, 9 10-28T00 11-01T00, 2 11-01T00 11-11T00 [21 11-01T00 11-04T00] [22 11-04T00 11-11T00], 3 11-12T00 11-15T00",
        ),
        // in the gap
        (
            Some(2),
            "1 10-24T00 11-01T00, 2 11-01T00 11-11T00 [21 11-01T00 11-04T00] [22 11-04T00 11-11T00], 9 11-11T00 11-12T00, 3 11-12T00 11-15T00",
        ),
        (
            None,
            "1 10-24T00 11-01T00, 2 11-01T00 11-11T00 [21 11-01T00 11-04T00] [22 11-04T00 11-11T00], 3 11-12T00 11-15T00, 9 11-15T00 11-18T00",
        ),
    ] {
        let got = insert_after(&rhythm(), after.map(PhaseId), id, day);
        assert_eq!(written(&got), expected, "{after:?}");
    }
    assert_eq!(insert_after(&rhythm(), Some(PhaseId(2)), id, day).get(id).map(|p| p.kind), Some(PhaseKind::Burst));
    assert_eq!(written(&insert_after(&Rows::default(), None, id, day)), "9 10-13T00 10-16T00");
    assert!(written(&insert_first(&rhythm(), id, day)).starts_with("9 10-21T00 10-24T00, 1 "));
    // an hour cannot be halved
    let short: Rows<Phase> =
        vec![phase(1, PhaseKind::Burst, "11-11T00", "11-11T01"), phase(2, PhaseKind::Return, "11-11T01", "11-12T00")]
            .into();
    assert_eq!(insert_after(&short, Some(PhaseId(1)), id, day), short);
}

#[test]
fn waves_fill_gaps_halve_and_share_evenly() {
    let one = PhaseId(1);
    let mut got = add_wave(&rhythm(), one, None, WaveId(11));
    assert!(written(&got).starts_with("1 10-24T00 11-01T00 [11 10-24T00 11-01T00], "));
    got = add_wave(&got, one, None, WaveId(12));
    got = add_wave(&got, one, Some(WaveId(11)), WaveId(13));
    let waves = "1 10-24T00 11-01T00 [11 10-24T00 10-26T00] [13 10-26T00 10-28T00] [12 10-28T00 11-01T00], ";
    assert!(written(&got).starts_with(waves), "{}", written(&got));
    got = split_evenly(&got, one);
    let waves = "1 10-24T00 11-01T00 [11 10-24T00 10-27T00] [13 10-27T00 10-29T00] [12 10-29T00 11-01T00], ";
    assert!(written(&got).starts_with(waves), "{}", written(&got));

    got = set_wave_edge(&got, WaveId(13), Edge::Start, at("10-26T12")).expect("inside");
    let waves = "1 10-24T00 11-01T00 [11 10-24T00 10-26T12] [13 10-26T12 10-29T00] [12 10-29T00 11-01T00], ";
    assert!(written(&got).starts_with(waves), "{}", written(&got));
    let edge = |id, edge, to| set_wave_edge(&got, WaveId(id), edge, at(to)).err();
    assert_eq!(edge(12, Edge::End, "11-02T00"), Some(EdgeProblem::OutsidePhase));
    assert_eq!(edge(13, Edge::End, "10-26T12"), Some(EdgeProblem::EndsBeforeStart));
    assert_eq!(edge(13, Edge::End, "11-01T00"), Some(EdgeProblem::SwallowsWave(WaveId(12))));
}

#[test]
fn a_phase_changes_places_and_all_keep_their_lengths() {
    let got = reorder(&rhythm(), PhaseId(3), 0);
    // the gap of a day stays before the last
    let expected =
        "3 10-24T00 10-27T00, 1 10-27T00 11-04T00, 2 11-05T00 11-15T00 [21 11-05T00 11-08T00] [22 11-08T00 11-15T00]";
    assert_eq!(written(&got), expected);
    assert_eq!(written(&reorder(&got, PhaseId(3), 2)), written(&rhythm()));
    let waves = written(&reorder_wave(&rhythm(), WaveId(22), 0));
    assert!(waves.contains("[22 11-01T00 11-08T00] [21 11-08T00 11-11T00]"), "{waves}");
}

#[test]
fn an_end_at_midnight_belongs_to_the_day_before() {
    for (start, end, last, days) in [
        ("11-01T00", "11-11T00", "11-10", 10),
        ("11-11T00", "11-11T01", "11-11", 1),
        ("11-10T20", "11-11T00", "11-10", 1),
        ("11-10T20", "11-11T02", "11-11", 2),
        // a range without time is still somewhere
        ("11-10T00", "11-10T00", "11-10", 1),
    ] {
        let got = (last_day(at(start), at(end)).strftime("%m-%d").to_string(), days_touched(at(start), at(end)));
        assert_eq!(got, (last.to_owned(), days), "{start} {end}");
    }
}

#[test]
fn removal_leaves_no_reference() {
    let mut campaign = Campaign { phases: rhythm(), ..Campaign::default() };
    let typed = Cell { weight: None, lock: Some(Money::from_major(1)) };
    campaign.splits = Arc::new(Splits {
        phases: vec![StretchCell { cell: typed, ..StretchCell::new(PhaseId(2)) }].into(),
        waves: vec![StretchCell { cell: typed, ..StretchCell::new(WaveId(22)) }].into(),
        ..Splits::default()
    });
    let prices = [(PhaseId(2), Money::from_major(9)), (PhaseId(3), Money::from_major(8))];
    campaign.goods = vec![CampaignSku { sku: SkuId(1), phase_prices: prices.into(), ..CampaignSku::default() }].into();
    let mut one = campaign.clone();
    remove(&mut one, &[], &[WaveId(22)]);
    assert_eq!((one.splits.phases.len(), one.splits.waves.len()), (1, 0));
    assert_eq!(one.phases.get(PhaseId(2)).map(|p| p.waves.len()), Some(1));
    remove(&mut campaign, &[PhaseId(2)], &[]);
    assert_eq!((campaign.splits.phases.len(), campaign.splits.waves.len()), (0, 0));
    assert_eq!(campaign.goods.first().map(|g| g.phase_prices.len()), Some(1));
    assert_eq!(campaign.phases.len(), 2);
}
