//! The welcome page: start, templates, samples, recent projects, kept work.

use egui::{Align2, CornerRadius, CursorIcon, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::header;
use crate::model::PhaseKind;
use crate::text::{Lang, Msg};
use crate::ui::action::{Action, Actions, RecoveryAnswer, Sample, Template};
use crate::ui::command::Command;
use crate::ui::scene::{RecentFile, Scene, View};
use crate::ui::settings::LookChoice;
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::float;
use crate::ui::widgets::pane::{divider_h, divider_v};
use crate::ui::widgets::{button, paint, pane};

/// More kept works than these are offered when the first are answered.
const STRIPS: usize = 3;

/// The name of a template.
#[must_use]
pub const fn template_name(template: Template) -> Msg {
    match template {
        Template::LevelS => Msg::TemplateS,
        Template::LevelA => Msg::TemplateA,
        Template::LevelB => Msg::TemplateB,
        Template::LevelC => Msg::TemplateC,
        Template::Lead => Msg::TemplateLead,
    }
}

/// Draws the welcome page.
pub fn show(ui: &mut Ui, area: Rect, scene: &Scene<'_>, view: &mut View, actions: &mut Actions) {
    let p = theme::tokens(ui);
    let (head, rest) = area.split_top_bottom_at_y(area.top() + size::HEADER);
    let (middle, status) = rest.split_top_bottom_at_y(rest.bottom() - size::STATUS);
    ui.painter().rect_filled(head, CornerRadius::ZERO, p.chrome);
    ui.painter().rect_filled(status, CornerRadius::ZERO, p.chrome);
    let menu_place = Rect::from_min_max(head.min + vec2(8.0, 0.0), head.max);
    let menu_button = button::icon_with(
        &mut paint::at(ui, menu_place, "menu"),
        icons::MENU,
        scene.text(Msg::MenuMain),
        false,
        size::ICON_LARGE,
    );
    super::menu::main(&menu_button, scene, actions);
    pane::label(
        ui,
        pos2(head.left() + 48.0, head.center().y),
        Align2::LEFT_CENTER,
        scene.text(Msg::AppName),
        fonts::medium(size::TITLE),
        p.t1,
    );
    header::search(ui, head, head.right() - 6.0, scene, false, actions);
    divider_h(ui, head, head.bottom());

    let body = recovery_strips(ui, middle, scene, STRIPS, actions);
    let side_width = if area.width() < 1100.0 { 280.0 } else { 360.0 };
    let (main, side) = body.split_left_right_at_x(body.right() - side_width);
    ui.painter().rect_filled(side, CornerRadius::ZERO, p.side);
    start(&mut paint::at(ui, main, "start"), main, scene, view, actions);
    recent(&mut paint::at(ui, side, "recent"), side, scene, actions);
    divider_v(ui, side, side.left());

    divider_h(ui, status, status.top());
    let y = status.center().y;
    pane::label(
        ui,
        pos2(status.left() + size::S12, y),
        Align2::LEFT_CENTER,
        scene.text(Msg::StatusNoProject),
        fonts::text(),
        p.t2,
    );
    pane::label(
        ui,
        pos2(status.right() - size::S12, y),
        Align2::RIGHT_CENTER,
        env!("CARGO_PKG_VERSION"),
        fonts::text(),
        p.t2,
    );
}

/// Takes a strip for each kept work, at most so many, from the top of an area; gives the rest.
pub fn recovery_strips(ui: &mut Ui, area: Rect, scene: &Scene<'_>, most: usize, actions: &mut Actions) -> Rect {
    let mut rest = area;
    for (index, kept) in scene.recoverable.iter().enumerate().take(most) {
        let (strip, below) = rest.split_top_bottom_at_y(rest.top() + size::HEADER);
        recovery(ui, strip, scene, index, kept, actions);
        rest = below;
    }
    rest
}

fn recovery(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    index: usize,
    kept: &crate::ui::scene::Recoverable,
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    ui.painter().rect_filled(area, CornerRadius::ZERO, p.warn_soft);
    paint::icon(ui.painter(), pos2(area.left() + 32.0, area.center().y), icons::HISTORY, size::ICON, p.warn);
    let title =
        scene.texts.with(Msg::RecoveryTitle, &[("name", kept.name.as_str().into()), ("steps", kept.steps.into())]);
    let detail = scene.texts.with(
        Msg::RecoveryDetail,
        &[("time", scene.format().day_and_time(kept.at).into()), ("step", kept.last.as_str().into())],
    );
    let left = area.left() + 54.0;
    pane::label(ui, pos2(left, area.center().y - 8.5), Align2::LEFT_CENTER, &title, fonts::text_medium(), p.t1);
    pane::label(ui, pos2(left, area.center().y + 8.5), Align2::LEFT_CENTER, &detail, fonts::text(), p.t2);
    let place = Rect::from_min_max(pos2(area.right() - 420.0, area.top()), pos2(area.right() - 24.0, area.bottom()));
    let mut child = ui.new_child(
        egui::UiBuilder::new()
            .id_salt(("recovery", index))
            .max_rect(place)
            .layout(egui::Layout::right_to_left(egui::Align::Center)),
    );
    for (msg, answer) in [
        (Msg::RecoveryDiscard, RecoveryAnswer::Discard),
        (Msg::RecoveryCopy, RecoveryAnswer::Copy),
        (Msg::RecoveryRestore, RecoveryAnswer::Restore),
    ] {
        let words = scene.text(msg);
        let response = match answer {
            RecoveryAnswer::Restore => button::primary(&mut child, words),
            RecoveryAnswer::Copy => button::secondary(&mut child, words),
            RecoveryAnswer::Discard => button::plain(&mut child, words),
        };
        if response.clicked() {
            actions.push(Action::Recovery(index, answer));
        }
    }
    divider_h(ui, area, area.bottom());
}

fn start(ui: &mut Ui, area: Rect, scene: &Scene<'_>, _view: &mut View, actions: &mut Actions) {
    let p = theme::tokens(ui);
    let margin = (area.width() - 936.0 - 48.0).clamp(size::S24, 96.0);
    let column = Rect::from_min_max(
        pos2(area.left() + margin, area.top()),
        pos2((area.right() - 48.0).min(area.left() + margin + 936.0), area.bottom()),
    );
    let mut y = column.top() + 44.0;
    pane::label(
        ui,
        pos2(column.left(), y + 38.0),
        Align2::LEFT_CENTER,
        scene.text(Msg::WelcomeTitle),
        fonts::medium(size::HEADLINE),
        p.t1,
    );
    let subtitle = paint::cut(ui.painter(), scene.text(Msg::WelcomeSubtitle), fonts::regular(size::TITLE), p.t2, 660.0);
    ui.painter().galley(pos2(column.left(), y + 58.0), subtitle, p.t2);
    motif(ui, Rect::from_min_max(pos2(column.right() - 268.0, y), pos2(column.right(), y + 76.0)));
    y += 104.0;

    let gap = size::S12;
    let width = (column.width() - gap) / 2.0;
    for (index, (msg, note, icon, command)) in [
        (Msg::WelcomeNew, Msg::WelcomeNewNote, icons::PLUS, Command::New),
        (Msg::WelcomeOpen, Msg::WelcomeOpenNote, icons::FOLDER, Command::Open),
    ]
    .into_iter()
    .enumerate()
    {
        let rect = Rect::from_min_size(pos2(column.left() + (width + gap) * index as f32, y), vec2(width, 56.0));
        if big_button(ui, rect, icon, scene.text(msg), scene.text(note), &command.keys(), index == 0) {
            actions.push(Action::Command(command));
        }
    }
    y += 56.0 + 28.0;
    y = section(ui, column, y, scene.text(Msg::WelcomeTemplates), scene.text(Msg::WelcomeTemplatesNote));
    for template in Template::ALL {
        let rect = Rect::from_min_size(pos2(column.left(), y), vec2(column.width(), 43.0));
        if template_row(ui, rect, scene, template) {
            actions.push(Action::NewFrom(template));
        }
        y = rect.bottom();
    }
    y += 28.0;
    y = section(ui, column, y, scene.text(Msg::WelcomeSamples), scene.text(Msg::WelcomeSamplesNote));
    for sample in Sample::ALL {
        let rect = Rect::from_min_size(pos2(column.left(), y), vec2(column.width(), 40.0));
        if sample_row(ui, rect, scene, sample) {
            actions.push(Action::OpenSample(sample));
        }
        y = rect.bottom();
    }
}

/// The picture of a double-peak campaign: what this program is about.
fn motif(ui: &Ui, area: Rect) {
    use crate::engine::split::curve::{DayShape, day_weight};
    use crate::model::DayCurve;
    let p = theme::tokens(ui);
    let phases = [(PhaseKind::Preheat, 8u32), (PhaseKind::Launch, 10), (PhaseKind::Burst, 1), (PhaseKind::Return, 3)];
    let mut bars = Vec::new();
    for (kind, days) in phases {
        for index in 0..days {
            let shape = DayShape { kind, index, of: days, offset: 0 };
            bars.push((kind, day_weight(DayCurve::DoublePeak, shape, |_| 0).whole() as f32));
        }
    }
    // the peak is so high that the rest would vanish: the root keeps the order and shows the shape
    let height = |w: f32| w.max(0.0).sqrt();
    let top = bars.iter().map(|(_, w)| height(*w)).fold(1.0, f32::max);
    let step = area.width() / bars.len() as f32;
    for (index, (kind, weight)) in bars.into_iter().enumerate() {
        let left = area.left() + step * index as f32 + 2.0;
        let rect = Rect::from_min_max(
            pos2(left, area.bottom() - area.height() * height(weight) / top),
            pos2(left + step - 4.0, area.bottom()),
        );
        ui.painter().rect_filled(rect, CornerRadius { nw: 2, ne: 2, sw: 0, se: 0 }, p.phase(kind));
    }
    ui.painter().hline(area.x_range(), area.bottom() + 0.5, Stroke::new(1.0, p.line_2));
}

fn section(ui: &mut Ui, column: Rect, y: f32, title: &str, note: &str) -> f32 {
    let p = theme::tokens(ui);
    let end =
        pane::label(ui, pos2(column.left(), y + 8.0), Align2::LEFT_CENTER, title, fonts::medium(size::TITLE), p.t1);
    pane::label(ui, pos2(end.rect.right() + size::S8, y + 9.0), Align2::LEFT_CENTER, note, fonts::text(), p.t2);
    ui.painter().hline(column.x_range(), y + 24.5, Stroke::new(1.0, p.line_2));
    y + 25.0
}

fn big_button(ui: &mut Ui, rect: Rect, icon: &str, title: &str, note: &str, keys: &str, primary: bool) -> bool {
    let p = theme::tokens(ui);
    let response = ui.interact(rect, ui.scope_id().with(title), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, title));
    let hovered = response.hovered();
    let (fill, edge, ink, soft) = if primary {
        let fill = if hovered { p.accent_hover } else { p.accent };
        (fill, fill, p.on_accent, p.on_accent)
    } else {
        (if hovered { p.hover } else { p.panel }, p.field, p.t1, p.t2)
    };
    let painter = ui.painter();
    painter.rect(rect, CornerRadius::same(size::RADIUS), fill, Stroke::new(1.0, edge), StrokeKind::Inside);
    let icon_ink = if primary { p.on_accent } else { p.input };
    paint::icon(painter, pos2(rect.left() + 26.0, rect.center().y), icon, size::ICON_LARGE, icon_ink);
    let x = rect.left() + 50.0;
    paint::text(painter, pos2(x, rect.center().y - 9.0), Align2::LEFT_CENTER, title, fonts::medium(size::TITLE), ink);
    paint::text(painter, pos2(x, rect.center().y + 10.0), Align2::LEFT_CENTER, note, fonts::text(), soft);
    if primary {
        let width = paint::width(painter, keys, fonts::text());
        let place = Rect::from_min_max(
            pos2(rect.right() - width - 26.0, rect.center().y - 9.0),
            pos2(rect.right() - 16.0, rect.center().y + 9.0),
        );
        painter.rect_stroke(place, CornerRadius::same(3), Stroke::new(1.0, soft), StrokeKind::Inside);
        paint::text(painter, place.center(), Align2::CENTER_CENTER, keys, fonts::text(), soft);
    } else {
        float::keys(ui, pos2(rect.right() - 16.0, rect.center().y), keys);
    }
    if response.has_focus() {
        button::focus_ring(ui.painter(), rect, p);
    }
    response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}

