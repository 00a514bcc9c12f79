//! Word of mouth (裂变): whom a play reaches round by round, who comes, and what it costs.
//!
//! Those of the seeds who take part invite; of whom they reach a part comes; of these a part invites in the next round. All
//! is counted over the rounds so far and rounded down there – a round's people are the difference to the round before –, so
//! that whoever is lost to rounding is lost once, and more acceptance or more rounds never bring fewer people:
//!
//! - inviters so far = ⌊seeds × participation⌋ + ⌊visitors so far × onward⌋
//! - reached so far = ⌊inviters so far × invites⌋, at most the cap
//! - visitors so far = ⌊reached so far × acceptance⌋
//!
//! Seeds themselves are no visitors of the play: they come by other sources. Nobody is counted as invited twice; where
//! circles of friends overlap, the cap is the place to say so.

#[cfg(test)]
mod tests;

use crate::model::number::div_half_up;
use crate::model::{Count, Money, PlayKind, Rate, Seeds, Segment, WordOfMouth};

/// Rounds beyond which none is counted.
pub const MOST_ROUNDS: u64 = 20;

/// Whom a play can begin with, beside those who are typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Crowd {
    /// Customers by segment, in the order of [`Segment::ALL`]; zeros where nobody is known.
    pub segments: [Count; 8],
    /// People in the pool.
    pub pool: Option<Count>,
}

impl Crowd {
    /// The customers of a segment.
    #[must_use]
    pub fn of(&self, segment: Segment) -> Count {
        self.segments.get(segment as usize).copied().unwrap_or_default()
    }

    /// With how many people a play begins; nothing where that is not known.
    #[must_use]
    pub fn seeds(&self, seeds: &Seeds) -> Option<Count> {
        let some = |count: Count| Some(count).filter(|count| *count > Count::ZERO);
        match seeds {
            Seeds::People(people) => some(*people),
            Seeds::Segments(segments) => some(Count::from_wide(segments.iter().map(|s| self.of(*s).wide()).sum())),
            Seeds::Pool => self.pool.and_then(some),
        }
    }
}

/// A round of a play.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Who invites in it.
    pub inviters: Count,
    /// Whom they reach.
    pub reached: Count,
    /// Who of these comes.
    pub visitors: Count,
    /// Who has come with it and all rounds before.
    pub so_far: Count,
}

/// Why a play reaches nobody further.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Ended {
    /// Nobody invites any more.
    #[default]
    Faded,
    /// Its rounds are over.
    Rounds,
    /// As many are reached as may be.
    Capped,
}

/// What a play costs, by part. Each part is half up to the minor unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlayCost {
    /// What those who invite get.
    pub inviters: Money,
    /// What those who come get.
    pub invitees: Money,
    /// Coupons that are used.
    pub coupons: Money,
    /// What it costs in any case.
    pub fixed: Money,
}

impl PlayCost {
    /// What grows with the people.
    #[must_use]
    pub fn by_people(&self) -> Money {
        Money::from_wide(self.inviters.wide() + self.invitees.wide() + self.coupons.wide())
    }

    /// All parts together.
    #[must_use]
    pub fn total(&self) -> Money {
        Money::from_wide(self.by_people().wide() + self.fixed.wide())
    }
}

/// What a play comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlayAnswer {
    /// With how many people it begins; nothing where that is not known.
    pub seeds: Option<Count>,
    /// Round by round, as long as somebody is reached.
    pub rounds: Vec<Round>,
    /// Who invites, in all rounds.
    pub inviters: Count,
    /// Who is reached, in all rounds.
    pub reached: Count,
    /// Who comes, in all rounds.
    pub visitors: Count,
    /// Full groups of a group buy. The platform puts together who is left (凑团), so that as many groups fill as have an
    /// opener and people: the smaller of inviters and ⌊visitors ÷ (size − 1)⌋.
    pub groups: Option<Count>,
    /// How many new inviters each inviter brings: invites × acceptance × onward, half up to nine places. Below one each
    /// round is smaller than the one before.
    pub k: Rate,
    /// Why it ended.
    pub ended: Ended,
    /// What it costs.
    pub cost: PlayCost,
}

