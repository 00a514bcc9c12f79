//! Format 0, frozen: one shop, a list of goods, and campaigns of one phase each, with money in minor units and rates in
//! parts per million, both as integers. Rows had no identities.

use std::sync::Arc;

use jiff::civil::DateTime;
use serde::de::{Error as _, Unexpected};
use serde::{Deserialize, Deserializer};

use crate::model::{
    Campaign, CostModel, Count, Funnel, Money, Phase, PhaseKind, Project, Quantity, Rate, Rows, Shop, Sku, Source,
    SourceKind, Stage, StageKind,
};

/// A sum in minor units.
#[derive(Clone, Copy, Default)]
struct Minor(Money);

impl<'de> Deserialize<'de> for Minor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let minor = i64::deserialize(deserializer)?;
        let money = Money::from_minor(minor);
        if money.minor() != minor {
            return Err(D::Error::invalid_value(Unexpected::Signed(minor), &"an amount in minor units"));
        }
        Ok(Self(money))
    }
}

/// A rate in parts per million.
#[derive(Clone, Copy)]
struct Ppm(Rate);

impl<'de> Deserialize<'de> for Ppm {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let ppm = i64::deserialize(deserializer)?;
        let rate = Rate::from_wide(i128::from(ppm) * 1000);
        if rate.wide() != i128::from(ppm) * 1000 {
            return Err(D::Error::invalid_value(Unexpected::Signed(ppm), &"a rate in parts per million"));
        }
        Ok(Self(rate))
    }
}

/// A document of format 0.
#[derive(Deserialize)]
#[serde(rename = "Project", deny_unknown_fields)]
pub(in crate::file) struct Document {
    #[serde(rename = "format")]
    _format: u32,
    shop_name: String,
    #[serde(default)]
    skus: Vec<OldSku>,
    #[serde(default)]
    campaigns: Vec<OldCampaign>,
}

#[derive(Deserialize)]
#[serde(rename = "Sku", deny_unknown_fields)]
struct OldSku {
    code: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    list_price: Minor,
    #[serde(default)]
    cost: Minor,
    #[serde(default)]
    stock: Count,
}

#[derive(Deserialize)]
#[serde(rename = "Campaign", deny_unknown_fields)]
struct OldCampaign {
    name: String,
    start: DateTime,
    end: DateTime,
    target: Option<Minor>,
    uv: Option<Count>,
    cvr: Option<Ppm>,
    aov: Option<Minor>,
    #[serde(default)]
    sources: Vec<OldSource>,
}

#[derive(Deserialize)]
#[serde(rename = "Source", deny_unknown_fields)]
struct OldSource {
    name: String,
    #[serde(default)]
    uv: Count,
    #[serde(default)]
    cost: Minor,
}

impl Document {
    /// The step to format 1: rows get identities, numbers become money and rates, a campaign's dates its burst phase,
    /// its four figures a funnel of two stages.
    pub(in crate::file) fn upgrade(self) -> Project {
        let mut project = Project::default();
        project.shop = Arc::new(Shop { name: self.shop_name, ..Shop::default() });
        project.goods = self.skus.into_iter().map(|sku| sku.upgrade(&mut project)).collect::<Vec<_>>().into();
        project.campaigns = self.campaigns.into_iter().map(|c| c.upgrade(&mut project)).collect::<Vec<_>>().into();
        project
    }
}

impl OldSku {
    fn upgrade(self, project: &mut Project) -> Sku {
        Sku {
            id: project.new_id(),
            code: self.code,
            name: self.name,
            list_price: self.list_price.0,
            unit_cost: self.cost.0,
            stock: self.stock,
            ..Sku::default()
        }
    }
}

impl OldCampaign {
    fn upgrade(self, project: &mut Project) -> Campaign {
        let phase = Phase {
            id: project.new_id(),
            kind: PhaseKind::Burst,
            name: String::new(),
            start: self.start,
            end: self.end,
            waves: Rows::default(),
        };
        let visitors = Stage {
            id: project.new_id(),
            kind: StageKind::Visitors,
            count: fixed(self.uv),
            rate: fixed(self.cvr.map(|rate| rate.0)),
            ..Stage::default()
        };
        let paid = Stage { id: project.new_id(), kind: StageKind::Paid, ..Stage::default() };
        let funnel = Funnel {
            gmv: fixed(self.target.map(|target| target.0)),
            aov: fixed(self.aov.map(|aov| aov.0)),
            stages: vec![visitors, paid].into(),
            ..Funnel::default()
        };
        let traffic: Vec<Source> = self.sources.into_iter().map(|source| source.upgrade(project)).collect();
        Campaign {
            id: project.new_id(),
            name: self.name,
            phases: vec![phase].into(),
            funnel: Arc::new(funnel),
            traffic: traffic.into(),
            ..Campaign::default()
        }
    }
}

impl OldSource {
    fn upgrade(self, project: &mut Project) -> Source {
        let cost = if self.cost.0 == Money::ZERO { CostModel::Free } else { CostModel::Fixed(self.cost.0) };
        Source {
            id: project.new_id(),
            kind: SourceKind::Other,
            name: self.name,
            uv: Some(self.uv),
            cost,
            ..Source::default()
        }
    }
}

fn fixed<T>(value: Option<T>) -> Quantity<T> {
    value.map_or(Quantity::Free, Quantity::Fixed)
}
