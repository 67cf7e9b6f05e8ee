//! How a webhook leaves: escaped as Meta escapes it, signed over exactly those bytes.

use std::fmt::Write as _;

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

/// Lower-case hex HMAC-SHA256.
pub(crate) fn hmac_hex(secret: &str, message: &[u8]) -> String {
    // HMAC takes a key of any length, so this cannot fail; an empty answer would verify nowhere.
    Hmac::<Sha256>::new_from_slice(secret.as_bytes()).map_or_else(
        |_| String::new(),
        |mut mac| {
            mac.update(message);
            hex::encode(mac.finalize().into_bytes())
        },
    )
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
