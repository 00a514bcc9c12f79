//! The SMART check (G. T. Doran, "There's a S.M.A.R.T. way to write management's goals and objectives", Management
//! Review 70, 1981): each goal judged on five letters, each with its reason. Knows no words.

use jiff::civil::Date;

use super::goal::{GoalFigures, unit_of};
use super::history::{Came, Past};
use crate::engine::funnel::references;
use crate::engine::funnel::references::ReferenceKind;
use crate::model::{Campaign, CampaignId, Count, Goal, GoalOf, GoalUnit, GoalValue, Project, Rate};

/// How far above its baseline a sum or count may aim where nothing else tells what can be reached: 30 %, an assumption.
pub const GROWTH: Rate = Rate::per_mille(300);
/// Days after the end in which refunds still come in: seven to return, and the way back.
pub const REFUNDS_SETTLE: i32 = 15;

/// A letter of the check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Letter {
    /// Specific: it is said what is counted.
    Specific,
    /// Measurable: there are a number and a unit.
    Measurable,
    /// Achievable: against the simulated chance, history, references, stock.
    Achievable,
    /// Relevant: it serves a clause of the purpose.
    Relevant,
    /// Time-bound: its day lies within the campaign.
    TimeBound,
}

impl Letter {
    /// Every letter, in order.
    pub const ALL: [Self; 5] = [Self::Specific, Self::Measurable, Self::Achievable, Self::Relevant, Self::TimeBound];

    /// The letter itself.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Specific => "S",
            Self::Measurable => "M",
            Self::Achievable => "A",
            Self::Relevant => "R",
            Self::TimeBound => "T",
        }
    }
}

/// How a letter came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Judged {
    /// It holds.
    Holds,
    /// It does not.
    Misses,
    /// Nothing is known to judge it by.
    Open,
}

/// Why a letter came out as it did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// What is counted is said: by the measure itself, or in words.
    Scope(String),
    /// Neither a measure nor words say what is counted.
    NoMeasure,
    /// The target, with its unit.
    Target(GoalValue),
    /// There is no target.
    NoTarget,
    /// A target without a unit.
    NoUnit,
    /// The simulation reaches it in at least so many draws as asked: chance, and what is asked.
    Likely(Rate, Rate),
    /// In fewer.
    Unlikely(Rate, Rate),
    /// Not above the best that was reached before.
    WithinBest(GoalValue, CampaignId),
    /// A rate above the best that was reached before.
    AboveBest(GoalValue, CampaignId),
    /// A rate not above the best of its references.
    WithinReference(Rate, ReferenceKind),
    /// A rate above it.
    AboveReference(Rate, ReferenceKind),
    /// Above its baseline by no more than is assumed to be possible: growth, limit.
    WithinGrowth(Rate, Rate),
    /// By more.
    AboveGrowth(Rate, Rate),
    /// The goods that take part have as many pieces at hand.
    WithinStock(Count),
    /// They have not.
    AboveStock(Count),
    /// Nothing to judge it by.
    NoEvidence,
    /// It serves this clause.
    Serves(String),
    /// The brief has no purpose.
    NoPurpose,
    /// It names no clause of the purpose.
    ServesNothing,
    /// The clause that it names is no longer in the purpose.
    ClauseGone(String),
    /// The day lies within the campaign.
    Within(Date),
    /// No day.
    NoDay,
    /// Before the campaign begins: its first day.
    TooEarly(Date),
    /// After it has ended: the last day that would do.
    TooLate(Date),
    /// The campaign has no phases to hold the day against.
    NoPhases,
}

/// How a letter came out, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Which letter.
    pub letter: Letter,
    /// How.
    pub judged: Judged,
    /// Why.
    pub reason: Reason,
}

/// The check of a goal, letter by letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checks(pub [Check; 5]);

impl Checks {
    /// How many letters miss.
    #[must_use]
    pub fn missed(&self) -> usize {
        self.misses().count()
    }

    /// The letters that miss.
    pub fn misses(&self) -> impl Iterator<Item = &Check> {
        self.0.iter().filter(|check| check.judged == Judged::Misses)
    }
}

/// The simulated chance of a goal, and the chance that is asked for; both parts of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chance {
    /// In how many of the draws it is reached.
    pub chance: Rate,
    /// What is asked for.
    pub wanted: Rate,
}

/// The clauses of a purpose: what stands between commas, semicolons, full stops and line ends, without what surrounds it.
#[must_use]
pub fn clauses(purpose: &str) -> Vec<&str> {
    purpose.split(['，', ',', '；', ';', '。', '、', '\n']).map(str::trim).filter(|clause| !clause.is_empty()).collect()
}

/// Checks a goal. `chance` is that of its target where the simulation knows it.
#[must_use]
pub fn check(
    project: &Project,
    campaign: &Campaign,
    goal: &Goal,
    figures: &GoalFigures,
    past: &Past,
    chance: Option<Chance>,
) -> Checks {
    let make = |letter, (judged, reason)| Check { letter, judged, reason };
    Checks([
        make(Letter::Specific, specific(goal)),
        make(Letter::Measurable, measurable(goal, figures)),
        make(Letter::Achievable, achievable(project, campaign, goal, figures, past, chance)),
        make(Letter::Relevant, relevant(campaign, goal)),
        make(Letter::TimeBound, time_bound(campaign, goal)),
    ])
}

fn specific(goal: &Goal) -> (Judged, Reason) {
    let said = !goal.scope.trim().is_empty();
    if goal.of == GoalOf::Own && !said && goal.unit == GoalUnit::None {
        (Judged::Misses, Reason::NoMeasure)
    } else {
        (Judged::Holds, Reason::Scope(goal.scope.trim().to_owned()))
    }
}

