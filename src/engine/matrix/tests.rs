//! The matrix of a small campaign, cell by cell.

use jiff::civil::date;

use super::*;
use crate::engine::plan::plan;
use crate::model::offer::{OfferRule, OfferWindow, Reduction, Rung};
use crate::model::{Constraint, Department, Offer, OfferId, Phase, PhaseKind, Rows, Task, TaskId, When};

fn phase(id: u32, kind: PhaseKind, from: i8, until: i8) -> Phase {
    let at = |day: i8| date(2026, 10, day).at(0, 0, 0, 0);
    Phase { id: PhaseId(id), kind, name: String::new(), start: at(from), end: at(until), waves: Rows::default() }
}

/// Preparing from the 5th, sale from the 12th, return on the 19th and 20th; two departments.
fn campaign() -> (Project, Campaign) {
    let mut project = Project::default();
    let department = |id: u32| Department { id: DepartmentId(id), ..Department::default() };
    std::sync::Arc::make_mut(&mut project.shop).departments = [department(1), department(2)].into_iter().collect();
    let campaign = Campaign {
        phases: [
            phase(10, PhaseKind::Prepare, 5, 12),
            phase(11, PhaseKind::Launch, 12, 19),
            phase(12, PhaseKind::Return, 19, 21),
        ]
        .into_iter()
        .collect(),
        ..Campaign::default()
    };
    (project, campaign)
}

fn task(id: u32, department: u32, day: i8, milestone: bool) -> Task {
    let at = date(2026, 10, day).at(9, 0, 0, 0);
    Task {
        id: TaskId(id),
        department: Some(DepartmentId(department)),
        milestone,
        constraint: Constraint::StartOn(When::At(at)),
        ..Task::default()
    }
}

fn matrix(project: &Project, campaign: &Campaign, scale: Scale) -> Matrix {
    let answer = plan(project, campaign);
    let tasks: Vec<u32> = (0..campaign.tasks.len() as u32).collect();
    let ground =
        Ground { project, campaign, schedule: &answer.schedule, time: &answer.time, staffing: None, tasks: &tasks };
    Matrix::new(&ground, scale)
}

fn entries(matrix: &Matrix, of: Dimension) -> Vec<Vec<Entry>> {
    let line = matrix.lines.iter().find(|line| line.of == of).expect("there");
    line.cells.iter().map(|cell| cell.entries.clone()).collect()
}

#[test]
fn columns_are_phases_weeks_or_days() {
    let (project, mut campaign) = campaign();
    let count = |campaign: &Campaign| Scale::ALL.map(|scale| matrix(&project, campaign, scale).columns.len());
    // the 5th and the 19th are Mondays: three weeks; the 5th to the 20th
    assert_eq!(count(&campaign), [3, 3, 16]);
    // a task on the 24th: a column after the last phase, the same week, four days more
    campaign.tasks = [task(1, 1, 23, true)].into_iter().collect();
    assert_eq!(count(&campaign), [4, 3, 19]);
    assert_eq!(matrix(&project, &campaign, Scale::Phases).columns[3].of, Stretch::After);
    assert_eq!(count(&Campaign::default()), [0, 0, 0]);
}

#[test]
fn a_task_stands_where_it_runs_and_a_phase_without_one_is_told() {
    let (project, mut campaign) = campaign();
    // Friday the 9th; a point in time at nine on the 12th
    campaign.tasks = [task(1, 1, 9, false), task(2, 1, 12, true)].into_iter().collect();
    let found = matrix(&project, &campaign, Scale::Phases);
    let own = Dimension::Department(Some(DepartmentId(1)));
    let tasks = [vec![Entry::Task(TaskId(1), 0)], vec![Entry::Task(TaskId(2), 1)], vec![]];
    assert_eq!(entries(&found, own), tasks);
    let gaps = |of: Dimension| {
        let line = found.lines.iter().find(|line| line.of == of).expect("there");
        line.cells.iter().map(|cell| cell.gap.is_some()).collect::<Vec<_>>()
    };
    assert_eq!(gaps(own), [false, false, true]);
    // who has no task at all is listed, without a mark in every phase
    assert_eq!(gaps(Dimension::Department(Some(DepartmentId(2)))), [false; 3]);
}

#[test]
fn an_offer_that_nobody_can_have_claimed_is_told() {
    let (project, mut campaign) = campaign();
    let in_phases =
        |ids: &[u32]| OfferWindow { phases: ids.iter().map(|id| PhaseId(*id)).collect(), ..OfferWindow::default() };
    let rung = Rung { at: Money::from_wide(19_900), off: Reduction::Less(Money::from_wide(1_500)) };
    let coupon = |id: u32, claim: OfferWindow, usable: OfferWindow| Offer {
        claim,
        usable,
        ..Offer { id: OfferId(id), rule: OfferRule::Coupon(vec![rung]), ..Offer::default() }
    };
    campaign.offers =
        [coupon(1, in_phases(&[12]), in_phases(&[11, 12])), coupon(2, in_phases(&[11]), in_phases(&[11]))]
            .into_iter()
            .collect();
    let found = matrix(&project, &campaign, Scale::Phases);
    let offer = |id: u32| Entry::Offer(OfferId(id));
    assert_eq!(entries(&found, Dimension::Use), [vec![], vec![offer(1), offer(2)], vec![offer(1)]]);
    assert_eq!(entries(&found, Dimension::Claim), [vec![], vec![offer(2)], vec![offer(1)]]);
    let line = found.lines.iter().find(|line| line.of == Dimension::Claim).expect("there");
    assert_eq!(line.cells[1].gap, Some(Gap::Unclaimed(vec![OfferId(1)])));
    // both lines name them, and they count once
    assert_eq!(found.counts(Group::Offers), [0, 2, 1]);
    // and a phase that sells without any
    campaign.offers = [coupon(2, in_phases(&[11]), in_phases(&[11]))].into_iter().collect();
    let found = matrix(&project, &campaign, Scale::Phases);
    let line = found.lines.iter().find(|line| line.of == Dimension::Use).expect("there");
    assert_eq!(line.cells[2].gap, Some(Gap::NoOffer));
}
