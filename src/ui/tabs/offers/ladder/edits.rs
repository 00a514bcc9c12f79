//! Changes of a ladder's rungs as pure functions, and the step that makes one.

use crate::document::Gesture;
use crate::engine::offers::nice;
use crate::engine::offers::reading::rungs_of;
use crate::model::number::write_scaled;
use crate::model::offer::{Reduction, Rung};
use crate::model::{Money, Offer, OfferRule, Rate};
use crate::text::offers::{discount, offer_name};
use crate::text::{Msg, Texts};
use crate::ui::action::{Action, Actions};
use crate::ui::input;
use crate::ui::scene::{Open, Scene};

/// Puts other rungs into an offer that is a ladder.
fn put(offer: &mut Offer, new: Vec<Rung>) {
    if let OfferRule::Tiered(rungs) | OfferRule::Coupon(rungs) = &mut offer.rule {
        *rungs = new;
    }
}

/// Asks for other rungs, made from those that are there when it is carried out.
pub fn change(
    scene: &Scene<'_>,
    open: &Open<'_>,
    actions: &mut Actions,
    offer: &Offer,
    gesture: Option<Gesture>,
    change: impl FnOnce(&[Rung]) -> Vec<Rung> + 'static,
) {
    let (campaign, id) = (open.campaign.id, offer.id);
    let name = offer_name(scene.texts, open.project, offer);
    let name = scene.texts.with(Msg::OffersStepChange, &[("name", name.into())]);
    let change = Box::new(move |project: &mut crate::model::Project| {
        if let Some(campaign) = project.campaigns.get_mut(campaign)
            && let Some(offer) = campaign.offers.get_mut(id)
            && let Some(rungs) = rungs_of(offer)
        {
            let new = change(rungs);
            put(offer, new);
        }
    });
    actions.push(Action::Edit { name, gesture, change });
}

/// The rungs with another threshold at one of them; what is not there is left.
#[must_use]
pub fn with_threshold(rungs: &[Rung], n: usize, at: Money) -> Vec<Rung> {
    let set = |(k, rung): (usize, &Rung)| if k == n { Rung { at, ..*rung } } else { *rung };
    rungs.iter().enumerate().map(set).collect()
}

/// The rungs with another benefit at one of them.
#[must_use]
pub fn with_off(rungs: &[Rung], n: usize, off: Reduction) -> Vec<Rung> {
    let set = |(k, rung): (usize, &Rung)| if k == n { Rung { off, ..*rung } } else { *rung };
    rungs.iter().enumerate().map(set).collect()
}

/// The rungs without some of them.
#[must_use]
pub fn without(rungs: &[Rung], gone: &[usize]) -> Vec<Rung> {
    rungs.iter().enumerate().filter(|(n, _)| !gone.contains(n)).map(|(_, rung)| *rung).collect()
}

/// A rung that goes on where a ladder ends: the nice threshold about half above the highest, at a nice value of about its
/// rate; for an empty ladder, below the 客单价 with 7 %.
#[must_use]
pub fn next_rung(rungs: &[Rung], aov: Option<Money>) -> Rung {
    let highest = rungs.iter().max_by_key(|rung| rung.at);
    let (at, rate) = match highest {
        Some(rung) => {
            let off = match rung.off {
                Reduction::Less(off) => off.ratio(rung.at).unwrap_or_default(),
                Reduction::Pay { rate, .. } => Rate::from_wide(Rate::ONE.wide() - rate.wide()),
            };
            (Money::from_wide(rung.at.wide() * 3 / 2), off)
        }
        None => (Money::from_wide(aov.unwrap_or(Money::from_major(250)).wide() * 4 / 5), Rate::from_percent(7)),
    };
    let at = nice::threshold_at_most(at).filter(|at| highest.is_none_or(|h| *at > h.at));
    let at = at.unwrap_or_else(|| nice::threshold_above(highest.map_or(Money::ZERO, |h| h.at)));
    let fits = nice::values(Money::from_major(1), at.at_rate(rate).max(Money::from_major(1)));
    Rung { at, off: Reduction::Less(fits.last().copied().unwrap_or(Money::from_major(1))) }
}

