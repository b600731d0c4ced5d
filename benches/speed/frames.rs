//! One frame of the window, from the state to triangles for the graphics card.

use divan::{Bencher, black_box};
use egui::accesskit::{Action, ActionRequest, TreeId, TreeUpdate};
use egui::epaint::{ClippedPrimitive, Mesh, Primitive};
use egui::{Context, Event, Key, Modifiers, Pos2, RawInput, Rect, Vec2};
use jiff::tz::TimeZone;
use vec_batch_viewer::bidi;
use vec_batch_viewer::domain::sample::SampleKind;
use vec_batch_viewer::l10n::{Localizer, TextId};
use vec_batch_viewer::shell::Shell;
use vec_batch_viewer::state::{AppState, Phase, PictureSlot, Start};
use vec_batch_viewer::theme;

use crate::desk::{self, AtOnce};

/// The window as it opens, in points.
const WINDOW: Vec2 = Vec2::new(1_100.0, 760.0);

/// Frames until fonts, layouts and the picture are there and nothing moves.
const WARM: usize = 30;

/// Somewhere in the list of signatories.
const IN_THE_LIST: Pos2 = Pos2::new(250.0, 560.0);

/// Nothing happens: what the pointer's every movement costs.
#[divan::bench(args = [SampleKind::Completed, SampleKind::ManySignatories])]
fn at_rest(bencher: Bencher<'_, '_>, kind: SampleKind) {
    let mut desk = Desk::with(kind);
    bencher.bench_local(|| desk.frame(Vec::new()));
}

/// As [`at_rest`] with a screen reader listening.
#[divan::bench(args = [SampleKind::Completed, SampleKind::ManySignatories])]
fn read_aloud(bencher: Bencher<'_, '_>, kind: SampleKind) {
    let mut desk = Desk::with(kind);
    desk.context.enable_accesskit();
    bencher.bench_local(|| desk.frame(Vec::new()));
}

/// Other rows in every frame, down the list of 5,000.
#[divan::bench]
fn scrolling(bencher: Bencher<'_, '_>) {
    let mut desk = Desk::with(SampleKind::ManySignatories);
    desk.frame(vec![Event::PointerMoved(IN_THE_LIST)]);
    let turn = || vec![wheel(-120.0)];
    let before = desk.frame(turn()).meshes();
    assert_ne!(before, desk.frame(turn()).meshes(), "the list moves");
    bencher.bench_local(|| desk.frame(turn()));
}

/// A filter over the 5,000 that leaves many.
#[divan::bench]
fn filtered(bencher: Bencher<'_, '_>) {
    let mut desk = Desk::with(SampleKind::ManySignatories);
    desk.type_filter("mentor a");
    bencher.bench_local(|| desk.frame(Vec::new()));
}

/// The first frame of a program that was just started, before any batch. Fonts
/// are set up on the way.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn first_frame(bencher: Bencher<'_, '_>) {
    bencher
        .with_inputs(|| Desk::new(SampleKind::Completed))
        .bench_local_values(|mut desk| {
            black_box(desk.frame(Vec::new()));
            desk
        });
}

/// From Enter to the picture, with everything else at once: the service, the network, the graphics
/// card.
#[divan::bench(sample_count = 60, sample_size = 1)]
fn enter_to_picture(bencher: Bencher<'_, '_>) {
    bencher
        .with_inputs(Desk::typed)
        .bench_local_values(|mut desk| {
            desk.frame(vec![key(Key::Enter)]);
            while !desk.shows_picture() {
                black_box(desk.frame(Vec::new()));
            }
            desk
        });
}

/// What a frame came to.
pub struct Frame {
    triangles: Vec<ClippedPrimitive>,
    read: Option<TreeUpdate>,
}

impl Frame {
    /// What is drawn.
    pub fn meshes(self) -> Vec<Mesh> {
        let mesh = |part: ClippedPrimitive| match part.primitive {
            Primitive::Mesh(mesh) => Some(mesh),
            Primitive::Callback(_) => None,
        };
        self.triangles.into_iter().filter_map(mesh).collect()
    }
}

/// A program that shows a batch.
pub struct Desk {
    context: Context,
    shell: Shell,
    frames: f64,
}

impl Desk {
    fn new(kind: SampleKind) -> Self {
        Self::starting(kind, desk::start(kind))
    }

    fn starting(kind: SampleKind, start: Start) -> Self {
        let context = Context::default();
        bidi::install_at_once(&context, theme::font_definitions());
        Shell::open(&context);
        let l10n = Localizer::english(TimeZone::UTC);
        let outside = Box::new(AtOnce::new(kind));
        Self {
            context,
            shell: Shell::new(start, outside, l10n, Box::new(desk::now)),
            frames: 0.0,
        }
    }

    /// One without a batch, into which an ID was typed.
    fn typed() -> Self {
        let kind = SampleKind::Completed;
        let batch = None;
        let mut desk = Self::starting(
            kind,
            Start {
                batch,
                ..desk::start(kind)
            },
        );
        desk.settle();
        desk.frame(vec![Event::Text(desk::ID.to_owned())]);
        desk.settle();
        desk
    }

    fn shows_picture(&self) -> bool {
        let shown = self.state().lookup.shown.as_ref();
        shown.is_some_and(|shown| matches!(shown.picture, PictureSlot::Shown { .. }))
    }

    /// One that shows this batch.
    pub fn with(kind: SampleKind) -> Self {
        let mut desk = Self::new(kind);
        desk.settle();
        let lookup = &desk.shell.state().lookup;
        assert!(lookup.shown.is_some() && lookup.phase == Phase::Idle);
        desk
    }

    fn settle(&mut self) {
        for _ in 0..WARM {
            self.frame(Vec::new());
        }
    }

    /// Draws once.
    pub fn frame(&mut self, events: Vec<Event>) -> Frame {
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

    /// What the program knows.
    pub fn state(&self) -> &AppState {
        self.shell.state()
    }

    /// Has a screen reader listen.
    pub fn listen(&mut self) {
        self.context.enable_accesskit();
        self.settle();
    }

    /// Presses a button as a screen reader does.
    pub fn press(&mut self, name: &str) {
        self.act(name, Action::Click);
        self.context.disable_accesskit();
        self.settle();
    }

    fn act(&mut self, name: &str, action: Action) {
        self.listen();
        let read = self.frame(Vec::new()).read.unwrap();
        let named = |(_, node): &&(_, egui::accesskit::Node)| {
            node.label() == Some(name) && node.supports_action(action)
        };
        let (target, _) = read.nodes.iter().find(named).unwrap();
        self.frame(vec![Event::AccessKitActionRequest(ActionRequest {
            action,
            target_tree: TreeId::ROOT,
            target_node: *target,
            data: None,
        })]);
    }

    /// Types into the filter as a person would, who finds it by its name.
    fn type_filter(&mut self, text: &str) {
        let l10n = Localizer::english(TimeZone::UTC);
        self.act(l10n.text(TextId::FilterSignatories), Action::Focus);
        self.frame(vec![Event::Text(text.to_owned())]);
        self.context.disable_accesskit();
        self.settle();
        assert_eq!(self.shell.state().lookup.filter, text);
    }
}

fn key(key: Key) -> Event {
    Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    }
}

/// The wheel turned by so many points.
pub fn wheel(down: f32) -> Event {
    Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: Vec2::new(0.0, down),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    }
}
