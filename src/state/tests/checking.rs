//! Batch that is checked, its picture, the field of its ID, and files about it.

use std::path::PathBuf;

use super::*;
use crate::domain::batch_id::BatchIdProblem;

#[test]
fn a_picture_never_stands_beside_another_batch() {
    let mut desk = Desk::showing();
    let (late, _) = desk.newest(RequestKind::FetchPicture);
    desk.check(OTHER).reply(batch_is(answer(OTHER, "/b.png")));
    assert!(desk.cancels(RequestKind::FetchPicture));
    assert_eq!(desk.respond(late, picture_is()).effects, []);
}

#[test]
fn a_refresh_keeps_the_picture_of_an_unchanged_design() {
    let mut desk = Desk::showing();
    desk.reply(picture_is());
    assert!(matches!(
        desk.effects[..],
        [
            Effect::Window(WindowEffect::ShowPicture(..)),
            Effect::Run(Job::CacheAnswer(_))
        ]
    ));
    desk.send(LookupIntent::Refresh).answer(ID);
    let is_picture = |effect: &Effect| matches!(effect, Effect::Window(_));
    assert!(!desk.effects.iter().any(is_picture), "{:?}", desk.effects);
    assert!(!desk.asks(RequestKind::FetchPicture));
    desk.send(LookupIntent::Refresh);
    desk.reply(batch_is(answer(ID, "/new.png")));
    assert!(desk.does(WindowEffect::DropPicture) && desk.asks(RequestKind::FetchPicture));
}

#[test]
fn a_picture_whose_address_ran_out_comes_with_the_batch() {
    for (status, kind) in [
        (403, RequestKind::FetchBatch),
        (400, RequestKind::FetchBatch),
        (404, RequestKind::FetchPicture),
    ] {
        let mut desk = Desk::showing();
        let gone = ProblemKind::Picture(PictureProblem::Gone);
        desk.fail(RequestKind::FetchPicture, with_status(gone, status));
        desk.send(LookupIntent::RetryPicture);
        assert_eq!(desk.sent()[0], kind, "{status}");
        if kind == RequestKind::FetchBatch {
            desk.reply(batch_is(answer(ID, "/a.png?signature=new")));
            assert!(desk.asks(RequestKind::FetchPicture));
        }
    }
}

#[test]
fn a_large_picture_is_decoded_again_to_be_looked_at() {
    let enlarged = || Response::EnlargePicture(Ok(picture().pixels));
    for (width, is_large) in [(PREVIEW_SIDE, false), (PREVIEW_SIDE + 1, true)] {
        let mut desk = Desk::showing();
        let mut picture = picture();
        picture.info.size = [width, 100];
        desk.reply(Response::FetchPicture(Ok(Box::new(picture))));
        desk.send(WindowIntent::Open(Overlay::Picture));
        assert_eq!(desk.asks(RequestKind::EnlargePicture), is_large);
        if is_large {
            let (of, _) = desk.newest(RequestKind::FetchPicture);
            assert_eq!(desk.newest(RequestKind::EnlargePicture).0, of);
            assert_ne!(desk.reply(enlarged()).effects, []);
            desk.respond(RequestId(of.0 + 1), enlarged());
            assert_eq!(desk.effects, [], "of another one");
            desk.send(WindowIntent::CloseOverlay);
            assert_eq!(desk.reply(enlarged()).effects, [], "nobody looks");
        }
    }
}

#[test]
fn a_problem_that_goes_leaves_the_focus_and_the_id_of_the_batch_on_screen() {
    const FETCH: RequestKind = RequestKind::FetchBatch;
    let mut desk = Desk::showing();
    desk.send(LookupIntent::Refresh);
    desk.fail(FETCH, ProblemKind::NotReachable);
    desk.send(LookupIntent::Refresh);
    assert!(desk.does(WindowEffect::Focus(Focus::Answer)));
    desk.answer(ID);
    for (typed, left) in [(OTHER, ID), ("typed since", "typed since")] {
        desk.check(OTHER).fail(FETCH, ProblemKind::NotReachable);
        desk.send(IdFieldIntent::Edit(typed.to_owned()));
        desk.send(LookupIntent::Cancel);
        assert_eq!(desk.state.id_field.text, left);
    }
}

