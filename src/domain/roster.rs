//! The accounts there are at the start, and the one to begin with.

use super::account::{Account, AccountId, Environment, KeptAccounts, Slot};
use super::origin::ApiOrigin;
use super::start::ArgumentProblem;
use super::{ApiToken, ServerText};

#[derive(Debug, Clone, PartialEq)]
pub struct Roster {
    /// Those that are known by name, in their order.
    pub list: Vec<Account>,
    /// The one that was asked for by its name.
    pub named: Option<AccountId>,
    pub last: Option<AccountId>,
    /// The service where nothing else says which.
    pub home: ApiOrigin,
    pub environment: Option<Environment>,
}

/// Wishes of a start, to be met once the accounts are read.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    /// Those that are named for everybody who uses this computer.
    pub of_machine: Vec<Account>,
    pub asked: Option<ApiOrigin>,
    /// The service where none is asked for.
    pub usual: ApiOrigin,
    pub name: Option<String>,
    /// The token of the environment, in case it is the first one.
    pub environment: Option<Environment>,
}

impl Wanted {
    /// The accounts there are, beginning with the one that was asked for by its name: the only
    /// one is called by its host.
    ///
    /// # Errors
    /// [`ArgumentProblem::Account`] where the service that was asked for has none of this name.
    pub fn roster(&self, kept: KeptAccounts) -> Result<Roster, ArgumentProblem> {
        let mut roster = self.gather(kept);
        let Some(name) = &self.name else {
            return Ok(roster);
        };
        if roster.list.is_empty() {
            roster.list.push(Account::only(roster.home.clone()));
        }
        let is_meant = |one: &&Account| self.may_be_of(&one.id) && one.name.is_meant_by(name);
        let named = roster.list.iter().find(is_meant);
        roster.named = named.map(|named| named.id.clone());
        if roster.named.is_some() {
            return Ok(roster);
        }
        let there = roster.list.iter().map(|one| one.name.as_str().to_owned());
        Err(ArgumentProblem::Account {
            name: ServerText::new(name).to_string(),
            there: there.collect(),
        })
    }

    /// All accounts there are. A service that is named for everybody and has an account already
    /// gets no other one. Where none is kept yet, the one that each service had may be there.
    fn gather(&self, kept: KeptAccounts) -> Roster {
        let home = self.asked.as_ref().unwrap_or(&self.usual).clone();
        let mut list = kept.list;
        let may_be_there = list.is_empty() && !self.of_machine.is_empty();
        let unnamed = [may_be_there.then_some(&home), self.asked.as_ref()];
        let unnamed = unnamed.into_iter().flatten().cloned().map(Account::only);
        for account in self.of_machine.iter().cloned().chain(unnamed) {
            if list.iter().all(|one| one.id.origin != account.id.origin) {
                list.push(account);
            }
        }
        Roster {
            list,
            named: None,
            last: kept.last.filter(|id| self.may_be_of(id)),
            home,
            environment: kept.environment,
        }
    }

    /// True for an account of the service that was asked for, if one was.
    fn may_be_of(&self, id: &AccountId) -> bool {
        self.asked.as_ref().is_none_or(|at| id.origin == *at)
    }
}

impl Roster {
    /// One account that nobody named.
    pub fn only(origin: ApiOrigin) -> Self {
        Self {
            list: Vec::new(),
            named: None,
            last: None,
            home: origin,
            environment: None,
        }
    }

    /// The list, where there is one account at least, and the one to begin with.
    pub fn open(self, token: Option<&ApiToken>) -> (Vec<Account>, Account) {
        let mut list = self.list;
        if let Some(token) = token {
            let slot = self.environment.map(|known| known.slot(token));
            let mut of_environment = Account::only(self.home.clone());
            of_environment.id.slot = slot.unwrap_or(Slot::Environment(None));
            list.push(of_environment);
        } else if list.is_empty() {
            list.push(Account::only(self.home.clone()));
        }
        let place =
            |of: Option<AccountId>| list.iter().position(|one| Some(&one.id) == of.as_ref());
        let at_home = || list.iter().position(|one| one.id.origin == self.home);
        let first = match token {
            Some(_) => list.len() - 1,
            None => place(self.last).or_else(at_home).unwrap_or_default(),
        };
        let begin = list[place(self.named).unwrap_or(first)].clone();
        (list, begin)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::account::AccountName;

    fn origin(text: &str) -> ApiOrigin {
        text.parse().unwrap()
    }

    fn account(name: &str) -> Account {
        let address = format!("https://{}.example", name[..1].to_lowercase());
        Account {
            name: AccountName::new(name).unwrap(),
            id: AccountId::first(origin(&address)),
        }
    }

    fn kept() -> KeptAccounts {
        KeptAccounts {
            last: Some(account("B").id),
            list: vec![account("A"), account("B")],
            environment: None,
        }
    }

    fn wanted() -> Wanted {
        Wanted {
            of_machine: Vec::new(),
            asked: None,
            usual: origin("https://api.vec.digital"),
            name: None,
            environment: None,
        }
    }

    /// The names of the list, and the one to begin with.
    fn opened(wanted: &Wanted, kept: KeptAccounts, token: Option<&ApiToken>) -> (String, String) {
        let Ok(roster) = wanted.roster(kept) else {
            return Default::default();
        };
        let (list, begin) = roster.open(token);
        let names: Vec<&str> = list.iter().map(|one| one.name.as_str()).collect();
        (names.join(", "), begin.id.storage_key())
    }

    #[test]
    fn it_begins_where_the_person_left_or_said() {
        for (asked, name, begin) in [
            (None, None, "b.example"),
            (Some("https://a.example"), None, "a.example"),
            (Some("https://c.example"), None, "c.example"),
            (None, Some(" a "), "a.example"),
            (None, Some("C"), ""),
            (Some("https://b.example"), Some("A"), ""),
        ] {
            let wanted = Wanted {
                asked: asked.map(origin),
                name: name.map(str::to_owned),
                ..wanted()
            };
            let found = opened(&wanted, kept(), None).1;
            assert_eq!(found, begin, "{asked:?} {name:?}");
        }
        let only = Wanted {
            name: Some("api.vec.digital".to_owned()),
            ..wanted()
        };
        for wanted in [wanted(), only] {
            let (list, begin) = opened(&wanted, KeptAccounts::default(), None);
            assert_eq!((&*list, &*begin), ("api.vec.digital", "api.vec.digital"));
        }
    }

    #[test]
    fn accounts_for_everybody_come_after_those_of_the_person() {
        let of_machine = Wanted {
            of_machine: vec![account("Of all"), account("Another A")],
            ..wanted()
        };
        let (list, _) = opened(&of_machine, kept(), None);
        assert_eq!(list, "A, B, Of all");
        let (list, begin) = opened(&of_machine, KeptAccounts::default(), None);
        // The last may hold a token.
        assert_eq!(list, "Of all, Another A, api.vec.digital");
        assert_eq!(begin, "api.vec.digital");
    }

    #[test]
    fn a_token_of_the_environment_is_an_account_of_its_own() {
        let token = ApiToken::clean("1|a").unwrap();
        let (list, begin) = opened(&wanted(), kept(), Some(&token));
        assert_eq!(list, "A, B, api.vec.digital");
        assert_eq!(begin, "api.vec.digital#environment");
        let named = Wanted {
            name: Some("A".to_owned()),
            ..wanted()
        };
        assert_eq!(opened(&named, kept(), Some(&token)).1, "a.example");
        let alone = Roster::only(origin("https://a.example")).open(Some(&token));
        assert_eq!(alone.0, [alone.1]);
    }
}
