//! Rows that a campaign's execution begins with: risks that the trade knows, what departments check before the opening, rounds.

use std::sync::Arc;

use jiff::ToSpan as _;
use jiff::civil::DateTime;

use crate::model::{
    AlarmKind, Campaign, DepartmentId, LaunchCheck, LaunchCheckId, Patrol, PatrolArea, PatrolId, Risk, RiskId,
    RiskKind, Score,
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

/// Adds the risks that the trade knows and the campaign does not list yet; `ids` gives new identities.
pub fn add_known_risks(ids: &mut dyn FnMut() -> u32, campaign: &mut Campaign) {
    let run = Arc::make_mut(&mut campaign.run);
    let missing: Vec<RiskKind> =
        RiskKind::KNOWN.into_iter().filter(|kind| !run.risks.iter().any(|risk| risk.kind == *kind)).collect();
    for kind in missing {
        let (probability, impact, alarm) = usual(kind);
        run.risks.push(Risk { id: RiskId(ids()), kind, probability, impact, alarm, ..Risk::default() });
    }
}

/// Whether a check should have been found right by an instant and was not.
#[must_use]
pub fn is_overdue(row: &LaunchCheck, now: DateTime) -> bool {
    row.done.is_none() && row.due.is_some_and(|due| due < now)
}

/// Adds what departments check before the opening: of each department's lines those that are not there yet, due an hour before it.
pub fn add_checks(ids: &mut dyn FnMut() -> u32, campaign: &mut Campaign, lines: &[(DepartmentId, Vec<String>)]) {
    let due = campaign.opening().and_then(|opening| opening.checked_sub(1.hour()).ok());
    let run = Arc::make_mut(&mut campaign.run);
    for (department, texts) in lines {
        for text in texts {
            let there = |check: &LaunchCheck| check.department == Some(*department) && check.text == *text;
            if !run.checks.iter().any(|check| there(check)) {
                let id = LaunchCheckId(ids());
                let (department, text) = (Some(*department), text.clone());
                run.checks.push(LaunchCheck { id, department, text, due, ..LaunchCheck::default() });
            }
        }
    }
}

/// Adds a round: a look at each area.
pub fn add_round(ids: &mut dyn FnMut() -> u32, campaign: &mut Campaign, at: DateTime) {
    let run = Arc::make_mut(&mut campaign.run);
    for area in PatrolArea::ALL {
        run.patrols.push(Patrol { area, ..Patrol::new(PatrolId(ids()), at) });
    }
}
