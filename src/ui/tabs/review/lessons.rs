//! Lessons: those of this campaign, of all campaigns of the file, of a folder of files; found by their words.

mod source;

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Align2, Rect, Ui, UiBuilder, pos2, vec2};

use self::source::{KIND, Source, key, lesson_of, read};
pub(super) use self::source::{Owner, owners, tags};
use super::Chosen;
use super::rows::{self, Steps};
use crate::engine::lessons::{Filter, Library, LibraryEntry, Words};
use crate::model::{LessonId, LessonKind};
use crate::text::review::{lesson_kind, owner_name, taught_by};
use crate::text::{Lang, Msg};
use crate::ui::action::{Action, Actions, LessonsRequest};
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::later::empty;
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::float::{MenuRow, menu, menu_line, menu_row};
use crate::ui::widgets::grid::{Grid, GridEvent, GridState};
use crate::ui::widgets::{button, paint, pane};

/// Whose lessons are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// This campaign's.
    #[default]
    Here,
    /// Those of all campaigns of the file.
    All,
    /// Those of the projects of a folder.
    Folder,
}

/// The lessons of a folder of projects, as far as they are read.
#[derive(Clone, Debug, Default)]
pub struct FolderLessons {
    /// The folder.
    pub path: PathBuf,
    /// Whether it is still being read.
    pub reading: bool,
    /// How many project files there are.
    pub files: usize,
    /// Their lessons.
    pub library: Arc<Library>,
    /// Files that could not be read, by name, and why.
    pub broken: Vec<(String, String)>,
}

impl Scope {
    const ALL: [Self; 3] = [Self::Here, Self::All, Self::Folder];
}

/// What the table remembers.
#[derive(Debug, Default)]
pub struct LessonsState {
    /// The table.
    pub grid: GridState,
    /// The lesson that is to be shown.
    pub sought: Option<LessonId>,
    /// The first lesson is to be chosen.
    pub first: bool,
    /// The folder whose lessons are searched, too.
    pub folder: Option<FolderLessons>,
    scope: Scope,
    query: String,
    filter: Filter,
    kept: Option<(Stamp, Arc<Library>)>,
    found: Option<(Asked, Arc<Vec<usize>>)>,
}

type Stamp = (u64, u64, Scope, Lang, usize);
type Asked = (Stamp, String, Filter);

impl LessonsState {
    /// Shows the lessons of all campaigns, whatever was looked for.
    pub fn show_all(&mut self) {
        self.scope = Scope::All;
        self.clear();
    }

    fn clear(&mut self) {
        self.query.clear();
        self.filter = Filter::default();
    }

    fn is_filtered(&self) -> bool {
        !self.query.trim().is_empty() || self.filter != Filter::default()
    }
}

const STEPS: Steps =
    Steps { change: Msg::ReviewStepLesson, add: Msg::ReviewStepLessonAdd, delete: Msg::ReviewStepLessonDrop };

/// The lessons of the scope, in the order of the file; made once for each change.
fn library(scene: &Scene<'_>, open: &Open<'_>, state: &mut LessonsState) -> (Stamp, Arc<Library>) {
    let read = state.folder.as_ref().map_or(0, |folder| Arc::as_ptr(&folder.library).addr());
    let stamp = (u64::from(open.campaign.id.0), open.revision, state.scope, scene.texts.lang(), read);
    if let Some((of, kept)) = &state.kept
        && *of == stamp
    {
        return (stamp, Arc::clone(kept));
    }
    if state.scope == Scope::Folder {
        let library = state.folder.as_ref().map(|folder| Arc::clone(&folder.library)).unwrap_or_default();
        state.kept = Some((stamp, Arc::clone(&library)));
        return (stamp, library);
    }
    let here =
        |lesson: &&Arc<crate::model::Lesson>| state.scope == Scope::All || lesson.campaign == Some(open.campaign.id);
    let entry = |lesson: &Arc<crate::model::Lesson>| {
        let campaign = taught_by(scene.texts, open.project, lesson).to_owned();
        LibraryEntry::new(lesson, campaign, owner_name(scene.texts, open.project, lesson), String::new())
    };
    let library = Arc::new(Library::new(open.project.lessons.iter().filter(here).map(entry).collect()));
    state.kept = Some((stamp, Arc::clone(&library)));
    (stamp, library)
}

