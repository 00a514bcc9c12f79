//! What an offer promises, to be typed: for every kind its own fields.

use egui::Ui;

use super::goods;
use super::pay;
use crate::model::offer::{BundleItem, GiftRung, ItemBenefit, NthRung, PiecesRung, Reduction, Rung};
use crate::model::{Count, Money, Offer, OfferRule, Rate};
use crate::text::Msg;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::form::{self, row, word};
use crate::ui::theme::icons;
use crate::ui::widgets::button;

/// Draws the fields; gives another rule when one of them was changed.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, offer: &Offer) -> Option<OfferRule> {
    let t = |msg| scene.text(msg);
    match &offer.rule {
        OfferRule::Tiered(rungs) => ladder(ui, scene, rungs).map(OfferRule::Tiered),
        OfferRule::Coupon(rungs) => ladder(ui, scene, rungs).map(OfferRule::Coupon),
        OfferRule::EveryN { every, off, cap } => {
            let (mut new_every, mut new_off, mut new_cap) = (*every, *off, *cap);
            row(ui, scene, t(Msg::OfferFieldEvery), |ui| {
                take(&mut new_every, form::money(ui, scene, t(Msg::OfferFieldEvery), *every));
            });
            row(ui, scene, t(Msg::OfferFieldOff), |ui| {
                take(&mut new_off, form::money(ui, scene, t(Msg::OfferFieldOff), *off));
            });
            row(ui, scene, t(Msg::OfferFieldCap), |ui| {
                form::money_or_none(ui, scene, t(Msg::OfferFieldCap), &mut new_cap, t(Msg::OfferNoCap));
            });
            changed(&offer.rule, OfferRule::EveryN { every: new_every, off: new_off, cap: new_cap })
        }
        OfferRule::Item(of) => benefit(ui, scene, *of).map(OfferRule::Item),
        OfferRule::Flash(of) => benefit(ui, scene, *of).map(OfferRule::Flash),
        OfferRule::MemberPrice(of) => benefit(ui, scene, *of).map(OfferRule::MemberPrice),
        OfferRule::GroupBuy { people, benefit: of } => {
            let mut new = *people;
            row(ui, scene, t(Msg::OfferFieldPeople), |ui| {
                take(&mut new, form::count(ui, scene, t(Msg::OfferFieldPeople), *people));
            });
            let of = benefit(ui, scene, *of).unwrap_or(*of);
            changed(&offer.rule, OfferRule::GroupBuy { people: new, benefit: of })
        }
        OfferRule::TradeIn(off) => sum(ui, scene, Msg::OfferFieldOff, *off).map(OfferRule::TradeIn),
        OfferRule::Bundle { items, price } => bundle(ui, scene, open, items, *price),
        OfferRule::Gift { gift, pieces } => {
            let (mut new_gift, mut new_pieces) = (*gift, *pieces);
            row(ui, scene, t(Msg::OfferFieldGift), |ui| {
                take(&mut new_gift, goods::one(ui, scene, open, t(Msg::OfferFieldGift), *gift));
            });
            row(ui, scene, t(Msg::OfferFieldPieces), |ui| {
                take(&mut new_pieces, form::count(ui, scene, t(Msg::OfferFieldPieces), *pieces));
            });
            changed(&offer.rule, OfferRule::Gift { gift: new_gift, pieces: new_pieces })
        }
        OfferRule::ThresholdGift(rungs) => gifts(ui, scene, open, rungs).map(OfferRule::ThresholdGift),
        OfferRule::NForPrice { pieces, price } => {
            let (mut new_pieces, mut new_price) = (*pieces, *price);
            row(ui, scene, t(Msg::OfferFieldPieces), |ui| {
                take(&mut new_pieces, form::count(ui, scene, t(Msg::OfferFieldPieces), *pieces));
            });
            row(ui, scene, t(Msg::OfferFieldPrice), |ui| {
                take(&mut new_price, form::money(ui, scene, t(Msg::OfferFieldPrice), *price));
            });
            changed(&offer.rule, OfferRule::NForPrice { pieces: new_pieces, price: new_price })
        }
        OfferRule::PiecesRate(rungs) => by_pieces(ui, scene, rungs).map(OfferRule::PiecesRate),
        OfferRule::NthPiece(rung) => {
            let (mut nth, mut pay) = (rung.nth, rung.pay);
            row(ui, scene, t(Msg::OfferFieldNth), |ui| {
                take(&mut nth, form::count(ui, scene, t(Msg::OfferFieldNth), rung.nth));
            });
            row(ui, scene, t(Msg::OfferFieldPay), |ui| {
                take(&mut pay, pay::pay(ui, scene, t(Msg::OfferFieldPay), rung.pay));
            });
            changed(&offer.rule, OfferRule::NthPiece(NthRung { nth, pay }))
        }
        OfferRule::RedPacket { value, at } => {
            let (mut new_value, mut new_at) = (*value, *at);
            row(ui, scene, t(Msg::OfferFieldValue), |ui| {
                take(&mut new_value, form::money(ui, scene, t(Msg::OfferFieldValue), *value));
            });
            row(ui, scene, t(Msg::OfferFieldThreshold), |ui| {
                take(&mut new_at, form::money(ui, scene, t(Msg::OfferFieldThreshold), *at));
            });
            changed(&offer.rule, OfferRule::RedPacket { value: new_value, at: new_at })
        }
        OfferRule::Points { up_to, per_major } => {
            let (mut new_up, mut new_per) = (*up_to, *per_major);
            row(ui, scene, t(Msg::OfferFieldUpTo), |ui| {
                take(&mut new_up, form::percent(ui, scene, t(Msg::OfferFieldUpTo), *up_to));
            });
            row(ui, scene, t(Msg::OfferFieldPerMajor), |ui| {
                take(&mut new_per, form::count(ui, scene, t(Msg::OfferFieldPerMajor), *per_major));
            });
            changed(&offer.rule, OfferRule::Points { up_to: new_up, per_major: new_per })
        }
        OfferRule::Deposit { pay, credit } => {
            let (mut new_pay, mut new_credit) = (*pay, *credit);
            row(ui, scene, t(Msg::OfferFieldDeposit), |ui| {
                take(&mut new_pay, form::money(ui, scene, t(Msg::OfferFieldDeposit), *pay));
            });
            row(ui, scene, t(Msg::OfferFieldCredit), |ui| {
                take(&mut new_credit, form::money(ui, scene, t(Msg::OfferFieldCredit), *credit));
            });
            changed(&offer.rule, OfferRule::Deposit { pay: new_pay, credit: new_credit })
        }
        OfferRule::FreeShipping { from } => {
            sum(ui, scene, Msg::OfferFieldThreshold, *from).map(|from| OfferRule::FreeShipping { from })
        }
        OfferRule::Lottery { budget } => {
            sum(ui, scene, Msg::OfferFieldBudget, *budget).map(|budget| OfferRule::Lottery { budget })
        }
    }
}

