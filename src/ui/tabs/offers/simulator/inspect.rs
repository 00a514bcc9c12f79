//! The side pane of the simulator: the chosen step – its threshold, why it and no other, how it was shared –, the whole basket
//! and whether it comes to what is expected.

use egui::{Align2, CornerRadius, Rect, Sense, Stroke, Ui, pos2, vec2};

use super::state::{Found, verdict};
use super::{Sim, SimState, change};
use crate::engine::offers::price::Receipt;
use crate::model::{Basket, Expectation, Held, Money, Rate};
use crate::text::names::Named as _;
use crate::text::offers::conditions;
use crate::text::{Argument, Msg};
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::{button, paint, pane, select};

/// What the side pane is called.
#[must_use]
pub fn title(scene: &Scene<'_>, open: &Open<'_>, view: &View) -> String {
    let sim = Sim::new(scene, open);
    let step = view.tabs.offers.simulator.found().and_then(|(_, found)| {
        let receipt = found.receipt.as_ref().ok()?;
        receipt.steps.get(found.step?)?.held
    });
    step.map_or_else(|| scene.text(Msg::SimBasket).to_owned(), |held| sim.words.held(held))
}

/// Draws the side pane below its title.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    let sim = Sim::new(scene, open);
    let mut state = std::mem::take(&mut view.tabs.offers.simulator);
    if let Some((basket, found)) = state.found()
        && let Ok(receipt) = &found.receipt
    {
        step(ui, &sim, basket, found, receipt);
        whole(ui, &sim, receipt);
    }
    expectation(ui, &sim, &mut state, actions);
    ui.add_space(size::S16);
    view.tabs.offers.simulator = state;
}

fn strip(ui: &mut Ui, height: f32) -> Rect {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    rect.shrink2(vec2(size::S16, 0.0))
}

