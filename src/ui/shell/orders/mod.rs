//! The dialog of order values: from a list of orders, or assumed.

mod assume;
pub mod bars;
mod file;
pub mod form;
mod result;
mod table;

use std::sync::Arc;

use egui::{Align, Layout, RichText, Ui, vec2};

pub use form::{Assumed, List, OpenList, OrdersForm, OrdersRequest, ReadState, Way};

use crate::engine::orders::intake::Wanted;
use crate::model::OrderValues;
use crate::text::Msg;
use crate::text::names::Named as _;
use crate::ui::action::{Action, Actions};
use crate::ui::scene::Scene;
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::button;
use crate::ui::widgets::float::dialog;

/// The dialog at its widest and highest; it leaves a margin in a small window.
const WIDEST: f32 = 1_080.0;
const HIGHEST: f32 = 680.0;
const MARGIN: f32 = 48.0;

/// Draws the dialog; whether it stays.
pub fn show(ui: &Ui, scene: &Scene<'_>, form: &mut OrdersForm, actions: &mut Actions) -> bool {
    let window = ui.ctx().content_rect();
    let room = vec2((window.width() - 2.0 * MARGIN).min(WIDEST), (window.height() - 2.0 * MARGIN).min(HIGHEST));
    let (foot, left) = dialog(ui, "orders", room.x, |ui| {
        head(ui, scene, form);
        let height = room.y - 2.0 * size::S16 - size::BUTTON - 2.0 * size::S8 - size::FIELD - size::S8;
        ui.allocate_ui(vec2(ui.available_width(), height), |ui| {
            ui.set_min_size(vec2(ui.available_width(), height));
            ui.vertical(|ui| match form.way {
                Way::File => file::show(ui, scene, form, actions),
                Way::Assumption => assume::show(ui, scene, &mut form.assumed),
            });
        });
        foot(ui, scene, form)
    });
    match foot {
        Foot::Take => {
            if let Some(request) = ready(form) {
                actions.push(Action::Orders(request));
            }
            false
        }
        Foot::Cancel => {
            actions.push(Action::Orders(OrdersRequest::Leave));
            false
        }
        Foot::Stay if left => {
            actions.push(Action::Orders(OrdersRequest::Leave));
            false
        }
        Foot::Stay => true,
    }
}

fn head(ui: &mut Ui, scene: &Scene<'_>, form: &mut OrdersForm) {
    let p = theme::tokens(ui);
    ui.horizontal(|ui| {
        ui.set_min_height(size::FIELD);
        let title = match form.wanted {
            Wanted::Values => Msg::OrdersTitle,
            Wanted::Sold => Msg::OrdersTitleSold,
            Wanted::Customers => Msg::OrdersTitleCustomers,
        };
        ui.label(RichText::new(scene.text(title)).font(fonts::medium(size::TITLE)).color(p.t1));
        let campaign = scene.open.as_ref().and_then(|open| open.project.campaign(form.campaign));
        if let Some(campaign) = campaign {
            ui.label(RichText::new(campaign.name_in(scene.texts)).color(p.t2));
        }
        if form.wanted != Wanted::Values {
            return;
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let ways = [Way::File, Way::Assumption];
            let names = [scene.text(Msg::OrdersFromFile), scene.text(Msg::OrdersFromAssumption)];
            let chosen = ways.iter().position(|way| *way == form.way);
            if let Some(picked) = button::segmented(ui, scene.text(Msg::OrdersTitle), &names, chosen) {
                form.way = ways.get(picked).copied().unwrap_or_default();
            }
        });
    });
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Foot {
    Stay,
    Take,
    Cancel,
}

/// What can be taken now.
fn ready(form: &OrdersForm) -> Option<OrdersRequest> {
    let values = |values: Arc<OrderValues>| OrdersRequest::Take(form.campaign, values);
    match (form.way, &form.list) {
        (Way::Assumption, _) => form.assumed.values.clone().map(values),
        (Way::File, List::Open(OpenList { state: ReadState::Done(intake), .. })) => match form.wanted {
            Wanted::Values => Some(values(Arc::new(intake.values.clone()))),
            Wanted::Sold => Some(OrdersRequest::TakeSold(form.campaign, Arc::new(intake.values.clone()))),
            Wanted::Customers => {
                Some(OrdersRequest::TakeCustomers(form.campaign, Arc::clone(intake.customers.as_ref()?)))
            }
        },
        (Way::File, _) => None,
    }
}

fn foot(ui: &mut Ui, scene: &Scene<'_>, form: &OrdersForm) -> Foot {
    let act = if form.way == Way::File { Msg::OrdersImport } else { Msg::OrdersAssumeUse };
    let can = match (form.way, &form.list) {
        (Way::Assumption, _) => form.assumed.values.is_some(),
        (Way::File, List::Open(list)) => matches!(list.state, ReadState::Done(_)),
        (Way::File, _) => false,
    };
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        if ui.add_enabled_ui(can, |ui| button::primary(ui, scene.text(act)).clicked()).inner {
            return Foot::Take;
        }
        if button::secondary(ui, scene.text(Msg::DialogCancel)).clicked() { Foot::Cancel } else { Foot::Stay }
    })
    .inner
}
