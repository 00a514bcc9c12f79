//! 规则: what the chosen offer promises, its conditions, and with what it combines.

use egui::{Align2, Rect, Ui, pos2};

use crate::text::Msg;
use crate::text::offers::sentence;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::later::empty;
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::{button, pane};

/// Draws the view below its title row; `tools` is the free end of that row.
pub fn show(
    ui: &mut Ui,
    _tools: Rect,
    body: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
) {
    let Some(offer) = view.tabs.offers.selected(open.campaign).and_then(|id| open.campaign.offers.get(id)) else {
        let lines = [scene.text(Msg::OffersEmpty)];
        empty(ui, body, icons::TICKET_PERCENT, scene.text(Msg::OffersEmptyTitle), &lines, |ui| {
            if button::primary(ui, scene.text(Msg::OffersEmptyButton)).clicked() {
                super::change::add_usual(scene, open, actions);
            }
        });
        return;
    };
    let p = theme::tokens(ui);
    let words = sentence(scene.texts, open.project, open.campaign, offer);
    let at = pos2(body.left() + size::S16, body.top() + size::S24);
    pane::label(ui, at, Align2::LEFT_CENTER, &words, fonts::text(), p.t1);
    if crate::engine::offers::reading::rungs_of(offer).is_some() {
        let place = body.with_min_y(body.top() + 2.0 * size::S24);
        pane::divider_h(ui, body, place.top());
        super::ladder::show(ui, place, scene, open, view, actions, offer);
    }
}
