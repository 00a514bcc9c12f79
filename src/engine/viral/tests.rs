//! Plays that a planner can follow on paper, and what must always hold.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

fn rate(text: &str) -> Rate {
    Rate::parse(text).expect("a rate")
}

fn yuan(text: &str) -> Money {
    Money::parse(text).expect("a sum")
}

/// 10,000 seeds, of whom 10 % invite 5 people each; 20 % of those come, of whom 50 % invite on.
fn play() -> WordOfMouth {
    WordOfMouth {
        seeds: Seeds::People(Count::new(10_000)),
        participation: rate("10%"),
        invites: rate("5"),
        acceptance: rate("20%"),
        onward: rate("50%"),
        rounds: Count::new(3),
        ..WordOfMouth::default()
    }
}

fn told(play: &WordOfMouth) -> String {
    let answer = viral(play, &Crowd::default());
    let rounds: Vec<String> = answer
        .rounds
        .iter()
        .map(|r| format!("{}→{}→{} ({})", r.inviters.get(), r.reached.get(), r.visitors.get(), r.so_far.get()))
        .collect();
    format!("{} K {} {:?}", rounds.join(", "), answer.k, answer.ended)
}

#[test]
fn round_by_round() {
    let with = |change: fn(&mut WordOfMouth)| {
        let mut play = play();
        change(&mut play);
        told(&play)
    };
    for (change, expected) in [
        // 1,000 invite 5,000, of whom 1,000 come; 500 of them invite 2,500, of whom 500 come; 250 …
        (
            (|_| {}) as fn(&mut WordOfMouth),
            "1000→5000→1000 (1000), 500→2500→500 (1500), 250→1250→250 (1750) K 50% Rounds",
        ),
        (|p| p.rounds = Count::new(1), "1000→5000→1000 (1000) K 50% Rounds"),
        (|p| p.onward = Rate::ZERO, "1000→5000→1000 (1000) K 0% Faded"),
        // the second round may reach 1,000 more only
        (|p| p.cap = Some(Count::new(6000)), "1000→5000→1000 (1000), 500→1000→200 (1200) K 50% Capped"),
        (|p| p.cap = Some(Count::ZERO), " K 50% Capped"),
        // what is lost to rounding is lost once: 7 reach 10.5 → 10; 3 come of 10 (30 %), 1.5 → 1 invites on: 8 × 1.5 = 12
        (
            |p| {
                (p.seeds, p.participation) = (Seeds::People(Count::new(7)), Rate::ONE);
                (p.invites, p.acceptance) = (rate("1.5"), rate("30%"));
                p.rounds = Count::new(9);
            },
            "7→10→3 (3), 1→2→0 (3) K 22.5% Faded",
        ),
        // growing from round to round
        (
            |p| p.invites = rate("20"),
            "1000→20000→4000 (4000), 2000→40000→8000 (12000), 4000→80000→16000 (28000) K 2 Rounds",
        ),
        (
            |p| p.acceptance = rate("300%"),
            "1000→5000→5000 (5000), 2500→12500→12500 (17500), 6250→31250→31250 (48750) K 2.5 Rounds",
        ),
        (|p| p.seeds = Seeds::Pool, " K 50% Faded"),
        (|p| p.rounds = Count::ZERO, " K 50% Rounds"),
    ] {
        assert_eq!(with(change), expected);
    }
}

#[test]
fn cost_is_what_is_given_away() {
    let play = WordOfMouth {
        inviter_reward: yuan("5"),
        invitee_reward: yuan("2"),
        coupon: yuan("20"),
        redemption: rate("15%"),
        fixed: yuan("3000"),
        ..play()
    };
    // 1,750 invite, 1,750 come
    let cost = viral(&play, &Crowd::default()).cost;
    assert_eq!(cost.inviters, yuan("8750"));
    assert_eq!(cost.invitees, yuan("3500"));
    assert_eq!(cost.coupons, yuan("5250"), "1,750 × ¥20 × 15 %");
    assert_eq!(cost.total(), yuan("20500"));
    // groups of three: 1,750 who come fill 875 groups; only these are rewarded, coupons go to everyone
    let groups = WordOfMouth { kind: PlayKind::GroupBuy { size: Count::new(3) }, ..play };
    let answer = viral(&groups, &Crowd::default());
    assert_eq!(answer.groups, Some(Count::new(875)));
    assert_eq!(answer.cost.inviters, yuan("4375"));
    assert_eq!(answer.cost.invitees, yuan("3500"), "875 groups of two newcomers");
    assert_eq!(answer.cost.coupons, yuan("5250"));
}

