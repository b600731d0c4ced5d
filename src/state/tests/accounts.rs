//! Accounts: chosen, added, renamed, removed; nothing of one shows in another.

use super::*;
use crate::domain::account::{
    Account, AccountChange, AccountName, Environment, KeptAccounts, NameProblem, Slot,
};
use crate::domain::origin::OriginProblem;
use crate::domain::remembered::{Left, StorageError};
use crate::domain::roster::Wanted;

fn account(name: &str, address: &str) -> Account {
    Account {
        name: AccountName::new(name).unwrap(),
        id: AccountId::first(address.parse().unwrap()),
    }
}

pub(super) fn starting(list: Vec<Account>) -> Start {
    Start {
        accounts: Roster {
            list,
            ..start().accounts
        },
        ..start()
    }
}

fn two() -> Vec<Account> {
    vec![
        account("A", origin::DEFAULT),
        account("B", "https://b.example"),
    ]
}

/// Answers the newest request for a token.
fn with_token(state: &mut AppState, effects: &[Effect], token: &str) -> Vec<Effect> {
    let id = of_kind(effects, RequestKind::LoadToken).expect("a look into the store");
    let token = ApiToken::clean(token).unwrap();
    let response = Response::LoadToken(Ok(Some(token)));
    event(state, Event::Response { id, response })
}

fn of_kind(effects: &[Effect], kind: RequestKind) -> Option<RequestId> {
    effects.iter().find_map(|effect| match effect {
        Effect::Request { id, request } if request.kind() == kind => Some(*id),
        _ => None,
    })
}

/// First of two accounts, with a batch on screen.
pub(super) fn at_a() -> AppState {
    let (mut state, effects) = AppState::new(starting(two()), at(0));
    let _ = with_token(&mut state, &effects, TOKEN);
    let asked = send(&mut state, LookupIntent::Check(id(ID)));
    let answered = fetched(request(&asked), Ok(answer(ID, "/a.png")));
    let _ = event(&mut state, answered);
    assert!(state.lookup.shown.is_some() && state.recents.list.len() == 1);
    state
}

pub(super) fn switch(state: &mut AppState, to: usize) -> Vec<Effect> {
    send(state, AccountsIntent::SwitchToPlace(to))
}

fn changes(effects: &[Effect]) -> Vec<AccountChange> {
    let changes = effects.iter().filter_map(|effect| match effect {
        Effect::Run(Job::ChangeAccounts(changes)) => Some(changes.clone()),
        _ => None,
    });
    changes.flatten().collect()
}

#[test]
fn switching_takes_everything_of_the_other_away_at_once() {
    let mut state = at_a();
    let _ = send(&mut state, WindowIntent::Copy("of A".to_owned()));
    let _ = send(&mut state, IdFieldIntent::Edit("of A".to_owned()));
    let under_way = send(&mut state, LookupIntent::Refresh);
    let report = Document {
        kind: FileKind::Report,
        name: crate::domain::FileName::new("a", "html"),
        bytes: vec![1].into(),
    };
    let opened = send(&mut state, ExportIntent::Open(report));
    let picture = state.lookup.shown.as_ref().unwrap().picture.clone();
    assert!(picture.remote.is_loading());

    let effects = switch(&mut state, 1);
    let (a, b) = (two().remove(0), two().remove(1));
    assert_eq!(state.service.home, b);
    assert_eq!(state.lookup, Lookup::default());
    assert_eq!(state.browse, Browse::default());
    assert_eq!(state.id_field, IdField::default());
    assert_eq!(state.window.copied, None);
    assert_eq!(state.session.token(), None);
    assert_eq!(state.recents.list, []);
    assert_eq!(changes(&effects), [AccountChange::Use(b.id.clone())]);
    for cancelled in [RequestKind::FetchBatch, RequestKind::FetchPicture] {
        assert!(effects.contains(&Effect::Cancel(cancelled)), "{effects:?}");
    }
    let asked = effects.iter().find_map(|effect| match effect {
        Effect::Request {
            request: Request::LoadToken { account, .. },
            ..
        } => Some(account.clone()),
        _ => None,
    });
    assert_eq!(asked, Some(b.clone()));

    // Late answers are dropped.
    let before = state.clone();
    let late = fetched(request(&under_way), Ok(answer(ID, "/a.png")));
    assert_eq!(event(&mut state, late), []);
    let late = Event::Response {
        id: of_kind(&opened, RequestKind::OpenFile).unwrap(),
        response: Response::OpenFile(Ok("file:///a.html".to_owned())),
    };
    assert_eq!(event(&mut state, late), [], "no report of A is opened");
    let late = Event::RecentsLoaded {
        account: a.id,
        recents: Vec::new(),
        storage_errors: vec![StorageError::NoFolder],
    };
    assert_eq!(event(&mut state, late), []);
    assert_eq!(state, before);

    let effects = with_token(&mut state, &effects, OTHER_TOKEN);
    assert!(state.shows_list());
    assert!(of_kind(&effects, RequestKind::ListBatches).is_some());
}

