//! Answers kept until what they were made from changes.

use std::cell::{Cell, RefCell};

/// One answer with the key from which it was made.
///
/// The key holds what was read (the `Arc`s themselves), so that an address cannot come back as another value. Keys are
/// compared by the caller's notion of sameness: identity for sections, value for narrow projections.
#[derive(Debug)]
pub struct Memo<K, V> {
    kept: RefCell<Option<(K, V)>>,
    computed: Cell<u64>,
}

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self { kept: RefCell::new(None), computed: Cell::new(0) }
    }
}

impl<K: PartialEq, V: Clone> Memo<K, V> {
    /// The answer for a key: the one kept, or a new one.
    pub fn get(&self, key: K, compute: impl FnOnce(&K) -> V) -> V {
        if let Some(value) = self.kept(&key) {
            return value;
        }
        let value = compute(&key);
        self.computed.set(self.computed.get() + 1);
        *self.kept.borrow_mut() = Some((key, value.clone()));
        value
    }

    /// The answer for a key, if it is the one kept.
    pub fn kept(&self, key: &K) -> Option<V> {
        self.kept.borrow().as_ref().filter(|(kept, _)| kept == key).map(|(_, value)| value.clone())
    }

    /// How often an answer had to be computed.
    pub fn computed(&self) -> u64 {
        self.computed.get()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn computes_only_when_the_key_changes() {
        let memo = Memo::default();
        assert_eq!(memo.get(2, |k| k * 10), 20);
        assert_eq!(memo.get(2, |k| k * 10), 20);
        assert_eq!(memo.computed(), 1);
        assert_eq!(memo.get(3, |k| k * 10), 30);
        assert_eq!(memo.computed(), 2);
    }
}
