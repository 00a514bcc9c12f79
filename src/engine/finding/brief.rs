//! Cross-checks of the brief: goals that miss a letter of the check, what was agreed to and has changed since.

use super::{Finding, FindingCode, Place, PlaceKind, Tab};
use crate::engine::brief::{Agreement, ApprovalState, approval_state, check, figures};
use crate::engine::plan::CampaignAnswer;
use crate::model::{Campaign, Project, Subject};

/// Checks a brief. Goals are judged without the simulated chance, which has a finding of its own.
#[must_use]
pub fn brief_findings(project: &Project, campaign: &Campaign, answer: &CampaignAnswer) -> Vec<Finding> {
    let CampaignAnswer { funnel, agreed, history, .. } = answer;
    let mut found = Vec::new();
    let mut add = |code, place| found.push(Finding::new(code, Some(campaign.id), place));
    for goal in &campaign.brief.goals {
        let past = history.past(campaign, goal.of);
        let figures = figures(campaign, funnel, goal, &past);
        let checks = check(project, campaign, goal, &figures, &past, None);
        let misses: Vec<_> = checks.misses().map(|check| check.reason.clone()).collect();
        if !misses.is_empty() {
            add(FindingCode::GoalMisses(goal.id, misses), Place::at(Tab::Brief, PlaceKind::Goal).row(goal.id.0));
        }
    }
    let changed = agreed.since(&campaign.brief).len();
    if changed > 0 && approval_state(&campaign.brief) == ApprovalState::Approved {
        let place = Place::at(Tab::Brief, PlaceKind::Campaign).field("approvals");
        add(FindingCode::ApprovedBriefChanged(changed), place);
    }
    if !campaign.brief.confirmations.is_empty() {
        for department in &project.shop.departments {
            let reopened = |subject: &Subject| {
                matches!(agreed.stands(&campaign.brief, department.id, *subject), Agreement::Reopened(..))
            };
            let subjects: Vec<Subject> = Subject::ALL.into_iter().filter(reopened).collect();
            if !subjects.is_empty() {
                let place = Place::at(Tab::Brief, PlaceKind::Department).row(department.id.0);
                add(FindingCode::AgreementReopened(department.id, subjects), place);
            }
        }
    }
    found
}
