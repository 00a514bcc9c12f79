//! GMV over time: what came, what was planned, where it will end, how the campaign before went.

use egui::{Align2, Color32, CornerRadius, Rect, RichText, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};
use egui_plot::{FilledArea, Line, LineStyle, PlotPoints};
use jiff::civil::DateTime;

use super::bars::{self, Bars, Column};
use super::{Chosen, CurveView};
use crate::engine::run::{RunAnswer, known_until};
use crate::model::{Money, Rate};
use crate::text::Msg;
use crate::text::names::Named as _;
use crate::ui::action::Actions;
use crate::ui::pose::PicturePane;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::picture;
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::{button, chart, keys, paint, pane};

const AXIS: f32 = 50.0;
const LABELS: f32 = 92.0;
const TICKS: f32 = 26.0;
const PHASES: f32 = 26.0;

/// Draws the pane.
pub fn show(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    of: &RunAnswer,
    view: &mut View,
    actions: &mut Actions,
) {
    let shown = view.tabs.run.curve;
    let name = scene.text(shown.title());
    let (row, body) = pane::title(ui, area, name);
    let right = picture::button(ui, row, area, PicturePane::RunCurve, scene, view, actions);
    let head = row.with_max_x(right);
    let p = theme::tokens(ui);
    let width = paint::width(ui.painter(), name, fonts::medium(size::TITLE));
    let unit = pos2(head.left() + size::S16 + width + size::S8, head.center().y);
    let unit = paint::text(ui.painter(), unit, Align2::LEFT_CENTER, &scene.texts.money_unit(), fonts::text(), p.t3);
    let options = CurveView::ALL.map(|view| scene.text(view.name()));
    let chooser = button::segmented_width(ui, &options);
    if view.pose.is_none() {
        let place = Rect::from_min_size(pos2(head.right() - chooser - size::S4, head.top() + 5.0), vec2(chooser, 26.0));
        let mut child = paint::at(ui, place, "run curve");
        let at = CurveView::ALL.iter().position(|view| *view == shown);
        if let Some(view_of) = button::segmented(&mut child, scene.text(Msg::RunCurve), &options, at)
            .and_then(|picked| CurveView::ALL.get(picked))
        {
            view.tabs.run.curve = *view_of;
        }
    }
    let wall =
        Rect::from_min_size(pos2(head.right() - chooser - size::S4 - 36.0, head.center().y - 14.0), vec2(28.0, 28.0));
    if view.pose.is_none() {
        let mut child = paint::at(ui, wall, "run wall");
        if button::icon(&mut child, icons::MAXIMIZE, scene.text(Msg::RunWall)).clicked() {
            view.tabs.run.wall = true;
        }
    }
    let room = (unit.right() + size::S24, wall.left() - size::S12);
    legend(ui, head, room, scene, open, of, shown);
    match shown {
        CurveView::Days => days(ui, body, scene, of, view),
        CurveView::Cumulative | CurveView::Hours => {
            if let Some(at) = lines(ui, body, scene, open, of, shown, Sense::click()) {
                look_back(scene, open, of, view, at);
            }
        }
    }
}

/// The cumulative lines alone, to be looked at: nothing is clicked.
pub fn plain(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, of: &RunAnswer) {
    let _ = lines(ui, area, scene, open, of, CurveView::Cumulative, Sense::hover());
}

/// Looks back to an instant. From the latest figures on it is no looking back; before the first ones there is nothing to see.
fn look_back(scene: &Scene<'_>, open: &Open<'_>, of: &RunAnswer, view: &mut View, at: DateTime) {
    let known = |at| known_until(&of.pace, &open.answer.ledger, at);
    let latest = known(scene.now).unwrap_or(of.at);
    if at < latest && known(at).is_none() {
        return;
    }
    view.tabs.run.day = Some(at.date());
    view.tabs.run.at = (at < latest).then_some(at);
    view.tabs.run.choose(Chosen::End);
}

