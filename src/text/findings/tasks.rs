//! The sentences about tasks and their schedule.

use super::{Sentence, instants, percents};
use crate::engine::finding::{ScheduleFault, TaskFault, TaskRef};
use crate::engine::schedule::Moment;
use crate::engine::schedule::load::Resource;
use crate::model::{Minutes, PhaseId, Rate, TaskId};
use crate::text::line::list;
use crate::text::{Argument, Msg};

impl Sentence<'_> {
    pub(super) fn task(&self, id: TaskId, fault: TaskFault) -> String {
        use TaskFault as F;
        let task = || ("task", self.rows.task(id).into());
        match fault {
            F::ParentUnfit => self.say(Msg::FindingTaskParent, &[task()]),
            F::SummaryHeld => self.say(Msg::FindingTaskSummary, &[task()]),
            F::AnchorGone => self.say(Msg::FindingTaskAnchor, &[task()]),
            F::OffTime(typed, stands) => {
                let (typed, stands) = self.two(typed, stands);
                self.say(Msg::FindingTaskOffTime, &[task(), ("typed", typed), ("stands", stands)])
            }
            F::LinkBroken(from, minutes) => {
                let from = self.rows.task(from).into();
                self.say(Msg::FindingTaskLink, &[task(), ("from", from), ("length", self.work(minutes))])
            }
            F::DeadlineMissed(deadline, finish) => {
                let (deadline, finish) = self.two(deadline, finish);
                self.say(Msg::FindingTaskDeadline, &[task(), ("deadline", deadline), ("finish", finish)])
            }
            F::OutsidePhase(phase, start, finish) => self.outside_phase(task(), phase, start, finish),
            F::NoOwner => self.say(Msg::FindingTaskOwner, &[task()]),
            F::AcrossHolidays(to, days) => {
                let to = self.rows.task(to).into();
                self.say(Msg::FindingTaskHolidays, &[task(), ("to", to), ("days", days.into())])
            }
            F::GoLiveLate(opening, finish) => {
                let (opening, finish) = self.two(opening, finish);
                self.say(Msg::FindingTaskGoLive, &[task(), ("opening", opening), ("finish", finish)])
            }
            F::Gone(what) => {
                let what = self.texts().get(match what {
                    TaskRef::Owner => Msg::FindingTaskRefOwner,
                    TaskRef::Department => Msg::FindingTaskRefDepartment,
                    TaskRef::Phase => Msg::FindingTaskRefPhase,
                    TaskRef::Calendar => Msg::FindingTaskRefCalendar,
                });
                self.say(Msg::FindingTaskGone, &[task(), ("what", what.into())])
            }
        }
    }

    pub(super) fn schedule(&self, fault: &ScheduleFault) -> String {
        use ScheduleFault as F;
        match fault {
            F::Circle(tasks) => {
                let names: Vec<String> = tasks.iter().map(|id| self.rows.task(*id)).collect();
                self.say(Msg::FindingTaskCircle, &[("tasks", list(self.texts(), &names).into())])
            }
            F::LinkGone(id) => self.say(Msg::FindingTaskLinkGone, &[("id", id.to_string().into())]),
            F::LinkToItself(id) => self.say(Msg::FindingTaskLinkSelf, &[("task", self.rows.task(*id).into())]),
            F::LinkWithin(id) => self.say(Msg::FindingTaskLinkWithin, &[("id", id.to_string().into())]),
            F::CalendarIdle(id) => self.say(Msg::FindingCalendarIdle, &[("calendar", self.rows.calendar(*id).into())]),
            F::NotAnnounced(year) => self.say(Msg::FindingHolidays, &[("year", year.to_string().into())]),
            F::Overload { of, first, last, worst, ratio } => {
                let format = self.texts().format();
                let name = self.resource(*of);
                let days = format.days(*first, *last);
                match ratio {
                    Some(ratio) => {
                        let (ratio, _) = percents(self.texts(), *ratio, Rate::ONE);
                        let worst = format.day(*worst);
                        let rest = [("worst", worst.into()), ("ratio", ratio.into())];
                        let mut all = vec![("name", name.into()), ("days", days.into())];
                        all.extend(rest);
                        self.say(Msg::FindingOverload, &all)
                    }
                    None => self.say(Msg::FindingOverloadNone, &[("name", name.into()), ("days", days.into())]),
                }
            }
            F::GoLiveNone => self.say(Msg::FindingGoLiveNone, &[]),
            F::NoCapacity(of, n) => {
                self.say(Msg::FindingNoCapacity, &[("name", self.resource(*of).into()), ("n", (*n).into())])
            }
            F::NoDepartment(id, n) => {
                self.say(Msg::FindingNoDepartment, &[("name", self.rows.person(*id).into()), ("n", (*n).into())])
            }
        }
    }

    fn resource(&self, of: Resource) -> String {
        match of {
            Resource::Department(id) => self.rows.department(id),
            Resource::Person(id) => self.rows.person(id),
        }
    }

    fn outside_phase(&self, task: (&str, Argument<'_>), phase: PhaseId, start: Moment, finish: Moment) -> String {
        let name = self.rows.phase(phase).into();
        let (start, finish) = self.two(start, finish);
        self.say(Msg::FindingTaskPhase, &[task, ("phase", name), ("start", start), ("finish", finish)])
    }

    fn two(&self, a: Moment, b: Moment) -> (Argument<'static>, Argument<'static>) {
        let (a, b) = instants(self.texts(), a.datetime(), b.datetime());
        (a.into(), b.into())
    }

    /// A length of work, rounded up: in hours below two days of eight hours, else in days.
    fn work(&self, minutes: i64) -> Argument<'static> {
        let day = Minutes::WORKDAY.wide();
        if minutes < 2 * day {
            let hours = (minutes + 59).div_euclid(60).max(1);
            return self.say(Msg::FindingHours, &[("hours", hours.into())]).into();
        }
        self.say(Msg::FindingDays, &[("days", ((minutes + day - 1) / day).into())]).into()
    }
}
