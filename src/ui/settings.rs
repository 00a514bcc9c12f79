//! What a person sets for the program as a whole, apart from any project. The shell keeps it in the platform's folder.

use std::path::PathBuf;

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use super::theme::Look;
use crate::text::Lang;

/// Light, dark, or as the system has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum LookChoice {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// A project opened before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recent {
    /// Its file.
    pub path: PathBuf,
    /// When it was last opened or saved, on this computer's clock.
    pub at: DateTime,
    /// Name of its next campaign and that campaign's opening, as they were then.
    #[serde(default)]
    pub campaign: String,
    /// The opening.
    #[serde(default)]
    pub opening: Option<DateTime>,
}

/// Settings. Unknown fields of a later version are ignored, missing ones take their default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Language of the interface; nothing = the system's.
    pub language: Option<Lang>,
    /// Colours.
    pub look: LookChoice,
    /// Size of everything, in percent: 75 … 200.
    pub zoom: u16,
    /// Better in the colour of worse, and the other way round.
    pub swapped: bool,
    /// No movement.
    pub still: bool,
    /// Whether the inspector is open.
    pub inspector: bool,
    /// Who works here: the name among a shop's people under which steps are taken; empty = nobody has said.
    pub who: String,
    /// Projects opened before, the latest first.
    pub recent: Vec<Recent>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: None,
            look: LookChoice::System,
            zoom: 100,
            swapped: false,
            still: false,
            inspector: true,
            who: String::new(),
            recent: Vec::new(),
        }
    }
}

impl Settings {
    /// How many recent projects are kept.
    pub const RECENT: usize = 12;
    /// The sizes that zooming steps through, in percent.
    pub const ZOOMS: [u16; 8] = [75, 90, 100, 110, 125, 150, 175, 200];

    /// The next larger or smaller size.
    #[must_use]
    pub fn zoomed(&self, larger: bool) -> u16 {
        let mut steps = Self::ZOOMS.into_iter();
        let next = if larger { steps.find(|z| *z > self.zoom) } else { steps.rev().find(|z| *z < self.zoom) };
        next.unwrap_or(self.zoom)
    }

    /// The colours, given whether the system is dark.
    #[must_use]
    pub fn look(&self, system_dark: bool) -> Look {
        let dark = match self.look {
            LookChoice::System => system_dark,
            LookChoice::Light => false,
            LookChoice::Dark => true,
        };
        Look { dark, swapped: self.swapped, still: self.still }
    }

    /// Puts a project at the head of the recent ones.
    pub fn remember(&mut self, recent: Recent) {
        self.recent.retain(|r| r.path != recent.path);
        self.recent.insert(0, recent);
        self.recent.truncate(Self::RECENT);
    }
}
