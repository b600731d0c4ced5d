//! Turns errors of the password store into problems.

use std::error::Error as StdError;

use keyring_core::error::{Error, PlatformError};
use zeroize::Zeroize;

use super::platform;
use crate::domain::problem::{Evidence, StoreProblem};
use crate::domain::{Problem, ProblemKind, ServerText};

/// Keeps the store's contents out: of errors that carry them only the name is kept.
pub(super) fn explain(error: Error) -> Problem {
    let name = name(&error);
    match error {
        Error::NoStorageAccess(source) => {
            let kind = platform::meaning(&source).unwrap_or(platform::NO_ACCESS);
            with_sources(kind, name, &source)
        }
        Error::PlatformFailure(source) => {
            let kind = platform::meaning(&source).unwrap_or(StoreProblem::NotAvailable);
            with_sources(kind, name, &source)
        }
        Error::BadEncoding(mut held) | Error::BadDataFormat(mut held, _) => {
            held.zeroize();
            named(StoreProblem::Unreadable, name)
        }
        Error::BadStoreFormat(_) | Error::Ambiguous(_) => named(StoreProblem::Unreadable, name),
        Error::TooLong(what, limit) => {
            let limit = format!("{what}: at most {limit}");
            problem(StoreProblem::TooLong, vec![name.to_owned(), limit])
        }
        Error::Invalid(what, why) => {
            let why = format!("{what}: {why}");
            problem(StoreProblem::NotAvailable, vec![name.to_owned(), why])
        }
        Error::NotSupportedByStore(why) => {
            problem(StoreProblem::NotAvailable, vec![name.to_owned(), why])
        }
        // Reading and removing handle it before; so it was just written.
        Error::NoEntry => named(StoreProblem::NotKept, name),
        _ => named(StoreProblem::NotAvailable, name),
    }
}

pub(super) fn problem(kind: StoreProblem, chain: Vec<String>) -> Problem {
    let evidence = Evidence {
        chain,
        ..Evidence::default()
    };
    Problem::new(ProblemKind::Store(kind), evidence)
}

fn named(kind: StoreProblem, name: &str) -> Problem {
    problem(kind, vec![name.to_owned()])
}

/// Name of the variant, as a support desk can look it up.
fn name(error: &Error) -> &'static str {
    match error {
        Error::PlatformFailure(_) => "PlatformFailure",
        Error::NoStorageAccess(_) => "NoStorageAccess",
        Error::NoEntry => "NoEntry",
        Error::BadEncoding(_) => "BadEncoding",
        Error::BadDataFormat(..) => "BadDataFormat",
        Error::BadStoreFormat(_) => "BadStoreFormat",
        Error::TooLong(..) => "TooLong",
        Error::Invalid(..) => "Invalid",
        Error::Ambiguous(_) => "Ambiguous",
        Error::NoDefaultStore => "NoDefaultStore",
        Error::NotSupportedByStore(_) => "NotSupportedByStore",
        _ => "unknown",
    }
}

fn with_sources(kind: StoreProblem, name: &str, source: &PlatformError) -> Problem {
    let mut chain = vec![name.to_owned()];
    let mut next: Option<&(dyn StdError + 'static)> = Some(source.as_ref());
    while let Some(error) = next {
        let text = ServerText::new(&error.to_string()).to_string();
        // Many errors repeat their source in their own words.
        if !chain.iter().any(|line| line.contains(&text)) {
            chain.push(text);
        }
        next = error.source();
    }
    problem(kind, chain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind_and_chain(error: Error) -> (StoreProblem, Vec<String>) {
        let problem = explain(error);
        match problem.kind {
            ProblemKind::Store(kind) => (kind, problem.evidence.chain),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_the_store_holds_is_in_no_part_of_a_problem() {
        let held = || b"1|secret".to_vec();
        for error in [
            Error::BadEncoding(held()),
            Error::BadDataFormat(held(), "1|secret".into()),
            Error::BadStoreFormat("1|secret".to_owned()),
        ] {
            let problem = explain(error);
            assert_eq!(problem.kind, ProblemKind::Store(StoreProblem::Unreadable));
            let told = format!("{problem:?}");
            assert!(!told.contains("secret"), "{told}");
            assert!(!told.contains("49, 124"), "{told}");
        }
    }

    #[test]
    fn each_error_has_its_meaning_and_its_name() {
        let other = || PlatformError::from("bus");
        for (error, kind, chain) in [
            (
                Error::NoStorageAccess(other()),
                StoreProblem::Locked,
                vec!["NoStorageAccess", "bus"],
            ),
            (
                Error::PlatformFailure(other()),
                StoreProblem::NotAvailable,
                vec!["PlatformFailure", "bus"],
            ),
            (
                Error::TooLong("password".to_owned(), 2_560),
                StoreProblem::TooLong,
                vec!["TooLong", "password: at most 2560"],
            ),
            (
                Error::NoDefaultStore,
                StoreProblem::NotAvailable,
                vec!["NoDefaultStore"],
            ),
            (
                Error::Ambiguous(Vec::new()),
                StoreProblem::Unreadable,
                vec!["Ambiguous"],
            ),
            (Error::NoEntry, StoreProblem::NotKept, vec!["NoEntry"]),
        ] {
            let (found, told) = kind_and_chain(error);
            assert_eq!(
                (found, told),
                (kind, chain.iter().map(ToString::to_string).collect())
            );
        }
    }
}
