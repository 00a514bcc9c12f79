//! What a change of the table does to the project. Knows no grid but its values, and no words.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::columns::Col;
use crate::engine::actuals::clear_skus;
use crate::model::{
    ActualOf, Campaign, CampaignId, CampaignSku, Category, CategoryId, Money, Project, Rate, Role, Sku, SkuId,
};
use crate::ui::widgets::grid::CellValue;

/// A cell and what it is to hold.
pub type Set = (SkuId, Col, CellValue);

/// Where rows go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// Above this product.
    Before(SkuId),
    /// Below this product.
    After(SkuId),
    /// After the last.
    End,
}

/// Sets cells and adds products at the end, in one go. The new products get the identities that come next, in order.
///
/// A name that no category has makes that category. A price or share of a product that does not take part yet makes it
/// take part; one that has lost its price, its prices by phase and its share takes part no longer.
pub fn set(project: &mut Project, campaign: CampaignId, cells: &[Set], added: &[Vec<(Col, CellValue)>]) {
    let mut cells = cells.to_vec();
    for row in added {
        let id: SkuId = project.new_id();
        project.goods.push(Sku { id, ..Sku::default() });
        cells.extend(row.iter().map(|(col, value)| (id, *col, value.clone())));
    }
    let (campaigns, products): (Vec<&Set>, Vec<&Set>) = cells.iter().partition(|(_, col, _)| col.is_campaigns());
    set_products(project, &products);
    if let Some(campaign) = project.campaigns.get_mut(campaign).filter(|_| !campaigns.is_empty()) {
        set_parts(campaign, &campaigns);
    }
}

fn set_products(project: &mut Project, cells: &[&Set]) {
    if cells.is_empty() {
        return;
    }
    let mut categories = Categories::of(project);
    let wanted: Vec<Option<CategoryId>> = cells
        .iter()
        .map(|(_, col, value)| match (col, value) {
            (Col::Category, CellValue::Text(name)) => categories.find_or_add(project, name),
            _ => None,
        })
        .collect();
    let place: HashMap<SkuId, usize> = project.goods.iter().enumerate().map(|(at, sku)| (sku.id, at)).collect();
    let list = project.goods.list_mut();
    for ((id, col, value), category) in cells.iter().zip(wanted) {
        let Some(slot) = place.get(id).and_then(|at| list.get_mut(*at)) else { continue };
        let sku = Arc::make_mut(slot);
        match col {
            Col::Code => sku.code = text(value),
            Col::Name => sku.name = text(value),
            Col::Category => sku.category = category,
            Col::Role => sku.role = role(value),
            Col::List => sku.list_price = money(value).unwrap_or_default(),
            Col::Cost => sku.unit_cost = money(value).unwrap_or_default(),
            Col::Commission => sku.commission = rate(value),
            Col::Payment => sku.payment_fee = rate(value),
            Col::Floor => sku.floor = money(value),
            Col::Safety => sku.safety_stock = count(value),
            Col::Stock => sku.stock = count(value),
            _ => {}
        }
    }
}

fn set_parts(campaign: &mut Campaign, cells: &[&Set]) {
    let mut place: HashMap<SkuId, usize> = campaign.goods.iter().enumerate().map(|(at, part)| (part.sku, at)).collect();
    let mut touched = BTreeSet::new();
    for (id, col, value) in cells {
        let at = match place.get(id) {
            Some(at) => *at,
            // nothing to clear
            None if value.is_empty() => continue,
            None => {
                campaign.goods.push(CampaignSku { sku: *id, ..CampaignSku::default() });
                *place.entry(*id).or_insert(campaign.goods.len() - 1)
            }
        };
        let Some(slot) = campaign.goods.list_mut().get_mut(at) else { continue };
        let part = Arc::make_mut(slot);
        match col {
            Col::Price => part.price = money(value),
            Col::Share => part.share = rate(value),
            Col::Phase(phase) => match money(value) {
                Some(price) => {
                    part.phase_prices.insert(*phase, price);
                }
                None => {
                    part.phase_prices.remove(phase);
                }
            },
            _ => {}
        }
        touched.insert(*id);
    }
    campaign.goods.remove_where(|part| {
        touched.contains(&part.sku) && part.price.is_none() && part.share.is_zero() && part.phase_prices.is_empty()
    });
}

/// Adds empty products. They get the identities that come next, in order.
pub fn insert(project: &mut Project, spot: Spot, count: usize) {
    let at = place(project, spot);
    for step in 0..count {
        let id = project.new_id();
        project.goods.insert(at + step, Sku { id, ..Sku::default() });
    }
}

