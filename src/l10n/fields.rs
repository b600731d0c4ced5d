//! Every field of an answer with its label and its value in words.

use jiff::Timestamp;

use super::{Localizer, TextId, TimeWords, count};
use crate::domain::batch::Batch;
use crate::domain::moment::Moment;
use crate::domain::picture::FileLink;
use crate::domain::template::Template;
use crate::domain::text::ServerText;

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

pub(super) struct Fields<'a> {
    l10n: &'a Localizer,
    pub(super) fields: Vec<Field>,
}

impl Fields<'_> {
    pub(super) fn add(&mut self, label: TextId, key: &'static str, value: Value) {
        let label = self.l10n.text(label).to_owned();
        self.fields.push(Field { label, key, value });
    }

    pub(super) fn text(&mut self, label: TextId, key: &'static str, text: Option<&ServerText>) {
        self.add(label, key, text_value(text, Value::Text));
    }

    pub(super) fn code(&mut self, label: TextId, key: &'static str, text: Option<&ServerText>) {
        self.add(label, key, text_value(text, Value::Code));
    }

    fn count(&mut self, label: TextId, key: &'static str, n: Option<u64>) {
        let shown = n.map(|n| self.l10n.separators.group(&n.to_string()));
        self.add(label, key, shown.map_or(Value::Missing, Value::Text));
    }

    /// A number that names something, so without a comma.
    pub(super) fn number(&mut self, label: TextId, key: &'static str, n: Option<i64>) {
        let shown = n.map(|n| n.to_string());
        self.add(label, key, shown.map_or(Value::Missing, Value::Text));
    }

    pub(super) fn yes_no(&mut self, label: TextId, key: &'static str, value: Option<bool>) {
        let l10n = self.l10n;
        let shown = value.map(|yes| {
            let label = if yes {
                TextId::ValueYes
            } else {
                TextId::ValueNo
            };
            l10n.text(label).to_owned()
        });
        self.add(label, key, shown.map_or(Value::Missing, Value::Text));
    }

    pub(super) fn time(
        &mut self,
        label: TextId,
        key: &'static str,
        moment: Option<&Moment>,
        now: Timestamp,
    ) {
        let shown = moment.map(|moment| self.l10n.moment(moment, now));
        self.add(label, key, shown.map_or(Value::Missing, Value::Time));
    }

    pub(super) fn link(&mut self, label: TextId, key: &'static str, link: &FileLink) {
        let shown = match link {
            FileLink::None => Value::Missing,
            FileLink::At(address) => Value::Code(address.without_query()),
            FileLink::Refused { sent, .. } => Value::Code(sent.to_string()),
        };
        self.add(label, key, shown);
    }

    fn group(self, title: TextId) -> FieldGroup {
        FieldGroup {
            title: self.l10n.text(title).to_owned(),
            fields: self.fields,
        }
    }
}

fn text_value(text: Option<&ServerText>, kind: fn(String) -> Value) -> Value {
    match text {
        Some(text) if !text.is_blank() => kind(text.to_string()),
        _ => Value::Missing,
    }
}

