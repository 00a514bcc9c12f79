//! Pictures of the working calendars in every state, to be looked at in `target/pictures`; a blank one fails.

#![allow(clippy::expect_used, reason = "a panic is a test's report")]

use std::collections::HashSet;
use std::path::Path;
use std::time::Duration;

use egui::{Context, Event, Modifiers, PointerButton, Pos2, Vec2, pos2, vec2};
use jiff::civil::date;
use promoplan::app::{App, Setup};
use promoplan::engine::finding::{Place, PlaceKind, Tab};
use promoplan::render::Stage;
use promoplan::text::Lang;
use promoplan::ui::action::Action;
use promoplan::ui::settings::LookChoice;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/double11.ron");

struct Shot {
    stage: Stage,
    app: App,
}

impl Shot {
    fn new(folder: &Path, size: Vec2) -> Self {
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
        shot.go(Place::at(Tab::Calendar, PlaceKind::Calendar).row(183));
        shot
    }

    fn frame(&mut self, events: Vec<Event>) {
        let app = &mut self.app;
        self.stage.frame(events, |ui| {
            app.logic(ui.ctx());
            app.ui(ui);
        });
    }

    fn rest(&mut self) {
        for _ in 0..6 {
            self.frame(vec![]);
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn go(&mut self, place: Place) {
        self.app.ask_for(|actions| actions.push(Action::GoTo(place)));
        self.rest();
    }

    fn button(&mut self, at: Pos2, pressed: bool) {
        let button = PointerButton::Primary;
        self.frame(vec![Event::PointerButton { pos: at, button, pressed, modifiers: Modifiers::NONE }]);
    }

    fn drag(&mut self, from: Pos2, to: Pos2) {
        self.frame(vec![Event::PointerMoved(from)]);
        self.button(from, true);
        self.frame(vec![Event::PointerMoved(to)]);
        self.button(to, false);
        self.frame(vec![Event::PointerGone]);
    }

    fn click(&mut self, at: Pos2) {
        self.frame(vec![Event::PointerMoved(at)]);
        self.button(at, true);
        self.button(at, false);
        self.frame(vec![Event::PointerGone]);
        self.rest();
    }

    fn save(&mut self, name: &str) {
        self.rest();
        let image = self.stage.image().expect("a picture");
        let colours: HashSet<&[u8]> = image.rgba().chunks_exact(4).collect();
        assert!(colours.len() > 50, "{name} is blank");
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/pictures");
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::write(folder.join(name).with_extension("png"), image.to_png().expect("png")).expect("written");
    }
}

#[test]
fn pictures() {
    let looks = [
        ("light", Lang::ZhHans, false, vec2(1440.0, 900.0)),
        ("dark", Lang::ZhHant, true, vec2(1440.0, 900.0)),
        ("en", Lang::En, false, vec2(1280.0, 800.0)),
    ];
    for (look, lang, dark, size) in looks {
        let folder = tempfile::tempdir().expect("a folder");
        let mut shot = Shot::new(folder.path(), size);
        shot.app.ask_for(move |actions| {
            actions.settings(move |settings| {
                settings.language = Some(lang);
                settings.look = if dark { LookChoice::Dark } else { LookChoice::Light };
                settings.inspector = false;
            });
        });
        shot.rest();
        let days = pos2(size.x * 0.52, size.y * 0.32);
        shot.drag(days, days + vec2(60.0, 0.0));
        shot.save(&format!("workdays-chosen-{look}"));
        // the last Monday of October
        shot.click(if lang == Lang::En { pos2(606.0, 702.0) } else { pos2(675.0, 788.0) });
        shot.save(&format!("workdays-effect-{look}"));
        shot.go(Place::at(Tab::Calendar, PlaceKind::Person).row(178));
        shot.save(&format!("workdays-people-{look}"));
        shot.go(Place::at(Tab::Calendar, PlaceKind::Department).row(12));
        shot.save(&format!("workdays-departments-{look}"));
        shot.go(Place::at(Tab::Calendar, PlaceKind::Calendar).field("exceptions"));
        shot.save(&format!("workdays-next-year-{look}"));
        // the button that opens the notice
        shot.click(pos2(if lang == Lang::En { 630.0 } else { 552.0 }, 108.0));
        shot.frame(vec![Event::Text("一、元旦：1月1日（周五）至3日（周日）放假，共3天。\n二、春节：2月5日（周五）至11日（周四）放假调休，共7天。2月14日（周日）、2月20日（周六）上班。".to_owned())]);
        shot.save(&format!("workdays-notice-{look}"));
    }
}
