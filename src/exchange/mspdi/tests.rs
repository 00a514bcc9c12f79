//! Plans in and out: small ones of our own, and those that real programs wrote, where they are at hand.

use std::path::PathBuf;

use super::*;
use crate::engine::schedule::Schedule;
use crate::engine::schedule::carry::{About, Carried, Counted};
use crate::model::{Campaign, Project};
use crate::text::Lang;

/// A project with one campaign and nothing in it.
fn empty() -> (Project, CampaignId) {
    let id = CampaignId(1);
    let campaigns = [Campaign { id, ..Campaign::default() }].into_iter().collect();
    (Project { next_id: 2, campaigns, ..Project::default() }, id)
}

fn imported(bytes: &[u8]) -> (Project, Imported) {
    let (mut project, id) = empty();
    let plan = Plan::read(bytes).expect("a plan");
    let made = plan.import(&mut project, id, false, &Texts::new(Lang::En));
    (project, made)
}

/// Where tasks stand, by name, in the order of the outline.
fn dates(project: &Project) -> Vec<(String, String, String)> {
    let campaign = project.campaigns.first().expect("a campaign");
    let schedule = Schedule::new(project, campaign);
    let rows = schedule.outline().order().to_vec();
    let of = |row: &u32| {
        let task = campaign.tasks.at(*row as usize).expect("a task");
        let times = schedule.of(task.id).expect("its times");
        (task.name.clone(), times.start.datetime().to_string(), times.finish.datetime().to_string())
    };
    rows.iter().map(of).collect()
}

/// The dates that a file states, read another way than the importer does: by cutting the text.
fn stated(xml: &str) -> Vec<(String, String, String)> {
    let field = |task: &str, name: &str| {
        let (open, close) = (format!("<{name}>"), format!("</{name}>"));
        let own = task.split("<Baseline>").next().unwrap_or_default();
        own.split_once(&open).and_then(|(_, rest)| rest.split_once(&close)).map(|(text, _)| text.to_owned())
    };
    let tasks = xml.split("<Task>").skip(1).map(|task| task.split("</Task>").next().unwrap_or_default());
    tasks
        .filter(|task| field(task, "OutlineLevel").as_deref() != Some("0"))
        .map(|task| {
            let get = |name| field(task, name).unwrap_or_default();
            (get("Name"), get("Start"), get("Finish"))
        })
        .collect()
}

fn files() -> Vec<(String, Vec<u8>)> {
    let folder = std::env::var_os("PROMOPLAN_MSPDI").map(PathBuf::from);
    let folder = folder.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data/mspdi"));
    let Ok(list) = std::fs::read_dir(&folder) else {
        println!("skipped: PROMOPLAN_MSPDI names no folder of plans");
        return Vec::new();
    };
    let mut files: Vec<_> = list.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "xml"));
    files.sort();
    let name = |path: &PathBuf| path.file_name().expect("a name").to_string_lossy().into_owned();
    files.iter().map(|path| (name(path), std::fs::read(path).expect("read"))).collect()
}

#[test]
fn real_plans_keep_the_dates_they_state() {
    for (name, bytes) in files() {
        let text = String::from_utf8(bytes.clone()).expect("UTF-8");
        if !text.contains("http://schemas.microsoft.com/project") {
            // plans of another program stand among them
            assert!(matches!(Plan::read(&bytes), Err(PlanError::NotAPlan { .. })), "{name}");
            continue;
        }
        let (project, made) = imported(&bytes);
        assert_eq!(dates(&project), stated(&text), "{name}");
        println!("{name}: {} tasks, {} links, {} pinned", made.tasks, made.links, made.pinned);
        for note in &made.notes {
            println!("    {note:?}");
        }
    }
}

