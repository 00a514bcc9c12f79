//! What the simulator shows and remembers: which basket, what follows from it – kept until the project or the basket changes.

use std::collections::BTreeMap;

use crate::engine::offers::basket::checks::{Actual, judge};
use crate::engine::offers::basket::more::{OneMore, PiecesPoint, curve, one_more};
use crate::engine::offers::basket::step::{Alternative, Path, ShareRow, alternatives, path, shares};
use crate::engine::offers::basket::{self, Unpriced};
use crate::engine::offers::price::{Compiled, Receipt};
use crate::model::{Basket, BasketCheck, Campaign, CampaignId, CheckId, Expectation, Held, Layer, SkuId};
use crate::ui::scene::Open;

/// How many pieces the chart goes up to.
pub const MOST_PIECES: u64 = 8;

/// A step of the receipt: what is held, and its layer.
pub type StepId = (Option<Held>, Layer);

/// What the simulator remembers.
#[derive(Debug, Default)]
pub struct SimState {
    chosen: Option<CheckId>,
    /// Baskets that are tried out and no checks, by campaign; no part of the project.
    trials: BTreeMap<CampaignId, Basket>,
    on_trial: bool,
    line: Option<SkuId>,
    step: Option<StepId>,
    /// Whether the receipt leaves out what did not apply.
    pub hide_unused: bool,
    /// The check whose name is being typed.
    pub rename: Option<CheckId>,
    /// What is typed to find a product.
    pub search: String,
    kept: Option<Kept>,
}

#[derive(Debug)]
struct Kept {
    campaign: CampaignId,
    revision: u64,
    basket: Basket,
    line: Option<SkuId>,
    step: Option<StepId>,
    found: Found,
}

/// What follows from a basket.
#[derive(Debug)]
pub struct Found {
    /// The campaign's offers under its circumstances; nothing if these are none.
    pub compiled: Option<Compiled>,
    /// Its receipt, or why it has none.
    pub receipt: Result<Receipt, Unpriced>,
    /// The line that is looked at.
    pub line: Option<SkuId>,
    /// That line with 1 … 8 pieces.
    pub points: Vec<PiecesPoint>,
    /// One more of it and of others.
    pub more: Vec<OneMore>,
    /// The step that is looked at, by its position.
    pub step: Option<usize>,
    /// On which amount it was measured.
    pub path: Option<Path>,
    /// The other possibilities.
    pub alternatives: Vec<Alternative>,
    /// How it was shared.
    pub shares: Vec<ShareRow>,
}

