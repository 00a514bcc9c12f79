//! What the table of goals asks for, as named steps.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::columns::Col;
use super::source::goal_id;
use crate::engine::brief::{add_goal, drop_goals, set_target, unit_of};
use crate::model::{Campaign, Goal, GoalId, GoalOf, PersonId, Priority};
use crate::text::Msg;
use crate::text::brief::goal_name;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::brief::{Chosen, edits};
use crate::ui::tabs::edit;
use crate::ui::tabs::lists;
use crate::ui::widgets::grid::{CellValue, GridEvent, Place, RowKey};

/// The name of a step that changes a goal.
pub fn named(scene: &Scene<'_>, open: &Open<'_>, id: GoalId) -> String {
    let name = open.campaign.brief.goals.get(id).map(|goal| goal_name(scene.texts, open.campaign, goal));
    scene.texts.with(Msg::BriefStepGoal, &[("goal", name.unwrap_or_default().into())])
}

/// Carries an event out.
pub fn carry_out(event: GridEvent, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    let id = open.campaign.id;
    let count = |msg, n: usize| scene.texts.with(msg, &[("n", n.into())]);
    match event {
        GridEvent::Set(cells) => set(scene, open, cells, actions),
        GridEvent::Append { set: cells, rows } => {
            if !cells.is_empty() {
                set(scene, open, cells, actions);
            }
            let names = rows.into_iter().map(|row| {
                let name = row.into_iter().find(|(column, _)| *column == Col::Name.id());
                if let Some((_, CellValue::Text(name))) = name { name } else { String::new() }
            });
            add(scene, open, names.collect(), None, actions);
        }
        GridEvent::AddAtEnd => {
            view.tabs.brief.goals.sought = Some(GoalId(open.project.next_id.max(1)));
            view.tabs.brief.choose(Chosen::Goal);
            add(scene, open, vec![String::new()], None, actions);
        }
        GridEvent::Insert { place, count } => add(scene, open, vec![String::new(); count], Some(place), actions),
        GridEvent::Delete(rows) => {
            let ids: Vec<GoalId> = rows.into_iter().map(goal_id).collect();
            edit::campaign(actions, id, count(Msg::BriefStepGoalDrop, ids.len()), move |campaign| {
                drop_goals(campaign, &ids);
            });
        }
        GridEvent::Move { keys, place } => {
            edits::brief(actions, id, scene.text(Msg::BriefStepGoalMove), move |brief| {
                lists::shift(&mut brief.goals, &keys, place, |goal| RowKey(u64::from(goal.id.0)));
            });
        }
        GridEvent::Activate(..) => view.tabs.brief.choose(Chosen::Goal),
        GridEvent::Fold(_) | GridEvent::OpenWhy(..) | GridEvent::Menu { .. } => {}
    }
}

fn add(scene: &Scene<'_>, open: &Open<'_>, names: Vec<String>, place: Option<Place>, actions: &mut Actions) {
    let id = open.campaign.id;
    actions.edit(scene.text(Msg::BriefStepGoalAdd), move |project| {
        let new: Vec<RowKey> = names
            .into_iter()
            .filter_map(|name| {
                let goal = add_goal(project, id, GoalOf::Own)?;
                let campaign = project.campaigns.get_mut(id)?;
                Arc::make_mut(&mut campaign.brief).goals.get_mut(goal)?.name = name;
                Some(RowKey(u64::from(goal.0)))
            })
            .collect();
        if let (Some(place), Some(campaign)) = (place, project.campaigns.get_mut(id)) {
            let goals = &mut Arc::make_mut(&mut campaign.brief).goals;
            lists::shift(goals, &new, place, |goal| RowKey(u64::from(goal.id.0)));
        }
    });
}

fn set(scene: &Scene<'_>, open: &Open<'_>, cells: Vec<crate::ui::widgets::grid::Change>, actions: &mut Actions) {
    let mut rows: BTreeMap<GoalId, Vec<(Col, CellValue)>> = BTreeMap::new();
    for (row, column, value) in cells {
        if let Some(col) = Col::of(column) {
            rows.entry(goal_id(row)).or_default().push((col, value));
        }
    }
    let name = match rows.keys().collect::<Vec<_>>()[..] {
        [one] => named(scene, open, *one),
        ref more => scene.texts.with(Msg::BriefStepGoals, &[("n", more.len().into())]),
    };
    let people: Vec<PersonId> = open.project.shop.people.iter().map(|row| row.id).collect();
    // what is typed as text is read here, in the words of this language
    let mut typed = Vec::new();
    for (id, cells) in rows {
        let Some(goal) = open.campaign.brief.goals.get(id) else { continue };
        for (col, value) in cells {
            let text = if let CellValue::Text(text) = &value { text.as_str() } else { "" };
            let figure = match col {
                Col::Target | Col::Baseline => match crate::ui::input::goal_value(scene.texts, unit_of(goal), text) {
                    Ok(figure) => figure,
                    Err(_) => continue,
                },
                _ => None,
            };
            typed.push((id, col, value, figure));
        }
    }
    edit::campaign(actions, open.campaign.id, name, move |campaign| {
        for (id, col, value, figure) in typed {
            if col == Col::Target {
                // what does not fit was refused where it was typed
                let _ = set_target(campaign, id, figure);
            } else if let Some(goal) = goal_mut(campaign, id) {
                put(goal, col, value, figure, &people);
            }
        }
    });
}

fn goal_mut(campaign: &mut Campaign, id: GoalId) -> Option<&mut Goal> {
    Arc::make_mut(&mut campaign.brief).goals.get_mut(id)
}

fn put(goal: &mut Goal, col: Col, value: CellValue, figure: Option<crate::model::GoalValue>, people: &[PersonId]) {
    match (col, value) {
        (Col::Name, CellValue::Text(name)) => name.trim().clone_into(&mut goal.name),
        (Col::Name, CellValue::Empty) => goal.name.clear(),
        (Col::Baseline, _) => goal.baseline = figure,
        (Col::Priority, CellValue::Choice(at)) => goal.priority = Priority::ALL.get(at).copied().unwrap_or_default(),
        (Col::Owner, CellValue::Choice(at)) => goal.owner = people.get(at).copied(),
        (Col::Owner, CellValue::Empty) => goal.owner = None,
        (Col::Due, CellValue::Date(day)) => goal.due = Some(day),
        (Col::Due, CellValue::Empty) => goal.due = None,
        _ => {}
    }
}
