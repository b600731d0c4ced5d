//! Lists of batches and of a batch's certificates: page by page, whole or short of some.

use super::*;
use crate::domain::certificate::CertificateStatus;
use crate::domain::page::Cause;
use crate::domain::query::{CertificateQuery, SortField, Sought};
use crate::domain::sample::SampleAct;

const LIST: RequestKind = RequestKind::ListCertificates;

/// Newest question for certificates.
fn query(desk: &Desk) -> CertificateQuery {
    match desk.newest(LIST).1 {
        Request::ListCertificates { query, .. } => query.clone(),
        other => panic!("{other:?}"),
    }
}

/// Answers with the page that is asked for.
pub fn came(desk: &mut Desk, total: u64) -> &mut Desk {
    let page = page_of(query(desk).page, total);
    desk.reply(certificates_are(page))
}

/// Desk with the first page of so many.
pub fn begun(total: u64) -> Desk {
    let mut desk = Desk::showing();
    desk.send(CertificatesIntent::Begin);
    came(&mut desk, total);
    desk
}

/// The second page is under way, to save all of six.
fn saving() -> Desk {
    let mut desk = begun(6);
    desk.send(CertificatesIntent::SaveAll(TableFormat::Workbook));
    assert!(desk.asks(LIST));
    assert_eq!(query(&desk).page.get(), 2);
    desk
}

fn count(desk: &Desk) -> usize {
    desk.state.certificates.pages.list.rows().len()
}

#[test]
fn a_search_waits_for_the_last_key() {
    let search = |text: &str| CertificatesIntent::Search(text.to_owned());
    let mut desk = begun(2);
    assert!(!desk.at(30).send(search("A")).asks(LIST));
    assert!(!desk.frame_at(30).asks(LIST), "typing goes on");
    desk.send(search("As"));
    let due = desk.state.asks_next_at(at(30).elapsed);
    assert_eq!(due, Some(Duration::from_millis(30_300)));
    assert!(desk.frame_at(31).asks(LIST));
    let sought = query(&desk).search;
    assert_eq!(sought.as_ref().map(Sought::as_str), Some("As"));
    came(&mut desk, 1).send(search("As "));
    assert!(!desk.frame_at(41).asks(LIST), "that is what is there");
}

#[test]
fn saving_goes_on_by_itself_after_a_wait_or_a_rest() {
    let mut waits = saving();
    waits.fail(LIST, wait(30));
    assert!(!waits.at(15).send(CertificatesIntent::TryAgain).asks(LIST));
    assert!(!waits.frame_at(39).asks(LIST), "too early");
    assert_eq!(waits.next(), Some(40));
    assert!(waits.frame_at(40).asks(LIST), "by itself");
    assert_eq!(query(&waits).page.get(), 2);

    let mut rests = saving();
    rests.reply(certificates_are(Page {
        rest: Some(Duration::from_mins(1)),
        ..page_of(query(&rests).page, 6)
    }));
    assert!(!rests.asks(LIST) && !rests.frame_at(69).asks(LIST));
    assert!(rests.frame_at(70).asks(LIST), "the rest is over");
    assert_eq!(query(&rests).page.get(), 3);
}

#[test]
fn a_list_that_changes_on_the_way_is_loaded_anew_once_and_then_it_is_said() {
    let mut desk = begun(6);
    desk.send(CertificatesIntent::More);
    came(&mut desk, 5);
    assert_eq!(desk.next(), Some(10));
    for (page, total) in [(1, 4), (2, 3)] {
        assert!(desk.frame_at(11).asks(LIST), "{page}");
        assert_eq!(query(&desk).page.get(), page, "from the first page");
        assert_eq!(count(&desk), 4, "what is there stays");
        came(&mut desk, total);
    }
    assert!(!desk.frame_at(12).asks(LIST), "no third time");
    let cause = |desk: &Desk| {
        let short = desk.state.certificates.pages.shortfall();
        short.map(|short| short.cause)
    };
    assert_eq!(cause(&desk), Some(Cause::Changed));
    desk.send(CertificatesIntent::Refresh);
    came(&mut desk, 2);
    assert_eq!(cause(&desk), None);
}

