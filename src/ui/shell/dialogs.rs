//! Dialogs that stand in front of the window: unsaved changes, a path where no native dialog can be had, names,
//! deletions, errors, a new project.

use std::collections::BTreeSet;
use std::path::PathBuf;

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Align, Key, Layout, RichText, TextEdit, Ui};

use super::actuals::ActualsForm;
use super::orders::OrdersForm;
use super::templates::TemplatesForm;
use crate::model::{CampaignId, Money};
use crate::text::Msg;
use crate::text::templates::usual;
use crate::ui::action::{
    Action, Actions, ActualsRequest, LessonsRequest, NewCampaign, NewProject, OrdersRequest, Purpose, Template,
    UnsavedAnswer,
};
use crate::ui::scene::{Scene, View};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::float::dialog;
use crate::ui::widgets::{button, check};

/// A dialog in front of the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// Changes would be lost.
    Unsaved {
        /// What the project is called.
        name: String,
        /// How many steps.
        steps: usize,
    },
    /// A path to type, where no native dialog can be had.
    Path {
        /// For what.
        purpose: Purpose,
        /// The path as typed.
        text: String,
    },
    /// Another name for a campaign.
    Rename {
        /// Which.
        id: CampaignId,
        /// The name as typed.
        text: String,
    },
    /// A campaign to be removed.
    Delete {
        /// Which.
        id: CampaignId,
        /// Its name.
        name: String,
    },
    /// Back to the file.
    Revert,
    /// Something went wrong.
    Error {
        /// What.
        title: String,
        /// Where, and what to do.
        detail: String,
    },
    /// What was done, and what of it could not be.
    Report {
        /// What was done.
        title: String,
        /// What could not be, a line each.
        notes: Vec<String>,
    },
    /// A new project.
    New(NewForm),
    /// A new campaign of the open project.
    NewCampaign(NewForm),
    /// Order values: a list to import, or an assumption.
    Orders(Box<OrdersForm>),
    /// Actual figures: a list to import.
    Actuals(Box<ActualsForm>),
    /// Templates of tasks.
    Templates(Box<TemplatesForm>),
}

/// The form of a new project, or of a new campaign, which has no shop; as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewForm {
    /// Shop name.
    pub shop: String,
    /// Campaign name.
    pub campaign: String,
    /// Opening day.
    pub opening: String,
    /// Target GMV.
    pub target: String,
    /// 客单价.
    pub aov: String,
    /// The kind of campaign.
    pub template: Template,
    /// Whether it begins with the usual tasks of its kind.
    pub tasks: bool,
}

enum End {
    Stay,
    Close,
}

/// Draws the dialog in front, if there is one.
pub fn show(ui: &Ui, scene: &Scene<'_>, view: &mut View, actions: &mut Actions) {
    let Some(mut front) = view.dialog.take() else { return };
    // these ask for work beside the window and stay
    if let Dialog::Orders(form) = &mut front {
        if super::orders::show(ui, scene, form, actions) {
            view.dialog = Some(front);
        }
        return;
    }
    if let Dialog::Actuals(form) = &mut front {
        if super::actuals::show(ui, scene, form, actions) {
            view.dialog = Some(front);
        }
        return;
    }
    if let Dialog::Templates(form) = &mut front {
        if super::templates::show(ui, scene, form, actions) {
            view.dialog = Some(front);
        }
        return;
    }
    let before = actions.0.len();
    let end = match &mut front {
        Dialog::Unsaved { name, steps } => unsaved(ui, scene, name, *steps, actions),
        Dialog::Path { purpose, text } => path(ui, scene, *purpose, text, actions),
        Dialog::Rename { id, text } => rename(ui, scene, *id, text, actions),
        Dialog::Delete { id, name } => delete(ui, scene, *id, name, actions),
        Dialog::Revert => revert(ui, scene, actions),
        Dialog::Error { title, detail } => error(ui, scene, title, detail),
        Dialog::Report { title, notes } => report(ui, scene, title, notes),
        Dialog::New(form) => new_project(ui, scene, form, true, actions),
        Dialog::NewCampaign(form) => new_project(ui, scene, form, false, actions),
        Dialog::Orders(_) | Dialog::Actuals(_) | Dialog::Templates(_) => End::Stay,
    };
    if matches!(end, End::Stay) && actions.0.len() == before {
        view.dialog = Some(front);
    }
}