#[test]
fn with_one_account_there_is_nowhere_to_go() {
    let mut state = ready();
    assert!(!state.accounts.are_several());
    let before = state.clone();
    assert_eq!(switch(&mut state, 0), []);
    assert_eq!(switch(&mut state, 1), []);
    assert_eq!(state, before);
}

#[test]
fn a_new_account_is_kept_before_its_token_is() {
    let mut state = ready();
    let _ = send(&mut state, AccountsIntent::Add);
    assert_eq!(state.window.overlay, Some(Overlay::Accounts));
    let _ = send(&mut state, AccountsIntent::EditName(" Academy ".to_owned()));
    let effects = send(&mut state, AccountsIntent::Confirm);
    let [first, second] = state.accounts.list.as_slice() else {
        panic!("{:?}", state.accounts.list);
    };
    assert_eq!(second.name.as_str(), "Academy");
    assert_eq!(first.id.storage_key(), "api.vec.digital");
    assert_eq!(second.id.storage_key(), "api.vec.digital#1700000010000");
    let kept = [
        AccountChange::Begin(vec![first.clone()]),
        AccountChange::Put(second.clone()),
        AccountChange::Use(second.id.clone()),
    ];
    assert_eq!(changes(&effects), kept);
    assert_eq!(state.service.home, *second);

    // Its token page follows; its token is its own.
    let new = second.clone();
    let id = of_kind(&effects, RequestKind::LoadToken).unwrap();
    let response = Response::LoadToken(Ok(None));
    let _ = event(&mut state, Event::Response { id, response });
    assert_eq!(state.screen(), Screen::Token);
    let _ = send(&mut state, TokenIntent::Edit(Draft::new(TOKEN.to_owned())));
    let saving = send(&mut state, TokenIntent::Save);
    assert!(matches!(
        &saving[..],
        [Effect::Request { request: Request::SaveToken { account, .. }, .. }] if *account == new
    ));
    assert_eq!(switch(&mut state, 0), [], "a save cannot be taken back");
    let saved = Event::Response {
        id: request(&saving),
        response: Response::SaveToken(Ok(())),
    };
    let _ = event(&mut state, saved);
    assert_eq!(state.session.token(), Some(&token()));
}

#[test]
fn what_cannot_be_an_account_is_said_and_nothing_is_added() {
    let mut state = ready();
    let mut refused = |name: &str, address: &str| {
        let _ = send(&mut state, AccountsIntent::Add);
        let _ = send(&mut state, AccountsIntent::EditName(name.to_owned()));
        let _ = send(&mut state, AccountsIntent::EditAddress(address.to_owned()));
        let focus = Effect::Window(WindowEffect::Focus(Focus::AccountName));
        assert_eq!(send(&mut state, AccountsIntent::Confirm), [focus]);
        assert_eq!(state.accounts.list.len(), 1);
        match &state.accounts.task {
            Some(AccountTask::Edit(form)) => form.problem.unwrap(),
            other => panic!("{other:?}"),
        }
    };
    let taken = FormProblem::Name(NameProblem::Taken);
    assert_eq!(refused("API.vec.digital", "https://b.example"), taken);
    assert_eq!(refused("", ""), taken, "the host's name is the first one's");
    let long = FormProblem::Name(NameProblem::TooLong);
    assert_eq!(refused(&"a".repeat(61), ""), long);
    let plain = FormProblem::Address(OriginProblem::NotSecure);
    assert_eq!(refused("B", "http://b.example"), plain);
    let more = FormProblem::Address(OriginProblem::MoreThanHost);
    assert_eq!(refused("B", "https://b.example/v1"), more);
}

