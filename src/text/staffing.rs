//! Staffing in words: who is needed, and why so many.

use super::{Msg, Texts};
use crate::engine::staffing::{DayNeed, DutyWords, HourNeed, Role, Supplies, chats};
use crate::model::number::div_half_up;
use crate::model::{Rate, Staffing};

/// What a role is called.
#[must_use]
pub const fn role_name(role: Role) -> Msg {
    match role {
        Role::Pickers => Msg::StaffingPickers,
        Role::Packers => Msg::StaffingPackers,
        Role::Agents => Msg::StaffingAgents,
    }
}

/// What the shifts are called: early, middle, late.
pub const SHIFTS: [Msg; 3] = [Msg::StaffingEarly, Msg::StaffingMiddle, Msg::StaffingLate];

/// A fraction with at most two decimals, half up.
fn fraction(texts: &Texts, numerator: i128, denominator: i128) -> String {
    let ppm = div_half_up(numerator.saturating_mul(100), denominator).unwrap_or(0);
    texts.format().factor(Rate::from_ppm(i64::try_from(ppm.saturating_mul(10_000)).unwrap_or(i64::MAX)), 2)
}

/// A rate without decimals that say nothing: 60, 1.05.
#[must_use]
pub fn plain(texts: &Texts, rate: Rate) -> String {
    texts.format().factor_exact(rate)
}

/// Why an hour needs so many people: the formula with its numbers, a line each.
#[must_use]
pub fn why_hour(texts: &Texts, sheet: &Staffing, role: Role, hour: &HourNeed) -> Vec<String> {
    let format = texts.format();
    let heads = hour.heads.get(role as usize).copied().unwrap_or(0);
    let one = Rate::ONE.wide();
    let reserve = format.percent_exact(sheet.reserve);
    let whole = |number: i128| format.whole(number);
    if role == Role::Agents {
        let left = chats(sheet, hour.orders);
        let said = fraction(texts, left, 1_000_000);
        let minutes = left.saturating_mul(sheet.chat_minutes.wide()) / one;
        let work = minutes.saturating_mul(one + sheet.reserve.wide()) / one;
        let exact = fraction(texts, work, 60_000_000 * sheet.chats_at_once.wide().max(1) / one.max(1));
        let first = [
            ("orders", whole(hour.orders.into()).into()),
            ("inquiries", format.percent_exact(sheet.inquiries).into()),
            ("bots", format.percent_exact(sheet.bots).into()),
            ("chats", said.clone().into()),
        ];
        let second = [
            ("chats", said.into()),
            ("minutes", plain(texts, sheet.chat_minutes).into()),
            ("once", plain(texts, sheet.chats_at_once).into()),
            ("reserve", reserve.into()),
            ("exact", exact.into()),
            ("heads", whole(heads.into()).into()),
        ];
        let mut lines = vec![texts.with(Msg::StaffingWhyAgents, &first), texts.with(Msg::StaffingWhyChats, &second)];
        if !hour.answers && heads > 0 {
            lines.push(texts.get(Msg::StaffingHourOff).to_owned());
        }
        return lines;
    }
    let mut lines = vec![texts.with(Msg::StaffingWhyComing, &[("orders", whole(hour.orders.into()).into())])];
    if !hour.ships {
        lines.push(texts.get(Msg::StaffingHourClosed).to_owned());
        return lines;
    }
    let pace = fraction(texts, hour.pace.work, hour.pace.slots);
    if hour.pace.slots > 1 {
        let words = [
            ("pace", pace.clone().into()),
            ("hours", whole(hour.pace.slots).into()),
            ("work", whole(hour.pace.work).into()),
        ];
        lines.push(texts.with(Msg::StaffingWhySpread, &words));
    }
    let rate = if role == Role::Pickers { sheet.pick } else { sheet.pack };
    let work = hour.pace.work.saturating_mul(one + sheet.reserve.wide());
    let exact = fraction(texts, work / 1_000, hour.pace.slots.saturating_mul(rate.wide()) / 1_000);
    let words = [
        ("pace", pace.into()),
        ("reserve", reserve.into()),
        ("rate", plain(texts, rate).into()),
        ("exact", exact.into()),
        ("heads", whole(heads.into()).into()),
    ];
    lines.push(texts.with(Msg::StaffingWhyWarehouse, &words));
    lines
}

