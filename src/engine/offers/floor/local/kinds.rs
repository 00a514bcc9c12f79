//! Fillers that stand alike once all has befallen them that befalls them alone.

use std::rc::Rc;

use super::super::exact::{Exact, Line, onward};
use super::super::fillers::{Fillers, Tree};
use super::super::list::List;
use crate::engine::offers::price::Compiled;

/// Fillers that stand alike after what befell them alone.
#[derive(Debug)]
pub(in super::super) struct Alike {
    /// The places of all kinds, and what each costs; the cheapest comes first.
    places: Vec<u32>,
    amounts: Vec<i64>,
    pub kinds: Vec<Kind>,
    /// The entries of each kind after the other.
    entries: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Kind {
    /// The second is empty, if no limit makes two of them.
    pub lines: [Line; 2],
    from: u32,
    until: u32,
}

/// What is asked of [`Tree`]: of a branch, the offers that befall it alone, those of them that are used, and whether it is told
/// apart by its pieces.
pub(in super::super) type Asked = (u32, u128, u128, bool);

/// What is left of both lines.
pub(in super::super) fn sum(lines: &[Line; 2]) -> i64 {
    lines[0].left + lines[1].left
}

impl Alike {
    pub(in super::super) fn of(mut lines: Vec<([Line; 2], u32)>) -> Self {
        lines.sort_unstable_by_key(|(lines, entry)| (sum(lines), *lines, *entry));
        let mut all = Self {
            places: Vec::new(),
            amounts: Vec::new(),
            kinds: Vec::new(),
            entries: Vec::with_capacity(lines.len()),
        };
        for same in lines.chunk_by(|a, b| a.0 == b.0) {
            let Some((lines, _)) = same.first() else { continue };
            let from = all.entries.len() as u32;
            all.entries.extend(same.iter().map(|(_, entry)| entry));
            all.places.push(all.kinds.len() as u32);
            all.amounts.push(sum(lines));
            all.kinds.push(Kind { lines: *lines, from, until: all.entries.len() as u32 });
        }
        all
    }

    /// The kinds by their amount.
    pub(in super::super) fn list(&self) -> List<'_> {
        List { entries: &self.places, amounts: &self.amounts }
    }

    /// Smallest and largest amount.
    pub(in super::super) fn ends(&self) -> Option<(i64, i64)> {
        self.list().ends()
    }

    pub(in super::super) fn kind(&self, of: u32) -> Option<&Kind> {
        self.kinds.get(of as usize)
    }

    pub(in super::super) fn entries(&self, of: u32) -> &[u32] {
        let Some(kind) = self.kind(of) else { return &[] };
        self.entries.get(kind.from as usize..kind.until as usize).unwrap_or_default()
    }
}

/// How a filler stands once so much has befallen it; nothing if it cannot be. An error if some of it is not of the usual kinds.
pub(in super::super) fn stands(
    compiled: &Compiled,
    fillers: &Fillers,
    (entry, places, used): (u32, &[u8], u128),
    told: u128,
    counts: bool,
) -> Result<Option<[Line; 2]>, ()> {
    let [first, second] = fillers.lines(entry).ok_or(())?;
    let mut order = [first, second];
    match onward(compiled, &mut order, places, used) {
        Some(Exact::Net(_)) => Ok(Some(order.map(|line| line.told(told, counts)))),
        Some(Exact::Nowhere) => Ok(None),
        _ => Err(()),
    }
}

impl Tree {
    /// How what a branch holds stands once all has befallen it that befalls it alone; nothing if that cannot be told of some.
    pub(in super::super) fn alike(
        &mut self,
        fillers: &Fillers,
        asked: Asked,
        stands: impl Fn(u32) -> Result<Option<[Line; 2]>, ()>,
    ) -> Option<Rc<Alike>> {
        if let Some(known) = self.alone.get(&asked) {
            return known.clone();
        }
        let branch = *self.made(fillers, asked.0)?;
        let mut lines = Some(Vec::new());
        for entry in self.leaves(&branch) {
            match (stands(*entry), &mut lines) {
                (Ok(Some(of)), Some(lines)) => lines.push((of, *entry)),
                (Err(()), _) => lines = None,
                _ => {}
            }
        }
        let all = lines.map(|lines| Rc::new(Alike::of(lines)));
        self.alone.insert(asked, all.clone());
        all
    }
}
