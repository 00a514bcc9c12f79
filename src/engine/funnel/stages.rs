//! Edits of the list of stages as pure functions: add, remove, move, turn a conversion into a depth. What the other
//! stages count stays as it was wherever that is possible.

use crate::model::{Funnel, Quantity, Rate, Stage, StageId, StageKind};

/// Where a new stage goes that is added at the end: before a last one that counts buyers, for they stay the last.
#[must_use]
pub fn end_of(funnel: &Funnel) -> usize {
    let last = funnel.stages.last().filter(|s| matches!(s.kind, StageKind::Paid | StageKind::Sales));
    funnel.stages.len() - usize::from(last.is_some())
}

/// Adds a stage at a position. It passes everyone on, so that no other count moves until its rate is typed.
#[must_use]
pub fn insert(funnel: &Funnel, at: usize, id: StageId, name: String) -> Funnel {
    let mut new = funnel.clone();
    let is_last = at >= new.stages.len();
    if is_last && let Some(above) = new.stages.last().map(|s| s.id) {
        pass_on(&mut new, above);
    }
    let rate = if is_last { Quantity::Free } else { Quantity::Fixed(Rate::ONE) };
    new.stages.insert(at, Stage { id, name, rate, ..Stage::default() });
    new
}

/// The last stage becomes one above another: it passes everyone on, unless it has a rate.
fn pass_on(funnel: &mut Funnel, id: StageId) {
    if let Some(stage) = funnel.stages.get_mut(id).filter(|s| s.rate.typed().is_none()) {
        stage.rate = Quantity::Fixed(Rate::ONE);
    }
}

/// Removes stages. The rate above a removed one takes its rate in, so that the stages around it keep their counts.
#[must_use]
pub fn remove(funnel: &Funnel, ids: &[StageId]) -> Funnel {
    let mut new = funnel.clone();
    for id in ids {
        let Some(at) = new.stages.position(*id) else { continue };
        let Some(gone) = new.stages.at(at).cloned() else { continue };
        let last = at + 1 >= new.stages.len();
        new.stages.remove_where(|s| s.id == *id);
        let above = at.checked_sub(1).and_then(|i| new.stages.at(i)).map(|s| s.id);
        if let Some(above) = above.filter(|_| !last).and_then(|id| new.stages.get_mut(id)) {
            above.rate = joined(above, &gone);
            (above.history, above.last_year, above.industry) = (None, None, None);
        }
    }
    new
}

/// The rate over two steps. Where one of them is a depth and the other a conversion, the upper rate stays.
fn joined(above: &Stage, gone: &Stage) -> Quantity<Rate> {
    match (above.rate.typed(), gone.rate.typed()) {
        (Some(a), Some(b)) if above.depth == gone.depth => {
            let both = a.times(b);
            if above.rate.is_fixed() && gone.rate.is_fixed() { Quantity::Fixed(both) } else { Quantity::Loose(both) }
        }
        _ => above.rate,
    }
}

/// Moves stages before the one that stands at a position, in their own order.
#[must_use]
pub fn shift(funnel: &Funnel, ids: &[StageId], to: usize) -> Funnel {
    let mut new = funnel.clone();
    let list = new.stages.list_mut();
    let before = list.iter().take(to).filter(|s| !ids.contains(&s.id)).count();
    let (picked, mut rest): (Vec<_>, Vec<_>) = list.drain(..).partition(|s| ids.contains(&s.id));
    let tail = rest.split_off(before.min(rest.len()));
    list.extend(rest.into_iter().chain(picked).chain(tail));
    new
}

/// Turns a conversion into a depth, or back: the rate and its references are turned over, so that no count moves.
#[must_use]
pub fn set_depth(funnel: &Funnel, id: StageId, depth: bool) -> Funnel {
    let mut new = funnel.clone();
    let over = |rate: Rate| Rate::ratio(Rate::ONE.wide(), rate.wide()).filter(|r| !r.is_zero());
    if let Some(stage) = new.stages.get_mut(id).filter(|s| s.depth != depth) {
        stage.depth = depth;
        stage.rate = match stage.rate {
            Quantity::Free => Quantity::Free,
            Quantity::Fixed(rate) => over(rate).map_or(Quantity::Free, Quantity::Fixed),
            Quantity::Loose(rate) => over(rate).map_or(Quantity::Free, Quantity::Loose),
        };
        for reference in [&mut stage.history, &mut stage.last_year, &mut stage.industry] {
            *reference = reference.and_then(over);
        }
    }
    new
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::funnel::solve;
    use crate::model::{Count, Money, Shop};

    fn retail() -> Funnel {
        let mut id = 0;
        let stages = crate::engine::funnel::preset::retail(&Shop::default(), &mut || {
            id += 1;
            StageId(id)
        });
        let yuan = |n| Quantity::Fixed(Money::from_major(n));
        Funnel { gmv: yuan(50_000_000), aov: yuan(250), stages, ..Funnel::default() }
    }

    fn counts(funnel: &Funnel) -> Vec<(u32, Option<u64>)> {
        solve(funnel).stages.iter().map(|s| (s.id.0, s.count.value.map(Count::get))).collect()
    }

    const PLAN: [(u32, u64); 5] = [(1, 8_400_000), (2, 2_000_000), (3, 500_000), (4, 250_000), (5, 200_000)];

    fn expected(skip: Option<u32>, add: Option<(usize, u32, u64)>) -> Vec<(u32, Option<u64>)> {
        let mut list: Vec<_> =
            PLAN.iter().filter(|(id, _)| Some(*id) != skip).map(|(id, count)| (*id, Some(*count))).collect();
        if let Some((at, id, count)) = add {
            list.insert(at, (id, Some(count)));
        }
        list
    }

    #[test]
    fn other_counts_stay() {
        let funnel = retail();
        assert_eq!(counts(&funnel), expected(None, None));
        // above visitors, in the middle, at the end
        for (at, count) in [(1, 2_000_000), (2, 500_000), (4, 200_000)] {
            let new = insert(&funnel, at, StageId(9), "关注".to_owned());
            assert_eq!(counts(&new), expected(None, Some((at, 9, count))), "{at}");
            assert_eq!(counts(&remove(&new, &[StageId(9)])), expected(None, None), "{at}");
        }
        assert_eq!(end_of(&funnel), 4);
        assert_eq!(counts(&remove(&funnel, &[StageId(3)])), expected(Some(3), None));
        assert_eq!(counts(&insert(&funnel, 5, StageId(9), String::new())), expected(None, Some((5, 9, 200_000))));
        let turned = set_depth(&funnel, StageId(2), true);
        assert_eq!(turned.stages.get(StageId(2)).and_then(|s| s.rate.fixed()), Rate::parse("4").ok());
        assert_eq!(counts(&turned), expected(None, None));
        assert_eq!(set_depth(&turned, StageId(2), false), funnel);
    }

    #[test]
    fn stages_move_in_their_own_order() {
        let order = |f: &Funnel| f.stages.iter().map(|s| s.id.0).collect::<Vec<_>>();
        let id = StageId;
        for (ids, to, expected) in [
            (vec![id(3)], 1, [1, 3, 2, 4, 5]),
            (vec![id(2)], 4, [1, 3, 4, 2, 5]),
            (vec![id(2), id(3)], 5, [1, 4, 5, 2, 3]),
            (vec![id(5), id(1)], 3, [2, 3, 1, 5, 4]),
        ] {
            assert_eq!(order(&shift(&retail(), &ids, to)), expected, "{ids:?} {to}");
        }
    }
}
