//! The folders for remembered data, and the names of files in them.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::files;

/// The folders that this program may write to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    /// Choices and history of the person.
    pub(super) config: PathBuf,
    /// Data that the service can send again.
    pub(super) cache: PathBuf,
}

impl Folders {
    /// The folders that the system has for this person; `None` where there is
    /// no home.
    pub fn system() -> Option<Self> {
        let project = files::project()?;
        Some(Self::at(
            project.config_dir().to_owned(),
            project.cache_dir().to_owned(),
        ))
    }

    /// These very folders, which need not exist yet.
    pub fn at(config: PathBuf, cache: PathBuf) -> Self {
        Self { config, cache }
    }

    pub fn config(&self) -> &Path {
        &self.config
    }

    pub fn cache(&self) -> &Path {
        &self.cache
    }
}

/// Longest part of a file name that a host makes up, in bytes.
const MOST_OF_HOST: usize = 100;

/// A host as a part of a file name that every system takes and that no other
/// host shares: small letters, digits, `.` and `-` as they are, the rest by
/// number. Of a host that no name service would take, a fingerprint ends it.
pub(super) fn file_part(host: &str) -> String {
    let mut part = String::new();
    for byte in host.bytes() {
        if matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-') {
            part.push(char::from(byte));
        } else {
            // Writing to a text does not fail.
            let _ = write!(part, "_{byte:02x}");
        }
    }
    if part.len() > MOST_OF_HOST {
        part.truncate(MOST_OF_HOST);
        let _ = write!(part, "_{:016x}", files::fingerprint(host));
    }
    part
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_host_can_be_read_in_the_file_name() {
        assert_eq!(file_part("api.vec.digital"), "api.vec.digital");
        assert_eq!(file_part("127.0.0.1:8080"), "127.0.0.1_3a8080");
        assert_eq!(file_part("[::1]:9"), "_5b_3a_3a1_5d_3a9");
        assert_eq!(file_part("../../etc"), ".._2f.._2fetc");
        assert_ne!(file_part(&"a".repeat(300)), file_part(&"a".repeat(301)));
    }

    proptest! {
        #[test]
        fn no_two_hosts_share_a_file(a in "[a_:.A35é]{0,4}|\\PC{0,40}", b in "[a_:.A35é]{0,4}") {
            let part = file_part(&a);
            prop_assert!(part.len() <= MOST_OF_HOST + 17);
            let plain = |c: char| {
                c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | '_')
            };
            prop_assert!(part.chars().all(plain));
            prop_assert_eq!(a == b, part == file_part(&b));
        }
    }
}
