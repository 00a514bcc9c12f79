//! The parts of a gap: by source, category and phase, what was to come and what came.

use std::collections::BTreeMap;

use jiff::ToSpan as _;
use jiff::civil::{DateTime, Time};

use super::side::{Effects, Side, Whole};
use super::{Breakdown, Other, PartOf, Row, came_side};
use crate::engine::actuals::{Figures, Ledger, by_source};
use crate::engine::funnel::{SourceAnswer, at_target};
use crate::engine::plan::CampaignAnswer;
use crate::engine::split::{DayShare, TimeSplit};
use crate::model::{ActualOf, Campaign, CategoryId, Count, Money, Phase, PhaseId, Project, Rate, Source};

/// Whose, what it is held against, what came.
type Held = (PartOf, Side, Side);

/// Puts rows, rest and mix together, so that they sum to the whole.
pub(super) fn breakdown(parts: Vec<Held>, base: &Side, came: &Side, whole: &Whole, effects: &Effects) -> Breakdown {
    if parts.is_empty() {
        return Breakdown::default();
    }
    let (mut sums, mut all, mut rows) = ((Side::default(), Side::default()), Effects::default(), Vec::new());
    let mut add = |of, base: Side, came: Side| {
        let effects = whole.effects(&base, &came);
        all.add(&effects);
        rows.push(Row { of, base, came, gap: Money::from_wide(came.gmv.wide() - base.gmv.wide()), effects });
    };
    for (of, base, came) in parts {
        sums.0.add(&base);
        sums.1.add(&came);
        add(of, base, came);
    }
    let rest = (base.less(&sums.0), came.less(&sums.1));
    if rest.0.gmv != Money::ZERO || rest.1.gmv != Money::ZERO {
        add(PartOf::Rest, rest.0, rest.1);
    }
    Breakdown { rows, mix: effects.less(&all) }
}

/// All that is known of a ledger's part.
fn part(ledger: &Ledger, of: ActualOf) -> Side {
    came_side(&ledger.part(of, DateTime::MIN, DateTime::MAX))
}

/// By source: those that are no groups, and groups that have figures of their own.
pub(super) fn sources(campaign: &Campaign, answer: &CampaignAnswer, other: Option<Other<'_>>) -> Vec<Held> {
    let all = by_source(&answer.ledger, answer.traffic.rows.iter().map(|row| (row.id, row.parent)));
    // of a group what its members leave of it
    let came = |id| {
        let came = all.get(&id).copied().unwrap_or_default();
        came_side(&came.whole).less(&came_side(&came.members))
    };
    let Some(other) = other else {
        let target = super::target_side(&answer.funnel).gmv;
        let mut at_target: BTreeMap<_, _> =
            at_target(&answer.traffic, target).into_iter().map(|of| (of.id, of)).collect();
        let held = |row: &SourceAnswer| {
            let base = at_target.remove(&row.id).map_or_else(Side::default, |of| Side {
                gmv: of.gmv,
                uv: of.uv,
                buyers_nano: of.buyers_nano,
            });
            (PartOf::Source(row.id), base, came(row.id))
        };
        return answer.traffic.rows.iter().map(held).filter(|(_, a, b)| !a.is_empty() || !b.is_empty()).collect();
    };
    let mut left: Vec<&Source> = other.campaign.traffic.iter().map(AsRef::as_ref).collect();
    let mut out = Vec::new();
    for row in &answer.traffic.rows {
        let Some(source) = campaign.traffic.get(row.id) else { continue };
        let twin = left.iter().position(|twin| (twin.kind, &twin.name) == (source.kind, &source.name));
        let base = twin.map_or_else(Side::default, |at| part(other.ledger, ActualOf::Source(left.remove(at).id)));
        out.push((PartOf::Source(row.id), base, came(row.id)));
    }
    out.extend(
        left.iter()
            .map(|gone| (PartOf::OtherSource(gone.id), part(other.ledger, ActualOf::Source(gone.id)), Side::default())),
    );
    out.retain(|(_, base, came)| !base.is_empty() || !came.is_empty());
    out
}

/// By category: those of the split, and those that sold. Sums over products stand in for categories without rows of their own.
pub(super) fn categories(project: &Project, answer: &CampaignAnswer, other: Option<Other<'_>>) -> Vec<Held> {
    let mut came = by_category(project, &answer.ledger);
    let planned = |gmv| Side { gmv, ..Side::default() };
    let plan = || answer.categories.parts.iter().map(|part| (part.of, planned(part.gmv))).collect();
    let mut before: BTreeMap<Option<CategoryId>, Side> =
        other.map_or_else(plan, |other| by_category(project, other.ledger));
    let mut out = Vec::new();
    let known = project.shop.categories.iter().map(|category| Some(category.id));
    for of in known.chain([None]) {
        let (a, b) = (before.remove(&of).unwrap_or_default(), came.remove(&of).unwrap_or_default());
        if !a.is_empty() || !b.is_empty() {
            out.push((PartOf::Category(of), a, b));
        }
    }
    out
}

