//! A remembered value and the file it lies in: read with care, changed only
//! where it is understood.

use std::io;

use serde::Deserialize;

use super::shelf::{Found, Held, LONG, PREVIOUS, SHORT, Shelf};
use super::trouble::{Instead, Trouble, Why};

/// How a value is written down.
pub(super) trait Document {
    /// What is remembered. The default is what counts where there is no file.
    type Value: PartialEq + Default;

    /// The version of the format, as the file tells it.
    const VERSION: u64;

    /// The largest file that is read, in bytes.
    const MOST: u64;

    /// The name of the file.
    fn name(&self) -> String;

    /// Reads a file of this very version. `None` where it is damaged.
    fn read(&self, text: &str) -> Option<Self::Value>;

    /// The text of the file.
    fn write(&self, value: &Self::Value) -> serde_json::Result<String>;
}

/// What a file turns out to be.
enum Look<T> {
    Missing,
    Good(T),
    Damaged,
    Newer(u64),
    Unreadable(Why),
}

/// The part of each file that all versions have in common.
#[derive(Deserialize)]
struct Head {
    version: u64,
}

/// The value, and what there is to tell about it.
pub(super) fn load<D: Document>(shelf: &Shelf, document: &D) -> (D::Value, Vec<Trouble>) {
    let name = document.name();
    let not_read = |why| (D::Value::default(), vec![Trouble::NotRead { name, why }]);
    match look(shelf, document, &document.name()) {
        Look::Missing => (D::Value::default(), Vec::new()),
        Look::Good(value) => (value, Vec::new()),
        Look::Newer(version) => {
            let name = document.name();
            (D::Value::default(), vec![Trouble::Newer { name, version }])
        }
        Look::Unreadable(why) => not_read(why),
        Look::Damaged => match shelf.lock(SHORT) {
            Ok(held) => mend(shelf, &held, document),
            Err(error) => not_read(error.into()),
        },
    }
}

/// Changes the value, as it is on the disk by now. Nothing is written where the
/// change changes nothing.
pub(super) fn change<D: Document>(
    shelf: &Shelf,
    document: &D,
    change: impl FnOnce(&D::Value) -> D::Value,
) -> Result<(), Trouble> {
    let name = document.name();
    let not_written = |why: Why| Trouble::NotWritten {
        name: name.clone(),
        why,
    };
    let held = shelf
        .lock(LONG)
        .map_err(|error| not_written(error.into()))?;
    let (now, is_there) = match look(shelf, document, &name) {
        Look::Missing => (D::Value::default(), false),
        Look::Good(value) => (value, true),
        Look::Newer(version) => return Err(Trouble::Newer { name, version }),
        Look::Unreadable(why) => return Err(not_written(why)),
        Look::Damaged => {
            let aside = held.set_aside(&name);
            let aside = aside.map_err(|error| not_written(error.into()))?;
            tracing::warn!(aside, "a damaged file was set aside");
            (previous(shelf, document).unwrap_or_default(), false)
        }
    };
    let wanted = change(&now);
    if wanted == now && is_there || wanted == D::Value::default() && !is_there {
        return Ok(());
    }
    let text = document.write(&wanted).map_err(io::Error::other);
    let kept = text.and_then(|text| {
        if is_there {
            held.replace(&name, text.as_bytes())
        } else {
            held.put(&name, text.as_bytes())
        }
    });
    kept.map_err(|error| not_written(error.into()))
}

/// Sets a damaged file aside and puts the previous one in its place, where that
/// is whole.
fn mend<D: Document>(shelf: &Shelf, held: &Held<'_>, document: &D) -> (D::Value, Vec<Trouble>) {
    let name = document.name();
    // Another program may have mended it before this one had the lock.
    if let Look::Good(value) = look(shelf, document, &name) {
        return (value, Vec::new());
    }
    let aside = match held.set_aside(&name) {
        Ok(aside) => aside,
        Err(error) => {
            let why = error.into();
            return (D::Value::default(), vec![Trouble::NotRead { name, why }]);
        }
    };
    let previous = previous(shelf, document);
    let instead = match &previous {
        Some(value) => {
            let text = document.write(value).map_err(io::Error::other);
            if let Err(error) = text.and_then(|text| held.put(&name, text.as_bytes())) {
                tracing::warn!(%error, name, "the previous file could not be put in place");
            }
            Instead::Previous
        }
        None => Instead::Nothing,
    };
    let trouble = Trouble::SetAside {
        name: aside,
        instead,
    };
    (previous.unwrap_or_default(), vec![trouble])
}

fn previous<D: Document>(shelf: &Shelf, document: &D) -> Option<D::Value> {
    match look(shelf, document, &format!("{}.{PREVIOUS}", document.name())) {
        Look::Good(value) => Some(value),
        Look::Missing | Look::Damaged | Look::Newer(_) | Look::Unreadable(_) => None,
    }
}

fn look<D: Document>(shelf: &Shelf, document: &D, name: &str) -> Look<D::Value> {
    let bytes = match shelf.read(name, D::MOST) {
        Ok(Found::Nothing) => return Look::Missing,
        Ok(Found::File(bytes)) => bytes,
        Ok(Found::Rubbish) => return Look::Damaged,
        Err(error) => return Look::Unreadable(error.into()),
    };
    let Ok(text) = std::str::from_utf8(&bytes) else {
        return Look::Damaged;
    };
    // Some editors leave this mark in front.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match serde_json::from_str::<Head>(text) {
        Ok(head) if head.version > D::VERSION => Look::Newer(head.version),
        Ok(head) if head.version == D::VERSION => {
            document.read(text).map_or(Look::Damaged, Look::Good)
        }
        Ok(_) | Err(_) => Look::Damaged,
    }
}
