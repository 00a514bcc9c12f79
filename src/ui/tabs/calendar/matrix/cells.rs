//! The cells, the columns' heads and the lines' names, as they are painted; what is chosen in them.

use std::collections::{BTreeMap, BTreeSet};

use egui::{Align2, CornerRadius, CursorIcon, Pos2, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::super::source::key;
use super::super::{CalendarState, events};
use super::layout::{EDGE, ENTRY, HEAD, LOWER, Layout, Row, SHOWN};
use super::names::Names;
use crate::engine::finding::{Place, PlaceKind, Tab};
use crate::engine::matrix::{Cell, Column, Dimension, Entry, Gap, Group, Matrix, Stretch};
use crate::engine::schedule::sides::Status;
use crate::model::TaskId;
use crate::text::Msg;
use crate::ui::action::{Action, Actions};
use crate::ui::scene::{Open, Scene};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::button::focus_ring;
use crate::ui::widgets::float::{MenuRow, menu, menu_row};
use crate::ui::widgets::gantt::GanttEvent;
use crate::ui::widgets::{paint, pane};

/// A cell while it is drawn.
struct Drawn<'a> {
    /// Its line and column, in words.
    line: &'a str,
    column: &'a str,
    /// For identity.
    place: (usize, usize),
    rect: Rect,
    plain: bool,
}

/// Draws the cells in view; gives the entry that was chosen.
pub fn show(
    ui: &mut Ui,
    origin: Pos2,
    view: Rect,
    layout: &Layout,
    (matrix, counts): (&Matrix, &BTreeMap<Group, Vec<usize>>),
    names: &Names<'_>,
    selected: &BTreeSet<TaskId>,
    critical: bool,
) -> Option<Entry> {
    let p = theme::tokens(ui);
    let mut asked = None;
    let columns = layout.columns_in(view.left(), view.right());
    let words: Vec<String> = columns.clone().map(|at| column_name(layout, matrix, names, at)).collect();
    tints(ui, origin, view, layout, matrix, names);
    for (row, top, bottom) in layout.rows_in(view.top(), view.bottom()) {
        let across =
            Rect::from_min_max(origin + vec2(0.0, top), origin + vec2(layout.inside().x.max(view.right()), bottom));
        let at = match row {
            Row::Line(at) => at,
            Row::Title(group) => {
                title(ui, across, columns.clone(), layout, counts.get(&group).map_or(&[][..], Vec::as_slice), names);
                continue;
            }
        };
        let Some(line) = matrix.lines.get(at) else { continue };
        let name = names.line(line.of);
        ui.painter().hline(across.x_range(), across.bottom() - 0.5, Stroke::new(1.0, p.line));
        for (column, word) in columns.clone().zip(&words) {
            let left = origin.x + layout.left(column);
            let rect = Rect::from_min_max(pos2(left, across.top()), pos2(left + layout.column, across.bottom()));
            let whole = Cell { entries: line.whole.clone(), gap: None };
            let cell = match layout.of_matrix(column) {
                Some(at) => line.cells.get(at).unwrap_or(&whole),
                None => &whole,
            };
            let plain = matches!(line.of, Dimension::Visitors | Dimension::People(_));
            let drawn = Drawn { line: &name, column: word, place: (at, column), rect, plain };
            let found = one(ui, &drawn, cell, names, selected, critical);
            asked = asked.or(found);
        }
    }
    for column in columns {
        let x = origin.x + layout.left(column + 1);
        let height = layout.inside().y;
        ui.painter().vline(x - 0.5, origin.y..=origin.y + height, Stroke::new(1.0, p.line));
    }
    asked
}

/// How many entries a group has in each column, in the row of its title.
fn title(ui: &Ui, across: Rect, columns: std::ops::Range<usize>, layout: &Layout, counts: &[usize], names: &Names<'_>) {
    let p = theme::tokens(ui);
    ui.painter().rect_filled(across, CornerRadius::ZERO, p.side);
    ui.painter().hline(across.x_range(), across.bottom() - 0.5, Stroke::new(1.0, p.line));
    for column in columns {
        let count = layout.of_matrix(column).and_then(|at| counts.get(at)).copied().unwrap_or(0);
        if count > 0 {
            let words = names.scene.texts.with(Msg::MatrixCount, &[("n", count.into())]);
            let at = pos2(across.left() + layout.left(column) + 10.0, across.center().y);
            paint::text(ui.painter(), at, Align2::LEFT_CENTER, &words, fonts::text(), p.t3);
        }
    }
}

