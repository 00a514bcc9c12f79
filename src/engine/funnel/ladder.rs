//! The annual ladder: year → quarter → month by the sharing rule, against the campaigns' targets in the month of their
//! opening.

use jiff::civil::{Date, DateTime};

use super::solve::solve;
use crate::engine::split::share::{Part, Shares, mixed, share};
use crate::engine::value::less;
use crate::model::{CampaignId, Cell, Money, Project, Rate, YearPlan};

/// A campaign's target and when it opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CampaignTarget {
    /// Which campaign.
    pub id: CampaignId,
    /// Day of its opening.
    pub opening: Option<Date>,
    /// Its target GMV, solved.
    pub target: Option<Money>,
}

/// A quarter, month or year of the ladder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LadderCell {
    /// Its part of the target.
    pub target: Money,
    /// Whether it is locked.
    pub locked: bool,
    /// Its share of the year's target, half up.
    pub share: Rate,
    /// Targets of the campaigns that open in it.
    pub campaigns: Money,
    /// campaigns − target; negative: the campaigns fall short.
    pub gap: Money,
}

/// The ladder of a year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LadderAnswer {
    /// The calendar year.
    pub year: i16,
    /// The whole year.
    pub total: LadderCell,
    /// Its quarters.
    pub quarters: [LadderCell; 4],
    /// Its months.
    pub months: [LadderCell; 12],
    /// By how much locked quarters exceed the year.
    pub excess: Option<Money>,
    /// By how much locked quarters stay below the year, if all are locked.
    pub short: Option<Money>,
    /// Per quarter, the same for its locked months.
    pub quarter_excess: [Option<Money>; 4],
    /// Per quarter, the same for its locked months.
    pub quarter_short: [Option<Money>; 4],
    /// Campaigns of any year without an opening: they are in no month.
    pub unplaced: Vec<CampaignId>,
}

/// A cell of the ladder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LadderKey {
    /// A quarter, from 0.
    Quarter(usize),
    /// A month, from 0.
    Month(usize),
}

/// The targets of all campaigns of a project.
#[must_use]
pub fn campaign_targets(project: &Project) -> Vec<CampaignTarget> {
    let of = |c: &std::sync::Arc<crate::model::Campaign>| CampaignTarget {
        id: c.id,
        opening: c.opening().map(DateTime::date),
        target: solve(&c.funnel).gmv.value,
    };
    project.campaigns.iter().map(of).collect()
}

/// Works out the ladder of a year.
#[must_use]
pub fn ladder(plan: &YearPlan, campaigns: &[CampaignTarget]) -> LadderAnswer {
    let mut answer = LadderAnswer { year: plan.year, ..LadderAnswer::default() };
    let chunks: Vec<&[Cell]> = plan.months.chunks(3).collect();
    let least: Vec<Money> = chunks.iter().map(|months| months.iter().filter_map(|m| m.lock).sum::<Money>()).collect();
    let quarters = split(plan.target, &plan.quarters, &least);
    (answer.excess, answer.short) = (quarters.excess, quarters.short);
    let cell = |target: Money, of: &Cell| LadderCell {
        target,
        locked: of.lock.is_some(),
        share: target.ratio(plan.target).unwrap_or_default(),
        ..LadderCell::default()
    };
    answer.total = cell(plan.target, &Cell { weight: None, lock: Some(plan.target) });
    for (q, (months, amount)) in chunks.iter().zip(&quarters.amounts).enumerate() {
        if let (Some(slot), Some(of)) = (answer.quarters.get_mut(q), plan.quarters.get(q)) {
            *slot = cell(*amount, of);
        }
        let shares = split(*amount, months, &[Money::ZERO; 3]);
        for (i, (target, of)) in shares.amounts.iter().zip(*months).enumerate() {
            if let Some(slot) = answer.months.get_mut(q * 3 + i) {
                *slot = cell(*target, of);
            }
        }
        if let (Some(excess), Some(short)) = (answer.quarter_excess.get_mut(q), answer.quarter_short.get_mut(q)) {
            (*excess, *short) = (shares.excess, shares.short);
        }
    }
    for campaign in campaigns {
        let Some(opening) = campaign.opening else {
            answer.unplaced.push(campaign.id);
            continue;
        };
        let (true, Some(target)) = (opening.year() == plan.year, campaign.target) else { continue };
        let month = usize::try_from(opening.month() - 1).unwrap_or(0);
        let add = |cell: &mut LadderCell| cell.campaigns = Money::from_wide(cell.campaigns.wide() + target.wide());
        add(&mut answer.total);
        if let Some(cell) = answer.quarters.get_mut(month / 3) {
            add(cell);
        }
        if let Some(cell) = answer.months.get_mut(month) {
            add(cell);
        }
    }
    let cells = std::iter::once(&mut answer.total).chain(&mut answer.quarters).chain(&mut answer.months);
    for cell in cells {
        cell.gap = less(cell.campaigns, cell.target);
    }
    answer
}

