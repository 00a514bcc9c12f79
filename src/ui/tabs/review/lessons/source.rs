//! The columns of the lessons, and what stands in their cells.

use std::sync::Arc;

use super::Scope;
use crate::engine::lessons::{Library, LibraryEntry};
use crate::model::{DepartmentId, Lesson, LessonId, LessonKind, PersonId};
use crate::text::Msg;
use crate::text::names::Named as _;
use crate::text::review::lesson_kind;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::review::rows::{Put, text};
use crate::ui::theme::icons;
use crate::ui::widgets::grid::{CellValue, CellView, Column, ColumnId, ColumnKind, GridSource, Ink, Judgement, RowKey};

pub(super) const KIND: ColumnId = ColumnId(1);
const FACT: ColumnId = ColumnId(2);
const CAUSE: ColumnId = ColumnId(3);
const ACTION: ColumnId = ColumnId(4);
const OWNER: ColumnId = ColumnId(5);
const DUE: ColumnId = ColumnId(6);
const TAGS: ColumnId = ColumnId(7);
const REUSABLE: ColumnId = ColumnId(8);
const CAMPAIGN: ColumnId = ColumnId(9);
const FILE: ColumnId = ColumnId(10);

pub(super) fn key(id: LessonId) -> RowKey {
    RowKey(u64::from(id.0))
}

/// The key of an entry of another file, by its place in the library.
fn found_key(at: usize) -> RowKey {
    RowKey(1 << 40 | at as u64)
}

/// Its place, if it is one.
pub(super) fn found_of(key: RowKey) -> Option<usize> {
    if key.0 >> 40 == 1 { usize::try_from(key.0 & 0xff_ffff_ffff).ok() } else { None }
}

pub(super) fn lesson_of(key: RowKey) -> LessonId {
    LessonId(u32::try_from(key.0).unwrap_or_default())
}

/// Who can see to a lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui::tabs::review) enum Owner {
    Person(PersonId),
    Department(DepartmentId),
}

impl Owner {
    /// Whoever a lesson names: the person before the department.
    pub(in crate::ui::tabs::review) fn of(lesson: &Lesson) -> Option<Self> {
        lesson.owner.map(Self::Person).or(lesson.department.map(Self::Department))
    }

    /// Names them in a lesson.
    pub(in crate::ui::tabs::review) fn put(of: Option<Self>, lesson: &mut Lesson) {
        (lesson.owner, lesson.department) = match of {
            Some(Self::Person(id)) => (Some(id), None),
            Some(Self::Department(id)) => (None, Some(id)),
            None => (None, None),
        };
    }
}

/// All who can, by name: people with their department, then the departments.
pub(in crate::ui::tabs::review) fn owners(scene: &Scene<'_>, open: &Open<'_>) -> Vec<(Owner, String)> {
    let shop = &open.project.shop;
    let department = |id: Option<DepartmentId>| id.and_then(|id| shop.departments.get(id));
    let people = shop.people.iter().map(|row| {
        let name = match department(row.department) {
            Some(of) => format!("{} {}", of.name_in(scene.texts), row.name),
            None => row.name.clone(),
        };
        (Owner::Person(row.id), name)
    });
    let departments =
        shop.departments.iter().map(|row| (Owner::Department(row.id), row.name_in(scene.texts).to_owned()));
    people.chain(departments).collect()
}

pub(super) struct Source<'a> {
    pub(super) scene: &'a Scene<'a>,
    pub(super) open: &'a Open<'a>,
    pub(super) library: &'a Library,
    pub(super) found: &'a Arc<Vec<usize>>,
    /// The lessons are those of other files.
    pub(super) folder: bool,
}

impl Source<'_> {
    fn entry(&self, row: usize) -> Option<&LibraryEntry> {
        self.found.get(row).and_then(|at| self.library.entries().get(*at))
    }
}

