//! The certificate of which every field is shown: as listed at first, then as the service has
//! it now.

use super::cx::UpdateCx;
use super::request::{Request, RequestId};
use crate::domain::{ApiOrigin, ApiToken, Certificate, Problem};

/// A certificate that is looked at closely.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenCertificate {
    /// What is known of it.
    pub certificate: Certificate,
    /// Whether that is what the service has now.
    pub check: Check,
}

/// Whether a certificate is as the service has it now.
#[derive(Debug, Clone, PartialEq)]
pub enum Check {
    /// As it was listed: it cannot be asked about.
    Listed,
    /// It is being asked about.
    UnderWay(RequestId),
    /// As the service answered.
    Done,
    /// It could not be asked about; what was listed stays.
    Failed(Problem),
}

impl OpenCertificate {
    /// As it is listed; what the service has now is asked for, where it may be asked.
    pub(super) fn listed(certificate: &Certificate, of: Option<Owner>, cx: &mut UpdateCx) -> Self {
        let check = match (certificate.known_as(), of) {
            (Some(id), Some(Owner { origin, token })) => {
                Check::UnderWay(cx.request(Request::FetchCertificate { origin, token, id }))
            }
            (None, _) | (_, None) => Check::Listed,
        };
        Self {
            certificate: certificate.clone(),
            check,
        }
    }

    pub(super) fn fetched(
        &mut self,
        request: RequestId,
        result: Result<Certificate, Problem>,
        cx: &mut UpdateCx,
    ) {
        if self.check != Check::UnderWay(request) {
            return;
        }
        self.check = match result {
            Ok(certificate) => {
                self.certificate = certificate;
                Check::Done
            }
            Err(mut problem) => {
                cx.service_failed(&mut problem);
                Check::Failed(problem)
            }
        };
    }
}

/// Whom to ask about a certificate, in whose name.
pub(super) struct Owner {
    pub origin: ApiOrigin,
    pub token: ApiToken,
}
