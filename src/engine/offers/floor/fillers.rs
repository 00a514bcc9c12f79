//! What can be put into a basket beside a product: pieces of other products, kept as a tree by the offers they take part
//! in and by what they cost, so that whole branches can be judged at once. Which offers tell branches apart depends on the
//! product they stand beside; so there is a tree for each set of offers that matter.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

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
    /// Most lines that one of its entries makes.
    pub parts: i64,
    /// Its entries, as a range of [`Tree::leaves`].
    pub leaves: (u32, u32),
    /// Whether its entries differ in pieces and amount only, and stand by their amount.
    pub sorted: bool,
    /// Where it leads.
    pub below: Below,
}

/// Where it leads: two narrower branches, or products that are all alike, as a range of [`Tree::goods`].
#[derive(Clone, Copy, Debug)]
pub(super) enum Below {
    /// Places of two branches.
    Branches(u32, u32),
    /// Products, in the order of the catalogue, and how many pieces.
    Goods { from: u32, until: u32, pieces: u32 },
}

/// Products that are all alike, and so many pieces of one of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leaf {
    /// After the item layer.
    pub amount: i64,
    /// How they are priced.
    pub option: ItemOption,
    /// Its branch.
    pub branch: u32,
}

type Entry = (Kind, (ItemOption, Vec<u32>));

/// Everything that can be put beside a product.
#[derive(Debug)]
pub(super) struct Fillers {
    entries: Vec<Entry>,
    /// Offers that can make a filler much cheaper than its neighbours, whatever it stands beside.
    pub apart: u128,
    /// Offers that take something off an order.
    lowers: u128,
    trees: Mutex<HashMap<u128, Arc<Tree>>>,
}

/// The same as a tree, told apart by some offers first.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub branches: Vec<Branch>,
    pub root: Option<u32>,
    /// The entries, from the left to the right.
    pub leaves: Vec<Leaf>,
    goods: Vec<u32>,
}

impl Fillers {
    /// Up to `most` pieces of each product that has a price and takes part in something, and one that takes part in nothing.
    pub fn new(compiled: &Compiled, most: u32) -> Self {
        let bundles = (0..compiled.candidates.len())
            .filter(|i| matches!(compiled.candidates[*i].rule, Rule::Bundle { .. }))
            .fold(0u128, |all, i| all | 1 << i);
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
        let mut entries: Vec<Entry> = kinds.into_iter().collect();
        entries.sort_unstable_by_key(|(kind, _)| *kind);
        let apart = (0..compiled.candidates.len())
            .filter(|i| {
                matches!(
                    compiled.candidates[*i].rule,
                    Rule::NForPrice { .. } | Rule::NthPiece { .. } | Rule::Bundle { .. }
                )
            })
            .fold(0u128, |all, i| all | 1 << i);
        let lowers = (0..compiled.candidates.len())
            .filter(|i| !Compiled::lowers_nothing(&compiled.candidates[*i]) && compiled.items >> i & 1 == 0)
            .fold(0u128, |all, i| all | 1 << i);
        Self { entries, apart, lowers, trees: Mutex::default() }
    }

    /// The tree for a product that takes part in these offers.
    pub fn beside(&self, own: u128) -> Arc<Tree> {
        let key = own | self.apart;
        let mut trees = self.trees.lock().unwrap_or_else(PoisonError::into_inner);
        let tree = trees.entry(key).or_insert_with(|| {
            let mut tree = Tree::default();
            let mut list: Vec<&Entry> = self.entries.iter().collect();
            if !list.is_empty() {
                tree.root = Some(tree.grow(&mut list, key, self.apart & own, self.lowers));
            }
            Arc::new(tree)
        });
        Arc::clone(tree)
    }
}

