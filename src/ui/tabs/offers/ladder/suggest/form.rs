//! What is asked of the suggestion, and what came of it. The search itself runs beside the window.

use std::sync::Arc;

use crate::engine::offers::response::Terms;
use crate::engine::offers::suggest::{Goal, MOST_RUNGS, NoSuggestion, Suggestion};
use crate::engine::offers::values::ValueClasses;
use crate::model::{Money, OfferId};

/// For whom a ladder is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuggestFor {
    /// The dialog.
    Dialog,
    /// The drawing, to compare with.
    Compare,
}

/// What the search reads. Values are compared by identity.
#[derive(Clone, Debug)]
pub struct SuggestQuestion {
    /// Order values without the ladder.
    pub values: Arc<ValueClasses>,
    /// How a ladder is judged.
    pub terms: Terms,
    /// 客单价, about which thresholds are tried.
    pub aov: Money,
    /// How many rungs.
    pub rungs: usize,
    /// Most of what.
    pub goal: Goal,
    /// The most that the shop may pay; nothing = no limit.
    pub budget: Option<Money>,
}

impl PartialEq for SuggestQuestion {
    fn eq(&self, other: &Self) -> bool {
        let key = |q: &Self| (q.terms, q.aov, q.rungs, q.goal, q.budget);
        Arc::ptr_eq(&self.values, &other.values) && key(self) == key(other)
    }
}

/// A request to the search.
#[derive(Clone, Debug)]
pub enum SuggestRequest {
    /// Look for a ladder; an earlier search for the same is stopped.
    Ask(SuggestFor, SuggestQuestion),
    /// Stop looking.
    Stop(SuggestFor),
}

/// How far a question is.
#[derive(Clone, Debug, Default)]
pub enum SuggestAnswer {
    /// Not asked.
    #[default]
    None,
    /// Being looked for.
    Looking,
    /// Found.
    Found(Arc<Suggestion>),
    /// There is none.
    Failed(NoSuggestion),
}

/// A question with its answer.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The question that was asked last.
    pub question: Option<SuggestQuestion>,
    /// Its answer.
    pub answer: SuggestAnswer,
}

/// The dialog's form.
#[derive(Clone, Debug)]
pub struct SuggestForm {
    /// Whose ladder.
    pub offer: OfferId,
    /// How many rungs.
    pub rungs: usize,
    /// Most of what.
    pub goal: Goal,
    /// The most that the shop may pay.
    pub budget: Option<Money>,
    /// Which of the ladders found is looked at: 0 is the best.
    pub chosen: usize,
}

impl SuggestForm {
    /// A form for an offer with so many rungs.
    #[must_use]
    pub fn new(offer: OfferId, rungs: usize) -> Self {
        Self { offer, rungs: rungs.clamp(1, MOST_RUNGS), goal: Goal::Profit, budget: None, chosen: 0 }
    }
}

/// What is remembered of suggestions.
#[derive(Debug, Default)]
pub struct SuggestState {
    /// The dialog, when it is open.
    pub form: Option<SuggestForm>,
    /// What it asked.
    pub dialog: Asked,
    /// Whether the drawing compares.
    pub comparing: bool,
    /// What the drawing asked.
    pub compare: Asked,
}

impl SuggestState {
    /// Takes in what the search reports.
    pub fn answered(&mut self, of: SuggestFor, found: Result<Arc<Suggestion>, NoSuggestion>) {
        let asked = match of {
            SuggestFor::Dialog => &mut self.dialog,
            SuggestFor::Compare => &mut self.compare,
        };
        asked.answer = match found {
            Ok(found) => SuggestAnswer::Found(found),
            Err(why) => SuggestAnswer::Failed(why),
        };
    }

    /// The ladder that the drawing compares with.
    #[must_use]
    pub fn other(&self) -> Option<&[crate::model::offer::Rung]> {
        match &self.compare.answer {
            SuggestAnswer::Found(found) if self.comparing => Some(&found.best.rungs),
            _ => None,
        }
    }
}
