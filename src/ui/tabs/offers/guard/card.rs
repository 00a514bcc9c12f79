//! The card of a lowest price in the inspector: by how much it breaks its floor, the basket that does it, its receipt, and what
//! would heal it.

use std::sync::Arc;

use egui::{Align2, Color32, CornerRadius, CursorIcon, Rect, Sense, Ui, pos2, vec2};

use super::lines::{Lines, Row, lines};
use crate::document::GuardAnswer;
use crate::engine::offers::floor::{Lowest, apply};
use crate::model::{Basket, PhaseId, SkuId};
use crate::text::{Lang, Msg};
use crate::ui::action::{Action, Actions};
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::edit;
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::{button, paint, pane};

const ROW: f32 = 24.0;
/// Room for a margin at the right.
const MARGIN: f32 = 62.0;
/// Room for an amount.
const AMOUNT: f32 = 66.0;

/// What the lines were made from.
#[derive(Debug)]
struct Origin {
    answer: Arc<GuardAnswer>,
    of: (SkuId, PhaseId),
    lang: Lang,
    healed: bool,
}

/// The lines of the price shown last.
#[derive(Debug, Default)]
pub struct CardState {
    made_from: Option<Origin>,
    lines: Lines,
}

impl CardState {
    fn refresh(&mut self, scene: &Scene<'_>, open: &Open<'_>, lowest: &Lowest) {
        let Some(guard) = open.guard else { return };
        let of = (lowest.sku, lowest.phase);
        let remedy = guard.remedy.filter(|remedy| remedy.is_of(lowest));
        let healed = remedy.is_some_and(|remedy| remedy.fixes.is_some());
        let fits = |made: &Origin| {
            let same = Arc::ptr_eq(&made.answer, guard.answer) && made.of == of && made.lang == scene.texts.lang();
            // what is stale stays as it was: another answer is on its way
            same && (guard.stale || made.healed == healed)
        };
        if !self.made_from.as_ref().is_some_and(fits) {
            self.made_from = Some(Origin { answer: Arc::clone(guard.answer), of, lang: scene.texts.lang(), healed });
            self.lines = lines(scene, open, lowest);
        }
    }
}

/// Draws the card; gives the basket if it is to be opened in the simulator.
pub fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut CardState,
    lowest: &Lowest,
    actions: &mut Actions,
) -> Option<Basket> {
    let guard = open.guard?;
    state.refresh(scene, open, lowest);
    let made = &state.lines;
    banner(ui, made, scene, guard.stale);
    let opened = basket(ui, scene, made);
    receipt(ui, scene, made);
    parts(ui, scene, made);
    if lowest.is_below_floor() {
        if !guard.stale && guard.remedy.is_none_or(|remedy| !remedy.is_of(lowest)) {
            actions.push(Action::Remedy(lowest.sku, lowest.phase));
        }
        fixes(ui, scene, open, made, guard.stale, actions);
    }
    ui.add_space(size::S16);
    opened.then(|| lowest.basket.clone())
}

fn banner(ui: &mut Ui, made: &Lines, scene: &Scene<'_>, stale: bool) {
    let p = theme::tokens(ui);
    let (fill, ink, icon) =
        if made.below { (p.error_soft, p.error, icons::OCTAGON_ALERT) } else { (p.sunken, p.t1, icons::INFO) };
    let width = ui.available_width() - 2.0 * size::S12;
    let mut words = made.story.clone();
    for (holds, note) in [(made.cut, Msg::GuardCut), (stale, Msg::GuardStale)] {
        if holds {
            words = format!("{words}\n{}", scene.text(note));
        }
    }
    let job = egui::epaint::text::LayoutJob::simple(words.clone(), fonts::text(), p.t1, width - 2.0 * size::S12);
    let galley = ui.painter().layout_job(job);
    ui.add_space(size::S12);
    let (row, _) =
        ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y + 24.0 + 2.0 * size::S8), Sense::hover());
    let card = row.shrink2(vec2(size::S12, 0.0));
    ui.painter().rect_filled(card, CornerRadius::same(size::RADIUS), fill);
    let at = pos2(card.left() + size::S12, card.top() + size::S8 + 9.0);
    paint::icon(ui.painter(), pos2(at.x + 7.0, at.y), icon, size::ICON_TEXT, ink);
    pane::label(ui, pos2(at.x + 20.0, at.y), Align2::LEFT_CENTER, &made.headline, fonts::text_medium(), ink);
    let place = Rect::from_min_size(pos2(at.x, card.top() + size::S8 + 22.0), galley.size());
    ui.painter().galley(place.min, galley, p.t1);
    pane::named(ui, place, &words);
}

