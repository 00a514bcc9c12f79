//! The program as scripts use it: what the commands print, in which shape, and how they end. No display is needed.

#![allow(clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use promoplan::model::offer::{Funding, Reduction, Rung, Uptake};
use promoplan::model::{Money, Offer, OfferId, OfferRule, Rate, Rows};
use serde_json::Value;

const DOUBLE11: &str = "assets/samples/double11.ron";
const CAR: &str = "assets/samples/car.ron";
const NOW: &str = "2026-10-13T14:32";
const TABS: [&str; 9] = ["brief", "funnel", "offers", "goods", "budget", "calendar", "run", "review", "welcome"];

/// Runs the program where there is no display and no person's language.
fn run<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_promoplan"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments);
    for name in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LC_CTYPE"] {
        command.env_remove(name);
    }
    command.env("LANG", "en_GB.UTF-8").output().expect("started")
}

fn words(line: &str) -> Vec<&str> {
    line.split_whitespace().collect()
}

/// The standard output of a command that must end well.
fn done(line: &str) -> String {
    let output = run(words(line));
    assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The standard error of a command that must end with a code and print nothing else.
fn failed<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>, code: i32) -> String {
    let output = run(arguments);
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert!(output.stdout.is_empty());
    assert!(said.starts_with("promoplan: ") && !said.contains("panicked"), "{said}");
    said
}

/// What `check` lists: with an error among it, it ends with 1.
fn checked(line: &str) -> Value {
    let output = run(words(line));
    let found: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let wrong = found.as_array().expect("a list").iter().any(|f| f["severity"] == "error");
    assert_eq!(output.status.code(), Some(i32::from(wrong)));
    found
}

fn json(line: &str) -> Value {
    serde_json::from_str(&done(line)).expect("JSON")
}

fn list<'a>(value: &'a Value, name: &str) -> &'a Vec<Value> {
    value[name].as_array().unwrap_or_else(|| panic!("{name} is a list"))
}

