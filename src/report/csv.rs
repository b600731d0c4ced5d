//! Tables as text for a spreadsheet: RFC 4180, UTF-8.

use crate::domain::table::{Cell, Table};

/// By this mark a spreadsheet knows that the letters are UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A line of headings, then a line for each row.
pub fn csv(table: &Table) -> Vec<u8> {
    let mut text = String::from(BYTE_ORDER_MARK);
    push_line(&mut text, &table.headings);
    for row in &table.rows {
        push_line(&mut text, row.iter().map(Cell::text));
    }
    text.into_bytes()
}

pub(super) fn push_line(table: &mut String, cells: impl IntoIterator<Item = impl AsRef<str>>) {
    for (at, cell) in cells.into_iter().enumerate() {
        table.push_str(if at > 0 { "," } else { "" });
        push_cell(table, cell.as_ref());
    }
    table.push_str("\r\n");
}

/// Separators of cells or lines somewhere: the semicolon where the comma is for
/// decimals.
const SEPARATORS: [char; 4] = [';', '\t', '\r', '\n'];

/// Each cell stands in quotation marks, so that no text ends it early where another
/// sign than the comma parts the cells. There the marks of later cells do not
/// count, so what follows such a sign is guarded like the beginning of a cell.
fn push_cell(table: &mut String, cell: &str) {
    table.push('"');
    if cell.starts_with(SEPARATORS) {
        table.push('\'');
    }
    for part in cell.split_inclusive(SEPARATORS) {
        if is_formula(part) {
            table.push('\'');
        }
        table.push_str(&part.replace('"', "\"\""));
    }
    table.push('"');
}

/// True for a text that a spreadsheet may take for something to work out. The
/// apostrophe in front makes it text. Some leave out blanks or quotation marks in
/// front, and some take wide signs for the narrow ones.
fn is_formula(text: &str) -> bool {
    let begin = text.trim_start_matches(|c: char| c == '"' || c.is_whitespace());
    begin.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}
