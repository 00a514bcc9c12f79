//! Predecessors of a plan's tasks as links.

use std::collections::HashSet;

use super::import::{Build, Tree};
use super::plan::{Link, Row, RowKind};
use super::task::stated;
use super::value::Unit;
use crate::engine::schedule::carry::Carried;
use crate::model::{Lag, LinkId, LinkKind, SignedMinutes, TaskId, TaskLink};

/// The links of a plan; their own numbers are given later.
pub(super) fn read(build: &mut Build<'_>, tree: &Tree) -> Vec<TaskLink> {
    let plan = build.plan;
    let mut links = Vec::new();
    let mut known: HashSet<(TaskId, TaskId, LinkKind)> = HashSet::new();
    let rows: std::collections::HashMap<i64, &Row> = plan.tasks.iter().rev().map(|row| (row.uid, row)).collect();
    for (to, place) in &tree.rows {
        let Some(row) = plan.tasks.get(*place) else { continue };
        for link in &row.links {
            let before = rows.get(&link.from).copied();
            let gone = match before.map(|row| row.kind) {
                _ if link.across => Some(Carried::LinkAcross),
                Some(RowKind::External) => Some(Carried::LinkAcross),
                Some(RowKind::Task) => None,
                _ => Some(Carried::LinkGone),
            };
            if let Some(gone) = gone {
                build.notes.add(row.about(), gone);
                continue;
            }
            let Some(from) = tree.by_uid.get(&link.from).copied() else { continue };
            if tree.within(from, *to) || tree.within(*to, from) {
                build.notes.add(row.about(), Carried::LinkWithin);
                continue;
            }
            let kind = match link.kind {
                0 => LinkKind::FinishFinish,
                2 => LinkKind::StartFinish,
                3 => LinkKind::StartStart,
                _ => LinkKind::FinishStart,
            };
            if !known.insert((from, *to, kind)) {
                build.notes.add(row.about(), Carried::LinkTwice);
                continue;
            }
            let lag = lag(build, row, *link, before);
            links.push(TaskLink { id: LinkId::default(), from, to: *to, kind, lag });
        }
    }
    links
}

fn lag(build: &mut Build<'_>, row: &Row, link: Link, before: Option<&Row>) -> Lag {
    let minutes = match link.unit {
        Unit::Work | Unit::Elapsed => {
            if link.lag % 10 != 0 {
                build.notes.add(row.about(), Carried::Rounded);
            }
            let half = if link.lag < 0 { -5 } else { 5 };
            link.lag.saturating_add(half) / 10
        }
        Unit::Percent | Unit::ElapsedPercent => {
            build.notes.add(row.about(), Carried::PercentLag);
            let dates = before.and_then(stated);
            let length = match (link.unit, dates, before.and_then(|row| row.duration)) {
                (Unit::ElapsedPercent, Some(placed), _) => placed.start.until(placed.finish).map_or(0, |span| {
                    i64::from(span.get_days()) * 1_440 + i64::from(span.get_hours()) * 60 + span.get_minutes()
                }),
                (.., Some(length)) => length.wide(),
                _ => 0,
            };
            length.saturating_mul(link.lag.clamp(-100_000, 100_000)) / 100
        }
    };
    let minutes = SignedMinutes::new(minutes);
    match link.unit {
        Unit::Work | Unit::Percent => Lag::Work(minutes),
        Unit::Elapsed | Unit::ElapsedPercent => Lag::Elapsed(minutes),
    }
}
