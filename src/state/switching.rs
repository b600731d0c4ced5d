//! Accounts and the sample data: chosen, added, left, removed; nothing of the last one stays.

use super::accounts::{AccountForm, AccountTask, AwaitedPhase, Intent, Purpose, RecordsState};
use super::app::AppState;
use super::cx::Cx;
use super::id_field::IdField;
use super::message::{Focus, Job, WindowEffect};
use super::request::{Reply, Request, RequestId, Store};
use super::service::{self, SamplePhase};
use super::session::{EntryReason, Session, TokenSource, Vault};
use super::window::{Notice, Overlay};
use crate::domain::account::{Account, AccountChange, AccountId, KeptAccounts};
use crate::domain::remembered::{Left, StorageError};
use crate::domain::sample::{Sample, SampleAct};
use crate::domain::settings::Switch;
use crate::domain::{ApiToken, BatchId};

impl AppState {
    pub(super) fn on_accounts(&mut self, intent: Intent, cx: &mut Cx) {
        if let Some(awaited) = &mut self.accounts.awaited {
            if intent == Intent::ReadAgain {
                awaited.read_again(cx);
            }
            return;
        }
        match intent {
            Intent::ReadAgain => {}
            Intent::Show => {
                self.accounts.task = None;
                let removals = &mut self.accounts.removals;
                removals.retain(|one| !one.is_over(&self.removals));
                self.window.open(Overlay::Accounts);
            }
            Intent::Switch(id) => self.switch(&id, cx),
            Intent::SwitchToPlace(place) => {
                if let Some(account) = self.accounts.list.get(place) {
                    self.switch(&account.id.clone(), cx);
                }
            }
            Intent::LookIn { account, batch } => {
                self.switch(&account, cx);
                self.check(batch, cx);
            }
            Intent::Add => self.edit_account(AccountForm::default(), cx),
            Intent::Rename(id) => {
                if let Some(account) = self.accounts.own(&id) {
                    self.edit_account(AccountForm::renaming(account), cx);
                }
            }
            Intent::Forget(id) => {
                if self.accounts.own(&id).is_some() {
                    self.accounts.task = Some(AccountTask::Forget(id));
                    self.window.open(Overlay::Accounts);
                }
            }
            Intent::EditName(name) => self.accounts.edit(|form| form.name = name),
            Intent::EditAddress(address) => self.accounts.edit(|form| form.address = address),
            Intent::Confirm => self.confirm_account(cx),
            Intent::CloseTask => self.accounts.task = None,
        }
    }

    pub(super) fn edit_account(&mut self, form: AccountForm, cx: &mut Cx) {
        cx.focus(Focus::AccountName);
        self.accounts.task = Some(AccountTask::Edit(form));
        self.window.open(Overlay::Accounts);
    }

    fn confirm_account(&mut self, cx: &mut Cx) {
        let is_removal = matches!(self.accounts.task, Some(AccountTask::Forget(_)));
        if is_removal && self.is_at_store() {
            // The question stays: a second removal at a time would end the first.
            return;
        }
        let accounts = &mut self.accounts;
        match accounts.task.take() {
            None => {}
            Some(AccountTask::Forget(id)) => {
                if let Some(account) = accounts.get(&id).cloned() {
                    self.forget_account(account, cx);
                }
            }
            Some(AccountTask::Edit(mut form)) => {
                match form.account(&accounts.list, &accounts.usual, cx.now.timestamp) {
                    Ok(account) => self.put_account(account, &form.purpose, cx),
                    Err(problem) => {
                        cx.focus(Focus::AccountName);
                        form.problem = Some(problem);
                        accounts.task = Some(AccountTask::Edit(form));
                    }
                }
            }
        }
    }

    /// Records an account, a new one before its token: no token is left without an account.
    fn put_account(&mut self, account: Account, purpose: &Purpose, cx: &mut Cx) {
        self.accounts.put(account.clone(), cx);
        match purpose {
            Purpose::Add => self.switch(&account.id, cx),
            Purpose::Rename(id) => {
                cx.run(Job::RenameToken(account.clone()));
                if self.service.home.id == *id {
                    self.service.home = account;
                }
            }
        }
    }

    /// Waits for a token being saved, which cannot be undone.
    fn switch(&mut self, id: &AccountId, cx: &mut Cx) {
        let Some(account) = self.accounts.get(id).cloned() else {
            return;
        };
        if self.session.is_saving() {
            return;
        }
        if self.service.home.id == *id && !self.service.sample.is_on() {
            self.window.close_overlay(cx);
            return;
        }
        self.leave(cx);
        self.enter(account, cx);
        cx.run(Job::ChangeAccounts(vec![AccountChange::Use(id.clone())]));
    }

