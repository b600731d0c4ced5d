//! Any order of questions and answers, on any page, in three accounts of two services and the
//! sample data: no service is asked during its wait.

use std::collections::HashMap;

use proptest::prelude::*;

use super::accounts::starting;
use super::any_account::{three, wanted};
use super::waits::{ELSEWHERE, OWN, certificate_file};
use super::*;
use crate::domain::ApiOrigin;

#[derive(Debug, Clone)]
enum Happening {
    Intent(Intent),
    HandedOver,
    Frame,
    /// Nth newest request, with seconds to wait, if any.
    Answer {
        newest: usize,
        wait: Option<u64>,
    },
    /// Seconds.
    Pass(u64),
}

fn intent() -> impl Strategy<Value = Intent> {
    prop_oneof![
        Just(LookupIntent::Check(id(ID)).into()),
        Just(LookupIntent::Check(id(OTHER)).into()),
        Just(LookupIntent::Refresh.into()),
        Just(LookupIntent::TryAgain.into()),
        Just(LookupIntent::Cancel.into()),
        Just(LookupIntent::Back.into()),
        Just(IdFieldIntent::Paste(ID.to_owned()).into()),
        Just(BrowseIntent::Filter(None).into()),
        Just(BrowseIntent::More.into()),
        Just(BrowseIntent::Refresh.into()),
        Just(BrowseIntent::Open(id(ID)).into()),
        Just(CertificatesIntent::Begin.into()),
        Just(CertificatesIntent::Filter(None).into()),
        Just(CertificatesIntent::Search("a".to_owned()).into()),
        Just(CertificatesIntent::More.into()),
        Just(CertificatesIntent::TryAgain.into()),
        Just(CertificatesIntent::Refresh.into()),
        Just(CertificatesIntent::Open(0).into()),
        Just(CertificatesIntent::SaveAll.into()),
        Just(IdFieldIntent::Edit(ID.to_owned()).into()),
        Just(LookupIntent::RetryPicture.into()),
        Just(certificate_file(OWN).into()),
        Just(certificate_file(ELSEWHERE).into()),
        Just(WindowIntent::Open(Overlay::ConnectionTest).into()),
        Just(SampleIntent::Explore.into()),
        Just(SampleIntent::Leave.into()),
        (0..3_usize).prop_map(|place| AccountsIntent::SwitchToPlace(place).into()),
    ]
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        6 => intent().prop_map(Happening::Intent),
        1 => Just(Happening::HandedOver),
        2 => Just(Happening::Frame),
        6 => (0..3_usize, proptest::option::of(1..60_u64))
            .prop_map(|(newest, wait)| Happening::Answer { newest, wait }),
        2 => (1..40_u64).prop_map(Happening::Pass),
    ]
}

/// Service that is asked; `None` for this computer and other hosts.
fn whom(effect: &Effect) -> Option<ApiOrigin> {
    match effect {
        Effect::Request { request, .. } => {
            let asked = request.service().filter(|_| request.asks_service());
            asked.cloned()
        }
        Effect::Run(Job::WarmUp { origin }) => Some(origin.clone()),
        Effect::Cancel(_) | Effect::Run(_) | Effect::Window(_) => None,
    }
}

fn answer_to(effect: &Effect, wait: Option<u64>) -> Option<Event> {
    let Effect::Request { id, request } = effect else {
        return None;
    };
    let mut response = wanted(request, "A")?;
    if let Some(wait) = wait.filter(|_| request.service().is_some()) {
        let wait = Some(Duration::from_secs(wait));
        let mut problem = Problem::from(ProblemKind::TooManyRequests { wait });
        let address = match request {
            Request::FetchFile { address, .. } | Request::FetchPicture { address, .. } => {
                address.url().host_str().map(str::to_owned)
            }
            _ => None,
        };
        problem.evidence.host = address;
        response = request.kind().failed(problem);
    }
    Some(Event::Response { id: *id, response })
}

proptest! {
    #[test]
    fn no_question_goes_out_during_a_wait(
        happenings in proptest::collection::vec(happening(), 0..80)
    ) {
        let (mut state, mut asked) = AppState::new(starting(three()), at(0));
        let mut now = 20;
        let mut waits: HashMap<String, u64> = HashMap::new();
        for happening in happenings {
            let message = match happening {
                Happening::Intent(intent) => Message::Intent(intent),
                Happening::HandedOver => Message::Event(Event::BatchHandedOver(id(OTHER))),
                Happening::Frame => Message::Frame(WindowFocus::InFront),
                Happening::Pass(seconds) => {
                    now += seconds;
                    Message::Frame(WindowFocus::InFront)
                }
                Happening::Answer { newest, wait } => {
                    let Some(place) = asked.len().checked_sub(newest + 1) else { continue };
                    let effect = asked.remove(place);
                    let Some(event) = answer_to(&effect, wait) else { continue };
                    if let (Some(wait), Some(origin)) = (wait, whom(&effect)) {
                        let until = waits.entry(origin.to_string()).or_default();
                        *until = (*until).max(now + wait);
                    }
                    Message::Event(event)
                }
            };
            let effects = update(&mut state, message, at(now));
            for effect in &effects {
                let until = whom(effect).and_then(|origin| waits.get(&origin.to_string()));
                prop_assert!(until.is_none_or(|until| *until <= now), "at {now}: {effect:?}, {waits:?}");
            }
            asked.extend(effects.into_iter().filter(|effect| matches!(effect, Effect::Request { .. })));
            asked.drain(..asked.len().saturating_sub(6));
        }
    }
}
