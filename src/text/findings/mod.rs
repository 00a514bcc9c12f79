//! A sentence for every finding: what, where, number against limit; and what to do about it. Window and command line
//! say the same.

mod action;
mod brief;
mod checks;
mod due;
mod ladders;
mod offers;
mod parts;
mod play;
mod tasks;

use super::amounts::{counts, factors, instants, percents, sum, sums};
use super::line::{list, say};
use super::rows::RowNames;
use super::why::{figure_name, size, value_shown, values_apart};
use super::{Argument, Msg, Texts};
use crate::engine::Value;
use crate::engine::finding::{AdText, Finding, FindingCode, Place};
use crate::engine::funnel::references::ReferenceKind;
use crate::engine::funnel::{Conflict, Equation, Unknown, pool};
use crate::engine::why::{FigureId, TermLabel};
use crate::model::{BasketItem, Campaign, Count, Money, PhaseId, Project, Rate, SkuId, StageId};

pub use action::action;

/// The sentence of a finding. Findings that belong to no campaign may be told with any.
#[must_use]
pub fn sentence(texts: &Texts, project: &Project, campaign: &Campaign, finding: &Finding) -> String {
    Sentence { rows: RowNames { texts, project, campaign }, place: finding.place, advises: true }.of(&finding.code)
}

/// The sentence without what to do, for where a button beside it says that.
#[must_use]
pub fn statement(texts: &Texts, project: &Project, campaign: &Campaign, finding: &Finding) -> String {
    Sentence { rows: RowNames { texts, project, campaign }, place: finding.place, advises: false }.of(&finding.code)
}

/// The same, with the campaign looked up that the finding is of.
#[must_use]
pub fn sentence_in(texts: &Texts, project: &Project, finding: &Finding) -> String {
    match finding.campaign.and_then(|id| project.campaign(id)) {
        Some(campaign) => sentence(texts, project, campaign, finding),
        None => sentence(texts, project, &Campaign::default(), finding),
    }
}

struct Sentence<'a> {
    rows: RowNames<'a>,
    place: Place,
    /// Whether what to do is said with it.
    advises: bool,
}

/// The figure of an open or solved quantity.
const fn figure_of(unknown: Unknown) -> FigureId {
    match unknown {
        Unknown::Gmv => FigureId::Gmv,
        Unknown::Aov => FigureId::Aov,
        Unknown::Cvr(_) => FigureId::Cvr,
        Unknown::Count(id) => FigureId::Stage(id),
        Unknown::Rate(id) => FigureId::Rate(id),
    }
}

impl<'a> Sentence<'a> {
    fn ad_words(&self, of: AdText, words: &str) -> String {
        let word = ("word", words.into());
        match of {
            AdText::Offer(id) => {
                self.say(Msg::FindingOfferWord, &[("offer", self.rows.offer(id).as_str().into()), word])
            }
            AdText::Theme(id) => {
                let theme = self
                    .rows
                    .campaign
                    .brief
                    .theme
                    .candidates
                    .get(id)
                    .map_or_else(|| self.texts().get(Msg::ThemeTitle), |theme| theme.words.as_str());
                self.say(Msg::FindingThemeWord, &[("theme", theme.into()), word])
            }
            AdText::Subtitle => self.say(Msg::FindingSubtitleWord, &[word]),
        }
    }

