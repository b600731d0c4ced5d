//! The whole program but for the window system: the real worker with its thread, a password store
//! in memory, and the real sample service, seen through the real window.

use std::sync::Arc;

use crate::support::window::{PLAIN, TOKEN, Window, l10n, outside, say, start, token};
use egui::{Key, Role};
use vec_batch_viewer::domain::problem::PictureProblem;
use vec_batch_viewer::domain::sample::{SampleAct, SampleKind};
use vec_batch_viewer::domain::{Account, Problem, ProblemKind};
use vec_batch_viewer::l10n::TextId;
use vec_batch_viewer::state::{Data, Screen, Session, Start, TokenSource};
use vec_batch_viewer::token_store::{MemoryStore, TokenStore};
use vec_batch_viewer::worker::{Backend, Services, Worker};

fn worker(store: &Arc<MemoryStore>) -> Box<dyn Backend> {
    let outside = Services {
        system_store: Arc::clone(store) as Arc<dyn TokenStore>,
        ..outside()
    };
    Box::new(Worker::start(outside, || {}).expect("a worker"))
}

/// Draws the window until something is so, and looks for secrets in every frame.
#[track_caller]
fn until(window: &mut Window, what: &str, is_so: impl Fn(&Window) -> bool) {
    window.until(what, |window| {
        has_no_secret(window);
        is_so(window)
    });
}

/// The token is nowhere for assistive technology to read, nor is any part of it.
#[track_caller]
fn has_no_secret(window: &Window) {
    let mut secrets = vec![TOKEN.to_owned(), TOKEN[3..20].to_owned()];
    if let Some(sample) = window.state().service.running() {
        let token = sample.token.expose();
        secrets.extend([token.to_owned(), token[2..20].to_owned()]);
    }
    for said in window.everything() {
        let leaks = secrets.iter().any(|secret| said.contains(secret.as_str()));
        assert!(!leaks, "a token can be read");
    }
}

fn is_done(window: &Window) -> bool {
    let lookup = &window.state().lookup;
    lookup.wanted.is_none() || lookup.failed().is_some()
}

fn exploring() -> Window {
    let demo = Start {
        data: Data::Sample,
        ..start()
    };
    let mut window = Window::in_front_of(PLAIN, demo, worker(&Arc::default()));
    until(&mut window, "the sample service", |window| {
        window.state().service.running().is_some()
    });
    window
}

fn kinds(window: &Window) -> Vec<(SampleKind, SampleAct)> {
    let sample = window.state().service.running().expect("sample data");
    let entries = sample.entries.iter();
    entries
        .map(|entry| (entry.kind, entry.act.clone()))
        .collect()
}

/// Chooses a line and waits for what comes of it.
fn choose(window: &mut Window, kind: SampleKind) {
    window.press(&l10n().sample_line(kind));
    has_no_secret(window);
}

#[test]
fn from_the_first_start_to_a_picture() {
    let store = Arc::new(MemoryStore::default());
    let mut window = Window::in_front_of(PLAIN, start(), worker(&store));
    until(&mut window, "the guide", |window| {
        window.says_label(TextId::StartFirstRun)
    });
    window.assert_focus_role(Role::PasswordInput);
    window.paste(&format!(" Bearer {TOKEN} "));
    has_no_secret(&window);
    window.key(Key::Enter);
    until(&mut window, "the token is kept", |window| {
        window.state().screen() == Screen::Batch
    });
    assert_eq!(
        store.load(&Account::only(start().accounts.home)),
        Ok(Some(token()))
    );
    assert!(window.says_label(TextId::TokenKeptStore));

    window.menu(TextId::MenuSample);
    until(&mut window, "the sample data", |window| {
        window.says_label(TextId::SampleBanner)
    });
    choose(&mut window, SampleKind::Completed);
    until(&mut window, "a batch with its picture", |window| {
        window.has(Role::Image, "Template preview: Certificate of Completion")
    });
    let textures = window.harness.ctx.tex_manager();
    let is_small = textures
        .read()
        .allocated()
        .any(|of| of.1.size == [1_024; 2]);
    assert!(is_small, "no larger than it was asked for");
    assert!(window.has(Role::Heading, "Class 10th, 2024"));
    assert!(window.has(Role::ProgressIndicator, "Progress"));
    window.press_a(Role::Image, "Template preview: Certificate of Completion");
    window.key(Key::Plus);
    window.key(Key::Escape);

    window.press(&say(TextId::MenuLeaveSample));
    until(&mut window, "back", |window| {
        matches!(
            window.state().session,
            Session::Ready {
                source: TokenSource::PasswordStore,
                ..
            }
        )
    });
    assert!(
        !window.says("Class 10th, 2024"),
        "a sample is none of the real data"
    );

    window.menu(TextId::MenuForgetToken);
    window.press(&say(TextId::ForgetConfirm));
    until(&mut window, "forgotten", |window| {
        window.says_label(TextId::StartForgotten)
    });
    until(&mut window, "no token is kept", |_| {
        store.load(&Account::only(start().accounts.home)) == Ok(None)
    });
}

