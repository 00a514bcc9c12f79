//! What the cross-checks say of this ladder, worst first, and the one click that puts a rung right.

use egui::{CornerRadius, Rect, Ui, pos2, vec2};

use super::edits;
use crate::engine::finding::{Finding, FindingCode, PlaceKind, Severity, Tab};
use crate::model::{Money, Offer};
use crate::text::Msg;
use crate::text::findings::{sentence, statement};
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::{button, paint, pane};

/// Height of a note.
pub const HEIGHT: f32 = 32.0;

/// The findings about an offer's ladder: errors and warnings that can be put right with a click first.
fn of<'a>(open: &'a Open<'_>, offer: &Offer) -> Vec<&'a Finding> {
    let here =
        |f: &&Finding| f.place.tab == Tab::Offers && f.place.kind == PlaceKind::Offer && f.place.id == Some(offer.id.0);
    let mut found: Vec<&Finding> = open.answer.findings.iter().filter(here).collect();
    found.sort_by_key(|f| (f.severity, fix(&f.code).is_none()));
    found
}

/// The threshold that is wrong and the one to put in its place.
const fn fix(code: &FindingCode) -> Option<(Money, Money)> {
    match code {
        FindingCode::RungInGap { at, better, .. } => Some((*at, *better)),
        _ => None,
    }
}

/// How many notes there are to show, at most so many.
#[must_use]
pub fn count(open: &Open<'_>, offer: &Offer, most: usize) -> usize {
    of(open, offer).len().min(most)
}

/// Draws the notes from the top of an area, as many as fit.
pub fn show(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, offer: &Offer, actions: &mut Actions) {
    let p = theme::tokens(ui);
    let mut top = area.top();
    for finding in of(open, offer) {
        let row = Rect::from_min_size(pos2(area.left(), top), vec2(area.width(), HEIGHT - size::S4));
        if row.bottom() > area.bottom() + 0.5 {
            break;
        }
        top += HEIGHT;
        let (icon, ink, ground) = match finding.severity {
            Severity::Error => (icons::OCTAGON_ALERT, p.error, p.error_soft),
            Severity::Warning => (icons::TRIANGLE_ALERT, p.warn, p.warn_soft),
            Severity::Hint => (icons::INFO, p.t2, p.side),
        };
        ui.painter().rect_filled(row, CornerRadius::same(size::RADIUS), ground);
        paint::icon(ui.painter(), pos2(row.left() + size::S16, row.center().y), icon, size::ICON, ink);
        let fixed = fix(&finding.code);
        let say = if fixed.is_some() { statement } else { sentence };
        let words = say(scene.texts, open.project, open.campaign, finding);
        let label = fixed.map(|(_, better)| {
            let at = scene.format().price_short(better);
            scene.texts.with(Msg::LadderFix, &[("at", at.into())])
        });
        let link = label.as_ref().map_or(0.0, |l| paint::width(ui.painter(), l, fonts::text_medium()) + size::S16);
        let left = row.left() + 32.0;
        let galley = paint::cut(ui.painter(), &words, fonts::text(), p.t1, row.right() - left - link - size::S8);
        let place = Rect::from_min_size(pos2(left, row.center().y - galley.size().y / 2.0), galley.size());
        let cut = paint::is_cut(&galley);
        ui.painter().galley(place.min, galley, p.t1);
        let named = pane::named(ui, place, &words);
        if cut {
            named.on_hover_text(&words);
        }
        let (Some(label), Some((at, better))) = (label, fixed) else { continue };
        let place = Rect::from_min_size(pos2(place.right() + size::S8, row.center().y - 8.0), vec2(link, 16.0));
        let mut child = paint::at(ui, place, ("ladder fix", at.minor()));
        if button::link_sized(&mut child, &label, fonts::text_medium()).clicked() {
            edits::change(scene, open, actions, offer, None, move |rungs| {
                let n = rungs.iter().position(|rung| rung.at == at);
                n.map_or_else(|| rungs.to_vec(), |n| edits::with_threshold(rungs, n, better))
            });
        }
    }
}
