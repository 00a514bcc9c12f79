//! The target by category, role and department.

use super::*;
use crate::engine::funnel::{Yardstick, solve, traffic};
use crate::engine::split::edit::{set_amount, set_weight, unlock};
use crate::model::{Category, Department, Funnel, Quantity, Source, Splits, Stage};
use std::sync::Arc;

fn yuan(n: i64) -> Money {
    Money::from_major(n)
}

fn goods() -> (Shop, Rows<Sku>, Campaign) {
    let category = |id| Category { id: CategoryId(id), name: String::new() };
    let department = |id| Department { id: DepartmentId(id), ..Department::default() };
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
    let row =
        |id, percent| CampaignSku { sku: SkuId(id), share: Rate::from_percent(percent), ..CampaignSku::default() };
    let campaign =
        Campaign { goods: vec![row(1, 50), row(2, 30), row(3, 20), row(9, 5)].into(), ..Campaign::default() };
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
    campaign.splits =
        Arc::new(set_weight(&campaign.splits, CellKey::Category(CategoryId(3)), Some(Rate::from_percent(50))));
    assert_eq!(by(&campaign), [(Some(1), 120), (Some(2), 600), (Some(3), 200), (None, 80)]);
    let roles: Vec<i64> = split_roles(&campaign, &mix, yuan(1000)).parts.iter().map(|p| p.gmv.minor() / 100).collect();
    assert_eq!(roles, [0, 0, 700, 300, 0]);
    // no goods: alike
    let empty = goods_mix(&skus, &Rows::default());
    campaign.splits = Arc::new(Splits::default());
    assert_eq!(
        list(split_categories(&campaign, &shop, &empty, yuan(900))),
        [(Some(1), 300), (Some(2), 300), (Some(3), 300)]
    );
}

#[test]
fn a_department_gets_a_part_for_its_stages_and_for_what_its_sources_bring() {
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
        let plan = traffic(
            &campaign.traffic,
            &Yardstick { cvr: funnel.cvr.value, aov: funnel.aov.value, ..Yardstick::default() },
        );
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
    campaign.traffic =
        vec![source(1, None, Some(12), 0), source(2, Some(1), None, 150), source(3, None, Some(10), 50)].into();
    let got = split(&campaign);
    let rows: Vec<(u32, Money, u64)> = got.iter().map(|d| (d.of.0, d.part.gmv, d.uv.get())).collect();
    // half by stages: 1, 1, 0 of 2; half by GMV: 50, 0, 150 of 200
    assert_eq!(rows, [(10, yuan(375), 50), (11, yuan(250), 0), (12, yuan(375), 150)]);
    // sources alone: by what they bring
    campaign.funnel =
        Arc::new(Funnel { stages: vec![stage(1, 99), stage(2, 99)].into(), ..(*campaign.funnel).clone() });
    let rows: Vec<(u32, Money)> = split(&campaign).iter().map(|d| (d.of.0, d.part.gmv)).collect();
    assert_eq!(rows, [(10, yuan(250)), (12, yuan(750))]);
}

/// Ten thousand random edits of locks, weights, owners and the target: every split by parts sums to the 分 or says by how
/// much it does not, what is locked stays untouched, and no owner of a stage is left without a part unless told so.
#[test]
fn ten_thousand_edits() {
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = move |below: u64| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed % below
    };
    let (shop, skus, mut campaign) = goods();
    let mix = goods_mix(&skus, &campaign.goods);
    let stage = |id, department: u64| Stage {
        id: StageId(id),
        department: Some(DepartmentId(department as u32)),
        rate: Quantity::Fixed(Rate::from_percent(50)),
        ..Stage::default()
    };
    let source = |id, department: u64, uv| Source {
        id: SourceId(id),
        department: Some(DepartmentId(department as u32)),
        uv: Some(Count::new(uv)),
        ..Source::default()
    };
    let mut target = Money::from_minor(5_000_000_001);
    let mut owned_alone = 0;
    for step in 0..10_000 {
        if step % 50 == 0 {
            let stages = (1..=4).map(|id| stage(id, 10 + random(3))).collect::<Vec<_>>();
            let (gmv, aov) = (Quantity::Fixed(yuan(1000)), Quantity::Fixed(yuan(10)));
            campaign.funnel = Arc::new(Funnel { gmv, aov, stages: stages.into(), ..Funnel::default() });
            campaign.traffic =
                (1..=3).map(|id| source(id, 10 + random(4), random(3) * random(90_000))).collect::<Vec<_>>().into();
        }
        let key = match random(3) {
            0 => CellKey::Category(CategoryId(1 + random(3) as u32)),
            1 => CellKey::Role(Role::ALL[random(5) as usize]),
            _ => CellKey::Department(DepartmentId(10 + random(3) as u32)),
        };
        let splits = match random(8) {
            0..2 => set_amount(&campaign.splits, key, Money::from_minor(random(3_000_000_000).cast_signed())),
            2..4 => set_weight(&campaign.splits, key, Some(Rate::from_ppm(random(1_000_000).cast_signed()))),
            4 => set_weight(&campaign.splits, key, None),
            5 => {
                target = Money::from_minor(random(9_000_000_000).cast_signed());
                Splits::clone(&campaign.splits)
            }
            _ => unlock(&campaign.splits, key),
        };
        campaign.splits = Arc::new(splits);
        let funnel = solve(&campaign.funnel);
        let plan = traffic(
            &campaign.traffic,
            &Yardstick { cvr: funnel.cvr.value, aov: funnel.aov.value, ..Yardstick::default() },
        );
        let sums = |gmv: Vec<Money>, unfit: Option<&Unfit>| {
            let gap = unfit.map_or(0, |u| u.gap.wide());
            assert_eq!(gmv.iter().map(|m| m.wide()).sum::<i128>(), target.wide() + gap, "step {step}");
            assert!(gmv.iter().all(|m| *m >= Money::ZERO), "step {step}");
        };
        let categories = split_categories(&campaign, &shop, &mix, target);
        sums(categories.parts.iter().map(|p| p.gmv).collect(), categories.unfit.as_ref());
        let roles = split_roles(&campaign, &mix, target);
        sums(roles.parts.iter().map(|p| p.gmv).collect(), roles.unfit.as_ref());
        let (departments, unfit) = split_departments(&campaign, &shop, &funnel, &plan, target);
        sums(departments.iter().map(|d| d.part.gmv).collect(), unfit.as_ref());
        for row in &campaign.splits.categories {
            let part = categories.parts.iter().find(|p| p.of == Some(row.of));
            assert!(row.cell.lock.is_none_or(|lock| part.map(|p| p.gmv) == Some(lock)), "step {step}");
        }
        for row in &campaign.splits.departments {
            let part = departments.iter().find(|d| d.of == row.of);
            assert!(row.cell.lock.is_none_or(|lock| part.map(|d| d.part.gmv) == Some(lock)), "step {step}");
        }
        let free = campaign.splits.departments.iter().all(|row| row.cell == Cell::default());
        if free && target > yuan(1) {
            let owners = || departments.iter().filter(|d| !d.stages.is_empty());
            assert!(owners().all(|d| d.part.gmv > Money::ZERO), "step {step}: {departments:?}");
            owned_alone += owners().filter(|d| d.gmv == Money::ZERO).count();
        }
    }
    assert!(owned_alone > 100, "the case is met: {owned_alone}");
}
