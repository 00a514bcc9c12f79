//! `check`: all findings of a project, as the window lists them.

use std::process::ExitCode;
use std::sync::Arc;

use serde::Serialize;

use super::args::Check;
use super::failure::Failure;
use super::table::plain;
use super::{load, output};
use crate::document::{Answers, GuardAnswer};
use crate::engine::finding::{Finding, due_findings, findings, lessons_due};
use crate::engine::offers::floor::Domain;
use crate::engine::simulate::ChanceAnswer;
use crate::engine::{Place, Severity};
use crate::model::{Campaign, CampaignId, Project};
use crate::text::findings::sentence;
use crate::text::names::Named as _;
use crate::text::{Msg, Texts};

/// Baskets looked at for one product in one phase: a check is run often and in passing. What is cut off by it is no finding;
/// what was found below its floor till then is one.
const BUDGET: u32 = 20_000;

#[derive(Serialize)]
struct Row {
    severity: &'static str,
    code: &'static str,
    message: String,
    campaign: Option<u32>,
    place: PlaceRow,
}

#[derive(Serialize)]
struct PlaceRow {
    tab: &'static str,
    kind: &'static str,
    id: Option<u32>,
    field: Option<&'static str>,
}

impl From<Place> for PlaceRow {
    fn from(place: Place) -> Self {
        Self { tab: place.tab.code(), kind: place.kind.code(), id: place.id, field: place.field }
    }
}

/// Lists the findings; an error among them ends with 1.
pub(super) fn run(args: &Check, texts: &Texts) -> Result<ExitCode, Failure> {
    let project = load::open(texts, &args.file)?.project;
    let wanted = load::campaign(texts, &project, &args.which)?.map(|c| c.id);
    let now = load::now(&args.clock, &project);
    let answers = Answers::default();
    let mut found = findings(&project);
    found.extend(lessons_due(&project, now));
    for campaign in &project.campaigns {
        if wanted.is_none_or(|id| id == campaign.id) {
            let domain = Domain { budget: BUDGET, ..Domain::default() };
            found.extend(GuardAnswer::whole(&project, campaign, domain).findings);
            found.extend(chance(&answers, &project, campaign));
            let answer = answers.campaign(&project, campaign);
            let run = answers.run(&project, campaign, &answer, now, false);
            found.extend(due_findings(campaign, run.as_deref(), now));
        }
    }
    found.sort_by_key(|f| f.severity);
    found.retain(|f| wanted.is_none() || f.campaign.is_none() || f.campaign == wanted);
    if args.json {
        let rows: Vec<Row> = found.iter().map(|finding| row(texts, &project, finding)).collect();
        output::json(texts, &rows)?;
    } else {
        output::print(texts, &lines(texts, &project, &found))?;
    }
    let wrong = found.iter().any(|f| f.severity == Severity::Error);
    Ok(ExitCode::from(u8::from(wrong)))
}

/// What the simulation of a campaign finds.
fn chance(answers: &Answers, project: &Project, campaign: &Arc<Campaign>) -> Vec<Finding> {
    if campaign.uncertainty.drivers.is_empty() {
        return Vec::new();
    }
    let plan = answers.campaign(project, campaign);
    let margin = answers.margin(project, campaign);
    ChanceAnswer::whole(campaign, &plan.funnel, &plan.traffic, margin).map(|answer| answer.findings).unwrap_or_default()
}

fn row(texts: &Texts, project: &Project, finding: &Finding) -> Row {
    Row {
        severity: finding.severity.code(),
        code: finding.code.name(),
        message: message(texts, project, finding),
        campaign: finding.campaign.map(|id| id.0),
        place: finding.place.into(),
    }
}

fn message(texts: &Texts, project: &Project, finding: &Finding) -> String {
    let none = Campaign::default();
    let campaign = finding.campaign.and_then(|id| project.campaign(id)).map_or(&none, |c| c.as_ref());
    sentence(texts, project, campaign, finding)
}

fn lines(texts: &Texts, project: &Project, found: &[Finding]) -> String {
    if found.is_empty() {
        return format!("{}\n", texts.get(Msg::StatusNoFindings));
    }
    let count = |severity| found.iter().filter(|f| f.severity == severity).count();
    let mut text = texts.with(
        Msg::StatusFindings,
        &[
            ("errors", count(Severity::Error).into()),
            ("warnings", count(Severity::Warning).into()),
            ("hints", count(Severity::Hint).into()),
        ],
    );
    text.push('\n');
    for (severity, heading) in [
        (Severity::Error, Msg::FindingsError),
        (Severity::Warning, Msg::FindingsWarning),
        (Severity::Hint, Msg::FindingsHint),
    ] {
        let mut of = found.iter().filter(|f| f.severity == severity).peekable();
        if of.peek().is_some() {
            text.push_str(&format!("\n{}\n", texts.get(heading)));
        }
        for finding in of {
            let whose = finding.campaign.and_then(|id| campaign_name(texts, project, id));
            let whose = whose.map(|name| format!("{name}: ")).unwrap_or_default();
            text.push_str(&format!("  {}\n", plain(&format!("{whose}{}", message(texts, project, finding)))));
        }
    }
    text
}

fn campaign_name<'a>(texts: &'a Texts, project: &'a Project, id: CampaignId) -> Option<&'a str> {
    // one campaign needs no name
    (project.campaigns.len() > 1).then(|| project.campaign(id).map(|c| c.name_in(texts)))?
}
