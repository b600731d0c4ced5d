//! The certificate of which every field is shown: as listed at first, then as the service has
//! it now.

use std::time::Duration;

use super::cx::UpdateCx;
use super::hold::Hold;
use super::paged_list::Asking;
use super::request::{Request, RequestId};
use crate::domain::{Certificate, Problem};

/// A certificate that is looked at closely.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenCertificate {
    /// What is known of it.
    pub certificate: Certificate,
    /// Whether that is what the service has now.
    pub check: Check,
    /// Whether it was asked about after that had failed.
    is_repeated: bool,
}

/// Whether a certificate is as the service has it now.
#[derive(Debug, Clone, PartialEq)]
pub enum Check {
    /// As it was listed: it cannot be asked about.
    Listed,
    /// It is being asked about.
    UnderWay(RequestId),
    Done,
    /// It could not be asked about; what was listed stays.
    Failed(Problem),
}

impl OpenCertificate {
    /// As it is listed; what the service has now is asked for, where it may be asked.
    pub(super) fn listed(certificate: &Certificate, asking: Asking, cx: &mut UpdateCx) -> Self {
        let mut opened = Self {
            certificate: certificate.clone(),
            check: Check::Listed,
            is_repeated: false,
        };
        opened.ask(asking, cx);
        opened
    }

    /// Asks what the service has now, or says that it asked to wait.
    pub(super) fn ask(&mut self, asking: Asking, cx: &mut UpdateCx) {
        let (Some(id), Some(shown)) = (self.certificate.known_as(), asking.shown) else {
            return;
        };
        let Some(caller) = asking.access.caller_for(shown.asked) else {
            return;
        };
        if let Some(hold) = asking.hold {
            self.check = Check::Failed(hold.problem.clone());
            return;
        }
        self.is_repeated = matches!(self.check, Check::Failed(_));
        self.check = Check::UnderWay(cx.request(Request::FetchCertificate { caller, id }));
    }

    /// When it is asked about once more by itself, from the start of the program; `None` where it
    /// is not.
    pub(super) fn repeats_at(&self, hold: Option<&Hold>) -> Option<Duration> {
        let waits = match &self.check {
            Check::Failed(problem) => problem.kind.retry_after().is_some() && !self.is_repeated,
            Check::Listed | Check::UnderWay(_) | Check::Done => false,
        };
        waits.then(|| Hold::end(hold))
    }

    pub(super) fn fetched(
        &mut self,
        request: RequestId,
        result: Result<Certificate, Problem>,
        cx: &mut UpdateCx,
    ) {
        // One that is asked about for the sake of a file is as good.
        let id = self.certificate.known_as();
        let is_same = |found: &Certificate| id.is_some() && found.known_as() == id;
        if self.check != Check::UnderWay(request) && !result.as_ref().is_ok_and(is_same) {
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