impl GridSource for Source<'_> {
    fn rows(&self) -> usize {
        self.found.len()
    }

    fn key(&self, row: usize) -> RowKey {
        if self.folder {
            return self.found.get(row).map(|at| found_key(*at)).unwrap_or_default();
        }
        self.entry(row).map(|entry| key(entry.lesson.id)).unwrap_or_default()
    }

    fn cell(&self, row: usize, column: ColumnId) -> CellView<'_> {
        let Some(entry) = self.entry(row) else { return CellView::default() };
        let lesson = &entry.lesson;
        let words = |text: &str| if text.is_empty() { CellView::absent() } else { CellView::new(text.to_owned()) };
        match column {
            KIND => {
                let judged = match lesson.kind {
                    LessonKind::Highlight => Judgement::Better,
                    LessonKind::Shortcoming => Judgement::Worse,
                };
                CellView::new(self.scene.text(lesson_kind(lesson.kind))).judged(judged)
            }
            FACT => words(&lesson.fact),
            CAUSE if lesson.cause.is_empty() => CellView::absent(),
            CAUSE => CellView::inked(lesson.cause.as_str(), Ink::Reference),
            ACTION if lesson.action.trim().is_empty() => CellView::inked("—", Ink::Warn).icon(icons::TRIANGLE_ALERT),
            ACTION => words(&lesson.action),
            OWNER if entry.owner.is_empty() => {
                CellView::inked(self.scene.text(Msg::ReviewNobody), Ink::Warn).icon(icons::TRIANGLE_ALERT)
            }
            OWNER => CellView::inked(entry.owner.as_str(), Ink::Reference),
            DUE => lesson.due.map_or_else(CellView::absent, |due| {
                let late = lesson.is_overdue(self.scene.now.date());
                let view = CellView::inked(due.to_string(), if late { Ink::Warn } else { Ink::Reference });
                if lesson.done { view.icon(icons::CHECK) } else { view }
            }),
            TAGS => words(&crate::text::line::list(self.scene.texts, &lesson.tags)),
            REUSABLE if lesson.reusable => {
                CellView::inked(self.scene.text(Msg::ReviewLessonInLibrary), Ink::Reference).icon(icons::CHECK)
            }
            REUSABLE => CellView::absent(),
            CAMPAIGN => words(&entry.campaign),
            FILE => CellView::inked(entry.file.as_str(), Ink::Reference),
            _ => CellView::default(),
        }
    }

    fn value(&self, row: usize, column: ColumnId) -> CellValue {
        let Some(entry) = self.entry(row) else { return CellValue::Empty };
        let lesson = &entry.lesson;
        let text = |text: &str| if text.is_empty() { CellValue::Empty } else { CellValue::Text(text.to_owned()) };
        let place = |at: Option<usize>| at.map_or(CellValue::Empty, CellValue::Choice);
        match column {
            KIND => place(LessonKind::ALL.iter().position(|kind| *kind == lesson.kind)),
            FACT => text(&lesson.fact),
            CAUSE => text(&lesson.cause),
            ACTION => text(&lesson.action),
            OWNER if self.folder => text(&entry.owner),
            FILE => text(&entry.file),
            OWNER => {
                let of = Owner::of(lesson);
                place(of.and_then(|of| owners(self.scene, self.open).iter().position(|(other, _)| *other == of)))
            }
            DUE => lesson.due.map_or(CellValue::Empty, CellValue::Date),
            TAGS => text(&crate::text::line::list(self.scene.texts, &lesson.tags)),
            REUSABLE => CellValue::Choice(usize::from(!lesson.reusable)),
            CAMPAIGN => text(&entry.campaign),
            _ => CellValue::Empty,
        }
    }

    fn hover(&self, row: usize, column: ColumnId) -> Option<String> {
        let lesson = &self.entry(row)?.lesson;
        (column == DUE && lesson.is_overdue(self.scene.now.date()))
            .then(|| self.scene.text(Msg::ReviewLessonOverdue).to_owned())
    }
}