/// File on the window, being searched.
fn dropped() -> Desk {
    let mut desk = Desk::ready();
    desk.tell(Event::FileDropped(PathBuf::from("/home/asha/mail.eml")));
    assert_eq!(desk.sent(), [RequestKind::SearchFile]);
    assert_eq!(desk.state.id_field.text, "mail.eml");
    desk
}

fn searched(text: &str) -> Response {
    Response::SearchFile(Ok(text.parse()))
}

#[test]
fn the_batch_in_a_file_is_checked_where_there_is_a_token() {
    let mut desk = dropped();
    desk.reply(searched(&format!("Batch: {ID}")));
    assert_eq!(desk.sent(), [RequestKind::FetchBatch]);

    let mut without_token = Desk::open(start());
    without_token.tell(Event::FileDropped(PathBuf::from("/home/asha/mail.eml")));
    assert_eq!(without_token.effects, []);
    assert_eq!(without_token.state.id_field, IdField::default());
}

#[test]
fn a_file_without_a_batch_is_named_and_of_several_the_words_around_them_stay() {
    let crash = RequestKind::SearchFile.failed(ProblemKind::AppFault.into());
    for response in [searched("Good morning"), crash] {
        let mut desk = dropped();
        assert_ne!(desk.reply(response).effects, []);
        let field = &desk.state.id_field;
        assert_eq!(field.text, "mail.eml");
        assert_eq!(field.problem, Some(BatchIdProblem::NotInFile));
    }
    let mut desk = dropped();
    desk.reply(searched(&format!("Class 9,{ID}\nClass 10,{OTHER}\n")));
    let field = &desk.state.id_field;
    assert_eq!(field.text, format!("Class 9, {ID} · Class 10, {OTHER}"));
    assert_eq!(field.problem, field.text.parse::<BatchId>().err());

    let mut desk = dropped();
    desk.send(IdFieldIntent::Edit("another".to_owned()));
    assert_eq!(desk.reply(searched(ID)).effects, [], "typed meanwhile");
    assert_eq!(desk.state.id_field.text, "another");
}

#[test]
fn a_token_in_its_place_is_neither_shown_nor_sent() {
    for text in [
        TOKEN.to_owned(),
        format!("curl -H 'Authorization: Bearer {TOKEN}'"),
        TOKEN.replace('|', "%7C"),
        format!("Here it is:\n<{TOKEN}>"),
    ] {
        for intent in [IdFieldIntent::Edit, IdFieldIntent::Paste] {
            let mut desk = Desk::ready();
            desk.send(intent(text.clone()));
            let focus = Effect::Window(WindowEffect::Focus(Focus::BatchId));
            assert_eq!(desk.effects, [focus], "{text}");
            let field = &desk.state.id_field;
            assert_eq!(field.text, "");
            assert_eq!(field.problem, Some(BatchIdProblem::LooksLikeToken));
        }
    }
}

#[test]
fn what_was_unclear_at_the_start_is_offered() {
    let text = format!("{ID} · {OTHER}");
    let desk = Desk::open(Start {
        unclear: Some(text.clone()),
        ..start()
    });
    let field = &desk.state.id_field;
    assert_eq!(field.text, text);
    assert_eq!(field.problem, text.parse::<BatchId>().err());
}

