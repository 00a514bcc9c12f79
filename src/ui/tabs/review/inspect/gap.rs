//! A row of the gap, or an effect on the whole: its figures, its sentence, and how it is worked out with the numbers in it.

use egui::{Align2, Rect, Ui, pos2};

use crate::engine::review::{By, Effects, Factor, Kept, PartOf, ReviewAnswer, Row, Side};
use crate::model::{Money, ProcessOf, Rate, SentenceOf};
use crate::text::Msg;
use crate::text::review::{effect_sentence, factor_name, factor_shown, part_sentence, signed};
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::review::edits;
use crate::ui::tabs::review::facts::Facts;
use crate::ui::tabs::side_rows::{fact, line, paragraph, paragraph_inked, section};
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::note::Note;
use crate::ui::widgets::{button, paint, pane};

/// Where the two sides' figures end, as parts of the width.
const COLUMNS: [f32; 2] = [0.45, 0.7];

/// The large figure: the gap, and which share of the whole's it is.
fn headline(ui: &mut Ui, scene: &Scene<'_>, gap: Money, of: Option<Money>) {
    let p = theme::tokens(ui);
    let rect = line(ui, 56.0);
    let shown = scene.format().sum(gap);
    let (sign, digits) = match shown.number.strip_prefix('−') {
        Some(digits) => ("−", digits),
        None if gap > Money::ZERO => ("+", shown.number.as_str()),
        None => ("", shown.number.as_str()),
    };
    let number = format!("{sign}{}{digits}", shown.prefix);
    let at = pos2(rect.left(), rect.center().y);
    let end = pane::label(ui, at, Align2::LEFT_CENTER, &number, fonts::medium(size::HEADLINE), p.t1).rect.right();
    let at = pos2(end + size::S4, rect.center().y + 3.0);
    let end = paint::text(ui.painter(), at, Align2::LEFT_CENTER, shown.unit, fonts::text(), p.t2).right();
    if let Some(share) = of.filter(|of| *of != Money::ZERO).and_then(|of| Rate::ratio(gap.wide(), of.wide())) {
        let words = [("share", scene.format().percent(share, 1).into())];
        let words = scene.texts.with(Msg::ReviewShareOfGap, &words);
        pane::label(ui, pos2(end + size::S8, at.y), Align2::LEFT_CENTER, &words, fonts::text(), p.t2);
    }
}

/// A line of the small table: a name and three figures.
fn row(ui: &mut Ui, name: &str, cells: [&str; 2], effect: Option<(&str, Option<bool>)>, strong: bool) -> Rect {
    let p = theme::tokens(ui);
    let rect = line(ui, 24.0);
    let font = || if strong { fonts::text_medium() } else { fonts::text() };
    let y = rect.center().y;
    pane::label(ui, pos2(rect.left(), y), Align2::LEFT_CENTER, name, font(), if strong { p.t1 } else { p.t2 });
    let columns = COLUMNS.map(|part| rect.left() + rect.width() * part);
    for (x, (words, ink)) in columns.into_iter().zip([(cells[0], p.t2), (cells[1], p.t1)]) {
        pane::label(ui, pos2(x, y), Align2::RIGHT_CENTER, words, font(), ink);
    }
    if let Some((words, better)) = effect {
        let at = pos2(rect.right(), y);
        match better {
            Some(better) => pane::judged(ui, at, Align2::RIGHT_CENTER, better, words, fonts::text_medium()),
            None => pane::label(ui, at, Align2::RIGHT_CENTER, words, font(), p.t2),
        };
    }
    rect
}

