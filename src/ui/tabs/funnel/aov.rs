//! The 客单价 estimated from the goods, term by term, beside the plan and the last campaign.

use egui::{Align2, CornerRadius, Rect, Stroke, Ui, pos2, vec2};

use super::host::{figure_at, words};
use crate::engine::finding::Tab;
use crate::engine::funnel::Typed;
use crate::engine::funnel::edit::type_value;
use crate::engine::plan::previous;
use crate::engine::value::Origin;
use crate::engine::why::FigureId;
use crate::model::{AovEstimate, Money, Rate};
use crate::text::Msg;
use crate::text::names::Named;
use crate::ui::action::Actions;
use crate::ui::input;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::{edit, later};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::{button, paint, pane};

const ROW: f32 = size::BUTTON;
const NAME: f32 = 176.0;
const FIELD: f32 = 76.0;
const FIGURE: f32 = 92.0;
const BAR: f32 = 12.0;

/// One of the three terms that are typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Factor {
    Pieces,
    CrossSell,
    Pull,
}

impl Factor {
    const ALL: [Self; 3] = [Self::Pieces, Self::CrossSell, Self::Pull];

    const fn name(self) -> Msg {
        match self {
            Self::Pieces => Msg::AovPieces,
            Self::CrossSell => Msg::AovCrossSell,
            Self::Pull => Msg::AovThresholdPull,
        }
    }

    /// The term as it is multiplied with.
    const fn term(self) -> Msg {
        match self {
            Self::Pieces => Msg::AovPieces,
            Self::CrossSell => Msg::PanesAovTermCross,
            Self::Pull => Msg::PanesAovTermPull,
        }
    }

    const fn of(self, estimate: &AovEstimate) -> Rate {
        match self {
            Self::Pieces => estimate.pieces,
            Self::CrossSell => estimate.cross_sell,
            Self::Pull => estimate.threshold_pull,
        }
    }

    fn set(self, estimate: &mut AovEstimate, rate: Rate) {
        match self {
            Self::Pieces => estimate.pieces = rate,
            Self::CrossSell => estimate.cross_sell = rate,
            Self::Pull => estimate.threshold_pull = rate,
        }
    }

    fn read(self, scene: &Scene<'_>, text: &str) -> Result<Rate, String> {
        if self == Self::Pieces { input::factor(scene.texts, text) } else { input::percent(scene.texts, text) }
    }
}

/// Where the columns of the pane stand.
struct Places {
    left: f32,
    right: f32,
    bars: (f32, f32),
    /// Points per yuan.
    scale: f64,
}

impl Places {
    fn x(&self, money: Money) -> f32 {
        self.bars.0 + (money.to_f64().max(0.0) * self.scale) as f32
    }
}

/// Draws the pane.
pub fn show(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    let p = theme::tokens(ui);
    let answer = &open.answer.aov;
    let Some(piece) = answer.piece_price else {
        empty(ui, area, scene, view);
        return;
    };
    let before = previous(open.project, open.campaign).and_then(|c| Some((c, open.answer.history.came(c.id)?.aov()?)));
    let plan = open.answer.funnel.aov.value;
    let left = area.left() + size::S16;
    let right = (area.right() - size::S16).min(left + 720.0);
    let bars = (left + NAME + FIELD + size::S16, right - FIGURE);
    let all = [Some(piece), answer.with_pieces, answer.estimate, plan, before.map(|(_, aov)| aov)];
    let most = all.into_iter().flatten().map(Money::to_f64).fold(1.0, f64::max);
    // the last third is for what a step adds
    let places = Places { left, right, bars, scale: f64::from(bars.1 - bars.0) * 0.68 / most };

    let header = Rect::from_min_size(area.min, vec2(area.width(), size::GRID_HEADER));
    ui.painter().rect_filled(header, CornerRadius::ZERO, p.chrome);
    ui.painter().hline(header.x_range(), header.bottom() - 0.5, Stroke::new(1.0, p.line_2));
    let y = header.center().y;
    for (x, align, msg) in [
        (left, Align2::LEFT_CENTER, Msg::PanesAovStep),
        (left + NAME + FIELD, Align2::RIGHT_CENTER, Msg::PanesAovValue),
        (right, Align2::RIGHT_CENTER, Msg::PanesAovRunning),
    ] {
        pane::label(ui, pos2(x, y), align, scene.text(msg), fonts::text(), p.t2);
    }
    let mut row = Rect::from_min_size(header.left_bottom() + vec2(0.0, size::S4), vec2(area.width(), ROW));
    name(ui, row, &places, "", scene.text(Msg::AovPiecePrice), false);
    bar(ui, row, &places, (Money::ZERO, piece), p.bar_2);
    running(ui, row, &places, scene, piece, None, false);
    let mut last = piece;
    for factor in Factor::ALL {
        row = row.translate(vec2(0.0, ROW));
        let now = match factor {
            Factor::Pieces => answer.with_pieces,
            Factor::CrossSell => answer.with_cross_sell,
            Factor::Pull => answer.estimate,
        };
        step(ui, row, &places, scene, open, factor, (last, now.unwrap_or(last)), actions);
        last = now.unwrap_or(last);
    }
    row = row.translate(vec2(0.0, ROW));
    ui.painter().hline(left..=right, row.top() - 0.5, Stroke::new(1.0, p.line));
    result(ui, row, &places, scene, open, (last, plan), view);
    row = row.translate(vec2(0.0, ROW));
    ui.painter().hline(left..=right, row.top() - 0.5, Stroke::new(1.0, p.line_2));
    compare(ui, row, &places, scene, open, before, view);
    let foot = Rect::from_min_max(pos2(area.left(), row.bottom() + ROW + size::S12), area.max);
    notes(ui, foot, &places, scene, open, view, actions);
}

