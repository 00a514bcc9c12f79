//! Extra waves to choose from, what each comes to, and the one that is put into the plan.

use egui::{Align2, CornerRadius, CursorIcon, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::engine::run::RunAnswer;
use crate::engine::run::stock::sells_out;
use crate::engine::run::wave::{
    ExtraWave, MoreGoods, Outcome, WaveNames, budget_left, free_phase, outcome, proposals, put,
};
use crate::model::{Count, Money, Rate};
use crate::text::Msg;
use crate::text::rows::RowNames;
use crate::ui::action::Actions;
use crate::ui::input;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::form;
use crate::ui::tabs::side_rows::{LINE, buttons, inset, line, paragraph, section};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::{button, check, paint, pane};

/// What is remembered of extra waves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WaveState {
    /// Which of the proposals is chosen.
    chosen: Option<usize>,
    /// As the planner has changed it.
    draft: Option<ExtraWave>,
}

/// Draws the choice.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, of: &RunAnswer, view: &mut View, actions: &mut Actions) {
    let mut all = proposals(of);
    if all.is_empty() {
        return;
    }
    section(ui, scene.text(Msg::RunWaves));
    let state = &mut view.tabs.run.wave;
    let chosen = state.chosen.unwrap_or(2).min(all.len() - 1);
    if let (Some(draft), Some(slot)) = (state.draft, all.get_mut(chosen)) {
        *slot = draft;
    }
    for (at, wave) in all.iter().enumerate() {
        let Some(outcome) = outcome(of, wave) else { continue };
        if card(ui, scene, wave, &outcome, at == chosen) && at != chosen {
            *state = WaveState { chosen: Some(at), draft: None };
        }
    }
    let Some(mut wave) = all.get(chosen).copied() else { return };
    let before = wave;
    fields(ui, scene, open, of, &mut wave);
    if wave != before {
        state.draft = Some(wave);
    }
    let Some(outcome) = outcome(of, &wave) else { return };
    section(ui, scene.text(Msg::RunWaveChecks));
    checks(ui, scene, open, of, &wave, &outcome);
    let id = open.campaign.id;
    buttons(ui, |ui| {
        if button::primary(ui, scene.text(Msg::RunWaveApply)).clicked() {
            let t = |msg| scene.text(msg).to_owned();
            let names = WaveNames {
                wave: t(Msg::RunWaveName),
                source: t(Msg::RunWaveSource),
                buy: t(Msg::RunWaveBuy),
                coupon: t(Msg::RunWaveCoupon),
                discount: (t(Msg::RunWaveDiscountOffer), t(Msg::RunWaveDiscountTask)),
                goods: (t(Msg::RunWaveGoodsOffer), t(Msg::RunWaveGoodsTask)),
                look: t(Msg::RunWaveLook),
            };
            let of = of.clone();
            actions.edit(scene.text(Msg::RunStepWave), move |project| put(project, id, &of, &wave, &names));
            *state = WaveState::default();
        }
        if state.draft.is_some() && button::secondary(ui, scene.text(Msg::RunWaveReset)).clicked() {
            state.draft = None;
        }
    });
    paragraph(ui, scene.text(Msg::RunWaveNote));
}

fn title(scene: &Scene<'_>, wave: &ExtraWave) -> String {
    scene
        .text(match (wave.traffic.is_some(), wave.coupon.is_some()) {
            (true, true) => Msg::RunWaveBoth,
            (false, true) => Msg::RunWaveCouponOnly,
            (true, false) => Msg::RunWaveTraffic,
            (false, false) if wave.discount.is_some() => Msg::RunWaveDiscount,
            (false, false) => Msg::RunWaveGoods,
        })
        .to_owned()
}

/// What a wave is, in a line.
fn words(scene: &Scene<'_>, wave: &ExtraWave, outcome: &Outcome) -> String {
    let format = scene.format();
    let mut parts = Vec::new();
    if let Some(traffic) = wave.traffic {
        let uv = format.count(traffic.uv).to_string();
        parts.push(scene.texts.with(Msg::RunWaveUv, &[("uv", uv.into())]));
    }
    if let Some(coupon) = wave.coupon {
        let about = [
            ("at", format.price_short(coupon.at).into()),
            ("off", format.price_short(coupon.off).into()),
            ("points", format.percent_number(outcome.points, 2).into()),
        ];
        // beside visitors there is room for what it takes off only
        let msg = if wave.traffic.is_some() { Msg::RunWaveTakesOff } else { Msg::RunWaveOff };
        parts.push(scene.texts.with(msg, &about));
    }
    if let Some(of) = wave.discount {
        let about =
            [("off", format.percent(of.off, 0).into()), ("points", format.percent_number(outcome.points, 2).into())];
        parts.push(scene.texts.with(Msg::RunWaveLower, &about));
    }
    if let Some(of) = wave.goods {
        let about = [
            ("n", of.chosen().count().into()),
            ("off", format.percent(of.off, 0).into()),
            ("part", format.percent(of.reached, 0).into()),
        ];
        parts.push(scene.texts.with(Msg::RunWaveBack, &about));
    }
    parts.join(scene.text(Msg::RunWaveJoin))
}

