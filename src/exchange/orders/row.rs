//! One row after the other into orders: the part that text and workbooks share.

use std::borrow::Cow;
use std::hash::BuildHasher as _;

use foldhash::quality::RandomState;
use jiff::civil::Date;

use super::amount::{amount, product, thousandths};
use super::day::day;
use super::encoding::decode;
use super::status::is_without_value;
use crate::engine::orders::intake::{BadRows, Column, Encoding, Level, Reading, RowFault, Wanted};
use crate::engine::orders::tally::{OrderKey, Tally};
use crate::model::CustomerTable;

/// How many characters of what stands in a bad row are kept.
const FOUND: usize = 40;

/// How many bytes an order takes, about, in a list of lines.
const BYTES_PER_ORDER: u64 = 600;
/// More than so many orders are not expected, whatever the size.
const MOST_EXPECTED: usize = 500_000;

/// The fields of a row.
pub(super) trait Fields {
    /// How many there are.
    fn count(&self) -> usize;
    /// One of them; nothing beyond the last.
    fn get(&self, column: usize) -> Option<Cow<'_, [u8]>>;
}

/// What was counted of a list or a part of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Counted {
    pub tally: Tally,
    pub bad: BadRows,
    pub rows: u64,
    pub left_out: u64,
    pub days: Option<(Date, Date)>,
}

/// The day from which a tally's days are counted: one before the first that is read.
const DAY_ZERO: Date = jiff::civil::date(1989, 12, 31);

/// A day as a tally knows it.
fn numbered(day: Date) -> u16 {
    let since = day.since(DAY_ZERO).map_or(0, |span| span.get_days());
    u16::try_from(since).unwrap_or(0)
}

/// A day of a tally.
pub(super) fn day_of(number: u16) -> Date {
    DAY_ZERO.saturating_add(jiff::Span::new().days(i64::from(number)))
}

impl Counted {
    /// Takes in what was counted of the part that follows, whose lines begin after `lines`.
    pub(super) fn append(&mut self, later: Self, lines: u64, level: Level) {
        let repeated = self.tally.append(&later.tally, lines, level == Level::Lines);
        self.bad.append(later.bad, lines);
        self.rows += later.rows - repeated.len() as u64;
        for line in repeated {
            let fault = if level == Level::Customers { RowFault::CustomerTwice } else { RowFault::Repeated };
            self.bad.push(line, fault, String::new);
        }
        self.left_out += later.left_out;
        self.days = match (self.days, later.days) {
            (Some((a, b)), Some((c, d))) => Some((a.min(c), b.max(d))),
            (days, None) | (None, days) => days,
        };
        self.bad.sort();
    }
}

/// Where the columns stand.
#[derive(Clone, Copy, Debug)]
struct Places {
    order: Option<usize>,
    customer: Option<usize>,
    amount: Option<usize>,
    quantity: Option<usize>,
    price: Option<usize>,
    time: Option<usize>,
    status: Option<usize>,
    orders: Option<usize>,
    /// How many fields a row needs at least.
    needed: usize,
}

impl Places {
    fn new(reading: &Reading) -> Self {
        let at = |column| reading.mapping.get(column).map(usize::from);
        let amount = at(Column::Amount);
        // pieces and price say nothing where the amount is stated
        let (quantity, price) =
            if amount.is_some() { (None, None) } else { (at(Column::Quantity), at(Column::UnitPrice)) };
        let customers = reading.wanted == Wanted::Customers;
        let by_customer = reading.level == Level::Customers;
        // where a row is a customer, the customer's id is what tells rows apart
        let order = if by_customer { at(Column::Customer) } else { at(Column::Order) };
        let dated = if customers { at(Column::Time) } else { None };
        let owner = if customers { at(Column::Customer) } else { None };
        let needed =
            [order, amount, quantity, price, dated, owner].into_iter().flatten().max().map_or(0, |last| last + 1);
        Self {
            order,
            customer: at(Column::Customer),
            amount,
            quantity,
            price,
            time: at(Column::Time),
            status: at(Column::Status),
            orders: if by_customer { at(Column::Orders) } else { None },
            needed,
        }
    }
}

