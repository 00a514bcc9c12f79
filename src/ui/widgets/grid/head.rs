//! Header, totals and the line that adds a row.

use egui::{Rect, Response, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::cells::{self, Look};
use super::column::{Column, Side};
use super::event::GridEvent;
use super::geometry::Hit;
use super::mouse;
use super::scene::{SORT_SIGN, Scene};
use super::state::{Drag, GridState};
use crate::ui::theme::{fonts, icons, size};

/// Where the sign that opens a heading's menu stands: away from the words.
pub(super) fn menu_button(scene: &Scene<'_>, column: &Column) -> Rect {
    let Some(at) = scene.place_of(column.id) else { return Rect::NOTHING };
    let across = scene.g.across(at);
    let x = match column.align {
        Side::Left => across.max - 1.0 - size::ICON_CELL / 2.0,
        Side::Right => across.min + 1.0 + size::ICON_CELL / 2.0,
    };
    Rect::from_center_size(pos2(x, scene.g.header.center().y), vec2(size::ICON_CELL, size::ICON_CELL + 8.0))
}

/// Paints the header; opens a heading's menu.
pub(super) fn paint(ui: &Ui, response: &Response, scene: &Scene<'_>, state: &mut GridState) {
    let (g, p) = (&scene.g, scene.p);
    let all = ui.painter().with_clip_rect(g.header.intersect(ui.clip_rect()));
    all.rect_filled(g.header, 0.0, p.chrome);
    let pointer = response.hover_pos();
    let hovered = pointer.map(|at| g.hit(at));
    for stays in [false, true] {
        let clip = if stays { g.pinned_part(g.header) } else { g.scrolled_part(g.header) };
        let painter = all.with_clip_rect(clip.intersect(all.clip_rect()));
        for at in g.columns_in_view() {
            let Some(column) = scene.column_at(at) else { continue };
            if g.columns.get(at).is_none_or(|c| c.pinned != stays) {
                continue;
            }
            let rect = Rect::from_x_y_ranges(g.across(at), g.header.y_range());
            let under = hovered == Some(Hit::Heading(at));
            if under && column.sortable {
                painter.rect_filled(rect, 0.0, p.hover);
            }
            let filtered = state.filters.contains_key(&column.id);
            let open = state.header_menu.as_ref().is_some_and(|m| m.column == column.id);
            let button = (under || filtered || open).then(|| menu_button(scene, column));
            words(scene, state, &painter, at, column, rect);
            if let Some(button) = button {
                let over = pointer.is_some_and(|pointer| button.contains(pointer));
                let color = if filtered {
                    p.accent
                } else if over || open {
                    p.t1
                } else {
                    p.t3
                };
                let icon = if filtered { icons::FUNNEL } else { icons::CHEVRON_DOWN };
                let place = button.center();
                // in a narrow column it covers the edge of the words
                let ground = if under { p.hover } else { p.chrome };
                painter.rect_filled(button, 0.0, ground);
                painter.text(place, egui::Align2::CENTER_CENTER, icon, fonts::icon(size::ICON_CELL), color);
                if over && response.clicked() {
                    super::header_menu::open(scene, state, column.id);
                }
            }
            if under && response.secondary_clicked() {
                super::header_menu::open(scene, state, column.id);
            }
            if scene.column_lines() {
                painter.vline(rect.right() - 0.5, g.header.y_range(), Stroke::new(1.0, p.line));
            }
        }
    }
    if g.gutter > 0.0 && scene.column_lines() {
        all.vline(g.header.left() + g.gutter - 0.5, g.header.y_range(), Stroke::new(1.0, p.line));
    }
    if let (Some(Drag::Heading(_, from)), Some(at)) = (state.drag, response.interact_pointer_pos())
        && (at.x - from).abs() > size::S8
    {
        let place = mouse::drop_place(scene, at.x);
        let x = if place < g.columns.len() { g.across(place).min } else { g.across(place.saturating_sub(1)).max };
        all.vline(x, g.header.y_range(), Stroke::new(2.0, p.accent));
    }
    all.hline(g.header.x_range(), g.header.bottom() - 0.5, Stroke::new(1.0, p.line_2));
}

fn words(scene: &Scene<'_>, state: &GridState, painter: &egui::Painter, at: usize, column: &Column, rect: Rect) {
    let p = scene.p;
    let lead = if at == 0 { scene.lead() } else { size::S8 };
    let (left, right) = (rect.left() + lead, rect.right() - size::S8);
    let sort = state.sort.iter().find(|by| by.column == column.id);
    let room = right - left - if sort.is_some() { SORT_SIGN } else { 0.0 };
    let title = scene.heading(column);
    let (galley, _) = painter.fonts_mut(|f| cells::cut(f, &title, &fonts::text(), room, scene.dots()));
    let width = galley.size().x;
    let y = rect.center().y - galley.size().y / 2.0;
    let x = match column.align {
        Side::Left => left,
        Side::Right => right - width,
    };
    painter.galley(pos2(x, y), galley, p.t2);
    if let Some(sort) = sort {
        let icon = if sort.descending { icons::ARROW_DOWN } else { icons::ARROW_UP };
        let center = match column.align {
            Side::Left => x + width + 2.0 + size::ICON_CELL / 2.0,
            Side::Right => x - 2.0 - size::ICON_CELL / 2.0,
        };
        let place = pos2(center, rect.center().y);
        painter.text(place, egui::Align2::CENTER_CENTER, icon, fonts::icon(size::ICON_CELL), p.t2);
    }
}

/// Paints the totals row.
pub(super) fn totals(ui: &Ui, scene: &Scene<'_>) {
    let (g, p) = (&scene.g, scene.p);
    if !g.totals.is_positive() {
        return;
    }
    let all = ui.painter().with_clip_rect(g.totals.intersect(ui.clip_rect()));
    all.rect_filled(g.totals, 0.0, p.chrome);
    for stays in [false, true] {
        let clip = if stays { g.pinned_part(g.totals) } else { g.scrolled_part(g.totals) };
        let painter = all.with_clip_rect(clip.intersect(all.clip_rect()));
        let mut shapes: Vec<Shape> = Vec::new();
        for at in g.columns_in_view() {
            let Some(column) = scene.column_at(at) else { continue };
            if g.columns.get(at).is_none_or(|c| c.pinned != stays) {
                continue;
            }
            let rect = Rect::from_x_y_ranges(g.across(at), g.totals.y_range());
            if scene.column_lines() {
                let x = rect.right() - 0.5;
                let points = [pos2(x, rect.top()), pos2(x, rect.bottom())];
                shapes.push(Shape::LineSegment { points, stroke: Stroke::new(1.0, p.line) });
            }
            let Some(view) = scene.source.total(column.id) else { continue };
            let lead = if at == 0 { scene.lead() } else { size::S8 };
            let look = Look { p, dots: scene.dots(), rect, side: column.align, lead, strong: true, on_sel: false };
            painter.fonts_mut(|f| cells::cell(f, &look, &view, &mut shapes));
        }
        painter.extend(shapes);
    }
    all.hline(g.totals.x_range(), g.totals.top() + 0.5, Stroke::new(1.0, p.line_2));
}

/// The line under the last row.
pub(super) fn add_line(ui: &Ui, scene: &Scene<'_>, out: &mut Vec<GridEvent>) {
    let Some(label) = &scene.set.add_line else { return };
    let (g, p) = (&scene.g, scene.p);
    let rect = g.add_rect();
    let seen = rect.intersect(g.body);
    if !seen.is_positive() || seen.height() < 4.0 {
        return;
    }
    let response = ui.interact(seen, scene.id.with("add"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, label));
    let painter = ui.painter().with_clip_rect(g.body.intersect(ui.clip_rect()));
    if response.hovered() || response.has_focus() {
        painter.rect_filled(rect.with_max_y(rect.bottom() - 1.0), 0.0, p.hover);
    }
    if response.has_focus() {
        painter.rect_stroke(rect.shrink(1.0), 0.0, Stroke::new(2.0, p.accent), egui::StrokeKind::Inside);
    }
    let left = rect.left() + g.gutter + scene.lead();
    let color = if response.hovered() { p.t1 } else { p.t2 };
    let middle = rect.center().y;
    let place = pos2(left + size::ICON_CELL / 2.0, middle);
    painter.text(place, egui::Align2::CENTER_CENTER, icons::PLUS, fonts::icon(size::ICON_CELL), color);
    painter.text(pos2(left + size::S16, middle), egui::Align2::LEFT_CENTER, label, fonts::text(), color);
    if response.clicked() {
        out.push(GridEvent::AddAtEnd);
    }
}
