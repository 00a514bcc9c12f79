//! The lines of the matrix: what of each dimension falls into which column.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::DateTime;

use super::{Cell, Column, Dimension, Entry, Gap, Ground, Group, Line, Stretch};
use crate::engine::finding::window_span;
use crate::engine::schedule::sides::{Kin, Side};
use crate::engine::schedule::{Moment, TaskTimes};
use crate::engine::staffing::Role as Duty;
use crate::model::offer::OfferWindow;
use crate::model::{Offer, Phase, PhaseKind, Role, SkuId};

/// All lines.
pub(super) fn lines(ground: &Ground<'_>, columns: &[Column]) -> Vec<Line> {
    let mut lines = tasks(ground, columns, Side::Department);
    lines.extend(tasks(ground, columns, Side::Owner));
    lines.extend(offers(ground, columns));
    lines.extend(traffic(ground, columns));
    lines.extend(goods(ground, columns));
    lines.extend(people(ground, columns));
    lines
}

fn line(group: Group, of: Dimension, columns: usize) -> Line {
    Line { of, group, whole: Vec::new(), cells: vec![Cell::default(); columns] }
}

/// The columns in which a task runs: from the first to the last, as columns stand by time.
fn running(times: &TaskTimes, columns: &[Column]) -> impl Iterator<Item = usize> {
    let (start, finish) = (times.start, times.finish);
    let within = move |column: &Column| {
        let (from, until) = (Moment::from(column.start), Moment::from(column.end));
        if finish > start { start < until && from < finish } else { from <= start && start < until }
    };
    let found: Vec<usize> = (0..columns.len()).filter(|at| columns.get(*at).is_some_and(within)).collect();
    found.into_iter()
}

/// Tasks by department or owner.
fn tasks(ground: &Ground<'_>, columns: &[Column], side: Side) -> Vec<Line> {
    let (project, campaign, schedule) = (ground.project, ground.campaign, ground.schedule);
    let group = if side == Side::Owner { Group::Owners } else { Group::Departments };
    let mut places: BTreeMap<Kin, usize> = BTreeMap::new();
    let mut lines: Vec<Line> = Vec::new();
    for kin in Kin::all(side, project, campaign) {
        let of = match kin {
            Kin::Department(id) => Dimension::Department(id),
            Kin::Owner(id) => Dimension::Owner(id),
            Kin::Phase(_) | Kin::Status(_) | Kin::Float(_) => continue,
        };
        places.insert(kin, lines.len());
        lines.push(line(group, of, columns.len()));
    }
    let mut all: Vec<(Moment, u32)> = ground
        .tasks
        .iter()
        .filter(|row| !schedule.outline().is_summary(**row))
        .filter_map(|row| Some((schedule.times.get(*row as usize)?.start, *row)))
        .collect();
    all.sort_unstable();
    let mut used = BTreeSet::new();
    for (_, row) in all {
        let (Some(task), Some(times)) = (campaign.tasks.at(row as usize), schedule.times.get(row as usize)) else {
            continue;
        };
        let kin = Kin::of(side, project, campaign, task, times, Moment::default());
        // a department that is gone is none
        let none = if side == Side::Owner { Kin::Owner(None) } else { Kin::Department(None) };
        let Some(at) = places.get(&kin).or_else(|| places.get(&none)).copied() else { continue };
        used.insert(at);
        let Some(line) = lines.get_mut(at) else { continue };
        for column in running(times, columns) {
            if let Some(cell) = line.cells.get_mut(column) {
                cell.entries.push(Entry::Task(task.id, row));
            }
        }
    }
    let phases = |at: usize| matches!(columns.get(at).map(|column| column.of), Some(Stretch::Phase(_)));
    for (place, line) in lines.iter_mut().enumerate() {
        if group == Group::Departments && used.contains(&place) {
            for (at, cell) in line.cells.iter_mut().enumerate() {
                if phases(at) && cell.entries.is_empty() {
                    cell.gap = Some(Gap::NoTask);
                }
            }
        }
    }
    // who has nothing to do at all is told for departments only
    let mut place = 0;
    lines.retain(|line| {
        let used = used.contains(&place);
        place += 1;
        used || matches!(line.of, Dimension::Department(Some(_)))
    });
    lines
}

/// The part of a phase that lies in a column.
fn part(phase: &Phase, column: &Column) -> Option<(DateTime, DateTime)> {
    let (start, end) = (phase.start.max(column.start), phase.end.min(column.end));
    (start < end).then_some((start, end))
}

/// Whether a window is open at some instant of a column, in a phase that may be.
fn is_open(ground: &Ground<'_>, window: &OfferWindow, column: &Column, may: impl Fn(PhaseKind) -> bool) -> bool {
    ground.campaign.phases.iter().any(|phase| {
        let own = match column.of {
            Stretch::Phase(id) => id == phase.id,
            _ => true,
        };
        own && may(phase.kind)
            && window.meets(phase)
            && part(phase, column).is_some_and(|(start, end)| {
                window.from.is_none_or(|from| from < end) && window.until.is_none_or(|until| until > start)
            })
    })
}

