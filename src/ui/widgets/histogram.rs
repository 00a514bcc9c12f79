//! How outcomes are spread: columns by `egui_plot`, those that reach a line in the accent, and over them the curve of the chance to reach
//! a value. Knows no simulation.

use egui::{Align2, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};
use egui_plot::{Bar, BarChart, Line, PlotPoints};

use super::{chart, paint};
use crate::ui::theme::{self, fonts, size};

/// Outcomes in columns of equal width.
pub struct Histogram<'a> {
    /// A salt, unique in the window.
    pub salt: &'a str,
    /// What a screen reader calls it.
    pub name: &'a str,
    /// How many outcomes lie in each column.
    pub counts: &'a [u64],
    /// How many lie below the first column, and above the last.
    pub beyond: (u64, u64),
    /// Where the first column begins and the last one ends.
    pub range: (f64, f64),
    /// The value that is to be reached, and what it is called.
    pub line: Option<(f64, &'a str)>,
    /// Values told below the axis; where two labels meet, the later one is left out.
    pub marks: &'a [(f64, String)],
    /// Whether the curve of the chance is drawn.
    pub curve: bool,
    /// Whether it was made before something it depends on was changed.
    pub stale: bool,
}

/// A place that the pointer is at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// The value.
    pub value: f64,
    /// The part of all outcomes that reaches it, 0 … 1.
    pub reaching: f64,
    /// The part of all outcomes in its column.
    pub share: f64,
}

const MARKS: f32 = 20.0;
const HEAD: f32 = 18.0;
const AXIS: f32 = 38.0;
/// The chances that the axis names.
const PARTS: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];
/// How high the highest column stands, of the plot's height.
const HIGHEST: f64 = 0.92;

impl Histogram<'_> {
    fn step(&self) -> f64 {
        ((self.range.1 - self.range.0) / self.counts.len().max(1) as f64).max(f64::MIN_POSITIVE)
    }

    fn all(&self) -> f64 {
        (self.counts.iter().sum::<u64>() + self.beyond.0 + self.beyond.1).max(1) as f64
    }

    /// The part of all outcomes that reaches each edge of the columns, from the first to the last.
    fn reaching(&self) -> Vec<f64> {
        let all = self.all();
        let mut left = all - self.beyond.0 as f64;
        let mut out = vec![left / all];
        for count in self.counts {
            left -= *count as f64;
            out.push(left / all);
        }
        out
    }

    /// What stands at a value.
    #[must_use]
    pub fn spot(&self, value: f64) -> Option<Spot> {
        let place = (value - self.range.0) / self.step();
        let at = (place >= 0.0).then_some(place as usize)?;
        let count = *self.counts.get(at)? as f64;
        let all = self.all();
        let above = self.counts.iter().skip(at + 1).sum::<u64>() + self.beyond.1;
        let reaching = (above as f64 + count * (1.0 - (place - at as f64))) / all;
        Some(Spot { value, reaching, share: count / all })
    }

    /// The columns, each cut where the line goes through it.
    fn bars(&self, p: &theme::Palette) -> Vec<Bar> {
        let (step, line) = (self.step(), self.line.map_or(f64::INFINITY, |(value, _)| value));
        let highest = self.counts.iter().copied().max().unwrap_or(1).max(1) as f64;
        let (below, above) = if self.stale { (p.bar, p.bar_2) } else { (p.bar, p.accent) };
        let mut bars = Vec::with_capacity(self.counts.len() + 1);
        for (at, count) in self.counts.iter().enumerate() {
            let (from, height) = (self.range.0 + step * at as f64, *count as f64 / highest * HIGHEST);
            let cut = line.clamp(from, from + step);
            for (from, until, color) in [(from, cut, below), (cut, from + step, above)] {
                if until > from {
                    let bar = Bar::new(f64::midpoint(from, until), height).width(until - from);
                    bars.push(bar.fill(color).stroke(Stroke::NONE));
                }
            }
        }
        bars
    }
}

