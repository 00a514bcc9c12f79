//! The traffic plan at the target: what each source is to bring so that all together come to the target GMV.
//!
//! Execution and review hold sources against this, not against what the traffic plan itself adds up to.

use super::TrafficAnswer;
use super::traffic::TrafficSums;
use crate::engine::split::share::apportion;
use crate::model::number::div_half_up;
use crate::model::{Count, Money, SourceId};

/// What a source is to bring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceAtTarget {
    /// Which; no group.
    pub id: SourceId,
    /// Its part of the target.
    pub gmv: Money,
    /// Its visitors, scaled as its GMV is, half up.
    pub uv: Count,
    /// Its paying buyers in billionths of a person, scaled likewise, so that it keeps its CVR and 客单价.
    pub buyers_nano: i128,
}

/// Each source's part of a target, by its part of the planned GMV; they sum to it to the minor unit (largest remainder, ties: the
/// earlier source). Where no GMV is planned, none has a part and each keeps its visitors.
#[must_use]
pub fn at_target(traffic: &TrafficAnswer, target: Money) -> Vec<SourceAtTarget> {
    let leaves: Vec<_> = traffic.rows.iter().filter(|row| !row.group).collect();
    let weights: Vec<i128> = leaves.iter().map(|row| row.sums.gmv.wide().max(0)).collect();
    let amounts = apportion(target.wide(), &weights);
    leaves.iter().zip(amounts).map(|(row, gmv)| scaled(row.id, &row.sums, Money::from_wide(gmv))).collect()
}

fn scaled(id: SourceId, sums: &TrafficSums, gmv: Money) -> SourceAtTarget {
    let planned = sums.gmv.wide();
    let times = |n: i128| n.checked_mul(gmv.wide()).and_then(|n| div_half_up(n, planned)).unwrap_or(n);
    if planned <= 0 {
        return SourceAtTarget { id, gmv, uv: sums.uv, buyers_nano: sums.buyers_nano };
    }
    SourceAtTarget { id, gmv, uv: Count::from_wide(times(sums.uv.wide())), buyers_nano: times(sums.buyers_nano) }
}
