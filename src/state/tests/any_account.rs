//! Any order of events among three accounts, that of the environment and the sample data: nothing
//! of another account is on screen, written, or asked in its name.

use proptest::prelude::*;

use super::*;
use crate::domain::account::{Account, AccountName};
use crate::domain::page::{Page, PageMeta, PageNumber};
use crate::domain::picture::{FileLink, PictureAddress};
use crate::domain::remembered::{Left, Remembered};
use crate::domain::sample::Sample;
use crate::domain::{Batch, Certificate, CertificateId, FileName, ServerText};

/// Answers go to the nth newest request, which may belong to an account left long ago.
#[derive(Debug, Clone)]
enum Happening {
    Switch(usize),
    LookIn(usize, bool),
    Add,
    ForgetAccount(usize),
    Check(bool),
    Certificates,
    OpenCertificate,
    FetchFile(bool),
    SaveCertificates,
    Sample,
    LeaveSample,
    HandedOver(bool),
    EnterToken,
    UseUntilClose,
    ForgetToken,
    ForgetEverything,
    Frame(u64),
    Answer { newest: usize, good: bool },
}

fn happening() -> impl Strategy<Value = Happening> {
    use Happening as H;
    prop_oneof![
        6 => (0..5_usize).prop_map(H::Switch),
        1 => (0..4_usize, any::<bool>()).prop_map(|(account, first)| H::LookIn(account, first)),
        1 => Just(H::Add),
        1 => (0..4_usize).prop_map(H::ForgetAccount),
        4 => any::<bool>().prop_map(H::Check),
        4 => Just(H::Certificates),
        2 => Just(H::OpenCertificate),
        2 => any::<bool>().prop_map(H::FetchFile),
        1 => Just(H::SaveCertificates),
        1 => Just(H::Sample),
        1 => Just(H::LeaveSample),
        1 => any::<bool>().prop_map(H::HandedOver),
        1 => Just(H::EnterToken),
        1 => Just(H::UseUntilClose),
        1 => Just(H::ForgetToken),
        1 => Just(H::ForgetEverything),
        2 => (0..90_u64).prop_map(H::Frame),
        18 => (0..8_usize, any::<bool>()).prop_map(|(newest, good)| H::Answer { newest, good }),
    ]
}

const SAMPLE: &str = "127.0.0.1:9";

/// Owner of the data that may be on screen.
fn whose(state: &AppState) -> String {
    match &state.service.sample {
        SamplePhase::Running(_) => SAMPLE.to_owned(),
        SamplePhase::None | SamplePhase::Starting(_) | SamplePhase::Failed(_) => {
            state.service.home.id.storage_key()
        }
    }
}

/// Token of each account's own.
fn token_of(place: &str) -> ApiToken {
    let letters: String = place
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .collect();
    ApiToken::clean(&format!("1|{letters}")).unwrap()
}

fn text(place: &str) -> ServerText {
    ServerText::new(place)
}

fn page<T>(row: T) -> Page<T> {
    Page {
        rows: vec![row],
        meta: PageMeta {
            total: Some(1),
            ..PageMeta::default()
        },
        unreadable: 0,
        at: PageNumber::FIRST,
        rest: None,
    }
}

fn answer_of(place: &str, id: BatchId) -> Answer {
    let mut answer = answer(&id.to_string(), "/a.png");
    answer.batch.name = Some(text(place));
    answer.raw = place.into();
    answer
}

fn certificate_of(place: &str) -> Certificate {
    Certificate {
        name: Some(text(place)),
        pdf: FileLink::At(pdf("/new.pdf")),
        ..Certificate::default()
    }
}

fn pdf(address: &str) -> PictureAddress {
    PictureAddress::resolve(address, &origin::DEFAULT.parse().unwrap()).unwrap()
}

/// File name for an account.
fn file_of(place: &str) -> String {
    FileName::new(place, "pdf").to_string()
}

