//! A segment in the inspector: its figures, why it has them, thresholds, tactic, and where the customers are from.

use egui::Ui;

use super::{edits, way};
use crate::engine::rfm::{Limit, RfmAnswer};
use crate::model::{Count, CustomerList, Money, Rate, Rfm, RfmSource, Segment, Threshold, TypedSegment};
use crate::text::Msg;
use crate::text::audience::{Dimension, dimension_value, limit_sentence};
use crate::text::names::Named;
use crate::ui::action::{Action, Actions, OrdersRequest};
use crate::ui::input;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::form;
use crate::ui::tabs::side_rows::{fact, inset, paragraph, section};
use crate::ui::theme::size;
use crate::ui::widgets::button;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::select::select;

/// Width of the choice of a way.
const WAY: f32 = 92.0;
/// Width of a threshold.
const AT: f32 = 84.0;

/// The title.
#[must_use]
pub fn side_title(scene: &Scene<'_>, segment: Segment) -> String {
    segment.name_in(scene.texts).to_owned()
}

/// The body.
pub fn side_body(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, segment: Segment, actions: &mut Actions) {
    let answer = open.answers.rfm(open.campaign);
    let rfm = &open.campaign.brief.rfm;
    ui.add_space(size::S8);
    figures(ui, scene, &answer, segment);
    why(ui, scene, rfm, &answer, segment);
    section(ui, scene.text(Msg::AudienceTactic));
    inset(ui, |ui| {
        let words = rfm.tactics.get(&segment).map_or("", String::as_str);
        let width = ui.available_width();
        let name = scene.text(Msg::AudienceTactic);
        if let Some(words) = form::text(ui, name, words, scene.text(Msg::AudienceTacticHint), width) {
            edits::tactic(scene, open, segment, words, actions);
        }
    });
    match &rfm.source {
        RfmSource::None => {}
        RfmSource::Typed(_) => typed(ui, scene, open, &answer, actions),
        RfmSource::Imported(list) => {
            thresholds(ui, scene, open, &answer, actions);
            source(ui, scene, open, list, actions);
        }
    }
    ui.add_space(size::S8);
    inset(ui, |ui| {
        if button::secondary(ui, scene.text(Msg::AudienceAgain)).clicked() {
            actions.push(Action::Orders(OrdersRequest::OpenCustomers));
        }
    });
    ui.add_space(size::S16);
}

fn figures(ui: &mut Ui, scene: &Scene<'_>, answer: &RfmAnswer, segment: Segment) {
    let format = scene.format();
    let of = answer.of(segment);
    let none = || "—".to_owned();
    let percent = |rate: Option<Rate>| rate.map_or_else(none, |rate| format.percent(rate, 1));
    fact(ui, scene.text(Msg::AudienceCustomers), &format.whole(of.customers.into()));
    fact(ui, scene.text(Msg::AudiencePart), &percent(answer.part(segment)));
    fact(ui, scene.text(Msg::AudienceSpent), &format.sum(of.spent).to_string());
    fact(ui, scene.text(Msg::AudienceShare), &percent(answer.share(segment)));
    if answer.limits.is_some() {
        let words = |dimension: Msg, key: &str, mean: Option<Rate>, places| {
            mean.map_or_else(none, |mean| scene.texts.with(dimension, &[(key, format.factor(mean, places).into())]))
        };
        fact(ui, scene.text(Msg::AudienceMeanDays), &words(Msg::AudienceDays, "days", of.mean_days(), 1));
        fact(ui, scene.text(Msg::AudienceMeanOrders), &words(Msg::AudienceOrders, "orders", of.mean_orders(), 2));
    }
    let mean = of.mean_spent().map_or_else(none, |money| format.price(money));
    fact(ui, scene.text(Msg::AudienceMeanSpent), &mean);
}

