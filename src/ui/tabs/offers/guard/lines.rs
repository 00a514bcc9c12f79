//! The words and figures of the card, made once for each price: its basket is priced again, step by step.

use crate::engine::offers::floor::{Change, Lowest};
use crate::engine::offers::price::{Circumstances, Compiled, Moment, Receipt};
use crate::model::{CustomerKind, Held, Layer, Money, OfferRule, Rate};
use crate::text::Msg;
use crate::text::names::Named as _;
use crate::text::offers::discount;
use crate::text::offers::fixes::{change, short_name};
use crate::text::rows::RowNames;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::offers::list::group_of;

/// A row of up to four columns, from the left.
#[derive(Debug, Default)]
pub struct Row {
    pub first: String,
    pub second: String,
    pub third: String,
    /// A judged figure at the right: whether it is better than its yardstick, if it has one.
    pub last: Option<(Option<bool>, String)>,
}

/// What can be done, as shown.
#[derive(Debug)]
pub struct FixRow {
    pub change: Change,
    pub words: String,
    pub after: String,
}

/// Everything that the card says.
#[derive(Debug, Default)]
pub struct Lines {
    pub below: bool,
    pub headline: String,
    pub story: String,
    pub cut: bool,
    pub who: Vec<String>,
    pub items: Vec<Row>,
    pub prices: String,
    pub steps: Vec<Row>,
    pub depth: String,
    pub pays: String,
    pub parts: Vec<Row>,
    /// Nothing while they are looked for.
    pub fixes: Option<Vec<FixRow>>,
}

/// A price without its sign: 129.00.
fn plain(scene: &Scene<'_>, money: Money) -> String {
    scene.format().amount(money)
}

/// Makes the lines of a price.
pub fn lines(scene: &Scene<'_>, open: &Open<'_>, lowest: &Lowest) -> Lines {
    let texts = scene.texts;
    let format = scene.format();
    let rows = RowNames { texts, project: open.project, campaign: open.campaign };
    let below = lowest.is_below_floor();
    let gap = lowest.room().map(|room| format.price(Money::from_wide(room.wide().abs())));
    let headline = match gap {
        Some(gap) => texts.with(if below { Msg::GuardBelow } else { Msg::GuardAbove }, &[("gap", gap.into())]),
        None => texts.get(Msg::GuardNoFloor).to_owned(),
    };
    let mut arguments = vec![
        ("sku", rows.sku(lowest.sku).into()),
        ("phase", rows.phase(lowest.phase).into()),
        ("price", format.price(lowest.unit()).into()),
    ];
    let story = match lowest.floor {
        Some(floor) => {
            arguments.push(("floor", format.price(floor).into()));
            texts.with(Msg::GuardAt, &arguments)
        }
        None => texts.with(Msg::GuardAtFree, &arguments),
    };
    let mut made = Lines { below, headline, story, cut: !lowest.exact, ..Lines::default() };
    if lowest.basket.customer != CustomerKind::Old {
        made.who.push(lowest.basket.customer.name_in(texts).to_owned());
    }
    // of a ladder, some rungs are held and others not
    let missing = |held: &Held| {
        let rungs = match open.campaign.offers.get(held.offer).map(|offer| &offer.rule) {
            Some(OfferRule::Coupon(rungs)) => rungs.len(),
            _ => 1,
        };
        let rung = texts.with(Msg::OfferRung, &[("n", (held.rung as usize + 1).into())]);
        if rungs > 1 { format!("{} {rung}", rows.offer(held.offer)) } else { rows.offer(held.offer) }
    };
    let without: Vec<String> = lowest.basket.without.iter().map(missing).collect();
    if !without.is_empty() {
        let comma = if texts.lang().is_chinese() { "、" } else { ", " };
        made.who.push(texts.with(Msg::GuardWithout, &[("offers", without.join(comma).into())]));
    }
    let of = Circumstances { moment: Moment::Phase(lowest.phase), customer: lowest.basket.customer };
    let receipt = Compiled::new(open.project, open.campaign, of)
        .ok()
        .and_then(|shop| shop.receipt(&lowest.basket.items, &lowest.basket.without, lowest.basket.points).ok());
    if let Some(receipt) = &receipt {
        priced(scene, open, &rows, receipt, &mut made);
    }
    made.fixes = open.guard.and_then(|guard| guard.remedy).filter(|remedy| remedy.is_of(lowest)).and_then(|remedy| {
        let fixes = remedy.fixes.as_ref()?.iter();
        let row = |fix: &crate::engine::offers::floor::Fix| FixRow {
            change: fix.change,
            words: change(&rows, fix.change),
            after: fix.lowest().map(|lowest| format.price(lowest.unit())).unwrap_or_default(),
        };
        Some(fixes.map(row).collect())
    });
    made
}

/// The receipt of the basket: its products, the offers that applied, and what each line pays and leaves.
fn priced(scene: &Scene<'_>, open: &Open<'_>, rows: &RowNames<'_>, receipt: &Receipt, made: &mut Lines) {
    let format = scene.format();
    made.prices = plain(scene, receipt.price_total);
    made.pays = format.price(receipt.total);
    let depth = receipt.goods_total.ratio(receipt.price_total);
    // in whole per cent, half up: more would hide what it says
    let whole = |depth: Rate| Rate::from_wide((depth.wide() + 5_000_000) / 10_000_000 * 10_000_000);
    made.depth = depth.map(|depth| discount(scene.texts, whole(depth))).unwrap_or_default();
    for line in &receipt.lines {
        let each = line.price.per(line.pieces).unwrap_or_default();
        made.items.push(Row {
            first: short_name(rows, line.sku),
            second: format!("{} × {}", format.price_short(each), line.pieces),
            third: plain(scene, line.price),
            last: None,
        });
        let margin = line.margin().map(|margin| {
            let wrong = open.campaign.required_margin.map_or(margin.wide() < 0, |required| margin < required);
            (wrong.then_some(false), format.percent(margin, 1))
        });
        made.parts.push(Row {
            first: short_name(rows, line.sku),
            second: plain(scene, line.net),
            third: plain(scene, line.unit_net()),
            last: margin,
        });
    }
    for step in receipt.steps.iter().filter(|step| step.applied() && step.amount > Money::ZERO) {
        let shipping = step.layer == Layer::Shipping;
        let Some(held) = step.held else { continue };
        made.steps.push(Row {
            first: format!("{}　{}", group_of(step.layer) + 1, rows.offer(held.offer)),
            // of the shipping fee, what is paid
            second: if shipping { plain(scene, receipt.shipping) } else { format!("−{}", plain(scene, step.amount)) },
            third: plain(scene, if shipping { receipt.total } else { step.left }),
            last: None,
        });
    }
}
