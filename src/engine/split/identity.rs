//! GMV = UV × CVR × 客单价 in a phase or wave: what is typed stays, the rest follows.

use crate::engine::value::{Figure, less};
use crate::model::number::{div_ceil, div_half_up};
use crate::model::{Count, Money, Rate};

/// The three factors of a stretch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Factors {
    /// Visitors: typed, or GMV ÷ (CVR × AOV) rounded up to whole people.
    pub uv: Figure<Count>,
    /// CVR: typed, the funnel's, or GMV ÷ (UV × AOV) rounded up to nine decimals.
    pub cvr: Figure<Rate>,
    /// 客单价: typed, the funnel's, or GMV ÷ (UV × CVR) half up to the minor unit.
    pub aov: Figure<Money>,
    /// All three typed and their product is not the GMV: product − GMV.
    pub conflict: Option<Money>,
}

/// What is typed for a stretch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TypedFactors {
    /// Visitors.
    pub uv: Option<Count>,
    /// CVR.
    pub cvr: Option<Rate>,
    /// 客单价.
    pub aov: Option<Money>,
}

/// Completes the factors of a GMV. UV is solved first, then CVR, then AOV: the first of them that is not typed follows,
/// the others are typed or the funnel's.
#[must_use]
pub fn factors(gmv: Money, typed: TypedFactors, cvr: Option<Rate>, aov: Option<Money>) -> Factors {
    let one = Rate::ONE.wide();
    let aov_or = typed.aov.map_or_else(|| Figure::from_solved(aov), Figure::typed);
    let cvr_or = typed.cvr.map_or_else(|| Figure::from_solved(cvr), Figure::typed);
    let minor = gmv.wide();
    match (typed.uv, typed.cvr, typed.aov) {
        (None, ..) => {
            let solved = cvr_or.value.zip(aov_or.value).and_then(|(cvr, aov)| {
                let each = cvr.wide().max(0) * aov.wide().max(0);
                div_ceil(minor.max(0) * one, each).map(Count::from_wide)
            });
            Factors { uv: Figure::from_solved(solved), cvr: cvr_or, aov: aov_or, conflict: None }
        }
        (Some(uv), None, _) => {
            let solved = aov_or.value.and_then(|aov| {
                div_ceil(minor.max(0) * one, uv.wide() * aov.wide().max(0)).map(Rate::from_wide)
            });
            Factors { uv: Figure::typed(uv), cvr: Figure::from_solved(solved), aov: aov_or, conflict: None }
        }
        (Some(uv), Some(cvr), None) => {
            let solved = div_half_up(minor * one, uv.wide() * cvr.wide()).map(Money::from_wide);
            Factors { uv: Figure::typed(uv), cvr: cvr_or, aov: Figure::from_solved(solved), conflict: None }
        }
        (Some(uv), Some(cvr), Some(aov)) => {
            let product = (uv.wide() * cvr.wide()).checked_mul(aov.wide()).and_then(|p| div_half_up(p, one));
            let product = product.map_or(Money::MAX, Money::from_wide);
            let conflict = (product != gmv).then(|| less(product, gmv));
            Factors { uv: Figure::typed(uv), cvr: cvr_or, aov: aov_or, conflict }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uv_then_cvr_then_aov() {
        let rate = |t: &str| Rate::parse(t).unwrap();
        let yuan = Money::from_major;
        // the funnel: 10 %, 250; typed (UV, CVR, AOV) → UV, CVR, AOV, conflict, for a GMV of 1,000,000
        for (uv, cvr, aov, expected, conflict) in [
            (None, None, None, (40_000, "10%", 250), None),
            (None, Some("12.5%"), None, (32_000, "12.5%", 250), None),
            (None, Some("8%"), Some(100), (125_000, "8%", 100), None),
            (Some(50_000), None, None, (50_000, "8%", 250), None),
            (Some(50_000), None, Some(200), (50_000, "10%", 200), None),
            (Some(50_000), Some("5%"), None, (50_000, "5%", 400), None),
            (Some(50_000), Some("5%"), Some(400), (50_000, "5%", 400), None),
            (Some(50_000), Some("5%"), Some(300), (50_000, "5%", 300), Some(-250_000)),
        ] {
            let typed = TypedFactors { uv: uv.map(Count::new), cvr: cvr.map(rate), aov: aov.map(yuan) };
            let got = factors(yuan(1_000_000), typed, Some(rate("10%")), Some(yuan(250)));
            assert_eq!(
                (got.uv.value, got.cvr.value, got.aov.value),
                (Some(Count::new(expected.0)), Some(rate(expected.1)), Some(yuan(expected.2))),
                "{typed:?}"
            );
            assert_eq!(got.conflict, conflict.map(yuan), "{typed:?}");
        }
        // 1 yuan more needs one visitor more
        let got = factors(yuan(1_000_001), TypedFactors::default(), Some(rate("10%")), Some(yuan(250)));
        assert_eq!(got.uv.value, Some(Count::new(40_001)));
        // without a rate nothing follows
        let got = factors(yuan(1), TypedFactors::default(), Some(Rate::ZERO), Some(yuan(250)));
        assert_eq!(got.uv.value, None);
    }
}