#[test]
fn a_line_about_a_file_goes_with_what_it_is_about() {
    let ways: [fn(&mut Desk) -> &mut Desk; 3] = [
        |desk| desk.check(OTHER).answer(OTHER),
        |desk| desk.send(LookupIntent::Back),
        |desk| desk.send(AccountsIntent::SwitchToPlace(1)),
    ];
    let report = || ExportIntent::Save(document(FileKind::Report, "a"));
    let not_saved = ProblemKind::NotSaved;
    for go_on in ways {
        for result in [Ok(Some("/a.pdf".to_owned())), Err(not_saved.clone().into())] {
            let mut desk = Desk::in_two();
            desk.send(report());
            go_on(&mut desk);
            assert_eq!(desk.state.exports.last, None, "the dialog is still open");
            assert_eq!(desk.send(report()).effects, [], "one dialog at a time");
            let is_saved = result.is_ok();
            desk.reply(Response::SaveFile(result));
            assert_eq!(desk.state.exports, Exports::default());
            let told = (!is_saved).then_some(&not_saved);
            assert_eq!(desk.in_dialog(), told, "it would be missed");
        }
    }
}

/// File of a certificate that is refused with this status.
fn refused(status: u16) -> Desk {
    let mut desk = Desk::showing();
    let file = certificate_file("https://files.example/a.pdf?signature=old");
    desk.send(ExportIntent::Fetch(file));
    refuse(&mut desk, status);
    desk
}

fn refuse(desk: &mut Desk, status: u16) {
    let problem = with_status(ProblemKind::FileNotAvailable, status);
    desk.fail(RequestKind::FetchFile, problem);
}

fn renewed(pdf: FileLink) -> Response {
    Response::RenewCertificate(Ok(Box::new(Certificate {
        pdf,
        ..Certificate::default()
    })))
}

fn has_failed(desk: &Desk) -> bool {
    let last = desk.state.exports.last.as_ref();
    let failed = last.is_some_and(|last| matches!(last.phase, FilePhase::Failed(_)));
    failed && !desk.state.exports.is_busy()
}

#[test]
fn an_address_that_ran_out_is_asked_for_once_more_and_only_once() {
    let new = || FileLink::At(address("https://files.example/a.pdf?signature=new"));
    for (status, asks) in [(403, true), (400, true), (404, false), (500, false)] {
        let mut desk = refused(status);
        assert_eq!(desk.asks(RequestKind::RenewCertificate), asks, "{status}");
        if asks {
            desk.reply(renewed(new()));
            assert!(
                matches!(desk.newest(RequestKind::FetchFile).1, Request::FetchFile { address, .. } if new() == FileLink::At(address.clone()))
            );
            refuse(&mut desk, status);
            assert_eq!(desk.effects, []);
        }
        assert!(has_failed(&desk), "{status}");
    }
    // An address that does not come leaves the first answer.
    let crash = RequestKind::RenewCertificate.failed(ProblemKind::AppFault.into());
    for response in [renewed(FileLink::None), crash] {
        let mut desk = refused(403);
        desk.reply(response);
        assert_eq!(desk.sent(), []);
        assert!(has_failed(&desk));
    }
}

#[test]
fn a_certificate_can_be_saved_while_its_latest_version_is_asked_for() {
    let mut desk = lists::begun(2);
    desk.send(CertificatesIntent::Open(0));
    let (check, _) = desk.newest(RequestKind::FetchCertificate);
    desk.send(ExportIntent::Fetch(certificate_file("/a.pdf")));
    let latest = || Ok(Box::new(Certificate::default()));
    desk.respond(check, Response::FetchCertificate(latest()));
    assert!(desk.reply(file_is()).asks(RequestKind::SaveFile));

    // Its address ran out: the other question goes on.
    desk.reply(Response::SaveFile(Ok(None)));
    desk.send(CertificatesIntent::Open(1));
    desk.send(ExportIntent::Fetch(certificate_file("/a.pdf")));
    refuse(&mut desk, 403);
    let (check, _) = desk.newest(RequestKind::FetchCertificate);
    desk.fail(RequestKind::RenewCertificate, ProblemKind::AppFault);
    desk.respond(check, Response::FetchCertificate(latest()));
    let opened = desk.state.certificates.opened.as_ref().unwrap();
    assert_eq!(opened.check.phase, RemotePhase::Done);
}
