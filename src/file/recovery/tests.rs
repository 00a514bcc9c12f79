//! Kept work: written, listed, opened, set aside when it is damaged.

use std::sync::Arc;

use jiff::civil::date;

use super::*;
use crate::model::Shop;

fn header(edits: u32) -> Header {
    Header {
        original: Some(PathBuf::from("/srv/某人/双11.ron")),
        project: "花间\n旗舰店".to_owned(),
        campaign: "双\"11\"\u{2028}".to_owned(),
        saved_at: date(2025, 10, 20).at(20, 0, i8::try_from(edits).unwrap_or(0), 0),
        edits,
        last_edit: "目标 GMV".to_owned(),
        process: std::process::id(),
    }
}

fn project(name: &str) -> Project {
    Project { shop: Arc::new(Shop { name: name.to_owned(), ..Shop::default() }), ..Project::default() }
}

/// What a killed process leaves: the files, but no lock.
fn die(session: Session) {
    let Session { snapshot, lock_path, .. } = &session;
    let (snapshot, lock_path) = (snapshot.clone(), lock_path.clone());
    let bytes = fs::read(&snapshot).ok();
    drop(session);
    fs::write(&lock_path, "").expect("lock");
    if let Some(bytes) = bytes {
        fs::write(&snapshot, bytes).expect("snapshot");
    }
}

#[test]
fn dead_sessions_are_offered_and_live_ones_are_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = RecoveryStore::new(folder.path().join("state/recovery"));
    assert!(store.list().expect("no folder yet").entries.is_empty());
    let (one, two) = (store.session().expect("one"), store.session().expect("two"));
    one.write(&header(1), &project("旧")).expect("kept");
    one.write(&header(3), &project("花间")).expect("kept again");
    two.write(&header(9), &project("live")).expect("kept");
    assert!(store.list().expect("listed").entries.is_empty(), "both are alive");
    die(one);
    let mut left = store.list().expect("listed");
    assert_eq!((left.entries.len(), left.damaged.len()), (1, 0));
    let entry = left.entries.remove(0);
    assert_eq!(entry.header, header(3));
    assert_eq!(entry.read().expect("read").project, project("花间"));
    assert!(store.list().expect("listed").entries.is_empty(), "the entry is held");
    let path = entry.path().to_owned();
    drop(entry);
    let entry = store.list().expect("listed").entries.pop().expect("offered again");
    entry.discard().expect("removed");
    assert!(!path.exists());
    two.clear().expect("cleared");
    drop(two);
    assert_eq!(fs::read_dir(&store.folder).expect("folder").count(), 0, "nothing stays behind");
}

#[test]
fn a_session_that_ends_without_clearing_is_offered() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = RecoveryStore::new(folder.path());
    let session = store.session().expect("a session");
    session.write(&header(1), &project("x")).expect("kept");
    drop(session);
    assert_eq!(store.list().expect("listed").entries.len(), 1);
}

#[test]
fn damaged_ones_are_set_aside() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = RecoveryStore::new(folder.path());
    for (name, content) in [("a.ron", "no header\n(format: 1)"), ("b.ron", "// promoplan recovery 1 (x"), ("c.ron", "")]
    {
        fs::write(folder.path().join(name), content).expect("written");
    }
    let session = store.session().expect("a session");
    session.write(&header(1), &project("x")).expect("kept");
    fs::write(&session.snapshot, header(2).line().expect("a line") + "(format: 1, shop: (").expect("cut short");
    die(session);
    let mut left = store.list().expect("listed");
    assert_eq!((left.entries.len(), left.damaged.len()), (1, 3));
    assert!(left.damaged.iter().all(|d| d.path.exists() && d.path.extension().is_some_and(|e| e == DAMAGED)));
    let entry = left.entries.remove(0);
    let damaged = entry.read().expect_err("cut short");
    assert!(damaged.path.exists() && matches!(damaged.reason, DamageReason::Project(OpenError::Fault(_))));
    drop(entry);
    let left = store.list().expect("listed");
    assert_eq!((left.entries.len(), left.damaged.len()), (0, 0));
}

#[test]
fn a_snapshot_is_a_project_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = RecoveryStore::new(folder.path());
    let session = store.session().expect("a session");
    session.write(&header(1), &project("花间")).expect("kept");
    assert_eq!(crate::file::open(&session.snapshot).expect("opens").project, project("花间"));
}

#[test]
fn what_cannot_be_kept_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let blocked = folder.path().join("file");
    fs::write(&blocked, "").expect("written");
    assert!(RecoveryStore::new(blocked.join("below")).session().is_err());
    assert!(RecoveryStore::new(&blocked).list().is_err());
}
