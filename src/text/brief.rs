//! The brief in words: what goals are called and come to, why a letter of the SMART check fails, what has changed.

use jiff::civil::Date;

use super::names::Named;
use super::{Msg, Texts};
use crate::engine::brief::{ApprovalState, BriefChange, GoalChange, Letter, Reason, unit_of};
use crate::engine::funnel::references::ReferenceKind;
use crate::model::{
    ApprovalStep, Campaign, CampaignId, Count, Goal, GoalOf, GoalUnit, GoalValue, Level, Money, Priority, Project,
    Rate, Resource,
};

/// From this many on a count is written in 万 (in Chinese).
const LARGE: u64 = 100_000;

/// What a level is called.
#[must_use]
pub const fn level_sign(level: Level) -> &'static str {
    match level {
        Level::S => "S",
        Level::A => "A",
        Level::B => "B",
        Level::C => "C",
    }
}

/// What a priority is called.
#[must_use]
pub const fn priority_sign(priority: Priority) -> &'static str {
    match priority {
        Priority::Must => "P0",
        Priority::Should => "P1",
        Priority::Could => "P2",
    }
}

/// What a measure is called.
#[must_use]
pub fn measure_name(texts: &Texts, campaign: &Campaign, of: GoalOf) -> String {
    let msg = match of {
        GoalOf::Gmv => Msg::BriefGoalGmv,
        GoalOf::Uv => Msg::BriefGoalUv,
        GoalOf::Cvr => Msg::BriefGoalCvr,
        GoalOf::Aov => Msg::BriefGoalAov,
        GoalOf::RefundRate => Msg::BriefGoalRefunds,
        GoalOf::NewCustomers => Msg::BriefGoalNewCustomers,
        GoalOf::OldCustomers => Msg::BriefGoalOldCustomers,
        GoalOf::StockCleared => Msg::BriefGoalStockCleared,
        GoalOf::Own => Msg::BriefGoalOwn,
        GoalOf::Stage(id) => {
            let stage = campaign.funnel.stages.get(id);
            return stage.map_or(texts.get(Msg::BriefGoalUntitled), |stage| stage.name_in(texts)).to_owned();
        }
    };
    texts.get(msg).to_owned()
}

/// What a goal is called: its own name, else that of its measure.
#[must_use]
pub fn goal_name(texts: &Texts, campaign: &Campaign, goal: &Goal) -> String {
    if !goal.name.trim().is_empty() {
        goal.name.clone()
    } else if goal.of == GoalOf::Own {
        texts.get(Msg::BriefGoalUntitled).to_owned()
    } else {
        measure_name(texts, campaign, goal.of)
    }
}

/// What a resource is called.
#[must_use]
pub fn resource_name<'a>(texts: &'a Texts, resource: &'a Resource) -> &'a str {
    if resource.name.trim().is_empty() { texts.get(Msg::BriefResourceUntitled) } else { &resource.name }
}

/// What a unit is called.
#[must_use]
pub const fn unit_name(unit: GoalUnit) -> Msg {
    match unit {
        GoalUnit::None => Msg::BriefUnitNone,
        GoalUnit::Money => Msg::BriefUnitMoney,
        GoalUnit::People => Msg::BriefUnitPeople,
        GoalUnit::Orders => Msg::BriefUnitOrders,
        GoalUnit::Pieces => Msg::BriefUnitPieces,
        GoalUnit::Times => Msg::BriefUnitTimes,
        GoalUnit::Percent => Msg::BriefUnitPercent,
        GoalUnit::Points => Msg::BriefUnitPoints,
    }
}

fn count(texts: &Texts, count: Count) -> String {
    let format = texts.format();
    if count.get() < LARGE { format.whole(count.wide()) } else { format.count(count).to_string() }
}

/// A figure of a goal in its unit: 5,000万, ¥250, 10.00%, 70,000 人.
#[must_use]
pub fn value_shown(texts: &Texts, unit: GoalUnit, value: GoalValue) -> String {
    let format = texts.format();
    let with = |msg, n: String| texts.with(msg, &[("n", n.into())]);
    match (value, unit) {
        (GoalValue::Money(money), _) if money.wide().abs() < 1_000_000 => format.price_short(money),
        (GoalValue::Money(money), _) => format.sum(money).to_string(),
        (GoalValue::Rate(rate), GoalUnit::Points) => with(Msg::BriefValuePoints, format.factor_exact(rate)),
        (GoalValue::Rate(rate), _) => format.percent(rate, 2),
        (GoalValue::Count(n), GoalUnit::People) => with(Msg::BriefValuePeople, count(texts, n)),
        (GoalValue::Count(n), GoalUnit::Orders) => with(Msg::BriefValueOrders, count(texts, n)),
        (GoalValue::Count(n), GoalUnit::Pieces) => with(Msg::BriefValuePieces, count(texts, n)),
        (GoalValue::Count(n), GoalUnit::Times) => with(Msg::BriefValueTimes, count(texts, n)),
        (GoalValue::Count(n), _) => count(texts, n),
    }
}

