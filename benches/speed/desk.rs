//! The program before a measurement: it gets the sample's answers without a network, and draws
//! triangles for a graphics card.

use std::cell::RefCell;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use egui::accesskit::{Action, ActionRequest, TreeId, TreeUpdate};
use egui::epaint::{ClippedPrimitive, Mesh, Primitive};
use egui::{
    Context, Event as Input, Modifiers, MouseWheelSource, MouseWheelUnit, Pos2, RawInput, Rect,
    TouchPhase, Vec2,
};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use tokio::runtime::Builder;
use vec_batch_viewer::api::{Api, Limits, Route};
use vec_batch_viewer::demo::SampleServer;
use vec_batch_viewer::domain::page::{Page, PageMeta, PageNumber};
use vec_batch_viewer::domain::picture::Picture;
use vec_batch_viewer::domain::roster::Roster;
use vec_batch_viewer::domain::{Answer, ApiOrigin, ApiToken, BatchId, Caller};
use vec_batch_viewer::l10n::Localizer;
use vec_batch_viewer::shell::Shell;
use vec_batch_viewer::state::{
    AppState, Effect, Event, Now, PREVIEW_SIDE, Request, Response, Start,
};
use vec_batch_viewer::worker::Backend;
use vec_batch_viewer::{bidi, picture, theme};

use crate::{batches, certificates};

/// The batch that is asked for, as typed: the sample's first.
pub const ID: &str = "5a3b1e00-0000-4000-8000-000000000001";

/// Rows of each list.
pub const ALL: usize = 10_000;

/// The window as it opens, in points.
const WINDOW: Vec2 = Vec2::new(1_100.0, 760.0);

/// Somewhere in either list, once it is in sight.
pub const IN_THE_LIST: Pos2 = Pos2::new(500.0, 500.0);

/// Frames until fonts, layouts and the picture are there and nothing moves.
const WARM: usize = 30;

/// Answer of the sample service, asked once over a real connection.
static SAMPLE: LazyLock<(ApiOrigin, Answer)> = LazyLock::new(|| {
    let runtime = Builder::new_current_thread().enable_all().build();
    runtime.unwrap().block_on(async {
        let server = SampleServer::start().await.unwrap();
        let sample = server.sample();
        let asked = Api::new(Route::system(None), Limits::default(), Vec::new()).unwrap();
        let (origin, token) = (sample.origin, sample.token);
        let caller = Caller { origin, token };
        let answer = asked.batch(&caller, ID.parse().unwrap()).await;
        (caller.origin, answer.unwrap())
    })
});

static PICTURE: LazyLock<Picture> = LazyLock::new(|| {
    let file: &[u8] = include_bytes!("../../assets/sample/certificate.png");
    picture::decode(Arc::from(file), PREVIEW_SIDE).unwrap()
});

pub fn origin() -> ApiOrigin {
    SAMPLE.0.clone()
}

/// A time that stands still, so that every frame is the same.
fn now() -> Now {
    Now {
        elapsed: Duration::from_mins(1),
        timestamp: Timestamp::from_second(1_760_000_000).unwrap(),
    }
}

/// Gives the sample's answers when the next frame begins.
#[derive(Default)]
struct AtOnce(RefCell<Vec<Effect>>);

impl Backend for AtOnce {
    fn run(&self, effect: Effect) {
        self.0.borrow_mut().push(effect);
    }

    fn drain(&self, into: &mut Vec<Event>) {
        into.extend(self.0.take().iter().filter_map(reply));
    }
}

fn reply(effect: &Effect) -> Option<Event> {
    let Effect::Request { id, request } = effect else {
        return None;
    };
    let response = match request {
        Request::FetchBatch { .. } => Response::FetchBatch(Ok(Box::new(SAMPLE.1.clone()))),
        Request::FetchPicture { .. } => Response::FetchPicture(Ok(Box::new(PICTURE.clone()))),
        Request::ListBatches { query, .. } => {
            let rows = page(query.page, query.per_page, batches::row);
            Response::ListBatches(Ok(Box::new(rows)))
        }
        Request::ListCertificates { query, .. } => {
            let row = |number| certificates::row(query.batch, number);
            let rows = page(query.page, query.per_page, row);
            Response::ListCertificates(Ok(Box::new(rows)))
        }
        _ => return None,
    };
    Some(Event::Response { id: *id, response })
}

