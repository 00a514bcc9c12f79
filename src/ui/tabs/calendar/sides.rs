//! 筛选与颜色: which tasks are shown, and by what they are coloured.

use std::collections::BTreeSet;

use egui::{Align2, Color32, CornerRadius, Rect, Stroke, Ui, pos2};

use super::CalendarState;
use crate::engine::schedule::sides::{Kin, Side, Status, Urgency};
use crate::engine::schedule::{Moment, TaskTimes};
use crate::model::Task;
use crate::text::Msg;
use crate::text::names::Named;
use crate::ui::scene::{Open, Scene};
use crate::ui::theme::{self, Palette, fonts, icons, size};
use crate::ui::widgets::float::{MenuRow, menu, menu_row};
use crate::ui::widgets::picker::{PickRow, PickWords, picker};
use crate::ui::widgets::{button, paint, pane};

/// What a side is called.
#[must_use]
pub const fn side_name(side: Side) -> Msg {
    match side {
        Side::Department => Msg::CalendarDepartment,
        Side::Owner => Msg::CalendarOwner,
        Side::Phase => Msg::CalendarPhase,
        Side::Status => Msg::SideStatus,
        Side::Float => Msg::SideFloat,
    }
}

/// What a task is, in words.
#[must_use]
pub fn kin_name(scene: &Scene<'_>, open: &Open<'_>, kin: Kin) -> String {
    let none = |msg: Msg| scene.text(msg).to_owned();
    match kin {
        Kin::Department(id) => id
            .and_then(|id| open.project.shop.departments.get(id))
            .map_or_else(|| none(Msg::SideNoDepartment), |row| row.name_in(scene.texts).to_owned()),
        Kin::Owner(id) => id
            .and_then(|id| open.project.shop.people.get(id))
            .map_or_else(|| none(Msg::CalendarNobody), |row| row.name.clone()),
        Kin::Phase(id) => id
            .and_then(|id| open.campaign.phases.get(id))
            .map_or_else(|| none(Msg::SideNoPhase), |row| row.name_in(scene.texts).to_owned()),
        Kin::Status(status) => none(match status {
            Status::Late => Msg::StatusLate,
            Status::Running => Msg::StatusRunning,
            Status::Waiting => Msg::StatusWaiting,
            Status::Done => Msg::StatusDone,
        }),
        Kin::Float(urgency) => none(match urgency {
            Urgency::Critical => Msg::FloatCritical,
            Urgency::Near => Msg::FloatNear,
            Urgency::Free => Msg::FloatFree,
        }),
    }
}

/// The colours of a side, for every kin that there is.
#[derive(Clone, Debug, Default)]
pub struct Colours {
    side: Option<Side>,
    of: Vec<(Kin, Color32)>,
}

impl Colours {
    /// The colours by a side; none = the usual one for all.
    #[must_use]
    pub fn new(open: &Open<'_>, side: Option<Side>, p: &Palette) -> Self {
        let all = side.map_or_else(Vec::new, |side| Kin::all(side, open.project, open.campaign));
        let of = all.into_iter().enumerate().map(|(at, kin)| (kin, ink(open, kin, at, p))).collect();
        Self { side, of }
    }

    /// The colour of a task.
    #[must_use]
    pub fn of(&self, open: &Open<'_>, task: &Task, times: &TaskTimes, now: Moment) -> Option<Color32> {
        let kin = Kin::of(self.side?, open.project, open.campaign, task, times, now);
        self.kin(kin)
    }

    /// The colour of what a task is.
    #[must_use]
    pub fn kin(&self, kin: Kin) -> Option<Color32> {
        self.of.iter().find(|(known, _)| *known == kin).map(|(_, color)| *color)
    }
}

fn ink(open: &Open<'_>, kin: Kin, at: usize, p: &Palette) -> Color32 {
    // a second lap is darker, a third lighter
    let series = |at: usize| {
        let color = p.series.get(at % 5).copied().unwrap_or(p.bar_2);
        match at / 5 {
            0 => color,
            1 => color.lerp_to_gamma(p.t1, 0.45),
            _ => color.lerp_to_gamma(p.panel, 0.45),
        }
    };
    match kin {
        Kin::Department(None) | Kin::Owner(None) | Kin::Phase(None) | Kin::Status(Status::Done) => p.bar_2,
        Kin::Department(_) | Kin::Owner(_) => series(at),
        Kin::Phase(Some(id)) => open.campaign.phases.get(id).map_or(p.bar_2, |phase| p.phase(phase.kind)),
        Kin::Status(Status::Late) => p.worse,
        Kin::Float(Urgency::Critical) => p.error,
        Kin::Float(Urgency::Near) => p.warn_fill,
        Kin::Float(Urgency::Free) | Kin::Status(Status::Running) => series(0),
        Kin::Status(Status::Waiting) => series(2),
    }
}

