//! The worker: a wish goes in, events come out, whatever happens on the way.
#![cfg(target_os = "linux")]
#![expect(clippy::expect_used, reason = "helpers of tests stop the test")]

#[path = "support/desktop.rs"]
mod desktop;
#[path = "support/portal.rs"]
mod portal;

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, mpsc};
use std::time::{Duration, Instant};

use desktop::{Desktop, Keyring, entered, told};
use vec_batch_viewer::crash;
use vec_batch_viewer::domain::checkup::Step;
use vec_batch_viewer::domain::picture::{PictureFormat, PictureInfo, Screenshot};
use vec_batch_viewer::domain::problem::StoreProblem;
use vec_batch_viewer::domain::sample::{SampleAct, SampleKind};
use vec_batch_viewer::domain::{ApiOrigin, ApiToken, BatchId, Problem, ProblemKind};
use vec_batch_viewer::state::{Effect, Event, RequestId, Store};
use vec_batch_viewer::token_store::{MemoryStore, TokenStore};
use vec_batch_viewer::worker::{Choice, Choosing, Outside, Places, SystemPlaces, Worker};

const TOKEN: &str = "12|AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCd";
const SAMPLE: Store = Store::Sample(None);

/// Long enough for a slow machine; nothing here waits for it to pass.
const PATIENCE: Duration = Duration::from_secs(20);

fn token() -> ApiToken {
    ApiToken::clean(TOKEN).expect("a token")
}

fn origin() -> ApiOrigin {
    "https://api.vec.digital".parse().expect("an origin")
}

fn batch_id() -> BatchId {
    let id = "9e7860e3-7c0a-401f-98f6-b98e316934f4".parse();
    id.expect("a batch ID")
}

/// A worker and the events it has sent.
struct Desk {
    worker: Worker,
    woken: mpsc::Receiver<()>,
    waiting: std::collections::VecDeque<Event>,
}

impl Desk {
    fn new(outside: Outside) -> Self {
        let (wake, woken) = mpsc::channel();
        let worker = Worker::start(outside, move || {
            let _ = wake.send(());
        });
        Self {
            worker: worker.expect("a worker"),
            woken,
            waiting: std::collections::VecDeque::new(),
        }
    }

    /// The next event, once it has arrived.
    fn next(&mut self) -> Event {
        while self.waiting.is_empty() {
            self.woken.recv_timeout(PATIENCE).expect("an event");
            let mut arrived = Vec::new();
            self.worker.drain(&mut arrived);
            self.waiting.extend(arrived);
        }
        self.waiting.pop_front().expect("an event")
    }

    fn load(&self, request: u64, store: Store) {
        self.worker.run(Effect::LoadToken {
            request: RequestId(request),
            store,
            origin: origin(),
        });
    }

    fn save(&self, request: u64, store: Store) {
        self.worker.run(Effect::SaveToken {
            request: RequestId(request),
            store,
            origin: origin(),
            token: token(),
        });
    }

    fn forget(&self, request: u64, store: Store) {
        self.worker.run(Effect::ForgetToken {
            request: RequestId(request),
            store,
            origin: origin(),
        });
    }

    fn fetch(&self, request: u64, origin: ApiOrigin) {
        self.worker.run(Effect::FetchBatch {
            request: RequestId(request),
            origin,
            token: token(),
            id: batch_id(),
        });
    }

    fn save_picture(&self, request: u64, name: &str) {
        self.worker.run(Effect::SavePicture {
            request: RequestId(request),
            name: name.to_owned(),
            picture: PictureInfo {
                size: [1, 1],
                format: PictureFormat::Png,
                file: Arc::from(&b"a picture"[..]),
            },
        });
    }
}

fn outside() -> Outside {
    Outside {
        system_store: Arc::new(MemoryStore::new()),
        store_limit: PATIENCE,
        places: Arc::new(SystemPlaces),
    }
}

fn loaded(request: u64, token: Option<ApiToken>) -> Event {
    Event::TokenLoaded {
        request: RequestId(request),
        result: Ok(token),
    }
}

fn saved(request: u64) -> Event {
    Event::TokenSaved {
        request: RequestId(request),
        result: Ok(()),
    }
}

fn forgotten(request: u64) -> Event {
    Event::TokenForgotten {
        request: RequestId(request),
        result: Ok(()),
    }
}

#[test]
fn wishes_are_met_in_their_order() {
    let mut desk = Desk::new(outside());
    for store in [SAMPLE, Store::System] {
        desk.load(1, store);
        assert_eq!(desk.next(), loaded(1, None));
        desk.save(2, store);
        desk.load(3, store);
        desk.forget(4, store);
        let answers = [desk.next(), desk.next(), desk.next()];
        // The token was there only between the two.
        for expected in [saved(2), loaded(3, Some(token())), forgotten(4)] {
            assert!(
                answers.contains(&expected),
                "{expected:?} not in {answers:?}"
            );
        }
        desk.load(5, store);
        assert_eq!(desk.next(), loaded(5, None));
    }
}

