//! An extra wave (加推): more visitors, a coupon, a deeper discount or goods that return, for some days – what it brings and costs before
//! it is decided, and what it becomes in the plan.
//!
//! How much a coupon or a discount lifts CVR, and how much of their best day goods reach again, are assumptions that the planner types;
//! everything else follows from the forecast. Floats are meant here.

use jiff::ToSpan as _;
use jiff::civil::DateTime;

use super::RunAnswer;
use super::returning::MOST;
use super::stock::days_between;
use crate::model::offer::{ItemBenefit, OfferRule, OfferWindow, Reduction, Rung, Scope, Uptake};
use crate::model::{
    Campaign, CampaignId, Constraint, CostModel, Count, Money, Offer, OfferId, PhaseId, Project, Rate, SkuId, Source,
    SourceId, SourceKind, Task, TaskId, TaskSource, Wave, WaveId, When,
};

/// How much a coupon is assumed to lift CVR, as a part of it.
pub const LIFT: Rate = Rate::per_mille(100);
/// How many of its orders are assumed to use it.
pub const REDEMPTION: Rate = Rate::per_mille(300);

/// By how many percent CVR is assumed to rise for each percent off.
pub const ELASTICITY: f64 = 2.5;
/// The deepest discount that is proposed, in percent.
pub const DEEPEST: i64 = 20;
/// How much of their best day goods are assumed to reach again.
pub const REACHED: Rate = Rate::per_mille(600);

/// Visitors that are bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MoreUv {
    /// How many.
    pub uv: Count,
    /// What one costs.
    pub price: Money,
}

/// A coupon on whole orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MoreCoupon {
    /// Threshold.
    pub at: Money,
    /// What it takes off.
    pub off: Money,
    /// By which part it lifts CVR: an assumption.
    pub lift: Rate,
    /// Which part of the orders uses it: an assumption.
    pub redemption: Rate,
}

/// A deeper discount on all goods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MoreDiscount {
    /// The part of the price that is taken off, 0 … 100 %.
    pub off: Rate,
    /// By which part it lifts CVR: an assumption.
    pub lift: Rate,
}

/// Goods that return (爆款返场).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MoreGoods {
    /// Which, of those that can.
    pub goods: [Option<SkuId>; MOST],
    /// The part of the price that is taken off, 0 … 100 %; nothing off makes no offer.
    pub off: Rate,
    /// How much of their best day they reach on each day: an assumption.
    pub reached: Rate,
}

impl MoreGoods {
    /// Those that return.
    pub fn chosen(&self) -> impl Iterator<Item = SkuId> {
        self.goods.iter().copied().flatten()
    }
}

/// An extra wave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExtraWave {
    /// First instant.
    pub from: DateTime,
    /// First instant no longer in it.
    pub until: DateTime,
    /// Visitors that are bought.
    pub traffic: Option<MoreUv>,
    /// A coupon.
    pub coupon: Option<MoreCoupon>,
    /// A deeper discount.
    pub discount: Option<MoreDiscount>,
    /// Goods that return.
    pub goods: Option<MoreGoods>,
}

impl ExtraWave {
    const fn between(from: DateTime, until: DateTime) -> Self {
        Self { from, until, traffic: None, coupon: None, discount: None, goods: None }
    }
}

/// What an extra wave comes to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// GMV on top, after what offers take off.
    pub gain: Money,
    /// What it costs: visitors, and what offers take off.
    pub cost: Money,
    /// Where the campaign will end with it (median).
    pub end: Money,
    /// The chance of the target with it, 0 … 1.
    pub chance: f64,
    /// CVR of its days on top, in points.
    pub points: Rate,
    /// What is still to come with it, as a multiple of what is without.
    pub times: f64,
}

/// What some days bring by themselves.
struct Stretch {
    uv: f64,
    cvr: f64,
    aov: f64,
    days: f64,
}

