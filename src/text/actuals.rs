//! Words of lists of actual figures: what columns say, what is wrong with a row.

use super::line::{say, tame};
use super::names::Named;
use super::{Msg, Texts};
use crate::engine::actuals::Figure;
use crate::engine::actuals::intake::{ActualsColumn, ActualsFault, BadActual};

impl Named for Figure {
    fn name_in<'a>(&'a self, texts: &'a Texts) -> &'a str {
        texts.get(match self {
            Self::Impressions => Msg::RunImpressions,
            Self::Clicks => Msg::FigureClicks,
            Self::Pv => Msg::FigurePv,
            Self::Uv => Msg::RunUv,
            Self::Carts => Msg::FigureCarts,
            Self::Leads => Msg::FigureLeads,
            Self::Orders => Msg::FigureOrders,
            Self::Buyers => Msg::FigureBuyers,
            Self::Gmv => Msg::RunColumnGmv,
            Self::Refunds => Msg::FigureRefunds,
            Self::Units => Msg::RunColumnUnits,
            Self::Due => Msg::FigureDue,
            Self::Shipped => Msg::FigureShipped,
            Self::Cost => Msg::RunColumnCost,
            Self::Claims => Msg::FigureClaims,
            Self::Discount => Msg::FigureDiscount,
        })
    }
}

impl Named for ActualsColumn {
    fn name_in<'a>(&'a self, texts: &'a Texts) -> &'a str {
        match self {
            Self::Date => texts.get(Msg::ActualsDate),
            Self::Hour => texts.get(Msg::ActualsHour),
            Self::Source => texts.get(Msg::RunColumnSource),
            Self::Category => texts.get(Msg::RunColumnCategory),
            Self::Sku => texts.get(Msg::RunColumnProduct),
            Self::Customers => texts.get(Msg::RunColumnCustomers),
            Self::Offer => texts.get(Msg::RunColumnOffer),
            Self::Figure(figure) => figure.name_in(texts),
        }
    }
}

/// What is wrong with a row, with its line and what stands there.
#[must_use]
pub fn bad_actual(texts: &Texts, row: &BadActual) -> String {
    let what = texts.get(match row.fault {
        ActualsFault::NotADay => Msg::ActualsNotADay,
        ActualsFault::NotAnHour => Msg::ActualsNotAnHour,
        ActualsFault::NoSuchName => Msg::ActualsNoSuchName,
        ActualsFault::SeveralOfName => Msg::ActualsSeveralOfName,
        ActualsFault::NotANumber => Msg::ActualsNotANumber,
        ActualsFault::NoFigure => Msg::ActualsNoFigure,
        ActualsFault::Twice => Msg::ActualsTwice,
    });
    let line = texts.format().whole(row.line.into());
    let found = tame(&row.found).into_owned();
    say(texts, Msg::ActualsBadRow, &[("line", line.into()), ("what", what.into()), ("found", found.into())])
}
