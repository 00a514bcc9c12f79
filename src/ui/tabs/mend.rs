//! The buttons under a finding that take the step which mends it.

use egui::Ui;

use crate::engine::finding::{Finding, mends};
use crate::text::mends::mend as words;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::widgets::button;

/// Draws a button for each step; none where a person must decide more than yes.
pub fn buttons(ui: &mut Ui, indent: f32, scene: &Scene<'_>, open: &Open<'_>, finding: &Finding, actions: &mut Actions) {
    let steps = mends(open.project, open.campaign, &open.answer.schedule, finding);
    if steps.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.add_space(indent);
        for step in steps {
            let label = words(scene.texts, open.project, open.campaign, step);
            if button::link(ui, &label).clicked() {
                let campaign = open.campaign.id;
                actions.edit(label, move |project| step.apply(project, campaign));
            }
        }
    });
}
