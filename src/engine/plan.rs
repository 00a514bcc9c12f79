//! A campaign's whole answer, from its pieces.
//!
//! Each piece reads few parts of the model, so that a caller may keep it while those are the same: `solve` reads the
//! funnel; `goods_mix` the two tables of goods, `goods_findings` those and the phases; `offers` what its own
//! documentation names; `verdicts` goods, phases and all that makes prices; `traffic` the sources, three
//! figures of the funnel and, where word of mouth begins with them, the customers' segments and the pool; `split_time` phases, splits, target, CVR and AOV (and the previous campaign's phases and actuals).
//! `schedule_of` the shop, phases, tasks and links. [`plan()`] puts them together and keeps nothing.

use std::sync::Arc;

use super::actuals::Ledger;
use super::brief::{Agreed, History};
use super::finding::{
    Finding, campaign_findings, goods_findings, play_findings, sort, staffing_findings, task_findings,
};
use super::funnel::pool::pooled;
use super::funnel::{
    AovAnswer, FunnelAnswer, PlanGap, PoolAnswer, TrafficAnswer, Yardstick, estimate_aov, plan_gap, pool, solve,
    traffic,
};
use super::offers::basket::checks::{Verdict, verdicts};
use super::offers::campaign::average_margin;
use super::offers::{OffersAnswer, offers};
use super::rfm::{RfmAnswer, rfm};
use super::schedule::Schedule;
use super::simulate::ChanceAnswer;
use super::split::parts::{split_categories, split_departments, split_roles};
use super::split::{DepartmentShare, GoodsMix, PartSplit, TimeSplit, Unfit, goods_mix, split_time};
use super::viral::Crowd;
use crate::model::{Campaign, CategoryId, Count, Money, Project, Role, Seeds, Segment};

/// Everything derived of a campaign.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CampaignAnswer {
    /// The funnel, solved.
    pub funnel: Arc<FunnelAnswer>,
    /// The traffic plan.
    pub traffic: Arc<TrafficAnswer>,
    /// Why the planned GMV misses the target.
    pub gap: Option<PlanGap>,
    /// The target over time.
    pub time: Arc<TimeSplit>,
    /// The target by category.
    pub categories: PartSplit<Option<CategoryId>>,
    /// The target by role.
    pub roles: PartSplit<Role>,
    /// The target by department, and what each must deliver.
    pub departments: Vec<DepartmentShare>,
    /// Where the departments' locks do not fit.
    pub departments_unfit: Option<Unfit>,
    /// What the goods say of the 客单价.
    pub aov: AovAnswer,
    /// What the pool releases.
    pub pool: PoolAnswer,
    /// The offers.
    pub offers: Arc<OffersAnswer>,
    /// What of the brief has changed since it was agreed to.
    pub agreed: Agreed,
    /// How the baskets kept as checks ended, in their order.
    pub checks: Arc<Vec<Verdict>>,
    /// When the tasks are done.
    pub schedule: Arc<Schedule>,
    /// How sure the target is; nothing until it was drawn, and where there are no ranges.
    pub chance: Option<Arc<ChanceAnswer>>,
    /// What really happened.
    pub ledger: Arc<Ledger>,
    /// What the campaigns of the project came to.
    pub history: Arc<History>,
    /// All cross-checks of this campaign, errors first.
    pub findings: Vec<Finding>,
}

/// The pieces from which a [`CampaignAnswer`] is made, each to be kept by whoever asks often.
#[derive(Clone, Debug, Default)]
pub struct Pieces {
    /// From `solve`.
    pub funnel: Arc<FunnelAnswer>,
    /// From `goods_mix`.
    pub mix: Arc<GoodsMix>,
    /// From `traffic`, with [`yardstick`].
    pub traffic: Arc<TrafficAnswer>,
    /// From `split_time`, with [`target`].
    pub time: Arc<TimeSplit>,
    /// From `goods_findings`.
    pub goods: Arc<Vec<Finding>>,
    /// From `offers`.
    pub offers: Arc<OffersAnswer>,
    /// From `verdicts`.
    pub checks: Arc<Vec<Verdict>>,
    /// From `Schedule::new`.
    pub schedule: Arc<Schedule>,
    /// From `task_findings`.
    pub tasks: Arc<Vec<Finding>>,
    /// From `staffing_findings`.
    pub staffing: Arc<Vec<Finding>>,
    /// From `Ledger::new`.
    pub ledger: Arc<Ledger>,
    /// From `History::of`.
    pub history: Arc<History>,
}