    fn of(&self, code: &FindingCode) -> String {
        use FindingCode as C;
        let rows = &self.rows;
        match code {
            C::FunnelConflict(conflict) => self.conflict(conflict),
            C::FunnelOpen(open) => self.open(open),
            C::NoStages => self.say(Msg::FindingNoStages, &[]),
            C::RateNotPositive(id) => self.rate_not_positive(*id),
            C::RateAboveOne(id, rate) => {
                let (value, _) = percents(self.texts(), *rate, Rate::ONE);
                self.say(Msg::FindingRateAboveOne, &[("figure", rows.rate(*id).into()), ("value", value.into())])
            }
            C::AovNotPositive => {
                let aov = rows.campaign.funnel.aov.typed().unwrap_or_default();
                self.say(Msg::FindingAovNotPositive, &[("value", self.price(aov))])
            }
            C::NegativeTarget => {
                let gmv = rows.campaign.funnel.gmv.typed().unwrap_or_default();
                self.say(Msg::FindingNegativeTarget, &[("value", self.sum(gmv))])
            }
            C::OutOfRange(of) => self.out_of_range(*of),
            C::Indeterminate(of) => self.say(Msg::FindingIndeterminate, &[("figure", self.unknown(*of).into())]),
            C::RateBeyondReferences { stage, planned, best, reference } => {
                self.beyond(*stage, *planned, *best, *reference)
            }
            C::TrafficShort { missing, needed, planned } => self.traffic_short(*missing, *needed, *planned),
            C::SourceCostWithoutVisitors(id, cost) => {
                self.say(Msg::FindingSourceCost, &[("source", rows.source(*id).into()), ("cost", self.sum(*cost))])
            }
            C::SourceWithoutVisitors(id) => self.about_source(Msg::FindingSourceVisitors, rows.source(*id)),
            C::SourceWithoutClickRate(id) => self.about_source(Msg::FindingSourceClickRate, rows.source(*id)),
            C::SourceRoiBelowOne(id, roi) => {
                let (roi, _) = factors(self.texts(), *roi, Rate::ONE);
                self.say(Msg::FindingSourceRoi, &[("source", rows.source(*id).into()), ("roi", roi.into())])
            }
            C::SourceParentGone(id, parent) => self.say(
                Msg::FindingSourceParent,
                &[("source", rows.source(*id).into()), ("id", parent.to_string().into())],
            ),
            C::SourceCycle(id) => self.about_source(Msg::FindingSourceCycle, rows.source(*id)),
            C::SourceNegative(id) => self.source_negative(*id),
            C::Play(id, fault) => self.play(*id, *fault),
            C::SplitExcess(of, size) => self.split(Msg::FindingSplitExcess, *of, *size),
            C::SplitShort(of, size) => self.split(Msg::FindingSplitShort, *of, *size),
            C::StretchConflict(key, gap) => {
                let over = *gap > Money::ZERO;
                let msg = if over { Msg::FindingStretchOver } else { Msg::FindingStretchUnder };
                self.say(msg, &[("name", rows.cell(*key).into()), ("gap", self.sum(absolute(*gap)))])
            }
            C::PhaseEndsBeforeStart(id) => {
                let phase = rows.campaign.phases.get(*id).map(|p| (p.start, p.end));
                self.ends_before_start(rows.phase(*id), phase)
            }
            C::WaveEndsBeforeStart(id) => {
                let wave = self.wave(*id).map(|(_, w)| w);
                self.ends_before_start(rows.wave(*id), wave)
            }
            C::PhasesOverlap(a, b) => self.overlap(*a, *b),
            C::PhaseGap(a, b, days) => self.phase_gap(*a, *b, *days),
            C::PhaseTooLong(id) => self.phase_too_long(*id),
            C::WaveOutsidePhase(id) => self.wave_outside(*id),
            C::NoOpening => self.say(Msg::FindingNoOpening, &[]),
            C::NoActuals => self.say(Msg::FindingNoActuals, &[]),
            C::GoalMisses(id, why) => self.goal_misses(*id, why),
            C::Due(fault) => self.due(*fault),
            C::LessonLacks(id, faults) => self.lesson_lacks(*id, faults),
            C::ApprovedBriefChanged(n) => self.say(Msg::FindingApprovedBriefChanged, &[("n", (*n).into())]),
            C::AgreementReopened(id, subjects) => self.agreement_reopened(*id, subjects),
            C::PreviousGone(id) if *id == rows.campaign.id => self.say(Msg::FindingPreviousSelf, &[]),
            C::PreviousGone(id) => self.say(Msg::FindingPreviousGone, &[("id", id.to_string().into())]),
            C::PoolRateUnusual(rate) => {
                let edge = if *rate < Rate::from_percent(pool::USUAL.0) { pool::USUAL.0 } else { pool::USUAL.1 };
                let (rate, _) = percents(self.texts(), *rate, Rate::from_percent(edge));
                let (low, high) = pool::USUAL;
                self.say(Msg::FindingPoolRate, &[("rate", rate.into()), ("low", low.into()), ("high", high.into())])
            }
            C::ChanceLow { chance, wanted, target, reached } => self.chance(*chance, *wanted, *target, *reached),
            C::OrdersLate { orders } => {
                let n = self.texts().format().whole((*orders).into());
                self.say(Msg::StaffingLateOrders, &[("n", n.into())])
            }
            C::HoursUncovered { hours, first } => {
                let day = self.texts().format().day(*first);
                self.say(Msg::FindingHoursUncovered, &[("n", (*hours as usize).into()), ("day", day.into())])
            }
            C::CellOrphaned(key) => self.orphan(*key),
            C::SharesNotWhole(share) => {
                let (share, _) = percents(self.texts(), *share, Rate::ONE);
                self.say(Msg::FindingShares, &[("share", share.into())])
            }
            C::ShareNegative(id) => {
                let share = rows.campaign.goods.get(*id).map_or(Rate::ZERO, |row| row.share);
                let share = self.texts().format().percent_exact(share);
                self.say(Msg::FindingShareNegative, &[("sku", rows.sku(*id).into()), ("share", share.into())])
            }
            C::SkuWithoutCode(id) => self.about_sku(Msg::FindingSkuCode, *id),
            C::SkuCodeTwice(first, second) => self.sku_code_twice(*first, *second),
            C::CategoryGone(id, category) => self
                .say(Msg::FindingCategoryGone, &[("sku", rows.sku(*id).into()), ("id", category.to_string().into())]),
            C::DepartmentGone(id) => self.department_gone(*id),
            C::SkuGone(id) => self.say(Msg::FindingSkuGone, &[("id", id.to_string().into())]),
            C::PhasePriceGone(id, phase) => {
                self.say(Msg::FindingPhasePriceGone, &[("sku", rows.sku(*id).into()), ("id", phase.to_string().into())])
            }
            C::NoPrice(id) => self.about_sku(Msg::FindingNoPrice, *id),
            C::PriceAboveList { sku, phase, price, list } => {
                self.price_against((Msg::FindingPriceList, Msg::FindingPriceListIn), (*sku, *phase), *price, *list)
            }
            C::PriceBelowFloor { sku, phase, price, floor } => {
                self.price_against((Msg::FindingPriceFloor, Msg::FindingPriceFloorIn), (*sku, *phase), *price, *floor)
            }
            C::PriceBelowCost { sku, phase, price, cost } => {
                self.price_against((Msg::FindingPriceCost, Msg::FindingPriceCostIn), (*sku, *phase), *price, *cost)
            }
            C::RungNotHigher { .. }
            | C::RungGivesNoMore { .. }
            | C::RungsTooClose { .. }
            | C::TierMissing(..)
            | C::RungInGap { .. }
            | C::BiggerIsCheaper { .. }
            | C::RungUnreached { .. } => self.ladder_of(code),
            C::Offer(id, fault) => self.offer(*id, *fault),
            C::Task(id, fault) => self.task(*id, *fault),
            C::Schedule(fault) => self.schedule(fault),
            C::AdWords(of, words) => self.ad_words(*of, words),
            C::MainThemes(count) => self.say(Msg::FindingMainThemes, &[("count", (*count).into())]),
            C::OffersTooMany(phase, count) => self.say(
                Msg::FindingOffersTooMany,
                &[
                    ("phase", rows.phase(*phase).into()),
                    ("n", (*count).into()),
                    ("limit", crate::engine::offers::price::MAX_CANDIDATES.into()),
                ],
            ),
            C::LowestBelowFloor { sku, phase, lowest, floor, basket } => self.say(
                Msg::FindingLowestFloor,
                &[
                    ("sku", rows.sku(*sku).into()),
                    ("phase", rows.phase(*phase).into()),
                    ("price", self.price(*lowest)),
                    ("limit", self.price(*floor)),
                    ("basket", basket_name(rows, basket).into()),
                ],
            ),
            C::PromiseUndercut { sku, phase, lowest, earlier, promised } => {
                self.promise(*sku, *phase, *lowest, *earlier, *promised)
            }
            C::CheckFails { check, expect, actual } => self.check_fails(*check, *expect, *actual),
            C::CheckUnpriced(check, why) => self.check_unpriced(*check, *why),
            C::YearShort(year, gap) => self.year_short(*year, *gap),
            C::LadderExcess(year, quarter, size) => {
                self.ladder((Msg::FindingLadderExcess, Msg::FindingQuarterExcess), *year, *quarter, *size)
            }
            C::LadderShort(year, quarter, size) => {
                self.ladder((Msg::FindingLadderShort, Msg::FindingQuarterShort), *year, *quarter, *size)
            }
            C::YearTwice(year) => self.say(Msg::FindingYearTwice, &[("year", year.to_string().into())]),
            C::ActualTwice(date) => {
                self.say(Msg::FindingActualTwice, &[("date", self.texts().format().day(*date).into())])
            }
        }
    }

