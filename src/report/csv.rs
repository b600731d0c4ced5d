//! The signatories as a table for a spreadsheet: RFC 4180, UTF-8.

use crate::domain::batch::Batch;
use crate::domain::signatory::Signatory;
use crate::domain::signature_slots::Place;
use crate::l10n::{Field, Localizer, TextId, Value};

/// By this mark a spreadsheet knows that the letters are UTF-8.
pub(super) const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The signatories of a batch's template: a line of headings, then a line for
/// each place, with every field the service gave.
pub fn csv(l10n: &Localizer, batch: &Batch) -> Vec<u8> {
    let mut table = String::from(BYTE_ORDER_MARK);
    let own = [
        TextId::FieldSignatoryIndex,
        TextId::ColumnField,
        TextId::FieldName,
        TextId::ColumnRole,
    ];
    let own = own.map(|label| l10n.text(label).to_owned());
    let fields = fields(l10n, &Signatory::default());
    let headings = fields.into_iter().map(|field| field.label);
    push_line(&mut table, own.into_iter().chain(headings));
    for place in super::signatories(batch) {
        push_line(&mut table, line(l10n, &place));
    }
    table.into_bytes()
}

/// The fields of a person but for the place, which has a column of its own.
fn fields(l10n: &Localizer, person: &Signatory) -> Vec<Field> {
    let mut fields = l10n.signatory_fields(person);
    fields.retain(|field| field.key != "signatory_index");
    fields
}

fn line(l10n: &Localizer, place: &Place<'_>) -> Vec<String> {
    let person = place.person.map(Signatory::as_sent);
    let name = person.as_ref().map_or_else(
        || l10n.text(TextId::NoOneSet).to_owned(),
        |person| l10n.person(person),
    );
    let person = &person.unwrap_or_default();
    let mut cells = vec![
        place
            .number
            .map(|number| number.to_string())
            .unwrap_or_default(),
        place
            .field
            .map(|field| field.sent_str().to_owned())
            .unwrap_or_default(),
        name,
        person.role().unwrap_or_default().to_owned(),
    ];
    cells.extend(
        fields(l10n, person)
            .into_iter()
            .map(|field| match field.value {
                Value::Missing => String::new(),
                Value::Text(text) | Value::Code(text) => text,
                Value::Time(time) => time.exact,
            }),
    );
    cells
}

pub(super) fn push_line(table: &mut String, cells: impl IntoIterator<Item = String>) {
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            table.push(',');
        }
        push_cell(table, &cell);
    }
    table.push_str("\r\n");
}

/// Each cell stands in quotation marks, so that no text ends it early where another
/// sign than the comma parts the cells. There the marks of later cells do not
/// count, so what follows such a sign is guarded like the beginning of a cell.
fn push_cell(table: &mut String, cell: &str) {
    table.push('"');
    // Most cells, of tables with ten thousand lines, hold nothing that would need care.
    let is_plain = cell.bytes().all(|b| b != b'"' && !is_separator(b));
    if is_plain {
        if is_formula(cell) {
            table.push('\'');
        }
        table.push_str(cell);
        table.push('"');
        return;
    }
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

/// Separators of cells or lines somewhere: the semicolon where the comma is for
/// decimals.
const SEPARATORS: [char; 4] = [';', '\t', '\r', '\n'];

fn is_separator(byte: u8) -> bool {
    SEPARATORS.contains(&char::from(byte))
}

/// True for a text that a spreadsheet may take for something to work out. The
/// apostrophe in front makes it text. Some leave out blanks or quotation marks in
/// front, and some take wide signs for the narrow ones.
fn is_formula(text: &str) -> bool {
    let begin = text.trim_start_matches(|c: char| c == '"' || c.is_whitespace());
    begin.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}
