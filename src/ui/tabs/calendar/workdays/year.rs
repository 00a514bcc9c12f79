//! The year as twelve small months: a click turns a day, a drag chooses several.

use egui::{
    Align2, Color32, CornerRadius, CursorIcon, Key, Rect, Role, ScrollArea, Sense, Shape, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};
use jiff::civil::Date;

use super::edits;
use super::geometry::{Months, TITLE};
use super::state::{Made, WorkdaysState};
use super::tools::{difference_words, signed};
use crate::engine::workdays::{Day, DayWhy};
use crate::model::Holidays;
use crate::text::names::Named as _;
use crate::text::{Msg, workdays as words};
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::theme::{self, Palette, fonts, size};
use crate::ui::widgets::{button, paint, pane};

/// Height of the line that explains the signs.
pub(super) const LEGEND: f32 = 28.0;

/// How a day is marked beside its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    None,
    /// A public holiday.
    Holiday,
    /// A workday that is made up.
    MadeUp,
    /// Off, by the calendar's own choice.
    Off,
    /// Worked though it usually is off.
    Work,
    /// Worked, but shorter.
    Shorter,
    /// Worked, and longer.
    Longer,
    /// Worked at other hours.
    Other,
}

impl Mark {
    fn of(day: &Day) -> Self {
        match day.why {
            DayWhy::Week => Self::None,
            DayWhy::Holiday(_) => Self::Holiday,
            DayWhy::MadeUp => Self::MadeUp,
            DayWhy::Own(_) if !day.works() => Self::Off,
            DayWhy::Own(_) if day.usual == 0 => Self::Work,
            DayWhy::Own(_) => match day.shifts.minutes().cmp(&day.usual) {
                std::cmp::Ordering::Less => Self::Shorter,
                std::cmp::Ordering::Greater => Self::Longer,
                std::cmp::Ordering::Equal => Self::Other,
            },
        }
    }

    const fn sign(self) -> Option<Msg> {
        Some(match self {
            Self::None => return None,
            Self::Holiday | Self::Off => Msg::WorkdaysSignOff,
            Self::MadeUp | Self::Work => Msg::WorkdaysSignWork,
            Self::Shorter => Msg::WorkdaysSignShorter,
            Self::Longer => Msg::WorkdaysSignLonger,
            Self::Other => Msg::WorkdaysSignOther,
        })
    }
}

/// Draws the months.
pub(super) fn show(
    ui: &mut Ui,
    place: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut WorkdaysState,
    made: &Made,
    actions: &mut Actions,
) {
    let layout = egui::Layout::top_down(egui::Align::Min);
    let mut child = ui.new_child(egui::UiBuilder::new().id_salt("workdays year").max_rect(place).layout(layout));
    child.set_clip_rect(place.intersect(ui.clip_rect()));
    let months = Months::new(made.year.year, place);
    let high = months.height().max(place.height());
    ScrollArea::vertical().id_salt("workdays year").auto_shrink(false).show(&mut child, |ui| {
        let (whole, _) = ui.allocate_exact_size(vec2(place.width(), high), Sense::hover());
        let months = months.moved(whole.min - place.min);
        for at in 0..12 {
            if ui.is_rect_visible(months.month(at)) {
                month(ui, scene, open, state, made, &months, at, actions);
            }
        }
        chosen(ui, state, made, &months);
    });
    // egui lets go of the keyboard before the frame begins
    let held = std::mem::replace(&mut state.held, ui.memory(|m| m.focused().is_some()));
    if !held && ui.input(|i| i.key_pressed(Key::Escape)) {
        state.picked = None;
    }
}

fn month(
    ui: &mut Ui,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut WorkdaysState,
    made: &Made,
    months: &Months,
    at: usize,
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    let rect = months.month(at);
    title(ui, scene, made, rect, at);
    for day in 0..7 {
        // the second of January 2023 was a Monday
        let date = Date::constant(2023, 1, 2 + day);
        let name = scene.format().weekday(date);
        // 一, Mo
        let (skip, take) = if scene.texts.lang().is_chinese() { (1, 1) } else { (0, 2) };
        let short: String = name.chars().skip(skip).take(take).collect();
        let ink = if day > 4 { p.t3 } else { p.t2 };
        let place = months.weekday(at, usize::try_from(day).unwrap_or(0));
        paint::text(ui.painter(), place, Align2::CENTER_CENTER, &short, fonts::text(), ink);
    }
    let of_month = |day: &&Day| usize::try_from(day.date.month() - 1) == Ok(at);
    for day in made.year.days.iter().filter(of_month) {
        one(ui, scene, open, state, made, months, day, actions);
    }
}