    const fn texts(&self) -> &'a Texts {
        self.rows.texts
    }

    fn say(&self, msg: Msg, arguments: &[(&str, Argument<'_>)]) -> String {
        say(self.texts(), msg, arguments)
    }

    fn sum(&self, money: Money) -> Argument<'static> {
        sum(self.texts(), money).into()
    }

    fn price(&self, money: Money) -> Argument<'static> {
        self.texts().format().price(money).into()
    }

    fn unknown(&self, unknown: Unknown) -> String {
        figure_name(self.texts(), self.rows.project, self.rows.campaign, figure_of(unknown))
    }

    fn about_source(&self, msg: Msg, source: String) -> String {
        self.say(msg, &[("source", source.into())])
    }

    fn about_sku(&self, msg: Msg, id: SkuId) -> String {
        self.say(msg, &[("sku", self.rows.sku(id).into())])
    }

    fn conflict(&self, conflict: &Conflict) -> String {
        let stages = &self.rows.campaign.funnel.stages;
        let joined = match conflict.equation {
            Equation::Identity => {
                let buyers = stages.last().map(|stage| Unknown::Count(stage.id));
                [Some(Unknown::Gmv), buyers, Some(Unknown::Aov)]
            }
            Equation::Step(id) => {
                let next = stages.position(id).and_then(|at| stages.at(at + 1)).map(|s| Unknown::Count(s.id));
                [Some(Unknown::Count(id)), Some(Unknown::Rate(id)), next]
            }
        };
        let others: Vec<String> =
            joined.iter().flatten().filter(|of| **of != conflict.on).map(|of| self.unknown(*of)).collect();
        let label = TermLabel::Figure(figure_of(conflict.on));
        let campaign = self.rows.campaign;
        let (implied, fixed) = values_apart(self.texts(), campaign, label, (conflict.implied, conflict.fixed));
        let gap = match size(conflict.gap) {
            // the difference of two rates is in points, not in per cent of anything
            Value::Rate(gap) if !self.is_depth(conflict.on) => {
                let points = Rate::from_wide(gap.wide() * 100);
                let format = self.texts().format();
                let tenths = points.wide() >= Rate::from_ppm(100_000).wide();
                let points = if tenths { format.factor(points, 1) } else { format.factor_exact(points) };
                self.say(Msg::FindingPoints, &[("points", points.into())])
            }
            gap => value_shown(self.texts(), campaign, label, gap),
        };
        self.say(
            Msg::FindingFunnelConflict,
            &[
                ("figure", self.unknown(conflict.on).into()),
                ("fixed", fixed.into()),
                ("others", self.and(&others).into()),
                ("implied", implied.into()),
                ("gap", gap.into()),
            ],
        )
    }

    fn and(&self, names: &[String]) -> String {
        match names {
            [first, second] => {
                self.say(Msg::FindingAnd, &[("first", first.as_str().into()), ("second", second.as_str().into())])
            }
            names => list(self.texts(), names),
        }
    }

    fn is_depth(&self, of: Unknown) -> bool {
        matches!(of, Unknown::Rate(id) if self.rows.is_depth(id))
    }

    fn open(&self, open: &[Unknown]) -> String {
        let names: Vec<String> = open.iter().map(|of| self.unknown(*of)).collect();
        let arguments = [
            ("count", names.len().into()),
            ("figures", list(self.texts(), &names).into()),
            ("lock", names.len().saturating_sub(1).max(1).into()),
        ];
        self.say(Msg::FindingFunnelOpen, &arguments)
    }

    fn rate_not_positive(&self, id: StageId) -> String {
        let stage = self.rows.campaign.funnel.stages.get(id);
        let rate = stage.and_then(|stage| stage.rate.typed()).unwrap_or_default();
        let format = self.texts().format();
        let value = if self.rows.is_depth(id) { format.factor_exact(rate) } else { format.percent_exact(rate) };
        self.say(Msg::FindingRateNotPositive, &[("figure", self.rows.rate(id).into()), ("value", value.into())])
    }

    fn out_of_range(&self, of: Unknown) -> String {
        let limit = match of {
            Unknown::Gmv | Unknown::Aov => sum(self.texts(), Money::MAX),
            Unknown::Count(_) => self.texts().format().count(Count::MAX).to_string(),
            Unknown::Cvr(_) | Unknown::Rate(_) => self.texts().format().whole(Rate::MAX.wide() / Rate::ONE.wide()),
        };
        self.say(Msg::FindingOutOfRange, &[("figure", self.unknown(of).into()), ("limit", limit.into())])
    }

    fn beyond(&self, id: StageId, planned: Rate, best: Rate, reference: ReferenceKind) -> String {
        let known = self
            .rows
            .campaign
            .funnel
            .stages
            .get(id)
            .map_or(1, |stage| [stage.history, stage.last_year, stage.industry].iter().flatten().count().max(1));
        let (planned, best) = if self.rows.is_depth(id) {
            factors(self.texts(), planned, best)
        } else {
            percents(self.texts(), planned, best)
        };
        let reference = self.texts().get(match reference {
            ReferenceKind::History => Msg::FindingReferenceHistory,
            ReferenceKind::LastYear => Msg::FindingReferenceLastYear,
            ReferenceKind::Industry => Msg::FindingReferenceIndustry,
        });
        self.say(
            Msg::FindingRateBeyond,
            &[
                ("figure", self.rows.rate(id).into()),
                ("planned", planned.into()),
                ("count", known.into()),
                ("reference", reference.into()),
                ("best", best.into()),
            ],
        )
    }

    fn traffic_short(&self, missing: u64, needed: Count, planned: Count) -> String {
        let format = self.texts().format();
        let (needed_text, planned) = counts(self.texts(), needed, planned);
        let share = Rate::ratio(missing.into(), needed.wide()).unwrap_or(Rate::ONE);
        // a gap is never nothing
        let percent = if share < Rate::from_ppm(500) {
            format!("<{}", format.percent(Rate::from_ppm(1_000), 1))
        } else {
            format.percent(share, 1)
        };
        let missing = format.count_wide(missing.into()).to_string();
        self.say(
            Msg::FindingTrafficShort,
            &[
                ("missing", missing.into()),
                ("percent", percent.into()),
                ("needed", needed_text.into()),
                ("planned", planned.into()),
            ],
        )
    }

    fn price_against(
        &self,
        (always, in_phase): (Msg, Msg),
        (sku, phase): (SkuId, Option<PhaseId>),
        price: Money,
        limit: Money,
    ) -> String {
        let sku = self.rows.sku(sku);
        let (price, limit) = (self.price(price), self.price(limit));
        match phase {
            None => self.say(always, &[("sku", sku.into()), ("price", price), ("limit", limit)]),
            Some(phase) => {
                let phase = self.rows.phase(phase);
                let arguments = [("sku", sku.into()), ("phase", phase.into()), ("price", price), ("limit", limit)];
                self.say(in_phase, &arguments)
            }
        }
    }

    fn promise(&self, sku: SkuId, phase: PhaseId, lowest: Money, earlier: Option<PhaseId>, promised: Money) -> String {
        let (sku, phase) = (self.rows.sku(sku), self.rows.phase(phase));
        let (price, limit) = (self.price(lowest), self.price(promised));
        match earlier {
            Some(earlier) => {
                let earlier = self.rows.phase(earlier);
                let arguments = [
                    ("sku", sku.into()),
                    ("phase", phase.into()),
                    ("price", price),
                    ("earlier", earlier.into()),
                    ("limit", limit),
                ];
                self.say(Msg::FindingPromise, &arguments)
            }
            None => self.say(
                Msg::FindingPromiseBefore,
                &[("sku", sku.into()), ("phase", phase.into()), ("price", price), ("limit", limit)],
            ),
        }
    }

    fn year_short(&self, year: i16, gap: Money) -> String {
        let gap = absolute(gap);
        let target = self.rows.project.years.get(year).map_or(gap, |plan| plan.target);
        let (target_text, campaigns) = sums(self.texts(), target, Money::from_wide(target.wide() - gap.wide()));
        self.say(
            Msg::FindingYearShort,
            &[
                ("year", year.to_string().into()),
                ("target", target_text.into()),
                ("campaigns", campaigns.into()),
                ("gap", self.sum(gap)),
            ],
        )
    }

    fn ladder(&self, (of_year, of_quarter): (Msg, Msg), year: i16, quarter: Option<usize>, size: Money) -> String {
        let (year, size) = (year.to_string(), self.sum(absolute(size)));
        match quarter {
            None => self.say(of_year, &[("year", year.into()), ("size", size)]),
            Some(quarter) => {
                let quarter = (quarter + 1).to_string();
                self.say(of_quarter, &[("year", year.into()), ("quarter", quarter.into()), ("size", size)])
            }
        }
    }
}

/// A basket in one line: `SY-01 × 2 + ZT-03`.
#[must_use]
pub fn basket_name(rows: &RowNames<'_>, items: &[BasketItem]) -> String {
    let item = |item: &BasketItem| match item.pieces.get() {
        1 => rows.sku(item.sku),
        pieces => format!("{} × {pieces}", rows.sku(item.sku)),
    };
    items.iter().map(item).collect::<Vec<_>>().join(" + ")
}

fn absolute(money: Money) -> Money {
    Money::from_wide(money.wide().abs())
}

#[cfg(test)]
mod tests;