    fn enter(&mut self, account: Account, cx: &mut Cx) {
        self.service.home = account;
        self.service.sample = SamplePhase::None;
        self.begin(cx);
    }

    /// Begins with the account in use, once known.
    pub(super) fn begin(&mut self, cx: &mut Cx) {
        if self.accounts.awaited.is_none() {
            self.recents.begin(Some(self.service.home.id.clone()), cx);
            self.find_token(cx);
        }
    }

    /// Ends all requests of the account or sample in use, and clears the screen.
    fn leave(&mut self, cx: &mut Cx) {
        let session = std::mem::replace(&mut self.session, Session::Unasked);
        self.accounts.hold(self.service.home.id.clone(), session);
        self.window.forget_page(cx);
        self.recents.cancel_cached(cx);
        self.clear_page(cx);
        self.id_field = IdField::default();
        self.accounts.task = None;
    }

    /// Removes an account with its token and records. Another one comes on screen, or the token
    /// page where there is none.
    fn forget_account(&mut self, account: Account, cx: &mut Cx) {
        let id = account.id.clone();
        let other = self.accounts.list.iter().find(|one| one.id != id);
        let other = other.map(|one| one.id.clone());
        if self.service.home.id == id {
            if let Some(other) = other {
                self.switch(&other, cx);
            } else {
                self.leave(cx);
                self.service.sample = SamplePhase::None;
                self.session = Session::entering(EntryReason::Forgotten);
            }
        }
        self.window.overlay = Some(Overlay::Accounts);
        self.accounts.held.remove(&id);
        let records = cx.request(Request::ForgetAccount {
            account: id.clone(),
        });
        if self.service.home.id == id {
            self.recents.begin(Some(id), cx);
        }
        self.accounts.begin_removal(account.clone(), records);
        self.removals.begin(Vault::of(account), cx);
    }

    /// Takes in the removal of a token: of a forgotten one, or with its account.
    pub(super) fn token_removed(&mut self, id: RequestId, result: Reply<()>, cx: &mut Cx) {
        let Some(of) = self.removals.settle(id, result, cx) else {
            return;
        };
        if let Some(failed) = self.removals.of(&of) {
            let is_on_screen = self.service.vault().account.id == of;
            if is_on_screen && self.session.token().is_none() {
                // The token page tells it.
                cx.focus(Focus::Problem);
            } else if let Some(problem) = failed.problem.clone() {
                self.window.went_wrong(problem, cx);
            }
            return;
        }
        self.window.removal_done();
        self.finish_removal(&of, cx);
        // A working store retries earlier failures.
        self.removals.begin_again(None, cx);
    }

    pub(super) fn records_gone(&mut self, id: RequestId, result: Reply<Left>, cx: &mut Cx) {
        let mut removals = self.accounts.removals.iter_mut();
        if let Some(removal) = removals.find(|one| one.records == RecordsState::UnderWay(id)) {
            removal.records = match result.clone() {
                Ok(left) => RecordsState::Gone(left),
                Err(problem) => RecordsState::Failed(problem),
            };
            let of = removal.account.id.clone();
            self.finish_removal(&of, cx);
        }
        self.recents_forgotten(id, result, cx);
    }

    /// Removes the account once both its token and its records are gone. Another one replaces it;
    /// without any other, that of a first start.
    fn finish_removal(&mut self, id: &AccountId, cx: &mut Cx) {
        let mut removals = self.accounts.removals.iter();
        let removal = removals.find(|one| one.account.id == *id);
        let is_over = removal.is_some_and(|one| one.is_over(&self.removals));
        let list = &mut self.accounts.list;
        let at = list.iter().position(|one| one.id == *id);
        let Some(at) = at.filter(|_| is_over) else {
            return;
        };
        list.remove(at);
        cx.run(Job::ChangeAccounts(vec![AccountChange::Remove(id.clone())]));
        if list.is_empty() {
            list.push(Account::only(self.accounts.usual.clone()));
        }
        if self.service.home.id != *id {
            return;
        }
        let account = list[0].clone();
        if account.id == *id {
            // The form for its token may already be filled in.
            self.service.home = account;
            return;
        }
        self.leave(cx);
        self.accounts.held.remove(id);
        self.enter(account, cx);
        self.window.overlay = Some(Overlay::Accounts);
    }