#[test]
fn a_new_name_is_kept_and_shown_in_the_list_of_passwords() {
    let mut state = ready();
    let first = state.service.home.clone();
    let _ = send(&mut state, AccountsIntent::Rename(first.id.clone()));
    let _ = send(&mut state, AccountsIntent::EditName("Academy".to_owned()));
    let effects = send(&mut state, AccountsIntent::Confirm);
    let renamed = account("Academy", origin::DEFAULT);
    let kept = [
        AccountChange::Begin(vec![first]),
        AccountChange::Put(renamed.clone()),
    ];
    assert_eq!(changes(&effects), kept);
    assert!(effects.contains(&Effect::Run(Job::RenameToken(renamed.clone()))));
    assert_eq!(state.service.home, renamed);
    assert_eq!(state.session.token(), Some(&token()), "all else stays");
}

/// Removes the nth account, and answers for the store and the disk.
fn forgotten(state: &mut AppState, place: usize, is_removed: bool) -> [Vec<Effect>; 3] {
    let account = state.accounts.list[place].clone();
    let _ = send(state, AccountsIntent::Forget(account.id.clone()));
    assert_eq!(
        state.accounts.task,
        Some(AccountTask::Forget(account.id.clone()))
    );
    let asked = send(state, AccountsIntent::Confirm);
    let whose = asked.iter().find_map(|effect| match effect {
        Effect::Request {
            request: Request::ForgetToken { account, .. },
            ..
        } => Some(account.clone()),
        _ => None,
    });
    assert_eq!(whose, Some(account));
    let id = of_kind(&asked, RequestKind::ForgetAccount).unwrap();
    let response = Response::ForgetAccount(Ok(Left::new()));
    let cleared = event(state, Event::Response { id, response });
    let id = of_kind(&asked, RequestKind::ForgetToken).unwrap();
    let problem = ProblemKind::NameNotFound.into();
    let result = if is_removed { Ok(()) } else { Err(problem) };
    let response = Response::ForgetToken(result);
    let removed = event(state, Event::Response { id, response });
    [asked, cleared, removed]
}

#[test]
fn an_account_is_gone_once_its_token_and_its_memory_are() {
    let mut state = at_a();
    let (a, b) = (two().remove(0), two().remove(1));
    let [asked, cleared, removed] = forgotten(&mut state, 0, true);
    assert_eq!(state.service.home, b, "the other one is on screen");
    assert_eq!(state.lookup.shown, None);
    assert_eq!(changes(&asked), [AccountChange::Use(b.id.clone())]);
    assert_eq!(changes(&cleared), []);
    assert_eq!(changes(&removed), [AccountChange::Remove(a.id)]);
    assert_eq!(state.accounts.list, [b]);
    assert!(state.accounts.removal.as_ref().unwrap().is_over());
    assert_eq!(state.window.overlay, Some(Overlay::Accounts), "it is said");
}

#[test]
fn who_comes_back_to_an_account_that_is_being_forgotten_is_led_to_another() {
    let mut state = at_a();
    let a = two().remove(0);
    let _ = send(&mut state, AccountsIntent::Forget(a.id.clone()));
    let asked = send(&mut state, AccountsIntent::Confirm);
    let _ = switch(&mut state, 0);
    assert_eq!(state.service.home, a);
    for kind in [RequestKind::ForgetAccount, RequestKind::ForgetToken] {
        let id = of_kind(&asked, kind).unwrap();
        let response = match kind {
            RequestKind::ForgetToken => Response::ForgetToken(Ok(())),
            _ => Response::ForgetAccount(Ok(Left::new())),
        };
        let _ = event(&mut state, Event::Response { id, response });
    }
    assert_eq!(state.accounts.list, [two().remove(1)]);
    assert_eq!(state.service.home, two().remove(1));
}

