//! The next campaign from one that is over: its structure, moved to the new opening, with what really happened as the history
//! that it is planned from.

use std::sync::Arc;

use jiff::civil::{Date, DateTime};

use super::duplicate;
use super::uptake::uptakes;
use crate::engine::actuals::{Figures, Ledger};
use crate::engine::lessons::figure::{holds, set};
use crate::engine::offers::campaign::{OfferCosts, offer_costs};
use crate::engine::offers::sold::top_up_shown;
use crate::engine::plan::plan;
use crate::engine::split::goods_mix;
use crate::engine::split::last::LastCampaign;
use crate::engine::year::{Shift, shift};
use crate::model::offer::Uptake;
use crate::model::{
    ActualOf, Basis, Campaign, CampaignId, Count, DayCurve, HourCurve, Lesson, LessonDefault, LessonId, Money, OfferId,
    Project, Rate, Rows, SourceId, Stage, StageId, StageKind, Task, TopUp,
};

/// Something that a campaign learns from the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carried {
    /// The rate from a stage to the next, as its history.
    StageRate(StageId, Rate),
    /// Visitors of a source, which grow as they were planned to.
    SourceUv(SourceId, Count),
    /// CVR of a source.
    SourceCvr(SourceId, Rate),
    /// 客单价 of a source.
    SourceAov(SourceId, Money),
    /// Part of GMV that was refunded.
    RefundRate(Rate),
    /// GMV by days from the opening.
    Days,
    /// GMV by hours of the days from the opening.
    Hours,
    /// How many took an offer up.
    Uptake(OfferId, Uptake),
    /// How customers topped up, as its orders show.
    TopUp(TopUp),
    /// The figure that a lesson sets.
    Lesson(LessonId, LessonDefault),
}

/// What a ledger says of a stage; nothing for a stage that actual figures do not count.
fn count(figures: &Figures, stage: &Stage) -> Option<Count> {
    let count = match stage.kind {
        StageKind::PageViews => figures.pv,
        StageKind::Visitors => figures.uv,
        StageKind::Cart => figures.carts,
        StageKind::Leads => figures.leads,
        StageKind::Orders => figures.orders,
        StageKind::Paid | StageKind::Sales => figures.buyers,
        StageKind::ShopVisits | StageKind::Other => return None,
    };
    (count > Count::ZERO).then_some(count)
}

/// What a campaign before teaches this one: its stages, taken in their order, its sources and offers, by kind and name. `costs` is what
/// its offers were planned to come to, asked for only where their use is known; `top_up` what its orders show of topping up.
#[must_use]
pub fn known(
    campaign: &Campaign,
    before: &Campaign,
    ledger: &Ledger,
    costs: impl FnOnce() -> Arc<OfferCosts>,
    top_up: Option<TopUp>,
) -> Vec<Carried> {
    let total = ledger.total();
    let mut out = Vec::new();
    let stages = &campaign.funnel.stages;
    for (stage, next) in stages.iter().zip(stages.iter().skip(1)) {
        let Some((this, next)) = count(total, stage).zip(count(total, next)) else { continue };
        let (part, whole) = if stage.depth { (this, next) } else { (next, this) };
        if let Some(rate) = Rate::ratio(part.wide(), whole.wide()) {
            out.push(Carried::StageRate(stage.id, rate));
        }
    }
    if let Some(rate) = total.refund_rate() {
        out.push(Carried::RefundRate(rate));
    }
    if let Some(last) = LastCampaign::of(before, ledger) {
        out.push(Carried::Days);
        out.extend(last.knows_hours().then_some(Carried::Hours));
    }
    if before.actuals.iter().any(|row| matches!(row.of, ActualOf::Offer(_)) && row.orders > Count::ZERO) {
        let uptakes = uptakes(campaign, before, ledger, &costs());
        out.extend(uptakes.into_iter().map(|(id, uptake)| Carried::Uptake(id, uptake)));
    }
    out.extend(top_up.map(Carried::TopUp));
    for source in &campaign.traffic {
        let twin = before.traffic.iter().find(|twin| (twin.kind, &twin.name) == (source.kind, &source.name));
        let Some(twin) = twin else { continue };
        let came = ledger.part(ActualOf::Source(twin.id), DateTime::MIN, DateTime::MAX);
        if came.uv > Count::ZERO {
            out.push(Carried::SourceUv(source.id, came.uv));
        }
        out.extend(came.cvr().map(|cvr| Carried::SourceCvr(source.id, cvr)));
        out.extend(came.aov().map(|aov| Carried::SourceAov(source.id, aov)));
    }
    out
}

/// The figures that lessons of the library set and that a campaign has a place for.
#[must_use]
pub fn figures(project: &Project, campaign: &Campaign) -> Vec<Carried> {
    let lessons = project.lessons.iter().filter(|lesson| lesson.reusable);
    let of = |lesson: &Arc<Lesson>| {
        let figure = lesson.default.filter(|of| holds(campaign, *of).is_some())?;
        Some(Carried::Lesson(lesson.id, figure))
    };
    lessons.filter_map(of).collect()
}

