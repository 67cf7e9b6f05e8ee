//! The handshake by which Meta proves that a webhook address is ours (Meta, "Create a webhook endpoint").

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// The query of the GET. Its keys contain dots; the spelling with underscores is taken too.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct ChallengeQuery {
    /// `subscribe`.
    #[serde(rename = "hub.mode", alias = "hub_mode")]
    pub mode: Option<String>,
    /// Our verify token.
    #[serde(
        rename = "hub.verify_token",
        alias = "hub_verify_token",
        default,
        deserialize_with = "secret"
    )]
    pub verify_token: Option<SecretString>,
    /// What to echo.
    #[serde(rename = "hub.challenge", alias = "hub_challenge")]
    pub challenge: Option<String>,
}

fn secret<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<SecretString>, D::Error> {
    Ok(Option::<String>::deserialize(deserializer)?.map(SecretString::from))
}

/// What to answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChallengeAnswer {
    /// 200 with exactly these bytes, as `text/plain`.
    Echo(String),
    /// 403 and nothing else.
    Refuse(ChallengeRefusal),
}

/// Why a handshake fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChallengeRefusal {
    /// The mode is not `subscribe`.
    #[error("the mode is not subscribe")]
    Mode,
    /// The token is missing or another.
    #[error("the verify token does not match")]
    Token,
    /// There is no challenge, or it is not one that Meta would send (1 to 256 of letters, digits, `-`, `_`, `.`).
    #[error("the challenge is missing or malformed")]
    Challenge,
}

/// Decides the answer. Tokens are compared by their hashes in constant time, so neither content nor length leaks.
#[must_use]
pub fn decide(query: &ChallengeQuery, expected: &SecretString) -> ChallengeAnswer {
    if query.mode.as_deref() != Some("subscribe") {
        return ChallengeAnswer::Refuse(ChallengeRefusal::Mode);
    }
    let given = query
        .verify_token
        .as_ref()
        .map_or("", |token| token.expose_secret());
    let expected = expected.expose_secret();
    let equal = Sha256::digest(given).ct_eq(&Sha256::digest(expected));
    if expected.is_empty() || !bool::from(equal) {
        return ChallengeAnswer::Refuse(ChallengeRefusal::Token);
    }
    let plain = |c: &str| {
        (1..=256).contains(&c.len())
            && c.bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
    };
    match query.challenge.as_deref().filter(|c| plain(c)) {
        Some(challenge) => ChallengeAnswer::Echo(challenge.to_owned()),
        None => ChallengeAnswer::Refuse(ChallengeRefusal::Challenge),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(mode: &str, token: &str, challenge: &str) -> ChallengeQuery {
        ChallengeQuery {
            mode: Some(mode.to_owned()),
            verify_token: Some(SecretString::from(token)),
            challenge: Some(challenge.to_owned()),
        }
    }

    #[test]
    fn decides() {
        use ChallengeAnswer::{Echo, Refuse};
        let expected = SecretString::from("let-me-in");
        let cases = [
            (
                query("subscribe", "let-me-in", "00042"),
                Echo("00042".to_owned()),
            ),
            (
                query("unsubscribe", "let-me-in", "1"),
                Refuse(ChallengeRefusal::Mode),
            ),
            (
                query("subscribe", "let-me-in ", "1"),
                Refuse(ChallengeRefusal::Token),
            ),
            (query("subscribe", "", "1"), Refuse(ChallengeRefusal::Token)),
            (
                query("subscribe", "let-me-in", ""),
                Refuse(ChallengeRefusal::Challenge),
            ),
            (
                query("subscribe", "let-me-in", "<script>"),
                Refuse(ChallengeRefusal::Challenge),
            ),
            (ChallengeQuery::default(), Refuse(ChallengeRefusal::Mode)),
        ];
        for (query, answer) in cases {
            assert_eq!(decide(&query, &expected), answer, "{query:?}");
        }
        // Without a configured token nobody may subscribe, not even with an empty one.
        let open = decide(&query("subscribe", "", "1"), &SecretString::from(""));
        assert_eq!(open, Refuse(ChallengeRefusal::Token));
    }

    #[test]
    fn both_spellings_of_the_keys() {
        for text in [
            r#"{"hub.mode":"subscribe","hub.verify_token":"t","hub.challenge":"7"}"#,
            r#"{"hub_mode":"subscribe","hub_verify_token":"t","hub_challenge":"7"}"#,
        ] {
            let query: ChallengeQuery = serde_json::from_str(text).unwrap();
            assert_eq!(
                decide(&query, &SecretString::from("t")),
                ChallengeAnswer::Echo("7".to_owned())
            );
            assert!(!format!("{query:?}").contains("\"t\""));
        }
    }
}
