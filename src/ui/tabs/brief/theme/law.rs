//! The shop's list of words that advertising law bans, and of phrases in which they are harmless.

use egui::{CornerRadius, CursorIcon, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::engine::theme::AdLaw;
use crate::model::{AdWords, Shop};
use crate::text::Msg;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::side_rows::{inset, paragraph};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::button::{self, focus_ring};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::paint;

/// The most height that a list takes before it scrolls.
const LIST: f32 = 140.0;
/// Height of a word.
const WORD: f32 = 22.0;

/// Which list is shown.
#[derive(Debug, Default)]
pub struct LawState {
    /// Whether it is that of the harmless phrases.
    harmless: bool,
}

fn list_mut(words: &mut AdWords, harmless: bool) -> &mut Vec<String> {
    if harmless { &mut words.harmless } else { &mut words.banned }
}

/// Asks for another list of the shop's own.
fn edit(scene: &Scene<'_>, change: impl FnOnce(&mut AdWords) + 'static, actions: &mut Actions) {
    actions.edit(scene.text(Msg::ThemeStepWordsList), move |project| {
        let mut shop = Shop::clone(&project.shop);
        let mut words = shop.ad_words.unwrap_or_else(|| AdLaw::usual().clone());
        change(&mut words);
        shop.ad_words = Some(words).filter(|words| words != AdLaw::usual());
        project.shop = shop.into();
    });
}

/// Draws the list.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, state: &mut LawState, actions: &mut Actions) {
    let own = open.project.shop.ad_words.as_ref();
    let words = own.unwrap_or_else(|| AdLaw::usual());
    paragraph(ui, scene.text(Msg::ThemeLawNote));
    inset(ui, |ui| {
        ui.horizontal(|ui| which(ui, scene, own.is_some(), state, actions));
        let harmless = state.harmless;
        let add = scene.text(if harmless { Msg::ThemeLawAddHarmless } else { Msg::ThemeLawAddBanned });
        let field = Field::new(add, "", "").hint(add).left().size(ui.available_width(), size::FIELD);
        if let Some(word) = field.show(ui, ("law word", harmless), |_| Ok(())).committed {
            let change = move |words: &mut AdWords| {
                let list = list_mut(words, harmless);
                if !word.trim().is_empty() && !list.contains(&word) {
                    list.insert(0, word);
                }
            };
            edit(scene, change, actions);
        }
        let list = if harmless { &words.harmless } else { &words.banned };
        ScrollArea::vertical().id_salt(("law", harmless)).max_height(LIST).show(ui, |ui| {
            self::list(ui, scene, list, harmless, actions);
        });
    });
}

/// Which of the two lists, and whether it is the shop's own.
fn which(ui: &mut Ui, scene: &Scene<'_>, own: bool, state: &mut LawState, actions: &mut Actions) {
    let p = theme::tokens(ui);
    let names = [scene.text(Msg::ThemeLawBanned), scene.text(Msg::ThemeLawHarmless)];
    let chosen = Some(usize::from(state.harmless));
    if let Some(picked) = button::segmented(ui, scene.text(Msg::ThemeSideLaw), &names, chosen) {
        state.harmless = picked == 1;
    }
    if !own {
        ui.label(egui::RichText::new(scene.text(Msg::ThemeLawUsualNow)).color(p.t2));
    } else if button::link(ui, scene.text(Msg::ThemeLawUsual)).clicked() {
        actions.edit(scene.text(Msg::ThemeStepWordsList), |project| {
            let shop = Shop { ad_words: None, ..Shop::clone(&project.shop) };
            project.shop = shop.into();
        });
    }
}

/// The words in rows, each with a cross; only those in view are drawn.
fn list(ui: &mut Ui, scene: &Scene<'_>, words: &[String], harmless: bool, actions: &mut Actions) {
    let p = theme::tokens(ui);
    let width = ui.available_width() - size::S8;
    let cross = 20.0;
    // where each word stands, row by row
    let mut places: Vec<Rect> = Vec::with_capacity(words.len());
    let (mut x, mut y) = (0.0, 0.0);
    for word in words {
        let wide = (paint::width(ui.painter(), word, fonts::text()) + 6.0 + cross).min(width);
        if x + wide > width && x > 0.0 {
            (x, y) = (0.0, y + WORD + 4.0);
        }
        places.push(Rect::from_min_size(pos2(x, y), vec2(wide, WORD)));
        x += wide + 4.0;
    }
    let (area, _) = ui.allocate_exact_size(vec2(width, y + WORD), Sense::hover());
    for (word, place) in words.iter().zip(places) {
        let place = place.translate(area.min.to_vec2());
        if !ui.is_rect_visible(place) {
            continue;
        }
        ui.painter().rect_filled(place, CornerRadius::same(size::RADIUS), p.sunken);
        let galley = paint::cut(ui.painter(), word, fonts::text(), p.t1, place.width() - cross - 4.0);
        ui.painter().galley(pos2(place.left() + 6.0, place.center().y - galley.size().y / 2.0), galley, p.t1);
        let button = Rect::from_min_max(pos2(place.right() - cross, place.top()), place.max);
        let response = ui.interact(button, ui.scope_id().with(("law", harmless, word)), Sense::click());
        let spoken = scene.texts.with(Msg::ThemeLawRemove, &[("word", word.clone().into())]);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
        let ink = if response.hovered() { p.t1 } else { p.t3 };
        paint::icon(ui.painter(), button.center(), icons::X, size::ICON_CELL, ink);
        if response.has_focus() {
            focus_ring(ui.painter(), button.shrink(2.0), p);
        }
        if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
            let gone = word.clone();
            edit(scene, move |words| list_mut(words, harmless).retain(|word| *word != gone), actions);
        }
    }
}