/// Phases as tints behind their columns, and the column in which it is now.
fn tints(ui: &Ui, origin: Pos2, view: Rect, layout: &Layout, matrix: &Matrix, names: &Names<'_>) {
    let p = theme::tokens(ui);
    for column in layout.columns_in(view.left(), view.right()) {
        let Some(known) = layout.of_matrix(column).and_then(|at| matrix.columns.get(at)) else { continue };
        let Some(kind) = phase_of(known, names) else { continue };
        if kind == crate::model::PhaseKind::Prepare {
            continue;
        }
        let left = origin.x + layout.left(column);
        let rect = Rect::from_x_y_ranges(left..=left + layout.column, origin.y..=origin.y + layout.inside().y);
        ui.painter().rect_filled(rect, CornerRadius::ZERO, p.phase_tint(kind).gamma_multiply(0.6));
    }
}

/// The phase of a column; of a week or day the one in which it begins.
fn phase_of(column: &Column, names: &Names<'_>) -> Option<crate::model::PhaseKind> {
    let phases = &names.open.campaign.phases;
    match column.of {
        Stretch::Phase(id) => phases.get(id).map(|phase| phase.kind),
        Stretch::Before | Stretch::After => None,
        Stretch::Week(_) | Stretch::Day(_) => {
            let inside = |at: jiff::civil::DateTime| phases.iter().find(|phase| phase.start <= at && at < phase.end);
            inside(column.start)
                .or_else(|| phases.iter().find(|phase| column.start < phase.end && phase.start < column.end))
        }
        .map(|phase| phase.kind),
    }
}

fn column_name(layout: &Layout, matrix: &Matrix, names: &Names<'_>, column: usize) -> String {
    match layout.of_matrix(column) {
        Some(at) => matrix.columns.get(at).map_or_else(String::new, |column| names.column(column)),
        None => names.scene.text(Msg::MatrixWhole).to_owned(),
    }
}

/// One cell; gives the entry that was chosen.
fn one(
    ui: &mut Ui,
    drawn: &Drawn<'_>,
    cell: &Cell,
    names: &Names<'_>,
    selected: &BTreeSet<TaskId>,
    critical: bool,
) -> Option<Entry> {
    if let Some(gap) = &cell.gap {
        self::gap(ui, drawn, gap, cell.entries.is_empty(), names);
    }
    let mut asked = None;
    let count = cell.entries.len();
    let shown = count.min(SHOWN);
    for (at, entry) in cell.entries.iter().take(shown).enumerate() {
        let top = drawn.rect.top() + EDGE + at as f32 * ENTRY;
        let rect = Rect::from_min_size(pos2(drawn.rect.left() + 4.0, top), vec2(drawn.rect.width() - 9.0, ENTRY));
        if self::entry(ui, drawn, (at, rect), *entry, names, selected, critical) {
            asked = Some(*entry);
        }
    }
    if count > shown {
        let top = drawn.rect.top() + EDGE + shown as f32 * ENTRY;
        let rect = Rect::from_min_size(pos2(drawn.rect.left() + 4.0, top), vec2(drawn.rect.width() - 9.0, ENTRY));
        asked = asked.or(more(ui, drawn, rect, &cell.entries, names));
    }
    asked
}