fn page<T: Default>(at: PageNumber, size: u8, row: impl Fn(usize) -> T) -> Page<T> {
    let size = usize::from(size);
    let first = size * (at.get() as usize - 1);
    Page {
        rows: (first..ALL.min(first + size)).map(row).collect(),
        at,
        meta: PageMeta {
            total: Some(ALL as u64),
            ..PageMeta::default()
        },
        ..Page::default()
    }
}

/// The wheel turned by so many points.
pub fn wheel(down: f32) -> Input {
    Input::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: Vec2::new(0.0, down),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    }
}

/// One frame, as it would be drawn and read aloud.
pub struct Frame {
    triangles: Vec<ClippedPrimitive>,
    read: Option<TreeUpdate>,
}

impl Frame {
    pub fn meshes(self) -> Vec<Mesh> {
        let mesh = |part: ClippedPrimitive| match part.primitive {
            Primitive::Mesh(mesh) => Some(mesh),
            Primitive::Callback(_) => None,
        };
        self.triangles.into_iter().filter_map(mesh).collect()
    }
}

pub struct Desk {
    context: Context,
    shell: Shell,
    frames: f64,
}

impl Desk {
    fn start(batch: Option<BatchId>) -> Self {
        let context = Context::default();
        bidi::install_at_once(&context, theme::font_definitions());
        Shell::open(&context);
        let start = Start {
            environment_token: Some(ApiToken::clean(&format!("1|{}", "a".repeat(48))).unwrap()),
            batch,
            ..Start::new(Roster::only(origin()))
        };
        let l10n = Localizer::english(TimeZone::UTC);
        let shell = Shell::new(start, Box::<AtOnce>::default(), l10n, Box::new(now));
        let mut desk = Self {
            context,
            shell,
            frames: 0.0,
        };
        desk.settle();
        desk
    }

    /// One without a batch: the list of batches.
    pub fn without_batch() -> Self {
        Self::start(None)
    }

    /// One into which an ID was typed.
    pub fn typed() -> Self {
        let mut desk = Self::without_batch();
        desk.frame(vec![Input::Text(ID.to_owned())]);
        desk.settle();
        desk
    }

    pub fn with_batch() -> Self {
        let desk = Self::start(Some(ID.parse().unwrap()));
        let lookup = &desk.state().lookup;
        assert!(lookup.shown.is_some() && lookup.wanted.is_none());
        desk
    }

    pub fn shows_picture(&self) -> bool {
        let shown = self.state().lookup.shown.as_ref();
        shown.is_some_and(|shown| shown.picture.shown.is_some())
    }

    pub fn settle(&mut self) {
        for _ in 0..WARM {
            self.frame(Vec::new());
        }
    }

    pub fn frame(&mut self, events: Vec<Input>) -> Frame {
        self.frames += 1.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, WINDOW)),
            time: Some(self.frames / 60.0),
            max_texture_side: Some(16_384),
            events,
            ..RawInput::default()
        };
        let shell = &mut self.shell;
        let mut output = self.context.run_ui(input, |ui| {
            shell.receive(&ui.ctx().clone());
            shell.show(ui);
        });
        let shapes = std::mem::take(&mut output.shapes);
        let triangles = self.context.tessellate(shapes, output.pixels_per_point);
        let read = output.platform_output.accesskit_update.take();
        output.drop_without_applying_deltas();
        Frame { triangles, read }
    }

    pub fn state(&self) -> &AppState {
        self.shell.state()
    }

    pub fn listen(&mut self) {
        self.context.enable_accesskit();
        self.settle();
    }

    /// Presses a button as a screen reader does.
    pub fn press(&mut self, name: &str) {
        self.listen();
        let read = self.frame(Vec::new()).read.unwrap();
        let named = |(_, node): &&(_, egui::accesskit::Node)| {
            node.label() == Some(name) && node.supports_action(Action::Click)
        };
        let (target, _) = read.nodes.iter().find(named).unwrap();
        self.frame(vec![Input::AccessKitActionRequest(ActionRequest {
            action: Action::Click,
            target_tree: TreeId::ROOT,
            target_node: *target,
            data: None,
        })]);
        self.context.disable_accesskit();
        self.settle();
    }
}