/// The month with its holidays and its working days.
fn title(ui: &mut Ui, scene: &Scene<'_>, made: &Made, month: Rect, at: usize) {
    let p = theme::tokens(ui);
    let y = month.top() + TITLE / 2.0 - 1.0;
    let number = i8::try_from(at + 1).unwrap_or(1);
    let name = scene.format().month(number);
    let end = pane::label(ui, pos2(month.left() + 4.0, y), Align2::LEFT_CENTER, &name, fonts::text_medium(), p.t1);
    let tally = made.year.months.get(at).copied().unwrap_or_default();
    let other = match &made.against {
        Some((_, year)) => year.months.get(at).map_or(0, |month| month.days),
        None => tally.lawful,
    };
    let days = scene.texts.with(Msg::WorkdaysDays, &[("n", tally.days.into())]);
    let known = made.against.is_some() || made.announced();
    let by = if known { i64::from(tally.days) - i64::from(other) } else { 0 };
    let says = if by == 0 { days } else { format!("{days} {}", signed(by)) };
    let right = month.right() - 4.0;
    let ink = if by == 0 { p.t2 } else { p.t1 };
    let shown = pane::label(ui, pos2(right, y), Align2::RIGHT_CENTER, &says, fonts::text(), ink);
    let left = shown.rect.left();
    shown.on_hover_text(difference_words(scene, made, Some(at)));
    let names = named(scene, made, number).join(if scene.texts.lang().is_chinese() { "、" } else { ", " });
    if !names.is_empty() {
        let from = end.rect.right() + size::S8;
        let galley = paint::cut(ui.painter(), &names, fonts::text(), p.t2, left - size::S8 - from);
        let place = Align2::LEFT_CENTER.anchor_size(pos2(from, y), galley.size());
        ui.painter().galley(place.min, galley, p.t2);
        pane::named(ui, place, &names).on_hover_text(names);
    }
    ui.painter().hline(month.x_range(), month.top() + TITLE - 0.5, Stroke::new(1.0, p.line));
}

/// What the days off of a month are called: public holidays, and what the calendar itself calls so.
fn named<'a>(scene: &'a Scene<'_>, made: &'a Made, month: i8) -> Vec<&'a str> {
    let year = made.year.year;
    let begins = |date: Date| (date.year(), date.month()) == (year, month);
    let mut names: Vec<&str> = Vec::new();
    if made.calendar.holidays == Holidays::China {
        // days before the year are those of its first month
        let here = made.runs.iter().filter(|run| begins(run.first) || begins(run.last) && run.first.year() < year);
        names.extend(here.map(|run| run.name.name_in(scene.texts)));
    }
    let own = made.calendar.exceptions.iter().filter(|own| begins(own.first) && own.shifts.is_off());
    for name in own.map(|own| own.name.as_str()).filter(|name| !name.is_empty()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// A day.
fn one(
    ui: &mut Ui,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut WorkdaysState,
    made: &Made,
    months: &Months,
    day: &Day,
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    let cell = months.day(day.date);
    let response = ui.interact(cell, ui.scope_id().with(("day", day.date)), Sense::click_and_drag());
    let name = || match day.why {
        DayWhy::Own(first) => made.calendar.exceptions.get(first).map(|one| one.name.as_str()),
        _ => None,
    };
    let on = day.works();
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, words::day(scene.texts, day, name())));
    let inner = cell.shrink(1.0);
    let corner = CornerRadius::same(size::RADIUS - 1);
    let painter = ui.painter().clone();
    let mark = Mark::of(day);
    ground(&painter, inner, mark, day, p);
    if response.hovered() && state.anchor.is_none() {
        painter.rect_stroke(inner, corner, Stroke::new(1.0, p.t3), StrokeKind::Inside);
    }
    if let Some(kind) = phase(open, day.date) {
        let line = Rect::from_min_max(pos2(cell.left(), inner.bottom() - 2.0), pos2(cell.right(), inner.bottom()));
        painter.rect_filled(line, CornerRadius::ZERO, p.phase(kind));
    }
    number(&painter, scene, cell, mark, day, scene.now.date() == day.date, p);
    if let Some((_, other)) = &made.against
        && other.day(day.date).is_some_and(|other| other.shifts != day.shifts)
    {
        let corner = inner.right_top();
        let points = vec![corner - vec2(6.0, 0.0), corner, corner + vec2(0.0, 6.0)];
        painter.add(Shape::convex_polygon(points, p.t2, Stroke::NONE));
    }
    if response.has_focus() {
        button::focus_ring(&painter, inner, p);
    }
    hand(ui, scene, state, made, months, day, &response, actions);
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_ui(|ui| {
        ui.label(egui::RichText::new(words::day(scene.texts, day, name())).color(p.t1));
        if let Some((other, year)) = &made.against
            && let Some(there) = year.day(day.date).filter(|there| there.shifts != day.shifts)
        {
            let line =
                format!("{} · {}", words::calendar(scene.texts, other), words::shifts(scene.texts, &there.shifts));
            ui.label(egui::RichText::new(line).color(p.t2));
        }
        let turn = if on { Msg::WorkdaysTurnOff } else { Msg::WorkdaysTurnWork };
        ui.label(egui::RichText::new(scene.text(turn)).color(p.t3));
    });
}

