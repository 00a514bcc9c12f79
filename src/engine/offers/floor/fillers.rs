//! What can be put into a basket beside a product: pieces of other products, kept as a tree by the offers they take part
//! in and by what they cost, so that whole branches can be judged at once. Which offers tell branches apart depends on the
//! product they stand beside; so there is a tree for each set of offers that matter.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use foldhash::fast::RandomState;

use super::apart::Told;
use super::counted::Counted;
use super::exact::Line;
use super::list::List;
use super::local::{Alike, Asked, AskedBoth, Joint};
use super::rules::Guide;
use crate::engine::offers::price::{Compiled, ItemOption, Rule};

/// Pieces of a product as far as a price can tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Kind {
    mask: u128,
    pieces: u32,
    /// Price of a piece before offers: what else could be used of these decides what is.
    price: i64,
    /// What they cost after the item layer.
    amount: i64,
    /// The pieces within a limit and their amount, where a limit makes two lines of them.
    within: (i64, i64),
    parts: i64,
    /// The product itself, where it matters which it is: in a bundle.
    good: Option<u32>,
    /// What may not be taken off, under floor protection.
    least: i64,
}

/// A branch of the tree: what holds for everything in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Branch {
    /// Offers for which all, and any, of it is eligible.
    pub all: u128,
    /// See `all`.
    pub any: u128,
    /// Fewest and most pieces.
    pub pieces: (i64, i64),
    /// Smallest and largest amount after the item layer.
    pub amount: (i64, i64),
    /// Most that a piece costs.
    pub dearest: i64,
    /// Most lines that one of its entries makes, and fewest.
    pub parts: i64,
    fewest_parts: i64,
    /// Its entries, as a range of the tree's, once it is made.
    pub leaves: (u32, u32),
    /// Whether of what matters its entries differ in their amount only.
    pub sorted: bool,
    /// Where it leads.
    pub below: Below,
}

/// Where a branch leads.
#[derive(Clone, Copy, Debug)]
pub(super) enum Below {
    /// That has not been asked yet.
    Later,
    /// Neither; it is what of a branch takes part in just `some` of certain offers.
    Part { of: u32, offers: u128, some: u128 },
    /// Two narrower branches, by their places.
    Branches(u32, u32),
    /// One entry.
    Entry(u32),
}

/// Products that are all alike: how they are priced, and which of [`Fillers::goods`] they are.
#[derive(Debug)]
struct Pieces {
    kind: Kind,
    option: ItemOption,
    goods: (u32, u32),
}

/// Everything that can be put beside a product.
#[derive(Debug)]
pub(super) struct Fillers {
    /// By their amount, then by their pieces.
    entries: Vec<Pieces>,
    goods: Vec<u32>,
    /// What each of them costs after the item layer.
    amounts: Vec<i64>,
    /// Offers that can make a filler much cheaper than its neighbours, whatever it stands beside.
    pub apart: u128,
    /// Offers that take so much off each piece.
    pub deposits: u128,
    /// Offers that take something off an order, and for which some are eligible and some are not.
    lowers: u128,
}

/// Two branches, and the offers that the product beside them uses.
pub(super) type Pair = (u32, Option<u32>, u128);

/// The same as a tree, told apart by some offers first. It grows where it is looked at.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub branches: Vec<Branch>,
    pub root: Option<u32>,
    /// Entries, each branch's by their amount.
    leaves: Vec<u32>,
    /// What befell some of them alone, see `local`.
    pub alone: HashMap<Asked, Option<Rc<Alike>>, RandomState>,
    pub joints: HashMap<AskedBoth, Option<Rc<[Joint]>>, RandomState>,
    /// Of branches the parts that take part in just some of certain offers.
    parts: HashMap<(u32, u128, u128), Option<u32>, RandomState>,
    /// Of branches what they hold, by the offers that it takes part in.
    classes: HashMap<u32, Vec<Branch>, RandomState>,
    /// What was told apart of branches, see `apart`.
    pub told: Vec<Told>,
    /// Where that of two branches stands, by the offers that the product uses; nothing if it is too much.
    pub told_of: HashMap<Pair, Option<(u32, u32)>, RandomState>,
    /// Of branches what an offer counts, see `counted`.
    pub counted: HashMap<u32, Rc<[Counted]>, RandomState>,
    /// Offers by which it is told apart.
    key: u128,
    /// Offers of which it matters how many pieces take part.
    counting: u128,
}

impl Branch {
    const NOTHING: Self = Self {
        all: u128::MAX,
        any: 0,
        pieces: (i64::MAX, 0),
        amount: (i64::MAX, 0),
        dearest: 0,
        parts: 1,
        fewest_parts: 2,
        leaves: (0, 0),
        sorted: true,
        below: Below::Later,
    };

