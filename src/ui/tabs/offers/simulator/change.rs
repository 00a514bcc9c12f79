//! Changes of baskets and checks. What belongs to a check is an edit of the project; a basket that is tried out is not.

use super::state::SimState;
use crate::model::{Basket, BasketCheck, CheckId, Expectation, Money};
use crate::text::Msg;
use crate::text::receipt::ReceiptWords;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::edit::campaign as edit_campaign;

/// Changes the basket that is shown: one step of history if it is a check's.
pub fn basket(
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut SimState,
    actions: &mut Actions,
    change: impl FnOnce(&mut Basket) + 'static,
) {
    match state.check(open) {
        None => state.change_trial(open.campaign.id, change),
        Some(row) => check(scene, open, actions, Msg::SimStepBasket, row, |row| change(&mut row.basket)),
    }
}

/// Changes a check.
pub fn check(
    scene: &Scene<'_>,
    open: &Open<'_>,
    actions: &mut Actions,
    step: Msg,
    row: &BasketCheck,
    change: impl FnOnce(&mut BasketCheck) + 'static,
) {
    let id = row.id;
    let name = scene.texts.with(step, &[("name", row.name.as_str().into())]);
    edit_campaign(actions, open.campaign.id, name, move |campaign| {
        if let Some(check) = campaign.checks.get_mut(id) {
            change(check);
        }
    });
}

/// Takes a check out.
pub fn delete(scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions, row: &BasketCheck) {
    let id = row.id;
    let name = scene.texts.with(Msg::SimStepDelete, &[("name", row.name.as_str().into())]);
    edit_campaign(actions, open.campaign.id, name, move |campaign| campaign.checks.remove_where(|c| c.id == id));
}

/// Keeps the basket that is shown as a new check and shows that: what it costs now is what is expected, to the minor unit.
pub fn save(scene: &Scene<'_>, open: &Open<'_>, state: &mut SimState, actions: &mut Actions) {
    let basket = state.basket(open);
    let total = state.found().and_then(|(_, found)| found.receipt.as_ref().ok().map(|receipt| receipt.total));
    let expect = total.map_or(Expectation::PaysAtLeast(Money::ZERO), Expectation::PaysExactly);
    let name = name_of(scene, open, &basket);
    let step = scene.texts.with(Msg::SimStepSave, &[("name", name.as_str().into())]);
    let campaign = open.campaign.id;
    // the identity that the edit will give it
    state.choose(CheckId(open.project.next_id.max(1)));
    actions.edit(step, move |project| {
        let id = project.new_id();
        if let Some(campaign) = project.campaigns.get_mut(campaign) {
            campaign.checks.push(BasketCheck { id, name, basket, expect });
        }
    });
}

/// A basket called by its goods: 云感记忆枕×3 + 棉麻抱枕套.
fn name_of(scene: &Scene<'_>, open: &Open<'_>, basket: &Basket) -> String {
    let words = ReceiptWords { texts: scene.texts, project: open.project, campaign: open.campaign };
    let goods = basket.items.iter().take(3).map(|item| {
        let name = words.sku(item.sku);
        if item.pieces.get() > 1 { format!("{name}×{}", item.pieces) } else { name }
    });
    goods.collect::<Vec<_>>().join(" + ")
}
