//! Whatever is asked and answered, in any order: no question goes out during a wait.

use proptest::prelude::*;

use super::*;
use crate::domain::page::{Page, PageMeta, PageNumber};
use crate::domain::{Certificate, ServerText};

/// One thing that can happen.
#[derive(Debug, Clone)]
enum Happening {
    Intent(Intent),
    HandedOver,
    Frame,
    /// The nth newest request is answered: well, or with so many seconds to wait.
    Answer {
        newest: usize,
        wait: Option<u64>,
    },
    /// So many seconds pass.
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

fn page<T>(row: T) -> Page<T> {
    Page {
        rows: vec![row],
        meta: PageMeta {
            total: Some(9),
            ..PageMeta::default()
        },
        unreadable: 0,
        at: PageNumber::FIRST,
        rest: None,
    }
}

fn certificate() -> Certificate {
    Certificate {
        id: Some(ServerText::new(ID)),
        ..Certificate::default()
    }
}

/// A question to the service; anything else is answered by this computer.
fn is_question(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::Request {
            request: Request::FetchBatch { .. }
                | Request::ListBatches { .. }
                | Request::ListCertificates { .. }
                | Request::FetchCertificate { .. },
            ..
        }
    )
}

fn answer_to(effect: &Effect, wait: Option<u64>) -> Option<Event> {
    let Effect::Request { id, request } = effect else {
        return None;
    };
    let wait = wait.map(Duration::from_secs);
    let problem = wait.map(|wait| ProblemKind::TooManyRequests { wait: Some(wait) }.into());
    let response = match request {
        Request::FetchBatch { id, .. } => {
            let good = answer(&id.to_string(), "/a.png");
            Response::FetchBatch(Box::new(problem.map_or(Ok(good), Err)))
        }
        Request::ListBatches { .. } => {
            let good = page(answer(ID, "/a.png").batch);
            Response::ListBatches(Box::new(problem.map_or(Ok(good), Err)))
        }
        Request::ListCertificates { .. } => {
            let good = page(certificate());
            Response::ListCertificates(Box::new(problem.map_or(Ok(good), Err)))
        }
        Request::FetchCertificate { .. } => {
            Response::FetchCertificate(Box::new(problem.map_or(Ok(certificate()), Err)))
        }
        _ => return None,
    };
    Some(Event::Response { id: *id, response })
}

proptest! {
    #[test]
    fn no_question_goes_out_during_a_wait(
        happenings in proptest::collection::vec(happening(), 0..60)
    ) {
        let mut state = ready();
        let mut asked: Vec<Effect> = Vec::new();
        let mut now = 20;
        let mut until = 0;
        for happening in happenings {
            let mut wait_told = None;
            let message = match happening {
                Happening::Intent(intent) => Message::Intent(intent),
                Happening::HandedOver => Message::Event(Event::BatchHandedOver(id(OTHER))),
                Happening::Frame => Message::Frame(WindowFocus::InFront),
                Happening::Pass(seconds) => {
                    now += seconds;
                    Message::Frame(WindowFocus::InFront)
                }
                Happening::Answer { newest, wait } => {
                    let Some(at) = asked.len().checked_sub(newest + 1) else { continue };
                    let Some(event) = answer_to(&asked.remove(at), wait) else { continue };
                    wait_told = wait;
                    Message::Event(event)
                }
            };
            let before = state.held_back_for(at(now).since_start);
            let effects = update(&mut state, message, at(now));
            // An answer that nobody waits for any more asks for nothing.
            if let Some(wait) = wait_told && state.held_back_for(at(now).since_start) != before {
                until = until.max(now + wait);
            }
            if now < until {
                let question = effects.iter().find(|effect| is_question(effect));
                prop_assert!(question.is_none(), "at {now} of {until}: {question:?}");
            }
            asked.extend(effects.into_iter().filter(is_question));
        }
    }
}
