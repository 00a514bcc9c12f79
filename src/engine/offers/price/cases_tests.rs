//! Worked cases: basket, offers, what is paid. Sums in yuan.

use std::sync::Arc;

use jiff::civil::date;

use super::*;
use crate::model::offer::*;
use crate::model::*;

/// A campaign with one phase and products named by letters.
pub(super) struct Case {
    pub project: Project,
    pub campaign: Campaign,
    items: Vec<BasketItem>,
}

pub(super) fn yuan(text: &str) -> Money {
    Money::parse(text).unwrap()
}

fn rate(text: &str) -> Rate {
    Rate::parse(text).unwrap()
}

fn sku(letter: char) -> SkuId {
    SkuId(u32::from(letter))
}

fn scope(letters: &str) -> Scope {
    Scope { skus: letters.chars().map(sku).collect(), ..Scope::default() }
}

/// `basket("A 20×2, B 30")`: products by letter, price, pieces.
pub(super) fn basket(text: &str) -> Case {
    let mut case = Case { project: Project::default(), campaign: Campaign::default(), items: Vec::new() };
    for item in text.split(", ") {
        let (name, rest) = item.split_once(' ').unwrap();
        let (price, pieces) = rest.split_once('×').unwrap_or((rest, "1"));
        let letter = name.chars().next().unwrap();
        case.project.goods.push(Sku {
            id: sku(letter),
            code: name.to_owned(),
            list_price: yuan(price),
            ..Sku::default()
        });
        case.items.push(BasketItem { sku: sku(letter), pieces: Count::parse(pieces).unwrap() });
    }
    let day = |d| date(2026, 11, d).at(0, 0, 0, 0);
    case.campaign.phases.push(Phase {
        id: PhaseId(1),
        kind: PhaseKind::Burst,
        name: String::new(),
        start: day(11),
        end: day(12),
        waves: Rows::default(),
    });
    case
}

impl Case {
    fn offer(mut self, rule: OfferRule) -> Self {
        let id = OfferId(self.campaign.offers.len() as u32 + 1);
        self.campaign.offers.push(Offer { id, rule, ..Offer::default() });
        self
    }

    fn last(mut self, change: impl FnOnce(&mut Offer)) -> Self {
        let last = self.campaign.offers.list_mut().last_mut().unwrap();
        change(Arc::make_mut(last));
        self
    }

    fn over(self, letters: &str) -> Self {
        let scope = scope(letters);
        self.last(|offer| offer.scope = scope)
    }

    fn policy(mut self, change: impl FnOnce(&mut PricingPolicy)) -> Self {
        change(&mut self.campaign.pricing);
        self
    }

    fn receipt(&self) -> Receipt {
        let of = Circumstances { moment: Moment::Phase(PhaseId(1)), customer: CustomerKind::Old };
        let compiled = Compiled::new(&self.project, &self.campaign, of).unwrap();
        let receipt = compiled.receipt(&self.items, &[], Count::new(1_000_000)).unwrap();
        let total: Money = receipt.lines.iter().map(|l| l.net).sum();
        assert_eq!(total, receipt.goods_total, "lines sum to the total");
        receipt
    }

    fn pays(&self, total: &str) {
        assert_eq!(self.receipt().total, yuan(total), "{:#?}", self.receipt());
    }

    /// What one offer took off each line, by its number.
    fn shares(&self, offer: u32) -> Vec<String> {
        let receipt = self.receipt();
        let of = |line: &ReceiptLine| {
            let shares = line.shares.iter().filter(|(held, _)| held.offer == OfferId(offer));
            shares.map(|(_, share)| *share).sum::<Money>().to_string()
        };
        receipt.lines.iter().map(of).collect()
    }

    fn nets(&self) -> Vec<String> {
        self.receipt().lines.iter().map(|line| line.unit_net().to_string()).collect()
    }
}

fn less(text: &str) -> Reduction {
    Reduction::Less(yuan(text))
}

fn pay(text: &str) -> Reduction {
    Reduction::Pay { rate: rate(text), cap: None }
}

/// `tiers("100-10, 300-50")`.
fn tiers(text: &str) -> Vec<Rung> {
    let rung = |part: &str| {
        let (at, off) = part.split_once('-').unwrap();
        Rung { at: yuan(at), off: less(off) }
    };
    text.split(", ").map(rung).collect()
}

fn tiered(text: &str) -> OfferRule {
    OfferRule::Tiered(tiers(text))
}

fn n_for(pieces: u64, price: &str) -> OfferRule {
    OfferRule::NForPrice { pieces: Count::new(pieces), price: yuan(price) }
}

