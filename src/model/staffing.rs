//! Staffing (人手): how fast people work, how long orders may wait, when shifts are, what an order needs. The figures that
//! stand here before anybody types are assumptions; the planner's own replace them.

use serde::{Deserialize, Serialize};

use super::task::{is_whole, whole};
use super::{Count, Rate, Shifts, is_default};

/// The shifts of a day (班次). Empty = nobody works in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DutyShifts {
    /// 早班.
    #[serde(default = "early", skip_serializing_if = "is_early")]
    pub early: Shifts,
    /// 中班.
    #[serde(default = "middle", skip_serializing_if = "is_middle")]
    pub middle: Shifts,
    /// 晚班; the hours after midnight are those of the same calendar day.
    #[serde(default, skip_serializing_if = "Shifts::is_off")]
    pub late: Shifts,
}

impl Default for DutyShifts {
    /// Early and middle shifts of eight hours, from 8 to 24; no late one.
    fn default() -> Self {
        Self { early: early(), middle: middle(), late: Shifts::off() }
    }
}

impl DutyShifts {
    /// Round the clock: a late shift from midnight to 8, too.
    #[must_use]
    pub fn around_the_clock() -> Self {
        Self { late: hours(0, 8), ..Self::default() }
    }

    /// Early, middle and late.
    #[must_use]
    pub const fn list(&self) -> [&Shifts; 3] {
        [&self.early, &self.middle, &self.late]
    }

    /// The same, to change.
    pub const fn list_mut(&mut self) -> [&mut Shifts; 3] {
        [&mut self.early, &mut self.middle, &mut self.late]
    }
}

fn hours(from: u16, to: u16) -> Shifts {
    super::Shift::new(from * 60, to * 60).map_or_else(Shifts::off, |shift| Shifts::new(vec![shift]))
}

fn early() -> Shifts {
    hours(8, 16)
}

fn is_early(shifts: &Shifts) -> bool {
    *shifts == early()
}

fn middle() -> Shifts {
    hours(16, 24)
}

fn is_middle(shifts: &Shifts) -> bool {
    *shifts == middle()
}

macro_rules! figures {
    ($($name:ident = $wide:expr),* $(,)?) => {$(
        pub(super) mod $name {
            use super::Rate;
            pub fn value() -> Rate {
                Rate::from_ppm($wide)
            }
            pub fn is(rate: &Rate) -> bool {
                *rate == value()
            }
        }
    )*};
}

/// The assumptions, in millionths.
mod assumed {
    use super::Rate;
    figures! {
        pick = 60_000_000,
        pack = 45_000_000,
        reserve = 100_000,
        inquiries = 400_000,
        bots = 600_000,
        chat_minutes = 5_000_000,
        chats_at_once = 3_000_000,
        printer = 300_000_000,
        boxes = 1_050_000,
        labels = 1_050_000,
        tape = 1_200_000,
        roll = 100_000_000,
    }
}

/// What staffing is worked out from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Staffing {
    /// Orders per paying buyer (人均订单). Above 0.
    #[serde(default = "whole", skip_serializing_if = "is_whole")]
    pub orders_per_buyer: Rate,
    /// Hours after an order within which it must have been shipped (发货时限); 0 = within the hour.
    #[serde(skip_serializing_if = "is_two_days")]
    pub ship_within: Count,
    /// Orders that one person picks in an hour (拣货). Above 0.
    #[serde(skip_serializing_if = "assumed::pick::is")]
    pub pick: Rate,
    /// Orders that one person packs in an hour (打包). Above 0.
    #[serde(skip_serializing_if = "assumed::pack::is")]
    pub pack: Rate,
    /// What is added for breaks, sickness and errors (备用率), 0 and above.
    #[serde(skip_serializing_if = "assumed::reserve::is")]
    pub reserve: Rate,
    /// Chats per order (咨询比), 0 and above.
    #[serde(skip_serializing_if = "assumed::inquiries::is")]
    pub inquiries: Rate,
    /// Part of the chats that bots settle (机器人解决率), 0 … 100 %.
    #[serde(skip_serializing_if = "assumed::bots::is")]
    pub bots: Rate,
    /// Minutes that a chat takes (处理时长), 0 and above.
    #[serde(skip_serializing_if = "assumed::chat_minutes::is")]
    pub chat_minutes: Rate,
    /// Chats that one agent has at once (同时接待). Above 0.
    #[serde(skip_serializing_if = "assumed::chats_at_once::is")]
    pub chats_at_once: Rate,
    /// When the warehouse works.
    #[serde(skip_serializing_if = "is_default")]
    pub warehouse: DutyShifts,
    /// When agents work.
    #[serde(skip_serializing_if = "is_clock")]
    pub agents: DutyShifts,
    /// Labels that one printer prints in an hour. Above 0.
    #[serde(skip_serializing_if = "assumed::printer::is")]
    pub printer: Rate,
    /// People of the warehouse who share one scanner. Above 0.
    #[serde(default = "whole", skip_serializing_if = "is_whole")]
    pub people_per_scanner: Rate,
    /// Boxes per order, 0 and above.
    #[serde(skip_serializing_if = "assumed::boxes::is")]
    pub boxes: Rate,
    /// Labels per order, 0 and above.
    #[serde(skip_serializing_if = "assumed::labels::is")]
    pub labels: Rate,
    /// Metres of tape per order, 0 and above.
    #[serde(skip_serializing_if = "assumed::tape::is")]
    pub tape: Rate,
    /// Metres on a roll of tape. Above 0.
    #[serde(skip_serializing_if = "assumed::roll::is")]
    pub roll: Rate,
}

fn is_two_days(hours: &Count) -> bool {
    *hours == Count::new(48)
}

fn is_clock(shifts: &DutyShifts) -> bool {
    *shifts == DutyShifts::around_the_clock()
}

impl Default for Staffing {
    fn default() -> Self {
        Self {
            orders_per_buyer: Rate::ONE,
            ship_within: Count::new(48),
            pick: assumed::pick::value(),
            pack: assumed::pack::value(),
            reserve: assumed::reserve::value(),
            inquiries: assumed::inquiries::value(),
            bots: assumed::bots::value(),
            chat_minutes: assumed::chat_minutes::value(),
            chats_at_once: assumed::chats_at_once::value(),
            warehouse: DutyShifts::default(),
            agents: DutyShifts::around_the_clock(),
            printer: assumed::printer::value(),
            people_per_scanner: Rate::ONE,
            boxes: assumed::boxes::value(),
            labels: assumed::labels::value(),
            tape: assumed::tape::value(),
            roll: assumed::roll::value(),
        }
    }
}
