//! The brief on one page, to be shown upward: read, not edited.

use egui::{Align2, CornerRadius, Rect, Stroke, Ui, UiBuilder, pos2, vec2};

use super::{goals, track};
use crate::engine::brief::{approval_state, in_place};
use crate::model::{ResourceKind, Subject};
use crate::text::Msg;
use crate::text::brief::{level_sign, priority_sign, state_name, value_shown};
use crate::text::line::list;
use crate::text::names::Named;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::{button, paint, pane};

/// Draws the page.
pub fn show(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, _actions: &mut Actions) {
    let p = theme::tokens(ui);
    ui.painter().rect_filled(area, CornerRadius::ZERO, p.chrome);
    let width = (area.width() - 48.0).min(980.0);
    let page = Rect::from_center_size(area.center(), vec2(width, area.height() - 32.0));
    let stroke = Stroke::new(1.0, p.line);
    ui.painter().rect(page, CornerRadius::same(size::RADIUS), p.panel, stroke, egui::StrokeKind::Inside);
    let inner = page.shrink2(vec2(28.0, 20.0));
    let y = title(ui, inner, scene, open, view);
    let y = facts(ui, inner, y + size::S12, scene, open);
    let (left, right) = inner.with_min_y(y + size::S16).split_left_right_at_x(inner.left() + inner.width() * 0.62);
    goal_list(ui, left.with_max_x(left.right() - size::S24), scene, open, view);
    beside(ui, right, scene, open);
}

fn title(ui: &mut Ui, inner: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View) -> f32 {
    let p = theme::tokens(ui);
    let y = inner.top() + 16.0;
    let name = open.campaign.name_in(scene.texts);
    let font = fonts::medium(size::HEADLINE);
    let end = pane::label(ui, pos2(inner.left(), y), Align2::LEFT_CENTER, name, font, p.t1).rect.right();
    let level = level_sign(open.campaign.level);
    let tag = Rect::from_center_size(pos2(end + 24.0, y), vec2(24.0, 24.0));
    ui.painter().rect_filled(tag, CornerRadius::same(size::RADIUS), p.t1);
    paint::text(ui.painter(), tag.center(), Align2::CENTER_CENTER, level, fonts::medium(size::TITLE), p.panel);
    let shop = format!(
        "{}　{}　{}",
        open.project.shop.name,
        open.campaign.kind.name_in(scene.texts),
        scene.text(state_name(approval_state(&open.campaign.brief)))
    );
    pane::label(ui, pos2(inner.left(), y + 28.0), Align2::LEFT_CENTER, &shop, fonts::text(), p.t2);
    if view.pose.is_none() {
        let words = scene.text(Msg::BriefSummaryClose);
        let width = paint::width(ui.painter(), words, fonts::text()) + 48.0;
        let place = Rect::from_min_size(pos2(inner.right() - width, y - 14.0), vec2(width, 28.0));
        let mut child = ui.new_child(
            UiBuilder::new()
                .id_salt("summary close")
                .max_rect(place)
                .layout(egui::Layout::right_to_left(egui::Align::Center)),
        );
        let escape = ui.input(|i| i.key_pressed(egui::Key::Escape));
        if button::secondary_with_icon(&mut child, icons::PENCIL, words).clicked() || escape {
            view.tabs.brief.summary = false;
        }
    }
    y + 44.0
}

/// The target, the chance, the budget; below them purpose, goods, audience.
fn facts(ui: &mut Ui, inner: Rect, y: f32, scene: &Scene<'_>, open: &Open<'_>) -> f32 {
    let p = theme::tokens(ui);
    let brief = &open.campaign.brief;
    let format = scene.format();
    let sum = |money: Option<crate::model::Money>| money.map(|money| format.sum(money).to_string());
    let chance = open.simulated.answer.and_then(|answer| answer.chance()).map(|chance| format.percent(chance, 0));
    let opening = open.campaign.opening().map(|at| format.day_and_time(at));
    let figures = [
        (Msg::HeaderTarget, sum(open.answer.funnel.gmv.value)),
        (Msg::HeaderChance, chance),
        (Msg::BriefBudget, sum(brief.budget)),
        (Msg::HeaderOpeningToday, opening),
    ];
    let step = inner.width() / figures.len() as f32;
    for (index, (msg, value)) in figures.into_iter().enumerate() {
        let x = inner.left() + step * index as f32;
        paint::text(ui.painter(), pos2(x, y + 8.0), Align2::LEFT_CENTER, scene.text(msg), fonts::text(), p.t2);
        let value = value.unwrap_or_else(|| "—".to_owned());
        pane::label(ui, pos2(x, y + 30.0), Align2::LEFT_CENTER, &value, fonts::medium(size::FIGURE), p.t1);
    }
    let mut y = y + 54.0;
    let names: Vec<&str> =
        brief.main_goods.iter().filter_map(|id| open.project.goods.get(*id)).map(|sku| sku.name.as_str()).collect();
    let theme = brief.theme.main().map(|theme| theme.words.clone()).unwrap_or_default();
    let rows = [
        (Msg::ThemeTitle, theme),
        (Msg::BriefPurpose, brief.purpose.clone()),
        (Msg::BriefMainGoods, list(scene.texts, &names)),
        (Msg::BriefAudience, brief.audience.clone()),
        (Msg::BriefTrail, track::sentence(scene, open)),
    ];
    for (msg, words) in rows.into_iter().filter(|(_, words)| !words.is_empty()) {
        paint::text(
            ui.painter(),
            pos2(inner.left(), y + 10.0),
            Align2::LEFT_CENTER,
            scene.text(msg),
            fonts::text(),
            p.t2,
        );
        let from = inner.left() + 104.0;
        let galley = paint::cut(ui.painter(), &words, fonts::text(), p.t1, inner.right() - from);
        let rect = Rect::from_min_size(pos2(from, y + 10.0 - galley.size().y / 2.0), galley.size());
        ui.painter().galley(rect.min, galley, p.t1);
        pane::named(ui, rect, &words);
        y += 22.0;
    }
    ui.painter().hline(inner.x_range(), y + 8.0, Stroke::new(1.0, p.line));
    y + 8.0
}

