//! The rungs' handles on the axis, and their flags: dragged, or moved with the arrow keys. One gesture is one step; Escape
//! brings the rung back to where it was.

use egui::{
    CornerRadius, CursorIcon, EventFilter, Key, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2,
};

use super::edits;
use super::scale::{Scale, moved, room};
use crate::document::Gesture;
use crate::model::offer::Rung;
use crate::model::{Money, Offer, OfferId};
use crate::text::Msg;
use crate::ui::action::{Action, Actions};
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::edit;
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::{button, paint};

/// Radius of a handle.
const RADIUS: f32 = 5.0;
/// Half the place in which the pointer takes hold of it.
const REACH: f32 = 9.0;
/// Height of a flag.
pub const FLAG: f32 = 20.0;

/// A rung that is being dragged.
#[derive(Clone, Debug)]
pub struct Drag {
    offer: OfferId,
    rung: usize,
    /// The thresholds as they were: every frame starts from them.
    origin: Vec<Money>,
    /// Where the pointer took hold.
    from: f32,
    at: Money,
    gesture: Gesture,
    /// The axis stays as it is while a rung moves on it.
    pub scale_end: Money,
}

impl Drag {
    /// Whether it is of this offer.
    #[must_use]
    pub fn is_of(&self, offer: OfferId) -> bool {
        self.offer == offer
    }
}

/// What the handles remember.
#[derive(Debug, Default)]
pub struct HandleState {
    /// The rung under way.
    pub drag: Option<Drag>,
    gestures: u64,
}

/// A rung as it is drawn.
pub struct Handle<'a> {
    /// Its position in the list.
    pub rung: usize,
    /// Its threshold.
    pub at: Money,
    /// 满199减15.
    pub words: &'a str,
    /// Whether it is to be looked at: it lies in the gap.
    pub warn: bool,
    /// Where its flag hangs.
    pub flag: Rect,
    /// The axis.
    pub axis: f32,
}

/// Draws a rung's pole, flag and handle, and follows what is done to them.
#[expect(clippy::too_many_arguments, reason = "a part of a drawing, with all that it is drawn from")]
pub fn show(
    ui: &mut Ui,
    scale: &Scale,
    handle: &Handle<'_>,
    scene: &Scene<'_>,
    open: &Open<'_>,
    offer: &Offer,
    rungs: &[Rung],
    state: &mut HandleState,
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    let x = scale.x(handle.at).round();
    let color = if handle.warn { p.warn } else { p.accent };
    let held = state.drag.as_ref().is_some_and(|d| d.is_of(offer.id) && d.rung == handle.rung);
    let knob = pos2(x, handle.axis);
    let place = Rect::from_center_size(knob, vec2(2.0 * REACH, 2.0 * REACH));
    let id = ui.scope_id().with(("rung", offer.id.0, handle.rung));
    let response = ui.interact(place, id, Sense::click_and_drag());
    let at = scene.format().price_short(handle.at);
    let words = [("rung", handle.words.into()), ("at", at.clone().into())];
    let name = scene.texts.with(Msg::LadderHandle, &words);
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::Slider, ui.is_enabled(), &name);
        info.value = Some(handle.at.to_f64());
        info
    });
    let flag = ui.interact(handle.flag, id.with("flag"), Sense::click_and_drag());
    flag.widget_info(|| WidgetInfo::labeled(Role::Label, true, handle.words));
    let painter = ui.painter();
    painter.vline(x, handle.flag.top()..=handle.axis, Stroke::new(1.5, color));
    painter.rect_filled(handle.flag, CornerRadius::same(size::RADIUS_SMALL), color);
    let font = fonts::text_medium();
    paint::text(painter, handle.flag.center(), egui::Align2::CENTER_CENTER, handle.words, font, p.on_accent);
    let radius = if response.hovered() || flag.hovered() || held { RADIUS + 1.0 } else { RADIUS };
    painter.circle(knob, radius, p.panel, Stroke::new(2.0, color));
    if response.has_focus() {
        button::focus_ring(painter, Rect::from_center_size(knob, vec2(2.0 * RADIUS, 2.0 * RADIUS)), p);
        keys(ui, &response, scale, handle, scene, open, offer, rungs, actions);
    }
    if flag.clicked() {
        response.request_focus();
    }
    for response in [&response, &flag] {
        if response.drag_started() && state.drag.is_none() {
            state.gestures += 1;
            state.drag = Some(Drag {
                offer: offer.id,
                rung: handle.rung,
                origin: rungs.iter().map(|rung| rung.at).collect(),
                // a drag is told only some points after the button went down
                from: ui.input(|i| i.pointer.press_origin()).map_or(x, |at| at.x),
                at: handle.at,
                // one number per drag: two drags of one rung are two steps
                gesture: Gesture(id.value() ^ state.gestures),
                scale_end: scale.end,
            });
        } else if held && (response.dragged() || response.drag_stopped()) {
            follow(ui, response, scale, scene, open, offer, state, actions);
        }
    }
    // the pointer was taken away by something else
    if held && state.drag.is_some() && ![&response, &flag].iter().any(|r| r.dragged() || r.drag_started()) {
        actions.push(Action::EndGesture);
        state.drag = None;
    }
    response.on_hover_cursor(CursorIcon::ResizeHorizontal);
    flag.on_hover_cursor(CursorIcon::ResizeHorizontal);
}

