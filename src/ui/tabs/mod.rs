//! The tabs, in the order of the work, and what each remembers of how it is looked at.

pub mod edit;
pub mod funnel;
pub mod goods;
pub mod later;

use egui::{Rect, Ui};

use super::action::Actions;
use super::scene::{Open, Scene, View};
use crate::engine::finding::{Place, PlaceKind, Tab};
use crate::model::SkuId;

/// What the tabs remember.
#[derive(Debug, Default)]
pub struct TabStates {
    /// The funnel tab.
    pub funnel: funnel::FunnelState,
    /// The goods tab.
    pub goods: goods::GoodsState,
    /// What is selected in the grid that was used last: for the status line.
    pub selection: Option<Selection>,
}

/// Figures of a selection, as shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// How many cells.
    pub count: String,
    /// Their sum, if they are figures.
    pub sum: Option<String>,
    /// Their mean.
    pub mean: Option<String>,
}

impl TabStates {
    /// What is selected.
    #[must_use]
    pub fn selection_stats(&self) -> Option<&Selection> {
        self.selection.as_ref()
    }

    /// Leads to a place within its tab, as far as the tab can.
    pub fn reveal(&mut self, place: &Place) {
        if place.tab == Tab::Goods {
            let product = matches!(place.kind, PlaceKind::Sku | PlaceKind::CampaignSku).then_some(place.id).flatten();
            self.goods.reveal(product.map(SkuId), place.field);
        }
    }
}

/// Draws the tab in front.
pub fn show(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    match view.tab() {
        Tab::Funnel => funnel::show(ui, area, scene, open, view, actions),
        Tab::Goods => goods::show(ui, area, scene, open, view, actions),
        tab => later::show(ui, area, scene, view, tab),
    }
}
