//! What a play comes to: people, orders, cost, and K with what it means. Each figure answers why.

use egui::{Align2, Rect, Sense, Ui, pos2, vec2};

use super::Shown;
use crate::engine::why::{FigureId, PlayFigure};
use crate::model::{Count, Rate};
use crate::text::Msg;
use crate::ui::scene::{Scene, View};
use crate::ui::tabs::funnel::host::figure_at;
use crate::ui::tabs::side_rows::paragraph_inked;
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::pane;

const ROW: f32 = 44.0;
/// The least room a figure takes.
const LEAST: f32 = 92.0;

/// Draws the figures.
pub(super) fn show(ui: &mut Ui, scene: &Scene<'_>, shown: &Shown<'_>, view: &mut View) {
    let p = theme::tokens(ui);
    let format = scene.format();
    let (id, answer, row) = (shown.source.id, shown.answer, shown.row);
    let people = |count: Count| format.count(count).to_string();
    let of = |figure| FigureId::Play(id, figure);
    let orders = Count::from_wide(row.sums.buyers_nano.div_euclid(Rate::ONE.wide()));
    let dear = row.sums.cost_per_order().map_or_else(|| "—".to_owned(), |cost| format.price(cost));
    let mut figures = vec![
        (Msg::PlayReached, people(answer.reached), of(PlayFigure::AllReached)),
        (Msg::PlayVisitors, people(answer.visitors), FigureId::SourceUv(id)),
        (Msg::PlayOrders, people(orders), of(PlayFigure::Orders)),
        (Msg::PlayCost, format.sum(row.sums.cost).to_string(), FigureId::SourceCost(id)),
        (Msg::PlayCostPerOrder, dear, of(PlayFigure::CostPerOrder)),
        (Msg::PlayK, format.factor(answer.k, 2), of(PlayFigure::K)),
    ];
    figures.extend(answer.groups.map(|groups| (Msg::PlayGroups, people(groups), of(PlayFigure::Groups))));
    let width = ui.available_width() - 2.0 * size::S16;
    let columns = ((width / LEAST).floor() as usize).clamp(2, 4);
    let lines = figures.len().div_ceil(columns);
    let (area, _) = ui.allocate_exact_size(vec2(ui.available_width(), lines as f32 * ROW + size::S8), Sense::hover());
    for (at, (name, value, figure)) in figures.into_iter().enumerate() {
        let (line, column) = (at / columns, at % columns);
        let left = area.left() + size::S16 + column as f32 * width / columns as f32;
        let top = area.top() + size::S8 + line as f32 * ROW;
        let name = scene.text(name);
        pane::label(ui, pos2(left, top + 8.0), Align2::LEFT_CENTER, name, fonts::text(), p.t2);
        let font = fonts::medium(size::FIGURE);
        let room = crate::ui::widgets::paint::width(ui.painter(), &value, font.clone());
        let right = Rect::from_min_size(pos2(left, top + 16.0), vec2(room, 22.0)).right_center();
        if figure_at(ui, right, name, &value, font, p.t1).clicked() {
            view.figure = Some(figure);
        }
    }
    if answer.rounds.is_empty() {
        paragraph_inked(ui, scene.text(Msg::PlayNone), p.t3);
        return;
    }
    let ink = if answer.k < Rate::ONE { p.t2 } else { p.warn };
    paragraph_inked(ui, &super::k_sentence(scene, answer), ink);
}
