//! Briefs for tests, in which anything may be set.

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

/// Any brief.
pub fn any_brief(p: &mut Project, d: &mut Dice) -> Brief {
    const STEPS: [ApprovalStep; 4] =
        [ApprovalStep::Submit, ApprovalStep::Withdraw, ApprovalStep::Approve, ApprovalStep::SendBack];
    Brief {
        purpose: text(d),
        main_goods: goods(d),
        audience: text(d),
        budget: d.maybe(money),
        pages_off: pages(d),
        goals: rows(d, |d| goal(p, d)),
        resources: rows(d, |d| resource(p, d)),
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
