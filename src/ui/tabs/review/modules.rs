//! The five modules: their figures from plan and actual figures, those that the planner notes, and a conclusion each.

use egui::{Align2, CornerRadius, CursorIcon, Rangef, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::facts::Facts;
use super::{Chosen, edits};
use crate::engine::review::{HITS, IDLE_BELOW};
use crate::model::{CampaignId, Module, Money, NotedFigure, Rate};
use crate::text::Msg;
use crate::text::names::Named as _;
use crate::text::review::{growth_shown, module_name, noted_name};
use crate::ui::action::{Action, Actions};
use crate::ui::command::Command;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::form;
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::field::{Field, Ink};
use crate::ui::widgets::note::Note;
use crate::ui::widgets::{button, paint, pane};

/// A line of a module.
pub(super) enum Line {
    /// Worked out.
    Figure(Shown),
    /// Noted by the planner.
    Noted(NotedFigure, Option<bool>),
}

/// A figure that is worked out.
pub(super) struct Shown {
    pub(super) name: String,
    /// Nothing where it is not known.
    value: Option<String>,
    /// On which side of its yardstick it is.
    better: Option<bool>,
    /// How it is worked out.
    pub(super) why: String,
}

/// An icon for a module.
const fn icon(of: Module) -> &'static str {
    match of {
        Module::Shop => icons::CHART_COLUMN,
        Module::Goods => icons::PACKAGE,
        Module::Promotion => icons::MEGAPHONE,
        Module::Market => icons::USERS,
        Module::Process => icons::ACTIVITY,
    }
}

/// The lines of a module.
pub(super) fn lines(scene: &Scene<'_>, open: &Open<'_>, facts: &Facts, of: Module) -> Vec<Line> {
    match of {
        Module::Shop => shop(scene, open, facts),
        Module::Goods => goods(scene, facts),
        Module::Promotion => promotion(scene, facts),
        Module::Market => market(open),
        Module::Process => process(scene, facts),
    }
}

fn figure(scene: &Scene<'_>, msg: Msg, value: Option<String>, better: Option<bool>, why: String) -> Line {
    Line::Figure(Shown { name: scene.text(msg).to_owned(), value, better, why })
}

/// A growth beside an arrow, which says its sign.
fn grown(scene: &Scene<'_>, growth: Rate) -> String {
    growth_shown(scene.texts, growth).trim_start_matches(['+', '−']).to_owned()
}

fn shop(scene: &Scene<'_>, open: &Open<'_>, facts: &Facts) -> Vec<Line> {
    let (format, m, plan) = (scene.format(), &facts.modules, &facts.plan);
    let sum = |money: Money| format.sum(money).to_string();
    let two =
        |msg, base: Money| scene.texts.with(msg, &[("came", sum(plan.came.gmv).into()), ("base", sum(base).into())]);
    let compared = |id: Option<CampaignId>, growth: Option<Rate>, none: Msg| {
        let other = id.and_then(|id| open.project.campaign(id));
        let name =
            other.map(|other| scene.texts.with(Msg::ReviewAgainstName, &[("name", other.name_in(scene.texts).into())]));
        let then = id.and_then(|id| open.answer.history.came(id)).map(|then| then.gmv).unwrap_or_default();
        Line::Figure(Shown {
            name: name.unwrap_or_else(|| scene.text(none).to_owned()),
            value: growth.map(|growth| grown(scene, growth)),
            better: growth.map(|growth| growth >= Rate::ZERO),
            why: two(Msg::ReviewWhyGrowth, then),
        })
    };
    let share = |rate: Option<Rate>| rate.map(|rate| format.percent(rate, 1));
    let reached = m.attained.map(|rate| rate >= Rate::ONE);
    vec![
        figure(scene, Msg::ReviewAttained, share(m.attained), reached, two(Msg::ReviewWhyAttained, plan.base.gmv)),
        compared(facts.pick.last_year, m.last_year, Msg::ReviewLastYear),
        compared(facts.pick.before, m.before, Msg::ReviewBefore),
        figure(scene, Msg::ReviewNewShare, share(m.new_share), None, scene.text(Msg::ReviewWhyNew).to_owned()),
    ]
}

