//! The same report as tables for people: sums grouped and to the minor unit.

use super::funnel::{Part, Report};
use crate::cli::table::{Table, plain};
use crate::model::{Count, Money, Rate};
use crate::text::{Msg, Texts};

/// What stands where nothing is known.
const NONE: &str = "–";

/// The report in lines.
pub(super) fn text(texts: &Texts, report: &Report) -> String {
    let opening = report.campaign.opening.map(|at| format!(" · {at:.0}")).unwrap_or_default();
    let title = plain(&format!("{}{opening} · {}", report.campaign.name, report.currency));
    let splits = &report.splits;
    let parts = [
        (Msg::PanePhases, parts(texts, Msg::ColumnPhase, &splits.phases)),
        (Msg::CliWaves, parts(texts, Msg::CliWave, &splits.waves)),
        (Msg::PaneCategories, parts(texts, Msg::ColumnCategory, &splits.categories)),
        (Msg::PaneRoles, parts(texts, Msg::ColumnRole, &splits.roles)),
        (Msg::PaneDepartments, parts(texts, Msg::ColumnDepartment, &splits.departments)),
        (Msg::PaneDays, parts(texts, Msg::ColumnDay, &splits.days)),
        (Msg::PaneHours, parts(texts, Msg::ColumnHour, &splits.hours)),
    ];
    let tables = [
        (Msg::CliSummary, Some(summary(texts, report))),
        (Msg::PaneStages, Some(stages(texts, report))),
        (Msg::TrafficTitle, Some(sources(texts, report))),
    ];
    let mut out = format!("{title}\n");
    for (heading, table) in tables.into_iter().chain(parts) {
        if let Some(table) = table {
            out.push_str(&format!("\n{}\n{}", texts.get(heading), table.text()));
        }
    }
    out
}

fn summary(texts: &Texts, report: &Report) -> Table {
    let traffic = &report.traffic;
    let mut table = Table::default();
    for (name, value) in [
        (Msg::HeaderTarget, sum(texts, report.target_gmv)),
        (Msg::HeaderPlanned, sum(texts, Some(report.planned_gmv))),
        (Msg::HeaderNetSales, sum(texts, report.net_sales)),
        (Msg::ShortAov, sum(texts, report.aov)),
        (Msg::ShortCvr, percent(texts, report.cvr)),
        (Msg::CliNeededUv, count(texts, traffic.needed_uv)),
        (Msg::CliPlannedUv, count(texts, Some(traffic.planned_uv))),
        (Msg::CliTrafficGap, traffic.gap.map_or(NONE.to_owned(), |gap| texts.format().whole(gap.into()))),
    ] {
        table.row([texts.get(name).to_owned(), value]);
    }
    table
}

fn stages(texts: &Texts, report: &Report) -> Table {
    let head = [Msg::ColumnStage, Msg::ColumnCount, Msg::ColumnRate, Msg::ColumnDepth, Msg::ColumnDepartment];
    let mut table = Table::new(&head.map(|msg| texts.get(msg)), &[4]);
    for stage in &report.stages {
        let rate = stage.rate_to_next.map_or(NONE.to_owned(), |rate| format!("{:.4}%", rate * 100.0));
        let depth = stage.depth.map_or(String::new(), |depth| texts.format().factor_exact(depth));
        let owner = stage.owner.clone().unwrap_or_default();
        table.row([stage.name.clone(), count(texts, stage.count), rate, depth, owner]);
    }
    table
}

fn sources(texts: &Texts, report: &Report) -> Table {
    let head = [Msg::ColumnSource, Msg::CliGroup, Msg::ColumnUv, Msg::ColumnCost, Msg::ColumnGmv, Msg::ColumnRoi];
    let mut table = Table::new(&head.map(|msg| texts.get(msg)), &[1]);
    for source in &report.traffic.sources {
        let roi = source.roi.map_or(NONE.to_owned(), |roi| texts.format().factor(roi, 2));
        let group = source.group.clone().unwrap_or_default();
        let (uv, cost, gmv) = (count(texts, source.uv), sum(texts, source.cost), sum(texts, source.gmv));
        table.row([source.name.clone(), group, uv, cost, gmv, roi]);
    }
    table
}

fn parts<I>(texts: &Texts, of: Msg, parts: &[Part<I>]) -> Option<Table> {
    let mut table = Table::new(&[texts.get(of), texts.get(Msg::ColumnGmv)], &[]);
    for part in parts {
        table.row([part.key.clone(), sum(texts, Some(part.gmv))]);
    }
    (!parts.is_empty()).then_some(table)
}

/// A sum without its sign: the title names the currency.
fn sum(texts: &Texts, money: Option<Money>) -> String {
    money.map_or(NONE.to_owned(), |money| texts.format().amount(money))
}

fn count(texts: &Texts, count: Option<Count>) -> String {
    count.map_or(NONE.to_owned(), |count| texts.format().whole(count.wide()))
}

fn percent(texts: &Texts, rate: Option<Rate>) -> String {
    rate.map_or(NONE.to_owned(), |rate| texts.format().percent_exact(rate))
}
