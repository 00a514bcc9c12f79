//! The log of trials as a table, and a trial in the inspector: what it proves, its verdict, the lesson.

use std::sync::Arc;

use egui::{Rect, Ui, pos2, vec2};
use jiff::civil::DateTime;

use super::{Chosen, DiagnoseView};
use crate::engine::diagnose::{Proof, SURE, drop_trials, is_rate, learn, proof, roots, suggested, unit};
use crate::engine::value::difference;
use crate::model::{
    Campaign, Count, Diagnosis, Factor, GoalUnit, GoalValue, Lesson, LessonKind, Money, Rate, Rows, StageId, Trial,
    TrialId, Verdict,
};
use crate::text::Msg;
use crate::text::amounts::sum;
use crate::text::brief::value_exact;
use crate::text::diagnose::{chance_shown, factor_name, proof_sentence, proof_word, trial_shown};
use crate::text::names::Named;
use crate::ui::action::Actions;
use crate::ui::input;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::lists::{self, Listed, Put, Steps, Words};
use crate::ui::tabs::side_rows::{buttons, fact, inset, nothing, paragraph, section};
use crate::ui::tabs::{edit, selection};
use crate::ui::theme::{icons, size};
use crate::ui::widgets::grid::{
    CellValue, CellView, Column, ColumnId, ColumnKind, Grid, GridEvent, GridSource, Ink, Judgement, RowKey, Side,
};
use crate::ui::widgets::{button, paint};

const WHAT: ColumnId = ColumnId(1);
const FACTOR: ColumnId = ColumnId(2);
const BEFORE: ColumnId = ColumnId(3);
const AFTER: ColumnId = ColumnId(4);
const CHANGE: ColumnId = ColumnId(5);
const PEOPLE_BEFORE: ColumnId = ColumnId(6);
const PEOPLE_AFTER: ColumnId = ColumnId(7);
const PROOF: ColumnId = ColumnId(8);
const VERDICT: ColumnId = ColumnId(9);
const FROM: ColumnId = ColumnId(10);
const TO: ColumnId = ColumnId(11);
const NOTE: ColumnId = ColumnId(12);

impl Listed for Trial {
    fn rows(campaign: &mut Campaign) -> &mut Rows<Self> {
        &mut Arc::make_mut(&mut campaign.diagnosis).trials
    }

    fn fresh(id: u32, _now: DateTime) -> Self {
        Self { id: TrialId(id), ..Self::default() }
    }

    fn number(&self) -> u32 {
        self.id.0
    }

    fn delete(campaign: &mut Campaign, gone: &[u32]) {
        let gone: Vec<TrialId> = gone.iter().map(|id| TrialId(*id)).collect();
        drop_trials(campaign, &gone);
    }
}

const STEPS: Steps = Steps { change: Msg::TrialStepChange, add: Msg::TrialStepAdd, delete: Msg::TrialStepDrop };
const WORDS: Words =
    Words { icon: icons::LIGHTBULB, title: Msg::TrialEmptyTitle, note: Msg::TrialEmpty, add: Msg::TrialAdd };

/// The factors that a trial can be about.
fn factors(open: &Open<'_>) -> Vec<Factor> {
    let stages = open.campaign.funnel.stages.iter();
    let last = open.campaign.funnel.stages.last().map(|stage| stage.id);
    let rates = stages.map(|stage| stage.id).filter(|id: &StageId| Some(*id) != last).map(Factor::Rate);
    let sources: Vec<_> = open.answer.traffic.rows.iter().filter(|row| !row.group).map(|row| row.id).collect();
    let of_sources = sources.into_iter().flat_map(|id| [Factor::SourceUv(id), Factor::SourceCvr(id)]);
    let own = roots(&open.answer.traffic);
    let first = own.iter().copied().take(4).chain(rates).chain([Factor::PiecePrice, Factor::Pieces]);
    first.chain(of_sources).chain(own.iter().copied().skip(4)).collect()
}

fn proof_of(campaign: &Campaign, trial: &Trial) -> Proof {
    proof(trial, is_rate(campaign, trial.of))
}

