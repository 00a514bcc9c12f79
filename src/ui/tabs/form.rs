//! The rows of the forms: a label, and what can be typed or chosen behind it.

use egui::{Align2, Sense, Ui, vec2};

use crate::model::{Count, Money, Rate};
use crate::text::{Msg, Texts};
use crate::ui::input;
use crate::ui::scene::Scene;
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::pane;
use crate::ui::widgets::select::select;

/// Width of a field for a sum.
pub const SUM: f32 = 84.0;
/// Width of a field for a small number or a rate.
pub const SMALL: f32 = 64.0;
/// Width of a field for a day and time.
pub const TIME: f32 = 84.0;

/// A row of a form.
pub fn row<R>(ui: &mut Ui, scene: &Scene<'_>, label: &str, fill: impl FnOnce(&mut Ui) -> R) -> R {
    let p = theme::tokens(ui);
    let width = if scene.texts.lang().is_chinese() { 64.0 } else { 100.0 };
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing = vec2(size::S8, size::S4);
        let (rect, _) = ui.allocate_exact_size(vec2(width, size::FIELD), Sense::hover());
        pane::label(ui, rect.left_center(), Align2::LEFT_CENTER, label, fonts::text(), p.t2);
        ui.vertical(|ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(6.0, size::S4);
                ui.set_min_height(size::FIELD);
                fill(ui)
            })
            .inner
        })
        .inner
    })
    .inner
}

/// Words between fields.
pub fn word(ui: &mut Ui, words: &str) {
    let p = theme::tokens(ui);
    let galley = ui.painter().layout_no_wrap(words.to_owned(), fonts::text(), p.t2);
    let (rect, _) = ui.allocate_exact_size(vec2(galley.size().x, size::FIELD), Sense::hover());
    pane::label(ui, rect.left_center(), Align2::LEFT_CENTER, words, fonts::text(), p.t2);
}

