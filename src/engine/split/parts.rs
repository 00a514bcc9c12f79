//! The target by category, role and department, and what each department must deliver.

use std::collections::HashMap;

use super::share::{Part, mixed, share};
use super::time::Unfit;
use crate::engine::funnel::{FunnelAnswer, TrafficAnswer};
use crate::engine::split::edit::CellKey;
use crate::model::{
    Campaign, CampaignSku, CategoryId, Cell, Count, DepartmentId, Money, PartCell, Rate, Role, Row, Rows, Shop, Sku,
    SkuId, SourceId, StageId,
};

/// What the splits and the AOV estimate need of the goods; depends on nothing but the two tables of goods.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoodsMix {
    /// Campaign goods with their share of GMV and their price (campaign price, else list price).
    pub prices: Vec<(SkuId, Rate, Money)>,
    /// Sum of all shares.
    pub share: Rate,
    /// Share by category, in the order of first appearance; without a category under nothing.
    pub categories: Vec<(Option<CategoryId>, Rate)>,
    /// Share by role.
    pub roles: Vec<(Role, Rate)>,
    /// Campaign goods that are no goods of the shop.
    pub gone: Vec<SkuId>,
}

/// Reads the goods of a campaign.
#[must_use]
pub fn goods_mix(goods: &Rows<Sku>, campaign: &Rows<CampaignSku>) -> GoodsMix {
    let mut out = GoodsMix::default();
    if campaign.is_empty() {
        return out;
    }
    let mut index: Vec<(SkuId, &Sku)> = goods.iter().map(|s| (s.id, s.as_ref())).collect();
    index.sort_by_key(|(id, _)| *id);
    let (mut categories, mut roles) = (HashMap::new(), HashMap::new());
    let mut total = 0i128;
    for row in campaign {
        let found = index.binary_search_by_key(&row.sku, |(id, _)| *id).ok().and_then(|at| index.get(at));
        let Some((_, sku)) = found else {
            out.gone.push(row.sku);
            continue;
        };
        let share = row.share.wide().max(0);
        total += share;
        out.prices.push((row.sku, row.share, row.price.unwrap_or(sku.list_price)));
        let next = categories.len();
        let category: &mut (usize, i128) = categories.entry(sku.category).or_insert((next, 0));
        category.1 += share;
        *roles.entry(sku.role).or_insert(0i128) += share;
    }
    out.share = Rate::from_wide(total);
    let mut categories: Vec<_> = categories.into_iter().collect();
    categories.sort_by_key(|(_, (order, _))| *order);
    out.categories = categories.into_iter().map(|(id, (_, share))| (id, Rate::from_wide(share))).collect();
    out.roles = Role::ALL.iter().filter_map(|r| roles.get(r).map(|s| (*r, Rate::from_wide(*s)))).collect();
    out
}

/// A part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartShare<K> {
    /// Which part.
    pub of: K,
    /// Its part of the target.
    pub gmv: Money,
    /// gmv ÷ target, half up.
    pub share: Rate,
    /// The weight typed for it, if any.
    pub weight: Option<Rate>,
    /// Whether it is locked.
    pub locked: bool,
}

/// The target by parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartSplit<K> {
    /// The parts.
    pub parts: Vec<PartShare<K>>,
    /// Where locks do not fit.
    pub unfit: Option<Unfit>,
}

impl<K> Default for PartSplit<K> {
    fn default() -> Self {
        Self { parts: Vec::new(), unfit: None }
    }
}

fn split<K: Copy>(target: Money, keys: &[(K, i128)], cell: impl Fn(K) -> Option<Cell>) -> PartSplit<K> {
    if keys.is_empty() {
        return PartSplit::default();
    }
    let cells: Vec<Cell> = keys.iter().map(|(key, _)| cell(*key).unwrap_or_default()).collect();
    let typed: Vec<Option<Rate>> = cells.iter().map(|c| c.weight).collect();
    let defaults: Vec<i128> = keys.iter().map(|(_, default)| *default).collect();
    let parts: Vec<Part> = mixed(&typed, &defaults)
        .into_iter()
        .zip(&cells)
        .map(|(weight, cell)| Part { weight, lock: cell.lock, least: Money::ZERO })
        .collect();
    let shares = share(target, &parts);
    let gap = shares.excess.or(shares.short.map(|s| Money::from_wide(-s.wide())));
    PartSplit {
        unfit: gap.map(|gap| Unfit { of: None, gap }),
        parts: keys
            .iter()
            .zip(&shares.amounts)
            .zip(&cells)
            .map(|(((of, _), gmv), cell)| PartShare {
                of: *of,
                gmv: *gmv,
                share: gmv.ratio(target).unwrap_or_default(),
                weight: cell.weight,
                locked: cell.lock.is_some(),
            })
            .collect(),
    }
}

fn cell_of<K: Copy + Eq + std::fmt::Debug>(rows: &Rows<PartCell<K>>, of: K) -> Option<Cell> {
    rows.get(of).map(|row| row.cell)
}

