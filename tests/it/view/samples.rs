//! Exploring with sample data.

use egui::Role;
use vec_batch_viewer::domain::problem::StoreProblem;
use vec_batch_viewer::domain::sample::{Sample, SampleAct, SampleEntry, SampleKind};
use vec_batch_viewer::domain::{BatchId, ProblemKind};
use vec_batch_viewer::l10n::TextId;
use vec_batch_viewer::state::{
    Data, Effect, Event, Request, RequestKind, Response, Screen, Start, Store,
};

use crate::support::batch::batch;
use crate::support::window::{NARROW, PLAIN, Shape, Window, id, l10n, say, start, token};

fn sample() -> Sample {
    let origin = || "http://127.0.0.1:9".parse().expect("an origin");
    let check = |kind, id: BatchId| SampleEntry {
        kind,
        act: SampleAct::Check {
            id,
            origin: origin(),
        },
    };
    Sample {
        origin: origin(),
        token: token(),
        entries: vec![
            check(SampleKind::Completed, id()),
            check(
                SampleKind::NotFound,
                crate::support::window::OTHER_ID.parse().expect("an ID"),
            ),
            SampleEntry {
                kind: SampleKind::StoreLocked,
                act: SampleAct::Store(StoreProblem::Locked),
            },
        ],
    }
}

fn exploring(size: [f32; 2]) -> Window {
    let shape = Shape { size, ..PLAIN };
    let mut window = Window::open(
        shape,
        Start {
            data: Data::Sample,
            ..start()
        },
    );
    let asked = window.effects();
    let [
        Effect::Request {
            id: request,
            request: Request::StartSample,
        },
    ] = asked.as_slice()
    else {
        panic!("{asked:?}");
    };
    window.tell(Event::Response {
        id: *request,
        response: Response::StartSample(Ok(sample())),
    });
    window
}

#[test]
fn the_sample_list_leads_to_everything_and_back() {
    let mut window = exploring(PLAIN.size);
    assert!(window.says_label(TextId::SampleBanner));
    window.press(l10n().sample_line(SampleKind::Completed));
    window.answers(Ok(&batch("completed")));
    assert!(window.has(Role::Heading, "Class 10th, 2024"));
    window.press(l10n().sample_line(SampleKind::NotFound));
    let id = crate::support::window::OTHER_ID.parse().expect("an ID");
    window.answers(Err(ProblemKind::BatchNotFound { id }.into()));
    assert!(window.says("Batch not found"));
    window.effects();
    window.press(l10n().sample_line(SampleKind::StoreLocked));
    let asked = window.effects();
    let [
        Effect::Request {
            id: request,
            request:
                Request::LoadToken {
                    store: Store::Sample(Some(_)),
                    ..
                },
        },
    ] = asked.as_slice()
    else {
        panic!("{asked:?}");
    };
    let problem = ProblemKind::Store(StoreProblem::Locked).into();
    window.tell(Event::Response {
        id: *request,
        response: Response::LoadToken(Err(problem)),
    });
    assert!(window.says("Password store is locked"));
    assert!(window.says_label(TextId::SampleBanner), "still samples");
    window.press(l10n().sample_line(SampleKind::Completed));
    assert_eq!(window.state().screen(), Screen::Batch, "and on from there");
    window.effects();
    window.press(&say(TextId::MenuLeaveSample));
    let asked = window.effects();
    let back = asked.iter().any(|e| {
        matches!(
            e,
            Effect::Request {
                request: Request::LoadToken {
                    store: Store::System,
                    ..
                },
                ..
            }
        )
    });
    assert!(back, "{asked:?}");
    assert!(!window.says_label(TextId::SampleBanner));
}

#[test]
fn a_narrow_window_has_the_sample_list_in_the_menu() {
    let mut window = exploring(NARROW);
    assert!(!window.can_press(l10n().sample_line(SampleKind::Completed)));
    window.press("Menu");
    window.press(&say(TextId::SampleTitle));
    window.press(l10n().sample_line(SampleKind::Completed));
    assert!(window.effects().iter().any(|e| matches!(
        e,
        Effect::Request {
            request: Request::FetchBatch { .. },
            ..
        }
    )));
    assert!(
        !window.can_press(&say(TextId::MenuAbout)),
        "the menu is closed"
    );
}

#[test]
fn that_the_sample_was_left_is_said_where_a_token_is_asked_for() {
    let mut window = exploring(PLAIN.size);
    window.tell(Event::BatchHandedOver(id()));
    let request = window.asked_for(RequestKind::LoadToken);
    window.tell(Event::Response {
        id: request,
        response: Response::LoadToken(Ok(None)),
    });
    assert_eq!(window.state().screen(), Screen::Token);
    assert!(window.says_label(TextId::SampleLeft));
    window.press(&say(TextId::Understood));
    assert!(!window.says_label(TextId::SampleLeft));
}
