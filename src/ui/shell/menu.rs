//! The main menu and the menu of campaigns.

use egui::{Align, Rect, Response, ScrollArea, Ui};

use super::keys::available;
use crate::text::names::Named;
use crate::ui::action::{Action, Actions};
use crate::ui::command::{Command, Group};
use crate::ui::scene::{Open, Scene};
use crate::ui::settings::LookChoice;
use crate::ui::theme::size;
use crate::ui::widgets::float::{MenuRow, menu, menu_line, menu_row};

/// The menu under the three bars.
pub fn main(button: &Response, scene: &Scene<'_>, actions: &mut Actions) {
    menu(button, 264.0, |ui| {
        let mut group = Group::File;
        for command in Command::all() {
            // tabs, their views, pictures and campaigns have places of their own
            let elsewhere = matches!(
                command,
                Command::Tab(_) | Command::CalendarView(_) | Command::CopyPicture(_) | Command::SavePicture(_)
            );
            if elsewhere || command.group() == Group::Campaign {
                continue;
            }
            if command.group() != group {
                menu_line(ui);
                group = command.group();
            }
            command_row(ui, command, scene, actions);
        }
    });
}

fn command_row(ui: &mut Ui, command: Command, scene: &Scene<'_>, actions: &mut Actions) {
    let settings = scene.settings;
    let name = command.name(scene.texts);
    let keys = command.keys();
    let on = match command {
        Command::Light => settings.look == LookChoice::Light,
        Command::Dark => settings.look == LookChoice::Dark,
        Command::SystemLook => settings.look == LookChoice::System,
        Command::SwapJudgement => settings.swapped,
        Command::Still => settings.still,
        Command::Language(lang) => scene.texts.lang() == lang,
        _ => false,
    };
    let row = MenuRow {
        label: &name,
        icon: command.icon(),
        keys: &keys,
        on,
        danger: command == Command::CampaignDelete,
        disabled: !available(command, scene),
        stays: false,
    };
    if menu_row(ui, row) {
        actions.push(Action::Command(command));
    }
}

/// The menu under the campaign's name.
pub fn campaigns(button: &Response, scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) {
    menu(button, 280.0, |ui| {
        // a year has many: their list is as high as the window allows
        let height = (ui.ctx().content_rect().height() - 320.0).max(6.0 * size::MENU_ROW);
        ScrollArea::vertical()
            .id_salt("campaigns")
            .max_height(height)
            .show(ui, |ui| campaign_rows(ui, scene, open, actions));
        menu_line(ui);
        for command in [
            Command::CampaignAdd,
            Command::CampaignDuplicate,
            Command::CampaignNext,
            Command::CampaignRename,
            Command::CampaignDelete,
        ] {
            command_row(ui, command, scene, actions);
        }
    });
}

/// The campaigns in the order of their openings, those without one last.
fn campaign_rows(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) {
    let mut campaigns: Vec<_> = open.project.campaigns.iter().collect();
    let opened = just_opened(ui);
    campaigns.sort_by_key(|campaign| campaign.opening().map_or((true, None), |at| (false, Some(at))));
    for campaign in campaigns {
        let keys = campaign.opening().map(|o| scene.format().day_of_year(o.date())).unwrap_or_default();
        let row = MenuRow {
            label: campaign.name_in(scene.texts),
            keys: &keys,
            on: campaign.id == open.campaign.id,
            ..MenuRow::default()
        };
        let top = ui.cursor().min;
        if menu_row(ui, row) {
            actions.push(Action::Campaign(campaign.id));
        }
        if opened && campaign.id == open.campaign.id {
            ui.scroll_to_rect(Rect::from_min_max(top, ui.cursor().min), Some(Align::Center));
        }
    }
}

/// Whether a menu was not there in the frame before.
fn just_opened(ui: &Ui) -> bool {
    let now = ui.ctx().cumulative_pass_nr();
    let id = ui.scope_id().with("last frame");
    let last = ui.ctx().data_mut(|data| std::mem::replace(data.get_temp_mut_or(id, 0), now));
    last + 1 < now
}
