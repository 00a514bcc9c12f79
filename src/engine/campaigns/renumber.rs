//! A copied campaign gets rows of its own identity, and every reference between them follows.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{
    Anchor, Basket, Brief, Campaign, Constraint, Diagnosis, DriverOf, Expectation, Factor, GoalOf, MeansId,
    MilestoneId, OfferId, PhaseId, Project, ResourceId, Row, Rows, SourceId, StageId, TaskId, TaskSource, WaveId, When,
};

/// Which row became which.
type New<I> = BTreeMap<I, I>;

/// Gives every row of a campaign an identity of its own and follows the references between them.
pub(super) fn renumber(project: &mut Project, campaign: &mut Campaign) {
    // every field is named, so that a new one is thought of
    let Campaign {
        id: _,
        name: _,
        level: _,
        kind: _,
        previous: _,
        phases,
        brief,
        funnel,
        aov_estimate: _,
        traffic,
        splits,
        goods,
        offers,
        stacking,
        required_margin: _,
        price_promise: _,
        pricing: _,
        top_up: _,
        checks,
        order_values: _,
        sold: _,
        uncertainty,
        tasks_from: _,
        tasks,
        links,
        baselines,
        staffing: _,
        diagnosis,
        actuals: _,
        run,
        lessons: _,
        review: _,
    } = campaign;
    let mut of = References {
        phases: fresh(phases, project, |row, id| row.id = id),
        sources: fresh(traffic, project, |row, id| row.id = id),
        offers: fresh(offers, project, |row, id| row.id = id),
        tasks: fresh(tasks, project, |row, id| row.id = id),
        waves: New::new(),
    };
    for phase in phases.list_mut() {
        of.waves.extend(fresh(&mut Arc::make_mut(phase).waves, project, |row, id| row.id = id));
    }
    let stages = fresh(&mut Arc::make_mut(funnel).stages, project, |row, id| row.id = id);
    let goals = brief_rows(Arc::make_mut(brief), project, &stages);
    let means = diagnosis_rows(Arc::make_mut(diagnosis), project, &of.sources, &stages);
    fresh(checks, project, |row, id| row.id = id);
    fresh(links, project, |row, id| row.id = id);
    fresh(baselines, project, |row, id| row.id = id);

    each(traffic, |row| row.parent = row.parent.and_then(|id| of.sources.get(&id).copied()));
    let splits = Arc::make_mut(splits);
    each(&mut splits.phases, |row| row.of = now(&of.phases, row.of));
    each(&mut splits.waves, |row| row.of = now(&of.waves, row.of));
    each(goods, |row| {
        row.phase_prices = by_phase(&of, &row.phase_prices);
        row.phase_floors = by_phase(&of, &row.phase_floors);
    });
    each(offers, |row| {
        for window in [&mut row.claim, &mut row.usable] {
            window.phases.iter_mut().for_each(|id| *id = now(&of.phases, *id));
        }
    });
    each(stacking, |row| (row.a, row.b) = (now(&of.offers, row.a), now(&of.offers, row.b)));
    each(checks, |row| {
        of.basket(&mut row.basket);
        if let Expectation::Applies(held) = &mut row.expect {
            held.offer = now(&of.offers, held.offer);
        }
    });
    let run = Arc::make_mut(run);
    fresh(&mut run.risks, project, |row, id| row.id = id);
    fresh(&mut run.checks, project, |row, id| row.id = id);
    fresh(&mut run.patrols, project, |row, id| row.id = id);
    let uncertainty = Arc::make_mut(uncertainty);
    fresh(&mut uncertainty.drivers, project, |row, id| row.id = id);
    each(&mut uncertainty.drivers, |row| {
        if let DriverOf::SourceUv(id) = &mut row.of {
            *id = now(&of.sources, *id);
        }
    });
    each(tasks, |row| {
        row.parent = row.parent.map(|id| now(&of.tasks, id));
        row.phase = row.phase.map(|id| now(&of.phases, id));
        row.constraint = match row.constraint {
            Constraint::NotBefore(when) => Constraint::NotBefore(of.when(when)),
            Constraint::StartOn(when) => Constraint::StartOn(of.when(when)),
            Constraint::FinishOn(when) => Constraint::FinishOn(of.when(when)),
            free @ (Constraint::AsSoon | Constraint::AsLate) => free,
        };
        row.deadline = row.deadline.map(|when| of.when(when));
        match &mut row.source {
            Some(TaskSource::Offer(id)) => *id = now(&of.offers, *id),
            Some(TaskSource::Milestone(id)) => *id = now(&goals.milestones, MilestoneId(*id)).0,
            Some(TaskSource::Resource(id) | TaskSource::Contingency(id)) => {
                *id = now(&goals.resources, ResourceId(*id)).0;
            }
            Some(TaskSource::Means(id)) => *id = now(&means, *id),
            Some(
                TaskSource::Procurement(_)
                | TaskSource::Reorder(_)
                | TaskSource::Staffing(_)
                | TaskSource::Touchpoint(_)
                | TaskSource::Lesson(_),
            )
            | None => {}
        }
    });
    each(links, |row| (row.from, row.to) = (now(&of.tasks, row.from), now(&of.tasks, row.to)));
    each(baselines, |row| each(&mut row.tasks, |line| line.task = now(&of.tasks, line.task)));
}

