//! The command palette (Ctrl K): commands, campaigns, goods, sources and findings, found as one types.

use egui::{
    Align2, CornerRadius, Frame, Id, Key, Margin, Order, Rect, Role, Sense, Stroke, TextEdit, Ui, WidgetInfo, pos2,
    vec2,
};

use super::keys::available;
use super::status::severity_mark;
use crate::engine::finding::{Place, PlaceKind, Tab};
use crate::text::Msg;
use crate::text::findings::sentence;
use crate::text::names::Named;
use crate::ui::action::{Action, Actions};
use crate::ui::command::Command;
use crate::ui::scene::{Scene, View};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::paint;

/// How many rows are shown at most.
const ROWS: usize = 12;

/// What was typed and which row is chosen.
#[derive(Debug, Default)]
pub struct PaletteState {
    text: String,
    row: usize,
}

/// Something found.
struct Hit {
    icon: &'static str,
    ink: Option<egui::Color32>,
    words: String,
    kind: String,
    action: Action,
}

/// Draws the palette if it is open.
pub fn show(ui: &Ui, area: Rect, scene: &Scene<'_>, view: &mut View, actions: &mut Actions) {
    let Some(state) = &mut view.palette else { return };
    let p = theme::tokens(ui);
    let width = 560.0f32.min(area.width() - 48.0);
    let mut done = false;
    let shown = egui::Area::new(Id::unique("palette"))
        .order(Order::Foreground)
        .fixed_pos(pos2(area.center().x - width / 2.0, area.top() + 64.0))
        .show(ui.ctx(), |ui| {
            theme::float_frame(p).show(ui, |ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
                done = contents(ui, width, scene, state, actions);
            });
        });
    let outside = ui.input(|i| {
        i.pointer.any_pressed() && i.pointer.interact_pos().is_some_and(|at| !shown.response.rect.contains(at))
    });
    if done || outside {
        view.palette = None;
    }
}

fn contents(ui: &mut Ui, width: f32, scene: &Scene<'_>, state: &mut PaletteState, actions: &mut Actions) -> bool {
    let p = theme::tokens(ui);
    let (row, _) = ui.allocate_exact_size(vec2(width, 40.0), Sense::hover());
    paint::icon(ui.painter(), pos2(row.left() + 21.0, row.center().y), icons::SEARCH, size::ICON, p.t2);
    let mut child =
        paint::at(ui, Rect::from_min_max(pos2(row.left() + 38.0, row.top()), row.max - vec2(8.0, 0.0)), "palette text");
    let edit = TextEdit::singleline(&mut state.text)
        .id(Id::unique("palette text"))
        .font(fonts::regular(size::TITLE))
        .frame(Frame::NONE)
        .margin(Margin::ZERO)
        .hint_text(egui::RichText::new(scene.text(Msg::PaletteHint)).color(p.t3))
        .align(egui::Align2::LEFT_CENTER)
        .min_size(vec2(width - 50.0, 40.0))
        .desired_width(width - 50.0)
        .show(&mut child);
    let response = edit.response.response.accessible_name(scene.text(Msg::CommandPalette));
    if response.changed() {
        state.row = 0;
    }
    response.request_focus();
    ui.painter().hline(row.x_range(), row.bottom() - 0.5, Stroke::new(1.0, p.line));

    let hits = hits(scene, &state.text, p);
    let (up, down, enter, escape) = ui.input(|i| {
        (
            i.key_pressed(Key::ArrowUp),
            i.key_pressed(Key::ArrowDown),
            i.key_pressed(Key::Enter),
            i.key_pressed(Key::Escape),
        )
    });
    if escape {
        return true;
    }
    if down {
        state.row = (state.row + 1).min(hits.len().saturating_sub(1));
    }
    if up {
        state.row = state.row.saturating_sub(1);
    }
    if hits.is_empty() {
        let (row, _) = ui.allocate_exact_size(vec2(width, 44.0), Sense::hover());
        let words = scene.texts.with(Msg::PaletteNone, &[("text", state.text.as_str().into())]);
        paint::text(
            ui.painter(),
            pos2(row.left() + 16.0, row.center().y),
            Align2::LEFT_CENTER,
            &words,
            fonts::text(),
            p.t3,
        );
        return false;
    }
    let mut chosen = None;
    ui.add_space(4.0);
    for (index, hit) in hits.into_iter().enumerate() {
        let (row, response) = ui.allocate_exact_size(vec2(width, size::MENU_ROW), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::MenuItem, true, &hit.words));
        if index == state.row || response.hovered() {
            ui.painter().rect_filled(row, CornerRadius::ZERO, p.acc_soft);
        }
        let y = row.center().y;
        paint::icon(ui.painter(), pos2(row.left() + 20.0, y), hit.icon, size::ICON, hit.ink.unwrap_or(p.t2));
        let kind = paint::text(
            ui.painter(),
            pos2(row.right() - 12.0, y),
            Align2::RIGHT_CENTER,
            &hit.kind,
            fonts::text(),
            p.t3,
        );
        let galley = paint::cut(ui.painter(), &hit.words, fonts::text(), p.t1, kind.left() - row.left() - 52.0);
        ui.painter().galley(pos2(row.left() + 40.0, y - galley.size().y / 2.0), galley, p.t1);
        if response.clicked() || (enter && index == state.row) {
            chosen = Some(hit.action);
        }
    }
    ui.add_space(4.0);
    let done = chosen.is_some();
    actions.0.extend(chosen);
    done
}

