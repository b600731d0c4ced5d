//! The whole window in front of a test: the real shell, views and state, with the outside played
//! by the test and a clock that moves when it says so.
//!
//! The checks of `egui_kittest` stay on: a control without a name or a letter without a font ends
//! the test.

use std::cell::{Cell, RefCell};
use std::mem;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use egui::{Context, Event as Input, Key, Modifiers, OutputCommand, Role, ViewportCommand};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::tz::TimeZone;
use vec_batch_viewer::bidi;
use vec_batch_viewer::domain::roster::Roster;
use vec_batch_viewer::domain::{ApiToken, BatchId, Problem, ProblemKind};
use vec_batch_viewer::l10n::{Localizer, TextId};
use vec_batch_viewer::records::Records;
use vec_batch_viewer::report;
use vec_batch_viewer::shell::Shell;
use vec_batch_viewer::state::{
    AppState, Contents, Effect, Event, Job, Now, Request, RequestId, RequestKind, Response,
    Settings, Start, ThemeChoice,
};
use vec_batch_viewer::theme;
use vec_batch_viewer::token_store::MemoryStore;
use vec_batch_viewer::worker::{Backend, Services, SystemSaveTargets};

use super::spoken::Ear;
use super::within;

/// Long enough for a slow machine; nothing here waits for it to pass.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// A token of the test's own.
pub const TOKEN: &str = "12|AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCd";
pub const ID: &str = "9e7860e3-7c0a-401f-98f6-b98e316934f4";
pub const OTHER_ID: &str = "11111111-2222-4333-8444-555555555555";

/// A window in two columns.
pub const WIDE: [f32; 2] = [1_100.0, 760.0];
/// The smallest window that is promised to work.
pub const NARROW: [f32; 2] = [480.0, 600.0];

pub fn token() -> ApiToken {
    ApiToken::clean(TOKEN).expect("a token")
}

pub fn id() -> BatchId {
    ID.parse().expect("an ID")
}

/// The words on screen, with times in UTC.
pub fn l10n() -> Localizer {
    Localizer::english(TimeZone::UTC)
}

pub fn say(label: TextId) -> String {
    l10n().text(label).to_owned()
}

/// A start as on any day.
pub fn start() -> Start {
    Start::new(Roster::only(
        "https://api.vec.digital".parse().expect("an origin"),
    ))
}

/// A worker with a password store in memory, and no folders to remember anything in.
pub fn outside() -> Services {
    Services {
        system_store: Arc::new(MemoryStore::default()),
        store_limit: PATIENCE,
        save_targets: Arc::new(SystemSaveTargets),
        records: Arc::new(Records::open(None)),
        proxy: None,
        instance: None,
    }
}

/// Outside of the window, played by the test: every effect, and what comes of it.
#[derive(Default)]
pub struct Played {
    effects: RefCell<Vec<Effect>>,
    events: RefCell<Vec<Event>>,
    unanswered: RefCell<Vec<(RequestId, RequestKind)>>,
}

struct PlayedBackend(Rc<Played>);

impl Backend for PlayedBackend {
    fn run(&self, effect: Effect) {
        if let Effect::Request { id, request } = &effect {
            self.0.unanswered.borrow_mut().push((*id, request.kind()));
        }
        self.0.effects.borrow_mut().push(effect);
    }

    fn drain(&self, into: &mut Vec<Event>) {
        into.append(&mut self.0.events.borrow_mut());
    }
}

#[derive(Clone, Copy)]
pub struct Shape {
    pub size: [f32; 2],
    pub theme: ThemeChoice,
    pub percent: u16,
}

/// The smallest one, light.
pub const SLIM: Shape = Shape {
    size: NARROW,
    ..PLAIN
};

/// A wide, light window.
pub const PLAIN: Shape = Shape {
    size: WIDE,
    theme: ThemeChoice::Light,
    percent: 100,
};

pub struct Window {
    pub harness: Harness<'static, Shell>,
    played: Rc<Played>,
    /// A screen reader that listens to it.
    pub ear: Ear,
    now: Rc<Cell<Now>>,
    commands: Rc<RefCell<Vec<OutputCommand>>>,
    /// Wishes of the last press to the window system.
    pub asked_of_system: Vec<ViewportCommand>,
}

