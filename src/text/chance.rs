//! The words of the simulation: what ranges, shapes and levers are called, and how their figures are written.

use super::amounts::sum;
use super::rows::RowNames;
use super::{Msg, Texts};
use crate::engine::simulate::{Aim, Lever, Measure, money};
use crate::engine::value::Value;
use crate::model::{Count, DriverOf, RangeShape};

/// What a range is about: 免费 UV, 直通车 UV, 转化率.
#[must_use]
pub fn driver_name(rows: &RowNames<'_>, of: DriverOf) -> String {
    let word = |msg| rows.texts.get(msg).to_owned();
    match of {
        DriverOf::FreeUv => word(Msg::ChanceOfFree),
        DriverOf::PaidUv => word(Msg::ChanceOfPaid),
        DriverOf::SourceUv(id) => rows.texts.with(Msg::ChanceOfSource, &[("source", rows.source(id).into())]),
        DriverOf::Cvr => word(Msg::ChanceOfCvr),
        DriverOf::Aov => word(Msg::ChanceOfAov),
        DriverOf::Refunds => word(Msg::ChanceOfRefunds),
        DriverOf::TrafficCost => word(Msg::ChanceOfCost),
        DriverOf::GoodsCost => word(Msg::ChanceOfGoods),
    }
}

/// What a shape is called.
#[must_use]
pub fn shape_name(texts: &Texts, shape: RangeShape) -> &str {
    texts.get(match shape {
        RangeShape::Pert => Msg::ChanceShapePert,
        RangeShape::Triangular => Msg::ChanceShapeTriangle,
        RangeShape::LogNormal => Msg::ChanceShapeLog,
    })
}

/// What a lever moves.
#[must_use]
pub fn lever_name(rows: &RowNames<'_>, lever: Lever) -> String {
    let word = |msg| rows.texts.get(msg).to_owned();
    match lever {
        Lever::Uv => word(Msg::ChanceLeverUv),
        Lever::Of(of) => driver_name(rows, of),
        Lever::Cvr => word(Msg::ChanceOfCvr),
        Lever::Aov => word(Msg::ChanceOfAov),
        Lever::Target => word(Msg::HeaderTarget),
    }
}

/// A figure of a lever or a range: people and sums in 万 or M, 客单价 as a price, rates with two decimals.
#[must_use]
pub fn figure_shown(texts: &Texts, is_price: bool, value: Value) -> String {
    let format = texts.format();
    match value {
        Value::Count(count) => format.count(count).to_string(),
        Value::Difference(count) => format.count_wide(count.into()).to_string(),
        Value::Money(money) if is_price => format.price(money),
        Value::Money(money) => sum(texts, money),
        Value::Rate(rate) => format.percent(rate, 2),
    }
}

/// What is aimed at: GMV ≥ 5,000万.
#[must_use]
pub fn aim_words(texts: &Texts, aim: &Aim) -> String {
    let value = || match aim.of {
        Measure::Buyers => texts.format().count(Count::from_wide(aim.wanted.round() as i128)).to_string(),
        _ => sum(texts, money(aim.wanted)),
    };
    match aim.of {
        Measure::Gmv => texts.with(Msg::ChanceAimGmv, &[("value", value().into())]),
        Measure::Buyers => texts.with(Msg::ChanceAimBuyers, &[("value", value().into())]),
        Measure::Cost => texts.with(Msg::ChanceAimCost, &[("value", value().into())]),
        Measure::Profit => texts.get(Msg::ChanceAimProfit).to_owned(),
    }
}
