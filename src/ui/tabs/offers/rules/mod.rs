//! 规则: what the chosen offer promises, what that comes to, its conditions, and with what it combines.

mod example;
mod goods;
mod pay;
mod rule;
mod terms;

use egui::{Align2, Rect, ScrollArea, Ui, pos2, vec2};

use super::{change, matrix};
use crate::model::{Offer, OfferId, OfferRule};
use crate::text::Msg;
use crate::text::names::Named;
use crate::text::offers::{offer_name, sentence};
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::field::{Field, Ink};
use crate::ui::widgets::float::menu;
use crate::ui::widgets::pane::{divider_h, divider_v};
use crate::ui::widgets::{button, paint, pane};

/// What the view remembers.
#[derive(Debug, Default)]
pub struct RulesState {
    example: example::ExampleState,
    matrix: matrix::MatrixState,
    /// Of a ladder, whether its form is shown in place of its drawing.
    form: bool,
    /// The field of the file that a finding led to: its part of the form is scrolled into view.
    pub sought: Option<&'static str>,
}

/// Draws the view below its title row; `tools` is the free end of that row.
pub fn show(
    ui: &mut Ui,
    tools: Rect,
    body: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
) {
    let Some(offer) = view.tabs.offers.selected(open.campaign).and_then(|id| open.campaign.offers.get(id)) else {
        super::no_offers(ui, body, scene, open, actions);
        return;
    };
    let mut state = std::mem::take(&mut view.tabs.offers.rules);
    let more = Rect::from_min_size(pos2(tools.right() - 28.0, tools.center().y - 14.0), vec2(28.0, 28.0));
    let button = button::icon(&mut paint::at(ui, more, "offer more"), icons::ELLIPSIS, scene.text(Msg::OffersMore));
    menu(&button, 220.0, |ui| super::list::menu_of(ui, scene, open, view, actions, offer.id));
    let (head, rest) = body.split_top_bottom_at_y(body.top() + 60.0);
    title(ui, head, scene, open, view, offer, actions);
    if crate::engine::offers::reading::rungs_of(offer).is_some() {
        if state.sought.is_some_and(|field| !matches!(field, "rungs" | "at" | "off")) {
            state.form = true;
        }
        which(ui, head, scene, &mut state.form);
        if !state.form {
            view.tabs.offers.rules = state;
            super::ladder::show(ui, rest, scene, open, view, actions, offer);
            return;
        }
    }
    let height = upper_height(offer).min(rest.height() * 0.5).round();
    let (upper, lower) = rest.split_top_bottom_at_y(rest.top() + height);
    let (left, right) = upper.split_left_right_at_x((upper.left() + upper.width() * 0.52).round());
    promise(ui, left, scene, open, offer, actions);
    let mut sought = state.sought.take();
    let before = sought;
    example::show(ui, right, scene, open, &mut state.example, offer, &mut sought);
    if sought == Some("name") {
        view.tabs.offers.rename = true;
    }
    let wide = (lower.width() * 0.385).clamp(288.0, 440.0);
    let (terms, stacking) = lower.split_left_right_at_x((lower.right() - wide).round());
    conditions(ui, terms, scene, open, offer, sought, actions);
    let mut child = paint::at(ui, stacking, "stacking");
    child.set_clip_rect(stacking.intersect(ui.clip_rect()));
    let chosen = matrix::show(&mut child, stacking, scene, open, &mut state.matrix, Some(offer.id), actions);
    if sought != before {
        ui.ctx().request_repaint();
    }
    divider_h(ui, body, upper.bottom());
    divider_v(ui, upper, right.left());
    divider_v(ui, lower, stacking.left());
    view.tabs.offers.rules = state;
    if let Some(id) = chosen {
        view.tabs.offers.choose(id);
    }
}

/// Of a ladder, its drawing or its form.
fn which(ui: &mut Ui, head: Rect, scene: &Scene<'_>, form: &mut bool) {
    let names = [scene.text(Msg::OffersLadderDrawn), scene.text(Msg::OffersLadderForm)];
    let width = button::segmented_width(ui, &names);
    let place = Rect::from_min_size(pos2(head.right() - size::S16 - width, head.top() + 6.0), vec2(width, 28.0));
    let mut child = paint::at(ui, place, "ladder or form");
    if let Some(picked) =
        button::segmented(&mut child, scene.text(Msg::OffersPromise), &names, Some(usize::from(*form)))
    {
        *form = picked == 1;
    }
}

/// So high that the figures of the rule have room, and an example and a finding beside them.
fn upper_height(offer: &Offer) -> f32 {
    let rows = match &offer.rule {
        OfferRule::Tiered(rungs) | OfferRule::Coupon(rungs) => rungs.len() + 1,
        OfferRule::PiecesRate(rungs) => rungs.len() + 1,
        OfferRule::ThresholdGift(rungs) => 2 * rungs.len() + 1,
        OfferRule::Bundle { items, .. } => items.len() + 2,
        _ => 3,
    };
    (size::PANE_TITLE + size::S24 + rows as f32 * (size::FIELD + 6.0)).clamp(158.0, 330.0)
}

