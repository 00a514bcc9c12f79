//! New offers with sensible figures: one of each kind, and the ones that nearly every campaign has.

use crate::model::offer::{
    Audience, BundleItem, DailyHours, Funding, GiftRung, ItemBenefit, NthRung, OfferWindow, PiecesRung, Reduction,
    Rung, Scope, Uptake,
};
use crate::model::{
    Campaign, CampaignSku, Count, Layer, Money, Offer, OfferKind, OfferRule, PhaseKind, Project, Rate, Role, Sku,
};

/// Offers that nearly every campaign has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Preset {
    /// 店铺券阶梯: three rungs around the 客单价, to be claimed in preheat.
    CouponLadder,
    /// 跨店每满减, half of it paid by the platform.
    CrossShop,
    /// 品类折扣 in the burst.
    CategoryDiscount,
    /// 店铺满减.
    ShopReduction,
    /// 买三件打折.
    ThreePieces,
    /// 第二件半价.
    SecondHalf,
    /// 会员价.
    Members,
    /// 每日定点秒杀.
    DailyFlash,
    /// 满额赠品.
    ThresholdGift,
    /// 新人红包.
    WelcomePacket,
    /// 积分抵扣.
    Points,
    /// 定金膨胀.
    Deposit,
    /// 满额包邮.
    FreeShipping,
}

impl Preset {
    /// Every preset, in the order of the layers.
    pub const ALL: [Self; 13] = [
        Self::CategoryDiscount,
        Self::DailyFlash,
        Self::Members,
        Self::ShopReduction,
        Self::ThreePieces,
        Self::SecondHalf,
        Self::ThresholdGift,
        Self::CouponLadder,
        Self::CrossShop,
        Self::WelcomePacket,
        Self::Points,
        Self::Deposit,
        Self::FreeShipping,
    ];

    /// Those that an empty campaign begins with.
    pub const USUAL: [Self; 4] = [Self::CouponLadder, Self::CrossShop, Self::WelcomePacket, Self::FreeShipping];

    /// The offer, without an identity.
    #[must_use]
    pub fn offer(self, project: &Project, campaign: &Campaign) -> Offer {
        let at = Figures::of(campaign);
        let sale = window(campaign, opens);
        let open = window(campaign, PhaseKind::sells);
        let plain = |rule| Offer { rule, usable: sale.clone(), ..Offer::default() };
        match self {
            Self::CouponLadder => Offer {
                claim: open,
                per_customer: Some(Count::new(1)),
                uptake: Uptake { claim: Rate::from_percent(90), redemption: Rate::from_percent(80) },
                ..plain(OfferRule::Coupon(vec![at.rung(80, 75), at.rung(132, 120), at.rung(280, 130)]))
            },
            Self::CrossShop => Offer {
                layer: Some(Layer::PlatformOffer),
                funding: Funding { platform: Rate::from_percent(50), supplier: Rate::ZERO },
                ..plain(OfferRule::EveryN { every: Money::from_major(300), off: Money::from_major(50), cap: None })
            },
            Self::CategoryDiscount => Offer {
                scope: Scope {
                    categories: project.shop.categories.first().map(|c| c.id).into_iter().collect(),
                    ..Scope::default()
                },
                usable: window(campaign, |kind| kind == PhaseKind::Burst),
                ..plain(OfferRule::Item(ItemBenefit::Pay(Rate::from_percent(80))))
            },
            Self::ShopReduction => plain(OfferRule::Tiered(vec![at.rung(80, 100), at.rung(160, 110)])),
            Self::ThreePieces => plain(of_kind_rule(OfferKind::PiecesRate, project, campaign)),
            Self::SecondHalf => plain(of_kind_rule(OfferKind::NthPiece, project, campaign)),
            Self::Members => Offer {
                audience: Audience::Members,
                usable: open,
                ..plain(OfferRule::MemberPrice(ItemBenefit::Pay(Rate::from_percent(95))))
            },
            Self::DailyFlash => Offer {
                usable: OfferWindow { daily: flash_hours(), ..sale.clone() },
                quantity: Some(Count::new(500)),
                per_customer: Some(Count::new(1)),
                scope: Scope { roles: vec![Role::TrafficDriver], ..Scope::default() },
                ..plain(OfferRule::Flash(ItemBenefit::Pay(Rate::from_percent(70))))
            },
            Self::ThresholdGift => plain(of_kind_rule(OfferKind::ThresholdGift, project, campaign)),
            Self::WelcomePacket => Offer {
                audience: Audience::New,
                claim: open,
                per_customer: Some(Count::new(1)),
                uptake: Uptake { claim: Rate::from_percent(60), redemption: Rate::from_percent(50) },
                ..plain(OfferRule::RedPacket { value: Money::from_major(10), at: Money::ZERO })
            },
            Self::Points => plain(of_kind_rule(OfferKind::Points, project, campaign)),
            Self::Deposit => Offer {
                usable: window(campaign, |kind| kind == PhaseKind::Preheat || kind == PhaseKind::Launch),
                ..plain(of_kind_rule(OfferKind::Deposit, project, campaign))
            },
            Self::FreeShipping => {
                Offer { usable: open, ..plain(OfferRule::FreeShipping { from: Money::from_major(99) }) }
            }
        }
    }
}

