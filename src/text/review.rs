//! Words of the review: whose a row is.

use super::names::Named as _;
use super::{Msg, Texts};
use crate::engine::review::PartOf;
use crate::model::{Campaign, Project};

/// What a part of a gap is called; a part that only the other campaign has names it.
#[must_use]
pub fn part_name(
    texts: &Texts,
    project: &Project,
    campaign: &Campaign,
    other: Option<&Campaign>,
    of: PartOf,
) -> String {
    let elsewhere = |name: Option<&str>| {
        let campaign = other.map_or("", |other| other.name_in(texts));
        let words = [("name", name.unwrap_or_default().into()), ("campaign", campaign.into())];
        texts.with(Msg::ReviewOtherPart, &words)
    };
    let name = match of {
        PartOf::Source(id) => campaign.traffic.get(id).map(|row| row.name_in(texts)),
        PartOf::OtherSource(id) => {
            let row = other.and_then(|other| other.traffic.get(id));
            return elsewhere(row.map(|row| row.name_in(texts)));
        }
        PartOf::Category(None) => Some(texts.get(Msg::ReviewNoCategory)),
        PartOf::Category(Some(id)) => project.shop.categories.get(id).map(|row| row.name.as_str()),
        PartOf::Phase(id) => campaign.phases.get(id).map(|row| row.name_in(texts)),
        PartOf::OtherPhase(id) => {
            let row = other.and_then(|other| other.phases.get(id));
            return elsewhere(row.map(|row| row.name_in(texts)));
        }
        PartOf::Rest => Some(texts.get(Msg::ReviewRest)),
    };
    name.unwrap_or_default().to_owned()
}
