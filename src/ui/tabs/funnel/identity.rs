//! The title of the tab: what is solved for, and GMV = UV × CVR × 客单价 with each figure editable where it stands.

use egui::{Align2, CursorIcon, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::engine::funnel::edit::{is_locked, lock, mode_of, rate_for_cvr, set_mode, solve_for, type_value, unlock};
use crate::engine::funnel::{Mode, Typed, Unknown};
use crate::engine::value::Origin;
use crate::engine::why::FigureId;
use crate::model::StageId;
use crate::text::Msg;
use crate::text::names::{Named, rate_name};
use crate::ui::action::Actions;
use crate::ui::input;
use crate::ui::pose::PicturePane;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::{edit, picture};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::field::{Field, Ink};
use crate::ui::widgets::pane as panes;
use crate::ui::widgets::select::select;
use crate::ui::widgets::{button, paint};

/// The ink of a figure.
#[must_use]
pub fn ink(origin: Origin) -> Ink {
    match origin {
        Origin::Typed => Ink::Typed,
        Origin::Solved => Ink::Calculated,
        Origin::Kept => Ink::Reference,
        Origin::Missing => Ink::Absent,
    }
}

/// Draws the title row of a pane.
pub fn show(
    ui: &mut Ui,
    area: Rect,
    pane: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    let title = panes::label(
        ui,
        pos2(area.left() + size::S16, area.center().y),
        Align2::LEFT_CENTER,
        scene.text(Msg::FunnelTitle),
        fonts::medium(size::TITLE),
        p.t1,
    );
    ui.painter().hline(area.x_range(), area.bottom() - 0.5, Stroke::new(1.0, p.line));
    let right = picture::button(ui, area, pane, PicturePane::Funnel, scene, view, actions);
    let area = Rect::from_min_max(area.min, pos2(right + size::S16 - size::S12, area.bottom()));
    let left = modes(ui, area, title.rect.right() + size::S16, scene, open, actions);
    equation(ui, area, left, scene, open, view, actions);
}

fn modes(ui: &mut Ui, area: Rect, left: f32, scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) -> f32 {
    let id = open.campaign.id;
    let mode = mode_of(&open.campaign.funnel);
    let names = [Msg::FunnelFromTarget, Msg::FunnelFromTraffic, Msg::FunnelSolveOne].map(|m| scene.text(m));
    let chosen = match mode {
        Mode::FromTarget => 0,
        Mode::FromTraffic => 1,
        Mode::SolveOne(_) => 2,
    };
    let place = Rect::from_min_max(pos2(left, area.top()), area.max);
    let mut child = paint::at(ui, place, "modes");
    let step = scene.text(Msg::StepMode);
    if let Some(picked) = button::segmented(&mut child, step, &names, Some(chosen)) {
        let mode = match picked {
            0 => Mode::FromTarget,
            1 => Mode::FromTraffic,
            _ => Mode::SolveOne(Unknown::Aov),
        };
        edit::funnel(actions, id, step, move |funnel| set_mode(funnel, mode));
    }
    if let Mode::SolveOne(unknown) = mode {
        let unknowns = unknowns(open);
        let words: Vec<String> = unknowns.iter().map(|u| unknown_name(scene, open, *u)).collect();
        let options: Vec<&str> = words.iter().map(String::as_str).collect();
        let chosen = unknowns.iter().position(|u| *u == unknown);
        let width = if area.width() < 1000.0 { 108.0 } else { 132.0 };
        if let Some(what) =
            select(&mut child, scene.text(Msg::FunnelSolvePick), &options, chosen, width).and_then(|i| unknowns.get(i))
        {
            let what = *what;
            edit::funnel(actions, id, step, move |funnel| solve_for(funnel, what));
        }
    }
    child.min_rect().right()
}

/// Everything that can be solved for.
fn unknowns(open: &Open<'_>) -> Vec<Unknown> {
    let stages = &open.campaign.funnel.stages;
    let mut all = vec![Unknown::Gmv, Unknown::Aov];
    if let Some(uv) = open.answer.funnel.uv_stage {
        all.push(Unknown::Count(uv));
    }
    all.extend(stages.iter().take(stages.len().saturating_sub(1)).map(|s| Unknown::Rate(s.id)));
    all
}

/// What an unknown is called.
#[must_use]
pub fn unknown_name(scene: &Scene<'_>, open: &Open<'_>, unknown: Unknown) -> String {
    let stages = &open.campaign.funnel.stages;
    match unknown {
        Unknown::Gmv => scene.text(Msg::ShortGmv).to_owned(),
        Unknown::Aov => scene.text(Msg::ShortAov).to_owned(),
        Unknown::Cvr(_) => scene.text(Msg::ShortCvr).to_owned(),
        Unknown::Count(id) => stages.get(id).map(|s| s.name_in(scene.texts).to_owned()).unwrap_or_default(),
        Unknown::Rate(id) => {
            let at = stages.position(id);
            let next = at.and_then(|i| stages.at(i + 1)).map(AsRef::as_ref);
            stages.get(id).map(|s| rate_name(scene.texts, s, next)).unwrap_or_default()
        }
    }
}

struct Part {
    name: Msg,
    figure: FigureId,
    shown: String,
    raw: String,
    ink: Ink,
    lock: Option<Unknown>,
}

fn parts(scene: &Scene<'_>, open: &Open<'_>) -> Vec<Part> {
    let format = scene.format();
    let answer = &open.answer.funnel;
    let dash = || "—".to_owned();
    vec![
        Part {
            name: Msg::ShortGmv,
            figure: FigureId::Gmv,
            shown: answer.gmv.value.map_or_else(dash, |v| format.sum(v).to_string()),
            raw: answer.gmv.value.map(|v| v.to_string()).unwrap_or_default(),
            ink: ink(answer.gmv.origin),
            lock: Some(Unknown::Gmv),
        },
        Part {
            name: Msg::ShortUv,
            figure: FigureId::Uv,
            shown: answer.uv.value.map_or_else(dash, |v| format.count(v).to_string()),
            raw: answer.uv.value.map(|v| v.to_string()).unwrap_or_default(),
            ink: ink(answer.uv.origin),
            lock: answer.uv_stage.map(Unknown::Count),
        },
        Part {
            name: Msg::ShortCvr,
            figure: FigureId::Cvr,
            shown: answer.cvr.value.map_or_else(dash, |v| format.percent(v, 2)),
            raw: answer.cvr.value.map(|v| format.percent_exact(v)).unwrap_or_default(),
            ink: if answer.cvr.value.is_some() { Ink::Calculated } else { Ink::Absent },
            lock: None,
        },
        Part {
            name: Msg::ShortAov,
            figure: FigureId::Aov,
            shown: answer.aov.value.map_or_else(dash, |v| format.price(v)),
            raw: answer.aov.value.map(|v| v.to_string()).unwrap_or_default(),
            ink: ink(answer.aov.origin),
            lock: Some(Unknown::Aov),
        },
    ]
}

/// Whether the figure is locked, so that a lock stands beside it; one that is free becomes locked by typing.
fn is_locked_part(open: &Open<'_>, part: &Part) -> bool {
    part.lock.is_some_and(|what| is_locked(&open.campaign.funnel, what))
}

/// How much room the identity takes.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Room {
    /// Whether the figures' names stand before them.
    names: bool,
    /// Width of a lock.
    lock: f32,
    /// Width of a sign.
    sign: f32,
}

