//! The words of every problem.

use vec_batch_viewer::domain::problem::Evidence;
use vec_batch_viewer::domain::{Problem, ProblemKind};
use vec_batch_viewer::l10n::{ProblemCopy, ProblemPlace};

use super::kinds::every_kind;
use crate::support::window::{ID, l10n};

fn all_panels() -> Vec<ProblemCopy> {
    let l10n = l10n();
    let mut panels = Vec::new();
    for kind in every_kind() {
        let evidence = Evidence {
            host: Some("api.vec.digital".to_owned()),
            clock_difference: Some(-400_000),
            ..Evidence::default()
        };
        let problem = Problem::new(kind, evidence);
        let wait = problem.kind.retry_after();
        panels.push(l10n.problem(&problem, ProblemPlace::Panel { wait }));
        panels.push(l10n.problem(&problem, ProblemPlace::List { wait }));
        panels.push(l10n.problem(&problem, ProblemPlace::Picture));
    }
    panels
}

#[test]
fn every_problem_has_a_short_title_and_a_way_on() {
    for panel in all_panels() {
        assert!(!panel.title.is_empty());
        assert!(panel.title.chars().count() <= 40, "{}", panel.title);
        assert!(!panel.title.ends_with('.'), "{}", panel.title);
        assert!(!panel.remedies.is_empty(), "{}", panel.title);
        assert!(panel.why.is_some() || panel.next.is_some());
    }
}

#[test]
fn a_list_speaks_of_no_batch_that_was_asked_for() {
    const OF_A_BATCH: [&str; 4] = ["batch ID is kept", "this batch", "the batch", "the check"];
    let l10n = l10n();
    for kind in every_kind() {
        // No list has these.
        if matches!(
            kind,
            ProblemKind::BatchNotFound { .. }
                | ProblemKind::BatchIdNotAccepted { .. }
                | ProblemKind::Picture(_)
        ) {
            continue;
        }
        let copy = l10n.problem(&kind.into(), ProblemPlace::List { wait: None });
        let said = [copy.why, copy.next].into_iter().flatten();
        let said = said.collect::<Vec<_>>().join(" ").to_lowercase();
        for of_a_batch in OF_A_BATCH {
            assert!(!said.contains(&of_a_batch.to_lowercase()), "{said}");
        }
    }
}

#[test]
fn no_problem_blames_frightens_or_is_left_with_a_hole() {
    const BANNED: &str = "error fail invalid illegal please sorry oops forbidden fatal";
    let l10n = l10n();
    for panel in all_panels() {
        let buttons = panel.remedies.iter().map(|a| l10n.remedy(*a).to_owned());
        let said: Vec<String> = [Some(panel.title), panel.why, panel.next]
            .into_iter()
            .flatten()
            .chain(buttons)
            .collect();
        for text in said {
            assert!(!text.contains(['{', '}', '$']), "{text:?}");
            let text = text.to_lowercase().replace(ID, "");
            for word in BANNED.split(' ') {
                assert!(!text.contains(word), "{word:?} in {text:?}");
            }
            let status = |w: &str| w.len() == 3 && w.bytes().all(|b| b.is_ascii_digit());
            assert!(
                !text.split(|c: char| !c.is_alphanumeric()).any(status),
                "{text:?}"
            );
        }
    }
}
