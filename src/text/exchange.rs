//! What is said about schedules from and to other programs: why one cannot be read, what of it cannot be carried.

use jiff::civil::DateTime;

use super::errors::{Trouble, system_read};
use super::line::{say, tame};
use super::{Msg, Texts};
use crate::engine::schedule::carry::{About, Carried, Counted, Field, Foreign, Note, PlanError};
use crate::model::{Minutes, Placed};

/// What a note is about: 第 12 行「拍主图」.
#[must_use]
pub fn about(texts: &Texts, about: &About) -> String {
    let name = |name: &str| tame(name).into_owned();
    match about {
        About::Plan => texts.get(Msg::ExchangeAboutPlan).to_owned(),
        About::Task(row, called) => {
            let row = texts.format().whole((*row).into());
            if called.trim().is_empty() {
                say(texts, Msg::ExchangeAboutRow, &[("row", row.into())])
            } else {
                say(texts, Msg::ExchangeAboutTask, &[("row", row.into()), ("name", name(called).into())])
            }
        }
        About::Calendar(called) => say(texts, Msg::ExchangeAboutCalendar, &[("name", name(called).into())]),
        About::Resource(called) => say(texts, Msg::ExchangeAboutResource, &[("name", name(called).into())]),
    }
}

/// A note as a sentence, with what it is about.
#[must_use]
pub fn note(texts: &Texts, note: &Note) -> String {
    let what = carried(texts, &note.what);
    let who = about(texts, &note.about);
    if note.count > 1 {
        let more = texts.format().whole((note.count - 1).into());
        return say(
            texts,
            Msg::ExchangeNoteMore,
            &[("about", who.into()), ("what", what.into()), ("more", more.into())],
        );
    }
    say(texts, Msg::ExchangeNote, &[("about", who.into()), ("what", what.into())])
}

fn span(placed: Placed) -> String {
    let minute = |at: DateTime| at.strftime("%Y-%m-%d %H:%M").to_string();
    format!("{} – {}", minute(placed.start), minute(placed.finish))
}

fn hours(texts: &Texts, minutes: Minutes) -> String {
    let clock = format!("{}:{:02}", minutes.get() / 60, minutes.get() % 60);
    say(texts, Msg::ExchangeHours, &[("hours", clock.into())])
}

/// What was done with something that cannot be carried as it is.
fn carried(texts: &Texts, what: &Carried) -> String {
    let named = |msg, name: &str| say(texts, msg, &[("name", tame(name).into_owned().into())]);
    let dates = |msg, stated: Placed, ours: Placed| {
        say(texts, msg, &[("stated", span(stated).into()), ("ours", span(ours).into())])
    };
    let plain = |msg| texts.get(msg).to_owned();
    match what {
        Carried::Pinned { stated, ours } => dates(Msg::ExchangePinned, *stated, *ours),
        Carried::SummaryDates { stated, ours } => dates(Msg::ExchangeSummaryDates, *stated, *ours),
        Carried::DurationChanged { stated, now } => {
            let about = [("stated", hours(texts, *stated).into()), ("now", hours(texts, *now).into())];
            say(texts, Msg::ExchangeDurationChanged, &about)
        }
        Carried::AlsoAssigned(name) => named(Msg::ExchangeAlsoAssigned, name),
        Carried::NoUnits(name) => named(Msg::ExchangeNoUnits, name),
        Carried::BaselineFull(name) => named(Msg::ExchangeBaselineFull, name),
        Carried::BaselineName(name) => named(Msg::ExchangeBaselineName, name),
        Carried::Field(field) => {
            let field = field_name(texts, field);
            say(texts, Msg::ExchangeField, &[("field", field.into())])
        }
        Carried::Undated => plain(Msg::ExchangeUndated),
        Carried::Blank => plain(Msg::ExchangeBlank),
        Carried::Inactive => plain(Msg::ExchangeInactive),
        Carried::External => plain(Msg::ExchangeExternal),
        Carried::Subproject => plain(Msg::ExchangeSubproject),
        Carried::Backwards => plain(Msg::ExchangeBackwards),
        Carried::Constraint(Foreign::StartNoLater) => plain(Msg::ExchangeStartNoLater),
        Carried::Constraint(Foreign::FinishNoEarlier) => plain(Msg::ExchangeFinishNoEarlier),
        Carried::Constraint(Foreign::FinishNoLater) => plain(Msg::ExchangeFinishNoLater),
        Carried::ConstraintUndated => plain(Msg::ExchangeConstraintUndated),
        Carried::SummaryHeld => plain(Msg::ExchangeSummaryHeld),
        Carried::LongMilestone => plain(Msg::ExchangeLongMilestone),
        Carried::Rounded => plain(Msg::ExchangeRounded),
        Carried::DurationUnread => plain(Msg::ExchangeDurationUnread),
        Carried::ActualDates => plain(Msg::ExchangeActualDates),
        Carried::PercentLag => plain(Msg::ExchangePercentLag),
        Carried::LinkGone => plain(Msg::ExchangeLinkGone),
        Carried::LinkAcross => plain(Msg::ExchangeLinkAcross),
        Carried::LinkWithin => plain(Msg::ExchangeLinkWithin),
        Carried::LinkTwice => plain(Msg::ExchangeLinkTwice),
        Carried::BaselineUndated => plain(Msg::ExchangeBaselineUndated),
        Carried::PlanRow => plain(Msg::ExchangePlanRow),
        Carried::CalendarTaken => plain(Msg::ExchangeCalendarTaken),
        Carried::ShiftsUnread => plain(Msg::ExchangeShiftsUnread),
        Carried::RecurrenceUnread => plain(Msg::ExchangeRecurrenceUnread),
        Carried::BaseGone => plain(Msg::ExchangeBaseGone),
        Carried::HolidaysListed => plain(Msg::ExchangeHolidaysListed),
        Carried::NotWork => plain(Msg::ExchangeNotWork),
        Carried::Unnamed => plain(Msg::ExchangeUnnamed),
        Carried::Kept => plain(Msg::ExchangeKept),
        Carried::Relative => plain(Msg::ExchangeRelative),
        Carried::Phase => plain(Msg::ExchangePhase),
        Carried::GoLive => plain(Msg::ExchangeGoLive),
        Carried::Source => plain(Msg::ExchangeSource),
        Carried::Summary => plain(Msg::ExchangeSummary),
    }
}

