//! The words of an explanation: what a figure and the terms of its formula are called, and how their values are written.

use super::amounts::sum;
use super::line::say;
use super::names::Named;
use super::rows::RowNames;
use super::word_of_mouth::play_figure_name;
use super::{Msg, Texts};
use crate::engine::Value;
use crate::engine::why::{FigureId, Operator, PlayFigure, Rounding, TermLabel};
use crate::model::{Campaign, Money, Project, Rate};

pub use super::places::{place_name, tab_name};

/// Stands before the result of a formula.
pub const EQUALS: &str = "=";

/// What stands before a term; nothing before the first one and before a note.
#[must_use]
pub const fn operator_sign(operator: Operator) -> &'static str {
    match operator {
        Operator::Start | Operator::Note => "",
        Operator::Plus => "+",
        Operator::Minus => "−",
        Operator::Times => "×",
        Operator::Over => "÷",
    }
}

/// What a figure is called: 计划 GMV, 直通车 GMV, 11-05 GMV.
#[must_use]
pub fn figure_name(texts: &Texts, project: &Project, campaign: &Campaign, figure: FigureId) -> String {
    let rows = RowNames { texts, project, campaign };
    let word = |msg| texts.get(msg).to_owned();
    let of = |msg, name: String| say(texts, msg, &[("name", name.into())]);
    match figure {
        FigureId::Gmv => word(Msg::WhyGmv),
        FigureId::NetSales => word(Msg::WhyNetSales),
        FigureId::Uv => word(Msg::WhyUv),
        FigureId::Cvr => word(Msg::WhyCvr),
        FigureId::Aov => word(Msg::WhyAov),
        FigureId::Stage(id) => rows.stage(id),
        FigureId::Rate(id) => rows.rate(id),
        FigureId::PlannedUv => word(Msg::WhyPlannedUv),
        FigureId::PlannedCvr => word(Msg::WhyPlannedCvr),
        FigureId::PlannedAov => word(Msg::WhyPlannedAov),
        FigureId::PlannedGmv => word(Msg::WhyPlannedGmv),
        FigureId::TrafficGap => word(Msg::WhyTrafficGap),
        FigureId::GmvGap => word(Msg::WhyGmvGap),
        FigureId::SourceUv(id) => of(Msg::WhyUvOf, rows.source(id)),
        FigureId::SourceGmv(id) => of(Msg::WhyGmvOf, rows.source(id)),
        FigureId::SourceCost(id) => of(Msg::WhyCostOf, rows.source(id)),
        FigureId::SourceRoi(id) => of(Msg::WhyRoiOf, rows.source(id)),
        FigureId::Phase(id) => of(Msg::WhyGmvOf, rows.phase(id)),
        FigureId::Wave(id) => of(Msg::WhyGmvOf, rows.wave(id)),
        FigureId::Day(date) => of(Msg::WhyGmvOf, texts.format().day(date)),
        FigureId::PoolOrders => word(Msg::WhyPoolOrders),
        FigureId::EstimatedAov => word(Msg::WhyEstimatedAov),
        FigureId::Chance => word(Msg::WhyChance),
        FigureId::Play(id, figure) => play_figure_name(&rows, id, figure),
    }
}