impl Room {
    /// The least.
    const LEAST: Self = Self { names: false, lock: 16.0, sign: 14.0 };
    /// From the most to the least.
    const ALL: [Self; 3] =
        [Self { names: true, lock: 20.0, sign: 22.0 }, Self { names: true, lock: 16.0, sign: 14.0 }, Self::LEAST];
}

fn equation(
    ui: &mut Ui,
    area: Rect,
    left: f32,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    let parts = parts(scene, open);
    let name_width = |ui: &Ui, part: &Part| paint::width(ui.painter(), scene.text(part.name), fonts::text()) + 3.0;
    let value_width = |ui: &Ui, part: &Part| paint::width(ui.painter(), &part.shown, fonts::text_medium()) + 10.0;
    let total = |ui: &Ui, room: Room| {
        let signs = room.sign * (parts.len().max(1) - 1) as f32;
        let width = |part: &Part| {
            let name = if room.names { name_width(ui, part) } else { 0.0 };
            let lock = if is_locked_part(open, part) { room.lock } else { 0.0 };
            name + value_width(ui, part) + lock
        };
        signs + parts.iter().map(width).sum::<f32>()
    };
    // where it is narrow the signs move together, then the names go: each figure says its own on hover
    let fits = |room: &Room| area.right() - size::S16 - total(ui, *room) >= left + size::S12;
    let room = Room::ALL.into_iter().find(fits).unwrap_or(Room::LEAST);
    let mut x = area.right() - size::S16 - total(ui, room);
    let y = area.center().y;
    for (index, part) in parts.iter().enumerate() {
        let name = scene.text(part.name);
        if room.names {
            x = paint::text(ui.painter(), pos2(x, y), Align2::LEFT_CENTER, name, fonts::text(), p.t2).right() + 3.0;
        }
        let width = value_width(ui, part);
        let place = Rect::from_min_size(pos2(x, y - size::FIELD / 2.0), vec2(width, size::FIELD));
        let mut child = paint::at(ui, place, ("identity", index));
        let outcome = Field::new(name, &part.shown, &part.raw)
            .ink(if part.ink == Ink::Calculated { Ink::Prose } else { part.ink })
            .font(fonts::text_medium())
            .bare()
            .glow(scene.figures_of(open))
            .size(width, size::FIELD)
            .show(&mut child, ("identity field", index), |text| check(scene, part.figure, text));
        if outcome.response.gained_focus() || outcome.response.clicked() {
            view.figure = Some(part.figure);
        }
        if let Some(text) = outcome.committed {
            commit(scene, open, part.figure, &text, actions);
        }
        if !room.names {
            outcome.response.on_hover_text(name);
        }
        x = place.right();
        if let Some(what) = part.lock.filter(|_| is_locked_part(open, part)) {
            lock_button(
                ui,
                Rect::from_min_size(pos2(x, y - 10.0), vec2(room.lock - 2.0, 20.0)),
                scene,
                open,
                what,
                actions,
            );
            x += room.lock;
        }
        if index < 3 {
            let sign = if index == 0 { "=" } else { "×" };
            paint::text(
                ui.painter(),
                pos2(x + room.sign / 2.0 - 1.0, y),
                Align2::CENTER_CENTER,
                sign,
                fonts::text(),
                p.t2,
            );
            x += room.sign;
        }
    }
}