fn field_name(texts: &Texts, field: &Field) -> String {
    let msg = match field {
        Field::Costs => Msg::ExchangeFieldCosts,
        Field::Work => Msg::ExchangeFieldWork,
        Field::Priority => Msg::ExchangeFieldPriority,
        Field::Custom => Msg::ExchangeFieldCustom,
        Field::Estimated => Msg::ExchangeFieldEstimated,
        Field::Effort => Msg::ExchangeFieldEffort,
        Field::Levelling => Msg::ExchangeFieldLevelling,
        Field::Splits => Msg::ExchangeFieldSplits,
        Field::Hyperlinks => Msg::ExchangeFieldHyperlinks,
        Field::Measures => Msg::ExchangeFieldMeasures,
        Field::Display => Msg::ExchangeFieldDisplay,
        Field::ResourceNotes => Msg::ExchangeFieldResourceNotes,
        Field::Other(name) => {
            return say(texts, Msg::ExchangeFieldOther, &[("name", tame(name).into_owned().into())]);
        }
    };
    texts.get(msg).to_owned()
}

fn counted(texts: &Texts, what: Counted) -> &str {
    texts.get(match what {
        Counted::Tasks => Msg::ExchangeCountTasks,
        Counted::Levels => Msg::ExchangeCountLevels,
        Counted::Links => Msg::ExchangeCountLinks,
        Counted::Calendars => Msg::ExchangeCountCalendars,
        Counted::Exceptions => Msg::ExchangeCountExceptions,
        Counted::Resources => Msg::ExchangeCountResources,
        Counted::Assignments => Msg::ExchangeCountAssignments,
    })
}

