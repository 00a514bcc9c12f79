//! What is said about lists of orders: names of columns and ways of reading, bad rows, and why a list cannot be read.

use super::errors::{Trouble, system_read};
use super::line::{say, tame};
use super::names::Named;
use super::{Msg, Texts};
use crate::engine::orders::intake::{BadRow, Column, Delimiter, IntakeError, Level, Missing, RowFault};

macro_rules! named {
    ($($kind:ident { $($variant:ident => $msg:ident),* $(,)? })*) => {$(
        impl Named for $kind {
            fn name_in<'a>(&'a self, texts: &'a Texts) -> &'a str {
                texts.get(match self { $(Self::$variant => Msg::$msg),* })
            }
        }
    )*};
}

named! {
    Column {
        Order => OrdersColumnOrder, Customer => OrdersColumnCustomer, Amount => OrdersColumnAmount,
        Quantity => OrdersColumnQuantity, UnitPrice => OrdersColumnUnitPrice, Time => OrdersColumnTime,
        Status => OrdersColumnStatus, Orders => OrdersColumnOrders,
    }
    Level { Lines => OrdersLevelLines, Orders => OrdersLevelOrders, Customers => OrdersLevelCustomers }
    Delimiter {
        Comma => OrdersDelimiterComma, Tab => OrdersDelimiterTab, Semicolon => OrdersDelimiterSemicolon,
    }
    RowFault {
        TooFewFields => OrdersFaultTooFew, TooManyFields => OrdersFaultTooMany, NoOrder => OrdersFaultNoOrder,
        CutShort => OrdersFaultCutShort, NoAmount => OrdersFaultNoAmount, NotANumber => OrdersFaultNotANumber,
        Negative => OrdersFaultNegative, Absurd => OrdersFaultAbsurd, Repeated => OrdersFaultRepeated,
        NoCustomer => OrdersFaultNoCustomer, NoDay => OrdersFaultNoDay, NotADay => OrdersFaultNotADay,
        NotANumberOfOrders => OrdersFaultNotOrders,
        CustomerTwice => OrdersFaultCustomerTwice,
    }
}

/// What is wrong with a row, and what stands there, without its place.
#[must_use]
pub fn bad_row_what(texts: &Texts, row: &BadRow) -> String {
    let what = row.fault.name_in(texts);
    if row.found.trim().is_empty() {
        return what.to_owned();
    }
    let found = tame(&row.found).into_owned();
    say(texts, Msg::OrdersBadFound, &[("what", what.into()), ("found", found.into())])
}

/// The same with its place.
#[must_use]
pub fn bad_row(texts: &Texts, row: &BadRow) -> String {
    let line = texts.format().whole(row.line.into());
    say(texts, Msg::OrdersBadRow, &[("line", line.into()), ("what", bad_row_what(texts, row).into())])
}

/// What must be said before a list can be read.
#[must_use]
pub fn missing(texts: &Texts, missing: Missing) -> &str {
    texts.get(match missing {
        Missing::Amount => Msg::OrdersMissingAmount,
        Missing::Order => Msg::OrdersMissingOrder,
        Missing::Customer => Msg::OrdersMissingCustomer,
        Missing::Time => Msg::OrdersMissingTime,
    })
}

