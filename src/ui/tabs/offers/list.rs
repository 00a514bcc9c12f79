//! The offers on the left, under their layers, with the phases in which each can be used; below, what customers read.

use std::ops::RangeInclusive;

use egui::{
    Align2, CornerRadius, CursorIcon, Id, Key, Modifiers, Rect, Response, Role, ScrollArea, Sense, Stroke, Ui,
    WidgetInfo, pos2, vec2,
};

use super::{add, change};
use crate::engine::offers::clarity::{Advice, Level};
use crate::engine::offers::edit::{place_in_layer, references};
use crate::model::offer::OfferWindow;
use crate::model::{CampaignId, Layer, Offer, OfferId, Phase, PhaseKind, Rows};
use crate::text::names::Named;
use crate::text::offers::{offer_name, rules};
use crate::text::{Lang, Msg};
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::theme::{self, Palette, fonts, icons, size};
use crate::ui::widgets::float::{MenuRow, menu_line, menu_row};
use crate::ui::widgets::{button, paint, pane};

/// The layers as the list groups them.
pub const GROUPS: [(Msg, RangeInclusive<Layer>); 6] = [
    (Msg::LayersItem, Layer::ItemPrice..=Layer::ItemOffer),
    (Msg::LayersShop, Layer::ShopOffer..=Layer::ShopOffer),
    (Msg::LayersCoupon, Layer::ShopCoupon..=Layer::ShopCoupon),
    (Msg::LayersPlatform, Layer::PlatformOffer..=Layer::PlatformCoupon),
    (Msg::LayersPacket, Layer::RedPacket..=Layer::RedPacket),
    (Msg::LayersLast, Layer::Deposit..=Layer::Shipping),
];

/// Phases that have room in the strip.
const PHASES: usize = 5;
const BLOCK: (f32, f32) = (9.0, 6.0);
const STEP: f32 = 11.0;
/// The least that is left for the rules below.
const RULES: f32 = 148.0;

/// The group in which a layer stands.
#[must_use]
pub fn group_of(layer: Layer) -> usize {
    GROUPS.iter().position(|(_, layers)| layers.contains(&layer)).unwrap_or_default()
}

/// The offers as they are computed: by layer, then in the order of the list.
pub fn in_order(offers: &Rows<Offer>) -> impl Iterator<Item = &Offer> {
    let mut order: Vec<&Offer> = offers.iter().map(AsRef::as_ref).collect();
    order.sort_by_key(|offer| offer.layer());
    order.into_iter()
}

/// What becomes of an offer in a phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// It can be used.
    Use,
    /// It can be claimed only.
    Claim,
    /// Neither.
    Neither,
}

#[derive(Debug)]
struct Line {
    id: OfferId,
    group: usize,
    name: String,
    spoken: String,
    off: bool,
    marks: Vec<Mark>,
}

/// What the list remembers: its lines, made again when the project or the language changes.
#[derive(Debug, Default)]
pub struct ListState {
    made_from: Option<(CampaignId, u64, Lang)>,
    lines: Vec<Line>,
    rules: String,
    level: String,
    score: String,
    advice: Option<String>,
    complex: bool,
    /// The line that is to have the keyboard.
    focus: Option<OfferId>,
    drag: Option<OfferId>,
}

/// The phases that the strip shows: those in which something can be sold, the last ones if they are too many.
fn phases<'a>(open: &Open<'a>) -> Vec<&'a Phase> {
    let sells: Vec<&Phase> = open.campaign.phases.iter().map(AsRef::as_ref).filter(|p| p.kind.sells()).collect();
    let skip = sells.len().saturating_sub(PHASES);
    sells.into_iter().skip(skip).collect()
}

fn mark(offer: &Offer, phase: &Phase) -> Mark {
    if offer.usable.meets(phase) {
        Mark::Use
    } else if offer.claim != OfferWindow::default() && offer.claim.meets(phase) {
        Mark::Claim
    } else {
        Mark::Neither
    }
}

