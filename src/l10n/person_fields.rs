//! Every field of a default signatory.

use super::fields::Field;
use super::{Localizer, TextId};
use crate::domain::signatory::{Signatory, SignatoryUser};

impl Localizer {
    pub fn signatory_fields(&self, person: &Signatory) -> Vec<Field> {
        let mut fields = self.collect();
        let none = SignatoryUser::default();
        let user = person.user.as_ref().unwrap_or(&none);
        fields.number(TextId::FieldSignatoryIndex, "signatory_index", person.index);
        fields.text(
            TextId::FieldDisplayName,
            "display_name",
            person.display_name.as_ref(),
        );
        fields.text(
            TextId::FieldDesignation,
            "designation",
            person.designation.as_ref(),
        );
        fields.yes_no(
            TextId::FieldAutoApprove,
            "auto_approve",
            person.auto_approve,
        );
        fields.number(TextId::FieldSignatoryId, "id", person.id);
        fields.number(
            TextId::FieldInstitutionUserId,
            "institution_user_id",
            person.institution_user_id,
        );
        fields.text(
            TextId::FieldFirstName,
            "user.first_name",
            user.first_name.as_ref(),
        );
        fields.text(
            TextId::FieldLastName,
            "user.last_name",
            user.last_name.as_ref(),
        );
        fields.code(TextId::FieldEmail, "user.email", user.email.as_ref());
        fields.text(
            TextId::FieldSignatoryName,
            "user.signatory_name",
            user.signatory_name.as_ref(),
        );
        fields.text(
            TextId::FieldSignatoryDesignation,
            "user.signatory_designation",
            user.signatory_designation.as_ref(),
        );
        fields.number(TextId::FieldUserId, "user.id", user.id);
        fields.code(TextId::FieldUserUuid, "user.uuid", user.uuid.as_ref());
        fields.fields
    }
}
