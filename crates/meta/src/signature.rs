//! The signature of a webhook: `X-Hub-Signature-256: sha256=<64 lower-case hex digits>`, an HMAC-SHA256 over the
//! raw body under the app secret (Meta, "Webhooks: validating payloads").
//!
//! Checked before anything is parsed. Meta signs the escaped form it sends, so only the raw bytes can be checked.

use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;
use subtle::{Choice, ConditionallySelectable, ConstantTimeEq};

/// The header's name. The older SHA-1 header is never looked at.
pub const HEADER: &str = "x-hub-signature-256";

/// Why a body is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignatureRefusal {
    /// There is no header.
    #[error("the signature header is missing")]
    Missing,
    /// The header is not `sha256=` and 64 lower-case hex digits.
    #[error("the signature header is malformed")]
    Malformed,
    /// No active secret made this signature.
    #[error("the signature does not match")]
    Mismatch,
    /// No secret is configured, so nothing can be believed.
    #[error("no app secret is configured")]
    NoSecret,
}

/// Says which of `secrets` signed `body`, by index. During a rotation two are active.
///
/// Every secret is tried in full, so the time taken does not tell which one matched or how far. Upper-case hex is
/// refused: Meta sends lower case.
pub fn verify(
    header: Option<&str>,
    body: &[u8],
    secrets: &[SecretString],
) -> Result<usize, SignatureRefusal> {
    let given = read(header.ok_or(SignatureRefusal::Missing)?)?;
    if secrets.is_empty() {
        return Err(SignatureRefusal::NoSecret);
    }
    first_match(secrets, body, &given).ok_or(SignatureRefusal::Mismatch)
}

/// Makes the header's value, as Meta would: for tests and simulators.
#[must_use]
pub fn sign(body: &[u8], secret: &SecretString) -> String {
    format!("sha256={}", hex::encode(mac(secret, body)))
}

/// The index of the first secret under which `message` has the MAC `given`, in constant time.
pub(crate) fn first_match(
    secrets: &[SecretString],
    message: &[u8],
    given: &[u8; 32],
) -> Option<usize> {
    let mut found = Choice::from(0);
    let mut index = 0_u64;
    for (position, secret) in (0_u64..).zip(secrets) {
        let equal = mac(secret, message).ct_eq(given);
        index.conditional_assign(&position, equal & !found);
        found |= equal;
    }
    bool::from(found)
        .then(|| usize::try_from(index).ok())
        .flatten()
}

pub(crate) fn mac(secret: &SecretString, message: &[u8]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.expose_secret().as_bytes())
        .expect("HMAC takes a key of any length (RFC 2104)");
    mac.update(message);
    mac.finalize().into_bytes().into()
}

fn read(header: &str) -> Result<[u8; 32], SignatureRefusal> {
    let digits = header
        .strip_prefix("sha256=")
        .ok_or(SignatureRefusal::Malformed)?;
    if digits.bytes().any(|b| b.is_ascii_uppercase()) {
        return Err(SignatureRefusal::Malformed);
    }
    let mut out = [0; 32];
    hex::decode_to_slice(digits, &mut out).map_err(|_| SignatureRefusal::Malformed)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn secrets(names: &[&str]) -> Vec<SecretString> {
        names.iter().map(|s| SecretString::from(*s)).collect()
    }

    /// RFC 4231, test case 2.
    #[test]
    fn known_answer() {
        let header = sign(b"what do ya want for nothing?", &SecretString::from("Jefe"));
        assert_eq!(
            header,
            "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
    }

    #[test]
    fn says_which_secret() {
        let both = secrets(&["new", "old"]);
        let body = "{\"caf\\u00e9\":1}".as_bytes();
        assert_eq!(verify(Some(&sign(body, &both[0])), body, &both), Ok(0));
        assert_eq!(verify(Some(&sign(body, &both[1])), body, &both), Ok(1));
        let twice = secrets(&["same", "same"]);
        assert_eq!(verify(Some(&sign(body, &twice[0])), body, &twice), Ok(0));
    }

    #[test]
    fn refusals() {
        let key = secrets(&["k"]);
        let good = sign(b"x", &key[0]);
        let cases = [
            (None, SignatureRefusal::Missing),
            (Some(String::new()), SignatureRefusal::Malformed),
            (Some("sha1=00".to_owned()), SignatureRefusal::Malformed),
            (
                Some(good.split_at(70).0.to_owned()),
                SignatureRefusal::Malformed,
            ),
            (Some(format!("{good}00")), SignatureRefusal::Malformed),
            (Some(format!(" {good}")), SignatureRefusal::Malformed),
            (
                Some(good.replace("sha256=", "SHA256=")),
                SignatureRefusal::Malformed,
            ),
            (
                Some(format!("sha256={}", "A".repeat(64))),
                SignatureRefusal::Malformed,
            ),
            (
                Some(format!("sha256={}", "g".repeat(64))),
                SignatureRefusal::Malformed,
            ),
            (
                Some(format!("sha256={}", "0".repeat(64))),
                SignatureRefusal::Mismatch,
            ),
        ];
        for (header, why) in cases {
            assert_eq!(
                verify(header.as_deref(), b"x", &key),
                Err(why),
                "{header:?}"
            );
        }
        assert_eq!(
            verify(Some(&good), b"x", &[]),
            Err(SignatureRefusal::NoSecret)
        );
        assert_eq!(
            verify(Some(&good), b"y", &key),
            Err(SignatureRefusal::Mismatch)
        );
    }

    proptest! {
        #[test]
        fn one_changed_bit_is_noticed(body in prop::collection::vec(any::<u8>(), 1..200), at in any::<prop::sample::Index>(), bit in 0_u8..8) {
            let key = secrets(&["k"]);
            let header = sign(&body, &key[0]);
            prop_assert_eq!(verify(Some(&header), &body, &key), Ok(0));
            let mut other = body;
            let at = at.index(other.len());
            other[at] ^= 1 << bit;
            prop_assert_eq!(verify(Some(&header), &other, &key), Err(SignatureRefusal::Mismatch));
        }
    }
}
