//! Before a campaign has actual figures of its own: what the one before came to, and what of it the plan uses.

use std::sync::Arc;

use egui::{Align2, Rect, ScrollArea, Sense, Stroke, Ui, pos2, vec2};

use crate::engine::campaigns::{Carried, is_used, take};
use crate::engine::finding::Tab;
use crate::engine::plan::previous;
use crate::model::Campaign;
use crate::text::Msg;
use crate::text::names::{Named as _, rate_name};
use crate::text::review::default_shown;
use crate::text::rows::RowNames;
use crate::ui::action::{Action, Actions};
use crate::ui::command::Command;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::edit;
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::{button, paint, pane};

/// The campaign before and what it teaches; nothing without its actual figures.
pub(super) fn of<'a>(open: &Open<'a>) -> Option<(&'a Campaign, Arc<Vec<Carried>>)> {
    let before = previous(open.project, open.campaign).filter(|of| !of.actuals.is_empty())?;
    Some((before, open.answers.carried(open.project, open.campaign)))
}

/// What is carried over, as it is called, and how much it is.
fn words(scene: &Scene<'_>, open: &Open<'_>, of: Carried) -> (String, String) {
    let format = scene.format();
    let source = |id, msg| {
        let row = open.campaign.traffic.get(id);
        let name = row.map_or("", |row| row.name_in(scene.texts));
        scene.texts.with(msg, &[("source", name.into())])
    };
    match of {
        Carried::StageRate(id, rate) => {
            let stages = &open.campaign.funnel.stages;
            let at = stages.position(id);
            let stage = at.and_then(|at| stages.at(at));
            let next = at.and_then(|at| stages.at(at + 1)).map(AsRef::as_ref);
            let name = stage.map(|stage| rate_name(scene.texts, stage, next)).unwrap_or_default();
            let depth = stage.is_some_and(|stage| stage.depth);
            (name, if depth { format.factor(rate, 2) } else { format.percent(rate, 2) })
        }
        Carried::SourceUv(id, uv) => (source(id, Msg::ReviewCarriedUv), format.count(uv).to_string()),
        Carried::SourceCvr(id, cvr) => (source(id, Msg::ReviewCarriedCvr), format.percent(cvr, 2)),
        Carried::SourceAov(id, aov) => (source(id, Msg::ReviewCarriedAov), format.price(aov)),
        Carried::RefundRate(rate) => (scene.text(Msg::ReviewCarriedRefunds).to_owned(), format.percent(rate, 2)),
        Carried::Days => {
            (scene.text(Msg::ReviewCarriedDays).to_owned(), scene.text(Msg::ReviewCarriedDaysValue).to_owned())
        }
        Carried::Uptake(id, uptake) => {
            let names = RowNames { texts: scene.texts, project: open.project, campaign: open.campaign };
            let name = scene.texts.with(Msg::ReviewCarriedUptake, &[("offer", names.offer(id).into())]);
            (name, format!("{} × {}", format.percent(uptake.claim, 1), format.percent(uptake.redemption, 1)))
        }
        Carried::Lesson(_, figure) => {
            let (name, value) = default_shown(scene.texts, figure);
            (scene.texts.with(Msg::ReviewCarriedLesson, &[("figure", name.into())]), value)
        }
        Carried::TopUp(top_up) => {
            (scene.text(Msg::ReviewCarriedTopUp).to_owned(), crate::text::offers::top_up(scene.texts, &top_up))
        }
        Carried::Hours => {
            (scene.text(Msg::ReviewCarriedHours).to_owned(), scene.text(Msg::ReviewCarriedHoursValue).to_owned())
        }
    }
}

