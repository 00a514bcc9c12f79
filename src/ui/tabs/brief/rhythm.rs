//! The rhythm: the phases side by side, as long as they last but wide enough for their words; edges can be dragged.

use egui::{Align2, CornerRadius, CursorIcon, Rangef, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::engine::finding::{Place, PlaceKind, Tab};
use crate::model::{Phase, PhaseKind};
use crate::text::Msg;
use crate::text::names::Named;
use crate::ui::action::{Action, Actions};
use crate::ui::command::Command;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::shell::rhythm::{hours, pieces};
use crate::ui::tabs::calendar::CalendarView;
use crate::ui::tabs::phase_edges::{self, Scale};
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::{button, paint, pane};

/// Lengths grow by this power of the hours.
const BEND: f32 = 0.35;
/// Between two blocks.
const GAP: f32 = 2.0;

/// Draws the pane.
pub fn show(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    let p = theme::tokens(ui);
    let y = area.top() + 17.0;
    let left = area.left() + size::S16;
    let title = scene.text(Msg::BriefRhythm);
    let end = pane::label(ui, pos2(left, y), Align2::LEFT_CENTER, title, fonts::medium(size::TITLE), p.t1).rect.right();
    let phases = &open.campaign.phases;
    if phases.is_empty() {
        let words = scene.text(Msg::BriefRhythmEmpty);
        pane::label(ui, pos2(left, y + 28.0), Align2::LEFT_CENTER, words, fonts::text(), p.t3);
        let place = Rect::from_min_size(pos2(left, y + 42.0), vec2(260.0, 20.0));
        if button::link(&mut paint::at(ui, place, "rhythm empty"), scene.text(Msg::BriefRhythmEmptyGo)).clicked() {
            actions.push(Action::GoTo(Place::at(Tab::Funnel, PlaceKind::Phase)));
        }
        return;
    }
    let gaps = phases.iter().zip(phases.iter().skip(1)).filter(|(a, b)| a.end < b.start).count();
    let gaps = match gaps {
        0 => scene.text(Msg::BriefRhythmWhole).to_owned(),
        n => scene.texts.with(Msg::BriefRhythmGaps, &[("n", n.into())]),
    };
    let words = scene.texts.with(Msg::BriefRhythmCount, &[("n", phases.len().into()), ("gaps", gaps.into())]);
    pane::label(ui, pos2(end + size::S12, y), Align2::LEFT_CENTER, &words, fonts::text(), p.t2);
    if view.pose.is_none() {
        calendar_link(ui, area, y, scene, actions);
    }
    let band = Rect::from_min_max(pos2(left, area.top() + 44.0), pos2(area.right() - size::S16, area.bottom() - 8.0));
    blocks(ui, band, scene, open, view, actions);
}

fn calendar_link(ui: &mut Ui, area: Rect, y: f32, scene: &Scene<'_>, actions: &mut Actions) {
    let words = scene.text(Msg::BriefRhythmCalendar);
    let width = paint::width(ui.painter(), words, fonts::text());
    let place = Rect::from_min_size(pos2(area.right() - size::S16 - width, y - 10.0), vec2(width, 20.0));
    if button::link(&mut paint::at(ui, place, "rhythm calendar"), words).clicked() {
        actions.push(Action::GoTo(Place::at(Tab::Calendar, PlaceKind::Task)));
        actions.push(Action::Command(Command::CalendarView(CalendarView::Gantt)));
    }
}

/// What a block says: its name and length, its share of the target, and what stands below.
struct Words {
    name: String,
    length: String,
    sum: Option<String>,
    note: String,
}

fn words(scene: &Scene<'_>, open: &Open<'_>, phase: &Phase) -> Words {
    let hours = phase.start.duration_until(phase.end).as_hours();
    let length = if hours % 24 == 0 && hours > 0 {
        scene.texts.with(Msg::BriefRhythmDays, &[("n", (hours / 24).into())])
    } else {
        scene.texts.with(Msg::BriefRhythmHours, &[("n", hours.into())])
    };
    let share = open.answer.time.phase(phase.id).filter(|_| phase.kind.sells());
    let waves: Vec<String> = phase
        .waves
        .iter()
        .zip(1_usize..)
        .map(|(wave, number)| {
            let untitled = scene.texts.with(Msg::PanesWaveName, &[("n", number.into())]);
            let name = if wave.name.is_empty() { &untitled } else { &wave.name };
            let gmv = open.answer.time.waves.iter().find(|share| share.of == wave.id).map(|share| share.gmv);
            let sum = gmv.map(|gmv| format!(" {}", scene.format().sum(gmv))).unwrap_or_default();
            format!("{name}{sum}")
        })
        .collect();
    Words {
        name: phase.name_in(scene.texts).to_owned(),
        length,
        sum: share.map(|share| scene.format().sum(share.gmv).to_string()),
        note: crate::text::line::list(scene.texts, &waves),
    }
}

fn blocks(ui: &mut Ui, band: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    let p = theme::tokens(ui);
    let phases = &open.campaign.phases;
    // while an edge is dragged the places stay as they were
    let origin = view.tabs.brief.rhythm.origin().cloned();
    let shown = origin.as_ref().unwrap_or(phases);
    let all: Vec<Words> = shown.iter().map(|phase| words(scene, open, phase)).collect();
    // while an edge is dragged, the words are those of the phases as they will be
    let new: Option<Vec<Words>> =
        origin.is_some().then(|| phases.iter().map(|phase| words(scene, open, phase)).collect());
    let least: Vec<f32> = all
        .iter()
        .map(|words| {
            let width = |text: &str| paint::width(ui.painter(), text, fonts::text_medium());
            width(&words.name) + width(&words.length) + words.sum.as_deref().map_or(0.0, |sum| width(sum) + 10.0) + 26.0
        })
        .collect();
    let most = band.width() / shown.len().max(1) as f32;
    let least: Vec<f32> = least.into_iter().map(|width| width.min(most)).collect();
    // long phases are drawn shorter than they are, so that the short ones, in which most is sold, have room for words
    let lengths: Vec<f32> = hours(shown).into_iter().map(|hours| hours.powf(BEND)).collect();
    let pieces = pieces(&lengths, &least, band.width(), GAP);
    let mut knots = Vec::new();
    for (phase, (from, to)) in shown.iter().zip(&pieces) {
        knots.push((phase.start, band.left() + from));
        knots.push((phase.end, band.left() + to));
    }
    let Some(scale) = Scale::through(knots) else { return };
    let format = scene.format();
    let mut free = band.left();
    for (index, phase) in phases.iter().enumerate() {
        let (left, right) = (scale.x(phase.start).round(), scale.x(phase.end).round());
        let rect = Rect::from_min_max(pos2(left, band.top()), pos2((right - 1.0).max(left + 1.0), band.bottom()));
        if let Some(words) = new.as_ref().unwrap_or(&all).get(index) {
            block(ui, rect, scene, phase, words, view, actions);
        }
        let at = if phase.start.time() == jiff::civil::Time::midnight() {
            format.day(phase.start.date())
        } else {
            format.day_and_time(phase.start)
        };
        let width = paint::width(ui.painter(), &at, fonts::text());
        if left >= free && left + width <= band.right() {
            paint::text(ui.painter(), pos2(left, band.top() - 9.0), Align2::LEFT_CENTER, &at, fonts::text(), p.t2);
            free = left + width + size::S12;
        }
        if index + 1 == phases.len() {
            let end = phase_edges::end_shown(format, phase.end);
            let width = paint::width(ui.painter(), &end, fonts::text());
            if band.right() - width >= free {
                let at = pos2(band.right(), band.top() - 9.0);
                paint::text(ui.painter(), at, Align2::RIGHT_CENTER, &end, fonts::text(), p.t2);
            }
        }
    }
    today(ui, band, scene, &scale, shown);
    let handles = Rangef::new(band.top() - 2.0, band.bottom());
    if let Some(moved) = phase_edges::show(ui, handles, &scale, scene, open, &mut view.tabs.brief.rhythm, actions) {
        let line = [pos2(moved.before.round(), band.top()), pos2(moved.before.round(), band.bottom())];
        ui.painter().extend(Shape::dashed_line(&line, Stroke::new(1.0, p.t2), 4.0, 3.0));
        ui.painter().vline(moved.now.round(), band.y_range(), Stroke::new(2.0, p.accent));
        let width = paint::width(ui.painter(), &moved.words, fonts::text()) + 12.0;
        let x = moved.now.clamp(band.left() + width / 2.0, band.right() - width / 2.0);
        let pill = Rect::from_center_size(pos2(x, band.top() - 10.0), vec2(width, 18.0));
        ui.painter().rect_filled(pill, CornerRadius::same(size::RADIUS), p.accent);
        pane::label(ui, pill.center(), Align2::CENTER_CENTER, &moved.words, fonts::text(), p.on_accent);
    }
}

fn block(
    ui: &mut Ui,
    rect: Rect,
    scene: &Scene<'_>,
    phase: &Phase,
    words: &Words,
    view: &mut View,
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    let spoken = format!(
        "{} {} {} {}",
        scene.text(Msg::BriefRhythm),
        words.name,
        words.length,
        words.sum.as_deref().unwrap_or_default()
    );
    let response = ui.interact(rect, ui.scope_id().with(("rhythm block", phase.id.0)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
    let ground = if phase.kind == PhaseKind::Prepare { p.sunken } else { p.phase_tint(phase.kind) };
    ui.painter().rect_filled(rect, CornerRadius::same(size::RADIUS_SMALL), ground);
    let bar = rect.with_max_y(rect.top() + 4.0);
    ui.painter().rect_filled(bar, CornerRadius::same(size::RADIUS_SMALL), p.phase(phase.kind));
    let inner = rect.shrink2(vec2(size::S8, 0.0));
    let (upper, lower) = (rect.top() + 17.0, rect.top() + 35.0);
    let mut right = inner.right();
    if let Some(sum) = &words.sum {
        let width = paint::width(ui.painter(), sum, fonts::text_medium());
        if width + 40.0 < inner.width() {
            paint::text(ui.painter(), pos2(right, upper), Align2::RIGHT_CENTER, sum, fonts::text_medium(), p.t1);
            right -= width + size::S8;
        }
    }
    let galley = paint::cut(ui.painter(), &words.name, fonts::text_medium(), p.t1, right - inner.left());
    let end = inner.left() + galley.size().x + 6.0;
    ui.painter().galley(pos2(inner.left(), upper - galley.size().y / 2.0), galley, p.t1);
    let galley = paint::cut(ui.painter(), &words.length, fonts::text(), p.t2, right - end);
    if right - end > 16.0 {
        ui.painter().galley(pos2(end, upper - galley.size().y / 2.0), galley, p.t2);
    }
    if lower + 8.0 < rect.bottom() && !words.note.is_empty() {
        let galley = paint::cut(ui.painter(), &words.note, fonts::text(), p.t2, inner.width());
        ui.painter().galley(pos2(inner.left(), lower - galley.size().y / 2.0), galley, p.t2);
    }
    if response.has_focus() {
        button::focus_ring(ui.painter(), rect, p);
    }
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    if response.clicked() {
        view.tabs.brief.choose(super::Chosen::Phase(phase.id));
        view.unfolded = true;
    }
    if response.double_clicked() {
        actions.push(Action::GoTo(Place::phase(phase.id)));
    }
}

fn today(ui: &mut Ui, band: Rect, scene: &Scene<'_>, scale: &Scale, shown: &crate::model::Rows<Phase>) {
    let p = theme::tokens(ui);
    let within = shown.iter().any(|phase| scene.now >= phase.start && scene.now < phase.end);
    if !within {
        return;
    }
    let x = scale.x(scene.now).round();
    ui.painter().vline(x, (band.top() - 4.0)..=band.bottom(), Stroke::new(1.5, p.accent));
    let words = scene.text(Msg::BriefRhythmToday);
    let width = paint::width(ui.painter(), words, fonts::text_medium());
    let left = (x + 4.0).min(band.right() - width);
    // where a date stands already, the line alone must do
    let taken = shown.iter().any(|phase| {
        let from = scale.x(phase.start);
        left < from + 72.0 && left + width > from
    });
    if !taken {
        let at = pos2(left, band.top() - 9.0);
        paint::text(ui.painter(), at, Align2::LEFT_CENTER, words, fonts::text_medium(), p.accent);
    }
}