#[test]
fn an_account_whose_token_could_not_be_removed_stays() {
    let mut state = at_a();
    let (a, b) = (two().remove(0), two().remove(1));
    let [.., removed] = forgotten(&mut state, 0, false);
    assert_eq!(changes(&removed), []);
    assert_eq!(state.accounts.list, [a.clone(), b.clone()]);
    assert!(state.window.error_dialog.is_some(), "it is said");

    // Repeats for the same account, though another one is on screen.
    let again = send(&mut state, TokenIntent::RemoveAgain);
    assert!(matches!(
        &again[..],
        [Effect::Request { request: Request::ForgetToken { account, .. }, .. }] if *account == a
    ));
    let response = Response::ForgetToken(Ok(()));
    let id = request(&again);
    let removed = event(&mut state, Event::Response { id, response });
    assert_eq!(changes(&removed), [AccountChange::Remove(a.id)]);
    assert_eq!(state.accounts.list, [b]);
    assert_eq!(state.window.error_dialog, None);
}

#[test]
fn a_token_that_is_still_there_is_told_after_that_of_another_account_went() {
    let mut state = at_a();
    let a = two().remove(0);
    let [asked, ..] = forgotten(&mut state, 0, false);
    let _ = with_token(&mut state, &asked, OTHER_TOKEN);
    let effects = send(&mut state, TokenIntent::Forget(Switch::On));
    let response = Response::ForgetToken(Ok(()));
    let id = of_kind(&effects, RequestKind::ForgetToken).unwrap();
    let effects = event(&mut state, Event::Response { id, response });
    assert!(
        matches!(
            &effects[..],
            [Effect::Request { request: Request::ForgetToken { account, .. }, .. }] if *account == a
        ),
        "the store works again: {effects:?}"
    );
}

#[test]
fn after_the_last_account_there_is_the_one_of_a_first_start() {
    let only = account("B", "https://b.example");
    let (mut state, effects) = AppState::new(starting(vec![only.clone()]), at(0));
    let _ = with_token(&mut state, &effects, TOKEN);
    let [asked, _, removed] = forgotten(&mut state, 0, true);
    assert_eq!(changes(&asked), []);
    assert_eq!(changes(&removed), [AccountChange::Remove(only.id)]);
    let first = Account::only(start().accounts.home);
    assert_eq!(state.accounts.list, std::slice::from_ref(&first));
    assert_eq!(state.service.home, first);
    assert!(matches!(state.session, Session::Reading { .. }));
}

/// Leaves and returns: by another account, the sample data, or a link out of these.
fn back_and_forth(state: &mut AppState, way: usize) -> Vec<Effect> {
    if way == 0 {
        let _ = switch(state, 1);
        return switch(state, 0);
    }
    let effects = send(state, SampleIntent::Explore);
    let sample = crate::domain::sample::Sample {
        origin: "http://127.0.0.1:9".parse().unwrap(),
        token: token(),
        entries: Vec::new(),
    };
    let started = Event::Response {
        id: request(&effects),
        response: Response::StartSample(Ok(sample)),
    };
    let _ = event(state, started);
    assert_eq!(state.session.token(), Some(&token()));
    if way == 1 {
        send(state, SampleIntent::Leave)
    } else {
        event(state, Event::BatchHandedOver(id(OTHER)))
    }
}