/// The target by category: those of the campaign's goods by their shares, and those with a typed cell; goods without a
/// category stand under nothing. Without goods and cells, every category of the shop alike.
#[must_use]
pub fn split_categories(
    campaign: &Campaign,
    shop: &Shop,
    mix: &GoodsMix,
    target: Money,
) -> PartSplit<Option<CategoryId>> {
    let cells = &campaign.splits.categories;
    let shares: HashMap<Option<CategoryId>, i128> = mix.categories.iter().map(|(id, s)| (*id, s.wide())).collect();
    let everything = shares.is_empty() && cells.is_empty();
    let typed: Vec<CategoryId> = cells.iter().map(|c| c.of).collect();
    let known = shop.categories.iter().map(|c| Some(c.id()));
    let mut keys: Vec<(Option<CategoryId>, i128)> = known
        .filter(|id| everything || shares.contains_key(id) || id.is_some_and(|id| typed.contains(&id)))
        .map(|id| (id, shares.get(&id).copied().unwrap_or(0)))
        .collect();
    // goods whose category is gone or never was
    let lost: i128 = mix
        .categories
        .iter()
        .filter(|(id, _)| id.is_none_or(|id| !shop.categories.contains(id)))
        .map(|(_, share)| share.wide())
        .sum();
    if lost > 0 {
        keys.push((None, lost));
    }
    split(target, &keys, |id| cell_of(cells, id?))
}

/// The target by role of the goods, by their shares; all five roles stand there.
#[must_use]
pub fn split_roles(campaign: &Campaign, mix: &GoodsMix, target: Money) -> PartSplit<Role> {
    let share = |role| mix.roles.iter().find(|(r, _)| *r == role).map_or(0, |(_, s)| s.wide());
    let keys: Vec<(Role, i128)> = Role::ALL.iter().map(|role| (*role, share(*role))).collect();
    split(target, &keys, |role| cell_of(&campaign.splits.roles, role))
}

/// What a department must deliver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DepartmentShare {
    /// Which department.
    pub of: DepartmentId,
    /// Its part of the target.
    pub part: PartShare<DepartmentId>,
    /// Stages it owns and the counts to reach.
    pub stages: Vec<(StageId, Option<Count>)>,
    /// Traffic sources it owns.
    pub sources: Vec<SourceId>,
    /// Visitors planned from them.
    pub uv: Count,
    /// GMV planned from them.
    pub gmv: Money,
    /// What they cost.
    pub cost: Money,
}

/// The target by department: those that own a stage or a source, or have a typed cell. One half goes by the stages that
/// they own, each stage alike, the other by the GMV planned from their sources; where there is only one of the two, all
/// goes by it. So whoever must deliver something has a part.
#[must_use]
pub fn split_departments(
    campaign: &Campaign,
    shop: &Shop,
    funnel: &FunnelAnswer,
    traffic: &TrafficAnswer,
    target: Money,
) -> (Vec<DepartmentShare>, Option<Unfit>) {
    let cells = &campaign.splits.departments;
    let mut out: Vec<DepartmentShare> = Vec::new();
    let mut index: HashMap<DepartmentId, usize> = HashMap::new();
    for department in &shop.departments {
        index.insert(department.id, out.len());
        let part = PartShare { of: department.id, gmv: Money::ZERO, share: Rate::ZERO, weight: None, locked: false };
        out.push(DepartmentShare {
            of: department.id,
            part,
            stages: Vec::new(),
            sources: Vec::new(),
            uv: Count::ZERO,
            gmv: Money::ZERO,
            cost: Money::ZERO,
        });
    }
    let at = |id: Option<DepartmentId>| id.and_then(|id| index.get(&id)).copied();
    for (stage, answer) in campaign.funnel.stages.iter().zip(&funnel.stages) {
        if let Some(slot) = at(stage.department).and_then(|i| out.get_mut(i)) {
            slot.stages.push((stage.id, answer.count.value));
        }
    }
    for source in traffic.rows.iter().filter(|s| !s.group) {
        if let Some(slot) = at(source.department).and_then(|i| out.get_mut(i)) {
            slot.sources.push(source.id);
            slot.uv = Count::from_wide(slot.uv.wide() + source.sums.uv.wide());
            slot.gmv = Money::from_wide(slot.gmv.wide() + source.sums.gmv.wide());
            slot.cost = Money::from_wide(slot.cost.wide() + source.sums.cost.wide());
        }
    }
    out.retain(|d| !d.stages.is_empty() || !d.sources.is_empty() || cells.contains(d.of));
    let stages = |d: &DepartmentShare| i128::try_from(d.stages.len()).unwrap_or(0);
    let gmv = |d: &DepartmentShare| d.gmv.wide().max(0);
    let (all_stages, all_gmv) = (out.iter().map(stages).sum::<i128>(), out.iter().map(gmv).sum::<i128>());
    // over one denominator; a half that nobody has a part in is left out
    let weight = |d: &DepartmentShare| stages(d) * all_gmv.max(1) + gmv(d) * all_stages.max(1);
    let keys: Vec<(DepartmentId, i128)> = out.iter().map(|d| (d.of, weight(d))).collect();
    let parts = split(target, &keys, |id| cell_of(cells, id));
    for (slot, part) in out.iter_mut().zip(&parts.parts) {
        slot.part = *part;
    }
    (out, parts.unfit)
}

/// The cell of a part of a category split, if it can be typed (the goods without a category cannot).
#[must_use]
pub fn category_key(of: Option<CategoryId>) -> Option<CellKey> {
    of.map(CellKey::Category)
}

#[cfg(test)]
#[path = "parts_tests.rs"]
mod tests;