struct References {
    phases: New<PhaseId>,
    waves: New<WaveId>,
    sources: New<SourceId>,
    offers: New<OfferId>,
    tasks: New<TaskId>,
}

impl References {
    fn when(&self, when: When) -> When {
        let When::Relative { from, days, time } = when else { return when };
        let from = match from {
            Anchor::Opening => Anchor::Opening,
            Anchor::Start(id) => Anchor::Start(now(&self.phases, id)),
            Anchor::End(id) => Anchor::End(now(&self.phases, id)),
        };
        When::Relative { from, days, time }
    }

    fn basket(&self, basket: &mut Basket) {
        basket.phase = basket.phase.map(|id| now(&self.phases, id));
        basket.without.iter_mut().for_each(|held| held.offer = now(&self.offers, held.offer));
    }
}

/// The driver tree; what became of its means. Trials and the lessons made of them are the other campaign's.
fn diagnosis_rows(
    diagnosis: &mut Diagnosis,
    project: &mut Project,
    sources: &New<SourceId>,
    stages: &New<StageId>,
) -> New<MeansId> {
    let Diagnosis { root, means, trials, path: _ } = diagnosis;
    let factor = |factor: Factor| match factor {
        Factor::Rate(id) => Factor::Rate(now(stages, id)),
        Factor::SourceGmv(id) => Factor::SourceGmv(now(sources, id)),
        Factor::SourceUv(id) => Factor::SourceUv(now(sources, id)),
        Factor::SourceCvr(id) => Factor::SourceCvr(now(sources, id)),
        Factor::SourceAov(id) => Factor::SourceAov(now(sources, id)),
        Factor::Gmv | Factor::Uv | Factor::Cvr | Factor::Aov | Factor::PiecePrice | Factor::Pieces => factor,
    };
    *root = factor(*root);
    fresh(trials, project, |row, id| row.id = id);
    each(trials, |row| (row.of, row.lesson) = (factor(row.of), None));
    let numbers = fresh(means, project, |row, id| row.id = id);
    each(means, |row| row.of = factor(row.of));
    numbers
}

/// What became of the rows of a brief that tasks name.
struct BriefRows {
    milestones: New<MilestoneId>,
    resources: New<ResourceId>,
}

/// The rows of a brief; nobody has agreed to the copy yet.
fn brief_rows(brief: &mut Brief, project: &mut Project, stages: &New<StageId>) -> BriefRows {
    let Brief {
        purpose: _,
        main_goods: _,
        audience: _,
        budget: _,
        pages_off: _,
        growth: _,
        tasks_off: _,
        goals,
        resources,
        personas,
        rfm: _,
        theme,
        packages,
        approver: _,
        approvals,
        confirmations,
        versions,
    } = brief;
    (*approvals, *confirmations, *versions) = (Rows::default(), Rows::default(), Rows::default());
    fresh(goals, project, |row, id| row.id = id);
    let personas = fresh(personas, project, |row, id| row.id = id);
    fresh(&mut Arc::make_mut(theme).candidates, project, |row, id| row.id = id);
    fresh(packages, project, |row, id| row.id = id);
    each(packages, |row| row.persona = row.persona.map(|id| now(&personas, id)));
    let mut milestones = New::new();
    for goal in goals.list_mut() {
        let goal = Arc::make_mut(goal);
        milestones.extend(fresh(&mut goal.milestones, project, |row, id| row.id = id));
        if let GoalOf::Stage(id) = &mut goal.of {
            *id = now(stages, *id);
        }
    }
    BriefRows { milestones, resources: fresh(resources, project, |row, id| row.id = id) }
}

fn by_phase<V: Copy>(of: &References, prices: &BTreeMap<PhaseId, V>) -> BTreeMap<PhaseId, V> {
    prices.iter().map(|(phase, price)| (now(&of.phases, *phase), *price)).collect()
}

/// What a row became; one that is not of the campaign stays.
fn now<I: Copy + Ord>(new: &New<I>, id: I) -> I {
    new.get(&id).copied().unwrap_or(id)
}

