//! The Gantt chart: bars over time, beside a grid whose rows they share. The host owns the tasks; the chart shows them and
//! asks for changes.
//!
//! The host implements [`GanttSource`] and applies the [`GanttEvent`]s. While a bar is dragged an event comes each frame,
//! always counted from how the bar was when the drag began; all of one drag bear one [`Gesture`], so that they are one
//! step to undo and Escape brings everything back.

mod axis;
mod hand;
mod paint;
mod route;
mod source;
mod state;

use egui::{CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

pub use axis::{Axis, Unit, Zoom};
pub use route::{End, route};
pub use source::{Bar, Day, GanttSource, Link, Phase, Shape};
pub use state::{GanttState, Part};

use crate::document::Gesture;
use crate::engine::schedule::Moment;
use crate::text::Texts;
use crate::ui::theme;
use crate::ui::widgets::grid::RowKey;
use crate::ui::widgets::paint as widgets_paint;

/// What a person asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum GanttEvent {
    /// A row was clicked: select it, beside the others or alone.
    Select(RowKey, bool),
    /// Bars were caught with the lasso.
    SelectAll(Vec<RowKey>),
    /// A bar was double-clicked.
    Open(RowKey),
    /// A drag of a bar begins: the host remembers how what moves with it stands.
    Begin(RowKey, Part),
    /// A bar is dragged; everything is counted from how it was at the beginning.
    Drag {
        /// Whose.
        key: RowKey,
        /// What of it.
        part: Part,
        /// Where that is to be: the start for the whole bar.
        to: Moment,
        /// By how many minutes that is from where it was.
        by: i64,
        /// For progress: the part that is done, 0 … 1.
        done: f32,
        /// Whether what follows is to stay where it is.
        hold: bool,
        /// The drag's gesture.
        gesture: Gesture,
        /// The line under the pointer.
        line: usize,
    },
    /// The drag ended.
    End,
    /// The drag was dropped.
    Cancel(Gesture),
    /// A link was drawn.
    Link {
        /// The predecessor.
        from: RowKey,
        /// From which end of it.
        from_end: End,
        /// The successor.
        to: RowKey,
        /// To which end of it.
        to_end: End,
    },
    /// A link was clicked.
    PickLink(u32),
    /// A task was drawn on an empty line.
    Draw {
        /// First instant.
        start: Moment,
        /// First instant no longer in it.
        finish: Moment,
        /// On which line.
        line: usize,
    },
    /// The wheel asks for rows further down.
    Scroll(f32),
}

/// The chart, for one frame.
#[must_use = "call `show`"]
pub struct Gantt<'a> {
    /// What a screen reader calls it.
    pub name: &'a str,
    /// The bars.
    pub source: &'a dyn GanttSource,
    /// The words.
    pub texts: &'a Texts,
    /// The clock.
    pub now: Moment,
    /// What is fitted into view at first.
    pub span: (Moment, Moment),
    /// Height of the labels above the bars.
    pub header: f32,
    /// Height of a row.
    pub row: f32,
    /// How far down the rows are scrolled.
    pub scroll: f32,
    /// The link that is looked at.
    pub picked: Option<u32>,
    /// Shown for a picture: nothing that only serves the hand.
    pub posing: bool,
}

/// What a frame of the chart gave.
#[derive(Debug)]
pub struct GanttOutput {
    /// What a person asked for, in order.
    pub events: Vec<GanttEvent>,
    /// The axis, for what else stands on it.
    pub axis: Axis,
    /// The bars as one widget.
    pub response: egui::Response,
    /// The row under the pointer.
    pub hovered: Option<usize>,
}

/// A bar in view.
struct Seen<'a> {
    row: usize,
    line: Rect,
    rect: Rect,
    bar: Bar<'a>,
}

