//! An account: a service, a token and what is remembered with it.

use std::num::NonZeroU64;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::api_token::Fingerprint;
use super::text::sought;
use super::{ApiOrigin, ApiToken, ServerText};

/// A token, and the service that alone is sent it.
#[derive(Debug, Clone, PartialEq)]
pub struct Caller {
    pub origin: ApiOrigin,
    pub token: ApiToken,
}

/// Longest name of an account, in characters.
pub const MAX_NAME: usize = 60;

/// One of the institutions that a person works for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    pub name: AccountName,
    #[serde(flatten)]
    pub id: AccountId,
}

impl Account {
    /// The only one of a service, as long as the person named none.
    pub fn only(origin: ApiOrigin) -> Self {
        Self {
            name: AccountName::of_host(&origin),
            id: AccountId::first(origin),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct AccountId {
    #[serde(rename = "api_url")]
    pub origin: ApiOrigin,
    #[serde(
        rename = "number",
        default,
        skip_serializing_if = "Slot::has_no_number"
    )]
    pub slot: Slot,
}

/// Place of an account among those of a host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Slot {
    /// The first one, whose token and memory lie where they lay when each host had one.
    #[default]
    First,
    /// A further one, by a number that no other one ever gets.
    Further(NonZeroU64),
    /// The one of a token in the environment, never kept. `None` for the first such token.
    #[serde(skip)]
    Environment(Option<Fingerprint>),
}

impl Slot {
    fn has_no_number(&self) -> bool {
        !matches!(self, Self::Further(_))
    }
}

impl AccountId {
    pub fn first(origin: ApiOrigin) -> Self {
        let slot = Slot::First;
        Self { origin, slot }
    }

    pub fn is_of_environment(&self) -> bool {
        matches!(self.slot, Slot::Environment(_))
    }

    /// A new account, besides those that are there. The clock numbers it: two windows may each
    /// add one, and a number used again could find what is left of the account before.
    pub fn new(origin: ApiOrigin, there: &[Account], milliseconds: u64) -> Self {
        let further = (milliseconds.max(1)..).filter_map(NonZeroU64::new);
        let slots = std::iter::once(Slot::First).chain(further.map(Slot::Further));
        let mut ids = slots.map(|slot| Self {
            origin: origin.clone(),
            slot,
        });
        let taken: Vec<String> = there.iter().map(|one| one.id.storage_key()).collect();
        let is_free = |id: &Self| !taken.contains(&id.storage_key());
        ids.find(is_free).unwrap_or_else(|| Self::first(origin))
    }

    /// Place of its token and memory: the user in the password store, and the name among the
    /// records. The first one's is the host, the others' `HOST#NUMBER`.
    pub fn storage_key(&self) -> String {
        let host = self.origin.host();
        match self.slot {
            Slot::First => host,
            Slot::Further(number) => format!("{host}#{number}"),
            Slot::Environment(None) => format!("{host}#environment"),
            Slot::Environment(Some(print)) => format!("{host}#environment-{print}"),
        }
    }
}

/// Name that a person gives an account: safe to show, not blank, not long.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct AccountName(String);

/// Why a text is no name of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameProblem {
    Empty,
    /// More than [`MAX_NAME`] characters.
    TooLong,
    Taken,
}

impl AccountName {
    /// # Errors
    /// [`NameProblem`] where it gives none.
    pub fn new(text: &str) -> Result<Self, NameProblem> {
        let name = Self::try_from(text.to_owned()).map_err(|_| NameProblem::Empty)?;
        let is_short = name.0.chars().count() <= MAX_NAME;
        is_short.then_some(name).ok_or(NameProblem::TooLong)
    }

    pub fn of_host(origin: &ApiOrigin) -> Self {
        Self(origin.host())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// True for a text that means this name: capitals and blanks around it do not count.
    pub fn is_meant_by(&self, text: &str) -> bool {
        sought(text.trim()) == sought(&self.0)
    }
}

impl TryFrom<String> for AccountName {
    type Error = &'static str;