/// Response that tells the account of its request.
pub(super) fn wanted(request: &Request, place: &str) -> Option<Response> {
    Some(match request {
        Request::LoadToken { account, .. } => {
            Response::LoadToken(Ok(Some(token_of(&account.id.storage_key()))))
        }
        Request::SaveToken { .. } => Response::SaveToken(Ok(())),
        Request::ForgetToken { .. } => Response::ForgetToken(Ok(())),
        Request::FetchBatch { id, .. } => Response::FetchBatch(Box::new(Ok(answer_of(place, *id)))),
        Request::ListBatches { .. } => Response::ListBatches(Box::new(Ok(page(Batch {
            name: Some(text(place)),
            ..Batch::default()
        })))),
        Request::ListCertificates { .. } => {
            Response::ListCertificates(Box::new(Ok(page(Certificate {
                id: Some(text(ID)),
                ..certificate_of(place)
            }))))
        }
        Request::FetchCertificate { .. } => {
            Response::FetchCertificate(Box::new(Ok(certificate_of(place))))
        }
        Request::FetchFile { .. } => Response::FetchFile(Ok(FetchedFile {
            bytes: vec![1].into(),
            extension: "pdf",
        })),
        Request::SaveFile { name, .. } => Response::SaveFile(Ok(Some(name.to_string()))),
        Request::OpenFile { name, .. } => Response::OpenFile(Ok(name.to_string())),
        Request::FetchPicture { .. } => Response::FetchPicture(Box::new(Ok(picture()))),
        Request::LoadCached { account, id, .. } => {
            Response::LoadCached(Ok(Some(Box::new(Remembered {
                answer: answer_of(&account.storage_key(), *id),
                at: at(1).timestamp,
                picture: None,
            }))))
        }
        Request::StartSample => Response::StartSample(Ok(Sample {
            origin: format!("http://{SAMPLE}").parse().unwrap(),
            token: token_of(SAMPLE),
            entries: Vec::new(),
        })),
        Request::ForgetAccount { .. } => Response::ForgetAccount(Ok(Left::new())),
        Request::ForgetEverything => Response::ForgetEverything(Ok(Left::new())),
        _ => return None,
    })
}

fn answered(effect: &Effect, place: &str, good: bool) -> Event {
    let mut problem = Problem::from(ProblemKind::NameNotFound);
    problem.evidence.status = Some(403);
    match effect {
        Effect::Request { id, request } => {
            let response = wanted(request, place).filter(|_| good);
            Event::Response {
                id: *id,
                response: response.unwrap_or_else(|| request.kind().failed(problem)),
            }
        }
        Effect::Run(Job::LoadRecents { account }) => Event::RecentsLoaded {
            account: account.clone(),
            recents: vec![Recent {
                name: Some(text(&account.storage_key())),
                ..known(OTHER, 1)
            }],
            storage_errors: Vec::new(),
        },
        Effect::Cancel(_) | Effect::Run(_) | Effect::Window(_) => Event::TaskFailed(problem),
    }
}

