//! `calc`: what the engine works out of a project, one file a subject.

mod funnel;
mod funnel_text;
mod offers;
mod review;
mod schedule;
mod simulation;

use std::process::ExitCode;

use super::args::{Calc, What};
use super::failure::Failure;
use crate::text::Texts;

/// Prints an answer.
pub(super) fn run(args: &Calc, texts: &Texts) -> Result<ExitCode, Failure> {
    match &args.what {
        What::Funnel(args) => funnel::run(args, texts),
        What::Offers(args) => offers::run(args, texts),
        What::Review(args) => review::run(args, texts),
        What::Schedule(args) => schedule::run(args, texts),
        What::Simulation(args) => simulation::run(args, texts),
    }
}