impl Window {
    /// Opens one whose outside is played.
    pub fn open(shape: Shape, start: Start) -> Self {
        let played: Rc<Played> = Rc::default();
        let outside = PlayedBackend(Rc::clone(&played));
        Self {
            played,
            ..Self::in_front_of(shape, start, Box::new(outside))
        }
    }

    /// Opens one in front of something real.
    pub fn in_front_of(shape: Shape, mut start: Start, outside: Box<dyn Backend>) -> Self {
        start.settings = Settings {
            theme: shape.theme,
            text_percent: shape.percent,
            ..start.settings
        };
        let now = Rc::new(Cell::new(Now {
            elapsed: Duration::from_secs(10),
            timestamp: "2025-03-14T13:10:00Z".parse().expect("a time"),
        }));
        let clock = Rc::clone(&now);
        let shell = Shell::new(start, outside, l10n(), Box::new(move || clock.get()));
        let commands: Rc<RefCell<Vec<OutputCommand>>> = Rc::default();
        let seen = Rc::clone(&commands);
        let harness = Harness::builder()
            .with_size(shape.size)
            .with_render_cursor(false)
            .with_context_setup(|context| {
                bidi::install_at_once(context, theme::font_definitions());
                Shell::open(context);
            })
            .build_ui_state(
                move |ui, shell: &mut Shell| {
                    shell.receive(ui.ctx());
                    shell.show(&mut whole_window(ui));
                    be_still(ui.ctx());
                    ui.ctx()
                        .output(|output| seen.borrow_mut().extend(output.commands.clone()));
                },
                shell,
            );
        let mut window = Self {
            harness,
            played: Rc::default(),
            ear: Ear::default(),
            now,
            commands,
            asked_of_system: Vec::new(),
        };
        window.settle();
        window
    }

    /// Opens one whose password store answers so.
    pub fn at_start(shape: Shape, stored: Result<Option<ApiToken>, Problem>) -> Self {
        let mut window = Self::open(shape, start());
        window.reply(Response::LoadToken(stored));
        window
    }

    /// Opens one with a token in the password store.
    pub fn with_token(shape: Shape) -> Self {
        Self::at_start(shape, Ok(Some(token())))
    }

    /// Draws it until something is so.
    #[track_caller]
    pub fn until(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let came = within(PATIENCE, || {
            self.settle();
            is_so(self).then_some(())
        });
        assert!(came.is_some(), "not yet: {what}: {:?}", self.state());
    }

    /// Draws until nothing more moves. A window that never comes to rest is a fault.
    pub fn settle(&mut self) {
        for _ in 0..40 {
            self.harness.step();
            self.ear.listen(self.harness.root().accesskit_node());
            let views = &self.harness.output().viewport_output;
            if views.values().all(|view| !view.repaint_delay.is_zero()) {
                self.harness.check_accessibility();
                return;
            }
        }
        panic!(
            "the window never comes to rest: {:?}",
            self.harness.ctx.repaint_causes()
        );
    }

    pub fn wait(&mut self, time: Duration) {
        let now = self.now.get();
        self.now.set(Now {
            elapsed: now.elapsed + time,
            timestamp: now.timestamp + jiff::SignedDuration::try_from(time).expect("a short time"),
        });
        self.settle();
    }

    pub fn tell(&mut self, event: Event) {
        self.played.events.borrow_mut().push(event);
        self.settle();
    }

    pub fn state(&self) -> &AppState {
        self.harness.state().state()
    }

    /// Effects since the last call; preparations that nobody
    /// intended are left out.
    pub fn effects(&self) -> Vec<Effect> {
        let prepares = |effect: &Effect| {
            matches!(
                effect,
                Effect::Run(Job::QueryReducedMotion | Job::LoadRecents(_) | Job::WarmUp(_))
            )
        };
        let mut effects = self.played.effects.take();
        effects.retain(|effect| !prepares(effect));
        effects
    }

