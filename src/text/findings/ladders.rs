//! The sentences about ladders of rungs.

use super::Sentence;
use crate::engine::finding::{CLOSE_PERCENT, FindingCode};
use crate::engine::offers::bands::Tier;
use crate::model::{Money, OfferId, Rate};
use crate::text::{Argument, Msg};

impl Sentence<'_> {
    /// The sentence of a finding about an offer; nothing is said of any other.
    pub(super) fn ladder_of(&self, code: &FindingCode) -> String {
        use FindingCode as C;
        match *code {
            C::RungNotHigher { offer, at, before } => {
                self.of_offer(Msg::FindingRungNotHigher, offer, &[("at", self.sum(at)), ("before", self.sum(before))])
            }
            C::RungGivesNoMore { offer, at, off, before } => {
                let sums = [("at", self.sum(at)), ("off", self.sum(off)), ("before", self.sum(before))];
                self.of_offer(Msg::FindingRungNoMore, offer, &sums)
            }
            C::RungsTooClose { offer, at, next } => {
                let percent = (CLOSE_PERCENT - 100).to_string().into();
                let arguments = [("at", self.sum(at)), ("next", self.sum(next)), ("percent", percent)];
                self.of_offer(Msg::FindingRungsClose, offer, &arguments)
            }
            C::TierMissing(tier, aov) => self.tier(tier, aov),
            C::RungInGap { at, aov, better, .. } => {
                let ratio = self.texts().format().factor(at.ratio(aov).unwrap_or_default(), 2);
                let said = self.say(Msg::FindingRungGap, &[("at", self.sum(at)), ("ratio", ratio.into())]);
                if self.advises {
                    self.say(Msg::FindingRungGapAdvice, &[("said", said.into()), ("better", self.sum(better))])
                } else {
                    said
                }
            }
            C::BiggerIsCheaper { offer, from, at, below_rung_before: true, .. } => {
                self.of_offer(Msg::FindingBiggerCheaperRung, offer, &[("from", self.sum(from)), ("at", self.sum(at))])
            }
            C::BiggerIsCheaper { from, at, share, .. } => {
                let share = self.texts().format().percent(share, 1).into();
                self.say(Msg::FindingBiggerCheaper, &[("from", self.sum(from)), ("at", self.sum(at)), ("share", share)])
            }
            C::RungUnreached { at, share, .. } => {
                let share = self.few(share);
                self.say(Msg::FindingRungUnreached, &[("at", self.sum(at)), ("share", share)])
            }
            _ => String::new(),
        }
    }

    fn of_offer(&self, msg: Msg, offer: OfferId, more: &[(&str, Argument<'_>)]) -> String {
        let mut arguments = vec![("offer", self.rows.offer(offer).into())];
        arguments.extend_from_slice(more);
        self.say(msg, &arguments)
    }

    fn tier(&self, tier: Tier, aov: Money) -> String {
        let times = |tenths: i128| self.sum(Money::from_wide(aov.wide() * tenths / 10));
        match tier {
            Tier::Low => self.say(Msg::FindingTierLow, &[("aov", self.sum(aov))]),
            Tier::Mid => self.say(Msg::FindingTierMid, &[("low", self.sum(aov)), ("high", times(15))]),
            Tier::Gap | Tier::High => self.say(Msg::FindingTierHigh, &[("low", times(20))]),
        }
    }

    /// A share that may be next to nothing.
    fn few(&self, share: Rate) -> Argument<'static> {
        let format = self.texts().format();
        let least = Rate::from_ppm(100);
        if share < least { format!("<{}", format.percent(least, 2)).into() } else { format.percent(share, 2).into() }
    }
}
