//! The worked example of an offer: a few of the campaign's own goods, before and after it.

use egui::{Align2, Rect, Ui, pos2};

use crate::engine::offers::example::{Example, NoExample, examples};
use crate::model::{CampaignId, Money, Offer, OfferId};
use crate::text::findings::sentence;
use crate::text::names::Named;
use crate::text::rows::RowNames;
use crate::text::{Lang, Msg};
use crate::ui::scene::{Open, Scene};
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::{paint, pane};

/// The lines of the examples, made again when the project or the language changes.
#[derive(Debug, Default)]
pub struct ExampleState {
    made_from: Option<(CampaignId, OfferId, u64, Lang)>,
    note: String,
    lines: Vec<Line>,
}

#[derive(Debug, Default)]
struct Line {
    /// 2 × 云感记忆枕 129.00
    basket: String,
    /// 258.00 → 232.20
    price: String,
    /// 省 25.80
    effect: String,
    applies: bool,
}

impl ExampleState {
    fn refresh(&mut self, scene: &Scene<'_>, open: &Open<'_>, offer: &Offer) {
        let from = (open.campaign.id, offer.id, open.revision, scene.texts.lang());
        if self.made_from == Some(from) {
            return;
        }
        self.made_from = Some(from);
        let found = examples(open.project, open.campaign, offer);
        self.note = match &found {
            Ok(all) => {
                let phase = all.first().and_then(|e| open.campaign.phases.get(e.phase));
                let phase = phase.map(|phase| phase.name_in(scene.texts)).unwrap_or_default();
                scene.texts.with(Msg::OffersExampleNote, &[("phase", phase.into())])
            }
            Err(why) => scene
                .text(match why {
                    NoExample::NoGoods => Msg::OffersExampleNoGoods,
                    NoExample::NoPhase => Msg::OffersExampleNoPhase,
                    NoExample::Budget => Msg::OffersExampleBudget,
                    NoExample::Nothing => Msg::OffersExampleNothing,
                })
                .to_owned(),
        };
        self.lines = found.unwrap_or_default().iter().map(|example| line(scene, open, example)).collect();
    }
}

/// A price without its sign: 129.00.
fn plain(scene: &Scene<'_>, money: Money) -> String {
    scene.format().price(money).replace('¥', "")
}

fn line(scene: &Scene<'_>, open: &Open<'_>, example: &Example) -> Line {
    let rows = RowNames { texts: scene.texts, project: open.project, campaign: open.campaign };
    let name = |id| match open.project.goods.get(id).map(|sku| sku.name.trim()) {
        Some(name) if !name.is_empty() => name.to_owned(),
        _ => rows.sku(id),
    };
    let basket: Vec<String> = example
        .receipt
        .lines
        .iter()
        .map(|line| {
            let unit = line.price.per(line.pieces).unwrap_or_default();
            format!("{} × {} {}", line.pieces, name(line.sku), plain(scene, unit))
        })
        .collect();
    let receipt = &example.receipt;
    let mut effects = Vec::new();
    let saved = Money::from_wide(example.before().wide() - example.after().wide());
    if saved > Money::ZERO {
        effects.push(scene.texts.with(Msg::OffersExampleSaves, &[("sum", scene.format().price(saved).into())]));
    }
    for given in &receipt.gifts {
        let gift =
            if given.pieces.get() > 1 { format!("{} × {}", name(given.sku), given.pieces) } else { name(given.sku) };
        effects.push(scene.texts.with(Msg::OffersExampleGift, &[("gift", gift.into())]));
    }
    let fee = open.campaign.pricing.shipping_fee;
    if fee > Money::ZERO && receipt.shipping < fee {
        let arguments =
            [("before", scene.format().price(fee).into()), ("after", scene.format().price(receipt.shipping).into())];
        effects.push(scene.texts.with(Msg::OffersExampleShipping, &arguments));
    }
    if receipt.deposit > Money::ZERO {
        let rest = Money::from_wide(receipt.goods_total.wide() - receipt.deposit.wide());
        let arguments =
            [("pay", scene.format().price(receipt.deposit).into()), ("rest", scene.format().price(rest).into())];
        effects.push(scene.texts.with(Msg::OffersExampleDeposit, &arguments));
    }
    let applies = example.applies();
    if effects.is_empty() && !applies {
        effects.push(scene.text(Msg::OffersExampleNot).to_owned());
    }
    let comma = if scene.texts.lang().is_chinese() { "，" } else { ", " };
    Line {
        basket: basket.join(" + "),
        price: format!("{} → {}", plain(scene, example.before()), plain(scene, example.after())),
        effect: effects.join(comma),
        applies,
    }
}

