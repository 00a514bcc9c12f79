//! Entries sorted by what they cost.

/// An entry by its amount.
pub(super) type Entry = (i64, u32);

/// Some of the entries of which `amounts` says what they cost, sorted by it.
#[derive(Clone, Copy)]
pub(super) struct List<'a> {
    pub entries: &'a [u32],
    pub amounts: &'a [i64],
}

impl<'a> List<'a> {
    pub fn len(self) -> usize {
        self.entries.len()
    }

    pub fn get(self, at: usize) -> Option<Entry> {
        let entry = *self.entries.get(at)?;
        Some((self.amounts.get(entry as usize).copied().unwrap_or(0), entry))
    }

    /// Those from one place to before another.
    pub fn part(self, from: usize, until: usize) -> Self {
        Self { entries: self.entries.get(from..until).unwrap_or_default(), ..self }
    }

    pub fn iter(self) -> impl Iterator<Item = Entry> + use<'a> {
        self.entries.iter().map(move |entry| (self.amounts.get(*entry as usize).copied().unwrap_or(0), *entry))
    }

    /// Where those begin that cost so much.
    pub fn from(self, amount: i64) -> usize {
        self.entries.partition_point(|entry| self.amounts.get(*entry as usize).copied().unwrap_or(0) < amount)
    }

    /// Smallest and largest amount.
    pub fn ends(self) -> Option<(i64, i64)> {
        Some((self.get(0)?.0, self.get(self.len().checked_sub(1)?)?.0))
    }
}