/// The title of a part; gives the row.
fn section(ui: &mut Ui, words: &str) -> Rect {
    let p = theme::tokens(ui);
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), 32.0), Sense::hover());
    let row = row.shrink2(vec2(size::S16, 0.0));
    pane::label(ui, row.left_center(), Align2::LEFT_CENTER, words, fonts::text_medium(), p.t1);
    row
}

fn rule(ui: &mut Ui) {
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), 2.0 * size::S4 + 1.0), Sense::hover());
    ui.painter().hline(row.x_range(), row.center().y, egui::Stroke::new(1.0, theme::tokens(ui).line));
}

/// A row, as wide as the pane less its edges.
fn strip(ui: &mut Ui) -> Rect {
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    row.shrink2(vec2(size::S16, 0.0))
}

fn cut_label(ui: &mut Ui, left: f32, y: f32, width: f32, words: &str, ink: Color32) {
    let galley = paint::cut(ui.painter(), words, fonts::text(), ink, width.max(24.0));
    let place = Rect::from_min_size(pos2(left, y - galley.size().y / 2.0), galley.size());
    ui.painter().galley(place.min, galley, ink);
    pane::named(ui, place, words).on_hover_text(words);
}

/// Words and two amounts.
fn two(ui: &mut Ui, of: &Row, inks: [Color32; 3], strong: bool) {
    let row = strip(ui);
    let y = row.center().y;
    let font = if strong { fonts::text_medium() } else { fonts::text() };
    let third = pane::label(ui, row.right_center(), Align2::RIGHT_CENTER, &of.third, font, inks[2]).rect;
    let at = pos2((row.right() - AMOUNT).min(third.left() - size::S8), y);
    let second = pane::label(ui, at, Align2::RIGHT_CENTER, &of.second, fonts::text(), inks[1]).rect;
    let end = if of.second.is_empty() { third.left() } else { second.left() };
    cut_label(ui, row.left(), y, end - row.left() - size::S8, &of.first, inks[0]);
}

fn basket(ui: &mut Ui, scene: &Scene<'_>, made: &Lines) -> bool {
    let p = theme::tokens(ui);
    ui.add_space(size::S4);
    let row = section(ui, scene.text(Msg::GuardBasket));
    let words = scene.text(Msg::GuardTry);
    let width = paint::width(ui.painter(), words, fonts::text());
    let place = Rect::from_min_max(pos2(row.right() - width - 1.0, row.top() + 6.0), row.max);
    let opened = button::link(&mut paint::at(ui, place, "guard try"), words).clicked();
    for item in &made.items {
        two(ui, item, [p.t1, p.input, p.t1], false);
    }
    for words in &made.who {
        let row = strip(ui);
        cut_label(ui, row.left(), row.center().y, row.width(), words, p.t2);
    }
    rule(ui);
    opened
}

fn receipt(ui: &mut Ui, scene: &Scene<'_>, made: &Lines) {
    let p = theme::tokens(ui);
    let words = |msg| scene.text(msg).to_owned();
    let head =
        Row { first: words(Msg::GuardLayers), second: words(Msg::GuardOff), third: words(Msg::GuardLeft), last: None };
    two(ui, &head, [p.t2; 3], false);
    let all = Row { first: words(Msg::GuardPrices), third: made.prices.clone(), ..Row::default() };
    two(ui, &all, [p.t1; 3], true);
    for step in &made.steps {
        two(ui, step, [p.t1; 3], true);
    }
    rule(ui);
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), 34.0), Sense::hover());
    let row = row.shrink2(vec2(size::S16, 0.0));
    let words = scene.text(Msg::GuardPays);
    let label = pane::label(ui, row.left_center(), Align2::LEFT_CENTER, words, fonts::text_medium(), p.t1).rect;
    if !made.depth.is_empty() {
        let width = paint::width(ui.painter(), &made.depth, fonts::text());
        let left = label.right() + size::S8;
        let tag = Rect::from_min_size(pos2(left, row.center().y - 9.0), vec2(width + 12.0, 18.0));
        ui.painter().rect_filled(tag, CornerRadius::same(size::RADIUS), p.press);
        pane::label(ui, tag.center(), Align2::CENTER_CENTER, &made.depth, fonts::text(), p.t2);
    }
    pane::label(ui, row.right_center(), Align2::RIGHT_CENTER, &made.pays, fonts::medium(size::FIGURE), p.t1);
}

