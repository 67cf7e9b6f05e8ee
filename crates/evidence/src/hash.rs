//! SHA-256 over tuples that cannot be mistaken for one another.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;
use std::str::FromStr;

/// A SHA-256 digest; as text 64 small hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Hash(pub [u8; 32]);

/// Not 32 bytes, or not 64 small hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a hash: 64 digits 0-9 a-f are expected")]
pub struct NotAHash;

impl Hash {
    /// The digest of these bytes, in this order.
    pub(crate) fn of(parts: &[&[u8]]) -> Self {
        let mut digest = Sha256::new();
        for part in parts {
            digest.update(part);
        }
        Self(digest.finalize().into())
    }

    /// The digest of a tuple: each field after its length in four bytes, big-endian. The first
    /// field says what the tuple is.
    ///
    /// Fields are far below 4 GiB; a longer one would be hashed with the length 2³²−1, which no
    /// other field can have.
    pub(crate) fn of_tuple(fields: &[&[u8]]) -> Self {
        let mut digest = Sha256::new();
        for field in fields {
            digest.update(u32::try_from(field.len()).unwrap_or(u32::MAX).to_be_bytes());
            digest.update(field);
        }
        Self(digest.finalize().into())
    }

    /// The bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

impl FromStr for Hash {
    type Err = NotAHash;
    fn from_str(text: &str) -> Result<Self, NotAHash> {
        small_hex(text).map(Self).ok_or(NotAHash)
    }
}

impl TryFrom<String> for Hash {
    type Error = NotAHash;
    fn try_from(text: String) -> Result<Self, NotAHash> {
        text.parse()
    }
}

impl TryFrom<&[u8]> for Hash {
    type Error = NotAHash;
    fn try_from(bytes: &[u8]) -> Result<Self, NotAHash> {
        bytes.try_into().map(Self).map_err(|_| NotAHash)
    }
}

impl From<Hash> for String {
    fn from(hash: Hash) -> Self {
        hash.to_string()
    }
}

/// Exactly `N` bytes as small hexadecimal digits, so that one value has one text.
pub(crate) fn small_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    let mut bytes = [0; N];
    hex::decode_to_slice(text, &mut bytes).ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_hash_has_one_text() {
        let hash = Hash::of(&[b"abc"]);
        let text = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(hash.to_string(), text);
        assert_eq!(text.parse(), Ok(hash));
        for wrong in [
            &text.to_uppercase(),
            text.strip_prefix('b').unwrap(),
            &format!("{text}00"),
            "",
            "zz",
        ] {
            assert_eq!(wrong.parse::<Hash>(), Err(NotAHash), "{wrong}");
        }
    }

    #[test]
    fn moving_a_byte_between_fields_changes_the_hash() {
        assert_ne!(
            Hash::of_tuple(&[b"ab", b"c"]),
            Hash::of_tuple(&[b"a", b"bc"])
        );
        assert_ne!(Hash::of_tuple(&[b"a", b""]), Hash::of_tuple(&[b"a"]));
    }
}
