//! `calc funnel`: target, funnel, traffic and splits of a campaign, in the shape that is promised to scripts.
//!
//! Money is decimal text in the project's currency, rates are numbers, what is absent is `null`.

use std::process::ExitCode;

use jiff::civil::DateTime;
use serde::Serialize;

use super::funnel_text;
use crate::cli::args::About;
use crate::cli::failure::Failure;
use crate::cli::{load, output};
use crate::document::Answers;
use crate::engine::CampaignAnswer;
use crate::engine::funnel::SourceAnswer;
use crate::engine::split::all_hours;
use crate::model::{Campaign, Count, Money, Project, Rate, Role, Stage};
use crate::text::names::Named as _;
use crate::text::{Msg, Texts};

/// Everything that is printed.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    pub campaign: CampaignRow,
    pub currency: String,
    pub target_gmv: Option<Money>,
    pub planned_gmv: Money,
    pub net_sales: Option<Money>,
    pub aov: Option<Money>,
    #[serde(serialize_with = "number")]
    pub cvr: Option<Rate>,
    pub stages: Vec<StageRow>,
    pub traffic: Traffic,
    pub splits: Splits,
}

/// The campaign that the figures are of.
#[derive(Debug, Serialize)]
pub(super) struct CampaignRow {
    pub id: u32,
    pub name: String,
    pub opening: Option<DateTime>,
}

/// A stage of the funnel.
#[derive(Debug, Serialize)]
pub(super) struct StageRow {
    pub id: u32,
    pub name: String,
    pub count: Option<Count>,
    /// Next ÷ this, also where the plan holds a depth.
    pub rate_to_next: Option<f64>,
    /// This ÷ next, where the plan holds it so.
    #[serde(serialize_with = "number")]
    pub depth: Option<Rate>,
    pub owner: Option<String>,
}

/// The traffic plan.
#[derive(Debug, Serialize)]
pub(super) struct Traffic {
    pub needed_uv: Option<Count>,
    pub planned_uv: Count,
    /// Planned − needed.
    pub gap: Option<i64>,
    pub sources: Vec<SourceRow>,
}

/// A source; groups are named by their members.
#[derive(Debug, Serialize)]
pub(super) struct SourceRow {
    pub id: u32,
    pub name: String,
    pub group: Option<String>,
    pub uv: Option<Count>,
    pub cost: Option<Money>,
    pub gmv: Option<Money>,
    #[serde(serialize_with = "number")]
    pub roi: Option<Rate>,
}

/// The target in parts.
#[derive(Debug, Serialize)]
pub(super) struct Splits {
    pub phases: Vec<Part<u32>>,
    pub waves: Vec<Part<u32>>,
    pub days: Vec<Part<u32>>,
    pub hours: Vec<Part<u32>>,
    pub categories: Vec<Part<u32>>,
    pub roles: Vec<Part<Role>>,
    pub departments: Vec<Part<u32>>,
}

/// A part of the target: what it is called, or the time it begins.
#[derive(Debug, Serialize)]
pub(super) struct Part<I> {
    pub key: String,
    pub id: Option<I>,
    pub gmv: Money,
}

impl<I> Part<I> {
    fn new(key: impl Into<String>, id: Option<I>, gmv: Money) -> Self {
        Self { key: key.into(), id, gmv }
    }
}

#[allow(clippy::ref_option, reason = "serde hands out references")]
fn number<S: serde::Serializer>(rate: &Option<Rate>, serializer: S) -> Result<S::Ok, S::Error> {
    rate.map(Rate::to_f64).serialize(serializer)
}

