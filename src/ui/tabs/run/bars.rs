//! Columns of actual over the outline of the plan: the hours of a day, the days of a campaign.

use egui::{Align2, CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::{button, chart, keys, paint};

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// What was planned, in major units.
    pub plan: f64,
    /// What came.
    pub actual: Option<f64>,
    /// Its label on the axis; empty for none.
    pub tick: String,
}

/// A chart of such columns.
pub struct Bars<'a> {
    /// What a screen reader calls it.
    pub name: &'a str,
    /// From left to right.
    pub columns: &'a [Column],
    /// How a height is written on the axis.
    pub number: &'a dyn Fn(f64) -> String,
    /// After how many columns now is.
    pub now: Option<f32>,
    /// The column that is chosen, from which the arrows go on; nothing where none can be.
    pub chosen: Option<usize>,
}

const AXIS: f32 = 44.0;
const TICKS: f32 = 22.0;

/// Draws it; gives the column that was clicked, or to which an arrow key has gone on.
pub fn show(ui: &mut Ui, area: Rect, bars: &Bars<'_>, tip: impl FnOnce(&mut Ui, usize)) -> Option<usize> {
    let p = theme::tokens(ui);
    let frame = Rect::from_min_max(area.min + vec2(AXIS, size::S8), area.max - vec2(size::S12, TICKS));
    let n = bars.columns.len();
    if n == 0 || frame.width() < 40.0 || frame.height() < 30.0 {
        return None;
    }
    let most = bars.columns.iter().map(|c| c.plan.max(c.actual.unwrap_or(0.0))).fold(0.0, f64::max).max(1e-9);
    let marks = chart::steps(most * 1.02);
    let top = most * 1.05;
    let y_of = |value: f64| frame.bottom() - frame.height() * (value / top) as f32;
    for mark in &marks {
        let y = y_of(*mark).round();
        ui.painter().hline(frame.x_range(), y - 0.5, Stroke::new(1.0, if *mark > 0.0 { p.grid } else { p.line_2 }));
        let at = pos2(frame.left() - size::S8, y);
        paint::text(ui.painter(), at, Align2::RIGHT_CENTER, &(bars.number)(*mark), fonts::text(), p.t3);
    }
    let step = frame.width() / n as f32;
    let half = (step * 0.36).clamp(1.0, 18.0);
    let radius = CornerRadius { nw: 2, ne: 2, sw: 0, se: 0 };
    let mut free = f32::NEG_INFINITY;
    for (i, column) in bars.columns.iter().enumerate() {
        let x = frame.left() + step * (i as f32 + 0.5);
        let bar = |value: f64| Rect::from_min_max(pos2(x - half, y_of(value)), pos2(x + half, frame.bottom()));
        if let Some(actual) = column.actual {
            ui.painter().rect_filled(bar(actual), radius, p.accent);
        }
        let edge = Stroke::new(1.0, p.ghost);
        ui.painter().rect_stroke(bar(column.plan), radius, edge, StrokeKind::Inside);
        let width = paint::width(ui.painter(), &column.tick, fonts::text());
        if !column.tick.is_empty() && x - width / 2.0 > free {
            let at = pos2(x, frame.bottom() + TICKS / 2.0);
            let shown = paint::text(ui.painter(), at, Align2::CENTER_CENTER, &column.tick, fonts::text(), p.t2);
            free = shown.right() + size::S12;
        }
    }
    if let Some(now) = bars.now {
        let x = (frame.left() + step * now).round() + 0.5;
        ui.painter().vline(x, frame.y_range(), Stroke::new(1.0, p.t1));
    }
    let response = ui.interact(frame, ui.scope_id().with(bars.name), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Figure, true, bars.name));
    if response.has_focus() {
        button::focus_ring(ui.painter(), frame, p);
    }
    let steps = keys::steps(ui, &response);
    if let Some(chosen) = bars.chosen.filter(|_| steps != 0) {
        return chosen.checked_add_signed(steps as isize).filter(|at| *at < n);
    }
    let over = response.hover_pos().map(|at| (((at.x - frame.left()) / step).max(0.0) as usize).min(n - 1));
    if let Some(over) = over {
        let x = frame.left() + step * over as f32;
        let column = Rect::from_min_max(pos2(x, frame.top()), pos2(x + step, frame.bottom()));
        ui.painter().rect_stroke(column, CornerRadius::ZERO, Stroke::new(1.0, p.line_2), StrokeKind::Inside);
        response.clone().on_hover_ui_at_pointer(|ui| tip(ui, over));
    }
    over.filter(|_| response.clicked())
}
