//! Where an offer counts the pieces of the product and of both that stand beside it: once it has been used, what is left of them
//! hardly depends on anything but what these cost. So they are told apart by their pieces and their amounts alone, and all ways
//! that go on from there are judged at once.

use std::rc::Rc;

use smallvec::SmallVec;

use super::bound::Span;
use super::exact::{Exact, Line, least_onward, onward};
use super::fillers::{Fillers, Tree};
use super::quick::counted;
use super::rules::Guide;
use super::search::{Hunt, Open};
use super::whole::Sharing;
use crate::engine::offers::price::{ItemOption, Rule};

/// What is said of the offer that counts pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Counts {
    /// Nothing, or the way says it.
    Unknown,
    /// It is used.
    Used,
    /// It is used, and all are told apart by their amounts.
    ByAmount,
}

/// The only offer of a product that counts pieces.
#[derive(Clone, Debug)]
pub(super) struct Counting {
    place: usize,
    /// What comes next in the order of computation.
    next: usize,
    /// Whether what is left of three lines is told by what they cost.
    amounts_tell: bool,
    /// Whether all is told apart by its pieces first: not where the ways depend on other things more.
    pieces_tell: bool,
    /// All that does not take part in it, and all that does.
    sides: [Option<u32>; 2],
    /// What does, by its pieces and the lines that these make.
    lists: Rc<[Counted]>,
}

/// Entries of as many pieces and lines.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted {
    /// As a branch like others.
    pub any: u32,
    /// As one that is divided by its amount alone.
    pub by_amount: u32,
}

impl Counting {
    /// That of a product under the usual policy, if nothing that takes part in it can have been lowered before.
    pub fn of(guide: &Guide<'_>, fillers: &Fillers, tree: &mut Tree) -> Option<Self> {
        let compiled = guide.compiled;
        let counts = guide.own & guide.lowers & fillers.apart & !compiled.items;
        let place = counts.trailing_zeros() as usize;
        if !guide.usual || counts.count_ones() != 1 {
            return None;
        }
        let amounts_tell = matches!(compiled.candidates[place].rule, Rule::NForPrice { .. });
        let root = tree.root?;
        let [out, inside] = [0, counts].map(|some| tree.part(fillers, root, counts, some));
        let any = guide.own | tree.branches.get(inside? as usize)?.any;
        let at = compiled.order.iter().position(|of| usize::from(*of) == place)?;
        let mut before = compiled.order.iter().take(at).map(|place| usize::from(*place));
        let apart = before.all(|place| {
            let meets = any & guide.lowers & !compiled.items & 1 << place != 0;
            !meets || (compiled.clash[place] | compiled.clash_on_line[place]) & counts != 0
        });
        apart.then(|| Self {
            place,
            amounts_tell,
            pieces_tell: !matches!(compiled.candidates[place].rule, Rule::NthPiece { .. }),
            next: at + 1,
            sides: [out, inside],
            lists: tree.counted(fillers, inside),
        })
    }

    fn bit(&self) -> u128 {
        1 << self.place
    }
}

impl Hunt<'_, '_> {
    /// Opens all that stands beside a product, up to so many others, where an offer counts its pieces.
    pub(super) fn open_counted(&mut self, open: Open, priced: &ItemOption, others: u32) {
        let Some(counting) = self.counting(priced) else { return };
        let ([out, inside], lists, amounts_tell) = (counting.sides, Rc::clone(&counting.lists), counting.amounts_tell);
        let split = || lists.iter().map(|list| list.any).collect::<SmallVec<[u32; 12]>>();
        let of = if counting.pieces_tell { split() } else { inside.into_iter().collect() };
        let sides: SmallVec<[u32; 12]> = out.into_iter().chain(of).collect();
        let mut cell = |beside, by_amount| {
            let counts = if by_amount { Counts::ByAmount } else { Counts::Used };
            self.open(Open { beside, counts, ..open }, priced);
        };
        if others > 0 {
            sides.iter().for_each(|side| cell([Some(*side), None], false));
        }
        if others > 1 {
            sides.iter().filter(|_| out.is_some()).for_each(|side| cell([Some(*side), out], false));
            if !amounts_tell {
                cell([inside, inside], false);
                return;
            }
            for (at, a) in lists.iter().enumerate() {
                for b in lists.iter().skip(at) {
                    cell([a.by_amount, b.by_amount].map(Some), true);
                }
            }
        }
    }

