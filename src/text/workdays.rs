//! Words of working days: what a day is and why, shifts, what a change of a calendar did.

use super::names::Named as _;
use super::{Msg, Texts};
use crate::engine::workdays::{Day, DayWhy, Effect, Users};
use crate::model::{Campaign, DepartmentId, Project, Shifts, WorkCalendar};

/// Shifts as they are read: 09:00–12:00 13:00–18:00; off without any.
#[must_use]
pub fn shifts(texts: &Texts, shifts: &Shifts) -> String {
    if shifts.is_off() { texts.get(Msg::WorkdaysOff).to_owned() } else { shifts.to_string().replace('-', "–") }
}

/// So many hours, with a half where it needs one.
#[must_use]
pub fn hours(texts: &Texts, minutes: u64) -> String {
    let tenths = minutes.saturating_mul(10) / 60;
    let format = texts.format();
    let whole = format.whole(i128::from(tenths / 10));
    let number = if tenths.is_multiple_of(10) { whole } else { format!("{whole}.{}", tenths % 10) };
    texts.with(Msg::WorkdaysHours, &[("n", number.into())])
}

/// Why a day is as it is, without its shifts.
fn reason(texts: &Texts, why: DayWhy, name: Option<&str>) -> Option<String> {
    match why {
        DayWhy::Week => None,
        DayWhy::Holiday(holiday) => Some(texts.with(Msg::WorkdaysHoliday, &[("name", holiday.name_in(texts).into())])),
        DayWhy::MadeUp => Some(texts.get(Msg::WorkdaysMadeUp).to_owned()),
        DayWhy::Own(_) => {
            let name = name.filter(|name| !name.is_empty());
            Some(name.map_or_else(|| texts.get(Msg::WorkdaysOwn).to_owned(), ToOwned::to_owned))
        }
    }
}

/// What a day is: 10-24 周六 · 09:00–18:00 · 大促加班，平时休息.
#[must_use]
pub fn day(texts: &Texts, day: &Day, name: Option<&str>) -> String {
    let mut words = format!("{} · {}", texts.format().day_with_weekday(day.date), shifts(texts, &day.shifts));
    if let Some(reason) = reason(texts, day.why, name) {
        words = format!("{words} · {reason}");
    }
    if day.own() {
        let usual = reason(texts, day.usual_why, None).unwrap_or_else(|| {
            if day.usual == 0 { texts.get(Msg::WorkdaysOff).to_owned() } else { hours(texts, u64::from(day.usual)) }
        });
        words.push_str(&texts.with(Msg::WorkdaysUsually, &[("usual", usual.into())]));
    }
    words
}

/// What a calendar is called.
#[must_use]
pub fn calendar<'a>(texts: &'a Texts, calendar: &'a WorkCalendar) -> &'a str {
    match (calendar.name.is_empty(), calendar.id.0) {
        (false, _) => &calendar.name,
        (true, 0) => texts.get(Msg::WorkdaysStandard),
        (true, _) => texts.get(Msg::WorkdaysUnnamed),
    }
}

/// What a change did to a campaign's schedule.
#[must_use]
pub fn effect(texts: &Texts, campaign: &Campaign, effect: &Effect) -> String {
    let format = texts.format();
    if campaign.tasks.is_empty() {
        return texts.get(Msg::WorkdaysEffectNoTasks).to_owned();
    }
    let mut words = match effect.moved {
        0 => texts.get(Msg::WorkdaysEffectNone).to_owned(),
        n => texts.with(Msg::WorkdaysEffectMoved, &[("n", n.into())]),
    };
    let (before, after) = (effect.before.last_day(), effect.after.last_day());
    if before != after {
        let days = [("from", format.day(before).into()), ("to", format.day(after).into())];
        words.push_str(&texts.with(Msg::WorkdaysEffectFinish, &days));
    }
    let late = match (effect.late_before, effect.late_after) {
        (0, 0) => None,
        (_, 0) => Some(texts.get(Msg::WorkdaysEffectInTime).to_owned()),
        (_, n) => Some(texts.with(Msg::WorkdaysEffectLate, &[("n", n.into())])),
    };
    if let Some(late) = late {
        words.push_str(&late);
    }
    words
}

/// Who works by a calendar: 2 个部门、3 项任务.
#[must_use]
pub fn users(texts: &Texts, project: &Project, users: &Users) -> String {
    let mut parts = Vec::new();
    if users.project {
        parts.push(texts.get(Msg::WorkdaysUsesShop).to_owned());
    }
    let department = |id: &DepartmentId| project.shop.departments.get(*id).map(|row| row.name_in(texts).to_owned());
    parts.extend(users.departments.iter().take(3).filter_map(department));
    if users.departments.len() > 3 {
        parts.push(texts.with(Msg::WorkdaysUsesDepartments, &[("n", users.departments.len().into())]));
    }
    let person = |id: &crate::model::PersonId| project.shop.people.get(*id).map(|row| row.name.clone());
    parts.extend(users.people.iter().take(3).filter_map(person));
    if users.people.len() > 3 {
        parts.push(texts.with(Msg::WorkdaysUsesPeople, &[("n", users.people.len().into())]));
    }
    if users.tasks > 0 {
        parts.push(texts.with(Msg::WorkdaysUsesTasks, &[("n", users.tasks.into())]));
    }
    super::line::list(texts, &parts)
}
