//! The one application: events come in, the state changes, the window is drawn,
//! effects go out. It decides nothing and draws nothing itself.

#[cfg(target_os = "linux")]
mod clipboard;

use std::cell::Cell;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use egui::{Color32, Context, OpenUrl, Ui, ViewportCommand, Visuals};

use crate::bidi;
use crate::domain::remembered::Folders;
use crate::l10n::Localizer;
use crate::state::{
    AppState, Effect, Event, Focus, Intent, Job, Message, Motion, Now, Overlay, Start, ThemeChoice,
    WindowEffect, WindowFocus, update,
};
use crate::theme::{self, Scheme, Theme};
use crate::view::{self, Texture, Textures, ViewCx};
use crate::worker::Backend;

/// Events that are taken in before the window is drawn again; the rest waits
/// for the next frame.
const EVENTS_A_FRAME: usize = 64;

/// egui draws the window twice where it is asked to at once. The first frame already shows
/// everything, and the next event would wait for the second.
const SOON: Duration = Duration::from_nanos(1);

/// The window that is to be woken when something has happened. The worker may
/// have something to say before there is a window.
#[derive(Clone, Default)]
pub struct Waker(Arc<OnceLock<Context>>);

impl Waker {
    /// Asks for another frame, as soon as there is a window.
    pub fn wake(&self) {
        if let Some(context) = self.0.get() {
            context.request_repaint_after(SOON);
        }
    }

    pub fn has_window(&self) -> bool {
        self.0.get().is_some()
    }

    pub fn set(&self, context: &Context) {
        // A second window would be a second program.
        let _ = self.0.set(context.clone());
        context.request_repaint();
    }
}

pub type Clock = Box<dyn Fn() -> Now>;

pub fn system_clock() -> Clock {
    let start = Instant::now();
    Box::new(move || Now {
        elapsed: start.elapsed(),
        timestamp: jiff::Timestamp::now(),
    })
}

pub struct Shell {
    state: AppState,
    outside: Box<dyn Backend>,
    clock: Clock,
    l10n: Localizer,
    data_folders: Option<Folders>,
    textures: Textures,
    focus: Option<Focus>,
    events: Vec<Event>,
    for_window: Vec<WindowEffect>,
    applied: Option<(Scheme, u16, Motion)>,
    /// The colour the window was last cleared with.
    cleared: Cell<Option<Color32>>,
    title: String,
    #[cfg(target_os = "linux")]
    clipboard: clipboard::Clipboard,
}

impl Shell {
    /// Starts the state, whose first effects run before there is a window.
    pub fn new(start: Start, outside: Box<dyn Backend>, l10n: Localizer, clock: Clock) -> Self {
        let (state, effects) = AppState::new(start, clock());
        let title = l10n.window_title(None);
        let mut shell = Self {
            state,
            outside,
            clock,
            l10n,
            data_folders: None,
            textures: Textures::default(),
            focus: None,
            events: Vec::new(),
            for_window: Vec::new(),
            applied: None,
            cleared: Cell::new(None),
            title,
            #[cfg(target_os = "linux")]
            clipboard: clipboard::Clipboard::default(),
        };
        shell.send(effects);
        shell
    }

    pub fn set_data_folders(&mut self, folders: Option<Folders>) {
        self.data_folders = folders;
    }

    pub fn state(&self) -> &AppState {
        &self.state
    }

    pub fn title(&self) -> &str {
        &self.title
    }

    /// Prepares a new window: fonts, and keys that egui would take for itself.
    pub fn open(context: &Context) {
        bidi::install(context, theme::font_definitions());
        context.options_mut(|options| options.zoom_with_keyboard = false);
    }

    /// Takes in what has happened. Also runs while the window is hidden.
    pub fn receive(&mut self, context: &Context) {
        self.outside.drain(&mut self.events);
        let waiting = self.events.len();
        let batch: Vec<Event> = self.events.drain(..waiting.min(EVENTS_A_FRAME)).collect();
        for event in batch {
            self.tell(Message::Event(event));
        }
        if !self.events.is_empty() {
            context.request_repaint();
        }
        if context.input(|input| input.viewport().close_requested()) {
            self.tell(Message::Event(Event::CloseRequested));
        }
        self.tell(Message::Frame(focus(context)));
        // Woken for the next look at a batch.
        let now = (self.clock)().elapsed;
        if let Some(at) = self.state.asks_next_at(now) {
            context.request_repaint_after(at.saturating_sub(now));
        }
        self.for_the_window(context);
        self.set_title(context);
    }

    fn set_title(&mut self, context: &Context) {
        let shown = self.state.lookup.on_page();
        let batch = shown.map(|shown| &shown.answer.batch);
        let title = self.l10n.window_title(batch);
        if title != self.title {
            self.title.clone_from(&title);
            context.send_viewport_cmd(ViewportCommand::Title(title));
        }
    }