/// What is missing: quiet, and said in whole when the pointer is on it.
fn gap(ui: &mut Ui, drawn: &Drawn<'_>, gap: &Gap, empty: bool, names: &Names<'_>) {
    let p = theme::tokens(ui);
    let words = names.gap(gap);
    let spoken = format!("{words} · {} · {}", drawn.line, drawn.column);
    let id = ui.scope_id().with(("gap", drawn.place));
    let quiet = *gap == Gap::NoTask;
    let rect = if empty {
        let inner = drawn.rect.shrink2(vec2(1.0, 1.0));
        if quiet {
            let at = pos2(drawn.rect.left() + 10.0, drawn.rect.top() + EDGE + ENTRY / 2.0);
            paint::text(ui.painter(), at, Align2::LEFT_CENTER, "—", fonts::text(), p.t4);
        } else {
            paint::hatch(ui.painter(), inner, p.warn_fill.gamma_multiply(0.45));
        }
        inner
    } else {
        let mark = pos2(drawn.rect.right() - 12.0, drawn.rect.bottom() - 12.0);
        paint::icon(ui.painter(), mark, icons::TRIANGLE_ALERT, size::ICON_CELL, p.warn);
        paint::square(mark, 18.0)
    };
    let response = ui.interact(rect, id, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
    response.on_hover_text(words);
}

/// One entry; whether it was chosen.
fn entry(
    ui: &Ui,
    drawn: &Drawn<'_>,
    (at, rect): (usize, Rect),
    entry: Entry,
    names: &Names<'_>,
    selected: &BTreeSet<TaskId>,
    critical: bool,
) -> bool {
    let p = theme::tokens(ui);
    let words = names.entry(entry);
    let leads = leads(entry);
    let chosen = matches!(entry, Entry::Task(id, _) if selected.contains(&id));
    let id = ui.scope_id().with(("entry", drawn.place, at));
    let sense = if leads { Sense::click() } else { Sense::hover() };
    let response = ui.interact(rect, id, sense);
    let named = [("what", words.as_str().into()), ("line", drawn.line.into()), ("column", drawn.column.into())];
    let spoken = names.scene.texts.with(Msg::MatrixSpoken, &named);
    response.widget_info(|| {
        if leads {
            WidgetInfo::selected(Role::Button, true, chosen, &spoken)
        } else {
            WidgetInfo::labeled(Role::Label, true, &spoken)
        }
    });
    let painter = ui.painter();
    if chosen {
        painter.rect_filled(rect, CornerRadius::same(3), p.acc_soft);
    } else if leads && response.hovered() {
        painter.rect_filled(rect, CornerRadius::same(3), p.hover);
    }
    let (left, mut right) = (rect.left() + 6.0, rect.right() - 4.0);
    let y = rect.center().y;
    let status = names.status(entry);
    let mark = match status {
        Some((Status::Late, _)) => Some((icons::TRIANGLE_ALERT, p.worse)),
        Some((Status::Done, _)) => Some((icons::CHECK, p.ok)),
        _ => None,
    };
    if let Some((icon, color)) = mark {
        paint::icon(painter, pos2(right - 6.0, y), icon, size::ICON_CELL, color);
        right -= 15.0;
    }
    let ink = match status {
        Some((Status::Done, _)) => p.t3,
        Some((_, true)) if critical => p.error,
        _ if chosen => p.input,
        _ => p.t1,
    };
    let font = if drawn.plain { fonts::text_medium() } else { fonts::text() };
    let galley = paint::cut(painter, &words, font, ink, right - left);
    painter.galley(pos2(left, y - galley.size().y / 2.0), galley, ink);
    if response.has_focus() {
        focus_ring(painter, rect.shrink(2.0), p);
    }
    let clicked = response.clicked();
    if response.hovered() {
        let response = if leads { response.on_hover_cursor(CursorIcon::PointingHand) } else { response };
        response.on_hover_text(names.about(entry));
    }
    clicked
}

/// The number of entries that are not shown, behind which all stand.
fn more(ui: &mut Ui, drawn: &Drawn<'_>, rect: Rect, entries: &[Entry], names: &Names<'_>) -> Option<Entry> {
    let p = theme::tokens(ui);
    let rest = entries.len() - SHOWN;
    let words = names.scene.texts.with(Msg::MatrixMore, &[("n", rest.into())]);
    let width = paint::width(ui.painter(), &words, fonts::text()) + size::S12;
    let rect = rect.with_max_x(rect.left() + width);
    let response = ui.interact(rect, ui.scope_id().with(("more", drawn.place)), Sense::click());
    let named = [("line", drawn.line.into()), ("column", drawn.column.into()), ("n", entries.len().into())];
    let spoken = names.scene.texts.with(Msg::MatrixAllOf, &named);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
    if response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(3), p.hover);
    }
    let at = pos2(rect.left() + 6.0, rect.center().y);
    paint::text(ui.painter(), at, Align2::LEFT_CENTER, &words, fonts::text(), p.input);
    if response.has_focus() {
        focus_ring(ui.painter(), rect.shrink(2.0), p);
    }
    let mut asked = None;
    menu(&response, 280.0, |ui| {
        egui::ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
            for entry in entries {
                let label = names.entry(*entry);
                if menu_row(ui, MenuRow { label: &label, disabled: !leads(*entry), ..MenuRow::default() }) {
                    asked = Some(*entry);
                }
            }
        });
    });
    if response.hovered() {
        let all: Vec<String> = entries.iter().map(|entry| names.entry(*entry)).collect();
        response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(all.join("\n"));
    }
    asked
}

