//! Painting the rows in view: grounds first, then lines, then text, then the frames of the selection. Each part is
//! painted for the pinned columns and for the others apart, so that two clips suffice.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{
    Align2, Color32, CornerRadius, FontId, Galley, Painter, Rangef, Rect, Response, Shape, Stroke, StrokeKind, Ui,
    pos2, vec2,
};

use super::column::Side;
use super::geometry::Hit;
use super::mouse;
use super::scene::Scene;
use super::source::{Bar, CellView, Ink, Judgement, Lean, RowStyle, Sign, Span};
use super::state::{Drag, GridState};
use crate::ui::theme::{Palette, fonts, icons, size};

/// Width of a bar in a cell, if there is room for the figure beside it.
pub(super) const BAR_WIDTH: f32 = 88.0;
/// Room that a bar leaves for its figure.
const BAR_FIGURE: f32 = 52.0;
/// Height of a bar.
const BAR_HEIGHT: f32 = 8.0;
/// Side of a colour chip.
const CHIP: f32 = 8.0;
/// Indentation of a level of the tree.
const LEVEL: f32 = 16.0;

/// From a row's left edge to the text of its first cell.
pub(super) fn indent(scene: &Scene<'_>, state: &GridState, at: usize) -> f32 {
    let lead = scene.lead();
    let Some(row) = state.view.row(at).filter(|_| state.view.tree) else { return lead };
    let depth = scene.source.depth(row) as f32;
    if scene.source.has_children(row) {
        lead + LEVEL * (depth + 1.0)
    } else if depth > 0.0 {
        lead + LEVEL * depth + size::S8
    } else {
        lead
    }
}

/// The sign that folds a row.
pub(super) fn chevron(scene: &Scene<'_>, state: &GridState, at: usize, column: usize) -> Option<Rect> {
    let row = state.view.row(at).filter(|row| column == 0 && state.view.tree && scene.source.has_children(*row))?;
    let cell = scene.g.cell(at, 0);
    let left = cell.left() + scene.lead() + LEVEL * scene.source.depth(row) as f32;
    Some(Rect::from_center_size(
        pos2(left + size::ICON_TEXT / 2.0, cell.center().y),
        vec2(size::ICON_TEXT, size::ICON_TEXT),
    ))
}

/// Paints all rows in view.
pub(super) fn paint(ui: &Ui, response: &Response, scene: &Scene<'_>, state: &mut GridState, changed: bool) {
    let (g, p) = (&scene.g, scene.p);
    let body = ui.painter().with_clip_rect(g.body.intersect(ui.clip_rect()));
    let scrolled = body.with_clip_rect(g.scrolled_part(body.clip_rect()));
    let pinned = body.with_clip_rect(g.pinned_part(body.clip_rect()));
    let focused = response.has_focus() || state.editor.is_some();
    let mut shapes = vec![Shape::rect_filled(g.body, 0.0, p.panel)];
    row_grounds(scene, state, response, &mut shapes);
    body.extend(shapes);
    state.glow.begin(ui, scene, changed);
    for (painter, stays) in [(&scrolled, false), (&pinned, true)] {
        if painter.clip_rect().is_positive() {
            cell_grounds(ui, scene, state, painter, stays);
        }
    }
    lines(scene, &body);
    for (painter, stays) in [(&scrolled, false), (&pinned, true)] {
        if painter.clip_rect().is_positive() {
            texts(scene, state, painter, stays);
        }
    }
    if g.gutter > 0.0 {
        numbers(scene, state, &body);
    }
    frames(scene, state, &body, &scrolled, focused);
    if g.pinned > 0.0 && g.scroll.x > 0.0 {
        let x = g.body.left() + g.gutter + g.pinned;
        body.vline(x - 0.5, g.body.y_range(), Stroke::new(1.0, p.line_2));
    }
}

fn row_grounds(scene: &Scene<'_>, state: &GridState, response: &Response, shapes: &mut Vec<Shape>) {
    let (g, p) = (&scene.g, scene.p);
    let hovered = response.hover_pos().filter(|_| state.drag.is_none()).map(|at| g.hit(at));
    let block = state.selection.block(scene);
    let whole = state.selection.whole_rows || !state.selection.picked.is_empty();
    for at in g.rows_in_view() {
        let Some(row) = state.view.row(at) else { continue };
        let in_block = block.as_ref().is_some_and(|b| b.rows.contains(&at));
        let picked = (whole && in_block && state.selection.picked.is_empty())
            || (!state.selection.picked.is_empty() && state.selection.picked.contains(&scene.source.key(row)))
            || (scene.set.highlight_row && state.selection.at().is_some_and(|(active, _)| active == at));
        let under = matches!(hovered, Some(Hit::Cell { row, .. } | Hit::RowHead(row)) if row == at);
        let fill = if picked {
            p.acc_soft
        } else if under {
            p.hover
        } else if scene.source.style(row) == RowStyle::Group {
            p.side
        } else {
            continue;
        };
        shapes.push(Shape::rect_filled(Rect::from_x_y_ranges(g.body.x_range(), g.down(at)), 0.0, fill));
    }
}