    /// Opens all else; false if there is no such offer.
    pub(super) fn begin_uncounted(&mut self, open: Open, priced: &ItemOption) -> bool {
        let Some(bit) = self.counting(priced).map(Counting::bit) else { return false };
        self.part(open, priced, Some((bit, false)))
    }

    /// Looks at each way of a branch on which the offer is used.
    pub(super) fn part_counted(&mut self, open: Open, priced: &ItemOption) -> bool {
        let Some(bit) = self.counting(priced).map(Counting::bit) else { return false };
        self.part(Open { counts: Counts::Unknown, ..open }, priced, Some((bit, true)))
    }

    /// What counts the pieces, where the product is one line.
    fn counting(&self, priced: &ItemOption) -> Option<&Counting> {
        self.counting.as_ref().filter(|_| priced.segments[1].0 == 0)
    }

    /// The least that is left once the offer has been used, whatever else is.
    pub(super) fn least_counted(&self, spans: &[Span]) -> i64 {
        let Some(counting) = &self.counting else { return 0 };
        let (guide, used) = (&self.guide, counting.bit());
        let mut order: SmallVec<[Span; 3]> = SmallVec::from_slice(spans);
        // what does not take part in it may have been lowered before
        for span in order.iter_mut().filter(|span| span.all & used == 0) {
            let before = guide.places.iter().take_while(|place| place.bit != used);
            for place in before.filter(|place| span.any & place.bit != 0) {
                [span.left.0] = place.kept.left([span.left.0]);
            }
        }
        let Some(reach) = counted(guide, &order, counting.place) else { return i64::MAX };
        let pieces = spans.first().map_or(0, |own| own.pieces.1);
        guide.least_after(
            guide.places_from(counting.next),
            used,
            pieces,
            (reach, &Sharing::of(guide, &order)),
            i64::MIN,
        )
    }

    /// Whether a basket can lead lower where the offer has been used.
    pub(super) fn is_hopeful(&self, open: Open, basket: &[(u32, u32)], options: &[ItemOption]) -> bool {
        let Some(counting) = &self.counting else { return true };
        let compiled = self.guide.compiled;
        let mut order = [Line::default(); 5];
        for (i, ((good, _), option)) in basket.iter().zip(options).enumerate() {
            let mask = compiled.goods.get(*good as usize).map_or(0, |good| good.mask);
            for (at, (pieces, left)) in (1..).zip(option.segments) {
                // the product is one line
                let at = if i == 0 { 0 } else { 2 * i - 2 + at };
                if let Some(line) = order.get_mut(at).filter(|_| pieces > 0) {
                    *line = Line { mask, pieces, left };
                }
            }
        }
        match onward(compiled, &mut order, &[counting.place as u8], counting.bit()) {
            Some(Exact::Nowhere) => return false,
            Some(Exact::Net(_)) => {}
            _ => return true,
        }
        let limit = self.limit(open.pieces);
        let least = least_onward(&self.guide, order, counting.next, counting.bit(), limit);
        least.is_none_or(|least| least < limit)
    }
}

impl Tree {
    /// What a branch holds by its pieces and the lines that these make, and then by its amount alone.
    fn counted(&mut self, fillers: &Fillers, of: Option<u32>) -> Rc<[Counted]> {
        let Some(of) = of else { return Rc::from([]) };
        if let Some(known) = self.counted.get(&of) {
            return Rc::clone(known);
        }
        let lists = self.by_pieces(fillers, of);
        self.counted.insert(of, Rc::clone(&lists));
        lists
    }
}
