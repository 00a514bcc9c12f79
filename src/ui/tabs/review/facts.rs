//! What the tab shows of plan and actual figures, worked out once for each change.

use std::sync::Arc;

use crate::engine::review::{Against, ModuleFigures, PartOf, Pick, ProcessFigures, ReviewAnswer, compared, process};
use crate::model::{Campaign, CampaignId};
use crate::text::Lang;
use crate::text::review::part_name;
use crate::ui::scene::{Open, Scene};

use super::ReviewState;

/// What was worked out, and of what.
pub(super) type KeptFacts = (Stamp, Arc<Facts>);
type Stamp = (CampaignId, u64, Against, Lang);

/// The figures of the tab.
#[derive(Debug)]
pub(super) struct Facts {
    /// Against the plan, or what was chosen.
    pub(super) answer: Arc<ReviewAnswer>,
    /// Against the plan.
    pub(super) plan: Arc<ReviewAnswer>,
    /// The campaign that it is held against, where it is not the plan.
    pub(super) other: Option<Arc<Campaign>>,
    /// The campaigns named beside the plan.
    pub(super) pick: Pick,
    /// What the program knows of the modules.
    pub(super) modules: ModuleFigures,
    /// How the tasks went.
    pub(super) process: ProcessFigures,
}

impl Facts {
    /// What a part is called.
    pub(super) fn name(&self, scene: &Scene<'_>, open: &Open<'_>, of: PartOf) -> String {
        part_name(scene.texts, open.project, open.campaign, self.other.as_deref(), of)
    }
}

/// The figures; nothing without actual figures.
pub(super) fn of(scene: &Scene<'_>, open: &Open<'_>, state: &mut ReviewState) -> Option<Arc<Facts>> {
    if open.answer.ledger.is_empty() {
        return None;
    }
    if let Against::Campaign(id) = state.against
        && (id == open.campaign.id || open.answer.history.came(id).is_none())
    {
        state.against = Against::Plan;
    }
    let stamp = (open.campaign.id, open.revision, state.against, scene.texts.lang());
    if let Some((of, kept)) = &state.kept
        && *of == stamp
    {
        return Some(Arc::clone(kept));
    }
    let (project, campaign) = (open.project, open.campaign);
    let plan = open.answers.review(project, campaign, open.answer, Against::Plan)?;
    let answer = open.answers.review(project, campaign, open.answer, state.against)?;
    let other = if let Against::Campaign(id) = state.against { project.campaign(id).cloned() } else { None };
    let pick = compared(project, campaign);
    let modules = (*open.answers.modules(project, campaign, open.answer, &plan)).clone();
    let process = process(campaign, &open.answer.schedule, scene.now);
    let facts = Arc::new(Facts { answer, plan, other, pick, modules, process });
    state.kept = Some((stamp, Arc::clone(&facts)));
    Some(facts)
}
