//! Accounts: chosen, added, renamed, removed, read late; nothing of one shows in another.

use super::*;
use crate::domain::account::{AccountChange, Environment, KeptAccounts, Slot};
use crate::domain::roster::Wanted;

fn switch(desk: &mut Desk, to: usize) -> &mut Desk {
    desk.send(AccountsIntent::SwitchToPlace(to))
}

fn changes(desk: &Desk) -> Vec<AccountChange> {
    let changes = desk.effects.iter().filter_map(|effect| match effect {
        Effect::Run(Job::ChangeAccounts(changes)) => Some(changes.clone()),
        _ => None,
    });
    changes.flatten().collect()
}

/// Account of the newest request to the password store.
fn at_store(desk: &Desk, kind: RequestKind) -> &Account {
    match desk.newest(kind).1 {
        Request::LoadToken { account, .. }
        | Request::SaveToken { account, .. }
        | Request::ForgetToken { account, .. } => account,
        other => panic!("{other:?}"),
    }
}

#[test]
fn switching_takes_everything_of_the_other_away_at_once() {
    let mut desk = Desk::in_two();
    desk.send(IdFieldIntent::Edit("of A".to_owned()));
    desk.send(LookupIntent::Refresh);
    let before = desk.state.clone();
    assert_eq!(switch(&mut desk, 0).effects, [], "it is in use");
    assert_eq!(desk.state, before);
    switch(&mut desk, 1);
    let b = &two()[1];
    assert_eq!(desk.state.browse, Browse::default());
    assert_eq!(desk.state.id_field, IdField::default());
    assert_eq!(changes(&desk), [AccountChange::Use(b.id.clone())]);
    assert!(desk.cancels(RequestKind::FetchBatch) && desk.cancels(RequestKind::FetchPicture));
    assert_eq!(at_store(&desk, RequestKind::LoadToken), b);
    desk.finds(OTHER_TOKEN);
    assert!(desk.state.shows_list() && desk.asks(RequestKind::ListBatches));
}

#[test]
fn a_new_account_is_kept_before_its_token_is() {
    let mut desk = Desk::ready();
    desk.send(AccountsIntent::Add);
    assert_eq!(desk.state.window.overlay, Some(Overlay::Accounts));
    desk.send(AccountsIntent::EditName(" Academy ".to_owned()));
    desk.send(AccountsIntent::Confirm);
    let [first, second] = <[Account; 2]>::try_from(desk.state.accounts.list.clone()).unwrap();
    assert_eq!(second.name.as_str(), "Academy");
    assert_eq!(first.id.storage_key(), "api.vec.digital");
    assert_eq!(second.id.storage_key(), "api.vec.digital#1700000010000");
    let kept = [
        AccountChange::Begin(vec![first]),
        AccountChange::Put(second.clone()),
        AccountChange::Use(second.id.clone()),
    ];
    assert_eq!(changes(&desk), kept);
    assert_eq!(desk.state.service.home, second);

    desk.finds("").type_token(TOKEN).send(TokenIntent::Save);
    assert_eq!(*at_store(&desk, RequestKind::SaveToken), second);
    assert_eq!(switch(&mut desk, 0).effects, [], "a save is for good");
    desk.reply(Response::SaveToken(Ok(())));
    assert!(changes(&desk).contains(&AccountChange::Put(second)));
}

#[test]
fn a_new_name_is_kept_and_shown_in_the_list_of_passwords() {
    let mut desk = Desk::ready();
    let first = desk.state.service.home.clone();
    desk.send(AccountsIntent::Rename(first.id.clone()));
    desk.send(AccountsIntent::EditName("Academy".to_owned()));
    desk.send(AccountsIntent::Confirm);
    let renamed = account("Academy", origin::DEFAULT);
    let kept = [
        AccountChange::Begin(vec![first]),
        AccountChange::Put(renamed.clone()),
    ];
    assert_eq!(changes(&desk), kept);
    assert!(desk.has(&Effect::Run(Job::RenameToken(renamed.clone()))));
    assert_eq!(desk.state.service.home, renamed);
    assert_eq!(desk.state.session.token(), Some(&token()), "all else stays");
}

