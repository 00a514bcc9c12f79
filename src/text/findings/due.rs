//! The sentences about what the time makes a fault.

use super::Sentence;
use crate::engine::finding::DueFault;
use crate::text::Msg;
use crate::text::line::tame;
use crate::text::run::{alarm_note, alarm_title};

impl Sentence<'_> {
    pub(super) fn due(&self, fault: DueFault) -> String {
        let rows = &self.rows;
        let nameless = self.texts().get(Msg::FindingNameless);
        let of = |msg, name: &str, n: usize| {
            let name = if name.trim().is_empty() { nameless } else { name };
            self.say(msg, &[("name", tame(name).into_owned().into()), ("n", n.into())])
        };
        match fault {
            DueFault::Alarm(alarm, hours, more) => {
                let (title, note) = (alarm_title(rows, &alarm, hours), alarm_note(self.texts(), &alarm));
                let msg = if more > 0 { Msg::FindingAlarmMore } else { Msg::FindingAlarm };
                self.say(msg, &[("title", title.into()), ("note", note.into()), ("n", more.into())])
            }
            DueFault::Checks(id, n) => {
                let name = rows.campaign.run.checks.get(id).map_or("", |row| row.text.as_str());
                of(Msg::FindingChecksOverdue, name, n)
            }
            DueFault::Resources(id, n) => of(Msg::FindingResourcesLate, &rows.resource(id), n),
            DueFault::Lessons(id, n) => {
                let fact = rows.project.lessons.get(id).map_or("", |row| row.fact.as_str());
                of(Msg::FindingLessonsOverdue, fact, n)
            }
        }
    }
}
