//! The tornado: how far each range alone moves GMV, the strongest first.

use egui::{Align2, CornerRadius, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::engine::simulate::{ChanceAnswer, Swing, money};
use crate::model::DriverId;
use crate::text::chance::driver_name;
use crate::text::rows::RowNames;
use crate::ui::scene::{Open, Scene};
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::{button, paint};

const ROW: f32 = 26.0;
/// Where there is room to spare, rows are higher up to this.
const ROW_WIDE: f32 = 34.0;
const BAR: f32 = 13.0;

/// How high so many bars are.
#[must_use]
pub(super) const fn height(swings: usize) -> f32 {
    ROW * swings as f32
}

/// A change of GMV with its sign: −312, +268.
fn change(scene: &Scene<'_>, minor: f64) -> String {
    let shown = scene.format().sum_in_whole_units(money(minor.abs()));
    format!("{}{shown}", if minor < 0.0 { "−" } else { "+" })
}

/// Draws as many bars as fit; gives the range that was clicked.
pub(super) fn show(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    answer: &ChanceAnswer,
) -> Option<DriverId> {
    let p = theme::tokens(ui);
    let rows = RowNames { texts: scene.texts, project: open.project, campaign: open.campaign };
    let fits = ((area.height() / ROW) as usize).min(answer.swings.len());
    let height = (area.height() / fits.max(1) as f32).clamp(ROW, ROW_WIDE);
    let shown: Vec<(&Swing, String)> =
        answer.swings.iter().take(fits).map(|swing| (swing, driver_name(&rows, swing.of))).collect();
    let middle = answer.likely.gmv;
    let (lowest, highest) =
        shown.iter().fold((middle, middle), |(low, high), (s, _)| (low.min(s.low), high.max(s.high)));
    if highest <= lowest {
        return None;
    }
    let widest = |of: &dyn Fn(&(&Swing, String)) -> String, most: f32| {
        let widths = shown.iter().map(|row| paint::width(ui.painter(), &of(row), fonts::text()));
        widths.fold(0.0, f32::max).min(most).ceil()
    };
    let name = widest(&|(_, name)| name.clone(), area.width() * 0.32);
    let low = widest(&|(swing, _)| change(scene, swing.low - middle), 90.0);
    let high = widest(&|(swing, _)| change(scene, swing.high - middle), 90.0);
    let plot = Rect::from_min_max(
        pos2(area.left() + name + size::S8 + low + size::S4, area.top()),
        pos2(area.right() - high - size::S4, area.bottom()),
    );
    let x = |gmv: f64| plot.left() + plot.width() * ((gmv - lowest) / (highest - lowest)) as f32;
    let target = answer.target.map(|t| t.minor() as f64).filter(|t| (lowest..=highest).contains(t)).map(x);
    let mut clicked = None;
    for (nth, (swing, called)) in shown.iter().enumerate() {
        let row = Rect::from_min_size(area.min + vec2(0.0, height * nth as f32), vec2(area.width(), height));
        let (down, up) = (change(scene, swing.low - middle), change(scene, swing.high - middle));
        let response = ui.interact(row, ui.scope_id().with(("swing", swing.id.0)), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{called} {down} {up}")));
        if response.hovered() {
            let ground = row.expand2(vec2(size::S4, 0.0));
            ui.painter().rect_filled(ground, CornerRadius::same(size::RADIUS), p.hover);
        }
        let galley = paint::cut(ui.painter(), called, fonts::text(), p.t1, name);
        ui.painter().galley(pos2(row.left(), row.center().y - galley.size().y / 2.0), galley, p.t1);
        let bar = |from: f64, until: f64| {
            Rect::from_min_max(
                pos2(x(from), row.center().y - BAR / 2.0),
                pos2(x(until).max(x(from) + 1.0), row.center().y + BAR / 2.0),
            )
        };
        let radius = CornerRadius::same(size::RADIUS_SMALL);
        let rising = if open.simulated.stale { p.bar } else { p.accent };
        let (below, above) = (bar(swing.low, middle.max(swing.low)), bar(middle.min(swing.high), swing.high));
        ui.painter().rect_filled(below, radius, p.bar_2);
        ui.painter().rect_filled(above, radius, rising);
        let (painter, font) = (ui.painter(), fonts::text);
        let left = pos2(below.left() - 4.0, row.center().y);
        let right = pos2(above.right() + 4.0, row.center().y);
        let left = paint::text(painter, left, Align2::RIGHT_CENTER, &down, font(), p.t2);
        let right = paint::text(painter, right, Align2::LEFT_CENTER, &up, font(), p.t2);
        // the target's line keeps off the figures
        if let Some(at) =
            target.filter(|at| ![left, right].iter().any(|words| words.expand(3.0).x_range().contains(*at)))
        {
            let line = [pos2(at.round(), row.top()), pos2(at.round(), row.bottom())];
            painter.extend(Shape::dashed_line(&line, Stroke::new(1.0, p.t1), 4.0, 3.0));
        }
        if response.has_focus() {
            button::focus_ring(ui.painter(), row, p);
        }
        let format = scene.format();
        let exact = format!("P10 {}　P90 {}", format.exact(money(swing.low)), format.exact(money(swing.high)));
        if response.on_hover_text(exact).clicked() {
            clicked = Some(swing.id);
        }
    }
    let bottom = area.top() + height * fits as f32;
    ui.painter().vline(x(middle).round() - 0.5, area.top()..=bottom, Stroke::new(1.0, p.line_2));
    clicked
}