fn section(ui: &mut Ui, words: &str, note: &str) {
    let p = theme::tokens(ui);
    ui.add_space(size::S4);
    let (line, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().hline(line.x_range(), line.center().y, Stroke::new(1.0, p.line));
    let row = strip(ui, 32.0);
    let end = pane::label(ui, row.left_center(), Align2::LEFT_CENTER, words, fonts::text_medium(), p.t1).rect.right();
    let galley = paint::cut(ui.painter(), note, fonts::text(), p.t2, row.right() - end - size::S8);
    ui.painter().galley(pos2(row.right() - galley.size().x, row.center().y - galley.size().y / 2.0), galley, p.t2);
}

/// A name on the left and a figure on the right; gives the row.
fn pair(ui: &mut Ui, name: &str, figure: &str, strong: bool) -> Rect {
    let p = theme::tokens(ui);
    let row = strip(ui, 24.0);
    let (ink, font) = if strong { (p.t1, fonts::text_medium()) } else { (p.t2, fonts::text()) };
    let right = row.right_center();
    let end = pane::label(ui, right, Align2::RIGHT_CENTER, figure, fonts::text_medium(), p.t1).rect.left();
    let galley = paint::cut(ui.painter(), name, font, ink, end - row.left() - size::S8);
    let at = pos2(row.left(), row.center().y - galley.size().y / 2.0);
    let place = Rect::from_min_size(at, galley.size());
    ui.painter().galley(at, galley, ink);
    pane::named(ui, place, name);
    row
}

fn step(ui: &mut Ui, sim: &Sim<'_>, basket: &Basket, found: &Found, receipt: &Receipt) {
    let p = theme::tokens(ui);
    let Some(step) = found.step.and_then(|at| receipt.steps.get(at)) else { return };
    let Some(held) = step.held else { return };
    let (texts, format) = (sim.scene.texts, sim.scene.format());
    let row = strip(ui, 46.0);
    let at = pos2(row.left(), row.bottom() - 16.0);
    let layer = format!("{} {}", step.layer.number(), step.layer.name_in(texts));
    let figure = if step.applied() { format!("−{}", format.amount(step.amount)) } else { "0.00".to_owned() };
    let font = fonts::medium(size::HEADLINE);
    let end = pane::label(ui, at, Align2::LEFT_CENTER, &figure, font, p.t1).rect.right();
    let at = pos2(end + size::S8, at.y + 4.0);
    pane::label(ui, at, Align2::LEFT_CENTER, &layer, fonts::text(), p.t2);
    if let Some(offer) = sim.open.campaign.offers.get(held.offer) {
        let mut said = conditions(texts, sim.open.project, sim.open.campaign, offer);
        if !step.applied() {
            said.insert(0, sim.words.reason(step.held, step.reason, basket));
        }
        let words = said.join(if texts.lang().is_chinese() { "；" } else { "; " });
        let inner = ui.available_width() - 2.0 * size::S16;
        let job = egui::epaint::text::LayoutJob::simple(words.clone(), fonts::text(), p.t2, inner);
        let galley = ui.painter().layout_job(job);
        let row = strip(ui, galley.size().y + size::S8);
        let place = Rect::from_min_size(row.min, galley.size());
        ui.painter().galley(row.min, galley, p.t2);
        pane::named(ui, place, &words);
    }
    if let Some(path) = &found.path {
        section(ui, sim.scene.text(Msg::SimThreshold), sim.scene.text(Msg::SimThresholdNote));
        pair(ui, sim.scene.text(Msg::SimPriceSum), &format.amount(path.start), false);
        for (held, _, off) in &path.minus {
            pair(ui, &format!("− {}", sim.words.held(*held)), &format.amount(*off), false);
        }
        let row = pair(ui, sim.scene.text(Msg::SimMeasured), &format.amount(path.base), true);
        if let Some(threshold) = path.threshold {
            let enough = path.base >= threshold;
            let (icon, ink) = if enough { (icons::CHECK, p.ok) } else { (icons::X, p.worse) };
            let words = format!("{} {}", if enough { "≥" } else { "<" }, format.amount(threshold));
            let figure = paint::width(ui.painter(), &format.amount(path.base), fonts::text_medium());
            let at = pos2(row.right() - figure - size::S16, row.center().y);
            let end = pane::label(ui, at, Align2::RIGHT_CENTER, &words, fonts::text(), p.t2).rect.left();
            paint::icon(ui.painter(), pos2(end - 9.0, row.center().y), icon, size::ICON_CELL, ink);
        }
    }
    alternatives(ui, sim, found, held);
    if !found.shares.is_empty() {
        section(ui, sim.scene.text(Msg::SimShares), sim.scene.text(Msg::SimSharesNote));
        let whole: Money = found.shares.iter().map(|share| share.weight).sum();
        for share in &found.shares {
            let formula =
                format!("{} × {} ÷ {}", format.amount(step.amount), format.amount(share.weight), format.amount(whole));
            let figure = format.amount(share.amount);
            let row = strip(ui, 24.0);
            let y = row.center().y;
            pane::label(ui, row.right_center(), Align2::RIGHT_CENTER, &figure, fonts::text_medium(), p.t1);
            let right = pos2(row.right() - 56.0, y);
            let end = pane::label(ui, right, Align2::RIGHT_CENTER, &formula, fonts::text(), p.t2).rect.left();
            let name = sim.words.sku(share.sku);
            let galley = paint::cut(ui.painter(), &name, fonts::text(), p.t1, end - row.left() - size::S8);
            ui.painter().galley(pos2(row.left(), y - galley.size().y / 2.0), galley, p.t1);
        }
    }
}

fn alternatives(ui: &mut Ui, sim: &Sim<'_>, found: &Found, held: Held) {
    let p = theme::tokens(ui);
    if found.alternatives.len() < 2 {
        return;
    }
    section(ui, sim.scene.text(Msg::SimWhy), sim.scene.text(Msg::SimWhyNote));
    let most = found.alternatives.iter().map(|one| one.total).max().unwrap_or_default().to_f64().max(0.01) as f32;
    let chosen = found.alternatives.iter().any(|one| one.held.is_some_and(|h| h != held));
    for one in &found.alternatives {
        let row = strip(ui, 24.0);
        let y = row.center().y;
        let name = match one.held {
            Some(held) => sim.words.held(held),
            None => sim.scene.text(if chosen { Msg::SimNoCoupon } else { Msg::SimWithout }).to_owned(),
        };
        let figure = sim.scene.format().amount(one.total);
        let font = if one.used { fonts::text_medium() } else { fonts::text() };
        let end = pane::label(ui, row.right_center(), Align2::RIGHT_CENTER, &figure, font.clone(), p.t1).rect.left();
        let track = Rect::from_min_max(pos2(row.left() + row.width() * 0.42, y - 4.0), pos2(end - size::S12, y + 4.0));
        let width = track.width() * (one.total.to_f64() as f32 / most).clamp(0.0, 1.0);
        let bar = Rect::from_min_size(track.min, vec2(width, track.height()));
        ui.painter().rect_filled(bar, CornerRadius::ZERO, if one.used { p.accent } else { p.bar_2 });
        let ink = if one.used { p.t1 } else { p.t2 };
        let galley = paint::cut(ui.painter(), &name, font, ink, track.left() - row.left() - size::S8);
        ui.painter().galley(pos2(row.left(), y - galley.size().y / 2.0), galley, ink);
        pane::named(ui, row, &format!("{name} {figure}"));
    }
}

fn whole(ui: &mut Ui, sim: &Sim<'_>, receipt: &Receipt) {
    let format = sim.scene.format();
    let get = |msg| sim.scene.text(msg);
    section(ui, get(Msg::SimBasket), "");
    let part = receipt.goods_total.ratio(receipt.list_total).unwrap_or_default();
    let rounded = Rate::from_ppm((part.to_f64() * 100.0).round() as i64 * 10_000);
    let said = crate::text::offers::discount(sim.scene.texts, rounded);
    pair(ui, &format!("{}  {said}", get(Msg::SimNet)), &format.price(receipt.total), true);
    pair(ui, get(Msg::SimShopFunded), &format.amount(receipt.funded.shop), false);
    for (msg, sum) in
        [(Msg::SimPlatformFunded, receipt.funded.platform), (Msg::SimSupplierFunded, receipt.funded.supplier)]
    {
        if sum > Money::ZERO {
            pair(ui, get(msg), &format.amount(sum), false);
        }
    }
    pair(ui, get(Msg::SimCost), &format.amount(receipt.cost()), false);
    let margin = receipt.margin().map_or_else(|| "—".to_owned(), |rate| format.percent(rate, 1));
    pair(ui, get(Msg::SimProfit), &format!("{} ({margin})", format.amount(receipt.profit())), false);
    if receipt.unused > Money::ZERO {
        pair(ui, get(Msg::SimUnused), &format.amount(receipt.unused), false);
    }
    if !receipt.exact {
        let row = strip(ui, 24.0);
        let ink = theme::tokens(ui).warn;
        pane::label(ui, row.left_center(), Align2::LEFT_CENTER, get(Msg::SimInexact), fonts::text(), ink);
    }
}

/// The kinds of expectation, by their words.
const KINDS: [Msg; 8] = [
    Msg::ExpectKindPays,
    Msg::ExpectKindPaysLeast,
    Msg::ExpectKindUnit,
    Msg::ExpectKindFloor,
    Msg::ExpectKindDiscount,
    Msg::ExpectKindShipping,
    Msg::ExpectKindMargin,
    Msg::ExpectKindApplies,
];

const fn kind_of(expect: Expectation) -> usize {
    match expect {
        Expectation::PaysExactly(_) => 0,
        Expectation::PaysAtLeast(_) => 1,
        Expectation::UnitAtLeast(_) => 2,
        Expectation::AboveFloor => 3,
        Expectation::DiscountAtMost(_) => 4,
        Expectation::ShippingExactly(_) => 5,
        Expectation::MarginAtLeast(_) => 6,
        Expectation::Applies(_) => 7,
    }
}

/// An expectation of a kind that a receipt meets as it is.
fn as_it_is(kind: usize, receipt: Option<&Receipt>, applies: Option<Held>) -> Option<Expectation> {
    let empty = Receipt::default();
    let receipt = receipt.unwrap_or(&empty);
    let unit = receipt.lines.first().map(crate::engine::offers::price::ReceiptLine::unit_net).unwrap_or_default();
    // parts are rounded to whole per cent on the side on which the receipt passes
    let percent = |rate: Option<Rate>, up: bool| {
        let hundredths = rate.unwrap_or_default().to_f64() * 100.0;
        Rate::from_percent(if up { hundredths.ceil() } else { hundredths.floor() } as i64)
    };
    Some(match kind {
        0 => Expectation::PaysExactly(receipt.total),
        1 => Expectation::PaysAtLeast(receipt.total),
        2 => Expectation::UnitAtLeast(unit),
        3 => Expectation::AboveFloor,
        4 => Expectation::DiscountAtMost(percent(receipt.discount_rate(), true)),
        5 => Expectation::ShippingExactly(receipt.shipping),
        6 => Expectation::MarginAtLeast(percent(receipt.margin(), false)),
        _ => Expectation::Applies(applies?),
    })
}

fn expectation(ui: &mut Ui, sim: &Sim<'_>, state: &mut SimState, actions: &mut Actions) {
    let p = theme::tokens(ui);
    let Some(check) = state.check(sim.open) else { return };
    section(ui, sim.scene.text(Msg::SimExpect), "");
    let receipt = state.found().and_then(|(_, found)| found.receipt.as_ref().ok());
    let chosen = state.found().and_then(|(_, found)| receipt?.steps.get(found.step?)?.held);
    let row = strip(ui, 30.0);
    let names = KINDS.map(|msg| sim.scene.text(msg));
    let width = row.width() * 0.55;
    let place = Rect::from_min_size(pos2(row.left(), row.center().y - 12.0), vec2(width, size::FIELD));
    let kind = kind_of(check.expect);
    let label = sim.scene.text(Msg::SimExpect);
    let picked = select::select(&mut paint::at(ui, place, "sim expect"), label, &names, Some(kind), width);
    let mut next = picked.and_then(|kind| as_it_is(kind, receipt, chosen));
    let place = Rect::from_min_max(pos2(place.right() + size::S8, place.top()), pos2(row.right(), place.bottom()));
    next = value(ui, place, sim, check.expect).or(next);
    if let Some((passes, actual)) = state.found().and_then(|(_, found)| verdict(found, check.expect)) {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 62.0), Sense::hover());
        let rect = rect.shrink2(vec2(size::S12, size::S4));
        let (fill, icon, ink, msg) = if passes {
            (p.sunken, icons::CHECK, p.ok, Msg::SimVerdictPasses)
        } else {
            (p.error_soft, icons::OCTAGON_ALERT, p.error, Msg::SimVerdictFails)
        };
        ui.painter().rect_filled(rect, CornerRadius::same(size::RADIUS), fill);
        paint::icon(ui.painter(), pos2(rect.left() + 16.0, rect.top() + 17.0), icon, size::ICON_TEXT, ink);
        let expect: Argument<'_> = sim.words.expectation(check.expect).into();
        let words = sim.scene.texts.with(msg, &[("expect", expect)]);
        let head = if passes { p.t1 } else { p.error };
        for (line, words, ink, font) in [
            (17.0, words, head, fonts::text_medium()),
            (
                37.0,
                sim.scene.texts.with(Msg::SimVerdictActual, &[("actual", sim.words.actual(actual).into())]),
                p.t1,
                fonts::text(),
            ),
        ] {
            let galley = paint::cut(ui.painter(), &words, font, ink, rect.width() - 40.0);
            let at = pos2(rect.left() + 30.0, rect.top() + line - galley.size().y / 2.0);
            let place = Rect::from_min_size(at, galley.size());
            ui.painter().galley(at, galley, ink);
            pane::named(ui, place, &words);
        }
    }
    let row = strip(ui, 36.0);
    let place = Rect::from_min_size(pos2(row.left(), row.center().y - 14.0), vec2(row.width(), size::BUTTON));
    let mut child = paint::at(ui, place, "sim check tools");
    if button::secondary(&mut child, sim.scene.text(Msg::OffersRename)).clicked() {
        state.rename = Some(check.id);
    }
    if button::plain(&mut child, sim.scene.text(Msg::SimDelete)).clicked() {
        change::delete(sim.scene, sim.open, actions, check);
    }
    if let Some(expect) = next.filter(|next| *next != check.expect) {
        change::check(sim.scene, sim.open, actions, Msg::SimStepExpect, check, move |check| check.expect = expect);
    }
}

