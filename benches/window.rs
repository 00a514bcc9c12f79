//! CPU time of a frame of the whole window (layout, painting, tessellation) while its tables are scrolled, and of what
//! follows from a changed target. On the sample and on the large project.
//!
//! `cargo bench --bench window [-- --frames N]`

#![allow(clippy::expect_used, reason = "a bench that cannot run should say so")]

#[path = "common/large.rs"]
mod large;

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Context, Event, Modifiers, MouseWheelUnit, RawInput, Rect, TouchPhase, pos2, vec2};
use jiff::civil::DateTime;
use promoplan::document::{Answers, Document, Gesture};
use promoplan::engine::finding::{Place, PlaceKind, Tab};
use promoplan::engine::funnel::Typed;
use promoplan::engine::funnel::edit::type_value;
use promoplan::engine::plan::plan;
use promoplan::engine::run::Pace;
use promoplan::engine::schedule::{Moment, edit};
use promoplan::engine::simulate::ChanceAnswer;
use promoplan::engine::simulate::ranges::{ASSUMED, assumed};
use promoplan::engine::year::{Shift, preview};
use promoplan::model::{Actual, ActualOf, CampaignId, Count, Driver, DriverId, Hour, Money, Project, Uncertainty};
use promoplan::text::{Lang, Texts};
use promoplan::ui::action::Actions;
use promoplan::ui::scene::{Open, Saved, Scene, Simulation, View};
use promoplan::ui::settings::Settings;
use promoplan::ui::tabs::calendar::CalendarView;
use promoplan::ui::tabs::funnel::LeftPane;
use promoplan::ui::tabs::run::LowerPane;
use promoplan::ui::theme::{self, Look};

const WINDOW: egui::Vec2 = vec2(1440.0, 900.0);

fn main() {
    let mut arguments = std::env::args();
    let frames: usize = arguments
        .find(|argument| argument == "--frames")
        .and_then(|_| arguments.next())
        .and_then(|n| n.parse().ok())
        .unwrap_or(1_000);
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples/double11.ron");
    let sample = promoplan::file::open(&sample).expect("the sample opens").project;
    let large = large::project(11, large::LARGE);
    let reviewed = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples/double11-review.ron");
    let reviewed = promoplan::file::open(&reviewed).expect("the sample with actual figures opens").project;
    let mut times = scrolled(&reviewed, Tab::Review, frames);
    report("frame, sample with actuals, review", &mut times);
    println!("large project: {} rows", large::rows(&large));
    for (name, project) in [("sample", &sample), ("large", &large)] {
        for tab in Tab::ALL {
            let mut times = scrolled(project, tab, frames);
            report(&format!("frame, {name}, {}", tab.code()), &mut times);
        }
        for shown in [CalendarView::Year, CalendarView::Lanes, CalendarView::Flow, CalendarView::Matrix] {
            let mut times = viewed(project, shown, frames);
            report(&format!("frame, {name}, {}", shown.code()), &mut times);
        }
        for (tab, pane) in
            [(Tab::Run, LowerPane::Sources), (Tab::Run, LowerPane::Rows), (Tab::Review, LowerPane::Sources)]
        {
            let (rows, mut times) = run(project, tab, pane, frames);
            report(&format!("frame, {name}, {} {} with {rows} actual rows", tab.code(), pane.code()), &mut times);
        }
        for pane in [LeftPane::Chance, LeftPane::Diagnose] {
            let mut times = left(project, pane, frames);
            report(&format!("frame, {name}, {}", pane.code()), &mut times);
        }
        report(&format!("campaign moved a day, {name}"), &mut moved(project, frames.min(100)));
        if name == "large" {
            for wanted in [50, 500] {
                let (followers, mut times) = dragged(project, wanted, frames.min(300));
                report(&format!("bar dragged, {followers} successors"), &mut times);
            }
        }
        report(&format!("target changed, {name}"), &mut target_changed(project, DateTime::MIN, frames.min(300)));
        let (ran, rows, (start, end)) = with_actuals(project);
        let half = start.saturating_add(end.duration_since(start) / 2);
        let mut times = target_changed(&ran, half, frames.min(300));
        report(&format!("target changed, {name}, {rows} actual rows"), &mut times);
        report(&format!("campaign from scratch, {name}"), &mut from_scratch(project, frames.min(100)));
    }
}

/// The campaign with the most tasks.
fn campaign(project: &Project) -> CampaignId {
    project.campaigns.iter().max_by_key(|campaign| campaign.tasks.len()).expect("a campaign").id
}

