//! The languages there are: one folder of sentences each in `assets/locales`.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Locale {
    /// The name of its folder, as the web names languages.
    pub(super) language: &'static str,
    pub(super) files: &'static [&'static str],
}

// `LOCALES`, as the build found the folders.
include!(concat!(env!("OUT_DIR"), "/locales.rs"));

pub(super) const ENGLISH: &str = "en";

#[cfg(test)]
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    LOCALES.iter().map(|locale| locale.language)
}

/// The files of a language; nothing where there is no such folder.
pub(super) fn files(language: &str) -> &'static [&'static str] {
    let found = LOCALES.iter().find(|locale| locale.language == language);
    found.map_or(&[], |locale| locale.files)
}

/// The first of the languages that a person prefers that there is; else English.
pub(super) fn preferred(languages: impl IntoIterator<Item = String>) -> &'static str {
    let there: Vec<_> = LOCALES.iter().map(|locale| locale.language).collect();
    best(&there, languages).unwrap_or(ENGLISH)
}

/// The very language, or the same one of another country.
fn best<'a>(there: &[&'a str], languages: impl IntoIterator<Item = String>) -> Option<&'a str> {
    let main = |language: &str| language.split('-').next().map(str::to_ascii_lowercase);
    languages.into_iter().find_map(|wanted| {
        let exact = there.iter().find(|name| name.eq_ignore_ascii_case(&wanted));
        let near = || there.iter().find(|name| main(name) == main(&wanted));
        exact.or_else(near).copied()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_preferred_language_that_is_there_is_taken() {
        let best = |wanted: &[&str]| {
            let wanted = wanted.iter().map(|&name| name.to_owned());
            best(&["de", "en", "pt-BR", "pt-PT"], wanted)
        };
        assert_eq!(best(&["fr-FR", "de-AT", "en-GB"]), Some("de"));
        assert_eq!(best(&["pt-pt"]), Some("pt-PT"));
        assert_eq!(best(&["pt"]), Some("pt-BR"));
        assert_eq!(best(&["C"]), None);
        assert_eq!(best(&[]), None);
    }

    #[test]
    fn english_is_there() {
        assert_eq!(files(ENGLISH).len(), 3);
        assert_eq!(preferred(["x-nothing".to_owned()]), ENGLISH);
    }
}
