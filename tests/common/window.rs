//! A planner at the window, without a display: opens, clicks, types and reads by role and name, as a screen reader would
//! tell them. It must not know how anything is painted.

#![allow(dead_code, reason = "each test uses its part")]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use egui::accesskit::{Action, Role};
use egui::{Key, Modifiers, Vec2, vec2};
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};
use jiff::civil::{DateTime, date};
use promoplan::app::{App, Setup};
use promoplan::model::Project;
use promoplan::text::Lang;
use promoplan::ui::action::Actions;

/// How long the work beside the window may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// The program, made in the first frame: it needs the context that the harness owns.
#[derive(Default)]
struct Slot {
    setup: Option<Setup>,
    app: Option<App>,
}

/// A planner at the window.
pub struct Planner {
    harness: Harness<'static, Slot>,
}

/// When the tests take place.
pub fn today() -> DateTime {
    date(2026, 10, 13).at(14, 32, 0, 0)
}

/// A setup that keeps everything under a folder and asks for paths in the window.
pub fn setup(folder: &Path) -> Setup {
    Setup {
        config: Some(folder.join("config")),
        state: Some(folder.join("state")),
        now: Some(today()),
        locale: Some("zh-CN".to_owned()),
        native_dialogs: false,
        keep_after: Duration::ZERO,
        guard_after: None,
        simulate_after: None,
        path: None,
    }
}

impl Planner {
    /// Starts the program in a window of 1440 × 900.
    pub fn start(setup: Setup) -> Self {
        Self::start_in(setup, vec2(1440.0, 900.0))
    }

    /// Starts the program in a window of a size.
    pub fn start_in(setup: Setup, size: Vec2) -> Self {
        let harness =
            Harness::builder().with_size(size).with_max_steps(60).with_theme(egui::Theme::Light).build_ui_state(
                |ui, slot: &mut Slot| {
                    if let Some(setup) = slot.setup.take() {
                        slot.app = Some(App::new(ui.ctx(), setup));
                        // the fonts are there from the next frame on
                        ui.ctx().request_repaint();
                        return;
                    }
                    let Some(app) = &mut slot.app else { return };
                    app.logic(ui.ctx());
                    let whole = ui.ctx().content_rect();
                    let mut window = ui.new_child(egui::UiBuilder::new().max_rect(whole));
                    window.set_clip_rect(whole);
                    app.ui(&mut window);
                },
                Slot { setup: Some(setup), app: None },
            );
        let mut planner = Self { harness };
        planner.settle();
        planner
    }

    /// Starts the program with a project file.
    pub fn open(folder: &Path, file: &Path) -> Self {
        Self::start(Setup { path: Some(file.to_owned()), ..setup(folder) })
    }

    /// Ends the program in good order.
    pub fn quit(mut self) {
        if let Some(app) = &mut self.harness.state_mut().app {
            app.exit();
        }
    }

    /// The program.
    pub fn app(&self) -> &App {
        self.harness.state().app.as_ref().expect("made in the first frame")
    }

    /// The open project.
    pub fn project(&self) -> &Project {
        self.app().project().expect("a project is open")
    }

    /// The file of the open project.
    pub fn path(&self) -> Option<PathBuf> {
        self.app().path()
    }

    /// Runs frames until nothing moves and no work goes on beside the window.
    pub fn settle(&mut self) {
        let limit = Instant::now() + PATIENCE;
        loop {
            self.harness.run();
            if !self.app().is_busy() {
                break;
            }
            assert!(Instant::now() < limit, "the work beside the window does not end");
            std::thread::sleep(Duration::from_millis(2));
        }
        self.harness.run();
    }

    fn find<'a>(&'a self, role: Option<Role>, name: &'a str) -> Option<Node<'a>> {
        // what floats comes last and lies on top
        self.harness.query_all_by_label(name).rfind(|node| {
            let node = node.accesskit_node();
            role.map_or(node.role() != Role::Label && node.role() != Role::Window, |role| node.role() == role)
        })
    }

    #[track_caller]
    fn get<'a>(&'a self, role: Option<Role>, name: &'a str) -> Node<'a> {
        self.find(role, name).unwrap_or_else(|| panic!("no {role:?} 「{name}」 among {:?}", self.names()))
    }

