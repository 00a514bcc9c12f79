//! Pages and sections that campaigns of a level usually have.

use crate::model::{BriefPage, Level};

/// The usual pages and sections of a level, in the order of lists. S has all; A does without the opening's own page, the
/// members' and the best sellers; B has the main page, the peak's, the live room and two sections; C has the main page and
/// the coupons.
pub fn usual_pages(level: Level) -> impl Iterator<Item = BriefPage> {
    let least = move |page: BriefPage| match page {
        BriefPage::Main | BriefPage::Coupons => Level::C,
        BriefPage::Burst | BriefPage::Live | BriefPage::Heroes => Level::B,
        BriefPage::Preheat | BriefPage::Return | BriefPage::Categories | BriefPage::Bundles => Level::A,
        BriefPage::Opening | BriefPage::Members | BriefPage::Ranking => Level::S,
    };
    BriefPage::ALL.into_iter().filter(move |page| level <= least(*page))
}