fn found(stamp: Stamp, library: &Library, state: &mut LessonsState) -> Arc<Vec<usize>> {
    let asked = (stamp, state.query.clone(), state.filter.clone());
    if let Some((of, kept)) = &state.found
        && *of == asked
    {
        return Arc::clone(kept);
    }
    let found = Arc::new(library.find(&Words::new(&state.query), &state.filter));
    state.found = Some((asked, Arc::clone(&found)));
    found
}

/// Draws the pane.
pub(super) fn show(
    ui: &mut Ui,
    head: Rect,
    body: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
    compact: bool,
) {
    let (stamp, library) = library(scene, open, &mut view.tabs.review.lessons);
    let mut add = title(ui, head, scene, view, actions, &library);
    let found = found(stamp, &library, &mut view.tabs.review.lessons);
    if view.tabs.review.lessons.scope == Scope::Folder && library.entries().is_empty() {
        without_folder(ui, body, scene, view, actions);
    } else if library.entries().is_empty() {
        let line = [scene.text(Msg::ReviewLessonsEmptyLine)];
        empty(ui, body, icons::LIGHTBULB, scene.text(Msg::ReviewLessonsEmpty), &line, |ui| {
            add |= button::primary(ui, scene.text(Msg::ReviewLessonsAdd)).clicked();
        });
    } else if found.is_empty() {
        let line = [scene.text(Msg::ReviewLessonsNoneLine)];
        empty(ui, body, icons::SEARCH, scene.text(Msg::ReviewLessonsNone), &line, |ui| {
            if button::secondary(ui, scene.text(Msg::ReviewLessonsClear)).clicked() {
                view.tabs.review.lessons.clear();
            }
        });
    } else {
        table(ui, body, scene, open, view, actions, (&library, &found), compact);
    }
    if add {
        let state = &mut view.tabs.review;
        state.lessons.clear();
        if state.lessons.scope == Scope::Folder {
            state.lessons.scope = Scope::Here;
        }
        state.lessons.sought = Some(LessonId(open.project.next_id.max(1)));
        rows::apply(scene, open, STEPS, GridEvent::AddAtEnd, |column, value| read(open, column, value), actions);
    }
}

/// No folder is chosen, it is being read, or its projects teach nothing.
fn without_folder(ui: &mut Ui, body: Rect, scene: &Scene<'_>, view: &mut View, actions: &mut Actions) {
    let (title, line) = match &view.tabs.review.lessons.folder {
        None => (Msg::ReviewFolderNone, Msg::ReviewFolderNoneLine),
        Some(folder) if folder.reading => (Msg::ReviewFolderReading, Msg::ReviewFolderReadingLine),
        Some(_) => (Msg::ReviewFolderEmpty, Msg::ReviewFolderNoneLine),
    };
    empty(ui, body, icons::FOLDER_OPEN, scene.text(title), &[scene.text(line)], |ui| {
        if button::primary(ui, scene.text(Msg::ReviewFolderChoose)).clicked() {
            actions.push(Action::Lessons(LessonsRequest::Pick));
        }
    });
}

fn table(
    ui: &mut Ui,
    body: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
    (library, found): (&Library, &Arc<Vec<usize>>),
    compact: bool,
) {
    let scope = view.tabs.review.lessons.scope;
    let state = &mut view.tabs.review.lessons;
    let columns = source::columns(scene, open, scope, body.width());
    let entry = |at: usize| library.entries().get(at);
    if std::mem::take(&mut state.first) {
        state.sought = found.first().and_then(|at| entry(*at)).map(|entry| entry.lesson.id);
    }
    let mut chosen = None;
    if let Some(id) = state.sought.filter(|id| found.iter().any(|at| entry(*at).is_some_and(|e| e.lesson.id == *id))) {
        state.sought = None;
        state.grid.select(key(id), KIND);
        chosen = Some(id);
    }
    let sought = (&state.query, state.filter.kind, &state.filter.tag, &state.filter.owner);
    let stamp = open.table_revision_of((state.scope as u8, sought, std::ptr::from_ref(library).addr()));
    let folder = scope == Scope::Folder;
    let source = Source { scene, open, library, found, folder };
    let mut grid = Grid::new("lessons", scene.text(Msg::ReviewLessons), scene.texts, &columns, &source)
        .revision(stamp)
        .compact(compact)
        .near(scene.now.date());
    if !folder {
        grid = grid.add_line(scene.text(Msg::ReviewLessonsAdd)).allow_delete();
    }
    let events = grid.show(&mut paint::at(ui, body, "lessons grid"), &mut state.grid).events;
    if let Some(id) = chosen {
        view.tabs.review.choose(Chosen::Lesson(id));
    }
    for event in events {
        if let GridEvent::Activate(row, _) = event {
            let chosen = source::found_of(row).map_or(Chosen::Lesson(lesson_of(row)), Chosen::Found);
            view.tabs.review.choose(chosen);
        }
        if folder {
            continue;
        }
        if let GridEvent::AddAtEnd = event {
            view.tabs.review.lessons.sought = Some(LessonId(open.project.next_id.max(1)));
        }
        rows::apply(scene, open, STEPS, event, |column, value| read(open, column, value), actions);
    }
}