/// The title of a part of a form.
pub fn section(ui: &mut Ui, words: &str) {
    let p = theme::tokens(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
    pane::label(ui, rect.left_center(), Align2::LEFT_CENTER, words, fonts::text_medium(), p.t1);
}

/// A field whose text is read in some way; what was read, when it was committed.
pub fn typed<T>(
    ui: &mut Ui,
    field: Field<'_>,
    width: f32,
    salt: &str,
    read: impl Fn(&str) -> Result<T, String>,
) -> Option<T> {
    let outcome = field.size(width, size::FIELD).show(ui, ("form field", salt), |text| read(text).map(|_| ()));
    outcome.committed.and_then(|text| read(&text).ok())
}

/// Reads what may be absent: no text is nothing.
///
/// # Errors
/// What `read` says.
pub fn optional<T>(text: &str, read: impl FnOnce(&str) -> Result<T, String>) -> Result<Option<T>, String> {
    if text.trim().is_empty() { Ok(None) } else { read(text).map(Some) }
}

/// A sum as a form shows it: ¥199, ¥19.90.
#[must_use]
pub fn sum_shown(texts: &Texts, money: Money) -> String {
    let price = texts.format().price(money);
    price.strip_suffix(".00").map_or_else(|| price.clone(), ToOwned::to_owned)
}

/// A sum.
pub fn money(ui: &mut Ui, scene: &Scene<'_>, name: &str, value: Money) -> Option<Money> {
    let (shown, raw) = (sum_shown(scene.texts, value), value.to_string());
    typed(ui, Field::new(name, &shown, &raw), SUM, name, |text| input::money(scene.texts, text))
}

/// A sum that may be absent.
pub fn money_or_none(ui: &mut Ui, scene: &Scene<'_>, name: &str, slot: &mut Option<Money>, none: &str) {
    let value = *slot;
    let shown = value.map(|money| sum_shown(scene.texts, money)).unwrap_or_default();
    let raw = value.map(|money| money.to_string()).unwrap_or_default();
    let field = Field::new(name, &shown, &raw).hint(none);
    let new = typed(ui, field, SUM, name, |text| optional(text, |text| input::money(scene.texts, text)));
    *slot = new.unwrap_or(value);
}

/// A number of pieces or people, one and above.
pub fn count(ui: &mut Ui, scene: &Scene<'_>, name: &str, value: Count) -> Option<Count> {
    let (shown, raw) = (scene.format().whole(value.wide()), value.to_string());
    typed(ui, Field::new(name, &shown, &raw), SMALL, name, |text| one_and_above(scene, text))
}

fn one_and_above(scene: &Scene<'_>, text: &str) -> Result<Count, String> {
    match input::count(scene.texts, text)? {
        Count::ZERO => Err(scene.text(Msg::OfferProblemOne).to_owned()),
        count => Ok(count),
    }
}

/// The same, and it may be absent.
pub fn count_or_none(ui: &mut Ui, scene: &Scene<'_>, name: &str, slot: &mut Option<Count>, none: &str) {
    let value = *slot;
    let shown = value.map(|count| scene.format().whole(count.wide())).unwrap_or_default();
    let raw = value.map(|count| count.to_string()).unwrap_or_default();
    let field = Field::new(name, &shown, &raw).hint(none);
    let new = typed(ui, field, SMALL + 12.0, name, |text| optional(text, |text| one_and_above(scene, text)));
    *slot = new.unwrap_or(value);
}

/// A part of a whole, 0 … 100 %.
pub fn percent(ui: &mut Ui, scene: &Scene<'_>, name: &str, value: Rate) -> Option<Rate> {
    let raw = scene.format().percent_exact(value);
    let shown = raw.trim_end_matches('%').to_owned();
    let field = Field::new(name, &shown, &raw).unit("%");
    typed(ui, field, SMALL, name, |text| {
        let rate = input::percent(scene.texts, text)?;
        if rate > Rate::ONE { Err(scene.text(Msg::PanesProblemShare).to_owned()) } else { Ok(rate) }
    })
}

/// Words.
pub fn text(ui: &mut Ui, name: &str, value: &str, hint: &str, width: f32) -> Option<String> {
    let field = Field::new(name, value, value).hint(hint).left();
    typed(ui, field, width, name, |text| Ok(text.to_owned()))
}

/// A day and time that may be absent; nothing = open.
pub fn instant(
    ui: &mut Ui,
    scene: &Scene<'_>,
    name: &str,
    slot: &mut Option<jiff::civil::DateTime>,
    none: &str,
    near: jiff::civil::Date,
) {
    let value = *slot;
    let shown = value.map(|at| scene.format().day_and_time(at)).unwrap_or_default();
    let raw = value.map(|at| at.strftime("%Y-%m-%d %H:%M").to_string()).unwrap_or_default();
    let field = Field::new(name, &shown, &raw).hint(none).left();
    let new = typed(ui, field, TIME, name, |text| optional(text, |text| input::instant(scene.texts, text, near)));
    *slot = new.unwrap_or(value);
}

/// A time of day.
pub fn time(ui: &mut Ui, scene: &Scene<'_>, name: &str, slot: &mut Option<jiff::civil::Time>, none: &str) {
    let value = *slot;
    let shown = value.map(|at| format!("{:02}:{:02}", at.hour(), at.minute())).unwrap_or_default();
    let field = Field::new(name, &shown, &shown).hint(none).left();
    let new = typed(ui, field, SMALL, name, |text| optional(text, |text| input::time_of_day(scene.texts, text)));
    *slot = new.unwrap_or(value);
}

/// One of the rows of a list, or none of them.
pub fn choose<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    none: &str,
    rows: &[(T, &str)],
    width: f32,
    chosen: &mut Option<T>,
) {
    let names: Vec<&str> = std::iter::once(none).chain(rows.iter().map(|(_, name)| *name)).collect();
    let at = chosen.map_or(Some(0), |id| rows.iter().position(|(other, _)| *other == id).map(|at| at + 1));
    if let Some(picked) = select(ui, name, &names, at, width) {
        *chosen = picked.checked_sub(1).and_then(|at| rows.get(at)).map(|(id, _)| *id);
    }
}
