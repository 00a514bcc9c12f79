//! The rhythm of a campaign (活动节奏): phases and the waves within them.

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use super::{PhaseId, Row, Rows, WaveId, is_default};

/// What happens in a phase.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PhaseKind {
    /// 筹备期: brief, plan, goods, pages.
    #[default]
    Prepare,
    /// 预告期: the theme and dates become known.
    Announce,
    /// 预热期: coupons can be claimed, carts are filled.
    Preheat,
    /// 正式期: sale opens.
    Launch,
    /// 爆发期: the peak.
    Burst,
    /// 倒计时: last hours.
    Countdown,
    /// 返场期: sold-out goods return.
    Return,
}

impl PhaseKind {
    /// Every kind, in the order in which they usually follow each other.
    pub const ALL: [Self; 7] =
        [Self::Prepare, Self::Announce, Self::Preheat, Self::Launch, Self::Burst, Self::Countdown, Self::Return];

    /// Whether goods are sold in such a phase, so that it takes part in the split of the target.
    #[must_use]
    pub const fn sells(self) -> bool {
        !matches!(self, Self::Prepare | Self::Announce)
    }
}

/// A phase (阶段): a half-open range of civil time in the shop's zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// Identity.
    pub id: PhaseId,
    /// What happens in it; gives the colour.
    pub kind: PhaseKind,
    /// Its own name; empty = named after its kind.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// First instant.
    pub start: DateTime,
    /// First instant no longer in it; later than `start`.
    pub end: DateTime,
    /// Waves (波段) that divide it; may leave parts uncovered.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub waves: Rows<Wave>,
}

impl Row for Phase {
    type Id = PhaseId;
    fn id(&self) -> PhaseId {
        self.id
    }
}

/// A wave (波段) within a phase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wave {
    /// Identity.
    pub id: WaveId,
    /// Name.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// First instant.
    pub start: DateTime,
    /// First instant no longer in it.
    pub end: DateTime,
}

impl Row for Wave {
    type Id = WaveId;
    fn id(&self) -> WaveId {
        self.id
    }
}
