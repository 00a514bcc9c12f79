//! What has the keyboard and is moved by its arrows.

use egui::{EventFilter, Key, Response, Ui};

/// How many steps to the right the arrows ask for, while something has the keyboard.
pub fn steps(ui: &Ui, response: &Response) -> i32 {
    if !response.has_focus() {
        return 0;
    }
    let arrows = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
    ui.input(|input| i32::from(input.key_pressed(Key::ArrowRight)) - i32::from(input.key_pressed(Key::ArrowLeft)))
}