/// The columns of one part.
fn part<'a>(scene: &'a Scene<'_>, stays: bool) -> impl Iterator<Item = usize> + 'a {
    scene.g.columns_in_view().filter(move |at| scene.g.columns.get(*at).is_some_and(|c| c.pinned == stays))
}

fn cell_grounds(ui: &Ui, scene: &Scene<'_>, state: &mut GridState, painter: &Painter, stays: bool) {
    let (g, p) = (&scene.g, scene.p);
    let mut shapes = Vec::new();
    if let Some(block) = state.selection.block(scene).filter(|b| !b.is_single() && !state.selection.whole_rows) {
        let across = g.across(*block.columns.start()).min..=g.across(*block.columns.end()).max;
        let down = g.down(*block.rows.start()).min..=g.down(*block.rows.end()).max;
        shapes.push(Shape::rect_filled(Rect::from_x_y_ranges(across, down), 0.0, p.sel));
    }
    if let Some(find) = &state.find {
        let rows = g.rows_in_view();
        for (row, column) in find.hits_in(rows) {
            if g.columns.get(column).is_some_and(|c| c.pinned == stays) {
                shapes.push(Shape::rect_filled(g.cell(row, column), 0.0, p.warn_soft));
            }
        }
    }
    for (row, column, strength) in state.glow.lit(scene, &state.view) {
        if g.columns.get(column).is_some_and(|c| c.pinned == stays) {
            shapes.push(Shape::rect_filled(g.cell(row, column), 0.0, p.acc_soft.gamma_multiply(strength)));
            ui.ctx().request_repaint();
        }
    }
    painter.extend(shapes);
}

fn lines(scene: &Scene<'_>, body: &Painter) {
    let (g, p) = (&scene.g, scene.p);
    let stroke = Stroke::new(1.0, p.line);
    let mut shapes = Vec::new();
    let hline = |y: f32| Shape::LineSegment { points: [pos2(g.body.left(), y), pos2(g.body.right(), y)], stroke };
    for at in g.rows_in_view() {
        shapes.push(hline(g.down(at).max - 0.5));
    }
    if g.add_line && g.add_rect().intersects(g.body) {
        shapes.push(hline(g.add_rect().bottom() - 0.5));
    }
    let bottom = g.down(g.rows).min.min(g.body.bottom());
    if g.gutter > 0.0 {
        let x = g.body.left() + g.gutter - 0.5;
        shapes.push(Shape::LineSegment { points: [pos2(x, g.body.top()), pos2(x, bottom)], stroke });
    }
    if scene.column_lines() {
        let left = g.scrolled_part(g.body).left();
        for at in g.columns_in_view() {
            let x = g.across(at).max - 0.5;
            if g.columns.get(at).is_some_and(|c| c.pinned) || x >= left {
                shapes.push(Shape::LineSegment { points: [pos2(x, g.body.top()), pos2(x, bottom)], stroke });
            }
        }
    }
    body.extend(shapes);
}

