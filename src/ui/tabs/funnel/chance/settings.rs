//! What the simulation is asked for: the wanted chance, the correlation, the draws and the seed.

use egui::{Align2, Pos2, Rect, Ui, pos2, vec2};

use super::edits;
use crate::model::{Rate, Uncertainty};
use crate::text::Msg;
use crate::ui::action::Actions;
use crate::ui::input;
use crate::ui::scene::{Open, Scene};
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::{paint, pane};

/// A change of the settings.
type Edit = Box<dyn FnOnce(&mut Uncertainty)>;

/// A name and its field from a point at their left; what was read when it was committed, and where it ends.
struct Setting<'a> {
    name: &'a str,
    shown: &'a str,
    raw: &'a str,
    unit: &'a str,
    hint: &'a str,
    note: Option<&'a str>,
    width: f32,
}

fn field<T>(
    ui: &mut Ui,
    left: Pos2,
    setting: &Setting<'_>,
    read: impl Fn(&str) -> Result<T, String>,
) -> (Option<T>, f32) {
    let p = theme::tokens(ui);
    let label = pane::label(ui, left, Align2::LEFT_CENTER, setting.name, fonts::text(), p.t2);
    let from = label.rect.right() + size::S8;
    if let Some(note) = setting.note {
        label.on_hover_text(note);
    }
    let place = Rect::from_min_size(pos2(from, left.y - size::FIELD / 2.0), vec2(setting.width, size::FIELD));
    let mut child = paint::at(ui, place, setting.name);
    let mut field = Field::new(setting.name, setting.shown, setting.raw).hint(setting.hint);
    if !setting.unit.is_empty() {
        field = field.unit(setting.unit);
    }
    let outcome = field
        .size(setting.width, size::FIELD)
        .show(&mut child, ("chance", setting.name), |text| read(text).map(|_| ()));
    (outcome.committed.and_then(|text| read(&text).ok()), place.right())
}

/// A percentage between two ends, both allowed.
fn between(scene: &Scene<'_>, text: &str, ends: (i64, i64), problem: Msg) -> Result<Rate, String> {
    let text = text.trim();
    // a minus as it is typed or as it is shown
    let (sign, digits) = match text.strip_prefix(['-', '−']) {
        Some(digits) => (-1, digits),
        None => (1, text),
    };
    let rate = input::percent(scene.texts, digits)?;
    let rate = Rate::from_wide(rate.wide() * sign);
    let (low, high) = (Rate::from_percent(ends.0), Rate::from_percent(ends.1));
    if (low..=high).contains(&rate) { Ok(rate) } else { Err(scene.text(problem).to_owned()) }
}

/// The chance that is asked for; gives where it ends.
pub(super) fn wanted(ui: &mut Ui, left: Pos2, scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) -> f32 {
    let raw = scene.format().percent_exact(open.campaign.uncertainty.wanted);
    let setting = Setting {
        name: scene.text(Msg::ChanceWanted),
        shown: raw.trim_end_matches('%'),
        raw: &raw,
        unit: "%",
        hint: "",
        note: None,
        width: 60.0,
    };
    let (typed, end) = field(ui, left, &setting, |text| between(scene, text, (1, 99), Msg::ChanceProblemWanted));
    if let Some(wanted) = typed {
        edits::uncertainty(open, scene.text(Msg::StepChanceWanted), actions, move |u| u.wanted = wanted);
    }
    end
}

/// Correlation, draws and seed in a row.
pub(super) fn row(ui: &mut Ui, row: Rect, scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) {
    let uncertainty = &open.campaign.uncertainty;
    let mut left = pos2(row.left() + size::S16, row.center().y);
    let change = |actions: &mut Actions, edit: Option<Edit>| {
        if let Some(edit) = edit {
            edits::uncertainty(open, scene.text(Msg::StepChanceSetting), actions, edit);
        }
    };
    let raw = scene.format().percent_exact(uncertainty.correlation);
    let setting = Setting {
        name: scene.text(Msg::ChanceCorrelation),
        shown: raw.trim_end_matches('%'),
        raw: &raw,
        unit: "%",
        hint: "",
        note: Some(scene.text(Msg::ChanceCorrelationNote)),
        width: 64.0,
    };
    let (typed, end) =
        field(ui, left, &setting, |text| between(scene, text, (-100, 100), Msg::ChanceProblemCorrelation));
    left.x = end + size::S16;
    change(actions, typed.map(|rate| Box::new(move |u: &mut Uncertainty| u.correlation = rate) as _));
    let draws = if uncertainty.draws == 0 { String::new() } else { uncertainty.draws.to_string() };
    let shown = if uncertainty.draws == 0 { String::new() } else { scene.format().whole(uncertainty.draws.into()) };
    let setting = Setting {
        name: scene.text(Msg::ChanceDraws),
        shown: &shown,
        raw: &draws,
        unit: "",
        hint: scene.text(Msg::ChanceDrawsUsual),
        note: None,
        width: 92.0,
    };
    let (typed, end) = field(ui, left, &setting, |text| read_draws(scene, text));
    left.x = end + size::S16;
    change(actions, typed.map(|draws| Box::new(move |u: &mut Uncertainty| u.draws = draws) as _));
    let seed = uncertainty.seed.to_string();
    let setting = Setting {
        name: scene.text(Msg::ChanceSeed),
        shown: &seed,
        raw: &seed,
        unit: "",
        hint: "",
        note: None,
        width: 64.0,
    };
    let (typed, _) = field(ui, left, &setting, |text| {
        text.trim().parse::<u32>().map_err(|_| scene.text(Msg::ChanceProblemSeed).to_owned())
    });
    change(actions, typed.map(|seed| Box::new(move |u: &mut Uncertainty| u.seed = seed) as _));
}

/// Draws: nothing typed = as many as usual.
fn read_draws(scene: &Scene<'_>, text: &str) -> Result<u32, String> {
    if text.trim().is_empty() {
        return Ok(0);
    }
    let count = input::count(scene.texts, text)?.get();
    match u32::try_from(count) {
        Ok(draws) if (1_000..=10_000_000).contains(&draws) => Ok(draws),
        _ => Err(scene.text(Msg::ChanceProblemDraws).to_owned()),
    }
}
