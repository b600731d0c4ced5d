//! Files that the service names: where they may come from, and a picture once it is decoded.

use std::fmt;
use std::sync::Arc;

use url::Url;

use super::listed;
use super::origin::{ApiOrigin, is_loopback, may_lead_here};
use super::text::ServerText;

/// The address of a file that the service names, as far as it may be opened.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum FileLink {
    #[default]
    None,
    At(FileAddress),
    Refused {
        sent: ServerText,
        why: AddressProblem,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressProblem {
    NotAnAddress,
    /// Not on the web: `data:`, `file:`, `javascript:` and their like.
    NotWeb,
    /// Plain `http` to another computer, or what another computer names on this one.
    NotSecure,
    /// It carries a user name or a password.
    UserName,
}

/// An address to fetch a file from: `https`, or `http` on this computer; without a user name.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct FileAddress(Url);

impl FileAddress {
    /// Reads an address as sent; a relative one is taken from the service's own origin.
    ///
    /// # Errors
    /// [`AddressProblem`] where it must not be opened.
    pub fn resolve(sent: &str, origin: &ApiOrigin) -> Result<Self, AddressProblem> {
        let url = origin.url().join(sent.trim());
        Self::check(url.map_err(|_| AddressProblem::NotAnAddress)?, origin)
    }

    /// Checks an address that a file's own address leads on to.
    ///
    /// # Errors
    /// [`AddressProblem`] where it must not be opened.
    pub fn check(url: Url, origin: &ApiOrigin) -> Result<Self, AddressProblem> {
        // The service of this very computer may name pictures of this computer;
        // one elsewhere must not make this program knock on open local doors.
        let (to_local, of_local) = (may_lead_here(&url), is_loopback(origin.url()));
        match url.scheme() {
            "https" | "http" if !url.has_host() => Err(AddressProblem::NotAnAddress),
            "https" | "http" if !url.username().is_empty() || url.password().is_some() => {
                Err(AddressProblem::UserName)
            }
            "https" if of_local || !to_local => Ok(Self(url)),
            "http" if of_local && to_local => Ok(Self(url)),
            "https" | "http" => Err(AddressProblem::NotSecure),
            _ => Err(AddressProblem::NotWeb),
        }
    }

    pub fn url(&self) -> &Url {
        &self.0
    }

    /// True for two addresses of one file, whose signatures differ with each answer.
    pub fn is_same_file(&self, other: &Self) -> bool {
        let lasting = |address: &Self| -> Vec<(String, String)> {
            let pairs = address.0.query_pairs().into_owned();
            pairs.filter(|(name, _)| !is_of_signature(name)).collect()
        };
        self.without_query() == other.without_query() && lasting(self) == lasting(other)
    }

    /// The address without query and fragment, which may hold a signature.
    pub fn without_query(&self) -> String {
        self.0[..url::Position::AfterPath].to_owned()
    }
}

/// True for a parameter of a signature by S3 and its like, `CloudFront`, Google, Azure or Laravel.
fn is_of_signature(name: &str) -> bool {
    const NAMES: &str = "awsaccesskeyid expires googleaccessid key-pair-id policy se sig signature \
        sip ske skoid sks skt sktid skv sp st";
    let name = name.to_ascii_lowercase();
    let begins = ["x-amz-", "x-goog-"];
    begins.iter().any(|begin| name.starts_with(begin))
        || NAMES.split(' ').any(|known| known == name)
}

impl fmt::Debug for FileAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FileAddress({})", self.without_query())
    }
}

listed! {
    pub enum PictureFormat {
        Png,
        Jpeg,
        WebP,
        /// GIF; the first frame is shown.
        Gif,
        Bmp,
    }
}

impl PictureFormat {
    /// The type of the file, as the web names it, and the usual ending of its name.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Png => ("image/png", "png"),
            Self::Jpeg => ("image/jpeg", "jpg"),
            Self::WebP => ("image/webp", "webp"),
            Self::Gif => ("image/gif", "gif"),
            Self::Bmp => ("image/bmp", "bmp"),
        }
    }

    pub fn media_type(self) -> &'static str {
        self.names().0
    }

    pub fn extension(self) -> &'static str {
        self.names().1
    }
}