fn empty(ui: &mut Ui, area: Rect, scene: &Scene<'_>, view: &mut View) {
    let (title, note) = (scene.text(Msg::PanesAovEmpty), scene.text(Msg::PanesAovEmptyNote));
    later::empty(ui, area, icons::PACKAGE, title, &[note], |ui| {
        if button::primary(ui, scene.text(Msg::PanesAovGoods)).clicked() {
            view.tab = Some(Tab::Goods);
        }
    });
}

fn name(ui: &mut Ui, row: Rect, places: &Places, sign: &str, text: &str, strong: bool) {
    let p = theme::tokens(ui);
    let y = row.center().y;
    paint::text(ui.painter(), pos2(places.left + 4.0, y), Align2::CENTER_CENTER, sign, fonts::text(), p.t2);
    let font = if strong { fonts::text_medium() } else { fonts::text() };
    let galley = paint::cut(ui.painter(), text, font, p.t1, NAME - 16.0 - size::S8);
    let rect = Rect::from_min_size(pos2(places.left + 14.0, y - galley.size().y / 2.0), galley.size());
    ui.painter().galley(rect.min, galley, p.t1);
    pane::named(ui, rect, text);
}

fn bar(ui: &Ui, row: Rect, places: &Places, (from, to): (Money, Money), color: egui::Color32) {
    let (a, b) = (places.x(from.min(to)).round(), places.x(from.max(to)).round());
    let rect = Rect::from_min_max(
        pos2(a, row.center().y - BAR / 2.0),
        // a step too small to be seen is still there
        pos2(b.max(a + if from == to { 0.0 } else { 1.0 }), row.center().y + BAR / 2.0),
    );
    ui.painter().rect_filled(rect, CornerRadius::same(size::RADIUS_SMALL), color);
}

/// The figure at the right end; one that answers can be clicked.
fn running(
    ui: &mut Ui,
    row: Rect,
    places: &Places,
    scene: &Scene<'_>,
    money: Money,
    answers: Option<(&str, egui::Color32)>,
    strong: bool,
) -> bool {
    let p = theme::tokens(ui);
    let font = if strong { fonts::text_medium() } else { fonts::text() };
    let text = scene.format().price(money);
    let at = pos2(places.right, row.center().y);
    let Some((name, color)) = answers else {
        pane::label(ui, at, Align2::RIGHT_CENTER, &text, font, p.t1);
        return false;
    };
    figure_at(ui, at, name, &text, font, color).clicked()
}

