//! Why a figure is what it is: its formula, with the numbers in it, and where each comes from. Typed labels only; the
//! words are made elsewhere.

mod formula;
mod play;
mod used;

use jiff::civil::Date;

use super::finding::{Place, PlaceKind, Tab};
use super::plan::CampaignAnswer;
use super::value::{Origin, Value};
use crate::model::{Campaign, PhaseId, Segment, SourceId, StageId, WaveId};

/// A derived figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FigureId {
    /// Target GMV.
    Gmv,
    /// Net sales.
    NetSales,
    /// Needed visitors.
    Uv,
    /// The funnel's CVR.
    Cvr,
    /// The funnel's 客单价.
    Aov,
    /// Count of a stage.
    Stage(StageId),
    /// Rate from a stage to the next.
    Rate(StageId),
    /// Planned visitors.
    PlannedUv,
    /// Planned buyers ÷ planned visitors.
    PlannedCvr,
    /// Planned GMV ÷ planned buyers.
    PlannedAov,
    /// Planned GMV.
    PlannedGmv,
    /// Planned − needed visitors.
    TrafficGap,
    /// Planned − target GMV.
    GmvGap,
    /// Visitors of a source.
    SourceUv(SourceId),
    /// GMV of a source.
    SourceGmv(SourceId),
    /// Cost of a source.
    SourceCost(SourceId),
    /// ROI of a source.
    SourceRoi(SourceId),
    /// GMV of a phase.
    Phase(PhaseId),
    /// GMV of a wave.
    Wave(WaveId),
    /// GMV of a day.
    Day(Date),
    /// Orders from the pool.
    PoolOrders,
    /// Estimated 客单价.
    EstimatedAov,
    /// The chance of the target.
    Chance,
    /// A figure of a source's word-of-mouth play.
    Play(SourceId, PlayFigure),
}

/// A figure of a word-of-mouth play.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PlayFigure {
    /// Who begins.
    Seeds,
    /// Who invites in a round, counted from 1.
    Inviters(u8),
    /// Whom they reach.
    Reached(u8),
    /// Who of these comes.
    Visitors(u8),
    /// Whom all rounds reach.
    AllReached,
    /// How many new inviters each inviter brings.
    K,
    /// Full groups.
    Groups,
    /// Paying buyers of the source, rounded down.
    Orders,
    /// What the source costs for each of them.
    CostPerOrder,
    /// What those who invite get.
    InviterRewards,
    /// What those who come get.
    InviteeRewards,
    /// Coupons that are used.
    Coupons,
}

/// How a term joins the ones before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operator {
    /// The first term.
    Start,
    /// Added.
    Plus,
    /// Taken off.
    Minus,
    /// Multiplied.
    Times,
    /// Divided by.
    Over,
    /// Only informs: is no part of the formula.
    Note,
}

/// What a term is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TermLabel {
    /// The same as a figure of its own.
    Figure(FigureId),
    /// 1 − refund rate.
    KeptShare,
    /// Effect of the visitors on the gap.
    UvEffect,
    /// Effect of the CVR on the gap.
    CvrEffect,
    /// Effect of the 客单价 on the gap.
    AovEffect,
    /// CVR of a source.
    SourceCvr(SourceId),
    /// 客单价 of a source.
    SourceAov(SourceId),
    /// Visitors of the last campaign.
    LastUv,
    /// Growth over the last campaign.
    Growth,
    /// The platform's visitors a day.
    PlatformDailyUv,
    /// The shop's visitors a day.
    ShopDailyUv,
    /// Days.
    Days,
    /// People reached.
    People,
    /// Part of the people that comes.
    ReachRate,
    /// Events.
    Events,
    /// Visitors per event.
    UvPerEvent,
    /// Price of a click.
    ClickPrice,
    /// Price of a thousand impressions.
    ThousandPrice,
    /// Clicks ÷ impressions.
    ClickRate,
    /// A thousand.
    Thousand,
    /// The affiliates' share of the sales.
    SaleShare,
    /// Price of a message.
    MessagePrice,
    /// Messages sent.
    MessagesSent,
    /// A fixed cost.
    FixedCost,
    /// The share of the whole that it really has.
    Share,
    /// It is locked to this amount.
    Locked,
    /// The part of the day in a phase.
    Piece(PhaseId),
    /// People in the pool.
    Pool,
    /// Release rate of the pool.
    PoolRate,
    /// Average price of a piece, from the goods.
    PiecePrice,
    /// Pieces per buyer.
    Pieces,
    /// 1 + cross-sell.
    CrossSell,
    /// 1 + pull of the thresholds.
    ThresholdPull,
    /// GMV that nine of ten draws exceed.
    Low,
    /// The median of GMV.
    Median,
    /// GMV that one of ten draws exceeds.
    High,
    /// The chance that is asked for.
    WantedChance,
    /// Draws of the simulation.
    Draws,
    /// The part of a play's seeds that invites.
    Participation,
    /// People whom one who invites reaches.
    Invites,
    /// The part of those reached that comes.
    Acceptance,
    /// The part of those who come that invites.
    Onward,
    /// No more than so many are reached.
    PlayCap,
    /// All who invite in a play.
    AllInviters,
    /// Places of a group beside its opener.
    Joiners,
    /// People in full groups beside their openers.
    Joined,
    /// What each one who invites gets.
    InviterReward,
    /// What each one who comes gets.
    InviteeReward,
    /// Value of a coupon.
    CouponValue,
    /// The part of the coupons that is used.
    Redemption,
    /// What a play costs in any case.
    PlayFixed,
    /// What the source costs beside its play.
    CostModel,
    /// Customers of a segment.
    Segment(Segment),
}

