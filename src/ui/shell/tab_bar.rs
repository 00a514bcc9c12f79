//! The tab bar: tabs in the order of the work with the findings they hold, and the rhythm line.

use egui::{Align2, CornerRadius, CursorIcon, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{is_compact, rhythm};
use crate::engine::finding::{Severity, Tab};
use crate::ui::command::{tab_icon, tab_name};
use crate::ui::scene::{Open, Scene, View};
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::button::focus_ring;
use crate::ui::widgets::paint;

/// Draws the tab bar.
pub fn show(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View) {
    let p = theme::tokens(ui);
    let compact = is_compact(ui.ctx().content_rect());
    rhythm::show(ui, area, scene, &open.campaign.phases, compact);
    let mut x = area.left() + 10.0;
    for tab in Tab::ALL {
        let name = scene.text(tab_name(tab));
        let active = view.tab() == tab;
        let font = if active { fonts::medium(size::TITLE) } else { fonts::regular(size::TITLE) };
        let text_width = paint::width(ui.painter(), name, fonts::medium(size::TITLE));
        let (worst, count) = badge(open, tab);
        let badge_text = count.to_string();
        let badge_width = if count > 0 { 8.0 + 18.0 } else { 0.0 };
        let icon_width = if compact { 0.0 } else { size::ICON + 7.0 };
        let width = 24.0 + icon_width + text_width + badge_width;
        let rect = Rect::from_min_size(pos2(x, area.top()), vec2(width, area.height()));
        let response = ui.interact(rect, ui.scope_id().with(("tab", name)), Sense::click());
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::Tab, true, name);
            info.selected = Some(active);
            info
        });
        let ink = if active {
            p.accent
        } else if response.hovered() {
            p.t1
        } else {
            p.t2
        };
        let painter = ui.painter();
        let mut left = rect.left() + 12.0;
        if !compact {
            let icon_ink = if active { p.accent } else { p.t2 };
            paint::icon(painter, pos2(left + 8.0, rect.center().y), tab_icon(tab), size::ICON, icon_ink);
            left += icon_width;
        }
        let text_ink = if active { p.t1 } else { ink };
        paint::text(painter, pos2(left, rect.center().y), Align2::LEFT_CENTER, name, font, text_ink);
        if count > 0 {
            let (fill, ink) = match worst {
                Severity::Error => (p.error_soft, p.error),
                _ => (p.warn_soft, p.warn),
            };
            let place = Rect::from_center_size(pos2(left + text_width + 8.0 + 9.0, rect.center().y), vec2(18.0, 18.0));
            painter.rect_filled(place, CornerRadius::same(size::RADIUS), fill);
            paint::text(painter, place.center(), Align2::CENTER_CENTER, &badge_text, fonts::medium(size::TICK), ink);
        }
        if active {
            let line = Rect::from_min_max(
                pos2(rect.left() + 4.0, rect.bottom() - 2.0),
                pos2(rect.right() - 4.0, rect.bottom()),
            );
            painter.rect_filled(line, CornerRadius::ZERO, p.accent);
        }
        if response.has_focus() {
            focus_ring(painter, rect.shrink(4.0), p);
        }
        if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
            view.tab = Some(tab);
        }
        x = rect.right();
    }
}

/// How many errors and warnings a tab holds, and the worst of them. Hints need no action and are not counted.
fn badge(open: &Open<'_>, tab: Tab) -> (Severity, usize) {
    let mut worst = Severity::Hint;
    let mut count = 0;
    for finding in open.answer.findings.iter().filter(|f| f.place.tab == tab && f.severity != Severity::Hint) {
        count += 1;
        if finding.severity == Severity::Error {
            worst = Severity::Error;
        }
    }
    (worst, count)
}
