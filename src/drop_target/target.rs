//! The side of XDND (the protocol of drags on X11, version 5) that things are dropped on.

use std::error::Error;
use std::mem;
use std::time::{Duration, Instant};

use x11rb::connection::Connection;
use x11rb::errors::ReplyError;
use x11rb::protocol::Event as XEvent;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ClientMessageEvent, ConnectionExt as _, CreateWindowAux, EventMask,
    GetPropertyReply, PropMode, Property, SelectionNotifyEvent, Timestamp, Window, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;
use x11rb::{COPY_FROM_PARENT, NONE};

use super::atoms::Atoms;
use super::offer::{self, Form};
use crate::domain::batch_id::{MAX_SEARCHED, gist};
use crate::state::Event;

/// The version that is spoken.
const VERSION: u32 = 5;

/// How long after a drop something may come of it.
const LIMIT: Duration = Duration::from_secs(10);

/// Most of a property that is read at once, in units of four bytes: what is searched.
const LONGEST: u32 = 512 * 1024;
const _: () = assert!(LONGEST as usize * 4 == MAX_SEARCHED);

/// As many forms of one drag are looked at.
const MOST_FORMS: u32 = 256;

/// Nothing is taken, and nothing done.
const NO: (u32, Atom) = (0, NONE);

/// Where things are dropped.
pub(super) struct Target<R> {
    screen: RustConnection,
    atoms: Atoms,
    /// The window that drags speak to.
    own: Window,
    phase: Phase,
    report: R,
}

/// How far the one drag is that there can be.
enum Phase {
    /// There is none.
    Idle,
    /// It is over the window.
    Over(Drag),
    /// It was dropped, and what it carries is on its way.
    Taking(Taking),
}

struct Drag {
    source: Window,
    /// What is asked for, should it be dropped, the first at the end.
    forms: Vec<Form>,
}

struct Taking {
    dropped: Dropped,
    /// What was asked for.
    form: Form,
    /// What has come of it, where it comes piece by piece.
    pieces: Option<Vec<u8>>,
    /// What came before, in which nothing was found.
    text: Option<String>,
}

struct Dropped {
    drag: Drag,
    /// The window it was dropped on, as the source sees it.
    on: Window,
    time: Timestamp,
    since: Instant,
}

impl<R: Fn(Event)> Target<R> {
    /// Puts a proxy in front of a window.
    pub(super) fn open(window: Window, report: R) -> Result<Self, Box<dyn Error>> {
        let (screen, number) = RustConnection::connect(None)?;
        let atoms = Atoms::new(&screen)?.reply()?;
        let own = screen.generate_id()?;
        let root = screen.setup().roots[number].root;
        let looks = CreateWindowAux::new()
            .event_mask(EventMask::PROPERTY_CHANGE)
            .override_redirect(1);
        let (class, like) = (WindowClass::INPUT_ONLY, COPY_FROM_PARENT);
        screen.create_window(0, own, root, -1, -1, 1, 1, 0, class, like, &looks)?;
        for (on, name, kind, value) in [
            (own, atoms.XdndAware, AtomEnum::ATOM, VERSION),
            (own, atoms.XdndProxy, AtomEnum::WINDOW, own),
            (window, atoms.XdndProxy, AtomEnum::WINDOW, own),
        ] {
            screen.change_property32(PropMode::REPLACE, on, name, kind, &[value])?;
        }
        screen.flush()?;
        Ok(Self {
            screen,
            atoms,
            own,
            phase: Phase::Idle,
            report,
        })
    }

    /// Takes what is dropped until the connection ends.
    pub(super) fn serve(&mut self) -> Result<(), Box<dyn Error>> {
        loop {
            let event = self.screen.wait_for_event()?;
            match self.on(&event) {
                Ok(()) => {}
                // A program that goes takes its windows along.
                Err(ReplyError::X11Error(_)) => self.phase = Phase::Idle,
                Err(ReplyError::ConnectionError(gone)) => return Err(gone.into()),
            }
            self.screen.flush()?;
        }
    }

    fn on(&mut self, event: &XEvent) -> Result<(), ReplyError> {
        self.give_up_if_late()?;
        match event {
            XEvent::ClientMessage(message) if message.format == 32 => self.on_message(message),
            XEvent::SelectionNotify(answer) => self.on_answer(answer),
            XEvent::PropertyNotify(change) if change.state == Property::NEW_VALUE => {
                self.on_piece(change.atom)
            }
            _ => Ok(()),
        }
    }

    fn give_up_if_late(&mut self) -> Result<(), ReplyError> {
        match mem::replace(&mut self.phase, Phase::Idle) {
            Phase::Taking(taking) if taking.dropped.since.elapsed() > LIMIT => {
                self.finish(&taking.dropped, None)
            }
            phase => {
                self.phase = phase;
                Ok(())
            }
        }
    }

