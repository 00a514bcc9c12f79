//! Templates put into campaigns and made from them.

use std::collections::BTreeSet;

use jiff::civil::{date, time};

use super::*;
use crate::engine::schedule::Schedule;
use crate::engine::template::{NewCampaign, Template, add_campaign};
use crate::model::{
    Anchor, CampaignId, Constraint, DepartmentId, DepartmentKind, PhaseId, PhaseKind, Project, TaskId, TaskLink,
    TaskTemplate, TemplateDepartment, TemplatePhase, TemplateTask, When,
};

const ALL: Choice<'static> = Choice::ALL;

fn shop(template: Template) -> (Project, CampaignId) {
    let mut project = Project::default();
    let new = NewCampaign { name: "双11".to_owned(), opening: date(2026, 11, 2), target: None, aov: None, template };
    let id = add_campaign(&mut project, &new);
    (project, id)
}

fn small() -> TaskTemplate {
    let held = |from, days| Constraint::NotBefore(When::Relative { from, days, time: time(9, 0, 0, 0) });
    let task = |id: u32, parent: Option<u32>, name: &str, constraint| TemplateTask {
        id: TaskId(id),
        parent: parent.map(TaskId),
        name: name.to_owned(),
        department: parent.map(|_| DepartmentId(2)),
        constraint,
        ..TemplateTask::default()
    };
    TaskTemplate {
        name: "小".to_owned(),
        phases: vec![TemplatePhase { id: PhaseId(1), kind: PhaseKind::Return }].into(),
        departments: vec![TemplateDepartment {
            id: DepartmentId(2),
            kind: DepartmentKind::Design,
            name: String::new(),
        }]
        .into(),
        tasks: vec![
            task(3, None, "准备", Constraint::AsSoon),
            task(4, Some(3), "海报", held(Anchor::Opening, -5)),
            task(5, Some(3), "上线", held(Anchor::Opening, -1)),
            task(6, None, "收尾", Constraint::AsSoon),
            task(7, Some(6), "返场页", held(Anchor::Start(PhaseId(1)), 0)),
        ]
        .into(),
        links: vec![TaskLink { from: TaskId(4), to: TaskId(5), ..TaskLink::default() }].into(),
        ..TaskTemplate::default()
    }
}

#[test]
fn tasks_come_with_what_they_need() {
    let (mut project, id) = shop(Template::LevelA);
    let before = project.shop.departments.len();
    let fates = put(&mut project, id, &small(), ALL);
    assert_eq!(fates.len(), 5);
    assert!(fates.iter().all(|(_, fate)| matches!(fate, Fate::Added(_))));
    assert_eq!(project.shop.departments.len(), before + 1, "a department for design");
    let campaign = project.campaign(id).expect("there");
    assert_eq!((campaign.tasks.len(), campaign.links.len()), (5, 1));
    let schedule = Schedule::new(&project, campaign);
    assert_eq!(schedule.faults, []);
    let start = |name: &str| {
        let task = campaign.tasks.iter().find(|task| task.name == name).expect(name);
        schedule.of(task.id).expect(name).start.date()
    };
    // Monday the 2nd of November; five working days before it is the Monday before
    assert_eq!((start("海报"), start("上线")), (date(2026, 10, 26), date(2026, 10, 30)));
    let last = campaign.phases.last().expect("a return").clone();
    assert_eq!((last.kind, start("返场页")), (PhaseKind::Return, date(2026, 11, 9)));
}

#[test]
fn what_is_there_is_not_doubled_unless_asked() {
    let (mut project, id) = shop(Template::LevelA);
    put(&mut project, id, &small(), ALL);
    let once = project.clone();
    let fates = put(&mut project, id, &small(), ALL);
    assert!(fates.iter().all(|(_, fate)| matches!(fate, Fate::Present(_))));
    assert!(project.same(&once), "nothing is touched");
    put(&mut project, id, &small(), Choice { doubles: true, ..ALL });
    let campaign = project.campaign(id).expect("there");
    assert_eq!(campaign.tasks.len(), 5 + 3, "the groups stay");
    // one that was renamed comes once more, linked to what is there
    let mut project = once;
    let renamed = |project: &mut Project| {
        let campaign = project.campaigns.get_mut(id).expect("there");
        let task = campaign.tasks.iter().find(|task| task.name == "上线").expect("there").id;
        campaign.tasks.get_mut(task).expect("there").name = "换页".to_owned();
    };
    renamed(&mut project);
    put(&mut project, id, &small(), ALL);
    let campaign = project.campaign(id).expect("there");
    assert_eq!((campaign.tasks.len(), campaign.links.len()), (6, 2));
    assert_eq!(Schedule::new(&project, campaign).faults, []);
}