/// How many there are, whose, the search and the button that adds one; whether one is to be added.
fn title(
    ui: &mut Ui,
    head: Rect,
    scene: &Scene<'_>,
    view: &mut View,
    actions: &mut Actions,
    library: &Library,
) -> bool {
    let p = theme::tokens(ui);
    let entries = library.entries();
    let kept = entries.iter().filter(|entry| entry.lesson.reusable).count();
    let mut x = head.left();
    if !entries.is_empty() {
        let words = [("n", entries.len().into()), ("kept", kept.into())];
        let words = scene.texts.with(Msg::ReviewLessonsCount, &words);
        let at = pos2(x, head.center().y);
        x = pane::label(ui, at, Align2::LEFT_CENTER, &words, fonts::text(), p.t2).rect.right() + size::S12;
    }
    if view.pose.is_some() {
        return false;
    }
    let names = [Msg::ReviewLessonsHere, Msg::ReviewLessonsAll, Msg::ReviewLessonsFolder].map(|msg| scene.text(msg));
    let width = button::segmented_width(ui, &names);
    let place = Rect::from_min_size(pos2(x, head.center().y - 12.0), vec2(width, size::FIELD));
    let state = &mut view.tabs.review.lessons;
    let chosen = Scope::ALL.iter().position(|scope| *scope == state.scope);
    let mut child = paint::at(ui, place, "lessons scope");
    let picked = button::segmented(&mut child, scene.text(Msg::ReviewLessonsScope), &names, chosen);
    if let Some(scope) = picked.and_then(|at| Scope::ALL.get(at)) {
        state.scope = *scope;
        state.grid = GridState::default();
    }
    let mut left = place.right() + size::S12;
    if state.scope == Scope::Folder {
        left = folder_words(ui, pos2(left, head.center().y), scene, state, actions);
    }
    let words = scene.text(Msg::ReviewLessonsAdd);
    let width = paint::width(ui.painter(), words, fonts::text()) + 44.0;
    let right = head.right() - size::S12;
    let at = Rect::from_min_size(pos2(right - width, head.center().y - 13.0), vec2(width, 26.0));
    let mut child = ui.new_child(
        UiBuilder::new().id_salt("add lesson").max_rect(at).layout(egui::Layout::right_to_left(egui::Align::Center)),
    );
    let add = button::secondary_with_icon(&mut child, icons::PLUS, words).clicked();
    let room = at.left() - size::S8 - left;
    let filter = Rect::from_min_size(pos2(at.left() - size::S8 - 28.0, head.center().y - 14.0), vec2(28.0, 28.0));
    filters(ui, filter, scene, state, library);
    let width = 168.0f32.min(room - 40.0).max(80.0);
    let place = Rect::from_min_size(pos2(filter.left() - size::S4 - width, head.center().y - 13.0), vec2(width, 26.0));
    search(ui, place, scene, state);
    add
}

/// Which folder, how many files of it, and those that could not be read; gives where the words end.
fn folder_words(ui: &mut Ui, at: egui::Pos2, scene: &Scene<'_>, state: &LessonsState, actions: &mut Actions) -> f32 {
    let Some(folder) = &state.folder else { return at.x };
    let p = theme::tokens(ui);
    let name = folder.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let words = [("name", crate::text::line::tame(&name).into_owned().into()), ("n", folder.files.into())];
    let words = scene.texts.with(Msg::ReviewFolderFiles, &words);
    let galley = paint::cut(ui.painter(), &words, fonts::text(), p.t2, 190.0);
    let rect = Rect::from_min_size(pos2(at.x, at.y - galley.size().y / 2.0), galley.size());
    ui.painter().galley(rect.min, galley, p.t2);
    pane::named(ui, rect, &words).on_hover_text(folder.path.display().to_string());
    let mut x = rect.right() + size::S8;
    let mut link = |ui: &mut Ui, words: &str, salt: &str| {
        let width = paint::width(ui.painter(), words, fonts::text());
        let place = Rect::from_min_size(pos2(x, at.y - 10.0), vec2(width, 20.0));
        x = place.right() + size::S8;
        button::link(&mut paint::at(ui, place, salt), words)
    };
    if link(ui, scene.text(Msg::ReviewFolderOther), "lessons folder").clicked() {
        actions.push(Action::Lessons(LessonsRequest::Pick));
    }
    if !folder.broken.is_empty() {
        let words = scene.texts.with(Msg::ReviewFolderBroken, &[("n", folder.broken.len().into())]);
        let notes = || folder.broken.iter().map(|(file, why)| format!("{file}: {why}")).collect::<Vec<_>>();
        let response = link(ui, &words, "lessons broken").on_hover_text(notes().join("\n"));
        if response.clicked() {
            actions.push(Action::Lessons(LessonsRequest::Broken));
        }
    }
    x
}

