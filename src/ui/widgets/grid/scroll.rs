//! The wheel and the two slim bars.

use egui::{Rect, Sense, Ui, Vec2, pos2, vec2};

use super::scene::Scene;
use super::state::{Drag, GridState};

/// Thickness of a bar.
const THICK: f32 = 6.0;
/// Its distance from the edge.
const EDGE: f32 = 3.0;
/// The shortest handle.
const SHORTEST: f32 = 24.0;

/// Scrolls by the wheel while the pointer is over the grid.
pub(super) fn wheel(ui: &Ui, scene: &mut Scene<'_>, state: &mut GridState) {
    let over = scene.g.header.union(scene.g.body).union(scene.g.totals);
    if !ui.rect_contains_pointer(over) || ui.ctx().dragged_id().is_some_and(|id| id != scene.id) {
        return;
    }
    let limit = scene.g.scroll_limit();
    let delta = ui.input(|i| i.smooth_scroll_delta);
    let before = scene.g.scroll;
    let pixel = 1.0 / ui.ctx().pixels_per_point();
    let whole = |v: f32| (v / pixel).round() * pixel;
    let exact = (state.scroll_rest + before - delta).clamp(Vec2::ZERO, limit);
    let after = vec2(whole(exact.x), whole(exact.y));
    state.scroll_rest = exact - after;
    if after != before {
        scene.g.scroll = after;
        state.scroll = after;
        // what was used here is not used again outside
        ui.input_mut(|i| {
            for axis in 0..2 {
                if after[axis] != before[axis] {
                    i.smooth_scroll_delta[axis] = 0.0;
                }
            }
        });
    }
}

/// Shows the bars, and lets them be dragged.
pub(super) fn bars(ui: &Ui, scene: &mut Scene<'_>, state: &mut GridState) {
    for vertical in [true, false] {
        bar(ui, scene, state, vertical);
    }
}

fn bar(ui: &Ui, scene: &mut Scene<'_>, state: &mut GridState, vertical: bool) {
    let axis = usize::from(vertical);
    let limit = scene.g.scroll_limit()[axis];
    if limit <= 0.0 {
        return;
    }
    let body = scene.g.body;
    let strip = if vertical {
        Rect::from_min_max(pos2(body.right() - THICK - 2.0 * EDGE, body.top()), body.max)
    } else {
        let seen = scene.g.scrolled_part(body);
        Rect::from_min_max(pos2(seen.left(), body.bottom() - THICK - 2.0 * EDGE), seen.max)
    };
    let track = strip.size()[axis] - 2.0 * EDGE;
    let seen = if vertical { body.height() } else { strip.width() };
    let length = (track * seen / (seen + limit)).max(SHORTEST).min(track);
    let travel = (track - length).max(1.0);
    let start = strip.min[axis] + EDGE + travel * scene.g.scroll[axis] / limit;
    let response = ui.interact(strip, scene.id.with(("bar", vertical)), Sense::DRAG);
    if let Some(pointer) = response.interact_pointer_pos() {
        if ui.input(|i| i.pointer.primary_pressed()) {
            let inside = pointer[axis] - start;
            let held = if (0.0..=length).contains(&inside) { inside } else { length / 2.0 };
            state.drag = Some(Drag::Bar(vertical, held));
        }
        if let Some(Drag::Bar(which, held)) = state.drag
            && which == vertical
        {
            let at = (pointer[axis] - held - strip.min[axis] - EDGE) / travel;
            state.scroll[axis] = (at * limit).clamp(0.0, limit).round();
            scene.g.scroll[axis] = state.scroll[axis];
        }
    } else if matches!(state.drag, Some(Drag::Bar(which, _)) if which == vertical) {
        state.drag = None;
    }
    let start = strip.min[axis] + EDGE + travel * scene.g.scroll[axis] / limit;
    let cross = strip.min[1 - axis] + EDGE;
    let handle = if vertical {
        Rect::from_min_size(pos2(cross, start), vec2(THICK, length))
    } else {
        Rect::from_min_size(pos2(start, cross), vec2(length, THICK))
    };
    let p = scene.p;
    let color = if response.hovered() || response.dragged() { p.t3 } else { p.bar_2 };
    ui.painter().rect_filled(handle, THICK / 2.0, color);
}