/// A project without what numbers alone tell apart: tasks, links, calendars, people by name and place.
fn shape(project: &Project) -> String {
    let campaign = project.campaigns.first().expect("a campaign");
    let shop = &project.shop;
    let calendar =
        |id: Option<crate::model::CalendarId>| id.and_then(|id| shop.calendars.get(id)).map(|c| c.name.clone());
    let row = |id| campaign.tasks.position(id);
    let mut text = String::new();
    let mut say = |line: String| text.push_str(&(line + "\n"));
    say(format!("{:?} {:?}", campaign.tasks_from, calendar(shop.calendar)));
    for calendar in &shop.calendars {
        let days = calendar.exceptions.iter().map(|e| (e.first, e.last.unwrap_or(e.first), &e.shifts, &e.name));
        say(format!("{:?} {:?} {:?} {:?}", calendar.name, calendar.week, calendar.holidays, days.collect::<Vec<_>>()));
    }
    for person in &shop.people {
        let department = person.department.and_then(|id| shop.departments.get(id));
        say(format!("{:?} {:?} {:?}", person.name, department.map(|d| (d.kind, &d.name)), calendar(person.calendar)));
    }
    for task in &campaign.tasks {
        let who = (
            task.owner.and_then(|id| shop.people.get(id)).map(|p| &p.name),
            task.department.and_then(|id| shop.departments.get(id)).map(|d| (d.kind, &d.name)),
        );
        let bare = crate::model::Task {
            id: crate::model::TaskId(0),
            parent: None,
            owner: None,
            department: None,
            calendar: None,
            ..task.as_ref().clone()
        };
        say(format!("{:?} {who:?} {:?} {bare:?}", task.parent.map(row), calendar(task.calendar)));
    }
    for link in &campaign.links {
        say(format!("{:?} {:?} {:?} {:?}", row(link.from), row(link.to), link.kind, link.lag));
    }
    for baseline in &campaign.baselines {
        let dates = baseline.tasks.iter().map(|t| (row(t.task), t.start, t.finish));
        say(format!("{:?} {:?}", baseline.name, dates.collect::<Vec<_>>()));
    }
    text
}

fn exported(project: &Project) -> Exported {
    export(project, project.campaigns.first().expect("a campaign"), &Texts::new(Lang::En))
}

#[test]
fn real_plans_come_back_as_they_went() {
    for (name, bytes) in files() {
        let Ok(_) = Plan::read(&bytes) else { continue };
        let (project, made) = imported(&bytes);
        let there = exported(&project);
        assert_eq!((there.tasks, there.links), (made.tasks, made.links), "{name}");
        let (back, again) = imported(&there.bytes);
        assert_eq!(dates(&back), dates(&project), "{name}");
        assert_eq!(shape(&back), shape(&project), "{name}");
        assert_eq!(again.pinned, 0, "{name}: {:?}", again.notes);
        assert_eq!(exported(&back).bytes, there.bytes, "{name}");
    }
}

#[test]
fn repeated_days_are_those_that_the_program_itself_lists() {
    for (name, bytes) in files().into_iter().filter(|(name, _)| name.contains("recurring")) {
        let text = String::from_utf8(bytes).expect("UTF-8");
        // without the list, and with nothing but it
        let cut = |from: &str, to: &str| {
            let (head, rest) = text.split_once(from).expect("begins");
            let (_, tail) = rest.split_once(to).expect("ends");
            format!("{head}{tail}")
        };
        let told = cut("<WeekDay>\n\t\t\t\t\t<DayType>0", "</WeekDays>").replacen(
            "<Exceptions>",
            "</WeekDays><Exceptions>",
            1,
        );
        let listed = cut("<Exceptions>", "</Exceptions>");
        let days = |xml: &str| {
            let (project, _) = imported(xml.as_bytes());
            let calendar = project.shop.calendars.first().expect("a calendar").clone();
            let days = calendar.exceptions.iter().map(|e| (e.first, e.last.unwrap_or(e.first), e.shifts.to_string()));
            days.collect::<Vec<_>>()
        };
        assert!(days(&listed).len() > 100, "{name}");
        assert_eq!(days(&told), days(&listed), "{name}");
    }
}

fn own() -> Vec<u8> {
    std::fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/mspdi/plan.xml")).expect("the fixture")
}