/// A row that does one thing: its ground, its hover, its name.
fn row(ui: &mut Ui, rect: Rect, name: &str) -> egui::Response {
    let p = theme::tokens(ui);
    let response = ui.interact(rect, ui.scope_id().with(("row", name)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    if response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::ZERO, p.hover);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, p.line));
    if response.has_focus() {
        button::focus_ring(ui.painter(), rect.shrink(4.0), p);
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}

fn template_row(ui: &mut Ui, rect: Rect, scene: &Scene<'_>, kind: Template) -> bool {
    let p = theme::tokens(ui);
    let name = scene.text(template_name(kind));
    let response = row(ui, rect, name);
    let badge = Rect::from_center_size(pos2(rect.left() + 22.0, rect.center().y), vec2(20.0, 20.0));
    header::level_badge(ui.painter(), badge, kind.level(), p);
    let y = rect.center().y;
    paint::text(ui.painter(), pos2(rect.left() + 44.0, y), Align2::LEFT_CENTER, name, fonts::text_medium(), p.t1);
    let (phases, days) = (kind.phases(), kind.days());
    let words = match kind {
        Template::Lead => scene.texts.with(Msg::TemplateLeadDays, &[("days", days.into())]),
        _ => scene.texts.with(Msg::TemplateDays, &[("days", days.into()), ("phases", phases.len().into())]),
    };
    paint::text(ui.painter(), pos2(rect.left() + 224.0, y), Align2::LEFT_CENTER, &words, fonts::text(), p.t2);
    if response.hovered() {
        paint::text(
            ui.painter(),
            pos2(rect.right() - 164.0, y),
            Align2::RIGHT_CENTER,
            scene.text(Msg::WelcomeUseTemplate),
            fonts::text_medium(),
            p.input,
        );
    }
    // the phases to scale, the longest template as wide as there is room
    let scale = 130.0 / 53.0;
    let mut x = rect.right() - 144.0;
    for (phase, days) in phases {
        let width = (*days as f32 * scale).max(6.0);
        let bar = Rect::from_min_size(pos2(x, y - 2.5), vec2(width - 2.0, 5.0));
        ui.painter().rect_filled(bar, CornerRadius::same(size::RADIUS_SMALL), p.phase(*phase));
        x += width;
    }
    response.clicked()
}

