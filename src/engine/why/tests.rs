//! The formulas that a planner sees beside a figure.

use std::sync::Arc;

use super::*;
use crate::engine::funnel::preset;
use crate::engine::plan::plan;
use crate::model::{Basis, CostModel, Count, Funnel, Money, Project, Quantity, Rate, Shop, Source};

fn campaign() -> Campaign {
    let mut id = 0;
    let stages = preset::retail(&Shop::default(), &mut || {
        id += 1;
        StageId(id)
    });
    let funnel = Funnel {
        gmv: Quantity::Fixed(Money::from_major(50_000_000)),
        aov: Quantity::Fixed(Money::from_major(250)),
        stages,
        refund_rate: Rate::from_percent(10),
        ..Funnel::default()
    };
    let source = |id, parent: Option<u32>, cost| Source {
        id: SourceId(id),
        parent: parent.map(SourceId),
        basis: Basis::LastCampaign { uv: Count::new(100_000), growth: Rate::from_percent(110) },
        cost,
        ..Source::default()
    };
    Campaign {
        funnel: Arc::new(funnel),
        traffic: vec![
            source(10, None, CostModel::Free),
            source(11, Some(10), CostModel::Cpc(Money::from_major(3))),
            source(12, Some(10), CostModel::Cps(Rate::from_percent(10))),
        ]
        .into(),
        ..Campaign::default()
    }
}

/// `2000000 = 500000 ÷ 25%` and how it is rounded.
fn told(figure: FigureId) -> String {
    let campaign = campaign();
    let answer = plan(&Project::default(), &campaign);
    let why = why(&campaign, &answer, figure);
    let text = |value: Option<Value>| match value {
        None => "?".to_owned(),
        Some(Value::Money(m)) => format!("¥{m}"),
        Some(Value::Count(c)) => c.to_string(),
        Some(Value::Difference(d)) => d.to_string(),
        Some(Value::Rate(r)) => r.to_string(),
    };
    let mut out = format!("{:?} {}", why.origin, text(why.value));
    for term in &why.terms {
        let op = match term.op {
            Operator::Start => "=",
            Operator::Plus => "+",
            Operator::Minus => "−",
            Operator::Times => "×",
            Operator::Over => "÷",
            Operator::Note => "·",
        };
        out = format!("{out} {op} {}", text(term.value));
    }
    format!("{out} {:?}", why.rounding)
}

#[test]
fn formulas_with_their_numbers() {
    for (figure, expected) in [
        (FigureId::Gmv, "Typed ¥50000000 Exact"),
        (FigureId::Uv, "Solved 2000000 = 500000 ÷ 25% Up"),
        (FigureId::Stage(StageId(1)), "Solved 8400000 = 2000000 × 4.2 Up"),
        (FigureId::Stage(StageId(5)), "Solved 200000 = ¥50000000 ÷ ¥250 Up"),
        (FigureId::Cvr, "Solved 10% = 25% × 50% × 80% HalfUp"),
        (FigureId::NetSales, "Solved ¥45000000 = ¥50000000 × 90% HalfUp"),
        (FigureId::SourceUv(SourceId(11)), "Solved 110000 = 100000 × 1.1 Down"),
        (FigureId::SourceUv(SourceId(10)), "Solved 220000 = 110000 + 110000 Exact"),
        (FigureId::SourceGmv(SourceId(11)), "Solved ¥2750000 = 110000 × 10% × ¥250 HalfUp"),
        (FigureId::SourceCost(SourceId(11)), "Solved ¥330000 = ¥3 × 110000 HalfUp"),
        (FigureId::SourceCost(SourceId(12)), "Solved ¥275000 = ¥2750000 × 10% HalfUp"),
        (FigureId::SourceRoi(SourceId(12)), "Solved 10 = ¥2750000 ÷ ¥275000 HalfUp"),
        (FigureId::PlannedUv, "Solved 220000 = 220000 Exact"),
        (FigureId::PlannedGmv, "Solved ¥5500000 = 220000 × 10% × ¥250 Exact"),
        (FigureId::TrafficGap, "Solved -1780000 = 220000 − 2000000 Exact"),
        (FigureId::GmvGap, "Solved ¥-44500000 = ¥-44500000 + ¥0 + ¥0 Exact"),
        (FigureId::PoolOrders, "Missing ? = 500000 × ? Down"),
        (FigureId::SourceRoi(SourceId(99)), "Missing ? = ? ÷ ? HalfUp"),
    ] {
        assert_eq!(told(figure), expected, "{figure:?}");
    }
}

#[test]
fn where_it_is_used() {
    let campaign = campaign();
    let answer = plan(&Project::default(), &campaign);
    let used = |figure| why(&campaign, &answer, figure).used_by;
    assert_eq!(used(FigureId::Rate(StageId(2))), [FigureId::Stage(StageId(2)), FigureId::Cvr]);
    assert_eq!(
        used(FigureId::Aov),
        [FigureId::Stage(StageId(5)), FigureId::SourceGmv(SourceId(11)), FigureId::SourceGmv(SourceId(12))]
    );
    assert_eq!(
        used(FigureId::SourceCost(SourceId(11))),
        [FigureId::SourceCost(SourceId(10)), FigureId::SourceRoi(SourceId(11))]
    );
}