    fn on_message(&mut self, message: &ClientMessageEvent) -> Result<(), ReplyError> {
        let (kind, on, atoms) = (message.type_, message.window, self.atoms);
        let [source, flags, time, ..] = message.data.as_data32();
        if kind == atoms.XdndEnter {
            let forms = self.offered(source, flags, message)?;
            self.phase = Phase::Over(Drag { source, forms });
        } else if kind == atoms.XdndPosition {
            let (yes, action) = match &self.phase {
                Phase::Over(drag) if drag.source == source && !drag.forms.is_empty() => self.yes(),
                Phase::Idle | Phase::Over(_) | Phase::Taking(_) => NO,
            };
            self.tell(source, atoms.XdndStatus, [on, yes, 0, 0, action])?;
        } else if kind == atoms.XdndLeave {
            self.phase = Phase::Idle;
        } else if kind == atoms.XdndDrop
            && let Phase::Over(drag) = mem::replace(&mut self.phase, Phase::Idle)
            && drag.source == source
        {
            let since = Instant::now();
            let dropped = Dropped {
                drag,
                on,
                time,
                since,
            };
            self.ask(dropped, None)?;
        }
        Ok(())
    }

    /// The forms that are wanted of those that are offered: up to three are in the message, more
    /// are in a list.
    fn offered(
        &self,
        source: Window,
        flags: u32,
        message: &ClientMessageEvent,
    ) -> Result<Vec<Form>, ReplyError> {
        let names = if flags & 1 == 0 {
            message.data.as_data32()[2..].to_vec()
        } else {
            let (list, kind) = (self.atoms.XdndTypeList, AtomEnum::ATOM);
            let list = self
                .screen
                .get_property(false, source, list, kind, 0, MOST_FORMS)?;
            list.reply()?.value32().into_iter().flatten().collect()
        };
        let names = names.into_iter();
        let mut forms = offer::wanted(names.filter_map(|name| self.atoms.form(name)));
        forms.reverse();
        Ok(forms)
    }

    /// Asks for the next form; where there is none left, what came before has to do.
    fn ask(&mut self, mut dropped: Dropped, text: Option<String>) -> Result<(), ReplyError> {
        let Some(form) = dropped.drag.forms.pop() else {
            return self.finish(&dropped, text.map(Event::TextDropped));
        };
        let (name, selection) = (self.atoms.name(form), self.atoms.XdndSelection);
        self.screen
            .convert_selection(self.own, selection, name, name, dropped.time)?;
        self.phase = Phase::Taking(Taking {
            dropped,
            form,
            pieces: None,
            text,
        });
        Ok(())
    }

    fn on_answer(&mut self, answer: &SelectionNotifyEvent) -> Result<(), ReplyError> {
        let name = answer.target;
        let Phase::Taking(taking) = &mut self.phase else {
            return Ok(());
        };
        if self.atoms.name(taking.form) != name || taking.pieces.is_some() {
            return Ok(());
        }
        if answer.property == NONE {
            return self.take(&[]);
        }
        let value = read(&self.screen, self.own, name)?;
        if value.type_ == self.atoms.INCR {
            taking.pieces = Some(Vec::new());
            return Ok(());
        }
        self.take(&value.value)
    }

    /// Takes a piece; an empty one is the last. All are read, or the source would wait to say more.
    fn on_piece(&mut self, name: Atom) -> Result<(), ReplyError> {
        if let Phase::Taking(Taking { form, pieces, .. }) = &mut self.phase
            && self.atoms.name(*form) == name
            && let Some(whole) = pieces
        {
            let piece = read(&self.screen, self.own, name)?.value;
            if piece.is_empty() {
                let whole = mem::take(whole);
                return self.take(&whole);
            }
            if whole.len() < MAX_SEARCHED {
                whole.extend(piece);
            }
        }
        Ok(())
    }

    /// Looks at what has come, and asks for more where nothing is found in it.
    fn take(&mut self, bytes: &[u8]) -> Result<(), ReplyError> {
        let Phase::Taking(taking) = mem::replace(&mut self.phase, Phase::Idle) else {
            return Ok(());
        };
        let text = offer::text_of(taking.form, bytes);
        if taking.form == Form::Addresses
            && let Some(path) = offer::file_in(&text)
        {
            return self.finish(&taking.dropped, Some(Event::FileDropped(path)));
        }
        let is_enough = offer::is_enough(&text);
        let short = gist(&text).unwrap_or(text);
        if is_enough {
            return self.finish(&taking.dropped, Some(Event::TextDropped(short)));
        }
        let said = Some(short).filter(|text| !text.trim().is_empty());
        self.ask(taking.dropped, taking.text.or(said))
    }

    fn finish(&self, dropped: &Dropped, event: Option<Event>) -> Result<(), ReplyError> {
        let (yes, action) = event.as_ref().map_or(NO, |_| self.yes());
        event.into_iter().for_each(&self.report);
        let data = [dropped.on, yes, action, 0, 0];
        self.tell(dropped.drag.source, self.atoms.XdndFinished, data)
    }

    /// Always a copy: text that is moved is gone where it was.
    fn yes(&self) -> (u32, Atom) {
        (1, self.atoms.XdndActionCopy)
    }

    fn tell(&self, source: Window, kind: Atom, data: [u32; 5]) -> Result<(), ReplyError> {
        let message = ClientMessageEvent::new(32, source, kind, data);
        self.screen
            .send_event(false, source, EventMask::NO_EVENT, message)?;
        Ok(())
    }
}

/// Reads what a source has put at this window, and takes it away, so that more can come.
fn read(screen: &RustConnection, own: Window, name: Atom) -> Result<GetPropertyReply, ReplyError> {
    let value = screen.get_property(false, own, name, AtomEnum::ANY, 0, LONGEST)?;
    screen.delete_property(own, name)?;
    value.reply()
}
