//! Days by the calendar and by hand, notices as they were published, properties of exceptions.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday, date};
use proptest::prelude::*;

use super::*;
use crate::engine::schedule::{HolidayName, WorkTime};
use crate::model::*;

/// The notice for 2026, shortened by its last paragraph.
const NOTICE: &str = "国务院办公厅关于2026年部分节假日安排的通知\n国办发明电〔2025〕7号\n\
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：\n\
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。\n\
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。\n\
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。\n\
三、清明节：4月4日（周六）至6日（周一）放假，共3天。\n\
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。\n\
五、端午节：6月19日（周五）至21日（周日）放假，共3天。\n\
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。\n\
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。\n\
国务院办公厅\n2025年11月4日";

fn works(calendar: &WorkCalendar, on: Date) -> bool {
    Workdays::new(calendar, on.year()).day(on).expect("in the year").works()
}

#[test]
fn a_year_has_the_working_days_of_the_law() {
    let year = Workdays::new(&WorkCalendar::default(), 2026);
    assert_eq!(year.days.len(), 365);
    // January has 22 days from Monday to Friday, less the 1st and 2nd, and Sunday the 4th is worked; and so on
    let months: Vec<u32> = year.months.iter().map(|month| month.days).collect();
    assert_eq!(months, [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]);
    assert_eq!((year.whole.days, year.whole.lawful), (248, 248));
    assert_eq!(year.whole.minutes, 248 * 480);
    let why = |month, day| year.day(date(2026, month, day)).expect("in the year").why;
    assert_eq!(why(10, 1), DayWhy::Holiday(HolidayName::National));
    assert_eq!(why(10, 4), DayWhy::Holiday(HolidayName::National), "a Sunday within");
    assert_eq!(why(10, 10), DayWhy::MadeUp);
    assert_eq!(why(10, 11), DayWhy::Week);
    let all = WorkCalendar {
        week: Week::every_day(&Shifts::office()),
        holidays: Holidays::Ignored,
        ..WorkCalendar::default()
    };
    let year = Workdays::new(&all, 2026);
    assert_eq!((year.whole.days, year.whole.lawful), (365, 248));
}

#[test]
fn a_day_is_worked_and_off_again() {
    let mut calendar = WorkCalendar::default();
    let (saturday, thursday, made_up) = (date(2026, 10, 24), date(2026, 10, 22), date(2026, 10, 10));
    for day in [saturday, thursday, made_up, date(2026, 10, 1)] {
        let before = works(&calendar, day);
        toggle(&mut calendar, day);
        assert_eq!((works(&calendar, day), calendar.exceptions.len()), (!before, 1), "{day}");
        toggle(&mut calendar, day);
        assert_eq!((works(&calendar, day), calendar.exceptions.len()), (before, 0), "no exception is left");
    }
}

#[test]
fn a_stretch_is_one_exception_and_is_cut_by_a_day_in_it() {
    let mut calendar = WorkCalendar::default();
    set(&mut calendar, date(2026, 10, 24), date(2026, 10, 25), &Set::Work);
    set(&mut calendar, date(2026, 10, 24), date(2026, 10, 25), &Set::Name("大促加班".to_owned()));
    let said = |calendar: &WorkCalendar| -> Vec<(Date, Option<Date>, String, String)> {
        let one = |one: &Arc<CalendarException>| (one.first, one.last, one.shifts.to_string(), one.name.clone());
        calendar.exceptions.iter().map(one).collect()
    };
    let office = "09:00-12:00 13:00-18:00".to_owned();
    let name = "大促加班".to_owned();
    assert_eq!(said(&calendar), [(date(2026, 10, 24), Some(date(2026, 10, 25)), office.clone(), name.clone())]);
    let half = Shifts::parse("09:00-12:00").expect("shifts");
    set(&mut calendar, date(2026, 10, 25), date(2026, 10, 25), &Set::Hours(half));
    let morning = (date(2026, 10, 25), None, "09:00-12:00".to_owned(), name.clone());
    assert_eq!(said(&calendar), [(date(2026, 10, 24), None, office, name), morning.clone()]);
    set(&mut calendar, date(2026, 10, 19), date(2026, 10, 24), &Set::Usual);
    assert_eq!(said(&calendar), [morning]);
}

