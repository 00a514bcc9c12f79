//! How customers answer to a threshold: four assumptions to be typed, and the curve that they make.

use egui::{Align2, CornerRadius, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::engine::offers::reading::reach_for;
use crate::engine::offers::response::Behaviour;
use crate::model::{Money, Rate, TopUp};
use crate::text::Msg;
use crate::ui::action::Actions;
use crate::ui::input;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::edit;
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::{paint, pane};

const ROW: f32 = size::BUTTON;
const FIELD: f32 = 76.0;
const CURVE: f32 = 96.0;

/// One of the four assumptions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Chance,
    Reach,
    Overshoot,
    Returned,
}

impl Part {
    const ALL: [Self; 4] = [Self::Chance, Self::Reach, Self::Overshoot, Self::Returned];

    const fn name(self) -> Msg {
        match self {
            Self::Chance => Msg::SubsidyChance,
            Self::Reach => Msg::SubsidyReach,
            Self::Overshoot => Msg::SubsidyOvershoot,
            Self::Returned => Msg::SubsidyReturned,
        }
    }

    const fn hint(self) -> Msg {
        match self {
            Self::Chance => Msg::SubsidyChanceHint,
            Self::Reach => Msg::SubsidyReachHint,
            Self::Overshoot => Msg::SubsidyOvershootHint,
            Self::Returned => Msg::SubsidyReturnedHint,
        }
    }

    const fn of(self, top_up: &TopUp) -> Rate {
        match self {
            Self::Chance => top_up.chance,
            Self::Reach => top_up.reach,
            Self::Overshoot => top_up.overshoot,
            Self::Returned => top_up.returned,
        }
    }

    /// With another figure, which no fit has given.
    const fn with(self, top_up: TopUp, rate: Rate) -> TopUp {
        let top_up = TopUp { fitted: false, ..top_up };
        match self {
            Self::Chance => TopUp { chance: rate, ..top_up },
            Self::Reach => TopUp { reach: rate, ..top_up },
            Self::Overshoot => TopUp { overshoot: rate, ..top_up },
            Self::Returned => TopUp { returned: rate, ..top_up },
        }
    }

    fn read(self, scene: &Scene<'_>, text: &str) -> Result<Rate, String> {
        let rate = input::percent(scene.texts, text)?;
        let wrong = |msg| Err(scene.text(msg).to_owned());
        match self {
            Self::Chance | Self::Returned if rate > Rate::ONE => wrong(Msg::PanesProblemShare),
            Self::Reach if rate <= Rate::ZERO => wrong(Msg::SubsidyReachWrong),
            _ => Ok(rate),
        }
    }
}

/// Draws the assumptions from the top of an area.
pub fn show(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) {
    let p = theme::tokens(ui);
    let top_up = open.campaign.top_up;
    let (left, right) = (area.left() + size::S16, area.right() - size::S16);
    ui.painter().hline(left..=right, area.top() - 0.5, Stroke::new(1.0, p.line));
    let mut y = area.top() + size::S16;
    let title = scene.text(Msg::SubsidyAssumptions);
    pane::label(ui, pos2(left, y), Align2::LEFT_CENTER, title, fonts::text_medium(), p.t1);
    let (mark, ink) = if top_up.fitted { (Msg::SubsidyFitted, p.t2) } else { (Msg::SubsidyNotFitted, p.warn) };
    pane::label(ui, pos2(right, y), Align2::RIGHT_CENTER, scene.text(mark), fonts::text(), ink);
    let format = scene.format();
    for part in Part::ALL {
        y += ROW;
        let name = scene.text(part.name());
        pane::label(ui, pos2(left, y), Align2::LEFT_CENTER, name, fonts::text(), p.t2)
            .on_hover_text(scene.text(part.hint()));
        let rate = part.of(&top_up);
        let place = Rect::from_min_size(pos2(right - FIELD, y - size::FIELD / 2.0), vec2(FIELD, size::FIELD));
        let mut child = paint::at(ui, place, ("top up", name));
        let outcome = Field::new(name, &format.percent_number(rate, 1), &format.percent_exact(rate))
            .unit("%")
            .size(FIELD, size::FIELD)
            .show(&mut child, ("top up field", name), |text| part.read(scene, text).map(|_| ()));
        if let Some(rate) = outcome.committed.and_then(|text| part.read(scene, &text).ok()) {
            let step = scene.text(Msg::SubsidyStepTopUp);
            edit::campaign(actions, open.campaign.id, step, move |c| c.top_up = part.with(c.top_up, rate));
        }
    }
    y += ROW;
    let plot = Rect::from_min_max(pos2(left, y), pos2(right, (y + CURVE).min(area.bottom() - ROW)));
    if plot.height() >= 40.0 {
        curve(ui, plot, scene, open.answer.funnel.aov.value, top_up);
    }
}