/// What the lines are, from the left as far as there is room.
fn legend(
    ui: &Ui,
    head: Rect,
    (left, right): (f32, f32),
    scene: &Scene<'_>,
    open: &Open<'_>,
    of: &RunAnswer,
    shown: CurveView,
) {
    let p = theme::tokens(ui);
    let y = head.center().y;
    let mut x = left;
    let before = previous_name(scene, open);
    let entries: [(&str, u8); 4] = [
        (scene.text(Msg::RunActual), 0),
        (scene.text(Msg::RunPlan), 1),
        (scene.text(Msg::RunForecast), 2),
        (before.as_deref().unwrap_or_default(), 3),
    ];
    for (words, kind) in entries {
        let there = match (shown, kind) {
            (_, 0 | 1) => true,
            (CurveView::Cumulative, 2) => of.forecast.is_some() && of.at < of.span.1,
            (CurveView::Cumulative, 3) => !of.before.is_empty(),
            _ => false,
        };
        let width = 26.0 + paint::width(ui.painter(), words, fonts::text());
        if !there || x + width > right {
            continue;
        }
        let line = [pos2(x, y), pos2(x + 18.0, y)];
        match kind {
            0 => drop(ui.painter().line_segment(line, Stroke::new(2.5, p.accent))),
            1 => ui.painter().extend(Shape::dashed_line(&line, Stroke::new(1.5, p.t2), 5.0, 3.0)),
            2 => {
                let band = Rect::from_min_max(pos2(x, y - 5.0), pos2(x + 18.0, y + 5.0));
                ui.painter().rect_filled(band, CornerRadius::same(1), p.acc_soft);
                ui.painter().extend(Shape::dashed_line(&line, Stroke::new(1.5, p.accent), 2.0, 2.0));
            }
            _ => drop(ui.painter().line_segment(line, Stroke::new(1.5, p.ghost))),
        }
        paint::text(ui.painter(), pos2(x + 24.0, y), Align2::LEFT_CENTER, words, fonts::text(), p.t2);
        x += width + size::S16;
    }
}

fn previous_name(scene: &Scene<'_>, open: &Open<'_>) -> Option<String> {
    let before = crate::engine::plan::previous(open.project, open.campaign)?;
    Some(before.name_in(scene.texts).to_owned())
}

/// Hours from the beginning.
fn hours(of: &RunAnswer, at: DateTime) -> f64 {
    at.duration_since(of.span.0).as_secs_f64() / 3600.0
}

/// The days as columns; a click shows the hours of one.
fn days(ui: &mut Ui, area: Rect, scene: &Scene<'_>, of: &RunAnswer, view: &mut View) {
    let format = scene.format();
    let columns: Vec<Column> = of
        .days
        .iter()
        .map(|day| Column {
            plan: day.plan.to_f64(),
            actual: day.actual.map(|figures| figures.gmv.to_f64()),
            tick: format.day(day.date),
        })
        .collect();
    let number = |value: f64| format.sum_in_whole_units(Money::from_wide((value * 100.0) as i128));
    // an instant at midnight closes the day before
    let last = of.at.checked_sub(jiff::Span::new().seconds(1)).unwrap_or(of.at).date();
    let day = view.tabs.run.day.unwrap_or(last);
    let chosen = of.days.iter().position(|row| row.date == day);
    let bars = Bars { name: scene.text(Msg::RunByDay), columns: &columns, number: &number, now: None, chosen };
    let picked = bars::show(ui, area.shrink2(vec2(0.0, size::S8)), &bars, |ui, at| {
        if let Some(day) = of.days.get(at) {
            let came = day.actual.map(|figures| figures.gmv.to_f64());
            tip_lines(ui, scene, &format.day_with_weekday(day.date), came, Some(day.plan.to_f64()));
        }
    });
    if let Some(day) = picked.and_then(|at| of.days.get(at)) {
        view.tabs.run.day = Some(day.date);
    }
}

