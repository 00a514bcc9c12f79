//! Tables: an ordered list of rows with identities, cheap to clone.

use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Something that is a row of a table.
pub trait Row: Clone {
    /// The kind of identity the row has.
    type Id: Copy + Eq + std::fmt::Debug;
    /// The row's identity, unique within its table.
    fn id(&self) -> Self::Id;
}

/// An ordered table. Cloning shares everything; editing a row copies that row and the list of pointers, and nothing else.
#[derive(Debug)]
pub struct Rows<T>(Arc<Vec<Arc<T>>>);

impl<T> Clone for Rows<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self(Arc::new(Vec::new()))
    }
}

impl<T: PartialEq> PartialEq for Rows<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

impl<T: Eq> Eq for Rows<T> {}

impl<T> FromIterator<T> for Rows<T> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self {
        Self(Arc::new(iter.into_iter().map(Arc::new).collect()))
    }
}

impl<T> From<Vec<T>> for Rows<T> {
    fn from(rows: Vec<T>) -> Self {
        rows.into_iter().collect()
    }
}

impl<'a, T> IntoIterator for &'a Rows<T> {
    type Item = &'a Arc<T>;
    type IntoIter = std::slice::Iter<'a, Arc<T>>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<T> Rows<T> {
    /// How many rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The rows in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Arc<T>> {
        self.0.iter()
    }

    /// The row at a position.
    #[must_use]
    pub fn at(&self, index: usize) -> Option<&Arc<T>> {
        self.0.get(index)
    }

    /// The first row.
    #[must_use]
    pub fn first(&self) -> Option<&Arc<T>> {
        self.0.first()
    }

    /// The last row.
    #[must_use]
    pub fn last(&self) -> Option<&Arc<T>> {
        self.0.last()
    }

    /// Whether both are the very same list in memory: the identity by which answers are memoised.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// The list itself, to hold while an answer made from it is kept.
    #[must_use]
    pub fn shared(&self) -> &Arc<Vec<Arc<T>>> {
        &self.0
    }

    /// The list of rows for changing order or membership.
    pub fn list_mut(&mut self) -> &mut Vec<Arc<T>> {
        Arc::make_mut(&mut self.0)
    }
}

impl<T: Row> Rows<T> {
    /// The position of a row.
    #[must_use]
    pub fn position(&self, id: T::Id) -> Option<usize> {
        self.0.iter().position(|row| row.id() == id)
    }

    /// The row with an identity.
    #[must_use]
    pub fn get(&self, id: T::Id) -> Option<&T> {
        self.0.iter().find(|row| row.id() == id).map(Arc::as_ref)
    }

    /// Whether a row is there.
    #[must_use]
    pub fn contains(&self, id: T::Id) -> bool {
        self.position(id).is_some()
    }

    /// The row with an identity, to change.
    pub fn get_mut(&mut self, id: T::Id) -> Option<&mut T> {
        let index = self.position(id)?;
        Arc::make_mut(&mut self.0).get_mut(index).map(Arc::make_mut)
    }

    /// Adds a row at the end.
    pub fn push(&mut self, row: T) {
        self.list_mut().push(Arc::new(row));
    }

    /// Adds a row at a position, or at the end beyond it.
    pub fn insert(&mut self, index: usize, row: T) {
        let list = self.list_mut();
        let index = index.min(list.len());
        list.insert(index, Arc::new(row));
    }

    /// Removes the rows for which `gone` holds.
    pub fn remove_where(&mut self, gone: impl Fn(&T) -> bool) {
        if self.0.iter().any(|row| gone(row)) {
            self.list_mut().retain(|row| !gone(row));
        }
    }

    /// Changes every row for which `change` gives a new one, leaving the others shared.
    pub fn map_where(&mut self, change: impl Fn(&T) -> Option<T>) {
        let changed: Vec<(usize, T)> =
            self.0.iter().enumerate().filter_map(|(i, row)| change(row).map(|new| (i, new))).collect();
        if changed.is_empty() {
            return;
        }
        let list = self.list_mut();
        for (index, row) in changed {
            if let Some(slot) = list.get_mut(index) {
                *slot = Arc::new(row);
            }
        }
    }
}

impl<T: Serialize> Serialize for Rows<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(Arc::as_ref))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Rows<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::<T>::deserialize(deserializer).map(Self::from)
    }
}

/// The field that [`unique_keys`] names when a key stands twice: serde has no word for keys.
pub const KEY: &str = "{key}";

/// Reads a map that must not hold a key twice; serde itself would silently keep the last value.
///
/// # Errors
/// Those of keys and values, and a duplicate field [`KEY`].
pub fn unique_keys<'de, D, K, V>(deserializer: D) -> Result<BTreeMap<K, V>, D::Error>
where
    D: Deserializer<'de>,
    K: Deserialize<'de> + Ord,
    V: Deserialize<'de>,
{
    struct Visitor<K, V>(PhantomData<(K, V)>);
    impl<'de, K: Deserialize<'de> + Ord, V: Deserialize<'de>> serde::de::Visitor<'de> for Visitor<K, V> {
        type Value = BTreeMap<K, V>;
        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a map")
        }
        fn visit_map<A: serde::de::MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
            let mut map = BTreeMap::new();
            while let Some((key, value)) = entries.next_entry()? {
                if map.insert(key, value).is_some() {
                    return Err(serde::de::Error::duplicate_field(KEY));
                }
            }
            Ok(map)
        }
    }
    deserializer.deserialize_map(Visitor(PhantomData))
}