    /// The same by kind, where nothing but requests was asked.
    #[track_caller]
    pub fn sent(&self) -> Vec<RequestKind> {
        let kind = |effect: Effect| match effect {
            Effect::Request { request, .. } => request.kind(),
            other => panic!("no request: {other:?}"),
        };
        self.effects().into_iter().map(kind).collect()
    }

    /// A request of this kind since the last call.
    pub fn asks(&self, kind: RequestKind) -> bool {
        self.times_asked(kind) > 0
    }

    /// Requests of this kind since the last call.
    pub fn times_asked(&self, kind: RequestKind) -> usize {
        let is_it = |effect: &&Effect| matches!(effect, Effect::Request { request, .. } if request.kind() == kind);
        self.effects().iter().filter(is_it).count()
    }

    /// The batch that is being fetched.
    pub fn wanted(&self) -> Option<String> {
        self.state().lookup.wanted.map(|id| id.to_string())
    }

    /// Answers the newest request of a kind that has no answer yet.
    #[track_caller]
    pub fn reply(&mut self, response: Response) {
        let answers = |kind: RequestKind| {
            let failed = kind.failed(ProblemKind::AppFault.into());
            mem::discriminant(&failed) == mem::discriminant(&response)
        };
        let mut unanswered = self.played.unanswered.borrow_mut();
        let newest = unanswered.iter().rev().find(|(_, kind)| answers(*kind));
        let id = newest
            .unwrap_or_else(|| panic!("not asked for: {response:?}"))
            .0;
        unanswered.retain(|(_, kind)| !answers(*kind));
        drop(unanswered);
        self.tell(Event::Response { id, response });
    }

    /// Name and contents of the newest file that is to be saved or opened.
    #[track_caller]
    pub fn saving(&self) -> (String, String) {
        self.requests(|request| match request {
            Request::SaveFile { name, contents } | Request::OpenFile { name, contents } => {
                Some((name.to_string(), text_of(contents)))
            }
            _ => None,
        })
    }

    /// The newest request of a kind, which stays.
    #[track_caller]
    pub fn requests<T>(&self, pick: impl Fn(&Request) -> Option<T>) -> T {
        self.newest(|_, request| pick(request))
    }

    /// The number of the newest request of a kind.
    #[track_caller]
    pub fn asked_for(&self, kind: RequestKind) -> RequestId {
        self.newest(|id, request| (request.kind() == kind).then_some(id))
    }

    #[track_caller]
    fn newest<T>(&self, pick: impl Fn(RequestId, &Request) -> Option<T>) -> T {
        let effects = self.played.effects.borrow();
        let found = effects.iter().rev().find_map(|effect| match effect {
            Effect::Request { id, request } => pick(*id, request),
            _ => None,
        });
        found.unwrap_or_else(|| panic!("not asked for; asked were {effects:?}"))
    }

    /// Text put on the clipboard since the last look.
    pub fn copied(&self) -> Option<String> {
        self.commanded(|command| match command {
            OutputCommand::CopyText(text) => Some(text),
            _ => None,
        })
    }

    /// Address opened in the browser since the last look.
    pub fn opened(&self) -> Option<String> {
        self.commanded(|command| match command {
            OutputCommand::OpenUrl(open) => Some(open.url),
            _ => None,
        })
    }

    fn commanded(&self, pick: impl Fn(OutputCommand) -> Option<String>) -> Option<String> {
        self.commands.take().into_iter().rev().find_map(pick)
    }

    pub fn title(&self) -> &str {
        self.harness.state().title()
    }

    /// Presses a button with the pointer.
    #[track_caller]
    pub fn press(&mut self, name: &str) {
        self.press_a(Role::Button, name);
    }

    /// Presses a control with the pointer, brought into sight by giving it the focus.
    #[track_caller]
    pub fn press_a(&mut self, role: Role, name: &str) {
        self.focus(role, name);
        // A control that has the focus already stays where it is.
        let room = self.harness.ctx.content_rect();
        if !room.contains(self.control(role, name).rect().center()) {
            self.control(role, name).scroll_to_me();
            self.settle();
        }
        let node = self.control(role, name);
        let at = node.rect().center();
        assert!(room.contains(at), "“{name}” is at {at:?}, out of {room:?}");
        node.click();
        self.harness.step();
        self.ear.listen(self.harness.root().accesskit_node());
        let views = &self.harness.output().viewport_output;
        self.asked_of_system = views.values().flat_map(|v| v.commands.clone()).collect();
        self.harness.remove_cursor();
        self.settle();
    }

