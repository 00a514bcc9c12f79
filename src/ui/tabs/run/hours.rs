//! The hours of a day: what came over what was planned.

use egui::{Align2, CornerRadius, Rect, Stroke, StrokeKind, Ui, pos2, vec2};
use jiff::civil::{Date, Time};

use super::bars::{self, Bars, Column};
use super::curve::tip_lines;
use crate::engine::run::RunAnswer;
use crate::model::Money;
use crate::text::Msg;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::{paint, pane};

/// Draws the pane.
pub fn show(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, of: &RunAnswer, view: &mut View) {
    // an instant at midnight closes the day before
    let last = of.at.checked_sub(jiff::Span::new().seconds(1)).unwrap_or(of.at).date();
    let day = view.tabs.run.day.unwrap_or(last);
    let format = scene.format();
    let words = scene.texts.with(Msg::RunHoursOf, &[("day", format.day(day).into())]);
    let (head, body) = pane::title(ui, area, &words);
    let width = paint::width(ui.painter(), &words, fonts::medium(size::TITLE));
    let p = theme::tokens(ui);
    let unit = pos2(head.left() + size::S16 + width + size::S8, head.center().y);
    paint::text(ui.painter(), unit, Align2::LEFT_CENTER, &scene.texts.money_unit(), fonts::text(), p.t3);
    legend(ui, head, scene);
    let columns = columns(open, of, day);
    let number = |value: f64| format.sum_in_unit(Money::from_wide((value * 100.0) as i128));
    let now = (day == of.at.date()).then(|| f32::from(of.at.hour()));
    let bars = Bars { name: &words, columns: &columns, number: &number, now, chosen: None };
    let _ = bars::show(ui, body.shrink2(vec2(0.0, size::S4)), &bars, |ui, hour| {
        if let Some(column) = columns.get(hour) {
            let title = format!("{} {hour}:00–{}:00", format.day(day), hour + 1);
            tip_lines(ui, scene, &title, column.actual, Some(column.plan));
        }
    });
}

/// The hours of a day, in major units.
fn columns(open: &Open<'_>, of: &RunAnswer, day: Date) -> Vec<Column> {
    let midnight = day.to_datetime(Time::midnight());
    let hours = open.answer.ledger.hours(day);
    (0..24_u8)
        .zip(hours)
        .map(|(hour, came)| {
            let from = midnight.checked_add(jiff::Span::new().hours(i64::from(hour))).unwrap_or(midnight);
            let until = from.checked_add(jiff::Span::new().hours(1)).unwrap_or(from);
            let plan = of.pace.within(from, until).map(|hour| hour.gmv.to_f64()).sum();
            let actual = came.filter(|_| until <= of.at).map(|figures| figures.gmv.to_f64());
            Column { plan, actual, tick: if hour % 6 == 0 { format!("{hour}:00") } else { String::new() } }
        })
        .collect()
}

fn legend(ui: &Ui, head: Rect, scene: &Scene<'_>) {
    let p = theme::tokens(ui);
    let mut x = head.right() - size::S16;
    for (msg, filled) in [(Msg::RunPlan, false), (Msg::RunActual, true)] {
        let words = scene.text(msg);
        let at = pos2(x, head.center().y);
        let shown = paint::text(ui.painter(), at, Align2::RIGHT_CENTER, words, fonts::text(), p.t2);
        let mark = Rect::from_center_size(pos2(shown.left() - 10.0, head.center().y), vec2(9.0, 9.0));
        if filled {
            ui.painter().rect_filled(mark, CornerRadius::same(1), p.accent);
        } else {
            ui.painter().rect_stroke(mark, CornerRadius::same(1), Stroke::new(1.0, p.ghost), StrokeKind::Inside);
        }
        x = mark.left() - size::S12;
    }
}
