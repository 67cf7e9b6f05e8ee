//! How a webhook leaves: escaped as Meta escapes it, signed over exactly those bytes.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::Value;
use sha2::Sha256;

/// Compact JSON in which every non-ASCII character is `\uXXXX` (lower-case hex, surrogate pairs)
/// and every slash is `\/`, so that a receiver which re-serialises before verifying fails.
pub(crate) fn escaped(value: &Value) -> String {
    let plain = value.to_string();
    let mut out = String::with_capacity(plain.len() + plain.len() / 8);
    let mut units = [0_u16; 2];
    for character in plain.chars() {
        match character {
            '/' => out.push_str("\\/"),
            ascii if ascii.is_ascii() => out.push(ascii),
            other => {
                for unit in other.encode_utf16(&mut units) {
                    // Writing to a String cannot fail.
                    let _ = write!(out, "\\u{unit:04x}");
                }
            }
        }
    }
    out
}

/// HMAC-SHA256.
fn hmac(secret: &str, message: &[u8]) -> Vec<u8> {
    // HMAC takes a key of any length, so this cannot fail; an empty answer would verify nowhere.
    Hmac::<Sha256>::new_from_slice(secret.as_bytes()).map_or_else(
        |_| Vec::new(),
        |mut mac| {
            mac.update(message);
            mac.finalize().into_bytes().to_vec()
        },
    )
}

/// Lower-case hex HMAC-SHA256.
pub(crate) fn hmac_hex(secret: &str, message: &[u8]) -> String {
    hex::encode(hmac(secret, message))
}

/// A `signed_request`: the code and the payload, both base64url without padding, the code over the encoded payload.
pub(crate) fn signed_request(secret: &str, payload: &Value) -> String {
    let payload = URL_SAFE_NO_PAD.encode(payload.to_string());
    let code = URL_SAFE_NO_PAD.encode(hmac(secret, payload.as_bytes()));
    format!("{code}.{payload}")
}

/// The value of `X-Hub-Signature-256` for a body.
pub(crate) fn signature(secret: &str, body: &[u8]) -> String {
    format!("sha256={}", hmac_hex(secret, body))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn escapes_unicode_and_slashes() {
        let body = escaped(&json!({"a/b": "é 😀 \" \\ \n"}));
        assert_eq!(body, r#"{"a\/b":"\u00e9 \ud83d\ude00 \" \\ \n"}"#);
    }

    #[test]
    fn hmac_agrees_with_rfc_4231_case_2() {
        assert_eq!(
            hmac_hex("Jefe", b"what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
    }

    proptest! {
        #[test]
        fn escaping_keeps_the_meaning(text in "\\PC*", key in "\\PC{0,8}") {
            let value = json!({key: text});
            let body = escaped(&value);
            prop_assert!(body.is_ascii());
            prop_assert_eq!(serde_json::from_str::<Value>(&body).unwrap(), value);
        }
    }
}