/// A window without a screen.
struct Stage {
    ctx: Context,
    texts: Texts,
    settings: Settings,
    view: View,
    chance: Option<Arc<ChanceAnswer>>,
    frames: u64,
    now: jiff::civil::DateTime,
}

impl Stage {
    fn new(tab: Tab) -> Self {
        let ctx = Context::default();
        theme::fonts::install(&ctx, Lang::ZhHans);
        theme::install(&ctx, Look { still: true, ..Look::default() });
        let view = View { tab: Some(tab), ..View::default() };
        let now = jiff::civil::date(2026, 10, 13).at(14, 32, 0, 0);
        let (texts, settings) = (Texts::new(Lang::ZhHans), Settings::default());
        Self { ctx, texts, settings, view, chance: None, frames: 0, now }
    }

    /// Lays out, paints and tessellates a frame.
    fn frame(&mut self, project: &Project, answers: &Answers, id: CampaignId, revision: u64, events: Vec<Event>) {
        let campaign = project.campaign(id).expect("there");
        let answer = answers.due(answers.campaign(project, campaign), project, campaign, self.now);
        let ladders = answers.ladders(project);
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), WINDOW)),
            time: Some(self.frames as f64 / 60.0),
            events,
            ..RawInput::default()
        };
        self.frames += 1;
        let Self { ctx, texts, settings, view, chance, now, .. } = self;
        let now = *now;
        let mut output = ctx.run_ui(input, |ui| {
            let open = Open {
                project,
                campaign,
                answer: &answer,
                ladders: &ladders,
                answers,
                guard: None,
                simulated: Simulation { answer: chance.as_ref(), ..Simulation::default() },
                revision,
                file: String::new(),
                saved: Saved::Opened,
                undo: None,
                redo: None,
            };
            let scene = Scene { texts, settings, now, open: Some(open), recent: &[], recoverable: &[], toasts: &[] };
            promoplan::ui::shell::window(ui, &scene, view, &mut Actions::default());
        });
        let meshes = ctx.tessellate(std::mem::take(&mut output.shapes), output.pixels_per_point);
        assert!(!meshes.is_empty());
        output.textures_delta.clear();
    }
}

/// Frames of a tab while the wheel turns over its lower left table, then over the right one.
fn scrolled(project: &Project, tab: Tab, frames: usize) -> Vec<Duration> {
    let mut stage = Stage::new(tab);
    let (id, answers) = (campaign(project), Answers::default());
    let mut times = Vec::with_capacity(frames);
    let warm = 30;
    for n in 0..frames + warm {
        let at = if n % 2 == 0 { pos2(300.0, 650.0) } else { pos2(900.0, 650.0) };
        let turn = if (n / 200) % 2 == 0 { -40.0 } else { 40.0 };
        let events = vec![
            Event::PointerMoved(at),
            Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta: vec2(0.0, turn),
                phase: TouchPhase::Move,
                modifiers: Modifiers::NONE,
                source: egui::MouseWheelSource::Wheel,
            },
        ];
        let start = Instant::now();
        stage.frame(project, &answers, id, 1, events);
        let time = start.elapsed();
        if n >= warm {
            times.push(time);
        }
    }
    times
}

/// A project whose campaign ran, with 50,000 rows of actual figures – hours of the shop and of its sources –, and when it sold.
fn with_actuals(project: &Project) -> (Project, usize, (DateTime, DateTime)) {
    let mut project = project.clone();
    let id = campaign(&project);
    let answers = Answers::default();
    let of = project.campaign(id).expect("there");
    let plan = answers.campaign(&project, of);
    let pace = Pace::new(of, &plan.time, &plan.traffic);
    let leaves: Vec<_> = plan.traffic.rows.iter().filter(|row| !row.group).map(|row| row.id).collect();
    let parts = (50_000 / pace.hours.len().max(1)).clamp(1, leaves.len() + 1);
    let mut rows = Vec::new();
    for (nth, hour) in pace.hours.iter().enumerate() {
        let parts = std::iter::once(ActualOf::Shop).chain(leaves.iter().copied().map(ActualOf::Source)).take(parts);
        rows.extend(parts.map(|of| Actual {
            date: hour.start.date(),
            hour: Some(Hour::of(hour.start)),
            of,
            uv: Count::new(100 + nth as u64 % 70),
            buyers: Count::new(9 + nth as u64 % 5),
            gmv: Money::from_minor(hour.gmv.minor() / 20),
            ..Actual::default()
        }));
    }
    let count = rows.len();
    project.campaigns.get_mut(id).expect("there").actuals = rows.into();
    (project, count, pace.span().expect("it sells"))
}

