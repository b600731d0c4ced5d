//! Any order of intents, events and answers among three accounts of two services, that of the
//! environment and the sample data. Nothing of another account, token or batch is on screen,
//! written, or asked for; nothing forgotten is written again; nothing is asked during a wait.

use std::collections::HashMap;

use proptest::prelude::*;

use super::happenings::{
    Deed, Happening, Outcome, answered, happening, intents, is_of, token_of, whose,
};
use super::*;

/// Names on screen; true for those that came by the token in use.
fn on_screen(state: &AppState) -> Vec<(ServerText, bool)> {
    let mut names = Vec::new();
    let mut note = |name: &Option<ServerText>, by_token| {
        names.extend(name.clone().map(|name| (name, by_token)));
    };
    if let Some(shown) = &state.lookup.shown {
        note(&shown.answer.batch.name, shown.is_fresh);
    }
    for row in state.browse.pages.list.rows() {
        note(&row.name, true);
    }
    for row in state.certificates.pages.list.rows() {
        note(&row.name, true);
    }
    if let Some(opened) = &state.certificates.opened {
        note(&opened.certificate.name, true);
    }
    for recent in &state.recents.list {
        note(&recent.name, false);
    }
    names
}

/// Name of each file about an account.
fn file_of(place: &str) -> FileName {
    FileName::new(place, "pdf")
}

/// Two accounts of one service, and one of another.
fn accounts() -> Vec<Account> {
    let mut all = two();
    let id = AccountId::new(service(), &all, 7);
    let c = account("C", origin::DEFAULT);
    all.push(Account { id, ..c });
    all
}

struct World {
    state: AppState,
    now: u64,
    asked: Vec<Effect>,
    /// End of each service's wait, in seconds.
    waits: HashMap<String, u64>,
    /// Accounts with a token that no store keeps.
    held: Vec<String>,
    /// Batch of the last question.
    intended: Option<BatchId>,
    /// Batch that was removed, or on screen when everything was forgotten.
    forgotten: Option<BatchId>,
}

impl World {
    fn happens(&mut self, happening: &Happening) -> Result<(), TestCaseError> {
        let before = whose(&self.state);
        let effects = self.effects(happening);
        self.remember(happening);
        self.check_effects(&effects, &before)?;
        let asks = |effect: &Effect| {
            matches!(
                effect,
                Effect::Request { .. } | Effect::Run(Job::LoadRecents(_))
            )
        };
        self.asked.extend(effects.into_iter().filter(asks));
        self.check_screen()
    }

    fn effects(&mut self, happening: &Happening) -> Vec<Effect> {
        let messages = match happening {
            Happening::Intent(intent) => vec![Message::Intent(intent.clone())],
            Happening::Deed(deed) => {
                let intents = intents(&self.state, deed).into_iter();
                intents.map(Message::Intent).collect()
            }
            Happening::HandedOver(id) => vec![Message::Event(Event::BatchHandedOver(*id))],
            Happening::Frame(focus, seconds) => {
                self.now += seconds;
                vec![Message::Frame(*focus)]
            }
            Happening::Answer(newest, outcome) => {
                let Some(nth) = self.asked.len().checked_sub(newest + 1) else {
                    return Vec::new();
                };
                let effect = self.asked.remove(nth);
                if let (Outcome::Wait(wait), Some(origin)) = (outcome, whom(&effect)) {
                    let until = self.waits.entry(origin.to_string()).or_default();
                    *until = (*until).max(self.now + wait);
                }
                let event = answered(&effect, *outcome).into_iter();
                event.map(Message::Event).collect()
            }
        };
        let now = at(self.now);
        let update = |message| update(&mut self.state, message, now);
        messages.into_iter().flat_map(update).collect()
    }

    fn remember(&mut self, happening: &Happening) {
        match happening {
            Happening::Intent(Intent::Recents(RecentsIntent::ForgetEverything)) => {
                self.forgotten = self.state.lookup.shown.as_ref().map(|shown| shown.asked);
            }
            Happening::Intent(Intent::Recents(RecentsIntent::Remove(id))) => {
                self.forgotten = Some(*id);
            }
            Happening::Frame(..) | Happening::Answer(..) => {}
            Happening::Intent(_) | Happening::Deed(_) | Happening::HandedOver(_) => {
                self.forgotten = None;
            }
        }
        let keeps_tokens = matches!(
            happening,
            Happening::HandedOver(_)
                | Happening::Deed(Deed::LookIn(..))
                | Happening::Intent(
                    Intent::Sample(_) | Intent::Accounts(AccountsIntent::SwitchToPlace(_))
                )
        );
        let is_forgotten = matches!(happening, Happening::Deed(Deed::ForgetAccount(_)));
        let is_held = source(&self.state) == Some(TokenSource::UntilClose);
        // It may have been kept or forgotten.
        if is_forgotten || !is_held && !keeps_tokens {
            self.held.clear();
        }
        if is_held {
            self.held.push(whose(&self.state));
        }
    }