fn heading(ui: &mut Ui, text: &str) {
    let p = theme::tokens(ui);
    ui.label(RichText::new(text).font(fonts::medium(size::TITLE)).color(p.t1));
}

fn words(ui: &mut Ui, text: &str) {
    let p = theme::tokens(ui);
    ui.label(RichText::new(text).color(p.t2));
}

/// The row of buttons at the foot, from the right: the primary one last.
fn foot<R>(ui: &mut Ui, buttons: impl FnOnce(&mut Ui) -> R) -> R {
    ui.add_space(size::S8);
    ui.with_layout(Layout::right_to_left(Align::Center), buttons).inner
}

fn unsaved(ui: &Ui, scene: &Scene<'_>, name: &str, steps: usize, actions: &mut Actions) -> End {
    let (answer, left) = dialog(ui, "unsaved", 420.0, |ui| {
        heading(ui, scene.text(Msg::DialogUnsavedTitle));
        words(ui, &scene.texts.with(Msg::DialogUnsaved, &[("name", name.into()), ("steps", steps.into())]));
        foot(ui, |ui| {
            let mut answer = None;
            if button::primary(ui, scene.text(Msg::DialogSave)).clicked() {
                answer = Some(UnsavedAnswer::Save);
            }
            if button::secondary(ui, scene.text(Msg::DialogCancel)).clicked() {
                answer = Some(UnsavedAnswer::Cancel);
            }
            if button::plain(ui, scene.text(Msg::DialogDiscard)).clicked() {
                answer = Some(UnsavedAnswer::Discard);
            }
            answer
        })
    });
    match answer.or(left.then_some(UnsavedAnswer::Cancel)) {
        Some(answer) => {
            actions.push(Action::Unsaved(answer));
            End::Close
        }
        None => End::Stay,
    }
}

/// A text line of a dialog; whether Enter was pressed in it.
fn line(ui: &mut Ui, name: &str, text: &mut String, focus: bool) -> bool {
    let response =
        ui.add(TextEdit::singleline(text).desired_width(f32::INFINITY).margin(egui::Margin::symmetric(8, 4)));
    let response = response.accessible_name(name);
    // asked before the focus is given back, which would hide that it was lost
    let enter = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
    if focus && !enter && ui.memory(|m| m.focused().is_none()) {
        response.request_focus();
        // typing replaces what stands there; a folder is there to be added to
        if !text.ends_with(std::path::MAIN_SEPARATOR) {
            let mut state = TextEditState::load(ui.ctx(), response.id).unwrap_or_default();
            let end = CCursor::new(text.chars().count());
            state.cursor.set_char_range(Some(CCursorRange::two(CCursor::default(), end)));
            state.store(ui.ctx(), response.id);
        }
    }
    enter
}

/// Two buttons, cancel and the one that does it: (do, cancel).
fn two(ui: &mut Ui, scene: &Scene<'_>, act: Msg, enabled: bool) -> (bool, bool) {
    foot(ui, |ui| {
        let act = ui.add_enabled_ui(enabled, |ui| button::primary(ui, scene.text(act)).clicked()).inner;
        let cancel = button::secondary(ui, scene.text(Msg::DialogCancel)).clicked();
        (act, cancel)
    })
}

/// The title of the dialog that picks a file.
#[must_use]
pub const fn path_title(purpose: Purpose) -> Msg {
    match purpose {
        Purpose::Open => Msg::DialogPathOpen,
        Purpose::Save => Msg::DialogPathSave,
        Purpose::Picture(_) => Msg::DialogPathPicture,
        Purpose::Orders => Msg::OrdersPick,
        Purpose::Lessons => Msg::ReviewFolderPick,
        Purpose::Actuals => Msg::ActualsPick,
        Purpose::PlanIn => Msg::PlanPickIn,
        Purpose::PlanOut => Msg::PlanPickOut,
        Purpose::CalendarOut => Msg::PlanPickCalendar,
    }
}