fn follow(
    ui: &Ui,
    response: &Response,
    scale: &Scale,
    scene: &Scene<'_>,
    open: &Open<'_>,
    offer: &Offer,
    state: &mut HandleState,
    actions: &mut Actions,
) {
    let Some(drag) = &mut state.drag else { return };
    if edit::dropped(ui, drag.gesture, actions) {
        state.drag = None;
        return;
    }
    if let (Some(pointer), Some(origin)) = (response.interact_pointer_pos(), drag.origin.get(drag.rung).copied()) {
        let step = scale.step(ui.input(|i| i.modifiers.shift));
        let to =
            moved(origin, scale.span(pointer.x - drag.from), step, room(&drag.origin, drag.rung, scale.step(true)));
        if to != drag.at {
            drag.at = to;
            let rung = drag.rung;
            let set = move |rungs: &[Rung]| edits::with_threshold(rungs, rung, to);
            edits::change(scene, open, actions, offer, Some(drag.gesture), set);
        }
    }
    if response.drag_stopped() {
        actions.push(Action::EndGesture);
        state.drag = None;
    }
}

/// The arrow keys: up and right raise a threshold by a step, with Shift by a fine one.
#[expect(clippy::too_many_arguments, reason = "a part of a drawing, with all that it is drawn from")]
fn keys(
    ui: &Ui,
    response: &Response,
    scale: &Scale,
    handle: &Handle<'_>,
    scene: &Scene<'_>,
    open: &Open<'_>,
    offer: &Offer,
    rungs: &[Rung],
    actions: &mut Actions,
) {
    let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|m| m.set_focus_lock_filter(response.id, arrows));
    let (presses, shift) = ui.input(|i| {
        let count = |key| i64::try_from(i.num_presses(key)).unwrap_or(0);
        let asked = |action| i64::try_from(i.num_accesskit_action_requests(response.id, action)).unwrap_or(0);
        let up = count(Key::ArrowUp) + count(Key::ArrowRight) + asked(egui::accesskit::Action::Increment);
        let down = count(Key::ArrowDown) + count(Key::ArrowLeft) + asked(egui::accesskit::Action::Decrement);
        (up - down, i.modifiers.shift)
    });
    if presses == 0 {
        return;
    }
    let thresholds: Vec<Money> = rungs.iter().map(|rung| rung.at).collect();
    let step = scale.step(shift);
    let to = moved(handle.at, presses * step.minor(), step, room(&thresholds, handle.rung, scale.step(true)));
    if to != handle.at {
        let rung = handle.rung;
        edits::change(scene, open, actions, offer, None, move |rungs| edits::with_threshold(rungs, rung, to));
    }
}
