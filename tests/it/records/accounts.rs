//! The accounts on disk, and the memory of each.

use uuid::Uuid;
use vec_batch_viewer::domain::ApiToken;
use vec_batch_viewer::domain::account::{
    Account, AccountChange, AccountName, Environment, KeptAccounts,
};
use vec_batch_viewer::records::{Left, StoredAnswer};

use super::answer;
use super::room::{ACCOUNTS, HOST, RECENTS, Room, id, recent, written};
use crate::support::accounts::{account, three, wanted};

pub fn keep(room: &Room, accounts: &[Account]) {
    let puts: Vec<_> = accounts.iter().cloned().map(AccountChange::Put).collect();
    written(room.open().change_accounts(&puts));
}

#[test]
fn accounts_are_there_at_the_next_start() {
    let room = Room::new();
    let none = (KeptAccounts::default(), None);
    assert_eq!(room.open().accounts(), none);
    keep(&room, &three());
    let mut expected = three();
    expected[0].name = AccountName::new("Institute").expect("a name");
    let changes = [
        AccountChange::Begin(Vec::new()),
        AccountChange::Put(expected[0].clone()),
        AccountChange::Use(expected[1].id.clone()),
    ];
    written(room.open().change_accounts(&changes));
    let (kept, error) = room.open().accounts();
    assert_eq!(error, None);
    assert_eq!(kept.list, expected);
    assert_eq!(kept.last.as_ref(), Some(&expected[1].id));
    let text = String::from_utf8(room.read(ACCOUNTS)).expect("text");
    assert!(text.contains("\"number\": 42"), "{text}");
}

#[test]
fn two_windows_lose_no_account_of_each_other() {
    let room = Room::new();
    let [one, other] = [room.open(), room.open()];
    let [a, b, c] = three();
    let _ = (one.accounts(), other.accounts());
    one.change_accounts(&[AccountChange::Put(a.clone()), AccountChange::Put(b.clone())])
        .expect("kept");
    written(other.change_accounts(&[AccountChange::Put(c.clone())]));
    let changes = [
        AccountChange::Use(a.id.clone()),
        AccountChange::Remove(a.id),
    ];
    written(one.change_accounts(&changes));
    let kept = room.open().accounts().0;
    assert_eq!((kept.list, kept.last), (vec![b, c], None));
}

#[test]
fn an_account_is_forgotten_and_the_others_stay() {
    let room = Room::new();
    keep(&room, &three());
    let records = room.open();
    let places = three().map(|account| account.id.storage_key());
    for (number, place) in (1..).zip(&places) {
        written(records.save_recents(place, &[recent(number, 2)]));
        written(records.save_answer(place, id(number), &answer("{}", None)));
    }
    let before = room.names().len();
    assert_eq!(records.clear_account(&places[0]), Left::new());
    let gone = before - room.names().len();
    assert_eq!(gone, 3, "the copy of the list is another file");
    assert_eq!(records.recents(HOST), (Vec::new(), None));
    for (number, place) in (1..).zip(&places).skip(1) {
        let fresh = room.open();
        assert_eq!(fresh.recents(place).0, [recent(number, 2)]);
        assert!(fresh.answer(place, id(number)).is_some());
    }
    let rest = room.names();
    let _ = records.clear_account("api.vec");
    assert_eq!(room.names(), rest, "no other host");
    // Everything but the names of the tokens.
    assert_eq!(records.clear(), Left::new());
    assert_eq!(room.open().recents(&places[1]).0, []);
    assert_eq!(room.open().accounts().0.list, three());
}

/// The folders as the program wrote them before it knew accounts.
fn of_before(room: &Room) {
    let list = r#"{ "version": 1, "host": "api.vec.digital", "recents": [{
        "id": "00000000-0000-0000-0000-000000000001", "name": "Class 1", "status": "completed",
        "counts": { "total": 250, "made": 250, "failed": 0 }, "progress": 100.0,
        "seen": "2026-01-02T03:04:05Z", "pinned": true }] }"#;
    room.write(RECENTS, list.as_bytes());
    let answers = room.path("cache/answers");
    std::fs::create_dir_all(&answers).expect("a folder");
    let head = r#"{"version":1,"host":"api.vec.digital","batch":"00000000-0000-0000-0000-000000000001","at":"2026-01-02T03:04:05Z","answer_bytes":2,"picture_bytes":null}"#;
    let name = "api.vec.digital_00000000-0000-0000-0000-000000000001.answer";
    std::fs::write(answers.join(name), format!("{head}\n{{}}")).expect("a file");
}

