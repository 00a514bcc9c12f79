//! All of a campaign's actual figures, in the order of time: what the board, the alarms and the review read.

use std::collections::BTreeMap;

use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime, Time};

use super::Figures;
use crate::model::{Actual, ActualKey, ActualOf, Hour, Row as _, Rows};

/// A day's figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayFigures {
    /// The day.
    pub date: Date,
    /// What it came to.
    pub figures: Figures,
}

/// A part's figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartFigures {
    /// Whose.
    pub of: ActualOf,
    /// What they come to.
    pub figures: Figures,
}

/// Whose rows a total is made of: the first of these that a day has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Shop,
    Source,
    Category,
    Sku,
    Customers,
}

impl Kind {
    /// Nothing of what is no part of a whole: an order may use several offers, or none.
    const fn of(of: ActualOf) -> Option<Self> {
        Some(match of {
            ActualOf::Shop => Self::Shop,
            ActualOf::Source(_) => Self::Source,
            ActualOf::Category(_) => Self::Category,
            ActualOf::Sku(_) => Self::Sku,
            ActualOf::Customers(_) => Self::Customers,
            ActualOf::Offer(_) => return None,
        })
    }
}

/// One row as it counts: a stretch of time and what it came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    date: Date,
    hour: Option<Hour>,
    figures: Figures,
}

impl Entry {
    fn end(&self) -> DateTime {
        let midnight = self.date.to_datetime(Time::midnight());
        let hours = self.hour.map_or(24, |hour| i64::from(hour.get()) + 1);
        midnight.checked_add(hours.hours()).unwrap_or(midnight)
    }

    fn start(&self) -> DateTime {
        let midnight = self.date.to_datetime(Time::midnight());
        let hours = self.hour.map_or(0, |hour| i64::from(hour.get()));
        midnight.checked_add(hours.hours()).unwrap_or(midnight)
    }
}

/// A campaign's actual figures, each counted once, in the order of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The shop's, by hour where hours are known.
    shop: Vec<Entry>,
    /// Each part's; the shop is none of them.
    parts: BTreeMap<ActualOf, Vec<Entry>>,
    /// What all of it came to.
    total: Figures,
    /// Days of which two rows say the same.
    twice: Vec<Date>,
}

impl Ledger {
    /// Reads the rows. Of two rows with the same key the later counts.
    #[must_use]
    pub fn new(rows: &Rows<Actual>) -> Self {
        let mut ledger = Self::default();
        let mut keyed: BTreeMap<ActualKey, Figures> = BTreeMap::new();
        for row in rows {
            if keyed.insert(row.id(), Figures::from(&**row)).is_some() && ledger.twice.last() != Some(&row.date) {
                ledger.twice.push(row.date);
            }
        }
        let mut of_day: BTreeMap<Date, Kind> = BTreeMap::new();
        let mut by_hour: BTreeMap<(Date, ActualOf), bool> = BTreeMap::new();
        for key in keyed.keys() {
            if let Some(kind) = Kind::of(key.of) {
                of_day.entry(key.date).and_modify(|best| *best = (*best).min(kind)).or_insert(kind);
            }
            *by_hour.entry((key.date, key.of)).or_default() |= key.hour.is_some();
        }
        // keys come by date, then hour; a whole day's row stands before its hours
        for (key, figures) in keyed {
            let hours = by_hour.get(&(key.date, key.of)).copied().unwrap_or(false);
            if key.hour.is_none() && hours {
                continue;
            }
            let entry = Entry { date: key.date, hour: key.hour, figures };
            if Kind::of(key.of).is_some_and(|kind| of_day.get(&key.date) == Some(&kind)) {
                ledger.add_to_shop(entry);
            }
            if key.of != ActualOf::Shop {
                ledger.parts.entry(key.of).or_default().push(entry);
            }
        }
        for entry in &ledger.shop {
            ledger.total.add(&entry.figures);
        }
        ledger
    }

    /// Adds to the shop's entry of the same stretch. Where some parts of a day know hours and others do not, the day's row stands
    /// before the hours.
    fn add_to_shop(&mut self, entry: Entry) {
        match self.shop.last_mut() {
            Some(last) if (last.date, last.hour) == (entry.date, entry.hour) => last.figures.add(&entry.figures),
            _ => self.shop.push(entry),
        }
    }

    /// What all rows came to for the shop.
    #[must_use]
    pub const fn total(&self) -> &Figures {
        &self.total
    }

    /// Days of which two rows say the same.
    #[must_use]
    pub fn twice(&self) -> &[Date] {
        &self.twice
    }

