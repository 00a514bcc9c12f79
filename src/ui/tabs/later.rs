//! Tabs whose work is still to come: what will be there, and where to go meanwhile. No figures.

use egui::{Align2, Rect, Stroke, Ui, pos2, vec2};

use crate::engine::finding::Tab;
use crate::text::Msg;
use crate::ui::command::{tab_icon, tab_name};
use crate::ui::scene::{Scene, View};
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::{button, paint, pane};

/// Draws the page of a tab that is not built yet.
pub fn show(ui: &mut Ui, area: Rect, scene: &Scene<'_>, view: &mut View, tab: Tab) {
    let msg = match tab {
        Tab::Budget => Msg::LaterBudget,
        Tab::Brief | Tab::Funnel | Tab::Offers | Tab::Goods | Tab::Calendar | Tab::Run | Tab::Review => return,
    };
    let title = scene.texts.with(Msg::LaterTitle, &[("tab", scene.text(tab_name(tab)).into())]);
    pane::title(ui, area, scene.text(tab_name(tab)));
    empty(ui, area, tab_icon(tab), &title, &[scene.text(msg), scene.text(Msg::LaterNow)], |ui| {
        if button::secondary(ui, scene.text(Msg::LaterButton)).clicked() {
            view.tab = Some(Tab::Funnel);
        }
    });
}

/// An empty place in the middle of an area: an icon, what is missing, what to do, and the button that does it.
pub fn empty(ui: &mut Ui, area: Rect, icon: &str, title: &str, lines: &[&str], button: impl FnOnce(&mut Ui)) {
    let p = theme::tokens(ui);
    let width = 620.0f32.min(area.width() - 48.0);
    let galleys: Vec<_> = lines
        .iter()
        .map(|line| {
            let mut job = egui::epaint::text::LayoutJob::simple((*line).to_owned(), fonts::text(), p.t2, width - 64.0);
            job.halign = egui::Align::Center;
            ui.painter().layout_job(job)
        })
        .collect();
    let text: f32 = galleys.iter().map(|g| g.size().y + 6.0).sum();
    let height = 60.0 + 28.0 + text + 60.0;
    let frame = Rect::from_center_size(area.center(), vec2(width, height));
    dashed(ui, frame);
    paint::icon(ui.painter(), pos2(frame.center().x, frame.top() + 34.0), icon, 20.0, p.t2);
    pane::label(
        ui,
        pos2(frame.center().x, frame.top() + 68.0),
        Align2::CENTER_CENTER,
        title,
        fonts::medium(size::TITLE),
        p.t1,
    );
    let mut y = frame.top() + 86.0;
    for galley in galleys {
        let next = y + galley.size().y + 6.0;
        ui.painter().galley(pos2(frame.center().x, y), galley, p.t2);
        y = next;
    }
    let place = Rect::from_center_size(pos2(frame.center().x, frame.bottom() - 32.0), vec2(width, size::BUTTON));
    let mut child = ui.new_child(
        egui::UiBuilder::new().id_salt("empty").max_rect(place).layout(egui::Layout::top_down(egui::Align::Center)),
    );
    button(&mut child);
}

fn dashed(ui: &Ui, frame: Rect) {
    let p = theme::tokens(ui);
    let corners = [frame.left_top(), frame.right_top(), frame.right_bottom(), frame.left_bottom(), frame.left_top()];
    ui.painter().extend(egui::Shape::dashed_line(&corners, Stroke::new(1.0, p.line_2), 4.0, 3.0));
}
