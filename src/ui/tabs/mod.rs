//! The tabs, in the order of the work, and what each remembers of how it is looked at.

pub mod brief;
pub mod calendar;
pub mod edit;
pub mod form;
pub mod funnel;
pub mod goods;
pub mod later;
pub mod list_grid;
pub mod lists;
pub mod mend;
pub mod offers;
pub mod phase_edges;
pub mod phase_form;
pub mod picture;
pub mod review;
pub mod run;
pub mod selection;
pub mod side_rows;

use egui::{Rect, Ui};

use super::action::Actions;
use super::scene::{Open, Scene, View};
use super::widgets::grid::GridState;
use crate::engine::finding::{Place, Tab};
use crate::text::Msg;
use crate::ui::pose::PicturePane;

/// What the tabs remember.
#[derive(Debug, Default)]
pub struct TabStates {
    /// The brief tab.
    pub brief: brief::BriefState,
    /// The funnel tab.
    pub funnel: funnel::FunnelState,
    /// The goods tab.
    pub goods: goods::GoodsState,
    /// The offers tab.
    pub offers: offers::OffersState,
    /// The run tab.
    pub run: run::RunState,
    /// The calendar tab.
    pub calendar: calendar::CalendarState,
    /// The review tab.
    pub review: review::ReviewState,
    /// What is selected in the grid that was used last: for the status line.
    pub selection: Option<selection::Selection>,
}

impl TabStates {
    /// What a pane shows now.
    #[must_use]
    pub fn shown_in(&self, pane: PicturePane) -> Msg {
        match pane {
            PicturePane::Calendar => self.calendar.view.name(),
            PicturePane::RunCurve => self.run.curve.title(),
            PicturePane::Gap => Msg::ReviewWaterfall,
            PicturePane::Review => Msg::PictureReview,
            PicturePane::Funnel => Msg::FunnelTitle,
            PicturePane::FunnelLeft => self.funnel.left.name(),
            PicturePane::FunnelRight => self.funnel.right.name(),
        }
    }

    /// Leads to a place: the pane that shows it is brought to the front and its row selected.
    pub fn reveal(&mut self, place: &Place) {
        match place.tab {
            Tab::Brief => self.brief.reveal(place),
            Tab::Funnel => self.funnel.reveal(place),
            Tab::Offers => self.offers.reveal(place),
            Tab::Goods => self.goods.reveal_place(place),
            Tab::Calendar => self.calendar.reveal(place),
            Tab::Run => self.run.reveal(place),
            Tab::Review => self.review.reveal(place),
            Tab::Budget => {}
        }
    }

    /// All tables by a name that stays.
    pub fn grids(&mut self) -> Vec<(&'static str, &mut GridState)> {
        let mut grids = self.funnel.grids();
        grids.extend(self.brief.grids_mut());
        grids.extend(self.review.grids_mut());
        grids.push(("goods", self.goods.grid_mut()));
        grids.push(("ladder", &mut self.offers.ladder.grid));
        grids.push(("subsidy", &mut self.offers.subsidy.grid));
        grids.extend(self.run.grids_mut());
        grids.push(("floors", self.offers.guard.grid_mut()));
        let (tasks, shop) = self.calendar.grids_mut();
        grids.push(("tasks", tasks));
        grids.extend(shop);
        grids
    }

    /// What is selected.
    #[must_use]
    pub fn selection_stats(&self) -> Option<&selection::Selection> {
        self.selection.as_ref()
    }
}

/// What the tab in front has to say in the inspector, by its title; nothing = the figure that was asked for.
#[must_use]
pub fn side_title(scene: &Scene<'_>, open: &Open<'_>, view: &mut View) -> Option<String> {
    match view.tab() {
        Tab::Brief => brief::side_title(scene, open, view),
        Tab::Funnel => funnel::side_title(scene, open, view),
        Tab::Offers => offers::side_title(scene, open, view),
        Tab::Calendar => calendar::side_title(scene, open, view),
        Tab::Run => run::side_title(scene, open, view),
        Tab::Review => review::side_title(scene, open, view),
        _ => None,
    }
}

/// Whether a tab comes to the front with this frame; `seen` is the frame in which it was drawn last.
pub fn entered(ui: &Ui, seen: &mut u64) -> bool {
    let frame = ui.ctx().cumulative_frame_nr();
    let before = std::mem::replace(seen, frame);
    frame > before + 1
}

/// Draws that.
pub fn side(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    match view.tab() {
        Tab::Brief => brief::side_body(ui, scene, open, view, actions),
        Tab::Funnel => funnel::side_body(ui, scene, open, view, actions),
        Tab::Offers => offers::side_body(ui, scene, open, view, actions),
        Tab::Calendar => calendar::side_body(ui, scene, open, view, actions),
        Tab::Run => run::side_body(ui, scene, open, view, actions),
        Tab::Review => review::side_body(ui, scene, open, view, actions),
        _ => {}
    }
}

/// Draws the tab in front.
pub fn show(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    match view.tab() {
        Tab::Brief => brief::show(ui, area, scene, open, view, actions),
        Tab::Funnel => funnel::show(ui, area, scene, open, view, actions),
        Tab::Offers => offers::show(ui, area, scene, open, view, actions),
        Tab::Goods => goods::show(ui, area, scene, open, view, actions),
        Tab::Calendar => calendar::show(ui, area, scene, open, view, actions),
        Tab::Run => run::show(ui, area, scene, open, view, actions),
        Tab::Review => review::show(ui, area, scene, open, view, actions),
        tab @ Tab::Budget => later::show(ui, area, scene, view, tab),
    }
}