fn take<T>(value: &mut T, new: Option<T>) {
    if let Some(new) = new {
        *value = new;
    }
}

fn changed(old: &OfferRule, new: OfferRule) -> Option<OfferRule> {
    (*old != new).then_some(new)
}

fn sum(ui: &mut Ui, scene: &Scene<'_>, name: Msg, value: Money) -> Option<Money> {
    row(ui, scene, scene.text(name), |ui| form::money(ui, scene, scene.text(name), value))
}

/// What happens to a price: how, and by how much.
fn benefit(ui: &mut Ui, scene: &Scene<'_>, of: ItemBenefit) -> Option<ItemBenefit> {
    let names = [Msg::OfferHowPay, Msg::OfferHowLess, Msg::OfferHowPrice].map(|msg| scene.text(msg));
    let (chosen, field) = match of {
        ItemBenefit::Pay(_) => (0, Msg::OfferFieldPay),
        ItemBenefit::Less(_) => (1, Msg::OfferFieldOff),
        ItemBenefit::Price(_) => (2, Msg::OfferFieldPrice),
    };
    let how = row(ui, scene, scene.text(Msg::OfferHow), |ui| {
        button::segmented(ui, scene.text(Msg::OfferHow), &names, Some(chosen))
    });
    let name = scene.text(field);
    let typed = row(ui, scene, name, |ui| match of {
        ItemBenefit::Pay(rate) => pay::pay(ui, scene, name, rate).map(ItemBenefit::Pay),
        ItemBenefit::Less(off) => form::money(ui, scene, name, off).map(ItemBenefit::Less),
        ItemBenefit::Price(price) => form::money(ui, scene, name, price).map(ItemBenefit::Price),
    });
    match how {
        Some(0) => Some(ItemBenefit::Pay(Rate::from_percent(90))),
        Some(1) => Some(ItemBenefit::Less(Money::from_major(10))),
        Some(2) => Some(ItemBenefit::Price(Money::from_major(99))),
        _ => typed,
    }
}

