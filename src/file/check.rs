//! Identities after reading: unique within their table, and the next one above all of them.
//!
//! Everything else that may be odd about a project (a phase that ends before it starts, a reference to nothing, a
//! negative weight) is a finding for the engine and no reason to refuse the file.

use std::collections::HashMap;
use std::hash::Hash;

use crate::model::{
    BaselineId, CalendarId, Campaign, CategoryId, CheckId, DepartmentId, LinkId, OfferId, PersonId, PhaseId, Project,
    Row, Rows, SkuId, SourceId, StageId, TaskId, WaveId,
};

use super::place::Step;

/// The largest identity a row may have: rows to come need some above it.
pub const MAX_ID: u32 = 4_000_000_000;

/// An identity that cannot stand.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum IdFault {
    /// Two rows have the same.
    Twice {
        /// The identity.
        id: String,
        /// The row that had it first.
        first: Vec<Step>,
        /// The other one.
        second: Vec<Step>,
    },
    /// Above [`MAX_ID`].
    TooLarge {
        /// The identity.
        id: u32,
        /// Where it stands.
        path: Vec<Step>,
    },
}

/// Looks at every table; raises the project's next identity above all in use where it is not.
///
/// # Errors
/// The first identity that cannot stand.
pub(super) fn settle_ids(project: &mut Project) -> Result<(), IdFault> {
    let mut check = Check { path: Vec::new(), highest: None };
    check.project(project)?;
    if project.next_id > MAX_ID {
        return Err(IdFault::TooLarge { id: project.next_id, path: vec![Step::Field("next_id".to_owned())] });
    }
    if let Some(highest) = check.highest {
        project.next_id = project.next_id.max(highest.saturating_add(1));
    }
    Ok(())
}

/// Looks at a table that stands alone.
///
/// # Errors
/// The first identity that cannot stand.
pub(super) fn unique<T: Row>(field: &str, rows: &Rows<T>) -> Result<(), IdFault>
where
    T::Id: Counted,
{
    Check { path: Vec::new(), highest: None }.table(field, rows)
}

/// An identity that the project's counter gave.
pub(super) trait Counted: Copy + Eq + Hash + std::fmt::Display {
    fn number(self) -> u32;
}

macro_rules! counted {
    ($($name:ty),*) => {$(
        impl Counted for $name {
            fn number(self) -> u32 {
                self.0
            }
        }
    )*};
}

counted!(
    BaselineId,
    CalendarId,
    CategoryId,
    CheckId,
    DepartmentId,
    crate::model::DriverId,
    crate::model::EventId,
    crate::model::FeedbackId,
    LinkId,
    crate::model::ApprovalId,
    crate::model::ConfirmationId,
    crate::model::GoalId,
    crate::model::LessonId,
    crate::model::LaunchCheckId,
    crate::model::MeansId,
    crate::model::PatrolId,
    crate::model::RiskId,
    crate::model::MilestoneId,
    crate::model::TrialId,
    crate::model::ResourceId,
    crate::model::PackageId,
    crate::model::PersonaId,
    crate::model::ThemeId,
    crate::model::VersionId,
    OfferId,
    PersonId,
    PhaseId,
    SkuId,
    SourceId,
    StageId,
    TaskId,
    WaveId,
    crate::model::CampaignId
);

struct Check {
    path: Vec<Step>,
    highest: Option<u32>,
}

type Checked = Result<(), IdFault>;

impl Check {
    fn project(&mut self, project: &Project) -> Checked {
        let Project { next_id: _, shop, goods, years, platform_events, campaigns, lessons } = project;
        self.within("shop", |c| {
            c.table("categories", &shop.categories)?;
            c.table("departments", &shop.departments)?;
            c.table("people", &shop.people)?;
            c.table("calendars", &shop.calendars)?;
            c.each("calendars", &shop.calendars, |c, calendar| c.keys("exceptions", "first", &calendar.exceptions))
        })?;
        self.table("goods", goods)?;
        self.keys("years", "year", years)?;
        self.table("platform_events", platform_events)?;
        self.table("campaigns", campaigns)?;
        self.each("campaigns", campaigns, Self::campaign)?;
        self.table("lessons", lessons)
    }