/// An item of equipment or supplies: its name, how many in words, and why.
#[must_use]
pub fn items(texts: &Texts, sheet: &Staffing, supplies: &Supplies) -> Vec<(Msg, String, String)> {
    let format = texts.format();
    let whole = |number: u64| format.whole(number.into());
    let count = |msg, number: u64| texts.with(msg, &[("n", whole(number).into())]);
    let pieces = |each: Rate| {
        texts.with(
            Msg::StaffingWhyPieces,
            &[("orders", whole(supplies.orders).into()), ("each", plain(texts, each).into())],
        )
    };
    let printers = [
        ("hourly", whole(supplies.hourly).into()),
        ("labels", plain(texts, sheet.labels).into()),
        ("rate", plain(texts, sheet.printer).into()),
    ];
    let scanners = [("people", whole(supplies.people).into()), ("per", plain(texts, sheet.people_per_scanner).into())];
    let rolls = [
        ("orders", whole(supplies.orders).into()),
        ("each", plain(texts, sheet.tape).into()),
        ("metres", whole(supplies.tape).into()),
        ("roll", plain(texts, sheet.roll).into()),
    ];
    vec![
        (
            Msg::StaffingPrinters,
            count(Msg::StaffingCountMachines, supplies.printers),
            texts.with(Msg::StaffingWhyPrinters, &printers),
        ),
        (
            Msg::StaffingScanners,
            count(Msg::StaffingCountGuns, supplies.scanners),
            texts.with(Msg::StaffingWhyScanners, &scanners),
        ),
        (Msg::StaffingBoxes, count(Msg::StaffingCountPieces, supplies.boxes), pieces(sheet.boxes)),
        (Msg::StaffingLabels, count(Msg::StaffingCountSheets, supplies.labels), pieces(sheet.labels)),
        (Msg::StaffingRolls, count(Msg::StaffingCountRolls, supplies.rolls), texts.with(Msg::StaffingWhyRolls, &rolls)),
    ]
}

/// What the duty tasks of a day are called.
#[must_use]
pub fn duty_words(texts: &Texts, day: &DayNeed) -> DutyWords {
    let date = texts.format().day(day.date);
    let name = |shift: Msg, role: Role| {
        let words = [
            ("day", date.clone().into()),
            ("role", texts.get(role_name(role)).into()),
            ("shift", texts.get(shift).into()),
        ];
        texts.with(Msg::StaffingTask, &words)
    };
    DutyWords {
        group: texts.get(Msg::StaffingTasksGroup).to_owned(),
        tasks: SHIFTS.map(|shift| Role::ALL.map(|role| name(shift, role))),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::datetime;

    use super::*;
    use crate::engine::staffing::heads;
    use crate::engine::staffing::string::Pace;
    use crate::text::Lang;

    #[test]
    fn the_formula_stands_with_its_numbers() {
        let texts = Texts::new(Lang::ZhHans);
        let sheet = Staffing::default();
        let at = datetime(2026, 11, 11, 20, 0, 0, 0);
        let pace = Pace { work: 6_010, slots: 10 };
        let mut hour = HourNeed { at, orders: 1_200, pace, ships: true, answers: true, heads: [0; 3] };
        hour.heads = Role::ALL.map(|role| heads(&sheet, role, &hour));
        let said = |role| why_hour(&texts, &sheet, role, &hour);
        assert_eq!(
            said(Role::Pickers),
            [
                "这个小时进单 1,200",
                "601.00 单：10 小时内匀着发 6,010 单",
                "601.00 单 ×（1 + 10%）÷ 60 单/人时 = 11.02，进一 12 人"
            ]
        );
        assert_eq!(
            said(Role::Agents),
            [
                "1,200 单 × 咨询比 40% ×（1 − 机器人 60%）= 192.00 个咨询",
                "192.00 × 5 分钟 ÷ 60 ÷ 同时 3 个 ×（1 + 10%）= 5.87，进一 6 人"
            ]
        );
    }
}
