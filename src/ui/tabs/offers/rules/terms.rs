//! The conditions of an offer: for what and whom, when it is claimed and used, how often, with what it combines, who pays.

use egui::Ui;

use super::goods;
use crate::engine::offers::stacking::{self, Turn};
use crate::model::offer::{Audience, DailyHours, OfferPair, OfferWindow};
use crate::model::{Layer, Offer, OfferId, Row};
use crate::text::Msg;
use crate::text::names::Named;
use crate::text::offers::offer_name;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::edit;
use crate::ui::tabs::form::{self, row, section, word};
use crate::ui::widgets::button;
use crate::ui::widgets::picker::{PickRow, PickWords, picker};
use crate::ui::widgets::select::select;

/// For what, for whom, how often, in which layer.
pub fn limits(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, offer: &Offer) -> Option<Offer> {
    let t = |msg| scene.text(msg);
    let mut new = offer.clone();
    section(ui, t(Msg::OfferLimits));
    if !matches!(offer.rule, crate::model::OfferRule::Bundle { .. }) {
        row(ui, scene, t(Msg::OfferScope), |ui| {
            if let Some(scope) = goods::scope(ui, scene, open, &offer.scope) {
                new.scope = scope;
            }
        });
        row(ui, scene, t(Msg::OfferExceptLabel), |ui| {
            if let Some(except) = goods::except(ui, scene, open, &offer.scope.except) {
                new.scope.except = except;
            }
        });
    }
    row(ui, scene, t(Msg::OfferAudience), |ui| {
        let names = Audience::ALL.map(|audience| audience.name_in(scene.texts).to_owned());
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let chosen = Audience::ALL.iter().position(|audience| *audience == offer.audience);
        if let Some(audience) =
            select(ui, t(Msg::OfferAudience), &names, chosen, 128.0).and_then(|i| Audience::ALL.get(i))
        {
            new.audience = *audience;
        }
    });
    for (label, slot) in [
        (Msg::OfferPerCustomerLabel, &mut new.per_customer),
        (Msg::OfferPerOrderLabel, &mut new.per_order),
        (Msg::OfferQuantityLabel, &mut new.quantity),
    ] {
        let none = if label == Msg::OfferPerOrderLabel { Msg::OfferOnce } else { Msg::OfferUnlimited };
        row(ui, scene, t(label), |ui| form::count_or_none(ui, scene, t(label), slot, t(none)));
    }
    (new != *offer).then_some(new)
}

/// In which layer, what it excludes, who pays, how many use it.
pub fn stacking(
    ui: &mut Ui,
    scene: &Scene<'_>,
    open: &Open<'_>,
    offer: &Offer,
    actions: &mut Actions,
) -> Option<Offer> {
    let t = |msg| scene.text(msg);
    let mut new = offer.clone();
    section(ui, t(Msg::OfferStacking));
    let layers = offer.rule.kind().layers();
    row(ui, scene, t(Msg::OfferLayer), |ui| {
        let names: Vec<String> = layers.iter().map(|layer| layer_name(scene, *layer)).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let chosen = layers.iter().position(|layer| *layer == offer.layer());
        if let Some(layer) = select(ui, t(Msg::OfferLayer), &names, chosen, 128.0).and_then(|i| layers.get(i)) {
            new.layer = (*layer != offer.rule.kind().layer()).then_some(*layer);
        }
    });
    row(ui, scene, t(Msg::OfferGroup), |ui| {
        if let Some(group) = form::text(ui, t(Msg::OfferGroup), &offer.group, t(Msg::OfferGroupNone), 128.0) {
            group.trim().clone_into(&mut new.group);
        }
    });
    row(ui, scene, t(Msg::OfferNotWith), |ui| not_with(ui, scene, open, offer, actions));
    row(ui, scene, t(Msg::OfferStopLabel), |ui| {
        let label = t(if offer.stop_after { Msg::OfferStopYes } else { Msg::OfferStopNo });
        let spoken = format!("{} {label}", t(Msg::OfferStopLabel));
        if button::chip_called(ui, label, &spoken, None, offer.stop_after).clicked() {
            new.stop_after = !offer.stop_after;
        }
    });
    row(ui, scene, t(Msg::OfferChosenLabel), |ui| {
        let names = [t(Msg::OfferAutomatic), t(Msg::OfferHeld)];
        let chosen = usize::from(offer.is_chosen());
        if let Some(picked) = button::segmented(ui, t(Msg::OfferChosenLabel), &names, Some(chosen)) {
            let held = picked == 1;
            new.chosen = (held != offer.rule.kind().is_chosen()).then_some(held);
        }
    });
    row(ui, scene, t(Msg::OfferFunding), |ui| {
        word(ui, t(Msg::OfferWordPlatform));
        if let Some(rate) = form::percent(ui, scene, t(Msg::OfferFieldPlatform), offer.funding.platform) {
            new.funding.platform = rate;
        }
        word(ui, t(Msg::OfferWordSupplier));
        if let Some(rate) = form::percent(ui, scene, t(Msg::OfferFieldSupplier), offer.funding.supplier) {
            new.funding.supplier = rate;
        }
        let rest = scene.format().percent_exact(offer.funding.shop());
        word(ui, &scene.texts.with(Msg::OfferShopPays, &[("share", rest.into())]));
    });
    if offer.is_chosen() {
        for (label, value, slot) in [
            (Msg::OfferFieldClaimRate, offer.uptake.claim, &mut new.uptake.claim),
            (Msg::OfferFieldRedemption, offer.uptake.redemption, &mut new.uptake.redemption),
        ] {
            row(ui, scene, t(label), |ui| {
                if let Some(rate) = form::percent(ui, scene, t(label), value) {
                    *slot = rate;
                }
            });
        }
    }
    (new != *offer).then_some(new)
}