/// Begins to remove an account.
fn forget(desk: &mut Desk, place: usize) -> Account {
    let account = desk.state.accounts.list[place].clone();
    desk.send(AccountsIntent::Forget(account.id.clone()));
    let asked = AccountTask::Forget(account.id.clone());
    assert_eq!(desk.state.accounts.task, Some(asked));
    desk.send(AccountsIntent::Confirm);
    assert_eq!(*at_store(desk, RequestKind::ForgetToken), account);
    account
}

/// Answers for the disk; nothing is over yet.
fn records_gone(desk: &mut Desk) {
    desk.reply(Response::ForgetAccount(Ok(Left::new())));
    assert_eq!(changes(desk), []);
}

fn token_gone(desk: &mut Desk) -> &mut Desk {
    desk.reply(Response::ForgetToken(Ok(())))
}

#[test]
fn an_account_is_gone_once_its_token_and_its_memory_are() {
    for comes_back in [false, true] {
        let mut desk = Desk::in_two();
        let [a, b] = [forget(&mut desk, 0), two().remove(1)];
        assert_eq!(desk.state.service.home, b, "the other one is on screen");
        assert_eq!(desk.shown(), None);
        assert_eq!(changes(&desk), [AccountChange::Use(b.id.clone())]);
        if comes_back {
            switch(&mut desk, 0);
            assert_eq!(desk.state.service.home, a);
        }
        records_gone(&mut desk);
        token_gone(&mut desk);
        assert!(changes(&desk).contains(&AccountChange::Remove(a.id)));
        assert_eq!(desk.state.accounts.list, std::slice::from_ref(&b));
        assert_eq!(desk.state.service.home, b);
        let removal = desk.state.accounts.removals.last().unwrap();
        assert!(removal.is_over(&desk.state.removals));
        let overlay = desk.state.window.overlay;
        assert_eq!(overlay, Some(Overlay::Accounts), "it is said");

        desk.send(AccountsIntent::Add).send(AccountsIntent::Confirm);
        desk.finds("").type_token(TOKEN);
        desk.send(TokenIntent::UseUntilClose);
        token_gone(desk.send(TokenIntent::Forget(Switch::Off)));
        assert_eq!(desk.state.accounts.list.len(), 2, "added again");
    }
}

#[test]
fn an_account_whose_token_could_not_be_removed_stays_until_it_is() {
    let again: [fn(&mut Desk) -> &mut Desk; 2] = [
        |desk| desk.send(TokenIntent::RemoveAgain),
        // The store works again.
        |desk| {
            desk.finds(OTHER_TOKEN);
            token_gone(desk.send(TokenIntent::Forget(Switch::On)))
        },
    ];
    for remove_again in again {
        let mut desk = Desk::in_two();
        let a = forget(&mut desk, 0);
        records_gone(&mut desk);
        let other = two()[1].id.clone();
        desk.send(AccountsIntent::Forget(other.clone()));
        assert_eq!(desk.send(AccountsIntent::Confirm).effects, []);
        let asked = AccountTask::Forget(other);
        assert_eq!(desk.state.accounts.task, Some(asked), "one at a time");
        desk.send(AccountsIntent::CloseTask);
        desk.fail(RequestKind::ForgetToken, ProblemKind::NameNotFound);
        assert_eq!(changes(&desk), []);
        assert_eq!(desk.state.accounts.list, two());
        assert!(desk.in_dialog().is_some(), "it is said");

        // For the same account, though another one is on screen.
        assert_eq!(remove_again(&mut desk).sent(), [RequestKind::ForgetToken]);
        assert_eq!(*at_store(&desk, RequestKind::ForgetToken), a);
        token_gone(&mut desk);
        assert_eq!(changes(&desk), [AccountChange::Remove(a.id)]);
        assert_eq!(desk.state.accounts.list, two()[1..]);
        assert_eq!(desk.in_dialog(), None);
    }
}