/// Minor units of decimal text.
fn minor(value: &Value) -> i128 {
    let text = value.as_str().expect("money is text");
    let (major, minor) = text.split_once('.').unwrap_or((text, "00"));
    major.parse::<i128>().expect("digits") * 100 + minor.parse::<i128>().expect("two digits")
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn at(folder: &tempfile::TempDir, name: &str) -> String {
    folder.path().join(name).display().to_string()
}

#[test]
fn the_funnel_of_the_sample_in_json() {
    let funnel = json(&format!("calc funnel {DOUBLE11} --json --now {NOW} --lang zh-Hans"));
    assert_eq!(funnel["target_gmv"], "50000000");
    assert_eq!(funnel["aov"], "250");
    assert_eq!(funnel["cvr"], 0.1);
    assert_eq!(funnel["net_sales"], "47000000");
    assert_eq!(funnel["currency"], "CNY");
    assert_eq!(funnel["campaign"]["name"], "2026 双11");
    assert_eq!(funnel["campaign"]["opening"], "2026-11-01T00:00:00");

    let stages = list(&funnel, "stages");
    let counts: Vec<u64> = stages.iter().map(|s| s["count"].as_u64().expect("a count")).collect();
    assert_eq!(counts, [8_400_000, 2_000_000, 500_000, 250_000, 200_000]);
    // 4.2 views a visitor: 1 ÷ 4.2 of the views are visitors
    assert_eq!(stages[0]["depth"], 4.2);
    assert!((stages[0]["rate_to_next"].as_f64().expect("a rate") * 4.2 - 1.0).abs() < 1e-12);
    assert_eq!(stages[1]["depth"], Value::Null);
    assert_eq!(stages[1]["rate_to_next"], 0.25);
    assert_eq!(stages[4]["rate_to_next"], Value::Null);
    assert_eq!((&stages[0]["name"], &stages[0]["owner"]), (&"浏览量 PV".into(), &"推广".into()));
    assert!(stages.iter().all(|s| s["id"].is_u64()));

    let traffic = &funnel["traffic"];
    let planned = traffic["planned_uv"].as_i64().expect("a count");
    assert_eq!(traffic["needed_uv"], 2_000_000);
    assert_eq!(traffic["gap"], planned - 2_000_000);
    let sources = list(traffic, "sources");
    assert_eq!(sources.iter().map(|s| s["uv"].as_i64().expect("a count")).sum::<i64>(), planned);
    assert_eq!(sources.iter().map(|s| minor(&s["gmv"])).sum::<i128>(), minor(&funnel["planned_gmv"]));
    assert!(sources.iter().all(|s| s["group"].is_string()), "groups themselves are not listed");
    for source in sources {
        let cost = minor(&source["cost"]);
        match source["roi"].as_f64() {
            Some(roi) => assert!((roi - minor(&source["gmv"]) as f64 / cost as f64).abs() < 1e-8, "{source}"),
            None => assert_eq!(cost, 0, "{source}"),
        }
    }
}

#[test]
fn every_split_sums_to_the_target() {
    for file in [DOUBLE11, CAR] {
        let funnel = json(&format!("calc funnel {file} --json --now {NOW}"));
        let target = minor(&funnel["target_gmv"]);
        let splits = &funnel["splits"];
        for name in ["phases", "days", "hours", "categories", "roles", "departments"] {
            let parts = list(splits, name);
            // a shop without goods has no categories to split by
            if !parts.is_empty() {
                assert_eq!(parts.iter().map(|p| minor(&p["gmv"])).sum::<i128>(), target, "{file} {name}");
            }
            for part in parts {
                let keys: Vec<&String> = part.as_object().expect("an object").keys().collect();
                assert_eq!(keys.len(), 3, "{file} {name}: {keys:?}");
                assert!(part["key"].as_str().is_some_and(|key| !key.is_empty()) && part.get("id").is_some());
            }
        }
        assert!(list(splits, "days").iter().all(|d| d["key"].as_str().expect("a day").len() == 10));
        assert!(list(splits, "hours").iter().all(|h| h["key"].as_str().expect("an hour").len() == 19));
        assert!(!list(splits, "phases").is_empty() && !list(splits, "departments").is_empty());
    }
}

#[test]
fn the_same_for_people() {
    let zh = done(&format!("calc funnel {DOUBLE11} --now {NOW} --lang zh-Hans"));
    let en = done(&format!("calc funnel {DOUBLE11} --now {NOW} --lang en"));
    for figure in ["50,000,000.00", "2,000,000", "8,400,000", "250.00", "10%"] {
        assert!(zh.contains(figure) && en.contains(figure), "{figure}");
    }
    assert!(zh.contains("目标 GMV") && en.contains("Target GMV"));
    assert!(en.contains("2026-11-11T20:00:00"), "the hours, too");
}

#[test]
fn a_campaign_is_chosen_by_id_by_name_or_by_the_clock() {
    let name = |more: &str| json(&format!("calc funnel {DOUBLE11} --json {more}"))["campaign"].clone();
    let double11 = name(&format!("--now {NOW}"));
    assert_eq!(double11["name"], "2026 双11");
    assert_eq!(name("--now 2026-05-20T00:00")["name"], "2026 618");
    // when nothing comes any more, the last
    assert_eq!(name("--now 2030-01-01T00:00")["name"], "年终清仓");
    assert_eq!(name(&format!("--campaign {} --now 2020-01-01T00:00", double11["id"])), double11);
    let by_name = run(["calc", "funnel", DOUBLE11, "--json", "--campaign", "2026 双11"]);
    let by_name: Value = serde_json::from_slice(&by_name.stdout).expect("JSON");
    assert_eq!(by_name["campaign"], double11);
    let said = failed(words(&format!("calc funnel {DOUBLE11} --campaign nothing --lang en")), 1);
    assert!(said.contains("nothing") && said.contains("2026 双11"), "{said}");
}

#[test]
fn findings_have_their_shape_and_an_error_ends_with_one() {
    let findings = checked(&format!("check {DOUBLE11} --json"));
    let findings = findings.as_array().expect("a list");
    assert!(!findings.is_empty());
    for finding in findings {
        assert!(["error", "warning", "hint"].contains(&finding["severity"].as_str().expect("a severity")));
        assert!(finding["code"].as_str().is_some_and(|code| !code.is_empty()));
        assert!(finding["message"].as_str().is_some_and(|message| !message.is_empty()));
        let place = finding["place"].as_object().expect("a place");
        assert!(place["tab"].is_string() && place["kind"].is_string());
        assert!(place.contains_key("id") && place.contains_key("field") && place.len() == 4);
    }
    let fails = findings.iter().find(|f| f["code"] == "check-fails").expect("the witness basket's");
    assert_eq!((&fails["severity"], &fails["place"]["tab"]), (&"error".into(), &"offers".into()));
    let floor = findings.iter().find(|f| f["code"] == "lowest-below-floor").expect("the guard's");
    assert_eq!((&floor["severity"], &floor["place"]["tab"]), (&"error".into(), &"offers".into()));
    let short = findings.iter().find(|f| f["code"] == "traffic-short").expect("the gap of the sample");
    assert_eq!((&short["severity"], &short["place"]["tab"]), (&"warning".into(), &"funnel".into()));

    // the same project with a conversion beyond 100 %
    let folder = folder();
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(DOUBLE11)).expect("the sample");
    let broken = text.replacen("rate: Fixed(\"25%\")", "rate: Fixed(\"125%\")", 1);
    assert_ne!(text, broken);
    let path = at(&folder, "broken.ron");
    fs::write(&path, broken).expect("written");
    let output = run(["check", &path, "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let found: Value = serde_json::from_slice(&output.stdout).expect("JSON, all the same");
    assert_eq!(found[0]["severity"], "error", "errors first");
    assert!(found.as_array().expect("a list").iter().any(|f| f["code"] == "rate-above-one"));
    let people = run(["check", &path, "--lang", "en"]);
    assert_eq!(people.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&people.stdout).contains("Errors"));
}

#[test]
fn findings_of_one_campaign_leave_the_others_out() {
    let all = checked(&format!("check {DOUBLE11} --json"));
    let id = json(&format!("calc funnel {DOUBLE11} --json --now {NOW}"))["campaign"]["id"].clone();
    let one = checked(&format!("check {DOUBLE11} --json --campaign {id}"));
    let of = |f: &Value| f["campaign"].is_null() || f["campaign"] == id;
    let expected: Vec<&Value> = all.as_array().expect("a list").iter().filter(|f| of(f)).collect();
    assert_eq!(one.as_array().expect("a list").iter().collect::<Vec<_>>(), expected);
}

#[test]
fn bad_files_are_refused_with_a_message() {
    let bad = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/bad");
    let files: Vec<PathBuf> = fs::read_dir(bad)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "ron"))
        .collect();
    assert!(files.len() > 40);
    for file in files {
        for command in ["check", "upgrade"] {
            let before = fs::read(&file).expect("readable");
            let name = file.file_name().expect("a name").to_string_lossy().into_owned();
            let said = failed([command.as_ref(), file.as_os_str()], 1);
            assert!(said.contains(&name), "{said}");
            assert_eq!(fs::read(&file).expect("readable"), before, "{name} is as it was");
        }
    }
    let folder = folder();
    for path in [at(&folder, "none.ron"), folder.path().display().to_string()] {
        failed(["calc", "funnel", &path], 1);
    }
}

