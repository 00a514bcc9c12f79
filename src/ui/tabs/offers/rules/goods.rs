//! Products, categories and roles to choose from, by searching.

use egui::{Response, Ui};

use crate::model::offer::Scope;
use crate::model::{CategoryId, Role, SkuId};
use crate::text::Msg;
use crate::text::names::Named;
use crate::text::rows::RowNames;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::form;
use crate::ui::theme::icons;
use crate::ui::widgets::button;
use crate::ui::widgets::picker::{PickRow, PickWords, picker};

const WIDTH: f32 = 300.0;
/// Room for the name of a product on its button.
const NAME: usize = 14;

fn words<'a>(scene: &'a Scene<'_>) -> PickWords<'a> {
    PickWords { search: scene.text(Msg::OfferSearch), none: scene.text(Msg::OfferSearchNone) }
}

fn rows<'a>(scene: &Scene<'a>, open: &Open<'a>) -> RowNames<'a> {
    RowNames { texts: scene.texts, project: open.project, campaign: open.campaign }
}

/// The first product of the shop.
#[must_use]
pub fn first(open: &Open<'_>) -> SkuId {
    open.project.goods.first().map(|sku| sku.id).unwrap_or_default()
}

/// A product's name, short enough for a chip.
fn short(scene: &Scene<'_>, open: &Open<'_>, id: SkuId) -> String {
    let name = open.project.goods.get(id).map(|sku| sku.name.trim().to_owned()).filter(|name| !name.is_empty());
    let name = name.unwrap_or_else(|| rows(scene, open).sku(id));
    if name.chars().count() > NAME { name.chars().take(NAME - 1).chain(['…']).collect() } else { name }
}

/// One product; gives another when it was picked.
pub fn one(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, name: &str, id: SkuId) -> Option<SkuId> {
    let shown = short(scene, open, id);
    let button = button::chip_called(ui, &shown, &format!("{name} {shown}"), None, false);
    picker(&button, words(scene), WIDTH, false, || {
        let names = rows(scene, open);
        let goods = open.project.goods.iter();
        goods.map(|sku| PickRow { value: sku.id, label: names.sku(sku.id), on: sku.id == id }).collect()
    })
    .filter(|picked| *picked != id)
}

/// A part of a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Category(CategoryId),
    Role(Role),
    Sku(SkuId),
}

fn toggle<T: PartialEq>(list: &mut Vec<T>, value: T) {
    match list.iter().position(|one| *one == value) {
        Some(at) => {
            list.remove(at);
        }
        None => list.push(value),
    }
}

/// Something chosen, with a cross that takes it out.
pub fn chosen(ui: &mut Ui, scene: &Scene<'_>, shown: &str) -> bool {
    let spoken = scene.texts.with(Msg::OfferTakeOut, &[("name", shown.into())]);
    button::chip_called(ui, shown, &spoken, Some("×"), true).on_hover_text(&spoken).clicked()
}

fn plus(ui: &mut Ui, name: &str) -> Response {
    button::icon_with(ui, icons::PLUS, name, false, crate::ui::theme::size::ICON_TEXT)
}

/// The goods of a scope, without what is left out; gives another scope when it was changed.
pub fn scope(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, scope: &Scope) -> Option<Scope> {
    let names = rows(scene, open);
    let mut new = scope.clone();
    if scope.is_all() {
        form::word(ui, scene.text(Msg::OfferAllGoods));
    }
    for id in &scope.categories {
        if chosen(ui, scene, &names.category(*id)) {
            toggle(&mut new.categories, *id);
        }
    }
    for role in &scope.roles {
        if chosen(ui, scene, role.name_in(scene.texts)) {
            toggle(&mut new.roles, *role);
        }
    }
    for id in &scope.skus {
        if chosen(ui, scene, &short(scene, open, *id)) {
            toggle(&mut new.skus, *id);
        }
    }
    let button = plus(ui, scene.text(Msg::OfferScopeAdd));
    let picked = picker(&button, words(scene), WIDTH, false, || {
        let shop = &open.project.shop;
        let categories = shop.categories.iter().map(|c| PickRow {
            value: Part::Category(c.id),
            label: format!("{} {}", scene.text(Msg::OfferCategory), names.category(c.id)),
            on: scope.categories.contains(&c.id),
        });
        let roles = Role::ALL.into_iter().map(|role| PickRow {
            value: Part::Role(role),
            label: format!("{} {}", scene.text(Msg::OfferRole), role.name_in(scene.texts)),
            on: scope.roles.contains(&role),
        });
        let goods = open.project.goods.iter().map(|sku| PickRow {
            value: Part::Sku(sku.id),
            label: names.sku(sku.id),
            on: scope.skus.contains(&sku.id),
        });
        categories.chain(roles).chain(goods).collect()
    });
    match picked {
        Some(Part::Category(id)) => toggle(&mut new.categories, id),
        Some(Part::Role(role)) => toggle(&mut new.roles, role),
        Some(Part::Sku(id)) => toggle(&mut new.skus, id),
        None => {}
    }
    (new != *scope).then_some(new)
}

/// The products left out; gives another list when it was changed.
pub fn except(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, except: &[SkuId]) -> Option<Vec<SkuId>> {
    let mut new = except.to_vec();
    if except.is_empty() {
        form::word(ui, scene.text(Msg::OfferNobody));
    }
    for id in except {
        if chosen(ui, scene, &short(scene, open, *id)) {
            toggle(&mut new, *id);
        }
    }
    let names = rows(scene, open);
    let button = plus(ui, scene.text(Msg::OfferExceptAdd));
    let picked = picker(&button, words(scene), WIDTH, false, || {
        let goods = open.project.goods.iter();
        goods.map(|sku| PickRow { value: sku.id, label: names.sku(sku.id), on: except.contains(&sku.id) }).collect()
    });
    if let Some(id) = picked {
        toggle(&mut new, id);
    }
    (new != except).then_some(new)
}
