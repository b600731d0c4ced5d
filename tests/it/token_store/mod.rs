//! The password store, tried against a real gnome-keyring in a private session
//! of the desktop.

mod calls;

use crate::support::accounts::three;
use crate::support::desktop::{Desktop, Keyring, in_session, lock_keyring, secret_tool};
use crate::support::window::TOKEN;
use vec_batch_viewer::domain::account::AccountName;
use vec_batch_viewer::domain::problem::StoreProblem;
use vec_batch_viewer::domain::{Account, ApiToken, Problem, ProblemKind};
use vec_batch_viewer::token_store::{SystemStore, TokenStore};

const OTHER: &str = "13|ZyXwVuTsRqPoNmLkJiHgFeDcBa9876543210ZyXw";
const THIRD: &str = "14|QqWwEeRrTtYyUuIiOoPp0123456789AaSsDdFfGgHhJj";
const HOST: &str = "api.vec.digital";

fn account(address: &str) -> Account {
    Account::only(address.parse().expect("an origin"))
}

fn service() -> Account {
    account("https://api.vec.digital")
}

fn token(text: &str) -> ApiToken {
    ApiToken::clean(text).expect("a token")
}

/// The kind of a problem of the store, once it is sure that it names no token.
fn kind<T: std::fmt::Debug>(result: Result<T, Problem>) -> StoreProblem {
    let problem = result.expect_err("a problem");
    let told = format!("{problem:?}");
    assert!(
        !told.contains("AbCdEf") && !told.contains("ZyXwVu") && !told.contains("QqWwEe"),
        "{told}"
    );
    assert!(
        !problem.evidence.chain.is_empty(),
        "nothing to go by: {told}"
    );
    match problem.kind {
        ProblemKind::Store(kind) => kind,
        other => panic!("{other:?}"),
    }
}

fn looked_up(host: &str) -> Option<String> {
    secret_tool(
        &["lookup", "service", "vec-batch-viewer", "username", host],
        b"",
    )
}

/// Puts something into the store behind the program's back.
fn put(more: &[&str], secret: &[u8]) {
    let names = ["--label=x", "service", "vec-batch-viewer", "username", HOST];
    let arguments = [&["store"], &names[..], more].concat();
    secret_tool(&arguments, secret);
}

#[test]
fn a_token_is_kept_under_its_pinned_names_replaced_and_forgotten() {
    in_session!(Desktop::Bus);
    let _keyring = Keyring::start();
    let store = SystemStore::default();
    assert_eq!(store.load(&service()), Ok(None));
    assert_eq!(store.forget(&service()), Ok(()), "nothing to forget");
    assert_eq!(store.save(&service(), &token(TOKEN)), Ok(()));
    assert_eq!(looked_up(HOST).as_deref(), Some(TOKEN));
    assert_eq!(store.load(&service()), Ok(Some(token(TOKEN))));

    let staging = account("https://staging.example:8443");
    assert_eq!(store.load(&staging), Ok(None), "one entry for each service");
    assert_eq!(store.save(&staging, &token(THIRD)), Ok(()));
    assert_eq!(looked_up("staging.example:8443").as_deref(), Some(THIRD));

    assert_eq!(store.save(&service(), &token(OTHER)), Ok(()), "replaced");
    assert_eq!(looked_up(HOST).as_deref(), Some(OTHER));
    put(&[], TOKEN.as_bytes());
    let changed = store.load(&service());
    assert_eq!(changed, Ok(Some(token(TOKEN))), "behind the program's back");
    assert_eq!(store.forget(&service()), Ok(()));
    assert_eq!(looked_up(HOST), None);
    assert_eq!(store.load(&service()), Ok(None));
}

#[test]
fn a_store_that_is_started_later_or_anew_is_found_by_trying_again() {
    in_session!(Desktop::Bus);
    let store = SystemStore::default();
    assert_eq!(kind(store.load(&service())), StoreProblem::NotAvailable);
    let keyring = Keyring::start();
    assert_eq!(store.load(&service()), Ok(None));
    assert_eq!(store.save(&service(), &token(TOKEN)), Ok(()));
    drop(keyring);
    assert_eq!(kind(store.load(&service())), StoreProblem::NotAvailable);
    let _keyring = Keyring::start();
    for store in [store, SystemStore::default()] {
        assert_eq!(store.load(&service()), Ok(Some(token(TOKEN))));
    }
}

