//! The formulas: each figure as the terms it is made of.

use super::{FigureId, Operator, Rounding, Term, TermLabel, place};
use crate::engine::finding::{Place, PlaceKind, Tab};
use crate::engine::funnel::{Equation, FunnelAnswer, SourceAnswer, Unknown};
use crate::engine::plan::CampaignAnswer;
use crate::engine::simulate::money;
use crate::engine::split::CellKey;
use crate::engine::split::edit::cell;
use crate::engine::value::{Figure, Origin, Value};
use crate::model::{Basis, Campaign, CostModel, Count, Money, Rate, SourceId, Stage};

/// A campaign with its answer, to be asked for formulas.
pub(super) struct Why<'a> {
    pub(super) campaign: &'a Campaign,
    pub(super) answer: &'a CampaignAnswer,
}

pub(super) type Formula = (Rounding, Vec<Term>);

pub(super) const fn term(op: Operator, label: TermLabel, value: Option<Value>, place: Option<Place>) -> Term {
    Term { op, label, value, place }
}

impl Why<'_> {
    pub(super) fn funnel(&self) -> &FunnelAnswer {
        &self.answer.funnel
    }

    pub(super) fn source(&self, id: SourceId) -> Option<&SourceAnswer> {
        self.answer.traffic.source(id)
    }

    /// A term that is a figure of its own.
    pub(super) fn of(&self, op: Operator, figure: FigureId) -> Term {
        term(op, TermLabel::Figure(figure), self.value(figure), Some(place(figure)))
    }

    pub(super) fn value(&self, figure: FigureId) -> Option<Value> {
        let funnel = self.funnel();
        let total = &self.answer.traffic.total;
        let planned = !self.answer.traffic.rows.is_empty();
        match figure {
            FigureId::Gmv => funnel.gmv.value.map(Value::Money),
            FigureId::NetSales => funnel.net_sales.map(Value::Money),
            FigureId::Uv => funnel.uv.value.map(Value::Count),
            FigureId::Cvr => funnel.cvr.value.map(Value::Rate),
            FigureId::Aov => funnel.aov.value.map(Value::Money),
            FigureId::Stage(id) => funnel.stage(id)?.count.value.map(Value::Count),
            FigureId::Rate(id) => funnel.stage(id)?.rate.value.map(Value::Rate),
            FigureId::PlannedUv => planned.then_some(Value::Count(total.uv)),
            FigureId::PlannedCvr => total.cvr().map(Value::Rate),
            FigureId::PlannedAov => total.aov().map(Value::Money),
            FigureId::PlannedGmv => planned.then_some(Value::Money(total.gmv)),
            FigureId::TrafficGap => self.answer.traffic.gap.filter(|_| planned).map(Value::Difference),
            FigureId::GmvGap => self.answer.gap.filter(|_| planned).map(|g| Value::Money(g.gap)),
            FigureId::SourceUv(id) => self.source(id)?.uv.value.map(Value::Count),
            FigureId::SourceGmv(id) => Some(Value::Money(self.source(id)?.sums.gmv)),
            FigureId::SourceCost(id) => self.source(id)?.cost.map(Value::Money),
            FigureId::SourceRoi(id) => self.source(id)?.sums.roi().map(Value::Rate),
            FigureId::Phase(id) => Some(Value::Money(self.answer.time.phase(id)?.gmv)),
            FigureId::Wave(id) => self.answer.time.waves.iter().find(|w| w.of == id).map(|w| Value::Money(w.gmv)),
            FigureId::Day(date) => Some(Value::Money(self.answer.time.day(date)?.gmv)),
            FigureId::PoolOrders => self.answer.pool.orders.map(Value::Count),
            FigureId::EstimatedAov => self.answer.aov.estimate.map(Value::Money),
            FigureId::Chance => self.answer.chance.as_ref()?.chance().map(Value::Rate),
            FigureId::Play(id, figure) => self.play_value(id, figure),
        }
    }

    /// The origin, where it can be other than solved.
    pub(super) fn origin(&self, figure: FigureId) -> Option<Origin> {
        let funnel = self.funnel();
        let locked = |locked: bool| if locked { Origin::Typed } else { Origin::Solved };
        match figure {
            FigureId::Gmv => Some(funnel.gmv.origin),
            FigureId::Aov => Some(funnel.aov.origin),
            FigureId::Uv => Some(funnel.uv.origin),
            FigureId::Stage(id) => funnel.stage(id).map(|s| s.count.origin),
            FigureId::Rate(id) => funnel.stage(id).map(|s| s.rate.origin),
            FigureId::SourceUv(id) => self.source(id).map(|s| s.uv.origin),
            FigureId::Phase(id) => self.answer.time.phase(id).map(|p| locked(p.locked)),
            FigureId::Wave(id) => self.answer.time.waves.iter().find(|w| w.of == id).map(|w| locked(w.locked)),
            FigureId::Day(date) => self.answer.time.day(date).map(|d| locked(d.locked)),
            _ => None,
        }
    }

    pub(super) fn formula(&self, figure: FigureId) -> Formula {
        use Operator::{Note, Over, Plus, Start, Times};
        let exact = |terms| (Rounding::Exact, terms);
        match figure {
            FigureId::Gmv => self.solved(Unknown::Gmv),
            FigureId::Aov => self.solved(Unknown::Aov),
            FigureId::Uv => self.funnel().uv_stage.map_or_else(Formula::default, |id| self.solved(Unknown::Count(id))),
            FigureId::Stage(id) => self.solved(Unknown::Count(id)),
            FigureId::Rate(id) => self.solved(Unknown::Rate(id)),
            FigureId::NetSales => {
                let kept = Rate::from_wide(Rate::ONE.wide() - self.campaign.funnel.refund_rate.wide());
                let share = term(Times, TermLabel::KeptShare, Some(Value::Rate(kept)), Some(place(figure)));
                (Rounding::HalfUp, vec![self.of(Start, FigureId::Gmv), share])
            }
            FigureId::Cvr => self.cvr(),
            FigureId::PlannedUv => exact(self.sum(FigureId::SourceUv)),
            FigureId::PlannedGmv => exact(vec![
                self.of(Start, FigureId::PlannedUv),
                self.of(Times, FigureId::PlannedCvr),
                self.of(Times, FigureId::PlannedAov),
            ]),
            FigureId::PlannedCvr | FigureId::PlannedAov => {
                let (whole, by): (FigureId, fn(SourceId) -> TermLabel) = if figure == FigureId::PlannedCvr {
                    (FigureId::PlannedUv, TermLabel::SourceCvr)
                } else {
                    (FigureId::PlannedGmv, TermLabel::SourceAov)
                };
                let leaves = self.answer.traffic.rows.iter().filter(|r| !r.group);
                let own = leaves.map(|row| {
                    let value = match by(row.id) {
                        TermLabel::SourceCvr(_) => row.cvr.value.map(Value::Rate),
                        _ => row.aov.value.map(Value::Money),
                    };
                    let field = if figure == FigureId::PlannedCvr { "cvr" } else { "aov" };
                    term(Note, by(row.id), value, Some(Place::source(row.id).field(field)))
                });
                (Rounding::HalfUp, std::iter::once(self.of(Note, whole)).chain(own).collect())
            }
            FigureId::TrafficGap => {
                exact(vec![self.of(Start, FigureId::PlannedUv), self.of(Operator::Minus, FigureId::Uv)])
            }
            FigureId::GmvGap => {
                let Some(gap) = self.answer.gap else { return Formula::default() };
                let effect = |op, label, value, figure| term(op, label, Some(Value::Money(value)), Some(place(figure)));
                exact(vec![
                    effect(Start, TermLabel::UvEffect, gap.uv, FigureId::PlannedUv),
                    effect(Plus, TermLabel::CvrEffect, gap.cvr, FigureId::PlannedCvr),
                    effect(Plus, TermLabel::AovEffect, gap.aov, FigureId::PlannedAov),
                ])
            }
            FigureId::SourceUv(id) => self.source_uv(id),
            FigureId::SourceGmv(id) => self.source_gmv(id),
            FigureId::SourceCost(id) => self.source_cost(id),
            FigureId::SourceRoi(id) => (
                Rounding::HalfUp,
                vec![self.of(Start, FigureId::SourceGmv(id)), self.of(Over, FigureId::SourceCost(id))],
            ),
            FigureId::Phase(id) => {
                let share = self.answer.time.phase(id).map(|p| p.share);
                self.part(FigureId::Gmv, share, CellKey::Phase(id))
            }
            FigureId::Wave(id) => {
                let share = self.answer.time.waves.iter().find(|w| w.of == id).map(|w| w.share);
                self.part(FigureId::Gmv, share, CellKey::Wave(id))
            }
            FigureId::Day(date) => {
                let pieces: Vec<_> = self.answer.time.pieces.iter().filter(|p| p.date == date).collect();
                if let [piece] = pieces.as_slice() {
                    let whole = self.answer.time.phase(piece.phase).map(|p| p.gmv);
                    let share = whole.and_then(|whole| piece.gmv.ratio(whole));
                    return self.part(FigureId::Phase(piece.phase), share, CellKey::Day(date));
                }
                let each = pieces.iter().enumerate().map(|(i, p)| {
                    let op = if i == 0 { Start } else { Plus };
                    term(
                        op,
                        TermLabel::Piece(p.phase),
                        Some(Value::Money(p.gmv)),
                        Some(place(FigureId::Phase(p.phase))),
                    )
                });
                (Rounding::LargestRemainder, each.collect())
            }
            FigureId::PoolOrders => {
                let at = |field| Some(Place::at(Tab::Funnel, PlaceKind::Pool).field(field));
                let pool = &self.answer.pool;
                (
                    Rounding::Down,
                    vec![
                        term(Start, TermLabel::Pool, pool.pool.value.map(Value::Count), at("pool")),
                        term(Times, TermLabel::PoolRate, pool.rate.map(Value::Rate), at("rate")),
                    ],
                )
            }
            FigureId::Chance => exact(self.chance()),
            FigureId::Play(id, figure) => self.play_formula(id, figure),
            FigureId::EstimatedAov => {
                let at = |field| Some(place(figure).field(field));
                let estimate = &self.campaign.aov_estimate;
                let plus = |rate: Rate| Some(Value::Rate(Rate::from_wide(Rate::ONE.wide() + rate.wide())));
                let price = self.answer.aov.piece_price.map(Value::Money);
                let goods = Some(Place::at(Tab::Goods, PlaceKind::Campaign).field("goods"));
                (
                    Rounding::HalfUp,
                    vec![
                        term(Start, TermLabel::PiecePrice, price, goods),
                        term(Times, TermLabel::Pieces, Some(Value::Rate(estimate.pieces)), at("pieces")),
                        term(Times, TermLabel::CrossSell, plus(estimate.cross_sell), at("cross_sell")),
                        term(Times, TermLabel::ThresholdPull, plus(estimate.threshold_pull), at("threshold_pull")),
                    ],
                )
            }
        }
    }

    /// What the chance of the target was counted from.
    fn chance(&self) -> Vec<Term> {
        use Operator::Note;
        let Some(chance) = &self.answer.chance else { return Vec::new() };
        let at = |field| Some(place(FigureId::Chance).field(field));
        let sum = |label, minor| term(Note, label, Some(Value::Money(money(minor))), at("draws"));
        let spread = chance.drawn.gmv;
        vec![
            self.of(Note, FigureId::Gmv),
            self.of(Note, FigureId::PlannedGmv),
            sum(TermLabel::Low, spread.p10),
            sum(TermLabel::Median, spread.p50),
            sum(TermLabel::High, spread.p90),
            term(Note, TermLabel::WantedChance, Some(Value::Rate(chance.wanted)), at("wanted")),
            term(Note, TermLabel::Draws, Some(Value::Count(Count::new(chance.drawn.draws.into()))), at("draws")),
        ]
    }

    /// A quantity of the funnel by the equation that gave it.
    fn solved(&self, of: Unknown) -> Formula {
        use Operator::{Over, Start, Times};
        let Some((_, equation)) = self.funnel().solved_by.iter().find(|(solved, _)| *solved == of) else {
            return Formula::default();
        };
        let stages = &self.campaign.funnel.stages;
        match *equation {
            Equation::Identity => {
                let Some(last) = stages.last().map(|s| s.id) else { return Formula::default() };
                let buyers = |op| self.of(op, FigureId::Stage(last));
                match of {
                    Unknown::Gmv => (Rounding::Exact, vec![buyers(Start), self.of(Times, FigureId::Aov)]),
                    Unknown::Aov => (Rounding::HalfUp, vec![self.of(Start, FigureId::Gmv), buyers(Over)]),
                    _ => (Rounding::Up, vec![self.of(Start, FigureId::Gmv), self.of(Over, FigureId::Aov)]),
                }
            }
            Equation::Step(id) => {
                let Some(at) = stages.position(id) else { return Formula::default() };
                let Some(next) = stages.at(at + 1).map(|s| s.id) else { return Formula::default() };
                let depth = stages.at(at).is_some_and(|s| s.depth);
                let by = |op| self.of(op, FigureId::Rate(id));
                let upper = |op| self.of(op, FigureId::Stage(id));
                let lower = |op| self.of(op, FigureId::Stage(next));
                match (of, depth) {
                    (Unknown::Rate(_), false) => (Rounding::Up, vec![lower(Start), upper(Over)]),
                    (Unknown::Rate(_), true) => (Rounding::Down, vec![upper(Start), lower(Over)]),
                    (Unknown::Count(c), false) if c == id => (Rounding::Up, vec![lower(Start), by(Over)]),
                    (Unknown::Count(c), true) if c == id => (Rounding::Up, vec![lower(Start), by(Times)]),
                    (_, false) => (Rounding::Down, vec![upper(Start), by(Times)]),
                    (_, true) => (Rounding::Down, vec![upper(Start), by(Over)]),
                }
            }
        }
    }

    /// CVR as the product of the rates between visitors and buyers.
    fn cvr(&self) -> Formula {
        let stages = &self.campaign.funnel.stages;
        let from = self.funnel().uv_stage.and_then(|id| stages.position(id)).unwrap_or(0);
        let steps = stages.iter().skip(from).take(stages.len().saturating_sub(from + 1));
        let each = steps.enumerate().map(|(i, stage): (usize, &std::sync::Arc<Stage>)| {
            let op = match (i, stage.depth) {
                (0, false) => Operator::Start,
                (_, false) => Operator::Times,
                (_, true) => Operator::Over,
            };
            self.of(op, FigureId::Rate(stage.id))
        });
        (Rounding::HalfUp, each.collect())
    }

    fn sum(&self, of: fn(SourceId) -> FigureId) -> Vec<Term> {
        let top = self.answer.traffic.rows.iter().filter(|r| r.depth == 0).enumerate();
        top.map(|(i, row)| self.of(if i == 0 { Operator::Start } else { Operator::Plus }, of(row.id))).collect()
    }

    /// A group's figure as the sum of its members'.
    fn group(&self, id: SourceId, of: fn(SourceId) -> FigureId) -> Option<Formula> {
        self.source(id).filter(|s| s.group)?;
        let members = self.answer.traffic.rows.iter().filter(|r| r.parent == Some(id)).enumerate();
        let terms = members.map(|(i, row)| self.of(if i == 0 { Operator::Start } else { Operator::Plus }, of(row.id)));
        Some((Rounding::Exact, terms.collect()))
    }

    fn source_uv(&self, id: SourceId) -> Formula {
        use Operator::{Start, Times};
        if let Some(group) = self.group(id, FigureId::SourceUv) {
            return group;
        }
        let Some(source) = self.campaign.traffic.get(id).filter(|s| s.uv.is_none()) else { return Formula::default() };
        let at = Some(Place::source(id).field("basis"));
        let two = |a: (TermLabel, Value), b: (TermLabel, Value)| {
            vec![term(Start, a.0, Some(a.1), at), term(Times, b.0, Some(b.1), at)]
        };
        let terms = match &source.basis {
            Basis::None | Basis::Note(_) => Vec::new(),
            Basis::WordOfMouth(_) => return (Rounding::Exact, self.rounds(id)),
            Basis::LastCampaign { uv, growth } => {
                two((TermLabel::LastUv, Value::Count(*uv)), (TermLabel::Growth, Value::Rate(*growth)))
            }
            Basis::PlatformDaily { uv, days } => {
                two((TermLabel::PlatformDailyUv, Value::Count(*uv)), (TermLabel::Days, Value::Rate(*days)))
            }
            Basis::ShopDaily { uv, days } => {
                two((TermLabel::ShopDailyUv, Value::Count(*uv)), (TermLabel::Days, Value::Rate(*days)))
            }
            Basis::Reach { people, rate } => {
                two((TermLabel::People, Value::Count(*people)), (TermLabel::ReachRate, Value::Rate(*rate)))
            }
            Basis::Events { events, uv } => {
                two((TermLabel::Events, Value::Count(*events)), (TermLabel::UvPerEvent, Value::Count(*uv)))
            }
        };
        (Rounding::Down, terms)
    }

    fn source_gmv(&self, id: SourceId) -> Formula {
        if let Some(group) = self.group(id, FigureId::SourceGmv) {
            return group;
        }
        let Some(source) = self.source(id) else { return Formula::default() };
        let cvr = inherited(source.cvr, FigureId::Cvr, Place::source(id).field("cvr"));
        let aov = inherited(source.aov, FigureId::Aov, Place::source(id).field("aov"));
        let terms = vec![
            self.of(Operator::Start, FigureId::SourceUv(id)),
            term(Operator::Times, TermLabel::SourceCvr(id), source.cvr.value.map(Value::Rate), Some(cvr)),
            term(Operator::Times, TermLabel::SourceAov(id), source.aov.value.map(Value::Money), Some(aov)),
        ];
        (Rounding::HalfUp, terms)
    }

    fn source_cost(&self, id: SourceId) -> Formula {
        use Operator::{Over, Start, Times};
        if let Some(group) = self.group(id, FigureId::SourceCost) {
            return group;
        }
        let Some(source) = self.campaign.traffic.get(id) else { return Formula::default() };
        let at = Some(Place::source(id).field("cost"));
        let money = |op, label, value: Money| term(op, label, Some(Value::Money(value)), at);
        let terms = match source.cost {
            CostModel::Free => Vec::new(),
            CostModel::Cpc(price) => {
                vec![money(Start, TermLabel::ClickPrice, price), self.of(Times, FigureId::SourceUv(id))]
            }
            CostModel::Cpm { price, ctr } => vec![
                money(Start, TermLabel::ThousandPrice, price),
                self.of(Times, FigureId::SourceUv(id)),
                term(Over, TermLabel::ClickRate, Some(Value::Rate(ctr)), at),
                term(Over, TermLabel::Thousand, Some(Value::Difference(1000)), None),
            ],
            CostModel::Cps(rate) => vec![
                self.of(Start, FigureId::SourceGmv(id)),
                term(Times, TermLabel::SaleShare, Some(Value::Rate(rate)), at),
            ],
            CostModel::PerMessage { price, sent } => vec![
                money(Start, TermLabel::MessagePrice, price),
                term(Times, TermLabel::MessagesSent, Some(Value::Count(sent)), at),
            ],
            CostModel::Fixed(sum) => vec![money(Start, TermLabel::FixedCost, sum)],
        };
        (Rounding::HalfUp, self.with_play(id, terms))
    }

    /// A part of a whole: locked, or by its share.
    fn part(&self, whole: FigureId, share: Option<Rate>, key: CellKey) -> Formula {
        let at = Some(match key {
            CellKey::Phase(id) => place(FigureId::Phase(id)),
            CellKey::Wave(id) => place(FigureId::Wave(id)),
            _ => Place::at(Tab::Funnel, PlaceKind::Split).field("days"),
        });
        if let Some(lock) = cell(&self.campaign.splits, key).lock {
            let locked = term(Operator::Start, TermLabel::Locked, Some(Value::Money(lock)), at);
            return (Rounding::Exact, vec![locked]);
        }
        let share = term(Operator::Times, TermLabel::Share, share.map(Value::Rate), at);
        (Rounding::LargestRemainder, vec![self.of(Operator::Start, whole), share])
    }
}

/// Where a source's rate stands: at the source if it has its own, else at the funnel.
const fn inherited<T>(own: Figure<T>, funnel: FigureId, at: Place) -> Place
where
    T: Copy,
{
    if matches!(own.origin, Origin::Typed) { at } else { place(funnel) }
}
