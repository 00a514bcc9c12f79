//! Where a campaign names people and departments beside its tasks, and how those that go are taken out of it.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::engine::brief::prune;
use crate::model::{
    Approval, Brief, Campaign, DepartmentId, Diagnosis, Goal, LaunchCheck, Means, Patrol, PersonId, Resource, Risk,
    Row, Rows, Run, TouchCheck,
};

/// People and departments that go.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gone<'a> {
    pub(super) people: &'a BTreeSet<PersonId>,
    pub(super) departments: &'a BTreeSet<DepartmentId>,
}

impl Gone<'_> {
    /// Takes a person out of a field; how many there were.
    fn person(&self, slot: &mut Option<PersonId>) -> usize {
        usize::from(slot.take_if(|id| self.people.contains(id)).is_some())
    }

    fn department(&self, slot: &mut Option<DepartmentId>) -> usize {
        usize::from(slot.take_if(|id| self.departments.contains(id)).is_some())
    }

    /// Takes them out of brief, diagnosis and execution of a campaign; in how many places they stood. What names none of them stays
    /// the same in memory, too.
    pub(super) fn clear(&self, campaign: &mut Campaign) -> usize {
        shared(&mut campaign.brief, |brief| self.brief(brief))
            + shared(&mut campaign.diagnosis, |diagnosis| self.diagnosis(diagnosis))
            + shared(&mut campaign.run, |run| self.run(run))
    }

    fn brief(&self, brief: &mut Brief) -> usize {
        let mut places = self.person(&mut brief.approver)
            + rows(&mut brief.goals, |row: &mut Goal| self.person(&mut row.owner))
            + rows(&mut brief.resources, |row: &mut Resource| self.person(&mut row.owner))
            + rows(&mut brief.approvals, |row: &mut Approval| self.person(&mut row.by));
        // what a department has confirmed goes with it
        let before = brief.confirmations.len();
        brief.confirmations.remove_where(|row| self.departments.contains(&row.department));
        if brief.confirmations.len() < before {
            places += before - brief.confirmations.len();
            prune(brief);
        }
        places + rows(&mut brief.confirmations, |row| self.person(&mut row.by))
    }

    fn diagnosis(&self, diagnosis: &mut Diagnosis) -> usize {
        rows(&mut diagnosis.means, |row: &mut Means| self.person(&mut row.owner) + self.department(&mut row.department))
            + rows(&mut diagnosis.path, |row: &mut TouchCheck| self.person(&mut row.owner))
    }

    fn run(&self, run: &mut Run) -> usize {
        rows(&mut run.risks, |row: &mut Risk| self.person(&mut row.owner) + self.department(&mut row.department))
            + rows(&mut run.checks, |row: &mut LaunchCheck| {
                self.person(&mut row.owner) + self.department(&mut row.department)
            })
            + rows(&mut run.patrols, |row: &mut Patrol| self.person(&mut row.by))
    }
}

/// Changes what campaigns share, if the change finds something.
fn shared<T: Clone>(of: &mut Arc<T>, change: impl Fn(&mut T) -> usize) -> usize {
    let mut new = (**of).clone();
    let places = change(&mut new);
    if places > 0 {
        *of = Arc::new(new);
    }
    places
}

fn rows<T: Row + Clone>(rows: &mut Rows<T>, change: impl Fn(&mut T) -> usize) -> usize {
    let all = Cell::new(0);
    rows.map_where(|row| {
        let mut new = row.clone();
        let places = change(&mut new);
        all.set(all.get() + places);
        (places > 0).then_some(new)
    });
    all.get()
}