/// Its name, what it is, and what it says to customers.
fn title(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    offer: &Offer,
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    let shown = offer_name(scene.texts, open.project, offer);
    let y = area.top() + 20.0;
    let width =
        (paint::width(ui.painter(), &shown, fonts::medium(size::TITLE)) + 20.0).clamp(120.0, area.width() * 0.5);
    let place = Rect::from_min_size(pos2(area.left() + size::S12, y - 14.0), vec2(width, 28.0));
    let mut child = paint::at(ui, place, ("offer name", offer.id.0));
    let outcome = Field::new(scene.text(Msg::OffersName), &shown, &offer.name)
        .hint(&shown)
        .ink(Ink::Prose)
        .font(fonts::medium(size::TITLE))
        .left()
        .bare()
        .size(width, 28.0)
        .show(&mut child, "offer name field", |_| Ok(()));
    if std::mem::take(&mut view.tabs.offers.rename) {
        outcome.response.request_focus();
    }
    if let Some(name) = outcome.committed {
        let step = scene.texts.with(Msg::OffersStepRename, &[("name", shown.as_str().into())]);
        let id = offer.id;
        crate::ui::tabs::edit::campaign(actions, open.campaign.id, step, move |campaign| {
            if let Some(offer) = campaign.offers.get_mut(id) {
                offer.name = name;
            }
        });
    }
    let mut x = place.right() + size::S8;
    let layer = format!("{} {}", offer.layer().number(), offer.layer().name_in(scene.texts));
    for words in [offer.rule.kind().name_in(scene.texts).to_owned(), layer] {
        x = tag(ui, pos2(x, y), &words) + 6.0;
    }
    if offer.off {
        tag(ui, pos2(x, y), scene.text(Msg::OffersOff));
    }
    let said = sentence(scene.texts, open.project, open.campaign, offer);
    let galley = paint::cut(ui.painter(), &said, fonts::text(), p.t2, area.width() - 2.0 * size::S16);
    let at = pos2(area.left() + size::S16, area.top() + 38.0);
    let rect = Rect::from_min_size(at, galley.size());
    ui.painter().galley(at, galley, p.t2);
    pane::named(ui, rect, &said).on_hover_text(&said);
    ui.painter().hline(area.x_range(), area.bottom() - 0.5, egui::Stroke::new(1.0, p.line));
}

fn tag(ui: &mut Ui, left: egui::Pos2, words: &str) -> f32 {
    let p = theme::tokens(ui);
    let width = paint::width(ui.painter(), words, fonts::text());
    let rect = Rect::from_min_size(pos2(left.x, left.y - 9.0), vec2(width + 12.0, 18.0));
    ui.painter().rect_filled(rect, egui::CornerRadius::same(3), p.press);
    pane::label(ui, rect.center(), Align2::CENTER_CENTER, words, fonts::text(), p.t2);
    rect.right()
}

/// A part of the form that scrolls.
fn scrolled<R>(ui: &mut Ui, area: Rect, salt: (&'static str, OfferId), fill: impl FnOnce(&mut Ui) -> R) -> R {
    let inner = Rect::from_min_max(
        pos2(area.left() + size::S16, area.top() + 2.0),
        pos2(area.right() - size::S4, area.bottom()),
    );
    let mut child = paint::at(ui, inner, (salt.0, salt.1.0));
    child.set_clip_rect(Rect::from_min_max(pos2(area.left(), area.top()), area.max).intersect(ui.clip_rect()));
    ScrollArea::vertical()
        .id_salt(salt.0)
        .auto_shrink(false)
        .show(&mut child, |ui| {
            ui.set_width(inner.width() - size::S12);
            ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
                ui.spacing_mut().item_spacing = vec2(size::S8, 6.0);
                ui.add_space(6.0);
                let filled = fill(ui);
                ui.add_space(size::S8);
                filled
            })
            .inner
        })
        .inner
}

/// What it promises. Kinds with a ladder have their drawing here in time.
fn promise(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, offer: &Offer, actions: &mut Actions) {
    let (_, body) = pane::title(ui, area, scene.text(Msg::OffersPromise));
    let new = scrolled(ui, body, ("offer rule", offer.id), |ui| rule::show(ui, scene, open, offer));
    if let Some(rule) = new {
        change::offer(scene, open, actions, offer.id, move |offer| offer.rule = rule);
    }
}

/// Scrolls to where the form has got to, if that is where a finding led.
fn lead(ui: &Ui, sought: Option<&'static str>, fields: &[&str]) {
    if sought.is_some_and(|field| fields.contains(&field)) {
        ui.scroll_to_cursor(Some(egui::Align::TOP));
    }
}

/// Its conditions, in two columns where there is room.
fn conditions(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    offer: &Offer,
    sought: Option<&'static str>,
    actions: &mut Actions,
) {
    let (_, body) = pane::title(ui, area, scene.text(Msg::OffersTerms));
    let mut new = None;
    scrolled(ui, body, ("offer terms", offer.id), |ui| {
        ui.columns(2, |columns| {
            for (index, ui) in columns.iter_mut().enumerate() {
                ui.spacing_mut().item_spacing = vec2(size::S8, 6.0);
                let changed = if index == 0 {
                    lead(ui, sought, &["scope", "audience", "quantity"]);
                    let limits = terms::limits(ui, scene, open, offer);
                    lead(ui, sought, &["layer", "stacking", "funding", "uptake"]);
                    limits.or(terms::stacking(ui, scene, open, offer, actions))
                } else {
                    lead(ui, sought, &["claim", "usable"]);
                    terms::windows(ui, scene, open, offer)
                };
                if changed.is_some() {
                    new = changed;
                }
            }
        });
    });
    if let Some(new) = new {
        change::offer(scene, open, actions, offer.id, move |offer| *offer = new);
    }
}
