//! How a cell came to its figure, as words and figures, of which some lead to the cell they are from.

use super::columns::Col;
use super::source::cover_percent;
use super::table::{Line, Table};
use crate::engine::goods::full_cost;
use crate::model::{Money, Rate};
use crate::text::names::Named;
use crate::text::{Msg, Texts};

/// Where a figure of a formula leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lead {
    /// Another cell of the row.
    Cell(Col),
    /// The campaign's target.
    Target,
}

/// A piece of a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words and signs.
    Words(String),
    /// A figure that leads somewhere; whether it was typed.
    Figure(String, Lead, bool),
}

/// What stands behind a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula {
    /// Typed, calculated, taken over, missing.
    pub origin: Msg,
    /// Its value in full.
    pub value: String,
    /// How it was calculated.
    pub pieces: Vec<Piece>,
}

struct Writer<'a> {
    texts: &'a Texts,
    pieces: Vec<Piece>,
}

impl Writer<'_> {
    fn words(mut self, words: impl Into<String>) -> Self {
        self.pieces.push(Piece::Words(words.into()));
        self
    }

    /// A sign between two terms.
    fn sign(self, sign: &str) -> Self {
        self.words(format!(" {sign} "))
    }

    /// A bracket; Chinese ones bring their own room.
    fn bracket(self, open: bool) -> Self {
        let chinese = self.texts.lang().is_chinese();
        self.words(match (chinese, open) {
            (true, true) => "（",
            (true, false) => "）",
            (false, true) => "(",
            (false, false) => ")",
        })
    }

    fn term(mut self, name: Msg, value: String, lead: Lead, typed: bool) -> Self {
        let name = format!("{} ", self.texts.get(name));
        self.pieces.push(Piece::Words(name));
        self.pieces.push(Piece::Figure(value, lead, typed));
        self
    }

    fn price(self, line: &Line) -> Self {
        let format = self.texts.format();
        let typed = line.part.as_ref().and_then(|part| part.price);
        match typed {
            Some(price) => self.term(Msg::GoodsColumnPrice, format.price(price), Lead::Cell(Col::Price), true),
            None => self.term(Msg::GoodsColumnList, format.price(line.sku.list_price), Lead::Cell(Col::List), false),
        }
    }
}

/// What stands behind a cell.
#[must_use]
pub fn formula(texts: &Texts, table: &Table, line: &Line, col: Col) -> Formula {
    let format = texts.format();
    let sku = &line.sku;
    let typed = |value: String| Formula { origin: Msg::InspectorTyped, value, pieces: Vec::new() };
    let money = |money: Money| if money == Money::ZERO { String::new() } else { format.price(money) };
    let pieces = |n: i128| texts.with(Msg::GoodsPieces, &[("n", format.whole(n).into())]);
    let formula = match col {
        Col::Code => typed(sku.code.clone()),
        Col::Name => typed(sku.name.clone()),
        Col::Category => typed(table.category(line).unwrap_or_default().to_owned()),
        Col::Role => typed(sku.role.name_in(texts).to_owned()),
        Col::List => typed(money(sku.list_price)),
        Col::Cost => typed(money(sku.unit_cost)),
        Col::Commission => typed(format.percent_exact(sku.commission)),
        Col::Payment => typed(format.percent_exact(sku.payment_fee)),
        Col::Floor => typed(sku.floor.map(money).unwrap_or_default()),
        Col::Safety => typed(pieces(sku.safety_stock.wide())),
        Col::Stock => typed(pieces(sku.stock.wide())),
        _ if line.part.is_none() => {
            return Formula {
                origin: Msg::InspectorMissing,
                value: String::new(),
                pieces: vec![Piece::Words(texts.get(Msg::GoodsOutside).to_owned())],
            };
        }
        Col::Share => typed(line.share().map(|share| format.percent_exact(share)).unwrap_or_default()),
        Col::Price | Col::Phase(_) => return price(texts, line, col),
        Col::FullCost | Col::Margin | Col::Units | Col::Cover | Col::Surplus => {
            return derived(texts, table, line, col);
        }
    };
    if formula.value.is_empty() { Formula { origin: Msg::InspectorMissing, ..formula } } else { formula }
}

fn price(texts: &Texts, line: &Line, col: Col) -> Formula {
    let format = texts.format();
    let (own, from) = match (col, &line.part) {
        (Col::Phase(phase), Some(part)) => (part.phase_prices.get(&phase).copied(), line.phase_price(phase)),
        (_, Some(part)) => (part.price, line.price()),
        (_, None) => (None, None),
    };
    let write = Writer { texts, pieces: Vec::new() };
    match (own, from) {
        (Some(own), _) => Formula { origin: Msg::InspectorTyped, value: format.price(own), pieces: Vec::new() },
        (None, Some(from)) => {
            let write = write.words("= ");
            let write = match col {
                Col::Phase(_) => write.price(line),
                _ => write.term(Msg::GoodsColumnList, format.price(line.sku.list_price), Lead::Cell(Col::List), false),
            };
            Formula { origin: Msg::GoodsInherited, value: format.price(from), pieces: write.pieces }
        }
        (None, None) => missing(write, &[Col::Price]),
    }
}

