//! 建议阶梯: how many rungs, most of what, within which budget; the best ladder and those next to it, and what each does to
//! the orders.

pub mod form;
mod list;
mod pictures;

use egui::{Align, Layout, RichText, Ui, vec2};

pub use form::{SuggestFor, SuggestForm, SuggestQuestion, SuggestRequest, SuggestState};

use self::form::{Asked, SuggestAnswer};
use super::edits;
use crate::engine::offers::reading::{OrdersBy, ladder_terms, rungs_of};
use crate::engine::offers::suggest::{Goal, MOST_RUNGS, NoSuggestion, Suggested, Suggestion};
use crate::model::{Money, Offer};
use crate::text::Msg;
use crate::ui::action::{Action, Actions};
use crate::ui::input;
use crate::ui::scene::{Open, Scene};
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::button;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::float::dialog;

const WIDEST: f32 = 960.0;
const MARGIN: f32 = 48.0;
const PICTURES: f32 = 190.0;

/// The question about an offer as the project stands.
fn question(open: &Open<'_>, offer: &Offer, rungs: usize, goal: Goal, budget: Option<Money>) -> SuggestQuestion {
    SuggestQuestion {
        values: open.answers.order_values(open.campaign, open.answer, OrdersBy::Order),
        terms: ladder_terms(open.campaign, offer, open.answers.margin(open.project, open.campaign)),
        aov: open.answer.funnel.aov.value.unwrap_or_default(),
        rungs: rungs.clamp(1, MOST_RUNGS),
        goal,
        budget,
    }
}

/// Asks when the question is another one than before.
fn ask(asked: &mut Asked, of: SuggestFor, question: SuggestQuestion, actions: &mut Actions) -> bool {
    if asked.question.as_ref() == Some(&question) {
        return false;
    }
    asked.question = Some(question.clone());
    asked.answer = SuggestAnswer::Looking;
    actions.push(Action::Suggest(SuggestRequest::Ask(of, question)));
    true
}

/// Keeps the ladder that the drawing compares with up to date.
pub fn compare(open: &Open<'_>, offer: &Offer, state: &mut SuggestState, actions: &mut Actions) {
    let rungs = rungs_of(offer).map_or(1, <[_]>::len);
    if state.comparing {
        let question = question(open, offer, rungs, Goal::Profit, None);
        ask(&mut state.compare, SuggestFor::Compare, question, actions);
    }
}

/// Draws the dialog, if it is open.
pub fn show(
    ui: &Ui,
    scene: &Scene<'_>,
    open: &Open<'_>,
    offer: &Offer,
    state: &mut SuggestState,
    actions: &mut Actions,
) {
    let Some(mut form) = state.form.take().filter(|form| form.offer == offer.id) else { return };
    let wanted = question(open, offer, form.rungs, form.goal, form.budget);
    if ask(&mut state.dialog, SuggestFor::Dialog, wanted, actions) {
        form.chosen = 0;
    }
    let width = (ui.ctx().content_rect().width() - 2.0 * MARGIN).min(WIDEST);
    let (end, left) = dialog(ui, "suggest", width, |ui| {
        head(ui, scene, &mut form);
        match &state.dialog.answer {
            SuggestAnswer::Found(found) => results(ui, scene, open, found, &mut form),
            answer => waiting(ui, scene, answer),
        }
        foot(ui, scene, &state.dialog.answer, &form)
    });
    match end {
        End::Take(rungs) => edits::change(scene, open, actions, offer, None, move |_| rungs),
        End::Stay if !left => {
            state.form = Some(form);
            return;
        }
        End::Leave | End::Stay => {}
    }
    actions.push(Action::Suggest(SuggestRequest::Stop(SuggestFor::Dialog)));
    state.dialog = Asked::default();
}

enum End {
    Stay,
    Leave,
    Take(Vec<crate::model::offer::Rung>),
}

