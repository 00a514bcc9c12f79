//! One side of a comparison – a plan, or what happened – as the three factors of GMV, and what their change comes to.

use crate::engine::variance::effects;
use crate::model::number::div_half_up;
use crate::model::{Count, Money, Rate};

/// What a shop or a part of it comes to on one side. Zero counts as not given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// GMV.
    pub gmv: Money,
    /// Visitors.
    pub uv: Count,
    /// Paying buyers in billionths of a person, as plans do not come to whole ones.
    pub buyers_nano: i128,
}

impl Side {
    /// A side of whole buyers.
    #[must_use]
    pub fn of(gmv: Money, uv: Count, buyers: Count) -> Self {
        Self { gmv, uv, buyers_nano: buyers.wide() * Rate::ONE.wide() }
    }

    /// A side of visitors at a CVR.
    #[must_use]
    pub fn at_rate(gmv: Money, uv: Count, cvr: Rate) -> Self {
        Self { gmv, uv, buyers_nano: uv.wide().saturating_mul(cvr.wide().max(0)) }
    }

    /// CVR = buyers ÷ visitors, half up; nothing where either is not given.
    #[must_use]
    pub fn cvr(&self) -> Option<Rate> {
        if self.buyers_nano <= 0 {
            return None;
        }
        div_half_up(self.buyers_nano, self.uv.wide()).map(Rate::from_wide)
    }

    /// 客单价 = GMV ÷ buyers, half up; nothing where either is not given.
    #[must_use]
    pub fn aov(&self) -> Option<Money> {
        if self.gmv <= Money::ZERO || self.buyers_nano <= 0 {
            return None;
        }
        div_half_up(self.gmv.wide().checked_mul(Rate::ONE.wide())?, self.buyers_nano).map(Money::from_wide)
    }

    /// Buyers, half up to whole people.
    #[must_use]
    pub fn buyers(&self) -> Count {
        div_half_up(self.buyers_nano, Rate::ONE.wide()).map_or(Count::ZERO, Count::from_wide)
    }

    /// Whether nothing is given.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Adds another part.
    pub fn add(&mut self, other: &Self) {
        self.gmv = Money::from_wide(self.gmv.wide() + other.gmv.wide());
        self.uv = Count::from_wide(self.uv.wide() + other.uv.wide());
        self.buyers_nano = self.buyers_nano.saturating_add(other.buyers_nano);
    }

    /// What is left of a whole when its parts are taken away; people not below zero.
    #[must_use]
    pub fn less(&self, parts: &Self) -> Self {
        Self {
            gmv: Money::from_wide(self.gmv.wide() - parts.gmv.wide()),
            uv: Count::from_wide((self.uv.wide() - parts.uv.wide()).max(0)),
            buyers_nano: (self.buyers_nano - parts.buyers_nano).max(0),
        }
    }

    /// CVR and 客单价 in major units, as far as the side knows them. Zero where visitors did not buy.
    pub(super) fn rates(&self) -> Rates {
        let (uv, buyers) = (self.uv.to_f64(), self.buyers_nano as f64 / 1e9);
        let sold = self.gmv > Money::ZERO;
        let cvr = if uv > 0.0 && (buyers > 0.0 || !sold) { Some(buyers / uv) } else { None };
        let aov = if buyers > 0.0 { Some(self.gmv.to_f64().max(0.0) / buyers) } else { None };
        Rates { cvr, aov }
    }
}

/// What each factor's change comes to. The three sum to the gap that they explain, to the minor unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effects {
    /// More or fewer visitors.
    pub uv: Money,
    /// More or fewer of them buy.
    pub cvr: Money,
    /// They buy for more or less.
    pub aov: Money,
}

impl Effects {
    /// All three.
    #[must_use]
    pub fn sum(&self) -> Money {
        Money::from_wide(self.uv.wide() + self.cvr.wide() + self.aov.wide())
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.uv = Money::from_wide(self.uv.wide() + other.uv.wide());
        self.cvr = Money::from_wide(self.cvr.wide() + other.cvr.wide());
        self.aov = Money::from_wide(self.aov.wide() + other.aov.wide());
    }

    pub(super) fn less(&self, other: &Self) -> Self {
        let of = |a: Money, b: Money| Money::from_wide(a.wide() - b.wide());
        Self { uv: of(self.uv, other.uv), cvr: of(self.cvr, other.cvr), aov: of(self.aov, other.aov) }
    }