impl ListState {
    fn refresh(&mut self, scene: &Scene<'_>, open: &Open<'_>) {
        let from = (open.campaign.id, open.revision, scene.texts.lang());
        if self.made_from == Some(from) && self.lines.len() == open.campaign.offers.len() {
            return;
        }
        self.made_from = Some(from);
        let phases = phases(open);
        self.lines = in_order(&open.campaign.offers)
            .map(|offer| {
                let name = offer_name(scene.texts, open.project, offer);
                let spoken = if offer.off {
                    scene.texts.with(Msg::OffersIsOff, &[("name", name.as_str().into())])
                } else {
                    name.clone()
                };
                let marks = phases.iter().map(|phase| mark(offer, phase)).collect();
                Line { id: offer.id, group: group_of(offer.layer()), name, spoken, off: offer.off, marks }
            })
            .collect();
        let (end, stop) = if scene.texts.lang().is_chinese() { ("；", "。") } else { ("; ", "") };
        let said = rules(scene.texts, open.project, open.campaign);
        let clarity = &open.answer.offers.clarity;
        let level = match clarity.level {
            Level::Simple => Msg::OffersSimple,
            Level::Moderate => Msg::OffersModerate,
            Level::Complex => Msg::OffersComplex,
        };
        self.complex = clarity.level == Level::Complex;
        scene.text(level).clone_into(&mut self.level);
        self.score = scene.texts.with(
            Msg::OffersScore,
            &[
                ("layers", clarity.layers.into()),
                ("conditions", clarity.conditions.into()),
                ("exceptions", clarity.exceptions.into()),
                ("score", clarity.score.into()),
            ],
        );
        self.advice = clarity.advice.map(|advice| match advice {
            Advice::FewerLayers => scene.texts.with(Msg::OffersAdviseLayers, &[("n", clarity.layers.into())]),
            Advice::FewerExceptions => {
                scene.texts.with(Msg::OffersAdviseExceptions, &[("n", clarity.exceptions.into())])
            }
            Advice::FewerConditions(id) => {
                let name = open.campaign.offers.get(id).map(|o| offer_name(scene.texts, open.project, o));
                scene.texts.with(Msg::OffersAdviseConditions, &[("name", name.unwrap_or_default().into())])
            }
        });
        self.rules = if said.is_empty() { String::new() } else { said.join(end) + stop };
    }
}

/// Draws the list.
pub fn show(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    let mut state = std::mem::take(&mut view.tabs.offers.list);
    state.refresh(scene, open);
    let (title, rest) = area.split_top_bottom_at_y(area.top() + size::PANE_TITLE);
    head(ui, title, scene, open, view, actions);
    let (heading, rest) = rest.split_top_bottom_at_y(rest.top() + size::GRID_HEADER - 4.0);
    if state.lines.is_empty() {
        view.tabs.offers.list = state;
        return;
    }
    let phases = phases(open);
    columns(ui, heading, scene, &phases);
    let groups = GROUPS.iter().enumerate().filter(|(at, _)| state.lines.iter().any(|line| line.group == *at)).count();
    let wanted = (groups + state.lines.len()) as f32 * size::ROW + size::S8;
    let height = wanted.min((rest.height() - RULES).max(size::ROW * 4.0)).round();
    let (body, below) = rest.split_top_bottom_at_y(rest.top() + height);
    let mut child = paint::at(ui, body, "offers list");
    child.set_clip_rect(body.intersect(ui.clip_rect()));
    ScrollArea::vertical().id_salt("offers list").auto_shrink(false).show(&mut child, |ui| {
        ui.set_width(body.width());
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
            lines(ui, scene, open, view, &mut state, &phases, actions);
        });
    });
    said(ui, below, scene, &state);
    view.tabs.offers.list = state;
}

