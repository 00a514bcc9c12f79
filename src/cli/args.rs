//! What may be written on the command line. The words of the help are the catalogue's, put in by [`localise`].

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{ArgAction, Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use jiff::civil::{Date, DateTime};

use super::failure::Failure;
use super::values::{
    basket, count_threshold, customer, day, delimiter, encoding, goal, held, import_as, lang, millis, money_threshold,
    points, positive_sum, rungs, scale, size, template, theme, time,
};
use super::{render, usage};
use crate::engine::offers::suggest::Goal;
use crate::engine::orders::intake::{Delimiter, Encoding};
use crate::engine::template::Template;
use crate::model::offer::CustomerKind;
use crate::model::{Count, Money, OfferId, Threshold};
use crate::text::{Lang, Msg, Texts};

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "promoplan",
    version = crate::VERSION,
    args_conflicts_with_subcommands = true,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true
)]
pub(super) struct Cli {
    /// A project for the window.
    #[arg(value_name = "FILE")]
    pub open: Option<PathBuf>,
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Read beforehand by `language`; here so that it is checked and described.
    #[arg(long, global = true, value_name = "LANG", value_parser = lang, display_order = 100)]
    pub lang: Option<Lang>,
    #[arg(short, long, global = true, action = ArgAction::HelpShort, display_order = 101)]
    help: Option<bool>,
    #[arg(short = 'V', long, action = ArgAction::Version, display_order = 102)]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    New(New),
    Check(Check),
    Calc(Calc),
    Import(Import),
    Export(Export),
    Level(Level),
    Price(Price),
    Suggest(Suggest),
    Floor(Floor),
    Upgrade(Upgrade),
    Render(Render),
}

#[derive(Debug, Args)]
pub(super) struct New {
    pub file: PathBuf,
    #[arg(long, value_name = "NAME", value_parser = template)]
    pub template: Option<Template>,
    #[arg(long, value_name = "NAME")]
    pub shop: Option<String>,
    #[arg(long, value_name = "NAME", requires = "template")]
    pub name: Option<String>,
    #[arg(long, value_name = "DAY", value_parser = day, requires = "template")]
    pub opening: Option<Date>,
    #[arg(long, value_name = "SUM", value_parser = positive_sum, requires = "template")]
    pub target: Option<Money>,
    #[arg(long, value_name = "SUM", value_parser = positive_sum, requires = "template")]
    pub aov: Option<Money>,
    #[arg(long, requires = "template")]
    pub tasks: bool,
    #[command(flatten)]
    pub clock: Clock,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    pub file: PathBuf,
    #[command(flatten)]
    pub which: Which,
    #[command(flatten)]
    pub clock: Clock,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
#[command(disable_help_subcommand = true)]
pub(super) struct Calc {
    #[command(subcommand)]
    pub what: What,
}

#[derive(Debug, Subcommand)]
pub(super) enum What {
    Funnel(About),
    Offers(About),
    Review(Review),
    Schedule(About),
    Simulation(Simulation),
}

#[derive(Debug, Args)]
pub(super) struct Review {
    #[command(flatten)]
    pub about: About,
    #[arg(long, value_name = "CAMPAIGN")]
    pub against: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Simulation {
    #[command(flatten)]
    pub about: About,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    pub draws: Option<u32>,
    #[arg(long, value_name = "N")]
    pub seed: Option<u32>,
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "switches of a command line")]
pub(super) struct Import {
    #[arg(value_name = "IN")]
    pub input: PathBuf,
    #[arg(long, value_name = "FILE")]
    pub into: PathBuf,
    #[arg(long = "as", value_name = "KIND", value_parser = import_as)]
    pub what: Option<ImportAs>,
    #[arg(long)]
    pub replace: bool,
    #[arg(long, value_name = "COLUMN", id = "column-order")]
    pub order: Option<String>,
    #[arg(long, value_name = "COLUMN", id = "column-customer")]
    pub customer: Option<String>,
    #[arg(long, value_name = "COLUMN", id = "column-amount")]
    pub amount: Option<String>,
    #[arg(long, value_name = "COLUMN", id = "column-quantity")]
    pub quantity: Option<String>,
    #[arg(long, value_name = "COLUMN", id = "column-price")]
    pub price: Option<String>,
    #[arg(long, value_name = "COLUMN", id = "column-time")]
    pub time: Option<String>,
    #[arg(long, value_name = "COLUMN", id = "column-status")]
    pub status: Option<String>,
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub encoding: Option<Encoding>,
    #[arg(long, value_name = "NAME", value_parser = delimiter)]
    pub delimiter: Option<Delimiter>,
    #[arg(long)]
    pub no_header: bool,
    #[arg(long, conflicts_with = "orders")]
    pub lines: bool,
    #[arg(long)]
    pub orders: bool,
    #[arg(long, conflicts_with_all = ["orders", "lines"])]
    pub customers: bool,
    #[arg(long, value_name = "COLUMN", id = "column-purchases")]
    pub purchases: Option<String>,
    #[arg(long, value_name = "DAYS", value_parser = count_threshold)]
    pub recency: Option<Threshold<Count>>,
    #[arg(long, value_name = "ORDERS", value_parser = count_threshold)]
    pub frequency: Option<Threshold<Count>>,
    #[arg(long, value_name = "SUM", value_parser = money_threshold)]
    pub monetary: Option<Threshold<Money>>,
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub as_of: Option<Date>,
    #[command(flatten)]
    pub which: Which,
    #[command(flatten)]
    pub clock: Clock,
    #[arg(long)]
    pub json: bool,
}

/// What a file to import holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ImportAs {
    /// A list of orders.
    Orders,
    /// A list of the orders that a campaign brought.
    Sold,
    /// A list of customers, or of orders with their customers.
    Customers,
    /// Actual figures.
    Actuals,
    /// A schedule.
    Tasks,
}