fn sample_row(ui: &mut Ui, rect: Rect, scene: &Scene<'_>, sample: Sample) -> bool {
    let p = theme::tokens(ui);
    let (name, note) = match sample {
        Sample::Double11 => (Msg::SampleDouble11, Msg::SampleDouble11Note),
        Sample::Double11Run => (Msg::SampleRun, Msg::SampleRunNote),
        Sample::Car => (Msg::SampleCar, Msg::SampleCarNote),
    };
    let name = scene.text(name);
    let response = row(ui, rect, name);
    let y = rect.center().y;
    paint::icon(ui.painter(), pos2(rect.left() + 22.0, y), icons::BOOK_OPEN, size::ICON, p.t2);
    let end =
        paint::text(ui.painter(), pos2(rect.left() + 44.0, y), Align2::LEFT_CENTER, name, fonts::text_medium(), p.t1);
    let (skus, sources, campaigns) = sample.size();
    let words = match sample {
        Sample::Double11 => {
            let facts = [("skus", skus.into()), ("sources", sources.into()), ("campaigns", campaigns.into())];
            scene.texts.with(note, &facts)
        }
        Sample::Double11Run | Sample::Car => scene.text(note).to_owned(),
    };
    paint::text(
        ui.painter(),
        pos2((rect.left() + 224.0).max(end.right() + 16.0), y),
        Align2::LEFT_CENTER,
        &words,
        fonts::text(),
        p.t2,
    );
    paint::text(
        ui.painter(),
        pos2(rect.right() - 12.0, y),
        Align2::RIGHT_CENTER,
        scene.text(Msg::WelcomeOpenCopy),
        fonts::text(),
        p.input,
    );
    response.clicked()
}

