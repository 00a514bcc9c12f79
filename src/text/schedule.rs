//! Tasks and their dates in words: how long, by whom, how far they may slip; and lengths as planners type them.

use super::names::Named;
use super::{Msg, Texts};
use crate::engine::schedule::{Moment, Schedule, TaskTimes};
use crate::model::{Minutes, Project, Task, TaskDuration};

/// Minutes of an hour.
const HOUR: i64 = 60;
/// Minutes of a day on the clock.
const DAY: i64 = 1_440;

/// The minutes of a day of a task's work: those of the first working day from its start on.
#[must_use]
pub fn day_of(schedule: &Schedule, task: &Task) -> i64 {
    if matches!(task.duration, TaskDuration::Elapsed(_)) {
        return DAY;
    }
    work_day_of(schedule, task)
}

/// The same of a task that may also be counted by the clock: the minutes of its calendar's day all the same.
#[must_use]
pub fn work_day_of(schedule: &Schedule, task: &Task) -> i64 {
    let work = schedule.calendars().of_task(task);
    let start = schedule.of(task.id).map_or_else(Moment::default, |times| times.start);
    let day = work.working_day(start.date(), 0);
    match work.minutes_on(day) {
        0 => 8 * HOUR,
        minutes => minutes,
    }
}

/// Minutes as days of so many, else as hours, else as minutes: 3 天, 4 时, 1.5 天.
#[must_use]
pub fn length(texts: &Texts, minutes: i64, day: i64) -> String {
    let day = day.max(1);
    let (count, msg) = if minutes % day == 0 {
        ((minutes / day).to_string(), Msg::LengthDays)
    } else if minutes.abs() >= day && (minutes * 10) % day == 0 {
        (tenths(minutes * 10 / day), Msg::LengthDays)
    } else if minutes % HOUR == 0 {
        ((minutes / HOUR).to_string(), Msg::LengthHours)
    } else if minutes.abs() >= HOUR && (minutes * 10) % HOUR == 0 {
        (tenths(minutes * 10 / HOUR), Msg::LengthHours)
    } else {
        (minutes.to_string(), Msg::LengthMinutes)
    };
    texts.with(msg, &[("count", count.replace('-', "−").into())])
}

fn tenths(count: i64) -> String {
    let sign = if count < 0 { "-" } else { "" };
    format!("{sign}{}.{}", count.abs() / 10, count.abs() % 10)
}

/// How long a task takes; for a summary, the days of work of the project's calendar from its start to its finish.
#[must_use]
pub fn duration(texts: &Texts, schedule: &Schedule, task: &Task, times: &TaskTimes) -> String {
    if times.summary {
        let work = schedule.calendars().project();
        let mut days = 0_i64;
        let mut at = times.start;
        while at < times.finish && days < 4_000 {
            days += i64::from(work.minutes_on(at.date()) > 0);
            at = Moment(Moment::midnight(at.date()).0 + DAY);
        }
        return texts.with(Msg::LengthDays, &[("count", days.to_string().into())]);
    }
    length(texts, task.duration.minutes().wide(), day_of(schedule, task))
}

/// How far a task may slip, in its own days.
#[must_use]
pub fn float(texts: &Texts, schedule: &Schedule, task: &Task, minutes: i64) -> String {
    let day = day_of(schedule, task);
    if minutes != 0 && minutes.abs() < day {
        return length(texts, minutes, day);
    }
    // whole days, toward zero: what is left of one is no day
    texts.with(Msg::LengthDays, &[("count", (minutes / day).to_string().replace('-', "−").into())])
}