/// What a term is called.
#[must_use]
pub fn term_label(texts: &Texts, project: &Project, campaign: &Campaign, label: TermLabel) -> String {
    let rows = RowNames { texts, project, campaign };
    let of = |msg, name: String| say(texts, msg, &[("name", name.into())]);
    let msg = match label {
        TermLabel::Figure(figure) => return figure_name(texts, project, campaign, figure),
        TermLabel::SourceCvr(id) => return of(Msg::WhyCvrOf, rows.source(id)),
        TermLabel::SourceAov(id) => return of(Msg::WhyAovOf, rows.source(id)),
        TermLabel::Segment(segment) => return segment.name_in(texts).to_owned(),
        TermLabel::Piece(id) => return of(Msg::WhyPieceOf, rows.phase(id)),
        TermLabel::KeptShare => Msg::WhyKeptShare,
        TermLabel::UvEffect => Msg::WhyUvEffect,
        TermLabel::CvrEffect => Msg::WhyCvrEffect,
        TermLabel::AovEffect => Msg::WhyAovEffect,
        TermLabel::LastUv => Msg::WhyLastUv,
        TermLabel::Growth => Msg::WhyGrowth,
        TermLabel::PlatformDailyUv => Msg::WhyPlatformDailyUv,
        TermLabel::ShopDailyUv => Msg::WhyShopDailyUv,
        TermLabel::Days => Msg::WhyDays,
        TermLabel::People => Msg::WhyPeople,
        TermLabel::ReachRate => Msg::WhyReachRate,
        TermLabel::Events => Msg::WhyEvents,
        TermLabel::UvPerEvent => Msg::WhyUvPerEvent,
        TermLabel::ClickPrice => Msg::WhyClickPrice,
        TermLabel::ThousandPrice => Msg::WhyThousandPrice,
        TermLabel::ClickRate => Msg::WhyClickRate,
        TermLabel::Thousand => Msg::WhyThousand,
        TermLabel::SaleShare => Msg::WhySaleShare,
        TermLabel::MessagePrice => Msg::WhyMessagePrice,
        TermLabel::MessagesSent => Msg::WhyMessagesSent,
        TermLabel::FixedCost => Msg::WhyFixedCost,
        TermLabel::Share => Msg::WhyShare,
        TermLabel::Locked => Msg::WhyLocked,
        TermLabel::Pool => Msg::WhyPool,
        TermLabel::PoolRate => Msg::WhyPoolRate,
        TermLabel::PiecePrice => Msg::WhyPiecePrice,
        TermLabel::Pieces => Msg::WhyPieces,
        TermLabel::CrossSell => Msg::WhyCrossSell,
        TermLabel::ThresholdPull => Msg::WhyThresholdPull,
        TermLabel::Low => Msg::WhyLow,
        TermLabel::Median => Msg::WhyMedian,
        TermLabel::High => Msg::WhyHigh,
        TermLabel::WantedChance => Msg::WhyWantedChance,
        TermLabel::Draws => Msg::WhyDraws,
        TermLabel::Participation => Msg::WhyParticipation,
        TermLabel::Invites => Msg::WhyInvites,
        TermLabel::Acceptance => Msg::WhyAcceptance,
        TermLabel::Onward => Msg::WhyOnward,
        TermLabel::PlayCap => Msg::WhyPlayCap,
        TermLabel::AllInviters => Msg::WhyAllInviters,
        TermLabel::Joiners => Msg::WhyJoiners,
        TermLabel::Joined => Msg::WhyJoined,
        TermLabel::InviterReward => Msg::WhyInviterReward,
        TermLabel::InviteeReward => Msg::WhyInviteeReward,
        TermLabel::CouponValue => Msg::WhyCouponValue,
        TermLabel::Redemption => Msg::WhyRedemption,
        TermLabel::PlayFixed => Msg::WhyPlayFixed,
        TermLabel::CostModel => Msg::WhyCostModel,
    };
    texts.get(msg).to_owned()
}

/// How the result of a formula is rounded, in words; nothing if it is exact.
#[must_use]
pub fn rounding_note(texts: &Texts, rounding: Rounding) -> Option<&str> {
    match rounding {
        Rounding::Exact => None,
        Rounding::Up => Some(texts.get(Msg::WhyRoundedUp)),
        Rounding::Down => Some(texts.get(Msg::WhyRoundedDown)),
        Rounding::HalfUp => Some(texts.get(Msg::WhyRoundedHalfUp)),
        Rounding::LargestRemainder => Some(texts.get(Msg::WhyRoundedRemainder)),
        Rounding::Cumulative => Some(texts.get(Msg::WhyRoundedCumulative)),
    }
}

/// How the value of a label is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// A sum: 5,000万.
    Sum,
    /// A price: ¥66.16.
    Price,
    /// A percentage with so many decimals.
    Percent(u32),
    /// A typed percentage: one decimal, two if it has them.
    Typed,
    /// A depth or ratio: 4.2.
    Ratio,
    /// A factor with the decimals it has: 1.08.
    Factor,
}

