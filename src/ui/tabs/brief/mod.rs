//! 目标: what the campaign is for, for whom, under which theme.

pub mod audience;
mod lists;
pub mod packages;
pub mod side;
pub mod theme;

use egui::{Rect, Ui};

use crate::engine::finding::{Place, PlaceKind};
use crate::model::{PackageId, Segment, ThemeId};
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::widgets::grid::GridState;
use crate::ui::widgets::pane;

/// What the inspector shows of the brief.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Chosen {
    /// Nothing.
    #[default]
    Nothing,
    /// A segment of the customer base.
    Segment(Segment),
    /// The theme: its parts, the marks of the candidate that is looked at, the words that law bans.
    Theme,
    /// A package.
    Package(PackageId),
}

/// What the tab remembers.
#[derive(Debug, Default)]
pub struct BriefState {
    /// The audience.
    pub audience: audience::AudienceState,
    /// The theme.
    pub theme: theme::ThemeState,
    /// The packages.
    pub packages: packages::PackagesState,
    chosen: Chosen,
    first: bool,
    seen: u64,
}

impl BriefState {
    /// Its tables by a name that stays.
    pub fn grids_mut(&mut self) -> [(&'static str, &mut GridState); 2] {
        [("personas", &mut self.audience.grid), ("packages", &mut self.packages.grid)]
    }

    /// Leads to a place of this tab.
    pub fn reveal(&mut self, place: &Place) {
        self.first = true;
        if place.kind == PlaceKind::Theme {
            self.theme.packages = false;
            self.theme.candidate = place.id.map(ThemeId);
            self.chosen = Chosen::Theme;
        }
    }

    fn choose(&mut self, chosen: Chosen) {
        self.chosen = chosen;
        self.first = true;
    }
}

/// Draws the tab.
pub fn show(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    let entered = super::entered(ui, &mut view.tabs.brief.seen);
    if std::mem::take(&mut view.tabs.brief.first) || entered {
        view.figure = None;
    }
    let bottom = area.bottom() - 108.0;
    let middle = (area.top() + (bottom - area.top()) * 0.565).round();
    let lower = Rect::from_min_max(egui::pos2(area.left(), middle), egui::pos2(area.right(), bottom));
    let (left, right) = lower.split_left_right_at_x((area.left() + area.width() * 0.5).round());
    audience::show(ui, left, scene, open, view, actions);
    theme::show(ui, right, scene, open, view, actions);
    pane::divider_h(ui, area, lower.top());
    pane::divider_h(ui, area, lower.bottom());
    pane::divider_v(ui, right, right.left());
}

/// What the inspector is called while the brief is in front.
#[must_use]
pub fn side_title(scene: &Scene<'_>, open: &Open<'_>, view: &View) -> Option<String> {
    if view.figure.is_some() {
        return None;
    }
    match view.tabs.brief.chosen {
        Chosen::Nothing => None,
        Chosen::Segment(segment) => Some(audience::side_title(scene, segment)),
        Chosen::Theme => Some(theme::side_title(scene)),
        Chosen::Package(id) => packages::side_title(scene, open, id),
    }
}

/// Draws what it shows then.
pub fn side_body(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    match view.tabs.brief.chosen {
        Chosen::Nothing => {}
        Chosen::Segment(segment) => audience::side_body(ui, scene, open, segment, actions),
        Chosen::Theme => theme::side_body(ui, scene, open, view, actions),
        Chosen::Package(id) => packages::side_body(ui, scene, open, id),
    }
}
