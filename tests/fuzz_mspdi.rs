//! Mutated plans must be read or refused: no panic, no hang, and what is read stands, is written and read again with the
//! same dates. Seeded, on stable Rust. `PROMOPLAN_FUZZ_SECONDS` (2) says how long, `PROMOPLAN_FUZZ_SEED` (1) where to begin.

#![allow(clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]

#[path = "../benches/common/large.rs"]
mod large;

use std::time::{Duration, Instant};

use large::Dice;
use promoplan::engine::schedule::Schedule;
use promoplan::engine::schedule::carry::PlanError;
use promoplan::exchange::mspdi::{Plan, export};
use promoplan::model::{Campaign, CampaignId, Project};
use promoplan::text::{Lang, Texts};

const TOKENS: [&str; 40] = [
    "<",
    ">",
    "</Task>",
    "<Task>",
    "</Tasks>",
    "<Tasks>",
    "<Calendar>",
    "</Calendars>",
    "&amp;",
    "&own;",
    "&#0;",
    "&#x110000;",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<?xml",
    "<!DOCTYPE a [<!ENTITY own \"x\">]>",
    "PT99999999999999H0M0S",
    "PT-8H",
    "P1Y",
    "-1",
    "0",
    "65535",
    "99999999999999999999",
    "-9223372036854775808",
    "9223372036854775807",
    "0001-01-01T00:00:00",
    "9999-12-31T23:59:59",
    "1900-01-01T00:00:00",
    "2199-12-31T23:59:00",
    "24:00:00",
    "<OutlineLevel>60</OutlineLevel>",
    "<Manual>1</Manual>",
    "<Milestone>1</Milestone>",
    "<ActualStart>2026-11-03T09:00:00</ActualStart>",
    "<PredecessorLink><PredecessorUID>2</PredecessorUID><Type>2</Type><LinkLag>-48000</LinkLag></PredecessorLink>",
    "<ConstraintType>1</ConstraintType>",
    "<BaseCalendarUID>1</BaseCalendarUID>",
    "\0",
];

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}

fn mutate(dice: &mut Dice, bytes: &mut Vec<u8>) {
    let i = dice.below(bytes.len() as u64 + 1) as usize;
    match dice.below(8) {
        0 => {
            if let Some(byte) = bytes.get_mut(i) {
                *byte ^= 1 << dice.below(8);
            }
        }
        1 => {
            let end = (i + dice.below(40) as usize).min(bytes.len());
            bytes.drain(i..end);
        }
        2 if dice.chance(4) => bytes.truncate(i),
        // another number in the place of one
        3..=5 => {
            let Some(from) = bytes.iter().skip(i).position(u8::is_ascii_digit).map(|at| i + at) else { return };
            let to = bytes.iter().skip(from).position(|b| !b.is_ascii_digit()).map_or(bytes.len(), |at| from + at);
            let value = dice.below(70).to_string();
            bytes.splice(from..to, value.bytes());
        }
        // a value in the place of one
        6 => {
            let Some(from) = bytes.iter().skip(i).position(|b| *b == b'>').map(|at| i + at + 1) else { return };
            let to = bytes.iter().skip(from).position(|b| *b == b'<').map_or(bytes.len(), |at| from + at);
            bytes.splice(from..to, dice.one(&TOKENS).bytes());
        }
        _ => {
            let token = dice.one(&TOKENS);
            bytes.splice(i..i, token.bytes());
        }
    }
}

fn put(bytes: &[u8]) -> Result<Project, PlanError> {
    let plan = Plan::read(bytes)?;
    let id = CampaignId(1);
    let campaigns = [Campaign { id, ..Campaign::default() }].into_iter().collect();
    let mut project = Project { next_id: 2, campaigns, ..Project::default() };
    plan.import(&mut project, id, false, &Texts::new(Lang::En));
    Ok(project)
}

fn dates(project: &Project) -> Vec<(String, String, String)> {
    let campaign = project.campaigns.first().expect("a campaign");
    let schedule = Schedule::new(project, campaign);
    let rows = schedule.outline().order().iter().filter_map(|row| {
        let task = campaign.tasks.at(*row as usize)?;
        let times = schedule.of(task.id)?;
        // space at the edges of a name is not kept
        Some((task.name.trim().to_owned(), times.start.datetime().to_string(), times.finish.datetime().to_string()))
    });
    rows.collect()
}

#[test]
fn mutated_plans_are_read_or_refused() {
    let whole = std::fs::read("tests/fixtures/mspdi/plan.xml").expect("the fixture");
    assert!(put(&whole).is_ok());
    let until = Instant::now() + Duration::from_secs(number("PROMOPLAN_FUZZ_SECONDS", 2));
    let dice = &mut Dice::new(number("PROMOPLAN_FUZZ_SEED", 1));
    let texts = Texts::new(Lang::En);
    let (mut tried, mut taken) = (0_u64, 0_u64);
    while Instant::now() < until {
        let mut bytes = whole.clone();
        for _ in 0..=dice.below(4) {
            mutate(dice, &mut bytes);
        }
        let started = Instant::now();
        let result = std::panic::catch_unwind(|| put(&bytes));
        let shown = || String::from_utf8_lossy(&bytes).into_owned();
        assert!(started.elapsed() < Duration::from_secs(5), "{:?}\n{}", started.elapsed(), shown());
        let result = result.unwrap_or_else(|_| panic!("panicked at\n{}", shown()));
        tried += 1;
        if let Ok(project) = result {
            taken += 1;
            let campaign = project.campaigns.first().expect("a campaign");
            let there = export(&project, campaign, &texts);
            let back = put(&there.bytes).unwrap_or_else(|e| panic!("{e}: ours is not read\n{}", shown()));
            assert_eq!(dates(&back), dates(&project), "{}", shown());
            // what was read can be saved and opened
            let text = promoplan::file::write(&project).expect("written");
            let opened = promoplan::file::read(text.as_bytes());
            assert!(opened.is_ok_and(|opened| opened.project == project), "{}", shown());
        }
    }
    println!("plans: {tried} tried, {taken} read");
    assert!(taken > 0 && taken < tried, "{tried} {taken}");
}
