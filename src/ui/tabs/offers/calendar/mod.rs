//! 优惠日历: when each offer can be claimed and used, over the phases on one axis of time; gaps and misfits marked.

pub mod geometry;

use egui::{Align2, CornerRadius, CursorIcon, Rect, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use jiff::civil::DateTime;

use self::geometry::{Scale, Stretch, common, hours, joined, stretches, uncovered};
use crate::engine::finding::{FindingCode, OfferFault};
use crate::model::offer::{DailyHours, OfferWindow};
use crate::model::{CampaignId, Layer, OfferId, PhaseKind};
use crate::text::findings::sentence;
use crate::text::names::Named;
use crate::text::offers::offer_name;
use crate::text::{Lang, Msg};
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::{button, paint, pane};

const ROW: f32 = 34.0;
const CLAIM: (f32, f32) = (8.0, 5.0);
const USE: (f32, f32) = (15.0, 10.0);
const CLASH: (f32, f32) = (27.0, 2.0);
const AXIS: f32 = 46.0;
const FOOT: f32 = 40.0;
/// Hours of the day that are drawn one by one.
const HOURS: usize = 120;

/// What the view remembers: its rows, made again when the project or the language changes.
#[derive(Debug, Default)]
pub struct CalendarState {
    made_from: Option<(CampaignId, u64, Lang)>,
    rows: Vec<Line>,
    gaps: Vec<(Stretch, String)>,
}

#[derive(Debug)]
struct Line {
    id: OfferId,
    name: String,
    off: bool,
    claim: Vec<Stretch>,
    usable: Vec<Stretch>,
    daily: Option<DailyHours>,
    /// When it can be used at the same time as another that it excludes.
    clashes: Vec<Stretch>,
    tip: String,
    fault: Option<String>,
}

impl CalendarState {
    fn refresh(&mut self, scene: &Scene<'_>, open: &Open<'_>) {
        let from = (open.campaign.id, open.revision, scene.texts.lang());
        if self.made_from == Some(from) && self.rows.len() == open.campaign.offers.len() {
            return;
        }
        self.made_from = Some(from);
        let phases = &open.campaign.phases;
        self.rows = super::list::in_order(&open.campaign.offers)
            .map(|offer| {
                let name = offer_name(scene.texts, open.project, offer);
                let claimed = offer.claim != OfferWindow::default();
                let claim = if claimed { stretches(&offer.claim, phases) } else { Vec::new() };
                let usable = stretches(&offer.usable, phases);
                let mut tip = vec![name.clone()];
                for (label, all) in [(Msg::OfferClaimShort, &claim), (Msg::OfferUseShort, &usable)] {
                    tip.extend(all.iter().map(|one| format!("{} {}", scene.text(label), range(scene, *one))));
                }
                if let Some(daily) = offer.usable.daily {
                    tip.push(scene.texts.with(
                        Msg::OfferDaily,
                        &[("from", clock(daily.from).into()), ("until", clock(daily.until).into())],
                    ));
                }
                let fault =
                    open.answer.offers.findings.iter().find(
                        |f| matches!(&f.code, FindingCode::Offer(id, fault) if *id == offer.id && of_time(*fault)),
                    );
                let fault = fault.map(|f| sentence(scene.texts, open.project, open.campaign, f));
                tip.extend(fault.clone());
                let tip = tip.join("\n");
                let (daily, clashes) = (offer.usable.daily, Vec::new());
                Line { id: offer.id, name, off: offer.off, claim, usable, daily, clashes, tip, fault }
            })
            .collect();
        self.find_clashes(scene, open);
        self.gaps = self.find_gaps(scene, open);
    }

    /// Times in which offers for the same goods can be used that exclude each other: the customer gets the better one.
    fn find_clashes(&mut self, scene: &Scene<'_>, open: &Open<'_>) {
        let offers = &open.campaign.offers;
        let on = |id: OfferId| offers.get(id).filter(|offer| !offer.off);
        let found: Vec<(Vec<Stretch>, Vec<String>)> = (self.rows.iter())
            .map(|line| {
                let Some(offer) = on(line.id) else { return Default::default() };
                let (mut all, mut tips) = (Vec::new(), Vec::new());
                for (id, _) in open.answer.offers.matrix.excluded_by(line.id) {
                    let Some((other, theirs)) = on(id).zip(self.rows.iter().find(|line| line.id == id)) else {
                        continue;
                    };
                    let shared = open.campaign.goods.iter().filter_map(|row| open.project.goods.get(row.sku));
                    if !shared.into_iter().any(|sku| offer.scope.holds(sku) && other.scope.holds(sku)) {
                        continue;
                    }
                    let times = joined(common(&line.usable, &theirs.usable));
                    tips.extend(times.iter().map(|time| {
                        let words = [("offer", theirs.name.as_str().into()), ("range", range(scene, *time).into())];
                        scene.texts.with(Msg::OffersClash, &words)
                    }));
                    all.extend(times);
                }
                (joined(all), tips)
            })
            .collect();
        for (line, (clashes, tips)) in self.rows.iter_mut().zip(found) {
            line.clashes = clashes;
            for tip in tips {
                line.tip.push('\n');
                line.tip.push_str(&tip);
            }
        }
    }

    /// Times in phases that sell at the campaign's own conditions in which no coupon can be used.
    fn find_gaps(&self, scene: &Scene<'_>, open: &Open<'_>) -> Vec<(Stretch, String)> {
        let coupon = |id: OfferId| {
            let offer = open.campaign.offers.get(id);
            offer.is_some_and(|o| !o.off && matches!(o.layer(), Layer::ShopCoupon | Layer::PlatformCoupon))
        };
        let coupons: Vec<&Line> = self.rows.iter().filter(|line| coupon(line.id)).collect();
        if coupons.is_empty() {
            return Vec::new();
        }
        let covered: Vec<Stretch> = coupons.iter().flat_map(|line| line.usable.iter().copied()).collect();
        let sells = |kind: PhaseKind| kind.sells() && kind != PhaseKind::Preheat;
        let phases = open.campaign.phases.iter().filter(|phase| sells(phase.kind));
        phases
            .flat_map(|phase| {
                let name = phase.name_in(scene.texts).to_owned();
                uncovered((phase.start, phase.end), covered.clone()).into_iter().map(move |gap| (gap, name.clone()))
            })
            .map(|(gap, phase)| {
                let words =
                    scene.texts.with(Msg::OffersGap, &[("phase", phase.into()), ("range", range(scene, gap).into())]);
                (gap, words)
            })
            .collect()
    }
}

const fn of_time(fault: OfferFault) -> bool {
    matches!(
        fault,
        OfferFault::Backwards(_)
            | OfferFault::NeverUsable
            | OfferFault::UseBeforeClaim
            | OfferFault::ClaimAfterUse
            | OfferFault::NeverClaimed
            | OfferFault::ShortUse(_)
            | OfferFault::PhaseGone(..)
    )
}

fn clock(at: jiff::civil::Time) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

fn range(scene: &Scene<'_>, (from, until): Stretch) -> String {
    let format = scene.format();
    format!("{} – {}", format.day_and_time(from), format.day_and_time(until))
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
    let mut state = std::mem::take(&mut view.tabs.offers.calendar);
    state.refresh(scene, open);
    let names = (body.width() * 0.2).clamp(132.0, 220.0).round();
    let scale = open
        .campaign
        .span()
        .and_then(|span| Some((span, Scale::new(span, body.left() + names, body.right() - size::S24)?)));
    if let Some((span, scale)) = scale.filter(|_| !state.rows.is_empty()) {
        legend(ui, tools, scene);
        let (axis, rest) = body.split_top_bottom_at_y(body.top() + AXIS);
        let (rows, foot) = rest.split_top_bottom_at_y(rest.bottom() - FOOT);
        behind(ui, rows, open, &scale, &state.gaps);
        self::axis(ui, axis, scene, open, &scale, span);
        let selected = view.tabs.offers.selected(open.campaign);
        let mut chosen = None;
        let mut child = paint::at(ui, rows, "calendar rows");
        child.set_clip_rect(rows.intersect(ui.clip_rect()));
        ScrollArea::vertical().id_salt("calendar rows").auto_shrink(false).show(&mut child, |ui| {
            ui.set_width(rows.width());
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
                for line in &state.rows {
                    if row(ui, scene, line, names, &scale, selected == Some(line.id)) {
                        chosen = Some(line.id);
                    }
                }
            });
        });
        today(ui, rows.union(axis), scene, &scale, span);
        self::foot(ui, foot, &state);
        if let Some(id) = chosen {
            view.tabs.offers.choose(id);
        }
    } else {
        super::no_offers(ui, body, scene, open, actions);
    }
    view.tabs.offers.calendar = state;
}