#[test]
fn a_token_until_the_program_closes_is_there_when_one_comes_back() {
    let other = ApiToken::clean(OTHER_TOKEN).unwrap();
    for way in 0..3 {
        for late in [
            None,
            Some(Ok(())),
            Some(Err(ProblemKind::NameNotFound.into())),
        ] {
            let mut state = at_a();
            let _ = send(&mut state, TokenIntent::Replace);
            let draft = Draft::new(OTHER_TOKEN.to_owned());
            let _ = send(&mut state, TokenIntent::Edit(draft));
            let saving = send(&mut state, TokenIntent::Save);
            let _ = send(&mut state, TokenIntent::UseUntilClose);
            let before = state.clone();
            assert_eq!(
                back_and_forth(&mut state, way)
                    .iter()
                    .find(|effect| matches!(
                        effect,
                        Effect::Request {
                            request: Request::LoadToken { .. },
                            ..
                        }
                    )),
                None
            );
            assert_eq!(state.session, before.session);
            let _ = switch(&mut state, 1);
            let is_kept = late == Some(Ok(()));
            if let Some(result) = late {
                let response = Response::SaveToken(result);
                let id = request(&saving);
                let _ = event(&mut state, Event::Response { id, response });
            }
            let _ = switch(&mut state, 0);
            let Session::Ready { token, source, .. } = &state.session else {
                panic!("{:?}", state.session)
            };
            assert_eq!(*token, other);
            assert_eq!(
                *source == TokenSource::PasswordStore,
                is_kept,
                "late, but kept"
            );
        }
    }
}

#[test]
fn the_token_of_the_environment_is_an_account_that_is_never_kept() {
    let start = Start {
        environment_token: Some(token()),
        ..starting(two())
    };
    let (mut state, _) = AppState::new(start, at(0));
    assert_eq!(state.accounts.list.len(), 3);
    assert!(state.service.home.is_of_environment());
    let given = state.service.home.id.clone();
    for intent in [
        TokenIntent::UseUntilClose,
        TokenIntent::Edit(Draft::new(OTHER_TOKEN.to_owned())),
        TokenIntent::Save,
        TokenIntent::Forget(Switch::On),
    ] {
        assert_eq!(send(&mut state, intent), []);
    }
    let _ = send(&mut state, TokenIntent::Replace);
    let adds = matches!(&state.accounts.task, Some(AccountTask::Edit(form)) if form.purpose == Purpose::Add);
    assert!(adds, "another token is another account's");
    for intent in [
        AccountsIntent::Rename(given.clone()),
        AccountsIntent::Forget(given.clone()),
    ] {
        let before = state.clone();
        assert_eq!(send(&mut state, intent), []);
        assert_eq!(state, before);
    }
    let effects = switch(&mut state, 0);
    let _ = with_token(&mut state, &effects, OTHER_TOKEN);
    let effects = switch(&mut state, 2);
    assert_eq!(of_kind(&effects, RequestKind::LoadToken), None);
    assert_eq!(state.session.token(), Some(&token()));
}

/// Start with unread accounts and a wanted name.
fn awaiting(name: &str) -> (AppState, Vec<Effect>) {
    let start = Start {
        awaited: Some(Wanted {
            of_machine: Vec::new(),
            asked: None,
            usual: start().accounts.home,
            name: Some(name.to_owned()),
            environment: None,
        }),
        batch: Some(id(ID)),
        ..start()
    };
    AppState::new(start, at(0))
}

fn read(effects: &[Effect], errors: Vec<StorageError>) -> Event {
    let kept = KeptAccounts {
        list: two(),
        ..KeptAccounts::default()
    };
    Event::Response {
        id: of_kind(effects, RequestKind::LoadAccounts).expect("a look at the accounts"),
        response: Response::LoadAccounts(Ok((kept, errors))),
    }
}

#[test]
fn no_account_is_guessed_before_they_are_read() {
    let (mut state, asked) = awaiting("b");
    // Intents meanwhile are for no account.
    for intent in [
        Intent::from(TokenIntent::Replace),
        TokenIntent::Edit(Draft::new(TOKEN.to_owned())).into(),
        TokenIntent::Save.into(),
        TokenIntent::UseUntilClose.into(),
        AccountsIntent::Add.into(),
        AccountsIntent::SwitchToPlace(0).into(),
        AccountsIntent::Forget(two()[0].id.clone()).into(),
        RecentsIntent::ForgetEverything.into(),
    ] {
        assert_eq!(send(&mut state, intent), []);
        assert_eq!(state.session, Session::Unasked);
    }
    let not_read = StorageError::Newer {
        name: "accounts.json".to_owned(),
        version: 9,
    };
    assert_eq!(event(&mut state, read(&asked, vec![not_read.clone()])), []);
    let phase = |state: &AppState| state.accounts.awaited.as_ref().map(|one| one.phase.clone());
    assert_eq!(phase(&state), Some(AwaitedPhase::NotRead(not_read)));
    let asked = send(&mut state, AccountsIntent::ReadAgain);
    let effects = event(&mut state, read(&asked, Vec::new()));
    assert_eq!((phase(&state), &state.service.home), (None, &two()[1]));
    assert_eq!(state.accounts.list, two());
    let _ = with_token(&mut state, &effects, OTHER_TOKEN);
    assert!(state.lookup.remote.is_loading(), "the batch of the start");
}

