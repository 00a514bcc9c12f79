//! Edits of the campaign in front, as requests.

use std::sync::Arc;

use egui::{Key, Modifiers, Ui};

use crate::document::Gesture;
use crate::model::{Campaign, CampaignId, Funnel, Splits};
use crate::ui::action::{Action, Actions};

/// Whether Escape drops a drag; what it has changed is then taken back. In that frame egui no longer calls the thing dragged.
pub fn dropped(ui: &Ui, gesture: Gesture, actions: &mut Actions) -> bool {
    let escape = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape));
    if escape {
        actions.push(Action::CancelGesture(gesture));
        ui.ctx().stop_dragging();
    }
    escape
}

/// Asks for a change of a campaign.
pub fn campaign(
    actions: &mut Actions,
    id: CampaignId,
    name: impl Into<String>,
    change: impl FnOnce(&mut Campaign) + 'static,
) {
    actions.edit(name, move |project| {
        if let Some(campaign) = project.campaigns.get_mut(id) {
            change(campaign);
        }
    });
}

/// Asks for another funnel.
pub fn funnel(
    actions: &mut Actions,
    id: CampaignId,
    name: impl Into<String>,
    change: impl FnOnce(&Funnel) -> Funnel + 'static,
) {
    campaign(actions, id, name, |campaign| {
        let new = change(&campaign.funnel);
        if *campaign.funnel != new {
            campaign.funnel = Arc::new(new);
        }
    });
}

/// Asks for other splits.
pub fn splits(
    actions: &mut Actions,
    id: CampaignId,
    name: impl Into<String>,
    change: impl FnOnce(&Splits) -> Splits + 'static,
) {
    campaign(actions, id, name, |campaign| {
        let new = change(&campaign.splits);
        if *campaign.splits != new {
            campaign.splits = Arc::new(new);
        }
    });
}
