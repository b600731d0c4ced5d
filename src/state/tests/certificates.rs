//! Certificates of the batch on screen: their owner, and the pace of questions.

use super::*;
use crate::domain::certificate::CertificateStatus;
use crate::domain::page::{Cause, Page, PageMeta, PageNumber};
use crate::domain::query::{CertificateQuery, SortField, SortOrder, Sought};
use crate::domain::{Certificate, FileName, ServerText};

struct Asked {
    id: RequestId,
    query: CertificateQuery,
}

fn asked(effects: &[Effect]) -> Option<Asked> {
    effects.iter().find_map(|effect| match effect {
        Effect::Request {
            id,
            request: Request::ListCertificates { query, .. },
        } => Some(Asked {
            id: *id,
            query: query.clone(),
        }),
        _ => None,
    })
}

/// Page of two rows, the last one the end of `total`.
fn page(at: PageNumber, total: u64) -> Page<Certificate> {
    let first = u64::from(at.get() - 1) * 2;
    let rows = (first..total.min(first + 2)).map(|number| Certificate {
        id: Some(ServerText::new(&format!(
            "00000000-0000-4000-8000-{number:012}"
        ))),
        ..Certificate::default()
    });
    Page {
        rows: rows.collect(),
        at,
        meta: PageMeta {
            total: Some(total),
            ..PageMeta::default()
        },
        ..Page::default()
    }
}

fn listed(of: &Asked, result: Result<Page<Certificate>, Problem>) -> Event {
    Event::Response {
        id: of.id,
        response: Response::ListCertificates(Box::new(result)),
    }
}

/// State with a batch of which so many failed.
fn shown(failed: Option<u64>) -> AppState {
    let mut state = ready();
    let _ = show(&mut state, ID, failed);
    state
}

fn show(state: &mut AppState, batch: &str, failed: Option<u64>) -> Vec<Effect> {
    let effects = send(state, LookupIntent::Check(id(batch)));
    let asked = effects.iter().find_map(|effect| match effect {
        Effect::Request {
            id,
            request: Request::FetchBatch { .. },
        } => Some(*id),
        _ => None,
    });
    let mut answer = answer(batch, "/a.png");
    answer.batch.counts.failed = failed;
    event(state, fetched(asked.expect("a question"), Ok(answer)))
}

fn seconds(state: &mut AppState, intent: CertificatesIntent, at_second: u64) -> Vec<Effect> {
    update(state, Message::Intent(intent.into()), at(at_second))
}

fn frame(state: &mut AppState, at_second: u64) -> Vec<Effect> {
    update(state, Message::Frame(WindowFocus::InFront), at(at_second))
}

fn begun() -> (AppState, Asked) {
    let mut state = shown(None);
    let first = asked(&send(&mut state, CertificatesIntent::Begin)).expect("a question");
    (state, first)
}

#[test]
fn those_that_failed_come_first_where_any_did() {
    let mut state = shown(Some(3));
    let first = asked(&send(&mut state, CertificatesIntent::Begin)).expect("a question");
    assert_eq!(first.query.status, Some(CertificateStatus::Failed));
    assert!(
        asked(&send(&mut state, CertificatesIntent::Begin)).is_none(),
        "once"
    );
    let (_, first) = begun();
    assert_eq!(first.query.status, None);
    assert_eq!(first.query.batch, id(ID));
}

#[test]
fn nothing_of_one_batch_is_listed_below_another() {
    let (mut state, first) = begun();
    let effects = show(&mut state, OTHER, None);
    assert!(effects.contains(&Effect::Cancel(RequestKind::ListCertificates)));
    let _ = event(&mut state, listed(&first, Ok(page(PageNumber::FIRST, 2))));
    assert!(state.certificates.pages.list.rows().is_empty());
    let next = asked(&send(&mut state, CertificatesIntent::Begin)).expect("anew");
    assert_eq!(next.query.batch, id(OTHER));
}