#[test]
fn a_shift_over_midnight_ends_on_the_next_day() {
    let mut week = Week::default();
    set_hours(&mut week, Weekday::Sunday, "22:00-06:00").expect("shifts");
    assert_eq!(week.sunday.to_string(), "22:00-24:00");
    assert_eq!(week.monday.to_string(), "00:00-06:00 09:00-12:00 13:00-18:00");
    set_hours(&mut week, Weekday::Friday, "08:00–12:00 16:00-00:00").expect("shifts");
    assert_eq!((week.friday.to_string().as_str(), week.saturday.is_off()), ("08:00-12:00 16:00-24:00", true));
    for wrong in ["9-12", "08:00-12:00 11:00-13:00", "22:00-25:00", "早班"] {
        assert!(set_hours(&mut week, Weekday::Tuesday, wrong).is_err(), "{wrong}");
    }
    assert_eq!(week.tuesday, Shifts::office());
}

#[test]
fn the_notice_of_2026_gives_the_table_that_is_compiled_in() {
    let notice = read_notice(NOTICE, 2030);
    assert_eq!((notice.year, notice.unread.as_slice()), (2026, &[][..]), "its own year");
    assert_eq!(notice.days(), (33, 6));
    let names: Vec<&str> = notice.runs.iter().filter(|run| run.off).map(|run| run.name.as_str()).collect();
    assert_eq!(names, ["元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"]);
    let mut project = Project::default();
    let ignoring = WorkCalendar { id: CalendarId(1), holidays: Holidays::Ignored, ..WorkCalendar::default() };
    Arc::make_mut(&mut project.shop).calendars.push(ignoring);
    put_notice(&mut project, &[CalendarId(1)], &notice, "调休");
    let typed = Workdays::new(project.shop.calendars.get(CalendarId(1)).expect("there"), 2026);
    let table = Workdays::new(&WorkCalendar::default(), 2026);
    for (own, lawful) in typed.days.iter().zip(&table.days) {
        assert_eq!(own.shifts, lawful.shifts, "{}", own.date);
    }
}

#[test]
fn notes_of_other_forms_are_read() {
    let days = |text: &str| {
        let one = |run: &NoticeRun| (run.first.to_string(), run.last.to_string(), run.off);
        read_notice(text, 2027).runs.iter().map(one).collect::<Vec<_>>()
    };
    let owned = |list: &[(&str, &str, bool)]| -> Vec<(String, String, bool)> {
        list.iter().map(|(a, b, off)| ((*a).to_owned(), (*b).to_owned(), *off)).collect()
    };
    for (text, expected) in [
        ("元旦 1月1日至3日放假", &[("2027-01-01", "2027-01-03", true)][..]),
        ("2026年12月31日至2027年1月2日放假", &[("2026-12-31", "2027-01-02", true)]),
        (
            "春节：2月5日至11日放假，2月14日、20日上班",
            &[
                ("2027-02-05", "2027-02-11", true),
                ("2027-02-14", "2027-02-14", false),
                ("2027-02-20", "2027-02-20", false),
            ],
        ),
        ("国庆：10/1~10/7 休；10/9 班", &[("2027-10-01", "2027-10-07", true), ("2027-10-09", "2027-10-09", false)]),
        (
            "National Day: 10/1~10/7 off; 10/9 work",
            &[("2027-10-01", "2027-10-07", true), ("2027-10-09", "2027-10-09", false)],
        ),
        ("国庆：2027-10-01 到 2027-10-07 放假", &[("2027-10-01", "2027-10-07", true)]),
        ("没有日期", &[]),
        ("", &[]),
    ] {
        assert_eq!(days(text), owned(expected), "{text}");
    }
    assert_eq!(read_notice("5月1日看情况", 2027).unread, ["5月1日看情况"]);
    assert_eq!(read_notice("1月1日至12月31日放假", 2027).runs, [], "no holiday is that long");
}

