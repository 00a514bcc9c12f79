//! Where a campaign's order values are from, as the commands say it.

use crate::engine::offers::values::ASSUMED_SPREAD;
use crate::model::{Campaign, OrderSource};
use crate::text::{Msg, Texts};

/// One sentence: which list, or which assumption.
#[must_use]
pub(super) fn sentence(texts: &Texts, campaign: &Campaign) -> String {
    let values = &campaign.order_values;
    let format = texts.format();
    if values.orders.is_empty() {
        return texts.with(Msg::CliAssumedOrders, &[("spread", ASSUMED_SPREAD.to_string().into())]);
    }
    match &values.source {
        OrderSource::LogNormal { mean, spread } => {
            let words = [("mean", format.price(*mean).into()), ("spread", format.factor_exact(*spread).into())];
            texts.with(Msg::CliOrdersAssumed, &words)
        }
        source => {
            let file = match source {
                OrderSource::Imported { file, .. } => crate::text::line::tame(file).into_owned(),
                _ => String::new(),
            };
            let n = format.whole(values.orders.number().wide());
            texts.with(Msg::CliOrdersImported, &[("file", file.into()), ("n", n.into())])
        }
    }
}

/// The same in a word, for scripts: `imported` or `assumed`.
#[must_use]
pub(super) fn kind(campaign: &Campaign) -> &'static str {
    let values = &campaign.order_values;
    match values.source {
        OrderSource::Imported { .. } if !values.orders.is_empty() => "imported",
        _ => "assumed",
    }
}