/// How a field of a rung is called: 第 2 档门槛.
fn of_rung(scene: &Scene<'_>, index: usize, field: Msg) -> String {
    scene.texts.with(Msg::OfferRungField, &[("n", (index + 1).into()), ("field", scene.text(field).into())])
}

fn rung_label(scene: &Scene<'_>, index: usize) -> String {
    scene.texts.with(Msg::OfferRung, &[("n", (index + 1).into())])
}

/// The button that takes a rung out.
fn gone(ui: &mut Ui, scene: &Scene<'_>, index: usize) -> bool {
    let name = scene.texts.with(Msg::OfferRungDelete, &[("n", (index + 1).into())]);
    button::icon_with(ui, icons::X, &name, false, crate::ui::theme::size::ICON_TEXT).clicked()
}

fn add(ui: &mut Ui, scene: &Scene<'_>, label: Msg) -> bool {
    row(ui, scene, "", |ui| button::link(ui, scene.text(label)).clicked())
}

fn ladder(ui: &mut Ui, scene: &Scene<'_>, rungs: &[Rung]) -> Option<Vec<Rung>> {
    let mut new = rungs.to_vec();
    let mut removed = None;
    for (index, rung) in rungs.iter().enumerate() {
        let Some(slot) = new.get_mut(index) else { continue };
        row(ui, scene, &rung_label(scene, index), |ui| {
            word(ui, scene.text(Msg::OfferWordOver));
            take(&mut slot.at, form::money(ui, scene, &of_rung(scene, index, Msg::OfferFieldThreshold), rung.at));
            let names = [scene.text(Msg::OfferWordLess), scene.text(Msg::OfferWordPay)];
            let chosen = usize::from(matches!(rung.off, Reduction::Pay { .. }));
            let how = button::segmented(ui, &of_rung(scene, index, Msg::OfferHow), &names, Some(chosen));
            match rung.off {
                Reduction::Less(off) => {
                    let name = of_rung(scene, index, Msg::OfferFieldOff);
                    take(&mut slot.off, form::money(ui, scene, &name, off).map(Reduction::Less));
                }
                Reduction::Pay { rate, cap } => {
                    let name = of_rung(scene, index, Msg::OfferFieldPay);
                    take(&mut slot.off, pay::pay(ui, scene, &name, rate).map(|rate| Reduction::Pay { rate, cap }));
                    word(ui, scene.text(Msg::OfferFieldCap));
                    let name = of_rung(scene, index, Msg::OfferFieldCap);
                    let mut typed = cap;
                    form::money_or_none(ui, scene, &name, &mut typed, scene.text(Msg::OfferNoCap));
                    if typed != cap {
                        slot.off = Reduction::Pay { rate, cap: typed };
                    }
                }
            }
            match how {
                Some(0) => slot.off = Reduction::Less(Money::from_major(10)),
                Some(1) => slot.off = Reduction::Pay { rate: Rate::from_percent(90), cap: None },
                _ => {}
            }
            if gone(ui, scene, index) {
                removed = Some(index);
            }
        });
    }
    if add(ui, scene, Msg::OfferRungAdd) {
        new.push(next_rung(rungs));
    }
    if let Some(index) = removed {
        new.remove(index);
    }
    (new != rungs).then_some(new)
}

/// A rung above the last: a threshold 130 higher, and as much off in proportion, in steps of five.
fn next_rung(rungs: &[Rung]) -> Rung {
    let Some(last) = rungs.iter().max_by_key(|rung| rung.at) else {
        return Rung { at: Money::from_major(199), off: Reduction::Less(Money::from_major(20)) };
    };
    let at = Money::from_wide(last.at.wide() + 13_000);
    let off = match last.off {
        Reduction::Less(off) => {
            let part = off.ratio(last.at).unwrap_or(Rate::from_percent(10));
            let fives = (at.at_rate(part).minor() / 500 + 1).max(1);
            Reduction::Less(Money::from_minor(fives.saturating_mul(500)))
        }
        pay @ Reduction::Pay { .. } => pay,
    };
    Rung { at, off }
}

