//! How customers answer to thresholds, in words.

use crate::engine::offers::fit::{Fit, NoFit};
use crate::engine::offers::sold::SoldFault;
use crate::model::{Count, Rate, TopUp};
use crate::text::{Msg, Texts};

/// The three figures that orders tell.
#[must_use]
pub fn top_up(texts: &Texts, of: &TopUp) -> String {
    let percent = |rate| texts.format().percent(rate, 1).into();
    let figures = [("chance", percent(of.chance)), ("reach", percent(of.reach)), ("overshoot", percent(of.overshoot))];
    texts.with(Msg::TopUpFigures, &figures)
}

/// What a campaign's orders showed, or why they show nothing; in short without how many orders there are.
#[must_use]
pub fn top_up_shown(texts: &Texts, of: &Result<Fit, SoldFault>, short: bool) -> String {
    let orders = |number: f64| texts.format().count(Count::new(number.round() as u64)).to_string();
    match of {
        Ok(fit) => {
            let goodness = Rate::from_ppm((fit.goodness * 1e6).round() as i64);
            let about = [
                ("figures", top_up(texts, &fit.top_up).into()),
                ("orders", orders(fit.orders).into()),
                ("before", orders(fit.reference).into()),
                ("goodness", texts.format().percent(goodness, 0).into()),
            ];
            texts.with(if short { Msg::TopUpShort } else { Msg::TopUpShown }, &about)
        }
        Err(SoldFault::NoFit(NoFit::TooFewOrders { campaign, have, need })) => {
            let msg = if *campaign { Msg::TopUpFewSold } else { Msg::TopUpFewBefore };
            texts.with(msg, &[("have", orders(*have).into()), ("need", orders(*need).into())])
        }
        Err(SoldFault::NoReference) => texts.get(Msg::TopUpNoReference).to_owned(),
        Err(SoldFault::NoFit(NoFit::NoRungs)) => texts.get(Msg::TopUpNoRungs).to_owned(),
        Err(SoldFault::NoFit(NoFit::NothingNear)) => texts.get(Msg::TopUpNothingNear).to_owned(),
        Err(SoldFault::NoFit(NoFit::NoBunching)) => texts.get(Msg::TopUpNoBunching).to_owned(),
    }
}
