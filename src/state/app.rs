use std::time::Duration;

use super::accounts::{Accounts, Awaited};
use super::browse::Browse;
use super::certificates::Certificates;
use super::cx::{Cx, Gate, Jitter, Supply};
use super::export::Exports;
use super::id_field::IdField;
use super::lookup::Lookup;
use super::message::{Effect, Elapsed, Event, Job, Now, WindowFocus};
use super::polling::{HIDDEN_TOO_LONG, Pause};
use super::recents::Recents;
use super::request::RequestId;
use super::service::{SamplePhase, Service};
use super::session::{Removal, Removals, Session};
use super::window::{Overlay, Window};
use super::{
    accounts, browse, certificates, export, id_field, lookup, recents, service, session, window,
};
use crate::domain::remembered::StorageError;
use crate::domain::roster::{Roster, Wanted};
use crate::domain::sample::Data;
use crate::domain::settings::{Settings, Switch};
use crate::domain::{ApiOrigin, ApiToken, BatchId, Caller, Problem};

/// Longest wait for the password store before the window closes.
pub(super) const LONGEST_CLOSING: Duration = Duration::from_secs(5);

#[derive(Debug, Clone, PartialEq)]
pub struct AppState {
    pub service: Service,
    pub accounts: Accounts,
    pub session: Session,
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
pub struct Start {
    /// All accounts, and the first one in use.
    pub accounts: Roster,
    /// Set while the accounts are not read; `accounts` stands in meanwhile.
    pub awaited: Option<Wanted>,
    /// Used for this run only, never kept.
    pub environment_token: Option<ApiToken>,
    pub batch: Option<BatchId>,
    /// Text in which the person picks the batch.
    pub unclear: Option<String>,
    pub data: Data,
    pub settings: Settings,
    pub storage_errors: Vec<StorageError>,
    /// Default where the person did not choose.
    pub follow: Switch,
    /// Spreads the waits of many programs.
    pub jitter: Jitter,
}

impl Start {
    /// Start with the service's data and no other wishes.
    pub fn new(accounts: Roster) -> Self {
        Self {
            accounts,
            awaited: None,
            environment_token: None,
            batch: None,
            unclear: None,
            data: Data::Service,
            settings: Settings::default(),
            storage_errors: Vec::new(),
            follow: Switch::On,
            jitter: Jitter::new(7),
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    Intent(Intent),
    Event(Event),
    /// Comes with each frame, and while hidden in place of it.
    Frame(WindowFocus),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// First token, or its replacement.
    Token,
    Batch,
}

impl AppState {
    pub fn new(start: Start, now: Now) -> (Self, Vec<Effect>) {
        let usual = start.accounts.home.clone();
        let (list, home) = start.accounts.open(start.environment_token.as_ref());
        let mut state = Self {
            service: Service {
                home,
                sample: SamplePhase::None,
            },
            accounts: Accounts::new(list, start.environment_token, usual),
            session: Session::Unasked,
            removals: Removals::default(),
            id_field: IdField::default(),
            lookup: Lookup::default(),
            certificates: Certificates::default(),
            browse: Browse::default(),
            recents: Recents::default(),
            exports: Exports::default(),
            window: Window {
                settings: start.settings,
                ..Window::default()
            },
            follow: start.follow,
            supply: Supply {
                last_request: RequestId(0),
                jitter: start.jitter,
                gate: Gate::default(),
            },
        };
        let mut cx = Cx::new(now, state.supply.clone());
        state.accounts.awaited = start.awaited.map(|wanted| Awaited::read(wanted, &mut cx));
        if let Some(id) = start.batch {
            state.id_field = IdField::holding(id.to_string());
            state.lookup.wanted = Some(id);
        }
        if let Some(text) = start.unclear {
            state.id_field = IdField::unclear(text);
        }
        match start.data {
            Data::Service => state.begin(&mut cx),
            Data::Sample => state.service.sample.start(&mut cx),
        }
        for error in start.storage_errors {
            state.recents.tell(error);
        }
        cx.run(Job::QueryReducedMotion);
        state.supply = cx.supply;
        (state, cx.effects)
    }

    pub fn screen(&self) -> Screen {
        if self.session.token().is_some() && self.session.form().is_none() {
            Screen::Batch
        } else {
            Screen::Token
        }
    }

    /// True while the accounts are awaited, unless sample data are shown.
    pub(super) fn is_without_account(&self) -> bool {
        self.accounts.awaited.is_some() && self.session == Session::Unasked
    }

    pub fn shows_list(&self) -> bool {
        self.screen() == Screen::Batch
            && self.lookup.shown.is_none()
            && self.lookup.wanted.is_none()
    }

    pub fn follows(&self) -> Switch {
        self.window.settings.follow.unwrap_or(self.follow)
    }

    /// Reason for not checking the shown batch.
    pub fn pause(&self, now: Elapsed) -> Option<Pause> {
        self.lookup.shown.as_ref()?;
        let problem = self.lookup.remote.problem();
        let is_open = problem.is_some_and(|problem| !problem.kind.needs_credentials());
        let is_free = self.lookup.wanted.is_none() || is_open;
        self.rest(now).or((!is_free).then_some(Pause::Busy))
    }

    /// Reason for checking nothing.
    pub(super) fn rest(&self, now: Elapsed) -> Option<Pause> {
        let hidden_for = |since| now.saturating_sub(since);
        if self.follows() == Switch::Off {
            Some(Pause::SwitchedOff)
        } else if self.window.hidden_since.map(hidden_for) >= Some(HIDDEN_TOO_LONG) {
            Some(Pause::Hidden)
        } else {
            (self.session.token().is_none()).then_some(Pause::Busy)
        }
    }

    /// Moves the next checks to now, or to their earliest times.
    pub(super) fn check_soon(&mut self, cx: &Cx) {
        let followed = [
            self.lookup.polling_mut(),
            self.browse.watch.polling.as_mut(),
        ];
        for polling in followed.into_iter().flatten() {
            polling.soon(cx);
        }
    }

    pub(super) fn next_poll(&self, gate: &Gate, now: Elapsed) -> Option<Elapsed> {
        if self.pause(now).is_some() {
            return None;
        }
        let next = self.lookup.polling()?.next()?;
        Some(next.max(gate.opens(self.origin_on_screen(), now)))
    }

    /// Service of the batch on screen, or else the one in use.
    pub(super) fn origin_on_screen(&self) -> &ApiOrigin {
        match self.lookup.asked() {
            Some(id) => self.service.origin_for(id),
            None => self.service.origin(),
        }
    }

    /// `None` without a token.
    pub(super) fn caller(&self, origin: &ApiOrigin) -> Option<Caller> {
        let (origin, token) = (origin.clone(), self.session.token()?.clone());
        Some(Caller { origin, token })
    }

    /// Rest of the wait of the host that a problem is about.
    pub fn held_back_for(&self, problem: &Problem, now: Elapsed) -> Option<Duration> {
        let host = problem.evidence.host.as_ref()?;
        let wait = self.supply.gate.wait_of(host, now)?;
        Some(wait.until.saturating_sub(now))
    }

    pub fn asks_next_at(&self, now: Elapsed) -> Option<Elapsed> {
        let gate = &self.supply.gate;
        let opens = gate.opens(self.origin_on_screen(), now);
        let shown = self.lookup.shown.as_ref();
        let opened = self.certificates.opened.as_ref();
        let opened = opened.filter(|_| self.window.overlay == Some(Overlay::Certificate));
        let anywhere = [
            self.next_poll(gate, now),
            self.next_watch(gate, now),
            self.window.closing.map(|since| since + LONGEST_CLOSING),
            self.certificates.asks_next_at(opens),
        ];
        let in_sight = [
            self.lookup.remote.repeats_at(),
            shown.and_then(|shown| shown.picture.remote.repeats_at()),
            (self.browse.pages.asks_next_at()).filter(|_| self.shows_list()),
            self.certificates.pages.asks_next_at(),
            opened.and_then(|one| one.check.repeats_at()),
        ];
        let in_sight = in_sight.into_iter().filter(|_| self.is_in_sight());
        in_sight.chain(anywhere).flatten().min()
    }

    /// True where what is on the page can be asked for.
    pub(super) fn is_in_sight(&self) -> bool {
        self.window.focus != WindowFocus::Hidden && self.session.token().is_some()
    }

    /// True while the window waits for the password store.
    pub fn is_closing(&self) -> bool {
        self.window.closing.is_some() && self.is_at_store()
    }

    pub fn removal_here(&self) -> Option<&Removal> {
        let here = self.service.vault().account.id;
        self.removals.of(&here)
    }

    pub fn is_at_store(&self) -> bool {
        self.session.is_saving() || self.removals.is_under_way()
    }

    pub fn repeats(&self) -> bool {
        self.lookup.remote.repeats_at().is_some()
    }
}

macro_rules! intents {
    ($($part:ident: $module:ident,)*) => {
        /// Each part of the state has its own.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Intent {
            $($part($module::Intent),)*
        }

        $(impl From<$module::Intent> for Intent {
            fn from(intent: $module::Intent) -> Self {
                Self::$part(intent)
            }
        })*
    };
}

intents! {
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
