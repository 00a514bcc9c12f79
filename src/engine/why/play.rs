//! The formulas of word-of-mouth plays.

use super::formula::{Formula, Why, term};
use super::{FigureId, Operator, PlayFigure, Rounding, Term, TermLabel};
use crate::engine::finding::Place;
use crate::engine::funnel::traffic;
use crate::engine::value::Value;
use crate::engine::viral::{PlayAnswer, Round, joiners};
use crate::model::{Count, Money, Rate, Seeds, SourceId, WordOfMouth};

impl Why<'_> {
    fn play(&self, id: SourceId) -> Option<(&WordOfMouth, &PlayAnswer)> {
        let play = self.campaign.traffic.get(id)?.basis.play()?;
        Some((play, self.source(id)?.play.as_deref()?))
    }

    pub(super) fn play_value(&self, id: SourceId, figure: PlayFigure) -> Option<Value> {
        use PlayFigure as F;
        let (_, answer) = self.play(id)?;
        let round = |n: u8| answer.rounds.get(usize::from(n).checked_sub(1)?).copied();
        let money = |sum: Money| Some(Value::Money(sum));
        match figure {
            F::Seeds => answer.seeds.map(Value::Count),
            F::Inviters(n) => round(n).map(|round| Value::Count(round.inviters)),
            F::Reached(n) => round(n).map(|round| Value::Count(round.reached)),
            F::Visitors(n) => round(n).map(|round| Value::Count(round.visitors)),
            F::AllReached => Some(Value::Count(answer.reached)),
            F::K => Some(Value::Rate(answer.k)),
            F::Groups => answer.groups.map(Value::Count),
            F::Orders => {
                let nano = self.source(id)?.sums.buyers_nano;
                Some(Value::Count(Count::from_wide(nano.div_euclid(Rate::ONE.wide()))))
            }
            F::CostPerOrder => self.source(id)?.sums.cost_per_order().map(Value::Money),
            F::InviterRewards => money(answer.cost.inviters),
            F::InviteeRewards => money(answer.cost.invitees),
            F::Coupons => money(answer.cost.coupons),
        }
    }

    /// Visitors of a play, round by round.
    pub(super) fn rounds(&self, id: SourceId) -> Vec<Term> {
        self.each_round(id, PlayFigure::Visitors)
    }

    fn each_round(&self, id: SourceId, of: fn(u8) -> PlayFigure) -> Vec<Term> {
        let rounds: &[Round] = self.play(id).map_or(&[], |(_, answer)| &answer.rounds);
        let numbers = (1..=u8::MAX).take(rounds.len());
        numbers
            .map(|n| {
                let op = if n == 1 { Operator::Start } else { Operator::Plus };
                self.of(op, FigureId::Play(id, of(n)))
            })
            .collect()
    }

    /// What a play adds to what a source costs.
    pub(super) fn with_play(&self, id: SourceId, model: Vec<Term>) -> Vec<Term> {
        use Operator::{Plus, Start};
        let Some((play, answer)) = self.play(id) else { return model };
        let of = |figure| self.of(Plus, FigureId::Play(id, figure));
        let at = Some(Place::source(id).field("play"));
        let cost = answer.cost;
        let mut terms = Vec::new();
        if !model.is_empty()
            && let Some(row) = self.source(id)
        {
            let source = self.campaign.traffic.get(id).map(|source| source.cost).unwrap_or_default();
            let own = traffic::cost(&source, row.sums.uv, row.sums.gmv).map(Value::Money);
            terms.push(term(Plus, TermLabel::CostModel, own, Some(Place::source(id).field("cost"))));
        }
        let parts = [
            (PlayFigure::InviterRewards, cost.inviters),
            (PlayFigure::InviteeRewards, cost.invitees),
            (PlayFigure::Coupons, cost.coupons),
        ];
        terms.extend(parts.into_iter().filter(|(_, sum)| *sum != Money::ZERO).map(|(figure, _)| of(figure)));
        if play.fixed != Money::ZERO {
            terms.push(term(Plus, TermLabel::PlayFixed, Some(Value::Money(play.fixed)), at));
        }
        if let Some(first) = terms.first_mut() {
            first.op = Start;
        }
        terms
    }

    pub(super) fn play_formula(&self, id: SourceId, figure: PlayFigure) -> Formula {
        use Operator::{Note, Over, Plus, Start, Times};
        use PlayFigure as F;
        let Some((play, answer)) = self.play(id) else { return Formula::default() };
        let at = Some(Place::source(id).field("play"));
        let of = |op, figure| self.of(op, FigureId::Play(id, figure));
        let rate = |op, label, rate: Rate| term(op, label, Some(Value::Rate(rate)), at);
        let count = |op, label, count: Count| term(op, label, Some(Value::Count(count)), at);
        let money = |op, label, sum: Money| term(op, label, Some(Value::Money(sum)), at);
        let joined = || {
            let each = joiners(play.kind).zip(answer.groups);
            each.map(|(each, groups)| Count::from_wide(each.wide() * groups.wide()))
        };
        match figure {
            F::Seeds => match &play.seeds {
                Seeds::People(_) => Formula::default(),
                Seeds::Pool => {
                    (Rounding::Exact, vec![term(Start, TermLabel::Pool, answer.seeds.map(Value::Count), at)])
                }
                Seeds::Segments(segments) => {
                    let crowd = &self.answer.traffic.yardstick.crowd;
                    let each = segments.iter().enumerate().map(|(i, segment)| {
                        let op = if i == 0 { Start } else { Plus };
                        count(op, TermLabel::Segment(*segment), crowd.of(*segment))
                    });
                    (Rounding::Exact, each.collect())
                }
            },
            F::Inviters(0 | 1) => {
                (Rounding::Down, vec![of(Start, F::Seeds), rate(Times, TermLabel::Participation, play.participation)])
            }
            F::Inviters(n) => {
                (Rounding::Cumulative, vec![of(Start, F::Visitors(n - 1)), rate(Times, TermLabel::Onward, play.onward)])
            }
            F::Reached(n) => {
                let mut terms = vec![of(Start, F::Inviters(n)), rate(Times, TermLabel::Invites, play.invites)];
                terms.extend(play.cap.map(|cap| count(Note, TermLabel::PlayCap, cap)));
                (Rounding::Cumulative, terms)
            }
            F::Visitors(n) => (
                Rounding::Cumulative,
                vec![of(Start, F::Reached(n)), rate(Times, TermLabel::Acceptance, play.acceptance)],
            ),
            F::AllReached => (Rounding::Exact, self.each_round(id, F::Reached)),
            F::K => (
                Rounding::HalfUp,
                vec![
                    rate(Start, TermLabel::Invites, play.invites),
                    rate(Times, TermLabel::Acceptance, play.acceptance),
                    rate(Times, TermLabel::Onward, play.onward),
                ],
            ),
            F::Groups => {
                let each = joiners(play.kind).unwrap_or_default();
                let visitors =
                    term(Start, TermLabel::Figure(FigureId::SourceUv(id)), Some(Value::Count(answer.visitors)), at);
                let most = count(Note, TermLabel::AllInviters, answer.inviters);
                (Rounding::Down, vec![visitors, count(Over, TermLabel::Joiners, each), most])
            }
            F::Orders => {
                let cvr = self.source(id).and_then(|row| row.cvr.value).map(Value::Rate);
                let uv = self.of(Start, FigureId::SourceUv(id));
                let place = Some(Place::source(id).field("cvr"));
                (Rounding::Down, vec![uv, term(Times, TermLabel::SourceCvr(id), cvr, place)])
            }
            F::CostPerOrder => (Rounding::HalfUp, vec![self.of(Start, FigureId::SourceCost(id)), of(Over, F::Orders)]),
            F::InviterRewards => {
                let each = money(Start, TermLabel::InviterReward, play.inviter_reward);
                let who = match answer.groups {
                    Some(_) => of(Times, F::Groups),
                    None => count(Times, TermLabel::AllInviters, answer.inviters),
                };
                (Rounding::Exact, vec![each, who])
            }
            F::InviteeRewards => {
                let each = money(Start, TermLabel::InviteeReward, play.invitee_reward);
                let who = match joined() {
                    Some(joined) => count(Times, TermLabel::Joined, joined),
                    None => self.of(Times, FigureId::SourceUv(id)),
                };
                (Rounding::Exact, vec![each, who])
            }
            F::Coupons => (
                Rounding::HalfUp,
                vec![
                    money(Start, TermLabel::CouponValue, play.coupon),
                    self.of(Times, FigureId::SourceUv(id)),
                    rate(Times, TermLabel::Redemption, play.redemption),
                ],
            ),
        }
    }
}