fn goods(scene: &Scene<'_>, facts: &Facts) -> Vec<Line> {
    let (format, m) = (scene.format(), &facts.modules);
    let share = |rate: Option<Rate>| rate.map(|rate| format.percent(rate, 1));
    let out = m.out.map(|n| scene.texts.with(Msg::ReviewOutCount, &[("n", n.into())]));
    let sold = m.sold.and_then(|of| of.base.map(|base| of.came >= base));
    let plan = share(m.sold.and_then(|of| of.base)).unwrap_or_else(|| "—".to_owned());
    let idle = m.idle.map(|money| format.sum(money).to_string());
    let left = m.idle.filter(|money| *money > Money::ZERO).map(|_| false);
    let part = format.percent(IDLE_BELOW, 0);
    let why_sold = scene.texts.with(Msg::ReviewWhySold, &[("plan", plan.into())]);
    let why_hits = scene.texts.with(Msg::ReviewWhyHits, &[("n", HITS.into())]);
    let why_idle = scene.texts.with(Msg::ReviewWhyIdle, &[("part", part.into())]);
    let none_left = m.out.filter(|n| *n > 0).map(|_| false);
    vec![
        figure(scene, Msg::ReviewSold, share(m.sold.map(|of| of.came)), sold, why_sold),
        figure(scene, Msg::ReviewHits, share(m.hits), None, why_hits),
        figure(scene, Msg::ReviewOut, out, none_left, scene.text(Msg::ReviewWhyOut).to_owned()),
        figure(scene, Msg::ReviewIdle, idle, left, why_idle),
    ]
}

fn promotion(scene: &Scene<'_>, facts: &Facts) -> Vec<Line> {
    let (format, m) = (scene.format(), &facts.modules);
    let dash = || "—".to_owned();
    let sum = |money: Money| format.sum(money).to_string();
    let roi = m.roi.and_then(|of| of.base.map(|base| of.came >= base));
    let planned = m.roi.and_then(|of| of.base).map_or_else(dash, |rate| format.factor(rate, 1));
    let spend = m.spent.and_then(|of| of.base).map_or_else(dash, sum);
    let live = m.live.map(|growth| growth >= Rate::ZERO);
    let sent = m.messages.map(|rate| format.percent(rate, 1));
    let why = |msg, plan: String| scene.texts.with(msg, &[("plan", plan.into())]);
    let words = |msg| scene.text(msg).to_owned();
    let factor = m.roi.map(|of| format.factor(of.came, 1));
    vec![
        figure(scene, Msg::ReviewRoi, factor, roi, why(Msg::ReviewWhyRoi, planned)),
        figure(scene, Msg::ReviewSpent, m.spent.map(|of| sum(of.came)), None, why(Msg::ReviewWhySpent, spend)),
        figure(scene, Msg::ReviewLive, m.live.map(|of| grown(scene, of)), live, words(Msg::ReviewWhyLive)),
        figure(scene, Msg::ReviewMessages, sent, None, words(Msg::ReviewWhyMessages)),
    ]
}

fn market(open: &Open<'_>) -> Vec<Line> {
    let noted = &open.campaign.review.noted;
    let rank = |of| noted.get(&of).and_then(|words| number(words));
    let better = rank(NotedFigure::Rank).zip(rank(NotedFigure::RankBefore)).map(|(now, then)| now <= then);
    let four = NotedFigure::MARKET.into_iter().take(4);
    four.map(|of| Line::Noted(of, better.filter(|_| of == NotedFigure::Rank))).collect()
}

fn process(scene: &Scene<'_>, facts: &Facts) -> Vec<Line> {
    let all = facts.process.all;
    let late = all.late + all.open;
    let words = (all.due > 0).then(|| scene.texts.with(Msg::ReviewLateCount, &[("n", late.into())]));
    let share = all.share();
    let counts = [("done", all.in_time.into()), ("due", all.due.into())];
    let why = scene.texts.with(Msg::ReviewWhyInTime, &counts);
    let why_late = scene.texts.with(Msg::ReviewWhyLate, &[("late", all.late.into()), ("open", all.open.into())]);
    let shown = share.map(|share| scene.format().percent(share, 1));
    vec![
        figure(scene, Msg::ReviewInTime, shown, share.map(|share| share >= Rate::ONE), why),
        figure(scene, Msg::ReviewLateTasks, words, (late > 0).then_some(false), why_late),
        Line::Noted(NotedFigure::UrgentPrices, None),
        Line::Noted(NotedFigure::Complaints, None),
    ]
}

/// The first number among words: 第 7, #7, 7.
fn number(words: &str) -> Option<u32> {
    let digits: String =
        words.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).take(6).collect();
    digits.parse().ok()
}

/// Draws the pane.
pub(super) fn show(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
    facts: &Facts,
) {
    let (title, body) = pane::title(ui, area, scene.text(Msg::ReviewModules));
    head(ui, title, scene, open, view, actions);
    let p = theme::tokens(ui);
    let step = body.width() / Module::ALL.len() as f32;
    for (index, module) in Module::ALL.into_iter().enumerate() {
        let left = (body.left() + step * index as f32).round();
        let right = (body.left() + step * (index + 1) as f32).round();
        let place = Rect::from_x_y_ranges(Rangef::new(left, right), body.y_range());
        if index > 0 {
            ui.painter().vline(left - 0.5, body.y_range(), Stroke::new(1.0, p.line));
        }
        one(ui, place, scene, open, view, actions, facts, module);
    }
}

