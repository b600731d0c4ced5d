//! Every field of a default signatory.

use super::fields::Field;
use super::{Label, Words};
use crate::domain::signatory::{Signatory, SignatoryUser};

impl Words {
    /// Every field of a default signatory and the account behind it.
    #[must_use]
    pub fn signatory_fields(&self, person: &Signatory) -> Vec<Field> {
        let mut fields = self.collect();
        let none = SignatoryUser::default();
        let user = person.user.as_ref().unwrap_or(&none);
        fields.number(Label::FieldSignatoryIndex, "signatory_index", person.index);
        fields.text(
            Label::FieldDisplayName,
            "display_name",
            person.display_name.as_ref(),
        );
        fields.text(
            Label::FieldDesignation,
            "designation",
            person.designation.as_ref(),
        );
        fields.yes_no(Label::FieldAutoApprove, "auto_approve", person.auto_approve);
        fields.number(Label::FieldSignatoryId, "id", person.id);
        fields.number(
            Label::FieldInstitutionUserId,
            "institution_user_id",
            person.institution_user_id,
        );
        fields.text(
            Label::FieldFirstName,
            "user.first_name",
            user.first_name.as_ref(),
        );
        fields.text(
            Label::FieldLastName,
            "user.last_name",
            user.last_name.as_ref(),
        );
        fields.code(Label::FieldEmail, "user.email", user.email.as_ref());
        fields.text(
            Label::FieldSignatoryName,
            "user.signatory_name",
            user.signatory_name.as_ref(),
        );
        fields.text(
            Label::FieldSignatoryDesignation,
            "user.signatory_designation",
            user.signatory_designation.as_ref(),
        );
        fields.number(Label::FieldUserId, "user.id", user.id);
        fields.code(Label::FieldUserUuid, "user.uuid", user.uuid.as_ref());
        fields.fields
    }
}