    /// Takes in the accounts, and begins with the wanted one.
    pub(super) fn accounts_loaded(
        &mut self,
        request: RequestId,
        result: Reply<(KeptAccounts, Option<StorageError>)>,
        cx: &mut Cx,
    ) {
        let awaited = self.accounts.awaited.as_mut();
        let Some(awaited) = awaited.filter(|awaited| awaited.request == request) else {
            return;
        };
        let (kept, error) = match result {
            Ok(read) => read,
            Err(problem) => return self.window.went_wrong(problem, cx),
        };
        if let Some(error) = error.clone().filter(StorageError::is_unread) {
            awaited.phase = AwaitedPhase::NotRead(error);
            return;
        }
        match awaited.wanted.roster(kept) {
            Err(problem) => awaited.phase = AwaitedPhase::Unknown(problem),
            Ok(roster) => {
                let (list, home) = roster.open(self.accounts.environment.as_ref());
                self.accounts.list = list;
                self.accounts.awaited = None;
                self.service.home = home;
                if !self.service.sample.is_on() {
                    self.begin(cx);
                }
                if let Some(error) = error {
                    self.recents.tell(error);
                }
            }
        }
    }

    /// Clears what the token showed; typed text and records go only if wanted.
    pub(super) fn forget_token(&mut self, memory: Switch, cx: &mut Cx) {
        self.session = Session::Unasked;
        self.removals.begin(self.service.vault(), cx);
        match memory {
            Switch::On => {
                self.leave(cx);
                let forget = |account| Request::ForgetAccount { account };
                self.recents.forget_all(forget, cx);
            }
            Switch::Off => {
                self.window.overlay = None;
                self.clear_page(cx);
            }
        }
        self.session = Session::entering(EntryReason::Forgotten);
    }

    pub(super) fn on_sample(&mut self, intent: service::Intent, cx: &mut Cx) {
        match intent {
            service::Intent::Explore if self.session.is_saving() => {}
            service::Intent::Explore => self.service.sample.start(cx),
            service::Intent::Leave => self.leave_sample(cx),
            service::Intent::Choose(act) => {
                if let Some(sample) = self.service.running() {
                    let token = sample.token.clone();
                    self.choose_sample(act, token, cx);
                }
            }
        }
    }

    pub(super) fn sample_started(&mut self, id: RequestId, result: Reply<Sample>, cx: &mut Cx) {
        if self.service.sample != SamplePhase::Starting(id) {
            return;
        }
        let is_start = self.session == Session::Unasked;
        match result {
            Ok(sample) => {
                let token = sample.token.clone();
                self.service.sample = SamplePhase::Running(sample);
                // A start may be for a sample batch. The session of the real service does not
                // carry over.
                let wanted = self.lookup.wanted.filter(|_| is_start);
                let field = std::mem::take(&mut self.id_field);
                self.leave(cx);
                self.recents.begin(None, cx);
                if is_start {
                    self.id_field = field;
                }
                self.lookup.wanted = wanted;
                cx.focus(Focus::BatchId);
                self.ready(token, TokenSource::Sample, cx);
            }
            Err(problem) => {
                self.service.sample = SamplePhase::Failed(problem);
                // A start with samples goes on with the person's own data.
                if is_start {
                    self.begin(cx);
                }
            }
        }
    }

    fn leave_sample(&mut self, cx: &mut Cx) {
        self.service.sample = SamplePhase::None;
        self.leave(cx);
        self.begin(cx);
    }

    /// Checks a batch from outside, which is one of the person's own.
    pub(super) fn batch_handed_over(&mut self, id: BatchId, cx: &mut Cx) {
        if self.service.sample.is_on() {
            self.leave_sample(cx);
            self.window.notice = Some(Notice::SampleLeft);
        }
        self.check(id, cx);
        cx.window(WindowEffect::ComeToFront);
    }

    fn choose_sample(&mut self, act: SampleAct, token: ApiToken, cx: &mut Cx) {
        match act {
            SampleAct::Check { id, origin } => {
                // Each line stands alone: another one's wait does not hold it.
                cx.supply.gate.open(&origin);
                if let Session::Ready { replacing, .. } = &mut self.session {
                    *replacing = None;
                } else {
                    self.ready(token, TokenSource::Sample, cx);
                }
                self.check(id, cx);
            }
            SampleAct::Store(fault) => {
                self.lookup.stop(cx);
                self.stop_saving();
                let store = Store::Sample(Some(fault));
                let account = self.service.vault().account;
                self.read_token(Vault { store, account }, cx);
            }
        }
    }
}
