//! Made-up campaigns that have run: their plan, and how they came out by the hour. For tests and for benches.

use jiff::civil::{DateTime, date};
use promoplan::engine::actuals::Ledger;
use promoplan::engine::run::{Pace, PlanHour};
use promoplan::model::{Actual, Hour, Money, PhaseId};

use super::large::Dice;

/// A campaign that has run.
pub struct Ran {
    pub pace: Pace,
    pub ledger: Ledger,
    /// What it came to.
    pub total: f64,
}

/// A standard normal draw (Box–Muller).
fn normal(dice: &mut Dice) -> f64 {
    let unit = |dice: &mut Dice| (dice.next() >> 11) as f64 / (1u64 << 53) as f64;
    let (u, v) = (unit(dice).max(1e-300), unit(dice));
    (-2.0 * u.ln()).sqrt() * (std::f64::consts::TAU * v).cos()
}

/// How much of a day is sold in each hour.
const HOURS: [f64; 24] = [
    6.0, 3.0, 2.0, 1.0, 1.0, 1.0, 2.0, 3.0, 5.0, 7.0, 8.0, 7.0, 6.0, 6.0, 6.0, 6.0, 6.0, 6.0, 7.0, 9.0, 12.0, 12.0,
    10.0, 8.0,
];

/// A campaign of 12 to 24 days in two to four phases, whose peak takes a third to two thirds of the target. It came out at a level of its
/// own, its phases about it, its days about these – what one day misses the next partly misses too –, its hours about their day.
pub fn ran(seed: u64) -> Ran {
    let dice = &mut Dice::new(seed);
    let target = 1_000_000.0 * (1 + dice.below(80)) as f64;
    let days = 12 + dice.below(13);
    let phases = 2 + dice.below(3);
    let peak = 0.33 + dice.below(34) as f64 / 100.0;
    let peak_day = days * 2 / 3;
    let weights: Vec<f64> = (0..days).map(|_| 0.5 + dice.below(100) as f64 / 100.0).collect();
    let others: f64 = weights.iter().enumerate().filter(|(d, _)| *d as u64 != peak_day).map(|(_, w)| w).sum();
    let level = 0.13 * normal(dice) - 0.03;
    let of_phase: Vec<f64> = (0..phases).map(|_| 0.11 * normal(dice)).collect();
    let start = date(2025, 10, 20);
    let (mut hours, mut rows, mut carried) = (Vec::new(), Vec::new(), 0.0);
    let whole: f64 = HOURS.iter().sum();
    for d in 0..days {
        let day = start.checked_add(jiff::Span::new().days(d as i64)).expect("a date");
        let part = if d == peak_day { peak } else { (1.0 - peak) * weights[d as usize] / others };
        // the peak has a phase of its own: the last but one
        let phase = if d == peak_day { phases - 1 } else { d * (phases - 1) / days };
        carried = 0.4 * carried + 0.11 * normal(dice);
        let scale = (level + of_phase[phase as usize] + carried).exp();
        for (h, weight) in HOURS.iter().enumerate() {
            let gmv = target * part * weight / whole;
            let at: DateTime = day.at(h as i8, 0, 0, 0);
            let end = at.checked_add(jiff::Span::new().hours(1)).expect("a time");
            let phase = PhaseId(phase as u32);
            hours.push(PlanHour { start: at, end, phase, gmv: Money::from_minor((gmv * 100.0) as i64) });
            let came = gmv * scale * (0.2 * normal(dice) - 0.02).exp();
            rows.push(Actual {
                date: day,
                hour: Hour::new(h as u8),
                gmv: Money::from_minor((came * 100.0) as i64),
                ..Actual::default()
            });
        }
    }
    let ledger = Ledger::new(&rows.into());
    let total = ledger.total().gmv.to_f64();
    Ran { pace: Pace::of_hours(hours), ledger, total }
}

/// The instant at which a part of the time has gone by.
pub fn at_part(pace: &Pace, part: f64) -> DateTime {
    let at = (pace.hours.len() as f64 * part) as usize;
    pace.hours[at.min(pace.hours.len() - 1)].start
}