/// How the result of a formula is rounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Rounding {
    /// Exact.
    #[default]
    Exact,
    /// Up.
    Up,
    /// Down.
    Down,
    /// Half up.
    HalfUp,
    /// Largest remainder, so that the parts sum to the whole.
    LargestRemainder,
    /// Down, over all rounds so far: a round is the difference to the one before.
    Cumulative,
}

/// A term of a formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// How it joins.
    pub op: Operator,
    /// What it is.
    pub label: TermLabel,
    /// Its value.
    pub value: Option<Value>,
    /// Where it is typed or shown.
    pub place: Option<Place>,
}

/// A figure explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// Which figure.
    pub figure: FigureId,
    /// Its value.
    pub value: Option<Value>,
    /// Whether it is typed, solved or kept.
    pub origin: Origin,
    /// The formula; empty if it is typed or missing.
    pub terms: Vec<Term>,
    /// How the result is rounded.
    pub rounding: Rounding,
    /// Where it stands.
    pub place: Place,
    /// Figures that are made from it.
    pub used_by: Vec<FigureId>,
}

/// Explains a figure of a campaign.
#[must_use]
pub fn why(campaign: &Campaign, answer: &CampaignAnswer, figure: FigureId) -> Explanation {
    let why = formula::Why { campaign, answer };
    let (rounding, terms) = why.formula(figure);
    let value = why.value(figure);
    let origin = match why.origin(figure) {
        Some(origin) => origin,
        None if value.is_some() => Origin::Solved,
        None => Origin::Missing,
    };
    Explanation { figure, value, origin, terms, rounding, place: place(figure), used_by: why.used_by(figure) }
}

/// Where a figure stands.
#[must_use]
pub const fn place(figure: FigureId) -> Place {
    let at = Place::at(Tab::Funnel, PlaceKind::Funnel);
    let traffic = Place::at(Tab::Funnel, PlaceKind::Traffic);
    match figure {
        FigureId::Gmv => at.field("gmv"),
        FigureId::NetSales => at.field("refund_rate"),
        FigureId::Uv => at.field("uv"),
        FigureId::Cvr => at.field("cvr"),
        FigureId::Aov => at.field("aov"),
        FigureId::Stage(id) => Place::stage(id).field("count"),
        FigureId::Rate(id) => Place::stage(id).field("rate"),
        FigureId::PlannedUv | FigureId::TrafficGap => traffic.field("uv"),
        FigureId::PlannedCvr => traffic.field("cvr"),
        FigureId::PlannedAov => traffic.field("aov"),
        FigureId::PlannedGmv | FigureId::GmvGap => traffic.field("gmv"),
        FigureId::SourceUv(id) => Place::source(id).field("uv"),
        FigureId::SourceGmv(id) => Place::source(id).field("gmv"),
        FigureId::SourceCost(id) => Place::source(id).field("cost"),
        FigureId::SourceRoi(id) => Place::source(id).field("roi"),
        FigureId::Phase(id) => Place::phase(id).field("gmv"),
        FigureId::Wave(id) => Place::at(Tab::Funnel, PlaceKind::Wave).row(id.0).field("gmv"),
        FigureId::Day(_) => Place::at(Tab::Funnel, PlaceKind::Split).field("days"),
        FigureId::PoolOrders => Place::at(Tab::Funnel, PlaceKind::Pool).field("rate"),
        FigureId::EstimatedAov => Place::at(Tab::Funnel, PlaceKind::AovEstimate),
        FigureId::Chance => Place::at(Tab::Funnel, PlaceKind::Chance),
        FigureId::Play(id, _) => Place::source(id).field("play"),
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
