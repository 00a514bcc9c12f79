//! The cross-checks of the whole project: goods, annual ladders, and every campaign.

use std::collections::HashSet;

use super::goods::shop_goods;
use super::{Finding, FindingCode, Place, PlaceKind, Tab, sort};
use crate::engine::funnel::{LadderAnswer, campaign_targets, ladder};
use crate::engine::plan::plan;
use crate::model::{Money, Project};

/// All findings of a project: its own, then those of each campaign; errors first.
#[must_use]
pub fn findings(project: &Project) -> Vec<Finding> {
    let targets = campaign_targets(project);
    let ladders: Vec<LadderAnswer> = project.years.iter().map(|year| ladder(year, &targets)).collect();
    let mut found = project_findings(project, &ladders);
    for campaign in &project.campaigns {
        found.extend(plan(project, campaign).findings);
    }
    sort(&mut found);
    found
}

/// What belongs to no campaign: the shop's goods, the lessons and the annual ladders (one answer per year, in the order of the years).
#[must_use]
pub fn project_findings(project: &Project, ladders: &[LadderAnswer]) -> Vec<Finding> {
    let mut found = Vec::new();
    shop_goods(project, &mut found);
    for lesson in &project.lessons {
        let faults: Vec<_> = lesson.faults().collect();
        if !faults.is_empty() {
            let place = Place::at(Tab::Review, PlaceKind::Lesson).row(lesson.id.0);
            found.push(Finding::new(FindingCode::LessonLacks(lesson.id, faults), None, place));
        }
    }
    let mut years = HashSet::new();
    for answer in ladders {
        let year = answer.year;
        let place = Place::at(Tab::Funnel, PlaceKind::Year).row(u32::try_from(year).unwrap_or(0));
        let mut add = |code| found.push(Finding::new(code, None, place.field("target")));
        if !years.insert(year) {
            add(FindingCode::YearTwice(year));
        }
        // a year without campaigns is not planned yet; a year above its target is no fault
        if answer.total.gap < Money::ZERO && answer.total.campaigns > Money::ZERO {
            add(FindingCode::YearShort(year, answer.total.gap));
        }
        let quarters = answer.quarter_excess.iter().zip(&answer.quarter_short).enumerate();
        let levels = std::iter::once((None, answer.excess, answer.short))
            .chain(quarters.map(|(q, (excess, short))| (Some(q), *excess, *short)));
        for (quarter, excess, short) in levels {
            if let Some(excess) = excess {
                add(FindingCode::LadderExcess(year, quarter, excess));
            }
            if let Some(short) = short {
                add(FindingCode::LadderShort(year, quarter, short));
            }
        }
    }
    sort(&mut found);
    found
}
