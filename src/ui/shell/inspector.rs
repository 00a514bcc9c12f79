//! The inspector: a figure, why it is what it is, what the gap comes from, where it is used; or the list of findings.

use egui::{Align2, CornerRadius, CursorIcon, Rect, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::status::severity_mark;
use crate::engine::finding::Severity;
use crate::engine::value::{Origin, Value};
use crate::engine::why::{Explanation, FigureId, Operator, TermLabel, why};
use crate::model::{Campaign, Money};
use crate::text::findings::sentence;
use crate::text::why::{figure_name, operator_sign, place_name, rounding_note, term_label, value_exact, value_shown};
use crate::text::{Msg, Texts};
use crate::ui::action::{Action, Actions};
use crate::ui::command::Command;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs;
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::{button, glow, paint, pane};

/// Draws the inspector, or the rail that is left of it.
pub fn show(
    ui: &mut Ui,
    area: Rect,
    open_pane: bool,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
) {
    if !open_pane {
        rail(ui, area, scene, open, view, actions);
        return;
    }
    let p = theme::tokens(ui);
    let (head, body) = area.split_top_bottom_at_y(area.top() + size::PANE_TITLE);
    let figure = view.figure.unwrap_or(FigureId::PlannedGmv);
    let explanation = why(open.campaign, open.answer, figure);
    let own = if view.findings { None } else { tabs::side_title(scene, open, view) };
    let title = if view.findings {
        scene.text(Msg::InspectorFindings).to_owned()
    } else if let Some(title) = &own {
        title.clone()
    } else {
        figure_name(scene.texts, open.project, open.campaign, figure)
    };
    let galley = paint::cut(ui.painter(), &title, fonts::medium(size::TITLE), p.t1, area.width() - 110.0);
    let end = head.left() + size::S16 + galley.size().x;
    ui.painter().galley(pos2(head.left() + size::S16, head.center().y - galley.size().y / 2.0), galley, p.t1);
    if !view.findings && own.is_none() {
        let tag = match explanation.origin {
            Origin::Typed => Msg::InspectorTyped,
            Origin::Solved => Msg::InspectorCalculated,
            Origin::Kept => Msg::InspectorKept,
            Origin::Missing => Msg::InspectorMissing,
        };
        tag_at(ui, pos2(end + size::S8, head.center().y), scene.text(tag));
    }
    let fold = Rect::from_min_size(pos2(head.right() - 36.0, head.center().y - 14.0), vec2(28.0, 28.0));
    let mut child = paint::at(ui, fold, "fold");
    if view.findings {
        if button::icon(&mut child, icons::X, scene.text(Msg::InspectorFold)).clicked() {
            view.findings = false;
        }
    } else if button::icon(&mut child, icons::PANEL_RIGHT, scene.text(Msg::InspectorFold)).clicked() {
        if super::is_compact(ui.ctx().content_rect()) {
            view.unfolded = false;
        } else {
            actions.push(Action::Command(Command::Inspector));
        }
    }
    ui.painter().hline(head.x_range(), head.bottom() - 0.5, Stroke::new(1.0, p.line));
    let mut inner = paint::at(ui, body, "inspector body");
    inner.set_clip_rect(body.intersect(ui.clip_rect()));
    ScrollArea::vertical().id_salt("inspector").auto_shrink(false).show(&mut inner, |ui| {
        ui.set_width(body.width());
        ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            if view.findings {
                findings(ui, scene, open, actions);
            } else if own.is_some() {
                tabs::side(ui, scene, open, view, actions);
            } else {
                figure_pane(ui, scene, open, &explanation, view);
            }
        });
    });
}

fn rail(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    let mut y = area.top() + 4.0;
    let worst = open.answer.findings.iter().map(|f| f.severity).min();
    let buttons = [
        (icons::PANEL_RIGHT, Msg::InspectorUnfold, false),
        (icons::INFO, Msg::InspectorWhy, false),
        (worst.map_or(icons::TRIANGLE_ALERT, |w| severity_mark(w, theme::tokens(ui)).0), Msg::InspectorFindings, true),
    ];
    for (index, (icon, name, findings)) in buttons.into_iter().enumerate() {
        let rect = Rect::from_min_size(pos2(area.center().x - 14.0, y), vec2(28.0, 28.0));
        if button::icon(&mut paint::at(ui, rect, ("rail", index)), icon, scene.text(name)).clicked() {
            unfold(scene, view, findings, actions);
        }
        y += 32.0;
    }
}

