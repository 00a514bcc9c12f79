//! The known name that looks most like a wrong one.

/// The nearest of some names, if it is near: at most a third of the letters differ (two neighbours swapped count as
/// one), or the wrong one is a part of it; regardless of case.
pub(super) fn nearest(found: &str, known: &'static [&'static str]) -> Option<&'static str> {
    let found: Vec<char> = found.chars().take(64).flat_map(char::to_lowercase).collect();
    let distance = |name: &str| distance(&found, &name.chars().flat_map(char::to_lowercase).collect::<Vec<_>>());
    known
        .iter()
        .map(|name| (distance(name), *name))
        .filter(|(d, name)| {
            *d <= (name.chars().count().max(found.len()) / 3).max(1)
                || found.len() >= 3 && name.to_lowercase().contains(&found.iter().collect::<String>())
        })
        .min_by_key(|(d, _)| *d)
        .map(|(_, name)| name)
}

/// Insertions, deletions, replacements and swaps of neighbours between two words.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let get = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX - 1);
            let mut best = (get(&last, j + 1) + 1).min(get(&row, j) + 1).min(get(&last, j) + usize::from(x != y));
            if i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x) {
                best = best.min(get(&before, j - 1) + 1);
            }
            row.push(best);
        }
        before = last;
        last = row;
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_near_names() {
        const NAMES: &[&str] = &["list_price", "unit_cost", "name", "uv", "cvr", "aov"];
        for (found, expected) in [
            ("list_pirce", Some("list_price")),
            ("listPrice", Some("list_price")),
            ("Name", Some("name")),
            ("nmae", Some("name")),
            ("uw", Some("uv")),
            ("price", Some("list_price")),
            ("colour", None),
            ("", None),
        ] {
            assert_eq!(nearest(found, NAMES), expected, "{found}");
        }
    }
}