impl Stretch {
    /// The days of a wave, by their part of what is planned for the time left. Nothing without a gap to close.
    fn of(of: &RunAnswer, wave: &ExtraWave) -> Option<Self> {
        let closers = of.closers.as_ref()?;
        let (from, until) = (wave.from.max(of.at), wave.until.min(of.span.1));
        let left = of.pace.sums(of.at, of.span.1).gmv.to_f64();
        let within = of.pace.sums(from, until).gmv.to_f64();
        (left > 0.0 && within > 0.0).then(|| Self {
            uv: closers.uv_left.to_f64() * within / left,
            cvr: closers.cvr_left.to_f64(),
            aov: closers.aov_left.to_f64(),
            days: days_between(from, until),
        })
    }
}

/// What a wave adds to its days, in major units.
struct Worth {
    gain: f64,
    cost: f64,
    cvr: f64,
}

fn worth(of: &RunAnswer, days: &Stretch, wave: &ExtraWave) -> Worth {
    let Stretch { uv, cvr, aov, .. } = *days;
    let lift = |rate: Rate| 1.0 + rate.to_f64().max(0.0);
    let lifts = wave.coupon.map_or(1.0, |coupon| lift(coupon.lift)) * wave.discount.map_or(1.0, |of| lift(of.lift));
    let lifted = (cvr * lifts).min(1.0);
    let more = wave.traffic.map_or(0.0, |traffic| traffic.uv.to_f64());
    let orders = (uv + more) * lifted;
    let mut taken = wave.discount.map_or(0.0, |of| orders * aov * part(of.off));
    taken += wave.coupon.map_or(0.0, |coupon| orders * part(coupon.redemption) * coupon.off.to_f64());
    let mut gain = orders * aov - uv * cvr * aov - taken;
    if let Some(goods) = &wave.goods {
        let chosen = of.returning.iter().filter(|row| goods.chosen().any(|sku| sku == row.sku));
        for (extra, off) in chosen.map(|row| row.extra(part(goods.reached), part(goods.off), days.days)) {
            gain += extra;
            taken += off;
        }
    }
    let bought = wave.traffic.map_or(0.0, |traffic| traffic.uv.to_f64() * traffic.price.to_f64());
    Worth { gain, cost: bought + taken, cvr: lifted - cvr }
}

fn minor(value: f64) -> Money {
    Money::from_wide((value * 100.0).round() as i128)
}

/// What it would come to. Nothing without a gap to close.
#[must_use]
pub fn outcome(of: &RunAnswer, wave: &ExtraWave) -> Option<Outcome> {
    let forecast = of.forecast.as_ref()?;
    let Worth { gain, cost, cvr } = worth(of, &Stretch::of(of, wave)?, wave);
    let times = ((forecast.to_come() + gain) / forecast.to_come()).max(0.0);
    Some(Outcome {
        gain: minor(gain),
        cost: minor(cost),
        end: Money::from_wide(forecast.p50().wide() + minor(gain).wide()),
        chance: forecast.chance(of.pace.target, times),
        points: Rate::from_ppm((cvr * 1e6).round() as i64),
        times,
    })
}

/// A rate as a part, 0 … 1.
fn part(rate: Rate) -> f64 {
    rate.to_f64().clamp(0.0, 1.0)
}

/// What of a budget is left before and after it.
#[must_use]
pub fn budget_left(of: &RunAnswer, budget: Money, outcome: &Outcome) -> (Money, Money) {
    let before = Money::from_wide(budget.wide() - of.actual.cost.wide());
    (before, Money::from_wide(before.wide() - outcome.cost.wide()))
}