fn recent(ui: &mut Ui, area: Rect, scene: &Scene<'_>, actions: &mut Actions) {
    let p = theme::tokens(ui);
    let title_y = area.top() + 22.0;
    pane::label(
        ui,
        pos2(area.left() + size::S16, title_y),
        Align2::LEFT_CENTER,
        scene.text(Msg::WelcomeRecent),
        fonts::medium(size::TITLE),
        p.t1,
    );
    if !scene.recent.is_empty() {
        let words = scene.text(Msg::WelcomeClearRecent);
        let width = paint::width(ui.painter(), words, fonts::text());
        let place = Rect::from_min_max(
            pos2(area.right() - 12.0 - width, title_y - 10.0),
            pos2(area.right() - 12.0, title_y + 10.0),
        );
        if button::link(&mut paint::at(ui, place, "clear"), words).clicked() {
            actions.settings(|s| s.recent.clear());
        }
    }
    let mut y = area.top() + 44.0;
    ui.painter().hline(area.x_range(), y - 0.5, Stroke::new(1.0, p.line));
    let foot = area.bottom() - 102.0;
    for file in scene.recent {
        let rect = Rect::from_min_size(pos2(area.left(), y), vec2(area.width(), 51.0));
        if rect.bottom() > foot - 30.0 {
            break;
        }
        if recent_row(ui, rect, scene, file) {
            actions.push(Action::OpenPath(file.path.clone()));
        }
        y = rect.bottom();
    }
    let words = if scene.recent.is_empty() { Msg::WelcomeNoRecent } else { Msg::WelcomePrivate };
    let job =
        egui::epaint::text::LayoutJob::simple(scene.text(words).to_owned(), fonts::text(), p.t2, area.width() - 32.0);
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(pos2(area.left() + size::S16, y + 14.0), galley, p.t2);
    settings(ui, Rect::from_min_max(pos2(area.left(), foot), area.max), scene, actions);
}