#[test]
fn a_refused_token_is_replaced_and_the_check_goes_on() {
    let mut window = exploring();
    choose(&mut window, SampleKind::TokenNotAccepted);
    until(&mut window, "the refusal", |window| {
        window.says("Token not accepted")
    });
    let asked = window.state().lookup.wanted;
    assert!(asked.is_some());
    window.press("Replace token");
    assert!(window.says_label(TextId::StartReplace));
    window.paste(TOKEN);
    window.key(Key::Enter);
    until(&mut window, "asked again", |window| {
        window.state().screen() == Screen::Batch && is_done(window)
    });
    assert_eq!(window.state().lookup.wanted, asked, "with the same batch");
}

#[test]
fn every_batch_of_the_sample_is_shown() {
    let mut window = exploring();
    for (kind, act) in kinds(&window) {
        let SampleAct::Check { id, .. } = act else {
            continue;
        };
        if !kind.is_batch() {
            continue;
        }
        choose(&mut window, kind);
        until(&mut window, "the batch", |window| {
            let shown = window.state().lookup.shown.as_ref();
            is_done(window)
                && shown
                    .is_some_and(|shown| shown.asked == id && !shown.picture.remote.is_loading())
        });
        let shown = window.state().lookup.shown.clone().expect("a batch");
        let name = l10n().batch_name(&shown.answer.batch);
        assert!(window.has(Role::Heading, &name), "{kind:?}");
        assert_eq!(window.focused(), Some((Role::Heading, name)), "{kind:?}");
        let bar = window.has(Role::ProgressIndicator, "Progress");
        assert_eq!(bar, kind != SampleKind::Sparse, "{kind:?}");
        let fails = shown.picture.remote.problem().map(|problem| &problem.kind);
        let wanted = match kind {
            SampleKind::PictureGone => Some(&ProblemKind::Picture(PictureProblem::Gone)),
            SampleKind::PictureDamaged => Some(&ProblemKind::Picture(PictureProblem::Damaged)),
            _ => None,
        };
        assert_eq!(fails, wanted, "{kind:?}");
        let another = window.says_label(TextId::AnotherBatch);
        assert_eq!(another, kind == SampleKind::AnotherBatch, "{kind:?}");
    }
}

#[test]
fn every_problem_of_the_sample_is_told_and_left_again() {
    let mut window = exploring();
    for (kind, act) in kinds(&window) {
        if kind.is_batch() || kind == SampleKind::Timeout {
            continue;
        }
        choose(&mut window, kind);
        match act {
            SampleAct::Check { id, .. } => {
                until(&mut window, "the problem", |window| {
                    window.state().lookup.failed() == Some(id)
                });
                let Some(problem) = window.state().lookup.remote.problem().cloned() else {
                    panic!("{kind:?}");
                };
                is_told(&window, (kind, &problem));
                assert_eq!(window.state().id_field.text, id.to_string(), "{kind:?}");
            }
            SampleAct::Store(_) => {
                let problem = |window: &Window| match &window.state().session {
                    Session::Reading { problem, .. } => problem.clone(),
                    _ => None,
                };
                until(&mut window, "the problem", |window| {
                    problem(window).is_some()
                });
                let problem = problem(&window).expect("a problem");
                is_told(&window, (kind, &problem));
            }
        }
        choose(&mut window, SampleKind::Pending);
        until(&mut window, "a batch again", |window| {
            window.has(Role::Heading, "First Aid Training, spring intake") && is_done(window)
        });
    }
}

#[track_caller]
fn is_told(window: &Window, (kind, problem): (SampleKind, &Problem)) {
    let copy = l10n().problem(problem, problem.kind.retry_after());
    assert_eq!(
        window.focused(),
        Some((Role::Heading, copy.title)),
        "{kind:?}"
    );
    let waits = problem.kind.retry_after().is_some();
    let usable = copy
        .remedies
        .iter()
        .any(|action| window.can_press(l10n().remedy(*action)));
    assert!(usable || waits, "{kind:?}: no way on");
}