/// Ways to begin with: visitors, a coupon, both, a deeper discount, and goods that return where some can. From tomorrow on, for four days
/// or to the end. Nothing without a gap.
#[must_use]
pub fn proposals(of: &RunAnswer) -> Vec<ExtraWave> {
    let Some(closers) = &of.closers else { return Vec::new() };
    let midnight = of.at.date().to_datetime(jiff::civil::Time::midnight());
    let from = midnight.checked_add(1.day()).unwrap_or(of.at).min(of.span.1);
    let from = if from >= of.span.1 { of.at } else { from };
    let until = from.checked_add(4.days()).unwrap_or(of.span.1).min(of.span.1);
    // at most two fifths of what is still to come can be bought in a few days
    let most = Count::from_wide(closers.uv_left.wide() * 2 / 5);
    let price = of.pace.paid_uv_price.unwrap_or(Money::from_major(3));
    let traffic = MoreUv { uv: closers.more_uv.min(most), price };
    let at = nice(closers.aov_left.to_f64() * 1.3, 10.0) - 1;
    let off = nice(closers.aov_left.to_f64() * 0.13, 5.0);
    let coupon = MoreCoupon {
        at: Money::from_major(at),
        off: Money::from_major(off.max(5)),
        lift: LIFT,
        redemption: REDEMPTION,
    };
    let none = ExtraWave::between(from, until);
    let Some(days) = Stretch::of(of, &none) else { return Vec::new() };
    let gain = |wave: &ExtraWave| worth(of, &days, wave).gain;
    let gap = closers.gap.to_f64();
    let wave = |traffic, coupon| ExtraWave { traffic, coupon, ..none };
    // beside a coupon only the visitors that it leaves missing are bought
    let gained = gain(&wave(None, Some(coupon)));
    let each = closers.cvr_left.to_f64()
        * (1.0 + coupon.lift.to_f64())
        * (closers.aov_left.to_f64() - coupon.redemption.to_f64() * coupon.off.to_f64());
    let rest = ((gap - gained).max(0.0) / each.max(1e-9)).ceil();
    let fewer = MoreUv { uv: Count::new(rest as u64).min(traffic.uv), ..traffic };
    let mut out = vec![wave(Some(traffic), None), wave(None, Some(coupon)), wave(Some(fewer), Some(coupon))];
    out.push(ExtraWave {
        discount: Some(discount(|of| gain(&ExtraWave { discount: Some(of), ..none }) >= gap)),
        ..none
    });
    let back = goods(of, gap, |goods| gain(&ExtraWave { goods: Some(goods), ..none }));
    out.extend(back.map(|goods| ExtraWave { goods: Some(goods), ..none }));
    out
}

/// The smallest discount in whole percent that closes the gap, else the deepest.
fn discount(closes: impl Fn(MoreDiscount) -> bool) -> MoreDiscount {
    let off = |percent: i64| MoreDiscount {
        off: Rate::from_percent(percent),
        lift: Rate::from_ppm((percent as f64 * ELASTICITY * 1e4).round() as i64),
    };
    (1..DEEPEST).map(off).find(|of| closes(*of)).unwrap_or_else(|| off(DEEPEST))
}

/// As few of the goods that can return as close the gap, else all that bring something; none where nothing would be won.
fn goods(of: &RunAnswer, gap: f64, gain: impl Fn(MoreGoods) -> f64) -> Option<MoreGoods> {
    let mut best = MoreGoods { goods: [None; MOST], off: Rate::from_percent(5), reached: REACHED };
    let mut gained = 0.0;
    for (slot, row) in of.returning.iter().take(MOST).enumerate() {
        let mut with = best;
        with.goods.iter_mut().skip(slot).take(1).for_each(|place| *place = Some(row.sku));
        let won = gain(with);
        if won > gained {
            (best, gained) = (with, won);
        }
        if gained >= gap {
            break;
        }
    }
    (gained > 0.0).then_some(best)
}

fn nice(value: f64, step: f64) -> i64 {
    ((value / step).round() * step).clamp(0.0, 1e9) as i64
}

/// What rows are called that an extra wave becomes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WaveNames {
    /// The wave of the phase, and the offer.
    pub wave: String,
    /// The traffic source.
    pub source: String,
    /// The task that buys visitors.
    pub buy: String,
    /// The task that puts the coupon online.
    pub coupon: String,
    /// The deeper discount, and the task that changes prices.
    pub discount: (String, String),
    /// The offer of goods that return, and the task that brings them back.
    pub goods: (String, String),
    /// The task that looks at what came of it.
    pub look: String,
}