/// Whether there is a place to which an entry leads.
const fn leads(entry: Entry) -> bool {
    !matches!(entry, Entry::Products(_) | Entry::Visitors(_) | Entry::People(_))
}

/// Leads to what an entry is about.
pub fn lead(entry: Entry, scene: &Scene<'_>, open: &Open<'_>, state: &mut CalendarState, actions: &mut Actions) {
    let place = match entry {
        Entry::Task(id, _) => {
            events::bars(GanttEvent::Select(key(id), false), scene, open, state, actions);
            return;
        }
        Entry::Offer(id) => Place::at(Tab::Offers, PlaceKind::Offer).row(id.0),
        Entry::Wave(_, id) => Place::at(Tab::Funnel, PlaceKind::Wave).row(id.0),
        Entry::Source(id) => Place::at(Tab::Funnel, PlaceKind::Source).row(id.0),
        Entry::Sku(id) => Place::at(Tab::Goods, PlaceKind::CampaignSku).row(id.0),
        Entry::Products(_) | Entry::Visitors(_) | Entry::People(_) => return,
    };
    actions.push(Action::GoTo(place));
}

/// The heads of the columns, which stay when the lines are scrolled.
pub fn head(ui: &mut Ui, body: Rect, scrolled: f32, layout: &Layout, matrix: &Matrix, names: &Names<'_>) {
    let p = theme::tokens(ui);
    let row = Rect::from_min_max(pos2(body.left() + layout.names, body.top()), pos2(body.right(), body.top() + HEAD));
    let mut child = paint::at(ui, row, "matrix heads");
    let ui = &mut child;
    ui.set_clip_rect(row.intersect(ui.clip_rect()));
    ui.painter().rect_filled(row, CornerRadius::ZERO, p.chrome);
    ui.painter().hline(row.x_range(), row.bottom() - 0.5, Stroke::new(1.0, p.line_2));
    for column in layout.columns_in(scrolled, scrolled + row.width()) {
        let left = row.left() + layout.left(column) - scrolled;
        let rect = Rect::from_min_max(pos2(left, row.top()), pos2(left + layout.column, row.bottom()));
        let (start, end) = (rect.left() + 10.0, rect.right() - 8.0);
        let y = rect.top() + 14.0;
        ui.painter().vline(rect.right() - 0.5, rect.y_range(), Stroke::new(1.0, p.line));
        let known = layout.of_matrix(column).and_then(|at| matrix.columns.get(at));
        let name = column_name(layout, matrix, names, column);
        let now = known.is_some_and(|known| known.start <= names.scene.now && names.scene.now < known.end);
        let ink = if now { p.input } else { p.t1 };
        let galley = paint::cut(ui.painter(), &name, fonts::text_medium(), ink, end - start);
        ui.painter().galley(pos2(start, y - galley.size().y / 2.0), galley, ink);
        let mut spoken = vec![name];
        let Some(known) = known else { continue };
        let lower = row.top() + LOWER;
        let mut right = end;
        if let Some(gmv) = known.gmv {
            let words = names.scene.format().sum(gmv).to_string();
            let at = pos2(end, lower);
            right = paint::text(ui.painter(), at, Align2::RIGHT_CENTER, &words, fonts::text(), p.t1).left() - size::S8;
            spoken.push(format!("{} {words}", names.scene.text(Msg::MatrixGmv)));
        }
        if let Some(days) = names.days(known) {
            let galley = paint::cut(ui.painter(), &days, fonts::text(), p.t3, right - start);
            ui.painter().galley(pos2(start, lower - galley.size().y / 2.0), galley, p.t3);
            spoken.insert(1, days);
        }
        if let Some(kind) = phase_of(known, names) {
            let stripe = Rect::from_min_max(pos2(rect.left(), rect.bottom() - 4.0), pos2(rect.right(), rect.bottom()));
            ui.painter().rect_filled(stripe.shrink2(vec2(0.5, 0.0)), CornerRadius::ZERO, p.phase(kind));
        }
        pane::named(ui, rect.intersect(row), &spoken.join(" · "));
    }
}

