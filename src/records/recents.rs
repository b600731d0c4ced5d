//! The recent batches of one account as a file.

use serde::{Deserialize, Serialize};

use super::document::Document;
use super::store_dir::file_part;
use crate::domain::ServerText;
use crate::domain::remembered::{Recent, tidy};
use crate::domain::status::Status;

/// Beginning and ending of these files' names.
pub(super) const NAME: (&str, &str) = ("recents-", ".json");

/// Characters.
const MOST_CHARS: usize = 500;

/// The list of one account.
pub(super) fn file(key: &str) -> Document {
    let (begin, end) = NAME;
    Document {
        name: format!("{begin}{}{end}", file_part(key)),
        key: Some(key.to_owned()),
    }
}

/// Recognises the list of this account, whole or not.
pub(super) fn is_of(name: &str, key: &str) -> bool {
    let rest = name.strip_prefix(&file(key).name);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

#[derive(Clone, PartialEq, Default, Serialize, Deserialize)]
pub(super) struct Recents {
    pub(super) recents: Vec<Recent>,
}

/// Cuts texts to a length that is worth remembering.
pub(super) fn short(recent: &Recent) -> Recent {
    Recent {
        name: recent.name.as_ref().map(short_text),
        status: match &recent.status {
            Status::Unknown(word) => Status::from_word(short_text(word).as_str()),
            known => known.clone(),
        },
        ..recent.clone()
    }
}

fn short_text(text: &ServerText) -> ServerText {
    if text.as_str().chars().count() <= MOST_CHARS {
        return text.clone();
    }
    let mut start: String = text.as_str().chars().take(MOST_CHARS - 1).collect();
    start.push('…');
    ServerText::new(&start)
}

/// Merges a change here with a file that another window may have changed: a start with an account, a
/// token or a log of its own opens one. `base` is the list before the change, `ours` the list after
/// it, `theirs` the file.
pub(super) fn merge(base: &[Recent], ours: &[Recent], theirs: &[Recent]) -> Vec<Recent> {
    let find = |list: &[Recent], of: &Recent| list.iter().find(|one| one.id == of.id).cloned();
    let mut merged = Vec::new();
    for our in ours {
        match (find(base, our), find(theirs, our)) {
            (base, Some(their)) => merged.push(newer(base.as_ref(), our, &their)),
            // Removed in another window, and not looked at again in this one.
            (Some(base), None) if base == *our => {}
            (_, None) => merged.push(our.clone()),
        }
    }
    for their in theirs {
        let is_ours = ours.iter().any(|our| our.id == their.id);
        let was_removed_here = find(base, their).is_some_and(|base| base.seen >= their.seen);
        if !is_ours && !was_removed_here {
            merged.push(their.clone());
        }
    }
    tidy(&mut merged);
    merged
}

/// One batch as both windows have it: the change counts, and of two changes the
/// one that was seen later. A pin is a change of its own.
fn newer(base: Option<&Recent>, our: &Recent, their: &Recent) -> Recent {
    let has_changed = |one| base != Some(one);
    let ours_counts = has_changed(our) && (!has_changed(their) || our.seen >= their.seen);
    let mut newest = if ours_counts { our } else { their }.clone();
    newest.pinned = match base {
        Some(base) if base.pinned != our.pinned => our.pinned,
        Some(_) => their.pinned,
        None => our.pinned || their.pinned,
    };
    newest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::progress::{Counts, Percent};
    use crate::domain::remembered::MOST_RECENTS;
    use jiff::Timestamp;
    use proptest::prelude::*;

    fn recent(number: u128, seen: i64) -> Recent {
        Recent {
            id: format!("{number:032x}").parse().unwrap(),
            name: None,
            status: Status::Pending,
            counts: Counts::default(),
            progress: None,
            seen: Timestamp::from_second(seen).unwrap(),
            pinned: false,
        }
    }

    fn pinned(number: u128, seen: i64) -> Recent {
        Recent {
            pinned: true,
            ..recent(number, seen)
        }
    }

    #[test]
    fn each_window_keeps_what_the_other_did() {
        let [a, b, c] = [&recent(1, 30), &recent(2, 20), &recent(3, 10)];
        let (again, early, late) = (&recent(2, 40), &recent(1, 40), &recent(1, 50));
        let (pin, back) = (&pinned(1, 30), &recent(1, 5));
        let pin_late = &pinned(1, 50);
        let both: &[&Recent] = &[a, b];
        for (base, ours, theirs, merged) in [
            // Added, and removed.
            (both, &[c, a, b] as &[_], both, &[a, b, c] as &[_]),
            (both, both, &[a, b, c], &[a, b, c]),
            (both, &[a], both, &[a]),
            (both, both, &[b], &[b]),
            // Removed in one, and looked at in the other.
            (both, &[again, a], &[a], &[again, a]),
            (both, &[a], &[again, a], &[again, a]),
            // Of two changes the one seen later counts.
            (&[a], &[early], &[late], &[late]),
            (&[a], &[late], &[early], &[late]),
            // A clock that was put back does not undo the only change there is.
            (&[a], &[back], &[a], &[back]),
            (&[a], &[a], &[back], &[back]),
            // A pin outlives a later look.
            (&[a], &[pin], &[late], &[pin_late]),
            (&[a], &[late], &[pin], &[pin_late]),
            (&[pin], &[a], &[pin_late], &[late]),
        ] {
            let list = |of: &[&Recent]| of.iter().copied().cloned().collect::<Vec<_>>();
            assert_eq!(merge(&list(base), &list(ours), &list(theirs)), list(merged));
        }
    }

    #[test]
    fn the_list_has_an_end_and_pinned_ones_go_last() {
        let most = MOST_RECENTS as u128;
        let ids = (1..=most + 50).zip(1..);
        let mut all: Vec<Recent> = ids.map(|(id, at)| recent(id, at)).collect();
        all.push(pinned(most + 51, 0));
        tidy(&mut all);
        assert_eq!(all.len(), MOST_RECENTS);
        assert_eq!(all[..2], [pinned(most + 51, 0), recent(most + 50, 250)]);
        let mut many = (1..=most + 9).map(|number| pinned(number, 0)).collect();
        tidy(&mut many);
        assert_eq!(many.len(), MOST_RECENTS);
    }

    fn any_recent() -> impl Strategy<Value = Recent> {
        let status = prop_oneof![any::<String>(), Just("processing".to_owned())];
        let texts = (proptest::option::of(any::<String>()), status);
        let numbers = (1..40_u128, 0..100_i64, any::<bool>());
        // A number with more digits may be read as its neighbour.
        let progress =
            proptest::option::of((0..=800_u16).prop_map(|eighths| f64::from(eighths) / 8.0));
        (texts, numbers, progress).prop_map(|((name, status), (number, seen, pinned), progress)| {
            short(&Recent {
                name: name.map(|name| ServerText::new(&name)),
                status: Status::from_word(&status),
                counts: Counts::default(),
                progress: progress.and_then(Percent::new),
                pinned,
                ..recent(number, seen)
            })
        })
    }

    fn any_list() -> impl Strategy<Value = Vec<Recent>> {
        proptest::collection::vec(any_recent(), 0..20).prop_map(|mut list| {
            tidy(&mut list);
            list
        })
    }

    proptest! {
        #[test]
        fn a_list_is_read_as_it_was_written(list in any_list()) {
            let written = serde_json::to_string(&list).unwrap();
            prop_assert_eq!(serde_json::from_str::<Vec<Recent>>(&written).unwrap(), list);
        }

        #[test]
        fn a_merge_loses_nothing_and_can_be_repeated(
            base in any_list(), ours in any_list(), theirs in any_list()
        ) {
            let merged = merge(&base, &ours, &theirs);
            prop_assert_eq!(merge(&base, &ours, &merged), merged.clone(), "repeated");
            let has = |list: &[Recent], id| list.iter().any(|one| one.id == id);
            for one in ours.iter().chain(&theirs) {
                let in_both = has(&ours, one.id) && has(&theirs, one.id);
                let is_new = !has(&base, one.id);
                prop_assert!(has(&merged, one.id) || !(in_both || is_new));
            }
            for one in &merged {
                prop_assert!(has(&ours, one.id) || has(&theirs, one.id));
            }
        }
    }

    #[test]
    fn endless_text_is_cut_and_a_full_list_stays_small() {
        let long = "é\u{301}".repeat(5_000);
        let endless = Recent {
            name: Some(ServerText::new(&long)),
            status: Status::from_word(&long),
            ..recent(1, 0)
        };
        let list = vec![short(&endless); MOST_RECENTS];
        let bytes = serde_json::to_vec_pretty(&list).unwrap().len() as u64;
        assert!(bytes < super::super::document::MOST / 2, "{bytes}");
    }
}