    /// Clicks what has a name and is no mere label.
    #[track_caller]
    pub fn click(&mut self, name: &str) {
        self.get(None, name).click();
        self.settle();
    }

    /// Clicks what has a role and a name.
    #[track_caller]
    pub fn click_role(&mut self, role: Role, name: &str) {
        self.get(Some(role), name).click();
        self.settle();
    }

    /// Gives something the keyboard.
    #[track_caller]
    pub fn focus(&mut self, role: Role, name: &str) {
        self.get(Some(role), name).focus();
        self.settle();
    }

    /// Replaces the text of a field.
    #[track_caller]
    pub fn type_into(&mut self, name: &str, text: &str) {
        let lines = self.find(Some(Role::TextInput), name).is_none();
        let role = if lines { Role::MultilineTextInput } else { Role::TextInput };
        self.get(Some(role), name).click();
        self.settle();
        self.press(Modifiers::COMMAND, Key::A);
        self.get(Some(role), name).type_text(text);
        self.settle();
    }

    /// Types text where the keyboard is.
    pub fn write(&mut self, text: &str) {
        self.harness.event(egui::Event::Text(text.to_owned()));
        self.settle();
    }

    /// Presses keys.
    pub fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// Asks for something that no input of the window can ask for yet.
    pub fn ask(&mut self, ask: impl FnOnce(&mut Actions)) {
        if let Some(app) = &mut self.harness.state_mut().app {
            app.ask_for(ask);
        }
        self.settle();
    }

    /// Where something with a role and a name stands.
    #[track_caller]
    pub fn place(&self, role: Role, name: &str) -> egui::Rect {
        self.get(Some(role), name).rect()
    }

    /// Presses the pointer at a place, moves it and lets go.
    pub fn drag(&mut self, from: egui::Pos2, by: Vec2) {
        self.harness.hover_at(from);
        self.harness.step();
        self.harness.drag_at(from);
        self.harness.step();
        for part in [0.5, 1.0] {
            self.harness.hover_at(from + by * part);
            self.harness.step();
        }
        self.harness.drop_at(from + by);
        self.settle();
    }

    /// Presses the pointer at a place, moves it, presses a key and then lets go.
    pub fn drag_and_press(&mut self, from: egui::Pos2, by: Vec2, key: Key) {
        self.harness.hover_at(from);
        self.harness.step();
        self.harness.drag_at(from);
        self.harness.step();
        for part in [0.5, 1.0] {
            self.harness.hover_at(from + by * part);
            self.harness.step();
        }
        self.harness.key_press(key);
        self.harness.step();
        self.harness.drop_at(from + by);
        self.settle();
    }

    /// Clicks a place so many times within one frame.
    pub fn click_at(&mut self, pos: egui::Pos2, times: usize) {
        self.harness.hover_at(pos);
        self.harness.step();
        for pressed in [true, false].repeat(times) {
            let (button, modifiers) = (egui::PointerButton::Primary, Modifiers::NONE);
            let event = egui::Event::PointerButton { pos, button, pressed, modifiers };
            self.harness.input_mut().events.push(event);
        }
        self.harness.step();
        self.settle();
    }

    /// Clicks a place while modifiers are held.
    pub fn click_with(&mut self, pos: egui::Pos2, modifiers: Modifiers) {
        self.harness.hover_at(pos);
        self.harness.step();
        for pressed in [true, false] {
            let event = egui::Event::PointerButton { pos, button: egui::PointerButton::Primary, pressed, modifiers };
            self.harness.event_modifiers(event, modifiers);
        }
        self.settle();
    }

