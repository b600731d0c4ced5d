//! The languages there are: one folder of sentences each in `assets/locales`.

// `LOCALES`: each language, as the web names it, with its files.
include!(concat!(env!("OUT_DIR"), "/locales.rs"));

pub(super) const ENGLISH: &str = "en";

#[cfg(test)]
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    LOCALES.iter().map(|(language, _)| *language)
}

/// The files of a language; nothing where there is no such folder.
pub(super) fn files(language: &str) -> &'static [&'static str] {
    let found = LOCALES.iter().find(|(name, _)| *name == language);
    found.map_or(&[], |(_, files)| files)
}

/// The first of the languages that a person prefers that there is; else English.
pub(super) fn preferred(languages: impl IntoIterator<Item = String>) -> &'static str {
    let there: Vec<_> = LOCALES.iter().map(|(language, _)| *language).collect();
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
