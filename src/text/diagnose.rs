//! What is said of factors, means, trials and the customer's way.

use super::names::Named;
use super::rows::RowNames;
use super::why::{term_label, value_shown};
use super::{Msg, Texts};
use crate::engine::Value;
use crate::engine::diagnose::{Proof, Reference, label, unit};
use crate::engine::funnel::references::ReferenceKind;
use crate::model::{Campaign, Factor, GoalUnit, GoalValue, MeansState, Project, TouchState, Touchpoint, Verdict};

impl Named for MeansState {
    fn name_in<'a>(&'a self, texts: &'a Texts) -> &'a str {
        texts.get(match self {
            Self::Idea => Msg::MeansIdea,
            Self::Doing => Msg::MeansDoing,
            Self::Done => Msg::MeansDone,
            Self::Dropped => Msg::MeansDropped,
        })
    }
}

impl Named for Verdict {
    fn name_in<'a>(&'a self, texts: &'a Texts) -> &'a str {
        texts.get(match self {
            Self::Works => Msg::VerdictWorks,
            Self::DoesNot => Msg::VerdictDoesNot,
            Self::Unclear => Msg::VerdictUnclear,
        })
    }
}

impl Named for TouchState {
    fn name_in<'a>(&'a self, texts: &'a Texts) -> &'a str {
        texts.get(match self {
            Self::Open => Msg::TouchOpen,
            Self::Fine => Msg::TouchFine,
            Self::Lacking => Msg::TouchLacking,
            Self::Mended => Msg::TouchMended,
        })
    }
}

impl Named for Touchpoint {
    fn name_in<'a>(&'a self, texts: &'a Texts) -> &'a str {
        texts.get(match self {
            Self::FirstImpression => Msg::TouchFirst,
            Self::Shopping => Msg::TouchShopping,
            Self::Product => Msg::TouchProduct,
            Self::AfterSale => Msg::TouchAfterSale,
            Self::Review => Msg::TouchReview,
            Self::Members => Msg::TouchMembers,
            Self::Care => Msg::TouchCare,
        })
    }
}

/// What is looked at there.
#[must_use]
pub fn touch_note(texts: &Texts, of: Touchpoint) -> &str {
    texts.get(match of {
        Touchpoint::FirstImpression => Msg::TouchFirstNote,
        Touchpoint::Shopping => Msg::TouchShoppingNote,
        Touchpoint::Product => Msg::TouchProductNote,
        Touchpoint::AfterSale => Msg::TouchAfterSaleNote,
        Touchpoint::Review => Msg::TouchReviewNote,
        Touchpoint::Members => Msg::TouchMembersNote,
        Touchpoint::Care => Msg::TouchCareNote,
    })
}

/// What a factor is called: UV, 收藏加购率, 直通车 UV. Visitors of a source stand by the source's name where `short`.
#[must_use]
pub fn factor_name(texts: &Texts, project: &Project, campaign: &Campaign, factor: Factor, short: bool) -> String {
    let rows = RowNames { texts, project, campaign };
    match factor {
        Factor::Gmv => texts.get(Msg::ColumnGmv).to_owned(),
        Factor::Uv => texts.get(Msg::ColumnUv).to_owned(),
        Factor::PiecePrice => texts.get(Msg::DiagnosePiecePrice).to_owned(),
        Factor::Pieces => texts.get(Msg::DiagnosePieces).to_owned(),
        Factor::SourceUv(id) if short => rows.source(id),
        other => term_label(texts, project, campaign, label(other)),
    }
}

/// A factor's figure as it is written.
#[must_use]
pub fn factor_shown(texts: &Texts, campaign: &Campaign, factor: Factor, value: Value) -> String {
    match (factor, value) {
        (Factor::Pieces, Value::Rate(rate)) => texts.format().factor(rate, 2),
        _ => value_shown(texts, campaign, label(factor), value),
    }
}

/// A reference with its kind: 同期 22.4%.
#[must_use]
pub fn reference_shown(texts: &Texts, campaign: &Campaign, factor: Factor, (value, of): (Value, Reference)) -> String {
    let msg = match of {
        Reference::Of(ReferenceKind::History) => Msg::DiagnoseOfHistory,
        Reference::Of(ReferenceKind::LastYear) => Msg::DiagnoseOfLastYear,
        Reference::Of(ReferenceKind::Industry) => Msg::DiagnoseOfIndustry,
        Reference::Best(_) => Msg::DiagnoseOfBest,
        Reference::LastTime => Msg::DiagnoseOfLastTime,
    };
    texts.with(msg, &[("value", factor_shown(texts, campaign, factor, value).into())])
}

/// A figure of a trial as it is written: prices with their minor unit.
#[must_use]
pub fn trial_shown(texts: &Texts, campaign: &Campaign, factor: Factor, value: GoalValue) -> String {
    let format = texts.format();
    match value {
        GoalValue::Money(money) if matches!(factor, Factor::Gmv | Factor::SourceGmv(_)) => {
            super::amounts::sum(texts, money)
        }
        GoalValue::Money(money) => format.price(money),
        GoalValue::Count(count) => format.count(count).to_string(),
        GoalValue::Rate(rate) if unit(campaign, factor) == GoalUnit::Percent => format.percent(rate, 2),
        GoalValue::Rate(rate) => format.factor_exact(rate),
    }
}

/// What a trial's figures prove, in a word; nothing where nothing can be said.
#[must_use]
pub const fn proof_word(proof: Proof) -> Option<Msg> {
    match proof {
        Proof::Tested { p, .. } if p < crate::engine::diagnose::SURE => Some(Msg::ProofSure),
        Proof::Tested { .. } => Some(Msg::ProofChance),
        Proof::TooFew => Some(Msg::ProofFew),
        Proof::NoPeople => Some(Msg::ProofPeople),
        Proof::NoPart => Some(Msg::ProofPart),
        Proof::Open | Proof::NoTest => None,
    }
}

/// The same as a sentence.
#[must_use]
pub fn proof_sentence(texts: &Texts, proof: Proof) -> String {
    let msg = match proof {
        Proof::Open => Msg::TrialOpenLine,
        Proof::NoTest => Msg::TrialNoTestLine,
        Proof::NoPeople => Msg::TrialPeopleLine,
        Proof::NoPart => Msg::TrialPartLine,
        Proof::TooFew => {
            let least = crate::engine::diagnose::LEAST.to_string();
            return texts.with(Msg::TrialFewLine, &[("least", least.into())]);
        }
        Proof::Tested { p, .. } => {
            let msg = if proof.is_sure() { Msg::TrialSureLine } else { Msg::TrialChanceLine };
            return texts.with(msg, &[("p", chance_shown(p).into())]);
        }
    };
    texts.get(msg).to_owned()
}

/// A chance, 0 … 1: 3.2%, <0.1%.
#[must_use]
pub fn chance_shown(p: f64) -> String {
    if p < 0.001 { "<0.1%".to_owned() } else { format!("{:.1}%", p * 100.0) }
}
