//! A mark of one to five in a tinted frame: keys 1 to 5 set it, Delete takes it away, a click offers all five.

use egui::{CornerRadius, Key, Rect, Role, Sense, Ui, WidgetInfo, vec2};

use crate::model::Mark;
use crate::ui::theme::{self, fonts};
use crate::ui::widgets::button::focus_ring;
use crate::ui::widgets::float::{MenuRow, menu, menu_row};
use crate::ui::widgets::paint;

/// Width and height of the frame.
const FRAME: (f32, f32) = (28.0, 18.0);
/// How strongly the best mark is tinted.
const STRONGEST: f32 = 0.34;

/// What is shown.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// What a screen reader calls it.
    pub name: &'a str,
    /// The mark; nothing while it is not judged.
    pub mark: Option<Mark>,
    /// Whether it was measured rather than judged.
    pub measured: bool,
    /// Whether it can be judged at all.
    pub fixed: bool,
    /// Whether what was judged can be taken away.
    pub clears: Option<&'a str>,
    /// What is said on hover; empty for nothing.
    pub tip: &'a str,
}

/// What was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// This mark.
    Set(Mark),
    /// None.
    Clear,
}

const KEYS: [(Key, u8); 5] = [(Key::Num1, 1), (Key::Num2, 2), (Key::Num3, 3), (Key::Num4, 4), (Key::Num5, 5)];

/// Shows a mark in the middle of a place.
pub fn show(ui: &mut Ui, place: Rect, salt: (u32, u8), shown: Shown<'_>) -> Option<Asked> {
    let p = theme::tokens(ui);
    let frame = Rect::from_center_size(place.center(), vec2(FRAME.0, FRAME.1));
    let sense = if shown.fixed { Sense::hover() } else { Sense::click() };
    let response = ui.interact(frame, ui.scope_id().with(("mark", salt)), sense);
    let words = shown.mark.map_or_else(|| "—".to_owned(), |mark| mark.get().to_string());
    let spoken = format!("{} {words}", shown.name);
    let role = if shown.fixed { Role::Label } else { Role::SpinButton };
    response.widget_info(|| WidgetInfo::labeled(role, true, &spoken));
    let part = shown.mark.map_or(0.0, |mark| f32::from(mark.get()) / f32::from(Mark::BEST));
    let corner = CornerRadius::same(3);
    let strength = STRONGEST * part * part;
    ui.painter().rect_filled(frame, corner, p.panel.lerp_to_gamma(p.accent, strength));
    let ink = match (shown.mark, shown.measured) {
        (None, _) => p.t4,
        (Some(_), true) => p.t1,
        (Some(_), false) => p.input,
    };
    paint::text(ui.painter(), frame.center(), egui::Align2::CENTER_CENTER, &words, fonts::text(), ink);
    if response.has_focus() {
        focus_ring(ui.painter(), frame, p);
    } else if response.hovered() && !shown.fixed {
        let stroke = egui::Stroke::new(1.0, p.t3);
        ui.painter().rect_stroke(frame, corner, stroke, egui::StrokeKind::Inside);
    }
    let mut asked = None;
    if response.has_focus() {
        asked = ui.input(|input| {
            let typed = KEYS.iter().find(|(key, _)| input.key_pressed(*key)).and_then(|(_, mark)| Mark::new(*mark));
            let clear = input.key_pressed(Key::Delete) || input.key_pressed(Key::Backspace);
            typed.map(Asked::Set).or_else(|| clear.then_some(Asked::Clear))
        });
    }
    if !shown.fixed {
        let picked = menu(&response, 96.0, |ui| offers(ui, shown)).flatten();
        asked = asked.or(picked);
    }
    if !shown.tip.is_empty() {
        response.on_hover_text(shown.tip);
    }
    asked.filter(|asked| match asked {
        Asked::Set(mark) => shown.measured || shown.mark != Some(*mark),
        Asked::Clear => shown.mark.is_some() && !shown.measured,
    })
}

fn offers(ui: &mut Ui, shown: Shown<'_>) -> Option<Asked> {
    let mut picked = None;
    for mark in (1..=Mark::BEST).rev().filter_map(Mark::new) {
        let label = mark.get().to_string();
        let on = shown.mark == Some(mark) && !shown.measured;
        if menu_row(ui, MenuRow { label: &label, on, ..MenuRow::default() }) {
            picked = Some(Asked::Set(mark));
        }
    }
    if let Some(words) = shown.clears
        && menu_row(ui, MenuRow { label: words, ..MenuRow::default() })
    {
        picked = Some(Asked::Clear);
    }
    picked
}