/// The table of the three factors and the GMV on both sides.
fn table(ui: &mut Ui, scene: &Scene<'_>, facts: &Facts, base: &Side, came: &Side, effects: &Effects) {
    let p = theme::tokens(ui);
    let then = scene.text(if facts.other.is_some() { Msg::ReviewThen } else { Msg::ReviewPlan });
    let head = line(ui, 24.0);
    let y = head.center().y;
    let names = [
        (head.left(), Align2::LEFT_CENTER, scene.text(Msg::ReviewFigure)),
        (head.left() + head.width() * COLUMNS[0], Align2::RIGHT_CENTER, then),
        (head.left() + head.width() * COLUMNS[1], Align2::RIGHT_CENTER, scene.text(Msg::ReviewActual)),
        (head.right(), Align2::RIGHT_CENTER, scene.text(Msg::ReviewEffect)),
    ];
    for (x, align, words) in names {
        pane::label(ui, pos2(x, y), align, words, fonts::text(), p.t3);
    }
    ui.painter().hline(head.x_range(), head.top(), egui::Stroke::new(1.0, p.line));
    let format = scene.format();
    let absolute = |money: Money| format.sum(Money::from_wide(money.wide().abs())).to_string();
    let judged = |money: Money| (money != Money::ZERO).then_some(money > Money::ZERO);
    for (factor, effect) in effects.each() {
        let shown = |side| factor_shown(scene.texts, factor, side).unwrap_or_else(|| "—".to_owned());
        let name = scene.text(factor_name(factor));
        row(ui, name, [&shown(base), &shown(came)], Some((&absolute(effect), judged(effect))), false);
    }
    let gap = Money::from_wide(came.gmv.wide() - base.gmv.wide());
    let sums = [format.sum(base.gmv).to_string(), format.sum(came.gmv).to_string()];
    let rect = row(ui, "GMV", [&sums[0], &sums[1]], Some((&absolute(gap), judged(gap))), true);
    ui.painter().hline(rect.x_range(), rect.top(), egui::Stroke::new(1.0, p.line));
}

/// How the effects are worked out.
fn how(ui: &mut Ui, scene: &Scene<'_>, facts: &Facts, base: &Side, came: &Side, effects: &Effects) {
    section(ui, scene.text(Msg::ReviewHow));
    let format = scene.format();
    let Some(mean) = ReviewAnswer::log_mean(base, came) else {
        paragraph(ui, scene.text(Msg::ReviewHowShapley));
        return;
    };
    paragraph(ui, scene.text(Msg::ReviewHowDivisia));
    let sum = |money: Money| format.sum(money).to_string();
    let words = [("came", sum(came.gmv).into()), ("base", sum(base.gmv).into())];
    paragraph_inked(
        ui,
        &format!("{} {}", scene.texts.with(Msg::ReviewHowMean, &words), sum(mean)),
        theme::tokens(ui).t1,
    );
    for (factor, effect) in effects.each() {
        let shown = |side| factor_shown(scene.texts, factor, side);
        let (Some(then), Some(now)) = (shown(base), shown(came)) else { continue };
        let words = [
            ("mean", sum(mean).into()),
            ("came", now.into()),
            ("base", then.into()),
            ("effect", signed(scene.texts, effect).into()),
        ];
        paragraph(ui, &scene.texts.with(Msg::ReviewHowLine, &words));
    }
    if facts.other.is_none() {
        paragraph(ui, scene.text(Msg::ReviewHowPlan));
    }
}

/// The sentence: the planner's, or the program's in grey.
fn sentence(
    ui: &mut Ui,
    scene: &Scene<'_>,
    open: &Open<'_>,
    facts: &Facts,
    of: Option<SentenceOf>,
    own: &str,
    actions: &mut Actions,
) {
    let head = section(ui, scene.text(Msg::ReviewSentence));
    let campaign = open.campaign.id;
    let Some(of) = of.filter(|_| facts.other.is_none()) else {
        paragraph_inked(ui, own, theme::tokens(ui).t1);
        return;
    };
    let typed = open.campaign.review.sentences.get(&of);
    let step = || scene.text(Msg::ReviewStepSentence);
    if typed.is_some() {
        let words = scene.text(Msg::ReviewSentenceBack);
        let width = paint::width(ui.painter(), words, fonts::text());
        let place = Rect::from_min_size(pos2(head.right() - width, head.center().y - 8.0), egui::vec2(width, 20.0));
        if button::link(&mut paint::at(ui, place, "review sentence back"), words).clicked() {
            edits::change(actions, campaign, step(), move |review| {
                review.sentences.remove(&of);
            });
        }
    }
    let rect = line(ui, 64.0);
    let value = typed.map_or(own, String::as_str);
    let note = Note::new(scene.text(Msg::ReviewSentence), value).quiet(typed.is_none());
    let own = own.to_owned();
    if let Some(new) = note.show(ui, rect, ("review sentence", of)) {
        edits::change(actions, campaign, step(), move |review| {
            if new.is_empty() || new == own {
                review.sentences.remove(&of);
            } else {
                review.sentences.insert(of, new);
            }
        });
    }
}

