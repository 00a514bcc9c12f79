//! Lines: each leaves its box on the right, stands up in the channel between two layers, lies in the corridor between two rows,
//! and enters on the left. Lines of one box share their way; all others keep apart, so that none covers another.

use std::collections::BTreeMap;

use super::layers::Layered;
use super::rows::Placed;
use super::{Layout, Network, Place, Route, Sizes};

/// A line that stands up in a channel: of which box, and whether of its links that lead back.
type Net = (usize, bool);

/// How a link runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// From a box to itself: not at all.
    None,
    /// Straight to the right.
    Straight,
    /// Up or down in the channel right behind the box it leaves, then along the row of the other.
    Early,
    /// Along its own row, then up or down in the channel right before the box it enters.
    Late,
    /// Through the corridor above a row.
    Corridor(usize),
}

/// A line in a channel, between its ends.
#[derive(Clone, Debug)]
struct Upright {
    net: Net,
    top: i32,
    bottom: i32,
    /// Where it is entered from the left.
    enters: Vec<i32>,
    /// Where it is left to the right.
    leaves: Vec<i32>,
}

impl Upright {
    /// Crossings when this one stands left of another.
    fn before(&self, other: &Self) -> usize {
        let within = |y: &&i32, of: &Self| **y > of.top && **y < of.bottom;
        // lines to the same place join
        let leaving = self.leaves.iter().filter(|y| within(y, other) && !other.leaves.contains(y)).count();
        leaving + other.enters.iter().filter(|y| within(y, self) && !self.enters.contains(y)).count()
    }

    fn touches(&self, other: &Self, apart: i32) -> bool {
        self.top < other.bottom + apart && other.top < self.bottom + apart
    }
}

struct Draft<'a> {
    layered: &'a Layered,
    placed: &'a Placed,
    sizes: &'a Sizes,
    ways: Vec<Way>,
    /// The upper edge of each row.
    tops: Vec<i32>,
    /// The lines in each corridor: whose, and on which track.
    tracks: Vec<BTreeMap<Net, usize>>,
    /// The height of each corridor.
    corridors: Vec<i32>,
}

/// Draws a network whose boxes have layers and rows.
pub(super) fn draw(network: &Network, layered: &Layered, placed: &Placed, sizes: &Sizes) -> Layout {
    let rows = placed.lanes.last().map_or(0, |lane| lane.end);
    let mut taken = vec![vec![false; layered.count]; rows];
    for (row, column) in placed.rows.iter().zip(&layered.columns) {
        taken[*row][*column] = true;
    }
    let (ways, tracks) = choose(layered, placed, &taken);
    let mut corridors: Vec<i32> = Vec::with_capacity(rows + 1);
    for tracks in &tracks {
        let count = tracks.values().map(|track| track + 1).max().unwrap_or(0) as i32;
        corridors.push(sizes.gap + if count > 0 { (count - 1) * sizes.track + sizes.port } else { 0 });
    }
    let mut tops = Vec::with_capacity(rows);
    let mut lanes = Vec::with_capacity(placed.lanes.len());
    let mut y = 0;
    for (at, lane) in placed.lanes.iter().enumerate() {
        let from = y;
        for row in lane.clone() {
            y += corridors.get(row).copied().unwrap_or(0);
            tops.push(y);
            y += sizes.height;
        }
        // the corridor below the last row, and as much room below each lane as above it
        y += if at + 1 == placed.lanes.len() { corridors.last().copied().unwrap_or(0) } else { sizes.gap };
        lanes.push(from..y);
    }
    let draft = Draft { layered, placed, sizes, ways, tops, tracks, corridors };
    let (lefts, standing) = draft.channels(network);
    let boxes: Vec<Place> = (layered.columns.iter().zip(&placed.rows))
        .map(|(column, row)| Place { column: *column, row: *row, left: lefts[*column], top: draft.tops[*row] })
        .collect();
    let edges = (0..network.edges.len()).map(|edge| draft.route(edge, &boxes, &standing)).collect();
    let width = lefts.last().map_or(0, |left| left + sizes.width + sizes.channel / 2);
    Layout { boxes, edges, lanes, width, height: y }
}

