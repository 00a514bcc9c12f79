//! What every command begins with: the project of a file, the campaign it is about, the time it is.

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::args::{About, Clock, Which};
use super::failure::Failure;
use crate::file::{self, Opened};
use crate::model::{Campaign, Project};
use crate::text::errors::{open_error, save_error};
use crate::text::names::Named as _;
use crate::text::{Msg, Texts};

/// Opens a project file; its currency is that of all words from now on.
pub(super) fn open(texts: &Texts, path: &Path) -> Result<Opened, Failure> {
    let opened = file::open(path)
        .map_err(|e| Failure::Failed(open_error(texts, &path.display().to_string(), &e).to_string()))?;
    texts.set_currency(&opened.project.shop.currency);
    Ok(opened)
}

/// The shop's time: as given, else by this computer's clock in the shop's zone.
pub(super) fn now(clock: &Clock, project: &Project) -> DateTime {
    clock.now.unwrap_or_else(|| {
        let zone = TimeZone::get(&project.shop.zone).unwrap_or_else(|_| TimeZone::system());
        Timestamp::now().to_zoned(zone).datetime()
    })
}

/// The campaign asked for; nothing if none is.
pub(super) fn campaign<'a>(
    texts: &Texts,
    project: &'a Project,
    which: &Which,
) -> Result<Option<&'a Arc<Campaign>>, Failure> {
    let Some(wanted) = which.campaign.as_deref() else { return Ok(None) };
    let by_id = wanted.parse::<u32>().ok().and_then(|id| project.campaigns.iter().find(|c| c.id.0 == id));
    if by_id.is_some() {
        return Ok(by_id);
    }
    let named: Vec<_> = project.campaigns.iter().filter(|c| c.name_in(texts) == wanted).collect();
    match named.as_slice() {
        [one] => Ok(Some(one)),
        several => {
            let (msg, list) = if several.is_empty() {
                (Msg::CliUnknownCampaign, project.campaigns.iter().collect())
            } else {
                (Msg::CliCampaignTwice, named)
            };
            let names: Vec<String> = list.iter().map(|c| format!("{} {}", c.id, c.name_in(texts))).collect();
            Err(Failure::Failed(texts.with(msg, &[("name", wanted.into()), ("names", names.join(", ").into())])))
        }
    }
}

/// The campaign asked for, else the one whose opening comes next, else the last.
pub(super) fn campaign_or_next<'a>(
    texts: &Texts,
    project: &'a Project,
    which: &Which,
    now: DateTime,
) -> Result<&'a Arc<Campaign>, Failure> {
    campaign(texts, project, which)?
        .or_else(|| project.next_campaign(now))
        .ok_or_else(|| Failure::Failed(texts.get(Msg::CliNoCampaigns).to_owned()))
}

/// Opens the file and finds the campaign that a command is about.
pub(super) fn about(texts: &Texts, about: &About) -> Result<(Project, Arc<Campaign>), Failure> {
    let project = open(texts, &about.file)?.project;
    let now = now(&about.clock, &project);
    let campaign = Arc::clone(campaign_or_next(texts, &project, &about.which, now)?);
    Ok((project, campaign))
}

/// Saves a project file.
pub(super) fn save(texts: &Texts, path: &Path, project: &Project) -> Result<(), Failure> {
    file::save(path, project)
        .map_err(|e| Failure::Failed(save_error(texts, &path.display().to_string(), &e).to_string()))
}
