//! What a template would make of the campaign, row by row: each task with when it begins, how long it takes and who does
//! it; what is not wanted is unticked.

use std::collections::BTreeSet;

use egui::{Align2, CornerRadius, Rect, Sense, Ui, pos2, vec2};

use super::form::TemplatesForm;
use super::words;
use crate::engine::task_template::{Fate, Preview, PreviewRow};
use crate::text::Msg;
use crate::text::names::Named as _;
use crate::text::schedule::length;
use crate::text::templates::{new_departments, not_added, offset};
use crate::ui::scene::{Open, Scene};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::check::{self, Tick};
use crate::ui::widgets::{paint, pane};

/// Room for what stands above the rows.
const HEAD: f32 = 60.0;
const ROW: f32 = size::ROW_COMPACT;
/// Minutes of a day of office hours; lengths in a template are said in these.
const DAY: i64 = 480;

/// Draws the preview.
pub fn show(ui: &mut Ui, place: Rect, scene: &Scene<'_>, open: &Open<'_>, form: &mut TemplatesForm, preview: &Preview) {
    head(ui, place, scene, form, preview);
    let body = Rect::from_min_max(pos2(place.left(), place.top() + HEAD), place.max - vec2(0.0, 1.0));
    let mut child = super::column(ui, body, "template rows");
    child.spacing_mut().item_spacing = vec2(0.0, 0.0);
    let mut toggled = None;
    egui::ScrollArea::vertical().id_salt(("template rows", form.chosen)).auto_shrink(false).show_rows(
        &mut child,
        ROW,
        preview.rows.len(),
        |ui, shown| {
            for row in preview.rows.get(shown).unwrap_or_default() {
                if line(ui, scene, open, form, preview, row) {
                    toggled = Some(row.id);
                }
            }
        },
    );
    if let Some(id) = toggled {
        toggle(form, preview, id);
    }
}

/// The template's name, how much is in it, what else it brings and what is late already.
fn head(ui: &mut Ui, place: Rect, scene: &Scene<'_>, form: &TemplatesForm, preview: &Preview) {
    let p = theme::tokens(ui);
    let name = form.entries.get(form.chosen).map_or("", |entry| entry.name.as_str());
    let at = pos2(place.left(), place.top() + 20.0);
    let end = pane::label(ui, at, Align2::LEFT_CENTER, name, fonts::medium(size::TITLE), p.t1).rect.right();
    let tasks = preview.rows.iter().filter(|row| !row.group).count();
    let groups = preview.rows.iter().filter(|row| row.group && row.depth == 0).count();
    let mut about = scene.texts.with(Msg::TemplateCounts, &[("tasks", tasks.into()), ("groups", groups.into())]);
    if let Some(new) = new_departments(scene.texts, preview) {
        about = format!("{about} · {new}");
    }
    let room = place.right() - end - size::S12;
    let galley = paint::cut(ui.painter(), &about, fonts::text(), p.t2, room);
    let rect = Align2::LEFT_CENTER.anchor_size(pos2(end + size::S12, at.y), galley.size());
    ui.painter().galley(rect.min, galley, p.t2);
    pane::named(ui, rect, &about).on_hover_text(&about);
    let y = place.top() + 44.0;
    if scene.open.as_ref().is_some_and(|open| open.campaign.opening().is_none()) {
        pane::label(
            ui,
            pos2(place.left(), y),
            Align2::LEFT_CENTER,
            scene.text(Msg::TemplateEmpty),
            fonts::text(),
            p.warn,
        );
        return;
    }
    let past = preview.added(&form.left_out).filter(|row| is_past(scene, row)).count();
    if past > 0 {
        paint::icon(ui.painter(), pos2(place.left() + 7.0, y), icons::TRIANGLE_ALERT, size::ICON_TEXT, p.warn);
        let words = scene.texts.with(Msg::TemplatePast, &[("n", past.into())]);
        pane::label(ui, pos2(place.left() + 20.0, y), Align2::LEFT_CENTER, &words, fonts::text(), p.warn);
    }
}

fn is_past(scene: &Scene<'_>, row: &PreviewRow) -> bool {
    row.start.is_some_and(|start| start.date() < scene.now.date())
}

/// The rows below a group.
fn inside(preview: &Preview, id: crate::model::TaskId) -> impl Iterator<Item = &PreviewRow> {
    let only = move |row: &&PreviewRow| {
        let up = |row: &PreviewRow| row.parent.and_then(|id| preview.rows.iter().find(|other| other.id == id));
        std::iter::successors(up(row), |row| up(row)).take(64).any(|above| above.id == id)
    };
    preview.rows.iter().filter(only)
}

/// Leaves a row out or takes it in again; a group with everything in it.
fn toggle(form: &mut TemplatesForm, preview: &Preview, id: crate::model::TaskId) {
    let Some(row) = preview.rows.iter().find(|row| row.id == id) else { return };
    let below: Vec<_> = inside(preview, id).map(|row| row.id).collect();
    let was = tick(form, preview, row);
    let above: Vec<_> = {
        let up = |row: &PreviewRow| row.parent.and_then(|id| preview.rows.iter().find(|other| other.id == id));
        std::iter::successors(up(row), |row| up(row)).take(64).map(|row| row.id).collect()
    };
    if was == Tick::On {
        form.left_out.insert(id);
        form.left_out.extend(below);
    } else {
        form.left_out.remove(&id);
        for id in below.into_iter().chain(above) {
            form.left_out.remove(&id);
        }
    }
}

