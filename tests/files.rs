//! The project file as a whole: what is saved comes back, old files open, bad files say what is wrong, and the page that
//! describes the format is true.

#![allow(clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use common::large::Size;
use common::{any_project, large};
use jiff::civil::date;
use promoplan::file::{self, OpenError};
use promoplan::model::*;
use proptest::prelude::*;

fn fixtures(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(folder);
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "ron"))
        .collect();
    files.sort();
    files
}

fn example() -> String {
    let page = include_str!("../docs/file-format.md").replace("\r\n", "\n");
    let (_, rest) = page.split_once("<!-- example -->\n```ron\n").expect("the example");
    rest.split_once("```").expect("its end").0.to_owned()
}

fn comes_back(project: &Project) {
    let text = file::write(project).expect("written");
    let opened = file::read(text.as_bytes()).unwrap_or_else(|e| panic!("{e}\n{text}"));
    assert_eq!(&opened.project, project, "{text}");
    assert_eq!(opened.upgraded_from, None);
    assert_eq!(file::write(&opened.project).expect("written"), text, "the same bytes");
}

proptest! {
    #[test]
    fn what_is_saved_comes_back(seed: u64) {
        comes_back(&any_project(seed));
    }

    #[test]
    fn any_text_comes_back(name: String, code in "\\PC*", note in "[\"\\\\#r\\n\\r\\t\0 ]*") {
        let mut project = any_project(0);
        std::sync::Arc::make_mut(&mut project.shop).name = name;
        project.goods.push(Sku { id: SkuId(900), code, name: note, ..Sku::default() });
        project.next_id = 901;
        comes_back(&project);
    }
}

#[test]
fn a_larger_project_comes_back() {
    comes_back(&large::project(
        1,
        Size { skus: 300, campaigns: 3, sources: 40, days: 20, hours: 48, goods: 100, tasks: 200, links: 300 },
    ));
    comes_back(&Project::default());
}

#[test]
fn the_layout_is_one_row_a_line() {
    for seed in 0..50 {
        let project = any_project(seed);
        let text = file::write(&project).expect("written");
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.get(..3), Some(&["#![enable(implicit_some)]", "(", "    format: 1,"][..]));
        assert!(text.ends_with("\n)\n"));
        let rows = lines.iter().filter(|l| l.starts_with("        (id: ")).count();
        assert!(rows >= project.goods.len(), "{text}");
        assert!(lines.iter().all(|l| !l.ends_with(' ')));
    }
}