/// The same to the last digit, as it is typed.
#[must_use]
pub fn value_exact(texts: &Texts, unit: GoalUnit, value: GoalValue) -> String {
    match value {
        GoalValue::Money(money) => money.to_string(),
        GoalValue::Rate(rate) if unit == GoalUnit::Points => texts.format().factor_exact(rate),
        GoalValue::Rate(rate) => texts.format().percent_exact(rate),
        GoalValue::Count(count) => count.to_string(),
    }
}

/// How a target differs from its baseline: +23.2%, −0.9 点.
#[must_use]
pub fn change_shown(texts: &Texts, change: GoalChange) -> String {
    let format = texts.format();
    let sign = |rate: Rate| if rate > Rate::ZERO { "+" } else { "" };
    match change {
        GoalChange::Growth(rate) => format!("{}{}", sign(rate), format.percent(rate, 1)),
        GoalChange::Points(rate) => {
            let words = [("n", format.percent_number(rate, 2).into())];
            format!("{}{}", sign(rate), texts.with(Msg::BriefPointsChange, &words))
        }
    }
}

/// What a letter of the check stands for.
#[must_use]
pub const fn letter_name(letter: Letter) -> Msg {
    match letter {
        Letter::Specific => Msg::BriefSmartSpecific,
        Letter::Measurable => Msg::BriefSmartMeasurable,
        Letter::Achievable => Msg::BriefSmartAchievable,
        Letter::Relevant => Msg::BriefSmartRelevant,
        Letter::TimeBound => Msg::BriefSmartTimeBound,
    }
}

fn campaign_name<'a>(texts: &'a Texts, project: &'a Project, id: CampaignId) -> &'a str {
    project.campaign(id).map_or("", |campaign| campaign.name_in(texts))
}

/// What a reference of a rate is called, within a sentence.
const fn reference_name(kind: ReferenceKind) -> Msg {
    match kind {
        ReferenceKind::History => Msg::BriefReferenceHistory,
        ReferenceKind::LastYear => Msg::BriefReferenceLastYear,
        ReferenceKind::Industry => Msg::BriefReferenceIndustry,
    }
}

/// Why a letter came out as it did, as a sentence.
#[must_use]
pub fn reason(texts: &Texts, project: &Project, campaign: &Campaign, goal: &Goal, why: &Reason) -> String {
    let format = texts.format();
    let unit = unit_of(goal);
    let plain = |msg| texts.get(msg).to_owned();
    let one = |msg, name: &'static str, value: String| texts.with(msg, &[(name, value.into())]);
    let two = |msg, a: (&'static str, String), b: (&'static str, String)| {
        texts.with(msg, &[(a.0, a.1.into()), (b.0, b.1.into())])
    };
    let value = |of: GoalValue| ("value", value_shown(texts, unit, of));
    let whose = |id| ("campaign", campaign_name(texts, project, id).to_owned());
    let percent = |rate: Rate| format.percent(rate, 0);
    let day = |date: Date| format.day(date);
    let refunds = goal.of == GoalOf::RefundRate;
    match why {
        Reason::Scope(scope) if !scope.is_empty() => one(Msg::BriefBecauseScope, "scope", scope.clone()),
        Reason::Scope(_) if goal.of == GoalOf::Own => plain(Msg::BriefBecauseOwn),
        Reason::Scope(_) => one(Msg::BriefBecauseMeasure, "measure", measure_name(texts, campaign, goal.of)),
        Reason::NoMeasure => plain(Msg::BriefBecauseNoMeasure),
        Reason::Target(target) => one(Msg::BriefBecauseTarget, "value", value(*target).1),
        Reason::NoTarget => plain(Msg::BriefBecauseNoTarget),
        Reason::NoUnit => plain(Msg::BriefBecauseNoUnit),
        Reason::Likely(chance, wanted) => {
            two(Msg::BriefBecauseLikely, ("chance", percent(*chance)), ("wanted", percent(*wanted)))
        }
        Reason::Unlikely(chance, wanted) => {
            two(Msg::BriefBecauseUnlikely, ("chance", percent(*chance)), ("wanted", percent(*wanted)))
        }
        Reason::WithinBest(best, of) => two(Msg::BriefBecauseWithinBest, value(*best), whose(*of)),
        Reason::AboveBest(best, of) => two(Msg::BriefBecauseAboveBest, value(*best), whose(*of)),
        Reason::WithinReference(best, kind) | Reason::AboveReference(best, kind) => {
            let msg = match why {
                Reason::WithinReference(..) => Msg::BriefBecauseWithinReference,
                _ => Msg::BriefBecauseAboveReference,
            };
            two(msg, ("reference", plain(reference_name(*kind))), ("value", format.percent(*best, 2)))
        }
        Reason::WithinGrowth(growth, _) if *growth <= Rate::ZERO => {
            plain(if refunds { Msg::BriefBecauseLooser } else { Msg::BriefBecauseBelowBaseline })
        }
        Reason::WithinGrowth(growth, limit) => {
            let msg = if refunds { Msg::BriefBecauseBetterBaseline } else { Msg::BriefBecauseWithinGrowth };
            two(msg, ("growth", format.percent(*growth, 1)), ("limit", percent(*limit)))
        }
        Reason::AboveGrowth(growth, limit) => {
            let msg = if refunds { Msg::BriefBecauseLessGrowth } else { Msg::BriefBecauseAboveGrowth };
            two(msg, ("growth", format.percent(*growth, 1)), ("limit", percent(*limit)))
        }
        Reason::WithinStock(stock) => one(Msg::BriefBecauseWithinStock, "stock", format.whole(stock.wide())),
        Reason::AboveStock(stock) => one(Msg::BriefBecauseAboveStock, "stock", format.whole(stock.wide())),
        Reason::NoEvidence => plain(Msg::BriefBecauseNoEvidence),
        Reason::Serves(clause) => one(Msg::BriefBecauseServes, "clause", clause.clone()),
        Reason::NoPurpose => plain(Msg::BriefBecauseNoPurpose),
        Reason::ServesNothing => plain(Msg::BriefBecauseServesNothing),
        Reason::ClauseGone(clause) => one(Msg::BriefBecauseClauseGone, "clause", clause.clone()),
        Reason::Within(date) => one(Msg::BriefBecauseWithin, "day", day(*date)),
        Reason::NoDay => plain(Msg::BriefBecauseNoDay),
        Reason::TooEarly(date) => one(Msg::BriefBecauseTooEarly, "day", day(*date)),
        Reason::TooLate(date) => one(Msg::BriefBecauseTooLate, "day", day(*date)),
        Reason::NoPhases => plain(Msg::BriefBecauseNoPhases),
    }
}