fn head(ui: &mut Ui, row: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    let p = theme::tokens(ui);
    let start = pos2(row.left() + size::S16, row.center().y);
    let font = fonts::medium(size::TITLE);
    let end = pane::label(ui, start, Align2::LEFT_CENTER, scene.text(Msg::OffersTitle), font, p.t1).rect.right();
    let count = scene.texts.with(Msg::OffersCount, &[("n", open.campaign.offers.len().into())]);
    pane::label(ui, pos2(end + size::S8, row.center().y), Align2::LEFT_CENTER, &count, fonts::text(), p.t2);
    let place = Rect::from_min_size(pos2(row.right() - 40.0, row.center().y - 14.0), vec2(28.0, 28.0));
    add::show(&mut paint::at(ui, place, "offers add"), scene, open, view, actions);
    ui.painter().hline(row.x_range(), row.bottom() - 0.5, Stroke::new(1.0, p.line));
}

/// Where the strip's blocks begin.
fn strip(row: Rect, phases: usize) -> f32 {
    row.right() - size::S12 - phases as f32 * STEP + (STEP - BLOCK.0)
}

fn columns(ui: &mut Ui, row: Rect, scene: &Scene<'_>, phases: &[&Phase]) {
    let p = theme::tokens(ui);
    let y = row.center().y;
    let left = pos2(row.left() + size::S16, y);
    pane::label(ui, left, Align2::LEFT_CENTER, scene.text(Msg::OffersByLayer), fonts::text(), p.t2);
    let start = strip(row, phases.len());
    if scene.texts.lang().is_chinese() {
        for (index, phase) in phases.iter().enumerate() {
            let first: String = phase.name_in(scene.texts).chars().take(1).collect();
            let at = pos2(start + index as f32 * STEP + BLOCK.0 / 2.0, y);
            paint::text(ui.painter(), at, Align2::CENTER_CENTER, &first, fonts::regular(size::TICK), p.t2);
        }
    } else {
        let right = pos2(row.right() - size::S12, y);
        pane::label(ui, right, Align2::RIGHT_CENTER, scene.text(Msg::OffersPhases), fonts::text(), p.t2);
    }
    ui.painter().hline(row.x_range(), row.bottom() - 0.5, Stroke::new(1.0, p.line));
}

fn lines(
    ui: &mut Ui,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    state: &mut ListState,
    phases: &[&Phase],
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    let selected = view.tabs.offers.selected(open.campaign);
    let width = ui.available_width();
    let mut group = None;
    let mut places: Vec<(OfferId, Rect)> = Vec::with_capacity(state.lines.len());
    for line in &state.lines {
        if group != Some(line.group) {
            group = Some(line.group);
            let (rect, _) = ui.allocate_exact_size(vec2(width, size::ROW), Sense::hover());
            let y = rect.center().y + 1.0;
            let name = GROUPS.get(line.group).map_or("", |(msg, _)| scene.text(*msg));
            let at = pos2(rect.left() + size::S16, y);
            paint::text(ui.painter(), at, Align2::LEFT_CENTER, &(line.group + 1).to_string(), fonts::text(), p.t3);
            let at = pos2(rect.left() + size::S16 + 20.0, y);
            pane::label(ui, at, Align2::LEFT_CENTER, name, fonts::text(), p.t2);
        }
        let (rect, _) = ui.allocate_exact_size(vec2(width, size::ROW), Sense::hover());
        let id = Id::unique(("offer line", open.campaign.id.0, line.id.0));
        let response = ui.interact(rect, id, Sense::click_and_drag());
        places.push((line.id, rect));
        one(ui, rect, line, selected == Some(line.id), phases, &response, p);
        if state.focus == Some(line.id) {
            response.request_focus();
            response.scroll_to_me(None);
            state.focus = None;
        }
        if response.clicked() || response.drag_started() || response.gained_focus() {
            view.tabs.offers.choose(line.id);
            response.request_focus();
        }
        if response.drag_started() {
            state.drag = Some(line.id);
        }
        let response = response.on_hover_text(strip_words(scene, line, phases));
        context(&response, scene, open, view, actions, line.id);
    }
    keys(ui, scene, open, view, state, actions, &places, open.campaign.id);
    drop_line(ui, scene, open, state, actions, &places);
}