#[test]
fn each_of_several_that_are_forgotten_goes_in_the_end() {
    let mut desk = Desk::in_two();
    let a = forget(&mut desk, 0);
    let (records, _) = desk.newest(RequestKind::ForgetAccount);
    desk.fail(RequestKind::ForgetToken, ProblemKind::NameNotFound);
    let b = forget(&mut desk, 1);
    records_gone(&mut desk);
    let gone = changes(token_gone(&mut desk));
    assert_eq!(gone, [AccountChange::Remove(b.id)]);
    token_gone(&mut desk);
    desk.respond(records, Response::ForgetAccount(Ok(Left::new())));
    assert_eq!(changes(&desk), [AccountChange::Remove(a.id)]);
}

#[test]
fn an_account_stays_for_a_token_that_is_saved_during_its_removal() {
    let mut desk = Desk::in_two();
    forget(&mut desk, 0);
    switch(&mut desk, 0).type_token(TOKEN);
    desk.send(TokenIntent::Save);
    records_gone(&mut desk);
    assert_eq!(changes(token_gone(&mut desk)), []);
    assert_eq!(desk.state.accounts.list, two());
}

#[test]
fn after_the_last_account_there_is_the_one_of_a_first_start() {
    let mut start = start();
    start.accounts.list = two()[1..].to_vec();
    let first = Account::only(start.accounts.home.clone());
    let mut desk = Desk::open(start);
    desk.finds(TOKEN);
    let only = forget(&mut desk, 0);
    assert_eq!(changes(&desk), []);
    records_gone(&mut desk);
    token_gone(&mut desk);
    assert_eq!(changes(&desk), [AccountChange::Remove(only.id)]);
    assert_eq!(desk.state.accounts.list, std::slice::from_ref(&first));
    assert_eq!(desk.state.service.home, first);
    assert!(matches!(desk.state.session, Session::Reading { .. }));
}

#[test]
fn a_token_until_the_program_closes_is_there_when_one_comes_back() {
    let ways: [fn(&mut Desk) -> &mut Desk; 3] = [
        |desk| switch(switch(desk, 1), 0),
        |desk| desk.explore().send(SampleIntent::Leave),
        |desk| desk.explore().tell(Event::BatchHandedOver(id(OTHER))),
    ];
    let failed = Err(ProblemKind::NameNotFound.into());
    for way in ways {
        for late in [None, Some(Ok(())), Some(failed.clone())] {
            let mut desk = Desk::in_two();
            desk.send(TokenIntent::Replace).type_token(OTHER_TOKEN);
            desk.send(TokenIntent::Save);
            desk.send(TokenIntent::UseUntilClose);
            let before = desk.state.session.clone();
            way(&mut desk);
            assert!(!desk.asks(RequestKind::LoadToken));
            assert_eq!(desk.state.session, before);
            switch(&mut desk, 1);
            let is_kept = late == Some(Ok(()));
            if let Some(result) = late {
                desk.reply(Response::SaveToken(result));
            }
            switch(&mut desk, 0);
            assert_eq!(desk.state.session.token(), Some(&other_token()));
            let in_store = source(&desk.state) == Some(TokenSource::PasswordStore);
            assert_eq!(in_store, is_kept, "late");
        }
    }
}

#[test]
fn a_forgotten_token_is_not_there_when_one_comes_back() {
    let mut desk = Desk::in_two();
    desk.replace_token().send(TokenIntent::Forget(Switch::On));
    for fails in [false, true] {
        if fails {
            desk.fail(RequestKind::ForgetToken, ProblemKind::NameNotFound);
        }
        assert!(!switch(switch(&mut desk, 1), 0).asks(RequestKind::LoadToken));
        let form = desk.state.session.form().expect("a form");
        assert_eq!(form.reason, EntryReason::Forgotten);
        let removal = desk.state.removal_here().expect("in doubt");
        assert_eq!(removal.problem.is_some(), fails);
    }
    token_gone(desk.send(TokenIntent::RemoveAgain));
    assert!(switch(switch(&mut desk, 1), 0).asks(RequestKind::LoadToken));
}

