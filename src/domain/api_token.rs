//! The API token: a secret that cannot be printed and is wiped when dropped.

use std::fmt;
use std::sync::Arc;

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use zeroize::Zeroizing;

/// Longest token, in characters: Windows' password store holds no more.
pub const MAX_LENGTH: usize = 1_280;

/// A token in a form that can be sent: printable ASCII without blanks.
///
/// Copies share one allocation, which is wiped with the last of them.
#[derive(Clone)]
pub struct ApiToken(Arc<SecretString>);

impl fmt::Debug for ApiToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiToken(…)")
    }
}

impl PartialEq for ApiToken {
    fn eq(&self, other: &Self) -> bool {
        self.expose() == other.expose()
    }
}

impl Eq for ApiToken {}

/// Why an entered token cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenProblem {
    /// Nothing is left after cleaning.
    Empty,
    TooLong,
    /// A blank inside, or a character that no token has.
    Character,
    /// A batch ID was entered in the token's place.
    LooksLikeBatchId,
}

impl ApiToken {
    /// Cleans what was pasted (blanks, line ends, quotes, brackets, invisible characters,
    /// a leading "Authorization: Bearer", "Token" or name of the variable) and checks the rest.
    ///
    /// # Errors
    /// [`TokenProblem`]; the text itself is in none of them.
    pub fn clean(pasted: &str) -> Result<Self, TokenProblem> {
        let cleaned = cleaned(pasted);
        if cleaned.is_empty() {
            return Err(TokenProblem::Empty);
        }
        if cleaned.chars().count() > MAX_LENGTH {
            return Err(TokenProblem::TooLong);
        }
        if !cleaned.chars().all(|c| c.is_ascii_graphic()) {
            return Err(TokenProblem::Character);
        }
        if Uuid::try_parse(&cleaned).is_ok() {
            return Err(TokenProblem::LooksLikeBatchId);
        }
        Ok(Self(Arc::new(SecretString::from(cleaned.as_str()))))
    }

    /// Tells it from others, and does not tell it.
    #[must_use]
    pub fn fingerprint(&self, salt: Uuid) -> Fingerprint {
        let hash = Sha256::new().chain_update(salt).chain_update(self.expose());
        let begin = hash.finalize().into_iter().take(8);
        Fingerprint(begin.fold(0, |print, byte| print << 8 | u64::from(byte)))
    }

    /// The text of the token: for the Authorization header and the password store alone.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

/// Tells a token from others on one computer: the first 64 bits of a salted hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Fingerprint(u64);

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// Tells a character that may stand around a token by accident.
fn is_wrapping(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || "\"'`“”‘’„«»<>*".contains(c)
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn cleaned(pasted: &str) -> Zeroizing<String> {
    let mut rest = pasted.trim_matches(is_wrapping);
    while let Some(tail) = without_label(rest) {
        rest = tail.trim_matches(is_wrapping);
    }
    let encoded = rest.split_once("%7C").or_else(|| rest.split_once("%7c"));
    Zeroizing::new(match encoded {
        Some((number, secret)) if is_number(number) => format!("{number}|{secret}"),
        _ => rest.to_owned(),
    })
}

fn without_label(text: &str) -> Option<&str> {
    let mut labels = "authorization|bearer|api token|token|vec_api_token".split('|');
    labels.find_map(|label| {
        let (head, tail) = text.split_at_checked(label.len())?;
        let tail = tail.strip_prefix(|c| ":=".contains(c) || is_wrapping(c))?;
        head.eq_ignore_ascii_case(label).then_some(tail)
    })
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Tells a text with a word of the usual shape of a token, `<number>|<letters and digits>`.
pub fn holds_token(text: &str) -> bool {
    const SECRET: usize = 20;
    let may_be_one = |word: &&str| word.contains(['|', '%']);
    let mut words = text.split(is_wrapping).filter(may_be_one).map(cleaned);
    words.any(|word| {
        word.split_once('|').is_some_and(|(number, secret)| {
            let is_secret = |c: &u8| c.is_ascii_alphanumeric();
            is_number(number) && secret.bytes().take_while(is_secret).count() >= SECRET
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TOKEN: &str = "12|AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCd";

    #[test]
    fn what_a_paste_adds_is_taken_away() {
        for pasted in [
            TOKEN.to_owned(),
            format!("  {TOKEN}\r\n"),
            format!("\"{TOKEN}\""),
            format!("Bearer {TOKEN}"),
            format!("bearer\t'{TOKEN}'"),
            format!("\u{feff}{TOKEN}\u{200b}"),
            format!("Bearer Bearer {TOKEN}"),
            format!("Token {TOKEN}"),
            format!("token: {TOKEN}"),
            format!("Authorization: Bearer {TOKEN}"),
            format!("authorization:Bearer \"{TOKEN}\""),
            format!("<{TOKEN}>"),
            format!("**{TOKEN}**"),
            format!("API Token: {TOKEN}"),
            format!("VEC_API_TOKEN={TOKEN}"),
            TOKEN.replace('|', "%7C"),
            TOKEN.replace('|', "%7c"),
        ] {
            assert!(holds_token(&pasted), "{pasted:?}");
            let token = ApiToken::clean(&pasted).unwrap();
            assert_eq!(token.expose(), TOKEN, "from {pasted:?}");
        }
    }

    #[test]
    fn what_cannot_be_sent_is_named() {
        let problem = |text: &str| ApiToken::clean(text).unwrap_err();
        assert_eq!(problem(" \n"), TokenProblem::Empty);
        assert_eq!(problem(&"a".repeat(1_281)), TokenProblem::TooLong);
        assert_eq!(problem("tök"), TokenProblem::Character);
        assert_eq!(problem("two words"), TokenProblem::Character);
        let id = "9e7860e3-7c0a-401f-98f6-b98e316934f4";
        assert_eq!(problem(id), TokenProblem::LooksLikeBatchId);
        assert!(ApiToken::clean(&"a".repeat(1_280)).is_ok());
        assert!(ApiToken::clean("bearertoken").is_ok());
    }

    #[test]
    fn debug_shows_nothing() {
        let token = ApiToken::clean(TOKEN).unwrap();
        assert_eq!(format!("{token:?}"), "ApiToken(…)");
    }

    proptest! {
        #[test]
        fn whatever_is_accepted_can_be_sent(text in any::<String>()) {
            if let Ok(token) = ApiToken::clean(&text) {
                let again = ApiToken::clean(token.expose());
                prop_assert_eq!(again.as_ref(), Ok(&token));
                prop_assert!(token.expose().bytes().all(|b| b.is_ascii_graphic()));
            }
        }
    }
}
