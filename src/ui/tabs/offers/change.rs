//! Changes of the list of offers, each one step with its name.

use crate::engine::offers::edit;
use crate::engine::offers::preset::{Preset, of_kind};
use crate::model::{CampaignId, Offer, OfferId, OfferKind, Project};
use crate::text::Msg;
use crate::text::names::Named;
use crate::text::offers::offer_name;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::edit::campaign as edit_campaign;

/// What is to be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum New {
    /// One of a kind.
    Kind(OfferKind),
    /// A ready-made one.
    Preset(Preset),
}

impl New {
    fn offer(self, project: &Project, campaign: &crate::model::Campaign) -> Offer {
        match self {
            Self::Kind(kind) => of_kind(kind, project, campaign),
            Self::Preset(preset) => preset.offer(project, campaign),
        }
    }
}

/// Adds offers at the end of the list.
fn push(project: &mut Project, id: CampaignId, offers: Vec<Offer>) {
    for offer in offers {
        let new = project.new_id();
        if let Some(campaign) = project.campaigns.get_mut(id) {
            campaign.offers.push(Offer { id: new, ..offer });
        }
    }
}

/// Adds an offer and chooses it.
pub fn add(scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions, new: New) {
    let offer = new.offer(open.project, open.campaign);
    let name = match new {
        New::Kind(kind) => kind.name_in(scene.texts).to_owned(),
        New::Preset(preset) => preset.name_in(scene.texts).to_owned(),
    };
    let step = scene.texts.with(Msg::OffersStepAdd, &[("name", name.into())]);
    let id = open.campaign.id;
    // the identity that the edit will give it
    view.tabs.offers.choose(OfferId(open.project.next_id.max(1)));
    actions.edit(step, move |project| push(project, id, vec![offer]));
}

/// Adds the offers that nearly every campaign has.
pub fn add_usual(scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) {
    let offers = Preset::USUAL.map(|preset| preset.offer(open.project, open.campaign)).to_vec();
    let id = open.campaign.id;
    actions.edit(scene.text(Msg::OffersStepUsual), move |project| push(project, id, offers));
}

fn step(scene: &Scene<'_>, open: &Open<'_>, msg: Msg, offer: &Offer) -> String {
    scene.texts.with(msg, &[("name", offer_name(scene.texts, open.project, offer).into())])
}

/// Changes an offer.
pub fn offer(
    scene: &Scene<'_>,
    open: &Open<'_>,
    actions: &mut Actions,
    id: OfferId,
    change: impl FnOnce(&mut Offer) + 'static,
) {
    let Some(row) = open.campaign.offers.get(id) else { return };
    edit_campaign(actions, open.campaign.id, step(scene, open, Msg::OffersStepChange, row), move |campaign| {
        if let Some(offer) = campaign.offers.get_mut(id) {
            change(offer);
        }
    });
}

/// Takes an offer out, with what names it.
pub fn delete(scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions, id: OfferId) {
    let Some(row) = open.campaign.offers.get(id) else { return };
    edit_campaign(actions, open.campaign.id, step(scene, open, Msg::OffersStepDelete, row), move |campaign| {
        edit::delete(campaign, id);
    });
}

/// Adds a copy behind an offer and chooses it.
pub fn duplicate(scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions, id: OfferId) {
    let Some(row) = open.campaign.offers.get(id) else { return };
    let name = offer_name(scene.texts, open.project, row);
    let name = scene.texts.with(Msg::OffersCopyOf, &[("name", name.into())]);
    let campaign = open.campaign.id;
    view.tabs.offers.choose(OfferId(open.project.next_id.max(1)));
    actions.edit(step(scene, open, Msg::OffersStepDuplicate, row), move |project| {
        let copy = project.new_id();
        if let Some(campaign) = project.campaigns.get_mut(campaign) {
            edit::duplicate(campaign, id, copy, name);
        }
    });
}

/// Switches an offer on or off.
pub fn switch(scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions, id: OfferId) {
    let Some(row) = open.campaign.offers.get(id) else { return };
    let (off, msg) = if row.off { (false, Msg::OffersStepOn) } else { (true, Msg::OffersStepOff) };
    edit_campaign(actions, open.campaign.id, step(scene, open, msg, row), move |campaign| {
        if let Some(offer) = campaign.offers.get_mut(id) {
            offer.off = off;
        }
    });
}

/// Moves an offer to a place among those of its layer.
pub fn move_to(scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions, id: OfferId, place: usize) {
    let Some(row) = open.campaign.offers.get(id) else { return };
    if edit::moved(&open.campaign.offers, id, place).is_none() {
        return;
    }
    edit_campaign(actions, open.campaign.id, step(scene, open, Msg::OffersStepMove, row), move |campaign| {
        if let Some(new) = edit::moved(&campaign.offers, id, place) {
            campaign.offers = new;
        }
    });
}

/// Moves an offer by so many places.
pub fn shift(scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions, id: OfferId, by: isize) {
    let Some((at, _)) = edit::place_in_layer(&open.campaign.offers, id) else { return };
    if let Some(to) = at.checked_add_signed(by) {
        move_to(scene, open, actions, id, to);
    }
}