fn layer_name(scene: &Scene<'_>, layer: Layer) -> String {
    format!("{} {}", layer.number(), layer.name_in(scene.texts))
}

/// The offers that the matrix names as not to be combined with this one.
fn not_with(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, offer: &Offer, actions: &mut Actions) {
    let others: Vec<OfferId> = open
        .campaign
        .stacking
        .iter()
        .filter(|rule| !rule.together && (rule.a == offer.id || rule.b == offer.id))
        .map(|rule| if rule.a == offer.id { rule.b } else { rule.a })
        .collect();
    if others.is_empty() {
        word(ui, scene.text(Msg::OfferNobody));
    }
    let name = |id: OfferId| {
        open.campaign.offers.get(id).map_or_else(|| id.to_string(), |o| offer_name(scene.texts, open.project, o))
    };
    let step = || scene.texts.with(Msg::OffersStepStacking, &[("name", name(offer.id).into())]);
    let (id, campaign) = (offer.id, open.campaign.id);
    for other in &others {
        if goods::chosen(ui, scene, &name(*other)) {
            let pair = OfferPair::of(id, *other);
            edit::campaign(actions, campaign, step(), move |c| c.stacking.remove_where(|rule| rule.id() == pair));
        }
    }
    let button = button::icon_with(
        ui,
        crate::ui::theme::icons::PLUS,
        scene.text(Msg::OfferNotWithAdd),
        false,
        crate::ui::theme::size::ICON_TEXT,
    );
    let words = PickWords { search: scene.text(Msg::OfferSearchOffer), none: scene.text(Msg::OfferSearchNone) };
    let picked = picker(&button, words, 280.0, false, || {
        let rows = open.campaign.offers.iter().filter(|o| o.id != id);
        rows.map(|o| PickRow { value: o.id, label: name(o.id), on: others.contains(&o.id) }).collect()
    });
    if let Some(other) = picked.filter(|other| !others.contains(other)) {
        edit::campaign(actions, campaign, step(), move |c| stacking::apply(c, id, other, Turn::Say(false)));
    }
}

/// When it can be claimed and used.
pub fn windows(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, offer: &Offer) -> Option<Offer> {
    let mut new = offer.clone();
    for (title, short, window, slot) in [
        (Msg::OfferClaim, Msg::OfferClaimShort, &offer.claim, &mut new.claim),
        (Msg::OfferUse, Msg::OfferUseShort, &offer.usable, &mut new.usable),
    ] {
        section(ui, scene.text(title));
        if let Some(changed) = window_of(ui, scene, open, scene.text(short), window) {
            *slot = changed;
        }
    }
    (new != *offer).then_some(new)
}

fn window_of(
    ui: &mut Ui,
    scene: &Scene<'_>,
    open: &Open<'_>,
    short: &str,
    window: &OfferWindow,
) -> Option<OfferWindow> {
    let t = |msg| scene.text(msg);
    let mut new = window.clone();
    row(ui, scene, t(Msg::OfferPhases), |ui| {
        let all = window.phases.is_empty();
        let spoken = |name: &str| format!("{short} {name}");
        if button::chip_called(ui, t(Msg::OfferAllPhases), &spoken(t(Msg::OfferAllPhases)), None, all).clicked() {
            new.phases.clear();
        }
        for phase in &open.campaign.phases {
            let name = phase.name_in(scene.texts);
            let on = window.phases.contains(&phase.id);
            if button::chip_called(ui, name, &spoken(name), None, on).clicked() {
                if on {
                    new.phases.retain(|id| *id != phase.id);
                } else {
                    new.phases.push(phase.id);
                    // in the order of time, as the file has them
                    let at = |id| open.campaign.phases.position(id);
                    new.phases.sort_by_key(|id| at(*id));
                }
            }
        }
    });
    let near = open.campaign.opening().map_or(scene.now.date(), jiff::civil::DateTime::date);
    row(ui, scene, t(Msg::OfferDates), |ui| {
        let name = format!("{short} {}", t(Msg::OfferFromLabel));
        form::instant(ui, scene, &name, &mut new.from, t(Msg::OfferOpenStart), near);
        word(ui, "–");
        let name = format!("{short} {}", t(Msg::OfferUntilLabel));
        form::instant(ui, scene, &name, &mut new.until, t(Msg::OfferOpenEnd), near);
    });
    row(ui, scene, t(Msg::OfferDailyLabel), |ui| {
        let (mut from, mut until) = window.daily.map_or((None, None), |daily| (Some(daily.from), Some(daily.until)));
        let before = (from, until);
        let name = format!("{short} {}", t(Msg::OfferDailyFrom));
        form::time(ui, scene, &name, &mut from, t(Msg::OfferAllDay));
        word(ui, "–");
        let name = format!("{short} {}", t(Msg::OfferDailyUntil));
        form::time(ui, scene, &name, &mut until, t(Msg::OfferAllDay));
        if (from, until) != before {
            let midnight = jiff::civil::Time::midnight();
            // what is not typed yet is the edge of the day; nothing typed is all day
            new.daily = (from.is_some() || until.is_some())
                .then(|| DailyHours { from: from.unwrap_or(midnight), until: until.unwrap_or(midnight) });
        }
    });
    (new != *window).then_some(new)
}