/// What a rung takes off as it is typed: an amount, 8折, or in English 20%.
#[must_use]
pub fn off_text(texts: &Texts, off: Reduction) -> String {
    match off {
        Reduction::Less(amount) => amount.to_string(),
        Reduction::Pay { rate, .. } if texts.lang().is_chinese() => discount(texts, rate),
        Reduction::Pay { rate, .. } => write_scaled(Rate::ONE.wide() - rate.wide(), 7) + "%",
    }
}

/// Reads what a rung takes off: an amount; 8折 or 85折 as the part that is paid; 20% as the part that is taken off. The cap of
/// a percentage stays.
///
/// # Errors
/// The reason, as a sentence.
pub fn read_off(texts: &Texts, text: &str, before: Option<Reduction>) -> Result<Reduction, String> {
    let cap = match before {
        Some(Reduction::Pay { cap, .. }) => cap,
        _ => None,
    };
    let text = text.trim();
    let wrong = || texts.get(Msg::LadderOffWrong).to_owned();
    let part = |rate: Rate| if rate > Rate::ZERO && rate < Rate::ONE { Ok(rate) } else { Err(wrong()) };
    if let Some(figure) = text.strip_suffix('折') {
        let figure = figure.trim();
        let paid = Rate::parse(figure).map_err(|_| wrong())?;
        // two digits without a point are read digit by digit: 85折; but 10折 is the whole price
        let digits = figure.len() == 2 && figure.bytes().all(|b| b.is_ascii_digit()) && figure != "10";
        let scale = if digits { 100 } else { 10 };
        return Ok(Reduction::Pay { rate: part(Rate::from_wide(paid.wide() / scale))?, cap });
    }
    if text.ends_with('%') || text.ends_with('％') {
        let off = part(input::percent(texts, text)?)?;
        return Ok(Reduction::Pay { rate: Rate::from_wide(Rate::ONE.wide() - off.wide()), cap });
    }
    Ok(Reduction::Less(input::money(texts, text)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    fn yuan(n: i64) -> Money {
        Money::from_major(n)
    }

    fn less(at: i64, off: i64) -> Rung {
        Rung { at: yuan(at), off: Reduction::Less(yuan(off)) }
    }

    #[test]
    fn one_rung_changes_and_the_others_stay() {
        let rungs = [less(199, 15), less(329, 40)];
        assert_eq!(with_threshold(&rungs, 1, yuan(349)), [less(199, 15), less(349, 40)]);
        assert_eq!(with_off(&rungs, 0, Reduction::Less(yuan(20))), [less(199, 20), less(329, 40)]);
        assert_eq!(with_threshold(&rungs, 9, yuan(1)), rungs);
        assert_eq!(without(&rungs, &[0]), [less(329, 40)]);
    }

    #[test]
    fn a_further_rung_goes_on_as_the_ladder_does() {
        assert_eq!(next_rung(&[less(199, 15), less(329, 40)], None), less(489, 50));
        assert_eq!(next_rung(&[], Some(yuan(250))), less(199, 10));
        assert_eq!(next_rung(&[less(1, 1)], None).at, yuan(9));
        assert!(next_rung(&[Rung { at: Money::MAX, ..less(1, 1) }], None).at > Money::ZERO);
    }

    #[test]
    fn what_is_taken_off_is_read_as_it_is_written() {
        let texts = Texts::new(Lang::ZhHans);
        let pay = |percent| Reduction::Pay { rate: Rate::from_percent(percent), cap: Some(yuan(50)) };
        for (typed, off) in [
            ("40", Reduction::Less(yuan(40))),
            ("8折", pay(80)),
            ("85折", pay(85)),
            ("8.5折", pay(85)),
            ("9.5 折", pay(95)),
            ("20%", pay(80)),
        ] {
            assert_eq!(read_off(&texts, typed, Some(pay(70))), Ok(off), "{typed}");
            assert_eq!(read_off(&texts, &off_text(&texts, off), Some(pay(70))), Ok(off), "{typed} again");
        }
        for typed in ["", "x", "0折", "10折", "100%", "0%", "-5", "折"] {
            assert!(read_off(&texts, typed, None).is_err(), "{typed}");
        }
        let english = Texts::new(Lang::En);
        assert_eq!(off_text(&english, pay(80)), "20%");
    }
}