fn measurable(goal: &Goal, figures: &GoalFigures) -> (Judged, Reason) {
    match figures.target {
        None => (Judged::Misses, Reason::NoTarget),
        Some(_) if unit_of(goal) == GoalUnit::None => (Judged::Misses, Reason::NoUnit),
        Some(target) => (Judged::Holds, Reason::Target(target)),
    }
}

/// The first evidence there is decides, the strongest first: the simulated chance; stock at hand; a rate's references and
/// the best it ever was; growth over the baseline. A refund rate is better the lower it is, so its baseline is its limit.
fn achievable(
    project: &Project,
    campaign: &Campaign,
    goal: &Goal,
    figures: &GoalFigures,
    past: &Past,
    chance: Option<Chance>,
) -> (Judged, Reason) {
    let judge = |holds, yes, no| if holds { (Judged::Holds, yes) } else { (Judged::Misses, no) };
    let Some(target) = figures.target else { return (Judged::Open, Reason::NoEvidence) };
    if let Some(Chance { chance, wanted }) = chance {
        return judge(chance >= wanted, Reason::Likely(chance, wanted), Reason::Unlikely(chance, wanted));
    }
    if let (GoalOf::StockCleared, GoalValue::Count(pieces)) = (goal.of, target) {
        let stock = stock(project, campaign);
        if stock > Count::ZERO {
            return judge(pieces <= stock, Reason::WithinStock(stock), Reason::AboveStock(stock));
        }
    }
    if let (GoalValue::Rate(rate), GoalOf::Stage(_) | GoalOf::Cvr) = (target, goal.of)
        && let Some((kind, best)) = best_reference(campaign, goal.of)
    {
        return judge(rate <= best, Reason::WithinReference(best, kind), Reason::AboveReference(best, kind));
    }
    if let (GoalValue::Rate(_), GoalOf::Cvr, Some(Came { campaign, value })) = (target, goal.of, past.best()) {
        let holds = target.wide() <= value.wide();
        return judge(holds, Reason::WithinBest(value, campaign), Reason::AboveBest(value, campaign));
    }
    if let Some(Came { campaign, value }) = past.best().filter(|best| target.wide() <= best.value.wide()) {
        return (Judged::Holds, Reason::WithinBest(value, campaign));
    }
    let Some(growth) = figures.baseline.filter(|b| b.is_like(target)).and_then(|baseline| {
        let less = if goal.of == GoalOf::RefundRate { -1 } else { 1 };
        Rate::ratio((target.wide() - baseline.wide()) * less, baseline.wide())
    }) else {
        return (Judged::Open, Reason::NoEvidence);
    };
    let most = campaign.brief.growth.unwrap_or(GROWTH);
    judge(growth <= most, Reason::WithinGrowth(growth, most), Reason::AboveGrowth(growth, most))
}

/// Pieces at hand of the goods that take part, of all goods where none was chosen.
fn stock(project: &Project, campaign: &Campaign) -> Count {
    let chosen: std::collections::HashSet<_> = campaign.goods.iter().map(|row| row.sku).collect();
    project.goods.iter().filter(|sku| chosen.is_empty() || chosen.contains(&sku.id)).map(|sku| sku.stock).sum()
}

/// The product of the best references of all rates between visitors and buyers, where every rate has one of that kind.
fn best_reference(campaign: &Campaign, of: GoalOf) -> Option<(ReferenceKind, Rate)> {
    if of != GoalOf::Cvr {
        return None;
    }
    let stages = &campaign.funnel.stages;
    let from = stages.iter().position(|stage| stage.kind == crate::model::StageKind::Visitors)?;
    let rates = stages.iter().skip(from).take(stages.len().saturating_sub(from + 1));
    let mut known = [
        (ReferenceKind::History, Some(Rate::ONE)),
        (ReferenceKind::LastYear, Some(Rate::ONE)),
        (ReferenceKind::Industry, Some(Rate::ONE)),
    ];
    let mut any = false;
    for stage in rates {
        any = true;
        let of = references(stage, None);
        for ((_, product), rate) in known.iter_mut().zip([of.history, of.last_year, of.industry]) {
            *product = product.zip(rate).map(|(product, rate)| product.times(rate));
        }
    }
    let given = known.into_iter().filter_map(|(kind, rate)| rate.map(|rate| (kind, rate)));
    given.rev().max_by_key(|(_, rate)| *rate).filter(|_| any)
}

fn relevant(campaign: &Campaign, goal: &Goal) -> (Judged, Reason) {
    let serves = goal.serves.trim();
    let clauses = clauses(&campaign.brief.purpose);
    if clauses.is_empty() {
        (Judged::Misses, Reason::NoPurpose)
    } else if serves.is_empty() {
        (Judged::Misses, Reason::ServesNothing)
    } else if clauses.contains(&serves) {
        (Judged::Holds, Reason::Serves(serves.to_owned()))
    } else {
        (Judged::Misses, Reason::ClauseGone(serves.to_owned()))
    }
}

fn time_bound(campaign: &Campaign, goal: &Goal) -> (Judged, Reason) {
    let Some(due) = goal.due else { return (Judged::Misses, Reason::NoDay) };
    let Some((start, end)) = campaign.span() else { return (Judged::Open, Reason::NoPhases) };
    let settle = if goal.of == GoalOf::RefundRate { REFUNDS_SETTLE } else { 0 };
    let last = end.checked_sub(jiff::Span::new().nanoseconds(1)).unwrap_or(end).date();
    let last = last.checked_add(jiff::Span::new().days(settle)).unwrap_or(last);
    if due < start.date() {
        (Judged::Misses, Reason::TooEarly(start.date()))
    } else if due > last {
        (Judged::Misses, Reason::TooLate(last))
    } else {
        (Judged::Holds, Reason::Within(due))
    }
}
