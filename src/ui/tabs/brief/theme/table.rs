//! The candidates: words, six marks, their sum, and which is chosen.

use egui::{Align2, CornerRadius, Rect, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::edits;
use super::mark::{self, Asked, Shown};
use crate::engine::theme::{AdLaw, mark as mark_of, score, units};
use crate::model::{Quality, ThemeCandidate};
use crate::text::Msg;
use crate::text::names::Named;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::brief::Chosen;
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::field::{Field, Ink};
use crate::ui::widgets::{button, paint, pane};

/// Where the columns stand.
struct Columns {
    words: (f32, f32),
    marks: [f32; 6],
    total: f32,
    choose: f32,
    step: f32,
}

fn columns(area: Rect, scene: &Scene<'_>) -> Columns {
    let chinese = scene.texts.lang().is_chinese();
    let choose = if chinese { 52.0 } else { 64.0 };
    let total = 44.0;
    let step = (area.width() * if chinese { 0.078 } else { 0.084 }).clamp(34.0, 56.0);
    let right = area.right() - size::S12 - choose;
    let first = right - total - step * 6.0;
    Columns {
        words: (area.left() + size::S16 - 3.0, first - size::S4),
        marks: std::array::from_fn(|at| first + step * (at as f32 + 0.5)),
        total: right - size::S8,
        choose: area.right() - size::S12,
        step,
    }
}

/// Draws them; gives where they end.
pub fn show(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
) -> f32 {
    let p = theme::tokens(ui);
    let columns = columns(area, scene);
    let (head, rest) = area.split_top_bottom_at_y(area.top() + size::GRID_HEADER);
    ui.painter().rect_filled(head, CornerRadius::ZERO, p.chrome);
    ui.painter().hline(head.x_range(), head.bottom() - 0.5, Stroke::new(1.0, p.line_2));
    let heading = |ui: &mut Ui, x: f32, align: Align2, words: &str| {
        pane::label(ui, pos2(x, head.center().y), align, words, fonts::text(), p.t2);
    };
    heading(ui, columns.words.0 + 3.0, Align2::LEFT_CENTER, scene.text(Msg::ThemeCandidate));
    for (quality, x) in Quality::ALL.into_iter().zip(columns.marks) {
        let galley = paint::cut(ui.painter(), quality.name_in(scene.texts), fonts::text(), p.t2, columns.step - 2.0);
        let place = Align2::CENTER_CENTER.anchor_size(pos2(x, head.center().y), galley.size());
        ui.painter().galley(place.min, galley, p.t2);
        pane::named(ui, place, quality.name_in(scene.texts));
    }
    heading(ui, columns.total, Align2::RIGHT_CENTER, scene.text(Msg::ThemeTotal));
    let candidates = &open.campaign.brief.theme.candidates;
    let law = AdLaw::of(&open.project.shop);
    let mains = candidates.iter().filter(|candidate| candidate.main).count();
    let height = size::ROW * candidates.len() as f32;
    let layout = egui::Layout::top_down(egui::Align::Min);
    let mut child = ui.new_child(egui::UiBuilder::new().id_salt("candidates").max_rect(rest).layout(layout));
    child.set_clip_rect(rest.intersect(ui.clip_rect()));
    ScrollArea::vertical().id_salt("candidates").auto_shrink(false).show_viewport(&mut child, |ui, seen| {
        let (whole, _) = ui.allocate_exact_size(vec2(rest.width(), height), Sense::hover());
        for (at, candidate) in candidates.iter().enumerate() {
            let top = size::ROW * at as f32;
            if top + size::ROW < seen.min.y || top > seen.max.y {
                continue;
            }
            let place = Rect::from_min_size(pos2(whole.left(), whole.top() + top), vec2(whole.width(), size::ROW));
            let row = Row { candidate, columns: &columns, place, law: &law, mains };
            row.show(ui, scene, open, view, actions);
        }
    });
    (rest.top() + height + size::S4).min(rest.bottom())
}

struct Row<'a> {
    candidate: &'a ThemeCandidate,
    columns: &'a Columns,
    place: Rect,
    law: &'a AdLaw,
    mains: usize,
}

