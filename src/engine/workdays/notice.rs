//! The yearly notice of public holidays, read as the State Council words it: 「一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。
//! 1月4日（周日）上班。」 Shorter notes of the same kind are read too.

use jiff::civil::{Date, Weekday};

use super::day::usual;
use super::exceptions::{dates, over, work_of};
use crate::model::{CalendarException, CalendarId, Holidays, Project, Shifts, WorkCalendar};

/// No more text is looked at, in characters.
const MOST_TEXT: usize = 20_000;
/// A stretch of days off is no longer.
const MOST_RUN: usize = 31;

/// A stretch of the notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeRun {
    /// What it belongs to: 国庆节.
    pub name: String,
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
    /// Whether it is off; else it is worked.
    pub off: bool,
}

/// What a notice says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notice {
    /// The year it was read for: the one it names, else the one that was asked for.
    pub year: i16,
    /// Its stretches, in the order of the text.
    pub runs: Vec<NoticeRun>,
    /// Parts with days in them that could not be read.
    pub unread: Vec<String>,
}

impl Notice {
    /// Days off and days worked.
    #[must_use]
    pub fn days(&self) -> (usize, usize) {
        let count = |off: bool| {
            let of = self.runs.iter().filter(|run| run.off == off);
            of.map(|run| dates(run.first, run.last).count()).sum()
        };
        (count(true), count(false))
    }
}

/// Reads a notice for a year.
#[must_use]
pub fn read_notice(text: &str, year: i16) -> Notice {
    let text: String = text.chars().take(MOST_TEXT).collect();
    let text = narrow(&without_brackets(&text));
    let year = named_year(&text).unwrap_or(year);
    let mut out = Notice { year, ..Notice::default() };
    let mut name = String::new();
    for line in text.lines() {
        let line = match line.split_once(':') {
            Some((head, rest)) if !head.contains('月') && head.chars().count() <= 24 => {
                name = title(head);
                rest
            }
            _ => {
                // 元旦 1月1日至3日放假
                let head: String = line.chars().take_while(|c| !c.is_ascii_digit()).collect();
                let head = title(&head);
                if (1..=8).contains(&head.chars().count()) && line.contains(|c: char| c.is_ascii_digit()) {
                    name = head;
                }
                line
            }
        };
        for part in line.split(['。', ';', '；', '!']) {
            clause(part, year, &name, &mut out);
        }
    }
    out
}

/// A sentence: days off up to 放假 or 休, days worked up to 上班.
fn clause(part: &str, year: i16, name: &str, out: &mut Notice) {
    let off = ["放假", "放", "休", "off"].iter().any(|word| part.contains(word));
    let work = ["上班", "班", "work"].iter().any(|word| part.contains(word));
    let found = ranges(part, year);
    if found.is_empty() {
        return;
    }
    // the day on which it was signed
    if !off && !work && part.contains('年') {
        return;
    }
    let fits = |(first, last): &(Date, Date)| first <= last && dates(*first, *last).count() <= MOST_RUN;
    if !off && !work || !found.iter().all(fits) {
        out.unread.push(part.trim().to_owned());
        return;
    }
    // a sentence that says both has its days off first: 「10月1日至7日放假，10月10日上班」
    let (head, tail) = if off && work { halves(part) } else { (part, "") };
    let mut put = |text: &str, off: bool| {
        out.runs.extend(ranges(text, year).into_iter().map(|(first, last)| NoticeRun {
            name: name.to_owned(),
            first,
            last,
            off,
        }));
    };
    if tail.is_empty() {
        put(head, off);
    } else {
        put(head, true);
        put(tail, false);
    }
}

/// The year whose holidays a notice says it is about.
fn named_year(text: &str) -> Option<i16> {
    let about = text.split(['。', '\n']).find(|part| part.contains("放假") && part.contains('年'))?;
    let before = about.split('年').next()?;
    let digits: String = before.chars().rev().take_while(char::is_ascii_digit).collect();
    let year: String = digits.chars().rev().collect();
    (year.len() == 4).then(|| year.parse().ok()).flatten()
}

/// What stands up to the word that says off, and behind it.
fn halves(part: &str) -> (&str, &str) {
    let end = ["放假", "休", "放", "off"].iter().filter_map(|word| part.find(word).map(|at| at + word.len())).min();
    end.and_then(|at| part.split_at_checked(at)).unwrap_or((part, ""))
}

