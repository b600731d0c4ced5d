//! A person set as a template's default signatory.

use super::text::ServerText;

/// One default signatory of a template. Everything may be missing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Signatory {
    pub id: Option<i64>,
    /// The place this person signs in, counted from 1.
    pub index: Option<i64>,
    pub institution_user_id: Option<i64>,
    pub display_name: Option<ServerText>,
    pub designation: Option<ServerText>,
    /// The signature is applied without asking each time.
    pub auto_approve: Option<bool>,
    /// The account behind the entry; missing where it was removed.
    pub user: Option<SignatoryUser>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SignatoryUser {
    pub id: Option<i64>,
    pub uuid: Option<ServerText>,
    pub first_name: Option<ServerText>,
    pub last_name: Option<ServerText>,
    pub email: Option<ServerText>,
    /// The name the person signs with.
    pub signatory_name: Option<ServerText>,
    /// The role the person signs in.
    pub signatory_designation: Option<ServerText>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PersonName {
    /// A name or, for want of one, an address.
    Known(String),
    /// Only the number of the account is known.
    Numbered(i64),
    Unknown,
}

fn text(of: Option<&ServerText>) -> Option<&str> {
    of.map(ServerText::as_str)
        .map(str::trim)
        .filter(|text| !text.is_empty())
}

impl Signatory {
    /// With its texts as they were sent: see [`ServerText::as_sent`].
    #[must_use]
    pub fn as_sent(&self) -> Self {
        let sent = |text: &Option<ServerText>| text.as_ref().map(ServerText::as_sent);
        Self {
            display_name: sent(&self.display_name),
            designation: sent(&self.designation),
            user: self.user.as_ref().map(|user| SignatoryUser {
                first_name: sent(&user.first_name),
                last_name: sent(&user.last_name),
                email: sent(&user.email),
                signatory_name: sent(&user.signatory_name),
                signatory_designation: sent(&user.signatory_designation),
                ..user.clone()
            }),
            ..self.clone()
        }
    }

    /// The name to print, or to sign with, first and last name, the address, or the number.
    pub fn name(&self) -> PersonName {
        let user = self.user.as_ref();
        let first_and_last = || {
            let parts = [&user?.first_name, &user?.last_name].into_iter();
            let parts: Vec<&str> = parts.filter_map(|part| text(part.as_ref())).collect();
            (!parts.is_empty()).then(|| parts.join(" "))
        };
        let number = || self.institution_user_id.or_else(|| user?.id);
        text(self.display_name.as_ref())
            .or_else(|| text(user?.signatory_name.as_ref()))
            .map(str::to_owned)
            .or_else(first_and_last)
            .or_else(|| self.email().map(str::to_owned))
            .map(PersonName::Known)
            .or_else(|| number().map(PersonName::Numbered))
            .unwrap_or(PersonName::Unknown)
    }

    /// The role to print, or the one the person signs in.
    pub fn role(&self) -> Option<&str> {
        text(self.designation.as_ref())
            .or_else(|| text(self.user.as_ref()?.signatory_designation.as_ref()))
    }

    /// The address as it came.
    pub fn email(&self) -> Option<&str> {
        text(self.user.as_ref()?.email.as_ref())
    }

    /// The address to open in the mail program, where it is a plain one: what the service sends
    /// can name no further recipient and no subject.
    pub fn mailto(&self) -> Option<String> {
        let email = self.email()?;
        let is_plain = |c: char| c.is_alphanumeric() || "@.!$'*+-=_~".contains(c);
        let (local, domain) = email.split_once('@')?;
        let is_sound = !local.is_empty() && domain.contains('.') && !domain.contains('@');
        (is_sound && email.chars().all(is_plain)).then(|| format!("mailto:{email}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[expect(clippy::unnecessary_wraps, reason = "reads as the field it fills")]
    fn some(text: &str) -> Option<ServerText> {
        Some(ServerText::new(text))
    }

    #[test]
    fn the_best_name_there_is_is_shown() {
        let mut person = Signatory {
            display_name: some("Faizan Ali"),
            institution_user_id: Some(3),
            user: Some(SignatoryUser {
                signatory_name: some("Dr Ali"),
                first_name: some("Faizan"),
                last_name: some(" "),
                email: some("faizan@example.com"),
                ..SignatoryUser::default()
            }),
            ..Signatory::default()
        };
        let known = |name: &str| PersonName::Known(name.to_owned());
        assert_eq!(person.name(), known("Faizan Ali"));
        person.display_name = some("  ");
        assert_eq!(person.name(), known("Dr Ali"));
        person.user.as_mut().unwrap().signatory_name = None;
        assert_eq!(person.name(), known("Faizan"));
        person.user.as_mut().unwrap().first_name = None;
        assert_eq!(person.name(), known("faizan@example.com"));
        person.user = None;
        assert_eq!(person.name(), PersonName::Numbered(3));
        assert_eq!(Signatory::default().name(), PersonName::Unknown);
    }

    #[test]
    fn a_mail_address_cannot_smuggle_anything_into_the_mail_program() {
        for (email, mailto) in [
            ("a+vec@b.example", Some("mailto:a+vec@b.example")),
            ("a@b.example?bcc=all@evil.example", None),
            ("a@b.example,c@d.example", None),
            ("a b@c.example", None),
            ("nobody", None),
            ("@b.example", None),
            ("a@b@c.example", None),
            ("a@b.example&subject=x", None),
            ("a%0Ab@c.example", None),
        ] {
            let mut person = Signatory::default();
            person.user.get_or_insert_default().email = some(email);
            assert_eq!(person.mailto().as_deref(), mailto, "{email}");
        }
    }
}
