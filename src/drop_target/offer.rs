//! What a drag offers, what of it is taken, and what that says.

use std::path::PathBuf;

use url::Url;

use crate::domain::BatchId;
use crate::domain::batch_id::BatchIdProblem;

/// The forms in which a drag may offer what it carries, the ones that say more first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// Addresses of files, or of pages.
    Addresses,
    /// Text as UTF-8, by its name on the web.
    PlainUtf8,
    /// Text as UTF-8, by its name on X11.
    Utf8String,
    /// Text, mostly as UTF-8.
    Plain,
    /// Text as Latin-1.
    Latin1,
    /// Address and words of a link, as browsers have it.
    Link,
    /// The source of a page.
    Page,
}

/// The forms that are asked for one after the other; of those of the same text one is enough.
pub(super) fn wanted(offered: impl IntoIterator<Item = Form>) -> Vec<Form> {
    let mut forms: Vec<Form> = offered.into_iter().collect();
    forms.sort_unstable();
    forms.dedup_by(|next, one| next == one || (is_text(*next) && is_text(*one)));
    forms
}

fn is_text(form: Form) -> bool {
    match form {
        Form::PlainUtf8 | Form::Utf8String | Form::Plain | Form::Latin1 => true,
        Form::Addresses | Form::Link | Form::Page => false,
    }
}

/// The text in what came. Browsers send links and pages as UTF-16.
pub(super) fn text_of(form: Form, bytes: &[u8]) -> String {
    match bytes {
        [0xff, 0xfe, ..] | [1..=0xff, 0, ..] => {
            let pairs = bytes.as_chunks().0.iter();
            let units: Vec<u16> = pairs.map(|pair| u16::from_le_bytes(*pair)).collect();
            String::from_utf16_lossy(&units)
        }
        _ if form == Form::Latin1 => bytes.iter().copied().map(char::from).collect(),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// The first file among addresses.
pub(super) fn file_in(addresses: &str) -> Option<PathBuf> {
    let addresses = addresses.lines().filter_map(|line| Url::parse(line).ok());
    addresses
        .filter(|address| address.scheme() == "file")
        .find_map(|address| address.to_file_path().ok())
}

/// Whether a text holds what the person may have meant, so that no other form is asked for.
pub(super) fn is_enough(text: &str) -> bool {
    matches!(
        text.parse::<BatchId>(),
        Ok(_) | Err(BatchIdProblem::MoreThanOne(_) | BatchIdProblem::LooksLike(_))
    )
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    const ID: &str = "9e7860e3-7c0a-401f-98f6-b98e316934f4";

    #[test]
    fn of_the_forms_of_one_text_the_best_is_taken() {
        let offered = [
            Form::Latin1,
            Form::Page,
            Form::Plain,
            Form::Utf8String,
            Form::Addresses,
            Form::Link,
            Form::Plain,
        ];
        let taken = [Form::Addresses, Form::Utf8String, Form::Link, Form::Page];
        assert_eq!(wanted(offered), taken);
        assert_eq!(wanted([Form::Latin1]), [Form::Latin1]);
        assert_eq!(wanted([]), []);
    }

    #[test]
    fn each_form_is_read_as_programs_write_it() {
        let wide = |text: &str| -> Vec<u8> {
            let units = text.encode_utf16();
            units.flat_map(u16::to_le_bytes).collect()
        };
        let link = format!("https://vec.digital/batches/{ID}\nClass 10 – été");
        for (form, bytes, text) in [
            (Form::PlainUtf8, "été".into(), "été"),
            (Form::Latin1, b"\xe9t\xe9".to_vec(), "été"),
            (Form::Plain, b"a\xff".to_vec(), "a\u{fffd}"),
            (Form::Link, wide(&link), link.as_str()),
            (Form::Page, wide("\u{feff}<b>é"), "\u{feff}<b>é"),
            (Form::Page, b"<b>\xc3\xa9".to_vec(), "<b>é"),
            (Form::Plain, Vec::new(), ""),
        ] {
            assert_eq!(text_of(form, &bytes), text, "{form:?}");
        }
    }

    #[test]
    fn the_first_file_is_found_among_addresses() {
        let file = |addresses| file_in(addresses);
        let path = |path| Some(Path::new(path).to_owned());
        let spaced = "# a comment\r\nfile:///tmp/a%20b.csv\r\nfile:///tmp/c\r\n";
        assert_eq!(file(spaced), path("/tmp/a b.csv"));
        let this_computer = "https://vec.digital/\r\nfile://localhost/tmp/c";
        assert_eq!(file(this_computer), path("/tmp/c"));
        for none in ["https://vec.digital/", "file://elsewhere/tmp/c", ""] {
            assert_eq!(file(none), None, "{none}");
        }
    }

    #[test]
    fn more_is_asked_for_until_something_is_found() {
        let other = ID.replace('9', "8");
        let unclear = ID.replacen('0', "O", 1);
        for enough in [ID, &format!("{ID} {other}"), &unclear] {
            assert!(is_enough(enough), "{enough}");
        }
        for more in ["Class 10", "", &ID[..20]] {
            assert!(!is_enough(more), "{more}");
        }
    }
}