/// Numbers the rows of a table anew; gives which became which.
fn fresh<T>(rows: &mut Rows<T>, project: &mut Project, set: impl Fn(&mut T, T::Id)) -> New<T::Id>
where
    T: Row + Clone,
    T::Id: Copy + Ord + From<u32>,
{
    let mut new = New::new();
    for row in rows.list_mut() {
        let id = project.new_id::<T::Id>();
        new.insert(row.id(), id);
        set(Arc::make_mut(row), id);
    }
    new
}

fn each<T: Row + Clone>(rows: &mut Rows<T>, change: impl Fn(&mut T)) {
    for row in rows.list_mut() {
        change(Arc::make_mut(row));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::offer::OfferWindow;
    use crate::model::{
        BasketCheck, CampaignId, CheckId, Driver, DriverId, Held, LinkId, Offer, Phase, PhaseKind, Source,
        StackingRule, Task, TaskLink, Uncertainty,
    };
    use jiff::civil::date;

    #[test]
    fn every_reference_of_a_copy_leads_to_the_copys_own_rows() {
        let day = |d| date(2026, 11, d).at(0, 0, 0, 0);
        let (launch, held) = (PhaseId(1), Held { offer: OfferId(2), rung: 0 });
        let phase = Phase {
            id: launch,
            kind: PhaseKind::Launch,
            name: String::new(),
            start: day(1),
            end: day(11),
            waves: Rows::default(),
        };
        let usable = OfferWindow { phases: vec![launch], ..OfferWindow::default() };
        let relative = When::Relative { from: Anchor::Start(launch), days: -1, time: jiff::civil::time(9, 0, 0, 0) };
        let basket = Basket { phase: Some(launch), without: vec![held], ..Basket::default() };
        let mut project = Project { next_id: 50, ..Project::default() };
        let original = Campaign {
            id: CampaignId(10),
            phases: vec![phase].into(),
            traffic: vec![Source { id: SourceId(3), ..Source::default() }].into(),
            offers: vec![
                Offer { id: OfferId(2), usable, ..Offer::default() },
                Offer { id: OfferId(4), ..Offer::default() },
            ]
            .into(),
            stacking: vec![StackingRule { a: OfferId(2), b: OfferId(4), together: false }].into(),
            checks: vec![BasketCheck {
                id: CheckId(5),
                name: String::new(),
                basket,
                expect: Expectation::Applies(held),
            }]
            .into(),
            uncertainty: Arc::new(Uncertainty {
                drivers: vec![Driver {
                    id: DriverId(6),
                    of: DriverOf::SourceUv(SourceId(3)),
                    low: crate::model::Rate::ZERO,
                    ..Driver::default()
                }]
                .into(),
                ..Uncertainty::default()
            }),
            tasks: vec![
                Task { id: TaskId(7), phase: Some(launch), deadline: Some(relative), ..Task::default() },
                Task {
                    id: TaskId(8),
                    parent: Some(TaskId(7)),
                    constraint: Constraint::StartOn(relative),
                    source: Some(TaskSource::Offer(OfferId(4))),
                    ..Task::default()
                },
            ]
            .into(),
            links: vec![TaskLink { id: LinkId(9), from: TaskId(7), to: TaskId(8), ..TaskLink::default() }].into(),
            ..Campaign::default()
        };
        let mut copy = original.clone();
        renumber(&mut project, &mut copy);
        let launch = copy.phases.first().unwrap().id;
        let ids: Vec<OfferId> = copy.offers.iter().map(|offer| offer.id).collect();
        let [first, second] = ids[..] else { panic!("two offers") };
        assert!(launch.0 >= 50 && first.0 >= 50);
        assert_eq!(copy.offers.first().unwrap().usable.phases, [launch]);
        let pair = copy.stacking.first().unwrap();
        assert_eq!((pair.a, pair.b), (first, second));
        let check = copy.checks.first().unwrap();
        assert_eq!((check.basket.phase, check.basket.without[0].offer), (Some(launch), first));
        assert_eq!(check.expect, Expectation::Applies(Held { offer: first, rung: 0 }));
        let source = copy.traffic.first().unwrap().id;
        assert_eq!(copy.uncertainty.drivers.first().unwrap().of, DriverOf::SourceUv(source));
        let tasks: Vec<&Arc<Task>> = copy.tasks.iter().collect();
        assert_eq!((tasks[1].parent, tasks[0].phase), (Some(tasks[0].id), Some(launch)));
        assert_eq!(tasks[1].source, Some(TaskSource::Offer(second)));
        for held in [tasks[0].deadline, crate::engine::schedule::hold::when_of(tasks[1])] {
            assert!(matches!(held, Some(When::Relative { from: Anchor::Start(id), .. }) if id == launch));
        }
        let link = copy.links.first().unwrap();
        assert_eq!((link.from, link.to), (tasks[0].id, tasks[1].id));
        assert_eq!(original.offers.first().unwrap().usable.phases, [PhaseId(1)], "the original stays");
    }
}
