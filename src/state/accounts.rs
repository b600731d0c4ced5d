//! Accounts and their form. `Service` knows the one in use.

use std::collections::HashMap;

use jiff::Timestamp;

use super::cx::Cx;
use super::message::{Elapsed, Job};
use super::request::{Request, RequestId};
use super::session::{Removals, Session, TokenSource};
use crate::domain::account::{Account, AccountChange, AccountId, AccountName, NameProblem};
use crate::domain::origin::OriginProblem;
use crate::domain::remembered::{Left, StorageError};
use crate::domain::roster::Wanted;
use crate::domain::start::ArgumentProblem;
use crate::domain::{ApiOrigin, ApiToken, BatchId, Problem};

#[derive(Debug, Clone, PartialEq)]
pub struct Accounts {
    pub list: Vec<Account>,
    /// While set, no account is in use.
    pub awaited: Option<Awaited>,
    pub task: Option<AccountTask>,
    /// Unfinished ones, and what was finished since the list was opened; the last one is shown.
    pub removals: Vec<AccountRemoval>,
    pub(super) environment: Option<ApiToken>,
    /// Sessions of accounts not in use, with a token that no store has.
    pub(super) held: HashMap<AccountId, Session>,
    /// Service of a new account without an address.
    pub usual: ApiOrigin,
}

#[derive(Debug, Clone, PartialEq)]
pub enum AccountTask {
    Edit(AccountForm),
    Forget(AccountId),
}

#[derive(Debug, Clone, PartialEq)]
pub enum Intent {
    ReadAgain,
    Show,
    Switch(AccountId),
    /// Switches to a place in the list, counted from 0.
    SwitchToPlace(usize),
    /// Switches the account, then looks for a batch there.
    LookIn {
        account: AccountId,
        batch: BatchId,
    },
    Add,
    Rename(AccountId),
    Forget(AccountId),
    EditName(String),
    EditAddress(String),
    Confirm,
    CloseTask,
}

impl Accounts {
    pub(super) fn new(list: Vec<Account>, environment: Option<ApiToken>, usual: ApiOrigin) -> Self {
        Self {
            list,
            awaited: None,
            task: None,
            removals: Vec::new(),
            environment,
            held: HashMap::new(),
            usual,
        }
    }

    pub fn are_several(&self) -> bool {
        self.list.len() > 1
    }

    pub fn of_same_host(&self, id: &AccountId) -> impl Iterator<Item = &Account> {
        let others = self.list.iter().filter(move |one| one.id != *id);
        others.filter(move |one| one.id.origin == id.origin)
    }

    pub(super) fn get(&self, id: &AccountId) -> Option<&Account> {
        self.list.iter().find(|one| one.id == *id)
    }

    /// Changes what is typed in the form.
    pub(super) fn edit(&mut self, change: impl FnOnce(&mut AccountForm)) {
        if let Some(AccountTask::Edit(form)) = &mut self.task {
            change(form);
            form.problem = None;
        }
    }

    /// Account that can be renamed and removed.
    pub(super) fn own(&self, id: &AccountId) -> Option<&Account> {
        self.get(id).filter(|one| !one.id.is_of_environment())
    }

    /// Adds or renames an account, and records it.
    pub(super) fn put(&mut self, account: Account, cx: &mut Cx) {
        let before = AccountChange::Begin(self.list.clone());
        let put = AccountChange::Put(account.clone());
        cx.run(Job::ChangeAccounts(vec![before, put]));
        if let Some(there) = self.list.iter_mut().find(|one| one.id == account.id) {
            *there = account;
        } else {
            // One of the same address may have been removed before.
            self.end_removal(&account.id);
            self.list.push(account);
        }
    }

    pub(super) fn begin_removal(&mut self, account: Account, records: RequestId) {
        self.end_removal(&account.id);
        let records = RecordsState::UnderWay(records);
        self.removals.push(AccountRemoval { account, records });
    }

    /// Ends the removal of an account.
    pub(super) fn end_removal(&mut self, id: &AccountId) {
        self.removals.retain(|one| one.account.id != *id);
    }

    /// Session of an account that needs no password store.
    pub(super) fn take_session(&mut self, account: &Account) -> Option<Session> {
        if account.id.is_of_environment() {
            let token = self.environment.clone()?;
            return Some(Session::with(token, TokenSource::Environment));
        }
        self.held.remove(&account.id)
    }

    /// Keeps a token that no store has while another account or the sample data are in use.
    pub(super) fn hold(&mut self, id: AccountId, mut session: Session) {
        if let Session::Ready {
            source: TokenSource::UntilClose,
            replacing,
            ..
        } = &mut session
        {
            *replacing = None;
            self.held.insert(id, session);
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Awaited {
    pub phase: AwaitedPhase,
    pub(super) request: RequestId,
    pub(super) wanted: Wanted,
}

#[derive(Debug, Clone, PartialEq)]
pub enum AwaitedPhase {
    /// Start of the reading.
    Reading(Elapsed),
    NotRead(StorageError),
    /// No account has the wanted name.
    Unknown(ArgumentProblem),
}

impl Awaited {
    pub(super) fn read(wanted: Wanted, cx: &mut Cx) -> Self {
        Self {
            phase: AwaitedPhase::Reading(cx.now.elapsed),
            request: cx.request(Request::LoadAccounts {
                environment: wanted.environment,
            }),
            wanted,
        }
    }

    /// Reads again, without the unknown name: the person has seen that message.
    pub(super) fn read_again(&mut self, cx: &mut Cx) {
        let mut wanted = self.wanted.clone();
        if let AwaitedPhase::Unknown(_) = self.phase {
            wanted.name = None;
        }
        *self = Self::read(wanted, cx);
    }
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct AccountForm {
    pub purpose: Purpose,
    pub name: String,
    /// Empty for the usual service.
    pub address: String,
    /// Shown until the text changes.
    pub problem: Option<FormProblem>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Purpose {
    #[default]
    Add,
    Rename(AccountId),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormProblem {
    Name(NameProblem),
    Address(OriginProblem),
}

impl AccountForm {
    pub(super) fn renaming(account: &Account) -> Self {
        Self {
            purpose: Purpose::Rename(account.id.clone()),
            name: account.name.as_str().to_owned(),
            ..Self::default()
        }
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
        let mut others = there.iter().filter(|one| one.id != id);
        if others.any(|other| other.name.is_meant_by(name.as_str())) {
            return Err(FormProblem::Name(NameProblem::Taken));
        }
        Ok(Account { name, id })
    }

    fn name(&self) -> Result<AccountName, FormProblem> {
        AccountName::new(&self.name).map_err(FormProblem::Name)
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct AccountRemoval {
    pub account: Account,
    pub records: RecordsState,
}

#[derive(Debug, Clone, PartialEq)]
pub enum RecordsState {
    UnderWay(RequestId),
    Gone(Left),
    Failed(Problem),
}

impl AccountRemoval {
    /// True once its token and its records are gone.
    pub fn is_over(&self, tokens: &Removals) -> bool {
        let is_going = tokens.of(&self.account.id).is_some();
        !is_going && matches!(self.records, RecordsState::Gone(_))
    }
}
