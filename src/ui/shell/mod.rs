//! The window around the tabs: header, tab bar with the rhythm line, inspector, status line, and what floats above.

pub mod actuals;
pub mod dialogs;
mod file_choice;
pub mod header;
mod header_review;
pub mod inspector;
pub mod keys;
pub mod menu;
pub mod orders;
pub mod palette;
pub mod rhythm;
pub mod status;
pub mod tab_bar;
pub mod templates;
pub mod toasts;
pub mod welcome;

use egui::{CornerRadius, Rangef, Rect, Ui};

use super::action::Actions;
use super::scene::{Open, Scene, View};
use super::tabs;
use super::theme::{self, size};
use super::widgets::edge::{self, Edge, Moved};
use super::widgets::paint;
use super::widgets::pane::{divider_h, divider_v};
use crate::engine::finding::Tab;
use crate::text::Msg;

/// Whether the window is too narrow for the full layout.
#[must_use]
pub fn is_compact(window: Rect) -> bool {
    window.width() < size::COMPACT_BELOW
}

/// The places of the window's parts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parts {
    /// Campaign, figures, search.
    pub header: Rect,
    /// Tabs and rhythm.
    pub tabs: Rect,
    /// The tab's own area.
    pub work: Rect,
    /// Inspector or its rail.
    pub inspector: Rect,
    /// Status line.
    pub status: Rect,
}

/// How wide the inspector may be: what it says is not cut, and the tab beside it keeps its room.
#[must_use]
pub fn inspector_limits(window: f32) -> Rangef {
    const WORK: f32 = 940.0;
    Rangef::new(size::INSPECTOR_MIN, (window - WORK).clamp(size::INSPECTOR_MIN, size::INSPECTOR_MAX))
}

/// Divides a window; `inspector_width` is the one chosen, if any.
#[must_use]
pub fn parts(window: Rect, inspector_open: bool, inspector_width: Option<f32>) -> Parts {
    let (header, rest) = window.split_top_bottom_at_y(window.top() + size::HEADER);
    let (tabs, rest) = rest.split_top_bottom_at_y(rest.top() + size::TAB_BAR);
    let (middle, status) = rest.split_top_bottom_at_y(rest.bottom() - size::STATUS);
    let width = if inspector_open {
        let usual = if window.width() >= 1900.0 { size::INSPECTOR_WIDE } else { size::INSPECTOR };
        inspector_limits(window.width()).clamp(inspector_width.unwrap_or(usual))
    } else {
        size::RAIL
    };
    let (work, inspector) = middle.split_left_right_at_x(middle.right() - width);
    Parts { header, tabs, work, inspector, status }
}

/// Draws the whole window and collects what is asked for.
pub fn window(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, actions: &mut Actions) {
    let p = theme::tokens(ui);
    let area = ui.max_rect();
    ui.painter().rect_filled(area, CornerRadius::ZERO, p.panel);
    keys::run(ui, scene, view, actions);
    match &scene.open {
        Some(open) if view.tab() == Tab::Run && view.tabs.run.wall => {
            tabs::run::wall::show(ui, area, scene, open, view);
        }
        Some(open) => in_parts(ui, area, scene, open, view, actions),
        None => welcome::show(ui, area, scene, view, actions),
    }
    palette::show(ui, area, scene, view, actions);
    dialogs::show(ui, scene, view, actions);
    toasts::show(ui, area, scene);
}

/// Draws the parts around the tab of an open project.
fn in_parts(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    let p = theme::tokens(ui);
    // a narrow window begins with the inspector folded; asking for a figure unfolds it
    let inspector_open = scene.settings.inspector && (!is_compact(area) || view.unfolded);
    // what an earlier session has left is offered above a project that was opened by its path, too
    let area = welcome::recovery_strips(ui, area, scene, 1, actions);
    let parts = parts(area, inspector_open, view.inspector_width);
    ui.painter().rect_filled(parts.header.union(parts.tabs), CornerRadius::ZERO, p.chrome);
    ui.painter().rect_filled(parts.inspector, CornerRadius::ZERO, p.side);
    ui.painter().rect_filled(parts.status, CornerRadius::ZERO, p.chrome);
    header::show(&mut paint::at(ui, parts.header, "header"), parts.header, scene, open, view, actions);
    tab_bar::show(&mut paint::at(ui, parts.tabs, "tabs"), parts.tabs, scene, open, view);
    let mut work = paint::at(ui, parts.work, "work");
    work.set_clip_rect(parts.work.intersect(ui.clip_rect()));
    tabs::show(&mut work, parts.work, scene, open, view, actions);
    let mut side = paint::at(ui, parts.inspector, "inspector");
    side.set_clip_rect(parts.inspector.intersect(ui.clip_rect()));
    inspector::show(&mut side, parts.inspector, inspector_open, scene, open, view, actions);
    status::show(&mut paint::at(ui, parts.status, "status"), parts.status, scene, open, view, actions);
    divider_h(ui, parts.header, parts.header.bottom());
    divider_h(ui, parts.tabs, parts.tabs.bottom());
    divider_v(ui, parts.inspector, parts.inspector.left());
    if inspector_open {
        inspector_edge(ui, parts.inspector, area.width(), scene, view);
    }
    divider_h(ui, parts.status, parts.status.top());
}

/// The edge by which the inspector is drawn wider or narrower.
fn inspector_edge(ui: &Ui, inspector: Rect, window: f32, scene: &Scene<'_>, view: &mut View) {
    let edge = Edge {
        name: scene.text(Msg::InspectorEdge),
        right: inspector.right(),
        width: inspector.width(),
        limits: inspector_limits(window),
        y: inspector.y_range(),
    };
    match edge::edge(ui, "inspector", &edge) {
        Some(Moved::To(width)) => view.inspector_width = Some(width),
        Some(Moved::Back) => view.inspector_width = None,
        None => {}
    }
}

#[cfg(test)]
mod tests {
    use egui::{pos2, vec2};

    use super::*;

    #[test]
    fn the_parts_fill_the_window_without_overlap() {
        for (w, h) in [(1280.0, 800.0), (1440.0, 900.0), (1920.0, 1080.0)] {
            let window = Rect::from_min_size(pos2(0.0, 0.0), vec2(w, h));
            for (open, width) in [(true, None), (true, Some(0.0)), (true, Some(9e9)), (false, None)] {
                let p = parts(window, open, width);
                let area: f32 = [p.header, p.tabs, p.work, p.inspector, p.status].iter().map(Rect::area).sum();
                assert!((area - window.area()).abs() < 0.5);
                assert!(!open || (size::INSPECTOR_MIN..=size::INSPECTOR_MAX).contains(&p.inspector.width()));
                assert!(p.work.width() >= 936.0, "{w}: {}", p.work.width());
            }
        }
    }
}
