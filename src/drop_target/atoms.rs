//! The names that programs on X11 have for what they say to each other.

use x11rb::protocol::xproto::Atom;
use x11rb::{NONE, atom_manager};

use super::offer::Form;

atom_manager! {
    pub(super) Atoms: AtomsCookie {
        INCR,
        STRING,
        UTF8_STRING,
        XdndActionCopy,
        XdndAware,
        XdndDrop,
        XdndEnter,
        XdndFinished,
        XdndLeave,
        XdndPosition,
        XdndProxy,
        XdndSelection,
        XdndStatus,
        XdndTypeList,
        Addresses: b"text/uri-list",
        PlainUtf8: b"text/plain;charset=utf-8",
        Plain: b"text/plain",
        Link: b"text/x-moz-url",
        Page: b"text/html",
    }
}

impl Atoms {
    fn forms(&self) -> [(Atom, Form); 7] {
        [
            (self.Addresses, Form::Addresses),
            (self.PlainUtf8, Form::PlainUtf8),
            (self.UTF8_STRING, Form::Utf8String),
            (self.Plain, Form::Plain),
            (self.STRING, Form::Latin1),
            (self.Link, Form::Link),
            (self.Page, Form::Page),
        ]
    }

    /// The form that a source calls so.
    pub(super) fn form(&self, name: Atom) -> Option<Form> {
        let found = self.forms().into_iter().find(|(atom, _)| *atom == name);
        found.map(|(_, form)| form)
    }

    /// What a form is called.
    pub(super) fn name(&self, form: Form) -> Atom {
        let found = self.forms().into_iter().find(|(_, known)| *known == form);
        found.map_or(NONE, |(atom, _)| atom)
    }
}
