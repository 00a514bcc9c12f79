//! What follows from the open project, kept for as long as the parts that each answer reads are the same.

#![allow(clippy::type_complexity, reason = "a key is the list of what was read")]

mod kept;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::{Date, DateTime};

use self::kept::{CampaignMemo, ChecksKey, CostsKey, LadderKey, OffersKey, ReviewKey, Same};
use super::guard::GuardAnswer;
use super::memo::Memo;
use crate::engine::actuals::Ledger;
use crate::engine::brief::History;
use crate::engine::campaigns::{Carried, figures, known};
use crate::engine::finding::{
    Finding, due_findings, goods_findings, lessons_due, project_findings, sort, staffing_findings, task_findings,
};
use crate::engine::funnel::{LadderAnswer, campaign_targets, ladder, traffic};
use crate::engine::lessons::speaking_of;
use crate::engine::offers::basket::checks::verdicts;
use crate::engine::offers::campaign::{OfferCosts, offer_costs};
use crate::engine::offers::fit::Fit;
use crate::engine::offers::offers;
use crate::engine::offers::reading::{LadderView, OrdersBy, ladder_terms, rungs_of, view};
use crate::engine::offers::sold::SoldFault;
use crate::engine::offers::values::ValueClasses;
use crate::engine::plan::{CampaignAnswer, Pieces, assemble, previous, yardstick};
use crate::engine::review::{Against, ModuleFigures, Other, ReviewAnswer, compared, module_figures, review};
use crate::engine::rfm::RfmAnswer;
use crate::engine::run::{RunAnswer, run};
use crate::engine::schedule::Calendars;
use crate::engine::simulate::ChanceAnswer;
use crate::engine::year::{YearAnswer, YearInput, days_of, year};
use crate::model::{Campaign, CampaignId, Lesson, LessonId, Offer, Project, Rate, Rows, Shop, Sku, YearPlan};

fn with_findings(mut answer: CampaignAnswer, more: &[Finding]) -> CampaignAnswer {
    if !more.is_empty() {
        answer.findings.extend(more.iter().cloned());
        sort(&mut answer.findings);
    }
    answer
}

/// How often each answer was worked out: for tests and for whoever wants to know what an edit costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Computed {
    /// The funnel.
    pub funnel: u64,
    /// The mix of goods.
    pub mix: u64,
    /// The traffic plan.
    pub traffic: u64,
    /// The split over time.
    pub time: u64,
    /// The offers.
    pub offers: u64,
    /// The baskets kept as checks.
    pub checks: u64,
    /// The schedule, all of it or what followed from a change.
    pub schedule: u64,
}

/// All answers about an open project.
#[derive(Debug, Default)]
pub struct Answers {
    campaigns: RefCell<BTreeMap<CampaignId, CampaignMemo>>,
    calendars: Memo<Same<Arc<Shop>>, Arc<Calendars>>,
    ladders: Memo<(Same<Rows<YearPlan>>, Same<Rows<Campaign>>), Arc<Vec<LadderAnswer>>>,
    year_inputs: Memo<Same<Rows<Campaign>>, Arc<Vec<YearInput>>>,
    year: Memo<(Same<Arc<Vec<YearInput>>>, Same<Arc<Vec<LadderAnswer>>>, i16, Date), Arc<YearAnswer>>,
    guarded: Memo<(Same<Arc<CampaignAnswer>>, Same<Arc<GuardAnswer>>), Arc<CampaignAnswer>>,
    simulated: Memo<(Same<Arc<CampaignAnswer>>, Same<Arc<ChanceAnswer>>), Arc<CampaignAnswer>>,
    due: Memo<(Same<Arc<CampaignAnswer>>, Same<Project>, Option<Same<Arc<RunAnswer>>>, DateTime), Arc<CampaignAnswer>>,
    project: Memo<(Same<Rows<Sku>>, Same<Arc<Shop>>, Arc<Vec<LadderAnswer>>, Same<Rows<Lesson>>), Arc<Vec<Finding>>>,
    /// At the hour that it is; at an hour looked back to.
    runs: [Memo<(Same<Project>, CampaignId, DateTime), Option<Arc<RunAnswer>>>; 2],
    modules: Memo<(Same<Project>, CampaignId), Arc<ModuleFigures>>,
    carried: Memo<(Same<Project>, CampaignId), Arc<Vec<Carried>>>,
    spoken_of: Memo<(Same<Rows<Lesson>>, String), Arc<Vec<LessonId>>>,
}