#[test]
fn saving_goes_on_in_another_order_and_is_stopped_with_a_word_by_all_else() {
    let mut desk = saving();
    desk.send(CertificatesIntent::Sort(Some(SortField::Name)));
    for page in 1..=3 {
        assert!(desk.asks(LIST), "{page}");
        came(&mut desk, 6);
    }
    assert!(desk.state.certificates.is_ready() && desk.state.window.notice.is_none());
    let table = document(FileKind::Certificates, "a");
    desk.send(CertificatesIntent::Save(table.clone()));
    assert_eq!(desk.sent(), [RequestKind::SaveFile]);
    desk.send(CertificatesIntent::Save(table));
    assert_eq!(desk.effects, [], "once");

    let stops: [fn(&mut Desk) -> &mut Desk; 5] = [
        |desk| desk.fail(LIST, ProblemKind::ListNotAvailable),
        |desk| desk.send(CertificatesIntent::Filter(None)),
        |desk| {
            desk.at(30).send(CertificatesIntent::Search("A".to_owned()));
            desk.frame_at(31)
        },
        |desk| desk.check(OTHER).answer(OTHER),
        |desk| {
            desk.check(OTHER);
            desk.fail(RequestKind::FetchBatch, ProblemKind::NotReachable)
        },
    ];
    for stop in stops {
        let mut desk = saving();
        stop(&mut desk);
        assert_eq!(desk.state.certificates.saving, None);
        let on_the_next_page = desk.state.window.notice == Some(Notice::SavingStopped);
        assert!(desk.state.certificates.was_stopped != on_the_next_page);
    }
    let mut desk = Desk::ready();
    desk.explore().check(ID).answer(ID);
    desk.send(CertificatesIntent::Begin);
    came(&mut desk, 6).send(CertificatesIntent::SaveAll(TableFormat::Workbook));
    let fault = SampleAct::Store(StoreProblem::Locked);
    desk.send(SampleIntent::Choose(fault));
    assert_eq!(came(&mut desk, 6).next(), None, "there is no token");

    let mut desk = saving();
    desk.tell(Event::CloseRequested);
    assert!(desk.does(WindowEffect::StayOpen));
    assert_eq!(desk.state.window.overlay, Some(Overlay::CloseWhileSaving));
    desk.tell(Event::CloseRequested);
    assert!(desk.does(WindowEffect::StayOpen), "a double click");
    desk.at(11).tell(Event::CloseRequested);
    assert!(!desk.does(WindowEffect::StayOpen), "asked twice");
    let mut desk = saving();
    desk.tell(Event::CloseRequested).send(WindowIntent::Close);
    desk.tell(Event::CloseRequested);
    assert!(!desk.does(WindowEffect::StayOpen), "answered at once");
}

#[test]
fn loading_again_asks_in_an_order_without_equal_keys() {
    let rows = [(1, "a"), (1, "a"), (2, "b"), (3, "a")].map(|(number, email)| Certificate {
        id: Some(text(&number.to_string())),
        email: Some(text(email)),
        name: Some(text(&format!("Person {number}"))),
        ..Certificate::default()
    });
    let mut repeating = page(rows.to_vec(), 4);
    repeating.meta.last_page = Some(1);
    let mut desk = Desk::showing();
    desk.send(CertificatesIntent::Begin);
    // Two have the same address; the second time, no order is left.
    for field in [Some(SortField::Name), None] {
        desk.reply(certificates_are(repeating.clone()));
        desk.send(CertificatesIntent::LoadAgain);
        assert_eq!(query(&desk).sort.map(|sort| sort.field), field);
    }
}

#[test]
fn how_long_it_takes_is_told_from_how_long_it_took() {
    let saving = Saving {
        since: Duration::from_secs(10),
        from: 100,
        format: TableFormat::Csv,
    };
    let left = |loaded, now| saving.time_left(loaded, 1_100, Duration::from_secs(now));
    assert_eq!(left(100, 20), None, "nothing came yet");
    assert_eq!(left(600, 20), Some(Duration::from_secs(10)));
    assert_eq!(left(1_100, 30), Some(Duration::ZERO));
}