/// The field looks for its words with every key.
fn search(ui: &mut Ui, place: Rect, scene: &Scene<'_>, state: &mut LessonsState) {
    let p = theme::tokens(ui);
    let name = scene.text(Msg::ReviewLessonsSearch);
    let inner = place.with_min_x(place.left() + 22.0);
    let mut child = paint::at(ui, place, "lessons search");
    let id = child.scope_id().with("field");
    let focus = child.memory(|memory| memory.has_focus(id));
    let edge = if focus { p.accent } else { p.field };
    let stroke = egui::Stroke::new(1.0, edge);
    let corner = egui::CornerRadius::same(size::RADIUS);
    child.painter().rect(place, corner, p.panel, stroke, egui::StrokeKind::Inside);
    paint::icon(child.painter(), pos2(place.left() + 13.0, place.center().y), icons::SEARCH, size::ICON_TEXT, p.t2);
    let mut text = paint::at(&mut child, inner.shrink2(vec2(2.0, 0.0)), "lessons search text");
    let edit = egui::TextEdit::singleline(&mut state.query)
        .id(id)
        .font(fonts::text())
        .text_color(p.t1)
        .hint_text(egui::RichText::new(name).color(p.t3))
        .frame(egui::Frame::NONE)
        .margin(egui::Margin::ZERO)
        .char_limit(200)
        .align(egui::Align2::LEFT_CENTER)
        .min_size(inner.size() - vec2(8.0, 0.0))
        .desired_width(inner.width() - 8.0);
    text.add(edit).accessible_name(name);
    if focus && child.input(|i| i.key_pressed(egui::Key::Escape)) {
        state.query.clear();
    }
}

/// The filters by kind, tag and owner.
fn filters(ui: &mut Ui, place: Rect, scene: &Scene<'_>, state: &mut LessonsState, library: &Library) {
    let mut child = paint::at(ui, place, "lessons filter");
    let on = state.filter != Filter::default();
    let name = scene.text(Msg::ReviewLessonsFilter);
    let response = button::icon_with(&mut child, icons::LIST_FILTER, name, on, size::ICON);
    let mut owners: Vec<&str> = library.entries().iter().map(|entry| entry.owner.as_str()).collect();
    owners.sort_unstable();
    owners.dedup();
    owners.retain(|owner| !owner.is_empty());
    menu(&response, 200.0, |ui| {
        let row = |ui: &mut Ui, label: &str, on: bool| menu_row(ui, MenuRow { label, on, ..MenuRow::default() });
        for kind in LessonKind::ALL {
            let on = state.filter.kind == Some(kind);
            if row(ui, scene.text(lesson_kind(kind)), on) {
                state.filter.kind = if on { None } else { Some(kind) };
            }
        }
        let tags = library.tags();
        if !tags.is_empty() {
            menu_line(ui);
        }
        for tag in tags.into_iter().take(10) {
            let on = state.filter.tag.as_ref() == Some(&tag);
            if row(ui, &tag, on) {
                state.filter.tag = if on { None } else { Some(tag) };
            }
        }
        if !owners.is_empty() {
            menu_line(ui);
        }
        for owner in owners.into_iter().take(10) {
            let on = state.filter.owner.as_deref() == Some(owner);
            if row(ui, owner, on) {
                state.filter.owner = if on { None } else { Some(owner.to_owned()) };
            }
        }
        if state.is_filtered() {
            menu_line(ui);
            if row(ui, scene.text(Msg::ReviewLessonsClear), false) {
                state.clear();
            }
        }
    });
}