/// Counts rows.
pub(super) struct Counter {
    places: Places,
    level: Level,
    wanted: Wanted,
    encoding: Encoding,
    /// How many fields the header has.
    width: usize,
    hasher: RandomState,
    counted: Counted,
    /// The id in the row before and its order: rows of one order mostly follow each other.
    last_id: Vec<u8>,
    last_place: usize,
    /// The same for the status and the day.
    last_status: Vec<u8>,
    last_without: bool,
    last_day: [u8; 10],
    last_dated: u16,
}

impl Counter {
    /// `width` is the number of fields of the header; keys of all parts of a list must be made by one `hasher`.
    pub(super) fn new(reading: &Reading, width: usize, hasher: RandomState) -> Self {
        Self {
            places: Places::new(reading),
            level: reading.level,
            wanted: reading.wanted,
            encoding: reading.encoding,
            width,
            hasher,
            counted: Counted::default(),
            last_id: Vec::new(),
            last_place: usize::MAX,
            last_status: Vec::new(),
            last_without: false,
            last_day: [0; 10],
            last_dated: 0,
        }
    }

    /// Makes room for the orders that so many bytes of text probably hold, so that they need not move as they grow.
    pub(super) fn expect(&mut self, bytes: u64) {
        let orders = usize::try_from(bytes / BYTES_PER_ORDER).unwrap_or(usize::MAX).min(MOST_EXPECTED);
        self.counted.tally = Tally::with_room(orders);
    }

    pub(super) fn counted(self) -> Counted {
        self.counted
    }

    /// Whether there are more orders than can be kept.
    pub(super) fn is_full(&self) -> bool {
        self.counted.tally.is_full()
    }

    /// Counts a row, or says what is wrong with it.
    #[inline]
    pub(super) fn row(&mut self, line: u64, fields: &impl Fields) {
        if fields.count() == 1 && fields.get(0).is_none_or(|only| trimmed(&only).is_empty()) {
            // an empty line is no row
            return;
        }
        match self.take(line, fields) {
            Ok(true) => self.counted.rows += 1,
            Ok(false) => self.counted.left_out += 1,
            Err((fault, column)) => {
                let found = column.and_then(|column| fields.get(column));
                let encoding = self.encoding;
                self.counted
                    .bad
                    .push(line, fault, || found.map_or_else(String::new, |bytes| excerpt(&bytes, encoding)));
            }
        }
    }

    /// Whether the row was counted; else it was left out.
    #[inline]
    fn take(&mut self, line: u64, fields: &impl Fields) -> Result<bool, (RowFault, Option<usize>)> {
        let places = self.places;
        if fields.count() < places.needed {
            return Err((RowFault::TooFewFields, None));
        }
        if fields.count() > self.width {
            self.surplus(fields)?;
        }
        if let Some(at) = places.status
            && let Some(status) = fields.get(at)
            && self.is_without_value(&status)
        {
            return Ok(false);
        }
        let amount = match (places.amount, places.quantity, places.price) {
            (Some(at), ..) => {
                let bytes = fields.get(at).unwrap_or_default();
                self.number(&bytes, amount).map_err(|fault| (fault, Some(at)))?
            }
            (None, Some(pieces), Some(price)) => {
                let (p, q) = (fields.get(pieces).unwrap_or_default(), fields.get(price).unwrap_or_default());
                let (p, q) = (self.number(&p, thousandths), self.number(&q, amount));
                let fault = |at| move |fault| (fault, Some(at));
                product(p.map_err(fault(pieces))?, q.map_err(fault(price))?).map_err(fault(price))?
            }
            _ => return Err((RowFault::NoAmount, None)),
        };
        if self.wanted == Wanted::Customers {
            return self.purchase(line, fields, amount);
        }
        let place = match places.order {
            Some(at) => self.order(line, fields, at)?,
            None => None,
        };
        if let Some(place) = place {
            self.counted.tally.add(place, amount);
        } else {
            let customer = self.customer(fields);
            self.counted.tally.push(customer, amount, line);
        }
        if let Some(at) = places.time
            && let Some(time) = fields.get(at)
        {
            self.time(trimmed(&time));
        }
        Ok(true)
    }