fn legend(ui: &mut Ui, tools: Rect, scene: &Scene<'_>) {
    let p = theme::tokens(ui);
    let mut right = tools.right();
    let y = tools.center().y;
    for (msg, fill, height) in [
        (Msg::OffersGapLegend, None, 8.0),
        (Msg::OffersClashLegend, Some(p.warn_fill), CLASH.1),
        (Msg::OfferUseShort, Some(p.series[0]), USE.1),
        (Msg::OfferClaimShort, Some(p.series[0].gamma_multiply(0.45)), CLAIM.1),
    ] {
        let label = pane::label(ui, pos2(right, y), Align2::RIGHT_CENTER, scene.text(msg), fonts::text(), p.t2).rect;
        let rect = Rect::from_center_size(pos2(label.left() - 14.0, y), vec2(16.0, height));
        match fill {
            Some(fill) => {
                ui.painter().rect_filled(rect, CornerRadius::same(2), fill);
            }
            None => paint::hatch(ui.painter(), rect, p.warn_fill),
        }
        right = rect.left() - size::S12;
    }
}

/// The phases as tints behind the rows.
fn behind(ui: &Ui, area: Rect, open: &Open<'_>, scale: &Scale, gaps: &[(Stretch, String)]) {
    let p = theme::tokens(ui);
    for phase in &open.campaign.phases {
        let rect = Rect::from_x_y_ranges(scale.x(phase.start)..=scale.x(phase.end), area.y_range());
        ui.painter().rect_filled(rect, CornerRadius::ZERO, p.phase_tint(phase.kind));
    }
    for ((start, end), _) in gaps {
        let rect = Rect::from_x_y_ranges(scale.x(*start)..=scale.x(*end), area.y_range());
        paint::hatch(ui.painter(), rect, p.warn_fill.gamma_multiply(0.5));
    }
}