/// Brings the inspector into view, with the findings or with what is chosen.
pub fn unfold(scene: &Scene<'_>, view: &mut View, findings: bool, actions: &mut Actions) {
    view.findings = findings;
    view.unfolded = true;
    if !scene.settings.inspector {
        actions.push(Action::Command(Command::Inspector));
    }
}

fn tag_at(ui: &mut Ui, left: egui::Pos2, words: &str) {
    let p = theme::tokens(ui);
    let width = paint::width(ui.painter(), words, fonts::text());
    let rect = Rect::from_min_size(pos2(left.x, left.y - 9.0), vec2(width + 12.0, 18.0));
    ui.painter().rect_filled(rect, CornerRadius::same(3), p.press);
    pane::label(ui, rect.center(), Align2::CENTER_CENTER, words, fonts::text(), p.t2);
}

/// A strip across the pane, with its left and right edges.
fn strip(ui: &mut Ui, height: f32) -> Rect {
    let width = ui.available_width();
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    rect.shrink2(vec2(size::S16, 0.0))
}

fn rule(ui: &mut Ui) {
    let width = ui.available_width();
    let (rect, _) = ui.allocate_exact_size(vec2(width, 1.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(1.0, theme::tokens(ui).line));
}

fn section(ui: &mut Ui, words: &str) {
    let p = theme::tokens(ui);
    let row = strip(ui, 34.0);
    pane::label(ui, row.left_center(), Align2::LEFT_CENTER, words, fonts::text_medium(), p.t1);
}

fn figure_pane(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, explanation: &Explanation, view: &mut View) {
    headline(ui, scene, open, explanation);
    if !explanation.terms.is_empty() {
        rule(ui);
        section(ui, scene.text(Msg::InspectorWhy));
        terms(ui, scene, open, explanation, view);
    }
    if matches!(
        explanation.figure,
        FigureId::PlannedGmv | FigureId::GmvGap | FigureId::PlannedUv | FigureId::PlannedCvr | FigureId::PlannedAov
    ) {
        gap(ui, scene, open, view);
    }
    if matches!(explanation.figure, FigureId::PlannedGmv | FigureId::Chance | FigureId::Gmv) {
        tabs::funnel::chance_card(ui, scene, open, view);
    }
    if let FigureId::SourceUv(id) | FigureId::SourceGmv(id) | FigureId::SourceCost(id) | FigureId::SourceRoi(id) =
        explanation.figure
    {
        tabs::funnel::play_card(ui, id, scene, open, view);
    }
    if !explanation.used_by.is_empty() {
        ui.add_space(size::S8);
        rule(ui);
        section(ui, scene.text(Msg::InspectorUsedBy));
        for figure in explanation.used_by.iter().take(8) {
            let value = why(open.campaign, open.answer, *figure).value;
            let shown = value.map_or_else(
                || "—".to_owned(),
                |v| value_shown(scene.texts, open.campaign, TermLabel::Figure(*figure), v),
            );
            let name = figure_name(scene.texts, open.project, open.campaign, *figure);
            let row = strip(ui, 24.0);
            figure_glow(ui, scene, open, explanation.figure, ("used", &name), row.right_center(), &shown);
            link_row(ui, row, &name, &shown, *figure, view);
        }
    }
    ui.add_space(size::S16);
}

/// The glow of a figure that ends at a point, in the reasons of another.
fn figure_glow(
    ui: &Ui,
    scene: &Scene<'_>,
    open: &Open<'_>,
    of: FigureId,
    salt: impl std::hash::Hash,
    right: egui::Pos2,
    shown: &str,
) {
    let width = paint::width(ui.painter(), shown, fonts::text_medium());
    let place = Align2::RIGHT_CENTER.anchor_size(right, vec2(width, 18.0));
    glow::behind(ui, salt, (scene.figures_of(open), of), place, shown);
}

fn link_row(ui: &mut Ui, row: Rect, name: &str, shown: &str, figure: FigureId, view: &mut View) {
    let p = theme::tokens(ui);
    let response = ui.interact(row, ui.scope_id().with(("figure", name)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, name));
    let galley = paint::cut(ui.painter(), name, fonts::text(), p.input, row.width() - 110.0);
    let end = row.left() + galley.size().x;
    if response.hovered() {
        ui.painter().hline(row.left()..=end, row.center().y + 8.0, Stroke::new(1.0, p.input));
    }
    ui.painter().galley(pos2(row.left(), row.center().y - galley.size().y / 2.0), galley, p.input);
    paint::icon(ui.painter(), pos2(end + 9.0, row.center().y), icons::CHEVRON_RIGHT, size::ICON_CELL, p.input);
    paint::text(ui.painter(), row.right_center(), Align2::RIGHT_CENTER, shown, fonts::text(), p.t2);
    if response.has_focus() {
        button::focus_ring(ui.painter(), row, p);
    }
    if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
        view.figure = Some(figure);
    }
}

