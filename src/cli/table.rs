//! Tables for people: columns as wide as what stands in them, Chinese characters counted as two.

use unicode_width::UnicodeWidthStr as _;

/// Space between two columns.
const GAP: usize = 2;

/// A table of text; the first column and those named stand left, all others right.
#[derive(Debug, Default)]
pub(super) struct Table {
    left: Vec<usize>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with a head. `left` are further columns of words.
    pub(super) fn new(head: &[&str], left: &[usize]) -> Self {
        Self { left: left.to_vec(), rows: vec![head.iter().map(|cell| (*cell).to_owned()).collect()] }
    }

    /// Adds a row.
    pub(super) fn row(&mut self, cells: impl Into<Vec<String>>) {
        self.rows.push(cells.into());
    }

    /// The table in lines. Control characters, which could move the cursor, are left out.
    pub(super) fn text(&self) -> String {
        let rows: Vec<Vec<String>> = self.rows.iter().map(|row| row.iter().map(|c| plain(c)).collect()).collect();
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let widest = |column: usize| rows.iter().filter_map(|r| r.get(column)).map(|c| c.width()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns).map(widest).collect();
        let mut text = String::new();
        for row in &rows {
            let mut line = String::new();
            for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
                let space = " ".repeat(width.saturating_sub(cell.width()));
                if column > 0 {
                    line.push_str(&" ".repeat(GAP));
                }
                let left = column == 0 || self.left.contains(&column);
                let (before, after) = if left { ("", space.as_str()) } else { (space.as_str(), "") };
                line.push_str(&format!("{before}{cell}{after}"));
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }
}

/// Text without what would break a line or steer a terminal.
pub(super) fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_each_other() {
        let mut table = Table::new(&["来源", "UV", "分组"], &[2]);
        table.row(["搜索".to_owned(), "900".to_owned(), "免费".to_owned()]);
        table.row(["live\n".to_owned(), "12,000".to_owned(), "x".to_owned()]);
        assert_eq!(table.text(), "来源       UV  分组\n搜索      900  免费\nlive   12,000  x\n");
    }
}
