//! 补贴: what the offers cost by offer and phase and who pays, the 客单价 and margin that come of it, the assumptions about
//! topping up, and the orders before and after.

mod assume;
mod orders;
mod table;

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{Align2, Rect, Ui, pos2};

use super::ladder::plan::Bars;
use crate::document::Memo;
use crate::engine::offers::campaign::OfferCosts;
use crate::engine::offers::settle::Settled;
use crate::model::{Money, OfferId};
use crate::text::Msg;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::later;
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::grid::GridState;
use crate::ui::widgets::{button, paint, pane};

/// The pane at the right.
const SIDE: f32 = 304.0;
/// The histogram below the table.
const ORDERS: f32 = 200.0;
/// A figure's row.
const ROW: f32 = 24.0;

/// What the view remembers.
#[derive(Debug, Default)]
pub struct SubsidyState {
    /// The table.
    pub grid: GridState,
    /// Offers whose phases are folded away.
    folded: BTreeSet<OfferId>,
    bars: Memo<(Held, Money), Arc<(Bars, Bars)>>,
}

/// An answer compared by identity; it is held, so that its address cannot come back as another.
#[derive(Debug)]
struct Held(Arc<OfferCosts>);

impl PartialEq for Held {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Draws the view below its title row; `tools` is the free end of that row.
pub fn show(
    ui: &mut Ui,
    tools: Rect,
    body: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    let answer = open.answers.offer_costs(open.project, open.campaign, open.answer);
    if answer.subsidy.is_empty() {
        let title = scene.text(Msg::SubsidyEmpty);
        later::empty(ui, body, icons::WALLET, title, &[scene.text(Msg::SubsidyEmptyNote)], |ui| {
            if button::secondary(ui, scene.text(Msg::OffersShowRules)).clicked() {
                view.tabs.offers.view = super::OffersView::Rules;
            }
        });
        return;
    }
    let words = super::ladder::source_words(scene, open);
    let source = scene.texts.with(Msg::SubsidySource, &[("source", words.into())]);
    let galley = paint::cut(ui.painter(), &source, fonts::text(), p.t2, tools.width());
    let place = Align2::RIGHT_CENTER.anchor_size(tools.right_center(), galley.size());
    ui.painter().galley(place.min, galley, p.t2);
    pane::named(ui, place, &source);
    let (centre, side) = body.split_left_right_at_x(body.right() - SIDE);
    let (upper, lower) = centre.split_top_bottom_at_y((centre.bottom() - ORDERS).max(centre.center().y));
    table::show(ui, upper, scene, open, view, &answer);
    orders::show(ui, lower, scene, &mut view.tabs.offers.subsidy, &answer);
    pane::divider_h(ui, centre, lower.top());
    ui.painter().rect_filled(side, egui::CornerRadius::ZERO, p.side);
    let y = figures(ui, side, scene, &answer);
    assume::show(ui, side.with_min_y(y), scene, open, actions);
    pane::divider_v(ui, body, side.left());
}

/// What the offers come to; gives where it ends.
fn figures(ui: &mut Ui, side: Rect, scene: &Scene<'_>, answer: &OfferCosts) -> f32 {
    let p = theme::tokens(ui);
    let format = scene.format();
    let none = || "—".to_owned();
    let (left, right) = (side.left() + size::S16, side.right() - size::S16);
    let mut y = side.top() + size::S16;
    let title = scene.text(Msg::SubsidyResult);
    pane::label(ui, pos2(left, y), Align2::LEFT_CENTER, title, fonts::text_medium(), p.t1);
    let price = |money: Option<Money>| money.map_or_else(none, |m| format.price(m));
    let rows = [
        (Msg::SubsidyAovBefore, price(answer.base_aov)),
        (Msg::SubsidyAovAfter, price(answer.aov)),
        (Msg::SubsidyPull, answer.pull.map_or_else(none, |pull| format.percent(pull, 1))),
        (Msg::SubsidyMargin, answer.margin.map_or_else(none, |margin| format.percent(margin, 1))),
        (Msg::SubsidyOrders, format.whole(answer.orders.round() as i128)),
        (Msg::SubsidyGmv, format.sum(answer.gmv).to_string()),
        (Msg::SubsidyProfit, answer.profit.map_or_else(none, |profit| format.sum(profit).to_string())),
        (Msg::SubsidyShopTotal, format.sum(answer.shop_total()).to_string()),
    ];
    for (name, value) in rows {
        y += ROW;
        let name = scene.text(name);
        pane::label(ui, pos2(left, y), Align2::LEFT_CENTER, name, fonts::text(), p.t2);
        pane::label(ui, pos2(right, y), Align2::RIGHT_CENTER, &value, fonts::text_medium(), p.t1);
    }
    if let Settled::NotSettling { moves, .. } = answer.settled {
        y += ROW;
        let moves = format.price(Money::from_minor(moves.round() as i64));
        let words = scene.texts.with(Msg::SubsidyNotSettling, &[("moves", moves.into())]);
        paint::icon(ui.painter(), pos2(left + 7.0, y), icons::TRIANGLE_ALERT, size::ICON_TEXT, p.warn);
        let galley = paint::cut(ui.painter(), &words, fonts::text(), p.warn, right - left - 20.0);
        let place = Rect::from_min_size(pos2(left + 20.0, y - galley.size().y / 2.0), galley.size());
        ui.painter().galley(place.min, galley, p.warn);
        pane::named(ui, place, &words).on_hover_text(&words);
    }
    y + ROW
}
