//! Figures outside tables that an edit elsewhere changed glow for a moment, as those in tables do.

use std::hash::{Hash, Hasher};

use egui::{CornerRadius, Id, Rect, Ui, vec2};

use crate::ui::theme::{self, size};

/// How long, in seconds.
pub const TIME: f64 = 0.6;

/// What was seen of a figure.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    of: u64,
    shown: u64,
    /// The pass in which it was shown last.
    pass: u64,
    /// The last pass in which it was being typed here.
    own: Option<u64>,
    since: Option<f64>,
}

fn hash(what: impl Hash) -> u64 {
    let mut hasher = std::hash::DefaultHasher::new();
    what.hash(&mut hasher);
    hasher.finish()
}

/// For how many passes after typing a change is one's own: it is applied in the next, and shown in the one after.
const OWN: u64 = 4;

/// How strongly a figure glows now, from 0 to 1. `of` is what it is the figure of: another campaign or language is no
/// change. `own` is whether it is being typed here. A figure that was not on screen just before does not glow either.
pub fn strength(ui: &Ui, id: Id, of: impl Hash, shown: &str, own: bool) -> f32 {
    let pass = ui.ctx().cumulative_pass_nr();
    let now = ui.input(|i| i.time);
    let still = ui.style().animation_time == 0.0;
    let id = id.with("glow");
    let old: Option<Seen> = ui.data(|d| d.get_temp(id));
    let mut seen = Seen { of: hash(of), shown: hash(shown), pass, own: own.then_some(pass), since: None };
    if let Some(old) = old.filter(|old| old.of == seen.of && pass.saturating_sub(old.pass) <= 2) {
        seen.own = seen.own.or(old.own).filter(|at| pass.saturating_sub(*at) <= OWN);
        seen.since = old.since.filter(|since| now - *since < TIME);
        if old.shown != seen.shown {
            seen.since = (seen.own.is_none() && !still).then_some(now);
        }
    }
    ui.data_mut(|d| d.insert_temp(id, seen));
    let Some(since) = seen.since else { return 0.0 };
    ui.ctx().request_repaint();
    (1.0 - (now - since) / TIME).clamp(0.0, 1.0) as f32
}

/// Paints the glow behind a figure that is about to be painted in `place`.
pub fn behind(ui: &Ui, salt: impl Hash, of: impl Hash, place: Rect, shown: &str) {
    let strength = strength(ui, ui.scope_id().with(hash(salt)), of, shown, false);
    if strength > 0.0 {
        let fill = theme::tokens(ui).acc_soft.gamma_multiply(strength);
        ui.painter().rect_filled(place.expand2(vec2(size::S4, 1.0)), CornerRadius::same(size::RADIUS), fill);
    }
}

#[cfg(test)]
mod tests {
    use egui::{Context, RawInput};

    use super::*;

    /// Shows a figure once and gives how strongly it glows.
    fn show(ctx: &Context, time: f64, of: u32, shown: &str, own: bool) -> f32 {
        let mut got = 0.0;
        let input = RawInput { time: Some(time), ..RawInput::default() };
        let mut output = ctx.run_ui(input, |ui| got = strength(ui, Id::unique("figure"), of, shown, own));
        output.textures_delta.clear();
        got
    }

    #[test]
    fn only_what_changed_elsewhere_glows_and_fades() {
        let ctx = Context::default();
        assert_eq!(show(&ctx, 0.0, 1, "5,000", false), 0.0, "seen for the first time");
        assert_eq!(show(&ctx, 0.1, 1, "6,000", false), 1.0);
        let half = show(&ctx, 0.4, 1, "6,000", false);
        assert!((half - 0.5).abs() < 0.01, "{half}");
        assert_eq!(show(&ctx, 0.8, 1, "6,000", false), 0.0);
        assert_eq!(show(&ctx, 0.9, 2, "7,000", false), 0.0, "of another campaign");
        assert_eq!(show(&ctx, 1.0, 2, "7,000", true), 0.0);
        assert_eq!(show(&ctx, 1.1, 2, "8,000", false), 0.0, "typed here");
        for pass in 0..5 {
            assert_eq!(show(&ctx, 1.2 + f64::from(pass), 2, "8,000", false), 0.0);
        }
        assert_eq!(show(&ctx, 9.0, 2, "9,000", false), 1.0, "and elsewhere again");
        ctx.all_styles_mut(|style| style.animation_time = 0.0);
        assert_eq!(show(&ctx, 10.0, 2, "1", false), 0.0, "no movement");
    }
}
