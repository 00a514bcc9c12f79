//! Unsaved work outlives its process, even one that is killed.

#![allow(clippy::expect_used, reason = "a panic is a test's report")]

mod common;

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use jiff::civil::date;
use promoplan::file::recovery::{Header, RecoveryStore};

const FOLDER: &str = "PROMOPLAN_TEST_RECOVERY";

/// Not a test by itself: what the process does that is killed below.
#[test]
fn keep_work_and_wait() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let session = RecoveryStore::new(folder).session().expect("a session");
    let header = Header {
        original: None,
        project: "花间集".to_owned(),
        campaign: "双11".to_owned(),
        saved_at: date(2025, 10, 20).at(20, 0, 0, 0),
        edits: 3,
        last_edit: "改名".to_owned(),
        process: std::process::id(),
    };
    session.write(&header, &common::any_project(5)).expect("kept");
    println!("\nkept");
    std::thread::sleep(std::time::Duration::from_mins(1));
}

#[test]
fn a_killed_process_leaves_its_work() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = RecoveryStore::new(folder.path());
    let mut child = Command::new(std::env::current_exe().expect("this test"))
        .args(["--exact", "keep_work_and_wait", "--nocapture"])
        .env(FOLDER, folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .expect("started");
    let kept = BufReader::new(child.stdout.take().expect("its output"))
        .lines()
        .map_while(Result::ok)
        .any(|line| line == "kept");
    assert!(kept, "the other process got to writing");
    assert_eq!(store.list().expect("listed").entries.len(), 0, "it is alive");
    child.kill().expect("killed");
    let process = child.id();
    child.wait().expect("ended");
    let mut left = store.list().expect("listed");
    let entry = left.entries.pop().expect("its work");
    assert_eq!((entry.header.process, entry.header.last_edit.as_str()), (process, "改名"));
    assert_eq!(entry.read().expect("read").project, common::any_project(5));
    entry.discard().expect("discarded");
    assert_eq!(std::fs::read_dir(folder.path()).expect("folder").count(), 0);
}
