//! Charts with axes: `egui_plot`, dressed in the tokens. Columns that tower over the others are cut and say so.

use egui::{Align2, Color32, CornerRadius, Rect, Stroke, Ui, pos2, vec2};
use egui_plot::{AxisHints, Bar, BarChart, GridMark, Plot};

use super::paint;
use crate::ui::theme::{self, fonts, icons, size};

/// One column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its height.
    pub value: f64,
    /// Its colour.
    pub color: Color32,
    /// Whether its figure is locked.
    pub locked: bool,
    /// Its label on the axis; empty for none.
    pub tick: String,
}

/// A chart of columns.
pub struct Columns<'a> {
    /// A salt, unique in the window.
    pub salt: &'a str,
    /// What a screen reader calls it.
    pub name: &'a str,
    /// From left to right.
    pub columns: &'a [Column],
    /// How a height is written on the axis and over a cut column.
    pub number: &'a dyn Fn(f64) -> String,
    /// The column in front: its lock can be clicked as that of the one under the pointer.
    pub chosen: Option<usize>,
    /// What the lock of a column is called, if columns can be locked.
    pub lock_name: Option<&'a dyn Fn(usize) -> String>,
}

/// What the pointer did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pointed {
    /// The column under the pointer.
    pub over: Option<usize>,
    /// The column that was clicked.
    pub clicked: Option<usize>,
    /// The column whose lock was clicked.
    pub lock: Option<usize>,
}

/// Where columns beyond all proportion are cut: nothing if none is.
#[must_use]
pub fn cut_at(values: &[f64]) -> Option<f64> {
    let mut sorted: Vec<f64> = values.iter().copied().filter(|v| v.is_finite() && *v > 0.0).collect();
    sorted.sort_by(f64::total_cmp);
    let highest = *sorted.last()?;
    let next = *sorted.iter().rev().nth(1)?;
    // two days may tower together: the cut goes above the highest that is not out of proportion
    (highest > next * 2.2).then_some(next * 1.18)
}