    fn check_effects(&mut self, effects: &[Effect], before: &str) -> Result<(), TestCaseError> {
        let place = &whose(&self.state);
        let written = |text: &str, account: &AccountId| -> Result<(), TestCaseError> {
            prop_assert_eq!(&account.storage_key(), place, "of the account in use");
            prop_assert!(is_of(text, place), "{text} written for {place}");
            Ok(())
        };
        for effect in effects {
            let until = whom(effect).and_then(|origin| self.waits.get(&origin.to_string()));
            let is_open = until.is_none_or(|until| *until <= self.now);
            prop_assert!(is_open, "a wait: {effect:?}");
            match effect {
                Effect::Run(Job::SaveRecents { account, recents }) => {
                    let is_back = recents.iter().any(|one| Some(one.id) == self.forgotten);
                    prop_assert!(!is_back, "it was forgotten");
                    for name in recents.iter().flat_map(|recent| &recent.name) {
                        written(name.as_str(), account)?;
                    }
                }
                Effect::Run(Job::CacheAnswer(kept)) => {
                    written(&kept.raw, &kept.account)?;
                    prop_assert_ne!(Some(kept.id), self.forgotten, "it was forgotten");
                }
                Effect::Window(WindowEffect::Open(name)) => {
                    prop_assert_eq!(name, &file_of(place).to_string());
                }
                Effect::Request { request, .. } => self.check_request(request, [place, before])?,
                Effect::Cancel(_) | Effect::Run(_) | Effect::Window(_) => {}
            }
        }
        Ok(())
    }

    /// A deed of several steps may ask for the account that it leaves.
    fn check_request(&mut self, request: &Request, places: [&str; 2]) -> Result<(), TestCaseError> {
        let sent = match request {
            Request::SaveFile { name, .. } | Request::OpenFile { name, .. } => {
                prop_assert_eq!(name, &file_of(places[0]), "exported");
                None
            }
            Request::LoadToken { account, .. } => {
                let is_held = self.held.contains(&account.id.storage_key());
                prop_assert!(!is_held, "the token in use is lost");
                None
            }
            Request::FetchBatch { caller, id } => {
                self.intended = Some(*id);
                Some(&caller.token)
            }
            Request::ListBatches { caller, .. }
            | Request::WatchBatches { caller, .. }
            | Request::ListCertificates { caller, .. }
            | Request::FetchCertificate { caller, .. }
            | Request::RenewCertificate { caller, .. } => Some(&caller.token),
            Request::SaveToken { token, .. } => Some(token),
            Request::TestConnection { target } => target.token.as_ref(),
            _ => None,
        };
        if let Some(sent) = sent.map(ApiToken::expose) {
            prop_assert!(places.iter().any(|place| is_of(sent, place)), "{sent}");
        }
        Ok(())
    }

    fn check_screen(&self) -> Result<(), TestCaseError> {
        let state = &self.state;
        let place = whose(state);
        let token = state.session.token().map(ApiToken::expose);
        prop_assert!(token.is_none_or(|token| is_of(token, &place)));
        for (name, is_by_token) in on_screen(state) {
            let name = name.as_str();
            prop_assert!(is_of(name, &place), "{name} on the screen of {place}");
            let is_theirs = !is_by_token || token.is_none_or(|token| token == name);
            prop_assert!(is_theirs, "another token's");
        }
        let shown = state.lookup.shown.as_ref();
        if let Some(shown) = shown {
            prop_assert!(!shown.answer.batch.is_another_than(shown.asked));
            if let Some(address) = &shown.picture.address {
                let path = format!("/{}.png", shown.asked);
                prop_assert_eq!(address.url().path(), path, "the picture of another batch");
            }
        }
        for row in state.certificates.pages.list.rows() {
            let above = shown.map(|shown| shown.asked.to_string());
            let of = row.batch_id.as_ref().map(ToString::to_string);
            prop_assert_eq!(of, above, "each stands below its own batch");
        }
        if state.lookup.remote.is_loading() {
            prop_assert_eq!(state.lookup.wanted, self.intended, "the last one");
            prop_assert!(token.is_some());
        }
        let home = &state.service.home.id;
        prop_assert!(state.accounts.list.iter().any(|one| one.id == *home));
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn nothing_of_another_is_there_and_nothing_is_asked_during_a_wait(
        happenings in proptest::collection::vec(happening(), 0..80),
        of_environment in any::<bool>(),
    ) {
        let given = token_of("api.vec.digital#environment", 1);
        let mut start = start();
        start.accounts.list = accounts();
        start.environment_token = of_environment.then_some(given);
        let (state, asked) = AppState::new(start, at(0));
        let mut world = World {
            state,
            now: 20,
            asked,
            waits: HashMap::new(),
            held: Vec::new(),
            intended: None,
            forgotten: None,
        };
        for happening in &happenings {
            world.happens(happening)?;
        }
    }
}