/// The figure of an expectation; gives another one when it is typed.
fn value(ui: &mut Ui, place: Rect, sim: &Sim<'_>, expect: Expectation) -> Option<Expectation> {
    let label = sim.scene.text(Msg::SimExpectValue);
    let mut child = paint::at(ui, place, "sim expect value");
    let sum = |of: Money| (sim.scene.format().amount(of), of.to_string());
    let (shown, raw, is_rate) = match expect {
        Expectation::PaysExactly(of)
        | Expectation::PaysAtLeast(of)
        | Expectation::UnitAtLeast(of)
        | Expectation::ShippingExactly(of) => (sum(of).0, sum(of).1, false),
        Expectation::DiscountAtMost(of) | Expectation::MarginAtLeast(of) => {
            let words = sim.scene.format().percent_exact(of);
            (words.clone(), words, true)
        }
        Expectation::AboveFloor => return None,
        Expectation::Applies(held) => {
            let p = theme::tokens(ui);
            let words = sim.words.held(held);
            let galley = paint::cut(ui.painter(), &words, fonts::text(), p.t1, place.width());
            ui.painter().galley(pos2(place.left(), place.center().y - galley.size().y / 2.0), galley, p.t1);
            return None;
        }
    };
    let field = Field::new(label, &shown, &raw).size(place.width(), size::FIELD);
    let sorry = || sim.scene.text(Msg::SimNotFigure).to_owned();
    let check = |text: &str| {
        let read = if is_rate { rate(text).is_some() } else { Money::parse(text).is_ok() };
        if read { Ok(()) } else { Err(sorry()) }
    };
    let text = field.show(&mut child, "value", check).committed?;
    let sum = || Money::parse(&text).ok();
    Some(match expect {
        Expectation::PaysExactly(_) => Expectation::PaysExactly(sum()?),
        Expectation::PaysAtLeast(_) => Expectation::PaysAtLeast(sum()?),
        Expectation::UnitAtLeast(_) => Expectation::UnitAtLeast(sum()?),
        Expectation::ShippingExactly(_) => Expectation::ShippingExactly(sum()?),
        Expectation::DiscountAtMost(_) => Expectation::DiscountAtMost(rate(&text)?),
        Expectation::MarginAtLeast(_) => Expectation::MarginAtLeast(rate(&text)?),
        Expectation::AboveFloor | Expectation::Applies(_) => return None,
    })
}

/// A part typed in per cent, with or without the sign.
fn rate(text: &str) -> Option<Rate> {
    let text = text.trim().trim_end_matches(['%', '％']);
    Rate::parse(&format!("{text}%")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_place() {
        for kind in 0..KINDS.len() {
            let held = Held { offer: crate::model::OfferId(1), rung: 0 };
            assert_eq!(as_it_is(kind, None, Some(held)).map(kind_of), Some(kind));
        }
        assert_eq!(as_it_is(7, None, None), None);
    }

    #[test]
    fn parts_are_typed_in_per_cent() {
        for text in ["25", "25%", " 25.0％ "] {
            assert_eq!(rate(text), Some(Rate::from_percent(25)), "{text}");
        }
        assert_eq!(rate("abc"), None);
    }
}
