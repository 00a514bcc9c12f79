//! The sentences about baskets kept as checks.

use super::Sentence;
use crate::engine::offers::basket::Unpriced;
use crate::engine::offers::basket::checks::Actual;
use crate::model::{CheckId, Expectation, Money};
use crate::text::Msg;
use crate::text::receipt::ReceiptWords;

impl Sentence<'_> {
    fn words(&self) -> ReceiptWords<'_> {
        ReceiptWords { texts: self.rows.texts, project: self.rows.project, campaign: self.rows.campaign }
    }

    pub(super) fn check_fails(&self, check: CheckId, expect: Expectation, actual: Actual) -> String {
        let words = self.words();
        let name = self.rows.check(check);
        let unit = |msg, sku, unit: Money, limit: Money| {
            let sku = words.sku(sku);
            let arguments = [("sku", sku.into()), ("actual", self.price(unit)), ("limit", self.price(limit))];
            let mut all = vec![("check", name.as_str().into())];
            all.extend(arguments);
            self.say(msg, &all)
        };
        match (expect, actual) {
            (Expectation::UnitAtLeast(limit), Actual::Unit(sku, price)) => {
                unit(Msg::FindingCheckUnit, sku, price, limit)
            }
            (_, Actual::Floor(Some((sku, price, floor)))) => unit(Msg::FindingCheckFloor, sku, price, floor),
            (Expectation::Applies(held), Actual::Applied(other)) => {
                let offer = words.held(held);
                match other {
                    None => {
                        let arguments = [("check", name.into()), ("offer", offer.into())];
                        self.say(Msg::FindingCheckNotApplied, &arguments)
                    }
                    Some(other) => {
                        let other = words.held(other);
                        let arguments = [("check", name.into()), ("offer", offer.into()), ("actual", other.into())];
                        self.say(Msg::FindingCheckOther, &arguments)
                    }
                }
            }
            _ => {
                let (expect, actual) = (words.expectation(expect), words.actual(actual));
                let arguments = [("check", name.into()), ("expect", expect.into()), ("actual", actual.into())];
                self.say(Msg::FindingCheck, &arguments)
            }
        }
    }

    pub(super) fn check_unpriced(&self, check: CheckId, why: Unpriced) -> String {
        let (name, why) = (self.rows.check(check), self.words().unpriced(why));
        self.say(Msg::FindingCheckUnpriced, &[("check", name.into()), ("why", why.into())])
    }
}