fn bundle(parts: &str, price: &str) -> OfferRule {
    let items = parts.chars().map(|c| BundleItem { sku: sku(c), pieces: Count::new(1) }).collect();
    OfferRule::Bundle { items, price: yuan(price) }
}

#[test]
fn p1_every_n() {
    for (amount, pays) in [("230", "210"), ("430", "390")] {
        let every = OfferRule::EveryN { every: yuan("200"), off: yuan("20"), cap: None };
        basket(&format!("A {amount}")).offer(every).pays(pays);
    }
    let capped = OfferRule::EveryN { every: yuan("200"), off: yuan("20"), cap: Some(yuan("30")) };
    basket("A 430").offer(capped).pays("400");
}

#[test]
fn p2_tiers() {
    for (amount, off) in [("99", "0"), ("100", "10"), ("299", "10"), ("300", "50"), ("500", "80"), ("9999", "80")] {
        let case = basket(&format!("A {amount}")).offer(tiered("100-10, 300-50, 500-80"));
        let receipt = case.receipt();
        assert_eq!(receipt.price_total.wide() - receipt.total.wide(), yuan(off).wide(), "{amount}");
    }
}

#[test]
fn p3_item_discount() {
    basket("A 100").offer(OfferRule::Item(ItemBenefit::Pay(rate("60%")))).pays("60");
}

#[test]
fn p4_bundle() {
    let case = basket("A 50, B 80").offer(bundle("AB", "100"));
    case.pays("100");
    assert_eq!(case.shares(1), ["11.54", "18.46"]);
}

#[test]
fn p5_deposit() {
    let case = basket("A 199").offer(OfferRule::Deposit { pay: yuan("10"), credit: yuan("30") });
    let receipt = case.receipt();
    assert_eq!((receipt.balance(), receipt.total, receipt.deposit), (yuan("169"), yuan("179"), yuan("10")));
}

#[test]
fn p6_eligible_lines_only() {
    let case = basket("A 20×2, B 30×2, C 50")
        .offer(tiered("90-20"))
        .over("AB")
        .policy(|policy| policy.shipping_fee = yuan("10"));
    case.pays("140");
    assert_eq!(case.shares(1), ["8", "12", "0"]);
    assert_eq!(case.nets(), ["16", "24", "50"]);
}

#[test]
fn p7_original_amounts() {
    let case = basket("A 20×2, B 30×2, C 50")
        .offer(OfferRule::Flash(ItemBenefit::Price(yuan("10"))))
        .over("A")
        .offer(tiered("49-20"))
        .over("AB")
        .offer(OfferRule::Coupon(tiers("100-11")))
        .over("BC")
        .policy(|policy| {
            policy.shipping_fee = yuan("10");
            policy.threshold_on = Base::Original;
            policy.share_by = Base::Original;
        });
    case.pays("109");
    assert_eq!(case.shares(2), ["5", "15", "0"]);
    assert_eq!(case.shares(3), ["0", "6", "5"]);
}

#[test]
fn p8_p9_in_sequence() {
    let percent = || OfferRule::Item(ItemBenefit::Pay(rate("80%")));
    let amount = || OfferRule::Item(ItemBenefit::Less(yuan("10")));
    basket("A 100").offer(percent()).offer(amount()).policy(|p| p.same_layer = SameLayer::Stack).pays("70");
    basket("A 100").offer(amount()).offer(percent()).policy(|p| p.same_layer = SameLayer::Stack).pays("72");
    // the same of orders, by the matrix
    let orders = |first: Reduction, second: Reduction| {
        let rung = |off| OfferRule::Tiered(vec![Rung { at: Money::ZERO, off }]);
        let mut case = basket("A 100").offer(rung(first)).offer(rung(second));
        case.campaign.stacking.push(StackingRule { a: OfferId(1), b: OfferId(2), together: true });
        case
    };
    orders(pay("80%"), less("10")).pays("70");
    orders(less("10"), pay("80%")).pays("72");
    // percentages of the same amount
    orders(less("10"), pay("80%")).policy(|p| p.percent = PercentBase::SameBase).pays("70");
}

#[test]
fn p10_one_of_a_group() {
    for order in [["80%", "-10"], ["-10", "80%"]] {
        let mut case = basket("A 100").policy(|p| p.same_layer = SameLayer::Stack);
        for what in order {
            let off = if what == "-10" { less("10") } else { pay(what) };
            case = case.offer(OfferRule::Tiered(vec![Rung { at: Money::ZERO, off }]));
            case = case.last(|offer| offer.group = "A".to_owned());
        }
        case.pays("80");
        // by priority, the first that applies
        let first = if order[0] == "-10" { "90" } else { "80" };
        case.policy(|p| p.group_choice = GroupChoice::Priority).pays(first);
    }
}

