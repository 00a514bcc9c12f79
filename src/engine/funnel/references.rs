//! What a planned rate is judged by: own history, same period last year, industry average.

use crate::model::{Rate, Stage};

/// Which reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReferenceKind {
    /// The shop's own history.
    History,
    /// Same period last year.
    LastYear,
    /// Industry average.
    Industry,
}

/// The references of one rate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct References {
    /// The shop's own history.
    pub history: Option<Rate>,
    /// Same period last year.
    pub last_year: Option<Rate>,
    /// Industry average.
    pub industry: Option<Rate>,
    /// The highest of them, for a conversion and for a depth alike; ties go to the first in the order above.
    pub best: Option<(ReferenceKind, Rate)>,
    /// How far the plan lies beyond the best; nothing if it does not.
    pub beyond: Option<Rate>,
    /// Lowest and highest of references and plan, for drawing.
    pub range: Option<(Rate, Rate)>,
}

/// Judges the planned rate of a stage.
#[must_use]
pub fn references(stage: &Stage, planned: Option<Rate>) -> References {
    let known = [
        (ReferenceKind::History, stage.history),
        (ReferenceKind::LastYear, stage.last_year),
        (ReferenceKind::Industry, stage.industry),
    ];
    let given = || known.iter().filter_map(|(kind, rate)| rate.map(|r| (*kind, r)));
    let best = given().rev().max_by_key(|(_, rate)| *rate);
    let all = || given().map(|(_, rate)| rate).chain(planned);
    References {
        history: stage.history,
        last_year: stage.last_year,
        industry: stage.industry,
        best,
        beyond: best.zip(planned).and_then(|((_, best), planned)| {
            (planned > best).then(|| Rate::from_wide(planned.wide() - best.wide()))
        }),
        range: all().min().zip(all().max()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stage(history: &str, last_year: &str, industry: &str) -> Stage {
        let rate = |t: &str| Rate::parse(t).ok();
        Stage { history: rate(history), last_year: rate(last_year), industry: rate(industry), ..Stage::default() }
    }

    #[test]
    fn beyond_the_best() {
        use ReferenceKind::{History, Industry};
        for (history, last_year, industry, planned, best, beyond) in [
            ("23.1%", "22.4%", "24%", "25%", Some((Industry, "24%")), Some("1%")),
            ("51.2%", "49.6%", "48%", "50%", Some((History, "51.2%")), None),
            ("4", "3.9", "4.4", "4.2", Some((Industry, "4.4")), None),
            ("50%", "50%", "", "50%", Some((History, "50%")), None),
            ("", "", "", "50%", None, None),
        ] {
            let got = references(&stage(history, last_year, industry), Rate::parse(planned).ok());
            assert_eq!(got.best, best.map(|(k, t)| (k, Rate::parse(t).unwrap())), "{planned}");
            assert_eq!(got.beyond, beyond.map(|t| Rate::parse(t).unwrap()), "{planned}");
        }
    }
}