/// Desk of two accounts, where the removal of the first one's token failed.
fn not_removed() -> Desk {
    let mut desk = Desk::in_two();
    desk.send(TokenIntent::Forget(Switch::Off));
    desk.fail(RequestKind::ForgetToken, ProblemKind::NameNotFound);
    desk
}

/// Forgets the token of the second account.
fn forget_second(desk: &mut Desk) -> &mut Desk {
    switch(desk, 1).finds(OTHER_TOKEN);
    desk.send(TokenIntent::Forget(Switch::Off))
}

#[test]
fn a_token_that_is_saved_late_is_not_removed_for_the_one_before_it() {
    for is_saved_first in [true, false] {
        let mut desk = not_removed();
        desk.type_token(TOKEN).send(TokenIntent::Save);
        desk.fail(RequestKind::SaveToken, silent());
        desk.send(TokenIntent::UseUntilClose);
        if is_saved_first {
            desk.reply(Response::SaveToken(Ok(())));
        }
        forget_second(&mut desk);
        assert_eq!(token_gone(&mut desk).sent(), []);
        desk.reply(Response::SaveToken(Ok(())));
        assert_eq!(desk.state.removals, Removals::default());
    }
}

#[test]
fn a_removal_that_is_tried_again_is_the_one_that_is_told() {
    let [a, b] = [0, 1].map(|place| two().remove(place));
    let mut desk = not_removed();
    forget_second(&mut desk);
    switch(&mut desk, 0).send(TokenIntent::RemoveAgain);
    assert_eq!(desk.effects, []);
    desk.fail(RequestKind::ForgetToken, ProblemKind::NameNotFound);
    assert!(desk.in_dialog().is_some(), "of the account that was left");
    desk.send(TokenIntent::RemoveAgain);
    assert_eq!(*at_store(&desk, RequestKind::ForgetToken), b);
    desk.fail(RequestKind::ForgetToken, ProblemKind::NameNotFound);
    desk.send(WindowIntent::CloseOverlay)
        .send(TokenIntent::RemoveAgain);
    assert_eq!(*at_store(&desk, RequestKind::ForgetToken), a, "of its page");
}

#[test]
fn the_token_of_the_environment_is_an_account_that_is_never_kept() {
    let mut start = start();
    start.accounts.list = two();
    start.environment_token = Some(token());
    let mut desk = Desk::open(start);
    assert_eq!(desk.state.accounts.list.len(), 3);
    assert!(desk.state.service.home.id.is_of_environment());
    let given = desk.state.service.home.id.clone();
    let nothing: [Intent; 6] = [
        TokenIntent::UseUntilClose.into(),
        TokenIntent::Edit(Draft::new(OTHER_TOKEN.to_owned())).into(),
        TokenIntent::Save.into(),
        TokenIntent::Forget(Switch::On).into(),
        AccountsIntent::Rename(given.clone()).into(),
        AccountsIntent::Forget(given).into(),
    ];
    let before = desk.state.clone();
    for intent in nothing {
        assert_eq!(desk.send(intent).effects, []);
    }
    assert_eq!(desk.state, before);
    desk.send(TokenIntent::Replace);
    let adds = matches!(&desk.state.accounts.task, Some(AccountTask::Edit(form)) if form.purpose == Purpose::Add);
    assert!(adds, "another token is another account's");
    switch(&mut desk, 0).finds(OTHER_TOKEN);
    assert!(!switch(&mut desk, 2).asks(RequestKind::LoadToken));
    assert_eq!(desk.state.session.token(), Some(&token()));
}

fn wanted() -> Wanted {
    Wanted {
        of_machine: Vec::new(),
        asked: None,
        usual: service(),
        name: None,
        environment: None,
    }
}