    pub fn show(&mut self, ui: &mut Ui) {
        let theme = self.apply_settings(ui.ctx());
        if self.cleared.get() != Some(theme.background) {
            // In this frame the theme changed.
            let window = ui.ctx().content_rect();
            ui.painter().rect_filled(window, 0.0, theme.background);
        }
        if self.state.window.overlay != Some(Overlay::Picture) {
            self.textures.enlarged = None;
        }
        let mut cx = ViewCx {
            state: &self.state,
            l10n: &self.l10n,
            theme,
            now: (self.clock)(),
            textures: &self.textures,
            data_folders: self.data_folders.as_ref(),
            focus: self.focus.take(),
            intents: Vec::new(),
            wanted: Vec::new(),
        };
        view::draw(ui, &mut cx);
        let (intents, wanted) = (cx.intents, cx.wanted);
        if !wanted.is_empty() {
            // Later than this frame, which is shown as it is.
            self.intend(wanted);
            ui.ctx().request_repaint();
        }
        if intents.is_empty() {
            return;
        }
        self.intend(intents);
        self.for_the_window(ui.ctx());
        // Show the change in this very frame.
        ui.ctx().request_discard("an intent");
        if !ui.ctx().will_discard() {
            ui.ctx().request_repaint();
        }
    }

    fn intend(&mut self, intents: Vec<Intent>) {
        for intent in intents {
            self.tell(Message::Intent(intent));
        }
    }

    fn tell(&mut self, message: Message) {
        let effects = update(&mut self.state, message, (self.clock)());
        self.send(effects);
    }

    fn send(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Window(effect) => self.for_window.push(effect),
                effect => self.outside.run(effect),
            }
        }
    }

    fn for_the_window(&mut self, context: &Context) {
        for effect in std::mem::take(&mut self.for_window) {
            match effect {
                WindowEffect::Copy(text) => context.copy_text(text),
                WindowEffect::Open(address) => context.open_url(OpenUrl::new_tab(address)),
                WindowEffect::ShowPicture(request, pixels) => {
                    self.textures.preview = Some(Texture::upload(context, request, pixels));
                }
                WindowEffect::ShowEnlarged(request, pixels) => {
                    self.textures.enlarged = Some(Texture::upload(context, request, pixels));
                }
                WindowEffect::DropPicture => self.textures = Textures::default(),
                WindowEffect::Focus(focus) => self.focus = Some(focus),
                WindowEffect::Tell(batch) => {
                    let (title, text) = self.l10n.news(&batch);
                    self.outside.run(Effect::Run(Job::Notify { title, text }));
                }
                WindowEffect::ComeToFront => come_to_front(context),
                WindowEffect::Close => context.send_viewport_cmd(ViewportCommand::Close),
                WindowEffect::StayOpen => context.send_viewport_cmd(ViewportCommand::CancelClose),
            }
        }
    }

    /// Gives the window the chosen look, before the first frame as well: its background is asked
    /// for before it is drawn.
    pub fn apply_settings(&mut self, context: &Context) -> &'static Theme {
        let settings = self.state.window.settings;
        let motion = self.state.window.motion;
        let theme = match (settings.theme, context.system_theme()) {
            (ThemeChoice::HighContrast, _) => &theme::HIGH_CONTRAST,
            (ThemeChoice::Dark, _) | (ThemeChoice::System, Some(egui::Theme::Dark)) => &theme::DARK,
            (ThemeChoice::Light | ThemeChoice::System, _) => &theme::LIGHT,
        };
        let wanted = (theme.scheme, settings.text_percent, motion);
        if self.applied != Some(wanted) {
            self.applied = Some(wanted);
            let base = egui::Theme::from_dark_mode(theme.is_dark());
            context.set_theme(base);
            let style = match motion {
                Motion::Full => theme.style(),
                Motion::Reduced => theme.still_style(),
            };
            context.set_style_of(base, style);
            context.set_zoom_factor(f32::from(settings.text_percent) / 100.0);
        }
        theme
    }
}

fn focus(context: &Context) -> WindowFocus {
    context.input(|input| {
        let window = input.viewport();
        match (window.visible(), window.focused) {
            (Some(false), _) => WindowFocus::Hidden,
            (_, Some(false)) => WindowFocus::Behind,
            _ => WindowFocus::InFront,
        }
    })
}

/// A desktop that lets no program take the front marks the window instead.
fn come_to_front(context: &Context) {
    context.send_viewport_cmd(ViewportCommand::Minimized(false));
    context.send_viewport_cmd(ViewportCommand::Focus);
    let attention = egui::UserAttentionType::Informational;
    context.send_viewport_cmd(ViewportCommand::RequestUserAttention(attention));
}

impl eframe::App for Shell {
    fn logic(&mut self, context: &Context, _frame: &mut eframe::Frame) {
        self.receive(context);
    }

    #[cfg(target_os = "linux")]
    fn raw_input_hook(&mut self, context: &Context, input: &mut egui::RawInput) {
        if self.clipboard.read(context, input) {
            self.tell(Message::Event(Event::NothingPasted));
        }
    }

    /// The page's own colour: filled with it by the graphics card, the window needs no
    /// blending of each pixel with what is below.
    fn clear_color(&self, visuals: &Visuals) -> [f32; 4] {
        self.cleared.set(Some(visuals.panel_fill));
        visuals.panel_fill.to_normalized_gamma_f32()
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.show(ui);
    }
}
