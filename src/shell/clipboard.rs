//! Pastes, asked for off the window's thread: the program that the text was copied in may hang.

use std::mem;
use std::sync::mpsc::{self, Receiver, TryRecvError};
use std::thread;
use std::time::{Duration, Instant};

use arboard::Clipboard as Selection;
use egui::{Context, Event, Key, RawInput, ViewportCommand};
use wl_clipboard_rs::utils::is_primary_selection_supported;

/// As long as a person waits for a paste.
const LIMIT: Duration = Duration::from_secs(2);

struct Asked {
    until: Instant,
    answer: Receiver<String>,
}

/// The keys of the clipboard, which egui would answer by waiting.
#[derive(Default)]
pub(super) struct Clipboard {
    asked: Option<Asked>,
    /// Input typed after the paste.
    held: Vec<Event>,
}

impl Clipboard {
    /// Puts the text from the clipboard in its place in the input. True where none came in time.
    pub(super) fn read(&mut self, context: &Context, input: &mut RawInput) -> bool {
        let came = mem::take(&mut input.events);
        let is_silent = self.arrive(context, &mut input.events);
        for event in mem::take(&mut self.held).into_iter().chain(came) {
            if self.asked.is_some() && is_typed(&event) {
                self.held.push(event);
                continue;
            }
            match command(&event) {
                None => input.events.push(event),
                Some(Key::X) => input.events.push(Event::Cut),
                Some(Key::C) => input.events.push(Event::Copy),
                Some(_) => self.asked = Some(ask(context.clone())),
            }
        }
        is_silent
    }

    fn arrive(&mut self, context: &Context, events: &mut Vec<Event>) -> bool {
        let Some(Asked { until, answer }) = &self.asked else {
            return false;
        };
        let left = until.saturating_duration_since(Instant::now());
        let answer = answer.try_recv();
        if answer == Err(TryRecvError::Empty) && !left.is_zero() {
            context.request_repaint_after(left);
            return false;
        }
        self.asked = None;
        let is_silent = answer == Err(TryRecvError::Empty);
        events.extend(answer.ok().map(Event::Paste));
        is_silent
    }
}

fn is_typed(event: &Event) -> bool {
    matches!(event, Event::Key { .. } | Event::Text(_) | Event::Ime(_))
}

/// The letter of the command that was given with Ctrl or a key of its own.
fn command(event: &Event) -> Option<Key> {
    match *event {
        Event::Key {
            key,
            pressed: true,
            modifiers,
            ..
        } => match key {
            Key::Cut => Some(Key::X),
            Key::Copy => Some(Key::C),
            Key::Paste => Some(Key::V),
            Key::X | Key::C | Key::V => modifiers.command_only().then_some(key),
            _ => None,
        },
        _ => None,
    }
}

fn ask(context: Context) -> Asked {
    let (tell, answer) = mpsc::channel();
    let until = Instant::now() + LIMIT;
    // Left to itself where it hangs. Where there is no thread nothing is pasted.
    let thread = thread::Builder::new().name("clipboard".to_owned());
    let _ = thread.spawn(move || {
        if let Some(mut selection) = selection() {
            let text = selection.get_text().unwrap_or_default();
            if !text.is_empty() {
                // Nobody waits any more where this took too long.
                let _ = tell.send(text.replace("\r\n", "\n"));
            }
        } else {
            context.send_viewport_cmd(ViewportCommand::RequestPaste);
        }
        drop(tell);
        context.request_repaint();
    });
    Asked { until, answer }
}

/// The clipboard as every program may read it; on Wayland (GNOME's) perhaps only the window may.
fn selection() -> Option<Selection> {
    let is_x11 = std::env::var_os("WAYLAND_DISPLAY").is_none_or(|name| name.is_empty());
    let is_open = is_x11 || is_primary_selection_supported().is_ok();
    Selection::new().ok().filter(|_| is_open)
}

#[cfg(test)]
mod tests {
    use egui::Modifiers;

    use super::*;

    #[test]
    fn what_is_typed_after_a_paste_waits_for_it() {
        let context = Context::default();
        let (tell, answer) = mpsc::channel();
        let until = Instant::now() + Duration::from_mins(1);
        let mut clipboard = Clipboard {
            asked: Some(Asked { until, answer }),
            held: Vec::new(),
        };
        let enter = Event::Key {
            key: Key::Enter,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        };
        let mut read = |events: Vec<Event>| {
            let mut input = RawInput {
                events,
                ..RawInput::default()
            };
            assert!(!clipboard.read(&context, &mut input));
            input.events
        };
        assert_eq!(
            read(vec![enter.clone(), Event::PointerGone]),
            [Event::PointerGone]
        );
        tell.send("text".to_owned()).unwrap();
        let after = Event::Text("x".to_owned());
        let whole = [Event::Paste("text".to_owned()), enter, after.clone()];
        assert_eq!(read(vec![after]), whole);
    }
}
