//! Pictures of the driver tree's inspector and of a trial's, which `render` does not reach, to be looked at in
//! `target/pictures`; a blank one fails.

#![allow(clippy::expect_used, reason = "a panic is a test's report")]

#[path = "common/shot.rs"]
mod shot;

use std::sync::Arc;

use egui::{pos2, vec2};
use promoplan::engine::finding::{Place, PlaceKind, Tab};
use promoplan::model::{Count, Factor, GoalValue, Means, MeansId, MeansState, Rate, Trial, TrialId, Verdict};
use promoplan::ui::action::Action;
use shot::Shot;

#[test]
fn pictures() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut shot = Shot::new(folder.path(), vec2(1440.0, 900.0));
    let change = Box::new(|project: &mut promoplan::model::Project| {
        let people: Vec<_> = project.shop.people.iter().map(|row| row.id).collect();
        let campaign = project.campaigns.iter().find(|c| c.name == "2026 双11").expect("there").id;
        let campaign = project.campaigns.get_mut(campaign).expect("there");
        let diagnosis = Arc::make_mut(&mut campaign.diagnosis);
        let means = |id, text: &str, state| Means {
            id: MeansId(id),
            of: Factor::Uv,
            text: text.to_owned(),
            owner: people.first().copied(),
            state,
            ..Means::default()
        };
        diagnosis.means = vec![
            means(990_001, "老带新拼团，三人成团", MeansState::Doing),
            means(990_002, "加投「护颈枕」长尾词", MeansState::Done),
        ]
        .into();
        let trial = Trial {
            id: TrialId(990_003),
            what: "主图换场景图".to_owned(),
            of: Factor::Cvr,
            before: Some(GoalValue::Rate(Rate::from_percent(10))),
            after: Some(GoalValue::Rate(Rate::from_percent(12))),
            visitors_before: Some(Count::new(5_000)),
            visitors_after: Some(Count::new(5_000)),
            verdict: Some(Verdict::Works),
            ..Trial::default()
        };
        diagnosis.trials = vec![trial].into();
    });
    shot.ask(Action::Edit { name: "试".to_owned(), gesture: None, change });
    let at = |field| Place::at(Tab::Funnel, PlaceKind::Diagnosis).field(field);
    shot.ask(Action::GoTo(at("means").row(990_001)));
    shot.rest();
    shot.save("drivers-factor");
    shot.ask(Action::GoTo(at("trials").row(990_003)));
    shot.rest();
    shot.click(pos2(60.0, 531.0));
    shot.save("drivers-trial");
}