/// How each link runs, and the tracks in the corridors.
fn choose(layered: &Layered, placed: &Placed, taken: &[Vec<bool>]) -> (Vec<Way>, Vec<BTreeMap<Net, usize>>) {
    let free = |row: usize, from: usize, to: usize| taken[row][from..to].iter().all(|taken| !taken);
    // first and last channel of each line in a corridor
    let mut lying: Vec<BTreeMap<Net, (usize, usize)>> = vec![BTreeMap::new(); taken.len() + 1];
    let mut ways = Vec::with_capacity(layered.edges.len());
    for ((from, to), back) in layered.edges.iter().zip(&layered.back) {
        let (a, b) = (layered.columns[*from], layered.columns[*to]);
        let (up, down) = (placed.rows[*from], placed.rows[*to]);
        if from == to || a >= b {
            ways.push(Way::None);
            continue;
        }
        if up == down && free(up, a + 1, b) && !*back {
            ways.push(Way::Straight);
            continue;
        }
        if up != down && free(up, a + 1, b) {
            ways.push(Way::Late);
            continue;
        }
        if up != down && free(down, a + 1, b) {
            ways.push(Way::Early);
            continue;
        }
        let net = (*from, *back);
        let between = if up == down { up..up + 2 } else { up.min(down) + 1..up.max(down) + 1 };
        let cost = |corridor: usize| {
            let lines = &lying[corridor];
            let shared = lines.contains_key(&net);
            let busy = lines.values().filter(|(first, last)| *first < b && a <= *last).count();
            (usize::from(!shared), busy, corridor.abs_diff(down), corridor)
        };
        let corridor = between.min_by_key(|corridor| cost(*corridor)).unwrap_or(up);
        let line = lying[corridor].entry(net).or_insert((a, b - 1));
        *line = (line.0.min(a), line.1.max(b - 1));
        ways.push(Way::Corridor(corridor));
    }
    let tracks = lying.iter().map(tracks).collect();
    (ways, tracks)
}

/// Gives each line of a corridor a track on which no other lies in the same channels.
fn tracks(lines: &BTreeMap<Net, (usize, usize)>) -> BTreeMap<Net, usize> {
    let mut all: Vec<(usize, usize, Net)> = lines.iter().map(|(net, (first, last))| (*first, *last, *net)).collect();
    all.sort_unstable();
    let mut ends: Vec<usize> = Vec::new();
    let mut found = BTreeMap::new();
    for (first, last, net) in all {
        let track = ends.iter().position(|end| *end < first).unwrap_or(ends.len());
        match ends.get_mut(track) {
            Some(end) => *end = last,
            None => ends.push(last),
        }
        found.insert(net, track);
    }
    found
}

