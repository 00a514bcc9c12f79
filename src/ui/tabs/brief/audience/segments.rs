//! The eight segments: name, tactic, people as an area, share of sales.

use egui::{Align2, CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::{edits, geometry};
use crate::engine::rfm::RfmAnswer;
use crate::model::Segment;
use crate::text::Msg;
use crate::text::names::Named;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::brief::Chosen;
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::button::focus_ring;
use crate::ui::widgets::field::{Field, Ink};
use crate::ui::widgets::{paint, pane};

/// The names above the columns.
const COLUMNS: [Msg; 4] =
    [Msg::AudienceRecentFrequent, Msg::AudienceRecentSeldom, Msg::AudienceLongFrequent, Msg::AudienceLongSeldom];
/// Below this height a segment has no room for two lines of figures.
const TWO_LINES: f32 = 84.0;

/// Draws them.
pub fn show(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    answer: &RfmAnswer,
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    let places = geometry::places(area, if scene.texts.lang().is_chinese() { 52.0 } else { 44.0 });
    for (name, place) in COLUMNS.into_iter().zip(places.columns) {
        let galley = paint::cut(ui.painter(), scene.text(name), fonts::text(), p.t2, place.width());
        let at = Align2::CENTER_CENTER.anchor_size(place.center(), galley.size());
        ui.painter().galley(at.min, galley, p.t2);
        pane::named(ui, at, scene.text(name));
    }
    for (name, place) in [Msg::AudienceMuch, Msg::AudienceLittle].into_iter().zip(places.rows) {
        pane::label(ui, place.center(), Align2::CENTER_CENTER, scene.text(name), fonts::text(), p.t2);
    }
    let most = Segment::ALL.iter().map(|segment| answer.of(*segment).customers).max().unwrap_or(0);
    for (segment, place) in Segment::ALL.into_iter().zip(places.cells) {
        cell(ui, place, scene, open, view, answer, (segment, most), actions);
    }
}

fn cell(
    ui: &mut Ui,
    place: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    answer: &RfmAnswer,
    (segment, most): (Segment, u64),
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    let of = answer.of(segment);
    let format = scene.format();
    let name = segment.name_in(scene.texts);
    let people = format.people(of.customers.into()).to_string();
    let people = scene.texts.with(Msg::AudiencePeople, &[("customers", people.into())]);
    let share = answer.share(segment).map_or_else(|| "—".to_owned(), |share| format.percent(share, 1));
    let response = ui.interact(place, ui.scope_id().with(("segment", segment as u8)), Sense::click());
    let spoken = format!("{name} {people} {share}");
    let on = view.tabs.brief.chosen == Chosen::Segment(segment) && view.figure.is_none();
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, &spoken));
    let corner = CornerRadius::same(size::RADIUS);
    let fill = if segment.is_key() { p.acc_soft } else { p.side };
    ui.painter().rect_filled(place, corner, fill);
    if on {
        ui.painter().rect_stroke(place, corner, Stroke::new(1.0, p.accent), StrokeKind::Inside);
    } else if response.hovered() {
        ui.painter().rect_stroke(place, corner, Stroke::new(1.0, p.line_2), StrokeKind::Inside);
    }
    if response.has_focus() {
        focus_ring(ui.painter(), place.shrink(3.0), p);
    }
    let inner = place.shrink(size::S8);
    let galley = paint::cut(ui.painter(), name, fonts::text_medium(), p.t1, inner.width());
    let is_cut = paint::is_cut(&galley);
    ui.painter().galley(pos2(inner.left(), inner.top() - 2.0), galley, p.t1);
    figures(ui, inner, &people, &share, segment.is_key());
    let side = geometry::side(of.customers, most, place.height());
    let square =
        Rect::from_min_max(pos2(inner.left(), inner.bottom() - side), pos2(inner.left() + side, inner.bottom()));
    let ink = if segment.is_key() { p.accent } else { p.bar_2 };
    ui.painter().rect_filled(square, CornerRadius::same(size::RADIUS_SMALL), ink);
    let response = if is_cut { response.on_hover_text(name) } else { response };
    if response.clicked() {
        view.tabs.brief.choose(Chosen::Segment(segment));
    }
    tactic(ui, inner, scene, open, segment, actions);
}

/// People and share of sales, at the lower right.
fn figures(ui: &Ui, inner: Rect, people: &str, share: &str, key: bool) {
    let p = theme::tokens(ui);
    let ink = if key { p.input } else { p.t2 };
    let at = pos2(inner.right(), inner.bottom() + 2.0);
    let below = paint::text(ui.painter(), at, Align2::RIGHT_BOTTOM, share, fonts::text(), ink);
    if inner.height() + 2.0 * size::S8 >= TWO_LINES {
        let at = pos2(inner.right(), below.top() + 1.0);
        paint::text(ui.painter(), at, Align2::RIGHT_BOTTOM, people, fonts::text(), p.t1);
    } else {
        let at = pos2(below.left() - size::S4, inner.bottom() + 2.0);
        paint::text(ui.painter(), at, Align2::RIGHT_BOTTOM, people, fonts::text(), p.t1);
    }
}

/// What is done for the segment, in a line that is typed into.
fn tactic(ui: &mut Ui, inner: Rect, scene: &Scene<'_>, open: &Open<'_>, segment: Segment, actions: &mut Actions) {
    let words = open.campaign.brief.rfm.tactics.get(&segment).map_or("", String::as_str);
    let place = Rect::from_min_size(pos2(inner.left() - 3.0, inner.top() + 15.0), vec2(inner.width() + 6.0, 20.0));
    let name = scene.texts.with(Msg::AudienceTacticOf, &[("segment", segment.name_in(scene.texts).into())]);
    let mut child = paint::at(ui, place, ("tactic", segment as u8));
    // a field itself would cut through a letter
    let shown = fitting(ui, words, place.width() - 8.0, scene.texts.lang().is_chinese());
    let field = Field::new(&name, &shown, words).hint(scene.text(Msg::AudienceTacticHint)).ink(Ink::Reference);
    let field = field.left().bare().size(place.width(), place.height());
    if let Some(words) = field.show(&mut child, ("tactic field", segment as u8), |_| Ok(())).committed {
        edits::tactic(scene, open, segment, words, actions);
    }
}

/// As much of some words as has room, with dots where something is left out.
fn fitting(ui: &Ui, words: &str, room: f32, chinese: bool) -> String {
    let width = |words: &str| paint::width(ui.painter(), words, fonts::text());
    if width(words) <= room {
        return words.to_owned();
    }
    let dots = if chinese { "…" } else { "..." };
    let left = room - width(dots);
    let mut short = String::new();
    for letter in words.chars() {
        short.push(letter);
        if width(&short) > left {
            short.pop();
            break;
        }
    }
    short + dots
}
