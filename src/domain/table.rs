//! Tables that are saved, before they have the form of a file.

use std::borrow::Cow;

use jiff::ZonedDateTime;
use jiff::civil::Date;

use super::listed;

#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub headings: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Text(String),
    Day(Date),
    Time(ZonedDateTime),
    /// A count; a number that names something is a text.
    Number(u64),
}

impl Cell {
    /// A day, or an instant with its zone, so that a spreadsheet takes it for what it is.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => text.into(),
            Self::Day(day) => day.to_string().into(),
            Self::Time(time) => time.timestamp().to_string().into(),
            Self::Number(number) => number.to_string().into(),
        }
    }
}

listed! {
    /// Form of the file, the one for most people first.
    pub enum TableFormat {
        Workbook,
        Csv,
    }
}

impl TableFormat {
    /// File extension, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Workbook => "xlsx",
            Self::Csv => "csv",
        }
    }
}
