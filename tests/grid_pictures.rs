//! Pictures of tables in every state, to be looked at; a blank one fails.

#![allow(clippy::unwrap_used, clippy::wildcard_imports, reason = "a panic is the report")]

#[path = "common/grid.rs"]
mod grid;

use grid::*;
use promoplan::render::Stage;

/// Pictures to look at, in `target/pictures`; none may come out blank.
#[test]
fn pictures() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/pictures");
    std::fs::create_dir_all(&folder).unwrap();
    let shot = |name: &str, size: egui::Vec2, lang: Lang, dark: bool, make: &dyn Fn(&mut Shot)| {
        let table = if name.contains("traffic") { traffic(Texts::new(lang)) } else { goods(Texts::new(lang), 186) };
        let rows = !table.tree;
        let ctx = egui::Context::default();
        dress(&ctx, lang, dark);
        let app = App { table, state: GridState::default(), rows };
        let mut shot = Shot { stage: Stage::new(ctx, size, 1.0).unwrap(), app };
        shot.frame(vec![]);
        make(&mut shot);
        shot.rest();
        let image = shot.stage.image().unwrap();
        let colours: std::collections::HashSet<&[u8]> = image.rgba().chunks_exact(4).collect();
        assert!(colours.len() > 50, "{name} is blank");
        let png = image.to_png().unwrap();
        std::fs::write(folder.join(name).with_extension("png"), png).unwrap();
    };
    let wide = vec2(1404.0, 720.0);
    for dark in [false, true] {
        let suffix = if dark { "dark" } else { "light" };
        shot(&format!("goods-{suffix}"), wide, Lang::ZhHans, dark, &|s| {
            s.drag(pos2(880.0, 28.0 + 26.0 * 8.5), pos2(960.0, 28.0 + 26.0 * 12.5));
        });
        shot(&format!("traffic-{suffix}"), vec2(750.0, 420.0), Lang::ZhHans, dark, &|s| {
            s.click(pos2(60.0, 28.0 + 26.0 * 6.5), egui::PointerButton::Primary);
            s.frame(vec![Event::PointerGone]);
        });
    }
    shot("traffic-en", vec2(640.0, 300.0), Lang::En, false, &|s| {
        s.frame(vec![Event::PointerMoved(pos2(60.0, 28.0 + 26.0 * 4.5))]);
        let App { table, state, .. } = &mut s.app;
        let _ = (table, state);
        s.wait(0.6);
    });
    shot("traffic-glow", vec2(900.0, 330.0), Lang::ZhHans, false, &|s| {
        theme::install(s.stage.context(), Look::default());
        s.wait(0.1);
        let table = &mut s.app.table;
        table.rows[0].cells[1] = uv(1_300_000);
        table.rows[1].cells[7] = CellValue::Money(Money::from_major(12_000_000));
        table.revision += 1;
        s.wait(0.1);
    });
    shot("goods-menu", wide, Lang::ZhHans, false, &|s| {
        s.click(pos2(900.0, 150.0), egui::PointerButton::Secondary);
    });
    shot("goods-error", wide, Lang::ZhHans, false, &|s| {
        s.click(pos2(480.0, 150.0), egui::PointerButton::Primary);
        s.frame(vec![Event::Text("abc".into())]);
        s.frame(vec![enter()]);
    });
    shot("goods-paste", wide, Lang::ZhHans, false, &|s| {
        s.click(pos2(480.0, 150.0), egui::PointerButton::Primary);
        s.frame(vec![Event::Paste("1\nabc\n-3\nx\n4\n5".into())]);
    });
    shot("goods-choice", wide, Lang::ZhHans, false, &|s| {
        s.click(pos2(350.0, 150.0), egui::PointerButton::Primary);
        s.frame(vec![Event::Text("款".into())]);
    });
    shot("goods-heading", wide, Lang::ZhHans, false, &|s| {
        s.click(pos2(280.0, 14.0), egui::PointerButton::Secondary);
    });
    shot("goods-heading-number", wide, Lang::ZhHant, true, &|s| {
        s.app.state.sort = vec![Sort { column: ColumnId(6), descending: true }];
        s.click(pos2(480.0, 14.0), egui::PointerButton::Secondary);
    });
    shot("goods-find", wide, Lang::ZhHans, false, &|s| {
        s.app.state.open_find(true);
        s.frame(vec![]);
        s.frame(vec![Event::Text("灯".into())]);
    });
    shot("goods-rows", vec2(900.0, 480.0), Lang::ZhHans, false, &|s| {
        s.frame(vec![Event::PointerMoved(pos2(400.0, 150.0))]);
        for _ in 0..30 {
            s.frame(vec![wheel(vec2(-12.0, -40.0))]);
        }
        s.click(pos2(14.0, 150.0), egui::PointerButton::Primary);
    });
}

fn enter() -> Event {
    Event::Key { key: Key::Enter, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
}

fn wheel(delta: egui::Vec2) -> Event {
    Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta,
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    }
}

struct Shot {
    stage: Stage,
    app: App,
}

impl Shot {
    fn frame(&mut self, events: Vec<Event>) {
        let app = &mut self.app;
        self.stage.frame(events, |ui| app.show(ui));
    }

    fn rest(&mut self) {
        for _ in 0..4 {
            self.frame(vec![]);
        }
    }

    fn wait(&mut self, seconds: f64) {
        let app = &mut self.app;
        self.stage.wait(Duration::from_secs_f64(seconds), |ui| app.show(ui));
    }

    fn click(&mut self, at: Pos2, button: egui::PointerButton) {
        self.frame(vec![Event::PointerMoved(at)]);
        for pressed in [true, false] {
            self.frame(vec![Event::PointerButton { pos: at, button, pressed, modifiers: Modifiers::NONE }]);
        }
    }

    fn drag(&mut self, from: Pos2, to: Pos2) {
        let button = egui::PointerButton::Primary;
        self.frame(vec![Event::PointerMoved(from)]);
        self.frame(vec![Event::PointerButton { pos: from, button, pressed: true, modifiers: Modifiers::NONE }]);
        self.frame(vec![Event::PointerMoved(to)]);
        self.frame(vec![Event::PointerButton { pos: to, button, pressed: false, modifiers: Modifiers::NONE }]);
        self.frame(vec![Event::PointerGone]);
    }
}