fn split(total: Money, cells: &[Cell], least: &[Money]) -> Shares {
    let typed: Vec<Option<Rate>> = cells.iter().map(|c| c.weight).collect();
    let weights = mixed(&typed, &vec![1; cells.len()]);
    let parts: Vec<Part> = cells
        .iter()
        .zip(weights)
        .zip(least)
        .map(|((cell, weight), least)| Part { weight, lock: cell.lock, least: *least })
        .collect();
    share(total, &parts)
}

/// Changes a cell of a year's ladder.
#[must_use]
pub fn edit_cell(plan: &YearPlan, key: LadderKey, change: impl FnOnce(&mut Cell)) -> YearPlan {
    let mut new = plan.clone();
    let cell = match key {
        LadderKey::Quarter(at) => new.quarters.get_mut(at),
        LadderKey::Month(at) => new.months.get_mut(at),
    };
    if let Some(cell) = cell {
        change(cell);
    }
    new
}

/// What the annual ladder leaves for a campaign that opens on a day and aims at `own`: the target of its month less what the
/// month's other campaigns aim at. Nothing without a ladder or a target of that month, or where the others take all.
#[must_use]
pub fn left_for(ladders: &[LadderAnswer], opening: Date, own: Money) -> Option<Money> {
    let ladder = ladders.iter().find(|ladder| ladder.year == opening.year())?;
    let month = usize::from(opening.month().unsigned_abs()).checked_sub(1)?;
    let cell = ladder.months.get(month).filter(|cell| cell.target > Money::ZERO)?;
    let others = cell.campaigns.wide() - own.wide();
    Some(Money::from_wide(cell.target.wide() - others)).filter(|left| *left > Money::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_campaign_has_what_the_months_others_leave() {
        let yuan = Money::from_major;
        let november = LadderCell { target: yuan(5_200), campaigns: yuan(5_120), ..LadderCell::default() };
        let mut ladder = LadderAnswer { year: 2026, ..LadderAnswer::default() };
        ladder.months[10] = november;
        let left = |day, own| left_for(&[ladder.clone()], day, yuan(own));
        // others aim at 120 of the month's 5,200
        assert_eq!(left(date(2026, 11, 1), 5_000), Some(yuan(5_080)));
        assert_eq!(left(date(2026, 10, 1), 5_000), None, "no target in October");
        assert_eq!(left(date(2027, 11, 1), 5_000), None, "no ladder of 2027");
        ladder.months[10].campaigns = yuan(10_200);
        assert_eq!(left_for(&[ladder], date(2026, 11, 1), yuan(5_000)), None, "the others take all");
    }

    #[test]
    fn year_to_month() {
        let yuan = Money::from_major;
        let mut plan = YearPlan { year: 2026, target: yuan(120_000), ..YearPlan::default() };
        if let Some(q4) = plan.quarters.get_mut(3) {
            q4.lock = Some(yuan(60_000));
        }
        if let Some(november) = plan.months.get_mut(10) {
            november.weight = Some(Rate::from_percent(60));
        }
        let campaign = |id, opening, target| CampaignTarget { id: CampaignId(id), opening, target: Some(yuan(target)) };
        let got = ladder(
            &plan,
            &[
                campaign(1, Some(date(2026, 11, 1)), 50_000),
                campaign(2, Some(date(2026, 6, 1)), 5_000),
                campaign(3, Some(date(2025, 11, 1)), 40_000),
                campaign(4, None, 1_000),
            ],
        );
        assert_eq!(got.quarters.map(|q| q.target), [20_000, 20_000, 20_000, 60_000].map(yuan));
        // untyped months hold a third each of 100 %, beside the typed 60 %
        assert_eq!(got.months[10].target, Money::parse("28421.05").unwrap());
        assert_eq!(got.months.iter().map(|m| m.target).sum::<Money>(), plan.target);
        assert_eq!(got.quarters[3].gap, yuan(-10_000));
        assert_eq!(got.months[5].campaigns, yuan(5_000));
        assert_eq!(got.total.gap, yuan(-65_000));
        assert_eq!(got.unplaced, [CampaignId(4)]);
    }

    #[test]
    fn a_quarter_does_not_go_below_its_locked_months() {
        let yuan = Money::from_major;
        let mut plan = YearPlan { year: 2026, target: yuan(100), ..YearPlan::default() };
        plan = edit_cell(&plan, LadderKey::Month(0), |c| c.lock = Some(yuan(70)));
        let got = ladder(&plan, &[]);
        assert_eq!(got.quarters.map(|q| q.target), [70, 10, 10, 10].map(yuan));
        assert_eq!((got.excess, got.quarter_excess), (None, [None; 4]));
    }
}