fn headline(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, explanation: &Explanation) {
    let p = theme::tokens(ui);
    let row = strip(ui, 46.0);
    let at = pos2(row.left(), row.bottom() - 14.0);
    let (number, unit) = match &explanation.value {
        Some(value) => headline_parts(scene.texts, open.campaign, explanation.figure, *value),
        None => ("—".to_owned(), String::new()),
    };
    let width = paint::width(ui.painter(), &number, fonts::medium(size::HEADLINE));
    let place = Rect::from_min_size(pos2(at.x, at.y - 15.0), vec2(width, 30.0));
    glow::behind(ui, "headline", (scene.figures_of(open), explanation.figure), place, &number);
    let response = pane::label(ui, at, Align2::LEFT_CENTER, &number, fonts::medium(size::HEADLINE), p.t1);
    let end = response.rect.right();
    if let Some(value) = &explanation.value {
        response.on_hover_text(value_exact(scene.texts, open.campaign, TermLabel::Figure(explanation.figure), *value));
    }
    paint::text(ui.painter(), pos2(end + 5.0, at.y + 4.0), Align2::LEFT_CENTER, &unit, fonts::text(), p.t2);
    if explanation.figure == FigureId::PlannedGmv
        && let (Some(gap), Some(target)) = (&open.answer.gap, open.answer.funnel.gmv.value)
        && target > Money::ZERO
    {
        let row = strip(ui, 22.0);
        let better = gap.gap >= Money::ZERO;
        let size_of_gap = Money::from_wide(gap.gap.wide().abs());
        let share = size_of_gap.ratio(target).unwrap_or_default();
        let msg = if better { Msg::FunnelAboveTarget } else { Msg::FunnelBelowTarget };
        let words = scene.texts.with(
            msg,
            &[
                ("gap", scene.format().sum(size_of_gap).to_string().into()),
                ("share", scene.format().percent(share, 1).into()),
            ],
        );
        pane::judged(ui, row.left_center(), Align2::LEFT_CENTER, better, &words, fonts::text_medium());
    }
    ui.add_space(size::S8);
}

fn headline_parts(texts: &Texts, campaign: &Campaign, figure: FigureId, value: Value) -> (String, String) {
    let shown = || value_shown(texts, campaign, TermLabel::Figure(figure), value);
    let format = texts.format();
    match (figure, value) {
        (FigureId::Aov | FigureId::PlannedAov | FigureId::EstimatedAov, _) => (shown(), String::new()),
        (_, Value::Money(money)) => {
            let shown = format.sum(money);
            (format!("{}{}", shown.prefix, shown.number), shown.unit.to_owned())
        }
        (_, Value::Count(count)) => {
            let shown = format.count_headline(count);
            (shown.number, shown.unit.to_owned())
        }
        _ => (shown(), String::new()),
    }
}

