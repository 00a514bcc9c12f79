//! Edits of goods as the table asks for them.

use super::*;
use crate::model::{Count, PhaseId, Rows, Shop};

const CAMPAIGN: CampaignId = CampaignId(1);
const OTHER: CampaignId = CampaignId(2);

fn project() -> Project {
    let sku = |id: u32, code: &str| Sku { id: SkuId(id), code: code.to_owned(), ..Sku::default() };
    let part = |id: u32, price: i64| CampaignSku {
        sku: SkuId(id),
        price: Some(Money::from_major(price)),
        share: Rate::from_percent(50),
        ..CampaignSku::default()
    };
    let campaign = |id, goods: Vec<CampaignSku>| Campaign { id, goods: goods.into(), ..Campaign::default() };
    Project {
        next_id: 20,
        shop: Arc::new(Shop {
            categories: vec![Category { id: CategoryId(9), name: "床品".into() }].into(),
            ..Shop::default()
        }),
        goods: vec![sku(10, "A"), sku(11, "B"), sku(12, "C")].into(),
        campaigns: Rows::from(vec![campaign(CAMPAIGN, vec![part(10, 99)]), campaign(OTHER, vec![part(10, 89)])]),
        ..Project::default()
    }
}

fn yuan(major: i64) -> CellValue {
    CellValue::Money(Money::from_major(major))
}

fn word(text: &str) -> CellValue {
    CellValue::Text(text.to_owned())
}

fn codes(project: &Project) -> String {
    project.goods.iter().map(|sku| if sku.code.is_empty() { "·" } else { &sku.code }).collect()
}

fn part(project: &Project, id: u32) -> Option<&CampaignSku> {
    project.campaigns.get(CAMPAIGN).and_then(|c| c.goods.get(SkuId(id)))
}

#[test]
fn a_price_takes_a_product_into_the_campaign() {
    let mut p = project();
    set(&mut p, CAMPAIGN, &[(SkuId(11), Col::Price, yuan(59))], &[]);
    assert_eq!(part(&p, 11).unwrap().price, Some(Money::from_major(59)));
    set(&mut p, CAMPAIGN, &[(SkuId(12), Col::Phase(PhaseId(5)), yuan(49))], &[]);
    assert_eq!(part(&p, 12).unwrap().phase_prices.get(&PhaseId(5)), Some(&Money::from_major(49)));
    assert!(!p.campaigns.get(OTHER).unwrap().goods.contains(SkuId(11)), "no other campaign is touched");
}

#[test]
fn without_price_and_share_it_leaves() {
    let mut p = project();
    set(&mut p, CAMPAIGN, &[(SkuId(10), Col::Price, CellValue::Empty)], &[]);
    assert_eq!(part(&p, 10).unwrap().price, None, "its share keeps it");
    set(&mut p, CAMPAIGN, &[(SkuId(10), Col::Share, CellValue::Empty)], &[]);
    assert_eq!(part(&p, 10), None);
    // clearing what is not there changes nothing
    let before = p.clone();
    set(&mut p, CAMPAIGN, &[(SkuId(11), Col::Share, CellValue::Empty)], &[]);
    assert_eq!(p, before);
}

#[test]
fn a_new_name_makes_a_category_once() {
    let mut p = project();
    let cells: Vec<Set> = [(10, "灯具"), (11, " 床品 "), (12, "灯具")]
        .into_iter()
        .map(|(id, name)| (SkuId(id), Col::Category, word(name)))
        .collect();
    set(&mut p, CAMPAIGN, &cells, &[]);
    let names: Vec<&str> = p.shop.categories.iter().map(|c| c.name.as_str()).collect();
    assert_eq!(names, ["床品", "灯具"]);
    let of: Vec<_> = p.goods.iter().map(|sku| sku.category.map(|id| id.0)).collect();
    assert_eq!(of, [Some(20), Some(9), Some(20)]);
}

#[test]
fn pasted_rows_become_products() {
    let mut p = project();
    let rows = vec![
        vec![(Col::Code, word("D")), (Col::Category, word("家具")), (Col::List, yuan(100)), (Col::Price, yuan(80))],
        vec![(Col::Code, word("E")), (Col::Stock, CellValue::Count(Count::new(7))), (Col::Role, CellValue::Choice(2))],
    ];
    set(&mut p, CAMPAIGN, &[(SkuId(12), Col::Name, word("台灯"))], &rows);
    assert_eq!(codes(&p), "ABCDE");
    let last = p.goods.last().unwrap();
    assert_eq!((last.id, last.stock, last.role), (SkuId(21), Count::new(7), Role::Hero));
    assert_eq!(part(&p, 20).unwrap().price, Some(Money::from_major(80)));
    assert_eq!(part(&p, 21), None);
    assert_eq!(p.goods.get(SkuId(12)).unwrap().name, "台灯");
}

#[test]
fn rows_come_go_and_move() {
    let mut p = project();
    insert(&mut p, Spot::Before(SkuId(11)), 2);
    assert_eq!(codes(&p), "A··BC");
    insert(&mut p, Spot::End, 1);
    assert_eq!(codes(&p), "A··BC·");
    shift(&mut p, &[SkuId(12), SkuId(11)], Spot::Before(SkuId(10)));
    assert_eq!(codes(&p), "CBA···");
    shift(&mut p, &[SkuId(12)], Spot::After(SkuId(10)));
    assert_eq!(codes(&p), "BAC···");
    shift(&mut p, &[SkuId(12)], Spot::After(SkuId(12)));
    assert_eq!(codes(&p), "BAC···");
    delete(&mut p, &[SkuId(10), SkuId(20), SkuId(21), SkuId(22)].into());
    assert_eq!(codes(&p), "BC");
    assert!(p.campaigns.iter().all(|c| c.goods.is_empty()), "a deleted product leaves every campaign");
}

#[test]
fn products_join_and_leave() {
    let mut p = project();
    join(&mut p, CAMPAIGN, &[SkuId(10), SkuId(12)]);
    assert_eq!(part(&p, 10).unwrap().price, Some(Money::from_major(99)), "what is there stays as it is");
    assert_eq!(part(&p, 12).unwrap().price, None);
    leave(&mut p, CAMPAIGN, &[SkuId(10)]);
    assert_eq!(part(&p, 10), None);
    assert!(p.campaigns.get(OTHER).unwrap().goods.contains(SkuId(10)));
}
