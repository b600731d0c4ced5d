//! Tables for a spreadsheet: RFC 4180, UTF-8.

use jiff::Timestamp;

use crate::domain::batch::Batch;
use crate::domain::moment::{Moment, When};
use crate::domain::picture::FileLink;
use crate::domain::signatory::Signatory;
use crate::domain::template::Place;
use crate::l10n::{Localizer, Row, SIGNATORY, Sent, TextId, USER};

/// By this mark a spreadsheet knows that the letters are UTF-8.
pub(super) const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The fields of a person but for the place, which has a column of its own.
const PERSON: &[Row<Signatory>] = SIGNATORY.split_at(1).1;

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
    let fields = PERSON.iter().map(|row| row.label);
    let headings = own.into_iter().chain(fields);
    let headings = headings.chain(USER.iter().map(|row| row.label));
    push_line(
        &mut table,
        headings.map(|label| l10n.text(label).to_owned()),
    );
    for place in super::signatories(batch) {
        push_line(&mut table, line(l10n, &place));
    }
    table.into_bytes()
}

fn line(l10n: &Localizer, place: &Place<'_>) -> Vec<String> {
    let person = place.person.map(Signatory::as_sent);
    let name = person.as_ref().map_or_else(
        || l10n.text(TextId::NoOneSet).to_owned(),
        |person| l10n.person(person),
    );
    let person = person.unwrap_or_default();
    let number = place.number.map(|number| number.to_string());
    let field = place.field.map(|field| field.sent_str().to_owned());
    let role = person.role().unwrap_or_default().to_owned();
    let own = [
        number.unwrap_or_default(),
        field.unwrap_or_default(),
        name,
        role,
    ];
    let user = person.user.clone().unwrap_or_default();
    let fields = cells(l10n, PERSON, &person).chain(cells(l10n, USER, &user));
    own.into_iter().chain(fields).collect()
}

/// The values of these fields, letters as they were sent.
pub(super) fn cells<'a, T>(
    l10n: &'a Localizer,
    rows: &'a [Row<T>],
    of: &'a T,
) -> impl Iterator<Item = String> + 'a {
    rows.iter().map(|row| cell(l10n, (row.sent)(of)))
}

fn cell(l10n: &Localizer, sent: Sent<'_>) -> String {
    match sent {
        Sent::Text(Some(text)) | Sent::Code(Some(text)) => text.sent_str().to_owned(),
        Sent::Day(Some(moment)) => l10n
            .midnight(moment)
            .map_or_else(|| time(moment), |day| day.to_string()),
        Sent::Time(Some(moment)) => time(moment),
        // The whole address, which leads nowhere without its signature. It is shown nowhere else.
        Sent::Link(FileLink::At(address)) => address.url().to_string(),
        _ => l10n.value(sent, Timestamp::UNIX_EPOCH).into_text(),
    }
}

/// So that a spreadsheet takes it for what it is: a day, or an instant with its zone.
fn time(moment: &Moment) -> String {
    match moment.when() {
        When::At(at) => at.to_string(),
        When::On(day) => day.to_string(),
        When::Unclear => moment.sent().to_string(),
    }
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