#[test]
fn nothing_of_one_token_is_listed_under_another() {
    let (mut state, first) = begun();
    let _ = event(&mut state, listed(&first, Ok(page(PageNumber::FIRST, 2))));
    let _ = send(&mut state, CertificatesIntent::Open(0));
    assert_eq!(state.window.overlay, Some(Overlay::Certificate));
    let _ = send(&mut state, TokenIntent::Replace);
    let typed = Draft::new(OTHER_TOKEN.to_owned());
    let _ = send(&mut state, TokenIntent::Edit(typed));
    let _ = send(&mut state, TokenIntent::UseUntilClose);
    assert_eq!(state.certificates, Certificates::default());
    assert_eq!(state.window.overlay, None);
}

#[test]
fn an_answer_to_what_was_filtered_before_is_dropped() {
    let (mut state, first) = begun();
    let failed = Some(CertificateStatus::Failed);
    let second = asked(&send(&mut state, CertificatesIntent::Filter(failed))).expect("another");
    let _ = event(&mut state, listed(&first, Ok(page(PageNumber::FIRST, 2))));
    assert!(state.certificates.pages.list.rows().is_empty());
    let _ = event(&mut state, listed(&second, Ok(page(PageNumber::FIRST, 1))));
    assert_eq!(state.certificates.pages.list.rows().len(), 1);
}

#[test]
fn a_search_waits_for_the_last_key() {
    let (mut state, first) = begun();
    let _ = event(&mut state, listed(&first, Ok(page(PageNumber::FIRST, 2))));
    let search = |text: &str| CertificatesIntent::Search(text.to_owned());
    assert!(asked(&seconds(&mut state, search("A"), 30)).is_none());
    assert!(asked(&frame(&mut state, 30)).is_none(), "typing goes on");
    let _ = seconds(&mut state, search("As"), 30);
    let due = state.asks_next_at(at(30).elapsed).expect("a time");
    assert_eq!(due, Duration::from_millis(30_300));
    let found = asked(&frame(&mut state, 31)).expect("a question");
    assert_eq!(found.query.search.as_ref().map(Sought::as_str), Some("As"));
    let _ = event(&mut state, listed(&found, Ok(page(PageNumber::FIRST, 1))));
    let _ = seconds(&mut state, search("As "), 40);
    assert!(
        asked(&frame(&mut state, 41)).is_none(),
        "that is what is there"
    );
}

#[test]
fn a_heading_puts_in_order_and_then_the_other_way_round() {
    let (mut state, _) = begun();
    let by = |state: &mut AppState, field| {
        let asked = asked(&send(state, CertificatesIntent::Sort(Some(field)))).expect("a question");
        asked.query.sort.map(|sort| (sort.field, sort.order))
    };
    let first = (SortField::Email, SortOrder::Ascending);
    assert_eq!(by(&mut state, SortField::Email), Some(first));
    let second = (SortField::Email, SortOrder::Descending);
    assert_eq!(by(&mut state, SortField::Email), Some(second));
    let other = (SortField::Name, SortOrder::Ascending);
    assert_eq!(by(&mut state, SortField::Name), Some(other));
}

#[test]
fn all_are_loaded_one_page_after_the_other_and_then_saved() {
    let (mut state, first) = begun();
    let _ = event(&mut state, listed(&first, Ok(page(PageNumber::FIRST, 5))));
    let mut next = asked(&seconds(&mut state, CertificatesIntent::SaveAll, 20)).expect("the rest");
    let mut pages = 1;
    while !state.certificates.is_ready() {
        pages += 1;
        assert_eq!(next.query.page.get(), pages);
        let answer = page(next.query.page, 5);
        let effects = event(&mut state, listed(&next, Ok(answer)));
        match asked(&effects) {
            Some(another) => next = another,
            None => break,
        }
    }
    assert_eq!(state.certificates.pages.list.rows().len(), 5);
    let table = Document {
        kind: FileKind::Certificates,
        name: FileName::new("a", "csv"),
        bytes: vec![1].into(),
    };
    let save = CertificatesIntent::Save(table);
    let effects = send(&mut state, save.clone());
    assert!(matches!(
        effects[..],
        [Effect::Request {
            request: Request::SaveFile { .. },
            ..
        }]
    ));
    assert_eq!(send(&mut state, save), [], "once");
}

