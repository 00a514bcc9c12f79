//! A campaign as a calendar file (iCalendar, RFC 5545): its phases and tasks as events, for phones and mail programs.
//!
//! Times are those of the shop's zone, with the zone's rules in the file; what lasts whole days – on the clock, or of work –
//! is an all-day event. An event keeps its identity when it is renamed or moved, so that reading the file once more moves it
//! instead of adding another one.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};

use crate::engine::schedule::carry::{About, Carried, Note, Notes};
use crate::engine::schedule::{Moment, Schedule, WorkTime};
use crate::model::{Campaign, Project, Task};
use crate::text::Texts;
use crate::text::names::Named as _;
use crate::text::rows::RowNames;

/// Bytes that a line may have, its end not counted.
const LINE: usize = 75;

/// A calendar that was written.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    /// The file.
    pub text: String,
    /// Phases.
    pub phases: usize,
    /// Tasks, without summaries.
    pub tasks: usize,
    /// What was left out or changed.
    pub notes: Vec<Note>,
}

/// Writes phases and tasks of a campaign. `now` is the shop's time, at which the file says it was made.
#[must_use]
pub fn export(project: &Project, campaign: &Campaign, texts: &Texts, now: DateTime) -> Calendar {
    let schedule = Schedule::new(project, campaign);
    let zone = TimeZone::get(&project.shop.zone).unwrap_or(TimeZone::UTC);
    let stamp = utc(&zone, now);
    let mut file = File { lines: String::new(), zone_name: project.shop.zone.clone(), stamp };
    let mut made = Calendar::default();
    let mut notes = Notes::default();
    file.line("BEGIN:VCALENDAR");
    file.line("VERSION:2.0");
    file.line("PRODID:-//Promoplan//Promoplan//EN");
    file.line("CALSCALE:GREGORIAN");
    file.line("METHOD:PUBLISH");
    file.text("X-WR-CALNAME", campaign.name_in(texts));
    let phases = campaign.phases.iter().flat_map(|phase| [phase.start, phase.end]);
    let tasks = schedule.times.iter().flat_map(|times| [times.start.datetime(), times.finish.datetime()]);
    let years = phases.chain(tasks).map(DateTime::year);
    let (first, last) = years.fold((i16::MAX, i16::MIN), |(a, b), year| (a.min(year), b.max(year)));
    if first <= last {
        file.zone(&zone, first, last);
    }
    // rows of other projects may have the same numbers
    let own = identity(&[&project.shop.name, &campaign.name]);
    for phase in &campaign.phases {
        let event = Event {
            uid: format!("phase-{}-{}@{own}.promoplan", campaign.id, phase.id),
            name: phase.name_in(texts).to_owned(),
            times: Times::of_clock(phase.start, phase.end),
            notes: String::new(),
            category: campaign.name_in(texts).to_owned(),
        };
        file.event(&event);
        made.phases += 1;
    }
    let names = RowNames { texts, project, campaign };
    let outline = schedule.outline();
    for (row, number) in outline.order().iter().zip(1..) {
        let (Some(task), Some(times)) = (campaign.tasks.at(*row as usize), schedule.times.get(*row as usize)) else {
            continue;
        };
        if outline.is_summary(*row) {
            notes.count(Carried::Summary, || About::Task(number, task.name.clone()));
            continue;
        }
        let who = [task.owner.map(|id| names.person(id)), task.department.map(|id| names.department(id))];
        let said: Vec<String> = who.into_iter().flatten().chain([task.notes.clone()]).collect();
        let said: Vec<&str> = said.iter().map(String::as_str).filter(|line| !line.trim().is_empty()).collect();
        let event = Event {
            uid: format!("task-{}-{}@{own}.promoplan", campaign.id, task.id),
            name: if task.name.trim().is_empty() { outline.number(*row) } else { task.name.clone() },
            times: times_of(task, times.start, times.finish, schedule.calendar_of(task)),
            notes: said.join("\n"),
            category: task.phase.map_or_else(|| campaign.name_in(texts).to_owned(), |id| names.phase(id)),
        };
        file.event(&event);
        made.tasks += 1;
    }
    file.line("END:VCALENDAR");
    made.text = file.lines;
    made.notes = notes.list();
    made
}

/// When something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Times {
    /// A point in time.
    At(DateTime),
    Between(DateTime, DateTime),
    /// From a day to the one that is no longer in it.
    Days(Date, Date),
}

impl Times {
    fn of_clock(start: DateTime, end: DateTime) -> Self {
        let midnight = |at: DateTime| at == at.date().at(0, 0, 0, 0);
        match () {
            () if end <= start => Self::At(start),
            () if midnight(start) && midnight(end) => Self::Days(start.date(), end.date()),
            () => Self::Between(start, end),
        }
    }
}