/// The chance to top up over the gap to a rung, for an order just below the 客单价.
fn curve(ui: &mut Ui, plot: Rect, scene: &Scene<'_>, aov: Option<Money>, top_up: TopUp) {
    let p = theme::tokens(ui);
    let format = scene.format();
    let value = aov.filter(|aov| *aov > Money::ZERO).unwrap_or(Money::from_major(250));
    let behaviour = Behaviour::from(top_up);
    let most = reach_for(Some(value)).minor() as f64 * 2.0;
    let response = ui.interact(plot, ui.scope_id().with("response"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Figure, true, scene.text(Msg::SubsidyCurve)));
    let words = [("value", format.price_short(value).into())];
    let caption = scene.texts.with(Msg::SubsidyCurveOf, &words);
    pane::label(ui, plot.left_top() + vec2(0.0, 0.0), Align2::LEFT_CENTER, &caption, fonts::text(), p.t3);
    let body = plot.with_min_y(plot.top() + 14.0).with_max_y(plot.bottom() - 16.0);
    ui.painter().rect_filled(body, CornerRadius::ZERO, p.panel);
    ui.painter().hline(body.x_range(), body.bottom() - 0.5, Stroke::new(1.0, p.line_2));
    let chance = |gap: f64| behaviour.tops_up(value.minor() as f64, gap.max(1.0));
    let top = behaviour.chance.max(0.01) * 1.1;
    let at = |gap: f64| {
        let x = body.left() + (gap / most) as f32 * body.width();
        pos2(x, body.bottom() - (chance(gap) / top) as f32 * body.height())
    };
    // the most that top up, however near the rung: named at the far end, where the curve is low
    ui.painter().hline(body.x_range(), at(0.0).y, Stroke::new(1.0, p.line));
    let points: Vec<_> = (0..=40).map(|n| at(most * f64::from(n) / 40.0)).collect();
    ui.painter().add(Shape::line(points, Stroke::new(2.0, p.accent)));
    let most_words = format.percent(top_up.chance, 0);
    paint::text(
        ui.painter(),
        pos2(body.right(), at(0.0).y + 9.0),
        Align2::RIGHT_CENTER,
        &most_words,
        fonts::text(),
        p.t3,
    );
    for (part, align) in [(0.0, Align2::LEFT_CENTER), (0.5, Align2::CENTER_CENTER), (1.0, Align2::RIGHT_CENTER)] {
        let gap = Money::from_minor((most * part).round() as i64);
        let x = body.left() + part as f32 * body.width();
        let label = format.price_short(gap);
        paint::text(ui.painter(), pos2(x, body.bottom() + 9.0), align, &label, fonts::text(), p.t3);
    }
    if let Some(pointer) = response.hover_pos() {
        let gap = f64::from((pointer.x - body.left()) / body.width()).clamp(0.0, 1.0) * most;
        ui.painter().circle(at(gap), 3.5, p.panel, Stroke::new(2.0, p.accent));
        let part = Rate::from_ppm((chance(gap) * 1e6).round() as i64);
        let words = [
            ("gap", format.price_short(Money::from_minor(gap.round() as i64)).into()),
            ("chance", format.percent(part, 1).into()),
        ];
        response.on_hover_text_at_pointer(scene.texts.with(Msg::SubsidyCurveAt, &words));
    }
}