#[test]
fn what_fails_on_the_way_goes_on_from_there() {
    let (mut state, first) = begun();
    let _ = event(&mut state, listed(&first, Ok(page(PageNumber::FIRST, 6))));
    let second = asked(&seconds(&mut state, CertificatesIntent::SaveAll, 20)).expect("the rest");
    let broken = Err(ProblemKind::NameNotFound.into());
    assert!(asked(&event(&mut state, listed(&second, broken))).is_none());
    assert!(state.certificates.saving.is_some(), "it is not given up");
    assert_eq!(
        state.certificates.pages.list.rows().len(),
        2,
        "what came stays"
    );
    assert!(
        asked(&frame(&mut state, 3_000)).is_none(),
        "the person decides"
    );
    let again = asked(&seconds(&mut state, CertificatesIntent::TryAgain, 20)).expect("again");
    assert_eq!(again.query.page, second.query.page);
    let third = asked(&event(
        &mut state,
        listed(&again, Ok(page(again.query.page, 6))),
    ));
    assert_eq!(third.map(|third| third.query.page.get()), Some(3));
}

#[test]
fn a_wait_that_the_service_asks_for_is_kept_and_then_it_goes_on() {
    let (mut state, first) = begun();
    let _ = event(&mut state, listed(&first, Ok(page(PageNumber::FIRST, 6))));
    let second = asked(&seconds(&mut state, CertificatesIntent::SaveAll, 20)).expect("the rest");
    let wait = Some(Duration::from_secs(30));
    let too_many = Err(ProblemKind::TooManyRequests { wait }.into());
    assert!(asked(&event(&mut state, listed(&second, too_many))).is_none());
    let pressed = seconds(&mut state, CertificatesIntent::TryAgain, 25);
    assert!(asked(&pressed).is_none(), "too early");
    assert!(asked(&frame(&mut state, 45)).is_none(), "too early");
    let due = state.asks_next_at(at(45).elapsed);
    assert_eq!(due, Some(Duration::from_secs(50)));
    let again = asked(&frame(&mut state, 51)).expect("by itself");
    assert_eq!(again.query.page.get(), 2);
}

#[test]
fn a_first_page_that_has_to_wait_is_asked_for_once_more_by_itself() {
    let (mut state, first) = begun();
    let wait = Some(Duration::from_secs(30));
    let too_many = || Err(ProblemKind::TooManyRequests { wait }.into());
    let _ = event(&mut state, listed(&first, too_many()));
    assert!(asked(&frame(&mut state, 49)).is_none(), "too early");
    let again = asked(&frame(&mut state, 50)).expect("once more");
    let _ = event(&mut state, listed(&again, too_many()));
    assert!(asked(&frame(&mut state, 500)).is_none(), "once");
}

#[test]
fn a_rest_is_kept_between_the_pages() {
    let (mut state, first) = begun();
    let rest = Some(Duration::from_mins(1));
    let _ = event(&mut state, listed(&first, Ok(page(PageNumber::FIRST, 6))));
    let second = asked(&seconds(&mut state, CertificatesIntent::SaveAll, 20)).expect("the rest");
    let resting = Page {
        rest,
        ..page(second.query.page, 6)
    };
    assert!(asked(&event(&mut state, listed(&second, Ok(resting)))).is_none());
    assert!(asked(&frame(&mut state, 79)).is_none());
    let third = asked(&frame(&mut state, 80)).expect("the rest is over");
    assert_eq!(third.query.page.get(), 3);
}

