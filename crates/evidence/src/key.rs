//! The keys that sign checkpoints.

use crate::Hash;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::Signer;
use std::fmt;
use std::str::FromStr;

/// The number of Ed25519 among C2SP's signature types.
const ED25519: u8 = 1;

/// Why a key cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Empty, or with spaces, control characters or `+`.
    #[error("{0:?} is no name for a key: spaces, control characters and + are not allowed")]
    Name(String),
    /// Not `name+id+key`, or the id does not fit the key.
    #[error("not a public key: name+id+key is expected, with an Ed25519 key")]
    Text,
}

/// Makes checkpoints. Kept outside the database and never printed; wiped from memory when
/// dropped.
pub struct SigningKey {
    key: ed25519_dalek::SigningKey,
    public: PublicKey,
}

impl SigningKey {
    /// A new random key. The name says whose it is, best as an address: `loket.example.com`.
    pub fn generate(name: &str) -> Result<Self, KeyError> {
        Self::from_bytes(name, &rand::random())
    }

    /// The key that [`SigningKey::to_bytes`] gave away.
    pub fn from_bytes(name: &str, secret: &[u8; 32]) -> Result<Self, KeyError> {
        let key = ed25519_dalek::SigningKey::from_bytes(secret);
        let public = PublicKey::new(name, key.verifying_key())?;
        Ok(Self { key, public })
    }

    /// The secret, to be stored where only Loket reads it.
    pub fn to_bytes(&self) -> [u8; 32] {
        self.key.to_bytes()
    }

    /// What verifiers need.
    pub fn public(&self) -> &PublicKey {
        &self.public
    }

    pub(crate) fn sign(&self, text: &str) -> [u8; 64] {
        self.key.sign(text.as_bytes()).to_bytes()
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey")
            .field("public", &self.public)
            .finish_non_exhaustive()
    }
}

/// Verifies checkpoints. As text `name+id+key`, the verifier key of C2SP's signed notes.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicKey {
    name: String,
    key: ed25519_dalek::VerifyingKey,
}

impl PublicKey {
    fn new(name: &str, key: ed25519_dalek::VerifyingKey) -> Result<Self, KeyError> {
        let bad = |c: char| c.is_whitespace() || c.is_control() || c == '+';
        if name.is_empty() || name.len() > 200 || name.contains(bad) {
            return Err(KeyError::Name(name.to_owned()));
        }
        Ok(Self {
            name: name.to_owned(),
            key,
        })
    }

    /// Whose key.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The first four bytes of SHA-256(name, line break, 1, key). Tells keys apart, and proves
    /// nothing.
    pub fn id(&self) -> [u8; 4] {
        let [a, b, c, d, ..] =
            Hash::of(&[self.name.as_bytes(), b"\n", &[ED25519], self.key.as_bytes()]).0;
        [a, b, c, d]
    }

    pub(crate) fn verifies(&self, text: &str, signature: &[u8; 64]) -> bool {
        let signature = ed25519_dalek::Signature::from_bytes(signature);
        self.key.verify_strict(text.as_bytes(), &signature).is_ok()
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut typed = vec![ED25519];
        typed.extend_from_slice(self.key.as_bytes());
        write!(
            f,
            "{}+{}+{}",
            self.name,
            hex::encode(self.id()),
            STANDARD.encode(typed)
        )
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({self})")
    }
}

impl FromStr for PublicKey {
    type Err = KeyError;
    fn from_str(text: &str) -> Result<Self, KeyError> {
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(KeyError::Text);
        };
        let typed = STANDARD.decode(key).map_err(|_| KeyError::Text)?;
        let bytes = match typed.split_first() {
            Some((&ED25519, bytes)) => bytes.try_into().map_err(|_| KeyError::Text)?,
            _ => return Err(KeyError::Text),
        };
        let key = ed25519_dalek::VerifyingKey::from_bytes(bytes).map_err(|_| KeyError::Text)?;
        let public = Self::new(name, key)?;
        if hex::encode(public.id()) == id {
            Ok(public)
        } else {
            Err(KeyError::Text)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_survive_their_text_and_their_bytes() {
        let key = SigningKey::generate("loket.example.com").unwrap();
        let again = SigningKey::from_bytes("loket.example.com", &key.to_bytes()).unwrap();
        assert_eq!(again.public(), key.public());
        let text = key.public().to_string();
        assert_eq!(text.parse().as_ref(), Ok(key.public()));
        for at in 0..text.len() {
            let mut mangled = text.clone().into_bytes();
            mangled[at] ^= 1;
            let mangled = String::from_utf8(mangled).unwrap();
            assert!(mangled.parse::<PublicKey>().is_err(), "{mangled}");
        }
        assert!(!format!("{key:?}").contains(&hex::encode(key.to_bytes())));
    }

    #[test]
    fn names_that_would_break_a_note_are_refused() {
        for name in ["", "a b", "a+b", "a\nb", "a\u{a0}b"] {
            assert!(
                matches!(SigningKey::generate(name), Err(KeyError::Name(_))),
                "{name:?}"
            );
        }
    }
}
