//! The review on one page, to be shown in a meeting: read, not edited.

use egui::{Align2, CornerRadius, Rect, Stroke, Ui, UiBuilder, pos2, vec2};

use super::facts::Facts;
use super::inspect::sentence_of;
use super::{Chosen, waterfall};
use crate::engine::review::{Factor, Row};
use crate::model::{LessonKind, Module, Money, SentenceOf};
use crate::text::Msg;
use crate::text::names::Named as _;
use crate::text::review::{effect_sentence, growth_shown, module_name, part_sentence};
use crate::ui::action::Actions;
use crate::ui::pose::PicturePane;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::picture;
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::{button, paint, pane};

/// Draws the page.
pub(super) fn show(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
    facts: &Facts,
) {
    let p = theme::tokens(ui);
    ui.painter().rect_filled(area, CornerRadius::ZERO, p.chrome);
    let width = (area.width() - 48.0).min(1120.0);
    let page = Rect::from_center_size(area.center(), vec2(width, area.height() - 32.0));
    let stroke = Stroke::new(1.0, p.line);
    ui.painter().rect(page, CornerRadius::same(size::RADIUS), p.panel, stroke, egui::StrokeKind::Inside);
    let inner = page.shrink2(vec2(28.0, 18.0));
    let y = title(ui, inner, page, scene, open, view, actions);
    let y = figures(ui, inner, y + size::S8, scene, open, facts);
    let rest = inner.with_min_y(y + size::S12);
    let middle = rest.top() + (rest.height() * 0.52).round();
    let (upper, lower) = rest.split_top_bottom_at_y(middle);
    let (left, right) = upper.split_left_right_at_x(upper.left() + upper.width() * 0.44);
    waterfall::draw(ui, left.with_max_x(left.right() - size::S24), scene, facts, Chosen::Worst);
    reasons(ui, right, scene, open, facts);
    ui.painter().hline(inner.x_range(), lower.top(), Stroke::new(1.0, p.line));
    let (left, right) =
        lower.with_min_y(lower.top() + size::S8).split_left_right_at_x(upper.left() + upper.width() * 0.44);
    conclusions(ui, left.with_max_x(left.right() - size::S24), scene, open);
    lessons(ui, right, scene, open);
}

fn title(
    ui: &mut Ui,
    inner: Rect,
    page: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
) -> f32 {
    let p = theme::tokens(ui);
    let y = inner.top() + 16.0;
    let name = open.campaign.name_in(scene.texts);
    let font = fonts::medium(size::HEADLINE);
    let end = pane::label(ui, pos2(inner.left(), y), Align2::LEFT_CENTER, name, font, p.t1).rect.right();
    let days = open
        .campaign
        .span()
        .map(|(start, end)| scene.format().days(start.date(), crate::engine::phases::last_day(start, end)));
    let words = format!("{}　{}", open.project.shop.name, days.unwrap_or_default());
    pane::label(ui, pos2(end + size::S12, y + 3.0), Align2::LEFT_CENTER, &words, fonts::text(), p.t2);
    let row = Rect::from_min_max(pos2(inner.left(), y - 16.0), pos2(inner.right() + size::S12, y + 16.0));
    let right = picture::button(ui, row, page, PicturePane::Review, scene, view, actions);
    if view.pose.is_none() {
        let words = scene.text(Msg::ReviewSummaryClose);
        let width = paint::width(ui.painter(), words, fonts::text()) + 48.0;
        let place = Rect::from_min_size(pos2(right - width, y - 14.0), vec2(width, 28.0));
        let mut child = ui.new_child(
            UiBuilder::new()
                .id_salt("review summary close")
                .max_rect(place)
                .layout(egui::Layout::right_to_left(egui::Align::Center)),
        );
        let escape = ui.input(|i| i.key_pressed(egui::Key::Escape));
        if button::secondary_with_icon(&mut child, icons::PENCIL, words).clicked() || escape {
            view.tabs.review.summary = false;
        }
    }
    y + 22.0
}

/// Target, actual, gap, and what it was held against.
fn figures(ui: &mut Ui, inner: Rect, y: f32, scene: &Scene<'_>, open: &Open<'_>, facts: &Facts) -> f32 {
    let p = theme::tokens(ui);
    let format = scene.format();
    let sum = |money: Money| format.sum(money).to_string();
    let plan = &facts.plan;
    let percent = |rate: crate::model::Rate| format.percent(rate, 1);
    let mut list = vec![
        (scene.text(Msg::ReviewTarget).to_owned(), sum(plan.base.gmv), None),
        (scene.text(Msg::ReviewActual).to_owned(), sum(plan.came.gmv), None),
        (
            scene.text(Msg::ReviewSummaryGap).to_owned(),
            sum(Money::from_wide(plan.gap.wide().abs())),
            Some(plan.gap >= Money::ZERO),
        ),
        (
            scene.text(Msg::ReviewAttained).to_owned(),
            facts.modules.attained.map_or_else(|| "—".to_owned(), percent),
            None,
        ),
    ];
    for (id, growth) in [(facts.pick.last_year, facts.modules.last_year), (facts.pick.before, facts.modules.before)] {
        if let (Some(other), Some(growth)) = (id.and_then(|id| open.project.campaign(id)), growth) {
            let name = scene.texts.with(Msg::ReviewAgainstName, &[("name", other.name_in(scene.texts).into())]);
            let words = growth_shown(scene.texts, growth).trim_start_matches(['+', '−']).to_owned();
            list.push((name, words, Some(growth >= crate::model::Rate::ZERO)));
        }
    }
    let step = inner.width() / list.len() as f32;
    for (index, (name, value, better)) in list.into_iter().enumerate() {
        let x = inner.left() + step * index as f32;
        paint::text(ui.painter(), pos2(x, y + 8.0), Align2::LEFT_CENTER, &name, fonts::text(), p.t2);
        let at = pos2(x, y + 32.0);
        match better {
            Some(better) => {
                pane::judged(ui, at, Align2::LEFT_CENTER, better, &value, fonts::medium(size::HEADLINE));
            }
            None => {
                pane::label(ui, at, Align2::LEFT_CENTER, &value, fonts::medium(size::HEADLINE), p.t1);
            }
        }
    }
    ui.painter().hline(inner.x_range(), y + 54.0, Stroke::new(1.0, p.line));
    y + 54.0
}

