//! `calc offers`: 客单价, margin, and what each offer costs in each phase, in the shape that is promised to scripts.

use std::process::ExitCode;

use serde::Serialize;

use crate::cli::args::About;
use crate::cli::failure::Failure;
use crate::cli::table::{Table, plain};
use crate::cli::{load, orders, output};
use crate::document::Answers;
use crate::engine::offers::campaign::{OfferCosts, SubsidyRow, offer_costs};
use crate::engine::offers::settle::Settled;
use crate::engine::split::goods_mix;
use crate::model::{Campaign, Money, Project};
use crate::text::names::Named as _;
use crate::text::rows::RowNames;
use crate::text::{Msg, Texts};

#[derive(Serialize)]
struct Report {
    aov: Option<Money>,
    /// 客单价 without thresholds.
    base_aov: Option<Money>,
    margin: Option<f64>,
    gmv: Money,
    profit: Option<Money>,
    settled: bool,
    /// `imported`, or `assumed` where an assumption stands in for a list.
    orders: &'static str,
    total: Money,
    subsidy: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    offer: u32,
    phase: Option<u32>,
    redemptions: Option<f64>,
    amount: Money,
    shop: Money,
    platform: Money,
    supplier: Money,
}

impl From<&SubsidyRow> for Row {
    fn from(row: &SubsidyRow) -> Self {
        Self {
            offer: row.offer.0,
            phase: row.phase.map(|phase| phase.0),
            redemptions: row.redemptions,
            amount: row.amount,
            shop: row.shop,
            platform: row.platform,
            supplier: row.supplier,
        }
    }
}

/// Prints what a campaign's offers cost.
pub(super) fn run(args: &About, texts: &Texts) -> Result<ExitCode, Failure> {
    let (project, campaign) = &load::about(texts, args)?;
    let plan = Answers::default().campaign(project, campaign);
    let mix = goods_mix(&project.goods, &campaign.goods);
    let answer = offer_costs(project, campaign, &plan.funnel, &mix, &plan.time);
    if args.json {
        output::json(texts, &report(campaign, &answer))?;
    } else {
        output::print(texts, &text(texts, project, campaign, &answer))?;
    }
    Ok(ExitCode::SUCCESS)
}

const fn settled(answer: &OfferCosts) -> bool {
    matches!(answer.settled, Settled::At { .. })
}

fn report(campaign: &Campaign, answer: &OfferCosts) -> Report {
    Report {
        aov: answer.aov,
        base_aov: answer.base_aov,
        margin: answer.margin.map(crate::model::Rate::to_f64),
        gmv: answer.gmv,
        profit: answer.profit,
        settled: settled(answer),
        orders: orders::kind(campaign),
        total: answer.total(),
        subsidy: answer.subsidy.iter().map(Row::from).collect(),
    }
}

fn text(texts: &Texts, project: &Project, campaign: &Campaign, answer: &OfferCosts) -> String {
    const NONE: &str = "–";
    let format = texts.format();
    let sum = |money: Option<Money>| money.map_or(NONE.to_owned(), |m| format.exact(m).replace('¥', ""));
    let mut out = format!(
        "{}\n{}\n",
        plain(&format!("{} · {}", campaign.name_in(texts), project.shop.currency)),
        orders::sentence(texts, campaign)
    );
    if !settled(answer) {
        out.push_str(&format!("{}\n", texts.get(Msg::CliNotSettling)));
    }
    let mut summary = Table::default();
    let margin = answer.margin.map_or(NONE.to_owned(), |margin| format.percent(margin, 1));
    for (name, value) in [
        (Msg::ShortAov, sum(answer.aov)),
        (Msg::CliMargin, margin),
        (Msg::ColumnGmv, sum(Some(answer.gmv))),
        (Msg::CliProfit, sum(answer.profit)),
        (Msg::CliSubsidy, sum(Some(answer.total()))),
    ] {
        summary.row([texts.get(name).to_owned(), value]);
    }
    out.push_str(&format!("\n{}\n{}", texts.get(Msg::CliSummary), summary.text()));
    if answer.subsidy.is_empty() {
        return out;
    }
    let rows = RowNames { texts, project, campaign };
    let head = [Msg::CliOffer, Msg::ColumnPhase, Msg::CliRedemptions, Msg::CliSubsidy].map(|msg| texts.get(msg));
    let mut table = Table::new(&head, &[1]);
    for row in &answer.subsidy {
        let uses = row.redemptions.map_or(NONE.to_owned(), |n| format.whole(n.round() as i128));
        let phase = row.phase.map_or(NONE.to_owned(), |phase| rows.phase(phase));
        table.row([rows.offer(row.offer), phase, uses, sum(Some(row.amount))]);
    }
    out.push_str(&format!("\n{}\n{}", texts.get(Msg::CliSubsidy), table.text()));
    out
}
