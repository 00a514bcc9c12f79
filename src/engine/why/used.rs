//! Which figures are made from a figure.

use jiff::civil::Date;

use super::FigureId;
use super::formula::Why;
use crate::engine::funnel::{Equation, SourceAnswer, Unknown};
use crate::engine::value::Origin;
use crate::model::SourceId;

impl Why<'_> {
    /// The figures whose formula has this one in it.
    pub(super) fn used_by(&self, figure: FigureId) -> Vec<FigureId> {
        let mut out = Vec::new();
        let unknown = match figure {
            FigureId::Gmv => Some(Unknown::Gmv),
            FigureId::Aov => Some(Unknown::Aov),
            FigureId::Uv => self.funnel().uv_stage.map(Unknown::Count),
            FigureId::Stage(id) => Some(Unknown::Count(id)),
            FigureId::Rate(id) => Some(Unknown::Rate(id)),
            _ => None,
        };
        if let Some(unknown) = unknown {
            self.neighbours(unknown, &mut out);
        }
        match figure {
            FigureId::Gmv => {
                out.extend([FigureId::NetSales, FigureId::GmvGap]);
                out.extend(self.answer.time.phases.iter().map(|p| FigureId::Phase(p.of)));
            }
            FigureId::Uv => out.push(FigureId::TrafficGap),
            FigureId::Stage(id) if self.funnel().uv_stage == Some(id) => out.push(FigureId::TrafficGap),
            FigureId::Rate(_) => out.push(FigureId::Cvr),
            FigureId::PlannedUv => out.extend([FigureId::TrafficGap, FigureId::PlannedGmv]),
            FigureId::PlannedCvr | FigureId::PlannedAov => out.push(FigureId::PlannedGmv),
            FigureId::PlannedGmv => {
                out.push(FigureId::GmvGap);
                out.extend(self.answer.chance.as_ref().map(|_| FigureId::Chance));
            }
            FigureId::Cvr | FigureId::Aov => {
                let falls_back = |s: &&SourceAnswer| {
                    let own = if figure == FigureId::Cvr { s.cvr.origin } else { s.aov.origin };
                    !s.group && own != Origin::Typed
                };
                let sources = self.answer.traffic.rows.iter().filter(falls_back);
                out.extend(sources.map(|s| FigureId::SourceGmv(s.id)));
            }
            FigureId::SourceUv(id) => {
                out.push(self.parent(id).map_or(FigureId::PlannedUv, FigureId::SourceUv));
                out.extend([FigureId::SourceGmv(id), FigureId::SourceCost(id)]);
            }
            FigureId::SourceGmv(id) => {
                out.push(self.parent(id).map_or(FigureId::PlannedGmv, FigureId::SourceGmv));
                out.push(FigureId::SourceRoi(id));
            }
            FigureId::SourceCost(id) => {
                out.extend(self.parent(id).map(FigureId::SourceCost));
                out.push(FigureId::SourceRoi(id));
            }
            FigureId::Phase(id) => {
                let mut days: Vec<Date> =
                    self.answer.time.pieces.iter().filter(|p| p.phase == id).map(|p| p.date).collect();
                days.dedup();
                out.extend(days.into_iter().map(FigureId::Day));
            }
            _ => {}
        }
        out
    }

    fn parent(&self, id: SourceId) -> Option<SourceId> {
        self.source(id).and_then(|s| s.parent)
    }

    /// Figures of the funnel that were solved by an equation in which a quantity stands.
    fn neighbours(&self, of: Unknown, out: &mut Vec<FigureId>) {
        let stages = &self.campaign.funnel.stages;
        for (solved, equation) in &self.funnel().solved_by {
            let stands_in = match *equation {
                Equation::Identity => match of {
                    Unknown::Gmv | Unknown::Aov => true,
                    Unknown::Count(id) => stages.last().is_some_and(|s| s.id == id),
                    _ => false,
                },
                Equation::Step(at) => {
                    let next = stages.position(at).and_then(|i| stages.at(i + 1)).map(|s| s.id);
                    match of {
                        Unknown::Count(id) => id == at || Some(id) == next,
                        Unknown::Rate(id) => id == at,
                        _ => false,
                    }
                }
            };
            if stands_in && *solved != of {
                out.push(match *solved {
                    Unknown::Gmv => FigureId::Gmv,
                    Unknown::Aov => FigureId::Aov,
                    Unknown::Cvr(_) => FigureId::Cvr,
                    Unknown::Count(id) => FigureId::Stage(id),
                    Unknown::Rate(id) => FigureId::Rate(id),
                });
            }
        }
    }
}
