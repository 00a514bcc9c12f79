//! What is typed of a play: kind, who begins, how it goes on, what it gives away.

use std::collections::BTreeSet;

use egui::{Sense, Ui, vec2};

use super::{Shown, edit_play};
use crate::engine::viral::MOST_ROUNDS;
use crate::model::{Count, Money, PlayKind, Rate, Seeds, Segment, WordOfMouth};
use crate::text::Msg;
use crate::text::names::Named;
use crate::ui::action::Actions;
use crate::ui::input;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::form::{optional, sum_shown, typed};
use crate::ui::tabs::side_rows::{first_section, inset, section};
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::field::{Field, Ink};
use crate::ui::widgets::select::select;
use crate::ui::widgets::{button, pane};

/// Fields that stand side by side.
const COLUMNS: usize = 3;

/// A change of a play.
type Change = Box<dyn FnOnce(&mut WordOfMouth)>;

/// Draws the form.
pub(super) fn show(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, shown: &Shown<'_>, actions: &mut Actions) {
    let id = shown.source.id;
    let mut changes: Vec<Change> = Vec::new();
    first_section(ui, scene.text(Msg::PlaySeeds));
    inset(ui, |ui| begins(ui, scene, open, shown, &mut changes));
    section(ui, scene.text(Msg::PlaySpread));
    inset(ui, |ui| spreads(ui, scene, shown.play, &mut changes));
    section(ui, scene.text(Msg::PlayCosts));
    inset(ui, |ui| costs(ui, scene, shown.play, &mut changes));
    ui.add_space(size::S8);
    for change in changes {
        edit_play(scene, open, id, actions, change);
    }
}

/// A label above what can be typed or chosen, one of the columns wide.
fn cell<R>(ui: &mut Ui, name: &str, fill: impl FnOnce(&mut Ui, f32) -> R) -> R {
    let p = theme::tokens(ui);
    let gaps = (COLUMNS - 1) as f32 * size::S8;
    let width = ((super::FORM - gaps) / COLUMNS as f32).floor();
    ui.vertical(|ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing = vec2(0.0, 2.0);
        let (rect, _) = ui.allocate_exact_size(vec2(width, 16.0), Sense::hover());
        pane::label(ui, rect.left_center(), egui::Align2::LEFT_CENTER, name, fonts::text(), p.t2);
        fill(ui, width)
    })
    .inner
}

fn line(ui: &mut Ui, fill: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = size::S8;
        fill(ui);
    });
    ui.add_space(2.0);
}

fn figure<T>(
    ui: &mut Ui,
    name: &str,
    (shown, raw, unit, hint): (&str, &str, &str, &str),
    read: impl Fn(&str) -> Result<T, String>,
) -> Option<T> {
    cell(ui, name, |ui, width| {
        let field = Field::new(name, shown, raw).unit(unit).hint(hint);
        typed(ui, field, width, name, read)
    })
}

/// A part of a whole. More than the whole is taken and told as a finding, as it may be on its way to another figure.
fn percent(ui: &mut Ui, scene: &Scene<'_>, name: Msg, value: Rate) -> Option<Rate> {
    let raw = scene.format().percent_exact(value);
    let shown = raw.trim_end_matches('%').to_owned();
    figure(ui, scene.text(name), (&shown, &raw, "%", ""), |text| input::percent(scene.texts, text))
}

fn money(ui: &mut Ui, scene: &Scene<'_>, name: Msg, value: Money) -> Option<Money> {
    let (shown, raw) = (sum_shown(scene.texts, value), value.to_string());
    figure(ui, scene.text(name), (&shown, &raw, "", ""), |text| input::money(scene.texts, text))
}

fn begins(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, shown: &Shown<'_>, changes: &mut Vec<Change>) {
    let play = shown.play;
    let format = scene.format();
    line(ui, |ui| {
        let name = scene.text(Msg::PlayFrom);
        let ways = [Msg::PlaySeedsPeople, Msg::PlaySeedsSegments, Msg::PlaySeedsPool].map(|msg| scene.text(msg));
        let way = match play.seeds {
            Seeds::People(_) => 0,
            Seeds::Segments(_) => 1,
            Seeds::Pool => 2,
        };
        let picked = cell(ui, name, |ui, width| select(ui, name, &ways, Some(way), width));
        if let Some(picked) = picked {
            let now = shown.answer.seeds.unwrap_or_default();
            changes.push(Box::new(move |play| {
                play.seeds = match picked {
                    0 => Seeds::People(now),
                    1 => Seeds::Segments(Segment::ALL.into_iter().filter(|s| s.is_key()).collect()),
                    _ => Seeds::Pool,
                };
            }));
        }
        let name = scene.text(Msg::PlayPeople);
        let seeds = shown.answer.seeds.map(|seeds| format.whole(seeds.wide())).unwrap_or_default();
        let raw = shown.answer.seeds.map(|seeds| seeds.to_string()).unwrap_or_default();
        let ink = if way == 0 { Ink::Typed } else { Ink::Calculated };
        let people = cell(ui, name, |ui, width| {
            let field = Field::new(name, &seeds, &raw).hint("—").ink(ink);
            typed(ui, field, width, name, |text| input::count(scene.texts, text))
        });
        if let Some(people) = people {
            changes.push(Box::new(move |play| play.seeds = Seeds::People(people)));
        }
        if let Some(part) = percent(ui, scene, Msg::PlayParticipation, play.participation) {
            changes.push(Box::new(move |play| play.participation = part));
        }
    });
    if let Seeds::Segments(chosen) = &play.seeds {
        segments(ui, scene, open, shown, chosen, changes);
    }
}

