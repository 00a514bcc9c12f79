//! Risks: the register, and the matrix of probability and impact in which they are dragged; Escape brings one back.

use std::sync::Arc;

use egui::{
    Align2, Color32, CornerRadius, CursorIcon, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2,
};
use jiff::civil::DateTime;

use super::Chosen;
use crate::document::Gesture;
use crate::engine::run::prepare::add_known_risks;
use crate::model::{AlarmKind, Campaign, Count, Drill, Project, Risk, RiskId, RiskKind, Rows, Score};
use crate::text::Msg;
use crate::text::names::Named as _;
use crate::text::run::{risk_measure, risk_name, risk_trigger, rule_name};
use crate::ui::action::{Action, Actions};
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::edit;
use crate::ui::tabs::list_grid::{self, ListCell, ListColumn, ListGrid, column, wide};
use crate::ui::tabs::lists::{self, Listed, Steps};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::grid::{Ink, RowKey};
use crate::ui::widgets::{button, paint};

impl Listed for Risk {
    fn rows(campaign: &mut Campaign) -> &mut Rows<Self> {
        &mut Arc::make_mut(&mut campaign.run).risks
    }

    fn fresh(id: u32, _now: DateTime) -> Self {
        Self { id: RiskId(id), ..Self::default() }
    }

    fn number(&self) -> u32 {
        self.id.0
    }
}

const GRID: ListGrid = ListGrid {
    salt: "risks",
    name: Msg::RunRisks,
    steps: Steps { change: Msg::RunStepRisk, add: Msg::RunStepRiskAdd, delete: Msg::RunStepRiskDrop },
    add: Msg::RunRiskAdd,
};

/// A risk on its way through the matrix.
#[derive(Clone, Copy, Debug)]
struct Moved {
    risk: RiskId,
    /// Probability and impact that were asked for last.
    at: (Score, Score),
    gesture: Gesture,
}

/// What the matrix remembers.
#[derive(Debug, Default)]
pub struct DragState {
    moved: Option<Moved>,
    gestures: u64,
}

fn score(at: Count) -> Score {
    Score::new(u8::try_from(at.get().min(5)).unwrap_or(5))
}

fn kinds() -> impl Iterator<Item = RiskKind> {
    RiskKind::KNOWN.into_iter().chain([RiskKind::Other])
}

static COLUMNS: &[ListColumn<Risk>] = &[
    wide(
        Msg::RunRiskName,
        150.0,
        ListCell::Text {
            get: |row| &row.name,
            set: |row, name| row.name = name,
            usual: Some(|scene, row| risk_name(scene.texts, row).to_owned()),
        },
    ),
    column(
        Msg::RunRiskKind,
        92.0,
        ListCell::Choice {
            names: |scene| kinds().map(|kind| kind.name_in(scene.texts).to_owned()).collect(),
            get: |row| kinds().position(|kind| kind == row.kind).unwrap_or(0),
            set: |row, at, _| row.kind = kinds().nth(at).unwrap_or_default(),
            look: |_| (Ink::Reference, None),
        },
    ),
    column(
        Msg::RunRiskProbability,
        52.0,
        ListCell::Number {
            get: |row| Count::new(row.probability.get().into()),
            set: Some(|row, at| row.probability = score(at)),
            ink: |_| Ink::Input,
        },
    ),
    column(
        Msg::RunRiskImpact,
        52.0,
        ListCell::Number {
            get: |row| Count::new(row.impact.get().into()),
            set: Some(|row, at| row.impact = score(at)),
            ink: |_| Ink::Input,
        },
    ),
    column(
        Msg::RunRiskWeight,
        46.0,
        ListCell::Number {
            get: |row| Count::new(row.weight().into()),
            set: None,
            ink: |row| match row.weight() {
                _ if row.closed => Ink::Absent,
                15.. => Ink::Error,
                8.. => Ink::Warn,
                _ => Ink::Plain,
            },
        },
    ),
    column(
        Msg::RunRiskAlarm,
        104.0,
        ListCell::Choice {
            names: |scene| {
                let none = scene.text(Msg::RunRiskNoAlarm).to_owned();
                let rules = AlarmKind::ALL.map(|kind| rule_name(scene.texts, kind).to_owned());
                std::iter::once(none).chain(rules).collect()
            },
            get: |row| row.alarm.and_then(|kind| AlarmKind::ALL.iter().position(|k| *k == kind)).map_or(0, |at| at + 1),
            set: |row, at, _| row.alarm = at.checked_sub(1).and_then(|at| AlarmKind::ALL.get(at).copied()),
            look: |row| (if row.alarm.is_some() { Ink::Plain } else { Ink::Absent }, None),
        },
    ),
    wide(
        Msg::RunRiskMeasure,
        170.0,
        ListCell::Text {
            get: |row| &row.measure,
            set: |row, text| row.measure = text,
            usual: Some(|scene, row| risk_measure(scene.texts, row).to_owned()),
        },
    ),
    column(Msg::RunOwner, 64.0, ListCell::Person { get: |row| row.owner, set: |row, id| row.owner = id }),
    column(
        Msg::RunDrill,
        72.0,
        ListCell::Choice {
            names: |scene| Drill::ALL.map(|drill| drill.name_in(scene.texts).to_owned()).to_vec(),
            get: |row| Drill::ALL.iter().position(|drill| *drill == row.drill).unwrap_or(0),
            set: |row, at, _| row.drill = Drill::ALL.get(at).copied().unwrap_or_default(),
            look: |row| match row.drill {
                Drill::None => (Ink::Absent, None),
                Drill::Planned => (Ink::Plain, Some(icons::CLOCK)),
                Drill::Passed => (Ink::Plain, Some(icons::CHECK)),
                Drill::Failed => (Ink::Error, Some(icons::X)),
            },
        },
    ),
    column(Msg::RunDrillOn, 72.0, ListCell::Date { get: |row| row.drill_on, set: |row, day| row.drill_on = day }),
    wide(
        Msg::RunDrillResult,
        110.0,
        ListCell::Text { get: |row| &row.result, set: |row, text| row.result = text, usual: None },
    ),
    column(
        Msg::RunRiskState,
        64.0,
        ListCell::Choice {
            names: |scene| vec![scene.text(Msg::RunRiskOpen).to_owned(), scene.text(Msg::RunRiskClosed).to_owned()],
            get: |row| usize::from(row.closed),
            set: |row, at, _| row.closed = at == 1,
            look: |row| if row.closed { (Ink::Absent, Some(icons::CHECK)) } else { (Ink::Plain, None) },
        },
    ),
];