fn recent_row(ui: &mut Ui, rect: Rect, scene: &Scene<'_>, file: &RecentFile) -> bool {
    let p = theme::tokens(ui);
    let name = file.path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let folder = file.path.parent().map(|f| f.display().to_string()).unwrap_or_default();
    let response = row(ui, rect, &name);
    let format = scene.format();
    let (ink, soft) = if file.exists { (p.t1, p.t2) } else { (p.t2, p.t3) };
    let painter = ui.painter();
    paint::icon(painter, pos2(rect.left() + 24.0, rect.top() + 17.0), icons::FILE, size::ICON, soft);
    let (upper, lower) = (rect.top() + 17.0, rect.top() + 34.0);
    let when = if file.at.date() == scene.now.date() {
        format!("{} {}", scene.text(Msg::HeaderToday), format.time(file.at))
    } else {
        format.day(file.at.date())
    };
    let right = rect.right() - 12.0;
    let when = paint::text(painter, pos2(right, upper), Align2::RIGHT_CENTER, &when, fonts::text(), soft);
    let galley = paint::cut(painter, &name, fonts::text_medium(), ink, when.left() - rect.left() - 52.0);
    painter.galley(pos2(rect.left() + 40.0, upper - galley.size().y / 2.0), galley, ink);
    let days = file.opening.and_then(|o| o.date().since(scene.now.date()).ok()).map_or(0, |span| span.get_days());
    let note = match (file.exists, days) {
        (false, _) => scene.text(Msg::WelcomeMissing).to_owned(),
        (true, days) if days > 0 => {
            let words = [scene.text(Msg::HeaderDaysToOpening), scene.text(Msg::HeaderDaysUnit)];
            format!("{}　{} {days} {}", file.campaign, words[0], words[1])
        }
        _ => file.campaign.clone(),
    };
    let note_ink = if file.exists { soft } else { p.warn };
    let galley = paint::cut(painter, &note, fonts::text(), note_ink, rect.width() * 0.5);
    let note_left = right - galley.size().x;
    painter.galley(pos2(note_left, lower - galley.size().y / 2.0), galley, note_ink);
    let galley = paint::cut(painter, &folder, fonts::text(), soft, note_left - rect.left() - 50.0);
    painter.galley(pos2(rect.left() + 40.0, lower - galley.size().y / 2.0), galley, soft);
    response.on_hover_text(file.path.display().to_string()).clicked()
}

