//! Heads: from orders and chats of an hour to people, and from the hours of a day to its shifts.

use super::{DAY, DayNeed, HourNeed, covers};
use crate::model::number::div_ceil;
use crate::model::{Count, Rate, Staffing};

/// Who is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// 拣货.
    Pickers = 0,
    /// 打包.
    Packers = 1,
    /// 客服.
    Agents = 2,
}

impl Role {
    /// Every role, in order.
    pub const ALL: [Self; 3] = [Self::Pickers, Self::Packers, Self::Agents];
}

/// Heads of a shift by role.
pub type ShiftHeads = [u64; 3];

/// Chats of an hour that are left for people, in millionths, rounded up: orders × chats per order × (1 − bots).
#[must_use]
pub fn chats(sheet: &Staffing, orders: u64) -> i128 {
    let one = Rate::ONE.wide();
    let left = (one - sheet.bots.wide()).clamp(0, one);
    let wide = (i128::from(orders) * sheet.inquiries.wide().max(0)).saturating_mul(left);
    div_ceil(wide, one * 1_000).unwrap_or(0)
}

/// The people that an hour needs, rounded up after the reserve is added: orders shipped ÷ orders that a person does in an
/// hour; or chats × minutes ÷ 60 ÷ chats at once.
#[must_use]
pub fn heads(sheet: &Staffing, role: Role, hour: &HourNeed) -> u64 {
    let one = Rate::ONE.wide();
    let reserve = one + sheet.reserve.wide().max(0);
    let by = |rate: Rate| div_ceil(hour.pace.work.saturating_mul(reserve), hour.pace.slots * rate.wide().max(0));
    let found = match role {
        Role::Pickers => by(sheet.pick),
        Role::Packers => by(sheet.pack),
        Role::Agents => {
            let minutes = chats(sheet, hour.orders).saturating_mul(sheet.chat_minutes.wide().max(0));
            div_ceil(minutes.saturating_mul(reserve), 60_000_000 * one * sheet.chats_at_once.wide().max(0))
        }
    };
    Count::from_wide(found.unwrap_or(0)).get()
}

/// Which hours of a day each shift covers, by role.
#[derive(Clone, Debug)]
pub struct Cover {
    warehouse: [[bool; DAY]; 3],
    agents: [[bool; DAY]; 3],
}

impl Cover {
    /// Of what was typed.
    #[must_use]
    pub fn new(sheet: &Staffing) -> Self {
        let hours = |shifts: [&crate::model::Shifts; 3]| {
            shifts.map(|shift| std::array::from_fn(|hour| covers(shift, i8::try_from(hour).unwrap_or(0))))
        };
        Self { warehouse: hours(sheet.warehouse.list()), agents: hours(sheet.agents.list()) }
    }

    /// The hours of each shift for a role.
    #[must_use]
    pub const fn of(&self, role: Role) -> &[[bool; DAY]; 3] {
        match role {
            Role::Pickers | Role::Packers => &self.warehouse,
            Role::Agents => &self.agents,
        }
    }

    /// The heads of each shift for the needs of a day's hours. Where shifts overlap, the earlier one is filled first, and
    /// the later one brings what is still missing.
    #[must_use]
    pub fn shifts(&self, role: Role, need: &[u64; DAY]) -> [u64; 3] {
        let mut there = [0_u64; DAY];
        self.of(role).map(|hours| {
            let missing = hours.iter().zip(need).zip(&there).filter(|((covered, _), _)| **covered);
            let heads = missing.map(|((_, need), there)| need.saturating_sub(*there)).max().unwrap_or(0);
            for (there, _) in there.iter_mut().zip(hours).filter(|(_, covered)| *covered) {
                *there += heads;
            }
            heads
        })
    }

    /// How many people are there in each hour of a day.
    #[must_use]
    pub fn present(&self, role: Role, shifts: [u64; 3]) -> [u64; DAY] {
        let hours = self.of(role);
        std::array::from_fn(|hour| {
            let on = hours.iter().zip(shifts).filter(|(covered, _)| covered.get(hour).copied().unwrap_or(false));
            on.map(|(_, heads)| heads).sum()
        })
    }

    /// A day from its hours; nothing where they are no whole day.
    #[must_use]
    pub fn day(&self, hours: &[HourNeed]) -> Option<DayNeed> {
        let date = hours.first()?.at.date();
        let mut shifts = [[0_u64; 3]; 3];
        for role in Role::ALL {
            let need: [u64; DAY] = std::array::from_fn(|hour| {
                hours.get(hour).and_then(|hour| hour.heads.get(role as usize)).copied().unwrap_or(0)
            });
            for (slot, heads) in shifts.iter_mut().zip(self.shifts(role, &need)) {
                slot[role as usize] = heads;
            }
        }
        let unanswered = hours.iter().filter(|hour| !hour.answers && hour.heads[Role::Agents as usize] > 0).count();
        Some(DayNeed {
            date,
            orders: hours.iter().map(|hour| hour.orders).sum(),
            shifts,
            unanswered: unanswered as u64,
        })
    }
}