/// The words before a colon without the number of the paragraph: 一、元旦 → 元旦.
fn title(head: &str) -> String {
    let head = head.trim();
    let after = head.split_once(['、', '.', ')']).map_or(
        head,
        |(number, rest)| {
            if number.chars().count() <= 3 { rest } else { head }
        },
    );
    after.trim().to_owned()
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            // a bracket that is never closed ends with its line
            '\n' => {
                depth = 0;
                out.push(c);
            }
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

fn narrow(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
            '：' => ':',
            '，' => ',',
            '～' | '—' | '–' | '－' => '~',
            '號' | '号' => '日',
            _ => c,
        })
        .collect()
}

/// Stretches of days in a text: 10月1日至7日, 2月14日、2月28日, 1月1日, 10-1~10-7, 2027-01-01.
fn ranges(text: &str, year: i16) -> Vec<(Date, Date)> {
    let mut out: Vec<(Date, Date)> = Vec::new();
    let mut month: Option<i8> = None;
    let mut at_year = year;
    let mut until = false;
    let chars: Vec<char> = text.chars().collect();
    let mut at = 0;
    while let Some(c) = chars.get(at).copied() {
        if !c.is_ascii_digit() {
            until |= matches!(c, '至' | '到' | '~');
            // what stands between two days that are no stretch
            if matches!(c, '、' | ',' | '和' | '及') {
                until = false;
            }
            at += 1;
            continue;
        }
        let number: String = chars.iter().skip(at).take_while(|c| c.is_ascii_digit()).collect();
        at += number.len();
        let sign = chars.get(at).copied().unwrap_or(' ');
        let value: i16 = number.parse().unwrap_or(i16::MAX);
        match sign {
            _ if number.len() == 4 && matches!(sign, '年' | '-' | '/' | '.') => at_year = value,
            '月' => month = i8::try_from(value).ok(),
            '-' | '/' | '.' if chars.get(at + 1).is_some_and(char::is_ascii_digit) => month = i8::try_from(value).ok(),
            // 共3天 is no day, nor is a second number without a month
            '天' => until = false,
            _ => {
                let day = month.zip(i8::try_from(value).ok());
                let date = day.and_then(|(month, day)| Date::new(at_year, month, day).ok());
                match (date, out.last_mut()) {
                    (Some(date), Some(last)) if until => last.1 = date,
                    (Some(date), _) => out.push((date, date)),
                    (None, _) => {}
                }
                until = false;
                // 7日 ends a day, and the dash behind it begins a stretch
                if sign == '-' {
                    until = true;
                    at += 1;
                }
                at_year = year;
            }
        }
    }
    out
}

/// Writes a notice into calendars as exceptions of their own: what it has off is off, what it has worked is worked. Of the
/// days that are named, only those that come out otherwise than the week has them need an exception, and the first of
/// January, which says that the year has been typed.
pub fn put_notice(project: &mut Project, calendars: &[CalendarId], notice: &Notice, made_up: &str) {
    let shop = std::sync::Arc::make_mut(&mut project.shop);
    for id in calendars {
        let Some(calendar) = shop.calendars.get_mut(*id) else { continue };
        let new = exceptions(calendar, notice, made_up);
        calendar.exceptions = over(&calendar.exceptions, new);
    }
}

fn exceptions(calendar: &WorkCalendar, notice: &Notice, made_up: &str) -> Vec<CalendarException> {
    let mut out = Vec::new();
    let off = notice.runs.iter().filter(|run| run.off);
    for run in off {
        let last = (run.last > run.first).then_some(run.last);
        out.push(CalendarException { first: run.first, last, shifts: Shifts::off(), name: run.name.clone() });
    }
    for run in notice.runs.iter().filter(|run| !run.off) {
        for date in dates(run.first, run.last) {
            let works = !usual(calendar, date, &[]).0.is_off();
            let weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
            if works && !weekend && calendar.holidays == Holidays::Ignored {
                continue;
            }
            let shifts = work_of(calendar, date.weekday());
            let name = format!("{}{made_up}", run.name);
            out.push(CalendarException { first: date, last: None, shifts, name });
        }
    }
    out
}
