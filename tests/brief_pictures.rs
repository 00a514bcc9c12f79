//! Pictures of the brief's audience and theme in states that `render` does not reach, to be looked at in
//! `target/pictures`; a blank one fails.

#![allow(clippy::expect_used, reason = "a panic is a test's report")]

#[path = "common/shot.rs"]
mod shot;

use egui::{pos2, vec2};
use promoplan::engine::finding::{Place, PlaceKind, Tab};
use promoplan::ui::action::{Action, OrdersRequest};
use shot::Shot;

const CUSTOMERS: &str = "客户ID,最近购买时间,购买次数,累计消费\nA,2026-09-30,5,500\nB,2026-09-25,1,90\nC,2026-09-10,3,60\nD,2026-09-01,1,300\nE,,2,10\nA,2026-09-01,1,5\n";

#[test]
fn pictures() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut shot = Shot::new(folder.path(), vec2(1440.0, 900.0));
    shot.go(Place::at(Tab::Brief, PlaceKind::Theme));
    shot.click(pos2(1_071.0, 488.0));
    shot.save("brief-compose");
    shot.click(pos2(900.0, 300.0));
    let list = folder.path().join("近一年客户.csv");
    std::fs::write(&list, CUSTOMERS).expect("written");
    shot.ask(Action::Orders(OrdersRequest::OpenCustomers));
    shot.ask(Action::Orders(OrdersRequest::Load(list)));
    shot.save("brief-customers");
}