/// Whether goods are sold in such a phase at the campaign's own conditions, not only looked at and reserved.
const fn opens(kind: PhaseKind) -> bool {
    kind.sells() && !matches!(kind, PhaseKind::Preheat)
}

/// A new offer of a kind, without an identity.
#[must_use]
pub fn of_kind(kind: OfferKind, project: &Project, campaign: &Campaign) -> Offer {
    let sale = window(campaign, opens);
    let claimed = matches!(kind, OfferKind::Coupon | OfferKind::RedPacket);
    Offer {
        rule: of_kind_rule(kind, project, campaign),
        audience: if kind == OfferKind::MemberPrice { Audience::Members } else { Audience::Everyone },
        claim: if claimed { window(campaign, PhaseKind::sells) } else { OfferWindow::default() },
        usable: if kind == OfferKind::Flash { OfferWindow { daily: flash_hours(), ..sale } } else { sale },
        per_customer: claimed.then(|| Count::new(1)),
        ..Offer::default()
    }
}

fn flash_hours() -> Option<DailyHours> {
    Some(DailyHours { from: jiff::civil::time(10, 0, 0, 0), until: jiff::civil::time(12, 0, 0, 0) })
}

/// The phases of some kinds; nothing said if that is all of them.
fn window(campaign: &Campaign, fits: impl Fn(PhaseKind) -> bool) -> OfferWindow {
    let phases: Vec<_> = campaign.phases.iter().filter(|phase| fits(phase.kind)).map(|phase| phase.id).collect();
    let all = phases.len() == campaign.phases.len();
    OfferWindow { phases: if all { Vec::new() } else { phases }, ..OfferWindow::default() }
}

fn of_kind_rule(kind: OfferKind, project: &Project, campaign: &Campaign) -> OfferRule {
    let at = Figures::of(campaign);
    let yuan = Money::from_major;
    let (pieces, percent) = (Count::new, Rate::from_percent);
    match kind {
        OfferKind::Item => OfferRule::Item(ItemBenefit::Pay(percent(90))),
        OfferKind::Flash => OfferRule::Flash(ItemBenefit::Pay(percent(70))),
        OfferKind::MemberPrice => OfferRule::MemberPrice(ItemBenefit::Pay(percent(95))),
        OfferKind::GroupBuy => OfferRule::GroupBuy { people: pieces(2), benefit: ItemBenefit::Pay(percent(85)) },
        OfferKind::TradeIn => OfferRule::TradeIn(yuan(50)),
        OfferKind::Tiered => OfferRule::Tiered(vec![at.rung(80, 100)]),
        OfferKind::EveryN => OfferRule::EveryN { every: yuan(300), off: yuan(50), cap: None },
        OfferKind::PiecesRate => OfferRule::PiecesRate(vec![PiecesRung { pieces: pieces(3), pay: percent(90) }]),
        OfferKind::NthPiece => OfferRule::NthPiece(NthRung { nth: pieces(2), pay: percent(50) }),
        OfferKind::NForPrice => OfferRule::NForPrice { pieces: pieces(3), price: yuan(99) },
        OfferKind::Bundle => {
            let (items, price) = bundle(project, campaign);
            OfferRule::Bundle { items, price }
        }
        OfferKind::Gift => OfferRule::Gift { gift: cheapest(project, campaign), pieces: pieces(1) },
        OfferKind::ThresholdGift => OfferRule::ThresholdGift(vec![GiftRung {
            at: at.nice(200),
            gift: cheapest(project, campaign),
            pieces: pieces(1),
            add: Money::ZERO,
        }]),
        OfferKind::Coupon => OfferRule::Coupon(vec![at.rung(80, 75)]),
        OfferKind::RedPacket => OfferRule::RedPacket { value: yuan(10), at: Money::ZERO },
        OfferKind::Points => OfferRule::Points { up_to: percent(1), per_major: pieces(100) },
        OfferKind::Deposit => OfferRule::Deposit { pay: yuan(10), credit: yuan(30) },
        OfferKind::FreeShipping => OfferRule::FreeShipping { from: yuan(99) },
        OfferKind::Lottery => OfferRule::Lottery { budget: yuan(10_000) },
    }
}

