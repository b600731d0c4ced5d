//! Meaning of the macOS keychain's error codes (`SecBase.h`).

use crate::domain::problem::StoreProblem;

/// `None` where a code says no more than that something went wrong.
pub(super) fn meaning(code: i32) -> Option<StoreProblem> {
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
    fn each_code_has_its_meaning() {
        use StoreProblem::{Locked, NoPlace, NotAvailable};
        for (name, code, problem) in [
            ("errSecUserCanceled", -128, Some(Locked)),
            ("errSecNoAccessForItem", -25_243, Some(Locked)),
            ("errSecInvalidOwnerEdit", -25_244, Some(Locked)),
            ("errSecAuthFailed", -25_293, Some(Locked)),
            ("errSecInteractionNotAllowed", -25_308, Some(Locked)),
            ("errSecInteractionRequired", -25_315, Some(Locked)),
            ("errSecInDarkWake", -25_320, Some(Locked)),
            ("errSecWrPerm", -61, Some(NoPlace)),
            ("errSecReadOnly", -25_292, Some(NoPlace)),
            ("errSecNoSuchKeychain", -25_294, Some(NoPlace)),
            ("errSecInvalidKeychain", -25_295, Some(NoPlace)),
            ("errSecNoDefaultKeychain", -25_307, Some(NoPlace)),
            ("errSecNotAvailable", -25_291, Some(NotAvailable)),
            ("errSecParam", -50, None),
        ] {
            assert_eq!(meaning(code), problem, "{name}");
        }
    }
}
