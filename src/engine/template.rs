//! Ready campaigns: the phases around an opening, and a funnel with stages and departments that go with the trade.
//! Knows no words: rows are named after their kinds.

use std::sync::Arc;

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::funnel::preset;
use crate::model::{
    Campaign, CampaignId, Department, DepartmentKind, Funnel, Level, Money, Phase, PhaseKind, Project, Quantity, Rows,
    Shop, Source, SourceKind,
};

/// A ready campaign to start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Template {
    /// 双11 / 618.
    LevelS,
    /// Category day, new arrivals.
    LevelA,
    /// Weekend, member day.
    LevelB,
    /// One-day flash sale.
    LevelC,
    /// Lead-based trades.
    Lead,
}

impl Template {
    /// Every template.
    pub const ALL: [Self; 5] = [Self::LevelS, Self::LevelA, Self::LevelB, Self::LevelC, Self::Lead];

    /// Level of the campaign.
    #[must_use]
    pub const fn level(self) -> Level {
        match self {
            Self::LevelS | Self::Lead => Level::S,
            Self::LevelA => Level::A,
            Self::LevelB => Level::B,
            Self::LevelC => Level::C,
        }
    }

    /// Its phases, each with its length in days.
    #[must_use]
    pub const fn phases(self) -> &'static [(PhaseKind, i64)] {
        use PhaseKind::{Burst, Launch, Preheat, Prepare, Return};
        match self {
            Self::LevelS => &[(Prepare, 31), (Preheat, 8), (Launch, 10), (Burst, 1), (Return, 3)],
            Self::LevelA => &[(Prepare, 12), (Preheat, 5), (Launch, 4), (Burst, 1), (Return, 2)],
            Self::LevelB => &[(Prepare, 4), (Preheat, 2), (Burst, 2), (Return, 1)],
            Self::LevelC => &[(Prepare, 1), (Preheat, 1), (Burst, 1)],
            Self::Lead => &[(Prepare, 20), (Preheat, 8), (Launch, 12), (Burst, 2), (Return, 3)],
        }
    }

    /// How many days it spans.
    #[must_use]
    pub fn days(self) -> i64 {
        self.phases().iter().map(|(_, days)| days).sum()
    }
}

/// What a new campaign is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCampaign {
    /// Name.
    pub name: String,
    /// Opening day; the launch begins at its first instant.
    pub opening: Date,
    /// Target GMV, if it is known.
    pub target: Option<Money>,
    /// 客单价, if it is known.
    pub aov: Option<Money>,
    /// The kind of campaign.
    pub template: Template,
}

/// Adds a campaign made from a template, with the departments that its funnel needs; gives its identity.
pub fn add_campaign(project: &mut Project, new: &NewCampaign) -> CampaignId {
    let departments = departments(project, new.template);
    let phases = phases(project, new);
    let shop = Arc::clone(&project.shop);
    let mut next = || project.new_id();
    let stages = match new.template {
        Template::Lead => preset::lead(&shop, &mut next),
        _ => preset::retail(&shop, &mut next),
    };
    let quantity = |money: Option<Money>| money.map_or(Quantity::Free, Quantity::Fixed);
    let funnel = Funnel { gmv: quantity(new.target), aov: quantity(new.aov), stages, ..Funnel::default() };
    let traffic = sources(project, &departments);
    let id = project.new_id();
    project.campaigns.push(Campaign {
        id,
        name: new.name.clone(),
        level: new.template.level(),
        phases,
        funnel: Arc::new(funnel),
        traffic,
        ..Campaign::default()
    });
    id
}

/// Gives a campaign the stages of a trade; target and AOV stay.
pub fn use_stages(project: &mut Project, id: CampaignId, lead: bool) {
    let shop = Arc::clone(&project.shop);
    let mut next = || project.new_id();
    let stages = if lead { preset::lead(&shop, &mut next) } else { preset::retail(&shop, &mut next) };
    if let Some(campaign) = project.campaigns.get_mut(id) {
        Arc::make_mut(&mut campaign.funnel).stages = stages;
    }
}

fn phases(project: &mut Project, new: &NewCampaign) -> Rows<Phase> {
    let lengths = new.template.phases();
    let before: i64 = lengths.iter().take_while(|(kind, _)| opens_later(*kind)).map(|(_, days)| days).sum();
    let mut start = new.opening.checked_sub(before.days()).unwrap_or(new.opening);
    lengths
        .iter()
        .map(|(kind, days)| {
            let end = start.checked_add(Span::new().days(*days)).unwrap_or(start);
            let phase = Phase {
                id: project.new_id(),
                kind: *kind,
                name: String::new(),
                start: start.at(0, 0, 0, 0),
                end: end.at(0, 0, 0, 0),
                waves: Rows::default(),
            };
            start = end;
            phase
        })
        .collect()
}

const fn opens_later(kind: PhaseKind) -> bool {
    matches!(kind, PhaseKind::Prepare | PhaseKind::Announce | PhaseKind::Preheat)
}

fn departments(project: &mut Project, template: Template) -> Vec<Department> {
    let mut wanted = vec![
        DepartmentKind::Campaign,
        DepartmentKind::Merchandising,
        DepartmentKind::Traffic,
        DepartmentKind::UserOperations,
    ];
    if template == Template::Lead {
        wanted.push(DepartmentKind::SalesDesk);
    }
    for kind in wanted {
        if !project.shop.departments.iter().any(|d| d.kind == kind) {
            let id = project.new_id();
            let shop: &mut Shop = Arc::make_mut(&mut project.shop);
            shop.departments.push(Department { id, kind, ..Department::default() });
        }
    }
    project.shop.departments.iter().map(|d| Department::clone(d)).collect()
}

/// The two groups every plan of traffic begins with, and their usual members; the numbers are the planner's.
fn sources(project: &mut Project, departments: &[Department]) -> Rows<Source> {
    use SourceKind as K;
    let department = departments.iter().find(|d| d.kind == DepartmentKind::Traffic).map(|d| d.id);
    let groups: [(K, &[K]); 2] = [
        (K::Free, &[K::Search, K::Feed, K::ReturningCustomers, K::CartReturn, K::Content]),
        (K::Paid, &[K::SearchAds, K::DisplayAds, K::Affiliates, K::LiveRooms, K::TextMessages, K::Creators]),
    ];
    let mut rows = Vec::new();
    for (group, members) in groups {
        let parent = project.new_id();
        rows.push(Source { id: parent, kind: group, ..Source::default() });
        for kind in members {
            rows.push(Source {
                id: project.new_id(),
                parent: Some(parent),
                kind: *kind,
                department,
                ..Source::default()
            });
        }
    }
    rows.into()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn phases_meet_and_the_launch_begins_on_the_opening_day() {
        for template in Template::ALL {
            let mut project = Project::default();
            let opening = date(2026, 11, 1);
            let new = NewCampaign { name: "双11".to_owned(), opening, target: None, aov: None, template };
            let id = add_campaign(&mut project, &new);
            let campaign = project.campaign(id).expect("just added");
            assert_eq!(campaign.opening(), Some(opening.at(0, 0, 0, 0)), "{template:?}");
            for pair in campaign.phases.iter().collect::<Vec<_>>().windows(2) {
                assert_eq!(pair[0].end, pair[1].start);
            }
            assert!(campaign.funnel.stages.iter().all(|s| s.department.is_some()));
            assert!(project.next_id > campaign.traffic.last().map_or(0, |s| s.id.0));
        }
    }
}
