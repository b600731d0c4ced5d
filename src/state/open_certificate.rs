//! Certificate shown with all its fields: as listed at first, then as fetched.

use super::cx::UpdateCx;
use super::paged_list::Asking;
use super::remote::Remote;
use super::request::{Request, RequestId};
use crate::domain::{Certificate, Problem};

#[derive(Debug, Clone, PartialEq)]
pub struct OpenCertificate {
    pub certificate: Certificate,
    /// Question for the latest version; unasked where impossible. The listed version stays
    /// meanwhile, and where it fails.
    pub check: Remote,
}

impl OpenCertificate {
    /// Shows the listed version, and asks for the latest.
    pub(super) fn listed(certificate: &Certificate, asking: Asking, cx: &mut UpdateCx) -> Self {
        let mut check = Remote::default();
        let shown = asking.shown;
        let caller = shown.and_then(|shown| asking.access.caller_for(shown.asked));
        if let (Some(id), Some(caller)) = (certificate.known_as(), caller) {
            check.ask(Request::FetchCertificate { caller, id }, cx);
        }
        let certificate = certificate.clone();
        Self { certificate, check }
    }

    pub(super) fn fetched(
        &mut self,
        request: RequestId,
        result: Result<Certificate, Problem>,
        cx: &UpdateCx,
    ) {
        // An answer requested for a file serves as well.
        let id = self.certificate.known_as();
        let is_same = |found: &Certificate| id.is_some() && found.known_as() == id;
        if self.check.awaits(request) || result.as_ref().is_ok_and(is_same) {
            let result = result.map(|certificate| self.certificate = certificate);
            self.check.settle(result, cx);
        }
    }
}
