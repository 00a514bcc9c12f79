//! Pictures of the brief's audience and theme in states that `render` does not reach, to be looked at in
//! `target/pictures`; a blank one fails.

#![allow(clippy::expect_used, reason = "a panic is a test's report")]

use std::collections::HashSet;
use std::path::Path;
use std::time::Duration;

use egui::{Context, Event, Modifiers, PointerButton, Pos2, Vec2, pos2, vec2};
use jiff::civil::date;
use promoplan::app::{App, Setup};
use promoplan::engine::finding::{Place, PlaceKind, Tab};
use promoplan::render::Stage;
use promoplan::ui::action::{Action, OrdersRequest};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/double11.ron");
const CUSTOMERS: &str = "客户ID,最近购买时间,购买次数,累计消费\nA,2026-09-30,5,500\nB,2026-09-25,1,90\nC,2026-09-10,3,60\nD,2026-09-01,1,300\nE,,2,10\nA,2026-09-01,1,5\n";

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
        for _ in 0..12 {
            self.frame(vec![]);
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn ask(&mut self, action: Action) {
        self.app.ask_for(|actions| actions.push(action));
        self.rest();
    }

    fn click(&mut self, at: Pos2) {
        self.frame(vec![Event::PointerMoved(at)]);
        for pressed in [true, false] {
            let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
            self.frame(vec![Event::PointerButton { pos: at, button, pressed, modifiers }]);
        }
        self.frame(vec![Event::PointerGone]);
        self.rest();
    }

    fn save(&mut self, name: &str) {
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
    let folder = tempfile::tempdir().expect("a folder");
    let mut shot = Shot::new(folder.path(), vec2(1440.0, 900.0));
    shot.ask(Action::GoTo(Place::at(Tab::Brief, PlaceKind::Theme)));
    shot.click(pos2(1_071.0, 488.0));
    shot.save("brief-compose");
    shot.click(pos2(900.0, 300.0));
    let list = folder.path().join("近一年客户.csv");
    std::fs::write(&list, CUSTOMERS).expect("written");
    shot.ask(Action::Orders(OrdersRequest::OpenCustomers));
    shot.ask(Action::Orders(OrdersRequest::Load(list)));
    shot.save("brief-customers");
}
