//! Two fillers of which an offer counts the pieces together, and the product's not: how they then stand does not depend on the
//! product, so it is kept with the tree.

use std::rc::Rc;

use smallvec::SmallVec;

use super::super::bound::{Route, Span, least_on};
use super::super::exact::{Exact, Line, onward};
use super::super::fillers::Tree;
use super::super::pairs::BASKETS_A_STEP;
use super::super::search::{Hunt, Open};
use super::super::total::{Rest, least_of_total};
use super::kinds::{Alike, Asked};
use super::{AT_ONCE, Leaf};
use crate::engine::offers::price::ItemOption;

/// Two kinds as they stand once an offer has counted their pieces together.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Joint {
    /// By what they are sorted: the one, the other, or both together.
    by: i64,
    left: [i64; 2],
    kinds: [u32; 2],
}

/// What is asked of [`Tree`]: of two lists of kinds, after the offer at a place, by which amount.
pub(in super::super) type AskedBoth = ([Asked; 2], u8, usize);

/// Most pairs that are kept.
const MOST_JOINT: usize = 1 << 17;

impl Hunt<'_, '_> {
    /// Looks at fillers of which an offer counts the pieces together. False if that cannot be told.
    pub(super) fn jointly(
        &mut self,
        open: Open,
        priced: &ItemOption,
        route: &Route,
        (done, place, asked): (u128, u8, [Asked; 2]),
        leaf: &Leaf,
    ) -> bool {
        let Some(second) = leaf.second.as_deref() else { return false };
        let (compiled, own) = (self.guide.compiled, leaf.own.left);
        let Some((mut spans, lines)) = self.spans(open.pieces, priced, open.beside) else { return true };
        let done = done | 1 << place;
        for span in &mut spans {
            *span = Span { all: span.all & !done, any: span.any & !done, ..*span };
        }
        let rest: SmallVec<[u8; 16]> = leaf.places.iter().copied().filter(|of| *of != place).collect();
        let matter = rest.iter().fold(0u128, |all, place| all | 1 << *place) & leaf.own.mask & !self.guide.apart;
        if spans[1..].iter().any(|span| (span.all ^ span.any) & matter != 0) {
            return false;
        }
        let (of_a, of_b) = (spans[1].all & matter, spans[2].all & matter);
        let set = if of_a == of_b {
            3
        } else if of_a & !of_b != 0 {
            1
        } else {
            2
        };
        let same = open.beside[0] == open.beside[1];
        let Some(list) = self.tree.joint((asked, place, set), (&leaf.first, second, same), |pair| {
            let [[a, a2], [b, b2]] = pair;
            let mut order = [a, a2, b, b2];
            match onward(compiled, &mut order, &[place], leaf.used) {
                Some(Exact::Net(_)) => Ok(Some([order[0].left + order[1].left, order[2].left + order[3].left])),
                Some(Exact::Nowhere) => Ok(None),
                _ => Err(()),
            }
        }) else {
            return false;
        };
        let ends = |of: usize| {
            let of = || list.iter().map(|joint| joint.left[of]);
            Some((of().min()?, of().max()?))
        };
        let (Some(a), Some(b)) = (ends(0), ends(1)) else { return true };
        for (span, amount) in spans.iter_mut().zip([(own, own), a, b]) {
            (span.left, span.original) = (amount, amount);
        }
        let mut route = route.without(done);
        let mask = spans[1].any | spans[2].any;
        let parts = (spans[1].parts + spans[2].parts) as u32;
        let (mut at, mut first) = (0, true);
        loop {
            let limit = self.limit(open.pieces);
            let Some(next) = list.get(at) else { return true };
            route.go_on_from(set, own + next.by);
            let net = least_on(&self.guide, &spans, lines, priced.mask, &mut route, limit);
            if net >= limit {
                return true;
            }
            if net >= self.enough(open) && !first || *self.budget == 0 {
                self.settle(open, net);
                return true;
            }
            first = false;
            at += list[at..].partition_point(|joint| own + joint.by < route.need(set));
            let mut looked = 0;
            let mut told: Option<(i64, bool)> = None;
            let until = list.len().min(at + AT_ONCE);
            for joint in &list[at.min(until)..until] {
                let [x, y] = joint.left;
                if own + x < route.need(1) || own + y < route.need(2) || own + x + y < route.need(3) {
                    continue;
                }
                if set == 3 {
                    let hopeful = match told {
                        Some((sum, hopeful)) if sum == joint.by => hopeful,
                        _ => {
                            looked += 1;
                            let beside = Rest { mask, lines: parts, amount: joint.by };
                            let used = leaf.used & !(1 << place);
                            match least_of_total(compiled, &leaf.own, &beside, &rest, used) {
                                Exact::Nowhere => false,
                                Exact::Net(net) => net < self.limit(open.pieces),
                                Exact::Unusual => true,
                            }
                        }
                    };
                    told = Some((joint.by, hopeful));
                    if !hopeful {
                        continue;
                    }
                }
                looked += 1;
                self.of_kinds(open, priced, leaf, joint.kinds[0], joint.kinds[1]);
            }
            at = until;
            *self.budget = self.budget.saturating_sub(1 + looked / BASKETS_A_STEP);
        }
    }
}

impl Tree {
    /// How pairs of kinds stand once an offer has counted their pieces together; nothing if that cannot be told of some, or they
    /// are too many.
    fn joint(
        &mut self,
        asked: AskedBoth,
        (first, second, same): (&Alike, &Alike, bool),
        stands: impl Fn([[Line; 2]; 2]) -> Result<Option<[i64; 2]>, ()>,
    ) -> Option<Rc<[Joint]>> {
        if let Some(known) = self.joints.get(&asked) {
            return known.clone();
        }
        let pairs = || {
            if first.kinds.len() * second.kinds.len() > MOST_JOINT {
                return Err(());
            }
            let mut all = Vec::new();
            for (x, a) in (0u32..).zip(&first.kinds) {
                for (y, b) in (0u32..).zip(&second.kinds).skip(if same { x as usize } else { 0 }) {
                    let one = stands([a.lines, b.lines])?;
                    // whichever stands first in the basket
                    let other = stands([b.lines, a.lines])?.map(|[b, a]| [a, b]);
                    let other = other.filter(|_| one != other);
                    for left in [one, other].into_iter().flatten() {
                        let by = match asked.2 {
                            1 => left[0],
                            2 => left[1],
                            _ => left[0] + left[1],
                        };
                        all.push(Joint { by, left, kinds: [x, y] });
                    }
                }
            }
            all.sort_unstable_by_key(|joint| (joint.by, joint.left, joint.kinds));
            Ok(Rc::from(all))
        };
        let all = pairs().ok();
        self.joints.insert(asked, all.clone());
        all
    }
}
