//! What the table of sources asks for, as edits of the campaign.

use std::collections::BTreeSet;
use std::mem::discriminant;
use std::sync::Arc;

use super::table::{AOV, BASIS, COST, COST_PER_UV, CVR, GMV, NAME, OWNER, PRICING, ROI, UV};
use crate::engine::actuals::clear_sources;
use crate::engine::diagnose::clear_factors;
use crate::engine::viral::usual;
use crate::engine::why::FigureId;
use crate::model::{
    Basis, Campaign, CostModel, Count, Driver, DriverOf, Money, PlayKind, Rate, Source, SourceId, SourceKind,
};
use crate::text::Msg;
use crate::text::names::Named;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::edit;
use crate::ui::tabs::funnel::terms::{read_basis, read_cost};
use crate::ui::widgets::grid::{CellValue, ColumnId, GridEvent, Place, RowKey};

/// Carries out what a person asked the table for.
pub(super) fn apply(
    scene: &Scene<'_>,
    open: &Open<'_>,
    event: GridEvent,
    figure: &mut Option<FigureId>,
    folded: &mut BTreeSet<SourceId>,
    actions: &mut Actions,
) {
    let id = open.campaign.id;
    let step = scene.text(Msg::StepSource);
    match event {
        GridEvent::Fold(key) => {
            let source = source_id(key);
            if !folded.remove(&source) {
                folded.insert(source);
            }
        }
        GridEvent::Activate(key, column) | GridEvent::OpenWhy(key, column) => {
            let source = source_id(key);
            *figure = Some(match column {
                COST | PRICING | COST_PER_UV => FigureId::SourceCost(source),
                GMV | AOV | CVR => FigureId::SourceGmv(source),
                ROI => FigureId::SourceRoi(source),
                _ => FigureId::SourceUv(source),
            });
        }
        GridEvent::Set(changes) => {
            let changes = readable(scene, open, changes);
            edit::campaign(actions, id, step, move |campaign| set(campaign, &changes));
        }
        GridEvent::Append { set: changes, rows } => {
            let changes = readable(scene, open, changes);
            let rows: Vec<Vec<Edit>> = rows
                .into_iter()
                .map(|cells| cells.into_iter().filter_map(|(c, v)| read(scene, open, c, v)).collect())
                .collect();
            actions.edit(step, move |project| {
                let ids: Vec<SourceId> = rows.iter().map(|_| project.new_id()).collect();
                let Some(campaign) = project.campaigns.get_mut(id) else { return };
                set(campaign, &changes);
                let parent = campaign.traffic.last().and_then(|s| s.parent);
                for (id, cells) in ids.into_iter().zip(rows) {
                    let mut source = Source { id, parent, ..Source::default() };
                    for cell in cells {
                        cell.apply(&mut source);
                    }
                    campaign.traffic.push(source);
                }
            });
        }
        GridEvent::AddAtEnd => add(scene, open, None, None, actions),
        GridEvent::Insert { place, count } => {
            for _ in 0..count.min(100) {
                add(scene, open, Some(place), None, actions);
            }
        }
        GridEvent::Delete(keys) => {
            let gone: BTreeSet<SourceId> = keys.into_iter().map(source_id).collect();
            edit::campaign(actions, id, step, move |campaign| delete(campaign, gone));
        }
        GridEvent::Move { keys, place } => {
            let keys: Vec<SourceId> = keys.into_iter().map(source_id).collect();
            edit::campaign(actions, id, step, move |campaign| shift(campaign, &keys, place));
        }
        GridEvent::Menu { .. } => {}
    }
}

pub(super) fn source_id(key: RowKey) -> SourceId {
    SourceId(u32::try_from(key.0).unwrap_or(0))
}

/// A cell that was read and checked, ready to be put into a source.
#[derive(Clone, Debug)]
enum Edit {
    Name(String),
    Uv(Option<Count>),
    Basis(Basis),
    Cost(CostModel),
    Cvr(Option<Rate>),
    Aov(Option<Money>),
    Owner(Option<crate::model::DepartmentId>),
}

impl Edit {
    fn apply(self, source: &mut Source) {
        match self {
            Self::Name(name) => source.name = name,
            Self::Uv(uv) => source.uv = uv,
            // a play named once more keeps its figures
            Self::Basis(Basis::WordOfMouth(new)) => match &source.basis {
                Basis::WordOfMouth(play) if discriminant(&play.kind) == discriminant(&new.kind) => {}
                _ => source.basis = Basis::WordOfMouth(new),
            },
            Self::Basis(basis) => source.basis = basis,
            Self::Cost(cost) => source.cost = cost,
            Self::Cvr(cvr) => source.cvr = cvr,
            Self::Aov(aov) => source.aov = aov,
            Self::Owner(owner) => source.department = owner,
        }
    }
}

fn read(scene: &Scene<'_>, open: &Open<'_>, column: ColumnId, value: CellValue) -> Option<Edit> {
    let text = |value: CellValue| if let CellValue::Text(text) = value { text } else { String::new() };
    Some(match (column, value) {
        (NAME, value) => Edit::Name(text(value)),
        (UV, CellValue::Count(count)) => Edit::Uv(Some(count)),
        (UV, _) => Edit::Uv(None),
        (BASIS, value) => Edit::Basis(read_basis(scene.texts, &text(value))),
        (PRICING, value) => Edit::Cost(read_cost(scene.texts, &text(value)).ok()?),
        (CVR, CellValue::Rate(rate)) => Edit::Cvr(Some(rate)),
        (CVR, _) => Edit::Cvr(None),
        (AOV, CellValue::Money(money)) => Edit::Aov(Some(money)),
        (AOV, _) => Edit::Aov(None),
        (OWNER, CellValue::Choice(at)) => Edit::Owner(open.project.shop.departments.at(at).map(|d| d.id)),
        (OWNER, _) => Edit::Owner(None),
        _ => return None,
    })
}