#[test]
fn wrong_use_ends_with_two() {
    for line in [
        "chekc",
        "chekc file.ron",
        "check",
        "check a.ron b.ron",
        "check --bogus",
        "calc",
        "calc nothing",
        "calc funnel",
        "calc offers",
        "calc schedule",
        "calc simulation",
        "calc simulation a.ron --draws 0",
        "level",
        "suggest a.ron --rungs 3",
        "suggest a.ron --goal profit",
        "suggest a.ron --rungs 6 --goal profit",
        "suggest a.ron --rungs 3 --goal fame",
        "suggest a.ron --rungs 3 --goal gmv --budget 0",
        "--bogus",
        "a.ron check",
        "render a.ron b.png",
        "render a.ron --tab funnel",
        "render a.ron b.png --tab nothing",
        "render a.ron b.png --tab funnel --size 12",
        "render a.ron b.png --tab funnel --scale x",
        "render a.ron b.png --tab funnel --theme blue",
        "render a.ron b.png --tab funnel --view nothing",
        "render a.ron b.png --tab funnel --now yesterday",
        "new",
        "new a.ron --template nothing",
        "new a.ron --opening 2026-11-01",
        "new a.ron --template level-s --target -1",
        "check a.ron --lang",
        "check a.ron --lang fr",
    ] {
        let en = failed(words(line).into_iter().chain(words("--lang en")), 2);
        assert!(en.contains("promoplan --help"), "{line}: {en}");
    }
    assert!(failed(words("--lang zh-Hans check --bogus"), 2).contains("没有选项 --bogus"));
    assert!(failed(words("--lang zh-Hant check --bogus"), 2).contains("沒有選項 --bogus"));
}