pub(super) fn columns(scene: &Scene<'_>, open: &Open<'_>, scope: Scope, width: f32) -> Vec<Column> {
    let t = |msg| scene.text(msg).to_owned();
    let kinds: Arc<[String]> = LessonKind::ALL.iter().map(|kind| t(lesson_kind(*kind))).collect();
    let owners: Arc<[String]> = owners(scene, open).into_iter().map(|(_, name)| name).collect();
    let reusable: Arc<[String]> = [t(Msg::ReviewLessonInLibrary), t(Msg::ReviewLessonNo)].into();
    let narrow = width < 1_000.0;
    let wide = |usual: f32, narrowed: f32| if narrow { narrowed } else { usual };
    let mut columns = vec![
        Column::new(KIND, t(Msg::ReviewLessonKind), ColumnKind::Choice(kinds))
            .width(if scene.texts.lang().is_chinese() { 72.0 } else { 112.0 })
            .editable(),
        Column::new(FACT, t(Msg::ReviewLessonFact), ColumnKind::Text).width(wide(230.0, 190.0)).editable().stretch(),
        Column::new(CAUSE, t(Msg::ReviewLessonCause), ColumnKind::Text).width(wide(150.0, 120.0)).editable().stretch(),
        Column::new(ACTION, t(Msg::ReviewLessonAction), ColumnKind::Text)
            .width(wide(200.0, 170.0))
            .editable()
            .stretch(),
        Column::new(OWNER, t(Msg::ReviewLessonOwner), ColumnKind::Reference(owners)).width(96.0).editable(),
        Column::new(DUE, t(Msg::ReviewLessonDue), ColumnKind::Date).width(86.0).editable(),
        Column::new(TAGS, t(Msg::ReviewLessonTags), ColumnKind::Text).width(88.0).editable(),
        Column::new(REUSABLE, t(Msg::ReviewLessonReusable), ColumnKind::Choice(reusable)).width(96.0).editable(),
    ];
    if scope != Scope::Here {
        columns.insert(1, Column::new(CAMPAIGN, t(Msg::ReviewLessonCampaign), ColumnKind::Text).width(100.0));
    }
    if scope == Scope::Folder {
        columns.insert(2, Column::new(FILE, t(Msg::ReviewLessonFile), ColumnKind::Text).width(110.0));
        for column in &mut columns {
            column.editable = false;
        }
    }
    columns
}

/// A cell ready to be put into a lesson.
pub(super) fn read(open: &Open<'_>, column: ColumnId, value: CellValue) -> Option<Put<Lesson>> {
    Some(match column {
        KIND => {
            let CellValue::Choice(at) = value else { return None };
            let kind = *LessonKind::ALL.get(at)?;
            Box::new(move |row| row.kind = kind)
        }
        FACT => {
            let words = text(value);
            Box::new(move |row| row.fact.clone_from(&words))
        }
        CAUSE => {
            let words = text(value);
            Box::new(move |row| row.cause.clone_from(&words))
        }
        ACTION => {
            let words = text(value);
            Box::new(move |row| row.action.clone_from(&words))
        }
        OWNER => {
            let shop = &open.project.shop;
            let people = shop.people.iter().map(|row| Owner::Person(row.id));
            let mut all = people.chain(shop.departments.iter().map(|row| Owner::Department(row.id)));
            let owner = if let CellValue::Choice(at) = value { all.nth(at) } else { None };
            Box::new(move |row| Owner::put(owner, row))
        }
        DUE => {
            let due = if let CellValue::Date(day) = value { Some(day) } else { None };
            Box::new(move |row| row.due = due)
        }
        TAGS => {
            let tags = tags(&text(value));
            Box::new(move |row| row.tags.clone_from(&tags))
        }
        REUSABLE => {
            let reusable = value == CellValue::Choice(0);
            Box::new(move |row| row.reusable = reusable)
        }
        _ => return None,
    })
}

/// Tags as they are typed: divided by commas of any kind, each once.
pub(in crate::ui::tabs::review) fn tags(words: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for tag in words.split(['、', '，', ',', ';', '；']).map(str::trim).filter(|tag| !tag.is_empty()) {
        if !out.iter().any(|known| known == tag) {
            out.push(tag.to_owned());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::tags;

    #[test]
    fn tags_are_divided_by_any_comma() {
        assert_eq!(tags("预热、券，预热, live ;"), ["预热", "券", "live"]);
        assert!(tags(" 、 ").is_empty());
    }
}