impl Answers {
    /// What follows from a campaign. Equal to [`crate::engine::plan::plan`] with the project's own findings behind the
    /// campaign's.
    pub fn campaign(&self, project: &Project, campaign: &Arc<Campaign>) -> Arc<CampaignAnswer> {
        let mut campaigns = self.campaigns.borrow_mut();
        let key = (Same(project.clone()), Same(Arc::clone(campaign)));
        if let Some(kept) = campaigns.get(&campaign.id).and_then(|memo| memo.whole.kept(&key)) {
            return kept;
        }
        let with_rows = project.campaigns.iter().filter(|campaign| !campaign.actuals.is_empty());
        let came = with_rows.map(|of| (&**of, *campaigns.entry(of.id).or_default().ledger(of).total()));
        let history = Arc::new(History::of(came));
        let memo = campaigns.entry(campaign.id).or_default();
        memo.whole.get(key, |_| {
            let funnel = memo.funnel(campaign);
            let mix = memo.mix(project, campaign);
            let yardstick = yardstick(campaign, &funnel, || memo.rfm(campaign));
            let traffic = memo
                .traffic
                .get((Same(campaign.traffic.clone()), yardstick), |key| Arc::new(traffic(&key.0.0, &key.1)));
            let time = memo.time(project, campaign, &funnel);
            let goods_key = (Same(project.goods.clone()), Same(campaign.goods.clone()), Same(campaign.phases.clone()));
            let goods = memo.goods.get(goods_key, |key| Arc::new(goods_findings(&key.0.0, campaign, &mix)));
            let offers_key = OffersKey {
                goods: Same(project.goods.clone()),
                shop: Same(Arc::clone(&project.shop)),
                phases: Same(campaign.phases.clone()),
                offers: Same(campaign.offers.clone()),
                stacking: Same(campaign.stacking.clone()),
                pricing: campaign.pricing,
                aov: funnel.aov.value,
            };
            let offers = memo.offers.get(offers_key, |key| Arc::new(offers(project, campaign, key.aov)));
            let checks_key = ChecksKey {
                skus: Same(project.goods.clone()),
                goods: Same(campaign.goods.clone()),
                phases: Same(campaign.phases.clone()),
                offers: Same(campaign.offers.clone()),
                stacking: Same(campaign.stacking.clone()),
                checks: Same(campaign.checks.clone()),
                margin: campaign.required_margin,
                pricing: campaign.pricing,
            };
            let checks = memo.checks.get(checks_key, |_| Arc::new(verdicts(project, campaign)));
            let schedule = memo.schedule.get(project, campaign, || self.calendars(&project.shop));
            let tasks = memo.tasks.get((Same(Arc::clone(&schedule)), campaign.level), |key| {
                Arc::new(task_findings(project, campaign, &key.0.0))
            });
            let staffing_key = (Same(Arc::clone(&campaign.staffing)), Same(Arc::clone(&time)), funnel.aov.value);
            let staffing =
                memo.staffing.get(staffing_key, |(_, time, aov)| Arc::new(staffing_findings(campaign, &time.0, *aov)));
            let ledger = memo.ledger(campaign);
            let pieces = Pieces {
                funnel,
                mix,
                traffic,
                time,
                goods,
                offers,
                checks,
                schedule,
                tasks,
                staffing,
                ledger,
                history,
            };
            let mut answer = assemble(project, campaign, &pieces);
            // the ladders by value: an edit that leaves every campaign's target alone checks the goods no second time
            let (ladders, lessons) = (self.ladders(project), Same(project.lessons.clone()));
            let project_key = (Same(project.goods.clone()), Same(Arc::clone(&project.shop)), ladders, lessons);
            let own = self.project.get(project_key, |key| Arc::new(project_findings(project, &key.2)));
            answer.findings.extend(own.iter().cloned());
            sort(&mut answer.findings);
            Arc::new(answer)
        })
    }

