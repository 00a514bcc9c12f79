//! What each command does.

use egui::Context;
use jiff::civil::DateTime;

use super::App;
use super::dialogs::Purpose;
use super::opening::Next;
use crate::engine::campaigns;
use crate::engine::finding::Tab;
use crate::engine::template::Template;
use crate::text::Msg;
use crate::text::names::Named;
use crate::ui::action::{OrdersRequest, Way};
use crate::ui::command::Command;
use crate::ui::scene::Saved;
use crate::ui::settings::LookChoice;
use crate::ui::shell::dialogs::Dialog;
use crate::ui::shell::palette::PaletteState;

impl App {
    /// Runs a command.
    pub(super) fn run(&mut self, command: Command, ctx: &Context) {
        match command {
            Command::New => self.ask(Dialog::New(self.new_project_form(Template::LevelS))),
            Command::Open => self.pick(Purpose::Open),
            Command::Save => self.save(),
            Command::SaveAs => self.pick(Purpose::Save),
            Command::Revert => {
                if self.work.as_ref().is_some_and(|work| matches!(work.saved(), Saved::Unsaved(_))) {
                    self.ask(Dialog::Revert);
                }
            }
            Command::Close => self.leave(Next::Close, ctx),
            Command::Quit => self.leave(Next::Quit, ctx),
            Command::Undo => {
                if let Some(work) = &mut self.work {
                    work.document.undo();
                }
            }
            Command::Redo => {
                if let Some(work) = &mut self.work {
                    work.document.redo();
                }
            }
            Command::Palette => {
                self.view.palette = if self.view.palette.is_some() { None } else { Some(PaletteState::default()) };
            }
            Command::Inspector => {
                self.settings.inspector = !self.settings.inspector;
                self.view.unfolded = self.settings.inspector;
            }
            Command::Findings => {
                let shown = self.view.findings && self.settings.inspector;
                self.view.findings = !shown;
                self.view.unfolded = !shown;
                self.settings.inspector |= !shown;
            }
            Command::Tab(tab) => self.view.tab = Some(tab),
            Command::CalendarView(view) => {
                self.view.tab = Some(Tab::Calendar);
                self.view.tabs.calendar.view = view;
            }
            Command::CopyPicture(pane) => self.copy_picture(pane, ctx),
            Command::SavePicture(pane) => self.pick(Purpose::Picture(pane)),
            Command::CampaignAdd => self.ask(Dialog::NewCampaign(self.new_campaign_form())),
            Command::CampaignDuplicate | Command::CampaignNext | Command::CampaignRename | Command::CampaignDelete => {
                self.run_on_campaign(command);
            }
            Command::ImportPlan => self.pick(Purpose::PlanIn),
            Command::ExportPlan => self.pick(Purpose::PlanOut),
            Command::ExportCalendar => self.pick(Purpose::CalendarOut),
            Command::ImportOrders => self.orders(OrdersRequest::Open(Way::File)),
            Command::Light => self.settings.look = LookChoice::Light,
            Command::Dark => self.settings.look = LookChoice::Dark,
            Command::SystemLook => self.settings.look = LookChoice::System,
            Command::SwapJudgement => self.settings.swapped = !self.settings.swapped,
            Command::Still => self.settings.still = !self.settings.still,
            Command::ZoomIn => self.settings.zoom = self.settings.zoomed(true),
            Command::ZoomOut => self.settings.zoom = self.settings.zoomed(false),
            Command::ZoomReset => self.settings.zoom = 100,
            Command::Language(lang) => self.settings.language = Some(lang),
        }
    }

    /// Commands about the campaign that is shown.
    fn run_on_campaign(&mut self, command: Command) {
        let Some(work) = &mut self.work else { return };
        let Some(campaign) = self.view.campaign.and_then(|id| work.document.project().campaign(id)) else { return };
        let id = campaign.id;
        match command {
            Command::CampaignRename => {
                let text = campaign.name.clone();
                self.ask(Dialog::Rename { id, text });
            }
            Command::CampaignDelete => {
                let name = campaign.name_in(&self.texts).to_owned();
                self.ask(Dialog::Delete { id, name });
            }
            Command::CampaignNext => {
                let was = campaign.opening().map_or_else(|| self.clock.shop().date(), DateTime::date);
                let opening = campaigns::a_year_later(was);
                let name = campaigns::next_name(campaign.name_in(&self.texts), opening);
                let mut made = None;
                work.document.edit(self.texts.get(Msg::ReviewNext), None, |project| {
                    made = campaigns::next(project, id, name.clone(), opening);
                });
                if made.is_some() {
                    self.view.campaign = made;
                    self.toasts.say(self.texts.with(Msg::ReviewNextMade, &[("name", name.into())]));
                }
            }
            _ => {
                let name = self.texts.with(Msg::CampaignCopy, &[("name", campaign.name_in(&self.texts).into())]);
                let mut copy = None;
                work.document.edit(self.texts.get(Msg::CommandCampaignDuplicate), None, |project| {
                    copy = campaigns::duplicate(project, id, name);
                });
                self.view.campaign = copy.or(self.view.campaign);
            }
        }
    }
}