/// Puts an extra wave into the plan: a wave in the phase where it begins, unless others stand there; a source; a coupon; tasks.
pub fn put(project: &mut Project, id: CampaignId, of: &RunAnswer, wave: &ExtraWave, names: &WaveNames) {
    let Some(mut campaign) = project.campaign(id).map(|campaign| (**campaign).clone()) else { return };
    if let Some(phase) = free_phase(&campaign, wave) {
        let row: WaveId = project.new_id();
        if let Some(phase) = campaign.phases.get_mut(phase) {
            let until = wave.until.min(phase.end);
            phase.waves.push(Wave { id: row, name: names.wave.clone(), start: wave.from, end: until });
        }
    }
    let mut tasks: Vec<(String, DateTime, Option<TaskSource>)> = Vec::new();
    let before = |at: DateTime, hours: i64| at.checked_sub(hours.hours()).unwrap_or(at);
    if let Some(traffic) = &wave.traffic {
        let row: SourceId = project.new_id();
        let like = campaign.traffic.iter().find(|row| matches!(row.cost, CostModel::Cpc(_)));
        let (parent, department) = like.map_or((None, None), |row| (row.parent, row.department));
        let closers = of.closers.as_ref();
        campaign.traffic.push(Source {
            id: row,
            parent,
            kind: SourceKind::Other,
            name: names.source.clone(),
            uv: Some(traffic.uv),
            cvr: closers.map(|closers| closers.cvr_left),
            aov: closers.map(|closers| closers.aov_left),
            cost: CostModel::Cpc(traffic.price),
            department,
            ..Source::default()
        });
        tasks.push((names.buy.clone(), before(wave.from, 12), None));
    }
    let window = OfferWindow { from: Some(wave.from), until: Some(wave.until), ..OfferWindow::default() };
    if let Some(coupon) = &wave.coupon {
        let row: OfferId = project.new_id();
        campaign.offers.push(Offer {
            id: row,
            name: names.wave.clone(),
            rule: OfferRule::Coupon(vec![Rung { at: coupon.at, off: Reduction::Less(coupon.off) }]),
            claim: window.clone(),
            usable: window.clone(),
            uptake: Uptake { redemption: coupon.redemption, ..Uptake::default() },
            ..Offer::default()
        });
        tasks.push((names.coupon.clone(), before(wave.from, 12), Some(TaskSource::Offer(row))));
    }
    let mut lower = |project: &mut Project, off: Rate, skus: Vec<SkuId>, (offer, task): &(String, String)| {
        let row = (off > Rate::ZERO).then(|| {
            let row: OfferId = project.new_id();
            let pay = Rate::from_wide(Rate::ONE.wide() - off.wide());
            campaign.offers.push(Offer {
                id: row,
                name: offer.clone(),
                rule: OfferRule::Item(ItemBenefit::Pay(pay)),
                scope: Scope { skus, ..Scope::default() },
                usable: window.clone(),
                ..Offer::default()
            });
            TaskSource::Offer(row)
        });
        tasks.push((task.clone(), before(wave.from, 12), row));
    };
    if let Some(of) = &wave.discount {
        lower(project, of.off, Vec::new(), &names.discount);
    }
    if let Some(of) = &wave.goods {
        lower(project, of.off, of.chosen().collect(), &names.goods);
    }
    tasks.push((names.look.clone(), before(wave.until, 6), None));
    for (name, at, source) in tasks {
        let row: TaskId = project.new_id();
        let constraint = Constraint::StartOn(When::At(at));
        campaign.tasks.push(Task { id: row, name, constraint, source, ..Task::default() });
    }
    if let Some(slot) = project.campaigns.get_mut(id) {
        *slot = campaign;
    }
}

/// The phase in which a wave begins, if no other wave of it stands in its way.
#[must_use]
pub fn free_phase(campaign: &Campaign, wave: &ExtraWave) -> Option<PhaseId> {
    let phase = campaign.phases.iter().find(|phase| phase.start <= wave.from && wave.from < phase.end)?;
    let until = wave.until.min(phase.end);
    let free = phase.waves.iter().all(|other| other.end <= wave.from || until <= other.start);
    free.then_some(phase.id)
}