/// A task that begins with the first minute of work of a day and ends with the last one of another lasts whole days.
fn times_of(task: &Task, start: Moment, finish: Moment, time: &WorkTime) -> Times {
    let (from, to) = (start.date(), finish.last_day());
    let elapsed = matches!(task.duration, crate::model::TaskDuration::Elapsed(_));
    if !time.is_clock() && !elapsed && start < finish {
        let first = time.shifts_on(from).next().map(|(from, _)| from);
        let last = time.shifts_on(to).last().map(|(_, to)| to);
        if (first, last) == (Some(start), Some(finish))
            && let Ok(end) = to.tomorrow()
        {
            return Times::Days(from, end);
        }
    }
    Times::of_clock(start.datetime(), finish.datetime())
}

struct Event {
    uid: String,
    name: String,
    times: Times,
    notes: String,
    category: String,
}

struct File {
    lines: String,
    zone_name: String,
    stamp: String,
}

fn basic(at: DateTime) -> String {
    at.strftime("%Y%m%dT%H%M%S").to_string()
}

fn utc(zone: &TimeZone, at: DateTime) -> String {
    let at = zone.to_ambiguous_timestamp(at).compatible().unwrap_or(Timestamp::UNIX_EPOCH);
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

impl File {
    /// A line, folded where it is too long; never within a character.
    fn line(&mut self, line: &str) {
        let mut length = 0;
        for c in line.chars() {
            if length + c.len_utf8() > LINE {
                self.lines.push_str("\r\n ");
                length = 1;
            }
            self.lines.push(c);
            length += c.len_utf8();
        }
        self.lines.push_str("\r\n");
    }

    /// A property with text.
    fn text(&mut self, name: &str, text: &str) {
        self.line(&format!("{name}:{}", escaped(text)));
    }

    /// A property with a time of the shop's.
    fn at(&mut self, name: &str, at: DateTime) {
        let zone = self.zone_name.clone();
        self.line(&format!("{name};TZID={zone}:{}", basic(at)));
    }

    fn event(&mut self, event: &Event) {
        self.line("BEGIN:VEVENT");
        self.text("UID", &event.uid);
        let stamp = self.stamp.clone();
        self.line(&format!("DTSTAMP:{stamp}"));
        match event.times {
            Times::At(at) => self.at("DTSTART", at),
            Times::Between(from, to) => {
                self.at("DTSTART", from);
                self.at("DTEND", to);
            }
            Times::Days(from, to) => {
                let day = |day: Date| day.strftime("%Y%m%d").to_string();
                self.line(&format!("DTSTART;VALUE=DATE:{}", day(from)));
                self.line(&format!("DTEND;VALUE=DATE:{}", day(to)));
            }
        }
        self.text("SUMMARY", &event.name);
        if !event.notes.is_empty() {
            self.text("DESCRIPTION", &event.notes);
        }
        self.text("CATEGORIES", &event.category);
        // a plan does not make anybody busy
        self.line("TRANSP:TRANSPARENT");
        self.line("END:VEVENT");
    }

    /// The rules of the zone: how it stands before the first year, and each change until the last.
    fn zone(&mut self, zone: &TimeZone, first: i16, last: i16) {
        let edge = |year: i16| {
            let day = Date::new(year.clamp(1, 9_998), 1, 1).unwrap_or_default();
            zone.to_ambiguous_timestamp(day.to_datetime(jiff::civil::Time::midnight())).compatible().ok()
        };
        let (Some(from), Some(to)) = (edge(first.saturating_sub(1)), edge(last.saturating_add(1))) else { return };
        self.line("BEGIN:VTIMEZONE");
        let name = self.zone_name.clone();
        self.line(&format!("TZID:{name}"));
        let now = zone.to_offset_info(from);
        self.observance(now.dst().is_dst(), from, now.offset(), now.offset());
        let mut before = now.offset();
        for change in zone.following(from).take_while(|change| change.timestamp() < to) {
            self.observance(change.dst().is_dst(), change.timestamp(), before, change.offset());
            before = change.offset();
        }
        self.line("END:VTIMEZONE");
    }

    fn observance(&mut self, summer: bool, at: Timestamp, from: Offset, to: Offset) {
        let kind = if summer { "DAYLIGHT" } else { "STANDARD" };
        let offset = |offset: Offset| {
            let (sign, all) = (if offset.seconds() < 0 { '-' } else { '+' }, offset.seconds().abs());
            format!("{sign}{:02}{:02}", all / 3_600, all / 60 % 60)
        };
        self.line(&format!("BEGIN:{kind}"));
        // the change is told in the time that ends with it
        self.line(&format!("DTSTART:{}", basic(from.to_datetime(at))));
        self.line(&format!("TZOFFSETFROM:{}", offset(from)));
        self.line(&format!("TZOFFSETTO:{}", offset(to)));
        self.line(&format!("END:{kind}"));
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            ';' => out.push_str("\\;"),
            ',' => out.push_str("\\,"),
            '\n' | '\r' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A number that is the same for the same names, on every machine and in every version (FNV-1a).
fn identity(names: &[&str]) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in names.iter().flat_map(|name| name.bytes().chain([0])) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{hash:016x}")
}

#[cfg(test)]
#[path = "ics_tests.rs"]
mod tests;