fn path(ui: &Ui, scene: &Scene<'_>, purpose: Purpose, text: &mut String, actions: &mut Actions) -> End {
    let save =
        !matches!(purpose, Purpose::Open | Purpose::Orders | Purpose::Actuals | Purpose::PlanIn | Purpose::Lessons);
    let ((act, cancel), left) = dialog(ui, "path", 480.0, |ui| {
        heading(ui, scene.text(path_title(purpose)));
        words(ui, scene.text(Msg::DialogPathNote));
        let enter = line(ui, scene.text(Msg::DialogPathField), text, true);
        if save && std::path::Path::new(text.trim()).is_file() {
            let p = theme::tokens(ui);
            ui.label(RichText::new(scene.text(Msg::DialogOverwrite)).color(p.warn));
        }
        let msg = if save { Msg::DialogPathSaveButton } else { Msg::DialogPathOpenButton };
        let (act, cancel) = two(ui, scene, msg, !text.trim().is_empty());
        (act || enter, cancel)
    });
    if act && !text.trim().is_empty() {
        let path = PathBuf::from(text.trim());
        actions.push(match purpose {
            Purpose::Open => Action::OpenPath(path),
            Purpose::Save => Action::SavePath(path),
            Purpose::Picture(pane) => Action::PicturePath(pane, path),
            Purpose::Lessons => Action::Lessons(LessonsRequest::Read(path)),
            Purpose::Orders => Action::Orders(OrdersRequest::Load(path)),
            Purpose::Actuals => Action::Actuals(ActualsRequest::Load(path)),
            Purpose::PlanIn | Purpose::PlanOut | Purpose::CalendarOut => Action::PlanPath(purpose, path),
        });
        return End::Close;
    }
    if cancel || left { End::Close } else { End::Stay }
}

fn rename(ui: &Ui, scene: &Scene<'_>, id: CampaignId, text: &mut String, actions: &mut Actions) -> End {
    let ((act, cancel), left) = dialog(ui, "rename", 400.0, |ui| {
        heading(ui, scene.text(Msg::DialogRenameTitle));
        let enter = line(ui, scene.text(Msg::DialogRenameField), text, true);
        let (act, cancel) = two(ui, scene, Msg::DialogRename, !text.trim().is_empty());
        (act || enter, cancel)
    });
    if act && !text.trim().is_empty() {
        let name = text.trim().to_owned();
        actions.edit(scene.text(Msg::DialogRenameTitle), move |project| {
            if let Some(campaign) = project.campaigns.get_mut(id) {
                campaign.name = name;
            }
        });
        return End::Close;
    }
    if cancel || left { End::Close } else { End::Stay }
}

fn delete(ui: &Ui, scene: &Scene<'_>, id: CampaignId, name: &str, actions: &mut Actions) -> End {
    let ((act, cancel), left) = dialog(ui, "delete", 420.0, |ui| {
        heading(ui, &scene.texts.with(Msg::DialogDeleteTitle, &[("name", name.into())]));
        words(ui, scene.text(Msg::DialogDelete));
        two(ui, scene, Msg::DialogDeleteButton, true)
    });
    if act {
        actions
            .edit(scene.text(Msg::CommandCampaignDelete), move |project| crate::engine::campaigns::delete(project, id));
        return End::Close;
    }
    if cancel || left { End::Close } else { End::Stay }
}

fn revert(ui: &Ui, scene: &Scene<'_>, actions: &mut Actions) -> End {
    let ((act, cancel), left) = dialog(ui, "revert", 420.0, |ui| {
        heading(ui, scene.text(Msg::DialogRevertTitle));
        words(ui, scene.text(Msg::DialogRevert));
        two(ui, scene, Msg::DialogRevertButton, true)
    });
    if act {
        actions.push(Action::RevertNow);
        return End::Close;
    }
    if cancel || left { End::Close } else { End::Stay }
}

fn error(ui: &Ui, scene: &Scene<'_>, title: &str, detail: &str) -> End {
    let (closed, left) = dialog(ui, "error", 520.0, |ui| {
        let p = theme::tokens(ui);
        ui.horizontal(|ui| {
            ui.label(RichText::new(icons::OCTAGON_ALERT).font(fonts::icon(size::ICON)).color(p.error));
            heading(ui, title);
        });
        ui.add(egui::Label::new(RichText::new(detail).color(p.t2)).selectable(true));
        foot(ui, |ui| button::primary(ui, scene.text(Msg::DialogOk)).clicked())
    });
    if closed || left { End::Close } else { End::Stay }
}

