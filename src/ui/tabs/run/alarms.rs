//! Alarms: what calls for attention, the severe first; what was seen to today stands below.

use egui::{Align2, CornerRadius, CursorIcon, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::Chosen;
use crate::engine::run::RunAnswer;
use crate::engine::run::alarm::{Alarm, rule};
use crate::text::Msg;
use crate::text::rows::RowNames;
use crate::text::run::{alarm_note, alarm_title};
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::{button, paint, pane};

const ROW: f32 = 58.0;

/// Draws the pane.
pub fn show(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    of: &RunAnswer,
    view: &mut View,
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    let title = scene.text(Msg::RunAlarms);
    let (head, body) = pane::title(ui, area, title);
    let (done, calling): (Vec<&Alarm>, Vec<&Alarm>) = of.alarms.iter().partition(|alarm| alarm.handled);
    let severe = calling.iter().filter(|alarm| alarm.is_severe()).count();
    let mut x = head.left() + size::S16 + paint::width(ui.painter(), title, fonts::medium(size::TITLE)) + size::S12;
    for (count, ink, ground) in [(severe, p.error, p.error_soft), (calling.len() - severe, p.warn, p.warn_soft)] {
        if count > 0 {
            let badge = Rect::from_center_size(pos2(x + 9.0, head.center().y), vec2(20.0, 18.0));
            ui.painter().rect_filled(badge, CornerRadius::same(size::RADIUS), ground);
            let words = count.to_string();
            paint::text(ui.painter(), badge.center(), Align2::CENTER_CENTER, &words, fonts::text_medium(), ink);
            x = badge.right() + size::S8;
        }
    }
    if view.pose.is_none() {
        let words = scene.text(Msg::RunThresholds);
        let width = paint::width(ui.painter(), words, fonts::text()) + size::S4;
        let place =
            Rect::from_min_size(pos2(head.right() - width - size::S16, head.center().y - 10.0), vec2(width, 20.0));
        if button::link(&mut paint::at(ui, place, "thresholds"), words).clicked() {
            view.tabs.run.choose(Chosen::Rules);
            crate::ui::shell::inspector::unfold(scene, view, false, actions);
        }
    }
    if of.alarms.is_empty() {
        let at = body.center() - vec2(0.0, 12.0);
        paint::icon(ui.painter(), at - vec2(0.0, 16.0), icons::CIRCLE_CHECK, 20.0, p.ok);
        pane::label(
            ui,
            at + vec2(0.0, 10.0),
            Align2::CENTER_CENTER,
            scene.text(Msg::RunAlarmsNone),
            fonts::text(),
            p.t1,
        );
        let at_words = scene.format().day_and_time(of.at);
        let words = scene.texts.with(Msg::RunAlarmsNoneNote, &[("at", at_words.into())]);
        pane::label(ui, at + vec2(0.0, 30.0), Align2::CENTER_CENTER, &words, fonts::text(), p.t3);
        return;
    }
    let mut inner = paint::at(ui, body, "alarm list");
    inner.set_clip_rect(body.intersect(ui.clip_rect()));
    egui::ScrollArea::vertical().id_salt("alarm list").auto_shrink(false).show(&mut inner, |ui| {
        ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            for alarm in calling.iter().chain(&done) {
                row(ui, scene, open, of, alarm, view, actions);
            }
            if !done.is_empty() {
                let words = scene.texts.with(Msg::RunHandled, &[("n", done.len().into())]);
                let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::hover());
                let at = pos2(rect.left() + size::S16, rect.center().y);
                pane::label(ui, at, Align2::LEFT_CENTER, &words, fonts::text(), p.t2);
            }
        });
    });
}

fn row(
    ui: &mut Ui,
    scene: &Scene<'_>,
    open: &Open<'_>,
    of: &RunAnswer,
    alarm: &Alarm,
    view: &mut View,
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    let rows = RowNames { texts: scene.texts, project: open.project, campaign: open.campaign };
    let hours = rule(&open.campaign.run, alarm.kind).hours;
    let words = alarm_title(&rows, alarm, hours);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let response = ui.interact(rect, ui.scope_id().with((alarm.kind, alarm.of)), Sense::click());
    let chosen = view.tabs.run.chosen == Chosen::Alarm(alarm.kind, alarm.of);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, &words));
    if chosen {
        ui.painter().rect_filled(rect, CornerRadius::ZERO, p.acc_soft);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::ZERO, p.hover);
    }
    if response.has_focus() {
        button::focus_ring(ui.painter(), rect.shrink(1.0), p);
    }
    let (icon, ink) = match (alarm.handled, alarm.is_severe()) {
        (true, _) => (icons::CHECK, p.ok),
        (false, true) => (icons::OCTAGON_ALERT, p.error),
        (false, false) => (icons::TRIANGLE_ALERT, p.warn),
    };
    let y = rect.top() + 19.0;
    paint::icon(ui.painter(), pos2(rect.left() + size::S16 + 8.0, y), icon, size::ICON, ink);
    let time = scene.format().time(of.at);
    let at = pos2(rect.right() - size::S16, y);
    let time = paint::text(ui.painter(), at, Align2::RIGHT_CENTER, &time, fonts::text(), p.t2);
    let left = rect.left() + size::S16 + 24.0;
    let ink = if alarm.handled { p.t2 } else { p.t1 };
    let galley = paint::cut(ui.painter(), &words, fonts::text_medium(), ink, time.left() - left - size::S8);
    ui.painter().galley(pos2(left, y - galley.size().y / 2.0), galley, ink);
    let note = alarm_note(scene.texts, alarm);
    let galley = paint::cut(ui.painter(), &note, fonts::text(), p.t2, rect.right() - left - size::S16);
    ui.painter().galley(pos2(left, y + 19.0 - galley.size().y / 2.0), galley, p.t2);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, p.line));
    if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
        view.tabs.run.choose(Chosen::Alarm(alarm.kind, alarm.of));
        crate::ui::shell::inspector::unfold(scene, view, false, actions);
    }
}