struct Table<'a> {
    scene: &'a Scene<'a>,
    open: &'a Open<'a>,
    rows: &'a Rows<Trial>,
    factors: &'a [Factor],
}

impl Table<'_> {
    fn exact(&self, trial: &Trial, value: Option<GoalValue>) -> CellValue {
        let of = unit(self.open.campaign, trial.of);
        value.map_or(CellValue::Empty, |value| CellValue::Text(value_exact(self.scene.texts, of, value)))
    }
}

/// How far after lies from before: in points for a part, else in the figure itself; with the sign that is shown.
fn moved(scene: &Scene<'_>, open: &Open<'_>, trial: &Trial) -> Option<(String, bool)> {
    let format = scene.format();
    let (words, up) = match (trial.before?, trial.after?) {
        (GoalValue::Money(a), GoalValue::Money(b)) => {
            (sum(scene.texts, Money::from_wide((b.wide() - a.wide()).abs())), b >= a)
        }
        (GoalValue::Count(a), GoalValue::Count(b)) => {
            (format.count_wide(i128::from(difference(b, a).abs())).to_string(), b >= a)
        }
        (GoalValue::Rate(a), GoalValue::Rate(b)) => {
            let apart = Rate::from_wide((b.wide() - a.wide()).abs());
            let part = is_rate(open.campaign, trial.of);
            let points = || scene.texts.with(Msg::BriefPointsChange, &[("n", format.percent_number(apart, 2).into())]);
            (if part { points() } else { format.factor_exact(apart) }, b >= a)
        }
        _ => return None,
    };
    Some((words, up))
}