    fn of(kind: &Kind) -> Self {
        let pieces = i64::from(kind.pieces);
        Self {
            all: kind.mask,
            any: kind.mask,
            pieces: (pieces, pieces),
            amount: (kind.amount, kind.amount),
            dearest: kind.price,
            parts: kind.parts,
            fewest_parts: kind.parts,
            ..Self::NOTHING
        }
    }

    /// Both together.
    fn and(&self, other: &Self) -> Self {
        Self {
            all: self.all & other.all,
            any: self.any | other.any,
            pieces: (self.pieces.0.min(other.pieces.0), self.pieces.1.max(other.pieces.1)),
            amount: (self.amount.0.min(other.amount.0), self.amount.1.max(other.amount.1)),
            dearest: self.dearest.max(other.dearest),
            parts: self.parts.max(other.parts),
            fewest_parts: self.fewest_parts.min(other.fewest_parts),
            ..*self
        }
    }
}

impl Fillers {
    /// Up to `most` pieces of each product that has a price and takes part in something, and one that takes part in nothing.
    pub fn new(compiled: &Compiled, most: u32) -> Self {
        let places = |is: fn(&Rule) -> bool| {
            (0..compiled.candidates.len())
                .filter(|i| is(&compiled.candidates[*i].rule))
                .fold(0u128, |all, i| all | 1 << i)
        };
        let bundles = places(|rule| matches!(rule, Rule::Bundle { .. }));
        let everything = compiled.goods.iter().fold(0, |all, good| all | good.mask);
        let mut kinds: HashMap<Kind, (ItemOption, Vec<u32>)> = HashMap::new();
        for (place, good) in (0u32..).zip(&compiled.goods) {
            if good.price <= 0 {
                continue;
            }
            for pieces in 1..=most {
                for option in compiled.every_item_option(good, i64::from(pieces), everything) {
                    let [within, beyond] = option.segments;
                    let least = if compiled.policy.floor_protection { good.floor * i64::from(pieces) } else { 0 };
                    let kind = Kind {
                        mask: good.mask,
                        pieces,
                        price: good.price,
                        amount: option.amount(),
                        within,
                        parts: 1 + i64::from(beyond.0 > 0),
                        good: (good.mask & bundles != 0).then_some(place),
                        least,
                    };
                    let (_, goods) = kinds.entry(kind).or_insert_with(|| (option, Vec::new()));
                    if goods.last() != Some(&place) {
                        goods.push(place);
                    }
                }
            }
        }
        let mut kinds: Vec<_> = kinds.into_iter().collect();
        kinds.sort_unstable_by_key(|(kind, _)| (kind.amount, kind.pieces, *kind));
        let mut goods = Vec::new();
        let entries: Vec<Pieces> = kinds
            .into_iter()
            .map(|(kind, (option, of))| {
                let from = goods.len() as u32;
                goods.extend(of);
                Pieces { kind, option, goods: (from, goods.len() as u32) }
            })
            .collect();
        let apart = places(|rule| matches!(rule, Rule::NForPrice { .. } | Rule::NthPiece { .. } | Rule::Bundle { .. }));
        let deposits = places(|rule| matches!(rule, Rule::Deposit { .. }));
        let lowers = (0..compiled.candidates.len())
            .filter(|i| !Compiled::lowers_nothing(&compiled.candidates[*i]) && compiled.items >> i & 1 == 0)
            .fold(0u128, |all, i| all | 1 << i);
        let all = entries.iter().fold(u128::MAX, |all, entry| all & entry.kind.mask);
        let amounts = entries.iter().map(|entry| entry.kind.amount).collect();
        Self { entries, goods, amounts, apart, deposits, lowers: lowers & !all }
    }

    /// Which of the offers of a product tell apart what stands beside it.
    pub fn key(&self, guide: &Guide<'_>) -> u128 {
        guide.own & self.lowers & !guide.apart
    }

    /// The tree for products that take part in these offers.
    pub fn tree(&self, key: u128) -> Tree {
        let mut tree = Tree { key, counting: self.apart & key, ..Tree::default() };
        tree.leaves = (0..self.entries.len() as u32).collect();
        if !self.entries.is_empty() {
            tree.root = Some(tree.branch(self, (0, self.entries.len() as u32)));
        }
        tree
    }

    /// The products of an entry, but one, and how many pieces.
    pub fn goods(&self, entry: u32, but: u32) -> (impl DoubleEndedIterator<Item = u32> + '_, u32) {
        let entry = self.entries.get(entry as usize);
        let (from, until) = entry.map_or((0, 0), |entry| entry.goods);
        let range = self.goods.get(from as usize..until as usize).unwrap_or_default();
        (range.iter().copied().filter(move |good| *good != but), entry.map_or(0, |entry| entry.kind.pieces))
    }

