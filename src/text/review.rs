//! Words of the review: whose a row is, what a gap comes from in a sentence, names of its kinds.

use super::amounts::sum;
use super::line::say;
use super::names::Named as _;
use super::{Msg, Texts};
use crate::engine::review::{Factor, PartOf, ReviewAnswer, Row, Side};
use crate::model::{
    Campaign, Count, FeedbackFrom, FeedbackKind, Lesson, LessonDefault, LessonKind, Module, Money, NotedFigure,
    ProcessAnswer, ProcessOf, Project, Rate,
};

/// What a part of a gap is called; a part that only the other campaign has names it.
#[must_use]
pub fn part_name(
    texts: &Texts,
    project: &Project,
    campaign: &Campaign,
    other: Option<&Campaign>,
    of: PartOf,
) -> String {
    let elsewhere = |name: Option<&str>| {
        let campaign = other.map_or("", |other| other.name_in(texts));
        let words = [("name", name.unwrap_or_default().into()), ("campaign", campaign.into())];
        texts.with(Msg::ReviewOtherPart, &words)
    };
    let name = match of {
        PartOf::Source(id) => campaign.traffic.get(id).map(|row| row.name_in(texts)),
        PartOf::OtherSource(id) => {
            let row = other.and_then(|other| other.traffic.get(id));
            return elsewhere(row.map(|row| row.name_in(texts)));
        }
        PartOf::Category(None) => Some(texts.get(Msg::ReviewNoCategory)),
        PartOf::Category(Some(id)) => project.shop.categories.get(id).map(|row| row.name.as_str()),
        PartOf::Phase(id) => campaign.phases.get(id).map(|row| row.name_in(texts)),
        PartOf::OtherPhase(id) => {
            let row = other.and_then(|other| other.phases.get(id));
            return elsewhere(row.map(|row| row.name_in(texts)));
        }
        PartOf::Rest => Some(texts.get(Msg::ReviewRest)),
    };
    name.unwrap_or_default().to_owned()
}

/// A factor.
#[must_use]
pub const fn factor_name(of: Factor) -> Msg {
    match of {
        Factor::Uv => Msg::ReviewUv,
        Factor::Cvr => Msg::ReviewCvr,
        Factor::Aov => Msg::ReviewAov,
    }
}

/// A side's factor as it is shown: 191.6万, 9.39%, ¥256.35; nothing where it is not known.
#[must_use]
pub fn factor_shown(texts: &Texts, of: Factor, side: &Side) -> Option<String> {
    let format = texts.format();
    match of {
        Factor::Uv => (side.uv > Count::ZERO).then(|| format.count(side.uv).to_string()),
        Factor::Cvr => side.cvr().map(|cvr| format.percent(cvr, 2)),
        Factor::Aov => side.aov().map(|aov| format.price(aov)),
    }
}

/// A sum with its sign, as effects are written: +121.4万, −206.1万.
#[must_use]
pub fn signed(texts: &Texts, money: Money) -> String {
    let sign = if money > Money::ZERO { "+" } else { "" };
    format!("{sign}{}", texts.format().sum(money))
}

/// A sum with its sign in the unit of a column.
#[must_use]
pub fn signed_in_unit(texts: &Texts, money: Money) -> String {
    let sign = if money > Money::ZERO { "+" } else { "" };
    format!("{sign}{}", texts.format().sum_in_unit_kept(money))
}

/// A growth with its sign: +13.6%.
#[must_use]
pub fn growth_shown(texts: &Texts, rate: Rate) -> String {
    let sign = if rate > Rate::ZERO { "+" } else { "" };
    format!("{sign}{}", texts.format().percent(rate, 1))
}

fn absolute(money: Money) -> Money {
    Money::from_wide(money.wide().abs())
}

/// The program's sentence about a factor of the whole.
#[must_use]
pub fn effect_sentence(texts: &Texts, answer: &ReviewAnswer, of: Factor) -> String {
    let effect = answer.effects.of(of);
    let shown = |side| factor_shown(texts, of, side).unwrap_or_else(|| "—".to_owned());
    let msg = if effect < Money::ZERO { Msg::ReviewEffectLess } else { Msg::ReviewEffectMore };
    let words = [
        ("factor", texts.get(factor_name(of)).into()),
        ("from", shown(&answer.base).into()),
        ("to", shown(&answer.came).into()),
        ("effect", sum(texts, absolute(effect)).into()),
    ];
    say(texts, msg, &words)
}

/// The program's sentence about a part.
#[must_use]
pub fn part_sentence(texts: &Texts, name: &str, row: &Row) -> String {
    let msg = match row.gap.cmp(&Money::ZERO) {
        std::cmp::Ordering::Less => Msg::ReviewSentenceLess,
        std::cmp::Ordering::Equal => return say(texts, Msg::ReviewSentenceEven, &[("name", name.into())]),
        std::cmp::Ordering::Greater => Msg::ReviewSentenceMore,
    };
    let (factor, effect) = row.effects.main();
    let shown = |side| factor_shown(texts, factor, side).unwrap_or_else(|| "—".to_owned());
    let words = [
        ("name", name.into()),
        ("gap", sum(texts, absolute(row.gap)).into()),
        ("factor", texts.get(factor_name(factor)).into()),
        ("from", shown(&row.base).into()),
        ("to", shown(&row.came).into()),
        ("effect", signed(texts, effect).into()),
    ];
    say(texts, msg, &words)
}

