//! Arithmetic: `&model` in, values and typed diagnostics out.
//!
//! Knows nothing of files, clocks, words or windows, and never panics, whatever the model holds. Every function here is
//! pure, so that an answer may be kept for as long as the parts it was made from are the same.

pub mod actuals;
pub mod brief;
pub mod campaigns;
mod counterparts;
pub mod diagnose;
pub mod finding;
pub mod flow;
pub mod funnel;
pub mod goods;
pub mod lessons;
pub mod matrix;
pub mod offers;
pub mod orders;
pub mod packages;
pub mod phases;
pub mod plan;
pub mod review;
pub mod rfm;
pub mod run;
pub mod schedule;
pub mod simulate;
pub mod split;
pub mod staffing;
pub mod task_template;
pub mod template;
pub mod theme;
pub mod value;
pub mod variance;
pub mod viral;
pub mod watch;
pub mod why;
pub mod workdays;
pub mod year;

pub use finding::{Finding, FindingCode, Place, PlaceKind, Severity, Tab};
pub use plan::{CampaignAnswer, plan};
pub use value::{Figure, Origin, Value};
pub use watch::Watch;
pub use why::{Explanation, FigureId, Operator, Term, TermLabel, why};
