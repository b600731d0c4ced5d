//! The recent batches of one account as a file.

use std::cmp::Reverse;
use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::document::{Document, VERSION};
use super::store_dir::file_part;
use crate::domain::ServerText;
use crate::domain::progress::{Counts, Percent};
use crate::domain::remembered::{MOST_RECENTS, Recent};
use crate::domain::status::Status;

/// Beginning and ending of these files' names.
pub(super) const NAME: (&str, &str) = ("recents-", ".json");

/// Characters.
const MOST_CHARS: usize = 500;

/// Recognises the list of this host, whole or not.
pub(super) fn is_of(name: &str, host: &str) -> bool {
    let list = RecentsFile { host }.name();
    let rest = name.strip_prefix(&list);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The file of one account; the host stands for its place.
pub(super) struct RecentsFile<'a> {
    pub(super) host: &'a str,
}

#[derive(Serialize, Deserialize)]
struct Written {
    version: u64,
    host: String,
    recents: Vec<WrittenRecent>,
}

#[derive(Serialize, Deserialize)]
struct WrittenRecent {
    id: String,
    name: Option<String>,
    status: String,
    /// Not there where an earlier version wrote the list.
    #[serde(default)]
    counts: Counts,
    /// As text, for a number read again would not always be the one written.
    progress: Option<Box<RawValue>>,
    seen: String,
    pinned: bool,
}

impl Document for RecentsFile<'_> {
    type Value = Vec<Recent>;

    fn name(&self) -> String {
        let (begin, end) = NAME;
        format!("{begin}{}{end}", file_part(self.host))
    }

    fn read(&self, text: &str) -> Option<Vec<Recent>> {
        let written: Written = serde_json::from_str(text).ok()?;
        if written.host != self.host {
            return None;
        }
        let recents: Option<Vec<Recent>> = written.recents.into_iter().map(read).collect();
        Some(tidy(recents?))
    }

    fn write(&self, recents: &Vec<Recent>) -> serde_json::Result<String> {
        serde_json::to_string_pretty(&Written {
            version: VERSION,
            host: self.host.to_owned(),
            recents: recents.iter().map(write).collect(),
        })
    }
}

fn read(written: WrittenRecent) -> Option<Recent> {
    Some(short(&Recent {
        id: written.id.parse().ok()?,
        name: written.name.map(|name| ServerText::new(&name)),
        status: Status::from_word(&written.status),
        counts: written.counts,
        progress: {
            let number = written
                .progress
                .and_then(|number| number.get().parse().ok());
            number.and_then(Percent::new)
        },
        seen: written.seen.parse().ok()?,
        pinned: written.pinned,
    }))
}

fn write(recent: &Recent) -> WrittenRecent {
    WrittenRecent {
        id: recent.id.to_string(),
        name: recent.name.as_ref().map(|name| name.sent_str().to_owned()),
        status: recent.status.word().to_owned(),
        counts: recent.counts,
        progress: {
            let number = recent.progress.map(|percent| percent.as_sent().to_string());
            number.and_then(|number| RawValue::from_string(number).ok())
        },
        seen: recent.seen.to_string(),
        pinned: recent.pinned,
    }
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

/// Merges a change here with a file that may have changed meanwhile: a window that hangs is handed
/// nothing, so a second one opens. `base` is the list before the change, `ours` the list after it,
/// `theirs` the file.
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
    tidy(merged)
}

/// One batch as both windows have it: the change counts, and of two changes the
/// one that was seen later. A pin is a change of its own.
fn newer(base: Option<&Recent>, our: &Recent, their: &Recent) -> Recent {
    let has_changed = |one| base != Some(one);
    let ours_counts = has_changed(our) && (!has_changed(their) || our.seen >= their.seen);
    let newest = if ours_counts { our } else { their };
    let pinned = match base {
        Some(base) if base.pinned != our.pinned => our.pinned,
        Some(_) => their.pinned,
        None => our.pinned || their.pinned,
    };
    Recent {
        pinned,
        ..newest.clone()
    }
}

/// Newest first, each batch once, no more than [`MOST_RECENTS`]; pinned ones are
/// the last to go.
pub(super) fn tidy(mut recents: Vec<Recent>) -> Vec<Recent> {
    // By ID where the time is the same, so that one list has one order.
    let order = |recent: &Recent| (Reverse(recent.seen), recent.id);
    recents.sort_by_key(order);
    let mut met = HashSet::new();
    recents.retain(|recent| met.insert(recent.id));
    recents.sort_by_key(|recent| !recent.pinned);
    recents.truncate(MOST_RECENTS);
    recents.sort_by_key(order);
    recents
}

#[cfg(test)]
mod tests {
    use super::*;
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
        let mut all: Vec<Recent> = (1..=most + 50)
            .zip(1..)
            .map(|(id, at)| recent(id, at))
            .collect();
        all.push(pinned(most + 51, 0));
        let tidy = tidy(all);
        assert_eq!(tidy.len(), MOST_RECENTS);
        assert_eq!(tidy.first(), Some(&recent(most + 50, 250)), "newest first");
        assert_eq!(tidy.last(), Some(&pinned(most + 51, 0)));
        let many = (1..=most + 9).map(|number| pinned(number, 0)).collect();
        assert_eq!(super::tidy(many).len(), MOST_RECENTS);
    }

    fn any_recent() -> impl Strategy<Value = Recent> {
        let texts = (
            proptest::option::of(any::<String>()),
            prop_oneof![any::<String>(), Just("processing".to_owned())],
        );
        let numbers = (1..40_u128, 0..100_i64, any::<bool>());
        let progress = proptest::option::of(0.0..=100.0);
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
        proptest::collection::vec(any_recent(), 0..20).prop_map(tidy)
    }

    proptest! {
        #[test]
        fn a_list_is_read_as_it_was_written(list in any_list()) {
            let file = RecentsFile { host: "a.example:8443" };
            prop_assert_eq!(file.read(&file.write(&list).unwrap()), Some(list));
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
        let list: Vec<Recent> = (1..=MOST_RECENTS as u128)
            .map(|number| Recent {
                name: Some(ServerText::new(&long)),
                status: Status::from_word(&long),
                ..recent(number, 0)
            })
            .map(|recent| short(&recent))
            .collect();
        let file = RecentsFile { host: "a" };
        let text = file.write(&list).unwrap();
        assert!(
            (text.len() as u64) < super::super::document::MOST / 2,
            "{}",
            text.len()
        );
        assert_eq!(file.read(&text), Some(list));
    }
}
