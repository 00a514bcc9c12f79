//! The words of reasons, in every language.

use jiff::civil::date;

use super::*;
use crate::engine::finding::{Place, PlaceKind, Tab};
use crate::model::{Count, PhaseId, SourceId, StageId, WaveId};
use crate::text::Lang;
use crate::text::test_rows::{project, reads_well};

const SOURCE: SourceId = SourceId(20);

const FIGURES: [FigureId; 24] = [
    FigureId::Gmv,
    FigureId::NetSales,
    FigureId::Uv,
    FigureId::Cvr,
    FigureId::Aov,
    FigureId::Stage(StageId(11)),
    FigureId::Rate(StageId(11)),
    FigureId::Rate(StageId(10)),
    FigureId::PlannedUv,
    FigureId::PlannedCvr,
    FigureId::PlannedAov,
    FigureId::PlannedGmv,
    FigureId::TrafficGap,
    FigureId::GmvGap,
    FigureId::SourceUv(SOURCE),
    FigureId::SourceGmv(SOURCE),
    FigureId::SourceCost(SOURCE),
    FigureId::SourceRoi(SOURCE),
    FigureId::Phase(PhaseId(31)),
    FigureId::Wave(WaveId(40)),
    FigureId::Day(date(2026, 11, 5)),
    FigureId::PoolOrders,
    FigureId::EstimatedAov,
    FigureId::Chance,
];

const TERMS: [TermLabel; 37] = [
    TermLabel::KeptShare,
    TermLabel::UvEffect,
    TermLabel::CvrEffect,
    TermLabel::AovEffect,
    TermLabel::SourceCvr(SOURCE),
    TermLabel::SourceAov(SOURCE),
    TermLabel::LastUv,
    TermLabel::Growth,
    TermLabel::PlatformDailyUv,
    TermLabel::ShopDailyUv,
    TermLabel::Days,
    TermLabel::People,
    TermLabel::ReachRate,
    TermLabel::Events,
    TermLabel::UvPerEvent,
    TermLabel::ClickPrice,
    TermLabel::ThousandPrice,
    TermLabel::ClickRate,
    TermLabel::Thousand,
    TermLabel::SaleShare,
    TermLabel::MessagePrice,
    TermLabel::MessagesSent,
    TermLabel::FixedCost,
    TermLabel::Share,
    TermLabel::Locked,
    TermLabel::Piece(PhaseId(31)),
    TermLabel::Pool,
    TermLabel::PoolRate,
    TermLabel::PiecePrice,
    TermLabel::Pieces,
    TermLabel::CrossSell,
    TermLabel::ThresholdPull,
    TermLabel::Low,
    TermLabel::Median,
    TermLabel::High,
    TermLabel::WantedChance,
    TermLabel::Draws,
];

fn labels() -> impl Iterator<Item = TermLabel> {
    FIGURES.into_iter().map(TermLabel::Figure).chain(TERMS)
}

#[test]
fn every_label_has_words_and_no_two_the_same() {
    let (project, campaign) = project();
    for lang in Lang::ALL {
        let texts = Texts::new(lang);
        let mut all: Vec<String> = labels().map(|l| term_label(&texts, &project, &campaign, l)).collect();
        for words in &all {
            reads_well(lang, words);
        }
        for label in labels() {
            reads_well(lang, &term_label(&texts, &Project::default(), &Campaign::default(), label));
        }
        let count = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count, "{all:?}");
        for rounding in [Rounding::Up, Rounding::Down, Rounding::HalfUp, Rounding::LargestRemainder] {
            reads_well(lang, rounding_note(&texts, rounding).unwrap());
        }
        assert_eq!(rounding_note(&texts, Rounding::Exact), None);
    }
}

#[test]
fn figures_are_called() {
    let (project, campaign) = project();
    for (figure, expected) in [
        (FigureId::PlannedGmv, ["计划 GMV", "計畫 GMV", "Planned GMV"]),
        (FigureId::Stage(StageId(11)), ["访客 UV", "訪客 UV", "Visitors"]),
        (FigureId::Rate(StageId(10)), ["人均浏览", "人均瀏覽", "Views per visitor"]),
        (FigureId::Rate(StageId(14)), ["支付后的转化率", "付款之後的轉換率", "Rate after Paid"]),
        (FigureId::SourceGmv(SOURCE), ["直通车 GMV", "直通車 GMV", "Search ads GMV"]),
        (FigureId::SourceCost(SOURCE), ["直通车费用", "直通車費用", "Search ads cost"]),
        (FigureId::Day(date(2026, 11, 5)), ["11-05 GMV", "11/05 GMV", "5 Nov GMV"]),
        (FigureId::SourceUv(SourceId(99)), ["来源 99 UV", "來源 99 UV", "Source 99 UV"]),
    ] {
        for (lang, expected) in Lang::ALL.into_iter().zip(expected) {
            assert_eq!(figure_name(&Texts::new(lang), &project, &campaign, figure), expected);
        }
    }
}