/// Whether a task is among those to be shown: of each side of which something is chosen, it is one of the chosen.
#[must_use]
pub fn shown(chosen: &BTreeSet<Kin>, open: &Open<'_>, task: &Task, times: &TaskTimes, now: Moment) -> bool {
    Side::ALL.iter().all(|side| {
        let mut of_side = chosen.iter().filter(|kin| kin.side() == *side).peekable();
        of_side.peek().is_none() || {
            let kin = Kin::of(*side, open.project, open.campaign, task, times, now);
            of_side.any(|known| *known == kin)
        }
    })
}

/// Height of the line that says what the colours mean.
pub const LEGEND: f32 = 30.0;

/// Draws the line that says what the colours mean: every kin of which there are tasks, as many as fit.
pub fn legend(ui: &mut Ui, row: Rect, scene: &Scene<'_>, open: &Open<'_>, state: &CalendarState) {
    let Some(side) = state.coloured else { return };
    let p = theme::tokens(ui);
    let colours = Colours::new(open, Some(side), p);
    ui.painter().hline(row.x_range(), row.bottom() - 0.5, Stroke::new(1.0, p.line));
    let mut x = row.left() + size::S16;
    let y = row.center().y;
    let title = scene.text(side_name(side));
    x = pane::label(ui, pos2(x, y), Align2::LEFT_CENTER, title, fonts::text_medium(), p.t1).rect.right() + size::S16;
    for (kin, color) in &colours.of {
        let name = kin_name(scene, open, *kin);
        let width = 16.0 + paint::width(ui.painter(), &name, fonts::text());
        if x + width > row.right() - size::S24 {
            pane::label(ui, pos2(x, y), Align2::LEFT_CENTER, "···", fonts::text(), p.t3);
            break;
        }
        ui.painter().rect_filled(paint::square(pos2(x + 5.0, y), 10.0), CornerRadius::same(2), *color);
        pane::label(ui, pos2(x + 16.0, y), Align2::LEFT_CENTER, &name, fonts::text(), p.t2);
        x += width + size::S16;
    }
}

/// The two buttons of the toolbar.
pub fn buttons(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, state: &mut CalendarState) {
    filter(ui, scene, open, state);
    colour(ui, scene, state);
}

/// Which tasks are shown.
pub fn filter(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, state: &mut CalendarState) {
    let count = state.chosen.len().to_string();
    let some = !state.chosen.is_empty();
    let response = button::chip(ui, scene.text(Msg::SideFilter), some.then_some(count.as_str()), some);
    let words = PickWords { search: scene.text(Msg::SideFilterSearch), none: scene.text(Msg::OfferSearchNone) };
    let picked = picker(&response, words, 240.0, true, || {
        let kins = Side::ALL.iter().flat_map(|side| Kin::all(*side, open.project, open.campaign));
        let row = |kin: Kin| {
            let (side, name) = (scene.text(side_name(kin.side())), kin_name(scene, open, kin));
            PickRow { value: kin, label: format!("{side} · {name}"), on: state.chosen.contains(&kin) }
        };
        kins.map(row).collect()
    });
    if let Some(kin) = picked {
        if !state.chosen.remove(&kin) {
            state.chosen.insert(kin);
        }
        state.choices += 1;
    }
    if some && button::link(ui, scene.text(Msg::SideFilterNone)).clicked() {
        state.chosen.clear();
        state.choices += 1;
    }
}

/// By what they are coloured.
fn colour(ui: &mut Ui, scene: &Scene<'_>, state: &mut CalendarState) {
    let label = match state.coloured {
        Some(side) => scene.texts.with(Msg::SideColourBy, &[("side", scene.text(side_name(side)).into())]),
        None => scene.text(Msg::SideColour).to_owned(),
    };
    let response = button::chip(ui, &label, None, state.coloured.is_some());
    menu(&response, 160.0, |ui| {
        for side in std::iter::once(None).chain(Side::ALL.map(Some)) {
            let label = side.map_or_else(|| scene.text(Msg::SideColourNone), |side| scene.text(side_name(side)));
            let icon = if state.coloured == side { icons::CHECK } else { "" };
            if menu_row(ui, MenuRow { label, icon, ..MenuRow::default() }) {
                state.coloured = side;
            }
        }
    });
}
