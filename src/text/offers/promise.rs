//! The promise of a rule as a shop writes it: 满199减15；满329减40, 第2件半价.

use crate::model::number::write_scaled;
use crate::model::offer::{GiftRung, ItemBenefit, NthRung, PiecesRung, Reduction, Rung};
use crate::model::{Count, Money, OfferRule, Project, Rate, SkuId};
use crate::text::line::{say, tame};
use crate::text::{Argument, Lang, Msg, Texts};

/// What a rule says to customers, without scope, audience and time. Figures stand as they are in the rule, exactly; what
/// makes no sense is said as it stands and found elsewhere.
#[must_use]
pub fn promise(texts: &Texts, project: &Project, rule: &OfferRule) -> String {
    Promise { texts, project }.of(rule)
}

struct Promise<'a> {
    texts: &'a Texts,
    project: &'a Project,
}

impl Promise<'_> {
    fn of(&self, rule: &OfferRule) -> String {
        match rule {
            OfferRule::Tiered(rungs) => self.rungs(rungs),
            OfferRule::Coupon(rungs) if rungs.is_empty() => self.nothing(),
            OfferRule::Coupon(rungs) => self.say(Msg::OfferSayCoupon, &[("rungs", self.rungs(rungs).into())]),
            OfferRule::EveryN { every, off, cap: None } => {
                self.say(Msg::OfferSayEvery, &[("every", self.sum(*every)), ("off", self.sum(*off))])
            }
            OfferRule::EveryN { every, off, cap: Some(cap) } => self.say(
                Msg::OfferSayEveryCap,
                &[("every", self.sum(*every)), ("off", self.sum(*off)), ("cap", self.sum(*cap))],
            ),
            OfferRule::Item(ItemBenefit::Pay(rate)) => self.say(Msg::OfferSayRate, &[("rate", self.discount(*rate))]),
            OfferRule::Item(ItemBenefit::Price(price)) => {
                self.say(Msg::OfferSayEachPrice, &[("price", self.sum(*price))])
            }
            OfferRule::Item(less @ ItemBenefit::Less(_)) => self.benefit(*less),
            OfferRule::Flash(benefit) => self.say(Msg::OfferSayFlash, &[("benefit", self.benefit(*benefit).into())]),
            OfferRule::MemberPrice(benefit) => {
                self.say(Msg::OfferSayMember, &[("benefit", self.benefit(*benefit).into())])
            }
            OfferRule::GroupBuy { people, benefit } => self.say(
                Msg::OfferSayGroup,
                &[("people", people.to_string().into()), ("benefit", self.benefit(*benefit).into())],
            ),
            OfferRule::TradeIn(off) => self.say(Msg::OfferSayTradeIn, &[("off", self.sum(*off))]),
            OfferRule::Bundle { items, .. } if items.is_empty() => self.nothing(),
            OfferRule::Bundle { items, price } => {
                let items: Vec<String> = items.iter().map(|item| self.goods(item.sku, item.pieces)).collect();
                self.say(Msg::OfferSayBundle, &[("items", items.join(" + ").into()), ("price", self.sum(*price))])
            }
            OfferRule::Gift { gift, pieces } => {
                self.say(Msg::OfferSayGift, &[("gift", self.goods(*gift, *pieces).into())])
            }
            OfferRule::ThresholdGift(rungs) => self.list(rungs, |rung| self.gift(rung)),
            OfferRule::NForPrice { pieces, price } => {
                self.say(Msg::OfferSayNForPrice, &[("pieces", pieces.to_string().into()), ("price", self.sum(*price))])
            }
            OfferRule::PiecesRate(rungs) => self.list(rungs, |PiecesRung { pieces, pay }| {
                let arguments = [("pieces", pieces.to_string().into()), ("rate", self.discount(*pay))];
                self.say(Msg::OfferSayPiecesRate, &arguments)
            }),
            OfferRule::NthPiece(rung) => self.nth(*rung),
            OfferRule::RedPacket { value, at } if *at <= Money::ZERO => {
                self.say(Msg::OfferSayPacket, &[("value", self.sum(*value))])
            }
            OfferRule::RedPacket { value, at } => {
                self.say(Msg::OfferSayPacketAt, &[("value", self.sum(*value)), ("at", self.sum(*at))])
            }
            OfferRule::Points { up_to, per_major } => {
                let part = self.texts.format().percent_exact(*up_to);
                self.say(Msg::OfferSayPoints, &[("part", part.into()), ("points", per_major.to_string().into())])
            }
            OfferRule::Deposit { pay, credit } => {
                self.say(Msg::OfferSayDeposit, &[("pay", self.sum(*pay)), ("credit", self.sum(*credit))])
            }
            OfferRule::FreeShipping { from } if *from <= Money::ZERO => self.say(Msg::OfferSayShipping, &[]),
            OfferRule::FreeShipping { from } => self.say(Msg::OfferSayShippingAt, &[("from", self.sum(*from))]),
            OfferRule::Lottery { budget } => self.say(Msg::OfferSayLottery, &[("budget", self.sum(*budget))]),
        }
    }

    fn say(&self, msg: Msg, arguments: &[(&str, Argument<'_>)]) -> String {
        self.texts.with(msg, arguments)
    }

    fn nothing(&self) -> String {
        self.texts.get(Msg::OfferSayNothing).to_owned()
    }

    fn list<T>(&self, rungs: &[T], one: impl Fn(&T) -> String) -> String {
        if rungs.is_empty() {
            return self.nothing();
        }
        let said: Vec<String> = rungs.iter().map(one).collect();
        said.join(if self.texts.lang().is_chinese() { "；" } else { "; " })
    }

    fn rungs(&self, rungs: &[Rung]) -> String {
        self.list(rungs, |rung| self.rung(rung))
    }

    fn rung(&self, rung: &Rung) -> String {
        let at = self.sum(rung.at);
        let free = rung.at <= Money::ZERO;
        match rung.off {
            Reduction::Less(off) if free => self.say(Msg::OfferSayLess, &[("off", self.sum(off))]),
            Reduction::Less(off) => self.say(Msg::OfferSayRung, &[("at", at), ("off", self.sum(off))]),
            Reduction::Pay { rate, cap } => {
                let rate = self.discount(rate);
                let said = if free {
                    self.say(Msg::OfferSayRate, &[("rate", rate)])
                } else {
                    self.say(Msg::OfferSayRungRate, &[("at", at), ("rate", rate)])
                };
                match cap {
                    None => said,
                    Some(cap) => self.say(Msg::OfferSayCapped, &[("promise", said.into()), ("cap", self.sum(cap))]),
                }
            }
        }
    }

    fn benefit(&self, benefit: ItemBenefit) -> String {
        match benefit {
            ItemBenefit::Pay(rate) => discount(self.texts, rate),
            ItemBenefit::Less(off) => self.say(Msg::OfferSayEachLess, &[("off", self.sum(off))]),
            ItemBenefit::Price(price) => self.say(Msg::OfferSayPrice, &[("price", self.sum(price))]),
        }
    }

    fn gift(&self, rung: &GiftRung) -> String {
        let gift = self.goods(rung.gift, rung.pieces);
        let at = self.sum(rung.at);
        if rung.add <= Money::ZERO {
            self.say(Msg::OfferSayGiftAt, &[("at", at), ("gift", gift.into())])
        } else {
            self.say(Msg::OfferSayGiftAdd, &[("at", at), ("gift", gift.into()), ("add", self.sum(rung.add))])
        }
    }

    fn nth(&self, NthRung { nth, pay }: NthRung) -> String {
        let nth = if self.texts.lang() == Lang::En { ordinal(nth) } else { nth.to_string() };
        let rate = if pay == Rate::from_percent(50) {
            self.texts.get(Msg::OfferHalf).to_owned()
        } else if pay <= Rate::ZERO {
            self.texts.get(Msg::OfferFree).to_owned()
        } else {
            discount(self.texts, pay)
        };
        self.say(Msg::OfferSayNth, &[("nth", nth.into()), ("rate", rate.into())])
    }

    /// A product as customers know it: its name, with how many if more than one.
    fn goods(&self, id: SkuId, pieces: Count) -> String {
        let name = self.project.goods.get(id).map(|sku| sku.name.trim()).filter(|name| !name.is_empty());
        let name = name.map_or_else(
            || say(self.texts, Msg::RowSku, &[("id", id.to_string().into())]),
            |name| tame(name).into_owned(),
        );
        if pieces.get() > 1 { format!("{name}×{pieces}") } else { name }
    }

    fn sum(&self, money: Money) -> Argument<'static> {
        amount(self.texts, money).into()
    }

    fn discount(&self, pay: Rate) -> Argument<'static> {
        discount(self.texts, pay).into()
    }
}