/// In words what the strip shows.
fn strip_words(scene: &Scene<'_>, line: &Line, phases: &[&Phase]) -> String {
    let named = |mark: Mark| -> Vec<&str> {
        let marked = phases.iter().zip(&line.marks).filter(|(_, m)| **m == mark);
        marked.map(|(phase, _)| phase.name_in(scene.texts)).collect()
    };
    let mut words = Vec::new();
    for (mark, msg) in [(Mark::Claim, Msg::OffersPhaseClaim), (Mark::Use, Msg::OffersPhaseUsable)] {
        let names = named(mark);
        if !names.is_empty() {
            let names = crate::text::line::list(scene.texts, &names);
            words.push(scene.texts.with(msg, &[("phase", names.into())]));
        }
    }
    if words.is_empty() {
        words.push(scene.text(Msg::OffersPhaseNone).to_owned());
    }
    format!("{}\n{}", line.spoken, words.join(if scene.texts.lang().is_chinese() { "，" } else { ", " }))
}

fn one(ui: &Ui, rect: Rect, line: &Line, on: bool, phases: &[&Phase], response: &Response, p: &'static Palette) {
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ListBoxOption, true, &line.spoken);
        info.selected = Some(on);
        info
    });
    if !ui.is_rect_visible(rect) {
        return;
    }
    let painter = ui.painter();
    let fill = match (on, response.hovered()) {
        (true, _) => Some(p.acc_soft),
        (_, true) => Some(p.hover),
        _ => None,
    };
    if let Some(fill) = fill {
        painter.rect_filled(rect, CornerRadius::ZERO, fill);
    }
    let start = strip(rect, phases.len());
    let ink = if line.off { p.t4 } else { p.t1 };
    let room = start - size::S8 - rect.left() - size::S16;
    let font = if on { fonts::text_medium() } else { fonts::text() };
    let galley = paint::cut(painter, &line.name, font, ink, room);
    let at = pos2(rect.left() + size::S16, rect.center().y - galley.size().y / 2.0);
    let end = at.x + galley.size().x;
    painter.galley(at, galley, ink);
    if line.off {
        painter.hline(at.x..=end, rect.center().y, Stroke::new(1.0, p.t4));
    }
    for (index, (phase, mark)) in phases.iter().zip(&line.marks).enumerate() {
        let at = pos2(start + index as f32 * STEP, rect.center().y - BLOCK.1 / 2.0);
        let block = Rect::from_min_size(at, vec2(BLOCK.0, BLOCK.1));
        painter.rect_filled(block, CornerRadius::same(1), block_colour(p, phase.kind, *mark, line.off));
    }
    if response.has_focus() {
        button::focus_ring(painter, rect.shrink(3.0), p);
    }
}

fn block_colour(p: &Palette, kind: PhaseKind, mark: Mark, off: bool) -> egui::Color32 {
    match (mark, off) {
        (Mark::Use, false) => p.phase(kind),
        (Mark::Claim, false) => p.phase(kind).gamma_multiply(0.45),
        _ => p.press,
    }
}

/// The menu of a line.
fn context(
    response: &Response,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
    id: OfferId,
) {
    let p = theme::of(&response.ctx);
    egui::Popup::context_menu(response).frame(theme::float_frame(p).inner_margin(egui::Margin::symmetric(0, 5))).show(
        |ui| {
            ui.set_width(220.0);
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            menu_of(ui, scene, open, view, actions, id);
        },
    );
}