    /// The same where customers are wanted: day and customer must be there, too.
    #[inline]
    fn purchase(&mut self, line: u64, fields: &impl Fields, amount: u64) -> Result<bool, (RowFault, Option<usize>)> {
        let places = self.places;
        let day = self.dated(fields)?;
        let orders = match places.orders {
            Some(at) => Some(self.number_of_orders(fields, at)?),
            None => None,
        };
        let place = match places.order {
            Some(at) => self.order(line, fields, at)?,
            None => None,
        };
        let place = if let Some(place) = place {
            self.counted.tally.add(place, amount);
            place
        } else {
            let customer = self.customer(fields).ok_or((RowFault::NoCustomer, places.customer))?;
            self.counted.tally.push(Some(customer), amount, line)
        };
        self.counted.tally.date(place, day);
        if let Some(orders) = orders {
            self.counted.tally.stands_for(place, orders);
        }
        Ok(true)
    }

    /// The day of a row.
    #[inline]
    fn dated(&mut self, fields: &impl Fields) -> Result<u16, (RowFault, Option<usize>)> {
        let at = self.places.time.ok_or((RowFault::NoDay, None))?;
        let field = fields.get(at).unwrap_or_default();
        let time = trimmed(&field);
        if self.last_dated != 0 && time.get(..10).is_some_and(|head| head == self.last_day) {
            return Ok(self.last_dated);
        }
        let fault = if time.is_empty() { RowFault::NoDay } else { RowFault::NotADay };
        let day = numbered(day(time).ok_or((fault, Some(at)))?);
        // ten letters of Han would end before the day does
        if let Some(head) = time.get(..10).filter(|head| head.is_ascii()) {
            self.last_day.copy_from_slice(head);
            self.last_dated = day;
        }
        Ok(day)
    }

    fn number_of_orders(&self, fields: &impl Fields, at: usize) -> Result<u32, (RowFault, Option<usize>)> {
        let field = fields.get(at).unwrap_or_default();
        let fault = (RowFault::NotANumberOfOrders, Some(at));
        let thousandths = self.number(&field, thousandths).map_err(|_| fault)?;
        let whole = u32::try_from(thousandths / 1_000).ok().filter(|_| thousandths % 1_000 == 0);
        whole.filter(|n| (1..=CustomerTable::MOST_ORDERS).contains(n)).ok_or(fault)
    }

    /// Reads a number; signs of currency that are not ASCII are looked up in the encoding.
    #[inline]
    fn number(&self, bytes: &[u8], read: impl Fn(&[u8]) -> Result<u64, RowFault>) -> Result<u64, RowFault> {
        match read(trimmed(bytes)) {
            Err(RowFault::NotANumber) if self.encoding == Encoding::Gb18030 && !bytes.is_ascii() => {
                read(decode(bytes, self.encoding).as_bytes())
            }
            read => read,
        }
    }

    /// More fields than the header has are none if they are empty.
    #[cold]
    fn surplus(&self, fields: &impl Fields) -> Result<(), (RowFault, Option<usize>)> {
        let full =
            (self.width..fields.count()).find(|at| fields.get(*at).is_none_or(|field| !trimmed(&field).is_empty()));
        full.map_or(Ok(()), |at| Err((RowFault::TooManyFields, Some(at))))
    }

    /// The order that a row belongs to.
    #[inline]
    fn order(
        &mut self,
        line: u64,
        fields: &impl Fields,
        at: usize,
    ) -> Result<Option<usize>, (RowFault, Option<usize>)> {
        let field = fields.get(at).unwrap_or_default();
        let id = id(&field);
        if self.level == Level::Lines && self.last_place != usize::MAX && id == self.last_id.as_slice() {
            return Ok(Some(self.last_place));
        }
        let by_customer = self.level == Level::Customers;
        if id.is_empty() {
            let fault = if by_customer { RowFault::NoCustomer } else { RowFault::NoOrder };
            return Err((fault, Some(at)));
        }
        if is_cut_short(id) {
            return Err((RowFault::CutShort, Some(at)));
        }
        let key = self.key(id);
        let customer = if by_customer { Some(key) } else { self.customer(fields) };
        if self.wanted == Wanted::Customers && customer.is_none() {
            return Err((RowFault::NoCustomer, self.places.customer));
        }
        let (place, known) = self.counted.tally.place(key, customer, line);
        if known && self.level != Level::Lines {
            let fault = if by_customer { RowFault::CustomerTwice } else { RowFault::Repeated };
            return Err((fault, Some(at)));
        }
        self.last_id.clear();
        self.last_id.extend_from_slice(id);
        self.last_place = place;
        Ok(Some(place))
    }

