//! Form to add or rename an account.

use jiff::Timestamp;

use crate::domain::ApiOrigin;
use crate::domain::account::{Account, AccountId, AccountName, NameProblem};
use crate::domain::origin::OriginProblem;

#[derive(Debug, Clone, PartialEq)]
pub struct AccountForm {
    pub purpose: Purpose,
    pub name: String,
    /// Empty for the usual service.
    pub address: String,
    /// Shown until the text changes.
    pub problem: Option<FormProblem>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    Add,
    Rename(AccountId),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormProblem {
    Name(NameProblem),
    Address(OriginProblem),
}

impl AccountForm {
    pub(super) fn new() -> Self {
        Self {
            purpose: Purpose::Add,
            name: String::new(),
            address: String::new(),
            problem: None,
        }
    }

    pub(super) fn renaming(account: &Account) -> Self {
        Self {
            purpose: Purpose::Rename(account.id.clone()),
            name: account.name.as_str().to_owned(),
            ..Self::new()
        }
    }

    pub(super) fn edit_name(&mut self, name: String) {
        self.name = name;
        self.problem = None;
    }

    pub(super) fn edit_address(&mut self, address: String) {
        self.address = address;
        self.problem = None;
    }

    /// The typed account; a new one without a name is named after its host.
    pub(super) fn account(
        &self,
        there: &[Account],
        usual: &ApiOrigin,
        now: Timestamp,
    ) -> Result<Account, FormProblem> {
        let (id, name) = match &self.purpose {
            Purpose::Rename(id) => (id.clone(), self.name()?),
            Purpose::Add => {
                let origin = if self.address.trim().is_empty() {
                    usual.clone()
                } else {
                    self.address.parse().map_err(FormProblem::Address)?
                };
                let name = match self.name() {
                    Err(FormProblem::Name(NameProblem::Empty)) => AccountName::of_host(&origin),
                    name => name?,
                };
                let number = u64::try_from(now.as_millisecond()).unwrap_or_default();
                (AccountId::new(origin, there, number), name)
            }
        };
        let others = there.iter().filter(|one| one.id != id);
        if others
            .map(|one| &one.name)
            .any(|other| other.is_meant_by(name.as_str()))
        {
            return Err(FormProblem::Name(NameProblem::Taken));
        }
        Ok(Account { name, id })
    }

    fn name(&self) -> Result<AccountName, FormProblem> {
        AccountName::new(&self.name).map_err(FormProblem::Name)
    }
}
