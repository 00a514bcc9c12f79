//! Edits of a funnel as pure functions: type, lock, unlock, choose what is solved for. Knows nothing of undo or windows.

use super::solve::{FunnelAnswer, Unknown, solve, visitors};
use crate::model::{Count, Funnel, Money, Quantity, Rate, Stage, StageId};

/// A value typed for a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// GMV.
    Gmv(Money),
    /// 客单价.
    Aov(Money),
    /// CVR; the rate of the named stage absorbs it.
    Cvr(StageId, Rate),
    /// Count of a stage.
    Count(StageId, Count),
    /// Rate from a stage to the next.
    Rate(StageId, Rate),
}

/// The three ways to work with a funnel. A mode is no data of its own: it is read off the locks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// 由目标倒推: target, AOV and rates are fixed, counts follow.
    FromTarget,
    /// 由流量正推: visitors, AOV and rates are fixed, the GMV follows.
    FromTraffic,
    /// 求单个未知: all but the one are fixed.
    SolveOne(Unknown),
}

/// Types a value: the quantity is fixed to it, every other keeps its lock. If nothing is left open in an equation, the
/// conflict shows in the answer.
///
/// A typed CVR is reached by the rate of the named stage: CVR ÷ the other rates between visitors and buyers, rounded up
/// to nine decimals; nothing changes if they are unknown or zero.
#[must_use]
pub fn type_value(funnel: &Funnel, typed: Typed) -> Funnel {
    let mut new = funnel.clone();
    match typed {
        Typed::Gmv(value) => new.gmv = Quantity::Fixed(value),
        Typed::Aov(value) => new.aov = Quantity::Fixed(value),
        Typed::Count(id, value) => on_stage(&mut new, id, |s| s.count = Quantity::Fixed(value)),
        Typed::Rate(id, value) => on_stage(&mut new, id, |s| s.rate = Quantity::Fixed(value)),
        Typed::Cvr(id, value) => {
            if let Some(rate) = rate_for_cvr(funnel, &solve(funnel), id, value) {
                on_stage(&mut new, id, |s| s.rate = Quantity::Fixed(rate));
            }
        }
    }
    new
}

/// Locks a quantity at its present value; one without a value stays as it is.
#[must_use]
pub fn lock(funnel: &Funnel, what: Unknown) -> Funnel {
    set_lock(funnel, what, true)
}

/// Frees a quantity; its present value is kept for the case that nothing determines it.
#[must_use]
pub fn unlock(funnel: &Funnel, what: Unknown) -> Funnel {
    set_lock(funnel, what, false)
}

/// Whether a quantity is locked. A CVR is as locked as the rate that absorbs it.
#[must_use]
pub fn is_locked(funnel: &Funnel, what: Unknown) -> bool {
    match what {
        Unknown::Gmv => funnel.gmv.is_fixed(),
        Unknown::Aov => funnel.aov.is_fixed(),
        Unknown::Count(id) => funnel.stages.get(id).is_some_and(|s| s.count.is_fixed()),
        Unknown::Rate(id) | Unknown::Cvr(id) => funnel.stages.get(id).is_some_and(|s| s.rate.is_fixed()),
    }
}

/// Frees the asked quantity and fixes, at their present values, those that determine it: GMV, AOV, the rates, and the
/// count of visitors. The other counts follow. Asked for a count, the visitors are free; asked for a rate above the
/// visitors (such as the depth), the count above that rate is fixed in their place.
#[must_use]
pub fn solve_for(funnel: &Funnel, what: Unknown) -> Funnel {
    let answer = solve(funnel);
    let uv = visitors(funnel);
    let asked = match what {
        Unknown::Rate(id) | Unknown::Cvr(id) => funnel.stages.position(id),
        _ => None,
    };
    let anchor = match (what, asked) {
        (Unknown::Count(_), _) => None,
        (_, Some(rate)) if rate < uv => Some(rate),
        _ => Some(uv),
    };
    let mut new = funnel.clone();
    new.gmv = held(funnel.gmv, answer.gmv.value, what != Unknown::Gmv);
    new.aov = held(funnel.aov, answer.aov.value, what != Unknown::Aov);
    each_stage(&mut new, &answer, |i, stage, count, rate| {
        stage.count = held(stage.count, count, anchor == Some(i));
        stage.rate = held(stage.rate, rate, asked != Some(i));
    });
    new
}