fn shape(campaign: &Campaign, label: TermLabel) -> Shape {
    use FigureId as F;
    use TermLabel as T;
    match label {
        T::Figure(F::Aov | F::PlannedAov | F::EstimatedAov | F::Play(_, PlayFigure::CostPerOrder))
        | T::SourceAov(_)
        | T::ClickPrice
        | T::ThousandPrice
        | T::MessagePrice
        | T::PiecePrice
        | T::InviterReward
        | T::InviteeReward
        | T::CouponValue => Shape::Price,
        T::Figure(F::Cvr | F::PlannedCvr) | T::SourceCvr(_) => Shape::Percent(2),
        T::Figure(F::Rate(id)) if campaign.funnel.stages.get(id).is_some_and(|stage| stage.depth) => Shape::Ratio,
        T::Figure(F::Rate(_)) | T::Share => Shape::Percent(1),
        T::Figure(F::Chance) => Shape::Percent(0),
        T::Figure(F::SourceRoi(_)) => Shape::Ratio,
        T::WantedChance
        | T::KeptShare
        | T::ReachRate
        | T::ClickRate
        | T::SaleShare
        | T::PoolRate
        | T::Participation
        | T::Acceptance
        | T::Onward
        | T::Redemption => Shape::Typed,
        T::Figure(F::Play(_, PlayFigure::K))
        | T::Invites
        | T::Growth
        | T::Days
        | T::Pieces
        | T::CrossSell
        | T::ThresholdPull => Shape::Factor,
        T::Figure(
            F::Gmv
            | F::NetSales
            | F::Uv
            | F::Stage(_)
            | F::PlannedUv
            | F::PlannedGmv
            | F::TrafficGap
            | F::GmvGap
            | F::SourceUv(_)
            | F::SourceGmv(_)
            | F::SourceCost(_)
            | F::Phase(_)
            | F::Wave(_)
            | F::Day(_)
            | F::PoolOrders
            | F::Play(..),
        )
        | T::UvEffect
        | T::CvrEffect
        | T::AovEffect
        | T::LastUv
        | T::PlatformDailyUv
        | T::ShopDailyUv
        | T::People
        | T::Events
        | T::UvPerEvent
        | T::Thousand
        | T::MessagesSent
        | T::FixedCost
        | T::Locked
        | T::Piece(_)
        | T::Pool
        | T::Low
        | T::Median
        | T::High
        | T::Draws
        | T::PlayCap
        | T::AllInviters
        | T::Joiners
        | T::Joined
        | T::PlayFixed
        | T::CostModel
        | T::Segment(_) => Shape::Sum,
    }
}

/// A value as it is shown beside its label: sums and counts in 万 or M, prices to the minor unit, rates with the
/// decimals that suit them.
#[must_use]
pub fn value_shown(texts: &Texts, campaign: &Campaign, label: TermLabel, value: Value) -> String {
    let format = texts.format();
    match value {
        Value::Count(count) => format.count(count).to_string(),
        Value::Difference(count) => format.count_wide(count.into()).to_string(),
        Value::Money(money) => match shape(campaign, label) {
            Shape::Price => format.price(money),
            _ => sum(texts, money),
        },
        Value::Rate(rate) => match shape(campaign, label) {
            Shape::Percent(decimals) => format.percent(rate, decimals),
            Shape::Ratio => format.factor(rate, 1),
            Shape::Factor => format.factor_exact(rate),
            Shape::Typed | Shape::Sum | Shape::Price => {
                let tenths = rate.wide() % Rate::from_ppm(1_000).wide() == 0;
                format.percent(rate, if tenths { 1 } else { 2 })
            }
        },
    }
}

/// A value with every digit, for hovers and copies.
#[must_use]
pub fn value_exact(texts: &Texts, campaign: &Campaign, label: TermLabel, value: Value) -> String {
    let format = texts.format();
    match value {
        Value::Count(count) => format.whole(count.wide()),
        Value::Difference(count) => format.whole(count.into()),
        Value::Money(money) => format.exact(money),
        Value::Rate(rate) => match shape(campaign, label) {
            Shape::Ratio | Shape::Factor => format.factor_exact(rate),
            _ => format.percent_exact(rate),
        },
    }
}

/// Two values of a label to be compared: as they are shown, or exact where they would read alike.
#[must_use]
pub fn values_apart(texts: &Texts, campaign: &Campaign, label: TermLabel, (a, b): (Value, Value)) -> (String, String) {
    let shown = |value| value_shown(texts, campaign, label, value);
    let exact = |value| value_exact(texts, campaign, label, value);
    let short = (shown(a), shown(b));
    if a == b || short.0 != short.1 { short } else { (exact(a), exact(b)) }
}

/// The size of a value, without its sign.
#[must_use]
pub fn size(value: Value) -> Value {
    match value {
        Value::Money(money) => Value::Money(Money::from_wide(money.wide().abs())),
        Value::Rate(rate) => Value::Rate(Rate::from_wide(rate.wide().abs())),
        Value::Difference(count) => Value::Difference(count.saturating_abs()),
        count @ Value::Count(_) => count,
    }
}

#[cfg(test)]
#[path = "why_tests.rs"]
mod tests;
