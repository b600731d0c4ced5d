//! Switching accounts, and to the sample data and back: nothing of the last one stays.

use super::accounts::AwaitedPhase;
use super::app::AppState;
use super::choreography;
use super::cx::UpdateCx;
use super::id_field::IdField;
use super::lookup::Phase;
use super::message::{Focus, Job};
use super::outcome::{AccountOutcome, Overlay};
use super::recents::Recents;
use super::removal::{AccountRemoval, RecordsState, TokenState};
use super::request::{Request, RequestId, Store};
use super::service::SamplePhase;
use super::session::{Session, TokenSource, Vault};
use super::token_form::{EntryReason, TokenForm};
use super::window::Notice;
use crate::domain::account::{Account, AccountChange, AccountId, KeptAccounts};
use crate::domain::remembered::StorageError;
use crate::domain::sample::SampleAct;
use crate::domain::settings::Switch;
use crate::domain::{ApiToken, Problem};

pub fn on_outcome(state: &mut AppState, outcome: AccountOutcome, cx: &mut UpdateCx) {
    match outcome {
        AccountOutcome::Chosen(id) => switch(state, &id, cx),
        AccountOutcome::Renamed(account) => {
            if state.service.home.id == account.id {
                state.service.home = account;
            }
        }
        AccountOutcome::Left(account) => forget(state, account, cx),
        AccountOutcome::Gone(id) => gone(state, &id, cx),
    }
}

/// Waits for a token being saved, which cannot be undone.
fn switch(state: &mut AppState, id: &AccountId, cx: &mut UpdateCx) {
    let Some(account) = state.accounts.get(id).cloned() else {
        return;
    };
    let is_sample = match state.service.sample {
        SamplePhase::Running(_) | SamplePhase::Starting(_) => true,
        SamplePhase::None | SamplePhase::Failed(_) => false,
    };
    if state.session.is_saving() {
        return;
    }
    if state.service.home.id == account.id && !is_sample {
        state.window.close_overlay(cx);
        return;
    }
    leave(state, cx);
    enter(state, account, cx);
    cx.run(Job::ChangeAccounts(vec![AccountChange::Use(id.clone())]));
}

fn enter(state: &mut AppState, account: Account, cx: &mut UpdateCx) {
    state.service.home = account;
    state.service.sample = SamplePhase::None;
    begin(state, cx);
}

/// Begins with the account in use, once known.
pub fn begin(state: &mut AppState, cx: &mut UpdateCx) {
    if state.accounts.awaited.is_some() {
        return;
    }
    choreography::find_token(state, cx);
    state.recents.begin(state.service.home.id.clone(), cx);
}

/// Ends all requests of the account or sample in use, and clears the screen.
pub fn leave(state: &mut AppState, cx: &mut UpdateCx) {
    let session = std::mem::replace(&mut state.session, Session::Unasked);
    let home = state.service.home.id.clone();
    state.accounts.hold(home, session);
    state.window.forget_page(cx);
    state.recents.cancel_cached(cx);
    choreography::clear_page(state, cx);
    state.id_field = IdField::default();
    state.accounts.task = None;
}

/// Removes an account with its token and records. Another one comes on screen, or the token page
/// where there is none.
fn forget(state: &mut AppState, account: Account, cx: &mut UpdateCx) {
    if state.is_at_store() {
        return;
    }
    let is_in_use = state.service.home.id == account.id;
    let mut others = state
        .accounts
        .list
        .iter()
        .filter(|one| one.id != account.id);
    let other = others.next().map(|one| one.id.clone());
    if let Some(other) = other.filter(|_| is_in_use) {
        switch(state, &other, cx);
    } else if is_in_use {
        leave(state, cx);
        state.service.sample = SamplePhase::None;
        state.session = Session::entering(TokenForm::new(EntryReason::Forgotten));
    }
    state.window.overlay = Some(Overlay::Accounts);
    state.accounts.drop_held_token(&account.id);
    let id = account.id.clone();
    let records = cx.request(Request::ForgetAccount {
        account: id.clone(),
    });
    if state.service.home.id == id {
        state.recents.begin(id, cx);
    }
    let vault = Vault {
        store: Store::System,
        account: account.clone(),
    };
    state.accounts.removal = Some(AccountRemoval {
        account,
        token: TokenState::NotYet,
        records: RecordsState::UnderWay(records),
    });
    state.removals.begin(vault, cx);
}

/// Replaces a removed account; without any other one, by that of a first start.
fn gone(state: &mut AppState, id: &AccountId, cx: &mut UpdateCx) {
    if state.accounts.list.is_empty() {
        let first = Account::only(state.accounts.usual.clone());
        state.accounts.list.push(first);
    }
    if state.service.home.id != *id {
        return;
    }
    let account = state.accounts.list[0].clone();
    if account.id == *id {
        // The form for its token may already be filled in.
        state.service.home = account;
        return;
    }
    leave(state, cx);
    state.accounts.drop_held_token(id);
    enter(state, account, cx);
    state.window.overlay = Some(Overlay::Accounts);
}

