//! Work against capacity (负荷): per department and person, day by day.
//!
//! What a task asks of its owner and department on a day is its units × the minutes it is worked on that day by its
//! calendar; what these can do is their capacity × the minutes of their own calendar. Amounts are thousandths of a
//! person's minute, rounded down.

use std::sync::Arc;

use jiff::civil::Date;

use super::moment::{DAY, Moment, date_of};
use super::plan::Schedule;
use crate::model::{DepartmentId, PersonId, Rate, Task};

/// Days of one task that are looked at: four years.
const MOST_DAYS: i64 = 1_461;
/// Days of a schedule that are looked at: thirty years.
const MOST_SPAN: i64 = 10_958;

/// Who does work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Resource {
    /// A department.
    Department(DepartmentId),
    /// A person.
    Person(PersonId),
}

/// The load of one resource over the days of a schedule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Load {
    /// Whose.
    pub of: Resource,
    /// The first day.
    pub first: Date,
    /// Each day's work, in thousandths of a person's minute.
    pub demand: Vec<i64>,
    /// What can be done each day, in the same unit; nothing = no limit.
    pub capacity: Option<Vec<i64>>,
}

/// Days one after the other on which more is asked than can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overload {
    /// Whose.
    pub of: Resource,
    /// The first of the days.
    pub first: Date,
    /// The last of them.
    pub last: Date,
    /// The most that is asked on one of them beyond what can be done, in thousandths of a person's minute.
    pub most: i64,
    /// The day on which that is.
    pub worst: Date,
    /// Work ÷ capacity on that day; nothing where there is no capacity.
    pub ratio: Option<Rate>,
}

/// Minutes × units, in thousandths, rounded down.
pub(super) fn thousandths(minutes: i64, units: Rate) -> i64 {
    i64::try_from(i128::from(minutes) * units.wide().max(0) / 1_000_000).unwrap_or(i64::MAX / 4)
}

impl Schedule {
    /// The load of every department and person of the shop that has work. Worked out when it is asked for first.
    #[must_use]
    pub fn loads(&self) -> Arc<Vec<Load>> {
        Arc::clone(self.loads.get_or_init(|| Arc::new(self.all_loads())))
    }

    fn all_loads(&self) -> Vec<Load> {
        let first = self.start.0.div_euclid(DAY);
        let days = ((self.finish.0 - 1).div_euclid(DAY) - first + 1).clamp(0, MOST_SPAN);
        let shop = self.shop();
        let departments = shop.departments.iter().map(|d| Resource::Department(d.id));
        let people = shop.people.iter().map(|p| Resource::Person(p.id));
        let mut known: Vec<Resource> = departments.chain(people).collect();
        known.sort_unstable();
        let mut demand: Vec<Vec<i64>> = vec![Vec::new(); known.len()];
        for (row, task) in (0_u32..).zip(self.tasks()) {
            if task.milestone || self.outline().is_summary(row) {
                continue;
            }
            let Some(times) = self.times.get(row as usize) else { continue };
            let department = self.calendars().department_of(task).map(Resource::Department);
            let places: [Option<usize>; 2] = [department, task.owner.map(Resource::Person)]
                .map(|of| of.and_then(|of| known.binary_search(&of).ok()));
            if places == [None, None] {
                continue;
            }
            self.each_day(task, times.start, times.finish, |day, minutes| {
                let Some(at) = usize::try_from(day - first).ok().filter(|at| (*at as i64) < days) else { return };
                for place in places.into_iter().flatten() {
                    let Some(list) = demand.get_mut(place) else { continue };
                    if list.is_empty() {
                        list.resize(usize::try_from(days).unwrap_or(0), 0);
                    }
                    if let Some(slot) = list.get_mut(at) {
                        *slot = slot.saturating_add(thousandths(minutes, task.units));
                    }
                }
            });
        }
        let with_work = known.into_iter().zip(demand).filter(|(_, demand)| !demand.is_empty());
        with_work
            .map(|(of, demand)| Load {
                of,
                first: date_of(first),
                capacity: self.capacity(of, first, demand.len()),
                demand,
            })
            .collect()
    }