#[test]
fn the_canonical_file_of_format_1_stays_as_it_is() {
    let files = fixtures("v1");
    assert!(!files.is_empty());
    for path in files {
        let text = fs::read_to_string(&path).expect("read");
        let opened = file::open(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        assert_eq!(file::write(&opened.project).expect("written"), text, "{}", path.display());
    }
}

#[test]
fn format_0_is_upgraded() {
    let opened = file::open(&fixtures("v0").remove(0)).expect("opens");
    assert_eq!(opened.upgraded_from, Some(0));
    let project = opened.project;
    assert_eq!(project.shop.name, "花间集旗舰店");
    let sku = project.goods.first().expect("a product");
    assert_eq!(
        (sku.code.as_str(), sku.list_price, sku.unit_cost),
        ("HJ-001", Money::from_minor(129_900), Money::from_minor(31_250))
    );
    let campaign = project.campaigns.first().expect("a campaign");
    assert_eq!(campaign.opening(), Some(date(2024, 10, 31).at(20, 0, 0, 0)));
    let funnel = &campaign.funnel;
    assert_eq!(funnel.gmv, Quantity::Fixed(Money::from_major(50_000_000)));
    assert_eq!(funnel.aov, Quantity::Fixed(Money::from_major(250)));
    let uv = funnel.stages.first().expect("a stage");
    assert_eq!((uv.count, uv.rate), (Quantity::Fixed(Count::new(2_000_000)), Quantity::Fixed(Rate::from_percent(10))));
    let costs: Vec<CostModel> = campaign.traffic.iter().map(|s| s.cost).collect();
    assert_eq!(costs, [CostModel::Fixed(Money::from_major(740_000)), CostModel::Free]);
    assert_eq!(project.campaigns.at(1).map(|c| c.funnel.gmv), Some(Quantity::Free));
    comes_back(&project);
}

/// What a bad file must say, in the words of the file beside it.
fn said(error: &OpenError) -> String {
    let debug = match error {
        OpenError::Fault(fault) => format!("{:?}", fault.what),
        other => format!("{other:?}"),
    };
    match error.place() {
        Some(p) => format!("{}:{} [{}]\n{debug}\n{}\n{}^\n", p.line, p.column, p.path, p.excerpt, " ".repeat(p.caret)),
        None => format!("{debug}\n"),
    }
}

#[test]
fn bad_files_say_what_is_wrong() {
    let mut wrong = Vec::new();
    let files = fixtures("bad");
    assert!(files.len() >= 30, "{}", files.len());
    for path in files {
        let Err(error) = file::open(&path) else { panic!("{} opens", path.display()) };
        let beside = path.with_extension("txt");
        let said = said(&error);
        if std::env::var_os("PROMOPLAN_BLESS").is_some() {
            fs::write(&beside, &said).expect("written");
        }
        let expected = fs::read_to_string(&beside).unwrap_or_default().replace("\r\n", "\n");
        if said != expected {
            wrong.push(format!("{}\n{said}instead of\n{expected}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_no_text_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |bytes: &[u8]| {
        let path = folder.path().join("x.ron");
        fs::write(&path, bytes).expect("written");
        file::open(&path).expect_err("bad").to_string()
    };
    let utf16: Vec<u8> = "\u{feff}(format: 1)".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(put(&utf16), "text in UTF-16, not UTF-8");
    assert_eq!(put(b"(format: 1, shop: (name: \"\xbb\xa8\"))"), "1:27: byte 26 is not UTF-8");
    assert_eq!(put(b""), "empty");
    assert_eq!(put(b"\xef\xbb\xbf\n"), "empty");
    assert_eq!(put(b"(format: 1, \0)"), "1:13: syntax: unexpected '\\0'");
    assert!(matches!(file::open(folder.path()), Err(OpenError::NotAFile)));
    assert!(
        matches!(file::open(&folder.path().join("gone")), Err(OpenError::Io(e)) if e.kind() == std::io::ErrorKind::NotFound)
    );
    let huge = folder.path().join("huge.ron");
    fs::File::create(&huge).and_then(|f| f.set_len(file::MAX_BYTES + 1)).expect("a file of zeros");
    assert!(matches!(file::open(&huge), Err(OpenError::TooLarge { limit: file::MAX_BYTES })));
}

#[test]
fn depth_is_bounded() {
    for (open, close) in [("(", ")"), ("[", "]"), ("{", "}"), ("Some(", ")"), ("(a:", ")")] {
        for head in ["", "(format: 1, shop: ", "(format: 1, shop: (name: \"\"), goods: [(id: 1, code: \"\", floor: "] {
            for end in ["", close] {
                let text = format!("{head}{}{}", open.repeat(100_000), end.repeat(100_000));
                assert!(file::read(text.as_bytes()).is_err());
            }
        }
    }
    let comments = format!("{}(format: 1, shop: (name: \"x\"))", "/*".repeat(100_000));
    assert!(file::read(comments.as_bytes()).is_err());
}

#[test]
fn people_may_write_as_they_like() {
    for text in [
        "(format:1,shop:(name:\"x\"))",
        "\u{feff}// 注释\r\n(\r\n  shop: (name: \"x\",), /* here */ format: 1,\r\n)\r\n",
        "#![enable(implicit_some)] Project(format: 1, shop: Shop(name: r#\"x\"#), goods: [],)",
    ] {
        let opened = file::read(text.as_bytes()).unwrap_or_else(|e| panic!("{text}: {e}"));
        assert_eq!(opened.project.shop.name, "x");
    }
    let some = "(format: 1, shop: (name: \"x\"), goods: [(id: 7, code: \"a\", floor: Some(\"5\"))])";
    let project = file::read(some.as_bytes()).expect("opens").project;
    assert_eq!((project.next_id, project.goods.first().and_then(|s| s.floor)), (8, Some(Money::from_major(5))));
}

#[test]
fn the_example_of_the_page_opens() {
    let example = example();
    let project = file::read(example.as_bytes()).unwrap_or_else(|e| panic!("{e}")).project;
    assert_eq!(project.campaigns.len(), 1);
    assert_eq!(file::write(&project).expect("written"), example, "and it is canonical");
}

/// Every name in the text of a project before a colon or that stands as a value.
fn names(text: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut word = String::new();
    let mut quoted = false;
    let mut escaped = false;
    for c in text.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ if quoted => {}
            c if c.is_ascii_alphabetic() || (c == '_' && !word.is_empty()) => word.push(c),
            _ => {
                if !word.is_empty() {
                    names.insert(std::mem::take(&mut word));
                }
            }
        }
    }
    names
}

#[test]
fn the_page_names_every_field() {
    let page = include_str!("../docs/file-format.md");
    let mut all = BTreeSet::new();
    for seed in 0..400 {
        all.extend(names(&file::write(&any_project(seed)).expect("written")));
    }
    // the attribute in the first line is no field
    all.retain(|name| name != "enable" && name != "implicit_some");
    assert!(all.len() > 100, "{all:?}");
    let described = |name: &str| {
        ["`{}`", "`{}(", "{}:", "({}:", "`{}("].iter().any(|form| page.contains(&form.replace("{}", name)))
    };
    let missing: Vec<&String> = all.iter().filter(|name| !described(name)).collect();
    assert!(missing.is_empty(), "not in docs/file-format.md: {missing:?}");
}

#[test]
fn saving_and_opening() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("双11.ron");
    let project = any_project(7);
    file::save(&path, &project).expect("saved");
    let bytes = fs::read(&path).expect("read");
    file::save(&path, &project).expect("saved again");
    assert_eq!(fs::read(&path).expect("read"), bytes);
    assert_eq!(file::open(&path).expect("opens").project, project);
    assert_eq!(fs::read_dir(folder.path()).expect("folder").count(), 1);
}

/// Skipped where permissions do not bind, as for root.
#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_to() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.ron");
    file::save(&path, &any_project(1)).expect("saved");
    let old = fs::read(&path).expect("read");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).expect("set");
    let binds = fs::write(folder.path().join("probe"), "").is_err();
    let result = file::save(&path, &any_project(2));
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("set");
    if binds {
        let error = result.expect_err("read-only");
        assert_eq!((error.step, error.source.kind()), (file::SaveStep::Create, std::io::ErrorKind::PermissionDenied));
        assert_eq!(fs::read(&path).expect("read"), old);
    }
}