fn intend(state: &mut AppState, happening: &Happening) -> Option<Vec<Effect>> {
    use Happening as H;
    let which = |first: bool| id(if first { ID } else { OTHER });
    let there = |place: usize| state.accounts.list.get(place).map(|one| one.id.clone());
    let token = token_of(&whose(state)).expose().to_owned();
    let intents: Vec<Intent> = match happening {
        H::Switch(place) => vec![AccountsIntent::SwitchToPlace(*place).into()],
        H::LookIn(place, first) => {
            let look = there(*place).map(|account| AccountsIntent::LookIn {
                account,
                batch: which(*first),
            });
            look.into_iter().map(Intent::from).collect()
        }
        H::Add => {
            let name = format!("Account {}", state.accounts.list.len());
            vec![
                AccountsIntent::Add.into(),
                AccountsIntent::EditName(name).into(),
                AccountsIntent::Confirm.into(),
            ]
        }
        H::ForgetAccount(place) => {
            let forget = there(*place).map(AccountsIntent::Forget);
            let both = forget.into_iter().chain([AccountsIntent::Confirm]);
            both.map(Intent::from).collect()
        }
        H::Check(first) => vec![LookupIntent::Check(which(*first)).into()],
        H::Certificates => vec![CertificatesIntent::Begin.into()],
        H::OpenCertificate => vec![CertificatesIntent::Open(0).into()],
        H::FetchFile(opens) => vec![fetch_file(state, *opens)],
        H::SaveCertificates => vec![
            CertificatesIntent::SaveAll.into(),
            CertificatesIntent::Save(Document {
                kind: FileKind::Certificates,
                name: FileName::new(&whose(state), "pdf"),
                bytes: vec![1].into(),
            })
            .into(),
        ],
        H::Sample => vec![SampleIntent::Explore.into()],
        H::LeaveSample => vec![SampleIntent::Leave.into()],
        H::EnterToken => vec![
            TokenIntent::Replace.into(),
            TokenIntent::Edit(Draft::new(token)).into(),
            TokenIntent::Save.into(),
        ],
        H::UseUntilClose => vec![
            TokenIntent::Replace.into(),
            TokenIntent::Edit(Draft::new(token)).into(),
            TokenIntent::UseUntilClose.into(),
        ],
        H::ForgetToken => vec![TokenIntent::Forget(Switch::On).into()],
        H::ForgetEverything => vec![RecentsIntent::ForgetEverything.into()],
        H::HandedOver(_) | H::Frame(_) | H::Answer { .. } => return None,
    };
    let effects = intents.into_iter().flat_map(|intent| send(state, intent));
    Some(effects.collect())
}

/// Intent to fetch a certificate's file.
fn fetch_file(state: &AppState, opens: bool) -> Intent {
    let origin = state.service.origin().clone();
    let action = if opens { Action::Open } else { Action::Save };
    ExportIntent::Fetch(RemoteFile {
        origin,
        address: pdf("/a.pdf"),
        certificate: CertificateId::plain(ID),
        form: FileForm::Document,
        action,
        words: whose(state),
    })
    .into()
}

/// Owner of each name on screen.
fn on_screen(state: &AppState) -> Vec<String> {
    let shown = state
        .lookup
        .shown
        .iter()
        .map(|shown| &shown.answer.batch.name);
    let listed = state.browse.pages.list.rows().iter().map(|row| &row.name);
    let recent = state.recents.list.iter().map(|recent| &recent.name);
    let certificates = state
        .certificates
        .pages
        .list
        .rows()
        .iter()
        .map(|row| &row.name);
    let opened = state.certificates.opened.iter();
    let opened = opened.map(|opened| &opened.certificate.name);
    let names = shown
        .chain(listed)
        .chain(recent)
        .chain(certificates)
        .chain(opened);
    names.flatten().map(ToString::to_string).collect()
}

/// Owner of each written name, with its destination.
fn written(effect: &Effect) -> Vec<[String; 2]> {
    match effect {
        Effect::Run(Job::SaveRecents { account, recents }) => {
            let names = recents.iter().flat_map(|recent| &recent.name);
            names
                .map(|name| [account.storage_key(), name.to_string()])
                .collect()
        }
        Effect::Run(Job::CacheAnswer(kept)) => {
            vec![[kept.account.storage_key(), kept.raw.to_string()]]
        }
        _ => Vec::new(),
    }
}

/// Name of an exported file.
fn exported(effect: &Effect) -> Option<String> {
    match effect {
        Effect::Request {
            request: Request::SaveFile { name, .. } | Request::OpenFile { name, .. },
            ..
        } => Some(name.to_string()),
        Effect::Window(WindowEffect::Open(name)) => Some(name.clone()),
        Effect::Request { .. } | Effect::Cancel(_) | Effect::Run(_) | Effect::Window(_) => None,
    }
}

