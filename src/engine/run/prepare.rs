//! Rows that a campaign's execution begins with: risks that the trade knows, what departments check before the opening, rounds.

use jiff::ToSpan as _;
use jiff::civil::DateTime;

use crate::model::{
    AlarmKind, Campaign, DepartmentKind, LaunchCheck, Patrol, PatrolArea, Project, Risk, RiskKind, Row as _, Score,
};

/// A risk as the trade judges it at first: probability, impact, and the alarm by which it shows. An assumption, to be changed.
#[must_use]
pub fn usual(kind: RiskKind) -> (Score, Score, Option<AlarmKind>) {
    let (probability, impact, alarm) = match kind {
        RiskKind::StockOut => (3, 4, Some(AlarmKind::StockDays)),
        RiskKind::CourierDelay => (4, 3, Some(AlarmKind::ShippingBelow)),
        RiskKind::FakeOrders => (2, 3, None),
        RiskKind::Overload | RiskKind::PriceBreach => (2, 5, None),
        RiskKind::WrongOffer => (3, 5, None),
        RiskKind::PageFault => (3, 3, Some(AlarmKind::CvrBelow)),
        RiskKind::ServiceQueue => (4, 2, None),
        RiskKind::BadReviews => (2, 4, Some(AlarmKind::RefundRate)),
        RiskKind::AdViolation => (2, 4, None),
        RiskKind::TrafficShort => (3, 4, Some(AlarmKind::SourceBehind)),
        RiskKind::SupplierDelay | RiskKind::Other => (3, 3, None),
    };
    (Score::new(probability), Score::new(impact), alarm)
}

/// Adds the risks that the trade knows and the campaign does not list yet; gives how many.
pub fn add_known_risks(project: &mut Project, campaign: &mut Campaign) -> usize {
    let run = std::sync::Arc::make_mut(&mut campaign.run);
    let missing: Vec<RiskKind> =
        RiskKind::KNOWN.into_iter().filter(|kind| !run.risks.iter().any(|risk| risk.kind == *kind)).collect();
    for kind in &missing {
        let (probability, impact, alarm) = usual(*kind);
        run.risks.push(Risk { id: project.new_id(), kind: *kind, probability, impact, alarm, ..Risk::default() });
    }
    missing.len()
}

/// Adds what departments check before the opening: for each department of the shop the lines of its kind that it does not have
/// yet, due an hour before the opening. Gives how many.
pub fn add_checks(
    project: &mut Project,
    campaign: &mut Campaign,
    lines: impl Fn(DepartmentKind) -> Vec<String>,
) -> usize {
    let due = campaign.opening().and_then(|opening| opening.checked_sub(1.hour()).ok());
    let run = std::sync::Arc::make_mut(&mut campaign.run);
    let shop = std::sync::Arc::clone(&project.shop);
    let mut added = 0;
    for department in &shop.departments {
        for text in lines(department.kind) {
            let there = |check: &LaunchCheck| check.department == Some(department.id()) && check.text == text;
            if !run.checks.iter().any(|check| there(check)) {
                let id = project.new_id();
                run.checks.push(LaunchCheck {
                    id,
                    department: Some(department.id()),
                    text,
                    due,
                    ..LaunchCheck::default()
                });
                added += 1;
            }
        }
    }
    added
}

/// Adds a round: a look at each area.
pub fn add_round(project: &mut Project, campaign: &mut Campaign, at: DateTime) {
    let run = std::sync::Arc::make_mut(&mut campaign.run);
    for area in PatrolArea::ALL {
        let id = project.new_id();
        run.patrols.push(Patrol { area, ..Patrol::new(id, at) });
    }
}