impl Localizer {
    pub(super) fn collect(&self) -> Fields<'_> {
        Fields {
            l10n: self,
            fields: Vec::new(),
        }
    }

    pub fn field_groups(&self, batch: &Batch, now: Timestamp) -> Vec<FieldGroup> {
        let mut groups = vec![
            self.batch_fields(batch),
            self.count_fields(batch),
            self.time_fields(batch, now),
            self.signature_fields(batch),
        ];
        groups.extend(
            batch
                .template
                .as_ref()
                .map(|t| self.template_fields(t, now)),
        );
        groups
    }

    fn batch_fields(&self, batch: &Batch) -> FieldGroup {
        let mut fields = self.collect();
        fields.text(TextId::FieldName, "name", batch.name.as_ref());
        fields.code(TextId::FieldId, "id", batch.id.as_ref());
        let status = Value::Text(self.status(&batch.status));
        fields.add(TextId::FieldStatus, "status", status);
        fields.code(
            TextId::FieldTemplateId,
            "template_id",
            batch.template_id.as_ref(),
        );
        fields.group(TextId::GroupBatch)
    }

    fn count_fields(&self, batch: &Batch) -> FieldGroup {
        let mut fields = self.collect();
        let counts = &batch.counts;
        fields.count(TextId::FieldTotal, "total_certificates", counts.total);
        fields.count(TextId::FieldMade, "processed_certificates", counts.made);
        fields.count(TextId::FieldFailed, "failed_certificates", counts.failed);
        let progress = batch.progress.map_or(Value::Missing, |progress| {
            let sent = progress.as_sent().to_string();
            Value::Text(self.format("value-percent", &[("percent", sent.into())]))
        });
        fields.add(TextId::FieldProgress, "progress", progress);
        fields.group(TextId::GroupCounts)
    }

    fn time_fields(&self, batch: &Batch, now: Timestamp) -> FieldGroup {
        let mut fields = self.collect();
        let completed = batch.completion_date.as_ref();
        fields.time(
            TextId::FieldCreatedAt,
            "created_at",
            batch.created_at.as_ref(),
            now,
        );
        fields.time(
            TextId::FieldUpdatedAt,
            "updated_at",
            batch.updated_at.as_ref(),
            now,
        );
        fields.time(
            TextId::FieldCompletionDate,
            "completion_date",
            completed,
            now,
        );
        fields.group(TextId::GroupTimes)
    }

    fn signature_fields(&self, batch: &Batch) -> FieldGroup {
        let mut fields = self.collect();
        let needed = batch.requires_signatures;
        fields.yes_no(
            TextId::FieldRequiresSignatures,
            "requires_signatures",
            needed,
        );
        let mine = batch.requires_my_signature;
        fields.yes_no(
            TextId::FieldRequiresMySignature,
            "requires_my_signature",
            mine,
        );
        fields.group(TextId::GroupSignatures)
    }

    fn template_fields(&self, template: &Template, now: Timestamp) -> FieldGroup {
        let mut fields = self.collect();
        fields.text(TextId::FieldName, "template.name", template.name.as_ref());
        fields.code(
            TextId::FieldTemplateOwnId,
            "template.id",
            template.id.as_ref(),
        );
        fields.number(
            TextId::FieldInstitutionId,
            "template.institution_id",
            template.institution_id,
        );
        let screenshot = &template.screenshot;
        fields.link(TextId::FieldScreenshot, "template.screenshot", screenshot);
        fields.yes_no(
            TextId::FieldHasSignatures,
            "template.has_signatures",
            template.has_signatures,
        );
        fields.yes_no(
            TextId::FieldHasDefaultSignatories,
            "template.has_default_signatories",
            template.has_default_signatories,
        );
        fields.yes_no(
            TextId::FieldRequiresSignatureSetup,
            "template.requires_signature_setup",
            template.requires_signature_setup,
        );
        self.template_lists(&mut fields, template);
        fields.time(
            TextId::FieldCreatedAt,
            "template.created_at",
            template.created_at.as_ref(),
            now,
        );
        fields.time(
            TextId::FieldUpdatedAt,
            "template.updated_at",
            template.updated_at.as_ref(),
            now,
        );
        fields.group(TextId::GroupTemplate)
    }

    fn template_lists(&self, fields: &mut Fields<'_>, template: &Template) {
        let names: Vec<&str> = template
            .signatory_fields
            .iter()
            .map(ServerText::as_str)
            .collect();
        let none = || Value::Text(self.text(TextId::ValueNone).to_owned());
        let listed = if names.is_empty() {
            none()
        } else {
            Value::Text(names.join(", "))
        };
        fields.add(
            TextId::FieldSignatoryFields,
            "template.signatory_fields",
            listed,
        );
        let people = template.default_signatories.len() as u64;
        let people = if people == 0 {
            none()
        } else {
            Value::Text(self.separators.group(&people.to_string()))
        };
        fields.add(
            TextId::FieldDefaultSignatories,
            "template.default_signatories",
            people,
        );
    }

    /// The heading of one signatory's fields.
    pub fn signatory_group(&self, number: usize) -> String {
        self.format("group-signatory", &[("number", count(number as u64))])
    }
}
