//! What the lanes hold, ready to be painted: made again when the project, the year, the language or the width changes.

use std::sync::Arc;

use egui::{Painter, Rangef};
use jiff::civil::Date;

use super::axis::YearAxis;
use super::pack::{Spot, pack};
use crate::engine::schedule::HolidayTable;
use crate::engine::year::{Lane, Stand, YearAnswer, YearCell};
use crate::model::{CampaignId, EventId, Money};
use crate::text::names::Named;
use crate::text::{Lang, Msg, year as words};
use crate::ui::scene::{Open, Scene};
use crate::ui::theme::fonts;
use crate::ui::widgets::paint;

/// The narrowest a bar is drawn.
pub const NARROWEST: f32 = 6.0;
/// Room of the arrow behind a figure.
pub const ARROW: f32 = 16.0;
/// Room between a name and its figure.
pub const BETWEEN: f32 = 5.0;

/// A campaign's bar.
#[derive(Debug)]
pub struct BarLine {
    /// Which campaign.
    pub id: CampaignId,
    /// Its place among the year's campaigns.
    pub at: usize,
    /// What is written first; empty in the lane of members' days.
    pub name: String,
    /// Its figure; empty if there is none.
    pub figure: String,
    /// Whether it reached its target.
    pub reached: Option<bool>,
    /// Whether it is over.
    pub over: bool,
    /// Whether nothing says what came.
    pub lacks: bool,
    /// From where to where it goes.
    pub range: Rangef,
    /// Row and side of the label.
    pub spot: Spot,
    /// What it says in words.
    pub spoken: String,
}

/// A lane of campaigns.
#[derive(Debug)]
pub struct LaneLines {
    /// Which.
    pub lane: Lane,
    /// How many.
    pub count: String,
    /// What they come to.
    pub sum: String,
    /// Both in words.
    pub spoken: String,
    /// Its bars.
    pub bars: Vec<BarLine>,
    /// How many rows they take.
    pub rows: usize,
}

/// An event of a platform.
#[derive(Debug)]
pub struct EventLine {
    /// Which.
    pub id: EventId,
    /// Its name.
    pub name: String,
    /// From where to where.
    pub range: Rangef,
    /// Row and side of the label; within if `inside`.
    pub spot: Spot,
    /// Whether the label stands within the outline.
    pub inside: bool,
    /// What it says in words.
    pub spoken: String,
}

/// A holiday.
#[derive(Debug)]
pub struct HolidayLine {
    /// From where to where.
    pub range: Rangef,
    /// Its name.
    pub name: String,
    /// Its name and days.
    pub spoken: String,
}

/// A month, quarter or the year in words.
#[derive(Debug, Default)]
pub struct CellLine {
    /// Its part of the ladder; empty without one.
    pub ladder: String,
    /// What the campaigns come to.
    pub sum: String,
    /// The difference, without a sign; empty without a ladder.
    pub gap: String,
    /// Which kind the sum is.
    pub kind: String,
    /// Everything in words, to the minor unit.
    pub spoken: String,
    /// The campaigns in it, each a line.
    pub parts: Vec<String>,
}

type Key = (Lang, u64, i16, Date, u32, u32, bool);

/// What the view draws.
#[derive(Debug)]
pub struct Prepared {
    key: Key,
    /// The figures.
    pub answer: Arc<YearAnswer>,
    /// Lanes of campaigns; the one of members' days only if there are some.
    pub lanes: Vec<LaneLines>,
    /// Holidays.
    pub holidays: Vec<HolidayLine>,
    /// Workdays that are made up, and what they say.
    pub made_up: Vec<(Rangef, String)>,
    /// Whether the year's holidays are announced.
    pub announced: bool,
    /// Events of platforms.
    pub events: Vec<EventLine>,
    /// How many rows these take.
    pub event_rows: usize,
    /// How many platforms.
    pub platforms: usize,
    /// Months.
    pub months: Vec<CellLine>,
    /// Quarters.
    pub quarters: Vec<CellLine>,
    /// The year.
    pub total: CellLine,
    /// How many campaigns there are, in words.
    pub count: String,
}

impl Prepared {
    /// What is drawn of a year: the one kept, or a new one.
    pub fn get(
        kept: Option<Self>,
        painter: &Painter,
        scene: &Scene<'_>,
        open: &Open<'_>,
        (year, axis, edges): (i16, &YearAxis, Rangef),
    ) -> Self {
        let today = scene.now.date();
        let (left, right) = (edges.min.to_bits(), edges.max.to_bits());
        let key = (scene.texts.lang(), open.revision, year, today, left, right, scene.open.is_some());
        let answer = open.answers.year(open.project, year, today);
        match kept {
            Some(kept) if kept.key == key && Arc::ptr_eq(&kept.answer, &answer) => kept,
            _ => Self::new(key, answer, painter, scene, open, axis, edges),
        }
    }

