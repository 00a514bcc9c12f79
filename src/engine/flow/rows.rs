//! Rows: where in its lane each box stands, so that lines are short and few cross.

use std::ops::Range;

use super::Network;
use super::layers::Layered;

/// Looks at pairs of lines that the search for fewer crossings may take: some milliseconds.
const MOST_LOOKS: usize = 200_000;
/// Links up to which crossings are counted while layers are swept.
const MOST_COUNTED: usize = 400;
/// What a crossing costs, against a row up or down.
const CROSSING: i64 = 12;
/// What a line that is not straight costs.
const BEND: i64 = 2;

/// The rows of a network.
#[derive(Clone, Debug, Default)]
pub(super) struct Placed {
    /// The row of each box, counted through all lanes.
    pub rows: Vec<usize>,
    /// The rows of each lane.
    pub lanes: Vec<Range<usize>>,
}

/// Boxes in layers and rows, while better places are looked for.
struct Search<'a> {
    layered: &'a Layered,
    rows: Vec<usize>,
    lanes: Vec<Range<usize>>,
    /// Boxes by lane and layer.
    cells: Vec<Vec<Vec<usize>>>,
    /// Links of each box.
    of: Vec<Vec<usize>>,
    looks: usize,
}

/// Works them out.
pub(super) fn rows(network: &Network, layered: &Layered) -> Placed {
    let mut cells = vec![vec![Vec::new(); layered.count]; network.lanes];
    for (node, known) in network.nodes.iter().enumerate() {
        cells[known.lane][layered.columns[node]].push(node);
    }
    let mut lanes = Vec::with_capacity(network.lanes);
    let mut next = 0;
    for lane in &cells {
        let count = lane.iter().map(Vec::len).max().unwrap_or(0).max(1);
        lanes.push(next..next + count);
        next += count;
    }
    let mut of = vec![Vec::new(); network.nodes.len()];
    for (at, (from, to)) in layered.edges.iter().enumerate().filter(|(_, (from, to))| from != to) {
        of[*from].push(at);
        of[*to].push(at);
    }
    let mut search = Search { layered, rows: vec![0; network.nodes.len()], lanes, cells, of, looks: 0 };
    for lane in &mut search.cells {
        for cell in lane {
            cell.sort_by_key(|node| (network.nodes[*node].start, *node));
        }
    }
    for (lane, range) in search.cells.iter().zip(&search.lanes) {
        for (at, node) in lane.iter().flat_map(|cell| cell.iter().enumerate()) {
            search.rows[*node] = range.start + at;
        }
    }
    search.sweep();
    search.improve();
    Placed { rows: search.rows, lanes: search.lanes }
}