/// The part of a whole, at least none of it and at most all.
fn part(rate: Rate) -> i128 {
    rate.wide().clamp(0, Rate::ONE.wide())
}

fn down(people: i128, rate: i128) -> i128 {
    people.saturating_mul(rate).div_euclid(Rate::ONE.wide())
}

/// People of a full group beside the one who opens it; nothing where the play has no groups.
#[must_use]
pub fn joiners(kind: PlayKind) -> Option<Count> {
    match kind {
        PlayKind::GroupBuy { size } => Some(Count::new(size.get().max(2) - 1)),
        PlayKind::Bargain | PlayKind::ShareLottery | PlayKind::ShareCoupon => None,
    }
}

/// A play to begin with: figures of the kind that are an assumption of the program, for the planner to replace.
#[must_use]
pub fn usual(kind: PlayKind) -> WordOfMouth {
    let percent = Rate::from_percent;
    let play = WordOfMouth {
        kind,
        participation: percent(10),
        invites: Rate::from_percent(500),
        acceptance: percent(20),
        onward: percent(30),
        rounds: Count::new(3),
        ..WordOfMouth::default()
    };
    match kind {
        PlayKind::Bargain => WordOfMouth { invites: percent(800), inviter_reward: Money::from_major(5), ..play },
        PlayKind::GroupBuy { .. } => WordOfMouth { invites: percent(400), acceptance: percent(25), ..play },
        PlayKind::ShareLottery => WordOfMouth { participation: percent(15), fixed: Money::from_major(10_000), ..play },
        PlayKind::ShareCoupon => WordOfMouth { coupon: Money::from_major(20), redemption: percent(15), ..play },
    }
}

/// Works out a play.
#[must_use]
pub fn viral(play: &WordOfMouth, crowd: &Crowd) -> PlayAnswer {
    let seeds = crowd.seeds(&play.seeds);
    let begun = down(seeds.unwrap_or_default().wide(), part(play.participation));
    let invites = play.invites.wide().max(0);
    let cap = play.cap.map_or(Count::MAX.wide(), Count::wide);
    let wanted = play.rounds.get().min(MOST_ROUNDS);
    let (mut inviters, mut reached, mut visitors) = (0, 0, 0);
    let (mut rounds, mut ended) = (Vec::new(), Ended::Rounds);
    for _ in 0..wanted {
        let invite = begun + down(visitors, part(play.onward));
        let reach = down(invite, invites).min(cap);
        if reach == reached {
            ended = Ended::Faded;
            break;
        }
        let come = down(reach, part(play.acceptance));
        rounds.push(Round {
            inviters: Count::from_wide(invite - inviters),
            reached: Count::from_wide(reach - reached),
            visitors: Count::from_wide(come - visitors),
            so_far: Count::from_wide(come),
        });
        (inviters, reached, visitors) = (invite, reach, come);
    }
    if reached == cap {
        ended = Ended::Capped;
    } else if begun + down(visitors, part(play.onward)) == inviters {
        ended = Ended::Faded;
    }
    let (inviters, visitors) = (Count::from_wide(inviters), Count::from_wide(visitors));
    let joiners = joiners(play.kind);
    let groups = joiners.map(|each| Count::new(inviters.get().min(visitors.get() / each.get().max(1))));
    let (opened, joined) = match groups.zip(joiners) {
        Some((groups, each)) => (groups, Count::from_wide(groups.wide() * each.wide())),
        None => (inviters, visitors),
    };
    let k = play.invites.wide().max(0) * part(play.acceptance);
    let k = Rate::from_wide(div_half_up(k, Rate::ONE.wide()).unwrap_or_default());
    PlayAnswer {
        seeds,
        rounds,
        inviters,
        reached: Count::from_wide(reached),
        visitors,
        groups,
        k: k.times(Rate::from_wide(part(play.onward))),
        ended,
        cost: PlayCost {
            inviters: play.inviter_reward.times(opened),
            invitees: play.invitee_reward.times(joined),
            coupons: play.coupon.times(visitors).at_rate(Rate::from_wide(part(play.redemption))),
            fixed: play.fixed,
        },
    }
}