/// The sentence that a row is known by, if one can be kept of it.
pub(in crate::ui::tabs::review) const fn sentence_of(of: PartOf) -> Option<SentenceOf> {
    match of {
        PartOf::Source(id) => Some(SentenceOf::Source(id)),
        PartOf::Category(Some(id)) => Some(SentenceOf::Category(id)),
        PartOf::Phase(id) => Some(SentenceOf::Phase(id)),
        PartOf::Category(None) | PartOf::OtherSource(_) | PartOf::OtherPhase(_) | PartOf::Rest => None,
    }
}

const fn factor_sentence(of: Factor) -> SentenceOf {
    match of {
        Factor::Uv => SentenceOf::Uv,
        Factor::Cvr => SentenceOf::Cvr,
        Factor::Aov => SentenceOf::Aov,
    }
}

/// A row.
pub(super) fn part(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, facts: &Facts, of: &Row, actions: &mut Actions) {
    headline(ui, scene, of.gap, Some(facts.answer.gap));
    table(ui, scene, facts, &of.base, &of.came, &of.effects);
    if of.of == PartOf::Rest {
        section(ui, scene.text(Msg::ReviewHow));
        paragraph(ui, scene.text(Msg::ReviewHowRest));
        return;
    }
    let own = part_sentence(scene.texts, &facts.name(scene, open, of.of), of);
    sentence(ui, scene, open, facts, sentence_of(of.of), &own, actions);
    how(ui, scene, facts, &of.base, &of.came, &of.effects);
}

/// An effect on the whole.
pub(super) fn effect(
    ui: &mut Ui,
    scene: &Scene<'_>,
    open: &Open<'_>,
    facts: &Facts,
    of: Factor,
    actions: &mut Actions,
) {
    let ReviewAnswer { base, came, gap, effects, .. } = *facts.answer;
    headline(ui, scene, effects.of(of), Some(gap));
    table(ui, scene, facts, &base, &came, &effects);
    let own = effect_sentence(scene.texts, &facts.answer, of);
    sentence(ui, scene, open, facts, Some(factor_sentence(of)), &own, actions);
    how(ui, scene, facts, &base, &came, &effects);
}

/// The mix row.
pub(super) fn mix(ui: &mut Ui, scene: &Scene<'_>, facts: &Facts, by: By) {
    let mix = facts.answer.by(by).mix;
    ui.add_space(6.0);
    for (factor, effect) in mix.each() {
        fact(ui, scene.text(factor_name(factor)), &signed(scene.texts, effect));
    }
    section(ui, scene.text(Msg::ReviewHow));
    paragraph(ui, scene.text(Msg::ReviewHowMix));
}

/// A part of the work: how its tasks stand.
pub(super) fn process(ui: &mut Ui, scene: &Scene<'_>, facts: &Facts, of: ProcessOf) {
    let kept: Kept = facts.process.parts.get(&of).copied().unwrap_or_default();
    ui.add_space(6.0);
    fact(ui, scene.text(Msg::ReviewProcessKept), &format!("{} / {}", kept.in_time, kept.due));
    fact(ui, scene.text(Msg::ReviewProcessLate), &(kept.late + kept.open).to_string());
    paragraph(ui, scene.text(Msg::ReviewProcessHow));
}
