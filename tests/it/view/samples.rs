//! Exploring with sample data.

use egui::Role;
use egui::accesskit::Toggled;
use egui_kittest::kittest::NodeT as _;
use vec_batch_viewer::domain::problem::StoreProblem;
use vec_batch_viewer::domain::sample::{Sample, SampleAct, SampleEntry, SampleKind};
use vec_batch_viewer::domain::{BatchId, ProblemKind};
use vec_batch_viewer::l10n::TextId;
use vec_batch_viewer::state::{Data, Request, RequestKind, Response, Screen, Start, Store};

use crate::support::batch::batch;
use crate::support::window::{NARROW, OTHER_ID, PLAIN, Shape, Window, id, l10n, say, start, token};

pub fn sample() -> Sample {
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
            check(SampleKind::NotFound, OTHER_ID.parse().expect("an ID")),
            SampleEntry {
                kind: SampleKind::StoreLocked,
                act: SampleAct::Store(StoreProblem::Locked),
            },
        ],
    }
}

fn exploring(size: [f32; 2]) -> Window {
    let start = Start {
        data: Data::Sample,
        ..start()
    };
    let mut window = Window::open(Shape { size, ..PLAIN }, start);
    assert_eq!(window.sent(), [RequestKind::StartSample]);
    window.reply(Response::StartSample(Ok(sample())));
    window
}

/// The store that is asked for a token.
#[track_caller]
fn store(window: &Window) -> Store {
    window.requests(|request| match request {
        Request::LoadToken { store, .. } => Some(*store),
        _ => None,
    })
}

#[test]
fn the_sample_list_leads_to_everything_and_back() {
    let mut window = exploring(PLAIN.size);
    assert!(window.says_label(TextId::SampleBanner));
    window.press(&l10n().sample_line(SampleKind::Completed));
    window.answers(Ok(&batch("completed")));
    assert!(window.has(Role::Heading, "Class 10th, 2024"));
    window.press(&l10n().sample_line(SampleKind::NotFound));
    let id = OTHER_ID.parse().expect("an ID");
    window.answers(Err(ProblemKind::BatchNotFound { id }.into()));
    assert!(window.says("Batch not found"));
    window.effects();
    window.press(&l10n().sample_line(SampleKind::StoreLocked));
    assert!(matches!(store(&window), Store::Sample(Some(_))));
    assert_eq!(window.sent(), [RequestKind::LoadToken]);
    let problem = ProblemKind::Store(StoreProblem::Locked).into();
    window.reply(Response::LoadToken(Err(problem)));
    assert!(window.says("Password store is locked"));
    let marked = [SampleKind::NotFound, SampleKind::StoreLocked].map(|kind| {
        let line = l10n().sample_line(kind);
        let line = window.control(Role::Button, &line).accesskit_node();
        line.toggled()
    });
    assert_eq!(marked, [Toggled::False, Toggled::True].map(Some));
    assert!(window.says_label(TextId::SampleBanner), "still samples");
    window.press(&l10n().sample_line(SampleKind::Completed));
    assert_eq!(window.state().screen(), Screen::Batch, "and on from there");
    window.effects();
    window.press(&say(TextId::MenuLeaveSample));
    assert_eq!(store(&window), Store::System);
    assert!(!window.says_label(TextId::SampleBanner));
}

#[test]
fn a_narrow_window_has_the_sample_list_below_and_in_the_menu() {
    let mut window = exploring(NARROW);
    assert!(!window.can_press(&l10n().sample_line(SampleKind::Completed)));
    window.menu(TextId::SampleTitle);
    window.press(&l10n().sample_line(SampleKind::Completed));
    assert!(window.asks(RequestKind::FetchBatch));
    assert!(!window.can_press(&say(TextId::MenuAbout))); // the menu is closed
    window.answers(Ok(&batch("completed")));
    window.press(&say(TextId::SampleBanner));
    window.press(&l10n().sample_line(SampleKind::NotFound));
    assert!(window.asks(RequestKind::FetchBatch));
    window.press(&say(TextId::MenuLeaveSample));
    assert!(!window.says_label(TextId::SampleBanner));
}