    fn campaign(&mut self, campaign: &Campaign) -> Checked {
        self.table("phases", &campaign.phases)?;
        self.waves(campaign)?;
        self.within("brief", |c| {
            c.table("goals", &campaign.brief.goals)?;
            c.each("goals", &campaign.brief.goals, |c, goal| c.table("milestones", &goal.milestones))?;
            c.table("resources", &campaign.brief.resources)?;
            c.table("personas", &campaign.brief.personas)?;
            c.within("theme", |c| c.table("candidates", &campaign.brief.theme.candidates))?;
            c.table("packages", &campaign.brief.packages)?;
            c.table("approvals", &campaign.brief.approvals)?;
            c.table("confirmations", &campaign.brief.confirmations)?;
            c.table("versions", &campaign.brief.versions)
        })?;
        self.within("funnel", |c| c.table("stages", &campaign.funnel.stages))?;
        self.table("traffic", &campaign.traffic)?;
        self.keys("goods", "sku", &campaign.goods)?;
        self.table("offers", &campaign.offers)?;
        self.keys("stacking", "a", &campaign.stacking)?;
        self.table("checks", &campaign.checks)?;
        self.within("uncertainty", |c| c.table("drivers", &campaign.uncertainty.drivers))?;
        self.table("tasks", &campaign.tasks)?;
        self.table("links", &campaign.links)?;
        self.table("baselines", &campaign.baselines)?;
        self.each("baselines", &campaign.baselines, |c, baseline| c.keys("tasks", "task", &baseline.tasks))?;
        self.within("diagnosis", |c| {
            c.table("means", &campaign.diagnosis.means)?;
            c.table("trials", &campaign.diagnosis.trials)?;
            c.keys("path", "of", &campaign.diagnosis.path)
        })?;
        self.keys("actuals", "date", &campaign.actuals)?;
        self.within("run", |c| {
            c.table("risks", &campaign.run.risks)?;
            c.table("checks", &campaign.run.checks)?;
            c.table("patrols", &campaign.run.patrols)
        })?;
        self.within("review", |c| c.table("feedback", &campaign.review.feedback))?;
        let splits = &campaign.splits;
        self.within("splits", |c| {
            c.keys("phases", "of", &splits.phases)?;
            c.keys("waves", "of", &splits.waves)?;
            c.keys("days", "of", &splits.days)?;
            c.keys("hours", "of", &splits.hours)?;
            c.keys("categories", "of", &splits.categories)?;
            c.keys("roles", "of", &splits.roles)?;
            c.keys("departments", "of", &splits.departments)
        })
    }

    /// The waves of all phases of a campaign, which the split names without their phase.
    fn waves(&mut self, campaign: &Campaign) -> Checked {
        let mut seen = HashMap::new();
        for (p, phase) in campaign.phases.iter().enumerate() {
            for (w, wave) in phase.waves.iter().enumerate() {
                let mut path = self.path.clone();
                path.extend(row("phases", p).into_iter().chain(row("waves", w)).chain([Step::Field("id".to_owned())]));
                self.counted(wave.id, path, &mut seen)?;
            }
        }
        Ok(())
    }

    fn within(&mut self, field: &str, look: impl FnOnce(&mut Self) -> Checked) -> Checked {
        self.path.push(Step::Field(field.to_owned()));
        let looked = look(self);
        self.path.pop();
        looked
    }

    fn each<T>(&mut self, field: &str, rows: &Rows<T>, look: impl Fn(&mut Self, &T) -> Checked) -> Checked {
        for (index, item) in rows.iter().enumerate() {
            self.path.extend(row(field, index));
            look(self, item)?;
            self.path.truncate(self.path.len() - 2);
        }
        Ok(())
    }