fn readable(scene: &Scene<'_>, open: &Open<'_>, changes: Vec<(RowKey, ColumnId, CellValue)>) -> Vec<(SourceId, Edit)> {
    changes
        .into_iter()
        .filter_map(|(key, column, value)| Some((source_id(key), read(scene, open, column, value)?)))
        .collect()
}

fn set(campaign: &mut Campaign, changes: &[(SourceId, Edit)]) {
    for (id, change) in changes {
        if let Some(source) = campaign.traffic.get_mut(*id) {
            change.clone().apply(source);
        }
    }
}

/// Adds a source at a place, in the group that stands there; at the end without one. With a kind of word of mouth it
/// begins with that play's usual figures.
pub(super) fn add(
    scene: &Scene<'_>,
    open: &Open<'_>,
    place: Option<Place>,
    play: Option<PlayKind>,
    actions: &mut Actions,
) {
    let campaign = open.campaign.id;
    let name = match &play {
        Some(kind) => kind.name_in(scene.texts).to_owned(),
        None => scene.text(Msg::TrafficNew).to_owned(),
    };
    let basis = play.map_or(Basis::None, |kind| Basis::WordOfMouth(Box::new(usual(kind))));
    actions.edit(scene.text(Msg::TrafficAddSource), move |project| {
        let id = project.new_id();
        let Some(campaign) = project.campaigns.get_mut(campaign) else { return };
        let traffic = &mut campaign.traffic;
        let (at, parent) = match place {
            Some(Place::Before(key)) => {
                let at = traffic.position(source_id(key)).unwrap_or(traffic.len());
                (at, traffic.at(at).and_then(|s| s.parent))
            }
            Some(Place::After(key)) => {
                let at = traffic.position(source_id(key)).unwrap_or(traffic.len());
                let group = traffic.iter().any(|s| s.parent == Some(source_id(key)));
                let parent = if group { Some(source_id(key)) } else { traffic.at(at).and_then(|s| s.parent) };
                (at + 1, parent)
            }
            None => (traffic.len(), traffic.last().and_then(|s| s.parent.or(None))),
        };
        traffic.insert(at, Source { id, parent, kind: SourceKind::Other, name, basis, ..Source::default() });
    });
}

/// Removes sources; what stood in a removed group goes with it.
fn delete(campaign: &mut Campaign, mut gone: BTreeSet<SourceId>) {
    loop {
        let more: Vec<SourceId> = campaign
            .traffic
            .iter()
            .filter(|s| s.parent.is_some_and(|p| gone.contains(&p)) && !gone.contains(&s.id))
            .map(|s| s.id)
            .collect();
        if more.is_empty() {
            break;
        }
        gone.extend(more);
    }
    campaign.traffic.remove_where(|s| gone.contains(&s.id));
    clear_sources(campaign, |id| gone.contains(&id));
    clear_factors(&mut campaign.diagnosis, |id| gone.contains(&id), |_| false);
    crate::engine::review::forget(
        campaign,
        |of| matches!(of, crate::model::SentenceOf::Source(id) if gone.contains(&id)),
    );
    let of_gone = |driver: &Driver| matches!(driver.of, DriverOf::SourceUv(id) if gone.contains(&id));
    if campaign.uncertainty.drivers.iter().any(|driver| of_gone(driver)) {
        Arc::make_mut(&mut campaign.uncertainty).drivers.remove_where(of_gone);
    }
}

/// Moves sources to a place and into the group that is there.
fn shift(campaign: &mut Campaign, keys: &[SourceId], place: Place) {
    let (Place::Before(key) | Place::After(key)) = place;
    let target = source_id(key);
    if keys.contains(&target) {
        return;
    }
    let parent = campaign.traffic.get(target).and_then(|s| s.parent);
    let list = campaign.traffic.list_mut();
    let (moved, mut rest): (Vec<_>, Vec<_>) = list.drain(..).partition(|s| keys.contains(&s.id));
    let at = rest.iter().position(|s| s.id == target).unwrap_or(rest.len());
    let at = if matches!(place, Place::After(_)) { (at + 1).min(rest.len()) } else { at };
    let moved = moved.into_iter().map(|mut source| {
        if source.parent.is_some() || parent.is_some() {
            std::sync::Arc::make_mut(&mut source).parent = parent;
        }
        source
    });
    rest.splice(at..at, moved);
    *list = rest;
}

/// Raises every source in proportion, so that the needed visitors are planned. Whole people, largest remainder first.
pub fn fill_gap(scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) {
    let traffic = &open.answer.traffic;
    let Some(missing) = traffic.gap.filter(|g| *g < 0).map(|g| i128::from(-g)) else { return };
    let leaves: Vec<(SourceId, i128)> =
        traffic.rows.iter().filter(|r| !r.group).map(|r| (r.id, r.sums.uv.wide())).collect();
    let weights: Vec<i128> = leaves.iter().map(|(_, uv)| *uv).collect();
    if weights.iter().sum::<i128>() == 0 {
        return;
    }
    let added = crate::engine::split::share::apportion(missing, &weights);
    let changes: Vec<(SourceId, Edit)> =
        leaves.iter().zip(added).map(|((id, uv), more)| (*id, Edit::Uv(Some(Count::from_wide(uv + more))))).collect();
    edit::campaign(actions, open.campaign.id, scene.text(Msg::FunnelFillStep), move |campaign| {
        set(campaign, &changes);
    });
}
