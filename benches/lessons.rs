//! How long a keystroke takes among the lessons of a folder of 200 project files, and how long the folder takes to be read beside the
//! window.
//!
//! `cargo bench --bench lessons`

#![allow(clippy::expect_used, reason = "a bench that cannot run should say so")]

use std::sync::Arc;
use std::time::{Duration, Instant};

use promoplan::engine::lessons::{Filter, Library, LibraryEntry, Words};
use promoplan::file;
use promoplan::model::{Lesson, LessonId, LessonKind, Project};

/// Project files of the folder.
const FILES: u32 = 200;
/// Lessons of each: ten campaigns with five lessons.
const EACH: u32 = 50;

const FACTS: [&str; 6] = [
    "收藏加购回流转化低于计划",
    "引流款断货 19 小时",
    "直播场 GMV 超计划 9%",
    "会场设计晚 2 天上线",
    "老客回访客单价高于新客",
    "Search ads became 21 % dearer after 5 November",
];
const ACTIONS: [&str; 4] =
    ["预热期加一档券", "安全库存按爆发日 1.5 倍", "S 级前两周设计排期锁定", "Book long-tail keywords earlier"];

fn lesson(n: u32) -> Lesson {
    let pick = |list: &[&str], n: u32| list.get(n as usize % list.len()).copied().unwrap_or_default().to_owned();
    Lesson {
        id: LessonId(n + 1),
        kind: LessonKind::ALL[n as usize % 2],
        fact: format!("{} {n}", pick(&FACTS, n)),
        cause: format!("原因 {}", n % 97),
        action: pick(&ACTIONS, n / 3),
        origin: format!("{} 双11", 2000 + n % 26),
        tags: vec![pick(&["预热", "备货", "直播", "排期", "投放"], n / 7)],
        reusable: true,
        ..Lesson::default()
    }
}

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    for n in 0..FILES {
        let lessons: Vec<Lesson> = (0..EACH).map(|at| lesson(n * EACH + at)).collect();
        let project = Project { lessons: lessons.into(), ..Project::default() };
        let text = file::write(&project).expect("written");
        std::fs::write(folder.path().join(format!("{n}.ron")), text).expect("a file");
    }
    let start = Instant::now();
    let mut entries = Vec::new();
    for n in 0..FILES {
        let name = format!("{n}.ron");
        let project = file::open(&folder.path().join(&name)).expect("it opens").project;
        let entry = |lesson: &Arc<Lesson>| {
            LibraryEntry::new(lesson, lesson.origin.clone(), "用户 沈予".to_owned(), name.clone())
        };
        entries.extend(project.lessons.iter().map(entry));
    }
    println!("{} lessons of {FILES} files read in {:.1} ms", entries.len(), millis(start.elapsed()));
    let library = Library::new(entries);
    let query = "收藏 转化 预热 双11 2016";
    let mut times: Vec<Duration> = Vec::new();
    for _ in 0..20 {
        for (end, _) in query.char_indices().skip(1).chain([(query.len(), ' ')]) {
            let start = Instant::now();
            let found = library.find(&Words::new(&query[..end]), &Filter::default());
            times.push(start.elapsed());
            std::hint::black_box(found);
        }
    }
    times.sort_unstable();
    let at = |part: usize| times.get((times.len() - 1) * part / 100).copied().unwrap_or_default();
    println!("a keystroke: median {:.2} ms, worst {:.2} ms (at most 50)", millis(at(50)), millis(at(100)));
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
