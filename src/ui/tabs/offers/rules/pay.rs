//! A discount as the trade says it: 8 折, 85 折.

use egui::Ui;

use crate::model::Rate;
use crate::text::offers::discount;
use crate::text::{Msg, Texts};
use crate::ui::input;
use crate::ui::scene::Scene;
use crate::ui::tabs::form::{SMALL, typed};
use crate::ui::widgets::field::Field;

/// The part that is paid, typed as the trade says it: 8, 85, 8.5折, 80%; in English what is taken off.
pub fn pay(ui: &mut Ui, scene: &Scene<'_>, name: &str, value: Rate) -> Option<Rate> {
    let shown = discount(scene.texts, value);
    typed(ui, Field::new(name, &shown, &shown), SMALL + 12.0, name, |text| read_pay(scene.texts, text))
}

/// Reads a discount.
///
/// # Errors
/// The reason, as a sentence.
pub fn read_pay(texts: &Texts, text: &str) -> Result<Rate, String> {
    let text = text.trim();
    let problem = || texts.get(Msg::OfferProblemDiscount).to_owned();
    if !texts.lang().is_chinese() {
        let off = text.trim_end_matches("off").trim();
        let off = input::percent(texts, off)?;
        return if off > Rate::ONE { Err(problem()) } else { Ok(Rate::from_wide(Rate::ONE.wide() - off.wide())) };
    }
    if text.ends_with(['%', '％']) {
        let rate = input::percent(texts, text)?;
        return if rate > Rate::ONE { Err(problem()) } else { Ok(rate) };
    }
    let figure = input::factor(texts, text.trim_end_matches('折').trim())?;
    // 8 and 8.5 are tenths, 85 is hundredths
    let rate = if figure <= Rate::from_percent(1_000) { figure.wide() / 10 } else { figure.wide() / 100 };
    let rate = Rate::from_wide(rate);
    if rate > Rate::ONE { Err(problem()) } else { Ok(rate) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn a_discount_is_read_as_the_trade_says_it() {
        let (hans, en) = (Texts::new(Lang::ZhHans), Texts::new(Lang::En));
        let rate = |text| Rate::parse(text).ok();
        for (text, expected) in [
            ("8", rate("80%")),
            ("8折", rate("80%")),
            ("8.5", rate("85%")),
            ("85", rate("85%")),
            ("85折", rate("85%")),
            ("80%", rate("80%")),
            ("10", rate("100%")),
            ("0", rate("0%")),
            ("120", None),
            ("120%", None),
            ("-1", None),
            ("八折", None),
        ] {
            assert_eq!(read_pay(&hans, text).ok(), expected, "{text}");
        }
        for (text, expected) in [("20", rate("80%")), ("20% off", rate("80%")), ("101", None), ("-1", None)] {
            assert_eq!(read_pay(&en, text).ok(), expected, "{text}");
        }
        for percent in [5, 50, 80, 85, 95] {
            for texts in [&hans, &en] {
                let rate = Rate::from_percent(percent);
                assert_eq!(read_pay(texts, &discount(texts, rate)), Ok(rate), "{percent}");
            }
        }
    }
}
