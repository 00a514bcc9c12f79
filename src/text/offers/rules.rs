//! The rules of a campaign as customers read them: each promise with when, for whom and on what it holds.

use super::promise;
use crate::model::offer::{Audience, OfferWindow, Scope};
use crate::model::{Campaign, Offer, Project};
use crate::text::line::list;
use crate::text::names::Named;
use crate::text::rows::RowNames;
use crate::text::{Msg, Texts};

/// Goods that are named one by one; more are counted.
const NAMED: usize = 2;

/// An offer as one sentence: its conditions, then its promise.
#[must_use]
pub fn sentence(texts: &Texts, project: &Project, campaign: &Campaign, offer: &Offer) -> String {
    let promise = promise(texts, project, &offer.rule);
    let conditions = conditions(texts, project, campaign, offer);
    if conditions.is_empty() {
        return promise;
    }
    let colon = if texts.lang().is_chinese() { "：" } else { ": " };
    format!("{}{colon}{promise}", conditions.join(comma(texts)))
}

/// An offer in brief: for whom, on what, and its promise.
#[must_use]
pub fn summary(texts: &Texts, project: &Project, offer: &Offer) -> String {
    let promise = promise(texts, project, &offer.rule);
    let mut said = Vec::new();
    if offer.audience != Audience::Everyone && !matches!(offer.rule, crate::model::OfferRule::MemberPrice(_)) {
        said.push(offer.audience.name_in(texts).to_owned());
    }
    said.extend(scope(texts, project, &offer.scope));
    if said.is_empty() {
        return promise;
    }
    let between = if texts.lang().is_chinese() { "" } else { ": " };
    format!("{}{between}{promise}", said.join(comma(texts)))
}

/// All offers that are switched on in brief, in the order of the layers.
#[must_use]
pub fn rules(texts: &Texts, project: &Project, campaign: &Campaign) -> Vec<String> {
    let mut offers: Vec<&Offer> = campaign.offers.iter().map(AsRef::as_ref).filter(|offer| !offer.off).collect();
    offers.sort_by_key(|offer| offer.layer());
    offers.into_iter().map(|offer| summary(texts, project, offer)).collect()
}

fn comma(texts: &Texts) -> &'static str {
    if texts.lang().is_chinese() { "，" } else { ", " }
}

/// What a customer must look at before the promise holds; nothing for what holds always, for all and on everything.
#[must_use]
pub fn conditions(texts: &Texts, project: &Project, campaign: &Campaign, offer: &Offer) -> Vec<String> {
    let mut said = Vec::new();
    window(texts, project, campaign, &offer.usable, &mut said);
    if offer.audience != Audience::Everyone {
        said.push(texts.with(Msg::OfferFor, &[("audience", offer.audience.name_in(texts).into())]));
    }
    said.extend(scope(texts, project, &offer.scope));
    if let Some(n) = offer.per_customer {
        said.push(texts.with(Msg::OfferPerCustomer, &[("n", n.to_string().into())]));
    }
    if let Some(n) = offer.per_order.filter(|n| n.get() > 1) {
        said.push(texts.with(Msg::OfferPerOrder, &[("n", n.to_string().into())]));
    }
    if let Some(n) = offer.quantity {
        said.push(texts.with(Msg::OfferQuantity, &[("n", texts.format().whole(n.wide()).into())]));
    }
    if offer.stop_after {
        said.push(texts.get(Msg::OfferAlone).to_owned());
    }
    said
}

fn window(texts: &Texts, project: &Project, campaign: &Campaign, window: &OfferWindow, said: &mut Vec<String>) {
    let rows = RowNames { texts, project, campaign };
    if !window.phases.is_empty() {
        let names: Vec<String> = window.phases.iter().map(|id| rows.phase(*id)).collect();
        said.push(texts.with(Msg::OfferInPhases, &[("phases", list(texts, &names).into())]));
    }
    let at = |at| texts.format().day_and_time(at);
    match (window.from, window.until) {
        (Some(from), Some(until)) => {
            said.push(texts.with(Msg::OfferBetween, &[("from", at(from).into()), ("until", at(until).into())]));
        }
        (Some(from), None) => said.push(texts.with(Msg::OfferFrom, &[("from", at(from).into())])),
        (None, Some(until)) => said.push(texts.with(Msg::OfferUntil, &[("until", at(until).into())])),
        (None, None) => {}
    }
    if let Some(daily) = window.daily {
        let time = |time: jiff::civil::Time| format!("{:02}:{:02}", time.hour(), time.minute());
        let until = if daily.until == jiff::civil::Time::midnight() { "24:00".to_owned() } else { time(daily.until) };
        said.push(texts.with(Msg::OfferDaily, &[("from", time(daily.from).into()), ("until", until.into())]));
    }
}

/// The goods of a scope; nothing if it is for all.
fn scope(texts: &Texts, project: &Project, scope: &Scope) -> Vec<String> {
    let campaign = Campaign::default();
    let rows = RowNames { texts, project, campaign: &campaign };
    let named = |ids: &[crate::model::SkuId]| {
        let names: Vec<String> = ids
            .iter()
            .take(NAMED)
            .map(|id| match project.goods.get(*id).map(|sku| sku.name.trim()).filter(|name| !name.is_empty()) {
                Some(name) => crate::text::line::tame(name).into_owned(),
                None => rows.sku(*id),
            })
            .collect();
        let names = list(texts, &names);
        if ids.len() > NAMED {
            texts.with(Msg::OfferMoreGoods, &[("names", names.into()), ("n", ids.len().into())])
        } else {
            names
        }
    };
    let mut parts: Vec<String> = scope.categories.iter().map(|id| rows.category(*id)).collect();
    parts.extend(scope.roles.iter().map(|role| role.name_in(texts).to_owned()));
    if !scope.skus.is_empty() {
        parts.push(named(&scope.skus));
    }
    let mut said: Vec<String> = Vec::new();
    if !parts.is_empty() {
        said.push(list(texts, &parts));
    }
    if !scope.except.is_empty() {
        said.push(texts.with(Msg::OfferExcept, &[("names", named(&scope.except).into())]));
    }
    said
}