/// What a state is called.
#[must_use]
pub const fn state_name(state: ApprovalState) -> Msg {
    match state {
        ApprovalState::Draft => Msg::BriefStateDraft,
        ApprovalState::Submitted => Msg::BriefStateWaiting,
        ApprovalState::SentBack => Msg::BriefStateSentBack,
        ApprovalState::Approved => Msg::BriefStateApproved,
    }
}

/// What a step that was taken is called.
#[must_use]
pub const fn step_done(step: ApprovalStep) -> Msg {
    match step {
        ApprovalStep::Submit => Msg::BriefDidSubmit,
        ApprovalStep::Withdraw => Msg::BriefDidWithdraw,
        ApprovalStep::Approve => Msg::BriefDidApprove,
        ApprovalStep::SendBack => Msg::BriefDidSendBack,
    }
}

/// What has changed, as a sentence.
#[must_use]
pub fn change_sentence(texts: &Texts, campaign: &Campaign, change: &BriefChange) -> String {
    let plain = |msg| texts.get(msg).to_owned();
    let named = |msg, name: String| texts.with(msg, &[("name", name.into())]);
    let sum = |money: &Option<Money>| {
        money.map_or_else(|| plain(Msg::BriefGoalNotSet), |money| texts.format().sum(money).to_string())
    };
    let moved = |msg, from: String, to: String| texts.with(msg, &[("from", from.into()), ("to", to.into())]);
    let goal = |goal: &Goal| goal_name(texts, campaign, goal);
    let brief = &campaign.brief;
    match change {
        BriefChange::Target(from, to) => moved(Msg::BriefChangeTarget, sum(from), sum(to)),
        BriefChange::Budget(from, to) => moved(Msg::BriefChangeBudget, sum(from), sum(to)),
        BriefChange::GoalAdded(id) => {
            named(Msg::BriefChangeGoalAdded, brief.goals.get(*id).map(goal).unwrap_or_default())
        }
        BriefChange::GoalDropped(was) => named(Msg::BriefChangeGoalDropped, goal(was)),
        BriefChange::Goal(was) => named(Msg::BriefChangeGoal, goal(brief.goals.get(was.id).unwrap_or(was))),
        BriefChange::ResourceAdded(id) => {
            let name = brief.resources.get(*id).map(|row| resource_name(texts, row).to_owned());
            named(Msg::BriefChangeResourceAdded, name.unwrap_or_default())
        }
        BriefChange::ResourceDropped(was) => {
            named(Msg::BriefChangeResourceDropped, resource_name(texts, was).to_owned())
        }
        BriefChange::Resource(was) => {
            let row = brief.resources.get(was.id).unwrap_or(was);
            named(Msg::BriefChangeResource, resource_name(texts, row).to_owned())
        }
        BriefChange::Level(from, to) => {
            moved(Msg::BriefChangeLevel, level_sign(*from).to_owned(), level_sign(*to).to_owned())
        }
        BriefChange::Kind(..) => plain(Msg::BriefChangeKind),
        BriefChange::Purpose(_) => plain(Msg::BriefChangePurpose),
        BriefChange::MainGoods => plain(Msg::BriefChangeMainGoods),
        BriefChange::Audience(_) => plain(Msg::BriefChangeAudience),
        BriefChange::Theme(_) => plain(Msg::BriefChangeTheme),
        BriefChange::Pages => plain(Msg::BriefChangePages),
        BriefChange::Phase(id) => campaign.phases.get(*id).map_or_else(
            || plain(Msg::BriefChangePhaseGone),
            |phase| named(Msg::BriefChangePhase, phase.name_in(texts).to_owned()),
        ),
    }
}