    /// A table whose rows the counter numbers.
    fn table<T: Row>(&mut self, field: &str, rows: &Rows<T>) -> Checked
    where
        T::Id: Counted,
    {
        let mut seen = HashMap::with_capacity(rows.len());
        for (index, item) in rows.iter().enumerate() {
            let id = item.id();
            self.highest = self.highest.max(Some(id.number()));
            if id.number() > MAX_ID || seen.insert(id, index).is_some() {
                let first = rows.position(id).unwrap_or(index);
                let mut seen = HashMap::new();
                for at in [first, index] {
                    self.counted(id, self.at(field, at, "id"), &mut seen)?;
                }
            }
        }
        Ok(())
    }

    fn counted<I: Counted>(&mut self, id: I, path: Vec<Step>, seen: &mut HashMap<I, Vec<Step>>) -> Checked {
        if id.number() > MAX_ID {
            return Err(IdFault::TooLarge { id: id.number(), path });
        }
        self.highest = self.highest.max(Some(id.number()));
        match seen.insert(id, path.clone()) {
            Some(first) => Err(IdFault::Twice { id: id.to_string(), first, second: path }),
            None => Ok(()),
        }
    }

    /// A table whose rows are told apart by what they are about.
    fn keys<T: Row>(&mut self, field: &str, key: &str, rows: &Rows<T>) -> Checked
    where
        T::Id: Hash,
    {
        let mut seen = HashMap::with_capacity(rows.len());
        for (index, item) in rows.iter().enumerate() {
            if let Some(first) = seen.insert(item.id(), index) {
                // the value as the file has it says what is meant; the number of an id is all that Debug adds to it
                let id = format!("{:?}", item.id());
                let id = id.split_once('(').map_or(id.as_str(), |(_, number)| number.trim_end_matches(')')).to_owned();
                return Err(IdFault::Twice {
                    id,
                    first: self.at(field, first, key),
                    second: self.at(field, index, key),
                });
            }
        }
        Ok(())
    }

    fn at(&self, field: &str, index: usize, key: &str) -> Vec<Step> {
        let mut path = self.path.clone();
        path.extend(row(field, index));
        path.push(Step::Field(key.to_owned()));
        path
    }
}

fn row(field: &str, index: usize) -> [Step; 2] {
    [Step::Field(field.to_owned()), Step::Item(index)]
}

#[cfg(test)]
mod tests {
    use super::super::place::path_text;
    use super::*;
    use crate::model::Sku;

    fn sku(id: u32) -> Sku {
        Sku { id: SkuId(id), ..Sku::default() }
    }

    #[test]
    fn raises_the_next_identity() {
        for (next_id, ids, expected) in [(0, vec![], 0), (3, vec![1], 3), (0, vec![7, 2], 8), (7, vec![7], 8)] {
            let mut project = Project { next_id, ..Project::default() };
            project.goods = ids.into_iter().map(sku).collect();
            assert_eq!(settle_ids(&mut project), Ok(()));
            assert_eq!(project.next_id, expected);
        }
    }

    #[test]
    fn refuses_what_is_taken_or_too_large() {
        let mut project = Project { goods: [sku(1), sku(2), sku(1)].into_iter().collect(), ..Project::default() };
        let Err(IdFault::Twice { id, first, second }) = settle_ids(&mut project) else { panic!("taken") };
        assert_eq!(
            (id.as_str(), path_text(&first), path_text(&second)),
            ("1", "goods[0].id".into(), "goods[2].id".into())
        );
        let mut project = Project { goods: [sku(u32::MAX)].into_iter().collect(), ..Project::default() };
        assert!(matches!(settle_ids(&mut project), Err(IdFault::TooLarge { id: u32::MAX, .. })));
    }
}
