//! Staffing by figures that a planner can check with a pencil.

use std::sync::Arc;

use jiff::civil::{date, datetime};

use super::*;
use crate::engine::plan::plan;
use crate::engine::template::{NewCampaign, Template, add_campaign};
use crate::model::{CampaignId, Count, DutyShifts, Project, Task, TaskSource};

fn sheet() -> Staffing {
    Staffing::default()
}

fn hour(orders: u64, work: i128, slots: i128) -> HourNeed {
    let at = datetime(2026, 11, 11, 20, 0, 0, 0);
    HourNeed { at, orders, pace: Pace { work, slots }, ships: true, answers: true, heads: [0; 3] }
}

fn rate(text: &str) -> Rate {
    Rate::parse(text).expect(text)
}

#[test]
fn heads_are_rounded_up_after_the_reserve() {
    // 60 orders picked and 45 packed an hour; 40 % ask, bots take 60 %, 5 minutes each, 3 at once; reserve 10 %
    for (orders, work, slots, expected) in [
        (0, 0, 1, [0, 0, 0]),
        // 1 × 1.1 ÷ 60, ÷ 45; 0.16 chats × 5 ÷ 60 ÷ 3 × 1.1
        (1, 1, 1, [1, 1, 1]),
        // 600 × 1.1 ÷ 60 = 11; ÷ 45 = 14.67; 96 chats × 5 ÷ 60 ÷ 3 × 1.1 = 2.93
        (600, 600, 1, [11, 15, 3]),
        // 601 orders are 11.02
        (601, 601, 1, [12, 15, 3]),
        // the warehouse spreads 6,000 orders over ten hours, agents cannot: 29.33
        (6_000, 6_000, 10, [11, 15, 30]),
    ] {
        let of = |role| heads(&sheet(), role, &hour(orders, work, slots));
        assert_eq!(Role::ALL.map(of), expected, "{orders}, {work}/{slots}");
    }
    let bare = Staffing { reserve: Rate::ZERO, bots: Rate::ONE, ..sheet() };
    assert_eq!(Role::ALL.map(|role| heads(&bare, role, &hour(600, 600, 1))), [10, 14, 0]);
    // nobody can divide by nothing
    let none = Staffing { pick: Rate::ZERO, chats_at_once: Rate::ZERO, ..sheet() };
    assert_eq!(Role::ALL.map(|role| heads(&none, role, &hour(600, 600, 1))), [0, 15, 0]);
}

#[test]
fn shifts_cover_the_hours_of_their_own() {
    let shifts = |early: &str, middle: &str, late: &str| DutyShifts {
        early: Shifts::parse(early).expect(early),
        middle: Shifts::parse(middle).expect(middle),
        late: Shifts::parse(late).expect(late),
    };
    let mut need = [0_u64; DAY];
    need[9] = 4;
    need[15] = 6;
    need[20] = 10;
    need[2] = 3;
    for (agents, heads, present_at_15) in [
        (shifts("08:00-16:00", "16:00-24:00", "00:00-08:00"), [6, 10, 3], 6),
        // between 13 and 16 both are there: the early one is filled first, the late one brings what is missing
        (shifts("08:00-16:00", "13:00-22:00", ""), [6, 10, 0], 16),
        (shifts("08:00-12:00", "12:00-24:00", "00:00-06:00 23:00-24:00"), [4, 10, 3], 10),
        (shifts("", "", ""), [0, 0, 0], 0),
    ] {
        let cover = Cover::new(&Staffing { agents, ..sheet() });
        let found = cover.shifts(Role::Agents, &need);
        assert_eq!(found, heads);
        assert_eq!(cover.present(Role::Agents, found)[15], present_at_15);
    }
}

fn sale(template: Template) -> (Project, CampaignId) {
    let mut project = Project::default();
    let yuan = Money::from_major;
    let new = NewCampaign {
        name: "双11".to_owned(),
        opening: date(2026, 11, 1),
        target: Some(yuan(50_000_000)),
        aov: Some(yuan(250)),
        template,
    };
    let id = add_campaign(&mut project, &new);
    (project, id)
}

fn worked(project: &Project, id: CampaignId) -> Result<StaffingAnswer, Unknown> {
    let campaign = project.campaign(id).expect("there");
    let answer = plan(project, campaign);
    staffing(campaign, &answer.time, answer.funnel.aov.value)
}

fn with(project: &mut Project, id: CampaignId, change: impl FnOnce(&mut Staffing)) {
    let campaign = project.campaigns.get_mut(id).expect("there");
    change(Arc::make_mut(&mut campaign.staffing));
}

