//! Pictures of the working calendars in every state, to be looked at in `target/pictures`; a blank one fails.

#![allow(clippy::expect_used, reason = "a panic is a test's report")]

#[path = "common/shot.rs"]
mod shot;

use egui::{Event, pos2, vec2};
use promoplan::engine::finding::{Place, PlaceKind, Tab};
use promoplan::text::Lang;
use promoplan::ui::settings::LookChoice;
use shot::Shot;

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
        shot.go(Place::at(Tab::Calendar, PlaceKind::Calendar).row(183));
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