fn settings(ui: &mut Ui, area: Rect, scene: &Scene<'_>, actions: &mut Actions) {
    let p = theme::tokens(ui);
    ui.painter().hline(area.x_range(), area.top() - 0.5, Stroke::new(1.0, p.line));
    let labels = [Msg::WelcomeLanguage, Msg::WelcomeLook, Msg::WelcomeJudgement];
    for (index, label) in labels.into_iter().enumerate() {
        let y = area.top() + 24.0 + 27.0 * index as f32;
        let name = scene.text(label);
        pane::label(ui, pos2(area.left() + size::S16, y), Align2::LEFT_CENTER, name, fonts::text(), p.t2);
        let place = Rect::from_min_max(pos2(area.left() + 88.0, y - 12.0), pos2(area.right() - 8.0, y + 12.0));
        let mut child = paint::at(ui, place, ("setting", index));
        match label {
            Msg::WelcomeLanguage => {
                let names = Lang::ALL.map(Lang::own_name);
                let chosen = Lang::ALL.iter().position(|l| *l == scene.texts.lang());
                if let Some(lang) = button::segmented(&mut child, name, &names, chosen).and_then(|i| Lang::ALL.get(i)) {
                    let lang = *lang;
                    actions.settings(move |s| s.language = Some(lang));
                }
            }
            Msg::WelcomeLook => {
                const CHOICES: [LookChoice; 3] = [LookChoice::Light, LookChoice::Dark, LookChoice::System];
                let names = [Msg::LookLight, Msg::LookDark, Msg::LookSystem].map(|m| scene.text(m));
                let chosen = CHOICES.iter().position(|c| *c == scene.settings.look);
                if let Some(look) = button::segmented(&mut child, name, &names, chosen).and_then(|i| CHOICES.get(i)) {
                    let look = *look;
                    actions.settings(move |s| s.look = look);
                }
            }
            _ => {
                let names = [Msg::JudgementGreen, Msg::JudgementRed].map(|m| scene.text(m));
                let chosen = usize::from(scene.settings.swapped);
                if let Some(index) = button::segmented(&mut child, name, &names, Some(chosen)) {
                    actions.settings(move |s| s.swapped = index == 1);
                }
            }
        }
    }
}
