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