    /// Takes a name of any length: that of a host may be longer than a person can give.
    fn try_from(text: String) -> Result<Self, Self::Error> {
        let shown = ServerText::new(text.trim());
        if shown.is_blank() {
            return Err("a blank name");
        }
        Ok(Self(shown.to_string()))
    }
}

/// In the form in which they are kept: no token is in it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct KeptAccounts {
    /// The accounts, in the order they were added.
    #[serde(rename = "accounts")]
    pub list: Vec<Account>,
    pub last: Option<AccountId>,
    /// Set once there was a token in the environment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub environment: Option<Environment>,
}

/// Tells the tokens of the environment apart and shows none of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Environment {
    /// Part of every fingerprint; on each computer another one.
    pub salt: Uuid,
    /// The token that has what was remembered before they were told apart.
    pub owner: Option<Fingerprint>,
}

impl Environment {
    /// The first token of the environment on this computer.
    pub fn first(token: &ApiToken, salt: Uuid) -> Self {
        let owner = Some(token.fingerprint(salt));
        Self { salt, owner }
    }

    pub fn slot(self, token: &ApiToken) -> Slot {
        let print = Some(token.fingerprint(self.salt));
        Slot::Environment(print.filter(|_| print != self.owner))
    }
}

/// A change of the accounts, and not their new state: another window may change them too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccountChange {
    /// These were there before any was kept.
    Begin(Vec<Account>),
    /// An account is there, or has a new name.
    Put(Account),
    Remove(AccountId),
    Use(AccountId),
    /// The first token of the environment is there.
    Environment(Environment),
}

impl KeptAccounts {
    /// The accounts after a change. That of the environment is never among them.
    pub fn change(&mut self, change: AccountChange) {
        match change {
            AccountChange::Begin(list) => {
                if self.list.is_empty() {
                    self.list = list;
                    self.list.retain(|one| !one.id.is_of_environment());
                }
            }
            AccountChange::Put(Account { id, .. }) | AccountChange::Use(id)
                if id.is_of_environment() => {}
            AccountChange::Put(account) => {
                match self.list.iter_mut().find(|one| one.id == account.id) {
                    Some(there) => there.name = account.name,
                    None => self.list.push(account),
                }
            }
            AccountChange::Remove(id) => {
                self.list.retain(|one| one.id != id);
                self.last.take_if(|last| *last == id);
            }
            AccountChange::Use(id) => self.last = Some(id),
            AccountChange::Environment(first) => {
                self.environment.get_or_insert(first);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(text: &str) -> ApiOrigin {
        text.parse().unwrap()
    }

    fn account(name: &str, id: AccountId) -> Account {
        let name = AccountName::new(name).unwrap();
        Account { name, id }
    }

    #[test]
    fn the_first_account_of_a_host_lies_where_it_always_lay() {
        let service = origin("https://api.vec.digital");
        let mut there = Vec::new();
        // No number twice, though the clock stands still.
        for place in ["api.vec.digital", "api.vec.digital#7", "api.vec.digital#8"] {
            let id = AccountId::new(service.clone(), &there, 7);
            assert_eq!(id.storage_key(), place);
            there.push(account("A", id));
        }
        let other = AccountId::new(origin("https://b.example:8443"), &there, 7);
        assert_eq!(other.storage_key(), "b.example:8443");
    }

    #[test]
    fn a_name_is_safe_and_short() {
        let name = |text: &str| AccountName::new(text).map(|name| name.as_str().to_owned());
        assert_eq!(name("  Dubai Academy\n").as_deref(), Ok("Dubai Academy"));
        assert_eq!(name(" \t"), Err(NameProblem::Empty));
        assert_eq!(name("a\u{202e}b").as_deref(), Ok("a[U+202E]b"));
        assert_eq!(name(&"ä".repeat(MAX_NAME)), Ok("ä".repeat(MAX_NAME)));
        assert_eq!(name(&"ä".repeat(MAX_NAME + 1)), Err(NameProblem::TooLong));
        let meant = |text| AccountName::new("Ärzte Köln").unwrap().is_meant_by(text);
        assert!(meant(" ärzte KÖLN ") && !meant("Ärzte"));
    }
}