/// The points of the lines: hours from the beginning, major units.
struct Series {
    plan: Vec<[f64; 2]>,
    came: Vec<[f64; 2]>,
    before: Vec<[f64; 2]>,
    /// Low, mid, high by hour.
    ahead: Vec<[f64; 4]>,
}

fn series(of: &RunAnswer, shown: CurveView) -> Series {
    let point = |(at, value): &(DateTime, f64)| [hours(of, *at), *value];
    let begin = [[0.0, 0.0]];
    let whole = |steps: &[(DateTime, f64)]| begin.into_iter().chain(steps.iter().map(point)).collect::<Vec<_>>();
    if shown == CurveView::Hours {
        let each = |points: Vec<[f64; 2]>| -> Vec<[f64; 2]> {
            points.windows(2).filter_map(|pair| Some([pair.get(1)?[0], pair.get(1)?[1] - pair.first()?[1]])).collect()
        };
        let (plan, came) = (each(whole(&of.planned_course)), each(whole(&of.course)));
        return Series { plan, came, before: Vec::new(), ahead: Vec::new() };
    }
    let end = hours(of, of.span.1);
    let course = of.forecast.as_ref().map(|f| f.course.as_slice()).unwrap_or_default();
    let ahead = if of.at < of.span.1 {
        course.iter().map(|ahead| [hours(of, ahead.at), ahead.low, ahead.mid, ahead.high]).collect()
    } else {
        Vec::new()
    };
    let before = of.before.iter().map(point).filter(|point| (0.0..=end).contains(&point[0])).collect();
    Series { plan: whole(&of.planned_course), came: whole(&of.course), before, ahead }
}

/// The lines with all that stands about them; gives the instant that was clicked.
fn lines(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    of: &RunAnswer,
    shown: CurveView,
    sense: Sense,
) -> Option<DateTime> {
    let p = theme::tokens(ui);
    let all = series(of, shown);
    let labels = if shown == CurveView::Cumulative { LABELS } else { size::S16 };
    let plot = Rect::from_min_max(
        pos2(area.left() + AXIS, area.top() + size::S16),
        pos2(area.right() - labels, area.bottom() - TICKS),
    );
    if plot.width() < 80.0 || plot.height() < 60.0 {
        return None;
    }
    let end = hours(of, of.span.1);
    let highest = |points: &[[f64; 2]]| points.iter().map(|point| point[1]).fold(0.0, f64::max);
    let high = all.ahead.iter().map(|ahead| ahead[3]).fold(0.0, f64::max);
    let most = highest(&all.plan).max(highest(&all.came)).max(highest(&all.before)).max(high).max(1e-9);
    // the names of the phases stand above the lines
    let top = most * f64::from(plot.height() / (plot.height() - PHASES - 8.0).max(1.0));
    let x_of = |hour: f64| plot.left() + plot.width() * (hour / end.max(1e-9)) as f32;
    let y_of = |value: f64| plot.bottom() - plot.height() * (value / top) as f32;
    phases(ui, plot, scene, open, of, &x_of);
    let format = scene.format();
    for mark in chart::steps(most) {
        let y = y_of(mark).round() - 0.5;
        ui.painter().hline(plot.x_range(), y, Stroke::new(1.0, if mark > 0.0 { p.grid } else { p.line_2 }));
        let words = format.sum_in_whole_units(Money::from_wide((mark * 100.0) as i128));
        paint::text(ui.painter(), pos2(plot.left() - size::S8, y), Align2::RIGHT_CENTER, &words, fonts::text(), p.t3);
    }
    let mut child = paint::at(ui, plot, "run lines");
    chart::bare("run lines").show_axes(false).show_grid(false).show(&mut child, |drawn| {
        drawn.set_plot_bounds_x(0.0..=end);
        drawn.set_plot_bounds_y(0.0..=top);
        let line = |name: &str, points: &[[f64; 2]], ink: Color32, width: f32| {
            Line::new(name.to_owned(), PlotPoints::new(points.to_vec())).color(ink).width(width).allow_hover(false)
        };
        if !all.ahead.is_empty() {
            let column =
                |n: usize| -> Vec<f64> { all.ahead.iter().filter_map(|point| point.get(n).copied()).collect() };
            let (xs, low, high) = (column(0), column(1), column(3));
            drawn.add(FilledArea::new("band", &xs, &low, &high).fill_color(p.acc_soft).allow_hover(false));
        }
        if !all.before.is_empty() {
            drawn.line(line("before", &all.before, p.ghost, 1.5));
        }
        drawn.line(line("plan", &all.plan, p.t2, 1.5).style(LineStyle::dashed_dense()));
        if !all.ahead.is_empty() {
            let mid: Vec<[f64; 2]> = all.ahead.iter().map(|point| [point[0], point[2]]).collect();
            drawn.line(line("mid", &mid, p.accent, 1.5).style(LineStyle::dotted_dense()));
        }
        drawn.line(line("came", &all.came, p.accent, 2.5));
    });
    if shown == CurveView::Cumulative {
        ends(ui, plot, scene, of, &y_of);
    }
    ticks(ui, plot, scene, of, &x_of);
    pointer(ui, plot, scene, of, (shown, sense), &all, (&x_of, &y_of, end))
}

