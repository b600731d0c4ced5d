//! The accounts there are at the start, and the one to begin with.

use super::account::{Account, AccountId, AccountName, Environment, KeptAccounts, Slot};
use super::origin::ApiOrigin;
use super::start::ArgumentProblem;
use super::{ApiToken, ServerText};

/// The accounts at the start, and what the person said about them.
#[derive(Debug, Clone, PartialEq)]
pub struct Roster {
    /// Those that are known by name, in their order.
    pub list: Vec<Account>,
    /// The one that was asked for by its name.
    pub named: Option<AccountId>,
    pub last: Option<AccountId>,
    /// The service where nothing else says which.
    pub home: ApiOrigin,
    /// What tells the tokens of the environment apart.
    pub environment: Option<Environment>,
}

/// Sources of the accounts at the start.
#[derive(Debug)]
pub struct Sources {
    pub kept: KeptAccounts,
    /// Those that are named for everybody who uses this computer.
    pub of_machine: Vec<Account>,
    pub asked: Option<ApiOrigin>,
    /// The service where none is asked for.
    pub usual: ApiOrigin,
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
    /// The accounts there are, beginning with the one that was asked for.
    ///
    /// # Errors
    /// [`ArgumentProblem::Account`] where there is none of this name.
    pub fn roster(&self, kept: KeptAccounts) -> Result<Roster, ArgumentProblem> {
        let roster = Roster::gather(Sources {
            kept,
            of_machine: self.of_machine.clone(),
            asked: self.asked.clone(),
            usual: self.usual.clone(),
        });
        let Some(name) = &self.name else {
            return Ok(roster);
        };
        let names = roster.known();
        let names = names.iter().map(|one| one.name.as_str().to_owned());
        let unknown = ArgumentProblem::Account {
            name: ServerText::new(name).to_string(),
            there: names.collect(),
        };
        roster
            .beginning_with(name, self.asked.as_ref())
            .ok_or(unknown)
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

    /// All accounts there are. A service that is named for everybody and has an account already
    /// gets no other one. Where none is kept yet, the one that each service had may be there.
    pub fn gather(sources: Sources) -> Self {
        let KeptAccounts {
            mut list,
            last,
            environment,
        } = sources.kept;
        let home = sources.asked.clone().unwrap_or(sources.usual);
        let may_be_there = list.is_empty() && !sources.of_machine.is_empty();
        let may_be_there = may_be_there.then(|| Account::only(home.clone()));
        let asked = sources.asked.clone().map(Account::only);
        for account in sources
            .of_machine
            .into_iter()
            .chain(may_be_there)
            .chain(asked)
        {
            if list.iter().all(|one| one.id.origin != account.id.origin) {
                list.push(account);
            }
        }
        let of_asked = |id: &AccountId| sources.asked.as_ref().is_none_or(|at| id.origin == *at);
        Self {
            list,
            named: None,
            last: last.filter(of_asked),
            home,
            environment,
        }
    }

    /// Begins with the account of this name; `None` where there is none of the service that was
    /// asked for.
    pub fn beginning_with(mut self, name: &str, asked: Option<&ApiOrigin>) -> Option<Self> {
        let of_asked = |one: &Account| asked.is_none_or(|origin| one.id.origin == *origin);
        let mut known = self.known().into_iter().filter(of_asked);
        let named = known.find(|one| one.name.is_meant_by(name))?;
        self.list = self.known();
        self.named = Some(named.id);
        Some(self)
    }

    /// Those that can be asked for by name: the only one is called by its host.
    pub fn known(&self) -> Vec<Account> {
        if self.list.is_empty() {
            vec![Account::only(self.home.clone())]
        } else {
            self.list.clone()
        }
    }

    /// The list, where there is one account at least, and the one to begin with.
    pub fn open(self, token: Option<&ApiToken>) -> (Vec<Account>, Account) {
        let Self {
            mut list,
            named,
            last,
            home,
            environment,
        } = self;
        let first = if let Some(token) = token {
            let slot = environment.map(|known| known.slot(token));
            let slot = slot.unwrap_or(Slot::Environment(None));
            list.push(Account {
                name: AccountName::of_host(&home),
                id: AccountId { origin: home, slot },
            });
            list.len() - 1
        } else {
            if list.is_empty() {
                list.push(Account::only(home.clone()));
            }
            let at_home = list.iter().position(|one| one.id.origin == home);
            let last = last.and_then(|last| list.iter().position(|one| one.id == last));
            last.or(at_home).unwrap_or_default()
        };
        let named = named.and_then(|named| list.iter().position(|one| one.id == named));
        let begin = list[named.unwrap_or(first)].clone();
        (list, begin)
    }
}

impl Account {
    pub fn is_of_environment(&self) -> bool {
        self.id.is_of_environment()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(text: &str) -> ApiOrigin {
        text.parse().unwrap()
    }

    fn token() -> ApiToken {
        ApiToken::clean("1|a").unwrap()
    }

    fn account(name: &str, address: &str) -> Account {
        Account {
            name: AccountName::new(name).unwrap(),
            id: AccountId::first(origin(address)),
        }
    }

    fn sources() -> Sources {
        let (a, b) = (
            account("A", "https://a.example"),
            account("B", "https://b.example"),
        );
        Sources {
            kept: KeptAccounts {
                last: Some(b.id.clone()),
                list: vec![a, b],
                environment: None,
            },
            of_machine: Vec::new(),
            asked: None,
            usual: origin("https://api.vec.digital"),
        }
    }

    fn names((list, begin): (Vec<Account>, Account)) -> (Vec<String>, String) {
        let name = |one: &Account| one.name.as_str().to_owned();
        (list.iter().map(name).collect(), name(&begin))
    }

    #[test]
    fn without_any_there_is_the_one_of_the_service_as_ever() {
        let bare = Sources {
            kept: KeptAccounts::default(),
            ..sources()
        };
        let (list, begin) = Roster::gather(bare).open(None);
        assert_eq!(begin.id.storage_key(), "api.vec.digital");
        assert_eq!(list, [begin]);
    }

    #[test]
    fn it_begins_where_the_person_left_or_said() {
        let begin = |roster: Roster| names(roster.open(None)).1;
        assert_eq!(begin(Roster::gather(sources())), "B");
        let asked = |address: &str| Sources {
            asked: Some(origin(address)),
            ..sources()
        };
        assert_eq!(begin(Roster::gather(asked("https://a.example"))), "A");
        let other = Roster::gather(asked("https://c.example"));
        assert_eq!(begin(other), "c.example");
        let named = Roster::gather(sources()).beginning_with(" a ", None);
        assert_eq!(begin(named.unwrap()), "A");
        assert_eq!(Roster::gather(sources()).beginning_with("C", None), None);
        let only = Roster::only(origin("https://c.example"));
        assert_eq!(
            begin(only.beginning_with("c.example", None).unwrap()),
            "c.example"
        );
        let b = origin("https://b.example");
        let of_b = Roster::gather(sources()).beginning_with("A", Some(&b));
        assert_eq!(of_b, None, "not of the service that was asked for");
    }

    fn roster_of_machine() -> Roster {
        Roster::gather(Sources {
            kept: KeptAccounts::default(),
            of_machine: vec![account("Of all", "https://c.example")],
            ..sources()
        })
    }

    #[test]
    fn accounts_for_everybody_come_after_those_of_the_person() {
        let of_machine = vec![
            account("Of all", "https://c.example"),
            account("Another A", "https://a.example"),
        ];
        let roster = Roster::gather(Sources {
            of_machine,
            ..sources()
        });
        let (list, _) = names(roster.open(None));
        assert_eq!(list, ["A", "B", "Of all"]);
        let (list, begin) = names(roster_of_machine().open(None));
        assert_eq!(
            list,
            ["Of all", "api.vec.digital"],
            "which may hold a token"
        );
        assert_eq!(begin, "api.vec.digital");
    }

    #[test]
    fn a_token_of_the_environment_is_an_account_of_its_own() {
        let (list, begin) = Roster::gather(sources()).open(Some(&token()));
        assert!(list.len() == 3 && begin.is_of_environment());
        assert_eq!(begin.id.storage_key(), "api.vec.digital#environment");
        let named = Roster::gather(sources()).beginning_with("A", None).unwrap();
        assert_eq!(names(named.open(Some(&token()))).1, "A");
        let alone = Roster::only(origin("https://a.example")).open(Some(&token()));
        assert_eq!(alone.0, [alone.1]);
    }
}