fn texts(scene: &Scene<'_>, state: &mut GridState, painter: &Painter, stays: bool) {
    let columns: Vec<usize> = part(scene, stays).collect();
    let block = state.selection.block(scene).filter(|b| !b.is_single() && !state.selection.whole_rows);
    let mut shapes = Vec::with_capacity(columns.len() * scene.g.rows_in_view().len() + 16);
    let mut views: Vec<(usize, CellView<'_>)> = Vec::with_capacity(columns.len());
    for at in scene.g.rows_in_view() {
        let Some(row) = state.view.row(at) else { continue };
        views.clear();
        for place in &columns {
            let Some(column) = scene.column_at(*place) else { continue };
            let view = scene.source.cell(row, column.id);
            state.glow.see(scene.source.key(row), column.id, &view.text);
            views.push((*place, view));
        }
        let strong = scene.source.style(row) == RowStyle::Group;
        let indent = indent(scene, state, at);
        // one lock of the fonts for a row
        painter.fonts_mut(|fonts| {
            for (place, view) in &views {
                let Some(column) = scene.column_at(*place) else { continue };
                let on_sel = block.as_ref().is_some_and(|b| b.contains(at, *place));
                let look = Look {
                    p: scene.p,
                    dots: scene.dots(),
                    rect: scene.g.cell(at, *place),
                    side: column.align,
                    lead: if *place == 0 { indent } else { size::S8 },
                    strong,
                    on_sel,
                };
                cell(fonts, &look, view, &mut shapes);
            }
        });
        if columns.first() == Some(&0)
            && let Some(rect) = chevron(scene, state, at, 0)
        {
            let icon = if scene.source.folded(row) { icons::CHEVRON_RIGHT } else { icons::CHEVRON_DOWN };
            let galley = painter.fonts_mut(|f| line(f, icon, fonts::icon(size::ICON_TEXT)));
            shapes.push(Shape::galley(rect.center() - galley.size() / 2.0, galley, scene.p.t2));
        }
    }
    painter.extend(shapes);
}

/// Where and how one cell is painted.
pub(super) struct Look<'a> {
    pub p: &'static Palette,
    pub dots: &'a str,
    pub rect: Rect,
    pub side: Side,
    /// From the cell's left edge to what stands first.
    pub lead: f32,
    pub strong: bool,
    pub on_sel: bool,
}

/// The colour of an ink. On the ground of a selected block only the darkest are legible.
pub(super) fn color(p: &Palette, ink: Ink, on_sel: bool) -> Color32 {
    match ink {
        Ink::Input => p.input,
        Ink::Plain => p.t1,
        Ink::Reference => p.t2,
        Ink::Absent => p.t4,
        Ink::Stale if on_sel => p.t2,
        Ink::Better | Ink::Worse | Ink::Warn | Ink::Error if on_sel => p.t1,
        Ink::Stale => p.t3,
        Ink::Better => p.better,
        Ink::Worse => p.worse,
        Ink::Warn => p.warn,
        Ink::Error => p.error,
    }
}

/// Builds the shapes of a cell. Whether its text had to be cut.
pub(super) fn cell(
    fonts: &mut egui::epaint::text::FontsView<'_>,
    look: &Look<'_>,
    view: &CellView<'_>,
    shapes: &mut Vec<Shape>,
) -> bool {
    let (p, rect) = (look.p, look.rect);
    if view.ink == Ink::Error && !look.on_sel {
        shapes.push(Shape::rect_filled(rect.with_max_y(rect.bottom() - 1.0), 0.0, p.error_soft));
    }
    let mut left = rect.left() + look.lead;
    let right = rect.right() - size::S8;
    let middle = rect.center().y;
    if let Some(span) = &view.span {
        let track = Rect::from_x_y_ranges(Rangef::new(left, right.max(left)), middle..=middle);
        span_shapes(p, track, span, shapes);
        return false;
    }
    if let Some(lean) = &view.lean {
        let room = Rangef::new(left, right.max(left));
        let font = if look.strong || view.strong { fonts::text_medium() } else { fonts::text() };
        let galley = line(fonts, &view.text, font);
        lean_shapes(p, room, middle, lean, galley, color(p, view.ink, look.on_sel), shapes);
        return false;
    }
    if !view.signs.is_empty() {
        sign_shapes(fonts, p, left, right, middle, &view.signs, shapes);
        return false;
    }
    if let Some(bar) = &view.bar {
        let width = BAR_WIDTH.min(right - left - BAR_FIGURE);
        if width >= CHIP {
            let track = Rect::from_min_size(pos2(left, middle - BAR_HEIGHT / 2.0), vec2(width, BAR_HEIGHT));
            bar_shapes(p, track, bar, shapes);
            left += width + size::S8;
        }
    }
    if let Some(chip) = view.chip {
        let square = Rect::from_min_size(pos2(left, middle - CHIP / 2.0), vec2(CHIP, CHIP));
        shapes.push(Shape::rect_filled(square, CornerRadius::same(size::RADIUS_SMALL), chip));
        left += CHIP + size::S4;
    }
    let mut ink = view.ink;
    if let Some(judgement) = view.judgement {
        ink = match judgement {
            Judgement::Better => Ink::Better,
            Judgement::Worse => Ink::Worse,
        };
    }
    let color = color(p, ink, look.on_sel);
    if let Some(icon) = view.icon {
        let galley = line(fonts, icon, fonts::icon(size::ICON_CELL));
        let tint = match ink {
            Ink::Better | Ink::Worse | Ink::Warn | Ink::Error => color,
            _ => p.t2,
        };
        shapes.push(Shape::galley(pos2(left, middle - galley.size().y / 2.0), galley, tint));
        left += size::ICON_CELL + size::S4;
    }
    if view.text.is_empty() {
        return false;
    }
    let font = if look.strong || view.strong { fonts::text_medium() } else { fonts::text() };
    let judged;
    let text: &str = match view.judgement {
        Some(Judgement::Better) => {
            judged = format!("▲ {}", view.text);
            &judged
        }
        Some(Judgement::Worse) => {
            judged = format!("▼ {}", view.text);
            &judged
        }
        None => &view.text,
    };
    let (galley, is_cut) = cut(fonts, text, &font, right - left, look.dots);
    // beside a bar the figure stands at the right, whatever the heading does
    let side = if view.bar.is_some() { Side::Right } else { look.side };
    let x = match side {
        Side::Left => left,
        Side::Right => (right - galley.size().x).max(left),
    };
    shapes.push(Shape::galley(pos2(x, middle - galley.size().y / 2.0), galley, color));
    is_cut
}