fn segments(
    ui: &mut Ui,
    scene: &Scene<'_>,
    open: &Open<'_>,
    shown: &Shown<'_>,
    chosen: &BTreeSet<Segment>,
    changes: &mut Vec<Change>,
) {
    let crowd = &open.answer.traffic.yardstick.crowd;
    ui.add_space(size::S4);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(size::S4, size::S4);
        for segment in Segment::ALL {
            let on = chosen.contains(&segment);
            let count = scene.format().count(crowd.of(segment)).to_string();
            if button::chip(ui, segment.name_in(scene.texts), Some(&count), on).clicked() {
                changes.push(Box::new(move |play| {
                    if let Seeds::Segments(chosen) = &mut play.seeds
                        && !chosen.remove(&segment)
                    {
                        chosen.insert(segment);
                    }
                }));
            }
        }
    });
    if shown.answer.seeds.is_none() && crowd.segments.iter().all(|count| *count == Count::ZERO) {
        ui.add_space(2.0);
        let (rect, _) = ui.allocate_exact_size(vec2(super::FORM, 18.0), Sense::hover());
        let words = scene.text(Msg::PlayOfNone);
        let ink = theme::tokens(ui).warn;
        pane::label(ui, rect.left_center(), egui::Align2::LEFT_CENTER, words, fonts::text(), ink);
    }
}

fn spreads(ui: &mut Ui, scene: &Scene<'_>, play: &WordOfMouth, changes: &mut Vec<Change>) {
    let format = scene.format();
    line(ui, |ui| {
        let name = scene.text(Msg::PlayKind);
        let kinds = super::super::PLAYS;
        let names: Vec<&str> = kinds.iter().map(|kind| kind.name_in(scene.texts)).collect();
        let same = |kind: &PlayKind| std::mem::discriminant(kind) == std::mem::discriminant(&play.kind);
        let chosen = kinds.iter().position(same);
        let picked = cell(ui, name, |ui, width| select(ui, name, &names, chosen, width));
        if let Some(kind) = picked.and_then(|at| kinds.get(at)).copied() {
            changes.push(Box::new(move |play| play.kind = kind));
        }
        if let PlayKind::GroupBuy { size } = play.kind {
            let shown = size.to_string();
            let name = scene.text(Msg::PlaySize);
            let typed = figure(ui, name, (&shown, &shown, "", ""), |text| match input::count(scene.texts, text)? {
                size if size.get() < 2 => Err(scene.text(Msg::PlayProblemSize).to_owned()),
                size => Ok(size),
            });
            if let Some(size) = typed {
                changes.push(Box::new(move |play| play.kind = PlayKind::GroupBuy { size }));
            }
        }
    });
    line(ui, |ui| {
        let raw = format.factor_exact(play.invites);
        let name = scene.text(Msg::PlayInvites);
        if let Some(invites) = figure(ui, name, (&raw, &raw, "", ""), |text| input::factor(scene.texts, text)) {
            changes.push(Box::new(move |play| play.invites = invites));
        }
        if let Some(part) = percent(ui, scene, Msg::PlayAcceptance, play.acceptance) {
            changes.push(Box::new(move |play| play.acceptance = part));
        }
        if let Some(part) = percent(ui, scene, Msg::PlayOnward, play.onward) {
            changes.push(Box::new(move |play| play.onward = part));
        }
    });
    line(ui, |ui| {
        let shown = play.rounds.to_string();
        let most = [("most", MOST_ROUNDS.to_string().into())];
        let read = |text: &str| match input::count(scene.texts, text)? {
            rounds if (1..=MOST_ROUNDS).contains(&rounds.get()) => Ok(rounds),
            _ => Err(scene.texts.with(Msg::PlayProblemRounds, &most)),
        };
        if let Some(rounds) = figure(ui, scene.text(Msg::PlayRounds), (&shown, &shown, "", ""), read) {
            changes.push(Box::new(move |play| play.rounds = rounds));
        }
        let shown = play.cap.map(|cap| format.whole(cap.wide())).unwrap_or_default();
        let raw = play.cap.map(|cap| cap.to_string()).unwrap_or_default();
        let none = scene.text(Msg::PlayNoCap);
        let read = |text: &str| optional(text, |text| input::count(scene.texts, text));
        if let Some(cap) = figure(ui, scene.text(Msg::PlayCap), (&shown, &raw, "", none), read) {
            changes.push(Box::new(move |play| play.cap = cap));
        }
    });
}

fn costs(ui: &mut Ui, scene: &Scene<'_>, play: &WordOfMouth, changes: &mut Vec<Change>) {
    line(ui, |ui| {
        if let Some(sum) = money(ui, scene, Msg::PlayInviterReward, play.inviter_reward) {
            changes.push(Box::new(move |play| play.inviter_reward = sum));
        }
        if let Some(sum) = money(ui, scene, Msg::PlayInviteeReward, play.invitee_reward) {
            changes.push(Box::new(move |play| play.invitee_reward = sum));
        }
        if let Some(sum) = money(ui, scene, Msg::PlayFixed, play.fixed) {
            changes.push(Box::new(move |play| play.fixed = sum));
        }
    });
    line(ui, |ui| {
        if let Some(sum) = money(ui, scene, Msg::PlayCoupon, play.coupon) {
            changes.push(Box::new(move |play| play.coupon = sum));
        }
        if let Some(part) = percent(ui, scene, Msg::PlayRedemption, play.redemption) {
            changes.push(Box::new(move |play| play.redemption = part));
        }
    });
}