/// Reads a length as planners type it: `3`, `3天`, `3 d`, `4h`, `1.5 时`, `30m`. A bare number is days. Nothing if it is none.
#[must_use]
pub fn parse_length(text: &str, day: i64) -> Option<Minutes> {
    let text = text.trim();
    let split = text.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(text.len());
    let (number, unit) = text.split_at(split);
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    if whole.is_empty() || whole.len() > 6 || part.len() > 3 {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    let thousandths = format!("{part:0<3}").parse::<i64>().ok()?;
    let unit = match unit.trim().to_lowercase().as_str() {
        "" | "天" | "d" | "day" | "days" | "日" | "工作日" => day,
        "时" | "時" | "小时" | "小時" | "h" | "hr" | "hour" | "hours" => HOUR,
        "分" | "分钟" | "分鐘" | "m" | "min" | "minutes" => 1,
        "周" | "週" | "w" | "week" | "weeks" => day * 5,
        _ => return None,
    };
    let minutes = whole * unit + thousandths * unit / 1_000;
    (minutes > 0).then(|| Minutes::from_wide(minutes))
}

/// Who does a task: department and person, as far as they are known.
#[must_use]
pub fn owner(texts: &Texts, project: &Project, task: &Task) -> String {
    let person = task.owner.and_then(|id| project.shop.people.get(id));
    let department = task.department.or_else(|| person.and_then(|person| person.department));
    let department = department.and_then(|id| project.shop.departments.get(id)).map(|row| row.name_in(texts));
    match (department, person.map(|person| person.name.as_str())) {
        (Some(department), Some(person)) => format!("{} {person}", short(department)),
        (Some(department), None) => department.to_owned(),
        (None, Some(person)) => person.to_owned(),
        (None, None) => String::new(),
    }
}

/// 商品部 beside a name is 商品.
fn short(department: &str) -> &str {
    department.strip_suffix('部').unwrap_or(department)
}

/// Everything about a task's dates: 会场页面设计 · 10-12 – 10-20 · 7 天 · 总浮动 5 天 · 设计 何苗.
#[must_use]
pub fn tip(texts: &Texts, project: &Project, schedule: &Schedule, task: &Task, times: &TaskTimes) -> String {
    let format = texts.format();
    let last = if times.finish > times.start { times.finish.last_day() } else { times.finish.date() };
    let name = if task.name.is_empty() { texts.get(Msg::CalendarUntitled) } else { &task.name };
    let mut parts = vec![name.to_owned()];
    if task.milestone {
        parts.push(format.day_and_time(times.start.datetime()));
    } else {
        parts.push(format.days(times.start.date(), last));
        parts.push(duration(texts, schedule, task, times));
    }
    let total = float(texts, schedule, task, times.total_float);
    let free = float(texts, schedule, task, times.free_float);
    parts.push(texts.with(Msg::CalendarFloats, &[("total", total.into()), ("free", free.into())]));
    let owner = owner(texts, project, task);
    if !owner.is_empty() {
        parts.push(owner);
    }
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn lengths_are_said_in_the_largest_unit_that_is_exact() {
        let texts = Texts::new(Lang::ZhHans);
        for (minutes, day, said) in [
            (1_440, 480, "3 天"),
            (720, 480, "1.5 天"),
            (240, 480, "4 时"),
            (90, 480, "1.5 时"),
            (45, 480, "45 分"),
            (0, 480, "0 天"),
            (-480, 480, "−1 天"),
            (11_520, 1_440, "8 天"),
        ] {
            assert_eq!(length(&texts, minutes, day), said);
        }
    }

    #[test]
    fn lengths_are_read_as_they_are_said() {
        for (text, minutes) in [
            ("3", Some(1_440)),
            ("3天", Some(1_440)),
            (" 3 d ", Some(1_440)),
            ("1.5 days", Some(720)),
            ("4h", Some(240)),
            ("1.5 小时", Some(90)),
            ("45 分", Some(45)),
            ("2周", Some(4_800)),
            ("0", None),
            ("", None),
            ("drei", None),
            ("3 厘米", None),
            ("99999999", None),
        ] {
            assert_eq!(parse_length(text, 480).map(Minutes::wide), minutes, "{text}");
        }
        let texts = Texts::new(Lang::En);
        for minutes in [1_440, 720, 240, 90, 45] {
            assert_eq!(parse_length(&length(&texts, minutes, 480), 480).map(Minutes::wide), Some(minutes));
        }
    }
}
