//! The figure that a lesson sets: put into a campaign's plan, and whether it stands there.

use std::sync::Arc;

use crate::model::{Campaign, LessonDefault, LessonId, Offer, Source, Stage};

/// The stages before another one of a kind; the last has no rate.
fn stages(campaign: &Campaign) -> impl Iterator<Item = &Stage> {
    let stages = &campaign.funnel.stages;
    stages.iter().take(stages.len().saturating_sub(1)).map(AsRef::as_ref)
}

/// Whether a campaign is planned with a figure; nothing where the campaign has no place for it: no stage, source or offer of the kind.
/// Rows of the kind count only together.
#[must_use]
pub fn holds(campaign: &Campaign, of: LessonDefault) -> Option<bool> {
    let all = |mut states: Vec<bool>| {
        let some = !states.is_empty();
        states.retain(|holds| !holds);
        some.then_some(states.is_empty())
    };
    match of {
        LessonDefault::RefundRate(rate) => Some(campaign.funnel.refund_rate == rate),
        LessonDefault::RequiredMargin(rate) => Some(campaign.required_margin == Some(rate)),
        LessonDefault::StageRate(kind, rate) => {
            all(stages(campaign).filter(|row| row.kind == kind).map(|row| row.history == Some(rate)).collect())
        }
        LessonDefault::SourceCvr(kind, rate) => {
            all(campaign.traffic.iter().filter(|row| row.kind == kind).map(|row| row.cvr == Some(rate)).collect())
        }
        LessonDefault::SourceAov(kind, aov) => {
            all(campaign.traffic.iter().filter(|row| row.kind == kind).map(|row| row.aov == Some(aov)).collect())
        }
        LessonDefault::Redemption(kind, rate) => {
            let offers = campaign.offers.iter().filter(|row| row.rule.kind() == kind);
            all(offers.map(|row| row.uptake.redemption == rate).collect())
        }
    }
}

/// The same figure as a campaign is planned with it: of the first row of its kind; as it is where there is none.
#[must_use]
pub fn now(campaign: &Campaign, of: LessonDefault) -> LessonDefault {
    let source = |kind| campaign.traffic.iter().find(|row| row.kind == kind);
    match of {
        LessonDefault::RefundRate(_) => LessonDefault::RefundRate(campaign.funnel.refund_rate),
        LessonDefault::RequiredMargin(rate) => LessonDefault::RequiredMargin(campaign.required_margin.unwrap_or(rate)),
        LessonDefault::StageRate(kind, rate) => {
            let row = stages(campaign).find(|row| row.kind == kind);
            LessonDefault::StageRate(kind, row.and_then(|row| row.history).unwrap_or(rate))
        }
        LessonDefault::SourceCvr(kind, rate) => {
            LessonDefault::SourceCvr(kind, source(kind).and_then(|row| row.cvr).unwrap_or(rate))
        }
        LessonDefault::SourceAov(kind, aov) => {
            LessonDefault::SourceAov(kind, source(kind).and_then(|row| row.aov).unwrap_or(aov))
        }
        LessonDefault::Redemption(kind, rate) => {
            let row = campaign.offers.iter().find(|row| row.rule.kind() == kind);
            LessonDefault::Redemption(kind, row.map_or(rate, |row| row.uptake.redemption))
        }
    }
}

/// Plans a campaign with the figure of a lesson, in every row of its kind, and notes that it is that lesson's.
pub fn set(campaign: &mut Campaign, lesson: LessonId, of: LessonDefault) {
    if !campaign.lessons.contains(&lesson) {
        campaign.lessons.push(lesson);
    }
    match of {
        LessonDefault::RefundRate(rate) => Arc::make_mut(&mut campaign.funnel).refund_rate = rate,
        LessonDefault::RequiredMargin(rate) => campaign.required_margin = Some(rate),
        LessonDefault::StageRate(kind, rate) => {
            let ids: Vec<_> = stages(campaign).filter(|row| row.kind == kind).map(|row| row.id).collect();
            let stages = &mut Arc::make_mut(&mut campaign.funnel).stages;
            stages.map_where(|row| ids.contains(&row.id).then(|| Stage { history: Some(rate), ..row.clone() }));
        }
        LessonDefault::SourceCvr(kind, rate) => {
            campaign.traffic.map_where(|row| (row.kind == kind).then(|| Source { cvr: Some(rate), ..row.clone() }));
        }
        LessonDefault::SourceAov(kind, aov) => {
            campaign.traffic.map_where(|row| (row.kind == kind).then(|| Source { aov: Some(aov), ..row.clone() }));
        }
        LessonDefault::Redemption(kind, rate) => campaign.offers.map_where(|row| {
            let mut uptake = row.uptake;
            uptake.redemption = rate;
            (row.rule.kind() == kind).then(|| Offer { uptake, ..row.clone() })
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Money, OfferKind, OfferRule, Rate, SourceId, SourceKind, StageId, StageKind};

    #[test]
    fn a_figure_is_put_into_every_row_of_its_kind_and_nowhere_else() {
        let percent = Rate::from_percent;
        let stage = |id, kind| Stage { id: StageId(id), kind, ..Stage::default() };
        let source = |id, kind| Source { id: SourceId(id), kind, ..Source::default() };
        let mut campaign = Campaign {
            traffic: vec![
                source(1, SourceKind::Search),
                source(2, SourceKind::Creators),
                source(3, SourceKind::Search),
            ]
            .into(),
            offers: vec![Offer { rule: OfferRule::Coupon(Vec::new()), ..Offer::default() }].into(),
            ..Campaign::default()
        };
        Arc::make_mut(&mut campaign.funnel).stages =
            vec![stage(1, StageKind::Visitors), stage(2, StageKind::Cart), stage(3, StageKind::Paid)].into();
        for of in [
            LessonDefault::RefundRate(percent(6)),
            LessonDefault::RequiredMargin(percent(12)),
            LessonDefault::StageRate(StageKind::Cart, percent(31)),
            LessonDefault::SourceCvr(SourceKind::Search, percent(7)),
            LessonDefault::SourceAov(SourceKind::Search, Money::from_major(239)),
            LessonDefault::Redemption(OfferKind::Coupon, percent(44)),
        ] {
            assert_eq!(holds(&campaign, of), Some(false), "{of:?}");
            set(&mut campaign, LessonId(9), of);
            assert_eq!(holds(&campaign, of), Some(true), "{of:?}");
        }
        let cvr: Vec<_> = campaign.traffic.iter().map(|row| row.cvr).collect();
        assert_eq!(cvr, [Some(percent(7)), None, Some(percent(7))]);
        let rates: Vec<_> = campaign.funnel.stages.iter().map(|row| row.history).collect();
        assert_eq!(rates, [None, Some(percent(31)), None]);
        // no place for it: the last stage has no rate, and there is no such source
        let nowhere = [
            LessonDefault::StageRate(StageKind::Paid, percent(1)),
            LessonDefault::SourceCvr(SourceKind::Direct, percent(1)),
        ];
        for of in nowhere {
            let before = campaign.clone();
            set(&mut campaign, LessonId(9), of);
            assert!(campaign == before && holds(&campaign, of).is_none(), "{of:?}");
        }
    }
}
