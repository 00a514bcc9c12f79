//! Fillers of which it matters which of them costs how much: the amounts of the one and of the other make a plane, of which
//! ever smaller boxes are judged on one way, until a few baskets are left to be looked at.

use super::bound::{Route, Spans, Walk};
use super::list::List;
use super::local::Leaf;
use super::pairs::BASKETS_A_STEP;
use super::search::{Hunt, Open};
use super::steps::Steps;
use crate::engine::offers::price::ItemOption;

/// Baskets that are looked at in the time that a box takes to be judged.
const BASKETS_A_BOX: u32 = 4;

/// The least and the most of some amounts.
type Range = (i64, i64);

/// The plane of two sorted lists; of one, where there is one filler.
pub(super) struct Plane<'a> {
    pub open: Open,
    pub priced: &'a ItemOption,
    pub spans: Spans,
    pub lines: usize,
    /// What the product costs.
    pub own: i64,
    pub first: List<'a>,
    pub second: Option<List<'a>>,
    /// Whether both lists are the same: of these each pair counts once.
    pub same: bool,
    /// Where lists are of kinds, which stand alike after what befell them alone.
    pub leaf: Option<&'a Leaf>,
}

/// Ranges of the two lists.
#[derive(Clone, Copy)]
struct Patch {
    a: (usize, usize),
    b: (usize, usize),
}

/// The amounts at both ends of a range.
fn ends(list: List<'_>, (from, until): (usize, usize)) -> Option<Range> {
    list.part(from, until).ends()
}

/// A range without what costs less than this.
fn narrowed(list: List<'_>, range: (usize, usize), from: i64) -> (usize, usize) {
    (range.0 + list.part(range.0, range.1).from(from), range.1)
}

impl Plane<'_> {
    /// The part of a patch that a way allows, with its ends; nothing if there is none.
    fn within(&self, route: &Route, mut patch: Patch) -> Option<(Patch, Range, Range)> {
        let need = |set| route.need(set) - self.own;
        let Some(second) = self.second else {
            patch.a = narrowed(self.first, patch.a, need(1));
            return Some((patch, ends(self.first, patch.a)?, (0, 0)));
        };
        let b = ends(second, patch.b)?;
        patch.a = narrowed(self.first, patch.a, need(1).max(need(3) - b.1));
        let a = ends(self.first, patch.a)?;
        patch.b = narrowed(second, patch.b, need(2).max(need(3) - a.1));
        if self.same {
            patch.b.0 = patch.b.0.max(patch.a.0);
        }
        Some((patch, a, ends(second, patch.b)?))
    }
}

impl Hunt<'_, '_> {
    /// Looks at every basket of a plane that can lead lower than `enough` on a way: what is left leads no lower than what is
    /// returned.
    pub fn plane(&mut self, plane: &Plane<'_>, route: Route, enough: i64) -> i64 {
        let (mut spent, mut rest) = (0, i64::MAX);
        let walk = Walk::new(&self.guide, &plane.spans, plane.lines, plane.priced.mask);
        let Some(steps) = route.steps(&walk) else { return rest };
        let patch = Patch { a: (0, plane.first.len()), b: (0, plane.second.map_or(1, List::len)) };
        self.patch((plane, &steps), route, patch, enough, (&mut spent, &mut rest));
        *self.budget = self.budget.saturating_sub(spent / BASKETS_A_STEP);
        rest
    }

    fn baskets(&mut self, plane: &Plane<'_>, x: u32, y: Option<u32>) {
        match plane.leaf {
            Some(leaf) => self.of_kinds(plane.open, plane.priced, leaf, x, y.unwrap_or(x)),
            None => self.alike(plane.open, plane.priced, x, y),
        }
    }

    fn patch(
        &mut self,
        (plane, steps): (&Plane<'_>, &Steps),
        mut route: Route,
        patch: Patch,
        enough: i64,
        (spent, rest): (&mut u32, &mut i64),
    ) {
        let Some((patch, a, b)) = plane.within(&route, patch) else { return };
        let (wide, high) = (patch.a.1 - patch.a.0, patch.b.1 - patch.b.0);
        if wide * high > 2 {
            let mut spans = plane.spans;
            for (span, amount) in spans.iter_mut().skip(1).zip([a, b]) {
                (span.left, span.original) = (amount, amount);
            }
            *spent += BASKETS_A_BOX;
            let limit = self.limit(plane.open.pieces);
            let walk = Walk::new(&self.guide, &spans, plane.lines, plane.priced.mask);
            let net = walk.least(steps, &mut route, limit);
            if net >= limit {
                return;
            }
            if net >= enough {
                *rest = net.min(*rest);
                return;
            }
            let middle = |(from, until): (usize, usize)| usize::midpoint(from, until);
            if a.1 - a.0 >= b.1 - b.0 && a.1 > a.0 {
                let at = middle(patch.a);
                self.patch((plane, steps), route, Patch { a: (patch.a.0, at), ..patch }, enough, (spent, rest));
                self.patch((plane, steps), route, Patch { a: (at, patch.a.1), ..patch }, enough, (spent, rest));
                return;
            }
            if b.1 > b.0 {
                let at = middle(patch.b);
                self.patch((plane, steps), route, Patch { b: (patch.b.0, at), ..patch }, enough, (spent, rest));
                self.patch((plane, steps), route, Patch { b: (at, patch.b.1), ..patch }, enough, (spent, rest));
                return;
            }
        }
        for i in patch.a.0..patch.a.1 {
            let Some((_, x)) = plane.first.get(i) else { continue };
            let Some(second) = plane.second else {
                *spent += 1;
                self.baskets(plane, x, None);
                continue;
            };
            for j in patch.b.0.max(if plane.same { i } else { 0 })..patch.b.1 {
                let Some((_, y)) = second.get(j) else { continue };
                *spent += 1;
                self.baskets(plane, x, Some(y));
            }
        }
    }
}