pub(super) fn three() -> Vec<Account> {
    let mut there: Vec<Account> = Vec::new();
    for (name, address) in [
        ("A", origin::DEFAULT),
        ("B", origin::DEFAULT),
        ("C", "https://c.example"),
    ] {
        there.push(Account {
            name: AccountName::new(name).unwrap(),
            id: AccountId::new(address.parse().unwrap(), &there, 7),
        });
    }
    there
}

proptest! {
    #[test]
    fn nothing_of_one_account_is_there_while_another_is_in_use(
        happenings in proptest::collection::vec(happening(), 0..80),
        of_environment in any::<bool>(),
    ) {
        let given = token_of("api.vec.digital#environment");
        let start = Start {
            accounts: Roster { list: three(), ..start().accounts },
            environment_token: of_environment.then_some(given),
            ..start()
        };
        let (mut state, first) = AppState::new(start, at(0));
        let place = whose(&state);
        let mut asked: Vec<(Effect, String)> =
            first.into_iter().map(|effect| (effect, place.clone())).collect();
        let mut passed = 0;
        // Accounts with a token that no store keeps.
        let mut held: Vec<String> = Vec::new();
        for happening in &happenings {
            let before = whose(&state);
            let effects = match (intend(&mut state, happening), happening) {
                (Some(effects), _) => effects,
                (None, Happening::Answer { newest, good }) => {
                    let Some(at) = asked.len().checked_sub(newest + 1) else { continue };
                    let (effect, of) = asked.remove(at);
                    event(&mut state, answered(&effect, &of, *good))
                }
                (None, Happening::Frame(minutes)) => {
                    passed += minutes * 60;
                    update(&mut state, Message::Frame(WindowFocus::InFront), at(20 + passed))
                }
                (None, Happening::HandedOver(first)) => {
                    let id = id(if *first { ID } else { OTHER });
                    event(&mut state, Event::BatchHandedOver(id))
                }
                (None, _) => Vec::new(),
            };
            let place = whose(&state);
            if let Happening::ForgetAccount(_) = happening {
                held.clear();
            }
            if let Session::Ready { source: TokenSource::UntilClose, .. } = &state.session {
                held.push(place.clone());
            } else if !matches!(happening, Happening::Sample | Happening::LeaveSample | Happening::Switch(_)
                | Happening::LookIn(..) | Happening::HandedOver(_)) {
                // It may have been kept or forgotten.
                held.clear();
            }
            for effect in &effects {
                if let Effect::Request { request: Request::LoadToken { account, .. }, .. } = effect {
                    prop_assert!(!held.contains(&account.id.storage_key()), "the token in use is lost");
                }
            }
            for name in on_screen(&state) {
                prop_assert_eq!(&name, &place, "on screen");
            }
            let token = token_of(&place);
            prop_assert!(state.session.token().is_none_or(|used| *used == token));
            prop_assert!(state.accounts.list.iter().any(|one| one.id == state.service.home.id));
            if let Some(removal) = &state.accounts.removal && removal.token == TokenState::NotYet {
                let in_store = state.removals.of(&removal.account.id);
                prop_assert!(in_store.is_some(), "claimed as under way for ever");
            }
            for effect in effects {
                for [to, name] in written(&effect) {
                    prop_assert_eq!(&name, &to, "written");
                    prop_assert_eq!(&to, &place, "of the account in use");
                }
                if let Some(name) = exported(&effect) {
                    prop_assert_eq!(name, file_of(&place), "exported");
                }
                if let Effect::Request { request, .. } = &effect
                    && let Some(sent) = token_in(request)
                {
                    // An intent of several steps may ask for the account that it leaves.
                    prop_assert!(*sent == token || *sent == token_of(&before));
                }
                if !matches!(effect, Effect::Window(_) | Effect::Cancel(_)) {
                    asked.push((effect, place.clone()));
                }
            }
        }
    }
}