fn head(ui: &mut Ui, title: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    let p = theme::tokens(ui);
    let font = fonts::medium(size::TITLE);
    let end = title.left() + size::S16 + paint::width(ui.painter(), scene.text(Msg::ReviewModules), font);
    let mut right = title.right() - size::S12;
    if view.pose.is_none() {
        let words = scene.text(Msg::ReviewSummary);
        let width = paint::width(ui.painter(), words, fonts::text()) + 44.0;
        let at = Rect::from_min_size(pos2(right - width, title.center().y - 13.0), vec2(width, 26.0));
        let mut child = ui.new_child(
            egui::UiBuilder::new()
                .id_salt("review summary")
                .max_rect(at)
                .layout(egui::Layout::right_to_left(egui::Align::Center)),
        );
        if button::secondary_with_icon(&mut child, icons::FILE, words).clicked() {
            view.tabs.review.summary = true;
        }
        let words = scene.text(Msg::ReviewNext);
        let width = paint::width(ui.painter(), words, fonts::text()) + 44.0;
        let at = Rect::from_min_size(pos2(at.left() - size::S8 - width, at.top()), vec2(width, 26.0));
        let mut child = ui.new_child(
            egui::UiBuilder::new()
                .id_salt("review next")
                .max_rect(at)
                .layout(egui::Layout::right_to_left(egui::Align::Center)),
        );
        if button::secondary_with_icon(&mut child, icons::HISTORY, words).clicked() {
            actions.push(Action::Command(Command::CampaignNext));
        }
        right = at.left() - size::S12;
    }
    let done = Module::ALL.iter().filter(|module| open.campaign.review.modules.contains_key(module)).count();
    let words = scene.texts.with(Msg::ReviewModulesDone, &[("n", done.into())]);
    let at = pos2(right, title.center().y);
    let left = pane::label(ui, at, Align2::RIGHT_CENTER, &words, fonts::text(), p.t2).rect.left();
    let words = scene.text(Msg::ReviewModulesNote);
    let galley = paint::cut(ui.painter(), words, fonts::text(), p.t2, left - end - 2.0 * size::S12);
    let at = pos2(end + size::S8, title.center().y - galley.size().y / 2.0);
    let rect = Rect::from_min_size(at, galley.size());
    ui.painter().galley(at, galley, p.t2);
    pane::named(ui, rect, words);
}