    /// The shop's working calendars, compiled.
    pub fn calendars(&self, shop: &Arc<Shop>) -> Arc<Calendars> {
        self.calendars.get(Same(Arc::clone(shop)), |key| Arc::new(Calendars::new(&key.0)))
    }

    /// A campaign's order values, by order or by customer.
    pub fn order_values(&self, campaign: &Campaign, answer: &CampaignAnswer, by: OrdersBy) -> Arc<ValueClasses> {
        self.campaigns.borrow_mut().entry(campaign.id).or_default().values(campaign, &answer.funnel, by)
    }

    /// The segments of a campaign's customer base. Worked out when it is asked for.
    pub fn rfm(&self, campaign: &Campaign) -> Arc<RfmAnswer> {
        self.campaigns.borrow_mut().entry(campaign.id).or_default().rfm(campaign)
    }

    /// A campaign's actual figures, each counted once.
    pub fn ledger(&self, campaign: &Campaign) -> Arc<Ledger> {
        self.campaigns.borrow_mut().entry(campaign.id).or_default().ledger(campaign)
    }

    /// Why a campaign came to more or less than what it is held against; nothing where that campaign is gone. Worked out when it is
    /// asked for.
    pub fn review(
        &self,
        project: &Project,
        campaign: &Campaign,
        answer: &CampaignAnswer,
        against: Against,
    ) -> Option<Arc<ReviewAnswer>> {
        let other = match against {
            Against::Plan => None,
            Against::Campaign(id) => Some(project.campaign(id)?),
        };
        let mut campaigns = self.campaigns.borrow_mut();
        let ledger = other.map(|other| campaigns.entry(other.id).or_default().ledger(other));
        let key = ReviewKey {
            funnel: Same(Arc::clone(&answer.funnel)),
            sources: Same(campaign.traffic.clone()),
            traffic: Same(Arc::clone(&answer.traffic)),
            time: Same(Arc::clone(&answer.time)),
            ledger: Same(Arc::clone(&answer.ledger)),
            phases: Same(campaign.phases.clone()),
            categories: answer.categories.clone(),
            goods: Same(project.goods.clone()),
            shop: Same(Arc::clone(&project.shop)),
            other: other.map(|other| Same(Arc::clone(other))),
        };
        let [plan, others] = &campaigns.entry(campaign.id).or_default().reviews;
        let memo = if other.is_none() { plan } else { others };
        Some(memo.get(key, |_| {
            let other = other.zip(ledger.as_deref()).map(|(campaign, ledger)| Other { campaign, ledger });
            Arc::new(review(project, campaign, answer, other))
        }))
    }

    /// Average margin of a campaign's goods at their campaign prices; nothing without any.
    pub fn margin(&self, project: &Project, campaign: &Campaign) -> Option<Rate> {
        self.campaigns.borrow_mut().entry(campaign.id).or_default().margin(project, campaign)
    }

    /// One offer's ladder over the campaign's order values; nothing if the offer is no ladder.
    pub fn ladder(
        &self,
        project: &Project,
        campaign: &Campaign,
        answer: &CampaignAnswer,
        offer: &Offer,
        by: OrdersBy,
    ) -> Option<Arc<LadderView>> {
        let rungs = rungs_of(offer)?.to_vec();
        let mut campaigns = self.campaigns.borrow_mut();
        let memo = campaigns.entry(campaign.id).or_default();
        let values = memo.values(campaign, &answer.funnel, by);
        let terms = ladder_terms(campaign, offer, memo.margin(project, campaign));
        let key = LadderKey { rungs, aov: answer.funnel.aov.value, values: Same(values), terms };
        Some(memo.ladder.get(key, |key| Arc::new(view(&key.rungs, key.aov, &key.values.0, &key.terms))))
    }

