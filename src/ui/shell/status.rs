//! The status line: findings, what is selected, whether it is saved, the unit of sums, the size.

use egui::{Align2, CursorIcon, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2};

use crate::engine::finding::Severity;
use crate::text::Msg;
use crate::text::findings::sentence;
use crate::ui::action::{Action, Actions};
use crate::ui::scene::{Open, Saved, Scene, View};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::button;
use crate::ui::widgets::{paint, pane};

/// The icon and colour of a severity.
#[must_use]
pub fn severity_mark(severity: Severity, p: &theme::Palette) -> (&'static str, egui::Color32) {
    match severity {
        Severity::Error => (icons::OCTAGON_ALERT, p.error),
        Severity::Warning => (icons::TRIANGLE_ALERT, p.warn),
        Severity::Hint => (icons::INFO, p.t2),
    }
}

/// Draws the status line.
pub fn show(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    let left = findings(ui, area, scene, open, view);
    let right = state(ui, area, scene, open, view);
    first_finding(ui, Rect::from_min_max(pos2(left, area.top()), pos2(right, area.bottom())), scene, open, actions);
}

fn findings(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View) -> f32 {
    let p = theme::tokens(ui);
    let count = |severity| open.answer.findings.iter().filter(|f| f.severity == severity).count();
    let counts = [Severity::Error, Severity::Warning, Severity::Hint].map(|severity| (severity, count(severity)));
    let mut x = area.left() + size::S12;
    let y = area.center().y;
    let start = x;
    for (severity, count) in counts {
        let (icon, ink) = severity_mark(severity, p);
        let ink = if count == 0 { p.t4 } else { ink };
        paint::icon(ui.painter(), pos2(x + 7.0, y), icon, size::ICON_TEXT, ink);
        let end = paint::text(
            ui.painter(),
            pos2(x + 18.0, y),
            Align2::LEFT_CENTER,
            &count.to_string(),
            fonts::text(),
            if count == 0 { p.t3 } else { p.t1 },
        );
        x = end.right() + size::S12;
    }
    let rect = Rect::from_min_max(pos2(start - 4.0, area.top() + 2.0), pos2(x - 6.0, area.bottom() - 2.0));
    let words = scene.texts.with(
        Msg::StatusFindings,
        &[("errors", counts[0].1.into()), ("warnings", counts[1].1.into()), ("hints", counts[2].1.into())],
    );
    let response = ui.interact(rect, ui.scope_id().with("findings"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
    if response.has_focus() {
        button::focus_ring(ui.painter(), rect.shrink(2.0), p);
    }
    if response.on_hover_text(words).on_hover_cursor(CursorIcon::PointingHand).clicked() {
        view.findings = true;
        view.unfolded = true;
    }
    ui.painter().vline(x + 2.0, (area.top() + 6.0)..=(area.bottom() - 6.0), Stroke::new(1.0, p.line_2));
    x + 14.0
}

fn first_finding(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) {
    let p = theme::tokens(ui);
    let y = area.center().y;
    let Some(finding) = open.answer.findings.iter().min_by_key(|f| f.severity) else {
        pane::label(
            ui,
            pos2(area.left(), y),
            Align2::LEFT_CENTER,
            scene.text(Msg::StatusNoFindings),
            fonts::text(),
            p.t3,
        );
        return;
    };
    let words = sentence(scene.texts, open.project, open.campaign, finding);
    let show = scene.text(Msg::StatusShow);
    let show_width = paint::width(ui.painter(), show, fonts::text());
    let galley = paint::cut(ui.painter(), &words, fonts::text(), p.t1, (area.width() - show_width - 32.0).max(40.0));
    let rect = Rect::from_min_size(pos2(area.left(), y - galley.size().y / 2.0), galley.size());
    let end = rect.right();
    ui.painter().galley(rect.min, galley, p.t1);
    pane::named(ui, rect, &words).on_hover_text(&words);
    let place = Rect::from_min_max(pos2(end + 10.0, area.top()), pos2(end + 14.0 + show_width, area.bottom()));
    if button::link(&mut paint::at(ui, place, "show finding"), show).clicked() {
        actions.push(Action::GoTo(finding.place));
    }
}

fn state(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &View) -> f32 {
    let p = theme::tokens(ui);
    let y = area.center().y;
    let format = scene.format();
    let zoom = format!("{}%", scene.settings.zoom);
    let unit = scene.texts.status_unit();
    let mut right = area.right() - size::S12;
    for words in [zoom.as_str(), unit.as_str()] {
        right =
            pane::label(ui, pos2(right, y), Align2::RIGHT_CENTER, words, fonts::text(), p.t2).rect.left() - size::S12;
    }
    let (icon, ink, words) = match &open.saved {
        Saved::Opened => (icons::CHECK, p.ok, scene.text(Msg::StatusOpened).to_owned()),
        Saved::At(at) => (icons::CHECK, p.ok, scene.texts.with(Msg::StatusSaved, &[("time", format.time(*at).into())])),
        Saved::Unsaved(steps) => {
            (icons::CIRCLE_DOT, p.warn, scene.texts.with(Msg::StatusUnsaved, &[("steps", (*steps).into())]))
        }
        Saved::Never => (icons::CIRCLE_DOT, p.t3, scene.text(Msg::StatusNeverSaved).to_owned()),
        Saved::Saving => (icons::SAVE, p.t2, scene.text(Msg::StatusSaving).to_owned()),
    };
    let label = pane::label(ui, pos2(right, y), Align2::RIGHT_CENTER, &words, fonts::text(), p.t2).rect;
    paint::icon(ui.painter(), pos2(label.left() - 11.0, y), icon, size::ICON_TEXT, ink);
    right = label.left() - 24.0;
    if let Some(part) = open.simulated.progress {
        right = progress(ui, pos2(right, y), scene.text(Msg::ChanceStatus), part) - size::S16;
    }
    if let Some(stats) = view.tabs.selection_stats() {
        let mut words = vec![scene.texts.with(Msg::StatusSelection, &[("count", stats.count.as_str().into())])];
        if let (Some(sum), Some(mean)) = (&stats.sum, &stats.mean) {
            words.push(scene.texts.with(Msg::StatusSum, &[("sum", sum.into())]));
            words.push(scene.texts.with(Msg::StatusMean, &[("mean", mean.into())]));
        }
        let words = words.join("　");
        right = pane::label(ui, pos2(right, y), Align2::RIGHT_CENTER, &words, fonts::text(), p.t2).rect.left() - 12.0;
    }
    right
}

/// Work beside the window that takes long: its name, a bar and how much is done, ending at a point; gives where it begins.
fn progress(ui: &mut Ui, right: egui::Pos2, name: &str, part: f32) -> f32 {
    const WIDTH: f32 = 72.0;
    let p = theme::tokens(ui);
    let percent = format!("{:.0}%", part * 100.0);
    let end = right.x - paint::width(ui.painter(), "100%", fonts::text()) - size::S8;
    paint::text(ui.painter(), right, Align2::RIGHT_CENTER, &percent, fonts::text(), p.t2);
    let track = Rect::from_min_max(pos2(end - WIDTH, right.y - 2.5), pos2(end, right.y + 2.5));
    let radius = egui::CornerRadius::same(size::RADIUS_SMALL);
    ui.painter().rect_filled(track, radius, p.press);
    ui.painter().rect_filled(track.with_max_x(track.left() + WIDTH * part), radius, p.accent);
    let at = pos2(track.left() - size::S8, right.y);
    let words = format!("{name} {percent}");
    let label = paint::text(ui.painter(), at, Align2::RIGHT_CENTER, name, fonts::text(), p.t2);
    pane::named(ui, label.union(track), &words);
    label.left()
}