fn head(ui: &mut Ui, scene: &Scene<'_>, form: &mut SuggestForm) {
    let p = theme::tokens(ui);
    ui.label(RichText::new(scene.text(Msg::SuggestTitle)).font(fonts::medium(size::TITLE)).color(p.t1));
    ui.horizontal(|ui| {
        ui.set_min_height(size::FIELD);
        ui.label(RichText::new(scene.text(Msg::SuggestRungs)).color(p.t2));
        let numbers: Vec<String> = (1..=MOST_RUNGS).map(|n| n.to_string()).collect();
        let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
        if let Some(n) = button::segmented(ui, scene.text(Msg::SuggestRungs), &numbers, form.rungs.checked_sub(1)) {
            form.rungs = n + 1;
        }
        ui.add_space(size::S12);
        ui.label(RichText::new(scene.text(Msg::SuggestGoal)).color(p.t2));
        let goals = [Goal::Profit, Goal::Gmv];
        let names = [scene.text(Msg::SuggestProfit), scene.text(Msg::SuggestGmv)];
        let chosen = goals.iter().position(|goal| *goal == form.goal);
        if let Some(goal) =
            button::segmented(ui, scene.text(Msg::SuggestGoal), &names, chosen).and_then(|n| goals.get(n))
        {
            form.goal = *goal;
        }
        ui.add_space(size::S12);
        let name = scene.text(Msg::SuggestBudget);
        ui.label(RichText::new(name).color(p.t2));
        let shown = form.budget.map(|m| scene.format().sum(m).to_string()).unwrap_or_default();
        let raw = form.budget.map(|m| m.to_string()).unwrap_or_default();
        let read = |text: &str| -> Result<Option<Money>, String> {
            if text.trim().is_empty() { Ok(None) } else { input::money(scene.texts, text).map(Some) }
        };
        let outcome = Field::new(name, &shown, &raw)
            .hint(scene.text(Msg::SuggestNoBudget))
            .size(112.0, size::FIELD)
            .show(ui, "suggest budget", |text| read(text).map(|_| ()));
        if let Some(budget) = outcome.committed.and_then(|text| read(&text).ok()) {
            form.budget = budget;
        }
    });
}

fn waiting(ui: &mut Ui, scene: &Scene<'_>, answer: &SuggestAnswer) {
    let p = theme::tokens(ui);
    let (msg, ink) = match answer {
        SuggestAnswer::Failed(NoSuggestion::NoOrders) => (Msg::CliSuggestNoOrders, p.warn),
        SuggestAnswer::Failed(NoSuggestion::BudgetTooSmall) => (Msg::CliSuggestBudget, p.warn),
        SuggestAnswer::Failed(NoSuggestion::NoLadder) => (Msg::CliSuggestNoLadder, p.warn),
        SuggestAnswer::Failed(NoSuggestion::Stopped) => (Msg::SuggestStopped, p.t2),
        _ => (Msg::SuggestLooking, p.t2),
    };
    let height = list::HEIGHT + PICTURES;
    ui.allocate_ui(vec2(ui.available_width(), height), |ui| {
        ui.set_min_height(height);
        ui.label(RichText::new(scene.text(msg)).color(ink));
    });
}

/// The ladder that is looked at.
fn chosen<'a>(found: &'a Suggestion, form: &SuggestForm) -> &'a Suggested {
    form.chosen.checked_sub(1).and_then(|n| found.alternatives.get(n)).unwrap_or(&found.best)
}

fn results(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, found: &Suggestion, form: &mut SuggestForm) {
    list::show(ui, scene, open, found, form);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), PICTURES), egui::Sense::hover());
    pictures::show(ui, rect, scene, found, chosen(found, form), form.goal);
}

fn foot(ui: &mut Ui, scene: &Scene<'_>, answer: &SuggestAnswer, form: &SuggestForm) -> End {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let found = if let SuggestAnswer::Found(found) = answer { Some(found) } else { None };
        let take = ui.add_enabled_ui(found.is_some(), |ui| button::primary(ui, scene.text(Msg::SuggestTake)).clicked());
        if let Some(found) = found.filter(|_| take.inner) {
            return End::Take(chosen(found, form).rungs.clone());
        }
        if button::secondary(ui, scene.text(Msg::DialogCancel)).clicked() { End::Leave } else { End::Stay }
    })
    .inner
}