    /// What a campaign's offers on the whole order come to. Worked out when it is asked for.
    pub fn offer_costs(&self, project: &Project, campaign: &Campaign, answer: &CampaignAnswer) -> Arc<OfferCosts> {
        let mut campaigns = self.campaigns.borrow_mut();
        let memo = campaigns.entry(campaign.id).or_default();
        let mix = memo.mix(project, campaign);
        let key = CostsKey {
            goods: Same(project.goods.clone()),
            offers: Same(campaign.offers.clone()),
            stacking: Same(campaign.stacking.clone()),
            pricing: campaign.pricing,
            top_up: campaign.top_up,
            orders: Same(Arc::clone(&campaign.order_values)),
            pull: campaign.aov_estimate.threshold_pull,
            funnel: Same(Arc::clone(&answer.funnel)),
            mix: Same(Arc::clone(&mix)),
            time: Same(Arc::clone(&answer.time)),
        };
        memo.costs.get(key, |_| Arc::new(offer_costs(project, campaign, &answer.funnel, &mix, &answer.time)))
    }

    /// The answer with what the floor guard found among its findings.
    pub fn guarded(&self, answer: Arc<CampaignAnswer>, guard: &Arc<GuardAnswer>) -> Arc<CampaignAnswer> {
        if guard.findings.is_empty() {
            return answer;
        }
        let key = (Same(answer), Same(Arc::clone(guard)));
        self.guarded
            .get(key, |(Same(answer), Same(guard))| Arc::new(with_findings(answer.as_ref().clone(), &guard.findings)))
    }

    /// The answer with what the hour makes a finding. What runs then is worked out for it.
    pub fn due(
        &self,
        answer: Arc<CampaignAnswer>,
        project: &Project,
        campaign: &Campaign,
        now: DateTime,
    ) -> Arc<CampaignAnswer> {
        let minute = now.with().second(0).subsec_nanosecond(0).build().unwrap_or(now);
        let run = self.run(project, campaign, &answer, now, false);
        let key = (Same(answer), Same(project.clone()), run.map(Same), minute);
        self.due.get(key, |(Same(answer), Same(project), run, minute)| {
            let run = run.as_ref().map(|run| run.0.as_ref());
            let mut found = due_findings(campaign, run, *minute);
            found.extend(lessons_due(project, *minute));
            if found.is_empty() { Arc::clone(answer) } else { Arc::new(with_findings(answer.as_ref().clone(), &found)) }
        })
    }

    /// The answer with how sure the target is, and what the simulation found among its findings.
    pub fn simulated(&self, answer: Arc<CampaignAnswer>, chance: &Arc<ChanceAnswer>) -> Arc<CampaignAnswer> {
        let key = (Same(answer), Same(Arc::clone(chance)));
        self.simulated.get(key, |(Same(answer), Same(chance))| {
            let mut all = answer.as_ref().clone();
            all.chance = Some(Arc::clone(chance));
            Arc::new(with_findings(all, &chance.findings))
        })
    }

    /// What the program knows of a review's modules, beside the campaigns that it is compared with. `plan` is the review against the
    /// plan.
    pub fn modules(
        &self,
        project: &Project,
        campaign: &Campaign,
        answer: &CampaignAnswer,
        plan: &ReviewAnswer,
    ) -> Arc<ModuleFigures> {
        self.modules.get((Same(project.clone()), campaign.id), |_| {
            let pick = compared(project, campaign);
            let came = |id: Option<CampaignId>| id.and_then(|id| answer.history.came(id));
            Arc::new(module_figures(project, campaign, answer, plan, came(pick.last_year), came(pick.before)))
        })
    }