#[test]
fn who_worked_by_a_deleted_calendar_works_by_another() {
    let mut project = Project { next_id: 50, ..Project::default() };
    let shop = Arc::make_mut(&mut project.shop);
    shop.calendar = Some(CalendarId(1));
    for id in [1, 2] {
        shop.calendars.push(WorkCalendar { id: CalendarId(id), ..WorkCalendar::default() });
    }
    shop.departments.push(Department { id: DepartmentId(5), calendar: Some(CalendarId(1)), ..Department::default() });
    let person = Person {
        id: PersonId(6),
        calendar: Some(CalendarId(1)),
        department: Some(DepartmentId(5)),
        ..Person::default()
    };
    shop.people.push(person);
    let task = Task { id: TaskId(9), calendar: Some(CalendarId(1)), owner: Some(PersonId(6)), ..Task::default() };
    let campaign = Campaign { id: CampaignId(8), tasks: vec![task].into(), ..Campaign::default() };
    project.campaigns.push(campaign);
    let by = users(&project, CalendarId(1));
    assert_eq!((by.project, by.departments.len(), by.people.len(), by.tasks), (true, 1, 1, 1));
    delete_calendar(&mut project, CalendarId(1), Some(CalendarId(2)));
    let by = users(&project, CalendarId(2));
    assert_eq!((by.project, by.departments.len(), by.people.len(), by.tasks), (true, 1, 1, 1));
    assert!(users(&project, CalendarId(1)).is_none());
    let gone = BTreeSet::from([PersonId(6)]);
    assert_eq!(bound_to(&project, &gone), Bound { tasks: 1, ..Bound::default() });
    delete_people(&mut project, &gone);
    assert!(bound_to(&project, &gone).is_none() && project.shop.people.is_empty());
    assert_eq!(project.campaigns.first().map(|campaign| campaign.tasks.len()), Some(1), "the task stays");
    delete_departments(&mut project, &BTreeSet::from([DepartmentId(5)]));
    assert!(bound_to_departments(&project, &BTreeSet::from([DepartmentId(5)])).is_none());
}

/// A campaign that names a person and a department in every place beside its tasks.
fn named_everywhere() -> Campaign {
    let (owner, department) = (Some(PersonId(6)), Some(DepartmentId(5)));
    let at = date(2026, 10, 1).at(9, 0, 0, 0);
    let version = VersionId(30);
    let goal = Goal { id: GoalId(20), owner, ..Goal::default() };
    let resource = Resource { id: ResourceId(21), owner, ..Resource::default() };
    let approval =
        Approval { id: ApprovalId(22), step: ApprovalStep::default(), at, by: owner, remark: String::new(), version };
    let confirmation = |id: u32, department: u32, by, version| Confirmation {
        id: ConfirmationId(id),
        department: DepartmentId(department),
        subject: Subject::Budget,
        at,
        by,
        version,
    };
    let brief = Brief {
        goals: vec![goal].into(),
        resources: vec![resource].into(),
        approver: owner,
        approvals: vec![approval].into(),
        confirmations: vec![confirmation(23, 5, None, VersionId(31)), confirmation(24, 7, owner, version)].into(),
        ..Brief::default()
    };
    let diagnosis = Diagnosis {
        means: vec![Means { id: MeansId(25), department, owner, ..Means::default() }].into(),
        path: vec![TouchCheck { owner, ..TouchCheck::default() }].into(),
        ..Diagnosis::default()
    };
    let run = Run {
        risks: vec![Risk { id: RiskId(26), department, owner, ..Risk::default() }].into(),
        checks: vec![LaunchCheck { id: LaunchCheckId(27), department, owner, ..LaunchCheck::default() }].into(),
        patrols: vec![Patrol { by: owner, ..Patrol::new(PatrolId(28), at) }].into(),
        ..Run::default()
    };
    Campaign {
        id: CampaignId(8),
        brief: Arc::new(brief),
        diagnosis: Arc::new(diagnosis),
        run: Arc::new(run),
        ..Campaign::default()
    }
}

#[test]
fn people_and_departments_that_go_are_named_nowhere() {
    let mut project = Project::default();
    project.campaigns.push(named_everywhere());
    project.campaigns.push(Campaign { id: CampaignId(9), ..Campaign::default() });
    let (people, departments) = (BTreeSet::from([PersonId(6)]), BTreeSet::from([DepartmentId(5)]));
    // approver, goal, resource, approval, confirmation, means, part of the way, risk, check, patrol
    assert_eq!(bound_to(&project, &people), Bound { others: 10, ..Bound::default() });
    // confirmation, means, risk, check
    assert_eq!(bound_to_departments(&project, &departments), Bound { others: 4, ..Bound::default() });
    let untouched = project.campaigns.get(CampaignId(9)).map(|campaign| Arc::clone(&campaign.run));
    delete_people(&mut project, &people);
    delete_departments(&mut project, &departments);
    assert!(bound_to(&project, &people).is_none() && bound_to_departments(&project, &departments).is_none());
    let words = format!("{:?}", project.campaigns);
    assert!(!words.contains("PersonId(6)") && !words.contains("DepartmentId(5)"), "{words}");
    let kept = project.campaigns.get(CampaignId(9)).map(|campaign| Arc::clone(&campaign.run));
    assert!(kept.zip(untouched).is_some_and(|(a, b)| Arc::ptr_eq(&a, &b)));
    let brief = project.campaigns.get(CampaignId(8)).map(|campaign| Arc::clone(&campaign.brief));
    assert_eq!(brief.map(|brief| brief.confirmations.len()), Some(1), "what the department confirmed goes with it");
}

