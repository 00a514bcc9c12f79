//! The search for a ladder, beside the window: one for the dialog and one for the drawing, each stopped by the next.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::App;
use super::jobs::Done;
use crate::engine::offers::suggest::{Grid, NoSuggestion, Question, Suggestion, suggest};
use crate::ui::action::{SuggestFor, SuggestQuestion, SuggestRequest};

/// A search under way.
#[derive(Debug, Default)]
struct Search {
    /// Which question the report must answer: earlier ones come too late.
    asked: u64,
    stop: Option<Arc<AtomicBool>>,
}

/// The searches.
#[derive(Debug, Default)]
pub(super) struct SuggestWork {
    dialog: Search,
    compare: Search,
}

impl SuggestWork {
    const fn of(&mut self, of: SuggestFor) -> &mut Search {
        match of {
            SuggestFor::Dialog => &mut self.dialog,
            SuggestFor::Compare => &mut self.compare,
        }
    }
}

/// What a search reports.
#[derive(Debug)]
pub struct SuggestDone {
    of: SuggestFor,
    asked: u64,
    found: Result<Arc<Suggestion>, NoSuggestion>,
}

impl App {
    /// Does what a view asks of the search.
    pub(super) fn suggest(&mut self, request: SuggestRequest) {
        match request {
            SuggestRequest::Stop(of) => {
                self.stop_search(of);
            }
            SuggestRequest::Ask(of, question) => self.search(of, question),
        }
    }

    fn stop_search(&mut self, of: SuggestFor) -> u64 {
        let search = self.suggesting.of(of);
        if let Some(stop) = search.stop.take() {
            stop.store(true, Ordering::Relaxed);
        }
        search.asked += 1;
        search.asked
    }

    fn search(&mut self, of: SuggestFor, asked_for: SuggestQuestion) {
        let asked = self.stop_search(of);
        let stop = Arc::new(AtomicBool::new(false));
        self.suggesting.of(of).stop = Some(Arc::clone(&stop));
        self.jobs.spawn("suggest", move || {
            let SuggestQuestion { values, terms, aov, rungs, goal, budget } = asked_for;
            let grid = Grid::nice(aov);
            let question = Question { values: &values, terms, grid: &grid, rungs, goal, budget };
            let found = suggest(&question, &|| stop.load(Ordering::Relaxed)).map(Arc::new);
            Done::Suggested(SuggestDone { of, asked, found })
        });
    }

    /// A search reports; what answers an earlier question is let go.
    pub(super) fn suggested(&mut self, done: SuggestDone) {
        let search = self.suggesting.of(done.of);
        if search.asked == done.asked {
            search.stop = None;
            self.view.tabs.offers.ladder.suggest.answered(done.of, done.found);
        }
    }
}