fn hits(scene: &Scene<'_>, text: &str, p: &theme::Palette) -> Vec<Hit> {
    let wanted = text.trim().to_lowercase();
    let matches = |words: &str| wanted.is_empty() || words.to_lowercase().contains(&wanted);
    let mut hits = Vec::new();
    if let Some(open) = &scene.open
        && !wanted.is_empty()
    {
        for finding in &open.answer.findings {
            let words = sentence(scene.texts, open.project, open.campaign, finding);
            if matches(&words) {
                let (icon, ink) = severity_mark(finding.severity, p);
                hits.push(Hit {
                    icon,
                    ink: Some(ink),
                    words,
                    kind: scene.text(Msg::PaletteFinding).to_owned(),
                    action: Action::GoTo(finding.place),
                });
            }
        }
    }
    for command in Command::all() {
        let words = command.name(scene.texts);
        if command != Command::Palette && available(command, scene) && matches(&words) {
            let icon = if command.icon().is_empty() { icons::PLAY } else { command.icon() };
            let keys = command.keys();
            let kind = if keys.is_empty() { scene.text(Msg::PaletteCommand).to_owned() } else { keys };
            hits.push(Hit { icon, ink: None, words, kind, action: Action::Command(command) });
        }
        if hits.len() >= 3 * ROWS {
            break;
        }
    }
    if let Some(open) = &scene.open
        && !wanted.is_empty()
    {
        for campaign in &open.project.campaigns {
            let words = campaign.name_in(scene.texts);
            if matches(words) {
                hits.push(Hit {
                    icon: icons::FLAG,
                    ink: None,
                    words: words.to_owned(),
                    kind: scene.text(Msg::PaletteCampaign).to_owned(),
                    action: Action::Campaign(campaign.id),
                });
            }
        }
        for source in &open.campaign.traffic {
            let words = source.name_in(scene.texts);
            if matches(words) {
                let place = Place { tab: Tab::Funnel, kind: PlaceKind::Source, id: Some(source.id.0), field: None };
                hits.push(Hit {
                    icon: icons::WAVES,
                    ink: None,
                    words: words.to_owned(),
                    kind: scene.text(Msg::PaletteSource).to_owned(),
                    action: Action::GoTo(place),
                });
            }
        }
        for sku in &open.project.goods {
            if hits.len() >= ROWS {
                break;
            }
            if matches(&sku.name) || matches(&sku.code) {
                let place = Place { tab: Tab::Goods, kind: PlaceKind::Sku, id: Some(sku.id.0), field: None };
                hits.push(Hit {
                    icon: icons::PACKAGE,
                    ink: None,
                    words: format!("{}　{}", sku.code, sku.name),
                    kind: scene.text(Msg::PaletteSku).to_owned(),
                    action: Action::GoTo(place),
                });
            }
        }
    }
    hits.truncate(ROWS);
    hits
}