fn step(
    ui: &mut Ui,
    row: Rect,
    places: &Places,
    scene: &Scene<'_>,
    open: &Open<'_>,
    factor: Factor,
    (before, now): (Money, Money),
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    let format = scene.format();
    let what = scene.text(factor.name());
    let rate = factor.of(&open.campaign.aov_estimate);
    let pieces = factor == Factor::Pieces;
    name(ui, row, places, "×", scene.text(factor.term()), false);
    let shown = if pieces { format.factor_exact(rate) } else { format.percent_number(rate, 1) };
    let raw = if pieces { format.factor_exact(rate) } else { format.percent_exact(rate) };
    let place =
        Rect::from_min_size(pos2(places.left + NAME, row.center().y - size::FIELD / 2.0), vec2(FIELD, size::FIELD));
    let mut child = paint::at(ui, place, ("aov term", what));
    let outcome = Field::new(what, &shown, &raw).unit(if pieces { "" } else { "%" }).size(FIELD, size::FIELD).show(
        &mut child,
        ("aov field", what),
        |text| factor.read(scene, text).map(|_| ()),
    );
    if let Some(rate) = outcome.committed.and_then(|text| factor.read(scene, &text).ok()) {
        let step = scene.text(Msg::StepAovEstimate);
        edit::campaign(actions, open.campaign.id, step, move |c| factor.set(&mut c.aov_estimate, rate));
    }
    // the line that carries the last figure over
    let x = places.x(before).round() - 0.5;
    ui.painter().vline(x, row.center().y - ROW + BAR / 2.0..=row.center().y - BAR / 2.0, Stroke::new(1.0, p.line_2));
    bar(ui, row, places, (before, now), p.bar);
    let added = Money::from_wide(now.wide() - before.wide());
    if added != Money::ZERO {
        let sign = if added > Money::ZERO { "+" } else { "" };
        let at = pos2(places.x(now.max(before)) + size::S8, row.center().y);
        pane::label(ui, at, Align2::LEFT_CENTER, &format!("{sign}{}", format.price(added)), fonts::text(), p.t2);
    }
    running(ui, row, places, scene, now, None, false);
}

fn result(
    ui: &mut Ui,
    row: Rect,
    places: &Places,
    scene: &Scene<'_>,
    open: &Open<'_>,
    (estimate, plan): (Money, Option<Money>),
    view: &mut View,
) {
    let p = theme::tokens(ui);
    let format = scene.format();
    let what = scene.text(Msg::AovEstimate);
    name(ui, row, places, "=", what, true);
    bar(ui, row, places, (Money::ZERO, estimate), p.accent);
    if let Some(plan) = plan.filter(|_| open.answer.funnel.aov.origin != Origin::Missing) {
        let x = places.x(plan).round() - 0.5;
        ui.painter().vline(x, row.center().y - 9.0..=row.center().y + 9.0, Stroke::new(1.0, p.t1));
        let at = pos2(places.x(estimate.max(plan)) + size::S8, row.center().y);
        let gap = Money::from_wide((estimate.wide() - plan.wide()).abs());
        let words = |msg| scene.texts.with(msg, &[("gap", format.price(gap).into())]);
        match estimate.cmp(&plan) {
            std::cmp::Ordering::Equal => {
                pane::label(ui, at, Align2::LEFT_CENTER, scene.text(Msg::PanesAovSame), fonts::text(), p.t2);
            }
            order => {
                let better = order.is_gt();
                let words = words(if better { Msg::PanesAovHigher } else { Msg::PanesAovLower });
                pane::judged(ui, at, Align2::LEFT_CENTER, better, &words, fonts::text_medium());
            }
        }
    }
    if running(ui, row, places, scene, estimate, Some((what, p.t1)), true) {
        view.figure = Some(FigureId::EstimatedAov);
    }
}

/// The plan and the last campaign, on the same scale.
fn compare(
    ui: &mut Ui,
    row: Rect,
    places: &Places,
    scene: &Scene<'_>,
    open: &Open<'_>,
    before: Option<(&crate::model::Campaign, Money)>,
    view: &mut View,
) {
    let p = theme::tokens(ui);
    let what = scene.text(Msg::AovInPlan);
    name(ui, row, places, "", what, false);
    match open.answer.funnel.aov.value {
        Some(plan) => {
            bar(ui, row, places, (Money::ZERO, plan), p.bar_2);
            let ink = if open.answer.funnel.aov.origin == Origin::Typed { p.input } else { p.t1 };
            if running(ui, row, places, scene, plan, Some((what, ink)), false) {
                view.figure = Some(FigureId::Aov);
            }
        }
        None => {
            pane::label(ui, pos2(places.right, row.center().y), Align2::RIGHT_CENTER, "—", fonts::text(), p.t4);
        }
    }
    let row = row.translate(vec2(0.0, ROW));
    if let Some((campaign, aov)) = before {
        let named = campaign.name_in(scene.texts);
        let words = scene.texts.with(Msg::PanesAovHistory, &[("campaign", named.into())]);
        name(ui, row, places, "", &words, false);
        bar(ui, row, places, (Money::ZERO, aov), p.ghost);
        let at = pos2(places.right, row.center().y);
        pane::label(ui, at, Align2::RIGHT_CENTER, &scene.format().price(aov), fonts::text(), p.t2);
    } else {
        let at = pos2(places.left + 14.0, row.center().y);
        words(ui, at, scene.text(Msg::PanesAovNoHistory), places.right - at.x, p.t3);
    }
}

