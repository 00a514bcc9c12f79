//! Lists of actual figures, from shop systems and spreadsheets: delimited text, text from the clipboard, or a workbook.

mod cells;
mod guess;
mod words;

use std::collections::{HashMap, HashSet};
use std::path::Path;

use crate::engine::actuals::intake::{
    ActualsColumn, ActualsFault, ActualsIntake, ActualsMapping, ActualsTable, BadActual, MOST_BAD,
};
use crate::engine::actuals::{Figure, Figures};
use crate::engine::orders::intake::IntakeError;
use crate::exchange::orders::{Source, rows};
use crate::model::{Actual, ActualKey, ActualOf, Campaign, Hour, Project, Row as _};
use crate::text::offers::offer_name;
use crate::text::{Lang, Texts, names::Named as _};

pub use guess::guess;

/// The most rows of a list.
pub const MOST_ROWS: usize = 200_000;

/// The most bytes of a list.
pub const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// Reads a file.
///
/// # Errors
/// It cannot be read, is too large, or has no row.
pub fn open(path: &Path) -> Result<ActualsTable, IntakeError> {
    cut(&Source::file(path)?)
}

/// Reads text, as from the clipboard.
///
/// # Errors
/// It is too large, or has no row.
pub fn paste(text: &str) -> Result<ActualsTable, IntakeError> {
    cut(&Source::bytes(text.as_bytes().to_vec())?)
}

fn cut(source: &Source) -> Result<ActualsTable, IntakeError> {
    if source.size() > MOST_BYTES {
        return Err(IntakeError::TooLarge { limit: MOST_BYTES });
    }
    let mut table = ActualsTable { rows: rows(source, MOST_ROWS)?, columns: 0 };
    // what stands above the names – a title, a period – has fewer cells than the list below
    let widest = table.rows.iter().map(|(_, row)| filled(row)).max().unwrap_or(0);
    let head = table.rows.iter().position(|(_, row)| filled(row) * 2 > widest).unwrap_or(0);
    table.rows.drain(..head);
    table.columns = table.rows.iter().map(|(_, row)| row.len()).max().unwrap_or(0);
    if table.rows.is_empty() { Err(IntakeError::Empty) } else { Ok(table) }
}

fn filled(row: &[String]) -> usize {
    row.iter().filter(|cell| !cell.trim().is_empty()).count()
}

/// Parts by a name; nothing where several have it.
type ByName = HashMap<String, Option<ActualOf>>;

/// Parts of a kind by their names as they are written, and by their bare ones.
#[derive(Default)]
struct Known {
    written: ByName,
    bare: ByName,
}

impl Known {
    fn add(&mut self, name: &str, of: ActualOf) {
        for (known, name) in [(&mut self.written, written(name)), (&mut self.bare, words::bare(name))] {
            if name.is_empty() {
                continue;
            }
            let slot = known.entry(name).or_insert(Some(of));
            if *slot != Some(of) {
                *slot = None;
            }
        }
    }

    /// The part of a name: as it is written, else without what stands in brackets.
    fn find(&self, name: &str) -> Result<ActualOf, ActualsFault> {
        let found = self.written.get(&written(name)).or_else(|| self.bare.get(&words::bare(name)));
        found.ok_or(ActualsFault::NoSuchName)?.ok_or(ActualsFault::SeveralOfName)
    }
}

fn written(name: &str) -> String {
    name.trim().to_lowercase()
}

/// Names by which parts are found: of the sources, categories and offers in every language, codes and names of products.
#[derive(Default)]
struct Names {
    sources: Known,
    categories: Known,
    skus: Known,
    offers: Known,
}

impl Names {
    fn new(project: &Project, campaign: &Campaign) -> Self {
        let texts: Vec<Texts> = Lang::ALL.into_iter().map(Texts::new).collect();
        let mut names = Self::default();
        for source in &campaign.traffic {
            for texts in &texts {
                names.sources.add(source.name_in(texts), ActualOf::Source(source.id));
            }
        }
        for row in &project.shop.categories {
            names.categories.add(&row.name, ActualOf::Category(row.id));
        }
        for sku in &project.goods {
            names.skus.add(&sku.code, ActualOf::Sku(sku.id));
            names.skus.add(&sku.name, ActualOf::Sku(sku.id));
        }
        for offer in &campaign.offers {
            for texts in &texts {
                names.offers.add(&offer_name(texts, project, offer), ActualOf::Offer(offer.id));
            }
        }
        names
    }