#[test]
fn a_list_without_an_end_is_not_saved_as_if_it_were_whole() {
    let (mut state, first) = begun();
    let _ = event(&mut state, listed(&first, Ok(page(PageNumber::FIRST, 6))));
    let second = asked(&seconds(&mut state, CertificatesIntent::SaveAll, 20)).expect("the rest");
    let same = Page {
        at: second.query.page,
        ..page(PageNumber::FIRST, 6)
    };
    let _ = event(&mut state, listed(&second, Ok(same)));
    let short = state.certificates.pages.shortfall().expect("incomplete");
    assert_eq!((short.missing, short.cause), (Some(4), Cause::Repeated));
    assert!(!state.certificates.is_ready() && state.certificates.saving.is_none());
}

#[test]
fn a_list_that_changes_on_the_way_is_loaded_anew_once_and_then_it_is_said() {
    let (mut state, first) = begun();
    let _ = event(&mut state, listed(&first, Ok(page(PageNumber::FIRST, 6))));
    let second = asked(&seconds(&mut state, CertificatesIntent::More, 20)).expect("more");
    let _ = event(&mut state, listed(&second, Ok(page(second.query.page, 5))));
    assert_eq!(
        state.asks_next_at(at(20).elapsed),
        Some(Duration::from_secs(20))
    );
    let mut totals = [4, 3].into_iter();
    let mut question = asked(&frame(&mut state, 21));
    let mut pages = 0;
    while let Some(next) = question {
        pages += 1;
        assert_eq!(next.query.page.get(), pages, "from the first page");
        assert_eq!(
            state.certificates.pages.list.rows().len(),
            4,
            "what is there stays"
        );
        let total = totals.next().expect("no third time");
        let _ = event(&mut state, listed(&next, Ok(page(next.query.page, total))));
        question = asked(&frame(&mut state, 22));
    }
    let short = state.certificates.pages.shortfall().expect("said");
    assert_eq!((pages, short.cause), (2, Cause::Changed));
    let refreshed = asked(&send(&mut state, CertificatesIntent::Refresh)).expect("anew");
    let _ = event(
        &mut state,
        listed(&refreshed, Ok(page(PageNumber::FIRST, 2))),
    );
    assert_eq!(state.certificates.pages.shortfall(), None);
}

#[test]
fn what_is_being_saved_goes_on_in_another_order_and_is_stopped_with_a_word_by_all_else() {
    let saving = || {
        let (mut state, first) = begun();
        let _ = event(&mut state, listed(&first, Ok(page(PageNumber::FIRST, 6))));
        let _ = seconds(&mut state, CertificatesIntent::SaveAll, 20);
        state
    };
    let mut sorted = saving();
    let by_name = CertificatesIntent::Sort(Some(SortField::Name));
    let mut question = asked(&seconds(&mut sorted, by_name, 30));
    while let Some(next) = question {
        question = asked(&event(
            &mut sorted,
            listed(&next, Ok(page(next.query.page, 6))),
        ));
    }
    assert!(sorted.certificates.is_ready() && sorted.window.notice.is_none());
    let stops: [fn(&mut AppState); 3] = [
        |state| drop(send(state, CertificatesIntent::Filter(None))),
        |state| {
            let _ = seconds(state, CertificatesIntent::Search("A".to_owned()), 30);
            let _ = frame(state, 31);
        },
        |state| drop(show(state, OTHER, None)),
    ];
    for stop in stops {
        let mut state = saving();
        stop(&mut state);
        assert_eq!(state.certificates.saving, None);
        let on_the_next_page = state.window.notice == Some(Notice::SavingStopped);
        assert!(state.certificates.was_stopped != on_the_next_page);
    }
    let mut state = saving();
    let stays = |effects: Vec<Effect>| effects.contains(&Effect::Window(WindowEffect::StayOpen));
    assert!(stays(event(&mut state, Event::CloseRequested)));
    assert_eq!(state.window.overlay, Some(Overlay::CloseWhileSaving));
    assert!(
        !stays(event(&mut state, Event::CloseRequested)),
        "asked twice"
    );
}

