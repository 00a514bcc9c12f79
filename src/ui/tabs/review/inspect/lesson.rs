//! A lesson: its words in full, who sees to it by when, and where it is put to use.

use egui::Ui;

use crate::engine::brief::task_of;
use crate::engine::finding::{Place, PlaceKind, Tab};
use crate::engine::lessons::{LessonFault, Use, add, can_be_used, reuse, reuses};
use crate::model::{Lesson, LessonId, LessonKind, TaskSource};
use crate::text::Msg;
use crate::text::review::{lesson_kind, taught_by};
use crate::ui::action::{Action, Actions};
use crate::ui::input;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::form;
use crate::ui::tabs::review::edits;
use crate::ui::tabs::review::lessons::{Owner, owners, tags};
use crate::ui::tabs::side_rows::{buttons, fact, first_section, inset, line, nothing, paragraph_inked};
use crate::ui::theme::{self, size};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::float::{MenuRow, menu, menu_row};
use crate::ui::widgets::note::Note;
use crate::ui::widgets::{button, check};

/// Where a text stands in a lesson.
type Slot = fn(&mut Lesson) -> &mut String;

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, id: LessonId, actions: &mut Actions) {
    let Some(lesson) = open.project.lessons.get(id) else {
        nothing(ui, scene.text(Msg::ReviewRelatedNone));
        return;
    };
    let step = || scene.text(Msg::ReviewStepLesson);
    ui.add_space(6.0);
    fact(ui, scene.text(Msg::ReviewLessonCampaign), taught_by(scene.texts, open.project, lesson));
    faults(ui, scene, lesson);
    inset(ui, |ui| {
        let names = LessonKind::ALL.map(|kind| scene.text(lesson_kind(kind)));
        let at = LessonKind::ALL.iter().position(|kind| *kind == lesson.kind);
        let picked = button::segmented(ui, scene.text(Msg::ReviewLessonKind), &names, at);
        if let Some(kind) = picked.and_then(|at| LessonKind::ALL.get(at)).copied() {
            edits::lesson(actions, id, step(), move |lesson| lesson.kind = kind);
        }
    });
    let parts: [(Msg, &str, Slot); 3] = [
        (Msg::ReviewLessonFact, &lesson.fact, |lesson| &mut lesson.fact),
        (Msg::ReviewLessonCause, &lesson.cause, |lesson| &mut lesson.cause),
        (Msg::ReviewLessonAction, &lesson.action, |lesson| &mut lesson.action),
    ];
    for (msg, text, slot) in parts {
        first_section(ui, scene.text(msg));
        let rect = line(ui, 50.0);
        if let Some(new) = Note::new(scene.text(msg), text).show(ui, rect, ("review lesson", msg, id)) {
            edits::lesson(actions, id, step(), move |lesson| *slot(lesson) = new);
        }
    }
    ui.add_space(size::S12);
    inset(ui, |ui| facts(ui, scene, open, lesson, actions));
    ui.add_space(size::S8);
    uses(ui, scene, open, lesson, actions);
}

fn faults(ui: &mut Ui, scene: &Scene<'_>, lesson: &Lesson) {
    let warn = theme::tokens(ui).warn;
    for fault in lesson.faults() {
        let msg = match fault {
            LessonFault::NoAction => Msg::ReviewLessonNoAction,
            LessonFault::NoOwner => Msg::ReviewLessonNoOwner,
        };
        paragraph_inked(ui, scene.text(msg), warn);
    }
    if lesson.is_overdue(scene.now.date()) {
        paragraph_inked(ui, scene.text(Msg::ReviewLessonOverdue), warn);
    }
}

fn facts(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, lesson: &Lesson, actions: &mut Actions) {
    let t = |msg| scene.text(msg);
    let (id, step) = (lesson.id, t(Msg::ReviewStepLesson));
    form::row(ui, scene, t(Msg::ReviewLessonOwner), |ui| {
        let rows = owners(scene, open);
        let names: Vec<(Owner, &str)> = rows.iter().map(|(of, name)| (*of, name.as_str())).collect();
        let was = Owner::of(lesson);
        let mut owner = was;
        form::choose(ui, t(Msg::ReviewLessonOwner), t(Msg::ReviewNobody), &names, 150.0, &mut owner);
        if owner != was {
            edits::lesson(actions, id, step, move |lesson| Owner::put(owner, lesson));
        }
    });
    form::row(ui, scene, t(Msg::ReviewLessonDue), |ui| {
        let shown = lesson.due.map(|day| day.to_string()).unwrap_or_default();
        let field = Field::new(t(Msg::ReviewLessonDue), &shown, &shown).hint(t(Msg::ReviewNobody)).left();
        let near = scene.now.date();
        let read = |text: &str| form::optional(text, |text| input::day(scene.texts, text, near));
        if let Some(due) = form::typed(ui, field, 104.0, "review lesson due", read) {
            edits::lesson(actions, id, step, move |lesson| lesson.due = due);
        }
    });
    form::row(ui, scene, t(Msg::ReviewLessonTags), |ui| {
        let value = crate::text::line::list(scene.texts, &lesson.tags);
        if let Some(new) = form::text(ui, t(Msg::ReviewLessonTags), &value, t(Msg::ReviewLessonTagsHint), 150.0) {
            edits::lesson(actions, id, step, move |lesson| lesson.tags = tags(&new));
        }
    });
    super::default::show(ui, scene, open, lesson, actions);
    if check::check(ui, t(Msg::ReviewLessonInLibrary), lesson.reusable) {
        edits::lesson(actions, id, step, |lesson| lesson.reusable = !lesson.reusable);
    }
    if check::check(ui, t(Msg::ReviewLessonDone), lesson.done) {
        edits::lesson(actions, id, step, |lesson| lesson.done = !lesson.done);
    }
}