/// What can be done with an offer.
pub fn menu_of(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions, id: OfferId) {
    let offers = &open.campaign.offers;
    let (Some(offer), Some((at, count))) = (offers.get(id), place_in_layer(offers, id)) else { return };
    let switch = if offer.off { (Msg::OffersOn, icons::EYE) } else { (Msg::OffersOff, icons::EYE_OFF) };
    let row = |label: Msg, icon, keys| MenuRow { label: scene.text(label), icon, keys, ..MenuRow::default() };
    if menu_row(ui, row(Msg::OffersRename, icons::TEXT_CURSOR, "F2")) {
        view.tabs.offers.choose(id);
        view.tabs.offers.rename = true;
    }
    if menu_row(ui, row(Msg::OffersDuplicate, icons::COPY, "Ctrl+D")) {
        change::duplicate(scene, open, view, actions, id);
    }
    if menu_row(ui, row(switch.0, switch.1, "")) {
        change::switch(scene, open, actions, id);
    }
    menu_line(ui);
    if menu_row(ui, MenuRow { disabled: at == 0, ..row(Msg::OffersUp, icons::ARROW_UP, "Alt+↑") }) {
        change::shift(scene, open, actions, id, -1);
    }
    if menu_row(ui, MenuRow { disabled: at + 1 >= count, ..row(Msg::OffersDown, icons::ARROW_DOWN, "Alt+↓") }) {
        change::shift(scene, open, actions, id, 1);
    }
    menu_line(ui);
    let named = references(open.campaign, id);
    let label = if named.is_empty() {
        scene.text(Msg::OffersDelete).to_owned()
    } else {
        scene.texts.with(Msg::OffersDeleteWith, &[("n", named.all().into())])
    };
    let row = MenuRow { label: &label, icon: icons::TRASH_2, keys: "Del", danger: true, ..MenuRow::default() };
    if menu_row(ui, row) {
        change::delete(scene, open, actions, id);
    }
}

/// The keys of the line that has the keyboard.
fn keys(
    ui: &Ui,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    state: &mut ListState,
    actions: &mut Actions,
    places: &[(OfferId, Rect)],
    campaign: CampaignId,
) {
    let focused = ui.memory(egui::Memory::focused);
    let at = places.iter().position(|(id, _)| focused == Some(Id::unique(("offer line", campaign.0, id.0))));
    let Some((at, id)) = at.and_then(|at| places.get(at).map(|(id, _)| (at, *id))) else { return };
    ui.memory_mut(|m| {
        let lock = egui::EventFilter { vertical_arrows: true, ..egui::EventFilter::default() };
        m.set_focus_lock_filter(Id::unique(("offer line", campaign.0, id.0)), lock);
    });
    let pressed = |modifiers: Modifiers, key| ui.input_mut(|i| i.consume_key(modifiers, key));
    if pressed(Modifiers::ALT, Key::ArrowUp) {
        change::shift(scene, open, actions, id, -1);
    } else if pressed(Modifiers::ALT, Key::ArrowDown) {
        change::shift(scene, open, actions, id, 1);
    } else if pressed(Modifiers::NONE, Key::ArrowUp) {
        state.focus = at.checked_sub(1).and_then(|at| places.get(at)).map(|(id, _)| *id);
    } else if pressed(Modifiers::NONE, Key::ArrowDown) {
        state.focus = places.get(at + 1).map(|(id, _)| *id);
    } else if pressed(Modifiers::COMMAND, Key::D) {
        change::duplicate(scene, open, view, actions, id);
    } else if pressed(Modifiers::NONE, Key::F2) {
        view.tabs.offers.rename = true;
    } else if pressed(Modifiers::NONE, Key::Delete) {
        change::delete(scene, open, actions, id);
        let next = places.get(at + 1).or_else(|| at.checked_sub(1).and_then(|at| places.get(at)));
        state.focus = next.map(|(id, _)| *id);
        if let Some((next, _)) = next {
            view.tabs.offers.choose(*next);
        }
    }
    if state.focus.is_some() {
        ui.ctx().request_repaint();
    }
}