#[test]
fn help_is_in_the_language_asked_for_or_the_systems() {
    for line in [
        "--help",
        "new --help",
        "check -h",
        "calc --help",
        "calc funnel --help",
        "calc offers --help",
        "calc schedule --help",
        "calc simulation --help",
        "level --help",
        "suggest --help",
        "render --help",
    ] {
        let zh = done(&format!("{line} --lang zh-Hans"));
        assert!(zh.contains("用法") && !zh.contains("Usage") && !zh.contains("Print"), "{line}: {zh}");
        assert!(done(line).contains("Usage"), "{line}");
    }
    assert!(done("--version").starts_with(concat!("promoplan ", env!("CARGO_PKG_VERSION"))));
}

#[test]
fn a_new_project_from_each_template() {
    let folder = folder();
    let empty = at(&folder, "empty.ron");
    done(&format!("new {empty} --lang en"));
    assert_eq!(json(&format!("check {empty} --json")), Value::Array(Vec::new()));
    failed(["calc", "funnel", &empty], 1);
    for template in ["level-s", "level-a", "level-b", "level-c", "lead"] {
        let path = at(&folder, &format!("{template}.ron"));
        let more = "--name Spring --opening 2026-04-01 --target 50000000 --aov 250";
        done(&format!("new {path} --template {template} {more}"));
        let text = fs::read_to_string(&path).expect("a file");
        assert!(text.starts_with("#![enable(implicit_some)]"));
        let funnel = json(&format!("calc funnel {path} --json"));
        assert_eq!(funnel["target_gmv"], "50000000");
        assert_eq!(funnel["campaign"]["name"], "Spring");
        assert_eq!(funnel["campaign"]["opening"], "2026-04-01T00:00:00");
        // what is there already stays
        failed(["new", &path, "--template", template], 1);
        assert_eq!(fs::read_to_string(&path).expect("a file"), text);
    }
}

#[test]
fn an_old_file_is_upgraded_once() {
    let folder = folder();
    let path = at(&folder, "old.ron");
    let old = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/v0/double11.ron");
    fs::copy(old, &path).expect("copied");
    assert_eq!(json(&format!("upgrade {path} --json")), serde_json::json!({ "upgraded_from": 0, "format": 1 }));
    let new = fs::read(&path).expect("a file");
    assert_eq!(json(&format!("upgrade {path} --json"))["upgraded_from"], Value::Null);
    assert_eq!(fs::read(&path).expect("a file"), new);
    assert_eq!(json(&format!("calc funnel {path} --json --campaign 双11"))["target_gmv"], "50000000");
}

/// Width and height that a PNG says it has.
fn size(png: &[u8]) -> (u32, u32) {
    assert_eq!(png.get(..8), Some(b"\x89PNG\r\n\x1a\n".as_slice()));
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes"));
    (number(16), number(20))
}

#[test]
fn every_tab_is_drawn_in_every_theme_and_language() {
    let folder = folder();
    let out = at(&folder, "tab.png");
    for tab in TABS {
        for theme in ["light", "dark"] {
            for lang in ["zh-Hans", "zh-Hant", "en"] {
                let line = format!("--tab {tab} --theme {theme} --lang {lang} --now {NOW} --size 1280x800");
                done(&format!("render {DOUBLE11} {out} {line}"));
                let png = fs::read(&out).expect("a picture");
                assert_eq!(size(&png), (1280, 800), "{line}");
                assert!(png.len() > 8_000, "{line}: nearly nothing is drawn");
            }
        }
    }
}

