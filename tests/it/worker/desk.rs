//! A worker to try, and what it meets outside.

use std::collections::VecDeque;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use vec_batch_viewer::domain::{Account, ApiOrigin, ApiToken, Caller, FileName, Problem};
use vec_batch_viewer::state::{Contents, Effect, Event, Request, RequestId, Response, Store};
use vec_batch_viewer::token_store::TokenStore;
use vec_batch_viewer::worker::{Backend, Choosing, SaveTargets, Services, Worker};

pub use crate::support::batch::origin;
pub use crate::support::window::{PATIENCE, TOKEN, id as batch_id, outside, token};

pub const SAMPLE: Store = Store::Sample(None);

/// A worker and the events it has sent.
pub struct Desk {
    pub worker: Worker,
    woken: mpsc::Receiver<()>,
    waiting: VecDeque<Event>,
}

impl Desk {
    pub fn new(outside: Services) -> Self {
        let (wake, woken) = mpsc::channel();
        let worker = Worker::start(outside, move || {
            let _ = wake.send(());
        });
        Self {
            worker: worker.expect("a worker"),
            woken,
            waiting: VecDeque::new(),
        }
    }

    /// The next event, once it has arrived.
    pub fn next(&mut self) -> Event {
        while self.waiting.is_empty() {
            self.woken.recv_timeout(PATIENCE).expect("an event");
            let mut arrived = Vec::new();
            self.worker.drain(&mut arrived);
            self.waiting.extend(arrived);
        }
        self.waiting.pop_front().expect("an event")
    }

    pub fn ask(&self, request: u64, what: Request) {
        let id = RequestId(request);
        self.worker.run(Effect::Request { id, request: what });
    }

    pub fn load(&self, request: u64, store: Store) {
        let account = account();
        self.ask(request, Request::LoadToken { store, account });
    }

    pub fn save(&self, request: u64, store: Store) {
        let (account, token) = (account(), token());
        let save = Request::SaveToken {
            store,
            account,
            token,
        };
        self.ask(request, save);
    }

    pub fn forget(&self, request: u64, store: Store) {
        let account = account();
        self.ask(request, Request::ForgetToken { store, account });
    }

    pub fn fetch(&self, request: u64, origin: ApiOrigin) {
        let token = token();
        let (caller, id) = (Caller { origin, token }, batch_id());
        self.ask(request, Request::FetchBatch { caller, id });
    }

    pub fn save_picture(&self, request: u64, name: &str) {
        let contents = Contents::Bytes(b"a picture"[..].into());
        let name = FileName::new(name, "png");
        self.ask(request, Request::SaveFile { name, contents });
    }

    pub fn open_report(&self, request: u64, name: &str) {
        let contents = Contents::Bytes(b"a report"[..].into());
        let name = FileName::new(name, "html");
        self.ask(request, Request::OpenFile { name, contents });
    }
}

pub fn account() -> Account {
    Account::only(origin())
}

pub fn answered(request: u64, response: Response) -> Event {
    let id = RequestId(request);
    Event::Response { id, response }
}

/// The result in the next event, which must be the answer of this kind to this request.
macro_rules! answer_to {
    ($desk:ident, $request:expr, $kind:ident) => {
        match $desk.next() {
            Event::Response {
                id,
                response: Response::$kind(result),
            } if id == RequestId($request) => result,
            other => panic!("{other:?}"),
        }
    };
}
pub(crate) use answer_to;

pub fn loaded(request: u64, token: Option<ApiToken>) -> Event {
    answered(request, Response::LoadToken(Ok(token)))
}

pub fn saved(request: u64) -> Event {
    answered(request, Response::SaveToken(Ok(())))
}

pub fn forgotten(request: u64) -> Event {
    answered(request, Response::ForgetToken(Ok(())))
}

/// A service that takes a connection and says nothing.
pub struct Silent(TcpListener);

impl Silent {
    pub fn new() -> Self {
        Self(TcpListener::bind("127.0.0.1:0").expect("a port"))
    }

    pub fn origin(&self) -> ApiOrigin {
        let at = self.0.local_addr().expect("an address");
        format!("http://{at}").parse().expect("an origin")
    }

    /// The next connection, once the question has come.
    pub fn asked(&self) -> TcpStream {
        self.asked_what().0
    }

    pub fn asked_what(&self) -> (TcpStream, String) {
        let (mut asked, _) = self.0.accept().expect("a connection");
        asked.set_read_timeout(Some(PATIENCE)).expect("a limit");
        let mut question = Vec::new();
        let mut piece = [0; 4096];
        while !question.ends_with(b"\r\n\r\n") {
            let read = asked.read(&mut piece).expect("a question");
            question.extend_from_slice(&piece[..read]);
        }
        (asked, String::from_utf8(question).expect("text"))
    }
}

/// Waits until the other side has hung up.
pub fn hung_up(mut connection: TcpStream) {
    let mut rest = Vec::new();
    let end = connection.read_to_end(&mut rest);
    assert!(end.is_ok(), "still connected: {end:?}");
}

pub fn answer(mut connection: TcpStream) {
    let words = b"HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\n{}";
    connection.write_all(words).expect("an answer");
}

/// Answers with whatever a test wants.
pub struct FixedChoice {
    pub choose: Box<dyn Fn() -> Choosing + Send + Sync>,
    pub private_folder: fn() -> Option<PathBuf>,
}

impl SaveTargets for FixedChoice {
    fn choose(&self, _: &str) -> Choosing {
        (self.choose)()
    }

    fn folder(&self, _: &FileName) -> Option<PathBuf> {
        None
    }

    fn private_folder(&self) -> Option<PathBuf> {
        (self.private_folder)()
    }
}

/// The outside with this dialog, and no folder.
pub fn places(choose: impl Fn() -> Choosing + Send + Sync + 'static) -> Services {
    let save_targets = FixedChoice {
        choose: Box::new(choose),
        private_folder: || None,
    };
    Services {
        save_targets: Arc::new(save_targets),
        ..outside()
    }
}

/// A store that reads and keeps tokens only once it is let.
struct Hanging {
    gate: Mutex<mpsc::Receiver<()>>,
    asked: mpsc::Sender<()>,
}

impl Hanging {
    fn wait(&self) {
        let _ = self.asked.send(());
        let _ = self.gate.lock().expect("no panic").recv();
    }
}

impl TokenStore for Hanging {
    fn load(&self, _: &Account) -> Result<Option<ApiToken>, Problem> {
        self.wait();
        Ok(Some(token()))
    }

    fn save(&self, _: &Account, _: &ApiToken) -> Result<(), Problem> {
        self.wait();
        Ok(())
    }

    fn forget(&self, _: &Account) -> Result<(), Problem> {
        Ok(())
    }
}

/// With the way to let it go, and word of each call.
pub fn hanging(limit: Duration) -> (Services, mpsc::Sender<()>, mpsc::Receiver<()>) {
    let (let_go, gate) = mpsc::channel();
    let (asked, calls) = mpsc::channel();
    let gate = Mutex::new(gate);
    let outside = Services {
        system_store: Arc::new(Hanging { gate, asked }),
        store_limit: limit,
        ..outside()
    };
    (outside, let_go, calls)
}
