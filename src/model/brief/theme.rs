//! What a campaign is called to its customers (主题).

use std::collections::BTreeMap;

use serde::de::{Error as _, Unexpected};
use serde::{Deserialize, Deserializer, Serialize};

use crate::model::rows::unique_keys;
use crate::model::{Row, Rows, ThemeId, is_default};

/// What a theme is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ThemePart {
    /// 目的.
    Purpose,
    /// 品类.
    Category,
    /// 人群.
    Audience,
    /// 季节.
    Season,
    /// 力度.
    Strength,
    /// 热点.
    HotTopic,
    /// 亮点.
    Highlight,
    /// 公司名.
    Company,
}

impl ThemePart {
    /// Every part, in the order in which they are composed.
    pub const ALL: [Self; 8] = [
        Self::Purpose,
        Self::Category,
        Self::Audience,
        Self::Season,
        Self::Strength,
        Self::HotTopic,
        Self::Highlight,
        Self::Company,
    ];
}

/// What a good theme is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Quality {
    /// 简短: measured by its length.
    Short,
    /// 易传播.
    Spreads,
    /// 易理解.
    Clear,
    /// 相关.
    Relevant,
    /// 有趣.
    Fun,
    /// 好记: measured by repetition and rhythm until it is judged.
    Memorable,
}

impl Quality {
    /// Every quality, in the order in which tables show them.
    pub const ALL: [Self; 6] = [Self::Short, Self::Spreads, Self::Clear, Self::Relevant, Self::Fun, Self::Memorable];
}

/// A mark of one to five.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Mark(u8);

impl Mark {
    /// The best.
    pub const BEST: u8 = 5;

    /// A mark; nothing if it is not one to five.
    #[must_use]
    pub const fn new(mark: u8) -> Option<Self> {
        if mark >= 1 && mark <= Self::BEST { Some(Self(mark)) } else { None }
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

/// Says what a number that is no mark should have been; read by the file's diagnosis.
const EXPECTED: &str = "a mark from 1 to 5";

impl<'de> Deserialize<'de> for Mark {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mark = u8::deserialize(deserializer)?;
        Self::new(mark).ok_or_else(|| D::Error::invalid_value(Unexpected::Unsigned(mark.into()), &EXPECTED))
    }
}

/// What the campaign may be called.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThemeCandidate {
    /// Identity.
    pub id: ThemeId,
    /// The words.
    #[serde(default, skip_serializing_if = "is_default")]
    pub words: String,
    /// What the planner judged; what is measured counts where nothing stands, [`Quality::Short`] always.
    #[serde(default, skip_serializing_if = "is_default", deserialize_with = "unique_keys")]
    pub marks: BTreeMap<Quality, Mark>,
    /// Whether it is the main theme. One should be.
    #[serde(default, skip_serializing_if = "is_default")]
    pub main: bool,
}

impl Row for ThemeCandidate {
    type Id = ThemeId;
    fn id(&self) -> ThemeId {
        self.id
    }
}

/// The theme of a campaign.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// What candidates are composed of, in words.
    #[serde(default, skip_serializing_if = "is_default", deserialize_with = "unique_keys")]
    pub parts: BTreeMap<ThemePart, String>,
    /// What it may be called.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub candidates: Rows<ThemeCandidate>,
    /// The line below the theme.
    #[serde(default, skip_serializing_if = "is_default")]
    pub subtitle: String,
}

impl Theme {
    /// The main theme: the first that was chosen.
    #[must_use]
    pub fn main(&self) -> Option<&ThemeCandidate> {
        self.candidates.iter().map(AsRef::as_ref).find(|candidate| candidate.main)
    }
}
