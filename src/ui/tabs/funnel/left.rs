//! The pane below left: traffic sources, stages, phases, the AOV estimate, the pool release, the
//! chance of the target, the annual ladder, what drives the target.

use egui::{Rect, Stroke, Ui, pos2};

use super::LeftPane;
use super::{aov, chance, diagnose, phases, pool, stages, traffic, year};
use crate::text::Msg;
use crate::ui::action::Actions;
use crate::ui::pose::PicturePane;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::picture;
use crate::ui::theme::{self, size};
use crate::ui::widgets::{paint, titles};

/// What the panes remember.
#[derive(Clone, Debug, Default)]
pub struct LeftState {
    /// Traffic sources.
    pub traffic: traffic::TrafficState,
    /// Stages.
    pub stages: stages::StagesState,
    /// Phases and waves.
    pub phases: phases::PhasesState,
    /// How sure the target is.
    pub chance: chance::ChanceState,
    /// The annual ladder.
    pub year: year::YearState,
    /// What drives the target.
    pub diagnose: diagnose::DiagnoseState,
}

/// Draws the pane.
pub fn show(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
    compact: bool,
) {
    let p = theme::tokens(ui);
    let (title, body) = area.split_top_bottom_at_y(area.top() + size::PANE_TITLE);
    let names = LeftPane::ALL.map(|pane| scene.text(pane.name()));
    let chosen = LeftPane::ALL.iter().position(|pane| *pane == view.tabs.funnel.left);
    let right = picture::button(ui, title, area, PicturePane::FunnelLeft, scene, view, actions);
    let (picked, end) = titles::titles(ui, title, &names, chosen, view.pose.is_some(), scene.text(Msg::PaneMore));
    if let Some(pane) = picked.and_then(|i| LeftPane::ALL.get(i)) {
        view.tabs.funnel.left = *pane;
    }
    ui.painter().hline(title.x_range(), title.bottom() - 0.5, Stroke::new(1.0, p.line));
    let head = Rect::from_min_max(pos2(end + size::S12, title.top()), pos2(right, title.bottom()));
    let mut child = paint::at(ui, body, ("left", names.get(chosen.unwrap_or(0)).copied().unwrap_or_default()));
    child.set_clip_rect(body.intersect(ui.clip_rect()));
    match view.tabs.funnel.left {
        LeftPane::Traffic => {
            traffic::head(ui, head, scene, open, view, actions);
            traffic::show(&mut child, body, scene, open, view, actions, compact);
        }
        LeftPane::Stages => stages::show(&mut child, body, scene, open, view, actions, compact),
        LeftPane::Phases => {
            phases::head(ui, head, scene, open, view, actions);
            phases::show(&mut child, body, scene, open, view, actions, compact);
        }
        LeftPane::Aov => aov::show(&mut child, body, scene, open, view, actions),
        LeftPane::Pool => pool::show(&mut child, body, scene, open, view, actions),
        LeftPane::Chance => chance::show(&mut child, body, scene, open, view, actions, compact),
        LeftPane::Year => {
            year::head(ui, head, scene, open, view, actions);
            year::show(&mut child, body, scene, open, view, actions, compact);
        }
        LeftPane::Diagnose => diagnose::show(&mut child, body, scene, open, view, actions, compact),
    }
}
