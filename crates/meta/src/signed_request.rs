//! Meta's `signed_request`: data deletion and deauthorisation (Meta, "Data Deletion Request Callback").
//!
//! `base64url(mac) . base64url(payload)`, unpadded; the MAC is HMAC-SHA256 over the encoded payload under the app
//! secret. The algorithm named inside is pinned, never chosen by the sender.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::Time;
use secrecy::SecretString;
use serde_json::Value;

/// The only algorithm taken.
const ALGORITHM: &str = "HMAC-SHA256";

/// Longest text looked at, in bytes. Meta's are a few hundred.
const MAX_LEN: usize = 16 * 1024;

/// A request that a known app secret signed.
#[derive(Debug, Clone, PartialEq)]
pub struct SignedRequest {
    /// The app-scoped id of the person or account.
    pub user_id: String,
    /// When Meta made it.
    pub issued_at: Option<Time>,
    /// When it ends; absent when it does not.
    pub expires: Option<Time>,
    /// Which secret signed it, by index.
    pub secret: usize,
    /// Everything it says.
    pub payload: Value,
}

/// Why a signed request is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignedRequestRefusal {
    /// Not two base64url parts with a 32-byte MAC.
    #[error("the signed request is malformed")]
    Malformed,
    /// No active secret signed it.
    #[error("the signed request's signature does not match")]
    Mismatch,
    /// Another algorithm is named.
    #[error("the signed request names an algorithm that is not taken")]
    Algorithm,
    /// The payload is not a JSON object with a user.
    #[error("the signed request names no user")]
    NoUser,
    /// No secret is configured.
    #[error("no app secret is configured")]
    NoSecret,
}

/// Checks a signed request and reads it. The MAC is checked in constant time before the payload is parsed.
pub fn verify(
    signed_request: &str,
    secrets: &[SecretString],
) -> Result<SignedRequest, SignedRequestRefusal> {
    use SignedRequestRefusal::{Algorithm, Malformed, Mismatch, NoSecret, NoUser};
    if signed_request.len() > MAX_LEN {
        return Err(Malformed);
    }
    let (mac, encoded) = signed_request.split_once('.').ok_or(Malformed)?;
    let mac: [u8; 32] = URL_SAFE_NO_PAD
        .decode(mac)
        .ok()
        .and_then(|bytes| bytes.try_into().ok())
        .ok_or(Malformed)?;
    if secrets.is_empty() {
        return Err(NoSecret);
    }
    let secret =
        crate::signature::first_match(secrets, encoded.as_bytes(), &mac).ok_or(Mismatch)?;
    let bytes = URL_SAFE_NO_PAD.decode(encoded).map_err(|_| Malformed)?;
    let payload: Value = serde_json::from_slice(&bytes).map_err(|_| Malformed)?;
    if payload.get("algorithm").and_then(Value::as_str) != Some(ALGORITHM) {
        return Err(Algorithm);
    }
    let user_id = match payload.get("user_id") {
        Some(Value::String(id)) if !id.trim().is_empty() => id.trim().to_owned(),
        Some(Value::Number(id)) => id.to_string(),
        _ => return Err(NoUser),
    };
    Ok(SignedRequest {
        user_id,
        issued_at: seconds(&payload, "issued_at"),
        expires: seconds(&payload, "expires"),
        secret,
        payload,
    })
}

/// Makes a signed request, as Meta would: for tests and simulators.
#[must_use]
pub fn sign(payload: &Value, secret: &SecretString) -> String {
    let encoded = URL_SAFE_NO_PAD.encode(payload.to_string());
    let mac = crate::signature::mac(secret, encoded.as_bytes());
    format!("{}.{encoded}", URL_SAFE_NO_PAD.encode(mac))
}

/// A moment in Unix seconds; zero means none.
fn seconds(payload: &Value, key: &str) -> Option<Time> {
    let seconds = payload.get(key)?.as_i64().filter(|s| *s > 0)?;
    chrono::DateTime::from_timestamp(seconds, 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn key() -> Vec<SecretString> {
        vec![SecretString::from("app-secret")]
    }

    #[test]
    fn reads_what_it_signs() {
        let payload = json!({"algorithm": "HMAC-SHA256", "issued_at": 1_760_000_000, "expires": 0, "user_id": "1789"});
        let read = verify(&sign(&payload, &key()[0]), &key()).unwrap();
        assert_eq!(read.user_id, "1789");
        assert_eq!(read.issued_at.unwrap().timestamp(), 1_760_000_000);
        assert_eq!(read.expires, None);
        assert_eq!(read.secret, 0);
    }

    #[test]
    fn refusals() {
        use SignedRequestRefusal::{Algorithm, Malformed, Mismatch, NoSecret, NoUser};
        let good = json!({"algorithm": "HMAC-SHA256", "user_id": "1"});
        let signed = sign(&good, &key()[0]);
        let (mac, body) = signed.split_once('.').unwrap();
        let padded = format!("{mac}=.{body}");
        let standard = format!("{}.{body}", "+/".repeat(21));
        let cases = [
            (String::new(), Malformed),
            ("a.b".to_owned(), Malformed),
            (body.to_owned(), Malformed),
            (padded, Malformed),
            (standard, Malformed),
            (format!("{mac}.{body}."), Mismatch),
            (format!("{mac}.{}", "e30"), Mismatch),
            ("x".repeat(20_000), Malformed),
            (
                sign(&json!({"algorithm": "none", "user_id": "1"}), &key()[0]),
                Algorithm,
            ),
            (sign(&json!({"user_id": "1"}), &key()[0]), Algorithm),
            (
                sign(&json!({"algorithm": "HMAC-SHA256"}), &key()[0]),
                NoUser,
            ),
            (
                sign(
                    &json!({"algorithm": "HMAC-SHA256", "user_id": " "}),
                    &key()[0],
                ),
                NoUser,
            ),
            (sign(&good, &SecretString::from("other")), Mismatch),
        ];
        for (text, why) in cases {
            assert_eq!(verify(&text, &key()), Err(why), "{text}");
        }
        assert_eq!(verify(&signed, &[]), Err(NoSecret));
    }
}