/// What the traffic plan is held against, and with whom its word-of-mouth plays begin. `segments` is asked for only where
/// a play begins with some.
#[must_use]
pub fn yardstick(campaign: &Campaign, funnel: &FunnelAnswer, segments: impl FnOnce() -> Arc<RfmAnswer>) -> Yardstick {
    let mut crowd = Crowd::default();
    let mut seeds = campaign.traffic.iter().filter_map(|source| source.basis.play()).map(|play| &play.seeds);
    if seeds.clone().any(|seeds| matches!(seeds, Seeds::Segments(_))) {
        let answer = segments();
        crowd.segments = Segment::ALL.map(|segment| Count::new(answer.of(segment).customers));
    }
    if seeds.any(|seeds| matches!(seeds, Seeds::Pool)) {
        crowd.pool = pooled(campaign, funnel).value;
    }
    Yardstick { needed_uv: funnel.uv.value, cvr: funnel.cvr.value, aov: funnel.aov.value, crowd }
}

/// The traffic plan of a campaign whose funnel is solved.
#[must_use]
pub fn traffic_of(campaign: &Campaign, funnel: &FunnelAnswer) -> TrafficAnswer {
    traffic(&campaign.traffic, &yardstick(campaign, funnel, || Arc::new(rfm(&campaign.brief.rfm))))
}

/// What the splits share: the GMV of the funnel, typed or solved; zero while it is not known or below zero.
#[must_use]
pub fn target(funnel: &FunnelAnswer) -> Money {
    funnel.gmv.value.unwrap_or_default().max(Money::ZERO)
}

/// The campaign before, if it is another one of the project.
#[must_use]
pub fn previous<'a>(project: &'a Project, campaign: &Campaign) -> Option<&'a Campaign> {
    let id = campaign.previous.filter(|id| *id != campaign.id)?;
    project.campaign(id).map(Arc::as_ref)
}

/// A campaign's schedule; most campaigns have no task, and they share one.
#[must_use]
pub fn schedule_of(project: &Project, campaign: &Campaign) -> Arc<Schedule> {
    static EMPTY: std::sync::OnceLock<Arc<Schedule>> = std::sync::OnceLock::new();
    if campaign.tasks.is_empty() && campaign.links.is_empty() {
        return Arc::clone(EMPTY.get_or_init(Arc::default));
    }
    Arc::new(Schedule::new(project, campaign))
}

/// Works out a campaign from scratch.
#[must_use]
pub fn plan(project: &Project, campaign: &Campaign) -> CampaignAnswer {
    let funnel = solve(&campaign.funnel);
    let traffic = traffic_of(campaign, &funnel);
    let time = split_time(campaign, target(&funnel), funnel.cvr.value, funnel.aov.value, previous(project, campaign));
    let mix = goods_mix(&project.goods, &campaign.goods);
    let goods = goods_findings(&project.goods, campaign, &mix).into();
    let offers = offers(project, campaign, funnel.aov.value).into();
    let checks = verdicts(project, campaign).into();
    let schedule = schedule_of(project, campaign);
    let tasks = task_findings(project, campaign, &schedule).into();
    let staffing = staffing_findings(campaign, &time, funnel.aov.value).into();
    let (funnel, mix, traffic, time) = (funnel.into(), mix.into(), traffic.into(), time.into());
    let (ledger, history) = (Ledger::new(&campaign.actuals).into(), History::new(project).into());
    let pieces =
        Pieces { funnel, mix, traffic, time, goods, offers, checks, schedule, tasks, staffing, ledger, history };
    assemble(project, campaign, &pieces)
}

/// Puts the pieces of a campaign together, with the small answers that need more than one of them.
#[must_use]
pub fn assemble(project: &Project, campaign: &Campaign, pieces: &Pieces) -> CampaignAnswer {
    let Pieces { funnel, mix, traffic, time, goods, offers, checks, schedule, tasks, staffing, ledger, history } =
        pieces;
    let target = target(funnel);
    let (departments, departments_unfit) = split_departments(campaign, &project.shop, funnel, traffic, target);
    let mut answer = CampaignAnswer {
        gap: plan_gap(funnel, traffic),
        categories: split_categories(campaign, &project.shop, mix, target),
        roles: split_roles(campaign, mix, target),
        departments,
        departments_unfit,
        aov: estimate_aov(mix, &campaign.aov_estimate),
        pool: pool(campaign, funnel, time),
        agreed: Agreed::of(campaign),
        checks: Arc::clone(checks),
        schedule: Arc::clone(schedule),
        chance: None,
        ledger: Arc::clone(ledger),
        history: Arc::clone(history),
        findings: Vec::new(),
        funnel: Arc::clone(funnel),
        traffic: Arc::clone(traffic),
        time: Arc::clone(time),
        offers: Arc::clone(offers),
    };
    answer.findings = campaign_findings(project, campaign, &answer, goods, &offers.findings, tasks, staffing);
    if traffic.rows.iter().any(|row| row.play.is_some()) {
        answer.findings.extend(play_findings(campaign, traffic, average_margin(&project.goods, mix)));
        sort(&mut answer.findings);
    }
    answer
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