fn terms(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, explanation: &Explanation, view: &mut View) {
    const SHOWN: usize = 14;
    let p = theme::tokens(ui);
    // figures stand under each other, left of the longest word that leads on
    let shown_terms = explanation.terms.iter().take(SHOWN);
    let leads = shown_terms.filter_map(|term| match term.label {
        TermLabel::Figure(figure) => Some(figure_source(scene, open, figure)),
        _ => None,
    });
    let lead = leads.map(|words| paint::width(ui.painter(), &words, fonts::text()) + 14.0).fold(0.0, f32::max);
    let width = ui.available_width() - 2.0 * size::S16;
    let value_at = (width - lead - size::S8).min(width * 0.7).max(width * 0.4);
    for term in explanation.terms.iter().take(SHOWN) {
        let row = strip(ui, 24.0);
        let value_right = row.left() + value_at;
        let sign = if term.op == Operator::Start { "" } else { operator_sign(term.op) };
        let label = term_label(scene.texts, open.project, open.campaign, term.label);
        let ink = if term.op == Operator::Note { p.t3 } else { p.t2 };
        paint::text(ui.painter(), row.left_center(), Align2::LEFT_CENTER, sign, fonts::text(), p.t2);
        let shown = term
            .value
            .as_ref()
            .map_or_else(|| "—".to_owned(), |v| value_shown(scene.texts, open.campaign, term.label, *v));
        let room = value_right - row.left() - 22.0 - paint::width(ui.painter(), &shown, fonts::text_medium());
        let galley = paint::cut(ui.painter(), &label, fonts::text(), ink, room);
        ui.painter().galley(pos2(row.left() + 14.0, row.center().y - galley.size().y / 2.0), galley, ink);
        let figure = if let TermLabel::Figure(figure) = term.label { Some(figure) } else { None };
        figure_glow(ui, scene, open, explanation.figure, ("term", &label), pos2(value_right, row.center().y), &shown);
        let value_font = fonts::text_medium();
        let value = pane::label(ui, pos2(value_right, row.center().y), Align2::RIGHT_CENTER, &shown, value_font, p.t1);
        if let Some(v) = &term.value {
            value.on_hover_text(value_exact(scene.texts, open.campaign, term.label, *v));
        }
        if let Some(figure) = figure {
            let words = figure_source(scene, open, figure);
            let width = paint::width(ui.painter(), &words, fonts::text()) + 14.0;
            let place = Rect::from_min_max(pos2(row.right() - width, row.top()), pos2(row.right(), row.bottom()));
            let response = ui.interact(place, ui.scope_id().with(("term", &label)), Sense::click());
            response.widget_info(|| WidgetInfo::labeled(Role::Link, true, &label));
            paint::text(
                ui.painter(),
                pos2(place.right() - 14.0, row.center().y),
                Align2::RIGHT_CENTER,
                &words,
                fonts::text(),
                p.input,
            );
            paint::icon(
                ui.painter(),
                pos2(place.right() - 5.0, row.center().y),
                icons::CHEVRON_RIGHT,
                size::ICON_CELL,
                p.input,
            );
            if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
                view.figure = Some(figure);
            }
        }
    }
    if explanation.terms.len() > SHOWN {
        let row = strip(ui, 20.0);
        let more = (explanation.terms.len() - SHOWN).to_string();
        let words = scene.texts.with(Msg::InspectorMoreTerms, &[("n", more.into())]);
        pane::label(ui, row.left_center(), Align2::LEFT_CENTER, &words, fonts::text(), p.t3);
    }
    if let Some(value) = &explanation.value {
        let line = strip(ui, 6.0);
        ui.painter().hline(line.x_range(), line.center().y, Stroke::new(1.0, p.line));
        let row = strip(ui, 24.0);
        paint::text(ui.painter(), row.left_center(), Align2::LEFT_CENTER, "=", fonts::text(), p.t2);
        let name = figure_name(scene.texts, open.project, open.campaign, explanation.figure);
        let galley = paint::cut(ui.painter(), &name, fonts::text(), p.t1, 120.0);
        ui.painter().galley(pos2(row.left() + 14.0, row.center().y - galley.size().y / 2.0), galley, p.t1);
        let shown = value_shown(scene.texts, open.campaign, TermLabel::Figure(explanation.figure), *value);
        paint::text(
            ui.painter(),
            pos2(row.left() + value_at, row.center().y),
            Align2::RIGHT_CENTER,
            &shown,
            fonts::text_medium(),
            p.t1,
        );
        if let Some(note) = rounding_note(scene.texts, explanation.rounding) {
            paint::text(ui.painter(), row.right_center(), Align2::RIGHT_CENTER, note, fonts::text(), p.t3);
        }
    }
}

/// Where a term comes from, in a word or two.
fn figure_source(scene: &Scene<'_>, open: &Open<'_>, figure: FigureId) -> String {
    match figure {
        FigureId::PlannedUv => {
            let sources = open.answer.traffic.rows.iter().filter(|r| !r.group).count();
            scene.texts.with(Msg::InspectorSources, &[("n", sources.into())])
        }
        FigureId::PlannedCvr => scene.text(Msg::InspectorByUv).to_owned(),
        FigureId::PlannedAov => scene.text(Msg::InspectorByOrders).to_owned(),
        other => place_name(scene.texts, open.project, open.campaign, &crate::engine::why::place(other)),
    }
}

