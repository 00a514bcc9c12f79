//! `export`: the schedule of a campaign in a form that other programs read. The format is that of the file's name.

use std::fs;
use std::process::ExitCode;

use serde::Serialize;

use super::args::Export;
use super::failure::Failure;
use super::notes::{self, NoteRow};
use super::table::Table;
use super::{load, output};
use crate::engine::schedule::carry::Note;
use crate::exchange::{ics, mspdi};
use crate::model::{Campaign, Project};
use crate::text::names::Named as _;
use crate::text::{Msg, Texts};

/// What was written, as it is printed. Of what a format does not hold there is none.
#[derive(Serialize)]
struct Report<'a> {
    file: &'a str,
    format: &'static str,
    campaign: u32,
    tasks: usize,
    phases: usize,
    links: usize,
    calendars: usize,
    resources: usize,
    baselines: usize,
    notes: Vec<NoteRow<'a>>,
}

/// What a format made of the campaign.
struct Made {
    format: &'static str,
    bytes: Vec<u8>,
    counts: Vec<(Msg, usize)>,
    notes: Vec<Note>,
}

impl Made {
    fn of(&self, name: Msg) -> usize {
        self.counts.iter().find(|(own, _)| *own == name).map_or(0, |(_, count)| *count)
    }
}

/// Writes a campaign's schedule.
pub(super) fn run(args: &Export, texts: &Texts) -> Result<ExitCode, Failure> {
    let out = args.out.display().to_string();
    let is = |extension: &str| args.out.extension().is_some_and(|e| e.eq_ignore_ascii_case(extension));
    if !is("xml") && !is("ics") {
        let words = texts.with(Msg::CliExportFormat, &[("file", out.into())]);
        return Err(Failure::Usage(words));
    }
    let project = load::open(texts, &args.file)?.project;
    let now = load::now(&args.clock, &project);
    let campaign = load::campaign_or_next(texts, &project, &args.which, now)?;
    let made = if is("xml") { as_plan(&project, campaign, texts) } else { as_calendar(&project, campaign, texts, now) };
    fs::write(&args.out, &made.bytes).map_err(|e| Failure::write(texts, &args.out, &e))?;
    if args.json {
        let report = Report {
            file: &out,
            format: made.format,
            campaign: campaign.id.0,
            tasks: made.of(Msg::ExchangeTasks),
            phases: made.of(Msg::ExchangePhases),
            links: made.of(Msg::ExchangeLinks),
            calendars: made.of(Msg::ExchangeCalendars),
            resources: made.of(Msg::ExchangeResources),
            baselines: made.of(Msg::ExchangeBaselines),
            notes: notes::rows(texts, &made.notes),
        };
        output::json(texts, &report)?;
    } else {
        let mut table = Table::new(&[texts.get(Msg::CliImportFile), &out], &[1]);
        for (name, count) in &made.counts {
            table.row([texts.get(*name).to_owned(), texts.format().whole(*count as i128)]);
        }
        table.row([texts.get(Msg::ExchangeNoteCount).to_owned(), texts.format().whole(made.notes.len() as i128)]);
        let heading = format!("{}\n", campaign.name_in(texts));
        output::print(texts, &(heading + &table.text() + &notes::lines(texts, &made.notes)))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn as_plan(project: &Project, campaign: &Campaign, texts: &Texts) -> Made {
    let made = mspdi::export(project, campaign, texts);
    let counts = vec![
        (Msg::ExchangeTasks, made.tasks),
        (Msg::ExchangeLinks, made.links),
        (Msg::ExchangeCalendars, made.calendars),
        (Msg::ExchangeResources, made.resources),
        (Msg::ExchangeBaselines, made.baselines),
    ];
    Made { format: "mspdi", bytes: made.bytes, counts, notes: made.notes }
}

fn as_calendar(project: &Project, campaign: &Campaign, texts: &Texts, now: jiff::civil::DateTime) -> Made {
    let made = ics::export(project, campaign, texts, now);
    let counts = vec![(Msg::ExchangePhases, made.phases), (Msg::ExchangeTasks, made.tasks)];
    Made { format: "ics", bytes: made.text.into_bytes(), counts, notes: made.notes }
}