/// Draws the register.
pub fn register(
    ui: &mut Ui,
    body: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    compact: bool,
    actions: &mut Actions,
) {
    let rows = &open.campaign.run.risks;
    if rows.is_empty() {
        none(ui, body, scene, open, actions);
        return;
    }
    let state = &mut view.tabs.run.risks;
    let chosen = list_grid::show(ui, body, scene, open, rows, (GRID, COLUMNS), (state, compact), actions);
    if let Some(RowKey(key)) = chosen {
        view.tabs.run.choose(Chosen::Risk(RiskId(u32::try_from(key).unwrap_or_default())));
    }
}

fn none(ui: &mut Ui, body: Rect, scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) {
    let words = [Msg::RunRisksNone, Msg::RunRisksNote, Msg::RunRisksFill];
    if super::checks::begin(ui, body, scene, icons::TRIANGLE_ALERT, words) {
        fill(scene, open, actions);
    }
}

/// Adds what the trade knows.
pub fn fill(scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) {
    lists::changed(actions, open.campaign.id, scene.text(Msg::RunStepRiskFill), add_known_risks);
}

/// Where the squares of the matrix stand: impact to the right, probability upward.
struct Matrix {
    frame: Rect,
}

impl Matrix {
    fn new(area: Rect) -> Self {
        let frame = Rect::from_min_max(area.min + vec2(46.0, size::S12), area.max - vec2(size::S16, 34.0));
        Self { frame }
    }

    fn cell(&self, probability: u8, impact: u8) -> Rect {
        let step = vec2(self.frame.width() / 5.0, self.frame.height() / 5.0);
        let min = pos2(
            self.frame.left() + step.x * f32::from(impact.saturating_sub(1)),
            self.frame.bottom() - step.y * f32::from(probability),
        );
        Rect::from_min_size(min, step).shrink(1.0)
    }

    /// Probability and impact of a point.
    fn at(&self, point: egui::Pos2) -> (Score, Score) {
        let part = |from: f32, length: f32, at: f32| (((at - from) / length * 5.0).floor().clamp(0.0, 4.0) as u8) + 1;
        let probability = part(0.0, self.frame.height(), self.frame.bottom() - point.y);
        let impact = part(self.frame.left(), self.frame.width(), point.x);
        (Score::new(probability), Score::new(impact))
    }
}

