//! How a list is probably to be read: by the names of its columns, and by what stands in its first rows.

use super::words::{bare, names};
use crate::engine::orders::intake::{Column, Delimiter, Level, Mapping, Preview, Reading, Wanted};

/// What columns say, whether there is a header, and what a row is; encoding and delimiter stay as they are.
pub(super) fn reading(preview: &Preview, reading: Reading) -> Reading {
    let first: Vec<String> =
        preview.rows.first().map(|row| row.iter().map(|name| bare(name)).collect()).unwrap_or_default();
    let mapping = mapping(&first, reading.wanted);
    let named = Column::ALL.iter().any(|column| mapping.get(*column).is_some());
    // without a known name: a first row without a number is a header all the same
    let header = named || !preview.rows.first().is_some_and(|row| row.iter().any(|cell| is_number(cell)));
    let reading = Reading { header, mapping: if named { mapping } else { Mapping::default() }, ..reading };
    Reading { level: level(preview, &reading), ..reading }
}

/// Columns by their bare names; each stands for one thing at most.
fn mapping(header: &[String], wanted: Wanted) -> Mapping {
    let mut mapping = Mapping::default();
    for column in [Column::Order, Column::Customer, Column::Amount, Column::Time, Column::Status] {
        mapping.set(column, place(header, &mapping, column));
    }
    if wanted == Wanted::Customers && mapping.get(Column::Order).is_none() {
        mapping.set(Column::Orders, place(header, &mapping, Column::Orders));
    }
    // pieces and price are asked for where there is no amount
    if mapping.get(Column::Amount).is_none() {
        for column in [Column::Quantity, Column::UnitPrice] {
            mapping.set(column, place(header, &mapping, column));
        }
    }
    mapping
}

fn place(header: &[String], taken: &Mapping, column: Column) -> Option<u16> {
    let free = |at: &usize| u16::try_from(*at).ok().filter(|at| taken.used_for(*at).is_none());
    let (whole, parts) = names(column);
    let matching = |fits: &dyn Fn(&str) -> bool| {
        header.iter().enumerate().filter(|(_, name)| fits(name)).find_map(|(at, _)| free(&at))
    };
    whole
        .iter()
        .find_map(|name| matching(&|found| found == *name))
        .or_else(|| parts.iter().find_map(|part| matching(&|found| found.contains(part))))
}

/// Customers, if their orders are counted; lines, if an order's id stands in more than one of the first rows.
fn level(preview: &Preview, reading: &Reading) -> Level {
    if reading.mapping.get(Column::Orders).is_some() {
        return Level::Customers;
    }
    let Some(at) = reading.mapping.get(Column::Order) else { return Level::Orders };
    let mut ids: Vec<&str> = preview
        .rows
        .iter()
        .skip(usize::from(reading.header))
        .filter_map(|row| row.get(usize::from(at)))
        .map(|id| id.trim())
        .filter(|id| !id.is_empty())
        .collect();
    ids.sort_unstable();
    if ids.windows(2).any(|pair| pair.first() == pair.last()) { Level::Lines } else { Level::Orders }
}

fn is_number(cell: &str) -> bool {
    let cell = cell.trim().trim_start_matches(['¥', '￥', '-']);
    cell.chars().any(|c| c.is_ascii_digit()) && cell.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
}

/// The delimiter of which the first lines have the same number, the more the better; quoted parts do not count.
pub(super) fn delimiter(head: &str) -> Delimiter {
    let mut found = (0, Delimiter::Comma);
    for delimiter in Delimiter::ALL {
        let counts: Vec<usize> = head
            .lines()
            .take(20)
            .filter(|line| !line.trim().is_empty())
            .map(|line| outside_quotes(line, delimiter))
            .collect();
        let first = counts.first().copied().unwrap_or(0);
        let alike = counts.iter().filter(|count| **count == first).count();
        let score = if first == 0 { 0 } else { alike * 100 + first.min(99) };
        if score > found.0 {
            found = (score, delimiter);
        }
    }
    found.1
}

fn outside_quotes(line: &str, delimiter: Delimiter) -> usize {
    let mut quoted = false;
    let mut count = 0;
    for byte in line.bytes() {
        if byte == b'"' {
            quoted = !quoted;
        } else if byte == delimiter.byte() && !quoted {
            count += 1;
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guess(text: &str) -> Reading {
        let rows: Vec<Vec<String>> = text.lines().map(|l| l.split(',').map(str::to_owned).collect()).collect();
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0) as u16;
        reading(&Preview { workbook: false, rows, columns }, Reading::default())
    }

    fn places(reading: &Reading) -> Vec<(Column, u16)> {
        Column::ALL.iter().filter_map(|column| Some((*column, reading.mapping.get(*column)?))).collect()
    }

    #[test]
    fn columns_are_known_by_their_names() {
        use Column::{Amount, Customer, Order, Quantity, Status, Time, UnitPrice};
        for (text, header, level, expected) in [
            (
                "household_id,store_id,basket_id,product_id,quantity,sales_value,transaction_timestamp\n1,1,7,1,1,0.5,x\n1,1,7,2,1,0.9,x",
                true,
                Level::Lines,
                vec![(Order, 2), (Customer, 0), (Amount, 5), (Time, 6)],
            ),
            (
                "子订单编号,主订单编号,买家会员名,买家实付金额（元）,订单付款时间 ,订单状态\n1,9,a,5,x,y\n2,8,a,5,x,y",
                true,
                Level::Orders,
                vec![(Order, 1), (Customer, 2), (Amount, 3), (Time, 4), (Status, 5)],
            ),
            ("訂單編號,實付金額\n1,5\n", true, Level::Orders, vec![(Order, 0), (Amount, 1)]),
            (
                "Order ID,SKU,Qty,Unit Price\n1,a,2,5\n1,b,1,5",
                true,
                Level::Lines,
                vec![(Order, 0), (Quantity, 2), (UnitPrice, 3)],
            ),
            ("1001,59.00\n1002,20", false, Level::Orders, vec![]),
            ("甲,乙\n1,2", true, Level::Orders, vec![]),
        ] {
            let found = guess(text);
            assert_eq!((found.header, found.level, places(&found)), (header, level, expected), "{text}");
        }
    }

    #[test]
    fn delimiters_are_counted_outside_quotes() {
        for (text, expected) in [
            ("a,b,c\n1,2,3\n", Delimiter::Comma),
            ("a;b;c\n\"1,5\";2,5;3\n", Delimiter::Semicolon),
            ("a\tb\n1,000\t2\n", Delimiter::Tab),
            ("amount\n5\n", Delimiter::Comma),
            ("", Delimiter::Comma),
        ] {
            assert_eq!(delimiter(text), expected, "{text:?}");
        }
    }
}
