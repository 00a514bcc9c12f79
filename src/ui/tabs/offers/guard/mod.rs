//! What the floor guard found, as the tab shows it: the card of one price in the inspector, and the table of all of them.

mod card;
mod lines;
mod source;
mod table;

use crate::engine::offers::floor::Lowest;
use crate::model::{Money, OfferId, PhaseId, SkuId};
use crate::text::Msg;
use crate::ui::scene::{Open, Scene};

pub use card::{CardState, show as card};
pub use table::{FloorsState, show as table};

/// A price that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// Of a product: in the phase where it is worst.
    Sku(SkuId),
    /// Of a product in a phase.
    Price(SkuId, PhaseId),
}

/// What the tab remembers of the guard.
#[derive(Debug, Default)]
pub struct GuardState {
    /// The price asked for; nothing = the breach that the chosen offer is responsible for.
    pub pick: Option<Pick>,
    card: CardState,
    floors: FloorsState,
}

impl GuardState {
    /// Shows a product's price, and its row in the table.
    pub fn pick_sku(&mut self, sku: SkuId) {
        self.pick = Some(Pick::Sku(sku));
        self.floors.sought = true;
    }

    /// Its card.
    pub fn card_mut(&mut self) -> &mut CardState {
        &mut self.card
    }

    /// Its table.
    pub fn grid_mut(&mut self) -> &mut crate::ui::widgets::grid::GridState {
        &mut self.floors.grid
    }
}

/// How far a price lies above its floor, the worst first; prices without a floor come last.
fn by_room(lowest: &Lowest) -> (bool, bool, i128) {
    let room = lowest.room().map_or(i128::MAX, Money::wide);
    (!lowest.is_below_floor(), lowest.floor.is_none(), room)
}

/// The price that the inspector is about, if any: the one that was picked, else the worst breach for which an offer is
/// responsible.
pub fn shown<'a>(open: &Open<'a>, pick: Option<Pick>, offer: Option<OfferId>) -> Option<&'a Lowest> {
    let all = &open.guard?.answer.lowest;
    match pick {
        Some(Pick::Price(sku, phase)) => all.iter().find(|lowest| lowest.sku == sku && lowest.phase == phase),
        Some(Pick::Sku(sku)) => all.iter().filter(|lowest| lowest.sku == sku).min_by_key(|lowest| by_room(lowest)),
        None => {
            let offer = offer?;
            let by =
                |lowest: &&Lowest| lowest.is_below_floor() && lowest.offers.iter().any(|(held, _)| held.offer == offer);
            all.iter().filter(by).min_by_key(|lowest| by_room(lowest))
        }
    }
}

/// The title of the inspector while a price is shown.
pub fn title(scene: &Scene<'_>) -> String {
    scene.text(Msg::GuardTitle).to_owned()
}