/// Draws it in an area; `tip` fills the tooltip of the place under the pointer. Gives whether it was clicked.
pub fn histogram(ui: &mut Ui, area: Rect, chart: &Histogram<'_>, tip: impl FnOnce(&mut Ui, Spot)) -> bool {
    let p = theme::tokens(ui);
    let axis = if chart.curve { AXIS } else { 0.0 };
    let plot = Rect::from_min_max(pos2(area.left() + axis, area.top() + HEAD), area.max - vec2(0.0, MARKS));
    let mut child = paint::at(ui, plot, chart.salt);
    let (from, until) = chart.range;
    let reaching = chart.reaching();
    if chart.curve {
        // behind the columns
        for part in PARTS.into_iter().filter(|part| *part > 0.0) {
            let y = plot.bottom() - plot.height() * part as f32;
            ui.painter().hline(plot.x_range(), y.round() - 0.5, Stroke::new(1.0, p.grid));
        }
    }
    let shown = chart::bare(chart.salt).show_axes(false).show_grid(false).show(&mut child, |shown| {
        shown.set_plot_bounds_x(from..=until);
        shown.set_plot_bounds_y(0.0..=1.0);
        shown.bar_chart(BarChart::new(chart.name, chart.bars(p)).allow_hover(false));
        if chart.curve {
            let points = reaching.iter().enumerate().map(|(at, part)| [from + chart.step() * at as f64, *part]);
            let points = PlotPoints::new(points.collect());
            shown.line(Line::new("curve", points).color(p.t2).width(1.5).allow_hover(false));
        }
    });
    let transform = shown.transform;
    let frame = *transform.frame();
    let x_of = |value: f64| transform.position_from_point_x(value);
    let y_of = |part: f64| transform.position_from_point_y(part);
    ui.painter().hline(frame.x_range(), frame.bottom(), Stroke::new(1.0, p.line_2));
    if chart.curve {
        for part in PARTS {
            let words = format!("{}%", part * 100.0);
            let at = pos2(frame.left() - size::S8, y_of(part));
            paint::text(ui.painter(), at, Align2::RIGHT_CENTER, &words, fonts::text(), p.t3);
        }
    }
    marks(ui, area, frame, chart, x_of);
    if let Some((value, words)) = chart.line.filter(|(value, _)| (from..=until).contains(value)) {
        let x = x_of(value).round();
        let line = [pos2(x, area.top() + 2.0), pos2(x, frame.bottom())];
        ui.painter().extend(Shape::dashed_line(&line, Stroke::new(1.5, p.t1), 4.0, 3.0));
        let width = paint::width(ui.painter(), words, fonts::text_medium());
        let (at, align) = if x + width + 6.0 < area.right() {
            (pos2(x + 5.0, area.top() + 8.0), Align2::LEFT_CENTER)
        } else {
            (pos2(x - 5.0, area.top() + 8.0), Align2::RIGHT_CENTER)
        };
        paint::text(ui.painter(), at, align, words, fonts::text_medium(), p.t1);
    }
    let response = ui.interact(frame, ui.scope_id().with((chart.salt, "pointer")), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Figure, true, chart.name));
    let over = response.hover_pos().map(|at| transform.value_from_position(at).x).and_then(|value| chart.spot(value));
    if let Some(spot) = over {
        let at = pos2(x_of(spot.value), y_of(if chart.curve { spot.reaching } else { 0.0 }));
        ui.painter().vline(at.x, frame.y_range(), Stroke::new(1.0, p.t1));
        if chart.curve {
            ui.painter().circle(at, 3.5, p.panel, Stroke::new(1.5, p.t1));
        }
        response.clone().on_hover_ui_at_pointer(|ui| tip(ui, spot));
    }
    response.clicked()
}

/// The marks below the axis.
fn marks(ui: &Ui, area: Rect, frame: Rect, chart: &Histogram<'_>, x_of: impl Fn(f64) -> f32) {
    let p = theme::tokens(ui);
    let mut taken: Vec<Rect> = Vec::new();
    for (value, words) in chart.marks {
        let x = x_of(*value);
        if !frame.x_range().contains(x) {
            continue;
        }
        let width = paint::width(ui.painter(), words, fonts::text());
        let left = (x - width / 2.0).clamp(area.left(), (area.right() - width).max(area.left()));
        let place = Rect::from_min_size(pos2(left, frame.bottom() + 5.0), vec2(width, 14.0));
        if taken.iter().any(|other| other.expand(4.0).intersects(place)) {
            continue;
        }
        ui.painter().vline(x.round() - 0.5, frame.bottom() - 3.0..=frame.bottom() + 4.0, Stroke::new(1.0, p.t2));
        paint::text(ui.painter(), place.left_center(), Align2::LEFT_CENTER, words, fonts::text(), p.t2);
        taken.push(place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spot_tells_its_column_and_what_reaches_it() {
        let counts = [10, 30, 40, 20];
        let chart = Histogram {
            salt: "",
            name: "",
            counts: &counts,
            beyond: (0, 0),
            range: (100.0, 140.0),
            line: Some((125.0, "")),
            marks: &[],
            curve: true,
            stale: false,
        };
        assert_eq!(chart.reaching(), [1.0, 0.9, 0.6, 0.2, 0.0]);
        // a quarter into the third column: 3/4 of 40 and the last 20
        assert_eq!(chart.spot(122.5), Some(Spot { value: 122.5, reaching: 0.5, share: 0.4 }));
        assert_eq!(chart.spot(99.0), None);
        assert_eq!(chart.spot(140.0), None);
        // what lies beyond counts, though it is not drawn
        let cut = Histogram { counts: &counts[1..3], beyond: (10, 20), range: (110.0, 130.0), ..chart };
        assert_eq!(cut.reaching(), [0.9, 0.6, 0.2]);
        assert_eq!(cut.spot(122.5).map(|spot| spot.reaching), Some(0.5));
        let chart = Histogram { counts: &counts, beyond: (0, 0), range: (100.0, 140.0), ..cut };
        // the third column is cut by the line
        assert_eq!(chart.bars(&theme::palette::LIGHT).len(), 5);
    }
}