/// Bands of the phases behind the lines, their names on top.
fn phases(ui: &Ui, plot: Rect, scene: &Scene<'_>, open: &Open<'_>, of: &RunAnswer, x_of: &dyn Fn(f64) -> f32) {
    let p = theme::tokens(ui);
    for phase in open.campaign.phases.iter().filter(|phase| phase.kind.sells()) {
        let (from, until) = (x_of(hours(of, phase.start)), x_of(hours(of, phase.end)));
        let band = Rect::from_min_max(pos2(from, plot.top()), pos2(until, plot.bottom())).intersect(plot);
        if band.width() <= 0.0 {
            continue;
        }
        ui.painter().rect_filled(band, CornerRadius::ZERO, p.phase_tint(phase.kind));
        let bar = band.with_max_y(band.top() + 3.0);
        ui.painter().rect_filled(bar, CornerRadius::ZERO, p.phase(phase.kind));
        let name = phase.name_in(scene.texts);
        let galley = paint::cut(ui.painter(), name, fonts::text_medium(), p.t1, band.width() - 6.0);
        if !paint::is_cut(&galley) || band.width() > 60.0 {
            ui.painter().galley(pos2(band.left() + 5.0, band.top() + 8.0), galley, p.t1);
        }
    }
}

/// What the lines come to, right of them; labels that would overlap move apart.
fn ends(ui: &mut Ui, plot: Rect, scene: &Scene<'_>, of: &RunAnswer, y_of: &dyn Fn(f64) -> f32) {
    let p = theme::tokens(ui);
    let format = scene.format();
    let whole = |money: Money| format.sum_in_whole_units(money);
    let target = of.pace.target;
    let named = |name: &str, money: Money| (format!("{name} {}", whole(money)), y_of(money.to_f64()));
    let mut labels = Vec::new();
    let (words, y) = named(scene.text(Msg::RunTarget), target);
    labels.push((words, y, p.t1, fonts::text_medium()));
    if let Some(forecast) = of.forecast.as_ref().filter(|_| of.at < of.span.1) {
        for (name, money, ink, font) in [
            ("P90", forecast.p90(), p.t2, fonts::text()),
            ("P50", forecast.p50(), p.input, fonts::text_medium()),
            ("P10", forecast.p10(), p.t2, fonts::text()),
        ] {
            let (words, y) = named(name, money);
            labels.push((words, y, ink, font));
        }
    } else {
        let (words, y) = named(scene.text(Msg::RunActual), of.actual.gmv);
        labels.push((words, y, p.input, fonts::text_medium()));
    }
    labels.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut places: Vec<f32> = labels.iter().map(|label| label.1).collect();
    // push apart from the top down, then back up from the bottom
    for at in 1..places.len() {
        if let (Some(above), Some(y)) = (places.get(at - 1).copied(), places.get_mut(at)) {
            *y = y.max(above + 16.0);
        }
    }
    let mut limit = plot.bottom();
    for y in places.iter_mut().rev() {
        *y = y.min(limit);
        limit = *y - 16.0;
    }
    for ((words, _, ink, font), y) in labels.iter().zip(places) {
        let at = pos2(plot.right() + size::S8, y);
        pane::label(ui, at, Align2::LEFT_CENTER, words, font.clone(), *ink);
    }
}

