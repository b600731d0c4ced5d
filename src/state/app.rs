use std::time::Duration;

use super::accounts::Accounts;
use super::browse::Browse;
use super::certificates::Certificates;
use super::cx::Supply;
use super::export::Exports;
use super::id_field::IdField;
use super::lookup::{Lookup, Phase};
use super::message::{Event, WindowFocus};
use super::outcome::Overlay;
use super::polling::{Pause, Watching};
use super::recents::Recents;
use super::removal::{Removal, Removals};
use super::service::{Access, Service};
use super::session::Session;
use super::window::Window;
use super::{
    accounts, browse, certificates, export, id_field, lookup, recents, service, session, window,
};
use crate::domain::settings::Switch;

/// Longest wait for the password store before the window closes.
pub(super) const LONGEST_CLOSING: Duration = Duration::from_secs(5);

#[derive(Debug, Clone, PartialEq)]
pub struct AppState {
    pub service: Service,
    pub accounts: Accounts,
    pub session: Session,
    /// Removals of tokens under way or failed.
    pub removals: Removals,
    pub id_field: IdField,
    pub lookup: Lookup,
    pub browse: Browse,
    pub certificates: Certificates,
    pub recents: Recents,
    pub exports: Exports,
    pub window: Window,
    pub(super) follow: Switch,
    pub(super) supply: Supply,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    Intent(Intent),
    Event(Event),
    /// Comes with each frame, and while hidden in place of it.
    Frame(WindowFocus),
}

#[derive(Debug, Clone, Copy)]
pub(super) struct InSight {
    pub batches: bool,
    pub certificates: bool,
    pub certificate: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// First token, or its replacement.
    Token,
    Batch,
}

impl AppState {
    pub fn screen(&self) -> Screen {
        match self.session {
            Session::Ready {
                replacing: None, ..
            } => Screen::Batch,
            Session::Unasked
            | Session::Reading { .. }
            | Session::Blocked { .. }
            | Session::Entering { .. }
            | Session::Ready { .. } => Screen::Token,
        }
    }

    /// True while the accounts are awaited, unless sample data are shown.
    pub(super) fn is_without_account(&self) -> bool {
        self.accounts.awaited.is_some() && self.session == Session::Unasked
    }

    pub fn shows_list(&self) -> bool {
        self.screen() == Screen::Batch
            && self.lookup.shown.is_none()
            && self.lookup.phase == Phase::Idle
    }

    pub fn follows(&self) -> Switch {
        self.window.settings.follow.unwrap_or(self.follow)
    }

    /// Reason for not checking the shown batch; `now` is from the start of the program.
    pub fn pause(&self, now: Duration) -> Option<Pause> {
        self.lookup.pause(
            self.watching(),
            Access::of(&self.service, &self.session),
            now,
        )
    }

    /// Rest of the service's wait; `now` is from the start of the program.
    pub fn held_back_for(&self, now: Duration) -> Option<Duration> {
        let wait = self.supply.gate.wait(self.service.origin(), now)?;
        Some(wait.until.saturating_sub(now))
    }

    /// Time of the next automatic question, from the start of the program.
    pub fn asks_next_at(&self, now: Duration) -> Option<Duration> {
        let access = Access::of(&self.service, &self.session);
        let gate = &self.supply.gate;
        let opens = gate.opens(access.origin_of(self.lookup.shown.as_ref()), now);
        let sight = self.in_sight();
        let window = self.window.focus != WindowFocus::Hidden;
        let (batches, certificates) = (&self.browse.pages, &self.certificates.pages);
        let one = self.certificates.opened.as_ref();
        let due = [
            self.lookup.next_poll(self.watching(), access, gate, now),
            self.lookup.repeats_at().filter(|_| window),
            self.lookup.picture_repeats_at().filter(|_| window),
            self.window.closing.map(|since| since + LONGEST_CLOSING),
            self.certificates.asks_next_at(opens),
            batches.asks_next_at().filter(|_| sight.batches),
            certificates.asks_next_at().filter(|_| sight.certificates),
            one.and_then(|one| one.check.repeats_at())
                .filter(|_| sight.certificate),
        ];
        due.into_iter().flatten().min()
    }

    pub(super) fn in_sight(&self) -> InSight {
        let in_sight = self.window.focus != WindowFocus::Hidden && self.session.token().is_some();
        InSight {
            batches: in_sight && self.shows_list(),
            certificates: in_sight,
            certificate: in_sight && self.window.overlay == Some(Overlay::Certificate),
        }
    }

    /// True while the window waits for the password store.
    pub fn is_closing(&self) -> bool {
        self.window.closing.is_some() && self.is_at_store()
    }

    pub fn removal_here(&self) -> Option<&Removal> {
        let here = self.service.vault().account.id;
        self.removals.of(&here)
    }

    pub(super) fn is_at_store(&self) -> bool {
        self.session.is_saving() || self.removals.is_under_way()
    }

    pub fn repeats(&self) -> bool {
        self.lookup.repeats_at().is_some()
    }

    pub(super) fn watching(&self) -> Watching {
        Watching {
            follows: self.follows(),
            hidden_since: self.window.hidden_since,
        }
    }
}

/// Each part of the state has its own.
#[derive(Debug, Clone, PartialEq)]
pub enum Intent {
    IdField(id_field::Intent),
    Lookup(lookup::Intent),
    Browse(browse::Intent),
    Certificates(certificates::Intent),
    Token(session::Intent),
    Accounts(accounts::Intent),
    Export(export::Intent),
    Recents(recents::Intent),
    Sample(service::Intent),
    Window(window::Intent),
}

macro_rules! from_each {
    ($($part:ident: $module:ident,)*) => {$(
        impl From<$module::Intent> for Intent {
            fn from(intent: $module::Intent) -> Self {
                Self::$part(intent)
            }
        }
    )*};
}

from_each! {
    IdField: id_field,
    Lookup: lookup,
    Browse: browse,
    Certificates: certificates,
    Token: session,
    Accounts: accounts,
    Export: export,
    Recents: recents,
    Sample: service,
    Window: window,
}
