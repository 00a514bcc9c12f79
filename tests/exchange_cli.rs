//! `promoplan import --as tasks` and `promoplan export` as scripts use them.

#![allow(clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use promoplan::model::{Project, Task};
use serde_json::Value;

const PLAN: &str = "tests/fixtures/mspdi/plan.xml";

/// A copy of the sample, whose next campaign is the 双11 of 2026.
fn project(folder: &Path) -> PathBuf {
    let path = folder.join("plan.ron");
    fs::copy("assets/samples/double11.ron", &path).expect("copied");
    path
}

fn promoplan(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_promoplan"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments);
    command.args(["--now", "2026-10-13T14:32", "--lang", "en"]);
    command.output().expect("started")
}

fn done(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn failed(output: &Output, code: i32) -> String {
    assert_eq!(output.status.code(), Some(code), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stdout.is_empty());
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

fn read(path: &Path) -> Project {
    promoplan::file::open(path).expect("a whole file").project
}

fn text(path: &Path) -> &str {
    path.to_str().expect("text")
}

fn tasks(project: &Project) -> Vec<&Task> {
    project.campaigns.iter().find(|c| c.id.0 == 77).expect("the campaign").tasks.iter().map(AsRef::as_ref).collect()
}

#[test]
fn a_plan_is_imported_and_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let into = project(folder.path());
    let had = tasks(&read(&into)).len();
    // .xml is a plan without being told
    let said = done(&promoplan(&["import", PLAN, "--into", text(&into), "--json"]));
    let said: Value = serde_json::from_str(&said).expect("JSON");
    assert_eq!((said["file"].as_str(), said["campaign"].as_u64()), (Some("plan.xml"), Some(77)));
    assert_eq!((&said["tasks"], &said["links"], &said["people"]), (&21.into(), &8.into(), &2.into()));
    assert_eq!((&said["baselines"], &said["replaced"]), (&1.into(), &0.into()));
    let notes = said["notes"].as_array().expect("notes");
    let note = notes.iter().find(|note| note["code"] == "percent_lag").expect("told");
    assert_eq!((&note["row"], &note["name"], &note["count"]), (&19.into(), &"百分比延隔".into(), &1.into()));
    assert_eq!(note["message"], "Row 19 \"百分比延隔\": a lag in percent became a fixed length");
    let after = read(&into);
    assert_eq!(tasks(&after).len(), had + 21);
    assert!(tasks(&after).iter().any(|task| task.name == "拍主图 & 详情"));
}

#[test]
fn people_read_what_was_left_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let into = project(folder.path());
    let said = done(&promoplan(&["import", PLAN, "--into", text(&into), "--as", "tasks", "--replace"]));
    for words in ["Tasks", "21", "Row 9 \"停用\": is inactive", "Row 2 \"拍主图 & 详情\": priorities were left out"]
    {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert_eq!(tasks(&read(&into)).len(), 21);
}

#[test]
fn an_export_is_read_again_with_the_same_dates() {
    let folder = tempfile::tempdir().expect("a folder");
    let (first, second) = (project(folder.path()), folder.path().join("other.ron"));
    fs::copy(&first, &second).expect("copied");
    let xml = folder.path().join("out.xml");
    done(&promoplan(&["import", PLAN, "--into", text(&first), "--replace"]));
    let said = done(&promoplan(&["export", text(&first), text(&xml), "--json"]));
    let said: Value = serde_json::from_str(&said).expect("JSON");
    assert_eq!((&said["format"], &said["tasks"], &said["links"]), (&"mspdi".into(), &21.into(), &8.into()));
    done(&promoplan(&["import", text(&xml), "--into", text(&second), "--replace"]));
    let dates = |path: &Path| {
        let said = done(&promoplan(&["calc", "schedule", text(path), "--json"]));
        let rows: Vec<Value> = serde_json::from_str(&said).expect("JSON");
        let pick = |row: &Value| ["wbs", "name", "start", "finish"].map(|key| row[key].to_string());
        rows.iter().map(pick).collect::<Vec<_>>()
    };
    assert_eq!(dates(&second), dates(&first));
}

#[test]
fn a_calendar_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = project(folder.path());
    done(&promoplan(&["import", PLAN, "--into", text(&file), "--replace"]));
    let out = folder.path().join("out.ics");
    let said = done(&promoplan(&["export", text(&file), text(&out), "--json"]));
    let said: Value = serde_json::from_str(&said).expect("JSON");
    assert_eq!((&said["format"], &said["tasks"]), (&"ics".into(), &20.into()));
    assert_eq!(said["notes"][0]["code"], "summary");
    let first = fs::read_to_string(&out).expect("written");
    assert!(first.starts_with("BEGIN:VCALENDAR\r\n") && first.ends_with("END:VCALENDAR\r\n"), "{first}");
    let events = first.matches("BEGIN:VEVENT").count() as u64;
    assert_eq!(Some(events), said["phases"].as_u64().map(|phases| phases + 20));
    // the same bytes on every run
    done(&promoplan(&["export", text(&file), text(&out)]));
    assert_eq!(fs::read_to_string(&out).expect("written"), first);
}

