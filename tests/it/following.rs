//! A batch is followed from its beginning to its end without a click, and known again the day
//! after: the real worker, a service over a real socket, real files; only the clock is the test's.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::support::window::{self, PATIENCE, PLAIN, Window, id, outside, start, token};
use crate::support::wire_server::{self, Act, Server};
use crate::support::{files, within};
use serde_json::json;
use vec_batch_viewer::domain::ApiOrigin;
use vec_batch_viewer::domain::roster::Roster;
use vec_batch_viewer::domain::status::Status;
use vec_batch_viewer::records::{Folders, Records};
use vec_batch_viewer::state::{DisplayedBatch, Start};
use vec_batch_viewer::worker::{Services, Worker};

/// Answers of the service, one after the other; the last one stays.
const STEPS: [(&str, u64); 7] = [
    ("pending", 0),
    ("processing", 10),
    ("processing", 50),
    ("processing", 50),
    ("processing", 90),
    ("waiting_for_approval", 100),
    ("completed", 100),
];

/// A service that moves on by one step at every question.
async fn service(is_down: Arc<AtomicBool>) -> Server {
    Server::plain(move |number, _| {
        if is_down.load(Ordering::Relaxed) {
            return vec![Act::Reset];
        }
        let (status, made) = STEPS[number.min(STEPS.len() - 1)];
        let batch = json!({ "data": {
            "id": id().to_string(),
            "name": "Class 10th, 2024",
            "status": status,
            "total_certificates": 100,
            "processed_certificates": made,
            "failed_certificates": 0,
            "progress": made,
        }});
        wire_server::json(batch.to_string())
    })
    .await
}

fn open(origin: &ApiOrigin, home: &Path) -> Window {
    let folders = Folders {
        config: home.join("config"),
        cache: home.join("cache"),
    };
    let outside = Services {
        records: Arc::new(Records::open(Some(folders))),
        ..outside()
    };
    let start = Start {
        accounts: Roster::only(origin.clone()),
        environment_token: Some(token()),
        batch: Some(id()),
        ..start()
    };
    let worker = Worker::start(outside, || {}).expect("a worker");
    Window::in_front_of(PLAIN, start, Box::new(worker))
}

fn shown(window: &Window) -> Option<&DisplayedBatch> {
    window.state().lookup.shown.as_ref()
}

fn made(window: &Window) -> Option<u64> {
    shown(window)?.answer.batch.counts.made
}

/// A window that shows the first answer, and what it asks.
struct Desk {
    home: tempfile::TempDir,
    is_down: Arc<AtomicBool>,
    server: Server,
    window: Window,
}

impl Desk {
    fn with_an_answer() -> Self {
        let home = tempfile::tempdir().expect("a folder");
        let is_down = Arc::new(AtomicBool::new(false));
        let down = Arc::clone(&is_down);
        let server = Server::aside(async move || service(down).await);
        let mut window = open(&server.origin(), home.path());
        window.until("the first answer", |window| made(window) == Some(0));
        Self {
            home,
            is_down,
            server,
            window,
        }
    }
}

#[test]
fn a_batch_is_followed_to_its_end_without_a_click() {
    let Desk {
        home: _home,
        is_down,
        server,
        mut window,
    } = Desk::with_an_answer();

    // A network that is gone for a while changes nothing on screen.
    is_down.store(true, Ordering::Relaxed);
    window.wait(Duration::from_secs(12));
    window.until("a check that failed", |window| window.says("failed:"));
    assert_eq!(
        (made(&window), window.state().lookup.wanted),
        (Some(0), None)
    );
    is_down.store(false, Ordering::Relaxed);

    let mut looks = 0;
    while shown(&window).is_none_or(|shown| shown.polling.is_some()) {
        let before = server.seen.count();
        window.wait(Duration::from_mins(5));
        window.until("the next answer", |window| {
            server.seen.count() > before && !window.says("Checking again")
        });
        looks += 1;
        assert!(looks <= STEPS.len(), "{:?}", window.state());
    }
    let end = shown(&window).expect("a batch");
    assert_eq!(end.answer.batch.status, Status::Completed);
    let all = end.history.altogether().expect("changes");
    assert_eq!((all.more_made, all.status), (100, Some(Status::Completed)));
    assert_eq!(
        window.title(),
        "Class 10th, 2024 – 100 % – VEC Batch Viewer"
    );
}

#[test]
fn the_day_after_a_batch_is_known_without_a_network() {
    let Desk {
        home,
        is_down,
        server,
        window,
    } = Desk::with_an_answer();
    let is_answer = |file: &PathBuf| file.extension().is_some_and(|end| end == "answer");
    let kept = within(PATIENCE, || files(home.path()).into_iter().find(is_answer));
    assert!(kept.is_some(), "the answer is kept");
    drop(window);

    is_down.store(true, Ordering::Relaxed);
    let mut window = open(&server.origin(), home.path());
    window.until("what is known", |window| {
        shown(window).is_some_and(|shown| !shown.is_fresh)
    });
    assert!(window.says("not refreshed"));
    assert!(window.says("Recent batches"));
    window.until("the problem", |window| {
        window.state().lookup.failed().is_some()
    });
    assert!(window.says("not refreshed"), "it stays");

    is_down.store(false, Ordering::Relaxed);
    window.press("Try again");
    window.until("a fresh answer", |window| {
        shown(window).is_some_and(|shown| shown.is_fresh)
    });
    // Nothing that was written holds the token.
    let written = files(home.path());
    assert!(written.len() >= 2, "{written:?}");
    for path in written {
        let bytes = std::fs::read(&path).expect("a file");
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(&window::TOKEN[3..20]), "{}", path.display());
    }
}
