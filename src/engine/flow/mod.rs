//! The flow chart (流程图): who hands what to whom. Boxes in swim lanes, layers from left to right by what depends on what,
//! links drawn at right angles through the room between the boxes.
//!
//! Pure geometry in whole points: the same network gives the same picture. Knows nothing of windows.

mod layers;
mod network;
mod route;
mod rows;

use std::ops::Range;

pub use network::{Chart, FlowBox, FlowLink, MOST_BOXES};

/// Links up to which single boxes are tried at other places.
const FEW_LINKS: usize = 60;
/// How often a picture with few links is drawn at most.
const MOST_DRAWN: usize = 160;

/// What is laid out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Network {
    /// How many lanes there are.
    pub lanes: usize,
    /// The boxes.
    pub nodes: Vec<Node>,
    /// Links by the boxes' places, from the one that comes first; none from a box to itself counts.
    pub edges: Vec<(usize, usize)>,
}

/// A box.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Node {
    /// Its lane, counted from the top.
    pub lane: usize,
    /// When it begins, on any scale: boxes without links stand where others of their time do.
    pub start: i64,
}

/// How large things are drawn, in points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// Width of a box.
    pub width: i32,
    /// Height of a box.
    pub height: i32,
    /// Room between two boxes one above the other, when no line runs through it.
    pub gap: i32,
    /// Room between two boxes side by side, when few lines run through it.
    pub channel: i32,
    /// Room between two lines.
    pub track: i32,
    /// How far from the middle of a box lines from above and below reach it.
    pub port: i32,
}

impl Sizes {
    /// The sizes at which names can be read.
    pub const USUAL: Self = Self { width: 144, height: 50, gap: 13, channel: 36, track: 8, port: 8 };
}

/// Where a box stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Its layer.
    pub column: usize,
    /// Its row, counted through all lanes.
    pub row: usize,
    /// Its left edge.
    pub left: i32,
    /// Its upper edge.
    pub top: i32,
}

/// How a link runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// Its corners, from the left end to the right one; none where it leads from a box to itself.
    pub points: Vec<(i32, i32)>,
    /// It leads back, against the direction of all others: it stands in a circle.
    pub back: bool,
}

/// The picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// Where the boxes stand.
    pub boxes: Vec<Place>,
    /// How the links run.
    pub edges: Vec<Route>,
    /// Upper and lower edge of each lane.
    pub lanes: Vec<Range<i32>>,
    /// Width of everything.
    pub width: i32,
    /// Height of everything.
    pub height: i32,
}

/// Lays a network out; one that names lanes or boxes that are not there has no picture.
#[must_use]
pub fn lay_out(network: &Network, sizes: &Sizes) -> Layout {
    let count = network.nodes.len();
    let known = network.nodes.iter().all(|node| node.lane < network.lanes);
    if !known || network.edges.iter().any(|(from, to)| *from >= count || *to >= count) {
        return Layout::default();
    }
    let layered = layers::layers(network);
    let rows = rows::rows(network, &layered);
    let layout = route::draw(network, &layered, &rows, sizes);
    if network.edges.len() > FEW_LINKS { layout } else { with_fewer_crossings(network, &layered, rows, layout, sizes) }
}

/// Lets boxes of one lane and layer change places while fewer lines cross as they are really drawn.
fn with_fewer_crossings(
    network: &Network,
    layered: &layers::Layered,
    mut rows: rows::Placed,
    mut layout: Layout,
    sizes: &Sizes,
) -> Layout {
    let mut crossings = layout.crossings(network);
    let mut drawn = 0;
    let mut better = true;
    while std::mem::take(&mut better) {
        for node in 0..network.nodes.len() {
            for row in rows.lanes[network.nodes[node].lane].clone() {
                if crossings == 0 || drawn >= MOST_DRAWN {
                    return layout;
                }
                let own = rows.rows[node];
                let there =
                    |other: &usize| rows.rows[*other] == row && layered.columns[*other] == layered.columns[node];
                let other = (0..network.nodes.len()).find(there);
                if row == own || other.is_some_and(|other| other < node) {
                    continue;
                }
                rows.rows[node] = row;
                if let Some(other) = other {
                    rows.rows[other] = own;
                }
                let next = route::draw(network, layered, &rows, sizes);
                drawn += 1;
                let found = next.crossings(network);
                if found < crossings {
                    (layout, crossings, better) = (next, found, true);
                } else {
                    rows.rows[node] = own;
                    if let Some(other) = other {
                        rows.rows[other] = row;
                    }
                }
            }
        }
    }
    layout
}

impl Layout {
    /// At how many points lines cross that have neither end in common.
    #[must_use]
    pub fn crossings(&self, network: &Network) -> usize {
        let mut lying: Vec<(i32, i32, i32, usize)> = Vec::new();
        let mut standing: Vec<(i32, i32, i32, usize)> = Vec::new();
        for (at, route) in self.edges.iter().enumerate() {
            for pair in route.points.windows(2) {
                let &[(ax, ay), (bx, by)] = pair else { continue };
                if ay == by {
                    lying.push((ay, ax.min(bx), ax.max(bx), at));
                } else {
                    standing.push((ax, ay.min(by), ay.max(by), at));
                }
            }
        }
        let mut points = std::collections::BTreeSet::new();
        for (x, top, bottom, a) in &standing {
            for (y, left, right, b) in &lying {
                let apart =
                    network.edges.get(*a).zip(network.edges.get(*b)).is_some_and(|(a, b)| a.0 != b.0 && a.1 != b.1);
                if apart && left < x && x < right && top < y && y < bottom {
                    points.insert((*x, *y));
                }
            }
        }
        points.len()
    }
}

#[cfg(test)]
mod tests;