/// Prints a campaign's funnel.
pub(super) fn run(args: &About, texts: &Texts) -> Result<ExitCode, Failure> {
    let (project, campaign) = &load::about(texts, args)?;
    let answer = Answers::default().campaign(project, campaign);
    let report = report(texts, project, campaign, &answer);
    if args.json {
        output::json(texts, &report)?;
    } else {
        output::print(texts, &funnel_text::text(texts, &report))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn report(texts: &Texts, project: &Project, campaign: &Campaign, answer: &CampaignAnswer) -> Report {
    let funnel = &answer.funnel;
    Report {
        campaign: CampaignRow {
            id: campaign.id.0,
            name: campaign.name_in(texts).to_owned(),
            opening: campaign.opening(),
        },
        currency: project.shop.currency.clone(),
        target_gmv: funnel.gmv.value,
        planned_gmv: answer.traffic.total.gmv,
        net_sales: funnel.net_sales,
        aov: funnel.aov.value,
        cvr: funnel.cvr.value,
        stages: stages(texts, project, campaign, answer),
        traffic: Traffic {
            needed_uv: answer.traffic.needed,
            planned_uv: answer.traffic.total.uv,
            gap: answer.traffic.gap,
            sources: sources(texts, campaign, answer),
        },
        splits: splits(texts, project, campaign, answer),
    }
}

fn stages(texts: &Texts, project: &Project, campaign: &Campaign, answer: &CampaignAnswer) -> Vec<StageRow> {
    let rows = campaign.funnel.stages.iter().zip(&answer.funnel.stages);
    rows.map(|(stage, solved)| {
        let owner = stage.department.and_then(|id| project.shop.departments.get(id));
        let rate = solved.rate.value;
        StageRow {
            id: stage.id.0,
            name: stage.name_in(texts).to_owned(),
            count: solved.count.value,
            rate_to_next: rate.and_then(|rate| next_per_this(stage, rate)),
            depth: rate.filter(|_| stage.depth),
            owner: owner.map(|department| department.name_in(texts).to_owned()),
        }
    })
    .collect()
}

fn next_per_this(stage: &Stage, rate: Rate) -> Option<f64> {
    if stage.depth { (!rate.is_zero()).then(|| rate.to_f64().recip()) } else { Some(rate.to_f64()) }
}

fn sources(texts: &Texts, campaign: &Campaign, answer: &CampaignAnswer) -> Vec<SourceRow> {
    let name = |id| campaign.traffic.get(id).map(|source| source.name_in(texts).to_owned());
    let row = |source: &SourceAnswer| {
        // what is missing counts as zero in sums, but is not known here
        let known = source.uv.value.is_some() && source.cvr.value.is_some() && source.aov.value.is_some();
        SourceRow {
            id: source.id.0,
            name: name(source.id).unwrap_or_default(),
            group: source.parent.and_then(name),
            uv: source.uv.value,
            cost: source.cost,
            gmv: known.then_some(source.sums.gmv),
            roi: source.cost.filter(|_| known).and_then(|cost| source.sums.gmv.ratio(cost)),
        }
    };
    answer.traffic.rows.iter().filter(|source| !source.group).map(row).collect()
}

fn splits(texts: &Texts, project: &Project, campaign: &Campaign, answer: &CampaignAnswer) -> Splits {
    let time = &answer.time;
    let phase = |id| campaign.phases.get(id).map(|phase| phase.name_in(texts).to_owned()).unwrap_or_default();
    let waves = campaign.phases.iter().flat_map(|p| &p.waves).collect::<Vec<_>>();
    let wave = |id| waves.iter().find(|w| w.id == id).map(|w| w.name.clone()).unwrap_or_default();
    let department = |id| {
        let found = project.shop.departments.get(id);
        found.map(|department| department.name_in(texts).to_owned()).unwrap_or_default()
    };
    let category = |id: Option<_>| match id {
        Some(id) => project.shop.categories.get(id).map(|c| c.name.clone()).unwrap_or_default(),
        None => texts.get(Msg::SplitNoneCategory).to_owned(),
    };
    Splits {
        phases: time.phases.iter().map(|s| Part::new(phase(s.of), Some(s.of.0), s.gmv)).collect(),
        waves: time.waves.iter().map(|s| Part::new(wave(s.of), Some(s.of.0), s.gmv)).collect(),
        days: time.days.iter().map(|s| Part::new(s.date.to_string(), None, s.gmv)).collect(),
        hours: all_hours(campaign, time).iter().map(|s| Part::new(s.at.to_string(), None, s.gmv)).collect(),
        categories: answer
            .categories
            .parts
            .iter()
            .map(|s| Part::new(category(s.of), s.of.map(|id| id.0), s.gmv))
            .collect(),
        roles: answer.roles.parts.iter().map(|s| Part::new(s.of.name_in(texts), Some(s.of), s.gmv)).collect(),
        departments: answer.departments.iter().map(|s| Part::new(department(s.of), Some(s.of.0), s.part.gmv)).collect(),
    }
}
