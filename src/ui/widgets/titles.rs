//! The titles of panes that share a place.

use egui::{Align2, Rect, Ui, pos2, vec2};

use super::float::{MenuRow, menu, menu_row};
use super::{button, paint};
use crate::ui::theme::{self, fonts, icons, size};

/// Room for the menu of the titles that do not fit.
const MORE: f32 = 28.0;
/// Width of that menu.
const MENU: f32 = 168.0;

/// How many titles fit beside the one in front, which always shows: the places of those that do, in order.
fn fitting(widths: &[f32], chosen: Option<usize>, room: f32) -> Vec<usize> {
    let all: f32 = widths.iter().map(|width| width + size::S12).sum();
    if all - size::S12 <= room {
        return (0..widths.len()).collect();
    }
    let of = |at: usize| widths.get(at).map_or(0.0, |width| width + size::S12);
    let mut left = room - MORE - chosen.map_or(0.0, of);
    let mut shown = Vec::new();
    let mut full = false;
    for at in 0..widths.len() {
        if chosen == Some(at) {
            shown.push(at);
        } else if !full && of(at) <= left {
            left -= of(at);
            shown.push(at);
        } else {
            full = true;
        }
    }
    shown
}

/// The titles of panes that share a place: the one in front in ink, the others to be clicked; those for which the row has no room stand
/// in a menu, called `more`. Gives the one picked and where the row ends.
/// In a picture there is only the one in front.
pub fn titles(
    ui: &mut Ui,
    row: Rect,
    names: &[&str],
    chosen: Option<usize>,
    posing: bool,
    more: &str,
) -> (Option<usize>, f32) {
    let p = theme::tokens(ui);
    let mut x = row.left() + size::S16;
    let mut picked = None;
    let font = |at: usize| if chosen == Some(at) { fonts::medium(size::TITLE) } else { fonts::regular(size::TEXT) };
    let widths: Vec<f32> =
        names.iter().enumerate().map(|(at, name)| paint::width(ui.painter(), name, font(at))).collect();
    let shown = fitting(&widths, chosen, row.right() - x);
    for (index, name) in names.iter().enumerate().filter(|(at, _)| shown.contains(at)) {
        let on = chosen == Some(index);
        if posing && !on {
            continue;
        }
        let font = font(index);
        let width = paint::width(ui.painter(), name, font.clone());
        let rect = Rect::from_min_max(pos2(x - 5.0, row.top() + 5.0), pos2(x + width + 5.0, row.bottom() - 5.0));
        let response = ui.interact(rect, ui.scope_id().with(("pane title", name)), egui::Sense::click());
        response.widget_info(|| {
            let mut info = egui::WidgetInfo::labeled(egui::Role::Tab, true, *name);
            info.selected = Some(on);
            info
        });
        let ink = if on || response.hovered() { p.t1 } else { p.t2 };
        paint::text(ui.painter(), pos2(x, row.center().y), Align2::LEFT_CENTER, name, font, ink);
        if response.has_focus() {
            super::button::focus_ring(ui.painter(), rect, p);
        }
        if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() && !on {
            picked = Some(index);
        }
        x += width + size::S12;
    }
    if shown.len() < names.len() && !posing {
        let place = Rect::from_min_size(pos2(x - 4.0, row.center().y - MORE / 2.0), vec2(MORE, MORE));
        let response = button::icon(&mut paint::at(ui, place, "more titles"), icons::ELLIPSIS, more);
        let hidden = names.iter().enumerate().filter(|(at, _)| !shown.contains(at));
        let asked = menu(&response, MENU, |ui| {
            let mut asked = None;
            for (at, name) in hidden {
                if menu_row(ui, MenuRow { label: name, ..MenuRow::default() }) {
                    asked = Some(at);
                }
            }
            asked
        });
        picked = asked.flatten().or(picked);
        x = place.right() + size::S12;
    }
    (picked, x - size::S12)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_stands_in_the_menu_but_for_the_one_in_front() {
        let widths = [40.0; 5];
        let step = 40.0 + size::S12;
        assert_eq!(fitting(&widths, Some(0), 5.0 * step), [0, 1, 2, 3, 4]);
        assert_eq!(
            fitting(&widths, Some(0), 5.0 * step - size::S12),
            [0, 1, 2, 3, 4],
            "nothing stands behind the last"
        );
        assert_eq!(fitting(&widths, Some(0), 4.0 * step), [0, 1, 2]);
        assert_eq!(fitting(&widths, Some(4), 4.0 * step), [0, 1, 4]);
        assert_eq!(fitting(&widths, Some(2), 10.0), [2], "it shows, whatever the room");
    }
}