fn axis(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, scale: &Scale, span: Stretch) {
    let p = theme::tokens(ui);
    let mut free = f32::NEG_INFINITY;
    for phase in &open.campaign.phases {
        let range = scale.x(phase.start)..=scale.x(phase.end);
        let stripe = Rect::from_x_y_ranges(range.clone(), area.bottom() - 4.0..=area.bottom());
        ui.painter().rect_filled(stripe.shrink2(vec2(0.5, 0.0)), CornerRadius::same(1), p.phase(phase.kind));
        let name = phase.name_in(scene.texts);
        let width = paint::width(ui.painter(), name, fonts::text());
        let left = range.start().max(free);
        if left + width <= area.right() {
            pane::label(ui, pos2(left, area.top() + 12.0), Align2::LEFT_CENTER, name, fonts::text(), p.t1);
            free = left + width + size::S8;
        }
    }
    for date in scale.ticks(span.1, 64.0) {
        let x = scale.x(date.at(0, 0, 0, 0));
        // today's own flag stands there
        if (x + 16.0 - scale.x(scene.now)).abs() < 44.0 {
            continue;
        }
        let words = scene.format().day(date);
        paint::text(ui.painter(), pos2(x, area.top() + 31.0), Align2::LEFT_CENTER, &words, fonts::text(), p.t3);
    }
}