#[test]
fn a_group_goes_with_what_is_in_it_and_a_phase_that_is_missing_takes_its_tasks() {
    let (mut project, id) = shop(Template::LevelC);
    let out = BTreeSet::from([TaskId(4)]);
    let fates = put(&mut project, id, &small(), Choice { left_out: &out, doubles: false });
    let fate = |number: u32| fates.iter().find(|(id, _)| *id == TaskId(number)).expect("told").1;
    assert_eq!(fate(4), Fate::LeftOut);
    assert!(matches!(fate(5), Fate::Added(_)));
    // a one-day sale has no return
    assert_eq!((fate(7), fate(6)), (Fate::NoPhase(PhaseKind::Return), Fate::LeftOut));
    assert_eq!(project.campaign(id).expect("there").tasks.len(), 2);
    assert!(project.campaign(id).expect("there").links.is_empty());
    let mut none = Project::default();
    let out = BTreeSet::from([TaskId(3), TaskId(6)]);
    let (mut other, id) = shop(Template::LevelA);
    let before = other.clone();
    put(&mut other, id, &small(), Choice { left_out: &out, doubles: false });
    assert!(other.same(&before), "nothing wanted, nothing added");
    assert_eq!(put(&mut none, CampaignId(9), &small(), ALL), []);
}

#[test]
fn names_go_before_kinds() {
    let (mut project, id) = shop(Template::LevelA);
    let mut template = small();
    template.departments.get_mut(DepartmentId(2)).expect("there").name = "视觉组".to_owned();
    put(&mut project, id, &template, ALL);
    let design = |project: &Project| {
        let rows = project.shop.departments.iter().filter(|row| row.kind == DepartmentKind::Design);
        rows.map(|row| row.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(design(&project), ["视觉组"], "added under its name");
    put(&mut project, id, &small(), Choice { doubles: true, ..ALL });
    assert_eq!(design(&project), ["视觉组"], "found by its kind");
    template.departments.get_mut(DepartmentId(2)).expect("there").kind = DepartmentKind::Other;
    put(&mut project, id, &template, Choice { doubles: true, ..ALL });
    assert_eq!(design(&project), ["视觉组"], "found by its name");
}

#[test]
fn what_is_kept_comes_back_at_the_same_days() {
    let (mut project, id) = shop(Template::LevelA);
    put(&mut project, id, &small(), ALL);
    let campaign = project.campaign(id).expect("there").clone();
    let schedule = Schedule::new(&project, &campaign);
    let kept = keep(&project, &campaign, &schedule, "我们的");
    assert_eq!((kept.name.as_str(), kept.tasks.len(), kept.links.len()), ("我们的", 5, 1));
    assert_eq!((kept.phases.len(), kept.departments.len()), (1, 1));
    // the same campaign a week later
    let mut later = Project::default();
    let opening = date(2026, 11, 9);
    let new = NewCampaign { name: String::new(), opening, target: None, aov: None, template: Template::LevelA };
    let next = add_campaign(&mut later, &new);
    put(&mut later, next, &kept, ALL);
    let moved = later.campaign(next).expect("there");
    let after = Schedule::new(&later, moved);
    assert_eq!(after.faults, []);
    for (old, new) in campaign.tasks.iter().zip(&moved.tasks) {
        let (was, is) = (schedule.of(old.id).expect("there"), after.of(new.id).expect("there"));
        assert_eq!((is.start.0 - was.start.0, is.finish.0 - was.finish.0), (7 * 1_440, 7 * 1_440), "{}", old.name);
    }
}

#[test]
fn dates_typed_and_put_by_hand_are_counted_from_the_opening() {
    let (mut project, id) = shop(Template::LevelA);
    put(&mut project, id, &small(), ALL);
    {
        let campaign = project.campaigns.get_mut(id).expect("there");
        let of = |name: &str| campaign.tasks.iter().find(|task| task.name == name).expect(name).id;
        let (poster, live) = (of("海报"), of("上线"));
        campaign.tasks.get_mut(poster).expect("there").constraint =
            Constraint::NotBefore(When::At(date(2026, 10, 28).at(9, 0, 0, 0)));
        let live = campaign.tasks.get_mut(live).expect("there");
        live.manual = Some(crate::model::Placed {
            start: date(2026, 10, 29).at(9, 0, 0, 0),
            finish: date(2026, 10, 30).at(18, 0, 0, 0),
        });
    }
    let campaign = project.campaign(id).expect("there");
    let kept = keep(&project, campaign, &Schedule::new(&project, campaign), "");
    let of = |name: &str| kept.tasks.iter().find(|task| task.name == name).expect(name);
    let on = |days| Constraint::NotBefore(When::Relative { from: Anchor::Opening, days, time: time(9, 0, 0, 0) });
    assert_eq!(of("海报").constraint, on(-3));
    assert_eq!((of("上线").constraint, of("上线").duration.minutes().get()), (on(-1), 960));
}