/// A line of text in a colour yet to come.
fn line(fonts: &mut egui::epaint::text::FontsView<'_>, text: &str, font: FontId) -> Arc<Galley> {
    // a line break inside a cell is shown as a space
    let text = if text.contains(['\n', '\r', '\t']) { text.replace(['\n', '\r', '\t'], " ") } else { text.to_owned() };
    fonts.layout_job(LayoutJob::simple_singleline(text, font, Color32::PLACEHOLDER))
}

/// As much of a text as fits, and dots.
pub(super) fn cut(
    fonts: &mut egui::epaint::text::FontsView<'_>,
    text: &str,
    font: &FontId,
    room: f32,
    dots: &str,
) -> (Arc<Galley>, bool) {
    // no cell shows more; laying out a novel takes time
    let head = text.char_indices().nth(400).map_or(text, |(end, _)| text.get(..end).unwrap_or(text));
    let whole = line(fonts, head, font.clone());
    if whole.size().x <= room + 0.5 && head.len() == text.len() {
        return (whole, false);
    }
    let dots_width = line(fonts, dots, font.clone()).size().x;
    let limit = (room - dots_width).max(0.0);
    let mut cursor = whole.cursor_from_pos(vec2(limit, 0.0));
    while cursor.index.0 > 0 && whole.pos_from_cursor(cursor).min.x > limit {
        cursor.index.0 -= 1;
    }
    let mut short: String = head.chars().take(cursor.index.0).collect();
    short.truncate(short.trim_end().len());
    short.push_str(dots);
    (line(fonts, &short, font.clone()), true)
}

/// Side and step of a sign's frame.
const SIGN: (f32, f32) = (18.0, 22.0);

fn sign_shapes(
    fonts: &mut egui::epaint::text::FontsView<'_>,
    p: &Palette,
    left: f32,
    right: f32,
    middle: f32,
    signs: &[Sign],
    shapes: &mut Vec<Shape>,
) {
    let mut x = left;
    for sign in signs {
        if x + SIGN.0 > right + size::S8 {
            break;
        }
        let frame = Rect::from_min_size(pos2(x, middle - SIGN.0 / 2.0), vec2(SIGN.0, SIGN.0));
        let corner = CornerRadius::same(3);
        let (ground, ink) = match sign.ink {
            Ink::Warn => (p.warn_soft, p.warn),
            Ink::Absent => (p.sunken, p.t4),
            _ => (p.press, p.t2),
        };
        shapes.push(Shape::rect_filled(frame, corner, ground));
        if sign.ink == Ink::Warn {
            let stroke = egui::Stroke::new(1.0, p.warn);
            shapes.push(Shape::rect_stroke(frame, corner, stroke, egui::StrokeKind::Inside));
        }
        let galley = fonts.layout_no_wrap(sign.text.to_owned(), crate::ui::theme::fonts::medium(size::TICK), ink);
        let at = frame.center() - galley.size() / 2.0;
        shapes.push(Shape::galley(at, galley, ink));
        x += SIGN.1;
    }
}

