//! The tree of tasks (WBS): who stands in whom, in which order, under which number.

use std::collections::HashMap;

use crate::model::{Rows, Task, TaskId};

/// Levels that a tree may have; what stands deeper stands as a root.
const DEEPEST: u16 = 64;

/// No row.
pub(super) const NONE: u32 = u32::MAX;

/// From ids to rows: a plain table where ids lie close together, as those of one campaign mostly do.
#[derive(Clone, Debug)]
pub(super) enum Index {
    Dense { first: u32, rows: Vec<u32> },
    Sparse(HashMap<u32, u32>),
}

impl Index {
    pub(super) fn new(ids: &[TaskId]) -> Self {
        let first = ids.iter().map(|id| id.0).min().unwrap_or(0);
        let last = ids.iter().map(|id| id.0).max().unwrap_or(0);
        let span = (last - first) as usize;
        if span > 16 * ids.len() + 1_024 {
            return Self::Sparse(ids.iter().zip(0..).map(|(id, row)| (id.0, row)).collect());
        }
        let mut rows = vec![NONE; span + 1];
        for (id, row) in ids.iter().zip(0..) {
            if let Some(slot) = rows.get_mut((id.0 - first) as usize) {
                *slot = row;
            }
        }
        Self::Dense { first, rows }
    }

    pub(super) fn get(&self, id: TaskId) -> Option<u32> {
        match self {
            Self::Dense { first, rows } => {
                let at = id.0.checked_sub(*first)?;
                rows.get(at as usize).copied().filter(|row| *row != NONE)
            }
            Self::Sparse(rows) => rows.get(&id.0).copied(),
        }
    }
}

/// The tree, by the rows of the campaign's table.
#[derive(Clone, Debug)]
pub struct Outline {
    ids: Vec<TaskId>,
    index: Index,
    /// The row of the parent; `NONE` for a root.
    parent: Vec<u32>,
    /// Where the children of each row begin in `children`; one more at the end. The roots' follow those of all rows.
    begins: Vec<u32>,
    children: Vec<u32>,
    /// Rows as they are shown: each before its children.
    order: Vec<u32>,
    depth: Vec<u16>,
    /// Which of its parent's children it is, from 1.
    place: Vec<u32>,
    /// Tasks whose parent is gone, and the parent.
    pub(super) gone: Vec<(TaskId, TaskId)>,
    /// Tasks that are their own ancestors, or stand too deep.
    pub(super) circles: Vec<TaskId>,
}

impl Outline {
    /// Reads the tree. A task whose parent is gone, that is its own ancestor or stands too deep stands as a root.
    pub(super) fn new(tasks: &Rows<Task>) -> Self {
        // the tasks lie apart in memory: each is looked at once
        let (ids, parents): (Vec<TaskId>, Vec<Option<TaskId>>) = tasks.iter().map(|t| (t.id, t.parent)).unzip();
        let index = Index::new(&ids);
        let mut gone = Vec::new();
        let mut parent: Vec<u32> = (ids.iter().zip(&parents))
            .map(|(task, parent)| match parent {
                None => NONE,
                Some(id) => index.get(*id).unwrap_or_else(|| {
                    gone.push((*task, *id));
                    NONE
                }),
            })
            .collect();
        let mut circles = cut_circles(&mut parent, &ids);
        let mut outline = Self::build(ids.clone(), index.clone(), parent.clone());
        if outline.depth.iter().any(|depth| *depth >= DEEPEST) {
            for (row, depth) in outline.depth.iter().enumerate() {
                if let Some(up) = parent.get_mut(row).filter(|up| **up != NONE && depth.is_multiple_of(DEEPEST)) {
                    *up = NONE;
                    circles.extend(ids.get(row));
                }
            }
            outline = Self::build(ids, index, parent);
        }
        Self { gone, circles, ..outline }
    }

    fn build(ids: Vec<TaskId>, index: Index, parent: Vec<u32>) -> Self {
        let count = parent.len();
        // children of each row in the order of the table, by counting
        let slot = |up: u32| if up == NONE { count } else { up as usize };
        let mut begins = vec![0_u32; count + 2];
        for up in &parent {
            if let Some(n) = begins.get_mut(slot(*up) + 1) {
                *n += 1;
            }
        }
        let mut sum = 0;
        for n in &mut begins {
            sum += *n;
            *n = sum;
        }
        let mut fill = begins.clone();
        let mut children = vec![0_u32; count];
        let mut place = vec![0_u32; count];
        for (row, up) in (0_u32..).zip(&parent) {
            let first = begins.get(slot(*up)).copied().unwrap_or(0);
            let Some(next) = fill.get_mut(slot(*up)) else { continue };
            if let Some(child) = children.get_mut(*next as usize) {
                *child = row;
            }
            if let Some(nth) = place.get_mut(row as usize) {
                *nth = *next - first + 1;
            }
            *next += 1;
        }
        let mut outline = Self {
            ids,
            index,
            parent,
            begins,
            children,
            order: Vec::with_capacity(count),
            depth: vec![0; count],
            place,
            gone: Vec::new(),
            circles: Vec::new(),
        };
        let mut stack: Vec<(u32, u16)> = outline.slice(count).iter().rev().map(|row| (*row, 0)).collect();
        while let Some((row, depth)) = stack.pop() {
            outline.order.push(row);
            if let Some(slot) = outline.depth.get_mut(row as usize) {
                *slot = depth;
            }
            stack.extend(outline.children(row).iter().rev().map(|child| (*child, depth.saturating_add(1))));
        }
        outline
    }