    #[track_caller]
    pub fn menu(&mut self, label: TextId) {
        self.press("Menu");
        self.press(&say(label));
    }

    #[track_caller]
    pub fn focus(&mut self, role: Role, name: &str) {
        self.control(role, name).focus();
        self.settle();
    }

    pub fn key(&mut self, key: Key) {
        self.harness.key_press(key);
        self.settle();
    }

    /// Presses a key with Ctrl, on a Mac with Cmd.
    pub fn command(&mut self, key: Key) {
        self.harness.key_press_modifiers(Modifiers::COMMAND, key);
        self.settle();
    }

    /// Presses Alt and a key, and has let go of both when the next frame comes.
    pub fn alt(&mut self, key: Key) {
        self.hold(Modifiers::ALT, key);
        self.settle();
    }

    /// Presses a key while others are held.
    pub fn hold(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.input_mut().events.push(Input::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers,
        });
    }

    /// Goes on by Tab to what has this role and name.
    #[track_caller]
    pub fn tab_to(&mut self, role: Role, name: &str) {
        let wanted = Some((role, name.to_owned()));
        for _ in 0..60 {
            self.key(Key::Tab);
            if self.focused() == wanted {
                return;
            }
        }
        panic!("Tab never comes to “{name}”");
    }

    pub fn back(&mut self) {
        self.harness.key_press_modifiers(Modifiers::SHIFT, Key::Tab);
        self.settle();
    }

    /// Turns the wheel over a place, by so many points.
    pub fn wheel(&mut self, at: egui::Pos2, points: f32) {
        self.harness.hover_at(at);
        self.harness.event(Input::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(0.0, points),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: Modifiers::NONE,
        });
        self.settle();
    }

    /// Rests the pointer on a place; tells if these words stand in more parts then.
    pub fn tells_on_hover(&mut self, at: egui::Pos2, words: &str) -> bool {
        let shown = |window: &Self| window.harness.query_all_by_label_contains(words).count();
        let before = shown(self);
        self.harness.hover_at(at);
        self.harness.run_steps(12);
        shown(self) > before
    }

    /// Number of parts with this role.
    pub fn count(&self, role: Role) -> usize {
        self.harness.query_all_by_role(role).count()
    }

    /// Types into what has the focus.
    pub fn types(&mut self, text: &str) {
        self.harness.event(Input::Text(text.to_owned()));
        self.settle();
    }

    /// Types into a field.
    #[track_caller]
    pub fn fill(&mut self, label: TextId, text: &str) {
        self.focus(Role::TextInput, &say(label));
        self.types(text);
    }

    pub fn paste(&mut self, text: &str) {
        self.harness.event(Input::Paste(text.to_owned()));
        self.settle();
    }

    /// Fills the batch ID field and checks.
    pub fn check(&mut self, id: &str) {
        self.focus(Role::TextInput, "Batch ID");
        self.command(Key::A);
        self.types(id);
        self.key(Key::Enter);
    }
}

/// `egui_kittest` leaves a margin around what is tested; a window has none.
fn whole_window(ui: &mut egui::Ui) -> egui::Ui {
    let room = ui.ctx().content_rect();
    let mut whole = ui.new_child(egui::UiBuilder::new().max_rect(room));
    whole.set_clip_rect(room);
    whole
}

/// As for people who want no movement: nothing blinks, slides or spins.
fn be_still(context: &Context) {
    context.all_styles_mut(|style| {
        style.visuals.text_cursor.blink = false;
        style.scroll_animation = egui::style::ScrollAnimation::none();
        style.animation_time = 0.0;
    });
}

/// Contents of a file that is text; of a table as it is where its file is text.
fn text_of(contents: &Contents) -> String {
    let bytes = match contents {
        Contents::Bytes(bytes) => bytes.to_vec(),
        Contents::Table(table, _) => report::csv(table),
    };
    String::from_utf8(bytes).expect("text")
}
