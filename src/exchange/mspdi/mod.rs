//! Schedules to and from MS Project, as its XML (MSPDI), which most planning programs read and write.
//!
//! [`Plan::read`] reads a file within limits and trusts nothing in it; [`Plan::import`] puts it into a campaign. Imported tasks keep
//! the dates that the file states. [`export`] writes a campaign's schedule. Both list what cannot be carried.

mod calendars;
mod export;
mod fields;
mod import;
mod links;
mod pin;
mod plan;
mod recur;
mod roster;
mod staff;
mod task;
mod times;
mod value;
mod write;
mod xml;

use std::path::Path;

pub use calendars::{MOST_CALENDARS, MOST_EXCEPTIONS};
pub use export::Exported;
pub use import::Imported;
pub use plan::{MOST_ASSIGNMENTS, MOST_BYTES, MOST_LEVELS, MOST_LINKS, MOST_RESOURCES, MOST_TASKS};
pub use xml::MOST_DEPTH;

use crate::engine::schedule::carry::PlanError;
use crate::model::{Campaign, CampaignId, Project};
use crate::text::Texts;

/// A plan that was read and is not put anywhere yet.
#[derive(Debug)]
pub struct Plan(plan::Plan);

impl Plan {
    /// Reads the bytes of a file.
    ///
    /// # Errors
    /// It is no MS Project XML, damaged, or beyond the limits.
    pub fn read(bytes: &[u8]) -> Result<Self, PlanError> {
        plan::read(bytes).map(Self)
    }

    /// Reads a file.
    ///
    /// # Errors
    /// The same, or the system refuses to read it.
    pub fn open(path: &Path) -> Result<Self, PlanError> {
        let about = std::fs::metadata(path)?;
        // a pipe would wait for ever, a device never end
        if !about.is_file() {
            return Err(PlanError::NotAFile);
        }
        if about.len() > MOST_BYTES {
            return Err(PlanError::TooLarge { limit: MOST_BYTES });
        }
        Self::read(&std::fs::read(path)?)
    }

    /// Puts the plan into a campaign: after the tasks that it has, or in their place. Names of baselines are in the language of
    /// `texts`, and departments are known by their names in it.
    pub fn import(&self, project: &mut Project, campaign: CampaignId, replace: bool, texts: &Texts) -> Imported {
        import::import(&self.0, project, campaign, replace, texts)
    }
}

/// Writes a campaign's schedule. Names that the project leaves to the language – departments, baselines – are those of
/// `texts`.
#[must_use]
pub fn export(project: &Project, campaign: &Campaign, texts: &Texts) -> Exported {
    export::export(project, campaign, texts)
}

#[cfg(test)]
mod tests;