impl Tree {
    fn grow(&mut self, list: &mut [&Entry], matter: u128, counting: u128, lowers: u128) -> u32 {
        let whole = list.iter().map(|(kind, _)| kind).fold(None, |whole: Option<Branch>, kind| {
            let (pieces, amount) = (i64::from(kind.pieces), kind.amount);
            Some(match whole {
                None => Branch {
                    all: kind.mask,
                    any: kind.mask,
                    pieces: (pieces, pieces),
                    amount: (amount, amount),
                    dearest: kind.price,
                    parts: kind.parts,
                    leaves: (0, 0),
                    sorted: true,
                    below: Below::Branches(0, 0),
                },
                Some(b) => Branch {
                    all: b.all & kind.mask,
                    any: b.any | kind.mask,
                    pieces: (b.pieces.0.min(pieces), b.pieces.1.max(pieces)),
                    amount: (b.amount.0.min(amount), b.amount.1.max(amount)),
                    dearest: b.dearest.max(kind.price),
                    parts: b.parts.max(kind.parts),
                    ..b
                },
            })
        });
        let mut branch = whole.unwrap_or(Branch {
            all: 0,
            any: 0,
            pieces: (0, 0),
            amount: (0, 0),
            dearest: 0,
            parts: 1,
            leaves: (0, 0),
            sorted: true,
            below: Below::Branches(0, 0),
        });
        branch.leaves.0 = self.leaves.len() as u32;
        branch.below = if let [(kind, (option, goods))] = *list {
            let place = self.branches.len() as u32;
            self.leaves.push(Leaf { amount: kind.amount, option: *option, branch: place });
            let from = self.goods.len() as u32;
            self.goods.extend(goods);
            Below::Goods { from, until: self.goods.len() as u32, pieces: kind.pieces }
        } else {
            let counted = branch.all & matter & counting != 0 && branch.pieces.0 != branch.pieces.1;
            let differ = branch.all ^ branch.any;
            let at = divide(list, if differ & matter != 0 { differ & matter } else { differ & lowers }, counted);
            let (left, right) = list.split_at_mut(at);
            let (left, right) = (self.grow(left, matter, counting, lowers), self.grow(right, matter, counting, lowers));
            let side = |at: u32| self.branches.get(at as usize).map(|branch| (branch.sorted, branch.amount));
            branch.sorted = match (side(left), side(right)) {
                (Some((true, (_, last))), Some((true, (first, _)))) => last <= first && differ & lowers == 0,
                _ => false,
            };
            Below::Branches(left, right)
        };
        branch.leaves.1 = self.leaves.len() as u32;
        self.branches.push(branch);
        self.branches.len() as u32 - 1
    }

    /// The entries of a branch.
    pub fn leaves(&self, branch: &Branch) -> &[Leaf] {
        self.leaves.get(branch.leaves.0 as usize..branch.leaves.1 as usize).unwrap_or_default()
    }

    /// The products of a range, but one.
    pub fn goods(&self, from: u32, until: u32, but: u32) -> impl DoubleEndedIterator<Item = u32> + '_ {
        let range = self.goods.get(from as usize..until as usize).unwrap_or_default();
        range.iter().copied().filter(move |good| *good != but)
    }
}

/// Puts the entries in two halves, by the offer that divides them most evenly, else by amount, else by pieces.
fn divide(list: &mut [&Entry], differ: u128, counted: bool) -> usize {
    let half = list.len() / 2;
    let mut best = (usize::MAX, 0u32);
    let mut rest = differ;
    while rest != 0 {
        let bit = rest.trailing_zeros();
        rest &= rest - 1;
        let with = list.iter().filter(|(kind, _)| kind.mask >> bit & 1 == 1).count();
        best = best.min((with.abs_diff(half), bit));
    }
    if best.0 != usize::MAX {
        list.sort_by_key(|(kind, _)| kind.mask >> best.1 & 1);
        return list.iter().filter(|(kind, _)| kind.mask >> best.1 & 1 == 0).count();
    }
    if counted {
        list.sort_by_key(|(kind, _)| (kind.pieces, kind.amount));
        let first = list[0].0.pieces;
        let middle = list[half].0.pieces.max(first + 1);
        return list.iter().filter(|(kind, _)| kind.pieces < middle).count();
    }
    list.sort_by_key(|(kind, _)| (kind.amount, kind.pieces));
    // a bunch of equal amounts stays together where it can
    let middle = list[half].0.amount;
    let start = list.iter().position(|(kind, _)| kind.amount >= middle).unwrap_or(half);
    if start > 0 { start } else { half }
}
