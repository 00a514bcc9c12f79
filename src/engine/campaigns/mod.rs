//! Edits of whole campaigns: copy and removal, with everything that refers to them.

mod next;
mod renumber;
mod uptake;

use std::sync::Arc;

pub use self::next::{Carried, a_year_later, figures, is_used, known, next, next_name, take};
use self::renumber::renumber;
use crate::model::{Campaign, CampaignId, Drill, LaunchCheck, Lesson, Project, Risk, Run};

/// Removes a campaign; campaigns that were planned from it no longer name a previous one, what it taught stays under its name.
pub fn delete(project: &mut Project, id: CampaignId) {
    let name = project.campaign(id).map(|c| c.name.clone()).unwrap_or_default();
    project.lessons.map_where(|lesson| {
        (lesson.campaign == Some(id)).then(|| Lesson { campaign: None, origin: name.clone(), ..lesson.clone() })
    });
    project.campaigns.remove_where(|c| c.id == id);
    project.campaigns.map_where(|c| (c.previous == Some(id)).then(|| Campaign { previous: None, ..c.clone() }));
    for campaign in project.campaigns.list_mut() {
        if campaign.review.last_year == Some(id) || campaign.review.before == Some(id) {
            let review = Arc::make_mut(&mut Arc::make_mut(campaign).review);
            review.last_year = review.last_year.filter(|other| *other != id);
            review.before = review.before.filter(|other| *other != id);
        }
    }
}

/// Adds a copy right after the original, with rows of its own identity and without actual figures.
pub fn duplicate(project: &mut Project, id: CampaignId, name: String) -> Option<CampaignId> {
    let at = project.campaigns.iter().position(|c| c.id == id)?;
    let original = Arc::clone(project.campaigns.at(at)?);
    let mut copy = Campaign {
        name,
        previous: Some(id),
        actuals: crate::model::Rows::default(),
        sold: Arc::default(),
        review: Arc::default(),
        ..(*original).clone()
    };
    copy.id = project.new_id();
    copy.run = Arc::new(not_run_yet(&copy.run));
    renumber(project, &mut copy);
    let new = copy.id;
    project.campaigns.insert(at + 1, copy);
    Some(new)
}

/// What a campaign's execution is before anything has happened: rules, risks and checks without what came of them.
fn not_run_yet(run: &Run) -> Run {
    let mut fresh =
        Run { alarms: run.alarms.clone(), risks: run.risks.clone(), checks: run.checks.clone(), ..Run::default() };
    fresh.risks.map_where(|risk| {
        Some(Risk { drill: Drill::None, drill_on: None, result: String::new(), closed: false, ..risk.clone() })
    });
    fresh.checks.map_where(|check| Some(LaunchCheck { done: None, due: None, note: String::new(), ..check.clone() }));
    fresh
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::engine::template::{NewCampaign, Template, add_campaign};

    #[test]
    fn a_copy_shares_no_identity_and_deletion_leaves_no_reference() {
        let mut project = Project::default();
        let new = NewCampaign {
            name: "a".to_owned(),
            opening: date(2026, 11, 1),
            target: None,
            aov: None,
            template: Template::LevelS,
        };
        let id = add_campaign(&mut project, &new);
        let copy = duplicate(&mut project, id, "b".to_owned()).expect("there is one to copy");
        let (a, b) = (project.campaign(id).expect("a"), project.campaign(copy).expect("b"));
        for (x, y) in a.phases.iter().zip(&b.phases) {
            assert_ne!(x.id, y.id);
        }
        for source in &b.traffic {
            assert!(a.traffic.iter().all(|s| s.id != source.id));
            assert!(source.parent.is_none_or(|p| b.traffic.iter().any(|s| s.id == p)));
        }
        assert_eq!(b.previous, Some(id));
        delete(&mut project, id);
        assert_eq!(project.campaigns.len(), 1);
        assert_eq!(project.campaign(copy).and_then(|c| c.previous), None);
    }
}
