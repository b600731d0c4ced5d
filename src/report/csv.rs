//! Tables for a spreadsheet: RFC 4180, UTF-8.

use jiff::Timestamp;

use crate::domain::Certificate;
use crate::domain::batch::Batch;
use crate::domain::moment::{Moment, When};
use crate::domain::picture::FileLink;
use crate::domain::signatory::Signatory;
use crate::domain::template::Place;
use crate::l10n::{CERTIFICATE, Localizer, Row, SIGNATORY, Sent, TextId, USER};

/// By this mark a spreadsheet knows that the letters are UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The fields of a person but for the place, which has a column of its own.
const PERSON: &[Row<Signatory>] = SIGNATORY.split_at(1).1;

/// The certificates of a batch: a line of headings, then a line for each, with every field the
/// service gave.
pub fn certificates_csv<'a>(
    l10n: &Localizer,
    rows: impl IntoIterator<Item = &'a Certificate>,
) -> Vec<u8> {
    let lines = rows.into_iter().map(|row| cells(l10n, CERTIFICATE, row));
    table(CERTIFICATE.iter().map(|row| l10n.text(row.label)), lines)
}

/// The signatories of a batch's template: a line of headings, then a line for
/// each place, with every field the service gave.
pub fn csv(l10n: &Localizer, batch: &Batch) -> Vec<u8> {
    let own = [
        TextId::FieldSignatoryIndex,
        TextId::ColumnField,
        TextId::FieldName,
        TextId::ColumnRole,
    ];
    let fields = PERSON.iter().map(|row| row.label);
    let labels = own.into_iter().chain(fields);
    let labels = labels.chain(USER.iter().map(|row| row.label));
    let places = super::signatories(batch);
    let lines = places.iter().map(|place| line(l10n, place));
    table(labels.map(|label| l10n.text(label)), lines)
}

fn line(l10n: &Localizer, place: &Place<'_>) -> Vec<String> {
    let person = place.person.map(Signatory::as_sent);
    let name = match &person {
        Some(person) => l10n.person(person),
        None => l10n.text(TextId::NoOneSet).to_owned(),
    };
    let person = person.unwrap_or_default();
    let number = place.number.map(|number| number.to_string());
    let field = place.field.map(|field| field.sent_str().to_owned());
    let role = person.role().map(str::to_owned);
    let mut line = vec![number.unwrap_or_default(), field.unwrap_or_default(), name];
    line.extend([role.unwrap_or_default()]);
    line.extend(cells(l10n, PERSON, &person));
    line.extend(cells(l10n, USER, &person.user.clone().unwrap_or_default()));
    line
}

/// The values of these fields, letters as they were sent.
fn cells<T>(l10n: &Localizer, rows: &[Row<T>], of: &T) -> Vec<String> {
    let cells = rows.iter().map(|row| cell(l10n, (row.sent)(of)));
    cells.collect()
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

fn table<'a>(
    headings: impl Iterator<Item = &'a str>,
    lines: impl Iterator<Item = Vec<String>>,
) -> Vec<u8> {
    let headings = headings.map(str::to_owned).collect();
    let mut table = String::from(BYTE_ORDER_MARK);
    for line in std::iter::once(headings).chain(lines) {
        push_line(&mut table, &line);
    }
    table.into_bytes()
}

pub(super) fn push_line(table: &mut String, cells: &[String]) {
    for (at, cell) in cells.iter().enumerate() {
        table.push_str(if at > 0 { "," } else { "" });
        push_cell(table, cell);
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
