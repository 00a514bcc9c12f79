//! What is said of word-of-mouth plays.

use super::line::say;
use super::names::Named;
use super::rows::RowNames;
use super::{Msg, Texts};
use crate::engine::why::PlayFigure;
use crate::model::{PlayKind, SourceId};

impl Named for PlayKind {
    fn name_in<'a>(&'a self, texts: &'a Texts) -> &'a str {
        texts.get(match self {
            Self::Bargain => Msg::PlayBargain,
            Self::GroupBuy { .. } => Msg::PlayGroupBuy,
            Self::ShareLottery => Msg::PlayShareLottery,
            Self::ShareCoupon => Msg::PlayShareCoupon,
        })
    }
}

/// What a figure of a play is called beside the name of its source.
#[must_use]
pub fn play_figure(texts: &Texts, figure: PlayFigure) -> &str {
    texts.get(match figure {
        PlayFigure::Seeds => Msg::PlayPeople,
        PlayFigure::Inviters(_) => Msg::PlayColumnInviters,
        PlayFigure::Reached(_) | PlayFigure::AllReached => Msg::PlayReached,
        PlayFigure::Visitors(_) => Msg::PlayVisitors,
        PlayFigure::K => Msg::PlayK,
        PlayFigure::Groups => Msg::PlayGroups,
        PlayFigure::Orders => Msg::PlayOrders,
        PlayFigure::CostPerOrder => Msg::PlayCostPerOrder,
        PlayFigure::InviterRewards => Msg::PlayInviterReward,
        PlayFigure::InviteeRewards => Msg::PlayInviteeReward,
        PlayFigure::Coupons => Msg::PlayCoupon,
    })
}

/// What it is called by itself: 砍价 · 第 2 轮触达.
pub(super) fn play_figure_name(rows: &RowNames<'_>, id: SourceId, figure: PlayFigure) -> String {
    let texts = rows.texts;
    let words = [("name", rows.source(id).into()), ("figure", play_figure(texts, figure).into())];
    match figure {
        PlayFigure::Inviters(n) | PlayFigure::Reached(n) | PlayFigure::Visitors(n) => {
            let [name, of] = words;
            say(texts, Msg::WhyPlayRound, &[name, of, ("n", n.to_string().into())])
        }
        _ => say(texts, Msg::WhyPlay, &words),
    }
}