/// What makes the segment, and how its share comes about.
fn why(ui: &mut Ui, scene: &Scene<'_>, rfm: &Rfm, answer: &RfmAnswer, segment: Segment) {
    section(ui, scene.text(Msg::AudienceWhy));
    if let Some(limits) = answer.limits {
        let sides = [
            (Dimension::Recency, limits.recency, segment.is_recent(), Msg::AudienceWhyLately, Msg::AudienceWhyLong),
            (
                Dimension::Frequency,
                limits.frequency,
                segment.is_frequent(),
                Msg::AudienceWhyOften,
                Msg::AudienceWhySeldom,
            ),
            (Dimension::Monetary, limits.monetary, segment.is_key(), Msg::AudienceWhyMuch, Msg::AudienceWhyLittle),
        ];
        for (dimension, limit, passes, yes, no) in sides {
            let words = limit_sentence(scene.texts, rfm, dimension, limit, answer.all.customers);
            paragraph(ui, &scene.texts.with(if passes { yes } else { no }, &[("limit", words.into())]));
        }
    } else {
        paragraph(ui, scene.text(Msg::AudienceWhyTyped));
    }
    if let Some(share) = answer.share(segment) {
        let format = scene.format();
        let sum = |money: Money| format.sum(money).to_string();
        let about = [
            ("spent", sum(answer.of(segment).spent).into()),
            ("all", sum(answer.all.spent).into()),
            ("share", format.percent(share, 1).into()),
        ];
        paragraph(ui, &scene.texts.with(Msg::AudienceWhyShare, &about));
    }
}

/// Counts and sales of all eight, to be typed one after the other.
fn typed(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, answer: &RfmAnswer, actions: &mut Actions) {
    section(ui, scene.text(Msg::AudienceCustomers));
    inset(ui, |ui| {
        for segment in Segment::ALL {
            let of = answer.of(segment);
            let name = segment.name_in(scene.texts);
            let mut new = TypedSegment { customers: Count::new(of.customers), spent: of.spent };
            let before = new;
            form::row(ui, scene, name, |ui| {
                let field = scene.texts.with(Msg::AudienceCustomersOf, &[("segment", name.into())]);
                let (shown, raw) = (scene.format().whole(of.customers.into()), of.customers.to_string());
                let read = |text: &str| input::count(scene.texts, text);
                if let Some(count) = form::typed(ui, Field::new(&field, &shown, &raw), 76.0, &field, read) {
                    new.customers = count;
                }
                let field = scene.texts.with(Msg::AudienceSpentOf, &[("segment", name.into())]);
                let (shown, raw) = (form::sum_shown(scene.texts, of.spent), of.spent.to_string());
                let read = |text: &str| input::money(scene.texts, text);
                if let Some(spent) = form::typed(ui, Field::new(&field, &shown, &raw), 104.0, &field, read) {
                    new.spent = spent;
                }
            });
            if new != before {
                edits::typed(scene, open, segment, new, actions);
            }
        }
    });
}

fn thresholds(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, answer: &RfmAnswer, actions: &mut Actions) {
    let Some(limits) = answer.limits else { return };
    let rfm = &open.campaign.brief.rfm;
    section(ui, scene.text(Msg::AudienceThresholds));
    inset(ui, |ui| {
        for (dimension, limit) in [
            (Dimension::Recency, limits.recency),
            (Dimension::Frequency, limits.frequency),
            (Dimension::Monetary, limits.monetary),
        ] {
            let mut new = rfm.as_ref().clone();
            threshold(ui, scene, &mut new, dimension, limit, answer);
            if new != **rfm {
                edits::rfm(scene, open, Msg::AudienceStepThreshold, move |rfm| *rfm = new, actions);
            }
        }
    });
}

