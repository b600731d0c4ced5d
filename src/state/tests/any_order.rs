//! Any order of intents and events: no panic, the last intent wins, nothing of an old request or
//! another token is shown, and nothing forgotten is written again.

use proptest::prelude::*;

use super::*;
use crate::domain::page::{Page, PageMeta};
use crate::domain::{Certificate, ServerText};

/// Answers go to the nth newest request, which may be cancelled or replaced.
#[derive(Debug, Clone)]
enum Happening {
    Check(bool),
    Refresh,
    TryAgain,
    Cancel,
    Paste(bool),
    Replace,
    EditToken(bool),
    ForgetEverything,
    HandedOver(bool),
    Dismiss,
    Save,
    UseUntilClose,
    CloseForm,
    Forget,
    RetryStore,
    Sample,
    LeaveSample,
    Picture,
    Certificates,
    Frame { hidden: bool, minutes: u64 },
    Follow(bool),
    Answer { newest: usize, good: bool },
}

fn happening() -> impl Strategy<Value = Happening> {
    use Happening as H;
    prop_oneof![
        4 => any::<bool>().prop_map(H::Check),
        1 => Just(H::Refresh),
        1 => Just(H::TryAgain),
        2 => Just(H::Cancel),
        1 => any::<bool>().prop_map(H::Paste),
        1 => Just(H::Replace),
        1 => any::<bool>().prop_map(H::EditToken),
        1 => Just(H::ForgetEverything),
        1 => any::<bool>().prop_map(H::HandedOver),
        1 => Just(H::Dismiss),
        2 => Just(H::Save),
        1 => Just(H::UseUntilClose),
        1 => Just(H::CloseForm),
        1 => Just(H::Forget),
        1 => Just(H::RetryStore),
        1 => Just(H::Sample),
        1 => Just(H::LeaveSample),
        1 => Just(H::Picture),
        2 => Just(H::Certificates),
        3 => (any::<bool>(), 0..90_u64).prop_map(|(hidden, minutes)| H::Frame { hidden, minutes }),
        1 => any::<bool>().prop_map(H::Follow),
        12 => (0..6usize, any::<bool>()).prop_map(|(newest, good)| H::Answer { newest, good }),
    ]
}

fn intent(of: &Happening) -> Option<Intent> {
    use Happening as H;
    let which = |first: bool| id(if first { ID } else { OTHER });
    Some(match of {
        H::Check(first) => Intent::Lookup(LookupIntent::Check(which(*first))),
        H::Refresh => Intent::Lookup(LookupIntent::Refresh),
        H::TryAgain => Intent::Lookup(LookupIntent::TryAgain),
        H::Cancel => Intent::Lookup(LookupIntent::Cancel),
        H::Paste(first) => Intent::IdField(IdFieldIntent::Paste(which(*first).to_string())),
        H::Replace => Intent::Token(TokenIntent::Replace),
        H::EditToken(first) => {
            let typed = if *first { TOKEN } else { OTHER_TOKEN };
            Intent::Token(TokenIntent::Edit(Draft::new(typed.to_owned())))
        }
        H::ForgetEverything => Intent::Recents(RecentsIntent::ForgetEverything),
        H::Dismiss => Intent::Lookup(LookupIntent::Dismiss),
        H::Save => Intent::Token(TokenIntent::Save),
        H::UseUntilClose => Intent::Token(TokenIntent::UseUntilClose),
        H::CloseForm => Intent::Token(TokenIntent::CloseForm),
        H::Forget => Intent::Token(TokenIntent::Forget(Switch::On)),
        H::RetryStore => Intent::Token(TokenIntent::RetryStore),
        H::Sample => Intent::Sample(SampleIntent::Explore),
        H::LeaveSample => Intent::Sample(SampleIntent::Leave),
        H::Certificates => Intent::Certificates(CertificatesIntent::Begin),
        H::Picture => Intent::Lookup(LookupIntent::RetryPicture),
        H::Follow(on) => Intent::Window(WindowIntent::Set(Setting::Follow(if *on {
            Switch::On
        } else {
            Switch::Off
        }))),
        H::Answer { .. } | H::Frame { .. } | H::HandedOver(_) => return None,
    })
}

fn answered(effect: &Effect, good: bool) -> Event {
    let problem = Problem::from(ProblemKind::NameNotFound);
    match effect {
        Effect::Request { id, request } if good => Event::Response {
            id: *id,
            response: wanted(request).unwrap_or_else(|| request.kind().failed(problem)),
        },
        Effect::Request { id, request } => Event::Response {
            id: *id,
            response: request.kind().failed(problem),
        },
        Effect::Cancel(_) | Effect::Run(_) | Effect::Window(_) => Event::TaskFailed(problem),
    }
}

fn page(batch: BatchId) -> Page<Certificate> {
    let text = |id: BatchId| Some(ServerText::new(&id.to_string()));
    Page {
        rows: vec![Certificate {
            id: text(batch),
            batch_id: text(batch),
            ..Certificate::default()
        }],
        meta: PageMeta {
            total: Some(1),
            ..PageMeta::default()
        },
        ..Page::default()
    }
}