#[test]
fn one_of_everything_is_carried_or_told() {
    let (project, made) = imported(&own());
    let counts = (made.tasks, made.links, made.calendars, made.people, made.departments, made.baselines);
    assert_eq!(counts, (21, 8, 2, 2, 2, 1));
    let campaign = project.campaigns.first().expect("a campaign");
    let task = |name: &str| campaign.tasks.iter().find(|t| t.name == name).expect("a task");
    let said: Vec<(u32, &str, u32)> = made
        .notes
        .iter()
        .map(|note| (if let About::Task(row, _) = &note.about { *row } else { 0 }, note.what.code(), note.count))
        .collect();
    for expected in [
        (0, "plan_row", 1),
        (2, "priority", 1),
        (2, "baseline_undated", 1),
        (8, "blank_row", 1),
        (9, "inactive", 1),
        (10, "external", 1),
        (11, "link_across", 1),
        (11, "link_gone", 1),
        (11, "pinned", 1),
        (12, "start_no_later", 1),
        (13, "finish_no_earlier", 1),
        (14, "finish_no_later", 1),
        (17, "long_milestone", 1),
        (18, "duration_changed", 1),
        (19, "percent_lag", 1),
        (21, "also_assigned", 1),
        (22, "undated", 1),
        (22, "rounded", 1),
        (22, "link_within", 1),
        (3, "no_units", 1),
        (24, "field", 1),
        (0, "recurrence_unread", 1),
        (0, "not_work", 1),
        (0, "base_gone", 1),
        (0, "costs", 1),
        (0, "calendar_taken", 1),
    ] {
        assert!(said.contains(&expected), "{expected:?} in {said:?}");
    }
    // nothing else keeps its dates by hand: all follows
    assert_eq!(made.pinned, 1, "{said:?}");
    assert!(!made.notes.iter().any(|note| matches!(note.what, Carried::SummaryDates { .. })), "{said:?}");
    let text = String::from_utf8(own()).expect("UTF-8").replace("&amp;", "&");
    let wanted: Vec<_> =
        stated(&text).into_iter().filter(|(name, start, _)| !name.is_empty() && !start.is_empty()).collect();
    let stand = dates(&project);
    for row in wanted.iter().filter(|(name, ..)| !["停用", "外部"].contains(&name.as_str())) {
        assert!(stand.contains(row), "{row:?} in {stand:?}");
    }
    let shot = task("拍主图 & 详情");
    assert_eq!((shot.notes.as_str(), shot.units, shot.progress), ("一行\n二行", rate("0.5"), rate("0.5")));
    assert!(task("定稿").milestone);
    assert_eq!(task("最晚完成").deadline.map(|d| format!("{d:?}")).as_deref(), Some("At(2026-11-12T18:00:00)"));
    assert_eq!(task("夜班").calendar, project.shop.calendars.iter().find(|c| c.name == "夜班").map(|c| c.id));
    let people: Vec<&str> = project.shop.people.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(people, ["小林", "阿明"]);
}

fn rate(text: &str) -> crate::model::Rate {
    crate::model::Rate::parse(text).expect("a rate")
}

#[test]
fn our_own_plan_comes_back() {
    let (project, _) = imported(&own());
    let there = exported(&project);
    let (back, again) = imported(&there.bytes);
    assert_eq!((dates(&back), shape(&back)), (dates(&project), shape(&project)));
    assert_eq!(again.pinned, 0, "{:?}", again.notes);
}

#[test]
fn a_second_plan_is_added_or_takes_the_place_of_the_first() {
    let (mut project, id) = empty();
    let plan = Plan::read(&own()).expect("a plan");
    let texts = Texts::new(Lang::ZhHans);
    let first = plan.import(&mut project, id, false, &texts);
    let twice = plan.import(&mut project.clone(), id, false, &texts);
    assert_eq!((twice.tasks, twice.calendars, twice.people, twice.replaced), (first.tasks, 0, 0, 0));
    let again = plan.import(&mut project, id, true, &texts);
    assert_eq!((again.tasks, again.replaced, again.calendars, again.people), (first.tasks, first.tasks, 0, 0));
    let campaign = project.campaigns.first().expect("a campaign");
    assert_eq!((campaign.tasks.len(), campaign.links.len(), campaign.baselines.len()), (21, 8, 1));
    // and nothing at all where there is no such campaign
    assert_eq!(plan.import(&mut project, CampaignId(99), false, &texts), Imported::default());
}