/// The mode that the locks amount to. Where GMV, AOV and all rates are fixed it is [`Mode::FromTarget`], whatever counts
/// are fixed besides (they may conflict). Solving for GMV is [`Mode::FromTraffic`].
#[must_use]
pub fn mode_of(funnel: &Funnel) -> Mode {
    let steps = funnel.stages.len().saturating_sub(1);
    let free_rate = funnel.stages.iter().take(steps).find(|s| !s.rate.is_fixed());
    let counted = funnel.stages.iter().any(|s| s.count.is_fixed());
    match (funnel.gmv.is_fixed(), funnel.aov.is_fixed(), free_rate) {
        (false, true, None) if counted => Mode::FromTraffic,
        (true, false, None) if counted => Mode::SolveOne(Unknown::Aov),
        (true, true, Some(stage)) if counted => Mode::SolveOne(Unknown::Rate(stage.id)),
        (false, _, _) if counted => Mode::FromTraffic,
        _ => Mode::FromTarget,
    }
}

/// Sets the locks of a mode, at present values.
#[must_use]
pub fn set_mode(funnel: &Funnel, mode: Mode) -> Funnel {
    match mode {
        Mode::FromTarget => {
            let top = funnel.stages.first().map(|s| s.id).unwrap_or_default();
            solve_for(funnel, Unknown::Count(top))
        }
        Mode::FromTraffic => solve_for(funnel, Unknown::Gmv),
        Mode::SolveOne(what) => solve_for(funnel, what),
    }
}

/// The rate of a stage with which the funnel has a given CVR: CVR ÷ the other rates, rounded up to nine decimals (a
/// depth: down). Nothing if another rate is unknown or zero, or the stage does not lie between visitors and buyers.
#[must_use]
pub fn rate_for_cvr(funnel: &Funnel, answer: &FunnelAnswer, stage: StageId, cvr: Rate) -> Option<Rate> {
    let (from, steps) = (visitors(funnel), funnel.stages.len().checked_sub(1)?);
    let at = funnel.stages.position(stage).filter(|i| (from..steps).contains(i))?;
    let (mut n, mut d) = (cvr.wide(), Rate::ONE.wide());
    for i in (from..steps).filter(|i| *i != at) {
        let rate = answer.stages.get(i)?.rate.value.filter(|r| r.wide() > 0)?.wide();
        let depth = funnel.stages.at(i)?.depth;
        let (up, down) = if depth { (rate, Rate::ONE.wide()) } else { (Rate::ONE.wide(), rate) };
        (n, d) = (n.checked_mul(up)?, d.checked_mul(down)?);
        while n % 10 == 0 && d % 10 == 0 && d != 0 {
            (n, d) = (n / 10, d / 10);
        }
    }
    let one = Rate::ONE.wide();
    let nano = if funnel.stages.at(at)?.depth {
        d.checked_mul(one)?.checked_div(n)?
    } else {
        crate::model::number::div_ceil(n.checked_mul(one)?, d)?
    };
    (0..=Rate::MAX.wide()).contains(&nano).then(|| Rate::from_wide(nano))
}

fn held<T: Copy>(quantity: Quantity<T>, present: Option<T>, fix: bool) -> Quantity<T> {
    match present.or(quantity.typed()) {
        None => Quantity::Free,
        Some(value) if fix => Quantity::Fixed(value),
        Some(value) => Quantity::Loose(value),
    }
}

fn set_lock(funnel: &Funnel, what: Unknown, fix: bool) -> Funnel {
    let answer = solve(funnel);
    let mut new = funnel.clone();
    match what {
        Unknown::Gmv => new.gmv = held(new.gmv, answer.gmv.value, fix),
        Unknown::Aov => new.aov = held(new.aov, answer.aov.value, fix),
        Unknown::Count(id) => {
            let present = answer.stage(id).and_then(|s| s.count.value);
            on_stage(&mut new, id, |s| s.count = held(s.count, present, fix));
        }
        Unknown::Rate(id) | Unknown::Cvr(id) => {
            let present = answer.stage(id).and_then(|s| s.rate.value);
            on_stage(&mut new, id, |s| s.rate = held(s.rate, present, fix));
        }
    }
    new
}

fn on_stage(funnel: &mut Funnel, id: StageId, change: impl FnOnce(&mut Stage)) {
    if let Some(stage) = funnel.stages.get_mut(id) {
        change(stage);
    }
}

fn each_stage(
    funnel: &mut Funnel,
    answer: &FunnelAnswer,
    change: impl Fn(usize, &mut Stage, Option<Count>, Option<Rate>),
) {
    for (i, (stage, solved)) in funnel.stages.list_mut().iter_mut().zip(&answer.stages).enumerate() {
        change(i, std::sync::Arc::make_mut(stage), solved.count.value, solved.rate.value);
    }
}

#[cfg(test)]
#[path = "edit_tests.rs"]
mod tests;
