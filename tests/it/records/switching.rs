//! Whole windows that go from one account to another, on a real disk: killed at any moment, and
//! two of them side by side.

use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::Arc;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use serde_json::json;
use vec_batch_viewer::api::parse_batch;
use vec_batch_viewer::domain::account::Account;
use vec_batch_viewer::domain::{ApiToken, BatchId, ProblemKind, ServerText};
use vec_batch_viewer::records::Records;
use vec_batch_viewer::state::{
    AccountsIntent, AppState, Draft, Effect, Event, Intent, LookupIntent, Message, Now, Request,
    Response, Start, Switch, TokenIntent, update,
};
use vec_batch_viewer::token_store::{MemoryStore, TokenStore};
use vec_batch_viewer::worker::{Backend, Services, Worker};

use super::accounts::keep;
use super::room::{HOST, KEPT, Room, id, inside, last_kept, open};
use crate::support::accounts::{three, wanted};
use crate::support::alone::this_test;
use crate::support::window::{PATIENCE, outside, start};

/// Says whose batches a process has to do with.
const WINDOW: &str = "VEC_TEST_WINDOW";
/// Different batches that a window looks at in each account.
const BATCHES: usize = 30;

/// A window without a screen: the real state, worker and records, and a service that answers each
/// question about a batch with the place of the account that asked.
struct Window {
    state: AppState,
    worker: Worker,
    woken: mpsc::Receiver<()>,
    begun: Instant,
    answers: Vec<Event>,
}

impl Window {
    fn open(home: &Path) -> Self {
        let records = open(home);
        let (kept, troubles) = records.accounts();
        assert_eq!(troubles, None);
        let accounts = wanted().roster(kept).expect("a roster");
        let store = MemoryStore::default();
        for (number, account) in (1..).zip(three()) {
            let token = ApiToken::clean(&format!("{number}|abc")).expect("a token");
            store.save(&account, &token).expect("kept");
        }
        let (wake, woken) = mpsc::channel();
        let services = Services {
            system_store: Arc::new(store),
            records: Arc::new(records),
            ..outside()
        };
        let worker = Worker::start(services, move || {
            let _ = wake.send(());
        });
        let start = Start {
            accounts,
            ..start()
        };
        let begun = Instant::now();
        let (state, effects) = AppState::new(start, now(begun));
        let mut window = Self {
            state,
            worker: worker.expect("a worker"),
            woken,
            begun,
            answers: Vec::new(),
        };
        window.run(effects);
        window
    }

    fn send(&mut self, intent: impl Into<Intent>) {
        self.take(Message::Intent(intent.into()));
    }

    fn take(&mut self, message: Message) {
        let effects = update(&mut self.state, message, now(self.begun));
        self.run(effects);
    }

    fn run(&mut self, effects: Vec<Effect>) {
        let place = self.state.service.home.id.storage_key();
        for effect in effects {
            match effect {
                Effect::Request {
                    id,
                    request: Request::FetchBatch { caller, id: of },
                } => {
                    let batch = json!({ "data": { "id": of.to_string(), "name": place, "status": "completed" } });
                    let answer = parse_batch(batch.to_string().as_bytes(), &caller.origin);
                    let response = Response::FetchBatch(answer.map(Box::new));
                    self.answers.push(Event::Response { id, response });
                }
                Effect::Request {
                    id,
                    request: request @ (Request::ListBatches { .. } | Request::FetchPicture { .. }),
                } => {
                    let response = request.kind().failed(ProblemKind::NameNotFound.into());
                    self.answers.push(Event::Response { id, response });
                }
                Effect::Window(_) => {}
                effect => self.worker.run(effect),
            }
        }
    }

    /// Lets things happen until one is so.
    fn until(&mut self, mut is_so: impl FnMut(&AppState, &Event) -> bool) {
        loop {
            let mut arrived = std::mem::take(&mut self.answers);
            self.worker.drain(&mut arrived);
            let mut seen = false;
            for event in arrived {
                self.take(Message::Event(event.clone()));
                seen |= is_so(&self.state, &event);
            }
            if seen {
                return;
            }
            if self.answers.is_empty() {
                let woken = self.woken.recv_timeout(PATIENCE);
                assert!(woken.is_ok(), "nothing more comes: {:?}", self.state);
            }
        }
    }

    /// Goes to an account and looks at a batch there. What was looked at before is on disk by the
    /// time the list of this one has come.
    fn visit(&mut self, place: usize, batch: BatchId) {
        if self.state.service.home == three()[place] {
            self.go_to((place + 1) % 3);
        }
        self.go_to(place);
        self.send(LookupIntent::Check(batch));
        self.until(|state, _| {
            let shown = state.lookup.shown.as_ref();
            shown.is_some_and(|shown| shown.is_fresh)
        });
    }

    fn go_to(&mut self, place: usize) {
        self.send(AccountsIntent::SwitchToPlace(place));
        let of = three()[place].id.clone();
        let (mut has_list, mut has_token) = (false, false);
        self.until(|state, event| {
            has_list |= matches!(event, Event::RecentsLoaded { account, .. } if *account == of);
            has_token |= state.session.token().is_some();
            has_list && has_token
        });
    }
}

fn now(begun: Instant) -> Now {
    Now {
        elapsed: begun.elapsed(),
        timestamp: Timestamp::now(),
    }
}