#[test]
fn seeds_are_typed_or_those_who_are_known() {
    let mut crowd = Crowd { pool: Some(Count::new(500_000)), ..Crowd::default() };
    crowd.segments[Segment::KeyValue as usize] = Count::new(2_000);
    crowd.segments[Segment::Grow as usize] = Count::new(300);
    let seeds = |seeds: Seeds| crowd.seeds(&seeds).map(Count::get);
    let segments = |list: &[Segment]| Seeds::Segments(list.iter().copied().collect::<BTreeSet<_>>());
    assert_eq!(seeds(Seeds::People(Count::new(7))), Some(7));
    assert_eq!(seeds(segments(&[Segment::KeyValue, Segment::Grow, Segment::Keep])), Some(2_300));
    assert_eq!(seeds(segments(&[Segment::Keep])), None, "nobody is known there");
    assert_eq!(seeds(Seeds::Pool), Some(500_000));
    assert_eq!(Crowd::default().seeds(&Seeds::Pool), None);
}

fn part() -> impl Strategy<Value = Rate> {
    (0i64..=1_000_000).prop_map(Rate::from_ppm)
}

prop_compose! {
    fn any_play()(
        (people, participation, invites) in (0u64..100_000, part(), 0i64..20_000_000),
        (acceptance, onward, redemption) in (part(), part(), part()),
        (rounds, cap, size) in (0u64..30, prop::option::of(0u64..1_000_000), 0u64..6),
        (inviter, invitee, coupon, fixed) in (0i64..10_000, 0i64..10_000, 0i64..10_000, 0i64..1_000_000),
    ) -> WordOfMouth {
        WordOfMouth {
            kind: if size == 0 { PlayKind::Bargain } else { PlayKind::GroupBuy { size: Count::new(size) } },
            seeds: Seeds::People(Count::new(people)),
            participation,
            invites: Rate::from_ppm(invites),
            acceptance,
            onward,
            rounds: Count::new(rounds),
            cap: cap.map(Count::new),
            inviter_reward: Money::from_minor(inviter),
            invitee_reward: Money::from_minor(invitee),
            coupon: Money::from_minor(coupon),
            redemption,
            fixed: Money::from_minor(fixed),
        }
    }
}

proptest! {
    #[test]
    fn rounds_sum_to_the_whole_and_stay_within_the_cap(play in any_play()) {
        let answer = viral(&play, &Crowd::default());
        let sum = |of: fn(&Round) -> Count| answer.rounds.iter().map(|r| of(r).wide()).sum::<i128>();
        prop_assert_eq!(sum(|r| r.reached), answer.reached.wide());
        prop_assert_eq!(sum(|r| r.visitors), answer.visitors.wide());
        prop_assert_eq!(sum(|r| r.inviters), answer.inviters.wide());
        prop_assert!(answer.rounds.len() as u64 <= play.rounds.get().min(MOST_ROUNDS));
        prop_assert!(answer.reached <= play.cap.unwrap_or(Count::MAX));
        prop_assert!(answer.visitors <= answer.reached);
        let cost = answer.cost;
        let parts = cost.inviters.wide() + cost.invitees.wide() + cost.coupons.wide() + cost.fixed.wide();
        prop_assert_eq!(cost.total().wide(), parts.min(Money::MAX.wide()), "up to the edge of the range");
    }

    #[test]
    fn more_acceptance_and_more_rounds_bring_no_fewer(play in any_play(), more in part(), rounds in 0u64..10) {
        let before = viral(&play, &Crowd::default());
        let acceptance = Rate::from_wide((play.acceptance.wide() + more.wide()).min(Rate::ONE.wide()));
        let eager = viral(&WordOfMouth { acceptance, ..play.clone() }, &Crowd::default());
        prop_assert!(eager.visitors >= before.visitors && eager.reached >= before.reached);
        prop_assert!(eager.k >= before.k);
        let rounds = Count::new(play.rounds.get() + rounds);
        let longer = viral(&WordOfMouth { rounds, ..play }, &Crowd::default());
        prop_assert!(longer.visitors >= before.visitors && longer.reached >= before.reached);
    }
}
