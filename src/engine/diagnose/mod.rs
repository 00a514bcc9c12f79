//! Find, split, try (找拆试): the driver tree with its live figures, what a trial proves, and edits of both.

mod edit;
mod tree;
mod trial;

#[cfg(test)]
mod tests;

pub use edit::{add_means, clear_factors, drop_means, drop_trials, learn, touch};
pub use tree::{Link, Node, Reference, Tree, exists, has_tree, is_rate, label, roots, tree, unit};
pub use trial::{LEAST, Proof, SURE, proof, suggested};
