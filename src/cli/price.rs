//! `price`: what a basket costs, step by step.

use std::process::ExitCode;

use super::args::{Price, Wanted};
use super::failure::Failure;
use super::price_text::text;
use super::{load, output};
use crate::engine::offers::basket;
use crate::engine::offers::price::{Compiled, Receipt};
use crate::model::{Basket, BasketItem, Campaign, Held, Layer, Money, Project, SkuId};
use crate::text::receipt::ReceiptWords;
use crate::text::{Msg, Texts};
use report::report;

/// Prices a basket.
pub(super) fn run(args: &Price, texts: &Texts) -> Result<ExitCode, Failure> {
    let (project, campaign) = &load::about(texts, &args.about)?;
    let basket = read(args, texts, project, campaign)?;
    let words = ReceiptWords { texts, project, campaign };
    let unpriced = |why| Failure::Failed(texts.with(Msg::CliUnpriced, &[("why", words.unpriced(why).into())]));
    let compiled = basket::compile(project, campaign, &basket).map_err(unpriced)?;
    let basket = without(args, texts, campaign, &compiled, basket)?;
    let receipt = basket::price(&compiled, &basket).map_err(unpriced)?;
    if args.about.json {
        output::json(texts, &report(&words, &basket, &receipt))?;
    } else {
        output::print(texts, &text(&words, &basket, &receipt))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The basket as the command line has it, its goods looked up by code, else by id.
fn read(args: &Price, texts: &Texts, project: &Project, campaign: &Campaign) -> Result<Basket, Failure> {
    let sku = |wanted: &str| -> Option<SkuId> {
        let by_code = project.goods.iter().find(|sku| sku.code.trim() == wanted).map(|sku| sku.id);
        by_code.or_else(|| wanted.parse().ok().map(SkuId).filter(|id| project.goods.contains(*id)))
    };
    let items = args.basket.iter().flat_map(|basket| &basket.0).map(|Wanted { name, pieces }| match sku(name) {
        Some(sku) => Ok(BasketItem { sku, pieces: *pieces }),
        None => Err(Failure::Failed(texts.with(Msg::CliUnknownSku, &[("name", name.as_str().into())]))),
    });
    let items = items.collect::<Result<Vec<_>, _>>()?;
    let phase = args.phase.as_deref().map(|wanted| phase(texts, campaign, wanted)).transpose()?;
    let (at, customer, points) = (args.at, args.customer, args.points);
    Ok(Basket { items, phase, at, customer, points, without: Vec::new() })
}

fn phase(texts: &Texts, campaign: &Campaign, wanted: &str) -> Result<crate::model::PhaseId, Failure> {
    use crate::text::names::Named as _;
    let by_id = wanted.parse::<u32>().ok().and_then(|id| campaign.phases.iter().find(|p| p.id.0 == id));
    let found = by_id.or_else(|| campaign.phases.iter().find(|p| p.name_in(texts) == wanted));
    found.map(|phase| phase.id).ok_or_else(|| {
        let names: Vec<String> = campaign.phases.iter().map(|p| format!("{} {}", p.id, p.name_in(texts))).collect();
        let arguments = [("name", wanted.into()), ("names", names.join(", ").into())];
        Failure::Failed(texts.with(Msg::CliUnknownPhase, &arguments))
    })
}

/// Takes out of the customer's hands what is named; an offer without a rung means all of its coupons.
fn without(
    args: &Price,
    texts: &Texts,
    campaign: &Campaign,
    compiled: &Compiled,
    mut basket: Basket,
) -> Result<Basket, Failure> {
    for (offer, rung) in &args.without {
        if !campaign.offers.contains(*offer) {
            return Err(Failure::Failed(texts.with(Msg::CliUnknownOffer, &[("id", offer.to_string().into())])));
        }
        let meant = |held: &Held| held.offer == *offer && rung.is_none_or(|rung| rung == held.rung);
        basket.without.extend(compiled.holdable().filter(meant));
    }
    Ok(basket)
}

/// The name of a layer in JSON.
pub(super) const fn layer_code(layer: Layer) -> &'static str {
    match layer {
        Layer::ItemPrice => "item_price",
        Layer::ItemOffer => "item_offer",
        Layer::ShopOffer => "shop_offer",
        Layer::ShopCoupon => "shop_coupon",
        Layer::PlatformOffer => "platform_offer",
        Layer::PlatformCoupon => "platform_coupon",
        Layer::RedPacket => "red_packet",
        Layer::Deposit => "deposit",
        Layer::Shipping => "shipping",
    }
}

mod report {
    use serde::Serialize;

    use super::{Basket, Money, Receipt, ReceiptWords, layer_code};

    #[derive(Serialize)]
    pub(super) struct Report {
        currency: String,
        list_total: Money,
        price_total: Money,
        goods_total: Money,
        total: Money,
        shipping: Money,
        deposit: Money,
        gmv: Money,
        margin: Option<f64>,
        funded: Funded,
        lines: Vec<Line>,
        gifts: Vec<Gift>,
        steps: Vec<Step>,
        unused: Money,
        exact: bool,
    }

    #[derive(Serialize)]
    struct Funded {
        shop: Money,
        platform: Money,
        supplier: Money,
    }

    #[derive(Serialize)]
    struct Line {
        sku: u32,
        code: String,
        quantity: u64,
        list: Money,
        price: Money,
        net: Money,
        unit_net: Money,
        floor: Option<Money>,
        below_floor: bool,
        margin: Option<f64>,
        shares: Vec<Share>,
    }

    #[derive(Serialize)]
    struct Share {
        offer: u32,
        rung: u32,
        amount: Money,
    }

    #[derive(Serialize)]
    struct Gift {
        offer: u32,
        sku: u32,
        quantity: u64,
        add: Money,
    }

    #[derive(Serialize)]
    struct Step {
        offer: Option<u32>,
        rung: Option<u32>,
        name: Option<String>,
        layer: &'static str,
        base: Money,
        amount: Money,
        left: Money,
        applied: bool,
        reason: Option<String>,
    }

    /// The receipt in the shape that scripts rely on.
    pub(super) fn report(words: &ReceiptWords<'_>, basket: &Basket, receipt: &Receipt) -> Report {
        let code = |sku| words.project.goods.get(sku).map(|sku| sku.code.clone()).unwrap_or_default();
        let lines = receipt.lines.iter().map(|line| Line {
            sku: line.sku.0,
            code: code(line.sku),
            quantity: line.pieces.get(),
            list: line.list,
            price: line.price,
            net: line.net,
            unit_net: line.unit_net(),
            floor: line.floor,
            below_floor: line.is_below_floor(),
            margin: line.margin().map(crate::model::Rate::to_f64),
            shares: (line.shares.iter())
                .map(|(held, amount)| Share { offer: held.offer.0, rung: held.rung, amount: *amount })
                .collect(),
        });
        let steps = receipt.steps.iter().map(|step| Step {
            offer: step.held.map(|held| held.offer.0),
            rung: step.held.map(|held| held.rung),
            name: step.held.map(|held| words.held(held)),
            layer: layer_code(step.layer),
            base: step.base,
            amount: step.amount,
            left: step.left,
            applied: step.applied(),
            reason: Some(words.reason(step.held, step.reason, basket)).filter(|reason| !reason.is_empty()),
        });
        let gifts = receipt.gifts.iter().map(|gift| Gift {
            offer: gift.held.offer.0,
            sku: gift.sku.0,
            quantity: gift.pieces.get(),
            add: gift.add,
        });
        let funded = receipt.funded;
        Report {
            currency: words.project.shop.currency.clone(),
            list_total: receipt.list_total,
            price_total: receipt.price_total,
            goods_total: receipt.goods_total,
            total: receipt.total,
            shipping: receipt.shipping,
            deposit: receipt.deposit,
            gmv: receipt.gmv(),
            margin: receipt.margin().map(crate::model::Rate::to_f64),
            funded: Funded { shop: funded.shop, platform: funded.platform, supplier: funded.supplier },
            lines: lines.collect(),
            gifts: gifts.collect(),
            steps: steps.collect(),
            unused: receipt.unused,
            exact: receipt.exact,
        }
    }
}
