//! The theme in the inspector: the candidate that is looked at, the parts, and the words that law bans.

use egui::Ui;

use super::{edits, law, parts};
use crate::engine::theme::{MOST_TOTAL, mark, score};
use crate::model::{Quality, ThemeCandidate, ThemePart};
use crate::text::Msg;
use crate::text::names::Named;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::side_rows::{fact, first_section, inset, paragraph, section};
use crate::ui::theme::size;
use crate::ui::widgets::button;

/// The title.
#[must_use]
pub fn side_title(scene: &Scene<'_>) -> String {
    scene.text(Msg::ThemeTitle).to_owned()
}

/// The body.
pub fn side_body(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    let theme = &open.campaign.brief.theme;
    let looked_at = view.tabs.brief.theme.candidate.and_then(|id| theme.candidates.get(id)).or_else(|| theme.main());
    ui.add_space(size::S8);
    let mut first = true;
    if let Some(candidate) = looked_at {
        first_section(ui, &candidate.words);
        first = false;
        marks(ui, scene, candidate);
        ui.add_space(size::S4);
        inset(ui, |ui| acts(ui, scene, open, candidate, actions));
    }
    let title = scene.text(Msg::ThemeSideParts);
    if first {
        first_section(ui, title);
    } else {
        section(ui, title);
    }
    inset(ui, |ui| {
        for part in ThemePart::ALL {
            parts::field(ui, scene, open, part, actions);
        }
    });
    section(ui, scene.text(Msg::ThemeSideLaw));
    law::show(ui, scene, open, &mut view.tabs.brief.theme.law, actions);
    ui.add_space(size::S16);
}

/// Each mark, and what it was measured by.
fn marks(ui: &mut Ui, scene: &Scene<'_>, candidate: &ThemeCandidate) {
    for quality in Quality::ALL {
        let words = mark(candidate, quality).map_or_else(|| "—".to_owned(), |(mark, _)| mark.get().to_string());
        fact(ui, quality.name_in(scene.texts), &words);
    }
    fact(ui, scene.text(Msg::ThemeTotal), &format!("{} / {MOST_TOTAL}", score(candidate).total));
    let units = crate::engine::theme::units(&candidate.words).len();
    let short = scene.texts.with(Msg::ThemeMeasuredShort, &[("units", units.into())]);
    paragraph(ui, &format!("{} · {short}", Quality::Short.name_in(scene.texts)));
    if mark(candidate, Quality::Memorable).is_some_and(|(_, measured)| measured) {
        let words = scene.text(Msg::ThemeMeasuredMemorable);
        paragraph(ui, &format!("{} · {words}", Quality::Memorable.name_in(scene.texts)));
    }
}

fn acts(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, candidate: &ThemeCandidate, actions: &mut Actions) {
    let mains = open.campaign.brief.theme.candidates.iter().filter(|candidate| candidate.main).count();
    ui.horizontal_wrapped(|ui| {
        let msg = if candidate.main { Msg::ThemeUnchoose } else { Msg::ThemeChoose };
        if button::secondary(ui, scene.text(msg)).clicked() {
            edits::choose(scene, open, candidate.id, !candidate.main, actions);
        }
        if candidate.main && mains > 1 && button::secondary(ui, scene.text(Msg::ThemeOnlyThis)).clicked() {
            edits::only(scene, open, candidate.id, actions);
        }
        if button::plain(ui, scene.text(Msg::ThemeDelete)).clicked() {
            edits::delete(scene, open, candidate.id, actions);
        }
    });
}