#[test]
fn values_read_by_what_they_are() {
    let (_, campaign) = project();
    let money = |text| Value::Money(Money::parse(text).unwrap());
    let rate = |text| Value::Rate(Rate::parse(text).unwrap());
    let figure = TermLabel::Figure;
    for (label, value, zh, en, exact) in [
        (figure(FigureId::Gmv), money("50000000"), "5,000万", "¥50.0 M", "¥50,000,000.00"),
        (figure(FigureId::GmvGap), money("-2503000"), "−250.3万", "−¥2.5 M", "−¥2,503,000.00"),
        (figure(FigureId::Aov), money("251.83"), "¥251.83", "¥251.83", "¥251.83"),
        (TermLabel::ClickPrice, money("3.2"), "¥3.20", "¥3.20", "¥3.20"),
        (TermLabel::FixedCost, money("800"), "¥800", "¥800", "¥800.00"),
        (figure(FigureId::Uv), Value::Count(Count::new(1_872_000)), "187.2万", "1,872,000", "1,872,000"),
        (figure(FigureId::TrafficGap), Value::Difference(-128_000), "−12.8万", "−128,000", "−128,000"),
        (TermLabel::Thousand, Value::Difference(1_000), "1,000", "1,000", "1,000"),
        (figure(FigureId::Cvr), rate("10.0801%"), "10.08%", "10.08%", "10.0801%"),
        (figure(FigureId::Rate(StageId(11))), rate("25%"), "25.0%", "25.0%", "25%"),
        (figure(FigureId::Rate(StageId(10))), rate("4.2"), "4.2", "4.2", "4.2"),
        (figure(FigureId::SourceRoi(SOURCE)), rate("7.6871"), "7.7", "7.7", "7.6871"),
        (TermLabel::Growth, rate("1.08"), "1.08", "1.08", "1.08"),
        (TermLabel::ClickRate, rate("0.35%"), "0.35%", "0.35%", "0.35%"),
        (TermLabel::SaleShare, rate("10%"), "10.0%", "10.0%", "10%"),
        (TermLabel::Share, rate("3.21%"), "3.2%", "3.2%", "3.21%"),
    ] {
        let (zh_texts, en_texts) = (Texts::new(Lang::ZhHans), Texts::new(Lang::En));
        assert_eq!(value_shown(&zh_texts, &campaign, label, value), zh, "{label:?}");
        assert_eq!(value_shown(&en_texts, &campaign, label, value), en, "{label:?}");
        assert_eq!(value_exact(&en_texts, &campaign, label, value), exact, "{label:?}");
    }
}

#[test]
fn places_lead_somewhere() {
    let (project, campaign) = project();
    let place = |kind| Place::at(Tab::Funnel, kind);
    for (place, expected) in [
        (place(PlaceKind::Funnel).field("gmv"), ["漏斗", "漏斗", "Funnel"]),
        (place(PlaceKind::Traffic), ["漏斗 · 流量来源", "漏斗 · 流量來源", "Funnel · Traffic sources"]),
        (Place::source(SOURCE), ["漏斗 · 直通车", "漏斗 · 直通車", "Funnel · Search ads"]),
        (
            Place::stage(StageId(11)).field("rate"),
            ["漏斗 · 收藏加购率", "漏斗 · 收藏加購率", "Funnel · Save or add-to-cart rate"],
        ),
        (place(PlaceKind::Split).field("days"), ["漏斗 · 按日拆分", "漏斗 · 按日分配", "Funnel · By day"]),
        (Place::at(Tab::Goods, PlaceKind::CampaignSku).row(70), ["货品 · SY-01", "商品 · SY-01", "Goods · SY-01"]),
        (Place::at(Tab::Goods, PlaceKind::Sku).row(99), ["货品 · 商品 99", "商品 · 品項 99", "Goods · SKU 99"]),
        (
            Place::at(Tab::Calendar, PlaceKind::Year).row(2026),
            ["日历 · 2026 年", "行事曆 · 2026 年", "Calendar · 2026"],
        ),
    ] {
        for (lang, expected) in Lang::ALL.into_iter().zip(expected) {
            assert_eq!(place_name(&Texts::new(lang), &project, &campaign, &place), expected);
        }
    }
    for lang in Lang::ALL {
        let texts = Texts::new(lang);
        for tab in Tab::ALL {
            reads_well(lang, tab_name(&texts, tab));
        }
        for figure in FIGURES {
            let place = crate::engine::why::place(figure);
            reads_well(lang, &place_name(&texts, &project, &campaign, &place));
        }
    }
}
