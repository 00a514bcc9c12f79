//! The header: menu, campaign, the live figures, search, undo and redo.

use egui::{Align2, CornerRadius, CursorIcon, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::{header_review, inspector, is_compact, menu};
use crate::engine::FigureId;
use crate::engine::finding::Tab;
use crate::engine::run::RunAnswer;
use crate::model::{Level, Money, Rate};
use crate::text::Msg;
use crate::text::amounts::chances;
use crate::text::format::Shown;
use crate::text::names::Named;
use crate::ui::action::{Action, Actions};
use crate::ui::command::Command;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs;
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::button;
use crate::ui::widgets::float;
use crate::ui::widgets::{glow, paint, pane};

/// A figure of the header.
#[derive(Clone, Debug)]
pub(super) struct Live {
    pub(super) label: String,
    pub(super) value: Shown,
    /// Better or worse than what it is measured by, and by how much.
    pub(super) judged: Option<(bool, String)>,
    pub(super) note: String,
    /// Made before something it depends on was changed.
    pub(super) stale: bool,
    /// What a click leads to.
    pub(super) leads: Option<Leads>,
}

/// Where a figure of the header leads.
#[derive(Clone, Copy, Debug)]
pub(super) enum Leads {
    /// To its reasons, in the inspector.
    Why(FigureId),
    /// To the tab that it comes from.
    To(Tab),
}

/// Draws the header.
pub fn show(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    let window_is_compact = is_compact(ui.ctx().content_rect());
    let mut left = paint::at(ui, Rect::from_min_max(area.min + vec2(8.0, 0.0), area.max), "menu");
    let menu_button = button::icon_with(&mut left, icons::MENU, scene.text(Msg::MenuMain), false, size::ICON_LARGE);
    menu::main(&menu_button, scene, actions);

    let chooser = chooser(ui, area, scene, open, actions);
    let right = right_end(ui, area, scene, open, window_is_compact, actions);
    let place = Rect::from_min_max(pos2(chooser.right(), area.top()), pos2(right, area.bottom()));
    match figures(ui, place, scene, open, view) {
        Some(Leads::Why(figure)) => {
            view.figure = Some(figure);
            inspector::unfold(scene, view, false, actions);
        }
        Some(Leads::To(tab)) => actions.push(Action::Command(Command::Tab(tab))),
        None => {}
    }
}

fn chooser(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) -> Rect {
    let p = theme::tokens(ui);
    let name = open.campaign.name_in(scene.texts);
    let shop = if open.project.shop.name.is_empty() {
        scene.text(Msg::HeaderUntitledShop)
    } else {
        open.project.shop.name.as_str()
    };
    let badge = Rect::from_center_size(pos2(area.left() + 54.0, area.center().y), vec2(20.0, 20.0));
    let text_left = badge.right() + 8.0;
    let name_galley = paint::cut(ui.painter(), name, fonts::medium(size::TITLE), p.t1, 190.0);
    let shop_galley = paint::cut(ui.painter(), shop, fonts::text(), p.t2, 200.0);
    let width = (name_galley.size().x + 22.0).max(shop_galley.size().x).max(140.0);
    let rect = Rect::from_min_max(
        pos2(badge.left() - 6.0, area.top() + 4.0),
        pos2(text_left + width + 8.0, area.bottom() - 4.0),
    );
    let response = ui.interact(rect, ui.scope_id().with("campaign chooser"), Sense::click());
    let spoken = format!("{} {name}", scene.text(Msg::HeaderChooseCampaign));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
    let painter = ui.painter();
    if response.hovered() {
        painter.rect_filled(rect, CornerRadius::same(size::RADIUS), p.press);
    }
    if response.has_focus() {
        button::focus_ring(painter, rect, p);
    }
    level_badge(painter, badge, open.campaign.level, p);
    let name_width = name_galley.size().x;
    painter.galley(pos2(text_left, area.center().y - 1.0 - name_galley.size().y), name_galley, p.t1);
    paint::icon(
        painter,
        pos2(text_left + name_width + 12.0, area.center().y - 10.0),
        icons::CHEVRON_DOWN,
        size::ICON_TEXT,
        p.t2,
    );
    painter.galley(pos2(text_left, area.center().y + 1.0), shop_galley, p.t2);
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    menu::campaigns(&response, scene, open, actions);
    painter_line(ui, rect.right() + 12.0, area);
    Rect::from_min_max(rect.min, pos2(rect.right() + 12.0, rect.bottom()))
}

fn painter_line(ui: &Ui, x: f32, area: Rect) {
    ui.painter().vline(
        x.round() - 0.5,
        (area.top() + 12.0)..=(area.bottom() - 12.0),
        Stroke::new(1.0, theme::tokens(ui).line_2),
    );
}

/// The letter of a level in its square: filled for S.
pub fn level_badge(painter: &egui::Painter, rect: Rect, level: Level, p: &theme::Palette) {
    let (letter, fill, ink) = match level {
        Level::S => ("S", p.t1, p.panel),
        Level::A => ("A", p.press, p.t1),
        Level::B => ("B", p.press, p.t1),
        Level::C => ("C", p.press, p.t1),
    };
    painter.rect_filled(rect, CornerRadius::same(size::RADIUS), fill);
    paint::text(painter, rect.center(), Align2::CENTER_CENTER, letter, fonts::medium(size::TEXT), ink);
}

fn right_end(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, compact: bool, actions: &mut Actions) -> f32 {
    let undo_name = open.undo.map_or_else(
        || scene.text(Msg::UndoNothing).to_owned(),
        |what| scene.texts.with(Msg::UndoWhat, &[("what", what.into())]),
    );
    let redo_name = open.redo.map_or_else(
        || scene.text(Msg::RedoNothing).to_owned(),
        |what| scene.texts.with(Msg::RedoWhat, &[("what", what.into())]),
    );
    let mut right = area.right() - 8.0;
    for (command, icon, name, enabled) in [
        (Command::Redo, icons::REDO_2, redo_name, open.redo.is_some()),
        (Command::Undo, icons::UNDO_2, undo_name, open.undo.is_some()),
    ] {
        let rect = Rect::from_min_size(pos2(right - 28.0, area.center().y - 14.0), vec2(28.0, 28.0));
        let mut child = paint::at(ui, rect, ("step", icon));
        if !enabled {
            child.disable();
        }
        if button::icon(&mut child, icon, &name).clicked() {
            actions.push(Action::Command(command));
        }
        right -= 30.0;
    }
    search(ui, area, right, scene, compact, actions)
}

/// The search field (a button that opens the palette); gives its left end.
pub fn search(ui: &mut Ui, area: Rect, right: f32, scene: &Scene<'_>, compact: bool, actions: &mut Actions) -> f32 {
    let p = theme::tokens(ui);
    let name = scene.text(Msg::HeaderSearch);
    if compact {
        let rect = Rect::from_min_size(pos2(right - 28.0, area.center().y - 14.0), vec2(28.0, 28.0));
        let mut child = paint::at(ui, rect, "search");
        if button::icon(&mut child, icons::SEARCH, name).clicked() {
            actions.push(Action::Command(Command::Palette));
        }
        return rect.left();
    }
    let rect =
        Rect::from_min_max(pos2(right - 206.0, area.center().y - 14.0), pos2(right - 6.0, area.center().y + 14.0));
    let response = ui.interact(rect, ui.scope_id().with("search"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    let painter = ui.painter();
    let edge = if response.hovered() { p.t3 } else { p.field };
    painter.rect(rect, CornerRadius::same(size::RADIUS), p.panel, Stroke::new(1.0, edge), StrokeKind::Inside);
    paint::icon(painter, pos2(rect.left() + 16.0, rect.center().y), icons::SEARCH, size::ICON_TEXT, p.t2);
    let keys = float::keys(ui, pos2(rect.right() - 7.0, rect.center().y), &Command::Palette.keys());
    let galley = paint::cut(ui.painter(), name, fonts::text(), p.t2, keys.left() - rect.left() - 36.0);
    ui.painter().galley(pos2(rect.left() + 29.0, rect.center().y - galley.size().y / 2.0), galley, p.t2);
    if response.has_focus() {
        button::focus_ring(ui.painter(), rect, p);
    }
    if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
        actions.push(Action::Command(Command::Palette));
    }
    rect.left()
}

fn live(scene: &Scene<'_>, open: &Open<'_>) -> Vec<Live> {
    let format = scene.format();
    let answer = open.answer;
    let mut figures = Vec::new();
    let target = answer.funnel.gmv.value;
    if let Some(target) = target {
        figures.push(Live {
            label: scene.text(Msg::HeaderTarget).to_owned(),
            value: format.sum(target),
            judged: None,
            note: String::new(),
            stale: false,
            leads: Some(Leads::Why(FigureId::Gmv)),
        });
    }
    let planned = answer.traffic.total.gmv;
    if answer.traffic.total.uv.get() > 0 {
        let judged = target.filter(|t| t.minor() > 0).map(|target| {
            let gap = planned.wide() - target.wide();
            let share = Rate::ratio(gap.abs(), target.wide()).unwrap_or_default();
            (gap >= 0, format.percent(share, 1))
        });
        figures.push(Live {
            label: scene.text(Msg::HeaderPlanned).to_owned(),
            value: format.sum(planned),
            judged: judged.filter(|(_, share)| share != "0.0%"),
            note: String::new(),
            stale: false,
            leads: Some(Leads::Why(FigureId::PlannedGmv)),
        });
    }
    figures.extend(chance(scene, open));
    figures.extend(lowest_margin(scene, open));
    if let Some(opening) = open.campaign.opening() {
        let days = opening.date().since(scene.now.date()).map_or(0, |span| span.get_days());
        let (label, number) = match days {
            0 => (Msg::HeaderOpeningToday, scene.text(Msg::HeaderToday).to_owned()),
            d if d > 0 => (Msg::HeaderDaysToOpening, d.to_string()),
            d => (Msg::HeaderDaysSinceOpening, (-d).to_string()),
        };
        let unit = if days == 0 { String::new() } else { scene.text(Msg::HeaderDaysUnit).to_owned() };
        figures.push(Live {
            label: scene.text(label).to_owned(),
            value: Shown { prefix: "", number, unit: "" },
            judged: None,
            note: unit,
            stale: false,
            leads: Some(Leads::To(Tab::Calendar)),
        });
    }
    figures
}

/// The figures of a campaign that runs: target, what has come, where it will end, how sure, how long.
fn so_far(scene: &Scene<'_>, of: &RunAnswer) -> Vec<Live> {
    let format = scene.format();
    let against = |actual: Money, plan: Money| {
        let gap = actual.wide() - plan.wide();
        let share = Rate::ratio(gap.abs(), plan.wide())?;
        Some((gap >= 0, format.percent(share, 1))).filter(|(_, share)| share != "0.0%")
    };
    let live = |label: Msg, value, judged| Live {
        label: scene.text(label).to_owned(),
        value,
        judged,
        note: String::new(),
        stale: false,
        leads: None,
    };
    let target = of.pace.target;
    let mut figures = vec![
        Live { leads: Some(Leads::Why(FigureId::Gmv)), ..live(Msg::HeaderTarget, format.sum(target), None) },
        live(Msg::RunHeaderSoFar, format.sum(of.actual.gmv), against(of.actual.gmv, of.plan.gmv)),
    ];
    if let Some(forecast) = of.forecast.as_ref().filter(|_| of.at < of.span.1) {
        let end = forecast.p50();
        figures.push(live(Msg::RunHeaderEnd, format.sum(end), against(end, target)));
        let chance = Rate::from_ppm((forecast.chance(target, 1.0) * 1e6).round() as i64);
        let number = format.percent_number(chance, 0);
        figures.push(live(Msg::RunHeaderChance, Shown { prefix: "", number, unit: "%" }, None));
        let hours = of.span.1.duration_since(of.at).as_hours().max(0);
        let rest = scene.texts.with(Msg::RunHeaderHours, &[("hours", (hours % 24).into())]);
        let number = (hours / 24).to_string();
        let note = format!("{} {rest}", scene.text(Msg::HeaderDaysUnit));
        figures.push(Live { note, ..live(Msg::RunHeaderLeft, Shown { prefix: "", number, unit: "" }, None) });
    }
    if of.actual.cost > Money::ZERO {
        let judged = of.plan.cost.and_then(|plan| against(of.actual.cost, plan)).map(|(over, part)| (!over, part));
        figures.push(live(Msg::RunColumnCost, format.sum(of.actual.cost), judged));
    }
    figures
}

/// The chance of the target, once it has been drawn.
fn chance(scene: &Scene<'_>, open: &Open<'_>) -> Option<Live> {
    let answer = open.simulated.answer?;
    let (chance, wanted) = chances(scene.texts, answer.chance()?, answer.wanted);
    let number = chance.trim_end_matches('%').to_owned();
    Some(Live {
        label: scene.text(Msg::HeaderChance).to_owned(),
        value: Shown { prefix: "", number, unit: "%" },
        judged: None,
        note: scene.texts.with(Msg::HeaderChanceWanted, &[("wanted", wanted.into())]),
        stale: open.simulated.stale,
        leads: Some(Leads::Why(FigureId::Chance)),
    })
}

/// The lowest margin that the floor guard found, once it has answered.
fn lowest_margin(scene: &Scene<'_>, open: &Open<'_>) -> Option<Live> {
    let guard = open.guard?;
    let margin = guard.answer.lowest_margin()?;
    let format = scene.format();
    let required = open.campaign.required_margin.filter(|required| margin < *required);
    let judged = required.map(|required| {
        let required = format.percent_exact(required);
        (false, scene.texts.with(Msg::HeaderRequired, &[("margin", required.into())]))
    });
    Some(Live {
        label: scene.text(Msg::HeaderLowestMargin).to_owned(),
        value: Shown { prefix: "", number: format.percent_number(margin, 1), unit: "%" },
        judged,
        note: String::new(),
        stale: guard.stale,
        leads: Some(Leads::To(Tab::Offers)),
    })
}

/// Draws the figures; gives where the one that was clicked leads.
fn figures(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &View) -> Option<Leads> {
    let mut clicked = None;
    let p = theme::tokens(ui);
    let mut x = area.left() + size::S12;
    let of_tab = match view.tab() {
        Tab::Run => tabs::run::board(scene, open, view).map(|of| so_far(scene, &of)),
        Tab::Review => header_review::live(scene, open),
        _ => None,
    };
    for live in of_tab.unwrap_or_else(|| live(scene, open)) {
        let label = live.label.as_str();
        let number = format!("{}{}", live.value.prefix, live.value.number);
        let number_width = paint::width(ui.painter(), &number, fonts::medium(size::FIGURE));
        let mut width = number_width;
        let notes = [(3.0, live.value.unit), (if live.value.unit.is_empty() { 3.0 } else { 8.0 }, live.note.as_str())];
        for (space, note) in notes.into_iter().filter(|(_, note)| !note.is_empty()) {
            width += space + paint::width(ui.painter(), note, fonts::text());
        }
        if let Some((_, words)) = &live.judged {
            width += 8.0 + paint::width(ui.painter(), &format!("▼ {words}"), fonts::text_medium());
        }
        width = width.max(paint::width(ui.painter(), label, fonts::text()));
        if x + width > area.right() - size::S16 {
            break;
        }
        let base = area.center().y + 9.0;
        let rect = Rect::from_min_size(pos2(x, area.top() + 6.0), vec2(width, area.height() - 12.0));
        let spoken = format!("{label} {}", live.value);
        if let Some(leads) = live.leads {
            let response = ui.interact(rect, ui.scope_id().with(label), Sense::click());
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
            if response.hovered() || response.has_focus() {
                let ground = rect.expand2(vec2(size::S8, 2.0));
                ui.painter().rect_filled(ground, CornerRadius::same(size::RADIUS), p.hover);
            }
            if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
                clicked = Some(leads);
            }
        } else {
            pane::named(ui, rect, &spoken);
        }
        let figure = Rect::from_min_size(pos2(x, base - 12.0), vec2(number_width, 24.0));
        glow::behind(ui, label, scene.figures_of(open), figure, &number);
        let painter = ui.painter();
        paint::text(painter, pos2(x, area.top() + 13.0), Align2::LEFT_CENTER, label, fonts::text(), p.t2);
        paint::text(
            painter,
            pos2(x, base),
            Align2::LEFT_CENTER,
            &number,
            fonts::medium(size::FIGURE),
            if live.stale { p.t3 } else { p.t1 },
        );
        let mut end = x + number_width;
        for (space, note) in notes.into_iter().filter(|(_, note)| !note.is_empty()) {
            let at = pos2(end + space, base + 2.0);
            end = paint::text(painter, at, Align2::LEFT_CENTER, note, fonts::text(), p.t2).right();
        }
        if let Some((better, words)) = &live.judged {
            let (arrow, color) = if *better { ("▲", p.better) } else { ("▼", p.worse) };
            let at = pos2(end + 8.0, base + 2.0);
            paint::text(painter, at, Align2::LEFT_CENTER, &format!("{arrow} {words}"), fonts::text_medium(), color);
        }
        x += width.max(86.0) + 28.0;
    }
    clicked
}