fn check(scene: &Scene<'_>, figure: FigureId, text: &str) -> Result<(), String> {
    match figure {
        FigureId::Uv => input::count(scene.texts, text).map(|_| ()),
        FigureId::Cvr => input::percent(scene.texts, text).map(|_| ()),
        _ => input::money(scene.texts, text).map(|_| ()),
    }
}

fn commit(scene: &Scene<'_>, open: &Open<'_>, figure: FigureId, text: &str, actions: &mut Actions) {
    let id = open.campaign.id;
    let change = |what: Msg| scene.texts.with(Msg::StepCount, &[("what", format!(" {}", scene.text(what)).into())]);
    match figure {
        FigureId::Uv => {
            if let (Ok(count), Some(stage)) = (input::count(scene.texts, text), open.answer.funnel.uv_stage) {
                edit::funnel(actions, id, change(Msg::ShortUv), move |f| type_value(f, Typed::Count(stage, count)));
            }
        }
        FigureId::Cvr => {
            if let (Ok(cvr), Some(stage)) = (input::percent(scene.texts, text), absorbing_rate(open))
                && rate_for_cvr(&open.campaign.funnel, &open.answer.funnel, stage, cvr).is_some()
            {
                edit::funnel(actions, id, change(Msg::ShortCvr), move |f| type_value(f, Typed::Cvr(stage, cvr)));
            }
        }
        FigureId::Aov => {
            if let Ok(money) = input::money(scene.texts, text) {
                edit::funnel(actions, id, scene.text(Msg::StepAov), move |f| type_value(f, Typed::Aov(money)));
            }
        }
        _ => {
            if let Ok(money) = input::money(scene.texts, text) {
                edit::funnel(actions, id, scene.text(Msg::StepTarget), move |f| type_value(f, Typed::Gmv(money)));
            }
        }
    }
}

/// The rate that takes up a typed CVR: the first one below the visitors.
fn absorbing_rate(open: &Open<'_>) -> Option<StageId> {
    open.answer.funnel.uv_stage
}

/// A small lock beside a figure.
pub fn lock_button(ui: &mut Ui, rect: Rect, scene: &Scene<'_>, open: &Open<'_>, what: Unknown, actions: &mut Actions) {
    let p = theme::tokens(ui);
    let locked = is_locked(&open.campaign.funnel, what);
    let name = unknown_name(scene, open, what);
    let msg = if locked { Msg::FunnelUnlockName } else { Msg::FunnelLockName };
    let words = scene.texts.with(msg, &[("what", name.as_str().into())]);
    let response =
        ui.interact(rect, ui.scope_id().with(("lock", format!("{what:?}"), rect.left() as i32)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
    let color = if response.hovered() {
        p.t1
    } else if locked {
        p.t2
    } else {
        p.t4
    };
    let icon = if locked { icons::LOCK } else { icons::LOCK_OPEN };
    if locked || response.hovered() || response.has_focus() {
        paint::icon(ui.painter(), rect.center(), icon, size::ICON_CELL, color);
    }
    if response.has_focus() {
        button::focus_ring(ui.painter(), rect, p);
    }
    if response.on_hover_text(&words).on_hover_cursor(CursorIcon::PointingHand).clicked() {
        let msg = if locked { Msg::StepUnlock } else { Msg::StepLock };
        let step = scene.texts.with(msg, &[("what", name.as_str().into())]);
        edit::funnel(
            actions,
            open.campaign.id,
            step,
            move |funnel| {
                if locked { unlock(funnel, what) } else { lock(funnel, what) }
            },
        );
    }
}
