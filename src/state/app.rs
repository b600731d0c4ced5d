//! The whole state of the program.

use std::time::Duration;

use super::accounts::Accounts;
use super::browse::Browse;
use super::certificates::Certificates;
use super::cx::Supply;
use super::export::Exports;
use super::id_field::IdField;
use super::intent::Intent;
use super::lookup::{Lookup, Phase};
use super::message::{Event, WindowFocus};
use super::overlay::Overlay;
use super::polling::{Pause, Watching};
use super::recents::Recents;
use super::removal::{Removal, Removals};
use super::service::{Access, Service};
use super::session::Session;
use super::window::Window;
use crate::domain::settings::Switch;

/// A window that is to be closed waits for the password store no longer than this.
pub(super) const LONGEST_CLOSING: Duration = Duration::from_secs(5);

/// Everything the window shows and the program knows.
#[derive(Debug, Clone, PartialEq)]
pub struct AppState {
    /// The service that is asked.
    pub service: Service,
    /// The institutions that the person works for.
    pub accounts: Accounts,
    /// The token, or how far it is.
    pub session: Session,
    /// The tokens that were to be forgotten.
    pub removals: Removals,
    pub id_field: IdField,
    /// The batch that is shown and the one being fetched.
    pub lookup: Lookup,
    pub browse: Browse,
    /// The certificates of the batch that is shown.
    pub certificates: Certificates,
    /// The batches that were looked at.
    pub recents: Recents,
    /// The files that are exported.
    pub exports: Exports,
    /// What belongs to the window rather than to a batch.
    pub window: Window,
    pub(super) follow: Switch,
    pub(super) supply: Supply,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    Intent(Intent),
    Event(Event),
    /// The window is about to be drawn, or would be if it could be seen.
    Frame(WindowFocus),
}

/// The lists that are on screen, and can be asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct InSight {
    pub batches: bool,
    pub certificates: bool,
    pub certificate: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// The guide to the first token, or the form to replace one.
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

    /// Whether the accounts are waited for, and no sample data are explored meanwhile.
    pub(super) fn is_without_account(&self) -> bool {
        self.accounts.awaited.is_some() && self.session == Session::Unasked
    }

    /// Whether the institution's batches are on screen.
    pub fn shows_list(&self) -> bool {
        self.screen() == Screen::Batch
            && self.lookup.shown.is_none()
            && self.lookup.phase == Phase::Idle
    }

    /// Whether batches that are not finished are checked by themselves.
    pub fn follows(&self) -> Switch {
        self.window.settings.follow.unwrap_or(self.follow)
    }

    /// Why the shown batch is not checked for the time being, if so; `now` is from the start of
    /// the program.
    pub fn pause(&self, now: Duration) -> Option<Pause> {
        self.lookup.pause(
            self.watching(),
            Access::of(&self.service, &self.session),
            now,
        )
    }

    /// How long the service asked not to be asked again, where it did; `now` is from the start of
    /// the program.
    pub fn held_back_for(&self, now: Duration) -> Option<Duration> {
        let wait = self.supply.gate.wait(self.service.origin(), now)?;
        Some(wait.until.saturating_sub(now))
    }

    /// When the window is to be drawn again for what is asked by itself, from the start of the
    /// program; `None` where nothing is.
    pub fn asks_next_at(&self, now: Duration) -> Option<Duration> {
        let access = Access::of(&self.service, &self.session);
        let gate = &self.supply.gate;
        let opens = gate.opens(access.origin_of(self.lookup.shown.as_ref()), now);
        let sight = self.in_sight();
        let window = self.window.attention != WindowFocus::Hidden;
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
        let in_sight =
            self.window.attention != WindowFocus::Hidden && self.session.token().is_some();
        InSight {
            batches: in_sight && self.shows_list(),
            certificates: in_sight,
            certificate: in_sight && self.window.overlay == Some(Overlay::Certificate),
        }
    }

    /// Whether the window waits for the password store before it closes.
    pub fn is_closing(&self) -> bool {
        self.window.closing.is_some() && self.is_at_store()
    }

    /// The removal of the token of the account in use, where there is one.
    pub fn removal_here(&self) -> Option<&Removal> {
        let here = self.service.vault().account.id;
        self.removals.of(&here)
    }

    /// Whether a token is being kept or removed.
    pub(super) fn is_at_store(&self) -> bool {
        self.session.is_saving() || self.removals.is_under_way()
    }

    /// Whether the batch that could not be fetched is asked for once more by itself.
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