/// Draws the page.
pub(super) fn show(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    (before, list): &(&Campaign, Arc<Vec<Carried>>),
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    let name = before.name_in(scene.texts);
    let title = scene.texts.with(Msg::ReviewCarried, &[("name", name.into())]);
    let (row, body) = pane::title(ui, area, &title);
    let end = row.left() + size::S16 + paint::width(ui.painter(), &title, fonts::medium(size::TITLE));
    let enter = scene.text(Msg::ReviewEmptyButton);
    let width = paint::width(ui.painter(), enter, fonts::text()) + 28.0;
    let at = Rect::from_min_size(pos2(row.right() - size::S12 - width, row.center().y - 13.0), vec2(width, 26.0));
    let mut child = ui.new_child(
        egui::UiBuilder::new()
            .id_salt("review enter")
            .max_rect(at)
            .layout(egui::Layout::right_to_left(egui::Align::Center)),
    );
    if button::secondary(&mut child, enter).clicked() {
        actions.push(Action::Command(Command::Tab(Tab::Run)));
    }
    let note = scene.text(Msg::ReviewCarriedNote);
    let galley = paint::cut(ui.painter(), note, fonts::text(), p.t2, at.left() - end - 2.0 * size::S12);
    let place = Rect::from_min_size(pos2(end + size::S12, row.center().y - galley.size().y / 2.0), galley.size());
    ui.painter().galley(place.min, galley, p.t2);
    pane::named(ui, place, note);
    let table = body.with_max_x(body.left() + body.width().min(720.0));
    let (head, rows) = table.split_top_bottom_at_y(table.top() + size::GRID_HEADER);
    ui.painter().rect_filled(head.with_max_x(area.right()), 0.0, p.chrome);
    let columns = columns(table);
    let names = [Msg::ReviewCarriedWhat, Msg::ReviewCarriedValue, Msg::ReviewCarriedState];
    for ((x, align), msg) in columns.into_iter().zip(names) {
        pane::label(ui, pos2(x, head.center().y), align, scene.text(msg), fonts::text(), p.t2);
    }
    let mut inner = paint::at(ui, rows, "review carried");
    inner.set_clip_rect(rows.intersect(ui.clip_rect()));
    ScrollArea::vertical().id_salt("review carried").auto_shrink(false).show(&mut inner, |ui| {
        ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            for of in list.iter() {
                line(ui, scene, open, *of, columns, actions);
            }
        });
    });
}

fn columns(table: Rect) -> [(f32, Align2); 3] {
    [
        (table.left() + size::S16, Align2::LEFT_CENTER),
        (table.left() + table.width() * 0.62, Align2::RIGHT_CENTER),
        (table.left() + table.width() * 0.7, Align2::LEFT_CENTER),
    ]
}

fn line(
    ui: &mut Ui,
    scene: &Scene<'_>,
    open: &Open<'_>,
    of: Carried,
    columns: [(f32, Align2); 3],
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 32.0), Sense::hover());
    if !ui.is_rect_visible(rect) {
        return;
    }
    let y = rect.center().y;
    let (what, value) = words(scene, open, of);
    let [(name, _), (figure, align), (state, _)] = columns;
    pane::label(ui, pos2(name, y), Align2::LEFT_CENTER, &what, fonts::text(), p.t1);
    pane::label(ui, pos2(figure, y), align, &value, fonts::text_medium(), p.t1);
    if is_used(open.campaign, of) {
        paint::icon(ui.painter(), pos2(state + 7.0, y), icons::CHECK, size::ICON_TEXT, p.ok);
        let words = scene.text(Msg::ReviewCarriedUsed);
        pane::label(ui, pos2(state + 20.0, y), Align2::LEFT_CENTER, words, fonts::text(), p.t2);
    } else {
        let words = scene.text(Msg::ReviewCarriedUse);
        let spoken = scene.texts.with(Msg::ReviewCarriedUseOf, &[("what", what.into())]);
        let width = paint::width(ui.painter(), words, fonts::text()) + 20.0;
        let place = Rect::from_min_size(pos2(state - 4.0, y - 12.0), vec2(width, size::FIELD));
        let mut child = paint::at(ui, place, ("carry", (place.top() * 2.0) as i32));
        if button::small_called(&mut child, words, &spoken).clicked() {
            let id = open.campaign.id;
            edit::campaign(actions, id, scene.text(Msg::ReviewStepCarry), move |campaign| take(campaign, of));
        }
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, p.line));
}
