//! `level`: a schedule without overloads, in the shape that is promised to scripts. The file stays as it is.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use jiff::civil::DateTime;
use serde::Serialize;

use super::args::Level;
use super::failure::Failure;
use super::table::{Table, plain};
use super::{load, output};
use crate::engine::schedule::Schedule;
use crate::engine::schedule::level::campaign::{Levelled, Move};
use crate::model::{Campaign, Project};
use crate::text::names::Named as _;
use crate::text::rows::RowNames;
use crate::text::{Msg, Texts};

/// The same moves on every run that has time for the same number of lists.
const SEED: u64 = 1;

#[derive(Serialize)]
struct Report {
    start: DateTime,
    finish: DateTime,
    /// How many tasks move.
    moved: usize,
    overloads_before: usize,
    overloads_after: usize,
    tasks: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    id: u32,
    start: DateTime,
    finish: DateTime,
    from: DateTime,
    /// Whether it must be told to start there; the others follow by their links.
    held: bool,
}

impl From<&Move> for Row {
    fn from(moved: &Move) -> Self {
        Self {
            id: moved.task.0,
            start: moved.to.datetime(),
            finish: moved.finish.datetime(),
            from: moved.from.datetime(),
            held: moved.held,
        }
    }
}

/// Prints what levelling moves.
pub(super) fn run(args: &Level, texts: &Texts) -> Result<ExitCode, Failure> {
    let (project, campaign) = &load::about(texts, &args.about)?;
    let schedule = Schedule::new(project, campaign);
    let begun = Instant::now();
    let time = Duration::from_millis(args.time_ms);
    let levelled = schedule.levelled(campaign, SEED, u64::MAX, &|| begun.elapsed() >= time);
    if args.about.json {
        let report = Report {
            start: levelled.start.datetime(),
            finish: levelled.finish.datetime(),
            moved: levelled.moves.len(),
            overloads_before: levelled.overloads_before,
            overloads_after: levelled.overloads_after,
            tasks: levelled.moves.iter().map(Row::from).collect(),
        };
        output::json(texts, &report)?;
    } else {
        output::print(texts, &text(texts, project, campaign, &levelled))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn text(texts: &Texts, project: &Project, campaign: &Campaign, levelled: &Levelled) -> String {
    let format = texts.format();
    let mut out = format!("{}\n", plain(campaign.name_in(texts)));
    let arguments = [
        ("before", levelled.overloads_before.into()),
        ("after", levelled.overloads_after.into()),
        ("moved", levelled.moves.len().into()),
        ("finish", format.day(levelled.finish.last_day()).into()),
    ];
    out.push_str(&format!("{}\n", texts.with(Msg::CliLevelled, &arguments)));
    if levelled.moves.is_empty() {
        return out;
    }
    let names = RowNames { texts, project, campaign };
    let head = [Msg::CliScheduleTask, Msg::CliLevelFrom, Msg::CliLevelTo].map(|msg| texts.get(msg));
    let mut table = Table::new(&head, &[]);
    for moved in &levelled.moves {
        let at = |at: DateTime| format.day_and_time(at);
        table.row([names.task(moved.task), at(moved.from.datetime()), at(moved.to.datetime())]);
    }
    out.push_str(&format!("\n{}", table.text()));
    out
}
