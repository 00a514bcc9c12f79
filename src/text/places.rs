//! Where something stands, as a person would look for it: tab · part of it.

use super::rows::RowNames;
use super::run::rule_name;
use super::{Msg, Texts};
use crate::engine::finding::{Place, PlaceKind, Tab};
use crate::model::{
    AlarmKind, CalendarId, Campaign, CategoryId, CheckId, DepartmentId, GoalId, LessonId, OfferId, PersonId, PhaseId,
    Project, ResourceId, SkuId, SourceId, StageId, TaskId, ThemeId, WaveId,
};

/// The name of a tab.
#[must_use]
pub fn tab_name(texts: &Texts, tab: Tab) -> &str {
    texts.get(match tab {
        Tab::Brief => Msg::PlaceBrief,
        Tab::Funnel => Msg::PlaceFunnel,
        Tab::Offers => Msg::PlaceOffers,
        Tab::Goods => Msg::PlaceGoods,
        Tab::Budget => Msg::PlaceBudget,
        Tab::Calendar => Msg::PlaceCalendar,
        Tab::Run => Msg::PlaceRun,
        Tab::Review => Msg::PlaceReview,
    })
}

/// Where a place is: 漏斗 · 直通车.
#[must_use]
pub fn place_name(texts: &Texts, project: &Project, campaign: &Campaign, place: &Place) -> String {
    let tab = tab_name(texts, place.tab);
    match part(&RowNames { texts, project, campaign }, place) {
        Some(part) => format!("{tab} · {part}"),
        None => tab.to_owned(),
    }
}

fn part(rows: &RowNames<'_>, place: &Place) -> Option<String> {
    let word = |msg| Some(rows.texts.get(msg).to_owned());
    match place.kind {
        PlaceKind::Funnel => None,
        PlaceKind::Campaign => match place.field {
            Some("phases") => word(Msg::PlacePhases),
            Some("actuals") => word(Msg::PlaceActuals),
            Some("previous") => word(Msg::PlacePrevious),
            Some("share" | "goods") => word(Msg::PlaceCampaignGoods),
            _ => None,
        },
        PlaceKind::Phase => place.id.map(|id| rows.phase(PhaseId(id))).or_else(|| word(Msg::PlacePhases)),
        PlaceKind::Wave => place.id.map(|id| rows.wave(WaveId(id))),
        PlaceKind::Stage => place.id.map(|id| match place.field {
            Some("rate") => rows.rate(StageId(id)),
            _ => rows.stage(StageId(id)),
        }),
        PlaceKind::Traffic => word(Msg::PlaceTraffic),
        PlaceKind::Source => place.id.map(|id| rows.source(SourceId(id))).or_else(|| word(Msg::PlaceTraffic)),
        PlaceKind::Split => match place.field {
            Some("days" | "day_curve") => word(Msg::PlaceSplitDays),
            Some("hours") => word(Msg::PlaceSplitHours),
            Some("categories") => word(Msg::PlaceSplitCategories),
            Some("roles") => word(Msg::PlaceSplitRoles),
            Some("departments") => word(Msg::PlaceSplitDepartments),
            _ => word(Msg::PlaceSplit),
        },
        PlaceKind::Category => place.id.map(|id| rows.category(CategoryId(id))),
        PlaceKind::Department => place.id.map(|id| rows.department(DepartmentId(id))),
        PlaceKind::AovEstimate => word(Msg::PlaceAovEstimate),
        PlaceKind::Pool => word(Msg::PlacePool),
        PlaceKind::Chance => word(Msg::PlaceChance),
        PlaceKind::Diagnosis => word(Msg::PaneDiagnose),
        PlaceKind::Staffing => word(Msg::PlaceStaffing),
        PlaceKind::Sku | PlaceKind::CampaignSku => place.id.map(|id| rows.sku(SkuId(id))),
        PlaceKind::Offer => place.id.map(|id| rows.offer(OfferId(id))),
        PlaceKind::Task => place.id.map(|id| rows.task(TaskId(id))).or_else(|| word(Msg::PlaceTasks)),
        PlaceKind::Link => word(Msg::PlaceLinks),
        PlaceKind::Calendar => place.id.map(|id| rows.calendar(CalendarId(id))).or_else(|| word(Msg::PlaceCalendars)),
        PlaceKind::Theme => place
            .id
            .and_then(|id| rows.campaign.brief.theme.candidates.get(ThemeId(id)))
            .map(|theme| theme.words.clone()),
        PlaceKind::Person => place.id.map(|id| rows.person(PersonId(id))),
        PlaceKind::Goal => place.id.map(|id| rows.goal(GoalId(id))).or_else(|| word(Msg::BriefGoals)),
        PlaceKind::Resource => place.id.map(|id| rows.resource(ResourceId(id))).or_else(|| word(Msg::BriefResources)),
        PlaceKind::Lesson => {
            let lesson = place.id.and_then(|id| rows.project.lessons.get(LessonId(id)));
            lesson.map(|lesson| super::line::tame(&lesson.fact).into_owned()).or_else(|| word(Msg::ReviewLessons))
        }
        PlaceKind::Alarm => {
            let kind = AlarmKind::ALL.into_iter().find(|kind| Some(kind.code()) == place.field);
            kind.map(|kind| rule_name(rows.texts, kind).to_owned())
        }
        PlaceKind::LaunchCheck => word(Msg::RunChecks),
        PlaceKind::Check => place.id.map(|id| rows.check(CheckId(id))),
        PlaceKind::Year => place.id.map(|year| rows.texts.with(Msg::PlaceYear, &[("year", year.to_string().into())])),
    }
}
