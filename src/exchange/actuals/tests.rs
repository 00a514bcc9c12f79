//! Lists as shop systems write them.

use jiff::civil::date;

use super::*;
use crate::engine::actuals::Ledger;
use crate::engine::actuals::intake::merge;
use crate::model::{
    Category, CategoryId, Count, Money, Rows, Shop, Sku, SkuId, Source as Traffic, SourceId, SourceKind,
};

fn project() -> (Project, Campaign) {
    let mut project = Project::default();
    let shop =
        Shop { categories: vec![Category { id: CategoryId(3), name: "床品".to_owned() }].into(), ..Shop::default() };
    project.shop = shop.into();
    project.goods.push(Sku {
        id: SkuId(5),
        code: "SY-1042".to_owned(),
        name: "云感记忆枕".to_owned(),
        ..Sku::default()
    });
    let source = |id, kind| Traffic { id: SourceId(id), kind, ..Traffic::default() };
    let traffic = vec![source(1, SourceKind::Search), source(2, SourceKind::SearchAds)].into();
    let phase = crate::model::Phase {
        id: crate::model::PhaseId(9),
        kind: crate::model::PhaseKind::Launch,
        name: String::new(),
        start: date(2026, 11, 1).at(0, 0, 0, 0),
        end: date(2026, 11, 12).at(0, 0, 0, 0),
        waves: Rows::default(),
    };
    (project, Campaign { traffic, phases: vec![phase].into(), ..Campaign::default() })
}

fn read(text: &str) -> ActualsIntake {
    let (project, campaign) = project();
    let table = paste(text).expect("a table");
    let mapping = guess(&table);
    assert!(mapping.is_complete(), "{mapping:?}");
    convert(&table, &mapping, &project, &campaign)
}

#[test]
fn a_day_a_row_with_a_title_above_and_a_sum_below() {
    let got = read(
        "店铺概况,,,\n统计周期 11-01 至 11-02,,,\n统计日期,访客数,支付买家数,支付金额(元)\n2026-11-01,\"12,345\",600,\"150,000.50\"\n2026/11/2,1.2万,-,¥9.8万\n合计,24345,600,248000.5\n",
    );
    assert_eq!((got.bad_total, got.totals), (0, 1), "{:?}", got.bad);
    let days: Vec<_> = got.rows.iter().map(|r| (r.date, r.uv.get(), r.buyers.get(), r.gmv.minor())).collect();
    assert_eq!(days, [(date(2026, 11, 1), 12_345, 600, 15_000_050), (date(2026, 11, 2), 12_000, 0, 9_800_000)]);
}

#[test]
fn hours_and_sources_in_many_hands() {
    let got = read(
        "日期\t时段\t来源\tUV\tGMV\t花费\n20261106\t13:00-14:00\t搜索\t100\t2500\t\n2026年11月6日\t9\t直通车\t50\t900.5\t143.2\n11-06\t0时\t全店\t9\t1\t\n",
    );
    assert_eq!(got.bad_total, 0, "{:?}", got.bad);
    let rows: Vec<_> = got.rows.iter().map(|r| (r.hour.map(Hour::get), r.of, r.uv.get(), r.cost.minor())).collect();
    assert_eq!(
        rows,
        [
            (Some(13), ActualOf::Source(SourceId(1)), 100, 0),
            (Some(9), ActualOf::Source(SourceId(2)), 50, 14_320),
            (Some(0), ActualOf::Shop, 9, 0)
        ]
    );
    let got = read("time,GMV\n2026-11-06 13:00,5\n2026-11-06 14:00:00,6\n");
    assert_eq!(got.rows.iter().map(|r| r.hour.map(Hour::get)).collect::<Vec<_>>(), [Some(13), Some(14)]);
    let got = read("date,product,units,gmv\n2026-11-06,sy-1042,3,387\n2026-11-06,云感记忆枕,3,387\n");
    assert_eq!((got.rows.len(), got.bad_total), (1, 1), "the code and the name are the same product");
    let got = read("date,category,gmv\n2026-11-06,床品,1\n");
    assert_eq!(got.rows.first().map(|r| r.of), Some(ActualOf::Category(CategoryId(3))));
}

