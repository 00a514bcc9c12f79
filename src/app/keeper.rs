//! Keeps unsaved work while it is being done, and gives back what an earlier session could not save. A thread of its own
//! carries the orders out one after the other, so that what is written last is what was asked for last.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{Builder, JoinHandle};

use super::jobs::{Done, Jobs, Reporter};
use crate::file::recovery::{Damaged, Entry, Header, RecoveryStore, Session};
use crate::file::{Opened, SaveError, SaveStep};
use crate::model::Project;
use crate::ui::action::RecoveryAnswer;

/// Names an entry that an earlier session has left.
pub type Leftover = u64;

/// What the keeper reports.
#[derive(Debug)]
pub enum Kept {
    /// What earlier sessions have left, newest first; and what cannot be read.
    Listed(Vec<(Leftover, Header)>, Vec<Damaged>),
    /// The work is kept, or why not.
    Written(Result<(), SaveError>),
    /// An entry was read: as it was kept, or why it cannot be.
    Read(Leftover, RecoveryAnswer, Header, Result<Box<Opened>, Damaged>),
    /// Something was let go of; nothing depends on it.
    Forgotten,
}

enum Order {
    List,
    Write { header: Header, project: Project, instead_of: Option<Leftover> },
    Clear,
    Read(Leftover, RecoveryAnswer),
    Discard(Leftover),
}

/// The hand that gives the orders.
#[derive(Debug)]
pub struct Keeper {
    orders: Option<Sender<Order>>,
    thread: Option<JoinHandle<()>>,
}

impl Keeper {
    /// Starts the thread, and asks it what earlier sessions have left. Without a folder nothing is kept.
    pub fn start(folder: Option<PathBuf>, jobs: &mut Jobs) -> Self {
        let Some(folder) = folder else { return Self { orders: None, thread: None } };
        let (orders, received) = channel();
        let reporter = jobs.reporter();
        let run = move || work(RecoveryStore::new(folder), &received, &reporter);
        let thread = Builder::new().name("keeper".to_owned()).spawn(run).ok();
        let orders = thread.is_some().then_some(orders);
        let keeper = Self { orders, thread };
        keeper.order(Order::List, jobs);
        keeper
    }

    fn order(&self, order: Order, jobs: &mut Jobs) -> bool {
        let sent = self.orders.as_ref().is_some_and(|orders| orders.send(order).is_ok());
        if sent {
            jobs.expect();
        }
        sent
    }

    /// Keeps the work as it is now; what it was taken over from goes when that is done. Whether there will be a report.
    pub fn write(&self, header: Header, project: Project, instead_of: Option<Leftover>, jobs: &mut Jobs) -> bool {
        self.order(Order::Write { header, project, instead_of }, jobs)
    }

    /// Lets go of what is kept: it was saved, or its changes were dropped.
    pub fn clear(&self, jobs: &mut Jobs) {
        self.order(Order::Clear, jobs);
    }

    /// Reads an entry.
    pub fn read(&self, which: Leftover, answer: RecoveryAnswer, jobs: &mut Jobs) {
        self.order(Order::Read(which, answer), jobs);
    }

    /// Removes an entry for good.
    pub fn discard(&self, which: Leftover, jobs: &mut Jobs) {
        self.order(Order::Discard(which), jobs);
    }

    /// Ends when all orders are carried out.
    pub fn finish(&mut self) {
        self.orders = None;
        if let Some(thread) = self.thread.take() {
            // it reports what goes wrong; there is nobody left to hear of a panic
            let _ = thread.join();
        }
    }
}

/// The thread's own state.
struct Work {
    store: RecoveryStore,
    session: Option<Session>,
    entries: Vec<(Leftover, Entry)>,
}

fn work(store: RecoveryStore, orders: &Receiver<Order>, reporter: &Reporter) {
    let mut work = Work { store, session: None, entries: Vec::new() };
    for order in orders {
        let kept = catch_unwind(AssertUnwindSafe(|| work.carry_out(order)));
        reporter.report(kept.map_or(Done::Broken("keeper"), Done::Kept));
    }
}

impl Work {
    fn carry_out(&mut self, order: Order) -> Kept {
        match order {
            Order::List => self.list(),
            Order::Write { header, project, instead_of } => {
                let written = self.write(&header, &project);
                if written.is_ok()
                    && let Some(which) = instead_of
                {
                    self.discard(which);
                }
                Kept::Written(written)
            }
            Order::Clear => {
                if let Some(session) = &self.session
                    && let Err(error) = session.clear()
                {
                    log::warn!("clearing a snapshot: {error}");
                }
                Kept::Forgotten
            }
            Order::Read(which, answer) => self.read(which, answer),
            Order::Discard(which) => {
                self.discard(which);
                Kept::Forgotten
            }
        }
    }

    fn list(&mut self) -> Kept {
        let left = match self.store.list() {
            Ok(left) => left,
            Err(error) => {
                log::warn!("listing unsaved work: {error}");
                return Kept::Listed(Vec::new(), Vec::new());
            }
        };
        self.entries = (0..).zip(left.entries).collect();
        let headers = self.entries.iter().map(|(which, entry)| (*which, entry.header.clone())).collect();
        Kept::Listed(headers, left.damaged)
    }

    fn write(&mut self, header: &Header, project: &Project) -> Result<(), SaveError> {
        let session = match self.session.take() {
            Some(session) => session,
            None => self.store.session().map_err(|source| SaveError { step: SaveStep::Create, source })?,
        };
        let written = session.write(header, project);
        self.session = Some(session);
        written
    }

    fn read(&mut self, which: Leftover, answer: RecoveryAnswer) -> Kept {
        let Some((_, entry)) = self.entries.iter().find(|(key, _)| *key == which) else { return Kept::Forgotten };
        let header = entry.header.clone();
        match entry.read() {
            Ok(opened) => Kept::Read(which, answer, header, Ok(Box::new(opened))),
            Err(damaged) => {
                self.entries.retain(|(key, _)| *key != which);
                Kept::Read(which, answer, header, Err(damaged))
            }
        }
    }

    fn discard(&mut self, which: Leftover) {
        let Some(at) = self.entries.iter().position(|(key, _)| *key == which) else { return };
        let (_, entry) = self.entries.remove(at);
        if let Err(error) = entry.discard() {
            log::warn!("removing a snapshot: {error}");
        }
    }
}
