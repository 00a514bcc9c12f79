//! The program drawn without a display, for pictures of states that `render` does not reach.
#![allow(dead_code, reason = "each test uses its part")]
#![allow(clippy::expect_used, reason = "a panic is a test's report")]

use std::collections::HashSet;
use std::path::Path;
use std::time::Duration;

use egui::{Context, Event, Modifiers, PointerButton, Pos2, Vec2};
use jiff::civil::date;
use promoplan::app::{App, Setup};
use promoplan::engine::finding::Place;
use promoplan::render::Stage;
use promoplan::ui::action::Action;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/double11.ron");

/// The program on a stage that draws on the CPU.
pub struct Shot {
    stage: Stage,
    /// The program.
    pub app: App,
}

impl Shot {
    /// The program with a copy of the sample open.
    pub fn new(folder: &Path, size: Vec2) -> Self {
        let path = folder.join("山屿家居 2026.ron");
        std::fs::copy(SAMPLE, &path).expect("copied");
        let setup = Setup {
            config: Some(folder.join("config")),
            state: Some(folder.join("state")),
            now: Some(date(2026, 10, 13).at(14, 32, 0, 0)),
            locale: Some("zh-CN".to_owned()),
            native_dialogs: false,
            keep_after: Duration::ZERO,
            guard_after: None,
            simulate_after: None,
            path: Some(path),
        };
        let ctx = Context::default();
        let app = App::new(&ctx, setup);
        let mut shot = Self { stage: Stage::new(ctx, size, 1.0).expect("a size"), app };
        shot.rest();
        shot
    }

    /// Runs a frame.
    pub fn frame(&mut self, events: Vec<Event>) {
        let app = &mut self.app;
        self.stage.frame(events, |ui| {
            app.logic(ui.ctx());
            app.ui(ui);
        });
    }

    /// Runs frames until what was asked for is there.
    pub fn rest(&mut self) {
        for _ in 0..12 {
            self.frame(vec![]);
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Asks for something that no input of the window can ask for.
    pub fn ask(&mut self, action: Action) {
        self.app.ask_for(|actions| actions.push(action));
        self.rest();
    }

    /// Goes to a place.
    pub fn go(&mut self, place: Place) {
        self.ask(Action::GoTo(place));
    }

    fn button(&mut self, at: Pos2, pressed: bool) {
        let button = PointerButton::Primary;
        self.frame(vec![Event::PointerButton { pos: at, button, pressed, modifiers: Modifiers::NONE }]);
    }

    /// Drags from one place to another.
    pub fn drag(&mut self, from: Pos2, to: Pos2) {
        self.frame(vec![Event::PointerMoved(from)]);
        self.button(from, true);
        self.frame(vec![Event::PointerMoved(to)]);
        self.button(to, false);
        self.frame(vec![Event::PointerGone]);
    }

    /// Clicks a place.
    pub fn click(&mut self, at: Pos2) {
        self.frame(vec![Event::PointerMoved(at)]);
        self.button(at, true);
        self.button(at, false);
        self.frame(vec![Event::PointerGone]);
        self.rest();
    }

    /// Keeps the picture in `target/pictures`; fails where it is blank.
    pub fn save(&mut self, name: &str) {
        self.rest();
        let image = self.stage.image().expect("a picture");
        let colours: HashSet<&[u8]> = image.rgba().chunks_exact(4).collect();
        assert!(colours.len() > 50, "{name} is blank");
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/pictures");
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::write(folder.join(name).with_extension("png"), image.to_png().expect("png")).expect("written");
    }
}
