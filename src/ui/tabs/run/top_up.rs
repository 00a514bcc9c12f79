//! How customers topped up: what the orders that the campaign brought show, and the way to import them.

use egui::{Align, Layout, Rect, Ui, pos2, vec2};

use crate::text::Msg;
use crate::text::offers::top_up_shown;
use crate::ui::action::{Action, Actions};
use crate::ui::scene::{Open, Scene};
use crate::ui::shell::orders::OrdersRequest;
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::{button, paint, pane};

/// The height of the band.
pub const HEIGHT: f32 = 36.0;

/// Draws the band.
pub fn show(ui: &mut Ui, band: Rect, scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) {
    let p = theme::tokens(ui);
    ui.painter().rect_filled(band, 0.0, p.chrome);
    ui.painter().hline(band.x_range(), band.top() + 0.5, egui::Stroke::new(1.0, p.line));
    let shown = open.answers.top_up(open.campaign);
    let import = scene.text(if shown.is_some() { Msg::TopUpAgain } else { Msg::TopUpImport });
    let width = button::text_width(ui, import) + 24.0;
    let place = Rect::from_min_size(pos2(band.right() - width - size::S8, band.center().y - 13.0), vec2(width, 26.0));
    let mut child = paint::at(ui, place, "import sold");
    let to_right = Layout::right_to_left(Align::Center);
    if child.with_layout(to_right, |ui| button::secondary(ui, import).clicked()).inner {
        actions.push(Action::Orders(OrdersRequest::OpenSold));
    }
    let ink = match &shown {
        Some(Err(_)) => p.warn,
        Some(Ok(_)) => p.t1,
        None => p.t2,
    };
    let told = |short| match &shown {
        Some(of) => top_up_shown(scene.texts, of, short),
        None => scene.text(Msg::TopUpNone).to_owned(),
    };
    let words = told(false);
    let left = band.left() + size::S12;
    let room = place.left() - size::S12 - left;
    let fits = paint::width(ui.painter(), &words, fonts::text()) <= room;
    let shorter = if fits { words.clone() } else { told(true) };
    let galley = paint::cut(ui.painter(), &shorter, fonts::text(), ink, room);
    let at = Rect::from_min_size(pos2(left, band.center().y - galley.size().y / 2.0), galley.size());
    ui.painter().galley(at.min, galley, ink);
    pane::named(ui, at, &words).on_hover_text(&words);
}