fn head(ui: &mut Ui, area: Rect, words: &str) -> f32 {
    let p = theme::tokens(ui);
    let at = pos2(area.left(), area.top() + 10.0);
    pane::label(ui, at, Align2::LEFT_CENTER, words, fonts::medium(size::TITLE), p.t1);
    area.top() + 30.0
}

/// Words over as many lines as there is room for; gives where they end.
fn words(ui: &mut Ui, area: Rect, y: f32, text: &str, ink: egui::Color32, rows: usize) -> f32 {
    let mut job = egui::text::LayoutJob::simple(text.to_owned(), fonts::regular(size::TITLE), ink, area.width());
    job.wrap.max_rows = rows;
    let galley = ui.painter().layout_job(job);
    let rect = Rect::from_min_size(pos2(area.left(), y), galley.size());
    if rect.bottom() > area.bottom() {
        return area.bottom();
    }
    ui.painter().galley(rect.min, galley, ink);
    pane::named(ui, rect, text);
    rect.bottom() + size::S8
}

/// A sentence for each effect, and for the parts that bear most of the gap.
fn reasons(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, facts: &Facts) {
    let p = theme::tokens(ui);
    let mut y = head(ui, area, scene.text(Msg::ReviewWaterfall));
    let typed = &open.campaign.review.sentences;
    let said = |of: Option<SentenceOf>, own: String| of.and_then(|of| typed.get(&of)).cloned().unwrap_or(own);
    for (factor, of) in Factor::ALL.into_iter().zip([SentenceOf::Uv, SentenceOf::Cvr, SentenceOf::Aov]) {
        let text = said(Some(of), effect_sentence(scene.texts, &facts.plan, factor));
        y = words(ui, area, y, &text, p.t1, 2);
    }
    y = head(ui, area.with_min_y(y + size::S8), scene.text(Msg::ReviewSummaryMost));
    let mut rows: Vec<&Row> = facts.plan.sources.rows.iter().chain(&facts.plan.phases.rows).collect();
    rows.retain(|row| sentence_of(row.of).is_some());
    rows.sort_by_key(|row| std::cmp::Reverse(row.gap.wide().abs()));
    for row in rows.into_iter().take(4) {
        let name = facts.name(scene, open, row.of);
        let text = said(sentence_of(row.of), part_sentence(scene.texts, &name, row));
        y = words(ui, area, y, &text, p.t1, 2);
    }
}

fn conclusions(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>) {
    let p = theme::tokens(ui);
    let mut y = head(ui, area, scene.text(Msg::ReviewSummaryConclusions));
    for module in Module::ALL {
        let name = scene.text(module_name(module));
        paint::text(
            ui.painter(),
            pos2(area.left(), y + 10.0),
            Align2::LEFT_CENTER,
            name,
            fonts::regular(size::TITLE),
            p.t2,
        );
        let text = open.campaign.review.modules.get(&module).map_or("—", String::as_str);
        let left = area.left() + if scene.texts.lang().is_chinese() { 96.0 } else { 88.0 };
        y = words(ui, area.with_min_x(left), y, text, p.t1, 2).max(y + 24.0);
    }
}

fn lessons(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>) {
    let p = theme::tokens(ui);
    let mut y = head(ui, area, scene.text(Msg::ReviewSummaryLessons));
    let own = open.project.lessons.iter().filter(|lesson| lesson.campaign == Some(open.campaign.id));
    for lesson in own.filter(|lesson| !lesson.fact.is_empty()) {
        if y + 22.0 > area.bottom() {
            break;
        }
        let (sign, ink) = match lesson.kind {
            LessonKind::Highlight => ("▲", p.better),
            LessonKind::Shortcoming => ("▼", p.worse),
        };
        paint::text(ui.painter(), pos2(area.left(), y + 10.0), Align2::LEFT_CENTER, sign, fonts::text_medium(), ink);
        let text = if lesson.action.is_empty() {
            lesson.fact.clone()
        } else {
            format!("{} → {}", lesson.fact, lesson.action)
        };
        y = words(ui, area.with_min_x(area.left() + 18.0), y, &text, p.t1, 1);
    }
}
