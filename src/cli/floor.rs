//! `floor`: the lowest price of every product in every phase, with the basket that does it.
//!
//! A price below its floor is what the command is there to find, not a failure of it: it ends with 0.

use std::collections::BTreeMap;
use std::process::ExitCode;

use serde::Serialize;

use super::args::Floor;
use super::failure::Failure;
use super::table::Table;
use super::{load, output};
use crate::engine::offers::floor::{FloorError, Lowest, Which, floors};
use crate::engine::offers::price::MAX_CANDIDATES;
use crate::engine::watch::unwatched;
use crate::model::{Campaign, Count, Money, OfferId, PhaseId, Project};
use crate::text::findings::basket_name;
use crate::text::names::Named as _;
use crate::text::rows::RowNames;
use crate::text::{Msg, Texts};

#[derive(Serialize)]
struct Row {
    sku: u32,
    phase: u32,
    floor: Option<Money>,
    cost: Money,
    /// Of a piece, rounded half up.
    lowest: Money,
    basket: BTreeMap<u32, Count>,
    offers: Vec<u32>,
    exact: bool,
    /// No basket leads below this price of a piece, proved or not.
    at_least: Money,
    /// Price of the phase before offers.
    price: Money,
    /// What is paid for the pieces of the product: exactly compared, `net` ÷ `pieces` is the lowest price.
    net: Money,
    pieces: Count,
    below_floor: bool,
    customer: &'static str,
    /// Chosen offers that are not held, with their rung counted from zero.
    without: Vec<(u32, u32)>,
}

pub(super) fn run(args: &Floor, texts: &Texts) -> Result<ExitCode, Failure> {
    let (project, campaign) = &load::about(texts, &args.about)?;
    let phase = args.phase.as_deref().map(|wanted| phase(texts, campaign, wanted)).transpose()?;
    let which = Which { phase, ..Which::default() };
    let lowest = unwatched(|watch| floors(project, campaign, which, watch)).map_err(|e| said(texts, e))?;
    if args.about.json {
        let rows: Vec<Row> = lowest.iter().map(row).collect();
        output::json(texts, &rows)?;
    } else {
        output::print(texts, &lines(texts, project, campaign, &lowest))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn said(texts: &Texts, error: FloorError) -> Failure {
    Failure::Failed(match error {
        FloorError::TooMany(of) => {
            texts.with(Msg::CliTooManyOffers, &[("count", of.0.into()), ("most", MAX_CANDIDATES.into())])
        }
        // nobody stops a command but by ending it
        FloorError::Stopped => error.to_string(),
    })
}

fn phase(texts: &Texts, campaign: &Campaign, wanted: &str) -> Result<PhaseId, Failure> {
    let by_id = wanted.parse::<u32>().ok().and_then(|id| campaign.phases.iter().find(|p| p.id.0 == id));
    let found = by_id.or_else(|| campaign.phases.iter().find(|p| p.name_in(texts) == wanted));
    found.map(|phase| phase.id).ok_or_else(|| {
        let names: Vec<String> = campaign.phases.iter().map(|p| format!("{} {}", p.id, p.name_in(texts))).collect();
        Failure::Failed(
            texts.with(Msg::CliUnknownPhase, &[("name", wanted.into()), ("names", names.join(", ").into())]),
        )
    })
}

fn offers(lowest: &Lowest) -> Vec<OfferId> {
    let mut ids: Vec<OfferId> = lowest.offers.iter().map(|(held, _)| held.offer).collect();
    ids.dedup();
    ids
}

fn row(lowest: &Lowest) -> Row {
    use crate::model::offer::CustomerKind;
    Row {
        sku: lowest.sku.0,
        phase: lowest.phase.0,
        floor: lowest.floor,
        cost: lowest.cost,
        lowest: lowest.unit(),
        basket: lowest.basket.items.iter().map(|item| (item.sku.0, item.pieces)).collect(),
        offers: offers(lowest).into_iter().map(|id| id.0).collect(),
        exact: lowest.exact,
        at_least: lowest.at_least,
        price: lowest.price,
        net: lowest.net,
        pieces: lowest.pieces,
        below_floor: lowest.is_below_floor(),
        customer: match lowest.basket.customer {
            CustomerKind::New => "new",
            CustomerKind::Old => "old",
            CustomerKind::Member => "member",
        },
        without: lowest.basket.without.iter().map(|held| (held.offer.0, held.rung)).collect(),
    }
}

fn lines(texts: &Texts, project: &Project, campaign: &Campaign, lowest: &[Lowest]) -> String {
    if lowest.is_empty() {
        return format!("{}\n", texts.get(Msg::CliFloorNone));
    }
    let rows = RowNames { texts, project, campaign };
    let head = [
        Msg::CliFloorSku,
        Msg::CliFloorPhase,
        Msg::CliFloorFloor,
        Msg::CliFloorCost,
        Msg::CliFloorLowest,
        Msg::CliFloorBasket,
        Msg::CliFloorOffers,
    ];
    let head = head.map(|msg| texts.get(msg));
    let mut table = Table::new(&[head[0], head[1], head[2], head[3], head[4], "", head[5], head[6]], &[1, 5, 6, 7]);
    let price = |of: Money| texts.format().price(of);
    for lowest in lowest {
        let mut marks = Vec::new();
        if lowest.is_below_floor() {
            marks.push(texts.get(Msg::CliFloorBelow).to_owned());
        }
        if !lowest.exact {
            marks.push(texts.with(Msg::CliFloorCut, &[("price", price(lowest.at_least).into())]));
        }
        let offers: Vec<String> = offers(lowest).iter().map(ToString::to_string).collect();
        table.row([
            rows.sku(lowest.sku),
            rows.phase(lowest.phase),
            lowest.floor.map_or_else(|| "-".to_owned(), price),
            price(lowest.cost),
            price(lowest.unit()),
            marks.join(" "),
            basket_name(&rows, &lowest.basket.items),
            offers.join(" "),
        ]);
    }
    table.text()
}