    /// The minutes a task is worked on each day, by its calendar, also where its duration runs on the clock.
    fn each_day(&self, task: &Task, start: Moment, finish: Moment, mut look: impl FnMut(i64, i64)) {
        let time = self.calendar_of(task);
        let (from, to) = (start.0.div_euclid(DAY), (finish.0 - 1).div_euclid(DAY));
        let mut before = time.position(start);
        for day in from..=to.min(from + MOST_DAYS) {
            let after = time.position(Moment(finish.0.min((day + 1) * DAY)));
            if after > before {
                look(day, after - before);
            }
            before = after;
        }
    }

    /// What a resource can do on each of so many days.
    pub(super) fn capacity(&self, of: Resource, first: i64, days: usize) -> Option<Vec<i64>> {
        let shop = self.shop();
        let days: Vec<Date> = (first..).take(days).map(date_of).collect();
        let person = |id: PersonId| {
            let capacity = shop.people.get(id).map_or(Rate::ZERO, |person| person.capacity);
            let time = self.calendars().of_person(id);
            days.iter().map(|day| thousandths(time.minutes_on(*day), capacity)).collect::<Vec<i64>>()
        };
        match of {
            Resource::Person(id) => Some(person(id)),
            Resource::Department(id) => {
                if let Some(capacity) = shop.departments.get(id)?.capacity {
                    let time = self.calendars().of_department(id);
                    return Some(days.iter().map(|day| thousandths(time.minutes_on(*day), capacity)).collect());
                }
                let mut members = shop.people.iter().filter(|p| p.department == Some(id)).map(|p| person(p.id));
                let mut sum = members.next()?;
                for member in members {
                    for (slot, more) in sum.iter_mut().zip(member) {
                        *slot = slot.saturating_add(more);
                    }
                }
                Some(sum)
            }
        }
    }
}

/// Where loads go beyond capacities.
#[must_use]
pub fn overloads(loads: &[Load]) -> Vec<Overload> {
    let mut found = Vec::new();
    for load in loads {
        let Some(capacity) = &load.capacity else { continue };
        let first = Moment::midnight(load.first).0.div_euclid(DAY);
        let mut open: Option<Overload> = None;
        for (day, (demand, capacity)) in (first..).zip(load.demand.iter().zip(capacity)) {
            let beyond = demand - capacity;
            if beyond <= 0 {
                // a day without work of anybody parts nothing
                if *demand > 0 || *capacity > 0 {
                    found.extend(open.take());
                }
                continue;
            }
            let date = date_of(day);
            let ratio = Rate::ratio(i128::from(*demand), i128::from(*capacity));
            let new = Overload { of: load.of, first: date, last: date, most: beyond, worst: date, ratio };
            open = Some(match open {
                None => new,
                Some(open) if open.most >= beyond => Overload { last: date, ..open },
                Some(open) => Overload { first: open.first, ..new },
            });
        }
        found.extend(open);
    }
    found
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::civil::date;

    use super::super::tests::{project, schedule, task};
    use super::*;
    use crate::model::{Department, Person};

    #[test]
    fn two_things_at_once_are_too_much_for_one() {
        let of = |id, minutes, units| Task {
            owner: Some(PersonId(1)),
            units: Rate::from_percent(units),
            ..task(id, minutes)
        };
        let mut project = project(vec![of(1, 960, 100), of(2, 1_440, 50), of(3, 240, 50)], vec![]);
        let shop = Arc::make_mut(&mut project.shop);
        shop.departments.push(Department { id: DepartmentId(7), ..Department::default() });
        for id in [1, 2] {
            let department = Some(DepartmentId(7));
            shop.people.push(Person { id: PersonId(id), department, ..Person::default() });
        }
        let loads = schedule(&project).loads();
        let minutes = |list: &[i64]| list.iter().map(|n| n / 1_000).collect::<Vec<i64>>();
        assert_eq!(loads.len(), 2);
        assert_eq!(minutes(&loads[0].demand), [840, 720, 240]);
        assert_eq!(loads[0].capacity.as_deref().map(minutes), Some(vec![960, 960, 960]));
        assert_eq!(loads[1].of, Resource::Person(PersonId(1)));
        let over = Overload {
            of: Resource::Person(PersonId(1)),
            first: date(2026, 9, 21),
            last: date(2026, 9, 22),
            most: 360_000,
            worst: date(2026, 9, 21),
            ratio: Some(Rate::from_percent(175)),
        };
        assert_eq!(overloads(&loads), [over]);
    }
}
