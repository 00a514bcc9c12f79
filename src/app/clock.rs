//! What time it is: on this computer, and where the shop is.

use jiff::Zoned;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// A clock, or a time that stands still.
#[derive(Clone, Debug)]
pub struct Clock {
    fixed: Option<DateTime>,
    zone: TimeZone,
    name: String,
}

impl Default for Clock {
    fn default() -> Self {
        Self::new(None)
    }
}

impl Clock {
    /// The system's clock, or always the same time: for tests and pictures.
    #[must_use]
    pub fn new(fixed: Option<DateTime>) -> Self {
        Self { fixed, zone: TimeZone::system(), name: String::new() }
    }

    /// Goes by a shop's zone from now on; by this computer's where the name is empty or unknown.
    pub fn set_zone(&mut self, name: &str) {
        if self.name != name {
            self.zone = TimeZone::get(name).unwrap_or_else(|_| TimeZone::system());
            name.clone_into(&mut self.name);
        }
    }

    /// Now, where the shop is.
    #[must_use]
    pub fn shop(&self) -> DateTime {
        self.now(self.zone.clone())
    }

    /// Now, on this computer.
    #[must_use]
    pub fn local(&self) -> DateTime {
        self.now(TimeZone::system())
    }

    fn now(&self, zone: TimeZone) -> DateTime {
        self.fixed.unwrap_or_else(|| Zoned::now().with_time_zone(zone).datetime())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_known_without_the_systems_help() {
        let mut clock = Clock::default();
        clock.set_zone("Asia/Shanghai");
        let shanghai = clock.shop();
        clock.set_zone("UTC");
        let hours = shanghai.since((jiff::Unit::Hour, clock.shop())).map(|span| span.get_hours());
        assert!(matches!(hours, Ok(7 | 8)), "{hours:?}");
        clock.set_zone("Nowhere/Land");
        let _ = clock.shop();
    }
}