/// A figure that a lesson sets.
#[must_use]
pub const fn default_name(of: LessonDefault) -> Msg {
    match of {
        LessonDefault::RefundRate(_) => Msg::DefaultRefunds,
        LessonDefault::RequiredMargin(_) => Msg::DefaultMargin,
        LessonDefault::StageRate(..) => Msg::DefaultStageRate,
        LessonDefault::SourceCvr(..) => Msg::DefaultSourceCvr,
        LessonDefault::SourceAov(..) => Msg::DefaultSourceAov,
        LessonDefault::Redemption(..) => Msg::DefaultRedemption,
    }
}

/// The same with the kind that it is of, and how much it is.
#[must_use]
pub fn default_shown(texts: &Texts, of: LessonDefault) -> (String, String) {
    let name = texts.get(default_name(of));
    let of_kind = |kind: &str| texts.with(Msg::DefaultOf, &[("kind", kind.into()), ("name", name.into())]);
    let percent = |rate| texts.format().percent(rate, 2);
    match of {
        LessonDefault::RefundRate(rate) | LessonDefault::RequiredMargin(rate) => (name.to_owned(), percent(rate)),
        LessonDefault::StageRate(kind, rate) => (of_kind(kind.name_in(texts)), percent(rate)),
        LessonDefault::SourceCvr(kind, rate) => (of_kind(kind.name_in(texts)), percent(rate)),
        LessonDefault::SourceAov(kind, aov) => (of_kind(kind.name_in(texts)), texts.format().price(aov)),
        LessonDefault::Redemption(kind, rate) => (of_kind(kind.name_in(texts)), percent(rate)),
    }
}

/// A module.
#[must_use]
pub const fn module_name(of: Module) -> Msg {
    match of {
        Module::Shop => Msg::ReviewModuleShop,
        Module::Goods => Msg::ReviewModuleGoods,
        Module::Promotion => Msg::ReviewModulePromotion,
        Module::Market => Msg::ReviewModuleMarket,
        Module::Process => Msg::ReviewModuleProcess,
    }
}

/// A figure that the planner notes.
#[must_use]
pub const fn noted_name(of: NotedFigure) -> Msg {
    match of {
        NotedFigure::Rank => Msg::ReviewRank,
        NotedFigure::RankBefore => Msg::ReviewRankBefore,
        NotedFigure::LeaderAov => Msg::ReviewLeaderAov,
        NotedFigure::CompetitorOffer => Msg::ReviewCompetitorOffer,
        NotedFigure::Strengths => Msg::ReviewStrengths,
        NotedFigure::Weaknesses => Msg::ReviewWeaknesses,
        NotedFigure::UrgentPrices => Msg::ReviewUrgentPrices,
        NotedFigure::Complaints => Msg::ReviewComplaints,
    }
}

/// A part of the work.
#[must_use]
pub fn process_name<'a>(texts: &'a Texts, campaign: &'a Campaign, of: ProcessOf) -> &'a str {
    match of {
        ProcessOf::Preparation => texts.get(Msg::ReviewProcessPreparation),
        ProcessOf::Planning => texts.get(Msg::ReviewProcessPlanning),
        ProcessOf::Execution => texts.get(Msg::ReviewProcessExecution),
        ProcessOf::Recovery => texts.get(Msg::ReviewProcessRecovery),
        ProcessOf::Phase(id) => campaign.phases.get(id).map_or("", |phase| phase.name_in(texts)),
    }
}

/// A verdict.
#[must_use]
pub const fn verdict_name(of: ProcessAnswer) -> Msg {
    match of {
        ProcessAnswer::Open => Msg::ReviewVerdictOpen,
        ProcessAnswer::Yes => Msg::ReviewVerdictYes,
        ProcessAnswer::Partly => Msg::ReviewVerdictPartly,
        ProcessAnswer::No => Msg::ReviewVerdictNo,
    }
}

/// Who said something.
#[must_use]
pub const fn feedback_from(of: FeedbackFrom) -> Msg {
    match of {
        FeedbackFrom::Customers => Msg::ReviewFeedbackCustomers,
        FeedbackFrom::Service => Msg::ReviewFeedbackService,
        FeedbackFrom::Team => Msg::ReviewFeedbackTeam,
        FeedbackFrom::Partners => Msg::ReviewFeedbackPartners,
    }
}

/// In which way.
#[must_use]
pub const fn feedback_kind(of: FeedbackKind) -> Msg {
    match of {
        FeedbackKind::Praise => Msg::ReviewFeedbackPraise,
        FeedbackKind::Complaint => Msg::ReviewFeedbackComplaint,
        FeedbackKind::Idea => Msg::ReviewFeedbackIdea,
    }
}

/// A kind of lessons.
#[must_use]
pub const fn lesson_kind(of: LessonKind) -> Msg {
    match of {
        LessonKind::Highlight => Msg::ReviewLessonHighlight,
        LessonKind::Shortcoming => Msg::ReviewLessonShortcoming,
    }
}

/// Who sees to a lesson: department and person, as far as they are known.
#[must_use]
pub fn owner_name(texts: &Texts, project: &Project, lesson: &Lesson) -> String {
    let person = lesson.owner.and_then(|id| project.shop.people.get(id));
    let department = person.and_then(|person| person.department).or(lesson.department);
    let department = department.and_then(|id| project.shop.departments.get(id)).map(|row| row.name_in(texts));
    let names = [department, person.map(|person| person.name.as_str())];
    names.into_iter().flatten().collect::<Vec<&str>>().join(" ")
}

/// The campaign that taught a lesson.
#[must_use]
pub fn taught_by<'a>(texts: &'a Texts, project: &'a Project, lesson: &'a Lesson) -> &'a str {
    let campaign = lesson.campaign.and_then(|id| project.campaign(id));
    campaign.map_or(lesson.origin.as_str(), |campaign| campaign.name_in(texts))
}