    /// Clicks what puts a picture on the clipboard, and gives the picture.
    #[track_caller]
    pub fn click_for_picture(&mut self, name: &str) -> std::sync::Arc<egui::ColorImage> {
        self.get(None, name).click();
        let limit = Instant::now() + PATIENCE;
        loop {
            self.harness.step();
            let commands = &self.harness.output().platform_output.commands;
            let copied = commands.iter().find_map(|command| match command {
                egui::OutputCommand::CopyImage(image) => Some(image.clone()),
                _ => None,
            });
            if let Some(image) = copied {
                self.settle();
                return std::sync::Arc::new(image);
            }
            assert!(Instant::now() < limit, "nothing was copied");
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Asks the window for a text by the key that copies or cuts.
    #[track_caller]
    pub fn taken(&mut self, cut: bool) -> String {
        self.harness.event(if cut { egui::Event::Cut } else { egui::Event::Copy });
        self.copied()
    }

    /// Clicks what puts a text on the clipboard, and gives the text.
    #[track_caller]
    pub fn click_for_text(&mut self, name: &str) -> String {
        self.get(None, name).click();
        self.copied()
    }

    /// The text that goes to the clipboard within some frames.
    #[track_caller]
    fn copied(&mut self) -> String {
        for _ in 0..4 {
            self.harness.step();
            let commands = &self.harness.output().platform_output.commands;
            let copied = commands.iter().find_map(|command| match command {
                egui::OutputCommand::CopyText(text) => Some(text.clone()),
                _ => None,
            });
            if let Some(text) = copied {
                self.settle();
                return text;
            }
        }
        panic!("nothing was copied");
    }

    /// Pastes a text where the keyboard is.
    pub fn paste(&mut self, text: &str) {
        self.harness.event(egui::Event::Paste(text.to_owned()));
        self.settle();
    }

    /// Drops a file on the window.
    pub fn drop_file(&mut self, path: &Path) {
        self.harness.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(path.to_owned())));
        self.settle();
    }

    /// Asks the window to close, as its frame does.
    pub fn close_window(&mut self) {
        let root = self.harness.input_mut().viewports.entry(egui::ViewportId::ROOT).or_default();
        root.events.push(egui::ViewportEvent::Close);
        self.harness.step();
        let root = self.harness.input_mut().viewports.entry(egui::ViewportId::ROOT).or_default();
        root.events.clear();
        self.settle();
    }

    /// Whether something with a name is there.
    pub fn has(&self, name: &str) -> bool {
        self.harness.query_all_by_label(name).next().is_some()
    }

    /// Whether words are shown, also as a part of others.
    pub fn shows(&self, words: &str) -> bool {
        self.harness.query_all_by_label_contains(words).next().is_some()
    }

    /// The first words that contain others: what a figure with its name reads.
    #[track_caller]
    pub fn read(&self, words: &str) -> String {
        let names = self.names();
        names.iter().find(|name| name.contains(words)).cloned().unwrap_or_else(|| panic!("「{words}」 among {names:?}"))
    }

    /// Role and name of what has the keyboard.
    pub fn focused(&self) -> Option<(Role, String)> {
        self.harness.query_all(By::new()).find_map(|node| {
            let node = node.accesskit_node();
            node.is_focused().then_some(())?;
            node.label().map(|name| (node.role(), name))
        })
    }

    /// Everything that has a name, and all words.
    pub fn names(&self) -> Vec<String> {
        let all = self.harness.query_all(By::new());
        all.filter_map(|node| {
            let node = node.accesskit_node();
            node.label().or_else(|| (node.role() == Role::Label).then(|| node.value()).flatten())
        })
        .collect()
    }

    /// What can be clicked, focused or typed in and has no name.
    pub fn nameless(&self) -> Vec<String> {
        let interactive = By::new().predicate(|node| {
            let data = node.data();
            let acts =
                [Action::Click, Action::SetValue, Action::Increment].into_iter().any(|a| data.supports_action(a));
            // egui names no scroll bar: what it scrolls is named
            let structure = matches!(
                node.role(),
                Role::Window | Role::GenericContainer | Role::Label | Role::Unknown | Role::ScrollBar
            );
            acts && !structure && node.label().is_none_or(|label| label.trim().is_empty())
        });
        self.harness.query_all(interactive).map(|node| format!("{node:?}")).collect()
    }

    /// Chooses the language in the settings.
    pub fn speak(&mut self, lang: Lang) {
        self.ask(move |actions| actions.settings(move |settings| settings.language = Some(lang)));
    }
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|e| e.to_string())
    }
}