/// An amount in a promise: 199, 19.9 where the sentence says 元; ¥1,299, ¥19.90 in English.
#[must_use]
pub fn amount(texts: &Texts, money: Money) -> String {
    if texts.lang().is_chinese() {
        return write_scaled(money.wide(), 2).replace('-', "−");
    }
    let price = texts.format().price(money);
    price.strip_suffix(".00").map_or_else(|| price.clone(), ToOwned::to_owned)
}

/// The part that is paid as the trade says it: 8折, 85折, 8.85折; in English by what is taken off.
#[must_use]
pub fn discount(texts: &Texts, pay: Rate) -> String {
    let figure = if texts.lang().is_chinese() {
        // whole per cent of two digits are read digit by digit: 85折, but 8折 and 0.5折
        let percent = pay.wide() / 10_000_000;
        let whole = pay.wide() % 10_000_000 == 0;
        if whole && percent % 10 != 0 && (11..100).contains(&percent) {
            percent.to_string()
        } else {
            write_scaled(pay.wide(), 8).replace('-', "−")
        }
    } else {
        write_scaled(Rate::ONE.wide() - pay.wide(), 7).replace('-', "−")
    };
    texts.with(Msg::OfferDiscount, &[("figure", figure.into())])
}

fn ordinal(number: Count) -> String {
    let n = number.get();
    let ending = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Sku;
    use crate::model::offer::BundleItem;

    fn yuan(text: &str) -> Money {
        Money::parse(text).unwrap()
    }

    fn rung(at: &str, off: &str) -> Rung {
        Rung { at: yuan(at), off: Reduction::Less(yuan(off)) }
    }

    fn part(percent: i64) -> Rate {
        Rate::from_percent(percent)
    }

    #[test]
    fn every_kind_speaks_as_a_shop_does() {
        let sku = |id, name: &str| Sku { id: SkuId(id), name: name.to_owned(), ..Sku::default() };
        let project = Project { goods: vec![sku(1, "Pillow"), sku(2, "Case")].into(), ..Project::default() };
        let n = Count::new;
        let rate = |percent, cap: Option<&str>| Rung {
            at: yuan("300"),
            off: Reduction::Pay { rate: part(percent), cap: cap.map(yuan) },
        };
        let gift = |add: &str| GiftRung { at: yuan("299"), gift: SkuId(2), pieces: n(1), add: yuan(add) };
        let nth = |nth, pay| OfferRule::NthPiece(NthRung { nth: n(nth), pay: part(pay) });
        let every = |cap: Option<&str>| OfferRule::EveryN { every: yuan("300"), off: yuan("50"), cap: cap.map(yuan) };
        let items = vec![BundleItem { sku: SkuId(1), pieces: n(1) }, BundleItem { sku: SkuId(2), pieces: n(2) }];
        let cases: Vec<(OfferRule, [&str; 3])> = vec![
            (
                OfferRule::Tiered(vec![rung("199", "15"), rung("329", "40")]),
                ["满199减15；满329减40", "滿199折15；滿329折40", "¥15 off ¥199; ¥40 off ¥329"],
            ),
            (
                OfferRule::Tiered(vec![rate(85, Some("100"))]),
                ["满300打85折，最多减100", "滿300打85折，最多折100", "15% off over ¥300, at most ¥100"],
            ),
            (OfferRule::Tiered(vec![rung("0", "5")]), ["立减5", "現折5", "¥5 off"]),
            (OfferRule::Coupon(vec![rung("199", "15")]), ["领券满199减15", "領券滿199折15", "Coupon: ¥15 off ¥199"]),
            (OfferRule::Coupon(Vec::new()), ["还没写明优惠", "尚未填寫優惠內容", "Nothing promised yet"]),
            (every(None), ["每满300减50，上不封顶", "每滿300折50，折扣無上限", "¥50 off every ¥300, no upper limit"]),
            (
                every(Some("150")),
                ["每满300减50，最多减150", "每滿300折50，最多折150", "¥50 off every ¥300, at most ¥150"],
            ),
            (OfferRule::Item(ItemBenefit::Pay(part(80))), ["打8折", "打8折", "20% off"]),
            (OfferRule::Item(ItemBenefit::Less(yuan("20"))), ["直降20元", "現省20元", "¥20 off each"]),
            (OfferRule::Item(ItemBenefit::Price(yuan("19.9"))), ["一口价19.9元", "均一價19.9元", "¥19.90 each"]),
            (
                OfferRule::Flash(ItemBenefit::Price(yuan("29"))),
                ["秒杀价29元", "限時搶購價29元", "Flash sale: ¥29 each"],
            ),
            (OfferRule::MemberPrice(ItemBenefit::Pay(part(95))), ["会员95折", "會員95折", "Members: 5% off"]),
            (
                OfferRule::GroupBuy { people: n(2), benefit: ItemBenefit::Less(yuan("10")) },
                ["2人团直降10元", "2人成團現省10元", "Group of 2: ¥10 off each"],
            ),
            (
                OfferRule::TradeIn(yuan("100")),
                ["以旧换新每件减100元", "舊換新每件折100元", "¥100 off each with a trade-in"],
            ),
            (
                OfferRule::Bundle { items, price: yuan("169") },
                ["Pillow + Case×2套装价169元", "Pillow + Case×2組合價169元", "Pillow + Case×2 for ¥169"],
            ),
            (OfferRule::Gift { gift: SkuId(2), pieces: n(1) }, ["买就送Case", "買就送Case", "Free Case with each"]),
            (
                OfferRule::ThresholdGift(vec![gift("0"), gift("9.9")]),
                [
                    "满299送Case；满299加9.9元换购Case",
                    "滿299送Case；滿299加9.9元換購Case",
                    "Free Case over ¥299; Case for ¥9.90 over ¥299",
                ],
            ),
            (OfferRule::NForPrice { pieces: n(3), price: yuan("99") }, ["99元任选3件", "任選3件99元", "Any 3 for ¥99"]),
            (
                OfferRule::PiecesRate(vec![PiecesRung { pieces: n(3), pay: part(90) }]),
                ["买3件打9折", "買3件打9折", "Buy 3, get 10% off"],
            ),
            (nth(2, 50), ["第2件半价", "第2件半價", "2nd item at half price"]),
            (nth(3, 0), ["第3件免费", "第3件免費", "3rd item free"]),
            (nth(11, 70), ["第11件7折", "第11件7折", "11th item 30% off"]),
            (
                OfferRule::RedPacket { value: yuan("10"), at: Money::ZERO },
                ["红包10元，无门槛", "紅包10元，無門檻", "¥10 red packet, no minimum"],
            ),
            (
                OfferRule::RedPacket { value: yuan("10"), at: yuan("100") },
                ["红包10元，满100可用", "紅包10元，滿100可用", "¥10 red packet over ¥100"],
            ),
            (
                OfferRule::Points { up_to: part(1), per_major: n(100) },
                ["积分最多抵1%，100积分抵1元", "點數最多折抵1%，100點折1元", "Points pay up to 1%, 100 points to ¥1"],
            ),
            (
                OfferRule::Deposit { pay: yuan("10"), credit: yuan("30") },
                ["付定金10元抵30元", "付訂金10元抵30元", "Pay ¥10 deposit, get ¥30 off"],
            ),
            (OfferRule::FreeShipping { from: Money::ZERO }, ["包邮", "免運", "Free shipping"]),
            (OfferRule::FreeShipping { from: yuan("99") }, ["满99包邮", "滿99免運", "Free shipping over ¥99"]),
            (
                OfferRule::Lottery { budget: yuan("50000") },
                ["抽奖，预算50000元", "抽獎，預算50000元", "Prize draw, budget ¥50,000"],
            ),
        ];
        let mut kinds: Vec<_> = cases.iter().map(|(rule, _)| rule.kind()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        assert_eq!(kinds.len(), crate::model::OfferKind::ALL.len());
        for (index, lang) in Lang::ALL.into_iter().enumerate() {
            let texts = Texts::new(lang);
            for (rule, said) in &cases {
                assert_eq!(promise(&texts, &project, rule), said[index], "{lang:?}");
            }
        }
    }

    #[test]
    fn a_discount_is_said_by_its_digits() {
        let (hans, en) = (Texts::new(Lang::ZhHans), Texts::new(Lang::En));
        for (text, zh, english) in [
            ("80%", "8折", "20% off"),
            ("85%", "85折", "15% off"),
            ("88.5%", "8.85折", "11.5% off"),
            ("5%", "0.5折", "95% off"),
            ("100%", "10折", "0% off"),
        ] {
            let rate = Rate::parse(text).unwrap();
            assert_eq!((discount(&hans, rate).as_str(), discount(&en, rate).as_str()), (zh, english));
        }
    }
}
