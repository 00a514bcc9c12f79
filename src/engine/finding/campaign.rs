//! The cross-checks of one campaign, from its answers.

use std::collections::HashSet;

use jiff::civil::Date;

use super::{
    Finding, FindingCode, Place, PlaceKind, Tab, brief_findings, check_findings, ladder_findings, sort, theme_findings,
};
use crate::engine::funnel::{FunnelProblem, SourceProblem, Unknown, references};
use crate::engine::plan::CampaignAnswer;
use crate::engine::split::pieces::MAX_DAYS;
use crate::engine::split::{CellKey, Unfit, hours_of};
use crate::model::{Campaign, DayCurve, DepartmentId, HourCurve, Money, Project, StageId};

/// Checks a campaign whose answers are known (all but its findings); `goods`, `offers` and `tasks` are the findings
/// of these. Errors first.
#[must_use]
pub fn campaign_findings(
    project: &Project,
    campaign: &Campaign,
    answer: &CampaignAnswer,
    goods: &[Finding],
    offers: &[Finding],
    tasks: &[Finding],
    staffing: &[Finding],
) -> Vec<Finding> {
    let mut out = Checks { campaign, found: Vec::new() };
    out.funnel(answer);
    out.traffic(answer);
    out.rhythm();
    out.splits(answer);
    out.references(project);
    for date in answer.ledger.twice() {
        out.add(FindingCode::ActualTwice(*date), Place::at(Tab::Run, PlaceKind::Campaign).field("actuals"));
    }
    out.found.extend_from_slice(goods);
    out.found.extend_from_slice(offers);
    out.found.extend_from_slice(tasks);
    out.found.extend(brief_findings(project, campaign, answer));
    out.found.extend_from_slice(staffing);
    out.found.extend(ladder_findings(campaign, &answer.funnel));
    out.found.extend(check_findings(campaign, &answer.checks));
    out.found.extend(theme_findings(&project.shop, campaign));
    sort(&mut out.found);
    out.found
}

struct Checks<'a> {
    campaign: &'a Campaign,
    found: Vec<Finding>,
}

const fn unknown_place(of: Unknown) -> Place {
    let funnel = Place::at(Tab::Funnel, PlaceKind::Funnel);
    match of {
        Unknown::Gmv => funnel.field("gmv"),
        Unknown::Aov => funnel.field("aov"),
        Unknown::Count(id) => Place::stage(id).field("count"),
        Unknown::Cvr(id) | Unknown::Rate(id) => Place::stage(id).field("rate"),
    }
}

/// The place of a cell of the splits.
const fn cell_place(of: Option<CellKey>) -> Place {
    match of {
        Some(CellKey::Phase(id)) => Place::phase(id),
        Some(CellKey::Wave(id)) => Place::at(Tab::Funnel, PlaceKind::Wave).row(id.0),
        Some(CellKey::Category(id)) => Place::at(Tab::Funnel, PlaceKind::Category).row(id.0),
        Some(CellKey::Department(id)) => Place::at(Tab::Funnel, PlaceKind::Department).row(id.0),
        Some(CellKey::Day(_)) => Place::at(Tab::Funnel, PlaceKind::Split).field("days"),
        Some(CellKey::Hour(_)) => Place::at(Tab::Funnel, PlaceKind::Split).field("hours"),
        Some(CellKey::Role(_)) => Place::at(Tab::Funnel, PlaceKind::Split).field("roles"),
        None => Place::at(Tab::Funnel, PlaceKind::Split),
    }
}