impl Search<'_> {
    /// Puts each box near the boxes it is linked with, layer by layer, there and back.
    fn sweep(&mut self) {
        let count = self.layered.count;
        let mut best = (self.cost(), self.rows.clone());
        for round in 0..6 {
            let forward = round % 2 == 0;
            for step in 0..count {
                let column = if forward { step } else { count - 1 - step };
                for lane in 0..self.lanes.len() {
                    self.settle(lane, column, forward);
                }
            }
            let cost = self.cost();
            if cost < best.0 {
                best = (cost, self.rows.clone());
            }
        }
        self.rows = best.1;
    }

    /// Puts the boxes of a lane in one layer on the rows that they would like, as nearly as it goes.
    fn settle(&mut self, lane: usize, column: usize, forward: bool) {
        let range = self.lanes[lane].clone();
        let mut wishes: Vec<(i64, usize, usize)> = Vec::new();
        for node in &self.cells[lane][column] {
            let other = |edge: &usize| {
                let (from, to) = self.layered.edges[*edge];
                let other = if forward { from } else { to };
                (other != *node).then(|| self.rows[other] as i64)
            };
            let mut wanted: Vec<i64> = self.of[*node].iter().filter_map(other).collect();
            wanted.sort_unstable();
            let own = self.rows[*node];
            // in hundredths, so that two in the middle can be halved
            let wish = match wanted.len() {
                0 => own as i64 * 100,
                n if n % 2 == 1 => wanted[n / 2] * 100,
                n => (wanted[n / 2 - 1] + wanted[n / 2]) * 50,
            };
            wishes.push((wish, own, *node));
        }
        wishes.sort_unstable();
        let wanted: Vec<i64> = wishes.iter().map(|(wish, ..)| *wish).collect();
        for ((.., node), row) in wishes.iter().zip(nearest(&wanted, &range)) {
            self.rows[*node] = row;
        }
    }

    fn cost(&self) -> i64 {
        let mut cost = 0;
        for (at, edge) in self.layered.edges.iter().enumerate() {
            cost += self.bend(*edge);
            if self.layered.edges.len() <= MOST_COUNTED {
                let later = self.layered.edges.iter().skip(at + 1);
                cost += later.filter(|other| self.cross(*edge, **other)).count() as i64 * CROSSING;
            }
        }
        cost
    }

    fn bend(&self, (from, to): (usize, usize)) -> i64 {
        let way = self.rows[from].abs_diff(self.rows[to]) as i64;
        if way == 0 { 0 } else { way + BEND }
    }

    /// Whether two lines cross if drawn straight.
    fn cross(&self, (a, b): (usize, usize), (c, d): (usize, usize)) -> bool {
        if a == c || b == d || a == d || b == c {
            return false;
        }
        let x = |node: usize| self.layered.columns[node] as i64;
        let y = |node: usize| self.rows[node] as i64;
        let (left, right) = (x(a).max(x(c)), x(b).min(x(d)));
        if left >= right {
            return false;
        }
        let (first, second) = (x(b) - x(a), x(d) - x(c));
        // how far the first stands below the second, times both widths
        let apart = |at: i64| {
            let upper = (y(a) * first + (y(b) - y(a)) * (at - x(a))) * second;
            let lower = (y(c) * second + (y(d) - y(c)) * (at - x(c))) * first;
            upper - lower
        };
        let (begin, end) = (apart(left), apart(right));
        begin.signum() * end.signum() < 0
    }

    /// What the links of some boxes cost.
    fn local(&mut self, nodes: [Option<usize>; 2]) -> i64 {
        let mut edges: Vec<usize> = nodes.iter().flatten().flat_map(|node| self.of[*node].iter().copied()).collect();
        edges.sort_unstable();
        edges.dedup();
        self.looks += edges.len() * self.layered.edges.len() + 1;
        let mut cost = 0;
        for edge in &edges {
            let own = self.layered.edges[*edge];
            cost += self.bend(own);
            for (at, other) in self.layered.edges.iter().enumerate() {
                // a pair of them counts once
                if (at > *edge || edges.binary_search(&at).is_err()) && self.cross(own, *other) {
                    cost += CROSSING;
                }
            }
        }
        cost
    }

    /// Lets boxes of one lane and layer change places while that helps.
    fn improve(&mut self) {
        loop {
            let mut better = false;
            for lane in 0..self.lanes.len() {
                let range = self.lanes[lane].clone();
                for column in 0..self.layered.count {
                    if self.cells[lane][column].is_empty() {
                        continue;
                    }
                    let mut at: Vec<Option<usize>> = vec![None; range.len()];
                    for node in &self.cells[lane][column] {
                        at[self.rows[*node] - range.start] = Some(*node);
                    }
                    let reach = if range.len() <= 6 { range.len() } else { 2 };
                    for upper in 0..range.len() {
                        for lower in upper + 1..(upper + reach).min(range.len()) {
                            let pair = [at[upper], at[lower]];
                            let linked = |node: &usize| !self.of[*node].is_empty();
                            if !pair.iter().flatten().any(linked) {
                                continue;
                            }
                            if self.looks > MOST_LOOKS {
                                return;
                            }
                            let before = self.local(pair);
                            self.put(pair, [range.start + lower, range.start + upper]);
                            if self.local(pair) < before {
                                at.swap(upper, lower);
                                better = true;
                            } else {
                                self.put(pair, [range.start + upper, range.start + lower]);
                            }
                        }
                    }
                }
            }
            if !better {
                return;
            }
        }
    }

    fn put(&mut self, nodes: [Option<usize>; 2], rows: [usize; 2]) {
        for (node, row) in nodes.into_iter().zip(rows) {
            if let Some(node) = node {
                self.rows[node] = row;
            }
        }
    }
}

/// Rows for wishes in their order, each its own, as near to them as it goes in all. Wishes are in hundredths of rows.
fn nearest(wishes: &[i64], range: &Range<usize>) -> Vec<usize> {
    let (count, rows) = (wishes.len(), range.len());
    if count == rows {
        return range.clone().collect();
    }
    // best[i][r]: the least cost of the first i wishes within the first r rows
    let width = rows + 1;
    let far = i64::MAX / 4;
    let mut best = vec![far; (count + 1) * width];
    best[..width].fill(0);
    let cost = |i: usize, r: usize| (wishes[i] - (range.start + r) as i64 * 100).abs();
    for i in 1..=count {
        for r in i..=rows {
            let skipped = best[i * width + r - 1];
            let taken = best[(i - 1) * width + r - 1].saturating_add(cost(i - 1, r - 1));
            best[i * width + r] = skipped.min(taken);
        }
    }
    let mut chosen = vec![0; count];
    let mut r = rows;
    for i in (1..=count).rev() {
        while r > i && best[i * width + r] == best[i * width + r - 1] {
            r -= 1;
        }
        r -= 1;
        chosen[i - 1] = range.start + r;
    }
    chosen
}