/// Frames of a campaign that runs, or has run, while the wheel turns.
fn run(project: &Project, tab: Tab, pane: LowerPane, frames: usize) -> (usize, Vec<Duration>) {
    let (project, count, (start, end)) = with_actuals(project);
    let id = campaign(&project);
    let answers = Answers::default();
    let mut stage = Stage::new(tab);
    stage.view.tabs.run.lower = pane;
    let half = end.duration_since(start).as_hours() / 2;
    stage.now = if tab == Tab::Run { start.saturating_add(jiff::Span::new().hours(half)) } else { end };
    let mut times = Vec::with_capacity(frames);
    for n in 0..frames + 30 {
        let at = if n % 2 == 0 { pos2(300.0, 700.0) } else { pos2(500.0, 200.0) };
        let turn = if (n / 200) % 2 == 0 { -40.0 } else { 40.0 };
        let events = vec![
            Event::PointerMoved(at),
            Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta: vec2(0.0, turn),
                phase: TouchPhase::Move,
                modifiers: Modifiers::NONE,
                source: egui::MouseWheelSource::Wheel,
            },
        ];
        let start = Instant::now();
        stage.frame(&project, &answers, id, 1, events);
        let time = start.elapsed();
        if n >= 30 {
            times.push(time);
        }
    }
    (count, times)
}

/// Frames of a pane of the funnel tab – the chance of the target, its drivers – while the pointer goes over it.
fn left(project: &Project, pane: LeftPane, frames: usize) -> Vec<Duration> {
    let mut stage = Stage::new(Tab::Funnel);
    stage.view.tabs.funnel.left = pane;
    // the campaign with ranges, or the one with the most tasks with the usual ones
    let mut project = project.clone();
    let id = campaign(&project);
    let drivers: Vec<Driver> = ASSUMED
        .iter()
        .zip(1..)
        .map(|((of, ..), n)| Driver { id: DriverId(4_000_000_000 + n), ..assumed(*of) })
        .collect();
    if let Some(campaign) = project.campaigns.get_mut(id) {
        campaign.uncertainty = Arc::new(Uncertainty { drivers: drivers.into(), ..Uncertainty::default() });
    }
    let answers = Answers::default();
    let drawn = project.campaign(id).expect("there");
    let plan = answers.campaign(&project, drawn);
    let margin = answers.margin(&project, drawn);
    stage.chance = ChanceAnswer::whole(drawn, &plan.funnel, &plan.traffic, margin).map(Arc::new);
    let mut times = Vec::with_capacity(frames);
    let warm = 30;
    for n in 0..frames + warm {
        let at = pos2(20.0 + (n * 7 % 1_380) as f32, 480.0 + (n * 3 % 380) as f32);
        let start = Instant::now();
        stage.frame(&project, &answers, id, 1, vec![Event::PointerMoved(at)]);
        let time = start.elapsed();
        if n >= warm {
            times.push(time);
        }
    }
    times
}

/// Frames of a view of the calendar while the pointer goes over it and the wheel turns.
fn viewed(project: &Project, shown: CalendarView, frames: usize) -> Vec<Duration> {
    let mut stage = Stage::new(Tab::Calendar);
    stage.view.tabs.calendar.view = shown;
    let (id, answers) = (campaign(project), Answers::default());
    let mut times = Vec::with_capacity(frames);
    let warm = 30;
    for n in 0..frames + warm {
        let at = pos2(200.0 + (n * 7 % 1_200) as f32, 200.0 + (n * 3 % 640) as f32);
        let mut events = vec![Event::PointerMoved(at)];
        if shown != CalendarView::Year {
            events.push(Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta: vec2(0.0, if (n / 200) % 2 == 0 { -40.0 } else { 40.0 }),
                phase: TouchPhase::Move,
                modifiers: Modifiers::NONE,
                source: egui::MouseWheelSource::Wheel,
            });
        }
        let start = Instant::now();
        stage.frame(project, &answers, id, 1, events);
        let time = start.elapsed();
        if n >= warm {
            times.push(time);
        }
    }
    times
}

