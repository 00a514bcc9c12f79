//! 主题: candidates with their marks, of which one is chosen; beside it the packages.

mod edits;
mod law;
mod mark;
mod parts;
mod side;
mod table;

use egui::{Align2, Rect, Ui, pos2, vec2};

use super::packages;
use crate::engine::theme::{compose, patterns};
use crate::model::ThemeId;
use crate::text::Msg;
use crate::text::theme::theme_patterns;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::later;
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::field::{Field, Ink};
use crate::ui::widgets::float::{MenuRow, menu, menu_line, menu_row};
use crate::ui::widgets::titles::titles;
use crate::ui::widgets::{button, paint, pane};

pub use side::{side_body, side_title};

/// The row of parts.
const PARTS: f32 = 32.0;
/// The row of the subtitle.
const SUBTITLE: f32 = 34.0;

/// What the pane remembers.
#[derive(Debug, Default)]
pub struct ThemeState {
    /// Whether packages stand in front.
    pub packages: bool,
    /// The candidate that is looked at.
    pub candidate: Option<ThemeId>,
    /// The word that is about to be added to each list of the law.
    law: law::LawState,
}

/// Draws the pane.
pub fn show(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    let (title, body) = area.split_top_bottom_at_y(area.top() + size::PANE_TITLE);
    let names = [scene.text(Msg::ThemeViewTheme), scene.text(Msg::ThemeViewPackages)];
    let state = &mut view.tabs.brief.theme;
    let (picked, end) =
        titles(ui, title, &names, Some(usize::from(state.packages)), view.pose.is_some(), scene.text(Msg::PaneMore));
    if let Some(at) = picked {
        state.packages = at == 1;
    }
    pane::rule(ui, title);
    let tools = Rect::from_min_max(pos2(end + size::S12, title.top()), pos2(title.right() - size::S12, title.bottom()));
    let mut child = paint::at(ui, body, "theme");
    child.set_clip_rect(body.intersect(ui.clip_rect()));
    if view.tabs.brief.theme.packages {
        packages::show(ui, &mut child, tools, body, scene, open, view, actions);
        return;
    }
    head(ui, tools, scene, open, view, actions);
    let (parts, rest) = body.split_top_bottom_at_y(body.top() + PARTS);
    parts::show(&mut child, parts, scene, open, view, actions);
    if open.campaign.brief.theme.candidates.is_empty() {
        let title = scene.text(Msg::ThemeEmpty);
        later::empty(&mut child, rest, icons::LIGHTBULB, title, &[scene.text(Msg::ThemeEmptyNote)], |ui| {
            if button::secondary(ui, scene.text(Msg::ThemeAdd)).clicked() {
                edits::add(scene, open, scene.text(Msg::ThemeNew).to_owned(), actions);
            }
        });
        return;
    }
    let (rows, subtitle) = rest.split_top_bottom_at_y(rest.bottom() - SUBTITLE);
    let bottom = table::show(&mut child, rows, scene, open, view, actions);
    let subtitle = subtitle.translate(vec2(0.0, (bottom - subtitle.top()).min(0.0)));
    self::subtitle(&mut child, subtitle, scene, open, actions);
}

/// What the marks come to at most, and the button that composes candidates.
fn head(ui: &mut Ui, row: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    let p = theme::tokens(ui);
    let mut right = row.right();
    if view.pose.is_none() {
        let width = button::text_width(ui, scene.text(Msg::ThemeCompose)) + size::ICON + 6.0;
        let place = Rect::from_min_size(pos2(right - width, row.center().y - 14.0), vec2(width, size::BUTTON));
        let mut child = paint::at(ui, place, "compose");
        let response = button::secondary_with_icon(&mut child, icons::LIGHTBULB, scene.text(Msg::ThemeCompose));
        menu(&response, 280.0, |ui| proposals(ui, scene, open, view, actions));
        right = place.left() - size::S8;
    }
    let words = scene.text(Msg::ThemeNote);
    if paint::width(ui.painter(), words, fonts::text()) <= right - row.left() {
        pane::label(ui, row.left_center(), Align2::LEFT_CENTER, words, fonts::text(), p.t2);
    }
}

/// What can be composed of the parts, each to be taken with a click.
fn proposals(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    let current = &open.campaign.brief.theme;
    let taken: Vec<&str> = current.candidates.iter().map(|candidate| candidate.words.as_str()).collect();
    let composed = compose(&patterns(theme_patterns(scene.texts.lang())), &current.parts, &taken);
    if composed.is_empty() {
        menu_row(ui, MenuRow { label: scene.text(Msg::ThemeBlank), disabled: true, ..MenuRow::default() });
    }
    let next = ThemeId(open.project.next_id.max(1));
    for candidate in composed {
        if menu_row(ui, MenuRow { label: &candidate.words, icon: icons::PLUS, ..MenuRow::default() }) {
            edits::add(scene, open, candidate.words.clone(), actions);
            view.tabs.brief.theme.candidate = Some(next);
        }
    }
    menu_line(ui);
    if menu_row(ui, MenuRow { label: scene.text(Msg::ThemeAdd), icon: icons::PENCIL, ..MenuRow::default() }) {
        edits::add(scene, open, scene.text(Msg::ThemeNew).to_owned(), actions);
        view.tabs.brief.theme.candidate = Some(next);
    }
}

fn subtitle(ui: &mut Ui, row: Rect, scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) {
    let p = theme::tokens(ui);
    let left = pos2(row.left() + size::S16, row.center().y);
    let name = scene.text(Msg::ThemeSubtitle);
    let end = pane::label(ui, left, Align2::LEFT_CENTER, name, fonts::text(), p.t2).rect.right();
    let place = Rect::from_min_max(
        pos2(end + size::S8, row.center().y - size::FIELD / 2.0),
        pos2(row.right() - size::S16, row.center().y + size::FIELD / 2.0),
    );
    let words = &open.campaign.brief.theme.subtitle;
    let field = Field::new(name, words, words).hint(scene.text(Msg::ThemeSubtitleHint)).ink(Ink::Prose).left().bare();
    let mut child = paint::at(ui, place, "subtitle");
    let shown = field.size(place.width(), place.height()).show(&mut child, "subtitle", |_| Ok(()));
    if let Some(words) = shown.committed {
        edits::theme(scene, open, Msg::ThemeStepSubtitle, move |theme| theme.subtitle = words, actions);
    }
}
