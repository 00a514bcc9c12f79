//! The days of the campaign as columns: how many people are on duty over each. A click shows its hours.

use egui::{Align2, CornerRadius, CursorIcon, Rect, Role, Sense, Ui, WidgetInfo, pos2};
use jiff::civil::Date;

use crate::engine::staffing::StaffingAnswer;
use crate::text::Msg;
use crate::ui::scene::Scene;
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::{button, paint, pane};

/// Columns are no wider than this.
const WIDEST: f32 = 44.0;

/// Draws the days; gives the one that was clicked.
pub(super) fn show(ui: &mut Ui, place: Rect, scene: &Scene<'_>, answer: &StaffingAnswer, chosen: Date) -> Option<Date> {
    let p = theme::tokens(ui);
    let at = pos2(place.left() + size::S16, place.top() + 16.0);
    let title = scene.text(Msg::StaffingDaysTitle);
    let end = pane::label(ui, at, Align2::LEFT_CENTER, title, fonts::text_medium(), p.t1).rect.right();
    let note = scene.text(Msg::StaffingDay);
    pane::label(ui, pos2(end + size::S12, at.y), Align2::LEFT_CENTER, note, fonts::text(), p.t3);
    let body = Rect::from_min_max(
        pos2(place.left() + size::S16, place.top() + 32.0),
        pos2(place.right() - size::S16, place.bottom() - 20.0),
    );
    let most = answer.days.iter().map(crate::engine::staffing::DayNeed::total).max().unwrap_or(0).max(1);
    let step = (body.width() / answer.days.len().max(1) as f32).min(WIDEST);
    // days are named as often as their names fit
    let every = (40.0 / step).ceil().max(1.0) as usize;
    let mut clicked = None;
    ui.painter().hline(body.x_range(), body.bottom() - 0.5, egui::Stroke::new(1.0, p.line_2));
    for (at, day) in answer.days.iter().enumerate() {
        let left = body.left() + step * at as f32;
        let column = Rect::from_min_max(pos2(left, place.top() + 28.0), pos2(left + step, place.bottom()));
        let height = body.height() * (day.total() as f32 / most as f32);
        let bar = Rect::from_min_max(pos2(left + 2.0, body.bottom() - height), pos2(left + step - 2.0, body.bottom()));
        let response = ui.interact(column, ui.scope_id().with(("staffing day", day.date)), Sense::click());
        let format = scene.format();
        let words = [
            ("day", format.day_with_weekday(day.date).into()),
            ("orders", format.whole(day.orders.into()).into()),
            ("heads", format.whole(day.total().into()).into()),
        ];
        let words = scene.texts.with(Msg::StaffingDayBar, &words);
        let on = day.date == chosen;
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, &words));
        let painter = ui.painter();
        if on {
            painter.rect_filled(column, CornerRadius::same(size::RADIUS), p.acc_soft);
        } else if response.hovered() {
            painter.rect_filled(column, CornerRadius::same(size::RADIUS), p.hover);
        }
        let fill = if on { p.accent } else { p.bar_2 };
        painter.rect_filled(bar, CornerRadius { nw: 2, ne: 2, sw: 0, se: 0 }, fill);
        if at % every == 0 {
            let ink = if on { p.input } else { p.t3 };
            let name = format.day(day.date);
            let middle = pos2(column.center().x, place.bottom() - 10.0);
            paint::text(painter, middle, Align2::CENTER_CENTER, &name, fonts::text(), ink);
        }
        if response.has_focus() {
            button::focus_ring(painter, column, p);
        }
        if response.clicked() {
            clicked = Some(day.date);
        }
        response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(words);
    }
    clicked
}