#[test]
fn p11_half_up() {
    basket("A 10.50").offer(OfferRule::Item(ItemBenefit::Pay(rate("85%")))).pays("8.93");
}

#[test]
fn p12_p13_p15_shares() {
    for (goods, off, shares) in [
        ("A 10, B 10, C 10", "2.99", vec!["1", "1", "0.99"]),
        ("A 150, B 50, C 100", "15", vec!["7.50", "2.50", "5"]),
        // 22 ÷ 86.50 × 15 = 3.815, 14 → 2.428, 43 → 7.457, 7.50 → 1.301: the largest remainders are .8, .6 of a cent …
        ("A 22, B 14, C 43, D 7.50, E 0", "15", vec!["3.81", "2.43", "7.46", "1.30", "0"]),
    ] {
        let case = basket(goods).offer(tiered(&format!("0-{off}")));
        assert_eq!(case.shares(1), shares, "{goods}");
        let sum: Money = case.shares(1).iter().map(|s| yuan(s)).sum();
        assert_eq!(sum, yuan(off));
    }
}

#[test]
fn p14_tiers_from_zero() {
    for (amount, off) in [("50", 10), ("100", 15), ("150", 15), ("200", 20)] {
        let receipt = basket(&format!("A {amount}")).offer(tiered("0-10, 100-15, 200-20")).receipt();
        assert_eq!(receipt.price_total.wide() - receipt.total.wide(), off * 100, "{amount}");
    }
}

#[test]
fn p16_floor_protection() {
    let mut case = basket("A 50, B 20, C 20, D 20").offer(tiered("0-25")).policy(|p| p.floor_protection = true);
    case.project.goods.get_mut(sku('A')).unwrap().floor = Some(yuan("45"));
    assert_eq!(case.shares(1), ["5", "6.67", "6.67", "6.66"]);
}

#[test]
fn p17_p18_sets() {
    let three_and_two = |text: &str| basket(text).offer(n_for(3, "130")).over("A").offer(n_for(2, "45")).over("B");
    three_and_two("A 50×5, B 30×5, C 20").pays("370");
    three_and_two("A 50×3, B 30×5, C 20, D 15").offer(bundle("CD", "30")).pays("280");
}

#[test]
fn a_set_that_names_a_product_twice() {
    // A twice and once more is three of A
    let set = || bundle("AAAB", "30");
    basket("A 10×2, B 20").offer(set()).pays("40");
    basket("A 10×3, B 20").offer(set()).pays("30");
}

#[test]
fn p19_what_finds_no_room() {
    let receipt = basket("A 400")
        .offer(tiered("0-300"))
        .offer(tiered("0-200"))
        .policy(|p| p.same_layer = SameLayer::Stack)
        .receipt();
    assert_eq!((receipt.total, receipt.unused), (Money::ZERO, yuan("100")));
}

#[test]
fn pieces_and_rates() {
    // M件N折: from 2 pieces 90 %, from 3 pieces 80 %, over all of them
    let rungs = || {
        let rung = |pieces, pay| PiecesRung { pieces: Count::new(pieces), pay: rate(pay) };
        OfferRule::PiecesRate(vec![rung(2, "90%"), rung(3, "80%")])
    };
    for (pieces, pays) in [(1, "100"), (2, "180"), (3, "240"), (7, "560")] {
        basket(&format!("A 100×{pieces}")).offer(rungs()).pays(pays);
    }
    // 第2件半价: in each pair, dearest first, the cheaper one
    let second = || OfferRule::NthPiece(NthRung { nth: Count::new(2), pay: rate("50%") });
    basket("A 100, B 60").offer(second()).pays("130");
    basket("A 100×2, B 60×2").offer(second()).pays("240");
    basket("A 100, B 60, C 40").offer(second()).pays("170");
    // N for a price: dearest first, while it lowers the total
    basket("A 100×2, B 20×2").offer(n_for(2, "99")).pays("139");
}

#[test]
fn a_coupon_of_a_ladder() {
    let coupons = |goods: &str| basket(goods).offer(OfferRule::Coupon(tiers("199-15, 329-40, 459-60")));
    coupons("A 347.64").pays("307.64");
    coupons("A 198.99").pays("198.99");
    let receipt = coupons("A 347.64").receipt();
    let reasons: Vec<Reason> = receipt.steps.iter().filter(|s| s.held.is_some()).map(|s| s.reason).collect();
    let second = Held { offer: OfferId(1), rung: 1 };
    assert_eq!(
        reasons,
        [Reason::ExcludedBy(second, Some(yuan("25"))), Reason::Applied, Reason::BelowThreshold(yuan("111.36"))]
    );
}

