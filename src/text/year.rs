//! Words of the year: holidays, campaigns on their bars, months, and what follows from a move.

use super::names::Named;
use super::{Msg, Texts};
use crate::engine::schedule::{Holiday, HolidayName};
use crate::engine::year::{Refused, Stand, Sum, YearCampaign, YearCell};
use crate::model::{Campaign, Level, Money};

impl Named for HolidayName {
    fn name_in<'a>(&'a self, texts: &'a Texts) -> &'a str {
        texts.get(match self {
            Self::NewYear => Msg::HolidayNewYear,
            Self::Spring => Msg::HolidaySpring,
            Self::Qingming => Msg::HolidayQingming,
            Self::Labour => Msg::HolidayLabour,
            Self::DragonBoat => Msg::HolidayDragonBoat,
            Self::MidAutumn => Msg::HolidayMidAutumn,
            Self::National => Msg::HolidayNational,
            Self::NationalMidAutumn => Msg::HolidayNationalMidAutumn,
            Self::Once => Msg::HolidayOnce,
        })
    }
}

/// A holiday with its days: 春节 02-15 – 02-23，放假 9 天.
#[must_use]
pub fn holiday(texts: &Texts, holiday: &Holiday) -> String {
    let n = i64::from(holiday.first.until(holiday.last).map_or(0, |span| span.get_days())) + 1;
    let days = texts.format().days(holiday.first, holiday.last);
    texts
        .with(Msg::YearHoliday, &[("name", holiday.name.name_in(texts).into()), ("days", days.into()), ("n", n.into())])
}

/// The letter of a level.
#[must_use]
pub const fn level_letter(level: Level) -> &'static str {
    match level {
        Level::S => "S",
        Level::A => "A",
        Level::B => "B",
        Level::C => "C",
    }
}

/// What a campaign's bar says in words: name, level, days, target, and what came.
#[must_use]
pub fn bar(texts: &Texts, campaign: &Campaign, of: &YearCampaign) -> String {
    let format = texts.format();
    let level = texts.with(Msg::YearLevel, &[("level", level_letter(campaign.level).into())]);
    let days = format.days(of.days.0, of.days.1);
    let head = [("name", campaign.name_in(texts).into()), ("level", level.into()), ("days", days.into())];
    let mut words = vec![texts.with(Msg::YearBar, &head)];
    let sum = |msg: Msg, money: Money| texts.with(msg, &[("sum", format.sum(money).to_string().into())]);
    words.push(match of.target {
        Some(target) => sum(Msg::YearBarTarget, target),
        None => texts.get(Msg::YearBarNoTarget).to_owned(),
    });
    if let Some(actual) = of.actual {
        words.push(sum(Msg::YearBarActual, actual));
    } else if of.stand == Stand::Over {
        words.push(texts.get(Msg::YearBarNoActual).to_owned());
    }
    if let Some(reached) = of.reached {
        words.push(texts.get(if reached { Msg::YearBarReached } else { Msg::YearBarMissed }).to_owned());
    }
    words.join(texts.get(Msg::ListJoin))
}

/// Whether a sum has come, is planned, or both.
#[must_use]
pub fn kind_of(sum: Sum) -> Msg {
    match (sum.actual != Money::ZERO, sum.planned != Money::ZERO) {
        (true, false) => Msg::YearActual,
        (true, true) => Msg::YearMixed,
        _ => Msg::YearPlanned,
    }
}

/// A month, quarter or year in words, to the minor unit.
#[must_use]
pub fn cell(texts: &Texts, name: &str, cell: &YearCell) -> String {
    let format = texts.format();
    let kind = texts.get(kind_of(cell.sum));
    let sum = format.exact(cell.sum.total());
    let Some((ladder, gap)) = cell.ladder.zip(cell.gap()) else {
        return texts.with(Msg::YearCell, &[("name", name.into()), ("kind", kind.into()), ("sum", sum.into())]);
    };
    let magnitude = || format.exact(Money::from_wide(gap.wide().abs()));
    let gap = match gap {
        Money::ZERO => texts.get(Msg::YearGapNone).to_owned(),
        gap if gap > Money::ZERO => texts.with(Msg::YearGapMore, &[("gap", magnitude().into())]),
        _ => texts.with(Msg::YearGapLess, &[("gap", magnitude().into())]),
    };
    texts.with(
        Msg::YearCellLadder,
        &[
            ("name", name.into()),
            ("ladder", format.exact(ladder).into()),
            ("kind", kind.into()),
            ("sum", sum.into()),
            ("gap", gap.into()),
        ],
    )
}

/// How far something is moved: +7 天.
#[must_use]
pub fn days_moved(texts: &Texts, days: i32) -> String {
    let n = [("n", i64::from(days.unsigned_abs()).into())];
    match days {
        0 => texts.get(Msg::YearMoveNot).to_owned(),
        days if days > 0 => texts.with(Msg::YearMoveLater, &n),
        _ => texts.with(Msg::YearMoveEarlier, &n),
    }
}

/// Why a campaign cannot be moved, or not so far.
#[must_use]
pub fn refused(texts: &Texts, refused: Refused) -> String {
    let plain = match refused {
        Refused::IntoPast(0) => Msg::YearRefusedToday,
        Refused::IntoPast(least) => {
            return texts.with(Msg::YearRefusedPast, &[("n", i64::from(least.unsigned_abs()).into())]);
        }
        Refused::Over => Msg::YearRefusedOver,
        Refused::Selling => Msg::YearRefusedSelling,
        Refused::NoPhases => Msg::YearRefusedPhases,
        Refused::TooFar => Msg::YearRefusedFar,
    };
    texts.get(plain).to_owned()
}

/// A difference with its sign, in whole units: +291, −291.
#[must_use]
pub fn signed(texts: &Texts, money: Money) -> String {
    let words = texts.format().sum_in_whole_units(Money::from_wide(money.wide().abs()));
    format!("{}{words}", if money < Money::ZERO { "−" } else { "+" })
}

/// The first names of many.
#[must_use]
pub fn few(texts: &Texts, names: &[&str]) -> String {
    const MOST: usize = 2;
    let first = names.iter().take(MOST).copied().collect::<Vec<_>>().join(texts.get(Msg::NameJoin));
    if names.len() > MOST { texts.with(Msg::YearNamesMore, &[("names", first.into())]) } else { first }
}