fn one(
    ui: &mut Ui,
    place: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
    facts: &Facts,
    module: Module,
) {
    let p = theme::tokens(ui);
    let name = scene.text(module_name(module));
    let head = Rect::from_min_size(place.min + vec2(1.0, 1.0), vec2(place.width() - 2.0, 30.0));
    let response = ui.interact(head, ui.scope_id().with(("review module", module)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    if view.tabs.review.chosen == Chosen::Module(module) {
        ui.painter().rect_filled(head, CornerRadius::ZERO, p.acc_soft);
    } else if response.hovered() {
        ui.painter().rect_filled(head, CornerRadius::ZERO, p.hover);
    }
    if response.has_focus() {
        button::focus_ring(ui.painter(), head.shrink(2.0), p);
    }
    let y = head.center().y;
    paint::icon(ui.painter(), pos2(place.left() + 23.0, y), icon(module), size::ICON_TEXT, p.t2);
    paint::text(ui.painter(), pos2(place.left() + 36.0, y), Align2::LEFT_CENTER, name, fonts::text_medium(), p.t1);
    let text = open.campaign.review.modules.get(&module).map_or("", String::as_str);
    let (mark, ink) = if text.is_empty() { (icons::PENCIL, p.t3) } else { (icons::CHECK, p.ok) };
    paint::icon(ui.painter(), pos2(place.right() - 23.0, y), mark, size::ICON_TEXT, ink);
    if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
        view.tabs.review.choose(Chosen::Module(module));
    }
    let note = 54.0f32.min(place.height() * 0.34);
    let note = Rect::from_min_max(
        pos2(place.left() + size::S12, place.bottom() - note - size::S8),
        pos2(place.right() - size::S12, place.bottom() - size::S8),
    );
    let lines = lines(scene, open, facts, module);
    let step = ((note.top() - size::S4 - head.bottom()) / lines.len().max(1) as f32).min(24.0);
    for (index, line) in lines.iter().enumerate() {
        let y = head.bottom() + step * (index as f32 + 0.5);
        let row = Rect::from_x_y_ranges(
            Rangef::new(place.left() + size::S16, place.right() - size::S16),
            Rangef::new(y - step / 2.0, y + step / 2.0),
        );
        draw(ui, row, scene, open, actions, line);
    }
    let called = scene.texts.with(Msg::ReviewModuleConclusion, &[("module", name.into())]);
    let field = Note::new(&called, text).hint(scene.text(Msg::ReviewModuleHint));
    if let Some(new) = field.show(ui, note, ("review conclusion", module)) {
        conclude(scene, open, module, new, actions);
    }
}

/// Asks for another conclusion; nothing takes it away.
pub(super) fn conclude(scene: &Scene<'_>, open: &Open<'_>, module: Module, new: String, actions: &mut Actions) {
    edits::change(actions, open.campaign.id, scene.text(Msg::ReviewStepModule), move |review| {
        if new.is_empty() {
            review.modules.remove(&module);
        } else {
            review.modules.insert(module, new);
        }
    });
}

/// Draws a line: its name at the left, its value at the right.
pub(super) fn draw(ui: &mut Ui, row: Rect, scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions, line: &Line) {
    let p = theme::tokens(ui);
    match line {
        Line::Figure(Shown { name, value, better, why }) => {
            let words = value.as_deref().unwrap_or("—");
            let font = fonts::text_medium();
            let response = match (value, better) {
                (Some(_), Some(better)) => {
                    pane::judged(ui, row.right_center(), Align2::RIGHT_CENTER, *better, words, font)
                }
                (value, _) => {
                    let ink = if value.is_some() { p.t1 } else { p.t4 };
                    pane::label(ui, row.right_center(), Align2::RIGHT_CENTER, words, font, ink)
                }
            };
            let width = response.rect.width();
            response.on_hover_text(why);
            label(ui, row, name, row.width() - width - size::S8);
        }
        Line::Noted(of, better) => {
            let name = scene.text(noted_name(*of));
            let value = open.campaign.review.noted.get(of).map_or("", String::as_str);
            let width = (row.width() * 0.5).max(56.0);
            let place = Rect::from_min_max(
                pos2(row.right() - width, row.center().y - 12.0),
                row.right_center() + vec2(3.0, 10.0),
            );
            let field = Field::new(name, value, value).hint(scene.text(Msg::ReviewNotedHint)).bare().ink(Ink::Typed);
            let mut child = paint::at(ui, place, ("review noted", *of));
            let field = field.size(place.width(), place.height());
            let salt = ("review noted field", *of);
            let new = field.show(&mut child, salt, |_| Ok(())).committed;
            if let Some(better) = better {
                let (sign, ink) = if *better { ("▲", p.better) } else { ("▼", p.worse) };
                let words = paint::width(ui.painter(), value, fonts::text());
                let at = pos2(row.right() - words - size::S4, row.center().y);
                paint::text(ui.painter(), at, Align2::RIGHT_CENTER, sign, fonts::text_medium(), ink);
            }
            label(ui, row, name, row.width() - width - size::S8);
            if let Some(new) = new {
                note(scene, open, *of, new, actions);
            }
        }
    }
}

fn label(ui: &mut Ui, row: Rect, name: &str, room: f32) {
    let p = theme::tokens(ui);
    let galley = paint::cut(ui.painter(), name, fonts::text(), p.t2, room);
    let cut = paint::is_cut(&galley);
    let rect = Rect::from_min_size(pos2(row.left(), row.center().y - galley.size().y / 2.0), galley.size());
    ui.painter().galley(rect.min, galley, p.t2);
    let response = pane::named(ui, rect, name);
    if cut {
        response.on_hover_text(name);
    }
}

fn note(scene: &Scene<'_>, open: &Open<'_>, of: NotedFigure, new: String, actions: &mut Actions) {
    edits::change(actions, open.campaign.id, scene.text(Msg::ReviewStepNoted), move |review| {
        if new.is_empty() {
            review.noted.remove(&of);
        } else {
            review.noted.insert(of, new);
        }
    });
}

/// A noted figure of a module as a row of the inspector's form.
pub(super) fn noted_row(
    ui: &mut Ui,
    scene: &Scene<'_>,
    open: &Open<'_>,
    module: Module,
    of: NotedFigure,
    actions: &mut Actions,
) {
    let name = scene.text(noted_name(of));
    let value = open.campaign.review.noted.get(&of).map_or("", String::as_str);
    form::row(ui, scene, name, |ui| {
        let width = ui.available_width();
        let called = format!("{name} {}", scene.text(module_name(module)));
        if let Some(new) = form::text(ui, &called, value, scene.text(Msg::ReviewNotedHint), width) {
            note(scene, open, of, new.trim().to_owned(), actions);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn a_rank_is_read_as_people_write_it() {
        for (words, expected) in [("第 7", Some(7)), ("#12", Some(12)), ("7", Some(7)), ("前十", None), ("", None)] {
            assert_eq!(number(words), expected, "{words}");
        }
    }
}
