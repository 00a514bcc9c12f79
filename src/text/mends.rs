//! What a step is called that mends a finding.

use super::rows::RowNames;
use super::{Msg, Texts};
use crate::engine::finding::{Mend, TaskRef};
use crate::model::{Campaign, Project};

/// The step as the words on a button.
#[must_use]
pub fn mend(texts: &Texts, project: &Project, campaign: &Campaign, mend: Mend) -> String {
    let rows = RowNames { texts, project, campaign };
    let format = texts.format();
    match mend {
        Mend::DropLink(id) => match campaign.links.get(id) {
            Some(link) => {
                let words = [("from", rows.task(link.from).into()), ("to", rows.task(link.to).into())];
                texts.with(Msg::MendDropLink, &words)
            }
            None => texts.get(Msg::MendDropLinkGone).to_owned(),
        },
        Mend::ToRoot(_) => texts.get(Msg::MendToRoot).to_owned(),
        Mend::Free(_) => texts.get(Msg::MendFree).to_owned(),
        Mend::Settle(_, _, to) => texts.with(Msg::MendSettle, &[("at", format.day_and_time(to.datetime()).into())]),
        Mend::Deadline(_, to) => texts.with(Msg::MendDeadline, &[("at", format.day_and_time(to.datetime()).into())]),
        Mend::Clear(_, what) => texts
            .get(match what {
                TaskRef::Owner => Msg::MendClearOwner,
                TaskRef::Department => Msg::MendClearDepartment,
                TaskRef::Phase => Msg::MendClearPhase,
                TaskRef::Calendar => Msg::MendClearCalendar,
            })
            .to_owned(),
        Mend::Give(_, id) => texts.with(Msg::MendGive, &[("department", rows.department(id).into())]),
        Mend::IntoPhase(_, id) => texts.with(Msg::MendIntoPhase, &[("phase", rows.phase(id).into())]),
        Mend::ToPhase(_, id) => texts.with(Msg::MendToPhase, &[("phase", rows.phase(id).into())]),
        Mend::GoLive(id) => texts.with(Msg::MendGoLive, &[("task", rows.task(id).into())]),
        Mend::OfficeWeek(_) => texts.get(Msg::MendOfficeWeek).to_owned(),
    }
}