    /// What the campaign before teaches one; empty without its actual figures. Worked out when it is asked for.
    pub fn carried(&self, project: &Project, campaign: &Campaign) -> Arc<Vec<Carried>> {
        self.carried.get((Same(project.clone()), campaign.id), |_| {
            let id = previous(project, campaign).filter(|of| !of.actuals.is_empty()).map(|of| of.id);
            let Some(before) = project.campaigns.iter().find(|of| Some(of.id) == id) else { return Arc::default() };
            let costs = || self.offer_costs(project, before, &self.campaign(project, before));
            let top_up = self.top_up(before).and_then(Result::ok).map(|fit| fit.top_up);
            let mut all = figures(project, campaign);
            all.extend(known(campaign, before, &self.ledger(before), costs, top_up));
            Arc::new(all)
        })
    }

    /// The lessons that speak of something, in their order. Worked out when it is asked for.
    pub fn speaking_of(&self, project: &Project, about: &str) -> Arc<Vec<LessonId>> {
        let key = (Same(project.lessons.clone()), about.to_owned());
        self.spoken_of.get(key, |(lessons, about)| Arc::new(speaking_of(&lessons.0, about)))
    }

    /// How customers topped up, as the orders that a campaign brought show; nothing while they are not there. Worked out when it is asked
    /// for.
    pub fn top_up(&self, campaign: &Campaign) -> Option<Result<Fit, SoldFault>> {
        self.campaigns.borrow_mut().entry(campaign.id).or_default().top_up(campaign)
    }

    /// A running campaign up to the last full hour by an instant; nothing without a plan or actual figures. Worked out when it is
    /// asked for. `back` says that it is looked back to, while the latest hour is asked for too.
    pub fn run(
        &self,
        project: &Project,
        campaign: &Campaign,
        answer: &CampaignAnswer,
        now: DateTime,
        back: bool,
    ) -> Option<Arc<RunAnswer>> {
        let hour = now.with().minute(0).second(0).subsec_nanosecond(0).build().unwrap_or(now);
        let key = (Same(project.clone()), campaign.id, hour);
        let [latest, earlier] = &self.runs;
        let memo = if back { earlier } else { latest };
        memo.get(key, |_| {
            let before = previous(project, campaign).filter(|of| !of.actuals.is_empty());
            let ledger = before.map(|of| self.campaigns.borrow_mut().entry(of.id).or_default().ledger(of));
            run(project, campaign, answer, before.zip(ledger.as_deref()), hour).map(Arc::new)
        })
    }

    /// The annual ladders, in the order of the years.
    pub fn ladders(&self, project: &Project) -> Arc<Vec<LadderAnswer>> {
        self.ladders.get((Same(project.years.clone()), Same(project.campaigns.clone())), |key| {
            let targets = campaign_targets(project);
            Arc::new(key.0.0.iter().map(|year| ladder(year, &targets)).collect())
        })
    }

    /// What years read of the campaigns, in the order of the project.
    pub fn year_inputs(&self, project: &Project) -> Arc<Vec<YearInput>> {
        self.year_inputs.get(Same(project.campaigns.clone()), |key| {
            let mut campaigns = self.campaigns.borrow_mut();
            let input = |campaign: &Arc<Campaign>| {
                let memo = campaigns.entry(campaign.id).or_default();
                let funnel = memo.funnel(campaign);
                let key = (Same(memo.time(project, campaign, &funnel)), Same(memo.ledger(campaign)));
                let days = memo.days.get(key, |key| Arc::new(days_of(&key.0.0, &key.1.0)));
                YearInput { campaign: Arc::clone(campaign), target: funnel.gmv.value, days }
            };
            Arc::new(key.0.iter().map(input).collect())
        })
    }

    /// What the campaigns come to in a year, by month, quarter and level, against the year's ladder.
    pub fn year(&self, project: &Project, of: i16, today: Date) -> Arc<YearAnswer> {
        let key = (Same(self.year_inputs(project)), Same(self.ladders(project)), of, today);
        self.year.get(key, |(Same(inputs), Same(ladders), of, today)| {
            Arc::new(year(*of, inputs, ladders.iter().find(|ladder| ladder.year == *of), *today))
        })
    }

