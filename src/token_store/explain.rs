//! Turns errors of the password store into problems.

use std::error::Error as StdError;

use keyring_core::error::{Error, PlatformError};
use zeroize::Zeroize;

use super::platform;
use crate::domain::problem::StoreProblem;
use crate::domain::{Problem, ProblemKind, ServerText};

/// Keeps the store's contents out: of errors that carry them only the name is kept, as a support
/// desk can look it up.
pub(super) fn explain(error: Error) -> Problem {
    use StoreProblem::{NotAvailable, NotKept, TooLong, Unreadable};
    let (kind, name, details) = match error {
        Error::NoStorageAccess(source) => {
            let kind = platform::meaning(&source).unwrap_or(platform::NO_ACCESS);
            (kind, "NoStorageAccess", sources(&source))
        }
        Error::PlatformFailure(source) => {
            let kind = platform::meaning(&source).unwrap_or(NotAvailable);
            (kind, "PlatformFailure", sources(&source))
        }
        Error::BadEncoding(mut held) => {
            held.zeroize();
            (Unreadable, "BadEncoding", vec![])
        }
        Error::BadDataFormat(mut held, _) => {
            held.zeroize();
            (Unreadable, "BadDataFormat", vec![])
        }
        Error::BadStoreFormat(_) => (Unreadable, "BadStoreFormat", vec![]),
        Error::Ambiguous(_) => (Unreadable, "Ambiguous", vec![]),
        Error::TooLong(what, limit) => {
            let limit = format!("{what}: at most {limit}");
            (TooLong, "TooLong", vec![limit])
        }
        Error::Invalid(what, why) => (NotAvailable, "Invalid", vec![format!("{what}: {why}")]),
        Error::NotSupportedByStore(why) => (NotAvailable, "NotSupportedByStore", vec![why]),
        Error::NoDefaultStore => (NotAvailable, "NoDefaultStore", vec![]),
        // Reading and removing handle it before; so it was just written.
        Error::NoEntry => (NotKept, "NoEntry", vec![]),
        _ => (NotAvailable, "unknown", vec![]),
    };
    problem(kind, [vec![name.to_owned()], details].concat())
}

pub(super) fn problem(kind: StoreProblem, chain: Vec<String>) -> Problem {
    Problem::with_chain(ProblemKind::Store(kind), chain)
}

fn sources(source: &PlatformError) -> Vec<String> {
    let mut chain: Vec<String> = Vec::new();
    let mut next: Option<&(dyn StdError + 'static)> = Some(source.as_ref());
    while let Some(error) = next {
        let text = ServerText::new(&error.to_string()).to_string();
        // Many errors repeat their source in their own words.
        if !chain.iter().any(|line| line.contains(&text)) {
            chain.push(text);
        }
        next = error.source();
    }
    chain
}

/// Meaning of the macOS keychain's error codes (`SecBase.h`); `None` where one says no more than
/// that something went wrong.
#[cfg(any(target_os = "macos", test))]
pub(super) fn of_keychain(code: i32) -> Option<StoreProblem> {
    match code {
        // The person closed the question, or gave a wrong password; the entry is not for this
        // program; it is locked and nobody may be asked now.
        -128 | -25_243 | -25_244 | -25_293 | -25_308 | -25_315 | -25_320 => {
            Some(StoreProblem::Locked)
        }
        // There is none, it is damaged, or it may only be read.
        -61 | -25_292 | -25_294 | -25_295 | -25_307 => Some(StoreProblem::NoPlace),
        // It does not run.
        -25_291 => Some(StoreProblem::NotAvailable),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_error_has_its_meaning_and_its_name_and_shows_nothing_of_the_store() {
        use StoreProblem::{Locked, NotAvailable, NotKept, TooLong, Unreadable};
        let held = || b"1|secret".to_vec();
        let bus = || PlatformError::from("bus");
        let no_access = Error::NoStorageAccess(bus());
        let failure = Error::PlatformFailure(bus());
        let too_long = Error::TooLong("password".to_owned(), 2_560);
        let bad_data = Error::BadDataFormat(held(), "1|secret".into());
        let bad_store = Error::BadStoreFormat("1|secret".to_owned());
        for (error, kind, chain) in [
            (no_access, Locked, "NoStorageAccess, bus"),
            (failure, NotAvailable, "PlatformFailure, bus"),
            (too_long, TooLong, "TooLong, password: at most 2560"),
            (Error::NoDefaultStore, NotAvailable, "NoDefaultStore"),
            (Error::Ambiguous(Vec::new()), Unreadable, "Ambiguous"),
            (Error::NoEntry, NotKept, "NoEntry"),
            (Error::BadEncoding(held()), Unreadable, "BadEncoding"),
            (bad_data, Unreadable, "BadDataFormat"),
            (bad_store, Unreadable, "BadStoreFormat"),
        ] {
            let chain = chain.split(", ").map(str::to_owned).collect();
            assert_eq!(explain(error), problem(kind, chain));
        }
    }

    #[test]
    fn each_code_of_the_keychain_has_its_meaning() {
        use StoreProblem::{Locked, NoPlace, NotAvailable};
        let locked = [-128, -25_243, -25_244, -25_293, -25_308, -25_315, -25_320];
        for (codes, problem) in [
            (&locked[..], Some(Locked)),
            (&[-61, -25_292, -25_294, -25_295, -25_307], Some(NoPlace)),
            (&[-25_291], Some(NotAvailable)),
            (&[-50], None),
        ] {
            for code in codes {
                assert_eq!(of_keychain(*code), problem, "{code}");
            }
        }
    }
}
