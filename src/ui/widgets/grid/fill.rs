//! What a drag of the fill handle writes.

use super::dates::days_later;
use super::value::CellValue;
use crate::model::Count;

/// Continues `given` by `n` cells, away from its last. Days go on day by day or in their step; two or more whole numbers
/// in an even step go on in it; anything else is repeated. `copy` repeats in any case.
#[must_use]
pub fn continued(given: &[CellValue], n: usize, copy: bool) -> Vec<CellValue> {
    if !copy && let Some(series) = series(given, n) {
        return series;
    }
    given.iter().cycle().take(if given.is_empty() { 0 } else { n }).cloned().collect()
}

fn series(given: &[CellValue], n: usize) -> Option<Vec<CellValue>> {
    match given.last()? {
        CellValue::Date(last) => {
            let step = match given {
                [_] => 1,
                _ => even_step(given, |value| match value {
                    CellValue::Date(date) => Some(i128::from((*date - *last).get_days())),
                    _ => None,
                })?,
            };
            let step = i64::try_from(step).ok()?;
            let days = (1..=n).filter_map(|i| i64::try_from(i).ok()).map(|i| days_later(*last, step.saturating_mul(i)));
            Some(days.map(CellValue::Date).collect())
        }
        CellValue::Count(last) => {
            let step = even_step(given, |value| match value {
                CellValue::Count(count) => Some(count.wide()),
                _ => None,
            })?;
            Some((1..=n).map(|i| CellValue::Count(Count::from_wide(last.wide() + step * i as i128))).collect())
        }
        _ => None,
    }
}

/// The step between values, if there are two at least and it is the same everywhere.
fn even_step(given: &[CellValue], read: impl Fn(&CellValue) -> Option<i128>) -> Option<i128> {
    let numbers: Option<Vec<i128>> = given.iter().map(read).collect();
    let numbers = numbers?;
    let mut steps = numbers.iter().zip(numbers.iter().skip(1)).map(|(a, b)| b - a);
    let first = steps.next()?;
    steps.all(|step| step == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(numbers: &[u64]) -> Vec<CellValue> {
        numbers.iter().map(|n| CellValue::Count(Count::new(*n))).collect()
    }

    #[test]
    fn whole_numbers_go_on_in_their_step() {
        for (given, n, copy, expected) in [
            (&[1, 2][..], 3, false, &[3, 4, 5][..]),
            (&[10, 20, 30], 2, false, &[40, 50]),
            (&[3, 2, 1], 3, false, &[0, 0, 0]),
            (&[5], 3, false, &[5, 5, 5]),
            (&[1, 2, 4], 4, false, &[1, 2, 4, 1]),
            (&[1, 2], 3, true, &[1, 2, 1]),
        ] {
            assert_eq!(continued(&counts(given), n, copy), counts(expected), "{given:?}");
        }
        assert!(continued(&[], 3, false).is_empty());
    }

    #[test]
    fn days_go_on() {
        let day = |d| CellValue::Date(jiff::civil::date(2026, 10, d));
        assert_eq!(continued(&[day(30), day(31)], 1, false), vec![CellValue::Date(jiff::civil::date(2026, 11, 1))]);
        assert_eq!(continued(&[day(1)], 2, false), vec![day(2), day(3)]);
        assert_eq!(continued(&[day(1), day(8)], 2, false), vec![day(15), day(22)]);
        assert_eq!(continued(&[day(1)], 2, true), vec![day(1), day(1)]);
    }
}
