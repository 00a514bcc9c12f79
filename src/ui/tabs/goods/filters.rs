//! Which products the chips and the search let through.

use super::table::Line;
use crate::model::{Count, Money, Rate};

/// A question that a chip asks of a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Chip {
    /// Does it take part in the campaign?
    InCampaign,
    /// Is its margin below the limit?
    LowMargin,
    /// Is some price below its floor?
    BelowFloor,
    /// Is there less stock than target and safety stock need?
    Short,
    /// Is there no stock at all?
    NoStock,
}

impl Chip {
    /// Every chip, in order.
    pub const ALL: [Self; 5] = [Self::InCampaign, Self::LowMargin, Self::BelowFloor, Self::Short, Self::NoStock];

    /// Whether a product is one of those.
    #[must_use]
    pub fn holds(self, line: &Line, target: Option<Money>, limit: Rate) -> bool {
        match self {
            Self::InCampaign => line.part.is_some(),
            Self::LowMargin => line.margin().is_some_and(|margin| margin < limit),
            Self::BelowFloor => line.below_floor(),
            Self::Short => line.cover(target).is_some_and(|cover| cover.surplus() < 0),
            Self::NoStock => line.sku.stock == Count::ZERO,
        }
    }
}

/// The filters in force.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Part of the code or the name.
    pub search: String,
    /// The margin below which a product counts as low.
    pub limit: Rate,
    on: Vec<Chip>,
}

impl Filters {
    /// Whether a chip is on.
    #[must_use]
    pub fn is_on(&self, chip: Chip) -> bool {
        self.on.contains(&chip)
    }

    /// Switches a chip.
    pub fn turn(&mut self, chip: Chip) {
        if self.is_on(chip) {
            self.on.retain(|other| *other != chip);
        } else {
            self.on.push(chip);
        }
    }

    /// Whether everything passes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.on.is_empty() && self.search.trim().is_empty()
    }

    /// Lets everything through; the limit stays.
    pub fn clear(&mut self) {
        self.on.clear();
        self.search.clear();
    }
}
