//! Days of a calendar that repeat: every so many days, weeks, months or years, expanded to single days.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::value::whole;
use super::xml::Element;

/// A repetition stands for at most so many days.
const MOST_DAYS: usize = 10_000;

/// Expands an exception to ranges of days, both ends in it; nothing where it repeats in a way that is not known. Weeks
/// begin with Sunday, whatever the plan says: so the program itself counts them.
pub(super) fn expand(exception: &Element, first: Date, last: Date) -> Option<Vec<(Date, Date)>> {
    let number = |name: &str| exception.get(name).and_then(whole);
    let kind = number("Type").unwrap_or(1);
    let period = number("Period").unwrap_or(1).clamp(1, 1_000);
    if kind == 1 && period == 1 {
        return Some(vec![(first, last)]);
    }
    let most = number("Occurrences").filter(|n| *n > 0).and_then(|n| usize::try_from(n).ok()).unwrap_or(MOST_DAYS);
    let rule = match kind {
        1 | 7 => Rule::Days,
        2 => Rule::Date { months: 12, month: Some(number("Month")?), day: number("MonthDay")? },
        4 => Rule::Date { months: period, month: None, day: number("MonthDay")? },
        3 => Rule::Place {
            months: 12,
            month: Some(number("Month")?),
            place: number("MonthPosition")?,
            item: number("MonthItem")?,
        },
        5 => Rule::Place { months: period, month: None, place: number("MonthPosition")?, item: number("MonthItem")? },
        6 => Rule::Weeks(number("DaysOfWeek")?),
        _ => return None,
    };
    let days = rule.days(first, last, period)?;
    Some(days.into_iter().take(most.min(MOST_DAYS)).map(|day| (day, day)).collect())
}

/// When something repeats.
enum Rule {
    Days,
    /// On these weekdays, a bit each from Sunday on.
    Weeks(i64),
    /// On a day of the month, every so many months; `month` counts from 0.
    Date {
        months: i64,
        month: Option<i64>,
        day: i64,
    },
    /// On the first, second … last of a kind of day in the month.
    Place {
        months: i64,
        month: Option<i64>,
        place: i64,
        item: i64,
    },
}

impl Rule {
    fn days(&self, first: Date, last: Date, period: i64) -> Option<Vec<Date>> {
        let mut days = Vec::new();
        match *self {
            Self::Days => {
                let mut day = first;
                while day <= last && days.len() < MOST_DAYS {
                    days.push(day);
                    day = day.checked_add(period.days()).ok()?;
                }
            }
            Self::Weeks(mask) => {
                let before = i64::from(first.weekday().to_sunday_zero_offset());
                let begin = first.checked_sub(before.days()).ok()?;
                let mut day = first;
                while day <= last && days.len() < MOST_DAYS {
                    let week = i64::from(begin.until(day).ok()?.get_days()) / 7;
                    let bit = 1_i64 << day.weekday().to_sunday_zero_offset();
                    if week % period == 0 && mask & bit != 0 {
                        days.push(day);
                    }
                    day = day.tomorrow().ok()?;
                }
            }
            Self::Date { months, month, day } => {
                for begin in months_from(first, last, months, month)? {
                    // a thirty-first that a month does not have is not kept in it
                    let at = i8::try_from(day).ok().and_then(|day| Date::new(begin.year(), begin.month(), day).ok());
                    days.extend(at.filter(|at| (first..=last).contains(at)));
                }
            }
            Self::Place { months, month, place, item } => {
                if !(0..=4).contains(&place) || !(0..=9).contains(&item) {
                    return None;
                }
                for begin in months_from(first, last, months, month)? {
                    days.extend(nth(begin, place, item).filter(|at| (first..=last).contains(at)));
                }
            }
        }
        Some(days)
    }
}

/// The first days of the months in which something repeats. It begins with the first month in which there is one.
fn months_from(first: Date, last: Date, step: i64, month: Option<i64>) -> Option<Vec<Date>> {
    let mut at = first.first_of_month();
    if let Some(month) = month {
        let month = i8::try_from(month.checked_add(1)?).ok()?;
        at = Date::new(at.year(), month, 1).ok()?;
    }
    let mut months = Vec::new();
    while at <= last && months.len() < MOST_DAYS {
        months.push(at);
        at = at.checked_add(step.clamp(1, 1_200).months()).ok()?;
    }
    Some(months)
}

/// The first, second, third, fourth (0 … 3) or last (4) day of a kind in a month: any, on weekdays, at weekends, or from
/// Sunday (3) on.
fn nth(begin: Date, place: i64, item: i64) -> Option<Date> {
    let fits = |day: Date| -> bool {
        let of_week = i64::from(day.weekday().to_sunday_zero_offset());
        match item {
            0 => true,
            1 => !matches!(of_week, 0 | 6),
            2 => matches!(of_week, 0 | 6),
            _ => of_week == item - 3,
        }
    };
    let days = (1..=begin.days_in_month()).filter_map(|day| Date::new(begin.year(), begin.month(), day).ok());
    let mut days = days.filter(|day| fits(*day));
    if place == 4 { days.next_back() } else { days.nth(usize::try_from(place).unwrap_or(0)) }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn exception(fields: &[(&str, &str)]) -> Element {
        let child = |(name, text): &(&str, &str)| Element {
            name: (*name).to_owned(),
            text: (*text).to_owned(),
            children: Vec::new(),
        };
        Element { children: fields.iter().map(child).collect(), ..Element::default() }
    }

    fn days(fields: &[(&str, &str)], first: Date, last: Date) -> Option<Vec<String>> {
        let found = expand(&exception(fields), first, last)?;
        Some(found.into_iter().map(|(from, _)| from.to_string()).collect())
    }

    #[test]
    fn what_repeats_is_expanded() {
        let (first, last) = (date(2026, 1, 1), date(2026, 12, 31));
        let thirteenths =
            days(&[("Type", "4"), ("MonthDay", "31"), ("Period", "1"), ("Occurrences", "3")], first, last);
        assert_eq!(thirteenths.expect("known"), ["2026-01-31", "2026-03-31", "2026-05-31"]);
        let last_friday =
            days(&[("Type", "3"), ("Month", "10"), ("MonthItem", "8"), ("MonthPosition", "4")], first, last);
        assert_eq!(last_friday.expect("known"), ["2026-11-27"]);
        let weekly = days(&[("Type", "6"), ("Period", "2"), ("DaysOfWeek", "34"), ("Occurrences", "4")], first, last);
        assert_eq!(weekly.expect("known"), ["2026-01-02", "2026-01-12", "2026-01-16", "2026-01-26"]);
        assert_eq!(days(&[("Type", "8")], first, last), None);
        assert_eq!(days(&[("Type", "5"), ("MonthItem", "12"), ("MonthPosition", "0")], first, last), None);
    }
}
