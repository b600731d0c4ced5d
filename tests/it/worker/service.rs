//! Questions to a service.

use vec_batch_viewer::domain::ProblemKind;
use vec_batch_viewer::domain::checkup::{Step, Target};
use vec_batch_viewer::state::{Effect, Event, Job, Request, RequestId, RequestKind, Response};
use vec_batch_viewer::worker::Backend;

use super::desk::{Desk, SAMPLE, Silent, answer, answer_to, batch_id, hung_up, loaded, outside};

#[test]
fn each_step_of_the_test_is_one_event() {
    let mut desk = Desk::new(outside());
    let [first, sample] = [1, 2].map(|request| {
        desk.ask(request, Request::StartSample);
        answer_to!(desk, request, StartSample).expect("a sample")
    });
    assert_eq!(first, sample, "found running");
    let target = Target {
        origin: sample.origin,
        token: Some(sample.token),
        held_back: None,
    };
    desk.ask(3, Request::TestConnection { target });
    for step in Step::ALL {
        let report = answer_to!(desk, 3, TestConnection).expect("a report");
        assert_eq!(report.step, step);
    }
}

#[test]
fn a_newer_question_ends_the_older() {
    let service = Silent::new();
    let mut desk = Desk::new(outside());
    desk.fetch(1, service.origin());
    let first = service.asked();
    desk.fetch(2, service.origin());
    answer(service.asked());
    hung_up(first);
    let result = answer_to!(desk, 2, FetchBatch);
    let kind = result.expect_err("not found").kind;
    assert_eq!(kind, ProblemKind::BatchNotFound { id: batch_id() });
}

#[test]
fn a_connection_is_made_ahead_once_and_without_the_token() {
    let (service, other) = (Silent::new(), Silent::new());
    let desk = Desk::new(outside());
    let warm_up = |service: &Silent| {
        let origin = service.origin();
        desk.worker.run(Effect::Run(Job::WarmUp(origin)));
    };
    warm_up(&service);
    // One for answers, one for pictures, whose client never has the token.
    let ahead = [service.asked_what(), service.asked_what()];
    for (_, question) in &ahead {
        assert!(question.starts_with("HEAD / HTTP/1.1\r\n"), "{question}");
        let question = question.to_lowercase();
        assert!(!question.contains("authorization"), "{question}");
    }
    warm_up(&service);
    warm_up(&other);
    let (_ahead, question) = other.asked_what();
    assert!(question.starts_with("HEAD "), "{question}");
    // Had there been another to the first service, it would come first.
    desk.fetch(1, service.origin());
    let (_asked, question) = service.asked_what();
    assert!(question.starts_with("GET "), "{question}");
}

#[test]
fn a_question_that_is_called_off_is_not_answered() {
    let service = Silent::new();
    let mut desk = Desk::new(outside());
    desk.fetch(1, service.origin());
    let first = service.asked();
    desk.worker.run(Effect::Cancel(RequestKind::FetchBatch));
    hung_up(first);
    desk.worker.run(Effect::Cancel(RequestKind::FetchPicture));
    desk.load(2, SAMPLE);
    assert_eq!(desk.next(), loaded(2, None), "nothing came before");
}