impl GridSource for Table<'_> {
    fn rows(&self) -> usize {
        self.rows.len()
    }

    fn key(&self, row: usize) -> RowKey {
        self.rows.at(row).map(|row| lists::key(row.as_ref())).unwrap_or_default()
    }

    fn cell(&self, row: usize, column: ColumnId) -> CellView<'_> {
        let Some(trial) = self.rows.at(row) else { return CellView::default() };
        let (texts, campaign) = (self.scene.texts, self.open.campaign);
        let format = self.scene.format();
        let value = |value: Option<GoalValue>| {
            value.map_or_else(CellView::absent, |value| {
                CellView::inked(trial_shown(texts, campaign, trial.of, value), Ink::Input)
            })
        };
        let people = |count: Option<Count>| {
            count.map_or_else(CellView::absent, |count| CellView::inked(format.whole(count.wide()), Ink::Input))
        };
        let day = |day: Option<jiff::civil::Date>| {
            day.map_or_else(CellView::absent, |day| CellView::inked(format.day(day), Ink::Input))
        };
        match column {
            WHAT => CellView::new(trial.what.as_str()),
            FACTOR => {
                let name = factor_name(texts, self.open.project, campaign, trial.of, false);
                CellView::inked(name, Ink::Reference)
            }
            BEFORE => value(trial.before),
            AFTER => value(trial.after),
            CHANGE => moved(self.scene, self.open, trial).map_or_else(CellView::absent, |(words, up)| {
                CellView::new(words).judged(if up { Judgement::Better } else { Judgement::Worse })
            }),
            PEOPLE_BEFORE => people(trial.visitors_before),
            PEOPLE_AFTER => people(trial.visitors_after),
            PROOF => proof_word(proof_of(campaign, trial)).map_or_else(CellView::absent, |msg| {
                let sure = proof_of(campaign, trial).is_sure();
                CellView::inked(self.scene.text(msg), if sure { Ink::Plain } else { Ink::Reference })
            }),
            VERDICT => trial.verdict.map_or_else(CellView::absent, |verdict| {
                let learned = trial.lesson.is_some_and(|id| self.open.project.lessons.contains(id));
                let view = CellView::inked(verdict.name_in(texts).to_owned(), Ink::Input);
                if learned { view.icon(icons::LIGHTBULB) } else { view }
            }),
            FROM => day(trial.from),
            TO => day(trial.to),
            NOTE if trial.note.is_empty() => CellView::absent(),
            NOTE => CellView::new(trial.note.as_str()),
            _ => CellView::default(),
        }
    }

    fn value(&self, row: usize, column: ColumnId) -> CellValue {
        let Some(trial) = self.rows.at(row) else { return CellValue::Empty };
        let text = |text: &str| if text.is_empty() { CellValue::Empty } else { CellValue::Text(text.to_owned()) };
        let people = |count: Option<Count>| count.map_or(CellValue::Empty, CellValue::Count);
        let at = |at: Option<usize>| at.map_or(CellValue::Empty, CellValue::Choice);
        match column {
            WHAT => text(&trial.what),
            FACTOR => at(self.factors.iter().position(|factor| *factor == trial.of)),
            BEFORE => self.exact(trial, trial.before),
            AFTER => self.exact(trial, trial.after),
            CHANGE => moved(self.scene, self.open, trial).map_or(CellValue::Empty, |(words, up)| {
                CellValue::Text(format!("{}{words}", if up { "" } else { "−" }))
            }),
            PEOPLE_BEFORE => people(trial.visitors_before),
            PEOPLE_AFTER => people(trial.visitors_after),
            PROOF => proof_word(proof_of(self.open.campaign, trial))
                .map_or(CellValue::Empty, |msg| CellValue::Text(self.scene.text(msg).to_owned())),
            VERDICT => at(trial.verdict.and_then(|verdict| Verdict::ALL.iter().position(|other| *other == verdict))),
            FROM => trial.from.map_or(CellValue::Empty, CellValue::Date),
            TO => trial.to.map_or(CellValue::Empty, CellValue::Date),
            NOTE => text(&trial.note),
            _ => CellValue::Empty,
        }
    }

    fn hover(&self, row: usize, column: ColumnId) -> Option<String> {
        let trial = self.rows.at(row)?;
        (column == PROOF).then(|| proof_sentence(self.scene.texts, proof_of(self.open.campaign, trial)))
    }

    fn validate(&self, row: Option<usize>, column: ColumnId, value: &CellValue) -> Result<(), String> {
        let trial = row.and_then(|row| self.rows.at(row));
        match (column, value, trial) {
            (BEFORE | AFTER, CellValue::Text(text), Some(trial)) => {
                input::goal_value(self.scene.texts, unit(self.open.campaign, trial.of), text).map(|_| ())
            }
            // a row that is to come names its factor beside
            (BEFORE | AFTER, CellValue::Text(text), None) => {
                let read = GoalUnit::ALL.map(|unit| input::goal_value(self.scene.texts, unit, text));
                let [first, ..] = &read;
                if read.iter().any(Result::is_ok) { Ok(()) } else { first.clone().map(|_| ()) }
            }
            (TO, CellValue::Date(to), Some(trial)) if trial.from.is_some_and(|from| *to < from) => {
                Err(self.scene.text(Msg::TrialProblemOrder).to_owned())
            }
            (FROM, CellValue::Date(from), Some(trial)) if trial.to.is_some_and(|to| to < *from) => {
                Err(self.scene.text(Msg::TrialProblemOrder).to_owned())
            }
            _ => Ok(()),
        }
    }
}

