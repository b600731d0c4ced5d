//! The certificate of which every field is shown: as listed at first, then as the service has
//! it now.

use super::cx::UpdateCx;
use super::paged_list::Asking;
use super::remote::Remote;
use super::request::{Request, RequestId};
use crate::domain::{Certificate, Problem};

/// A certificate that is looked at closely.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenCertificate {
    pub certificate: Certificate,
    /// The question for what the service has now; unasked where that is not possible. While it is
    /// asked, or where that fails, what was listed stays.
    pub check: Remote,
}

impl OpenCertificate {
    /// Shows it as listed, and asks what the service has now.
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
        // One that is asked about for the sake of a file is as good.
        let id = self.certificate.known_as();
        let is_same = |found: &Certificate| id.is_some() && found.known_as() == id;
        if self.check.awaits(request) || result.as_ref().is_ok_and(is_same) {
            let result = result.map(|certificate| self.certificate = certificate);
            self.check.settle(result, cx);
        }
    }
}
