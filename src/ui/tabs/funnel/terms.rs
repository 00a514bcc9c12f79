//! The basis of a source and how it is paid for, in words that can be typed: 「上届 38.9万 ×1.08」「CPC 3.2」.

use crate::engine::viral::{Crowd, usual, viral};
use crate::model::{Basis, CostModel, Count, PlayKind};
use crate::text::names::Named;
use crate::text::{Lang, Msg, Texts};
use crate::ui::input;

/// How a source is paid for, short.
#[must_use]
pub fn cost_shown(texts: &Texts, cost: CostModel) -> String {
    let format = texts.format();
    match cost {
        CostModel::Free => "—".to_owned(),
        CostModel::Cpc(price) => texts.with(Msg::CostCpc, &[("price", format.price(price).into())]),
        CostModel::Cpm { price, .. } => texts.with(Msg::CostCpm, &[("price", format.price_short(price).into())]),
        CostModel::Cps(rate) => texts.with(Msg::CostCps, &[("rate", format.percent_exact(rate).into())]),
        CostModel::PerMessage { price, .. } => texts.with(Msg::CostMessage, &[("price", format.price(price).into())]),
        CostModel::Fixed(_) => texts.get(Msg::CostFixed).to_owned(),
    }
}

/// The same with every figure, as it is typed.
#[must_use]
pub fn cost_typed(texts: &Texts, cost: CostModel) -> String {
    match cost {
        CostModel::Free => String::new(),
        CostModel::Cpc(price) => format!("CPC {price}"),
        CostModel::Cpm { price, ctr } => format!("CPM {price} {}", texts.format().percent_exact(ctr)),
        CostModel::Cps(rate) => format!("CPS {}", texts.format().percent_exact(rate)),
        CostModel::PerMessage { price, sent } => format!("{price}×{sent}"),
        CostModel::Fixed(sum) => format!("{} {sum}", texts.get(Msg::WordFixed)),
    }
}

/// Reads how a source is paid for.
///
/// # Errors
/// How it is to be written, as a sentence.
pub fn read_cost(texts: &Texts, text: &str) -> Result<CostModel, String> {
    let bad = || texts.get(Msg::CostBad).to_owned();
    let lower = text.trim().to_lowercase();
    if matches!(lower.as_str(), "" | "-" | "—") || word_is(&lower, Msg::WordFree) {
        return Ok(CostModel::Free);
    }
    let rest = |word: &str| lower.strip_prefix(word).map(|r| r.trim_matches([' ', ':', '：']).to_owned());
    if let Some(price) = rest("cpc") {
        return input::money(texts, &price).map(CostModel::Cpc).map_err(|_| bad());
    }
    if let Some(figures) = rest("cpm") {
        let (price, ctr) = figures.split_once([' ', '，', ',']).ok_or_else(bad)?;
        let price = input::money(texts, price).map_err(|_| bad())?;
        return input::percent(texts, ctr.trim_start_matches("ctr"))
            .map(|ctr| CostModel::Cpm { price, ctr })
            .map_err(|_| bad());
    }
    if let Some(rate) = rest("cps") {
        return input::percent(texts, &rate).map(CostModel::Cps).map_err(|_| bad());
    }
    if let Some(sum) = strip_word(&lower, Msg::WordFixed) {
        return input::money(texts, &sum).map(CostModel::Fixed).map_err(|_| bad());
    }
    if let Some((price, sent)) = split_times(&lower) {
        let price = input::money(texts, price.trim_end_matches(['条', '則', '/'])).map_err(|_| bad())?;
        let sent = input::count(texts, sent.trim_end_matches(['条', '則'])).map_err(|_| bad())?;
        return Ok(CostModel::PerMessage { price, sent });
    }
    input::money(texts, &lower).map(CostModel::Fixed).map_err(|_| bad())
}

/// What a plan of visitors is based on, short.
#[must_use]
pub fn basis_shown(texts: &Texts, basis: &Basis) -> String {
    let format = texts.format();
    match basis {
        Basis::None => "—".to_owned(),
        Basis::LastCampaign { growth, .. } => {
            texts.with(Msg::BasisLast, &[("factor", format.factor_exact(*growth).into())])
        }
        Basis::PlatformDaily { days, .. } => {
            texts.with(Msg::BasisPlatform, &[("days", format.factor_exact(*days).into())])
        }
        Basis::ShopDaily { days, .. } => texts.with(Msg::BasisShop, &[("days", format.factor_exact(*days).into())]),
        Basis::Reach { people, rate } => texts.with(
            Msg::BasisReach,
            &[("people", format.count(*people).to_string().into()), ("rate", format.percent_exact(*rate).into())],
        ),
        Basis::Events { events, uv } => texts.with(
            Msg::BasisEvents,
            &[("events", events.to_string().into()), ("uv", format.count(*uv).to_string().into())],
        ),
        Basis::WordOfMouth(play) => {
            let k = viral(play, &Crowd::default()).k;
            let words = [("kind", play.kind.name_in(texts).into()), ("k", format.factor(k, 2).into())];
            texts.with(Msg::BasisPlay, &words)
        }
        Basis::Note(words) => words.clone(),
    }
}

/// The same with every figure, as it is typed; of a play its kind, as its figures have a pane of their own.
#[must_use]
pub fn basis_typed(texts: &Texts, basis: &Basis) -> String {
    let factor = |r| texts.format().factor_exact(r);
    match basis {
        Basis::None => String::new(),
        Basis::LastCampaign { uv, growth } => format!("{} {uv} ×{}", texts.get(Msg::WordLast), factor(*growth)),
        Basis::PlatformDaily { uv, days } => format!("{} {uv} ×{}", texts.get(Msg::WordPlatform), factor(*days)),
        Basis::ShopDaily { uv, days } => format!("{} {uv} ×{}", texts.get(Msg::WordShop), factor(*days)),
        Basis::Reach { people, rate } => format!("{people} ×{}", texts.format().percent_exact(*rate)),
        Basis::Events { events, uv } => format!("{events} {} ×{uv}", texts.get(Msg::WordEvents)),
        Basis::WordOfMouth(play) => play.kind.name_in(texts).to_owned(),
        Basis::Note(words) => words.clone(),
    }
}

