//! The figures of a running campaign, each against its plan.

use egui::{Align2, Rect, Ui, pos2, vec2};

use crate::engine::run::RunAnswer;
use crate::model::{Count, Money, Rate};
use crate::text::Msg;
use crate::ui::scene::Scene;
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::{paint, pane};

/// A figure with its plan.
struct Cell {
    name: Msg,
    value: Option<String>,
    plan: Option<String>,
    judged: Option<(bool, String)>,
}

/// Draws the strip.
pub fn show(ui: &mut Ui, area: Rect, scene: &Scene<'_>, of: &RunAnswer, compact: bool) {
    let p = theme::tokens(ui);
    let cells = cells(scene, of);
    let width = area.width() / cells.len() as f32;
    for (nth, cell) in cells.iter().enumerate() {
        let left = (area.left() + width * nth as f32).round();
        let place = Rect::from_min_max(pos2(left, area.top()), pos2((left + width).round(), area.bottom()));
        if nth > 0 {
            pane::divider_v(ui, place, place.left());
        }
        let inner = place.shrink2(vec2(if compact { size::S12 } else { size::S16 }, 0.0));
        let (upper, lower) = (area.top() + area.height() * 0.3, area.top() + area.height() * 0.68);
        let name = scene.text(cell.name);
        pane::label(ui, pos2(inner.left(), upper), Align2::LEFT_CENTER, name, fonts::text(), p.t2);
        let value = cell.value.clone().unwrap_or_else(|| "—".to_owned());
        let ink = if cell.value.is_some() { p.t1 } else { p.t4 };
        let at = pos2(inner.left(), lower);
        let shown = paint::text(ui.painter(), at, Align2::LEFT_CENTER, &value, fonts::medium(size::TITLE), ink);
        pane::named(ui, shown, &format!("{name} {value}"));
        if let Some((better, words)) = &cell.judged {
            let at = pos2(inner.right(), upper);
            pane::judged(ui, at, Align2::RIGHT_CENTER, *better, words, fonts::text_medium());
        }
        if let Some(plan) = &cell.plan {
            let words = scene.texts.with(Msg::RunPlanValue, &[("value", plan.as_str().into())]);
            let room = inner.right() - shown.right() - size::S8;
            // a figure that is cut says something else: where the words have no room, it stands alone or not at all
            let fits = |words: &&str| paint::width(ui.painter(), words, fonts::text()) <= room;
            if let Some(shown) = [words.as_str(), plan].into_iter().find(fits) {
                let at = pos2(inner.right(), lower);
                let place = paint::text(ui.painter(), at, Align2::RIGHT_CENTER, shown, fonts::text(), p.t2);
                pane::named(ui, place, &words);
            }
        }
    }
}

fn cells(scene: &Scene<'_>, of: &RunAnswer) -> Vec<Cell> {
    let (actual, plan) = (&of.actual, &of.plan);
    let format = scene.format();
    let orders = Cell {
        name: Msg::RunImpressions,
        value: (actual.impressions > Count::ZERO).then(|| format.count(actual.impressions).to_string()),
        plan: None,
        judged: None,
    };
    let ctr = Cell { name: Msg::RunCtr, value: actual.ctr().map(|r| format.percent(r, 2)), plan: None, judged: None };
    let count = |name, actual: Count, plan: Option<Count>| Cell {
        name,
        value: (actual > Count::ZERO).then(|| format.people(actual.wide()).to_string()),
        plan: plan.map(|plan| format.people(plan.wide()).to_string()),
        judged: plan.filter(|_| actual > Count::ZERO).and_then(|plan| part(scene, actual.wide(), plan.wide())),
    };
    let rate = |name, actual: Option<Rate>, plan: Option<Rate>| Cell {
        name,
        value: actual.map(|rate| format.percent(rate, 2)),
        plan: plan.map(|rate| format.percent(rate, 2)),
        judged: actual.zip(plan).map(|(actual, plan)| {
            let points = format.percent_number(Rate::from_wide((actual.wide() - plan.wide()).abs()), 2);
            (actual >= plan, scene.texts.with(Msg::RunPoints, &[("points", points.into())]))
        }),
    };
    let price = |name, actual: Option<Money>, plan: Option<Money>| Cell {
        name,
        value: actual.map(|money| format.price_short(money)),
        plan: plan.map(|money| format.price_short(money)),
        judged: actual.zip(plan).and_then(|(actual, plan)| part(scene, actual.wide(), plan.wide())),
    };
    let factor = |name, actual: Option<Rate>, plan: Option<Rate>| Cell {
        name,
        value: actual.map(|rate| format.factor(rate, 1)),
        plan: plan.map(|rate| format.factor(rate, 1)),
        judged: actual.zip(plan).map(|(actual, plan)| {
            (actual >= plan, format.factor(Rate::from_wide((actual.wide() - plan.wide()).abs()), 1))
        }),
    };
    let mut all = vec![
        orders,
        ctr,
        count(Msg::RunUv, actual.uv, plan.uv),
        rate(Msg::RunCvr, actual.cvr(), plan.cvr()),
        price(Msg::RunAov, actual.aov(), plan.aov()),
        factor(Msg::RunRoi, actual.roi(), plan.roi()),
    ];
    // what leaves the warehouse is known later than what is sold, and not everywhere
    if let Some(shipped) = actual.shipping_rate() {
        all.push(Cell { name: Msg::RunShipping, value: Some(format.percent(shipped, 1)), plan: None, judged: None });
    }
    all
}

/// By which part a figure is above or below its plan.
fn part(scene: &Scene<'_>, actual: i128, plan: i128) -> Option<(bool, String)> {
    let part = Rate::ratio((actual - plan).abs(), plan)?;
    Some((actual >= plan, scene.format().percent(part, 1)))
}