#[test]
fn failures_say_why_and_leave_the_project() {
    let folder = tempfile::tempdir().expect("a folder");
    let into = project(folder.path());
    let before = fs::read(&into).expect("read");
    let import = |input: &str, more: &[&str]| {
        let mut arguments = vec!["import", input, "--into", text(&into)];
        arguments.extend(more);
        promoplan(&arguments)
    };
    assert!(failed(&import("gone.xml", &[]), 1).contains("The file is not there"));
    assert!(failed(&import("README.md", &["--as", "tasks"]), 1).contains("no well-formed XML"));
    assert!(failed(&import("README.md", &[]), 2).contains("Missing: --as <KIND>"));
    assert!(failed(&import(PLAN, &["--lines"]), 2).contains("--lines does not go with --as tasks"));
    assert!(failed(&import(PLAN, &["--as", "cake"]), 2).contains("orders, sold, customers, actuals, tasks"));
    let other = folder.path().join("other.xml");
    fs::write(&other, "<APIBusinessObjects/>").expect("written");
    assert!(failed(&import(text(&other), &[]), 1).contains("begins with \"APIBusinessObjects\""));
    assert!(failed(&promoplan(&["export", text(&into), "out.doc"]), 2).contains("neither .xml nor .ics"));
    assert_eq!(fs::read(&into).expect("read"), before);
}

#[test]
fn actual_figures_are_imported_and_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let into = project(folder.path());
    let list = folder.path().join("list.csv");
    fs::write(
        &list,
        "日期,小时,来源,访客数,支付金额\n2026-11-01,0,搜索,120,2500\n2026-11-01,0,没有,1,1\n合计,,,120,2500\n",
    )
    .expect("written");
    let import = || promoplan(&["import", text(&list), "--into", text(&into), "--as", "actuals", "--json"]);
    let said: Value = serde_json::from_str(&done(&import())).expect("JSON");
    assert_eq!((&said["rows"], &said["new"], &said["replaced"]), (&1.into(), &1.into(), &0.into()));
    assert_eq!((&said["totals"], &said["bad"]), (&1.into(), &1.into()));
    assert_eq!(said["bad_rows"][0], "Row 3: this project has no such name (没有)");
    let rows = |into: &Path| read(into).campaigns.iter().find(|c| c.id.0 == 77).expect("there").actuals.len();
    assert_eq!(rows(&into), 1);
    // the same list once more changes nothing
    let said: Value = serde_json::from_str(&done(&import())).expect("JSON");
    assert_eq!((&said["new"], &said["replaced"], rows(&into)), (&0.into(), &0.into(), 1));
    assert!(failed(&promoplan(&["import", PLAN, "--into", text(&into), "--as", "actuals"]), 1).contains("date"));
}
