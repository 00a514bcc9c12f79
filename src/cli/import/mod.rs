//! `import`: other formats into a project. Prints what was read, what was left out, and why.

mod actuals;
mod customers;
mod orders;
mod orders_text;
mod reading;
mod tasks;

pub(super) use orders::encoding_name;

use std::process::ExitCode;

use super::args::{Import, ImportAs};
use super::failure::Failure;
use super::usage;
use crate::text::Texts;

/// Imports a file.
pub(super) fn run(args: &Import, texts: &Texts) -> Result<ExitCode, Failure> {
    let is_xml = args.input.extension().is_some_and(|e| e.eq_ignore_ascii_case("xml"));
    match args.what {
        Some(what @ (ImportAs::Orders | ImportAs::Sold)) => {
            let sold = what == ImportAs::Sold;
            match of_customers(args) {
                Some(option) => Err(usage::conflict(texts, option, if sold { "--as sold" } else { "--as orders" })),
                None => orders::run(args, texts, sold),
            }
        }
        Some(ImportAs::Customers) => customers::run(args, texts),
        Some(ImportAs::Actuals) => actuals::run(args, texts),
        Some(ImportAs::Tasks) => tasks::run(args, texts),
        None if is_xml => tasks::run(args, texts),
        None => Err(usage::missing(texts, "--as <KIND>")),
    }
}

/// An option that says something of customers.
fn of_customers(args: &Import) -> Option<&'static str> {
    let given = [
        (args.customers, "--customers"),
        (args.purchases.is_some(), "--purchases"),
        (args.recency.is_some(), "--recency"),
        (args.frequency.is_some(), "--frequency"),
        (args.monetary.is_some(), "--monetary"),
        (args.as_of.is_some(), "--as-of"),
    ];
    given.into_iter().find(|(is, _)| *is).map(|(_, option)| option)
}