impl Draft<'_> {
    fn middle(&self, node: usize) -> i32 {
        self.tops[self.placed.rows[node]] + self.sizes.height / 2
    }

    /// The height of a line in a corridor.
    fn lying(&self, corridor: usize, net: Net) -> i32 {
        let track = self.tracks[corridor].get(&net).copied().unwrap_or(0) as i32;
        let below = match self.tops.get(corridor) {
            Some(top) => top - self.corridors[corridor],
            None => self.tops.last().map_or(0, |top| top + self.sizes.height),
        };
        below + self.sizes.gap / 2 + track * self.sizes.track + self.sizes.port / 2
    }

    /// Where a link reaches the box it enters.
    fn port(&self, edge: usize) -> i32 {
        let (from, to) = self.layered.edges[edge];
        let (up, down) = (self.placed.rows[from], self.placed.rows[to]);
        let above = match self.ways[edge] {
            Way::Straight | Way::None => return self.middle(to),
            Way::Corridor(corridor) => corridor <= down,
            Way::Early | Way::Late => up < down,
        };
        self.middle(to) + if above { -self.sizes.port } else { self.sizes.port }
    }

    /// The left edges of the layers, and where lines stand in the channels.
    fn channels(&self, network: &Network) -> (Vec<i32>, BTreeMap<(usize, Net), i32>) {
        let mut all: Vec<BTreeMap<Net, Upright>> = vec![BTreeMap::new(); self.layered.count];
        let mut stand = |channel: usize, net: Net, enters: i32, leaves: i32| {
            let Some(lines) = all.get_mut(channel) else { return };
            let (top, bottom) = (enters.min(leaves), enters.max(leaves));
            let line = lines.entry(net).or_insert(Upright { net, top, bottom, enters: Vec::new(), leaves: Vec::new() });
            (line.top, line.bottom) = (line.top.min(top), line.bottom.max(bottom));
            for (list, y) in [(&mut line.enters, enters), (&mut line.leaves, leaves)] {
                if !list.contains(&y) {
                    list.push(y);
                }
            }
        };
        for edge in 0..network.edges.len() {
            let (from, to) = self.layered.edges[edge];
            let net = (from, self.layered.back[edge]);
            let (first, last) = (self.layered.columns[from], self.layered.columns[to].saturating_sub(1));
            let (start, port) = (self.middle(from), self.port(edge));
            match self.ways[edge] {
                Way::None | Way::Straight => {}
                Way::Early => stand(first, net, start, port),
                Way::Late => stand(last, net, start, port),
                Way::Corridor(corridor) => {
                    let y = self.lying(corridor, net);
                    stand(first, net, start, y);
                    stand(last, net, y, port);
                }
            }
        }
        let mut lefts = Vec::with_capacity(all.len());
        let mut standing = BTreeMap::new();
        let mut x = self.sizes.channel / 2;
        for (channel, lines) in all.into_iter().enumerate() {
            lefts.push(x);
            let right = x + self.sizes.width;
            let lines = in_order(lines.into_values().collect());
            let tracks = self.columns_of(&lines);
            let count = tracks.iter().map(|track| track + 1).max().unwrap_or(0) as i32;
            let room = self.sizes.channel.max((count + 1) * self.sizes.track + self.sizes.channel / 2);
            let first = right + (room - (count - 1).max(0) * self.sizes.track) / 2;
            for (line, track) in lines.iter().zip(tracks) {
                standing.insert((channel, line.net), first + track as i32 * self.sizes.track);
            }
            x = right + room;
        }
        (lefts, standing)
    }

    /// The tracks of a channel's lines, which stand in their order wherever one is beside another.
    fn columns_of(&self, lines: &[Upright]) -> Vec<usize> {
        let mut tracks: Vec<usize> = Vec::with_capacity(lines.len());
        for (at, line) in lines.iter().enumerate() {
            let beside = lines.iter().zip(&tracks).take(at).filter(|(other, _)| other.touches(line, self.sizes.track));
            tracks.push(beside.map(|(_, track)| track + 1).max().unwrap_or(0));
        }
        tracks
    }

    fn route(&self, edge: usize, boxes: &[Place], standing: &BTreeMap<(usize, Net), i32>) -> Route {
        let (from, to) = self.layered.edges[edge];
        let back = self.layered.back[edge];
        let net = (from, back);
        let (first, last) = (self.layered.columns[from], self.layered.columns[to].saturating_sub(1));
        let start = (boxes[from].left + self.sizes.width, self.middle(from));
        let end = (boxes[to].left, self.port(edge));
        let at = |channel: usize| standing.get(&(channel, net)).copied().unwrap_or(start.0);
        let turn = |x: i32| vec![start, (x, start.1), (x, end.1), end];
        let points = match self.ways[edge] {
            Way::None => Vec::new(),
            Way::Straight => vec![start, end],
            Way::Early => turn(at(first)),
            Way::Late => turn(at(last)),
            Way::Corridor(corridor) => {
                let (y, a, b) = (self.lying(corridor, net), at(first), at(last));
                vec![start, (a, start.1), (a, y), (b, y), (b, end.1), end]
            }
        };
        Route { points, back }
    }
}

/// The lines of a channel from left to right, so that few cross.
fn in_order(mut lines: Vec<Upright>) -> Vec<Upright> {
    // those that lead down: the lowest to the left; then those that lead up: the highest to the left
    lines.sort_by_key(|line| {
        let start = line.enters.iter().min().copied().unwrap_or(line.top);
        let down = line.leaves.iter().any(|y| *y > start);
        (!down, if down { -start } else { start }, line.net)
    });
    for _ in 0..lines.len().min(24) {
        let mut better = false;
        for at in 1..lines.len() {
            let Some([a, b]) = lines.get(at - 1..=at) else { continue };
            if b.before(a) < a.before(b) {
                lines.swap(at - 1, at);
                better = true;
            }
        }
        if !better {
            break;
        }
    }
    lines
}