/// A wave to choose; whether it was.
fn card(ui: &mut Ui, scene: &Scene<'_>, wave: &ExtraWave, outcome: &Outcome, chosen: bool) -> bool {
    let p = theme::tokens(ui);
    let format = scene.format();
    let (place, _) = ui.allocate_exact_size(vec2(ui.available_width(), 82.0), Sense::hover());
    let rect = place.shrink2(vec2(size::S12, 4.0));
    let title = title(scene, wave);
    let response = ui.interact(rect, ui.scope_id().with(("wave", &title)), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, &title));
    let fill = if chosen {
        p.acc_soft
    } else if response.hovered() {
        p.hover
    } else {
        p.panel
    };
    let edge = Stroke::new(1.0, if chosen { p.accent } else { p.line_2 });
    ui.painter().rect(rect, CornerRadius::same(size::RADIUS), fill, edge, StrokeKind::Inside);
    if response.has_focus() {
        button::focus_ring(ui.painter(), rect, p);
    }
    let icon = if chosen { icons::CIRCLE_DOT } else { icons::CIRCLE };
    let ink = if chosen { p.accent } else { p.t3 };
    paint::icon(ui.painter(), pos2(rect.left() + 18.0, rect.top() + 17.0), icon, size::ICON, ink);
    let left = rect.left() + 34.0;
    let y = rect.top() + 17.0;
    let cost = scene.texts.with(Msg::RunWaveCost, &[("cost", format.sum(outcome.cost).to_string().into())]);
    let at = pos2(rect.right() - size::S8, y);
    let cost = paint::text(ui.painter(), at, Align2::RIGHT_CENTER, &cost, fonts::text(), p.t2);
    let galley = paint::cut(ui.painter(), &title, fonts::text_medium(), p.t1, cost.left() - left - size::S8);
    ui.painter().galley(pos2(left, y - galley.size().y / 2.0), galley, p.t1);
    let words = words(scene, wave, outcome);
    let galley = paint::cut(ui.painter(), &words, fonts::text(), p.t2, rect.right() - left - size::S8);
    ui.painter().galley(pos2(left, y + 20.0 - galley.size().y / 2.0), galley, p.t2);
    let chance = Rate::from_ppm((outcome.chance * 1e6).round() as i64);
    let about = [("end", format.sum(outcome.end).to_string().into()), ("chance", format.percent(chance, 0).into())];
    let words = scene.texts.with(Msg::RunWaveEnd, &about);
    paint::text(ui.painter(), pos2(left, y + 40.0), Align2::LEFT_CENTER, &words, fonts::text_medium(), p.t1);
    response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}

/// What of the chosen one can be typed.
fn fields(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, of: &RunAnswer, wave: &mut ExtraWave) {
    let near = of.at.date();
    ui.add_space(size::S4);
    inset(ui, |ui| {
        form::row(ui, scene, scene.text(Msg::RunWaveFrom), |ui| {
            let mut at = Some(wave.from);
            form::instant(ui, scene, scene.text(Msg::RunWaveFrom), &mut at, "", near);
            wave.from = at.unwrap_or(wave.from).clamp(of.at, of.span.1);
        });
        form::row(ui, scene, scene.text(Msg::RunWaveUntil), |ui| {
            let mut at = Some(wave.until);
            form::instant(ui, scene, scene.text(Msg::RunWaveUntil), &mut at, "", near);
            wave.until = at.unwrap_or(wave.until).clamp(wave.from, of.span.1);
        });
        if let Some(traffic) = &mut wave.traffic {
            form::row(ui, scene, scene.text(Msg::RunCloseUv), |ui| {
                let name = scene.text(Msg::RunCloseUv);
                let (shown, raw) = (scene.format().whole(traffic.uv.wide()), traffic.uv.to_string());
                let field = Field::new(name, &shown, &raw);
                if let Some(uv) = form::typed(ui, field, 92.0, name, |text| input::count(scene.texts, text)) {
                    traffic.uv = uv.max(Count::ZERO);
                }
            });
            form::row(ui, scene, scene.text(Msg::RunWavePrice), |ui| {
                if let Some(price) = form::money(ui, scene, scene.text(Msg::RunWavePrice), traffic.price) {
                    traffic.price = price.max(Money::ZERO);
                }
            });
        }
        if let Some(coupon) = &mut wave.coupon {
            form::row(ui, scene, scene.text(Msg::RunWaveAt), |ui| {
                if let Some(at) = form::money(ui, scene, scene.text(Msg::RunWaveAt), coupon.at) {
                    coupon.at = at.max(Money::ZERO);
                }
            });
            form::row(ui, scene, scene.text(Msg::RunWaveTakes), |ui| {
                if let Some(off) = form::money(ui, scene, scene.text(Msg::RunWaveTakes), coupon.off) {
                    coupon.off = off.clamp(Money::ZERO, coupon.at);
                }
            });
            form::row(ui, scene, scene.text(Msg::RunWaveLift), |ui| {
                if let Some(lift) = form::percent(ui, scene, scene.text(Msg::RunWaveLift), coupon.lift) {
                    coupon.lift = lift;
                }
                form::word(ui, scene.text(Msg::RunWaveAssumed));
            });
            form::row(ui, scene, scene.text(Msg::RunWaveRedemption), |ui| {
                if let Some(part) = form::percent(ui, scene, scene.text(Msg::RunWaveRedemption), coupon.redemption) {
                    coupon.redemption = part;
                }
                form::word(ui, scene.text(Msg::RunWaveAssumed));
            });
        }
        if let Some(discount) = &mut wave.discount {
            percent(ui, scene, Msg::RunWaveDeeper, &mut discount.off, false);
            percent(ui, scene, Msg::RunWaveLift, &mut discount.lift, true);
        }
        if let Some(goods) = &mut wave.goods {
            percent(ui, scene, Msg::RunWaveDeeper, &mut goods.off, false);
            percent(ui, scene, Msg::RunWaveReached, &mut goods.reached, true);
            back(ui, scene, open, of, goods);
        }
    });
}

