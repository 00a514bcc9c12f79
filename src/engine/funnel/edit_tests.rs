//! A planner at the funnel: type, lock, switch modes.

use super::*;
use crate::engine::funnel::preset;
use crate::model::Shop;

fn retail() -> Funnel {
    let mut id = 0;
    let stages = preset::retail(&Shop::default(), &mut || {
        id += 1;
        StageId(id)
    });
    Funnel {
        gmv: Quantity::Fixed(Money::from_major(50_000_000)),
        aov: Quantity::Fixed(Money::from_major(250)),
        stages,
        ..Funnel::default()
    }
}

const UV: StageId = StageId(2);
const CART: StageId = StageId(3);

#[test]
fn target_then_traffic_then_one_unknown() {
    let funnel = retail();
    assert_eq!(mode_of(&funnel), Mode::FromTarget);
    assert_eq!(solve(&funnel).uv.value, Some(Count::new(2_000_000)));

    let traffic = set_mode(&funnel, Mode::FromTraffic);
    assert_eq!(mode_of(&traffic), Mode::FromTraffic);
    let traffic = type_value(&traffic, Typed::Count(UV, Count::new(1_800_000)));
    assert_eq!(solve(&traffic).gmv.value, Some(Money::from_major(45_000_000)));
    assert_eq!(solve(&traffic).conflicts, []);

    // which AOV would bring 50 million all the same?
    let aov = set_mode(&traffic, Mode::SolveOne(Unknown::Aov));
    assert_eq!(mode_of(&aov), Mode::SolveOne(Unknown::Aov));
    let aov = type_value(&aov, Typed::Gmv(Money::from_major(50_000_000)));
    assert_eq!(solve(&aov).aov.value, Some(Money::parse("277.78").unwrap()));

    // which order rate?
    let rate = set_mode(&traffic, Mode::SolveOne(Unknown::Rate(CART)));
    assert_eq!(mode_of(&rate), Mode::SolveOne(Unknown::Rate(CART)));
    let rate = type_value(&rate, Typed::Gmv(Money::from_major(50_000_000)));
    let solved = solve(&rate);
    assert_eq!(solved.stage(CART).unwrap().rate.value, Some(Rate::parse("0.555555556").unwrap()));
    assert_eq!(solved.conflicts, []);

    // back to the target: whatever was solved is now fixed, the counts follow
    let back = set_mode(&rate, Mode::FromTarget);
    assert_eq!(mode_of(&back), Mode::FromTarget);
    assert_eq!(solve(&back).conflicts, []);
}

#[test]
fn typing_where_nothing_is_open_shows_the_conflict() {
    let funnel = type_value(&retail(), Typed::Count(UV, Count::new(1_800_000)));
    let solved = solve(&funnel);
    assert_eq!(solved.conflicts.len(), 1);
    assert_eq!(solved.conflicts[0].gap, crate::engine::value::Value::Difference(200_000));
    // unlocking either resolves it
    assert_eq!(solve(&unlock(&funnel, Unknown::Count(UV))).conflicts, []);
    let free_target = unlock(&funnel, Unknown::Gmv);
    assert_eq!(solve(&free_target).gmv.value, Some(Money::from_major(45_000_000)));
    assert!(!is_locked(&free_target, Unknown::Gmv));
    assert_eq!(solve(&lock(&free_target, Unknown::Gmv)).conflicts, []);
}

#[test]
fn cvr_is_absorbed_by_a_named_rate() {
    let funnel = retail();
    // CVR from 10 % to 12 %: the order rate goes from 50 % to 60 %
    let typed = type_value(&funnel, Typed::Cvr(CART, Rate::from_percent(12)));
    assert_eq!(solve(&typed).cvr.value, Some(Rate::from_percent(12)));
    assert_eq!(typed.stages.get(CART).unwrap().rate, Quantity::Fixed(Rate::from_percent(60)));
    // a stage above the visitors cannot absorb it
    assert_eq!(type_value(&funnel, Typed::Cvr(StageId(1), Rate::from_percent(12))), funnel);

    let asked = solve_for(&funnel, Unknown::Cvr(CART));
    let asked = type_value(&asked, Typed::Gmv(Money::from_major(60_000_000)));
    assert_eq!(solve(&asked).cvr.value, Some(Rate::from_percent(12)));
}

#[test]
fn depth_can_be_asked_for() {
    let asked = solve_for(&retail(), Unknown::Rate(StageId(1)));
    let asked = type_value(&asked, Typed::Count(StageId(1), Count::new(9_000_000)));
    let solved = solve(&asked);
    assert_eq!(solved.stage(StageId(1)).unwrap().rate.value, Some(Rate::parse("4.5").unwrap()));
    assert_eq!((solved.uv.value, solved.conflicts.len()), (Some(Count::new(2_000_000)), 0));
}
