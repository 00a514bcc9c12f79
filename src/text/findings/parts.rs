//! Sentences about the rows of a plan: its phases, splits, sources and goods.

use jiff::civil::DateTime;

use super::{Sentence, absolute, instants};
use crate::engine::finding::PlaceKind;
use crate::engine::split::CellKey;
use crate::engine::split::pieces::MAX_DAYS;
use crate::engine::why::TermLabel;
use crate::model::{CostModel, DepartmentId, Money, PhaseId, Rate, SkuId, SourceId, StageId, WaveId};
use crate::text::amounts::{chances, sum};
use crate::text::why::term_label;
use crate::text::{Argument, Msg};

/// First instant, and first instant no longer in it.
type Span = (DateTime, DateTime);

impl Sentence<'_> {
    /// The target is less sure than asked for: what would make it so.
    pub(super) fn chance(&self, chance: Rate, wanted: Rate, target: Money, reached: Money) -> String {
        let (low, asked) = chances(self.texts(), chance, wanted);
        let more = target.ratio(reached).filter(|_| reached > Money::ZERO);
        match more.map(|more| Rate::from_wide(more.wide() - Rate::ONE.wide())) {
            None => self.say(Msg::FindingChanceNone, &[("chance", low.into()), ("wanted", asked.into())]),
            Some(more) => self.say(
                Msg::FindingChanceLow,
                &[
                    ("chance", low.into()),
                    ("wanted", asked.into()),
                    ("reached", sum(self.texts(), reached).into()),
                    ("more", self.texts().format().percent(more, 1).into()),
                ],
            ),
        }
    }

    fn phase_span(&self, id: PhaseId) -> Option<Span> {
        self.rows.campaign.phases.get(id).map(|phase| (phase.start, phase.end))
    }

    /// The phase of a wave, and when the wave is.
    pub(super) fn wave(&self, id: WaveId) -> Option<(PhaseId, Span)> {
        let in_phase = |phase: &crate::model::Phase| phase.waves.get(id).map(|w| (phase.id, (w.start, w.end)));
        self.rows.campaign.phases.iter().find_map(|phase| in_phase(phase))
    }

    /// Two instants; dashes for those of rows that are gone.
    fn moments(&self, a: Option<DateTime>, b: Option<DateTime>) -> (Argument<'static>, Argument<'static>) {
        let dash = || "—".to_owned();
        let one = |at: Option<DateTime>| at.map_or_else(dash, |at| instants(self.texts(), at, at).0);
        match a.zip(b) {
            Some((a, b)) => {
                let (a, b) = instants(self.texts(), a, b);
                (a.into(), b.into())
            }
            None => (one(a).into(), one(b).into()),
        }
    }

    pub(super) fn ends_before_start(&self, name: String, span: Option<Span>) -> String {
        let (start, end) = self.moments(span.map(|s| s.0), span.map(|s| s.1));
        self.say(Msg::FindingEndsBeforeStart, &[("name", name.into()), ("start", start), ("end", end)])
    }

    pub(super) fn overlap(&self, a: PhaseId, b: PhaseId) -> String {
        let ends = self.phase_span(a).map(|s| s.1);
        let starts = self.phase_span(b).map(|s| s.0);
        let (start, end) = self.moments(starts, ends);
        self.say(
            Msg::FindingOverlap,
            &[
                ("first", self.rows.phase(a).into()),
                ("second", self.rows.phase(b).into()),
                ("start", start),
                ("end", end),
            ],
        )
    }

    pub(super) fn phase_gap(&self, a: PhaseId, b: PhaseId, days: i64) -> String {
        let (ends, starts) = (self.phase_span(a).map(|s| s.1), self.phase_span(b).map(|s| s.0));
        let hours = ends.zip(starts).map_or(24, |(end, start)| {
            start.since((jiff::Unit::Hour, end)).map_or(24, |span| i64::from(span.get_hours()))
        });
        let length = if hours < 24 {
            self.say(Msg::FindingHours, &[("hours", hours.max(1).into())])
        } else {
            self.say(Msg::FindingDays, &[("days", days.into())])
        };
        let (from, to) = self.moments(ends, starts);
        self.say(
            Msg::FindingPhaseGap,
            &[
                ("first", self.rows.phase(a).into()),
                ("second", self.rows.phase(b).into()),
                ("length", length.into()),
                ("from", from),
                ("to", to),
            ],
        )
    }

    pub(super) fn phase_too_long(&self, id: PhaseId) -> String {
        let span = self.phase_span(id);
        let days = span.and_then(|(start, end)| end.date().since(start.date()).ok()).map_or(0, |s| s.get_days());
        let days = i64::from(days).max(i64::from(MAX_DAYS) + 1);
        let whole = |number: i64| self.texts().format().whole(number.into());
        self.say(
            Msg::FindingPhaseTooLong,
            &[
                ("phase", self.rows.phase(id).into()),
                ("days", whole(days).into()),
                ("limit", whole(MAX_DAYS.into()).into()),
            ],
        )
    }

    pub(super) fn wave_outside(&self, id: WaveId) -> String {
        let wave = self.wave(id);
        let phase = wave.and_then(|(phase, _)| self.phase_span(phase));
        let (start, end) = self.moments(wave.map(|(_, s)| s.0), wave.map(|(_, s)| s.1));
        let (phase_start, phase_end) = self.moments(phase.map(|s| s.0), phase.map(|s| s.1));
        let name = wave.map_or_else(|| "—".to_owned(), |(phase, _)| self.rows.phase(phase));
        self.say(
            Msg::FindingWaveOutside,
            &[
                ("wave", self.rows.wave(id).into()),
                ("start", start),
                ("end", end),
                ("phase", name.into()),
                ("phase_start", phase_start),
                ("phase_end", phase_end),
            ],
        )
    }

    /// Locked parts that do not sum to their whole.
    pub(super) fn split(&self, msg: Msg, of: Option<CellKey>, size: Money) -> String {
        let whole = match of {
            None => self.texts().get(Msg::FindingTarget).to_owned(),
            Some(key) => self.rows.cell(key),
        };
        let parts = match of {
            None => match self.place.field {
                Some("categories") => Msg::FindingPartsCategories,
                Some("roles") => Msg::FindingPartsRoles,
                Some("departments") => Msg::FindingPartsDepartments,
                _ => Msg::FindingPartsPhases,
            },
            Some(CellKey::Phase(id)) if self.rows.campaign.phases.get(id).is_some_and(|p| !p.waves.is_empty()) => {
                Msg::FindingPartsWaves
            }
            Some(CellKey::Phase(_) | CellKey::Wave(_)) => Msg::FindingPartsDays,
            Some(CellKey::Day(_)) => Msg::FindingPartsHours,
            Some(_) => Msg::FindingPartsOther,
        };
        let parts = self.texts().get(parts);
        self.say(msg, &[("parts", parts.into()), ("whole", whole.into()), ("size", self.sum(absolute(size)))])
    }

    pub(super) fn orphan(&self, key: CellKey) -> String {
        let msg = match key {
            CellKey::Day(_) | CellKey::Hour(_) => Msg::FindingCellOutside,
            _ => Msg::FindingCellOrphaned,
        };
        self.say(msg, &[("cell", self.rows.cell(key).into())])
    }

    /// Names the figure below zero.
    pub(super) fn source_negative(&self, id: SourceId) -> String {
        let source = self.rows.campaign.traffic.get(id);
        let below = source.and_then(|source| {
            let mut figures: Vec<(TermLabel, Result<Money, Rate>)> = Vec::new();
            figures.extend(source.cvr.map(|cvr| (TermLabel::SourceCvr(id), Err(cvr))));
            figures.extend(source.aov.map(|aov| (TermLabel::SourceAov(id), Ok(aov))));
            match source.cost {
                CostModel::Free => {}
                CostModel::Cpc(price) => figures.push((TermLabel::ClickPrice, Ok(price))),
                CostModel::Cpm { price, ctr } => {
                    figures.extend([(TermLabel::ThousandPrice, Ok(price)), (TermLabel::ClickRate, Err(ctr))]);
                }
                CostModel::Cps(rate) => figures.push((TermLabel::SaleShare, Err(rate))),
                CostModel::PerMessage { price, .. } => figures.push((TermLabel::MessagePrice, Ok(price))),
                CostModel::Fixed(sum) => figures.push((TermLabel::FixedCost, Ok(sum))),
            }
            figures.into_iter().find(|(_, value)| match value {
                Ok(money) => *money < Money::ZERO,
                Err(rate) => *rate < Rate::ZERO,
            })
        });
        let name = self.rows.source(id);
        let Some((label, value)) = below else { return self.about_source(Msg::FindingSourceNegative, name) };
        let figure = match label {
            // already named after the source
            TermLabel::SourceCvr(_) => self.texts().get(Msg::WhyCvr).to_owned(),
            TermLabel::SourceAov(_) => self.texts().get(Msg::WhyAov).to_owned(),
            label => term_label(self.texts(), self.rows.project, self.rows.campaign, label),
        };
        let value = match value {
            Ok(money) => self.price(money),
            Err(rate) => self.texts().format().percent_exact(rate).into(),
        };
        self.say(
            Msg::FindingSourceFigureNegative,
            &[("source", name.into()), ("figure", figure.into()), ("value", value)],
        )
    }

    pub(super) fn sku_code_twice(&self, first: SkuId, second: SkuId) -> String {
        let goods = &self.rows.project.goods;
        let code = [first, second].iter().find_map(|id| goods.get(*id)).map_or("—", |sku| sku.code.trim());
        let name = |id: SkuId| match goods.get(id).map(|sku| sku.name.trim()) {
            Some(name) if !name.is_empty() => crate::text::line::tame(name).into_owned(),
            _ => self.say(Msg::RowSku, &[("id", id.to_string().into())]),
        };
        let code = crate::text::line::tame(code).into_owned();
        let arguments = [("code", code.into()), ("first", name(first).into()), ("second", name(second).into())];
        self.say(Msg::FindingSkuCodeTwice, &arguments)
    }

    pub(super) fn department_gone(&self, id: DepartmentId) -> String {
        let owner = match (self.place.kind, self.place.id) {
            (PlaceKind::Stage, Some(stage)) => self.rows.stage(StageId(stage)),
            (PlaceKind::Source, Some(source)) => self.rows.source(SourceId(source)),
            _ => self.rows.campaign(self.rows.campaign.id),
        };
        self.say(Msg::FindingDepartmentGone, &[("owner", owner.into()), ("id", id.to_string().into())])
    }
}
