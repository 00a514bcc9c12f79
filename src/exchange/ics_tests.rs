//! Calendars read back by a reader that unfolds and takes apart lines by itself.

use std::collections::BTreeMap;

use jiff::civil::date;

use super::*;
use crate::model::{CampaignId, Constraint, Minutes, Phase, PhaseId, PhaseKind, Rows, TaskDuration, TaskId, When};
use crate::text::Lang;

/// One component's properties, by name with parameters.
type Component = BTreeMap<String, String>;

fn read(text: &str) -> Vec<(String, Component)> {
    assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\n', '\r'])), "{text}");
    let mut found = Vec::new();
    let mut open: Vec<(String, Component)> = Vec::new();
    for line in text.replace("\r\n ", "").split_terminator("\r\n") {
        let (name, value) = line.split_once(':').expect("a property");
        match name {
            "BEGIN" => open.push((value.to_owned(), Component::new())),
            "END" => {
                let done = open.pop().expect("begun");
                assert_eq!(done.0, value);
                found.push(done);
            }
            _ => {
                let value = value.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\");
                let before = open.last_mut().expect("within").1.insert(name.to_owned(), value);
                assert_eq!(before, None, "{name} twice");
            }
        }
    }
    assert!(open.is_empty());
    found
}

fn events(text: &str) -> Vec<Component> {
    read(text).into_iter().filter(|(kind, _)| kind == "VEVENT").map(|(_, event)| event).collect()
}

fn project() -> Project {
    let at = |day, hour| date(2026, 11, day).at(hour, 0, 0, 0);
    let phase =
        |id, kind, start, end| Phase { id: PhaseId(id), kind, name: String::new(), start, end, waves: Rows::default() };
    let task = |id, name: &str, parent, minutes: u32| Task {
        id: TaskId(id),
        parent,
        name: name.to_owned(),
        duration: TaskDuration::Work(Minutes::new(minutes)),
        constraint: Constraint::NotBefore(When::At(at(2, 9))),
        ..Task::default()
    };
    let summary = TaskId(10);
    let campaign = Campaign {
        id: CampaignId(7),
        name: "双11；大促".to_owned(),
        phases: vec![
            phase(1, PhaseKind::Preheat, at(1, 0), at(9, 0)),
            phase(2, PhaseKind::Launch, at(10, 20), at(12, 0)),
        ]
        .into(),
        tasks: vec![
            Task { constraint: Constraint::AsSoon, ..task(10, "页面", None, 0) },
            Task { notes: "一,二;三\\四\n五".to_owned(), ..task(11, "拍主图", Some(summary), 960) },
            task(12, "检查很长很长很长很长很长很长很长很长很长很长很长很长很长很长的名字", Some(summary), 90),
            Task { milestone: true, ..task(13, "定稿", None, 0) },
        ]
        .into(),
        ..Campaign::default()
    };
    Project { campaigns: vec![campaign].into(), next_id: 20, ..Project::default() }
}

fn written(project: &Project) -> Calendar {
    let campaign = project.campaigns.first().expect("a campaign");
    export(project, campaign, &Texts::new(Lang::ZhHans), date(2026, 10, 13).at(14, 30, 0, 0))
}

#[test]
fn phases_and_tasks_are_events() {
    let project = project();
    let made = written(&project);
    assert_eq!((made.phases, made.tasks, made.notes.len()), (2, 3, 1));
    let events = events(&made.text);
    let get = |at: usize, name: &str| events[at].get(name).cloned().unwrap_or_default();
    assert_eq!((get(0, "DTSTART;VALUE=DATE"), get(0, "DTEND;VALUE=DATE")), ("20261101".into(), "20261109".into()));
    assert_eq!(get(1, "DTSTART;TZID=Asia/Shanghai"), "20261110T200000");
    assert_eq!(get(1, "DTEND;TZID=Asia/Shanghai"), "20261112T000000");
    // two whole days of work
    assert_eq!((get(2, "DTSTART;VALUE=DATE"), get(2, "DTEND;VALUE=DATE")), ("20261102".into(), "20261104".into()));
    assert_eq!((get(2, "SUMMARY"), get(2, "DESCRIPTION")), ("拍主图".into(), "一,二;三\\四\n五".into()));
    assert_eq!(get(3, "DTEND;TZID=Asia/Shanghai"), "20261102T103000");
    assert_eq!(
        (get(4, "DTSTART;TZID=Asia/Shanghai"), get(4, "DTEND;TZID=Asia/Shanghai")),
        ("20261102T090000".into(), String::new())
    );
    assert!(events.iter().all(|event| event["DTSTAMP"] == "20261013T063000Z"));
}

#[test]
fn an_event_keeps_its_identity() {
    let mut project = project();
    let uids =
        |project: &Project| events(&written(project).text).into_iter().map(|e| e["UID"].clone()).collect::<Vec<_>>();
    let before = uids(&project);
    let mut sorted = before.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(sorted.len(), 5);
    let campaign = project.campaigns.get_mut(CampaignId(7)).expect("the campaign");
    let task = campaign.tasks.get_mut(TaskId(11)).expect("the task");
    task.name = "拍详情图".to_owned();
    task.constraint = Constraint::NotBefore(When::At(date(2026, 11, 4).at(9, 0, 0, 0)));
    assert_eq!(uids(&project), before);
    let campaign = project.campaigns.get_mut(CampaignId(7)).expect("the campaign");
    campaign.name = "618".to_owned();
    assert!(uids(&project).iter().all(|uid| !before.contains(uid)));
}

#[test]
fn the_zone_comes_with_its_rules() {
    let mut project = project();
    let observances = |project: &Project| -> Vec<(String, Component)> {
        read(&written(project).text).into_iter().filter(|(kind, _)| kind == "STANDARD" || kind == "DAYLIGHT").collect()
    };
    let china = observances(&project);
    assert_eq!(china.len(), 1);
    assert_eq!((china[0].1["TZOFFSETTO"].as_str(), china[0].0.as_str()), ("+0800", "STANDARD"));
    std::sync::Arc::make_mut(&mut project.shop).zone = "Europe/Berlin".to_owned();
    let berlin = observances(&project);
    let summer = berlin.iter().find(|(_, o)| o["DTSTART"] == "20260329T020000").expect("the change of March 2026");
    assert_eq!((summer.0.as_str(), summer.1["TZOFFSETFROM"].as_str()), ("DAYLIGHT", "+0100"));
    assert_eq!(summer.1["TZOFFSETTO"], "+0200");
}
