//! The cross-checks of goods: of the shop, and of a campaign.

use std::collections::{HashMap, HashSet};

use super::{Finding, FindingCode, Place, PlaceKind, Tab};
use crate::engine::goods::full_cost;
use crate::engine::split::GoodsMix;
use crate::model::{Campaign, CategoryId, Money, PhaseId, Project, Rate, Rows, Sku, SkuId};

/// Checks the shop's goods.
pub(super) fn shop_goods(project: &Project, found: &mut Vec<Finding>) {
    let place = |id: SkuId, field| Place::at(Tab::Goods, PlaceKind::Sku).row(id.0).field(field);
    let mut add = |code, place| found.push(Finding::new(code, None, place));
    let categories: HashSet<CategoryId> = project.shop.categories.iter().map(|c| c.id).collect();
    let mut codes: HashMap<&str, SkuId> = HashMap::with_capacity(project.goods.len());
    for sku in &project.goods {
        let code = sku.code.trim();
        if code.is_empty() {
            add(FindingCode::SkuWithoutCode(sku.id), place(sku.id, "code"));
        } else if let Some(first) = codes.get(code) {
            add(FindingCode::SkuCodeTwice(*first, sku.id), place(sku.id, "code"));
        } else {
            codes.insert(code, sku.id);
        }
        if let Some(id) = sku.category.filter(|id| !categories.contains(id)) {
            add(FindingCode::CategoryGone(sku.id, id), place(sku.id, "category"));
        }
    }
}

/// Checks a campaign's goods. Reads, of the campaign, its goods and phases.
#[must_use]
pub fn goods_findings(goods: &Rows<Sku>, campaign: &Campaign, mix: &GoodsMix) -> Vec<Finding> {
    let mut found = Vec::new();
    if campaign.goods.is_empty() {
        return found;
    }
    let place = |id: SkuId, field| Place::at(Tab::Goods, PlaceKind::CampaignSku).row(id.0).field(field);
    let mut add = |code, place| found.push(Finding::new(code, Some(campaign.id), place));
    if mix.share != Rate::ONE {
        let at = Place::at(Tab::Goods, PlaceKind::Campaign).field("share");
        add(FindingCode::SharesNotWhole(mix.share), at);
    }
    let mut index: Vec<(SkuId, &Sku)> = goods.iter().map(|s| (s.id, s.as_ref())).collect();
    index.sort_by_key(|(id, _)| *id);
    let phases: HashSet<PhaseId> = campaign.phases.iter().map(|p| p.id).collect();
    for row in &campaign.goods {
        let at = index.binary_search_by_key(&row.sku, |(id, _)| *id).ok();
        let Some((_, sku)) = at.and_then(|at| index.get(at)) else {
            add(FindingCode::SkuGone(row.sku), place(row.sku, "sku"));
            continue;
        };
        if row.share < Rate::ZERO {
            add(FindingCode::ShareNegative(row.sku), place(row.sku, "share"));
        }
        let base = row.price.unwrap_or(sku.list_price);
        if base <= Money::ZERO {
            add(FindingCode::NoPrice(row.sku), place(row.sku, "price"));
            continue;
        }
        let by_phase = row.phase_prices.iter().map(|(phase, price)| (Some(*phase), *price));
        for (phase, price) in std::iter::once((None, base)).chain(by_phase) {
            let field = if phase.is_some() { "phase_prices" } else { "price" };
            let here = place(row.sku, field);
            if let Some(id) = phase.filter(|id| !phases.contains(id)) {
                add(FindingCode::PhasePriceGone(row.sku, id), here);
                continue;
            }
            let sku_id = row.sku;
            if price > sku.list_price && sku.list_price > Money::ZERO {
                add(FindingCode::PriceAboveList { sku: sku_id, phase, price, list: sku.list_price }, here);
            }
            if let Some(floor) = sku.floor.filter(|floor| price < *floor) {
                add(FindingCode::PriceBelowFloor { sku: sku_id, phase, price, floor }, here);
            }
            let cost = full_cost(sku, price);
            if price < cost {
                add(FindingCode::PriceBelowCost { sku: sku_id, phase, price, cost }, here);
            }
        }
    }
    found
}
