//! Edits of the customer base, as requests.

use crate::engine::rfm::{Limits, RfmAnswer};
use crate::model::{Count, Money, Rate, Rfm, RfmSource, Segment, Threshold, TypedSegment};
use crate::text::Msg;
use crate::text::audience::Dimension;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::lists;

/// Asks for a change of the customer base.
pub fn rfm(
    scene: &Scene<'_>,
    open: &Open<'_>,
    step: Msg,
    change: impl FnOnce(&mut Rfm) + 'static,
    actions: &mut Actions,
) {
    lists::brief(actions, open.campaign.id, scene.text(step), move |_, brief| {
        change(std::sync::Arc::make_mut(&mut brief.rfm));
    });
}

/// Half of all customers.
const HALF: i64 = 50;

/// The threshold of a dimension found in another way: values begin where it stands now.
pub fn set_way(rfm: &mut Rfm, dimension: Dimension, way: usize, limits: Limits) {
    fn by<T>(way: usize, value: T) -> Threshold<T> {
        match way {
            0 => Threshold::Mean,
            1 => Threshold::Quantile(Rate::from_percent(HALF)),
            _ => Threshold::Value(value),
        }
    }
    match dimension {
        Dimension::Recency => rfm.recency = by(way, Count::new(limits.recency.at)),
        Dimension::Frequency => rfm.frequency = by(way, Count::new(limits.frequency.at)),
        Dimension::Monetary => {
            let minor = i64::try_from(limits.monetary.at).unwrap_or(i64::MAX);
            rfm.monetary = by(way, Money::from_minor(minor));
        }
    }
}

/// All three in another way.
pub fn ways(scene: &Scene<'_>, open: &Open<'_>, way: usize, answer: &RfmAnswer, actions: &mut Actions) {
    let limits = answer.limits.unwrap_or_default();
    let change = move |rfm: &mut Rfm| {
        for dimension in Dimension::ALL {
            set_way(rfm, dimension, way, limits);
        }
    };
    self::rfm(scene, open, Msg::AudienceStepThreshold, change, actions);
}

/// What is done for a segment.
pub fn tactic(scene: &Scene<'_>, open: &Open<'_>, segment: Segment, words: String, actions: &mut Actions) {
    let change = move |rfm: &mut Rfm| {
        if words.trim().is_empty() {
            rfm.tactics.remove(&segment);
        } else {
            rfm.tactics.insert(segment, words);
        }
    };
    rfm(scene, open, Msg::AudienceStepTactic, change, actions);
}

/// Counts are to be typed.
pub fn type_counts(scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) {
    let none = || Segment::ALL.map(|segment| (segment, TypedSegment::default())).into();
    rfm(scene, open, Msg::AudienceStepTyped, move |rfm| rfm.source = RfmSource::Typed(none()), actions);
}

/// A typed segment.
pub fn typed(scene: &Scene<'_>, open: &Open<'_>, segment: Segment, new: TypedSegment, actions: &mut Actions) {
    let change = move |rfm: &mut Rfm| {
        if let RfmSource::Typed(typed) = &mut rfm.source {
            typed.insert(segment, new);
        }
    };
    rfm(scene, open, Msg::AudienceStepTyped, change, actions);
}
