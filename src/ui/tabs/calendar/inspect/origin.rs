//! Where a task comes from, and the way there.

use egui::Ui;

use super::form::{BESIDE, pencil};
use crate::engine::finding::{Place, PlaceKind, Tab};
use crate::model::{LessonId, MilestoneId, OfferId, ResourceId, Task, TaskSource};
use crate::text::Msg;
use crate::text::brief::{goal_name, resource_name};
use crate::text::line::tame;
use crate::text::names::Named;
use crate::text::offers::offer_name;
use crate::ui::action::{Action, Actions};
use crate::ui::command::Command;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::calendar::CalendarView;
use crate::ui::tabs::form;
use crate::ui::theme::icons;
use crate::ui::widgets::button;

/// Draws the row: an offer is chosen, what else it comes from is a link.
pub fn row(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, new: &mut Task, actions: &mut Actions) {
    let label = scene.text(Msg::CalendarSource);
    let go = |actions: &mut Actions, tab, kind, id| actions.push(Action::GoTo(Place::at(tab, kind).row(id)));
    form::row(ui, scene, label, |ui| match new.source {
        None | Some(TaskSource::Offer(_)) => {
            let names: Vec<(OfferId, String)> = open
                .campaign
                .offers
                .iter()
                .map(|offer| (offer.id, offer_name(scene.texts, open.project, offer)))
                .collect();
            let rows: Vec<(OfferId, &str)> = names.iter().map(|(id, name)| (*id, name.as_str())).collect();
            let mut offer = match new.source {
                Some(TaskSource::Offer(id)) => Some(id),
                _ => None,
            };
            form::choose(ui, label, scene.text(Msg::CalendarNone), &rows, BESIDE, &mut offer);
            new.source = offer.map(TaskSource::Offer);
            if let Some(id) = offer
                && pencil(ui, icons::EXTERNAL_LINK, scene.text(Msg::CalendarSourceOffer))
            {
                go(actions, Tab::Offers, PlaceKind::Offer, id.0);
            }
        }
        Some(TaskSource::Reorder(id)) => {
            let name = open.project.goods.get(id).map_or("", |sku| sku.name.as_str());
            if button::link(ui, name).clicked() {
                go(actions, Tab::Goods, PlaceKind::Sku, id.0);
            }
        }
        Some(TaskSource::Staffing(date)) => {
            let day = scene.format().day(date);
            let words = scene.texts.with(Msg::CalendarSourceStaffing, &[("day", day.into())]);
            if button::link(ui, &words).clicked() {
                actions.push(Action::Command(Command::CalendarView(CalendarView::Staffing)));
            }
        }
        Some(TaskSource::Milestone(id)) => {
            let goal = open.campaign.brief.goals.iter().find(|goal| goal.milestones.contains(MilestoneId(id)));
            let word = scene.text(Msg::CalendarSourceMilestone);
            if let Some(goal) = goal {
                let name = goal_name(scene.texts, open.campaign, goal);
                if button::link(ui, &format!("{word} · {name}")).clicked() {
                    go(actions, Tab::Brief, PlaceKind::Goal, goal.id.0);
                }
            } else {
                form::word(ui, word);
            }
        }
        Some(TaskSource::Resource(id)) => resource(ui, scene, open, Msg::CalendarSourceResource, id, actions),
        Some(TaskSource::Contingency(id)) => resource(ui, scene, open, Msg::CalendarSourceContingency, id, actions),
        Some(TaskSource::Means(id)) => {
            let word = scene.text(Msg::CalendarSourceMeans);
            let place = Place::at(Tab::Funnel, PlaceKind::Diagnosis).field("means").row(id.0);
            match open.campaign.diagnosis.means.get(id) {
                Some(means) if button::link(ui, &format!("{word} · {}", means.text)).clicked() => {
                    actions.push(Action::GoTo(place));
                }
                Some(_) => {}
                None => form::word(ui, word),
            }
        }
        Some(TaskSource::Touchpoint(of)) => {
            let word = scene.text(Msg::CalendarSourceTouch);
            let place = Place::at(Tab::Funnel, PlaceKind::Diagnosis).field("path").row(of as u32);
            if button::link(ui, &format!("{word} · {}", of.name_in(scene.texts))).clicked() {
                actions.push(Action::GoTo(place));
            }
        }
        Some(TaskSource::Lesson(id)) => {
            let word = scene.text(Msg::CalendarSourceLesson);
            if let Some(lesson) = open.project.lessons.get(LessonId(id)) {
                if button::link(ui, &format!("{word} · {}", tame(&lesson.fact))).clicked() {
                    go(actions, Tab::Review, PlaceKind::Lesson, id);
                }
            } else {
                form::word(ui, word);
            }
        }
        Some(TaskSource::Procurement(_)) => form::word(ui, scene.text(Msg::CalendarSourceProcurement)),
    });
}

/// The resource that a task or its contingency comes from, as a link.
fn resource(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, msg: Msg, id: u32, actions: &mut Actions) {
    let word = scene.text(msg);
    let Some(row) = open.campaign.brief.resources.get(ResourceId(id)) else {
        form::word(ui, word);
        return;
    };
    if button::link(ui, &format!("{word} · {}", resource_name(scene.texts, row))).clicked() {
        actions.push(Action::GoTo(Place::at(Tab::Brief, PlaceKind::Resource).row(id)));
    }
}