/// Start with unread accounts, a wanted name and a batch.
fn awaiting(name: &str) -> Desk {
    Desk::open(Start {
        awaited: Some(Wanted {
            name: Some(name.to_owned()),
            ..wanted()
        }),
        batch: Some(id(ID)),
        ..start()
    })
}

fn read(error: Option<StorageError>) -> Response {
    let kept = KeptAccounts {
        list: two(),
        ..KeptAccounts::default()
    };
    Response::LoadAccounts(Ok((kept, error)))
}

fn phase(desk: &Desk) -> Option<&AwaitedPhase> {
    let awaited = desk.state.accounts.awaited.as_ref();
    awaited.map(|awaited| &awaited.phase)
}

#[test]
fn no_account_is_guessed_before_they_are_read() {
    let mut desk = awaiting("b");
    let for_no_account: [Intent; 8] = [
        TokenIntent::Replace.into(),
        TokenIntent::Edit(Draft::new(TOKEN.to_owned())).into(),
        TokenIntent::Save.into(),
        TokenIntent::UseUntilClose.into(),
        AccountsIntent::Add.into(),
        AccountsIntent::SwitchToPlace(0).into(),
        AccountsIntent::Forget(two()[0].id.clone()).into(),
        RecentsIntent::ForgetEverything.into(),
    ];
    for intent in for_no_account {
        assert_eq!(desk.send(intent).effects, []);
        assert_eq!(desk.state.session, Session::Unasked);
    }
    let newer = StorageError::Newer {
        name: "accounts.json".to_owned(),
        version: 9,
    };
    assert_eq!(desk.reply(read(Some(newer.clone()))).effects, []);
    assert_eq!(phase(&desk), Some(&AwaitedPhase::NotRead(newer)));
    desk.send(AccountsIntent::ReadAgain).reply(read(None));
    assert_eq!((phase(&desk), &desk.state.service.home), (None, &two()[1]));
    assert_eq!(desk.state.accounts.list, two());
    desk.finds(OTHER_TOKEN);
    assert_eq!(desk.asked_about().0, id(ID), "the batch of the start");
}

#[test]
fn a_token_of_the_environment_waits_for_its_memory() {
    let salt = uuid::Uuid::from_u128(7);
    let first = Environment::first(&token(), salt);
    let mut desk = Desk::open(Start {
        awaited: Some(Wanted {
            environment: Some(first),
            ..wanted()
        }),
        environment_token: Some(token()),
        ..start()
    });
    let environment = Some(first);
    let asked = Request::LoadAccounts { environment };
    assert_eq!(*desk.newest(RequestKind::LoadAccounts).1, asked);
    let kept = KeptAccounts {
        environment: Some(Environment { owner: None, salt }),
        ..KeptAccounts::default()
    };
    desk.reply(Response::LoadAccounts(Ok((kept, None))));
    let own = Slot::Environment(Some(token().fingerprint(salt)));
    let account = desk.state.service.home.id.clone();
    assert_eq!(account.slot, own);
    assert!(desk.has(&Effect::Run(Job::LoadRecents(account))));
}

#[test]
fn an_account_that_is_not_among_the_late_ones_is_said() {
    let mut desk = awaiting("Beta");
    assert_eq!(desk.reply(read(None)).effects, []);
    assert!(matches!(phase(&desk), Some(AwaitedPhase::Unknown(_))));
    desk.send(AccountsIntent::ReadAgain).reply(read(None));
    assert_eq!(desk.state.service.home, two()[0]);
}

#[test]
fn the_sample_data_wait_for_no_account() {
    let mut desk = awaiting("b");
    desk.explore();
    assert_eq!(desk.state.screen(), Screen::Batch);
    desk.send(SampleIntent::Leave);
    assert!(!desk.asks(RequestKind::LoadToken), "not known yet");
    desk.reply(read(None));
    assert_eq!(desk.state.service.home, two()[1]);
    assert!(desk.asks(RequestKind::LoadToken));
}