/// The names of the lines and groups, which stay when columns are scrolled; gives the group to be folded or unfolded.
pub fn sides(
    ui: &mut Ui,
    body: Rect,
    scrolled: f32,
    layout: &Layout,
    matrix: &Matrix,
    names: &Names<'_>,
    folded: &BTreeSet<Group>,
) -> Option<Group> {
    let p = theme::tokens(ui);
    let area =
        Rect::from_min_max(pos2(body.left(), body.top() + HEAD), pos2(body.left() + layout.names, body.bottom()));
    let mut child = paint::at(ui, area, "matrix sides");
    let ui = &mut child;
    // a group's title may run over into the cells, where nothing else stands
    ui.set_clip_rect(area.with_max_x(body.right()).intersect(ui.clip_rect()));
    ui.painter().rect_filled(area, CornerRadius::ZERO, p.panel);
    let mut asked = None;
    for (row, top, bottom) in layout.rows_in(scrolled, scrolled + area.height()) {
        let y = area.top() - scrolled;
        let rect = Rect::from_min_max(pos2(area.left(), y + top), pos2(area.right(), y + bottom));
        match row {
            Row::Title(group) => {
                ui.painter().rect_filled(rect.intersect(area), CornerRadius::ZERO, p.side);
                ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, p.line));
                let name = names.group(group);
                let closed = folded.contains(&group);
                let msg = if closed { Msg::MatrixUnfold } else { Msg::MatrixFold };
                let spoken = names.scene.texts.with(msg, &[("group", name.into())]);
                let place = rect.intersect(area);
                let response = ui.interact(place, ui.scope_id().with(("group", group)), Sense::click());
                response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
                let icon = if closed { icons::CHEVRON_RIGHT } else { icons::CHEVRON_DOWN };
                let ink = if response.hovered() { p.t1 } else { p.t2 };
                paint::icon(ui.painter(), pos2(rect.left() + 14.0, rect.center().y), icon, size::ICON_TEXT, ink);
                let at = pos2(rect.left() + 26.0, rect.center().y);
                paint::text(ui.painter(), at, Align2::LEFT_CENTER, name, fonts::text_medium(), p.t1);
                if response.has_focus() {
                    focus_ring(ui.painter(), place.shrink(3.0), p);
                }
                if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
                    asked = Some(group);
                }
            }
            Row::Line(at) => {
                let Some(line) = matrix.lines.get(at) else { continue };
                ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, p.line));
                let name = names.line(line.of);
                let left = rect.left() + 26.0;
                let y = rect.top() + EDGE + ENTRY / 2.0;
                let galley = paint::cut(ui.painter(), &name, fonts::text(), p.t1, rect.right() - left - size::S8);
                let place = Align2::LEFT_CENTER.anchor_size(pos2(left, y), galley.size());
                ui.painter().galley(place.min, galley, p.t1);
                pane::named(ui, place.intersect(area), &name).on_hover_text(&name);
            }
        }
    }
    asked
}
