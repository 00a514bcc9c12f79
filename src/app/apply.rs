//! What becomes of the actions that views hand back.

use egui::Context;

use super::App;
use super::form::put_usual;
use crate::engine::finding::{Place, PlaceKind, Tab};
use crate::engine::template::{NewCampaign, add_campaign};
use crate::text::Msg;
use crate::ui::action::{Action, Purpose};
use crate::ui::shell::dialogs::Dialog;
use crate::ui::shell::inspector::figure_at;

impl App {
    /// Carries out an action.
    pub(super) fn apply(&mut self, action: Action, ctx: &Context) {
        match action {
            Action::Edit { name, gesture, change } => {
                if let Some(work) = &mut self.work {
                    work.document.edit(name, gesture, change);
                }
            }
            Action::EndGesture => {
                if let Some(work) = &mut self.work {
                    work.document.end_gesture();
                }
            }
            Action::CancelGesture(gesture) => {
                if let Some(work) = &mut self.work {
                    work.document.cancel_gesture(gesture);
                }
            }
            Action::Command(command) => self.run(command, ctx),
            Action::Campaign(id) => {
                self.view.campaign = Some(id);
                self.view.figure = None;
            }
            Action::AddCampaign(new, tasks) => self.add_campaign(&new, tasks),
            Action::GoTo(place) => self.go_to(place),
            Action::OpenPath(path) => self.open_path(path),
            Action::SavePath(path) => self.save_to(&path),
            Action::PlanPath(Purpose::PlanIn, path) => self.read_plan(path),
            Action::PlanPath(purpose, path) => self.write_plan(&path, purpose),
            Action::PicturePath(pane, path) => self.save_picture(pane, &path, ctx),
            Action::NewFrom(template) => self.ask(Dialog::New(self.new_project_form(template))),
            Action::OpenSample(sample) => self.open_sample(sample),
            Action::Create(new) => self.create(&new, ctx),
            Action::RevertNow => self.revert(),
            Action::Unsaved(answer) => self.unsaved(answer, ctx),
            Action::Recovery(index, answer) => self.recover(index, answer),
            Action::Settings(change) => change(&mut self.settings),
            Action::Orders(request) => self.orders(request),
            Action::Actuals(request) => self.actuals(request),
            Action::Suggest(request) => self.suggest(request),
            Action::Level(request) => self.level(request),
            Action::Lessons(request) => self.lessons(request),
            Action::Templates(request) => self.templates(request),
            Action::Remedy(sku, phase) => self.find_remedy(sku, phase),
            Action::Copy(text) => ctx.copy_text(text),
        }
    }

    /// Shows a place, and the figure that stands there.
    fn go_to(&mut self, place: Place) {
        self.view.tabs.reveal(&place);
        self.view.tab = Some(place.tab);
        if place.tab == Tab::Offers && place.kind == PlaceKind::CampaignSku {
            // a price is told in the inspector: the list makes room for it
            (self.view.findings, self.view.unfolded) = (false, true);
        }
        let Some(work) = &self.work else { return };
        let campaign = self.view.campaign.and_then(|id| work.document.project().campaign(id));
        if let Some(figure) = campaign.and_then(|campaign| figure_at(campaign, &place)) {
            self.view.figure = Some(figure);
        }
    }

    fn add_campaign(&mut self, new: &NewCampaign, tasks: bool) {
        let name = self.texts.get(Msg::CommandCampaignAdd);
        let Some(work) = &mut self.work else { return };
        let mut added = None;
        let texts = &self.texts;
        work.document.edit(name, None, |project| {
            let id = add_campaign(project, new);
            if tasks {
                put_usual(texts, project, id, new.template);
            }
            added = Some(id);
        });
        self.view.campaign = added;
        self.view.figure = None;
    }
}
