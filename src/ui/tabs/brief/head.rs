//! The brief itself: where it stands on its way, level, purpose, goods, audience, budget, and how much is in place.

use egui::{Align2, CornerRadius, CursorIcon, Rangef, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::{Chosen, UpperPane, edits, track};
use crate::engine::brief::in_place;
use crate::model::{CampaignKind, Level, Money, Rate, ResourceKind, SkuId};
use crate::text::Msg;
use crate::text::brief::level_sign;
use crate::text::line::list;
use crate::text::names::Named;
use crate::ui::action::Actions;
use crate::ui::input;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::{edit, form};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::field::{Field, Ink};
use crate::ui::widgets::picker::{PickRow, PickWords, picker};
use crate::ui::widgets::select::select;
use crate::ui::widgets::{button, paint, pane};

/// Draws the pane.
pub fn show(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
    compact: bool,
) {
    let (title, body) = pane::title(ui, area, scene.text(Msg::BriefTitle));
    summary_button(ui, title, scene, view);
    kind(ui, title, scene, open, actions);
    let inner = body.shrink2(vec2(size::S16, 0.0));
    let top = Rect::from_min_max(
        pos2(inner.left(), body.top() + size::S8),
        pos2(inner.right(), body.top() + 8.0 + track::HEIGHT),
    );
    if track::stations(ui, top, scene, open) {
        view.tabs.brief.choose(Chosen::Approval);
    }
    let said = Rect::from_min_max(pos2(inner.left(), top.bottom()), pos2(inner.right(), top.bottom() + 20.0));
    track::said(ui, said, scene, open);
    let line = said.bottom() + if compact { 2.0 } else { 6.0 };
    ui.painter().hline(area.x_range(), line, egui::Stroke::new(1.0, theme::tokens(ui).line));
    let resources = if compact { 92.0 } else { 104.0 };
    let below = area.bottom() - resources;
    let facts = Rect::from_min_max(pos2(inner.left(), line + 4.0), pos2(inner.right(), below - 2.0));
    let mut child = ui.new_child(
        UiBuilder::new().id_salt("brief facts").max_rect(facts).layout(egui::Layout::top_down(egui::Align::Min)),
    );
    child.set_clip_rect(facts.expand(3.0).intersect(ui.clip_rect()));
    let rows = 5.0;
    let step = (facts.height() / rows).clamp(size::FIELD, 30.0);
    child.spacing_mut().item_spacing = vec2(size::S8, (step - size::FIELD).max(0.0));
    egui::ScrollArea::vertical().id_salt("brief facts").auto_shrink(false).show(&mut child, |ui| {
        facts_form(ui, scene, open, actions);
    });
    ui.painter().hline(area.x_range(), below - 0.5, egui::Stroke::new(1.0, theme::tokens(ui).line));
    let rest = Rect::from_min_max(pos2(inner.left(), below), inner.max);
    in_place_lines(ui, rest, scene, open, view);
}

fn summary_button(ui: &mut Ui, title: Rect, scene: &Scene<'_>, view: &mut View) {
    if view.pose.is_some() {
        return;
    }
    let words = scene.text(Msg::BriefSummary);
    let width = paint::width(ui.painter(), words, fonts::text()) + 44.0;
    let at = Rect::from_min_size(pos2(title.right() - size::S12 - width, title.center().y - 13.0), vec2(width, 26.0));
    let mut child = ui.new_child(
        UiBuilder::new().id_salt("brief summary").max_rect(at).layout(egui::Layout::right_to_left(egui::Align::Center)),
    );
    if button::secondary_with_icon(&mut child, icons::TABLE, words).clicked() {
        view.tabs.brief.summary = true;
    }
}

fn facts_form(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) {
    let t = |msg| scene.text(msg);
    let (id, brief) = (open.campaign.id, &open.campaign.brief);
    ui.spacing_mut().item_spacing.x = size::S8;
    form::row(ui, scene, t(Msg::BriefLevel), |ui| level(ui, scene, open, actions));
    let width = ui.available_width() - if scene.texts.lang().is_chinese() { 76.0 } else { 112.0 };
    form::row(ui, scene, t(Msg::BriefPurpose), |ui| {
        if let Some(new) = line(ui, t(Msg::BriefPurpose), &brief.purpose, t(Msg::BriefPurposeHint), width) {
            edits::brief(actions, id, t(Msg::BriefStepPurpose), |brief| brief.purpose = new);
        }
    });
    form::row(ui, scene, t(Msg::BriefMainGoods), |ui| main_goods(ui, scene, open, actions, width));
    form::row(ui, scene, t(Msg::BriefAudience), |ui| {
        if let Some(new) = line(ui, t(Msg::BriefAudience), &brief.audience, t(Msg::BriefAudienceHint), width) {
            edits::brief(actions, id, t(Msg::BriefStepAudience), |brief| brief.audience = new);
        }
    });
    form::row(ui, scene, t(Msg::BriefBudget), |ui| budget(ui, scene, open, actions));
}

/// A line of words, bare until the pointer or the keyboard comes.
fn line(ui: &mut Ui, name: &str, value: &str, hint: &str, width: f32) -> Option<String> {
    let field = Field::new(name, value, value).hint(hint).left().bare().ink(Ink::Prose);
    form::typed(ui, field, width, name, |text| Ok(text.trim().to_owned()))
}

fn level(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) {
    let id = open.campaign.id;
    let names = Level::ALL.map(level_sign);
    let chosen = Level::ALL.iter().position(|level| *level == open.campaign.level);
    let picked = button::segmented(ui, scene.text(Msg::BriefLevel), &names, chosen);
    if let Some(level) = picked.and_then(|at| Level::ALL.get(at)).copied() {
        edit::campaign(actions, id, scene.text(Msg::BriefStepLevel), move |campaign| campaign.level = level);
    }
    let Some(before) = before(scene, open) else { return };
    let room = (ui.max_rect().right() - ui.cursor().left()).max(0.0);
    let p = theme::tokens(ui);
    let galley = paint::cut(ui.painter(), &before, fonts::text(), p.t2, room);
    let (rect, _) = ui.allocate_exact_size(vec2(galley.size().x, size::FIELD), Sense::hover());
    ui.painter().galley(pos2(rect.left(), rect.center().y - galley.size().y / 2.0), galley, p.t2);
    pane::named(ui, rect, &before).on_hover_text(&before);
}

/// Of which level the campaign before was, and what it came to.
fn before(scene: &Scene<'_>, open: &Open<'_>) -> Option<String> {
    let before = open.project.campaign(open.campaign.previous?)?;
    let words = [("name", before.name_in(scene.texts).into()), ("level", level_sign(before.level).into())];
    let came = open.answer.history.came(before.id).map(|came| came.gmv).filter(|gmv| *gmv > Money::ZERO);
    Some(match came {
        Some(gmv) => {
            let [name, level] = words;
            scene.texts.with(Msg::BriefLevelBefore, &[name, level, ("gmv", scene.format().sum(gmv).to_string().into())])
        }
        None => scene.texts.with(Msg::BriefLevelBeforeBare, &words),
    })
}

/// Whose campaign it is, beside the pane's title.
fn kind(ui: &mut Ui, title: Rect, scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) {
    let id = open.campaign.id;
    let left = title.left()
        + 2.0 * size::S16
        + paint::width(ui.painter(), scene.text(Msg::BriefTitle), fonts::medium(size::TITLE));
    let place = Rect::from_min_size(pos2(left, title.center().y - size::FIELD / 2.0), vec2(124.0, size::FIELD));
    let mut child = paint::at(ui, place, "brief kind");
    let ui = &mut child;
    let kinds = [CampaignKind::PlatformItem, CampaignKind::PlatformBrand, CampaignKind::Own, CampaignKind::MemberDay];
    let words: Vec<&str> = kinds.iter().map(|kind| kind.name_in(scene.texts)).collect();
    let chosen = kinds.iter().position(|kind| *kind == open.campaign.kind);
    if let Some(kind) =
        select(ui, scene.text(Msg::BriefKind), &words, chosen, place.width()).and_then(|at| kinds.get(at)).copied()
    {
        edit::campaign(actions, id, scene.text(Msg::BriefStepKind), move |campaign| campaign.kind = kind);
    }
}

fn main_goods(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions, width: f32) {
    let p = theme::tokens(ui);
    let chosen = &open.campaign.brief.main_goods;
    let names: Vec<&str> =
        chosen.iter().filter_map(|id| open.project.goods.get(*id)).map(|sku| sku.name.as_str()).collect();
    let words = match names[..] {
        [] => scene.text(Msg::BriefMainGoodsChoose).to_owned(),
        [first, _, _, _, ..] => {
            scene.texts.with(Msg::BriefMainGoodsMore, &[("first", first.into()), ("n", names.len().into())])
        }
        _ => list(scene.texts, &names),
    };
    let (rect, response) = ui.allocate_exact_size(vec2(width, size::FIELD), Sense::click());
    let spoken = format!("{} {words}", scene.text(Msg::BriefMainGoods));
    response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &spoken));
    if response.hovered() || response.has_focus() {
        let stroke = egui::Stroke::new(1.0, p.field);
        let corner = CornerRadius::same(size::RADIUS);
        ui.painter().rect(rect, corner, p.panel, stroke, egui::StrokeKind::Inside);
        let arrow = pos2(rect.right() - 12.0, rect.center().y);
        paint::icon(ui.painter(), arrow, icons::CHEVRON_DOWN, size::ICON_TEXT, p.t2);
    }
    let ink = if names.is_empty() { p.t3 } else { p.t1 };
    let galley = paint::cut(ui.painter(), &words, fonts::text(), ink, width - 24.0);
    ui.painter().galley(pos2(rect.left() + 3.0, rect.center().y - galley.size().y / 2.0), galley, ink);
    if response.has_focus() {
        button::focus_ring(ui.painter(), rect, p);
    }
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    let search = PickWords { search: scene.text(Msg::BriefMainGoodsSearch), none: scene.text(Msg::BriefMainGoodsNone) };
    let rows = || {
        let row = |sku: &std::sync::Arc<crate::model::Sku>| PickRow {
            value: sku.id,
            label: format!("{} {}", sku.code, sku.name),
            on: chosen.contains(&sku.id),
        };
        open.project.goods.iter().map(row).collect::<Vec<PickRow<SkuId>>>()
    };
    if let Some(sku) = picker(&response, search, 300.0, true, rows) {
        edits::brief(actions, open.campaign.id, scene.text(Msg::BriefStepMainGoods), move |brief| {
            if brief.main_goods.contains(&sku) {
                brief.main_goods.retain(|other| *other != sku);
            } else {
                brief.main_goods.push(sku);
            }
        });
    }
}

