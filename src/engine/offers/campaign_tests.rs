//! A campaign's offers over its assumed orders.

use jiff::civil::date;

use super::*;
use crate::engine::plan::plan;
use crate::engine::split::goods_mix;
use crate::engine::template::{NewCampaign, Template, add_campaign};
use crate::model::offer::{Funding, Reduction};
use crate::model::{Count, TopUp};

fn yuan(text: &str) -> Money {
    Money::parse(text).unwrap()
}

fn rate(text: &str) -> Rate {
    Rate::parse(text).unwrap()
}

fn less(at: &str, off: &str) -> Rung {
    Rung { at: yuan(at), off: Reduction::Less(yuan(off)) }
}

fn coupon(id: u32, rungs: Vec<Rung>) -> Offer {
    Offer { id: OfferId(id), rule: OfferRule::Coupon(rungs), ..Offer::default() }
}

/// A campaign for 50 million at a 客单价 of 250, without anybody who tops up.
fn answer(offers: Vec<Offer>, change: impl FnOnce(&mut Campaign)) -> (Campaign, OfferCosts) {
    let mut project = Project::default();
    let id = add_campaign(
        &mut project,
        &NewCampaign {
            name: String::new(),
            opening: date(2026, 11, 1),
            target: Some(yuan("50000000")),
            aov: Some(yuan("250")),
            template: Template::LevelS,
        },
    );
    let campaign = project.campaigns.get_mut(id).unwrap();
    campaign.offers = offers.into();
    campaign.top_up = TopUp { chance: Rate::ZERO, ..TopUp::default() };
    change(campaign);
    let campaign = campaign.clone();
    let whole = plan(&project, &campaign);
    let mix = goods_mix(&project.goods, &campaign.goods);
    let answer = offer_costs(&project, &campaign, &whole.funnel, &mix, &whole.time);
    (campaign, answer)
}

#[test]
fn a_red_packet_for_everyone_costs_its_value_times_the_orders() {
    let packet = Offer {
        id: OfferId(900),
        rule: OfferRule::RedPacket { value: yuan("10"), at: Money::ZERO },
        funding: Funding { platform: rate("30%"), supplier: rate("20%") },
        uptake: Uptake { claim: rate("50%"), redemption: rate("40%") },
        ..Offer::default()
    };
    let (_, got) = answer(vec![packet], |_| {});
    // 客单价 250, a fifth of the orders get 10 off, half of which the shop pays: 249
    assert_eq!((got.base_aov, got.aov, got.pull), (Some(yuan("250")), Some(yuan("249")), Some(Rate::ZERO)));
    // 50 million ÷ 249 orders × 0.2 × 10
    assert!((got.orders - 50_000_000.0 / 249.0).abs() < 1.0);
    assert!((got.total().to_f64() - got.orders * 2.0).abs() < 5.0);
    assert!((got.gmv.to_f64() - 50_000_000.0).abs() < 100.0);
    for row in &got.subsidy {
        assert_eq!(row.amount.wide(), row.shop.wide() + row.platform.wide() + row.supplier.wide());
        assert_eq!(row.platform, row.amount.at_rate(rate("30%")));
    }
    let uses: f64 = got.subsidy.iter().filter_map(|r| r.redemptions).sum();
    assert!((uses - got.orders * 0.2).abs() < 1e-3);
    assert!((got.after.orders() - got.before.orders()).abs() < 1e-3);
}

#[test]
fn phases_share_by_what_they_sell_and_when_the_offer_holds() {
    let all = coupon(900, vec![less("0", "5")]);
    let (campaign, got) = answer(vec![all.clone()], |_| {});
    let selling: Vec<PhaseId> = campaign.phases.iter().filter(|p| p.kind.sells()).map(|p| p.id).collect();
    let phases: Vec<PhaseId> = got.subsidy.iter().filter_map(|r| r.phase).collect();
    assert!(phases.len() > 1 && phases.iter().all(|p| selling.contains(p)));
    let one = *phases.last().unwrap();
    let mut only = all.clone();
    only.usable.phases = vec![one];
    let (_, there) = answer(vec![only], |_| {});
    assert_eq!(there.subsidy.iter().map(|r| r.phase).collect::<Vec<_>>(), [Some(one)]);
    let mut night = all;
    night.usable.daily = Some(crate::model::offer::DailyHours {
        from: jiff::civil::time(22, 0, 0, 0),
        until: jiff::civil::time(4, 0, 0, 0),
    });
    let (_, quarter) = answer(vec![night], |_| {});
    let per_order = |a: &OfferCosts| a.total().to_f64() / a.orders;
    assert!((per_order(&quarter) * 4.0 - per_order(&got)).abs() < 1e-3);
}

#[test]
fn a_limited_number_of_coupons_is_all_that_is_used() {
    let mut few = coupon(900, vec![less("0", "5")]);
    few.quantity = Some(Count::new(1_000));
    few.uptake.redemption = rate("80%");
    let (_, got) = answer(vec![few], |_| {});
    assert!(matches!(got.settled, Settled::At { .. }));
    let uses: f64 = got.subsidy.iter().filter_map(|r| r.redemptions).sum();
    assert!((uses - 800.0).abs() < 1e-6, "{uses}");
    assert!((got.total().to_f64() - 4_000.0).abs() < 0.05);
}

#[test]
fn a_lottery_costs_its_budget_and_off_is_off() {
    let lottery = Offer { id: OfferId(900), rule: OfferRule::Lottery { budget: yuan("10000.01") }, ..Offer::default() };
    let off = Offer { off: true, ..coupon(901, vec![less("0", "5")]) };
    let (_, got) = answer(vec![lottery, off], |_| {});
    assert_eq!((got.total(), got.aov), (yuan("10000.01"), Some(yuan("250"))));
    assert!(got.subsidy.iter().all(|r| r.redemptions.is_none()));
}

#[test]
fn topping_up_pulls_the_average() {
    let ladder = coupon(900, vec![less("199", "15"), less("329", "40")]);
    let (_, got) = answer(vec![ladder], |c| c.top_up = TopUp::default());
    assert!(got.pull.is_some_and(|pull| pull > Rate::ZERO), "{:?}", got.pull);
    let before = got.before.share_between(yuan("180"), yuan("199"));
    assert!(got.after.share_between(yuan("180"), yuan("199")) < before * 0.95);
}

#[test]
fn without_figures_there_is_no_answer() {
    let (_, got) = answer(vec![coupon(900, vec![less("199", "15")])], |c| c.funnel = std::sync::Arc::default());
    assert_eq!((got.aov, got.orders, got.gmv, got.total()), (None, 0.0, Money::ZERO, Money::ZERO));
}

#[test]
fn the_coupon_ladder_is_that_of_all_shop_coupons_that_are_on() {
    let off = Offer { off: true, ..coupon(3, vec![less("50", "5")]) };
    let platform = Offer { layer: Some(Layer::PlatformCoupon), ..coupon(4, vec![less("60", "5")]) };
    let offers = vec![coupon(1, vec![less("329", "40")]), coupon(2, vec![less("199", "15")]), off, platform];
    let campaign = Campaign { offers: offers.into(), ..Campaign::default() };
    let ladder: Vec<(u32, usize)> = coupon_ladder(&campaign).iter().map(|(id, n, _)| (id.0, *n)).collect();
    assert_eq!(ladder, [(2, 0), (1, 0)]);
}