#[test]
fn an_event_is_there_before_the_window_is_woken() {
    let worker: Arc<OnceLock<Worker>> = Arc::default();
    let (seen, look) = mpsc::channel();
    let window = Arc::clone(&worker);
    let started = Worker::start(outside(), move || {
        let mut arrived = Vec::new();
        if let Some(worker) = window.get() {
            worker.drain(&mut arrived);
        }
        let _ = seen.send(arrived.len());
    });
    let worker = worker.get_or_init(|| started.expect("a worker"));
    for request in 1..=50 {
        worker.run(Effect::LoadToken {
            request: RequestId(request),
            store: SAMPLE,
            origin: origin(),
        });
        assert_eq!(look.recv_timeout(PATIENCE), Ok(1), "woken for nothing");
    }
}

#[test]
fn the_sample_store_fails_once_as_told() {
    let mut desk = Desk::new(outside());
    desk.save(1, SAMPLE);
    assert_eq!(desk.next(), saved(1));
    for problem in [
        StoreProblem::Locked,
        StoreProblem::NotAnswering { waited: PATIENCE },
    ] {
        desk.load(2, Store::Sample(Some(problem)));
        let failed = Event::TokenLoaded {
            request: RequestId(2),
            result: Err(ProblemKind::Store(problem).into()),
        };
        assert_eq!(desk.next(), failed);
        desk.load(3, SAMPLE);
        assert_eq!(desk.next(), loaded(3, Some(token())));
    }
    desk.load(4, Store::System);
    assert_eq!(desk.next(), loaded(4, None), "the sample has its own store");
}

#[test]
fn the_sample_service_starts_once_and_answers_everything() {
    let mut desk = Desk::new(outside());
    let mut start = |request| {
        desk.worker.run(Effect::StartSample {
            request: RequestId(request),
        });
        match desk.next() {
            Event::SampleStarted {
                request: at,
                result,
            } => {
                assert_eq!(at, RequestId(request));
                result.expect("a sample")
            }
            other => panic!("{other:?}"),
        }
    };
    let sample = start(1);
    assert_eq!(start(2), sample, "found running");
    let entry = sample
        .entries
        .iter()
        .find(|e| e.kind == SampleKind::Completed);
    let Some(SampleAct::Check { id, origin }) = entry.map(|entry| entry.act.clone()) else {
        panic!("{entry:?}");
    };

    desk.worker.run(Effect::FetchBatch {
        request: RequestId(3),
        origin: origin.clone(),
        token: sample.token.clone(),
        id,
    });
    let Event::BatchFetched { request, result } = desk.next() else {
        panic!("no answer about the batch");
    };
    assert_eq!(request, RequestId(3));
    let template = result.expect("an answer").batch.template;
    let Screenshot::At(address) = template.expect("a template").screenshot else {
        panic!("no picture");
    };

    desk.worker.run(Effect::FetchPicture {
        request: RequestId(4),
        origin: origin.clone(),
        address,
        max_side: 100,
    });
    let Event::PictureFetched { request, result } = desk.next() else {
        panic!("no picture");
    };
    assert_eq!(request, RequestId(4));
    let size = result.expect("a picture").pixels.size;
    assert_eq!(size.into_iter().max(), Some(100));

    desk.worker.run(Effect::TestConnection {
        request: RequestId(5),
        origin,
        token: Some(sample.token),
    });
    for step in Step::ALL {
        let Event::ConnectionTested { request, report } = desk.next() else {
            panic!("no report");
        };
        assert_eq!((request, report.step), (RequestId(5), step));
    }
}

/// A service that takes a connection and says nothing.
struct Silent(TcpListener);

impl Silent {
    fn new() -> Self {
        Self(TcpListener::bind("127.0.0.1:0").expect("a port"))
    }

    fn origin(&self) -> ApiOrigin {
        let at = self.0.local_addr().expect("an address");
        format!("http://{at}").parse().expect("an origin")
    }

    /// The next connection, once the question has come.
    fn asked(&self) -> TcpStream {
        let (mut asked, _) = self.0.accept().expect("a connection");
        asked.set_read_timeout(Some(PATIENCE)).expect("a limit");
        let mut question = Vec::new();
        let mut piece = [0; 4096];
        while !question.ends_with(b"\r\n\r\n") {
            let read = asked.read(&mut piece).expect("a question");
            question.extend_from_slice(&piece[..read]);
        }
        asked
    }
}

