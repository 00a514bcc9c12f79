//! Twelve months: the campaigns' targets stacked, and the month's own target as a line over them.

use egui::{Align2, CornerRadius, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::engine::funnel::{CampaignTarget, LadderAnswer};
use crate::model::{CampaignId, Money};
use crate::text::Msg;
use crate::text::names::Named;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::funnel::days::axis_number;
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::{chart, paint, pane};

/// Room for the figures of the axis.
const AXIS: f32 = 40.0;
const LEGEND: f32 = 26.0;
const LABELS: f32 = 20.0;

/// The campaigns of a month, this one last.
fn of_month(
    targets: &[CampaignTarget],
    year: i16,
    month: usize,
    this: CampaignId,
) -> impl Iterator<Item = (CampaignId, Money)> {
    let inside = move |t: &&CampaignTarget| {
        t.opening.is_some_and(|o| o.year() == year && usize::try_from(o.month()) == Ok(month + 1))
    };
    let all = move || targets.iter().filter(inside).filter_map(|t| Some((t.id, t.target?)));
    all().filter(move |(id, _)| *id != this).chain(all().filter(move |(id, _)| *id == this))
}

/// Draws the chart.
pub fn show(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    answer: &LadderAnswer,
    targets: &[CampaignTarget],
) {
    let p = theme::tokens(ui);
    let (legend_row, rest) = area.split_top_bottom_at_y(area.top() + LEGEND);
    legend(ui, legend_row, scene);
    let plot = Rect::from_min_max(pos2(rest.left() + AXIS, rest.top()), pos2(rest.right(), rest.bottom() - LABELS));
    if plot.height() < 24.0 || plot.width() < 60.0 {
        return;
    }
    let highest = answer.months.iter().map(|m| m.target.max(m.campaigns).to_f64()).fold(0.0, f64::max);
    let top = highest.max(1.0) * 1.08;
    let y = |yuan: f64| plot.bottom() - (yuan / top) as f32 * plot.height();
    for step in chart::steps(highest) {
        let at = y(step).round() - 0.5;
        let color = if step == 0.0 { p.line_2 } else { p.grid };
        ui.painter().hline(plot.x_range(), at, Stroke::new(1.0, color));
        let label = pos2(plot.left() - size::S8, at);
        paint::text(ui.painter(), label, Align2::RIGHT_CENTER, &axis_number(scene, step), fonts::text(), p.t3);
    }
    let slot = plot.width() / 12.0;
    let half = (slot * 0.31).max(2.0);
    let today = scene.now.date();
    let width = |ui: &Ui, month| paint::width(ui.painter(), &scene.format().month(month), fonts::text());
    let wide = (1..=12).all(|month| slot >= width(ui, month) + size::S4);
    for (month, cell) in answer.months.iter().enumerate() {
        let middle = plot.left() + slot * (month as f32 + 0.5);
        let place = Rect::from_min_max(
            pos2(middle - slot / 2.0, plot.top()),
            pos2(middle + slot / 2.0, plot.bottom() + LABELS),
        );
        let response = ui.interact(place, ui.scope_id().with(("month", month)), Sense::hover());
        let name = scene.format().month(i8::try_from(month + 1).unwrap_or(1));
        response.widget_info(|| {
            let format = scene.format();
            let words = format!("{name} {} / {}", format.sum(cell.campaigns), format.sum(cell.target));
            WidgetInfo::labeled(Role::Label, true, words)
        });
        if response.hovered() {
            ui.painter().rect_filled(place.with_max_y(plot.bottom()), CornerRadius::ZERO, p.hover);
        }
        let mut sum = 0.0;
        for (id, target) in of_month(targets, answer.year, month, open.campaign.id) {
            let (from, to) = (y(sum), y(sum + target.to_f64()));
            sum += target.to_f64();
            // stacked campaigns keep a point apart
            let bar = Rect::from_min_max(pos2(middle - half, to), pos2(middle + half, (from - 1.0).max(to)));
            let color = if id == open.campaign.id { p.accent } else { p.bar_2 };
            ui.painter().rect_filled(bar, CornerRadius::same(1), color);
        }
        if cell.target > Money::ZERO {
            let at = y(cell.target.to_f64());
            ui.painter().hline(middle - slot * 0.44..=middle + slot * 0.44, at, Stroke::new(1.5, p.t1));
        }
        let now = today.year() == answer.year && usize::try_from(today.month()) == Ok(month + 1);
        let short = if wide { name.clone() } else { (month + 1).to_string() };
        let (font, color) = if now { (fonts::text_medium(), p.t1) } else { (fonts::text(), p.t3) };
        let label = pos2(middle, plot.bottom() + LABELS / 2.0 + 2.0);
        paint::text(ui.painter(), label, Align2::CENTER_CENTER, &short, font, color);
        response.on_hover_ui_at_pointer(|ui| tip(ui, scene, open, answer, targets, month));
    }
}

fn legend(ui: &mut Ui, row: Rect, scene: &Scene<'_>) {
    let p = theme::tokens(ui);
    let y = row.center().y;
    let mut x = row.left();
    for (msg, color) in
        [(Msg::PanesYearOthers, Some(p.bar_2)), (Msg::PanesYearThis, Some(p.accent)), (Msg::PanesYearLine, None)]
    {
        if let Some(color) = color {
            let chip = paint::square(pos2(x + 4.0, y), 8.0);
            ui.painter().rect_filled(chip, CornerRadius::same(size::RADIUS_SMALL), color);
            x += 14.0;
        } else {
            ui.painter().hline(x..=x + 14.0, y, Stroke::new(1.5, p.t1));
            x += 20.0;
        }
        let words = pane::label(ui, pos2(x, y), Align2::LEFT_CENTER, scene.text(msg), fonts::text(), p.t2);
        x = words.rect.right() + size::S16;
    }
}

fn tip(
    ui: &mut Ui,
    scene: &Scene<'_>,
    open: &Open<'_>,
    answer: &LadderAnswer,
    targets: &[CampaignTarget],
    month: usize,
) {
    let p = theme::tokens(ui);
    let format = scene.format();
    let Some(cell) = answer.months.get(month) else { return };
    let line = |ui: &mut Ui, name: &str, value: String, color| {
        ui.horizontal(|ui| {
            ui.set_min_width(190.0);
            ui.label(egui::RichText::new(name).color(p.t2));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.label(egui::RichText::new(value).color(color));
            });
        });
    };
    let name = format.month(i8::try_from(month + 1).unwrap_or(1));
    ui.label(egui::RichText::new(name).font(fonts::text_medium()));
    line(ui, scene.text(Msg::PanesYearLine), format.exact(cell.target), p.t1);
    let mut any = false;
    for (id, target) in of_month(targets, answer.year, month, open.campaign.id) {
        let campaign = open.project.campaign(id).map(|c| c.name_in(scene.texts)).unwrap_or_default();
        line(ui, campaign, format.exact(target), p.t1);
        any = true;
    }
    if !any {
        ui.label(egui::RichText::new(scene.text(Msg::PanesYearNone)).color(p.t3));
        return;
    }
    let (arrow, color) = if cell.gap < Money::ZERO { ("▼", p.worse) } else { ("▲", p.better) };
    let gap = format.exact(Money::from_wide(cell.gap.wide().abs()));
    if cell.gap != Money::ZERO {
        line(ui, scene.text(Msg::ColumnGap), format!("{arrow} {gap}"), color);
    }
}

/// A sentence below the chart, from the left.
pub fn note(ui: &mut Ui, at: egui::Pos2, width: f32, icon: &str, text: &str, color: egui::Color32) {
    paint::icon(ui.painter(), pos2(at.x + 7.0, at.y), icon, size::ICON_TEXT, color);
    let galley = paint::cut(ui.painter(), text, fonts::text(), color, width - 20.0);
    let rect = Rect::from_min_size(pos2(at.x + 20.0, at.y - galley.size().y / 2.0), vec2(galley.size().x, 16.0));
    ui.painter().galley(rect.min, galley, color);
    pane::named(ui, rect, text);
}
