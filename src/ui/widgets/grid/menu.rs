//! The menu over the rows.

use egui::{Align2, Color32, Popup, Response, Role, Sense, SetOpenCommand, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::clipboard;
use super::commands;
use super::event::GridEvent;
use super::keys;
use super::scene::Scene;
use super::state::GridState;
use crate::text::Msg;
use crate::ui::theme::{self, fonts, icons, size};

/// Width of a menu.
const WIDTH: f32 = 228.0;

/// A row of a menu: icon, words, shortcut. A reason makes it unusable and is shown on hover.
pub fn menu_row(
    ui: &mut Ui,
    icon: Option<&str>,
    label: &str,
    shortcut: &str,
    danger: bool,
    unusable: &str,
) -> Response {
    let p = theme::tokens(ui);
    let usable = unusable.is_empty();
    let sense = if usable { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width().max(WIDTH), size::MENU_ROW), sense);
    let painter = ui.painter();
    if usable && (response.hovered() || response.has_focus()) {
        painter.rect_filled(rect, 0.0, p.acc_soft);
    }
    let ink: Color32 = match (usable, danger) {
        (false, _) => p.t4,
        (true, true) => p.error,
        (true, false) => p.t1,
    };
    let middle = rect.center().y;
    if let Some(icon) = icon {
        let tint = if usable && !danger { p.t2 } else { ink };
        let place = pos2(rect.left() + size::S12 + size::ICON / 2.0 - 2.0, middle);
        painter.text(place, Align2::CENTER_CENTER, icon, fonts::icon(size::ICON), tint);
    }
    painter.text(pos2(rect.left() + 34.0, middle), Align2::LEFT_CENTER, label, fonts::text(), ink);
    let tint = if usable { p.t3 } else { p.t4 };
    painter.text(pos2(rect.right() - size::S12, middle), Align2::RIGHT_CENTER, shortcut, fonts::text(), tint);
    response.widget_info(|| WidgetInfo::labeled(Role::MenuItem, usable, label));
    if usable { response } else { response.on_hover_text(unusable) }
}

/// A line between groups of rows.
pub(super) fn menu_line(ui: &mut Ui) {
    let p = theme::tokens(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width().max(WIDTH), 2.0 * size::S4 + 1.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(1.0, p.line));
}

/// The menu over the rows, while it is open.
pub(super) fn body(response: &Response, scene: &Scene<'_>, state: &mut GridState, out: &mut Vec<GridEvent>) {
    let frame = theme::float_frame(scene.p).inner_margin(egui::Margin::symmetric(0, 4));
    let mut popup = Popup::context_menu(response).frame(frame).width(WIDTH);
    if response.secondary_clicked() {
        state.menu = None;
    } else if let Some((at, opens)) = &mut state.menu {
        // opened by a key: under the active cell
        popup = popup.at_position(*at);
        if std::mem::take(opens) {
            popup = popup.open_memory(SetOpenCommand::Bool(true));
        }
    }
    popup.show(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.set_min_width(WIDTH);
        entries(ui, scene, state, out);
    });
}

fn entries(ui: &mut Ui, scene: &Scene<'_>, state: &mut GridState, out: &mut Vec<GridEvent>) {
    let words = |msg| scene.texts.get(msg);
    let Some((at, place)) = state.selection.at() else { return };
    let (Some(row), Some(column)) = (state.view.row(at), scene.column_at(place)) else { return };
    let editable = scene.editable(row, column);
    let fixed = if editable { "" } else { words(Msg::GridNotEditable) };
    let mut done = false;
    if menu_row(ui, Some(icons::COPY), words(Msg::GridCopy), "Ctrl C", false, "").clicked() {
        ui.copy_text(clipboard::copied(scene, state));
        done = true;
    }
    if menu_row(ui, None, words(Msg::GridPasteValues), "Ctrl Shift V", false, "").clicked() {
        ui.ctx().send_viewport_cmd(egui::ViewportCommand::RequestPaste);
        done = true;
    }
    if menu_row(ui, None, words(Msg::GridFillDown), "Ctrl D", false, fixed).clicked() {
        commands::fill_selection(scene, state, true, out);
        done = true;
    }
    let own = scene.source.menu(row, column.id);
    let answers = scene.source.answers(row, column.id);
    if !own.is_empty() || answers {
        menu_line(ui);
    }
    for entry in own {
        if menu_row(ui, entry.icon, &entry.label, &entry.shortcut, false, &entry.disabled).clicked() {
            let rows = commands::selected_keys(scene, state);
            out.push(GridEvent::Menu { id: entry.id, row: scene.source.key(row), column: column.id, rows });
            done = true;
        }
    }
    if answers && menu_row(ui, Some(icons::INFO), words(Msg::GridWhy), "Alt Enter", false, "").clicked() {
        keys::why(scene, state, out);
        done = true;
    }
    let count = state.selection.rows(scene, &state.view).len();
    let counted = |one: Msg, many: Msg| {
        if count == 1 { words(one).to_owned() } else { scene.texts.with(many, &[("n", count.into())]) }
    };
    if scene.set.insert || scene.set.delete {
        menu_line(ui);
    }
    if scene.set.insert {
        let label = counted(Msg::GridInsertRow, Msg::GridInsertRows);
        if menu_row(ui, Some(icons::PLUS), &label, "Ctrl Shift +", false, "").clicked() {
            commands::insert(scene, state, out);
            done = true;
        }
    }
    if scene.set.delete {
        let label = counted(Msg::GridDeleteRow, Msg::GridDeleteRows);
        if menu_row(ui, Some(icons::X), &label, "Ctrl −", true, "").clicked() {
            commands::delete(scene, state, out);
            done = true;
        }
    }
    if done {
        ui.close();
        ui.memory_mut(|m| m.request_focus(scene.id));
    }
}