    /// What each day came to for the shop, in the order of time.
    #[must_use]
    pub fn days(&self) -> Vec<DayFigures> {
        let mut days: Vec<DayFigures> = Vec::new();
        for entry in &self.shop {
            match days.last_mut() {
                Some(day) if day.date == entry.date => day.figures.add(&entry.figures),
                _ => days.push(DayFigures { date: entry.date, figures: entry.figures }),
            }
        }
        days
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.shop.is_empty()
    }

    /// The end of the last stretch of which the shop's figures are known.
    #[must_use]
    pub fn until(&self) -> Option<DateTime> {
        self.shop.iter().map(Entry::end).max()
    }

    /// The end of the last stretch of which the shop's figures are known and which is over by an instant. No stretch reaches beyond
    /// the end: a whole day's row of which selling ends before midnight is over then.
    #[must_use]
    pub fn until_by(&self, at: DateTime, end: DateTime) -> Option<DateTime> {
        self.shop.iter().map(|entry| entry.end().min(end)).filter(|until| *until <= at).max()
    }

    /// The end of the last stretch, by an instant, of which parts that are wanted are known.
    #[must_use]
    pub fn parts_until(&self, wanted: fn(ActualOf) -> bool, at: DateTime) -> Option<DateTime> {
        let of = |entries: &Vec<Entry>| entries.iter().rev().map(Entry::end).find(|end| *end <= at);
        self.parts.iter().filter(|(of, _)| wanted(**of)).filter_map(|(_, entries)| of(entries)).max()
    }

    /// Whether hours of a day are known.
    #[must_use]
    pub fn has_hours(&self, date: Date) -> bool {
        let from = self.shop.partition_point(|entry| entry.date < date);
        self.shop.iter().skip(from).take_while(|entry| entry.date == date).any(|entry| entry.hour.is_some())
    }

    /// What the shop came to in stretches that end by an instant, in the order of time: when each ends, and its figures.
    pub fn steps(&self, until: DateTime) -> impl Iterator<Item = (DateTime, &Figures)> {
        self.shop.iter().filter(move |entry| entry.end() <= until).map(|entry| (entry.end(), &entry.figures))
    }

    /// What the shop came to from an instant up to another: stretches that lie in it as a whole.
    #[must_use]
    pub fn shop(&self, from: DateTime, until: DateTime) -> Figures {
        sum(&self.shop, from, until)
    }

    /// What a part came to from an instant up to another: stretches that lie in it as a whole.
    #[must_use]
    pub fn part(&self, of: ActualOf, from: DateTime, until: DateTime) -> Figures {
        match of {
            ActualOf::Shop => self.shop(from, until),
            _ => self.parts.get(&of).map_or_else(Figures::default, |entries| sum(entries, from, until)),
        }
    }

    /// What each part that is wanted came to from an instant up to another, by kind and identity.
    pub fn parts(
        &self,
        wanted: fn(ActualOf) -> bool,
        from: DateTime,
        until: DateTime,
    ) -> impl Iterator<Item = PartFigures> {
        let parts = self.parts.iter().filter(move |(of, _)| wanted(**of));
        parts.map(move |(of, entries)| PartFigures { of: *of, figures: sum(entries, from, until) })
    }

    /// What a day came to for the shop, up to an instant.
    #[must_use]
    pub fn day(&self, date: Date, until: DateTime) -> Figures {
        let from = date.to_datetime(Time::midnight());
        let end = from.checked_add(1.day()).unwrap_or(from);
        self.shop(from, end.min(until))
    }

    /// What the hours of a day came to for the shop: nothing for hours that are not known.
    #[must_use]
    pub fn hours(&self, date: Date) -> [Option<Figures>; 24] {
        let mut out = [None; 24];
        let from = self.shop.partition_point(|entry| entry.date < date);
        for entry in self.shop.iter().skip(from).take_while(|entry| entry.date == date) {
            if let Some(slot) = entry.hour.and_then(|hour| out.get_mut(usize::from(hour.get()))) {
                *slot = Some(entry.figures);
            }
        }
        out
    }
}

fn sum(entries: &[Entry], from: DateTime, until: DateTime) -> Figures {
    let (first_day, last_day) = (from.date(), until.date());
    let first = entries.partition_point(|entry| entry.date < first_day);
    let mut out = Figures::default();
    for entry in entries.iter().skip(first).take_while(|entry| entry.date <= last_day) {
        // instants are dear to work out: only those of the days at both ends are asked for
        let between = first_day < entry.date && entry.date < last_day;
        if between || (entry.start() >= from && entry.end() <= until) {
            out.add(&entry.figures);
        }
    }
    out
}
