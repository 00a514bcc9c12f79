//! The target by category, role and department.

use super::*;
use crate::engine::funnel::{Yardstick, solve, traffic};
use crate::engine::split::edit::{set_amount, set_weight};
use crate::model::{Category, Department, DepartmentKind, Funnel, Quantity, Source, Splits, Stage};
use std::sync::Arc;

fn yuan(n: i64) -> Money {
    Money::from_major(n)
}

fn goods() -> (Shop, Rows<Sku>, Campaign) {
    let category = |id| Category { id: CategoryId(id), name: String::new() };
    let department = |id| Department { id: DepartmentId(id), kind: DepartmentKind::Other, name: String::new() };
    let shop = Shop {
        categories: vec![category(1), category(2), category(3)].into(),
        departments: vec![department(10), department(11), department(12)].into(),
        ..Shop::default()
    };
    let sku = |id, category: Option<u32>, role| Sku {
        id: SkuId(id),
        category: category.map(CategoryId),
        role,
        list_price: yuan(100),
        ..Sku::default()
    };
    let skus = vec![sku(1, Some(2), Role::Hero), sku(2, Some(1), Role::Regular), sku(3, None, Role::Hero)];
    let row = |id, percent| CampaignSku { sku: SkuId(id), share: Rate::from_percent(percent), ..CampaignSku::default() };
    let campaign = Campaign { goods: vec![row(1, 50), row(2, 30), row(3, 20), row(9, 5)].into(), ..Campaign::default() };
    (shop, skus.into(), campaign)
}

#[test]
fn by_the_goods_shares_unless_typed() {
    let (shop, skus, mut campaign) = goods();
    let mix = goods_mix(&skus, &campaign.goods);
    assert_eq!(mix.gone, [SkuId(9)]);
    let list = |split: PartSplit<Option<CategoryId>>| -> Vec<(Option<u32>, i64)> {
        split.parts.iter().map(|p| (p.of.map(|c| c.0), p.gmv.minor() / 100)).collect()
    };
    let by = |campaign: &Campaign| list(split_categories(campaign, &shop, &mix, yuan(1000)));
    assert_eq!(by(&campaign), [(Some(1), 300), (Some(2), 500), (None, 200)]);
    campaign.splits = Arc::new(set_amount(&campaign.splits, CellKey::Category(CategoryId(2)), yuan(600)));
    assert_eq!(by(&campaign), [(Some(1), 240), (Some(2), 600), (None, 160)]);
    campaign.splits = Arc::new(set_weight(&campaign.splits, CellKey::Category(CategoryId(3)), Some(Rate::from_percent(50))));
    assert_eq!(by(&campaign), [(Some(1), 120), (Some(2), 600), (Some(3), 200), (None, 80)]);
    let roles: Vec<i64> = split_roles(&campaign, &mix, yuan(1000)).parts.iter().map(|p| p.gmv.minor() / 100).collect();
    assert_eq!(roles, [0, 0, 700, 300, 0]);
    // no goods: alike
    let empty = goods_mix(&skus, &Rows::default());
    campaign.splits = Arc::new(Splits::default());
    assert_eq!(list(split_categories(&campaign, &shop, &empty, yuan(900))), [(Some(1), 300), (Some(2), 300), (Some(3), 300)]);
}

#[test]
fn a_department_gets_what_its_sources_bring() {
    let (shop, _, mut campaign) = goods();
    let stage = |id, department: u32| Stage {
        id: StageId(id),
        department: Some(DepartmentId(department)),
        rate: Quantity::Fixed(Rate::from_percent(50)),
        ..Stage::default()
    };
    campaign.funnel = Arc::new(Funnel {
        gmv: Quantity::Fixed(yuan(1000)),
        aov: Quantity::Fixed(yuan(10)),
        stages: vec![stage(1, 10), stage(2, 11)].into(),
        ..Funnel::default()
    });
    let funnel = solve(&campaign.funnel);
    let split = |campaign: &Campaign| {
        let plan = traffic(&campaign.traffic, &Yardstick { needed_uv: None, cvr: funnel.cvr.value, aov: funnel.aov.value });
        split_departments(campaign, &shop, &funnel, &plan, yuan(1000)).0
    };
    // no sources yet: alike among those that own a stage
    let got = split(&campaign);
    assert_eq!(got.iter().map(|d| (d.of.0, d.part.gmv)).collect::<Vec<_>>(), [(10, yuan(500)), (11, yuan(500))]);
    assert_eq!(got[0].stages, [(StageId(1), Some(Count::new(200)))]);
    let source = |id, parent: Option<u32>, department: Option<u32>, uv| Source {
        id: SourceId(id),
        parent: parent.map(SourceId),
        department: department.map(DepartmentId),
        uv: Some(Count::new(uv)),
        ..Source::default()
    };
    // a source without a department belongs to that of its group
    campaign.traffic = vec![source(1, None, Some(12), 0), source(2, Some(1), None, 150), source(3, None, Some(10), 50)].into();
    let got = split(&campaign);
    let rows: Vec<(u32, Money, u64)> = got.iter().map(|d| (d.of.0, d.part.gmv, d.uv.get())).collect();
    assert_eq!(rows, [(10, yuan(250), 50), (11, Money::ZERO, 0), (12, yuan(750), 150)]);
}