fn columns(scene: &Scene<'_>, open: &Open<'_>, factors: &[Factor]) -> Vec<Column> {
    let t = |msg| scene.text(msg).to_owned();
    let wide = |chinese: f32, other: f32| if scene.texts.lang().is_chinese() { chinese } else { other };
    let names: Arc<[String]> =
        factors.iter().map(|factor| factor_name(scene.texts, open.project, open.campaign, *factor, false)).collect();
    let verdicts: Arc<[String]> = Verdict::ALL.iter().map(|verdict| verdict.name_in(scene.texts).to_owned()).collect();
    let text = ColumnKind::Text;
    vec![
        Column::new(WHAT, t(Msg::TrialWhat), text.clone()).width(150.0).editable().pinned().stretch(),
        Column::new(FACTOR, t(Msg::TrialFactor), ColumnKind::Reference(names)).width(92.0).editable(),
        Column::new(BEFORE, t(Msg::TrialBefore), text.clone()).width(68.0).editable().align(Side::Right),
        Column::new(AFTER, t(Msg::TrialAfter), text.clone()).width(68.0).editable().align(Side::Right),
        Column::new(CHANGE, t(Msg::TrialChange), text.clone()).width(wide(72.0, 84.0)).align(Side::Right),
        Column::new(PROOF, t(Msg::TrialProof), text.clone()).width(wide(88.0, 116.0)),
        Column::new(VERDICT, t(Msg::TrialVerdict), ColumnKind::Choice(verdicts)).width(wide(72.0, 80.0)).editable(),
        Column::new(PEOPLE_BEFORE, t(Msg::TrialPeopleBefore), ColumnKind::Integer).width(wide(76.0, 104.0)).editable(),
        Column::new(PEOPLE_AFTER, t(Msg::TrialPeopleAfter), ColumnKind::Integer).width(wide(76.0, 94.0)).editable(),
        Column::new(FROM, t(Msg::TrialFrom), ColumnKind::Date).width(66.0).editable(),
        Column::new(TO, t(Msg::TrialTo), ColumnKind::Date).width(66.0).editable(),
        Column::new(NOTE, t(Msg::TrialNote), text).width(140.0).editable(),
    ]
}

/// The button that adds a trial, in the pane's toolbar.
pub(super) fn tools(
    ui: &mut Ui,
    row: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
) {
    if open.campaign.diagnosis.trials.is_empty() || view.pose.is_some() {
        return;
    }
    let place = Rect::from_min_size(pos2(row.right() - 28.0, row.center().y - 14.0), vec2(28.0, 28.0));
    if button::icon(&mut paint::at(ui, place, "add trial"), icons::PLUS, scene.text(Msg::TrialAdd)).clicked() {
        add(scene, open, Factor::Cvr, view, actions);
    }
}

/// Notes a trial of a factor, begun today, and brings it to the front.
pub(super) fn add(scene: &Scene<'_>, open: &Open<'_>, of: Factor, view: &mut View, actions: &mut Actions) {
    let (campaign, from) = (open.campaign.id, scene.now.date());
    let state = &mut view.tabs.funnel.left_state.diagnose;
    let id = TrialId(open.project.next_id.max(1));
    (state.sought, state.chosen) = (Some(id), Some(Chosen::Trial(id)));
    state.view = DiagnoseView::Trials;
    actions.edit(scene.text(Msg::TrialAdd), move |project| {
        let id = project.new_id();
        if let Some(campaign) = project.campaigns.get_mut(campaign) {
            let row = Trial { id, of, from: Some(from), ..Trial::default() };
            Arc::make_mut(&mut campaign.diagnosis).trials.push(row);
        }
    });
}

/// Draws the table.
pub(super) fn show(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
    compact: bool,
) {
    let rows = &open.campaign.diagnosis.trials;
    let mut child = paint::at(ui, area, "trials");
    if rows.is_empty() {
        let lines = [scene.text(WORDS.note)];
        crate::ui::tabs::later::empty(&mut child, area, WORDS.icon, scene.text(WORDS.title), &lines, |ui| {
            if button::primary(ui, scene.text(WORDS.add)).clicked() {
                add(scene, open, Factor::Cvr, view, actions);
            }
        });
        return;
    }
    let factors = factors(open);
    let columns = columns(scene, open, &factors);
    let state = &mut view.tabs.funnel.left_state.diagnose;
    if let Some(id) = state.sought.take() {
        state.trials.select(RowKey(u64::from(id.0)), WHAT);
    }
    let table = Table { scene, open, rows, factors: &factors };
    let output = Grid::new("trials", scene.text(Msg::DiagnoseTrials), scene.texts, &columns, &table)
        .revision(open.table_revision())
        .compact(compact)
        .add_line(scene.text(Msg::TrialAddLine))
        .allow_insert()
        .allow_delete()
        .allow_move()
        .near(open.campaign.opening().map_or_else(|| scene.now.date(), jiff::civil::DateTime::date))
        .show(&mut child, &mut state.trials);
    let stats = selection::of(scene, &mut state.trials, &columns, &table, open.table_revision(), &output.response);
    for event in output.events {
        match &event {
            GridEvent::Activate(key, _) => {
                state.chosen = Some(Chosen::Trial(TrialId(u32::try_from(key.0).unwrap_or_default())));
                (view.figure, view.findings) = (None, false);
            }
            GridEvent::AddAtEnd => state.sought = Some(TrialId(open.project.next_id.max(1))),
            _ => {}
        }
        let read = |column, value| read(scene, open, &factors, column, value);
        lists::apply(scene, open.campaign.id, STEPS, event, read, actions);
    }
    if let Some(stats) = stats {
        view.tabs.selection = stats;
    }
}

