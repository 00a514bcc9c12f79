//! A receipt for people: its lines, its steps, what is paid.

use super::table::{Table, plain};
use crate::engine::offers::basket::phase_of;
use crate::engine::offers::price::Receipt;
use crate::model::{Basket, Layer, Money};
use crate::text::Msg;
use crate::text::names::Named as _;
use crate::text::receipt::ReceiptWords;

/// The receipt as text.
pub(super) fn text(words: &ReceiptWords<'_>, basket: &Basket, receipt: &Receipt) -> String {
    let texts = words.texts;
    let format = texts.format();
    let amount = |money: Money| format.amount(money);
    let title = format!(
        "{} · {} · {}",
        words.campaign.name_in(texts),
        words.circumstances(basket),
        words.project.shop.currency
    );
    let get = |msg| texts.get(msg);
    let head =
        [Msg::SimGoods, Msg::SimQuantity, Msg::SimSubtotal, Msg::SimNet, Msg::SimUnit, Msg::SimFloor, Msg::SimMargin]
            .map(get);
    let mut lines = Table::new(&head, &[]);
    for line in &receipt.lines {
        let arrow = if line.is_below_floor() { "▼ " } else { "" };
        lines.row([
            words.sku(line.sku),
            line.pieces.to_string(),
            amount(line.price),
            amount(line.net),
            format!("{arrow}{}", amount(line.unit_net())),
            line.floor.map_or("–".to_owned(), amount),
            line.margin().map_or("–".to_owned(), |rate| format.percent(rate, 1)),
        ]);
    }
    let mut steps =
        Table::new(&[get(Msg::SimLayer), get(Msg::SimOffer), "±", get(Msg::SimLeft), get(Msg::SimReason)], &[1, 4]);
    let pieces = receipt.lines.iter().fold(0u64, |n, line| n.saturating_add(line.pieces.get()));
    let pieces = texts.with(Msg::ReceiptPieces, &[("n", i64::try_from(pieces).unwrap_or(i64::MAX).into())]);
    let none = String::new;
    steps.row([none(), format!("{}, {pieces}", get(Msg::ReceiptList)), none(), amount(receipt.list_total), none()]);
    let phase = phase_of(words.campaign, basket);
    for step in &receipt.steps {
        let name = step.held.map_or_else(|| words.plain_step(step.layer, phase), |held| words.held(held));
        let layer = format!("{} {}", step.layer.number(), step.layer.name_in(texts));
        let (change, left) = match (step.applied(), step.held.is_none() && step.layer == Layer::Shipping) {
            (false, _) => (none(), none()),
            (true, true) => (format!("+{}", amount(step.amount)), amount(receipt.total)),
            (true, false) => (format!("−{}", amount(step.amount)), amount(step.left)),
        };
        let mark = if step.applied() { "" } else { "× " };
        steps.row([layer, format!("{mark}{name}"), change, left, words.reason(step.held, step.reason, basket)]);
    }
    for gift in &receipt.gifts {
        steps.row([none(), words.gift(gift), none(), none(), none()]);
    }
    steps.row([none(), get(Msg::ReceiptPaid).to_owned(), none(), amount(receipt.total), none()]);
    let mut text = format!("{}\n\n{}\n{}", plain(&title), lines.text(), steps.text());
    let mut note = |msg, sum: Money| {
        if sum > Money::ZERO {
            text.push_str(&format!("{} {}\n", get(msg), amount(sum)));
        }
    };
    note(Msg::SimDeposit, receipt.deposit);
    note(Msg::SimUnused, receipt.unused);
    if !receipt.exact {
        text.push_str(&format!("{}\n", get(Msg::SimInexact)));
    }
    text
}