/// Waits until the other side has hung up.
fn hung_up(mut connection: TcpStream) {
    let mut rest = Vec::new();
    let end = connection.read_to_end(&mut rest);
    assert!(end.is_ok(), "still connected: {end:?}");
}

fn answer(mut connection: TcpStream) {
    let words = b"HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\n{}";
    connection.write_all(words).expect("an answer");
}

#[test]
fn a_newer_question_ends_the_older() {
    let service = Silent::new();
    let mut desk = Desk::new(outside());
    desk.fetch(1, service.origin());
    let first = service.asked();
    desk.fetch(2, service.origin());
    answer(service.asked());
    hung_up(first);
    let Event::BatchFetched { request, result } = desk.next() else {
        panic!("no answer");
    };
    assert_eq!(request, RequestId(2));
    let kind = result.expect_err("not found").kind;
    assert_eq!(kind, ProblemKind::BatchNotFound { id: batch_id() });
}

#[test]
fn a_question_that_is_called_off_is_not_answered() {
    let service = Silent::new();
    let mut desk = Desk::new(outside());
    desk.fetch(1, service.origin());
    let first = service.asked();
    desk.worker.run(Effect::CancelBatch);
    hung_up(first);
    desk.worker.run(Effect::CancelPicture);
    desk.worker.run(Effect::CancelTest);
    desk.load(2, SAMPLE);
    assert_eq!(desk.next(), loaded(2, None), "nothing came before");
}

/// Answers with whatever a test wants.
struct Told(Box<dyn Fn() -> Choosing + Send + Sync>);

impl Places for Told {
    fn choose(&self, _: &str) -> Choosing {
        (self.0)()
    }

    fn folder(&self) -> Option<PathBuf> {
        None
    }
}

fn places(choose: impl Fn() -> Choosing + Send + Sync + 'static) -> Outside {
    Outside {
        places: Arc::new(Told(Box::new(choose))),
        ..outside()
    }
}

#[test]
fn a_fault_in_a_task_is_told_and_the_worker_lives_on() {
    let test = "a_fault_in_a_task_is_told_and_the_worker_lives_on";
    let Some(log) = told(Desktop::Bare, test, &[]) else {
        crash::install();
        let mut desk = Desk::new(places(|| panic!("holding {TOKEN}")));
        desk.save_picture(7, "a");
        let Event::TaskFailed { request, details } = desk.next() else {
            panic!("no fault");
        };
        assert_eq!(request, Some(RequestId(7)));
        assert!(details.starts_with("save picture: worker.rs:"), "{details}");
        desk.load(8, SAMPLE);
        assert_eq!(desk.next(), loaded(8, None));
        return;
    };
    let said = "a part of the program came to a sudden end at worker.rs:";
    assert!(log.contains(said), "{log}");
    assert!(!log.contains("holding"), "{log}");
}

#[test]
fn a_picture_is_kept_in_the_folder_for_pictures_where_there_is_no_dialog() {
    let test = "a_picture_is_kept_in_the_folder_for_pictures_where_there_is_no_dialog";
    if !entered(Desktop::Bus, test) {
        return;
    }
    let home = PathBuf::from(std::env::var_os("HOME").expect("a home"));
    let folder = home.join("Bilder");
    std::fs::create_dir(&folder).expect("a folder");
    let settings = "XDG_PICTURES_DIR=\"$HOME/Bilder\"\n";
    std::fs::write(home.join("config/user-dirs.dirs"), settings).expect("settings");
    let mut desk = Desk::new(outside());
    for (request, name) in [(1, "Class 10.png"), (2, "Class 10 (2).png")] {
        desk.save_picture(request, "Class 10.png");
        let path = folder.join(name);
        let kept = Event::PictureSaved {
            request: RequestId(request),
            result: Ok(Some(path.display().to_string())),
        };
        assert_eq!(desk.next(), kept);
        assert_eq!(std::fs::read(path).expect("a file"), b"a picture");
    }
}

#[test]
fn the_dialog_of_the_desktop_is_used_where_there_is_one() {
    let test = "the_dialog_of_the_desktop_is_used_where_there_is_one";
    if !entered(Desktop::Bus, test) {
        return;
    }
    let home = PathBuf::from(std::env::var_os("HOME").expect("a home"));
    let chosen = home.join("chosen here.png");
    std::fs::write(&chosen, "the former file").expect("a file");
    let portal = portal::Portal::start(&chosen);
    let mut desk = Desk::new(outside());
    desk.save_picture(1, "../Class 10.png");
    let kept = |request, path: Option<&PathBuf>| Event::PictureSaved {
        request: RequestId(request),
        result: Ok(path.map(|path| path.display().to_string())),
    };
    assert_eq!(desk.next(), kept(1, Some(&chosen)));
    assert_eq!(std::fs::read(&chosen).expect("a file"), b"a picture");
    assert_eq!(portal.proposed(), ["Class 10.png"]);
    portal.cancel_from_now_on();
    desk.save_picture(2, "a.png");
    assert_eq!(desk.next(), kept(2, None));
}

