//! What all measurements start from: the sample's answers, and a program that
//! gets them without a network.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use jiff::Timestamp;
use tokio::runtime::Builder;
use vec_batch_viewer::api::Api;
use vec_batch_viewer::demo::SampleServer;
use vec_batch_viewer::domain::picture::Picture;
use vec_batch_viewer::domain::sample::{SampleAct, SampleEntry, SampleKind};
use vec_batch_viewer::domain::{Answer, ApiOrigin, ApiToken, BatchId};
use vec_batch_viewer::picture;
use vec_batch_viewer::shell::Backend;
use vec_batch_viewer::state::{
    Data, Effect, Event, Jitter, Now, PREVIEW_SIDE, Request, Response, Settings, Start, Switch,
};

use crate::certificates;

/// The sample service's certificate, 1600×1130.
pub static CERTIFICATE: &[u8] = include_bytes!("../../assets/sample/certificate.png");

/// The kinds that are measured.
const KINDS: [SampleKind; 2] = [SampleKind::Completed, SampleKind::ManySignatories];

/// The batch that is asked for, as typed.
pub const ID: &str = "5a3b1e00-0000-4000-8000-000000000001";

struct Sample {
    origin: ApiOrigin,
    answers: HashMap<SampleKind, (BatchId, Answer)>,
}

/// What the sample service answers, asked once over a real connection.
static SAMPLE: LazyLock<Sample> = LazyLock::new(|| {
    let runtime = Builder::new_current_thread().enable_all().build();
    runtime.unwrap().block_on(async {
        let server = SampleServer::start().await.unwrap();
        let sample = server.sample();
        let api = Api::new().unwrap();
        let mut answers = HashMap::new();
        for SampleEntry { kind, act } in &sample.entries {
            if let SampleAct::Check { id, origin } = act
                && KINDS.contains(kind)
            {
                let answer = api.batch(origin, &sample.token, *id).await.unwrap();
                answers.insert(*kind, (*id, answer));
            }
        }
        let origin = sample.origin;
        Sample { origin, answers }
    })
});

static PICTURE: LazyLock<Picture> =
    LazyLock::new(|| picture::decode(Arc::from(CERTIFICATE), PREVIEW_SIDE).unwrap());

/// The sample's answer.
pub fn answer(kind: SampleKind) -> &'static Answer {
    &SAMPLE.answers[&kind].1
}

/// The sample's address.
pub fn origin() -> ApiOrigin {
    SAMPLE.origin.clone()
}

/// A time that stands still, so that every frame is the same.
pub fn now() -> Now {
    Now {
        since_start: Duration::from_mins(1),
        wall: Timestamp::from_second(1_760_000_000).unwrap(),
    }
}

/// How the program starts to show this batch.
pub fn start(kind: SampleKind) -> Start {
    Start {
        accounts: vec_batch_viewer::domain::roster::Roster::only(origin()),
        awaited: None,
        environment_token: Some(ApiToken::clean(&format!("1|{}", "a".repeat(48))).unwrap()),
        batch: Some(SAMPLE.answers[&kind].0),
        unclear: None,
        data: Data::Service,
        settings: Settings::default(),
        storage_errors: Vec::new(),
        follow: Switch::On,
        jitter: Jitter::new(1),
    }
}

/// Gives the sample's answers when the next frame begins.
pub struct AtOnce {
    kind: SampleKind,
    asked: RefCell<Vec<Effect>>,
}

impl AtOnce {
    /// An answer of this kind to every question.
    pub fn new(kind: SampleKind) -> Self {
        let asked = RefCell::default();
        Self { kind, asked }
    }
}

impl Backend for AtOnce {
    fn run(&self, effect: Effect) {
        self.asked.borrow_mut().push(effect);
    }

    fn drain(&self, into: &mut Vec<Event>) {
        let asked = self.asked.take();
        into.extend(asked.iter().filter_map(|effect| reply(self.kind, effect)));
    }
}

/// The event that answers an effect.
pub fn reply(kind: SampleKind, effect: &Effect) -> Option<Event> {
    match *effect {
        Effect::Request {
            id: request,
            request: Request::FetchBatch { .. },
        } => Some(Event::Response {
            id: request,
            response: Response::FetchBatch(Box::new(Ok(answer(kind).clone()))),
        }),
        Effect::Request {
            id: request,
            request: Request::FetchPicture { .. },
        } => Some(Event::Response {
            id: request,
            response: Response::FetchPicture(Box::new(Ok(PICTURE.clone()))),
        }),
        Effect::Request {
            id: request,
            request: Request::ListCertificates { ref query, .. },
        } => Some(Event::Response {
            id: request,
            response: Response::ListCertificates(Box::new(Ok(certificates::page(query)))),
        }),
        _ => None,
    }
}