/// Days below the axis: the ends of the phases first, then others where there is room; now in its box.
fn ticks(ui: &Ui, plot: Rect, scene: &Scene<'_>, of: &RunAnswer, x_of: &dyn Fn(f64) -> f32) {
    let p = theme::tokens(ui);
    let format = scene.format();
    let y = plot.bottom() + TICKS / 2.0;
    let mut taken: Vec<Rect> = Vec::new();
    if of.at < of.span.1 {
        let x = x_of(hours(of, of.at));
        ui.painter().vline(x.round() - 0.5, plot.y_range(), Stroke::new(1.0, p.t1));
        let words = format.day_and_time(of.at);
        let width = paint::width(ui.painter(), &words, fonts::text_medium()) + size::S16;
        let left = (x - width / 2.0).clamp(plot.left() - 20.0, (plot.right() + 40.0 - width).max(plot.left()));
        let place = Rect::from_min_size(pos2(left, y - 9.0), vec2(width, 18.0));
        ui.painter().rect_filled(place, CornerRadius::same(size::RADIUS), p.t1);
        paint::text(ui.painter(), place.center(), Align2::CENTER_CENTER, &words, fonts::text_medium(), p.panel);
        taken.push(place.expand(6.0));
    }
    let days: Vec<_> = of.days.iter().map(|day| day.date).collect();
    let preferred = |at: usize| at == 0 || at + 1 == days.len();
    let order = (0..days.len()).filter(|at| preferred(*at)).chain((0..days.len()).filter(|at| !preferred(*at)));
    for at in order {
        let Some(date) = days.get(at) else { continue };
        let x = x_of(hours(of, date.to_datetime(jiff::civil::Time::midnight())));
        let words = format.day(*date);
        let width = paint::width(ui.painter(), &words, fonts::text());
        let left = (x - width / 2.0).clamp(plot.left() - 6.0, plot.right() - width + 6.0);
        let place = Rect::from_min_size(pos2(left, y - 7.0), vec2(width, 14.0));
        if taken.iter().any(|other| other.intersects(place.expand(10.0))) {
            continue;
        }
        paint::text(ui.painter(), place.center(), Align2::CENTER_CENTER, &words, fonts::text(), p.t2);
        taken.push(place);
    }
}

/// A way from hours to points, from sums to points, and where the hours end.
type Scales<'a> = (&'a dyn Fn(f64) -> f32, &'a dyn Fn(f64) -> f32, f64);

