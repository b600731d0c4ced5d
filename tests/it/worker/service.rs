//! Questions to a service.

use vec_batch_viewer::domain::checkup::{Step, Target};
use vec_batch_viewer::domain::picture::FileLink;
use vec_batch_viewer::domain::sample::{Sample, SampleAct, SampleKind};
use vec_batch_viewer::domain::{ApiOrigin, BatchId, Caller, ProblemKind};
use vec_batch_viewer::state::{Effect, Event, Job, Request, RequestId, RequestKind, Response};
use vec_batch_viewer::worker::Backend;

use super::desk::{Desk, SAMPLE, Silent, answer, answer_to, batch_id, hung_up, loaded, outside};

/// Starts the sample service, or finds it running.
fn start_sample(desk: &mut Desk, request: u64) -> Sample {
    desk.ask(request, Request::StartSample);
    answer_to!(desk, request, StartSample).expect("a sample")
}

/// A finished batch, and who answers about it.
fn completed(sample: &Sample) -> (BatchId, ApiOrigin) {
    let mut entries = sample.entries.iter();
    let entry = entries.find(|entry| entry.kind == SampleKind::Completed);
    match entry.map(|entry| entry.act.clone()) {
        Some(SampleAct::Check { id, origin }) => (id, origin),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_batch_and_its_picture_are_fetched_from_the_sample_that_is_started_once() {
    let mut desk = Desk::new(outside());
    let sample = start_sample(&mut desk, 1);
    assert_eq!(start_sample(&mut desk, 2), sample, "found running");
    let (id, origin) = completed(&sample);
    let caller = Caller {
        origin: origin.clone(),
        token: sample.token,
    };
    desk.ask(2, Request::FetchBatch { caller, id });
    let result = answer_to!(desk, 2, FetchBatch);
    let template = result.expect("an answer").batch.template;
    let FileLink::At(address) = template.expect("a template").screenshot else {
        panic!("no picture");
    };
    let picture = Request::FetchPicture {
        origin,
        address,
        max_side: 100,
    };
    desk.ask(3, picture);
    let result = answer_to!(desk, 3, FetchPicture);
    let size = result.expect("a picture").pixels.size;
    assert_eq!(size.into_iter().max(), Some(100));
}

#[test]
fn each_step_of_the_test_is_one_event() {
    let mut desk = Desk::new(outside());
    let sample = start_sample(&mut desk, 1);
    let (_, origin) = completed(&sample);
    let target = Target {
        origin,
        token: Some(sample.token),
        held_back: None,
    };
    desk.ask(2, Request::TestConnection { target });
    for step in Step::ALL {
        let report = answer_to!(desk, 2, TestConnection).expect("a report");
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