#[test]
fn a_file_that_cannot_be_written_is_a_problem_of_its_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let nowhere = folder.path().join("none").join("a.png");
    let choices = Mutex::new(vec![Choice::NoDialog, Choice::File(nowhere)]);
    let mut desk = Desk::new(places(move || {
        let choice = choices.lock().expect("no panic").pop();
        Box::pin(async { choice.expect("a choice") })
    }));
    for request in 1..=2 {
        desk.save_picture(request, "a.png");
        let Event::PictureSaved { result, .. } = desk.next() else {
            panic!("no answer");
        };
        let problem = result.expect_err("a problem");
        assert_eq!(problem.kind, ProblemKind::NotSaved);
        assert!(!problem.evidence.chain.is_empty());
    }
}

/// A store that answers only once it is let.
struct Hanging {
    gate: Mutex<mpsc::Receiver<()>>,
    asked: mpsc::Sender<()>,
}

impl TokenStore for Hanging {
    fn load(&self, _: &ApiOrigin) -> Result<Option<ApiToken>, Problem> {
        let _ = self.asked.send(());
        let _ = self.gate.lock().expect("no panic").recv();
        Ok(Some(token()))
    }

    fn save(&self, _: &ApiOrigin, _: &ApiToken) -> Result<(), Problem> {
        Ok(())
    }

    fn forget(&self, _: &ApiOrigin) -> Result<(), Problem> {
        Ok(())
    }
}

/// With the way to let it go, and word of each call.
fn hanging(limit: Duration) -> (Outside, mpsc::Sender<()>, mpsc::Receiver<()>) {
    let (let_go, gate) = mpsc::channel();
    let (asked, calls) = mpsc::channel();
    let gate = Mutex::new(gate);
    let outside = Outside {
        system_store: Arc::new(Hanging { gate, asked }),
        store_limit: limit,
        ..outside()
    };
    (outside, let_go, calls)
}

#[test]
fn a_store_that_hangs_is_told_and_its_late_answer_still_counts() {
    let limit = Duration::from_millis(50);
    let (outside, let_go, calls) = hanging(limit);
    let mut desk = Desk::new(outside);
    desk.load(1, Store::System);
    calls.recv_timeout(PATIENCE).expect("a call");
    let waited = limit;
    let not_answering = StoreProblem::NotAnswering { waited };
    let failed = Event::TokenLoaded {
        request: RequestId(1),
        result: Err(ProblemKind::Store(not_answering).into()),
    };
    assert_eq!(desk.next(), failed);
    desk.load(2, SAMPLE);
    assert_eq!(desk.next(), loaded(2, None), "everything else goes on");
    let_go.send(()).expect("the store");
    assert_eq!(desk.next(), loaded(1, Some(token())));
}

#[test]
fn the_end_waits_for_nothing() {
    if !entered(Desktop::Bare, "the_end_waits_for_nothing") {
        return;
    }
    let (outside, _let_go, calls) = hanging(PATIENCE);
    let (opened, dialogs) = mpsc::channel();
    let desk = Desk::new(Outside {
        places: Arc::new(Told(Box::new(move || {
            let _ = opened.send(());
            Box::pin(std::future::pending())
        }))),
        ..outside
    });
    let service = Silent::new();
    desk.load(1, Store::System);
    desk.save_picture(2, "a.png");
    desk.fetch(3, service.origin());
    calls.recv_timeout(PATIENCE).expect("a call");
    dialogs.recv_timeout(PATIENCE).expect("a dialog");
    let asked = service.asked();
    let start = Instant::now();
    drop(desk);
    hung_up(asked);
    assert!(
        start.elapsed() < Duration::from_secs(1),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn the_systems_own_store_is_reached_through_the_worker() {
    let test = "the_systems_own_store_is_reached_through_the_worker";
    if !entered(Desktop::Bus, test) {
        return;
    }
    let mut desk = Desk::new(Outside::system());
    desk.save(1, Store::System);
    let Event::TokenSaved { result, .. } = desk.next() else {
        panic!("no answer");
    };
    let none = ProblemKind::Store(StoreProblem::NotAvailable);
    assert_eq!(result.expect_err("no store yet").kind, none);
    let _keyring = Keyring::start();
    desk.save(2, Store::System);
    assert_eq!(desk.next(), saved(2));
    desk.load(3, Store::System);
    assert_eq!(desk.next(), loaded(3, Some(token())));
}