fn span_shapes(p: &Palette, track: Rect, span: &Span, shapes: &mut Vec<Shape>) {
    let middle = track.center().y;
    let room = (span.most - span.least).max(f32::MIN_POSITIVE);
    let at = |value: f32| track.left() + track.width() * ((value - span.least) / room).clamp(0.0, 1.0);
    let piece = |from: f32, to: f32, height: f32, color: Color32, shapes: &mut Vec<Shape>| {
        if to > from {
            let y = Rangef::new(middle - height / 2.0, middle + height / 2.0);
            shapes.push(Shape::rect_filled(Rect::from_x_y_ranges(Rangef::new(from, to), y), 0.0, color));
        }
    };
    piece(track.left(), track.right(), 1.0, p.line_2, shapes);
    let (from, to) = (at(span.from.min(span.to)), at(span.to.max(span.from)));
    // so that a stretch without length is seen
    let to = to.max(from + 2.0);
    let edge = span.yardstick.map_or(from, |mark| at(mark).clamp(from, to));
    piece(from, edge, BAR_HEIGHT, p.worse, shapes);
    piece(edge, to, BAR_HEIGHT, p.bar_2, shapes);
    for (mark, color) in [(span.tick, p.t3), (span.yardstick, p.t1)] {
        if let Some(x) = mark.map(at) {
            piece(x.round(), x.round() + 1.0, BAR_HEIGHT + 6.0, color, shapes);
        }
    }
}

/// The bar begins at the middle, the figure ends or begins there on the other side.
fn lean_shapes(
    p: &Palette,
    room: Rangef,
    middle: f32,
    lean: &Lean,
    galley: Arc<egui::Galley>,
    ink: Color32,
    shapes: &mut Vec<Shape>,
) {
    let axis = room.center().round();
    let part = (lean.value.abs() / lean.full.max(f32::MIN_POSITIVE)).clamp(0.0, 1.0);
    let length = (part * (room.span() / 2.0 - 2.0)).max(1.0);
    let right = lean.value >= 0.0;
    let bar = if right { Rangef::new(axis, axis + length) } else { Rangef::new(axis - length, axis) };
    let half = BAR_HEIGHT / 2.0 + 1.0;
    let tint = if right { p.better } else { p.worse };
    shapes.push(Shape::rect_filled(Rect::from_x_y_ranges(bar, middle - half..=middle + half), 0.0, tint));
    let x = if right { axis - size::S4 - galley.size().x } else { axis + size::S4 };
    shapes.push(Shape::galley(pos2(x.max(room.min), middle - galley.size().y / 2.0), galley, ink));
}

fn bar_shapes(p: &Palette, track: Rect, bar: &Bar, shapes: &mut Vec<Shape>) {
    let at = |value: f32| track.left() + track.width() * (value / bar.full.max(f32::MIN_POSITIVE)).clamp(0.0, 1.0);
    let piece = |from: f32, to: f32, color: Color32, shapes: &mut Vec<Shape>| {
        if to > from {
            let rect = Rect::from_x_y_ranges(Rangef::new(from, to), track.y_range());
            shapes.push(Shape::rect_filled(rect, 0.0, color));
        }
    };
    shapes.push(Shape::rect_filled(track, CornerRadius::same(size::RADIUS_SMALL), p.sunken));
    let end = at(bar.value);
    match bar.yardstick.map(at) {
        Some(mark) => {
            piece(track.left(), end.min(mark), p.bar_2, shapes);
            if end < mark && bar.missing {
                piece(end, mark, p.worse, shapes);
            }
            if end > mark {
                piece(mark, end, if bar.excess { p.warn_fill } else { p.bar_2 }, shapes);
            }
            let tick = Rect::from_min_max(
                pos2(mark.round(), track.top() - 2.0),
                pos2(mark.round() + 1.0, track.bottom() + 2.0),
            );
            shapes.push(Shape::rect_filled(tick, 0.0, p.t1));
        }
        None => piece(track.left(), end, p.bar_2, shapes),
    }
}

fn numbers(scene: &Scene<'_>, state: &GridState, body: &Painter) {
    let (g, p) = (&scene.g, scene.p);
    let block = state.selection.block(scene);
    let mut shapes = Vec::new();
    for at in g.rows_in_view() {
        let selected = block.as_ref().is_some_and(|b| b.rows.contains(&at));
        let color = if selected { p.t1 } else { p.t3 };
        let own = state.view.row(at).and_then(|row| scene.source.number(row));
        let galley = match &own {
            Some(own) => body.fonts_mut(|f| line(f, own, fonts::text())),
            None => body.fonts_mut(|f| line(f, &(at + 1).to_string(), fonts::text())),
        };
        let left = own.is_some();
        let x = g.body.left() + if left { size::S16 } else { g.gutter - size::S12 - galley.size().x };
        shapes.push(Shape::galley(
            pos2(x.max(g.body.left() + 2.0), g.down(at).center() - galley.size().y / 2.0),
            galley,
            color,
        ));
    }
    body.extend(shapes);
}