    fn new(
        key: Key,
        answer: Arc<YearAnswer>,
        painter: &Painter,
        scene: &Scene<'_>,
        open: &Open<'_>,
        axis: &YearAxis,
        edges: Rangef,
    ) -> Self {
        let texts = scene.texts;
        let table = HolidayTable::china();
        let runs = table.runs(answer.year);
        let holidays = runs.iter().map(|run| HolidayLine {
            range: axis.days(run.first, run.last),
            name: run.name.name_in(texts).to_owned(),
            spoken: words::holiday(texts, run),
        });
        let made_up = table.made_up(answer.year).into_iter().map(|day| {
            let spoken = texts.with(Msg::YearMadeUpDay, &[("day", texts.format().day_with_weekday(day).into())]);
            (axis.days(day, day), spoken)
        });
        let (events, event_rows) = events(painter, scene, open, &answer, axis, edges);
        let mut platforms: Vec<&str> = events_of(open, answer.year).map(|event| event.platform.as_str()).collect();
        platforms.retain(|platform| !platform.is_empty());
        platforms.sort_unstable();
        platforms.dedup();
        let members = answer.lanes.iter().find(|lane| lane.lane == Lane::Members).map_or(0, |lane| lane.count);
        let n = answer.campaigns.len() - members;
        let count = if members == 0 {
            texts.with(Msg::YearCount, &[("n", n.into())])
        } else {
            texts.with(Msg::YearCountMembers, &[("n", n.into()), ("members", members.into())])
        };
        let month = |(at, of): (usize, &YearCell)| {
            let name = texts.format().month(i8::try_from(at + 1).unwrap_or(1));
            cell(scene, open, &answer, &name, of, &[at])
        };
        let quarter = |(at, of): (usize, &YearCell)| {
            cell(scene, open, &answer, texts.get(quarter_name(at)), of, &[at * 3, at * 3 + 1, at * 3 + 2])
        };
        let year = texts.with(Msg::YearNumber, &[("year", answer.year.to_string().into())]);
        Self {
            key,
            lanes: lanes(painter, scene, open, &answer, axis, edges),
            holidays: holidays.collect(),
            made_up: made_up.collect(),
            announced: table.announced(answer.year),
            events,
            event_rows,
            platforms: platforms.len(),
            months: answer.months.iter().enumerate().map(month).collect(),
            quarters: answer.quarters.iter().enumerate().map(quarter).collect(),
            total: cell(scene, open, &answer, &year, &answer.total, &[]),
            count,
            answer,
        }
    }
}

/// What a quarter is called, from 0.
#[must_use]
pub const fn quarter_name(at: usize) -> Msg {
    match at {
        0 => Msg::YearQuarter1,
        1 => Msg::YearQuarter2,
        2 => Msg::YearQuarter3,
        _ => Msg::YearQuarter4,
    }
}

fn lanes(
    painter: &Painter,
    scene: &Scene<'_>,
    open: &Open<'_>,
    answer: &YearAnswer,
    axis: &YearAxis,
    edges: Rangef,
) -> Vec<LaneLines> {
    let texts = scene.texts;
    let format = texts.format();
    let lanes = answer.lanes.iter().filter(|lane| lane.lane != Lane::Members || lane.count > 0);
    lanes
        .map(|lane| {
            let of_lane = answer.campaigns.iter().enumerate().filter(|(_, campaign)| campaign.lane == lane.lane);
            let mut bars: Vec<BarLine> = of_lane
                .filter_map(|(at, of)| {
                    let campaign = open.project.campaign(of.id)?;
                    let members = lane.lane == Lane::Members;
                    let name = if members { String::new() } else { campaign.name_in(texts).to_owned() };
                    let figure = of.figure().map_or(String::new(), |figure| format.sum_in_whole_units(figure));
                    let range = axis.days(of.days.0, of.days.1);
                    let range = Rangef::new(range.min, range.max.max(range.min + NARROWEST));
                    let over = of.stand == Stand::Over;
                    let spoken = words::bar(texts, campaign, of);
                    let (reached, lacks) = (of.reached, of.lacks_actuals());
                    Some(BarLine {
                        id: of.id,
                        at,
                        name,
                        figure,
                        reached,
                        over,
                        lacks,
                        range,
                        spot: Spot::default(),
                        spoken,
                    })
                })
                .collect();
            let places: Vec<(f32, f32, f32)> =
                bars.iter().map(|bar| (bar.range.min, bar.range.max, label_width(painter, bar))).collect();
            let (spots, rows) = pack(&places, edges.min, edges.max);
            for (bar, spot) in bars.iter_mut().zip(spots) {
                bar.spot = spot;
            }
            let sum = lane.sum.total();
            let whole = format.sum(sum).to_string();
            let spoken = match lane.lane {
                Lane::Level(level) => texts.with(
                    Msg::YearLaneSpoken,
                    &[("lane", words::level_letter(level).into()), ("n", lane.count.into()), ("sum", whole.into())],
                ),
                Lane::Members => {
                    texts.with(Msg::YearLaneMembersSpoken, &[("n", lane.count.into()), ("sum", whole.into())])
                }
            };
            LaneLines {
                lane: lane.lane,
                count: texts.with(Msg::YearLaneCount, &[("n", lane.count.into())]),
                sum: if sum == Money::ZERO { "—".to_owned() } else { format.sum_in_whole_units(sum) },
                spoken,
                bars,
                rows: rows.max(1),
            }
        })
        .collect()
}