#[test]
fn bad_rows_are_listed_with_their_line() {
    let got = read(
        "日期,小时,来源,UV,GMV\n2026-13-01,1,搜索,1,1\n2026-11-01,25,搜索,1,1\n2026-11-01,1,百度,1,1\n2026-11-01,1,搜索,很多,1\n2026-11-01,1,搜索,-5,1\n2026-11-01,2,搜索,,\n2026-11-01,3,搜索,1,1\n2026-11-01,3,搜索,1,1\n",
    );
    let bad: Vec<_> = got.bad.iter().map(|bad| (bad.line, bad.fault, bad.found.as_str())).collect();
    assert_eq!(
        bad,
        [
            (2, ActualsFault::NotADay, "2026-13-01"),
            (3, ActualsFault::NotAnHour, "25"),
            (4, ActualsFault::NoSuchName, "百度"),
            (5, ActualsFault::NotANumber, "很多"),
            (6, ActualsFault::NotANumber, "-5"),
            (7, ActualsFault::NoFigure, "2026-11-01"),
            (9, ActualsFault::Twice, "2026-11-01")
        ]
    );
    assert_eq!((got.rows.len(), got.bad_total), (1, 7));
}

#[test]
fn names_that_differ_in_brackets_only_are_told_apart() {
    let (mut project, campaign) = project();
    for (id, name) in [(71, "记忆枕（高款）"), (72, "记忆枕（低款）"), (73, "乳胶枕（白）")] {
        project.goods.push(Sku { id: SkuId(id), name: name.to_owned(), ..Sku::default() });
    }
    let list = "日期,商品名称,GMV\n2026-11-01,记忆枕（低款）,1\n2026-11-01,记忆枕（高款）,2\n2026-11-01,记忆枕,3\n2026-11-01,乳胶枕,4\n";
    let table = paste(list).expect("a table");
    let got = convert(&table, &guess(&table), &project, &campaign);
    let of: Vec<ActualOf> = got.rows.iter().map(|row| row.of).collect();
    assert_eq!(of, [72, 71, 73].map(|id| ActualOf::Sku(SkuId(id))));
    let bad: Vec<_> = got.bad.iter().map(|bad| (bad.line, bad.fault)).collect();
    assert_eq!(bad, [(4, ActualsFault::SeveralOfName)]);
}

#[test]
fn the_same_list_once_more_changes_nothing() {
    let got = read("日期,UV,GMV\n2026-11-01,10,100\n2026-11-02,20,300\n");
    let mut rows = Rows::default();
    assert_eq!(merge(&mut rows, &got.rows), (2, 0));
    assert_eq!(merge(&mut rows, &got.rows), (0, 0));
    let better = read("日期,UV,GMV\n2026-11-02,25,350\n2026-11-03,1,2\n");
    assert_eq!(merge(&mut rows, &better.rows), (1, 1));
    let total = *Ledger::new(&rows).total();
    assert_eq!((total.uv, total.gmv), (Count::new(36), Money::from_major(452)));
}

#[test]
fn nonsense_does_no_harm() {
    for text in ["", " ", "日期", "日期,GMV", "\u{0}\u{1}", "日期,GMV\n,,,,\n", "a,b,c\n1,2,3\n"] {
        let (project, campaign) = project();
        if let Ok(table) = paste(text) {
            let _ = convert(&table, &guess(&table), &project, &campaign);
        }
    }
}

#[test]
fn what_became_of_coupons() {
    let (project, mut campaign) = project();
    let coupon = |id, name: &str| crate::model::Offer {
        id: crate::model::OfferId(id),
        name: name.to_owned(),
        ..crate::model::Offer::default()
    };
    campaign.offers = vec![coupon(11, "店铺券 满300减40"), coupon(12, "会员券")].into();
    let table = paste("日期,优惠券名称,领取张数,使用张数,优惠金额,支付金额\n2026-11-01,店铺券 满300减40,\"1,200\",480,19200,168000\n2026-11-01,会员券,300,60,600,9000\n").expect("a table");
    let got = convert(&table, &guess(&table), &project, &campaign);
    assert_eq!(got.bad_total, 0, "{:?}", got.bad);
    let rows: Vec<_> = got.rows.iter().map(|r| (r.of, r.claims.get(), r.orders.get(), r.discount.minor())).collect();
    let of = |id| ActualOf::Offer(crate::model::OfferId(id));
    assert_eq!(rows, [(of(11), 1_200, 480, 1_920_000), (of(12), 300, 60, 60_000)]);
    let ledger = Ledger::new(&got.rows.iter().copied().collect());
    assert!(ledger.is_empty(), "orders with coupons are no sum of the shop's");
    let first = ledger.part(of(11), jiff::civil::DateTime::MIN, jiff::civil::DateTime::MAX);
    assert_eq!(first.redemption(), crate::model::Rate::parse("40%").ok());
}