impl Gantt<'_> {
    /// Shows the chart in a place.
    pub fn show(self, ui: &mut Ui, place: Rect, state: &mut GanttState) -> GanttOutput {
        let p = theme::tokens(ui);
        let mut events = Vec::new();
        let (head, body) = place.split_top_bottom_at_y(place.top() + self.header);
        let soft = !self.posing && ui.style().animation_time > 0.0;
        let now = soft.then(|| ui.input(|input| input.time));
        let mut axis = state.axis(body.left(), body.right(), self.span, now);
        if state.is_moving() {
            ui.ctx().request_repaint();
        }
        let mut ui = widgets_paint::at(ui, place, "gantt");
        ui.set_clip_rect(place.intersect(ui.clip_rect()));
        let response = ui.interact(body, ui.scope_id().with("bars"), Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, self.name));
        if !self.posing {
            hand::wheel(&ui, place, &mut axis, state, &mut events);
        }

        let painter = ui.painter_at(body);
        paint::behind(&painter, body, &axis, self.source, p);
        let lines = self.lines(body);
        let rows = self.source.on(lines.clone());
        let place = |row: usize| {
            let bar = self.source.bar(row)?;
            let line = self.line(body, self.source.line(row));
            Some(Seen { row, line, rect: paint::place(&axis, line, &bar), bar })
        };
        // bars that share a line are looked up all, and those out of view left out
        let seen: Vec<Seen<'_>> = rows
            .clone()
            .filter_map(place)
            .filter(|one| {
                !self.shared()
                    || body.x_range().intersects(one.rect.x_range())
                    || one.rect.right() > body.left() - 240.0 && one.rect.left() < body.right()
            })
            .collect();
        let pointer = ui.rect_contains_pointer(body).then(|| ui.input(|i| i.pointer.hover_pos())).flatten();
        let hovered = pointer.and_then(|at| self.under(&seen, at)).map(|one| one.row);
        for at in lines {
            let line = self.line(body, at);
            if !self.shared() && self.source.selected(at) {
                painter.rect_filled(line, CornerRadius::ZERO, p.sel.gamma_multiply(0.45));
            }
            painter.hline(line.x_range(), line.bottom() - 0.5, Stroke::new(1.0, p.grid));
        }
        let ways = self.ways(&axis, body, &rows);
        let looked = hovered.filter(|_| state.drag.is_none());
        let touches = |link: &Link| looked.is_some_and(|row| link.from == row || link.to == row);
        let any = ways.iter().any(|(link, _)| touches(link));
        for (link, way) in &ways {
            let color = match link {
                link if Some(link.id) == self.picked || touches(link) => p.accent,
                Link { critical: true, .. } => p.error,
                _ => p.bar_2,
            };
            let color = if any && !touches(link) { color.gamma_multiply(0.4) } else { color };
            paint::link(&painter, way, color);
        }
        let lines: Vec<Vec<egui::Pos2>> = ways.iter().map(|(_, way)| way.clone()).collect();
        for one in &seen {
            paint::bar(&painter, &axis, one.rect, &one.bar, p);
            let taken = !self.posing && hand::in_hand(&ui, self.source.selected(one.row), one.rect);
            let gap = if taken { 6.0 + hand::KNOB } else { 6.0 };
            paint::words(&painter, body, one.rect, &one.bar, gap, &lines, p);
            if self.source.selected(one.row) && !self.posing && one.bar.shape == Shape::Task {
                let frame = one.rect.expand(1.5);
                painter.rect_stroke(frame, CornerRadius::same(4), Stroke::new(2.0, p.accent), StrokeKind::Outside);
            }
        }
        paint::today(&painter, body, &axis, self.now, p);
        if !self.posing {
            hand::run(&mut ui, &self, body, &axis, &response, &seen, &ways, state, &mut events);
        }
        paint::header(&ui.painter_at(head), head, &axis, self.source, self.now, self.texts, p);
        state.keep(&axis);
        GanttOutput { events, axis, response, hovered }
    }

    /// Whether bars share lines.
    fn shared(&self) -> bool {
        self.source.lines() != self.source.rows()
    }

    /// The bar under the pointer: that of its line or, where bars share it, the one that it touches.
    fn under<'a, 'b>(&self, seen: &'a [Seen<'b>], at: egui::Pos2) -> Option<&'a Seen<'b>> {
        let shared = self.shared();
        seen.iter().find(|one| if shared { one.rect.expand(3.0).contains(at) } else { one.line.contains(at) })
    }

    fn line(&self, body: Rect, line: usize) -> Rect {
        let top = body.top() + line as f32 * self.row - self.scroll;
        Rect::from_min_size(pos2(body.left(), top), vec2(body.width(), self.row))
    }

    /// The lines in view.
    fn lines(&self, body: Rect) -> std::ops::Range<usize> {
        let first = (self.scroll / self.row).max(0.0) as usize;
        let last = ((self.scroll + body.height()) / self.row).ceil().max(0.0) as usize;
        first.min(self.source.lines())..last.min(self.source.lines())
    }

    /// The links that come through what is in view, with their ways.
    fn ways(&self, axis: &Axis, body: Rect, rows: &std::ops::Range<usize>) -> Vec<(Link, Vec<egui::Pos2>)> {
        let place = |row: usize| {
            let bar = self.source.bar(row)?;
            Some(paint::place(axis, self.line(body, self.source.line(row)), &bar))
        };
        let shared = self.shared();
        let through =
            |link: &&Link| shared || link.from.min(link.to) < rows.end && link.from.max(link.to) >= rows.start;
        self.source
            .links()
            .iter()
            .filter(through)
            .filter_map(|link| {
                let (from, to) = (place(link.from)?, place(link.to)?);
                let apart = from.union(to).expand(24.0);
                body.intersects(apart)
                    .then(|| (*link, route(from, link.from_end, to, link.to_end, self.row / 2.0 - 1.0)))
            })
            .collect()
    }
}