impl SimState {
    /// The check that is shown: the one chosen, else the first that does not pass, else the first; nothing while a basket is
    /// tried out.
    #[must_use]
    pub fn check<'a>(&self, open: &Open<'a>) -> Option<&'a BasketCheck> {
        if self.on_trial {
            return None;
        }
        let checks = &open.campaign.checks;
        let failed = || open.answer.checks.iter().find(|v| !v.passes()).and_then(|v| checks.get(v.check));
        let chosen = self.chosen.and_then(|id| checks.get(id));
        chosen.or_else(failed).or_else(|| checks.first().map(AsRef::as_ref))
    }

    /// The basket that is shown.
    #[must_use]
    pub fn basket(&self, open: &Open<'_>) -> Basket {
        match self.check(open) {
            Some(check) => check.basket.clone(),
            None => self.trials.get(&open.campaign.id).cloned().unwrap_or_default(),
        }
    }

    /// Whether a basket is tried out that is no check.
    #[must_use]
    pub fn is_trial(&self, open: &Open<'_>) -> bool {
        self.check(open).is_none()
    }

    /// The basket that is tried out, if one was begun.
    #[must_use]
    pub fn trial(&self, campaign: CampaignId) -> Option<&Basket> {
        self.trials.get(&campaign)
    }

    /// Shows a check.
    pub fn choose(&mut self, id: CheckId) {
        (self.chosen, self.on_trial) = (Some(id), false);
        (self.line, self.step) = (None, None);
    }

    /// Shows the basket that is tried out; `new` puts another in its place.
    pub fn try_out(&mut self, campaign: CampaignId, new: Option<Basket>) {
        if let Some(basket) = new {
            self.trials.insert(campaign, basket);
        }
        self.on_trial = true;
        (self.line, self.step) = (None, None);
    }

    /// Changes the basket that is tried out.
    pub fn change_trial(&mut self, campaign: CampaignId, change: impl FnOnce(&mut Basket)) {
        self.on_trial = true;
        change(self.trials.entry(campaign).or_default());
    }

    /// Looks at a line.
    pub fn choose_line(&mut self, sku: SkuId) {
        self.line = Some(sku);
    }

    /// Looks at a step.
    pub fn choose_step(&mut self, step: StepId) {
        self.step = Some(step);
    }

    /// What follows from the basket that is shown: as kept, or worked out now.
    pub fn refresh(&mut self, open: &Open<'_>) {
        let basket = self.basket(open);
        let fresh = self.kept.as_ref().is_some_and(|kept| {
            (kept.campaign, kept.revision, kept.line, kept.step)
                == (open.campaign.id, open.revision, self.line, self.step)
                && kept.basket == basket
        });
        if !fresh {
            let found = find(open, &basket, self.line, self.step);
            let (campaign, revision, line, step) = (open.campaign.id, open.revision, self.line, self.step);
            self.kept = Some(Kept { campaign, revision, basket, line, step, found });
        }
    }

    /// What follows from the basket, if [`refresh`](Self::refresh) has worked it out.
    #[must_use]
    pub fn found(&self) -> Option<(&Basket, &Found)> {
        self.kept.as_ref().map(|kept| (&kept.basket, &kept.found))
    }
}

fn find(open: &Open<'_>, basket: &Basket, line: Option<SkuId>, step: Option<StepId>) -> Found {
    let campaign: &Campaign = open.campaign;
    let mut found = Found {
        compiled: None,
        receipt: Err(Unpriced::Empty),
        line: None,
        points: Vec::new(),
        more: Vec::new(),
        step: None,
        path: None,
        alternatives: Vec::new(),
        shares: Vec::new(),
    };
    let compiled = match basket::compile(open.project, campaign, basket) {
        Ok(compiled) => compiled,
        Err(why) => return Found { receipt: Err(why), ..found },
    };
    found.receipt = basket::price(&compiled, basket);
    if let Ok(receipt) = &found.receipt {
        let has = |sku: &SkuId| receipt.lines.iter().any(|l| l.sku == *sku);
        found.line = line.filter(has).or_else(|| receipt.lines.first().map(|l| l.sku));
        if let Some(sku) = found.line {
            found.points = curve(&compiled, basket, sku, MOST_PIECES);
            found.more = one_more(&compiled, campaign, basket, receipt, sku);
        }
        let at = |wanted: StepId| receipt.steps.iter().position(|s| (s.held, s.layer) == wanted);
        let applied = |layer| receipt.steps.iter().position(|s| s.applied() && s.layer == layer && s.held.is_some());
        found.step = step
            .and_then(at)
            .or_else(|| applied(Layer::ShopCoupon))
            .or_else(|| receipt.steps.iter().position(|s| s.applied() && s.held.is_some()));
        if let Some(step) = found.step {
            found.path = path(&compiled, campaign, receipt, step);
            found.shares = shares(&compiled, &campaign.pricing, receipt, step);
            if let Some(held) = receipt.steps.get(step).and_then(|s| s.held) {
                found.alternatives = alternatives(open.project, campaign, &compiled, basket, receipt, held);
            }
        }
    }
    found.compiled = Some(compiled);
    found
}

/// Whether what is expected holds of what was found, and what it comes to.
#[must_use]
pub fn verdict(found: &Found, expect: Expectation) -> Option<(bool, Actual)> {
    found.receipt.as_ref().ok().map(|receipt| judge(expect, receipt))
}