fn by_pieces(ui: &mut Ui, scene: &Scene<'_>, rungs: &[PiecesRung]) -> Option<Vec<PiecesRung>> {
    let mut new = rungs.to_vec();
    let mut removed = None;
    for (index, rung) in rungs.iter().enumerate() {
        let Some(slot) = new.get_mut(index) else { continue };
        row(ui, scene, &rung_label(scene, index), |ui| {
            let name = of_rung(scene, index, Msg::OfferFieldPieces);
            take(&mut slot.pieces, form::count(ui, scene, &name, rung.pieces));
            word(ui, scene.text(Msg::OfferWordPieces));
            let name = of_rung(scene, index, Msg::OfferFieldPay);
            take(&mut slot.pay, pay::pay(ui, scene, &name, rung.pay));
            if gone(ui, scene, index) {
                removed = Some(index);
            }
        });
    }
    if add(ui, scene, Msg::OfferRungAdd) {
        let pieces = rungs.iter().map(|rung| rung.pieces).max().unwrap_or(Count::new(1));
        let pay = rungs.iter().map(|rung| rung.pay).min().unwrap_or(Rate::from_percent(95));
        let pay = Rate::from_wide((pay.wide() - Rate::from_percent(5).wide()).max(0));
        new.push(PiecesRung { pieces: Count::from_wide(pieces.wide() + 1), pay });
    }
    if let Some(index) = removed {
        new.remove(index);
    }
    (new != rungs).then_some(new)
}

fn gifts(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, rungs: &[GiftRung]) -> Option<Vec<GiftRung>> {
    let mut new = rungs.to_vec();
    let mut removed = None;
    for (index, rung) in rungs.iter().enumerate() {
        let Some(slot) = new.get_mut(index) else { continue };
        row(ui, scene, &rung_label(scene, index), |ui| {
            word(ui, scene.text(Msg::OfferWordOver));
            take(&mut slot.at, form::money(ui, scene, &of_rung(scene, index, Msg::OfferFieldThreshold), rung.at));
            take(&mut slot.gift, goods::one(ui, scene, open, &of_rung(scene, index, Msg::OfferFieldGift), rung.gift));
            word(ui, "×");
            let name = of_rung(scene, index, Msg::OfferFieldPieces);
            take(&mut slot.pieces, form::count(ui, scene, &name, rung.pieces));
            word(ui, scene.text(Msg::OfferFieldAdd));
            take(&mut slot.add, form::money(ui, scene, &of_rung(scene, index, Msg::OfferFieldAdd), rung.add));
            if gone(ui, scene, index) {
                removed = Some(index);
            }
        });
    }
    if add(ui, scene, Msg::OfferRungAdd) {
        let last = rungs.last().copied();
        let at = Money::from_wide(last.map_or(0, |rung| rung.at.wide()) + 20_000);
        let gift = last.map_or_else(|| goods::first(open), |rung| rung.gift);
        new.push(GiftRung { at, gift, pieces: Count::new(1), add: Money::ZERO });
    }
    if let Some(index) = removed {
        new.remove(index);
    }
    (new != rungs).then_some(new)
}

fn bundle(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, items: &[BundleItem], price: Money) -> Option<OfferRule> {
    let mut new = items.to_vec();
    let mut removed = None;
    for (index, item) in items.iter().enumerate() {
        let Some(slot) = new.get_mut(index) else { continue };
        let label = scene.texts.with(Msg::OfferItem, &[("n", (index + 1).into())]);
        row(ui, scene, &label, |ui| {
            take(&mut slot.sku, goods::one(ui, scene, open, &label, item.sku));
            word(ui, "×");
            let name = format!("{label} {}", scene.text(Msg::OfferFieldPieces));
            take(&mut slot.pieces, form::count(ui, scene, &name, item.pieces));
            if gone(ui, scene, index) {
                removed = Some(index);
            }
        });
    }
    if add(ui, scene, Msg::OfferItemAdd) {
        new.push(BundleItem { sku: goods::first(open), pieces: Count::new(1) });
    }
    if let Some(index) = removed {
        new.remove(index);
    }
    let new_price = sum(ui, scene, Msg::OfferFieldPrice, price).unwrap_or(price);
    (new != items || new_price != price).then_some(OfferRule::Bundle { items: new, price: new_price })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_rung_goes_on_as_the_last_began() {
        let rung = |at, off| Rung { at: Money::from_major(at), off: Reduction::Less(Money::from_major(off)) };
        for (rungs, expected) in [
            (vec![], rung(199, 20)),
            (vec![rung(199, 15)], rung(329, 25)),
            (vec![rung(329, 40), rung(199, 15)], rung(459, 60)),
        ] {
            assert_eq!(next_rung(&rungs), expected);
        }
        let pay = Rung { at: Money::from_major(100), off: Reduction::Pay { rate: Rate::from_percent(90), cap: None } };
        assert_eq!(next_rung(&[pay]).off, pay.off);
    }
}
