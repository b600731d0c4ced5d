//! Every field of an answer: its label, its name in the service, and its value. Page, report,
//! copies and spreadsheets are made from these tables.

use jiff::Timestamp;

use super::{Localizer, TextId, TimeWords};
use crate::domain::batch::Batch;
use crate::domain::certificate::{Certificate, CertificateStatus};
use crate::domain::moment::Moment;
use crate::domain::picture::FileLink;
use crate::domain::progress::Percent;
use crate::domain::signatory::{Signatory, SignatoryUser};
use crate::domain::status::Status;
use crate::domain::template::{Place, Template};
use crate::domain::text::ServerText;

/// As many signatories are told field by field at first: thousands at once would hold up the
/// window, and fill a report.
pub const PEOPLE: usize = 8;

/// A value as the service sent it.
#[derive(Debug, Clone, Copy)]
pub enum Sent<'a> {
    Text(&'a Option<ServerText>),
    /// Something to copy letter by letter.
    Code(&'a Option<ServerText>),
    Texts(&'a [ServerText]),
    Count(&'a Option<u64>),
    /// A number that names something, so without a comma.
    Number(&'a Option<i64>),
    Percent(&'a Option<Percent>),
    People(&'a [Signatory]),
    YesNo(&'a Option<bool>),
    Time(&'a Option<Moment>),
    /// A time of which only the day is meant.
    Day(&'a Option<Moment>),
    Link(&'a FileLink),
    Status(&'a Status),
    CertificateStatus(&'a CertificateStatus),
}

/// A field that every `T` has.
pub struct FieldSpec<T: 'static> {
    pub label: TextId,
    /// The service's own name for it.
    pub key: &'static str,
    pub sent: for<'a> fn(&'a T) -> Sent<'a>,
}

macro_rules! rows {
    ($($label:ident $key:literal $kind:ident $($place:ident).+;)+) => {
        &[$(FieldSpec {
            label: TextId::$label,
            key: $key,
            sent: |of| Sent::$kind(&of.$($place).+),
        },)+]
    };
}

const BATCH: [(TextId, &[FieldSpec<Batch>]); 4] = [
    (
        TextId::GroupBatch,
        rows! {
            FieldName "name" Text name;
            FieldId "id" Code id;
            FieldStatus "status" Status status;
            FieldTemplateId "template_id" Code template_id;
        },
    ),
    (
        TextId::GroupCounts,
        rows! {
            FieldTotal "total_certificates" Count counts.total;
            FieldMade "processed_certificates" Count counts.made;
            FieldFailed "failed_certificates" Count counts.failed;
            FieldProgress "progress" Percent progress;
        },
    ),
    (
        TextId::GroupTimes,
        rows! {
            FieldCreatedAt "created_at" Time created_at;
            FieldUpdatedAt "updated_at" Time updated_at;
            FieldCompletionDate "completion_date" Time completion_date;
        },
    ),
    (
        TextId::GroupSignatures,
        rows! {
            FieldRequiresSignatures "requires_signatures" YesNo requires_signatures;
            FieldRequiresMySignature "requires_my_signature" YesNo requires_my_signature;
        },
    ),
];

const TEMPLATE: &[FieldSpec<Template>] = rows! {
    FieldName "template.name" Text name;
    FieldTemplateOwnId "template.id" Code id;
    FieldInstitutionId "template.institution_id" Number institution_id;
    FieldScreenshot "template.screenshot" Link screenshot;
    FieldHasSignatures "template.has_signatures" YesNo has_signatures;
    FieldHasDefaultSignatories "template.has_default_signatories" YesNo has_default_signatories;
    FieldRequiresSignatureSetup "template.requires_signature_setup" YesNo requires_signature_setup;
    FieldSignatoryFields "template.signatory_fields" Texts signatory_fields;
    FieldDefaultSignatories "template.default_signatories" People default_signatories;
    FieldCreatedAt "template.created_at" Time created_at;
    FieldUpdatedAt "template.updated_at" Time updated_at;
};

pub const SIGNATORY: &[FieldSpec<Signatory>] = rows! {
    FieldSignatoryIndex "signatory_index" Number index;
    FieldDisplayName "display_name" Text display_name;
    FieldDesignation "designation" Text designation;
    FieldAutoApprove "auto_approve" YesNo auto_approve;
    FieldSignatoryId "id" Number id;
    FieldInstitutionUserId "institution_user_id" Number institution_user_id;
};

/// The account behind a signatory.
pub const USER: &[FieldSpec<SignatoryUser>] = rows! {
    FieldFirstName "user.first_name" Text first_name;
    FieldLastName "user.last_name" Text last_name;
    FieldEmail "user.email" Code email;
    FieldSignatoryName "user.signatory_name" Text signatory_name;
    FieldSignatoryDesignation "user.signatory_designation" Text signatory_designation;
    FieldUserId "user.id" Number id;
    FieldUserUuid "user.uuid" Code uuid;
};

/// The first are the columns of the table on the page.
pub const CERTIFICATE: &[FieldSpec<Certificate>] = rows! {
    FieldName "name" Text name;
    FieldEmail "email" Code email;
    FieldReference "reference_id" Code reference_id;
    FieldStatus "status" CertificateStatus status;
    FieldIssueDate "issue_date" Day issue_date;
    FieldGeneratedAt "generated_at" Time generated_at;
    FieldCreatedAt "created_at" Time created_at;
    FieldUpdatedAt "updated_at" Time updated_at;
    FieldCertificateId "id" Code id;
    FieldId "batch_id" Code batch_id;
    FieldCustomerId "customer_id" Number customer_id;
    FieldPdf "pdf_path" Link pdf;
    FieldScreenshot "image_path" Link picture;
    FieldQrCode "qrcode_path" Link qr_code;
    FieldBarcode "barcode_path" Link barcode;
};

#[derive(Debug, Clone, PartialEq)]
pub struct FieldGroup {
    pub title: String,
    /// The fields, in the order the service lists them.
    pub fields: Vec<Field>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    pub label: String,
    pub key: &'static str,
    pub value: Value,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Missing,
    /// A text or a number.
    Text(String),
    /// Something to copy letter by letter.
    Code(String),
    Time(TimeWords),
}

impl Value {
    /// Empty where it is missing.
    pub fn into_text(self) -> String {
        match self {
            Self::Missing => String::new(),
            Self::Text(text) | Self::Code(text) => text,
            Self::Time(time) => time.exact,
        }
    }
}

impl Localizer {
    /// Every field of a batch and its template.
    pub fn field_groups(&self, batch: &Batch, now: Timestamp) -> Vec<FieldGroup> {
        let group = |title, fields| FieldGroup {
            title: self.text(title).to_owned(),
            fields,
        };
        let groups = BATCH.iter();
        let groups = groups.map(|(title, rows)| group(*title, self.fields(rows, batch, now)));
        let template = batch.template.as_ref();
        let template = template.map(|template| self.fields(TEMPLATE, template, now));
        let template = template.map(|fields| group(TextId::GroupTemplate, fields));
        groups.chain(template).collect()
    }

    /// Every field of a default signatory and the account behind it.
    pub fn signatory_fields(&self, person: &Signatory) -> Vec<Field> {
        let none = SignatoryUser::default();
        let user = person.user.as_ref().unwrap_or(&none);
        // Neither has a time.
        let now = Timestamp::UNIX_EPOCH;
        let mut fields = self.fields(SIGNATORY, person, now);
        fields.extend(self.fields(USER, user, now));
        fields
    }

    /// A group for each person in these places.
    pub fn signatory_groups(&self, places: &[Place<'_>]) -> impl Iterator<Item = FieldGroup> {
        let people = places.iter().filter_map(|place| place.person);
        (1_usize..).zip(people).map(|(number, person)| FieldGroup {
            title: self.signatory_group(number),
            fields: self.signatory_fields(person),
        })
    }

    pub fn certificate_fields(&self, of: &Certificate, now: Timestamp) -> Vec<Field> {
        self.fields(CERTIFICATE, of, now)
    }

    fn fields<T>(&self, rows: &[FieldSpec<T>], of: &T, now: Timestamp) -> Vec<Field> {
        let field = |row: &FieldSpec<T>| Field {
            label: self.text(row.label).to_owned(),
            key: row.key,
            value: self.value((row.sent)(of), now),
        };
        rows.iter().map(field).collect()
    }

    pub fn value(&self, sent: Sent<'_>, now: Timestamp) -> Value {
        let fixed = |label| Some(self.text(label).to_owned());
        let grouped = |n: u64| self.grouped(n);
        let text = match sent {
            Sent::Code(code) => return seen(code.as_ref()).map_or(Value::Missing, Value::Code),
            Sent::Time(moment) | Sent::Day(moment) => {
                let words = moment.as_ref().map(|moment| self.moment(moment, now));
                return words.map_or(Value::Missing, Value::Time);
            }
            Sent::Link(FileLink::At(address)) => return Value::Code(address.without_query()),
            Sent::Link(FileLink::Refused { sent, .. }) => return Value::Code(public(sent)),
            Sent::Text(text) => seen(text.as_ref()),
            Sent::Texts([]) | Sent::People([]) => fixed(TextId::ValueNone),
            Sent::Texts(texts) => {
                let texts: Vec<&str> = texts.iter().map(ServerText::as_str).collect();
                Some(texts.join(", "))
            }
            Sent::People(people) => Some(grouped(people.len() as u64)),
            Sent::Count(n) => n.map(grouped),
            Sent::Number(n) => n.map(|n| n.to_string()),
            Sent::Percent(percent) => {
                percent.map(|percent| self.percent(percent.as_sent().to_string()))
            }
            Sent::YesNo(None) | Sent::Link(FileLink::None) => None,
            Sent::YesNo(Some(true)) => fixed(TextId::ValueYes),
            Sent::YesNo(Some(false)) => fixed(TextId::ValueNo),
            Sent::Status(status) => Some(self.status(status)),
            Sent::CertificateStatus(status) => Some(self.certificate_status(status)),
        };
        text.map_or(Value::Missing, Value::Text)
    }
}

/// An address of any kind without query, fragment and user name, which may hold secrets.
fn public(address: &ServerText) -> String {
    let end = address.as_str().split(['?', '#']).next();
    let end = end.unwrap_or_default();
    let (scheme, rest) = end.split_once("//").unwrap_or(("", end));
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    match host.rsplit_once('@') {
        Some((_, host)) => format!("{scheme}//{host}/{path}"),
        None => end.to_owned(),
    }
}

fn seen(text: Option<&ServerText>) -> Option<String> {
    text.filter(|text| !text.is_blank())
        .map(ToString::to_string)
}
