//! 套餐: what is sold besides the product, and what it costs.

mod table;

use std::sync::Arc;

use egui::{Align2, Rect, Ui};
use jiff::civil::DateTime;

use super::Chosen;
use crate::engine::packages::{package_cost, packages_cost};
use crate::model::{Campaign, Count, Package, PackageId, Rows};
use crate::text::Msg;
use crate::text::names::Named;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::lists::{self, Listed, Steps, Words};
use crate::ui::tabs::side_rows::{fact, paragraph, section};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::grid::GridState;
use crate::ui::widgets::{paint, pane};

const WORDS: Words =
    Words { icon: icons::PACKAGE, title: Msg::PackageEmpty, note: Msg::PackageEmptyNote, add: Msg::PackageAdd };
const STEPS: Steps = Steps { change: Msg::PackageStep, add: Msg::PackageStepAdd, delete: Msg::PackageStepDelete };

/// What the pane remembers.
#[derive(Debug, Default)]
pub struct PackagesState {
    /// The table.
    pub grid: GridState,
}

impl Listed for Package {
    fn rows(campaign: &mut Campaign) -> &mut Rows<Self> {
        &mut Arc::make_mut(&mut campaign.brief).packages
    }

    fn fresh(id: u32, _now: DateTime) -> Self {
        Self { id: PackageId(id), ..Self::default() }
    }

    fn number(&self) -> u32 {
        self.id.0
    }
}

/// The buyers that the funnel plans.
fn buyers(open: &Open<'_>) -> Count {
    open.answer.funnel.buyers.value.unwrap_or_default()
}

/// Draws the pane; `tools` is the free end of the title row.
pub fn show(
    ui: &mut Ui,
    child: &mut Ui,
    tools: Rect,
    body: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
) {
    let packages = &open.campaign.brief.packages;
    let state = (packages.is_empty(), view.pose.is_some());
    let Some(right) = lists::head::<Package>(ui, (child, body), tools, scene, open, state, (STEPS, WORDS), actions)
    else {
        return;
    };
    let p = theme::tokens(ui);
    let buyers = buyers(open);
    let words = if buyers == Count::ZERO {
        scene.text(Msg::PackageNoteNone).to_owned()
    } else {
        let cost = scene.format().sum(packages_cost(packages, buyers)).to_string();
        let people = scene.format().people(buyers.wide()).to_string();
        scene.texts.with(Msg::PackageNote, &[("cost", cost.into()), ("buyers", people.into())])
    };
    let galley = paint::cut(ui.painter(), &words, fonts::text(), p.t2, right - tools.left());
    let place = Align2::LEFT_CENTER.anchor_size(tools.left_center(), galley.size());
    ui.painter().galley(place.min, galley, p.t2);
    pane::named(ui, place, &words).on_hover_text(&words);
    if let Some(picked) = table::show(child, scene, open, view, buyers, actions) {
        view.tabs.brief.choose(Chosen::Package(picked));
    }
}

/// The title of the inspector.
#[must_use]
pub fn side_title(scene: &Scene<'_>, open: &Open<'_>, id: PackageId) -> Option<String> {
    let package = open.campaign.brief.packages.get(id)?;
    let name = if package.name.is_empty() { scene.text(Msg::PackageNew) } else { &package.name };
    Some(name.to_owned())
}

/// Its body: what the package comes to and why.
pub fn side_body(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, id: PackageId) {
    let brief = &open.campaign.brief;
    let Some(package) = brief.packages.get(id) else { return };
    let format = scene.format();
    let buyers = buyers(open);
    let found = package_cost(package, buyers);
    ui.add_space(size::S8);
    fact(ui, scene.text(Msg::PackageKind), package.kind.name_in(scene.texts));
    let persona = package.persona.and_then(|id| brief.personas.get(id)).map_or("—", |persona| &persona.name);
    fact(ui, scene.text(Msg::PackagePersona), persona);
    fact(ui, scene.text(Msg::PackageTakers), &format.whole(found.takers.wide()));
    fact(ui, scene.text(Msg::PackageCost), &format.price(found.cost));
    section(ui, scene.text(Msg::AudienceWhy));
    let about = [
        ("unit", format.price(package.unit_cost).into()),
        ("take-up", format.percent_exact(package.take_up).into()),
        ("buyers", format.whole(buyers.wide()).into()),
        ("cost", format.price(found.cost).into()),
    ];
    paragraph(ui, &scene.texts.with(Msg::PackageWhy, &about));
    for (name, words) in [
        (Msg::PackageDelivery, &package.delivery),
        (Msg::PackageTerms, &package.terms),
        (Msg::PackageMore, &package.more),
    ] {
        if !words.is_empty() {
            section(ui, scene.text(name));
            paragraph(ui, words);
        }
    }
    ui.add_space(size::S16);
}