    fn slice(&self, row: usize) -> &[u32] {
        let from = self.begins.get(row).copied().unwrap_or(0) as usize;
        let to = self.begins.get(row + 1).copied().unwrap_or(0) as usize;
        self.children.get(from..to).unwrap_or_default()
    }

    /// The row of a task.
    #[must_use]
    pub fn row(&self, id: TaskId) -> Option<u32> {
        self.index.get(id)
    }

    /// The task of a row.
    #[must_use]
    pub fn id(&self, row: u32) -> Option<TaskId> {
        self.ids.get(row as usize).copied()
    }

    /// How many tasks there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is no task.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The row of the summary that a row stands in.
    #[must_use]
    pub fn parent(&self, row: u32) -> Option<u32> {
        self.parent.get(row as usize).copied().filter(|up| *up != NONE)
    }

    /// The rows that stand directly in a row.
    #[must_use]
    pub fn children(&self, row: u32) -> &[u32] {
        self.slice(row as usize)
    }

    /// Whether a row is a summary.
    #[must_use]
    pub fn is_summary(&self, row: u32) -> bool {
        !self.children(row).is_empty()
    }

    /// All rows as they are shown: each before its children, siblings in the order of the table.
    #[must_use]
    pub fn order(&self) -> &[u32] {
        &self.order
    }

    /// How deep a row stands; roots 0.
    #[must_use]
    pub fn depth(&self, row: u32) -> u16 {
        self.depth.get(row as usize).copied().unwrap_or(0)
    }

    /// The WBS number of a row: 1.3.2.
    #[must_use]
    pub fn number(&self, row: u32) -> String {
        let mut parts = Vec::new();
        let mut at = Some(row);
        while let Some(row) = at {
            parts.push(self.place.get(row as usize).copied().unwrap_or(0).to_string());
            at = self.parent(row);
        }
        parts.reverse();
        parts.join(".")
    }

    /// The rows without children at or below a row, as they are shown.
    #[must_use]
    pub fn leaves(&self, row: u32) -> Vec<u32> {
        let mut leaves = Vec::new();
        let mut stack = vec![row];
        while let Some(row) = stack.pop() {
            let children = self.children(row);
            if children.is_empty() {
                leaves.push(row);
            }
            stack.extend(children.iter().rev());
        }
        leaves
    }

    /// Whether one row stands in another, at any depth, or is the same.
    #[must_use]
    pub fn within(&self, row: u32, summary: u32) -> bool {
        let mut at = Some(row);
        while let Some(row) = at {
            if row == summary {
                return true;
            }
            at = self.parent(row);
        }
        false
    }
}

/// Makes roots of the rows that are their own ancestors.
fn cut_circles(parent: &mut [u32], ids: &[TaskId]) -> Vec<TaskId> {
    // 0 not looked at, 1 on the way up now, 2 known to lead to a root
    let mut seen = vec![0_u8; parent.len()];
    let mut circles = Vec::new();
    let mut way: Vec<u32> = Vec::new();
    for row in 0..parent.len() as u32 {
        let mut at = row;
        way.clear();
        while let Some(mark) = seen.get_mut(at as usize).filter(|mark| **mark == 0) {
            *mark = 1;
            way.push(at);
            at = parent.get(at as usize).copied().unwrap_or(NONE);
        }
        if seen.get(at as usize) == Some(&1) {
            let from = way.iter().position(|row| *row == at).unwrap_or(way.len());
            for row in way.iter().skip(from) {
                if let Some(up) = parent.get_mut(*row as usize) {
                    *up = NONE;
                }
                circles.extend(ids.get(*row as usize));
            }
        }
        for row in &way {
            if let Some(mark) = seen.get_mut(*row as usize) {
                *mark = 2;
            }
        }
    }
    circles
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(tasks: &[(u32, u32)]) -> Outline {
        let task = |(id, parent): &(u32, u32)| Task {
            id: TaskId(*id),
            parent: (*parent > 0).then_some(TaskId(*parent)),
            ..Task::default()
        };
        Outline::new(&tasks.iter().map(task).collect())
    }

    #[test]
    fn numbers_and_order() {
        // children may stand before their parent and apart from it
        let outline = outline(&[(3, 2), (1, 0), (2, 1), (4, 0), (5, 2), (6, 1), (7, 99)]);
        let shown: Vec<(u32, String, u16)> = outline
            .order()
            .iter()
            .map(|row| (outline.id(*row).expect("a task").0, outline.number(*row), outline.depth(*row)))
            .collect();
        let expected =
            [(1, "1", 0), (2, "1.1", 1), (3, "1.1.1", 2), (5, "1.1.2", 2), (6, "1.2", 1), (4, "2", 0), (7, "3", 0)];
        assert_eq!(shown, expected.map(|(id, number, depth)| (id, number.to_owned(), depth)));
        assert_eq!(outline.gone, [(TaskId(7), TaskId(99))]);
        assert_eq!(outline.leaves(1), [0, 4, 5]);
        assert!(outline.within(0, 1) && !outline.within(3, 1));
    }

    #[test]
    fn circles_become_roots() {
        let outline = outline(&[(1, 3), (2, 1), (3, 2), (4, 3), (5, 5)]);
        assert_eq!(outline.circles, [TaskId(1), TaskId(3), TaskId(2), TaskId(5)]);
        assert_eq!(outline.order().len(), 5);
        assert_eq!(outline.parent(3), Some(2));
        let far = outline_far();
        assert_eq!(far.row(TaskId(4_000_000_000)), Some(1));
    }

    fn outline_far() -> Outline {
        outline(&[(1, 0), (4_000_000_000, 1)])
    }
}