#[test]
fn a_token_of_the_environment_waits_for_its_memory() {
    let salt = uuid::Uuid::from_u128(7);
    let first = Environment::first(&token(), salt);
    let start = Start {
        awaited: Some(Wanted {
            of_machine: Vec::new(),
            asked: None,
            usual: start().accounts.home,
            name: None,
            environment: Some(first),
        }),
        environment_token: Some(token()),
        ..start()
    };
    let (mut state, effects) = AppState::new(start, at(0));
    let asks = |effect: &Effect| match effect {
        Effect::Request {
            request: Request::LoadAccounts { environment },
            ..
        } => *environment,
        _ => None,
    };
    assert_eq!(effects.iter().find_map(asks), Some(first));
    let kept = KeptAccounts {
        environment: Some(Environment { owner: None, salt }),
        ..KeptAccounts::default()
    };
    let response = Response::LoadAccounts(Ok((kept, Vec::new())));
    let id = of_kind(&effects, RequestKind::LoadAccounts).expect("a look at the accounts");
    let effects = event(&mut state, Event::Response { id, response });
    let own = Slot::Environment(Some(token().fingerprint(salt)));
    assert_eq!(state.service.home.id.slot, own);
    let account = state.service.home.id.clone();
    assert!(effects.contains(&Effect::Run(Job::LoadRecents { account })));
}

#[test]
fn an_account_that_is_not_among_the_late_ones_is_said() {
    let (mut state, asked) = awaiting("Beta");
    assert_eq!(event(&mut state, read(&asked, Vec::new())), []);
    let phase = state.accounts.awaited.as_ref().map(|one| &one.phase);
    assert!(matches!(phase, Some(AwaitedPhase::Unknown(_))), "{phase:?}");
    let asked = send(&mut state, AccountsIntent::ReadAgain);
    let _ = event(&mut state, read(&asked, Vec::new()));
    assert_eq!(state.service.home, two()[0]);
}

#[test]
fn the_sample_data_wait_for_no_account() {
    let (mut state, asked) = awaiting("b");
    explore(&mut state);
    assert_eq!(state.screen(), Screen::Batch);
    let left = send(&mut state, SampleIntent::Leave);
    assert_eq!(
        of_kind(&left, RequestKind::LoadToken),
        None,
        "not known yet"
    );
    let effects = event(&mut state, read(&asked, Vec::new()));
    assert_eq!(state.service.home, two()[1]);
    assert!(of_kind(&effects, RequestKind::LoadToken).is_some());
}

#[test]
fn a_batch_is_looked_for_in_another_account() {
    let mut state = at_a();
    let look = AccountsIntent::LookIn {
        account: two().remove(1).id,
        batch: id(OTHER),
    };
    let effects = send(&mut state, look);
    assert_eq!(state.lookup.wanted, Some(id(OTHER)));
    let effects = with_token(&mut state, &effects, OTHER_TOKEN);
    let asked = effects.iter().find_map(|effect| match effect {
        Effect::Request {
            request: Request::FetchBatch { caller, id },
            ..
        } => Some((caller.origin.host(), caller.token.clone(), *id)),
        _ => None,
    });
    let token = ApiToken::clean(OTHER_TOKEN).unwrap();
    assert_eq!(asked, Some(("b.example".to_owned(), token, id(OTHER))));
}