fn threshold(ui: &mut Ui, scene: &Scene<'_>, new: &mut Rfm, dimension: Dimension, limit: Limit, answer: &RfmAnswer) {
    let name = scene.text(dimension.name());
    let chosen = match dimension {
        Dimension::Recency => way(&new.recency),
        Dimension::Frequency => way(&new.frequency),
        Dimension::Monetary => way(&new.monetary),
    };
    form::row(ui, scene, name, |ui| {
        let names = super::WAYS.map(|msg| scene.text(msg));
        let label = scene.texts.with(Msg::AudienceByOf, &[("name", name.into())]);
        if let Some(picked) = select(ui, &label, &names, Some(chosen), WAY) {
            edits::set_way(new, dimension, picked, answer.limits.unwrap_or_default());
            return;
        }
        let label = scene.texts.with(Msg::AudienceAtOf, &[("name", name.into())]);
        let shown = dimension_value(scene.texts, dimension, limit.at);
        match dimension {
            Dimension::Recency => at_count(ui, scene, &label, &shown, &mut new.recency),
            Dimension::Frequency => at_count(ui, scene, &label, &shown, &mut new.frequency),
            Dimension::Monetary => at(ui, scene, &label, &shown, &mut new.monetary, Money::to_string, |text| {
                input::money(scene.texts, text)
            }),
        }
    });
}

fn at_count(ui: &mut Ui, scene: &Scene<'_>, label: &str, shown: &str, slot: &mut Threshold<Count>) {
    at(ui, scene, label, shown, slot, Count::to_string, |text| input::count(scene.texts, text));
}

/// The part or the value of a threshold; of a mean, where it stands.
fn at<T: Copy>(
    ui: &mut Ui,
    scene: &Scene<'_>,
    label: &str,
    shown: &str,
    slot: &mut Threshold<T>,
    raw: impl Fn(&T) -> String,
    read: impl Fn(&str) -> Result<T, String>,
) {
    match *slot {
        Threshold::Mean => form::word(ui, shown),
        Threshold::Quantile(part) => {
            if let Some(part) = form::percent(ui, scene, label, part) {
                *slot = Threshold::Quantile(part);
            }
            form::word(ui, shown);
        }
        Threshold::Value(value) => {
            if let Some(value) = form::typed(ui, Field::new(label, shown, &raw(&value)), AT, label, read) {
                *slot = Threshold::Value(value);
            }
        }
    }
}

fn source(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, list: &CustomerList, actions: &mut Actions) {
    let whole = |count: Count| scene.format().whole(count.wide());
    section(ui, scene.text(Msg::AudienceSource));
    fact(ui, scene.text(Msg::AudienceSourceFile), &list.file);
    fact(ui, scene.text(Msg::AudienceSourceDays), &format!("{} – {}", list.first, list.last));
    fact(ui, scene.text(Msg::AudienceSourceRows), &whole(list.rows));
    if list.left_out > Count::ZERO {
        fact(ui, scene.text(Msg::AudienceSourceLeftOut), &whole(list.left_out));
    }
    if list.bad > Count::ZERO {
        fact(ui, scene.text(Msg::AudienceSourceBad), &whole(list.bad));
    }
    inset(ui, |ui| {
        form::row(ui, scene, scene.text(Msg::AudienceAsOf), |ui| {
            let as_of = open.campaign.brief.rfm.as_of;
            let raw = as_of.map(|day| day.to_string()).unwrap_or_default();
            let name = scene.text(Msg::AudienceAsOf);
            let field = Field::new(name, &raw, &raw).hint(scene.text(Msg::AudienceAsOfHint)).left();
            let read = |text: &str| {
                form::optional(text, |text| {
                    let day = input::day(scene.texts, text, list.last)?;
                    if day >= list.last {
                        return Ok(day);
                    }
                    Err(scene.texts.with(Msg::AudienceAsOfEarly, &[("last", list.last.to_string().into())]))
                })
            };
            if let Some(day) = form::typed(ui, field, 132.0, name, read) {
                edits::rfm(scene, open, Msg::AudienceStepAsOf, move |rfm| rfm.as_of = day, actions);
            }
        });
    });
}