#[test]
fn loading_again_asks_in_an_order_without_equal_keys() {
    let (mut state, first) = begun();
    let named = |number: u64, email: &str| {
        let mut page = page(PageNumber::FIRST, 2);
        let row = &mut page.rows[0];
        row.id = Some(ServerText::new(&number.to_string()));
        row.email = Some(ServerText::new(email));
        row.name = Some(ServerText::new(&format!("Person {number}")));
        page.rows.remove(0)
    };
    let rows = vec![named(1, "a"), named(1, "a"), named(2, "b"), named(3, "a")];
    let repeating = |query: &CertificateQuery| Page {
        rows: rows.clone(),
        at: query.page,
        meta: PageMeta {
            total: Some(4),
            last_page: Some(1),
            ..PageMeta::default()
        },
        ..Page::default()
    };
    let _ = event(&mut state, listed(&first, Ok(repeating(&first.query))));
    let mut orders = Vec::new();
    for _ in 0..2 {
        let again = asked(&send(&mut state, CertificatesIntent::LoadAgain)).expect("again");
        let _ = event(&mut state, listed(&again, Ok(repeating(&again.query))));
        orders.push(again.query.sort.map(|sort| sort.field));
    }
    assert_eq!(
        orders,
        [Some(SortField::Name), None],
        "two have the same address"
    );
}

#[test]
fn how_long_it_takes_is_told_from_how_long_it_took() {
    let saving = Saving {
        since: Duration::from_secs(10),
        from: 100,
    };
    let left = |loaded, now| saving.time_left(loaded, 1_100, Duration::from_secs(now));
    assert_eq!(left(100, 20), None, "nothing came yet");
    assert_eq!(left(600, 20), Some(Duration::from_secs(10)));
    assert_eq!(left(1_100, 30), Some(Duration::ZERO));
}

fn looked_at(effects: &[Effect]) -> Option<RequestId> {
    effects.iter().find_map(|effect| match effect {
        Effect::Request {
            id,
            request: Request::FetchCertificate { .. },
        } => Some(*id),
        _ => None,
    })
}

fn told(id: RequestId, result: Result<Certificate, Problem>) -> Event {
    Event::Response {
        id,
        response: Response::FetchCertificate(Box::new(result)),
    }
}

#[test]
fn one_that_is_looked_at_closely_is_as_the_service_has_it_now() {
    let (mut state, first) = begun();
    let _ = event(&mut state, listed(&first, Ok(page(PageNumber::FIRST, 2))));
    let older = looked_at(&send(&mut state, CertificatesIntent::Open(0))).expect("a question");
    let newer = looked_at(&send(&mut state, CertificatesIntent::Open(1))).expect("a question");
    let now = Certificate {
        status: CertificateStatus::Revoked,
        ..Certificate::default()
    };
    let _ = event(&mut state, told(older, Ok(now.clone())));
    let status = |state: &AppState| {
        let opened = state.certificates.opened.as_ref();
        opened.map(|opened| opened.certificate.status.clone())
    };
    assert_ne!(
        status(&state),
        Some(CertificateStatus::Revoked),
        "of another one"
    );
    let _ = event(&mut state, told(newer, Ok(now)));
    assert_eq!(status(&state), Some(CertificateStatus::Revoked));
}

#[test]
fn one_that_cannot_be_asked_about_stays_as_it_is_listed() {
    let (mut state, first) = begun();
    let _ = event(&mut state, listed(&first, Ok(page(PageNumber::FIRST, 2))));
    let asked = looked_at(&send(&mut state, CertificatesIntent::Open(0))).expect("a question");
    let gone = Err(ProblemKind::CertificateNotFound.into());
    let _ = event(&mut state, told(asked, gone));
    let opened = state.certificates.opened.as_ref().expect("it stays");
    assert!(matches!(opened.check.phase, RemotePhase::Failed(_)));
    assert!(opened.certificate.id.is_some());
}

