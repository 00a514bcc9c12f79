//! The figures of the header while the review is in front: what came, against what was planned and last year.

use super::header::{Leads, Live};
use crate::engine::FigureId;
use crate::engine::finding::Tab;
use crate::engine::review::{Against, compared};
use crate::model::{Money, Rate};
use crate::text::Msg;
use crate::text::format::Shown;
use crate::text::names::Named as _;
use crate::text::review::growth_shown;
use crate::ui::scene::{Open, Scene};

/// The figures; nothing without actual ones.
pub(super) fn live(scene: &Scene<'_>, open: &Open<'_>) -> Option<Vec<Live>> {
    let ledger = &open.answer.ledger;
    if ledger.is_empty() {
        return None;
    }
    let (format, total) = (scene.format(), *ledger.total());
    let review = open.answers.review(open.project, open.campaign, open.answer, Against::Plan)?;
    let figure = |label: Msg, value: Shown| Live {
        label: scene.text(label).to_owned(),
        value,
        judged: None,
        note: String::new(),
        stale: false,
        leads: Some(Leads::To(Tab::Review)),
    };
    let mut out = Vec::new();
    let target = review.base.gmv;
    if target > Money::ZERO {
        let mut live = figure(Msg::HeaderTarget, format.sum(target));
        live.leads = Some(Leads::Why(FigureId::Gmv));
        out.push(live);
    }
    let mut gmv = figure(Msg::ReviewHeaderGap, format.sum(total.gmv));
    if target > Money::ZERO {
        let share = Rate::ratio(review.gap.wide().abs(), target.wide()).unwrap_or_default();
        gmv.judged = Some((review.gap >= Money::ZERO, format.percent(share, 1)));
    }
    out.push(gmv);
    if let Some(refunded) = total.refund_rate() {
        let net = Money::from_wide(total.gmv.wide() - total.refunds.wide());
        let mut live = figure(Msg::ReviewHeaderNet, format.sum(net));
        let words = [("rate", format.percent(refunded, 1).into())];
        live.note = scene.texts.with(Msg::ReviewHeaderRefunds, &words);
        out.push(live);
    }
    let pick = compared(open.project, open.campaign);
    let known = open.answers.modules(open.project, open.campaign, open.answer, &review);
    if let Some(margin) = known.margin {
        let value = Shown { prefix: "", number: format.percent_number(margin, 1), unit: "%" };
        let mut live = figure(Msg::ReviewHeaderMargin, value);
        live.judged = open.campaign.required_margin.map(|required| {
            let words = [("margin", format.percent_exact(required).into())];
            (margin >= required, scene.texts.with(Msg::HeaderRequired, &words))
        });
        out.push(live);
    }
    if let Some(spent) = known.spent {
        let mut live = figure(Msg::ReviewHeaderCost, format.sum(spent.came));
        if let Some(plan) = spent.base {
            let words = [("plan", format.sum(plan).to_string().into())];
            live.note = scene.texts.with(Msg::ReviewHeaderCostPlan, &words);
        }
        out.push(live);
    }
    if let Some((growth, other)) = known.last_year.zip(pick.last_year.and_then(|id| open.project.campaign(id))) {
        let words = growth_shown(scene.texts, growth);
        let number = words.trim_end_matches('%').to_owned();
        let mut live = figure(Msg::ReviewHeaderLastYear, Shown { prefix: "", number, unit: "%" });
        let words = [("name", other.name_in(scene.texts).into())];
        live.label = scene.texts.with(Msg::ReviewHeaderLastYear, &words);
        out.push(live);
    }
    Some(out)
}
