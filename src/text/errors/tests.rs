//! The words of faults, in every language.

use std::io;
use std::path::{Path, PathBuf};

use super::*;
use crate::file::{Expected, Fault, FaultKind, Found, SaveStep, Syntax};
use crate::text::test_rows::reads_well;

fn fault(what: FaultKind) -> OpenError {
    let place = Place {
        line: 12,
        column: 5,
        path: "goods[1].name".to_owned(),
        excerpt: "…(id: 2, nmae: \"枕\")…".to_owned(),
        caret: 9,
    };
    OpenError::Fault(Box::new(Fault { place, what }))
}

fn every_fault() -> Vec<FaultKind> {
    use FaultKind as F;
    const KNOWN: &[&str] = &["id", "code", "name"];
    const MANY: &[&str] = &["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m"];
    let word = || "5".to_owned();
    let founds = [
        Found::Text("\"5\"".to_owned()),
        Found::Number(word()),
        Found::Name("Hero".to_owned()),
        Found::Struct,
        Found::List,
        Found::Map,
        Found::Nothing,
    ];
    let expecteds = [
        Expected::Text,
        Expected::Money,
        Expected::Rate,
        Expected::Date,
        Expected::DateTime,
        Expected::Shifts,
        Expected::Minutes,
        Expected::Integer,
        Expected::Count,
        Expected::PositiveMoney,
        Expected::Counts,
        Expected::Sums,
        Expected::Customers,
        Expected::Mark,
        Expected::Bool,
        Expected::Name,
        Expected::Struct,
        Expected::Tuple,
        Expected::List,
        Expected::Map,
        Expected::Other(String::new()),
        Expected::Other("a pair".to_owned()),
    ];
    let syntaxes = [
        Syntax::UnclosedText,
        Syntax::UnclosedComment,
        Syntax::UnclosedBracket { open: '(' },
        Syntax::WrongBracket { found: ']', expected: ')', line: 7, column: 9 },
        Syntax::UnexpectedChar('%'),
        Syntax::UnexpectedChar('\0'),
        Syntax::UnexpectedEnd,
        Syntax::Missing(','),
        Syntax::MissingName,
        Syntax::InvalidEscape,
        Syntax::TrailingText,
        Syntax::InvalidAttribute,
    ];
    let mut all = vec![
        F::TooDeep { limit: 50 },
        F::NotAProject,
        F::NoFormat,
        F::UnknownField { found: "nmae".to_owned(), nearest: Some("name"), known: KNOWN },
        F::UnknownField { found: "colour".to_owned(), nearest: None, known: KNOWN },
        F::UnknownField { found: "colour".to_owned(), nearest: None, known: MANY },
        F::UnknownField { found: "colour".to_owned(), nearest: None, known: &[] },
        F::UnknownVariant { found: "Brust".to_owned(), nearest: Some("Burst"), known: KNOWN },
        F::UnknownVariant { found: "X".to_owned(), nearest: None, known: KNOWN },
        F::UnknownVariant { found: "X".to_owned(), nearest: None, known: &[] },
        F::MissingField { field: "code" },
        F::DuplicateField { field: "name".to_owned() },
        F::WrongLength { expected: 4, found: 1 },
        F::WrongLength { expected: 4, found: 3 },
        F::DuplicateId { id: "1".to_owned(), first_line: 6 },
        F::IdTooLarge { id: u32::MAX },
        F::Other(String::new()),
        F::Other("odd".to_owned()),
    ];
    all.extend(syntaxes.map(F::Syntax));
    all.extend(founds.map(|found| F::WrongType { expected: Expected::Bool, found }));
    for expected in expecteds {
        let (a, b) = (expected.clone(), expected.clone());
        all.push(F::WrongType { expected, found: Found::List });
        all.push(F::InvalidValue { expected: a, found: word(), detail: None });
        all.push(F::InvalidValue { expected: b, found: word(), detail: Some("too large".to_owned()) });
    }
    all
}

fn check(lang: Lang, trouble: &Trouble) {
    for text in [&trouble.title, &trouble.what, &trouble.advice] {
        // text of the file may stand in it
        reads_well(lang, text);
    }
    let said = trouble.to_string();
    assert!(said.starts_with(&trouble.title) && said.contains(&trouble.what) && said.ends_with(&trouble.advice));
    assert!(trouble.detail().contains(&trouble.what));
}

