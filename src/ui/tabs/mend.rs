//! The buttons under a finding that take the step which mends it; an overload's looks for a levelled schedule.

use egui::Ui;

use crate::engine::finding::{Finding, FindingCode, ScheduleFault, mends};
use crate::text::Msg;
use crate::text::mends::mend as words;
use crate::ui::action::{Action, Actions};
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::calendar;
use crate::ui::widgets::button;

/// Draws a button for each step; none where a person must decide more than yes.
pub fn buttons(ui: &mut Ui, indent: f32, scene: &Scene<'_>, open: &Open<'_>, finding: &Finding, actions: &mut Actions) {
    let steps = mends(open.project, open.campaign, &open.answer.schedule, finding);
    let overload = matches!(finding.code, FindingCode::Schedule(ScheduleFault::Overload { .. }));
    let levels = overload && finding.campaign == Some(open.campaign.id);
    if steps.is_empty() && !levels {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.add_space(indent);
        if levels && button::link(ui, scene.text(Msg::LevelButton)).clicked() {
            actions.push(Action::GoTo(finding.place));
            calendar::ask_to_level(open, actions);
        }
        for step in steps {
            let label = words(scene.texts, open.project, open.campaign, step);
            if button::link(ui, &label).clicked() {
                let campaign = open.campaign.id;
                actions.edit(label, move |project| step.apply(project, campaign));
            }
        }
    });
}
