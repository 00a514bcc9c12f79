//! How the values of options are read: what each may be, and what is told where it is not.

use jiff::civil::{Date, DateTime};

use super::import::encoding_name;
use crate::engine::offers::suggest::{Goal, MOST_RUNGS};
use crate::engine::orders::intake::{Delimiter, Encoding};
use crate::engine::template::Template;
use crate::model::offer::CustomerKind;
use crate::model::{Count, Money, OfferId, Rate, Threshold};
use crate::text::Lang;

use super::args::{ImportAs, Theme, Wanted, WantedBasket};

/// What a parser of a value says: which values there are, or how one is written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Hint {
    /// One of these.
    #[error("one of {0}")]
    OneOf(String),
    /// Written like this.
    #[error("like {0}")]
    Like(&'static str),
}

/// Finds the value with a name among all that there are.
pub(super) fn one_of<T: Copy>(text: &str, all: &[T], name: impl Fn(T) -> &'static str) -> Result<T, Hint> {
    let found = all.iter().copied().find(|value| name(*value) == text);
    found.ok_or_else(|| Hint::OneOf(all.iter().map(|value| name(*value)).collect::<Vec<_>>().join(", ")))
}

pub(super) fn lang(text: &str) -> Result<Lang, Hint> {
    one_of(text, &Lang::ALL, Lang::tag)
}

pub(super) fn theme(text: &str) -> Result<Theme, Hint> {
    one_of(text, &[Theme::Light, Theme::Dark], |theme| if theme == Theme::Dark { "dark" } else { "light" })
}

pub(super) fn template(text: &str) -> Result<Template, Hint> {
    one_of(text, &Template::ALL, |template| match template {
        Template::LevelS => "level-s",
        Template::LevelA => "level-a",
        Template::LevelB => "level-b",
        Template::LevelC => "level-c",
        Template::Lead => "lead",
    })
}

pub(super) fn import_as(text: &str) -> Result<ImportAs, Hint> {
    one_of(text, &[ImportAs::Orders, ImportAs::Sold, ImportAs::Customers, ImportAs::Actuals, ImportAs::Tasks], |what| {
        match what {
            ImportAs::Orders => "orders",
            ImportAs::Sold => "sold",
            ImportAs::Customers => "customers",
            ImportAs::Actuals => "actuals",
            ImportAs::Tasks => "tasks",
        }
    })
}

/// `mean`, a quantile (`80%`), or a value.
pub(super) fn threshold<T>(
    text: &str,
    value: impl FnOnce(&str) -> Option<T>,
    like: &'static str,
) -> Result<Threshold<T>, Hint> {
    if text == "mean" {
        return Ok(Threshold::Mean);
    }
    if text.ends_with('%') {
        let part = Rate::parse(text).ok().filter(|part| (Rate::ZERO..=Rate::ONE).contains(part));
        return part.map(Threshold::Quantile).ok_or(Hint::Like(like));
    }
    value(text).map(Threshold::Value).ok_or(Hint::Like(like))
}

pub(super) fn count_threshold(text: &str) -> Result<Threshold<Count>, Hint> {
    threshold(text, |text| Count::parse(text).ok(), "mean, 50%, 90")
}

pub(super) fn money_threshold(text: &str) -> Result<Threshold<Money>, Hint> {
    let sum = |text: &str| Money::parse(text).ok().filter(|sum| *sum >= Money::ZERO);
    threshold(text, sum, "mean, 80%, 299.00")
}

pub(super) fn encoding(text: &str) -> Result<Encoding, Hint> {
    one_of(text, &Encoding::ALL, encoding_name)
}

pub(super) fn delimiter(text: &str) -> Result<Delimiter, Hint> {
    one_of(text, &Delimiter::ALL, |delimiter| match delimiter {
        Delimiter::Comma => "comma",
        Delimiter::Tab => "tab",
        Delimiter::Semicolon => "semicolon",
    })
}

pub(super) fn day(text: &str) -> Result<Date, Hint> {
    text.parse().map_err(|_| Hint::Like("2026-11-01"))
}

pub(super) fn time(text: &str) -> Result<DateTime, Hint> {
    text.parse().map_err(|_| Hint::Like("2026-10-13T14:30"))
}

pub(super) fn positive_sum(text: &str) -> Result<Money, Hint> {
    Money::parse(text).ok().filter(|sum| *sum > Money::ZERO).ok_or(Hint::Like("50000000"))
}

pub(super) fn millis(text: &str) -> Result<u64, Hint> {
    text.parse().map_err(|_| Hint::Like("1000"))
}

pub(super) fn rungs(text: &str) -> Result<usize, Hint> {
    text.parse().ok().filter(|n| (1..=MOST_RUNGS).contains(n)).ok_or(Hint::Like("3"))
}

pub(super) fn goal(text: &str) -> Result<Goal, Hint> {
    one_of(text, &[Goal::Profit, Goal::Gmv], |goal| if goal == Goal::Profit { "profit" } else { "gmv" })
}

pub(super) fn basket(text: &str) -> Result<WantedBasket, Hint> {
    const LIKE: Hint = Hint::Like("SY-ZX-01=3,SY-BZ-02=1");
    let one = |part: &str| {
        // a code may hold the sign: the last one counts
        let (name, pieces) = part.rsplit_once('=').unwrap_or((part, "1"));
        let pieces = Count::parse(pieces.trim()).ok().filter(|pieces| pieces.get() > 0).ok_or(LIKE)?;
        let name = name.trim().to_owned();
        if name.is_empty() { Err(LIKE) } else { Ok(Wanted { name, pieces }) }
    };
    text.split(',').map(one).collect::<Result<Vec<_>, _>>().map(WantedBasket)
}

pub(super) fn customer(text: &str) -> Result<CustomerKind, Hint> {
    one_of(text, &CustomerKind::ALL, |kind| match kind {
        CustomerKind::New => "new",
        CustomerKind::Old => "old",
        CustomerKind::Member => "member",
    })
}

pub(super) fn points(text: &str) -> Result<Count, Hint> {
    Count::parse(text).map_err(|_| Hint::Like("500"))
}

/// An offer by its id; a rung of a ladder of coupons counted from zero.
pub(super) fn held(text: &str) -> Result<(OfferId, Option<u32>), Hint> {
    let (offer, rung) = text.split_once(':').map_or((text, None), |(offer, rung)| (offer, Some(rung)));
    let number = |text: &str| text.trim().parse::<u32>().map_err(|_| Hint::Like("159:3"));
    Ok((OfferId(number(offer)?), rung.map(number).transpose()?))
}

pub(super) fn size(text: &str) -> Result<(u32, u32), Hint> {
    let sides = text.split_once(['x', 'X', '×']).and_then(|(w, h)| Some((w.parse().ok()?, h.parse().ok()?)));
    sides.ok_or(Hint::Like("1440x900"))
}

pub(super) fn scale(text: &str) -> Result<f32, Hint> {
    text.parse().ok().filter(|scale: &f32| scale.is_finite()).ok_or(Hint::Like("1.5"))
}