#[test]
fn what_only_a_project_holds_is_told() {
    use crate::model::{Anchor, Baseline, Constraint, When};
    let (mut project, _) = imported(&own());
    let id = project.campaigns.first().expect("a campaign").id;
    let phase = crate::model::Phase {
        id: crate::model::PhaseId(900),
        kind: crate::model::PhaseKind::Launch,
        name: String::new(),
        start: jiff::civil::date(2026, 11, 10).at(20, 0, 0, 0),
        end: jiff::civil::date(2026, 11, 12).at(0, 0, 0, 0),
        waves: crate::model::Rows::default(),
    };
    let campaign = project.campaigns.get_mut(id).expect("the campaign");
    campaign.phases.push(phase);
    campaign.baselines.push(Baseline {
        id: crate::model::BaselineId(901),
        name: "定稿".to_owned(),
        ..Baseline::default()
    });
    let first = campaign.tasks.at(1).expect("a task").id;
    let task = campaign.tasks.get_mut(first).expect("the task");
    (task.phase, task.go_live) = (Some(crate::model::PhaseId(900)), true);
    let time = jiff::civil::Time::constant(9, 0, 0, 0);
    task.constraint = Constraint::NotBefore(When::Relative { from: Anchor::Opening, days: -3, time });
    let before = dates(&project);
    let there = exported(&project);
    let codes: Vec<&str> = there.notes.iter().map(|note| note.what.code()).collect();
    for code in ["phase", "go_live", "relative", "baseline_name"] {
        assert!(codes.contains(&code), "{code} in {codes:?}");
    }
    assert_eq!(dates(&imported(&there.bytes).0), before);
}

#[test]
fn limits_are_named() {
    let wrap = |inner: &str| format!("<Project>{inner}</Project>").into_bytes();
    let refused = |bytes: &[u8]| Plan::read(bytes).expect_err("refused");
    let tasks = format!("<Tasks>{}</Tasks>", "<Task/>".repeat(MOST_TASKS + 1));
    assert!(matches!(refused(&wrap(&tasks)), PlanError::TooMany { what: Counted::Tasks, limit: MOST_TASKS }));
    let calendars = format!("<Calendars>{}</Calendars>", "<Calendar/>".repeat(MOST_CALENDARS + 1));
    assert!(matches!(refused(&wrap(&calendars)), PlanError::TooMany { what: Counted::Calendars, .. }));
    let links = "<PredecessorLink><PredecessorUID>1</PredecessorUID></PredecessorLink>".repeat(MOST_LINKS + 1);
    let links = format!("<Tasks><Task>{links}</Task></Tasks>");
    assert!(matches!(refused(&wrap(&links)), PlanError::TooMany { what: Counted::Links, .. }));
    let deep = "<Tasks><Task><OutlineLevel>61</OutlineLevel></Task></Tasks>";
    assert!(matches!(refused(&wrap(deep)), PlanError::TooMany { what: Counted::Levels, .. }));
    let nested = "<A>".repeat(MOST_DEPTH + 1);
    assert!(matches!(refused(&wrap(&nested)), PlanError::TooDeep { limit: MOST_DEPTH }));
    assert!(matches!(refused(b" \n"), PlanError::Empty));
    assert!(matches!(refused(b"<html></html>"), PlanError::NotAPlan { root } if root == "html"));
    assert!(matches!(Plan::open(std::path::Path::new("src")), Err(PlanError::NotAFile)));
}

#[test]
fn long_chains_are_quick() {
    // each row follows the one before and is stated a day too late, so that all must be looked at
    let mut rows = String::new();
    for n in 1..=3_000 {
        rows.push_str(&format!(
            "<Task><UID>{n}</UID><ID>{n}</ID><Name>{n}</Name><OutlineLevel>1</OutlineLevel><Start>2026-11-03T09:00:00</Start>\
             <Finish>2026-11-03T18:00:00</Finish><Duration>PT8H0M0S</Duration><PredecessorLink><PredecessorUID>{}</PredecessorUID>\
             <Type>1</Type></PredecessorLink></Task>",
            n - 1
        ));
    }
    let xml = format!("<Project><StartDate>2026-11-02T09:00:00</StartDate><Tasks>{rows}</Tasks></Project>");
    let (project, made) = imported(xml.as_bytes());
    assert_eq!(made.pinned, 3_000);
    assert!(dates(&project).iter().all(|(_, start, _)| start == "2026-11-03T09:00:00"));
}