/// What the pointer and the keyboard do with a day.
fn hand(
    ui: &Ui,
    scene: &Scene<'_>,
    state: &mut WorkdaysState,
    made: &Made,
    months: &Months,
    day: &Day,
    response: &egui::Response,
    actions: &mut Actions,
) {
    let between = |a: Date, b: Date| (a.min(b), a.max(b));
    if response.drag_started() {
        state.anchor = Some(day.date);
    }
    if let (Some(from), Some(at)) = (state.anchor, response.interact_pointer_pos().filter(|_| response.dragged()))
        && let Some(to) = months.date_at(at)
    {
        state.picked = Some(between(from, to));
    }
    if response.drag_stopped() {
        state.anchor = None;
    }
    if response.clicked() {
        let shift = ui.input(|i| i.modifiers.shift);
        if let Some((from, _)) = state.picked.filter(|_| shift) {
            state.picked = Some(between(from, day.date));
        } else {
            state.picked = Some((day.date, day.date));
            edits::turn(scene, state, made, day.date, actions);
        }
    }
}

/// The phase of the campaign in front that a day lies in.
fn phase(open: &Open<'_>, date: Date) -> Option<crate::model::PhaseKind> {
    let noon = date.at(12, 0, 0, 0);
    let kind = open.campaign.phases.iter().find(|phase| phase.start <= noon && noon < phase.end)?.kind;
    (kind != crate::model::PhaseKind::Prepare).then_some(kind)
}

fn ground(painter: &egui::Painter, inner: Rect, mark: Mark, day: &Day, p: &Palette) {
    let corner = CornerRadius::same(size::RADIUS - 1);
    let framed = |color: Color32| {
        painter.rect_stroke(inner, corner, Stroke::new(1.0, color), StrokeKind::Inside);
    };
    if !day.works() {
        painter.rect_filled(inner, corner, p.off);
    }
    match mark {
        Mark::MadeUp => framed(p.warn_fill),
        Mark::Off | Mark::Work | Mark::Shorter | Mark::Longer | Mark::Other => framed(p.input),
        Mark::None | Mark::Holiday => {}
    }
}

fn number(painter: &egui::Painter, scene: &Scene<'_>, cell: Rect, mark: Mark, day: &Day, today: bool, p: &Palette) {
    let own = day.own();
    let ink = match mark {
        _ if today => p.on_accent,
        _ if own => p.input,
        Mark::None if !day.works() => p.t3,
        _ => p.t1,
    };
    let font = if mark == Mark::None { fonts::text() } else { fonts::text_medium() };
    let words = day.date.day().to_string();
    let center = cell.center();
    let sign = mark.sign().map(|msg| scene.text(msg));
    // number and sign stand in the middle together
    let wide = paint::width(painter, &words, font.clone());
    let signed = sign.map_or(0.0, |sign| paint::width(painter, sign, fonts::regular(size::TICK)) + 1.0);
    let at = pos2(center.x - signed / 2.0, center.y);
    if today {
        let flag = Rect::from_center_size(at, vec2(18.0, 18.0));
        painter.rect_filled(flag, CornerRadius::same(size::RADIUS), p.accent);
    }
    paint::text(painter, at, Align2::CENTER_CENTER, &words, font, ink);
    if let Some(sign) = sign {
        let ink = match mark {
            Mark::MadeUp => p.warn,
            Mark::Holiday => p.t2,
            _ => p.input,
        };
        let at = pos2(at.x + wide / 2.0 + 1.0, center.y);
        paint::text(painter, at, Align2::LEFT_CENTER, sign, fonts::regular(size::TICK), ink);
    }
}