    /// Entries as a list.
    pub fn list<'a>(&'a self, entries: &'a [u32]) -> List<'a> {
        List { entries, amounts: &self.amounts }
    }

    /// How an entry is priced.
    pub fn option(&self, entry: u32) -> Option<ItemOption> {
        self.entries.get(entry as usize).map(|entry| entry.option)
    }

    /// The lines that an entry makes.
    pub fn lines(&self, entry: u32) -> Option<[Line; 2]> {
        let Pieces { kind, option, .. } = self.entries.get(entry as usize)?;
        Some(option.segments.map(
            |(pieces, left)| {
                if pieces > 0 { Line { mask: kind.mask, pieces, left } } else { Line::default() }
            },
        ))
    }
}

impl Tree {
    /// A branch of some leaves.
    fn branch(&mut self, fillers: &Fillers, leaves: (u32, u32)) -> u32 {
        let list = self.leaves.get(leaves.0 as usize..leaves.1 as usize).unwrap_or_default();
        let entries = list.iter().filter_map(|at| fillers.entries.get(*at as usize));
        let whole = entries.fold(Branch::NOTHING, |whole, entry| whole.and(&Branch::of(&entry.kind)));
        let below = if let [entry] = list { Below::Entry(*entry) } else { Below::Later };
        let sorted = self.is_sorted(&whole);
        self.branches.push(Branch { leaves, sorted, below, ..whole });
        self.branches.len() as u32 - 1
    }

    /// Whether it is told apart by all that matters, so that only amounts are left to differ.
    fn is_sorted(&self, branch: &Branch) -> bool {
        (branch.all ^ branch.any) & self.key == 0
            && (branch.all & self.counting == 0
                || branch.pieces.0 == branch.pieces.1 && branch.parts == branch.fewest_parts)
    }

    /// Two narrower branches, or nothing if it is one entry.
    pub fn divided(&mut self, fillers: &Fillers, of: u32) -> Option<(u32, u32)> {
        let branch = *self.made(fillers, of)?;
        match branch.below {
            Below::Branches(left, right) => return Some((left, right)),
            Below::Entry(_) => return None,
            Below::Later | Below::Part { .. } => {}
        }
        let (from, until) = branch.leaves;
        let sides = if branch.sorted {
            let at = from + middle(fillers.list(self.leaves(&branch))) as u32;
            [(from, at), (at, until)]
        } else {
            let (left, right) =
                divide(fillers, self.leaves(&branch), (branch.all ^ branch.any) & self.key, self.counting);
            [left, right].map(|side| {
                let from = self.leaves.len() as u32;
                self.leaves.extend(side);
                (from, self.leaves.len() as u32)
            })
        };
        let [left, right] = sides.map(|leaves| self.branch(fillers, leaves));
        self.branches.get_mut(of as usize)?.below = Below::Branches(left, right);
        Some((left, right))
    }

    /// What a branch holds by its pieces and the lines that these make, each divided further by its amount alone.
    pub fn by_pieces(&mut self, fillers: &Fillers, of: u32) -> Rc<[Counted]> {
        let Some(branch) = self.made(fillers, of).copied() else { return Rc::from([]) };
        let mut lists: BTreeMap<(u32, i64), Vec<u32>> = BTreeMap::new();
        for entry in self.leaves(&branch) {
            if let Some(Pieces { kind, .. }) = fillers.entries.get(*entry as usize) {
                lists.entry((kind.pieces, kind.parts)).or_default().push(*entry);
            }
        }
        let counted = |list: Vec<u32>| {
            let by_amount = self.by_amount(fillers, &list);
            let leaves = self.branches.get(by_amount as usize).map_or((0, 0), |branch| branch.leaves);
            Counted { any: self.branch(fillers, leaves), by_amount }
        };
        lists.into_values().map(counted).collect()
    }

    fn by_amount(&mut self, fillers: &Fillers, list: &[u32]) -> u32 {
        let from = self.leaves.len() as u32;
        self.leaves.extend(list);
        let whole = self.branch(fillers, (from, self.leaves.len() as u32));
        if list.len() > 1 {
            let (lower, higher) = list.split_at(middle(fillers.list(list)));
            let below = Below::Branches(self.by_amount(fillers, lower), self.by_amount(fillers, higher));
            if let Some(branch) = self.branches.get_mut(whole as usize) {
                branch.below = below;
            }
        }
        whole
    }

