//! Intents, events and answers in any order; data tell by whose token they were got.

use proptest::prelude::*;

use super::*;

#[derive(Debug, Clone)]
pub enum Happening {
    Intent(Intent),
    Deed(Deed),
    HandedOver(BatchId),
    /// Seconds pass before it is drawn.
    Frame(WindowFocus, u64),
    /// Of the nth newest question, which may be cancelled or belong to an account left long ago.
    Answer(usize, Outcome),
}

/// Intents that depend on the account in use.
#[derive(Debug, Clone)]
pub enum Deed {
    LookIn(usize, BatchId),
    Add,
    ForgetAccount(usize),
    /// Types the account's nth token, and may take it.
    TypeToken(u8, Option<TokenIntent>),
    Fetch(&'static str, Action),
    SaveTable,
}

#[derive(Debug, Clone, Copy)]
pub enum Outcome {
    Good,
    Bad,
    Refused,
    /// Seconds.
    Wait(u64),
}

fn batch() -> impl Strategy<Value = BatchId> {
    prop_oneof![Just(id(ID)), Just(id(OTHER))]
}

fn intent() -> impl Strategy<Value = Intent> {
    let lookup = prop_oneof![
        6 => batch().prop_map(LookupIntent::Check),
        2 => Just(LookupIntent::Refresh),
        3 => Just(LookupIntent::Cancel),
        1 => Just(LookupIntent::Back),
        1 => Just(LookupIntent::RetryPicture),
    ];
    let certificates = prop_oneof![
        4 => Just(CertificatesIntent::Begin),
        2 => Just(CertificatesIntent::Open(0)),
        1 => Just(CertificatesIntent::Filter(None)),
        1 => Just(CertificatesIntent::Search("a".to_owned())),
        1 => Just(CertificatesIntent::More),
        1 => Just(CertificatesIntent::TryAgain),
        1 => Just(CertificatesIntent::Refresh),
        1 => Just(CertificatesIntent::SaveAll(TableFormat::Workbook)),
    ];
    let browse = prop_oneof![
        Just(BrowseIntent::Filter(None)),
        Just(BrowseIntent::More),
        Just(BrowseIntent::Refresh),
        batch().prop_map(BrowseIntent::Open),
        Just(BrowseIntent::InSight(vec![0])),
    ];
    let token = prop_oneof![
        1 => Just(TokenIntent::Replace),
        2 => Just(TokenIntent::Save),
        1 => Just(TokenIntent::UseUntilClose),
        1 => Just(TokenIntent::CloseForm),
        1 => Just(TokenIntent::Forget(Switch::On)),
        1 => Just(TokenIntent::Forget(Switch::Off)),
        1 => Just(TokenIntent::RetryStore),
    ];
    let follow = prop_oneof![Just(Switch::On), Just(Switch::Off)].prop_map(Setting::Follow);
    prop_oneof![
        12 => lookup.prop_map(Intent::from),
        9 => certificates.prop_map(Intent::from),
        4 => browse.prop_map(Intent::from),
        6 => token.prop_map(Intent::from),
        6 => (0..5_usize).prop_map(|place| AccountsIntent::SwitchToPlace(place).into()),
        1 => batch().prop_map(|id| IdFieldIntent::Paste(id.to_string()).into()),
        1 => batch().prop_map(|id| IdFieldIntent::Edit(id.to_string()).into()),
        1 => Just(RecentsIntent::ForgetEverything.into()),
        1 => batch().prop_map(|id| RecentsIntent::Remove(id).into()),
        1 => Just(SampleIntent::Explore.into()),
        1 => Just(SampleIntent::Leave.into()),
        1 => Just(WindowIntent::Open(Overlay::ConnectionTest).into()),
        1 => follow.prop_map(|setting| WindowIntent::Set(setting).into()),
    ]
}

fn deed() -> impl Strategy<Value = Deed> {
    let taken = prop_oneof![Just(TokenIntent::Save), Just(TokenIntent::UseUntilClose)];
    let address = prop_oneof![Just(OWN), Just(ELSEWHERE)];
    let action = prop_oneof![Just(Action::Save), Just(Action::Open)];
    prop_oneof![
        1 => (0..4_usize, batch()).prop_map(|(account, batch)| Deed::LookIn(account, batch)),
        1 => Just(Deed::Add),
        1 => (0..4_usize).prop_map(Deed::ForgetAccount),
        3 => (1..3_u8, proptest::option::of(taken)).prop_map(|(nth, intent)| Deed::TypeToken(nth, intent)),
        2 => (address, action).prop_map(|(address, action)| Deed::Fetch(address, action)),
        1 => Just(Deed::SaveTable),
    ]
}

pub fn happening() -> impl Strategy<Value = Happening> {
    let focus = prop_oneof![
        3 => Just(WindowFocus::InFront),
        1 => Just(WindowFocus::Behind),
        1 => Just(WindowFocus::Hidden),
    ];
    let seconds = prop_oneof![0..60_u64, 0..5_400_u64];
    let outcome = prop_oneof![
        5 => Just(Outcome::Good),
        1 => Just(Outcome::Bad),
        1 => Just(Outcome::Refused),
        2 => (1..60_u64).prop_map(Outcome::Wait),
    ];
    prop_oneof![
        24 => intent().prop_map(Happening::Intent),
        6 => deed().prop_map(Happening::Deed),
        1 => batch().prop_map(Happening::HandedOver),
        4 => (focus, seconds).prop_map(|(focus, seconds)| Happening::Frame(focus, seconds)),
        22 => (0..8_usize, outcome).prop_map(|(newest, how)| Happening::Answer(newest, how)),
    ]
}

const SAMPLE: &str = "127.0.0.1:9";

/// Owner of the data that may be on screen.
pub fn whose(state: &AppState) -> String {
    let sample = state.service.running().map(|_| SAMPLE.to_owned());
    sample.unwrap_or_else(|| state.service.home.id.storage_key())
}

/// Nth token of an account's own.
pub fn token_of(place: &str, nth: u8) -> ApiToken {
    let letters = place.replace(|c: char| !c.is_ascii_alphanumeric(), "_");
    ApiToken::clean(&format!("{nth}|{letters}")).unwrap()
}

pub fn is_of(text: &str, place: &str) -> bool {
    let of = |nth| text == token_of(place, nth).expose();
    of(1) || of(2)
}

fn answer_for(token: &ApiToken, id: BatchId) -> Answer {
    let mut answer = answer(&id.to_string(), &format!("/{id}.png"));
    answer.batch.name = Some(text(token.expose()));
    answer.raw = token.expose().into();
    answer
}

fn certificate_for(token: &ApiToken) -> Certificate {
    Certificate {
        id: Some(text(ID)),
        name: Some(text(token.expose())),
        pdf: FileLink::At(address("/new.pdf")),
        ..Certificate::default()
    }
}

fn good(request: &Request) -> Option<Response> {
    let name = |caller: &Caller| Some(text(caller.token.expose()));
    Some(match request {
        Request::LoadToken { account, .. } => {
            Response::LoadToken(Ok(Some(token_of(&account.id.storage_key(), 1))))
        }
        Request::SaveToken { .. } => Response::SaveToken(Ok(())),
        Request::ForgetToken { .. } => Response::ForgetToken(Ok(())),
        Request::FetchBatch { caller, id } => batch_is(answer_for(&caller.token, *id)),
        Request::ListBatches { caller, .. } | Request::WatchBatches { caller, .. } => {
            let row = Batch {
                name: name(caller),
                ..answer_for(&caller.token, id(ID)).batch
            };
            let rows = Ok(Box::new(page(vec![row], 1)));
            if request.kind() == RequestKind::ListBatches {
                Response::ListBatches(rows)
            } else {
                Response::WatchBatches(rows)
            }
        }
        Request::ListCertificates { caller, query } => {
            let row = Certificate {
                batch_id: Some(text(&query.batch.to_string())),
                ..certificate_for(&caller.token)
            };
            Response::ListCertificates(Ok(Box::new(page(vec![row], 1))))
        }
        Request::FetchCertificate { caller, .. } => {
            Response::FetchCertificate(Ok(Box::new(certificate_for(&caller.token))))
        }
        Request::RenewCertificate { caller, .. } => {
            Response::RenewCertificate(Ok(Box::new(certificate_for(&caller.token))))
        }
        Request::FetchFile { .. } => file_is(),
        Request::SaveFile { name, .. } => Response::SaveFile(Ok(Some(name.to_string()))),
        Request::OpenFile { name, .. } => Response::OpenFile(Ok(name.to_string())),
        Request::FetchPicture { .. } => picture_is(),
        Request::LoadCached { account, id, .. } => {
            Response::LoadCached(Ok(Some(Box::new(Remembered {
                answer: answer_for(&token_of(&account.storage_key(), 1), *id),
                at: at(1).timestamp,
                picture: None,
            }))))
        }
        Request::StartSample => sample_is(token_of(SAMPLE, 1)),
        Request::ForgetAccount { .. } => Response::ForgetAccount(Ok(Left::new())),
        Request::ForgetEverything => Response::ForgetEverything(Ok(Left::new())),
        Request::TestConnection { .. }
        | Request::EnlargePicture { .. }
        | Request::SearchFile { .. }
        | Request::LoadAccounts { .. } => return None,
    })
}

fn problem(request: &Request, outcome: Outcome) -> Problem {
    let mut problem = match outcome {
        Outcome::Wait(seconds) => wait(seconds),
        Outcome::Refused => return with_status(ProblemKind::AccessNotAllowed, 403),
        Outcome::Good | Outcome::Bad => return ProblemKind::NameNotFound.into(),
    };
    problem.evidence.host = match request {
        Request::FetchFile { address, .. } | Request::FetchPicture { address, .. } => {
            address.url().host_str().map(str::to_owned)
        }
        other => other.service().map(ApiOrigin::host),
    };
    problem
}

pub fn answered(effect: &Effect, outcome: Outcome) -> Option<Event> {
    match effect {
        Effect::Request { id, request } => {
            let response = good(request).filter(|_| matches!(outcome, Outcome::Good));
            let failed = || request.kind().failed(problem(request, outcome));
            let response = response.unwrap_or_else(failed);
            Some(Event::Response { id: *id, response })
        }
        Effect::Run(Job::LoadRecents(account)) => Some(Event::RecentsLoaded {
            account: account.clone(),
            recents: vec![Recent {
                name: Some(text(token_of(&account.storage_key(), 1).expose())),
                ..known(OTHER, 1)
            }],
            error: None,
        }),
        Effect::Cancel(_) | Effect::Run(_) | Effect::Window(_) => None,
    }
}

pub fn intents(state: &AppState, deed: &Deed) -> Vec<Intent> {
    let there = |place: usize| state.accounts.list.get(place).map(|one| one.id.clone());
    match deed {
        Deed::LookIn(place, batch) => {
            let batch = *batch;
            let look = there(*place).map(|account| AccountsIntent::LookIn { account, batch });
            look.into_iter().map(Intent::from).collect()
        }
        Deed::Add => {
            let name = format!("Account {}", state.accounts.list.len());
            let named = [AccountsIntent::Add, AccountsIntent::EditName(name)];
            let steps = named.into_iter().chain([AccountsIntent::Confirm]);
            steps.map(Intent::from).collect()
        }
        Deed::ForgetAccount(place) => {
            let forget = there(*place).map(AccountsIntent::Forget);
            let both = forget.into_iter().chain([AccountsIntent::Confirm]);
            both.map(Intent::from).collect()
        }
        Deed::TypeToken(nth, taken) => {
            let draft = Draft::new(token_of(&whose(state), *nth).expose().to_owned());
            let typed = [TokenIntent::Replace, TokenIntent::Edit(draft)].into_iter();
            typed.chain(taken.clone()).map(Intent::from).collect()
        }
        Deed::Fetch(address, action) => vec![
            ExportIntent::Fetch(RemoteFile {
                origin: state.service.origin().clone(),
                action: *action,
                words: whose(state),
                ..certificate_file(address)
            })
            .into(),
        ],
        Deed::SaveTable => {
            let table = document(FileKind::Certificates, &whose(state));
            vec![
                CertificatesIntent::SaveAll(TableFormat::Workbook).into(),
                CertificatesIntent::Save(table).into(),
            ]
        }
    }
}