fn any_shifts() -> impl Strategy<Value = Shifts> {
    prop_oneof![
        Just(Shifts::off()),
        Just(Shifts::office()),
        Just(Shifts::parse("00:00-24:00").expect("shifts")),
        Just(Shifts::parse("09:00-12:00").expect("shifts")),
    ]
}

fn any_calendar() -> impl Strategy<Value = WorkCalendar> {
    let exception = (0..400_i32, 0..20_i32, any_shifts()).prop_map(|(day, days, shifts)| {
        let first = date(2025, 12, 20).saturating_add(day.days());
        let last = (days > 0).then(|| first.saturating_add(days.days()));
        CalendarException { first, last, shifts, name: String::new() }
    });
    let many = proptest::collection::btree_map(0..400_i32, exception, 0..6);
    (many, any::<bool>(), any_shifts()).prop_map(|(rows, china, saturday)| {
        let mut seen = BTreeSet::new();
        let rows: Vec<CalendarException> = rows.into_values().filter(|row| seen.insert(row.first)).collect();
        WorkCalendar {
            week: Week { saturday, ..Week::default() },
            holidays: if china { Holidays::China } else { Holidays::Ignored },
            exceptions: rows.into(),
            ..WorkCalendar::default()
        }
    })
}

fn any_set() -> impl Strategy<Value = Set> {
    prop_oneof![
        Just(Set::Usual),
        Just(Set::Off),
        Just(Set::Work),
        any_shifts().prop_map(Set::Hours),
        Just(Set::Name("盘点".to_owned())),
    ]
}

proptest! {
    #[test]
    fn days_are_those_of_the_schedule(calendar in any_calendar()) {
        let time = WorkTime::new(&calendar).expect("its week has work");
        for day in &Workdays::new(&calendar, 2026).days {
            prop_assert_eq!(i64::from(day.shifts.minutes()), time.minutes_on(day.date), "{}", day.date);
        }
    }

    #[test]
    fn setting_days_changes_these_and_no_other(
        calendar in any_calendar(), to in any_set(), day in 0..360_i32, days in 0..20_i32,
    ) {
        let first = date(2026, 1, 1).saturating_add(day.days());
        let last = first.saturating_add(days.days());
        let mut new = calendar.clone();
        set(&mut new, first, last, &to);
        let (before, after) = (Workdays::new(&calendar, 2026), Workdays::new(&new, 2026));
        for (was, is) in before.days.iter().zip(&after.days) {
            if was.date < first || was.date > last {
                prop_assert_eq!((&was.shifts, was.own()), (&is.shifts, is.own()), "{}", was.date);
            } else {
                match &to {
                    Set::Usual => prop_assert!(!is.own()),
                    Set::Off => prop_assert!(!is.works()),
                    Set::Work => prop_assert!(is.works()),
                    Set::Hours(shifts) => prop_assert_eq!(shifts, &is.shifts),
                    Set::Name(_) => prop_assert_eq!(&was.shifts, &is.shifts),
                }
            }
        }
        // the file takes a first day once
        let firsts: BTreeSet<Date> = new.exceptions.iter().map(|one| one.first).collect();
        prop_assert_eq!(firsts.len(), new.exceptions.len());
        let ends: Vec<(Date, Date)> = new.exceptions.iter().map(|one| (one.first, one.last.unwrap_or(one.first))).collect();
        prop_assert!(ends.windows(2).all(|pair| pair[0].1 < pair[1].0), "none covers another: {:?}", ends);
    }

    #[test]
    fn no_text_makes_a_notice_fail(text in "[0-9月日至年、。：，（）放假上班休~/ \\n-]{0,60}", year in 1990..2100_i16) {
        for run in read_notice(&text, year).runs {
            prop_assert!(run.first <= run.last);
        }
    }
}