/// The frames of the selection, with the handle; grey while the keyboard is elsewhere.
fn frames(scene: &Scene<'_>, state: &GridState, body: &Painter, scrolled: &Painter, focused: bool) {
    let (g, p) = (&scene.g, scene.p);
    let (Some(block), Some((row, column))) = (state.selection.block(scene), state.selection.at()) else { return };
    if state.selection.whole_rows && !focused {
        return;
    }
    // a list shows its row, a spreadsheet its cell
    if !focused && scene.set.highlight_row && block.is_single() {
        return;
    }
    let color = if focused { p.accent } else { p.bar_2 };
    let painter_of = |column: usize| if g.columns.get(column).is_some_and(|c| c.pinned) { body } else { scrolled };
    let active = g.cell(row, column);
    if !block.is_single() && !state.selection.whole_rows && state.editor.is_none() {
        // within a block the active cell stands out by its plain ground
        let inner = active.with_max_x(active.right() - 1.0).with_max_y(active.bottom() - 1.0);
        painter_of(column).rect_filled(inner, 0.0, p.panel);
        redraw(scene, state, painter_of(column), row, column);
    }
    let (first, last) = (*block.columns.start(), *block.columns.end());
    let mut rect = Rect::from_min_max(
        pos2(g.across(first).min, g.down(*block.rows.start()).min - 1.0),
        pos2(g.across(last).max, g.down(*block.rows.end()).max),
    );
    if first > 0 || g.gutter > 0.0 {
        rect.min.x -= 1.0;
    }
    if state.selection.whole_rows {
        painter_of(column).rect_stroke(
            active.expand2(vec2(0.0, 0.0)),
            0.0,
            Stroke::new(2.0, color),
            StrokeKind::Inside,
        );
        return;
    }
    let painter = painter_of(first);
    if block.is_single() && state.editor.is_none() {
        let inner = active.with_max_y(active.bottom() - 1.0);
        painter.rect_filled(inner, 0.0, p.panel);
        redraw(scene, state, painter, row, column);
    }
    painter.rect_stroke(rect, 0.0, Stroke::new(2.0, color), StrokeKind::Inside);
    if focused
        && state.editor.is_none()
        && let Some(handle) = mouse::handle(scene, state)
    {
        body.rect(handle, 0.0, p.accent, Stroke::new(1.0, p.panel), StrokeKind::Outside);
    }
    if let Some(Drag::Fill(row, column)) = state.drag
        && let Some((down, into)) = mouse::fill_target(scene, state, row, column)
    {
        let (rows, columns) = if down { (into, block.columns) } else { (block.rows, into) };
        let rect = Rect::from_min_max(
            pos2(g.across(*columns.start()).min, g.down(*rows.start()).min),
            pos2(g.across(*columns.end()).max, g.down(*rows.end()).max),
        );
        let corners = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()];
        body.extend(Shape::dashed_line(&corners, Stroke::new(1.5, p.accent), 4.0, 3.0));
    }
}

/// Paints a cell again on its new ground.
fn redraw(scene: &Scene<'_>, state: &GridState, painter: &Painter, at: usize, place: usize) {
    let (Some(row), Some(column)) = (state.view.row(at), scene.column_at(place)) else { return };
    let view = scene.source.cell(row, column.id);
    let look = Look {
        p: scene.p,
        dots: scene.dots(),
        rect: scene.g.cell(at, place),
        side: column.align,
        lead: if place == 0 { indent(scene, state, at) } else { size::S8 },
        strong: scene.source.style(row) == RowStyle::Group,
        on_sel: false,
    };
    let mut shapes = Vec::new();
    painter.fonts_mut(|f| cell(f, &look, &view, &mut shapes));
    painter.extend(shapes);
    if let Some(rect) = chevron(scene, state, at, place) {
        let icon = if scene.source.folded(row) { icons::CHEVRON_RIGHT } else { icons::CHEVRON_DOWN };
        painter.text(rect.center(), Align2::CENTER_CENTER, icon, fonts::icon(size::ICON_TEXT), scene.p.t2);
    }
}
