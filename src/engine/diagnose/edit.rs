//! Edits of means, trials and the customer's way.

use std::sync::Arc;

use crate::engine::brief::forget;
use crate::model::{
    Campaign, CampaignId, Diagnosis, Factor, Lesson, LessonId, Means, MeansId, Project, SourceId, StageId, TaskSource,
    TouchCheck, Touchpoint, TrialId,
};

/// Adds a means to a factor.
pub fn add_means(project: &mut Project, id: CampaignId, of: Factor) -> MeansId {
    let means: MeansId = project.new_id();
    if let Some(campaign) = project.campaigns.get_mut(id) {
        Arc::make_mut(&mut campaign.diagnosis).means.push(Means { id: means, of, ..Means::default() });
    }
    means
}

/// Drops a means; a task that came from it stays, without a source.
pub fn drop_means(campaign: &mut Campaign, id: MeansId) {
    Arc::make_mut(&mut campaign.diagnosis).means.remove_where(|row| row.id == id);
    forget(campaign, |source| source == TaskSource::Means(id));
}

/// Drops trials; lessons that were made of them stay.
pub fn drop_trials(campaign: &mut Campaign, ids: &[TrialId]) {
    Arc::make_mut(&mut campaign.diagnosis).trials.remove_where(|row| ids.contains(&row.id));
}

/// Changes what was seen at a part of the customer's way; a part that says nothing is left out.
pub fn touch(campaign: &mut Campaign, of: Touchpoint, change: impl FnOnce(&mut TouchCheck)) {
    let path = &mut Arc::make_mut(&mut campaign.diagnosis).path;
    let mut row = path.get(of).cloned().unwrap_or(TouchCheck { of, ..TouchCheck::default() });
    change(&mut row);
    path.remove_where(|other| other.of == of);
    if row != (TouchCheck { of, ..TouchCheck::default() }) {
        let at = path.iter().position(|other| other.of > of).unwrap_or(path.len());
        path.insert(at, row);
    }
}

/// Makes a lesson of a trial, once.
pub fn learn(project: &mut Project, id: CampaignId, trial: TrialId, lesson: Lesson) {
    let known = |id: LessonId| project.lessons.contains(id);
    let Some(campaign) = project.campaign(id) else { return };
    let Some(row) = campaign.diagnosis.trials.get(trial).filter(|row| !row.lesson.is_some_and(known)) else { return };
    let row = row.id;
    let new: LessonId = project.new_id();
    project.lessons.push(Lesson { id: new, campaign: Some(id), ..lesson });
    let trials = project.campaigns.get_mut(id).map(|campaign| &mut Arc::make_mut(&mut campaign.diagnosis).trials);
    if let Some(row) = trials.and_then(|trials| trials.get_mut(row)) {
        row.lesson = Some(new);
    }
}

/// Leads means and trials of sources and stages that are gone to what these were a part of.
pub fn clear_factors(
    diagnosis: &mut Arc<Diagnosis>,
    sources: impl Fn(SourceId) -> bool,
    stages: impl Fn(StageId) -> bool,
) {
    let home = |factor: Factor| match factor {
        Factor::Rate(id) if stages(id) => Factor::Cvr,
        Factor::SourceGmv(id) if sources(id) => Factor::Gmv,
        Factor::SourceUv(id) if sources(id) => Factor::Uv,
        Factor::SourceCvr(id) if sources(id) => Factor::Cvr,
        Factor::SourceAov(id) if sources(id) => Factor::Aov,
        other => other,
    };
    let moves = |factor: Factor| home(factor) != factor;
    let any = moves(diagnosis.root)
        || diagnosis.means.iter().any(|row| moves(row.of))
        || diagnosis.trials.iter().any(|row| moves(row.of));
    if !any {
        return;
    }
    let diagnosis = Arc::make_mut(diagnosis);
    diagnosis.root = home(diagnosis.root);
    diagnosis.means.map_where(|row| moves(row.of).then(|| Means { of: home(row.of), ..row.clone() }));
    diagnosis.trials.map_where(|row| moves(row.of).then(|| crate::model::Trial { of: home(row.of), ..row.clone() }));
}