/// A rate to be typed, and whether it is an assumption.
fn percent(ui: &mut Ui, scene: &Scene<'_>, name: Msg, rate: &mut Rate, assumed: bool) {
    form::row(ui, scene, scene.text(name), |ui| {
        if let Some(new) = form::percent(ui, scene, scene.text(name), *rate) {
            *rate = new;
        }
        if assumed {
            form::word(ui, scene.text(Msg::RunWaveAssumed));
        }
    });
}

/// The goods that can return, each with what is left of it, to be ticked.
fn back(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, of: &RunAnswer, goods: &mut MoreGoods) {
    let rows = RowNames { texts: scene.texts, project: open.project, campaign: open.campaign };
    let mut chosen: Vec<_> = goods.chosen().collect();
    for row in &of.returning {
        let on = chosen.contains(&row.sku);
        let about = [("name", rows.sku(row.sku).into()), ("left", scene.format().whole(row.left.wide()).into())];
        if check::check(ui, &scene.texts.with(Msg::RunWaveGoodsRow, &about), on) {
            if on {
                chosen.retain(|sku| *sku != row.sku);
            } else {
                chosen.push(row.sku);
            }
            let mut slots = chosen.iter().copied();
            goods.goods = std::array::from_fn(|_| slots.next());
        }
    }
}

/// What to look at before it is put into the plan.
fn checks(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, of: &RunAnswer, wave: &ExtraWave, outcome: &Outcome) {
    let format = scene.format();
    let sum = |money: Money| format.sum(money).to_string();
    if let Some(budget) = open.campaign.brief.budget {
        let (left, after) = budget_left(of, budget, outcome);
        let about = [("from", sum(left).into()), ("to", sum(after).into())];
        mark(ui, after >= Money::ZERO, &scene.texts.with(Msg::RunWaveBudget, &about));
    }
    if let Some(sku) = sells_out(of, outcome.times) {
        let rows = RowNames { texts: scene.texts, project: open.project, campaign: open.campaign };
        mark(ui, false, &scene.texts.with(Msg::RunWaveStock, &[("name", rows.sku(sku).into())]));
    } else if !of.stock.is_empty() {
        mark(ui, true, scene.text(Msg::RunWaveStockFine));
    }
    if wave.coupon.is_some() || wave.discount.is_some() || wave.goods.is_some() {
        mark(ui, true, scene.text(Msg::RunWaveGuard));
    }
    if free_phase(open.campaign, wave).is_none() {
        mark(ui, true, scene.text(Msg::RunWaveNoPhase));
    }
}

fn mark(ui: &mut Ui, fine: bool, words: &str) {
    let p = theme::tokens(ui);
    let rect = line(ui, LINE);
    let (icon, ink) = if fine { (icons::CHECK, p.ok) } else { (icons::TRIANGLE_ALERT, p.warn) };
    paint::icon(ui.painter(), pos2(rect.left() + 7.0, rect.center().y), icon, size::ICON_TEXT, ink);
    let galley = paint::cut(ui.painter(), words, fonts::text(), p.t1, rect.width() - 24.0);
    let at = pos2(rect.left() + 22.0, rect.center().y - galley.size().y / 2.0);
    let place = Rect::from_min_size(at, galley.size());
    ui.painter().galley(at, galley, p.t1);
    pane::named(ui, place, words);
}
