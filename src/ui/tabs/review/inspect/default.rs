//! The figure that a lesson sets for the next plan: which, of what kind, and how much.

use egui::Ui;

use crate::engine::lessons::figure::now;
use crate::model::{Campaign, Lesson, LessonDefault, Money, OfferKind, Rate, SourceKind, StageKind};
use crate::text::Msg;
use crate::text::names::Named;
use crate::text::review::default_name;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::form;
use crate::ui::tabs::review::edits;
use crate::ui::widgets::select::select;

const WIDTH: f32 = 150.0;

/// Which figure.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Refunds,
    Margin,
    StageRate,
    SourceCvr,
    SourceAov,
    Redemption,
}

impl Field {
    const ALL: [Self; 6] =
        [Self::Refunds, Self::Margin, Self::StageRate, Self::SourceCvr, Self::SourceAov, Self::Redemption];

    const fn of(figure: LessonDefault) -> Self {
        match figure {
            LessonDefault::RefundRate(_) => Self::Refunds,
            LessonDefault::RequiredMargin(_) => Self::Margin,
            LessonDefault::StageRate(..) => Self::StageRate,
            LessonDefault::SourceCvr(..) => Self::SourceCvr,
            LessonDefault::SourceAov(..) => Self::SourceAov,
            LessonDefault::Redemption(..) => Self::Redemption,
        }
    }

    /// The figure of the first kind that the campaign has, as it plans with it now.
    fn begin(self, campaign: &Campaign) -> LessonDefault {
        let source = || {
            let kinds = campaign.traffic.iter().map(|row| row.kind);
            kinds.into_iter().find(|kind| !is_group(*kind)).unwrap_or(SourceKind::Search)
        };
        let stage = || campaign.funnel.stages.at(0).map_or(StageKind::Visitors, |row| row.kind);
        let offer = || campaign.offers.iter().map(|row| row.rule.kind()).find(|kind| *kind == OfferKind::Coupon);
        let none = Rate::ZERO;
        now(
            campaign,
            match self {
                Self::Refunds => LessonDefault::RefundRate(none),
                Self::Margin => LessonDefault::RequiredMargin(none),
                Self::StageRate => LessonDefault::StageRate(stage(), none),
                Self::SourceCvr => LessonDefault::SourceCvr(source(), none),
                Self::SourceAov => LessonDefault::SourceAov(source(), Money::ZERO),
                Self::Redemption => LessonDefault::Redemption(offer().unwrap_or(OfferKind::Coupon), none),
            },
        )
    }
}

/// Draws its rows.
pub(super) fn show(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, lesson: &Lesson, actions: &mut Actions) {
    let t = |msg| scene.text(msg);
    let mut figure = lesson.default;
    form::row(ui, scene, t(Msg::ReviewLessonDefault), |ui| {
        let names = Field::ALL.map(|field| {
            let words = default_name(field.begin(open.campaign));
            (field, t(words))
        });
        let was = lesson.default.map(Field::of);
        let mut field = was;
        form::choose(ui, t(Msg::ReviewLessonDefault), t(Msg::ReviewLessonNoDefault), &names, WIDTH, &mut field);
        if field != was {
            figure = field.map(|field| field.begin(open.campaign));
        }
    });
    if let Some(of) = &mut figure {
        *of = match *of {
            LessonDefault::RefundRate(rate) => LessonDefault::RefundRate(percent(ui, scene, rate)),
            LessonDefault::RequiredMargin(rate) => LessonDefault::RequiredMargin(percent(ui, scene, rate)),
            LessonDefault::StageRate(kind, rate) => {
                let kind = chosen(ui, scene, &StageKind::ALL, kind);
                LessonDefault::StageRate(kind, percent(ui, scene, rate))
            }
            LessonDefault::SourceCvr(kind, rate) => {
                let kind = chosen(ui, scene, &sources(), kind);
                LessonDefault::SourceCvr(kind, percent(ui, scene, rate))
            }
            LessonDefault::SourceAov(kind, aov) => {
                let kind = chosen(ui, scene, &sources(), kind);
                LessonDefault::SourceAov(kind, money(ui, scene, aov))
            }
            LessonDefault::Redemption(kind, rate) => {
                let kind = chosen(ui, scene, &claimed(), kind);
                LessonDefault::Redemption(kind, percent(ui, scene, rate))
            }
        };
    }
    if figure != lesson.default {
        edits::lesson(actions, lesson.id, t(Msg::ReviewStepLesson), move |lesson| lesson.default = figure);
    }
}

fn sources() -> Vec<SourceKind> {
    SourceKind::ALL.into_iter().filter(|kind| !is_group(*kind)).collect()
}

const fn is_group(kind: SourceKind) -> bool {
    matches!(kind, SourceKind::Free | SourceKind::Paid)
}

/// The kinds that customers use or do not.
fn claimed() -> Vec<OfferKind> {
    OfferKind::ALL.into_iter().filter(|kind| kind.is_chosen()).collect()
}

fn chosen<K: Named + Copy + PartialEq>(ui: &mut Ui, scene: &Scene<'_>, kinds: &[K], kind: K) -> K {
    let name = scene.text(Msg::ReviewLessonDefaultOf);
    form::row(ui, scene, name, |ui| {
        let names: Vec<&str> = kinds.iter().map(|kind| kind.name_in(scene.texts)).collect();
        let at = kinds.iter().position(|other| *other == kind);
        let picked = select(ui, name, &names, at, WIDTH);
        picked.and_then(|at| kinds.get(at)).copied().unwrap_or(kind)
    })
}

fn percent(ui: &mut Ui, scene: &Scene<'_>, rate: Rate) -> Rate {
    let name = scene.text(Msg::ReviewLessonDefaultValue);
    form::row(ui, scene, name, |ui| form::percent(ui, scene, name, rate).unwrap_or(rate))
}

fn money(ui: &mut Ui, scene: &Scene<'_>, sum: Money) -> Money {
    let name = scene.text(Msg::ReviewLessonDefaultValue);
    form::row(ui, scene, name, |ui| form::money(ui, scene, name, sum).unwrap_or(sum))
}
