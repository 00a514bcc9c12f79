//! Baskets under their circumstances: priced, judged as checks, and looked at from all sides.
//!
//! `checks` says whether a basket kept as a check still comes to what is expected of it; `more` what a piece more would change;
//! `step` why a step of a receipt is as it is. All are pure, and read a campaign through [`Compiled`].

pub mod checks;
pub mod edit;
pub mod more;
pub mod step;

use super::price::{BasketError, Circumstances, Compiled, Moment, Receipt, TooMany};
use crate::model::{Basket, Campaign, Phase, PhaseId, PhaseKind, Project};

/// Why a basket has no price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unpriced {
    /// Nothing is in it.
    #[error("an empty basket")]
    Empty,
    /// Its phase is gone.
    #[error("no phase {0}")]
    PhaseGone(PhaseId),
    /// It names no time, and the campaign has no launch and no burst.
    #[error("no launch and no burst")]
    NoPhase,
    /// More offers hold than can be priced.
    #[error(transparent)]
    TooMany(#[from] TooMany),
    /// Its goods.
    #[error(transparent)]
    Goods(#[from] BasketError),
}

/// When a basket is bought: at its instant, else in its phase, else in the first burst, else in the first launch.
///
/// # Errors
/// A phase that is gone, or none to fall back on.
pub fn moment(campaign: &Campaign, basket: &Basket) -> Result<Moment, Unpriced> {
    if let Some(gone) = basket.phase.filter(|id| !campaign.phases.contains(*id)) {
        return Err(Unpriced::PhaseGone(gone));
    }
    if let Some(at) = basket.at {
        return Ok(Moment::At(at));
    }
    let first = |kind| campaign.phases.iter().find(|phase| phase.kind == kind).map(|phase| phase.id);
    let phase = basket.phase.or_else(|| first(PhaseKind::Burst)).or_else(|| first(PhaseKind::Launch));
    phase.map(Moment::Phase).ok_or(Unpriced::NoPhase)
}

/// The phase in which a basket is bought; nothing outside all of them.
#[must_use]
pub fn phase_of<'a>(campaign: &'a Campaign, basket: &Basket) -> Option<&'a Phase> {
    match moment(campaign, basket).ok()? {
        Moment::At(at) => campaign.phases.iter().map(AsRef::as_ref).find(|p| p.start <= at && at < p.end),
        Moment::Phase(id) => campaign.phases.get(id),
    }
}

/// A campaign's offers made ready for a basket's circumstances.
///
/// # Errors
/// Circumstances that are none, or more offers than can be priced.
pub fn compile(project: &Project, campaign: &Campaign, basket: &Basket) -> Result<Compiled, Unpriced> {
    let of = Circumstances { moment: moment(campaign, basket)?, customer: basket.customer };
    Ok(Compiled::new(project, campaign, of)?)
}

/// The receipt of a basket, with what was made ready for it.
///
/// # Errors
/// As [`compile`]; and an empty basket, goods that are gone, more of them than can be priced.
pub fn price(compiled: &Compiled, basket: &Basket) -> Result<Receipt, Unpriced> {
    let receipt = compiled.receipt(&basket.items, &basket.without, basket.points)?;
    if receipt.lines.is_empty() { Err(Unpriced::Empty) } else { Ok(receipt) }
}