/// What the offers' thresholds pull by themselves, to be taken with a click; gives where the notes go on.
fn pull(ui: &mut Ui, at: egui::Pos2, scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) -> f32 {
    let offers = open.answers.offer_costs(open.project, open.campaign, open.answer);
    // to a tenth of a per cent: what is shown is what is taken
    let tenth = |rate: Rate| Rate::per_mille((rate.to_f64() * 1_000.0).round() as i16);
    let Some(computed) = offers.pull.filter(|_| !offers.subsidy.is_empty()).map(tenth) else { return at.y };
    if computed == open.campaign.aov_estimate.threshold_pull {
        return at.y;
    }
    let y = at.y + 20.0;
    let words = scene.texts.with(Msg::SubsidyUsePull, &[("pull", scene.format().percent(computed, 1).into())]);
    let source = crate::ui::tabs::offers::source_words(scene, open);
    let source = scene.texts.with(Msg::SubsidyPullSource, &[("source", source.into())]);
    let place = Rect::from_min_size(pos2(at.x, y - 8.0), vec2(360.0, 16.0));
    if button::link(&mut paint::at(ui, place, "use pull"), &words).on_hover_text(source).clicked() {
        let step = scene.text(Msg::StepAovEstimate);
        edit::campaign(actions, open.campaign.id, step, move |c| c.aov_estimate.threshold_pull = computed);
    }
    y
}

fn notes(
    ui: &mut Ui,
    area: Rect,
    places: &Places,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    let answer = &open.answer.aov;
    let arguments = [("n", answer.goods.into()), ("share", scene.format().percent(answer.share, 1).into())];
    let mut y = area.top() + 10.0;
    let goods = scene.texts.with(Msg::AovGoods, &arguments);
    words(ui, pos2(places.left + 14.0, y), &goods, places.right - places.left - 14.0, p.t2);
    if !answer.unpriced.is_empty() {
        y += 20.0;
        paint::icon(ui.painter(), pos2(places.left + 21.0, y), icons::TRIANGLE_ALERT, size::ICON_TEXT, p.warn);
        let text = scene.texts.with(Msg::AovUnpriced, &[("n", answer.unpriced.len().into())]);
        let end = words(ui, pos2(places.left + 34.0, y), &text, places.right - places.left - 160.0, p.warn);
        let place = Rect::from_min_size(pos2(end + size::S12, y - 8.0), vec2(120.0, 16.0));
        if button::link(&mut paint::at(ui, place, "to goods"), scene.text(Msg::PanesAovGoods)).clicked() {
            view.tab = Some(Tab::Goods);
        }
    }
    y = pull(ui, pos2(places.left + 14.0, y), scene, open, actions);
    let Some(estimate) = answer.estimate else { return };
    let place = Rect::from_min_size(pos2(places.left + 14.0, y + 18.0), vec2(220.0, size::BUTTON));
    let label = scene.texts.with(Msg::PanesAovUseValue, &[("price", scene.format().price(estimate).into())]);
    let mut child = paint::at(ui, place, "use");
    if open.campaign.funnel.aov.fixed() == Some(estimate) {
        child.disable();
    }
    let used = button::primary(&mut child, &label).on_disabled_hover_text(scene.text(Msg::PanesAovSame));
    if used.clicked() {
        let step = scene.text(Msg::StepUseAov);
        edit::funnel(actions, open.campaign.id, step, move |funnel| type_value(funnel, Typed::Aov(estimate)));
    }
}