/// The campaign's products with their prices, or the shop's if it has none of its own.
fn goods<'a>(project: &'a Project, campaign: &'a Campaign) -> impl Iterator<Item = (&'a Sku, Money)> {
    project.goods.iter().filter_map(|sku| {
        let row = campaign.goods.get(sku.id);
        if row.is_none() && !campaign.goods.is_empty() {
            return None;
        }
        let price =
            row.map_or(Some(sku.list_price), |row: &CampaignSku| crate::engine::goods::campaign_price(sku, row));
        Some((sku.as_ref(), price.filter(|price| *price > Money::ZERO)?))
    })
}

fn cheapest(project: &Project, campaign: &Campaign) -> crate::model::SkuId {
    goods(project, campaign).min_by_key(|(_, price)| *price).map(|(sku, _)| sku.id).unwrap_or_default()
}

/// The first hero and the first add-on, a tenth cheaper together; whole yuan.
fn bundle(project: &Project, campaign: &Campaign) -> (Vec<BundleItem>, Money) {
    let hero = goods(project, campaign).find(|(sku, _)| sku.role == Role::Hero);
    let add_on = goods(project, campaign).find(|(sku, _)| sku.role == Role::AddOn);
    let parts: Vec<_> = hero.into_iter().chain(add_on).collect();
    let sum: Money = parts.iter().map(|(_, price)| *price).sum();
    let price = Money::from_major(sum.at_rate(Rate::from_percent(90)).minor() / 100);
    (parts.iter().map(|(sku, _)| BundleItem { sku: sku.id, pieces: Count::new(1) }).collect(), price)
}

/// Thresholds by the 客单价: typed in the funnel, else 250 yuan.
struct Figures {
    aov: Money,
}

impl Figures {
    fn of(campaign: &Campaign) -> Self {
        let typed = campaign.funnel.aov.typed().filter(|aov| *aov > Money::ZERO);
        Self { aov: typed.unwrap_or(Money::from_major(250)) }
    }

    /// So many per cent of the 客单价, as shops like to write it: 199, 329, 699.
    fn nice(&self, percent: i64) -> Money {
        let yuan = self.aov.at_rate(Rate::from_percent(percent)).minor() / 100;
        let step = if yuan < 1_000 { 10 } else { 100 };
        Money::from_major(((yuan + step / 2) / step * step - 1).max(9))
    }

    /// A rung at so many per cent of the 客单价 that takes off so many thousandths of its threshold, in steps of five.
    fn rung(&self, percent: i64, per_mille: i64) -> Rung {
        let at = self.nice(percent);
        let off = at.minor() * per_mille / 100_000;
        Rung { at, off: Reduction::Less(Money::from_major(((off + 2) / 5 * 5).max(5))) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::offers::price::{Circumstances, Compiled, Moment};
    use crate::model::{CustomerKind, OfferId, Quantity};

    fn campaign(aov: i64) -> (Project, Campaign) {
        let mut project = Project::default();
        let new = crate::engine::template::NewCampaign {
            name: String::new(),
            opening: jiff::civil::date(2026, 11, 1),
            target: Some(Money::from_major(1_000_000)),
            aov: Some(Money::from_major(aov)),
            template: crate::engine::template::Template::LevelS,
        };
        let id = crate::engine::template::add_campaign(&mut project, &new);
        let campaign = project.campaign(id).map(|c| c.as_ref().clone()).unwrap_or_default();
        (project, campaign)
    }

    #[test]
    fn a_ladder_stands_around_the_aov() {
        for (aov, expected) in [(250, [(199, 15), (329, 40), (699, 90)]), (60, [(49, 5), (79, 10), (169, 20)])] {
            let (project, campaign) = campaign(aov);
            assert_eq!(campaign.funnel.aov, Quantity::Fixed(Money::from_major(aov)));
            let OfferRule::Coupon(rungs) = Preset::CouponLadder.offer(&project, &campaign).rule else {
                panic!("a coupon");
            };
            let yuan = Money::from_major;
            let expected = expected.map(|(at, off)| Rung { at: yuan(at), off: Reduction::Less(yuan(off)) });
            assert_eq!(rungs, expected, "{aov}");
        }
    }

    #[test]
    fn each_kind_makes_one_of_itself_that_can_be_priced() {
        let (project, mut campaign) = campaign(250);
        for kind in OfferKind::ALL {
            let offer = of_kind(kind, &project, &campaign);
            assert_eq!(offer.rule.kind(), kind);
            assert!(kind.layers().contains(&offer.layer()), "{kind:?}");
        }
        for (id, preset) in (1..).zip(Preset::ALL) {
            let offer = preset.offer(&project, &campaign);
            assert!(campaign.phases.iter().any(|phase| offer.usable.meets(phase)), "{preset:?}");
            campaign.offers.push(Offer { id: OfferId(id), ..offer });
        }
        let phase = campaign.phases.iter().find(|p| p.kind == PhaseKind::Burst).map(|p| p.id).unwrap_or_default();
        let of = Circumstances { moment: Moment::Phase(phase), customer: CustomerKind::New };
        assert!(Compiled::new(&project, &campaign, of).is_ok());
    }
}