fn goal_list(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View) {
    let p = theme::tokens(ui);
    let title = scene.text(Msg::BriefGoals);
    let font = fonts::medium(size::TITLE);
    pane::label(ui, pos2(area.left(), area.top() + 8.0), Align2::LEFT_CENTER, title, font, p.t1);
    let lines = goals::lines(scene, open, &mut view.tabs.brief.goals);
    let room = ((area.height() - 32.0) / 26.0).max(0.0) as usize;
    for (index, goal) in lines.iter().take(room).enumerate() {
        let y = area.top() + 40.0 + 26.0 * index as f32;
        let unit = crate::engine::brief::unit_of(&goal.goal);
        let text = |value: Option<_>| value.map_or_else(|| "—".to_owned(), |v| value_shown(scene.texts, unit, v));
        let name = paint::cut(ui.painter(), &goal.name, fonts::text(), p.t1, area.width() * 0.3);
        paint::text(
            ui.painter(),
            pos2(area.left(), y),
            Align2::LEFT_CENTER,
            priority_sign(goal.goal.priority),
            fonts::text(),
            p.t3,
        );
        ui.painter().galley(pos2(area.left() + 30.0, y - name.size().y / 2.0), name, p.t1);
        let target = text(goal.figures.target);
        let at = pos2(area.left() + area.width() * 0.56, y);
        pane::label(ui, at, Align2::RIGHT_CENTER, &target, fonts::text_medium(), p.t1);
        let baseline = text(goal.figures.baseline);
        let at = pos2(area.left() + area.width() * 0.74, y);
        paint::text(ui.painter(), at, Align2::RIGHT_CENTER, &baseline, fonts::text(), p.t2);
        let change = goal.figures.change.map(|change| crate::text::brief::change_shown(scene.texts, change));
        let at = pos2(area.left() + area.width() * 0.9, y);
        paint::text(ui.painter(), at, Align2::RIGHT_CENTER, &change.unwrap_or_default(), fonts::text(), p.t2);
        let (icon, ink) =
            if goal.checks.missed() == 0 { (icons::CHECK, p.ok) } else { (icons::TRIANGLE_ALERT, p.warn) };
        paint::icon(ui.painter(), pos2(area.right() - 8.0, y), icon, size::ICON_TEXT, ink);
        ui.painter().hline(area.x_range(), y + 13.0, Stroke::new(1.0, p.line));
    }
}

/// Rhythm, resources and departments.
fn beside(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>) {
    let p = theme::tokens(ui);
    let format = scene.format();
    let mut y = area.top() + 8.0;
    let head = |ui: &mut Ui, y: f32, msg| {
        let font = fonts::medium(size::TITLE);
        pane::label(ui, pos2(area.left(), y), Align2::LEFT_CENTER, scene.text(msg), font, p.t1);
    };
    let line = |ui: &mut Ui, y: f32, name: &str, value: &str| {
        let room = area.width() - paint::width(ui.painter(), value, fonts::text()) - size::S12;
        let galley = paint::cut(ui.painter(), name, fonts::text(), p.t2, room);
        ui.painter().galley(pos2(area.left(), y - galley.size().y / 2.0), galley, p.t2);
        pane::label(ui, pos2(area.right(), y), Align2::RIGHT_CENTER, value, fonts::text(), p.t1);
    };
    head(ui, y, Msg::BriefRhythm);
    y += 26.0;
    for phase in &open.campaign.phases {
        let days = format.days(phase.start.date(), crate::engine::phases::last_day(phase.start, phase.end));
        line(ui, y, phase.name_in(scene.texts), &days);
        y += 22.0;
    }
    y += 10.0;
    head(ui, y, Msg::BriefInPlace);
    y += 26.0;
    for kind in ResourceKind::ALL {
        let of = in_place(&open.campaign.brief, Some(kind), scene.now.date());
        let words =
            [("done", format.whole(of.confirmed.wide()).into()), ("all", format.whole(of.needed.wide()).into())];
        line(ui, y, kind.name_in(scene.texts), &scene.texts.with(Msg::BriefInPlaceOf, &words));
        y += 22.0;
    }
    y += 10.0;
    head(ui, y, Msg::BriefAlignment);
    y += 26.0;
    for department in &open.project.shop.departments {
        if y > area.bottom() - 8.0 {
            break;
        }
        let confirmed = Subject::ALL
            .into_iter()
            .filter(|subject| open.answer.agreed.is_confirmed(&open.campaign.brief, department.id, *subject));
        let words = [("done", confirmed.count().into()), ("all", Subject::ALL.len().into())];
        line(ui, y, department.name_in(scene.texts), &scene.texts.with(Msg::BriefInPlaceOf, &words));
        y += 22.0;
    }
}
