//! `calc review`: why a campaign came to more or less than it was held against, in the shape that is promised to scripts.

use std::process::ExitCode;
use std::sync::Arc;

use serde::Serialize;

use crate::cli::args::{Review, Which};
use crate::cli::failure::Failure;
use crate::cli::table::{Table, plain};
use crate::cli::{load, output};
use crate::document::Answers;
use crate::engine::review::{Against, Breakdown, By, Effects, PartOf, ReviewAnswer, Side};
use crate::model::{Campaign, Count, Money, Project, Rate};
use crate::text::names::Named as _;
use crate::text::review::part_name;
use crate::text::{Msg, Texts};

#[derive(Serialize)]
struct Report {
    campaign: u32,
    against: Option<u32>,
    currency: String,
    base: Figures,
    actual: Figures,
    gap: Money,
    effects: EffectsRow,
    by_source: Vec<PartRow>,
    mix: EffectsRow,
    by_category: Vec<PartRow>,
    mix_category: EffectsRow,
    by_phase: Vec<PartRow>,
    mix_phase: EffectsRow,
}

#[derive(Serialize)]
struct Figures {
    gmv: Money,
    uv: Count,
    cvr: Option<f64>,
    aov: Option<Money>,
}

impl From<&Side> for Figures {
    fn from(side: &Side) -> Self {
        Self { gmv: side.gmv, uv: side.uv, cvr: side.cvr().map(Rate::to_f64), aov: side.aov() }
    }
}

#[derive(Serialize)]
struct EffectsRow {
    uv: Money,
    cvr: Money,
    aov: Money,
}

impl From<Effects> for EffectsRow {
    fn from(Effects { uv, cvr, aov }: Effects) -> Self {
        Self { uv, cvr, aov }
    }
}

#[derive(Serialize)]
struct PartRow {
    key: String,
    id: Option<u32>,
    base: Money,
    actual: Money,
    gap: Money,
    uv: Money,
    cvr: Money,
    aov: Money,
}

/// Prints why a campaign's GMV differs.
pub(super) fn run(args: &Review, texts: &Texts) -> Result<ExitCode, Failure> {
    let (project, campaign) = &load::about(texts, &args.about)?;
    let which = Which { campaign: args.against.clone() };
    let other = load::campaign(texts, project, &which)?.map(Arc::clone);
    let against = other.as_ref().map_or(Against::Plan, |other| Against::Campaign(other.id));
    let answers = Answers::default();
    let plan = answers.campaign(project, campaign);
    if plan.ledger.is_empty() {
        return Err(Failure::Failed(texts.get(Msg::CliReviewNone).to_owned()));
    }
    let Some(answer) = answers.review(project, campaign, &plan, against) else {
        return Err(Failure::Failed(texts.get(Msg::CliReviewNone).to_owned()));
    };
    if args.about.json {
        output::json(texts, &report(texts, project, campaign, other.as_deref(), &answer))?;
    } else {
        output::print(texts, &text(texts, project, campaign, other.as_deref(), &answer))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn id(of: PartOf) -> Option<u32> {
    match of {
        PartOf::Source(id) | PartOf::OtherSource(id) => Some(id.0),
        PartOf::Category(id) => id.map(|id| id.0),
        PartOf::Phase(id) | PartOf::OtherPhase(id) => Some(id.0),
        PartOf::Rest => None,
    }
}

fn report(
    texts: &Texts,
    project: &Project,
    campaign: &Campaign,
    other: Option<&Campaign>,
    answer: &ReviewAnswer,
) -> Report {
    let rows = |of: &Breakdown| -> Vec<PartRow> {
        let row = |row: &crate::engine::review::Row| PartRow {
            key: part_name(texts, project, campaign, other, row.of),
            id: id(row.of),
            base: row.base.gmv,
            actual: row.came.gmv,
            gap: row.gap,
            uv: row.effects.uv,
            cvr: row.effects.cvr,
            aov: row.effects.aov,
        };
        of.rows.iter().map(row).collect()
    };
    Report {
        campaign: campaign.id.0,
        against: other.map(|other| other.id.0),
        currency: project.shop.currency.clone(),
        base: (&answer.base).into(),
        actual: (&answer.came).into(),
        gap: answer.gap,
        effects: answer.effects.into(),
        by_source: rows(&answer.sources),
        mix: answer.sources.mix.into(),
        by_category: rows(&answer.categories),
        mix_category: answer.categories.mix.into(),
        by_phase: rows(&answer.phases),
        mix_phase: answer.phases.mix.into(),
    }
}

fn text(
    texts: &Texts,
    project: &Project,
    campaign: &Campaign,
    other: Option<&Campaign>,
    answer: &ReviewAnswer,
) -> String {
    let format = texts.format();
    let sum = |money: Money| format.exact(money);
    let base = other.map_or_else(|| texts.get(Msg::ReviewTarget), |other| other.name_in(texts));
    let mut out = format!("{} · {}\n\n", plain(campaign.name_in(texts)), plain(base));
    let head = [Msg::ColumnGmv, Msg::ReviewGap, Msg::ReviewEffectUv, Msg::ReviewEffectCvr, Msg::ReviewEffectAov];
    let [gmv, gap, uv, cvr, aov] = head.map(|msg| texts.get(msg));
    for by in By::ALL {
        let of = answer.by(by);
        if of.rows.is_empty() {
            continue;
        }
        let mut table = Table::new(&[texts.get(by_name(by)), base, gmv, gap, uv, cvr, aov], &[0]);
        let row = |name: String, sums: [Option<Money>; 3], of: &Effects| {
            let [base, came, gap] = sums.map(|money| money.map_or_else(String::new, sum));
            [name, base, came, gap, sum(of.uv), sum(of.cvr), sum(of.aov)]
        };
        for part in &of.rows {
            let name = part_name(texts, project, campaign, other, part.of);
            table.row(row(name, [Some(part.base.gmv), Some(part.came.gmv), Some(part.gap)], &part.effects));
        }
        table.row(row(texts.get(Msg::ReviewMix).to_owned(), [None; 3], &of.mix));
        let sums = [Some(answer.base.gmv), Some(answer.came.gmv), Some(answer.gap)];
        table.row(row(texts.get(Msg::TrafficTotal).to_owned(), sums, &answer.effects));
        out.push_str(&table.text());
        out.push('\n');
    }
    out
}

fn by_name(by: By) -> Msg {
    match by {
        By::Source => Msg::ColumnSource,
        By::Category => Msg::ColumnCategory,
        By::Phase => Msg::ColumnPhase,
    }
}