/// Draws the matrix; risks in it are dragged.
pub fn matrix(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    if open.campaign.run.risks.is_empty() {
        none(ui, area, scene, open, actions);
        return;
    }
    let p = theme::tokens(ui);
    let matrix = Matrix::new(area);
    for probability in 1..=5u8 {
        for impact in 1..=5u8 {
            let cell = matrix.cell(probability, impact);
            ui.painter().rect_filled(cell, CornerRadius::same(2), ground(probability * impact, p));
        }
        let row = matrix.cell(probability, 1);
        let at = pos2(row.left() - size::S8, row.center().y);
        paint::text(ui.painter(), at, Align2::RIGHT_CENTER, &probability.to_string(), fonts::text(), p.t3);
        let column = matrix.cell(1, probability);
        let at = pos2(column.center().x, column.bottom() + 10.0);
        paint::text(ui.painter(), at, Align2::CENTER_CENTER, &probability.to_string(), fonts::text(), p.t3);
    }
    let y_name = scene.text(Msg::RunRiskProbability);
    let at = pos2(area.left() + size::S12, matrix.frame.top() + 2.0);
    paint::text(ui.painter(), at, Align2::LEFT_TOP, y_name, fonts::text(), p.t2);
    let at = pos2(matrix.frame.right(), matrix.frame.bottom() + 22.0);
    paint::text(ui.painter(), at, Align2::RIGHT_CENTER, scene.text(Msg::RunRiskImpact), fonts::text(), p.t2);
    let mut taken = [[0u8; 6]; 6];
    for (number, risk) in open.campaign.run.risks.iter().enumerate() {
        let (probability, impact) = (risk.probability.get(), risk.impact.get());
        let slot = taken.get_mut(usize::from(probability)).and_then(|row| row.get_mut(usize::from(impact)));
        let nth = slot.map_or(0, |slot| {
            *slot += 1;
            *slot - 1
        });
        dot(ui, &matrix, scene, open, (number, risk, nth), view, actions);
    }
}

fn ground(weight: u8, p: &theme::Palette) -> Color32 {
    match weight {
        15.. => p.error_soft,
        8.. => p.warn_soft,
        _ => p.sunken,
    }
}

fn dot(
    ui: &mut Ui,
    matrix: &Matrix,
    scene: &Scene<'_>,
    open: &Open<'_>,
    (number, risk, nth): (usize, &Risk, u8),
    view: &mut View,
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    let cell = matrix.cell(risk.probability.get(), risk.impact.get());
    let per_row = ((cell.width() - 6.0) / 22.0).floor().max(1.0) as u8;
    let (column, row) = (nth % per_row, nth / per_row);
    let center = cell.min + vec2(14.0 + 22.0 * f32::from(column), 14.0 + 20.0 * f32::from(row));
    let place = paint::square(center, 20.0);
    let response = ui.interact(place, ui.scope_id().with(("risk", risk.id.0)), Sense::click_and_drag());
    let name = risk_name(scene.texts, risk);
    let chosen = view.tabs.run.chosen == Chosen::Risk(risk.id);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, name));
    let (fill, ink) = if risk.closed {
        (p.panel, p.t3)
    } else if chosen {
        (p.accent, p.on_accent)
    } else {
        (p.panel, p.t1)
    };
    let edge = Stroke::new(1.0, if chosen { p.accent } else { p.t2 });
    ui.painter().circle(center, 9.5, fill, edge);
    let words = (number + 1).to_string();
    paint::text(ui.painter(), center, Align2::CENTER_CENTER, &words, fonts::regular(size::TICK), ink);
    if response.has_focus() {
        button::focus_ring(ui.painter(), place.expand(1.0), p);
    }
    let held = view.tabs.run.drag.moved.as_ref().is_some_and(|drag| drag.risk == risk.id);
    if response.drag_started() {
        let drag = &mut view.tabs.run.drag;
        drag.gestures += 1;
        // one number per drag: two drags of one risk are two steps
        let gesture = Gesture(response.id.value() ^ drag.gestures);
        drag.moved = Some(Moved { risk: risk.id, at: (risk.probability, risk.impact), gesture });
    } else if held {
        follow(ui, &response, matrix, scene, open, &mut view.tabs.run.drag, actions);
    }
    let note = risk_trigger(scene.texts, risk).to_owned();
    let response = response.on_hover_cursor(CursorIcon::Grab).on_hover_text(format!("{name}\n{note}"));
    if response.clicked() {
        view.tabs.run.choose(Chosen::Risk(risk.id));
    }
}

/// Moves the risk with the pointer, drops the drag on Escape, ends it when the button is let go.
fn follow(
    ui: &Ui,
    response: &Response,
    matrix: &Matrix,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut DragState,
    actions: &mut Actions,
) {
    let Some(drag) = &mut state.moved else { return };
    if edit::dropped(ui, drag.gesture, actions) {
        state.moved = None;
        return;
    }
    if let Some(pointer) = response.interact_pointer_pos().filter(|_| response.dragged()) {
        let at = matrix.at(pointer);
        if at != drag.at {
            drag.at = at;
            let (campaign, id) = (open.campaign.id, drag.risk);
            let change = move |project: &mut Project| {
                let Some(campaign) = project.campaigns.get_mut(campaign) else { return };
                if let Some(risk) = Arc::make_mut(&mut campaign.run).risks.get_mut(id) {
                    (risk.probability, risk.impact) = at;
                }
            };
            let name = scene.text(Msg::RunStepRisk).to_owned();
            actions.push(Action::Edit { name, gesture: Some(drag.gesture), change: Box::new(change) });
        }
    }
    if response.drag_stopped() || !response.dragged() {
        actions.push(Action::EndGesture);
        state.moved = None;
    }
}
