//! What the year view remembers.

use super::rows::Prepared;
use crate::engine::year::{Preview, Refused, Shift};
use crate::model::{CampaignId, EventId};

/// What is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picked {
    /// A campaign.
    Campaign(CampaignId),
    /// An event of a platform.
    Event(EventId),
}

/// With what a campaign is being moved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Hand {
    /// The pointer, which took hold of it at an x.
    Pointer(f32),
    /// The keyboard.
    Keys,
}

/// A campaign that is being moved and does not stand there yet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moving {
    /// Which one.
    pub id: CampaignId,
    /// How far.
    pub how: Shift,
    /// With what.
    pub hand: Hand,
}

/// What follows from the move, for as long as nothing changes.
#[derive(Debug)]
pub struct Seen {
    /// Which campaign, how far, of which revision and year.
    pub of: (CampaignId, Shift, u64, i16),
    /// What follows, or why it cannot be.
    pub found: Result<Box<Preview>, Refused>,
}

/// What the view remembers.
#[derive(Debug)]
pub struct YearState {
    /// The year in front; nothing = the campaign's own.
    pub year: Option<i16>,
    /// Whether holidays are shown.
    pub holidays: bool,
    /// Whether events of platforms are shown.
    pub events: bool,
    /// What is chosen.
    pub picked: Option<Picked>,
    /// What is being moved.
    pub moving: Option<Moving>,
    /// What follows from it.
    pub seen: Option<Seen>,
    /// The bar that is to have the keyboard.
    pub focus: Option<CampaignId>,
    /// The event whose form is to be opened: it was just added.
    pub open_event: Option<EventId>,
    /// What is drawn, until something changes.
    pub prepared: Option<Prepared>,
}

impl Default for YearState {
    fn default() -> Self {
        Self {
            year: None,
            holidays: true,
            events: true,
            picked: None,
            moving: None,
            seen: None,
            focus: None,
            open_event: None,
            prepared: None,
        }
    }
}

impl YearState {
    /// What follows from the move that is being made, if it can be made.
    pub fn preview(&self) -> Option<&Preview> {
        self.moving?;
        self.seen.as_ref().and_then(|seen| seen.found.as_deref().ok())
    }

    /// Whether a campaign is chosen.
    pub fn is_picked(&self, id: CampaignId) -> bool {
        self.picked == Some(Picked::Campaign(id))
    }
}
