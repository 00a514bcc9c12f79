//! What heals a price below its floor, in words.

use super::promise::discount;
use crate::engine::offers::floor::Change;
use crate::model::offer::{ItemBenefit, Reduction};
use crate::model::{Money, OfferId, OfferRule, Rate};
use crate::text::Msg;
use crate::text::rows::RowNames;

/// A change of an offer as a planner would order it: 「满 329 减 40」第 2 档：减 ¥40 改为 ¥20.
#[must_use]
pub fn change(rows: &RowNames<'_>, change: Change) -> String {
    let texts = rows.texts;
    let price = |of: Money| texts.format().price_short(of);
    let say = |msg, id: OfferId, from: String, to: String| {
        texts.with(msg, &[("offer", rows.offer(id).into()), ("from", from.into()), ("to", to.into())])
    };
    // of a ladder, which rung
    let rung_of = |id: OfferId, rung: usize, msg: (Msg, Msg), from: Money, to: Money| {
        let ladder = matches!(
            rows.campaign.offers.get(id).map(|offer| &offer.rule),
            Some(OfferRule::Tiered(rungs) | OfferRule::Coupon(rungs)) if rungs.len() > 1
        );
        if !ladder {
            return say(msg.0, id, price(from), price(to));
        }
        let arguments = [
            ("offer", rows.offer(id).into()),
            ("n", (rung + 1).into()),
            ("from", price(from).into()),
            ("to", price(to).into()),
        ];
        texts.with(msg.1, &arguments)
    };
    match change {
        Change::LeaveOut(id, sku) => texts
            .with(Msg::GuardFixLeaveOut, &[("sku", short_name(rows, sku).into()), ("offer", rows.offer(id).into())]),
        Change::Exclude(a, b) => {
            texts.with(Msg::GuardFixExclude, &[("a", rows.offer(a).into()), ("b", rows.offer(b).into())])
        }
        Change::RaiseThreshold(id, rung, to) => {
            rung_of(id, rung, (Msg::GuardFixThreshold, Msg::GuardFixThresholdRung), threshold(rows, id, rung), to)
        }
        Change::LowerValue(id, rung, to) => {
            rung_of(id, rung, (Msg::GuardFixValue, Msg::GuardFixValueRung), value(rows, id, rung), to)
        }
        Change::RaiseRate(id, to) => say(Msg::GuardFixRate, id, discount(texts, rate(rows, id)), discount(texts, to)),
    }
}

/// A product by its name, without the code where it has one.
#[must_use]
pub fn short_name(rows: &RowNames<'_>, sku: crate::model::SkuId) -> String {
    match rows.project.goods.get(sku).map(|sku| sku.name.trim()) {
        Some(name) if !name.is_empty() => crate::text::line::tame(name).into_owned(),
        _ => rows.sku(sku),
    }
}

fn rule<'a>(rows: &RowNames<'a>, id: OfferId) -> Option<&'a OfferRule> {
    rows.campaign.offers.get(id).map(|offer| &offer.rule)
}

fn threshold(rows: &RowNames<'_>, id: OfferId, rung: usize) -> Money {
    match rule(rows, id) {
        Some(OfferRule::Tiered(rungs) | OfferRule::Coupon(rungs)) => rungs.get(rung).map(|rung| rung.at),
        Some(OfferRule::EveryN { every, .. }) => Some(*every),
        Some(OfferRule::RedPacket { at, .. }) => Some(*at),
        _ => None,
    }
    .unwrap_or_default()
}

fn value(rows: &RowNames<'_>, id: OfferId, rung: usize) -> Money {
    match rule(rows, id) {
        Some(OfferRule::Tiered(rungs) | OfferRule::Coupon(rungs)) => match rungs.get(rung).map(|rung| rung.off) {
            Some(Reduction::Less(off)) => Some(off),
            _ => None,
        },
        Some(OfferRule::EveryN { off, .. } | OfferRule::TradeIn(off)) => Some(*off),
        Some(OfferRule::RedPacket { value, .. }) => Some(*value),
        Some(OfferRule::Item(benefit) | OfferRule::Flash(benefit) | OfferRule::MemberPrice(benefit)) => match benefit {
            ItemBenefit::Less(off) => Some(*off),
            _ => None,
        },
        _ => None,
    }
    .unwrap_or_default()
}

fn rate(rows: &RowNames<'_>, id: OfferId) -> Rate {
    match rule(rows, id) {
        Some(
            OfferRule::Item(ItemBenefit::Pay(rate))
            | OfferRule::Flash(ItemBenefit::Pay(rate))
            | OfferRule::MemberPrice(ItemBenefit::Pay(rate)),
        ) => *rate,
        _ => Rate::ONE,
    }
}
