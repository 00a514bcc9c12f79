//! Layers: what depends on something stands to the right of it. Boxes without links stand where others of their time do.

use super::Network;

/// Layers that boxes without links may add behind the last link.
const MOST_BEHIND: usize = 8;

/// The layers of a network.
#[derive(Clone, Debug, Default)]
pub(super) struct Layered {
    /// The layer of each box.
    pub columns: Vec<usize>,
    /// How many there are.
    pub count: usize,
    /// Links that lead back; for all else they count the other way round.
    pub back: Vec<bool>,
    /// Links from left to right.
    pub edges: Vec<(usize, usize)>,
}

/// Works them out.
pub(super) fn layers(network: &Network) -> Layered {
    let count = network.nodes.len();
    let back = backward(network);
    let turned = |((a, b), back): (&(usize, usize), &bool)| if *back { (*b, *a) } else { (*a, *b) };
    let edges: Vec<(usize, usize)> = network.edges.iter().zip(&back).map(turned).collect();
    let mut outs: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut ins: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (from, to) in edges.iter().filter(|(from, to)| from != to && *from < count && *to < count) {
        outs[*from].push(*to);
        ins[*to].push(*from);
    }
    let order = in_order(&ins, &outs);
    let mut columns = vec![0_usize; count];
    for node in &order {
        columns[*node] = ins[*node].iter().map(|from| columns[*from] + 1).max().unwrap_or(0);
    }
    // what leads to more than it waits for moves up to it: shorter lines
    for _ in 0..2 {
        for node in order.iter().rev().filter(|node| outs[**node].len() > ins[**node].len()) {
            if let Some(next) = outs[*node].iter().map(|to| columns[*to]).min() {
                columns[*node] = columns[*node].max(next - 1);
            }
        }
    }
    let linked: Vec<bool> = (0..count).map(|node| !(outs[node].is_empty() && ins[node].is_empty())).collect();
    let layers = put_by_date(network, &linked, &mut columns);
    Layered { columns, count: layers, back, edges }
}

/// The links that lead back, in a walk that begins with what begins first.
fn backward(network: &Network) -> Vec<bool> {
    let count = network.nodes.len();
    let mut outs: Vec<Vec<(usize, usize)>> = vec![Vec::new(); count];
    for (at, (from, to)) in network.edges.iter().enumerate() {
        if from != to
            && *to < count
            && let Some(of) = outs.get_mut(*from)
        {
            of.push((at, *to));
        }
    }
    let mut back = vec![false; network.edges.len()];
    // 0 not seen, 1 on the way to here, 2 done
    let mut seen = vec![0_u8; count];
    let mut starts: Vec<usize> = (0..count).collect();
    starts.sort_by_key(|node| (network.nodes[*node].start, *node));
    for start in starts {
        if seen[start] != 0 {
            continue;
        }
        seen[start] = 1;
        let mut way = vec![(start, 0_usize)];
        while let Some((node, next)) = way.last_mut() {
            let Some((at, to)) = outs[*node].get(*next).copied() else {
                seen[*node] = 2;
                way.pop();
                continue;
            };
            *next += 1;
            match seen[to] {
                0 => {
                    seen[to] = 1;
                    way.push((to, 0));
                }
                1 => back[at] = true,
                _ => {}
            }
        }
    }
    back
}

/// All boxes, each after those it waits for.
fn in_order(ins: &[Vec<usize>], outs: &[Vec<usize>]) -> Vec<usize> {
    let mut open: Vec<usize> = ins.iter().map(Vec::len).collect();
    let mut order: Vec<usize> = (0..open.len()).filter(|node| open[*node] == 0).collect();
    let mut at = 0;
    while let Some(node) = order.get(at).copied() {
        at += 1;
        for to in &outs[node] {
            open[*to] -= 1;
            if open[*to] == 0 {
                order.push(*to);
            }
        }
    }
    order
}

/// Puts boxes without links into the layers of their time, where their lane has room; gives how many layers there are.
fn put_by_date(network: &Network, linked: &[bool], columns: &mut [usize]) -> usize {
    let nodes = &network.nodes;
    let of_links = (0..nodes.len()).filter(|node| linked[*node]).map(|node| columns[node] + 1).max().unwrap_or(0);
    let mut loose: Vec<usize> = (0..nodes.len()).filter(|node| !linked[*node]).collect();
    loose.sort_by_key(|node| (nodes[*node].start, *node));
    // the time of a layer: the middle of its starts, never before the layer to its left
    let mut dates: Vec<i64> = Vec::with_capacity(of_links);
    for column in 0..of_links {
        let mut starts: Vec<i64> =
            (0..nodes.len()).filter(|n| linked[*n] && columns[*n] == column).map(|n| nodes[n].start).collect();
        starts.sort_unstable();
        let middle = starts.get(starts.len() / 2).copied().unwrap_or(i64::MIN);
        dates.push(dates.last().map_or(middle, |last| middle.max(*last)));
    }
    let last = dates.last().copied().unwrap_or(i64::MIN);
    let later: Vec<usize> = loose.iter().copied().filter(|node| nodes[*node].start > last || of_links == 0).collect();
    let mut per_lane = vec![0_usize; network.lanes];
    for node in &later {
        if let Some(count) = per_lane.get_mut(nodes[*node].lane) {
            *count += 1;
        }
    }
    let behind = per_lane.iter().copied().max().unwrap_or(0).min(MOST_BEHIND);
    for place in 0..behind {
        let at = place * later.len() / behind;
        dates.push(later.get(at).map_or(last, |node| nodes[*node].start));
    }
    let layers = dates.len();
    let mut held = vec![vec![0_usize; layers]; network.lanes];
    for node in (0..nodes.len()).filter(|node| linked[*node]) {
        held[nodes[node].lane][columns[node]] += 1;
    }
    let mut rows: Vec<usize> = held.iter().map(|lane| lane.iter().copied().max().unwrap_or(0)).collect();
    let mut cursor = vec![0_usize; network.lanes];
    for node in loose {
        let lane = nodes[node].lane;
        let ideal = dates.partition_point(|date| *date <= nodes[node].start).saturating_sub(1);
        let cost = |column: usize| {
            let stands = held[lane][column];
            let higher = usize::from(stands + 1 > rows[lane]);
            (column.abs_diff(ideal) * 3 + stands * 2 + higher * 4, column)
        };
        let column = (cursor[lane]..layers).min_by_key(|column| cost(*column)).unwrap_or(0);
        columns[node] = column;
        cursor[lane] = column;
        held[lane][column] += 1;
        rows[lane] = rows[lane].max(held[lane][column]);
    }
    layers
}