impl Checks<'_> {
    fn add(&mut self, code: FindingCode, place: Place) {
        self.found.push(Finding::new(code, Some(self.campaign.id), place));
    }

    fn funnel(&mut self, answer: &CampaignAnswer) {
        for conflict in &answer.funnel.conflicts {
            self.add(FindingCode::FunnelConflict(*conflict), unknown_place(conflict.on));
        }
        for ask in &answer.funnel.asks {
            let place =
                ask.candidates.first().map_or(Place::at(Tab::Funnel, PlaceKind::Funnel), |of| unknown_place(*of));
            self.add(FindingCode::FunnelOpen(ask.candidates.clone()), place);
        }
        for problem in &answer.funnel.problems {
            let (code, place) = match *problem {
                FunnelProblem::NoStages => {
                    (FindingCode::NoStages, Place::at(Tab::Funnel, PlaceKind::Funnel).field("stages"))
                }
                FunnelProblem::RateNotPositive(id) => {
                    (FindingCode::RateNotPositive(id), unknown_place(Unknown::Rate(id)))
                }
                FunnelProblem::RateAboveOne(id, rate) => {
                    (FindingCode::RateAboveOne(id, rate), unknown_place(Unknown::Rate(id)))
                }
                FunnelProblem::AovNotPositive => (FindingCode::AovNotPositive, unknown_place(Unknown::Aov)),
                FunnelProblem::NegativeTarget => (FindingCode::NegativeTarget, unknown_place(Unknown::Gmv)),
                FunnelProblem::OutOfRange(of) => (FindingCode::OutOfRange(of), unknown_place(of)),
                FunnelProblem::Indeterminate(of) => (FindingCode::Indeterminate(of), unknown_place(of)),
            };
            self.add(code, place);
        }
        for (stage, solved) in self.campaign.funnel.stages.iter().zip(&answer.funnel.stages) {
            let planned = solved.rate.value;
            let judged = references(stage, planned);
            if let (Some(planned), Some((reference, best)), Some(_)) = (planned, judged.best, judged.beyond) {
                let code = FindingCode::RateBeyondReferences { stage: stage.id, planned, best, reference };
                self.add(code, unknown_place(Unknown::Rate(stage.id)));
            }
        }
        if let Some(rate) = answer.pool.rate.filter(|_| answer.pool.unusual) {
            self.add(FindingCode::PoolRateUnusual(rate), Place::at(Tab::Funnel, PlaceKind::Pool).field("rate"));
        }
    }

    fn traffic(&mut self, answer: &CampaignAnswer) {
        let plan = &answer.traffic;
        if plan.rows.is_empty() {
            return;
        }
        if let (Some(needed), Some(gap @ ..0)) = (plan.needed, plan.gap) {
            let code = FindingCode::TrafficShort { missing: gap.unsigned_abs(), needed, planned: plan.total.uv };
            self.add(code, Place::at(Tab::Funnel, PlaceKind::Traffic).field("uv"));
        }
        for row in &plan.rows {
            let id = row.id;
            for problem in &row.problems {
                let (code, field) = match *problem {
                    SourceProblem::CostWithoutVisitors => {
                        (FindingCode::SourceCostWithoutVisitors(id, row.cost.unwrap_or_default()), "uv")
                    }
                    SourceProblem::NoVisitors => (FindingCode::SourceWithoutVisitors(id), "uv"),
                    SourceProblem::NoClickRate => (FindingCode::SourceWithoutClickRate(id), "cost"),
                    SourceProblem::RoiBelowOne(roi) => (FindingCode::SourceRoiBelowOne(id, roi), "cost"),
                    SourceProblem::ParentGone(parent) => (FindingCode::SourceParentGone(id, parent), "parent"),
                    SourceProblem::ParentCycle => (FindingCode::SourceCycle(id), "parent"),
                    SourceProblem::Negative => (FindingCode::SourceNegative(id), "cost"),
                    // told with what an order earns, by `play_findings`
                    SourceProblem::PlayWithoutSeeds
                    | SourceProblem::PlayWithoutCap(_)
                    | SourceProblem::PlayRateAboveOne(_)
                    | SourceProblem::PlayGroupsStayOpen(_) => continue,
                };
                self.add(code, Place::source(id).field(field));
            }
        }
    }

    fn rhythm(&mut self) {
        let campaign = self.campaign;
        for phase in &campaign.phases {
            if phase.end <= phase.start {
                self.add(FindingCode::PhaseEndsBeforeStart(phase.id), Place::phase(phase.id).field("end"));
                continue;
            }
            let days = phase.end.date().since(phase.start.date()).map_or(0, |span| span.get_days());
            if phase.kind.sells() && i64::from(days) > i64::from(MAX_DAYS) {
                self.add(FindingCode::PhaseTooLong(phase.id), Place::phase(phase.id).field("end"));
            }
            for wave in &phase.waves {
                let place = Place::at(Tab::Funnel, PlaceKind::Wave).row(wave.id.0);
                if wave.end <= wave.start {
                    self.add(FindingCode::WaveEndsBeforeStart(wave.id), place.field("end"));
                } else if wave.start < phase.start || wave.end > phase.end {
                    self.add(FindingCode::WaveOutsidePhase(wave.id), place.field("start"));
                }
            }
        }
        let mut sorted: Vec<_> = campaign.phases.iter().filter(|p| p.start < p.end).collect();
        sorted.sort_by_key(|p| p.start);
        let mut reach = sorted.first().copied();
        for phase in sorted.iter().skip(1) {
            let Some(before) = reach else { break };
            if phase.start < before.end {
                self.add(FindingCode::PhasesOverlap(before.id, phase.id), Place::phase(phase.id).field("start"));
            } else if phase.start > before.end {
                let hours =
                    phase.start.since((jiff::Unit::Hour, before.end)).map_or(0, |span| i64::from(span.get_hours()));
                let days = (hours + 23).div_euclid(24).max(1);
                self.add(FindingCode::PhaseGap(before.id, phase.id, days), Place::phase(phase.id).field("start"));
            }
            if phase.end > before.end {
                reach = Some(phase);
            }
        }
        if campaign.opening().is_none() {
            self.add(FindingCode::NoOpening, Place::at(Tab::Funnel, PlaceKind::Campaign).field("phases"));
        }
    }

    fn splits(&mut self, answer: &CampaignAnswer) {
        let campaign = self.campaign;
        let has_target = answer.time.target > Money::ZERO;
        // without a rhythm there is nothing to split over: that is said once, by the missing opening
        let over_time = answer.time.unfit.iter().filter(|_| !answer.time.phases.is_empty());
        for unfit in over_time {
            self.unfit(*unfit, cell_place(unfit.of));
        }
        if has_target {
            let locked: HashSet<Date> =
                campaign.splits.hours.iter().filter(|h| h.cell.lock.is_some()).map(|h| h.of.date()).collect();
            let mut locked: Vec<Date> = locked.into_iter().collect();
            locked.sort_unstable();
            for date in locked {
                let hours = hours_of(campaign, &answer.time, date);
                let gap = hours.excess.or(hours.short.map(|s| Money::from_wide(-s.wide())));
                if let Some(gap) = gap {
                    let of = Some(CellKey::Day(date));
                    self.unfit(Unfit { of, gap }, cell_place(of));
                }
            }
        }
        let split = |field| Place::at(Tab::Funnel, PlaceKind::Split).field(field);
        let parts = [
            (answer.categories.unfit, "categories"),
            (answer.roles.unfit, "roles"),
            (answer.departments_unfit, "departments"),
        ];
        for (unfit, field) in parts {
            if let Some(unfit) = unfit {
                self.unfit(unfit, split(field));
            }
        }
        let phases = answer.time.phases.iter().map(|p| (CellKey::Phase(p.of), p.factors.conflict));
        let waves = answer.time.waves.iter().map(|w| (CellKey::Wave(w.of), w.factors.conflict));
        for (key, conflict) in phases.chain(waves) {
            if let Some(gap) = conflict {
                self.add(FindingCode::StretchConflict(key, gap), cell_place(Some(key)).field("uv"));
            }
        }
        if campaign.splits.day_curve == DayCurve::LastActual
            && answer.time.curve != DayCurve::LastActual
            && !answer.time.phases.is_empty()
        {
            self.add(FindingCode::NoActuals, split("day_curve"));
        } else if campaign.splits.hour_curve == HourCurve::LastActual
            && answer.time.hours.curve() != HourCurve::LastActual
            && !answer.time.phases.is_empty()
        {
            self.add(FindingCode::NoActuals, split("hour_curve"));
        }
    }

    fn unfit(&mut self, unfit: Unfit, place: Place) {
        let size = Money::from_wide(unfit.gap.wide().abs());
        let code = if unfit.gap > Money::ZERO {
            FindingCode::SplitExcess(unfit.of, size)
        } else {
            FindingCode::SplitShort(unfit.of, size)
        };
        self.add(code, place);
    }

    /// References to rows that are not there.
    fn references(&mut self, project: &Project) {
        let campaign = self.campaign;
        if let Some(id) = campaign.previous.filter(|id| *id == campaign.id || project.campaign(*id).is_none()) {
            let place = Place::at(Tab::Brief, PlaceKind::Campaign).row(campaign.id.0).field("previous");
            self.add(FindingCode::PreviousGone(id), place);
        }
        let departments: HashSet<DepartmentId> = project.shop.departments.iter().map(|d| d.id).collect();
        let gone = |id: Option<DepartmentId>| id.filter(|id| !departments.contains(id));
        for stage in &campaign.funnel.stages {
            if let Some(id) = gone(stage.department) {
                self.add(FindingCode::DepartmentGone(id), stage_department(stage.id));
            }
        }
        for source in &campaign.traffic {
            if let Some(id) = gone(source.department) {
                self.add(FindingCode::DepartmentGone(id), Place::source(source.id).field("department"));
            }
        }
        let splits = &campaign.splits;
        let waves: HashSet<_> = campaign.phases.iter().flat_map(|p| p.waves.iter().map(|w| w.id)).collect();
        let phases: HashSet<_> = campaign.phases.iter().map(|p| p.id).collect();
        let categories: HashSet<_> = project.shop.categories.iter().map(|c| c.id).collect();
        let inside = |at: Date| {
            campaign.phases.iter().any(|p| {
                p.kind.sells() && p.start.date() <= at && at.to_datetime(jiff::civil::Time::midnight()) < p.end
            })
        };
        let keys = (splits.phases.iter().map(|c| (CellKey::Phase(c.of), phases.contains(&c.of))))
            .chain(splits.waves.iter().map(|c| (CellKey::Wave(c.of), waves.contains(&c.of))))
            .chain(splits.days.iter().map(|c| (CellKey::Day(c.of), inside(c.of))))
            .chain(splits.hours.iter().map(|c| (CellKey::Hour(c.of), inside(c.of.date()))))
            .chain(splits.categories.iter().map(|c| (CellKey::Category(c.of), categories.contains(&c.of))))
            .chain(splits.departments.iter().map(|c| (CellKey::Department(c.of), departments.contains(&c.of))));
        let orphans: Vec<CellKey> = keys.filter(|(_, known)| !known).map(|(key, _)| key).collect();
        for key in orphans {
            self.add(FindingCode::CellOrphaned(key), cell_place(Some(key)));
        }
    }
}

const fn stage_department(id: StageId) -> Place {
    Place::stage(id).field("department")
}
