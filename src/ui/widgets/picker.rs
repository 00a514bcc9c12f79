//! A choice among many by searching: a button that opens a list with a search field above it.

use egui::{Align2, Frame, Id, Key, Margin, Popup, PopupCloseBehavior, Response, ScrollArea, TextEdit, Ui, vec2};

use super::float::{MenuRow, menu_row};
use super::paint;
use crate::ui::theme::{self, fonts, size};

/// Rows shown at most; who looks for more types another letter.
const SHOWN: usize = 60;
const HEIGHT: f32 = 280.0;

/// What can be picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PickRow<T> {
    /// What it is.
    pub value: T,
    /// What it is called, and by what it is found.
    pub label: String,
    /// Whether it is chosen already.
    pub on: bool,
}

/// The words of a picker.
#[derive(Clone, Copy, Debug)]
pub struct PickWords<'a> {
    /// What the search field says and is called.
    pub search: &'a str,
    /// What stands there when nothing is found.
    pub none: &'a str,
}

/// The list under a button: `rows` is asked only while it is open. Gives what was picked; `stay` keeps the list open for
/// more.
pub fn picker<T: Clone>(
    button: &Response,
    words: PickWords<'_>,
    width: f32,
    stay: bool,
    rows: impl FnOnce() -> Vec<PickRow<T>>,
) -> Option<T> {
    let p = theme::of(&button.ctx);
    let query_id = button.id.with("query");
    let shown = Popup::menu(button)
        .frame(theme::float_frame(p).inner_margin(Margin::symmetric(0, 5)))
        .gap(4.0)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            let mut query: String = ui.data(|d| d.get_temp(query_id)).unwrap_or_default();
            search(ui, query_id, words, &mut query);
            let found = found(rows(), &query);
            let picked = list(ui, words, &found, stay);
            if picked.is_some() && !stay {
                query.clear();
            }
            ui.data_mut(|d| d.insert_temp(query_id, query));
            picked
        });
    let Some(shown) = shown else {
        button.ctx.data_mut(|d| d.remove_temp::<String>(query_id));
        return None;
    };
    shown.inner
}

fn search(ui: &mut Ui, id: Id, words: PickWords<'_>, query: &mut String) {
    let p = theme::tokens(ui);
    Frame::NONE.inner_margin(Margin::symmetric(12, 4)).show(ui, |ui| {
        let field = TextEdit::singleline(query)
            .id(id.with("field"))
            .font(fonts::text())
            .hint_text(egui::RichText::new(words.search).color(p.t3))
            .desired_width(f32::INFINITY)
            .show(ui)
            .response
            .response
            .accessible_name(words.search);
        let fresh: bool = ui.data(|d| d.get_temp::<String>(id).is_none());
        if fresh {
            field.request_focus();
        }
    });
}

/// The rows that hold every word of a query, in either case.
fn found<T>(rows: Vec<PickRow<T>>, query: &str) -> Vec<PickRow<T>> {
    let query = query.to_lowercase();
    let words: Vec<&str> = query.split_whitespace().collect();
    let fits = |row: &PickRow<T>| {
        let label = row.label.to_lowercase();
        words.iter().all(|word| label.contains(word))
    };
    rows.into_iter().filter(fits).collect()
}

fn list<T: Clone>(ui: &mut Ui, words: PickWords<'_>, found: &[PickRow<T>], stay: bool) -> Option<T> {
    let p = theme::tokens(ui);
    if found.is_empty() {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::MENU_ROW), egui::Sense::hover());
        let at = egui::pos2(rect.left() + size::S12, rect.center().y);
        paint::text(ui.painter(), at, Align2::LEFT_CENTER, words.none, fonts::text(), p.t3);
        return None;
    }
    let enter = ui.input(|i| i.key_pressed(Key::Enter)) && found.len() == 1;
    let mut picked = enter.then(|| found.first().map(|row| row.value.clone())).flatten();
    if enter && !stay {
        ui.close();
    }
    ScrollArea::vertical().max_height(HEIGHT).show(ui, |ui| {
        for row in found.iter().take(SHOWN) {
            let shown = MenuRow { label: &row.label, on: row.on, ..MenuRow::default() };
            let chosen = if stay { ui.scope(|ui| menu_row(ui, shown)).inner } else { menu_row(ui, shown) };
            if chosen {
                picked = Some(row.value.clone());
            }
        }
    });
    picked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_must_be_found_in_either_case() {
        let rows = || {
            ["SY-1042 云感记忆枕", "SY-1043 荞麦护颈枕", "sy-2001 Lamp"]
                .into_iter()
                .enumerate()
                .map(|(value, label)| PickRow { value, label: label.to_owned(), on: false })
                .collect::<Vec<_>>()
        };
        for (query, expected) in
            [("", vec![0, 1, 2]), ("枕", vec![0, 1]), ("枕 1043", vec![1]), ("LAMP sy", vec![2]), ("床", vec![])]
        {
            let got: Vec<usize> = found(rows(), query).into_iter().map(|row| row.value).collect();
            assert_eq!(got, expected, "{query}");
        }
    }
}