#[test]
fn a_picture_has_the_size_asked_for_and_the_same_bytes_again() {
    let folder = folder();
    let (one, two) = (at(&folder, "one.png"), at(&folder, "two.png"));
    for (more, expected) in [
        ("", (1440, 900)),
        ("--size 1920x1080", (1920, 1080)),
        ("--scale 2", (2880, 1800)),
        ("--size 1000x700 --scale 1.5", (1500, 1050)),
        ("--size 1x1", (1, 1)),
        ("--size 40x3000 --scale 0.25", (10, 750)),
    ] {
        done(&format!("render {CAR} {one} --tab funnel --now {NOW} {more}"));
        done(&format!("render {CAR} {two} --tab funnel --now {NOW} {more}"));
        let png = fs::read(&one).expect("a picture");
        assert_eq!(size(&png), expected, "{more}");
        assert!(png == fs::read(&two).expect("a picture"), "{more}: the same bytes");
    }
    for more in ["--size 0x900", "--size 99999x900", "--scale 0", "--scale 100", "--size 16000x16000"] {
        failed(words(&format!("render {CAR} {one} --tab funnel {more}")), 1);
    }
    failed(words(&format!("render {CAR} {}/none/one.png --tab funnel", folder.path().display())), 1);
    done(&format!("render {two} --tab welcome"));
}

#[test]
fn what_a_view_names_is_drawn() {
    let folder = folder();
    let out = at(&folder, "view.png");
    let draw = |view: &str| {
        done(&format!("render {DOUBLE11} {out} --tab funnel --now {NOW} --lang en {view}"));
        fs::read(&out).expect("a picture")
    };
    let plain = draw("");
    for view in ["findings", "palette", "no-side-pane", "stages", "hours", "departments"] {
        assert!(draw(&format!("--view {view}")) != plain, "{view}");
    }
}

/// The sample with one ladder of coupons and no other offer, and without order values.
fn with_coupons(folder: &tempfile::TempDir) -> String {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join(DOUBLE11);
    let mut project = promoplan::file::open(&sample).expect("the sample").project;
    let rung = |at, off| Rung { at: Money::from_major(at), off: Reduction::Less(Money::from_major(off)) };
    let id = project.campaigns.iter().find(|c| c.name == "2026 双11").expect("the campaign").id;
    let campaign = project.campaigns.get_mut(id).expect("the campaign");
    campaign.offers = Rows::from(vec![Offer {
        id: OfferId(9001),
        rule: OfferRule::Coupon(vec![rung(199, 15), rung(329, 40), rung(459, 60)]),
        uptake: Uptake { claim: Rate::from_percent(90), redemption: Rate::from_percent(80) },
        funding: Funding { platform: Rate::from_percent(20), supplier: Rate::ZERO },
        ..Offer::default()
    }]);
    campaign.stacking = Rows::default();
    campaign.checks = Rows::default();
    campaign.order_values = Arc::default();
    let path = at(folder, "coupons.ron");
    promoplan::file::save(Path::new(&path), &project).expect("written");
    path
}

#[test]
fn what_offers_cost_by_offer_and_phase() {
    let folder = folder();
    let path = with_coupons(&folder);
    let offers = json(&format!("calc offers {path} --json --now {NOW}"));
    let rows = list(&offers, "subsidy");
    assert!(rows.len() > 1, "by phase");
    for row in rows {
        assert_eq!(row["offer"], 9001);
        assert!(row["phase"].is_u64() && row["redemptions"].as_f64().is_some_and(|n| n > 0.0));
        // each use takes 15, 40 or 60 off
        let per_use = minor(&row["amount"]) as f64 / row["redemptions"].as_f64().expect("a number") / 100.0;
        assert!((15.0..=60.0).contains(&per_use), "{per_use}");
        assert_eq!(minor(&row["amount"]), minor(&row["shop"]) + minor(&row["platform"]) + minor(&row["supplier"]));
    }
    let total: i128 = rows.iter().map(|row| minor(&row["amount"])).sum();
    assert_eq!(minor(&offers["total"]), total);
    assert!(offers["margin"].as_f64().is_some_and(|m| m > 0.0 && m < 1.0));
    assert!(minor(&offers["aov"]) > 20_000 && minor(&offers["aov"]) < 30_000);
    for (lang, word) in [("zh-Hans", "对数正态"), ("zh-Hant", "對數常態"), ("en", "log-normal")] {
        assert!(done(&format!("calc offers {path} --now {NOW} --lang {lang}")).contains(word));
    }
    let found = run(words(&format!("check {path} --json --lang zh-Hans")));
    let found: Value = serde_json::from_slice(&found.stdout).expect("JSON");
    let gap = found.as_array().expect("a list").iter().find(|f| f["code"] == "rung-in-gap").expect("459 in the gap");
    assert_eq!(gap["place"], serde_json::json!({ "tab": "offers", "kind": "offer", "id": 9001, "field": "at" }));
    assert!(gap["message"].as_str().expect("text").ends_with("改为 ¥509"), "{gap}");
    // the sample itself may hold no offers: that is an answer, too
    assert!(json(&format!("calc offers {CAR} --json --now {NOW}")).get("subsidy").is_some());
}

