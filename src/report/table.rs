//! Tables of certificates and signatories, with every field the service gave.

use jiff::Timestamp;

use crate::domain::Certificate;
use crate::domain::batch::Batch;
use crate::domain::moment::{Moment, When};
use crate::domain::picture::FileLink;
use crate::domain::signatory::Signatory;
use crate::domain::table::{Cell, Table};
use crate::domain::template::Place;
use crate::l10n::{CERTIFICATE, FieldSpec, Localizer, SIGNATORY, Sent, TextId, USER};

/// The fields of a person but for the place, which has a column of its own.
const PERSON: &[FieldSpec<Signatory>] = SIGNATORY.split_at(1).1;

/// The certificates of a batch, a row for each.
pub fn certificates<'a>(
    l10n: &Localizer,
    rows: impl IntoIterator<Item = &'a Certificate>,
) -> Table {
    let row = |row| cells(l10n, CERTIFICATE, row).collect();
    Table {
        headings: headings(l10n, CERTIFICATE.iter().map(|row| row.label)),
        rows: rows.into_iter().map(row).collect(),
    }
}

/// The signatories of a batch's template, a row for each place.
pub fn signatories(l10n: &Localizer, batch: &Batch) -> Table {
    let own = [
        TextId::FieldSignatoryIndex,
        TextId::ColumnField,
        TextId::FieldName,
        TextId::ColumnRole,
    ];
    let fields = PERSON.iter().map(|row| row.label);
    let fields = fields.chain(USER.iter().map(|row| row.label));
    let places = super::signatories(batch);
    Table {
        headings: headings(l10n, own.into_iter().chain(fields)),
        rows: places.iter().map(|place| row(l10n, place)).collect(),
    }
}

fn headings(l10n: &Localizer, labels: impl Iterator<Item = TextId>) -> Vec<String> {
    labels.map(|label| l10n.text(label).to_owned()).collect()
}

fn row(l10n: &Localizer, place: &Place<'_>) -> Vec<Cell> {
    let person = place.person.map(Signatory::as_sent);
    let name = l10n.holder(person.as_ref());
    let person = person.unwrap_or_default();
    let number = place.number.map(|number| number.to_string());
    let field = place.field.map(|field| field.sent_str().to_owned());
    let role = person.role().map(str::to_owned);
    let own = [number, field, Some(name), role];
    let own = own.map(|text| Cell::Text(text.unwrap_or_default()));
    let user = person.user.clone().unwrap_or_default();
    let fields = cells(l10n, PERSON, &person).chain(cells(l10n, USER, &user));
    own.into_iter().chain(fields).collect()
}

/// The values of these fields, letters as they were sent.
fn cells<T>(l10n: &Localizer, rows: &[FieldSpec<T>], of: &T) -> impl Iterator<Item = Cell> {
    rows.iter().map(|row| cell(l10n, (row.sent)(of)))
}

fn cell(l10n: &Localizer, sent: Sent<'_>) -> Cell {
    Cell::Text(match sent {
        Sent::Text(Some(text)) | Sent::Code(Some(text)) => text.sent_str().to_owned(),
        Sent::Day(Some(moment)) => {
            let day = l10n.midnight(moment);
            return day.map_or_else(|| time(l10n, moment), Cell::Day);
        }
        Sent::Time(Some(moment)) => return time(l10n, moment),
        Sent::Count(Some(count)) => return Cell::Number(*count),
        // The whole address, which leads nowhere without its signature. It is shown nowhere else.
        Sent::Link(FileLink::At(address)) => address.url().to_string(),
        Sent::Link(FileLink::Refused { sent, .. }) => sent.sent_str().to_owned(),
        _ => l10n.value(sent, Timestamp::UNIX_EPOCH).into_text(),
    })
}

fn time(l10n: &Localizer, moment: &Moment) -> Cell {
    match moment.when() {
        When::At(at) => Cell::Time(l10n.local(at)),
        When::On(day) => Cell::Day(day),
        When::Unclear => Cell::Text(moment.sent().to_string()),
    }
}
