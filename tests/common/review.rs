//! Reviews of all kinds.

use promoplan::model::{
    CampaignId, CategoryId, Feedback, FeedbackFrom, FeedbackKind, Module, NotedFigure, PhaseId, ProcessAnswer,
    ProcessNote, ProcessOf, Project, Review, SentenceOf, SourceId,
};

use super::large::Dice;
use super::{count, rows, text};

/// A review.
pub fn any_review(p: &mut Project, dice: &mut Dice) -> Review {
    let noted = NotedFigure::MARKET.into_iter().chain(NotedFigure::PROCESS);
    let sentence = |d: &mut Dice| match d.below(6) {
        0 => SentenceOf::Uv,
        1 => SentenceOf::Cvr,
        2 => SentenceOf::Aov,
        3 => SentenceOf::Source(SourceId(d.below(99) as u32)),
        4 => SentenceOf::Category(CategoryId(d.below(99) as u32)),
        _ => SentenceOf::Phase(PhaseId(d.below(99) as u32)),
    };
    let part = |d: &mut Dice| match d.below(2) {
        0 => d.one(&ProcessOf::USUAL),
        _ => ProcessOf::Phase(PhaseId(d.below(99) as u32)),
    };
    let note = |d: &mut Dice| ProcessNote {
        expected: d.one(&ProcessAnswer::ALL),
        attracted: d.one(&ProcessAnswer::ALL),
        gap: text(d),
        cause: text(d),
        reusable: text(d),
    };
    Review {
        last_year: dice.maybe(|d| CampaignId(d.below(99) as u32)),
        before: dice.maybe(|d| CampaignId(d.below(99) as u32)),
        modules: Module::ALL.into_iter().filter_map(|module| dice.maybe(|d| (module, text(d)))).collect(),
        noted: noted.filter_map(|of| dice.maybe(|d| (of, text(d)))).collect(),
        sentences: (0..dice.below(4)).map(|_| (sentence(dice), text(dice))).collect(),
        process: (0..dice.below(4)).map(|_| (part(dice), note(dice))).collect(),
        feedback: rows(dice, |d| Feedback {
            id: p.new_id(),
            from: d.one(&FeedbackFrom::ALL),
            kind: d.one(&FeedbackKind::ALL),
            topic: text(d),
            text: text(d),
            count: count(d),
        }),
    }
}