/// A picture that is being shown: what it is, and the file it came as.
#[derive(Clone, PartialEq, Eq)]
pub struct PictureInfo {
    /// Width and height of the original in pixels.
    pub size: [u32; 2],
    pub format: PictureFormat,
    /// The file as it came, for "Save picture".
    pub file: Arc<[u8]>,
}

impl fmt::Debug for PictureInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [width, height] = self.size;
        write!(f, "PictureInfo({width}×{height} {:?})", self.format)
    }
}

/// Pixels ready to be drawn, colours weighed with the opacity, row by row. No side of
/// the picture is longer than was asked for when decoding.
#[derive(Clone, PartialEq, Eq)]
pub struct Pixels {
    /// Width and height of the picture, in pixels.
    pub size: [u32; 2],
    /// Width and height of the sheet in whose upper left corner it lies, in pixels.
    pub sheet: [u32; 2],
    /// One number a pixel of the sheet, whose bytes in memory are red, green, blue and opacity.
    pub rgba: Vec<u32>,
}

impl fmt::Debug for Pixels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pixels({}×{})", self.size[0], self.size[1])
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    pub info: PictureInfo,
    pub pixels: Pixels,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolve(sent: &str) -> Result<FileAddress, AddressProblem> {
        FileAddress::resolve(sent, &"https://api.vec.digital".parse().unwrap())
    }

    #[test]
    fn a_new_signature_is_no_other_picture() {
        let is_same = |one, other| resolve(one).unwrap().is_same_file(&resolve(other).unwrap());
        let first = "https://s3.example/a.png?v=2&X-Amz-Date=1&X-Amz-Signature=ab#x";
        let again = "https://s3.example/a.png?v=2&X-Amz-Date=2&X-Amz-Signature=cd";
        assert!(is_same(first, again));
        let relative = "/a.png?expires=1&signature=a";
        assert!(is_same(relative, "/a.png?signature=b&expires=2"));
        assert!(!is_same(first, "/b.png?v=2"));
        assert!(!is_same(first, "https://s3.example/a.png?v=3"));
        assert!(!is_same(first, "https://s4.example/a.png?v=2"));
    }

    #[test]
    fn only_addresses_that_are_safe_to_open_are_accepted_and_no_query_is_printed() {
        for (good, url) in [
            ("/a?x=s3cret", "https://api.vec.digital/a?x=s3cret"),
            ("https://cdn.example/a", "https://cdn.example/a"),
        ] {
            let address = resolve(good).unwrap();
            assert_eq!(address.url().as_str(), url);
            assert!(!format!("{address:?}").contains("s3cret"));
        }
        for (bad, why) in [
            ("data:image/png;base64,AAAA", AddressProblem::NotWeb),
            ("file:///etc/passwd", AddressProblem::NotWeb),
            ("javascript:alert(1)", AddressProblem::NotWeb),
            ("http://cdn.example/a.png", AddressProblem::NotSecure),
            ("http://127.0.0.1/a.png", AddressProblem::NotSecure),
            ("https://localhost:8443/a", AddressProblem::NotSecure),
            ("https://a.localhost./a", AddressProblem::NotSecure),
            ("https://0.0.0.0/a", AddressProblem::NotSecure),
            ("https://[::]/a", AddressProblem::NotSecure),
            ("https://[::ffff:127.0.0.1]/a", AddressProblem::NotSecure),
            ("https://me@cdn.example/a.png", AddressProblem::UserName),
            ("https://", AddressProblem::NotAnAddress),
        ] {
            assert_eq!(resolve(bad), Err(why), "{bad}");
        }
        let local: ApiOrigin = "http://127.0.0.1:8080".parse().unwrap();
        assert!(FileAddress::resolve("storage/a.png", &local).is_ok());
        assert!(FileAddress::resolve("http://10.0.0.1/a.png", &local).is_err());
    }
}
