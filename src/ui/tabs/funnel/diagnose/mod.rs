//! 找拆试: the driver tree with its means, the log of trials, the customer's way.

mod boxes;
mod layout;
mod path;
mod side;
mod trials;

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{Align2, Rect, ScrollArea, Stroke, Ui, pos2, vec2};

use super::LeftPane;
use crate::engine::diagnose::{Tree, has_tree, roots, tree};
use crate::engine::finding::Place;
use crate::model::{CampaignId, Factor, MeansId, TouchState, Touchpoint, TrialId};
use crate::text::Msg;
use crate::text::diagnose::factor_name;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::{edit, later};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::grid::GridState;
use crate::ui::widgets::select::select;
use crate::ui::widgets::{button, paint, pane};

pub use self::side::{body as side_body, title as side_title};

/// What the pane shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DiagnoseView {
    /// The driver tree.
    #[default]
    Tree,
    /// The trials.
    Trials,
    /// The customer's way.
    Path,
}

impl DiagnoseView {
    /// Every view, in order.
    pub const ALL: [Self; 3] = [Self::Tree, Self::Trials, Self::Path];

    /// Its name on the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Tree => LeftPane::Diagnose.code(),
            Self::Trials => "trials",
            Self::Path => "experience",
        }
    }

    const fn name(self) -> Msg {
        match self {
            Self::Tree => Msg::DiagnoseTree,
            Self::Trials => Msg::DiagnoseTrials,
            Self::Path => Msg::DiagnosePath,
        }
    }
}

/// What the inspector shows of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// A factor with its means.
    Factor(Factor),
    /// A trial.
    Trial(TrialId),
    /// A part of the customer's way.
    Touch(Touchpoint),
}

/// What the pane remembers.
#[derive(Clone, Debug, Default)]
pub struct DiagnoseState {
    /// What it shows.
    pub view: DiagnoseView,
    chosen: Option<Chosen>,
    /// Factors that are folded, or – groups of sources, which are folded at first – unfolded.
    turned: BTreeSet<Factor>,
    trials: GridState,
    /// The trial to be shown.
    sought: Option<TrialId>,
    path: GridState,
    /// The means whose factor is to be shown.
    means: Option<MeansId>,
    /// The tree as it was at an edit.
    kept: Option<(u64, Arc<Tree>)>,
    /// The campaign that what is chosen belongs to; nothing = it was asked for by name.
    of: Option<CampaignId>,
}

impl DiagnoseState {
    /// Its tables, to be kept or put into a picture.
    pub(super) fn grids(&mut self) -> [&mut GridState; 2] {
        [&mut self.trials, &mut self.path]
    }

    /// Leads to a means, a trial or a part of the customer's way.
    pub fn reveal(&mut self, place: &Place) {
        self.of = None;
        match (place.field, place.id) {
            (Some("trials"), id) => {
                self.view = DiagnoseView::Trials;
                self.sought = id.map(TrialId);
            }
            (Some("path"), id) => {
                self.view = DiagnoseView::Path;
                let of = id.and_then(|id| Touchpoint::ALL.get(id as usize)).copied();
                self.chosen = of.map(Chosen::Touch).or(self.chosen);
            }
            (_, id) => {
                self.view = DiagnoseView::Tree;
                self.means = id.map(MeansId);
            }
        }
    }

    /// What is chosen of another campaign, or is deleted, is chosen no more.
    fn turn_to(&mut self, open: &Open<'_>) {
        let campaign = open.campaign;
        let other = self.of.replace(campaign.id).is_some_and(|of| of != campaign.id);
        let there = match self.chosen {
            Some(Chosen::Factor(Factor::Rate(id))) => campaign.funnel.stages.contains(id),
            Some(Chosen::Factor(
                Factor::SourceGmv(id) | Factor::SourceUv(id) | Factor::SourceCvr(id) | Factor::SourceAov(id),
            )) => campaign.traffic.contains(id),
            // one that was just added comes with the next frame
            Some(Chosen::Trial(id)) => self.sought == Some(id) || campaign.diagnosis.trials.contains(id),
            Some(Chosen::Factor(_) | Chosen::Touch(_)) | None => true,
        };
        if other || !there {
            self.chosen = None;
        }
    }

    fn is_folded(&self, factor: Factor, parted: bool) -> bool {
        parted && (matches!(factor, Factor::SourceUv(_)) != self.turned.contains(&factor))
    }

    fn tree(&mut self, open: &Open<'_>) -> Arc<Tree> {
        let revision = open.table_revision();
        match &self.kept {
            Some((at, tree)) if *at == revision => Arc::clone(tree),
            _ => {
                let tree = Arc::new(tree(open.campaign, open.answer));
                self.kept = Some((revision, Arc::clone(&tree)));
                tree
            }
        }
    }
}