/// Round steps for an axis up to `top`: four or five of them.
#[must_use]
pub fn steps(top: f64) -> Vec<f64> {
    if !(top.is_finite() && top > 0.0) {
        return vec![0.0];
    }
    let raw = top / 6.0;
    let power = 10f64.powf(raw.log10().floor());
    let step = [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().map(|m| m * power).find(|s| *s >= raw).unwrap_or(power * 10.0);
    let n = (top / step).floor() as usize;
    (0..=n.min(12)).map(|i| step * i as f64).collect()
}

/// A plot that only shows: neither the pointer nor the keyboard moves it.
#[must_use]
pub fn bare<'a>(salt: &str) -> Plot<'a> {
    Plot::new(salt)
        .allow_zoom(false)
        .allow_drag(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .show_background(false)
        .show_x(false)
        .show_y(false)
        .show_crosshair(false)
        .set_margin_fraction(vec2(0.0, 0.0))
}

/// Draws the chart in an area; `tip` fills the tooltip of a column.
pub fn columns(ui: &mut Ui, area: Rect, chart: &Columns<'_>, tip: impl FnOnce(&mut Ui, usize)) -> Pointed {
    let p = theme::tokens(ui);
    let values: Vec<f64> = chart.columns.iter().map(|c| c.value).collect();
    let cut = cut_at(&values);
    let highest = values.iter().copied().fold(0.0, f64::max);
    let axis_top = cut.unwrap_or(highest);
    let marks = steps(if cut.is_some() { axis_top / 1.18 } else { axis_top });
    // room above for the figure of a cut column and the lock of a locked one
    let top = axis_top.max(1e-9) * 1.2;
    let bars: Vec<Bar> = chart
        .columns
        .iter()
        .enumerate()
        .map(|(i, c)| {
            let height = if cut.is_some_and(|at| c.value > at) { axis_top * 1.06 } else { c.value };
            Bar::new(i as f64, height).width(0.8).fill(c.color).stroke(Stroke::NONE)
        })
        .collect();
    let last = (chart.columns.len().max(1) - 1) as f64;
    let mut child = paint::at(ui, area, chart.salt);
    let axis_marks = marks.clone();
    let ticks: Vec<(f64, String)> = chart
        .columns
        .iter()
        .enumerate()
        .filter(|(_, c)| !c.tick.is_empty())
        .map(|(i, c)| (i as f64, c.tick.clone()))
        .collect();
    let tick_places: Vec<f64> = ticks.iter().map(|(x, _)| *x).collect();
    let number = chart.number;
    let shown = bare(chart.salt)
        .show_grid([false, true])
        .grid_color(p.grid)
        .grid_fade(0.0)
        .default_x_bounds(-1.1, last + 0.7)
        .default_y_bounds(0.0, top)
        .y_grid_spacer(move |_| {
            let step = axis_marks.get(1).copied().unwrap_or(1.0);
            axis_marks.iter().map(|v| GridMark { value: *v, step_size: step }).collect()
        })
        // a large step, so that no label is faded for standing close to the next
        .x_grid_spacer(move |_| tick_places.iter().map(|v| GridMark { value: *v, step_size: 1e6 }).collect())
        .custom_y_axes(vec![
            AxisHints::new_y()
                .formatter(move |mark, _| number(mark.value))
                .tick_label_color(p.t3)
                .tick_label_font(fonts::text())
                .label_spacing(1.0..=2.0)
                .min_thickness(34.0),
        ])
        .custom_x_axes(vec![
            AxisHints::new_x()
                .formatter(move |mark, _| {
                    ticks
                        .iter()
                        .find(|(x, _)| (x - mark.value).abs() < 0.01)
                        .map(|(_, words)| words.clone())
                        .unwrap_or_default()
                })
                .tick_label_color(p.t3)
                .tick_label_font(fonts::text())
                .label_spacing(1.0..=2.0),
        ])
        .show(&mut child, |plot| {
            // the plot remembers its bounds; another campaign has other days
            plot.set_plot_bounds_x(-1.1..=last + 0.7);
            plot.set_plot_bounds_y(0.0..=top);
            plot.bar_chart(BarChart::new(chart.name, bars).allow_hover(false));
        });
    let transform = shown.transform;
    let x_of = |i: usize| transform.position_from_point_x(i as f64);
    let y_of = |v: f64| transform.position_from_point_y(v);
    let frame = *transform.frame();
    ui.painter().hline(frame.x_range(), y_of(0.0), Stroke::new(1.0, p.line_2));
    let half = ((x_of(1) - x_of(0)).abs() * 0.4).max(1.0);
    let mut locks = vec![egui::Pos2::ZERO; chart.columns.len()];
    for (i, column) in chart.columns.iter().enumerate() {
        let x = x_of(i);
        let is_cut = cut.is_some_and(|at| column.value > at);
        let top = if is_cut { y_of(axis_top * 1.06) } else { y_of(column.value) };
        if is_cut {
            let bar = Rect::from_min_max(pos2(x - half, top), pos2(x + half, y_of(0.0)));
            paint::zigzag(ui.painter(), bar, top + 14.0, p.panel);
            let at = pos2(x, top - 3.0);
            let words = number(column.value);
            let shown = paint::text(ui.painter(), at, Align2::CENTER_BOTTOM, &words, fonts::text_medium(), p.t1);
            place_lock(&mut locks, i, pos2(shown.left() - 9.0, shown.center().y));
        } else {
            place_lock(&mut locks, i, pos2(x, top - 9.0));
        }
        if column.locked
            && let Some(at) = locks.get(i)
        {
            paint::icon(ui.painter(), *at, icons::LOCK, size::ICON_CELL, p.t2);
        }
    }
    let mut pointed = pointed(ui, frame, chart, x_of(0), half, tip);
    pointed.lock = lock_clicked(ui, chart, pointed.over, &locks);
    pointed
}

fn place_lock(locks: &mut [egui::Pos2], i: usize, at: egui::Pos2) {
    if let Some(slot) = locks.get_mut(i) {
        *slot = at;
    }
}

/// The locks of the column under the pointer and of the one in front, which can be clicked.
fn lock_clicked(ui: &Ui, chart: &Columns<'_>, over: Option<usize>, locks: &[egui::Pos2]) -> Option<usize> {
    let name = chart.lock_name?;
    let p = theme::tokens(ui);
    let mut clicked = None;
    for i in [over, chart.chosen.filter(|i| Some(*i) != over)].into_iter().flatten() {
        let (Some(column), Some(at)) = (chart.columns.get(i), locks.get(i)) else { continue };
        let place = paint::square(*at, 18.0);
        let words = name(i);
        let response = ui.interact(place, ui.scope_id().with((chart.salt, "lock", i)), egui::Sense::click());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &words));
        if !column.locked || response.hovered() {
            let ink = if response.hovered() { p.t1 } else { p.t3 };
            ui.painter().rect_filled(place, CornerRadius::same(size::RADIUS), p.panel);
            let icon = if column.locked { icons::LOCK } else { icons::LOCK_OPEN };
            paint::icon(ui.painter(), *at, icon, size::ICON_CELL, ink);
        }
        if response.has_focus() {
            super::button::focus_ring(ui.painter(), place, p);
        }
        if response.on_hover_text(&words).on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
            clicked = Some(i);
        }
    }
    clicked
}

