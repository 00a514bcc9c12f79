//! Format 1: the model as it is, with the format number before it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::{Campaign, Lesson, PlatformEvent, Project, Rows, Shop, Sku, YearPlan};

/// A project, borrowed for writing.
#[derive(Serialize)]
#[serde(rename = "Project")]
pub(in crate::file) struct Written<'a> {
    format: u32,
    next_id: u32,
    shop: &'a Shop,
    #[serde(skip_serializing_if = "Rows::is_empty")]
    goods: &'a Rows<Sku>,
    #[serde(skip_serializing_if = "Rows::is_empty")]
    years: &'a Rows<YearPlan>,
    #[serde(skip_serializing_if = "Rows::is_empty")]
    platform_events: &'a Rows<PlatformEvent>,
    #[serde(skip_serializing_if = "Rows::is_empty")]
    campaigns: &'a Rows<Campaign>,
    #[serde(skip_serializing_if = "Rows::is_empty")]
    lessons: &'a Rows<Lesson>,
}

impl<'a> From<&'a Project> for Written<'a> {
    fn from(project: &'a Project) -> Self {
        let Project { next_id, shop, goods, years, platform_events, campaigns, lessons } = project;
        Self { format: super::CURRENT, next_id: *next_id, shop, goods, years, platform_events, campaigns, lessons }
    }
}

/// A document as it was read.
#[derive(Deserialize)]
#[serde(rename = "Project", deny_unknown_fields)]
pub(in crate::file) struct Read {
    #[serde(rename = "format")]
    _format: u32,
    #[serde(default)]
    next_id: u32,
    shop: Arc<Shop>,
    #[serde(default)]
    goods: Rows<Sku>,
    #[serde(default)]
    years: Rows<YearPlan>,
    #[serde(default)]
    platform_events: Rows<PlatformEvent>,
    #[serde(default)]
    campaigns: Rows<Campaign>,
    #[serde(default)]
    lessons: Rows<Lesson>,
}

impl From<Read> for Project {
    fn from(read: Read) -> Self {
        let Read { _format, next_id, shop, goods, years, platform_events, campaigns, lessons } = read;
        Self { next_id, shop, goods, years, platform_events, campaigns, lessons }
    }
}
