//! Execution of all kinds, from seeds.
#![allow(clippy::wildcard_imports, reason = "the model is the vocabulary")]

use promoplan::model::*;

use super::large::Dice;
use super::{day, text, time};

/// Rules, risks, checks and patrols.
pub fn any_run(p: &mut Project, dice: &mut Dice) -> Run {
    let of = |d: &mut Dice| d.one(&[ActualOf::Shop, ActualOf::Source(SourceId(7)), ActualOf::Sku(SkuId(3))]);
    let person = |d: &mut Dice| d.maybe(|d| PersonId(d.below(99) as u32));
    let department = |d: &mut Dice| d.maybe(|d| DepartmentId(d.below(99) as u32));
    let lesson = |d: &mut Dice| d.maybe(|d| LessonId(d.below(99) as u32));
    Run {
        alarms: (0..dice.below(3))
            .map(|_| {
                let rule = AlarmRule {
                    off: dice.below(2) == 0,
                    limit: Rate::from_ppm(dice.below(2_000_000) as i64),
                    hours: Count::new(dice.below(48)),
                };
                (dice.one(&AlarmKind::ALL), rule)
            })
            .collect(),
        handled: (0..dice.below(3))
            .map(|_| HandledAlarm { kind: dice.one(&AlarmKind::ALL), of: of(dice), at: time(dice), note: text(dice) })
            .collect(),
        risks: super::rows(dice, |d| Risk {
            id: p.new_id(),
            kind: d.one(&RiskKind::KNOWN),
            name: text(d),
            probability: Score::new(d.below(7) as u8),
            impact: Score::new(d.below(7) as u8),
            trigger: text(d),
            alarm: d.maybe(|d| d.one(&AlarmKind::ALL)),
            measure: text(d),
            department: department(d),
            owner: person(d),
            drill: d.one(&Drill::ALL),
            drill_on: d.maybe(day),
            result: text(d),
            closed: d.below(2) == 0,
            lesson: lesson(d),
        }),
        checks: super::rows(dice, |d| LaunchCheck {
            id: p.new_id(),
            department: department(d),
            text: text(d),
            owner: person(d),
            due: d.maybe(time),
            done: d.maybe(time),
            note: text(d),
            lesson: lesson(d),
        }),
        patrols: super::rows(dice, |d| Patrol {
            id: p.new_id(),
            at: time(d),
            area: d.one(&PatrolArea::ALL),
            result: d.one(&PatrolResult::ALL),
            note: text(d),
            by: person(d),
        }),
        actuals_file: text(dice),
    }
}