fn by_category(project: &Project, ledger: &Ledger) -> BTreeMap<Option<CategoryId>, Side> {
    let mut out: BTreeMap<Option<CategoryId>, Side> = BTreeMap::new();
    let mut skus: BTreeMap<Option<CategoryId>, Side> = BTreeMap::new();
    let of_sku: BTreeMap<_, _> = project.goods.iter().map(|sku| (sku.id, sku.category)).collect();
    let wanted = |of| matches!(of, ActualOf::Category(_) | ActualOf::Sku(_));
    for row in ledger.parts(wanted, DateTime::MIN, DateTime::MAX) {
        match row.of {
            ActualOf::Category(id) => out.entry(Some(id)).or_default().add(&came_side(&row.figures)),
            ActualOf::Sku(id) => {
                let category = of_sku.get(&id).copied().flatten();
                let side = came_side(&row.figures);
                // buyers of several products are counted once in each: they are no buyers of the category
                skus.entry(category).or_default().add(&Side { gmv: side.gmv, ..Side::default() });
            }
            ActualOf::Shop | ActualOf::Source(_) | ActualOf::Customers(_) | ActualOf::Offer(_) => {}
        }
    }
    if out.is_empty() { skus } else { out }
}

/// By phase: those that sell, and others in which something came.
pub(super) fn phases(campaign: &Campaign, answer: &CampaignAnswer, other: Option<Other<'_>>) -> Vec<Held> {
    let came = by_phase(campaign, &answer.ledger, Some(&answer.time));
    let find = |list: &[(PhaseId, Figures)], id| {
        list.iter().find(|(of, _)| *of == id).map_or_else(Side::default, |(_, figures)| came_side(figures))
    };
    let mut out = Vec::new();
    match other {
        None => {
            for phase in &campaign.phases {
                let planned = answer.time.phase(phase.id).map_or_else(Side::default, |share| {
                    let uv = share.factors.uv.value.unwrap_or_default();
                    Side::at_rate(share.gmv, uv, share.factors.cvr.value.unwrap_or(Rate::ZERO))
                });
                out.push((PartOf::Phase(phase.id), planned, find(&came, phase.id)));
            }
        }
        Some(other) => {
            let before = by_phase(other.campaign, other.ledger, None);
            let mut left: Vec<&Phase> = other.campaign.phases.iter().map(AsRef::as_ref).collect();
            for phase in &campaign.phases {
                // the phase of the same kind and name, else the next of that kind
                let named = left.iter().position(|twin| (twin.kind, &twin.name) == (phase.kind, &phase.name));
                let twin = named.or_else(|| left.iter().position(|twin| twin.kind == phase.kind));
                let base = twin.map_or_else(Side::default, |at| find(&before, left.remove(at).id));
                out.push((PartOf::Phase(phase.id), base, find(&came, phase.id)));
            }
            out.extend(left.iter().map(|gone| (PartOf::OtherPhase(gone.id), find(&before, gone.id), Side::default())));
        }
    }
    out.retain(|(_, base, came)| !base.is_empty() || !came.is_empty());
    out
}

/// What came in each phase. A day of which hours are known is divided at the borders of phases; one known only as a whole counts for
/// the phase with most of its plan, without a plan for the one in which most of its hours lie. What lies in no phase is left out.
fn by_phase(campaign: &Campaign, ledger: &Ledger, time: Option<&TimeSplit>) -> Vec<(PhaseId, Figures)> {
    let mut out: Vec<(PhaseId, Figures)> = campaign.phases.iter().map(|p| (p.id, Figures::default())).collect();
    let mut put = |id: PhaseId, figures: &Figures| {
        if let Some((_, slot)) = out.iter_mut().find(|(of, _)| *of == id) {
            slot.add(figures);
        }
    };
    for day in ledger.days() {
        let from = day.date.to_datetime(Time::midnight());
        let to = from.checked_add(1.day()).unwrap_or(from);
        let within = |p: &Phase| (p.start.max(from), p.end.min(to));
        let touching: Vec<&Phase> =
            campaign.phases.iter().map(AsRef::as_ref).filter(|p| within(p).0 < within(p).1).collect();
        let whole = touching.iter().find(|p| within(p) == (from, to));
        let planned = time.and_then(|time| time.day(day.date)).map(|share: &DayShare| share.phase);
        let longest = || touching.iter().rev().max_by_key(|p| seconds(within(p))).map(|p| p.id);
        let main = whole.map(|p| p.id).or(planned).or_else(longest);
        let Some(main) = main else { continue };
        if whole.is_some() || !ledger.has_hours(day.date) {
            put(main, &day.figures);
            continue;
        }
        let mut left = day.figures;
        for phase in touching.iter().filter(|p| p.id != main) {
            let (start, end) = within(phase);
            let figures = ledger.shop(start, end);
            put(phase.id, &figures);
            left = less(&left, &figures);
        }
        put(main, &left);
    }
    out
}

fn seconds((from, to): (DateTime, DateTime)) -> i64 {
    to.duration_since(from).as_secs()
}

fn less(whole: &Figures, part: &Figures) -> Figures {
    use crate::engine::actuals::Figure;
    let mut out = *whole;
    for figure in Figure::ALL {
        if figure.is_money() {
            out.set_money(figure, Money::from_wide(whole.money(figure).wide() - part.money(figure).wide()));
        } else {
            let count = (whole.count(figure).wide() - part.count(figure).wide()).max(0);
            out.set_count(figure, Count::from_wide(count));
        }
    }
    out
}