/// Two designers' tasks before an opening, one too many at a time.
const TASKS: &str = r#"#![enable(implicit_some)]
(format: 1, shop: (name: "店", departments: [(id: 1, kind: Design)], people: [(id: 2, name: "小李", department: 1)]),
campaigns: [(id: 3, name: "双11",
    phases: [(id: 4, kind: Prepare, start: "2026-09-21T00:00:00", end: "2026-11-01T00:00:00"),
        (id: 5, kind: Launch, start: "2026-11-01T20:00:00", end: "2026-11-12T00:00:00")],
    tasks: [(id: 10, name: "页面"), (id: 11, parent: 10, name: "主图", owner: 2, duration: Work(960)),
        (id: 12, parent: 10, name: "详情页", owner: 2), (id: 13, name: "上线", milestone: true, go_live: true)],
    links: [(id: 14, from: 10, to: 13, lag: Work(480))])])"#;

#[test]
fn a_schedule_in_json_and_for_people() {
    let folder = folder();
    let path = at(&folder, "tasks.ron");
    fs::write(&path, TASKS).expect("written");
    let rows = json(&format!("calc schedule {path} --json --now {NOW}"));
    let row = |n: usize| {
        let row = &rows[n];
        let text = |name: &str| row[name].as_str().expect(name).to_owned();
        (text("wbs"), text("start"), text("finish"), row["total_float_min"].as_i64().expect("float"))
    };
    let expected =
        |wbs: &str, start: &str, finish: &str, float| (wbs.to_owned(), start.to_owned(), finish.to_owned(), float);
    assert_eq!(row(0), expected("1", "2026-09-21T09:00:00", "2026-09-22T18:00:00", 0));
    assert_eq!(row(2), expected("1.2", "2026-09-21T09:00:00", "2026-09-21T18:00:00", 480));
    assert_eq!(row(3), expected("2", "2026-09-23T18:00:00", "2026-09-23T18:00:00", 0));
    assert_eq!(
        (&rows[0]["summary"], &rows[2]["critical"], &rows[3]["free_float_min"]),
        (&true.into(), &false.into(), &0.into())
    );
    for (lang, word) in [("zh-Hans", "总浮动"), ("zh-Hant", "總浮時"), ("en", "Total float")] {
        let said = done(&format!("calc schedule {path} --now {NOW} --lang {lang}"));
        assert!(said.contains(word) && said.contains("1.1"), "{said}");
    }
    let found = checked(&format!("check {path} --json"));
    let codes: Vec<&str> = found.as_array().expect("a list").iter().filter_map(|f| f["code"].as_str()).collect();
    assert!(codes.contains(&"overload"), "{codes:?}");
    assert!(json(&format!("calc schedule {CAR} --json --now {NOW}")).as_array().is_some_and(Vec::is_empty));
}

#[test]
fn a_schedule_is_levelled() {
    let folder = folder();
    let path = at(&folder, "tasks.ron");
    fs::write(&path, TASKS).expect("written");
    let levelled = json(&format!("level {path} --json --time-ms 50 --now {NOW}"));
    assert_eq!((&levelled["overloads_before"], &levelled["overloads_after"]), (&2.into(), &0.into()));
    // one of the two waits for the other, the opening waits for both
    assert_eq!((&levelled["moved"], levelled["finish"].as_str()), (&2.into(), Some("2026-09-24T18:00:00")));
    let said = done(&format!("level {path} --time-ms 50 --now {NOW} --lang en"));
    assert!(said.contains("Overloads 2 → 0, tasks moved 2, last finish 24 Sep"), "{said}");
    assert_eq!(fs::read_to_string(&path).expect("read"), TASKS, "the file stays as it is");
}