    /// How often the answers about a campaign were worked out.
    #[must_use]
    pub fn computed(&self, id: CampaignId) -> Computed {
        self.campaigns.borrow().get(&id).map_or_else(Computed::default, |memo| Computed {
            funnel: memo.funnel.computed(),
            mix: memo.mix.computed(),
            traffic: memo.traffic.computed(),
            time: memo.time.computed(),
            offers: memo.offers.computed(),
            checks: memo.checks.computed(),
            schedule: memo.schedule.computed.get(),
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::engine::plan::plan;
    use crate::engine::template::{NewCampaign, Template, add_campaign};
    use crate::model::{Money, Quantity, Task, TaskId};

    fn project() -> (Project, CampaignId) {
        let mut project = Project::default();
        let new = NewCampaign {
            name: "双11".to_owned(),
            opening: date(2026, 11, 1),
            target: Some(Money::from_major(50_000_000)),
            aov: Some(Money::from_major(250)),
            template: Template::LevelS,
        };
        let id = add_campaign(&mut project, &new);
        (project, id)
    }

    fn edit(project: &mut Project, id: CampaignId, change: impl FnOnce(&mut Campaign)) {
        if let Some(campaign) = project.campaigns.get_mut(id) {
            change(campaign);
        }
    }

    #[test]
    fn a_name_recomputes_nothing_and_a_source_only_the_traffic() {
        let (mut project, id) = project();
        let answers = Answers::default();
        let ask = |project: &Project| {
            let campaign = project.campaign(id).expect("there").clone();
            let answer = answers.campaign(project, &campaign);
            let fresh = plan(project, &campaign);
            assert_eq!(answer.funnel, fresh.funnel);
            assert_eq!(answer.traffic, fresh.traffic);
            assert_eq!(answer.time, fresh.time);
            assert_eq!(answer.offers, fresh.offers);
            assert_eq!(answer.checks, fresh.checks);
            assert_eq!(answer.schedule, fresh.schedule);
            answers.computed(id)
        };
        let once = Computed { funnel: 1, mix: 1, traffic: 1, time: 1, offers: 1, checks: 1, schedule: 0 };
        assert_eq!(ask(&project), once);
        edit(&mut project, id, |c| c.name = "双12".to_owned());
        assert_eq!(ask(&project), once);
        edit(&mut project, id, |c| c.traffic.list_mut().truncate(3));
        assert_eq!(ask(&project), Computed { traffic: 2, ..once });
        edit(&mut project, id, |c| {
            Arc::make_mut(&mut c.funnel).gmv = Quantity::Fixed(Money::from_major(60_000_000));
        });
        assert_eq!(ask(&project), Computed { funnel: 2, traffic: 3, time: 2, ..once });
        edit(&mut project, id, |c| {
            Arc::make_mut(&mut c.funnel).refund_rate = Rate::from_percent(6);
        });
        assert_eq!(
            ask(&project),
            Computed { funnel: 3, traffic: 3, time: 2, ..once },
            "the same target, cut off early"
        );
        // what makes prices, and nothing else, looks at the offers and prices the checks again
        edit(&mut project, id, |c| c.offers.push(Offer::default()));
        assert_eq!(ask(&project), Computed { funnel: 3, traffic: 3, time: 2, offers: 2, checks: 2, ..once });
        edit(&mut project, id, |c| c.required_margin = Some(Rate::from_percent(9)));
        let checked = Computed { funnel: 3, traffic: 3, time: 2, offers: 2, checks: 3, ..once };
        assert_eq!(ask(&project), checked);
        // tasks touch nothing but the schedule, and what touches no task leaves it
        edit(&mut project, id, |c| c.tasks.push(Task { id: TaskId(900), ..Task::default() }));
        assert_eq!(ask(&project), Computed { schedule: 1, ..checked });
        edit(&mut project, id, |c| c.name = "年货节".to_owned());
        assert_eq!(ask(&project), Computed { schedule: 1, ..checked });
        edit(&mut project, id, |c| {
            if let Some(task) = c.tasks.get_mut(TaskId(900)) {
                task.milestone = true;
            }
        });
        assert_eq!(ask(&project), Computed { schedule: 2, ..checked });
    }
}
