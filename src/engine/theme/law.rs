//! Words that advertising law bans, and phrases in which they are harmless (最近, 第一天).

use std::ops::Range;
use std::sync::OnceLock;

use crate::model::{AdWords, Shop};

/// The list that comes with the program: banned words, then harmless phrases, each a line.
const DEFAULT: &str = include_str!("../../../assets/law/ad-words.txt");

/// Words to look for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AdLaw {
    banned: Vec<String>,
    harmless: Vec<String>,
}

/// A banned word in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdWord {
    /// The word, as the text writes it.
    pub word: String,
    /// Where it stands, in bytes.
    pub at: Range<usize>,
}

impl AdLaw {
    /// The list that comes with the program.
    #[must_use]
    pub fn usual() -> &'static AdWords {
        static USUAL: OnceLock<AdWords> = OnceLock::new();
        USUAL.get_or_init(|| {
            let mut words = AdWords::default();
            let mut harmless = false;
            for line in DEFAULT.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
                match line {
                    "[banned]" => harmless = false,
                    "[harmless]" => harmless = true,
                    word if harmless => words.harmless.push(word.to_owned()),
                    word => words.banned.push(word.to_owned()),
                }
            }
            words
        })
    }

    /// A shop's list: its own, else the usual one.
    #[must_use]
    pub fn of(shop: &Shop) -> Self {
        Self::new(shop.ad_words.as_ref().unwrap_or_else(|| Self::usual()))
    }

    /// A list made ready; capitals and small letters are one, empty words are none.
    #[must_use]
    pub fn new(words: &AdWords) -> Self {
        let ready = |words: &[String]| -> Vec<String> {
            words.iter().map(|word| word.trim().to_ascii_lowercase()).filter(|word| !word.is_empty()).collect()
        };
        Self { banned: ready(&words.banned), harmless: ready(&words.harmless) }
    }

    /// The banned words of a text in their order. Of words within each other the longest counts; one that lies within a
    /// harmless phrase counts as none.
    #[must_use]
    pub fn found(&self, text: &str) -> Vec<AdWord> {
        // as long as the text itself, byte by byte
        let folded = text.to_ascii_lowercase();
        let places = |words: &[String]| -> Vec<Range<usize>> {
            words.iter().flat_map(|word| folded.match_indices(word.as_str()).map(|(at, w)| at..at + w.len())).collect()
        };
        let within = |inner: &Range<usize>, outer: &Range<usize>| outer.start <= inner.start && inner.end <= outer.end;
        let mut banned = places(&self.banned);
        if banned.is_empty() {
            return Vec::new();
        }
        let harmless = places(&self.harmless);
        banned.retain(|at| !harmless.iter().any(|phrase| within(at, phrase)));
        banned.sort_unstable_by_key(|at| (at.start, std::cmp::Reverse(at.end)));
        banned.dedup();
        let mut out: Vec<AdWord> = Vec::new();
        for at in banned {
            if out.last().is_none_or(|last| !within(&at, &last.at)) {
                out.push(AdWord { word: text.get(at.clone()).unwrap_or_default().to_owned(), at });
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn banned_words_are_found_and_harmless_ones_are_not() {
        let law = AdLaw::of(&Shop::default());
        let found = |text: &str| law.found(text).into_iter().map(|found| found.word).collect::<Vec<_>>().join(" ");
        for (text, words) in [
            ("全网最低价", "最"),
            ("国家级工艺，销量第一", "国家级 第一"),
            ("最佳睡眠", "最佳"),
            ("Top1 卖家、No.1 床品", "Top1 No.1"),
            ("百分百长绒棉", "百分百"),
            ("最近上新，最后 3 小时，第一天下单最多减 50", ""),
            ("最高减 200", ""),
            ("最高品质", "最"),
            ("最终解释权归本店所有", "最终解释权"),
            ("最终以页面为准", ""),
            ("最后的最好", "最"),
            ("回家，慢一点", ""),
            ("", ""),
        ] {
            assert_eq!(found(text), words, "{text}");
        }
        let at: Vec<Range<usize>> = law.found("棉中第一").into_iter().map(|found| found.at).collect();
        assert_eq!(at.first().map(|at| (at.start, at.end)), Some((6, 12)));
    }

    #[test]
    fn a_shop_has_a_list_of_its_own() {
        let own = AdWords { banned: vec!["神器".to_owned(), " ".to_owned()], harmless: vec!["神器盒".to_owned()] };
        let law = AdLaw::of(&Shop { ad_words: Some(own), ..Shop::default() });
        assert_eq!(law.found("睡眠神器，最好").len(), 1);
        assert_eq!(law.found("神器盒").len(), 0);
    }

    #[test]
    fn the_usual_list_is_in_order() {
        let AdWords { banned, harmless } = AdLaw::usual();
        assert!(banned.len() > 80 && harmless.len() > 30);
        for word in ["最", "第一", "国家级", "最高级", "最佳"] {
            assert!(banned.iter().any(|known| known == word), "{word}");
        }
        let law = AdLaw::new(AdLaw::usual());
        // a phrase that holds no banned word excuses nothing
        let bare = AdLaw::new(&AdWords { harmless: Vec::new(), ..AdLaw::usual().clone() });
        for phrase in harmless {
            assert!(!bare.found(phrase).is_empty() && law.found(phrase).is_empty(), "{phrase}");
        }
        let mut sorted = banned.clone();
        sorted.sort();
        sorted.dedup();
        assert_eq!(sorted.len(), banned.len());
    }
}