    fn find(&self, column: ActualsColumn, name: &str) -> Result<ActualOf, ActualsFault> {
        match column {
            ActualsColumn::Source => self.sources.find(name),
            ActualsColumn::Category => self.categories.find(name),
            ActualsColumn::Sku => self.skus.find(name),
            ActualsColumn::Offer => self.offers.find(name),
            ActualsColumn::Customers => {
                words::customers(&words::bare(name)).map(ActualOf::Customers).ok_or(ActualsFault::NoSuchName)
            }
            _ => Err(ActualsFault::NoSuchName),
        }
    }
}

/// Makes rows of a list. A row whose part is empty or says the whole shop is the shop's; rows of sums are left out.
#[must_use]
pub fn convert(
    table: &ActualsTable,
    mapping: &ActualsMapping,
    project: &Project,
    campaign: &Campaign,
) -> ActualsIntake {
    let mut out = ActualsIntake::default();
    let names = Names::new(project, campaign);
    let mut seen = HashSet::new();
    let near = campaign.opening().map(jiff::civil::DateTime::date);
    for (line, cells) in table.rows.iter().skip(1) {
        let first = cells.iter().map(|cell| cell.trim()).find(|cell| !cell.is_empty());
        let Some(first) = first else { continue };
        if words::is_total(first) {
            out.totals += 1;
            continue;
        }
        let read = row(cells, mapping, &names, near).and_then(|row| {
            if seen.insert(row.id()) { Ok(row) } else { Err((ActualsFault::Twice, row.date.to_string())) }
        });
        match read {
            Ok(row) => out.rows.push(row),
            Err((fault, found)) => {
                out.bad_total += 1;
                if out.bad.len() < MOST_BAD {
                    let found = found.chars().take(40).collect();
                    out.bad.push(BadActual { line: *line, fault, found });
                }
            }
        }
    }
    out
}

type Fault = (ActualsFault, String);

fn row(
    cells: &[String],
    mapping: &ActualsMapping,
    names: &Names,
    near: Option<jiff::civil::Date>,
) -> Result<Actual, Fault> {
    let cell = |of: ActualsColumn| mapping.place(of).and_then(|at| cells.get(at)).map_or("", |cell| cell.trim());
    let fault = |fault: ActualsFault, found: &str| (fault, found.to_owned());
    let date = cell(ActualsColumn::Date);
    let (day, mut hour) = cells::day_and_hour(date, near).ok_or_else(|| fault(ActualsFault::NotADay, date))?;
    let typed = cell(ActualsColumn::Hour);
    if !typed.is_empty() {
        hour = Some(cells::hour(typed).ok_or_else(|| fault(ActualsFault::NotAnHour, typed))?);
    }
    let mut of = ActualOf::Shop;
    let parts = [
        ActualsColumn::Source,
        ActualsColumn::Category,
        ActualsColumn::Sku,
        ActualsColumn::Customers,
        ActualsColumn::Offer,
    ];
    for column in parts {
        let name = cell(column);
        if name.is_empty() || words::is_whole(name) {
            continue;
        }
        of = names.find(column, name).map_err(|why| fault(why, name))?;
    }
    let mut figures = Figures::default();
    let mut any = false;
    for figure in Figure::ALL {
        let text = cell(ActualsColumn::Figure(figure));
        if cells::is_blank(text) {
            continue;
        }
        let wrong = || fault(ActualsFault::NotANumber, text);
        if figure.is_money() {
            figures.set_money(figure, cells::money(text).ok_or_else(wrong)?);
        } else {
            figures.set_count(figure, cells::count(text).ok_or_else(wrong)?);
        }
        any = true;
    }
    let key = ActualKey { date: day, hour: hour.and_then(Hour::new), of };
    if any { Ok(figures.row(key)) } else { Err(fault(ActualsFault::NoFigure, date)) }
}

#[cfg(test)]
mod tests;