#[test]
fn a_wait_that_one_certificate_has_to_holds_for_everything() {
    let (mut state, first) = begun();
    let _ = event(&mut state, listed(&first, Ok(page(PageNumber::FIRST, 6))));
    let looked = looked_at(&send(&mut state, CertificatesIntent::Open(0))).expect("a question");
    let wait = Some(Duration::from_secs(30));
    let too_many = Err(ProblemKind::TooManyRequests { wait }.into());
    let _ = event(&mut state, told(looked, too_many));
    for early in [
        CertificatesIntent::Refresh,
        CertificatesIntent::Open(1),
        CertificatesIntent::SaveAll,
    ] {
        let effects = seconds(&mut state, early.clone(), 49);
        let asked = effects
            .iter()
            .any(|effect| matches!(effect, Effect::Request { .. }));
        assert!(!asked, "{early:?}");
    }
    let other = Intent::from(LookupIntent::Check(id(OTHER)));
    let batch = update(&mut state, Message::Intent(other), at(49));
    let asks = |effect: &Effect| {
        matches!(effect, Effect::Request { request, .. }
            if request.kind() == RequestKind::FetchBatch)
    };
    assert!(!batch.iter().any(asks));
}

#[test]
fn what_is_refused_leaves_the_screen_with_the_one_looked_at() {
    let (mut state, first) = begun();
    let _ = event(&mut state, listed(&first, Ok(page(PageNumber::FIRST, 6))));
    let second = asked(&seconds(&mut state, CertificatesIntent::SaveAll, 20)).expect("the rest");
    let _ = send(&mut state, CertificatesIntent::Open(0));
    assert_eq!(state.window.overlay, Some(Overlay::Certificate));
    let refused = Err(ProblemKind::AccessNotAllowed.into());
    let _ = event(&mut state, listed(&second, refused));
    let certificates = &state.certificates;
    assert!(certificates.pages.list.rows().is_empty());
    assert!(certificates.opened.is_none() && certificates.saving.is_none());
    assert_eq!(state.window.overlay, None);
    assert!(state.lookup.shown.is_some(), "the batch is not refused");
}

#[test]
fn one_that_has_to_wait_says_so_and_is_asked_about_once_more() {
    let (mut state, first) = begun();
    let _ = event(&mut state, listed(&first, Ok(page(PageNumber::FIRST, 2))));
    let looked = looked_at(&send(&mut state, CertificatesIntent::Open(0))).expect("a question");
    let wait = Some(Duration::from_secs(30));
    let too_many = || Err(ProblemKind::TooManyRequests { wait }.into());
    let _ = event(&mut state, told(looked, too_many()));
    let early = seconds(&mut state, CertificatesIntent::Open(1), 40);
    assert_eq!(looked_at(&early), None);
    let opened = state.certificates.opened.as_ref().expect("it is shown");
    assert!(
        matches!(opened.check.phase, RemotePhase::Failed(_)),
        "it is said"
    );
    let due = state.asks_next_at(at(40).elapsed);
    assert_eq!(due, Some(Duration::from_secs(50)));
    assert_eq!(looked_at(&frame(&mut state, 49)), None, "too early");
    let again = looked_at(&frame(&mut state, 50)).expect("once more");
    let _ = event(&mut state, told(again, too_many()));
    assert_eq!(looked_at(&frame(&mut state, 500)), None, "once");
    let third = looked_at(&seconds(&mut state, CertificatesIntent::Open(0), 501));
    let _ = event(&mut state, told(third.expect("a question"), too_many()));
    let _ = update(
        &mut state,
        Message::Intent(WindowIntent::CloseOverlay.into()),
        at(502),
    );
    assert_eq!(looked_at(&frame(&mut state, 600)), None, "out of sight");
}