fn parts(ui: &mut Ui, scene: &Scene<'_>, made: &Lines) {
    let p = theme::tokens(ui);
    let columns = |row: Rect| (row.right() - MARGIN - AMOUNT, row.right() - MARGIN, row.right());
    let row = strip(ui);
    let (net, unit, margin) = columns(row);
    pane::label(ui, row.left_center(), Align2::LEFT_CENTER, scene.text(Msg::GuardLines), fonts::text(), p.t2);
    for (x, msg) in [(net, Msg::GuardNet), (unit, Msg::GuardUnit), (margin, Msg::GuardMargin)] {
        pane::label(ui, pos2(x, row.center().y), Align2::RIGHT_CENTER, scene.text(msg), fonts::text(), p.t2);
    }
    for part in &made.parts {
        let row = strip(ui);
        let y = row.center().y;
        let at = pane::label(ui, pos2(net, y), Align2::RIGHT_CENTER, &part.second, fonts::text(), p.t1).rect;
        cut_label(ui, row.left(), y, at.left() - row.left() - size::S8, &part.first, p.t1);
        pane::label(ui, pos2(unit, y), Align2::RIGHT_CENTER, &part.third, fonts::text_medium(), p.t1);
        match &part.last {
            Some((Some(better), words)) => {
                pane::judged(ui, pos2(margin, y), Align2::RIGHT_CENTER, *better, words, fonts::text_medium());
            }
            Some((None, words)) => {
                pane::label(ui, pos2(margin, y), Align2::RIGHT_CENTER, words, fonts::text(), p.t1);
            }
            None => {}
        }
    }
    rule(ui);
}

fn fixes(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, made: &Lines, stale: bool, actions: &mut Actions) {
    let p = theme::tokens(ui);
    let row = section(ui, scene.text(Msg::GuardFixes));
    let note = |ui: &mut Ui, msg| {
        let row = strip(ui);
        cut_label(ui, row.left(), row.center().y, row.width(), scene.text(msg), p.t3);
    };
    let Some(all) = &made.fixes else { return note(ui, Msg::GuardFixesLooking) };
    if all.is_empty() {
        return note(ui, Msg::GuardFixesNone);
    }
    let words = scene.text(Msg::GuardFixesAfter);
    pane::label(ui, row.right_center(), Align2::RIGHT_CENTER, words, fonts::text(), p.t3);
    for (index, fix) in all.iter().enumerate() {
        let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::hover());
        let row = row.shrink2(vec2(size::S16, 0.0));
        let y = row.center().y;
        let spoken = scene.texts.with(Msg::GuardFixTryOf, &[("change", fix.words.as_str().into())]);
        let label = scene.text(Msg::GuardFixTry);
        let width = paint::width(ui.painter(), label, fonts::text()) + 2.0 * size::S8;
        let place = Rect::from_min_size(pos2(row.right() - width, y - 11.0), vec2(width, 22.0));
        let tried = small_button(ui, place, index, label, &spoken, !stale);
        let at = pos2(place.left() - size::S8, y);
        let after = pane::judged(ui, at, Align2::RIGHT_CENTER, true, &fix.after, fonts::text_medium()).rect;
        cut_label(ui, row.left(), y, after.left() - row.left() - size::S8, &fix.words, p.t1);
        if tried {
            let change = fix.change;
            edit::campaign(actions, open.campaign.id, spoken, move |campaign| *campaign = apply(campaign, change));
        }
    }
}

/// A button that fits into a row; its name says what it would do.
fn small_button(ui: &mut Ui, place: Rect, index: usize, label: &str, spoken: &str, enabled: bool) -> bool {
    let p = theme::tokens(ui);
    let sense = if enabled { Sense::click() } else { Sense::hover() };
    let response = ui.interact(place, ui.scope_id().with(("guard fix", index)), sense);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, enabled, spoken));
    let fill = if enabled && response.hovered() { p.hover } else { p.panel };
    let (radius, edge) = (CornerRadius::same(size::RADIUS), egui::Stroke::new(1.0, p.field));
    ui.painter().rect(place, radius, fill, edge, egui::StrokeKind::Inside);
    let ink = if enabled { p.t1 } else { p.t4 };
    paint::text(ui.painter(), place.center(), Align2::CENTER_CENTER, label, fonts::text(), ink);
    if response.has_focus() {
        button::focus_ring(ui.painter(), place, p);
    }
    enabled && response.on_hover_text(spoken).on_hover_cursor(CursorIcon::PointingHand).clicked()
}
