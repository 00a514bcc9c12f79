//! `calc schedule`: dates, floats and the critical path, in the shape that is promised to scripts.

use std::process::ExitCode;

use jiff::civil::DateTime;
use serde::Serialize;

use crate::cli::args::About;
use crate::cli::failure::Failure;
use crate::cli::table::{Table, plain};
use crate::cli::{load, output};
use crate::engine::schedule::Schedule;
use crate::model::{Campaign, Minutes, Project};
use crate::text::names::Named as _;
use crate::text::rows::RowNames;
use crate::text::{Msg, Texts};

#[derive(Serialize)]
struct Row<'a> {
    id: u32,
    wbs: String,
    name: &'a str,
    start: DateTime,
    finish: DateTime,
    late_start: DateTime,
    late_finish: DateTime,
    total_float_min: i64,
    free_float_min: i64,
    critical: bool,
    near_critical: bool,
    summary: bool,
}

/// Prints a campaign's schedule.
pub(super) fn run(args: &About, texts: &Texts) -> Result<ExitCode, Failure> {
    let (project, campaign) = &load::about(texts, args)?;
    let schedule = Schedule::new(project, campaign);
    if args.json {
        output::json(texts, &rows(campaign, &schedule))?;
    } else {
        output::print(texts, &text(texts, project, campaign, &schedule))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn rows<'a>(campaign: &'a Campaign, schedule: &Schedule) -> Vec<Row<'a>> {
    let outline = schedule.outline();
    let row = |row: &u32| {
        let task = campaign.tasks.at(*row as usize)?;
        let times = schedule.times.get(*row as usize)?;
        Some(Row {
            id: task.id.0,
            wbs: outline.number(*row),
            name: &task.name,
            start: times.start.datetime(),
            finish: times.finish.datetime(),
            late_start: times.late_start.datetime(),
            late_finish: times.late_finish.datetime(),
            total_float_min: times.total_float,
            free_float_min: times.free_float,
            critical: times.critical,
            near_critical: times.near_critical,
            summary: times.summary,
        })
    };
    outline.order().iter().filter_map(row).collect()
}

/// The same for people: the finish is the last day that is worked, floats are days of eight hours to a tenth, down.
fn text(texts: &Texts, project: &Project, campaign: &Campaign, schedule: &Schedule) -> String {
    let mut out = format!("{}\n", plain(campaign.name_in(texts)));
    if campaign.tasks.is_empty() {
        out.push_str(&format!("{}\n", texts.get(Msg::CliScheduleNone)));
        return out;
    }
    let format = texts.format();
    let names = RowNames { texts, project, campaign };
    let head = [
        "WBS",
        texts.get(Msg::CliScheduleTask),
        texts.get(Msg::CliScheduleStart),
        texts.get(Msg::CliScheduleFinish),
        texts.get(Msg::CliScheduleFloat),
        texts.get(Msg::CliScheduleFree),
        texts.get(Msg::CliScheduleCritical),
    ];
    let mut table = Table::new(&head, &[1]);
    let days = |minutes: i64| {
        let tenths = (minutes * 10).div_euclid(Minutes::WORKDAY.wide());
        let sign = if tenths < 0 { "−" } else { "" };
        let days = format!("{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10);
        texts.with(Msg::CliScheduleDays, &[("days", days.into())])
    };
    let outline = schedule.outline();
    for row in outline.order() {
        let Some((task, times)) = campaign.tasks.at(*row as usize).zip(schedule.times.get(*row as usize)) else {
            continue;
        };
        let indent = "  ".repeat(usize::from(outline.depth(*row)));
        // a point in time has no day before it
        let last = if times.start == times.finish { times.finish.date() } else { times.finish.last_day() };
        table.row([
            outline.number(*row),
            format!("{indent}{}", names.task(task.id)),
            format.day(times.start.date()),
            format.day(last),
            days(times.total_float),
            days(times.free_float),
            if times.critical { texts.get(Msg::CliScheduleYes).to_owned() } else { String::new() },
        ]);
    }
    out.push_str(&format!("\n{}", table.text()));
    out
}