/// The line under the pointer with its figures; gives the instant that was clicked, or to which an arrow key has gone.
fn pointer(
    ui: &mut Ui,
    plot: Rect,
    scene: &Scene<'_>,
    of: &RunAnswer,
    (shown, sense): (CurveView, Sense),
    all: &Series,
    (x_of, y_of, end): Scales<'_>,
) -> Option<DateTime> {
    let p = theme::tokens(ui);
    let response = ui.interact(plot, ui.scope_id().with("run pointer"), sense);
    let name = scene.text(shown.title());
    response.widget_info(|| WidgetInfo::labeled(Role::Figure, true, name));
    let dot = |ui: &Ui, x: f64, y: f64| {
        ui.painter().circle(pos2(x_of(x), y_of(y)), 4.5, p.panel, Stroke::new(2.0, p.accent));
    };
    if shown == CurveView::Cumulative
        && let Some(last) = all.came.last()
    {
        dot(ui, last[0], last[1]);
    }
    if response.has_focus() {
        button::focus_ring(ui.painter(), plot, p);
    }
    // a day for each press: what is looked at stands at an hour of its own
    let days = keys::steps(ui, &response);
    if days != 0 {
        return of.at.checked_add(jiff::Span::new().days(i64::from(days))).ok();
    }
    let over = response.hover_pos()?;
    let hour = (f64::from((over.x - plot.left()) / plot.width()) * end).round().clamp(0.0, end);
    let at = of.span.0.checked_add(jiff::Span::new().hours(hour as i64)).unwrap_or(of.span.0);
    let value = |points: &[[f64; 2]]| {
        let n = points.partition_point(|point| point[0] <= hour + 1e-6);
        n.checked_sub(1).and_then(|n| points.get(n)).map(|point| point[1])
    };
    let came = value(&all.came).filter(|_| at <= of.at);
    ui.painter().vline(x_of(hour).round() - 0.5, plot.y_range(), Stroke::new(1.0, p.t3));
    if let Some(came) = came {
        dot(ui, hour, came);
    }
    let title = scene.format().day_and_time(at);
    let plan = value(&all.plan);
    response.clone().on_hover_ui_at_pointer(|ui| {
        tip_lines(ui, scene, &title, came, plan);
        let band = all
            .ahead
            .windows(2)
            .find(|pair| pair.first().is_some_and(|a| a[0] <= hour) && pair.get(1).is_some_and(|b| hour <= b[0]));
        if let (None, Some([a, b])) = (came, band) {
            let part = if b[0] > a[0] { (hour - a[0]) / (b[0] - a[0]) } else { 1.0 };
            let sum = |n: usize| scene.format().sum(major(a[n] + (b[n] - a[n]) * part)).to_string();
            tip_line(ui, "P50", &sum(2), p.t1);
            tip_line(ui, "P10–P90", &format!("{}–{}", sum(1), sum(3)), p.t1);
        }
    });
    response.clicked().then_some(at)
}

fn major(value: f64) -> Money {
    Money::from_wide((value * 100.0).round() as i128)
}

fn tip_line(ui: &mut Ui, name: &str, value: &str, ink: Color32) {
    let p = theme::tokens(ui);
    ui.horizontal(|ui| {
        ui.set_min_width(170.0);
        ui.label(RichText::new(name).color(p.t2));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.label(RichText::new(value).color(ink).font(fonts::text_medium()));
        });
    });
}

/// A tooltip: what came, what was planned, the difference.
pub fn tip_lines(ui: &mut Ui, scene: &Scene<'_>, title: &str, came: Option<f64>, plan: Option<f64>) {
    let p = theme::tokens(ui);
    let format = scene.format();
    ui.label(RichText::new(title).font(fonts::text_medium()));
    if let Some(came) = came {
        tip_line(ui, scene.text(Msg::RunActual), &format.sum(major(came)).to_string(), p.t1);
    }
    if let Some(plan) = plan {
        tip_line(ui, scene.text(Msg::RunPlan), &format.sum(major(plan)).to_string(), p.t1);
    }
    if let Some((came, plan)) = came.zip(plan).filter(|(_, plan)| *plan > 0.0) {
        let better = came >= plan;
        let part = Rate::from_ppm(((came / plan - 1.0).abs() * 1e6) as i64);
        let words = format!(
            "{} {} ({})",
            if better { "▲" } else { "▼" },
            format.sum(major((came - plan).abs())),
            format.percent(part, 1)
        );
        tip_line(ui, scene.text(Msg::RunTipAgainst), &words, if better { p.better } else { p.worse });
    }
}