/// Why a list of orders cannot be read. `name` is the file's name or path.
#[must_use]
pub fn intake_error(texts: &Texts, name: &str, error: &IntakeError) -> Trouble {
    let whole = |number: u64| texts.format().whole(number.into());
    let megabytes = |limit: u64| whole(limit / (1024 * 1024));
    let (what, advice) = match error {
        IntakeError::Io(error) => system_read(texts, error),
        other => {
            let (what, advice) = match other {
                IntakeError::Io(_) | IntakeError::NotAFile => {
                    (texts.get(Msg::OrdersErrorNotAFile).to_owned(), Msg::OrdersErrorChoose)
                }
                IntakeError::Empty => (texts.get(Msg::OrdersErrorEmpty).to_owned(), Msg::OrdersErrorChoose),
                IntakeError::TooLarge { limit } => (
                    say(texts, Msg::OrdersErrorTooLarge, &[("limit", megabytes(*limit).into())]),
                    Msg::OrdersErrorSmaller,
                ),
                IntakeError::TooLargeUnpacked { limit } => (
                    say(texts, Msg::OrdersErrorTooLargeUnpacked, &[("limit", megabytes(*limit).into())]),
                    Msg::OrdersErrorSmaller,
                ),
                IntakeError::RowTooLong { line, limit } => {
                    let limit = whole(*limit as u64 / 1024);
                    let about = [("line", whole(*line).into()), ("limit", limit.into())];
                    (say(texts, Msg::OrdersErrorRowTooLong, &about), Msg::OrdersErrorFixRow)
                }
                IntakeError::TooManyColumns { line, limit } => {
                    let about = [("line", whole(*line).into()), ("limit", whole((*limit).into()).into())];
                    (say(texts, Msg::OrdersErrorTooManyColumns, &about), Msg::OrdersErrorDelimiter)
                }
                IntakeError::TooManyRows { limit } => (
                    say(texts, Msg::OrdersErrorTooManyRows, &[("limit", whole(*limit as u64).into())]),
                    Msg::OrdersErrorByMonth,
                ),
                IntakeError::TooManyOrders { limit } => (
                    say(texts, Msg::OrdersErrorTooManyOrders, &[("limit", whole(*limit as u64).into())]),
                    Msg::OrdersErrorByMonth,
                ),
                IntakeError::TooManyCustomers { limit } => (
                    say(texts, Msg::OrdersErrorTooManyCustomers, &[("limit", whole(*limit as u64).into())]),
                    Msg::OrdersErrorFewerCustomers,
                ),
                IntakeError::SumTooLarge => (texts.get(Msg::OrdersErrorSum).to_owned(), Msg::OrdersErrorAmountColumn),
                IntakeError::Missing(what) => (
                    missing(texts, *what).to_owned(),
                    match what {
                        Missing::Amount => Msg::OrdersMissingAmountDo,
                        Missing::Order => Msg::OrdersMissingDo,
                        Missing::Customer | Missing::Time => Msg::OrdersMissingColumnDo,
                    },
                ),
                IntakeError::NothingCounted(bad) => {
                    let mut what = say(texts, Msg::OrdersErrorNothing, &[("bad", whole(bad.total()).into())]);
                    for row in bad.kept().iter().take(3) {
                        what.push('\n');
                        what.push_str(&bad_row(texts, row));
                    }
                    (what, Msg::OrdersErrorAmountColumn)
                }
                IntakeError::NotText => (texts.get(Msg::OrdersErrorNotText).to_owned(), Msg::OrdersErrorChoose),
                IntakeError::Workbook(words) if words.trim().is_empty() => {
                    (texts.get(Msg::OrdersErrorWorkbook).to_owned(), Msg::OrdersErrorSaveAgain)
                }
                IntakeError::Workbook(words) => (
                    say(texts, Msg::OrdersErrorWorkbookWords, &[("words", tame(words).into_owned().into())]),
                    Msg::OrdersErrorSaveAgain,
                ),
                IntakeError::Protected => (texts.get(Msg::OrdersErrorProtected).to_owned(), Msg::OrdersErrorSaveXlsx),
                IntakeError::Stopped => {
                    let title = texts.get(Msg::OrdersErrorStopped).to_owned();
                    return Trouble { title, what: String::new(), excerpt: None, advice: String::new() };
                }
            };
            (what, texts.get(advice).to_owned())
        }
    };
    Trouble { title: say(texts, Msg::OrdersErrorTitle, &[("name", name.into())]), what, excerpt: None, advice }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::orders::intake::BadRows;
    use crate::text::Lang;

    fn bad() -> BadRows {
        let mut bad = BadRows::default();
        bad.push(1_204, RowFault::NotANumber, || "十元".to_owned());
        bad.push(9, RowFault::TooFewFields, String::new);
        bad
    }

    #[test]
    fn bad_rows_say_where_and_what() {
        let rows = bad();
        let said = |lang| rows.kept().iter().map(|row| bad_row(&Texts::new(lang), row)).collect::<Vec<_>>();
        assert_eq!(said(Lang::ZhHans), ["第 1,204 行：金额不是数字（十元）", "第 9 行：列数不够"]);
        assert_eq!(said(Lang::ZhHant), ["第 1,204 列：金額不是數字（十元）", "第 9 列：欄數不足"]);
        assert_eq!(said(Lang::En), ["Row 1,204: the amount is no number (十元)", "Row 9: too few fields"]);
    }

    #[test]
    fn every_error_says_what_and_what_to_do() {
        let errors = || {
            [
                IntakeError::Io(std::io::Error::from(std::io::ErrorKind::NotFound)),
                IntakeError::NotAFile,
                IntakeError::Empty,
                IntakeError::TooLarge { limit: 2 << 30 },
                IntakeError::TooLargeUnpacked { limit: 1 << 30 },
                IntakeError::RowTooLong { line: 1_500, limit: 1 << 20 },
                IntakeError::TooManyColumns { line: 1, limit: 1_000 },
                IntakeError::TooManyOrders { limit: 20_000_000 },
                IntakeError::TooManyRows { limit: 200_000 },
                IntakeError::SumTooLarge,
                IntakeError::Missing(Missing::Amount),
                IntakeError::Missing(Missing::Order),
                IntakeError::Missing(Missing::Customer),
                IntakeError::Missing(Missing::Time),
                IntakeError::TooManyCustomers { limit: 5_000_000 },
                IntakeError::NothingCounted(Box::new(bad())),
                IntakeError::NotText,
                IntakeError::Workbook(String::new()),
                IntakeError::Workbook("xml: unexpected end".to_owned()),
                IntakeError::Protected,
            ]
        };
        for lang in Lang::ALL {
            let texts = Texts::new(lang);
            for error in errors() {
                let said = intake_error(&texts, "orders.csv", &error);
                assert!(
                    said.title.contains("orders.csv") && !said.what.is_empty() && !said.advice.is_empty(),
                    "{error:?} {said:?}"
                );
                assert!(!said.to_string().contains('{'), "{said}");
            }
        }
        let texts = Texts::new(Lang::ZhHans);
        let long = intake_error(&texts, "a.csv", &IntakeError::RowTooLong { line: 1_500, limit: 1 << 20 });
        assert_eq!(long.what, "从第 1,500 行开始的一行超过 1,024 KB，多半是引号没有成对");
        assert_eq!(intake_error(&texts, "a.csv", &IntakeError::TooLarge { limit: 2 << 30 }).what, "文件超过 2,048 MB");
    }
}