#[test]
fn a_ladder_is_suggested_within_its_budget() {
    let folder = folder();
    let path = with_coupons(&folder);
    let ask = |more: &str| json(&format!("suggest {path} --json --now {NOW} {more}"));
    let free = ask("--rungs 3 --goal profit");
    let rungs = list(&free, "rungs");
    assert_eq!(rungs.len(), 3);
    assert!(rungs.windows(2).all(|w| minor(&w[0]["threshold"]) < minor(&w[1]["threshold"])));
    assert!(rungs.windows(2).all(|w| minor(&w[0]["value"]) < minor(&w[1]["value"])));
    let alternatives = list(&free, "alternatives");
    assert!(!alternatives.is_empty() && alternatives.len() <= 4);
    for other in alternatives {
        assert!(minor(&other["profit"]) <= minor(&free["profit"]) + 4);
        assert_eq!(list(other, "rungs").len(), 3);
    }
    let most = ask("--rungs 3 --goal gmv");
    let budget = minor(&most["subsidy"]) * 9 / 10 / 100;
    let bound = ask(&format!("--rungs 3 --goal gmv --budget {budget}"));
    assert!(minor(&bound["subsidy"]) <= budget * 100 + 2 && minor(&bound["gmv"]) <= minor(&most["gmv"]) + 4);
    let said = failed(words(&format!("suggest {path} --rungs 3 --goal gmv --budget 1 --now {NOW} --lang en")), 1);
    assert!(said.contains("Budget too small"), "{said}");
    let people = done(&format!("suggest {path} --rungs 3 --goal profit --now {NOW} --lang zh-Hans"));
    assert!(people.contains("建议") && people.contains("备选 1"), "{people}");
}
#[test]
fn the_lowest_prices_in_json_and_for_people() {
    let folder = folder();
    let file = at(&folder, "floors.ron");
    fs::write(&file, FLOORS).expect("written");
    let rows = json(&format!("floor {file} --json"));
    let rows = rows.as_array().expect("a list");
    assert_eq!(rows.len(), 1);
    let row = &rows[0];
    assert_eq!((&row["sku"], &row["phase"]), (&10.into(), &30.into()));
    assert_eq!((&row["floor"], &row["lowest"], &row["cost"]), (&"80".into(), &"79.10".into(), &"40".into()));
    assert_eq!(row["basket"], serde_json::json!({ "10": 3 }));
    assert_eq!(row["offers"], serde_json::json!([20, 21]));
    assert_eq!((&row["exact"], &row["below_floor"]), (&true.into(), &true.into()));
    assert_eq!(json(&format!("floor {file} --json --phase 30")).as_array().map(Vec::len), Some(1));
    for (lang, word) in [("zh-Hans", "破价"), ("zh-Hant", "破價"), ("en", "Below floor")] {
        let said = done(&format!("floor {file} --lang {lang} --phase 30"));
        assert!(said.contains("记忆枕 × 3") && said.contains("79.10") && said.contains(word), "{said}");
    }
    let said = failed(words(&format!("floor {file} --phase nowhere --lang en")), 1);
    assert!(said.contains("No phase") && said.contains("30"), "{said}");
}

/// A pillow at 99 with a floor of 80, at 90 % from three pieces, and a coupon of 30 from 199.
const FLOORS: &str = r#"(
    format: 1,
    next_id: 100,
    shop: (name: "店"),
    goods: [
        (id: 10, code: "ZT-01", name: "记忆枕", list_price: "99", unit_cost: "40", floor: "80"),
        (id: 11, code: "ZT-02", list_price: "150"),
    ],
    campaigns: [
        (
            id: 1,
            name: "双11",
            phases: [
                (id: 29, kind: Prepare, start: "2026-11-01T00:00:00", end: "2026-11-10T00:00:00"),
                (id: 30, kind: Burst, start: "2026-11-10T00:00:00", end: "2026-11-12T00:00:00"),
            ],
            goods: [
                (sku: 10),
            ],
            offers: [
                (id: 20, rule: PiecesRate([(pieces: 3, pay: "90%")])),
                (id: 21, rule: Coupon([(at: "199", off: Less("30"))])),
            ],
        ),
    ],
)
"#;