/// What follows from moving the campaign with the most tasks by another day.
fn moved(project: &Project, times: usize) -> Vec<Duration> {
    let (id, answers) = (campaign(project), Answers::default());
    let opening = project.campaign(id).and_then(|campaign| campaign.span()).expect("it has phases").0;
    // on the day before it begins, so that it can be moved
    let clock = opening.saturating_sub(jiff::SignedDuration::from_hours(24));
    let of = opening.year();
    let inputs = answers.year_inputs(project);
    let ladders = answers.ladders(project);
    let ladder = ladders.iter().find(|ladder| ladder.year == of);
    let calendars = answers.calendars(&project.shop);
    let now = answers.year(project, of, clock.date());
    (0..times)
        .map(|n| {
            let how = Shift { days: n as i32 % 30 + 1, hold_tasks: false };
            let start = Instant::now();
            let found = preview(project, &calendars, (&inputs, ladder), &now, id, how, clock);
            let time = start.elapsed();
            assert!(found.is_ok());
            time
        })
        .collect()
}

/// Frames of the calendar while a task with about so many successors is dragged to and fro: the edit, the schedule and all
/// else that follows, and the frame. Gives how many successors it has, too.
fn dragged(project: &Project, wanted: usize, frames: usize) -> (usize, Vec<Duration>) {
    let mut stage = Stage::new(Tab::Calendar);
    let id = campaign(project);
    let mut document = Document::new(project.clone());
    let answers = Answers::default();
    let campaign = document.project().campaign(id).expect("there").clone();
    let schedule = answers.campaign(document.project(), &campaign).schedule.clone();
    let leaves = campaign.tasks.iter().filter(|task| schedule.of(task.id).is_some_and(|times| !times.summary));
    let movable = leaves.filter(|task| task.actual_start.is_none() && task.manual.is_none());
    let counted = movable.map(|task| (schedule.followers(task.id).len().abs_diff(wanted), task.id));
    let (_, task) = counted.min().expect("a task");
    let followers = schedule.followers(task).len();
    let start = schedule.of(task).expect("scheduled").start;
    // whoever drags a bar has chosen it
    stage.view.tabs.reveal(&Place::at(Tab::Calendar, PlaceKind::Task).row(task.0));
    let mut times = Vec::with_capacity(frames);
    for n in 0..frames + 5 {
        let begun = Instant::now();
        let to = Moment(start.0 + (n as i64 % 20) * 1_440);
        document.edit("drag", Some(Gesture(7)), |project| {
            let Some(campaign) = project.campaigns.get_mut(id) else { return };
            let new = campaign.tasks.get(task).and_then(|task| edit::starting(&schedule, task, to));
            if let (Some(slot), Some(new)) = (campaign.tasks.get_mut(task), new) {
                *slot = new;
            }
        });
        stage.frame(document.project(), &answers, id, n as u64 + 2, Vec::new());
        if n >= 5 {
            times.push(begun.elapsed());
        }
    }
    (followers, times)
}

/// From the new figure to every answer of the campaign, findings included, with what is kept in between.
fn target_changed(project: &Project, now: DateTime, times: usize) -> Vec<Duration> {
    let id = campaign(project);
    let mut document = Document::new(project.clone());
    let answers = Answers::default();
    let mut spent = Vec::with_capacity(times);
    for n in 0..times {
        document.edit("target", None, |project| {
            if let Some(campaign) = project.campaigns.get_mut(id) {
                let target = Money::from_major(40_000_000 + n as i64 * 1_000);
                campaign.funnel = type_value(&campaign.funnel, Typed::Gmv(target)).into();
            }
        });
        let start = Instant::now();
        let campaign = document.project().campaign(id).expect("there");
        let answer = answers.campaign(document.project(), campaign);
        let answer = answers.due(answer, document.project(), campaign, now);
        spent.push(start.elapsed());
        assert!(answer.funnel.gmv.value.is_some());
    }
    // the first one has nothing to build on
    spent.remove(0);
    spent
}

fn from_scratch(project: &Project, times: usize) -> Vec<Duration> {
    let campaign = project.campaign(campaign(project)).expect("there");
    (0..times)
        .map(|_| {
            let start = Instant::now();
            let answer = plan(project, campaign);
            let time = start.elapsed();
            assert!(answer.funnel.gmv.value.is_some());
            time
        })
        .collect()
}

fn report(name: &str, times: &mut [Duration]) {
    times.sort_unstable();
    let at = |part: f64| times.get(((times.len() - 1) as f64 * part) as usize).map_or(0.0, |t| t.as_secs_f64() * 1e3);
    println!("{name:<34} median {:>7.3} ms   99% {:>7.3} ms   worst {:>7.3} ms", at(0.5), at(0.99), at(1.0));
}
