//! `calc review` and `check` of a campaign that ran, as scripts use them: the shape that is promised, and sums that add up.

#![allow(clippy::expect_used, reason = "a panic is a test's report")]
#![allow(clippy::cast_possible_truncation, clippy::indexing_slicing, reason = "made-up figures")]

#[path = "common/actuals.rs"]
mod actuals;

use std::path::Path;
use std::process::Command;

use promoplan::file;
use promoplan::model::Money;
use serde_json::Value;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/double11.ron");

fn run(args: &[&str]) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_promoplan")).args(args).output().expect("it runs");
    let text = if output.status.success() { output.stdout } else { output.stderr };
    (output.status.success(), String::from_utf8(text).expect("text"))
}

fn sum(rows: &Value, field: &str) -> i64 {
    rows.as_array().expect("rows").iter().map(|row| money(&row[field])).sum()
}

fn money(value: &Value) -> i64 {
    value.as_str().and_then(|text| Money::parse(text).ok()).expect("a sum").minor()
}

#[test]
fn effects_rows_and_mix_sum_to_the_gap() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("复盘.ron");
    let mut project = file::open(Path::new(SAMPLE)).expect("the sample opens").project;
    actuals::reviewed(&mut project);
    std::fs::write(&path, file::write(&project).expect("written")).expect("a file");
    let path = path.to_str().expect("a path");
    for against in [None, Some("2025 双11"), Some("2026 618")] {
        let mut args = vec!["calc", "review", path, "--campaign", "2026 双11", "--json"];
        args.extend(against.iter().flat_map(|name| ["--against", name]));
        let (done, text) = run(&args);
        assert!(done, "{text}");
        let report: Value = serde_json::from_str(&text).expect("JSON");
        let gap = money(&report["gap"]);
        if against.is_none() {
            assert_eq!((gap, report["actual"]["uv"].as_u64()), (-388_000_000, Some(1_916_000)));
        }
        assert_eq!(["uv", "cvr", "aov"].iter().map(|of| money(&report["effects"][of])).sum::<i64>(), gap);
        for (rows, mix) in [("by_source", "mix"), ("by_category", "mix_category"), ("by_phase", "mix_phase")] {
            let rows = &report[rows];
            if rows.as_array().is_some_and(Vec::is_empty) {
                continue;
            }
            assert_eq!(sum(rows, "gap"), gap, "{against:?} {rows}");
            for of in ["uv", "cvr", "aov"] {
                assert_eq!(sum(rows, of) + money(&report[mix][of]), money(&report["effects"][of]), "{against:?} {of}");
            }
        }
    }
    for lang in ["zh-Hans", "zh-Hant", "en"] {
        let (done, text) = run(&["calc", "review", path, "--campaign", "2026 双11", "--lang", lang]);
        assert!(done && text.contains("2,061,013.98"), "{text}");
    }
    let (done, text) = run(&["calc", "review", SAMPLE, "--campaign", "2026 双11", "--lang", "en"]);
    assert!(!done && text.contains("No actual figures"), "{text}");
}

#[test]
fn check_tells_what_the_hour_makes_a_fault() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/double11-review.ron");
    let alarms = |now: &str| -> Vec<Value> {
        let output = Command::new(env!("CARGO_BIN_EXE_promoplan"))
            .args(["check", path, "--campaign", "2026 双11", "--now", now, "--json"])
            .output();
        let rows: Vec<Value> = serde_json::from_slice(&output.expect("it runs").stdout).expect("JSON");
        rows.into_iter().filter(|row| row["code"] == "alarm").map(|row| row["place"]["field"].clone()).collect()
    };
    assert_eq!(alarms("2026-11-06T14:20"), ["gmv_behind", "click_cost"]);
    assert!(alarms("2026-12-01T09:00").is_empty(), "nothing calls once it is over");
}