/// Deletes products, from the campaigns as well.
pub fn delete(project: &mut Project, ids: &BTreeSet<SkuId>) {
    project.goods.remove_where(|sku| ids.contains(&sku.id));
    project.campaigns.map_where(|campaign| {
        let of = |row: &ActualOf| matches!(row, ActualOf::Sku(id) if ids.contains(id));
        let named = campaign.goods.iter().any(|part| ids.contains(&part.sku));
        let handled = campaign.run.handled.iter().any(|alarm| of(&alarm.of));
        (named || handled || campaign.actuals.iter().any(|row| of(&row.of))).then(|| {
            let mut campaign = campaign.clone();
            clear_skus(&mut campaign, |id| ids.contains(&id));
            campaign.goods.remove_where(|part| ids.contains(&part.sku));
            campaign
        })
    });
}

/// Moves products, in the order given.
pub fn shift(project: &mut Project, ids: &[SkuId], spot: Spot) {
    let moved: BTreeSet<SkuId> = ids.iter().copied().collect();
    if let Spot::Before(id) | Spot::After(id) = spot
        && moved.contains(&id)
    {
        return;
    }
    let rows: Vec<Arc<Sku>> =
        ids.iter().filter_map(|id| project.goods.iter().find(|sku| sku.id == *id)).map(Arc::clone).collect();
    project.goods.remove_where(|sku| moved.contains(&sku.id));
    let at = place(project, spot);
    let list = project.goods.list_mut();
    list.splice(at..at, rows);
}

/// Takes products into a campaign, at their list price and without a share; those that are in it stay as they are.
pub fn join(project: &mut Project, campaign: CampaignId, ids: &[SkuId]) {
    let Some(campaign) = project.campaigns.get_mut(campaign) else { return };
    let there: BTreeSet<SkuId> = campaign.goods.iter().map(|part| part.sku).collect();
    for id in ids.iter().filter(|id| !there.contains(id)) {
        campaign.goods.push(CampaignSku { sku: *id, ..CampaignSku::default() });
    }
}

/// Takes products out of a campaign.
pub fn leave(project: &mut Project, campaign: CampaignId, ids: &[SkuId]) {
    let ids: BTreeSet<SkuId> = ids.iter().copied().collect();
    if let Some(campaign) = project.campaigns.get_mut(campaign) {
        campaign.goods.remove_where(|part| ids.contains(&part.sku));
    }
}

fn place(project: &Project, spot: Spot) -> usize {
    let end = project.goods.len();
    match spot {
        Spot::Before(id) => project.goods.position(id).unwrap_or(end),
        Spot::After(id) => project.goods.position(id).map_or(end, |at| at + 1),
        Spot::End => end,
    }
}

/// Categories by name, capitals and small letters alike.
struct Categories(HashMap<String, CategoryId>);

impl Categories {
    fn of(project: &Project) -> Self {
        let mut names = HashMap::new();
        for category in &project.shop.categories {
            names.entry(category.name.trim().to_lowercase()).or_insert(category.id);
        }
        Self(names)
    }

    fn find_or_add(&mut self, project: &mut Project, name: &str) -> Option<CategoryId> {
        let name = name.trim();
        if name.is_empty() {
            return None;
        }
        let known = self.0.get(&name.to_lowercase()).copied();
        Some(known.unwrap_or_else(|| {
            let id: CategoryId = project.new_id();
            Arc::make_mut(&mut project.shop).categories.push(Category { id, name: name.to_owned() });
            self.0.insert(name.to_lowercase(), id);
            id
        }))
    }
}

fn text(value: &CellValue) -> String {
    if let CellValue::Text(text) = value { text.trim().to_owned() } else { String::new() }
}

fn money(value: &CellValue) -> Option<Money> {
    if let CellValue::Money(money) = value { Some(*money) } else { None }
}

fn rate(value: &CellValue) -> Rate {
    if let CellValue::Rate(rate) = value { *rate } else { Rate::ZERO }
}

fn count(value: &CellValue) -> crate::model::Count {
    if let CellValue::Count(count) = value { *count } else { crate::model::Count::ZERO }
}

fn role(value: &CellValue) -> Role {
    if let CellValue::Choice(index) = value {
        Role::ALL.get(*index).copied().unwrap_or_default()
    } else {
        Role::default()
    }
}

#[cfg(test)]
#[path = "change_tests.rs"]
mod tests;