#[test]
fn limits_split_a_line() {
    let flash = |limit| {
        basket("A 100×5").offer(OfferRule::Flash(ItemBenefit::Price(yuan("60")))).last(|offer| {
            offer.per_customer = Some(Count::new(limit));
        })
    };
    flash(2).pays("420");
    flash(9).pays("300");
    // a coupon that may be used three times needs its threshold for each
    let coupon = |amount: &str| {
        basket(&format!("A {amount}")).offer(OfferRule::Coupon(tiers("100-10"))).last(|offer| {
            offer.per_order = Some(Count::new(3));
        })
    };
    coupon("250").pays("230");
    coupon("1000").pays("970");
}

#[test]
fn shipping_and_points() {
    let case = |amount: &str| {
        basket(&format!("A {amount}"))
            .offer(tiered("100-10"))
            .offer(OfferRule::FreeShipping { from: yuan("99") })
            .policy(|policy| policy.shipping_fee = yuan("8"))
    };
    case("108").pays("106"); // 98 left: not free
    case("109").pays("99");
    case("99").pays("99");
    case("98").pays("106");
    let points = OfferRule::Points { up_to: rate("1%"), per_major: Count::new(100) };
    basket("A 257.64").offer(points).pays("255.07"); // 2.57
}

#[test]
fn stops_and_excludes() {
    let both = |stop| {
        basket("A 100")
            .offer(OfferRule::Item(ItemBenefit::Pay(rate("90%"))))
            .last(|offer| offer.stop_after = stop)
            .offer(OfferRule::Coupon(tiers("50-5")))
    };
    both(false).pays("85");
    both(true).pays("90");
    // the matrix against the layers
    let mut case = both(false);
    case.campaign.stacking.push(StackingRule { a: OfferId(2), b: OfferId(1), together: false });
    case.pays("90");
}

#[test]
fn a_threshold_can_make_a_smaller_discount_better() {
    // 10 off would lead below the coupon's threshold: of two that exclude each other the smaller one is used
    let case = basket("A 105").offer(tiered("100-10")).offer(tiered("100-5")).offer(OfferRule::Coupon(tiers("100-50")));
    case.pays("50");
}

#[test]
fn who_pays_for_it() {
    let case = basket("A 100")
        .offer(tiered("100-10"))
        .last(|offer| offer.funding = Funding { platform: rate("33.33%"), supplier: rate("20%") });
    let receipt = case.receipt();
    assert_eq!(receipt.funded, Funded { shop: yuan("4.67"), platform: yuan("3.33"), supplier: yuan("2") });
    assert_eq!(receipt.gmv(), yuan("95.33"));
}

#[test]
fn gifts_cost_the_lines_that_earn_them() {
    let gift = |at: &str| GiftRung { at: yuan(at), gift: sku('G'), pieces: Count::new(1), add: Money::ZERO };
    let mut case = basket("A 300, B 100").offer(OfferRule::ThresholdGift(vec![gift("300")]));
    case.project.goods.push(Sku { id: sku('G'), unit_cost: yuan("20"), ..Sku::default() });
    let receipt = case.receipt();
    assert_eq!(receipt.gifts.len(), 1);
    let costs: Vec<Money> = receipt.lines.iter().map(|l| l.gift_cost).collect();
    assert_eq!((receipt.total, costs), (yuan("400"), vec![yuan("15"), yuan("5")]));
}

#[test]
fn what_comes_back() {
    // 300−60 over A 200 and B 100: 40 and 20 off. B comes back: A alone would have cost 200.
    let back = |rule| {
        let case = basket("A 200, B 100").offer(tiered("300-60")).policy(|p| p.returns = rule);
        let of = Circumstances { moment: Moment::Phase(PhaseId(1)), customer: CustomerKind::Old };
        let compiled = Compiled::new(&case.project, &case.campaign, of).unwrap();
        let sent = [BasketItem { sku: sku('B'), pieces: Count::new(1) }];
        refund(&compiled, &case.receipt(), &sent, Count::ZERO).unwrap()
    };
    for (rule, paid, lost, regained) in [
        (ReturnRule::Keep, "80", "40", "20"),
        (ReturnRule::Recover, "40", "40", "60"),
        // 80 of 240 came back: a third of 40
        (ReturnRule::Proportional, "66.67", "40", "33.33"),
    ] {
        let refund = back(rule);
        assert_eq!((refund.refund, refund.lost), (yuan(paid), yuan(lost)), "{rule:?}");
        assert_eq!(refund.regained.shop, yuan(regained), "{rule:?}");
    }
}