/// Draws the pane.
pub fn show(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
    compact: bool,
) {
    let state = &mut view.tabs.funnel.left_state.diagnose;
    state.turn_to(open);
    if let Some(means) = state.means.take().and_then(|id| open.campaign.diagnosis.means.get(id)) {
        state.chosen = Some(Chosen::Factor(means.of));
        view.figure = None;
    }
    let (head, body) = area.split_top_bottom_at_y(area.top() + size::TOOLBAR);
    toolbar(ui, head, scene, open, view, actions);
    match view.tabs.funnel.left_state.diagnose.view {
        DiagnoseView::Tree => tree_view(ui, body, scene, open, view),
        DiagnoseView::Trials => trials::show(ui, body, scene, open, view, actions, compact),
        DiagnoseView::Path => path::show(ui, body, scene, open, view, actions, compact),
    }
}

fn toolbar(ui: &mut Ui, row: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    let p = theme::tokens(ui);
    ui.painter().hline(row.x_range(), row.bottom() - 0.5, Stroke::new(1.0, p.line));
    let names = DiagnoseView::ALL.map(|view| scene.text(view.name()));
    let now = view.tabs.funnel.left_state.diagnose.view;
    let width = button::segmented_width(ui, &names);
    let place = Rect::from_min_size(pos2(row.left() + size::S16, row.center().y - 13.0), vec2(width, 26.0));
    let chosen = DiagnoseView::ALL.iter().position(|view| *view == now);
    let mut child = paint::at(ui, place, "diagnose views");
    let picked = button::segmented(&mut child, scene.text(Msg::DiagnoseView), &names, chosen);
    if let Some(picked) = picked.and_then(|at| DiagnoseView::ALL.get(at)) {
        view.tabs.funnel.left_state.diagnose.view = *picked;
        view.tabs.funnel.left_state.diagnose.chosen = None;
    }
    let rest =
        Rect::from_min_max(pos2(place.right() + size::S16, row.top()), pos2(row.right() - size::S16, row.bottom()));
    match now {
        DiagnoseView::Tree if has_tree(open.campaign) => root(ui, rest, scene, open, view, actions),
        DiagnoseView::Tree => {}
        DiagnoseView::Trials => trials::tools(ui, rest, scene, open, view, actions),
        DiagnoseView::Path => {
            let path = &open.campaign.diagnosis.path;
            let looked = path.iter().filter(|row| row.state != TouchState::Open).count();
            let lacking = path.iter().filter(|row| row.state == TouchState::Lacking).count();
            let words = [("n", looked.into()), ("all", Touchpoint::ALL.len().into()), ("lacking", lacking.into())];
            let words = scene.texts.with(Msg::TouchLooked, &words);
            pane::label(ui, rest.right_center(), Align2::RIGHT_CENTER, &words, fonts::text(), p.t2);
        }
    }
}

/// The metric that the tree begins with, and how far actual figures go.
fn root(ui: &mut Ui, row: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    let p = theme::tokens(ui);
    let width = 176.0f32.min(row.width() * 0.5);
    let place = Rect::from_min_size(pos2(row.left(), row.center().y - size::FIELD / 2.0), vec2(width, size::FIELD));
    let all = roots(&open.answer.traffic);
    let now = open.campaign.diagnosis.root;
    let name = |factor| factor_name(scene.texts, open.project, open.campaign, factor, false);
    let mut child = paint::at(ui, place, "diagnose root");
    let names: Vec<String> = all.iter().map(|factor| name(*factor)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let chosen = all.iter().position(|factor| *factor == now);
    let picked = select(&mut child, scene.text(Msg::DiagnoseRoot), &names, chosen, width);
    let picked = picked.and_then(|at| all.get(at)).copied();
    if let Some(root) = picked.filter(|root| *root != now) {
        edit::campaign(actions, open.campaign.id, scene.text(Msg::DiagnoseStepRoot), move |campaign| {
            Arc::make_mut(&mut campaign.diagnosis).root = root;
        });
    }
    let tree = view.tabs.funnel.left_state.diagnose.tree(open);
    let words = match tree.so_far {
        Some(part) => scene.texts.with(Msg::DiagnoseSoFar, &[("share", scene.format().percent(part, 1).into())]),
        None => scene.text(Msg::DiagnoseNoActual).to_owned(),
    };
    let room = row.right() - place.right() - size::S12;
    let galley = paint::cut(ui.painter(), &words, fonts::text(), p.t3, room);
    let at = Align2::RIGHT_CENTER.anchor_size(row.right_center(), galley.size()).min;
    let place = Rect::from_min_size(at, galley.size());
    ui.painter().galley(at, galley, p.t3);
    pane::named(ui, place, &words);
}

fn tree_view(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View) {
    if !has_tree(open.campaign) {
        let lines = [scene.text(Msg::DiagnoseEmpty)];
        later::empty(ui, area, icons::TARGET, scene.text(Msg::DiagnoseEmptyTitle), &lines, |ui| {
            if button::primary(ui, scene.text(Msg::DiagnoseToStages)).clicked() {
                view.tabs.funnel.left = LeftPane::Stages;
            }
        });
        return;
    }
    let tree = view.tabs.funnel.left_state.diagnose.tree(open);
    let mut child = paint::at(ui, area, "driver tree");
    child.set_clip_rect(area.intersect(ui.clip_rect()));
    ScrollArea::both().id_salt("driver tree").auto_shrink(false).show(&mut child, |ui| {
        boxes::show(ui, scene, open, &tree, view);
    });
}