#[test]
fn what_cannot_be_read_is_replaced_or_forgotten() {
    in_session!(Desktop::Bus);
    let _keyring = Keyring::start();
    let store = SystemStore::default();
    let no_token = || put(&[], b"AbCdEf ghi");
    let two_entries = || {
        for number in ["1", "2"] {
            put(&["a", number], OTHER.as_bytes());
        }
    };
    for unreadable in [&no_token as &dyn Fn(), &two_entries] {
        unreadable();
        assert_eq!(kind(store.load(&service())), StoreProblem::Unreadable);
        assert_eq!(store.save(&service(), &token(TOKEN)), Ok(()));
        assert_eq!(store.load(&service()), Ok(Some(token(TOKEN))));
        assert_eq!(store.forget(&service()), Ok(()));
    }
    two_entries();
    assert_eq!(kind(store.load(&service())), StoreProblem::Unreadable);
    assert_eq!(store.forget(&service()), Ok(()));
    assert_eq!(looked_up(HOST), None);
}

#[test]
fn without_a_bus_there_is_no_store() {
    in_session!(Desktop::Bare);
    let store = SystemStore::default();
    assert_eq!(kind(store.load(&service())), StoreProblem::NotAvailable);
    let saved = store.save(&service(), &token(TOKEN));
    assert_eq!(kind(saved), StoreProblem::NotAvailable);
    let forgotten = store.forget(&service());
    assert_eq!(kind(forgotten), StoreProblem::NotAvailable);
}

#[test]
fn a_store_with_nowhere_to_keep_anything_is_not_called_locked() {
    in_session!(Desktop::Services);
    let store = SystemStore::default();
    assert_eq!(store.load(&service()), Ok(None), "looks like a first start");
    let saved = store.save(&service(), &token(TOKEN));
    let chain = saved.clone().expect_err("a problem").evidence.chain;
    assert_eq!(chain[0], "NoStorageAccess");
    assert_eq!(kind(saved), StoreProblem::NoPlace);
}

/// The line in the desktop's list of passwords.
fn line_of(user: &str) -> String {
    let found = secret_tool(
        &["search", "service", "vec-batch-viewer", "username", user],
        b"",
    );
    let found = found.expect("an entry");
    let line = found.lines().find_map(|line| line.strip_prefix("label = "));
    line.expect("a line").to_owned()
}

#[test]
fn each_account_has_an_entry_of_its_own() {
    in_session!(Desktop::Bus);
    let _keyring = Keyring::start();
    // The entry as it was made before there were accounts.
    put(&[], TOKEN.as_bytes());
    let store = SystemStore::default();
    let [first, second, elsewhere] = three();
    assert_eq!(store.load(&first), Ok(Some(token(TOKEN))));
    assert_eq!(store.load(&second), Ok(None));
    store.save(&second, &token(OTHER)).expect("saved");
    store.save(&elsewhere, &token(THIRD)).expect("saved");
    assert_eq!(looked_up("api.vec.digital#42").as_deref(), Some(OTHER));
    assert_eq!(looked_up("vec.example").as_deref(), Some(THIRD));
    assert_eq!(looked_up(HOST).as_deref(), Some(TOKEN));
    let named = "VEC Batch Viewer (معهد الشارقة, api.vec.digital)";
    assert_eq!(line_of("api.vec.digital#42"), named);

    let renamed = Account {
        name: AccountName::new("Institute").expect("a name"),
        ..second.clone()
    };
    store.rename(&renamed).expect("renamed");
    let named = "VEC Batch Viewer (Institute, api.vec.digital)";
    assert_eq!(line_of("api.vec.digital#42"), named);

    store.forget(&second).expect("forgotten");
    assert_eq!(store.rename(&renamed), Ok(()), "nothing to rename");
    assert_eq!(looked_up("api.vec.digital#42"), None);
    assert_eq!(
        store.load(&first),
        Ok(Some(token(TOKEN))),
        "the others stay"
    );
    assert_eq!(store.load(&elsewhere), Ok(Some(token(THIRD))));
}

#[test]
fn of_a_locked_store_no_account_is_read_changed_or_lost() {
    in_session!(Desktop::Bus);
    let keyring = Keyring::start();
    let store = SystemStore::default();
    let tokens = [TOKEN, OTHER, THIRD];
    for (account, text) in three().iter().zip(tokens) {
        store.save(account, &token(text)).expect("saved");
    }
    lock_keyring();
    for account in &three() {
        assert_eq!(kind(store.load(account)), StoreProblem::Locked);
        let saved = store.save(account, &token(OTHER));
        assert_eq!(kind(saved), StoreProblem::Locked);
        assert_eq!(kind(store.forget(account)), StoreProblem::Locked);
    }
    let elsewhere = account("https://staging.example");
    let none = store.load(&elsewhere);
    assert_eq!(none, Ok(None), "it tells of what is locked");
    let saved = store.save(&elsewhere, &token(OTHER));
    assert_eq!(kind(saved), StoreProblem::Locked);
    drop(keyring);
    let _unlocked = Keyring::start();
    for (account, text) in three().iter().zip(tokens) {
        assert_eq!(store.load(account), Ok(Some(token(text))));
    }
}