/// Offers that can be claimed and used.
fn offers(ground: &Ground<'_>, columns: &[Column]) -> Vec<Line> {
    let campaign = ground.campaign;
    let all: Vec<&Offer> = campaign.offers.iter().filter(|offer| !offer.off).map(AsRef::as_ref).collect();
    if all.is_empty() {
        return Vec::new();
    }
    let mut claim = line(Group::Offers, Dimension::Claim, columns.len());
    let mut usable = line(Group::Offers, Dimension::Use, columns.len());
    let claimed = |offer: &Offer| offer.is_chosen() || offer.claim != OfferWindow::default();
    let begins: Vec<Option<DateTime>> =
        all.iter().map(|offer| window_span(campaign, &offer.claim).map(|(start, _)| start)).collect();
    for (at, column) in columns.iter().enumerate() {
        let (Some(to_claim), Some(to_use)) = (claim.cells.get_mut(at), usable.cells.get_mut(at)) else { continue };
        let mut unclaimed = Vec::new();
        for (offer, begins) in all.iter().zip(&begins) {
            // before anything is announced there is nothing to claim
            if claimed(offer) && is_open(ground, &offer.claim, column, |kind| kind != PhaseKind::Prepare) {
                to_claim.entries.push(Entry::Offer(offer.id));
            }
            if is_open(ground, &offer.usable, column, PhaseKind::sells) {
                to_use.entries.push(Entry::Offer(offer.id));
                if claimed(offer) && begins.is_none_or(|begin| begin >= column.end) {
                    unclaimed.push(offer.id);
                }
            }
        }
        let sold = |kind: PhaseKind| kind.sells() && kind != PhaseKind::Preheat;
        if to_use.entries.is_empty() && is_open(ground, &OfferWindow::default(), column, sold) {
            to_use.gap = Some(Gap::NoOffer);
        } else if !unclaimed.is_empty() {
            to_claim.gap = Some(Gap::Unclaimed(unclaimed));
        }
    }
    vec![claim, usable]
}

/// Visitors, waves and sources.
fn traffic(ground: &Ground<'_>, columns: &[Column]) -> Vec<Line> {
    let mut visitors = line(Group::Traffic, Dimension::Visitors, columns.len());
    let mut waves = line(Group::Traffic, Dimension::Waves, columns.len());
    for (at, column) in columns.iter().enumerate() {
        if let Stretch::Phase(id) = column.of
            && let Some(uv) = ground.time.phase(id).and_then(|share| share.factors.uv.value)
            && let Some(cell) = visitors.cells.get_mut(at)
        {
            cell.entries.push(Entry::Visitors(uv));
        }
        for phase in &ground.campaign.phases {
            let inside = |wave: &crate::model::Wave| match column.of {
                Stretch::Phase(id) => id == phase.id,
                _ => wave.start < column.end && column.start < wave.end,
            };
            let Some(cell) = waves.cells.get_mut(at) else { continue };
            let found = phase.waves.iter().filter(|wave| inside(wave));
            cell.entries.extend(found.map(|wave| Entry::Wave(phase.id, wave.id)));
        }
    }
    let mut sources = line(Group::Traffic, Dimension::Sources, columns.len());
    let rows = &ground.campaign.traffic;
    let groups: BTreeSet<_> = rows.iter().filter_map(|source| source.parent).collect();
    sources.whole = rows.iter().filter(|source| !groups.contains(&source.id)).map(|s| Entry::Source(s.id)).collect();
    let holds = |line: &Line| !line.whole.is_empty() || line.cells.iter().any(|cell| !cell.entries.is_empty());
    [visitors, waves, sources].into_iter().filter(holds).collect()
}

/// Goods by role, where a phase has a price of its own for them.
fn goods(ground: &Ground<'_>, columns: &[Column]) -> Vec<Line> {
    let roles: BTreeMap<SkuId, Role> = ground.project.goods.iter().map(|sku| (sku.id, sku.role)).collect();
    let mut lines = Vec::new();
    for role in Role::ALL {
        let own = |row: &&std::sync::Arc<crate::model::CampaignSku>| roles.get(&row.sku) == Some(&role);
        let count = ground.campaign.goods.iter().filter(own).count();
        if count == 0 {
            continue;
        }
        let mut line = line(Group::Goods, Dimension::Goods(role), columns.len());
        line.whole.push(Entry::Products(count));
        for (cell, column) in line.cells.iter_mut().zip(columns) {
            let phases: Vec<_> = (ground.campaign.phases.iter())
                .filter(|phase| match column.of {
                    Stretch::Phase(id) => id == phase.id,
                    _ => part(phase, column).is_some(),
                })
                .map(|phase| phase.id)
                .collect();
            let priced = |row: &&std::sync::Arc<crate::model::CampaignSku>| {
                phases.iter().any(|id| row.phase_prices.contains_key(id))
            };
            let found = ground.campaign.goods.iter().filter(own).filter(priced);
            cell.entries.extend(found.map(|row| Entry::Sku(row.sku)));
        }
        lines.push(line);
    }
    lines
}

/// The most people on any day of each column.
fn people(ground: &Ground<'_>, columns: &[Column]) -> Vec<Line> {
    let Some(staffing) = ground.staffing else { return Vec::new() };
    let of = |duty: Duty| {
        let mut line = line(Group::People, Dimension::People(duty), columns.len());
        for (cell, column) in line.cells.iter_mut().zip(columns) {
            let inside = |date: jiff::civil::Date| {
                let day = date.at(0, 0, 0, 0);
                day < column.end && day >= column.start.date().at(0, 0, 0, 0)
            };
            let most = staffing.days.iter().filter(|day| inside(day.date)).map(|day| day.of(duty)).max();
            cell.entries.extend(most.filter(|heads| *heads > 0).map(Entry::People));
        }
        line
    };
    Duty::ALL.map(of).into_iter().filter(|line| line.cells.iter().any(|cell| !cell.entries.is_empty())).collect()
}