/// What was done, and what of it could not be, a line each.
fn report(ui: &Ui, scene: &Scene<'_>, title: &str, notes: &[String]) -> End {
    let (closed, left) = dialog(ui, "report", 560.0, |ui| {
        let p = theme::tokens(ui);
        heading(ui, title);
        words(ui, &scene.texts.with(Msg::PlanNotes, &[("n", notes.len().into())]));
        egui::ScrollArea::vertical().max_height(320.0).auto_shrink([false, true]).show(ui, |ui| {
            for note in notes {
                ui.add(egui::Label::new(RichText::new(note).color(p.t1)).wrap().selectable(true));
            }
        });
        foot(ui, |ui| button::primary(ui, scene.text(Msg::DialogOk)).clicked())
    });
    if closed || left { End::Close } else { End::Stay }
}

fn new_project(ui: &Ui, scene: &Scene<'_>, form: &mut NewForm, with_shop: bool, actions: &mut Actions) -> End {
    let ((act, cancel), left) = dialog(ui, "new", 440.0, |ui| {
        heading(ui, scene.text(if with_shop { Msg::NewTitle } else { Msg::NewCampaignTitle }));
        let names = Template::ALL.map(|t| scene.text(super::welcome::template_name(t)));
        let chosen = Template::ALL.iter().position(|t| *t == form.template);
        ui.horizontal_wrapped(|ui| {
            for (index, name) in names.iter().enumerate() {
                if button::chip(ui, name, None, chosen == Some(index)).clicked()
                    && let Some(template) = Template::ALL.get(index)
                {
                    form.template = *template;
                }
            }
        });
        let mut enter = false;
        for (index, (name, text)) in [
            (Msg::NewShop, &mut form.shop),
            (Msg::NewCampaign, &mut form.campaign),
            (Msg::NewOpening, &mut form.opening),
            (Msg::NewTarget, &mut form.target),
            (Msg::NewAov, &mut form.aov),
        ]
        .into_iter()
        .skip(usize::from(!with_shop))
        .enumerate()
        {
            ui.horizontal(|ui| {
                let p = theme::tokens(ui);
                let (rect, _) = ui.allocate_exact_size(egui::vec2(96.0, size::FIELD), egui::Sense::hover());
                crate::ui::widgets::paint::text(
                    ui.painter(),
                    rect.left_center(),
                    egui::Align2::LEFT_CENTER,
                    scene.text(name),
                    fonts::text(),
                    p.t2,
                );
                enter |= line(ui, scene.text(name), text, index == 0);
            });
        }
        if let Some(usual) = usual(form.template, scene.texts.lang()) {
            let groups: BTreeSet<_> = usual.tasks.iter().filter_map(|task| task.parent).collect();
            let count = usual.tasks.len() - groups.len();
            let words = scene.texts.with(Msg::TemplateNewTasks, &[("n", count.into())]);
            if check::check(ui, &words, form.tasks) {
                form.tasks = !form.tasks;
            }
        }
        let (act, cancel) = two(ui, scene, Msg::NewCreate, read_form(scene, form).is_some());
        (act || enter, cancel)
    });
    if act && let Some(new) = read_form(scene, form) {
        actions.push(if with_shop { Action::Create(new) } else { Action::AddCampaign(new.campaign, new.tasks) });
        return End::Close;
    }
    if cancel || left { End::Close } else { End::Stay }
}

/// The form as a project to make; nothing while the day or a sum cannot be read.
fn read_form(scene: &Scene<'_>, form: &NewForm) -> Option<NewProject> {
    let money = |text: &str| -> Option<Option<Money>> {
        if text.trim().is_empty() {
            return Some(None);
        }
        crate::ui::input::money(scene.texts, text).ok().filter(|m| m.minor() > 0).map(Some)
    };
    Some(NewProject {
        shop: form.shop.trim().to_owned(),
        campaign: NewCampaign {
            name: form.campaign.trim().to_owned(),
            opening: form.opening.trim().parse().ok()?,
            target: money(&form.target)?,
            aov: money(&form.aov)?,
            template: form.template,
        },
        tasks: form.tasks,
    })
}