#[test]
fn orders_add_up_and_nothing_is_lost() {
    let (mut project, id) = sale(Template::LevelS);
    let answer = worked(&project, id).expect("worked out");
    // 50,000,000 ÷ 250, less at most one for each phase
    let orders: u64 = answer.hours.iter().map(|hour| hour.orders).sum();
    assert!((199_990..=200_000).contains(&orders), "{orders}");
    assert_eq!(answer.supplies.orders, orders);
    assert_eq!(answer.hours.len(), answer.days.len() * DAY);
    let shipped: f64 = answer.hours.iter().map(|hour| hour.pace.work as f64 / hour.pace.slots as f64).sum();
    assert!((shipped - orders as f64).abs() < 1e-3);
    assert_eq!(answer.late, 0);
    let supplies = answer.supplies;
    assert_eq!(supplies.boxes, (orders * 105).div_ceil(100));
    assert_eq!(supplies.tape, (orders * 12).div_ceil(10));
    assert_eq!(supplies.rolls, supplies.tape.div_ceil(100));
    assert_eq!(supplies.scanners, supplies.people);
    // a warehouse that may take two days needs fewer than one that ships at once
    let [calm, ..] = answer.peaks.map(|peak| peak.expect("somebody").heads);
    with(&mut project, id, |sheet| sheet.ship_within = Count::ZERO);
    let [hasty, ..] = worked(&project, id).expect("worked out").peaks.map(|peak| peak.expect("somebody").heads);
    assert!(hasty > 3 * calm, "{hasty} against {calm}");
    // two orders a buyer
    with(&mut project, id, |sheet| sheet.orders_per_buyer = rate("2"));
    let twice: u64 = worked(&project, id).expect("worked out").hours.iter().map(|hour| hour.orders).sum();
    assert!(twice.abs_diff(2 * orders) < 10);
}

#[test]
fn what_no_shift_can_do_is_told() {
    let (mut project, id) = sale(Template::LevelS);
    with(&mut project, id, |sheet| sheet.ship_within = Count::ZERO);
    let answer = worked(&project, id).expect("worked out");
    let night: u64 = answer.hours.iter().filter(|hour| !hour.ships).map(|hour| hour.orders).sum();
    assert!(night > 0);
    assert_eq!(answer.late, night, "what comes at night cannot be shipped within the hour");
    with(&mut project, id, |sheet| {
        sheet.warehouse = DutyShifts { early: Shifts::off(), middle: Shifts::off(), late: Shifts::off() };
        sheet.agents = DutyShifts::default();
    });
    let answer = worked(&project, id).expect("worked out");
    assert_eq!(answer.late, answer.supplies.orders, "nobody ships");
    assert_eq!(answer.peaks[0], None);
    assert!(answer.days.iter().any(|day| day.unanswered > 0), "agents sleep at night");
}

#[test]
fn what_is_not_known_is_said() {
    let (mut project, id) = sale(Template::LevelS);
    let set = |project: &mut Project, gmv, aov| {
        let campaign = project.campaigns.get_mut(id).expect("there");
        let funnel = Arc::make_mut(&mut campaign.funnel);
        (funnel.gmv, funnel.aov) = (gmv, aov);
    };
    let fixed = |yuan| crate::model::Quantity::Fixed(Money::from_major(yuan));
    set(&mut project, fixed(50_000_000), crate::model::Quantity::Free);
    assert_eq!(worked(&project, id), Err(Unknown::Aov));
    set(&mut project, crate::model::Quantity::Free, fixed(250));
    assert_eq!(worked(&project, id), Err(Unknown::Target));
    project.campaigns.get_mut(id).expect("there").phases = crate::model::Rows::default();
    assert_eq!(worked(&project, id), Err(Unknown::Phases));
}

#[test]
fn the_shifts_of_a_day_become_tasks_once() {
    let (mut project, id) = sale(Template::LevelS);
    let answer = worked(&project, id).expect("worked out");
    let day = answer.fullest().expect("a day").clone();
    let name = |shift: usize, role: usize| format!("{shift}/{role}");
    let words = DutyWords {
        group: "值守排班".to_owned(),
        tasks: std::array::from_fn(|shift| std::array::from_fn(|role| name(shift, role))),
    };
    duty_tasks(&mut project, id, &day, &words);
    let made = |project: &Project| project.campaign(id).expect("there").tasks.clone();
    let first = made(&project);
    // pickers, packers in two shifts, agents in three; and the group
    assert_eq!(first.len(), 1 + 2 + 2 + 3);
    let agents: &Task = first.iter().find(|task| task.name == "0/2").expect("the early shift of agents");
    assert_eq!(agents.units.wide(), i128::from(day.shifts[0][2]) * Rate::ONE.wide());
    assert_eq!(agents.source, Some(TaskSource::Staffing(day.date)));
    let placed = agents.manual.expect("placed");
    assert_eq!((placed.start, placed.finish), (day.date.at(8, 0, 0, 0), day.date.at(16, 0, 0, 0)));
    duty_tasks(&mut project, id, &day, &words);
    let names = |tasks: &crate::model::Rows<Task>| tasks.iter().map(|task| task.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&made(&project)), names(&first), "once more is the same");
}