/// Reads a basis; what follows no known form is a note.
#[must_use]
pub fn read_basis(texts: &Texts, text: &str) -> Basis {
    let text = text.trim();
    if matches!(text, "" | "-" | "—") {
        return Basis::None;
    }
    let lower = text.to_lowercase();
    let plays = [
        (Msg::PlayBargain, PlayKind::Bargain),
        (Msg::PlayGroupBuy, PlayKind::GroupBuy { size: Count::new(3) }),
        (Msg::PlayShareLottery, PlayKind::ShareLottery),
        (Msg::PlayShareCoupon, PlayKind::ShareCoupon),
    ];
    if let Some((_, kind)) = plays.into_iter().find(|(word, _)| word_is(&lower, *word)) {
        return Basis::WordOfMouth(Box::new(usual(kind)));
    }
    let note = || Basis::Note(text.to_owned());
    let pair = |rest: &str| -> Option<(Count, crate::model::Rate)> {
        let (uv, factor) = split_times(rest)?;
        Some((input::count(texts, uv).ok()?, input::factor(texts, factor).ok()?))
    };
    if let Some(rest) = strip_word(&lower, Msg::WordLast) {
        return pair(&rest).map_or_else(note, |(uv, growth)| Basis::LastCampaign { uv, growth });
    }
    if let Some(rest) = strip_word(&lower, Msg::WordPlatform) {
        return pair(&rest).map_or_else(note, |(uv, days)| Basis::PlatformDaily { uv, days });
    }
    if let Some(rest) = strip_word(&lower, Msg::WordShop) {
        return pair(&rest).map_or_else(note, |(uv, days)| Basis::ShopDaily { uv, days });
    }
    let Some((left, right)) = split_times(&lower) else { return note() };
    for lang in Lang::ALL {
        let words = Texts::new(lang);
        if let Some(events) = left.trim().strip_suffix(&words.get(Msg::WordEvents).to_lowercase()) {
            return match (input::count(texts, events), input::count(texts, right)) {
                (Ok(events), Ok(uv)) => Basis::Events { events, uv },
                _ => note(),
            };
        }
    }
    match (input::count(texts, left.trim_end_matches('人')), right.trim().strip_suffix('%')) {
        (Ok(people), Some(_)) => {
            input::percent(texts, right).map_or_else(|_| note(), |rate| Basis::Reach { people, rate })
        }
        _ => note(),
    }
}

fn split_times(text: &str) -> Option<(&str, &str)> {
    text.split_once('×').or_else(|| text.split_once('*')).or_else(|| text.split_once(" x "))
}

/// Whether a text is a word in any of the languages: files and habits cross them.
fn word_is(text: &str, word: Msg) -> bool {
    Lang::ALL.iter().any(|lang| Texts::new(*lang).get(word).to_lowercase() == text)
}

fn strip_word(text: &str, word: Msg) -> Option<String> {
    Lang::ALL.iter().find_map(|lang| {
        let word = Texts::new(*lang).get(word).to_lowercase();
        text.strip_prefix(&word).map(|rest| rest.trim().to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Money, Rate};

    #[test]
    fn what_is_shown_for_typing_reads_back() {
        let rate = |text: &str| Rate::parse(text).expect("a rate");
        let costs = [
            CostModel::Free,
            CostModel::Cpc(Money::from_minor(320)),
            CostModel::Cpm { price: Money::from_major(60), ctr: rate("2.5%") },
            CostModel::Cps(rate("10%")),
            CostModel::PerMessage { price: Money::from_minor(5), sent: Count::new(960_000) },
            CostModel::Fixed(Money::from_major(420_000)),
        ];
        let bases = [
            Basis::None,
            Basis::LastCampaign { uv: Count::new(388_889), growth: rate("1.08") },
            Basis::PlatformDaily { uv: Count::new(10_000), days: rate("24") },
            Basis::ShopDaily { uv: Count::new(4364), days: rate("22") },
            Basis::Reach { people: Count::new(486_000), rate: rate("34.6%") },
            Basis::Events { events: Count::new(12), uv: Count::new(7000) },
            Basis::Note("8 位达人".to_owned()),
        ];
        for lang in Lang::ALL {
            let texts = Texts::new(lang);
            for cost in costs {
                assert_eq!(read_cost(&texts, &cost_typed(&texts, cost)), Ok(cost), "{lang:?}");
            }
            for basis in &bases {
                assert_eq!(&read_basis(&texts, &basis_typed(&texts, basis)), basis, "{lang:?}");
            }
        }
    }

    #[test]
    fn planners_shorthand() {
        let texts = Texts::new(Lang::ZhHans);
        assert_eq!(read_cost(&texts, "cpc3.2"), Ok(CostModel::Cpc(Money::from_minor(320))));
        assert_eq!(read_cost(&texts, "固定42万"), Ok(CostModel::Fixed(Money::from_major(420_000))));
        assert_eq!(read_cost(&texts, "12万"), Ok(CostModel::Fixed(Money::from_major(120_000))));
        assert!(read_cost(&texts, "CPM 60").is_err(), "a click rate is needed");
        assert!(read_cost(&texts, "随便").is_err());
        assert_eq!(read_basis(&texts, "上届 ×1.08"), Basis::Note("上届 ×1.08".to_owned()));
    }
}