fn budget(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) {
    let brief = &open.campaign.brief;
    let shown = brief.budget.map(|money| scene.format().sum(money).to_string()).unwrap_or_default();
    let raw = brief.budget.map(|money| money.to_string()).unwrap_or_default();
    let field = Field::new(scene.text(Msg::BriefBudget), &shown, &raw).hint(scene.text(Msg::BriefBudgetHint)).left();
    let read = |text: &str| form::optional(text, |text| input::money(scene.texts, text));
    if let Some(new) = form::typed(ui, field.bare(), form::SUM - 12.0, "brief budget", read)
        && new != brief.budget
    {
        let name = scene.text(Msg::BriefStepBudget);
        edits::brief(actions, open.campaign.id, name, move |brief| brief.budget = new);
    }
    let share = brief.budget.zip(open.answer.funnel.gmv.value).and_then(|(budget, gmv)| budget.ratio(gmv));
    if let Some(share) = share {
        let words = [("share", scene.format().percent(share, 1).into())];
        form::word(ui, &scene.texts.with(Msg::BriefBudgetShare, &words));
    }
}

/// How much of each kind is in place; a line leads to its rows.
fn in_place_lines(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View) {
    let p = theme::tokens(ui);
    let brief = &open.campaign.brief;
    let today = scene.now.date();
    let all = in_place(brief, None, today);
    let format = scene.format();
    let count = |of: crate::engine::brief::InPlace| {
        let words =
            [("done", format.whole(of.confirmed.wide()).into()), ("all", format.whole(of.needed.wide()).into())];
        scene.texts.with(Msg::BriefInPlaceOf, &words)
    };
    let y = area.top() + 15.0;
    let font = fonts::text_medium();
    pane::label(ui, pos2(area.left(), y), Align2::LEFT_CENTER, scene.text(Msg::BriefInPlace), font, p.t1);
    if brief.resources.is_empty() {
        let words = scene.text(Msg::BriefResourcesEmpty);
        pane::label(ui, pos2(area.left(), y + 26.0), Align2::LEFT_CENTER, words, fonts::text(), p.t3);
        let words = scene.text(Msg::BriefResourcesAdd);
        let width = paint::width(ui.painter(), words, fonts::text());
        let at = Rect::from_min_size(pos2(area.right() - width, y + 16.0), vec2(width, 20.0));
        if button::link(&mut paint::at(ui, at, "brief resources"), words).clicked() {
            view.tabs.brief.upper = UpperPane::Resources;
        }
        return;
    }
    pane::label(ui, pos2(area.right(), y), Align2::RIGHT_CENTER, &count(all), fonts::text(), p.t1);
    let step = ((area.height() - 32.0) / 3.0).clamp(18.0, 26.0);
    let bar = {
        let right = area.right() - 52.0;
        Rangef::new(right - 96.0, right)
    };
    for (row, kind) in ResourceKind::ALL.into_iter().enumerate() {
        let y = area.top() + 28.0 + step * (row as f32 + 0.5);
        let line =
            Rect::from_min_max(pos2(area.left() - 8.0, y - step / 2.0), pos2(area.right() + 8.0, y + step / 2.0));
        let name = kind.name_in(scene.texts);
        let of = in_place(brief, Some(kind), today);
        let words = scene.texts.with(Msg::BriefResourceOpen, &[("kind", name.into())]);
        let response = ui.interact(line, ui.scope_id().with(("in place", row)), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{words} {}", count(of))));
        if response.hovered() {
            ui.painter().rect_filled(line, CornerRadius::same(size::RADIUS), p.hover);
        }
        if response.has_focus() {
            button::focus_ring(ui.painter(), line, p);
        }
        paint::text(ui.painter(), pos2(area.left(), y), Align2::LEFT_CENTER, name, fonts::text(), p.t1);
        let rows = brief.resources.iter().filter(|row| row.kind == kind);
        let names: Vec<&str> = rows.map(|row| row.name.as_str()).filter(|name| !name.is_empty()).collect();
        let from = area.left() + if scene.texts.lang().is_chinese() { 42.0 } else { 56.0 };
        let words = list(scene.texts, &names);
        let galley = paint::cut(ui.painter(), &words, fonts::text(), p.t2, bar.min - from - size::S12);
        ui.painter().galley(pos2(from, y - galley.size().y / 2.0), galley, p.t2);
        let track = Rect::from_min_max(pos2(bar.min, y - 4.0), pos2(bar.max, y + 4.0));
        ui.painter().rect_filled(track, CornerRadius::same(size::RADIUS_SMALL), p.sunken);
        let part = Rate::ratio(of.confirmed.wide(), of.needed.wide()).unwrap_or_default().to_f64() as f32;
        let done = track.with_max_x(track.left() + track.width() * part.min(1.0));
        ui.painter().rect_filled(done, CornerRadius::same(size::RADIUS_SMALL), p.bar_2);
        let ink = if of.late > 0 { p.warn } else { p.t1 };
        paint::text(ui.painter(), pos2(area.right(), y), Align2::RIGHT_CENTER, &count(of), fonts::text(), ink);
        if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
            view.tabs.brief.upper = UpperPane::Resources;
        }
    }
}
