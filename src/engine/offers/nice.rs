//! Amounts that people like to see on a price tag.

use crate::model::Money;

/// The step between nice thresholds of about this size, in major units: 10 below 1,000, then 100 below 10,000 …
const fn step(major: i64) -> i64 {
    let mut step = 10;
    while major >= step * 100 && step < 1_000_000_000 {
        step *= 10;
    }
    step
}

/// The largest nice threshold at or below an amount: 9, 19, 29 … 999, 1,099, 1,199 … 9,999, 10,999 … of the major unit.
/// Nothing below 9.
#[must_use]
pub fn threshold_at_most(amount: Money) -> Option<Money> {
    let major = amount.minor().div_euclid(100);
    // 1,000 itself still belongs to the fine steps: the largest at or below it is 999
    let step = step(major.saturating_add(1));
    let fits = (major + 1).div_euclid(step) * step - 1;
    (fits >= 9).then(|| Money::from_major(fits))
}

/// The smallest nice threshold above an amount, as in [`threshold_at_most`].
#[must_use]
pub fn threshold_above(amount: Money) -> Money {
    let major = amount.minor().div_euclid(100).max(0);
    let step = step(major.saturating_add(1));
    Money::from_major((major + 1).div_euclid(step) * step + step - 1)
}

/// Nice thresholds in a closed range, ascending.
#[must_use]
pub fn thresholds(low: Money, high: Money) -> Vec<Money> {
    let mut out = Vec::new();
    let mut at = threshold_above(Money::from_wide(low.wide() - 1));
    while at <= high && out.len() < 10_000 {
        out.push(at);
        at = threshold_above(at);
    }
    out
}

/// What nice values begin with; times a power of ten.
const VALUES: [i64; 12] = [5, 8, 10, 15, 20, 25, 30, 40, 50, 60, 80, 90];

/// Nice values in a closed range, ascending: 1, 2, 3, 5, 8, 10, 15, 20, 25, 30, 40, 50, 60, 80, 90, 100, 150 … of the major
/// unit.
#[must_use]
pub fn values(low: Money, high: Money) -> Vec<Money> {
    let mut all = vec![1, 2, 3];
    let mut scale = 1;
    while scale <= high.minor() / 100 && scale < 1_000_000_000_000 {
        all.extend(VALUES.map(|v| v * scale));
        scale *= 10;
    }
    let mut all: Vec<Money> = all.into_iter().map(Money::from_major).filter(|v| *v >= low && *v <= high).collect();
    all.sort_unstable();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yuan(text: &str) -> Money {
        Money::parse(text).unwrap()
    }

    #[test]
    fn thresholds_end_in_nine() {
        for (amount, at_most, above) in [
            ("500", Some("499"), "509"),
            ("375", Some("369"), "379"),
            ("199", Some("199"), "209"),
            ("198.99", Some("189"), "199"),
            ("0", None, "9"),
            ("8.99", None, "9"),
            ("999", Some("999"), "1099"),
            ("1000", Some("999"), "1099"),
            ("1098", Some("999"), "1099"),
            ("25000", Some("24999"), "25999"),
        ] {
            assert_eq!(threshold_at_most(yuan(amount)), at_most.map(yuan), "{amount}");
            assert_eq!(threshold_above(yuan(amount)), yuan(above), "{amount}");
        }
        assert_eq!(thresholds(yuan("49"), yuan("79")), ["49", "59", "69", "79"].map(yuan));
        assert!(thresholds(yuan("80"), yuan("70")).is_empty());
    }

    #[test]
    fn values_are_round() {
        let expected = ["5", "8", "10", "15", "20", "25", "30", "40", "50", "60", "80", "90", "100", "150"];
        assert_eq!(values(yuan("5"), yuan("150")), expected.map(yuan));
        assert!(values(yuan("5"), Money::ZERO).is_empty());
    }
}