fn row(ui: &mut Ui, scene: &Scene<'_>, line: &Line, names: f32, scale: &Scale, on: bool) -> bool {
    let p = theme::tokens(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    if !ui.is_rect_visible(rect) {
        return false;
    }
    let response = ui.interact(rect, ui.scope_id().with(("calendar row", line.id.0)), Sense::click());
    let spoken = line.tip.replace('\n', scene.text(Msg::OffersTipJoin));
    response.widget_info(|| WidgetInfo::selected(Role::Row, true, on, &spoken));
    let painter = ui.painter();
    let names_rect = Rect::from_min_size(rect.min, vec2(names, ROW));
    let ground = if on {
        p.acc_soft
    } else if response.hovered() {
        p.hover
    } else {
        p.panel
    };
    painter.rect_filled(names_rect, CornerRadius::ZERO, ground);
    let ink = if line.off { p.t4 } else { p.t1 };
    let galley = paint::cut(painter, &line.name, fonts::text(), ink, names - size::S24 - 16.0);
    let at = pos2(rect.left() + size::S16, rect.center().y - galley.size().y / 2.0);
    painter.galley(at, galley, ink);
    if line.fault.is_some() {
        let at = pos2(names_rect.right() - 14.0, rect.center().y);
        paint::icon(painter, at, icons::TRIANGLE_ALERT, size::ICON_TEXT, p.warn);
    }
    let (claim, usable) = if line.off { (p.grid, p.bar) } else { (p.series[0].gamma_multiply(0.45), p.series[0]) };
    for stretch in &line.claim {
        painter.rect_filled(scale.bar(*stretch, rect, CLAIM.0, CLAIM.1), CornerRadius::same(2), claim);
    }
    for stretch in &line.usable {
        let bar = scale.bar(*stretch, rect, USE.0, USE.1);
        match line.daily {
            None => {
                painter.rect_filled(bar, CornerRadius::same(2), usable);
            }
            Some(daily) => {
                painter.rect_filled(bar, CornerRadius::same(2), usable.gamma_multiply(0.25));
                for part in hours(*stretch, daily, HOURS) {
                    painter.rect_filled(scale.bar(part, rect, USE.0, USE.1), CornerRadius::ZERO, usable);
                }
            }
        }
    }
    for stretch in &line.clashes {
        painter.rect_filled(scale.bar(*stretch, rect, CLASH.0, CLASH.1), CornerRadius::ZERO, p.warn_fill);
    }
    painter.hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, p.line));
    if response.has_focus() {
        button::focus_ring(painter, rect.shrink(3.0), p);
    }
    response.on_hover_text(&line.tip).on_hover_cursor(CursorIcon::PointingHand).clicked()
}

fn today(ui: &Ui, area: Rect, scene: &Scene<'_>, scale: &Scale, (start, end): Stretch) {
    let p = theme::tokens(ui);
    let now: DateTime = scene.now;
    if now < start || now >= end {
        return;
    }
    let x = scale.x(now);
    ui.painter().vline(x, area.top() + 40.0..=area.bottom(), Stroke::new(1.5, p.accent));
    let words = scene.format().day(now.date());
    let width = paint::width(ui.painter(), &words, fonts::text()) + 8.0;
    let flag = Rect::from_center_size(pos2(x, area.top() + 31.0), vec2(width, 16.0));
    ui.painter().rect_filled(flag, CornerRadius::same(2), p.accent);
    paint::text(ui.painter(), flag.center(), Align2::CENTER_CENTER, &words, fonts::text(), p.on_accent);
}

/// The first gap in words.
fn foot(ui: &mut Ui, area: Rect, state: &CalendarState) {
    let p = theme::tokens(ui);
    ui.painter().rect_filled(area, CornerRadius::ZERO, p.panel);
    ui.painter().hline(area.x_range(), area.top() + 0.5, Stroke::new(1.0, p.line_2));
    let faults = state.rows.iter().filter_map(|line| line.fault.as_ref());
    let all: Vec<&String> = state.gaps.iter().map(|(_, words)| words).chain(faults).collect();
    let Some(first) = all.first() else { return };
    let at = pos2(area.left() + size::S16 + 7.0, area.center().y);
    paint::icon(ui.painter(), at, icons::TRIANGLE_ALERT, size::ICON_TEXT, p.warn);
    let words = if all.len() > 1 { format!("{first}　+{}", all.len() - 1) } else { (*first).clone() };
    let left = pos2(at.x + 14.0, at.y);
    let galley = paint::cut(ui.painter(), &words, fonts::text(), p.t1, area.right() - left.x - size::S16);
    let place = Align2::LEFT_CENTER.anchor_size(left, galley.size());
    ui.painter().galley(place.min, galley, p.t1);
    let whole = all.iter().map(|words| words.as_str()).collect::<Vec<_>>().join("\n");
    pane::named(ui, place, first).on_hover_text(whole);
}