/// A cell ready to be put into a row; nothing where it says nothing.
fn read(
    scene: &Scene<'_>,
    open: &Open<'_>,
    factors: &[Factor],
    column: ColumnId,
    value: CellValue,
) -> Option<Put<Trial>> {
    let text =
        |value: CellValue| if let CellValue::Text(text) = value { text.trim().to_owned() } else { String::new() };
    let date = |value: &CellValue| if let CellValue::Date(day) = value { Some(*day) } else { None };
    let count = |value: &CellValue| if let CellValue::Count(count) = value { Some(*count) } else { None };
    Some(match column {
        WHAT => {
            let words = text(value);
            Box::new(move |row| row.what.clone_from(&words))
        }
        FACTOR => {
            let CellValue::Choice(at) = value else { return None };
            let factor = *factors.get(at)?;
            let campaign = Arc::clone(open.campaign);
            Box::new(move |row| {
                // figures in another unit say nothing any more
                if unit(&campaign, row.of) != unit(&campaign, factor) {
                    (row.before, row.after) = (None, None);
                }
                row.of = factor;
            })
        }
        BEFORE | AFTER => {
            // in each row's own unit, which may change with the same paste
            let words = text(value);
            let read = GoalUnit::ALL.map(|unit| input::goal_value(scene.texts, unit, &words).ok());
            let campaign = Arc::clone(open.campaign);
            Box::new(move |row| {
                let of = unit(&campaign, row.of);
                let at = GoalUnit::ALL.iter().position(|unit| *unit == of);
                if let Some(Some(value)) = at.and_then(|at| read.get(at)) {
                    *(if column == BEFORE { &mut row.before } else { &mut row.after }) = *value;
                }
            })
        }
        PEOPLE_BEFORE => {
            let people = count(&value);
            Box::new(move |row| row.visitors_before = people)
        }
        PEOPLE_AFTER => {
            let people = count(&value);
            Box::new(move |row| row.visitors_after = people)
        }
        VERDICT => {
            let verdict = if let CellValue::Choice(at) = value { Verdict::ALL.get(at).copied() } else { None };
            Box::new(move |row| row.verdict = verdict)
        }
        FROM => {
            let day = date(&value);
            Box::new(move |row| row.from = day)
        }
        TO => {
            let day = date(&value);
            Box::new(move |row| row.to = day)
        }
        NOTE => {
            let words = text(value);
            Box::new(move |row| row.note.clone_from(&words))
        }
        _ => return None,
    })
}

