use super::accounts::{Accounts, Awaited};
use super::app::AppState;
use super::certificates::Certificates;
use super::cx::{Gate, Jitter, Supply, UpdateCx};
use super::export::Exports;
use super::id_field::IdField;
use super::lookup::{Lookup, Phase};
use super::message::{Effect, Job, Now};
use super::paged_list::Browse;
use super::recents::Recents;
use super::removal::Removals;
use super::request::RequestId;
use super::service::{SamplePhase, Service};
use super::session::Session;
use super::window::Window;
use crate::domain::remembered::StorageError;
use crate::domain::roster::{Roster, Wanted};
use crate::domain::sample::Data;
use crate::domain::settings::{Settings, Switch};
use crate::domain::{ApiToken, BatchId};

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

impl AppState {
    /// Returns the first state and its first effects.
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
            window: Window::new(start.settings),
            follow: start.follow,
            supply: Supply {
                last_request: RequestId(0),
                jitter: start.jitter,
                gate: Gate::default(),
            },
        };
        let mut cx = UpdateCx::new(now, state.supply.clone());
        state.accounts.awaited = start.awaited.map(|wanted| Awaited::read(wanted, &mut cx));
        if let Some(id) = start.batch {
            state.id_field = IdField::holding(id.to_string());
            state.lookup.phase = Phase::Waiting { id };
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
}