fn gap(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, view: &mut View) {
    let Some(gap) = &open.answer.gap else { return };
    let p = theme::tokens(ui);
    let format = scene.format();
    let funnel = &open.answer.funnel;
    let total = &open.answer.traffic.total;
    ui.add_space(size::S8);
    rule(ui);
    section(ui, scene.text(Msg::InspectorGap));
    let arrow = |from: String, to: String| format!("{from} → {to}");
    let rows = [
        (
            Msg::FigureUvShort,
            funnel.uv.value.map(|uv| arrow(format.count(uv).to_string(), format.count(total.uv).to_string())),
            gap.uv,
        ),
        (
            Msg::FigureCvrShort,
            funnel.cvr.value.zip(total.cvr()).map(|(a, b)| arrow(format.percent_number(a, 2), format.percent(b, 2))),
            gap.cvr,
        ),
        (
            Msg::FigureAovShort,
            funnel.aov.value.zip(total.aov()).map(|(a, b)| arrow(format.price(a), format.price(b))),
            gap.aov,
        ),
    ];
    for (name, change, effect) in rows {
        let row = strip(ui, 24.0);
        let words = format!("{} {}", scene.text(name), change.unwrap_or_default());
        pane::label(ui, row.left_center(), Align2::LEFT_CENTER, &words, fonts::text(), p.t2);
        let better = effect >= Money::ZERO;
        let size_of = format.sum(Money::from_wide(effect.wide().abs())).to_string();
        figure_glow(ui, scene, open, FigureId::GmvGap, ("gap", scene.text(name)), row.right_center(), &size_of);
        pane::judged(ui, row.right_center(), Align2::RIGHT_CENTER, better, &size_of, fonts::text_medium());
    }
    if let Some(missing) = open.answer.traffic.gap.filter(|g| *g < 0) {
        ui.add_space(size::S8);
        let words = scene
            .texts
            .with(Msg::FunnelFillGap, &[("uv", format.count_wide(i128::from(missing.abs())).to_string().into())]);
        ui.horizontal(|ui| {
            ui.add_space(size::S16);
            if button::primary(ui, &words).clicked() {
                view.tabs.funnel.fill_gap = true;
            }
        });
    }
}

fn findings(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) {
    let p = theme::tokens(ui);
    if open.answer.findings.is_empty() {
        let row = strip(ui, 44.0);
        pane::label(ui, row.left_center(), Align2::LEFT_CENTER, scene.text(Msg::FindingsNone), fonts::text(), p.t3);
        return;
    }
    for (severity, title) in [
        (Severity::Error, Msg::FindingsError),
        (Severity::Warning, Msg::FindingsWarning),
        (Severity::Hint, Msg::FindingsHint),
    ] {
        let mut any = false;
        for finding in open.answer.findings.iter().filter(|f| f.severity == severity) {
            if !any {
                section(ui, scene.text(title));
                any = true;
            }
            let words = sentence(scene.texts, open.project, open.campaign, finding);
            let (icon, ink) = severity_mark(severity, p);
            let width = ui.available_width();
            let job = egui::epaint::text::LayoutJob::simple(words.clone(), fonts::text(), p.t1, width - 62.0);
            let galley = ui.painter().layout_job(job);
            let (rect, response) = ui.allocate_exact_size(vec2(width, galley.size().y + 14.0), Sense::click());
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
            if response.hovered() {
                ui.painter().rect_filled(rect, CornerRadius::ZERO, p.hover);
            }
            paint::icon(ui.painter(), pos2(rect.left() + 24.0, rect.top() + 15.0), icon, size::ICON_TEXT, ink);
            ui.painter().galley(pos2(rect.left() + 40.0, rect.top() + 7.0), galley, p.t1);
            ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, p.line));
            if response.has_focus() {
                button::focus_ring(ui.painter(), rect.shrink(4.0), p);
            }
            if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
                actions.push(Action::GoTo(finding.place));
            }
            tabs::mend::buttons(ui, 40.0, scene, open, finding, actions);
        }
    }
}

/// The campaign's figure that stands at a place, if it has one of its own.
#[must_use]
pub fn figure_at(campaign: &Campaign, place: &crate::engine::finding::Place) -> Option<FigureId> {
    use crate::engine::finding::PlaceKind as K;
    let id = place.id;
    match place.kind {
        K::Stage => {
            let id = crate::model::StageId(id?);
            campaign.funnel.stages.contains(id).then_some(FigureId::Rate(id))
        }
        K::Source => {
            let id = crate::model::SourceId(id?);
            campaign.traffic.contains(id).then_some(FigureId::SourceUv(id))
        }
        K::Traffic => Some(FigureId::PlannedUv),
        K::Funnel => Some(FigureId::Gmv),
        K::Phase => Some(FigureId::Phase(crate::model::PhaseId(id?))),
        K::Pool => Some(FigureId::PoolOrders),
        K::Chance => Some(FigureId::Chance),
        K::AovEstimate => Some(FigureId::EstimatedAov),
        _ => None,
    }
}
