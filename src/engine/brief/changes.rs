//! What differs between two versions of a brief.

use crate::model::{
    BriefVersion, CampaignKind, Goal, GoalId, Level, Money, PhaseId, Resource, ResourceId, Row, Rows, Subject,
};

/// One difference, from how it stood to how it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BriefChange {
    /// Target GMV.
    Target(Option<Money>, Option<Money>),
    /// A goal was added.
    GoalAdded(GoalId),
    /// A goal was dropped: as it was.
    GoalDropped(Box<Goal>),
    /// A goal is another one: as it was.
    Goal(Box<Goal>),
    /// Budget.
    Budget(Option<Money>, Option<Money>),
    /// A resource was added.
    ResourceAdded(ResourceId),
    /// A resource was dropped: as it was.
    ResourceDropped(Box<Resource>),
    /// A resource is needed otherwise: as it was. That more of it is confirmed is no change.
    Resource(Box<Resource>),
    /// Level.
    Level(Level, Level),
    /// Type.
    Kind(CampaignKind, CampaignKind),
    /// Purpose: as it was.
    Purpose(String),
    /// Goods promoted first.
    MainGoods,
    /// For whom: as it was.
    Audience(String),
    /// Theme: as it was.
    Theme(String),
    /// Pages and sections.
    Pages,
    /// A phase begins, ends or is called otherwise, is new, or was dropped.
    Phase(PhaseId),
}

impl BriefChange {
    /// What it belongs to: whoever has confirmed that is asked again.
    #[must_use]
    pub const fn subject(&self) -> Subject {
        match self {
            Self::Target(..) | Self::GoalAdded(_) | Self::GoalDropped(_) | Self::Goal(_) => Subject::Target,
            Self::Budget(..) => Subject::Budget,
            Self::ResourceAdded(_) | Self::ResourceDropped(_) | Self::Resource(_) => Subject::Resources,
            Self::Level(..)
            | Self::Kind(..)
            | Self::Purpose(_)
            | Self::MainGoods
            | Self::Audience(_)
            | Self::Theme(_)
            | Self::Pages
            | Self::Phase(_) => Subject::Plan,
        }
    }
}

/// What differs between two versions, subject by subject.
#[must_use]
pub fn changes(then: &BriefVersion, now: &BriefVersion) -> Vec<BriefChange> {
    // every field is named, so that a new one is thought of
    let BriefVersion {
        id: _,
        level,
        kind,
        purpose,
        main_goods,
        audience,
        theme,
        pages_off,
        budget,
        target,
        goals,
        resources,
        phases,
    } = then;
    let mut found = Vec::new();
    if *target != now.target {
        found.push(BriefChange::Target(*target, now.target));
    }
    rows(
        goals,
        &now.goals,
        |a, b| a == b,
        |change| {
            found.push(match change {
                Differs::Added(row) => BriefChange::GoalAdded(row.id),
                Differs::Dropped(row) => BriefChange::GoalDropped(Box::new(row.clone())),
                Differs::Changed(row) => BriefChange::Goal(Box::new(row.clone())),
            });
        },
    );
    if *budget != now.budget {
        found.push(BriefChange::Budget(*budget, now.budget));
    }
    let needed = |a: &Resource, b: &Resource| Resource { confirmed: b.confirmed, ..a.clone() } == *b;
    rows(resources, &now.resources, needed, |change| {
        found.push(match change {
            Differs::Added(row) => BriefChange::ResourceAdded(row.id),
            Differs::Dropped(row) => BriefChange::ResourceDropped(Box::new(row.clone())),
            Differs::Changed(row) => BriefChange::Resource(Box::new(row.clone())),
        });
    });
    if *level != now.level {
        found.push(BriefChange::Level(*level, now.level));
    }
    if *kind != now.kind {
        found.push(BriefChange::Kind(*kind, now.kind));
    }
    for (then, now, change) in [
        (purpose, &now.purpose, BriefChange::Purpose as fn(String) -> BriefChange),
        (audience, &now.audience, BriefChange::Audience),
        (theme, &now.theme, BriefChange::Theme),
    ] {
        if then != now {
            found.push(change(then.clone()));
        }
    }
    if *main_goods != now.main_goods {
        found.push(BriefChange::MainGoods);
    }
    if *pages_off != now.pages_off {
        found.push(BriefChange::Pages);
    }
    rows(
        phases,
        &now.phases,
        |a, b| a == b,
        |change| {
            let (Differs::Added(row) | Differs::Dropped(row) | Differs::Changed(row)) = change;
            found.push(BriefChange::Phase(row.id));
        },
    );
    found
}

/// How a row differs; a changed one as it was.
enum Differs<'a, T> {
    Added(&'a T),
    Dropped(&'a T),
    Changed(&'a T),
}

fn rows<'a, T: Row>(
    then: &'a Rows<T>,
    now: &'a Rows<T>,
    same: impl Fn(&T, &T) -> bool,
    mut found: impl FnMut(Differs<'a, T>),
) {
    if then.same(now) {
        return;
    }
    for row in then {
        match now.get(row.id()) {
            None => found(Differs::Dropped(row)),
            Some(other) if !same(row, other) => found(Differs::Changed(row)),
            Some(_) => {}
        }
    }
    for row in now.iter().filter(|row| !then.contains(row.id())) {
        found(Differs::Added(row));
    }
}