fn label_width(painter: &Painter, bar: &BarLine) -> f32 {
    let font = if bar.over { fonts::text() } else { fonts::text_medium() };
    let name = if bar.name.is_empty() { 0.0 } else { paint::width(painter, &bar.name, font) };
    let figure = if bar.figure.is_empty() { 0.0 } else { paint::width(painter, &bar.figure, fonts::text()) };
    let between = if bar.name.is_empty() || bar.figure.is_empty() { 0.0 } else { BETWEEN };
    let arrow = if bar.reached.is_some() { ARROW } else { 0.0 };
    name + between + figure + arrow
}

fn events_of<'a>(open: &'a Open<'_>, year: i16) -> impl Iterator<Item = &'a crate::model::PlatformEvent> {
    let touches = move |event: &&crate::model::PlatformEvent| {
        let (first, last) = event.days();
        first.year() <= year && last.year() >= year
    };
    open.project.platform_events.iter().map(Arc::as_ref).filter(touches)
}

fn events(
    painter: &Painter,
    scene: &Scene<'_>,
    open: &Open<'_>,
    answer: &YearAnswer,
    axis: &YearAxis,
    edges: Rangef,
) -> (Vec<EventLine>, usize) {
    let texts = scene.texts;
    let mut found: Vec<&crate::model::PlatformEvent> = events_of(open, answer.year).collect();
    found.sort_by_key(|event| (event.days(), event.id));
    let mut lines: Vec<EventLine> = found
        .into_iter()
        .map(|event| {
            let (first, last) = event.days();
            let name = if event.name.is_empty() { texts.get(Msg::YearEventUntitled) } else { &event.name };
            let days = texts.format().days(first, last);
            let spoken = if event.platform.is_empty() {
                texts.with(Msg::YearEventPlain, &[("name", name.into()), ("days", days.into())])
            } else {
                let platform = event.platform.as_str();
                texts.with(
                    Msg::YearEvent,
                    &[("name", name.into()), ("platform", platform.into()), ("days", days.into())],
                )
            };
            let range = axis.days(first, last);
            let range = Rangef::new(range.min, range.max.max(range.min + NARROWEST));
            // whose it is stands with it where there is room
            let whole = if event.platform.is_empty() { name.to_owned() } else { format!("{name} {}", event.platform) };
            let fits = paint::width(painter, &whole, fonts::text()) + 10.0 <= range.span();
            let name = if fits { whole } else { name.to_owned() };
            EventLine { id: event.id, name, range, spot: Spot::default(), inside: false, spoken }
        })
        .collect();
    let places: Vec<(f32, f32, f32)> = lines
        .iter_mut()
        .map(|line| {
            let width = paint::width(painter, &line.name, fonts::text());
            line.inside = width + 10.0 <= line.range.span();
            (line.range.min, line.range.max, if line.inside { 0.0 } else { width })
        })
        .collect();
    let (spots, rows) = pack(&places, edges.min, edges.max);
    for (line, spot) in lines.iter_mut().zip(spots) {
        line.spot = spot;
    }
    (lines, rows.max(1))
}

/// A cell in words; `months` are those whose campaigns are listed.
fn cell(
    scene: &Scene<'_>,
    open: &Open<'_>,
    answer: &YearAnswer,
    name: &str,
    of: &YearCell,
    months: &[usize],
) -> CellLine {
    let (texts, format) = (scene.texts, scene.format());
    let part = |campaign: &crate::engine::year::YearCampaign| {
        let wide: i128 = months.iter().filter_map(|at| campaign.months.get(*at)).map(|sum| sum.total().wide()).sum();
        let of = open.project.campaign(campaign.id).filter(|_| wide != 0)?;
        let sum = format.sum(Money::from_wide(wide)).to_string();
        Some((wide, texts.with(Msg::YearPart, &[("name", of.name_in(texts).into()), ("sum", sum.into())])))
    };
    let mut parts: Vec<(i128, String)> = answer.campaigns.iter().filter_map(part).collect();
    parts.sort_by_key(|(wide, _)| std::cmp::Reverse(*wide));
    CellLine {
        ladder: of.ladder.map_or(String::new(), |ladder| format.sum_in_whole_units(ladder)),
        sum: format.sum_in_whole_units(of.sum.total()),
        gap: of.gap().map_or(String::new(), |gap| format.sum_in_whole_units(Money::from_wide(gap.wide().abs()))),
        kind: texts.get(words::kind_of(of.sum)).to_owned(),
        spoken: words::cell(texts, name, of),
        parts: parts.into_iter().map(|(_, words)| words).collect(),
    }
}