/// What is missing, each leading to where it is typed.
fn missing(mut write: Writer<'_>, cols: &[Col]) -> Formula {
    for (index, col) in cols.iter().enumerate() {
        if index > 0 {
            write = write.words(" · ");
        }
        let name = match col {
            Col::Share => Msg::GoodsColumnShare,
            Col::Safety => Msg::GoodsColumnSafety,
            _ => Msg::GoodsColumnPrice,
        };
        let name = write.texts.get(name).to_owned();
        write.pieces.push(Piece::Figure(name, Lead::Cell(*col), true));
    }
    Formula { origin: Msg::InspectorMissing, value: String::new(), pieces: write.pieces }
}

fn derived(texts: &Texts, table: &Table, line: &Line, col: Col) -> Formula {
    let format = texts.format();
    let sku = &line.sku;
    let write = Writer { texts, pieces: Vec::new() };
    let Some(price) = line.price() else { return missing(write, &[Col::Price]) };
    let calculated =
        |value: String, write: Writer<'_>| Formula { origin: Msg::InspectorCalculated, value, pieces: write.pieces };
    let pieces = |n: i128| texts.with(Msg::GoodsPieces, &[("n", format.whole(n).into())]);
    if matches!(col, Col::FullCost | Col::Margin) {
        let full = full_cost(sku, price);
        if col == Col::FullCost {
            let mut write =
                write.words("= ").term(Msg::GoodsColumnCost, format.price(sku.unit_cost), Lead::Cell(Col::Cost), true);
            for (name, rate, cell) in [
                (Msg::GoodsColumnCommission, sku.commission, Col::Commission),
                (Msg::GoodsColumnPayment, sku.payment_fee, Col::Payment),
            ] {
                write = write.sign("+").price(line).sign("×").term(
                    name,
                    format.percent_exact(rate),
                    Lead::Cell(cell),
                    true,
                );
            }
            return calculated(format.price(full), write);
        }
        let margin = line.margin().unwrap_or(Rate::ZERO);
        let write = write
            .words("= ")
            .bracket(true)
            .price(line)
            .sign("−")
            .term(Msg::GoodsColumnFullCost, format.price(full), Lead::Cell(Col::FullCost), false)
            .bracket(false)
            .sign("÷")
            .price(line);
        return calculated(format.percent(margin, 2), write);
    }
    let Some(target) = table.target else {
        let words = Piece::Words(texts.get(Msg::GoodsNoTarget).to_owned());
        return Formula { origin: Msg::InspectorMissing, value: String::new(), pieces: vec![words] };
    };
    let Some((share, units)) = line.share().zip(line.units(Some(target))) else {
        return missing(write, &[Col::Share]);
    };
    let stock = format.whole(sku.stock.wide());
    let units_shown = format.whole(units.wide());
    let safety = format.whole(sku.safety_stock.wide());
    match (col, line.cover(Some(target))) {
        (Col::Cover, Some(cover)) => {
            let Some(ratio) = cover.ratio() else { return missing(write, &[Col::Safety]) };
            let write = write
                .words("= ")
                .term(Msg::GoodsColumnStock, stock, Lead::Cell(Col::Stock), true)
                .sign("÷")
                .bracket(true)
                .term(Msg::GoodsColumnUnits, units_shown, Lead::Cell(Col::Units), false)
                .sign("+")
                .term(Msg::GoodsColumnSafety, safety, Lead::Cell(Col::Safety), true)
                .bracket(false);
            calculated(cover_percent(texts, ratio), write)
        }
        (Col::Surplus, Some(cover)) => {
            let write = write
                .words("= ")
                .term(Msg::GoodsColumnStock, stock, Lead::Cell(Col::Stock), true)
                .sign("−")
                .term(Msg::GoodsColumnUnits, units_shown, Lead::Cell(Col::Units), false)
                .sign("−")
                .term(Msg::GoodsColumnSafety, safety, Lead::Cell(Col::Safety), true);
            calculated(pieces(cover.surplus()), write)
        }
        _ => {
            let write = write
                .words("= ")
                .term(Msg::HeaderTarget, format.sum(target).to_string(), Lead::Target, true)
                .sign("×")
                .term(Msg::GoodsColumnShare, format.percent_exact(share), Lead::Cell(Col::Share), true)
                .sign("÷")
                .price(line);
            calculated(pieces(units.wide()), write)
        }
    }
}

/// The whole formula in one line, for a screen reader and where there is no room.
#[must_use]
pub fn spoken(formula: &Formula) -> String {
    formula
        .pieces
        .iter()
        .map(|piece| match piece {
            Piece::Words(words) | Piece::Figure(words, ..) => words.as_str(),
        })
        .collect()
}