/// The frame of the chosen days, a run for each row of a month.
fn chosen(ui: &Ui, state: &WorkdaysState, made: &Made, months: &Months) {
    let p = theme::tokens(ui);
    let Some((first, last)) = state.picked else { return };
    let mut run: Option<Rect> = None;
    let frame = |run: Option<Rect>| {
        if let Some(run) = run {
            let corner = CornerRadius::same(size::RADIUS);
            ui.painter().rect_filled(run, corner, p.accent.gamma_multiply(0.12));
            ui.painter().rect_stroke(run, corner, Stroke::new(2.0, p.accent), StrokeKind::Inside);
        }
    };
    for day in made.year.days.iter().filter(|day| first <= day.date && day.date <= last) {
        let cell = months.day(day.date);
        run = match run {
            Some(before)
                if (before.top() - cell.top()).abs() < 0.5
                    && cell.left() <= before.right() + 0.5
                    && cell.left() > before.left() =>
            {
                Some(before.union(cell))
            }
            other => {
                frame(other);
                Some(cell)
            }
        };
    }
    frame(run);
}

/// The signs and what they mean.
pub(super) fn legend(ui: &mut Ui, row: Rect, scene: &Scene<'_>, made: &Made) {
    let p = theme::tokens(ui);
    ui.painter().hline(row.x_range(), row.top() + 0.5, Stroke::new(1.0, p.line));
    let y = row.center().y + 0.5;
    let mut x = row.left() + size::S16 + 4.0;
    let sample = |mark: Mark, works: bool| (mark, works);
    let entries = [
        (sample(Mark::None, true), Msg::WorkdaysLegendWork),
        (sample(Mark::None, false), Msg::WorkdaysLegendRest),
        (sample(Mark::Holiday, false), Msg::WorkdaysLegendHoliday),
        (sample(Mark::MadeUp, true), Msg::WorkdaysLegendMadeUp),
        (sample(Mark::Work, true), Msg::WorkdaysLegendOwn),
        (sample(Mark::Longer, true), Msg::WorkdaysLegendHours),
    ];
    for ((mark, works), msg) in entries {
        let words = scene.text(msg);
        let width = paint::width(ui.painter(), words, fonts::text());
        if x + 22.0 + width > row.right() - size::S12 {
            return;
        }
        let place = Rect::from_center_size(pos2(x + 8.0, y), vec2(18.0, 18.0));
        let (fill, edge) = match mark {
            Mark::MadeUp => (p.panel, p.warn_fill),
            Mark::Work | Mark::Longer => (p.panel, p.input),
            _ if works => (p.panel, p.line_2),
            _ => (p.off, p.off),
        };
        let corner = CornerRadius::same(size::RADIUS - 1);
        ui.painter().rect(place, corner, fill, Stroke::new(1.0, edge), StrokeKind::Inside);
        if let Some(sign) = mark.sign() {
            let ink = match mark {
                Mark::MadeUp => p.warn,
                Mark::Holiday => p.t2,
                _ => p.input,
            };
            let font = fonts::regular(size::TICK);
            paint::text(ui.painter(), place.center(), Align2::CENTER_CENTER, scene.text(sign), font, ink);
        }
        pane::label(ui, pos2(x + 22.0, y), Align2::LEFT_CENTER, words, fonts::text(), p.t2);
        x += 22.0 + width + size::S16;
    }
    if let Some((other, _)) = &made.against {
        let name = words::calendar(scene.texts, other);
        let words = scene.texts.with(Msg::WorkdaysLegendAgainst, &[("calendar", name.into())]);
        let galley = paint::cut(ui.painter(), &words, fonts::text(), p.t2, row.right() - size::S12 - x - 12.0);
        let corner = pos2(x + 6.0, y - 3.0);
        let points = vec![corner - vec2(6.0, 0.0), corner, corner + vec2(0.0, 6.0)];
        ui.painter().add(Shape::convex_polygon(points, p.t2, Stroke::NONE));
        ui.painter().galley(pos2(x + 12.0, y - galley.size().y / 2.0), galley, p.t2);
    }
}