fn pointed(
    ui: &mut Ui,
    frame: Rect,
    chart: &Columns<'_>,
    first: f32,
    half: f32,
    tip: impl FnOnce(&mut Ui, usize),
) -> Pointed {
    let p = theme::tokens(ui);
    let step = half / 0.4;
    let id = ui.scope_id().with((chart.salt, "pointer"));
    let area = ui.interact(frame, id, egui::Sense::click());
    area.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Figure, true, chart.name));
    let over = area
        .hover_pos()
        .map(|at| ((at.x - first) / step).round())
        .filter(|i| *i >= 0.0 && *i < chart.columns.len() as f32)
        .map(|i| i as usize);
    if let Some(index) = over {
        let x = first + step * index as f32;
        ui.painter().rect_filled(
            Rect::from_min_max(pos2(x - step / 2.0, frame.top()), pos2(x + step / 2.0, frame.bottom())),
            CornerRadius::ZERO,
            p.t1.gamma_multiply(0.05),
        );
        area.clone().on_hover_ui_at_pointer(|ui| tip(ui, index));
    }
    Pointed { over, clicked: over.filter(|_| area.clicked()), lock: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_towers_is_cut() {
        assert_eq!(cut_at(&[160.0, 425.0, 2350.0, 240.0]), Some(425.0 * 1.18));
        assert_eq!(cut_at(&[160.0, 425.0, 500.0]), None);
        assert_eq!(cut_at(&[]), None);
        assert_eq!(cut_at(&[5.0]), None);
        assert_eq!(cut_at(&[0.0, f64::NAN, 3.0]), None);
    }

    #[test]
    fn an_axis_has_four_or_five_round_steps() {
        assert_eq!(steps(480.0), vec![0.0, 100.0, 200.0, 300.0, 400.0]);
        assert_eq!(steps(400.0), vec![0.0, 100.0, 200.0, 300.0, 400.0]);
        assert_eq!(steps(0.0), vec![0.0]);
        assert_eq!(steps(f64::NAN), vec![0.0]);
        for top in [0.3, 7.0, 99.0, 1234.0, 5e9] {
            let n = steps(top).len();
            assert!((4..=7).contains(&n), "{top}: {n}");
        }
    }
}
