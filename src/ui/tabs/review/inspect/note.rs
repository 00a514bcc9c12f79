//! Lessons that belong to what is looked at, and the form that notes another.

use egui::{Align2, Ui, pos2};
use jiff::civil::Date;

use crate::engine::lessons::{add, become_task};
use crate::model::{Lesson, LessonId, LessonKind};
use crate::text::Msg;
use crate::text::review::{lesson_kind, taught_by};
use crate::ui::action::Actions;
use crate::ui::input;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::form;
use crate::ui::tabs::review::lessons::{Owner, owners};
use crate::ui::tabs::review::{Chosen, LowerPane};
use crate::ui::tabs::side_rows::{buttons, inset, line, nothing, section};
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::note::Note;
use crate::ui::widgets::select::select;
use crate::ui::widgets::{button, paint, pane};

/// Related lessons that are listed; the table has all.
const LISTED: usize = 4;

/// A lesson that is being written.
#[derive(Clone, Debug, Default)]
pub(in crate::ui::tabs::review) struct Draft {
    kind: LessonKind,
    text: String,
    owner: Option<Owner>,
    due: Option<Date>,
}

/// Lessons that speak of it: those whose words hold its name.
pub(super) fn related(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, about: &str) {
    if about.is_empty() {
        return;
    }
    let p = theme::tokens(ui);
    let head = section(ui, scene.text(Msg::ReviewRelated));
    let found = open.answers.speaking_of(open.project, about);
    let words = scene.texts.with(Msg::ReviewRelatedCount, &[("n", found.len().into())]);
    let at = pos2(head.right(), head.center().y + 2.0);
    pane::label(ui, at, Align2::RIGHT_CENTER, &words, fonts::text(), p.t2);
    if found.is_empty() {
        nothing(ui, scene.text(Msg::ReviewRelatedNone));
        return;
    }
    let mut go = None;
    for lesson in found.iter().rev().filter_map(|id| open.project.lessons.get(*id)).take(LISTED) {
        let rect = line(ui, 24.0);
        let name = taught_by(scene.texts, open.project, lesson);
        let galley = paint::cut(ui.painter(), name, fonts::text(), p.t2, rect.width() * 0.36);
        ui.painter().galley(pos2(rect.left(), rect.center().y - galley.size().y / 2.0), galley, p.t2);
        let room = rect.width() * 0.6;
        let galley = paint::cut(ui.painter(), &lesson.fact, fonts::text(), p.t1, room);
        let width = galley.size().x;
        let place = egui::Rect::from_min_max(pos2(rect.right() - width, rect.top()), rect.max);
        let response = ui.interact(rect, ui.scope_id().with(("related lesson", lesson.id)), egui::Sense::click());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, format!("{name} {}", lesson.fact)));
        let ink = if response.hovered() { p.input } else { p.t1 };
        ui.painter().galley(pos2(place.left(), rect.center().y - galley.size().y / 2.0), galley, ink);
        if response.has_focus() {
            button::focus_ring(ui.painter(), rect, p);
        }
        if response.on_hover_text(&lesson.fact).on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
            go = Some(lesson.id);
        }
    }
    if let Some(id) = go {
        let state = &mut view.tabs.review;
        state.lower = LowerPane::Lessons;
        state.lessons.show_all();
        state.lessons.sought = Some(id);
        state.choose(Chosen::Lesson(id));
    }
}

/// The form.
pub(super) fn form(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    section(ui, scene.text(Msg::ReviewNote));
    let state = &mut view.tabs.review;
    let draft = &mut state.draft;
    inset(ui, |ui| {
        let names = LessonKind::ALL.map(|kind| scene.text(lesson_kind(kind)));
        let at = LessonKind::ALL.iter().position(|kind| *kind == draft.kind);
        let width = ui.available_width();
        let picked = select(ui, scene.text(Msg::ReviewLessonKind), &names, at, width);
        if let Some(kind) = picked.and_then(|at| LessonKind::ALL.get(at)) {
            draft.kind = *kind;
        }
        ui.add_space(size::S4);
    });
    let rect = line(ui, 64.0);
    let note = Note::new(scene.text(Msg::ReviewNote), &draft.text).hint(scene.text(Msg::ReviewNoteHint));
    if let Some(new) = note.show(ui, rect, "review draft") {
        draft.text = new;
    }
    ui.add_space(size::S8);
    inset(ui, |ui| {
        let half = (ui.available_width() - size::S8) / 2.0;
        ui.horizontal(|ui| {
            let rows = owners(scene, open);
            let names: Vec<(Owner, &str)> = rows.iter().map(|(of, name)| (*of, name.as_str())).collect();
            let none = scene.text(Msg::ReviewNobody);
            form::choose(ui, scene.text(Msg::ReviewNoteOwner), none, &names, half, &mut draft.owner);
            let near = scene.now.date();
            let value = draft.due;
            let shown = value.map(|day| day.to_string()).unwrap_or_default();
            let name = scene.text(Msg::ReviewNoteDue);
            let field = Field::new(name, &shown, &shown).hint(name).left();
            let read = |text: &str| form::optional(text, |text| input::day(scene.texts, text, near));
            if let Some(new) = form::typed(ui, field, half, "review draft due", read) {
                draft.due = new;
            }
        });
    });
    ui.add_space(size::S8);
    // never greyed: the click that leaves the text is the one that keeps it
    let (keep, task) = buttons(ui, |ui| {
        let keep = button::primary(ui, scene.text(Msg::ReviewNoteKeep)).clicked();
        (keep, button::secondary(ui, scene.text(Msg::ReviewNoteTask)).clicked())
    });
    if (keep || task) && !draft.text.trim().is_empty() {
        let draft = std::mem::take(draft);
        let id = LessonId(open.project.next_id.max(1));
        state.lower = LowerPane::Lessons;
        state.lessons.sought = Some(id);
        take(scene, open, &draft, task, actions);
    }
}

fn take(scene: &Scene<'_>, open: &Open<'_>, draft: &Draft, task: bool, actions: &mut Actions) {
    let campaign = open.campaign.id;
    let mut lesson = Lesson {
        campaign: Some(campaign),
        kind: draft.kind,
        fact: draft.text.trim().to_owned(),
        due: draft.due,
        noted: Some(scene.now.date()),
        reusable: !task,
        ..Lesson::default()
    };
    Owner::put(draft.owner, &mut lesson);
    let step = if task { Msg::ReviewStepLessonTask } else { Msg::ReviewStepLessonAdd };
    actions.edit(scene.text(step), move |project| {
        let name = lesson.fact.clone();
        let id = add(project, lesson);
        if task {
            become_task(project, campaign, id, name);
        }
    });
}