    /// Each with which factor it is of.
    #[must_use]
    pub const fn each(&self) -> [(Factor, Money); 3] {
        [(Factor::Uv, self.uv), (Factor::Cvr, self.cvr), (Factor::Aov, self.aov)]
    }

    /// That of a factor.
    #[must_use]
    pub const fn of(&self, factor: Factor) -> Money {
        match factor {
            Factor::Uv => self.uv,
            Factor::Cvr => self.cvr,
            Factor::Aov => self.aov,
        }
    }

    /// The effect that bears most of a gap: the largest in its direction; of equals the first.
    #[must_use]
    pub fn main(&self) -> (Factor, Money) {
        let sign = self.sum().wide().signum();
        let mut best = (Factor::Uv, self.uv);
        for (factor, effect) in self.each() {
            if effect.wide() * sign > best.1.wide() * sign {
                best = (factor, effect);
            }
        }
        best
    }
}

/// A factor of GMV.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Factor {
    /// Visitors.
    Uv,
    /// CVR.
    Cvr,
    /// 客单价.
    Aov,
}

impl Factor {
    /// All three, in the order of the identity.
    pub const ALL: [Self; 3] = [Self::Uv, Self::Cvr, Self::Aov];
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Rates {
    pub(super) cvr: Option<f64>,
    pub(super) aov: Option<f64>,
}

/// The change of the whole's rates: by which factor a rate moves of which only one side is known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Whole {
    cvr: (f64, f64),
    aov: (f64, f64),
}

/// Fills in what sides do not know of a rate. A side that is empty has no rates of its own: those of the other stand, so that all of
/// the gap is visitors who came or did not come. Else, what one side does not know moved as the whole's did.
fn pair(before: Option<f64>, after: Option<f64>, absent: bool, whole: (f64, f64)) -> (f64, f64) {
    let moved = if whole.0 > 0.0 && whole.1 > 0.0 && !absent { whole.1 / whole.0 } else { 1.0 };
    match (before, after) {
        (Some(a), Some(b)) => (a, b),
        (Some(a), None) => (a, a * moved),
        (None, Some(b)) => (b / moved, b),
        (None, None) if absent => (whole.1, whole.1),
        (None, None) => whole,
    }
}

impl Whole {
    /// Of the whole itself: what neither side knows is one, so that it explains nothing.
    pub(super) fn of(before: &Side, after: &Side) -> Self {
        let (a, b) = (before.rates(), after.rates());
        let fill = |a, b| pair(a, b, true, (1.0, 1.0));
        Self { cvr: fill(a.cvr, b.cvr), aov: fill(a.aov, b.aov) }
    }

    /// The three factors of a part on both sides; their products are its GMV.
    pub(super) fn factors(&self, before: &Side, after: &Side) -> [[f64; 3]; 2] {
        let absent = before.is_empty() || after.is_empty();
        let (a, b) = (before.rates(), after.rates());
        let aov = pair(a.aov, b.aov, absent, self.aov);
        // visitors and GMV without buyers: at that 客单价, so many of them must have bought
        let derived = |side: &Side, aov: f64| {
            let gmv = side.gmv.to_f64();
            (side.uv > Count::ZERO && gmv > 0.0 && aov > 0.0).then(|| gmv / (side.uv.to_f64() * aov))
        };
        let cvr =
            pair(a.cvr.or_else(|| derived(before, aov.0)), b.cvr.or_else(|| derived(after, aov.1)), absent, self.cvr);
        let visitors = |side: &Side, cvr: f64, aov: f64| {
            // without visitors, those that the GMV needs
            let needed = || if cvr * aov > 0.0 { side.gmv.to_f64().max(0.0) / (cvr * aov) } else { 0.0 };
            if side.uv > Count::ZERO { side.uv.to_f64() } else { needed() }
        };
        [[visitors(before, cvr.0, aov.0), cvr.0, aov.0], [visitors(after, cvr.1, aov.1), cvr.1, aov.1]]
    }

    /// What the gap of a part comes from.
    pub(super) fn effects(&self, before: &Side, after: &Side) -> Effects {
        let gap = Money::from_wide(after.gmv.wide() - before.gmv.wide());
        let [a, b] = self.factors(before, after);
        let [uv, cvr, aov] = effects(a, b, gap);
        Effects { uv, cvr, aov }
    }
}