/// Takes in the accounts, and begins with the wanted one.
pub fn accounts_loaded(
    state: &mut AppState,
    request: RequestId,
    result: Result<(KeptAccounts, Vec<StorageError>), Problem>,
    cx: &mut UpdateCx,
) {
    let awaited = state.accounts.awaited.as_mut();
    let Some(awaited) = awaited.filter(|awaited| awaited.request == request) else {
        return;
    };
    let (kept, storage_errors) = match result {
        Ok(read) => read,
        Err(problem) => return state.window.went_wrong(problem, cx),
    };
    if let Some(error) = storage_errors.iter().find(|error| error.is_unread()) {
        awaited.phase = AwaitedPhase::NotRead(error.clone());
        return;
    }
    match awaited.wanted.roster(kept) {
        Err(problem) => awaited.phase = AwaitedPhase::Unknown(problem),
        Ok(roster) => {
            let (list, home) = roster.open(state.accounts.environment());
            state.accounts.list = list;
            state.accounts.awaited = None;
            state.service.home = home;
            let told = std::mem::take(&mut state.recents.storage_errors);
            if let SamplePhase::None | SamplePhase::Failed(_) = state.service.sample {
                begin(state, cx);
            }
            for error in told.into_iter().chain(storage_errors) {
                state.recents.tell(error);
            }
        }
    }
}

/// Clears what the token showed; typed text and records go only if wanted.
pub fn token_forgotten(state: &mut AppState, memory: Switch, cx: &mut UpdateCx) {
    let vault = state.service.vault();
    state.removals.begin(vault, cx);
    match memory {
        Switch::On => {
            leave(state, cx);
            let forget = |account| Request::ForgetAccount { account };
            state.recents.forget_all(forget, cx);
        }
        Switch::Off => {
            state.window.overlay = None;
            choreography::clear_page(state, cx);
        }
    }
    state.session = Session::entering(TokenForm::new(EntryReason::Forgotten));
}

pub fn sample_started(state: &mut AppState, token: ApiToken, cx: &mut UpdateCx) {
    // A start may be for a sample batch. The session of the real service does not carry over.
    let is_start = state.session == Session::Unasked;
    let wanted = state.lookup.phase.id().filter(|_| is_start);
    let field = std::mem::take(&mut state.id_field);
    leave(state, cx);
    state.recents = Recents::default();
    if is_start {
        state.id_field = field;
    }
    if let Some(id) = wanted {
        state.lookup.phase = Phase::Waiting { id };
    }
    state.session.ready(token, TokenSource::Sample, cx);
    cx.focus(Focus::BatchId);
}

/// Begins with the person's own data where a start with samples failed.
pub fn sample_failed(state: &mut AppState, cx: &mut UpdateCx) {
    if state.session == Session::Unasked {
        begin(state, cx);
    }
}

/// Returns to the person's own service for a batch of their own.
pub fn leave_sample(state: &mut AppState, cx: &mut UpdateCx) {
    match &state.service.sample {
        SamplePhase::Running(_) | SamplePhase::Starting(_) => {
            state.service.sample = SamplePhase::None;
            sample_left(state, cx);
            state.window.notice = Some(Notice::SampleLeft);
        }
        SamplePhase::None | SamplePhase::Failed(_) => {}
    }
}

pub fn sample_left(state: &mut AppState, cx: &mut UpdateCx) {
    leave(state, cx);
    begin(state, cx);
}

pub fn sample_chosen(state: &mut AppState, act: &SampleAct, cx: &mut UpdateCx) {
    let SamplePhase::Running(sample) = &state.service.sample else {
        return;
    };
    match act {
        SampleAct::Check { id, .. } => {
            match &mut state.session {
                Session::Ready { replacing, .. } => *replacing = None,
                Session::Unasked
                | Session::Reading { .. }
                | Session::Blocked { .. }
                | Session::Entering { .. } => {
                    let token = sample.token.clone();
                    state.session.ready(token, TokenSource::Sample, cx);
                }
            }
            // Each line stands alone: another one's wait does not hold it.
            cx.supply.gate.open(sample.origin_for(*id));
            state.id_field.choose(*id, cx);
        }
        SampleAct::Store(fault) => {
            state.lookup.stop(cx);
            let store = Store::Sample(Some(*fault));
            let vault = Vault {
                store,
                ..state.service.vault()
            };
            state.session.read(vault, cx);
        }
    }
}