    fn customer(&self, fields: &impl Fields) -> Option<OrderKey> {
        let field = fields.get(self.places.customer?)?;
        let id = id(&field);
        if id.is_empty() { None } else { Some(self.key(id)) }
    }

    fn key(&self, id: &[u8]) -> OrderKey {
        self.hasher.hash_one(id)
    }

    fn is_without_value(&mut self, status: &[u8]) -> bool {
        if self.last_status != status {
            self.last_without = is_without_value(&decode(status, self.encoding));
            status.clone_into(&mut self.last_status);
        }
        self.last_without
    }

    #[inline]
    fn time(&mut self, time: &[u8]) {
        let Some(head) = time.get(..10) else { return self.day(time) };
        if head != self.last_day {
            self.last_day.copy_from_slice(head);
            self.day(time);
        }
    }

    fn day(&mut self, time: &[u8]) {
        if let Some(day) = day(time) {
            let (first, last) = self.counted.days.unwrap_or((day, day));
            self.counted.days = Some((first.min(day), last.max(day)));
        }
    }
}

/// Without white space around.
#[inline]
fn trimmed(bytes: &[u8]) -> &[u8] {
    match (bytes.first(), bytes.last()) {
        (Some(first), Some(last)) if *first > b' ' && *last > b' ' => bytes,
        _ => bytes.trim_ascii(),
    }
}

/// An id without white space and without what keeps a spreadsheet from rounding it: `="123"`, `'123`.
#[inline]
fn id(bytes: &[u8]) -> &[u8] {
    let id = trimmed(bytes);
    match id.first() {
        Some(b'=') => id.strip_prefix(b"=\"").and_then(|rest| rest.strip_suffix(b"\"")).unwrap_or(id),
        Some(b'\'') => id.get(1..).unwrap_or(id),
        _ => id,
    }
}

/// Whether an id is a number in scientific notation: a spreadsheet has dropped digits, and different orders look alike.
fn is_cut_short(id: &[u8]) -> bool {
    let Some(at) = id.iter().position(|byte| matches!(byte, b'E' | b'e')) else { return false };
    let (number, power) = (id.get(..at).unwrap_or(&[]), id.get(at + 1..).unwrap_or(&[]));
    let digits = |bytes: &[u8]| !bytes.is_empty() && bytes.iter().all(u8::is_ascii_digit);
    number.first().is_some_and(u8::is_ascii_digit)
        && number.contains(&b'.')
        && number.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.')
        && power.strip_prefix(b"+").is_some_and(digits)
}

/// What stands in a field, short enough to be shown.
fn excerpt(bytes: &[u8], encoding: Encoding) -> String {
    let head = bytes.get(..bytes.len().min(4 * FOUND)).unwrap_or(&[]);
    let text = decode(head, if matches!(encoding, Encoding::Gb18030) { encoding } else { Encoding::Utf8 });
    let mut out: String = text.chars().take(FOUND).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(FOUND).is_some() {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_taken_out_of_what_spreadsheets_put_around_them() {
        for (text, expected) in [
            ("123", "123"),
            (" 123\t", "123"),
            ("=\"0123\"", "0123"),
            ("'0123", "0123"),
            ("", ""),
            ("=", "="),
            ("'", ""),
        ] {
            assert_eq!(id(text.as_bytes()), expected.as_bytes(), "{text}");
        }
        for cut in ["4.01235E+18", "1.2e+17"] {
            assert!(is_cut_short(cut.as_bytes()), "{cut}");
        }
        for whole in ["401235", "E+18", "ABE+2", "4E18", "4.01235E", "12E+3"] {
            assert!(!is_cut_short(whole.as_bytes()), "{whole}");
        }
    }
}
