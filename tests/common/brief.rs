//! Briefs for tests, in which anything may be set.

use std::sync::Arc;

use promoplan::model::*;

use super::large::Dice;
use super::{any_phase, count, day, money, rate, rows, text, time};

fn value(d: &mut Dice) -> GoalValue {
    match d.below(3) {
        0 => GoalValue::Money(money(d)),
        1 => GoalValue::Count(count(d)),
        _ => GoalValue::Rate(rate(d)),
    }
}

fn person(d: &mut Dice) -> PersonId {
    PersonId(d.below(99) as u32)
}

fn goal(p: &mut Project, d: &mut Dice) -> Goal {
    Goal {
        id: p.new_id(),
        of: match d.below(3) {
            0 => GoalOf::Own,
            1 => GoalOf::Stage(StageId(d.below(99) as u32)),
            _ => d.one(&GoalOf::ALL),
        },
        name: text(d),
        scope: text(d),
        unit: d.one(&GoalUnit::ALL),
        target: d.maybe(value),
        baseline: d.maybe(value),
        due: d.maybe(day),
        priority: d.one(&Priority::ALL),
        owner: d.maybe(person),
        serves: text(d),
        milestones: rows(d, |d| Milestone { id: p.new_id(), date: day(d), value: d.maybe(value), note: text(d) }),
    }
}

fn resource(p: &mut Project, d: &mut Dice) -> Resource {
    Resource {
        id: p.new_id(),
        kind: d.one(&ResourceKind::ALL),
        name: text(d),
        needed: count(d),
        confirmed: count(d),
        owner: d.maybe(person),
        due: d.maybe(day),
        contingency: text(d),
    }
}

fn pages(d: &mut Dice) -> std::collections::BTreeSet<BriefPage> {
    (0..d.below(3)).map(|_| d.one(&BriefPage::ALL)).collect()
}

fn goods(d: &mut Dice) -> Vec<SkuId> {
    (0..d.below(3)).map(|_| SkuId(d.below(99) as u32)).collect()
}

fn version(p: &mut Project, d: &mut Dice) -> BriefVersion {
    BriefVersion {
        id: p.new_id(),
        level: d.one(&Level::ALL),
        kind: CampaignKind::PlatformBrand,
        purpose: text(d),
        main_goods: goods(d),
        audience: text(d),
        theme: text(d),
        pages_off: pages(d),
        budget: d.maybe(money),
        target: d.maybe(money),
        goals: rows(d, |d| goal(p, d)),
        resources: rows(d, |d| resource(p, d)),
        phases: rows(d, |d| any_phase(p, d)),
    }
}

fn rfm(d: &mut Dice) -> Rfm {
    fn threshold<T>(d: &mut Dice, value: impl Fn(&mut Dice) -> T) -> Threshold<T> {
        match d.below(3) {
            0 => Threshold::Mean,
            1 => Threshold::Quantile(rate(d)),
            _ => Threshold::Value(value(d)),
        }
    }
    let source = match d.below(3) {
        0 => RfmSource::None,
        1 => {
            let typed = |d: &mut Dice| TypedSegment { customers: count(d), spent: money(d) };
            RfmSource::Typed((0..d.below(4)).map(|_| (d.one(&Segment::ALL), typed(d))).collect())
        }
        _ => {
            let runs = (0..d.below(9)).map(|_| CustomerRun {
                back: d.below(40) as u32,
                orders: 1 + d.below(5) as u32,
                spent: Money::from_minor(d.below(900_000) as i64),
                customers: 1 + d.below(3) as u32,
            });
            let table = CustomerTable::new(runs.collect()).expect("few");
            let [rows, bad, left_out] = [count(d), count(d), count(d)];
            let list = CustomerList {
                file: text(d),
                on: d.maybe(day),
                first: day(d),
                last: day(d),
                rows,
                bad,
                left_out,
                table,
            };
            RfmSource::Imported(Arc::new(list))
        }
    };
    Rfm {
        source,
        recency: threshold(d, count),
        frequency: threshold(d, count),
        monetary: threshold(d, money),
        as_of: d.maybe(day),
        tactics: (0..d.below(4)).map(|_| (d.one(&Segment::ALL), text(d))).collect(),
    }
}

fn theme(p: &mut Project, d: &mut Dice) -> Theme {
    let mark = |d: &mut Dice| Mark::new(1 + d.below(5) as u8).expect("one to five");
    Theme {
        parts: (0..d.below(4)).map(|_| (d.one(&ThemePart::ALL), text(d))).collect(),
        candidates: rows(d, |d| ThemeCandidate {
            id: p.new_id(),
            words: text(d),
            marks: (0..d.below(4)).map(|_| (d.one(&Quality::ALL), mark(d))).collect(),
            main: d.below(2) == 0,
        }),
        subtitle: text(d),
    }
}

fn package(p: &mut Project, d: &mut Dice) -> Package {
    Package {
        id: p.new_id(),
        kind: d.one(&PackageKind::ALL),
        name: text(d),
        partner: text(d),
        persona: d.maybe(|d| PersonaId(d.below(99) as u32)),
        unit_cost: money(d),
        take_up: rate(d),
        delivery: text(d),
        terms: text(d),
        more: text(d),
    }
}

/// Any brief.
pub fn any_brief(p: &mut Project, d: &mut Dice) -> Brief {
    const STEPS: [ApprovalStep; 4] =
        [ApprovalStep::Submit, ApprovalStep::Withdraw, ApprovalStep::Approve, ApprovalStep::SendBack];
    Brief {
        purpose: text(d),
        main_goods: goods(d),
        audience: text(d),
        budget: d.maybe(money),
        growth: d.maybe(rate),
        tasks_off: (0..d.below(3))
            .map(|_| (d.one(&Level::ALL), (0..d.below(4)).map(|_| TaskId(d.below(99) as u32)).collect()))
            .collect(),
        pages_off: pages(d),
        goals: rows(d, |d| goal(p, d)),
        resources: rows(d, |d| resource(p, d)),
        personas: rows(d, |d| Persona {
            id: p.new_id(),
            name: text(d),
            who: text(d),
            wants: text(d),
            share: d.maybe(rate),
        }),
        rfm: Arc::new(rfm(d)),
        theme: Arc::new(theme(p, d)),
        packages: rows(d, |d| package(p, d)),
        approver: d.maybe(person),
        approvals: rows(d, |d| Approval {
            id: p.new_id(),
            step: d.one(&STEPS),
            at: time(d),
            by: d.maybe(person),
            remark: text(d),
            version: VersionId(d.below(99) as u32),
        }),
        confirmations: rows(d, |d| Confirmation {
            id: p.new_id(),
            department: DepartmentId(d.below(9) as u32),
            subject: d.one(&Subject::ALL),
            at: time(d),
            by: d.maybe(person),
            version: VersionId(d.below(99) as u32),
        }),
        versions: rows(d, |d| version(p, d)),
    }
}
