//! The picture button at the right end of a pane's title.

use egui::{Rect, Ui, pos2, vec2};

use crate::text::Msg;
use crate::ui::action::{Action, Actions};
use crate::ui::command::Command;
use crate::ui::pose::PicturePane;
use crate::ui::scene::{Scene, View};
use crate::ui::theme::{icons, size};
use crate::ui::widgets::float::{MenuRow, menu, menu_row};
use crate::ui::widgets::{button, paint};

/// Width of the menu.
const MENU: f32 = 184.0;

/// Draws the button in a title row of the pane that fills `area`; gives where the room left of it ends. While a picture is
/// taken there is no button, and the pane asked for says where it stands.
pub fn button(
    ui: &mut Ui,
    row: Rect,
    area: Rect,
    pane: PicturePane,
    scene: &Scene<'_>,
    view: &mut View,
    actions: &mut Actions,
) -> f32 {
    if let Some(pose) = &mut view.pose {
        if pose.pane == pane {
            pose.place = Some(area);
        }
        return row.right() - size::S12;
    }
    let place = Rect::from_min_size(pos2(row.right() - size::S12 - 28.0, row.center().y - 14.0), vec2(28.0, 28.0));
    let shown = scene.text(view.tabs.shown_in(pane));
    let name = scene.texts.with(Msg::PictureOf, &[("pane", shown.into())]);
    let response = button::icon(&mut paint::at(ui, place, ("picture", pane)), icons::IMAGE, &name);
    menu(&response, MENU, |ui| {
        for (msg, icon, command) in [
            (Msg::PictureCopy, icons::COPY, Command::CopyPicture(pane)),
            (Msg::PictureSave, icons::SAVE, Command::SavePicture(pane)),
        ] {
            if menu_row(ui, MenuRow { label: scene.text(msg), icon, ..MenuRow::default() }) {
                actions.push(Action::Command(command));
            }
        }
    });
    place.left() - size::S4
}
