//! 模拟器: a basket, priced step by step; on the left the baskets kept as checks.

mod add;
mod change;
pub mod inspect;
mod left;
mod lines;
mod more;
mod receipt;
mod state;
mod tools;
mod waterfall;

use egui::{Rect, Ui};

pub use left::show as left;
pub use state::SimState;

use crate::text::Msg;
use crate::text::receipt::ReceiptWords;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::later;
use crate::ui::theme::icons;
use crate::ui::widgets::{button, pane};

/// Everything a part of the view is drawn from.
struct Sim<'a> {
    scene: &'a Scene<'a>,
    open: &'a Open<'a>,
    words: ReceiptWords<'a>,
}

impl<'a> Sim<'a> {
    fn new(scene: &'a Scene<'a>, open: &'a Open<'a>) -> Self {
        let words = ReceiptWords { texts: scene.texts, project: open.project, campaign: open.campaign };
        Self { scene, open, words }
    }
}

/// How wide the pane about one more piece is, beside the receipt.
const MORE: f32 = 322.0;

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
    let sim = Sim::new(scene, open);
    let mut state = std::mem::take(&mut view.tabs.offers.simulator);
    state.refresh(open);
    tools::title(ui, tools, &sim, &mut state, actions);
    let rest = tools::circumstances(ui, body, &sim, &mut state, actions);
    let rest = lines::show(ui, rest, &sim, &mut state, actions);
    let unpriced = state.found().and_then(|(_, found)| found.receipt.as_ref().err().copied());
    if let Some(why) = unpriced {
        let words = sim.words.unpriced(why);
        later::empty(ui, rest, icons::TICKET_PERCENT, scene.text(Msg::SimNoPrice), &[&words], |ui| {
            if open.campaign.goods.is_empty() && button::primary(ui, scene.text(Msg::SimToGoods)).clicked() {
                view.tab = Some(crate::engine::Tab::Goods);
            }
        });
    } else {
        let width = MORE.max(rest.width() * 0.34).min(rest.width() * 0.4).round();
        let (left, right) = rest.split_left_right_at_x(rest.right() - width);
        receipt::show(ui, left, &sim, &mut state);
        more::show(ui, right, &sim, &mut state, actions);
        pane::divider_v(ui, rest, right.left());
    }
    view.tabs.offers.simulator = state;
}
