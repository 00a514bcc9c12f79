//! What the dialog of order values knows: the list that was chosen and how it is read, or the assumption as it stands.
//! Plain data; the shell fills in what jobs report.

use std::sync::Arc;

use crate::engine::orders::intake::{Intake, Preview, Reading, Wanted};
use crate::engine::orders::{LogNormal, log_normal};
use crate::model::{CampaignId, Count, CustomerList, Money, OrderValues};

/// Where the values are to come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// From a list of orders.
    #[default]
    File,
    /// From an assumption.
    Assumption,
}

/// The dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrdersForm {
    /// The campaign that gets the values.
    pub campaign: CampaignId,
    /// What the list is read for: order values, which alone can be assumed, those of the orders that it brought, or customers.
    pub wanted: Wanted,
    /// Where they come from.
    pub way: Way,
    /// The list.
    pub list: List,
    /// A path that is typed, where the system's dialog cannot be had.
    pub typed: Option<String>,
    /// The assumption.
    pub assumed: Assumed,
}

/// How far the list is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum List {
    /// None was chosen.
    #[default]
    None,
    /// Its head is being looked at.
    Looking(String),
    /// It cannot be read at all.
    Refused {
        /// What.
        title: String,
        /// Why, and what to do.
        detail: String,
    },
    /// Its head is there.
    Open(OpenList),
}

/// A list whose head is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenList {
    /// Its file's name.
    pub name: String,
    /// How large it is, in bytes.
    pub size: u64,
    /// Its head.
    pub preview: Arc<Preview>,
    /// How it is read.
    pub reading: Reading,
    /// What came of it.
    pub state: ReadState,
}

/// How far a list has been read as it is to be read now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadState {
    /// Something must be said first.
    Waiting,
    /// So many thousandths are read.
    Reading(u16),
    /// It is read.
    Done(Arc<Intake>),
    /// It cannot be read so.
    Failed {
        /// What.
        what: String,
        /// What to do.
        advice: String,
    },
}

/// The assumption, with what it gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assumed {
    /// As it stands.
    pub by: LogNormal,
    /// Its histogram; nothing if it is not possible.
    pub values: Option<Arc<OrderValues>>,
}

impl Assumed {
    /// From what the funnel plans, or what shops of everyday goods show.
    #[must_use]
    pub fn new(mean: Option<Money>, orders: Option<Count>) -> Self {
        let by = LogNormal {
            mean: mean.filter(|mean| *mean > Money::ZERO).unwrap_or(Money::from_minor(20_000)),
            spread: LogNormal::USUAL_SPREAD,
            orders: orders.filter(|n| *n > Count::ZERO).unwrap_or(Count::new(10_000)).min(LogNormal::MOST_ORDERS),
        };
        Self { by, values: log_normal(by).map(Arc::new) }
    }

    /// Another assumption.
    pub fn set(&mut self, by: LogNormal) {
        if self.by != by {
            *self = Self { by, values: log_normal(by).map(Arc::new) };
        }
    }
}

/// What the dialog asks of the shell.
#[derive(Clone, Debug, PartialEq)]
pub enum OrdersRequest {
    /// Open the dialog for the campaign that is shown.
    Open(Way),
    /// Open it for the orders that the campaign that is shown has brought.
    OpenSold,
    /// Open it for the customers of the campaign that is shown.
    OpenCustomers,
    /// Let a file be picked.
    Pick,
    /// Look at a file.
    Load(std::path::PathBuf),
    /// Read the list in another way; look at its head again first if that changes what its fields are.
    Read(Reading, bool),
    /// Put the values into the campaign, as one step.
    Take(CampaignId, Arc<OrderValues>),
    /// Put the values of the orders that it brought into the campaign, as one step.
    TakeSold(CampaignId, Arc<OrderValues>),
    /// Put the customers into its brief, as one step.
    TakeCustomers(CampaignId, Arc<CustomerList>),
    /// Stop reading: the dialog was left.
    Leave,
}