/// Why a schedule cannot be read. `name` is the file's name or path.
#[must_use]
pub fn plan_error(texts: &Texts, name: &str, error: &PlanError) -> Trouble {
    let whole = |number: u64| texts.format().whole(number.into());
    let (what, advice) = match error {
        PlanError::Io(error) => system_read(texts, error),
        other => {
            let (what, advice) = match other {
                PlanError::Io(_) | PlanError::NotAFile => {
                    (texts.get(Msg::OrdersErrorNotAFile).to_owned(), Msg::ExchangeErrorChoose)
                }
                PlanError::Empty => (texts.get(Msg::OrdersErrorEmpty).to_owned(), Msg::ExchangeErrorChoose),
                PlanError::TooLarge { limit } => {
                    let limit = whole(limit / (1024 * 1024));
                    (say(texts, Msg::OrdersErrorTooLarge, &[("limit", limit.into())]), Msg::ExchangeErrorSmaller)
                }
                PlanError::NotText => (texts.get(Msg::ExchangeErrorNotText).to_owned(), Msg::ExchangeErrorChoose),
                PlanError::Malformed { line, words } => {
                    let about = [("line", whole(*line).into()), ("words", tame(words).into_owned().into())];
                    (say(texts, Msg::ExchangeErrorMalformed, &about), Msg::ExchangeErrorSaveAgain)
                }
                PlanError::NotAPlan { root } => {
                    let root = tame(root).into_owned();
                    (say(texts, Msg::ExchangeErrorNotAPlan, &[("root", root.into())]), Msg::ExchangeErrorChoose)
                }
                PlanError::TooDeep { limit } => {
                    let limit = whole(*limit as u64);
                    (say(texts, Msg::ExchangeErrorTooDeep, &[("limit", limit.into())]), Msg::ExchangeErrorSaveAgain)
                }
                PlanError::TooMany { what, limit } => {
                    let about = [("limit", whole(*limit as u64).into()), ("what", counted(texts, *what).into())];
                    (say(texts, Msg::ExchangeErrorTooMany, &about), Msg::ExchangeErrorSmaller)
                }
            };
            (what, texts.get(advice).to_owned())
        }
    };
    Trouble { title: say(texts, Msg::ExchangeErrorTitle, &[("name", name.into())]), what, excerpt: None, advice }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::text::Lang;

    #[test]
    fn notes_say_whose_and_what() {
        let at = |day, hour| date(2026, 11, day).at(hour, 0, 0, 0);
        let (stated, ours) =
            (Placed { start: at(2, 9), finish: at(3, 18) }, Placed { start: at(4, 9), finish: at(5, 18) });
        let pinned = Note::new(About::Task(12, "拍主图".to_owned()), Carried::Pinned { stated, ours });
        let costs = Note { count: 8, ..Note::new(About::Task(3, String::new()), Carried::Field(Field::Costs)) };
        let said = |lang| [&pinned, &costs].map(|n| note(&Texts::new(lang), n));
        assert_eq!(
            said(Lang::ZhHans),
            [
                "第 12 行「拍主图」：日期固定为 2026-11-02 09:00 – 2026-11-03 18:00，推算结果是 2026-11-04 09:00 – 2026-11-05 18:00",
                "第 3 行等 8 处：成本和费率没有带过来",
            ]
            .map(|s| s.replace("等 8 处", "（另有 7 处）"))
        );
        assert_eq!(
            said(Lang::En),
            [
                "Row 12 \"拍主图\": keeps its dates, 2026-11-02 09:00 – 2026-11-03 18:00; they would be 2026-11-04 09:00 – 2026-11-05 18:00",
                "Row 3 (and 7 more): costs and rates were left out",
            ]
        );
    }

    #[test]
    fn everything_has_words_in_every_language() {
        let at = date(2026, 11, 2).at(9, 0, 0, 0);
        let placed = Placed { start: at, finish: at };
        let name = || "A".to_owned();
        let all = [
            Carried::Pinned { stated: placed, ours: placed },
            Carried::SummaryDates { stated: placed, ours: placed },
            Carried::Undated,
            Carried::Blank,
            Carried::Inactive,
            Carried::External,
            Carried::Subproject,
            Carried::Backwards,
            Carried::Constraint(Foreign::StartNoLater),
            Carried::Constraint(Foreign::FinishNoEarlier),
            Carried::Constraint(Foreign::FinishNoLater),
            Carried::ConstraintUndated,
            Carried::SummaryHeld,
            Carried::LongMilestone,
            Carried::Rounded,
            Carried::DurationUnread,
            Carried::DurationChanged { stated: Minutes::WORKDAY, now: Minutes::ZERO },
            Carried::ActualDates,
            Carried::AlsoAssigned(name()),
            Carried::NoUnits(name()),
            Carried::PercentLag,
            Carried::LinkGone,
            Carried::LinkAcross,
            Carried::LinkWithin,
            Carried::LinkTwice,
            Carried::BaselineUndated,
            Carried::BaselineFull(name()),
            Carried::BaselineName(name()),
            Carried::PlanRow,
            Carried::CalendarTaken,
            Carried::ShiftsUnread,
            Carried::RecurrenceUnread,
            Carried::BaseGone,
            Carried::HolidaysListed,
            Carried::NotWork,
            Carried::Unnamed,
            Carried::Kept,
            Carried::Field(Field::Other(name())),
            Carried::Relative,
            Carried::Phase,
            Carried::GoLive,
            Carried::Source,
            Carried::Summary,
        ];
        let errors = || {
            [
                PlanError::Io(std::io::Error::from(std::io::ErrorKind::NotFound)),
                PlanError::NotAFile,
                PlanError::Empty,
                PlanError::TooLarge { limit: 1 << 28 },
                PlanError::NotText,
                PlanError::Malformed { line: 3, words: "syntax error".to_owned() },
                PlanError::NotAPlan { root: "html".to_owned() },
                PlanError::TooDeep { limit: 32 },
                PlanError::TooMany { what: Counted::Tasks, limit: 100_000 },
            ]
        };
        for lang in Lang::ALL {
            let texts = Texts::new(lang);
            let mut said: Vec<String> = all.iter().map(|what| carried(&texts, what)).collect();
            assert!(said.iter().all(|s| !s.is_empty() && !s.contains('{')), "{said:?}");
            said.sort_unstable();
            said.dedup();
            assert_eq!(said.len(), all.len(), "{lang:?}");
            for error in errors() {
                let said = plan_error(&texts, "plan.xml", &error);
                assert!(
                    said.title.contains("plan.xml") && !said.what.is_empty() && !said.advice.is_empty(),
                    "{said:?}"
                );
                assert!(!said.to_string().contains('{'), "{said}");
            }
        }
        let mut codes: Vec<&str> = all.iter().map(Carried::code).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), all.len());
    }
}