#[test]
fn every_reason_has_words() {
    let mut errors: Vec<OpenError> = every_fault().into_iter().map(fault).collect();
    let kinds = [
        io::ErrorKind::NotFound,
        io::ErrorKind::PermissionDenied,
        io::ErrorKind::TimedOut,
        io::ErrorKind::ResourceBusy,
        io::ErrorKind::IsADirectory,
        io::ErrorKind::InvalidFilename,
        io::ErrorKind::StorageFull,
        io::ErrorKind::QuotaExceeded,
        io::ErrorKind::ReadOnlyFilesystem,
        io::ErrorKind::FileTooLarge,
        io::ErrorKind::Other,
    ];
    errors.extend(kinds.map(|kind| OpenError::Io(kind.into())));
    errors.extend([
        OpenError::NotAFile,
        OpenError::TooLarge { limit: crate::file::MAX_BYTES },
        OpenError::Empty,
        OpenError::OtherEncoding(Encoding::Utf16),
        OpenError::OtherEncoding(Encoding::Utf32),
        OpenError::NotUtf8 { offset: 26, line: 1, column: 27 },
        OpenError::Newer { found: 2, known: 1 },
    ]);
    for lang in Lang::ALL {
        let texts = Texts::new(lang);
        for error in &errors {
            check(lang, &open_error(&texts, "a.ron", error));
        }
        let steps = [
            SaveStep::Encode,
            SaveStep::Target,
            SaveStep::Create,
            SaveStep::Write,
            SaveStep::Flush,
            SaveStep::Permissions,
            SaveStep::Replace,
        ];
        for step in steps {
            for kind in kinds {
                let error = SaveError { step, source: kind.into() };
                check(lang, &save_error(&texts, "a.ron", &error));
                check(lang, &autosave_error(&texts, &error));
            }
        }
        let reasons = [
            DamageReason::Header(HeaderError::NotASnapshot),
            DamageReason::Header(HeaderError::Damaged("odd".to_owned())),
            DamageReason::Header(HeaderError::Io(io::ErrorKind::PermissionDenied.into())),
            DamageReason::Project(fault(FaultKind::NotAProject)),
        ];
        for reason in reasons {
            check(lang, &damage(&texts, &Damaged { path: PathBuf::from("b.damaged"), reason }));
        }
    }
}

#[test]
fn every_bad_file_is_told_in_every_language() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/bad");
    let mut files = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|e| e != "ron") {
            continue;
        }
        files += 1;
        let error = crate::file::open(&path).unwrap_err();
        for lang in Lang::ALL {
            let trouble = open_error(&Texts::new(lang), "a.ron", &error);
            assert!(!trouble.what.contains("{$") && !trouble.advice.is_empty(), "{trouble}");
            assert!(trouble.to_string().lines().count() <= 5, "{trouble}");
        }
    }
    assert!(files > 50, "{files}");
}

#[test]
fn as_people_read_it() {
    let unknown = || {
        const KNOWN: &[&str] = &["id", "name"];
        fault(FaultKind::UnknownField { found: "nmae".to_owned(), nearest: Some("name"), known: KNOWN })
    };
    for (lang, expected) in [
        (
            Lang::ZhHans,
            "打不开「大促.ron」\n第 12 行第 5 列（goods[1].name）：不认识的字段「nmae」，是不是「name」\n    …(id: 2, nmae: \"枕\")…\n             ^\n没有载入任何内容；用文本编辑器改好这一处再打开",
        ),
        (
            Lang::ZhHant,
            "無法開啟「大促.ron」\n第 12 行第 5 欄（goods[1].name）：不認得的欄位「nmae」，是不是「name」\n    …(id: 2, nmae: \"枕\")…\n             ^\n沒有載入任何內容；用文字編輯器改好這一處再開啟",
        ),
        (
            Lang::En,
            "Cannot open \"大促.ron\"\nLine 12, column 5 (goods[1].name): unknown field \"nmae\", did you mean \"name\"?\n    ...(id: 2, nmae: \"枕\")...\n               ^\nNothing was loaded; correct this place in a text editor and open the file again",
        ),
    ] {
        assert_eq!(open_error(&Texts::new(lang), "大促.ron", &unknown()).to_string(), expected);
    }
    let money = fault(FaultKind::WrongType { expected: Expected::Money, found: Found::Number("199".to_owned()) });
    let full = SaveError { step: SaveStep::Write, source: io::ErrorKind::StorageFull.into() };
    for (lang, what, saved) in [
        (
            Lang::ZhHans,
            "第 12 行第 5 列（goods[1].name）：须为带引号的金额（如 \"66.16\"，最多两位小数），这里却是数字 199",
            "没能保存「a.ron」\n磁盘已满；磁盘上的文件没有改动\n腾出空间后再保存，或另存到其他磁盘",
        ),
        (
            Lang::ZhHant,
            "第 12 行第 5 欄（goods[1].name）：須為加引號的金額（如 \"66.16\"，最多兩位小數），這裡卻是數字 199",
            "未能儲存「a.ron」\n磁碟已滿；磁碟上的檔案沒有更動\n騰出空間後再儲存，或另存到其他磁碟",
        ),
        (
            Lang::En,
            "Line 12, column 5 (goods[1].name): it must be an amount in quotes, like \"66.16\", with two decimals at most, not the number 199",
            "\"a.ron\" was not saved\nThe disk is full; the file on disk is unchanged\nFree some space and save again, or save to another disk",
        ),
    ] {
        let texts = Texts::new(lang);
        assert_eq!(open_error(&texts, "a.ron", &money).what, what);
        assert_eq!(save_error(&texts, "a.ron", &full).to_string(), saved);
    }
}