/// Whether a campaign is planned from it.
#[must_use]
pub fn is_used(campaign: &Campaign, of: Carried) -> bool {
    let source = |id| campaign.traffic.get(id);
    match of {
        Carried::StageRate(id, rate) => campaign.funnel.stages.get(id).is_some_and(|stage| stage.history == Some(rate)),
        Carried::RefundRate(rate) => campaign.funnel.refund_rate == rate,
        Carried::SourceUv(id, came) => {
            source(id).is_some_and(|row| matches!(row.basis, Basis::LastCampaign { uv, .. } if uv == came))
        }
        Carried::SourceCvr(id, cvr) => source(id).is_some_and(|row| row.cvr == Some(cvr)),
        Carried::SourceAov(id, aov) => source(id).is_some_and(|row| row.aov == Some(aov)),
        Carried::Days => campaign.splits.day_curve == DayCurve::LastActual,
        Carried::Hours => campaign.splits.hour_curve == HourCurve::LastActual,
        Carried::Uptake(id, uptake) => campaign.offers.get(id).is_some_and(|offer| offer.uptake == uptake),
        Carried::Lesson(id, figure) => campaign.lessons.contains(&id) && holds(campaign, figure) == Some(true),
        Carried::TopUp(top_up) => campaign.top_up == TopUp { returned: campaign.top_up.returned, ..top_up },
    }
}

/// Plans a campaign from it. Visitors of a source follow from what came, grown as they were planned to grow, else unchanged.
pub fn take(campaign: &mut Campaign, of: Carried) {
    match of {
        Carried::StageRate(id, rate) => {
            if let Some(stage) = Arc::make_mut(&mut campaign.funnel).stages.get_mut(id) {
                stage.history = Some(rate);
            }
        }
        Carried::RefundRate(rate) => Arc::make_mut(&mut campaign.funnel).refund_rate = rate,
        Carried::SourceUv(id, uv) => {
            if let Some(row) = campaign.traffic.get_mut(id) {
                let growth = if let Basis::LastCampaign { growth, .. } = row.basis { growth } else { Rate::ONE };
                row.basis = Basis::LastCampaign { uv, growth };
                row.uv = None;
            }
        }
        Carried::SourceCvr(id, cvr) => {
            if let Some(row) = campaign.traffic.get_mut(id) {
                row.cvr = Some(cvr);
            }
        }
        Carried::SourceAov(id, aov) => {
            if let Some(row) = campaign.traffic.get_mut(id) {
                row.aov = Some(aov);
            }
        }
        Carried::Days => Arc::make_mut(&mut campaign.splits).day_curve = DayCurve::LastActual,
        Carried::Hours => Arc::make_mut(&mut campaign.splits).hour_curve = HourCurve::LastActual,
        Carried::Uptake(id, uptake) => {
            if let Some(offer) = campaign.offers.get_mut(id) {
                offer.uptake = uptake;
            }
        }
        Carried::Lesson(id, figure) => set(campaign, id, figure),
        // what comes back cannot be told from orders
        Carried::TopUp(top_up) => campaign.top_up = TopUp { returned: campaign.top_up.returned, ..top_up },
    }
}

/// The same day a year later: 29 February becomes the 28th.
#[must_use]
pub fn a_year_later(date: Date) -> Date {
    date.checked_add(jiff::Span::new().years(1)).unwrap_or(date)
}

/// A name for the campaign a year later: the year in it counts one more, else the new year stands before it.
#[must_use]
pub fn next_name(name: &str, opening: Date) -> String {
    let then = opening.year().saturating_sub(1).to_string();
    if name.contains(&then) {
        return name.replace(&then, &opening.year().to_string());
    }
    format!("{} {name}", opening.year()).trim().to_owned()
}

fn planned_costs(project: &Project, campaign: &Campaign) -> Arc<OfferCosts> {
    let answer = plan(project, campaign);
    let mix = goods_mix(&project.goods, &campaign.goods);
    Arc::new(offer_costs(project, campaign, &answer.funnel, &mix, &answer.time))
}