    /// Those of a branch that take part in just `some` of certain offers, if there are any.
    pub fn part(&mut self, fillers: &Fillers, of: u32, offers: u128, some: u128) -> Option<u32> {
        let branch = *self.branches.get(of as usize)?;
        let (offers, some) = (offers & branch.any & !branch.all, some & !(branch.all & offers));
        if some & !offers != 0 {
            return None;
        }
        if offers == 0 {
            return Some(of);
        }
        if let Some(known) = self.parts.get(&(of, offers, some)) {
            return *known;
        }
        if !self.classes.contains_key(&of) {
            let mut by_mask: HashMap<u128, Branch, RandomState> = HashMap::default();
            self.made(fillers, of);
            let branch = *self.branches.get(of as usize)?;
            for entry in self.leaves(&branch).iter().filter_map(|at| fillers.entries.get(*at as usize)) {
                let alone = Branch::of(&entry.kind);
                by_mask.entry(entry.kind.mask).and_modify(|all| *all = all.and(&alone)).or_insert(alone);
            }
            self.classes.insert(of, by_mask.into_values().collect());
        }
        let classes = self.classes.get(&of).map(Vec::as_slice).unwrap_or_default();
        let there = classes.iter().filter(|class| class.all & offers == some);
        let whole = there.fold(None, |whole: Option<Branch>, class| Some(whole.map_or(*class, |w| w.and(class))));
        let part = whole.map(|whole| {
            let sorted = self.is_sorted(&whole);
            self.branches.push(Branch { sorted, below: Below::Part { of, offers, some }, ..whole });
            self.branches.len() as u32 - 1
        });
        self.parts.insert((of, offers, some), part);
        part
    }

    /// A branch with its leaves.
    pub fn made(&mut self, fillers: &Fillers, of: u32) -> Option<&Branch> {
        let branch = *self.branches.get(of as usize)?;
        if let Below::Part { of: whole, offers, some } = branch.below {
            let whole = *self.branches.get(whole as usize)?;
            let from = self.leaves.len();
            for at in whole.leaves.0..whole.leaves.1 {
                let Some(entry) = self.leaves.get(at as usize).copied() else { continue };
                if fillers.entries.get(entry as usize).is_some_and(|entry| entry.kind.mask & offers == some) {
                    self.leaves.push(entry);
                }
            }
            let below = match self.leaves.get(from..) {
                Some([entry]) => Below::Entry(*entry),
                _ => Below::Later,
            };
            let leaves = (from as u32, self.leaves.len() as u32);
            *self.branches.get_mut(of as usize)? = Branch { leaves, below, ..branch };
        }
        self.branches.get(of as usize)
    }

    /// The entries of a branch that is made.
    pub fn leaves(&self, branch: &Branch) -> &[u32] {
        self.leaves.get(branch.leaves.0 as usize..branch.leaves.1 as usize).unwrap_or_default()
    }
}

/// Where entries are halved by their amount; a bunch of equal amounts stays together where it can.
fn middle(list: List<'_>) -> usize {
    let half = list.len() / 2;
    let Some((middle, _)) = list.get(half) else { return half };
    let start = list.from(middle);
    if start > 0 { start } else { half }
}

/// Puts the entries in two halves: by the offers that count pieces, then by their pieces where one does, else by the offer that
/// divides them most evenly, else by the lines that they make. They stay sorted by their amount.
fn divide(fillers: &Fillers, list: &[u32], differ: u128, counting: u128) -> (Vec<u32>, Vec<u32>) {
    let kind = |at: &u32| &fillers.entries[*at as usize].kind;
    let half = list.len() / 2;
    let by_pieces = || {
        let mut pieces: Vec<u32> = list.iter().map(|at| kind(at).pieces).collect();
        pieces.sort_unstable();
        let middle = pieces[half].max(pieces[0] + 1);
        (pieces.first() != pieces.last()).then(|| list.iter().partition(|at| kind(at).pieces < middle))
    };
    let evenly = |mut rest: u128| {
        let mut best = None;
        while rest != 0 {
            let bit = rest.trailing_zeros();
            rest &= rest - 1;
            let with = list.iter().filter(|at| kind(at).mask >> bit & 1 == 1).count();
            best = best.into_iter().chain([(with.abs_diff(half), bit)]).min();
        }
        best.map(|(_, bit)| list.iter().partition(|at| kind(at).mask >> bit & 1 == 0))
    };
    let counts = list.first().is_some_and(|first| kind(first).mask & counting != 0);
    evenly(differ & counting)
        .or_else(|| if counts { by_pieces() } else { None })
        .or_else(|| evenly(differ))
        .or_else(by_pieces)
        .unwrap_or_else(|| list.iter().partition(|at| kind(at).parts < 2))
}