#[derive(Debug, Args)]
pub(super) struct Export {
    pub file: PathBuf,
    #[arg(value_name = "OUT", id = "export-out")]
    pub out: PathBuf,
    #[command(flatten)]
    pub which: Which,
    #[command(flatten)]
    pub clock: Clock,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Level {
    #[command(flatten)]
    pub about: About,
    #[arg(long, value_name = "N", default_value = "1000", hide_default_value = true, value_parser = millis)]
    pub time_ms: u64,
}

#[derive(Debug, Args)]
pub(super) struct Suggest {
    #[command(flatten)]
    pub about: About,
    #[arg(long, value_name = "N", value_parser = rungs)]
    pub rungs: usize,
    #[arg(long, value_name = "NAME", value_parser = goal)]
    pub goal: Goal,
    #[arg(long, value_name = "SUM", value_parser = positive_sum)]
    pub budget: Option<Money>,
}

#[derive(Debug, Args)]
pub(super) struct Floor {
    #[command(flatten)]
    pub about: About,
    #[arg(long, value_name = "PHASE")]
    pub phase: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Price {
    #[command(flatten)]
    pub about: About,
    #[arg(long, value_name = "SKU=N,…", value_parser = basket, required = true)]
    pub basket: Vec<WantedBasket>,
    #[arg(long, value_name = "PHASE")]
    pub phase: Option<String>,
    #[arg(long, value_name = "TIME", value_parser = time, conflicts_with = "phase")]
    pub at: Option<DateTime>,
    #[arg(long, value_name = "KIND", default_value = "old", hide_default_value = true, value_parser = customer)]
    pub customer: CustomerKind,
    #[arg(long, value_name = "N", default_value = "0", hide_default_value = true, value_parser = points)]
    pub points: Count,
    #[arg(long, value_name = "OFFER[:RUNG],…", value_delimiter = ',', value_parser = held)]
    pub without: Vec<(OfferId, Option<u32>)>,
}

/// So many pieces of a product, by its code or id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wanted {
    /// Its code or id.
    pub name: String,
    /// How many, at least one.
    pub pieces: Count,
}

/// A basket as it is written on the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WantedBasket(pub Vec<Wanted>);

#[derive(Debug, Args)]
pub(super) struct Upgrade {
    pub file: PathBuf,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Render {
    pub file: PathBuf,
    /// Must be there but for the welcome page, whose picture may stand in the place of the project.
    pub out: Option<PathBuf>,
    #[arg(long, value_name = "NAME", value_parser = render::page)]
    pub tab: render::Page,
    #[arg(long, value_name = "WxH", default_value = "1440x900", hide_default_value = true, value_parser = size)]
    pub size: (u32, u32),
    #[arg(long, value_name = "S", default_value = "1", hide_default_value = true, value_parser = scale)]
    pub scale: f32,
    #[arg(long, value_name = "NAME", default_value = "light", hide_default_value = true, value_parser = theme)]
    pub theme: Theme,
    #[command(flatten)]
    pub which: Which,
    #[command(flatten)]
    pub clock: Clock,
    #[arg(long, value_name = "NAME", value_parser = render::part)]
    pub view: Vec<render::Part>,
    #[arg(long, value_name = "ID")]
    pub task: Option<u32>,
}

/// What a command is about: a campaign of a file, and in which form it answers.
#[derive(Debug, Args)]
pub(super) struct About {
    pub file: PathBuf,
    #[command(flatten)]
    pub which: Which,
    #[command(flatten)]
    pub clock: Clock,
    #[arg(long)]
    pub json: bool,
}

/// Which campaign a command is about.
#[derive(Debug, Args)]
pub(super) struct Which {
    #[arg(long, value_name = "CAMPAIGN")]
    pub campaign: Option<String>,
}

/// The time it is taken to be.
#[derive(Debug, Args)]
pub(super) struct Clock {
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub now: Option<DateTime>,
}

/// The colours of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Theme {
    /// Dark on white.
    Light,
    /// Light on black.
    Dark,
}

/// Reads a command line.
pub(super) fn parse(arguments: &[OsString], texts: &Texts) -> Result<Cli, Failure> {
    let matches = localise(Cli::command(), texts, None).try_get_matches_from(arguments);
    matches.and_then(|matches| Cli::from_arg_matches(&matches)).map_err(|error| usage::failure(&error, texts))
}

/// Puts the words of a language into a command and all below it.
fn localise(mut command: clap::Command, texts: &Texts, parent: Option<&str>) -> clap::Command {
    let name = command.get_name().to_owned();
    if let Some(about) = about(parent, &name) {
        command = command.about(texts.get(about).to_owned());
    }
    let [usage, commands, arguments, options] =
        [Msg::CliHeadingUsage, Msg::CliHeadingCommands, Msg::CliHeadingArguments, Msg::CliHeadingOptions]
            .map(|heading| texts.get(heading).to_owned());
    let end = if parent.is_none() { format!("\n{}\n", texts.get(Msg::CliAfter)) } else { String::new() };
    command
        .help_template(format!("{{about-with-newline}}\n{usage}: {{usage}}\n\n{{all-args}}\n{end}"))
        .subcommand_help_heading(commands)
        .mut_args(|arg| {
            let help = help(arg.get_id().as_str(), texts);
            let heading = if arg.is_positional() { arguments.clone() } else { options.clone() };
            arg.help(help.unwrap_or_default()).help_heading(heading)
        })
        .mut_subcommands(|below| localise(below, texts, Some(&name)))
}

fn about(parent: Option<&str>, name: &str) -> Option<Msg> {
    Some(match (parent, name) {
        (None, _) => Msg::CliAbout,
        (Some("calc"), "funnel") => Msg::CliCalcFunnel,
        (Some("calc"), "offers") => Msg::CliCalcOffers,
        (Some("calc"), "review") => Msg::CliCalcReview,
        (Some("calc"), "schedule") => Msg::CliCalcSchedule,
        (Some("calc"), "simulation") => Msg::CliCalcSimulation,
        (_, "new") => Msg::CliNew,
        (_, "check") => Msg::CliCheck,
        (_, "calc") => Msg::CliCalc,
        (_, "price") => Msg::CliPrice,
        (_, "suggest") => Msg::CliSuggest,
        (_, "import") => Msg::CliImport,
        (_, "export") => Msg::CliExport,
        (_, "floor") => Msg::CliFloor,
        (_, "level") => Msg::CliLevel,
        (_, "upgrade") => Msg::CliUpgrade,
        (_, "render") => Msg::CliRender,
        _ => return None,
    })
}

fn help(id: &str, texts: &Texts) -> Option<String> {
    let msg = match id {
        "open" => Msg::CliArgOpen,
        "draws" => Msg::CliArgDraws,
        "seed" => Msg::CliArgSeed,
        "against" => Msg::CliArgAgainst,
        "file" => Msg::CliArgFile,
        "out" => Msg::CliArgOut,
        "input" => Msg::CliArgInput,
        "into" => Msg::CliArgInto,
        "what" => Msg::CliArgAs,
        "replace" => Msg::CliArgReplace,
        "export-out" => Msg::CliArgExportOut,
        "column-order" => Msg::CliArgColumnOrder,
        "column-customer" => Msg::CliArgColumnCustomer,
        "column-amount" => Msg::CliArgColumnAmount,
        "column-quantity" => Msg::CliArgColumnQuantity,
        "column-price" => Msg::CliArgColumnPrice,
        "column-time" => Msg::CliArgColumnTime,
        "column-status" => Msg::CliArgColumnStatus,
        "encoding" => Msg::CliArgEncoding,
        "delimiter" => Msg::CliArgDelimiter,
        "no_header" => Msg::CliArgNoHeader,
        "lines" => Msg::CliArgLines,
        "orders" => Msg::CliArgOrders,
        "customers" => Msg::CliArgCustomers,
        "column-purchases" => Msg::CliArgColumnPurchases,
        "recency" => Msg::CliArgRecency,
        "frequency" => Msg::CliArgFrequency,
        "monetary" => Msg::CliArgMonetary,
        "as_of" => Msg::CliArgAsOf,
        "lang" => Msg::CliArgLang,
        "json" => Msg::CliArgJson,
        "campaign" => Msg::CliArgCampaign,
        "phase" => Msg::CliArgPhase,
        "now" => Msg::CliArgNow,
        "template" => Msg::CliArgTemplate,
        "tasks" => Msg::CliArgTasks,
        "shop" => Msg::CliArgShop,
        "name" => Msg::CliArgName,
        "opening" => Msg::CliArgOpening,
        "target" => Msg::CliArgTarget,
        "aov" => Msg::CliArgAov,
        "rungs" => Msg::CliArgRungs,
        "time_ms" => Msg::CliArgTimeMs,
        "goal" => Msg::CliArgGoal,
        "budget" => Msg::CliArgBudget,
        "basket" => Msg::CliArgBasket,
        "at" => Msg::CliArgAt,
        "customer" => Msg::CliArgCustomer,
        "points" => Msg::CliArgPoints,
        "without" => Msg::CliArgWithout,
        "tab" => Msg::CliArgTab,
        "size" => Msg::CliArgSize,
        "scale" => Msg::CliArgScale,
        "theme" => Msg::CliArgTheme,
        "view" => return Some(texts.with(Msg::CliArgView, &[("views", render::parts().into())])),
        "task" => Msg::CliArgTask,
        "help" => Msg::CliArgHelp,
        "version" => Msg::CliArgVersion,
        _ => return None,
    };
    Some(texts.get(msg).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn described(command: &clap::Command, parent: Option<&str>) {
        let name = command.get_name();
        assert!(about(parent, name).is_some(), "{name}");
        for arg in command.get_arguments() {
            let help = arg.get_help().unwrap_or_else(|| panic!("{name} {}", arg.get_id())).to_string();
            assert!(!help.is_empty() && !help.starts_with("cli-"), "{name} {}: {help}", arg.get_id());
        }
        for below in command.get_subcommands() {
            described(below, Some(name));
        }
    }

    #[test]
    fn everything_is_described_in_every_language() {
        for lang in Lang::ALL {
            let command = localise(Cli::command(), &Texts::new(lang), None);
            described(&command, None);
            command.debug_assert();
        }
    }
}