impl Row<'_> {
    fn show(&self, ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
        let p = theme::tokens(ui);
        let Self { candidate, place, .. } = *self;
        let id = candidate.id;
        let response = ui.interact(place, ui.scope_id().with(("candidate", id.0)), Sense::click());
        let on = view.tabs.brief.theme.candidate == Some(id)
            || (view.tabs.brief.theme.candidate.is_none() && candidate.main);
        response.widget_info(|| WidgetInfo::selected(Role::Row, true, on, &candidate.words));
        let fill = if on {
            p.acc_soft
        } else if response.hovered() {
            p.hover
        } else {
            p.panel
        };
        ui.painter().rect_filled(place, CornerRadius::ZERO, fill);
        ui.painter().hline(place.x_range(), place.bottom() - 0.5, Stroke::new(1.0, p.line));
        if response.clicked() {
            self.look(view);
        }
        self.words(ui, scene, open, view, actions);
        for (quality, x) in Quality::ALL.into_iter().zip(self.columns.marks) {
            self.mark(ui, x, quality, scene, open, actions);
        }
        let score = score(candidate);
        let total = pos2(self.columns.total, place.center().y);
        let ink = if score.is_complete() { p.t1 } else { p.t3 };
        let words = score.total.to_string();
        pane::label(ui, total, Align2::RIGHT_CENTER, &words, fonts::text_medium(), ink);
        self.choose(ui, on, scene, open, view, actions);
    }

    fn look(&self, view: &mut View) {
        view.tabs.brief.theme.candidate = Some(self.candidate.id);
        view.tabs.brief.choose(Chosen::Theme);
    }

    fn words(&self, ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
        let p = theme::tokens(ui);
        let words = &self.candidate.words;
        let (left, mut right) = self.columns.words;
        let banned: Vec<String> = self.law.found(words).into_iter().map(|found| found.word).collect();
        if !banned.is_empty() {
            let center = pos2(right - 8.0, self.place.center().y);
            paint::icon(ui.painter(), center, icons::TRIANGLE_ALERT, size::ICON_TEXT, p.warn);
            let about = [("theme", words.clone().into()), ("word", banned.join(" ").into())];
            let said = scene.texts.with(Msg::FindingThemeWord, &about);
            pane::named(ui, paint::square(center, 16.0), &said).on_hover_text(&said);
            right -= 18.0;
        }
        let height = size::FIELD - 2.0;
        let place = Rect::from_min_max(
            pos2(left, self.place.center().y - height / 2.0),
            pos2(right, self.place.center().y + height / 2.0),
        );
        let name = format!("{} {words}", scene.text(Msg::ThemeCandidate));
        let mut child = paint::at(ui, place, ("words", self.candidate.id.0));
        let font = if self.candidate.main { fonts::text_medium() } else { fonts::text() };
        let field = Field::new(&name, words, words).hint(scene.text(Msg::ThemeNew)).ink(Ink::Prose).font(font);
        let field = field.left().bare().size(place.width(), height);
        let shown = field.show(&mut child, ("words", self.candidate.id.0), |_| Ok(()));
        if shown.response.gained_focus() {
            self.look(view);
        }
        if let Some(words) = shown.committed {
            let change = move |candidate: &mut ThemeCandidate| candidate.words = words;
            edits::candidate(scene, open, Msg::ThemeStepWords, self.candidate.id, change, actions);
        }
    }

    fn mark(&self, ui: &mut Ui, x: f32, quality: Quality, scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) {
        let candidate = self.candidate;
        let found = mark_of(candidate, quality);
        let measured = found.is_some_and(|(_, measured)| measured);
        let name = format!("{} {}", candidate.words, quality.name_in(scene.texts));
        let tip = match quality {
            Quality::Short => {
                let units = units(&candidate.words).len();
                scene.texts.with(Msg::ThemeMeasuredShort, &[("units", units.into())])
            }
            Quality::Memorable if measured => scene.text(Msg::ThemeMeasuredMemorable).to_owned(),
            _ => String::new(),
        };
        let judged = candidate.marks.contains_key(&quality) && quality != Quality::Short;
        let clear = if quality == Quality::Memorable { Msg::ThemeClearMark } else { Msg::ThemeUnmark };
        let shown = Shown {
            name: &name,
            mark: found.map(|(mark, _)| mark),
            measured,
            fixed: quality == Quality::Short,
            clears: judged.then(|| scene.text(clear)),
            tip: &tip,
        };
        let place = Rect::from_center_size(pos2(x, self.place.center().y), vec2(self.columns.step, size::ROW));
        match mark::show(ui, place, (candidate.id.0, quality as u8), shown) {
            Some(Asked::Set(mark)) => edits::mark(scene, open, candidate.id, quality, Some(mark), actions),
            Some(Asked::Clear) => edits::mark(scene, open, candidate.id, quality, None, actions),
            None => {}
        }
    }

    /// Whether it is chosen; the one that is looked at can be.
    fn choose(
        &self,
        ui: &mut Ui,
        on: bool,
        scene: &Scene<'_>,
        open: &Open<'_>,
        view: &mut View,
        actions: &mut Actions,
    ) {
        let p = theme::tokens(ui);
        let at = pos2(self.columns.choose, self.place.center().y);
        let candidate = self.candidate;
        if candidate.main {
            let ink = if self.mains > 1 { p.warn } else { p.ok };
            let icon = if self.mains > 1 { icons::TRIANGLE_ALERT } else { icons::CHECK };
            let center = pos2(at.x - 10.0, at.y);
            paint::icon(ui.painter(), center, icon, size::ICON_TEXT, ink);
            let said = if self.mains > 1 {
                scene.texts.with(Msg::FindingMainThemes, &[("count", self.mains.into())])
            } else {
                scene.text(Msg::ThemeChosen).to_owned()
            };
            pane::named(ui, paint::square(center, 18.0), &said).on_hover_text(&said);
            return;
        }
        if !on || view.pose.is_some() {
            return;
        }
        let words = scene.text(Msg::ThemeChoose);
        let width = paint::width(ui.painter(), words, fonts::text());
        let place = Rect::from_min_size(pos2(at.x - width, at.y - 8.0), vec2(width, 16.0));
        if button::link(&mut paint::at(ui, place, ("choose", candidate.id.0)), words).clicked() {
            edits::choose(scene, open, candidate.id, true, actions);
            self.look(view);
        }
    }
}