/// How often it was put to use, and the button that does it here.
fn uses(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, lesson: &Lesson, actions: &mut Actions) {
    let used = reuses(open.project, lesson.id);
    if used > 0 {
        let words = scene.texts.with(Msg::ReviewLessonUsed, &[("n", used.into())]);
        fact(ui, scene.text(Msg::ReviewLessonUses), &words);
    }
    let (campaign, id) = (open.campaign.id, lesson.id);
    buttons(ui, |ui| {
        if let Some(task) = task_of(open.campaign, TaskSource::Lesson(id.0))
            && button::link(ui, scene.text(Msg::ReviewLessonGoTask)).clicked()
        {
            actions.push(Action::GoTo(Place::at(Tab::Calendar, PlaceKind::Task).row(task.0)));
        }
        let left: Vec<Use> = Use::ALL.into_iter().filter(|how| can_be_used(open.campaign, lesson, *how)).collect();
        if left.is_empty() {
            return;
        }
        let response = button::secondary(ui, scene.text(Msg::ReviewLessonUse));
        let picked = menu(&response, 168.0, |ui| {
            let mut picked = None;
            for how in &left {
                let label = scene.text(use_name(*how));
                if menu_row(ui, MenuRow { label, ..MenuRow::default() }) {
                    picked = Some(*how);
                }
            }
            picked
        });
        if let Some(Some(how)) = picked {
            let words = asked(lesson);
            actions.edit(scene.text(Msg::ReviewStepLessonUse), move |project| {
                reuse(project, campaign, id, how, words);
            });
        }
    });
}

const fn use_name(how: Use) -> Msg {
    match how {
        Use::Task => Msg::ReviewUseTask,
        Use::Check => Msg::ReviewUseCheck,
        Use::Risk => Msg::ReviewUseRisk,
        Use::Default => Msg::ReviewUseDefault,
    }
}

/// What a lesson asks for, in its words.
fn asked(lesson: &Lesson) -> String {
    let words = if lesson.action.trim().is_empty() { &lesson.fact } else { &lesson.action };
    words.trim().to_owned()
}

/// A lesson of another file: read, and taken into this project.
pub(super) fn found(
    ui: &mut Ui,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    at: usize,
    actions: &mut Actions,
) {
    let state = &mut view.tabs.review;
    let library = state.lessons.folder.as_ref().map(|folder| std::sync::Arc::clone(&folder.library));
    let Some(entry) = library.as_ref().and_then(|library| library.entries().get(at)) else {
        nothing(ui, scene.text(Msg::ReviewRelatedNone));
        return;
    };
    ui.add_space(6.0);
    fact(ui, scene.text(Msg::ReviewLessonFile), &entry.file);
    fact(ui, scene.text(Msg::ReviewLessonCampaign), &entry.campaign);
    fact(ui, scene.text(Msg::ReviewLessonKind), scene.text(lesson_kind(entry.lesson.kind)));
    let lesson = &entry.lesson;
    let parts = [
        (Msg::ReviewLessonFact, &lesson.fact),
        (Msg::ReviewLessonCause, &lesson.cause),
        (Msg::ReviewLessonAction, &lesson.action),
    ];
    for (msg, text) in parts.into_iter().filter(|(_, text)| !text.is_empty()) {
        first_section(ui, scene.text(msg));
        paragraph_inked(ui, text, theme::tokens(ui).t1);
    }
    ui.add_space(size::S12);
    let taken = buttons(ui, |ui| button::primary(ui, scene.text(Msg::ReviewFolderTake)).clicked());
    if taken {
        let origin = format!("{} · {}", entry.campaign, entry.file);
        let new = Lesson {
            campaign: None,
            origin,
            owner: None,
            department: None,
            noted: Some(scene.now.date()),
            done: false,
            ..(**lesson).clone()
        };
        state.lessons.show_all();
        state.lessons.sought = Some(LessonId(open.project.next_id.max(1)));
        actions.edit(scene.text(Msg::ReviewStepLessonAdd), move |project| {
            add(project, new);
        });
    }
}