#[test]
fn what_was_kept_before_there_were_accounts_is_the_first_ones() {
    let room = Room::new();
    of_before(&room);
    let records = room.open();
    let (kept, error) = records.accounts();
    assert_eq!(error, None);
    let (list, begin) = wanted().roster(kept).expect("a roster").open(None);
    assert_eq!(list, std::slice::from_ref(&begin));
    let (recents, error) = records.recents(&begin.id.storage_key());
    assert_eq!((recents.len(), error), (1, None));
    assert!(recents[0].id == id(1) && recents[0].pinned);
    let known = StoredAnswer {
        at: "2026-01-02T03:04:05Z".parse().expect("a time"),
        ..answer("{}", None)
    };
    assert_eq!(records.answer(&begin.id.storage_key(), id(1)), Some(known));

    // A second account changes nothing of that.
    let second = account("Second", "https://api.vec.digital", &list);
    written(records.change_accounts(&[AccountChange::Begin(list), AccountChange::Put(second)]));
    let (kept, _) = room.open().accounts();
    assert_eq!(kept.list[0], begin);
    let [first, second] = [0, 1].map(|at| kept.list[at].id.storage_key());
    assert_eq!(room.open().recents(&first).0, recents);
    assert_eq!(room.open().recents(&second).0, []);
}

/// Place of the memory of a start with this token in the environment.
fn place_with(room: &Room, token: &str) -> String {
    let token = ApiToken::clean(token).expect("a token");
    let first = Environment::first(&token, Uuid::new_v4());
    let kept = room.open().accounts_for(Some(first)).0;
    let roster = wanted().roster(kept).expect("a roster");
    roster.open(Some(&token)).1.id.storage_key()
}

/// The place of the memory of all tokens of the environment, before they were told apart.
const SHARED: &str = "api.vec.digital#environment";
const TOKENS: [&str; 3] = ["1|Abcdefghijk", "2|Abcdefghijk", "3|Abcdefghijk"];

#[test]
fn each_token_of_the_environment_has_a_memory_of_its_own() {
    let room = Room::new();
    written(room.open().save_recents(SHARED, &[recent(1, 1)]));
    for round in 0..2 {
        for (number, token) in (1..).zip(TOKENS) {
            let place = place_with(&room, token);
            let there = room.open().recents(&place).0;
            let is_known = round == 1 || number == 1;
            let own = Vec::from_iter(is_known.then(|| recent(number, 1)));
            assert_eq!(there, own, "the first one finds what lay there: {place}");
            written(room.open().save_recents(&place, &[recent(number, 1)]));
        }
    }
    for name in room.names() {
        let text = String::from_utf8(room.read(&name)).expect("text");
        assert!(
            !text.contains("Abcdefghijk") && !name.contains("Abc"),
            "{name}: {text}"
        );
    }
}

#[test]
fn no_token_of_the_environment_inherits_by_damage() {
    let places = |room: &Room| TOKENS.map(|token| place_with(room, token));
    let damaged = Room::new();
    let before = places(&damaged);
    damaged.write(ACCOUNTS, b"{");
    damaged.write(&format!("{ACCOUNTS}.bak"), b"{");
    let _ = damaged.open().accounts(); // A start without a token is the first to see it.
    let after = places(&damaged);
    assert_eq!(after, places(&damaged), "kept from now on");
    // One that cannot be written: of a newer version.
    let newer = Room::new();
    newer.write(ACCOUNTS, br#"{"version": 2, "people": []}"#);
    let mut all: Vec<String> = before.into_iter().chain(after).collect();
    all.extend(places(&newer).into_iter().chain(places(&newer)));
    assert_eq!(all.iter().position(|place| place == SHARED), Some(0));
    let count = all.len();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), count, "{all:?}");
}