/// Successful response.
fn wanted(request: &Request) -> Option<Response> {
    match request {
        Request::LoadToken { .. } => Some(Response::LoadToken(Ok(Some(token())))),
        Request::SaveToken { .. } => Some(Response::SaveToken(Ok(()))),
        Request::ForgetToken { .. } => Some(Response::ForgetToken(Ok(()))),
        Request::FetchBatch { id, .. } => {
            let text = id.to_string();
            let answer = answer(&text, &format!("/{text}.png"));
            Some(Response::FetchBatch(Box::new(Ok(answer))))
        }
        Request::ListCertificates { query, .. } => {
            Some(Response::ListCertificates(Box::new(Ok(page(query.batch)))))
        }
        Request::FetchPicture { .. } => Some(Response::FetchPicture(Box::new(Ok(picture())))),
        _ => None,
    }
}

/// True while the state waits for this answer.
fn is_waited_for(state: &AppState, effect: &Effect) -> bool {
    let Effect::Request { id: asked, .. } = effect else {
        return false;
    };
    let look = state.lookup.shown.as_ref().map(|shown| &shown.polling);
    let is_look = matches!(
        look,
        Some(Polling::On(polling)) if polling.phase == PollingPhase::Asking(*asked)
    );
    is_look
        || matches!(state.lookup.remote.phase, RemotePhase::Loading { request, .. } if request == *asked)
}

proptest! {
    #[test]
    fn nothing_is_lost_and_nothing_old_is_shown(
        happenings in proptest::collection::vec(happening(), 0..60)
    ) {
        let (mut state, first) = AppState::new(start(), at(0));
        let mut asked: Vec<Effect> = first;
        let mut intended: Option<BatchId> = None;
        let mut passed = 0;
        let mut in_whose_name: Option<ApiToken> = None;
        let mut in_whose_list: Option<ApiToken> = None;
        let mut forgotten: Option<BatchId> = None;
        for happening in &happenings {
            let effects = match (intent(happening), happening) {
                (Some(intent), _) => send(&mut state, intent),
                (None, Happening::Answer { newest, good }) => {
                    let Some(at) = asked.len().checked_sub(newest + 1) else { continue };
                    let effect = asked.remove(at);
                    if let Effect::Request { request: Request::FetchBatch { caller, .. }, .. } = &effect
                        && *good
                        && is_waited_for(&state, &effect)
                    {
                        in_whose_name = Some(caller.token.clone());
                    }
                    if let Effect::Request { id, request: Request::ListCertificates { caller, .. } } = &effect
                        && *good
                        && matches!(
                            state.certificates.pages.remote.phase,
                            RemotePhase::Loading { request, .. } if request == *id
                        )
                    {
                        in_whose_list = Some(caller.token.clone());
                    }
                    event(&mut state, answered(&effect, *good))
                }
                (None, Happening::Frame { hidden, minutes }) => {
                    passed += minutes * 60;
                    let focus = if *hidden { WindowFocus::Hidden } else { WindowFocus::Behind };
                    update(&mut state, Message::Frame(focus), at(20 + passed))
                }
                (None, Happening::HandedOver(first)) => {
                    let id = id(if *first { ID } else { OTHER });
                    event(&mut state, Event::BatchHandedOver(id))
                }
                (None, _) => Vec::new(),
            };
            match happening {
                Happening::ForgetEverything => {
                    forgotten = state.lookup.shown.as_ref().map(|shown| shown.asked);
                }
                Happening::Frame { .. } | Happening::Answer { .. } => {}
                _ => forgotten = None,
            }
            for effect in effects {
                if let Effect::Run(Job::CacheAnswer(kept)) = &effect {
                    prop_assert_ne!(Some(kept.id), forgotten, "it was forgotten");
                }
                if let Effect::Request { request: Request::FetchBatch { id, .. }, .. } = &effect {
                    intended = Some(*id);
                }
                if !matches!(
                    effect,
                    Effect::Window(_) | Effect::Cancel(_)
                ) {
                    asked.push(effect);
                }
            }
            if let Some(shown) = &state.lookup.shown {
                if let Some(token) = state.session.token() {
                    prop_assert_eq!(in_whose_name.as_ref(), Some(token));
                }
                // The answer, its ID and its picture belong together.
                prop_assert!(!shown.answer.batch.is_another_than(shown.asked));
                if let Some(address) = &shown.picture.address {
                    let path = address.url().path().to_owned();
                    prop_assert_eq!(path, format!("/{}.png", shown.asked));
                }
            }
            for row in state.certificates.pages.list.rows() {
                let asked = state.lookup.shown.as_ref().map(|shown| shown.asked.to_string());
                let of = row.batch_id.as_ref().map(ToString::to_string);
                prop_assert_eq!(of, asked, "each stands below its own batch");
                let listed_for = state.session.token();
                prop_assert!(listed_for.is_none() || listed_for == in_whose_list.as_ref());
            }
            if state.lookup.remote.is_loading() {
                prop_assert_eq!(state.lookup.wanted, intended, "only the last intent is under way");
                prop_assert!(state.session.token().is_some());
            }
        }
    }
}
