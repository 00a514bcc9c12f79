//! What cannot be staffed: orders that miss the promise, hours in which nobody answers.

use super::{Finding, FindingCode, Place, PlaceKind, Tab};
use crate::engine::split::TimeSplit;
use crate::engine::staffing::staffing;
use crate::model::{Campaign, Money, Staffing};

/// The findings of a campaign whose staffing somebody has worked at: the program's own assumptions are no plan to find fault with.
#[must_use]
pub fn staffing_findings(campaign: &Campaign, time: &TimeSplit, aov: Option<Money>) -> Vec<Finding> {
    if *campaign.staffing == Staffing::default() {
        return Vec::new();
    }
    let Ok(answer) = staffing(campaign, time, aov) else { return Vec::new() };
    let at = |field| Place::at(Tab::Calendar, PlaceKind::Staffing).field(field);
    let mut found = Vec::new();
    if answer.late > 0 {
        let code = FindingCode::OrdersLate { orders: answer.late };
        found.push(Finding::new(code, Some(campaign.id), at("warehouse")));
    }
    let mut uncovered = answer.days.iter().filter(|day| day.unanswered > 0).peekable();
    if let Some(first) = uncovered.peek().map(|day| day.date) {
        let hours = uncovered.map(|day| day.unanswered).sum();
        let code = FindingCode::HoursUncovered { hours, first };
        found.push(Finding::new(code, Some(campaign.id), at("agents")));
    }
    found
}
