//! What packages cost: for the budget.

use crate::model::{Count, Money, Package, Rate, Rows};

/// What a package comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PackageCost {
    /// How many buyers take it: take-up × planned buyers, half up to a whole person.
    pub takers: Count,
    /// Unit cost × take-up × planned buyers, half up to the minor unit; the takers are not rounded before.
    pub cost: Money,
}

/// What a package comes to for so many planned buyers. Nothing below zero counts.
#[must_use]
pub fn package_cost(package: &Package, buyers: Count) -> PackageCost {
    let part = package.take_up.wide().max(0);
    let one = Rate::ONE.wide();
    let half_up = |scaled: i128| (2 * scaled + one).div_euclid(2 * one);
    let takers = part * buyers.wide();
    // at most 10^18 · 10^12 people · 10^15 would not fit: what is beyond the range of money stays at its edge
    let cost = takers.checked_mul(package.unit_cost.wide().max(0)).map_or(i128::MAX / (4 * one), half_up);
    PackageCost { takers: Count::from_wide(half_up(takers)), cost: Money::from_wide(cost) }
}

/// What all packages cost, each rounded by itself so that a table's rows sum to its total.
#[must_use]
pub fn packages_cost(packages: &Rows<Package>, buyers: Count) -> Money {
    Money::from_wide(packages.iter().map(|package| package_cost(package, buyers).cost.wide()).sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn costs_by_hand() {
        for (unit, ppm, buyers, takers, cost) in [
            // 12.00 × 8 % × 200,000
            (1_200, 80_000, 200_000, 16_000, 19_200_000),
            // 0.33 × 12.5 % × 3 = 0.12375
            (33, 125_000, 3, 0, 12),
            // 0.01 × 50 % × 1: half a minor unit, half a person
            (1, 500_000, 1, 1, 1),
            (1_200, -80_000, 200_000, 0, 0),
            (-5, 80_000, 200_000, 16_000, 0),
            (1_200, 80_000, 0, 0, 0),
        ] {
            let package =
                Package { unit_cost: Money::from_minor(unit), take_up: Rate::from_ppm(ppm), ..Package::default() };
            let found = package_cost(&package, Count::new(buyers));
            assert_eq!((found.takers.get(), found.cost.minor()), (takers, cost), "{unit} {ppm} {buyers}");
        }
        let huge = Package { unit_cost: Money::MAX, take_up: Rate::from_wide(i128::MAX), ..Package::default() };
        assert_eq!(package_cost(&huge, Count::MAX).cost, Money::MAX);
        let rows: Rows<Package> = [huge.clone(), huge].into_iter().collect();
        assert_eq!(packages_cost(&rows, Count::MAX), Money::MAX);
    }
}
