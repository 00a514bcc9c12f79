//! The cross-checks of a campaign's theme: one main theme, and no word that advertising law bans.

use super::{AdText, Finding, FindingCode, Place, PlaceKind, Tab};
use crate::engine::theme::AdLaw;
use crate::model::{Campaign, Shop};

/// Checks a theme. Candidates that were not chosen count, too: any may be taken.
#[must_use]
pub fn theme_findings(shop: &Shop, campaign: &Campaign) -> Vec<Finding> {
    let theme = &campaign.brief.theme;
    let mut out = Vec::new();
    if theme.candidates.is_empty() && theme.subtitle.is_empty() {
        return out;
    }
    let at = Place::at(Tab::Brief, PlaceKind::Theme);
    let law = AdLaw::of(shop);
    let words = |text: &str| -> Vec<String> { law.found(text).into_iter().map(|found| found.word).collect() };
    let mut add = |code, place| out.push(Finding::new(code, Some(campaign.id), place));
    for candidate in &theme.candidates {
        let words = words(&candidate.words);
        if !words.is_empty() {
            let code = FindingCode::AdWords(AdText::Theme(candidate.id), words.join(" "));
            add(code, at.row(candidate.id.0).field("words"));
        }
    }
    let subtitle = words(&theme.subtitle);
    if !subtitle.is_empty() {
        add(FindingCode::AdWords(AdText::Subtitle, subtitle.join(" ")), at.field("subtitle"));
    }
    let chosen = || theme.candidates.iter().filter(|candidate| candidate.main);
    if let Some(second) = chosen().nth(1) {
        add(FindingCode::MainThemes(chosen().count()), at.row(second.id.0).field("main"));
    }
    out
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{AdWords, Brief, Theme, ThemeCandidate, ThemeId};

    fn campaign(words: &[(&str, bool)], subtitle: &str) -> Campaign {
        let candidate = |(at, (words, main)): (usize, &(&str, bool))| ThemeCandidate {
            id: ThemeId(at as u32 + 1),
            words: (*words).to_owned(),
            main: *main,
            ..ThemeCandidate::default()
        };
        let candidates = words.iter().enumerate().map(candidate).collect();
        let theme = Theme { candidates, subtitle: subtitle.to_owned(), ..Theme::default() };
        Campaign { brief: Arc::new(Brief { theme: Arc::new(theme), ..Brief::default() }), ..Campaign::default() }
    }

    #[test]
    fn banned_words_and_second_themes_are_told() {
        let found = |words: &[(&str, bool)], subtitle: &str| -> Vec<(&str, Option<u32>)> {
            let findings = theme_findings(&Shop::default(), &campaign(words, subtitle));
            findings.iter().map(|f| (f.code.name(), f.place.id)).collect()
        };
        assert_eq!(found(&[("回家，慢一点", true), ("山屿好眠节", false)], "第一天低至 5 折"), []);
        assert_eq!(
            found(&[("回家，慢一点", true), ("最懂家", true)], "国家级好价"),
            [("theme-risky-word", Some(2)), ("subtitle-risky-word", None), ("two-main-themes", Some(2))]
        );
        let own = Shop { ad_words: Some(AdWords { banned: vec!["慢".into()], harmless: vec![] }), ..Shop::default() };
        let findings = theme_findings(&own, &campaign(&[("回家，慢一点", true), ("最懂家", false)], ""));
        assert_eq!(findings.len(), 1);
    }
}
