//! The ladders found, one a row, with their figures under each other; the one that is looked at is marked.

use egui::{Align2, CornerRadius, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::form::SuggestForm;
use crate::engine::offers::suggest::{Suggested, Suggestion};
use crate::engine::offers::values::minor;
use crate::model::Money;
use crate::text::Msg;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::offers::ladder::drawing::words_of;
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::{button, paint, pane};

/// Heading, no ladder, the best and four alternatives.
pub const HEIGHT: f32 = size::GRID_HEADER + 6.0 * size::ROW;
const FIGURE: f32 = 92.0;
const NAME: f32 = 92.0;

struct Figures {
    profit: Money,
    gmv: Money,
    subsidy: Money,
    aov: Option<Money>,
}

impl Figures {
    fn of(suggested: &Suggested) -> Self {
        let response = &suggested.response;
        Self {
            profit: response.profit(),
            gmv: response.gmv(),
            subsidy: minor(response.shop_subsidy()),
            aov: response.aov().map(minor),
        }
    }

    fn before(found: &Suggestion) -> Self {
        let response = &found.best.response;
        Self {
            profit: response.profit_before(),
            gmv: response.gmv_before(),
            subsidy: Money::ZERO,
            aov: found.before.mean().map(minor),
        }
    }
}

/// Draws the rows; a click looks at another ladder.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, found: &Suggestion, form: &mut SuggestForm) {
    let p = theme::tokens(ui);
    let (area, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    let head = Rect::from_min_size(area.min, vec2(area.width(), size::GRID_HEADER));
    ui.painter().rect_filled(head, CornerRadius::ZERO, p.chrome);
    ui.painter().hline(head.x_range(), head.bottom() - 0.5, Stroke::new(1.0, p.line_2));
    let right = area.right() - size::S8;
    let titles = [Msg::LadderSubsidy, Msg::SuggestAov, Msg::SuggestGmv, Msg::SuggestProfit];
    for (n, msg) in titles.into_iter().enumerate() {
        let at = pos2(right - n as f32 * FIGURE, head.center().y);
        pane::label(ui, at, Align2::RIGHT_CENTER, scene.text(msg), fonts::text(), p.t2);
    }
    let name = pos2(area.left() + size::S8, head.center().y);
    pane::label(ui, name, Align2::LEFT_CENTER, scene.text(Msg::SuggestLadder), fonts::text(), p.t2);
    let mut row = Rect::from_min_size(head.left_bottom(), vec2(area.width(), size::ROW));
    paint_row(ui, row, scene, scene.text(Msg::SuggestNone), "—", &Figures::before(found), false);
    for (n, suggested) in std::iter::once(&found.best).chain(&found.alternatives).enumerate() {
        row = row.translate(vec2(0.0, size::ROW));
        let words: Vec<String> = suggested.rungs.iter().map(|rung| words_of(scene, open, *rung)).collect();
        let words = words.join(scene.text(Msg::SuggestComma));
        let name = match n {
            0 => scene.text(Msg::SuggestBest).to_owned(),
            _ => scene.texts.with(Msg::SuggestOther, &[("n", n.into())]),
        };
        let response = ui.interact(row, ui.scope_id().with(("suggested", n)), Sense::click());
        let on = form.chosen == n;
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::RadioButton, true, format!("{name} {words}"));
            info.selected = Some(on);
            info
        });
        if on || response.hovered() {
            let fill = if on { p.acc_soft } else { p.hover };
            ui.painter().rect_filled(row, CornerRadius::ZERO, fill);
        }
        paint_row(ui, row, scene, &name, &words, &Figures::of(suggested), on);
        if response.has_focus() {
            button::focus_ring(ui.painter(), row.shrink(3.0), p);
        }
        if response.clicked() {
            form.chosen = n;
        }
    }
}

fn paint_row(ui: &mut Ui, row: Rect, scene: &Scene<'_>, name: &str, words: &str, figures: &Figures, strong: bool) {
    let p = theme::tokens(ui);
    let format = scene.format();
    let y = row.center().y;
    ui.painter().hline(row.x_range(), row.bottom() - 0.5, Stroke::new(1.0, p.line));
    let font = if strong { fonts::text_medium() } else { fonts::text() };
    paint::text(ui.painter(), pos2(row.left() + size::S8, y), Align2::LEFT_CENTER, name, font.clone(), p.t1);
    let left = row.left() + size::S8 + NAME;
    let right = row.right() - size::S8;
    let galley = paint::cut(ui.painter(), words, font.clone(), p.t1, right - 4.0 * FIGURE - left);
    let place = Rect::from_min_size(pos2(left, y - galley.size().y / 2.0), galley.size());
    ui.painter().galley(place.min, galley, p.t1);
    let aov = figures.aov.map_or_else(|| "—".to_owned(), |aov| format.price(aov));
    let sums = [
        format.sum_in_column(figures.subsidy).to_string(),
        aov,
        format.sum_in_column(figures.gmv).to_string(),
        format.sum_in_column(figures.profit).to_string(),
    ];
    for (n, sum) in sums.iter().enumerate() {
        let at = pos2(right - n as f32 * FIGURE, y);
        pane::label(ui, at, Align2::RIGHT_CENTER, sum, font.clone(), p.t1);
    }
}
