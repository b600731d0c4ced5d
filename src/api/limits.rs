//! Limits of time and size for everything that comes from the network.

use std::time::Duration;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Includes looking up the name and securing the connection.
    pub connect: Duration,
    /// For a connection of HTTP/2 without a sign of life, while a request waits; then it is asked
    /// for one, and as long again.
    pub silence: Duration,
    /// For a whole request, from its start to the last byte of the answer,
    /// redirects and the one silent retry included.
    pub total: Duration,
    /// Largest answer of the service that is read, in bytes once unpacked.
    pub answer_bytes: u64,
    /// Largest picture or document that is read, in bytes.
    pub picture_bytes: u64,
}

/// Hops from a picture's address to its file: a storage service, its mirror and
/// one to spare.
pub(super) const MAX_HOPS: usize = 3;
/// A refusal's status is known already; its words need not come.
pub(super) const REFUSAL_WAIT: Duration = Duration::from_secs(3);
pub(super) const REFUSAL_BYTES: u64 = 64 << 10;
/// Addresses of a name that are told; more than a handful helps nobody.
pub(super) const MAX_ADDRESSES: usize = 8;

impl Default for Limits {
    fn default() -> Self {
        Self {
            // A network that lets anything through connects far sooner.
            connect: Duration::from_secs(10),
            // Well above what any network that works takes to answer a ping.
            silence: Duration::from_secs(5),
            // As long as a person waits for one answer.
            total: Duration::from_secs(30),
            // Several times a template with 5,000 signatories, or a page of certificates.
            answer_bytes: 8 << 20,
            // The largest file the service accepts itself.
            picture_bytes: 32 << 20,
        }
    }
}