/// Makes the next campaign: a copy right after the original, moved to the new opening, nothing of it done, planned from what the original
/// came to; gives its identity. Nothing where the original is gone.
pub fn next(project: &mut Project, id: CampaignId, name: String, opening: Date) -> Option<CampaignId> {
    let before = Arc::clone(project.campaign(id)?);
    let new = duplicate(project, id, name)?;
    let ledger = Ledger::new(&before.actuals);
    let costs = planned_costs(project, &before);
    let top_up = top_up_shown(&before).and_then(Result::ok).map(|fit| fit.top_up);
    let campaign = project.campaigns.get_mut(new)?;
    campaign.baselines = Rows::default();
    let begun = |task: &Task| task.actual_start.is_some() || task.actual_finish.is_some() || !task.progress.is_zero();
    campaign.tasks.map_where(|task| {
        begun(task).then(|| Task { actual_start: None, actual_finish: None, progress: Rate::ZERO, ..task.clone() })
    });
    if let Some(was) = before.opening() {
        let days = opening.since(was.date()).map_or(0, |span| span.get_days());
        // nothing has happened of it yet, whatever the date
        if let Ok(moved) = shift(campaign, Shift { days, hold_tasks: false }, DateTime::MIN) {
            *campaign = moved.campaign;
        }
    }
    for of in known(campaign, &before, &ledger, || costs, top_up) {
        take(campaign, of);
    }
    Some(new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::template::{NewCampaign, Template, add_campaign};
    use crate::model::offer::{OfferRule, Reduction, Rung};
    use crate::model::{Actual, Hour, Offer, SourceKind};
    use jiff::civil::date;

    #[test]
    fn what_came_is_the_history_of_the_next() {
        let mut project = Project::default();
        let new = NewCampaign {
            name: "2026 双11".to_owned(),
            opening: date(2026, 11, 1),
            target: Some(Money::from_major(1_000_000)),
            aov: Some(Money::from_major(250)),
            template: Template::LevelS,
        };
        let id = add_campaign(&mut project, &new);
        let Some(campaign) = project.campaigns.get_mut(id) else { panic!("added") };
        let Some(search) = campaign.traffic.iter().find(|row| row.kind == SourceKind::Search).map(|row| row.id) else {
            panic!("the template has it")
        };
        let row = |of, hour, uv, carts, buyers, gmv| Actual {
            date: date(2026, 11, 11),
            hour: Hour::new(hour),
            of,
            uv: Count::new(uv),
            carts: Count::new(carts),
            buyers: Count::new(buyers),
            gmv: Money::from_major(gmv),
            refunds: Money::from_major(gmv / 20),
            orders: if of == ActualOf::Offer(OfferId(777)) { Count::new(40) } else { Count::ZERO },
            ..Actual::default()
        };
        let coupon = Offer {
            id: OfferId(777),
            rule: OfferRule::Coupon(vec![Rung {
                at: Money::from_major(199),
                off: Reduction::Less(Money::from_major(15)),
            }]),
            ..Offer::default()
        };
        campaign.offers = vec![coupon].into();
        campaign.actuals = vec![
            row(ActualOf::Offer(OfferId(777)), 0, 0, 0, 0, 12_000),
            row(ActualOf::Shop, 0, 1_000, 200, 100, 40_000),
            row(ActualOf::Shop, 20, 1_000, 300, 60, 10_000),
            row(ActualOf::Source(search), 0, 500, 0, 50, 20_000),
        ]
        .into();
        campaign.tasks.push(Task { progress: Rate::ONE, ..Task::default() });
        let next = next(&mut project, id, next_name("2026 双11", date(2027, 11, 1)), date(2027, 11, 1));
        let Some(next) = next.and_then(|id| project.campaign(id)) else { panic!("made") };
        assert_eq!((next.name.as_str(), next.previous, next.actuals.len()), ("2027 双11", Some(id), 0));
        assert_eq!(next.opening().map(DateTime::date), Some(date(2027, 11, 1)));
        let visitors = next.funnel.stages.iter().find(|stage| stage.kind == StageKind::Visitors);
        assert_eq!(
            visitors.and_then(|stage| stage.history),
            Some(Rate::from_percent(25)),
            "500 carts of 2,000 visitors"
        );
        assert_eq!(next.funnel.refund_rate, Rate::from_percent(5));
        let source = next.traffic.iter().find(|row| row.kind == SourceKind::Search).map(AsRef::as_ref);
        let Some(source) = source else { panic!("copied") };
        assert!(matches!(source.basis, Basis::LastCampaign { uv, .. } if uv == Count::new(500)) && source.uv.is_none());
        assert_eq!((source.cvr, source.aov), (Some(Rate::from_percent(10)), Some(Money::from_major(400))));
        assert_eq!(next.splits.day_curve, DayCurve::LastActual);
        assert_eq!(next.splits.hour_curve, HourCurve::LastActual);
        let uptake = next.offers.at(0).map(|offer| offer.uptake).unwrap_or_default();
        assert!(
            uptake.claim == Rate::ONE && uptake.redemption < Rate::from_percent(60),
            "40 of 160 used it: {uptake:?}"
        );
        assert!(next.tasks.iter().all(|task| task.progress.is_zero()));
        let before = project.campaign(id).map(AsRef::as_ref);
        let all = before
            .map(|before| known(next, before, &Ledger::new(&before.actuals), || planned_costs(&project, before), None))
            .unwrap_or_default();
        assert!(all.len() >= 7 && all.iter().all(|of| is_used(next, *of)), "{all:?}");
    }

    #[test]
    fn names_count_on() {
        let on = |name: &str| next_name(name, date(2027, 11, 1));
        for (name, next) in
            [("2026 双11", "2027 双11"), ("双11", "2027 双11"), ("双11 2026 预售", "双11 2027 预售"), ("", "2027")]
        {
            assert_eq!(on(name), next);
        }
        assert_eq!(a_year_later(date(2028, 2, 29)), date(2029, 2, 28));
    }
}