/// Whether a row is wanted: a group by what is in it.
fn tick(form: &TemplatesForm, preview: &Preview, row: &PreviewRow) -> Tick {
    let wanted = |row: &PreviewRow| matches!(row.fate, Fate::Added(_)) && !form.left_out.contains(&row.id);
    if !row.group {
        return wanted(row).into();
    }
    let leaves: BTreeSet<bool> =
        inside(preview, row.id).filter(|row| !row.group && matches!(row.fate, Fate::Added(_))).map(wanted).collect();
    match (leaves.contains(&true), leaves.contains(&false)) {
        (true, true) => Tick::Some,
        (true, false) => Tick::On,
        _ => Tick::Off,
    }
}

/// Draws a row; whether its box was clicked.
fn line(
    ui: &mut Ui,
    scene: &Scene<'_>,
    open: &Open<'_>,
    form: &TemplatesForm,
    preview: &Preview,
    row: &PreviewRow,
) -> bool {
    let p = theme::tokens(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let y = rect.center().y;
    if row.group {
        ui.painter().rect_filled(rect, CornerRadius::ZERO, p.side);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, egui::Stroke::new(1.0, p.line));
    let can = if row.group {
        inside(preview, row.id).any(|row| !row.group && matches!(row.fate, Fate::Added(_)))
    } else {
        matches!(row.fate, Fate::Added(_))
    };
    let ticked = tick(form, preview, row);
    let left = rect.left() + 4.0 + row.depth as f32 * size::S16;
    let place = Rect::from_min_max(pos2(left, rect.top()), pos2(left + 20.0, rect.bottom()));
    let clicked = ui.add_enabled_ui(can, |ui| check::boxed(ui, place, &row.name, ticked).clicked()).inner;
    let ink = if can && ticked != Tick::Off { p.t1 } else { p.t3 };
    let Columns { when, date, long, who } = Columns::new(rect);
    let name_left = place.right() + 4.0;
    if row.group {
        let count = inside(preview, row.id).filter(|row| !row.group).count();
        let name = [("name", row.name.as_str().into()), ("n", count.into())];
        let text = scene.texts.with(Msg::TemplateGroup, &name);
        words(ui, name_left, y, when - name_left, &text, fonts::text_medium(), ink);
        return clicked;
    }
    words(ui, name_left, y, when - name_left - size::S8, &row.name, fonts::text(), ink);
    let mut spoken = vec![row.name.clone()];
    let soft = if ticked == Tick::Off { p.t3 } else { p.t2 };
    if let Some(reason) = not_added(scene.texts, row.fate) {
        words(ui, when, y, date - when, &reason, fonts::text(), p.t3);
        spoken.push(reason);
    } else if let (Some(start), Some(opening)) = (row.start, open.campaign.opening()) {
        let said = offset(scene.texts, opening.date(), start.date());
        words(ui, when, y, date - when - size::S8, &said, fonts::text(), soft);
        spoken.push(said);
    }
    if let (Some(start), Some(finish)) = (row.start, row.finish) {
        let last = if finish > start { finish.last_day() } else { finish.date() };
        let days = scene.format().days(start.date(), last);
        let past = is_past(scene, row) && matches!(row.fate, Fate::Added(_));
        words(ui, date, y, long - date - size::S8, &days, fonts::text(), if past { p.warn } else { soft });
        spoken.push(days);
        if past {
            spoken.push(scene.text(Msg::TemplatePastMark).to_owned());
        }
    }
    let lasts = if row.milestone {
        scene.text(Msg::TemplateMilestone).to_owned()
    } else {
        length(scene.texts, row.length.wide(), DAY)
    };
    words(ui, long, y, who - long - size::S8, &lasts, fonts::text(), soft);
    spoken.push(lasts);
    if let Some(department) = &row.department {
        let name = department.name_in(scene.texts);
        words(ui, who, y, rect.right() - who - size::S8, name, fonts::text(), soft);
        spoken.push(name.to_owned());
    }
    if row.go_live {
        let mark = scene.text(Msg::TemplateGoLive);
        spoken.push(mark.to_owned());
        let width = paint::width(ui.painter(), &row.name, fonts::text());
        let at = name_left + width + size::S8;
        if at < when - 60.0 {
            words(ui, at, y, when - at - size::S8, mark, fonts::text(), p.t3);
        }
    }
    let rest = Rect::from_min_max(pos2(place.right(), rect.top()), rect.max);
    let spoken = spoken.join(" · ");
    pane::named(ui, rest, &spoken).on_hover_text(&spoken);
    clicked
}

/// Where the columns begin.
struct Columns {
    when: f32,
    date: f32,
    long: f32,
    who: f32,
}

impl Columns {
    fn new(row: Rect) -> Self {
        let who = row.right() - 104.0;
        let long = who - 72.0;
        let date = long - 108.0;
        Self { when: date - 148.0, date, long, who }
    }
}