/// The account and the batch of a change, of which none is that of the one before.
fn change(window: usize, number: usize) -> (usize, BatchId) {
    let batch = window * 1_000 + number / 3 % BATCHES;
    (number % 3, id(batch as u128))
}

#[expect(clippy::print_stdout, reason = "the test that kills it reads along")]
fn go_on_and_on(home: &Path, window: usize, most: usize) {
    let mut driven = Window::open(home);
    for number in 1..=most {
        let (place, batch) = change(window, number);
        driven.visit(place, batch);
        if number > 1 {
            println!("{KEPT}{}", number - 1);
        }
    }
    // One more, so that the last one is on disk too.
    let (place, batch) = change(window, most + 1);
    driven.visit(place, batch);
}

fn room_with_accounts() -> Room {
    let room = Room::new();
    keep(&room, &three());
    room
}

/// Every account holds its own batches and nothing else, and the list of accounts is whole.
fn assert_apart(records: &Records) {
    let (kept, troubles) = records.accounts();
    assert_eq!(troubles, None);
    assert_eq!(kept.list, three());
    let is_there = |last| three().iter().any(|one| one.id == last);
    assert!(kept.last.is_none_or(is_there));
    for Account { id: account, .. } in three() {
        let place = account.storage_key();
        let (recents, troubles) = records.recents(&place);
        assert_eq!(troubles, None);
        for recent in recents {
            assert_eq!(recent.name, Some(ServerText::new(&place)));
            if let Some(answer) = records.answer(&place, recent.id) {
                assert!(answer.raw.contains(&format!("\"{place}\"")), "{answer:?}");
            }
        }
    }
}

fn has(records: &Records, window: usize, number: usize) -> bool {
    let (place, batch) = change(window, number);
    let (recents, _) = records.recents(&three()[place].id.storage_key());
    recents.iter().any(|recent| recent.id == batch)
}

fn start_one(room: &Room, test: &str, window: usize) -> Child {
    let mut process = room.process(test, &[]);
    process.env(WINDOW, window.to_string());
    process.stdout(Stdio::piped()).spawn().expect("it starts")
}

fn kill(rounds: usize) {
    let test = "records::switching::killed_in_a_switch_it_mixes_up_and_loses_nothing";
    if let Some(home) = inside(test) {
        return go_on_and_on(&home, 1, 100_000);
    }
    let room = room_with_accounts();
    let (mut round, mut unfinished) = (0, 0);
    // Else the files would be whole because nothing was ever under way.
    while round < rounds || unfinished <= rounds / 50 {
        assert!(round < 9 * rounds, "{unfinished} in a file");
        // Any moment of the next switches, in an order that is the same each time.
        let after = Duration::from_micros((round * 7_919 % 20_000) as u64);
        let kept = last_kept(start_one(&room, test, 1), after);
        unfinished += usize::from(!room.named(".new").is_empty());
        let records = room.open();
        assert_apart(&records);
        for number in kept.saturating_sub(5).max(1)..=kept {
            assert!(has(&records, 1, number), "{number} of {kept}");
        }
        round += 1;
    }
    assert_eq!(room.named("corrupt"), [""; 0]);
}

#[test]
fn killed_in_a_switch_it_mixes_up_and_loses_nothing() {
    kill(60);
}

#[test]
#[ignore = "part of tests/run long"]
fn killed_in_a_switch_a_thousand_times() {
    kill(1_000);
}

/// Number of things that the next token's owner finds of the last one's.
fn after_another_token(memory: Switch) -> usize {
    let room = room_with_accounts();
    let mut window = Window::open(&room.path(""));
    window.visit(0, id(1));
    window.send(TokenIntent::Forget(memory));
    let mut answers = 0;
    window.until(|_, event| {
        answers += usize::from(matches!(event, Event::Response { .. }));
        answers == if memory == Switch::On { 2 } else { 1 }
    });
    window.send(TokenIntent::Edit(Draft::new("9|other".to_owned())));
    window.send(TokenIntent::Save);
    window.until(|state, _| state.session.token().is_some());
    window.state.recents.list.len()
        + room.open().recents(HOST).0.len()
        + usize::from(room.open().answer(HOST, id(1)).is_some())
}

#[test]
fn a_forgotten_token_takes_along_what_its_owner_looked_at() {
    assert_eq!(after_another_token(Switch::On), 0);
    assert_ne!(after_another_token(Switch::Off), 0, "the person's choice");
}

#[test]
fn two_windows_with_accounts_of_their_own_do_not_disturb_each_other() {
    const CHANGES: usize = 60;
    let test = this_test!();
    if let Some(home) = inside(test) {
        let window = std::env::var(WINDOW).expect("a window");
        return go_on_and_on(&home, window.parse().expect("its number"), CHANGES);
    }
    let room = room_with_accounts();
    let mut windows = [1, 2].map(|window| start_one(&room, test, window));
    // A third one only looks: every look finds whole files.
    while windows
        .iter_mut()
        .any(|window| window.try_wait().expect("a process").is_none())
    {
        assert_apart(&room.open());
    }
    for mut window in windows {
        assert!(window.wait().expect("an end").success());
    }
    let records = room.open();
    assert_apart(&records);
    assert_eq!(room.named("corrupt"), [""; 0]);
    for window in [1, 2] {
        for number in 1..=CHANGES {
            assert!(has(&records, window, number), "{number} of {window}");
        }
    }
}