/// Draws the pane: what the offer does to a basket, and what is wrong with it.
pub fn show(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut ExampleState,
    offer: &Offer,
    field: &mut Option<&'static str>,
) {
    state.refresh(scene, open, offer);
    let p = theme::tokens(ui);
    let (row, body) = pane::title(ui, area, scene.text(Msg::OffersExample));
    let title = paint::width(ui.painter(), scene.text(Msg::OffersExample), fonts::medium(size::TITLE));
    let start = row.left() + size::S16 + title + size::S8;
    let galley = paint::cut(ui.painter(), &state.note, fonts::text(), p.t2, row.right() - start - size::S8);
    let at = pos2(start, row.center().y - galley.size().y / 2.0);
    let place = Rect::from_min_size(at, galley.size());
    ui.painter().galley(at, galley, p.t2);
    pane::named(ui, place, &state.note);
    let mut y = body.top() + size::S8;
    let (left, right) = (body.left() + size::S16, body.right() - size::S16);
    for line in &state.lines {
        if y + 40.0 > body.bottom() {
            break;
        }
        let ink = if line.applies { p.t1 } else { p.t3 };
        let price =
            pane::label(ui, pos2(right, y + 11.0), Align2::RIGHT_CENTER, &line.price, fonts::text_medium(), ink);
        let galley = paint::cut(ui.painter(), &line.basket, fonts::text(), ink, price.rect.left() - left - size::S8);
        let at = pos2(left, y + 11.0 - galley.size().y / 2.0);
        let place = Rect::from_min_size(at, galley.size());
        ui.painter().galley(at, galley, ink);
        pane::named(ui, place, &line.basket).on_hover_text(&line.basket);
        let galley = paint::cut(ui.painter(), &line.effect, fonts::text(), p.t2, right - left);
        let at = pos2(right - galley.size().x, y + 20.0);
        ui.painter().galley(at, galley, p.t2);
        y += 40.0;
    }
    attention(ui, Rect::from_min_max(pos2(body.left(), y), body.max), scene, open, offer, field);
}

/// What was found about the offer, each leading to its field.
fn attention(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    offer: &Offer,
    field: &mut Option<&'static str>,
) {
    use crate::engine::finding::PlaceKind;
    use crate::ui::shell::status::severity_mark;
    let p = theme::tokens(ui);
    let mut y = area.top() + size::S4;
    let findings = open.answer.findings.iter();
    for finding in findings.filter(|f| f.place.kind == PlaceKind::Offer && f.place.id == Some(offer.id.0)) {
        let words = sentence(scene.texts, open.project, open.campaign, finding);
        let width = area.width() - 2.0 * size::S16 - 20.0;
        let job = egui::epaint::text::LayoutJob::simple(words.clone(), fonts::text(), p.t1, width);
        let galley = ui.painter().layout_job(job);
        let rect =
            Rect::from_min_size(pos2(area.left() + size::S12, y), egui::vec2(width + 28.0, galley.size().y + 8.0));
        if rect.bottom() > area.bottom() {
            break;
        }
        let id = ui.scope_id().with(("attention", finding.code.name(), finding.place.field));
        let response = ui.interact(rect, id, egui::Sense::click());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, &words));
        if response.hovered() {
            ui.painter().rect_filled(rect, egui::CornerRadius::same(size::RADIUS), p.hover);
        }
        let (icon, ink) = severity_mark(finding.severity, p);
        paint::icon(ui.painter(), pos2(rect.left() + 11.0, rect.top() + 12.0), icon, size::ICON_TEXT, ink);
        ui.painter().galley(pos2(rect.left() + 24.0, rect.top() + 4.0), galley, p.t1);
        if response.has_focus() {
            crate::ui::widgets::button::focus_ring(ui.painter(), rect, p);
        }
        if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
            *field = finding.place.field;
        }
        y = rect.bottom() + 2.0;
    }
}