#[test]
fn one_that_is_looked_at_closely_is_as_the_service_has_it_now_or_as_it_is_listed() {
    const ONE: RequestKind = RequestKind::FetchCertificate;
    let revoked = || {
        Response::FetchCertificate(Ok(Box::new(Certificate {
            status: CertificateStatus::Revoked,
            ..Certificate::default()
        })))
    };
    let is_revoked = |desk: &Desk| {
        let opened = desk.state.certificates.opened.as_ref();
        opened.is_some_and(|opened| opened.certificate.status == CertificateStatus::Revoked)
    };
    let mut desk = begun(2);
    desk.send(CertificatesIntent::Open(0));
    let (older, _) = desk.newest(ONE);
    desk.send(CertificatesIntent::Open(1));
    assert!(!is_revoked(desk.respond(older, revoked())), "of another");
    assert!(is_revoked(desk.reply(revoked())));

    desk.send(CertificatesIntent::Open(0)).fail(ONE, wait(30));
    let opened = desk.state.certificates.opened.as_ref().expect("it stays");
    assert!(opened.check.problem().is_some() && opened.certificate.id.is_some());
    desk.send(WindowIntent::CloseOverlay);
    assert!(!desk.frame_at(60).asks(ONE), "out of sight");
}

#[test]
fn a_refused_list_leaves_the_screen_with_the_one_looked_at() {
    let mut desk = saving();
    desk.send(CertificatesIntent::Open(0));
    assert_eq!(desk.state.window.overlay, Some(Overlay::Certificate));
    desk.fail(LIST, ProblemKind::AccessNotAllowed);
    let certificates = &desk.state.certificates;
    assert!(certificates.opened.is_some() && certificates.saving.is_some());
    assert_eq!(count(&desk), 2, "of a later page alone");
    desk.send(CertificatesIntent::Refresh);
    desk.fail(LIST, ProblemKind::AccessNotAllowed);
    assert_eq!(count(&desk), 0);
    let certificates = &desk.state.certificates;
    assert!(certificates.opened.is_none() && certificates.saving.is_none());
    assert!(certificates.was_stopped, "with a word");
    assert_eq!(desk.state.window.overlay, None);
    assert!(desk.shown().is_some(), "the batch is not refused");
    desk.send(CertificatesIntent::TryAgain);
    assert_eq!(query(&desk).page, PageNumber::FIRST);
}

#[test]
fn refused_batches_leave_the_screen_and_what_fails_stays() {
    use BrowseIntent::{More, Refresh};
    const BATCHES: RequestKind = RequestKind::ListBatches;
    let permission = ServerText::new("batches:list");
    let permission = ProblemKind::PermissionNeeded { permission };
    for (why, again, left, missing) in [
        (ProblemKind::AccessNotAllowed, Refresh, 0, None),
        (ProblemKind::AccessNotAllowed, More, 1, None),
        (permission, More, 0, None),
        (ProblemKind::ListNotAvailable, Refresh, 0, None),
        // Its first page proves that it exists.
        (ProblemKind::ListNotAvailable, More, 1, Some(1)),
        (ProblemKind::TokenNotAccepted, Refresh, 1, None),
    ] {
        let mut desk = Desk::ready();
        let rows = vec![answer(ID, "/a.png").batch];
        desk.reply(Response::ListBatches(Ok(Box::new(page(rows, 2)))));
        desk.send(again).fail(BATCHES, why.clone());
        let pages = &desk.state.browse.pages;
        assert_eq!(pages.list.rows().len(), left, "{why:?}");
        assert_eq!(pages.as_of.is_some(), left > 0, "{why:?}");
        let short = pages.shortfall().and_then(|short| short.missing);
        assert_eq!(short, missing, "{why:?}");
        assert!(desk.send(Refresh).asks(BATCHES), "{why:?}");
    }
}