/// While a line is dragged: where it would go, and the move when it is let go.
fn drop_line(
    ui: &Ui,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut ListState,
    actions: &mut Actions,
    places: &[(OfferId, Rect)],
) {
    let Some(id) = state.drag else { return };
    let p = theme::tokens(ui);
    let layer = open.campaign.offers.get(id).map(Offer::layer);
    let peers: Vec<(OfferId, Rect)> =
        places.iter().filter(|(peer, _)| open.campaign.offers.get(*peer).map(Offer::layer) == layer).copied().collect();
    let Some(from) = peers.iter().position(|(peer, _)| *peer == id) else {
        state.drag = None;
        return;
    };
    let pointer = ui.input(|i| i.pointer.latest_pos());
    let gap = pointer.map_or(from, |at| gap_at(at.y, peers.iter().map(|(_, rect)| rect.center().y)));
    let to = if gap > from { gap - 1 } else { gap };
    if ui.input(|i| i.key_pressed(Key::Escape)) {
        state.drag = None;
    } else if ui.input(|i| i.pointer.any_released()) {
        state.drag = None;
        change::move_to(scene, open, actions, id, to);
    } else {
        ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
        let y = match peers.get(gap) {
            Some((_, rect)) => rect.top(),
            None => peers.last().map_or(0.0, |(_, rect)| rect.bottom()),
        };
        let row = ui.max_rect();
        ui.painter().hline(row.left() + size::S8..=row.right() - size::S8, y, Stroke::new(2.0, p.accent));
    }
}

/// The gap between rows at which a height lies: before the first row whose middle is below it.
fn gap_at(y: f32, middles: impl Iterator<Item = f32>) -> usize {
    middles.take_while(|middle| *middle <= y).count()
}

/// What customers read, below the list.
fn said(ui: &mut Ui, area: Rect, scene: &Scene<'_>, state: &ListState) {
    let p = theme::tokens(ui);
    ui.painter().hline(area.x_range(), area.top() + 0.5, Stroke::new(1.0, p.line));
    let at = pos2(area.left() + size::S16, area.top() + 20.0);
    pane::label(ui, at, Align2::LEFT_CENTER, scene.text(Msg::OffersSaid), fonts::text_medium(), p.t1);
    let ink = if state.complex { p.warn } else { p.t2 };
    let right = pos2(area.right() - size::S12, at.y);
    let level = pane::label(ui, right, Align2::RIGHT_CENTER, &state.level, fonts::text_medium(), ink);
    if state.complex {
        let at = pos2(level.rect.left() - 9.0, at.y);
        paint::icon(ui.painter(), at, icons::TRIANGLE_ALERT, size::ICON_TEXT, p.warn);
    }
    level.on_hover_text(&state.score);
    let inner = Rect::from_min_max(
        pos2(area.left() + size::S16, area.top() + 34.0),
        pos2(area.right() - size::S12, area.bottom() - size::S8),
    );
    let mut child = paint::at(ui, inner, "offers said");
    child.set_clip_rect(inner.intersect(ui.clip_rect()));
    ScrollArea::vertical().id_salt("offers said").auto_shrink(false).show(&mut child, |ui| {
        ui.set_width(inner.width());
        ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
            if let Some(advice) = &state.advice {
                ui.add(egui::Label::new(egui::RichText::new(advice).color(p.t1)).wrap()).on_hover_text(&state.score);
            }
            ui.add(egui::Label::new(egui::RichText::new(&state.rules).color(p.t2)).wrap());
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_layer_has_its_group() {
        let groups: Vec<usize> = Layer::ALL.into_iter().map(group_of).collect();
        assert_eq!(groups, [0, 0, 1, 2, 3, 3, 4, 5, 5]);
    }

    #[test]
    fn a_line_drops_into_the_gap_below_the_pointer() {
        let middles = [10.0, 30.0, 50.0];
        for (y, gap) in [(0.0, 0), (10.0, 1), (29.0, 1), (31.0, 2), (90.0, 3)] {
            assert_eq!(gap_at(y, middles.into_iter()), gap, "{y}");
        }
    }
}
