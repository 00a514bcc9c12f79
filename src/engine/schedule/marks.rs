//! A set of nodes that is walked in their order while it grows.

/// Nodes, a bit each.
#[derive(Clone, Debug)]
pub(super) struct Marks(Vec<u64>);

impl Marks {
    /// None of so many nodes.
    pub(super) fn new(nodes: usize) -> Self {
        Self(vec![0; nodes.div_ceil(64)])
    }

    /// Adds a node.
    pub(super) fn set(&mut self, node: u32) {
        if let Some(word) = self.0.get_mut(node as usize / 64) {
            *word |= 1 << (node % 64);
        }
    }

    /// Adds every node; some numbers may stand for none.
    pub(super) fn set_every(&mut self) {
        self.0.fill(u64::MAX);
    }

    /// Adds those of another.
    pub(super) fn join(&mut self, other: &Self) {
        for (word, more) in self.0.iter_mut().zip(&other.0) {
            *word |= more;
        }
    }

    /// Whether a node is in it.
    pub(super) fn has(&self, node: u32) -> bool {
        self.0.get(node as usize / 64).is_some_and(|word| word >> (node % 64) & 1 == 1)
    }

    /// Each node, from the lowest on.
    pub(super) fn each(&self, mut look: impl FnMut(usize)) {
        for (number, word) in self.0.iter().enumerate() {
            let mut word = *word;
            while word != 0 {
                look(number * 64 + word.trailing_zeros() as usize);
                word &= word - 1;
            }
        }
    }

    /// Takes out each node from the lowest on, also those that are added above it on the way.
    pub(super) fn rise(&mut self, mut look: impl FnMut(usize, &mut Self)) {
        for number in 0..self.0.len() {
            while let Some(word) = self.0.get_mut(number).filter(|word| **word != 0) {
                let bit = word.trailing_zeros();
                *word &= *word - 1;
                look(number * 64 + bit as usize, self);
            }
        }
    }

    /// Takes out each node from the highest on, also those that are added below it on the way.
    pub(super) fn fall(&mut self, mut look: impl FnMut(usize, &mut Self)) {
        for number in (0..self.0.len()).rev() {
            while let Some(word) = self.0.get_mut(number).filter(|word| **word != 0) {
                let bit = 63 - word.leading_zeros();
                *word &= !(1 << bit);
                look(number * 64 + bit as usize, self);
            }
        }
    }
}