/// A trial in the inspector.
pub(super) fn side(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, id: TrialId, actions: &mut Actions) {
    let Some(trial) = open.campaign.diagnosis.trials.get(id) else { return };
    let proof = proof_of(open.campaign, trial);
    ui.add_space(6.0);
    paragraph(ui, &proof_sentence(scene.texts, proof));
    if let Proof::Tested { z, p } = proof {
        section(ui, scene.text(Msg::TrialTest));
        fact(ui, scene.text(Msg::TrialZ), &format!("{z:.2}").replace('-', "−"));
        fact(ui, scene.text(Msg::TrialP), &chance_shown(p));
        fact(ui, scene.text(Msg::TrialLevel), &chance_shown(SURE));
    }
    section(ui, scene.text(Msg::TrialVerdict));
    let names = Verdict::ALL.map(|verdict| scene.text(verdict_msg(verdict)));
    let now = trial.verdict.and_then(|verdict| Verdict::ALL.iter().position(|other| *other == verdict));
    let picked = inset(ui, |ui| button::segmented(ui, scene.text(Msg::TrialVerdict), &names, now));
    if let Some(verdict) = picked.and_then(|at| Verdict::ALL.get(at)).copied() {
        judge(scene, open, id, verdict, actions);
    }
    if let Some(verdict) = suggested(proof).filter(|verdict| trial.verdict != Some(*verdict)) {
        let words = [("verdict", scene.text(verdict_msg(verdict)).into())];
        buttons(ui, |ui| {
            if button::link(ui, &scene.texts.with(Msg::TrialSuggest, &words)).clicked() {
                judge(scene, open, id, verdict, actions);
            }
        });
    }
    section(ui, scene.text(Msg::TrialLesson));
    if trial.lesson.is_some_and(|id| open.project.lessons.contains(id)) {
        nothing(ui, scene.text(Msg::TrialLearned));
        return;
    }
    let Some(verdict) = trial.verdict else {
        nothing(ui, scene.text(Msg::TrialLearnFirst));
        return;
    };
    buttons(ui, |ui| {
        if button::secondary(ui, scene.text(Msg::TrialLearn)).clicked() {
            let (campaign, lesson) = (open.campaign.id, lesson(scene, open, trial, verdict, proof));
            actions.edit(scene.text(Msg::TrialLearn), move |project| learn(project, campaign, id, lesson));
        }
    });
    ui.add_space(size::S4);
}

const fn verdict_msg(verdict: Verdict) -> Msg {
    match verdict {
        Verdict::Works => Msg::VerdictWorks,
        Verdict::DoesNot => Msg::VerdictDoesNot,
        Verdict::Unclear => Msg::VerdictUnclear,
    }
}

fn judge(scene: &Scene<'_>, open: &Open<'_>, id: TrialId, verdict: Verdict, actions: &mut Actions) {
    edit::campaign(actions, open.campaign.id, scene.text(Msg::TrialStepVerdict), move |campaign| {
        let diagnosis: &mut Diagnosis = Arc::make_mut(&mut campaign.diagnosis);
        if let Some(row) = diagnosis.trials.get_mut(id) {
            row.verdict = Some(verdict);
        }
    });
}

/// The lesson that a trial teaches: what was tried and what came, what the figures prove, what to do next time.
fn lesson(scene: &Scene<'_>, open: &Open<'_>, trial: &Trial, verdict: Verdict, proof: Proof) -> Lesson {
    let texts = scene.texts;
    let factor = factor_name(texts, open.project, open.campaign, trial.of, false);
    let figure = |value: Option<GoalValue>| {
        value.map_or_else(|| "—".to_owned(), |value| trial_shown(texts, open.campaign, trial.of, value))
    };
    let what = if trial.what.is_empty() { scene.text(Msg::TrialUnnamed) } else { &trial.what };
    let fact = texts.with(
        Msg::TrialFact,
        &[
            ("what", what.into()),
            ("factor", factor.as_str().into()),
            ("before", figure(trial.before).into()),
            ("after", figure(trial.after).into()),
        ],
    );
    let action = match verdict {
        Verdict::Works => Msg::TrialActionWorks,
        Verdict::DoesNot => Msg::TrialActionNot,
        Verdict::Unclear => Msg::TrialActionUnclear,
    };
    let proven = matches!(proof, Proof::Tested { .. }).then(|| proof_sentence(texts, proof)).unwrap_or_default();
    let cause = [trial.note.as_str(), proven.as_str()].into_iter().filter(|words| !words.is_empty());
    let means = open.campaign.diagnosis.means.iter().find(|row| row.of == trial.of && row.owner.is_some());
    Lesson {
        kind: if verdict == Verdict::Works { LessonKind::Highlight } else { LessonKind::Shortcoming },
        fact,
        cause: cause.collect::<Vec<_>>().join("\n"),
        action: texts.with(action, &[("what", what.into())]),
        owner: means.and_then(|row| row.owner),
        department: means.and_then(|row| row.department),
        noted: Some(scene.now.date()),
        tags: vec![factor],
        ..Lesson::default()
    }
}
